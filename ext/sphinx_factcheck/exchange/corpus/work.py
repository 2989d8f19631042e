"""The one function that checks letters of an archive: letters in, rows out, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sphinx_factcheck.base.findings import Coverage, Verdict
from sphinx_factcheck.check import Checked, Checker
from sphinx_factcheck.check.reports.rows import claim_row
from sphinx_factcheck.exchange.corpus.reading import Aside, Read
from sphinx_factcheck.letters.files import whole_characters

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """A letter with its claims, as the rows of the output."""

    letter: Row
    claims: tuple[Row, ...]


def check_batch(letters: Iterable[Read | Aside], checker: Checker) -> Iterator[Result | Aside]:
    """Check letters, each by itself and in their order; one on which the check fails is set aside."""
    for letter in letters:
        if isinstance(letter, Aside):
            yield letter
            continue
        try:
            yield _result(letter, checker.check(letter.chapter))
        except Exception as error:  # noqa: BLE001 - whatever one letter does to the engine, the others are checked
            told = " ".join(str(error).split())[:200]
            why = f"the check failed on it: {type(error).__name__}{f': {told}' if told else ''}"
            yield Aside(letter.input, letter.row, _id(letter), why, "please report it with the letter", letter.given)


def _id(letter: Read) -> str:
    return letter.chapter.letter.id or whole_characters(letter.input).replace("\\", "/").rpartition("/")[2]


def _result(read: Read, checked: Checked) -> Result:
    letter = checked.chapter.letter
    head = {"input": whole_characters(read.input), "row": read.row, "id": _id(read)}
    told = Counter(claim.ruling.verdict for claim in checked.claims)
    coverage = Coverage.of(claim.ruling for claim in checked.claims)
    summary = {
        "date": str(letter.date) if letter.date else None,
        "characters": len(letter.text),
        "mentions": len(checked.mentions),
        "claims": coverage.found,
        **{str(verdict): told[verdict] for verdict in Verdict},
        "unread": coverage.unread,
    }
    claims = []
    for judged in checked.claims:
        row = claim_row(judged)
        row.pop("path")
        row.pop("letter", None)
        claims.append(head | row | {"unread": judged.ruling.unread})
    return Result(head | summary, tuple(claims))
