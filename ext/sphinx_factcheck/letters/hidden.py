"""What a page does not show: signs without a shape within words, forced directions, letters that stand in for others.

Told only where a reader could see other words than a program reads, or where no honest text has such signs. Emoji,
flags, joined scripts, scripts from right to left, soft hyphens and what pages leave at the ends of words are no matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.letters import signs
from sphinx_factcheck.letters.plain import asks_closer, plain_text
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.letters.words import StandIn

_RUN = later(f"{signs.INVISIBLE.pattern}{signs.INVISIBLE.pattern}*")
_DIRECTING = later(f"[{signs.DIRECTING}]")
_FLAG = later(r"\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{1,7}\U000e007f")
_HARMLESS = later(f"[{signs.PAGE_BREAKING}{signs.SOFT_HYPHEN}]*")
_SELECTOR = later(f"[{signs.SELECTORS}]")
_TAG = later(f"[{signs.TAGS}]")
MOST = 100
"""So many places are told one by one."""
_BESIDE = 3
_LONGEST = 80
_HTML = later(r"<!--|-->|</?([A-Za-z][A-Za-z\d-]{0,30})(?:\s[^<>\n]{0,80})?/?>")
_TO_THE_LEFT = "\u061c\u200f"
_RULED = later(r"[^\u202c\u2069\n]*")
_SHOWN = 4
_KEEP = "if the source really has it, acknowledge it with {sic} and :rule: hidden"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Signs of a text that a page does not show as they are. `grave` says that words may be seen other than read."""

    span: Span
    grave: bool
    message: str
    mend: str


def hidden(text: str) -> tuple[Hidden, ...]:
    """What a text hides, in the order of the text; of very much, the first and how much more there is."""
    told = [*_tagged(text), *_mistyped(text)]
    if asks_closer(text):
        if signs.INVISIBLE.search(text):
            told += [*_unseen(text), *_directions(text)]
        told += [*_struck(text), *filter(None, map(_stand_in, plain_text(text).stand_ins))]
    seen = sorted(told, key=lambda one: one.at)
    return (*(one.told() for one in seen[:MOST]), *_more(seen[MOST:]))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Something hidden at an offset, not yet put into words: there may be very many."""

    at: int
    grave: bool
    told: Callable[[], Hidden]


def _more(rest: Sequence[_Seen]) -> Iterator[Hidden]:
    if rest:
        message = f"and {len(rest)} more places from here on where a page does not show what is written"
        mend = f"copy the text anew, without them; {_KEEP}"
        yield Hidden(Span(rest[0].at, rest[0].at + 1), any(one.grave for one in rest), message, mend)


def _unseen(text: str) -> Iterator[_Seen]:
    """Signs without a shape inside words and numbers, and those that no honest text has."""
    for run in _RUN.finditer(text):
        if found := _of_run(text, run):
            grave, where = found
            yield _Seen(run.start(), grave, partial(_tell, text, run, grave, where))


def _of_run(text: str, run: re.Match[str]) -> tuple[bool, str] | None:
    """Whether signs without a shape are grave, and where they stand; None where they are no matter."""
    start, end = run.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_of_picture(text, run, before, after):
        return None
    if before.isdigit() and after.isdigit():
        return True, "within a number"
    if any(map(_TAG.match, run[0])) or sum(map(bool, map(_SELECTOR.match, run[0]))) > 1:
        return True, "that no text needs and that can carry words of their own"
    if any(unicodedata.category(sign) == "Cc" for sign in run[0]):
        return True, "of control"
    if not (_is_plain(before) and _is_plain(after)) or set(run[0]) == {signs.SOFT_HYPHEN}:
        return None
    return not _HARMLESS.fullmatch(run[0]), "within a word"


def _is_plain(sign: str) -> bool:
    return bool(sign) and (signs.is_latin(sign) or sign.isdigit() or signs.is_foreign(sign))


def _is_of_picture(text: str, run: re.Match[str], before: str, after: str) -> bool:
    """Whether signs without a shape belong to an emoji, a flag or a letter of another script before them."""
    if _FLAG.match(text, run.start() - 1):
        return True
    pictured = bool(before) and not (_is_plain(before) or before.isspace() or before.isascii())
    keycap = before.isascii() and after == signs.KEYCAP
    joins = len(run[0]) <= 2 and all(sign in signs.JOINERS or _SELECTOR.match(sign) for sign in run[0])
    return joins and (pictured or keycap or (before in "#*©®" and before != ""))


def _tell(text: str, run: re.Match[str], grave: bool, where: str) -> Hidden:
    names = list(dict.fromkeys(map(signs.name_of, run[0])))
    listed = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    count = "a sign" if len(run[0]) == 1 else f"{len(run[0])} signs"
    start, end = _word_around(text, *run.span())
    read = "".join(sign for sign in text[start:end] if not signs.INVISIBLE.match(sign))
    message = f"{count} without a shape {where}: {listed}" + (f"; read as “{read}”" if read else "")
    return Hidden(Span(start, end), grave, message, f"delete {'it' if len(run[0]) == 1 else 'them'}; {_KEEP}")


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The word in which a stretch stands, or as much of it as one cares to see."""
    first, last = max(start - 30, 0), min(end + 30, len(text))
    while start > first and _within(text[start - 1]):
        start -= 1
    while end < last and _within(text[end]):
        end += 1
    return start, end


