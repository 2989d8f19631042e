"""From YAML to the fact base: every file read, every entry held against its shape and the rules, all faults told."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sphinx_factcheck.base.places import LineMap, Place, Problem
from sphinx_factcheck.facts import cache as compiled
from sphinx_factcheck.facts.files import FactFile, read_files, unknown_kind
from sphinx_factcheck.facts.model import FILE_KINDS, Entity, Fact, FactBase, Source, kind_names
from sphinx_factcheck.facts.nodes import Branch, Node, NodeError, at, data, entries
from sphinx_factcheck.facts.shape import Fault, Told, did_you_mean, shape, told_by, without


class FactsError(Exception):
    """A fact base that cannot be relied on. `problems` holds all that is wrong with it, by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = _by_place(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return FactsError, (self.problems,)


def load_facts(
    folder: Path, *, root: Path | None = None, cache: Path | None = None, edited: Mapping[str, str] | None = None
) -> FactBase:
    """The fact base of a folder of YAML files; the paths in it are relative to `root`.

    `cache` is a folder for the compiled fact base. `edited` gives, by path, texts that stand in for what the files
    hold. Raises FactsError with every problem of the run.
    """
    files, problems = read_files(folder, root)
    if edited:
        files = tuple(
            replace(f, content=edited[f.path].encode("utf-8", "replace")) if f.path in edited else f for f in files
        )
    if problems:
        raise FactsError((*problems, *_read(files, whole=False).problems))
    digest = compiled.digest_of(files)
    if cache and (kept := compiled.load(cache, digest)):
        return kept
    with _collector_at_rest():
        found = _read(files)
        if found.problems:
            raise FactsError(found.problems)
        facts = found.fact_base(digest)
        return compiled.save(cache, facts) if cache else facts


def _by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda p: (p.place.path, p.place.start, p.rule, p.message)))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No cycles come up in here; looking for them over and over among so many new objects is a third of the work."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


@dataclass
class _Found:
    """What has been read so far."""

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    where: dict[str, tuple[int, int]] = field(default_factory=dict)
    whole: bool = True
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def fact_base(self, digest: str) -> FactBase:
        return FactBase(self.entities, self.sources, self.facts, self.places, digest, _by_place(self.warnings))


def _read(files: tuple[FactFile, ...], *, whole: bool = True) -> _Found:
    """Everything in the files; `whole` is false where there are others that could not be read."""
    found = _Found(whole=whole)
    texts = [_text(file, found) for file in files]
    for number, (file, text) in enumerate(zip(files, texts, strict=True)):
        if text is not None:
            _read_file(number, file, text, found)
    _judge_all(files, texts, found)
    return found


def _text(file: FactFile, found: _Found) -> str | None:
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", "replace")
        place = LineMap.of(before).place(file.path, len(before), len(before))
        found.problems.append(Problem("facts-yaml", place, "this is not UTF-8", "save the file in UTF-8"))
        found.whole = False
        return None


def _read_file(number: int, file: FactFile, text: str, found: _Found) -> None:
    desk = _Desk(file.path, LineMap.of(text))
    try:
        for entry_number, node in enumerate(entries(text)):
            _read_entry(desk, node, file.kind, (number, entry_number), found)
    except NodeError as error:
        found.problems.append(desk.node_problem(error))
        found.whole = False


def _read_entry(desk: _Desk, node: Node, kind: str, where: tuple[int, int], found: _Found) -> None:
    try:
        raw = data(node)
    except NodeError as error:
        found.problems.append(desk.node_problem(error))
        found.whole = False
        return
    told = kind or _typed(raw)
    if not told:
        found.problems.append(unknown_kind(desk.path))
    elif isinstance(told, Fault):
        found.problems.append(desk.problem(node, told))
    else:
        _take(desk, node, raw, told, where, found)
        return
    found.whole = False


