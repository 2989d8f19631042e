"""Awards of the fact base told by a clause, wherever in it they stand: "the Prize, which she won in 2016"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.claims.persons import named
from sphinx_factcheck.engine.claims.prizes import prize_names
from sphinx_factcheck.engine.claims.taken import Taken
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.lexicon import is_human
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.calendar import Lead, Tense
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.letters.text import Span

_WINS = frozenset("win receive get share earn collect take gain hold take_home pick_up carry_off".split())
"""Of which the laureate is the subject, and the award the object."""
_GIVES = frozenset("award give grant confer present bestow vote hand".split())
_HONOURS = frozenset("honour honor reward decorate distinguish present".split())
"""Of which the laureate is the object, with the award behind "with"."""
_MAKES = frozenset("make name appoint elect create declare proclaim".split())
"""What makes somebody what an award is called by: "made an honorary citizen"."""
_DEEDS = frozenset("work courage efforts effort reporting struggle book bravery writing research".split())
"""What is rewarded in somebody's stead."""
_CHOOSES = frozenset("choose select pick elect single_out".split())
_KEEPS = frozenset(
    "deny refuse begrudge promise wish offer deprive strip cost owe envy dedicate predict return send want propose "
    "recommend forbid lose save spare withhold leave show explain tell describe take".split()
)
"""What gives nobody the award that is its object: "refused him the Prize"."""
_BODY = frozenset("breast chest neck hand hands head coat name".split())
"""What an award is pinned upon, laid about or given into, of whoever gets it."""
_FIRST = frozenset("first only youngest oldest second third last".split())


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award given to somebody: its name as written, whose it is, the year that is said, and its words."""

    award: str
    person: str
    year: int | None
    span: Span


def awarded_in(reading: Reading, known: Sequence[Span]) -> Iterator[Awarded]:
    """The awards that clauses and owners give to persons, but for those that are read already."""
    text, taken = reading.letter.text, Taken.by(known)
    for start, end in prize_names(reading.facts).all_in(text):
        yield from _won_again(text[start:end], end, reading)
        if taken.meet(Span(start, end)):
            continue
        sentence = reading.prose.sentence(reading.prose.number_at(start))
        noun = next((n for n in sentence.nouns if n.start < end and start < n.end and n.head.end <= end), None)
        told = (
            [(nouns, clause, *_year(noun, clause, reading)) for nouns, clause in _told_of(noun, sentence)]
            if noun
            else []
        )
        if noun is None or not told:
            continue
        nouns, clause, year, when = next((one for one in told if one[2]), told[0])
        verb = (clause.verb_start, clause.verb_end) if clause else (start, end)
        told_by = [n for n in when if n.start > verb[0]]  # what stands before the verb may date more than the award
        ends = [(start, end), (noun.start, verb[1]), *((n.start, n.end) for n in told_by)]
        span = Span(min(a for a, _ in ends), max(b for _, b in ends))
        for person in named(p for n in nouns if not n.denied for p in reading.prose.meant(n)):
            yield Awarded(text[start:end], person.entity, year, span)


def _won_again(award: str, end: int, reading: Reading) -> Iterator[Awarded]:
    """Who is told to have got the one award named in a sentence or the one before it: "X won it in 2019"."""
    own = reading.prose.sentence(reading.prose.number_at(end - 1))
    numbers = (reading.prose.number_at(end - 1), reading.prose.number_at(own.end + 1))
    sentences = [reading.prose.sentence(n) for n in dict.fromkeys(numbers)]
    for clause in (c for sentence in sentences for c in sentence.clauses):
        it = next((n for n in clause.object if n.head.low == "it" and n.start > end), None)
        if it is None or any(_is_thing(n) for s in sentences for n in s.nouns if end < n.start < it.start):
            continue
        if clause.verb not in _WINS - {"hold"} or clause.passive or not clause.certainty.told:
            continue
        year, when = _year(it, clause, reading)
        for person in named(p for n in clause.subject if not n.denied for p in reading.prose.meant(n)):
            yield Awarded(award, person.entity, year, Span(clause.verb_start, max([it.end, *(n.end for n in when)])))


def _is_thing(noun: Noun) -> bool:
    """Whether a noun is something else that "it" can mean."""
    return not (noun.kind or noun.is_pronoun or is_human(noun.head.low))


def _told_of(noun: Noun, sentence: Sentence) -> Iterator[tuple[tuple[Noun, ...], Clause | None]]:
    """Whom an award is told to have been given, and by which clause; else whose it is."""
    found = False
    for clause in sentence.clauses:
        first = clause.link == "infinitive" and _is_first(clause, sentence)
        if not clause.verb or not (first or (clause.certainty.told and not clause.modal)):
            continue
        if persons := _laureates(noun, clause):
            found = True
            yield persons, clause
    if not found and is_human(noun.head.low) and (holders := _called_so(noun, sentence)):
        home = sentence.clause_of(noun)
        yield holders, home if home is not None and noun in (*home.object, *home.predicate) else None
    elif not found and noun.owners:
        yield noun.owners, None


def _called_so(noun: Noun, sentence: Sentence) -> tuple[Noun, ...]:
    """Who is what an award makes of one: "X is an honorary citizen of Y", "we made X an honorary citizen of Y"."""
    clause = sentence.clause_of(noun)
    if clause is None or not clause.certainty.told or clause.modal:
        return ()
    if clause.verb in _MAKES and noun in (*clause.object, *clause.predicate):
        return (
            clause.subject if clause.passive else tuple(n for n in (*clause.indirect, *clause.object) if n is not noun)
        )
    return sentence.hosts_of(noun)


def _laureates(noun: Noun, clause: Clause) -> tuple[Noun, ...]:
    """Who has an award by a clause in which it has a part."""
    verb = f"{clause.verb}_{clause.particle}" if clause.particle else clause.verb
    relative = clause.link == "relative" and clause.anchor is noun and clause.marker in {"which", "that", ""}
    is_object = noun in clause.object or noun in clause.indirect or (relative and not clause.object)
    if verb in _WINS and is_object and not clause.passive and noun not in clause.subject:
        return tuple(n for n in clause.indirect if n is not noun) or clause.subject  # "it earned her the Prize"
    if verb in _CHOOSES and noun in clause.by("for"):
        return clause.subject if clause.passive else clause.object
    to = clause.by("to", "on", "upon")
    if verb in _GIVES and clause.passive:
        return to if noun in clause.subject or (relative and to) else clause.subject if noun in clause.object else ()
    if verb in _GIVES and is_object:
        return to or tuple(n for n in (*clause.indirect, *clause.object) if n is not noun)
    if is_object and not clause.passive and verb not in _KEEPS:  # "the work brought him the Medal", whatever the verb
        return tuple(o for n in (*clause.indirect, *to) for o in (n.owners if n.head.low in _BODY else (n,)))
    if verb in _HONOURS and noun in clause.subject and not clause.passive:
        return clause.object or ((clause.anchor,) if clause.link == "relative" and clause.anchor else ())
    if verb in _HONOURS and noun in clause.by("with"):
        honoured = clause.subject if clause.passive else clause.object
        return tuple(o for n in honoured for o in (n.owners if n.head.low in _DEEDS else (n,)))
    return ()


def _is_first(clause: Clause, sentence: Sentence) -> bool:
    """Whether an infinitive tells what somebody was the first to do."""
    above = sentence.clauses[clause.governor] if clause.governor >= 0 else None
    if above is None or above.verb not in {"be", "become"} or not above.certainty.told:
        return False
    return any(n.holds(*_FIRST) for n in (*above.predicate, *above.object))


def points_back(said: DateSaid, reading: Reading) -> bool:
    """Whether a date is that of a year told before, of which nothing is told: "that same year"."""
    return said.story is None and bool(_THAT.match(reading.letter.text, said.start, said.end))


_THAT = later(r"(?:that|the\ssame|of\sthat)\b", re.IGNORECASE)


def _year(noun: Noun, clause: Clause | None, reading: Reading) -> tuple[int | None, tuple[Noun, ...]]:
    """The one year that is said of an award, with its noun ("of 2016") or else in its clause; and the date it is in."""
    dates = [n for p, ns in noun.phrases if p in {"of", "for", "in", "since"} for n in ns if n.kind == "date"]
    dates = dates or [n for c in (clause.complements if clause else ()) for n in c.nouns if n.kind == "date"]
    said = dates[0].value if len(dates) == 1 else None
    begun = is_human(noun.head.low)  # "an honorary citizen since 2016"
    if not isinstance(said, DateSaid) or not (said.lead is Lead.AT or (begun and said.lead is Lead.START)):
        return None, ()
    if points_back(said, reading):
        return None, ()
    told = said.readings(own_dates(reading), Tense.PAST)
    years = {year for when in told for year in (when.earliest.year, when.latest.year)}
    return (years.pop(), tuple(dates)) if len(years) == 1 else (None, ())
