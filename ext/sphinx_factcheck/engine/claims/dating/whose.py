"""Whether words beside a noun tell of someone who took no part in a thing, or of a place where it was not."""

from __future__ import annotations

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.things import Thing, told_in
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.subjects.bodies import of_another_body
from sphinx_factcheck.engine.subjects.stems import stem
from sphinx_factcheck.facts.countries import COUNTRY_OF, COUNTRY_WORDS
from sphinx_factcheck.facts.offices import HEADS
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS
from sphinx_factcheck.letters.text import Span

_NAME = r"(?P<name>(?:[A-Z][\w’.-]*\s(?:(?:de|van|von|da|bin|al)\s)?){0,4}[A-Z][\w’-]*\w)"
_TO_PLACE = later(r"\s+(?:(?:to|in)\s+)?(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s(?:of\s)?[A-Z][\w’-]+){0,3})")
_OPENING = later(r"\b(?:[Dd]uring|[Oo]n|[Ii]n|[Aa]fter|[Bb]efore)\s[^.;:,]*$")
_SUBJECT = later(r"(?:\s+(?:to|in)\s+[\w’' ]{1,40})?,\s+")
_OWNER = later(r"['’]s?\s+(?:[\w-]+\s+){0,3}$")
_OWNED = later(rf"\b{_NAME}[’']s?\s+(?:[a-z-]+\s+){{0,3}}$")
_DOER = later(
    rf"\b{_NAME},?\s(?:{any_of('has have had will would is was then also again first last recently later never')}\s)*$"
)
_WITH = later(rf"\s(?:(?:of|by|from|with|between)\s)?(?:the\s)?(?:[a-z-]+\s){{0,3}}{_NAME}")
_DONE = frozenset(
    "visited visits visit travelled traveled travels toured met meets meet spoke speaks went flew".split()
)
_NO_NAMES = frozenset(
    "he she they we you it i this that these those the a an his her their our your its on in at after before during "
    "when as both all no but and yet who which".split()
) | {word.lower() for word in (*MONTHS, *WEEKDAYS)}  # fmt: skip
_REACH, _BEFORE = 80, 40


def of_others(reading: Reading, thing: Thing, sentence: Span, start: int, end: int) -> bool:
    """Whether the noun or verb at [start, end) is told to be another's, or to have been elsewhere."""
    if not thing.participants and not thing.visit:
        return False
    return (
        _owned(reading, thing, sentence, start)
        or (thing.visit and _elsewhere(reading.letter.text, thing, end))
        or (thing.visit and _led_by_another(reading, thing, sentence, start, end))
        or _unknown(reading, thing, sentence, start, end)
        or of_another_body(reading.letter.text, sentence, start, reading.facts.entities[thing.entity], reading.facts)
    )


def owner_before(text: str, end: int, start: int) -> bool:
    """Whether a name that ends at `end` is the owner of the noun at `start`: "X’s recent visit"."""
    return bool(_OWNER.fullmatch(text, end, start))


def _owned(reading: Reading, thing: Thing, sentence: Span, start: int) -> bool:
    owners = reading.mentions_in(max(start - _REACH, sentence.start), start)
    if not owners or not thing.participants or owners[-1].entity in thing.participants:
        return False
    return owner_before(reading.letter.text, owners[-1].span.end, start)


def _elsewhere(text: str, thing: Thing, end: int) -> bool:
    to = _TO_PLACE.match(text, end)
    return bool(to and not {*told_in(to[1])} & (thing.places | thing.words))


def _led_by_another(reading: Reading, thing: Thing, sentence: Span, start: int, end: int) -> bool:
    """Whether the subject of "During a visit to Lima, X …" is none of those who took part."""
    text = reading.letter.text
    subject = _SUBJECT.match(text, end)
    if not thing.participants or not subject:
        return False
    if not _OPENING.search(text, max(start - _BEFORE, sentence.start), start):
        return False
    led = reading.mentions_in(subject.end(), min(subject.end() + 60, sentence.end))[:1]
    return bool(led) and led[0].entity not in thing.participants


def _unknown(reading: Reading, thing: Thing, sentence: Span, start: int, end: int) -> bool:
    """Whether someone is named as taking part whom the fact base does not know: "the visit of X", "X visited"."""
    text, low = reading.letter.text, max(start - _REACH, sentence.start)
    if not thing.participants:
        return False
    told = [_WITH.match(text, end, sentence.end)]
    if not {"’", "'"}.isdisjoint(text[max(start - _BEFORE, low) : start]):
        told.append(_OWNED.search(text, low, start))
    if text[start:end].lower() in _DONE:
        told.append(_DOER.search(text, low, start))
    return any(m and _is_another(reading, thing, *m.span("name")) for m in told)


def _is_another(reading: Reading, thing: Thing, start: int, end: int) -> bool:
    """Whether a name is that of a person or body of whom the fact base does not tell that they took part."""
    words = reading.letter.text[start:end].lower().replace(".", "").split()
    if not words or words[-1] in HEADS or any(word in _NO_NAMES for word in words):
        return False
    if any(word in COUNTRY_OF or word in COUNTRY_WORDS or stem(word) in thing.places | thing.words for word in words):
        return False
    near = reading.mentions_in(max(start - _BEFORE, 0), end + _BEFORE)
    return not any(m.span.start < end and start < m.span.end for m in near)
