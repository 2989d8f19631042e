"""annotate, anchors, init: what is written, what is only proposed, and what is left alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import FILES, changed, write_edition

from sphinx_factcheck.cli import main

LETTER, NOTES = "chapters/2023-berg.md", "annotations/2023-berg.md"
TWICE = changed(LETTER, "Dear Minister Berg,", "Dear Minister Berg,\n\nOve Dahl wrote to us.")


@pytest.fixture
def factcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(*words: str, changes: dict[str, str] | None = None) -> Result:
        if changes is not None:
            write_edition(tmp_path, changes)
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(main, words)

    return run


def remember(root: Path) -> None:
    """Commit all files, so that git has them as they were."""
    commit = ["-c", "user.name=n", "-c", "user.email=n@x.org", "commit", "-qm", "1"]
    for words in (["init", "-q"], ["add", "-A"], commit):
        subprocess.run(["git", *words], cwd=root, check=True)


def notes(root: Path) -> str:
    return (root / NOTES).read_text("utf-8")


def test_a_stub_on_one_of_several_places_has_what_settles_it(factcheck, tmp_path: Path) -> None:
    result = factcheck("annotate", LETTER, "Ove Dahl", changes=TWICE)
    assert result.exit_code == 0
    assert "the note is on the first of 2 places" in result.stderr
    assert ":::{note-on} Ove Dahl\n:suffix: wrote\n" in notes(tmp_path)
    assert factcheck("annotate", LETTER, "Ove Dahl", "--occurrence", "2").exit_code == 0
    assert ":::{note-on} Ove Dahl\n:prefix: and\n" in notes(tmp_path)
    told = factcheck("anchors").stdout.splitlines()
    assert [line.split()[0] for line in told if line.endswith("Ove Dahl")] == [f"{LETTER}:10:1", f"{LETTER}:12:58"]


def test_words_with_but_one_place_get_no_options(factcheck, tmp_path: Path) -> None:
    factcheck("annotate", LETTER, "Ove Dahl to 12 years", changes={})
    assert ":::{note-on} Ove Dahl to 12 years\nWrite" in notes(tmp_path)


def test_annotate_makes_the_file_and_its_folder(factcheck, tmp_path: Path) -> None:
    without = {name: None for name in FILES if name.startswith("annotations/")}
    assert factcheck("annotate", LETTER, "Ove Dahl", changes=without).exit_code == 0
    assert notes(tmp_path).startswith(":::{note-on} Ove Dahl\n")


@pytest.mark.parametrize("chapter", ["index.md", "annotations/2023-berg.md", "chapters/none.md"])
def test_annotate_needs_a_letter(factcheck, chapter: str) -> None:
    result = factcheck("annotate", chapter, "Ove Dahl", changes={})
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("note-on", "“id” is what a stub begins with: no source is named here yet"),
        ("sic", "“id” is what a stub begins with: no source is named here yet"),
        ("claim", "“entity/key” is what a stub begins with: no fact is named here yet"),
        ("mention", "“id” is what a stub begins with: no entity is named here yet"),
    ],
)
def test_a_stub_shuts_the_gate_until_it_is_filled_in(factcheck, kind: str, told: str) -> None:
    stub = factcheck("annotate", LETTER, "Ove Dahl to 12 years", "--kind", kind, changes={})
    assert "until then the gate is shut" in stub.stderr
    checked = factcheck("check")
    assert checked.exit_code == 1
    assert told in checked.stdout


@pytest.mark.parametrize(("words", "rule"), [("13 years", "sentence"), ("Ove Dahl", "date")])
def test_the_stub_of_an_acknowledgement_names_the_rule_of_what_is_found_there(
    factcheck, tmp_path: Path, words: str, rule: str
) -> None:
    factcheck("annotate", LETTER, words, "--kind", "sic", changes=changed(LETTER, "14 years", "13 years"))
    assert f":::{{sic}} {words}\n:rule: {rule}\n" in notes(tmp_path)


def test_a_mention_of_nobody_is_told_with_who_may_be_meant(factcheck) -> None:
    note = ":::{mention} Ove Dahl\n:entity: ove-dal\n:::\n"
    checked = factcheck("check", changes={"annotations/2023-berg.md": note})
    assert checked.exit_code == 1
    assert "no entity has the id “ove-dal”\n  did you mean ove-dahl?" in checked.stdout


LOST = [
    ("14 years in prison", "fourteen years in prison", "Karin Lind to fourteen years in prison"),
    ("The court sentenced Karin Lind", "A court in the north sentenced Karen Lind", "Karen Lind to 14 years in prison"),
    (
        "14 years in prison and",
        "14 years in a high-security prison and",
        "Karin Lind to 14 years in a high-security prison",
    ),
    ("Karin Lind to 14 years in prison", "Karin Lind to *14 years*\nin jail", "Karin Lind to 14 years in jail"),
]


@pytest.mark.parametrize(("old", "new", "words"), LOST)
def test_a_lost_anchor_is_proposed_as_a_patch_and_only_that(
    factcheck, tmp_path: Path, old: str, new: str, words: str
) -> None:
    remember(write_edition(tmp_path))
    result = factcheck("anchors", "--patch", changes=changed(LETTER, old, new))
    assert result.exit_code == 1
    assert f"+:::{{note-on}} {words}\n" in result.stdout
    assert notes(tmp_path) == FILES[NOTES], "something was applied unasked"
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=result.stdout, text=True, check=True)
    assert factcheck("anchors").exit_code == 0


def test_what_stood_around_the_words_tells_like_places_apart(factcheck, tmp_path: Path) -> None:
    body = "The north wind blew at noon on Monday. Then came rain, and the south wind blew at dusk on Tuesday."
    letter = FILES[LETTER].partition("\n\n")[0] + f"\n\n{body}\n"
    note = ":::{note-on} wind blew at dusk\nA note.\n:::\n"
    factcheck("anchors", changes={LETTER: letter, NOTES: note})
    remember(tmp_path)
    (tmp_path / LETTER).write_text(letter.replace("blew at dusk", "blew hard at nightfall"), "utf-8")
    assert "+:::{note-on} wind blew hard at nightfall\n" in factcheck("anchors", "--patch").stdout


def test_options_that_no_longer_fit_are_mended_too(factcheck, tmp_path: Path) -> None:
    note = ":::{note-on} Ove Dahl\n:prefix: prison or\nA note.\n:::\n"
    patch = factcheck("anchors", "--patch", changes={**TWICE, NOTES: note}).stdout
    assert "-:prefix: prison or\n" in patch
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, text=True, check=True)
    assert factcheck("anchors").exit_code == 0


def test_line_ends_and_a_missing_last_one_are_kept(factcheck, tmp_path: Path) -> None:
    note = ":::{note-on} Karin Lund to 14 years in prison\r\nA note.\r\n:::"
    patch = factcheck("anchors", "--patch", changes={NOTES: note}).stdout_bytes
    (tmp_path / "p").write_bytes(patch)
    subprocess.run(["git", "apply", "p"], cwd=tmp_path, check=True)
    assert (tmp_path / NOTES).read_bytes() == note.replace("Lund", "Lind").encode()


def test_nothing_alike_is_not_proposed(factcheck) -> None:
    result = factcheck("anchors", "--patch", changes={NOTES: ":::{note-on} a walrus on the ice\nA note.\n:::\n"})
    assert (result.exit_code, result.stdout) == (1, "")
    assert "does not stand in" in result.stderr


def test_a_new_edition_passes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "Neue Ausgabe ü"
    result = CliRunner().invoke(main, ["init", str(folder)])
    assert result.exit_code == 0, result.output
    monkeypatch.chdir(folder)
    checked = CliRunner().invoke(main, ["check"])
    assert checked.exit_code == 0, checked.output
    assert re.search(r"coverage 100\.0 %", checked.output), checked.output
    assert CliRunner().invoke(main, ["selftest"]).exit_code == 0


def test_a_new_edition_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "people.yml").write_text("mine")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert "people.yml is there already" in result.output
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["people.yml"]


def test_a_new_edition_builds_without_a_warning(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path / "new")]).exit_code == 0
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "new", "-W", "-n", "--keep-going"]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "Karin Lind" in (tmp_path / "new/_build/html/chapters/2023-berg.html").read_text("utf-8")
