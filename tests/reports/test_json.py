import io
import json
from dataclasses import replace

from reports.made import finding, judged, report

from sphinx_factcheck.base.findings import Finding, Verdict
from sphinx_factcheck.check import Report
from sphinx_factcheck.check.reports.rows import claim_row, mention_row, write_jsonl
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.letters.text import Span, plain_letter

PLACED = ["path", "line", "column", "end_line", "end_column", "start", "end", "text"]
DECIDED = ["kind", "subject", "value", "verdict", "fact", "expected", "sources"]


def test_a_finding_has_the_keys_that_others_read(write, repost: Finding) -> None:
    (row,) = json.loads(write(report((repost,)), "json"))
    assert {key: row[key] for key in (*PLACED, *DECIDED, "rule", "severity", "message", "acknowledged_by")} == {
        "path": "chapters/2023-blinken-repost.md",
        "line": 4,
        "column": 7,
        "end_line": 4,
        "end_column": 17,
        "start": 46,
        "end": 56,
        "text": "2021-07-12",
        "kind": "date",
        "subject": "joint-letter-2023",
        "value": "2021-07-12",
        "verdict": "contradicted",
        "fact": "joint-letter-2023",
        "expected": "2023-06-14",
        "sources": ["hrw-2023-06-14"],
        "rule": "date",
        "severity": "error",
        "message": "the joint letter is dated 2023-06-14",
        "acknowledged_by": None,
    }
    assert "letter" not in row


def test_no_findings_are_an_empty_array(write) -> None:
    assert json.loads(write(report(), "json")) == []


def test_every_text_comes_back_as_it_was_on_lines_that_stay_whole(write, nasty: Report) -> None:
    told = write(nasty, "json")
    told.encode()
    (row,) = json.loads(told)
    (found,) = nasty.findings
    assert (row["text"], row["mend"], row["also"], row["letter"]) == (
        found.text,
        found.mend,
        list(found.also),
        found.letter,
    )
    out = io.StringIO()
    write_jsonl([claim_row(claim) for claim in nasty.claims], out)
    (line,) = out.getvalue().splitlines()
    assert json.loads(line)["text"] == found.text


def test_a_claim_no_fact_decides(repost: Finding) -> None:
    row = claim_row(judged(replace(repost, cited=(), expected=""), Verdict.UNVERIFIED))
    assert list(row) == PLACED + DECIDED
    assert (row["verdict"], row["fact"], row["expected"], row["sources"]) == ("unverified", None, "", [])


def test_a_claim_of_a_collection_names_its_letter() -> None:
    row = claim_row(judged(finding("in 2021", "2021", path="all.jsonl", letter="L-17")))
    assert (row["path"], row["letter"], row["start"]) == ("all.jsonl", "L-17", 3)


def test_a_mention() -> None:
    letter = plain_letter("a.txt", "To\nXu Zhiyong", date=parse("2023"), id="L-1")
    assert mention_row(Mention(Span(3, 13), "xu-zhiyong", "full name"), letter) == {
        "path": "a.txt",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 11,
        "start": 3,
        "end": 13,
        "text": "Xu Zhiyong",
        "letter": "L-1",
        "entity": "xu-zhiyong",
    }
