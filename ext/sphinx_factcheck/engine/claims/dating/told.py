"""What the words around a date tell of it: that it is to come, that another one says it."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.attach import opens
from sphinx_factcheck.engine.claims.dating.by_clause import clause_of
from sphinx_factcheck.engine.claims.dating.doubt import quoted
from sphinx_factcheck.engine.claims.dating.meant import Dated
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.letters.text import Span

_WILL = re.compile(rf"\b(?:will|shall|{any_of('is_to are_to is_scheduled_to is_due_to is_expected_to')})\s[a-z]+")
_TOLD_PAST = re.compile(
    r"\b(?:[a-z]{3,}ed|"
    + any_of("was were had did has have held took went met fell came gave began said told sent wrote spoke made")
    + r")\b"
)
_AGAIN = frozenset("again anew afresh twice".split())
_ANOTHER = frozenset("another second third further additional fresh new".split())
_CLAUSES = re.compile(rf"[;:]|\b{any_of('that which who when since because after before from until and by')}\b")


def as_told(claim: Claim, reading: Reading) -> Claim:
    """A claim with how its words are told, as far as its verdict asks for that."""
    dated = claim.said
    if not isinstance(dated, Dated) or dated.said.wrong:
        return claim
    by_another = bool(dated.facts) and quoted(reading.letter.text, claim.span.start)
    if len(dated.facts) == 1 and dated.strong and _is_told_again(reading, dated):
        claim = replace(claim, said=(dated := replace(dated, strong=False)))
    coming = dated.tense is Tense.FUTURE and bool(dated.said.first.year) and _to_come(claim.span, reading)
    if not (by_another or coming):
        return claim
    return replace(claim, said=replace(dated, quoted=by_another, to_come=coming))


def _is_told_again(reading: Reading, dated: Dated) -> bool:
    """Whether it is done for another time, of which the one date known may tell nothing: "was charged again"."""
    clause, date = clause_of(reading, dated.said)
    if clause is None or not any(date in c.nouns for c in clause.complements):
        return False  # "the invasion of 5 May closed it again"
    nouns = (*clause.object, *(n for c in clause.complements for n in c.nouns if c.preposition in {"with", "for"}))
    return not clause.adverbs.isdisjoint(_AGAIN) or any(w.low in _ANOTHER for n in nouns for w in n.words)


def _to_come(span: Span, reading: Reading) -> bool:
    """Whether the sentence tells its date as that of something that will happen, and nothing that has happened."""
    text, sentence = reading.letter.text, reading.sentence_at(span.start)
    if _TOLD_PAST.search(text, sentence.start, sentence.end):
        return False
    if opens(text, sentence, span):
        will = _WILL.search(text, span.end, min(sentence.end, span.end + 150))
        return bool(will and not _CLAUSES.search(text, span.end, will.start()))
    will = next(iter(_WILL.finditer(text, max(sentence.start, span.start - 90), span.start)), None)
    return bool(will and not _CLAUSES.search(text, will.end(), span.start))
