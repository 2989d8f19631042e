"""What a check gives back: chapters, their judged claims and findings, and whether the gate is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sphinx_factcheck.base.findings import Coverage, Finding, Ruling, Severity
from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.claims.claim import Claim
from sphinx_factcheck.engine.claims.held import Asked
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.letters.annotations import Anchored, Annotations
from sphinx_factcheck.letters.text import Letter

LONGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Chapter:
    """A letter with the annotations that belong to it.

    `origin` is a digest of all that both were read from; empty where nobody made it.
    """

    letter: Letter
    annotations: Annotations = field(default_factory=Annotations)
    origin: str = field(default="", compare=False)

    @property
    def path(self) -> str:
        return self.letter.path


@record()
class JudgedClaim:
    """A claim with its verdict and its place in the file. `letter` is its id in a collection."""

    claim: Claim
    ruling: Ruling
    place: Place
    text: str
    letter: str = ""
    acknowledged_by: str = ""

    @property
    def sign(self) -> str:
        """Its verdict, or that a `{sic}` explains it."""
        return "explained" if self.acknowledged_by else str(self.ruling.verdict)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is told of a letter where it is not read itself.

    `source` is the id in its front matter, `signed` the entities named among its signers, `touched` the ids of all
    that it names, claims something of, or was judged by. `signs` are the verdicts among its claims, `explained` among
    them where a note explains one; `explained` is how many errors notes explain.
    """

    path: str
    date: When | None = None
    document: str = ""
    witness_of: str = ""
    source: str = ""
    signed: tuple[str, ...] = ()
    touched: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()
    explained: int = 0

    @property
    def carries(self) -> str:
        return self.document or self.witness_of


@dataclass(frozen=True, slots=True)
class Checked:
    """All that was found in one chapter.

    `problems` are what is wrong with the letter and its notes themselves, `asked` the quotations that were looked for
    among the texts of others.
    """

    chapter: Chapter
    mentions: tuple[Mention, ...] = ()
    claims: tuple[JudgedClaim, ...] = ()
    findings: tuple[Finding, ...] = ()
    anchored: tuple[Anchored, ...] = ()
    problems: tuple[Problem, ...] = ()
    asked: tuple[Asked, ...] = ()

    def telling(self, findings: tuple[Finding, ...], problems: tuple[Problem, ...]) -> Checked:
        """The same with findings and problems told in other words."""
        return replace(self, findings=findings, problems=problems)

    @property
    def broken(self) -> bool:
        return bool(self.problems)

    @property
    def coverage(self) -> Coverage:
        return Coverage.of(claim.ruling for claim in self.claims)

    @property
    def own_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the letter and its notes by themselves, whatever the fact base."""
        return (*self.chapter.letter.problems, *self.chapter.annotations.problems)

    @property
    def outline(self) -> Outline:
        letter = self.chapter.letter
        source = letter.fields["source"].value if "source" in letter.fields else ""
        signed = (m.entity for m in self.mentions if any(m.span.within(line) for line in letter.signers))
        touched = {m.entity for m in self.mentions} | {c.claim.subject for c in self.claims}
        cited = [cited for c in self.claims for cited in c.ruling.cited]
        touched |= {one.address.partition("/")[0] for one in cited} | {id for one in cited for id, _ in one.sources}
        return Outline(
            letter.path, letter.date, letter.document, letter.witness_of, source, tuple(dict.fromkeys(signed)),
            frozenset(touched | {letter.carries, source} - {""}), tuple(sorted({one.sign for one in self.claims})),
            len({f.acknowledged_by for f in self.findings} - {""}),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in many chapters. `broken` says that some of the input could not be read as it should.

    `others` are findings that belong to no chapter.
    """

    checked: tuple[Checked, ...] = ()
    problems: tuple[Problem, ...] = ()
    others: tuple[Finding, ...] = ()

    @property
    def claims(self) -> tuple[JudgedClaim, ...]:
        return tuple(claim for one in self.checked for claim in one.claims)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (
            *(broken_input(p) for p in self.problems),
            *self.others,
            *(f for one in self.checked for f in one.findings),
        )

    @property
    def letters(self) -> int:
        return len(self.checked)

    @property
    def coverage(self) -> Coverage:
        return Coverage.sum(one.coverage for one in self.checked)

    @property
    def broken(self) -> bool:
        return bool(self.problems) or any(one.broken for one in self.checked)

    def exit_code(self, fail_under: float = 0.0) -> int:
        """0 where the gate is open, 1 where it is shut, 2 where the input itself is broken."""
        if self.broken:
            return 2
        shut = any(finding.closes_gate for finding in self.findings)
        return int(shut or self.coverage.percent < fail_under)


def joined(reports: Iterable[Report]) -> Report:
    """Several reports as one."""
    told = tuple(reports)
    return Report(
        tuple(one for report in told for one in report.checked),
        tuple(one for report in told for one in report.problems),
        tuple(one for report in told for one in report.others),
    )


def line_of(letter: Letter, place: Place) -> str:
    """The line of the source on which a place starts; nothing where that is too long to be shown with each finding."""
    start = letter.lines.starts[place.line - 1]
    end = next(iter(letter.lines.starts[place.line : place.line + 1]), len(letter.source))
    return letter.source[start:end].rstrip("\r\n") if end - start <= LONGEST_LINE else ""


def warned(problem: Problem) -> Finding:
    """A problem that shuts no gate, as a finding."""
    return replace(broken_input(problem), severity=Severity.WARNING)


def broken_input(problem: Problem) -> Finding:
    return Finding(problem.rule, Severity.ERROR, problem.place, problem.text, problem.message, mend=problem.mend)
