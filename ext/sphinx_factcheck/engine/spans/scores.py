"""Scores of votes as English writes them: "17 for, 19 against", "by 19 votes to 17", "fell two votes short"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.spans.nouns import is_plural
from sphinx_factcheck.engine.spans.numbers import NUMBER, Quantity, exactly, has_number, quantity_at
from sphinx_factcheck.engine.spans.patterns import Forms, any_of
from sphinx_factcheck.letters.text import Span

TRIGGERS = (
    "vote", "Vote", "VOTE", "abst", "in favo", " divided", "to none", "gainst", "unanimous", "consensus", "acclamation",
    "narrowly", " voices", "Ayes", "Noes", " ayes", " noes", " split ", " ruled ", "dissent", "margin", "majority",
    " opposed", "supported the", "defeated", "rejected", "adopted", "carried", "passed", "approved", "cleared",
    " ruling", "decision", "failed in", "thrown out", "threw out", "ratified", "eferendum", "lebiscite",
    " resolved", "to spare", " through the ", "went down", " upheld ", "overturned", "ordered", "returned ",
    " to one", "as lost", "ost by",
)  # fmt: skip
"""One of these stands near every result of a vote."""
REACH = 110

_LOST_WORDS = (
    "short shy lost failed fails defeated rejected rejects fell beaten voted_down turned_down thrown_out threw_out "
    "went_down"
)
_WON_WORDS = (
    "passed passes carried won adopted adopts approved approves prevailed endorsed cleared ratified sailed_through "
    "scraped_through squeaked_through got_through"
)
_N = rf"(?:{NUMBER}|\ba\ssingle|\bnone\b|\bnil\b|\bno\b)"
_BODIES = r"(?:assembly|council|senate|house|parliament|congress|court|board|chamber|committee)"
_PEOPLE = (
    r"(?:\sof\s(?:the|its|all)\s[\w’'-]+(?:\s(?:members?|states|countries|delegations|nations|judges))?)?"
    r"(?:\s(?:member|other))?(?:\s(?:countries|states|members?|delegations|nations|governments|lawmakers|senators|"
    r"judges|deputies|MPs|MEPs|delegates|peers|voices|voters|electors|people|trustees|councillors|directors|"
    r"shareholders|justices|congressmen|representatives|ministers))?"
    rf"(?:\sof\sthe\s(?:[\w’'-]+\s){{0,4}}{_BODIES}\b)?"
)
_VOTE = (
    r"(?:\s(?:(?:have|had|were|then|also|even|still|all|each|both|[a-z]+ly)\s){0,2}"
    r"(?P<vote>voted|voting|votes?|cast|"
    r"(?:had|found|showed)\sthe\s(?:courage|decency|honesty|nerve|grace|sense|temerity)\sto\svote))?"
    r"(?:\s(?:were|was|stood|being|came\sout))?"
)
"""The verb of a side, with what can lead to it: "had the courage to vote", "were"."""
_FOR = r"(?:(?:votes?\s|were\s)?in\sfavou?r|supported|backed|yes|ayes?|yeas?|affirmative)\b"
_BARE_FOR = r"for\b"
_AGAINST = (
    r"(?:against(?!\s\d)|opposed|opposing|dissent(?:ing|ed)|nays?|noes|no\svotes?(?!\s(?:for|against))"
    r"|no(?=\s?[.,;)]|$|\sand\s|\swith\s))(?!\w)"
)
_ABSTAINING = r"(?:abstentions?|abstain(?:ing|ed|s)?)\b"
_PART = later(
    rf"(?P<number>{_N}){_PEOPLE}{_VOTE}\s(?P<side>(?P<for>{_FOR}|{_BARE_FOR})|(?P<against>{_AGAINST})|{_ABSTAINING})"
    rf"|\b(?P<named>ayes?|yeas?|noes|nays?|(?<!not-)contents|not-contents)(?:\s(?:were|was|numbered|to\sthe\s(?:right|left)))?"
    rf"(?::\s|,\s|\s-\s|\s)(?P<count>{_N})\b(?!\s(?:votes?|members?)\b)"
    rf"|\b(?P<first>in\sfavou?r|for|against|abstentions?|abstaining|abstained)(?::\s|\s-\s|\s)(?P<after>{_N})"
    r"(?=\s?[;,.)])",
    re.IGNORECASE,
)
_FOR_WHAT = later(r"\s?[,;.):]|\sand\s|$")
_NEEDED = later(r"\b(?:need(?:s|ed)?|requir\w+|lack(?:s|ed)?|wants|wanted)\s(?:\w+\s){0,2}$")
_BETWEEN = later(
    r"(?:[\s,;]|\b(?:and|with|while|to|the|just|only|merely)\b|\((?=\d))*|"
    r"\s[^.;!?\n]{1,60}?(?:,|\b(?:and|with|while|but))\s(?:(?:and|while|but|just|only|merely)\s){0,2}",
    re.IGNORECASE,
)
_OR = r"(?:\s*[–—-]\s*|\sto\s|\sagainst\s)"
_SCORE = later(
    rf"(?P<one>{_N})(?:\s(?:votes?|voices?)|(?P<who>{_PEOPLE})(?=\sagainst))?(?:{_OR})(?P<other>{_N})"
    rf"(?:\s?[–—-]\s?(?P<third>\d{{1,4}})(?![\w–—-])"
    rf"|(?:,?\s(?:with|and)\s|,\s|\s\()(?P<abst>{_N}){_PEOPLE}\s{_ABSTAINING})?",
    re.IGNORECASE,
)
_ONLY = r"(?:(?:just|only|merely|a\smere|a\snarrow|some|but|(?:no|not)\smore\sthan|no\sfewer\sthan|as\smany\sas)\s)?"
_RESULT = rf"\b(?P<result>{any_of(_LOST_WORDS + ' ' + _WON_WORDS)})\b"
MARGINS = Forms(
    ("vote_short votes_short vote_shy votes_shy", rf"(?P<margin>{_N})[\s-]votes?\s(?P<result>short|shy)\b",
     "It fell two votes short of adoption.", "margin 2"),
    ("short_by shy_by", rf"\b(?P<result>short|shy)\sby\s{_ONLY}(?P<margin>{_N})(?:\svotes?\b|(?=[.,;]))",
     "It fell short by just two votes.", "margin 2"),
    ("_vote", rf"\bwithin\s{_ONLY}(?P<margin>{_N})\svotes?\sof\b",
     "It came within two votes of adoption.", "margin 2"),
    ("_vote", rf"{_RESULT}[^.;:\n]{{0,80}}?\b(?<!not\s)by\s{_ONLY}(?P<margin>{_N})\svotes?\b(?!\s(?:to|against)\b)",
     "The motion was lost in the House by two votes.", "margin 2"),
    ("margin_of majority_of",
     (rf"{_RESULT}[^.;:\n]{{0,80}}?\b(?:by|with)\s(?:a|the)\s(?:[a-z]+\s){{0,2}}?(?:margin|majority)\sof\s{_ONLY}"
      rf"(?P<margin>{_N})(?:\svotes?\b|(?=\s?[.,;)]))"),
     "The bill was passed by a narrow majority of 12.", "margin 12"),
    ("margin_of majority_of", rf"\b(?:margin|majority)\sof\s{_ONLY}(?P<margin>{_N})\svotes?\b",
     "There was a majority of twelve votes.", "margin 12"),
    ("majority_of",
     rf"\b(?:had|won|got|secured|with|by)\sa\s(?:\w+\s)?majority\sof\s{_ONLY}(?P<margin>{_N})(?=\s?[.,;)])",
     "The Government had a majority of 12.", "margin 12"),
    ("margin_of", rf"\bmargin\sof\s{_ONLY}(?P<margin>{_N})(?=\s?[.,;)])",
     "The margin of 12, we hear, was a surprise.", "margin 12"),
    ("single_vote one_vote", r"\bby\s(?:(?:just|only|but|merely)\s)?(?P<margin>a\ssingle|one)\svote\b",
     "It was lost by but one vote.", "margin 1"),
    ("majority_of", rf"(?:\b(?:was|is)|[:,(–—])\s?a\s(?:\w+\s)?majority\sof\s{_ONLY}(?P<margin>{_N})(?=\s?[.,;)])",
     "It was carried (a majority of 12).", "margin 12"),
    ("votes_to_spare", rf"{_RESULT}[^.;:\n]{{0,80}}?\bwith\s{_ONLY}(?P<margin>{_N})\svotes\sto\sspare\b",
     "It passed with twelve votes to spare.", "margin 12"),
    ("vote_m votes_m vote_d votes_d", rf"(?P<margin>{_N})[\s-]votes?\s(?:margin|majority|difference)\b",
     "It had a two-vote majority.", "margin 2"),
)  # fmt: skip
"""How a margin is said, each with an example."""
_BY_ALL = (
    r"(?<!not\s)unanimously|by\s(?:unanimous\s(?:vote|consent)|consensus|acclamation)|without\sa\s(?:recorded\s)?vote"
)
_SHARES = {
    "two thirds": Fraction(2, 3), "three fifths": Fraction(3, 5), "three quarters": Fraction(3, 4),
    "four fifths": Fraction(4, 5),
}  # fmt: skip
_SHARE = r"(?P<share>(?:two[\s-]thirds|three[\s-]fifths|three[\s-]quarters|four[\s-]fifths))[\s-]majority"
_SPECIAL = later(
    rf"\sof\s(?:the|a|an|its)\s(?:\w+\s)?(?:{_SHARE}|(?P<other>absolute|overall|qualified|special|constitutional)\smajority)",
    re.IGNORECASE,
)
WITHOUT_NUMBER = Forms(
    ("majority", rf"{_RESULT}[^.;:\n]{{0,60}}?\b(?:by|with)\s(?:a|the\s\w+)\s{_SHARE}",
     "It was adopted by a two-thirds majority.", "a majority of 2/3"),
    ("unanimous", r"\bvoted\s(?P<all>(?<!not\s)unanimously)", "The Council voted unanimously for it.", "unanimous"),
    ("unanimous consensus acclamation without_a", rf"{_RESULT}[^.;:\n]{{0,60}}?\b(?P<all>{_BY_ALL})\b",
     "It was adopted without a vote.", "unanimous"),
    ("unanimously", rf"\b(?P<all>unanimously)\s{_RESULT}", "The House unanimously rejected it.", "unanimous"),
    ("narrowly", rf"\bnarrowly\s{_RESULT}", "The Council narrowly rejected it.", "lost"),
    ("without with_n nem",
     (r"\b(?P<nobody>without\s(?:(?:a\ssingle|a|any|one)\s(?:vote|voice)\s(?:against|in\sopposition)|"
      r"(?:a\s(?:single\s)?)?dissenting\s(?:vote|voice)s?|opposition\b(?=[.,;]))|"
      r"with\s(?:no\sone|nobody|none)\s(?:voting\s)?against|nem(?:ine)?\.?\scon)"),
     "The motion was carried without a single vote against.", "0 against"),
    ("nobody no_one none not_one not_a_single no_",
     (r"\b(?P<nobody>(?:nobody|no\sone|none|(?:not\s(?:one|a\ssingle)|no)\s(?:single\s)?[a-z]+)\b[^.;:,\n]{0,50}?"
      r"\s(?:voted\s(?:against|no)|opposed|dissented|(?P<abstained>abstained))\b)"),
     "Not one member of the Council voted against it.", "0 against"),
    ("_votes",
     (r"(?:\b(?:it|act|bill|motion|resolution|proposal|text|measure|amendment|draft|treaty)\s(?:then\s|only\s|just\s)?)?"
      r"\b(?:won|got|gets|received|secured|obtained|polled|gathered|(?:passed|carried|adopted|approved)\b[^.;:\n]{0,40}?\swith)\s"
      rf"{_ONLY}(?P<for>{_N})\svotes(?!\s(?:against|short|to|cast)|[\s-]to\b)"),
     "The Harbour Act won 91 votes.", "91 for"),
    ("_cent percent %",
     (r"\b(?P<percent>\d{1,3}(?:\.\d+)?)\s?(?:%|per\scent|percent)\b[^.;:,\n]{0,40}?\b(?:"
      r"(?P<yes>(?:voted|said|were|opted)\s(?:for|in\sfavou?r|yes|to)\b|in\sfavou?r\b|backed|supported|approved)|"
      r"(?P<no>(?:voted|said|were)\s(?:against|no)\b|against\b|opposed|rejected))"),
     "In the poll 62 per cent of voters voted in favour.", "62 per cent for"),
)  # fmt: skip
"""What is told of a vote without its numbers, each with an example."""
_SIDED = later(
    r"\b(?:against|in\sfavo|abst|for(?:\s?[,;:)]|\sand\b)|vot(?:ed|es)\s(?:for|yes)\b|oppos|support|backed|dissent|contents|(?:ayes?|yeas?|nays?|noes)\b)",
    re.IGNORECASE,
)
_SCORED = later(
    r"\d\s?[–—-]\s?[\dn]|(?:\sto|gainst)\s(?:\d|no|one|t(?:w|h[ir]|en)|f[oi]|s[ie]|e[il]|ni|hu|tho|mil|bil|tri|doz|"
    r"an?[\s-]+[shdtmbc]|half)",
    re.IGNORECASE,
)
"""What must be there before a side of a vote, and a score, are worth a look."""
_RESULTS = later(_RESULT, re.IGNORECASE)
_LOST = frozenset(word.replace("_", " ") for word in _LOST_WORDS.split())
_VOTING = later(
    r"\bvot(?:e|es|ed|ing)\b|\bballot|\babst(?:ain|ention)|\b(?:resolution|motion|amendment|bill)\b", re.IGNORECASE
)
_RESULT_BEFORE = later(
    r"\b(?:votes?\s(?:of|was|were|being)|(?:voted|voting)(?:\s\w+ly)?,?(?:\s(?:by|in\sfavou?r))?|tally\s(?:of|was)|ballot\sof|score\sof|"
    r"vote\b[^.;:\n]{0,60}?\s(?:was|stood\sat|came\sto|ended)|"
    rf"(?:{any_of(_LOST_WORDS + ' ' + _WON_WORDS)}|split|ruled|decided|divided|held|"
    r"concluded|renewed|extended|upheld|overturned|resolved|agreed|censured|condemned)\b"
    r"[^.;:\n]{0,60}?,?(?:\sby)?)(?:\s\w+)?\s\(?$",
    re.IGNORECASE,
)
_RESULT_AFTER = later(
    r"\s(?:roll-call\s|recorded\s|party-line\s)?(?:vote|division|ballot|tally|ruling|decision|verdict|judgment|opinion|split)\b",
    re.IGNORECASE,
)
_RULED_AFTER = later(
    rf"(?:,\s(?:and\s)?|\s)(?:[\w’'-]+\s){{1,6}}?(?:ruled|held|decided|found|voted|{any_of(_WON_WORDS)})\b"
    r"|,\s(?:has\s|had\s|then\s|at\slast\s)?[a-z]{3,}(?:ed|rew|ook|ave|ent|id)\s"
)
"""A body and its verb after a score that opens a sentence or stands apart: "By five to four the Court ruled"."""
_BY = ("By ", "by ")
_CONTESTS = later(r"\b(?:won|beaten|lost)\b", re.IGNORECASE)
_MATTERS = later(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|resolution|motion|amendment|bill|act|law|measure|proposal|treaty|text|case)\b",
    re.IGNORECASE,
)
"""What is won in a match as in a vote, and what is voted on, which tells them apart."""
_BREAK = later(r"[;:]|\b(?:after|before|when|while|whereas|although|since|because)\s")
_NEXT_WORD = later(r"\s(?P<word>[a-z-]+)")
_SOME_OF = later(
    rf"\b(?:of|among)\s(?:the|our|their|its|his|her)\s(?!{NUMBER}|[^,;.:]{{0,30}}\b{_BODIES}\b)[^,;.:]{{3,40}}\s$|\b(?:in|from)\s(?:our|his|her)\s[\w\s]{{3,30}}\s$",
    re.IGNORECASE,
)
"""What makes a number that of a part of those who vote: "of the women senators 18 voted for it"."""
_OF_VOTES = later(r"\s(?:votes?|voices?)\s")
_ISO_DATE = later(r"[12]\d{3}-[01]\d-[0-3]\d")
_AGAINST_WHOM = later(
    r"(?<!voted)(?<!votes)(?<!vote)(?<!were)(?<!cast)\sagainst\s(?!it\b|this\b|and\b|with\b|while\b|to\b|but\b|in\b|"
    r"(?:the|that|a)\s(?:\w+\s)?(?:bill|motion|resolution|proposal|text|measure|amendment|act|treaty|censure)\b)\w"
)
"""What tells that some are against others, and voted on nothing: "20 States against us"."""
_YES = frozenset({"for", "in favor", "in favour", "aye", "ayes", "yea", "yeas", "contents"})
_BACK = 120
_BOTH = 2
_REACH_OF_PART = 50


@record()
class Score:
    """What a letter says of a vote. `ordered` tells whether votes for and against can be told apart.

    `share` is the part of the votes that it had or, with a margin, fell short of; `special` tells a margin of which
    only those who know all who could have voted can judge ("short of an absolute majority"). `percent_for` is the share
    of the votes that were in favour.
    """

    votes_for: Quantity | None = None
    against: Quantity | None = None
    abstaining: Quantity | None = None
    margin: Quantity | None = None
    carried: bool | None = None
    ordered: bool = True
    unanimous: bool = False
    share: Fraction | None = None
    special: bool = False
    percent_for: Fraction | None = None

    def __str__(self) -> str:
        if self.unanimous:
            return "unanimous"
        if self.percent_for is not None:
            return f"{float(self.percent_for):g} per cent for"
        if self.margin is not None:
            return f"margin {self.margin}"
        if self.share is not None:
            return f"a majority of {self.share}"
        named = ((self.votes_for, "for"), (self.against, "against"), (self.abstaining, "abstaining"))
        if not self.ordered:
            abstaining = f", {self.abstaining} abstaining" if self.abstaining is not None else ""
            return f"{self.votes_for} to {self.against}{abstaining}"
        numbers = ", ".join(f"{n} {word}" for n, word in named if n is not None)
        return numbers or ("carried" if self.carried else "lost")

    @property
    def has_number(self) -> bool:
        return {self.votes_for, self.against, self.abstaining, self.margin} != {None}

    @property
    def is_ratio(self) -> bool:
        """Whether it may be how many stood against one: "by two to one"."""
        sides = [q.low for q in (self.votes_for, self.against) if q is not None and q.is_exact and q.low is not None]
        return not self.ordered and len(sides) == _BOTH and min(sides) == 1 and self.abstaining is None

    @property
    def has_none(self) -> bool:
        """Whether nobody is on a side of it."""
        return any(side is not None and side.high == 0 for side in (self.against, self.abstaining))


def results(text: str, start: int, end: int) -> list[tuple[Score, Span]]:
    """What is said of votes between two offsets, in order: whole tallies first, then what is left of them."""
    found: list[tuple[Score, Span]] = []
    ways: tuple[_Way, ...] = (_unnumbered,)
    if has_number(text, start, end):
        groups = _groups(text, start, end) if _SIDED.search(text, start, end) else []
        ways = (partial(_tallies, groups), _scores, _margins, partial(_alone, groups), _unnumbered)
    for told in ways:
        for said, span in told(text, start, end):
            if not any(span.overlaps(other) for _, other in found[-40:]):
                found.append((said, span))
    return sorted(found, key=lambda one: one[1])


_Way = Callable[[str, int, int], Iterator[tuple[Score, Span]]]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a tally: `which` field of a result it is; `of_some` that only a part of those who vote is told of."""

    which: str
    number: Quantity
    span: Span
    bare: bool
    of_some: bool = False


