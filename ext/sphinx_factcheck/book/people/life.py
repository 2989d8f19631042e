"""The line of a life: custody, offices, awards and the letters that name someone, along the years, as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sphinx_factcheck.book.parts.phrases import StatementInWords, told_of, when_in_words
from sphinx_factcheck.book.parts.svg import SURE, Picture, width_of, wrapped
from sphinx_factcheck.facts.custody import Liberty, liberty
from sphinx_factcheck.facts.dates import When, day
from sphinx_factcheck.facts.model import Custody, Entity, FactBase, Office, Organization, Person
from sphinx_factcheck.facts.words import MONTHS

SHAPES = (("wide", 720.0), ("narrow", 340.0))
_MONTH = 30
_TOP = 30.0
_SIZE, _SMALL = 12.5, 11.0
_LINE = 15.0
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""How many months may lie between two lines."""
_APART = 58
_ROWS = 14
"""A picture has at most this many rows; the table has all."""
_LETTERS = 100
_SHOWN = {Liberty.HELD: "held", Liberty.MISSING: "missing", Liberty.UNKNOWN: "unsure"}
_STATES = {"held": "in custody", "missing": "missing", "unsure": "not known whether in custody"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time from one day to another, as days since the year 1; `kind` says what it was."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Life:
    """What is drawn of an entity: its `custody`, other dated statements, the dates of the letters that name it."""

    name: str
    custody: tuple[Stretch, ...]
    marks: tuple[StatementInWords, ...]
    rest: tuple[StatementInWords, ...]
    letters: tuple[tuple[str, When], ...]
    first: int
    last: int


def life_of(entity: Entity, facts: FactBase, letters: Iterable[tuple[str, When]]) -> Life | None:
    """The life of a person or body, or None where it would show nothing that a line of text does not."""
    if not isinstance(entity, Person | Organization):
        return None
    told = [one for one in told_of(entity, facts) if one.statement.when]
    marks = tuple(one for one in told if isinstance(one.statement, Custody))
    rest = tuple(one for one in told if not isinstance(one.statement, Custody))
    if not marks and (len(rest) < 2 and not any(one.statement.valid for one in rest)):
        return None
    named = _seldom(tuple(letters))
    days = [*_days(told), *(when.earliest.toordinal() for _, when in named)]
    first, last = min(days), max(days)
    room = max(int((last - first) * 0.05), 120)
    return Life(entity.name, custody_of(entity, facts, last + room), marks, rest, named, first - room, last + room)


def _seldom(letters: tuple[tuple[str, When], ...]) -> tuple[tuple[str, When], ...]:
    """The letters; of more than a picture can show, the first of each year."""
    if len(letters) <= _LETTERS:
        return letters
    first = {
        when.earliest.year: (page, when)
        for page, when in sorted(letters, key=lambda one: one[1].earliest, reverse=True)
    }
    return tuple(first[year] for year in sorted(first))


def _days(told: Iterable[StatementInWords]) -> Iterable[int]:
    for one in told:
        when = one.statement.when
        if when:
            bounds = (when.earliest, when.latest)
            yield from (bound.toordinal() for bound in bounds if date.min < bound < date.max)


def custody_of(entity: Entity, facts: FactBase, until: int) -> tuple[Stretch, ...]:
    """The times in custody as the check judges them, up to a day: where its judgement can change, it is asked again."""
    told = [f.statement for f in facts.about(entity.id, "custody") if isinstance(f.statement, Custody)]
    dated = [(one, one.when) for one in told if one.when]
    turns = {day for _, when in dated for day in (when.earliest, when.end_earliest, _next(when.latest))}
    days = {turn.toordinal() for turn in turns if date.min < turn < date.max}
    terms = {one.term.months * _MONTH for one in told if one.term and not one.term.life}
    days |= {when.earliest.toordinal() + term for _, when in dated for term in terms}
    ordered = [*sorted(day for day in days if day < until), until]
    found: list[Stretch] = []
    for start, end in pairwise(ordered):
        state, _ = liberty(entity.id, day(date.fromordinal(start)), facts)
        kind = _SHOWN.get(state, "")
        if found and found[-1].kind == kind and found[-1].end == start:
            found[-1] = Stretch(found[-1].start, end, kind)
        elif kind:
            found.append(Stretch(start, end, kind))
    return tuple(found)


def _next(one: date) -> date:
    return date.fromordinal(one.toordinal() + 1) if one < date.max else one


# -- The picture


def draw_life(life: Life, width: float, shape: str) -> str:
    """A life as SVG of a given width: years from left to right, a row for custody and one for each other statement."""
    return str(_Drawn(life, width, shape).picture)


class _Drawn:
    """One picture, while it is drawn."""

    def __init__(self, life: Life, width: float, shape: str) -> None:
        self._life = life
        self._width = width
        rows = [(one, wrapped(one.words, _SIZE, width * SURE, 2)) for one in life.rest[:_ROWS]]
        labels = list(self._letter_labels())
        custody = 52.0 if life.marks else 0.0
        self._bottom = _TOP + custody + sum(map(_height, (words for _, words in rows))) + 6
        depth = max((level for *_, level in labels), default=-1) + 1
        height = self._bottom + 16 * depth + 8
        self.picture = Picture(f"fc-life-{shape}", width, height, f"{life.name} in time", describe(life), f"fc-{shape}")
        self._draw_times()
        self._draw_letters(labels)
        if life.marks:
            self._draw_custody(_TOP)
        top = _TOP + custody
        for one, words in rows:
            self._draw_row(one, words, top)
            top += _height(words)

    def _x(self, day: int) -> float:
        life = self._life
        share = (min(max(day, life.first), life.last) - life.first) / (life.last - life.first)
        return share * self._width

    def _label(self, x: float, y: float, words: str, kind: str, size: float = _SMALL, *, centred: bool = False) -> None:
        """Words that begin at a place, or have it in their middle; at an edge of the picture they keep within it.

        A font may be wider than `width_of` takes it to be: words at an edge are held by it, and grow away from it.
        """
        room = width_of(words, size) / SURE + 4
        left = x - room / 2 if centred else x
        if left + room > self._width:
            self.picture.text(self._width, y, words, kind, size, "end")
        elif left < 0:
            self.picture.text(0, y, words, kind, size)
        else:
            self.picture.text(x, y, words, kind, size, "middle" if centred else "start")

    def _left(self, x: float, words: str) -> float:
        """Where a small label begins that has a place in its middle."""
        room = width_of(words, _SMALL)
        return max(min(x - room / 2, self._width - room - 1), 0.0)

    def _draw_times(self) -> None:
        life = self._life
        first, last = date.fromordinal(life.first), date.fromordinal(life.last)
        month = self._width / ((life.last - life.first) / _MONTH)
        step = next((step for step in _STEPS if step * month >= _APART), _STEPS[-1])
        for number in range(first.year * 12 + first.month, last.year * 12 + last.month):
            if number % step == 0:
                turn = date(number // 12, number % 12 + 1, 1)
                x = self._x(turn.toordinal())
                self.picture.line(x, 20, x, self._bottom, "grid", stroke_opacity=".25")
                self._label(
                    x,
                    13,
                    str(turn.year) if step >= 12 else f"{MONTHS[turn.month - 1][:3]} {turn.year}",
                    "quiet",
                    centred=True,
                )

    def _letter_labels(self) -> Iterable[tuple[float, str, int]]:
        """Where each letter is marked, what its label says, and how many rows down."""
        ends: list[float] = []
        for _, when in self._life.letters:
            x, words = self._x(when.earliest.toordinal()), f"Letter, {when_in_words(when)}"
            start = self._left(x, words)
            level = next((n for n, end in enumerate(ends) if end < start), len(ends))
            ends[level : level + 1] = [start + width_of(words, _SMALL) / SURE]
            yield x, words, level

    def _draw_letters(self, labels: Sequence[tuple[float, str, int]]) -> None:
        for x, words, level in labels:
            bottom = self._bottom + 16 * level
            self.picture.line(x, 20, x, bottom + 3, "letter-line", stroke_dasharray="3 3")
            self._label(x, bottom + 14, words, "letter-label", centred=True)

    def _draw_custody(self, top: float) -> None:
        bar = top + 30
        self.picture.text(0, top + 10, "Custody", "quiet", _SMALL)
        for one in self._life.custody:
            x, end = self._x(one.start), self._x(one.end)
            self.picture.box(x, bar, max(end - x, 2), 10, f"span {'fc-' + one.kind}", _STATES[one.kind])
        free = 0.0
        for told in self._life.marks:
            free = max(free, self._draw_event(told, bar, top + 24, free))

    def _draw_event(self, told: StatementInWords, bar: float, label: float, free: float) -> float:
        """A mark on the bar, and above it a term or a release where there is room from `free` on; returns its end."""
        event = told.statement
        assert isinstance(event, Custody)
        assert event.when
        x = self._x(event.when.earliest.toordinal())
        shape = {"sentenced": "sentenced", "released": "released"}.get(event.event, "event")
        self.picture.circle(
            x, bar + 5, 6 if shape == "sentenced" else 4.5, f"dot-{shape}", f"{told.when}: {told.words}"
        )
        words = str(event.term) if event.event == "sentenced" and event.term else ""
        words = {"released": "released", "died": "died"}.get(event.event, words)
        start = self._left(x, words)
        if not words or start < free:
            return 0.0
        self._label(x, label, words, "label", centred=True)
        return start + width_of(words, _SMALL) / SURE

    def _draw_row(self, told: StatementInWords, words: Sequence[str], top: float) -> None:
        when = told.statement.when
        assert when
        start = self._x(when.earliest.toordinal() if when.earliest > date.min else self._life.first)
        end = self._x(when.latest.toordinal()) if when.lasting else start
        tip = f"{told.when}: {told.words}"
        base = top + _LINE * (len(words) - 1)
        if when.lasting:
            kind = "office" if isinstance(told.statement, Office) else "other"
            self.picture.box(start, base + 19, max(end - start, 3), 8, f"span fc-{kind}", tip)
        else:
            self.picture.circle(start, base + 23, 4.5, "dot", tip)
        for number, line in enumerate(words):
            self._label(start - (0 if when.lasting else 5), top + 13 + _LINE * number, line, "label", _SIZE)


def _height(words: Sequence[str]) -> float:
    """How much room a row takes with its label."""
    return 38 + _LINE * (len(words) - 1)


def describe(life: Life) -> str:
    """The picture in words, for those who cannot see it."""
    parts = [f"{_spelled(one)} {_STATES[one.kind]}" for one in life.custody]
    parts += [f"{one.when}: {one.words}" for one in (*life.marks, *life.rest[:_ROWS])]
    parts += [f"letter of {when_in_words(when)}" for _, when in life.letters]
    return f"{'; '.join(parts)}. The table below has all of it with its sources."


def _spelled(one: Stretch) -> str:
    start, end = (date.fromordinal(day).year for day in (one.start, one.end))
    return f"{start}:" if start == end else f"{start} to {end}:"
