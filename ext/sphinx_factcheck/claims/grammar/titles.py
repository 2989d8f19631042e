"""Titles as letters write them: "former Minister of Foreign Affairs", "President and Founder", "acting director"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_factcheck.claims.grammar.countries import COUNTRY_OF, COUNTRY_WORDS
from sphinx_factcheck.claims.grammar.offices import (
    ASKING,
    ASPECTS,
    HEADS,
    PLURALS,
    PRESS_POSTS,
    SIGNED_HEADS,
    WIDE_HEADS,
    Aspect,
)
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.mentions.lexicon import FUNCTION_WORDS

_LINKS = frozenset("of for to in on at the and & de".split())
_LOWER = frozenset(
    "foreign affairs state defense defence interior justice finance treasury security public health trade commerce "
    "education labor labour home prime vice deputy under assistant associate executive general first chief special "
    "high national international acting interim former permanent managing programme program advocacy policy research "
    "communications legal party communist central military press human rights culture environment agriculture".split()
)
_NOT_MODIFIERS = (FUNCTION_WORDS - {"first"}).union(
    ASKING,
    "when while as if since but and or nor with by that this these those dear mr mrs ms dr we i he she they it after "
    "before during although though under both between to for from in on at not senior".split(),
)

_COUNTRY = COUNTRY_OF.keys() | COUNTRY_WORDS
_DATE = re.compile(rf"(?:{'|'.join(MONTHS)})\b|\d|early\b|late\b|mid")
_TOKEN = re.compile(r"[^\s,()\n]+|,")
_PART = re.compile(r"[^\s,()\[\]“”\"]+")
FARTHEST = 8
"""How many words from a name the noun of its title can stand."""
_NAMED_HEADS = HEADS | WIDE_HEADS
_SPLIT_PARTS = re.compile(r"\s+(?:and|&)\s+|\s*/\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a text, from `start` to `end`, with its aspect; `words` are its own, without what the aspect says.

    `plural`: of the names after it together, "Secretaries X and Y"; its words are those of one of them.
    """

    start: int
    end: int
    words: str
    aspect: Aspect = Aspect.NOW
    plural: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether its noun is an office of some and no more than a description of others."""
        return not _has_head(self.words, HEADS)

    @property
    def parts(self) -> tuple[str, ...]:
        """The titles that "and" joins ("President and Founder"), or the one title."""
        parts = tuple(_SPLIT_PARTS.split(self.words))
        return parts if len(parts) > 1 and all(_has_head(p, SIGNED_HEADS) for p in parts) else (self.words,)


def title_before(text: str, start: int, name: int, inside: int = 0) -> Title | None:
    """The title that ends right before the name at `name`, read back to `start` at most.

    `inside` is the length of the title within the name's own stretch ("Secretary" of "Secretary Brown").
    """
    end = name + inside
    tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    while tokens and tokens[-1][1] == ",":
        tokens.pop()
        if inside:
            return None
    last = len(tokens)
    nouns = (n for n in range(last - 1, max(last - 1 - FARTHEST, -1), -1) if _is_head(tokens[n][1]))
    head = next((n for n in nouns if not _is_portfolio(tokens, n)), None)
    plural = _last_plural(tokens[-4:]) if head is None else ""
    if plural:
        head = next(n for n in range(last - 1, -1, -1) if tokens[n][1] == plural)
    if head is None or not _follows(tokens[head + 1 :]):
        return None
    first = _first_modifier(tokens, head)
    title = _title(text, tokens[first:], last_end=tokens[last - 1][0] + len(tokens[last - 1][1]))
    if title is None or not plural:
        return title
    singular = PLURALS[plural.lower()]
    singular = singular.capitalize() if plural[0].isupper() else singular
    return replace(title, words=title.words.replace(plural, singular), plural=True)


@lru_cache(maxsize=1 << 15)
def may_hold_noun(words: str) -> bool:
    """Whether the noun of a title stands among words without a space: cheaper than reading the title."""
    return any(_is_head(token) or token.lower() in PLURALS for token in _PART.findall(words))


def _is_portfolio(tokens: list[tuple[int, str]], n: int) -> bool:
    """Whether a noun is not the title's own, but what it is of: "Minister of Justice"."""
    return n > 0 and tokens[n][1].lower() == "justice" and tokens[n - 1][1].lower() in {"of", "for"}


