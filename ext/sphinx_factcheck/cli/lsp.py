"""lsp: editor support."""

from __future__ import annotations

import click

from sphinx_factcheck.cli.common import fail


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as it always does.")
def lsp(stdio: bool) -> None:
    """Serve a text editor: findings as one types, cards, completion, mends."""
    try:
        from sphinx_factcheck.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        fail("editor support needs its extra: pip install 'sphinx-factcheck[lsp]'")
    serve()
