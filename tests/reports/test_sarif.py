import json
from dataclasses import replace
from typing import Any

import pytest
from reports.made import finding, report

from sphinx_factcheck.base.findings import Finding
from sphinx_factcheck.check import Report
from sphinx_factcheck.check.reports.sarif import fingerprint


def run(told: str) -> dict[str, Any]:
    log = json.loads(told)
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return only


def test_a_finding_is_a_result_at_its_place(write, repost: Finding) -> None:
    (result,) = run(write(report((repost,)), "sarif"))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], result["level"]) == ("date", "error")
    assert physical["artifactLocation"] == {"uri": "chapters/2023-blinken-repost.md", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {
        "startLine": 4,
        "startColumn": 7,
        "endLine": 4,
        "endColumn": 17,
        "charOffset": 46,
        "charLength": 10,
        "snippet": {"text": "2021-07-12"},
    }
    assert physical["contextRegion"]["snippet"]["text"] == "date: 2021-07-12"
    assert result["message"]["text"].startswith("the joint letter is dated 2023-06-14.\n")
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 12
    assert result["properties"]["sources"] == ["hrw-2023-06-14"]


def test_every_result_points_to_a_rule_with_help(write, mixed: Report) -> None:
    only = run(write(mixed, "sarif"))
    rules = only["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in only["results"]] == [r["ruleId"] for r in only["results"]]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert len(rules) == len({rule["id"] for rule in rules})


def test_an_acknowledged_finding_is_suppressed_with_its_justification(write, mixed: Report) -> None:
    results = run(write(mixed, "sarif"))["results"]
    suppressed = [r for r in results if "suppressions" in r]
    assert [r["ruleId"] for r in suppressed] == ["sentence"]
    (suppression,) = suppressed[0]["suppressions"]
    assert suppression["justification"] == "The printed letter has 13."
    where = suppression["location"]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "annotations/letter.md"
    assert where["region"] == {"startLine": 7, "startColumn": 1}


LETTER = "He was given 13 years.\n"


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ("A new paragraph.\n\n" + LETTER, True),
        ("He  was\u00a0given 13 years.\n", True),
        ("He was given 12 years.\n", False),
        ("She was soon given 13 years.\n", False),
    ],
)
def test_a_fingerprint_outlives_moved_lines_and_only_these(changed: str, same: bool) -> None:
    before = finding(LETTER, "13 years")
    after = finding(changed, "13 years" if "13" in changed else "12 years")
    assert (fingerprint(before) == fingerprint(after)) is same


def test_another_rule_at_the_same_words_has_another_fingerprint(repost: Finding) -> None:
    assert fingerprint(repost) != fingerprint(replace(repost, rule="anachronism"))


def test_equal_neighbourhoods_are_told_apart_by_their_order(write) -> None:
    twice = tuple(finding(f"{'x' * n}\n{LETTER}", "13 years") for n in (1, 2))
    prints = [
        r["partialFingerprints"]["primaryLocationLineHash"] for r in run(write(report(twice), "sarif"))["results"]
    ]
    assert [p.partition(":")[2] for p in prints] == ["1", "2"]


def test_hostile_text_is_kept_and_paths_are_escaped(write, nasty: Report) -> None:
    told = write(nasty, "sarif")
    told.encode()
    (result,) = run(told)["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "chapters/a%2C%20b%3A%20%C3%BC%25.md"
    assert physical["region"]["snippet"]["text"] == nasty.findings[0].text


def test_no_findings_are_a_run_all_the_same(write) -> None:
    assert run(write(report(), "sarif"))["results"] == []
