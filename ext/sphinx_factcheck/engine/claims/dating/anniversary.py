"""Years since: "the 30th anniversary of …", "thirty years after …", against the day that is remembered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.dated import STRONG, Scene, Stage
from sphinx_factcheck.engine.claims.happenings import happenings_of
from sphinx_factcheck.engine.claims.judging import own_dates, plain, rule
from sphinx_factcheck.engine.claims.persons import persons_in
from sphinx_factcheck.engine.claims.triggers import places_of, together
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.numbers import HEDGE, NUMBER, ORDINAL, parse_number, parse_ordinal
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.letters.text import Span

_TRIGGERS = ("anniversary", "birthday", "centenary", "bicentenary", "years after", "years since", "years on from")
_NUMBERED = later(rf"(?P<nth>{ORDINAL})[\s-](?:year\s)?$", re.IGNORECASE)
_COUNTED = later(rf"(?P<n>{NUMBER})\s$", re.IGNORECASE)
_AFTER = later(r"(?:of|since|after|from)\s(?:the\s|its\s)?(?:[a-z’'-]+\s){0,4}")
_OWNER = later(r"[’']s?\s(?:[a-z-]+\s){0,2}|\s")
_DEEDS = {
    "arrest": "arrested detained", "detention": "detained arrested",
    "sentencing": "sentenced",
    "imprisonment": "imprisoned detained arrested sentenced",
    "disappearance": "missing", "abduction": "missing detained", "death": "died",
}  # fmt: skip
_DONE = {
    "arrested": "arrested detained", "detained": "detained arrested", "taken into custody": "detained arrested",
    "sentenced": "sentenced", "imprisoned": "imprisoned detained arrested sentenced", "jailed": "sentenced imprisoned",
    "disappeared": "missing", "went missing": "missing", "vanished": "missing", "died": "died",
}  # fmt: skip
_OF_BODY = later(
    r"\s(?:of|since)\s(?:the\s|its\s)?(?:(?:founding|foundation|establishment|creation|birth)\sof\s)?(?:the\s)?"
)
_POSSESSED = later(r"[’']s?\s(?:[a-z-]+\s){0,2}|\s[^.;:]{0,60}\b(?:its|his|her)\s(?:own\s)?")
_DEED_DONE = later(
    r"since\s(?P<owner>[^,.;:]{2,60}?)\s(?:(?:was|were|had\sbeen)\s(?:first\s)?)?"
    rf"(?P<deed>{'|'.join(_DONE)})\b"
)
_DEED = later(
    rf"(?:of|since|after)\s(?:the\s|his\s|her\s)?(?P<owner>[^,.;:]{{0,60}}?)\b(?P<deed>{'|'.join(_DEEDS)})\b(?P<of>\sof\s)?"
)
_TO_COME = later(
    r"\b(?:marks?|marking|will|upcoming|forthcoming|coming|approach\w*|commemorates?|commemorating|celebrat(?:es?|ing)|"
    r"ahead\sof|eve|is|are)\b",
    re.IGNORECASE,
)
_TOLD = later(r"\b(?:[a-z]{3,}ed|was|were|had|fell|took|held|came|spent|kept|saw|met|sat|went|wrote)\b")
_FALLS = later(
    r",?\s(?:(?:will|would)\s)?(?:is|was|be|marks?|marked|brings|sees|saw|falls\son)\s(?:the\s)?(?:[a-z]+\s)?|,\s(?:(?:on\s)?the\s)?|\s"
)
_ON = later(r",?\s(?:(?:will|would)\s)?(?:falls?|fell|is|was|be|comes)?\s?(?:on|in)?\s?(?:the\s)?")
_HENCE = later(rf"\b(?i:in)\s(?:{HEDGE}\s)?(?P<n>an?|{NUMBER})\s(?:more\s)?years?\b(?!\sof)", re.IGNORECASE)
_YEAR = later(r"\b(?:1[4-9]|20)\d\d\b")
_REACH, _OWNER_REACH, _MOST, _AROUND, _NEAR = 60, 120, 12, 200, 400


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around an anniversary tell: the years among them, its tense, in how many years it falls.

    `past` tells that it is told as over; `years` of 0 where no such number can be read.
    """

    years: tuple[int, ...] = ()
    tense: Tense = Tense.UNKNOWN
    hence: int | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The data of such a claim: how many years, the dates they are counted from, and the date said of the anniversary.

    `rough` is one of about so many years ("thirty years after"). Without a number it claims the day alone.
    """

    years: int | None
    facts: tuple[str, ...]
    said: DateSaid | None = None
    rough: bool = False
    around: Around = Around()


def anniversaries(reading: Reading) -> Iterator[Claim]:
    """Each anniversary of something that the fact base dates, and the day it is said to fall on."""
    text = reading.letter.text
    hits = places_of(text, _TRIGGERS)
    stage = Stage.of(reading) if hits else None
    sentence, scene = Span(0, -1), None
    for at in hits:
        if at >= sentence.end:
            sentence, scene = reading.sentence_at(at), None
        number = _number(text, sentence, at)
        if number is None or stage is None:
            continue
        scene = scene or stage.scene(sentence)
        dates = reading.dates_in(sentence.start, sentence.end)
        start, end, years = number
        subject, facts, last = _remembered(scene, reading, start, end)
        if not facts:
            continue
        addresses = tuple(f.address for f in facts)
        said = _said_of(text, dates, start, last)
        rough = text.startswith("years", at)
        if years:
            span = Span(start, end)
            around = _around(text, sentence, span)
            yield Claim("date", subject, f"{years} years", span, Anniversary(years, addresses, said, rough, around))
        if said and said.first.day and not (rough and said.first.year):
            span = Span(said.start, said.end)
            data = Anniversary(None, addresses, said, around=_around(text, sentence, span))
            yield Claim("date", subject, said.value, span, data)


def _number(text: str, sentence: Span, at: int) -> tuple[int, int, int | None] | None:
    """Where the years are told, and how many: "30th anniversary", "thirty years after"; none for "the anniversary"."""
    first = max(at - _REACH, sentence.start)
    if text.startswith("years", at):
        counted = _COUNTED.search(text[first:at])
        years = parse_number(counted["n"]) if counted else None
        return (first + counted.start(), at + len("years"), years) if counted and years else None
    for word, years in (("bicentenary", 200), ("centenary", 100)):
        if text.startswith(word, at):
            return at, at + len(word), years
    nth = _NUMBERED.search(text[first:at])
    number = parse_ordinal(nth["nth"]) if nth else None
    word = "birthday" if text.startswith("birthday", at) else "anniversary"
    return (first + nth.start() if nth else at), at + len(word), number


def _said_of(text: str, dates: Sequence[DateSaid], start: int, end: int) -> DateSaid | None:
    """The date that an anniversary is said to fall on: "June 4 marks the 30th anniversary of …", "… on June 4"."""
    first = bisect_left(dates, start - _REACH, key=lambda d: d.end)
    for said in dates[first : first + _MOST]:
        before = said.end <= start and _FALLS.fullmatch(text, said.end, start)
        if before or (said.start >= end and _ON.fullmatch(text, end, said.start)):
            return said
    return None


def _remembered(scene: Scene, reading: Reading, start: int, end: int) -> tuple[str, Sequence[Fact], int]:
    """What is remembered, and where its words end: a thing named or surely described, or a deed done to a person."""
    text = scene.text
    if deed := _DEED.match(text, end + 1) or _DEED_DONE.match(text, end + 1):
        of = deed.groupdict().get("of")
        if of or deed.re.pattern == _DEED_DONE.pattern or deed["owner"].rstrip().endswith(("’s", "'s")):
            return _deed_done(reading, deed, (deed.end(), deed.end() + 60) if of else deed.span("owner"), end)
    first = bisect_left(scene.occurrences, start - _REACH, key=lambda o: o.end)
    for one in scene.occurrences[first : first + _MOST]:
        if one.score < STRONG:
            continue
        if one.start >= end and _AFTER.fullmatch(text, end + 1, one.start):
            return one.thing.entity, one.thing.held, one.end
        if one.end <= start and _OWNER.fullmatch(text, one.end, start):
            return one.thing.entity, one.thing.held, end
    return _begun(reading, scene, start, end)


def _deed_done(
    reading: Reading, deed: re.Match[str], place: tuple[int, int], end: int
) -> tuple[str, Sequence[Fact], int]:
    """What was done to the person whose name opens a stretch: "the arrest of X", "since X was arrested"."""
    persons = persons_in(reading, *place)
    if not persons or reading.letter.text[place[0] : persons[0].span.start].strip():
        return "", (), end
    events = frozenset((_DEEDS | _DONE)[deed["deed"]].split())
    after = max(deed.end(), persons[0].span.end)
    return persons[0].entity, happenings_of(persons[0].entity, events, reading), after


def _begun(reading: Reading, scene: Scene, start: int, end: int) -> tuple[str, Sequence[Fact], int]:
    """The founding of a body or birth of a person: "X’s centenary", "the 30th anniversary of the founding of X"."""
    text, sentence = scene.text, scene.sentence
    key = "born" if text.endswith("birthday", start, end) else "founded"
    for mention in reading.mentions_in(end, min(end + _REACH, sentence.end))[:1]:
        known = reading.facts.about(mention.entity, key)
        if known and _OF_BODY.fullmatch(text, end, mention.span.start):
            return mention.entity, known, mention.span.end
    for mention in reversed(reading.mentions_in(max(start - _OWNER_REACH, sentence.start), start)):
        known = reading.facts.about(mention.entity, key)
        if known and _POSSESSED.fullmatch(text, mention.span.end, start):
            return mention.entity, known, end
    return "", (), end


def judge_anniversary(claim: Claim, said: Anniversary, reading: Reading) -> Ruling:
    """The day so many years on against the date told with it; where there is none, against that of the letter."""
    facts = [f for a in said.facts if (f := reading.facts.fact(a)) and f.statement.when]
    judged = [(f, _fits(said, f.statement.when, reading)) for f in facts if f.statement.when]
    if not judged:
        return rule((), reading.facts, "")
    when = judged[0][0].statement.when
    name = reading.facts.entities[claim.subject].name
    return rule(judged, reading.facts, f"{name} is dated {plain(when)}", plain(when))


def _fits(said: Anniversary, known: When, reading: Reading) -> Answer:
    dates = own_dates(reading)
    told = said.said.readings(dates, said.around.tense) if said.said else ()
    if said.years is None:
        return _same_day(told, known)
    day = _years_on(known, said.years)
    if told:
        return Answer.YES if any(_meet(when, day, int(said.rough)) for when in told) else Answer.NO
    years = set(said.around.years) - {known.earliest.year, known.latest.year}
    if day.earliest.year in years:
        return Answer.YES
    if years or not dates:
        near = any(abs(year - day.earliest.year) <= 1 for year in years)
        return Answer.UNKNOWN if near or said.rough or not dates else Answer.NO
    return _near(day, dates, said.around, said.rough)


def _meet(told: When, day: When, off: int) -> bool:
    """Whether a day is of the year of an anniversary, give or take; any other date whether that can lie in it."""
    if told.is_day:
        return day.earliest.year - off <= told.earliest.year <= day.latest.year + off
    return told.earliest.year - off <= day.latest.year and day.earliest.year <= told.latest.year + off


def _around(text: str, sentence: Span, span: Span) -> Around:
    """What the words around an anniversary tell."""
    before = text[max(sentence.start, span.start - _AROUND) : span.start].rpartition(";")[2]
    words = before + text[span.start : min(sentence.end, span.end + _AROUND)].partition(";")[0]
    tense = Tense.FUTURE if "will" in words.split() else Tense.UNKNOWN
    found = _HENCE.search(words)
    hence = None if found is None else 1 if found["n"] in {"a", "an"} else parse_number(found["n"]) or 0
    past = bool(_TOLD.search(words)) and not _TO_COME.search(words)
    return Around(tuple(int(year) for year in _YEAR.findall(words)), tense, hence, past)


def _same_day(told: Sequence[When], known: When) -> Answer:
    """Whether a day is that of the year on which it fell, whatever the year."""
    days = {(w.earliest.month, w.earliest.day) for w in told}
    if not known.is_day and not (
        known.lasting and known.earliest == known.start_latest and known.end_earliest == known.latest
    ):
        return Answer.UNKNOWN
    return Answer.YES if days & {(d.month, d.day) for d in (known.earliest, known.latest)} else Answer.NO


def _near(day: When, dates: Sequence[When], around: Around, rough: bool) -> Answer:
    """Whether an anniversary of which no date is told can be the one that a letter speaks of."""
    if around.hence is not None:
        ahead_by = min((day.earliest - d.latest).days for d in dates)
        fits = around.hence and 0 < ahead_by <= 366 * around.hence + _NEAR // 2
        return Answer.YES if fits else Answer.UNKNOWN
    apart = min(_apart(day, d) for d in dates)
    ahead = all(d.latest < day.earliest for d in dates)
    past = around.past
    if rough:
        return Answer.UNKNOWN if past else Answer.YES if apart <= _NEAR else Answer.NO
    if apart <= _NEAR // 2 or any(d.earliest.year == day.earliest.year for d in dates):
        return Answer.NO if past and ahead else Answer.YES
    if apart <= _NEAR:
        return Answer.UNKNOWN
    return Answer.NO if ahead or not past else Answer.UNKNOWN


def _apart(one: When, other: When) -> int:
    return max((one.earliest - other.latest).days, (other.earliest - one.latest).days, 0)


def _years_on(when: When, years: int) -> When:
    first, last = _moved(when.earliest, years), _moved(when.latest, years)
    return When(f"{first}/{last}", first, first, last, last)


def _moved(day: date, years: int) -> date:
    year = min(day.year + years, date.max.year)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


together(_TRIGGERS)
