"""Letters of TEI P5 and P4 files as they come in: who wrote to whom, the words by a stated rule, editors' notes apart.

The reading text is the source's last state: `del`, `orig`'s rivals (`reg`, `corr`, `expan`) and `surplus` are left out,
`add`, `unclear`, `supplied` and `sic` stand; a `gap` is “[…]”; `lb`, `pb` and `cb` part words like a space, unless they
stand within one (@break="no"). Notes in the margin and at the foot that are the author's own are footnotes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, count, groupby
from typing import Any

from lxml import etree

from sphinx_factcheck.engine.spans.dates import find_dates
from sphinx_factcheck.exchange.imported import Agent, Imported, ImportedNote, Placed, Remark
from sphinx_factcheck.exchange.tei.elements import ID, SPACE
from sphinx_factcheck.facts.dates import DateError, When, parse
from sphinx_factcheck.letters.drafts import Draft, Words

Element = Any
"""lxml has no types of its own."""

MAX_BYTES = 50_000_000
_NOTED = 1_000_000_000
"""From here on count the blocks of footnotes, which stand behind all others, until it is known how many these are."""
_WHITE = re.compile(r"\s+")
_LAST_WORD = re.compile(r"(\w[\w’'-]*)\W*\Z")
_NAMES = {"persName": "person", "name": "person", "orgName": "organization"}
_NAMED = tuple(f"{{*}}{name}" for name in _NAMES)
_LEFT_OUT = frozenset("del reg corr expan surplus index fw figDesc teiHeader standOff metamark".split())
_BREAKS = frozenset("lb pb cb gb milestone".split())
_EDGES = frozenset(("opener", "closer", "salute", "postscript", "address"))
"""What of `front` and `back` is the letter's own: elements of these names, or of these types."""
_OUTSIDE = frozenset(("foot", "bottom", "end", "margin"))
_OURS = re.compile(r"m-[0-9a-f]{10}(-\d+)?")
"""The ids of names that this program has found itself, and will find again."""
_AUTHOR = frozenset(("author", "writer", "sender", "#author"))
_BLOCKS = {
    "p": "paragraph",
    "ab": "paragraph",
    "head": "heading",
    "salute": "paragraph",
    "dateline": "paragraph",
    "signed": "paragraph",
    "byline": "paragraph",
    "address": "paragraph",
    "addrLine": "paragraph",
    "postscript": "",
    "l": "paragraph",
    "trailer": "paragraph",
    "argument": "",
    "opener": "",
    "closer": "",
    "div": "",
    "div1": "",
    "div2": "",
    "div3": "",
    "body": "",
    "lg": "",
    "floatingText": "",
    "sp": "",
    "quote": "quote",
    "q": "quote",
    "cit": "",
    "list": "list",
    "table": "table",
    "figure": "",
}


