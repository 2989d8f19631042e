"""When a number is not surely that of what its sentence names: of some of it, of another time, of another place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.counts.borrowed import YEAR_AFTER, Numbered
from sphinx_factcheck.engine.claims.counts.counting import count_of, singular, tells_deed, tells_signing
from sphinx_factcheck.engine.claims.when import of_its_clause
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.lexicon import lemma_of
from sphinx_factcheck.engine.spans.measures import Unit
from sphinx_factcheck.engine.subjects.around import elsewhere
from sphinx_factcheck.engine.subjects.index import Subject
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.engine.subjects.ours import bodies_that_write
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.model import Event, Organization
from sphinx_factcheck.letters.text import Span

_DEALING = frozenset(
    "hear meet interview question see visit speak talk tell ask thank invite quote cite know trace find choose select "
    "join".split()
)
"""What one does with some of many: "heard four survivors"."""
_HOLDING = frozenset(
    "have count number comprise include consist boast list unite gather assemble contain embrace represent belong be "
    "draw attract attend take join participate come bring see welcome walk strike lay down march sign bear carry "
    "receive collect hold total reach sit stand cover span own keep employ teach live work fly sail publish print run "
    "release free fall amount hear examine interview question name mention cost claim leave "
    "put tell speak report say reduce throw drive force".split()
)
"""What a thing does with all that are counted of it: "has 212 members", "drew 8,400 visitors"."""
_ADMITTED = later(
    r"\b(?:admit|acknowledg|conced|allow|pretend|boast)[a-z]*\s(?:of\s|to\s|that\s)?(?:only\s|some\s|but\s)?$"
    r"|\bused\sto\s[a-z]+\s$"
)
"""What somebody owns to, who may know of more: "the government admits to 12 dead"; and what is no more."""
_ROUND_IT = later(
    r"\b(?P<how>before|since|until|till|prior\sto|ahead\sof|after|following|for|because\sof|against|in\smemory\sof)\s"
    r"(?P<what>(?:[\w’'-]+\s){0,4}[\w’'-]+)",
    re.IGNORECASE,
)
_DATED_STATE = later(r"\b[Ss]ince\s[^,;:]{3,60},\s$")
"""What has been so since: "Since the round-up, 25 people are missing"."""
_PARTLY = later(
    r"\b(?:in|within|during|on|by|after)\s(?:the\s|its\s|his\s)?(?:first|last|next|following|second|third|opening|early)\s"
    r"(?:few\s|\w+\s)?(?:minutes?|hours?|days?|weeks?|months?|nights?|mornings?|afternoon|evening|raids?|waves?)\b|"
    r"\bby\s(?:(?:the|that)\s)?(?:evening|morning|noon|nightfall|night|midnight|dawn|dusk)\b|\bby\s(?:then|that\stime)\b|"
    r"\bat\sfirst\b|\binitially\b|\bwithin\s(?:an?\s|minutes|hours|days)|\balone\b|"
    r"\b(?:nation|country|world)-?wide\b|\bthroughout\b|\b(?:whole|entire)\s(?:country|nation|region|world|city)\b|"
    r"\bacross\sthe\s(?:country|world|region)\b",
    re.IGNORECASE,
)
_FEARED = later(
    r"[^.;:,]{0,25}?\s(?:were|are|is|was|been)?\s?(?:feared|believed|presumed|thought|rumou?red|estimated)\b"
)
_CHANGING = later(
    r"\b(?:br(?:ing|ought)|rais|tak|took|rises|rose|risen|grew|grown|climbed|fell|fallen|dropped|swelled)(?:s|es|ed|ing)?\b"
)
"""What tells a number of some day: "the death toll rose to 41"."""
_SUBORDINATE = later(r"\b(?:when|because|until|as|why)\b|\b(?:after|before)\s(?=\S)")
_OF_ANOTHER = later(
    r"\banother\s(?:that|which|one|in|at|of|left|killed|had)\b|\b(?:the\s(?:next|other|previous)|an?\s(?:second|later|earlier))\s(?:one|that|which)\b|"
    r"\b(?:years?|months?|weeks?|days?)\s(?:earlier|later|before|after(?:wards)?)\b",
    re.IGNORECASE,
)
"""What tells that a number is of another thing of the kind, or of another time."""
_WHICH = later(r"\s(?:who|that|which)\s")
_LED = later(
    r"(?:^|[.,;:(–—-]\s?|\b(?:with|of|by|from|among|and|for|before|in|are|is|has|have|had|counts|numbers)\s)$",
    re.IGNORECASE,
)
"""What leads to a number of all: "with 212 members", "before 8,000 spectators"."""
_COUNTED_BY = later(r"\b[Bb]y\s(?:our|their|my|his|her)\s(?:own\s)?(?:count|reckoning|estimate|tally)\b")
"""What tells that another one may count otherwise: "by our count"."""
_THERE_ARE = later(r"There\s(?:are|remain)\s(?:\w+\s)?")
"""What leads to a number of now, and of no event that is over: "There are five witnesses"."""
_SEVERAL = 2
_WITH = later(r"\bwith\s$")
"""What makes a number hang on a noun, so that no verb is its own: "sent a memorial with 11,400 signatures"."""
_WORD_BEFORE = later(r"(\w+)\s$")
_IN_YEAR = later(
    r"(?<!founded\s)(?<!established\s)(?<!created\s)(?<!formed\s)(?<!born\s)\b(?:[Ii]n|[Bb]y|[Uu]ntil|around|back\sin)\s"
    r"(?P<year>1[5-9]\d\d|20\d\d)\b"
)
_AMONG_WHOM = later(r"\bamong(?:st)?\s(?:whom|them|these|which)(?:\s(?:were|are|was|is))?\s$")
"""What leads to some of those just counted: "nine persons, among whom were two women"."""
_OUR_ALL = later(
    r"\b(?:[Oo]ur\s(?:own\s)?|[Ww]e\s(?:now\s)?(?:have|are|count|number|unite|represent|comprise|group|total)\s(?:\w+\s){0,2})$"
)
"""What leads to all that those who write have of something: "our 41,200 members"."""
_LEAD = 40
"""Characters before a number in which its verb and hedges stand."""
_WE, _OUR = frozenset({"we", "i"}), frozenset({"our", "my"})
_IT = frozenset("it they we which that this there who".split())
_DEFINITE = later(r"\b(?:the|these|those|all|its|their|our|his|her)\s(?:\w+\s)?$", re.IGNORECASE)


def is_doubtful(number: Numbered, own: Span, sentence: Span, subjects: Sequence[Subject], reading: Reading) -> bool:
    """Whether the words around a number leave open that it is of others than those which are known by number.

    `own` is the part of the sentence that is the number's, `subjects` are what the sentence is taken to speak of.
    """
    text = reading.letter.text
    if number.part and not number.noun:  # "12 of the night shift died"
        return True
    if _COUNTED_BY.search(text, own.start, own.end) or (
        _THERE_ARE.fullmatch(text, sentence.start, number.start)
        and all(isinstance(one.entity, Event) for one in subjects)
    ):
        return True
    partly = [m.start() for m in _PARTLY.finditer(text, own.start, own.end) if not _is_whole_of(m, subjects, reading)]
    if (partly and of_its_clause(reading, number.start, partly)) or _FEARED.match(text, number.end, sentence.end):
        return True
    if (
        number.lead >= 0
        and _CHANGING.search(text, number.lead, number.start)
        and not YEAR_AFTER.match(text, number.end)
    ):
        return True
    definite = _DEFINITE.search(text, max(number.start - 20, sentence.start), number.start)
    if not definite and _WHICH.match(text, number.end, sentence.end):
        return True
    if _OF_ANOTHER.search(text, own.start, number.start):
        return True
    among = _AMONG_WHOM.search(text, max(number.start - 30, sentence.start), number.start)
    if among and stem(singular(number.noun)) not in _stated(subjects, reading):
        return True
    if _DATED_STATE.search(text, sentence.start, number.start) and any(
        c.verb == "be" for c in clauses_of(number, reading)
    ):
        return False
    if _is_of_another_year(number, own, subjects, reading) or _is_dealt_with(number, subjects, reading):
        return True
    return any(_is_beside(number, own, sentence, subject, reading) for subject in subjects)


def _is_whole_of(partly: re.Match[str], subjects: Sequence[Subject], reading: Reading) -> bool:
    """Whether "alone" parts off just what the fact base counts: "disappeared in that province alone"."""
    word = _WORD_BEFORE.search(partly.string, max(partly.start() - 20, 0), partly.start())
    return partly[0].lower() == "alone" and word is not None and stem(word[1]) in _stated(subjects, reading)


def _is_beside(number: Numbered, own: Span, sentence: Span, subject: Subject, reading: Reading) -> bool:
    """Whether a thing is told of elsewhere than its sentence tells, or only to say when or how something else was."""
    text = reading.letter.text
    places = [own.start + at for at in elsewhere(text[own.start : own.end], subject)]
    if places and of_its_clause(reading, number.start, places):
        return True
    if _is_cause(number, sentence, subject, reading):
        return True
    return _is_round(text, sentence, subject, reading) and not _tells_all(text, own, number, subject, reading)


def does_another(number: Numbered, near: frozenset[str], subjects: Sequence[Subject], reading: Reading) -> bool:
    """Whether a number's own verb tells another deed than its sentence: "was arrested for kidnapping 27 people"."""
    if _WITH.search(reading.letter.text, max(number.start - 6, 0), number.start):
        return False
    noun, stated = stem(singular(number.noun)), _stated(subjects, reading)
    clauses = [
        c for c in clauses_of(number, reading)
        if c.verb and stem(c.verb) not in stated and any(_holds(n, number) for n in (*c.subject, *c.object))
    ]  # fmt: skip
    if number.unit is not Unit.COUNT or not clauses or tells_deed(frozenset({noun})):
        return False
    right_before = any(c.verb_end + 1 == number.start for c in clauses)
    if tells_deed(near - {noun}) and not right_before:
        return False
    return not any(c.verb in _HOLDING or tells_deed(frozenset({stem(c.verb)})) for c in clauses)


