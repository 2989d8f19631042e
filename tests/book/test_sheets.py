"""What has more rows than a page should carry stands on sheets: each row on one of them, and never an old one."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest
from book.books import Built, change, make_book, more_letters, sphinx

from sphinx_factcheck.book.wire import sheets

LISTED = "\n".join(["chapters/2023-berg", *(f"chapters/2023-more-{n}" for n in range(1, 5))])
AROUND = ("people", "ledger", "timeline", "letters")
EXTRA = {
    **{f"reference/{name}.md": f"# The {name}\n\n```{{{name}}}\n```\n" for name in AROUND},
    "index.md": "# Tiny\n\n```{toctree}\n" + LISTED + "\n" + "\n".join(f"reference/{n}" for n in AROUND) + "\n```\n",
    "chapters/2023-berg-repost.md": None,
    "annotations/2023-berg-repost.md": None,
    **more_letters(4),
}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sheets, "MOST", 2)
    return make_book(tmp_path / "book", EXTRA)


def shown(built: Built) -> dict[str, str]:
    """The pages around the letters with their sheets, without what tells one build from another."""
    found = sorted((built.pages / "reference").rglob("*.html"))
    return {str(path.relative_to(built.pages)): path.read_text("utf-8").partition("<!--")[0] for path in found}


def rows(built: Built, name: str, table: str) -> list[str]:
    """The first cells of all rows on the sheets of a page."""
    pages = sorted((built.pages / f"reference/{name}-sheets").glob("*.html"))
    found = [built.page(path.relative_to(built.pages).with_suffix("").as_posix()) for path in pages]
    return [row.td.get_text(" ", strip=True) for page in found for row in page.select(f"table.{table} tbody tr")]


def test_each_row_stands_on_one_sheet_and_the_page_leads_to_all(book: Path) -> None:
    built = sphinx(book)
    assert built.code == 0, built.said
    for name, table, least in (("ledger", "fc-ledger", 6), ("letters", "fc-letters", 5), ("people", "fc-list", 3)):
        told = rows(built, name, table)
        assert len(told) >= least, name
        links = [link["href"] for link in built.page(f"reference/{name}").select("table.fc-sheets a")]
        assert len(links) == len(set(links)) > 1
        assert all((built.pages / "reference" / link).is_file() for link in links)
        assert not built.page(f"reference/{name}").select(f"table.{table}")
    assert len(set(rows(built, "people", "fc-list"))) == 3


def test_sheets_after_edits_are_those_of_a_clean_build(book: Path) -> None:
    sphinx(book)
    change(book, "chapters/2023-more-2.md", "12 years", "11 years")
    change(book, "facts/people.yml", "name: Ove Dahl", "name: Ove Ahl")
    change(book, "index.md", "chapters/2023-more-4\n", "")
    after = sphinx(book)
    assert "11 years" in "".join(rows(after, "ledger", "fc-ledger"))
    edited = shown(after)
    rmtree(book / "_build")
    assert edited == shown(sphinx(book))


def test_an_unchanged_build_writes_no_sheet(book: Path) -> None:
    first = sphinx(book)
    times = {path: path.stat().st_mtime_ns for path in first.pages.rglob("*-sheets/*.html")}
    assert times
    sphinx(book)
    assert {path: path.stat().st_mtime_ns for path in first.pages.rglob("*-sheets/*.html")} == times


def test_what_has_room_again_leaves_no_sheets(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sphinx(book)
    monkeypatch.setattr(sheets, "MOST", 500)
    change(book, "chapters/2023-more-2.md", "12 years", "12 whole years")
    built = sphinx(book)
    assert built.page("reference/ledger").select("table.fc-ledger tbody tr")
    assert not list(built.pages.rglob("*-sheets/*.html"))


def test_one_who_is_named_or_has_signed_very_often_has_pages_for_it(book: Path) -> None:
    """Here two rows are more than a page carries; each letter names Ove Dahl once."""
    built = sphinx(book)
    page = built.page("reference/people/ove-dahl")
    links = [link["href"] for link in page.select("table.fc-sheets a")]
    assert len(links) > 1
    named = 0
    for link in links:
        sheet = built.page(f"reference/people/{link.removesuffix('.html')}")
        named += len(sheet.select(".fc-mentioned"))
        back = [one["href"] for one in sheet.select(".fc-back-to-list a")]
        assert "../people/ove-dahl.html#person-ove-dahl" in back
    assert named >= 5
    assert not page.select(".fc-mentioned")
    change(book, "chapters/2023-more-2.md", "Ove Dahl was", "Karin Lind was")
    after = sphinx(book)
    told = "".join(path.read_text("utf-8") for path in after.pages.rglob("*named-ove-dahl*.html"))
    assert "says letter 2" not in told
    assert "says letter 3" in told
