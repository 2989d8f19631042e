"""The edition, the folder one stands in, the repository: three places, and paths that each reader finds."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import FILES, changed, write_edition

from sphinx_factcheck.cli import main

LETTER = "chapters/2023-berg.md"
WRONG: dict[str, str | bytes | None] = {
    LETTER: FILES[LETTER].replace("14 years", "13 years"),
    "annotations/2023-berg.md": None,
    "index.md": "# Not a letter\n",
}
Run = Callable[..., Result]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two editions in folders of it."""
    (tmp_path / ".git").mkdir()
    write_edition(tmp_path / "book", WRONG)
    write_edition(tmp_path / "other/edition", WRONG)
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(folder: Path, *words: str) -> Result:
        monkeypatch.chdir(folder)
        return CliRunner().invoke(main, words)

    return run


@pytest.mark.parametrize(
    ("stand", "words", "shown"),
    [
        (".", ("check", "book"), "book/chapters/2023-berg.md:10:35"),
        (".", ("check", "--root", "book"), "book/chapters/2023-berg.md:10:35"),
        (".", ("check", "book/chapters"), "book/chapters/2023-berg.md:10:35"),
        (".", ("check", "other/edition"), "other/edition/chapters/2023-berg.md:10:35"),
        ("book", ("check",), "chapters/2023-berg.md:10:35"),
        ("book/chapters", ("check",), "2023-berg.md:10:35"),
        ("book/facts", ("check",), "../chapters/2023-berg.md:10:35"),
        (".", ("claims", "book"), "book/chapters/2023-berg.md:10:35"),
    ],
)
def test_text_gives_paths_from_where_one_stands(
    repository: Path, run: Run, stand: str, words: tuple[str, ...], shown: str
) -> None:
    said = run(repository / stand, *words).output
    assert any(line.startswith(shown) for line in said.splitlines()), said


def test_mend_and_fact_are_seen_from_there_too(repository: Path, run: Run) -> None:
    said = run(repository / "book/chapters", "check").output
    assert "acknowledge it: ../annotations/2023-berg.md" in said
    assert "fact: ../facts/people.yml:5" in said


@pytest.mark.parametrize("stand", [".", "book", "book/chapters"])
def test_machines_get_paths_from_the_root_of_the_repository(repository: Path, run: Run, stand: str) -> None:
    to = os.path.relpath(repository / "book", repository / stand)
    said = run(repository / stand, "check", to, "--format", "github").output
    assert "file=book/chapters/2023-berg.md,line=10" in said
    rows = json.loads(run(repository / stand, "check", to, "--format", "json").output)
    assert {row["path"] for row in rows} == {"book/chapters/2023-berg.md", "book/chapters/2023-berg-repost.md"}
    assert {cited["path"].partition("/")[0] for row in rows for cited in row["cited"]} == {"book"}
    log = json.loads(run(repository / stand, "check", to, "--format", "sarif").output)
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]}
    assert all((repository / uri).is_file() for uri in uris)
    junit = run(repository / stand, "check", to, "--format", "junit").output
    assert 'file="book/chapters/2023-berg.md"' in junit
    line = json.loads(run(repository / stand, "claims", to, "--format", "jsonl").output.splitlines()[0])
    assert line["path"].startswith("book/chapters/")


def test_without_a_repository_machines_get_paths_from_the_edition(tmp_path: Path, run: Run) -> None:
    write_edition(tmp_path / "book", WRONG)
    rows = json.loads(run(tmp_path, "check", "book", "--format", "json").output)
    assert {row["path"] for row in rows} == {LETTER, "chapters/2023-berg-repost.md"}


def test_several_editions_are_checked_each_by_its_own_facts(repository: Path, run: Run) -> None:
    result = run(repository, "check", "book", "other/edition", "--format", "github")
    assert result.exit_code == 1
    assert "file=book/chapters/2023-berg.md" in result.output
    assert "file=other/edition/chapters/2023-berg.md" in result.output
    assert "4 letters" in result.output
    letters = [f"{edition}/{LETTER}" for edition in ("book", "other/edition")]
    assert "2 letters" in run(repository, "check", *letters).output


def test_the_index_of_an_edition_is_no_letter(repository: Path, run: Run) -> None:
    assert "index.md" not in run(repository, "check", "book").output


def test_at_the_root_the_editions_below_are_named(repository: Path, run: Run) -> None:
    result = run(repository, "check")
    assert result.exit_code == 2
    assert "book, other/edition" in result.output
    assert "--root book" in result.output


def test_a_root_that_is_none(repository: Path, run: Run) -> None:
    result = run(repository, "check", "--root", "other")
    assert result.exit_code == 2
    assert "there is no edition here" in result.output


