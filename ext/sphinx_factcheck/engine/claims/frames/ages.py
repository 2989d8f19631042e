"""Whose an age is, and when: "the 67-year-old X", "X, 28,", "the poet, 61,", "at 45, X", "X was 52 when he fled"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.dated import dated
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.interpret import Teller
from sphinx_factcheck.engine.claims.frames.table import KILLS, PRISONS
from sphinx_factcheck.engine.claims.frames.telling import deeds_in
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.lexicon import is_human, is_plural
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.ages import BARE, OLDEST, YOUNGEST, Age, age_of
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.numbers import NUMBER, parse_number, parse_ordinal
from sphinx_factcheck.engine.spans.terms import TermSaid
from sphinx_factcheck.letters.text import Span

_ENDS = r"(?=[,;:)]|\.(?!\d)|\s[–—(]|$)"
_AFTER = later(rf",\s(?:at\s)?{BARE}{_ENDS}", re.IGNORECASE)
_AFTER_ROLE = later(rf",\s(?P<role>[a-z][^,.;:()\d\n]{{2,50}}),\s{BARE}{_ENDS}")
"""An age behind what somebody is: "X, editor of the Lamp, 61, was"."""
_GOES_ON = later(
    r",\s(?:\d|(?:[A-Z][\w’'.]*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Way|Place|Drive|Terrace|Close|Row)\b)"
)
"""What stands behind a number that is that of a house, or one of a list: "X, 28, Elm Street"."""
_IN_BRACKETS = later(rf"\s\((?:[^(),;\d\n]{{2,30}},\s)?(?P<aged>aged?\s)?{BARE}[,)]", re.IGNORECASE)
_SCORED = later(
    r"\b(?:votes?|points?|seats?|goals?|polls?|page|pp?\.|notes?|see|nos?\.|rank\w*|score\w*)\b", re.IGNORECASE
)
"""With which a number in brackets behind a name is none of years."""
_FRAGMENT = later(rf"\W*[A-Z][a-z]+(?:\s[a-z]+){{0,4}},\s{BARE}\W*", re.IGNORECASE)
_AND_MORE = later(rf"(?:,\s{NUMBER})*,?\sand\s{NUMBER}(?=[,;.)]|\s[a-z]|$)", re.IGNORECASE)
_EACH = later(NUMBER, re.IGNORECASE)
_AT = later(rf"\W*(?:Now\s|Today,?\s|Still,?\s)?At\s(?P<span>{BARE})(?=,|\s[A-Z])", re.IGNORECASE)
_LABEL = later(rf"\W*Age:\s{BARE}(?!\w)", re.IGNORECASE)
_PLAIN = later(rf"{BARE}(?!\w)", re.IGNORECASE)
_THEN = later(r"\s(?:at\sthe\stime|when|then|on\sthe\sday|and\sover|or|to)\b|[–-]\d")
_WHEN = later(r"(?:\s(?:old|of\sage))?,?\s(?:when|as|while|at\sthe\stime\sof|on\sthe\sday\sof|the\sday)\b")
_THEN_BUT = later(r"\bthen\s(?:only|just)?\s?$")
_OTHER_TIME = later(r"\b(?:when|then|at\sthe\stime|in\s\d{4}|while|as)\b")
_OF_THE_DEAD = later(r"\b(?:dead|death|die[ds]?|killed|victims?|murdered|executed|buried|funeral|lost\s\w+\slives?)\b")
_OF_A_COUNT = frozenset({"of", "to", "per", "from"})
_DIES = frozenset("die perish pass fall succumb".split())
_NOT_YET = ("before", "until", "till", "after", "since", "short of", "ahead of", "towards")
"""What leads to a birthday of another day than that of which a clause tells: "died before his fiftieth birthday"."""
_LONGEST, _NEXT = 60, 3


@dataclass(frozen=True, slots=True)
class AgeTold:
    """An age that is said of a person: its place, and when it was so.

    `at_death`: when that one died; `then`: not on the letter's day, but when what the sentence tells was done, of which
    `deeds` tell; `doubtful`: that the number may be another altogether.
    """

    person: Mention
    age: Age
    span: Span
    at_death: bool = False
    doubtful: bool = False
    bare: bool = False
    then: bool = False
    dates: tuple[DateSaid, ...] = ()
    events: frozenset[str] = frozenset()
    birthday: bool = False


def after_name(reading: Reading, mention: Mention) -> AgeTold | None:
    """The age right after a name: "X, 28,", "X (28)", "X, then 28,"."""
    text, end = reading.letter.text, mention.span.end
    return _after(reading, mention, end) if text[end : end + 2] in {", ", " ("} else None


def _after(reading: Reading, person: Mention, end: int) -> AgeTold | None:
    text = reading.letter.text
    said = _AFTER.match(text, end, end + _LONGEST) or _after_role(text, end)
    bracketed = None if said else _IN_BRACKETS.match(text, end, end + _LONGEST)
    if (told := said or bracketed) is None or (age := age_of(told)) is None:
        return None
    bare = bracketed is not None and not (bracketed["aged"] or bracketed["then"])
    sentence = reading.sentence_at(end - 1)
    doubtful = said is not None and _GOES_ON.match(text, said.end()) is not None
    doubtful = doubtful or (bare and _SCORED.search(text, sentence.start, sentence.end) is not None)
    one = AgeTold(person, age, Span(*told.span("n")), doubtful=doubtful, bare=bare, then=bool(told["then"]))
    return _with_deeds(one, reading)


def _after_role(text: str, end: int) -> re.Match[str] | None:
    """An age behind a noun that says what somebody is."""
    said = _AFTER_ROLE.match(text, end, end + _LONGEST)
    head = re.split(r"\s(?:of|at|in|for|from|with)\s", said["role"])[0].split()[-1] if said else ""
    return said if is_human(head) else None


def ages_in(reading: Reading, number: int) -> Iterator[AgeTold]:
    """The ages that a sentence gives persons."""
    teller = Teller(reading, number)
    told = [*_as_nouns(teller), *_after_nouns(teller), *_fronted(teller), *_labelled(teller), *_birthdays(teller)]
    for clause in teller.sentence.clauses:
        told += _of_clause(clause, teller)
    done: set[int] = set()
    for one in told:
        if one.span.start not in done:
            done.add(one.span.start)
            yield _with_deeds(one, reading)


def _as_nouns(teller: Teller) -> Iterator[AgeTold]:
    """Ages by their own words: "the 67-year-old X", "X, aged 67,", "X is in her eighties", "a man of sixty"."""
    for noun in teller.sentence.nouns:
        age = next((w for w in noun.words if w.kind == "age"), None)
        if age is None or not isinstance(age.value, Age):
            continue
        clause = teller.sentence.clause_of(noun)
        more = _AND_MORE.match(teller.text, age.end)
        if more and (each := list(_each_aged(noun, age.value, more, teller))):
            yield from each
            continue
        whom, at_death, then = ((noun,), False, False) if noun.kind != "age" else _whom(noun, clause, teller)
        then = then or bool(
            _THEN.match(teller.text, age.end) or _THEN_BUT.search(teller.text, age.start - 9, age.start)
        )
        persons = teller.mentions(whom)
        if len(persons) == 1:
            yield AgeTold(persons[0], age.value, Span(age.start, age.end), at_death, then=then)


def _each_aged(noun: Noun, first: Age, more: re.Match[str], teller: Teller) -> Iterator[AgeTold]:
    """The ages of a list, one for each of as many persons: "X and Y, aged 69 and 74"."""
    numbers = [(m, parse_number(m[0])) for m in _EACH.finditer(teller.text, *more.span())]
    before = [n for n in teller.sentence.nouns if n.kind == "person" and n.end <= noun.start][-len(numbers) - 1 :]
    if len(before) <= len(numbers) or not all(n for _, n in numbers):
        return
    spans = [Span(noun.start, noun.end), *(Span(*m.span()) for m, _ in numbers)]
    ages = [first, *(Age(n, n) for _, n in numbers if n)]
    for person, age, span in zip(before, ages, spans, strict=True):
        yield from (AgeTold(one, age, span) for one in teller.mentions((person,)))


def _whom(noun: Noun, clause: Clause | None, teller: Teller) -> tuple[tuple[Noun, ...], bool, bool]:
    """Whose an age is that stands alone; whether it is that at death, or of another time than the letter's."""
    past = clause is not None and clause.tense == "past"
    for holder in teller.sentence.nouns:  # "a reporter of twenty-four, X"
        if any(p == "of" and noun in ns for p, ns in holder.phrases):
            return (*holder.apposed, *teller.sentence.hosts_of(holder), holder)[:1], False, past
    adverbial = noun.words[0].low.startswith(("at ", "aged "))
    if (hosts := teller.sentence.hosts_of(noun)) and not (adverbial and not teller.mentions(hosts)):
        told_past = _did_at(noun, hosts, teller) or (past and clause is not None and noun in clause.predicate)
        return hosts, False, told_past
    if beside := _beside(noun, teller):
        return beside, False, _did_at(noun, beside, teller)
    if adverbial and (clause is None or not clause.verb or hosts):
        clause = next((c for c in reversed(teller.sentence.clauses) if c.verb and c.start <= noun.start), None)
        past = clause is not None and clause.tense == "past"
    if clause is None or not clause.certainty.told:
        return (), False, False
    if _is_death(clause):
        return clause.subject, True, False
    return clause.subject, False, past and noun not in clause.subject  # "the 32-year-old was detained"


