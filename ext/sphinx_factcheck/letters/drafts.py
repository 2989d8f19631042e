"""A letter before it is a file: blocks and words as data, and the MyST source that reads back to just these words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sphinx_factcheck.letters.markdown import parser, pieces
from sphinx_factcheck.letters.structure import Marked, Part, structure
from sphinx_factcheck.letters.text import Letter

_ANYWHERE = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>{}$~|"})
_AT_START = re.compile(r"[#+=:%(\-]|\d{1,9}(?=[.)])")
_ENTITY = re.compile(r"&(?=[#\w]|\Z)")
_BREAK_MARK = "\\\n"
_MARKS = {"emphasis": "*", "strong": "**"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a block: plain text, or of a kind (emphasis, strong, link, footnote, break) with words inside.

    `value` is a link's address or a footnote's label.
    """

    text: str = ""
    kind: str = ""
    value: str = ""
    inside: tuple[Words, ...] = ()

    @property
    def plain(self) -> str:
        """The words alone."""
        if self.kind == "break":
            return "\n"
        return self.text + "".join(inner.plain for inner in self.inside)


@dataclass(frozen=True, slots=True)
class Draft:
    """A block of words, or what holds blocks; kinds and `value` as in `structure.Part`."""

    kind: str
    words: tuple[Words, ...] = ()
    value: str = ""
    blocks: tuple[Draft, ...] = ()

    @property
    def plain(self) -> str:
        """The words of the block itself."""
        return "".join(words.plain for words in self.words)


def drafts_of(letter: Letter) -> tuple[Draft, ...]:
    """The blocks of a letter that was read, its title left out."""
    return tuple(_draft(part, letter.text) for part in structure(letter) if part.kind != "title")


def _draft(part: Part, text: str) -> Draft:
    words = _words(text, part.span.start, part.span.end, part.marked) if part.span else ()
    return Draft(part.kind, words, part.value, tuple(_draft(inner, text) for inner in part.parts))


def _words(text: str, start: int, end: int, marked: Sequence[Marked]) -> tuple[Words, ...]:
    found: list[Words] = []
    at = start
    for mark in sorted(marked, key=lambda m: (m.span.start, m.span.start != m.span.end, -m.span.end)):
        if mark.span.start < at or mark.span.end > end:
            continue
        if mark.span.start > at:
            found.append(Words(text[at : mark.span.start]))
        rest = [m for m in marked if m is not mark and mark.span.start <= m.span.start and m.span.end <= mark.span.end]
        inside = () if mark.kind == "break" else _words(text, mark.span.start, mark.span.end, rest)
        found.append(Words("", mark.kind, mark.value, inside))
        at = mark.span.end
    return (*found, Words(text[at:end])) if at < end else tuple(found)


def source_of(blocks: Iterable[Draft]) -> str:
    """The MyST source of some blocks, ending with a line break.

    Every word of them reads back code point for code point; a mark that MyST cannot write where it stands is left out.
    """
    return "\n\n".join(_blocks(blocks)) + "\n"


def _blocks(blocks: Iterable[Draft]) -> Iterator[str]:
    """Each block as lines; a list behind a list of its kind gets another sign, or the two would be one."""
    before, turned = "", False
    for block in blocks:
        turned = block.kind == before and not turned
        before = block.kind
        if lines := _block(block, turned):
            yield lines


def _block(block: Draft, turned: bool) -> str:
    match block.kind:
        case "heading":
            return f"{'#' * int(block.value or 2)} {_inline(block.words, one_line=True)}"
        case "rule":
            return "***"
        case "list":
            return _items(block, ["*" if turned else "-"] * len(block.blocks))
        case "numbered-list":
            first = int(block.value) if block.value.isdigit() else 1
            return _items(block, [f"{first + n}{')' if turned else '.'}" for n in range(len(block.blocks))])
        case "quote":
            return _indented("\n\n".join(_blocks(block.blocks)), "> ", "> ")
        case "table":
            return _table(block)
        case "glossary":
            return _glossary(block)
        case "signatories":
            inner = "\n\n".join(_blocks(block.blocks))
            return f":::{{signatories}}\n{inner}\n:::"
        case "footnote":
            return _indented("\n\n".join(_blocks(block.blocks)), f"[^{block.value}]: ", "    ")
    return _inline(block.words)


def _items(block: Draft, signs: Sequence[str]) -> str:
    items = []
    for sign, item in zip(signs, block.blocks, strict=True):
        inner = "\n\n".join(_blocks(item.blocks)) if item.blocks else _inline(item.words)
        items.append(_indented(inner, f"{sign} ", " " * (len(sign) + 1)))
    loose = any(len(item.blocks) > 1 for item in block.blocks)
    return ("\n\n" if loose else "\n").join(items)


