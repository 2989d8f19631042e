"""Can the gate be trusted? Plants false facts in the fact base as it was read, one at a time, and sees who notices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.check import Chapter, Checker, check, held_texts
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.edition.proof.mutate import changes
from sphinx_factcheck.edition.proof.mutate.hiding import PLANTED, attempt, changed, hidings
from sphinx_factcheck.facts.load import FactsError, load_facts
from sphinx_factcheck.facts.model import Fact, FactBase

Lie = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

# The far future, where something must already have happened or ended, makes false what only says that it did.
_TERM: Lie = (re.compile(r"(term:\s*)[^,}\n]+"), r"\g<1>99 years")
_NUMBER: Lie = (re.compile(r"((?:count|rank|votes_for):\s*)\d+"), r"\g<1>7777")
_YEARS: Lie = (re.compile(r"(\b)(?:19|20)\d\d\b"), r"\g<1>1907")
_DAY: Lie = (re.compile(r"(on:\s*['\"]?)\d{4}"), r"\g<1>2907")
_SPAN: Lie = (re.compile(r"(valid:\s*)[^,}\n]+"), r"\g<1>2907-01-01/2908-01-01")


def _fifteen_years_back(found: re.Match[str]) -> str:
    year = max(int(found[2]) - 15, 1)
    return f"{found[1]}{year:04}/{year + 1:04}"


# An office of the far future would be that of a namesake; one that ended some years before is gone.
_OFFICE: Lie = (re.compile(r"(valid:\s*['\"]?)(\d{4})[^,}\n'\"]*"), _fifteen_years_back)

# What a claim of each kind asserts, and so what has to be false for it to be wrong. Custody alone asserts no value: of
# somebody said to be detained, another day is no contradiction.
_LIES: Mapping[str, tuple[Lie, ...]] = {
    "sentence": (_TERM,),
    "count": (_NUMBER,),
    "ranking": (_NUMBER,),
    "vote": (_NUMBER,),
    "award": (_YEARS,),
    "office": (_OFFICE, _SPAN, _DAY),
    "date": (_DAY, _SPAN),
    "duration": (_SPAN,),
}
MOST = 12
ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted falsehood and whether the gate refused it."""

    what: str
    refused: bool


def planted(project: Project, facts: FactBase, chapters: tuple[Chapter, ...]) -> Iterator[Trial]:
    """Falsify facts that support a claim, at most one a kind of claim and letter, and check again after each."""
    known = _shut(chapters, facts)
    tried = 0
    for one in check(chapters, facts).checked:
        supported = [claim for claim in one.claims if claim.ruling.verdict is Verdict.SUPPORTED]
        for kind in dict.fromkeys(claim.claim.kind for claim in supported):
            told = {
                c.ruling.cited[0].address: None for c in supported if c.claim.kind == kind and len(c.ruling.cited) == 1
            }
            trials = list(_until_refused(project, facts, chapters, known, kind, list(told)[:ATTEMPTS]))
            if trials and tried < MOST:
                tried += 1
                yield trials[-1] if trials[-1].refused else trials[0]


def _until_refused(
    project: Project,
    facts: FactBase,
    chapters: tuple[Chapter, ...],
    known: set[tuple[str, str, str]],
    kind: str,
    addresses: Sequence[str],
) -> Iterator[Trial]:
    """A trial of each fact, up to the first that is refused: some that support a claim are too vague to deny it."""
    for address in addresses:
        fact = facts.fact(address)
        planting = fact and next(_plantings(project, fact, kind), None)
        if fact and planting:
            what = f"{fact.place.path}:{fact.place.line} {fact.address} ({planting.what})"
            trial = Trial(what, bool(_shut(chapters, planting.facts) - known))
            yield trial
            if trial.refused:
                return


@dataclass(frozen=True, slots=True)
class _Planting:
    """A fact base in which one statement is false, and the words that were changed."""

    facts: FactBase
    what: str


def _plantings(project: Project, fact: Fact, kind: str) -> Iterator[_Planting]:
    """The ways to make a fact false that leave the fact base valid: else it would be refused without a look at it."""
    text = (project.root / fact.place.path).read_bytes().decode("utf-8-sig")
    words = text[fact.place.start : fact.place.end]
    for pattern, lie in _LIES.get(kind, ()):
        found = pattern.search(words)
        false = pattern.sub(lie, words)
        if found and false != words:
            changed = text[: fact.place.start] + false + text[fact.place.end :]
            try:
                yield _Planting(_with(project, fact.place.path, changed), found[0])
            except FactsError:
                continue


def _with(project: Project, name: str, text: str) -> FactBase:
    """The fact base as it would be with one file changed; the edition itself is not touched."""
    return load_facts(project.root / project.settings.facts, root=project.root, edited={name: text})


def _shut(chapters: tuple[Chapter, ...], facts: FactBase) -> set[tuple[str, str, str]]:
    """What shuts the gate, as rule, place and words."""
    told = check(chapters, facts).findings
    return {(finding.rule, str(finding.place), finding.text) for finding in told if finding.closes_gate}


def hidden(chapters: tuple[Chapter, ...], facts: FactBase) -> Iterator[Trial]:
    """One change of the letters, hidden in some of the ways that have to shut the gate."""
    checker = Checker(facts, held_texts(chapter.letter for chapter in chapters))
    for chapter in chapters:
        if chapter.letter.plain:
            continue
        checked = checker.check(chapter)
        figures = (c for c in changes(checked) if c.after.isdigit() and not c.rewording)
        refused = (c for c in figures if attempt(c, "", checked, checker.check(changed(chapter, c))).shut)
        change = next(refused, None)
        if change is None:
            continue
        for trick, other in hidings(chapter, change, checked):
            if trick in PLANTED:
                made = attempt(change, trick, checked, checker.check(other))
                yield Trial(f"{change.place} {change.before} made {change.after}, hidden behind {trick}", made.shut)
        return
