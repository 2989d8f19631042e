"""The SARIF report under the eyes of Microsoft's own validator, where `make sarif` has fetched it.

In CI it must be there; elsewhere `make test` does without it, and says so.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from editions import changed, write_edition

from sphinx_factcheck.cli import main

TOOL = Path(__file__).parents[2] / "_build/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"


@pytest.mark.skipif(not TOOL.exists() and not os.environ.get("CI"), reason="no Multitool: make sarif fetches it")
@pytest.mark.parametrize(
    "changes",
    [{}, changed("chapters/2023-berg.md", "14 years", "13 years"), {"chapters/x.md": "no front matter"}],
    ids=["acknowledged", "contradicted", "broken"],
)
def test_it_finds_nothing_to_say(changes: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_edition(tmp_path, changes)
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["check", "--format", "sarif", "--output", "report.sarif"])
    run = subprocess.run(
        [TOOL, "validate", "report.sarif", "--output", "told.sarif", "--rule-kind", "Sarif;Ghas"],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    assert run.returncode == 0, run.stdout + run.stderr
    told = json.loads(Path("told.sarif").read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    assert [r["ruleId"] for r in told if r.get("level", "warning") in {"error", "warning"}] == []