class TeiError(ValueError):
    """A file that is no letter in TEI; `line` (from 1) is where that shows, 0 where it is the file as a whole."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_tei(content: bytes) -> tuple[Imported, ...]:
    """Every letter of a TEI file, in order: one of a `TEI`, each one of a `teiCorpus`.

    Nothing outside the file is read and no entity is expanded. Raises TeiError.
    """
    if len(content) > MAX_BYTES:
        raise TeiError(f"the file is larger than {MAX_BYTES // 1_000_000} MB: take it apart")
    root = _parsed(content)
    letters = [root] if _tag(root) in {"TEI", "TEI.2"} else list(root.iter("{*}TEI", "{*}TEI.2"))
    if not letters:
        raise TeiError(f"<{_tag(root)}> is no TEI: the file starts with TEI or teiCorpus", _line(root))
    return tuple(_Letter(one).imported() for one in letters)


def _parsed(content: bytes) -> Element:
    if re.search(rb"<!ENTITY", content):
        line = content[: content.index(b"<!ENTITY")].count(b"\n") + 1
        raise TeiError("the file declares entities, which are not expanded: write the characters themselves", line)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise TeiError(f"the file is not well formed: {str(error).partition(', line')[0]}", line) from None
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise TeiError(f"{entity.text} is not expanded: write the character itself", _line(entity))
    return root


def _tag(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment or an entity."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


@dataclass(slots=True)
class _Block:
    """A block being read: its words so far, their length, and what lies on them."""

    words: list[Words] = field(default_factory=list)
    length: int = 0
    kept: bool = False


class _Letter:
    """Reads one `TEI` element."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.count = 0
        self.noted = _NOTED
        self.notes: list[ImportedNote] = []
        self.remarks: list[Remark] = []
        self.footnotes: list[Draft] = []
        self.labels: set[str] = set()
        self.named: dict[str, Agent] = {}
        self.pending: list[tuple[Element, int, int]] = []
        self.places: dict[str, Placed] = {}
        self.kept = any(one.get(SPACE) == "preserve" for one in root.iter("{*}body"))
        self.listed = dict(_listed(root))
        self.days: tuple[When, ...] = ()

    def imported(self) -> Imported:
        """The letter with its notes and who wrote to whom; raises TeiError where it has no text."""
        sent, received = self._action("sent"), self._action("received")
        date = self._date(sent)
        self.days = (parse(date),) if date else ()
        body = self._first("text", "body")
        if body is None:
            raise TeiError("the letter has no text: <body> is missing", _line(self.root))
        blocks = tuple(block for part in _parts(body) for block in self.blocks(part, 2))
        title = self._title()
        self._move(lambda block: block - _NOTED + self.count if block >= _NOTED else block)
        if blocks and blocks[0].kind == "heading" and _folded(blocks[0].plain) == _folded(title):
            blocks = blocks[1:]
            self._move(lambda block: block - 1)  # the heading has become the title, which is block -1
        if not any(_has_words(block) for block in blocks):
            raise TeiError("the letter has no words", _line(body))
        return Imported(
            title=title,
            date=date,
            place=self._place(sent),
            authors=tuple(self._agents(sent)),
            addressees=tuple(self._agents(received)),
            named=tuple(self.named.values()),
            blocks=(*blocks, *self.footnotes),
            notes=(*self.notes, *self._standing_off()),
            source=self._source(),
            remarks=tuple(self.remarks),
        )

    def _move(self, to: Callable[[int], int]) -> None:
        """Count the blocks of all places otherwise."""
        self.notes = [replace(note, place=replace(note.place, block=to(note.place.block))) for note in self.notes]
        self.places = {id: replace(place, block=to(place.block)) for id, place in self.places.items()}

    # -- the header

    def _first(self, *path: str) -> Element | None:
        found = self.root
        for name in path:
            inner = next((one for one in found.iter(f"{{*}}{name}") if one is not found), None)
            if inner is None:
                return None
            found = inner
        return found

    def _title(self) -> str:
        found = self._first("teiHeader", "titleStmt", "title")
        return _told(found) if found is not None else ""

    def _action(self, kind: str) -> Element | None:
        for one in self.root.iter("{*}correspAction", "{*}body"):
            if _tag(one) == "body":
                return None
            if one.get("type") == kind:
                return one
        return None

    def _agents(self, action: Element | None) -> Iterator[Agent]:
        for one in action.iter(*_NAMED) if action is not None else ():
            if name := _told(one):
                yield Agent(name, _NAMES[_tag(one)], one.get("ref") or one.get("key") or "")

    def _place(self, action: Element | None) -> str:
        one = next(action.iter("{*}placeName", "{*}settlement"), None) if action is not None else None
        return _told(one) if one is not None else ""

    def _date(self, action: Element | None) -> str:
        one = next(action.iter("{*}date"), None) if action is not None else None
        if one is None:
            return ""
        when = self._when(one, "the date of the letter")
        self._check_date(one, when)
        return str(when) if when else ""

    def _when(self, date: Element, what: str) -> When | None:
        """The date that a tag says; None, with a remark, where it has none that can be held."""
        try:
            return parse(told) if (told := _edtf(date)) else None
        except DateError as error:
            self.remarks.append(Remark(f"{what} cannot be held: {error}", _line(date)))
            return None

    def _source(self) -> dict[str, str]:
        bibl = self._first("teiHeader", "sourceDesc")
        told = {"title": self._title() or "TEI file"}
        if bibl is None:
            return told
        title = next(bibl.iter("{*}title"), None)
        pointer = next((one for one in bibl.iter("{*}ptr", "{*}ref") if one.get("target")), None)
        if title is not None and (words := _told(title)):
            told["title"] = words
        if pointer is not None and str(pointer.get("target")).startswith(("https://", "http://")):
            told["url"] = str(pointer.get("target"))
        return told

    # -- the text

    def blocks(self, parent: Element, level: int) -> Iterator[Draft]:
        """The blocks within an element. Words that stand between them are paragraphs of their own."""
        loose = _Block(kept=self.kept)
        self._text(loose, parent.text, parent)
        for child in parent:
            if _is_block(child):
                yield from self._closed(loose, "paragraph")
                loose = _Block(kept=self.kept)
                yield from self.block(child, level)
            else:
                self._inline(loose, child)
            self._text(loose, child.tail, parent)
        yield from self._closed(loose, "paragraph")

    def block(self, element: Element, level: int) -> Iterator[Draft]:
        tag = _tag(element)
        match _BLOCKS.get(tag, ""):
            case "":
                yield from self.blocks(element, level + (tag.startswith("div") and _has_head(element.getparent())))
            case "list":
                yield from self._list(element, level)
            case "table":
                yield self._table(element)
            case "quote":
                yield Draft("quote", (), "", tuple(self.blocks(element, level)))
            case "heading":
                yield from self._leaf(element, "heading", str(min(level, 6)))
            case kind if any(_is_block(child) for child in element):
                yield from self.blocks(element, level)
            case kind:
                yield from self._leaf(element, kind)

    def _leaf(self, element: Element, kind: str, value: str = "") -> Iterator[Draft]:
        block = _Block(kept=self.kept)
        self._content(block, element)
        yield from self._closed(block, kind, value)

    def _list(self, element: Element, level: int) -> Iterator[Draft]:
        kind, items = element.get("type") or "", []
        for child in element:
            if _tag(child) == "head":
                yield from self._leaf(child, "paragraph")
            elif _tag(child) in {"item", "label"}:
                inner = tuple(self.blocks(child, level))
                entry = _tag(child) == "label"
                if kind == "gloss" and inner:
                    items.append(Draft("term", inner[0].words) if entry else Draft("definition", (), "", inner))
                elif inner:
                    items.append(Draft("item", (), "", inner))
        told = {"numbered": "numbered-list", "ordered": "numbered-list", "gloss": "glossary"}.get(kind, "list")
        made = Draft(told, (), element.get("n") or "", tuple(items))
        if items:
            yield Draft("signatories", (), "", (made,)) if kind == "signatories" else made

    def _table(self, element: Element) -> Draft:
        rows = []
        for row in (one for one in element if _tag(one) == "row"):
            cells = [
                cell for one in row if _tag(one) == "cell" for cell in (*self._leaf(one, "cell"),) or (Draft("cell"),)
            ]
            rows.append(Draft("row", (), "", tuple(cells)))
        return Draft("table", (), "", tuple(rows))

    def _closed(self, block: _Block, kind: str, value: str = "") -> Iterator[Draft]:
        """The block, where it has words; what was pending on its stretches gets its place."""
        fold = _Fold(kept=block.kept)
        words = fold.words(block.words)
        told = "".join(word.plain for word in words)
        pending, self.pending = self.pending, []
        if not told.strip():
            return
        for element, start, end in pending:
            self._settle(element, Placed(self.count, fold.offset(start), min(fold.offset(end), len(told))))
        self.count += 1
        yield Draft(kind, words, value)

    def _content(self, block: _Block, element: Element) -> None:
        self._text(block, element.text, element)
        for child in element:
            self._inline(block, child)
            self._text(block, child.tail, element)

    def _text(self, block: _Block, text: str | None, within: Element) -> None:
        if text:
            self._add(block, Words(text))

    def _add(self, block: _Block, words: Words) -> None:
        block.words.append(words)
        block.length += len(words.plain)

    def _inline(self, block: _Block, element: Element) -> None:
        tag = _tag(element)
        if not tag or tag in _LEFT_OUT:
            return
        if tag in _BREAKS:
            if element.get("break") != "no":
                self._add(block, Words("", "break") if block.kept and tag == "lb" else Words(" "))
        elif tag == "gap":
            self._add(block, Words("[…]"))
        elif tag == "note":
            self._note(block, element)
        elif tag in {"hi", "emph", "ref"}:
            self._marked(block, element, tag)
        else:
            start = block.length
            self._content(block, element)
            self.pending.append((element, start, block.length))

    def _marked(self, block: _Block, element: Element, tag: str) -> None:
        inner = _Block(kept=block.kept)
        before = len(self.pending)
        self._content(inner, element)
        self.pending[before:] = [(e, s + block.length, t + block.length) for e, s, t in self.pending[before:]]
        target = element.get("target") or ""
        rend = f"{element.get('rend') or ''} {element.get('rendition') or ''}"
        if tag == "ref" and target.startswith(("https://", "http://", "mailto:")):
            self._add(block, Words("", "link", target, tuple(inner.words)))
        elif "bold" in rend:
            self._add(block, Words("", "strong", "", tuple(inner.words)))
        elif tag == "emph" or "ital" in rend or "underl" in rend:
            self._add(block, Words("", "emphasis", "", tuple(inner.words)))
        else:
            for words in inner.words:
                self._add(block, words)

    def _note(self, block: _Block, element: Element) -> None:
        """A note within the text: the author's own is a footnote, an editor's is on the words before it."""
        own = (element.get("resp") or "").lstrip("#") in _AUTHOR or element.get("place") in _OUTSIDE
        if own and not (element.get("type") or "").startswith("editor"):
            label = self._label(element)
            pending, self.pending, count, self.count = self.pending, [], self.count, self.noted
            inner = tuple(self.blocks(element, 2))
            self.pending, self.count, self.noted = pending, count, self.count
            if inner:
                self.footnotes.append(Draft("footnote", (), label, inner))
                self._add(block, Words("", "footnote", label))
            return
        body = _told(element)
        told = "".join(word.plain for word in block.words)
        last = _LAST_WORD.search(told)
        if body and last:
            self.pending.append((element, *last.span(1)))
        elif body:
            self.remarks.append(Remark(f"a note stands before all words of its block: “{body[:60]}”", _line(element)))

    def _label(self, element: Element) -> str:
        """The label of a footnote: its own number, where no other has that."""
        own = re.sub(r"\W", "", element.get("n") or "")
        label = next(one for one in chain([own], map(str, count(1))) if one and one not in self.labels)
        self.labels.add(label)
        return label

    def _settle(self, element: Element, place: Placed) -> None:
        """Give what lies on a stretch its place: names, dates, errors, notes, and whatever a note may point to."""
        tag = _tag(element)
        if id := element.get(ID):
            self.places[id] = place
        first = self.places.get((element.get("prev") or "").removeprefix("#"))
        if first and first.block == place.block:
            self.places[str(element.get("prev"))[1:]] = replace(first, end=max(first.end, place.end))
        if place.end <= place.start:
            if tag == "note":
                self.remarks.append(Remark("a note stands on no words, and is left out", _line(element)))
            return
        if tag == "note":
            self.notes.append(ImportedNote("note-on", place, _told(element)))
        elif (kind := _NAMES.get(tag)) and (ref := element.get("ref") or element.get("key")):
            self._name(element, kind, ref, place)
        elif tag == "date" and not element.get("ana"):
            self._check_date(element, self._when(element, "a date"))

    def _check_date(self, element: Element, tagged: When | None) -> None:
        """A day that its editor tagged otherwise than the words say is for the editor to look at."""
        words = _told(element)
        said = list(find_dates(words)) if tagged and "julian" not in (element.get("calendar") or "").lower() else []
        if len(said) != 1 or tagged is None:
            return
        readings = said[0].readings(self.days or (tagged,))
        if readings and not any(one.earliest <= tagged.latest and tagged.earliest <= one.latest for one in readings):
            self.remarks.append(Remark(f"“{words}” is tagged as {tagged}", _line(element)))

    def _name(self, element: Element, kind: str, ref: str, place: Placed) -> None:
        """Whom tagged words name; where these are another name, a note says who is meant."""
        name = _told(element)
        agent = self.named.setdefault(ref, Agent(self.listed.get(ref.removeprefix("#")) or name, kind, ref))
        found_by_us = _OURS.fullmatch(element.get(ID) or (element.get("prev") or "").removeprefix("#"))
        if not found_by_us and name.casefold() != agent.name.casefold():
            self.notes.append(ImportedNote("mention", place, "", {"entity": agent.id}))

    def _standing_off(self) -> Iterator[ImportedNote]:
        """Notes that stand beside the text and point into it."""
        for one in self.root.iter("{*}annotation"):
            if one.get("motivation") == "assessing":
                continue
            note = next((inner for inner in one if _tag(inner) == "note"), None)
            place = self.places.get((one.get("target") or "").removeprefix("#"))
            if note is not None and place is not None:
                kind = note.get("type") if note.get("type") in {"note-on", "sic"} else "note-on"
                rule = {"rule": note.get("subtype") or "date"} if kind == "sic" else {}
                yield ImportedNote(str(kind), place, ("".join(note.itertext())).strip(), rule)


