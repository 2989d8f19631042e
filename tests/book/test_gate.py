"""A false date or a false sentence fails the build, however it is built; mending it is enough to build again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from book.books import change, jupyter_book, make_book, more_letters, plain, sphinx
from editions import FILES

FAULTS = {
    "the acknowledgement is removed": (
        "annotations/2023-berg-repost.md",
        ":::{sic} 2021-07-12\n:rule: date\n",
        ":::{note-on} 2021-07-12\n",
        (
            "chapters/2023-berg-repost.md:4:7: contradicted [date] the letter to Minister Berg is dated 2023-06-14",
            "  4 | date: 2021-07-12\n    |       ^^^^^^^^^^",
            "fact: facts/documents.yml:5 letter-2023",
            "source: board-2023 (https://example.org/letter)",
            "also: this letter says Karin Lind was sentenced, which happened on 2023-04-10",
            "if the source really has this, acknowledge it: annotations/2023-berg-repost.md  :::{sic} 2021-07-12",
        ),
    ),
    "the letter itself has the false date": (
        "chapters/2023-berg.md",
        "date: 2023-06-14",
        "date: 2021-07-12",
        ("chapters/2023-berg.md:4:7: contradicted [date] the letter to Minister Berg is dated 2023-06-14",),
    ),
    "13 years in the letter": (
        "chapters/2023-berg.md",
        "14 years",
        "13 years",
        ("chapters/2023-berg.md:10:35: contradicted [sentence]",),
    ),
    "13 years in the fact base": (
        "facts/people.yml",
        "term: 14 years",
        "term: 13 years",
        ("chapters/2023-berg.md:10:35: contradicted [sentence]",),
    ),
}
MODES = {
    "plain": ((), ""),
    "warnings are errors": (("-W", "-n", "--keep-going"), ""),
    "two processes": (("-j", "2"), ""),
    "its warnings are hidden": ((), 'suppress_warnings = ["factcheck"]\n'),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("mode", MODES)
def test_the_gate_is_shut_on_a_cold_and_on_an_unchanged_build(tmp_path: Path, fault: str, mode: str) -> None:
    name, true, false, told = FAULTS[fault]
    options, setting = MODES[mode]
    book = make_book(tmp_path, more_letters(5) if "-j" in options else None)
    change(book, "conf.py", "project =", f"{setting}project =")
    change(book, name, true, false)
    cold = sphinx(book, *options)
    assert cold.code == 1, cold.said
    again = sphinx(book, *options)
    assert again.code == 1
    assert again.read == 0
    for words in told:
        assert words in cold.said
        assert words in again.said
    assert "Traceback" not in cold.said + again.said


@pytest.mark.parametrize("fault", FAULTS)
def test_jupyter_book_refuses_it_and_builds_again_once_it_is_mended(tmp_path: Path, fault: str) -> None:
    name, true, false, told = FAULTS[fault]
    book = make_book(tmp_path, jupyter=True)
    change(book, name, true, false)
    for built in (jupyter_book(book), jupyter_book(book)):
        assert built.code == 1, built.said
        assert "Traceback" not in built.said
        for words in told:
            assert words in built.said
    change(book, name, false, true)
    mended = jupyter_book(book, "-W", "-n", "--keep-going")
    assert mended.code == 0, mended.said
    assert "contradicted" not in mended.said


def test_a_sound_book_passes_and_tells_what_was_checked(tmp_path: Path) -> None:
    built = jupyter_book(make_book(tmp_path, jupyter=True), "-W", "-n", "--keep-going")
    assert built.code == 0, built.said
    assert "2 letters" in built.said
    assert "coverage 100.0 %" in built.said


def test_a_letter_that_the_table_of_contents_lacks_is_warned_of_in_every_build(tmp_path: Path) -> None:
    book = make_book(tmp_path, more_letters(1), jupyter=True)
    for _ in range(2):
        built = jupyter_book(book)
        assert built.code == 0
        assert "chapters/2023-more-1.md:1: WARNING: the table of contents lacks this letter" in plain(built.said)


def test_a_document_that_two_letters_carry_shuts_the_gate(tmp_path: Path) -> None:
    book = make_book(tmp_path, {"chapters/2023-copy.md": FILES["chapters/2023-berg.md"]})
    for _ in range(2):
        built = sphinx(book)
        assert built.code == 1
        assert "2023-copy.md:3" in built.said
        assert "carried by chapters/2023-berg.md already" in built.said


def test_coverage_under_the_setting_fails(tmp_path: Path) -> None:
    unknown = "Ove Dahl and a lawyer named Bo Ek were both sentenced, Bo Ek to 12 years in prison, on June 6, 2022."
    book = make_book(tmp_path, {"facts/people.yml": "- id: ove-dahl\n  name: Ove Dahl\n- id: bo-ek\n  name: Bo Ek\n"})
    change(book, "annotations/2023-berg.md", "Karin Lind to 14 years in prison", "Karin Lind")
    change(book, "chapters/2023-berg.md", "Dear Minister Berg,", unknown)
    low = sphinx(book)
    assert low.code == 0, low.said
    change(book, "conf.py", "project =", "factcheck_fail_under = 99\nproject =")
    high = sphinx(book)
    assert high.code == 1
    assert "is under factcheck_fail_under, which is 99" in high.said


def test_the_checking_builder_writes_the_findings_and_no_pages(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    change(book, "chapters/2023-berg.md", "14 years", "13 years")
    built = sphinx(book, "-b", "factcheck")
    assert built.code == 1
    assert "contradicted [sentence]" in (built.pages / "output.txt").read_text(encoding="utf-8")
    assert '"rule": "sentence"' in (built.pages / "output.json").read_text(encoding="utf-8")
    sarif = json.loads((built.pages / "output.sarif").read_text(encoding="utf-8"))
    assert "sentence" in {result["ruleId"] for result in sarif["runs"][0]["results"]}
    assert "\n::error file=chapters/2023-berg.md," in (built.pages / "output.github").read_text(encoding="utf-8")
    assert "<failure" in (built.pages / "output.junit.xml").read_text(encoding="utf-8")
    assert not list(built.pages.rglob("*.html"))


def test_a_single_letter_is_judged_by_the_facts_around_it(tmp_path: Path) -> None:
    book = make_book(tmp_path, jupyter=True)
    letter = book / "chapters" / "2023-berg.md"
    right = jupyter_book(letter, "--config", str(book / "_config.yml"))
    assert right.code == 0, right.said
    assert "1 letter, 5 claims, coverage 100.0 %" in right.said
    (page,) = book.rglob("2023-berg.html")
    assert "Sentenced on the same day" in page.read_text(encoding="utf-8")
    change(book, "chapters/2023-berg.md", "14 years", "13 years")
    wrong = jupyter_book(letter, "--config", str(book / "_config.yml"))
    assert wrong.code == 1
    assert "chapters/2023-berg.md:10:35: contradicted [sentence]" in wrong.said


def test_what_a_fact_base_is_warned_of_is_told_in_every_build_and_fails_none(tmp_path: Path) -> None:
    twice = "- {id: ann-one, name: Ann Archer}\n- {id: ann-two, name: Ann Archer, about: Another one.}\n"
    book = make_book(tmp_path, {"facts/people-more.yml": twice})
    for _ in range(2):
        built = sphinx(book)
        assert built.code == 0, built.said
        told = "facts/people-more.yml:2:23: warning [facts-alias] this is a name of “ann-two” and of “ann-one”"
        assert told in built.said
