"""Which things that the fact base knows by number a sentence tells of, where it tells a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.counts.borrowed import Numbered
from sphinx_factcheck.engine.claims.counts.counting import Counting, Match, count_of, match, nouns_of, width
from sphinx_factcheck.engine.claims.counts.doubts import tells_ours
from sphinx_factcheck.engine.claims.counts.words import own_stretch, part_of
from sphinx_factcheck.engine.claims.when import of_another_time
from sphinx_factcheck.engine.language.lexicon import lemma_of
from sphinx_factcheck.engine.subjects.around import NO_PLACES, OTHER_NAME
from sphinx_factcheck.engine.subjects.index import Subject, Tells, bearing
from sphinx_factcheck.engine.subjects.meant import Meant, all_meant, goes_on, near_sentence
from sphinx_factcheck.engine.subjects.ours import bodies_that_write
from sphinx_factcheck.engine.subjects.scores import SURE, Reason
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.model import Fact, FactBase
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_OURS = later(r"\b(?:we|our|us|my|I)\s(?:[\w’']+\s){0,4}$")
_OWNED = later(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Ww]hose)\s$")
"""What leads to all that somebody has, whatever happened when: "of his four books one won the Prize in 2014"."""
_SPEAKING = later(
    r"\s(?:(?:have|has|had|also|today|jointly)\s)*(?:condemn|call\son|sa(?:y|id)|protest|welcom|"
    r"met\b|meet|believ|work|stand|stood|ceas)"
)
_RECENT = 400
"""Days after which something of the kind may well have happened again."""
_BY_NOUN = 2
"""What a noun for a thing weighs by itself."""
_NEAR = 400
"""Characters of a sentence within which what tells a thing and a number belong together beyond doubt."""
_FEW, _TELLING, _LARGE = 4, 100, 1000
"""Below the first a number tells nothing by itself; from the second on it tells, if it is not round, which of large
ones those are that end in two noughts."""
_NAME_OF_MANY = later(r"(?:[A-Z][\w-]+['’]?s?\s){1,5}[A-Z][\w-]+")


@dataclass(frozen=True, slots=True)
class TellsOf:
    """An entity whose counts a sentence can speak of: `sure` with what was told before, `here` by itself.

    `whole`: by all the words of what is counted of it, and of nothing else.
    """

    id: str
    sure: bool
    here: bool
    whole: bool = False


def told_of(number: Numbered, counting: Counting, reading: Reading) -> tuple[TellsOf, ...]:
    """The bearers of counts that the sentence tells of; one of another time than it names is not meant."""
    if not bearing(reading.facts, "counts").all or _SPEAKING.match(reading.letter.text, number.end):
        return ()
    return _Asked.of(number, counting, reading).told()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A number of a letter, asked for what it is of: its sentence, the part that it stands in, and its own."""

    number: Numbered
    counting: Counting
    reading: Reading
    sentence: Span
    part: Span
    own: Span

    @classmethod
    def of(cls, number: Numbered, counting: Counting, reading: Reading) -> _Asked:
        text, sentence = reading.letter.text, near_sentence(reading, number.start)
        part, own = part_of(text, sentence, number), own_stretch(text, sentence, number)
        return cls(number, counting, reading, sentence, part, own)

    def told(self) -> tuple[TellsOf, ...]:
        """What its sentence tells by itself, else what was told before or the number itself tells."""
        for how, stretch in product((Match.ALONE, Match.NOUN), dict.fromkeys((self.own, self.part, self.sentence))):
            here = self._meant(stretch, how, before=False)
            if here and here[0].score >= SURE:
                near = stretch.end - stretch.start <= _NEAR
                return tuple(TellsOf(m.id, near and m.sure, near) for m in here)
        if told := self._of_those_who_write():
            return told
        if self._is_ours():
            return ()
        found = self._meant(self.sentence, Match.ALONE, before=True)
        found = found or self._meant(self.sentence, Match.NOUN, before=True)
        if not found:
            return self._by_statement() or self._by_its_words() or self._by_its_noun()
        short = self.sentence.end - self.sentence.start <= _NEAR
        of_deed = [m for m in found if self._counts(m.subject, Match.FAMILY, self.part)] if short else []
        return tuple(TellsOf(m.id, self._is_sure(m) or self._by_deed(m, of_deed), here=False) for m in found)

    def _counts(self, subject: Subject, how: Match, within: Span) -> bool:
        """Whether the fact base counts of a thing what this number counts, at no other time than is told."""
        reading, counting = self.reading, self.counting
        if subject.id == reading.letter.carries and not reading.letter.witness_of:
            return False
        facts = reading.facts.about(subject.id, "counts")
        if not any(width(counting, f) and match(counting, f) >= how for f in facts):
            return False
        if not subject.dates and _OWNED.search(reading.letter.text, max(self.number.start - 8, 0), self.number.start):
            return True
        return not of_another_time(reading, within, subject, facts, Span(self.number.start, self.number.end))

    def _meant(self, stretch: Span, how: Match, *, before: bool) -> tuple[Meant, ...]:
        index = bearing(self.reading.facts, "counts")
        found = all_meant(self.reading, stretch, index, lambda s: self._counts(s, how, self.part), before=before)
        return tuple(m for m in found if not (m.apart or self._is_other(m)))

    def _is_ours(self) -> bool:
        """Whether a number is of those who write, and nothing else that has one is named: "we have 46 members"."""
        index, start = bearing(self.reading.facts, "counts"), self.number.start
        if not _OURS.search(self.reading.letter.text, max(start - 60, self.sentence.start), start):
            return False
        return not any(index.of(m.entity) for m in self.reading.mentions_in(self.sentence.start, self.sentence.end))

    def _of_those_who_write(self) -> tuple[TellsOf, ...]:
        """The one body that writes, where just this is counted of it: "we have 41,200 members"."""
        if self.number.part or not tells_ours(self.number, self.reading):
            return ()
        bodies = bodies_that_write(self.reading)
        subject = bearing(self.reading.facts, "counts").of(next(iter(bodies))) if len(bodies) == 1 else None
        meant = subject is not None and self._counts(subject, Match.ALONE, self.own)
        return (TellsOf(subject.id, sure=True, here=False),) if subject and meant else ()

    def _by_statement(self) -> tuple[TellsOf, ...]:
        """The one thing of which the fact base counts just this, and just as many: all words of what it counts stand
        with the number ("26,000 men were taken to the camps"), or the number is none that two things share by chance.
        """
        quantity, counting = self.number.quantity, self.counting
        just = quantity.sure_low
        if not counting.noun or just is None or just < _FEW or not quantity.is_plain:
            return ()
        telling = just >= _TELLING and just % (10 if just < _LARGE else _TELLING)
        words = _bases(counting.clause | counting.near | counting.narrowing)
        told = set()
        for fact in _by_number(self.reading.facts).get(int(just), ()):
            subject = bearing(self.reading.facts, "counts").of(fact.entity)
            if subject is None or not width(counting, fact) or self._names_another(subject, fact):
                continue
            others = _bases(frozenset(stems(count_of(fact).of)) - {stem(self.number.noun)})
            if others <= words if others else telling:
                told.add(subject.id if self._counts(subject, Match.ALONE, self.own) else "")
        return (TellsOf(told.pop(), sure=False, here=False),) if len(told) == 1 and "" not in told else ()

    def _by_its_words(self) -> tuple[TellsOf, ...]:
        """The one thing of which the fact base counts what is told here in all its words, by whatever number: "eleven
        hundred families reduced to the relief of the parish". What does not fit may be of others, and is no error.
        """
        counting = self.counting
        if not counting.noun or self.number.part:
            return ()
        own, words = stem(self.number.noun), _bases(counting.clause | counting.near | counting.narrowing)
        told = set()
        for fact in _by_noun(self.reading.facts).get(own, ()):
            others = _bases(frozenset(stems(count_of(fact).of)) - {own})
            subject = bearing(self.reading.facts, "counts").of(fact.entity)
            if subject and others and others <= words and width(counting, fact):
                free = self._counts(subject, Match.ALONE, self.own) and not self._names_another(subject, fact)
                told.add(subject.id if free else "")
        return (TellsOf(told.pop(), sure=False, here=False, whole=True),) if len(told) == 1 and "" not in told else ()

    def _by_its_noun(self) -> tuple[TellsOf, ...]:
        """The one thing of which the fact base counts just this, told by a noun for it: "112 deputies signed a
        petition". It may be another of its kind: what does not fit is no error.
        """
        index, counting = bearing(self.reading.facts, "counts"), self.counting
        heads = (how is Tells.HEAD for word in counting.clause for _, how in index.by_word.get(word, ()))
        if not counting.noun or not any(heads):
            return ()
        found = all_meant(
            self.reading,
            self.own,
            index,
            lambda s: self._counts(s, Match.FAMILY, self.own),
            least=_BY_NOUN,
            before=False,
        )
        alone = len(found) == 1 and not found[0].apart and not found[0].subject.heads.isdisjoint(counting.clause)
        return (TellsOf(found[0].id, sure=False, here=False),) if alone else ()

    def _is_other(self, one: Meant) -> bool:
        """Whether a name that shares a word with what is not named itself, and has another, is who has the number:
        "the Marrow Readers' Circle has 248 members", of a League of Readers.
        """
        if Reason.NAMED.words in one.why:
            return False
        proper, known = one.subject.told_by(Tells.PROPER), one.subject.words.keys()
        found = _NAME_OF_MANY.finditer(self.reading.letter.text, self.own.start, self.number.start)
        names = (set(stems(name[0])) for name in found)
        return any(words & proper and words - known for words in names)

    def _names_another(self, subject: Subject, fact: Fact) -> bool:
        """Whether the number's own part of the sentence names anything but a thing itself, or who counted it."""
        names = (name[0] for name in OTHER_NAME.finditer(self.reading.letter.text, self.own.start + 1, self.own.end))
        others = (name for name in names if name.lower() not in NO_PLACES)
        counted_by = self.reading.facts.entities.get(count_of(fact).by)
        known = subject.words.keys() | {s for a in (counted_by.aliases() if counted_by else ()) for s in stems(a.name)}
        return any(known.isdisjoint(stems(name)) for name in others)

    def _is_sure(self, one: Meant) -> bool:
        told = self.reading.letter.text[self.sentence.start : self.sentence.end]
        return one.sure and (not one.by_story or goes_on(told, one.subject))

    def _by_deed(self, one: Meant, of_deed: Sequence[Meant]) -> bool:
        """Whether the deed and what else tells a thing make it sure: the one such thing that is or was not long ago."""
        recent = any(
            w.latest >= day.earliest - timedelta(_RECENT) and w.earliest <= day.latest
            for w in one.subject.dates
            for day in self.reading.own_dates
        )
        return of_deed == [one] and recent and one.score + 1 >= SURE and not one.by_words_of_deed


@once
def _by_number(facts: FactBase) -> dict[int, tuple[Fact, ...]]:
    """The counts of a fact base by their number."""
    told: dict[int, tuple[Fact, ...]] = {}
    for subject in bearing(facts, "counts").all:
        for fact in facts.about(subject.id, "counts"):
            if (number := count_of(fact).count) is not None:
                told[number] = (*told.get(number, ()), fact)
    return told


@once
def _by_noun(facts: FactBase) -> dict[str, tuple[Fact, ...]]:
    """The counts of a fact base by the stems of the nouns that they count."""
    told: dict[str, tuple[Fact, ...]] = {}
    for subject in bearing(facts, "counts").all:
        for fact in facts.about(subject.id, "counts"):
            for noun in {stem(noun) for noun in nouns_of(count_of(fact).of)}:
                told[noun] = (*told.get(noun, ()), fact)
    return told


def _bases(words: frozenset[str]) -> frozenset[str]:
    """Words with the base forms of verbs, which have no stem of their own: "held", "taken"."""
    return frozenset(map(lemma_of, words))
