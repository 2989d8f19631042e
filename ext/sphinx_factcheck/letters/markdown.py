"""MyST with places: markdown-it tokens, each piece of inline text knowing where in the source it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

_DIRECTIVE = re.compile(r"\s*\{(?P<name>[^}\s]+)\}[ \t]*(?P<argument>.*?)\s*$")
_OPTION = re.compile(r"\s*:(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>.*?)\s*$")
_MARK = "at"
_LONGEST_PENDING = 2000
BREAK = "<br />"
"""The end of a line, as MyST makes it of one in Markdown."""


class _PlacedState(StateInline):
    """Notes for every token that a rule makes where in the block's content the rule stood."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.made: list[tuple[Token, int]] = []

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        self.made.append((token, self.pos))
        return token

    def mark(self) -> None:
        """Write the places into the tokens: only now, for some rules put a `meta` of their own there."""
        for token, at in self.made:
            token.meta[_MARK] = at


def _part_pending(state: StateInline, silent: bool) -> bool:
    """Part a long text that no rule has ended: each sign put to it copies all of it. A line end looks back first."""
    long = len(state.pending) > _LONGEST_PENDING and state.src[state.pos] != "\n"
    if long and not silent and isinstance(state, _PlacedState):
        token = state.pushPending()
        state.made.append((token, state.pos - len(token.content)))
    return False


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        state.mark()
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser for letters and annotations: MyST's syntax, without what changes words (typographer, linkify)."""
    md = MarkdownIt("commonmark")
    md.inline = _PlacedInline()
    md.configure("commonmark").enable("table")
    md.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin).use(colon_fence_plugin).use(deflist_plugin)
    md.inline.ruler.before("text", "part_pending", _part_pending)
    md.disable(["footnote_inline", "footnote_tail", "fragments_join", "text_join"], ignoreInvalid=True)
    return md


@dataclass(frozen=True, slots=True)
class Directive:
    """A fenced directive: its name, argument, options, body, and the lines (from 0) these stand on.

    `argument_column` counts code points from the start of its line; `option_lines` gives each option's line.
    """

    name: str
    argument: str
    argument_column: int
    options: dict[str, str]
    option_lines: dict[str, int]
    body: str
    line: int
    body_line: int
    end_line: int


def directive(token: Token, lines: list[str], first_line: int = 0) -> Directive | None:
    """The directive that a fence token holds, or None where it is a plain fence.

    `lines` are those that were parsed, `first_line` the number (from 0) of their first in the file.
    """
    head = _DIRECTIVE.match(token.info)
    if token.type not in {"fence", "colon_fence"} or not head or not token.map:
        return None
    start, end = token.map
    options, option_lines = {}, {}
    body = token.content.split("\n")
    taken = 0
    for text in body:
        option = _OPTION.match(text)
        if not option:
            break
        options[option["key"]] = option["value"]
        option_lines[option["key"]] = first_line + start + 1 + taken
        taken += 1
    column = lines[start].rstrip().rfind(head["argument"]) if head["argument"] else len(lines[start].rstrip())
    return Directive(
        head["name"], head["argument"], column, options, option_lines, "\n".join(body[taken:]).rstrip("\n"),
        first_line + start, first_line + start + 1 + taken, first_line + end,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the words of a block. `at` and `length` place it in the block's content; -1 stands nowhere there."""

    text: str
    at: int
    length: int
    linked: bool = False


def pieces(inline: Token) -> Iterator[Piece]:
    """The words of one inline token, in order, with code and HTML as they are written; images and roles have none."""
    depth = 0
    done = 0
    for token, at in placed(inline):
        if token.type == "text" and token.content:
            yield Piece(token.content, at, len(token.content), depth > 0)
            done = at + len(token.content)
        elif token.type == "text_special":
            yield Piece(token.content, at, len(token.markup), depth > 0)
            done = at + len(token.markup)
        elif token.type == "code_inline":
            at = inline.content.index(token.markup, at) + len(token.markup)
            at += inline.content[at : at + len(token.content)].replace("\n", " ") != token.content
            yield from _by_line(inline.content[at : at + len(token.content)], at, depth > 0)
            done = at + len(token.content) + len(token.markup)
        elif token.type == "html_inline":
            at = inline.content.index(token.content, done)
            yield from _by_line("\n" if token.content == BREAK else token.content, at, depth > 0)
            done = at + len(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            yield Piece("\n", inline.content.find("\n", done), 1, depth > 0)
            done = at + 1
        elif token.type in {"link_open", "link_close"}:
            depth += token.nesting


def _by_line(text: str, at: int, linked: bool) -> Iterator[Piece]:
    """Words that go on over the ends of lines, where the source may have more than the end."""
    for line in re.findall(r"[^\n]+|\n", text):
        yield Piece(line, at, len(line), linked)
        at += len(line)


def roles(inline: Token) -> Iterator[tuple[str, int]]:
    """The roles in one inline token, each with its name and where in the block's content it starts."""
    for token, at in placed(inline):
        if token.type == "myst_role":
            name = str(token.meta["name"])
            yield name, max(inline.content.find(f"{{{name}}}", at), 0)


def placed(inline: Token) -> Iterator[tuple[Token, int]]:
    """The children of an inline token, each with where in the block's content it starts.

    Plain text is flushed before the next rule makes its token, so it is the last such text in front of that.
    """
    tokens = inline.children or []
    marks = [token.meta.get(_MARK, -1) for token in tokens]
    ends, end = [0] * len(tokens), len(inline.content)
    for number in range(len(tokens) - 1, -1, -1):
        ends[number] = end
        end = marks[number] if marks[number] >= 0 else end
    done = 0
    for number, token in enumerate(tokens):
        if marks[number] >= 0:
            at = max(marks[number], done)
        else:
            at = max(inline.content.rfind(token.content, done, ends[number]), done)
        yield token, at
        if token.type == "text":
            done = at + len(token.content)


def content_map(
    inline: Token, lines: list[str], offsets: list[int], cells: dict[int, int] | None = None
) -> Callable[[int], int]:
    """A function from an offset in a block's content to one in the source.

    `lines` and `offsets` are the source's lines, without their ends, and where each starts. The content of a block
    ends its line; that of a table cell may not, so for cells `cells` keeps, by line, where the last one ended.
    """
    first, last = inline.map or (0, 1)
    starts: list[int] = []
    sources: list[int] = []
    at = 0
    for number, content in enumerate(inline.content.split("\n")):
        line = min(first + number, len(lines) - 1, max(last - 1, first))
        core = content.strip()
        column = lines[line].rfind(core) if cells is None else lines[line].find(core, cells.get(line, 0))
        if cells is not None:
            cells[line] = column + len(core)
        starts.append(at)
        sources.append(offsets[line] + max(column, 0) - (len(content) - len(content.lstrip())))
        at += len(content) + 1

    def to_source(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        return sources[number] + offset - starts[number]

    return to_source
