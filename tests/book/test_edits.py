"""Whatever is edited in whatever order: the next build makes what a clean one makes, finds it and ends alike.

A bounded run here; FACTCHECK_EDITS=minutes runs so long, with as many sequences as fit. The lists and the ledger stand on
sheets, as those of large editions do.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from book.books import Built, make_book, more_letters, sphinx
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

MINUTES = float(os.environ.get("FACTCHECK_EDITS", "0"))
CONF = """project = "Tiny"
extensions = ["myst_parser", "sphinx_factcheck"]
html_theme = "basic"
templates_path = ["_templates"]
myst_enable_extensions = ["colon_fence"]
html_copy_source = False
exclude_patterns = ["_build"]
factcheck_quotations_forgive = "{forgive}"
factcheck_fail_under = {least}


def setup(app):
    from sphinx_factcheck.book.wire import sheets

    sheets.MOST = 3
    app.connect("build-finished", tell, priority=900)


def tell(app, exception):
    import json
    import pathlib

    from sphinx_factcheck.book.wire.gate import report_of
    from sphinx_factcheck.check.reports.rows import finding_row

    if exception is None:
        told = [finding_row(finding) for finding in report_of(app.env).findings]
        pathlib.Path(app.outdir, "findings.told").write_text(json.dumps(told, default=str))
"""
PAGE = "<html><head><title>{{ title }}</title>{{ metatags }}</head><body>{{ body }}</body></html>\n"
"""What stands around a page is the theme's, and Sphinx writes a page again for its own sake alone."""
REFERENCE = {
    "people": "# People\n\n```{people}\n```\n",
    "documents": "# Documents\n\n```{documents}\n```\n",
    "ledger": "# Ledger\n\n```{ledger}\n```\n",
    "timeline": "# Timeline\n\n```{timeline}\n```\n",
    "witnesses": "# Witnesses\n\n```{collation}\n```\n",
    "figures": "# Figures\n\n{number-of}`claims` claims, {number-of}`people named` people\n\n```{letters}\n```\n",
}
QUOTING = """---
title: A letter that quotes
document: letter-{n}
date: 2024-02-0{n}
source: board-2023
---

Minister Siv Berg and Karin Lind, who won the Lantern Prize in 2020, were at the Harbour March on June 4, 2023.

As the letter to Minister Berg said, “The court sentenced Karin Lind to {years} years in prison and Ove Dahl”.
"""
DOCUMENT = """
- id: letter-{n}
  name: letter number {n}
  type: letter
  by: [ove-dahl]
  dates:
    - {{event: dated, on: 2024-02-0{n}, sources: [board-2023]}}
"""
LETTERS = st.sampled_from(["2023-berg", "2023-berg-repost", "2023-more-1", "2023-more-2", "2024-quoting", "2024-late"])
OURS = re.compile(r"-evidence\.(html|js)$|^reference/[a-z-]+/[a-z0-9-]+\.html$|claims\.(csv|json)$|^export/")


