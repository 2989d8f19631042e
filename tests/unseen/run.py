"""How well does the engine judge letters that it was not made for?

usage: python tests/unseen/run.py FILES… [--quiet] [--class WORDS]

A file is a list of cases; whoever wrote them had not read the engine, and wrote what is expected before the first run.

- `class`: the construction that is tried. `date`: the letter's, EDTF. `text`: the whole letter.
- `facts`: the fact base, by file (`people: […]`, `events: […]`). Every statement gets one and the same source.
- `expect`: a list of `words` (the n-th place that has them with `occurrence`), `kind` (or `any`), `verdict` (one, or a
  list where either is fair) and, where it matters who is meant, `subject`.

A claim *answers* an expectation where it is of its kind, overlaps its words and is about its subject. An expectation is

- *decidable* where its verdict is neither `none` nor `unverified`; the others are *traps*, kept by silence or a doubt;
- *found* where some claim answers it, counted over the decidable ones;
- *right* where an answer has a verdict that is expected. `unverified` is also met by no claim, `none` only by that;
- a *false support* where it is not right and an answer is `supported`;
- a *planted error* where only `contradicted` is expected, *missed* where no answer is.

A *false contradiction* is a claim, anywhere in the text, that is contradicted and answers no expectation of that verdict.

A file whose cases have a `reference_date` asks which days are read in a text: `class`, `reference_date`, `text`, and
`expect` with `words` and `value`, an EDTF day, month, year or interval of them. Such a case is right where `factcheck read`
gives a date that overlaps the words and whose likeliest reading is the value.
"""

from __future__ import annotations

import calendar
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import yaml
from click.testing import CliRunner

from sphinx_factcheck.cli import main as factcheck

CASE_KEYS = {"class", "date", "text", "facts", "expect"}
EXPECT_KEYS = {"words", "kind", "verdict", "occurrence", "subject"}
DECIDED = {"supported", "contradicted"}
DOUBTFUL = {"unverified", "none"}
SOURCE = {"id": "s", "title": "A source", "citation": "Stands for a source.", "seen": "2024-01-01"}


class CaseError(Exception):
    """The case is wrong, or the engine refuses it: nothing can be said of what the engine reads."""


@dataclass(frozen=True)
class Expectation:
    """What a fair reader says of some words of a letter; offsets are code points into its text."""

    words: str
    start: int
    end: int
    kind: str
    verdicts: frozenset[str]
    subject: str | None

    @property
    def decidable(self) -> bool:
        return not self.verdicts & DOUBTFUL

    @property
    def planted(self) -> bool:
        return self.verdicts == {"contradicted"}

    def met_by(self, verdicts: set[str]) -> bool:
        if not verdicts:
            return bool(self.verdicts & DOUBTFUL)
        return bool(verdicts & self.verdicts) or ("unverified" in self.verdicts and not verdicts & DECIDED)


@dataclass(frozen=True)
class Claim:
    """A claim as the command line tells it."""

    kind: str
    subject: str
    value: str
    verdict: str
    expected: str
    text: str
    start: int
    end: int

    def answers(self, e: Expectation) -> bool:
        return (
            e.kind in ("any", self.kind)
            and self.start < e.end
            and e.start < self.end
            and e.subject in (None, self.subject)
        )

    def __str__(self) -> str:
        return f"{self.kind} “{self.text}” {self.verdict} ({self.subject}: {self.value}; expected {self.expected})"


@dataclass(frozen=True)
class Case:
    """One letter, its facts and what is expected of it; `file` is the stem of the file it stands in."""

    file: str
    construction: str
    date: str
    text: str
    facts: Mapping[str, list[dict[str, Any]]]
    expectations: tuple[Expectation, ...]

    @property
    def opening(self) -> str:
        """The first words, by which `known.yml` names the case."""
        return " ".join(self.text.split())[:60]


@dataclass(frozen=True)
class Answer:
    """An expectation and the claims that answer it."""

    expectation: Expectation
    claims: tuple[Claim, ...]

    @property
    def right(self) -> bool:
        return self.expectation.met_by({c.verdict for c in self.claims})

    @property
    def false_support(self) -> bool:
        return not self.right and any(c.verdict == "supported" for c in self.claims)


@dataclass(frozen=True)
class Outcome:
    """What the engine made of a case."""

    case: Case
    answers: tuple[Answer, ...]
    false_contradictions: tuple[Claim, ...]

    def complaints(self) -> Iterator[str]:
        for answer in self.answers:
            if not answer.right:
                e = answer.expectation
                got = "; ".join(map(str, answer.claims)) or "nothing"
                yield f"{e.kind} “{e.words}”: want {'/'.join(sorted(e.verdicts))}, got {got}"
        for claim in self.false_contradictions:
            yield f"false contradiction: {claim}"


