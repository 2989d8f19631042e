"""What the roles of notes name wrongly: told at the role, with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check.binding import broken_references, judge_bound, plainly
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.anchors import Selector
from sphinx_factcheck.letters.annotations import Anchored, Annotation, read_annotations
from sphinx_factcheck.letters.text import Span

PEOPLE = """
- id: karin-lind
  name: Karin Lind
  custody:
    - {id: sentence-2021, event: sentenced, on: 2021-03-04, term: 14 years, sources: [court-2021]}
"""
SOURCES = "- {id: court-2021, title: The verdict, citation: 'Court of Berg, file 7', seen: 2023-01-02}\n"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "people.yml").write_text(PEOPLE, encoding="utf-8")
    (folder / "sources.yml").write_text(SOURCES, encoding="utf-8")
    return load_facts(folder)


@pytest.mark.parametrize(
    ("role", "message", "mend"),
    [
        ("{fact}`karin-lind/sentence-2021 on month year`", "", ""),
        ("{person}`her <karin-lind>`", "", ""),
        ("{person}`karin-lund`", "no person has the id “karin-lund”", "did you mean karin-lind?"),
        (
            "{event}`karin-lind`",
            "no event has the id “karin-lind”",
            "add it to events.yml of the fact base, or name another",
        ),
        ("{source}`court-2012`", "no source has the id “court-2012”", "did you mean court-2021?"),
        (
            "{fact}`karin-lind/custody/2 on`",
            "no fact has the id “karin-lind/custody/2”",
            "did you mean karin-lind/custody/1?",
        ),
        (
            "{fact}`karin-lind/sentence-2021 trem`",
            "the statement on Karin Lind (karin-lind/sentence-2021) holds no trem",
            "it holds on 2021-03-04, event sentenced, term 14 years",
        ),
        (
            "{fact}`karin-lind/sentence-2021 term year`",
            "term of the statement on Karin Lind (karin-lind/sentence-2021): a term has no form “year”",
            "it has words, months, adjective, capital, lower",
        ),
        (
            "{fact}`karin-lind/sentence-2021 on adjective`",
            "on of the statement on Karin Lind (karin-lind/sentence-2021): a date has no form “adjective”",
            "it has weekday, day, month, year, ordinal, capital, lower",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_references(facts: FactBase, role: str, message: str, mend: str, ending: str) -> None:
    lines = (":::{note-on} the court", ":prefix: before", "", "One line.", f"Then {role} follows.", ":::", "")
    text = ending.join(lines)
    found = list(broken_references(read_annotations("annotations/x.md", text), facts))
    assert [(f.message, f.mend) for f in found] == ([(message, mend)] if message else [])
    for finding in found:
        place = finding.place
        assert (place.line, place.column) == (5, lines[4].index("`") + 2)
        assert text[place.start : place.end] == role.partition("`")[2][:-1]


def test_a_note_in_plain_words(facts: FactBase) -> None:
    body = (
        "{person}`karin-lind`, or {person}`the lawyer <karin-lind>`,\n"
        "got {fact}`karin-lind/sentence-2021 term words`. {source}`court-2021` {fact}`karin-lind/x on`"
    )
    said = "Karin Lind, or the lawyer, got fourteen years. [court-2021] {fact}`karin-lind/x on`"
    assert plainly(body, facts) == said


BASE = """\
- id: ann-archer
  name: Ann Archer
  counts: [{id: sons, of: sons who died in battle, count: 2, sources: [s]}]
  custody:
    - {id: verdict, event: sentenced, on: 2020-05-01, term: 3 years, charge: fraud, where: York, sources: [s]}
    - {id: gaol, event: imprisoned, on: 2020-05-01, where: Leeds, sources: [s]}
  kin: [{wife: Eve, id: eve, sources: [s]}]
  vocations: [{vocation: human rights lawyer, id: bar, sources: [s]}]
  offices: [{office: Mayor, of: Hull, id: mayor, sources: [s]}, {office: Sheriff, of: Hull, id: sheriff, sources: [s]}]
