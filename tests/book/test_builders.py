"""Every builder over every directive, each within a time; and no way of the newer Sphinx that is told to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from book.books import make_book, sphinx
from book.whole import WHOLE

from sphinx_factcheck.book.parts.made_pages import standing
from sphinx_factcheck.book.people.entries import LISTS
from sphinx_factcheck.book.whole.directives import PARTS

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "text", "man", "latex", "texinfo"),
    *(
        "gettext",
        "epub",
        "xml",
        "pseudoxml",
        "json",
        "pickle",
        "htmlhelp",
        "qthelp",
        "devhelp",
        "changes",
        "factcheck",
        "dummy",
    ),
)
"""`paper` needs a browser and `linkcheck` the web: they have tests of their own."""
ALL = {
    f"reference/all-{name}.md": f"# All of {name}\n\n```{{{name}}}{' letter-2023' * (name == 'collation')}\n```\n"
    for name in (*PARTS, *LISTS)
    if name != "followed-claim"
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    changes = {name: text for name, text in WHOLE.items() if name != "_toc.yml"}
    return make_book(tmp_path_factory.mktemp("builders"), {**changes, **ALL})


@pytest.mark.timeout(60)
@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_ends(book: Path, builder: str) -> None:
    built = sphinx(book, "-b", builder)
    assert built.code == 0, built.said
    assert "Traceback" not in built.said
    assert "unknown node type" not in built.said
    assert "RemovedInSphinx" not in built.said


def test_text_shows_the_ledger_as_a_table(book: Path) -> None:
    page = (sphinx(book, "-b", "text").pages / "reference/ledger.txt").read_text(encoding="utf-8")
    assert "| What the letter says" in page
    assert "contradicted" not in page
    assert "Karin Lind" in page


def test_files_of_pages_may_be_paths(tmp_path: Path) -> None:
    class OfNewerSphinx:
        def get_outfilename(self, page: str) -> Path:
            return tmp_path / f"{page}.html"

    (tmp_path / "people").mkdir()
    (tmp_path / "people/ove-dahl.html").touch()
    found = list(standing(OfNewerSphinx(), "people"))
    assert found == [("ove-dahl", tmp_path / "people/ove-dahl.html")]
