"""Acknowledgements: which findings a `{sic}` accepts, and which of them no longer match any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.check import binding
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import Anchored, Annotation
from sphinx_factcheck.letters.text import Letter, Span


def acknowledge(
    findings: Sequence[Finding], anchored: Sequence[Anchored], letter: Letter, facts: FactBase, rules: Sequence[str]
) -> tuple[list[Finding], list[Finding]]:
    """Mark the findings that a `{sic}` explains; every `{sic}` that explains none is itself a finding."""
    kept = list(findings)
    stale: list[Finding] = []
    for one in anchored:
        if one.annotation.kind != "sic":
            continue
        rule = one.annotation.options.get("rule", "")
        place = letter.place(one.span)
        here = [n for n, finding in enumerate(kept) if finding.place.overlaps(place)]
        known = [n for n in here if kept[n].rule == rule]
        matched = [n for n in known if _accepts(one.annotation, kept[n])]
        by, why = str(one.annotation.place), binding.plainly(one.annotation.body, facts)
        for n in matched:
            kept[n] = replace(kept[n], acknowledged_by=by, justification=why)
        if known and not matched:
            stale.append(_changed(one.annotation, kept[known[0]]))
        elif not matched:
            stale.append(_stale(one.annotation, rule, sorted({kept[n].rule for n in here}), rules))
    return _follow(kept, letter), stale


def _follow(findings: Sequence[Finding], letter: Letter) -> list[Finding]:
    """Where the letter's printed date is acknowledged as false, so is every anachronism, for it follows from that."""
    if "date" not in letter.fields:
        return list(findings)
    printed = letter.place(Span(0, len(letter.fields["date"].value), "date"))
    explained = next((f for f in findings if f.rule == "date" and f.place == printed and f.acknowledged_by), None)
    if explained is None:
        return list(findings)
    by, why = explained.acknowledged_by, explained.justification
    return [
        replace(f, acknowledged_by=by, justification=why) if f.rule == "anachronism" and not f.acknowledged_by else f
        for f in findings
    ]


def _accepts(note: Annotation, finding: Finding) -> bool:
    """Whether a finding expects what an acknowledgement was written for, where that says it."""
    expected = note.options.get("expected")
    return expected is None or " ".join(expected.split()) == _expected(finding)


def _expected(finding: Finding) -> str:
    return " ".join((finding.expected or finding.message).split())


def _changed(note: Annotation, finding: Finding) -> Finding:
    expected = _expected(finding)
    message = f"this accepts [{finding.rule}] where “{note.options['expected']}” is expected; now it is “{expected}”"
    mend = f"read the note again; if it still holds, say :expected: {expected}"
    return Finding("stale", Severity.ERROR, note.place, note.selector.exact, message, mend=mend)


def _stale(note: Annotation, rule: str, here: Sequence[str], rules: Sequence[str]) -> Finding:
    near = [] if rule in rules else get_close_matches(rule, rules, 1)
    if here:
        mend = f"what is found here is [{', '.join(here)}]: say :rule: {here[0]}"
    else:
        mend = f"did you mean :rule: {near[0]}?" if near else "delete this {sic}"
    message = f"nothing is found under [{rule}] at “{note.selector.exact}”: the acknowledgement is stale"
    if not rule:
        message = f"without a :rule: nothing is acknowledged at “{note.selector.exact}”"
    return Finding("stale", Severity.ERROR, note.place, note.selector.exact, message, mend=mend)
