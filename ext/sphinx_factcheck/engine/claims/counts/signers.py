"""Whether a number in a letter is of its own signers: "we, the undersigned 23 groups and 4 individuals"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.counts.borrowed import Numbered
from sphinx_factcheck.engine.claims.counts.counting import BODIES, KINDS_OF_PEOPLE, PEOPLE, STATES, singular
from sphinx_factcheck.engine.language.lexicon import is_human
from sphinx_factcheck.engine.spans.lists import names_in
from sphinx_factcheck.engine.subjects.index import bearing
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.engine.subjects.stems import stems
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Document, Fact, Statement
from sphinx_factcheck.letters.text import Span

_HEAD = 2000
"""Characters at the start of a letter that may name it."""

_FILL = (
    r"(?:,?\s(?:being|(?:all|both)\sof\sus|numbering|the|a|an|all|these|some|undersigned|following|below|"
    r"coalition|network|alliance|of))*\s*$"
)
_TEXT = r"(?:letter|statement|appeal|petition|declaration)"
_SIGNED_BY = r"(?:signed|endorsed|supported|co-?signed)\sby"
_OURS = later(
    rf"(?:\bundersigned|^\W*(?:jointly\s)?{_SIGNED_BY}|\b(?:this|present|our|following)\s(?:\w+\s){{0,2}}{_TEXT}\b[^.;:]{{0,40}}?\s{_SIGNED_BY}|"
    rf"\b(?:list|nam)ed\s(?:[\w]+\s)?below\sare|\bwe,?|\bwe\sare|\bwe\s(?:are\swriting|write|address\syou|turn|appeal|come)(?:\sto\syou)?(?:\s\w+)?\sas|\bwe,\sas){_FILL}",
    re.IGNORECASE,
)
_BEHALF = later(
    r"(?:\b(?:we|i|letter|statement|appeal|sent|submitted|written|writing)\b[^.;:]{0,60}\son\sbehalf\sof|^\W*on\sbehalf\sof|"
    rf"\bof\sour){_FILL}",
    re.IGNORECASE,
)
_PERHAPS = later(rf"(?:\b{_TEXT}\b[^.;:]{{0,40}}\s{_SIGNED_BY}|\b{_SIGNED_BY}|\bnames\sof){_FILL}", re.IGNORECASE)
_WE = later(r"[^.;:]{0,120}?,\swe\b")
"""What goes on after "As six organizations that …"."""
_AS_OF = later(r"As\s(?:[\w’'-]+\s){1,8}(?:from|in|of|representing)")
"""What leads to where those are from who write: "As members of parliaments in six countries, we"."""
_CARRIES = later(
    rf"\b(?:it|(?:this|our|the\spresent)\s{_TEXT})\s(?:(?:now|already|today)\s)?(?:carries|bears|counts|has(?:\s(?:gathered|collected))?)\s"
    r"(?:the\snames\sof\s)?$",
    re.IGNORECASE,
)
_ANOTHERS = later(
    rf"\b(?:an?|another|earlier|previous|last|their|his|her|that|those|second|similar)\s(?:[\w-]+\s){{0,3}}{_TEXT}s?\b"
    r"|\bhad\s(?:been\s)?$|\bwhich\s$|\bin\s(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_BEFORE_HINTS = ("behalf", "undersigned", "igned", "ndorsed", "upported", "names", "we", "our", "below")
_SIGNING = later(
    r"(?:,\s[^,.;:]{1,60},)?\s(?:\([^()]{0,30}\)\s)?(?:from\s[^.;:]{1,60}?\s)?(?:(?:that|which|who)\s)?"
    r"(?P<now>(?:have\s|has\s|are\s|whose\snames\s)*)"
    r"(?:(?P<this>(?:co-?)?sign(?:ed|ing)?\s(?:this|below)|signatory|undersigned|writing\sto\syou|write\sto\syou|listed\sbelow|"
    r"named\sbelow|below\b(?!\sthe\b|\s\d)|appear\sbelow)|"
    rf"(?:co-?)?sign(?:ed|ing)?\s?(?:[.,;]|the\s(?:present\s)?{_TEXT}\b))",
    re.IGNORECASE,
)
_ALL = later(r"\b(?:all|our)\s", re.IGNORECASE)
_ACTING = later(
    r"\s(?:(?:jointly|strongly|respectfully|together|therefore|also)\s)?(?:urge|call\son|ask\syou|thank\syou|appeal|stand\sready|"
    r"remain\s(?:at\syour|ready|available)|respectfully|look\sforward|request\sthat\syou|write|have\sworked)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = later(r"\s(?:of|to)\s(?:the\s(?!(?:present|above|below|joint)\b)|[A-Z])", re.IGNORECASE)
_FROM = later(r"[^.;:()\d\n]{0,80}\b(?:from|in|across|throughout|representing|of)\s")
_ASKING_YOU = later(
    r"[^.;:\n\d]{0,100}?\s(?:(?:from|in)\s[\w-]+\s\w+\s)?(?:ask|urge|call\s(?:up)?on|beg|implore|entreat|appeal\sto|write\sto|address|petition|"
    r"beseech|request)\s(?:you|your)\b"
)
_LETTERY = later(
    r"\b(?:letter|statement|sign|signed|join|joined|call|urge|ask|write|wrote|send|sent|appeal)", re.IGNORECASE
)
_AWAY = later(r"\s(?:away|from|short|into|behind|ahead|apart|old|too)\b")
_AND_OTHERS = later(r",?\s(?:and|with|together\swith)\s$")
_SHORT = 30
"""Characters that can stand beside a number at the end of a letter, in brackets or with a full stop."""
_JOINED = later(r"\s(?:\([^()]{0,30}\)\s)?(?:and|along\swith|together\swith|as\swell\sas)\s(?:the\s)?|,\s(?:and\s)?")


def counts_signers(reading: Reading, noun: str, start: int, end: int) -> Answer:
    """Whether a letter counts its own signers at [start, end), or a report those of the letter it tells of.

    Unknown where the words can as well be of others: "signed by 300 people", "on behalf of five prisoners".
    """
    text = reading.letter.text
    sentence = near_sentence(reading, start)
    if plain := _plainly(text, sentence, noun, start, end):
        return plain
    if noun == "signature" and _closes(text, start, end) and own_document(reading)[0]:
        return Answer.YES
    before = text[max(start - 100, sentence.start) : start]
    known = noun in BODIES or noun in PEOPLE or noun in KINDS_OF_PEOPLE
    told = _before(before, noun, known=known) if any(hint in before.lower() for hint in _BEFORE_HINTS) else Answer.NO
    if told is not Answer.NO and not known and _AWAY.match(text, end):
        told = Answer.NO
    signing = _SIGNING.match(text, end) if told is Answer.NO else None
    if signing and (known or "sign" in signing[0].lower()):
        told = Answer.YES if signing["this"] or signing["now"] else Answer.UNKNOWN
    if told is Answer.NO and (is_human(noun) or known) and _ASKING_YOU.match(text, end, sentence.end):
        told = Answer.UNKNOWN
    if told is not Answer.NO and _ANOTHERS.search(before):
        told = Answer.UNKNOWN
    if noun in BODIES and told is not Answer.YES:
        if _ALL.search(text, max(start - 5, 0), start + 4) and _ACTING.match(text, end):
            return Answer.YES
        if reading.letter.witness_of and _LETTERY.search(text, sentence.start, sentence.end):
            return Answer.YES
    return told


def _plainly(text: str, sentence: Span, noun: str, start: int, end: int) -> Answer | None:
    """What the noun and the words right at it tell by themselves; None where they leave it open."""
    if noun == "undersigned" or " undersigned " in text[start:end]:
        return Answer.YES
    if noun == "signatory":
        return Answer.NO if _OF_ANOTHER.match(text, end) else Answer.YES
    if noun == "signature" and _CARRIES.search(text, max(start - 60, 0), start):
        return Answer.YES
    so_far = text[sentence.start : start].strip()
    as_such = so_far in {"As", "as"} or (noun in STATES and _AS_OF.fullmatch(so_far))
    as_such = as_such and _WE.match(text, end, sentence.end)
    return Answer.YES if as_such else None


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a line of its own at the end of a letter tells the number: "(followed by 318 signatures)"."""
    line = text.rfind("\n", 0, start) + 1
    return start - line <= _SHORT and len(text.rstrip()) - end <= _SHORT


