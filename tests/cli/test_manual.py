"""The manual leads to pages that there are, also those that are made from the code."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_page_of_the_manual_that_is_linked_is_there() -> None:
    made = {ROOT / f"docs/reference/{name}.md" for name in runpy.run_path(str(ROOT / "docs/made.py"))["PAGES"]}
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            path = page.parent / target
            assert path in made or path.exists(), f"{page.name} leads to {target}"
