"""Values of the fact base as sentences have them, and what {fact} takes of a statement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.facts.dates import day, parse
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.terms import parse_term
from sphinx_factcheck.facts.values import tell
from sphinx_factcheck.facts.words import FormError, in_words

TABLE: dict[str, list[list[Any]]] = yaml.load(Path(__file__).with_name("words.yml").read_text("utf-8"), yaml.BaseLoader)
MADE: dict[str, Callable[[Any], object]] = {
    "date": parse,
    "number": int,
    "term": parse_term,
    "text": str,
    "list": tuple,
}


@pytest.mark.parametrize(("kind", "value", "forms", "words"), [(k, *row) for k, rows in TABLE.items() for row in rows])
def test_words(kind: str, value: Any, forms: str, words: str) -> None:
    try:
        said = in_words(MADE[kind](value), forms.split())
    except FormError as error:
        said = f"error: {error}"
    assert said == words


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(FormError) as raised:
        in_words(parse("2023-06-14"), ["mounth"])
    assert raised.value.known == ("weekday", "day", "month", "year", "ordinal", "capital", "lower")


@given(st.dates())
def test_all_parts_of_a_day_name_that_day(date: Any) -> None:
    weekday, number, month, year = in_words(day(date), ["weekday", "day", "month", "year"]).split()
    assert (weekday, month) == (date.strftime("%A"), date.strftime("%B"))
    assert (int(number), int(year)) == (date.day, date.year)


PEOPLE = """
- id: karin-lind
  name: Karin Lind
  custody:
    - {id: sentence-2021, event: sentenced, on: 2021-03-04, term: 14 years, sources: [court-2021]}
  offices:
    - {id: minister, office: Minister of Trade, of: ministry, valid: 2015-02-01/2019-05, sources: [court-2021]}
    - {id: speaker, office: Speaker, valid: 2019/.., sources: [court-2021]}
"""
EVENTS = """
- id: vote-2022
  name: The vote
  dates:
    - {id: held, valid: 2022-10-06/2022-10-08, sources: [court-2021]}
  result: {votes_for: 17, against: 19, abstaining: 11, on: 2022-10-06, sources: [court-2021]}
  counts:
    - {id: speakers, of: speakers, count: 2, members: [karin-lind, Ove Dahl], sources: [court-2021]}
"""
ORGANIZATIONS = "- {id: ministry, name: Ministry of Trade}\n"
SOURCES = "- {id: court-2021, title: The verdict, citation: 'Court of Berg, file 7', seen: 2023-01-02}\n"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    folder = tmp_path_factory.mktemp("facts")
    files = {"people": PEOPLE, "events": EVENTS, "organizations": ORGANIZATIONS, "sources": SOURCES}
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_facts(folder)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("karin-lind/sentence-2021", ""),
        ("karin-lind/sentence-2021 term", "14 years"),
        ("karin-lind/custody/1 on month year", "March 2021"),
        ("karin-lind/minister start", "1 February 2015"),
        ("karin-lind/minister end", "May 2019"),
        ("karin-lind/minister of", "Ministry of Trade"),
        ("karin-lind/speaker valid", "since 2019"),
        ("vote-2022/held start day", "6"),
        ("vote-2022/held days words", "three"),
        ("vote-2022/result margin", "2"),
        ("vote-2022/speakers members", "Karin Lind and Ove Dahl"),
    ],
)
def test_what_a_statement_tells(facts: FactBase, target: str, words: str) -> None:
    assert tell(facts, target) == words


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("karin-lund/custody/1 on", "no fact has the id “karin-lund/custody/1”"),
        ("karin-lind/sentence-2021 trem", "karin-lind/sentence-2021 holds no trem"),
        ("karin-lind/speaker end", "karin-lind/speaker holds no end"),
        ("vote-2022/result carried", "vote-2022/result holds no carried"),
        ("karin-lind/minister days", "karin-lind/minister holds no days"),
        ("", "no fact has the id “”"),
    ],
)
def test_what_it_does_not_tell(facts: FactBase, target: str, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        tell(facts, target)