def named_beside(text: str, start: int, end: int) -> int:
    """How many names of signers stand before a number of others at the end of a letter: "A, B and 62 others"."""
    if len(text.rstrip()) - end > _SHORT:
        return 0
    line = text.rfind("\n", 0, start) + 1
    head = _AND_OTHERS.search(text[line:start])
    items = names_in(text, line, line + head.start()) if head else None
    return len(items.names) if items and not text[items.end : line + head.start()].strip(" ,") else 0  # type: ignore[union-attr]


def _before(before: str, noun: str, *, known: bool) -> Answer:
    """What the words before a number tell of whose it is."""
    if _OURS.search(before):
        return Answer.YES if known or re.search(r"ndersigned|\sbelow\sare", before) else Answer.UNKNOWN
    if _BEHALF.search(before):
        return Answer.YES if noun in BODIES else Answer.UNKNOWN
    return Answer.UNKNOWN if _PERHAPS.search(before) else Answer.NO


def own_document(reading: Reading) -> tuple[str, bool]:
    """The id of the one document of the letter's own day, surely where the letter tells each word of its name."""
    if reading.letter.carries:
        return reading.letter.carries, True
    days, counted = reading.own_dates, (subject.entity for subject in bearing(reading.facts, "counts").all)
    told = [e for e in counted if isinstance(e, Document) and _is_of_day(e.dates or e.counts, days)]
    if len(told) != 1:
        return "", False
    words = frozenset(stems(reading.letter.text[:_HEAD]))
    return told[0].id, words.issuperset(stems(told[0].name))


def whose(reading: Reading, counts: Callable[[Fact], bool]) -> tuple[str, bool]:
    """The id of what has the letter's own signers, and whether surely: its document, or else the one body that the
    letter names and of which the fact base `counts` just as many.
    """
    itself, sure = own_document(reading)
    if sure or any(map(counts, reading.facts.about(itself, "counts"))):
        return itself, sure
    index = bearing(reading.facts, "counts")
    named = {m.entity for m in reading.mentions if index.of(m.entity)}
    told = [id for id in sorted(named) if any(map(counts, reading.facts.about(id, "counts")))]
    return told[0] if len(told) == 1 else "", False


def _is_of_day(dated: Sequence[Statement], days: Sequence[When]) -> bool:
    """Whether a document is of the day of the letter, by its dates, or, without any, by those of what it counts."""
    return any(one.when and one.when.earliest == day.earliest and day.is_day for one in dated for day in days)


def counts_states(text: str, end: int, number: Numbered) -> bool:
    """Whether a number is of the countries of signers whose own ends at `end`: "126 groups from 41 countries"."""
    return singular(number.noun) in STATES and _FROM.fullmatch(text, end, number.start) is not None


def joins(text: str, end: int, start: int) -> bool:
    """Whether "and" joins the number that ends at `end` to the one that starts at `start`."""
    return _JOINED.fullmatch(text, end, start) is not None
