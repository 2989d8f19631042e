"""Ranks as English writes them: "176th of 180", "in last place", "third from the bottom", "fell to 172nd"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_factcheck.claims.grammar.numbers import NUMBER, ORDINAL, parse_number, parse_ordinal
from sphinx_factcheck.claims.grammar.patterns import any_of, hinted, worth_a_look
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.letters.text import Span

TRIGGERS = (
    " rank", "Rank", "t place", "h place", "d place", " out of ", "th of ", " bottom", " top of ", "came last",
    "comes last", "placed last", "t position", "d position", "h position", "at number ", "number one", "last among",
    " to last", " worst", "lowest", " tops ", "topped", " places to", " places in", " places on", " places lower",
    " places higher", " places since", " places from", " places down", " places up", "second last", "op ten",
    "op five",
)  # fmt: skip
"""One of these stands near most ranks; near the name of an index one needs none of them."""
REACH = 90


_OUT_OF = rf"(?:(?:,?\s(?:(?:out\s)?of|among)\s(?:the\s|all\s|a\stotal\sof\s|some\s)?|/)(?P<of>{NUMBER}))?"
_RANK = rf"(?:(?P<nth>{ORDINAL})|(?P<n>{NUMBER})|(?P<end>dead\slast|last|bottom|top))"
_VERB = r"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|puts?|rate[sd])\b(?:\s(?:it|them|him|her|(?-i:[A-Z])[\w’'-]+)){0,3}"
_PLACE = r"(?:(?:place|position|spot|rank)\b)"
_LINK = (
    r"(?:\s(?:an?\s[a-z-]+|is|was|at|in|as|the|only|just|number|no\.|nr\.|a|an|of|dismal|lowly|poor|joint|equal|tied|still|now|near|low))"
    r"{0,4}"
)
_ENDS = r"(?P<end>dead\slast|last|bottom|top)"
_NTH_OF = rf"(?P<nth>{ORDINAL})(?:\s{_PLACE})?,?\s(?:out\s)?of\s(?:the\s|all\s)?(?P<of>{NUMBER})"
_FELL = any_of(
    "fell fall* dropp* slipp* slid* sank plung* tumbl* declin* down lost los* drop_of fall_of slide_of loss_of"
)
_ROSE = any_of("rose ris* climb* mov* jump* up improv* advanc* gain* climb_of rise_of gain_of jump_of")
_MOVED = rf"(?:\s(?P<moved>{NUMBER})\s(?:places?|positions?|spots?|ranks?))?"
_FROM = rf"(?:\sfrom\s(?:number\s)?(?P<was>{ORDINAL}|{NUMBER})(?:\s{_PLACE})?)?"
_STEPS = r"(?:places?|positions?|spots?|ranks?|rungs?)\b"
_BAD = r"(?:worst|lowest|least\s[a-z]+|bottom|last)"
_GOOD = r"(?:best|highest|top)"
_ONE_OF = r"\b(?:one\sof|among|in)\s(?:the\s|its\s)?(?:world[’']s\s)?"
_WORST = (
    r"(?<!one\sof\sthe\s)(?<!among\sthe\s)(?<!\sits\s)"
    rf"(?:(?P<nth>{ORDINAL})[\s-])?(?P<worst>worst|lowest|least\s[a-z]+)\b(?!\s(?:\w+\s)?(?:since|ever|yet)\b)"
)
_IS = (
    r"\b(?:is|was|are|were|stands?|stood|comes?|came|finish(?:es|ed)|placed|lies|sits?|sat|remain(?:s|ed))\s"
    r"(?:(?:only|now|just|still|in|at)\s){0,3}"
)
_ENDED = (
    r"(?=\s?[,.;)]|\s(?:and|in|on|of|for|again|while|but|worldwide|globally|overall|among)\b|$)"
    r"(?!\sfor\s(?:a|all|many|some)\b)"
)
_PLAIN = hinted(
    (
        "rank plac put rate",
        rf"{_VERB}{_LINK}\s#?{_RANK}(?![\w-]*[\s-](?:from|to)\b(?![\s-]the\s\d))(?:\s{_PLACE})?{_OUT_OF}",
    ),
    (
        "place position spot rank",
        rf"\b(?:in|at|to|into|takes?|took|the|holds?|held)\s(?:the\s)?(?:(?P<nth>{ORDINAL})(?:\sand\slast)?|{_ENDS}){_LINK}\s{_PLACE}{_OUT_OF}",
    ),
    (
        "st_of nd_of rd_of th_of st,_of nd,_of rd,_of th,_of place_of position_of spot_of rank_of out_of",
        rf"(?:\b(?:placed|came|comes|finished|is|was|stands|stood)\s(?:in\s|at\s)?)?{_NTH_OF}",
    ),
    (
        " of_ among",
        rf"\b(?:placed|at|number|no\.)\s(?:number\s|no\.\s)?(?P<n>{NUMBER})\s(?:(?:out\s)?of|among)\s(?:the\s|all\s)?(?P<of>{NUMBER})",
    ),
    (
        "last bottom top",
        rf"(?P<bare>\b(?:came|comes|placed|is|was|at\sthe(?:\svery)?))\s(?:in\s)?{_ENDS}(?=\s(?:of|in|on|among)\b)(?:\samong\s(?:the\s|all\s)?(?P<of>{NUMBER}))?",
    ),
)
_OF_INDEX = hinted(
    (
        "worst lowest least bottom last",
        rf"{_ONE_OF}(?:(?P<worst>{_BAD})[\s-](?P<within>{NUMBER})|(?P<within_>{NUMBER})\s(?P<worst_>{_BAD}))\b",
    ),
    (
        "best highest top",
        rf"{_ONE_OF}(?:(?P<best>{_GOOD})[\s-](?P<within>{NUMBER})|(?P<within_>{NUMBER})\s(?P<best_>{_GOOD}))\b",
    ),
    (
        "bottom end last",
        rf"(?P<nth>{ORDINAL})[\s-](?:from\s(?:the\s)?(?P<bottom>bottom|end|last)|to[\s-](?P<last>last))\b",
    ),
    ("penult last", r"\b(?P<penultimate>penultimate|second[\s-]last|next\sto\slast)\b"),
    (
        "place position spot rank to_number th_ nd_ st_ rd_",
        (
            rf"\b(?:(?P<fell>{_FELL})|(?P<rose>{_ROSE}))\b(?:\sby)?{_MOVED}[^.;:\n]{{0,90}}?{_FROM}"
            rf"\sto\s(?:the\s|number\s|no\.\s)?(?:(?P<nth>{ORDINAL})|(?P<n>{NUMBER}))(?:\s{_PLACE})?{_OUT_OF}"
        ),
    ),
    (
        "place position spot rank rung",
        rf"\b(?:(?P<fell>{_FELL})|(?P<rose>{_ROSE}))(?:\sby)?\s(?:another\s|a\sfurther\s)?(?P<moved>{NUMBER})\s{_STEPS}",
    ),
    (
        "place position spot rank rung",
        rf"(?P<moved>{NUMBER})\s{_STEPS}\s(?:(?P<fell>lower|down|worse)|(?P<rose>higher|up|better))\b(?!\sthan\s(?-i:[A-Z]))",
    ),
    ("st nd rd th", rf"(?P<bare>{_IS})(?P<nth>{ORDINAL})(?:\s{_PLACE})?{_OUT_OF}{_ENDED}"),
    ("at_n at_p at_r", rf"(?P<bare>\bat)\s(?:number|no\.|position|rank)\s(?P<n>{NUMBER})\b(?!\s(?:of|out|among)\b)"),
    ("st, nd, rd, th,", r"(?<=,\s)(?P<nth>(?P<bare>\d+)(?:st|nd|rd|th))(?=,\s)"),
    ("(", r"(?<=\()(?P<nth>(?P<bare>\d+)(?:st|nd|rd|th))(?=\s?[,)]|\s(?:in|on|of)\b)"),
    (
        "last",
        (
            r"(?P<bare>\b(?:came|comes|finish(?:es|ed)|placed|is|was|ranks|ranked))\s(?:in\s)?(?P<end>dead\slast|last)"
            r"(?=\s?[,.;)]|\s(?:and|again|once|for)\b|$)"
        ),
    ),
    ("worst lowest least", _WORST),
    ("bottom top", r"\bat\sthe\s(?:very\s)?(?P<end>bottom|top)\b"),
    ("tops topp head lead", r"\b(?P<tops>tops|topped|topping|heads|headed|heading|leads)(?=\sthe\b)"),
)
_ORDER = re.compile(
    r"\d|\b(?:last|bottom|top|first|second|third|\w{2,9}th|worst|lowest|penultimate|places)\b|\branks?\b|[a-z]ranked|\btop[sp]"
)
_IDIOM = re.compile(
    r"in\sthe\s(?:first|second|third|last)\splace\b(?!\s(?:in|of|on|out|among)\b)|\w*\sat\s(?:worst|best|last)\b|"
    r"places?\s(?:at\s|in\s)?\d+\s(?:people|lawyers)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A rank as a letter gives it: its number, or the first or last of all; and out of how many.

    `from_end` counts from the last; `worst` from whichever end of the index is the bad one. `moved` is by how many
    places it rose, `was` the rank before. `within` so many of one `end` it is: "top", "bottom", or a word for the good
    or the bad one. `bare` is what only the name of an index beside it makes a rank: "is 116th".
    """

    rank: int | None = None
    out_of: int | None = None
    end: str = ""
    from_end: int | None = None
    worst: int | None = None
    moved: int | None = None
    was: int | None = None
    within: int | None = None
    bare: bool = False

    def __str__(self) -> str:
        if self.within:
            return f"among the {self.end} {self.within}"
        if self.worst:
            return "worst" if self.worst == 1 else f"{self.worst} from the worst"
        if self.from_end:
            return f"{self.from_end} from the last"
        if self.moved is not None and self.rank is None:
            return f"{self.moved:+} places"
        rank = self.end or str(self.rank)
        return f"{rank} of {self.out_of}" if self.out_of is not None else rank

    def fits(self, rank: int, out_of: int | None, lowest: int, before: int | None = None) -> Answer:
        """Whether this can be said of a rank, given the lowest rank known of the index and the rank a year before."""
        if self.out_of is not None and out_of is not None and self.out_of != out_of:
            return Answer.NO
        if before is not None and (self.moved not in {None, before - rank} or self.was not in {None, before}):
            return Answer.NO
        if self.moved is not None and self.rank is None:
            return Answer.UNKNOWN if before is None else Answer.YES
        if self.within:
            return self._fits_within(self.within, rank, out_of)
        if self.end == "first":
            return _answer(rank == 1)
        told = self.from_end or (1 if self.end == "last" else self.worst)
        if told is None:
            return _answer(rank == self.rank)
        if self.worst and rank == self.worst:
            return Answer.YES
        if out_of is None and (lowest == rank or told > 1) and not self.worst:
            return Answer.UNKNOWN
        return _answer(rank >= (out_of or lowest) if told == 1 else rank == (out_of or lowest) + 1 - told)

    def _fits_within(self, within: int, rank: int, out_of: int | None) -> Answer:
        """Whether a rank is among so many of either end; words for good and bad leave open which end is meant."""
        if self.end in {"top", "bottom"}:
            low = rank if self.end == "top" else None if out_of is None else out_of + 1 - rank
            return Answer.UNKNOWN if low is None else _answer(low <= within)
        if rank <= within:
            return Answer.YES
        return Answer.UNKNOWN if out_of is None else _answer(rank > out_of - within)


