"""How letters tie an office to the name before it: "X, president of", "X became president", "X, who resigned as".

Each form is a row with an example, in which the title after the tie is that of the name before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.facts.offices import Aspect

_NAMES = r"(?:(?!(?:as|in|on|who)\b)[\w’'.-]+\s){1,5}?"
_WHO = r"(?:,?\swho)?,?\s(?:(?:also|still|now|currently|once|then|later)\s)?"
_WORDS = r"(?:[\w’'-]+\s){1,6}?"
_POST = r"the\s(?:post|position|office|title|job|role|chair|rank)\sof"
_LETTERS = r"(?:\s(?:MPs?|MEP|MSP|MLA|KC|QC|SC|CBE|OBE|CMG|Ph\.?D))?"


@dataclass(frozen=True, slots=True)
class Tie:
    """One form: its pattern, and how an office is held that it ties to a name.

    `aspect` is that of a bare title after it; `begins`, `ends`: what a bare "in 2015" after it dates; `chosen`: that
    this may lie months before the office; `verb`: whether it can be denied.
    """

    name: str
    pattern: str
    example: str
    aspect: Aspect = Aspect.NOW
    begins: bool = False
    ends: bool = False
    chosen: bool = False
    verb: bool = True


TIES = (
    Tie("began", rf"{_WHO}(?:became|becomes|(?:was|were)\s(?:sworn\sin|inaugurated)(?:\sas)?|"
        rf"(?:took|has\staken)\s(?:up\s)?office\sas|took\sover\sas|(?:succeeded|replaced|followed)\s{_NAMES}as)\s",
        "Ann Archer became director of the Archive", Aspect.THEN, begins=True),
    Tie("chosen", rf"{_WHO}(?:was|were)\s(?:re-?)?(?:elected|appointed|named|chosen|confirmed)(?:\sas)?\s",
        "Ann Archer was elected director of the Archive", Aspect.THEN, begins=True, chosen=True),
    Tie("ended", rf"{_WHO}(?:(?:resigned|stepped\sdown|left\soffice|retired)\sas|ceased\sto\sbe|"
        rf"(?:was|were)\s(?:ousted|removed|dismissed|replaced|succeeded)(?:\sby\s{_NAMES}|\s)as)\s",
        "Ann Archer, who resigned as director of the Archive", Aspect.THEN, ends=True),
    Tie("no longer", r"(?:(?:,?\swho)?\sis|,?\swho\sis|,)\s(?:no\slonger|not\sany\smore)\s",
        "Ann Archer is no longer director of the Archive", Aspect.FORMER, verb=False),
    Tie("is", rf"{_WHO}(?:is|remains|serves\sas|is\sserving\sas|works\sas|acts\sas|continues\s(?:to\sserve\s)?as|"
        rf"holds\s{_POST})\s"
        r"(?:(?:now|currently|still|today|also|both|(?:him|her|your)self)\s)?",
        "Ann Archer is director of the Archive"),
    Tie("goes on",
        rf"{_WHO}has\s(?:been|served\sas|(?:led|headed|run|served|represented|steered|guided)\s{_WORDS}as)\s",
        "Ann Archer has been director of the Archive", Aspect.THEN),
    Tie("was", rf"{_WHO}(?:was|had\sbeen|(?:had\s)?served\sas|remained|worked\sas|(?:had\s)?held\s{_POST}|"
        rf"(?:had\s)?(?:led|headed|ran|served|represented|steered|guided)\s{_WORDS}as)\s"
        r"(?:(?:then|formerly|previously|once|also|twice|(?:him|her|your)self)\s)?",
        "Ann Archer served as director of the Archive", Aspect.THEN),
    Tie("formerly", rf"{_LETTERS},\s+(?:until\s)?(?:formerly|once|previously|earlier|recently)\s",
        "Ann Archer, formerly director of the Archive", Aspect.FORMER, verb=False),
    Tie("until", rf"{_LETTERS},\s+until\s(?:recently|lately|(?:earlier\s)?(?:this|last)\s\w+|(?:1[5-9]|20)\d\d)\s"
        r"(?:the\s)?", "Ann Archer, until last year director of the Archive", Aspect.FORMER, verb=False),
    Tie("when", r",?\s(?:when|while)\s(?:he|she)\swas\s(?:the\s)?", "Ann Archer, when she was director of the Archive",
        Aspect.THEN, verb=False),
    Tie("as", r",\s(?:acting\s|speaking\s|writing\s)?as\s|\s(?:acting|speaking|writing)\sas\s",
        "We ask Ann Archer, as director of the Archive", verb=False),
    Tie("times", rf"{_LETTERS},\s+(?:twice|thrice|(?:two|three|four|several)\stimes)\s(?:the\s|a\s)?",
        "Ann Archer, twice director of the Archive", Aspect.THEN, verb=False),
    Tie("for years", rf"{_LETTERS},\s+for\s(?:[\w-]+\s){{1,3}}(?:years|months|decades)\s(?:the\s|a\s)?",
        "Ann Archer, for ten years director of the Archive", Aspect.THEN, verb=False),
    Tie("apposition", rf"{_LETTERS},\s+(?:(?:him|her)self\s)?(?:(?:now|currently|today|presently|also)\s)?(?:is\s)?",
        "Ann Archer, director of the Archive", verb=False),
    Tie("brackets", r"\s+\(", "Ann Archer (director of the Archive)", verb=False),
    Tie("dash", r"\s?[–—]\s?|\s--?\s|--", "Ann Archer – director of the Archive –", verb=False),
    Tie("plain article", r"\s+the\s(?=(?:acting|interim|former|then|late|current)\s)",
        "Ann Archer the former director of the Archive", verb=False),
    Tie("former", r"\s+(?=(?:former|sometime|retired)\s)", "Ann Archer former director of the Archive", verb=False),
)  # fmt: skip
CHOSEN = next(tie for tie in TIES if tie.chosen)
WAS = next(tie for tie in TIES if tie.name == "was")
_TRIED = tuple((tie, later(tie.pattern)) for tie in TIES)


def tie_at(text: str, at: int, stop: int) -> tuple[Tie, int] | None:
    """The first form that stands right after a name, and where it ends."""
    for tie, pattern in _TRIED:
        if found := pattern.match(text, at, stop):
            return tie, found.end()
    return None


DOES = {
    "chair": "chairs chaired co-chairs", "head": "heads headed", "leader": "leads led", "director": "directs directed",
    "editor": "edits edited", "coach": "coaches coached", "manager": "manages managed", "captain": "captains captained",
    "commander": "commands commanded", "president": "presides presided", "governor": "governs governed",
    "representative": "represents represented", "principal": "runs ran",
}  # fmt: skip
"""What holders of an office do, by the noun of the office."""
_DONE = {
    verb: (noun.removesuffix(" of"), verb.endswith("d") or verb in {"led", "ran"})
    for noun, verbs in DOES.items()
    for verb in verbs.split()
}
_DOING = later(
    r"(?:,?\swho)?,?\s(?:(?:also|still|now|currently|once|formerly|previously)\s)?(?P<has>has\s)?"
    rf"(?:(?P<verb>{'|'.join(_DONE)})\s(?:over\s)?|(?P<is>is|remains|stands|been|was)\sat\sthe\s(?:helm|head)\sof\s)"
    r"(?=(?:the\s|our\s|its\s|his\s|her\s)?[A-Z])"
)


def doing_at(text: str, at: int, stop: int) -> tuple[str, bool, int] | None:
    """The noun of the office told by a verb after a name ("who chairs the Archive"), whether it is told as past, and
    where the verb ends.
    """
    found = _DOING.match(text, at, stop)
    if found is None:
        return None
    noun, past = _DONE[found["verb"]] if found["verb"] else ("head", found["is"] in {"was", "been"})
    return noun, past and not found["has"], found.end()


_FIRST = frozenset(
    "who became becomes was were took has had ceased resigned stepped left retired is remains serves works acts "
    "continues served remained worked held holds led headed ran represented steered guided acting speaking writing "
    "also still now currently once then later the as to first assumed entered came fell succeeded replaced "
    "followed former sometime retired".split()
)
_MAY_TIE = later(rf"(?!\s)|\s(?:[(–—\n-]|(?:{'|'.join(sorted(_FIRST | _DONE.keys()))})\b|[A-Z]{{2,5}}\b)|\n")
_GIVEN = ("ed ", "ing ", "s ", "ose ", "ade ", "ce ")


def may_tie(text: str, start: int, at: int) -> bool:
    """Whether anything can tie an office to a name from `start` to `at`: cheaper than trying every form."""
    return _MAY_TIE.match(text, at) is not None or text.endswith(_GIVEN, 0, start)


IN_OFFICE = later(
    r"(?:,?\swho)?,?\s(?:(?P<begins>(?:first\s)?(?:took|assumed|entered)\s(?:up\s)?(?:office|(?:his|her|the|that)\s(?:post|office|position|duties))|was\s(?:sworn\sin|inaugurated)|"
    r"has\s(?:held|occupied|filled)\s(?:that|this|the|his|her)\s(?:post|office|position|chair|seat)|came\sto\s(?:power|office))|"
    r"(?P<ends>left\s(?:(?:that|this|the|his|her)\s)?(?:office|post)|resigned|stepped\sdown|was\s(?:ousted|removed\sfrom\soffice)|fell\sfrom\spower)|"
    r"held\s(?:that|this|the|his|her)\s(?:post|office|position)|(?:has|had)\sbeen\sin\s(?:power|office)|"
    r"(?:has|had)\s(?:ruled|governed|reigned)(?:\s(?:the|our|this|your)\s[\w-]+)?|is\sin\s(?:power|office)|"
    r"has\s(?:the\s)?power)(?=\s)(?!\s(?:in|on)\s[\w\s]{3,18}\sas\s)"
)
"""Verbs that tell when any office of a person began, ended or was held."""
AT_A_TIME = later(
    r"\b(?:(?P<as>[Aa]s|[Ww]hile)|[Ww]hen\s(?:he|she|they)\s(?:was|were)|(?:his|her|their)\s(?:time|term|years)\sas|"
    r"predecessor(?:\sas\s[\w\s]{1,40})?,?|predecessors,?|successor,?|succeeded\sby(?:\s(?:his|her|its))?)"
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
APPOINTED = later(r"\b(?:appoint(?:ed|s)|named|names|elect(?:ed|s)|chose|made|installed|confirmed)\s$")
"""What stands before the name of one who is given an office: "appointed X director"."""
APPOINTED_AS = later(r"\s(?:as\s|to\sbe\s)?(?:(?:the|its|their|his|her|our)\s)?(?:new\s)?")
BEING = later(r"\s(?:(?P<was>was|had\sbeen)|is|remains)\s(?:(?:now|still|then|currently)\s)?$")
"""What stands between an office and the name of its holder: "The director is X"."""
SUCCEEDED = later(r"\b(?:succeed(?:ing)?|replac(?:e|ing)|following)\s$")
"""What stands before the name of one who held the office that "as" gives to the next."""
SUCCEEDED_AS = later(r"\sas\s(?:the\s)?")
