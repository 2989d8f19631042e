import re
from dataclasses import replace

from reports.made import finding, report

from sphinx_factcheck.base.findings import Finding
from sphinx_factcheck.check import Report

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<settings>[^:\n]*)::(?P<message>[^\n\r]*)")


def unescaped(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def commands(told: str) -> list[tuple[str, dict[str, str], str]]:
    """Every line of the output, read as GitHub's runner reads a workflow command."""
    read = [COMMAND.fullmatch(line) for line in told.removesuffix("\n").split("\n")]
    assert all(read), told
    return [
        (
            found["level"],
            {k: unescaped(v) for k, v in (pair.split("=", 1) for pair in found["settings"].split(","))},
            unescaped(found["message"]),
        )
        for found in read
        if found
    ]


def test_a_finding_is_an_error_at_its_place(write, repost: Finding) -> None:
    (level, settings, message), (closing, _, counted) = commands(write(report((repost,)), "github"))
    assert level == "error"
    assert settings == {
        "file": "chapters/2023-blinken-repost.md",
        "line": "4",
        "endLine": "4",
        "col": "7",
        "endColumn": "17",
        "title": "contradicted [date]",
    }
    assert message.split("\n")[0] == "“2021-07-12”: the joint letter is dated 2023-06-14"
    assert "hrw-2023-06-14 (https://example.org/letter)" in message
    assert repost.mend in message
    assert closing == "notice"
    assert "coverage" in counted


def test_levels(write, mixed: Report) -> None:
    assert [level for level, _, _ in commands(write(mixed, "github"))] == [
        "error",
        "notice",
        "warning",
        "error",
        "notice",
    ]


def test_a_place_of_several_lines_has_no_columns(write) -> None:
    (_, settings, _), _ = commands(write(report((finding("14\nyears", "14\nyears"),)), "github"))
    assert settings["endLine"] == "2"
    assert not {"col", "endColumn"} & set(settings)


def test_hostile_text_stays_inside_its_command(write, nasty: Report) -> None:
    (_, settings, message), _ = commands(write(nasty, "github"))
    assert settings["file"] == "chapters/a, b: ü%.md"
    assert len(message.split("\n")[0]) < 250 + len(nasty.findings[0].message)


def test_what_looks_escaped_is_not_unescaped(write, repost: Finding) -> None:
    (_, settings, message), _ = commands(write(report((replace(repost, rule="a%2Cb", message="100%0A"),)), "github"))
    assert settings["title"] == "contradicted [a%2Cb]"
    assert message.split("\n")[0].endswith("100%0A")


def test_an_acknowledgement_is_told(write, repost: Finding) -> None:
    known = replace(repost, acknowledged_by="annotations/x.md:3:1")
    (level, _, message), _ = commands(write(report((known,)), "github"))
    assert level == "notice"
    assert "acknowledged by annotations/x.md:3:1" in message
