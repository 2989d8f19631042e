"""The pages of the reference that are made from the code: commands, markup, rules. Run: python docs/made.py"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sphinx_factcheck.book.whole.directives import PARTS
from sphinx_factcheck.check.binding import ROLES
from sphinx_factcheck.claims.registry import kinds
from sphinx_factcheck.cli import main
from sphinx_factcheck.letters.allowed import NOTE_DIRECTIVES, OWN_DIRECTIVES, OWN_ROLES
from sphinx_factcheck.letters.annotations import OPTIONS, REQUIRED
from sphinx_factcheck.reports import rules

FOLDER = Path(__file__).parent / "reference"


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as --help has them."""
    yield "# Commands\n\nExit codes: 0 the gate is open, 1 it is shut, 2 the input itself is broken, 130 interrupted.\n"
    context = click.Context(main, info_name="factcheck")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield from _command(command, click.Context(command, context, info_name=name), 2)


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    yield f"{'#' * level} {context.command_path}\n"
    yield f"{_prose(command.help or '')}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _command(inner, click.Context(inner, context, info_name=name), level + 1)
        return
    yield f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```\n"
    told = [record for param in command.get_params(context) if (record := param.get_help_record(context))]
    if told:
        rows = "\n".join(f"| `{_cell(option)}` | {_cell(_prose(help))} |" for option, help in told)
        yield f"| option | what |\n|---|---|\n{rows}\n"


def _prose(text: str) -> str:
    paragraphs = [" ".join(part.split()) for part in text.replace("\b", "").split("\n\n")]
    return "\n\n".join(paragraphs).replace("<", "\\<").replace("*", "\\*").replace("[", "\\[").replace("_", "\\_")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def markup() -> Iterator[str]:
    """Directives and roles, with what they take."""
    yield "# Directives and roles\n\n## Of notes\n\nTheir argument is the exact words of the letter.\n"
    yield "| directive | options | of which it needs |\n|---|---|---|"
    for name, options in OPTIONS.items():
        taken = ", ".join(f"`{one}`" for one in options)
        needed = ", ".join(f"`{one}`" for one in REQUIRED.get(name, ())) or "none"
        yield f"| `{{{name}}}` | {taken} | {needed} |"
    yield f"\nIn a note also: {_listed(NOTE_DIRECTIVES)}.\n"
    pages = _listed(sorted({*OWN_DIRECTIVES, *PARTS}))
    yield f"## Of pages around the letters\n\n{pages}; see [the pages](../edition.md).\n"
    yield f"## Roles\n\n{_listed(OWN_ROLES)}. Of entities: {_listed(ROLES)}; see [Notes](../notes.md).\n"


def _listed(names: object) -> str:
    return ", ".join(f"`{{{name}}}`" for name in names)  # type: ignore[attr-defined]


def rules_page() -> Iterator[str]:
    """Every rule that a finding can name, and every kind of claim."""
    yield "# Rules\n\nWhat a finding names in square brackets; many are [kinds of claims](../claims.md), too.\n"
    yield "| rule | says | what to do |\n|---|---|---|"
    for id in sorted({*(kind.name for kind in kinds()), *rules.known()}):
        told = rules.rule(id)
        yield f"| `{id}` | {_cell(told.says)} | {_cell(told.help)} |"


def make() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, lines in {"commands": commands(), "markup": markup(), "rules": rules_page()}.items():
        (FOLDER / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make()
