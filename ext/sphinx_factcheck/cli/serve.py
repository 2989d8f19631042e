"""serve: what a program that builds pages asks of each letter."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.cli.common import open_call, print_problems
from sphinx_factcheck.cli.letters import report_of
from sphinx_factcheck.letters.files import real

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report
    from sphinx_factcheck.cli.common import Call


@click.command()
@click.option("--stdio", is_flag=True, help="Answer on standard output what is asked on standard input.")
@click.option("--plugin", is_flag=True, help="Write the plugin for mystmd (Jupyter Book 2), which asks, and end.")
def serve(stdio: bool, plugin: bool) -> None:
    """Answer what lies on the words of each letter, a line of JSON each, until the input ends.

    {"path": "chapters/x.md"} is answered with the text, mentions, claims, notes and findings of the letter; a page that
    is none has no "letter".
    """
    if plugin:
        from sphinx_factcheck.exchange.mystmd import pages

        click.echo(pages.plugin(), nl=False)
        return
    if not stdio:
        raise click.UsageError("say --stdio to be asked, or --plugin for the plugin that asks")
    call = open_call((), None, None)
    report = report_of(call)
    print_problems(report.problems)
    for answer in _answers(sys.stdin, call, report):
        click.echo(json_text(answer))
        sys.stdout.flush()


def _answers(lines: Iterable[str], call: Call, report: Report) -> Iterator[dict[str, Any]]:
    from sphinx_factcheck.exchange.mystmd.pages import finding_told, page_of

    project = call.project
    root = project.root if project else Path.cwd()
    letters = {real(root / one.chapter.path): one for one in report.checked}
    others = [finding_told(finding) for finding in report.others]
    for line in lines:
        if not line.strip():
            continue
        path = _asked(line)
        if path is None:
            yield {"letter": False, "findings": [], "error": "no JSON with a path"}
            continue
        checked = letters.get(real(root / path))
        page: dict[str, Any] = page_of(checked, call.facts) if checked else {"letter": False, "findings": []}
        yield {"path": path, **page, "findings": [*others, *page["findings"]]}
        others = []


def _asked(line: str) -> str | None:
    """The path that a line asks for; None where it asks for none."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    path = said.get("path") if isinstance(said, dict) else None
    return path if isinstance(path, str) and "\0" not in path else None
