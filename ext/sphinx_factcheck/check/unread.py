"""What a letter seems to say and no kind of claim has read: seen, and not understood.

A number or a date beside the words of a kind, where no claim lies, counts as a claim that nobody decided, and so does
a person beside a deed in a sentence without any claim. So one that is lost, for whatever reason, lowers the coverage
and is never lost in silence. Nothing here knows how claims are read; it looks at words and at where the claims lie.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.taken import Taken
from sphinx_factcheck.engine.claims.triggers import figures_in, places_of, stretches, together
from sphinx_factcheck.facts.model import Person
from sphinx_factcheck.letters.text import Span

_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in calendar.month_name if name)
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen"
)
_NUMBERS = tuple(_WORDS.split())
_FIGURE = rf"(?:\d[\d,.]*\d|\d|(?:{'|'.join(_WORDS.split())})(?:-\w+)?)"
_MARK = r"[“”\"'‘’»«()\[\]*_]{0,3}"
_GAP = rf"{_MARK}[\s-]{{1,3}}{_MARK}"
_NAME_AFTER = later(r"\s[A-Z]\w+\s[A-Z]")
_COUNTED = (
    "people persons citizens lawyers activists defenders organi[sz]ations groups NGOs countries states governments "
    "signatories members prisoners detainees victims monks nuns students journalists writers booksellers workers "
    "parties deaths arrests children women men"
).split()


UNREAD = Ruling(Verdict.UNVERIFIED, "seen, and not understood", unread=True)


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of value: how it is written, and the words that must stand in its sentence for it to be of a kind.

    `begins` are what its first word begins with where that is no figure; None where it is looked for everywhere.
    """

    kind: str
    value: re.Pattern[str]
    beside: re.Pattern[str]
    begins: tuple[str, ...] | None = None


def _any(stems: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(stems.split())})", re.IGNORECASE)


_PRISON = _any("sentenc prison jail imprison convict condemn incarcerat serving served")
_VOTED = _any("vot ballot abstain")
_RANKED = _any("rank index")
_HAPPENED = _any(
    "visit trip travel summit meeting met took held began beg[iu]n start open clos end arriv adopt pass publish issu "
    "report arrest detain sentenc releas execut die[ds] death born kill massacre founded establish elect appoint "
    "resign award won receiv vote resolution protest anniversary sign"
)
_ANYTHING = later("")
_TERM = rf"{_FIGURE}{_GAP}(?:and{_GAP}a{_GAP}half{_GAP})?(?:years?|months?)"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?{_GAP}(?:of\s)?(?:{_MONTH})|(?:{_MONTH}){_GAP}\d{{1,2}})"
_SORTS = (
    _Sort(
        "sentence",
        later(rf"\b{_TERM}\b|\blife\b(?=\s(?:sentence|in\sprison|imprisonment))"),
        _PRISON,
        (*_NUMBERS, "life"),
    ),
    _Sort("vote", later(rf"\b{_FIGURE}{_GAP}(?:votes?|abstentions?)\b|\b\d+(?:\sto\s|[-–])\d+\b"), _VOTED, _NUMBERS),
    _Sort("ranking", later(rf"\b\d+(?:st|nd|rd|th)\b|\b\d+{_GAP}(?:out\s)?of\s(?:the\s)?\d+\b"), _RANKED, ()),
    _Sort(
        "date",
        later(
            rf"\b{_DAY}\b(?:,?{_GAP}\d{{4}}\b)?|\b(?:{_MONTH}){_GAP}(?:of\s)?\d{{4}}\b"
            r"|\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b"
        ),
        _HAPPENED,
        tuple(name[:3] for name in calendar.month_name if name),
    ),
    _Sort(
        "count", later(rf"\b{_FIGURE}{_GAP}(?:[\w-]{{1,40}}\s){{0,3}}?(?:{'|'.join(_COUNTED)})\b"), _ANYTHING, _NUMBERS
    ),
)
"""In the order in which they are tried: what one has taken is no other's."""


