"""What all commands share: options, the project and the fact base around a call, and where output goes."""

from __future__ import annotations

import contextlib
import math
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

import click

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.check import Chapter, Checked
from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.check.reports.paths import Seen
from sphinx_factcheck.edition.inputs import Inputs, is_source, read_inputs
from sphinx_factcheck.edition.project import Project, editions_below, is_edition, repository_of
from sphinx_factcheck.edition.settings import SettingsError
from sphinx_factcheck.facts.dates import DateError, When, parse
from sphinx_factcheck.facts.load import FactsError, load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.files import real

if TYPE_CHECKING:
    from sphinx_factcheck.check import Checker

BROKEN = 2
_Command = TypeVar("_Command", bound=Callable[..., Any])


def read_date(_: click.Context, __: click.Parameter, value: str | None) -> When | None:
    """An option's value as a date, for click's `callback`."""
    try:
        return None if value is None else parse(value)
    except DateError as error:
        raise click.BadParameter(str(error)) from None


class Percentage(click.FloatRange):
    """A number from 0 to 100, which `nan` is not, though it is in no order with the two."""

    def __init__(self) -> None:
        super().__init__(0, 100)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is no number from 0 to 100", param, ctx)
        return number


NO_CACHE, JOBS = "sphinx_factcheck.no_cache", "sphinx_factcheck.jobs"
"""Where the context of a call keeps what every command over letters is told."""


def _noted(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def note(context: click.Context, _: click.Parameter, value: Any) -> None:
        context.meta[key] = value

    return note


def told(key: str) -> Any:
    """What the call was told under NO_CACHE, JOBS or with --root, if anything."""
    return click.get_current_context().meta.get(key)


def jobs_option(command: _Command) -> _Command:
    """--jobs, for commands that check every letter."""
    return click.option(
        "--jobs", type=click.IntRange(1), expose_value=False, callback=_noted(JOBS),
        help="Check with so many processes; by default as many as can work at once, where there is much to check.",
    )(command)  # fmt: skip


_ROOT = f"{__name__}.root"
ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    expose_value=False,
    is_eager=True,
    callback=_noted(_ROOT),
    help="The folder of the edition, instead of the one around the files or the working folder.",
)
"""For every command that works on an edition; `find_project` obeys it."""


def letters_options(command: _Command) -> _Command:
    """PATH…, --facts, --root, --date and --no-cache, as every command over letters takes them."""
    for option in (
        click.option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=_noted(NO_CACHE),
            help="Read and check everything anew, and keep nothing.",
        ),
        click.option("--date", callback=read_date, help="The date of .txt letters (EDTF)."),
        ROOT,
        click.option(
            "--facts", "facts_folder", type=click.Path(path_type=Path), help="A fact base instead of the project's."
        ),
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Call:
    """What a command over letters works on. `apart` are chapters that were read, but that it leaves alone.

    `whole` says that both together are all letters of the project.
    """

    project: Project | None
    facts: FactBase
    inputs: Inputs
    apart: tuple[Chapter, ...] = ()
    whole: bool = False
    warnings: tuple[Problem, ...] = ()

    def others(self) -> tuple[Chapter, ...]:
        """The project's letters that were not given."""
        if self.whole or not self.project:
            return self.apart
        known = {chapter.path for chapter in (*self.inputs.chapters, *self.apart)}
        others = (path for path in self.project.chapter_paths() if self.project.name(path) not in known)
        return (*self.apart, *read_inputs(others, self.project).chapters)

    def seen(self, form: str = "text") -> Seen:
        """How paths are written in a format."""
        return seen_by(self.project, form)

    def checker(self) -> Checker:
        """A checker that holds the texts of the project's letters, given or not."""
        from sphinx_factcheck.check import Checker

        forgiving = self.project.settings.quotations_forgive if self.project else ""
        return Checker(self.facts, self.held(), forgiving=frozenset(forgiving.split()))

    def held(self) -> dict[str, str]:
        """The texts of the project's letters, given or not, by the id of their documents."""
        from sphinx_factcheck.check import held_texts

        return held_texts(chapter.letter for chapter in (*self.inputs.chapters, *self.others()))


def open_call(paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, *, compiled: bool = True) -> Call:
    """Find the project, load the facts, read the letters; what is broken as a whole ends the command with exit 2.

    A path that holds a `_config.yml` or conf.py means the letters of that edition.
    """
    editions = tuple(path for path in paths if is_edition(path))
    if editions and len(paths) > 1:
        fail(f"{editions[0]} is an edition: give it alone, for this command works on one")
    project = find_project(paths[0] if paths else Path.cwd(), needed=facts_folder is None or not paths)
    if editions:
        paths = ()
    facts = read_facts(project, facts_folder, compiled=compiled and not told(NO_CACHE))
    inputs = read_inputs(paths or (project.chapter_paths() if project else ()), project, date)
    whole = project is not None and not paths
    if project and whole:
        inputs = replace(inputs, problems=tuple(dict.fromkeys((*inputs.problems, *project.problems()))))
    call = Call(project, facts, inputs, whole=whole, warnings=tuple(project.warnings()) if project and whole else ())
    print_problems((*facts.warnings, *inputs.warnings), "warning", call.seen())
    return call


