"""The editor holds notes against what the edition allows, as the check does."""

from __future__ import annotations

from pathlib import Path

import pytest
from editions import changed, write_edition
from safety.gate import LETTER, NOTES

from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.lsp.open_edition import OpenEdition

ALLOWING = {"_config.yml": "title: Tiny\nsphinx: {config: {factcheck_allow: [mermaid]}}\n"}
NOTED = {
    "what the settings allow": ("```{mermaid}\nx\n```", ALLOWING, ()),
    "what they do not": ("```{mermaid}\nx\n```", {}, ("markup",)),
    "another directive": ("```{include} x.md\n```", ALLOWING, ("markup",)),
    "a file outside": ("[x](../../x.txt)", {}, ("link",)),
    "a file outside, encoded": ("[x](%2e%2e/../x.txt)", {}, ("link",)),
    "a picture outside, encoded": ("![x](%2e%2e%2f%2e%2e%2fx.png)", {}, ("link",)),
}


@pytest.mark.parametrize(("note", "settings", "rules"), NOTED.values(), ids=NOTED)
def test_notes_are_held_to_the_lists_of_the_edition(
    tmp_path: Path, note: str, settings: dict[str, str], rules: tuple[str, ...]
) -> None:
    root = write_edition(tmp_path, {**settings, **changed(NOTES, "Sentenced on", f"{note}\n\nSentenced on")})
    project = Project.find(root)
    assert project is not None
    for chapter in (OpenEdition(project).chapter(LETTER), project.chapter(root / LETTER)):
        assert tuple(problem.rule for problem in chapter.annotations.problems) == rules
