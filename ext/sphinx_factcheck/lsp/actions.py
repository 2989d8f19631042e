"""Code actions: what can be done about a finding, or with words that name somebody unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types
from rapidfuzz import fuzz, process

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.check import Checked
from sphinx_factcheck.check.reports.lines import one_line
from sphinx_factcheck.edition.mending import mended, propose
from sphinx_factcheck.edition.stubs import appended, id_for, person_stub, source_stub, stub_at
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import anchor_all
from sphinx_factcheck.letters.files import Unreadable
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.lsp.open_edition import OpenEdition
from sphinx_factcheck.lsp.positions import Positions

_MEANT = re.compile(r"did you mean [“‘]?(?P<right>[^”’?]+)[”’]?\?")
_WRONG = re.compile(r"“([^”]+)”|(:[\w-]+:)|(\{[\w-]+\})")
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?:[ \n](?:[^\W\d_a-z][\w’'.-]*|(?:de|van|von|al|bin|der)\b))*")
_UNKNOWN = re.compile(r"(?:no source has the id|unknown source) “([^”]+)”")


@dataclass(frozen=True, slots=True)
class Change:
    """A file's new text beside its old one, as the edit of one action."""

    name: str
    before: str
    after: str
    there: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done: in words, as a change to a file, and for which rule."""

    title: str
    change: Change
    rule: str = ""
    place: Place | None = None


def actions(edition: OpenEdition, name: str, start: int, end: int) -> Iterator[Action]:
    """What can be done about a stretch of a file. Raises Unreadable."""
    role = edition.role(name)
    if role == "facts":
        yield from _spellings(edition, [_as_finding(p) for p in edition.fact_problems], name, start, end)
        return
    checked = edition.result(edition.letter_of(name)) if role else None
    if checked is None:
        return
    yield from _spellings(edition, checked.findings, name, start, end)
    yield from _missing_sources(edition, checked.findings, name, start, end)
    if role == "letter":
        yield from _acknowledgements(edition, checked, start, end)
        yield from _doubted(edition, checked, start, end)
        yield from _unknown_names(edition, checked, start, end)
    else:
        yield from _mends(edition, checked, name, start, end)


def _here(findings: list[Finding] | tuple[Finding, ...], name: str, start: int, end: int) -> Iterator[Finding]:
    for finding in findings:
        place = finding.place
        if place.path == name and place.start <= end and start <= place.end:
            yield finding


def _acknowledgements(edition: OpenEdition, checked: Checked, start: int, end: int) -> Iterator[Action]:
    letter = checked.chapter.letter
    for finding in _here(checked.findings, letter.path, start, end):
        span = _span_of(checked, finding)
        if finding.acknowledged_by or span is None:
            continue
        said = one_line(finding.message)
        sources = dict.fromkeys(id for cited in finding.cited for id, _ in cited.sources)
        roles = "".join(f" {{source}}`{id}`" for id in sources)
        body = f":rule: {finding.rule}\n{said[:1].upper()}{said[1:].rstrip('.')}.{roles}\n"
        yield Action(
            f"Acknowledge as the source's own error: {{sic}} {' '.join(finding.text.split())}",
            _appended(edition, edition.other(letter.path), stub_at(letter, span, "sic", body)),
            finding.rule,
            finding.place,
        )


def _span_of(checked: Checked, finding: Finding) -> Span | None:
    """The stretch of the letter that a finding is about."""
    letter = checked.chapter.letter
    spans = [claim.claim.span for claim in checked.claims if claim.place == finding.place]
    if spans:
        return spans[0]
    if finding.rule not in {"name", "ambiguous"}:
        return None
    at = -1
    while (at := letter.text.find(finding.text, at + 1)) >= 0:
        if letter.place(Span(at, at + len(finding.text))) == finding.place:
            return Span(at, at + len(finding.text))
    return None


def _doubted(edition: OpenEdition, checked: Checked, start: int, end: int) -> Iterator[Action]:
    """Which of several is meant; how a name is spelt that nearly is one."""
    letter, facts = checked.chapter.letter, edition.facts or FactBase()
    for doubt in edition.doubts(letter):
        place = letter.place(doubt.span)
        if not (place.start <= end and start <= place.end):
            continue
        for id in doubt.candidates[:5]:
            entity = facts.entities[id]
            if doubt.rule == "name":
                right = _spelling(letter.words(doubt.span), [alias.name for alias in entity.aliases()])
                after = letter.source[: place.start] + right + letter.source[place.end :]
                title = f"Spell it “{right}”, if the source does"
                yield Action(title, Change(letter.path, letter.source, after), doubt.rule, place)
            stub = stub_at(letter, doubt.span, "mention", f":entity: {id}\n")
            title = f"“{letter.words(doubt.span)}” is {entity.name} ({id})"
            yield Action(title, _appended(edition, edition.other(letter.path), stub), doubt.rule, place)


def _spelling(said: str, names: list[str]) -> str:
    """The name, or as many of its last words as were said, that is most like what was said."""
    count = len(said.split())
    forms = [form for name in names for form in (name, " ".join(name.split()[-count:]))]
    return str(process.extractOne(said, forms, scorer=fuzz.ratio)[0])


def _spellings(
    edition: OpenEdition, findings: list[Finding] | tuple[Finding, ...], name: str, start: int, end: int
) -> Iterator[Action]:
    """What a finding says was meant, put in its place."""
    for finding in _here(findings, name, start, end):
        meant = _MEANT.search(finding.mend)
        if not meant:
            continue
        text = edition.text(name)
        spot = _wrong_spot(text, finding)
        if spot:
            after = text[: spot[0]] + meant["right"] + text[spot[1] :]
            yield Action(f"Change it to {meant['right']}", Change(name, text, after), finding.rule, finding.place)


def _wrong_spot(text: str, finding: Finding) -> tuple[int, int] | None:
    """Where the word stands that a finding calls wrong: within its place, or in the note below it."""
    place = finding.place
    words = [next(filter(None, found)) for found in _WRONG.findall(finding.message)]
    end = place.end
    if finding.rule == "reference":
        below = re.compile(r"^:{3,}\s*$", re.MULTILINE).search(text, place.end)
        end = below.start() if below else len(text)
        words = [finding.text, *words]
    for word in words:
        found = re.compile(rf"(?<![\w/.-]){re.escape(word)}(?![\w/-])").search(text, place.start, end)
        if found:
            return found.span()
    return (place.start, place.end) if place.start < place.end and finding.rule.startswith("facts") else None


def _missing_sources(
    edition: OpenEdition, findings: list[Finding] | tuple[Finding, ...], name: str, start: int, end: int
) -> Iterator[Action]:
    for finding in _here(findings, name, start, end):
        unknown = _UNKNOWN.search(finding.message)
        if unknown:
            target = _facts_file(edition, "sources")
            yield Action(
                f"Add the source {unknown[1]} to {target}",
                _appended(edition, target, source_stub(unknown[1])),
                finding.rule,
                finding.place,
            )


def _mends(edition: OpenEdition, checked: Checked, name: str, start: int, end: int) -> Iterator[Action]:
    """A lost anchor on the words that are most like its own."""
    letter = checked.chapter.letter
    text = edition.text(name)
    _, lost = anchor_all(letter, checked.chapter.annotations)
    for note, _ in lost:
        if not (note.place.start <= end and start <= note.place.end):
            continue
        mend = propose(letter, note)
        after = mended(text, [mend]) if mend else text
        if mend and after != text:
            title = f"Anchor it to “{mend.selector.exact}” ({letter.place(mend.span)})"
            yield Action(title, Change(name, text, after), "anchor", note.place)


def _unknown_names(edition: OpenEdition, checked: Checked, start: int, end: int) -> Iterator[Action]:
    """A stub in the fact base for words that look like a name and name nobody."""
    letter, facts = checked.chapter.letter, edition.facts or FactBase()
    known = [letter.place(mention.span) for mention in checked.mentions]
    for found in _NAME.finditer(letter.source):
        if found.end() < start or found.start() > end or " " not in " ".join(found[0].split()):
            continue
        if any(place.start < found.end() and found.start() < place.end for place in known):
            continue
        words = " ".join(found[0].split())
        if id_for(words) in facts.places:
            continue
        target = _facts_file(edition, "people")
        yield Action(f"Add “{words}” to {target}", _appended(edition, target, person_stub(words)))


def _facts_file(edition: OpenEdition, kind: str) -> str:
    folder = edition.project.settings.facts
    own = [name for name in edition.names("facts") if name.removeprefix(f"{folder}/").startswith(kind)]
    return own[0] if own else f"{folder}/{kind}.yml"


def _appended(edition: OpenEdition, name: str, stub: str) -> Change:
    try:
        before = edition.text(name) if edition.there(name) else ""
    except Unreadable:
        before = ""
    return Change(name, before, appended(before, stub), edition.there(name))


def _as_finding(problem: Problem) -> Finding:
    return Finding(problem.rule, Severity.ERROR, problem.place, problem.text, problem.message, mend=problem.mend)


def edit(edition: OpenEdition, change: Change, encoding: str, *, can_create: bool) -> types.WorkspaceEdit:
    """A change as the protocol has it: only what differs, and first the file itself where it is not there yet."""
    here = Positions.of(change.before, encoding)
    before, after = change.before, change.after
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    if head == len(before) and tail == 0 and before.endswith("\n") and after.endswith("\n"):
        head, tail = head - 1, 1  # behind the last line break is no line, and editors differ in what they make of it
    text_edit = types.TextEdit(here.range(head, len(before) - tail), after[head : len(after) - tail])
    uri = edition.uri(change.name)
    if change.there or not can_create:
        return types.WorkspaceEdit(changes={uri: [text_edit]})
    created = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
    document = types.OptionalVersionedTextDocumentIdentifier(uri, None)
    return types.WorkspaceEdit(document_changes=[created, types.TextDocumentEdit(document, [text_edit])])
