"""What else happens on the machine while a book is built: another build, a cache that cannot be, a clock set back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from book.books import make_book, more_letters, sphinx

from sphinx_factcheck.book.wire.alone import let_others, wait_for_others

MADE = (".html", ".js", ".json", ".csv")


def started(book: Path, out: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-d", f"{out}-trees", ".", out]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=book, stdout=pipe, stderr=pipe, text=True)


def pages(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.suffix in MADE}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    make_book(tmp_path / "book", more_letters(2))
    return tmp_path / "book"


def test_two_builds_at_once_make_what_one_makes(book: Path) -> None:
    """Two into folders of their own, with the same cache, and a third into that of the first."""
    running = [started(book, out) for out in ("_build/one", "_build/other", "_build/one")]
    said = [one.communicate(timeout=200)[1] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    assert pages(book / "_build/one") == pages(book / "_build/other")


def test_a_build_waits_for_the_end_of_another_in_its_folder(book: Path) -> None:
    other = SimpleNamespace(srcdir=book, outdir=book / "_build/one", doctreedir=book / "_build/one-trees")
    wait_for_others(other, None)  # type: ignore[arg-type]
    running = started(book, "_build/one")
    assert running.stderr is not None
    assert running.stderr.readline() == "factcheck: another build works in _build/one: waiting for its end\n"
    assert running.poll() is None
    let_others(other, None)  # type: ignore[arg-type]
    assert (running.communicate(timeout=200)[1], running.returncode) == ("", 0)


def test_where_nothing_can_be_kept_a_book_is_still_built(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", f"{os.devnull}/nowhere")
    for _ in range(2):
        built = sphinx(book, "-q")
        assert (built.code, built.said) == (0, "")


def test_a_change_made_by_a_clock_that_was_set_back_is_seen(book: Path) -> None:
    assert sphinx(book, "-q").code == 0
    letter = book / "chapters/2023-berg.md"
    letter.write_text(letter.read_text("utf-8").replace("14 years", "13 years"), "utf-8")
    os.utime(letter, (0, 0))
    built = sphinx(book, "-q")
    assert built.code == 1
    assert "13 years" in built.page("chapters/2023-berg").get_text()
