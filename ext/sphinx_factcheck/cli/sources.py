"""sources check, archive, report: are the sources there, do they still say it, is there a copy."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check.reports.sources import WRITERS, SourceRow
from sphinx_factcheck.cli.common import (
    ROOT,
    fail,
    find_project,
    need,
    read_facts,
    remark,
    replacing,
    seen_by,
    writing,
)
from sphinx_factcheck.edition.lock import NAME, Looked, lock_text, read_lock
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.edition.settings import Settings
from sphinx_factcheck.facts.model import FactBase, Source
from sphinx_factcheck.letters.files import Unreadable

if TYPE_CHECKING:
    from sphinx_factcheck.exchange.sources.client import Client

_Command = TypeVar("_Command", bound=Callable[..., Any])
_NEEDED = ("lxml", "protego", "pypdf", "trafilatura", "warcio")


def _options(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def add(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_BASE = _options(
    click.argument("ids", metavar="[ID]...", nargs=-1),
    click.option("--facts", "facts_folder", type=click.Path(path_type=Path), help="A fact base, not the project's."),
    ROOT,
)
_REPORT = _options(
    click.option("--format", "form", type=click.Choice(list(WRITERS)), default="text", show_default=True),
    click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."),
)
_SECONDS = click.FloatRange(min=0)
_ASKING = _options(
    click.option("--delay", type=_SECONDS, default=1.0, show_default=True, help="Seconds between pages of one host."),
    click.option("--at-once", type=click.IntRange(1, 64), default=8, show_default=True, help="Hosts asked at once."),
    click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True,
                 help="Seconds within which an answer must be whole."),
    click.option("--largest", type=click.FloatRange(min=0.001), default=20.0, show_default=True,
                 help="Megabytes of an answer that are read at most."),
    click.option("--allow-private", is_flag=True, help="Ask addresses in private networks, too."),
)  # fmt: skip


@click.group()
def sources() -> None:
    """Ask whether the sources are there and still say it. This goes to the web; no build ever does."""


@dataclass(frozen=True, slots=True)
class _Base:
    """The fact base, the sources that are meant, and the lock file beside them."""

    facts: FactBase
    meant: tuple[Source, ...]
    path: Path
    lock: dict[str, Looked]
    project: Project | None

    def row(self, source: Source, looked: Looked, form: str) -> SourceRow:
        from sphinx_factcheck.exchange.sources.checking import FAILING

        place = self.facts.places.get(source.id) or Place("facts", 1, 1, 1, 1, 0, 0)
        shown, failing = seen_by(self.project, form).place(place), looked.state in FAILING
        return SourceRow(
            source.id, shown, source.url, looked.state, looked.message, failing, looked.checked, looked.final,
            source.archived or looked.archive,
        )  # fmt: skip

    def save(self, found: Mapping[str, Looked]) -> None:
        """Write the lock file with what was found now; sources that are no more leave it."""
        whole = {id: looked for id, looked in {**self.lock, **found}.items() if id in self.facts.sources}
        with replacing(self.path) as out:
            out.write(lock_text(whole))


def _open(ids: tuple[str, ...], facts_folder: Path | None) -> _Base:
    need("sources", _NEEDED)
    project = find_project(Path.cwd(), needed=facts_folder is None)
    facts = read_facts(project, facts_folder)
    if unknown := [id for id in ids if id not in facts.sources]:
        fail(f"no source has the id {unknown[0]}")
    if facts_folder is None:
        assert project is not None
        facts_folder = project.root / project.settings.facts
    path = facts_folder / NAME
    try:
        lock = read_lock(path, path.name)
    except Unreadable as error:
        fail(str(error.problem))
    meant = tuple(facts.sources[id] for id in ids) if ids else tuple(facts.sources.values())
    return _Base(facts, meant, path, lock, project)


@contextmanager
def _client(limits: Mapping[str, Any], *, private: bool, warc: Path | None = None) -> Iterator[Client]:
    from sphinx_factcheck.exchange.sources.client import Client, Limits
    from sphinx_factcheck.exchange.sources.warc import keeping

    timeout = limits["timeout"]
    told = Limits(
        delay=limits["delay"],
        connect=min(10.0, timeout),
        silence=min(20.0, timeout),
        total=timeout,
        largest=int(limits["largest"] * 1e6),
    )
    with ExitStack() as stack:
        kept = stack.enter_context(keeping(warc)).keep if warc else None
        client = Client(told, private=private, kept=kept)
        stack.callback(client.stop)
        yield client


@sources.command()
@_BASE
@_REPORT
@_ASKING
@click.option("--warc", type=click.Path(path_type=Path, dir_okay=False), help="Keep what was read in this file.")
@click.option("--from-warc", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="Check what such a file holds, without a network.")  # fmt: skip
@click.option("--accept", is_flag=True, help="Take the main text of changed pages as known from now on.")
def check(
    ids: tuple[str, ...], facts_folder: Path | None, form: str, output: Path | None, allow_private: bool, at_once: int,
    warc: Path | None, from_warc: Path | None, accept: bool, **limits: Any,
) -> None:  # fmt: skip
    """Ask for each source: is it there, does it still hold its excerpt, did it change? Exit 0, 1 or 2.

    What was seen is kept in sources.lock.json beside the facts.
    """
    from sphinx_factcheck.exchange.sources import checking
    from sphinx_factcheck.exchange.sources.robots import Robots
    from sphinx_factcheck.exchange.sources.warc import Kept, WarcError

    base = _open(ids, facts_folder)
    found: dict[str, Looked] = {}
    with ExitStack() as stack:
        if from_warc is not None:
            try:
                kept = Kept(from_warc)
            except (WarcError, OSError) as error:
                fail(str(error))
            web = checking.Web(kept, kept)
        else:
            client = stack.enter_context(_client(limits, private=allow_private, warc=warc))
            web = checking.Web(client, Robots(client), client.is_own)
        told = stack.enter_context(_progress(len(base.meant), found))
        stack.callback(base.save, found)
        checking.check(base.meant, base.lock, web, today=_today(), at_once=at_once, accept=accept, told=told)
    _report(base, found, form, output)


@sources.command()
@_BASE
@_ASKING
@click.option("--save", is_flag=True, help="Have those archived that are not yet.")
@click.option("--availability", metavar="URL", help="Where to ask for copies, instead of factcheck_archive.")
@click.option("--saving", metavar="URL", help="Where to have copies made, instead of factcheck_archive_saving.")
def archive(
    ids: tuple[str, ...], facts_folder: Path | None, allow_private: bool, at_once: int, save: bool,
    availability: str | None, saving: str | None, **limits: Any,
) -> None:  # fmt: skip
    """Look for an archived copy of each source, near the day it was read, and keep its address in the lock file.

    Exit 1 where a source has none.
    """
    from sphinx_factcheck.exchange.sources import archive as archives
    from sphinx_factcheck.exchange.sources.answers import Unanswered

    base = _open(ids, facts_folder)
    settings = base.project.settings if base.project else Settings()
    asked, made = availability or settings.archive, saving or settings.archive_saving
    wanted = [s for s in base.meant if s.url and not s.archived and not base.lock.get(s.id, _NEW).archive]
    found: dict[str, Looked] = {}
    copies: dict[str, archives.Copy] = {}
    lacking = 0
    with ExitStack() as stack:
        client = stack.enter_context(_client(limits, private=allow_private))
        told = stack.enter_context(_progress(len(wanted), found))
        stack.callback(base.save, found)
        for source in wanted:
            try:
                if source.url not in copies:
                    near = source.seen.earliest.isoformat() if source.seen else ""
                    copy = archives.available(client, source.url, near, asked)
                    copies[source.url] = archives.save(client, source.url, made) if save and not copy.url else copy
                copy, why = copies[source.url], "there is none"
            except Unanswered as error:
                copy, why = archives.Copy(), str(error)
            if copy.url:
                kept = base.lock.get(source.id, _NEW)
                told(source.id, replace(kept, archive=copy.url, archived=copy.day, url=kept.url))
            else:
                lacking += 1
                remark(f"{base.facts.places[source.id]}: {source.id}: no archived copy: {why}")
    with writing(None) as out:
        out.write(f"{len(wanted)} sources without an archived copy: {len(found)} found, {lacking} still without\n")
    sys.exit(1 if lacking else 0)


@sources.command()
@_BASE
@_REPORT
def report(ids: tuple[str, ...], facts_folder: Path | None, form: str, output: Path | None) -> None:
    """Tell what was seen when the sources were last checked, without asking anybody. Exit as check."""
    base = _open(ids, facts_folder)
    _report(base, base.lock, form, output)


_NEW = Looked("unchecked", "")


def _report(base: _Base, found: Mapping[str, Looked], form: str, output: Path | None) -> None:
    from sphinx_factcheck.exchange.sources.checking import STATES

    rows = [base.row(source, found.get(source.id, _NEW), form) for source in base.meant]
    with writing(output, form) as out:
        WRITERS[form](rows, {**STATES, "unchecked": "never looked at"}, out)
    sys.exit(1 if any(row.failing for row in rows) else 0)


@contextmanager
def _progress(length: int, found: dict[str, Looked]) -> Iterator[Callable[[str, Looked], None]]:
    """What takes each result as it comes; on a terminal it shows how far things are."""
    with ExitStack() as stack:
        bar = None
        if sys.stderr.isatty():
            bar = stack.enter_context(click.progressbar(length=length, label="sources", file=sys.stderr))

        def told(id: str, looked: Looked) -> None:
            found[id] = looked
            if bar is not None:
                bar.update(1)

        yield told


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
