"""`sphinx-build -b factcheck`: checks the letters and writes the findings, without making pages."""

from __future__ import annotations

from pathlib import Path

from sphinx.builders.dummy import DummyBuilder

from sphinx_factcheck.book.gate import report_of
from sphinx_factcheck.reports import WRITERS

FILES = {"text": "output.txt", "json": "output.json"}


class FactcheckBuilder(DummyBuilder):
    """Writes the findings as `output.txt` and `output.json`, as Sphinx's own linkcheck does."""

    name = "factcheck"
    epilog = "The findings are in output.txt and output.json in %(outdir)s."

    def finish(self) -> None:
        report = report_of(self.env)
        for form, name in FILES.items():
            with (Path(self.outdir) / name).open("w", encoding="utf-8") as out:
                WRITERS[form](report, out)
