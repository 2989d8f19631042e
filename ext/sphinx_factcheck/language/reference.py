"""Whom a word means: he and she, they, both men, the lawyer, the former and the latter, across sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from sphinx_factcheck.language import lexicon as lex
from sphinx_factcheck.language.clauses import Noun
from sphinx_factcheck.language.sentences import Sentence, read
from sphinx_factcheck.language.tokens import Span

_ONE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MANY = frozenset(
            "they them their themselves both the_two the_two_of_them both_of_them all".replace("_", " ").split()) | {
    "the two of them", "both of them",
}  # fmt: skip
_AUTHORS = frozenset("i we me us my our myself ourselves".split())
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_MALE = frozenset(
    "man brother husband son father uncle nephew king prince boy mr sir grandfather grandson widower monk lord".split()
)
_FEMALE = frozenset(
    "woman sister wife daughter mother aunt niece queen princess girl ms mrs miss madam grandmother "
    "granddaughter widow nun lady".split()
)
_PAIRS = frozenset("two pair couple both duo".split())
_GROUPS = frozenset("people men women colleagues pair couple duo activists".split())
_COMPANY = frozenset(
    "man woman writer journalist activist prisoner detainee defendant blogger poet student monk editor".split()
)
"""Those of whom two were just named are meant by "the writers"; not so "the judges"."""
_BACK = 3
_RESTRICTED = re.compile(r"\s(?:who|whom|whose|that)\b")
"""A relative without a comma says who is meant: "all who were detained" are none of those named before."""


class Reader:
    """A text read sentence by sentence as it is asked for; tells whom its words mean. A doubt means nobody.

    `sentences` are (start, end) in order; `spans` gives the typed stretches between two offsets.
    """

    def __init__(
        self, text: str, sentences: Sequence[tuple[int, int]], spans: Callable[[int, int], Iterable[Span]]
    ) -> None:
        self.text = text
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._spans = spans
        self._read: dict[int, Sentence] = {}
        self._meant: dict[tuple[int, int], tuple[Noun, ...]] = {}

    def number_at(self, offset: int) -> int:
        """The number of the sentence around an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence(self, number: int) -> Sentence:
        """What a sentence is read as; each is read once."""
        if number not in self._read:
            start, end = self._sentences[number]
            self._read[number] = read(self.text, start, end, self._spans(start, end))
        return self._read[number]

    def meant(self, noun: Noun) -> tuple[Noun, ...]:
        """The persons, as named in the text, whom a noun means; none where that is in doubt, or no person is meant."""
        if noun.kind == "person":
            return (noun,)
        key = (noun.start, noun.end)
        if key not in self._meant:
            self._meant[key] = ()
            self._meant[key] = self._find(noun)
        return self._meant[key]

    def topic(self, at: int, *, same_block: bool = True) -> tuple[Noun, ...]:
        """The one person spoken of before an offset, in the same paragraph: whom an entry without a subject is on."""
        return self._one(at, "", same_block=same_block)

    def _find(self, noun: Noun) -> tuple[Noun, ...]:
        low = noun.words[0].low if noun.head.tag == "q" or noun.is_pronoun else noun.head.low
        sentence = self.sentence(self.number_at(noun.start))
        if named := _distinct(p for one in noun.apposed for p in (self.meant(one) if one.kind == "person" else ())):
            return named
        hosts = sentence.hosts_of(noun)
        if hosts and low not in _ONE:
            return _distinct(person for host in hosts for person in self.meant(host))
        if low in _ONE:
            return self._one(noun.start, _ONE[low], cataphora=True)
        if noun.words[0].low in {"the former", "the latter"}:
            pair = self._many(noun.start, 2)
            return () if len(pair) != 2 else pair[:1] if noun.words[0].low == "the former" else pair[1:]
        if _RESTRICTED.match(self.text, noun.end):
            return ()
        if low in _MANY or (low == "all" and len(noun.words) == 1):
            both = any(w.low in {"both", "the two of them", "both of them"} for w in noun.words)
            return self._many(noun.start, 2 if both else 0)
        return self._by_role(noun)

    def _by_role(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom "both men", "the three lawyers", "the lawyer" mean."""
        first, low = noun.words[0].low, noun.head.low
        if noun.owners or first not in {"the", "these", "those", "both", "all", "this", "that"}:
            return ()
        number = next((_NUMBERS[w.low] for w in noun.words if w.low in _NUMBERS), 0)
        number = number or (
            int(d) if (d := next((w.low for w in noun.words if w.low.isdigit()), "")) and len(d) < 4 else 0
        )
        if first == "both" or low in {"pair", "couple", "duo", "two"}:
            number = 2
        human = lex.is_human(low) or low in _GROUPS or low in _NUMBERS
        if lex.is_plural(low) or low in _PAIRS or low in _NUMBERS:
            number = number or (2 if first == "the" and lex.singular(low) in _COMPANY else 0)
            return (
                self._many(noun.start, number)
                if human and (number or first in {"these", "those"}) and not any(p == "of" for p, _ in noun.phrases)
                else ()
            )
        if not lex.is_human(low):
            return ()
        return self._described(noun.start, lex.singular(low))

    def _described(self, at: int, role: str) -> tuple[Noun, ...]:  # noqa: C901
        """The one person who was called so before: "the lawyer"."""
        found: dict[object, Noun] = {}
        for sentence, stop in self._back(at):
            others = False
            for noun in sentence.nouns:
                if noun.start >= stop:
                    break
                words = {lex.singular(w.low) for w in noun.words if w.tag in "kjK"}
                if role not in words:
                    continue
                if noun.kind == "person":
                    found[noun.value] = noun
                elif hosts := sentence.hosts_of(noun):
                    for person in (p for host in hosts for p in self.meant(host)):
                        found[person.value] = person
                elif noun.words[0].low != "the":
                    others = True
            if others:
                return ()
            if found:
                break
        return tuple(found.values()) if len(found) == 1 else ()

    def _back(self, at: int) -> Iterator[tuple[Sentence, int]]:
        number = self.number_at(at)
        for n in range(number, max(number - _BACK - 1, -1), -1):
            yield self.sentence(n), at if n == number else self._sentences[n][1]

    def _one(self, at: int, gender: str, *, same_block: bool = False, cataphora: bool = False) -> tuple[Noun, ...]:
        """The one person who can be meant by "he" or "she" at an offset."""
        number = self.number_at(at)
        for sentence, stop in self._back(at):
            here = sentence is self.sentence(number)
            if same_block and not here and "\n\n" in self.text[sentence.start : at]:
                return ()
            persons = _distinct(
                n
                for n in sentence.nouns
                if n.kind == "person" and n.start < stop and not n.denied and not _clashes(n, gender)
            )
            other = any(_is_other(sentence, n, gender) for n in sentence.nouns if n.start < stop)
            if here and not persons and cataphora and (later := self._later(sentence, at, gender)):
                return later
            if len(persons) == 1 and not other:
                return persons
            if not here and (chief := self._chief(sentence, at, gender)):
                return chief
            if persons or other:
                return ()
        return ()

    def _chief(self, sentence: Sentence, at: int, gender: str) -> tuple[Noun, ...]:
        """The one whom a sentence is on, where all others are named in what only tells more: "X, who defended Y"."""
        pronoun = next((n for n in self.sentence(self.number_at(at)).nouns if n.start == at), None)
        clause = self.sentence(self.number_at(at)).clause_of(pronoun) if pronoun else None
        if clause is None or pronoun not in clause.subject or clause.link != "main":
            return ()
        mains = [c for c in sentence.clauses if c.link == "main" and c.verb]
        if len(mains) != 1 or len(mains[0].subject) != 1:
            return ()
        main = mains[0]
        subject = self.meant(main.subject[0])
        direct = [*main.object, *main.indirect, *main.predicate, *(n for c in main.complements for n in c.nouns)]
        others = [n for n in direct if _is_other(sentence, n, gender)]
        named = {p.value for n in direct if not sentence.hosts_of(n) for p in self.meant(n)}
        named |= {n.value for n in direct if n.kind == "person"}
        return subject if len(subject) == 1 and not others and named <= {subject[0].value} else ()

    def _later(self, sentence: Sentence, at: int, gender: str) -> tuple[Noun, ...]:
        """The person whom a pronoun that comes first means: "When he was freed, X …"."""
        clause = next((c for c in sentence.clauses if any(n.start == at for n in c.subject)), None)
        if (
            clause is None
            or clause.link not in {"subordinate", "participle", "gerund"}
            or clause.start > sentence.start + 40
        ):
            return ()
        main = next((c for c in sentence.clauses if c.link == "main" and c.verb and c.subject), None)
        persons = _distinct(n for n in sentence.nouns if n.kind == "person" and not _clashes(n, gender))
        if main is None or len(persons) != 1 or main.subject[0].value != persons[0].value:
            return ()
        return persons

    def _many(self, at: int, count: int) -> tuple[Noun, ...]:
        """The several persons who can be meant by "they" or "both" at an offset."""
        for sentence, stop in self._back(at):
            persons = _distinct(n for n in sentence.nouns if n.kind == "person" and n.start < stop and not n.denied)
            if len(persons) > 1:
                return persons if count in {0, len(persons)} else self._group(sentence, stop, count)
            if persons or any(_is_crowd(sentence, n) for n in sentence.nouns if n.start < stop):
                return ()
        return ()

    def _group(self, sentence: Sentence, stop: int, count: int) -> tuple[Noun, ...]:
        """The one list of so many persons in a sentence."""
        lists = {
            tuple(n.start for n in slot): slot
            for clause in sentence.clauses
            for slot in (clause.subject, clause.object)
            if len(slot) == count and all(n.kind == "person" and n.start < stop for n in slot)
        }
        return next(iter(lists.values())) if len(lists) == 1 else ()


def _distinct(nouns: Iterable[Noun]) -> tuple[Noun, ...]:
    found: dict[object, Noun] = {}
    for noun in nouns:
        found.setdefault(noun.value, noun)
    return tuple(found.values())


def _gender(noun: Noun) -> str:
    words = {lex.singular(w.low).rstrip(".") for one in (noun, *noun.apposed) for w in one.words}
    return "m" if words & _MALE else "f" if words & _FEMALE else ""


def _clashes(noun: Noun, gender: str) -> bool:
    return bool(gender) and _gender(noun) not in {"", gender}


def _is_other(sentence: Sentence, noun: Noun, gender: str) -> bool:
    """Whether a noun brings in a single person whom no span tells of."""
    if noun.kind == "person" or noun.is_pronoun or sentence.hosts_of(noun) or _clashes(noun, gender):
        return False
    if any(one.kind == "person" for one in noun.apposed):
        return False
    head = noun.head
    if head.tag == lex.CAPITAL and not head.kind:
        capitals = sum(w.tag == lex.CAPITAL for w in noun.words)
        told = any(w.tag == lex.NOUN and lex.is_human(w.low) for w in noun.words)
        return told or (capitals > 1 and noun.words[0].tag == lex.CAPITAL and not noun.holds("of", "for"))
    return head.tag == lex.NOUN and lex.is_human(head.low) and not lex.is_plural(head.low)


def _is_crowd(sentence: Sentence, noun: Noun) -> bool:
    """Whether a noun brings in several persons whom no span tells of."""
    return (
        noun.head.tag == lex.NOUN
        and lex.is_human(noun.head.low)
        and lex.is_plural(noun.head.low)
        and not sentence.hosts_of(noun)
    )
