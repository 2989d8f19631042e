"""The score of the engine on cases it was not made for, and its false contradictions: none but those in `known.yml`.

`known.yml` lists those that are known: `file`, `letter` (its opening), `kind`, `words`, `why`. It may only shrink.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from unseen.run import (
    Case,
    Claim,
    DateCase,
    Expectation,
    Outcome,
    Reading,
    Score,
    days_of,
    judge,
    judge_date,
    read_cases,
    read_date_cases,
    read_yaml,
    run,
    run_date,
    score_of_dates,
)

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*-[a-z].yml"))
Key = tuple[str, str, str, str]


def key(case: Case, claim: Claim) -> Key:
    return case.file, case.opening, claim.kind, claim.text


def known() -> set[Key]:
    return {(k["file"], k["letter"], k["kind"], k["words"]) for k in read_yaml(HERE / "known.yml") or []}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_false_contradiction_but_known_ones(path: Path, record_property: Callable[[str, object], None]) -> None:
    outcomes = [run(case) for case in read_cases(path)]
    record_property("score", f"{path.stem}: {Score.of(outcomes)}")
    false = {key(o.case, claim): f"{o.case.opening}: {claim}" for o in outcomes for claim in o.false_contradictions}
    if mended := [k for k in known() if k[0] == path.stem and k not in false]:
        record_property("score", f"  no longer contradicted, to be taken out of known.yml: {mended}")
    assert not [told for k, told in false.items() if k not in known()]


def outcome(verdicts: list[str], *claims: tuple[int, int, str]) -> Outcome:
    """Of the text “abcdef”, with something expected of “bcd” and the claims made by their start, end and verdict."""
    expectation = Expectation("bcd", 1, 4, "office", frozenset(verdicts), None)
    made = [Claim("office", "x", "", verdict, "", "", start, end) for start, end, verdict in claims]
    return judge(Case("f", "c", "2020-01-01", "abcdef", {}, (expectation,)), made)


@pytest.mark.parametrize(
    ("verdicts", "claims", "right"),
    [
        (["supported"], [(3, 6, "supported")], True),
        (["supported"], [(4, 6, "supported")], False),
        (["supported"], [(1, 4, "unverified")], False),
        (["supported", "contested"], [(1, 4, "contested")], True),
        (["supported", "unverified"], [], True),
        (["unverified"], [(1, 4, "contested")], True),
        (["unverified"], [(1, 4, "supported")], False),
        (["none"], [(1, 4, "unverified")], False),
        (["none"], [(0, 1, "supported")], True),
    ],
)
def test_right(verdicts: list[str], claims: list[tuple[int, int, str]], right: bool) -> None:
    assert outcome(verdicts, *claims).answers[0].right is right


def test_score() -> None:
    score = Score.of(
        [
            outcome(["contradicted"], (1, 4, "supported"), (4, 6, "contradicted")),
            outcome(["contradicted"], (1, 4, "contradicted")),
            outcome(["supported"]),
            outcome(["unverified"], (0, 2, "contradicted")),
        ]
    )
    assert score == Score(
        expectations=4,
        decidable=3,
        found=2,
        right_decidable=1,
        right=1,
        false_contradictions=2,
        false_supports=1,
        planted=2,
        missed=1,
    )


def test_either_all_dates_are_read_or_the_command_is_not_there(record_property: Callable[[str, object], None]) -> None:
    readings = [run_date(case) for case in read_date_cases(HERE / "dates.yml")]
    record_property("score", f"dates: {score_of_dates(readings)}")
    assert readings.count(Reading.REFUSED) in (0, len(readings))


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("1791-08-30", ("1791-08-30", "1791-08-30")),
        ("2004-02", ("2004-02-01", "2004-02-29")),
        ("1783", ("1783-01-01", "1783-12-31")),
        ("1884/1886-03", ("1884-01-01", "1886-03-31")),
    ],
)
def test_days_of(edtf: str, days: tuple[str, str]) -> None:
    assert days_of(edtf) == days


@pytest.mark.parametrize(
    ("start", "end", "earliest", "reading"),
    [
        (3, 12, "2016-06-01", Reading.RIGHT),
        (0, 5, "2016-06-01", Reading.RIGHT),
        (3, 12, "2016-06-02", Reading.OTHER),
        (12, 20, "2016-06-01", Reading.NONE),
    ],
)
def test_judge_date(start: int, end: int, earliest: str, reading: Reading) -> None:
    case = DateCase("c", "2016-07-01", "In June 2016 it rained.", "June 2016", days_of("2016-06"))
    line = {"what": "date", "start": start, "end": end, "earliest": earliest, "latest": "2016-06-30"}
    assert judge_date(case, [line, line | {"what": "number", "start": 3, "end": 12}]) is reading