@dataclass(frozen=True)
class Score:
    """The figures of a file, as the head of this module defines them."""

    expectations: int
    decidable: int
    found: int
    right_decidable: int
    right: int
    false_contradictions: int
    false_supports: int
    planted: int
    missed: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Score:
        outcomes = list(outcomes)
        answers = [a for o in outcomes for a in o.answers]
        decidable = [a for a in answers if a.expectation.decidable]
        planted = [a for a in answers if a.expectation.planted]
        return cls(
            expectations=len(answers),
            decidable=len(decidable),
            found=sum(bool(a.claims) for a in decidable),
            right_decidable=sum(a.right for a in decidable),
            right=sum(a.right for a in answers),
            false_contradictions=sum(len(o.false_contradictions) for o in outcomes),
            false_supports=sum(a.false_support for a in answers),
            planted=len(planted),
            missed=sum(not a.right for a in planted),
        )

    def __str__(self) -> str:
        return (
            f"found {_percent(self.found, self.decidable)} and right {_percent(self.right_decidable, self.decidable)} "
            f"of {self.decidable} decidable; right {_percent(self.right, self.expectations)} of all {self.expectations}; "
            f"{self.false_contradictions} false contradictions, {self.false_supports} false supports, "
            f"{self.missed} of {self.planted} planted errors missed"
        )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


class _Plain(yaml.SafeLoader):
    """Reads dates and the key `on` as text, as the fact base does."""


_Plain.yaml_implicit_resolvers = {}
_Plain.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?\d+$"), list("-0123456789"))
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_Plain.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"<<$"), ["<"])


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _Plain)


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. CaseError names what is wrong with one."""
    return [_case(path.stem, n, raw) for n, raw in enumerate(read_yaml(path), 1)]


def _case(file: str, number: int, raw: dict[str, Any]) -> Case:
    name = f"{file}, case {number} ({raw.get('class')})"
    if raw.keys() != CASE_KEYS:
        raise CaseError(f"{name}: keys {sorted(raw.keys() ^ CASE_KEYS)} are missing or unknown")
    text = raw["text"]
    try:
        expectations = tuple(_expectation(text, e) for e in raw["expect"])
    except ValueError as error:
        raise CaseError(f"{name}: {error}") from error
    return Case(file, raw["class"], str(raw["date"]), text, raw["facts"] or {}, expectations)


def _expectation(text: str, raw: dict[str, Any]) -> Expectation:
    if unknown := raw.keys() - EXPECT_KEYS:
        raise ValueError(f"unknown {sorted(unknown)}")
    words, start = raw["words"], -1
    for _ in range(raw.get("occurrence", 1)):
        start = text.index(words, start + 1) if words in text[start + 1 :] else -1
        if start < 0:
            raise ValueError(f"the text lacks “{words}”")
    verdicts = raw["verdict"] if isinstance(raw["verdict"], list) else [raw["verdict"]]
    return Expectation(words, start, start + len(words), raw["kind"], frozenset(verdicts), raw.get("subject"))


def judge(case: Case, claims: Iterable[Claim]) -> Outcome:
    claims = list(claims)
    answers = tuple(Answer(e, tuple(c for c in claims if c.answers(e))) for e in case.expectations)
    asked = [c for a in answers if "contradicted" in a.expectation.verdicts for c in a.claims]
    return Outcome(case, answers, tuple(c for c in claims if c.verdict == "contradicted" and c not in asked))


def run(case: Case) -> Outcome:
    """Ask the command line, in this process. CaseError where it refuses the letter or the facts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = folder / "facts"
        facts.mkdir()
        for file, entries in ({"sources": [SOURCE]} | _sourced(case.facts)).items():
            (facts / f"{file}.yml").write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
        letter, out = folder / "case.jsonl", folder / "claims"
        letter.write_text(json.dumps({"id": "case", "date": case.date, "text": case.text}, ensure_ascii=False), "utf-8")
        words = ["claims", letter, "--facts", facts, "--format", "jsonl", "--output", out]
        result = CliRunner().invoke(factcheck, list(map(str, words)))
        if result.exit_code not in (0, 1):
            said = result.output.strip() or repr(result.exception)
            raise CaseError(f"{case.file} [{case.construction}] {case.opening}: exit {result.exit_code}: {said[:400]}")
        lines = out.read_text("utf-8").splitlines()
    return judge(case, map(_claim, map(json.loads, filter(None, lines))))


