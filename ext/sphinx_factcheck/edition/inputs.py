"""Letters from anywhere: the files and folders that a command is given, read one by one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.check import Chapter
from sphinx_factcheck.edition.inside import is_named_in
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.dates import DateError, When, parse
from sphinx_factcheck.letters.files import (
    Unreadable,
    closed,
    files_below,
    is_file,
    is_folder,
    problem_at_start,
    read_text,
    real,
    whole_characters,
)
from sphinx_factcheck.letters.text import Letter, plain_letter

_LETTERS = (".md", ".txt", ".jsonl")
LARGEST = 20_000_000
"""The bytes of a letter: a thick volume has a few millions."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The chapters that could be read, and the problems of the files that could not."""

    chapters: tuple[Chapter, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_inputs(paths: Iterable[Path], project: Project | None, date: When | None = None) -> Inputs:
    """Read `.md`, `.txt` and `.jsonl` files, and the letters below folders; what cannot be read is a problem.

    `date` is that of `.txt` letters.
    """
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for path in _files(paths, project.root if project else None):
        try:
            if project and path.suffix != ".md":
                project.refuse_outside(path)
            chapters += _read(path, project or Project(Path.cwd()), date, warnings)
        except Unreadable as error:
            problems.append(error.problem)
    return Inputs(tuple(chapters), tuple(problems), tuple(warnings))


def is_source(path: Path, letters: Iterable[Path], facts: Path | None) -> bool:
    """Whether a path is one of the letters or facts that were given, by themselves or with their folder."""
    there = real(path)
    if facts and there.is_relative_to(real(facts)):
        return True
    found = any(there == one or there.is_relative_to(one) for one in map(real, letters))
    return found and there.suffix.lower() in _LETTERS and there.exists()


def _files(paths: Iterable[Path], home: Path | None) -> Iterator[Path]:
    for path in paths:
        if is_folder(path):
            within = home if home and is_named_in(path, home) else None
            yield from files_below(path, *_LETTERS, within=within)
        else:
            yield path


def _read(path: Path, project: Project, date: When | None, warnings: list[Problem]) -> Iterator[Chapter]:
    name = project.name(path)
    if is_folder(path):
        raise Unreadable(closed(name))
    try:
        os.lstat(path)
    except FileNotFoundError:
        raise Unreadable(problem_at_start(name, "there is no such file or folder", _near(path))) from None
    except (OSError, ValueError):
        pass  # whoever reads it says what is wrong with the path
    if path.suffix == ".jsonl":
        yield from (Chapter(letter) for letter in _lines(read_text(path, name), name, warnings))
    elif path.suffix in {".txt", ".md"}:
        if is_file(path) and (size := path.stat().st_size) > LARGEST:
            raise Unreadable(problem_at_start(name, _too_large(size), _SMALLER))
        yield one_letter(path, project, date)
    else:
        raise Unreadable(
            problem_at_start(name, "is neither .md nor .txt nor .jsonl", "give letters in one of these forms")
        )


def _near(path: Path) -> str:
    """What may be meant by a path that leads nowhere: what stands beside it."""
    beside = sorted(one.name for one in path.parent.iterdir()) if is_folder(path.parent) else []
    near = get_close_matches(path.name, beside, 1)
    return f"did you mean {(path.parent / near[0]).as_posix()}?" if near else "is the path right?"


def one_letter(path: Path, project: Project, date: When | None) -> Chapter:
    """The letter that a `.md` or `.txt` file holds, `date` being that of a `.txt`. Raises Unreadable."""
    if path.suffix == ".md":
        return project.chapter(path)
    name = project.name(path)
    return Chapter(plain_letter(name, read_text(path, name), date=date))


def _lines(text: str, name: str, warnings: list[Problem]) -> Iterator[Letter]:
    """The letters of a `.jsonl` file; a key that is none, and a date that is missing, are told once for the file."""
    at = 0
    told: dict[str, Problem] = {}
    for number, line in enumerate(text.split("\n"), 1):
        place = Place(name, number, 1, number, 1 + len(line), at, at + len(line))
        at += len(line) + 1
        if len(line) > LARGEST:
            yield _unread(name, place, _too_large(len(line)), _SMALLER)
        elif line.strip():
            yield line_letter(line, name, place, told)
    warnings += told.values()


def _too_large(size: int) -> str:
    return f"{size / 1e6:.1f} MB are more than the {LARGEST / 1e6:.0f} MB that a letter may have"


_SMALLER = "part it: each letter in a file, or on a line of a .jsonl, of its own"
KEYS = ("id", "date", "text", "document", "author", "addressee", "place")
_MEND = 'write {"id": …, "date": …, "text": …}'


def line_letter(line: str, name: str, place: Place, noted: dict[str, Problem]) -> Letter:
    """The letter that a line of `.jsonl` tells of, as `told_letter`."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _unread(name, place, f"line {place.line} is no JSON: {error}", _MEND)
    if not isinstance(told, dict):
        return _unread(name, place, f"line {place.line} holds no letter", _MEND)
    return told_letter(told, name, place, noted)


def told_letter(told: Mapping[str, Any], name: str, place: Place, noted: dict[str, Problem]) -> Letter:
    """The letter that a line of `.jsonl` or a row of a table tells of; one that is none has the problem that says why.

    `noted` takes, once a key, the keys that are none and that a date is missing.
    """
    if not isinstance(told.get("text"), str):
        return _unread(name, place, f"line {place.line} holds no letter", _MEND)
    id = str(place.line) if told.get("id") is None else whole_characters(str(told["id"]))
    given = told.get("date")
    try:
        date = parse(str(given).partition("T")[0]) if given else None
    except DateError as error:
        return _unread(name, place, str(error), "write the date as EDTF", id)
    for key in told.keys() - set(KEYS):
        like = get_close_matches(str(key), KEYS, 1)
        meant = f"did you mean “{like[0]}”?" if like else f"the keys are {', '.join(KEYS)}"
        noted.setdefault(f"key {key}", Problem("letter", place, f"“{str(key)[:60]}” is no key of a letter", meant))
    if date is None:
        undated = "a letter without a date: what is so as of its day cannot be told"
        noted.setdefault("date", Problem("letter", place, undated, 'add "date": "1952-10-03"'))
    return plain_letter(
        name, whole_characters(told["text"]), date=date, id=id, document=_one(told.get("document")),
        authors=_several(told.get("author")), addressees=_several(told.get("addressee")),
        written_at=_one(told.get("place")),
    )  # fmt: skip


def _one(value: object) -> str:
    return whole_characters(value) if isinstance(value, str) else ""


def _several(value: object) -> tuple[str, ...]:
    return tuple(_one(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one)


def _unread(name: str, place: Place, message: str, mend: str, id: str = "") -> Letter:
    return Letter(name, "", "", (), id=id, problems=(Problem("letter", place, message, mend),))