def _did_at(noun: Noun, persons: tuple[Noun, ...], teller: Teller) -> bool:
    """Whether an age is that at which somebody did or suffered what is told: "at the age of 55 X was arrested"."""
    told = (c for c in teller.sentence.clauses if c.verb and persons[0] in c.subject)
    return noun.words[0].low.startswith("at ") and any(c.tense == "past" for c in told)


def _beside(noun: Noun, teller: Teller) -> tuple[Noun, ...]:
    """Whom an age stands beside: "X, in her eighties, is", "A man of sixty, X"."""
    people = [n for n in teller.sentence.nouns if n.kind == "person"]
    before = [n for n in people if n.end <= noun.start]
    if before and teller.text[before[-1].end : noun.start] in {", ", " (", ", now ", ", already ", ", an ", ", a "}:
        return (before[-1],)
    after = next((n for n in people if n.start >= noun.end), None)
    if after and teller.text[noun.end : after.start] == " ":
        return (after,)
    opens = not teller.text[teller.sentence.start : noun.start].strip(' \n“"')
    return (after,) if after and opens and teller.text[noun.end : after.start] == ", " else ()


def _after_nouns(teller: Teller) -> Iterator[AgeTold]:
    """ "the poet, 61," where the poet is somebody named before."""
    for noun in teller.sentence.nouns:
        called = noun.words[0].low not in {"a", "an"} and not noun.kind and is_human(noun.head.low)
        if not (called or noun.is_pronoun) or is_plural(noun.head.low):
            continue
        if teller.text.startswith(", ", noun.end):
            persons = teller.mentions([noun])
            if len(persons) == 1 and (told := _after(teller.reading, persons[0], noun.end)):
                yield told


