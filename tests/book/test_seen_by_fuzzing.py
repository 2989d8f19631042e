"""What random edits from outside once brought up, each by itself: afterwards the book is what a clean build makes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from book.books import Built, change, make_book, more_letters, sphinx
from editions import FILES

CONTENTS = "# Tiny\n\n```{{toctree}}\n{}chapters/2023-berg\nchapters/2023-berg-repost\nchapters/2023-more-1\nreference/people\nreference/ledger\nreference/timeline\nreference/rankings\n```\n"
RANKINGS = """- id: freedom-index
  name: the Freedom Index
  ranks:
    - {subject: norland-press, rank: 3, on: 2022-05-03, sources: [board-2023]}
"""
BODIES = """- id: norland-press
  name: Norland Press
"""
EXTRA = {
    "reference/ledger.md": "# Ledger\n\n```{ledger}\n```\n",
    "reference/timeline.md": "# Timeline\n\n```{timeline}\n```\n",
    "reference/rankings.md": "# Rankings\n\n```{rankings}\n```\n\n```{organizations}\n```\n",
    "index.md": CONTENTS.format("").replace("{{", "{").replace("}}", "}"),
    "facts/rankings.yml": RANKINGS,
    "facts/organizations.yml": BODIES,
    **more_letters(1),
}
LETTER, WITNESS = "chapters/2023-berg", "chapters/2023-berg-repost"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = make_book(tmp_path / "book", EXTRA)
    first = sphinx(folder)
    assert first.code == 0, first.said
    return folder


def rename(book: Path, page: str, name: str) -> None:
    change(book, "index.md", f"{page}\n", f"{name} <{page}>\n")


def made(built: Built, page: str) -> str:
    return (built.pages / f"{page}.html").read_text("utf-8")


def test_a_letter_that_stops_being_utf8(book: Path) -> None:
    (book / f"{LETTER}.md").write_bytes(FILES[f"{LETTER}.md"].encode() + b"\xff\n")
    built = sphinx(book)
    assert built.code == 1
    assert "[encoding]" in built.said
    assert "Traceback" not in built.said
    (book / f"{LETTER}.md").write_text(FILES[f"{LETTER}.md"], "utf-8")
    assert sphinx(book).code == 0


@pytest.mark.parametrize(
    "page", [f"{LETTER}-evidence", "reference/ledger", "reference/timeline"], ids=["evidence", "ledger", "timeline"]
)
def test_a_name_in_the_contents(book: Path, page: str) -> None:
    rename(book, LETTER, "The first of them")
    assert "The first of them" in made(sphinx(book), page)


def test_a_title_on_the_pages_of_people(book: Path) -> None:
    change(book, f"{LETTER}.md", "title: A letter", "title: Quite a letter")
    assert "Quite a letter" in made(sphinx(book), "reference/people/karin-lind")


def titles(built: Built) -> dict[str, str]:
    text = (built.pages / "searchindex.js").read_text("utf-8")
    index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return dict(zip(index["docnames"], index["titles"], strict=True))


def test_the_search_calls_a_witness_by_its_new_name(book: Path) -> None:
    rename(book, WITNESS, "A copy")
    assert titles(sphinx(book))[WITNESS].endswith("(A copy)")
    change(book, "index.md", f"A copy <{WITNESS}>", "")
    assert "(A copy)" not in titles(sphinx(book))[WITNESS]


def test_a_letter_becomes_a_witness(book: Path) -> None:
    change(book, "chapters/2023-more-1.md", "date: 2023-05-01", "witness_of: letter-2023\ndate: 2023-05-01")
    assert "Letter number 1</" in made(sphinx(book), LETTER).partition("fc-head")[2].partition("</dl>")[0]
    change(book, "chapters/2023-more-1.md", "witness_of: letter-2023\n", "")
    assert "Letter number 1</" not in made(sphinx(book), LETTER).partition("fc-head")[2].partition("</dl>")[0]


def test_the_name_of_who_is_ranked(book: Path) -> None:
    change(book, "facts/organizations.yml", "name: Norland Press", "name: Norland Review")
    assert "Norland Review" in made(sphinx(book), "reference/rankings/freedom-index")


@pytest.mark.parametrize("name", ["claims.json", "claims.csv"])
def test_a_download_that_was_deleted(book: Path, name: str) -> None:
    path = book / "_build/html/reference" / name
    before = path.read_bytes()
    path.unlink()
    assert sphinx(book).code == 0
    assert path.read_bytes() == before


def without(part: str) -> Callable[[Path], None]:
    def edit(book: Path) -> None:
        page = next(p for p in (book / "reference").glob("*.md") if part in p.read_text("utf-8"))
        page.write_text("# Nothing more\n", "utf-8")

    return edit


def gone(*names: str) -> Callable[[Path], None]:
    def edit(book: Path) -> None:
        for name in names:
            (book / name).unlink()
            listed = name.removesuffix(".md")
            text = (book / "index.md").read_text("utf-8")
            (book / "index.md").write_text(text.replace(f"{listed}\n", ""), "utf-8")

    return edit


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (without("{people}"), "reference/people/karin-lind.html"),
        (gone("reference/people.md"), "reference/people/karin-lind.html"),
        (without("{ledger}"), "reference/claims.json"),
        (without("{ledger}"), "reference/claims.csv"),
        (gone("reference/ledger.md"), "reference/claims.csv"),
        (gone(f"{LETTER}.md", "annotations/2023-berg.md"), f"{LETTER}-evidence.html"),
        (gone(f"{LETTER}.md", "annotations/2023-berg.md"), f"{LETTER}-evidence.js"),
    ],
    ids=["people", "people's page", "ledger, for programs", "ledger", "ledger's page", "letter", "letter's script"],
)
def test_what_is_made_no_more_goes(book: Path, edit: Callable[[Path], None], left: str) -> None:
    assert (book / "_build/html" / left).is_file()
    edit(book)
    built = sphinx(book)
    assert "Traceback" not in built.said, built.said
    assert not (book / "_build/html" / left).exists()


def test_the_last_letter_of_a_folder(tmp_path: Path) -> None:
    letter = FILES[f"{WITNESS}.md"].replace("2021-07-12", "2023-06-14")
    book = make_book(
        tmp_path,
        {
            "chapters/apart/copy.md": letter,
            "index.md": "# Tiny\n\n```{toctree}\n:glob:\nchapters/*\nchapters/apart/*\n```\n",
        },
    )
    assert sphinx(book).code == 0
    evidence = book / "_build/html/chapters/apart/copy-evidence.html"
    assert evidence.is_file()
    (book / "chapters/apart/copy.md").unlink()
    sphinx(book)
    assert not evidence.exists()
    assert not evidence.with_suffix(".js").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "read"),
    [
        ("facts/people.yml", "- id: karin-lind", "# a comment\n- id: karin-lind", 0),
        ("facts/people.yml", "- id: karin-lind", "- id: nils-ek\n  name: Nils Ek\n\n- id: karin-lind", 0),
        ("facts/people.yml", "name: Ove Dahl\n", "name: Ove Dahl\n  also: [Ove the Tall]\n", 3),
        ("facts/people.yml", "name: Siv Berg\n", "name: Siv Berg\n  about: A minister.\n", 2),
        ("facts/people.yml", "term: 14 years", "term: life", 2),
    ],
    ids=["a comment", "a new person put first", "an alias that no letter has", "about one", "a term"],
)
def test_what_is_read_again(book: Path, name: str, old: str, new: str, read: int) -> None:
    change(book, name, old, new)
    assert sphinx(book).read <= read


def test_the_order_of_the_contents_leaves_the_pages_of_people_alone(book: Path) -> None:
    page = book / "_build/html/reference/people/siv-berg.html"
    before = page.stat().st_mtime_ns
    change(book, "index.md", "reference/ledger\nreference/timeline\n", "reference/timeline\nreference/ledger\n")
    sphinx(book)
    assert page.stat().st_mtime_ns == before
