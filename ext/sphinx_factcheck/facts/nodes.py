"""YAML as nodes that know their offsets. Read event by event, so that one entry at a time is in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

MAX_DEPTH = 20
TOO_DEEP = f"more than {MAX_DEPTH} levels, one in another"
MAX_EXPANDED = 10_000
MAX_SCALAR = 100_000
NULLS = frozenset({"", "~", "null"})

_OF_NODES = {ScalarEvent, AliasEvent, SequenceStartEvent, SequenceEndEvent, MappingStartEvent, MappingEndEvent}
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

# What the parser's most frequent complaints come from, and their mend.
_COMPLAINTS = (
    ("tab", "a tab stands where spaces must", "indent with spaces"),
    (
        "cannot start any token",
        "this character cannot start a value",
        "put text that starts with @, ` or % in quotes",
    ),
    (
        "mapping values are not allowed",
        "a “:” has no place here",
        "line the key up with those around it, or put a text that holds “: ” in quotes",
    ),
    ("could not find expected ':'", "a key without its “:”", "write “key: value”"),
    ("expected <block end>", "this line does not line up with those before it", "indent it like its neighbours"),
    (
        "did not find expected '-' indicator",
        "this line does not line up with those before it",
        "start each entry with “- ”",
    ),
    ("did not find expected key", "this line does not line up with those before it", "indent it like its neighbours"),
    (
        "did not find expected ',' or",
        "a “,” or the closing bracket is missing",
        "put text that holds , [ ] { } in quotes",
    ),
    ("unexpected end of stream", "a quotation mark is never closed", "close it"),
    ("maximum nesting depth", TOO_DEEP, "write it flatter"),
    ("escape", "a “\\” that escapes nothing", "double it, or use '…' for the quotes"),
)

Path = tuple[str | int, ...]


class NodeError(Exception):
    """A text that is no YAML we read: what is wrong, its offsets in the text, and the mend."""

    def __init__(self, message: str, start: int, end: int | None = None, mend: str = "") -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.mend = message, start, start if end is None else end, mend


@dataclass(slots=True)
class Scalar:
    """A single value; None where it is empty. Whatever it looks like, it stays text: `no` is no boolean here."""

    start: int
    end: int
    value: str | None


@dataclass(slots=True)
class Branch:
    """A list, or a map with its keys and values in turn."""

    start: int
    end: int
    is_map: bool
    items: list[Node] = field(default_factory=list)


Node = Scalar | Branch


def entries(text: str) -> Iterator[Node]:
    """The entries of the list that a YAML text is, one after the other.

    Raises NodeError where the text is not YAML, is no list, or uses what has no place in data: tags, several
    documents, nesting or expansion without bound.
    """
    events = _events(text)
    first = next(events, None)
    if type(first) is not SequenceStartEvent:
        _refuse_root(first)
    _refuse_tag(first)
    yield from _Builder(text).entries(events)
    next(events, None)


def tree(text: str) -> Node | None:
    """The one node that a YAML text is, None where it says nothing. Raises NodeError, as `entries` does."""
    found = [*_Builder(text).entries(_events(text))]
    return found[0] if found else None


def pairs(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """The keys and values of a map; where there is nothing there are none.

    Raises NodeError where there is something else, and at a key that is no word.
    """
    items = node.items if isinstance(node, Branch) else []
    if node and not (node.is_map if isinstance(node, Branch) else node.value is None):
        raise NodeError("keys and values are expected here", node.start, node.end, "write “key: value”")
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, Scalar) or key.value is None:
            raise NodeError("a key has to be a word", key.start, key.end)
        yield key, value


def data(node: Node) -> Any:
    """Plain dicts, lists and strings; keys without a value are left out. Raises NodeError at a key given twice."""
    if type(node) is Scalar:
        return node.value
    assert isinstance(node, Branch)
    if not node.is_map:
        return [data(item) for item in node.items]
    found: dict[str, Any] = {}
    for n in range(0, len(node.items), 2):
        key, value = node.items[n], node.items[n + 1]
        if type(key) is not Scalar or key.value is None:
            raise NodeError("a key has to be a word", key.start, key.end)
        if key.value in found:
            raise NodeError(f"the key “{key.value}” stands here twice", key.start, key.end, "keep one of them")
        found[key.value] = data(value)
    return {key: value for key, value in found.items() if value is not None}


def at(node: Node, path: Path, *, key: bool = False) -> Node:
    """The node at the end of a path of keys and numbers, or as near to it as there is one.

    With `key`, the key of the last step instead of its value.
    """
    for number, step in enumerate(path, 1):
        inner = _step(node, step)
        if inner is None:
            break
        node = inner[0] if key and number == len(path) else inner[1]
    return node


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if not isinstance(node, Branch):
        return None
    if not node.is_map:
        inner = node.items[step] if isinstance(step, int) and step < len(node.items) else None
        return (inner, inner) if inner is not None else None
    for n in range(0, len(node.items), 2):
        name = node.items[n]
        if isinstance(name, Scalar) and name.value == step:
            return name, node.items[n + 1]
    return None


def _events(text: str) -> Iterator[Any]:
    """What the parser tells of the nodes of its one document, its errors in our words."""
    documents = 0
    try:
        parser = CParser(_with_whole_characters(text))
        while True:
            event: Any = parser.get_event()
            kind = type(event)
            if kind in _OF_NODES:
                yield event
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise NodeError("a second document starts here", event.start_mark.index, None, "take the “---” out")
            elif kind is StreamEndEvent:
                return
    except YAMLError as error:
        raise _in_our_words(error, text) from None


@dataclass(slots=True)
class _Open:
    """A branch not yet closed, and how many nodes had been read when it began."""

    branch: Branch
    anchor: str | None
    began: int
    flow: bool


@dataclass(slots=True)
class _Builder:
    """Puts the nodes of one list together from the parser's events."""

    text: str
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    count: int = 0
    expanded: int = 0

    def entries(self, events: Iterator[Any]) -> Iterator[Node]:
        take = {
            ScalarEvent: self.scalar,
            AliasEvent: self.alias,
            SequenceEndEvent: self.close,
            MappingEndEvent: self.close,
        }
        stack = self.stack
        for event in events:
            self.count += 1
            kind = type(event)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                self.open(event, kind is MappingStartEvent)
                continue
            if kind is SequenceEndEvent and not stack:
                return
            node = take[kind](event)
            if stack:
                stack[-1].branch.items.append(node)
            else:
                yield node

    def open(self, event: Any, is_map: bool) -> None:
        _refuse_tag(event)
        start = event.start_mark.index
        if len(self.stack) >= MAX_DEPTH:
            raise NodeError(TOO_DEEP, start, None, "write it flatter")
        self.stack.append(_Open(Branch(start, start, is_map), event.anchor, self.count, bool(event.flow_style)))

    def close(self, event: Any) -> Node:
        closed = self.stack.pop()
        branch = closed.branch
        # A block ends, for the parser, only where the next thing starts; for a reader, with its last item.
        branch.end = event.end_mark.index if closed.flow or not branch.items else branch.items[-1].end
        if closed.anchor:
            self.anchors[closed.anchor] = branch, self.count - closed.began
        return branch

    def scalar(self, event: Any) -> Node:
        _refuse_tag(event)
        value: str = event.value
        start, end, style = event.start_mark.index, event.end_mark.index, event.style
        if len(value) > MAX_SCALAR:
            mend = f"no value may be longer than {MAX_SCALAR:,}"
            raise NodeError(f"a text of {len(value):,} characters", start, start, mend)
        if style == "|" or style == ">":
            end = start + len(self.text[start:end].rstrip())
        node = Scalar(start, end, None if not style and value in NULLS else value)
        if event.anchor:
            self.anchors[event.anchor] = node, 1
        return node

    def alias(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor not in self.anchors:
            mend = "write out what is meant"
            raise NodeError(f"there is no finished &{event.anchor} before this *{event.anchor}", start, end, mend)
        node, size = self.anchors[event.anchor]
        self.count += size
        self.expanded += size
        if self.expanded > MAX_EXPANDED:
            raise NodeError(f"aliases like *{event.anchor} unfold to too much", start, end, "write out what is meant")
        return node


def _refuse_tag(event: Any) -> None:
    if event.tag is not None:
        place = event.start_mark.index, event.end_mark.index
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise NodeError(f"tags like “{tag}” are not read", *place, "take the tag out: every value is text")


def _refuse_root(first: Any) -> None:
    if first is None or (type(first) is ScalarEvent and not first.value and not first.style):
        raise NodeError("the file is empty", 0, 0, "write [] where there is nothing to say yet")
    what = "a map" if type(first) is MappingStartEvent else "no list"
    raise NodeError(
        f"the file is {what}; a list of entries is expected", first.start_mark.index, None, "start each entry with “- ”"
    )


def _in_our_words(error: YAMLError, text: str) -> NodeError:
    if isinstance(error, ReaderError):
        return NodeError(
            f"the character #{error.character:04x} is not allowed in YAML", error.position, None, "take it out"
        )
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return NodeError(f"this is not YAML: {error}", 0)
    said, start = f"{error.problem}", error.problem_mark.index
    if text[start : start + 1] == "\t":
        said = "tab"
    if said == "found unexpected end of stream" and error.context_mark:
        start = error.context_mark.index  # where the quotation begins, not where the file ends
    for words, message, mend in _COMPLAINTS:
        if words in said:
            return NodeError(message, start, None, mend)
    context = f" {error.context}" if error.context else ""
    return NodeError(f"this is not YAML: {said}{context}", start)


def _with_whole_characters(text: str) -> str:
    r"""JSON writes a rare character as two halves (`\ud83d\ude00`), which YAML does not know; YAML's own way of writing
    it is two characters shorter, made up for by an escaped line break, so that all offsets stay true.
    """
    if not text.lstrip().startswith(("[", "{")) or "\\ud" not in text.lower():
        return text

    def whole(pair: re.Match[str]) -> str:
        character = chr(0x10000 + ((int(pair[2], 16) - 0xD800) << 10) + int(pair[3], 16) - 0xDC00)
        return f"{pair[1]}\\\n\\U{ord(character):08x}"

    return _PAIR.sub(whole, text)
