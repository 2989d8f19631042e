"""Which deed of its sentence a date belongs to, where the verb of the deed has another date or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.attach import opens
from sphinx_factcheck.engine.claims.dating.by_clause import clause_of
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.interpret import sort_of_noun
from sphinx_factcheck.engine.claims.frames.table import SORTS
from sphinx_factcheck.engine.claims.persons import persons_in
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.subjects.kin import is_of_a_text
from sphinx_factcheck.letters.text import Span

_RIGHT_BEFORE = later(r"(?:\s(?!and\b|but\b)[\w’'-]+){0,6},?\s(?:but\s|only\s|just\s){0,2}")
_LEADS_ON = later(r",?\s(?:(?!and\b|but\b)[\w’'.-]+\s){0,6}")
_CLAUSE_BEFORE = later(r"(?:^|[.!?:;,–—(\n]|\band|\bbut|\bthen)\s*$")
_WHEN = later(r",?\s(?:the\sday\s)?(?:when|on\swhich|that)\s(?:[\w’'.-]+\s){0,5}")
_OPENS = later(
    r"(?:^|[.!?:;,–—(\n]|\b(?:and|but|then|who|was|were|is|had|has|have|been))\s*(?:(?i:on|in)\s)?(?:the\s)?$"
)
"""What a date follows that belongs to the verb after it: "and on 4 May she was tried", "was on 4 May sentenced"."""
_OF_PERSON = later(r",?\s\(?(?:(?:on|in)\s)?(?:the\s)?")
_PERSON_ENDS = later(r"\)|[.,;]|\s(?:and|but)\b|\s*$")
_AMONG = later(r"[^.;:()]{0,200}?(?:,|\band|\bwhile|;)\s(?:[a-z]+\s){0,3}")
_AFTERWARDS = later(r"\b(?:then|later|afterwards?|eventually|finally|subsequently|thereupon|since|soon|again|now)\b|;")
"""What tells that a deed was on another day than the one that opens the sentence."""
_NOUN = later(r"\b(?:his|her|their)\s(?P<noun>[a-z]+)\s(?:on|in)\s(?:the\s)?$")
_PERSON_REACH, _NOUN_REACH = 60, 40


def beside(text: str, sentence: Span, said: DateSaid, deeds: Sequence[Deed]) -> Sequence[Deed]:
    """The deed that a date belongs to though its verb has another or none: "nine days later", "…, when he was"."""
    free = [d for d in deeds if d.when is None or (said.anchored and not d.end <= d.when.start < said.start)]
    if not free or is_of_a_text(text, said.start):
        return ()
    if said.relative and not said.anchored and opens(text, sentence, Span(said.start, said.end)):
        return free[:1]
    if said.anchored and (before := [d for d in free if _RIGHT_BEFORE.fullmatch(text, d.end, said.start)]):
        return before[-1:]
    if said.anchored and not _CLAUSE_BEFORE.search(text, max(said.start - 6, 0), said.start):
        return ()
    after = [d for d in free if d.start >= said.end]
    if not said.anchored and _OPENS.search(text, max(said.start - 12, sentence.start), said.start):
        after = [d for d in after if not sort_of_noun(text[d.start : d.end])]
        return [d for d in after if _LEADS_ON.fullmatch(text, said.end, d.start)][:1]
    leads_on = _LEADS_ON if said.anchored else _WHEN
    return [d for d in after if leads_on.fullmatch(text, said.end, d.start)][:1]


def of_its_noun(text: str, said: DateSaid, deeds: Sequence[Deed]) -> Sequence[Deed]:
    """The deeds of a date, but that of the noun that it stands behind: "was held until her release on 3 May"."""
    noun = _NOUN.search(text, max(said.start - _NOUN_REACH, 0), said.start) if deeds else None
    sort = sort_of_noun(noun["noun"]) if noun else ""
    if noun is None or not sort or sort not in SORTS:
        return deeds
    start, end = noun.span("noun")
    own = [d for d in deeds if d.start <= start < d.end]
    told = SORTS[sort].events
    return own or [
        replace(d, start=start, end=end, name=sort, events=told, term=None, since=False, doubted=False)
        for d in deeds[:1]
    ]


def is_told_within(reading: Reading, said: DateSaid, deed: Deed) -> bool:
    """Whether a deed is told in a clause of its own, below that of the date: "On 4 May we asked why X was arrested"."""
    clause = _clause_at(reading.prose.sentence(reading.prose.number_at(said.start)), deed.start)
    home, _ = clause_of(reading, said)
    if clause is None or home is None or home.verb in {"", "be"} or clause is home:
        return False
    return clause.link == "complement" and clause.start > said.end


def of_the_next(reading: Reading, sentence: Span, said: DateSaid, deeds: Sequence[Deed]) -> Sequence[Deed]:
    """The deed that was done to the next one on another day: "X was held on 4 May, his brother Y on 6 May"."""
    text, low = reading.letter.text, max(said.start - _PERSON_REACH, sentence.start)
    persons = persons_in(reading, low, said.start)
    if not persons or not _OF_PERSON.fullmatch(text, persons[-1].span.end, said.start):
        return ()
    before = [d for d in deeds if d.end <= persons[-1].span.start and d.term is None]
    if not before or not _PERSON_ENDS.match(text, said.end, sentence.end):
        return ()
    apart = all(p.entity != persons[-1].entity for p in before[-1].persons)
    listed = apart and _AMONG.fullmatch(text, before[-1].end, persons[-1].span.start)
    return [replace(before[-1], persons=persons[-1:], when=said)] if listed else ()


def of_the_clause(reading: Reading, span: Span, said: DateSaid, deeds: Sequence[Deed]) -> Sequence[Deed]:
    """The deeds of the clause that a date opens, and of those joined to it: "On 4 May men came and took X away"."""
    text, prose = reading.letter.text, reading.prose
    free = [d for d in deeds if d.when is None and d.start >= said.end]
    sentence = prose.sentence(prose.number_at(said.start)) if free else None
    date = sentence.noun_at(said.start) if sentence else None
    if sentence is None or date is None or _tells_which(sentence, date):
        return ()
    home = sentence.clause_of(date)
    opening = opens(text, span, Span(said.start, said.end))

    def is_dated(deed: Deed) -> bool:
        clause = _clause_at(sentence, deed.start)
        if clause is None or _AFTERWARDS.search(text, said.end, deed.start):
            return False
        if any(d.start >= said.end and not d.relative for d in reading.dates_in(said.end, deed.end)):
            return False
        first = _first_of(sentence, clause)
        if first is not clause and first.subject != clause.subject:
            return False
        return first is home or (opening and first.link == "main" and (home is None or not home.verb or home is first))

    return [d for d in free if is_dated(d)]


def _tells_which(sentence: Sentence, date: Noun) -> bool:
    """Whether a date tells which one of its kind a noun means: "after the coup of 3 May X was arrested"."""
    return any(p == "of" and date in ns for noun in sentence.nouns for p, ns in noun.phrases)


def _clause_at(sentence: Sentence, at: int) -> Clause | None:
    """The clause whose verb stands at an offset."""
    return next((c for c in sentence.clauses if c.verb and c.group_start <= at < c.verb_end and not c.elided), None)


def _first_of(sentence: Sentence, clause: Clause) -> Clause:
    """The clause to which one is joined by "and", one after another."""
    before = sentence.clauses[: sentence.clauses.index(clause)]
    for one in reversed(before):
        if clause.link != "coordinated":
            break
        if one.verb and (one.link in {"main", "coordinated"} or one.governor == clause.governor):
            clause = one
    return clause
