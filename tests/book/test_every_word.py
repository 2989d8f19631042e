"""Each word that a letter's page shows, and that is not ours, was read; or a finding says why not.

What the page adds is known by its classes: notes, signs, numbers, the head, what was checked. All else is the author's.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx
from bs4 import BeautifulSoup

from sphinx_factcheck.check import check
from sphinx_factcheck.edition.project import Project

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in (ROOT / "chapters").glob("*.md"))
TOLD = frozenset({"markup", "hidden"})
OURS = (
    ".fc-number, .fc-sign, .fc-paragraph, .fc-note, .fc-head, .fc-fold, .headerlink, .fc-seal, script, "
    ".footnote-reference, .footnotes > hr, aside.footnote > .label, .backrefs"
)
HEAD = "---\ndocument: letter-2023\ndate: 2023-06-14\nsource: board-2023\n---\n\n# A letter\n\n"
MADE = {
    "ligatures": "The oﬃce conﬁrmed that Karin Lind was sentenced to 14 years.",
    "hard breaks": "The court sentenced\\\nKarin Lind  \nto 14 years.",
    "breaks of HTML": "The court sentenced<br>Karin Lind<br/>to 14 years.",
    "soft hyphens": "The court sen\u00adtenced Karin Lind to 14 years.",
    "signs without width": "The court sen\u200btenced Karin\u2060 Lind to 14 years.",
    "a list in a list": "- The court\n  - sentenced Karin Lind\n    1. to 14 years\n- and Ove Dahl",
    "a table": "| who | how long |\n|---|---|\n| Karin Lind | 14 years |\n| Ove Dahl | 12 years |",
    "a quotation in a quotation": "> The court\n>\n> > sentenced Karin Lind\n>\n> to 14 years",
    "emphasis inside of words": "The **c**ourt *sen*tenced Karin Lind to ***14*** years.",
    "code": "The court `sentenced Karin` Lind to 14 years.",
    "an entity": "The court sentenced Karin&nbsp;Lind &amp; Ove Dahl &#8212; to 14 years.",
    "escaped signs": "The court \\*sentenced\\* Karin Lind to 14\\. years.",
    "a heading": "## The court\n\nsentenced Karin Lind\n\n### to 14 years\n\nand Ove Dahl.",
    "a footnote": "The court sentenced[^1] Karin Lind.\n\n[^1]: To 14 years.",
    "a signer's block": "To 14 years.\n\n:::{signatories}\n- Karin Lind, Board\n- Ove Dahl\n:::",
    "a term and its meaning": "The court\n: sentenced Karin Lind to 14 years",
    "marks of other scripts": "The court sentenced Karin Lind (林德) to 14 years, Ñuñez said: “não”.",
    "markup of HTML": "The court <b>sentenced</b> Karin Lind <!-- not --> to 14 years.",
    "a line of dashes": "The court\n\n---\n\nsentenced Karin Lind to 14 years.",
}


def words_shown(page: BeautifulSoup) -> list[str]:
    """The words of a page's article without what is ours."""
    article = page.select_one(".fc-letter")
    assert article is not None
    for one in article.select(OURS):
        one.decompose()
    return _words(article.get_text(" " if article.select("td, th, dt, dd") else ""))


def _words(text: str) -> list[str]:
    """The letters and digits of a text, a word at a time, as a reader sees them."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return ["".join(sign for sign in word if sign.isalnum()) for word in plain.split() if any(map(str.isalnum, word))]


def unread(shown: list[str], read: str) -> Counter[str]:
    """What stands on the page more often than in the reading, signs side by side counted apart from words."""
    left = Counter("".join(shown))
    left.subtract(Counter("".join(_words(read))))
    return +left


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_word_of_this_edition_was_read(edition: Built, chapter: str) -> None:
    letter = Project(ROOT).chapter(ROOT / f"chapters/{chapter}.md").letter
    shown = words_shown(edition.page(f"chapters/{chapter}"))
    assert len(shown) > 50
    assert "".join(shown) == "".join(_words(letter.text))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    letters = {f"chapters/made-{n}.md": f"{HEAD}{text}\n" for n, text in enumerate(MADE.values())}
    return sphinx(make_book(tmp_path_factory.mktemp("made"), letters))


@pytest.mark.parametrize("case", MADE)
def test_every_word_of_a_made_letter_was_read_or_told(made: Built, case: str) -> None:
    name = f"made-{list(MADE).index(case)}"
    project = Project(made.folder)
    chapter = project.chapter(made.folder / f"chapters/{name}.md")
    told = check([chapter], project.facts()).findings
    if any(finding.rule in TOLD for finding in told):
        return  # what the page shows otherwise, or not at all, is said with its place
    left = unread(words_shown(made.page(f"chapters/{name}")), chapter.letter.text)
    assert not left, (left, chapter.letter.text)


def test_most_made_letters_are_compared_and_a_word_astray_is_noticed(made: Built) -> None:
    project = Project(made.folder)
    read = [project.chapter(made.folder / f"chapters/made-{n}.md") for n in range(len(MADE))]
    told = [one for one in check(read, project.facts()).checked if any(f.rule in TOLD for f in one.findings)]
    assert len(told) < len(MADE) / 2
    assert unread(["the", "court", "astray"], "The court.")
