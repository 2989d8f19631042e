"""A whole run: begun or gone on with, and what it comes to in the end."""

from __future__ import annotations

import fcntl
import hashlib
import platform
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx_factcheck import __version__
from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.exchange.corpus.files import get_json, put, put_json
from sphinx_factcheck.exchange.corpus.plan import Plan, Source, plan
from sphinx_factcheck.exchange.corpus.reading import Aside
from sphinx_factcheck.exchange.corpus.step import RUN, CheckPart, done_path, part_path
from sphinx_factcheck.exchange.corpus.writing import output_paths
from sphinx_factcheck.facts import cache as compiled
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.files import whole_characters

UNCHECKED = "unchecked.jsonl"
MANIFEST, SUMMARY = "manifest.json", "summary.json"
_FOLDERS = ("parts", "done", "aside", "at", "tmp", "engine/completions")


class Occupied(Exception):
    """A folder in which this run cannot write, and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it is planned."""

    step: CheckPart
    plan: Plan

    @property
    def out(self) -> Path:
        return self.step.out

    def done(self) -> set[int]:
        """The numbers of the parts that are done."""
        return {n for n in range(len(self.plan.parts)) if _completion(self.out, n).exists()}

    def sizes(self) -> tuple[int, ...]:
        """The bytes of each part."""
        return tuple(sum(stretch.size for stretch in part.stretches) for part in self.plan.parts)