def _indented(lines: str, first: str, rest: str) -> str:
    told = lines.split("\n")
    return "\n".join([first + told[0], *((rest + line).rstrip() for line in told[1:])])


def _table(block: Draft) -> str:
    rows = [[_inline(cell.words, one_line=True) for cell in row.blocks] for row in block.blocks]
    if not rows:
        return ""
    width = max(map(len, rows))
    ruled = [*rows[:1], ["---"] * width, *rows[1:]]
    return "\n".join(f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in ruled)


def _glossary(block: Draft) -> str:
    told: list[str] = []
    for is_term, entries in groupby(block.blocks, key=lambda entry: entry.kind == "term"):
        for entry in entries:
            if is_term:
                told.append(("\n" if told else "") + _inline(entry.words, one_line=True))
            else:
                inner = "\n\n".join(_blocks(entry.blocks)) if entry.blocks else _inline(entry.words)
                told.append(_indented(inner, ": ", "  "))
    return "\n".join(told)


def _inline(words: Sequence[Words], *, one_line: bool = False) -> str:
    """Words in MyST. Where their marks would be read otherwise, they stand without."""
    told = "".join(word.plain for word in words)
    marked = _escaped_edges(_spelled(words, one_line=one_line))
    if not any(word.kind for word in words) or _reads_as(marked, told, _labels(words)):
        return marked
    return _escaped_edges(_escape(told, one_line=one_line))


def _spelled(words: Sequence[Words], *, one_line: bool) -> str:
    return "".join(_one(word, one_line=one_line) for word in words)


def _one(word: Words, *, one_line: bool) -> str:
    inside = _spelled(word.inside, one_line=one_line)
    match word.kind:
        case "break":
            return "&#10;" if one_line else _BREAK_MARK
        case "link":
            return f"[{inside}](<{word.value.replace('<', '%3C').replace('>', '%3E')}>)"
        case "footnote":
            return f"[^{word.value}]"
        case "emphasis" | "strong":
            mark = _MARKS[word.kind]
            return f"{mark}{inside}{mark}" if inside else ""
    return _escape(word.text, one_line=one_line) + inside


def _escape(text: str, *, one_line: bool) -> str:
    """Text whose signs mean nothing to Markdown, wherever in a block it stands."""
    signs = _ENTITY.sub(r"\\&", text.translate(_ANYWHERE)).replace("\t", "&#9;").replace("\r", "&#13;")
    if one_line:
        return signs.replace("\n", "&#10;")
    signs = re.sub(r"\n(?=\n)", "&#10;", signs)
    return "\n".join(_line(line, number) for number, line in enumerate(signs.split("\n")))


def _line(line: str, number: int) -> str:
    """A line within a block: its spaces at both ends kept, and no sign at its start that would begin another block."""
    if not line.strip():
        return line if number == 0 else line.replace(" ", "&#32;")
    if number and line[0] == " ":
        line = "&#32;" + line[1:]
    return _guarded(line) if number else line


def _guarded(line: str) -> str:
    found = _AT_START.match(line)
    if found is None:
        return line
    sign = found[0]
    return f"\\{line}" if not sign[0].isdigit() else f"{sign}\\{line[len(sign) :]}"


def _escaped_edges(told: str) -> str:
    """The source of a block with spaces and line breaks at its ends, and spaces before its line breaks, as entities."""
    body = told.lstrip(" \n")
    head = _as_entities(told[: len(told) - len(body)])
    core = body.rstrip(" \n")
    tail = _as_entities(body[len(core) :])
    inner = re.sub(r" +(?=\n)", lambda spaces: _as_entities(spaces[0]), core)
    return head + (inner if head else _guarded(inner)) + tail


def _as_entities(spaces: str) -> str:
    return spaces.replace(" ", "&#32;").replace("\n", "&#10;")


def _labels(words: Iterable[Words]) -> Iterator[str]:
    for word in words:
        if word.kind == "footnote":
            yield word.value
        yield from _labels(word.inside)


def _reads_as(source: str, told: str, labels: Iterable[str]) -> bool:
    """Whether a source is one paragraph with just these words; `labels` are the footnotes it asks for."""
    notes = "".join(f"\n\n[^{label}]: note" for label in labels)
    tokens = parser().parse(source + notes)[: None if not notes else 4]
    if [token.type for token in tokens[:3]] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    if any(token.type != "footnote_reference_open" for token in tokens[3:]):
        return False
    return "".join(piece.text for piece in pieces(tokens[1])) == told
