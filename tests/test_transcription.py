"""Each chapter holds the words of its capture, less the furniture listed in tests/data/furniture.yml, and no others."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.letters.myst import read_letter

ROOT = Path(__file__).parents[1]
CAPTURES = ROOT / "tests/data/letters"
CHAPTERS: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/furniture.yml").read_text(encoding="utf-8"))
every_chapter = pytest.mark.parametrize("name", CHAPTERS)


def fold(text: str) -> str:
    return " ".join(text.split())


def without(text: str, words: str, times: int = 1) -> str:
    assert text.count(words) == times, f"the capture has “{words[:60]}” {text.count(words)} times, not {times}"
    return fold(text.replace(words, " "))


def captured(name: str) -> str:
    """The words of the capture, less what is listed."""
    about = CHAPTERS[name]
    text = (CAPTURES / about["capture"]).read_text(encoding="utf-8")
    for mark, times in about.get("lists", {}).items():
        text, found = re.subn(rf"^\s*{re.escape(mark)}\s", "", text, flags=re.MULTILINE)
        assert found == times, f"{found} items of a list start with “{mark}”, not {times}"
    text = fold(text)
    for stretch in [*about["furniture"], *about.get("printed", {}).values()]:
        text = without(text, fold(stretch["words"]))
    for mark, times in about.get("markup", {}).items():
        assert text.count(mark) == times
        text = fold(text.replace(mark, ""))
    return text


def transcribed(name: str, source: str) -> str:
    """The words of the chapter, with its title only where the capture has it too."""
    letter = read_letter(f"chapters/{name}", source)
    title = letter.fields["title"].value
    assert letter.text.startswith(title)
    return fold(letter.text if CHAPTERS[name]["title"] == "carried" else letter.text.removeprefix(title))


def source_of(name: str) -> str:
    return (ROOT / "chapters" / name).read_text(encoding="utf-8")


def test_every_chapter_has_a_capture() -> None:
    assert {path.name for path in (ROOT / "chapters").glob("*.md")} == set(CHAPTERS)
    assert {path.name for path in CAPTURES.iterdir()} == {about["capture"] for about in CHAPTERS.values()}


@every_chapter
def test_capture_is_untouched(name: str) -> None:
    capture = (CAPTURES / CHAPTERS[name]["capture"]).read_bytes()
    assert hashlib.sha256(capture).hexdigest() == CHAPTERS[name]["sha256"]


@every_chapter
def test_chapter_is_its_capture_less_the_furniture(name: str) -> None:
    assert transcribed(name, source_of(name)) == captured(name)


@every_chapter
def test_dates_are_those_the_capture_prints(name: str) -> None:
    fields = read_letter(f"chapters/{name}", source_of(name)).fields
    for key, printed in CHAPTERS[name].get("printed", {}).items():
        assert fields[key].value == datetime.strptime(printed["words"], printed["format"]).date().isoformat()


@every_chapter
def test_one_changed_character_is_noticed(name: str) -> None:
    source = source_of(name)
    body = source.index("---\n", 4) + 4
    fence = source.find(":::{signatories}")
    letters = [at for at in range(body, len(source)) if source[at].isalnum() and not fence <= at < fence + 16]
    for at in [*letters[:: len(letters) // 12], letters[-1]]:
        changed = source[:at] + ("q" if source[at] != "q" else "x") + source[at + 1 :]
        dropped = source[:at] + source[at + 1 :]
        assert transcribed(name, changed) != captured(name)
        assert transcribed(name, dropped) != captured(name)
