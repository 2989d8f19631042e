"""Ledger, timeline, matrix, collation and figures: what they say, what they lead to, and what bad input makes of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from book.books import CONF, Built, change, make_book, sphinx
from book.whole import LETTER, TOC, WHOLE

from sphinx_factcheck.facts.evidence import weigh
from sphinx_factcheck.facts.load import load_facts


def test_the_book_is_made_without_a_warning(around: Built) -> None:
    assert around.code == 0, around.said


def text(built: Built, page: str, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in built.page(page).select(selector)]


# -- Figures


def test_figures_are_counted(around: Built) -> None:
    rows = json.loads((around.pages / "reference/claims.json").read_text(encoding="utf-8"))
    decided = sum(row["verdict"] != "unverified" for row in rows)
    found = weigh(load_facts(around.folder / "facts"), ["board-2023"])
    borne = 100 * found.resting_on(2, without_letters=True) // len(found.borne)
    said = text(around, "reference/front", "p:has(.fc-figure)")
    assert said == [f"2 letters, {decided} of {len(rows)}, {borne} %."]


def test_the_table_of_letters_has_witnesses_below_their_letter(around: Built) -> None:
    names = text(around, "reference/front", ".fc-letters tbody td:first-child")
    assert names == ["An earlier letter", "The letter", "↳ A report", "↳ A copy"]


def test_a_figure_that_nothing_counts_is_a_warning_with_the_mend(tmp_path: Path) -> None:
    built = sphinx(make_book(tmp_path, {"reference/x.md": "# X\n\n{number-of}`leters` and {number-of}`cows`\n"}))
    assert "nothing counts “leters”: did you mean “letters”?" in built.said
    assert "nothing counts “cows”: counted are letters, " in built.said
    assert "Traceback" not in built.said


def test_a_followed_claim_goes_from_the_words_to_the_source_and_the_note(around: Built) -> None:
    steps = text(around, "reference/front", ".fc-followed > li")
    assert steps[0] == "The words. “12 July 2021” in A copy."
    assert steps[1] == "The fact. The letter to Minister Berg is dated 14 June 2023."
    assert steps[2].startswith("Its source. The Board's page, read on 22 November 2026, at example.org: ")
    assert "≠ contradicted" in " ".join(steps)
    assert steps[-1].endswith("the words stay, and a note beside them explains them.")


def test_sigla_name_the_columns_and_the_readings(tmp_path: Path) -> None:
    conf = CONF + 'factcheck_sigla = {"2023-berg": "A", "2023-berg-repost": "B", "1900-nobody": "C"}\n'
    built = sphinx(make_book(tmp_path, {**WHOLE, "conf.py": conf}))
    assert "factcheck_sigla gives “C” to “1900-nobody”, which is no chapter of this edition" in built.said
    heads = text(built, "reference/witnesses", "table.fc-collation thead th")
    assert any(head.endswith("(A)") for head in heads)
    assert any(head.endswith("(B)") for head in heads)
    assert {"B"} == set(text(built, "reference/witnesses", ".fc-siglum"))


def test_a_followed_claim_that_is_none_is_a_warning(tmp_path: Path) -> None:
    page = "# X\n\n```{followed-claim} chapters/2023-berg no such words\n```\n"
    assert "names “chapters/2023-berg no such words”" in sphinx(make_book(tmp_path, {"reference/x.md": page})).said


# -- Ledger


def test_every_claim_leads_to_its_words_and_to_its_fact(around: Built) -> None:
    page = around.page("reference/ledger")
    links = [link["href"] for link in page.select("table.fc-ledger td a")]
    assert links
    for link in links:
        path, _, fragment = link.partition("#")
        assert around.page(
            (Path("reference") / path).as_posix().removesuffix(".html").replace("reference/../", "")
        ).find(id=fragment), link
    words = [link for link in links if "#c-" in link]
    assert len(words) == len(page.select("table.fc-ledger tbody tr"))
    assert [
        link for link in links if re.fullmatch(r"people/karin-lind\.html#person-karin-lind-custody-[0-9a-f]{8}", link)
    ]


def test_both_downloads_have_every_claim_in_the_columns_of_the_command_line(around: Built) -> None:
    folder = around.pages / "reference"
    rows = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    with (folder / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    assert len(rows) == len(cells) > 5
    for row, cell in zip(rows, cells, strict=True):
        assert {"path", "line", "column", "start", "end", "text", "kind", "subject", "value", "verdict", "fact"} <= set(
            row
        )
        assert cell["verdict"] == row["verdict"]
        assert cell["sources"] == "; ".join(row["sources"])
    hrefs = [link["href"] for link in around.page("reference/ledger").select(".fc-downloads a")]
    assert hrefs == ["claims.csv", "claims.json"]


def test_a_cell_is_no_formula() -> None:
    from sphinx_factcheck.book.whole.ledger import as_csv

    assert as_csv([{"text": "=1+1", "start": 3}, {"text": "-x", "sources": ["a", "b"]}]).splitlines() == [
        "text,start,sources",
        "'=1+1,3,",
        "'-x,,a; b",
    ]
    for opening in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"):
        planted = f"{opening}cmd|' /C calc'!A0"
        rows = [*csv.reader(io.StringIO(as_csv([{"text": planted, "sources": [planted]}]), newline=""))]
        assert rows[1] == [f"'{planted}"] * 2


def test_data_in_a_page_cannot_end_its_element() -> None:
    from sphinx_factcheck.book.whole.ledger import data_script

    script = data_script({"rows": ["</script><script>planted()</script>"]})
    assert script.count("</script>") == 1
    assert json.loads(script.partition(">")[2].partition("</script>")[0]) == {
        "rows": ["</script><script>planted()</script>"]
    }


# -- Pictures


@pytest.mark.parametrize("name", ["timeline", "signatories"])
def test_pictures_are_drawn_well_and_tell_what_they_show(around: Built, name: str) -> None:
    pictures = around.page(f"reference/{name}").select("figure svg")
    assert len(pictures) == 2
    ids = set()
    for picture in pictures:
        ET.fromstring(str(picture).replace("viewbox=", "viewBox="))
        assert picture["role"] == "img"
        named = picture["aria-labelledby"].split()
        assert [around.page(f"reference/{name}").find(id=one).get_text() for one in named]
        ids |= set(named)
    assert len(ids) == 4


def test_the_timeline_has_letters_events_and_what_has_no_date(around: Built) -> None:
    rows = [
        [" ".join(cell.get_text().split()) for cell in row.select("td")]
        for row in around.page("reference/timeline").select("table.fc-moments tbody tr")
    ]
    assert rows == [
        ["3 February 2019", "An earlier letter", "is itself a letter of this edition"],
        ["4 June 2023", "Harbour March", "The letter"],
        ["14 June 2023", "The letter", "is itself a letter of this edition"],
        ["date unknown", "An undated fair", ""],
    ]


def test_a_renamed_body_stands_in_one_row(around: Built) -> None:
    rows = [
        [" ".join(cell.get_text().split()) for cell in row.select("td")]
        for row in around.page("reference/signatories").select("table.fc-bodies tbody tr")
    ]
    assert rows == [
        ["The Board", "✓", "✓", ""],
        ["New Guild", "✓", "✓", "Old Guild"],
        ["Stray & Sons", "", "✓", ""],
    ]
    renamed = around.page("reference/signatories").select(".fc-dot-renamed title")
    assert {one.get_text() for one in renamed} == {"New Guild: Old Guild"}
    heads = [cell.get_text() for cell in around.page("reference/signatories").select("table.fc-bodies th")]
    assert heads == ["Signed by", "An earlier letter, 3 February 2019", "The letter, 14 June 2023", "Also as"]


# -- Witnesses


def test_each_witness_stands_beside_the_letter_with_its_differences_marked_in_both(around: Built) -> None:
    copy, report = sorted(around.page("reference/witnesses").select("section.fc-witness"), key=lambda s: s["id"])[::-1]
    assert copy.find("h2").get_text().startswith("A copy")
    cells = [row.select("td") for row in copy.select("tbody tr")]
    changed = [(left.select(".fc-changed"), right.select(".fc-changed")) for left, right in cells]
    assert [(a[0].get_text(), b[0].get_text()) for a, b in changed if a or b] == [("openly", "plainly")]
    assert [one.get_text() for one in report.select(".fc-quoted")][1].startswith("The court sentenced Karin Lind")
    assert "urge" in [one.get_text() for one in report.select("td:last-child .fc-copied")]
    assert "Nobody answered them" in [one.get_text() for one in report.select("td:last-child .fc-own")]


def test_the_apparatus_gives_lemma_and_reading_below_the_words_of_the_letter(around: Built) -> None:
    readings = around.page("reference/witnesses").select("td:first-child .fc-apparatus")
    assert sorted(" ".join(one.get_text().split()) for one in readings) == ["openly ] plainly", "your ] Northern"]
    for one in readings:
        lemma = one.select_one(".fc-lemma").get_text()
        assert lemma in one.find_previous_sibling("p").get_text()


def test_a_letter_leads_to_its_witnesses_and_each_of_them_back_and_to_both_in_columns(around: Built) -> None:
    def field(page: str, name: str) -> list[tuple[str, list[str]]]:
        head = around.page(page).select_one(".fc-head")
        body = next(dt for dt in head.select("dt") if dt.get_text().startswith(name)).find_next_sibling("dd")
        return [(" ".join(p.get_text().split()), [a["href"] for a in p.select("a")]) for p in body.select("p")]

    beside = "../reference/witnesses.html#fc-witness-chapters-2023-berg-"
    copies, quotes = (
        "copies it with 1 other reading up to ¶ 3, and breaks off",
        "quotes 16 words of it and copies 14 words without quotation marks",
    )
    assert field("chapters/2023-berg", "Witnesses") == [
        (f"A report: {quotes} (side by side)", ["2023-berg-report.html", f"{beside}report"]),
        (f"A copy: {copies} (side by side)", ["2023-berg-repost.html", f"{beside}repost"]),
    ]
    for name, told in (("repost", copies), ("report", quotes)):
        line = (f"The letter: {told} (side by side)", ["2023-berg.html", beside + name])
        assert field(f"chapters/2023-berg-{name}", "Witness of") == [line]
        assert around.page("reference/witnesses").find(id=f"fc-witness-chapters-2023-berg-{name}")
    assert "Witness" not in around.page("chapters/2019-berg").select_one(".fc-head").get_text()


def test_a_copy_that_breaks_off_is_said_to(around: Built) -> None:
    told = text(around, "reference/witnesses", ".fc-truncated")
    assert len(told) == 1
    assert "breaks off after “… families of all who were detained”, in the middle of a sentence" in told[0]
    assert told[0].endswith("in 1 paragraph and 3 lines of signatories.")


def test_any_number_of_witnesses_stand_beside_their_letter(tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = dict(WHOLE)
    first, second, third = LETTER.split("---\n")[2].strip().split("\n\n")[1:4]
    head = WHOLE["chapters/2023-berg-repost.md"].split("\n---\n")[0] + "\n---\n\n"
    head = head.replace("2021-07-12", "2023-06-14")
    changes["chapters/2023-berg-turned.md"] = f"{head}{third}\n\n{first}\n\n{second}\n"
    changes["_toc.yml"] = f"{TOC}  - file: chapters/2023-berg-turned\n"
    built = sphinx(make_book(tmp_path, changes))
    assert built.code == 0, built.said
    assert len(built.page("reference/witnesses").select("section.fc-witness")) == 3
    turned = built.page("reference/witnesses").find(id="fc-witness-chapters-2023-berg-turned")
    rows = [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in turned.select("tbody tr")]
    assert ["elsewhere in the letter: ¶ 4", f"¶ 1 {third}"] in rows
    assert [f"¶ 2 {first}", f"¶ 2 {first}"] in rows
    assert [f"¶ 4 {third}", "elsewhere in it: ¶ 1"] in rows
    assert len(built.page("chapters/2023-berg").select(".fc-head dd:nth-of-type(2) p")) == 3


def test_each_letter_can_be_cited_as_it_stands_there(tmp_path: Path) -> None:
    by = "  type: letter\n  by: [board]\n  dates:\n    - {event: dated, on: 2019"
    facts = WHOLE["facts/documents.yml"].replace("  type: letter\n  dates:\n    - {event: dated, on: 2019", by)
    page = {"reference/cite.md": "# Cite\n\n```{citations}\n```\n", "facts/documents.yml": facts}
    built = sphinx(make_book(tmp_path / "plain", {**WHOLE, **page}))
    assert text(built, "reference/cite", ".fc-citations li") == [
        "The Board, “An earlier letter,” 3 February 2019, in: Tiny documentation.",
        "“A letter to Minister Berg,” 14 June 2023, in: Tiny documentation.",
    ]
    said = (
        'author = "Ed Itor"\ncopyright = "2026, all"\nrelease = "1.2"\nhtml_baseurl = "https://letters.example.org"\n'
    )
    built = sphinx(make_book(tmp_path / "told", {**WHOLE, **page, "conf.py": CONF + said}))
    assert text(built, "reference/cite", ".fc-citations li")[0] == (
        "The Board, “An earlier letter,” 3 February 2019, in: Tiny 1.2 documentation, ed. by Ed Itor, version 1.2, 2026, "
        "https://letters.example.org/chapters/2019-berg.html"
    )


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Ann Archer, "),
        (2, "Ann Archer and Ben, "),
        (3, "Ann Archer, Ben and C, "),
        (9, "Ann Archer and 8 others, "),
    ],
)
def test_authors(count: int, told: str) -> None:
    from sphinx_factcheck.book.whole.citations import authors

    assert authors(["Ann Archer", "Ben", *"CDEFGHI"][:count]) == told


# -- Bad input


def pages(*names: str) -> dict[str, str]:
    return {name: WHOLE[f"reference/{name}.md"] for name in names}


ODD = {
    "a witness with no common word": {"chapters/2023-berg-repost.md": "Quite different text.\n"},
    "an empty witness": {"chapters/2023-berg-repost.md": ""},
    "a letter without claims, notes and signatories": {"chapters/2023-berg.md": "Nothing to see.\n"},
    "no witness at all": {"chapters/2023-berg-repost.md": None, "chapters/2023-berg-report.md": None},
    "a single event and no date": {"facts/events.yml": "- {id: harbour-march, name: Harbour March, type: march}\n"},
}


@pytest.mark.parametrize("case", ODD)
def test_odd_editions_have_their_pages_too(tmp_path: Path, case: str) -> None:
    changes: dict[str, str | bytes | None] = dict(WHOLE)
    for name, body in ODD[case].items():
        head = WHOLE[name].split("\n---\n")[0] + "\n---\n\n" if name.startswith("chapters") and name in WHOLE else ""
        changes[name] = None if body is None else re.sub(r"title: .*", "title: Of another matter", head) + body
    if "no witness" in case:
        changes["annotations/2023-berg-repost.md"] = None
        changes["reference/front.md"] = "# Front\n"
    book = make_book(tmp_path, changes)
    if changes.get("chapters/2023-berg-repost.md") is None:
        (book / "chapters/2023-berg-repost.md").unlink(missing_ok=True)
    built = sphinx(book)
    assert "Traceback" not in built.said
    assert "Exception" not in built.said
    for page in ("ledger", "timeline", "signatories", "witnesses"):
        assert built.page(f"reference/{page}").select_one("h1")
    if "no common word" in case:
        assert "No passage of the letter stands in it word for word." in built.page("reference/witnesses").get_text()
    if "no witness" in case:
        assert "No other witness of this letter is kept here." in built.page("reference/witnesses").get_text()


def test_an_edition_without_letters_has_the_pages(tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {**WHOLE, "reference/front.md": "# Front\n\n```{letters}\n```\n"}
    changes.update({name: None for name in WHOLE if name.startswith("chapters/")})
    changes["chapters/2023-berg.md"] = None
    changes["annotations/2023-berg-repost.md"] = changes["annotations/2023-berg.md"] = None
    built = sphinx(make_book(tmp_path, changes))
    assert "Traceback" not in built.said
    assert "No claim was found in any letter." in built.page("reference/ledger").get_text()
    assert "No letter has a list of signatories." in built.page("reference/signatories").get_text()


def test_an_unknown_letter_to_collate_is_a_warning(tmp_path: Path) -> None:
    page = {"reference/witnesses.md": "# W\n\n```{collation} letter-1900\n```\n"}
    assert "asks for “letter-1900”" in sphinx(make_book(tmp_path, {**WHOLE, **page})).said


def test_two_thousand_events_are_counted_by_year_and_listed(tmp_path: Path) -> None:
    events = "".join(
        f"- {{id: e{n}, name: Event {n}, type: fair, dates: [{{event: held, on: {1900 + n % 120}, status: unverified}}]}}\n"
        for n in range(2000)
    )
    built = sphinx(make_book(tmp_path, {**WHOLE, "facts/events.yml": events}))
    assert "Traceback" not in built.said
    page = built.page("reference/timeline")
    links = [link["href"].removesuffix(".html") for link in page.select("table.fc-sheets a")]
    assert sum(len(built.page(f"reference/{link}").select("table.fc-moments tbody tr")) for link in links) == 2002
    assert len(page.select("figure.fc-wide rect.fc-bar")) == 121
    assert "2002 moments in 121 years" in page.select_one("svg desc").get_text()


@pytest.mark.parametrize("shape", [("wide", 720.0), ("narrow", 340.0)])
@pytest.mark.parametrize(
    "dates", [["2023-06-14"], ["1850~", "../1990", "1995/..", "2016-05"], ["2020", "2020", "2020"]]
)
def test_a_timeline_of_one_event_and_of_vague_dates(dates: list[str], shape: tuple[str, float]) -> None:
    from sphinx_factcheck.book.whole.timeline import Moment, draw
    from sphinx_factcheck.facts.dates import parse

    moments = [Moment("An event " * 40, parse(one), "event", f"e{n}") for n, one in enumerate(dates)]
    picture = ET.fromstring(draw(moments, {}, shape[1], shape[0]))
    dots = [one for one in picture.iter() if one.get("class") == "fc-dot-other"]
    heights = [float(one.get("cy", "nan")) for one in dots]
    assert len(heights) == len(dates)
    assert heights == sorted(set(heights))
    assert heights[-1] < float(picture.get("height", "0"))


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2015-06-22/2015-06-24", "22–24 June 2015"),
        ("2016-02-29/2016-03-24", "29 February – 24 March 2016"),
        ("2015-12-30/2016-01-02", "30 December 2015 – 2 January 2016"),
        ("2020/2023", "2020–2023"),
        ("2016-05-09/2016-08", "9 May – August 2016"),
        ("2016-05/..", "since May 2016"),
        ("2016-05-09", "9 May 2016"),
    ],
)
def test_a_span_of_time_says_once_what_both_its_ends_have(when: str, told: str) -> None:
    from sphinx_factcheck.book.whole.timeline import Moment
    from sphinx_factcheck.facts.dates import parse

    assert Moment("x", parse(when), "event").words == told


def test_a_matrix_of_four_hundred_bodies_by_sixty_letters(tmp_path: Path) -> None:
    from sphinx_factcheck.book.whole.matrix import Body, draw

    letters = {f"letter-{n}": f"{n % 28 + 1} May {1960 + n}" for n in range(60)}
    bodies = [
        Body(
            f"Body number {n}", signed={page: f"Body number {n}" for m, page in enumerate(letters) if (n + m) % 7 == 0}
        )
        for n in range(400)
    ]
    picture = ET.fromstring(draw(bodies, letters, 720, "wide"))
    dots = [one for one in picture.iter() if one.get("class") == "fc-dot"]
    assert len(dots) == sum(len(body.signed) for body in bodies)
    assert float(picture.get("width", "0")) < 800
    dates = [one for one in picture.iter() if one.get("transform")]
    assert 0 < len(dates) <= 30


# -- Again


def test_a_changed_fact_writes_the_pages_around_anew_and_an_unchanged_build_does_not(tmp_path: Path) -> None:
    book = make_book(tmp_path, WHOLE)
    assert sphinx(book).code == 0
    assert not sphinx(book).written
    change(book, "facts/events.yml", "name: Harbour March", "name: Harbour Rally")
    again = sphinx(book)
    assert {"reference/timeline", "reference/ledger"} <= again.written
    assert "Harbour Rally" in again.page("reference/timeline").get_text()


def test_styles_and_scripts_are_loaded_where_they_are_needed(around: Built) -> None:
    def assets(page: str) -> str:
        return str(around.page(page).head)

    assert "ledger.js" in assets("reference/ledger")
    assert "generated.css" in assets("reference/timeline")
    assert "ledger.js" not in assets("reference/timeline")
    assert "generated.css" not in assets("chapters/2023-berg")
    assert LETTER.partition("title: ")[2].partition("\n")[0] in around.page("chapters/2023-berg").get_text()


def test_nothing_planted_in_names_became_markup(tmp_path: Path) -> None:
    bad = '<script>planted()</script><img src=x onerror=planted()>"&'
    files = {
        "facts/events.yml": f"- {{id: harbour-march, name: 'Harbour March {bad}', also: [Harbour March], dates: [{{event: held, on: 2023-06-04, sources: [court-2023]}}]}}\n",
        "facts/organizations.yml": f"- {{id: board, name: 'The Board {bad}', also: [The Board]}}\n",
    }
    built = sphinx(make_book(tmp_path, {**WHOLE, **files}))
    assert built.code == 0, built.said
    for name in ("ledger", "timeline", "signatories", "witnesses", "front", "organizations"):
        page = built.page(f"reference/{name}")
        assert not [script for script in page.select("script:not([type])") if "planted" in script.get_text()]
        assert not page.select('img[src="x"], [onerror]')
    assert "planted()" in built.page("reference/timeline").select_one("svg").get_text()
    assert "planted()" in built.page("reference/signatories").select_one("svg").get_text()
