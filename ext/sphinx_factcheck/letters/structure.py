"""How a letter is built: blocks, one in another, and what is marked within their words, as offsets into its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from sphinx_factcheck.base.places import LINE_END
from sphinx_factcheck.letters.markdown import directive, parser, pieces
from sphinx_factcheck.letters.myst import parted
from sphinx_factcheck.letters.text import Letter, Span

_MARKED = {"em_open": "emphasis", "strong_open": "strong", "link_open": "link"}
_PLAIN = {"paragraph_open": "paragraph", "th_open": "head-cell", "td_open": "cell", "dt_open": "term"}
_HOLDERS = {
    "bullet_list_open": "list",
    "ordered_list_open": "numbered-list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "dl_open": "glossary",
    "dd_open": "definition",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a block: `emphasis`, `strong`, `link` (`value`: its address), `footnote` (its label), `break`."""

    kind: str
    span: Span
    value: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A block or what holds blocks. `span` is that of its words where it holds none; `value` its level, start or label.

    Kinds: title, heading, paragraph, list, numbered-list, item, quote, table, row, head-cell, cell, glossary, term,
    definition, signatories, rule, footnote.
    """

    kind: str
    span: Span | None = None
    value: str = ""
    parts: tuple[Part, ...] = ()
    marked: tuple[Marked, ...] = ()


@dataclass(slots=True)
class _Open:
    kind: str
    value: str = ""
    parts: list[Part] = field(default_factory=list)


class _Walk:
    """One pass over the tokens of a letter, taking its blocks in the order in which they were read."""

    def __init__(self, letter: Letter) -> None:
        self.blocks = iter(letter.blocks)
        self.lines = LINE_END.split(letter.source.removeprefix("\ufeff"))
        self.env: dict[str, Any] = {}
        self.footnotes: list[str] = []

    def parts(self, tokens: Sequence[Token], lines: Sequence[str]) -> tuple[Part, ...]:
        """The parts that these tokens make; `lines` are those they were parsed from."""
        stack = [_Open("")]
        leaf = ("paragraph", "")
        for token in tokens:
            if holder := _HOLDERS.get(token.type):
                stack.append(_Open(holder, str(token.attrGet("start") or (token.meta or {}).get("label", ""))))
            elif token.type.endswith("_close") and _HOLDERS.get(f"{token.type.removesuffix('_close')}_open"):
                closed = stack.pop()
                stack[-1].parts.append(Part(closed.kind, None, closed.value, tuple(closed.parts)))
            elif token.type == "heading_open":
                leaf = ("heading", token.tag[1:])
            elif token.type in _PLAIN:
                leaf = (_PLAIN[token.type], "")
            elif token.type == "hr":
                stack[-1].parts.append(Part("rule"))
            elif token.type == "inline":
                stack[-1].parts += self.leaf(token, *leaf)
            elif token.type in {"fence", "colon_fence"}:
                stack[-1].parts += self.signatories(token, lines)
        return tuple(stack[0].parts)

    def leaf(self, token: Token, kind: str, value: str) -> Iterator[Part]:
        if not any(piece.text.strip() for piece in pieces(token)):
            return
        block = next(self.blocks)
        marked = tuple(self.marked(token, block.start))
        yield Part(kind, Span(block.start, block.end), value, (), marked)

    def marked(self, token: Token, at: int) -> Iterator[Marked]:
        """What is marked within a block, in the order in which it ends."""
        opened: list[tuple[str, int, str]] = []
        for child in token.children or ():
            if child.type in {"text", "text_special"}:
                at += len(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                if child.type == "hardbreak":
                    yield Marked("break", Span(at, at + 1))
                at += 1
            elif child.type in _MARKED:
                opened.append((_MARKED[child.type], at, str(child.attrGet("href") or "")))
            elif child.type.endswith("_close") and opened:
                kind, start, value = opened.pop()
                yield Marked(kind, Span(start, at), value)
            elif child.type == "footnote_ref":
                label = str(child.meta["label"])
                self.footnotes.append(label)
                yield Marked("footnote", Span(at, at), label)

    def signatories(self, token: Token, lines: Sequence[str]) -> Iterator[Part]:
        found = directive(token, list(lines))
        if found is None or found.name != "signatories":
            return
        inner = lines[found.body_line : found.body_line + found.body.count("\n") + 1]
        yield Part("signatories", None, "", self.parts(parser().parse("\n".join(inner), self.env), inner))


def structure(letter: Letter) -> tuple[Part, ...]:
    """The parts of a letter in order, its footnotes last; a letter without markup is its paragraphs."""
    if letter.plain:
        return tuple(Part(block.kind, Span(block.start, block.end)) for block in letter.blocks)
    walk = _Walk(letter)
    found: list[Part] = []
    if letter.blocks and letter.blocks[0].kind == "title":
        title = next(walk.blocks)
        found.append(Part("title", Span(title.start, title.end)))
    body, notes = parted(parser().parse("\n".join(walk.lines), walk.env))
    found += walk.parts(body, walk.lines)
    for label in dict.fromkeys(walk.footnotes):
        found.append(Part("footnote", None, label, walk.parts(notes.get(label, []), walk.lines)))
    return tuple(found)