def _fronted(teller: Teller) -> Iterator[AgeTold]:
    """ "At 45, X is": the age of the one whose name follows, or of whoever the clause is about."""
    said = _AT.match(teller.text, teller.sentence.start, teller.sentence.end)
    age = age_of(said) if said else None
    clause = next((c for c in teller.sentence.clauses if c.verb and c.finite), None)
    if said is None or age is None or clause is None:
        return
    named = tuple(n for n in teller.sentence.nouns if n.kind == "person" and 0 < n.head.start - said.end() < _NEXT)
    persons = teller.mentions(named or clause.subject)
    if len(persons) == 1:
        yield AgeTold(persons[0], age, Span(*said.span("n")), then=clause.tense == "past")


def is_entry(text: str, sentence: Span) -> bool:
    """Whether a sentence is but an entry on somebody told before it: "Age: 62", "Lawyer, 62."."""
    start, end = sentence.start, sentence.end
    return text.startswith("Age: ", start) or (end - start < _LONGEST and bool(_FRAGMENT.fullmatch(text, start, end)))


def _labelled(teller: Teller) -> Iterator[AgeTold]:
    """ "Age: 62", "Lawyer, 62.", in a form on somebody."""
    start, end = teller.sentence.start, teller.sentence.end
    said = _LABEL.match(teller.text, start, end) or _FRAGMENT.fullmatch(teller.text, start, end)
    age = age_of(said) if said else None
    persons = teller.mentions(teller.reading.prose.topic(teller.sentence.start)) if age else ()
    if said and age and len(persons) == 1:
        yield AgeTold(persons[0], age, Span(*said.span("n")))


def _birthdays(teller: Teller) -> Iterator[AgeTold]:
    """ "spent her sixtieth birthday in prison", "on his 70th birthday": the age that somebody reached then."""
    for noun in teller.sentence.nouns:
        word = noun.words[-2] if noun.head.low == "birthday" and len(noun.words) > 1 else None
        nth = parse_ordinal(teller.text[word.start : word.end]) if word else None
        persons = teller.mentions(noun.owners) if nth and YOUNGEST <= nth <= OLDEST else ()
        if nth is None or len(persons) != 1:
            continue
        clause = teller.sentence.clause_of(noun)
        if clause is None or not clause.certainty.told or not clause.verb or noun in clause.by(*_NOT_YET):
            continue
        when, _ = dated(clause, teller.sentence)
        then = when is not None or clause.tense == "past"
        span = Span(noun.start, noun.end)
        yield AgeTold(persons[0], Age(nth, nth), span, then=then, dates=(when,) if when else (), birthday=True)


