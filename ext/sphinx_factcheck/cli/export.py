"""export: the edition in other formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.cli.common import Call, end_listing, fail, letters_options, open_call, remark, replacing, writing
from sphinx_factcheck.cli.letters import report_of
from sphinx_factcheck.edition.project import CONFIG_FILES
from sphinx_factcheck.edition.publication import Publication, read_publication
from sphinx_factcheck.exchange.formats import FORMATS
from sphinx_factcheck.exchange.published import File, published
from sphinx_factcheck.facts.dates import When


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice([*FORMATS, "all"]))
@letters_options
@click.option("--out", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where to.")
@click.option("--base", metavar="URL", help="Where the edition is published, instead of what its settings say.")
def export(
    form: str, paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, folder: Path, base: str | None
) -> None:
    """Write the letters, their notes and verdicts in another format, below the folder --out."""
    call = open_call(paths, facts_folder, date)
    _refuse_sources(call, folder)
    told = _publication(call, base)
    report = report_of(call)
    edition = published(told, call.facts, report.checked)
    names = FORMATS if form == "all" else (form,)
    files = [file for name in names for file in FORMATS[name](edition)]
    for file in files:
        _write(folder, file)
    with writing(None) as out:
        out.writelines(lines.one_line((folder / file.name).as_posix()) + "\n" for file in files)
    remark(f"{len(files)} files of {len(edition.letters)} letters")
    end_listing(call, report.checked)


def _publication(call: Call, base: str | None) -> Publication:
    root = call.project.root if call.project else None
    config = next((root / name for name in CONFIG_FILES if (root / name).is_file()), None) if root else None
    told = read_publication(config) if config else Publication()
    if base is None:
        return told
    if not base.startswith(("https://", "http://")):
        raise click.BadParameter("an address that starts with https:// is expected", param_hint="--base")
    return replace(told, url=f"{base.rstrip('/')}/")


def _refuse_sources(call: Call, folder: Path) -> None:
    """Fail where the files would stand among what the edition is made from."""
    if call.project is None:
        return
    root, settings = call.project.root.resolve(), call.project.settings
    for name in (settings.facts, settings.chapters, settings.annotations):
        if folder.resolve().is_relative_to(root / name):
            fail(f"{lines.one_line(str(folder))} lies in {name}/, which the edition is made from: name another folder")


def _write(folder: Path, file: File) -> None:
    path = folder / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as out:
        out.write(file.text)
