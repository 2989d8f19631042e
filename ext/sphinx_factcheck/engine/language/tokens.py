"""A sentence as tokens: words, marks and typed spans, each with one character that tells what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import lru_cache, partial
from typing import Any, NamedTuple

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.tagging import settle


class Span(NamedTuple):
    """A stretch of text that has a value: a person, a date, a term. Nothing here looks at the `value`.

    Offsets count from the start of the text, in code points.
    """

    start: int
    end: int
    kind: str
    value: Any = None


class Token(NamedTuple):
    """A word, a mark or a typed span. `low` is the word in lower case, `kind` and `value` are those of the span."""

    start: int
    end: int
    text: str
    low: str
    tag: str
    kind: str = ""
    value: Any = None


class Worded:
    """What is made of words, one or more."""

    __slots__ = ()
    words: Sequence[Token]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def holds(self, *lows: str) -> bool:
        """Whether one of these words, in lower case, is among its words."""
        return any(word.low in lows for word in self.words)


class Headed(Worded):
    """Words that have a head: a noun group."""

    __slots__ = ()
    head: Token

    @property
    def is_pronoun(self) -> bool:
        return self.head.tag in "yo"


_WORD = re.compile(r"\w+(?:[-‐‑’'./](?=\w)\w+|(?<=\d),(?=\d{3}(?!\d))\d+|(?<=[A-Z])\.-\w+)*|[^\w\s]")
_KINDS = {
    "person": lex.NAME, "date": lex.DATE, "term": lex.AMOUNT, "age": lex.AMOUNT, "length": lex.AMOUNT,
    "money": lex.AMOUNT, "score": lex.AMOUNT, "rank": lex.AMOUNT, "number": lex.NUMBER, "title": lex.NOUN,
}  # fmt: skip
_MARKS = {
    ",": ",", ";": ";", ":": ":", "–": "-", "—": "-", "-": "-", "(": "(", "[": "(", ")": ")", "]": ")", "|": ";",
    "•": ";", "?": ".", "!": ".", "…": ".", "&": "&",
}  # fmt: skip
_DUE_TO_DO = re.compile(
    r" (?:be|stand|face|open|begin|start|end|go|come|take|meet|speak|appear|return|visit|attend|hold|sign|vote|serve|"
    r"leave|travel|arrive|expire|hear|give|receive|become|publish|retire|run|decide|rule|convene|sit) "
)
"""What somebody is due to do, where "due to" gives no cause."""
_NUMBERED = frozenset("no nos art arts sec ch vol p pp para cl".split())
"""What a full stop shortens before a number: "Colony No. 9"."""
_QUOTES = frozenset("“”\"‘’'«»„*_`")
_TAILS = re.compile(r"(?:(?<=n)[’']t|[’'](?:s|S|re|ve|ll|d|m))$")
_OWNS = re.compile(r"[’'](?:s\b|(?=\s\w))")
_LONGEST_WORD, _MOST_TOKENS = 60, 700


def distinct(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap the longest, and of those the first; in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            if span.end - span.start > kept[-1].end - kept[-1].start:
                kept[-1] = span
            continue
        if span.end > span.start:
            kept.append(span)
    return kept


def tokenise(text: str, start: int, end: int, spans: Sequence[Span] = ()) -> list[Token]:
    """The tokens of text[start:end], of which the spans, which do not overlap, are one each."""
    raw: list[Raw] = []
    at = start
    for span in spans:
        if span.start < at or span.end > end:
            continue
        _words(text, at, span.start, raw, end)
        word = text[span.start : span.end]
        if span.kind == "person":
            _drop_called(raw)
        raw.append((span.start, span.end, word.lower(), _KINDS.get(span.kind, lex.CAPITAL), span.kind, span.value))
        at = span.end
    _words(text, at, end, raw, end)
    del raw[_MOST_TOKENS:]
    tags = settle([r[2] for r in raw], [r[3] for r in raw], [text[r[0]].isupper() for r in raw])
    return [
        _token((s, e, text[s:e], low, tag, kind, value))
        for (s, e, low, _, kind, value), tag in zip(raw, tags, strict=True)
    ]


def _drop_called(raw: list[Raw]) -> None:
    """Leave out what only leads from a noun to a name: "a young man called X", "a teacher by the name of X"."""
    lows = [word[2] for word in raw[-10:]]
    words = 4 if lows[-4:] == ["by", "the", "name", "of"] else 1 if lows[-1:] in (["called"], ["named"]) else 0
    before = lows[:-words]
    if words and before and lex.is_human(before[-1]) and {"a", "an", "one"} & {*before[-5:-1]}:
        del raw[-words:]


Raw = tuple[int, int, str, str, str, Any]
"""A token before its tag is settled: where it starts and ends, `low`, what it can be alone, `kind` and `value`."""
_token: Callable[[tuple[Any, ...]], Token] = partial(tuple.__new__, Token)
"""A token of its parts, made without a call of Python's own."""


