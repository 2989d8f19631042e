"""The pages of an edition that are no letters: what they may hold, and where letters may stand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx_factcheck.base.places import LINE_END, LineMap, Place, Problem
from sphinx_factcheck.edition.inside import is_hidden, leads_out
from sphinx_factcheck.edition.picture import active
from sphinx_factcheck.edition.toc import SUFFIXES
from sphinx_factcheck.facts.nodes import NodeError, Scalar, pairs, tree
from sphinx_factcheck.letters.allowed import Allowed, on_pages
from sphinx_factcheck.letters.annotations import misused
from sphinx_factcheck.letters.files import Unreadable, problem_at_start, read_text
from sphinx_factcheck.letters.markup import Target, joined, read_markup
from sphinx_factcheck.letters.myst import front_matter_of

PAGE_KEYS = ("title", "orphan", "nosearch", "tocdepth", "html_theme.sidebar_secondary.remove")
"""What the front matter of a page that is no letter may hold."""
LETTER_KEYS = frozenset({"document", "witness_of"})
_HARMLESS = frozenset(".pdf .txt .csv .tsv .json .jsonl .yml .yaml .png .jpg .jpeg .gif .webp .epub .docx .odt".split())
_MAY_LEAD = _HARMLESS.union(SUFFIXES)
_SHOWN = frozenset(".png .jpg .jpeg .gif .webp .svg".split())
_RST_DIRECTIVE = re.compile(r"^\s*\.\.\s+(?:\|[^|]+\|\s+)?([\w:.+-]+?)::(?:\s|$)", re.MULTILINE)
_RST_ROLE = re.compile(r":([A-Za-z][\w:.+-]*):`")
_RST_LETTER = re.compile(r"^:(document|witness_of):", re.MULTILINE)


def page_problems(path: Path, name: str, root: Path, more: Iterable[str] = ()) -> Iterator[Problem]:
    """What is wrong with a page that is no letter. `more` are the names that the settings allow."""
    try:
        text = read_text(path, name)
    except Unreadable as error:
        yield error.problem
        return
    allowed = on_pages(more)
    if path.suffix in {".md", ".myst"}:
        yield from _in_markdown(path, name, text, root, allowed)
    elif path.suffix == ".rst":
        yield from _in_rst(name, text, allowed)
    elif "code-cell" not in allowed.more:
        mend = "write the page in Markdown; an editor can allow code with code-cell in the setting factcheck_allow"
        yield problem_at_start(name, "a page of this kind can run code", mend)


def _in_markdown(path: Path, name: str, text: str, root: Path, allowed: Allowed) -> Iterator[Problem]:
    lines = LineMap.of(text)
    source = LINE_END.split(text.removeprefix("\ufeff"))
    front, start, end = front_matter_of(text)
    if front is None and source[0].startswith("---"):
        mend = "end it with a line --- of its own, or start the page with something else"
        yield Problem("markup", _line(name, 0, lines), "a front matter that does not end", mend, source[0])
        return
    yield from _front_matter(name, front, start, lines)
    first = text.count("\n", 0, end) if front is not None else 0
    body = ["" if n < first else line for n, line in enumerate(source)]
    if front is not None and body:
        body[min(first, len(body) - 1)] = ""
    markup = joined([read_markup(body, 0, allowed, {}), read_markup(_title(front), 1, allowed, {})])
    yield from (misused(one, name, source, lines) for one in markup.misuses)
    placed = ((one, _line(name, one.line, lines)) for one in markup.targets)
    yield from target_problems(placed, path.parent, root, allowed)


def _title(front: str | None) -> list[str]:
    """The title in a front matter, which is Markdown on a page that is no letter."""
    try:
        told = [
            value.value for key, value in pairs(tree(front or "")) if key.value == "title" and isinstance(value, Scalar)
        ]
    except NodeError:
        return []
    return [line for title in told for line in LINE_END.split(title or "")]


def _front_matter(name: str, front: str | None, start: int, lines: LineMap) -> Iterator[Problem]:
    try:
        for key, value in pairs(tree(front or "")):
            place = lines.place(name, start + key.start, start + key.end)
            word = key.value or ""
            if word in LETTER_KEYS:
                yield Problem("toc", place, "a page outside the folder of letters has a letter's front matter", OUTSIDE)
            elif word not in PAGE_KEYS or not isinstance(value, Scalar):
                mend = f"the front matter of a page holds {', '.join(PAGE_KEYS)}"
                yield Problem("markup", place, f"unknown key “{word}” in the front matter", mend, word)
    except NodeError as error:
        place = lines.place(name, start + error.start, start + error.end)
        yield Problem("markup", place, f"the front matter cannot be read: {error.message}", error.mend)


OUTSIDE = "move it there, or set factcheck_chapters to its folder"


def _in_rst(name: str, text: str, allowed: Allowed) -> Iterator[Problem]:
    lines = LineMap.of(text)

    def wrong(found: re.Match[str], message: str, mend: str, rule: str = "markup") -> Problem:
        return Problem(rule, lines.place(name, found.start(1), found.end(1)), message, mend, found[1])

    mend = "an editor can allow it by name in the setting factcheck_allow"
    for found in _RST_DIRECTIVE.finditer(text):
        if found[1].lower() not in allowed.directives:
            yield wrong(found, f"the directive {found[1]} is not allowed here", mend)
    for found in _RST_ROLE.finditer(text):
        if found[1].lower() not in allowed.roles:
            yield wrong(found, f"the role {found[1]} is not allowed here", mend)
    if letter := _RST_LETTER.search(text):
        yield wrong(letter, "a page outside the folder of letters has a letter's front matter", OUTSIDE, "toc")


def no_letter(name: str) -> Problem:
    """The problem that a page of another kind is below the folder of letters, where it would never be checked."""
    mend = "write the letter in Markdown (.md), or move the page elsewhere"
    return problem_at_start(name, "a page below the folder of letters that is no letter", mend)


def target_problems(
    targets: Iterable[tuple[Target, Place]], folder: Path, root: Path, allowed: Allowed
) -> Iterator[Problem]:
    """The files that links lead to and pictures are which are none of the edition's, or could run something.

    `folder` is that of the page; a path that starts with a slash is one from `root`.
    """
    for target, place in targets:
        wrong = file_problem(target.path, folder, root, allowed, picture=target.picture)
        if wrong:
            yield Problem("link", place, *wrong, target.path)


def file_problem(written: str, folder: Path, root: Path, allowed: Allowed, *, picture: bool) -> tuple[str, str] | None:
    """Why a page may not lead to a file or show it, and the mend; None where it may, or where there is no such file."""
    path = Path(os.path.normpath((root if written.startswith("/") else folder) / written.lstrip("/")))
    home = Path(os.path.normpath(root.absolute()))
    if not path.absolute().is_relative_to(home) or leads_out(path, root):
        return f"“{written}” lies outside the edition", "put the file into the edition"
    if is_hidden(path.absolute().relative_to(home).as_posix()):
        return f"“{written}” is hidden", "what is hidden is not published: put the file elsewhere"
    if picture:
        if path.suffix.lower() not in _SHOWN:
            return f"“{written}” is no picture", f"use one of {', '.join(sorted(_SHOWN))}"
        if path.suffix.lower() == ".svg" and path.is_file() and active(path):
            return f"“{written}” is a picture that can run or fetch something", "save it as a plain SVG, or as PNG"
    elif path.is_file() and path.suffix.lower() not in _MAY_LEAD and "download" not in allowed.more:
        return f"“{written}” is a file that could run in a browser", f"give one of {', '.join(sorted(_HARMLESS))}"
    return None


def _line(name: str, line: int, lines: LineMap) -> Place:
    start = lines.starts[min(line, len(lines.starts) - 1)]
    return lines.place(name, start, start)
