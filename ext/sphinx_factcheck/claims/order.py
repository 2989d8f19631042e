"""Order: "in alphabetical order", held against the list itself."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.described import near_sentence
from sphinx_factcheck.claims.triggers import places_of
from sphinx_factcheck.facts.model import Person
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_CLAIM = re.compile(
    r"\b(?:(?P<not>not|no)\s(?:\w+\s)?)?(?:listed\s|arranged\s|given\s|named\s)?(?:(?:in\s)?(?P<reverse>reverse\s)?alphabetic(?:al)?\sorder|alphabetically)"
    r"(?:\sby\s(?P<by>(?:last|family)\sname|surname|country|state|organi[sz]ation|name|first\sname))?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:the|an?|le|la|les|l['’]|der|die|das|el|los|las|il|lo|de|het)(?:\s+|(?<=['’]))", re.IGNORECASE
)
_SIGNERS_NEAR = re.compile(r"sign|undersigned|endors|support|list|follow|below|organi[sz]ations|names", re.IGNORECASE)
_PERSON = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s+){1,3}[^\W\d_a-z][\w.’'-]*")
_NOT_LETTERS = re.compile(r"[^\w\s]|_")
_CUT = re.compile(r"\s*(?:,|\n|\(|\s[–—-]\s)")


_LONGEST_LIST = 500


@dataclass(frozen=True, slots=True)
class Said:
    """An order that a list is said to be in."""

    by: str = ""
    reverse: bool = False


class OrderKind:
    """That a list is in alphabetical order."""

    name = "order"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every "in alphabetical order", except where it is denied."""
        text = reading.letter.text
        for at in places_of(text, ("lphabetic",)):
            start = near_sentence(reading, at).start
            found = next(
                (m for m in _CLAIM.finditer(text, max(start, at - 60), at + 60) if m.start() <= at < m.end()), None
            )
            if found and not found["not"]:
                said = Said((found["by"] or "").lower(), bool(found["reverse"]))
                value = "reverse alphabetical" if said.reverse else "alphabetical"
                yield Claim("order", reading.letter.carries, value, Span(found.start(), found.end()), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold the claim against the list by every usual way of ordering; it fails only where none orders the list."""
        said: Said = claim.said
        items = _list_meant(claim.span, reading)
        if said.by in {"country", "state"} or len(items) < 2:
            return Ruling(Verdict.UNVERIFIED, "no list was found that this can be held against")
        if said.reverse:
            items.reverse()
        breaks = [_first_break(items, key) for key in _orders(said, items, reading)]
        if None in breaks:
            return Ruling(Verdict.SUPPORTED, f"the {len(items)} names stand in that order", claim.value)
        first = max((b for b in breaks if b is not None), default=1)
        before, after = (_short(items[n]) for n in (first - 1, first))
        return Ruling(Verdict.CONTRADICTED, f"“{after}” stands after “{before}”", f"“{after}” before “{before}”")


def _list_meant(span: Span, reading: Reading) -> list[str]:
    """The signatories where the letter has them and the words speak of them, else the list that follows."""
    letter = reading.letter
    sentence = near_sentence(reading, span.start)
    signers = [letter.words(s) for s in letter.signers]
    if signers:
        gap = letter.signers[0].start - sentence.end
        if 0 <= gap < 400 or _SIGNERS_NEAR.search(letter.text, sentence.start, sentence.end):
            return signers
    inline = letter.text[span.end : sentence.end]
    if ":" in inline[:40]:
        parts = re.split(r"[,;]\s*(?:and\s+)?|\s+and\s+", inline.partition(":")[2].strip(" .)"))
        if listed := [p for p in parts if p.strip()]:
            return listed
    first = bisect_left(letter.blocks, sentence.end, key=lambda b: b.start)
    following = letter.blocks[first : first + _LONGEST_LIST]
    listed = []
    for block in following:
        words = letter.text[block.start : block.end]
        if (
            "lphabetic" in words
            or len(words) > 120
            or (words.rstrip().endswith((".", ":", "?")) and len(words.split()) > 12)
        ):
            break
        listed.append(words)
    if len(listed) < 2 and following:
        listed = [line for line in letter.text[following[0].start : following[0].end].split("\n") if line.strip()]
    return listed


def _orders(said: Said, items: Sequence[str], reading: Reading) -> Sequence[Callable[[str], str]]:
    """The usual ways of ordering such a list; that by surname only where all items can be names of persons."""
    families = _families(reading)

    def by_family(item: str) -> str:
        name = _CUT.split(item.strip())[0]
        words = name.split()
        family = families.get(name) or (words[-1] if words else "")
        return _by_words(f"{family} {name}")

    if said.by in {"last name", "family name", "surname"}:
        return (by_family,)
    ways = (_by_letters, _by_words, _without_article, _without_article_by_letters)
    return (*ways, by_family) if all(_PERSON.fullmatch(_CUT.split(i.strip())[0]) for i in items) else ways


def _families(reading: Reading) -> dict[str, str]:
    """The family names of persons whose name, as the letter has it, does not end with it."""
    found = {}
    for mention in reading.mentions:
        person = reading.facts.entities.get(mention.entity)
        if isinstance(person, Person) and person.name_order == "family-first":
            name = reading.letter.words(mention.span)
            family = person.family or person.name.split()[0]
            found[name] = family if family in name.split() else ""
    return found


def _plain(item: str) -> str:
    decomposed = unicodedata.normalize("NFKD", item.strip().casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _by_words(item: str) -> str:
    return " ".join(_NOT_LETTERS.sub(" ", _plain(item)).split())


def _by_letters(item: str) -> str:
    return _by_words(item).replace(" ", "")


def _without_article(item: str) -> str:
    return _by_words(_ARTICLE.sub("", item.strip(), count=1) if _ARTICLE.match(item.strip()) else item)


def _without_article_by_letters(item: str) -> str:
    return _without_article(item).replace(" ", "")


def _first_break(items: Sequence[str], key: Callable[[str], str]) -> int | None:
    """The number of the first item that stands after one it should precede; None where the list is in order."""
    keys = [key(item) for item in items]
    return next((n for n in range(1, len(keys)) if keys[n] < keys[n - 1]), None)


def _short(item: str) -> str:
    return " ".join(item.split("\n")[0].split())[:60]
