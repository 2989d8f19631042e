"""What a built book holds for other programs: its exports, and what each letter's page says of itself."""

from __future__ import annotations

from pathlib import Path

from book.books import Built, jupyter_book
from click.testing import CliRunner
from extruct import extract

from sphinx_factcheck.cli import main
from sphinx_factcheck.edition.settings import EXPORTS
from sphinx_factcheck.exchange.formats import FORMATS


def test_a_setting_knows_every_format() -> None:
    assert set(EXPORTS) == set(FORMATS)


def test_the_edition_holds_its_exports(edition: Built) -> None:
    folder = edition.pages / "export"
    assert (folder / "tei/2023-blinken.xml").read_text("utf-8").startswith("<?xml")
    assert (folder / "letters.csl.json").is_file()
    assert not (folder / "jsonld").exists()


def test_a_page_tells_who_wrote_to_whom_to_programs(edition: Built) -> None:
    page = (edition.pages / "chapters/2016-kerry-lew.html").read_text("utf-8")
    found = extract(page, syntaxes=["json-ld", "dublincore"], uniform=True)
    nodes = {node["@id"]: node for node in found["json-ld"][0]["@graph"]}
    (letter,) = (node for node in nodes.values() if node["@type"] == "Message")
    assert letter["dateSent"] == "2016-06-02"
    assert [nodes[one["@id"]]["name"] for one in letter["recipient"]] == ["John F. Kerry", "Jacob J. Lew"]
    assert page.count('<meta name="citation_author"') == 10
    assert '<meta name="citation_publication_date" content="2016/06/02">' in page
    assert 'href="../export/tei/2016-kerry-lew.xml"' in page


def test_a_new_edition_tells_programs_as_much(tmp_path: Path) -> None:
    started = tmp_path / "new"
    assert CliRunner().invoke(main, ["init", str(started)]).exit_code == 0
    built = jupyter_book(started)
    letters = [path for path in (built.pages / "chapters").glob("*.html") if not path.stem.endswith("-evidence")]
    assert letters
    for page in letters:
        text = page.read_text("utf-8")
        (graph,) = extract(text, syntaxes=["json-ld"], uniform=True)["json-ld"]
        (letter,) = (node for node in graph["@graph"] if node["@type"] == "Message")
        assert letter["dateSent"]
        assert letter["recipient"]
        assert '<meta name="citation_publication_date"' in text