def _tallies(groups: list[list[_Side]], text: str, start: int, end: int) -> Iterator[tuple[Score, Span]]:
    """The sides of one vote together: "Seventeen states voted for, 19 against and 11 abstained"."""
    for group in groups:
        if len(group) > 1:
            span = Span(group[0].span.start, group[-1].span.end)
            yield _with_result(_said(group), text, span, start), span


def _alone(groups: list[list[_Side]], text: str, start: int, end: int) -> Iterator[tuple[Score, Span]]:
    """One side without the other, near a word of voting: "nineteen states voted against", not "we are for three"."""
    for group in groups:
        span = group[0].span
        around = max(span.start - REACH, 0), min(span.end + REACH, len(text))
        voting = _VOTING.search(text, *around) or _RESULTS.search(text, *around)
        against = _AGAINST_WHOM.search(text, span.end - len(" against"), span.end + _REACH_OF_PART)
        if len(group) == 1 and not group[0].bare and voting and not against:
            yield _said(group), span


def _said(group: list[_Side]) -> Score:
    told = {side.which: side.number for side in group}
    return Score(told.get("votes_for"), told.get("against"), told.get("abstaining"))


def _groups(text: str, start: int, end: int) -> list[list[_Side]]:
    """The sides of each vote, in order."""
    groups: list[list[_Side]] = []
    for side in _sides(text, start, end):
        last = groups[-1] if groups else []
        between = _BETWEEN.fullmatch(text, last[-1].span.end, side.span.start) if last else None
        if between and side.which not in {one.which for one in last}:
            last.append(side)
        else:
            groups.append([side])
    return [group for group in groups if not any(side.of_some for side in group)]