@contextmanager
def opened(inputs: Sequence[Path], step: CheckPart, facts: FactBase, held: Mapping[str, str]) -> Iterator[Run]:
    """A run whose folder nobody else writes into meanwhile: a new one, or one that goes on where it was stopped.

    Raises Occupied where the folder holds something else, OSError.
    """
    out = step.out
    if out.is_dir() and not (out / RUN).is_dir() and any(out.iterdir()):
        raise Occupied(f"{out} is not empty: name another folder for the output")
    (out / RUN).mkdir(parents=True, exist_ok=True)
    with (out / RUN / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Occupied(f"another run works in {out}") from None
        planned = plan(inputs, step.size, step.largest)
        run = Run(step, planned)
        _begin(run, _identity(run, held), facts, held)
        yield run


def _begin(run: Run, identity: Mapping[str, Any], facts: FactBase, held: Mapping[str, str]) -> None:
    folder = run.out / RUN
    before = get_json(folder / "run.json")
    if before is None:
        _emptied(folder)
    elif before != identity:
        other = next(key for key in identity if before.get(key) != identity[key])
        what = f"{run.out} holds a run of other {_WORDS.get(other, other)}"
        raise Occupied(f"{what}: name another folder, or remove this one")
    shutil.rmtree(folder / "tmp", ignore_errors=True)
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    if before is None:
        for number, part in enumerate(run.plan.parts):
            put_json(part_path(run.out, number), [asdict(one) for one in part.stretches])
    put_json(folder / "held.json", held)
    compiled.save(folder, facts)
    if compiled.load(folder, facts.digest) is None:
        raise OSError(f"the fact base cannot be written into {folder}")
    _forget_lost(run)
    put_json(folder / "run.json", identity)


def _emptied(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


def _forget_lost(run: Run) -> None:
    """Do again the parts whose output somebody has taken away."""
    for number in run.done():
        paths = (done_path(run.out, number), *output_paths(run.out, run.step.form, number).values())
        if not all(path.exists() for path in paths):
            _completion(run.out, number).unlink()


_WORDS = {"program": "program versions", "inputs": "letters", "form": "format"}


def _identity(run: Run, held: Mapping[str, str]) -> dict[str, Any]:
    """What makes a run this one: with anything else here, the output would be another."""
    sources = hashlib.sha256(json_text([asdict(source) for source in run.plan.sources]).encode()).hexdigest()
    texts = hashlib.sha256(json_text(sorted(held.items())).encode()).hexdigest()
    step = run.step
    options = [str(step.date), step.largest, step.size, *sorted(step.forgiving)]
    return {
        "program": __version__, "facts": step.facts, "texts": texts, "options": options, "form": step.form,
        "inputs": sources, "parts": len(run.plan.parts),
    }  # fmt: skip


def _completion(out: Path, number: int) -> Path:
    return out / RUN / "engine" / "completions" / f"{number:05d}"


@dataclass(frozen=True, slots=True)
class Total:
    """What a whole run comes to. `claims` are counted by kind and verdict."""

    letters: int
    unchecked: int
    unread: int
    claims: Mapping[tuple[str, str], int]
    noted: tuple[Mapping[str, Any], ...] = ()

    def of(self, verdict: str) -> int:
        """How many claims have a verdict."""
        return sum(number for (_, one), number in self.claims.items() if one == verdict)

    @property
    def found(self) -> int:
        return sum(self.claims.values())

    @property
    def coverage(self) -> float:
        """The share of the claims that are decided, in percent."""
        return 100.0 * (self.found - self.of(Verdict.UNVERIFIED)) / self.found if self.found else 100.0


def finish(run: Run) -> Total:
    """Write what is told of the run as a whole: the letters that were not checked, summary and manifest.

    All parts must be done. Raises OSError.
    """
    told = [get_json(done_path(run.out, number)) for number in range(len(run.plan.parts))]
    lacking = [number for number, one in enumerate(told) if one is None]
    if lacking:
        raise OSError(f"part {lacking[0]} is not done")
    unchecked = _unchecked(run)
    claims: Counter[tuple[str, str]] = Counter()
    noted: dict[tuple[str, str], Mapping[str, Any]] = {}
    for one in told:
        claims.update({(kind, verdict): number for kind, verdict, number in one["claims"]})
        for note in one["noted"]:
            noted.setdefault((note["input"], note["cause"]), note)
    letters, unread = (sum(one[what] for one in told) for what in ("letters", "unread"))
    total = Total(letters, unchecked, unread, claims, tuple(noted.values()))
    put_json(run.out / SUMMARY, _summary(total))
    put_json(run.out / MANIFEST, _manifest(run, total, told))
    return total


def _unchecked(run: Run) -> int:
    """Gather what was set aside into one file, in the order of the input; without any there is no file."""
    lines = [
        json_text(asdict(Aside(whole_characters(source.path), 0, "", source.problem, "the rest was checked, if any")))
        for source in run.plan.sources
        if source.problem
    ]
    for number in range(len(run.plan.parts)):
        lines += output_paths(run.out, run.step.form, number)["aside"].read_text("utf-8").splitlines()
    path = run.out / UNCHECKED
    if lines:
        put(path, "".join(f"{line}\n" for line in lines))
    else:
        path.unlink(missing_ok=True)
    return len(lines)


def _summary(total: Total) -> dict[str, Any]:
    kinds: dict[str, dict[str, int]] = {}
    for (kind, verdict), number in sorted(total.claims.items()):
        kinds.setdefault(kind, {})[verdict] = number
    return {
        "letters": total.letters,
        "unchecked": total.unchecked,
        "claims": total.found,
        **{str(verdict): total.of(verdict) for verdict in Verdict},
        "unread": total.unread,
        "coverage": round(total.coverage, 2),
        "kinds": kinds,
        "remarks": [{key: note[key] for key in ("input", "row", "message", "mend")} for note in total.noted],
    }


def _manifest(run: Run, total: Total, told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    parts = []
    for number, one in enumerate(told):
        paths = output_paths(run.out, run.step.form, number)
        files = [
            {"path": paths[what].relative_to(run.out).as_posix(), "sha256": one["files"][what]}
            for what in ("claims", "letters")
        ]
        parts.append({"letters": one["letters"], "unchecked": one["aside"], "files": files})
    programs = {name: version(name) for name in ("datatrove", "pyarrow")}
    return {
        "program": f"sphinx-factcheck {__version__}",
        "python": platform.python_version(),
        "with": programs,
        "facts": run.step.facts,
        "inputs": [_input(source) for source in run.plan.sources],
        "letters": total.letters,
        "unchecked": total.unchecked,
        "claims": total.found,
        "parts": parts,
    }


def _input(source: Source) -> dict[str, Any]:
    told = asdict(replace(source, path=whole_characters(source.path)))
    return {key: value for key, value in told.items() if value != "" or key != "problem"}