class Edits(RuleBasedStateMachine):
    """A small book, edited."""

    jobs: tuple[str, ...] = ()

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="factcheck-edits-"))
        self.number = 0
        book = self.folder / "book"
        make_book(book, {**more_letters(3), "_templates/page.html": PAGE, "conf.py": CONF.format(forgive="", least=0)})
        for name, text in REFERENCE.items():
            self.write(f"reference/{name}.md", text)
        self.write("chapters/2024-quoting.md", QUOTING.format(n=1, years=14))
        self.append("facts/documents.yml", DOCUMENT.format(n=1) + DOCUMENT.format(n=2))
        self.compare()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)

    # -- the tools

    def path(self, name: str) -> Path:
        return self.folder / "book" / name

    def read(self, name: str) -> bytes:
        return self.path(name).read_bytes() if self.path(name).is_file() else b""

    def write(self, name: str, content: str | bytes) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(content.encode() if isinstance(content, str) else content)

    def append(self, name: str, text: str) -> None:
        self.write(name, self.read(name) + text.encode())

    def swap(self, name: str, one: str, other: str) -> None:
        """Put one for the other, or back."""
        text = self.read(name)
        if not text:
            return
        old, new = (one, other) if one.encode() in text else (other, one)
        self.write(name, text.replace(old.encode(), new.encode()))

    def build(self, out: str, cache: str, *options: str) -> Built:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(self.folder / cache))
            built = sphinx(self.path(""), "-q", "-d", str(self.folder / f"{out}-trees"), *self.jobs, *options)
        kept = self.folder / out
        shutil.rmtree(kept, ignore_errors=True)
        if (self.path("_build/html")).is_dir():
            shutil.move(self.path("_build/html"), kept)
        return Built(built.folder, kept, built.code, built.said)

    def compare(self) -> None:
        """Build what has changed, and all of it anew; both must come to the same."""
        again = self.folder / "again"
        if again.is_dir():
            shutil.move(again, self.path("_build/html"))
        built = self.build("again", "cache-again")
        shutil.rmtree(self.folder / "clean-trees", ignore_errors=True)
        clean = self.build("clean", "cache-clean", "-E")
        shutil.rmtree(self.folder / "cache-clean", ignore_errors=True)
        assert "Traceback" not in built.said, built.said
        assert (built.code, told(built)) == (clean.code, told(clean)), f"{built.said}\n--- clean\n{clean.said}"
        differing = compared(files(built.pages), files(clean.pages))
        assert not differing, differing

    # -- the edits

    @rule(letter=LETTERS)
    def words(self, letter: str) -> None:
        self.swap(f"chapters/{letter}.md", "14 years", "13 years")
        self.compare()

    @rule(letter=LETTERS)
    def more_words(self, letter: str) -> None:
        if self.read(f"chapters/{letter}.md"):
            self.number += 1
            self.append(f"chapters/{letter}.md", f"\nKarin Lind and Siv Berg, {self.number} times.\n")
            self.compare()

    @rule(letter=LETTERS)
    def title(self, letter: str) -> None:
        self.swap(f"chapters/{letter}.md", "title: A", "title: Again a")
        self.compare()

    @rule(letter=LETTERS)
    def encoding(self, letter: str) -> None:
        text = self.read(f"chapters/{letter}.md")
        if text:
            broken = text.removesuffix(b"\xff\n") if text.endswith(b"\xff\n") else text + b"\xff\n"
            self.write(f"chapters/{letter}.md", broken)
            self.compare()

    @rule(letter=LETTERS)
    def key(self, letter: str) -> None:
        self.swap(f"chapters/{letter}.md", "source: board", "myst: {}\nsource: board")
        self.compare()

    @rule()
    def witness(self) -> None:
        self.swap("chapters/2024-quoting.md", "document: letter-1", "witness_of: letter-2023")
        self.compare()

    @rule()
    def repost(self) -> None:
        self.swap("chapters/2023-berg-repost.md", "witness_of: letter-2023", "document: letter-2")
        self.compare()

    @rule()
    def letter_comes_or_goes(self) -> None:
        if self.path("chapters/2024-late.md").is_file():
            self.path("chapters/2024-late.md").unlink()
        else:
            self.write("chapters/2024-late.md", QUOTING.format(n=2, years=15))
        self.compare()

    @rule()
    def letter_moves(self) -> None:
        one, other = self.path("chapters/2023-more-3.md"), self.path("chapters/2023-moved.md")
        if one.is_file():
            one.rename(other)
        else:
            other.rename(one)
        self.compare()

    @rule()
    def letter_of_a_folder(self) -> None:
        name = "chapters/apart/letter.md"
        if self.path(name).is_file():
            self.path(name).unlink()
        else:
            self.write(name, QUOTING.format(n=2, years=14))
        self.swap("index.md", "chapters/*\n", "chapters/*\nchapters/apart/*\n")
        self.compare()

    @rule(letter=LETTERS)
    def note(self, letter: str) -> None:
        self.number += 1
        note = f":::{{note-on}} Ove Dahl\n:occurrence: 1\nNote {self.number}. {{person}}`karin-lind`\n:::\n"
        self.write(f"annotations/{letter}.md", note)
        self.compare()

    @rule(letter=LETTERS)
    def no_note(self, letter: str) -> None:
        self.path(f"annotations/{letter}.md").unlink(missing_ok=True)
        self.compare()

    @rule(letter=LETTERS)
    def broken_note(self, letter: str) -> None:
        self.write(f"annotations/{letter}.md", ":::{note-of} Ove Dahl\nWrong.\n:::\n")
        self.compare()

    @rule()
    def term(self) -> None:
        self.swap("facts/people.yml", "term: 14 years", "term: 13 years")
        self.compare()

    @rule()
    def comment(self) -> None:
        self.write("facts/people.yml", b"# a comment\n" + self.read("facts/people.yml"))
        self.compare()

    @rule()
    def alias(self) -> None:
        self.swap("facts/people.yml", "name: Ove Dahl\n", "name: Ove Dahl\n  also: [Minister Berg, Dahl]\n")
        self.compare()

    @rule()
    def name(self) -> None:
        self.swap("facts/people.yml", "name: Ove Dahl", "name: Ove Dahlberg")
        self.compare()

    @rule()
    def about(self) -> None:
        self.swap("facts/people.yml", "about: A lawyer.", "about: A judge.")
        self.compare()

    @rule()
    def person(self) -> None:
        new = "- id: nils-ek\n  name: Nils Ek\n  about: Another.\n\n"
        text = self.read("facts/people.yml").decode()
        self.write("facts/people.yml", text.replace(new, "") if new in text else new + text)
        self.compare()

    @rule()
    def office(self) -> None:
        self.swap("facts/people.yml", "valid: 2021-01-26/2025-01-20", "valid: 2023-12-01/2025-01-20")
        self.compare()

    @rule(office=st.sampled_from(["Minister", "Governor"]))
    def title_of_office(self, office: str) -> None:
        text = self.read("facts/people.yml").decode()
        self.write("facts/people.yml", re.sub(r"office: \w+", f"office: {office}", text))
        self.compare()

    @rule()
    def award(self) -> None:
        told = "about: A lawyer.\n  awards:\n    - {award: Lantern Prize, year: 2020, sources: [court-2023]}\n"
        self.swap("facts/people.yml", "about: A lawyer.\n", told)
        self.compare()

    @rule()
    def year_of_award(self) -> None:
        self.swap("facts/people.yml", "Lantern Prize, year: 2020", "Lantern Prize, year: 2019")
        self.compare()

    @rule()
    def date_of_letter_among_facts(self) -> None:
        self.swap("facts/documents.yml", "on: 2023-06-14", "on: 2023-06-15")
        self.compare()

    @rule()
    def event(self) -> None:
        held = "{event: held, on: 2023-06-04, sources: [court-2023]}"
        self.entry("facts/events.yml", f"- {{id: march, name: Harbour March, type: march, dates: [{held}]}}\n")

    @rule()
    def date_of_event(self) -> None:
        self.swap("facts/events.yml", "on: 2023-06-04", "on: 2022-06-05")
        self.compare()

    @rule()
    def organization(self) -> None:
        self.entry("facts/organizations.yml", "- {id: norland, name: Norland}\n")

    def entry(self, name: str, text: str) -> None:
        """Put in an entry, or take it out."""
        now = self.read(name).decode()
        if text in now or not now:
            self.write(name, now.replace(text, "") if text in now else text)
        else:
            self.path(name).unlink()
        if not self.read(name):
            self.path(name).unlink(missing_ok=True)
        self.compare()

    @rule()
    def document(self) -> None:
        self.swap("facts/documents.yml", "name: the letter to Minister Berg", "name: the Berg letter")
        self.compare()

    @rule()
    def source(self) -> None:
        self.swap("facts/sources.yml", "The court's notice", "A notice of the court")
        self.compare()

    @rule()
    def broken_facts(self) -> None:
        text = self.read("facts/people.yml")
        self.write("facts/people.yml", text + b"- id: [\n")
        self.build_broken()
        self.write("facts/people.yml", text)
        self.compare()

    def build_broken(self) -> None:
        """While the fact base is broken pages stay as they were; the build must only say so."""
        again = self.folder / "again"
        shutil.move(again, self.path("_build/html"))
        built = self.build("again", "cache-again")
        assert built.code == 1
        assert "Traceback" not in built.said, built.said

    @rule(forgive=st.sampled_from(["", "capitals", "spelling capitals"]), least=st.sampled_from([0, 90]))
    def setting(self, forgive: str, least: int) -> None:
        self.write("conf.py", CONF.format(forgive=forgive, least=least))
        self.compare()

    @rule()
    def name_in_contents(self) -> None:
        self.swap(
            "index.md",
            "chapters/*\n",
            "The letter <chapters/2023-berg>\nA copy <chapters/2023-berg-repost>\nchapters/*\n",
        )
        self.compare()

    @rule()
    def order_of_contents(self) -> None:
        self.swap("index.md", "chapters/*\nreference/*\n", "reference/*\nchapters/*\n")
        self.compare()

    @rule(page=st.sampled_from(list(REFERENCE)))
    def page_comes_or_goes(self, page: str) -> None:
        path = self.path(f"reference/{page}.md")
        if path.is_file():
            path.unlink()
        else:
            self.write(f"reference/{page}.md", REFERENCE[page])
        self.compare()

    @rule(page=st.sampled_from(list(REFERENCE)))
    def part_comes_or_goes(self, page: str) -> None:
        if self.path(f"reference/{page}.md").is_file():
            kept = re.sub(r"\n```\{.*?\n```\n", "", REFERENCE[page], flags=re.DOTALL)
            self.swap(f"reference/{page}.md", REFERENCE[page], kept)
            self.compare()

    @precondition(lambda self: hasattr(self, "folder") and (self.folder / "again").is_dir())
    @rule(data=st.data())
    def a_made_file_is_lost(self, data: st.DataObject) -> None:
        """One of those that stand beside the pages goes; the next build that has anything to do makes it again."""
        made = sorted(p for p in files(self.folder / "again") if OURS.search(p) and "claims." in p)
        if made:
            (self.folder / "again" / data.draw(st.sampled_from(made))).unlink()
            self.compare()