def _sides(text: str, start: int, end: int) -> Iterator[_Side]:
    done = start
    for part in _PART.finditer(text, start, end):
        group = next(name for name in ("number", "after", "count") if part[name])
        at, number = _quantity(text, *part.span(group), done)
        if number is None and " " in part[group]:  # "in the Council of Nine seventeen voted"
            last = part.start(group) + part[group].rindex(" ") + 1
            at, number = last, _quantity(text, last, part.end(group), last)[1]
        if number is None:
            continue
        start, done = at if group == "number" else part.start(), part.end()
        if _NEEDED.search(text, max(start - 25, 0), start) or text.endswith(("ithout ", "ot "), 0, start):
            continue
        word = (part["side"] or part["first"] or part["named"]).lower()
        which = "votes_for" if part["for"] or word in _YES else (
            "abstaining" if word.startswith("abst") else "against"
        )  # fmt: skip
        bare = word == "for" and not part["vote"]
        if bare and part["for"] and not _FOR_WHAT.match(text, part.end()):
            continue
        of_some = bool(_SOME_OF.search(text, max(start - _REACH_OF_PART, 0), start))
        yield _Side(which, number, Span(start, part.end()), bare or bool(part["first"]), of_some)


def _scores(text: str, start: int, end: int) -> Iterator[tuple[Score, Span]]:
    for score in _SCORE.finditer(text, start, end) if _SCORED.search(text, start, end) else ():
        one, other, third = (_in_group(score, *names) for names in (("one",), ("other",), ("third", "abst")))
        if one is None or other is None or not _is_tally(text, score, start, end):
            continue
        said = Score(one, other, third, ordered=False)
        span = Span(score.start(), score.end())
        yield _with_result(said, text, span, start), span


