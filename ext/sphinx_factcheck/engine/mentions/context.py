"""What stands around a word that may be somebody's name: the rest of the name, titles, signs of a longer name."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.mentions.folding import Folded
from sphinx_factcheck.engine.mentions.lexicon import (
    FUNCTION_WORDS,
    GIVEN_NAMES,
    HE,
    LONGER_NAMES,
    MONTHS,
    OFFICE_OBJECTS,
    PARTICLES,
    PLACES_AFTER_COMMA,
    SHE,
    TITLES,
)
from sphinx_factcheck.engine.mentions.names import key_of

_BLANKS = r"[ \t]{0,8}(?:\n[ \t]{0,8})?"
_MARK = r"(?:\[(?:[Pp]age |p\. ?)?\^?\d{1,4}\]|\((?:aka|a\.k\.a\.|nee) [^()\n]{1,30}\)|\"\w{2,15}\")?"
_KRAM = r"(?:\]\d{1,4}\^?(?: ega[Pp]| ?\.p)?\[|\)[^()\n]{1,30} (?:aka|\.a\.k\.a|een)\(|\"\w{2,15}\")?"
"""A footnote mark, the break of a page, another name may stand within a name; the second is the first backwards."""
_BEFORE = later(rf"((?=[ \t\n]|\]\d){_BLANKS}{_KRAM}{_BLANKS}|-)(\.?)([A-Za-z]+(?:'[A-Za-z]+)*)")
_AFTER = later(rf"((?=[ \t\n]|\[){_BLANKS}{_MARK}{_BLANKS}|-)([A-Za-z]+(?:'(?!s\b)[A-Za-z]+)*)(\.?)")
_TIGHT_INITIAL = later(r"\.([A-Z])(?![A-Za-z'])")
_COMMA_PLACE = later(r",\s{1,3}([A-Z][A-Za-z]+)")
_COMMA_GIVEN = later(r",\s{1,3}([A-Z][A-Za-z]*+\.?+)((?:\s[A-Z](?![\w'])\.?+)?+)(?!\s(?:[A-Z]|de |van |von |al-))")
_TITLE = later(r"(?:(?:[ \t\n]{1,3}|-|(?<![A-Za-z]))\.?(?:[A-Za-z]*[A-Z]|fo|eht|rof|dna|ot|ni|no)(?![A-Za-z])){0,12}")
"""Capitalised words and what connects them, backwards."""
_PLAIN_BEFORE = later(r"[ \n]([a-z]{3,})(?![A-Za-z])")
_TELLING = TITLES | HE | SHE
_APPOSITION = later(
    r"(?:,\s{1,3}|\s\()(?:the |then |a )?"
    r"((?:[A-Z][\w.-]+|of|the|for|and|to)(?:\s(?:[A-Z][\w.-]+|of|the|for|and|to)){0,11})"
)
_DESCRIBED = later(r"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir) (?:[a-z]+ )?([a-z]{4,})\s$")
_CALLING = later(r",\s{1,3}(?:the |an? )([a-z]{3,})(?=[,.;:)]|\s(?:who|of|in|at|and)\b)")
_SUFFIX = later(r",?\s(?:Jr|Sr|II|III|IV)\b\.?")
_PLAIN_WORD = later(r"[A-Za-z]+")
REACH = 5
LONGEST_HEADLINE = 200
LONG_TEXT = 50_000
"""From so many letters on, a list of a text's words is worth its making."""
OPENING = frozenset("([\"'")


class Word(NamedTuple):
    """A word beside a name, as a stretch of the folded text; `gap` is what parts it from its neighbour."""

    start: int
    end: int
    text: str
    gap: str
    key: str
    capital: bool
    initial: bool
    dotted: bool = False


def _word(start: int, text: str, gap: str, dotted: bool) -> Word:
    return Word(start, start + len(text), text, gap, key_of(text), text[0].isupper(), len(text) == 1, dotted)


