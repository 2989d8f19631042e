"""What the page of a letter shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx

BUSY = """---
title: A letter to Minister Berg
document: letter-2023
date: 2023-06-14
source: board-2023
transcription: Left out was a menu.
---

Dear Minister Berg,

The *court sentenced Karin* Lind to 14 years in prison and [Ove Dahl, a friend](https://example.org/dahl), to 12 years.

- First point, of Karin Lind’s lawyers.
- Second point.

| who | when |
|---|---|
| Karin Lind | a long time |

## The *case*

Karin Lind in `code` is a word.

The end, written by Karin
Lind herself.

:::{signatories}
- Ove Dahl
- Siv Berg, *Minister*
:::
"""
NOTES = """[report]: https://example.org/report "Defined for all notes"

:::{note-on} court sentenced Karin Lind to 14
Across **emphasis**.

- a list
- with {person}`words <ove-dahl>`
:::

:::{note-on} Lind to 14 years in prison and Ove Dahl, a
Overlaps the first, and crosses a link. It has one of its own, to the [report].
:::

:::{note-on} Minister Berg, The court
:prefix: Dear
Crosses two paragraphs.
:::

:::{note-on} long time The case Karin Lind in code
Across a table, a heading and code.
:::

:::{note-on} Karin Lind's lawyers
In a list; a curly quote in the letter.
:::

:::{note-on} a long time
In a table.
:::

:::{note-on} Karin Lind herself
Across a line break.
:::

:::{note-on} Second point
Ten notes, one.
:::

:::{note-on} Second point
Ten notes, two. {source}`court-2023` {fact}`karin-lind/custody/1` {fact}`karin-lind/custody/1 term`
{fact}`karin-lind/custody/1 on`
:::

:::{note-on} 2023-06-14
On the date. <script>planted()</script>
:::

:::{note-on} A letter to Minister
On the title.
:::
"""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {"chapters/2023-berg.md": BUSY, "annotations/2023-berg.md": NOTES}
    return sphinx(make_book(tmp_path_factory.mktemp("busy"), files), "-W", "-n", "--keep-going")


def test_it_builds_without_a_warning(busy: Built) -> None:
    assert busy.code == 0, busy.said


def test_notes_are_numbered_in_the_order_of_the_page(busy: Built) -> None:
    page = busy.page("chapters/2023-berg")
    order = [tag.get_text() for tag in page.select("a.fc-number")]
    assert order == [str(n) for n in range(1, 12)]
    told = [aside.select_one("p").get_text() for aside in page.select("aside.fc-note")]
    assert told[:3] == ["On the title.", "On the date. <script>planted()</script>", "Crosses two paragraphs."]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Across emphasis.", "court sentenced Karin Lind to 14"),
        ("Overlaps the first", "Lind to 14 years in prison and Ove Dahl, a"),
        ("Crosses two paragraphs", "Minister Berg,The court"),
        ("In a list", "Karin Lind’s lawyers"),
        ("Across a table", "long timeThe caseKarin Lind in code"),
        ("In a table", "a long time"),
        ("Across a line break", "Karin\nLind herself"),
        ("Ten notes, two", "Second point"),
        ("On the date", "14 June 2023"),
        ("On the title", "A letter to Minister"),
    ],
)
def test_a_note_has_its_words(busy: Built, note: str, words: str) -> None:
    page = busy.page("chapters/2023-berg")
    aside = next(aside for aside in page.select("aside.fc-note") if note in aside.get_text())
    for sign in page.select(".fc-number, .fc-sign, .fc-paragraph"):
        sign.decompose()
    shown = page.select(f".fc-words[data-note={aside['id']}]")
    assert "".join(part.get_text() for part in shown) == words
    assert page.find(id=aside["data-words"]) is shown[0]
    assert aside.select_one("a.fc-back")["href"] == f"#{aside['data-words']}"


def test_no_link_stands_within_a_link_and_no_block_within_words(busy: Built) -> None:
    page = busy.page("chapters/2023-berg")
    assert not page.select("a a")
    assert not page.select("p aside, p p, table aside, span p, li > a.fc-number")


def test_a_note_stands_behind_the_block_of_its_last_words(busy: Built) -> None:
    page = busy.page("chapters/2023-berg")

    def before(note: str) -> str:
        aside = next(aside for aside in page.select("aside.fc-note") if note in aside.get_text())
        while aside.name == "aside":
            aside = aside.find_previous_sibling()
        return aside.name

    assert before("Crosses two paragraphs") == "p"
    assert before("In a list") == "p"
    assert before("In a table") == "table"
    assert before("Across a table") == "p"
    assert before("On the title") == "h1"


def test_names_lead_to_their_own_pages_and_those_in_links_are_left_alone(busy: Built) -> None:
    page = busy.page("chapters/2023-berg")
    named = page.select(".fc-letter .fc-named[id]")
    links = {link["href"] for tag in named for link in tag.select("a")}
    assert links == {f"../reference/people/{id}.html#person-{id}" for id in ("karin-lind", "ove-dahl", "siv-berg")}
    assert not page.select('a[href="https://example.org/dahl"] .fc-named')


def test_the_titles_of_the_book_stay_plain(busy: Built) -> None:
    index = busy.page("index")
    assert "A letter to Minister Berg" in [link.get_text() for link in index.select(".toctree-wrapper a")]
    assert not index.select(".toctree-wrapper .fc-named, .toctree-wrapper .fc-number")
    assert busy.page("chapters/2023-berg").title.get_text().startswith("A letter to Minister Berg")


def test_the_head_tells_date_source_text_and_the_state_of_checking(busy: Built) -> None:
    head = busy.page("chapters/2023-berg").select_one(".fc-head")
    rows = {dt.get_text().rstrip(":"): dd for dt, dd in zip(head.select("dt"), head.select("dd"), strict=True)}
    assert rows["Date"].get_text().startswith("14 June 2023")
    assert rows["Source"].select_one("a")["href"] == "https://example.org/letter"
    assert rows["Text"].get_text().strip() == "Left out was a menu."
    assert "checkable statements decided" in rows["Checked"].get_text()
    assert "error" not in rows["Checked"].get_text()


def test_a_witness_leads_to_its_letter_and_tells_of_the_error_it_has(tiny: Built) -> None:
    page = tiny.page("chapters/2023-berg-repost")
    head = page.select_one(".fc-head")
    assert head.select_one('a[href="2023-berg.html"]')
    assert "1 error of the source explained" in head.get_text()
    note = page.select_one("aside.fc-note-sic")
    assert "the letter to Minister Berg is dated 14 June 2023" in note.get_text()
    assert head.select_one(".fc-words-sic").get_text().startswith("12 July 2021")


def test_signers_are_a_list(busy: Built) -> None:
    signers = busy.page("chapters/2023-berg").select(".fc-signatories li")
    assert [li.get_text().split(",")[0].strip() for li in signers] == ["Ove Dahl", "Siv Berg"]


def test_paragraphs_have_permanent_links_outside_the_list_of_signers(busy: Built) -> None:
    page = busy.page("chapters/2023-berg")
    numbers = page.select("a.fc-paragraph")
    assert [number.get_text() for number in numbers] == [str(n) for n in range(1, len(numbers) + 1)]
    assert all(page.find(id=number["href"][1:]) is number.parent for number in numbers)
    assert not page.select(".fc-signatories a.fc-paragraph")


def test_sources_and_facts_in_notes(busy: Built) -> None:
    aside = next(a for a in busy.page("chapters/2023-berg").select("aside") if "notes, two" in a.get_text())
    source, fact, term, day = aside.select("p a")
    assert source["href"] == "https://example.org/court"
    entry = busy.page("chapters/2023-berg-evidence").find(id=f"fc-source-{source['data-source']}")
    assert entry.get_text().startswith("The court's notice, read on 22 November 2026, at example.org")
    assert fact["href"] == "../reference/people/karin-lind.html#person-karin-lind"
    assert (term.get_text(), day.get_text()) == ("14 years", "10 April 2023")


def test_a_link_defined_outside_the_notes_is_known_in_them(busy: Built) -> None:
    (link,) = busy.page("chapters/2023-berg").select('.fc-note a[href="https://example.org/report"]')
    assert (link.get_text(), link["title"]) == ("report", "Defined for all notes")


def test_an_own_page_tells_facts_sources_and_every_mention_in_context(busy: Built) -> None:
    entry = busy.page("reference/people/karin-lind").find(id="person-karin-lind")
    known = entry.select_one(".fc-life tbody").get_text(" ", strip=True)
    assert "10 April 2023 Sentenced to 14 years in prison" in known
    assert entry.select_one('.fc-life a[href^="https://example.org/court#:~:text="]')
    lines = [" ".join(line.get_text().split()) for line in entry.select(".fc-mentions li")]
    assert "First point, of Karin Lind’s lawyers." in lines
    chapters = [" ".join(p.get_text().split()) for p in entry.select(".fc-chapter")]
    assert chapters == ["A letter to Minister Berg, 14 June 2023", "A letter to Minister Berg, copy dated 12 July 2021"]


def test_warnings_in_notes_point_to_the_annotation_file(tmp_path: Path) -> None:
    notes = ":::{note-on} Karin Lind\nFirst line.\n\nSee {doc}`nowhere` and {person}`nobody`.\n:::\n"
    built = sphinx(make_book(tmp_path, {"annotations/2023-berg.md": notes}))
    assert "annotations/2023-berg.md:4: WARNING: unknown document: 'nowhere'" in built.said
    assert "annotations/2023-berg.md:4: WARNING: no person has the id “nobody”" in built.said


SHAPES = """---
title: An open word
date: 2023-06-14
source: board-2023
---

# An appeal

Karin Lind was sentenced to 14 years in prison.[^court]

| who | how long |
|---|---|
| Ove Dahl | 12 years |

[^court]: Ove Dahl was sentenced to 12 years in prison.
"""


def test_a_letter_with_a_footnote_a_table_and_two_titles(tmp_path: Path) -> None:
    built = sphinx(make_book(tmp_path, {"chapters/2023-appeal.md": SHAPES}), "-n")
    assert built.code == 0, built.said
    page = built.page("chapters/2023-appeal")
    (letter,) = page.select(".fc-letter")
    title, appeal = letter.select("h1")
    assert title.get_text().startswith("An open word")
    assert letter.select_one(".fc-head").find_previous("h1") is title
    assert letter.select_one(".fc-head").find_next("h1") is appeal
    named = [(one["data-entity"], one.find_parent(["table", "aside"]) is not None) for one in page.select(".fc-named")]
    assert named == [("karin-lind", False), ("ove-dahl", True), ("ove-dahl", True)]
    assert [one.get_text() for one in page.select("a.fc-paragraph")] == ["1"], "only the letter's own text is numbered"
    rows = built.page("chapters/2023-appeal-evidence").select("#fc-checked li")
    assert [row.a.get_text() for row in rows] == ["“14 years”", "“12 years”"]


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (":rule: date", "fc-note fc-note-sic"),
        (":rule: date\n:as: usage", "fc-note fc-note-sic fc-as-usage"),
        (":rule: date\n:as: spelling", "fc-note fc-note-sic fc-as-spelling"),
    ],
)
def test_what_is_only_otherwise_is_no_error_of_the_source(tmp_path: Path, options: str, shown: str) -> None:
    note = f":::{{sic}} 2021-07-12\n{options}\nIt is of June 2023.\n:::\n"
    built = sphinx(make_book(tmp_path, {"annotations/2023-berg-repost.md": note}))
    assert built.code == 0, built.said
    assert " ".join(built.page("chapters/2023-berg-repost").select_one(".fc-note")["class"]) == shown