def _is_of_another_year(number: Numbered, own: Span, subjects: Sequence[Subject], reading: Reading) -> bool:
    """Whether a year is said in which nothing is known of bodies that last: "in 1995 the Society had 35 members"."""
    text = reading.letter.text
    said = {m.start("year"): int(m["year"]) for m in _IN_YEAR.finditer(text, own.start, own.end)}
    if not said and (fronted := _IN_YEAR.match(text, near_sentence(reading, number.start).start)):
        said = {fronted.start("year"): int(fronted["year"])}
    years = {said[at] for at in of_its_clause(reading, number.start, said)} if said else set()
    years -= {day.latest.year for day in reading.own_dates}
    lasting = [subject for subject in subjects if not subject.dates]
    known = {
        f.statement.when.earliest.year for s in lasting for f in reading.facts.about(s.id, "counts") if f.statement.when
    }
    return bool(years and lasting) and known.isdisjoint(years)


def tells_ours(number: Numbered, reading: Reading) -> bool:
    """Whether a number is told of all that those who write have of something."""
    return _OUR_ALL.search(reading.letter.text, max(number.start - _LEAD, 0), number.start) is not None


def is_of_another_body(number: Numbered, subjects: Sequence[Subject], reading: Reading) -> bool:
    """Whether a clause tells its number of a body that is called otherwise: "the bakers' union has 300 members"."""
    bodies = [s for s in subjects if isinstance(s.entity, Organization)]
    own = {word for s in bodies for word in s.words}
    if not own or tells_ours(number, reading):
        return False
    subject = [noun for clause in clauses_of(number, reading) for noun in clause.subject]
    told = [noun for noun in subject if not (noun.kind or _holds(noun, number))]
    ours = any(noun.head.low in _WE or noun.words[0].low in _OUR for noun in told)
    if ours and not any(s.id in bodies_that_write(reading) for s in bodies if told and told[0].head.low not in _WE):
        return True
    others = [n for noun in told for how, nouns in (*noun.phrases, ("of", noun.owners)) if how == "of" for n in nouns]
    text = reading.letter.text
    words = {word for n in (*told, *others) for word in stems(text[n.start : n.end]) if n.head.low not in _IT}
    return not words <= own


