"""Where on the page each word of a letter stands: its text, held against the text nodes of the doctree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.letters.markdown import BREAK
from sphinx_factcheck.letters.text import Letter, Span

_SHOWN = 40
_SILENT = (
    nodes.literal_block,
    nodes.comment,
    nodes.docinfo,
    nodes.field_list,
    nodes.label,
    nodes.footnote_reference,
    nodes.citation,
    nodes.substitution_definition,
    nodes.system_message,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A text node, and where each of its characters (white space apart) stands in the node and in the letter."""

    node: nodes.Text
    here: tuple[int, ...]
    letter: tuple[int, ...]

    def part(self, span: Span) -> tuple[int, int] | None:
        """What of a span stands in this node, as offsets into it; white space at the edge of a node belongs to it."""
        first = bisect_left(self.letter, span.start)
        last = bisect_left(self.letter, span.end)
        if first >= last:
            return None
        goes_on = last == len(self.letter) and span.end > self.letter[-1] + 1
        comes_over = first == 0 and span.start < self.letter[0]
        return 0 if comes_over else self.here[first], len(self.node) if goes_on else self.here[last - 1] + 1


def align(letter: Letter, root: nodes.Element) -> tuple[tuple[Placed, ...], Problem | None]:
    """The text nodes of a page with their places in the letter, and the first place where the two differ.

    White space and markup count for nothing; the marks of footnotes are no words of the letter.
    """
    words = _without_space(letter.text)
    places = _places(letter.text)
    placed: list[Placed] = []
    done = 0
    for node in text_nodes(root):
        shown, here = _without_space(node), _places(node)
        there = places[done : done + len(here)]
        if not words.startswith(shown, done):
            same = next(n for n in range(len(here)) if words[done + n : done + n + 1] != shown[n])
            at = there[same] if same < len(there) else len(letter.text)
            return tuple(placed), _differs(letter, at, node[here[same] : here[same] + _SHOWN])
        if here:
            placed.append(Placed(node, here, there))
            done += len(here)
    return tuple(placed), _differs(letter, places[done], "") if done < len(places) else None


def join_texts(root: nodes.Element) -> None:
    """Make one text node of those that stand side by side, as they do around the end of a line."""
    for element in root.findall(nodes.TextElement):
        joined: list[nodes.Node] = []
        for child in element.children:
            if isinstance(child, nodes.Text) and joined and isinstance(joined[-1], nodes.Text):
                joined[-1] = nodes.Text(joined[-1] + child)
            else:
                joined.append(child)
        if len(joined) < len(element.children):
            element[:] = joined


def text_nodes(root: nodes.Element) -> Iterator[nodes.Text]:
    """The text nodes that hold words of a letter, in order."""
    for child in root.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.raw):
            yield from () if child.astext().strip() == BREAK else text_nodes(child)
        elif isinstance(child, nodes.Element) and not isinstance(child, _SILENT):
            yield from text_nodes(child)


def _without_space(text: str) -> str:
    return "".join(text.split())


def _places(text: str) -> tuple[int, ...]:
    """Where the characters of a text stand that are no white space."""
    return tuple([offset for offset, character in enumerate(text) if not character.isspace()])


def _differs(letter: Letter, at: int, shown: str) -> Problem:
    expected = letter.text[at : at + _SHOWN].split("\n\n")[0]
    place = letter.place(Span(at, at + len(expected)))
    here = f"shows “{shown}”" if shown else "ends"
    there = f"has “{expected}”" if expected else "ends"
    return Problem(
        "page",
        place,
        f"the page {here} where the letter {there}: its notes and links cannot be placed from here on",
        "keep to plain Markdown here, and leave off what changes words (smartquotes, replacements, dollarmath, …)",
        expected,
    )
