"""A second build reads and writes what has changed, and nothing else; two processes make the same book as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from book.books import change, make_book, more_letters, sphinx

CHAPTERS = {"chapters/2023-berg", "chapters/2023-berg-repost"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = make_book(
        tmp_path, {"chapters/2022-other.md": "---\ntitle: Other\ndate: 2022-05-01\n---\n\nNobody is named.\n"}
    )
    assert sphinx(folder).code == 0
    return folder


def test_nothing(book: Path) -> None:
    built = sphinx(book)
    assert built.read == 0
    assert built.written == set()


def test_a_note_has_changed(book: Path) -> None:
    change(book, "annotations/2023-berg.md", "Sentenced on the same day", "Sentenced together")
    built = sphinx(book)
    assert built.read == 1
    assert "Sentenced together" in built.page("chapters/2023-berg").get_text()


def test_a_changed_note_leaves_the_lists_alone(book: Path) -> None:
    change(book, "annotations/2023-berg.md", "Sentenced on the same day", "Sentenced together")
    assert "reference/people" not in sphinx(book).written


def test_a_changed_person_is_written_to_the_list_of_people_and_no_other(tmp_path: Path) -> None:
    lists = {
        "reference/documents.md": "# Documents\n\n```{documents}\n```\n",
        "reference/figures.md": "# Figures\n\n{number-of}`people` people\n",
    }
    book = make_book(tmp_path, lists)
    assert sphinx(book).code == 0
    change(book, "facts/people.yml", "about: A lawyer.", "about: A judge.")
    written = sphinx(book).written
    assert "reference/people" in written
    assert not written & {"reference/documents", "reference/figures"}


def test_what_the_list_does_not_tell_is_written_to_the_own_page_alone(book: Path) -> None:
    change(book, "facts/sources.yml", "The court's notice", "A notice of the court")
    built = sphinx(book)
    assert "reference/people" not in built.written
    assert "A notice of the court" in built.page("reference/people/karin-lind").get_text()


def test_what_an_interrupted_build_did_not_write_is_written_by_the_next(book: Path) -> None:
    page = book / "_build" / "html" / "reference" / "people.html"
    before = page.read_text(encoding="utf-8")
    change(book, "facts/people.yml", "about: A lawyer.", "about: A judge.")
    assert sphinx(book).code == 0
    page.write_text(before, encoding="utf-8")
    again = sphinx(book)
    assert "reference/people" in again.written
    assert "A judge." in again.page("reference/people").get_text()


def test_an_annotation_file_comes_and_goes(book: Path) -> None:
    notes = book / "annotations" / "2022-other.md"
    notes.write_text(":::{note-on} Nobody\nA new note.\n:::\n", encoding="utf-8")
    came = sphinx(book)
    assert came.read == 1
    assert "A new note." in came.page("chapters/2022-other").get_text()
    assert sphinx(book).read == 0
    notes.unlink()
    gone = sphinx(book)
    assert gone.read == 1
    assert "A new note." not in gone.page("chapters/2022-other").get_text()


def test_a_fact_has_changed_that_two_chapters_rest_on(book: Path) -> None:
    change(book, "facts/people.yml", "about: A lawyer.", "about: A judge.")
    built = sphinx(book)
    assert built.read == 2
    assert "A judge." in built.page("reference/people").get_text()
    assert sphinx(book).read == 0


def test_a_new_person_is_found_where_the_name_stood_already(book: Path) -> None:
    people = book / "facts" / "people.yml"
    people.write_text(people.read_text(encoding="utf-8") + "\n- id: nobody\n  name: Nobody\n", encoding="utf-8")
    built = sphinx(book)
    assert built.read == 1
    assert built.page("chapters/2022-other").select_one(".fc-named")["data-entity"] == "nobody"
    assert built.page("reference/people").find(id="person-nobody")
    assert built.page("reference/people/nobody").select_one(".fc-mentions li")


def test_a_fact_that_no_page_uses(book: Path) -> None:
    sources = book / "facts" / "sources.yml"
    more = "\n- id: unused\n  title: Unused\n  url: https://example.org/unused\n  seen: 2026-11-22\n"
    sources.write_text(sources.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert sphinx(book).read == 0


def test_the_title_of_a_source_on_a_page_that_is_no_letter(tmp_path: Path) -> None:
    page = "# People\n\nSee {source}`the {x} <court-2023>` and {person}`siv-berg`.\n\n```{people}\n```\n"
    book = make_book(tmp_path, {"reference/people.md": page})
    assert sphinx(book).code == 0
    change(book, "facts/people.yml", "name: Siv Berg", "name: Siv Alm Berg")
    built = sphinx(book)
    assert "Siv Alm Berg" in built.page("reference/people").select_one("p").get_text()


def test_a_mention_goes_and_the_people_page_follows(book: Path) -> None:
    change(book, "chapters/2023-berg.md", " and Ove Dahl to 12 years", "")
    built = sphinx(book)
    assert "reference/people" in built.written
    for shown in (built.page("reference/people").find(id="person-ove-dahl"), built.page("reference/people/ove-dahl")):
        assert not shown.select('a[href*="2023-berg.html"]')
        assert shown.select('a[href*="2023-berg-repost.html"]')


def test_a_chapter_goes(book: Path) -> None:
    (book / "chapters" / "2023-berg-repost.md").unlink()
    (book / "annotations" / "2023-berg-repost.md").unlink()
    built = sphinx(book)
    assert built.code == 0, built.said
    for page in ("reference/people", "reference/people/karin-lind", "reference/people/ove-dahl"):
        assert not built.page(page).select('.body a[href*="repost"]')


def test_the_people_page_moves_and_the_links_follow(book: Path) -> None:
    (book / "reference" / "people.md").rename(book / "reference" / "persons.md")
    built = sphinx(book)
    assert built.written >= CHAPTERS
    link = built.page("chapters/2023-berg").select_one(".fc-named a")
    assert link["href"].startswith("../reference/persons/")


def test_another_letters_words_have_changed_and_a_quotation_of_them_is_judged_anew(tmp_path: Path) -> None:
    quoting = (
        "---\ntitle: Report\ndate: 2023-06-20\n---\n\n"
        "The letter to Minister Berg says: “The court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years.”\n"
    )
    book = make_book(tmp_path, {"chapters/2023-report.md": quoting})
    before = sphinx(book)
    quotations = before.page("chapters/2023-report-evidence").select("#fc-checked li")
    assert any("The court sentenced" in row.get_text() for row in quotations), before.said
    change(book, "chapters/2023-berg.md", "in prison and", "in a prison, and")
    change(book, "annotations/2023-berg.md", "Karin Lind to 14 years in prison", "Karin Lind to 14 years")
    after = sphinx(book)
    assert after.code == 1
    assert "[quotation]" in after.said
    assert after.read == 2


def test_two_processes_make_the_same_pages_as_one(tmp_path: Path) -> None:
    one = sphinx(make_book(tmp_path / "one", more_letters(7)))
    two = sphinx(make_book(tmp_path / "two", more_letters(7)), "-j", "2")
    assert (one.code, two.code) == (0, 0), two.said
    assert "chapters/2023-berg .. chapters/" in two.said
    for path in sorted(one.pages.rglob("*.html")):
        other = two.pages / path.relative_to(one.pages)
        assert other.read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), path.name
    again = sphinx(two.folder, "-j", "2")
    assert again.read == 0