def pairs(text: str, start: int, end: int) -> Iterator[tuple[Score, Span]]:
    """Two numbers side by side, a result for those who know them as one: "36 against 383"."""
    for score in _SCORE.finditer(text, start, end) if _SCORED.search(text, start, end) else ():
        one, other = _in_group(score, "one"), _in_group(score, "other")
        if one is not None and other is not None:
            yield Score(one, other, ordered=False), Span(score.start(), score.end())


def _is_tally(text: str, score: re.Match[str], start: int, end: int) -> bool:
    """Whether two numbers are a result: "by 17 votes to 19", "a 19-17 vote"; not "8 to 10 votes"."""
    if _OF_VOTES.search(score[0]) or score["abst"]:
        return True
    if score["who"]:
        return text.endswith(_BY, start, score.start()) or bool(_VOTING.search(text, start, end))
    if score["third"] and text[score.start() - 1 : score.start()] == "(" and not _ISO_DATE.fullmatch(score[0]):
        return bool(_VOTING.search(text, start, score.start()) or _RESULTS.search(text, start, score.start()))
    if text.endswith("from ", start, score.start()):
        return False
    if _RESULT_AFTER.match(text, score.end(), end):
        return True
    if text.endswith(_BY, start, score.start()) and _RULED_AFTER.match(text, score.end(), end):
        return True
    word = _NEXT_WORD.match(text, score.end(), end)
    if word and (is_plural(word["word"]) or word["word"] in {"percent", "per"}):
        return False
    before = _RESULT_BEFORE.search(text, max(score.start() - 90, start), score.start())
    return bool(before) and not (before and _CONTESTS.search(before[0]) and not _is_of_votes(text, score, start, end))


