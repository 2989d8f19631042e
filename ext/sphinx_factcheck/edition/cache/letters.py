"""What of each letter concerns the others: the document it carries, and its plain text.

It is kept by what the letter was made from, so that a letter that has not changed need not be read for it.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sphinx_factcheck.check.report import Chapter
from sphinx_factcheck.edition.cache.engine import engine
from sphinx_factcheck.edition.cache.store import Store
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.engine.claims.held import Asked, Held

Text = Callable[[], str]
Three = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A letter for the others: its path, the document it carries, a digest of its text.

    `links` is a digest of what is wrong, at this time, with the files that its notes lead to.
    """

    path: str
    document: str = ""
    text: str = ""
    links: str = ""


@dataclass(frozen=True)
class Library:
    """The texts held at one time: the digest of each by its document, in order."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, cards: Iterable[Card]) -> Library:
        carried = sorted((card for card in cards if card.document), key=lambda card: card.path)
        return cls(tuple({card.document: card.text for card in carried}.items()))

    @cached_property
    def row(self) -> bytes:
        return json.dumps(self.texts).encode()

    @cached_property
    def digest(self) -> str:
        return digest_of(self.row)

    @classmethod
    def from_row(cls, row: bytes) -> Library:
        return cls(tuple((str(document), str(text)) for document, text in json.loads(row)))


def digest_of(*told: bytes | str) -> str:
    """A digest of several things in a row."""
    digest = hashlib.sha256()
    for one in told:
        data = one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
        digest.update(b"%d " % len(data) + data)
    return digest.hexdigest()


class Letters:
    """The cards of letters, and their texts, each read from the letter where the store has it not."""

    def __init__(self, store: Store, project: Project) -> None:
        self._store = store
        self._project = project
        self._texts: dict[str, Text] = {}
        self._new: dict[str, bytes] = {}

    def cards(self, chapters: Sequence[Chapter]) -> list[Card]:
        """The card of each letter."""
        keys = [self._key(chapter) for chapter in chapters]
        rows = self._store.get(key for key in keys if key)
        return [
            self._card_of(chapter, rows[key]) if key in rows else self._read(chapter, key)
            for chapter, key in zip(chapters, keys, strict=True)
        ]

    def held(self, library: Library) -> Held:
        """The texts of a library."""
        texts = {document: self._texts[digest] for document, digest in library.texts}
        return Held(texts, library.digest, lambda: self._laid_up(library))

    def _laid_up(self, library: Library) -> dict[str, str]:
        """The texts of a library laid up to be searched, by their documents."""
        keys = {digest: f"laid {digest_of(engine(), digest)}" for _, digest in library.texts}
        rows = self._store.get(keys.values())
        told = {digest: _unpacked(rows[key]) for digest, key in keys.items() if key in rows}
        from sphinx_factcheck.engine.spans.sequences import laid_up

        missing = [digest for digest in keys if digest not in told]
        for digest, text in self.texts(missing).items():
            told[digest] = laid_up(text)
            self._new[keys[digest]] = _packed(told[digest])
        return {document: told[digest] for document, digest in library.texts if digest in told}

    def texts(self, digests: Iterable[str]) -> dict[str, str]:
        """Some texts by their digests, as far as they are still there."""
        wanted = list(digests)
        rows = self._store.get(map(_text_key, wanted))
        told = {digest: _unpacked(rows[key]) for digest in wanted if (key := _text_key(digest)) in rows}
        return {
            digest: self._texts[digest]() for digest in wanted if digest in self._texts and digest not in told
        } | told

    def new_rows(self) -> Mapping[str, bytes]:
        """What is to be kept of the letters that were read."""
        return self._new

    def _key(self, chapter: Chapter) -> str:
        return f"letter {digest_of(engine(), chapter.origin)}" if chapter.origin else ""

    def _read(self, chapter: Chapter, key: str) -> Card:
        from sphinx_factcheck.letters.plain import plain_letter_of

        letter = chapter.letter
        text = plain_letter_of(letter).letter.text if letter.document else ""
        digest = digest_of(text) if letter.document else ""
        if letter.document:
            self._texts[digest] = lambda: text
        targets = [[target.path, target.picture] for target, _ in chapter.annotations.targets]
        told = {"path": letter.path, "document": letter.document, "text": digest, "targets": targets}
        if key:
            self._new[key] = json.dumps(told).encode()
            if digest:
                self._new[_text_key(digest)] = _packed(text)
        return Card(letter.path, letter.document, digest, self._links(letter.path, targets))

    def _card_of(self, chapter: Chapter, row: bytes) -> Card:
        told = json.loads(row)
        path, document, digest = str(told["path"]), str(told["document"]), str(told["text"])
        if document:
            self._texts.setdefault(digest, self._stored(chapter, digest))
        return Card(path, document, digest, self._links(path, told["targets"]))

    def _stored(self, chapter: Chapter, digest: str) -> Text:
        """The text as it is kept; read from its letter where it is not."""

        def text() -> str:
            key = _text_key(digest)
            row = self._store.get([key]).get(key)
            if row is not None:
                return _unpacked(row)
            from sphinx_factcheck.letters.plain import plain_letter_of

            return plain_letter_of(chapter.letter).letter.text

        return text

    def _links(self, path: str, targets: Sequence[Sequence[Any]]) -> str:
        if not targets:
            return ""
        from sphinx_factcheck.edition.pages import file_problem
        from sphinx_factcheck.letters.allowed import in_notes

        root, allowed = self._project.root, in_notes(self._project.settings.allow)
        folder = (root / path).parent
        wrong = [file_problem(written, folder, root, allowed, picture=picture) for written, picture in targets]
        return digest_of(json.dumps(wrong))


@dataclass(frozen=True, slots=True)
class Changed:
    """A document whose text is another now: how often every three words in a row stood in it, and stand."""

    document: str
    before: Counter[Three]
    now: Counter[Three]


def touched(asked: Iterable[Asked], changes: Sequence[Changed]) -> bool:
    """Whether a search could have another end now."""
    return any(_touched(one, changes) for one in asked)


def _touched(asked: Asked, changes: Sequence[Changed]) -> bool:
    from sphinx_factcheck.engine.spans import sequences

    counted = [*zip(threes_of(asked.words), asked.counts, strict=False)]
    rare = [three for three, count in counted if count <= sequences.COMMON]
    for one in changes:
        if one.document in asked.documents or one.document in asked.looked:
            return True
        shared = sum(one.now[three] for three in rare)
        if shared >= max(asked.least, 1) and shared > sum(one.before[three] for three in rare):
            return True
    return any(_crosses(three, count, changes) for three, count in counted)


def _crosses(three: Three, count: int, changes: Sequence[Changed]) -> bool:
    """Whether three words become too common to find anything, or cease to be."""
    from sphinx_factcheck.engine.spans import sequences

    more = sum(one.now[three] - one.before[three] for one in changes)
    return more < 0 if count > sequences.COMMON else count + more > sequences.COMMON


def threes_of(words: Sequence[str]) -> Iterator[Three]:
    """All three words in a row."""
    return (tuple(words[at : at + 3]) for at in range(len(words) - 2))


def _text_key(digest: str) -> str:
    return f"text {digest}"


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unpacked(row: bytes) -> str:
    return zlib.decompress(row).decode("utf-8", "surrogatepass")
