"""A baseline accepts what a collection already had, tied to the words, and says when it no longer holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import FILES, changed, write_edition

from sphinx_factcheck.cli import main

Run = Callable[..., Result]
FALSE = {**changed("chapters/2023-berg.md", "14 years", "13 years"), "annotations/2023-berg.md": None}
CHAPTER = FALSE["chapters/2023-berg.md"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    write_edition(tmp_path, FALSE)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, words)


def write(run: Run, *options: str) -> str:
    result = run("baseline", "--output", "baseline.yml", "--reason", "there before we began", *options)
    assert result.exit_code == 0, result.output
    return Path("baseline.yml").read_text(encoding="utf-8")


def test_it_holds_each_finding_with_its_words_and_reason(run: Run) -> None:
    assert write(run) == (
        "- rule: sentence\n"
        "  path: chapters/2023-berg.md\n"
        "  words: 13 years\n"
        "  before: sentenced Karin Lind to\n"
        "  after: in prison and Ove\n"
        "  reason: there before we began\n"
    )


def test_what_it_accepts_does_not_shut_the_gate(run: Run) -> None:
    assert run("check").exit_code == 1
    write(run)
    result = run("check", "--baseline", "baseline.yml")
    assert result.exit_code == 0, result.output
    assert "acknowledged by baseline.yml:1:" in result.output
    assert "there before we began" in result.output


def test_it_can_be_a_setting(run: Run) -> None:
    write(run)
    Path("_config.yml").write_text("sphinx:\n  config:\n    factcheck_baseline: baseline.yml\n", encoding="utf-8")
    assert run("check").exit_code == 0


def test_it_survives_moved_lines(run: Run) -> None:
    write(run)
    moved = CHAPTER.replace("The court", "A paragraph was put in front.\n\nThe court")
    Path("chapters/2023-berg.md").write_text(moved, encoding="utf-8")
    assert run("check", "--baseline", "baseline.yml").exit_code == 0


def test_a_new_error_is_not_accepted(run: Run) -> None:
    write(run)
    Path("chapters/2023-berg.md").write_text(CHAPTER.replace("12 years", "11 years"), encoding="utf-8")
    result = run("check", "--baseline", "baseline.yml")
    assert result.exit_code == 1
    assert "contradicted [sentence] " in result.output


def test_an_entry_without_a_finding_is_a_finding(run: Run) -> None:
    write(run)
    Path("chapters/2023-berg.md").write_text(FILES["chapters/2023-berg.md"], encoding="utf-8")
    result = run("check", "--baseline", "baseline.yml")
    assert result.exit_code == 1
    assert (
        "baseline.yml:1:3: error [baseline] the baseline accepts a finding that is not there any more" in result.output
    )


def test_an_entry_of_a_letter_that_is_not_checked_is_left_alone(run: Run) -> None:
    write(run)
    assert run("check", "chapters/2023-berg-repost.md", "--baseline", "baseline.yml").exit_code == 0


def test_an_entry_whose_time_is_up(run: Run) -> None:
    write(run, "--until", "2020-01-31")
    result = run("check", "--baseline", "baseline.yml")
    assert result.exit_code == 1
    assert "the baseline accepted this until 2020-01-31" in result.output
    assert "chapters/2023-berg.md:10:" in result.output


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- rule: x\n", "the entry lacks its path"),
        ("- [a]\n", "this is no entry"),
        ("- {rule: x, path: y, words: z, reason: r, untl: 2020}\n", "unknown key “untl”"),
        ("- {rule: x, path: y, words: z, reason: r, until: soon}\n", "“soon” is no EDTF date"),
        ("rule: x\n", "baseline.yml:1:"),
        ("- {rule: x\n", "baseline.yml:"),
    ],
)
def test_a_broken_baseline_is_told_and_hides_nothing(run: Run, text: str, expected: str) -> None:
    Path("baseline.yml").write_text(text, encoding="utf-8")
    result = run("check", "--baseline", "baseline.yml")
    assert result.exit_code == 2
    assert expected in result.output
    assert "contradicted [sentence]" in result.output


def test_a_missing_baseline(run: Run) -> None:
    result = run("check", "--baseline", "nowhere.yml")
    assert result.exit_code == 2
    assert "nowhere.yml:1:1: error [file] cannot be read" in result.output