def test_facts_of_an_edition_below(repository: Path, run: Run) -> None:
    assert run(repository, "facts", "validate", "--root", "book").exit_code == 0
    path = repository / "book/facts/people.yml"
    path.write_text(path.read_text("utf-8").replace("custody:", "custodi:", 1), "utf-8")
    said = run(repository, "facts", "validate", "--root", "book").output
    assert said.startswith("book/facts/people.yml:4:3: error [facts-shape]")


@pytest.mark.parametrize(
    ("path", "mend"), [("1800s", "is the path right?"), ("chapter", "did you mean chapters?"), ("x.md", "is the path")]
)
def test_a_path_that_leads_nowhere(tmp_path: Path, run: Run, path: str, mend: str) -> None:
    write_edition(tmp_path)
    result = run(tmp_path, "check", path)
    assert result.exit_code == 2
    assert "there is no such file or folder" in result.output
    assert mend in result.output


TOC = "format: jb-book\nroot: index\nchapters:\n  - file: chapters/2023-berg.md\n  - file: chapters/2023-berg-repost\n"


def test_a_table_of_contents_may_give_endings(tmp_path: Path, run: Run) -> None:
    write_edition(tmp_path, {"_toc.yml": TOC, "index.md": "# Tiny\n"})
    result = run(tmp_path, "check")
    assert result.exit_code == 0
    assert "toc" not in result.output


SAID_BY_CHECK: dict[str, tuple[dict[str, str | bytes | None], str, int]] = {
    "a letter that the table of contents lacks": (
        {"_toc.yml": TOC.replace("  - file: chapters/2023-berg-repost\n", "")},
        "chapters/2023-berg-repost.md:1:1: warning [toc] the table of contents lacks this letter",
        0,
    ),
    "an entry without a file": (
        {"_toc.yml": TOC.replace("-repost", "-repots")},
        "_toc.yml:5:11: error [toc] the page “chapters/2023-berg-repots” has no file\n  did you mean chapters/2023-berg-repost?",
        2,
    ),
    "a slip in a key of Jupyter Book": (
        {"_config.yml": "title: Tiny\nsphnix:\n  config: {}\n"},
        "_config.yml:2:1: unknown key “sphnix” at the top: did you mean “sphinx”?",
        2,
    ),
    "a slip below sphinx": (
        {"_config.yml": "title: Tiny\nsphinx:\n  confg: {}\n"},
        "_config.yml:3:3: unknown key “confg” in sphinx:: did you mean “config”?",
        2,
    ),
    "a setting at the top": (
        {"_config.yml": "title: Tiny\nfactcheck_facts: facts\n"},
        "_config.yml:2:1: factcheck_facts stands where nothing reads it",
        2,
    ),
    "a key that nothing reads": (
        {"_config.yml": "title: Tiny\nfriends: none\n"},
        "_config.yml:2:1: warning [setting] nothing reads the key “friends”",
        0,
    ),
    "a letter without a source": (
        changed(LETTER, "source: board-2023\n", ""),
        f"{LETTER}:3:11: warning [chapter] the chapter has no source",
        0,
    ),
    "an addressee that is nobody": (
        changed("facts/documents.yml", "  dates:", "  addressees: [nobody]\n  dates:"),
        "facts/documents.yml:4:16: warning [facts-reference] “nobody” names nobody in the fact base",
        0,
    ),
    "a kind of event with a slip": (
        changed(
            "facts/people.yml",
            "{event: sentenced, on: 2023-04-10, term: 14",
            "{event: sentense, on: 2023-04-10, term: 14",
        ),
        "did you mean “sentenced”?",
        2,
    ),
    "a slip in the key of a fact": (
        {"annotations/2023-berg.md": ":::{claim} 14 years\n:fact: karin-lind/custdy/1\n:says: term 14 years\n:::\n"},
        "did you mean karin-lind/custody/1?",
        1,
    ),
    "a key of a fact that is like none": (
        {"annotations/2023-berg.md": ":::{claim} 14 years\n:fact: karin-lind/sentense\n:says: term 14 years\n:::\n"},
        "the statements on Karin Lind are karin-lind/custody/1",
        1,
    ),
}


@pytest.mark.parametrize("case", SAID_BY_CHECK)
def test_check_says_what_the_book_says(tmp_path: Path, run: Run, case: str) -> None:
    changes, said, code = SAID_BY_CHECK[case]
    write_edition(tmp_path, {"index.md": "# Tiny\n"} | changes)
    result = run(tmp_path, "check")
    assert said in result.output
    assert result.exit_code == code, result.output
    shutil.rmtree(tmp_path)
