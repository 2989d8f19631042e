"""The pages of the reference that are made from the code. Run: python docs/made.py"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sphinx_factcheck.book.whole.directives import PARTS
from sphinx_factcheck.check.binding import ROLES
from sphinx_factcheck.check.reports import WRITERS, rules
from sphinx_factcheck.check.reports.sources import WRITERS as SOURCE_WRITERS
from sphinx_factcheck.cli import EXIT_CODES, main
from sphinx_factcheck.cli.build import FORMS as FORMS_OF_A_BOOK
from sphinx_factcheck.edition.pages import PAGE_KEYS
from sphinx_factcheck.edition.settings import EXPORTS, PREFIX, declared
from sphinx_factcheck.engine.claims.registry import kinds
from sphinx_factcheck.exchange.corpus.writing import CLAIMS, FORMS, LETTERS
from sphinx_factcheck.letters.allowed import NOTE_DIRECTIVES, OWN_DIRECTIVES, OWN_ROLES
from sphinx_factcheck.letters.annotations import OPTIONS, REQUIRED
from sphinx_factcheck.letters.myst import FRONT_MATTER

FOLDER = Path(__file__).parent / "reference"


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as --help has them."""
    yield "# Commands\n\n## Exit codes\n\nOf every command, where its own words say nothing else.\n"
    rows = "\n".join(f"| {code} | {says} |" for code, says in EXIT_CODES.items())
    yield f"| code | says |\n|---|---|\n{rows}\n"
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


def kinds_page() -> Iterator[str]:
    """Every kind of claim: what it is about, and where it is told."""
    yield "# Kinds of claim\n\nThe words that each finds, and how it is judged: [Claims](../claims.md).\n"
    yield "| kind | about | rule | module |\n|---|---|---|---|"
    for kind in kinds():
        about = _cell((type(kind).__doc__ or "").strip().partition("\n")[0])
        yield f"| `{kind.name}` | {about} | {_cell(rules.rule(kind.name).says)} | `{type(kind).__module__}` |"


def settings_page() -> Iterator[str]:
    """Every setting with what it takes and its default."""
    yield "# Settings\n\nUnder `sphinx: config:` in `_config.yml`, or in conf.py: [an edition](../edition.md).\n"
    yield "| setting | takes | without it | what |\n|---|---|---|---|"
    for entry in declared():
        takes = {"float": "a number", "str": "words", "tuple[tuple[str, str], ...]": "a table"}.get(
            str(entry.type), "a list"
        )
        default = f"`{entry.default:g}`" if takes == "a number" else f"`{entry.default}`" if entry.default else "none"
        yield f"| `{PREFIX}{entry.name}` | {takes} | {default} | {_cell(entry.metadata['help'])} |"


def front_matter_page() -> Iterator[str]:
    """Every key of the front matter, of letters and of the pages around them."""
    yield "# Front matter\n\n## Of a letter\n\n| key | holds |\n|---|---|"
    yield from (f"| `{key}` | {_cell(holds)} |" for key, holds in FRONT_MATTER.items())
    yield f"\n## Of any other page\n\n{', '.join(f'`{key}`' for key in PAGE_KEYS)}, and nothing else."


def formats_page() -> Iterator[str]:
    """Every format, by the command that writes it, and the columns of tables."""
    yield "# Formats\n\nWhat the formats of an export hold: [Formats](../formats.md).\n"
    yield "| command | formats |\n|---|---|"
    told = {
        "check": WRITERS, "claims, mentions, read": ("table", "jsonl"), "sources check, sources report": SOURCE_WRITERS,
        "export": EXPORTS, "corpus check": FORMS, "build": FORMS_OF_A_BOOK,
    }  # fmt: skip
    for command, formats in told.items():
        yield f"| `factcheck {command}` | {', '.join(f'`{one}`' for one in formats)} |"
    yield "\n## Tables of `corpus check`\n\n| table | columns |\n|---|---|"
    for name, columns in {"claims-*": CLAIMS, "letters/letters-*": LETTERS}.items():
        yield f"| `{name}` | {', '.join(f'`{column}`' for column in columns)} |"


PAGES = {
    "commands": commands, "settings": settings_page, "front-matter": front_matter_page, "markup": markup,
    "rules": rules_page, "kinds": kinds_page, "formats": formats_page,
}  # fmt: skip


def make() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, lines in PAGES.items():
        (FOLDER / f"{name}.md").write_text("\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make()
