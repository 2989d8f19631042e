"""facts validate, show, evidence, schema: the fact base by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sphinx_factcheck.check import Report
from sphinx_factcheck.check.reports import WRITERS
from sphinx_factcheck.check.reports.text import write_findings
from sphinx_factcheck.cli.common import (
    BROKEN,
    ROOT,
    colour_wanted,
    fail,
    find_project,
    load,
    print_problems,
    read_date,
    read_facts,
    refuse_source,
    seen_by,
    writing,
)
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.evidence import weigh
from sphinx_factcheck.facts.load import FactsError

_FACTS = click.option(
    "--facts", "facts_folder", type=click.Path(path_type=Path), help="A fact base instead of the project's."
)


@click.group()
def facts() -> None:
    """Validate and show the fact base."""


@facts.command()
@_FACTS
@ROOT
@click.option("--format", "form", type=click.Choice(list(WRITERS)), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def validate(facts_folder: Path | None, form: str, output: Path | None) -> None:
    """Read the fact base and print everything that is wrong with it; exit 0 or 2."""
    project = find_project(Path.cwd(), needed=facts_folder is None)
    try:
        known = load(project, facts_folder, compiled=False)
    except FactsError as error:
        report = seen_by(project, form).report(Report(problems=error.problems))
        with writing(output, form) as out:
            if form == "text":
                write_findings(report.findings, out, colour=colour_wanted(output))
                out.write(f"{_some(len(report.problems), 'fault', 'faults')} in the fact base\n")
            else:
                WRITERS[form](report, out)
        sys.exit(BROKEN)
    print_problems(known.warnings, "warning", seen_by(project))
    with writing(output, form) as out:
        if form == "text":
            told = sum(len(facts) for facts in known.facts.values())
            out.write(
                f"{_some(len(known.entities), 'entity', 'entities')}, {_some(told, 'statement', 'statements')}, "
                f"{_some(len(known.sources), 'source', 'sources')}: all in order\n"
            )
            if thin := len(weigh(known).thin):
                statements = _some(thin, "statement of weight rests", "statements of weight rest")
                out.write(f"{statements} on fewer than two voices: see factcheck facts evidence\n")
        else:
            WRITERS[form](Report(), out)


@facts.command()
@click.argument("id")
@click.option(
    "--as-of", callback=read_date, help="The day (EDTF) as of which to show it; today's knowledge without it."
)
@_FACTS
@ROOT
def show(id: str, as_of: When | None, facts_folder: Path | None) -> None:
    """Show an entity as a card: its names, what held then, its sources."""
    from sphinx_factcheck.facts.card import card

    known = read_facts(find_project(Path.cwd(), needed=facts_folder is None), facts_folder)
    try:
        told = card(known, id, as_of)
    except KeyError as error:
        fail(str(error.args[0]))
    with writing(None) as out:
        out.write(f"{told}\n")


@facts.command()
@_FACTS
@ROOT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def evidence(facts_folder: Path | None, form: str) -> None:
    """Tell how well the fact base is borne out: by how many voices, and with its days."""
    from sphinx_factcheck.check.reports import evidence as writer

    project = find_project(Path.cwd(), needed=facts_folder is None)
    found = weigh(read_facts(project, facts_folder), _letters(project) if project is not None else ())
    with writing(None, form) as out:
        (writer.write_json if form == "json" else writer.write)(found, out)


def _letters(project: Project) -> Iterator[str]:
    """The sources that are the letters of an edition, as their front matter names them."""
    for path in project.chapter_paths():
        field = project.chapter(path).letter.fields.get("source")
        if field is not None:
            yield field.value


def _some(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@facts.command()
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Write one schema a file kind here.")
def schema(output: Path | None) -> None:
    """Print the JSON Schema of the fact base's files, or write them to a folder."""
    import json

    from sphinx_factcheck.facts.model import FILE_KINDS
    from sphinx_factcheck.facts.schema import json_schema, write_schemas

    if output is not None:
        refuse_source(output / "people.json")
        written = write_schemas(output)
        with writing(None) as out:
            out.writelines(f"{path}\n" for path in written)
        return
    with writing(None, "json") as out:
        out.write(json.dumps({kind: json_schema(kind) for kind in FILE_KINDS}, indent=2, ensure_ascii=False) + "\n")
