"""The line of a life: custody, offices, awards and the letters that name someone, along the years, as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sphinx_factcheck.book.drawing import Picture, width_of, wrapped
from sphinx_factcheck.book.wording import Told, told_of, when_in_words
from sphinx_factcheck.claims.liberty import Liberty, liberty
from sphinx_factcheck.facts.dates import When, day
from sphinx_factcheck.facts.model import Custody, Entity, FactBase, Office

SHAPES = (("wide", 720.0), ("narrow", 340.0))
_YEAR = 365.25
_MONTH = 30
_LEFT, _RIGHT, _TOP = 10.0, 18.0, 30.0
_SIZE, _SMALL = 12.5, 11.0
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_ROWS = 14
"""A picture has at most this many rows; the table has all."""
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
    marks: tuple[Told, ...]
    rest: tuple[Told, ...]
    letters: tuple[tuple[str, When], ...]
    first: int
    last: int


def life_of(entity: Entity, facts: FactBase, letters: Iterable[tuple[str, When]]) -> Life | None:
    """The life of an entity, or None where it would show nothing that a line of text does not."""
    told = [one for one in told_of(entity, facts) if one.statement.when]
    marks = tuple(one for one in told if isinstance(one.statement, Custody))
    rest = tuple(one for one in told if not isinstance(one.statement, Custody))
    if not marks and (len(rest) < 2 and not any(one.statement.valid for one in rest)):
        return None
    named = tuple(letters)
    days = [*_days(told), *(when.earliest.toordinal() for _, when in named)]
    first, last = min(days), max(days)
    room = max(int((last - first) * 0.05), 120)
    return Life(entity.name, custody_of(entity, facts, last + room), marks, rest, named, first - room, last + room)


def _days(told: Iterable[Told]) -> Iterable[int]:
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
        self._rows = life.rest[:_ROWS]
        labels = list(self._letter_labels())
        custody = 52.0 if life.marks else 0.0
        self._bottom = _TOP + custody + 38.0 * len(self._rows) + 6
        depth = max((level for *_, level in labels), default=-1) + 1
        height = self._bottom + 16 * depth + 8
        self.picture = Picture(f"fc-life-{shape}", width, height, f"{life.name} in time", describe(life), f"fc-{shape}")
        self._draw_years()
        self._draw_letters(labels)
        if life.marks:
            self._draw_custody(_TOP)
        for number, one in enumerate(self._rows):
            self._draw_row(one, _TOP + custody + 38.0 * number)

    def _x(self, day: int) -> float:
        life = self._life
        share = (min(max(day, life.first), life.last) - life.first) / (life.last - life.first)
        return _LEFT + share * (self._width - _LEFT - _RIGHT)

    def _draw_years(self) -> None:
        life = self._life
        wide = (self._width - _LEFT - _RIGHT) / ((life.last - life.first) / _YEAR)
        step = next((step for step in _STEPS if step * wide >= 42), 100)
        first, last = (date.fromordinal(day).year for day in (life.first, life.last))
        for year in range(first + 1, last + 1):
            if year % step == 0:
                x = self._x(date(year, 1, 1).toordinal())
                self.picture.line(x, 20, x, self._bottom, "grid", stroke_opacity=".25")
                self.picture.text(x, 13, str(year), "quiet", _SMALL, "middle")

    def _letter_labels(self) -> Iterable[tuple[float, float, str, int]]:
        """Where each letter is marked, where its label begins, what it says, and how many rows down."""
        ends: list[float] = []
        for _, when in self._life.letters:
            x, words = self._x(when.earliest.toordinal()), f"Letter, {when_in_words(when)}"
            room = width_of(words, _SMALL)
            start = max(min(x - room / 2, self._width - room - 2), 2.0)
            level = next((n for n, end in enumerate(ends) if end < start), len(ends))
            ends[level : level + 1] = [start + room + 8]
            yield x, start, words, level

    def _draw_letters(self, labels: Sequence[tuple[float, float, str, int]]) -> None:
        for x, start, words, level in labels:
            bottom = self._bottom + 16 * level
            self.picture.line(x, 20, x, bottom + 3, "letter-line", stroke_dasharray="3 3")
            self.picture.text(start, bottom + 14, words, "letter-label", _SMALL)

    def _draw_custody(self, top: float) -> None:
        bar = top + 30
        self.picture.text(_LEFT, top + 10, "Custody", "quiet", _SMALL)
        for one in self._life.custody:
            x, end = self._x(one.start), self._x(one.end)
            self.picture.box(x, bar, max(end - x, 2), 10, f"span {'fc-' + one.kind}", _STATES[one.kind])
        free = _LEFT
        for told in self._life.marks:
            free = max(free, self._draw_event(told, bar, top + 24, free))

    def _draw_event(self, told: Told, bar: float, label: float, free: float) -> float:
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
        room = width_of(words, _SMALL)
        start = max(min(x - room / 2, self._width - room - 2), 2.0)
        if not words or start < free:
            return 0.0
        self.picture.text(start, label, words, "label", _SMALL)
        return start + room + 6

    def _draw_row(self, told: Told, top: float) -> None:
        when = told.statement.when
        assert when
        start = self._x(when.earliest.toordinal() if when.earliest > date.min else self._life.first)
        end = self._x(when.latest.toordinal()) if when.lasting else start
        tip = f"{told.when}: {told.words}"
        if when.lasting:
            kind = "office" if isinstance(told.statement, Office) else "other"
            self.picture.box(start, top + 19, max(end - start, 3), 8, f"span fc-{kind}", tip)
        else:
            self.picture.circle(start, top + 23, 4.5, "dot", tip)
        words = wrapped(told.words, _SIZE, self._width - 8, 1)[0]
        left = max(min(start - (0 if when.lasting else 5), self._width - width_of(words, _SIZE) - 2), 2.0)
        self.picture.text(left, top + 13, words, "label", _SIZE)


def describe(life: Life) -> str:
    """The picture in words, for those who cannot see it."""
    parts = [f"{_spelled(one)} {_STATES[one.kind]}" for one in life.custody]
    parts += [f"{one.when}: {one.words}" for one in (*life.marks, *life.rest[:_ROWS])]
    parts += [f"letter of {when_in_words(when)}" for _, when in life.letters]
    return f"{'; '.join(parts)}. The table below has all of it with its sources."


def _spelled(one: Stretch) -> str:
    start, end = (date.fromordinal(day).year for day in (one.start, one.end))
    return f"{start}:" if start == end else f"{start} to {end}:"