_OPENED, _CLOSED = r"[“\"‘'«]\s?", r"\s?[”\"’'»]"
_MODIFIED = r"(?:former|ex|then|acting|interim|late|ousted)"
_QUOTED = (
    _Sort("date", later(rf"{_OPENED}(?:19|20)\d\d{_CLOSED}"), _ANYTHING),
    _Sort(
        "count",
        later(rf"{_OPENED}(?:[^\W\d]+\s){{0,2}}\d[\d.,]*(?:[\s-][^\W\d]+){{0,2}}{_CLOSED}"),
        _ANYTHING,
    ),
    _Sort("office", later(rf"{_OPENED}{_MODIFIED}{_CLOSED}(?=\W{{1,3}}\w)"), _ANYTHING),
)
"""What stands in quotation marks and is no quotation: the marks hide it from a grammar, and not from a reader."""
_SOME_QUOTED = later(rf"{_OPENED}(?:(?:[^\W\d]+\s){{0,2}}\d|{_MODIFIED})")
"""How each of these begins: one look in place of one for each."""
_BEEN = r"\b(?:was|were|is|are|been|being|got)\s(?:\w+ly\s|also\s|then\s|later\s)?"
_AS = r"(?:as\s)?(?=(?:an?\s|the\s)?(?:\w+\s)?[A-Z])"
_PRIZE = r"(?=[^.;\n]{0,80}\b(?:Prize|Award|Medal)\b)"
_HELD = "arrested detained sentenced imprisoned jailed released convicted".split()
_ENDED = "executed killed murdered born".split()
_SERVES = "serves served serving appointed elected".split()
_DEEDS = (
    ("custody", later(rf"{_BEEN}(?:{'|'.join(_HELD)})\b"), tuple(_HELD)),
    ("life", later(rf"{_BEEN}(?:{'|'.join(_ENDED)})\b|\bdied\b"), (*_ENDED, "died")),
    ("award", later(rf"\b(?:won|received|awarded|laureate|recipient)\b{_PRIZE}"), ("Prize", "Award", "Medal")),
    ("office", later(rf"\b(?:{'|'.join(_SERVES)})\s{_AS}"), tuple(_SERVES)),
)
"""Kinds with their deeds, and what stands near each deed."""
_NEAR = 120
"""So far from what shows a deed all its words stand: a helper and an adverb before it, or a prize after it."""
_REACH = 60
"""So far from a deed stands the person who did it or to whom it was done."""


def unread(reading: Reading, read: Iterable[Span]) -> tuple[Claim, ...]:
    """Claims that are seen and not understood: their kind is a guess, and they have neither subject nor judge.

    `read` are the places of the claims that were understood.
    """
    claimed = sorted((span.start, span.end) for span in read if not span.field)
    named = [(m.span.start, m.span.end) for m in reading.mentions if not m.span.field]
    found: list[Claim] = []
    taken = Taken([*claimed, *named])
    for sort in (*_SORTS, *(_QUOTED if _SOME_QUOTED.search(reading.letter.text) else ())):
        beside = _Beside(sort, reading)
        values = _values(sort, reading.letter.text)
        new = [span for span in values if not taken.meet(span) and beside.is_said(span)]
        if new:
            found += [_seen(sort.kind, span, reading) for span in new]
            taken = Taken([*taken.all, *((span.start, span.end) for span in new)])
    found += _deeds(reading, Taken([*claimed, *((c.span.start, c.span.end) for c in found)]))
    return tuple(sorted(found, key=lambda claim: claim.span))


def _values(sort: _Sort, text: str) -> Iterator[Span]:
    """The values of a sort in a text, in order, claimed or not."""
    if sort.begins is None:
        yield from (Span(*value.span()) for value in sort.value.finditer(text))
        return
    done = 0
    for at in sorted({*figures_in(text), *places_of(text, sort.begins)}):
        if at >= done and (value := sort.value.match(text, at)):
            done = value.end()
            yield Span(*value.span())


def _seen(kind: str, span: Span, reading: Reading) -> Claim:
    return Claim(kind, "", " ".join(reading.letter.words(span).split()), span)


class _Beside:
    """Whether values of a sort are said, with a word of its kind in their sentence: each is searched once."""

    def __init__(self, sort: _Sort, reading: Reading) -> None:
        self._beside, self._reading = sort.beside, reading
        self._sentence, self._found = Span(-1, -1), False

    def is_said(self, span: Span) -> bool:
        sentence = self._reading.sentence_at(span.start)
        if sentence is not self._sentence:
            text = self._reading.letter.text
            self._sentence, self._found = sentence, bool(self._beside.search(text, sentence.start, sentence.end))
        return self._found and not _is_of_name(span, self._reading) and asserted(self._reading, span)


def _is_of_name(span: Span, reading: Reading) -> bool:
    """Whether a bare year is part of a name: "the 2016 World Press Freedom Index"."""
    if not reading.letter.words(span).isdigit():
        return False
    named = reading.mentions_in(span.end, span.end + _REACH)
    return bool(_NAME_AFTER.match(reading.letter.text, span.end) or (named and named[0].span.start == span.end + 1))


def _deeds(reading: Reading, claimed: Taken) -> Iterator[Claim]:
    """Deeds beside a person, in sentences where nothing was found."""
    text = reading.letter.text
    for kind, pattern, words in _DEEDS:
        near_words = stretches(reading, words, _NEAR)
        for deed in (deed for near in near_words for deed in pattern.finditer(text, near.start, near.end)):
            span = Span(*deed.span())
            sentence = reading.sentence_at(span.start)
            near = reading.mentions_in(max(sentence.start, span.start - _REACH), min(sentence.end, span.end + _REACH))
            people = [m for m in near if isinstance(reading.facts.entities.get(m.entity), Person)]
            if people and not claimed.meet(sentence) and asserted(reading, span):
                yield _seen(kind, span, reading)


together(*(sort.begins for sort in _SORTS if sort.begins is not None), *(words for _, _, words in _DEEDS))
