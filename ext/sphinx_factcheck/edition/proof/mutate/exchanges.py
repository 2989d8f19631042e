"""Changes for which one has to know the letter: who is spoken of, who signed, which words are quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.check import Checked, JudgedClaim
from sphinx_factcheck.edition.proof.mutate.change import Change
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.letters.text import Letter

_FORMER = re.compile(r"\bformer ")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def exchanges(judged: JudgedClaim, checked: Checked) -> Iterator[Change]:
    """The changes of one claim that no pattern over its words could make."""
    kind, letter = judged.claim.kind, checked.chapter.letter
    if kind == "sentence":
        yield from _subjects(judged, checked)
    elif kind == "office" and not judged.claim.value.startswith("then"):
        yield _former(judged, letter)
    elif kind == "quotation":
        yield from _quotations(judged, letter)
    if judged.claim.subject == letter.carries:
        yield from _signers(judged, letter)


def _subjects(judged: JudgedClaim, checked: Checked) -> Iterator[Change]:
    """The person exchanged for the next one of whom the letter asserts something else of the same kind."""
    mine = _named_before(judged, checked)
    others = [c for c in checked.claims if c.claim.kind == judged.claim.kind and c.claim.value != judged.claim.value]
    for other in others[:1]:
        theirs = _named_before(other, checked)
        if mine and theirs and mine.entity != theirs.entity:
            letter = checked.chapter.letter
            place = letter.place(mine.span)
            yield Change.of(letter, place.start, place.end, letter.words(theirs.span), judged.claim.kind)


def _named_before(judged: JudgedClaim, checked: Checked) -> Mention | None:
    """The last mention of a claim's subject that ends before the claim does."""
    end = judged.claim.span.end
    told = [m for m in checked.mentions if m.entity == judged.claim.subject and m.span.end <= end and not m.span.field]
    return told[-1] if told else None


def _former(judged: JudgedClaim, letter: Letter) -> Change:
    """“former” dropped, or put before the words of the office."""
    start, end, kind = judged.place.start, judged.place.end, judged.claim.kind
    found = _FORMER.search(letter.source, start, end)
    if found:
        return Change.of(letter, found.start(), found.end(), "", kind)
    office = re.compile(rf"(?:(?:interim|acting) )?{re.escape(judged.claim.value)}", re.IGNORECASE)
    titled = office.search(letter.source, start, end)
    at = titled.start() if titled else start
    return Change.of(letter, at, at, "former ", kind)


def _quotations(judged: JudgedClaim, letter: Letter) -> Iterator[Change]:
    """A word in the middle replaced, and left out."""
    start, end, kind = judged.place.start, judged.place.end, judged.claim.kind
    words = list(_LONG_WORD.finditer(letter.source, start, end))
    if len(words) > 3:
        middle = words[len(words) // 2]
        yield Change.of(letter, *middle.span(), "hardly", kind)
        yield Change.of(letter, middle.start(), min(middle.end() + 1, end), "", kind)


def _signers(judged: JudgedClaim, letter: Letter) -> Iterator[Change]:
    """A signer dropped, for a count; two signers in each other's place, for an order."""
    source, kind = letter.source, judged.claim.kind
    places = [letter.place(span) for span in letter.signers]
    if len(places) < 3:
        return
    if kind == "count":
        second, third = (letter.lines.starts[place.line - 1] for place in places[1:3])
        yield Change.of(letter, second, third, "", kind)
    elif kind == "order":
        first, last = places[0], places[-1]
        swapped = source[last.start : last.end] + source[first.end : last.start] + source[first.start : first.end]
        yield Change.of(letter, first.start, last.end, swapped, kind)