"""


@pytest.mark.parametrize(
    ("words", "fact", "says", "told"),
    [
        ("lost two sons in battle", "sons", "count 2", "count supported"),
        ("lost her sons in battle", "sons", "count 3", "count contradicted Ann Archer had 2 sons who died in battle"),
        ("lost three sons in battle", "sons", "count 2", "{claim} says “count 2”, but its words in the letter say 3"),
        ("was tried in May", "verdict", "on 2020-05-01", "date supported"),
        (
            "was tried in May",
            "verdict",
            "term 4 years",
            "sentence contradicted Ann Archer was sentenced to 3 years for fraud in York (2020-05-01)",
        ),
        ("three years", "verdict", "term 3 years", "sentence supported"),
        ("some years in gaol", "verdict", "term 3 years", "sentence supported"),
        (
            "got four years",
            "verdict",
            "term 3 years",
            "{claim} says “term 3 years”, but its words in the letter say 4 years",
        ),
        (
            "was tried in June",
            "verdict",
            "on 2020-05-01",
            "{claim} says “on 2020-05-01”, but its words in the letter say June",
        ),
        ("was tried last year", "verdict", "on 2020-05-01", "date supported"),
        ("for theft", "verdict", "charge fraud", "{claim} says “charge fraud”, but its words in the letter say theft"),
        ("for what she had done", "verdict", "charge fraud", "charge supported"),
        ("in Leeds", "verdict", "where York", "{claim} says “where York”, but its words in the letter say Leeds"),
        ("in the capital", "verdict", "where York", "place supported"),
        ("his sister", "eve", "kin wife", "{claim} says “kin wife”, but its words in the letter say sister"),
        ("her husband", "eve", "kin wife", "person supported"),
        (
            "the lawyer",
            "bar",
            "vocation human rights lawyer",
            "person supported",
        ),
        ("the poet", "bar", "vocation lawyer", "{claim} says “vocation lawyer”, but its words in the letter say poet"),
        (
            "was freed",
            "verdict",
            "event sentenced",
            "{claim} says “event sentenced”, but its words in the letter say freed",
        ),
        ("heard the verdict", "verdict", "event sentenced", "custody supported"),
        (
            "the Sheriff",
            "mayor",
            "office Mayor",
            "{claim} says “office Mayor”, but its words in the letter say Sheriff",
        ),
        ("the head of the town", "mayor", "office Mayor", "office supported"),
    ],
)
def test_a_claim_bound_by_hand(tmp_path: Path, words: str, fact: str, says: str, told: str) -> None:
    (tmp_path / "people.yml").write_text(BASE, encoding="utf-8")
    (tmp_path / "sources.yml").write_text("- {id: s, title: S, citation: p. 1, seen: 2026-01-31}", encoding="utf-8")
    facts = load_facts(tmp_path)
    note = Annotation(
        "claim", Selector(words), {"fact": f"ann-archer/{fact}", "says": says}, "", Place("a.md", 1, 1, 1, 1, 0, 0)
    )
    judged, wrong = judge_bound([Anchored(note, Span(0, len(words)))], facts)
    ruled = [f"{c.kind} {r.verdict}{f' {r.message}' if r.verdict == 'contradicted' else ''}" for c, r in judged]
    assert [*ruled, *(finding.message for finding in wrong)] == [told]


def test_a_value_without_its_key_is_told_with_it(tmp_path: Path) -> None:
    (tmp_path / "people.yml").write_text(BASE, encoding="utf-8")
    (tmp_path / "sources.yml").write_text("- {id: s, title: S, citation: p. 1, seen: 2026-01-31}", encoding="utf-8")
    note = Annotation(
        "claim",
        Selector("3 years"),
        {"fact": "ann-archer/verdict", "says": "3 years"},
        "",
        Place("a.md", 1, 1, 1, 1, 0, 0),
    )
    _, (finding,) = judge_bound([Anchored(note, Span(0, 7))], load_facts(tmp_path))
    assert finding.mend == "write :says: term 3 years"
