"""A `{mention}` can help, and can hide: what it takes away or moves is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from safety.gate import NOTES, SENTENCE, report_on

from sphinx_factcheck.base.findings import Finding

FALSE = SENTENCE.replace("14", "13") + " Lind is a lawyer. The lawyer, her friend, wrote to Berg and Minister Berg."


def findings(folder: Path, note: str) -> list[Finding]:
    report = report_on(folder, FALSE, {NOTES: note})
    return [finding for finding in report.findings if finding.rule == "mention"]


HIDING = {
    "empty": ":::{mention} Karin Lind\n:entity:\n:::\n",
    "none given": ":::{mention} Karin Lind\n:::\n",
    "over more words": ":::{mention} sentenced Karin Lind to\n:::\n",
    "over a part": ":::{mention} Karin\n:::\n",
    "over the surname": ":::{mention} Lind\n:occurrence: 1\n:::\n",
    "an entity that is not there": ":::{mention} Karin Lind\n:entity: nobody\n:::\n",
}


@pytest.mark.parametrize("note", HIDING.values(), ids=HIDING)
def test_a_full_name_sent_to_nobody_shuts_the_gate(tmp_path: Path, note: str) -> None:
    (finding,) = findings(tmp_path, note)
    assert finding.closes_gate
    assert "“Karin Lind” names in full Karin Lind (karin-lind), and here it is said to be nobody" in finding.message
    assert finding.place.path == NOTES


MOVING = {
    "to another": ":::{mention} Karin Lind\n:entity: siv-berg\n:::\n",
    "a part to another": ":::{mention} Karin\n:entity: siv-berg\n:::\n",
    "more words to another": ":::{mention} Karin Lind to\n:entity: ove-dahl\n:::\n",
    "a surname to nobody": ":::{mention} Lind\n:occurrence: 2\n:::\n",
    "a surname to another": ":::{mention} Lind\n:occurrence: 2\n:entity: ove-dahl\n:::\n",
    "no name at all": ":::{mention} to\n:occurrence: 1\n:entity: ove-dahl\n:::\n",
    "a number": ":::{mention} 13\n:entity: ove-dahl\n:::\n",
}


@pytest.mark.parametrize("note", MOVING.values(), ids=MOVING)
def test_what_is_moved_is_told(tmp_path: Path, note: str) -> None:
    (finding,) = findings(tmp_path, note)
    assert finding.severity == "warning"


HELPING = {
    "the same person": ":::{mention} Karin Lind\n:entity: karin-lind\n:::\n",
    "what names nobody by itself": ":::{mention} The lawyer\n:entity: karin-lind\n:::\n",
    "a pronoun": ":::{mention} her\n:entity: karin-lind\n:::\n",
}


@pytest.mark.parametrize("note", HELPING.values(), ids=HELPING)
def test_what_only_helps_is_left_alone(tmp_path: Path, note: str) -> None:
    assert findings(tmp_path, note) == []