def _sourced(facts: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {
        file: [{key: _with_source(value) for key, value in entity.items()} for entity in entities]
        for file, entities in facts.items()
    }


def _with_source(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_source(v) for v in value]
    if isinstance(value, dict) and value.get("status") != "unverified":
        return {"sources": [SOURCE["id"]]} | value
    return value


def _claim(line: dict[str, Any]) -> Claim:
    def text(key: str) -> str:
        return str(line[key] or "")

    return Claim(
        kind=text("kind"),
        subject=text("subject"),
        value=text("value"),
        verdict=text("verdict"),
        expected=text("expected"),
        text=text("text"),
        start=line["start"],
        end=line["end"],
    )


@dataclass(frozen=True)
class DateCase:
    """A text written on a day, words in it, and the first and last day they mean, in ISO."""

    construction: str
    reference_date: str
    text: str
    words: str
    value: tuple[str, str]


class Reading(StrEnum):
    """What the engine made of the words of a DateCase; refused where the command did not do its work."""

    RIGHT = "right"
    OTHER = "another value"
    NONE = "not found"
    REFUSED = "refused"


def asks_for_dates(path: Path) -> bool:
    return "reference_date" in read_yaml(path)[0]


def read_date_cases(path: Path) -> list[DateCase]:
    """The cases of a file of dates. CaseError names what is wrong with one."""
    return [_date_case(f"{path.stem}, case {n}", raw) for n, raw in enumerate(read_yaml(path), 1)]


def _date_case(name: str, raw: dict[str, Any]) -> DateCase:
    words = raw["expect"]["words"]
    if words not in raw["text"]:
        raise CaseError(f"{name}: the text lacks “{words}”")
    try:
        value = days_of(str(raw["expect"]["value"]))
    except ValueError as error:
        raise CaseError(f"{name}: {error}") from error
    return DateCase(raw["class"], str(raw["reference_date"]), raw["text"], words, value)


def days_of(edtf: str) -> tuple[str, str]:
    """The first and the last day of an EDTF day, month, year or interval of them. ValueError for anything else."""
    ends = edtf.split("/")
    return _days_of_one(ends[0])[0], _days_of_one(ends[-1])[1]


def _days_of_one(edtf: str) -> tuple[str, str]:
    year, month, day = ([*map(int, edtf.split("-")), 0, 0])[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{last_month:02}-{last_day:02}"


def judge_date(case: DateCase, lines: Iterable[dict[str, Any]]) -> Reading:
    start = case.text.index(case.words)
    end = start + len(case.words)
    dates = [x for x in lines if x["what"] == "date" and x["start"] < end and start < x["end"]]
    if not dates:
        return Reading.NONE
    return Reading.RIGHT if case.value in [(x["earliest"], x["latest"]) for x in dates] else Reading.OTHER


def run_date(case: DateCase) -> Reading:
    """Ask the command line, in this process."""
    with tempfile.TemporaryDirectory() as name:
        letter = Path(name, "letter.txt")
        letter.write_text(case.text, "utf-8")
        words = ["read", str(letter), "--date", case.reference_date, "--format", "jsonl"]
        result = CliRunner().invoke(factcheck, words)
    if result.exit_code:
        return Reading.REFUSED
    return judge_date(case, map(json.loads, filter(None, result.stdout.splitlines())))


def score_of_dates(readings: Iterable[Reading]) -> str:
    counted = Counter(readings)
    total = counted.total()
    others = "".join(f"; {counted[r]} {r}" for r in Reading if r is not Reading.RIGHT)
    return f"right {_percent(counted[Reading.RIGHT], total)} of {total}{others}"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--quiet", is_flag=True, help="The figures alone.")
@click.option("--class", "construction", default="", help="Only cases whose class has these words.")
def main(files: tuple[Path, ...], quiet: bool, construction: str) -> None:
    """Run the cases of FILES and tell how many the engine judges rightly."""
    wrong = False
    for path in files:
        try:
            tell = _tell_dates if asks_for_dates(path) else _tell_claims
            wrong |= tell(path, quiet, construction)
        except CaseError as error:
            raise click.ClickException(str(error)) from error
    sys.exit(int(wrong))


def _tell_claims(path: Path, quiet: bool, construction: str) -> bool:
    """Whether anything was wrong."""
    outcomes = [run(case) for case in read_cases(path) if construction in case.construction]
    wrong = [(o.case, complaints) for o in outcomes if (complaints := list(o.complaints()))]
    for case, complaints in [] if quiet else wrong:
        click.echo(f"[{case.construction}] {' '.join(case.text.split())[:110]}")
        click.echo("".join(f"      {line}\n" for line in complaints), nl=False)
    click.echo(f"{path.stem}: {Score.of(outcomes)}")
    return bool(wrong)


def _tell_dates(path: Path, quiet: bool, construction: str) -> bool:
    """Whether anything was wrong."""
    readings = [(case, run_date(case)) for case in read_date_cases(path) if construction in case.construction]
    wrong = [(case, reading) for case, reading in readings if reading is not Reading.RIGHT]
    for case, reading in [] if quiet else wrong:
        click.echo(f"[{case.construction}] “{case.words}” on {case.reference_date}: {reading}, want {case.value}")
    click.echo(f"{path.stem}: {score_of_dates(reading for _, reading in readings)}")
    return bool(wrong)


if __name__ == "__main__":
    main()
