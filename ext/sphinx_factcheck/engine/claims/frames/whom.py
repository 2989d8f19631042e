"""Whom a clause or a noun tells of: by the role that a frame names, by owners, by what stands apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.lengths import Length
from sphinx_factcheck.engine.claims.frames.table import APPEALS, JUDGMENTS, SENTENCE_NOUNS, Frame
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.lexicon import singular
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.letters.text import Span

_RECEIVERS = ("to", "on", "upon", "against", "for", "of")
_COMPANY = ("with", "along with", "together with", "alongside", "as well as")
"""What leads to those to whom the same is done: "X was arrested, along with Y"."""
_PASSES = frozenset("pass impose pronounce hand hand_down".split())
_TO = later(r",?\s(?:to|for)\s(?:only\s|just\s)?")
_HELPER = later(r"\s(?:was|were|is|are|has|had|have|will|would|got|received|drew)\b")


class Whom:
    """Finds the persons of one sentence to whom something is done."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.text = reading.letter.text
        self.sentence = sentence

    def mentions(self, nouns: Iterable[Noun], *, including: bool = False) -> tuple[Mention, ...]:
        """The persons whom nouns mean, each once; those too who are named as some of many: "lawyers, such as X"."""
        found: dict[str, Mention] = {}
        for noun in self._with_named(nouns) if including else nouns:
            if noun.denied and not noun.is_pronoun:
                continue
            for person in self.reading.prose.meant(noun):
                entity = str(person.value)
                here = noun if noun.kind == "person" else person
                found.setdefault(entity, Mention(Span(here.head.start, here.head.end), entity, ""))
        return tuple(found.values())

    def _with_named(self, nouns: Iterable[Noun]) -> Iterator[Noun]:
        for noun in nouns:
            yield noun
            for preposition, named in noun.phrases:
                if preposition in {"such as", "including", "like"}:
                    yield from named

    def of_frame(self, frame: Frame, clause: Clause, length: Length | None) -> tuple[Noun, ...]:
        """The nouns in the role of a frame that tell whom it is done to."""
        match frame.who:
            case "agent":
                return clause.subject
            case "to" | "for" | "on":
                return clause.by(frame.who)
            case "owner":
                return self._owner(clause, length)
            case "recipient":
                return self._recipient(clause, length)
        if clause.passive or self._shares_passive(clause):
            return clause.subject
        given = length is not None and length.noun in clause.object
        no_person = bool(clause.indirect) and not self.mentions(clause.object)
        return (clause.indirect or clause.object) if given or no_person else clause.object

    def _shares_passive(self, clause: Clause) -> bool:
        """Whether a verb is that of a passive whose helper stands once: "was refused leave and fined ten pounds"."""
        joined = clause.link == "coordinated" and clause.tense == "past" and not clause.perfect
        amounts = clause.object and all(n.head.tag == "N" or any(w.tag == "N" for w in n.words) for n in clause.object)
        own = [n.start for n in clause.subject]
        before = [c for c in self.sentence.clauses if c.verb_start < clause.verb_start and c.link != "relative"]
        return bool(joined and amounts) and any(c.passive and [n.start for n in c.subject] == own for c in before[-1:])

    def _recipient(self, clause: Clause, length: Length | None) -> tuple[Noun, ...]:
        if clause.passive:
            told_of = length is None or length.noun not in clause.subject
            told_of = told_of and not any(n.head.low == "it" for n in clause.subject)  # "it was given to him ten years"
            on = tuple(n for n in clause.by(*_RECEIVERS[:5]) if n.kind != "date")
            return clause.subject if told_of else on or self.owners(clause.subject)
        named = clause.indirect or clause.by(*_RECEIVERS[:4]) or clause.by("for") or self.owners(clause.object)
        return named or (self.reading.prose.topic(clause.start) if clause.verb in _PASSES else ())

    def _owner(self, clause: Clause, length: Length | None) -> tuple[Noun, ...]:
        """Whose sentence it is that is changed: of the noun, of its phrases, of whoever had it changed."""
        is_so = clause.verb in {"be", "total"}
        if is_so and length is not None and (own := self.owners([length.noun])):
            return own
        nouns = clause.subject if clause.passive or is_so or clause.verb == "fail" else clause.object
        nouns += clause.predicate if is_so else ()
        beside = clause.object if clause.particle == "off" else ()
        nouns += tuple(n for n in (*clause.by("to", "from", "off"), *beside) if n.kind != "term")
        if owners := self.owners(n for n in nouns):
            return owners
        if clause.link == "small" and 0 <= clause.governor < len(self.sentence.clauses):
            return self.sentence.clauses[clause.governor].subject
        told_of = is_so or any(
            n.words[0].low in {"that", "this", "the"} and n.head.low in JUDGMENTS | APPEALS for n in nouns
        )
        return self.reading.prose.topic(clause.start, same_block=is_so) if told_of else ()

    def owners(self, nouns: Iterable[Noun]) -> tuple[Noun, ...]:
        """Whose these nouns are: their owners, those they hang on, those on whom they were imposed."""
        nouns = tuple(nouns)
        owners = tuple(owner for noun in nouns for owner in noun.owners if owner.kind != "term")
        hanging = tuple(n for noun in nouns for n in _first_to(noun))
        imposed = (n for noun in nouns for n in self._imposed_on(noun))
        return owners or tuple(n for n in (*hanging, *imposed) if n.kind != "term" and n.head.tag not in "NE")

    def _imposed_on(self, noun: Noun) -> Iterator[Noun]:
        """On whom a sentence is told to have been passed: "the ten-year sentence that the court passed on X"."""
        if singular(noun.head.low) not in SENTENCE_NOUNS:
            return
        for clause in self.sentence.clauses:
            if clause.anchor is noun and clause.verb in _PASSES:
                yield from clause.by("on", "upon", "against")

    def persons(self, nouns: tuple[Noun, ...], clause: Clause, *, including: bool = False) -> tuple[Mention, ...]:
        """The persons of a role, also where they stand apart from it or are left out."""
        if including and clause.link != "relative":
            nouns += clause.by("including", "such as")
        if clause.passive and nouns and nouns == clause.subject:
            nouns += tuple(n for n in clause.by(*_COMPANY) if n.kind == "person" and not n.denied)
        nouns = self._named_apart(nouns, clause)
        if not nouns and clause.omitted and clause.link in {"participle", "main", "coordinated"}:
            nouns = self.reading.prose.topic(clause.start)
        return self.mentions(nouns, including=including)

    def _named_apart(self, nouns: tuple[Noun, ...], clause: Clause) -> tuple[Noun, ...]:
        """Who is meant where the subject stands apart: "A poet of note, X was jailed", "X and Y: each received two"."""
        if len(nouns) != 1 or nouns != clause.subject or self.mentions(nouns):
            return nouns
        number = self.sentence.clauses.index(clause)
        if nouns[0].head.low == "each" and number:
            return self.sentence.clauses[number - 1].subject
        above = self.sentence.clauses[clause.governor] if clause.governor >= 0 else None
        if above and clause.link == "participle" and clause.verb in {"sentence", "condemn"} and above.verb == "be":
            beside = any(nouns[0] in c.nouns and c.preposition in {"at", "in", "on", "by"} for c in above.complements)
            return above.subject if beside and not above.predicate else nouns
        fronted = (n for n in self.sentence.nouns if n.kind == "person" and nouns[0].end < n.start)
        told = [n for n in fronted if self.text[n.start - 2 : n.start] == ", " and _HELPER.match(self.text, n.end)]
        return tuple(told[:1]) if clause.finite and nouns[0].start <= self.sentence.start + 1 else nouns

    def just_before(self, length: Length) -> tuple[Noun, ...]:
        """Who stands between a term and the one before it: the Y of "X to seven years in prison, her son Y to four"."""
        near = (n for n in self.sentence.nouns if n.kind == "person" and n.end < length.term.start)
        return tuple(n for n in near if _TO.fullmatch(self.text, n.end, length.term.start))


def _first_to(noun: Noun) -> tuple[Noun, ...]:
    """To whom something is said to go; of "eleven years for X and four for Y" the first alone."""
    to = (ns for p, ns in noun.phrases if p in _RECEIVERS)
    return next((ns for ns in to if any(n.kind != "term" and n.head.tag not in "NE" for n in ns)), ())