class Scene:
    """One folded text, readable in both directions from any offset."""

    __slots__ = ("_vocabulary", "_words", "flat", "reverse", "size")

    def __init__(self, folded: Folded) -> None:
        self.flat = folded.flat
        self.reverse = folded.flat[::-1]
        self.size = len(folded.flat)
        self._words = folded.words
        self._vocabulary: frozenset[bytes] = frozenset()

    def words_before(self, start: int) -> list[Word]:
        """The words of the same sentence that could belong to a name ending at `start`, the nearest first."""
        words: list[Word] = []
        at, flat = start, self.flat
        while len(words) < REACH:
            if flat[at - 1 : at] == "." and _TIGHT_INITIAL.match(self.reverse, self.size - at):
                words.append(_word(at - 2, flat[at - 2], "", True))
                at -= 2
                continue
            found = _BEFORE.match(self.reverse, self.size - at)
            if not found:
                break
            gap, dot, reverse = found.groups()
            at -= found.end() - found.start()
            text = reverse[::-1]
            small = text[0].islower() and not text[-1].isupper()  # but Margaret deB Tutwiler
            if small and gap != "-" and text not in PARTICLES and flat[at - 1 : at] != "-":
                break
            word = _word(at, text, gap, bool(dot))
            initials = word.initial or ("'" in text and text[-1].isupper())  # Reubin O'D. Askew
            if dot and not (initials or word.key in TITLES or word.key in PARTICLES):
                break
            words.append(word)
        return words

    def words_after(self, end: int) -> list[Word]:
        """The words of the same sentence that could continue a name, in order."""
        words: list[Word] = []
        at = end
        while len(words) < REACH:
            found = _AFTER.match(self.flat, at)
            if not found:
                break
            gap, text, dot = found.groups()
            if text[0].islower() and gap != "-" and text not in PARTICLES:
                break
            words.append(_word(found.start(2), text, gap, bool(dot)))
            at = found.end(2)
            if dot:
                break
        return words

    def within_word(self, start: int, end: int) -> bool:
        """Whether an apostrophe joins a stretch to more of the same word: Ch in Ch'iao, Connor in O'Connor."""
        flat = self.flat
        if flat[end : end + 1] == "'" and flat[end + 1 : end + 2].isalpha():
            return flat[end + 1] not in "sS" or flat[end + 2 : end + 3].isalpha()
        return flat[start - 1 : start] == "'" and flat[start - 2 : start - 1].isupper()

    def title_before(self, start: int) -> str:
        """The capitalised words with their connectors that end at `start`: "Deputy Under Secretary of State".

        Where there are none, the one word there that says what somebody is: "journalist", "daughter".
        """
        found = _TITLE.match(self.reverse, self.size - start)
        if found and found[0]:
            return self.flat[self.size - found.end() : start].strip()
        word = _PLAIN_BEFORE.match(self.reverse, self.size - start)
        return word[1][::-1] if word and word[1][::-1] in _TELLING else ""

    def called_before(self, start: int) -> str:
        """The one word in small letters between an article and a name: "hostage" of "the hostage Ek"."""
        word = _DESCRIBED.search(self.flat, max(start - 30, 0), start)
        return word[1] if word else ""

    def title_after(self, end: int) -> str:
        """The capitalised words with their connectors after a comma: "Johnson, Deputy Under Secretary of State".

        Where there are none, the one word there that says what somebody is: "the pastor", "a journalist".
        """
        word = _CALLING.match(self.flat, end)
        if word and word[1] in _TELLING:
            return word[1]
        found = _APPOSITION.match(self.flat, end)
        return found[1] if found else ""

    def starts_sentence(self, at: int) -> bool:
        """Whether a word at `at` may owe its capital to its place."""
        before = self.flat[max(0, at - 4) : at]
        if before[-1:] in OPENING:
            return True
        before = before.rstrip(" \t\"'*_")
        return not before or before[-1] in ".!?:;\n-" or before[-1].isdigit()

    def in_headline(self, at: int) -> bool:
        """Whether the line of an offset writes nearly all its words with a capital, so that capitals tell nothing."""
        start = self.flat.rfind("\n", max(0, at - LONGEST_HEADLINE), at) + 1
        end = self.flat.find("\n", at, at + LONGEST_HEADLINE)
        line = self.flat[start : end if end >= 0 else None] if start or at < LONGEST_HEADLINE else ""
        words = [word for word in _PLAIN_WORD.findall(line[: 2 * LONGEST_HEADLINE]) if len(word) > 3]
        return 3 < len(words) < 30 and sum(word[0].isupper() for word in words) > 0.8 * len(words)

    def has_word(self, word: str) -> bool:
        """Whether a word stands somewhere in the text, in just these letters."""
        if self.size < LONG_TEXT:
            return word in self.flat and b" %b " % word.encode() in self._words
        self._vocabulary = self._vocabulary or frozenset(self._words.split())
        return word.encode() in self._vocabulary

    def is_place(self, end: int) -> bool:
        """Whether a comma and a state or country follow, as in "Jackson, Mississippi"."""
        found = _COMMA_PLACE.match(self.flat, end)
        return bool(found) and found is not None and key_of(found[1]) in PLACES_AFTER_COMMA

    def inverted_given(self, end: int) -> tuple[int, tuple[str, ...]]:
        """The given names after a comma, as in "Kirk, Alan G.", and where they end."""
        found = _COMMA_GIVEN.match(self.flat, end)
        if not found:
            return end, ()
        given = tuple(key_of(part.strip(" .\n\t")) for part in found.groups() if part.strip())
        return found.end(), given


