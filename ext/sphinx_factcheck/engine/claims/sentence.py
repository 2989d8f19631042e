"""Sentences of prison: "sentenced X to 14 years in prison and Y to 12 years", "X, serving a life sentence"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.charge import charge_of_term
from sphinx_factcheck.engine.claims.dating.compare import compare
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.others import Other, other_term
from sphinx_factcheck.engine.claims.frames.telling import deaths_told, terms_told
from sphinx_factcheck.engine.claims.happenings import over
from sphinx_factcheck.engine.claims.in_force import changed_by, death_no_longer, may_be_served, no_longer
from sphinx_factcheck.engine.claims.judging import UNDECIDED, best, own_dates, plain, rule, told_by
from sphinx_factcheck.engine.claims.penalties import Penalized, judge_penalty, penalties_told
from sphinx_factcheck.engine.claims.persons import just_before, persons_in
from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.people import is_of_the_state
from sphinx_factcheck.engine.spans.calendar import Lead, Tense, distance
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.terms import TermSaid, taken_up
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import WHOLLY, Custody, Fact
from sphinx_factcheck.facts.offences import offences_of
from sphinx_factcheck.facts.terms import Term
from sphinx_factcheck.letters.text import Span

_ONE_CASE, _OTHER_CASE = 366, 731
_IN_ALL = re.compile(
    r"\b(?:in\s(?:all|total)|altogether|all\stold|combined|concurrent(?:ly)?|consecutive(?:ly)?|(?:[Bb]etween|[Aa]mong)\sthem)\b"
)
_PASSED = frozenset({"sentenced", "serving", "served", "changed", "added", "cut by", "raised by"})


@dataclass(frozen=True, slots=True)
class Sentenced:
    """The data of a claim of this kind: the term. `past` says that the sentence must have been passed.

    `serving` says that it is told as still being served; `when` is the one date said of it, if there is one; `other`
    which other term of the same case the fact base may hold in its stead; `charge` what it is for; `by` by which
    events it is but the difference that a later court made.
    """

    said: TermSaid
    past: bool = True
    serving: bool = False
    when: DateSaid | None = None
    other: Other = Other.NONE
    charge: tuple[str, str] | None = None
    by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condemned:
    """The data of a claim that somebody was sentenced to death; `still` where he is told to be under that sentence."""

    past: bool = True
    still: bool = False


@dataclass(frozen=True, slots=True)
class SentenceKind:
    """Terms of prison, held against the sentences passed by the date of the letter."""

    name: str = "sentence"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every term of prison that someone is said to have been given, with each person it is said of."""
        for sentence, deeds in terms_told(reading):
            told = [d for d in deeds if d.told and d.term and d.name in _PASSED and (d.persons or not d.shared)]
            summed = bool(_IN_ALL.search(reading.letter.text, sentence.start, sentence.end))
            for deed in told:
                if deed.term:
                    in_parts = summed or _in_parts(deed, told) or _is_taken_up(deed.term, sentence, reading)
                    yield from self._claims(deed, deed.term, reading, sentence, in_parts=in_parts)

        for deed in deaths_told(reading):
            for person in deed.persons:
                yield Claim(self.name, person.entity, "death", Span(deed.start, deed.end), Condemned(still=deed.still))
        for person, penalty, span in penalties_told(reading):
            yield Claim(self.name, person.entity, penalty.value, span, penalty)

    def _claims(
        self, deed: Deed, term: TermSaid, reading: Reading, sentence: Span, *, in_parts: bool
    ) -> Iterator[Claim]:
        span = Span(term.start, term.end)
        serving = deed.name == "serving" and deed.still
        other = Other.ANY if in_parts else other_term(deed, reading.letter.text, sentence)
        charge = charge_of_term(reading, term.end, sentence.end)
        said = Sentenced(
            term,
            True,
            serving,
            _exact(deed.when),
            other,
            charge,
            deed.events if deed.name.endswith(" by") else frozenset(),
        )
        if not deed.persons and not said.by and (one := _fitted(reading, sentence, term)):
            yield Claim(self.name, one, term.value, span, replace(said, serving=False, other=Other.ANY))
            return
        for subject in dict.fromkeys([m.entity for m in deed.persons] or [""]):
            yield Claim(self.name, subject, f"by {term.value}" if said.by else term.value, span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported where a sentence passed by then fits; contradicted where there are some and none does."""
        if isinstance(claim.said, Condemned):
            return _judge_death(claim, reading)
        if isinstance(claim.said, Penalized):
            return judge_penalty(claim.subject, claim.said, reading)
        sentenced = claim.asserted(Sentenced)
        said = sentenced.said
        if sentenced.by:
            return changed_by(claim.subject, said, sentenced.by, reading)
        if sentenced.serving and (ended := over(claim.subject, reading) or no_longer(claim.subject, said, reading)):
            return ended
        terms = terms_of(claim.subject, reading)
        if passed := {f: term for f, term in terms.items() if told_by(f.statement.when, reading)}:
            ruling = self._of_passed(said, passed, claim, reading)
            fits = sentenced.serving and ruling.verdict is Verdict.SUPPORTED
            served = fits and may_be_served(claim.subject, reading)
            return UNDECIDED if served else ruling
        if (death := _condemned(claim, reading)) is not None:
            return death
        coming = [f for f, term in terms.items() if said.fits(term) is Answer.YES]
        message, expected = _told(claim.subject, coming, reading)
        return rule([(f, Answer.NO) for f in coming], reading.facts, f"{message}, after this letter", expected)

    def _of_passed(self, said: TermSaid, passed: dict[Fact, Term], claim: Claim, reading: Reading) -> Ruling:
        """The term said against those that its charge and its date leave of the sentences passed."""
        sentenced = claim.asserted(Sentenced)
        charged = {f: term for f, term in passed.items() if sentenced.charge in _charges(f)}
        if len(charged) == 1:
            return self._against(said, charged, claim, reading)
        alone = next(iter(passed.values())) if len(passed) == 1 else None
        apart = _apart(passed, sentenced.when, reading)
        passed = {f: term for f, term in passed.items() if not apart.get(f)} or passed
        ruling = self._against(said, passed, claim, reading)
        another = bool(apart) and min(apart.values()) > _OTHER_CASE
        in_part = any(isinstance(s := f.statement, Custody) and s.suspended and s.suspended != WHOLLY for f in passed)
        doubtful = another or in_part or sentenced.other is Other.ANY or (alone and _may_be_other(alone, sentenced))
        return UNDECIDED if doubtful and ruling.verdict is Verdict.CONTRADICTED else ruling

    def _against(self, said: TermSaid, passed: dict[Fact, Term], claim: Claim, reading: Reading) -> Ruling:
        """The term said against those passed: it has to fit one of them, of which those of one day are alternatives."""
        if claim.asserted(Sentenced).other is Other.NONE and _may_be_total(said, passed):
            return UNDECIDED
        by_date: dict[str, list[Fact]] = {}
        for fact in reversed(passed):
            by_date.setdefault(plain(fact.statement.when), []).append(fact)
        return best(
            [
                rule([(f, said.fits(passed[f])) for f in same], reading.facts, *_told(claim.subject, same, reading))
                for same in by_date.values()
            ]
        )


def _judge_death(claim: Claim, reading: Reading) -> Ruling:
    """Supported by a sentence of death; contradicted where the only sentence known is one of prison."""
    if claim.asserted(Condemned).still and (ended := death_no_longer(claim.subject, reading)):
        return ended
    known = _passed(claim.subject, reading)
    deaths = [(f, Answer.YES) for f, said in known if said.penalty.startswith("death")]
    alone = Answer.NO if len(known) == 1 and known[0][1].term else Answer.UNKNOWN
    judged = deaths or [(f, alone) for f, _ in known]
    if not judged:
        return UNDECIDED
    said = known[0][1]
    expected = said.penalty if deaths or not said.term else str(said.term)
    name = reading.facts.entities[claim.subject].name
    return rule(judged, reading.facts, f"{name} was sentenced to {expected} ({plain(said.when)})", expected)


def _condemned(claim: Claim, reading: Reading) -> Ruling | None:
    """The contradiction of a term of prison where the only sentence known is one of death, which nothing changed."""
    known, sentenced = _passed(claim.subject, reading), claim.asserted(Sentenced)
    if len(known) != 1 or not known[0][1].penalty.startswith("death") or sentenced.other is not Other.NONE:
        return None
    fact, said = known[0]
    if any(_apart({fact: Term(life=True)}, sentenced.when, reading).values()):
        return None
    message = f"{reading.facts.entities[claim.subject].name} was sentenced to {said.penalty} ({plain(said.when)})"
    return rule([(fact, Answer.NO)], reading.facts, message, said.penalty)


def _passed(person: str, reading: Reading) -> list[tuple[Fact, Custody]]:
    """The sentences of a person, of whatever penalty, that were passed by the date of the letter."""
    known = ((f, f.statement) for f in reading.facts.about(person, "custody"))
    return [
        (f, said)
        for f, said in known
        if isinstance(said, Custody) and said.event == "sentenced" and told_by(said.when, reading)
    ]


def _charges(fact: Fact) -> frozenset[tuple[str, str]]:
    charge = getattr(fact.statement, "charge", "")
    return offences_of(charge) if charge else frozenset()


def _may_be_other(known: Term, claimed: Sentenced) -> bool:
    """Whether the one term known may be another of the case than the one said."""
    match claimed.other:
        case Other.LONGER:
            return known > claimed.said.term
        case Other.SHORTER:
            return known < claimed.said.term
    return claimed.other is Other.ANY


def _apart(passed: dict[Fact, Term], when: DateSaid | None, reading: Reading) -> dict[Fact, int]:
    """How many days each sentence of prison lies from the date said; 0 where it may fit, and none without a date."""
    readings = when.readings(own_dates(reading), Tense.PAST) if when else ()
    return {
        f: 0
        if compare(readings, Lead.AT, fact_when) is not Answer.NO
        else min(distance(fact_when, r).days for r in readings)
        for f in passed
        if (fact_when := f.statement.when) and readings
    }


def _may_be_total(said: TermSaid, terms: dict[Fact, Term]) -> bool:
    """Whether a term that is none of several may be what they come to: those of one year, in whole or run together."""
    days = {f: f.statement.when.earliest.toordinal() for f in terms if f.statement.when}
    lately = [terms[f].months for f, day in days.items() if max(days.values()) - day <= _ONE_CASE]
    if any(f.statement.total for f in terms if isinstance(f.statement, Custody)):
        return False
    if len(lately) < 2 or said.term.life or any(said.fits(t) is Answer.YES for t in terms.values()):
        return False
    return max(lately) < said.term.months <= sum(lately)


def _in_parts(deed: Deed, told: Sequence[Deed]) -> bool:
    """Whether a sentence is told in parts, each of which may be one of a sum: "two years for this, four for that"."""
    if deed.name != "sentenced" or deed.when is not None:
        return False
    same = [d for d in told if d.name == "sentenced" and d.persons == deed.persons and d.when is None]
    return len(same) > 1 and bool(deed.persons) and len({d.term for d in same}) > 1


def _is_taken_up(term: TermSaid, sentence: Span, reading: Reading) -> bool:
    """Whether a term has its unit from a sentence before, and so may be a number of something else."""
    return any(one.start == term.start for one in taken_up(reading.letter.text, sentence.start, sentence.end))


def _exact(when: DateSaid | None) -> DateSaid | None:
    """A date as one of a day or a year, for only that tells which of several sentences is meant."""
    exact = when and (when.first.year or when.first.day) and when.lead is Lead.AT
    return when if exact else None


def _fitted(reading: Reading, sentence: Span, term: TermSaid) -> str:
    """Whose term it can be where no word tells: the one person spoken of who was given it, if no stranger may have."""
    prose = reading.prose
    told = prose.sentence(prose.number_at(term.start))
    noun = told.noun_at(term.start)
    clause = told.clause_of(noun) if noun is not None else None
    parties = (
        (*clause.subject, *clause.object, *clause.indirect, *clause.by("to", "on", "upon", "against", "for"))
        if clause
        else ()
    )
    if any(_is_another(party, reading) for party in parties):
        return ""
    for where in (sentence, just_before(reading, sentence)):
        persons = dict.fromkeys(m.entity for m in persons_in(reading, where.start, where.end))
        sentenced = [person for person in persons if _passed(person, reading)]
        if sentenced:
            return sentenced[0] if len(sentenced) == 1 and _was_given(sentenced[0], term, reading) else ""
    return ""


def _was_given(person: str, term: TermSaid, reading: Reading) -> bool:
    known = terms_of(person, reading).items()
    return any(told_by(f.statement.when, reading) and term.fits(one) is Answer.YES for f, one in known)


def _is_another(noun: Noun, reading: Reading) -> bool:
    """Whether a noun tells of somebody who is not known: "a colleague", "the wife of X", "Jane Rowe", "the baker"."""
    if noun.kind or noun.is_pronoun or noun.head.tag == lex.CAPITAL:
        return noun.head.tag == lex.CAPITAL and not noun.kind
    told = noun.words[0].low in _ANY or noun.owners or noun.phrases or not reading.prose.meant(noun)
    return lex.is_human(noun.head.low) and bool(told) and not is_of_the_state(noun)


_ANY = frozenset("a an another one some other".split())


def terms_of(person: str, reading: Reading) -> dict[Fact, Term]:
    """The sentences of prison, of forced labor or of transportation, of a person, in the order of the fact base."""
    known = ((f, _length(f)) for f in reading.facts.about(person, "custody"))
    return {f: term for f, term in known if term}


def _length(fact: Fact) -> Term | None:
    said = fact.statement
    if not isinstance(said, Custody):
        return None
    return said.term or (said.lasts if said.penalty in {"forced labor", "exile"} else None)


def _told(person: str, facts: Sequence[Fact], reading: Reading) -> tuple[str, str]:
    """What the fact base holds of a person's sentence, as a message and as a bare value."""
    entity = reading.facts.entities.get(person)
    if not facts or entity is None:
        return "", ""
    told = " or ".join(dict.fromkeys(str(t) for f in facts if (t := _length(f))))
    return f"{entity.name} was sentenced to {told} ({plain(facts[0].statement.when)})", told