def _within(sign: str) -> bool:
    return sign.isalnum() or bool(signs.INVISIBLE.match(sign))


def _directions(text: str) -> Iterator[_Seen]:
    """Orders of direction: overrides anywhere; the others where nothing is written from right to left."""
    at = 0
    for line in text.splitlines(keepends=True):
        if _DIRECTING.search(line):
            leftward = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in _DIRECTING.sub("", line))
            for sign in _DIRECTING.finditer(line):
                told = partial(_direction, line, sign, at)
                if sign[0] in signs.OVERRIDES or (sign[0] in signs.TURNED and not leftward):
                    yield _Seen(at + sign.start(), True, told)
                elif sign[0] in _TO_THE_LEFT and not leftward:
                    beside = line[max(sign.start() - _BESIDE, 0) : sign.end() + _BESIDE]
                    yield _Seen(at + sign.start(), any(map(str.isdigit, beside)), told)
        at += len(line)


def _direction(line: str, sign: re.Match[str], at: int) -> Hidden:
    name, start = signs.name_of(sign[0]), at + sign.start()
    ruled = _RULED.match(line, sign.end(), sign.end() + _LONGEST)
    end = at + (ruled.end() if ruled else sign.end())
    if sign[0] in signs.OVERRIDES:
        message = f"a reader sees these signs in another order than they are written in: {name}"
        return Hidden(Span(start, end), True, message, f"write them in the order meant, without it; {_KEEP}")
    if sign[0] in signs.TURNED:
        message = f"nothing here is written from right to left, and yet it is laid out so: {name}"
        return Hidden(Span(start, end), True, message, f"delete it; {_KEEP}")
    grave = any(map(str.isdigit, line[max(sign.start() - _BESIDE, 0) : sign.end() + _BESIDE]))
    message = f"a mark of writing from right to left, where nothing is so written: {name}"
    return Hidden(Span(start, start + 1), grave, message, f"delete it; {_KEEP}")


def _struck(text: str) -> Iterator[_Seen]:
    """Letters and digits with a mark through or around them."""
    for mark in signs.OVERLAYS.finditer(text):
        before = text[mark.start() - 1 : mark.start()]
        if before.isdigit() or signs.is_latin(before or " "):
            yield _Seen(mark.start(), before.isdigit(), partial(_tell_struck, text, mark, before))


def _tagged(text: str) -> Iterator[_Seen]:
    """Tags and comments of HTML: a page shows them as they stand, and they part the words."""
    for tag in _HTML.finditer(text):
        grave = tag[1] is None or tag[1].lower() in signs.ELEMENTS
        yield _Seen(tag.start(), grave, partial(_tell_tag, tag, grave))


def _tell_tag(tag: re.Match[str], grave: bool) -> Hidden:
    message = f"“{tag[0]}” is no markup here: it stands among the words, and parts them"
    return Hidden(Span(*tag.span()), grave, message, f"delete it; {_KEEP}")


def _mistyped(text: str) -> Iterator[_Seen]:
    """Letters that nobody can tell from digits, in what is else a number of something or a year."""
    for number in signs.MISTYPED.finditer(text) if signs.MIXED.search(text) else ():
        yield _Seen(number.start(), True, partial(_tell_mistyped, number))


def _tell_mistyped(number: re.Match[str]) -> Hidden:
    names = ", ".join(dict.fromkeys(signs.name_of(sign) for sign in number[0] if not sign.isdigit()))
    return Hidden(Span(*number.span()), True, f"a letter among digits: {names}", f"write the digit; {_KEEP}")


def _tell_struck(text: str, mark: re.Match[str], before: str) -> Hidden:
    message = f"“{before}” is struck through or ringed, and is read without: {signs.name_of(mark[0])}"
    mend = f"delete the mark, or the words that are struck out; {_KEEP}"
    return Hidden(Span(*_word_around(text, mark.start(), mark.end())), before.isdigit(), message, mend)


def _stand_in(found: StandIn) -> _Seen | None:
    """Letters of two scripts in one word, or of another script in a word among Latin ones."""
    if not found.readable and all("GREEK" in unicodedata.name(sign, "") for sign in found.letters):
        return None  # a unit or a symbol: Δt
    grave = found.readable and (not found.whole or found.sure)
    return _Seen(found.start, grave, partial(_tell_stand_in, found, grave))


def _tell_stand_in(found: StandIn, grave: bool) -> Hidden:
    names = ", ".join(list(dict.fromkeys(map(signs.name_of, found.letters)))[:_SHOWN])
    how = "a word of letters that look like Latin ones" if found.whole else "letters of two scripts in one word"
    mend = f"write it in the letters it seems to have; {_KEEP}"
    return Hidden(Span(found.start, found.end), grave, f"{how}: {names}", mend)
