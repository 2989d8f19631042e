"""What is seen and not understood is told, and lowers the coverage: no claim is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from editions import FILES
from safety.gate import LETTER, NOTES, PEOPLE, SENTENCE, report_on, rules

from sphinx_factcheck.check.unread import unread
from sphinx_factcheck.cli import main
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.letters.text import Span

QUOTED = {
    "term": "The court sentenced Karin Lind to “13 years” in prison and Ove Dahl to 12 years.",
    "number": "The court sentenced Karin Lind to “13” years in prison and Ove Dahl to 12 years.",
    "number in words": "The court sentenced Karin Lind to ‘thirteen years’ in prison and Ove Dahl to 12 years.",
    "straight": 'The court sentenced Karin Lind to "13 years in prison" and Ove Dahl to 12 years.',
    "guillemets": "The court sentenced Karin Lind to «13 years» in prison and Ove Dahl to 12 years.",
    "brackets": "The court sentenced Karin Lind (thirteen years) and Ove Dahl to 12 years in prison.",
}


@pytest.mark.parametrize("sentence", QUOTED.values(), ids=QUOTED)
def test_a_number_in_quotation_marks_is_at_least_undecided(tmp_path: Path, sentence: str) -> None:
    whole = report_on(tmp_path / "whole", SENTENCE)
    report = report_on(tmp_path / "quoted", sentence)
    told = [c for c in report.claims if "13" in c.text or "thirteen" in c.text]
    assert told
    assert "sentence" in rules(report) or report.coverage.percent < whole.coverage.percent


SEEN = {
    "sentence": ("Karin Lind's prison term, somehow, of 13 years.", "13 years"),
    "life sentence": ("Serving, as she is, life in prison, Karin Lind writes.", "life"),
    "date": ("The arrest, of all days on 5 March 2019, came to be.", "5 March 2019"),
    "year": ("An arrest there was, and 2019 it was.", "2019"),
    "vote": ("There was a ballot, and 17 votes were lost.", "17 votes"),
    "ranking": ("The index has us 91st, again.", "91st"),
    "count": ("Twenty-odd and more, or rather 23 lawyers, have known this.", "23 lawyers"),
    "custody": ("Again Karin Lind, as we hear, has been\ndetained.", "been detained"),
    "death": ("Karin Lind, whom all knew, was murdered.", "was murdered"),
    "award": ("Karin Lind, of all, won the Northern Prize.", "won"),
    "office": ("Karin Lind somehow serves as Minister.", "serves as"),
    "quoted year": ("Somehow that was in “2019”.", "“2019”"),
    "quoted word": ("Your “former” Minister knows.", "“former”"),
}


@pytest.mark.parametrize(("sentence", "words"), SEEN.values(), ids=SEEN)
def test_values_and_deeds_that_no_kind_has_read_are_seen(tmp_path: Path, sentence: str, words: str) -> None:
    letter = report_on(tmp_path, sentence).checked[0].chapter.letter
    facts = load_facts(tmp_path / "facts", root=tmp_path)
    reading = Reading(letter, NameIndex(facts).find(letter).found, facts)
    assert words in [claim.value.strip() for claim in unread(reading, [])]
    everywhere = [Span(0, len(letter.text))]
    assert unread(reading, everywhere) == ()


LEFT_ALONE = {
    "read already": SENTENCE,
    "supposed": "If the court sentenced Karin Lind to 13 years in prison, we should be sorry.",
    "denied": "The court did not sentence Karin Lind to 13 years in prison.",
    "an address": "Write to us at 14 High Street, or call 13 times.",
    "part of a name": "We read the 2016 World Press Freedom Index and its report.",
    "no words of a kind": "In May we write to you again, as in 1999.",
    "a deed of nobody": "Many were detained, and some were released.",
}


@pytest.mark.parametrize("sentence", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_nothing_is_made_of_what_asserts_nothing(tmp_path: Path, sentence: str) -> None:
    assert report_on(tmp_path, sentence).coverage.unread == 0


def test_it_stands_beside_the_coverage_and_lowers_it(tmp_path: Path) -> None:
    coverage = report_on(tmp_path, f"{SENTENCE} {SEEN['quoted year'][0]}").coverage
    assert coverage.unread == 1
    assert coverage.percent == 100 * coverage.decided / coverage.found < 100


def test_the_gate_shuts_under_the_coverage_asked_for(tmp_path: Path, monkeypatch, capsys) -> None:
    settings = {"_config.yml": "title: Tiny\nsphinx: {config: {factcheck_fail_under: 100}}\n"}
    report_on(tmp_path, f"{SENTENCE} {SEEN['quoted year'][0]}", settings)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        main(["check", LETTER])
    assert stop.value.code == 1
    assert "1 seen and not understood" in capsys.readouterr().out


TWINS = {
    "a person of the same name": "- {id: karin-lind-2, name: Karin Lind}\n",
    "a person also called so": "- {id: other, name: Anna Berg, also: [Karin Lind]}\n",
    "turned round": "- {id: other, name: Lind Karin, name_order: family-first}\n",
    "with a middle name": "- {id: other, name: Karin Anna Lind, also: [Karin Lind]}\n",
    "with an accent": "- {id: other, name: Kárin Lind}\n",
    "with a look-alike": "- {id: other, name: Kаrin Lind}\n",
}


@pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
def test_a_second_entry_of_a_name_leaves_its_claims_undecided_and_is_told(tmp_path: Path, twin: str) -> None:
    whole = report_on(tmp_path / "whole", SENTENCE)
    false = SENTENCE.replace("14", "13")
    report = report_on(tmp_path / "twin", false, {PEOPLE: FILES[PEOPLE] + twin})
    told = rules(report)
    assert "sentence" in told or ("ambiguous" in told and report.coverage.percent < whole.coverage.percent)
    assert report.exit_code() == 1


def test_two_of_one_name_are_told_apart_by_hand(tmp_path: Path) -> None:
    facts = {PEOPLE: FILES[PEOPLE] + TWINS["a person of the same name"]}
    note = ":::{mention} Karin Lind\n:entity: karin-lind\n:::\n"
    assert report_on(tmp_path, SENTENCE, {**facts, NOTES: note}).exit_code() == 0


def test_of_a_surname_that_two_bear_there_is_but_a_warning(tmp_path: Path) -> None:
    facts = {PEOPLE: FILES[PEOPLE] + "- {id: other, name: Anna Dahl}\n"}
    report = report_on(tmp_path, "We wrote to Dahl of it.", facts)
    assert rules(report) == ["ambiguous"]
    assert report.exit_code() == 0
