"""The places that a letter names, and what it tells to have been there: an event, or what was done to somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.dated import STRONG, Occurrence, Scene
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.subjects.around import another_at
from sphinx_factcheck.engine.subjects.index import index_of
from sphinx_factcheck.facts.geography import geography
from sphinx_factcheck.facts.model import Document, Event, FactBase
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS
from sphinx_factcheck.letters.text import Span

_LOCAL_NOUNS = (
    "town city village port district province county region suburb parish capital outskirts hamlet borough island "
    "centre center state prison jail gaol camp colony fortress castle airport station harbour border"
)
"""Nouns that a place is told with: "in the town of Lumbo", "the fortress of Krasna"."""
_LOCAL = rf"(?:(?:[a-z]+\s)?(?:{any_of(_LOCAL_NOUNS)}\s(?:(?:of|at|in)\s)?|capital,\s))?"
IN = later(
    r"\b(?:in|at|near|inside|on)\s(?:(?:the|mainland|central|downtown|northern|southern|eastern|western)\s){0,2}"
    rf"{_LOCAL}$"
)
TO = later(rf"\bto\s(?:the\s)?{_LOCAL}$")
_NO_PLACES = " ".join((*MONTHS, *WEEKDAYS)) + (
    " Spring Summer Autumn Winter Christmas Easter Mr Mrs Ms Dr Sir Lady I His Her Your My Our Parliament God Article"
)
_BY_FORM = later(
    rf"\b(?:in|at|to|inside|near)\s(?:the\s)?{_LOCAL}"
    rf"(?P<place>(?!{any_of(_NO_PLACES)}\b)[A-ZÀ-Þ][\w’'-]+"
    r"(?:\s(?:(?:of|de|la|el|al|upon)\s(?:the\s)?){0,2}(?:[A-ZÀ-Þ][\w’'-]+|\d{1,3}\b)|\sNo\.\s?\d{1,3}\b){0,4})"
)
"""A place by its capital, behind what leads to one."""
NEXT_DOOR = later(
    rf"(?:’s|'s|-based|-born)|\s(?!{any_of(' '.join(MONTHS))}|{any_of(' '.join(WEEKDAYS))})"
    r"(?:[A-Z]|police|officials?|citizens?|authorities|activists?)"
)
"""What shows that a place only tells more of something else: "Lima police", "Lima’s mayor"."""
_WHERE = frozenset({"in", "at", "near", "inside", "on"})
_BESIDE = _WHERE | {"", "by", "with", "for", "under", "from", "until", "to"}
"""What else a verb can lead to before where it was; not what may be there itself ("after the flood in Lima")."""
_HELD = frozenset(
    "hold convene meet open close host begin start end occur happen stage schedule sit assemble gather rage burn break "
    "conclude adjourn resume commence continue organize organise erupt unfold plan adopt sign enact promulgate pass "
    "publish issue write draft proclaim".split()
)
"""What is done with an event where it is: "the congress was held in", "met at", "the fire broke out in"."""
_HOSTS = frozenset("host hold stage organize organise receive welcome".split())
_TO = frozenset({"in", "at", "near", "to", "into"})
_COMES = frozenset("come go arrive burst break storm enter march drive appear force raid return".split())
_OFTEN = frozenset("usually always often traditionally normally never sometimes generally annually every".split())
_LOCAL_HEADS = frozenset(_LOCAL_NOUNS.split())
_COMMON = frozenset({Certainty.ASSERTED, Certainty.REPORTED, Certainty.PLANNED})


_A_NAME = 60
"""Characters that the name of an event has at most behind the place that it is called after."""


def places_named(reading: Reading) -> tuple[Mention, ...]:
    """The places of a text, in order, by their ids, or by the name that a statement has for them."""
    names, finder = _names(reading.facts)
    if finder is None:
        return reading.places
    text, found = reading.letter.text, {m.span.start: m for m in reading.places}
    for number, start, end in finder.find_matches_as_indexes(text, overlapping=True):
        whole = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        known = found.get(start)
        if whole and (known is None or known.span.end < end) and not _is_in_a_name(reading, start, end):
            found[start] = Mention(Span(start, end), names[number], "place")
    return tuple(found[start] for start in sorted(found))


@once
def _names(facts: FactBase) -> tuple[tuple[str, ...], AhoCorasick | None]:
    names = geography(facts).names
    return names, AhoCorasick(names) if names else None


def places_by_form(reading: Reading, sentence: Span) -> Iterator[Mention]:
    """What a sentence tells to be places by nothing but how it is written: "held in Brenov"."""
    for told in _BY_FORM.finditer(reading.letter.text, sentence.start, sentence.end):
        start, end = told.span("place")
        if not _is_in_a_name(reading, start, end):
            yield Mention(Span(start, end), told["place"], "place")


def _is_in_a_name(reading: Reading, start: int, end: int) -> bool:
    near = reading.mentions_in(max(start - 120, 0), end + 120)
    return any(m.span.start < end and start < m.span.end for m in near)


def events_at(place: Mention, scene: Scene, reading: Reading) -> Iterator[str]:
    """The events that a sentence tells to have been, or to come, at a place; and the documents adopted there."""
    if NEXT_DOOR.match(reading.letter.text, place.span.end):
        yield from _called_after(place, scene, reading)
        return
    if not any(one.score >= STRONG and _has_place(one, reading) for one in scene.occurrences):
        return
    read = reading.prose.sentence(reading.prose.number_at(place.span.start))
    noun = next((n for n in read.nouns if n.start <= place.span.start < n.end), None)
    if noun is None:
        return
    at = _Located(read, noun)
    done: set[str] = set()
    for one in scene.occurrences:
        if one.thing.entity in done or one.score < STRONG or not _has_place(one, reading):
            continue
        if at.holds(one) and not at.is_of_another_time(one, reading) and not _is_another(one, reading):
            done.add(one.thing.entity)
            yield one.thing.entity


def _called_after(place: Mention, scene: Scene, reading: Reading) -> Iterator[str]:
    """The events that a place stands right before, within one noun: "the Victoria Park candlelight vigil"."""
    near = place.span.end, place.span.end + _A_NAME
    if not any(one.score >= STRONG and near[0] <= one.end <= near[1] for one in scene.occurrences):
        return
    read = reading.prose.sentence(reading.prose.number_at(place.span.start))
    noun = next((n for n in read.nouns if n.start <= place.span.start and place.span.end <= n.head.start), None)
    if noun is None:
        return
    for one in scene.occurrences:
        is_head = one.start <= noun.head.start < one.end and noun.start <= one.start
        known = reading.facts.entities.get(one.thing.entity)
        if is_head and one.score >= STRONG and isinstance(known, Event) and _has_place(one, reading):
            yield one.thing.entity


def clauses_there(place: Mention, read: Sentence) -> Iterator[Clause]:
    """What was done at a place told before it: "In Lumbo, X was arrested", "men came to Lumbo and took X"."""
    for number, clause in enumerate(read.clauses):
        after = read.clauses[number + 1] if number + 1 < len(read.clauses) else None
        if after and after.marker == "where" and 0 <= after.start - place.span.end <= len(", where "):
            yield after  # "Lumbo, where X is held"
        led = [n for c in clause.complements if c.preposition in _TO and c.start < place.span.start for n in c.nouns]
        if not any(n.start <= place.span.start < n.end for noun in led for n in (noun, *hung(noun))):
            continue
        joined = after and after.link == "coordinated" and after.subject == clause.subject
        if after and joined and clause.verb in _COMES and clause.certainty.told:
            yield after
        elif place.span.end <= clause.group_start and clause.by("in", "at", "near"):
            yield clause


def _has_place(one: Occurrence, reading: Reading) -> bool:
    return has_place(one.thing.entity, reading)


def has_place(id: str, reading: Reading) -> bool:
    """Whether the fact base tells where an event was, or where a document was adopted, signed or written."""
    entity = reading.facts.entities.get(id)
    known = (isinstance(entity, Document) and entity.place) or (isinstance(entity, Event) and entity.places)
    stated = reading.facts.about(id, "dates") if isinstance(entity, Event | Document) else ()
    return bool(known) or any(getattr(f.statement, "where", "") for f in stated)


def _is_another(one: Occurrence, reading: Reading) -> bool:
    """Whether it is told as another than the one known: "the next congress"."""
    subject = index_of(reading.facts).of(one.thing.entity)
    return subject is not None and another_at(reading.letter.text, one.start, subject)


class _Located:
    """A place as a noun of a sentence, with the clause that tells what was there."""

    def __init__(self, read: Sentence, noun: Noun) -> None:
        self.read, self.noun = read, noun
        self.hosts = tuple(_hosts(read, noun))
        top = self.hosts[-1] if self.hosts else noun
        self.clauses = [c for c in read.clauses if self._is_of(c, top)]
        self.met = [n for clause in read.clauses for n in self._met(clause)]

    def _is_of(self, clause: Clause, top: Noun) -> bool:
        """Whether a clause tells where by a noun: by a preposition, or beside "took place" and "sat five days"."""
        parted = any(
            c.preposition not in _BESIDE and clause.verb_end <= c.start < self.noun.start for c in clause.complements
        )
        if parted:
            return False
        if any(top in c.nouns and c.preposition in _WHERE for c in clause.complements):
            return True
        beside = top is not self.noun and (top.kind in {"term", "date"} or top.head.low == "place")
        return beside and any(
            top in nouns for nouns in (clause.object, clause.indirect, *(c.nouns for c in clause.complements))
        )

    def holds(self, one: Occurrence) -> bool:
        """Whether the sentence tells that a thing was at the place."""
        if any(h.start <= one.start < h.end for h in self.hosts):
            return True
        if any(self._is_held(clause, one) for clause in self.clauses):
            return True
        return any(n.start <= one.start < n.end for n in self.met)

    def _is_held(self, clause: Clause, one: Occurrence) -> bool:
        nouns = (*clause.subject, *((clause.anchor,) if clause.anchor else ()))
        if (clause.verb in _HOSTS and not clause.passive) or any(n.head.low == "there" for n in clause.subject):
            nouns += clause.object
        return _tells_place(clause) and any(n.start <= one.start < n.end for n in nouns)

    def _met(self, clause: Clause) -> tuple[Noun, ...]:
        """What was there by "Lima, where the congress met", or "Lima hosted the congress"."""
        there = clause.marker == "where" and _tells_place(clause) and self._is_right_before(clause)
        hosted = clause.verb in {"host", "receive"} and not clause.passive and clause.certainty in _COMMON
        is_host = hosted and any(n is self.noun or self.noun in hung(n) for n in clause.subject)
        return (*(clause.subject if there else ()), *(clause.object if is_host else ()))

    def _is_right_before(self, clause: Clause) -> bool:
        return self.noun.end <= clause.start <= self.noun.end + len(", where ") or clause.anchor is self.noun

    def is_of_another_time(self, one: Occurrence, reading: Reading) -> bool:
        """Whether a year is told beside it that is not that of a thing."""
        whens = [f.statement.when for f in one.thing.facts if f.statement.when]
        years = {d.first.year for d in reading.dates_in(self.read.start, self.read.end) if d.first.year}
        return bool(years) and not any(w.earliest.year <= y <= w.latest.year for w in whens for y in years)


def _tells_place(clause: Clause) -> bool:
    """Whether a clause tells as a fact, or as planned, where something is held."""
    takes_place = clause.verb == "take" and any(n.holds("place") for n in (*clause.object, *clause.indirect))
    is_there = clause.verb == "be" and not clause.predicate
    told = clause.verb in _HELD or takes_place or is_there
    return told and clause.certainty in _COMMON and clause.adverbs.isdisjoint(_OFTEN) and not clause.negated


def _hosts(read: Sentence, noun: Noun) -> Iterator[Noun]:
    """The nouns on which one hangs by words that tell where, from the nearest on: "a cell" of "in a cell in Lima"."""
    for _ in range(3):
        hang = (n for n in read.nouns if n.start < noun.start for p, ns in n.phrases if noun in ns and _is_there(p, n))
        host = max(hang, key=lambda n: n.start, default=None)
        if host is None:
            return
        yield host
        noun = host


def _is_there(preposition: str, host: Noun) -> bool:
    return preposition in _WHERE or (preposition == "of" and host.head.low in _LOCAL_HEADS)


def hung(noun: Noun) -> Sequence[Noun]:
    """What hangs on a noun by prepositions."""
    return [one for _, nouns in noun.phrases for one in nouns]
