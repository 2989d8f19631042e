"""Reading a chapter: MyST source to Letter, and its front matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from markdown_it.token import Token

from sphinx_factcheck.base.places import LINE_END, LineMap, Problem
from sphinx_factcheck.facts.dates import DateError, When, parse
from sphinx_factcheck.facts.nodes import Node, NodeError, Scalar, pairs, tree
from sphinx_factcheck.letters.limits import PROBLEMS, too_much
from sphinx_factcheck.letters.markdown import content_map, directive, parser, pieces, placed, roles
from sphinx_factcheck.letters.markup import is_safe
from sphinx_factcheck.letters.text import Block, Field, Letter, Run, Span

FRONT_MATTER: Mapping[str, str] = {
    "title": "the heading of the page, where the letter has one",
    "document": "the id of the document that this is; a witness has instead:",
    "witness_of": "the id of the document that this carries, too",
    "date": "the date that the source prints, even where that is wrong (EDTF)",
    "source": "the id of the source that it was taken from",
    "transcription": "what was left out, and what else a reader should know of the text",
}
"""The keys of a letter's front matter, and what each holds. There are no others."""
_FRONT = re.compile(r"---[ \t]*(?:\r\n|\n|\r)(.*?)(?:^)(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_SHOWN = 80
_UNREAD_BLOCKS = {"code_block": "an indented block", "myst_target": "a target"}
_OPEN_HTML = re.compile(
    r"\s*(?:<(script|pre|style|textarea)\b(?!.*</\1>)|<!--(?!.*-->)|<\?(?!.*\?>)|<!\[CDATA\[(?!.*\]\]>)|<![a-z](?!.*>))",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "th_open": "cell",
    "td_open": "cell",
    "dt_open": "term",
}


@dataclass(slots=True)
class _Words:
    """The words collected so far, with their runs and blocks, and the footnotes these have asked for."""

    parts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    signers: list[Span] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, source: int, source_length: int) -> None:
        self.parts.append(text)
        last = self.runs[-1] if self.runs else None
        verbatim = len(text) == source_length
        if last and verbatim and last.verbatim and last.end == self.length and last.source_end == source:
            self.runs[-1] = Run(last.text, last.source, last.length + len(text), last.length + len(text))
        else:
            self.runs.append(Run(self.length, source, len(text), source_length))
        self.length += len(text)

    def part_from_last(self) -> None:
        if self.length:
            self.parts.append("\n\n")
            self.length += 2


@dataclass(frozen=True, slots=True)
class _Source:
    """The source, cut into lines, with the offset where each starts; `env` is what the parser keeps between parts."""

    path: str
    text: str
    lines: list[str]
    offsets: list[int]
    map: LineMap
    env: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, path: str, text: str) -> _Source:
        lines, offsets, at = [], [], 1 if text.startswith("\ufeff") else 0
        for end in LINE_END.finditer(text):
            lines.append(text[at : end.start()])
            offsets.append(at)
            at = end.end()
        return cls(path, text, [*lines, text[at:]], [*offsets, at], LineMap.of(text))

    def problem(self, message: str, start: int, end: int, mend: str, rule: str = "chapter") -> Problem:
        return Problem(rule, self.map.place(self.path, start, end), message, mend, self.text[start:end])


def read_letter(path: str, text: str) -> Letter:
    """Read a chapter from its MyST source. `path` is the name used in messages; what is wrong stands in `problems`."""
    source = _Source.of(path, text)
    fields, problems, body_at = _front_matter(source)
    date, date_problems = _date(source, fields) if fields or not problems else (None, [])
    words = _Words()
    if title := fields.get("title"):
        words.add(title.value, title.source, len(title.value))
        words.blocks.append(Block(0, len(title.value), "title"))
    problems += date_problems + _told(_read_body(source, words, body_at))
    if not problems and words.length == (len(title.value) if title else 0):
        problems.append(source.problem("the letter has no words", 0, 0, "write the letter below the front matter"))
    return Letter(
        path,
        text,
        "".join(words.parts),
        tuple(words.runs),
        tuple(words.blocks),
        tuple(words.signers),
        fields,
        date,
        document=fields["document"].value if "document" in fields else "",
        witness_of=fields["witness_of"].value if "witness_of" in fields else "",
        problems=tuple(problems),
        lines=source.map,
        links=tuple(words.links),
        body_at=body_at,
    )


