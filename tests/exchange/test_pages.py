"""Pages and files come in as letters: the edition's own captures and ten other shapes, within 2 % of their words."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from editions import write_edition
from exchange.docx_made import docx
from exchange.pdf_made import pdf
from exchange.shapes import ADDRESS, DEMANDS, LAST, PARAGRAPHS, SHAPES, SIGNERS, TITLE, WORDS
from pypdf import PdfReader, PdfWriter
from sources.web import page, redirect, serving

from sphinx_factcheck.cli import main
from sphinx_factcheck.exchange.pages.days import day_in
from sphinx_factcheck.exchange.pages.phrases import furniture, rows
from sphinx_factcheck.exchange.pages.signers import addressees, signer, signers
from sphinx_factcheck.letters.myst import read_letter

ROOT = Path(__file__).parents[2]
CAPTURES = {
    "2016-kerry-lew.txt": "2016-kerry-lew",
    "2023-blinken.blog-repost.md": "2023-blinken-repost",
    "2023-blinken.hrw.txt": "2023-blinken",
    "2023-blinken.tibet-post-report.txt": "2023-blinken-tibet-post",
    "2024-blinken.coalition.txt": "2024-blinken",
}


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_edition(tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(origin: str | Path, *words: str, content: bytes | str | None = None) -> Result:
        if content is not None:
            Path(origin).write_bytes(content if isinstance(content, bytes) else content.encode())
        result = CliRunner().invoke(main, ["import", str(origin), "--id", "new-letter", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    return run


def chapter(root: Path, name: str = "new-letter"):
    return read_letter("x.md", (root / f"chapters/{name}.md").read_text("utf-8"))


def off(got: str, wanted: list[str]) -> float:
    """The share of words that are missing or too many."""
    told, want = Counter(got.split()), Counter(wanted)
    return sum(((told - want) + (want - told)).values()) / len(wanted)


def entries(root: Path, kind: str) -> dict[str, dict[str, object]]:
    return {entry["id"]: entry for entry in yaml.safe_load((root / f"facts/{kind}.yml").read_text("utf-8"))}


@pytest.mark.parametrize("capture", CAPTURES)
def test_a_capture_of_the_edition_comes_in_within_two_percent(edition, tmp_path: Path, capture: str) -> None:
    result = edition(ROOT / "tests/data/letters" / capture)
    assert result.exit_code == 0, result.output
    stands = read_letter("x.md", (ROOT / f"chapters/{CAPTURES[capture]}.md").read_text("utf-8"))
    assert off(chapter(tmp_path).text, stands.text.split()) <= 0.02


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_other_shapes_come_in_within_two_percent(edition, tmp_path: Path, shape: str) -> None:
    name, make = SHAPES[shape]
    result = edition(name, content=make())
    assert result.exit_code == 0, result.output
    letter = chapter(tmp_path)
    wanted = WORDS + (" ".join(ADDRESS).split() if shape == "text of a page" else [])
    assert off(letter.text.removeprefix(TITLE), wanted) <= 0.02
    assert letter.fields["title"].value == TITLE
    assert letter.fields["date"].value == "2021-05-12"
    source = (tmp_path / "chapters/new-letter.md").read_text("utf-8")
    signed = source[source.index(":::{signatories}") :]
    assert signed.count("\n- ") == len(SIGNERS)
    assert all(line.partition(",")[0] in signed for line in SIGNERS)
    assert CliRunner().invoke(main, ["facts", "validate"]).exit_code == 0
    check = CliRunner().invoke(main, ["check", "chapters/new-letter.md"])
    assert check.exit_code == 0, check.output


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_word_and_pdf_come_in_within_two_percent(edition, tmp_path: Path, form: str) -> None:
    lines = [TITLE, "12 May 2021", *PARAGRAPHS, *(f"• {line}" for line in DEMANDS), *LAST, *SIGNERS]
    result = edition(f"letter.{form}", content=docx(lines) if form == "docx" else pdf(lines))
    assert result.exit_code == 0, result.output
    letter = chapter(tmp_path)
    assert off(letter.text.removeprefix(TITLE), WORDS) <= 0.02
    assert letter.fields["title"].value == TITLE
    assert letter.fields["date"].value == "2021-05-12"
    assert ":::{signatories}" in (tmp_path / "chapters/new-letter.md").read_text("utf-8")


def test_what_is_written_and_what_is_said(edition, tmp_path: Path) -> None:
    name, make = SHAPES["news site"]
    result = edition(name, content=make())
    kept = tmp_path / "captures/new-letter.html"
    assert kept.read_text("utf-8") == make()
    assert result.stdout.splitlines() == [
        "captures/new-letter.html", "facts/sources.yml", "facts/people.yml", "facts/organizations.yml",
        "facts/documents.yml", "chapters/new-letter.md",
    ]  # fmt: skip
    source = entries(tmp_path, "sources")["new-letter-source"]
    assert hashlib.sha256(kept.read_bytes()).hexdigest() in str(source["note"])
    document = entries(tmp_path, "documents")["new-letter"]
    assert document["addressees"] == ["holm"]
    assert {"anna-lind", "union-of-printers", "committee-for-the-five"} <= set(document["by"])
    assert entries(tmp_path, "people")["anna-lind"] == {"id": "anna-lind", "name": "Anna Lind"}
    assert "committee-for-the-five" in entries(tmp_path, "organizations")
    text = (tmp_path / "chapters/new-letter.md").read_text("utf-8")
    assert text.startswith("---\n# review: ")
    assert "# review: the date is from" in text
    assert "left out: Save 30 % on your first order of coffee this week only." in result.stderr
    assert "next: look through chapters/new-letter.md" in result.stderr


def test_whom_the_fact_base_knows_is_not_added_again(edition, tmp_path: Path) -> None:
    text = (
        f"{TITLE}\n\nDear Minister Berg,\n\nWe ask you to speak of those who were sentenced in April, and soon.\n\n"
        + "\n\n".join(["Ove Dahl", "Nina Moss, Secretary", "Committee for the Five"])
    )
    assert edition("letter.txt", content=text).exit_code == 0
    document = entries(tmp_path, "documents")["new-letter"]
    assert document["addressees"] == ["siv-berg"]
    assert document["by"] == ["ove-dahl", "nina-moss", "committee-for-the-five"]
    assert list(entries(tmp_path, "people")) == ["karin-lind", "ove-dahl", "siv-berg", "nina-moss"]


def test_whom_the_letter_names_becomes_a_stub_unless_the_fact_base_knows_him(edition, tmp_path: Path) -> None:
    text = (
        f"{TITLE}\n\nDear Minister Berg,\n\nThe court sentenced Karin Lind and the lawyer Nils Storm to prison, and the "
        "Union of Printers has asked you in New York, on Human Rights Day, to speak of both.\n\nYours,\n\nOve Dahl"
    )
    assert edition("letter.txt", content=text).exit_code == 0
    people = entries(tmp_path, "people")
    assert people["nils-storm"] == {"id": "nils-storm", "name": "Nils Storm"}
    assert set(people) == {"karin-lind", "ove-dahl", "siv-berg", "nils-storm"}
    assert "union-of-printers" in entries(tmp_path, "organizations")
    assert CliRunner().invoke(main, ["facts", "validate"]).exit_code == 0


def test_a_page_of_the_web_comes_in_and_its_redirects_are_shown(edition, tmp_path: Path) -> None:
    _, make = SHAPES["news site"]
    with serving({"/old": redirect("/7", 301), "/7": page(make())}) as web:
        refused = edition(f"{web.url}/old")
        assert refused.exit_code == 2
        assert "private network" in refused.stderr
        result = edition(f"{web.url}/old", "--allow-private")
        assert f"redirected to {web.url}/7" in result.stderr
        assert entries(tmp_path, "sources")["new-letter-source"]["url"] == f"{web.url}/7"
    assert off(chapter(tmp_path).text.removeprefix(TITLE), WORDS) <= 0.02


def _locked() -> bytes:
    writer = PdfWriter()
    for one in PdfReader(io.BytesIO(pdf([TITLE]))).pages:
        writer.add_page(one)
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _empty_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.html", "", "is empty"),
        ("a.html", "<html><body><script>fill()</script></body></html>", "no words of a letter"),
        ("a.html", "<nav><a href=x>Home</a> <a href=y>News</a></nav>", "no words of a letter"),
        ("a.html", b"\x89PNG\r\n\x1a\n0000", "is a picture"),
        ("a.txt", b"\x00\x01\x02\x03", "neither a page nor a text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .docx"),
        ("a.docx", b"PK\x03\x04 broken", "no Word file that can be read"),
        ("a.pdf", b"%PDF-1.7 broken", "no PDF that can be read"),
        ("a.pdf", _locked(), "opens only with a password"),
        ("a.pdf", _empty_pdf(), "has no text, only pictures"),
        ("a.xml", "<TEI><text>", "not well formed"),
        ("none.txt", None, "cannot be read"),
    ],
)
def test_what_is_no_letter_is_told_and_leaves_nothing(
    edition, tmp_path: Path, name: str, content: bytes | str | None, told: str
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    result = edition(name, content=content)
    assert result.exit_code == 2
    assert told in result.stderr
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != name}
    assert {path.name for path in after} - {path.name for path in before} == set()


@pytest.mark.parametrize("words", [["--id", "../x"], ["--id", "letter-2023"], ["--into", "../out"], ["--into", "/tmp"]])
def test_nothing_is_written_over_or_outside(edition, tmp_path: Path, words: list[str]) -> None:
    result = edition(
        "letter.txt", *words, content=f"{TITLE}\n\nDear Minister Berg,\n\nWe write to you for the first time.\n"
    )
    assert result.exit_code == 2
    assert not (tmp_path / "captures").exists()


def test_an_import_again_is_refused_and_changes_nothing(edition, tmp_path: Path) -> None:
    text = f"{TITLE}\n\nDear Minister Berg,\n\nWe write to you for the first time, and hope for an answer.\n"
    assert edition("letter.txt", content=text).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert edition("letter.txt", content=text).exit_code == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("at", range(1, 8))
def test_an_import_that_is_interrupted_leaves_whole_files_and_can_be_done_again(
    edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    name, make = SHAPES["news site"]
    put_in_place, count = Path.replace, iter(range(1, 100))

    def interrupted(self: Path, target: Path) -> Path:
        if next(count) == at:
            raise KeyboardInterrupt
        return put_in_place(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        assert edition(name, content=make()).exit_code == 130
    assert [path.name for path in tmp_path.rglob(".*") if path.is_file()] == []
    assert CliRunner().invoke(main, ["facts", "validate"]).exit_code == 0
    assert not (tmp_path / "chapters/new-letter.md").exists()
    again = edition(name)
    if at < 7:  # else the document is there already, and is told so
        assert again.exit_code == 0, again.output
        assert (tmp_path / "chapters/new-letter.md").exists()
    else:
        assert "the fact base has new-letter already" in again.stderr


def test_facts_that_are_no_plain_list_are_left_alone(edition, tmp_path: Path) -> None:
    (tmp_path / "facts/documents.yml").write_text("[{id: letter-2023, name: the letter}]\n", "utf-8")
    text = f"{TITLE}\n\nDear Minister Berg,\n\nWe write to you for the first time, and hope for an answer.\n"
    assert edition("letter.txt", content=text).exit_code == 0
    assert (tmp_path / "facts/documents.yml").read_text("utf-8") == "[{id: letter-2023, name: the letter}]\n"
    assert (tmp_path / "facts/documents-new-letter.yml").exists()
    assert CliRunner().invoke(main, ["facts", "validate"]).exit_code == 0


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.what)
def test_every_sort_of_furniture_is_known_by_its_example(row) -> None:
    assert furniture(row.example)


@pytest.mark.parametrize("line", [*PARAGRAPHS, *DEMANDS, *LAST, *SIGNERS, *ADDRESS, "Thank you for your attention.", "By hand",
                                  "The People’s Republic of China", "Human Rights Watch, Sophie Richardson, China Director"])  # fmt: skip
def test_words_of_letters_are_no_furniture(line: str) -> None:
    assert not furniture(line)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("April 24, 2024", "2024-04-24"), ("Norhaven, 3rd of May 2021", "2021-05-03"), ("Berlin, den 12. März 2020", "2020-03-12"),
        ("2016年06月02日", "2016-06-02"), ("le 1er juillet 2019", "2019-07-01"), ("2021/05/12", "2021-05-12"), ("31 June 2020", None),
        ("in May 2021", None), ("", None),
    ],
)  # fmt: skip
def test_days_in_lines(line: str, day: str | None) -> None:
    found = day_in(line)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (
            "T. Kumar\nInternational Advocacy Director\nAmnesty International USA",
            ["T. Kumar", "Amnesty International USA"],
        ),
        ("Freedom House, Annie Boyajian, Vice President for Policy and Advocacy", ["Freedom House", "Annie Boyajian"]),
        ("Dr. Yang Jianli\nPresident and Founder\nInitiatives for China", ["Yang Jianli", "Initiatives for China"]),
        ("3. PEN America", ["PEN America"]),
    ],
)
def test_whom_a_line_of_signers_names(line: str, named: list[str]) -> None:
    assert [agent.name for agent in signer(line)] == named


def test_a_single_name_among_bodies_is_a_body() -> None:
    told = signers(["Free Tibet", "Scottish Hongkongers", "Human Rights Watch", "Tibet Justice Center"])
    assert {agent.kind for agent in told} == {"organization"}


@pytest.mark.parametrize(
    ("greeting", "named"),
    [
        ("Dear Secretary Kerry and Secretary Lew,", ["Kerry", "Lew"]), ("Dear Prime Minister Ardern:", ["Ardern"]),
        ("Sehr geehrte Frau Bundeskanzlerin,", []), ("Dear Sir or Madam,", []), ("Your Excellencies,", []),
    ],
)  # fmt: skip
def test_whom_a_salutation_greets(greeting: str, named: list[str]) -> None:
    assert [agent.name for agent in addressees(greeting)] == named