def _words(text: str, start: int, end: int, out: list[Raw], last: int) -> None:
    skip = start
    if out and out[-1][1] == start and (owner := _OWNS.match(text, start, end)):
        out.append((start, owner.end(), "’s", lex.OWNER, "", None))
        skip = owner.end()
    for m in _WORD.finditer(text, start, end):
        at, stop = m.span()
        if at < skip:
            continue
        word = m[0]
        low, tag, sort = _form(word) if stop - at <= _LONGEST_WORD else _read_form(word)
        if sort is _Sort.PLAIN:
            out.append((at, stop, low, tag, "", None))
        elif sort is _Sort.MARK:
            _mark(text, (at, end, last), word, out)
        elif sort is _Sort.PHRASE and (phrase := _phrase(text, at, end, low)):
            skip = at + len(phrase[0])
            out.append((at, skip, *phrase, "", None))
        elif tail := _TAILS.search(word):
            _split(at, low, tail, out)
        else:
            out.append((at, stop, low, tag, "", None))


class _Sort(Enum):
    """What must be looked at beside a word: nothing, a mark's neighbours, what goes on with a phrase, its ending."""

    PLAIN, MARK, PHRASE, TAILED = range(4)


def _read_form(word: str) -> tuple[str, str, _Sort]:
    """A word in lower case, what it can be alone, and its sort."""
    low = word.lower()
    if not word[0].isalnum():
        return low, "", _Sort.MARK
    if low in lex.PHRASES:
        return low, _open(word, low), _Sort.PHRASE
    return low, _open(word, low), _Sort.TAILED if "’" in word or "'" in word else _Sort.PLAIN


_form = lru_cache(maxsize=1 << 14)(_read_form)
"""Few words are most of what is ever read."""


def _mark(text: str, bounds: tuple[int, int, int], mark: str, out: list[Raw]) -> None:
    at, end, last = bounds
    stop = at + len(mark)
    if out and mark in "’'" and out[-1][1] == at and _owns(text, at, end, out[-1][2]):
        out.append((at, stop, "’", lex.OWNER, "", None))
    elif mark == ".":
        if tag := _dot(text, at, last, out):
            out.append((at, stop, ".", tag, "", None))
    elif mark not in _QUOTES:
        out.append((at, stop, mark, _MARKS.get(mark, ","), "", None))


def _open(word: str, low: str) -> str:
    if len(low) > _LONGEST_WORD:
        return lex.NOUN
    tag = lex.tag_of(low)
    if word[0].isupper() and len(word) > 1 and word.isupper() and tag not in "dqypt&":
        return lex.CAPITAL
    return tag


def _split(at: int, low: str, tail: re.Match[str], out: list[Raw]) -> None:
    """Two tokens for a word with its ending: "didn’t", "Archer’s", "he’s"."""
    head, ending = low[: tail.start()], low[tail.start() :].replace("'", "’")
    if ending == "’t":
        head, ending = {"can": "can", "wo": "will"}.get(head[:-1], head[:-1]), "n’t"
        cut = at + tail.start() - 1
        tag = lex.NOT
    else:
        cut = at + tail.start()
        pronoun = head in {"he", "she", "it", "that", "who", "there", "what", "i", "we", "they", "you", "here"}
        tag = lex.TAGS[ending] if pronoun and ending in lex.TAGS else lex.OWNER if ending == "’s" else lex.MODAL
    out.append((at, cut, head, lex.tag_of(head) if head else lex.NOUN, "", None))
    out.append((cut, at + tail.end(), ending, tag, "", None))


def _phrase(text: str, at: int, end: int, first: str) -> tuple[str, str] | None:
    low = text[at : at + _LONGEST_PHRASE].lower()
    for phrase, tag in lex.PHRASES[first]:
        stop = at + len(phrase)
        if not low.startswith(phrase) or stop > end or text[stop : stop + 1].isalnum():
            continue
        if phrase in {"the former", "the latter"} and _names_next(text, stop):
            continue
        if phrase == "due to" and _DUE_TO_DO.match(text, stop):
            continue
        return phrase, tag
    return None


_LONGEST_PHRASE = max(len(phrase) for phrases in lex.PHRASES.values() for phrase, _ in phrases)


def _names_next(text: str, at: int) -> bool:
    """Whether a noun follows: "the former Minister of Health", but "the former was freed"."""
    word = _NEXT_WORD.match(text, at)
    return word is not None and (word[1][0].isupper() or lex.tag_of(word[1]) in (lex.NOUN, lex.ADJ))


_NEXT_WORD = re.compile(r"\s(\w+)")


def _owns(text: str, at: int, end: int, before: str) -> bool:
    following = text[at + 1 : at + 3]
    return (
        before.endswith("s") and len(following) == 2 and following[0] == " " and following[1].isalnum() and at + 2 < end
    )


def _dot(text: str, at: int, end: int, out: list[Raw]) -> str:
    """What a full stop is: nothing after an abbreviation, else an end."""
    following = text[at + 1 : at + 3].strip()
    if out and out[-1][2] in _NUMBERED and following[:1].isdigit():
        start, stop, low, _, kind, value = out[-1]
        out[-1] = (start, stop, low, lex.CAPITAL, kind, value)
        return ""
    if at + 2 < end and following and out and len(out[-1][2]) <= 4 and out[-1][3] in "kKPN":
        return ""
    return "."
