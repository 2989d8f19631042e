"""What checks have found is taken up again where nothing has changed, and never where anything has."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import FILES, write_edition

from sphinx_factcheck.check import Checker, held_texts
from sphinx_factcheck.check.report import Checked
from sphinx_factcheck.cli import main
from sphinx_factcheck.edition.cache import checking
from sphinx_factcheck.edition.cache.checking import Bench, check_all, store_of
from sphinx_factcheck.edition.cache.rows import packed, unpacked
from sphinx_factcheck.edition.cache.store import NAME, Store
from sphinx_factcheck.edition.project import Project

QUOTED = """---
title: A quotation
document: letter-2024
date: 2024-02-01
source: board-2023
---

As the letter to Minister Berg said, “{words}”.
"""
TWO = {
    "facts/documents.yml": FILES["facts/documents.yml"]
    + "- id: letter-2024\n  name: the second letter\n  type: letter\n  dates:\n"
    "    - {event: dated, on: 2024-02-01, sources: [board-2023]}\n",
    "facts/people-more.yml": "- id: hulda-ruud\n  name: Hulda Ruud\n  custody:\n"
    "    - {event: sentenced, on: 2001-04-10, term: 9 years, sources: [court-2023]}\n",
    "chapters/2024-second.md": QUOTED.format(words="The court sentenced Karin Lind to 14 years in prison"),
}


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = write_edition(tmp_path / "edition", TWO)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters that are checked, and not taken from what was found before."""
    seen: list[str] = []
    check = Checker.check

    def noted(self: Checker, chapter, *rest):
        seen.append(chapter.letter.path)
        return check(self, chapter, *rest)

    monkeypatch.setattr(Checker, "check", noted)
    return seen


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def findings() -> tuple[int, object]:
    """What a check says; the same with and without what was kept."""
    kept, anew = run("check", "--format", "json"), run("check", "--format", "json", "--no-cache")
    assert (kept.exit_code, kept.stdout) == (anew.exit_code, anew.stdout)
    claims = [run("claims", "--format", "jsonl", *more) for more in ((), ("--no-cache",))]
    assert claims[0].stdout == claims[1].stdout
    return kept.exit_code, json.loads(kept.stdout)


def test_a_second_run_checks_nothing(edition: Path, reads: list[str]) -> None:
    first = run("check", "--format", "json")
    assert len(reads) == 3
    second = run("check", "--format", "json")
    assert len(reads) == 3
    assert first.stdout == second.stdout
    assert first.exit_code == second.exit_code


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), "utf-8")

    return made


