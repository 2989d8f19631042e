"""Reading a chapter: the words, and the way back from each to its place in the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Span

FRONT = "---\ntitle: A Letter\ndocument: a-letter\ndate: 2023-06-14\n---\n\n"

MARKED_UP = (
    FRONT
    + """Dear **Mr. Lind**\\
and friends, [as agreed](https://example.org "agreed") in *two*
  lines.

## The second part ##

- first item
- second *item
  over* two lines
  - nested item

> quoted words
> go on

| name | name too |
|------|----------|
| a b  | a b c    |

:::{signatories}
- T. Lind\\
  Director\\
  The Body
- Other Body, B. Berg
:::
"""
)


def words_of(source: str) -> str:
    return read_letter("chapters/a.md", source).text


def test_words_without_markup() -> None:
    assert words_of(MARKED_UP).split("\n\n") == [
        "A Letter",
        "Dear Mr. Lind\nand friends, as agreed in two\nlines.",
        "The second part",
        "first item",
        "second item\nover two lines",
        "nested item",
        "quoted words\ngo on",
        "name",
        "name too",
        "a b",
        "a b c",
        "T. Lind\nDirector\nThe Body",
        "Other Body, B. Berg",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_every_word_leads_back_to_itself(newline: str, bom: str) -> None:
    source = bom + MARKED_UP.replace("\n", newline)
    letter = read_letter("chapters/a.md", source)
    assert not letter.problems
    words = list(re.finditer(r"\w+", letter.text))
    assert len(words) > 40
    starts = []
    for word in words:
        place = letter.place(Span(*word.span()))
        assert source[place.start : place.end] == word[0]
        starts.append(place.start)
    assert starts == sorted(set(starts))


def test_escapes_and_entities_have_the_place_of_their_source() -> None:
    source = FRONT + "Black &amp; White \\* here"
    letter = read_letter("a.md", source)
    at = letter.text.index("&")
    place = letter.place(Span(at, at + 1))
    assert source[place.start : place.end] == "&amp;"
    whole = letter.place(Span(letter.text.index("Black"), len(letter.text)))
    assert source[whole.start : whole.end] == "Black &amp; White \\* here"


def test_signers_are_the_items_of_the_signatories() -> None:
    letter = read_letter("a.md", MARKED_UP)
    assert [letter.words(s) for s in letter.signers] == ["T. Lind\nDirector\nThe Body", "Other Body, B. Berg"]


def test_front_matter_values_have_places() -> None:
    letter = read_letter("a.md", MARKED_UP)
    place = letter.place(Span(0, 10, "date"))
    assert (place.line, place.column) == (4, 7)
    assert MARKED_UP[place.start : place.end] == "2023-06-14"
    assert letter.carries == "a-letter"


NOTED = (
    FRONT
    + """One.[^one] Two.[^two]

[^two]: The *second* note.

[^none]: Nobody asks for it.

[^one]: The first note,
    on two lines.

Three.

:::{signatories}
- T. Lind[^who]
:::

[^who]: A signer.
"""
)


def test_footnotes_stand_behind_all_else_in_the_order_in_which_they_are_asked_for() -> None:
    letter = read_letter("a.md", NOTED)
    assert letter.text.split("\n\n")[1:] == [
        "One. Two.", "Three.", "T. Lind", "The first note,\non two lines.", "The second note.", "A signer.",
    ]  # fmt: skip
    for words in ("second", "first note", "signer"):
        start = letter.text.index(words)
        place = letter.place(Span(start, start + len(words)))
        assert NOTED[place.start : place.end] == words
    assert [letter.words(span) for span in letter.signers] == ["T. Lind"]


def test_links_of_the_author_are_marked() -> None:
    letter = read_letter("a.md", MARKED_UP)
    assert [letter.words(span) for span in letter.links] == ["as agreed"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Dear Sir", "a.md:1:1: the chapter has no front matter"),
        ("", "a.md:1:1: the chapter has no front matter"),
        (FRONT, "a.md:1:1: the letter has no words"),
        ("---\ndate: 2023-13-01\n---\nDear", "a.md:2:7: “2023-13-01” is no day of the calendar"),
        ("---\ndate: June 2023\n---\nDear", "a.md:2:7: “June 2023” is no EDTF date"),
        ("---\ndocument: x\n---\nDear", "a.md:1:1: the chapter has no date"),
        (
            "---\ndate: 2023\ndocumnt: x\n---\nDear",
            "a.md:3:1: unknown key “documnt” in the front matter (did you mean document?)",
        ),
        ("---\ndate: 2023\ndate: 2024\n---\nDear", "a.md:3:1: the key date stands twice"),
        ("---\ndate: [\n---\nDear", "a.md:3:1: the front matter cannot be read"),
        ("---\n- a\n---\nDear", "a.md:2:1: the front matter cannot be read: keys and values are expected here"),
        ("---\n\n---\nDear", "a.md:1:1: the chapter has no date"),
        ("---\n? [a]\n: b\n---\nDear", "a.md:2:3: the front matter cannot be read: a key has to be a word"),
        ("---\ndate: 2023\nsource: [a]\n---\nDear", "a.md:3:9: source takes words, not a list (write source: …)"),
        ("---\ndate: " + "[" * 99 + "\n---\nDear", "a.md:2:26: the front matter cannot be read: more than 20 levels"),
        (FRONT + "Dear {person}`x` and\nall", "a.md:7:6: a letter cannot hold a {person} role"),
        (FRONT + "- a `b` {sup}`2`", "a.md:7:9: a letter cannot hold a {sup} role"),
        (FRONT + "Dear\n\n:::{note} x\ny\n:::\n", "a.md:9:1: a letter cannot hold a {note} directive"),
        (FRONT + "Dear\n\n```\nx\n```\n", "a.md:9:1: a letter cannot hold a code fence"),
        (FRONT + "Dear\n\n    x\n", "a.md:9:1: a letter cannot hold an indented block"),
        (FRONT + "Dear ![13 years](x.png)", "a.md:7:6: a letter cannot hold a picture"),
        (FRONT + "Dear [x](../x.txt)", "a.md:7:7: a letter cannot hold a link to “../x.txt”, only to http, https"),
        (
            "---\ndate: 2023\nmyst: {a: b}\n---\nDear",
            "a.md:3:1: unknown key “myst” in the front matter (it holds title",
        ),
    ],
)
def test_bad_chapters_have_one_clear_problem(source: str, expected: str) -> None:
    told = [str(problem) for problem in read_letter("a.md", source).problems]
    assert len(told) == 1
    assert told[0].startswith(expected)


WORD = st.text(st.characters(categories=("L", "N", "Mn", "So")), min_size=1, max_size=8)


@given(st.lists(st.lists(WORD, min_size=1, max_size=6), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_any_words_lead_back(paragraphs: list[list[str]], newline: str) -> None:
    source = FRONT + "\n\n".join("- " + " ".join(words) for words in paragraphs)
    source = source.replace("\n", newline)
    letter = read_letter("a.md", source)
    for run in letter.runs:
        assert letter.text[run.text : run.end] == source[run.source : run.source_end]
    assert "".join(letter.text.split()) == "ALetter" + "".join("".join("".join(p).split()) for p in paragraphs)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    letter = read_letter("a.md", text)
    for block in letter.blocks:
        place = letter.place(Span(block.start, block.end))
        assert 0 <= place.start <= place.end <= len(text)


def test_code_and_html_are_words_and_lead_back_to_their_places() -> None:
    text = (
        FRONT
        + "Dear <b x='1'>Max</b> and<br />the <i\n  y>zz</i> `13\nyears` <!-- no -->\n\n> <div>\n> 13 years\n> </div>\n"
    )
    letter = read_letter("a.md", text)
    assert not letter.problems
    assert letter.text.endswith(
        "<b x='1'>Max</b> and\nthe <i\n  y>zz</i> 13\nyears <!-- no -->\n\n<div>\n13 years\n</div>"
    )
    for found in re.finditer(r"\w+", letter.text):
        place = letter.place(Span(*found.span()))
        assert letter.source[place.start : place.end] == found[0]