def told(built: Built) -> Any:
    path = built.pages / "findings.told"
    return json.loads(path.read_text("utf-8")) if path.is_file() else built.said


def files(folder: Path) -> dict[str, bytes]:
    kinds = (".html", ".js", ".json", ".csv")
    found = (path for path in folder.rglob("*") if path.suffix in kinds and "_static" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def compared(again: dict[str, bytes], clean: dict[str, bytes]) -> dict[str, str]:
    """The files that differ, and ours that only a build before had reason to make. The search is compared by titles."""
    told: dict[str, str] = {}
    for name in sorted(clean):
        one, other = _content(name, again.get(name)), _content(name, clean[name])
        if one != other:
            told[name] = "missing" if one is None else _difference(str(one), str(other))
    return told | {name: "left behind" for name in sorted(again) if name not in clean and OURS.search(name)}


def _content(name: str, content: bytes | None) -> Any:
    if content is None or not name.endswith("searchindex.js"):
        return content.decode() if content is not None else None
    index = json.loads(content[content.index(b"(") + 1 : content.rindex(b")")])
    return sorted(zip(index["docnames"], index["titles"], strict=True))


def _difference(one: str, other: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"…{one[max(at - 80, 0) : at + 80]}…\n   clean: …{other[max(at - 80, 0) : at + 80]}…"


def run(machine: type[Edits], sequences: int, steps: int) -> None:
    ways = settings(
        max_examples=sequences, stateful_step_count=steps, deadline=None, print_blob=True, database=None,
        suppress_health_check=list(HealthCheck), derandomize=not MINUTES, phases=[Phase.generate],
    )  # fmt: skip
    run_state_machine_as_test(machine, settings=ways)


class EditsByTwo(Edits):
    """The same, built by two processes."""

    jobs = ("-j", "2")


@pytest.mark.timeout(60 * MINUTES + 600)
@pytest.mark.parametrize("machine", [Edits, EditsByTwo], ids=["serially", "by two processes"])
def test_an_edited_book_is_what_a_clean_build_makes(machine: type[Edits]) -> None:
    until = time.monotonic() + 30 * MINUTES
    run(machine, 2, 6)
    while time.monotonic() < until:
        run(machine, 1, 12)
