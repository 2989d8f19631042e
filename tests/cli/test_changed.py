"""`check --changed-since`: which letters are checked after which change, and what happens where git cannot tell."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import FILES, write_edition

from sphinx_factcheck.cli import main

OTHER = """---
title: About trees
document: letter-trees
date: 2023-09-01
source: board-2023
---

We ask the Forest Board to plant trees. “We write on behalf of two old bodies,” it said.
"""
DOCUMENTS = """
- id: letter-trees
  name: the letter about trees
  type: letter
  dates:
    - {event: dated, on: 2023-09-01, sources: [board-2023]}
"""
EDITION: dict[str, str] = {
    **FILES,
    "chapters/2023-trees.md": OTHER,
    "facts/documents.yml": FILES["facts/documents.yml"] + DOCUMENTS,
    "facts/organizations.yml": "- id: forest-board\n  name: The Forest Board\n  sources: [board-2023]\n",
}
BERG, REPOST, TREES = "chapters/2023-berg.md", "chapters/2023-berg-repost.md", "chapters/2023-trees.md"


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_edition(tmp_path / "Größe 1", EDITION)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    monkeypatch.chdir(root)
    return root


def check(since: str = "HEAD", *more: str) -> Result:
    return CliRunner().invoke(main, ["check", "--changed-since", since, "--format", "junit", *more])


def checked(result: Result) -> set[str]:
    """The letters that were checked, by the claims in the report."""
    return {path for path in (BERG, REPOST, TREES) if path in result.stdout}


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")


def test_nothing_changed(edition: Path) -> None:
    result = check()
    assert (result.exit_code, checked(result)) == (0, set())
    assert result.stderr == "0 of 3 letters rest on what changed since HEAD\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "touched"),
    [
        (TREES, "plant trees", "plant old trees", {TREES}),
        (BERG, "Dear Minister", "Dear old Minister", {BERG, REPOST}),
        ("annotations/2023-berg.md", "Sentenced on", "Also sentenced on", {BERG}),
        ("annotations/2023-berg-repost.md", "A template", "The template", {REPOST}),
        ("facts/people.yml", "term: 14 years", "term: 15 years", {BERG, REPOST}),
        ("facts/people.yml", "office: Minister", "office: Mayor", {BERG, REPOST}),
        ("facts/organizations.yml", "The Forest Board", "Forest Board", {TREES}),
        ("facts/organizations.yml", "The Forest Board", "The River Board", {TREES}),
        ("facts/documents.yml", "the letter about trees", "a letter about trees", {BERG, REPOST, TREES}),
        ("facts/sources.yml", "The court's notice", "The notice", {BERG}),
        ("facts/people.yml", "- id: karin-lind", "# a remark\n- id: karin-lind", set()),
        ("_config.yml", "title: Tiny", "title: Small", {BERG, REPOST, TREES}),
    ],
)
def test_what_a_change_touches(edition: Path, name: str, old: str, new: str, touched: set[str]) -> None:
    edit(edition, name, old, new)
    assert checked(check()) == touched


def test_a_new_fact_touches_the_letters_that_name_whom_it_is_about(edition: Path) -> None:
    people = edition / "facts" / "people.yml"
    people.write_text(people.read_text("utf-8") + "\n- id: tore-bodies\n  name: Tore Bodies\n", "utf-8")
    assert checked(check()) == {TREES}


@pytest.mark.parametrize("written", ["Karin Li\u200bnd", "Kаrin Lind", "Karin *Li*nd", "Ｋarin Lind", "K&#97;rin Lind"])
def test_a_name_touches_letters_however_it_is_written(edition: Path, written: str) -> None:
    edit(edition, TREES, "plant trees", f"plant trees for {written} and Lind’s")
    edit(edition, TREES, " and Lind’s", "")
    git(edition, "commit", "-qam", "second")
    edit(edition, "facts/people.yml", "term: 14 years", "term: 15 years")
    assert checked(check()) == {BERG, REPOST, TREES}


def test_a_quoted_passage_touches_letters_however_it_is_written(edition: Path) -> None:
    edit(edition, TREES, "plant trees", "plant trees, for “*Ove* Dahl to tw\u200belve years”")
    git(edition, "commit", "-qam", "second")
    edit(edition, BERG, "Ove Dahl to 12 years", "**Ove** Dahl to twelve years")
    assert TREES in checked(check())


def test_a_new_file_counts_as_changed(edition: Path) -> None:
    (edition / "annotations" / "2023-trees.md").write_text(":::{note-on} plant trees\nWhich?\n:::\n", "utf-8")
    assert checked(check()) == {TREES}


def test_a_removed_note_is_a_change(edition: Path) -> None:
    (edition / "annotations" / "2023-berg-repost.md").unlink()
    result = check()
    assert (result.exit_code, checked(result)) == (1, {REPOST})


def test_the_verdict_is_that_of_a_check_of_all(edition: Path) -> None:
    edit(edition, "facts/people.yml", "term: 14 years", "term: 15 years")
    narrowed, whole = (CliRunner().invoke(main, ["check", *more]) for more in (["--changed-since", "HEAD"], []))
    assert narrowed.exit_code == whole.exit_code == 1
    assert narrowed.stdout.splitlines()[0] == whole.stdout.splitlines()[0]


def test_earlier_revisions_and_a_detached_head(edition: Path) -> None:
    edit(edition, TREES, "plant trees", "plant old trees")
    git(edition, "commit", "-qam", "second")
    git(edition, "checkout", "-q", "--detach")
    assert checked(check("HEAD~1")) == {TREES}
    assert checked(check("HEAD")) == set()


def test_a_revision_that_is_none(edition: Path) -> None:
    for name in ("nope", "--output=x", ""):
        result = check(name)
        assert result.exit_code == 2
        assert result.stderr == f"factcheck: “{name}” is no revision of this repository\n"


@pytest.mark.parametrize("since", ["0" * 40, "HEAD~1"])
def test_where_history_does_not_reach_all_letters_are_checked(
    edition: Path, tmp_path: Path, since: str, monkeypatch
) -> None:
    edit(edition, TREES, "plant trees", "plant old trees")
    git(edition, "commit", "-qam", "second")
    git(tmp_path, "clone", "-q", "--depth", "1", edition.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    result = check(since)
    assert checked(result) == {BERG, REPOST, TREES}
    assert "all letters are checked" in result.stderr


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_edition(tmp_path, EDITION))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "not a git repository" in check().stderr
    monkeypatch.setenv("PATH", "")
    result = check()
    assert "git is not installed" in result.stderr
    assert (result.exit_code, checked(result)) == (0, {BERG, REPOST, TREES})


def test_an_edition_inside_a_larger_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_edition(tmp_path / "books" / "one", EDITION)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "README").write_text("x")
    monkeypatch.chdir(root)
    assert checked(check()) == set()
    edit(root, "facts/people.yml", "term: 12 years", "term: 11 years")
    assert checked(check()) == {BERG, REPOST}


def test_it_goes_without_other_facts(edition: Path) -> None:
    result = check("HEAD", "--facts", "facts", BERG)
    assert result.exit_code == 2
    assert "--facts" in result.stderr


def test_coverage_is_not_asked_of_some_letters(edition: Path) -> None:
    (edition / "_config.yml").write_text("title: Tiny\nsphinx: {config: {factcheck_fail_under: 100}}\n", "utf-8")
    git(edition, "commit", "-qam", "stricter")
    assert CliRunner().invoke(main, ["check"]).exit_code in {0, 1}
    edit(edition, TREES, "plant trees", "plant at least seventy trees")
    assert check().exit_code == 0
