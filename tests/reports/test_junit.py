from dataclasses import replace
from xml.etree import ElementTree as ET

from junitparser import Failure, JUnitXml, Skipped
from reports.made import finding, judged, report

from sphinx_factcheck.base.findings import Finding, Verdict
from sphinx_factcheck.check import Report


def read(told: str) -> tuple[JUnitXml, list]:
    """The file as `junitparser` has it, its counts made anew and compared with those written."""
    xml = JUnitXml.fromstring(told.encode())
    written = [(s.tests, s.failures, s.errors, s.skipped) for s in (xml, *xml)]
    cases = [case for suite in xml for case in suite]
    for suite in xml:
        suite.update_statistics()
    xml.update_statistics()
    assert written == [(s.tests, s.failures, s.errors, s.skipped) for s in (xml, *xml)]
    return xml, cases


def outcomes(cases: list) -> list[type]:
    return [type(case.result[0]) if case.result else type(None) for case in cases]


def test_one_case_a_claim_and_one_for_each_finding_besides(write, mixed: Report) -> None:
    xml, cases = read(write(mixed, "junit"))
    assert (xml.tests, xml.failures, xml.skipped, xml.errors) == (6, 2, 2, 0)
    assert len(cases) == len(mixed.claims) + 1
    assert [suite.name for suite in xml] == [
        "chapters/2023-blinken-repost.md",
        "chapters/letter.md",
        "annotations/letter.md",
    ]
    assert outcomes(cases) == [Failure, Skipped, type(None), type(None), Skipped, Failure]


def test_a_failure_says_all(write, repost: Finding) -> None:
    told = write(report((repost,), (judged(repost),)), "junit")
    _, (case,) = read(told)
    assert case.name == "4:7 date: 2021-07-12"
    assert case.classname == "chapters/2023-blinken-repost.md"
    assert (case.result[0].type, case.result[0].message) == ("date", "the joint letter is dated 2023-06-14")
    assert "https://example.org/letter" in case.result[0].text
    properties = {p.get("name"): p.get("value") for p in ET.fromstring(told.encode()).iter("property")}
    assert (properties["verdict"], properties["expected"], properties["start"]) == ("contradicted", "2023-06-14", "46")


def test_an_acknowledged_claim_is_skipped_and_says_by_what(write, repost: Finding) -> None:
    known = replace(repost, acknowledged_by="annotations/x.md:3:1")
    _, (case,) = read(write(report((known,), (judged(known, acknowledged_by=known.acknowledged_by),)), "junit"))
    assert outcomes([case]) == [Skipped]
    assert case.result[0].message == "acknowledged by annotations/x.md:3:1"


def test_two_claims_at_one_place_are_two_cases(write) -> None:
    found = finding("14 years", "14 years")
    other = replace(found, kind="custody", rule="custody")
    _, cases = read(write(report((found,), (judged(found), judged(other, Verdict.SUPPORTED))), "junit"))
    assert outcomes(cases) == [Failure, type(None)]


def test_nothing_found(write) -> None:
    xml, _ = read(write(report(), "junit"))
    assert xml.tests == 0


def test_hostile_text_is_still_xml(write, nasty: Report) -> None:
    _, (case,) = read(write(nasty, "junit"))
    assert outcomes([case]) == [Failure]
    assert len(case.name) < 140
