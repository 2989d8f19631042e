"""Every rule, by the table in rules.md; every trap of YAML that can be shown as text, by the one in yaml.md.

A case is a heading, a fenced block for each of its files, and `says`: a line for each problem and warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_factcheck.facts.load import FactsError, load_facts

HERE = Path(__file__).parent
SOURCE = "- {id: s, title: A Book, citation: p. 1, seen: 2026-01-31}\n"
BLOCK = re.compile(r"^```(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def cases() -> Iterator[Any]:
    for table in ("rules.md", "yaml.md"):
        for section in (HERE / table).read_text(encoding="utf-8").split("\n## ")[1:]:
            yield pytest.param(dict(BLOCK.findall(section)), id=section.partition("\n")[0])


def told(folder: Path) -> str:
    """What loading a folder says, a line for each problem and warning."""
    try:
        facts = load_facts(folder, root=folder)
    except FactsError as error:
        return "".join(f"{problem.rule} {problem}\n" for problem in error.problems)
    return "".join(f"warning {warning.rule} {warning}\n" for warning in facts.warnings)


@pytest.mark.parametrize("blocks", list(cases()))
def test_a_fact_base_says_what_the_table_says(blocks: dict[str, str], tmp_path: Path) -> None:
    says = blocks.pop("says")
    for name, text in {"sources.yml": SOURCE, **blocks}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert told(tmp_path) == says
