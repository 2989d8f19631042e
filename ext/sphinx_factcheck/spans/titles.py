"""Titles of office as letters write them, read whole: first those that the fact base knows, longest first, then others.

A title is a noun with what stands before it (“former Deputy Under Secretary”) and what it is of or for (“of State for
Political Affairs”). Where it ends before a name, no shorter title within it is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.countries import COUNTRY_OF, COUNTRY_WORDS
from sphinx_factcheck.facts.model import FactBase, Office, Person
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
    title_of,
)
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.mentions.lexicon import FUNCTION_WORDS

REACH = 170
"""How many characters from a name its title can begin."""
_MODIFIERS = 7
_OPENING = 12
"""Among how many words the noun of a title stands that begins with them."""
_MOST_KEPT = 1 << 16
_INSIDE, _NOUN = 1, 2
_LINKS = frozenset("of for to on at in".split())
_TIES = _LINKS | {"over", "without", "under", "de", "des", "du", "der", "für", "von"}
_ARTICLES = frozenset("the a an its their our his her your my this that one".split())
_LOWER = RANKS | frozenset(
    "foreign affairs state defense defence interior justice finance treasury security public health trade commerce "
    "education labor labour home prime vice executive general chief special high national international permanent "
    "managing programme program advocacy policy research communications legal party communist central military press "
    "human rights culture environment agriculture founding advisory regional senior advisory board federal provincial "
    "district city county village parliamentary academic scientific artistic technical financial commercial medical "
    "political economic social religious spiritual supreme opposition minority majority campaign government "
    "ministerial cabinet privy crown royal imperial large charge war peace and-a-half".split()
)
_NO_MODIFIERS = (FUNCTION_WORDS - RANKS).union(
    "when while as if since but and or nor with by that this these those dear mr mrs ms dr we i he she they it after "
    "before during although though both between to for from in on at not senior honorable honourable hon".split(),
    "urge urging remind reminding thank thanking invite inviting encourage encouraging inform informing request "
    "requesting persuade persuading convince convincing warn warning assure assuring advise advising implore beg "
    "support supporting challenge challenging congratulate congratulating commend commending condemn condemning "
    "welcome welcoming join joining help helping make making call calling contact contacting question summon lobby "
    "lobbying pressure engage engaging follow following quote quoting applaud salute pressing asking telling "
    "meeting tell ask hail address advised met saw told visit see".split(),
)
"""Words that stand with a capital right before a title without belonging to it, verbs at the head of a sentence too."""
_PRESS_POSTS = frozenset(
    "secretary officer attache attaché adviser advisor counselor counsellor director spokesman spokeswoman "
    "spokesperson office freedom relations affairs chief aide manager council association editor and".split()
)
"""What "press" is part of, where it is not such a verb."""
_DEPUTIES = frozenset("deputy assistant associate principal".split())
_TIMES = frozenset("time day moment period date age end beginning start".split())
"""What a title is not of: "director at the time"."""
_TAILS = frozenset("elect designate emeritus emerita nominee".split())
_WITHIN = _LOWER.union(
    _TIES,
    _ARTICLES,
    _TAILS,
    ASPECTS,
    "and & is was remains been now still then currently no less other a man than".split(),
)
_COUNTRY = COUNTRY_OF.keys() | COUNTRY_WORDS
_DATE = later(rf"(?:{'|'.join(MONTHS)})\b|\d|early\b|late\b|mid")
_TOKEN = later(r"[\w&](?:[\w’'&]|\.(?=\w|,|\s|$))*")
_GAP = later(r"\s?-?\s?|\s{1,3}")
_COMMA = later(r",\s{1,2}")
_OWNER = later(r"(?:[’']s|s[’'])$")
_TAIL = later(rf"[\s-](?:{'|'.join(_TAILS)})\b", re.IGNORECASE)
_LISTED = later(r"(?:,\s[A-Z][\w’-]*(?:\s(?:(?:and|of)\s)?[A-Z][\w’-]*){0,4}){1,6},?\sand\s[A-Z]")


class Token(NamedTuple):
    """A word of a text, with what stands before it and with its normal words; a body named there is one word.

    `plain` is the word in small letters, `capital` whether it has a capital.
    """

    start: int
    end: int
    gap: str
    text: str
    plain: str
    capital: bool
    keys: tuple[str, ...]
    body: str = ""


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


Body = tuple[int, int, str]
"""Where a body is named: start, end, its id."""


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
                owners |= {owner.lower() for word in one.split() if (owner := _owner(word)) is not None}
        self._heads = HEADS | WIDE_HEADS | known
        self._core = frozenset(key for head in HEADS for key in plain_words(head)) | HEADS
        self._vocabulary = frozenset(vocabulary - _LINKS - {"and"})
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
        if any(self.is_noun(one) or one.lower() in PLURALS for one in _TOKEN.findall(word)):
            return _NOUN
        plain = word.lower().strip(".,-–—(")
        known = plain in _WITHIN or plain in self._vocabulary or plain in _COUNTRY
        return _INSIDE if known or not word[0].islower() or word[-1] in ",–—" else 0

    def is_noun(self, word: str) -> bool:
        """Whether a word can be the noun of a title."""
        plain = word.lower().rstrip(".")
        return plain in self._heads or any(key in self._heads for key in plain_words(plain)[-1:])

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
        tokens = _within_title(list(_tokens(text, floor, end, bodies)))
        if not tokens or text[tokens[-1].end : end].strip().strip(",-. "):
            return None
        coming = ASPECTS[tokens.pop().plain] if len(tokens) > 1 and tokens[-1].plain in _TAILS else None
        last = len(tokens)
        known = self._known_of(tokens)
        plural = ""
        if known < last:
            first, whole = self._widened(tokens, known)
        elif (read := self._read_back(tokens)) is not None:
            first, whole = read
        elif plural := next((t.text for t in reversed(tokens[-4:]) if t.plain in PLURALS), ""):
            at = next(n for n in range(last - 1, -1, -1) if tokens[n].text == plural)
            if not _chain(tokens[at + 1 :]):
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
            if tokens[at].plain in _LINKS and not tokens[at].gap.strip(" ") and _chain(tokens[at:]):
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
            if None in node and token.plain not in _ARTICLES:
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
        if _COMMA.fullmatch(own.gap) or "\n" in own.gap:
            return True
        if before.plain == "the" and first > 1:
            tie = tokens[first - 2]
            outer = first > 2 and self.is_noun(tokens[first - 3].text) and not tokens[first - 3].text.endswith("s")
            return not (tie.plain in _LINKS and outer)
        if own.gap == "-" or before.plain in _ARTICLES or before.plain in FUNCTION_WORDS or before.capital:
            return own.gap != "-"
        verb = before.plain.endswith(("ed", "ing")) or before.plain in _NO_MODIFIERS or before.plain == "press"
        return own.capital or verb

    def _modifies(self, tokens: Sequence[Token], n: int) -> bool:
        """Whether a word stands before the noun of a title as part of it."""
        token, after = tokens[n], tokens[n + 1]
        if after.gap not in {" ", "-"}:
            return False
        plain = token.plain
        if plain in ASPECTS or token.body:
            return True
        if (owner := _owner(token.text)) is not None:
            return owner.lower() in _COUNTRY or owner.lower() in self._owners
        if plain == "press" and after.plain not in _PRESS_POSTS:
            return False
        acronym = len(token.text) > 1 and token.text.isupper() and plain not in {"i", "a"}
        if plain in _NO_MODIFIERS and not acronym:
            return False
        if token.text[-1] == "." and len(token.text) > 5:
            return False
        if plain[0].isdigit():
            return plain[-2:] in {"st", "nd", "rd", "th"}
        return token.capital or plain in _LOWER or plain in self._vocabulary or plain in COUNTRY_OF

    def _read_back(self, tokens: Sequence[Token]) -> tuple[int, bool] | None:
        """Where the title begins that the words end with, by its noun and what it is of."""
        last = len(tokens) - 1
        for at in range(last, max(last - 12, -1), -1):
            if not self.is_noun(tokens[at].text) or _is_portfolio(tokens, at):
                continue
            rest = list(tokens[at + 1 :])
            if rest and rest[0].plain == "general" and tokens[at].plain in GENERALS:
                rest = rest[1:]
            if not _chain(rest):
                return None
            return self._widened(tokens, at)
        return None

    def after(self, text: str, start: int, stop: int, bodies: Sequence[Body] = ()) -> TitleSaid | None:
        """The title that begins at `start`, after what ties it to a name."""
        line_end = text.find("\n", start, stop)
        stop = min(stop if line_end < 0 else line_end, start + REACH)
        if _NOUN not in map(self._parts.__getitem__, text[start:stop].split(None, _OPENING)[:_OPENING]):
            return None
        tokens = _without_owner(list(_tokens(text, start, stop, bodies)), self)
        while len(tokens) > 1 and tokens[0].plain in _ARTICLES and tokens[1].gap == " ":
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
            if n and (token.gap.strip(" \n-") or (token.plain in _TIES and not _is_rank(tokens, n))):
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
        while end < len(tokens) and not tokens[end].gap.strip(" -") and not _closes(tokens[end - 1]):
            reached = self._next_end(tokens, end)
            if reached == end:
                break
            end = reached
        while end - 1 > head and tokens[end - 1].plain in _TIES | {"the", "and", "&"}:
            end -= 1
        return end

    def _next_end(self, tokens: Sequence[Token], end: int) -> int:
        """Where a title ends that goes on with the word at `end`; `end` itself where it does not."""
        token, last = tokens[end], tokens[end - 1]
        if token.plain in _TAILS or (token.plain == "general" and last.plain in GENERALS):
            return end + 1
        if token.plain in {"and", "&"}:
            following = tokens[end + 1] if end + 1 < len(tokens) else None
            if following is None or (last.capital and not following.capital):
                return end
            joins = following.capital and not following.gap.strip(" ")
            return end + 2 if joins or self._first_noun(tokens[end + 1 :]) is not None else end
        if token.plain == "under":
            return end + 1 if _is_rank(tokens, end) else end
        if token.plain in _TIES or token.plain == "the":
            return self._object_end(tokens, end)
        if token.capital or self.is_noun(token.plain):
            return end + 1
        return end + 1 if token.plain in _LOWER and not last.capital else end

    def _object_end(self, tokens: Sequence[Token], at: int) -> int:
        """Where what a title is of ends; `at`, the place of the word that ties it, where nothing follows it."""
        n = at + 1
        while n < len(tokens) and tokens[n].plain in _ARTICLES and not tokens[n].gap.strip(" "):
            n += 1
        if n < len(tokens) and not tokens[n].gap.strip(" ") and not _DATE.match(tokens[n].text):
            body = n + 1 < len(tokens) and tokens[n].plain.isalpha() and tokens[n + 1].body  # of the weekly Lamp
            if tokens[n].capital or tokens[n].plain in _LOWER or tokens[n].plain in self._vocabulary:
                return n + 1
            if body:
                return n + 2
        return at

    def _with_thing(self, text: str, title: TitleSaid, tokens: Sequence[Token], end: int) -> TitleSaid:
        """The title with the words in small letters that it is of: "chair of the council"."""
        if end + 1 >= len(tokens) or tokens[end].plain not in _LINKS or tokens[end].gap.strip(" "):
            return title
        told: list[str] = []
        for token in tokens[end + 1 : end + 6]:
            if token.gap.strip(" ") or token.plain in _LINKS | {"from", "since", "until", "till", "who", "and"}:
                break
            if token.plain not in _ARTICLES:
                if _DATE.match(token.text):
                    break
                told.append(token.plain)
        return title if told[:1] and told[0] in _TIMES else replace(title, thing=" ".join(told))

    def piece(self, text: str, start: int, end: int) -> TitleSaid | None:
        """The title that a piece of a signer's line is, where it is one."""
        tokens = list(_tokens(text, start, end))
        if not any(t.plain in SIGNED_HEADS or t.plain in EXPANDED or self.is_noun(t.text) for t in tokens):
            return None
        return self._title(text, tokens, True)

    def _title(self, text: str, tokens: Sequence[Token], whole: bool) -> TitleSaid | None:
        first, end = tokens[0].start, tokens[-1].end
        body = next((t.body for t in tokens if t.body), "")
        owner = tokens[0].text if len(tokens) > 1 and _owner(tokens[0].text) is not None else ""
        tokens = tokens[bool(owner) :]
        aspect = Aspect.NOW
        while len(tokens) > 1 and tokens[0].plain in ASPECTS:
            aspect = ASPECTS[tokens[0].plain] if aspect is Aspect.NOW else aspect
            tokens = tokens[1:]
        if len(tokens) == 1 and tokens[0].plain in ASPECTS.keys() | RANKS - _DEPUTIES:
            return None
        words = " ".join(text[tokens[0].start : end].split()).rstrip(".;:!?,")
        for told, following in pairwise(tokens):
            if (
                following.body
                and told.text.islower()
                and told.plain not in _TIES | _ARTICLES
                and not self.is_noun(told.text)
            ):
                words = words.replace(f"{told.text} {following.text}", following.text)
        if tail := _TAIL.search(words):
            words, aspect = words[: tail.start()] + words[tail.end() :], ASPECTS[tail[0].strip(" -").lower()]
        end -= len(text[first:end]) - len(text[first:end].rstrip(".;:!?,"))
        wide = not any(key in self._core for t in tokens for key in t.keys)
        return TitleSaid(first, end, " ".join([*owner.split(), words]), aspect, False, body, "", whole, wide)


