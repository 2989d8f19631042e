"""The notes of a chapter as data: what an annotation file holds, before any of it is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from sphinx_factcheck.base.places import LINE_END, LineMap, Place, Problem
from sphinx_factcheck.letters.allowed import Allowed, in_notes
from sphinx_factcheck.letters.anchors import Selector, Unanchored, anchor
from sphinx_factcheck.letters.limits import too_much
from sphinx_factcheck.letters.markdown import Directive, directive, parser
from sphinx_factcheck.letters.markup import Misuse, Target, joined, read_markup
from sphinx_factcheck.letters.text import Letter, Span

SELECTING = ("prefix", "suffix", "occurrence")
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "note-on": SELECTING,
    "sic": ("rule", "expected", "as", *SELECTING),
    "claim": ("fact", "says", *SELECTING),
    "mention": ("entity", *SELECTING),
}
REQUIRED: Mapping[str, tuple[str, ...]] = {"sic": ("rule",), "claim": ("fact", "says"), "mention": ("entity",)}
MANNERS = ("error", "variant", "spelling", "usage")
"""As what a {sic} shows the words of the source: an error of it, or what only is otherwise than elsewhere."""
_GENTLE = {"name": "spelling", "quotation": "variant"}
_SILENT = frozenset({"front_matter", "myst_line_comment", "myst_block_break", "hr"})


@dataclass(frozen=True, slots=True)
class Annotation:
    """One directive of an annotation file. `place` is that of its anchor's words; `options` are what its kind takes."""

    kind: str
    selector: Selector
    options: Mapping[str, str]
    body: str
    place: Place
    body_line: int = 0

    @property
    def manner(self) -> str:
        """Of a {sic}, one of MANNERS: what `:as:` says, else what goes with its rule; empty for other notes."""
        if self.kind != "sic":
            return ""
        return self.options.get("as") or _GENTLE.get(self.options.get("rule", ""), MANNERS[0])


