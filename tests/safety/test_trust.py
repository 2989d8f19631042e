"""No trust in place and time: stale pages, planted caches, decoys, links out, twins of names, outputs over sources."""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from book.books import Built, change, jupyter_book, make_book, sphinx
from editions import FILES, write_edition
from safety.hostile import SECRET, check, leaks

from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts import cache
from sphinx_factcheck.facts.load import load_facts

FALSE = "13 years"
LETTER = "chapters/2023-berg.md"


def factcheck(folder: Path, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx_factcheck", *words]
    env = {**os.environ, **surroundings}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120, env=env)


def both(book: Path) -> tuple[subprocess.CompletedProcess[str], Built]:
    """What the check and then the build say."""
    return check(book), jupyter_book(book)


# -- K9: times

OLD: Mapping[str, Callable[[Path], None]] = {
    "an hour before": lambda path: os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 3600)),
    "the first second": lambda path: os.utime(path, (1, 1)),
    "long ago": lambda path: os.utime(path, (946684800, 946684800)),
}


@pytest.mark.parametrize("when", OLD)
@pytest.mark.parametrize("name", [LETTER, "annotations/2023-berg.md", "index.md"])
def test_what_was_edited_with_an_old_time_is_read_again(tmp_path: Path, when: str, name: str) -> None:
    book = make_book(tmp_path, {"index.md": "# Tiny\n\n14 years, on the day of 2023.\n"}, jupyter=True)
    change(book, "annotations/2023-berg.md", "Sentenced on", "For 14 years, sentenced on")
    assert jupyter_book(book).code == 0
    change(book, name, "14 years", FALSE)
    OLD[when](book / name)
    told, built = both(book)
    page = built.page(LETTER[:-3] if "berg" in name else "index").get_text()
    assert FALSE in page or built.code == 1
    assert (built.code == 1) == (told.returncode != 0)
    assert built.code == (0 if name == "index.md" else 1), built.said


def test_an_edit_of_the_same_time_and_size_is_read_again(tmp_path: Path) -> None:
    book = make_book(tmp_path, jupyter=True)
    assert jupyter_book(book).code == 0
    times = (book / LETTER).stat()
    change(book, LETTER, "14 years", FALSE)
    os.utime(book / LETTER, ns=(times.st_atime_ns, times.st_mtime_ns))
    built = jupyter_book(book)
    assert built.code == 1
    assert FALSE in built.page(LETTER[:-3]).get_text()


# -- K10: what is kept between runs


def planted(book: Path, folder: Path) -> None:
    """A compiled fact base of false facts, under the digest of the true ones."""
    true = load_facts(book / "facts", root=book)
    change(book, "facts/people.yml", "term: 14 years", f"term: {FALSE}")
    false = load_facts(book / "facts", root=book)
    change(book, "facts/people.yml", f"term: {FALSE}", "term: 14 years")
    cache.save(folder, replace(false, digest=true.digest))


@pytest.mark.parametrize("place", ["_build/.factcheck", ".factcheck", "_build", ".cache/sphinx-factcheck", "facts"])
def test_a_compiled_fact_base_in_the_edition_is_never_read(tmp_path: Path, place: str) -> None:
    book = make_book(tmp_path, jupyter=True)
    planted(book, book / place)
    change(book, LETTER, "14 years", FALSE)
    told, built = both(book)
    assert (told.returncode, built.code) == (1, 1)
    assert "contradicted [sentence]" in told.stdout


def test_nor_where_the_cache_is_said_to_be_in_the_edition(tmp_path: Path) -> None:
    book = make_book(tmp_path, jupyter=True)
    inside = book / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(inside))
        assert Project(book).cache is None
    change(book, LETTER, "14 years", FALSE)
    assert factcheck(book, "check", XDG_CACHE_HOME=str(inside)).returncode == 1
    assert not inside.exists()


def test_what_proves_the_gate_reads_the_facts_themselves(tmp_path: Path) -> None:
    alone = {"chapters/2023-berg-repost.md": None, "annotations/2023-berg-repost.md": None}
    book, home = make_book(tmp_path / "book", alone, jupyter=True), tmp_path / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home))
        folder = Project(book).cache
    assert folder
    planted(book, folder)
    change(book, LETTER, "14 years", FALSE)
    assert "karin-lind/custody/1 (term" not in factcheck(book, "selftest", XDG_CACHE_HOME=str(home)).stdout
    (folder / cache.NAME).write_bytes(b"".join((folder / cache.NAME).read_bytes().partition(b"\n")[:2]))
    assert factcheck(book, "facts", "validate", XDG_CACHE_HOME=str(home)).returncode == 0


