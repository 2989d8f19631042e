"""Names in the words of a letter become stubs; what is no name does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.exchange.pages.named import named_in
from sphinx_factcheck.letters.drafts import Draft, Words

ROWS = yaml.safe_load(Path(__file__).with_name("named.yml").read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_names_in_prose(row: dict[str, Any]) -> None:
    found = named_in([Draft("paragraph", (Words(row["text"]),))])
    assert [agent.name for agent in found if agent.kind == "person"] == row.get("people", [])
    assert [agent.name for agent in found if agent.kind == "organization"] == row.get("organizations", [])
