"""import: a page, a file of text, Markdown, Word, PDF or TEI becomes a chapter, with its entries in the fact base."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.cli.common import ROOT, fail, find_project, need, read_facts, remark, replacing, writing
from sphinx_factcheck.edition.incoming import marked, with_entries
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.model import FactBase, Person

if TYPE_CHECKING:
    from sphinx_factcheck.exchange.imported import Agent, Imported, ImportedNote

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LARGEST = 50_000_000
_CAPTURES = "captures"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
_SUFFIXES = {"page": ".html", "text": ".txt", "markdown": ".md.txt", "word": ".docx", "pdf": ".pdf", "tei": ".xml"}
_DROPPED_TOLD = 6


@dataclass(frozen=True, slots=True)
class _Capture:
    """What was read: its bytes, where it is from, what sort of file it seems to be."""

    content: bytes
    name: str
    url: str = ""
    content_type: str = ""


@click.command("import")
@click.argument("origin", metavar="FILE|URL")
@click.option("--id", "id", required=True, help="The id of the document, and the name of its chapter.")
@click.option("--into", metavar="DIR", default="", help="A folder below that of the letters, or that itself.")
@ROOT
@click.option("--allow-private", is_flag=True, help="Read addresses in private networks, too.")
def import_(origin: str, id: str, into: str, allow_private: bool) -> None:
    """Make a chapter of a web page or of a file: HTML, plain text, Markdown, Word, PDF with text, TEI.

    The letter is found, what stands around it is left out and listed, the signers become a block. Document, source and
    whom the fact base lacks get their entries. What was read is kept in captures/. Look through all that was found.
    """
    need("import", ("lxml", "mammoth", "pypdf"))
    if not _ID.fullmatch(id):
        fail(f"“{id}” is no id: letters, digits, dots and hyphens, and first a letter or digit")
    project = find_project(Path.cwd())
    assert project is not None
    facts = read_facts(project, None)
    capture = _fetched(origin, private=allow_private) if origin.startswith(("http://", "https://")) else _read(origin)
    form = _form(capture)
    letters = _letters(capture, form)
    ids = [id] if len(letters) == 1 else [f"{id}-{number}" for number in range(1, len(letters) + 1)]
    today = dt.datetime.now(dt.UTC).date()
    kept = project.root / _CAPTURES / f"{id}{_SUFFIXES[form]}"
    folder = _folder(project, into)
    planned = [_plan(project, facts, folder, one, found) for one, found in zip(ids, letters, strict=True)]
    if kept.exists() and kept.read_bytes() != capture.content:
        fail(f"{project.name(kept)} is there already, with another content; take another id")
    kept.parent.mkdir(parents=True, exist_ok=True)
    _write_bytes(kept, capture.content)
    written = [kept]
    for plan in planned:
        written += plan.write(project, facts, _source(capture, project.name(kept), today), f"imported {today}: review")
    with writing(None) as out:
        out.writelines(f"{lines.one_line(project.name(path))}\n" for path in dict.fromkeys(written))
    for plan in planned:
        plan.tell()
    remark(f"next: look through {project.name(planned[0].chapter)}, add it to _toc.yml, and run factcheck check")


def _fetched(url: str, *, private: bool) -> _Capture:
    from sphinx_factcheck.exchange.sources.answers import Unanswered
    from sphinx_factcheck.exchange.sources.client import Client

    try:
        answer = Client(private=private).get(url)
    except Unanswered as error:
        fail(f"{url}: {error}")
    for hop in (*answer.hops[1:], *([answer.url] if answer.hops else [])):
        remark(f"redirected to {hop}")
    if not 200 <= answer.status < 300:
        fail(f"{answer.url} answers {answer.status}")
    name = answer.url.rstrip("/").rpartition("/")[2].partition("?")[0]
    return _Capture(answer.body, name, answer.url, answer.headers.get("content-type", ""))


def _read(origin: str) -> _Capture:
    path = Path(origin)
    try:
        if path.stat().st_size > _LARGEST:
            fail(f"{origin} is larger than {_LARGEST // 1_000_000} MB")
        return _Capture(path.read_bytes(), path.name)
    except (OSError, ValueError) as error:
        fail(f"{origin} cannot be read: {getattr(error, 'strerror', None) or error}")


def _form(capture: _Capture) -> str:
    """What sort of file was read, by its first bytes, then by what it is said to be, then by its name."""
    head = capture.content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    told, suffix = capture.content_type.partition(";")[0].strip().lower(), Path(capture.name).suffix.lower()
    if not head:
        fail(f"{capture.name or capture.url} is empty")
    if head.startswith(_PICTURES) or told.startswith(("image/", "audio/", "video/")):
        fail(f"{capture.name or capture.url} is a picture or a recording: an import needs words")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK"):
        return "word"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        fail(f"{capture.name} is a Word file of the old form: save it as .docx")
    if re.search(rb"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)\b", head):
        return "tei"
    if re.search(rb"<(?:!doctype html|html|head|body)\b", head, re.IGNORECASE) or told in _HTML or suffix in _PAGES:
        return "page"
    if suffix in {".xml", ".tei"}:
        return "tei"
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        fail(f"{capture.name or capture.url} is neither a page nor a text, Markdown, Word, PDF or TEI file")
    return "markdown" if suffix in {".md", ".markdown"} or told == "text/markdown" else "text"


_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})


def _letters(capture: _Capture, form: str) -> Sequence[Imported]:
    from sphinx_factcheck.exchange.pages import reading
    from sphinx_factcheck.exchange.sources.answers import decoded
    from sphinx_factcheck.exchange.tei.reading import TeiError, read_tei

    origin = capture.url or capture.name
    try:
        match form:
            case "tei":
                return read_tei(capture.content)
            case "word":
                return (reading.read_word(capture.content),)
            case "pdf":
                return (reading.read_pdf(capture.content),)
        text = decoded(capture.content, capture.content_type)
        read = {"page": reading.read_page, "markdown": reading.read_markdown}.get(form, reading.read_text)
        return (read(text),)
    except reading.NoLetter as error:
        fail(f"{origin}: {error}")
    except TeiError as error:
        fail(f"{origin}{f':{error.line}' if error.line else ''}: {error}")


def _folder(project: Project, into: str) -> Path:
    """Where the chapter goes: the folder of the letters, or one below it."""
    letters = project.root / project.settings.chapters
    wanted = project.root / into if into else letters
    if not wanted.resolve().is_relative_to(letters.resolve()):
        wanted = letters / into
    if not wanted.resolve().is_relative_to(letters.resolve()):
        fail(f"{into} leads out of {project.settings.chapters}/, where the letters are")
    return wanted


@dataclass(frozen=True, slots=True)
class _Plan:
    """One letter, and where it goes."""

    id: str
    chapter: Path
    found: Imported

    def write(self, project: Project, facts: FactBase, source: Mapping[str, str], note: str) -> Iterator[Path]:
        """Write its notes, entries and chapter, the chapter last; what is written is whole. Gives the paths."""
        from sphinx_factcheck.exchange.imported import annotations_of, facts_of, read_back

        told = {"title": self.found.title or self.id, **source, **self.found.source}
        found = replace(self.found, source=told, dropped=_few(self.found.dropped))
        text, letter = read_back(found, self.id, project.name(self.chapter))
        entries = facts_of(found, self.id, [*facts.entities, *facts.sources])
        folder = project.root / project.settings.facts
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in with_entries(folder, entries, self.id, note).items():
            with replacing(path) as out:
                out.write(content)
            yield path
        notes = project.annotations_path(self.chapter)
        if found.notes and notes is not None:
            notes.parent.mkdir(parents=True, exist_ok=True)
            with replacing(notes) as out:
                out.write(annotations_of(found, letter))
            yield notes
        self.chapter.parent.mkdir(parents=True, exist_ok=True)
        with replacing(self.chapter) as out:
            out.write(marked(text, _reviews(found)))
        yield self.chapter

    def tell(self) -> None:
        """Say what was left out and what to look at."""
        for words in self.found.dropped:
            remark(f"left out: {words}")
        for one in self.found.remarks:
            remark(f"look at: {one.message}{f' (line {one.line})' if one.line else ''}")


def _plan(project: Project, facts: FactBase, folder: Path, id: str, found: Imported) -> _Plan:
    chapter = folder / f"{id}.md"
    if chapter.exists():
        fail(f"{project.name(chapter)} is there already; take another id, or take it away")
    if id in facts.entities or id in facts.sources:
        fail(f"the fact base has {id} already; take another id")
    return _Plan(id, chapter, _known(facts, found))


def _known(facts: FactBase, found: Imported) -> Imported:
    """The letter with those whom the fact base knows under their names there."""
    names: dict[str, str] = {}
    surnames: dict[str, set[str]] = {}
    for id, entity in facts.entities.items():
        for alias in entity.aliases():
            names.setdefault(alias.name.casefold(), id)
            if isinstance(entity, Person):
                surnames.setdefault(alias.name.split()[-1].casefold(), set()).add(id)

    def known(agent: Agent) -> Agent:
        name = agent.name.casefold()
        alone = surnames.get(name, set())
        id = names.get(name) or (next(iter(alone)) if len(alone) == 1 else "")
        return replace(agent, ref=f"#{id}") if id else agent

    there = {agent.id: known(agent).id for agent in found.named}

    def meant(note: ImportedNote) -> ImportedNote:
        told = note.options.get("entity", "")
        return replace(note, options={**note.options, "entity": there.get(told, told)}) if told else note

    return replace(
        found,
        notes=tuple(map(meant, found.notes)),
        authors=tuple(map(known, found.authors)),
        addressees=tuple(map(known, found.addressees)),
        named=tuple(map(known, found.named)),
    )


def _few(dropped: Sequence[str]) -> tuple[str, ...]:
    """Of what was left out, as much as a line of the front matter can hold."""
    told = tuple(f"“{words}”" for words in dropped[:_DROPPED_TOLD])
    more = len(dropped) - len(told)
    return (*told, f"and {more} more pieces of the page") if more > 0 else told


def _reviews(found: Imported) -> dict[str, str]:
    told = {"title": "as it was found"} if found.title else {}
    dates = [one.message for one in found.remarks if "date" in one.message]
    return {**told, "date": dates[0] if dates else "as it was found", "source": "its entry in the fact base"}


def _source(capture: _Capture, kept: str, today: dt.date) -> dict[str, str]:
    digest = hashlib.sha256(capture.content).hexdigest()
    place = {"url": capture.url} if capture.url else {"citation": f"The file {capture.name}."}
    return {**place, "seen": today.isoformat(), "note": f"Captured {today} as {kept}, SHA-256 {digest}."}


def _write_bytes(path: Path, content: bytes) -> None:
    """A file put in place only when whole."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
