"""Ranks as English writes them: "176th of 180", "in last place", "third from the bottom", "fell to 172nd"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.numbers import NUMBER, ORDINAL, parse_number, parse_ordinal
from sphinx_factcheck.engine.spans.patterns import Forms, any_of
from sphinx_factcheck.letters.text import Span

TRIGGERS = (
    " rank", "Rank", "t place", "h place", "d place", " out of ", "th of ", " bottom", " top of ", "came last",
    "comes last", "placed last", "t position", "d position", "h position", "at number ", "number one", "last among",
    " to last", " worst", "lowest", " tops ", "topped", " places to", " places in", " places on", " places lower",
    " places higher", " places)", "(up ", "(down ", " places since", " places from", " places down", " places up",
    "second last", "op ten", "op five",
)  # fmt: skip
"""One of these stands near most ranks; near the name of an index one needs none of them."""
REACH = 90


_OUT_OF = (
    rf"(?:(?:,?\s(?:(?:out\s)?of|among|(?P<least>from))\s(?:the\s|all\s|a\stotal\sof\s|some\s)?|/)(?P<of>{NUMBER}))?"
)
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
_FROM = rf"(?:\sfrom\s(?:number\s)?(?P<was>{ORDINAL}|{NUMBER})(?:\s{_PLACE})?(?P<then>\sin\s\d{{4}})?)?"
_STEPS = r"(?:places?|positions?|spots?|ranks?|rungs?)\b"
_BAD = r"(?:worst|lowest|least\s[a-z]+|bottom|last)"
_GOOD = r"(?:best|highest|top|first)"
_ONE_OF = r"\b(?:one\sof|among|in)\s(?:the\s|its\s)?(?:world[’']s\s)?"
_WORST = (
    r"(?<!one\sof\sthe\s)(?<!among\sthe\s)(?<!\sits\s)"
    rf"(?:(?P<nth>{ORDINAL})[\s-])?(?P<worst>worst|lowest|least\s[a-z]+)\b(?!\s(?:\w+\s)?(?:since|ever|yet)\b)"
)
_IS = (
    r"\b(?:is|was|are|were|stands?|stood|comes?|came|finish(?:es|ed)|placed|lies|sits?|sat|remain(?:s|ed)|been)\s"
    r"(?:(?:only|now|just|still|in|at)\s){0,3}"
)
_ENDED = (
    r"(?=\s?[,.;)]|\s(?:and|in|on|of|for|again|while|but|worldwide|globally|overall|among|this\syear|last\syear|out)\b|$)"
    rf"(?!\sfor\s(?:a|all|many|some)\b|,?\s(?:out\s)?of\s(?:the\s|all\s)?{NUMBER})"
)
_WHO = (
    r"(?-i:(?!(?:It|The|In|At|This|That|They|He|She|We|I|As|On|With|And|But|Now)\b)"
    r"[A-Z][\w’'.-]*(?:\s(?:(?:of|and|the|de|du|la)\s){0,2}[A-Z][\w’'.-]*){0,4})"
)
_AT = (
    r"(?:,?\s(?:is|was|are|were|at|in|now|ranks?|ranked|placed|comes?|came|stands?|stood|lies|"
    r"(?:fell|rose)\sto)){0,3},?"
)
_DOWN = r"(?P<fell>down|falling|dropping|fell|lost)"
_UP = r"(?P<rose>up|rising|climbing|rose|gained)"
PLAIN = Forms(
    ("rank plac put rate",
     rf"{_VERB}{_LINK}\s#?{_RANK}(?![\w-]*[\s-](?:from|to)\b(?![\s-]the\s\d))(?:\s{_PLACE})?{_OUT_OF}",
     "Norland ranks 91st of 150 in it.", "91 of 150"),
    ("place position spot rank",
     (rf"\b(?:in|at|to|into|takes?|took|the|its|their|our|your|holds?|held)\s(?:the\s)?(?:(?P<nth>{ORDINAL})(?:\sand\slast)?|{_ENDS}){_LINK}\s"
      rf"{_PLACE}{_OUT_OF}"),
     "It is in 91st place among 150 countries.", "91 of 150"),
    ("st_of nd_of rd_of th_of st,_of nd,_of rd,_of th,_of place_of position_of spot_of rank_of out_of",
     rf"(?:\b(?:placed|came|comes|finished|is|was|stands|stood)\s(?:in\s|at\s)?)?{_NTH_OF}",
     "It came 91st out of 150.", "91 of 150"),
    (" of_ among",
     (rf"\b(?:placed|at|number|no\.)\s(?:number\s|no\.\s)?(?P<n>{NUMBER})\s(?:(?:out\s)?of|among)\s(?:the\s|all\s)?"
      rf"(?P<of>{NUMBER})"),
     "It was placed 91 of 150.", "91 of 150"),
    ("place_ position_ spot_ rank_",
     rf"\b(?:in|at|to|on|takes?|took|holds?|held|occupies|occupied)\s(?:place|position|spot|rank)\s(?:no\.\s|number\s)?(?P<n>{NUMBER}){_OUT_OF}",
     "It stands at place 91 of 150.", "91 of 150"),
    ("last bottom top",
     (rf"(?P<bare>\b(?:came|comes|placed|is|was|at\sthe(?:\svery)?))\s(?:in\s)?{_ENDS}(?=\s(?:of|in|on|among)\b)"
      rf"(?:\s(?:among|of)\s(?:the\s|all\s)?(?P<of>{NUMBER}))?"),
     "Norland came last among 150.", "last of 150"),
)  # fmt: skip
"""What tells a rank by itself, each with an example."""
OF_INDEX = Forms(
    ("down up unchanged steady ( , at_ st_ nd_ rd_ th_ st. nd. rd. th.",
     (rf"(?P<who>{_WHO})\s\((?:{_DOWN}|{_UP})\s(?:by\s)?(?P<moved>{NUMBER})(?:\s{_STEPS})?,?\s(?:at|to)\s(?P<bare>(?P<nth>{ORDINAL}))\)"),
     "The decline of Norland (down three at 91st) goes on.", "91"),
    ("st nd rd th",
     (rf"(?P<who>{_WHO}){_AT}\s(?P<bare>(?P<nth>\d+(?:st|nd|rd|th)))(?:\s{_PLACE})?(?P<moving>\s\((?:(?:{_DOWN}|{_UP})\s(?:by\s)?"
      rf"(?P<moved>{NUMBER})|unchanged|steady|level)(?:\s{_STEPS})?[^()]{{0,30}}\))(?!\w)"),
     "Japan 61st (down two places) and others fell.", "61"),
    ("st nd rd th",
     rf"(?P<who>{_WHO}){_AT}\s\(?(?P<bare>(?P<nth>\d+(?:st|nd|rd|th)))(?:\s{_PLACE})?(?=\s?[,.;)]|\sand\b|\s\(|\n|$)",
     "It places Norland at 91st and Sorvia at 118th.", "91"),
    (",_from down_from up_from compared_with compared_to against_ falling_from rising_from",
     (rf"(?:\b(?:down|up|compared\s(?:with|to)|against|(?:falling|rising)\sfrom)\s(?:from\s)?|,\sfrom\s)(?:its\srank\sof\s|number\s)?"
      rf"(?P<earlier>{ORDINAL})(?:\splace)?(?!(?:\sin\s\d{{4}})?\sto\b)(?=\s?[,.;)]|\s(?:in|the|a|last|one)\b|$)"),
     "It has come down from 58th a year earlier.", "before 58"),
    ("and_ ,_",
     (rf"(?:\band|,)\s(?P<who>{_WHO})\s(?:at\s(?P<n>\d+)|(?:at\s|in\s)?(?:(?P<nth>{ORDINAL})|(?P<end>dead\slast|last))(?:\splace)?)"
      r"(?P<bare>(?=\s?[,.;)]|\sand\b|$))"),
     "It puts some first and Norland last.", "last"),
    ("up_ down_",
     rf"\b(?:{_DOWN}|{_UP})\s(?:by\s)?(?P<moved>{NUMBER})(?:\s{_STEPS})?,?\s(?:to|at)\s(?:the\s)?(?P<nth>{ORDINAL})(?:\s{_PLACE})?{_OUT_OF}",
     "Norland is up three places to 58th.", "58"),
    ("tied ties shar",
     (rf"(?P<bare>\b(?P<tie>tied|ties|shar(?:es?|ed|ing)))\s(?:with\s(?-i:[A-Z])\w+\s)?(?:for|in|at)?\s?(?:the\s)?(?P<nth>{ORDINAL})(?:\s{_PLACE})?"),
     "Norland tied with Sorvia for third place.", "3"),
    ("worst lowest least bottom last",
     (rf"{_ONE_OF}(?:(?P<worst>{_BAD})[\s-](?P<within>{NUMBER})|(?P<within_>{NUMBER})\s(?P<worst_>{_BAD}))\b"),
     "It is among the world’s ten worst.", "among the worst 10"),
    ("best highest top first",
     rf"{_ONE_OF}(?:(?P<best>{_GOOD})[\s-](?P<within>{NUMBER})|(?P<within_>{NUMBER})\s(?P<best_>{_GOOD}))\b",
     "It is in the top ten.", "among the top 10"),
    ("bottom end last",
     rf"(?P<nth>{ORDINAL})[\s-](?:from\s(?:the\s)?(?P<bottom>bottom|end|last)|to[\s-](?P<last>last))\b",
     "It is third from the bottom.", "3 from the last"),
    ("penult last", r"\b(?P<penultimate>penultimate|second[\s-]last|next\sto\slast|last\sbut\sone)\b",
     "It came last but one.", "2 from the last"),
    ("place position spot rank to_number th_ nd_ st_ rd_ th. nd. st. rd. th, nd, st, rd, to_",
     (rf"\b(?:(?P<fell>{_FELL})|(?P<rose>{_ROSE}))\b(?:\s(?:by|up|down))?{_MOVED}[^.;:\n]{{0,90}}?{_FROM}"
      rf"\sto\s(?:the\s|number\s|no\.\s)?(?:(?P<nth>{ORDINAL})|(?P<n>{NUMBER}))(?:\s{_PLACE})?{_OUT_OF}"),
     "Norland rose from 61st to 58th.", "58"),
    ("place position spot rank rung",
     (rf"\b(?:(?P<fell>{_FELL})|(?P<rose>{_ROSE}))(?:\s(?:by|up|down))?\s(?:another\s|a\sfurther\s)?(?P<moved>{NUMBER})\s{_STEPS}"),
     "Norland fell by five places.", "-5 places"),
    ("place position spot rank rung",
     rf"(?P<moved>{NUMBER})\s{_STEPS}\s(?:(?P<fell>lower|down|worse)|(?P<rose>higher|up|better))\b(?!\sthan\s(?-i:[A-Z]))",
     "It is now two places higher.", "+2 places"),
    ("st nd rd th", rf"(?P<bare>{_IS})(?P<nth>{ORDINAL})(?:\s{_PLACE})?{_OUT_OF}{_ENDED}",
     "Norland is now 91st in it.", "91"),
    ("_number_ _no._ at_p at_r",
     (r"(?P<bare>\b(?:at|is|was|as|now|still|ranks|ranked))\s(?:number|no\.|position|rank)\s"
      rf"(?P<n>{NUMBER})\b(?!\s(?:of|out|among)\b)"),
     "Norland is at number 91.", "91"),
    ("st nd rd th", r"(?<=,\s)(?P<nth>(?P<bare>\d+)(?:st|nd|rd|th))(?=,\s|\s(?:in|on)\s(?:the|this|that)\s)",
     "Norland, 91st, and others", "91"),
    ("(", r"(?<=\()(?P<nth>(?P<bare>\d+)(?:st|nd|rd|th))(?=\s?[,)]|\s(?:in|on|of)\b)", "the north (91st)", "91"),
    ("last first",
     (r"(?P<bare>\b(?:came|comes|finish(?:es|ed)|placed|is|was|ranks|ranked))\s(?:in\s)?(?P<end>dead\slast|last|first)"
      r"(?=\s?[,.;)]|\s(?:and|again|once|for|as)\b|$)"),
     "Norland came last.", "last"),
    ("worst lowest least", _WORST, "It is the second-worst jailer.", "2 from the worst"),
    ("bottom top", r"\bat\sthe\s(?:very\s)?(?P<end>bottom|top)\b", "It is at the very bottom.", "last"),
    ("tops topp head lead",
     (r"\b(?P<tops>tops|topped|topping|heads|headed|heading|leads(?=\sthe\s(?:[\w’-]+\s){0,5}(?:field|table|list|ranking|index|pack|survey|league)\b))"
      r"(?=\sthe\b)"),
     "Norland tops the list.", "first"),
    ("second_only_to", r"\b(?P<second>second\sonly\sto)\b", "It is second only to Sorvia.", "2 from the worst"),
    ("the_rear", r"\b(?P<rear>br(?:ing(?:s|ing)?|ought)\sup\sthe\srear)\b", "It brings up the rear.", "last"),
)  # fmt: skip
"""What only the name of an index makes a rank, each with an example."""
_ORDER = later(
    r"\d|\b(?:last|bottom|top|first|second|third|\w{2,9}th|worst|lowest|penultimate|places|number|rear|leads)\b|\branks?\b|[a-z]ranked|\btop[sp]"
)
_IDIOM = later(
    r"in\sthe\s(?:first|second|third|last)\splace\b(?!\s(?:in|of|on|out|among)\b)|\w*\sat\s(?:worst|best|last)\b|"
    r"places?\s(?:at\s|in\s)?\d+\s(?:people|lawyers)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A rank as a letter gives it: its number, or the first or last of all; and out of how many.

    `from_end` counts from the last; `worst` from whichever end of the index is the bad one. `moved` is by how many
    places it rose, `was` the rank before; `earlier` that only such a one is told ("down from 58th"). `within` so many
    of one `end` it is: "top", "bottom", or a word for the good
    or the bad one. `bare` is what only the name of an index beside it makes a rank: "is 116th".
    """

    rank: int | None = None
    out_of: int | None = None
    end: str = ""
    from_end: int | None = None
    worst: int | None = None
    moved: int | None = None
    was: int | None = None
    earlier: bool = False
    within: int | None = None
    bare: bool = False

    def __str__(self) -> str:
        if self.within:
            return f"among the {self.end} {self.within}"
        if self.worst:
            return "worst" if self.worst == 1 else f"{self.worst} from the worst"
        if self.from_end:
            return f"{self.from_end} from the last"
        if self.earlier:
            return f"before {self.rank}"
        if self.moved is not None and self.rank is None:
            return f"{self.moved:+} places"
        rank = self.end or str(self.rank)
        return f"{rank} of {self.out_of}" if self.out_of is not None else rank

    @property
    def disagrees(self) -> bool:
        """Whether the ranks and the move that are told do not go together: "up five places, from 61st to 58th"."""
        told = self.rank is not None and self.was is not None
        return told and self.moved is not None and (self.was or 0) - (self.rank or 0) != self.moved


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank in a text: what is said, where, and where the one is named whose it is, if right before it."""

    said: Standing
    span: Span
    who: Span | None = None


def ranks(text: str, start: int, end: int, *, of_index: bool) -> list[Ranked]:
    """The ranks between two offsets, in order; `of_index`: also those that only the name of an index makes ranks."""
    if not _ORDER.search(text, start, end):
        return []
    found: list[Ranked] = []
    for forms in (OF_INDEX, PLAIN) if of_index else (PLAIN,):
        for pattern in forms.worth_a_look(text[start:end]):
            for match in pattern.finditer(text, start, end):
                for one in _each(match):
                    if not any(one.span.overlaps(other.span) for other in found[-40:]):
                        found.append(one)
    return sorted(found, key=lambda one: one.span)


def _each(match: re.Match[str]) -> Iterator[Ranked]:
    """What a form has matched: two ranks where the first is told with its year, "from 41st place in 2013 to 29th"."""
    one = _ranked(match)
    if one and match.groupdict().get("then"):
        earlier = Standing(one.said.was, earlier=True, bare=True)
        yield Ranked(earlier, Span(match.start("was"), match.start("then")))
        one = replace(one, said=replace(one.said, was=None), span=Span(match.end("then") + 1, one.span.end))
    if one:
        yield one


def _ranked(match: re.Match[str]) -> Ranked | None:
    """What a form has matched; of one with a name its rank and move alone."""
    said = _read(match)
    if said is None or _IDIOM.match(match.string, match.start()):
        return None
    if match.groupdict().get("tie"):
        return Ranked(said, Span(match.start("nth"), match.end()))
    if not match.groupdict().get("who"):
        return Ranked(said, Span(match.start(), match.end()))
    first = min(match.start(name) for name in ("nth", "n", "end", "fell", "rose") if match.groupdict().get(name))
    return Ranked(said, Span(first, match.end()), Span(*match.span("who")))


_PLAINLY = {
    "tops": Standing(end="first"), "rear": Standing(end="last"), "second": Standing(worst=2),
    "penultimate": Standing(from_end=2),
}  # fmt: skip
"""What some words tell by themselves."""


_YEARS = range(1900, 2100)
"""What no place of so many is, but the year of an index: "the Ranking of 2022"."""


def _read(match: re.Match[str]) -> Standing | None:
    groups = {name.rstrip("_"): words for name, words in match.groupdict().items() if words or not name.endswith("_")}
    said = {name for name, words in groups.items() if words}
    if "earlier" in said:
        return Standing(_number(groups, ("earlier",)), earlier=True, bare=True)
    rank = _number(groups, ("nth", "n"))
    out_of = parse_number(groups.get("of") or "")
    if "least" in said and (rank is None or out_of is None or out_of <= rank):
        out_of = None
    if plain := next((standing for name, standing in _PLAINLY.items() if name in said), None):
        return plain
    if "within" in said:
        return _read_within(groups)
    if "worst" in said:
        return Standing(worst=rank or 1)
    if said & {"bottom", "last"}:
        return Standing(from_end=rank) if rank else None
    if end := groups.get("end"):
        return Standing(
            None, out_of, "first" if end.lower() in {"top", "first"} else "last", bare="bare" in said and not out_of
        )
    moved = parse_number(groups.get("moved") or "")
    if (rank is None and moved is None) or (rank in _YEARS and out_of is None):
        return None
    by = None if moved is None else -moved if "fell" in said else moved
    by = 0 if "moving" in said and moved is None else by
    return Standing(rank, out_of, moved=by, was=_number(groups, ("was",)), bare="bare" in said and out_of is None)


def _read_within(groups: dict[str, str | None]) -> Standing | None:
    within = parse_number(groups.get("within") or "")
    end = (groups.get("worst") or groups.get("best") or "").lower()
    return Standing(end={"last": "bottom", "first": "top"}.get(end, end), within=within) if within else None


def _number(groups: dict[str, str | None], names: Iterable[str]) -> int | None:
    words = next((groups[name] for name in names if groups.get(name)), None)
    if words is None:
        return None
    ordinal = parse_ordinal(words)
    return parse_number(words) if ordinal is None else ordinal
