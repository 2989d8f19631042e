"""Terms of prison in entries: "X (14 years)", "X – 14 years", "X, teacher: 14 years", and in tables."""

from __future__ import annotations

import re

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.tables import cell_at
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.patterns import holds_any
from sphinx_factcheck.engine.spans.terms import TermSaid
from sphinx_factcheck.facts.model import Custody
from sphinx_factcheck.facts.offences import find_charges
from sphinx_factcheck.letters.text import Span

_BULLET = r"(?:[-*•–·▪|]|\(?\w{1,3}[.)])"
_BULLETED = later(rf"\s*{_BULLET}\s")
_TIME_SPENT = later(r"\b(?:held|detained|spent|without\strial|so\sfar|detention|aged?|custody)\b", re.IGNORECASE)
_OF_PRISON = (
    "sentenc", "jail", "prison", "condemned", "behind bars", "custodial", "penal colon", "labor camp", "labour camp",
    "serving", "convicted",
)  # fmt: skip
_GIVES = later(r"\b(?:receiv|g[eo]t\b|given|handed)")
_HEADS_TERMS = later(r"\b(?:sentence|term(?!s?\sof\soffice)|prison|punishment)", re.IGNORECASE)
_BRACKETED = later(r"\s?\((?:[^()]{0,30}[,;]\s)?(?:[a-z][a-z\s]{0,30}\s(?:to|for)\s)?")
_LISTED = later(
    r"(?:\s\([^()]{0,60}\))?(?::[^,;:|]{0,60}(?=,))?(?:,[^,;–—:|]{0,90}){0,3}(?:,|:|\s[–—-]|—|\s?\|)\s+"
    r"(?:(?:sentence|term|jailed|imprisoned|condemned|prison|serving|given)[a-z\s]{0,24}\s(?:(?:to|for|of)\s)?)?(?:an?\s)?"
)
_ENDS = later(
    r"['’]?\s*(?:$|[,;.)(–—|\n]|-\s"
    r"|(?:and|in|for|plus|on|imposed|respectively|each|imprisonment|prison|jail|hard\slabou?r|penal|behind)\b)"
)
_GOES_ON = later(
    r"(?:\s(?:in\s(?:prison|jail|custody|detention)|behind\sbars))?"
    r"(?:\s(?:now|already|so\sfar|by\snow)|,\s(?:now\s)?(?:is|was|has|had|must|can|cannot|will|may)\b)"
)
"""What goes on with the sentence, and ends no entry of a list: "X, four years in prison now, is ill"."""
_TRIED = later(r"\b(?:arrested|tried|charged|found\sguilty)\b")
_OF_COURT = later(
    r"\b(?:arrest|detain|held|custody|court|trial|tried|sentenc|(?:im)?prison|jail|gaol|charge)", re.IGNORECASE
)
_EACH = later(r"\s(?:in\sprison\s)?(?:each|apiece)\b")
_FOR_CHARGE = later(r"(?:,|\)|\s[–—-])?\s(?:for\s|on\s(?:a\s)?charges?\sof\s)?(?:alleged(?:ly)?\s)?[“\"]?")
_CLOSE = 16
_SHORT, _BACK = 60, 4
_AROUND = 200
"""Characters around a term that stands alone in which words of court or prison tell what it is."""


def speaks_of_prison(text: str, start: int, end: int) -> bool:
    """Whether words of prison stand between two offsets."""
    return holds_any(text[start:end].lower(), _OF_PRISON)


def in_table(reading: Reading, at: int) -> tuple[Span, bool] | None:
    """The row of a table around an offset, and whether its column is headed as one of terms; None outside tables."""
    cell = cell_at(reading.letter, at)
    if cell is None:
        return None
    text = reading.letter.text
    return cell.row, cell.head is not None and bool(_HEADS_TERMS.search(text, cell.head.start, cell.head.end))


def persons_of_entry(reading: Reading, sentence: Sentence, term: TermSaid) -> tuple[Noun, ...]:
    """The persons of an entry that gives a term; none where that is no entry of a list of terms."""
    text, at = reading.letter.text, term.start
    before = [n for n in sentence.nouns if n.kind == "person" and n.end <= at]
    if (
        not before
        or term.unit == "day"
        or _GOES_ON.match(text, term.end, sentence.end)
        or not _ENDS.match(text, term.end, sentence.end)
    ):
        return ()
    gap = (before[-1].end, at)
    if not (_BRACKETED.fullmatch(text, *gap) or _LISTED.fullmatch(text, *gap)):
        return ()
    tried = _BULLETED.match(text, sentence.start) and _TRIED.search(text, before[-1].end, at)
    last = before[-1]
    of_prison = tried or speaks_of_prison(text, sentence.start, sentence.end)
    if not (of_prison or _tells_charge(reading, str(last.value), term) or _is_led_in(reading, sentence)):
        return ()
    clause = sentence.clause_of(last)
    group = clause.subject if clause and not clause.verb and last in clause.subject else (last,)
    return tuple(n for n in group if n.kind == "person" and n.end <= at)


def _tells_charge(reading: Reading, person: str, term: TermSaid) -> bool:
    """Whether a charge stands right behind a term, which tells that it is one of prison: "X: four years for fraud"."""
    text = reading.letter.text
    leads = _FOR_CHARGE.match(text, term.end)
    if leads is None:
        return False
    stated = (f.statement for f in reading.facts.about(person, "custody"))
    own = [one.charge for one in stated if isinstance(one, Custody) and one.charge]
    charges = find_charges(text, leads.end(), leads.end() + _SHORT, own)
    return any(one.start - leads.end() < _CLOSE for one in charges)


def topic_of_entry(reading: Reading, sentence: Sentence, noun: Noun) -> tuple[Noun, ...]:
    """On whom an entry is whose term stands alone: "X. Lawyer. Seven years.", "Arrested in May; seven years"."""
    text, clause = reading.letter.text, sentence.clause_of(noun)
    alone = clause is not None and not clause.verb and clause.link == "main" and clause.subject == (noun,)
    if not alone or noun.kind != "term" or any(p not in {"in", "for"} for p, _ in noun.phrases):
        return ()
    if any(n.kind == "person" for n in sentence.nouns) or not _ENDS.match(text, noun.end, sentence.end):
        return ()
    around = max(noun.start - _AROUND, 0), noun.end + _AROUND
    each = _EACH.match(text, noun.end)
    topic = reading.prose.listed_before(noun.start) if each else reading.prose.topic(noun.start)
    charged = isinstance(noun.value, TermSaid) and any(_tells_charge(reading, str(n.value), noun.value) for n in topic)
    return topic if charged or _OF_COURT.search(text, *around) else ()


def _is_led_in(reading: Reading, sentence: Sentence) -> bool:
    """Whether a list is opened with words of prison, and not of time spent there so far."""
    text, start = reading.letter.text, sentence.start
    bulleted, given = bool(_BULLETED.match(text, start)), False
    here = Span(sentence.start, sentence.end)
    for back in range(_BACK):
        previous = reading.sentence_at(start - 1) if start else here
        if previous.start >= start:
            return False
        words = text[previous.start : previous.end].strip()
        heads = words.endswith(":") or (bulleted and not _BULLETED.match(words)) or len(words) < _SHORT
        if back == 0 or given or heads:
            spent = _TIME_SPENT.search(words) and "sentenc" not in words
            if not spent and speaks_of_prison(words, 0, len(words)):
                return True
            given = given or bool(_GIVES.search(words))
            if words.endswith(":") and not given:
                return False
        start = previous.start
    return False
