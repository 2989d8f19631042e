"""The clauses of a sentence, read by the table of frames: who did or suffered what, when, for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.frames.deeds import Deed
from sphinx_factcheck.claims.frames.lengths import Length, Lengths
from sphinx_factcheck.claims.frames.lists import speaks_of_prison
from sphinx_factcheck.claims.frames.table import (
    BEFORE_NOUNS,
    CELLS,
    CUSTODIAL,
    FREEDOM,
    HOMES,
    LYING,
    NOUNS,
    PREDICATES,
    PRISONS,
    SENTENCE_NOUNS,
    SORTS,
    VERBS,
    Frame,
)
from sphinx_factcheck.claims.grammar.terms import TermSaid
from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.terms import Term
from sphinx_factcheck.language.clauses import Certainty, Clause, Complement, Noun
from sphinx_factcheck.language.lexicon import lemma_of, singular
from sphinx_factcheck.language.sentences import Sentence
from sphinx_factcheck.language.verbs import ASKS_FOR, FEARS
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention
from sphinx_factcheck.spans.dates import DateSaid
from sphinx_factcheck.spans.numbers import parse_ordinal

_RECEIVERS = ("to", "on", "upon", "against", "for", "of")
_INSIDE = ("in", "behind", "under", "at", "on", "inside")
_NO_HOLDING = frozenset(
    "esteem regard contempt awe mind check place honour honor suspense reserve store respect high".split()
)
_HOLDING = ("in", "at", "since", "for", "without", "under", "behind", "on", "inside", "by")
_UNTRIED = frozenset("trial charge charges".split())
_NOW = frozenset("still currently now".split())
_PARTS_OF_DAYS = frozenset("dawn morning noon afternoon evening night hour day weekend week".split())
_PROSPECTS = frozenset(
    "warrant order threat risk danger fear possibility attempt request demand call plan prospect likelihood call "
    "allegation rumour rumor claim bill law penalty".split()
)
"""Nouns of what may come, and of which a noun on them does not tell that it has: "a warrant for the arrest of X"."""
_PASSES = frozenset("pass impose pronounce hand hand_down".split())
_TO = later(r",?\s(?:to|for)\s(?:only\s|just\s)?")
_PARTED = later(r"\b(?:and|then|later|but)\b|;")
"""What stands between a term and the date of another one: "three years, and then, in 2015, four more"."""
_TRIALS = frozenset("trial retrial case appeal hearing".split())
_SPENT = frozenset({"in", "behind", "of", "under"})
_PARTING = frozenset({", ", " – ", " — ", " (", " - "})
_HELPER = later(r"\s(?:was|were|is|are|has|had|have|will|would|got|received|drew)\b")
_OUT = frozenset("bail parole amnesty clemency freedom release pardon".split())


_BESIDE = {
    "bail": ("object", _OUT),
    "freedom": ("object", FREEDOM),
    "prison": ("object", PRISONS),
    "sentence": ("subject", CUSTODIAL),
}
"""What must be among the heads of a role of the clause, by the `with_` of a frame."""
_LED_BY = {"under house": ("under", frozenset({"house"})), "to home": ("to", HOMES), "of freedom": ("of", FREEDOM)}
"""What a preposition must lead to, by the `with_` of a frame."""


def _by_word(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in frame.words.split():
            found.setdefault(word, []).append(frame)
    return {word: tuple(rows) for word, rows in found.items()}


def _place(words: str) -> tuple[str, str]:
    """The preposition and the rest of a place: "in_solitary_confinement", "out_of_prison", "missing"."""
    preposition, _, rest = words.partition("_")
    if rest.startswith("of_"):
        return f"{preposition} of", rest.removeprefix("of_")
    return (preposition, rest) if rest else ("", preposition)


_VERBS = _by_word(VERBS)
_PLACES = {_place(word): frame for frame in PREDICATES for word in frame.words.split()}


def sort_of_noun(word: str) -> str:
    """The sort of deed that a noun tells of: "release"."""
    return NOUNS.get(singular(word.lower()), "")


def sort_of_word(word: str) -> str:
    """The sort of deed that one word tells of, as the head of a column: "Arrested", "Release", "Death"."""
    if sort := sort_of_noun(word):
        return sort
    frames = [f for f in _VERBS.get(lemma_of(word), ()) if not f.term and not f.with_]
    return frames[0].sort if frames else ""


class Teller:
    """Tells the deeds of one sentence."""

    def __init__(self, reading: Reading, number: int) -> None:
        self.reading = reading
        self.text = reading.letter.text
        self.sentence: Sentence = reading.prose.sentence(number)
        self.lengths = Lengths(reading, self.sentence)
        self.used: set[int] = set()
        self.found: list[Deed] = []

    def deeds(self) -> list[Deed]:
        """Everything that is told of persons, in the order of its words."""
        for clause in self.sentence.clauses:
            self.found += self._by_verb(clause) or self._by_predicate(clause)
            self.found += [*self._imposed(clause), *self._aside(clause)]
            if years := list(self._nth_year(clause)):
                self.found = [d for d in self.found if not any(y.start <= d.start < y.end for y in years)] + years
        self.found += self._before_nouns()
        self.found += self._nouns()
        self.found += self._sentences()
        return sorted(self.found, key=lambda d: (d.start, d.end, d.term.start if d.term else -1))

    # Whom

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

    def _whom(self, frame: Frame, clause: Clause, length: Length | None) -> tuple[Noun, ...]:
        match frame.who:
            case "agent":
                return clause.subject
            case "to":
                return clause.by("to")
            case "owner":
                return self._owner(clause, length)
            case "recipient":
                return self._recipient(clause, length)
        if clause.passive:
            return clause.subject
        given = length is not None and length.noun in clause.object
        return (clause.indirect or clause.object) if given else clause.object

    def _recipient(self, clause: Clause, length: Length | None) -> tuple[Noun, ...]:
        if clause.passive:
            told_of = length is None or length.noun not in clause.subject
            return clause.subject if told_of else clause.by(*_RECEIVERS[:5]) or self._owners(clause.subject)
        return clause.indirect or clause.by(*_RECEIVERS[:4]) or clause.by("for") or self._owners(clause.object)

    def _owner(self, clause: Clause, length: Length | None) -> tuple[Noun, ...]:
        """Whose sentence it is that is changed: of the noun, of its phrases, of whoever had it changed."""
        is_so = clause.verb in {"be", "total"}
        if is_so and length is not None and (own := self._owners([length.noun])):
            return own
        nouns = clause.subject if clause.passive or is_so else clause.object
        nouns += clause.by("to", "from")
        if owners := self._owners(n for n in nouns):
            return owners
        if clause.link == "small" and 0 <= clause.governor < len(self.sentence.clauses):
            return self.sentence.clauses[clause.governor].subject
        return self.reading.prose.topic(clause.start) if is_so else ()

    def _owners(self, nouns: Iterable[Noun]) -> tuple[Noun, ...]:
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

    # Verbs

    def _by_verb(self, clause: Clause) -> list[Deed]:
        if not clause.verb:
            return list(self._without_verb(clause))
        rows = _VERBS.get(f"{clause.verb}_{clause.particle}", ()) if clause.particle else ()
        for frame in (*rows, *_VERBS.get(clause.verb, ())):
            if self._stands_beside(frame, clause) and (deeds := self._told(frame, clause)):
                return deeds
        return []

    def _told(self, frame: Frame, clause: Clause) -> list[Deed]:
        if not frame.term:
            persons = self._persons(self._whom(frame, clause, None), clause, including=True)
            return [self._deed(frame, clause, persons)] if persons else []
        found = []
        lengths = self.lengths.of(clause, frame)
        turns = len(lengths) > 1 and "respectively" in clause.adverbs
        for number, length in enumerate(lengths):
            if length.term.start in self.used:
                continue
            whom = self._whom(frame, clause, length)
            gapped = self._just_before(length) if number else ()
            persons = self.mentions(gapped) or self._persons(whom, clause)
            if whom and all(noun.denied for noun in whom):
                self.used.add(length.term.start)
                continue
            if turns and len(persons) == len(lengths):
                persons = persons[number : number + 1]
            if not persons and frame.who == "owner" and self.found:
                persons = self.found[-1].persons
            persons = persons or self._just_convicted(frame, clause)
            if not persons and frame.sort == "spent":
                continue
            self.used.add(length.term.start)
            feared = length.feared and frame.sort != "changed"  # "from nine years to six" is no range there
            deed = replace(self._deed(frame, clause, persons), when=self._when_of(length, lengths, clause))
            certainty = Certainty.POSSIBLE if feared and deed.certainty.told else deed.certainty
            found.append(replace(deed, term=length.term, certainty=certainty, inside=length.inside))
            if frame.sort == "changed":
                found += self._before_change(found[-1], clause)
        return found

    def _just_convicted(self, frame: Frame, clause: Clause) -> tuple[Mention, ...]:
        """On whom a term was passed by the verb right before: "convicted X and imposed a term of ten years"."""
        if frame.who != "recipient" or clause.link != "coordinated" or clause.passive:
            return ()
        earlier = [c for c in self.sentence.clauses if c.verb and c.verb_start < clause.verb_start]
        other = max(earlier, key=lambda c: c.verb_start, default=clause)
        persons = self.mentions(other.object) if other.verb == "convict" and not other.passive else ()
        return persons if len(persons) == 1 else ()

    def _just_before(self, length: Length) -> tuple[Noun, ...]:
        """Who stands between a term and the one before it: the Y of "X to seven years in prison, her son Y to four"."""
        near = (n for n in self.sentence.nouns if n.kind == "person" and n.end < length.term.start)
        return tuple(n for n in near if _TO.fullmatch(self.text, n.end, length.term.start))

    def _without_verb(self, clause: Clause) -> Iterator[Deed]:
        """A further term of the last that was told of: "in 2009 to three years; in 2016, to eight"."""
        last = self.found[-1] if self.found else None
        if clause.verb or clause.subject or not last or last.name != "sentenced" or not last.term:
            return
        lengths = self.lengths.within(clause.by("to"))
        for length in lengths if {c.preposition for c in clause.complements} <= {"to", "in", "on"} else ():
            self.used.add(length.term.start)
            yield replace(last, term=length.term, when=self._when_of(length, lengths, clause))

    def _before_change(self, changed: Deed, clause: Clause) -> Iterator[Deed]:
        """The term that was changed: the nine years of "was cut from nine years to six"."""
        for length in self.lengths.within(clause.by("from")):
            if length.term.start not in self.used:
                self.used.add(length.term.start)
                yield replace(changed, name="added", term=length.term, inside=length.inside)

    def _nth_year(self, clause: Clause) -> Iterator[Deed]:
        """How long somebody has been in prison: "is in her fourth year behind bars"."""
        nouns = clause.by("in", "into", "for") + (clause.object if clause.verb in {"enter", "begin", "start"} else ())
        for noun in nouns:
            if noun.head.low != "year" or len(noun.words) < 2 or not clause.certainty.told:
                continue
            nth = parse_ordinal(self.text[noun.words[-2].start : noun.words[-2].end]) or 0
            inside = [n for p, ns in noun.phrases if p in _SPENT for n in ns] + list(clause.by("behind", "under"))
            held = any(n.head.low in PRISONS for n in inside)
            held = held or any(NOUNS.get(n.head.low) in {"detained", "imprisoned"} for n in (*clause.subject, *inside))
            owners = tuple(o for n in clause.subject for o in n.owners) or clause.subject
            persons = self.mentions(owners) or self.mentions(noun.owners)
            if nth > 1 and held and persons:
                end = max([noun.end, *(n.end for n in inside)])
                term = TermSaid(noun.start, end, Term(months=nth * 12 - 6))
                spent, still = SORTS["spent"], clause.tense == "present"
                yield Deed(noun.start, end, "spent", spent.events, persons, term=term, still=still, part=not still)

    def _imposed(self, clause: Clause) -> Iterator[Deed]:
        """When a sentence was passed that somebody serves: "serving ten years, a sentence imposed in May"."""
        if not clause.passive or clause.verb not in {"impose", "hand", "pronounce", "pass"} or clause.governor < 0:
            return
        above = self.sentence.clauses[clause.governor]
        when, _ = self.dated(clause)
        if when is not None and above.verb in {"serve", "receive", "get"} and above.certainty.told:
            persons = self.mentions(above.subject)
            if (persons and not clause.by("on", "to")) or any(n.kind == "date" for n in clause.by("on")):
                yield Deed(clause.verb_start, clause.verb_end, "sentenced", SORTS["sentenced"].events, persons, when)

    def _persons(self, nouns: tuple[Noun, ...], clause: Clause, *, including: bool = False) -> tuple[Mention, ...]:
        if including and clause.link != "relative":
            nouns += clause.by("including", "such as")
        nouns = self._named_apart(nouns, clause)
        if not nouns and clause.omitted and clause.link in {"participle", "main"}:
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

    def _deed(self, frame: Frame, clause: Clause, persons: tuple[Mention, ...]) -> Deed:
        sort = SORTS[frame.sort]
        when, since = self.dated(clause)
        lasting = self._lasts(clause)
        start, end = self._words(frame, clause)
        still = (lasting or since) and not (clause.tense == "past" and clause.finite)
        if sort.name in {"serving", "spent"}:
            still = clause.tense != "past" and clause.marker not in {"after", "before"}
        deed = Deed(
            start, end, sort.name, sort.events, persons, when, still, (since or lasting) and _begins(sort.name, when),
            certainty=self._certainty(clause, frame), shared=clause.elided,
        )  # fmt: skip
        return self._spell(frame, clause, deed) or deed

    def _certainty(self, clause: Clause, frame: Frame) -> Certainty:
        """How it is told; what is bound to be served has been passed, and not being seen is what is told."""
        if frame.sort == "missing" and frame.with_ == "not":
            return Certainty.ASSERTED if clause.certainty is Certainty.DENIED else Certainty.DENIED
        above = self.sentence.clauses[clause.governor] if clause.governor >= 0 else None
        if frame.term and above and above.verb in {"order", "condemn", "adjudge"} and above.certainty.told:
            return Certainty.ASSERTED if clause.link == "infinitive" and clause.passive else clause.certainty
        bound = frame.sort == "serving" and clause.certainty in {Certainty.ASKED, Certainty.PLANNED}
        return Certainty.ASSERTED if bound and clause.modal in {"must", "will", ""} else clause.certainty

    def _spell(self, frame: Frame, clause: Clause, deed: Deed) -> Deed | None:
        """A time in custody: "was held for ten months", "was freed after ten months in jail"."""
        taken = deed.name in {"detained", "imprisoned", "arrested"}
        for complement in clause.complements:
            for length in self.lengths.within(complement.nouns):
                if ", and " in self.text[clause.verb_end : complement.start]:
                    continue
                behind = length.term.start > clause.verb_start
                if taken and (complement.preposition == "for" or (complement.preposition == "" and behind)):
                    part = bool(clause.by("without", "in")) or "incommunicado" in (clause.particle, *clause.adverbs)
                    still = clause.tense == "present"
                    self.used.add(length.term.start)
                    untried = any(n.head.low in _UNTRIED for n in clause.by("without"))
                    return replace(
                        deed, untried=untried, end=max(length.term.end, deed.end), name="spent", term=length.term,
                        still=still, since=False, part=part or not still,
                    )  # fmt: skip
                after = complement.preposition == "after" and (deed.name in {"released", "died"} or length.inside > 0)
                if after and length.term.start not in self.used:
                    self.used.add(length.term.start)
                    end = length.inside if length.inside > 0 else length.term.end
                    spent = SORTS["spent"]
                    self.found.append(
                        Deed(length.term.start, end, spent.name, spent.events, deed.persons, term=length.term,
                             certainty=deed.certainty)
                    )  # fmt: skip
        return None

    def _lasts(self, clause: Clause) -> bool:
        lasting = clause.tense == "present" and not clause.perfect and not clause.modal
        return (lasting and (clause.passive or clause.verb in LYING)) or bool(clause.adverbs & _NOW)

    def dated(self, clause: Clause) -> tuple[DateSaid | None, bool]:
        """The date of a clause, after its verb or at its head; and whether it is since then."""
        dates = [(c, n) for c in clause.complements for n in _dates(c)]
        later = [one for one in dates if one[1].start > clause.verb_start]
        for complement, noun in later or dates:
            if complement.preposition in {"until", "till"}:
                continue
            since = any(c.preposition == "since" and c.start <= complement.start for c in clause.complements)
            since = since and (
                complement.preposition == "since" or any(c.preposition == "since" for c in clause.complements)
            )
            if isinstance(noun.value, DateSaid):
                return noun.value, since
        return None, False

    def _when_of(self, length: Length, lengths: list[Length], clause: Clause) -> DateSaid | None:
        """The date of one of the terms of a clause: the first between it and the next, else the last before it."""
        dates = [n for c in clause.complements if c.preposition not in {"until", "till"} for n in _dates(c)]
        stop = min([o.term.start for o in lengths if o.term.start > length.term.start], default=clause.end + 1)
        after = [
            n
            for n in dates
            if length.term.end <= n.start < stop and not _PARTED.search(self.text, length.term.end, n.start)
        ]
        before = [n for n in dates if n.start < length.term.start]
        one = after[0] if after else before[-1] if before else None
        return one.value if one and isinstance(one.value, DateSaid) else None

    def _words(self, frame: Frame, clause: Clause) -> tuple[int, int]:
        """The words of a deed: its verb, with what belongs to it."""
        start, end = clause.verb_start, clause.verb_end
        if frame.with_ == "formally":
            start = self.text.rfind("formally", clause.group_start - 12, start)
        if frame.with_ == "not":
            start = next(
                (t.start for t in self.sentence.tokens if t.start >= clause.group_start and t.tag == "n"), start
            )
        if clause.particle:
            at = self.text.find(clause.particle, end, clause.end)
            end = at + len(clause.particle) if 0 <= at <= end + 40 else end
        for complement in clause.complements:
            if frame.with_.partition(" ")[0] == complement.preposition and _is_inside(complement.nouns):
                end = max(end, complement.nouns[-1].end)
            elif frame.with_ == "held" and complement.start <= end + 1 and complement.preposition == "in":
                end = complement.nouns[0].end if complement.nouns[0].head.low in {"custody", "detention"} else end
        if frame.with_ in {"bail", "prison"} and clause.object:
            end = max(end, clause.object[-1].end)
        return start, end

    def _stands_beside(self, frame: Frame, clause: Clause) -> bool:
        with_ = frame.with_
        if not with_ or (clause.elided and with_ not in {"bail", "prison"}):
            return True
        around = {clause.particle, *clause.adverbs}
        match with_:
            case "formally" | "away":
                return with_ in around
            case "not":
                return clause.negated and bool(clause.by("since", "for", "in"))
            case "not untried":
                return not self._is_spell(clause)
            case "held":
                return self._is_holding(clause)
            case "from taken":
                return clause.passive and bool(clause.by("from"))
        if with_ in _BESIDE:
            nouns, heads = _BESIDE[with_]
            return any(singular(n.head.low) in heads for n in (clause.subject if nouns == "subject" else clause.object))
        if with_ in _LED_BY:
            preposition, words = _LED_BY[with_]
            return not (clause.by("by") and with_ == "to home") and any(
                w.low in words for n in clause.by(preposition) for w in n.words
            )
        if with_ == "tried":
            return bool(clause.object) and clause.object[0].kind == "term"
        prepositions = _INSIDE if with_ == "in prison" else (with_.rpartition(" ")[0],)
        return any(_is_inside([n]) for n in self._places(clause, prepositions))

    def _is_spell(self, clause: Clause) -> bool:
        """Whether "imprisoned for a year" tells of a time in prison so far, and of no sentence."""
        if any(n.head.low in _UNTRIED for n in clause.by("without")):
            return True
        lengths = self.lengths.within(clause.by("for"))
        hedged = any(o.term.quantity and not o.term.quantity.is_exact for o in lengths)
        so_far = clause.perfect and clause.tense == "present"
        return so_far and (clause.verb in {"imprison", "incarcerate"} or hedged)

    def _places(self, clause: Clause, prepositions: tuple[str, ...]) -> Iterator[Noun]:
        yield from clause.by(*prepositions)
        for noun in clause.object:
            for preposition, nouns in noun.phrases:
                if preposition in prepositions:
                    yield from nouns

    def _is_holding(self, clause: Clause) -> bool:
        """Whether "held" or "kept" is said of a prisoner."""
        if not (clause.passive or clause.object) or clause.predicate:
            return False
        if clause.particle == "incommunicado" or "incommunicado" in clause.adverbs:
            return True
        told = [c for c in clause.complements if c.preposition in _HOLDING]
        if clause.verb in {"put", "place", "confine"}:
            told = [c for c in told if _is_inside(c.nouns)]
        return bool(told) and not any(w.low in _NO_HOLDING for c in told for n in c.nouns for w in n.words)

    # What "is" leads to, and nouns

    def _by_predicate(self, clause: Clause) -> list[Deed]:
        """ "is in prison", "remains behind bars"; and without a verb: "X, in custody since May, is ill"."""
        if clause.verb not in LYING and clause.verb and clause.complements == ():
            return []
        copular = clause.verb in LYING
        placed = [(self._frame_of_place(c), c.start, c.nouns[-1].end) for c in clause.complements] if copular else []
        placed += (
            [(_PLACES.get(("", n.head.low)), n.head.start, n.head.end) for n in clause.predicate] if copular else []
        )
        found = [self._predicated(frame, clause, start, end) for frame, start, end in placed if frame]
        return [deed for deed in found if deed.persons]

    def _aside(self, clause: Clause) -> Iterator[Deed]:
        """ "X, in prison since May, writes": where somebody is, told between the name and the verb."""
        dashed = clause.link == "aside" and not clause.verb and clause.anchor is not None
        subject = (clause.anchor,) if dashed and clause.anchor else clause.subject
        if not subject or clause.verb in LYING or not (clause.verb or dashed):
            return
        told = self.sentence.clauses[clause.governor] if dashed and clause.governor >= 0 else clause
        for number, complement in enumerate(clause.complements):
            frame = self._frame_of_place(complement)
            before = self.text[subject[-1].end : complement.start]
            if frame is None or before not in _PARTING or not (dashed or complement.start < clause.group_start):
                continue
            end = complement.nouns[-1].end
            since = [c for c in clause.complements[number + 1 :] if c.preposition == "since" and c.start <= end + 2]
            date = next((n.value for c in since for n in _dates(c) if isinstance(n.value, DateSaid)), None)
            persons, sort = self._persons(subject, clause), SORTS[frame.sort]
            if persons:
                still = told.tense == "present"
                yield Deed(complement.start, end, sort.name, sort.events, persons, date, still, since=date is not None)

    def _frame_of_place(self, complement: Complement) -> Frame | None:
        noun = complement.nouns[-1]
        head = noun.head.low
        whole = "_".join(w.low for w in noun.words if w.tag not in "dq")
        cell = _PLACES[("in", "prison")] if complement.preposition in {"in", "inside"} and head in CELLS else None
        return _PLACES.get((complement.preposition, whole)) or _PLACES.get((complement.preposition, head)) or cell

    def _predicated(self, frame: Frame, clause: Clause, start: int, end: int) -> Deed:
        deed = self._deed(frame, clause, self._persons(clause.subject, clause, including=True))
        start = self._with_out(start)
        if deed.name == "spent":
            return replace(deed, start=min(start, deed.start) if deed.start > start else start, end=max(end, deed.end))
        return replace(deed, start=start, end=end)

    def _with_out(self, start: int) -> int:
        """Where "out on bail" starts, of which `start` is the preposition."""
        before = next((t for t in reversed(self.sentence.tokens) if t.end <= start), None)
        return before.start if before and before.low in {"out", "free"} else start

    def _before_nouns(self) -> Iterator[Deed]:
        """ "the imprisoned editor X": what stands before the noun, told of whomever it names."""
        for noun in self.sentence.nouns:
            for word in noun.words[:-1]:
                sort = BEFORE_NOUNS.get(word.low)
                if not sort or any(w.low in {"former", "formerly", "once"} for w in noun.words):
                    continue
                clause = self.sentence.clause_of(noun)
                if persons := self.mentions(self._called_so(noun, clause)):
                    now = clause is not None and clause.tense == "present" and not clause.perfect and not clause.modal
                    yield Deed(word.start, word.end, sort, SORTS[sort].events, persons, still=now)

    def _called_so(self, noun: Noun, clause: Clause | None) -> tuple[Noun, ...]:
        """Who is called so: the first of a list, and all of them behind a plural, "the jailed brothers X and Y"."""
        if clause is None or not any(w.low != singular(w.low) and w.low == w.text for w in noun.words[1:-1]):
            return (noun,)
        slots = (clause.subject, clause.object, *(c.nouns for c in clause.complements))
        slot = next((s for s in slots if noun in s), (noun,))
        return tuple(n for n in slot if n.start >= noun.start and (n is noun or n.kind == "person"))

    def _nouns(self) -> Iterator[Deed]:
        """Deeds told as nouns with their dates: "X’s arrest in May", "the arrests of X on 3 May and Y on 5 May"."""
        for noun in self.sentence.nouns:
            name = NOUNS.get(singular(noun.head.low))
            if not name or noun.denied:
                continue
            yield from self._dated_noun(noun, name)

    def _dated_noun(self, noun: Noun, name: str) -> Iterator[Deed]:
        """A deed told as a noun, with each of its persons and dates; without a date where it tells of a state."""
        persons = everybody = self.mentions(noun.owners)
        certainty, dated = self._of_noun(noun), False
        within = [w.value for w in noun.words[:-1] if isinstance(w.value, DateSaid)]
        deed = Deed(noun.head.start, noun.head.end, name, SORTS[name].events, certainty=certainty)
        for preposition, nouns in (*noun.phrases, ("", ())):
            if preposition == "of" and (named := self.mentions(nouns)):
                persons, everybody = named, everybody + named
            dates = within if not preposition else [n.value for n in nouns if isinstance(n.value, DateSaid)]
            for date in dates if persons and preposition not in {"until", "till"} else ():
                dated = True
                yield replace(deed, persons=persons, when=date)
        if everybody and not dated and name in {"detained", "imprisoned", "missing"}:
            lasts = any(w.low in {"continuing", "continued", "ongoing", "current", "present"} for w in noun.words)
            yield replace(deed, start=noun.start, persons=everybody, still=lasts)

    def _of_noun(self, noun: Noun) -> Certainty:
        """How what a noun tells is told: what is asked for or feared has not come about."""
        clause = self.sentence.clause_of(noun)
        if any(
            noun in ns
            for other in self.sentence.nouns
            if singular(other.head.low) in _PROSPECTS
            for _, ns in other.phrases
        ):
            return Certainty.POSSIBLE
        if clause is None:
            return Certainty.ASSERTED
        governed = noun in clause.object or noun in clause.by("for")
        if governed and clause.verb in ASKS_FOR:
            return Certainty.ASKED
        if governed and clause.verb in FEARS | {"propose", "recommend", "carry", "order"}:
            return Certainty.POSSIBLE
        if noun.owners or noun.words[0].low in {"the", "this", "that", "these", "those"}:
            return Certainty.ASSERTED
        return clause.certainty

    def _sentences(self) -> Iterator[Deed]:
        """Terms told as nouns: "X’s 14-year sentence", "the 12-year term for X"; and in entries: "X (14 years)"."""
        told = self.lengths.terms and speaks_of_prison(self.text, self.sentence.start, self.sentence.end)
        more = self.lengths.numbers_for() if told else ()
        for length in (*self.lengths.of_nouns(), *more):
            if length.term.start in self.used:
                continue
            persons = self.mentions(self._owners([length.noun]))
            persons = persons or (self.mentions(length.own.owners) if length.own else ())
            persons = persons or self.mentions(self._of_the_noun_before(length))
            persons = persons or self.mentions(self._of_clause(length)) or self.mentions(self.lengths.entry(length))
            if not (persons or length.is_sentence):
                continue
            self.used.add(length.term.start)
            certainty = Certainty.POSSIBLE if length.feared else self._of_noun(length.noun)
            when = next(
                (n.value for p, ns in length.noun.phrases if p in {"on", "in"} for n in ns if n.kind == "date"), None
            )
            yield Deed(
                length.term.start, length.term.end, "sentenced", SORTS["sentenced"].events, persons,
                when if isinstance(when, DateSaid) else None, term=length.term, certainty=certainty,
            )  # fmt: skip

    def _of_the_noun_before(self, length: Length) -> Iterator[Noun]:
        """Whose it is of which a term tells more: "X’s punishment, ten years’ imprisonment"."""
        clause = self.sentence.clause_of(length.noun)
        if clause and length.is_sentence and clause.subject and clause.subject[0].head.low in _TRIALS:
            yield from clause.subject[0].owners
        slot = clause.subject if clause and length.noun in clause.subject else ()
        if len(slot) == 2 and slot[1] is length.noun and slot[0].head.low in CUSTODIAL | SENTENCE_NOUNS:
            yield from slot[0].owners

    def _of_clause(self, length: Length) -> tuple[Noun, ...]:
        """Whose a sentence is that only stands beside: "is in the second year of a ten-year sentence"."""
        clause = self.sentence.clause_of(length.noun)
        if clause is None:
            return ()
        if not clause.verb and clause.subject and clause.subject[0].head.low in SENTENCE_NOUNS:
            return self.reading.prose.topic(clause.start)
        if not length.is_sentence:
            return ()
        beside = any(length.noun in c.nouns or _hangs(length.noun, c.nouns) for c in clause.complements)
        beside = beside or length.noun in clause.by("into")
        beside = beside or (clause.verb in {"serve", "complete", "finish"} and _hangs(length.noun, clause.object))
        told = clause.verb in _VERBS or clause.verb in {"be", "remain"} or length.noun in clause.by("into")
        return clause.subject if beside and told and length.noun.kind != "term" else ()


def _first_to(noun: Noun) -> tuple[Noun, ...]:
    """To whom something is said to go; of "eleven years for X and four for Y" the first alone."""
    to = (ns for p, ns in noun.phrases if p in _RECEIVERS)
    return next((ns for ns in to if any(n.kind != "term" and n.head.tag not in "NE" for n in ns)), ())


def _hangs(noun: Noun, nouns: Iterable[Noun]) -> bool:
    return any(noun in ns or _hangs(noun, ns) for n in nouns for _, ns in n.phrases[:3])


def _begins(name: str, when: DateSaid | None) -> bool:
    return when is not None and when.lead in {"start", "at"} and name != "released"


def _dates(complement: Complement) -> Iterator[Noun]:
    """The dates that a preposition leads to, be it by a part of one: "in the early hours of 5 May"."""
    for noun in complement.nouns:
        if noun.kind == "date":
            yield noun
        elif singular(noun.head.low) in _PARTS_OF_DAYS:
            yield from (one for preposition, nouns in noun.phrases if preposition == "of" for one in _only_dates(nouns))


def _only_dates(nouns: Iterable[Noun]) -> Iterator[Noun]:
    return (noun for noun in nouns if noun.kind == "date")


def _is_inside(nouns: Iterable[Noun]) -> bool:
    """Whether these nouns are places where one is held."""
    return any(w.low in PRISONS for noun in nouns for w in noun.words)
