"""The timeline: the letters, and the events and documents they speak of, as a picture and as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.nodes import Drawing
from sphinx_factcheck.book.parts.phrases import when_in_words
from sphinx_factcheck.book.parts.svg import SURE, Picture, width_of, wrapped
from sphinx_factcheck.book.wire.page_writer import PageWriter, joined, table
from sphinx_factcheck.book.wire.sheets import Sheet, are_many, in_sheets, listed
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Document, Event

_NAMED = 40
"""So many letters that speak of something are named beside it."""
MOST = 120
"""With more moments than this the picture counts them by year; the table has each."""
_YEAR = 365.25
_SIZE, _SMALL = 13.0, 11.5
_ON_PAPER = 940.0
"""So wide that hardly a name takes two lines: the picture must go on one sheet."""
_PREFERRED = ("held", "dated", "published", "adopted", "posted", "signed", "announced", "in-force", "delivered")


@dataclass(frozen=True, slots=True)
class Moment:
    """Something with its place in time. `letter` is the page of a letter, `named_in` the letters that speak of it."""

    name: str
    when: When | None
    kind: str
    entity: str = ""
    letter: str = ""
    named_in: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return _shortened(when_in_words(self.when)) if self.when else "date unknown"

    @property
    def begins(self) -> int:
        """Days since the year 1; an open beginning counts as its end."""
        assert self.when
        return self.when.earliest.toordinal() if self.when.earliest.year > 1 else self.when.latest.toordinal()


def _shortened(words: str) -> str:
    """A span of time that says once what both its ends have: `22–24 June 2015`."""
    ends = [end.split() for end in words.split(" – ")]
    if len(ends) != 2 or ends[0] == ends[1]:
        return words
    first, last = ends
    common = 0
    while common < min(len(first), len(last)) - 1 and first[-1 - common] == last[-1 - common]:
        common += 1
    kept = first[: len(first) - common]
    return f"{' '.join(kept)}{'–' if len(kept) == 1 else ' – '}{' '.join(last)}"


def timeline(writer: PageWriter, about: str) -> list[Node]:
    """The picture, wide and narrow, and the table behind it."""
    moments = moments_of(writer)
    if not moments:
        return [nodes.paragraph("", "There is nothing to show.")]
    dated, ordered = _in_order(moments)
    parts: list[Node] = []
    if dated:
        titles = {page: writer.title(page) for page in writer.letters}
        for shape, width in (("wide", _ON_PAPER if writer.on_paper else 720.0), ("narrow", 340.0)):
            svg = draw(dated, titles, width, shape)
            parts.append(Drawing(svg=svg, caption="The letters in time", classes=[f"fc-{shape}"]))
    sheets = _sheets(writer, ordered)
    if sheets:
        return [*parts, listed(writer, "timeline", about, sheets, ("Year", "Moments"))]
    return [*parts, *_table(ordered, writer)]


def timeline_sheets(writer: PageWriter, about: str) -> list[Sheet]:
    """The moments by their years, where they are many."""
    return _sheets(writer, _in_order(moments_of(writer))[1])


def _sheets(writer: PageWriter, moments: Sequence[Moment]) -> list[Sheet]:
    if not are_many(writer, len(moments)):
        return []
    told = in_sheets([(one, _year(one), 1) for one in moments])
    meaning = writer.domain.edition.meaning
    return [
        Sheet(
            name,
            label,
            (str(len(some)),),
            digest_of(f"{meaning} {[(m, _titles(writer, m)) for m in some]!r}"),
            partial(_table, some),
        )
        for name, label, some in told
    ]


def _titles(writer: PageWriter, one: Moment) -> list[str]:
    return [writer.title(page) for page in one.named_in[:_NAMED]]


def _year(one: Moment) -> str:
    return str(date.fromordinal(one.begins).year) if one.when else "date unknown"


def _in_order(moments: Iterable[Moment]) -> tuple[list[Moment], list[Moment]]:
    """Those with a date in the order of time, and all, the others last."""
    told = [*moments]
    dated = sorted((m for m in told if m.when), key=lambda m: (m.begins, not m.letter, m.name))
    return dated, [*dated, *(m for m in told if not m.when)]


def _table(moments: Sequence[Moment], writer: PageWriter) -> list[Node]:
    rows = (_row(writer, one) for one in moments)
    return [table(("When", "What", "Letters that speak of it"), rows, "fc-moments")]


def moments_of(writer: PageWriter) -> list[Moment]:
    """The letters, then the events and documents of the fact base that are no letters of this edition."""
    found = [
        Moment(writer.title(page), letter.date, "letter", letter.document, page)
        for page, letter in writer.letters.items()
    ]
    carried = {letter.document for letter in writer.letters.values()}
    named = _named_in(writer)
    for entity in writer.facts.entities.values():
        if isinstance(entity, Event | Document) and entity.id not in carried:
            pages = tuple(named.get(entity.id, ()))
            found.append(Moment(entity.name, date_of(entity), entity.kind, entity.id, "", pages))
    return found


def date_of(entity: Event | Document) -> When | None:
    """The one date to show: when it was held, dated or published before any other."""
    dates = [one for one in entity.dates if one.when]
    dates.sort(key=lambda one: _PREFERRED.index(one.event) if one.event in _PREFERRED else len(_PREFERRED))
    if dates:
        return dates[0].when
    happenings = getattr(entity, "happenings", ())
    return next((one.when for one in happenings if one.when), None)


def _named_in(writer: PageWriter) -> Mapping[str, Sequence[str]]:
    """For each entity the letters that name it, claim something of it, or rest on it."""
    found: dict[str, list[str]] = defaultdict(list)
    for page, letter in writer.letters.items():
        for id in letter.touched:
            found[id].append(page)
    return found


def _row(writer: PageWriter, one: Moment) -> list[Sequence[Node]]:
    if one.letter:
        what: list[Node] = [nodes.strong("", "", writer.link(one.letter, "", one.name))]
        return [[nodes.Text(one.words)], what, [nodes.Text("is itself a letter of this edition")]]
    named = joined([writer.link(page, "", writer.title(page))] for page in one.named_in[:_NAMED])
    if more := len(one.named_in[_NAMED:]):
        named.append(nodes.Text(f", and {more} more"))
    return [[nodes.Text(one.words)], [writer.entity(one.entity, one.name)], named]


# -- The picture


def draw(moments: Sequence[Moment], letters: dict[str, str], width: float, shape: str) -> str:
    """Moments in the order of time, as SVG: one below the other, or counted by year where they are many."""
    if len(moments) > MOST:
        return _draw_years(moments, width, shape)
    wide = shape == "wide"
    axis = 150.0 if wide else 62.0
    rows = list(_placed(moments, axis + 16, _dates(moments) if wide else 0.0, width))
    height = rows[-1].bottom + 14 if rows else 40.0
    named = sum(1 for one in moments if one.letter)
    described = (
        f"{named} letters and {len(moments) - named} events and documents from {moments[0].words} to "
        f"{moments[-1].words}. Lines lead from each letter to what it speaks of. The table below has all of it."
    )
    picture = Picture(f"fc-timeline-{shape}", width, height, "The letters in time", described, f"fc-{shape}")
    _draw_axis(picture, rows, axis)
    at = {row.moment.letter: row.middle for row in rows if row.moment.letter}
    for row in rows:
        for number, page in enumerate(letters):
            if page in row.moment.named_in and page in at:
                _draw_tie(picture, at[page], row.middle, axis, number)
    order = {page: number for number, page in enumerate(letters)}
    for row in rows:
        _draw_moment(picture, row, axis, order.get(row.moment.letter, 0))
    return str(picture)


@dataclass(frozen=True, slots=True)
class _Row:
    moment: Moment
    top: float
    left: float
    width: float
    lines: tuple[str, ...]
    dates: float
    """How wide the column of dates is; 0 where the date stands above the name."""
    years_before: float
    """How many years lie between it and the row above."""

    @property
    def size(self) -> float:
        return _SIZE + (1 if self.moment.letter else 0)

    @property
    def middle(self) -> float:
        return self.top + 9

    @property
    def bottom(self) -> float:
        return self.top + (2 if self.dates else 15) + 16 * len(self.lines)


def _dates(moments: Iterable[Moment]) -> float:
    """How wide a column of dates must be."""
    return max(width_of(one.words, _SMALL) for one in moments) / SURE + 10


def _placed(moments: Iterable[Moment], left: float, dates: float, width: float) -> Iterator[_Row]:
    """Rows from top to bottom, further apart the more time lies between them, up to a limit."""
    y, last = 10.0, None
    for one in moments:
        years = (one.begins - last) / _YEAR if last is not None else 0.0
        y += min(14 * years, 30 - 16 * bool(dates)) + (6 if one.letter else 0)
        lines = wrapped(one.name, _SIZE + (1 if one.letter else 0), (width - left - dates) * SURE)
        row = _Row(one, y, left, width - left, tuple(lines), dates, years)
        yield row
        y, last = row.bottom + (12 if one.letter else 6 - 3 * bool(dates)), one.begins


def _draw_axis(picture: Picture, rows: Sequence[_Row], axis: float) -> None:
    """The line of time, broken where years pass without anything."""
    for above, below in pairwise(rows):
        kind = "axis-gap" if below.years_before > 3.3 else "axis"
        dashes = {"stroke_dasharray": "2 5"} if kind == "axis-gap" else {}
        picture.line(axis, above.middle, axis, below.middle, kind, **dashes)
        if kind == "axis-gap":
            middle = (above.bottom + below.top) / 2 + 4
            picture.text(axis + 16, middle, f"{below.years_before:.0f} years", "quiet", 11)


def _draw_tie(picture: Picture, letter: float, moment: float, axis: float, number: int) -> None:
    """A curve on the left from a letter to what it speaks of."""
    reach = min(axis - 10, 18 + abs(letter - moment) * 0.16)
    out = f"{axis - reach:.1f}"
    way = f"M{axis:.1f} {letter:.1f} C{out} {letter:.1f} {out} {moment:.1f} {axis:.1f} {moment:.1f}"
    picture.path(way, f"tie fc-letter-{number % 4}")


def _draw_moment(picture: Picture, row: _Row, axis: float, number: int) -> None:
    one = row.moment
    if one.letter:
        picture.box(row.left - 7, row.top - 5, row.width + 6, row.bottom - row.top + 6, "band", rx="4")
        picture.circle(axis, row.middle, 6.5, f"dot-letter fc-letter-{number % 4}", one.name)
    else:
        picture.circle(axis, row.middle, 4 if one.named_in else 3, "dot" if one.named_in else "dot-other", one.name)
    date_line, name_line = (13, 13) if row.dates else (8, 24)
    picture.text(row.left, row.top + date_line, one.words, "quiet", _SMALL)
    for n, line in enumerate(row.lines):
        bold = {"font_weight": "600"} if one.letter else {}
        picture.text(row.left + row.dates, row.top + name_line + 16 * n, line, "label", row.size, **bold)


def _draw_years(moments: Sequence[Moment], width: float, shape: str) -> str:
    """How many moments each year has, with the letters of that year named."""
    years: dict[int, list[Moment]] = {}
    for one in moments:
        years.setdefault(date.fromordinal(one.begins).year, []).append(one)
    most = max(len(told) for told in years.values())
    step, left = 24.0, 56.0
    described = (
        f"{len(moments)} moments in {len(years)} years, at most {most} in one. The table below has each of them."
    )
    title = "Moments in each year"
    picture = Picture(f"fc-timeline-{shape}", width, 14 + step * len(years), title, described, f"fc-{shape}")
    for n, year in enumerate(sorted(years)):
        told = years[year]
        y = 10 + step * n
        picture.text(left - 10, y + 12, str(year), "quiet", _SMALL, "end")
        length = max((width - left - 60) * len(told) / most, 2)
        picture.box(left, y, length, 16, "bar")
        own = sum(1 for one in told if one.letter)
        letters = f", {own} letter{'s' * (own > 1)}" if own else ""
        inside = length > width * 0.6
        picture.text(
            left + length + (-6 if inside else 6), y + 12, f"{len(told)}{letters}",
            "bar-count" if inside else "label", _SMALL, "end" if inside else "start",
        )  # fmt: skip
    return str(picture)