def _is_round(text: str, sentence: Span, subject: Subject, reading: Reading) -> bool:
    """Whether a sentence names a thing only to say when or why something else was: "since the protests"."""
    for found in _ROUND_IT.finditer(text, sentence.start, sentence.end):
        mentions = reading.mentions_in(found.start("what"), sentence.end)
        named = any(m.entity == subject.id and m.span.start <= found.start("what") + len("the ") for m in mentions)
        if named or not subject.heads.isdisjoint(stems(found["what"])):
            return True
    return False


def _tells_all(text: str, own: Span, number: Numbered, subject: Subject, reading: Reading) -> bool:
    """Whether a number's own words are all those of one of several words that is known by number of a thing."""
    told = frozenset(stems(text[own.start : own.end]))
    counts = (frozenset(stems(count_of(f).of)) for f in reading.facts.about(subject.id, "counts"))
    return any(stem(number.noun) in words <= told and len(words) > _SEVERAL for words in counts)


def _is_cause(number: Numbered, sentence: Span, subject: Subject, reading: Reading) -> bool:
    """Whether a number stands in a clause that tells how what is named before it came about: "began when ten died"."""
    named = [m.span.end for m in reading.mentions_in(sentence.start, number.start) if m.entity == subject.id]
    return bool(named) and _SUBORDINATE.search(reading.letter.text, named[-1], number.start) is not None


