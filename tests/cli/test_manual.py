"""The manual holds what there is."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_factcheck.edition.settings import PREFIX, declared

ROOT = Path(__file__).parents[2]


def test_every_setting_is_in_the_manual_as_it_is_declared() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| (.+?) \|$", (ROOT / "docs/edition.md").read_text("utf-8"), re.MULTILINE)
    told = {name: (default.strip("`"), help) for name, default, help in rows}
    assert told == {
        PREFIX + entry.name: (
            f"{entry.default:g}" if entry.type == "float" else entry.default or "none",
            entry.metadata["help"],
        )
        for entry in declared()
    }


def test_every_page_of_the_manual_that_is_linked_is_there() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} leads to {target}"
