"""What is wrong in the files is told once, with its place, along with all else that is wrong, and never as a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from book.books import CONF, TOC, Built, change, jupyter_book, make_book, sphinx

# Beside each fault stands a second one, which must still be told.
ORPHAN = {"annotations/nobody.md": ":::{note-on} words\nA note.\n:::\n"}
OTHER = "annotations/nobody.md:1:1: error [file] these annotations have no chapter"
LETTER = "Dear Minister Berg,\n\nThe court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years.\n"
FRONT = "---\ndocument: letter-2023\ndate: 2023-06-14\nsource: board-2023\n---\n\n"

FAULTS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "a chapter without front matter": (
        {"chapters/2023-berg.md": LETTER},
        "chapters/2023-berg.md:1:1: error [chapter] the chapter has no front matter",
    ),
    "an unknown document": (
        {"chapters/2023-berg.md": FRONT.replace("letter-2023", "letter-2032") + LETTER},
        "chapters/2023-berg.md:2:11: error [chapter] unknown document “letter-2032”",
    ),
    "a date that is none": (
        {"chapters/2023-berg.md": FRONT.replace("2023-06-14", "14.06.2023") + LETTER},
        "chapters/2023-berg.md:3:7: error [date-format] “14.06.2023”",
    ),
    "not UTF-8": (
        {"chapters/2023-berg.md": (FRONT + LETTER).encode() + "Grüße".encode("latin-1")},
        "chapters/2023-berg.md:10:3: error [encoding] is not UTF-8",
    ),
    "an empty chapter": (
        {"chapters/2023-berg.md": ""},
        "chapters/2023-berg.md:1:1: error [chapter] the chapter has no front matter",
    ),
    "a chapter without words": (
        {"chapters/2023-berg.md": FRONT},
        "chapters/2023-berg.md:1:1: error [chapter] the letter has no words",
    ),
    "annotations without a chapter": ({}, OTHER),
    "an unknown option": (
        {"annotations/2023-berg.md": ":::{note-on} Karin Lind to 14\n:prefx: court\nA note.\n:::\n"},
        "annotations/2023-berg.md:2:1: error [annotation] unknown option :prefx: of {note-on}",
    ),
    "an anchor that is nowhere": (
        {"annotations/2023-berg.md": ":::{note-on} Karin Lynd to 14\nA note.\n:::\n"},
        "annotations/2023-berg.md:1:14: error [anchor] “Karin Lynd to 14” does not stand in",
    ),
    "a reference to nothing": (
        {"annotations/2023-berg.md": ":::{note-on} Karin Lind to 14\nAs {person}`ove-dal`.\n:::\n"},
        "annotations/2023-berg.md:2:13: error [reference] no person has the id “ove-dal”",
    ),
    "a reference to nothing on another page": (
        {"reference/people.md": "# People\n\nSee {person}`ove-dal`.\n\n```{people}\n```\n"},
        "reference/people.md:3:1: error [reference] no person has the id “ove-dal”",
    ),
    "a code fence left open": (
        {"chapters/2023-berg.md": FRONT + LETTER + "\n```\n"},
        "chapters/2023-berg.md:11:1: error [markup] a letter cannot hold a code fence",
    ),
    "an unknown setting": (
        {"conf.py": CONF + "factcheck_fail_undr = 3\n"},
        "unknown setting factcheck_fail_undr: did you mean factcheck_fail_under?",
    ),
}


def told_once(built: Built, words: str) -> None:
    assert built.code == 1, built.said
    assert "Traceback" not in built.said
    assert built.said.count(words) == 1, built.said


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_told_once_with_its_place_and_with_all_else(tmp_path: Path, fault: str) -> None:
    files, words = FAULTS[fault]
    book = make_book(tmp_path, {**ORPHAN, **files})
    built = sphinx(book)
    told_once(built, words)
    told_once(built, OTHER)
    again = sphinx(book)
    told_once(again, words)
    told_once(again, OTHER)


def test_a_missing_fact_base(tmp_path: Path) -> None:
    book = make_book(
        tmp_path, {**ORPHAN, **dict.fromkeys(f"facts/{n}.yml" for n in ("people", "documents", "sources"))}
    )
    built = sphinx(book)
    told_once(built, "facts:1:1: error")
    told_once(built, OTHER)


def test_all_that_is_wrong_with_the_fact_base_is_told_at_once_and_mending_it_is_enough(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    assert sphinx(book).code == 0
    change(book, "facts/people.yml", "term: 14 years", "term: 14 yeers")
    change(book, "facts/people.yml", "valid: 2021-01-26/2025-01-20", "valid: 2021-13-26")
    change(book, "facts/documents.yml", "type: letter", "typ: letter")
    broken = sphinx(book)
    assert broken.code == 1
    assert "Traceback" not in broken.said
    assert broken.read == 0
    for place in ("facts/people.yml:5:", "facts/people.yml:15:", "facts/documents.yml:3:"):
        assert place in broken.said, broken.said
    change(book, "facts/people.yml", "term: 14 yeers", "term: 14 years")
    change(book, "facts/people.yml", "valid: 2021-13-26", "valid: 2021-01-26/2025-01-20")
    change(book, "facts/documents.yml", "typ: letter", "type: letter")
    mended = sphinx(book, "-W")
    assert mended.code == 0, mended.said


def test_an_entry_of_the_toc_without_a_file(tmp_path: Path) -> None:
    book = make_book(tmp_path, {**ORPHAN, "_toc.yml": f"{TOC}  - file: chapters/1999-nobody\n"}, jupyter=True)
    built = jupyter_book(book)
    told_once(built, "_toc.yml:7:11: error [toc] the page “chapters/1999-nobody” has no file")
    told_once(built, OTHER)


@pytest.mark.parametrize("words", ["“smart”", "$1,000 and $2,000", "{{ name }}", "co-operate -- and wait..."])
def test_words_that_a_plugin_changes_are_an_error_and_no_silent_miss(tmp_path: Path, words: str) -> None:
    plugins = CONF + 'myst_enable_extensions = ["dollarmath", "replacements", "smartquotes", "substitution"]\n'
    letter = FRONT + LETTER.replace("Dear", f"{words} Dear")
    book = make_book(tmp_path, {"conf.py": plugins, "chapters/2023-berg.md": letter})
    built = sphinx(book)
    placed = "and links cannot be placed" not in built.said
    shown = built.page("chapters/2023-berg").select_one(".fc-letter").get_text()
    assert placed == (words in shown), built.said
    assert placed == (built.code == 0), built.said


def test_an_edition_without_letters(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    for path in (*(book / "chapters").iterdir(), *(book / "annotations").iterdir()):
        path.unlink()
    told_once(sphinx(book), "chapters:1:1: error [file] there are no letters (.md) here")