def ranks(text: str, start: int, end: int, *, of_index: bool) -> list[tuple[Said, Span]]:
    """The ranks between two offsets, in order; `of_index`: also those that only the name of an index makes ranks."""
    if not _ORDER.search(text, start, end):
        return []
    found: list[tuple[Said, Span]] = []
    told = (*_OF_INDEX, *_PLAIN) if of_index else _PLAIN
    for pattern in worth_a_look(told, text[start:end]):
        for match in pattern.finditer(text, start, end):
            span = Span(match.start(), match.end())
            said = _read(match)
            if said and not _IDIOM.match(text, span.start) and not any(span.overlaps(o) for _, o in found[-40:]):
                found.append((said, span))
    return sorted(found, key=lambda one: one[1])


def _read(match: re.Match[str]) -> Said | None:
    groups = {name.rstrip("_"): words for name, words in match.groupdict().items() if words or not name.endswith("_")}
    said = {name for name, words in groups.items() if words}
    rank = _number(groups, ("nth", "n"))
    out_of = parse_number(groups.get("of") or "")
    if "tops" in said:
        return Said(end="first")
    if "penultimate" in said:
        return Said(from_end=2)
    if "within" in said:
        return _read_within(groups)
    if "worst" in said:
        return Said(worst=rank or 1)
    if said & {"bottom", "last"}:
        return Said(from_end=rank) if rank else None
    if end := groups.get("end"):
        return Said(None, out_of, "first" if end.lower() == "top" else "last", bare="bare" in said)
    moved = parse_number(groups.get("moved") or "")
    if rank is None and moved is None:
        return None
    by = None if moved is None else -moved if "fell" in said else moved
    return Said(rank, out_of, moved=by, was=_number(groups, ("was",)), bare="bare" in said)


def _read_within(groups: dict[str, str | None]) -> Said | None:
    within = parse_number(groups.get("within") or "")
    end = (groups.get("worst") or groups.get("best") or "").lower()
    return Said(end={"last": "bottom"}.get(end, end), within=within) if within else None


def _number(groups: dict[str, str | None], names: Iterable[str]) -> int | None:
    words = next((groups[name] for name in names if groups.get(name)), None)
    if words is None:
        return None
    ordinal = parse_ordinal(words)
    return parse_number(words) if ordinal is None else ordinal


def _answer(yes: bool) -> Answer:
    return Answer.YES if yes else Answer.NO
