"""Cutting text nodes where marks begin and end, and nesting what marks overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from docutils import nodes

from sphinx_factcheck.book.letter.alignment import Placed
from sphinx_factcheck.book.parts.tree import insert_behind, replace
from sphinx_factcheck.letters.text import Span

Wrap = Callable[[bool], tuple[nodes.Element, nodes.Element]]


@dataclass(frozen=True, eq=False)
class Mark:
    """A stretch of a letter to be marked on the page.

    `wrap` makes the node around a part of it, given whether this part is the first, and the node inside of that
    which takes the words. Marks of lower `rank` stand outside those of higher rank. `signs` follow its last word.
    """

    span: Span
    rank: int
    wrap: Wrap
    signs: tuple[nodes.Element, ...] = ()
    holds_signs: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a mark stands in one text node."""

    mark: Mark
    start: int
    end: int


@dataclass(slots=True)
class _Parts:
    """All parts in one text node, and the signs that stand behind an offset of it, those of inner marks first."""

    parts: list[_Part] = field(default_factory=list)
    signs: list[tuple[int, int, nodes.Element]] = field(default_factory=list)

    def sorted_signs(self) -> list[tuple[int, nodes.Element]]:
        return [(at, sign) for at, _, sign in sorted(self.signs, key=lambda sign: sign[:2])]


def mark_all(placed: Sequence[Placed], marks: Iterable[Mark]) -> dict[int, nodes.Text]:
    """Put the marks on the page.

    Returns for each mark, by its `id()`, a text node that now ends its words; a mark without words on the page is
    not among them.
    """
    todo: dict[int, _Parts] = {}
    last: dict[int, int] = {}
    for mark in sorted(marks, key=lambda m: (m.rank, m.span.start, -m.span.end)):
        found = [(n, part) for n, one in enumerate(placed) if (part := one.part(mark.span))]
        for n, (start, end) in found:
            todo.setdefault(n, _Parts()).parts.append(_Part(mark, start, end))
        if found:
            n, (_, end) = found[-1]
            todo[n].signs += [(end, -mark.rank, sign) for sign in mark.signs]
            last[id(mark)] = n
    begun: set[int] = set()
    ends = {n: _rebuild(placed[n].node, todo[n], begun) for n in sorted(todo)}
    return {mark: ends[n] for mark, n in last.items()}


def _rebuild(node: nodes.Text, parts: _Parts, begun: set[int]) -> nodes.Text:
    """Replace a text node by its marked parts; returns one of the text nodes that now hold its words."""
    link = _link_around(node)
    items = list(_items(node, parts, with_signs=link is None))
    replace(node, list(_nested(items, begun)))
    if link is not None:
        insert_behind(link, [sign for _, sign in parts.sorted_signs()])
    return next(text for _, text in reversed(items) if isinstance(text, nodes.Text))


def _items(node: nodes.Text, parts: _Parts, *, with_signs: bool) -> Iterator[tuple[tuple[Mark, ...], nodes.Node]]:
    """The stretches between all beginnings and ends, and the signs, each with the marks around it."""
    signs = parts.sorted_signs() if with_signs else []
    cuts = {0, len(node), *(p.start for p in parts.parts), *(p.end for p in parts.parts)}
    for start, end in pairwise(sorted(cuts)):
        around = tuple(p.mark for p in parts.parts if p.start <= start and end <= p.end)
        yield around, nodes.Text(node[start:end])
        for at, sign in signs:
            if at == end:
                yield tuple(p.mark for p in parts.parts if p.start < at < p.end and p.mark.holds_signs), sign


def _nested(items: Iterable[tuple[tuple[Mark, ...], nodes.Node]], begun: set[int]) -> Iterator[nodes.Node]:
    for mark, group in groupby(items, key=lambda item: item[0][0] if item[0] else None):
        if mark is None:
            yield from (node for _, node in group)
            continue
        outer, inner = mark.wrap(id(mark) not in begun)
        begun.add(id(mark))
        inner += list(_nested([(marks[1:], node) for marks, node in group], begun))
        yield outer


def _link_around(node: nodes.Node) -> nodes.Element | None:
    """The outermost link that holds a node: no sign may stand within it."""
    found = None
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.reference) or parent.tagname == "pending_xref":
            found = parent
        parent = parent.parent
    return found
