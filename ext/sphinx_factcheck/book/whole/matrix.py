"""Who signed which letter: bodies by letters, a renamed body in one row, as a picture and as a table."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import ceil
from textwrap import shorten

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.parts.nodes import Drawing
from sphinx_factcheck.book.parts.svg import SURE, Picture, width_of, wrapped
from sphinx_factcheck.book.wire.page_writer import PageWriter, joined, table
from sphinx_factcheck.check import Checked
from sphinx_factcheck.facts.model import Alias, Entity, Person
from sphinx_factcheck.letters.text import Letter, Span

_COLUMNS = 6
_ARTICLE = re.compile(r"^(?:the|an?|les?|la|l['’]|das|der|die)\s+", re.IGNORECASE)
_LEVEL, _TIGHT = 60.0, 14.0
_NAMES = 150.0
_HEADS, _HEAD_LINES, _HEAD_SIGNS = 11.5, 4, 36
"""The size of the heads of columns; how many lines they take, or how many signs where they stand aslant."""
_ROW, _LINE, _SIZE = 21.0, 14.0, 12.5


@dataclass(slots=True)
class Body:
    """Someone who signed, and the words of each letter they signed, by its page; `former` are names of other times."""

    name: str
    entity: str = ""
    former: frozenset[str] = frozenset()
    signed: dict[str, str] = field(default_factory=dict)

    def other_name(self, page: str) -> str:
        """The name that a letter has, where it is not this one with an abbreviation behind it."""
        words = self.signed[page]
        return "" if _bare(words) == _bare(self.name) else words

    def was_renamed(self, page: str) -> bool:
        """Whether a letter has a name of another time."""
        return _bare(self.signed[page]) in self.former


def _bare(name: str) -> str:
    """A name without what stands in brackets, without punctuation marks and capitals."""
    return " ".join(re.sub(r"\([^()]*\)|[^\w\s]", "", name).casefold().split())


def signatories_matrix(writer: PageWriter, about: str) -> list[Node]:
    """The picture of those who signed more than one letter, and the table of all."""
    bodies = bodies_of(writer)
    if not bodies:
        return [nodes.paragraph("", "No letter has a list of signatories.")]
    pages = [page for page in writer.letters if any(page in body.signed for body in bodies)]
    parts: list[Node] = []
    names = {page: _head(writer, page) for page in pages}
    if any(len(body.signed) > 1 for body in bodies):
        for shape, width in (("wide", 720.0), ("narrow", 340.0)):
            svg = draw(bodies, names, width, shape)
            parts.append(Drawing(svg=svg, caption="Who signed more than one letter", classes=[f"fc-{shape}"]))
    parts.append(_table(writer, bodies, pages))
    return parts


def bodies_of(writer: PageWriter) -> list[Body]:
    """All who signed, those of the most letters first."""
    found: dict[str, Body] = {}
    for page in writer.letters:
        for key, name, words in _signers(writer, writer.checked[page]):
            known = writer.facts.entities.get(key)
            body = found.setdefault(key, Body(name, known.id, _former(known)) if known else Body(name))
            body.signed.setdefault(page, words)
    order = {page: number for number, page in enumerate(writer.letters)}
    return sorted(found.values(), key=lambda b: (-len(b.signed), order[next(iter(b.signed))], _sorted_by(writer, b)))


def _sorted_by(writer: PageWriter, body: Body) -> str:
    """What a name is looked up under: of a person the family name first, of a body without its article."""
    known = writer.facts.entities.get(body.entity)
    name = _ARTICLE.sub("", body.name)
    if isinstance(known, Person):
        words = name.split()
        first = known.name_order == "family-first"
        family = known.family or (words[0] if first else words[-1])
        name = f"{family} {name}"
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def _former(entity: Entity) -> frozenset[str]:
    """The names that the fact base gives a time, apart from the one of now."""
    return frozenset(_bare(a.name) for a in entity.also if isinstance(a, Alias) and a.when) - {_bare(entity.name)}


def _signers(writer: PageWriter, checked: Checked) -> Iterator[tuple[str, str, str]]:
    """For each line of a list of signers: what tells the body from others, its name, and the words of the letter."""
    letter = checked.chapter.letter
    for line in letter.signers:
        named = [m for m in checked.mentions if m.span.within(line)]
        bodies = [m for m in named if writer.facts.entities[m.entity].kind == "organization"]
        for mention in bodies[:1] or named[:1]:
            yield mention.entity, writer.facts.entities[mention.entity].name, _folded(letter, mention.span)
        if not named:
            words = _folded(letter, line)
            yield words.casefold(), words, words


def _folded(letter: Letter, span: Span) -> str:
    return " ".join(letter.words(span).split())


def _head(writer: PageWriter, page: str) -> str:
    """A letter as the head of its column: its name, and its date where that is not in it."""
    title, date = writer.title(page), writer.dated(writer.letters[page])
    return title if not date or date[-4:] in title else f"{title}, {date}"


def _table(writer: PageWriter, bodies: Sequence[Body], pages: Sequence[str]) -> nodes.table:
    """A column for each letter where they are few, else one that lists them."""
    few = len(pages) <= _COLUMNS
    heads = ["Signed by", *((_head(writer, page) for page in pages) if few else ["Letters"]), "Also as"]
    rows: list[list[Sequence[Node]]] = []
    for body in bodies:
        name = writer.entity(body.entity, body.name) if body.entity else nodes.Text(body.name)
        signed = [page for page in pages if page in body.signed]
        listed = [joined([writer.link(page, "", writer.title(page))] for page in signed)]
        marks: list[list[Node]] = [[nodes.Text("✓")] if page in body.signed else [] for page in pages]
        others = dict.fromkeys(other for page in signed if (other := body.other_name(page)))
        rows.append([[name], *(marks if few else listed), [nodes.Text(" · ".join(others))] if others else []])
    return table(heads, rows, "fc-bodies")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns stand, by the pages of the letters, and how far apart; names end before `left`."""

    columns: Mapping[str, float]
    step: float
    left: float

    @property
    def tight(self) -> bool:
        """Whether there is no room for a word at each column."""
        return self.step < _TIGHT

    @property
    def level(self) -> bool:
        """Whether there is room for the name of a letter above its column."""
        return self.step > _LEVEL

    @property
    def radius(self) -> float:
        return min(5.5, self.step * 0.36)


