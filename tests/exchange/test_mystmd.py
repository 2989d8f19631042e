"""What mystmd’s plugin asks for and is told, and what it lays into a page: run by node on a page made by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from editions import write_edition

from sphinx_factcheck.cli import main
from sphinx_factcheck.exchange.mystmd import pages

LETTER = """---
title: A letter to Minister Berg
document: letter-2023
date: 2023-06-14
source: board-2023
---

Dear Minister Berg,

The court sentenced *Karin Lind* to 12 years in prison. 𝒮he said: "I’m free."
"""
NOTES = ":::{note-on} Karin Lind\nSentenced with {person}`ove-dahl`. {source}`board-2023`\n\nLater: freed.\n:::\n"
RUN = """
import plugin from {plugin};
const [tree, file] = JSON.parse(process.argv[1]);
const messages = [];
file.message = (reason, place) => {{ const made = {{ reason, place }}; messages.push(made); return made; }};
await plugin.transforms[0].plugin()(tree, file);
console.log(JSON.stringify({{ tree, messages }}));
"""


def text(value: str) -> dict[str, Any]:
    return {"type": "text", "value": value}


def page(*paragraphs: list[dict[str, Any]]) -> dict[str, Any]:
    children = [{"type": "paragraph", "children": inner} for inner in paragraphs]
    return {"type": "root", "children": [{"type": "block", "children": children}]}


SHOWN = page(
    [text("Dear Minister Berg,")],
    [
        text("The court sentenced "),
        {"type": "emphasis", "children": [text("Karin Lind")]},
        text(" to 12 years in prison. 𝒮he said: “I’m free.”"),
    ],
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_edition(
        tmp_path_factory.mktemp("edition"), {"chapters/2023-berg.md": LETTER, "annotations/2023-berg.md": NOTES}
    )


@pytest.fixture
def ask(edition: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(edition)

    def answers(*lines: str) -> list[dict[str, Any]]:
        run = CliRunner().invoke(main, ["serve", "--stdio"], input="".join(f"{line}\n" for line in lines))
        assert run.exit_code == 0, run.output
        return [json.loads(line) for line in run.stdout.splitlines()]

    return answers


def laid(edition: Path, tree: dict[str, Any], path: str = "chapters/2023-berg.md") -> dict[str, Any]:
    """A page after the plugin, which starts the command itself."""
    plugin = Path(pages.__file__).with_name("factcheck.mjs")
    script = RUN.format(plugin=json.dumps(plugin.as_uri()))
    file = {"path": str(edition / path)}
    run = subprocess.run(
        ["node", "--input-type=module", "-e", script, json.dumps([tree, file])],
        cwd=edition, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "FACTCHECK": str(Path(sys.executable).with_name("factcheck"))},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)  # type: ignore[no-any-return]


def within(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from within(child)


def words(node: dict[str, Any]) -> str:
    return "".join(one.get("value", "") for one in within(node) if one["type"] == "text")


def test_a_letter_is_answered_with_all_that_lies_on_its_words(ask: Any) -> None:
    (told,) = ask('{"path": "chapters/2023-berg.md"}')
    assert told["letter"] is True
    shown = {told["text"][one["start"] : one["end"]]: one for one in (*told["mentions"], *told["claims"])}
    assert shown["Karin Lind"]["title"].startswith("Karin Lind")
    assert shown["12 years"]["verdict"] == "contradicted"
    (note,) = told["notes"]
    assert note["words"] == ["Sentenced with Ove Dahl.", "Later: freed."]
    assert [source["title"] for source in note["sources"]]
    (finding,) = (one for one in told["findings"] if one["severity"] == "error")
    assert (finding["path"], finding["line"]) == ("chapters/2023-berg.md", 10)


def test_what_is_no_letter_and_no_question_is_answered_too(ask: Any) -> None:
    told = ask(
        '{"path": "index.md"}',
        "no JSON",
        "[1]",
        '{"path": 7}',
        '{"path": "\\u0000"}',
        '{"path": "chapters/2023-berg.md"}',
    )
    assert [one["letter"] for one in told] == [False, False, False, False, False, True]


def test_the_plugin_lays_names_verdicts_and_notes_into_the_page(edition: Path) -> None:
    made = laid(edition, SHOWN)
    nodes = list(within(made["tree"]))
    assert words({"children": [n for n in within(made["tree"]) if n["type"] == "paragraph"][:2], "type": ""}) == words(
        SHOWN
    )
    claims = {words(n): n["data"]["verdict"] for n in nodes if n.get("class", "").startswith("factcheck-claim")}
    assert claims["12 years"] == "contradicted"
    assert "Karin Lind" in [words(n) for n in nodes if n["type"] == "abbreviation"]
    outer = made["tree"]["children"][0]["children"]
    assert [n["type"] for n in outer] == ["paragraph", "paragraph", "aside"]
    assert words(outer[2]).startswith("Sentenced with Ove Dahl.Later: freed.")
    (finding,) = (one for one in made["messages"] if one.get("fatal"))
    assert finding["place"]["line"] == 10
    assert finding["reason"].endswith("[sentence]")
    assert "{sic} 12 years" in finding["note"]


def test_a_page_that_shows_other_words_is_an_error_and_stays_as_it_is(edition: Path) -> None:
    other = json.loads(json.dumps(SHOWN).replace("The court", "A court"))
    made = laid(edition, other)
    assert made["tree"] == other
    (lost,) = (one for one in made["messages"] if "does not show the words" in one["reason"])
    assert lost["fatal"] is True


def test_a_page_that_is_no_letter_stays_as_it_is(edition: Path) -> None:
    made = laid(edition, page([text("Welcome")]), "index.md")
    assert made["tree"] == page([text("Welcome")])
    assert made["messages"] == []


def test_the_plugin_is_written_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["serve", "--plugin"])
    assert run.stdout == pages.plugin()
    assert len(run.stdout.splitlines()) < 150
