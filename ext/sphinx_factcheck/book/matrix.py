"""Who signed which letter: bodies by letters, a renamed body in one row, as a picture and as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.desk import Desk, joined, table
from sphinx_factcheck.book.drawing import Picture, wrapped
from sphinx_factcheck.book.nodes import Drawing
from sphinx_factcheck.check import Checked
from sphinx_factcheck.facts.model import Alias, Entity
from sphinx_factcheck.letters.text import Letter, Span

_COLUMNS = 6
_ROW, _SIZE = 21.0, 12.5


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


def signatories_matrix(desk: Desk, about: str) -> list[Node]:
    """The picture of those who signed more than one letter, and the table of all."""
    bodies = bodies_of(desk)
    if not bodies:
        return [nodes.paragraph("", "No letter has a list of signatories.")]
    pages = [page for page in desk.letters if any(page in body.signed for body in bodies)]
    parts: list[Node] = []
    dates = {page: desk.dated(desk.letters[page]) for page in pages}
    if any(len(body.signed) > 1 for body in bodies):
        for shape, width in (("wide", 720.0), ("narrow", 340.0)):
            svg = draw(bodies, dates, width, shape)
            parts.append(Drawing(svg=svg, caption="Who signed more than one letter", classes=[f"fc-{shape}"]))
    parts.append(_table(desk, bodies, pages))
    return parts


def bodies_of(desk: Desk) -> list[Body]:
    """All who signed, those of the most letters first."""
    found: dict[str, Body] = {}
    for page in desk.letters:
        for key, name, words in _signers(desk, desk.checked[page]):
            known = desk.facts.entities.get(key)
            body = found.setdefault(key, Body(name, known.id, _former(known)) if known else Body(name))
            body.signed.setdefault(page, words)
    order = {page: number for number, page in enumerate(desk.letters)}
    return sorted(found.values(), key=lambda b: (-len(b.signed), order[next(iter(b.signed))], b.name.casefold()))


def _former(entity: Entity) -> frozenset[str]:
    """The names that the fact base gives a time, apart from the one of now."""
    return frozenset(_bare(a.name) for a in entity.also if isinstance(a, Alias) and a.when) - {_bare(entity.name)}


def _signers(desk: Desk, checked: Checked) -> Iterator[tuple[str, str, str]]:
    """For each line of a list of signers: what tells the body from others, its name, and the words of the letter."""
    letter = checked.chapter.letter
    for line in letter.signers:
        named = [m for m in checked.mentions if m.span.within(line)]
        bodies = [m for m in named if desk.facts.entities[m.entity].kind == "organization"]
        for mention in bodies[:1] or named[:1]:
            yield mention.entity, desk.facts.entities[mention.entity].name, _folded(letter, mention.span)
        if not named:
            words = _folded(letter, line)
            yield words.casefold(), words, words


def _folded(letter: Letter, span: Span) -> str:
    return " ".join(letter.words(span).split())


def _table(desk: Desk, bodies: Sequence[Body], pages: Sequence[str]) -> nodes.table:
    """A column for each letter where they are few, else one that lists them."""
    few = len(pages) <= _COLUMNS
    heads = ["Signed by", *((desk.dated(desk.letters[page]) for page in pages) if few else ["Letters"]), "Also as"]
    rows: list[list[Sequence[Node]]] = []
    for body in bodies:
        name = desk.entity(body.entity, body.name) if body.entity else nodes.Text(body.name)
        signed = [page for page in pages if page in body.signed]
        listed = [joined([desk.link(page, "", desk.title(page))] for page in signed)]
        marks: list[list[Node]] = [[nodes.Text("✓")] if page in body.signed else [] for page in pages]
        others = dict.fromkeys(other for page in signed if (other := body.other_name(page)))
        rows.append([[name], *(marks if few else listed), [nodes.Text(" · ".join(others))] if others else []])
    return table(heads, rows, "fc-bodies")


def draw(bodies: Sequence[Body], letters: Mapping[str, str], width: float, shape: str) -> str:
    """Dots where a body signed a letter, joined along its row; below, how many signed that letter alone."""
    several = [body for body in bodies if len(body.signed) > 1]
    step = max(min((width * 0.5) / len(letters), 92.0), 16.0)
    left = max(width - step * len(letters), 150.0)
    whole = left + step * len(letters)
    head = 46.0 if step > 60 else 92.0
    height = head + _ROW * (len(several) + 1) + 14
    described = (
        f"{len(several)} of {len(bodies)} bodies signed more than one of {len(letters)} letters. "
        "Each row is a body, each column a letter, a dot a signature. The table below has all of them."
    )
    picture = Picture(f"fc-matrix-{shape}", whole, height, "Who signed more than one letter", described, f"fc-{shape}")
    columns = {page: left + step * (n + 0.5) for n, page in enumerate(letters)}
    for page, x in columns.items():
        date = letters[page]
        if step > 60:
            for n, line in enumerate(wrapped(date, 11.5, step - 6, 2)):
                picture.text(x, 16 + 14 * n, line, "quiet", 11.5, "middle")
        else:
            picture.text(x + 4, head - 8, date, "quiet", 11, transform=f"rotate(-60 {x + 4:.1f} {head - 8:.1f})")
        picture.line(x, head - 4, x, height - _ROW - 12, "grid", stroke_opacity="0.25")
    for n, body in enumerate(several):
        _draw_body(picture, body, columns, head + _ROW * (n + 0.5), left)
    _draw_rest(picture, bodies, columns, height - 14, left)
    return str(picture)


def _draw_body(picture: Picture, body: Body, columns: Mapping[str, float], y: float, left: float) -> None:
    at = [columns[page] for page in columns if page in body.signed]
    name = wrapped(body.name, _SIZE, left - 14, 1)[0]
    picture.text(left - 10, y + 4, name, "label", _SIZE, "end")
    picture.line(at[0], y, at[-1], y, "joint", stroke_width="2")
    for page, x in columns.items():
        if page in body.signed:
            kind = "dot-renamed" if body.was_renamed(page) else "dot"
            picture.circle(x, y, 5.5, kind, f"{body.name}: {body.signed[page]}")


def _draw_rest(picture: Picture, bodies: Sequence[Body], columns: Mapping[str, float], y: float, left: float) -> None:
    picture.text(left - 10, y + 4, "signed this letter alone", "quiet", 11.5, "end")
    for page, x in columns.items():
        alone = sum(1 for body in bodies if list(body.signed) == [page])
        picture.text(x, y + 4, str(alone), "quiet", 11.5, "middle")