def longer_name_follows(words: list[Word]) -> bool:
    """Whether the capitalised words after a name end in one that makes it part of something else's name."""
    for word in words:
        if "\n" in word.gap or not word.capital:
            return False
        if word.key in LONGER_NAMES:
            return True
    return False


_STOPS = FUNCTION_WORDS | PARTICLES | MONTHS
_CAMEL = later(r"[A-Z]+(?![a-z])|[A-Z][a-z]+")


@lru_cache(maxsize=8192)
def is_title(text: str) -> bool:
    """Whether a capitalised word is a title: as such, in the plural ("Secretaries"), or run together ("DepAsstSec")."""
    key = key_of(text)
    if key in TITLES or (
        key.endswith("s") and (key[:-1] in TITLES or (key.endswith("ies") and key[:-3] + "y" in TITLES))
    ):
        return True
    parts = _CAMEL.findall(text)
    return len(parts) > 1 and parts[-1].lower() in TITLES


def given_before(scene: Scene, words: list[Word], known: frozenset[str]) -> list[Word]:
    """The words right before a family name that can be given names, nearest first, up to a title or the like."""
    names: list[Word] = []
    for number, word in enumerate(words):
        key = word.key
        syllable = number + 1 < len(words) and words[number + 1].gap == "-"  # the second of Ting-fu
        if not (word.capital or syllable or key in known) or ("\n" in word.gap and key not in known):
            break
        if key in known or word.initial:
            names.append(word)
        elif is_title(word.text) or key in _STOPS or _ends_title(scene, word):
            break
        else:
            names.append(word)
    return names


_ORDINARY_ENDS = ("ly", "ing", "ed")


def is_aside(scene: Scene, word: Word) -> bool:
    """Whether a capitalised word before a name is no given name: an acronym, a list's number, the like."""
    if "\n" in word.gap:
        return True
    if word.initial:
        return word.gap == "" or scene.flat[word.start - 1 : word.start] == "." or scene.starts_sentence(word.start)
    if word.text.isupper() and len(word.text) <= 9:
        beyond = word.end + len(word.gap)
        return not scene.flat[beyond : beyond + 3].isupper()
    return word.key.endswith(_ORDINARY_ENDS) and scene.starts_sentence(word.start)


def is_role(scene: Scene, word: Word) -> bool:
    """Whether the letter uses a capitalised word as a common noun too: "Rector X", "the rector"."""
    return word.capital and not word.initial and word.key not in GIVEN_NAMES and scene.has_word(word.key)


_TITLE_OF = later(r"(?:of|for|to)\b")


def _ends_title(scene: Scene, word: Word) -> bool:
    """Whether a word closes a title of several words, as in "Director of Central Intelligence"."""
    if word.key not in OFFICE_OBJECTS:
        return False
    phrase = scene.title_before(word.end).rpartition("\n")[2].split()
    last = max((at for at, part in enumerate(phrase) if _TITLE_OF.fullmatch(part)), default=0)
    return last > 0 and is_title(phrase[last - 1].rstrip("."))


def suffix_end(flat: str, end: int) -> int:
    """Where a name ends with its suffix, as in "Haig, Jr."."""
    found = _SUFFIX.match(flat, end)
    return found.end() if found else end
