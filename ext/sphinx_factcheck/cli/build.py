"""build: the edition as pages, as a PDF, as an EPUB, by Jupyter Book or by Sphinx alone."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from sphinx_factcheck.cli.common import BROKEN, ROOT, fail, find_project, print_problems, remark

FORMS = {"html": "html", "pdf": "paper", "epub": "epub"}
"""What can be built, with the name of the builder."""
_MADE = {"html": "index.html", "pdf": "book.pdf", "epub": "*.epub"}
_STRICT = ("-W", "-n", "--keep-going")


@click.command()
@click.argument("form", type=click.Choice(list(FORMS)))
@ROOT
@click.option("--lax", is_flag=True, help="Let warnings pass; the gate holds all the same.")
def build(form: str, lax: bool) -> None:
    """Build the edition: html (pages), pdf (needs Chromium or Chrome), epub. Fails where the gate is shut.

    With a _config.yml Jupyter Book builds, else Sphinx.
    """
    project = find_project(Path.cwd())
    assert project is not None
    if problems := tuple(project.unbuildable()):
        print_problems(problems)
        sys.exit(BROKEN)
    builder, strict = FORMS[form], () if lax else _STRICT
    out = project.root / "_build" / builder
    if (project.root / "_config.yml").is_file():
        if find_spec("jupyter_book") is None or find_spec("jupyter_book.cli") is None:
            fail('this edition is a Jupyter Book: pip install "jupyter-book<2", or give it a conf.py')
        how = () if form == "html" else ("--builder", "custom", "--custom-builder", builder)
        program = ["-c", "from jupyter_book.cli.main import main; main()", "build", str(project.root), *how, *strict]
    else:
        program = ["-m", "sphinx", "-b", builder, *strict, str(project.root), str(out)]
    spoken = os.environ.get("PYTHONIOENCODING") or f"{sys.stdout.encoding}:backslashreplace"
    environment = os.environ | {"PYTHONIOENCODING": spoken}
    code = subprocess.run([sys.executable, *program], check=False, env=environment).returncode
    if code == 0:
        found = next(iter(sorted(out.glob(_MADE[form]))), out)
        remark(f"made: {found}")
    sys.exit(code if code in {0, 1} else BROKEN)
