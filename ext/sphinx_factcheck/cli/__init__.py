"""The command line: `factcheck`."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from contextlib import redirect_stdout
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from sphinx_factcheck import __version__
from sphinx_factcheck.base.collecting import collect_seldom

INTERRUPTED = 130
CRASHED = 2
EXIT_CODES: Mapping[int, str] = {
    0: "the gate is open; what was asked for is done",
    1: "the gate is shut; of sources, that somebody should look at one",
    2: "the input itself is broken, or the command, or the program: what it says of the gate cannot be relied on",
    INTERRUPTED: "interrupted; nothing is left half written",
}
"""What each exit code says."""
COMMANDS = (
    "check",
    "claims",
    "mentions",
    "coverage",
    "read",
    "facts",
    "annotate",
    "baseline",
    "anchors",
    "mutate",
    "selftest",
    "build",
    "export",
    "import",
    "sources",
    "corpus",
    "init",
    "serve",
    "lsp",
    "cache",
)
"""The commands, each told in the module of its name."""


def _module(command: str) -> str:
    return f"{command}_" if iskeyword(command) else command


CONTEXT = {"help_option_names": ["-h", "--help"]}


class Program(click.Group):
    """The commands, one module each, imported when called. What the disk refuses ends each with a line of why."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"{__package__}.{_module(cmd_name)}"), _module(cmd_name))
        assert isinstance(command, click.Command)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        collect_seldom()
        if sys.stdout is None:  # closed by whoever started this
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
                return self.main(*args, **kwargs)
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            from sphinx_factcheck.cli.common import fail, leave_output  # what it brings along takes half a second

            leave_output()
            fail(f"{error.filename or 'what was to be written'}: {error.strerror}")
        except Exception:  # noqa: BLE001 - Python would end with 1, and that the gate is shut is not known
            traceback.print_exc()
            click.echo("factcheck: a fault of the program, not of the edition: please report the lines above", err=True)
            sys.exit(CRASHED)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)  # click would make it 1, and that the gate is shut is not known


@click.group(cls=Program, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """Check what letters assert against a fact base, as of the day each was written.

    Exit codes: 0 the gate is open, 1 it is shut, 2 the input itself is broken, or the program.
    """
