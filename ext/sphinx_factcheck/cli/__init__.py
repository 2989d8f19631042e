"""The command line: `factcheck`."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click

from sphinx_factcheck import __version__
from sphinx_factcheck.cli import checking, editing, facts, proving, writing
from sphinx_factcheck.cli.common import fail, leave_output

INTERRUPTED = 130
CONTEXT = {"help_option_names": ["-h", "--help"]}


class Program(click.Group):
    """The commands. What the disk refuses, now or half-way, ends any of them with a line of why."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        if sys.stdout is None:  # closed by whoever started this
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
                return self.main(*args, **kwargs)
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            leave_output()
            fail(f"{error.filename or 'what was to be written'}: {error.strerror}")

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)  # click would make it 1, and that the gate is shut is not known


@click.group(cls=Program, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """Check what letters assert against a fact base, as of the day each was written.

    Exit codes: 0 the gate is open, 1 it is shut, 2 the input itself is broken.
    """


for _command in (*checking.COMMANDS, *facts.COMMANDS, *writing.COMMANDS, *proving.COMMANDS, *editing.COMMANDS):
    main.add_command(_command)
