"""What a text lists: names or short phrases parted by commas and an "and", and the list that goes with a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.nouns import is_plural
from sphinx_factcheck.engine.spans.numbers import Quantity, parse_number
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.letters.text import Span

_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_NAME = (
    rf"(?:(?:the|al|bin|de|van|von)\s+)?{_CAPITAL}"
    rf"(?:\s+(?:{_CAPITAL}|\d{{1,4}}\b|of|the|for|on|in(?=\s[A-Z])|de|al|bin|and(?=\s+[A-Z]\w+\s+(?:Inc|Co)\b))){{0,9}}"
)
_AND = r"(?:and|&|as\s+well\s+as)(?=\s)"
_ITEM = later(rf"\s*(?P<name>{_NAME})\s*(?:\([^()]{{0,60}}\))?\s*(?P<end>[,;]\s*{_AND}|[,;]|\b{_AND}|[.!?]|$)?")
_CLAUSE = later(r"\s*(that|whether|who|how|why)\s")
_PARTS = later(r"\s*[,;]\s*")
_JOINED = later(r"\b(?:and|or)\b")
_TOLD = frozenset(
    "who whom which that because but if when while is are was were has have had will would not can could may should "
    "he she they we it you i".split()
)
_LONGEST_PHRASE, _FEWEST_SURE = 4, 3


@dataclass(frozen=True, slots=True)
class Items:
    """What is listed up to `end`. `least` is the number of items where an "and" may stand within one of them.

    `whole` says that the list comes to its end there, by an "and" or by the end of the stretch.
    """

    names: tuple[str, ...]
    least: int
    end: int
    whole: bool


def names_in(text: str, start: int, end: int) -> Items:
    """The names listed from `start` on."""
    names: list[str] = []
    parted: list[str] = []
    while item := _ITEM.match(text, start, end):
        names.append(" ".join(item["name"].split()).rstrip("."))
        start = item.end()
        parted.append(" ".join((item["end"] or "").split()))
        if parted[-1] in {"", ".", "!", "?"}:
            break
    ands = [n for n, mark in enumerate(parted[:-1]) if mark not in {",", ";"}]
    if not ands:
        at_end = not text[start:end].strip(" .!?\n”’\"')")
        return Items(tuple(names), len(names), start, at_end and parted[-1:] != [","])
    commas = sum(mark[0] in ",;" for mark in parted[: len(names) - 1])
    return Items(tuple(names), len(names) if len(ands) == 1 else commas + 1, start, whole=ands[-1] + 2 == len(names))


def clauses_in(text: str, start: int, end: int) -> int:
    """How many clauses make up a stretch that all begin with the same word: "that …, that … and that …"; 0 if none."""
    told = text[start:end]
    first = _CLAUSE.match(told)
    if first is None:
        return 0
    led = re.findall(rf"(?:[,;]\s*(?:and\s+)?|\b(?P<and>and)\s+){first[1]}\b", told)
    return len(led) + 1 if led and re.search(rf"\band\s+{first[1]}\b", told) else 0


def phrases_in(text: str, start: int, end: int) -> Items:
    """The phrases of a few words that make up a stretch, parted by commas and one "and"."""
    told = text[start:end].strip(" .!?\n")
    parts = _PARTS.split(told)
    ands = len(_JOINED.findall(told))
    last = [part for part in _JOINED.split(parts[-1]) if part.strip()]
    words = [part.split() for part in [*parts[:-1], *last]]
    short = all(1 <= len(w) <= _LONGEST_PHRASE and _TOLD.isdisjoint(map(str.lower, w)) for w in words)
    whole = short and ands == 1 and bool(_JOINED.search(parts[-1]))
    names = tuple(" ".join(w) for w in words)
    apart = len(names) >= _FEWEST_SURE and not any(w[0].lower() in {"a", "an"} for w in words[1:] if w)
    return Items(names, len(names) if apart else 0, end, whole)


_EXACT = r":|[—–]|\s-\s|,?\s+namely[,:]?|,?\s+(?:i\.e\.|viz\.),?|\s?\((?:(?:i\.e\.|namely|viz\.),?)?"
_OPENS = later(rf"\s*(?:(?P<exact>{_EXACT})|,?\s+(?P<some>including|such as|among them)\b:?)\s*")
_OPENS_LATER = later(rf"(?P<between>\s[^,;:.()–—\n]{{1,80}}?)(?:{_EXACT})\s*")
_ARE = later(
    r"(?:\s+(?:in|of|from|at|for|on|behind)\s[\w’'\s]{1,30}?)?\s+(?:are|were):?\s+(?=[^\W\d_a-z]|the\s[^\W\d_a-z])"
)
_DEFINITE = later(r"\b(?:the|our|its|their|his|her|these|those)\s+(?:\w+\s+)?$", re.IGNORECASE)
_COMMA = later(
    r"(?P<of>\s(?:of|from|in)\s(?:the|our|its|their|this)\s[\w’'-]+(?:\s[\w-]+)?)?,\s+(?=(?:the\s)?[^\W\d_a-z])"
)
_YEAR = later(r"\b(?:19|20)\d\d\b")
_REFERENCE = later(
    r"\s*(?:see|cf|ibid|op|[Rr]eports?|[Aa]nnex|[Aa]ppendix|[Tt]ables?|[Cc]hapters?|[Aa]rticles?|[Ss]ections?)\b"
)
_AMONG = later(r"\b(?:of|in|among|from|after|with|across|for|by|to|at)\s(?:the\s|its\s|our\s)?$", re.IGNORECASE)
_SOME_AFTER = later(r"[,\s]*(?:among|including|both|all|such|as|to\sname|and\sothers|et\sal)\b")
_VERBAL = later(r"\s*(?:$|[.!?;]|,\s+(?=[a-z]))")
_LEADS = frozenset("of in on at for to by with from following and or the a an as like than".split())
_MOST_BETWEEN = 8
_CLOSING = (("(", ")"), ("—", "—"), ("–", "–"))
_LIST_BEFORE = later(
    r"(?:,|\s[–—-]|\s(?:are|were))\s(?:the|all|these|those|our|its|his|her|their)\s(?:other\s|first\s|same\s)?$"
)
_ALIKE = later(r"\s*the\s[a-z]+(?:,\sthe\s[a-z]+)+,?\sand\sthe\s[a-z]+\s?[.!?]")
"""Items that are all told alike: "the joiners, the smiths and the coopers."."""
_PLACING = frozenset("in at on from to near inside outside across around".split())
_FARTHEST_BACK, _PARTING = 240, 24


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that a number speaks of. `names` are its items, where they are short; `some` says that they are examples.

    `least` items it has where an "and" may stand within one. `sure` tells a list whose end is plain, and of which the
    number surely is, from one that may be told otherwise.
    """

    number: int
    names: tuple[str, ...] = ()
    some: bool = False
    sure: bool = True
    least: int | None = None

    def __str__(self) -> str:
        number = f"{self.least} to {self.number}" if self.least not in {None, self.number} else str(self.number)
        return f"{number} are named: {', '.join(self.names)}" if self.names else f"{number} are listed"

    def fits(self, quantity: Quantity) -> Answer:
        """Whether a number can be that of the list, read in whatever way it can be read."""
        counts = range(self.number if self.least is None else self.least, self.number + 1)
        answers = {quantity.fits(count, count) for count in counts}
        return next((a for a in (Answer.YES, Answer.UNKNOWN) if a in answers), Answer.NO)

    @classmethod
    def of(cls, items: Items, *, sure: bool = True) -> Listed:
        return cls(len(items.names), items.names, sure=sure, least=items.least)