def _of_clause(clause: Clause, teller: Teller) -> Iterator[AgeTold]:
    """Numbers that are ages by their place: "X is 63", "X turned sixty", "X died at 61", "X is of 47 years"."""
    coming = (clause.modal == "will" or clause.verb == "turn") and any(
        True for c in clause.complements for n in c.nouns if n.kind == "date"
    )
    if not (clause.certainty.told or coming) or not clause.subject or clause.negated:
        return
    at_death = _is_death(clause)
    match clause.verb:
        case "be":
            nouns = clause.predicate[:1] or clause.by("of", "over", "about", "past", "under")[:1]
        case "turn" | "reach" | "become":
            nouns = clause.object[:1] or clause.predicate[:1]
        case _:
            nouns = clause.by("at") if at_death or clause.passive else ()
    for noun in nouns:
        age = _number(noun, clause, teller)
        persons = teller.mentions(clause.subject) if age else ()
        if age is None or len(persons) != 1:
            continue
        start = clause.verb_start if clause.verb == "turn" else noun.start
        then = clause.tense == "past" and not at_death
        if clause.verb in {"turn", "reach", "become"} and (clause.perfect or not then):
            then = False
        when, _ = dated(clause, teller.sentence)
        birthday = clause.verb in {"turn", "reach"} or coming
        then = then or (birthday and when is not None)
        yield AgeTold(
            persons[0], age, Span(start, noun.end), at_death, then=then, dates=(when,) if when else (),
            birthday=birthday,
        )  # fmt: skip


def _number(noun: Noun, clause: Clause, teller: Teller) -> Age | None:
    """The age that a noun without further words is: a number, or so many years of life."""
    if isinstance(noun.value, TermSaid):
        said = noun.value.term
        years = said.months // 12
        of = clause.verb == "be" and noun in clause.by("of") and not noun.phrases
        return Age(years, years) if of and not said.months % 12 and YOUNGEST <= years <= OLDEST else None
    if noun.head.tag != "N" or noun.kind or noun.owners or not all(_tells_when(*one) for one in noun.phrases):
        return None
    end = noun.end
    if teller.text[end : end + 1] in {"-", "‑"}:
        return None
    start = noun.start
    words = teller.text[max(start - 12, 0) : start]
    for hedge in ("over ", "past ", "about ", "under ", "nearly ", "almost ", "only ", "just ", "barely "):
        start -= len(hedge) if words.endswith(f" {hedge}") else 0
    said_so = _PLAIN.fullmatch(teller.text, start, end)
    return age_of(said_so) if said_so else None


def _tells_when(preposition: str, nouns: tuple[Noun, ...]) -> bool:
    """Whether what hangs on a number can hang on an age: a day, a prison; not "12 in the queue"."""
    placed = any(n.kind == "date" or n.head.low in PRISONS | {"time", "health"} for n in nouns)
    return preposition not in _OF_A_COUNT and (placed or preposition not in {"in", "on", "at"})


def _is_death(clause: Clause) -> bool:
    departed = clause.verb == "depart" and any(n.head.low == "life" for n in clause.object)
    return departed or clause.verb in _DIES or (clause.verb in KILLS and clause.passive)


def _with_deeds(one: AgeTold, reading: Reading) -> AgeTold:
    """An age with the times that its sentence tells of the same person, or the one before it tells."""
    sentence = reading.sentence_at(one.span.start)
    deeds = _of_person(one.person, deeds_in(reading, sentence))
    if one.then and not deeds and sentence.start:
        deeds = _of_person(one.person, deeds_in(reading, reading.sentence_at(sentence.start - 1)))
    if one.then and _WHEN.match(reading.letter.text, one.span.end):
        end = reading.letter.text.find(",", one.span.end, sentence.end)  # "19 when they took him", not when tried
        stop = end if end >= 0 else sentence.end
        deeds = [d for d in deeds if one.span.end <= d.start < stop][:1]
    events = {e for d in deeds if d.when is None for e in d.events}
    told_dead = one.then and not deeds and sentence.start and _is_of_death(reading, sentence)
    if told_dead or (not one.then and _OF_THE_DEAD.search(reading.letter.text, sentence.start, sentence.end)):
        events.add("died")
    dates = tuple(dict.fromkeys([*one.dates, *(d.when for d in deeds if d.when)]))
    return replace(one, dates=dates, events=frozenset(events))


def _is_of_death(reading: Reading, sentence: Span) -> bool:
    """Whether an age that was follows on a death: "the death of X. He was 71."; not "was 12 when his father died"."""
    before, text = reading.sentence_at(sentence.start - 1), reading.letter.text
    other = _OTHER_TIME.search(text, sentence.start, sentence.end)
    return not other and bool(_OF_THE_DEAD.search(text, before.start, before.end))


def _of_person(person: Mention, deeds: tuple[Deed, ...]) -> list[Deed]:
    return [d for d in deeds if d.told and any(m.entity == person.entity for m in d.persons) and d.name != "born"]


def late_in(reading: Reading, number: int) -> Iterator[Mention]:
    """The persons who are called the late X."""
    teller = Teller(reading, number)
    for noun in teller.sentence.nouns:
        if noun.kind == "person" and any(w.low == "late" for w in noun.words[:-1]):
            yield from teller.mentions([noun])
