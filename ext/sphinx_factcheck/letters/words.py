"""One word, sign by sign, as a reader of Latin script sees it."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_factcheck.letters import signs

_PART = re.compile(r"[^\W_]+")
_NEAR = 40
_ALIKE = 0.75
"""So much of a word has to be the same to the eye as Latin letters where all of it is of another script."""
_DAYS_AND_MONTHS = frozenset(word.lower() for word in (*calendar.month_name, *calendar.day_name) if word)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is read for a stretch of the text; `start` and `end` are its offsets."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StandIn:
    """Letters of another script that stand in for Latin ones, or among them.

    `start` and `end` are offsets into the text; `whole` says that a word consists of them, `readable` that each looks
    like a Latin letter or a digit, `sure` that no reader could tell them apart, and that it is no name.
    """

    start: int
    end: int
    letters: str
    whole: bool
    readable: bool
    sure: bool


def read_word(text: str, start: int, end: int) -> tuple[list[Piece], list[StandIn]]:
    """The pieces of a word that are read otherwise than they are written, and the letters that stand in for others."""
    word = text[start:end]
    read = _read(word, among_latin=False)
    other = _read(word, among_latin=True)
    pieces, stand_ins = other if read != other and _among_latin(text, start, end) else read
    moved = [Piece(piece.words, piece.start + start, piece.end + start) for piece in pieces]
    return moved, [replace(odd, start=odd.start + start, end=odd.end + start) for odd in stand_ins]


@lru_cache(maxsize=1 << 14)
def _read(word: str, *, among_latin: bool) -> tuple[tuple[Piece, ...], tuple[StandIn, ...]]:
    """What is read for a word, its offsets counted from its start."""
    pieces = _visible(word)
    stand_ins: list[StandIn] = []
    if any(map(signs.is_foreign, word)):
        pieces, stand_ins = _in_latin(pieces, among_latin=among_latin)
    pieces = _unaccented(pieces)
    return tuple(piece for piece in pieces if piece.words != word[piece.start : piece.end]), tuple(stand_ins)


def _visible(word: str) -> list[Piece]:
    """The signs of a word that have a shape, each in its usual form."""
    found: list[Piece] = []
    heading = True
    for at, sign in enumerate(word):
        last = found[-1].words if found else ""
        if sign.isascii() and not signs.INVISIBLE.match(sign):
            found.append(Piece(sign, at, at + 1))
        elif signs.INVISIBLE.match(sign):
            found.append(Piece(_for_invisible(sign, last, word[at + 1 : at + 2]), at, at + 1))
        elif unicodedata.category(sign) in {"Mn", "Me"}:
            _mark(found, sign, at)
        elif signs.is_raised(sign):
            found.append(Piece(signs.usual_form(sign) if heading else "", at, at + 1))
            continue
        else:
            found.append(Piece(signs.usual_form(sign), at, at + 1))
        heading = heading and not sign.isalnum()
    return found


def _for_invisible(sign: str, last: str, following: str) -> str:
    """What is read for a sign without a shape: mostly nothing; a blank or hyphen where it parts a number and a word."""
    if sign in signs.JOINERS or re.match(f"[{signs.SELECTORS}]", sign):
        joins = bool(last) and unicodedata.category(last[-1])[0] in "LMS" and not last.isascii()
        return sign if joins and not signs.is_latin(last[-1]) else ""
    parts = last[-1:].isdigit() and following.isalpha()
    if parts and sign == signs.SOFT_HYPHEN:
        return "-"
    return " " if parts and re.match(f"[{signs.FILLERS}]", sign) else ""


def _mark(found: list[Piece], mark: str, at: int) -> None:
    """Put a mark on the sign before it: into one letter where there is one, and away where the sign is a plain one."""
    bearer = next((n for n in range(len(found) - 1, -1, -1) if found[n].words), None)
    if bearer is None:
        return
    base = found[bearer].words
    joined = unicodedata.normalize("NFC", base + mark)
    if len(joined) == len(base):
        found[bearer:] = [Piece(joined, found[bearer].start, at + 1)]
    elif signs.is_latin(base[-1]) or base[-1].isdigit() or base[-1].isascii():
        found[bearer:] = [Piece(base, found[bearer].start, at + 1)]
    else:
        found.append(Piece(mark, at, at + 1))


def _in_latin(pieces: Sequence[Piece], *, among_latin: bool) -> tuple[list[Piece], list[StandIn]]:
    """The pieces with Latin letters and digits in the place of those that only look like them."""
    joined = "".join(piece.words for piece in pieces)
    owners = [n for n, piece in enumerate(pieces) for _ in piece.words]
    letters = list(joined)
    stand_ins = []
    for part in _PART.finditer(joined):
        odd, like = _likeness(part[0], among_latin=among_latin)
        if odd:
            start, end = pieces[owners[part.start()]].start, pieces[owners[part.end() - 1]].end
            stand_ins.append(replace(odd, start=start, end=end))
        if like:
            for n in range(*part.span()):
                letters[n] = like(letters[n]) if signs.is_foreign(letters[n]) else letters[n]
    words = [""] * len(pieces)
    for owner, letter in zip(owners, letters, strict=True):
        words[owner] += letter
    return [replace(piece, words=word) for piece, word in zip(pieces, words, strict=True)], stand_ins


def _likeness(part: str, *, among_latin: bool) -> tuple[StandIn | None, Callable[[str], str] | None]:
    """Whether letters of another script stand in for others in a part of a word, and how each is then to be read."""
    foreign = "".join(filter(signs.is_foreign, part))
    rest = [sign for sign in part if not signs.is_foreign(sign)]
    if not foreign:
        return None, None
    figures = bool(rest) and all(map(str.isdigit, rest)) and all(map(signs.digit_like, foreign))
    readable = figures or all(map(signs.latin_like, foreign))
    sure = all(map(signs.is_twin, foreign))
    whole = not any(map(signs.is_latin, rest))
    alike = sum(map(signs.is_twin, foreign)) >= _ALIKE * len(foreign) and (sure or part[0].islower())
    if whole and not (readable and among_latin and (figures or alike)):
        return None, None
    odd = StandIn(0, 0, foreign, whole, readable, figures or (sure and part[:1].islower()))
    if figures:
        return odd, signs.digit_like
    return odd, signs.latin_like if readable else None


def _among_latin(text: str, start: int, end: int) -> bool:
    """Whether the nearest letters on both sides that are surely of a script are Latin ones, as far as any are near."""
    before = next(filter(_tells, reversed(text[max(start - _NEAR, 0) : start])), "")
    after = next(filter(_tells, text[end : end + _NEAR]), "")
    return bool(before or after) and all(map(signs.is_latin, before + after))


def _tells(sign: str) -> bool:
    return sign.isalpha() and not (signs.is_foreign(sign) and signs.latin_like(sign))


def _unaccented(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the accents of ordinary words; names keep theirs."""
    joined = "".join(piece.words for piece in pieces)
    plain = "".join(map(signs.without_marks, joined))
    if plain == joined or len(plain) != len(joined):
        return list(pieces)
    ordinary = [False] * len(joined)
    for part in _PART.finditer(joined):
        if part[0][0].islower() or plain[slice(*part.span())].lower() in _DAYS_AND_MONTHS:
            ordinary[slice(*part.span())] = [True] * len(part[0])
    read, at = [], 0
    for piece in pieces:
        words = "".join(plain[n] if ordinary[n] else joined[n] for n in range(at, at + len(piece.words)))
        at += len(piece.words)
        read.append(replace(piece, words=words))
    return read