def _grid(letters: Sequence[str], width: float) -> _Grid:
    room = width / 2 if width / 2 >= _TIGHT * len(letters) else width - _NAMES
    step = max(min(room / len(letters), 110.0), 4.5)
    left = max(width - step * len(letters), _NAMES)
    return _Grid({page: left + step * (n + 0.5) for n, page in enumerate(letters)}, step, left)


def draw(bodies: Sequence[Body], letters: Mapping[str, str], width: float, shape: str) -> str:
    """Dots where a body signed a letter, joined along its row; below, how many signed that letter alone."""
    several = [body for body in bodies if len(body.signed) > 1]
    grid = _grid([*letters], width)
    heads = _heads(letters, grid)
    longest = max(width_of(line, _HEADS) for lines in heads.values() for line in lines)
    deepest = max(map(len, heads.values()))
    head = 18 + _LINE * deepest if grid.level else 18 + 0.87 * longest / SURE
    names = [wrapped(body.name, _SIZE, (grid.left - 14) * SURE, 2) for body in several]
    tops = [*accumulate((_ROW + _LINE * (len(lines) - 1) for lines in names), initial=head)]
    height = tops[-1] + _ROW + 14
    described = (
        f"{len(several)} of {len(bodies)} bodies signed more than one of {len(letters)} letters. "
        "Each row is a body, each column a letter, a dot a signature. The table below has all of them."
    )
    whole = grid.left + grid.step * len(letters) + (0 if grid.level else 0.5 * longest / SURE)
    picture = Picture(f"fc-matrix-{shape}", whole, height, "Who signed more than one letter", described, f"fc-{shape}")
    _draw_heads(picture, heads, grid, head)
    for x in grid.columns.values():
        picture.line(x, head - 4, x, height - _ROW - 12, "grid", stroke_opacity="0.25")
    for body, lines, (top, bottom) in zip(several, names, pairwise(tops), strict=True):
        _draw_body(picture, body, lines, grid, (top + bottom) / 2)
    _draw_rest(picture, bodies, grid, height - 14)
    return str(picture)


def _heads(letters: Mapping[str, str], grid: _Grid) -> dict[str, Sequence[str]]:
    """The names of the letters in lines as wide as a column; one line each where they stand aslant."""
    if not grid.level:
        return {page: [shorten(name, _HEAD_SIGNS, placeholder=" …")] for page, name in letters.items()}
    return {page: wrapped(name, _HEADS, (grid.step - 6) * SURE, _HEAD_LINES) for page, name in letters.items()}


def _draw_heads(picture: Picture, heads: Mapping[str, Sequence[str]], grid: _Grid, head: float) -> None:
    """The names of the letters, aslant where they would touch; where these would touch too, some of them."""
    each = ceil(_TIGHT / grid.step)
    for number, (page, x) in enumerate(grid.columns.items()):
        if grid.level:
            for n, line in enumerate(heads[page]):
                picture.text(x, head - 12 - _LINE * (len(heads[page]) - 1 - n), line, "quiet", _HEADS, "middle")
        elif number % each == 0:
            turned = f"rotate(-60 {x + 4:.1f} {head - 8:.1f})"
            picture.text(x + 4, head - 8, heads[page][0], "quiet", _HEADS, transform=turned)


def _draw_body(picture: Picture, body: Body, name: Sequence[str], grid: _Grid, y: float) -> None:
    at = [x for page, x in grid.columns.items() if page in body.signed]
    for n, line in enumerate(name):
        picture.text(grid.left - 10, y + 4 + _LINE * (n - (len(name) - 1) / 2), line, "label", _SIZE, "end")
    picture.line(at[0], y, at[-1], y, "joint", stroke_width="1" if grid.tight else "2")
    for page, x in grid.columns.items():
        if page in body.signed:
            kind = "dot-renamed" if body.was_renamed(page) else "dot"
            picture.circle(x, y, grid.radius, kind, f"{body.name}: {body.signed[page]}")


def _draw_rest(picture: Picture, bodies: Sequence[Body], grid: _Grid, y: float) -> None:
    picture.text(grid.left - 10, y + 4, "signed this letter alone", "quiet", 11.5, "end")
    alone = Counter(next(iter(body.signed)) for body in bodies if len(body.signed) == 1)
    for page, x in grid.columns.items():
        if alone[page] or not grid.tight:
            picture.text(x, y + 4, str(alone[page]), "quiet", 11.5, "middle")
