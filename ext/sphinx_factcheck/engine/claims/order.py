"""Order: "in alphabetical order", held against the list itself."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.triggers import places_of, together
from sphinx_factcheck.engine.mentions.lexicon import EASTERN_FAMILIES
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.facts.model import Person
from sphinx_factcheck.letters.text import Span

_CLAIM = later(
    r"\b(?:(?P<not>not|no)\s(?:\w+\s)?)?(?:listed\s|arranged\s|given\s|named\s|ordered\s|sorted\s)?"
    r"(?:(?:in\s)?(?P<reverse>reverse\s)?alphabetic(?:al)?\s(?:order|list(?:ing)?\b)|(?P<reversed>reverse\s)?alphabetically|"
    r"(?:is|are)\s(?P<reversed_>reverse\s)?alphabetical\b)"
    r"(?:\s(?:by|of|according\sto)\s(?:the\s|their\s)?(?P<by>(?:last|family)\sname|surname|country|state|city|party|"
    r"constituency|institution|affiliation|employer|region|organi[sz]ation|name|first\sname|given\sname))?",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset("country state city party constituency institution affiliation employer region".split())
"""What a list can be ordered by without showing it."""
_ARTICLE = later(r"(?:the|an?|le|la|les|l['’]|der|die|das|el|los|las|il|lo|de|het)(?:\s+|(?<=['’]))", re.IGNORECASE)
_THE = later(r"(?:the|le|la|les|l['’])(?:\s+|(?<=['’]))", re.IGNORECASE)
_SIGNERS_NEAR = later(r"sign|undersigned|endors|support|list|follow|below|organi[sz]ations|names", re.IGNORECASE)
_PERSON = later(r"(?:[^\W\d_a-z][\w.’'-]*\s+){1,3}(?:[a-z]{2,4}\s+){0,2}[^\W\d_a-z][\w.’'-]*")
_NOT_LETTERS = later(r"[^\w\s]|_")
_CUT = later(r"\s*(?:,|\n|\(|\s[–—-]\s)")
_BRACKETS = later(r"\s*\([^()]*\)")
_TITLE = later(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Sir|Dame|Lord|Lady|Rev|Revd|Reverend|Fr|Father|Sister|Sr|Bishop|Archbishop|Cardinal|"
    r"Rabbi|Imam|Sheikh|Senator|Sen|Rep|Representative|Ambassador|Judge|Justice|Hon|The\sHon|Baroness|Baron|Count|General|"
    r"Colonel|President|Chair|MEP|MP)\.?\s+)+"
)
_PARTICLES = frozenset(
    "de da di do du del della der den dos das la le van von zu zum ten ter al el bin ibn abu af av".split()
)
_JUNIOR = later(r"(?:,?\s(?:Jr|Sr|II|III|IV|MP|MEP|QC|KC|SC|OBE|PhD|MD|SJ|OP|OSB)\b\.?)+$")
_NORDIC = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
"""Letters that stand after z where the list follows a Nordic alphabet."""
_LONGEST_LIST = 500


_STEMS = ("lphabetic",)


@dataclass(frozen=True, slots=True)
class Said:
    """An order that a list is said to be in, and the list; `families` are the names that do not end with the surname,
    each with it.
    """

    by: str = ""
    reverse: bool = False
    items: tuple[str, ...] = ()
    families: tuple[tuple[str, str], ...] = ()


class OrderKind:
    """That a list is in alphabetical order."""

    name = "order"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every "in alphabetical order", except where it is denied."""
        text = reading.letter.text
        for at in places_of(text, _STEMS):
            start = near_sentence(reading, at).start
            found = next(
                (m for m in _CLAIM.finditer(text, max(start, at - 60), at + 60) if m.start() <= at < m.end()), None
            )
            if found and not found["not"]:
                backwards = found["reverse"] or found["reversed"] or found["reversed_"]
                span = Span(found.start(), found.end())
                items, families = tuple(_list_meant(span, reading)), tuple(_families(reading).items())
                said = Said((found["by"] or "").lower(), bool(backwards), items, families)
                value = "reverse alphabetical" if said.reverse else "alphabetical"
                yield Claim("order", reading.letter.carries, value, span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold the claim against the list by every usual way of ordering; it fails only where none orders the list."""
        return decided(claim.asserted(Said))


def decided(said: Said) -> Ruling:
    """Hold an order against its list."""
    items = list(said.items)
    if said.by in _ELSEWHERE or len(items) < 2:
        return Ruling(Verdict.UNVERIFIED, "no list was found that this can be held against")
    if said.reverse:
        items.reverse()
    breaks = [_first_break(items, key) for key in _orders(said, items)]
    if None in breaks:
        value = "reverse alphabetical" if said.reverse else "alphabetical"
        return Ruling(Verdict.SUPPORTED, f"the {len(items)} names stand in that order", value)
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
        if listed or not words.rstrip().endswith(":"):  # what heads a list is no part of it
            listed.append(words)
    if len(listed) < 2 and following:
        listed = [line for line in letter.text[following[0].start : following[0].end].split("\n") if line.strip(" :")]
    return listed


def _orders(said: Said, items: Sequence[str]) -> Iterator[Callable[[str], str]]:
    """The usual ways of ordering such a list; that by surname only where all items can be names of persons."""
    families = dict(said.families)
    persons = all(_PERSON.fullmatch(_name(item)) for item in items)
    by_surname = said.by in {"last name", "family name", "surname"}
    if by_surname or persons:
        for particles, eastern in product((False, True), repeat=2):
            for plain in _plains(items):
                yield _by_family(families, plain, particles=particles, eastern=eastern)
    if by_surname:
        return
    cuts = (_whole, _without_brackets, _without_title) if persons else (_whole, _without_brackets)
    for cut, article, gap, plain in product(cuts, (_whole, _without_the, _without_article), (" ", ""), _plains(items)):
        yield _by_words(cut, article, gap, plain)


def _plains(items: Sequence[str]) -> tuple[Callable[[str], str], ...]:
    """How letters with marks are sorted: as those without, and in Nordic lists after z."""
    nordic = any(letter in item.casefold() for item in items for letter in "åäæöø")
    return (_plain, _nordic) if nordic else (_plain,)


def _by_words(
    cut: Callable[[str], str], article: Callable[[str], str], gap: str, plain: Callable[[str], str]
) -> Callable[[str], str]:
    def key(item: str) -> str:
        return gap.join(_NOT_LETTERS.sub(" ", plain(article(cut(item.strip())))).split())

    return key


def _by_family(
    families: Mapping[str, str], plain: Callable[[str], str], *, particles: bool, eastern: bool
) -> Callable[[str], str]:
    """By surname: with or without its "de" or "van"; `eastern` takes a first word that is a Chinese, Korean or
    Vietnamese family name for the surname.
    """

    def key(item: str) -> str:
        name = _name(item)
        words = name.split()
        family = families.get(name) or (words[-1] if words else "")
        if name not in families and eastern and words and plain(words[0]) in EASTERN_FAMILIES:
            family = words[0]
        elif particles and name not in families:
            first = len(words) - 1
            while first > 1 and words[first - 1].lower() in _PARTICLES:
                first -= 1
            family = " ".join(words[first:])
        return " ".join(_NOT_LETTERS.sub(" ", plain(f"{family} {name}")).split())

    return key


def _name(item: str) -> str:
    """The name that begins an item, without titles and what follows it."""
    return _JUNIOR.sub("", _without_title(_CUT.split(item.strip())[0]))


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


def _nordic(item: str) -> str:
    return _plain(item.casefold().translate(_NORDIC)).translate({ord("{"): "zzx", ord("|"): "zzy", ord("}"): "zzz"})


def _whole(item: str) -> str:
    return item


def _without_brackets(item: str) -> str:
    return _BRACKETS.sub("", item)


def _without_title(item: str) -> str:
    return _TITLE.sub("", item, count=1) if _TITLE.match(item) else item


def _without_the(item: str) -> str:
    return _THE.sub("", item, count=1) if _THE.match(item) else item


def _without_article(item: str) -> str:
    return _ARTICLE.sub("", item, count=1) if _ARTICLE.match(item) else item


def _first_break(items: Sequence[str], key: Callable[[str], str]) -> int | None:
    """The number of the first item that stands after one it should precede; None where the list is in order."""
    keys = [key(item) for item in items]
    return next((n for n in range(1, len(keys)) if keys[n] < keys[n - 1]), None)


def _short(item: str) -> str:
    return " ".join(item.split("\n")[0].split())[:60]


together(_STEMS)
