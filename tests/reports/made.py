"""Findings, claims and reports made by hand."""

from sphinx_factcheck.base.findings import Finding, Ruling, Severity, Verdict
from sphinx_factcheck.base.places import LineMap, Place
from sphinx_factcheck.check import Chapter, Checked, JudgedClaim, Report
from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.letters.text import Span, plain_letter


def place(path: str, source: str, words: str) -> Place:
    start = source.index(words)
    return LineMap.of(source).place(path, start, start + len(words))


def finding(source: str, words: str, path: str = "chapters/letter.md", **more: object) -> Finding:
    """A contradicted date at these words of a source, unless told otherwise."""
    here = place(path, source, words)
    told: dict[str, object] = {
        "rule": "date",
        "severity": Severity.ERROR,
        "place": here,
        "text": words,
        "message": "the fact base has another day",
        "line": source.split("\n")[here.line - 1],
        "verdict": Verdict.CONTRADICTED,
        "kind": "date",
        "value": words,
    }
    return Finding(**told | more)  # type: ignore[arg-type]


def judged(found: Finding, verdict: Verdict = Verdict.CONTRADICTED, **more: str) -> JudgedClaim:
    """The claim that a finding is about; or, with another verdict, just a claim at that place."""
    span = Span(found.place.start, found.place.end)
    claim = Claim(found.kind, found.subject, found.value, span)
    ruling = Ruling(verdict, found.message, found.expected, found.cited)
    return JudgedClaim(claim, ruling, found.place, found.text, found.letter, **more)


def report(findings: tuple[Finding, ...] = (), claims: tuple[JudgedClaim, ...] = ()) -> Report:
    return Report((Checked(Chapter(plain_letter("chapters/letter.md", "")), (), claims, findings),))
