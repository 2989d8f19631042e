"""The date that a letter prints, in its front matter or as its dateline, against the date of its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.anachronism import happened, told_too_early
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.judging import plain, rule
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.subjects.index import bearing
from sphinx_factcheck.facts.dates import Answer, When, before, fits
from sphinx_factcheck.facts.model import Dating, Document, Fact
from sphinx_factcheck.letters.text import Span

_ROUND = later(r"[\W_]*(?:[A-Z][\w.]+[\W_]+){0,4}(?:[Dd]ated?:?\s*|on\s+)?")
_IN_LINE = later(r"(?:^|\n)[A-Z][A-Z .’'/-]{2,40},\s(?:[A-Z][a-z]+,\s)?$")
_IN_LINE_AFTER = later(r"\s?\([A-Z][\w ]{1,20}\)\s?[–—-]|\s?[–—-]{1,2}\s|\.\s?[–—-]")
_AFTER = later(r"[\W_]*")
_PROSE = 150
"""A block longer than this is of the letter's body, and no line of its head or foot."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The data of a claim that a letter makes of its own date; whether it is a witness that makes it."""

    when: When
    witness: bool


def printed_date(reading: Reading) -> Iterator[Claim]:
    """The date in the front matter of a letter, as a claim about its document."""
    letter = reading.letter
    value = letter.fields.get("date")
    if value and letter.date and letter.carries:
        said = Printed(letter.date, bool(letter.witness_of))
        yield Claim("date", letter.carries, letter.date.text, Span(0, len(value.value), "date"), said)


def dateline(reading: Reading, said: DateSaid) -> Claim | None:
    """The claim of a date that stands alone in its paragraph at the head or foot, as the dates of letters do."""
    letter = reading.letter
    if not said.first.day or not said.first.year or said.last or said.wrong:
        return None
    block = next((b for b in letter.blocks if b.start <= said.start < b.end), None)
    if block is None or block.kind == "cell" or not _ROUND.fullmatch(letter.text, block.start, said.start):
        return None
    prose = [b.start for b in letter.blocks if b.end - b.start > _PROSE]
    if prose and prose[0] < block.start and (block.start < prose[-1] or block.kind == "heading"):
        return None
    if not _AFTER.fullmatch(letter.text, said.end, block.end):
        return None
    when = said.readings(())[0]
    document = letter.carries or _of_that_day(reading, when)
    if not document:
        return None
    return Claim("date", document, when.text, Span(said.start, said.end), Printed(when, bool(letter.witness_of)))


def _of_that_day(reading: Reading, when: When) -> str:
    """The one document of a day whose authors or addressees a letter names that does not say which one it is."""
    index = bearing(reading.facts, "dates")
    there = [index.all[n] for n in index.by_day.get(when.earliest, ())]
    documents = [s for s in there if isinstance(s.entity, Document) and when in s.dates]
    named = {m.entity for m in reading.mentions}
    return documents[0].id if len(documents) == 1 and not named.isdisjoint(documents[0].taking_part) else ""


def opens_report(text: str, said: DateSaid) -> bool:
    """Whether a date is that of a report, with its place, and of nothing in it: "PORT ANSA, 14 March – The fire …"."""
    place = _IN_LINE.search(text, max(said.start - 50, 0), said.start)
    return bool(place and _IN_LINE_AFTER.match(text, said.end))


def judge_printed(claim: Claim, said: Printed, reading: Reading) -> Ruling:
    """A letter bears the date of its document; a witness can be of any later day."""
    judged = [(f, _fits(said, f.statement.when)) for f in _datings(claim.subject, reading) if f.statement.when]
    if not judged:
        return rule((), reading.facts, "")
    when = plain(judged[0][0].statement.when)
    name = reading.facts.entities[claim.subject].name
    ruling = rule(judged, reading.facts, f"{name} is dated {when}", when)
    if ruling.verdict is not Verdict.CONTRADICTED or not claim.span.field:
        return ruling
    early = [f for _, f in told_too_early(reading)]
    also = (
        f"this letter says {happened(f, reading.facts)}, which happened on {plain(f.statement.when)}" for f in early
    )
    return Ruling(ruling.verdict, ruling.message, ruling.expected, ruling.cited, tuple(also))


def _fits(said: Printed, known: When) -> Answer:
    if not said.witness:
        return fits(said.when, known)
    return Answer.NO if before(said.when, known) is Answer.YES else Answer.YES


def _datings(document: str, reading: Reading) -> list[Fact]:
    """When a document is dated or was published; any other of its dates where neither is known."""
    told = reading.facts.about(document, "dates")
    own = [f for f in told if isinstance(f.statement, Dating) and f.statement.event in {"dated", "published"}]
    return own or list(told)