def list_after(text: str, sentence: Span, start: int, at: int) -> Listed | None:
    """The items told after a number at `start` and its noun that ends at `at`: all, or some after "including"."""
    if opening := _OPENS.match(text, at, sentence.end):
        return _opened(text, opening, sentence)
    if opening := _OPENS_LATER.match(text, at, sentence.end):
        return _opened_later(text, opening, sentence) or _apposed(text, sentence, start, at)
    return _that_are(text, sentence, start, at) or _apposed(text, sentence, start, at)


def _opened(text: str, opening: re.Match[str], sentence: Span) -> Listed | None:
    """What stands right after the noun and a colon, a dash or in brackets, or after "including"."""
    stop = _stop(text, opening, sentence.end)
    if _refers(text, opening, stop):
        return None
    items = names_in(text, opening.end(), stop)
    if opening["some"]:
        return Listed(len(items.names), items.names, some=True)
    if items.whole and len(items.names) > 1:
        return Listed.of(items)
    return None if items.names else _phrases(text, opening.end(), stop)


def _opened_later(text: str, opening: re.Match[str], sentence: Span) -> Listed | None:
    """What stands after a few words more and a colon, a dash or in brackets: "five were charged: …"."""
    stop = _stop(text, opening, sentence.end)
    items, led = names_in(text, opening.end(), stop), leads(opening["between"])
    if items.whole and len(items.names) > 1:
        return Listed.of(items, sure=led)
    alike = "(" in opening[0] or (":" in opening[0] and _ALIKE.match(text, opening.end(), stop))
    return _phrases(text, opening.end(), stop) if alike and led and not items.names else None