def _within_title(tokens: list[Token]) -> list[Token]:
    """Words without those that no title goes on before: "On Tuesday | Foreign Minister", "under | President"."""
    for at in range(len(tokens) - 2, -1, -1):
        alone = tokens[at].text == "under" and not tokens[at + 1].plain.startswith("sec")
        if alone or (tokens[at].capital and tokens[at].plain in _WEEKDAYS):
            return tokens[at + 1 :]
    return tokens


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _titles_of(facts: FactBase) -> Iterator[str]:
    """Every title that the fact base holds."""
    for entity in facts.entities.values():
        for office in entity.offices if isinstance(entity, Person) else ():
            if isinstance(office, Office):
                yield from (office.office, *office.also)


def _file(trie: dict[Any, Any], keys: Iterable[str]) -> None:
    for key in keys:
        trie = trie.setdefault(key, {})
    trie[None] = True


def _tokens(text: str, start: int, end: int, bodies: Sequence[Body] = ()) -> Iterator[Token]:
    """The words between two offsets; a body named among them is one."""
    at = start
    named = iter(sorted(b for b in bodies if start <= b[0] and b[1] <= end))
    body = next(named, None)
    done = start
    for found in _TOKEN.finditer(text, start, end):
        if found.start() < done:
            continue
        if body and found.start() >= body[0]:
            name = text[body[0] : body[1]]
            yield Token(body[0], body[1], text[at : body[0]], name, name.lower(), True, plain_words(name), body[2])
            at = done = body[1]
            body = next(named, None)
            if found.start() < done:
                continue
        gap = text[at : found.start()]
        if gap != " " and len(gap) < 4 and gap.isspace() and "\n" not in gap:
            gap = " "
        yield Token(found.start(), found.end(), gap, *_forms(found[0]))
        at = found.end()


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[str, str, bool, tuple[str, ...]]:
    """A word, in small letters, whether it has a capital, its normal words."""
    return word, word.lower().rstrip("."), word[0].isupper(), plain_words(word)