def _told(problems: list[Problem]) -> list[Problem]:
    """The first problems, and how many more there are where that is very many."""
    if len(problems) <= PROBLEMS:
        return problems
    last = problems[PROBLEMS]
    rest = f"and {len(problems) - PROBLEMS} more places of this kind from here on"
    return [*problems[:PROBLEMS], replace(last, message=rest)]


def _read_body(source: _Source, words: _Words, body_at: int) -> list[Problem]:
    """Read the body, then its footnotes in the order in which they are asked for, as the page shows them."""
    front = bisect_left(source.offsets, body_at)
    lines = [""] * front + source.lines[front:]
    if found := too_much(lines):
        start = source.offsets[found.line]
        return [source.problem(found.message, start, start + len(lines[found.line]), found.mend, "markup")]
    body, footnotes = parted(parser().parse("\n".join(lines), source.env))
    problems = _read_tokens(body, source, words, source.lines, source.offsets)
    for label in dict.fromkeys(words.footnotes):
        problems += _read_tokens(footnotes.get(label, []), source, words, source.lines, source.offsets)
    return problems


def parted(tokens: list[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """The tokens outside of footnotes, and those of each footnote by its label."""
    body: list[Token] = []
    footnotes: dict[str, list[Token]] = {}
    into = body
    for token in tokens:
        if token.type == "footnote_reference_open":
            into = []
            footnotes.setdefault(token.meta["label"], into)
        elif token.type == "footnote_reference_close":
            into = body
        else:
            into.append(token)
    return body, footnotes


def _read_tokens(
    tokens: list[Token], source: _Source, words: _Words, lines: list[str], offsets: list[int], signing: bool = False
) -> list[Problem]:
    problems: list[Problem] = []
    kind, item_start = "paragraph", -1
    cells: dict[int, int] = {}
    for token in tokens:
        kind = _BLOCK_KINDS.get(token.type, kind)
        if token.type == "list_item_open" and signing and token.level == 1:
            item_start = words.length + 2 if words.length else 0
        elif token.type == "list_item_close" and signing and token.level == 1 and words.length > item_start:
            words.signers.append(Span(item_start, words.length))
        elif token.type == "inline":
            words.footnotes += [t.meta["label"] for t in token.children or () if t.type == "footnote_ref"]
            to_source = content_map(token, lines, offsets, cells if kind == "cell" else None)
            _read_block(token, "signer" if signing else kind, words, to_source)
            problems += [_misplaced(source, f"a {{{name}}} role", to_source(at)) for name, at in roles(token)]
            problems += _unread_words(token, source, to_source)
        elif token.type == "html_block":
            words.part_from_last()
            _read_html(token, words, content_map(token, lines, offsets))
            if token.map and _OPEN_HTML.match(token.content):
                problems.append(_misplaced(source, "HTML that is left open", offsets[token.map[0]]))
        elif token.type in _UNREAD_BLOCKS and token.map:
            problems.append(_misplaced(source, _UNREAD_BLOCKS[token.type], offsets[token.map[0]]))
        elif token.type in {"fence", "colon_fence"}:
            problems += _read_directive(token, source, words, lines, offsets)
    return problems


def _read_directive(
    token: Token, source: _Source, words: _Words, lines: list[str], offsets: list[int]
) -> list[Problem]:
    found = directive(token, lines)
    if found is None:
        assert token.map
        return [_misplaced(source, "a code fence", offsets[token.map[0]])]
    if found.name == "signatories":
        inner = slice(found.body_line, found.body_line + found.body.count("\n") + 1)
        tokens = parser().parse("\n".join(lines[inner]), source.env)
        return _read_tokens(tokens, source, words, lines[inner], offsets[inner], signing=True)
    return [_misplaced(source, f"a {{{found.name}}} directive", offsets[found.line])]


def _misplaced(source: _Source, what: str, start: int) -> Problem:
    mend = "keep the letter's words in Markdown; put notes under annotations/"
    end = LINE_END.search(source.text, start, start + _SHOWN)
    shown = end.start() if end else min(start + _SHOWN, len(source.text))
    return source.problem(f"a letter cannot hold {what}", start, shown, mend, "markup")


def _unread_words(inline: Token, source: _Source, to_source: Callable[[int], int]) -> Iterator[Problem]:
    """What a page would show within a block, or do, and nobody reads: pictures, and where links lead."""
    for token, at in placed(inline):
        if token.type == "image":
            yield _misplaced(source, "a picture", to_source(at))
        elif token.type == "link_open":
            url = str(token.attrGet("href") or "")
            if not is_safe(url):
                yield _misplaced(source, f"a link to “{url[:60]}”, only to http, https and mailto", to_source(at))


def _read_html(token: Token, words: _Words, to_source: Callable[[int], int]) -> None:
    """Read a block of HTML as the words that a page shows of it: all of it."""
    start, at = words.length, 0
    for line in re.findall(r"[^\n]+|\n", token.content.rstrip("\n")):
        words.add(line, to_source(at), len(line))
        at += len(line)
    words.blocks.append(Block(start, words.length, "paragraph"))


def _read_block(token: Token, kind: str, words: _Words, to_source: Callable[[int], int]) -> None:
    found = [piece for piece in pieces(token) if piece.text]
    if not any(piece.text.strip() for piece in found):
        return
    words.part_from_last()
    start = words.length
    for piece in found:
        if piece.linked:
            words.links.append(Span(words.length, words.length + len(piece.text)))
        words.add(piece.text, to_source(piece.at), piece.length)
    words.blocks.append(Block(start, words.length, kind))


def front_matter_of(text: str) -> tuple[str | None, int, int]:
    """The front matter of a page, or None, the offset at which it starts, and the one at which it has ended."""
    base = 1 if text.startswith("\ufeff") else 0
    found = _FRONT.match(text, base)
    return (found[1], found.start(1), found.end()) if found else (None, base, base)


def _front_matter(source: _Source) -> tuple[dict[str, Field], list[Problem], int]:
    """Its fields, what is wrong with it, and the offset at which it has ended."""
    base = source.offsets[0]
    found = _FRONT.match(source.text, base)
    if not found:
        mend = "start the chapter with --- / document: … / date: … / source: … / ---"
        return {}, [source.problem("the chapter has no front matter", base, base, mend)], base
    start = found.start(1)
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    try:
        for key, value in pairs(tree(found[1])):
            problems += _take(key, value, start, source, fields)
    except NodeError as error:
        at, end = start + error.start, start + error.end
        return (
            {},
            [source.problem(f"the front matter cannot be read: {error.message}", at, end, error.mend)],
            found.end(),
        )
    return fields, problems, found.end()


def _take(key: Scalar, value: Node, start: int, source: _Source, fields: dict[str, Field]) -> Iterator[Problem]:
    """Put one key of the front matter, which starts at an offset, among the fields; what is wrong with it."""
    name = key.value or ""

    def wrong(message: str, mend: str, node: Node = key) -> Problem:
        return source.problem(message, start + node.start, start + node.end, mend)

    if name in fields:
        yield wrong(f"the key {name} stands twice in the front matter", "keep one")
    elif isinstance(value, Scalar):
        at = start + value.start
        fields[name] = Field(value.value or "", at + source.text.startswith(("'", '"'), at))
    elif name in FRONT_MATTER:
        yield wrong(f"{name} takes words, not {'a map' if value.is_map else 'a list'}", f"write {name}: …", value)
    if name not in FRONT_MATTER:
        near = get_close_matches(name, FRONT_MATTER, 1, 0.8)
        known = f"it holds {', '.join(FRONT_MATTER)} and nothing else"
        yield wrong(f"unknown key “{name}” in the front matter", f"did you mean {near[0]}?" if near else known)


def _date(source: _Source, fields: dict[str, Field]) -> tuple[When | None, list[Problem]]:
    value = fields.get("date")
    if not value:
        base = source.offsets[0]
        mend = "write date: 2023-06-14 in its front matter"
        return None, [source.problem("the chapter has no date", base, base + 3, mend)]
    try:
        return parse(value.value), []
    except DateError as error:
        return None, [source.problem(str(error), value.source, value.source + len(value.value), "", "date-format")]
