"""Titles of office as letters write them, read whole: first those that the fact base knows, longest first, then others.

A title is a noun with what stands before it (“former Deputy Under Secretary”) and what it is of or for (“of State for
Political Affairs”). Where it ends before a name, no shorter title within it is ever read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sphinx_factcheck.engine.mentions.lexicon import FUNCTION_WORDS
from sphinx_factcheck.engine.spans.title_words import (
    ARTICLES,
    COMMA,
    COUNTRY,
    DATE,
    DEPUTIES,
    LINKS,
    LOWER,
    NO_MODIFIERS,
    ORDINALS,
    PRESS_POSTS,
    TAIL,
    TAILS,
    TIES,
    TIMES,
    TOKEN,
    WITHIN,
    Body,
    Token,
    closes,
    is_chain,
    is_portfolio,
    is_rank,
    owner_of,
    tokens_of,
    within_title,
)
from sphinx_factcheck.facts.countries import COUNTRY_OF
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.facts.offices import (
    ASPECTS,
    EXPANDED,
    GENERALS,
    HEADS,
    PLURALS,
    RANKS,
    SIGNED_HEADS,
    WIDE_HEADS,
    Aspect,
    parts_of,
    plain_words,
    post_of,
    title_of,
)

__all__ = ["REACH", "Body", "TitleReader", "TitleSaid"]

REACH = 170
"""How many characters from a name its title can begin."""
_MODIFIERS = 7
_OPENING = 12
"""Among how many words the noun of a title stands that begins with them."""
_MOST_KEPT = 1 << 16
_INSIDE, _NOUN = 1, 2


@dataclass(frozen=True, slots=True)
class TitleSaid:
    """A title in a text, from `start` to `end`; `words` are its own, without what `aspect` says.

    `body` is the body named in it; `thing` are words in small letters that it is of (“chair of the council”). `plural`:
    of the names after it together, its words being those of one of them. `whole`: that nothing before it can belong
    to it too.
    """

    start: int
    end: int
    words: str
    aspect: Aspect = Aspect.NOW
    plural: bool = False
    body: str = ""
    thing: str = ""
    whole: bool = True
    wide: bool = False

    def moved(self, by: int) -> TitleSaid:
        """The same title so much farther on."""
        return TitleSaid(
            self.start + by, self.end + by, self.words, self.aspect, self.plural, self.body, self.thing, self.whole,
            self.wide,
        )  # fmt: skip

    @property
    def parts(self) -> tuple[str, ...]:
        """The titles that "and" joins ("President and Founder"), or the one title."""
        return parts_of(self.words)


class _Kept(dict[str, int]):
    """What is told of words, each asked once."""

    def __init__(self, tell: Callable[[str], int]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_KEPT:
            self.clear()
        told = self[word] = self._tell(word)
        return told


class TitleReader:
    """Reads titles with the words of one fact base."""

    def __init__(self, facts: FactBase) -> None:
        self._forward: dict[Any, Any] = {}
        self._backward: dict[Any, Any] = {}
        known, vocabulary, owners = set[str](), set[str](), set[str]()
        for name in _titles_of(facts):
            for one in dict.fromkeys((name, *parts_of(name))):
                keys = tuple(key for key in plain_words(one) if key != "the")
                _file(self._forward, keys)
                _file(self._backward, keys[::-1])
                known |= title_of(one).nouns
                vocabulary |= {*keys}
                owners |= {owner.lower() for word in one.split() if (owner := owner_of(word)) is not None}
        self._whole = frozenset(map(plain_words, _titles_of(facts)))
        self._heads = HEADS | WIDE_HEADS | known
        self._core = frozenset(key for head in HEADS for key in plain_words(head)) | HEADS
        self._vocabulary = frozenset(vocabulary - LINKS - {"and"})
        self._owners = frozenset(owners)
        self.nouns_known = frozenset(
            noun for name in _titles_of(facts) for p in parts_of(name) for noun in title_of(p).nouns
        )
        self._parts = _Kept(self._part_of)
        self._told: dict[str, TitleSaid | None] = {}

    def run_before(self, words: Sequence[str], *, through: bool = False) -> int:
        """How many of the words in front of a name, counted back from it, can be a title; 0 where no noun is there.

        `through`: words that are no part of any title do not end it.
        """
        noun, count = False, 0
        for word in reversed(words):
            part = self._parts[word]
            if not part and not through:
                break
            noun = noun or part == _NOUN
            count += 1
        return count if noun else 0

    def _part_of(self, word: str) -> int:
        """What a word without spaces can be in a title, or between it and a name ("the director is X")."""
        if any(self.is_noun(one) or one.lower() in PLURALS for one in TOKEN.findall(word)):
            return _NOUN
        plain = word.lower().strip(".,-–—(")
        known = plain in WITHIN or plain in self._vocabulary or plain in COUNTRY
        return _INSIDE if known or not word[0].islower() or word[-1] in ",–—" else 0

    def is_noun(self, word: str) -> bool:
        """Whether a word can be the noun of a title."""
        plain = word.lower().rstrip(".")
        short = plain.replace(".", "")
        return bool(self._heads.intersection((plain, short, *plain_words(plain)[-1:])))

    def before(self, text: str, floor: int, end: int, bodies: Sequence[Body] = ()) -> TitleSaid | None:
        """The title that ends at `end`, where a name follows, read back to `floor` at most."""
        if bodies:
            return self._before(text, floor, end, bodies)
        words = text[floor:end]
        if words not in self._told:
            if len(self._told) > _MOST_KEPT:
                self._told.clear()
            self._told[words] = self._before(words, 0, len(words))
        title = self._told[words]
        return title.moved(floor) if title else None

    def _before(self, text: str, floor: int, end: int, bodies: Sequence[Body] = ()) -> TitleSaid | None:
        tokens = within_title(list(tokens_of(text, floor, end, bodies)))
        if not tokens or text[tokens[-1].end : end].strip().strip(",-. "):
            return None
        coming = ASPECTS[tokens.pop().plain] if len(tokens) > 1 and tokens[-1].plain in TAILS else None
        last = len(tokens)
        known = self._known_of(tokens)
        plural = ""
        if known < last:
            first, whole = self._widened(tokens, known)
        elif (read := self._read_back(tokens)) is not None:
            first, whole = read
        elif plural := next((t.text for t in reversed(tokens[-4:]) if t.plain in PLURALS), ""):
            at = next(n for n in range(last - 1, -1, -1) if tokens[n].text == plural)
            if not is_chain(tokens[at + 1 :]):
                return None
            first, whole = self._widened(tokens, at)
        else:
            return None
        title = self._title(text, tokens[first:], whole)
        if title and coming:
            title = replace(title, aspect=coming)
        if title and plural:
            singular = PLURALS[plural.lower()]
            singular = singular.capitalize() if plural[0].isupper() else singular
            title = replace(title, words=title.words.replace(plural, singular), plural=True)
        return title

    def _known_of(self, tokens: Sequence[Token]) -> int:
        """Where the longest title of the fact base begins that the words are, with or without what it is of."""
        best = self._known_back(tokens)
        for at in range(len(tokens) - 2, 0, -1):
            if tokens[at].plain in LINKS and not tokens[at].gap.strip(" ") and is_chain(tokens[at:]):
                first = self._known_back(tokens[:at])
                best = first if first < min(best, at) else best
        return best

    def _known_back(self, tokens: Sequence[Token]) -> int:
        """Where the longest title of the fact base begins that the words end with; their number where none does."""
        best = at = len(tokens)
        node: Any = self._backward
        while at:
            token = tokens[at - 1]
            if token.plain != "the":
                for key in reversed(token.keys):
                    node = node.get(key)
                    if node is None:
                        return best
            at -= 1
            if None in node and token.plain not in ARTICLES:
                best = at
            if token.gap.strip(" \n-,") or (at and token.gap == ""):
                break
        return best

    def _widened(self, tokens: Sequence[Token], first: int) -> tuple[int, bool]:
        """Where a title begins that has its noun or known part at `first`, and whether that is all of it."""
        low = max(first - _MODIFIERS, 0)
        while first > low and self._modifies(tokens, first - 1):
            first -= 1
        return first, self._is_whole(tokens, first)

    def _is_whole(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether the words before a title cannot be part of it: "the Assistant to the President X" is another's."""
        if first == 0:
            return True
        before, own = tokens[first - 1], tokens[first]
        if COMMA.fullmatch(own.gap) or "\n" in own.gap:
            return True
        if before.plain == "the" and first > 1:
            tie = tokens[first - 2]
            outer = first > 2 and self.is_noun(tokens[first - 3].text) and not tokens[first - 3].text.endswith("s")
            return not (tie.plain in LINKS and outer)
        if own.gap == "-" or before.plain in ARTICLES or before.plain in FUNCTION_WORDS or before.capital:
            return own.gap != "-"
        verb = before.plain.endswith(("ed", "ing")) or before.plain in NO_MODIFIERS or before.plain == "press"
        return own.capital or verb

    def _modifies(self, tokens: Sequence[Token], n: int) -> bool:
        """Whether a word stands before the noun of a title as part of it."""
        token, after = tokens[n], tokens[n + 1]
        if after.gap not in {" ", "-"}:
            return False
        plain = token.plain
        if plain in ASPECTS or token.body:
            return True
        if (owner := owner_of(token.text)) is not None:
            return owner.lower() in COUNTRY or owner.lower() in self._owners
        if plain == "press" and after.plain not in PRESS_POSTS:
            return False
        acronym = len(token.text) > 1 and token.text.isupper() and plain not in {"i", "a"}
        if plain in NO_MODIFIERS and not acronym:
            return False
        if token.text[-1] == "." and len(token.text) > 5:
            return False
        if plain[0].isdigit():
            return plain[-2:] in {"st", "nd", "rd", "th"}
        return token.capital or plain in LOWER or plain in self._vocabulary or plain in COUNTRY_OF

    def _read_back(self, tokens: Sequence[Token]) -> tuple[int, bool] | None:
        """Where the title begins that the words end with, by its noun and what it is of."""
        last = len(tokens) - 1
        for at in range(last, max(last - 12, -1), -1):
            if not self.is_noun(tokens[at].text) or is_portfolio(tokens, at):
                continue
            rest = list(tokens[at + 1 :])
            if rest and rest[0].plain == "general" and tokens[at].plain in GENERALS:
                rest = rest[1:]
            if not is_chain(rest):
                return None
            return self._widened(tokens, at)
        return None

    def after(self, text: str, start: int, stop: int, bodies: Sequence[Body] = ()) -> TitleSaid | None:
        """The title that begins at `start`, after what ties it to a name."""
        line_end = text.find("\n", start, stop)
        stop = min(stop if line_end < 0 else line_end, start + REACH)
        if _NOUN not in map(self._parts.__getitem__, text[start:stop].split(None, _OPENING)[:_OPENING]):
            return None
        tokens = _without_owner(list(tokens_of(text, start, stop, bodies)), self)
        while len(tokens) > 1 and tokens[0].plain in ARTICLES and tokens[1].gap == " ":
            tokens = tokens[1:]
        head = self._first_noun(tokens)
        if head is None:
            return None
        end = self._end_of(tokens, head)
        title = self._title(text, tokens[:end], True)
        return self._with_thing(text, title, tokens, end) if title else None

    def _first_noun(self, tokens: Sequence[Token]) -> int | None:
        """The noun of the title that the words begin with; of those that stand together, the last."""
        for n in range(min(len(tokens), _MODIFIERS)):
            token = tokens[n]
            if n and (token.gap.strip(" \n-") or (token.plain in TIES and not is_rank(tokens, n))):
                return None
            if self._known_end(tokens, n) > n + 1 and all(self._modifies(tokens, m) for m in range(n)):
                return n
            if self.is_noun(token.text):
                following = tokens[n + 1] if n + 1 < len(tokens) and tokens[n + 1].gap in {" ", "-"} else None
                if following and following.plain != "general" and self._goes_before(token, following):
                    continue
                return n
            if n + 1 == len(tokens) or not self._modifies(tokens, n):
                return None
        return None

    def _goes_before(self, token: Token, following: Token) -> bool:
        """Whether of two nouns that stand together the first only ranks or describes the second."""
        return self.is_noun(following.text) or (token.plain in RANKS and following.plain in RANKS)

    def knows(self, tokens: Sequence[Token]) -> bool:
        """Whether words begin with a title of the fact base."""
        return self._known_end(tokens, 0) > 0

    def is_known(self, words: str) -> bool:
        """Whether words of more than one part are just a title of the fact base, be it of whom it may."""
        return " of " in words and plain_words(words) in self._whole

    def _known_end(self, tokens: Sequence[Token], first: int) -> int:
        """Where the longest title of the fact base ends that begins at a word; `first` where none does."""
        node: Any = self._forward
        best = first
        for n in range(first, len(tokens)):
            token = tokens[n]
            if n > first and token.gap.strip(" \n-,"):
                break
            if token.plain == "the" and n > first:
                continue
            for key in token.keys:
                node = node.get(key)
                if node is None:
                    return best
            if None in node:
                best = n + 1
        return best

    def _end_of(self, tokens: Sequence[Token], head: int) -> int:
        """Where a title ends: with the longest known one, and with what it is of."""
        end = max([head + 1, *(self._known_end(tokens, n) for n in range(head + 1))])
        while end < len(tokens) and not tokens[end].gap.strip(" -") and not closes(tokens[end - 1]):
            reached = self._next_end(tokens, end)
            if reached == end:
                break
            end = reached
        time = end < len(tokens) and tokens[end].plain in TIMES and tokens[end - 1].plain in ORDINALS
        while end - 1 > head and (time or tokens[end - 1].plain in TIES | {"the", "and", "&"}):
            end, time = end - 1, False  # "director for the first time"
        return end

    def _next_end(self, tokens: Sequence[Token], end: int) -> int:
        """Where a title ends that goes on with the word at `end`; `end` itself where it does not."""
        token, last = tokens[end], tokens[end - 1]
        if token.plain in TAILS or (token.plain == "general" and last.plain in GENERALS):
            return end + 1
        if token.plain in {"and", "&"}:
            following = tokens[end + 1] if end + 1 < len(tokens) else None
            if following is None or (last.capital and not following.capital):
                return end
            joins = following.capital and not following.gap.strip(" ")
            return end + 2 if joins or self._first_noun(tokens[end + 1 :]) is not None else end
        if token.plain == "under":
            return end + 1 if is_rank(tokens, end) else end
        if token.plain in TIES or token.plain == "the":
            return self._object_end(tokens, end)
        if token.capital or self.is_noun(token.plain):
            return end + 1
        return end + 1 if token.plain in LOWER and not last.capital else end

    def _object_end(self, tokens: Sequence[Token], at: int) -> int:
        """Where what a title is of ends; `at`, the place of the word that ties it, where nothing follows it."""
        n = at + 1
        while n < len(tokens) and tokens[n].plain in ARTICLES and not tokens[n].gap.strip(" "):
            n += 1
        if n < len(tokens) and not tokens[n].gap.strip(" ") and not DATE.match(tokens[n].text):
            body = n + 1 < len(tokens) and tokens[n].plain.isalpha() and tokens[n + 1].body  # of the weekly Lamp
            if tokens[n].capital or tokens[n].plain in LOWER or tokens[n].plain in self._vocabulary:
                return n + 1
            if body:
                return n + 2
        return at

    def _with_thing(self, text: str, title: TitleSaid, tokens: Sequence[Token], end: int) -> TitleSaid:
        """The title with the words in small letters that it is of: "chair of the council"."""
        if end + 1 >= len(tokens) or tokens[end].plain not in LINKS or tokens[end].gap.strip(" "):
            return title
        told: list[str] = []
        for token in tokens[end + 1 : end + 6]:
            if token.gap.strip(" ") or token.plain in LINKS | {"from", "since", "until", "till", "who", "and"}:
                break
            if token.plain not in ARTICLES:
                if DATE.match(token.text):
                    break
                told.append(token.plain)
        return title if TIMES.intersection((*told[:1], *told[-1:])) else replace(title, thing=" ".join(told))

    def piece(self, text: str, start: int, end: int) -> TitleSaid | None:
        """The title that a piece of a signer's line is, where it is one."""
        tokens = list(tokens_of(text, start, end))
        if not any(t.plain in SIGNED_HEADS or t.plain in EXPANDED or self.is_noun(t.text) for t in tokens):
            return None
        return self._title(text, tokens, True)

    def _title(self, text: str, tokens: Sequence[Token], whole: bool) -> TitleSaid | None:
        first, end = tokens[0].start, tokens[-1].end
        body = next((t.body for t in tokens if t.body), "")
        owner = tokens[0].text if len(tokens) > 1 and owner_of(tokens[0].text) is not None else ""
        tokens = tokens[bool(owner) :]
        aspect = Aspect.NOW
        while len(tokens) > 1 and tokens[0].plain in ASPECTS:
            aspect = ASPECTS[tokens[0].plain] if aspect is Aspect.NOW else aspect
            tokens = tokens[1:]
        if len(tokens) == 1 and tokens[0].plain in ASPECTS.keys() | RANKS - DEPUTIES:
            return None
        words = " ".join(text[tokens[0].start : end].split()).rstrip(".;:!?,")
        for told, following in pairwise(tokens):
            if (
                following.body
                and told.text.islower()
                and told.plain not in TIES | ARTICLES
                and not self.is_noun(told.text)
            ):
                words = words.replace(f"{told.text} {following.text}", following.text)
        if tail := TAIL.search(words):
            words, aspect = words[: tail.start()] + words[tail.end() :], ASPECTS[tail[0].strip(" -").lower()]
        end -= len(text[first:end]) - len(text[first:end].rstrip(".;:!?,"))
        wide = not any(key in self._core for t in tokens for key in t.keys)
        return TitleSaid(first, end, " ".join([*owner.split(), words]), aspect, False, body, "", whole, wide)


def _titles_of(facts: FactBase) -> Iterator[str]:
    """Every title that the fact base holds."""
    for entity in facts.entities.values():
        if isinstance(entity, Person):
            for office in (*entity.offices, *map(post_of, entity.memberships)):
                yield from (office.office, *office.also)


def _file(trie: dict[Any, Any], keys: Iterable[str]) -> None:
    for key in keys:
        trie = trie.setdefault(key, {})
    trie[None] = True


def _without_owner(tokens: list[Token], reader: TitleReader) -> list[Token]:
    """The words without whose title it is: "the party's leader"; a country is kept, for it tells the office."""
    for n, token in enumerate(tokens[:4]):
        if token.gap.strip(" \n-") or reader.is_noun(token.text) or reader.knows(tokens[n : n + 4]):
            break
        if (owner := owner_of(token.text)) is not None:
            if owner.lower() in COUNTRY:
                return [t for t in tokens if t.plain != "the" or t.start > token.start]
            return tokens[n + 1 :]
    return tokens
