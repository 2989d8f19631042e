"""The notes of this edition: enough of them, short, sourced, and with their values taken from the fact base."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from noted import CHAPTERS, DATE, ROLE, ROOT, concerned, edition, notes, shown

from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.facts.values import tell, values_of
from sphinx_factcheck.facts.words import FormError

LONGEST = 60  # words
ALIKE = 7  # words in a row that a note must not share with a page
USING = ("facts/*.yml", "annotations/*.md", "chapters/*.md", "reference/*.md")
NUMBERED = re.compile(r"/\d+$")

# What a note may write itself although a statement of someone it names has the same value: the words, and why.
WRITTEN = {
    ("since 2009", "eight"): "years of the dialogue, as Lew counted them; the statement counts its rounds",
    ("2024-04-24", "2024"): "within a quotation of what the page prints",
}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_notes_are_short_and_sourced(chapter: str) -> None:
    told = list(notes(chapter))
    assert len(told) >= 3
    for one in told:
        note = one.annotation
        assert "source" in {role[1] for role in ROLE.finditer(note.body)}, f"{note.place}: the note names no source"
        assert len(shown(note.body, edition()[0]).split()) <= LONGEST, f"{note.place}: the note is long"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_facts_are_named_by_ids_that_stay(chapter: str) -> None:
    for one in notes(chapter):
        for role in ROLE.finditer(one.annotation.body):
            address = (role[4] or role[3]).split()[0]
            assert role[1] != "fact" or not NUMBERED.search(address), f"{one.annotation.place}: give {address} an id"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_values_come_from_the_fact_base(chapter: str) -> None:
    """No note writes a date, a term, a vote, a rank or a count that a statement holds about someone the note names."""
    written = {}
    for one in notes(chapter):
        known = {words.lower(): fact.address for fact in concerned(one, chapter) for words in _tellings(fact)}
        bare = ROLE.sub(lambda role: _name(role[2] or ""), one.annotation.body).lower()
        for words in _dates_and_numbers(bare, known):
            written[one.annotation.selector.exact, words] = f"{one.annotation.place}: “{words}” is {known[words]}"
    assert [said for key, said in written.items() if key not in WRITTEN] == []


def test_every_exception_is_still_one() -> None:
    bodies = {one.annotation.selector.exact: one.annotation.body.lower() for name in CHAPTERS for one in notes(name)}
    assert [key for key in WRITTEN if key[1] not in bodies.get(key[0], "")] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_notes_are_told_in_words_of_their_own(chapter: str) -> None:
    """Outside quotation marks no note runs along with what was read on a page, names and lists of names apart."""
    sources = edition()[0].sources
    read = {run: id_ for id_, source in sources.items() for run in _runs(source.excerpt or "")}
    for one in notes(chapter):
        own = re.sub("“[^”]*”", " | ", shown(one.annotation.body, edition()[0]))
        alike = {" ".join(run): read[run] for part in own.split("|") for run in _runs(part) if run in read}
        assert alike == {}, one.annotation.place


def _runs(words: str) -> Iterator[tuple[str, ...]]:
    every = re.findall(r"[\w’'-]+", words)
    for start in range(len(every) - ALIKE + 1):
        run = every[start : start + ALIKE]
        if sum(word[0].isupper() for word in run) < ALIKE / 2:
            yield tuple(word.lower() for word in run)


def test_every_source_stands_for_something() -> None:
    files = [path for place in USING for path in sorted(ROOT.glob(place)) if path.name != "sources.yml"]
    named = {word for path in files for word in re.findall(r"[a-z0-9][a-z0-9-]+", path.read_text("utf-8"))}
    assert [id_ for id_ in edition()[0].sources if id_ not in named] == []


EXAMPLE = re.compile(r"`` \{fact\}`([^`]+)` `` (?:\| ([^|\n]+) \||shows \*([^*]+)\*)")


@pytest.mark.parametrize(("target", "left", "right"), EXAMPLE.findall((ROOT / "docs/notes.md").read_text("utf-8")))
def test_the_manual_shows_what_the_edition_shows(target: str, left: str, right: str) -> None:
    assert tell(edition()[0], target) == (left or right)


def _dates_and_numbers(bare: str, known: Mapping[str, str]) -> Iterator[str]:
    """Which of the known tellings stand in the words of a note; a date counts as the whole that it is written as."""
    yield from (date for date in (" ".join(found[0].split()) for found in DATE.finditer(bare)) if date in known)
    rest = DATE.sub(" ", bare)
    for words in known:
        if not DATE.fullmatch(words) and re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", rest):
            yield words


def _name(title: str) -> str:
    """The words of a link without a year in them: “letter of 2016” is what this edition calls it."""
    return re.sub(r"\b\d{4}\b", "", title)


def _tellings(fact: Fact) -> Iterator[str]:
    """All the ways in which {fact} can tell a value of the kinds that a note must not write itself."""
    facts = edition()[0]
    dates = ("day month year", "month year", "day month", "year")
    forms = {
        **dict.fromkeys(("on", "start", "end"), dates),
        "term": ("", "words", "months", "months words", "adjective", "words adjective"),
        **dict.fromkeys(("count", "least", "most", "votes_for", "against", "abstaining", "rank", "out_of"), NUMBER),
        "year": ("",),
    }
    for key in values_of(fact).keys() & forms.keys():
        for form in forms[key]:
            try:
                words = tell(facts, f"{fact.address} {key} {form}")
            except FormError:
                continue
            if len(words) > 1:  # one figure alone can be anything
                yield words


NUMBER = ("", "ordinal", "words", "words ordinal")