def _typed(raw: Any) -> str | Fault:
    """The kind that an entry itself names, in a file whose name does not tell; empty where it names none."""
    if not isinstance(raw, dict) or not isinstance(raw.get("type"), str):
        return ""
    named = raw.pop("type")
    names = kind_names()
    if named in FILE_KINDS or named in names:
        return named if named in FILE_KINDS else names[named]
    mend = did_you_mean(named, names) or f"write one of {', '.join(names)}"
    return Fault("facts-shape", ("type",), f"“{named}” is no type of entry", mend)


def _take(desk: _Desk, node: Node, raw: Any, kind: str, where: tuple[int, int], found: _Found) -> None:
    if isinstance(raw, dict) and isinstance(raw.get("id"), str):
        _register(desk, node, raw["id"], where, found)
    entry = shape(raw, kind)
    if isinstance(entry, tuple):
        found.problems += [desk.problem(node, fault) for fault in (*entry, *_more_faults(raw, kind, entry))]
        return
    from sphinx_factcheck.facts.rules import sense

    told = told_by(entry)
    found.problems += [desk.problem(node, fault) for fault in sense(entry, told)]
    if isinstance(entry, Source):
        found.sources.setdefault(entry.id, entry)
    elif found.where[entry.id] == where:
        found.entities[entry.id] = entry
        if told:
            found.facts[entry.id] = tuple(desk.facts(node, entry, told))


def _register(desk: _Desk, node: Node, id: str, where: tuple[int, int], found: _Found) -> None:
    place = desk.place(at(node, ("id",)))
    first = found.places.setdefault(id, place)
    if found.where.setdefault(id, where) != where:
        mend = "give one of the two another, or make them one"
        found.problems.append(Problem("facts-id", place, f"the id “{id}” is taken already, at {first}", mend))


def _more_faults(raw: Any, kind: str, faults: tuple[Fault, ...]) -> Iterator[Fault]:
    """What the rules say of an entry with faults in its shape, once what has these is left out."""
    if isinstance(raw, dict):
        from sphinx_factcheck.facts.rules import sense

        rest = shape(without(raw, faults), kind)
        left_out = [fault.path for fault in faults]
        if not isinstance(rest, tuple):
            yield from (fault for fault in sense(rest, told_by(rest, left_out)) if fault.path not in left_out)


def _judge_all(files: tuple[FactFile, ...], texts: list[str | None], found: _Found) -> None:
    """Apply the rules that look across entries. Their places are looked up by reading the files concerned once more."""
    from sphinx_factcheck.facts.crossing import Known, across

    known = Known(found.entities, found.sources, found.places, found.whole)
    told: defaultdict[int, defaultdict[int, list[tuple[Fault, bool]]]] = defaultdict(lambda: defaultdict(list))
    for id, fault, severe in across(known):
        number, entry_number = found.where[id]
        told[number][entry_number].append((fault, severe))
    for number, of_file in told.items():
        text = texts[number] or ""
        desk = _Desk(files[number].path, LineMap.of(text))
        with suppress(NodeError):  # told already, when the file was read first; what is concerned stands before it
            for entry_number, node in enumerate(entries(text)):
                for fault, severe in of_file.get(entry_number, ()):
                    (found.problems if severe else found.warnings).append(desk.problem(node, fault))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Turns the nodes of one file into places."""

    path: str
    lines: LineMap

    def place(self, node: Node) -> Place:
        return self.lines.place(self.path, node.start, node.end)

    def problem(self, node: Node, fault: Fault) -> Problem:
        node = at(node, fault.path, key=fault.key)
        while isinstance(node, Branch) and node.items:
            node = node.items[0]
        return Problem(fault.rule, self.place(node), fault.message, fault.mend)

    def node_problem(self, error: NodeError) -> Problem:
        place = self.lines.place(self.path, error.start, error.end)
        return Problem("facts-yaml", place, error.message, error.mend)

    def facts(self, node: Node, entity: Entity, told: Told) -> Iterator[Fact]:
        for path, statement in told:
            key = str(path[0])
            address = f"{entity.id}/{key}/{int(path[1]) + 1}" if len(path) > 1 else f"{entity.id}/{key}"
            yield Fact(address, entity.id, key, statement, self.place(at(node, path)))
