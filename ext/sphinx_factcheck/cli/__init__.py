"""The command line: `factcheck`."""

from __future__ import annotations

import click

from sphinx_factcheck import __version__
from sphinx_factcheck.cli import checking, editing, facts, proving, writing

CONTEXT = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """Check what letters assert against a fact base, as of the day each was written.

    Exit codes: 0 the gate is open, 1 it is shut, 2 the input itself is broken.
    """


for _command in (*checking.COMMANDS, *facts.COMMANDS, *writing.COMMANDS, *proving.COMMANDS, *editing.COMMANDS):
    main.add_command(_command)