def find_project(start: Path, *, needed: bool = True) -> Project | None:
    """The project that --root names, else the one around a path, or around the working folder."""
    root: Path | None = told(_ROOT)
    try:
        if root is not None:
            project = Project.find(root) if is_edition(root) else None
            if project is None:
                fail(f"--root {root}: there is no edition here, for it holds neither _config.yml nor conf.py")
            return project
        project = Project.find(real(start)) or Project.find(Path.cwd())
    except SettingsError as error:
        fail(str(error))
    if project is None and needed:
        below = [path.as_posix() for path in editions_below(Path.cwd())]
        mend = f"below it: {', '.join(below)}; say --root {below[0]}" if below else "give files and --facts DIR"
        fail(f"no edition here: no _config.yml or conf.py in this folder or above it; {mend}")
    return project


def seen_by(project: Project | None, form: str = "text") -> Seen:
    """How the paths of an edition are written: for people from where they stand, for machines from the top.

    That is the root of the repository, where there is one, for code hosts look for files there.
    """
    home = project.root if project else Path.cwd()
    if project is None:
        return Seen(home, home)
    return Seen(home, Path.cwd() if form in {"text", "table"} else repository_of(home))


def read_facts(project: Project | None, folder: Path | None, *, compiled: bool = True) -> FactBase:
    """The fact base of a folder, else the project's; all its problems are printed before the command ends."""
    try:
        return load(project, folder, compiled=compiled)
    except FactsError as error:
        print_problems(error.problems, seen=seen_by(project))
        sys.exit(BROKEN)


def load(project: Project | None, folder: Path | None, *, compiled: bool = True) -> FactBase:
    """The fact base of a folder, else the project's. Raises FactsError."""
    if folder is not None:
        return load_facts(folder, root=project.root if project else Path.cwd())
    assert project is not None
    return project.facts(compiled=compiled)


def print_problems(problems: Iterable[Problem], severity: str = "error", seen: Seen | None = None) -> None:
    """Problems on the error stream, a line each and one for the mend."""
    for problem in map(seen.problem, problems) if seen else problems:
        remark(f"{problem.place}: {severity} [{problem.rule}] {problem.message}")
        if problem.mend:
            remark(f"  {problem.mend}")


def end_listing(call: Call, checked: Iterable[Checked] = ()) -> None:
    """End a listing: what is wrong with the input goes to the error stream, and makes the exit code 2."""
    found = tuple(checked)
    unchecked = () if found else call.inputs.chapters
    read = (p for c in unchecked for p in (*c.letter.problems, *c.annotations.problems))
    problems = (*call.inputs.problems, *read, *(p for one in found for p in one.problems))
    print_problems(dict.fromkeys(problems), seen=call.seen())
    if problems:
        sys.exit(BROKEN)


def fail(message: str) -> NoReturn:
    """End with exit 2 and one line of why."""
    remark(f"factcheck: {message}")
    sys.exit(BROKEN)


def need(extra: str, modules: tuple[str, ...]) -> None:
    """End the command where an extra is not installed, saying how it is."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        fail(f'this needs {" and ".join(missing)}: pip install "sphinx-factcheck[{extra}]"')


def remark(words: str) -> None:
    """One line on the error stream, without what could harm a terminal."""
    click.echo(lines.visible(words.replace("\n", " ")), err=True)


FOR_PEOPLE = frozenset({"text", "table", "github"})
"""The formats that standard output writes as well as its encoding can; the others are UTF-8, whoever reads them."""


@contextlib.contextmanager
def writing(output: Path | None, form: str = "text") -> Iterator[TextIO]:
    """Where a report goes: a file, put in place only when whole, or standard output, whose reader may leave early.

    Where that file is one the edition is made of, the command ends.
    """
    if output is not None:
        refuse_source(output)
        with replacing(output) as out:
            yield out
        return
    if form not in FOR_PEOPLE and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        leave_output()


def refuse_source(output: Path) -> None:
    """End the command where it would write over a letter, a note, a fact or a setting: what was given, or is around."""
    told = click.get_current_context().params
    letters, facts = told.get("paths") or (), told.get("facts_folder")
    try:
        project = Project.find(real(output).parent)
    except SettingsError:
        project = None
    if is_source(output, letters, facts) or (project and project.holds(output)):
        fail(f"{output} is one of the files that the edition is made of: name another for the output")


def leave_output() -> None:
    """Write no more to standard output, not even what waits to be written, for it would be refused again."""
    with contextlib.suppress(OSError, ValueError):  # a test's output has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A file written beside its place and renamed when whole, so that no interruption leaves half of it.

    A link keeps leading to its file. What is no file (`/dev/stdout`, a pipe) is written to as it is.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    given, path = path, real(path)
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        fail(f"{given} cannot be written: {error.strerror}")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            yield out
        Path(beside).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def colour_wanted(output: Path | None) -> bool:
    """Whether to write in colour: on a terminal, unless NO_COLOR says otherwise."""
    return output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