def _that_are(text: str, sentence: Span, start: int, at: int) -> Listed | None:
    """The names that "the three editors are"."""
    if not _DEFINITE.search(text, max(start - 20, 0), start) or not (verb := _ARE.match(text, at, sentence.end)):
        return None
    items = names_in(text, verb.end(), sentence.end)
    if not items.whole or len(items.names) < 2:
        return None
    return Listed.of(items, sure=all(" " in name for name in items.names))


def _apposed(text: str, sentence: Span, start: int, at: int) -> Listed | None:
    """The names after a comma: "took two teachers, A and B.", "three members of the group, A, B and C, …"."""
    comma = _COMMA.match(text, at, sentence.end)
    if comma is None:
        return None
    items = names_in(text, comma.end(), sentence.end)
    if not items.whole or len(items.names) < 2:
        return None
    plain = not any(map(is_plural, (comma["of"] or "").split()))
    return Listed.of(items, sure=plain and _are_all(text, sentence, start, items))


def list_before(text: str, sentence: Span, start: int) -> Listed | None:
    """The names right before a number at `start`: "A, B and C, the three …", "A, B and C are the three …"."""
    parted = _LIST_BEFORE.search(text, max(start - _PARTING, 0), start)
    if parted is None:
        return None
    head = text[max(sentence.start, start - _FARTHEST_BACK) : max(parted.start(), sentence.start)]
    for first in _beginnings(head):
        items = names_in(head, first, len(head))
        if items.whole and len(items.names) > 1 and not head[items.end :].strip():
            before = head[:first].split()
            plain = first == 0 and parted.start() - len(head) == sentence.start
            sure = plain or bool(before and before[-1].islower() and before[-1] not in _PLACING)
            placed = items.names[0].split()[0].lower() in _PLACING
            return Listed.of(items, sure=sure and not placed)
    return None


def _beginnings(head: str) -> Iterator[int]:
    """Where a list of names can begin, the farthest first."""
    yield 0
    yield from (m.end() for m in re.finditer(r"(?<=[a-z])\s(?=(?:the\s)?[^\W\d_a-z])", head))


def _stop(text: str, opening: re.Match[str], end: int) -> int:
    """Where the list that an opening begins must end: with its bracket or dash, or with the sentence."""
    closing = next((close for mark, close in _CLOSING if mark in opening[0]), None)
    at = text.find(closing, opening.end(), end) if closing else -1
    return at if at >= 0 else end


def _phrases(text: str, start: int, end: int) -> Listed | None:
    """What is listed that is no name: clauses that all begin alike, or phrases of a few words."""
    if clauses := clauses_in(text, start, end):
        return Listed(clauses)
    phrases = phrases_in(text, start, end)
    each = [parse_number(name.split()[0]) for name in phrases.names]
    if phrases.whole and any(each):  # "five instruments (2 oboes, 2 horns and a bassoon)"
        return Listed(sum(number or 1 for number in each), sure=False)
    return Listed(len(phrases.names), phrases.names, sure=phrases.least > 0) if phrases.whole else None


def _refers(text: str, opening: re.Match[str], stop: int) -> bool:
    """Whether brackets hold a reference, and no list: "(see Annex A and Annex B)", "(Lakes Watch and Alder, 2021)"."""
    if not opening[0].strip().startswith("("):
        return False
    return bool(_REFERENCE.match(text, opening.end(), stop) or _YEAR.search(text, opening.end(), stop))


def leads(between: str) -> bool:
    """Whether words between a noun and a colon leave no doubt that the list is of the noun: "were charged"."""
    words = [word.strip("“”\"'’") for word in between.split()]
    plain = len(words) <= _MOST_BETWEEN and words[-1].lower() not in _LEADS
    return plain and not any(is_plural(word) for word in words)


def _are_all(text: str, sentence: Span, start: int, items: Items) -> bool:
    """Whether names after a comma are surely all that a number counts: "took two teachers, A and B."."""
    if _AMONG.search(text, max(start - 20, sentence.start), start) or _SOME_AFTER.match(text, items.end):
        return False
    return text[items.end - 1] in ".!?," or bool(_VERBAL.match(text, items.end, sentence.end))