def _last_plural(tokens: list[tuple[int, str]]) -> str:
    return next((word for _, word in reversed(tokens) if word.lower() in PLURALS), "")


def title_after(text: str, start: int, end: int) -> Title | None:
    """The title that begins at `start`, after the comma or the verb that follows a name."""
    line_end = text.find("\n", start, end)
    stop_at = min(end if line_end < 0 else line_end, start + 140)
    tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text, start, stop_at)]
    tokens = _without_owner(tokens)
    while tokens and tokens[0][1].lower() in {"the", "a", "an", "its", "their", "our", "his", "her"}:
        tokens = tokens[1:]
    head = next((n for n in range(min(len(tokens), 7)) if _is_head(tokens[n][1])), None)
    if head is None or any(not _can_modify(word) for _, word in tokens[:head]):
        return None
    stop = head + 1
    if not _closes(tokens[head][1]):
        while stop < len(tokens) and tokens[stop][1] != "," and _can_follow(tokens, stop):
            stop += 1
            if _closes(tokens[stop - 1][1]):
                break
    while stop - 1 > head and tokens[stop - 1][1].lower() in _LINKS:
        stop -= 1
    last_start, last = tokens[stop - 1]
    return _title(text, tokens[:stop], last_end=last_start + len(last.rstrip(".;:!?")))