def _is_of_votes(text: str, score: re.Match[str], start: int, end: int) -> bool:
    """Whether what is won or lost near a score is something that is voted on, in its part of the sentence."""
    breaks = [m.end() for m in _BREAK.finditer(text, start, score.start())]
    stop = _BREAK.search(text, score.end(), min(score.end() + _BACK, end))
    return bool(_MATTERS.search(text, breaks[-1] if breaks else start, stop.start() if stop else end))


def _margins(text: str, start: int, end: int) -> Iterator[tuple[Score, Span]]:
    for pattern in MARGINS.worth_a_look(text[start:end]):
        for found in pattern.finditer(text, start, end):
            if (margin := _in_group(found, "margin")) is not None:
                short = _SPECIAL.match(text, found.end(), end)
                share = _share(short["share"]) if short else None
                carried = _carried(found.groupdict().get("result"))
                yield Score(margin=margin, carried=carried, share=share, special=bool(short)), _shortest(found)


def _shortest(found: re.Match[str]) -> Span:
    """The stretch from the last verb of a result to the margin: "rejected it, which failed by two votes"."""
    starts = [m.start() for m in _RESULTS.finditer(found.string, found.start(), found.start("margin"))]
    return Span(starts[-1] if starts else found.start(), found.end())


def _unnumbered(text: str, start: int, end: int) -> Iterator[tuple[Score, Span]]:
    for pattern in WITHOUT_NUMBER.worth_a_look(text[start:end]):
        for found in pattern.finditer(text, start, end):
            told = found.groupdict()
            if told.get("percent"):
                share = Fraction(told["percent"])
                yield Score(percent_for=share if told["yes"] else 100 - share), Span(found.start(), found.end())
                continue
            said = Score(
                votes_for=_in_group(found, "for") if told.get("for") else None,
                against=exactly(0) if told.get("nobody") and not told.get("abstained") else None,
                abstaining=exactly(0) if told.get("abstained") else None,
                carried=_carried(told.get("result")),
                unanimous=bool(told.get("all")),
                share=_share(told.get("share")),
            )
            yield said, Span(found.start(), found.end())


