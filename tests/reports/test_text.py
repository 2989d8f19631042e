import io
import re
from dataclasses import replace

import pytest
from reports.made import finding, report
from rich.cells import cell_len

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.check import Report
from sphinx_factcheck.check.reports import table
from sphinx_factcheck.check.reports.text import write_findings

EXAMPLE = """\
chapters/2023-blinken-repost.md:4:7: contradicted [date] the joint letter is dated 2023-06-14
  4 | date: 2021-07-12
    |       ^^^^^^^^^^
  fact: facts/documents.yml:12 joint-letter-2023   source: hrw-2023-06-14 (https://example.org/letter)
  also: this letter says that someone was sentenced, which happened on 2023-04-10
  if the source really has this, acknowledge it: annotations/2023-blinken-repost.md  :::{sic} 2021-07-12

1 letter, 0 claims, coverage 100.0 % (0 of 0), 1 finding: 1 error
"""


def test_a_finding_has_the_form_that_the_design_shows(write, repost: Finding) -> None:
    assert write(report((repost,)), "text") == EXAMPLE


def test_colour_changes_no_word(write, mixed: Report) -> None:
    coloured = write(mixed, "text", colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == write(mixed, "text")


def test_the_summary_counts_by_weight(write, mixed: Report) -> None:
    assert write(mixed, "text").splitlines()[-1] == (
        "1 letter, 5 claims, coverage 80.0 % (4 of 5), 4 findings: 2 errors, 1 warning, 1 acknowledged"
    )


def test_nothing_found_is_said(write) -> None:
    assert write(report(), "text") == "1 letter, 0 claims, coverage 100.0 % (0 of 0), no findings\n"


def test_an_acknowledged_finding_names_its_note_and_no_mend(write, repost: Finding) -> None:
    known = replace(repost, acknowledged_by="annotations/x.md:3:1", justification="The blog has this date.")
    told = write(report((known,)), "text")
    assert "  acknowledged by annotations/x.md:3:1: The blog has this date.\n" in told
    assert "if the source" not in told


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("2021 opens the line", "2021"),
        ("at the end 2021", "2021"),
        ("许志永 was sentenced to 14 years", "14 years"),
        ("许志永被判14年徒刑", "14年"),
        ("a\ttab before 14 years", "14 years"),
        ("e\u0301 with a combining mark, 14 years", "14 years"),
        ("word " * 400 + "14 years" + " word" * 400, "14 years"),
        ("14 years" + " word" * 400, "14 years"),
        ("word " * 400 + "14 years", "14 years"),
    ],
)
def test_the_carets_stand_under_the_words(write, source: str, words: str) -> None:
    _, shown, carets, *_ = write(report((finding(source, words),)), "text").split("\n")
    lead, _, rest = shown.partition(words)
    assert carets.count("^") == cell_len(words)
    assert carets.index("^") == cell_len(lead)
    assert rest or source.endswith(words)
    assert len(shown) < 140


def test_words_over_two_lines_are_pointed_at_to_the_end_of_the_first(write) -> None:
    _, shown, carets, *_ = write(report((finding("given 14\nyears there", "14\nyears"),)), "text").split("\n")
    assert (shown, carets) == ("  1 | given 14", "    |       ^^")


def test_a_collection_names_the_letter(write) -> None:
    found = finding("in 2021", "2021", path="all.jsonl", letter="L-17")
    assert write(report((found,)), "text").startswith("all.jsonl:1:4 (letter L-17): contradicted [date]")


def test_hostile_text_cannot_steer_a_terminal_or_break_the_form(write, nasty: Report) -> None:
    told = write(nasty, "text")
    told.encode()
    assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028" for c in told)
    assert len(told.split("\n")) <= 11


def test_columns_of_a_plain_table_line_up() -> None:
    rows = [
        {"path": "a.md", "line": 1, "column": 2, "entity": "xu-zhiyong", "text": "许志永"},
        {"path": "chapters/b.md", "line": 10, "column": 2, "entity": "x", "text": "two\nlines " + "long " * 90},
    ]
    out = io.StringIO()
    table.write(rows, table.MENTION_COLUMNS, out)
    head, first, second = out.getvalue().splitlines()
    assert head.split() == ["place", "entity", "text"]
    assert first == "a.md:1:2            xu-zhiyong  许志永"
    assert second.startswith("chapters/b.md:10:2  x           two lines long")
    assert len(second) < 100


def test_a_drawn_table_holds_every_cell() -> None:
    out = io.StringIO()
    row = {"path": "a.md", "line": 1, "column": 2, "letter": "L1", "entity": "[red]x", "text": "words"}
    table.write([row], table.MENTION_COLUMNS, out, colour=True)
    assert all(cell in out.getvalue() for cell in ("L1 a.md:1:2", "[red]x", "words"))


def test_a_doubt_that_many_letters_share_is_told_once() -> None:
    def doubt(number: int, words: str = "Chen") -> Finding:
        more = {"rule": "ambiguous", "severity": Severity.WARNING, "verdict": None, "kind": "", "value": ""}
        told = f"“{words}” can mean Chen Ping (chen-ping); Chen Wei (chen-wei)"
        told += f"; it stands at {number} places of this letter" if number > 1 else ""
        return finding(f"{words} came.", words, f"chapters/{number}.md", message=told, **more)

    out = io.StringIO()
    write_findings(
        [doubt(1), finding("in 1999", "1999"), *(doubt(n) for n in range(2, 6)), doubt(6, "Li"), doubt(7, "Li")], out
    )
    told = out.getvalue()
    assert told.count("can mean Chen Ping") == 3
    assert told.count("“Chen” can mean") == 1
    assert "chapters/1.md:1:1" in told
    assert "so in 4 other letters, too" in told
    assert told.count("“Li” can mean") == 2
    assert "has another day" in told
