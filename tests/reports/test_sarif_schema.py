"""What is written as SARIF is valid by models that were generated from the published schema and refuse anything else."""

import json

import pytest
from fluidattacks_core.sarif import SarifLog
from pydantic import ValidationError

from sphinx_factcheck.check import Report


def test_a_report_is_valid(write, mixed: Report) -> None:
    SarifLog.model_validate_json(write(mixed, "sarif"))


def test_hostile_text_leaves_it_valid(write, nasty: Report) -> None:
    SarifLog.model_validate(json.loads(write(nasty, "sarif").replace("\\ud800", "?")))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "unheard-of"), 1),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
    ],
)
def test_the_models_would_notice(write, mixed: Report, path: tuple, value: object) -> None:
    log = json.loads(write(mixed, "sarif"))
    inner = log
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        SarifLog.model_validate(log)