def _with_result(said: Score, text: str, span: Span, start: int) -> Score:
    """What is said, with the outcome where all verbs before the numbers tell the same one."""
    told = {
        _carried(m["result"])
        for m in _RESULTS.finditer(text, max(span.start - _BACK, start), span.start)
        if m["result"].islower()
    }
    return replace(said, carried=told.pop()) if len(told) == 1 else said


def _carried(result: str | None) -> bool | None:
    return None if result is None else " ".join(result.lower().split()) not in _LOST


def _share(words: str | None) -> Fraction | None:
    return None if words is None else _SHARES[re.sub(r"[\s-]+", " ", words.lower())]


def _in_group(found: re.Match[str], *names: str) -> Quantity | None:
    """The number in the first of these groups that has one, with its hedge."""
    name = next((name for name in names if found[name]), "")
    return _quantity(found.string, *found.span(name), found.start(name))[1] if name else None


def _quantity(text: str, start: int, end: int, low: int) -> tuple[int, Quantity | None]:
    """A number of votes with the hedge before it, and where that starts."""
    few = {"a single": 1, "none": 0, "no": 0, "nil": 0}.get(" ".join(text[start:end].split()).lower())
    return quantity_at(text, start, end, low) if few is None else (start, exactly(few))


EXAMPLES = (
    ("Seventeen states voted for, 19 against and 11 abstained.", "17 for, 19 against, 11 abstaining"),
    ("It was lost by 17 votes to 19.", "17 to 19"), ("They voted 9-6.", "9 to 6"), ("The court split 5-4.", "5 to 4"),
    ("The Ayes were 61 and the Noes 57.", "61 for, 57 against"), ("Ayes: 61, Noes: 57", "61 for, 57 against"),
    ("Sixty-one voted yes and 57 no.", "61 for, 57 against"), ("The bill passed with 61 in favour.", "61 for"),
    ("It was carried by nineteen voices against four.", "19 to 4"), ("The vote was 12 to none.", "12 to 0"),
    ("In favour: 17; against: 19; abstentions: 11.", "17 for, 19 against, 11 abstaining"),
    ("It was adopted by 252 to 171.", "252 to 171"),
    ("123 members voted for it and 38 voted against it.", "123 for, 38 against"),
)  # fmt: skip
"""How both sides of a vote are said, each with how it reads."""
