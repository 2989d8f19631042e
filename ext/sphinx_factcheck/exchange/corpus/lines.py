"""The lines of a file that may be packed, one after the other: no more than one of them is ever in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

_CHUNK = 1 << 16
_PACKED_CHUNK = 1 << 10
"""So little of a packed file at once, for each of its bytes may stand for thousands."""
PACKED = (".gz", ".zst")


class Unpacker(Protocol):
    """What unpacks one member of a packed file."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


class Cut(Exception):
    """A file that ends in the middle, or goes on with what cannot be unpacked."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end. `at` is its offset in the unpacked file, `size` its bytes.

    `content` is None where that is more than is wanted.
    """

    number: int
    at: int
    size: int
    content: bytes | None


def lines(path: Path, largest: int, at: int = 0, first: int = 1) -> Iterator[Line]:
    """The lines of a file from an offset on, where line number `first` starts; a packed file is read from its start.

    Raises OSError; Cut behind the last whole line of a packed file that is cut off.
    """
    with path.open("rb") as file:
        if path.suffix in PACKED:
            yield from _split(_unpacked(file, path.suffix), largest, 0, 1)
        else:
            file.seek(at)
            yield from _split(iter(lambda: file.read(_CHUNK), b""), largest, at, first)


def _split(chunks: Iterable[bytes], largest: int, at: int, number: int) -> Iterator[Line]:
    kept: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            yield Line(number, at, size, b"".join((*kept, piece)) if size <= largest else None)
            at, number, size = at + size + 1, number + 1, 0
            kept.clear()
        size += len(rest)
        if size <= largest:
            kept.append(rest)
        else:
            kept.clear()
    if size:
        yield Line(number, at, size, b"".join(kept) if size <= largest else None)


def _unpacked(file: BinaryIO, suffix: str) -> Iterator[bytes]:
    """The bytes of a gzip or Zstandard file, of all its members. Raises Cut where the last of them does not end."""
    if suffix == ".zst":
        from zstandard import ZstdDecompressor, ZstdError

        def new() -> Unpacker:
            return ZstdDecompressor().decompressobj()

        errors: tuple[type[Exception], ...] = (ZstdError,)
    else:

        def new() -> Unpacker:
            return zlib.decompressobj(wbits=31)

        errors = (zlib.error,)
    unpacker, begun = new(), False
    while raw := file.read(_PACKED_CHUNK):
        while raw:
            if unpacker.eof:
                unpacker, begun = new(), False
            try:
                out = unpacker.decompress(raw)
            except errors as error:
                raise Cut(f"it cannot be unpacked any further: {error}") from None
            begun = True
            yield out
            raw = unpacker.unused_data if unpacker.eof else b""
    if begun and not unpacker.eof:
        raise Cut("it is cut off: its end is missing")