class Bomb:
    """What makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("again", [True, False])
def test_stored_objects_that_no_build_here_has_left_are_not_taken_up(
    tmp_path: Path, tracked: bool, again: bool
) -> None:
    book = make_book(tmp_path, jupyter=True)
    if again:
        assert jupyter_book(book).code == 0
    stored = book / "_build/.doctrees/environment.pickle"
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(pickle.dumps(Bomb(book / "ran.txt")))
    if tracked:
        for words in (["init", "-q"], ["add", "-f", "_build"]):
            subprocess.run(["git", "-C", str(book), *words], check=True)
    built = jupyter_book(book)
    assert leaks(book) == []
    assert built.code == int(tracked), built.said
    assert ("git tracks what a build makes" in built.said) == tracked


def test_a_page_that_git_tracks_among_what_is_built_is_told(tmp_path: Path) -> None:
    book = make_book(tmp_path, {"_build/html/more.html": "<script>1</script>"}, jupyter=True)
    for words in (["init", "-q"], ["add", "-f", "_build"]):
        subprocess.run(["git", "-C", str(book), *words], check=True)
    built = jupyter_book(book)
    assert built.code == 1
    assert "_build/html/more.html:1:1: error [file] git tracks what a build makes" in built.said


# -- K13, K14: pages of other kinds, and other folders

NOTEBOOK = json.dumps(
    {
        "cells": [{"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": "open('ran.txt','w')"}],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "p"}, "mystnb": {"execution_mode": "force"}},
        "nbformat": 4, "nbformat_minor": 5,
    }
)  # fmt: skip
RST = "T\n=\n\nKarin Lind was sentenced to 13 years in prison.\n\n.. raw:: html\n\n   <script>window.XSS=1</script>\n"
PAGES = {
    "an rst below the letters": ({"chapters/x.rst": "T\n=\n\n13 years.\n"}, "chapters/x", "chapters/x.rst:1:1: error [file]"),
    "a notebook below the letters": ({"chapters/x.ipynb": NOTEBOOK}, "chapters/x", "chapters/x.ipynb:1:1: error [file]"),
    "an rst deep below": ({"chapters/y/x.rst": "T\n=\n"}, "chapters/y/x", "chapters/y/x.rst:1:1: error [file]"),
    "a notebook beside a letter": ({"chapters/2023-berg.ipynb": NOTEBOOK}, "index", "chapters/2023-berg.ipynb:1:1: error [file]"),
    "a notebook elsewhere": ({"more/x.ipynb": NOTEBOOK}, "more/x", "more/x.ipynb:1:1: error [file]"),
    "a script in an rst": ({"more/x.rst": RST}, "more/x", "more/x.rst:6:4: error [markup] the directive raw"),
    "a role in an rst": ({"more/x.rst": "T\n=\n\n:eval:`1`\n"}, "more/x", "more/x.rst:4:2: error [markup] the role eval"),
    "a letter in an rst": ({"more/x.rst": ":document: letter-2023\n\nT\n=\n"}, "more/x", "more/x.rst:1:2: error [toc]"),
    "an rst that includes": ({"more/x.rst": "T\n=\n\n.. include:: ../../outside.txt\n"}, "more/x", "more/x.rst:4:4: error [markup]"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_other_kinds(tmp_path: Path, name: str) -> None:
    files, page, told = PAGES[name]
    (tmp_path / "outside.txt").write_text(SECRET)
    toc = f"format: jb-book\nroot: index\nchapters:\n  - file: chapters/2023-berg\n  - file: chapters/2023-berg-repost\n  - file: {page}\n"
    book = make_book(
        tmp_path / "book", {**files, "_toc.yml": toc if page != "index" else toc.rpartition("  - ")[0]}, jupyter=True
    )
    checked, built = both(book)
    assert (checked.returncode, built.code) == (2, 1), built.said
    assert told in checked.stdout
    assert told in built.said
    assert leaks(book) == []
    if page != "index":
        shown = built.page(page)
        assert "13 years" not in shown.get_text()
        assert not [tag for tag in shown.select("script") if "XSS" in tag.get_text()]


DECOYS = {
    "another folder": "chapters:\n  - file: chapters/2023-berg\n",
    "a folder below": "chapters:\n  - file: index2\n    sections:\n      - file: chapters/2023-berg\n",
    "parts": "parts:\n  - caption: A\n    chapters:\n      - file: chapters/2023-berg.md\n",
    "a pattern": "chapters:\n  - glob: chapters/*\n",
    "a pattern of all": "chapters:\n  - glob: '**/2023-b*'\n",
    "as the first page": "root: chapters/2023-berg\n",
}


@pytest.mark.parametrize("name", DECOYS)
def test_a_decoy_in_the_place_of_the_letters(tmp_path: Path, name: str) -> None:
    toc = DECOYS[name] if name == "as the first page" else f"root: index\n{DECOYS[name]}"
    book = make_book(tmp_path, {"_toc.yml": f"format: jb-book\n{toc}", "index2.md": "# Two\n"}, jupyter=True)
    shutil.copytree(book / "chapters", book / "decoy")
    change(book, LETTER, "14 years", FALSE)
    with (book / "_config.yml").open("a") as config:
        config.write("  config:\n    factcheck_chapters: decoy\n")
    checked, built = both(book)
    assert (checked.returncode, built.code) == (2, 1), built.said
    told = f"{LETTER}:3:1: error [toc] a page outside the folder of letters has a letter's front matter"
    assert told in checked.stdout
    assert told in built.said
    for page in built.pages.rglob("2023-berg.html"):
        assert "decoy" in page.parts or FALSE not in page.read_text("utf-8")


@pytest.mark.parametrize("entry", ["chapters/none", "chapters/none.md", "../outside", "more", "chapters/2023-berg.txt"])
def test_an_entry_of_the_contents_without_a_file(tmp_path: Path, entry: str) -> None:
    toc = f"format: jb-book\nroot: index\nchapters:\n  - file: chapters/2023-berg\n  - file: {entry}\n"
    book = write_edition(tmp_path / "book", {"_toc.yml": toc, "index.md": "# T\n", "more/x.md": "# X\n"})
    (tmp_path / "outside.md").write_text("# T\n")
    run = check(book)
    assert run.returncode == 2
    assert f"_toc.yml:5:11: error [toc] the page “{entry.removesuffix('.md')}” has no file" in run.stdout


def test_addresses_in_the_table_of_contents(tmp_path: Path) -> None:
    toc = "format: jb-book\nroot: index\nchapters:\n  - file: chapters/2023-berg\n  - url: javascript://%0aalert(1)\n    title: x\n"
    book = make_book(tmp_path, {"_toc.yml": toc}, jupyter=True)
    checked, built = both(book)
    assert (checked.returncode, built.code) == (2, 1)
    assert "_toc.yml:5:10: error [link]" in checked.stdout.replace("error [toc]", "error [link]")
    assert not built.page("index").select('[href^="javascript"]')


# -- K19: links

LINKS = {
    "a letter": ("chapters/x.md", "outside.md"),
    "the letter": (LETTER, "outside.md"),
    "notes": ("annotations/2023-berg.md", "outside.md"),
    "facts": ("facts/people-more.yml", "outside.md"),
    "a page": ("index.md", "outside.md"),
    "a folder of letters": ("chapters/more", "folder"),
    "all facts": ("facts", "folder"),
    "all letters": ("chapters", "folder"),
    "all notes": ("annotations", "folder"),
    "a picture": ("chapters/a.png", "outside.md"),
}


@pytest.mark.parametrize("name", LINKS)
def test_links_out_of_the_edition_are_refused(tmp_path: Path, name: str) -> None:
    link, target = LINKS[name]
    out = tmp_path / "out"
    (out / "folder").mkdir(parents=True)
    for path in (out / "outside.md", out / "folder/2023-berg.md", out / "folder/people.yml"):
        path.write_text(f"# T\n\n{SECRET}\n")
    book = make_book(tmp_path / "book", jupyter=True)
    if name == "a picture":
        change(book, "annotations/2023-berg.md", "Sentenced", "![x](a.png)\nSentenced")
    place = book / link
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(out / target)
    checked, built = both(book)
    assert checked.returncode == 2, checked.stdout
    assert built.code == 1, built.said
    assert "Traceback" not in built.said + checked.stderr
    assert SECRET not in checked.stdout + checked.stderr + built.said
    assert not [p for p in (book / "_build").rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]


def test_no_note_is_written_through_a_link(tmp_path: Path) -> None:
    book = write_edition(tmp_path / "book", {"annotations/2023-berg.md": None})
    outside = tmp_path / "outside.md"
    outside.write_text("")
    (book / "annotations/2023-berg.md").symlink_to(outside)
    assert factcheck(book, "annotate", LETTER, "Ove Dahl").returncode == 2
    assert outside.read_text() == ""


# -- K20: what ended as a traceback


@pytest.mark.parametrize("room", [0, 300, 1_000, 3_000, 10_000])
def test_a_disk_that_takes_nothing_more_is_told_in_a_line(tmp_path: Path, room: int) -> None:
    book = make_book(tmp_path)

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", ".", "_build/html"],
        cwd=book, capture_output=True, text=True, preexec_fn=full, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    assert "factcheck: " in run.stderr


PLACES = ("_build", "_build/html", "_build/.doctrees", "_build/epub", "_build/paper")


@pytest.mark.parametrize("place", PLACES)
def test_a_file_where_a_build_makes_its_folder(tmp_path: Path, place: str) -> None:
    book = make_book(tmp_path, jupyter=True)
    (book / place).parent.mkdir(exist_ok=True)
    (book / place).write_text("x")
    told = f"{place}:1:1: error [file] a build makes its folder here, and this is none"
    checked, built = check(book), factcheck(book, "build", "html")
    assert (checked.returncode, built.returncode) == (2, 2)
    assert told in checked.stdout
    assert told in built.stderr
    assert "Traceback" not in built.stderr
    assert (book / place).read_text() == "x"


@pytest.mark.parametrize("place", PLACES[:3])
def test_a_build_is_not_led_out_of_the_edition(tmp_path: Path, place: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    book = make_book(tmp_path / "book", jupyter=True)
    (book / place).parent.mkdir(exist_ok=True)
    (book / place).symlink_to(out)
    checked, built = both(book)
    assert (checked.returncode, built.code) == (2, 2), built.said
    assert f"{place}:1:1: error [file] this link leaves the edition" in checked.stdout
    assert "leads out of the edition" in built.said
    assert not [path for path in out.rglob("*") if path.is_file()]


# -- K22: outputs

OUTPUTS = {
    "the letter": ("check", "--output", LETTER),
    "a new file among the letters": ("claims", "--output", "chapters/claims.md"),
    "the notes": ("mentions", "--output", "annotations/2023-berg.md"),
    "the facts": ("check", "--format", "json", "--output", "facts/people.yml"),
    "the facts, by another way": ("check", "--output", "chapters/../facts/people.yml"),
    "the settings": ("check", "--output", "_config.yml"),
    "the facts that were validated": ("facts", "validate", "--output", "facts/sources.yml"),
    "the facts that were given": ("check", LETTER, "--facts", "facts", "--output", "facts/documents.yml"),
    "a link to a letter": ("check", "--output", "linked.json"),
    "a baseline over facts": ("baseline", "--reason", "x", "--output", "facts/people.yml"),
    "a page": ("check", "--output", "index.md"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_output_is_written_over_a_source(tmp_path: Path, name: str) -> None:
    book = make_book(tmp_path, jupyter=True)
    (book / "linked.json").symlink_to(LETTER)
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    run = factcheck(book, *OUTPUTS[name])
    assert run.returncode == 2, run.stderr
    assert "name another for the output" in run.stderr
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["out.json", "baseline.yml", "_build/report.md", "reports/new.txt"])
def test_other_outputs_are_written_over(tmp_path: Path, name: str) -> None:
    book = make_book(tmp_path, {name: "old"}, jupyter=True)
    assert factcheck(book, "check", "--output", name).returncode == 0
    assert (book / name).read_text() != "old"


# -- K24: names

NAMES = {
    "capitals": {"chapters/2023-Berg.md": FILES[LETTER]},
    "a device": {"chapters/con.md": FILES[LETTER]},
    "a device with an ending": {"chapters/nul.2023.md": FILES[LETTER]},
    "a folder that is a device": {"chapters/aux/x.md": FILES[LETTER]},
    "the page beside a letter": {"chapters/2023-berg-evidence.md": FILES[LETTER]},
    "a quotation mark": {"chapters/x';alert(1);'.md": FILES[LETTER]},
    "an angle": {"chapters/<script>.md": FILES[LETTER]},
    "an id in capitals": {"facts/people-more.yml": "- {id: Karin-Lind, name: Another}\n"},
    "an id that is a device": {"facts/people-more.yml": "- {id: COM1, name: Another}\n"},
}


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_one_on_other_systems(tmp_path: Path, name: str) -> None:
    book = make_book(tmp_path, NAMES[name])
    checked, built = check(book), sphinx(book)
    assert (checked.returncode, built.code) == (2, 1), checked.stdout
    (path,) = NAMES[name]
    assert path in checked.stdout + checked.stderr
    assert "error [file]" in checked.stdout or "[facts-id]" in checked.stderr
