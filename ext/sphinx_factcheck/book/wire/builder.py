"""`sphinx-build -b factcheck`: checks the letters and writes the findings, without making pages."""

from __future__ import annotations

from pathlib import Path

from sphinx.builders.dummy import DummyBuilder

from sphinx_factcheck.book.wire.gate import report_of
from sphinx_factcheck.check.reports import WRITERS

FILES = {
    "text": "output.txt",
    "json": "output.json",
    "github": "output.github",
    "sarif": "output.sarif",
    "junit": "output.junit.xml",
}


class FactcheckBuilder(DummyBuilder):
    """Writes the findings in every format, as Sphinx's own linkcheck writes `output.txt` and `output.json`."""

    name = "factcheck"
    epilog = "The findings are in %(outdir)s: output.txt, and the same for programs."

    def finish(self) -> None:
        report = report_of(self.env)
        for form, name in FILES.items():
            with (Path(self.outdir) / name).open("w", encoding="utf-8") as out:
                WRITERS[form](report, out)