def gone(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def moved(name: str, to: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        (folder / name).rename(folder / to)

    return made


LETTER, SECOND = "chapters/2023-berg.md", "chapters/2024-second.md"
WITNESS = "chapters/2023-berg-repost.md"
CASES = [
    ("a letter", edit(LETTER, "14 years", "15 years"), {LETTER, SECOND}),
    ("words of a letter that nobody quotes", edit(LETTER, "Dear Minister", "Dear dear Minister"), {LETTER, SECOND}),
    ("the letter that quotes", edit(SECOND, "As the", "Just as the"), {SECOND}),
    ("a witness", edit(WITNESS, "14 years", "13 years"), {WITNESS}),
    ("notes", edit("annotations/2023-berg.md", "same day", "very day"), {LETTER}),
    ("notes that go", gone("annotations/2023-berg-repost.md"), {WITNESS}),
    ("a fact", edit("facts/people.yml", "14 years", "13 years"), {LETTER, SECOND, WITNESS}),
    ("an alias", edit("facts/people.yml", "name: Ove Dahl", "name: Ove Dahl\n  also: [Dahl]"), {LETTER, WITNESS}),
    ("a source", edit("facts/sources.yml", "The court's notice", "A notice"), {LETTER, SECOND, WITNESS}),
    ("time in custody of one whom no letter names", edit("facts/people-more.yml", "9 years", "8 years"), set()),
    ("the name of one whom no letter names", edit("facts/people-more.yml", "name: Hulda", "name: Gerda"), set()),
    ("time in custody of one of two", edit("facts/people.yml", "12 years", "11 years"), {LETTER, WITNESS}),
    ("a comment among the facts", edit("facts/people.yml", "- id: ove", "# somebody else\n- id: ove"), set()),
    ("a letter that goes", gone(SECOND), set()),
    ("a letter that moves", moved(SECOND, "chapters/2024-third.md"), {"chapters/2024-third.md"}),
    ("a setting", edit("_config.yml", "Tiny", "Tiny\nsphinx:\n  config:\n    factcheck_quotations_forgive: spelling"),
     {LETTER, SECOND, WITNESS}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "again"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_changed_is_checked_again(
    edition: Path, reads: list[str], change: Callable[[Path], None], again: set[str]
) -> None:
    findings()
    change(edition)
    del reads[:]
    run("check")
    assert set(reads) == again
    findings()


def test_a_changed_fact_shuts_the_gate(edition: Path) -> None:
    assert findings()[0] == 0
    edit("facts/people.yml", "14 years", "13 years")(edition)
    assert findings()[0] == 1
    edit("facts/people.yml", "13 years", "14 years")(edition)
    assert findings()[0] == 0


def test_a_finding_names_the_line_where_its_fact_stands_now(edition: Path) -> None:
    edit("facts/people.yml", "14 years", "13 years")(edition)
    before = run("check").stdout
    assert "facts/people.yml:5" in before
    edit("facts/people.yml", "- id: karin-lind", "# a line\n# and another\n- id: karin-lind")(edition)
    assert "facts/people.yml:7" in run("check").stdout
    findings()


def test_a_letter_that_comes_can_be_quoted_by_those_that_are_there(edition: Path, reads: list[str]) -> None:
    (edition / LETTER).unlink()
    (edition / "annotations/2023-berg.md").unlink()
    findings()
    (edition / LETTER).write_text(FILES[LETTER], "utf-8")
    del reads[:]
    run("check")
    assert SECOND in reads
    findings()


def test_a_file_that_notes_lead_to(edition: Path, reads: list[str]) -> None:
    notes = edition / "annotations/2023-berg.md"
    notes.write_text(":::{note-on} Karin Lind\n[A list](../reference/list.svg)\n:::\n", "utf-8")
    assert findings()[0] == 0
    (edition / "reference").mkdir()
    (edition / "reference/list.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    assert findings()[0] == 2
    (edition / "reference/list.svg").unlink()
    assert findings()[0] == 0


def test_a_letter_that_shares_no_words_with_a_quotation_leaves_it_alone(edition: Path, reads: list[str]) -> None:
    other = edition / "chapters/2022-other.md"
    head = "---\ntitle: Other\ndocument: {}\ndate: 2022-05-01\nsource: board-2023\n---\n\n"
    other.write_text(head.format("letter-2022") + "Nothing of that.\n", "utf-8")
    documents = "- id: letter-2022\n  name: another letter\n  type: letter\n"
    with (edition / "facts/documents.yml").open("a", encoding="utf-8") as facts:
        facts.write(documents)
    findings()
    del reads[:]
    other.write_text(head.format("letter-2022") + "Nothing of that, and nothing else.\n", "utf-8")
    run("check")
    assert reads == ["chapters/2022-other.md"]
    del reads[:]
    words = "The court sentenced Karin Lind to 14 years in prison and the court let her go."
    other.write_text(head.format("letter-2022") + f"{words}\n", "utf-8")
    run("check")
    assert SECOND in reads
    findings()


def test_no_cache_keeps_nothing(edition: Path, tmp_path: Path) -> None:
    assert run("check", "--no-cache").exit_code == 0
    assert not (tmp_path / "cache").exists()


def test_several_processes_find_the_same(edition: Path) -> None:
    for number in range(60):
        text = FILES[WITNESS].replace("14 years", f"{number + 1} years")
        (edition / f"chapters/more-{number}.md").write_text(text, "utf-8")
    alone = run("check", "--no-cache", "--jobs", "1", "--format", "json")
    together = run("check", "--no-cache", "--jobs", "2", "--format", "json")
    assert alone.stdout == together.stdout
    assert alone.exit_code == together.exit_code == 1


def kept_file(edition: Path) -> Path:
    folder = Project.find(edition).cache
    return folder / NAME


@pytest.mark.parametrize("seed", range(4))
def test_damage_is_passed_over(edition: Path, seed: int) -> None:
    before = findings()
    path = kept_file(edition)
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(3 << 2 * seed):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data[: len(data) // 2] if seed == 3 else data)
    assert findings() == before


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(4000)])
def test_a_file_of_another_kind_is_passed_over(edition: Path, content: bytes) -> None:
    before = findings()
    kept_file(edition).write_bytes(content)
    assert findings() == before
    assert findings() == before


def test_rows_that_were_changed_are_passed_over(edition: Path) -> None:
    edit("facts/people.yml", "14 years", "13 years")(edition)
    assert findings()[0] == 1
    with sqlite3.connect(kept_file(edition)) as rows:
        found = rows.execute("SELECT key, data FROM kept WHERE key LIKE 'checked %'").fetchall()
        for key, data in found:
            head, told, body = data.split(b"\n", 2)
            emptied = json.dumps(json.loads(told) | {"findings": []}).encode()
            rows.execute("UPDATE kept SET data = ? WHERE key = ?", (b"\n".join([head, emptied, body]), key))
    assert findings()[0] == 1


def test_rows_of_another_letter_are_passed_over(edition: Path) -> None:
    edit("facts/people.yml", "14 years", "13 years")(edition)
    assert findings()[0] == 1
    with sqlite3.connect(kept_file(edition)) as rows:
        found = rows.execute("SELECT key, sum, data FROM kept WHERE key LIKE 'checked %'").fetchall()
        for (key, _, _), (_, told, data) in zip(found, [*found[1:], found[0]], strict=True):
            rows.execute("UPDATE kept SET sum = ?, data = ? WHERE key = ?", (told, data, key))
    assert findings()[0] == 1


def test_what_another_engine_found_is_passed_over(
    edition: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    findings()
    for module in ("checking", "letters"):
        monkeypatch.setattr(f"sphinx_factcheck.edition.cache.{module}.engine", lambda: "another")
    del reads[:]
    run("check")
    assert len(reads) == 3


def test_with_kinds_of_others_nothing_is_kept(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "is_alone", lambda: False)
    assert run("check").exit_code == 0
    assert not kept_file(edition).exists()


def test_nothing_is_kept_within_the_edition(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(edition / "_build"))
    assert run("check").exit_code == 0
    assert not (edition / "_build").exists()
    assert run("cache", "size").exit_code == 2


def test_a_folder_that_cannot_be_written(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").write_text("a file where the folder would be", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "closed"))
    findings()


def test_the_cache_is_shown_and_cleared(edition: Path, reads: list[str]) -> None:
    run("check")
    told = run("cache", "size")
    assert told.exit_code == 0
    assert "2 files" in told.stdout
    assert run("cache", "clear").exit_code == 0
    assert "0 files" in run("cache", "size").stdout
    del reads[:]
    run("check")
    assert len(reads) == 3


@pytest.mark.parametrize("command", [("selftest",), ("facts", "validate")])
def test_what_proves_the_gate_neither_reads_nor_writes_it(edition: Path, command: tuple[str, ...]) -> None:
    run(*command)
    assert not kept_file(edition).exists()


def _put(folder: Path, number: int) -> None:
    store = Store(folder)
    for at in range(40):
        store.put({f"key {at}": f"{number} {at}".encode() * 100})


def test_two_that_write_at_once(tmp_path: Path) -> None:
    started = [multiprocessing.get_context("fork").Process(target=_put, args=(tmp_path, n)) for n in range(3)]
    for one in started:
        one.start()
    for one in started:
        one.join()
    assert [one.exitcode for one in started] == [0, 0, 0]
    found = Store(tmp_path).get(f"key {at}" for at in range(40))
    assert len(found) == 40
    assert all(data in {f"{n} {key[4:]}".encode() * 100 for n in range(3)} for key, data in found.items())


def test_killed_while_writing(edition: Path) -> None:
    """Whenever a run is killed, the next finds the same as one without a cache."""
    program = [sys.executable, "-m", "sphinx_factcheck", "check"]
    for wait in (0.4, 0.9):
        started = subprocess.Popen(program, cwd=edition, stdout=subprocess.DEVNULL, env=os.environ)
        try:
            started.wait(wait)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
        findings()


def test_all_that_was_found_comes_back(edition: Path) -> None:
    edit("facts/people.yml", "12 years", "11 years")(edition)
    project = Project.find(edition)
    facts = project.facts()
    chapters = [project.chapter(path) for path in project.chapter_paths()]
    checker = Checker(facts, held_texts(chapter.letter for chapter in chapters))
    for chapter in chapters:
        found = checker.check(chapter)
        back = unpacked(packed(found), chapter, facts)
        plain = replace(found, claims=tuple(replace(c, claim=replace(c.claim, said=None)) for c in found.claims))
        for field in fields(Checked):
            assert getattr(back, field.name) == getattr(plain, field.name), field.name
        assert back.coverage == found.coverage
        assert packed(back) == packed(found)


def test_a_letter_is_not_read_for_an_unchanged_report(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("check")
    monkeypatch.setattr("sphinx_factcheck.edition.project.read_letter", None)
    assert run("check").exit_code == 0


def test_the_book_and_the_editor_could_take_it_up(edition: Path, reads: list[str]) -> None:
    """What the command line has found serves any other caller with the same letters and facts."""
    run("check")
    project = Project.find(edition)
    facts = project.facts()
    del reads[:]
    chapters = [project.chapter(path) for path in project.chapter_paths()]
    assert len(check_all(Bench(facts, project, store_of(project, facts)), chapters)) == 3
    assert reads == []


def test_a_clock_that_was_set_back_or_far_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a day that has not come yet are of use; what is there goes only where nobody has used it for long."""
    store, day = Store(tmp_path), 86_400
    for today in (20_000, 19_000, 1, 20_000):
        monkeypatch.setattr("time.time", lambda now=today * day: float(now))
        store.put({f"key {today}": b"row"})
        assert store.get([f"key {today}"]) == {f"key {today}": b"row"}
    assert store.get(["key 20000"]) == {"key 20000": b"row"}


def test_a_full_disk_keeps_what_there_was(tmp_path: Path) -> None:
    """A file that may not grow stands for a disk without room."""
    Store(tmp_path).put({"first": b"row"})

    def fill() -> None:
        size = (tmp_path / NAME).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        Store(tmp_path).put({f"more {n}": os.urandom(4_000) for n in range(200)})
        assert Store(tmp_path).get(["first"]) == {"first": b"row"}

    process = multiprocessing.get_context("fork").Process(target=fill)
    process.start()
    process.join()
    assert process.exitcode == 0
    store = Store(tmp_path)
    assert store.get(["first", "more 1"]) == {"first": b"row"}
    store.put({"more": b"row"})
    assert store.get(["more"]) == {"more": b"row"}