def _is_dealt_with(number: Numbered, subjects: Sequence[Subject], reading: Reading) -> bool:
    """Whether the verb of a number's clause tells that somebody has to do with some of many: "heard four survivors".

    Not where the fact base counts just that, or the thing itself does it: "the inquiry heard 118 witnesses".
    """
    if _ADMITTED.search(reading.letter.text, max(number.start - 30, 0), number.start):
        return True
    ids, stated = {subject.id for subject in subjects}, _stated(subjects, reading)
    return any(
        clause.verb in _DEALING
        and not clause.passive
        and stem(clause.verb) not in stated
        and ids.isdisjoint(n.value for n in clause.subject)
        and any(_holds(n, number) for n in (*clause.object, *clause.by("from", "with", "to", "about")))
        for clause in clauses_of(number, reading)
    )


def _stated(subjects: Sequence[Subject], reading: Reading) -> frozenset[str]:
    """The words of all that is known by number of these, and the base forms of its verbs."""
    told = {s for one in subjects for f in reading.facts.about(one.id, "counts") for s in stems(count_of(f).of)}
    return frozenset(told | {stem(lemma_of(word)) for word in told})


def holds(number: Numbered, reading: Reading) -> bool:
    """Whether a number is told of all of its kind: by its article, by a verb of having or coming, or without a verb."""
    if _DEFINITE.search(reading.letter.text, max(number.start - 20, 0), number.start):
        return True
    if number.unit is not Unit.COUNT or _LED.search(reading.letter.text, max(number.start - 12, 0), number.start):
        return True
    verbs = [clause.verb for clause in clauses_of(number, reading) if clause.verb]
    if not verbs and (word := _WORD_BEFORE.search(reading.letter.text, max(number.start - 20, 0), number.start)):
        verbs = [lemma_of(word[1].lower())]
    return any(verb in _HOLDING or tells_signing(verb) for verb in verbs)


def clauses_of(number: Numbered, reading: Reading) -> list[Clause]:
    """The clauses in which the noun of a number stands."""
    prose = reading.prose
    sentence = prose.sentence(prose.number_at(number.start))
    return [c for n in sentence.nouns_in(number.start, number.stop) if (c := sentence.clause_of(n))]


def _holds(noun: Noun, number: Numbered) -> bool:
    return noun.start <= number.stop and number.start < noun.end
