"""The command line: `factcheck`."""

from __future__ import annotations

from typing import Any

import click

from sphinx_factcheck import __version__
from sphinx_factcheck.cli import checking, editing, facts, proving, writing
from sphinx_factcheck.cli.common import fail, leave_output

CONTEXT = {"help_option_names": ["-h", "--help"]}


class Program(click.Group):
    """The commands. What the disk refuses, now or half-way, ends any of them with a line of why."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            leave_output()
            fail(f"{error.filename or 'what was to be written'}: {error.strerror}")


@click.group(cls=Program, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """Check what letters assert against a fact base, as of the day each was written.

    Exit codes: 0 the gate is open, 1 it is shut, 2 the input itself is broken.
    """


for _command in (*checking.COMMANDS, *facts.COMMANDS, *writing.COMMANDS, *proving.COMMANDS, *editing.COMMANDS):
    main.add_command(_command)
