"""Terms of prison in lists: "X (14 years)", "X – 14 years", "X, teacher: 14 years", and in tables."""

from __future__ import annotations

import re

from sphinx_factcheck.claims.grammar.terms import TermSaid
from sphinx_factcheck.claims.people.persons import persons_in
from sphinx_factcheck.claims.people.subjects import Cast
from sphinx_factcheck.claims.tables import Cell, cell_at
from sphinx_factcheck.letters.text import Letter
from sphinx_factcheck.mentions import Mention

_BRACKETED = re.compile(r"\s?\((?:[^()]{0,30}[,;]\s)?(?:[a-z][a-z\s]{0,30}\s(?:to|for)\s)?")
_LISTED = re.compile(
    r"(?:\s\([^()]{0,60}\))?(?::[^,;:|]{0,60}(?=,))?(?:,[^,;–—:|]{0,90}){0,2}(?:,|:|\s[–—-]|—|\s?\|)\s+"
    r"(?:(?:sentence|term|jailed|imprisoned|condemned|prison|serving|given)[a-z\s]{0,24}\s(?:(?:to|for|of)\s)?)?(?:an?\s)?"
)
_SEPARATED = re.compile(r"[;,:]\s$")
_ENDS = re.compile(r"['’]?\s*(?:$|[,;.)(–—|\n]|(?:and|in|for|plus|on|imposed|respectively|each)\b|-\s)")
_BULLET = r"(?:[-*•–·▪|]|\(?\w{1,3}[.)])"
_OPENS = re.compile(rf"[)\s;,.]*(?:and\s)?[\s*_|]*{_BULLET}?[\s*_]*(?:(?:[A-Z][a-z]{{0,4}}\.?|[a-z-]+)\s){{0,4}}")
_BULLETED = re.compile(rf"\s*{_BULLET}\s")
_TIME_SPENT = re.compile(r"\b(?:held|detained|spent|without\strial|so\sfar|detention|aged?|custody)\b", re.IGNORECASE)
_OF_PRISON = re.compile(
    "sentenc|jail|prison|condemned|behind bars|custodial|penal colon|labou?r camp|serving|convicted", re.IGNORECASE
)
_GIVES = re.compile(r"\b(?:receiv|g[eo]t\b|given|handed)")
_HEADS_TERMS = re.compile(r"\b(?:sentence|term(?!s?\sof\soffice)|prison|punishment)", re.IGNORECASE)
_SHORT, _BACK = 60, 4


def speaks_of_prison(text: str, start: int, end: int) -> bool:
    """Whether words of prison stand between two offsets."""
    return bool(_OF_PRISON.search(text, start, end))


def opens_entry(text: str, low: int, at: int) -> bool:
    """Whether nothing but a bullet and titles stand between the start of an entry and `at`."""
    return bool(_OPENS.fullmatch(text, max(text.rfind(";", low, at) + 1, low), at))


def listed(cast: Cast, term: TermSaid, low: int, *, follows: bool, in_turn: bool) -> tuple[Mention, ...]:
    """The persons of the entry that gives a term; none where it is no entry of a list of terms.

    `low` is where the search starts, `follows` tells that the entry before gave one, `in_turn` that it gives its terms
    "respectively".
    """
    text = cast.text
    if term.unit == "day" or not _ENDS.match(text, term.end, cast.span.end):
        return ()
    cell = _in_cell(cast, term)
    inside = cast.between(low, term.start)
    if cell is not None or not inside:
        return cell or ()
    last = inside[-1]
    gap = (last.span.end, term.start)
    whole = cast.entry(term.start) if _SEPARATED.search(text, *gap) else ()
    if not (whole or _BRACKETED.fullmatch(text, *gap) or _LISTED.fullmatch(text, *gap)):
        return ()
    in_list = opens_entry(text, low, inside[0].span.start) and (follows or _is_led_in(cast))
    if not (in_list or speaks_of_prison(text, cast.span.start, cast.span.end)):
        return ()
    return whole or (cast.group_to(last, low) if in_turn else (last,))


def _is_led_in(cast: Cast) -> bool:
    """Whether a list is opened with words of prison, and not of time spent there so far."""
    text, start = cast.text, cast.span.start
    bulleted, given = bool(_BULLETED.match(text, start)), False
    for back in range(_BACK):
        previous = cast.reading.sentence_at(start - 1) if start else cast.span
        if previous.start >= start:
            return False
        words = text[previous.start : previous.end].strip()
        heads = words.endswith(":") or (bulleted and not _BULLETED.match(words)) or len(words) < _SHORT
        if back == 0 or given or heads:
            spent = _TIME_SPENT.search(words) and "sentenc" not in words
            if not spent and _OF_PRISON.search(words):
                return True
            given = given or bool(_GIVES.search(words))
            if words.endswith(":") and not given:
                return False
        start = previous.start
    return False


def _in_cell(cast: Cast, term: TermSaid) -> tuple[Mention, ...] | None:
    """The person of a row of a table, where the column of the term is headed as one of terms; None outside tables."""
    cell = cell_at(cast.reading.letter, term.start)
    if cell is None:
        return None
    return persons_in(cast.reading, cell.row.start, cell.row.end)[:1] if _heads_terms(cell, cast.text) else ()


def is_headed(letter: Letter, text: str, at: int) -> bool:
    """Whether an offset stands in a column of a table that is headed as one of terms."""
    cell = cell_at(letter, at)
    return cell is not None and _heads_terms(cell, text)


def _heads_terms(cell: Cell, text: str) -> bool:
    return cell.head is not None and bool(_HEADS_TERMS.search(text, cell.head.start, cell.head.end))
