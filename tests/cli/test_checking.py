"""The command line over a tiny edition: findings, exit codes, listings, and bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import FILES, changed, write_edition

from sphinx_factcheck.cli import main


@pytest.fixture
def factcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(*words: str, changes: dict[str, str | bytes | None] | None = None) -> Result:
        write_edition(tmp_path, changes)
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(main, words)

    return run


def test_the_edition_passes(factcheck) -> None:
    result = factcheck("check")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        (
            {"annotations/2023-berg-repost.md": None},
            "chapters/2023-berg-repost.md:4:7: contradicted [date]",
            "2023-06-14",
        ),
        (
            changed("chapters/2023-berg.md", "2023-06-14", "2021-07-12"),
            "chapters/2023-berg.md:4:7: contradicted [date]",
            "2023-06-14",
        ),
        (changed("chapters/2023-berg.md", "14 years", "13 years"), "chapters/2023-berg.md:10:", "14 years"),
        (changed("facts/people.yml", "14 years", "13 years"), "chapters/2023-berg.md:10:", "13 years"),
        (changed("facts/people.yml", "12 years", "11 years"), "chapters/2023-berg.md:10:", "11 years"),
    ],
    ids=["no acknowledgement", "false date", "false term", "false fact", "false second term"],
)
def test_the_gate_shuts(factcheck, changes, place: str, words: str) -> None:
    result = factcheck("check", changes=changes)
    assert result.exit_code == 1, result.output
    told = result.output[result.output.index(place) :]
    assert words in told


def test_a_finding_shows_place_words_fact_source_and_mend(factcheck) -> None:
    told = factcheck("check", changes={"annotations/2023-berg-repost.md": None}).output
    assert told.startswith(
        "chapters/2023-berg-repost.md:4:7: contradicted [date] the letter to Minister Berg is dated 2023-06-14\n"
        "  4 | date: 2021-07-12\n"
        "    |       ^^^^^^^^^^\n"
    ), told
    assert "fact: facts/documents.yml:5 letter-2023" in told
    assert "source: board-2023 (https://example.org/letter)" in told
    assert "annotations/2023-berg-repost.md  :::{sic} 2021-07-12" in told


def test_an_acknowledgement_without_a_finding_is_a_finding(factcheck) -> None:
    result = factcheck("check", changes=changed("chapters/2023-berg-repost.md", "2021-07-12", "2023-06-14"))
    assert result.exit_code == 1
    assert "annotations/2023-berg-repost.md:1:10: error [anchor] “2021-07-12” does not stand" in result.output


def test_an_acknowledgement_under_another_rule_is_stale(factcheck) -> None:
    result = factcheck("check", changes=changed("annotations/2023-berg-repost.md", ":rule: date", ":rule: order"))
    assert result.exit_code == 1
    assert "annotations/2023-berg-repost.md:1:10: error [stale]" in result.output
    assert "say :rule: date" in result.output


def test_an_acknowledgement_under_a_misspelt_rule_is_told_the_right_one(factcheck) -> None:
    changes = {"annotations/2023-berg.md": ":::{sic} Ove Dahl\n:rule: sentense\nWhy.\n:::\n"}
    assert "did you mean :rule: sentence?" in factcheck("check", changes=changes).output


def test_a_role_that_is_nearly_one_of_ours(factcheck) -> None:
    wrong = changed("annotations/2023-berg.md", "{person}", "{persn}")
    wrong["annotations/2023-berg.md"] += "\n:::{note-on} Minister Berg\nSee {doc}`x` and {abbr}`y`.\n:::\n"
    told = factcheck("check", changes=wrong).output
    assert "annotations/2023-berg.md:2:31: error [reference] there is no role {persn}\n  did you mean {person}?" in told
    assert told.count("there is no role") == 1


def test_an_acknowledgement_holds_while_the_same_is_expected(factcheck) -> None:
    pinned = changed("annotations/2023-berg-repost.md", ":rule: date", ":rule: date\n:expected: 2023-06-14")
    assert factcheck("check", changes=pinned).exit_code == 0


def test_an_acknowledgement_of_something_else_than_is_expected_covers_nothing(factcheck) -> None:
    pinned = changed("annotations/2023-berg-repost.md", ":rule: date", ":rule: date\n:expected: 2023-06-13")
    result = factcheck("check", changes=pinned)
    assert result.exit_code == 1
    assert "chapters/2023-berg-repost.md:4:7: contradicted [date]" in result.output
    assert (
        "annotations/2023-berg-repost.md:1:10: error [stale] this accepts [date] where “2023-06-13” is" in result.output
    )
    assert "say :expected: 2023-06-14" in result.output


def test_a_broken_reference_in_a_note(factcheck) -> None:
    result = factcheck("check", changes=changed("annotations/2023-berg.md", "ove-dahl", "ove-dal"))
    assert result.exit_code == 1
    assert "no person has the id “ove-dal”" in result.output
    assert "did you mean ove-dahl?" in result.output


def test_a_note_that_takes_what_a_fact_does_not_hold(factcheck) -> None:
    wrong = changed("annotations/2023-berg.md", "{source}", "{fact}`karin-lind/custody/1 trem` {source}")
    result = factcheck("check", changes=wrong)
    assert result.exit_code == 1
    assert "error [reference] the statement on Karin Lind (karin-lind/custody/1) holds no trem" in result.output
    assert "term 14 years" in result.output


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"chapters/x.md": "Dear Sir"}, "chapters/x.md:1:1: error [chapter] the chapter has no front matter"),
        ({"chapters/x.md": ""}, "chapters/x.md:1:1: error [chapter] the chapter has no front matter"),
        ({"chapters/x.md": b"---\ndate: 2023\n---\n\xff\xfe"}, "chapters/x.md:4:1: error [encoding] is not UTF-8"),
        (
            changed("chapters/2023-berg.md", "date: 2023-06-14", "date: June"),
            "chapters/2023-berg.md:4:7: error [date-format]",
        ),
        (
            changed("chapters/2023-berg.md", "letter-2023", "leter-2023"),
            "chapters/2023-berg.md:3:11: error [chapter] unknown document",
        ),
        (
            {"annotations/x.md": ":::{note-on} a\nb\n:::"},
            "annotations/x.md:1:1: error [file] these annotations have no chapter",
        ),
        (
            changed("annotations/2023-berg-repost.md", ":rule:", ":rul:"),
            "annotations/2023-berg-repost.md:2:1: error [annotation] unknown option :rul:",
        ),
    ],
)
def test_bad_input_has_one_clear_error_and_hides_nothing(factcheck, changes, expected: str) -> None:
    everything = {
        **FILES,
        **changes,
        "chapters/other.md": FILES["chapters/2023-berg.md"].replace("14 years", "13 years"),
    }
    result = factcheck("check", changes=everything)
    assert result.exit_code == 2, result.output
    assert result.output.count(expected) == 1, result.output
    assert "chapters/other.md:10:" in result.output, "the other letter's finding is hidden"
    assert "Traceback" not in result.output


def test_a_broken_fact_base_names_all_its_problems(factcheck) -> None:
    broken = (
        FILES["facts/people.yml"].replace("2023-04-10, term: 14", "2023-13-10, term: 14").replace("about:", "abuot:")
    )
    result = factcheck("check", changes={"facts/people.yml": broken})
    assert result.exit_code == 2
    assert "facts/people.yml:3:3:" in result.output
    assert "facts/people.yml:5:" in result.output
    assert "Traceback" not in result.output


def test_no_fact_base(factcheck) -> None:
    result = factcheck("check", changes={name: None for name in FILES if name.startswith("facts/")})
    assert result.exit_code == 2
    assert "facts" in result.output


def test_an_unknown_setting(factcheck) -> None:
    result = factcheck("check", changes={"_config.yml": "sphinx:\n  config:\n    factcheck_fail_undr: 80\n"})
    assert result.exit_code == 2
    assert "did you mean factcheck_fail_under?" in result.output


def test_claims_as_json_lines(factcheck) -> None:
    result = factcheck("claims", "chapters/2023-berg.md", "--format", "jsonl")
    rows = [json.loads(line) for line in result.output.splitlines()]
    terms = {row["subject"]: (row["value"], row["verdict"], row["fact"]) for row in rows if row["kind"] == "sentence"}
    assert terms == {
        "karin-lind": ("14 years", "supported", "karin-lind/custody/1"),
        "ove-dahl": ("12 years", "supported", "ove-dahl/custody/1"),
    }
    source = FILES["chapters/2023-berg.md"]
    assert all(source[row["start"] : row["end"]].split() == row["text"].split() for row in rows)


def test_mentions_of_plain_text_need_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_edition(tmp_path / "edition")
    (tmp_path / "letter.txt").write_text("Karin Lind wrote to Ove Dahl.")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["mentions", "letter.txt", "--facts", "edition/facts", "--format", "jsonl"])
    assert [json.loads(line)["entity"] for line in result.output.splitlines()] == ["karin-lind", "ove-dahl"]


def test_a_collection_names_its_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_edition(tmp_path / "edition")
    lines = [{"id": "d1", "date": "2023-05-01", "text": "Karin Lind"}, {"id": 7, "text": "Ove Dahl was here"}]
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["mentions", "all.jsonl", "--facts", "edition/facts", "--format", "jsonl"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["letter"], row["start"], row["end"]) for row in rows] == [("d1", 0, 10), ("7", 0, 8)]
    assert result.exit_code == 2
    assert "all.jsonl:3:1: error [letter] line 3 is no JSON" in result.stderr


def test_coverage_under_the_wanted_percentage(factcheck) -> None:
    assert factcheck("coverage", "--fail-under", "10").exit_code == 0
    unknown = changed(
        "facts/people.yml", "    - {event: sentenced, on: 2023-04-10, term: 12 years, sources: [court-2023]}", "    []"
    )
    unknown = {"facts/people.yml": unknown["facts/people.yml"].replace("custody:\n    []", "custody: []")}
    result = factcheck("coverage", "--fail-under", "100", changes=unknown)
    assert result.exit_code == 1, result.output
    assert "is under 100 %" in result.output


def test_an_output_file_is_written_whole(factcheck, tmp_path: Path) -> None:
    factcheck("check", "--format", "json", "--output", "found.json")
    rows = json.loads((tmp_path / "found.json").read_text())
    assert [row["rule"] for row in rows] == ["date", "anachronism", "anachronism"]
    assert {row["acknowledged_by"] for row in rows} == {"annotations/2023-berg-repost.md:1:10"}
    assert [path.name for path in tmp_path.glob(".found.json*")] == []


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    write_edition(tmp_path)
    many = "\n\n".join(["Karin Lind and Ove Dahl."] * 20_000)
    (tmp_path / "many.txt").write_text(many)
    command = (
        f"{sys.executable} -m sphinx_factcheck mentions many.txt --format jsonl | head -n 1; echo ${{PIPESTATUS[0]}}"
    )
    run = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert run.stdout.splitlines()[-1] == "0"
    assert run.stderr == ""


def test_no_edition_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert "no edition here" in result.output


def test_facts_validate_and_show(factcheck) -> None:
    assert factcheck("facts", "validate").output.startswith("4 entities,")
    shown = factcheck("facts", "show", "karin-lind", "--as-of", "2023-01-01").output
    assert "Karin Lind" in shown
    assert "14 years" not in shown
    assert "14 years" in factcheck("facts", "show", "karin-lind").output
    assert factcheck("facts", "show", "karin-lnd").exit_code == 2


def test_annotate_writes_a_stub_where_it_belongs(factcheck, tmp_path: Path) -> None:
    result = factcheck("annotate", "chapters/2023-berg.md", "Ove Dahl to 12 years")
    assert result.stdout == "annotations/2023-berg.md:5\n"
    text = (tmp_path / "annotations/2023-berg.md").read_text()
    assert text.startswith(FILES["annotations/2023-berg.md"])
    assert ":::{note-on} Ove Dahl to 12 years\n" in text
    assert factcheck("annotate", "chapters/2023-berg.md", "Ove Dal to 12 years").exit_code == 2


def test_anchors_are_listed_with_their_places(factcheck) -> None:
    result = factcheck("anchors", "--format", "jsonl")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [(row["kind"], row["path"], row["line"]) for row in rows] == [
        ("sic", "chapters/2023-berg-repost.md", 4),
        ("note-on", "chapters/2023-berg.md", 10),
    ]


def test_the_selftest_trusts_a_gate_that_shuts(factcheck) -> None:
    result = factcheck("selftest")
    assert result.exit_code == 0, result.output
    assert "refused: facts/people.yml:5 karin-lind/custody/1 (term: 14 years)" in result.output


def test_who_writes_and_to_whom_is_told_by_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One author is "I" and one addressee "you", by id or by name; of several, and of strangers, nothing is known."""
    (tmp_path / "facts").mkdir()
    custody = "custody: [{event: arrested, on: %s, sources: [s]}]"
    people = [("ann", "Ann Archer", "2021-03-04"), ("bob", "Bob Baker", "2020-05-06")]
    told = "".join(f"- {{id: {id}, name: {name}, {custody % day}}}\n" for id, name, day in people)
    (tmp_path / "facts" / "people.yml").write_text(told)
    (tmp_path / "facts" / "sources.yml").write_text("- {id: s, title: A Book, citation: p. 1, seen: 2026-01-31}\n")
    text = "I was arrested on 4 March 2021. You were arrested on 16 May 2020."
    who = [
        {"author": "ann", "addressee": "Bob Baker"},
        {"author": ["ann", "bob"], "addressee": []},
        {"author": "Cai Dun", "addressee": "nobody-here"},
    ]
    lines = [{"id": n, "date": "2022-01-02", "text": text, **one} for n, one in enumerate(who)]
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["claims", "all.jsonl", "--facts", "facts", "--format", "jsonl"])
    found = [json.loads(line) for line in result.stdout.splitlines()]
    verdicts = {n: [(c["subject"], c["verdict"]) for c in found if c["letter"] == n] for n in ("0", "1", "2")}
    assert verdicts == {
        "0": [("ann", "supported"), ("bob", "contradicted")],
        "1": [("", "unverified"), ("", "unverified")],
        "2": [("", "unverified"), ("", "unverified")],
    }
