"""The pages show exactly the mentions, notes and claims that the command line lists, for every chapter of this edition."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from book.books import Built
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

from sphinx_factcheck.check import check
from sphinx_factcheck.cli import main
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.exchange.published import PublishedLetter

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in (ROOT / "chapters").glob("*.md"))


def folded(words: str) -> str:
    return "".join(words.split())


def listed(command: str, chapter: str) -> list[dict[str, object]]:
    done = CliRunner().invoke(main, [command, str(ROOT / "chapters" / f"{chapter}.md"), "--format", "jsonl"])
    return [json.loads(line) for line in done.stdout.splitlines()]


def words_of(parts: list[Tag]) -> str:
    """The letter's words in some parts of a page, without the signs and numbers that were put among them."""
    soup = BeautifulSoup("".join(str(part) for part in parts), "html.parser")
    for sign in soup.select(".fc-number, .fc-sign, .fc-paragraph"):
        sign.decompose()
    return folded(soup.get_text())


def marked(page: BeautifulSoup, part: str, key: str) -> dict[str, str]:
    """What is marked on a page: the words of all parts that share a key, in the order of the page."""
    found: dict[str, list[Tag]] = {}
    for tag in page.select(f".fc-letter {part}"):
        found.setdefault(str(tag[key]), []).append(tag)
    return {name: words_of(parts) for name, parts in found.items()}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_mentions(edition: Built, chapter: str) -> None:
    parts: list[list[Tag]] = []
    for tag in edition.page(f"chapters/{chapter}").select(".fc-letter .fc-named"):
        if tag.get("id"):
            parts.append([])
        parts[-1].append(tag)
    shown = [(str(first[0]["data-entity"]), words_of(first)) for first in parts]
    assert shown == [(row["entity"], folded(str(row["text"]))) for row in listed("mentions", chapter)]
    assert shown


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_address_of_an_export_is_an_anchor_of_the_page(edition: Built, chapter: str) -> None:
    project = Project(ROOT)
    facts = project.facts()
    chapters = [project.chapter(path) for path in project.chapter_paths()]
    (checked,) = (one for one in check(chapters, facts).checked if Path(one.chapter.letter.path).stem == chapter)
    own = PublishedLetter(checked, facts)
    placed = [*own.claims, *own.notes, *((id, m) for id, m in own.mentions if not m.span.field)]
    page = edition.page(f"chapters/{chapter}")
    anchors = {str(tag["id"]) for tag in page.select("[id]")}
    assert {id for id, _ in placed} | set(own.paragraphs) <= anchors
    led = {str(link["href"])[1:] for link in page.select("a.fc-paragraph")}
    assert led
    assert led <= set(own.paragraphs)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_notes(edition: Built, chapter: str) -> None:
    page = edition.page(f"chapters/{chapter}")
    project = Project.find(ROOT)
    assert project
    notes = project.chapter(ROOT / "chapters" / f"{chapter}.md").annotations.notes
    wanted = [folded(note.selector.exact) for note in notes if note.kind in {"note-on", "sic"}]
    shown = marked(page, ".fc-words", "data-note")
    asides = [str(aside["id"]) for aside in page.select("aside.fc-note")]
    assert sorted(shown) == sorted(asides)
    dated = page.select_one(".fc-head .fc-words")
    texts = [words for note, words in shown.items() if dated is None or note != dated["data-note"]]
    fields = [note for note in notes if note.selector.exact == page_date(chapter)]
    assert sorted(map(straight, texts)) == sorted(
        straight(w) for w in wanted if w not in {folded(f.selector.exact) for f in fields}
    )
    assert len(shown) == len(wanted)


def page_date(chapter: str) -> str:
    project = Project.find(ROOT)
    assert project
    letter = project.chapter(ROOT / "chapters" / f"{chapter}.md").letter
    return letter.fields["date"].value


def straight(words: str) -> str:
    return words.translate(str.maketrans("’‘“”", "''\"\""))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_claims(edition: Built, chapter: str) -> None:
    page = edition.page(f"chapters/{chapter}")
    rows = edition.page(f"chapters/{chapter}-evidence").select("#fc-checked li")
    claims = listed("claims", chapter)
    date = page.select_one(".fc-head .fc-date .fc-asserted").get_text()
    words = [date if row["text"] == page_date(chapter) else str(row["text"]) for row in claims]
    assert [folded(row.select_one("a").get_text()) for row in rows] == [folded(f"“{one}”") for one in words]
    verdicts = [row.select_one(".fc-verdict").get_text().partition(" ")[2] for row in rows]
    told = [str(row["verdict"]) for row in claims]
    assert [was if shown == "error of the source" else shown for shown, was in zip(verdicts, told, strict=True)] == told
    for row in rows:
        target, _, fragment = row.select_one("a")["href"].partition("#")
        assert target == f"{chapter}.html"
        assert page.find(id=fragment)
    assert claims


def test_every_fragment_on_the_pages_leads_somewhere(edition: Built) -> None:
    pages = {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in edition.pages.rglob("*.html")
    }
    ids = {path: {str(tag["id"]) for tag in page.select("[id]")} for path, page in pages.items()}
    followed = 0
    for path, page in pages.items():
        for link in page.select("article a[href]"):
            target, _, fragment = str(link["href"]).partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            there = (path.parent / target).resolve() if target else path
            assert there.is_file(), (path, link)
            assert not fragment or fragment in ids.get(there, {fragment}), (path, link)
            followed += 1
    assert followed > 100


def test_no_page_has_two_things_of_one_id(edition: Built) -> None:
    for path in edition.pages.rglob("*.html"):
        ids = [str(tag["id"]) for tag in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("[id]")]
        assert len(ids) == len(set(ids)), (path, sorted(id for id in ids if ids.count(id) > 1))


def test_the_page_of_a_person_lists_every_mention_with_a_link_to_the_very_words(edition: Built) -> None:
    rows = edition.page("reference/people").select("table.fc-list tbody tr")
    ids = [str(row["id"]).removeprefix("person-") for row in rows]
    people = {id: edition.page(f"reference/people/{id}") for id in ids}
    assert people
    for chapter in CHAPTERS:
        letter = edition.page(f"chapters/{chapter}")
        for row in listed("mentions", chapter):
            if row["entity"] in people:
                links = people[str(row["entity"])].select(f'a[href*="chapters/{chapter}.html#m-"]')
                words = [folded(link.get_text()) for link in links]
                assert folded(str(row["text"])) in words
                for link in links:
                    assert letter.find(id=str(link["href"]).partition("#")[2])