@lru_cache(maxsize=1 << 13)
def _owner(word: str) -> str | None:
    """Whose a possessive is: "party" of "party's"; None where a word is none."""
    found = _OWNER.search(word)
    return (word[: found.start()] + ("s" if found[0][0] == "s" else "")) if found else None


def _without_owner(tokens: list[Token], reader: TitleReader) -> list[Token]:
    """The words without whose title it is: "the party's leader"; a country is kept, for it tells the office."""
    for n, token in enumerate(tokens[:4]):
        if token.gap.strip(" \n-") or reader.is_noun(token.text) or reader.knows(tokens[n : n + 4]):
            break
        if (owner := _owner(token.text)) is not None:
            if owner.lower() in _COUNTRY:
                return [t for t in tokens if t.plain != "the" or t.start > token.start]
            return tokens[n + 1 :]
    return tokens


def _is_rank(tokens: Sequence[Token], n: int) -> bool:
    """Whether "under" is that of an under secretary."""
    return tokens[n].plain == "under" and n + 1 < len(tokens) and tokens[n + 1].plain.startswith("secretar")


def _is_portfolio(tokens: Sequence[Token], n: int) -> bool:
    """Whether a noun is not the title's own, but what it is of: "Minister of Justice"."""
    return n > 0 and tokens[n].plain in {"justice", "executive"} and tokens[n - 1].plain in {"of", "for"}


def _chain(after: Sequence[Token]) -> bool:
    """Whether the words between a title's noun and a name are what it is of: "of Foreign Affairs"."""
    if not after:
        return True
    if after[0].plain not in _LINKS or after[-1].plain in _TIES:
        return False
    for n, token in enumerate(after):
        if _COMMA.fullmatch(token.gap):
            listed = any(t.plain == "and" for t in after[n:])
            if not listed or not (token.capital or token.plain == "and"):
                return False
        elif token.gap.strip(" -\n"):
            return False
        plain = token.plain
        if not (token.capital or plain in _TIES or plain in _LOWER or plain in {"the", "and", "&", "a", "its"}):
            return False
    return True


def _closes(token: Token) -> bool:
    return token.text[-1] in ".;:!?)" and len(token.text) > 4