def _edtf(date: Element) -> str:
    """The EDTF of a date's attributes; empty where it has none."""
    doubt = "~" if date.get("cert") in {"low", "medium", "unknown"} else ""
    if when := date.get("when") or date.get("when-iso"):
        return str(when[:10] + doubt)
    first = date.get("notBefore") or date.get("from") or date.get("notBefore-iso") or date.get("from-iso") or ""
    last = date.get("notAfter") or date.get("to") or date.get("notAfter-iso") or date.get("to-iso") or ""
    return str(first if first == last else f"{first or '..'}/{last or '..'}")


def _listed(root: Element) -> Iterator[tuple[str, str]]:
    """The people and bodies that a file lists, by their ids: the name that each has there first."""
    for one in root.iter("{*}person", "{*}org"):
        if id := one.get(ID):
            named = next(one.iterchildren(*_NAMED), None)
            if named is not None:
                yield id, _told(named)


def _parts(body: Element) -> Iterator[Element]:
    """The body, between what of the letter itself stands in `front` and `back`: how it opens and closes."""
    around = body.getparent()
    for part in around if around is not None else ():
        if part is body:
            yield body
        elif _tag(part) in {"front", "back"}:
            yield from (one for one in part if _EDGES & {_tag(one), one.get("type")})


def _is_block(element: Element) -> bool:
    tag = _tag(element)
    if tag in {"q", "quote"}:
        return any(_is_block(child) for child in element)
    if tag == "figure":
        return any(_is_block(child) for child in element)
    return tag in _BLOCKS


