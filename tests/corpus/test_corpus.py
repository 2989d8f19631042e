"""factcheck corpus check: every form of input, the output, and whatever is wrong with the input."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
import resource
import shlex
import signal
import subprocess
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import zstandard
from click.testing import CliRunner
from corpus.archive import COMMAND, aside, letter, letters, lines, output, run, write_facts
from editions import write_edition
from pyarrow import parquet

from sphinx_factcheck.cli import main
from sphinx_factcheck.exchange.corpus.writing import CLAIMS, LETTERS

ROOT = Path(__file__).parents[2]
FIVE = [letter(number) for number in range(5)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_facts(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


def table(path: Path, rows: list[dict[str, object]], **how: object) -> None:
    parquet.write_table(pa.Table.from_pylist(rows), path, **how)


def packed_table(rows: list[dict[str, str]]) -> bytes:
    packed = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), packed)
    return packed.getvalue()


def test_every_form_comes_in_in_the_order_of_the_paths(root: Path) -> None:
    text = lines(FIVE)
    (root / "in/a.jsonl").write_text(text, "utf-8")
    (root / "in/b.jsonl.gz").write_bytes(gzip.compress(text[:200].encode()) + gzip.compress(text[200:].encode()))
    (root / "in/c.jsonl.zst").write_bytes(zstandard.compress(text.encode()))
    table(root / "in/d.parquet", FIVE, row_group_size=2)
    (root / "in/e.txt").write_text(FIVE[0]["text"], "utf-8")
    (root / "in/f.md").write_text(f"---\ndate: 2023-06-14\n---\n\n{FIVE[1]['text']}", "utf-8")
    (root / "in/g.csv").write_text("not asked for", "utf-8")
    said = run(root, "in", "--out", "out", "--date", "2023-06-14", "--part", "0.0005")
    ids = [one["id"] for one in FIVE]
    packed = ["in/a.jsonl", "in/b.jsonl.gz", "in/c.jsonl.zst", "in/d.parquet"]
    wanted = [(name, row, id, 1) for name in packed for row, id in enumerate(ids, 1)]
    assert letters(root / "out") == [*wanted, ("in/e.txt", 1, "e.txt", 1), ("in/f.md", 1, "f.md", 1)]
    assert said.stdout == (
        "22 letters, 22 claims: 9 supported, 13 contradicted, 0 contested, 0 unverified; coverage 100.0 %\n"
    )


def test_claims_are_those_that_the_command_line_lists(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    run(root, "in/a.jsonl", "--out", "out", "--format", "jsonl", "--part", "0.0005")
    listed = subprocess.run(
        [*COMMAND[:3], "claims", "in/a.jsonl", "--facts", "facts", "--format", "jsonl"],
        cwd=root, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    written = [json.loads(line) for path in sorted((root / "out").glob("claims-*.jsonl")) for line in path.open()]
    assert [tuple(row) for row in written] == [tuple(CLAIMS)] * 5
    for row, told in zip(written, map(json.loads, listed.splitlines()), strict=True):
        assert (row.pop("input"), row.pop("id"), row.pop("unread")) == (told.pop("path"), told.pop("letter"), False)
        row.pop("row")
        assert row == told


def test_parquet_and_lines_hold_the_same(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    for form in ("parquet", "jsonl"):
        run(root, "in", "--out", form, "--format", form)
    for what, columns in (("claims-*", CLAIMS), ("letters/letters-*", LETTERS)):
        told = duckdb.sql(f"select * from '{root}/parquet/{what}.parquet'")
        assert told.columns == [*columns]
        same = f"select * from read_json('{root}/jsonl/{what}.jsonl')"
        assert [[str(value) for value in row] for row in told.fetchall()] == [
            [str(value) for value in row] for row in duckdb.sql(same).fetchall()
        ]


def test_manifest_and_summary(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    run(root, "in", "--out", "out", "--part", "0.0005")
    manifest = json.loads((root / "out/manifest.json").read_text("utf-8"))
    assert (manifest["letters"], manifest["claims"], manifest["unchecked"]) == (5, 5, 0)
    for part in manifest["parts"]:
        for file in part["files"]:
            told = subprocess.run(
                ["sha256sum", root / "out" / file["path"]], capture_output=True, text=True, check=True
            )
            assert told.stdout.split()[0] == file["sha256"]
    assert sum(part["letters"] for part in manifest["parts"]) == 5
    summary = json.loads((root / "out/summary.json").read_text("utf-8"))
    assert summary["kinds"] == {"sentence": {"contradicted": 3, "supported": 2}}
    assert summary["coverage"] == 100.0


def test_the_example_of_the_manual(root: Path) -> None:
    """What the manual asks of the output in SQL, the answer as it prints it."""
    page = (ROOT / "docs/large.md").read_text("utf-8")
    (asked,) = [line for line in page.splitlines() if line.startswith("duckdb -c ")]
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    run(root, "in", "--out", "out")
    (sql,) = shlex.split(asked)[2:]
    assert sorted(duckdb.sql(sql.replace("out/", f"{root}/out/")).fetchall()) == [("contradicted", 3), ("supported", 2)]


BROKEN = [
    ("no-json.jsonl", lines(FIVE[:2]) + "{nothing\n" + lines(FIVE[2:]), 3, "is no JSON"),
    ("no-text.jsonl", '{"id": "x"}\n' + lines(FIVE), 1, "holds no letter"),
    ("no-day.jsonl", '{"id": "x", "date": "soon", "text": "a"}\n' + lines(FIVE), 1, "soon"),
    ("no-utf8.jsonl", lines(FIVE[:1]).encode() + b'{"text": "\xff"}\n' + lines(FIVE[1:]).encode(), 2, "is not UTF-8"),
    ("nested.jsonl", lines(FIVE) + "[" * 200_000, 6, "is no JSON"),
    ("large.jsonl", lines([*FIVE, {"id": "x", "text": "word " * 400_000}]), 6, "more than a letter may have"),
    ("cut.jsonl", lines([*FIVE, letter(5)])[:-40], 6, "is no JSON"),
    ("cut.jsonl.gz", gzip.compress(lines([*map(letter, range(2000))]).encode())[:-300], 0, "cut off"),
    ("cut.jsonl.zst", zstandard.compress(lines(FIVE).encode())[:-20], 0, "cut off"),
    ("words.jsonl.gz", b"words", 0, "unpacked"),
    ("words.parquet", b"PAR1 words", 0, "cannot be read"),
    ("cut.parquet", packed_table(FIVE)[:-40], 0, "cannot be read"),
    ("no-utf8.txt", b"Caf\xe9", 1, "is not UTF-8"),
    ("front.md", "---\nwhat: 1\n---\n\nWords.\n", 1, "what"),
]


def test_what_cannot_be_read_is_set_aside_and_stops_nothing(root: Path) -> None:
    for name, content, _, _ in BROKEN:
        (root / "in" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    said = run(root, "in", "--out", "out", "--largest", "1", code=2)
    told = {one["input"]: one for one in aside(root / "out")}
    assert len(told) == len(aside(root / "out")) == len(BROKEN)
    for name, _, row, why in BROKEN:
        assert told[f"in/{name}"]["row"] == row, name
        assert why in str(told[f"in/{name}"]["why"])
    assert f"{len(BROKEN)} could not be checked; out/unchecked.jsonl says why" in said.stderr
    found = letters(root / "out")
    for name, *_ in BROKEN:
        if name.endswith(".jsonl"):
            assert [one[2] for one in found if one[0] == f"in/{name}"] == [one["id"] for one in FIVE], name
    assert len([one for one in found if one[0] == "in/cut.jsonl.gz"]) > 1000


def test_letters_without_words_are_letters(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines([{"id": str(n), "date": "2023-06-14", "text": ""} for n in range(2000)]))
    assert run(root, "in", "--out", "out").stdout.startswith("2,000 letters, 0 claims")


def test_the_letters_before_the_end_of_a_cut_file_are_checked(root: Path) -> None:
    many = [*map(letter, range(3000))]
    (root / "in/a.jsonl.gz").write_bytes(gzip.compress(lines(many).encode())[:-500])
    run(root, "in", "--out", "out", code=2)
    told = letters(root / "out")
    assert 2000 < len(told) < 3000
    assert [one[2] for one in told] == [one["id"] for one in many[: len(told)]]


def test_a_table_without_letters_and_one_with_days_and_lists(root: Path) -> None:
    table(root / "in/a.parquet", [{"id": 1, "body": "x"}])
    rows = [{"id": 7, "date": dt.date(2023, 6, 14), "text": FIVE[0]["text"], "author": ["karin-lind"], "note": "x"}]
    table(root / "in/b.parquet", rows)
    run(root, "in", "--out", "out", code=2)
    assert "no column “text”" in str(aside(root / "out")[0]["why"])
    assert duckdb.sql(f"select id, date, supported from '{root}/out/letters/*.parquet'").fetchall() == [
        ("7", "2023-06-14", 1)
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere", "--out", "out"], "does not exist"),
        (["in", "--out", "in/out"], "lie in each other"),
        (["in", "--out", "."], "lie in each other"),
        (["in", "--out", "other"], "is not empty"),
        (["in", "--out", "out"], "no letter in what was given"),
        (["in", "--out", "out", "--engine", "slurm"], "no letter"),
        (["facts/people.yml", "--out", "out"], "no letter in what was given"),
    ],
)
def test_what_cannot_begin_is_told_in_a_line(root: Path, words: list[str], told: str) -> None:
    (root / "other").mkdir()
    (root / "other/mine").write_text("mine")
    assert told in run(root, *words, code=2).stderr


def test_ten_thousand_letters_without_a_word(root: Path) -> None:
    (root / "in/a.jsonl").write_text('{"date": "2023-06-14", "text": ""}\n' * 10_000, "utf-8")
    run(root, "in", "--out", "out")
    assert json.loads((root / "out/summary.json").read_text())["letters"] == 10_000
    assert len(letters(root / "out")) == 10_000
    assert aside(root / "out") == []


def test_a_cluster_that_is_gone_is_told_in_a_line(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    gone = run(root, "in", "--out", "out", "--engine", "ray", code=2, env={**os.environ, "RAY_ADDRESS": "127.0.0.1:1"})
    assert "the Ray cluster at 127.0.0.1:1 cannot be reached" in gone.stderr
    run(root, "in", "--out", "out")


def test_other_facts_do_not_go_on_with_a_run(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    run(root, "in", "--out", "out")
    before = output(root / "out")
    people = root / "facts/people.yml"
    people.write_text(people.read_text("utf-8").replace("14 years", "15 years"), "utf-8")
    assert "a run of other facts" in run(root, "in", "--out", "out", code=2).stderr
    assert output(root / "out") == before
    people.write_text(people.read_text("utf-8").replace("15 years", "14 years"), "utf-8")
    (root / "in/a.jsonl").write_text(lines(FIVE[:3]), "utf-8")
    assert "a run of other letters" in run(root, "in", "--out", "out", code=2).stderr
    assert output(root / "out") == before


def test_a_full_disk_is_told_in_a_line_and_the_run_goes_on_later(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines([letter(n, 20) for n in range(40)]), "utf-8")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [*COMMAND, "in", "--out", "out", "--facts", "facts", "--part", "0.01", "--format", "jsonl"]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, preexec_fn=full, timeout=100, check=False)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "factcheck: " in ended.stderr.splitlines()[-1]
    assert "File too large" in ended.stderr
    run(root, "in", "--out", "out", "--part", "0.01", "--format", "jsonl")
    run(root, "in", "--out", "undisturbed", "--part", "0.01", "--format", "jsonl")
    assert output(root / "out") == output(root / "undisturbed")


def test_a_file_of_the_output_that_was_taken_away_is_made_again(root: Path) -> None:
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    run(root, "in", "--out", "out", "--part", "0.0005")
    before = output(root / "out")
    (root / "out/claims-00001.parquet").unlink()
    run(root, "in", "--out", "out", "--part", "0.0005")
    assert output(root / "out") == before


def test_lines_of_progress_where_nobody_watches(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setattr("sphinx_factcheck.cli.corpus._EVERY", 0.0)
    words = ["corpus", "check", "in", "--out", "out", "--facts", "facts", "--part", "0.0005", "--jobs", "1"]
    ended = CliRunner().invoke(main, words)
    assert ended.exit_code == 0, ended.output
    assert "of 0.0 MB, about" in ended.stderr
    assert "\x1b" not in ended.stderr


def test_an_edition_around_lends_its_facts_and_its_texts(tmp_path: Path) -> None:
    write_edition(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_text(lines(FIVE), "utf-8")
    command = [*COMMAND, "in", "--out", "out", "--jobs", "1"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ}, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "2 supported, 3 contradicted" in ended.stdout
