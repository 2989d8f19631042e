"""Input as bad as it comes: every command ends with 2 and a place, and what else was found is still told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from editions import FILES, changed, write_edition

from sphinx_factcheck.cli import main

LETTER, NOTES = "chapters/2023-berg.md", "annotations/2023-berg.md"
OTHER = {"chapters/other.md": FILES[LETTER].replace("14 years", "13 years").replace("document:", "witness_of:")}
OTHERS_FINDING = "chapters/other.md:10:"
CONFIG = "sphinx:\n  config:\n    "


@pytest.fixture
def factcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in the tiny edition, in which another letter has a finding."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, changes: dict[str, str | bytes | None] | None = None) -> Result:
        write_edition(tmp_path, OTHER | (changes or {}))
        return CliRunner().invoke(main, words)

    return run


def broken(result: Result, expected: str) -> None:
    """That a run ended with 2 and told this, in no traceback."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 2, result.output
    assert expected in result.output


def link_to(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def folder_at(path: Path) -> None:
    path.unlink()
    path.mkdir()


ODD_FILES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "notes that are no UTF-8": (lambda at: (at / NOTES).write_bytes(b"x\xff"), f"{NOTES}:1:2: error [encoding]"),
    "a folder for notes": (lambda at: folder_at(at / NOTES), f"{NOTES}:1:1: error [file] cannot be read: this is a folder"),
    "notes that link nowhere": (lambda at: link_to(at / NOTES, "none"), f"{NOTES}:1:1: error [file] cannot be read"),
    "notes that link to themselves": (lambda at: link_to(at / NOTES, "2023-berg.md"), f"{NOTES}:1:1: error [file]"),
    "a letter that links to itself": (lambda at: link_to(at / "chapters/a.md", "a.md"), "chapters/a.md:1:1: error [file]"),
    "a letter without an end": (lambda at: link_to(at / "chapters/z.md", "/dev/zero"), "chapters/z.md:1:1: error [file]"),
    "a pipe for a letter": (lambda at: os.mkfifo(at / "chapters/p.md"), "chapters/p.md:1:1: error [file]"),
    "a letter nested without end": (
        lambda at: (at / "chapters/n.md").write_text(f"---\ndate: {'[' * 100_000}\n---\nDear"),
        "chapters/n.md:2:",
    ),
    "a baseline that is a folder": (
        lambda at: (at / "_config.yml").write_text(f"{CONFIG}factcheck_baseline: facts"),
        "facts:1:1: error [file]",
    ),
    "a folder of notes that is not there": (
        lambda at: (at / "_config.yml").write_text(f"{CONFIG}factcheck_annotations: nots"),
        "nots:1:1: error [file] there is no such folder",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_FILES)
def test_an_odd_file_is_told_with_its_place_and_hides_nothing(factcheck: Any, tmp_path: Path, name: str) -> None:
    spoil, expected = ODD_FILES[name]
    write_edition(tmp_path, OTHER)
    spoil(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    broken(result, expected)
    assert OTHERS_FINDING in result.output


@pytest.mark.parametrize(
    "words",
    [["check"], ["claims"], ["mentions"], ["coverage"], ["anchors"], ["anchors", "--patch"], ["mutate"], ["selftest"],
     ["baseline", "--output", "b.yml", "--reason", "none"]],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({NOTES: "words outside of all notes\n"}, f"{NOTES}:1:1: error [annotation] these words stand outside every note"),
        ({LETTER: "Dear Sir"}, f"{LETTER}:1:1: error [chapter] the chapter has no front matter"),
    ],
    ids=["notes", "letter"],
)  # fmt: skip
def test_no_command_ends_with_2_without_saying_why(
    factcheck: Any, words: list[str], changes: Any, expected: str
) -> None:
    broken(factcheck(*words, changes=changes), expected)


def test_what_is_hidden_is_no_letter_and_what_is_linked_is_one(factcheck: Any, tmp_path: Path) -> None:
    (tmp_path / "chapters/.checkpoints").mkdir(parents=True)
    (tmp_path / "chapters/.checkpoints/a.md").write_text("no letter")
    (tmp_path / "chapters/.#2023-berg.md").symlink_to("me@host.1234")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/13.md").write_text(OTHER["chapters/other.md"])
    (tmp_path / "old/round").symlink_to(".")
    (tmp_path / "chapters/linked").symlink_to("../old")
    told = factcheck("check").output
    assert "chapters/linked/13.md:10:" in told
    assert "[chapter]" not in told
    assert "chapters/." not in told


def test_a_folder_closed_to_us_is_told(factcheck: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: Any) -> Iterator[Any]:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    (tmp_path / "chapters/closed").mkdir(parents=True)
    monkeypatch.setattr(os, "scandir", refuse)
    result = factcheck("check")
    broken(result, "chapters/closed:1:1: error [file] this folder cannot be looked into")
    assert OTHERS_FINDING in result.output
    (tmp_path / "facts/closed").mkdir()
    broken(factcheck("check"), "facts/closed:1:1: error [facts-file] cannot be read: this folder is closed to us")


def test_a_file_whose_name_is_no_unicode(factcheck: Any, tmp_path: Path) -> None:
    write_edition(tmp_path)
    odd = os.fsdecode(b"\xff")
    (tmp_path / "facts/people.yml").rename(tmp_path / f"facts/people-{odd}.yml")
    (tmp_path / f"chapters/{odd}.md").write_text(OTHER["chapters/other.md"])
    for form in ("text", "json", "sarif", "junit", "github"):
        result = factcheck("check", "--format", form, changes={"facts/people.yml": None})
        assert result.exit_code == 1, (form, result.exception)


SETTINGS = [
    ("_config.yml", "title: [", "_config.yml:1:9: "),
    ("_config.yml", CONFIG + "factcheck_fail_under: .nan\n", "_config.yml:3:27: factcheck_fail_under must be a number"),
    ("_config.yml", CONFIG + "factcheck_fact: a\n", "_config.yml:3:21: unknown setting factcheck_fact: did you mean"),
    ("_config.yml", CONFIG + 'factcheck_facts: "a\\0b"\n', "_config.yml:3:22: factcheck_facts must be the name of a folder"),
    ("_config.yml", CONFIG + "factcheck_facts: a\n    factcheck_facts: b\n", "_config.yml:4:5: the key “factcheck_facts” stands here twice"),
    ("_config.yml", "a: &a {x: 1}\n" + CONFIG + "<<: *a\n", "_config.yml:4:5: “<<” is not followed here"),
    ("_config.yml", "sphinx:\n  config: [a]\n", "_config.yml:2:11: keys and values are expected here"),
    ("_config.yml", "- a\n", "_config.yml:1:1: keys and values are expected here"),
    ("_config.yml", "a: " + "[" * 100_000, "_config.yml:1:1003: more than 20 levels"),
    ("conf.py", "def (", "conf.py:1:5: this is no Python"),
    ("conf.py", "x = '\0'", "conf.py:1:1: this is no Python"),
    ("conf.py", "x = 1\nfactcheck_facts = 7", "conf.py:2:1: factcheck_facts must be the name of a folder"),
    ("conf.py", "factcheck_fail_under = 40 + 40", "conf.py:1:1: factcheck_fail_under cannot be read: write a plain value"),
    ("conf.py", "if True:\n    factcheck_facts = 'a'", "conf.py:2:1: factcheck_facts cannot be read"),
    ("conf.py", "factcheck_facts: str = 'none'", "none:1:1: error [facts-file] there is no such folder"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), SETTINGS)
def test_settings_that_cannot_be_read_have_a_place(factcheck: Any, name: str, text: str, expected: str) -> None:
    broken(factcheck("check", changes={"_config.yml": None, name: text}), expected)


@pytest.mark.parametrize("text", ["x = {[]: 1}\n", "x = {{}}\n", "import nowhere\nx = nowhere.y\n", "a, b = 1, 2\n"])
def test_what_else_stands_in_a_conf_py_is_not_ours(factcheck: Any, text: str) -> None:
    result = factcheck("check", changes={"_config.yml": None, "conf.py": text, "chapters/other.md": None})
    assert result.exit_code == 0, result.output


def test_bad_values_elsewhere_in_the_configuration_are_not_ours(factcheck: Any) -> None:
    config = f"when: 2023-13-45\nnumber: {'9' * 5000}\n"
    assert factcheck("check", changes={"_config.yml": config, "chapters/other.md": None}).exit_code == 0


def test_halves_of_characters_in_a_collection(factcheck: Any) -> None:
    line = '{"id": "\\ud83d", "date": "2023-06-14", "text": "\\udfff Karin Lind was sentenced to 13 years."}\n'
    result = factcheck("claims", "m.jsonl", "--format", "jsonl", changes={"m.jsonl": line})
    assert result.exit_code == 0, result.output
    assert '"13 years"' in result.output


def test_a_letter_without_an_id_has_its_line(factcheck: Any) -> None:
    lines = '{"text": "Karin Lind"}\n{"id": null, "text": "Karin Lind"}\n'
    told = factcheck("mentions", "m.jsonl", "--format", "jsonl", changes={"m.jsonl": lines}).output
    assert re.findall(r'"letter": "(\w+)"', told) == ["1", "2"]


def test_what_is_told_on_the_error_stream_cannot_rewrite_a_terminal(factcheck: Any) -> None:
    told = factcheck("claims", changes=changed(LETTER, "date: 2023-06-14", 'date: "\\e[2Jx"')).stderr
    assert "date-format" in told
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["coverage", "--fail-under", "nan"], "is no number from 0 to 100"),
        (["mutate", "--fail-under", "NaN"], "is no number from 0 to 100"),
        (["baseline", "--output", "b.yml", "--reason", " "], "say why"),
        (["check", "x" * 5000 + ".md"], "File name too long"),
    ],
)
def test_arguments_that_mean_nothing(factcheck: Any, words: list[str], expected: str) -> None:
    broken(factcheck(*words), expected)


def test_a_broken_fact_base_is_summed_up_as_such(factcheck: Any) -> None:
    result = factcheck("facts", "validate", changes=changed("facts/people.yml", "about:", "abuot:"))
    broken(result, "facts/people.yml:3:3:")
    assert result.output.endswith("\n1 fault in the fact base\n")