def _has_head(element: Element | None) -> bool:
    return element is not None and any(_tag(child) == "head" for child in element) and _tag(element).startswith("div")


def _has_words(block: Draft) -> bool:
    return bool(block.plain.strip()) or any(map(_has_words, block.blocks))


class _Fold:
    """Makes one space of all white space, and none at both ends of a block, keeping where each character went."""

    def __init__(self, *, kept: bool) -> None:
        self.kept = kept
        self.raw = 0
        self.dropped: list[int] = []
        self.length = 0
        self.spaced = True

    def words(self, words: list[Words]) -> tuple[Words, ...]:
        if self.kept:
            return tuple(words)
        folded = tuple(self._one(word) for word in _joined(words))
        self.length = self.raw - len(self.dropped)
        if self.spaced and self.length:
            folded, self.length = _without_last_space(folded), self.length - 1
        return folded

    def offset(self, raw: int) -> int:
        """Where an offset into the words as they were stands now."""
        return raw if self.kept else min(raw - bisect_left(self.dropped, raw), self.length)

    def _one(self, word: Words) -> Words:
        if word.kind == "break":
            return Words(self._text("\n"))
        text = self._text(word.text) if word.text else ""
        if not word.inside and text == word.text:
            return word
        return Words(text, word.kind, word.value, tuple(self._one(inner) for inner in word.inside))

    def _text(self, text: str) -> str:
        told, at = [], 0
        for run in _WHITE.finditer(text):
            start, end = run.span()
            kept = not (self.spaced and start == 0)
            told += [text[at:start], " " * kept]
            self.dropped += range(self.raw + start + kept, self.raw + end)
            at = end
        self.raw += len(text)
        self.spaced = text[-1].isspace()
        return "".join((*told, text[at:]))


def _joined(words: list[Words]) -> Iterator[Words]:
    """Plain words that follow each other as one."""
    for plain, run in groupby(words, lambda word: not word.kind and not word.inside):
        if plain:
            yield Words("".join(word.text for word in run))
        else:
            yield from run


def _without_last_space(words: tuple[Words, ...]) -> tuple[Words, ...]:
    """Words without the one space with which the last of them that says anything ends."""
    for number in range(len(words) - 1, -1, -1):
        word = words[number]
        if not word.plain:
            continue
        inside = _without_last_space(word.inside) if word.inside and word.inside[-1].plain else word.inside
        shorter = replace(word, inside=inside) if word.inside else replace(word, text=word.text[:-1])
        return (*words[:number], shorter, *words[number + 1 :])
    return words


def _folded(text: str) -> str:
    return " ".join(text.split())


def _told(element: Element) -> str:
    """The words of an element, its white space folded."""
    return _folded("".join(element.itertext()))


def _line(element: Element) -> int:
    return int(element.sourceline or 0)
