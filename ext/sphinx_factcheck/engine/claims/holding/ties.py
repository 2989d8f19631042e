"""How letters tie an office to the name before it: "X, president of Y", "X (president of Y)".

Each form is a row with an example, in which the title after the tie is that of the name before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.facts.offices import Aspect

_LETTERS = r"(?:\s(?:MPs?|MEP|MSP|MLA|KC|QC|SC|CBE|OBE|CMG|Ph\.?D))?"


@dataclass(frozen=True, slots=True)
class Tie:
    """One form: its pattern, and how an office is held that it ties to a name.

    `aspect` is that of a bare title after it; `lasted`: that it tells how long.
    """

    name: str
    pattern: str
    example: str
    aspect: Aspect = Aspect.NOW
    lasted: bool = False


TIES = (
    Tie("no longer", r",\s(?:no\slonger|not\sany\smore)\s", "Ann Archer, no longer director of the Archive",
        Aspect.FORMER),
    Tie("formerly", rf"{_LETTERS},\s+(?:until\s)?(?:formerly|once|previously|earlier|recently)\s",
        "Ann Archer, formerly director of the Archive", Aspect.FORMER),
    Tie("until", rf"{_LETTERS},\s+until\s(?:recently|lately|(?:earlier\s)?(?:this|last)\s\w+|(?:1[5-9]|20)\d\d)\s"
        r"(?:the\s)?", "Ann Archer, until last year director of the Archive", Aspect.FORMER),
    Tie("as", r",\s(?:acting\s|speaking\s|writing\s)?as\s|\s(?:acting|speaking|writing)\sas\s",
        "We ask Ann Archer, as director of the Archive"),
    Tie("times", rf"{_LETTERS},\s+(?:twice|thrice|(?:two|three|four|several)\stimes)\s(?:the\s|a\s)?",
        "Ann Archer, twice director of the Archive", Aspect.THEN),
    Tie("for years",
        rf"{_LETTERS},\s+(?:for\s)?(?P<length>(?:[\w-]+\s){{1,4}}(?:years|months|decades))\s(?:the\s|a\s)?",
        "Ann Archer, for ten years director of the Archive", Aspect.THEN, lasted=True),
    Tie("apposition", rf"{_LETTERS},\s+(?:(?:him|her)self\s)?(?:(?:now|currently|today|presently|also)\s)?(?:is\s)?",
        "Ann Archer, director of the Archive"),
    Tie("brackets", rf"{_LETTERS}\s+\(", "Ann Archer (director of the Archive)"),
    Tie("dash", r"\s?[–—]\s?|\s--?\s|--", "Ann Archer – director of the Archive –"),
    Tie("plain article", r"\s+the\s(?=(?:acting|interim|former|then|late|current)\s)",
        "Ann Archer the former director of the Archive"),
    Tie("former", r"\s+(?=(?:former|sometime|retired)\s)", "Ann Archer former director of the Archive"),
)  # fmt: skip
_TRIED = tuple((tie, later(tie.pattern)) for tie in TIES)


def tie_at(text: str, at: int, stop: int) -> tuple[Tie, int, int] | None:
    """The first form that stands right after a name, where it ends, and where it tells a length of time, or -1."""
    for tie, pattern in _TRIED:
        if found := pattern.match(text, at, stop):
            return tie, found.end(), found.start("length") if tie.lasted else -1
    return None


_FIRST = frozenset("acting speaking writing the as former sometime retired".split())
_MAY_TIE = later(rf"(?!\s)|\s(?:[(–—\n-]|(?:{'|'.join(sorted(_FIRST))})\b|[A-Z]{{2,5}}\b)|\n")


def may_tie(text: str, at: int) -> bool:
    """Whether anything can tie an office to a name that ends at `at`: cheaper than trying every form."""
    return _MAY_TIE.match(text, at) is not None


AT_A_TIME = later(
    r"\b(?:(?P<as>[Aa]s|[Ww]hile)|[Ww]hen\s(?:he|she|they)\s(?:was|were)|\b(?:time|term|years|months|decades?)\sas|"
    r"predecessor(?:\s(?:as|in|at)\s[\w\s]{1,40})?,?|predecessors,?|successor,?|succeeded\sby(?:\s(?:his|her|its))?)"
    r"\s+(?:the\s|then\s)?$"
)
"""What stands before a title that was held at the time spoken of, whenever the letter was written."""
OF_THEN = later(r",?\s(?:at|in|during)\s(?:the|that)\s(?:time|period|era)\b(?!\sof\swriting)|\sback\sthen\b|\sunder\s")
"""What stands after such a title."""
UNTIL = later(r",?\s(?:until|till|up\sto|before)\s(?!now\b|today\b)")
"""What stands after a title and leads to its end, whenever that was: "dean until its dissolution"."""
UNTIL_PAST = later(
    r",?\s(?:until|till)\s(?:last|recently|earlier\sthis|(?:the|this)\spast|the\s(?:end|start|beginning|middle)\sof\slast)\b"
)
"""What stands after a title that is held no longer."""
AND_A = later(
    r"(?:\s\([^()\n]{1,20}\))?(?:,?\s(?:and|&)\s(?:as\s)?"
    r"(?:(?P<now>now|currently|today)\s|(?P<later>later|then|once)\s|also\s)?|,\s)(?:(?:the|an?)\s)?"
)
"""What stands between an office and a further one of the same person."""
AS = later(r"\b[Aa]s\s(?:(?:the|an?)\s)?")
"""What opens "As president from 2017 to 2021, X"."""
NOW_ANOTHER = later(r",\s(?:who\sis\s)?(?:now|currently|today|later|subsequently)\s(?:the\s|an?\s)?")
"""What leads from a title before a name to a later one behind it: "Senator X, now Secretary of State"."""
BEING = later(r"\s(?:(?P<was>was|had\sbeen)|is|remains)\s(?:(?:now|still|then|currently)\s)?$")
"""What stands between an office and the name of its holder: "The director is X"."""