def _without_owner(tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The words without whose title it is: "the party's leader"; a country is kept, for it tells the office."""
    for n, (start, word) in enumerate(tokens[:4]):
        if word == "," or _is_head(word):
            break
        if (owner := _owner(word)) is not None:
            if owner.lower() in _COUNTRY:
                return [t for t in tokens if t[1].lower() != "the" or t[0] > start]
            return tokens[n + 1 :]
    return tokens


def _owner(word: str) -> str | None:
    """Whose a possessive is: "party" of "party's"; None where a word is none."""
    if word.endswith(("’s", "'s")):
        return word[:-2]
    return word[:-1] if word.endswith(("s’", "s'")) else None


def title_within(text: str, start: int, end: int) -> Title | None:
    """The title that a piece of a signer's line is, where it is one."""
    words = text[start:end]
    if not _has_head(words, SIGNED_HEADS):
        return None
    inset = len(words) - len(words.lstrip())
    tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    return _title(text, tokens, last_end=start + inset + len(words.strip()))


@lru_cache(maxsize=8192)
def leading_title(name: str) -> int:
    """The length of the title that a name's own words begin with, and the space after it; 0 where there is none."""
    found = re.match(r"(?:[\w.-]+\s+(?:of\s+)?){1,6}", name)
    words = found[0].split() if found else []
    last = max((n for n, word in enumerate(words) if _is_head(word)), default=None)
    if last is None:
        return 0
    at = 0
    for word in words[: last + 1]:
        at = name.index(word, at) + len(word)
    rest = re.match(
        r"(?:\s+(?:of|the|for)\b|\s+(?:State|Treasury|Defense|Defence|Justice|Foreign|Affairs|Interior|Finance)\b)*\s+",
        name[at:],
    )
    return at + (rest.end() if rest else 0)


def _title(text: str, tokens: list[tuple[int, str]], last_end: int) -> Title | None:
    aspect, first = Aspect.NOW, tokens[0][0]
    owner = tokens[0][1] if len(tokens) > 1 and _owner(tokens[0][1]) is not None else ""
    tokens = tokens[bool(owner) :]
    while tokens:
        start, word = tokens[0]
        prefix, dash, rest = word.lower().partition("-")
        if word.lower().rstrip(",") in ASPECTS:
            told = ASPECTS[word.lower().rstrip(",")]
            aspect, tokens = told if aspect is Aspect.NOW else aspect, tokens[1:]
        elif dash and prefix in {"ex", "then"} and rest:
            aspect, tokens = ASPECTS[prefix], [(start + len(prefix) + 1, word[len(prefix) + 1 :]), *tokens[1:]]
        else:
            break
    if not tokens:
        return None
    words = text[tokens[0][0] : last_end]
    coming = re.search(r"[\s-](?:elect|designate)$", words)
    if coming:
        words, aspect = words[: coming.start()], Aspect.COMING
    return Title(first, last_end, " ".join([*owner.split(), *words.split()]), aspect)


def _first_modifier(tokens: list[tuple[int, str]], head: int) -> int:
    first = head
    while first and head - first < 7 and _can_modify(tokens[first - 1][1]):
        if tokens[first - 1][1] == "Press" and tokens[first][1].lower() not in PRESS_POSTS:
            break
        first -= 1
    return first


def _can_modify(word: str) -> bool:
    plain = word.lower().strip("’'.")
    if plain in ASPECTS:
        return True
    if (owner := _owner(word)) is not None:
        return owner.lower() in _COUNTRY
    if (
        (plain in _NOT_MODIFIERS and not (len(plain) > 1 and plain.upper() == word.strip("’'.")))
        or word[-1] in ',;:!?”"'
        or (word[-1] == "." and len(word) > 5)
    ):
        return False
    return word[0].isupper() or plain in _LOWER or plain in ASPECTS or plain.partition("-")[0] in {"then", "ex"}


@lru_cache(maxsize=8192)
def can_end_title(word: str) -> bool:
    """Whether a word right before a name can close its title: cheaper than reading the title."""
    plain = word.lower()
    return word[0].isupper() or plain in _LINKS or plain in _LOWER or plain in PLURALS or _is_head(word)


def _follows(after: list[tuple[int, str]]) -> bool:
    """Whether the words between a title's noun and a name belong to the title: "of Foreign Affairs"."""
    if not after:
        return True
    words = [w for _, w in after]
    if words[0].lower() not in {"of", "for", "to", "and", "general"}:
        return False
    return all(w.lower() in _LINKS or w[0].isupper() or w.lower() in _LOWER for w in words)


def _can_follow(tokens: list[tuple[int, str]], n: int) -> bool:
    word = tokens[n][1]
    plain = word.lower().rstrip(".;:!?")
    if plain == "under":
        return n + 1 < len(tokens) and tokens[n + 1][1].lower().startswith("secretar")
    if plain in {"and", "&"}:
        return n + 1 < len(tokens) and (tokens[n + 1][1][0].isupper() or _is_head(tokens[n + 1][1]))
    if plain in _LINKS:
        return n + 1 < len(tokens) and not _DATE.match(tokens[n + 1][1])
    return word[0].isupper() or plain in _LOWER or _is_head(word)


def _closes(word: str) -> bool:
    return word[-1] in ".;:!?)" and len(word) > 4


@lru_cache(maxsize=8192)
def _is_head(word: str) -> bool:
    plain = word.lower().strip(".,;:!?")
    plain = plain.removesuffix("-elect").removesuffix("-designate").removesuffix("-at-large")
    prefix, _, rest = plain.partition("-")
    return plain in _NAMED_HEADS or (prefix in {"ex", "then", "vice", "co", "under", "deputy"} and rest in _NAMED_HEADS)


def _has_head(words: str, heads: frozenset[str]) -> bool:
    told = re.findall(r"[\w-]+", words.lower().replace("-at-large", ""))
    return any(w in heads or w.rpartition("-")[2] in heads for w in told)