@dataclass(frozen=True, slots=True)
class Annotations:
    """All annotations of one chapter, in the order of the file, and what is wrong with the file itself.

    `definitions` are the lines outside all notes that define links for any of them (`[report]: https://…`); `targets`
    are the files and pages that the notes lead to or show, each with its place.
    """

    path: str = ""
    notes: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: LineMap = field(default_factory=lambda: LineMap((0,)))
    definitions: tuple[str, ...] = ()
    targets: tuple[tuple[Target, Place], ...] = ()

    def of_kind(self, kind: str) -> tuple[Annotation, ...]:
        return tuple(note for note in self.notes if note.kind == kind)


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation and the words of the letter it belongs to."""

    annotation: Annotation
    span: Span


def anchor_all(
    letter: Letter, annotations: Annotations
) -> tuple[tuple[Anchored, ...], tuple[tuple[Annotation, Unanchored], ...]]:
    """The annotations that have their place in the letter, and those that have none, with the reason."""
    told = [(note, anchor(letter, note.selector)) for note in annotations.notes]
    placed = tuple(Anchored(note, found) for note, found in told if isinstance(found, Span))
    return placed, tuple((note, found) for note, found in told if isinstance(found, Unanchored))


def read_annotations(path: str, text: str, allowed: Allowed | None = None) -> Annotations:
    """Read an annotation file. `path` is the name used in messages; what is wrong stands in `problems`.

    `allowed` are the roles and directives that notes may hold, by default those of an edition without settings.
    """
    base = 1 if text.startswith("\ufeff") else 0
    lines = LineMap.of(text)
    source = LINE_END.split(text[base:])
    notes: list[Annotation] = []
    problems: list[Problem] = []
    if much := too_much(source):
        return Annotations(path, (), (_problem(path, lines, much.line, source, much.message, much.mend),), lines)
    outside: dict[str, Any] = {}
    for token in parser().parse("\n".join(source), outside):
        found = directive(token, source)
        if found and found.name in OPTIONS:
            note, wrong = _annotation(found, path, source, lines)
            problems += wrong
            if note:
                notes.append(note)
        elif found:
            known = get_close_matches(found.name, OPTIONS, 1)
            mend = f"did you mean {{{known[0]}}}?" if known else f"use one of {', '.join(OPTIONS)}"
            problems.append(_problem(path, lines, found.line, source, f"unknown directive {{{found.name}}}", mend))
        elif token.map and token.level == 0 and token.nesting >= 0 and token.type not in _SILENT:
            mend = "put it into the body of a :::{note-on}"
            problems.append(_problem(path, lines, token.map[0], source, "these words stand outside every note", mend))
    links = outside.get("references", {})
    definitions = tuple(line for link in links.values() for line in source[slice(*link["map"])])
    bodies = (read_markup(n.body.split("\n"), n.body_line - 1, allowed or in_notes(), links) for n in notes)
    markup = joined(bodies)
    problems += [misused(one, path, source, lines) for one in markup.misuses]
    targets = tuple((one, _where(one.line, one.path, path, source, lines)) for one in markup.targets)
    return Annotations(path, tuple(notes), tuple(problems), lines, definitions, targets)


def misused(one: Misuse, path: str, source: Sequence[str], lines: LineMap) -> Problem:
    """Markup that is not allowed, as a problem of a file."""
    return Problem(one.rule, _where(one.line, one.words, path, source, lines), one.message, one.mend, one.words)


def _where(line: int, words: str, path: str, source: Sequence[str], lines: LineMap) -> Place:
    """The place of some words on a line (from 0), or that line where markup parts them."""
    number = next((n for n in range(line, min(line + 40, len(source))) if words and words in source[n]), line)
    number = min(number, len(source) - 1)
    column = max(source[number].find(words), 0)
    start = lines.starts[number] + column
    return lines.place(path, start, start + (len(words) if source[number].find(words) >= 0 else 0))


def _problem(path: str, lines: LineMap, line: int, source: list[str], message: str, mend: str) -> Problem:
    start = lines.starts[line]
    return Problem("annotation", lines.place(path, start, start + len(source[line])), message, mend, source[line])


def _annotation(
    found: Directive, path: str, source: list[str], lines: LineMap
) -> tuple[Annotation | None, list[Problem]]:
    problems: list[Problem] = []

    def wrong(line: int, message: str, mend: str) -> None:
        problems.append(_problem(path, lines, line, source, message, mend))

    allowed = OPTIONS[found.name]
    for key in found.options:
        if key not in allowed:
            near = get_close_matches(key, allowed, 1)
            mend = f"did you mean :{near[0]}:?" if near else f"{{{found.name}}} takes {', '.join(allowed)}"
            wrong(found.option_lines[key], f"unknown option :{key}: of {{{found.name}}}", mend)
    for key in REQUIRED.get(found.name, ()):
        if key not in found.options:
            wrong(found.line, f"{{{found.name}}} lacks its option :{key}:", f"add a line :{key}: …")
    if not found.argument:
        wrong(found.line, f"{{{found.name}}} quotes no words", f":::{{{found.name}}} the exact words of the letter")
        return None, problems
    if found.name in {"note-on", "sic"} and not found.body.strip():
        wrong(found.line, f"{{{found.name}}} has no body", "write the note below its first line")
    if found.options.get("as", MANNERS[0]) not in MANNERS:
        wrong(
            found.option_lines["as"],
            f":as: {found.options['as']} is no class of note",
            f"use one of {', '.join(MANNERS)}",
        )
    occurrence = found.options.get("occurrence", "")
    if occurrence and not (occurrence.isascii() and occurrence.isdigit() and len(occurrence) < 7):
        wrong(found.option_lines["occurrence"], f":occurrence: {occurrence} is no number", "count from 1")
        occurrence = ""
    selector = Selector(
        found.argument,
        found.options.get("prefix", ""),
        found.options.get("suffix", ""),
        int(occurrence) if occurrence else None,
    )
    start = lines.starts[found.line] + max(found.argument_column, 0)
    place = lines.place(path, start, start + len(found.argument))
    options = {key: value for key, value in found.options.items() if key in allowed}
    return Annotation(found.name, selector, options, found.body, place, found.body_line + 1), problems
