"""Stretches of a text between quotation marks, and their words as they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record

_LEADING, _FOLLOWING = frozenset(["", *"([—–-/"]), frozenset("[(.…“‘$£€")
_PAUSES = frozenset(["", *",:;([—–-"])
_TYPOGRAPHIC = ("“", "„", "«", "‘")
_CLOSERS = {"“": "”", "„": "“", "«": "»", "‘": "’", '"': '"', "'": "'"}
_LONGEST = 6000
TOKEN = later(r"\[\s?(?:…|\.\s?\.\s?\.)\s?\]|…|\.\s?\.\s?\.(?:\s?\.)?|\[[^\[\]\n]{1,80}\]|\w+(?:['’‐‑-]\w+)*|[^\w\s]")
_CASE_MARKED = later(r"\[(\w)\](?=\w)")
_MARKS = frozenset("“”„«»‘’\"'`´*_>")
_DASHES = {"–": "-", "—": "-", "−": "-", "―": "-", "‐": "-", "‑": "-"}
ELLIPSIS = "…"
ANYTHING = "[]"


@record()
class Token:
    """A word or a punctuation mark as it is compared, and its stretch of the text."""

    word: str
    start: int
    end: int


def quotations(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks, without the marks; what stands within a longer one is left out."""
    end = len(text) if end is None else end
    at = start
    for opener in _openers(text, start, end):
        close = _close(text, text[opener], opener + 1, end) if opener >= at else None
        if close is not None:
            yield opener + 1, close
            at = close + 1


def _openers(text: str, start: int, end: int) -> list[int]:
    """Where marks stand that can open a quotation, in order."""
    found = []
    for mark in _TYPOGRAPHIC:
        at = text.find(mark, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1, end)
    for mark in ('"', "'"):
        at = text.find(mark, start, end)
        while at >= 0:
            if _opens(text, at, start):
                found.append(at)
            at = text.find(mark, at + 1, end)
    return sorted(found)


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a straight mark opens a quotation: a single one, which may be an apostrophe, only after a pause."""
    before, after = text[at - 1 : at] if at > start else "", text[at + 1 : at + 2]
    if not (after.isalnum() or after in _FOLLOWING) or not (before in _LEADING or before.isspace()):
        return False
    return text[at] == '"' or (
        text[max(at - 4, start) : at].rstrip()[-1:] in _PAUSES and text[at + 1 : at + 4] != "tis"
    )


def _close(text: str, mark: str, start: int, end: int) -> int | None:
    closer = _CLOSERS[mark]
    stop = min(end, start + _LONGEST)
    at = text.find(closer, start, stop)
    single = closer in {"’", "'"}
    while at >= 0:
        before, after = text[at - 1], text[at + 1 : at + 2]
        if not (single and (after.isalnum() or not before.strip())) and not (mark == '"' and before.isspace()):
            return at
        at = text.find(closer, at + 1, stop)
    return None


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The words and punctuation marks of a text: quotation marks dropped, dashes and ellipses in one form.

    What stands in square brackets is `ANYTHING`, save a letter whose case alone they mark ("[T]he").
    """
    plain = _CASE_MARKED.sub(lambda m: f"\u2060{m[1]}\u2060", text)
    found = []
    for match in TOKEN.finditer(plain):
        word = match[0]
        if word.isalnum():
            start, end = match.span()
            found.append(Token(word, offset + start, offset + end))
            continue
        if word in _MARKS or word == "\u2060":
            continue
        if ("." in word and len(word) > 1) or ELLIPSIS in word:
            word = ELLIPSIS
        elif word[0] == "[" and len(word) > 1:
            if word.lower() in {"[sic]", "[sic!]"}:
                continue
            word = ANYTHING
        else:
            word = _DASHES.get(word) or word.replace("’", "'").replace("‐", "-").replace("‑", "-")
        found.append(Token(word, offset + match.start(), offset + match.end()))
    return _joined(found, plain)


def _joined(found: list[Token], plain: str) -> list[Token]:
    """Put words together again that a case mark in brackets had cut."""
    if "\u2060" not in plain:
        return found
    whole: list[Token] = []
    for token in found:
        if whole and whole[-1].end + 1 == token.start and plain[whole[-1].end : token.start] == "\u2060":
            whole[-1] = Token(whole[-1].word + token.word, whole[-1].start, token.end)
        else:
            whole.append(token)
    return whole


_OLD = tuple((later(old), new) for old, new in (
    (r"xion\b", "ction"), (r"\bshew", "show"), (r"ick\b", "ic"), (r"(?<=[a-z]{2})our(?=s?\b|ed\b|ing\b|able\b)", "or"),
    (r"is(?=e[ds]?\b|ing\b|ation)", "iz"), (r"(?<=[a-z])'d\b", "ed"), (r"ll(?=ed\b|ing\b|er\b|ful\b)", "l"),
    (r"ae|oe", "e"), (r"gement\b", "gment"), (r"\bgaol", "jail"), (r"tre\b", "ter"), (r"gramme\b", "gram"), ("-", ""),
    ("ſ", "s"), (r"^&$", "and"),
))  # fmt: skip
_LONG_WORD = 4


@lru_cache(maxsize=1 << 14)
def respelt(word: str) -> str:
    """A word, in lower case, as a modern American would spell it: "connexion", "to-day" and "honour" are as these."""
    for old, new in _OLD:
        word = old.sub(new, word)
    return word


def in_headline(words: str) -> bool:
    """Whether words are set as in a headline: every long one has a capital, and there are two or more."""
    told = [word for word in re.findall(r"[^\W\d_][\w’'-]*", words) if len(word) >= _LONG_WORD]
    return len(told) > 1 and all(word[0].isupper() for word in told)
