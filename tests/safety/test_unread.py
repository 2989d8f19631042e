"""What is seen and not understood is told, and lowers the coverage: no claim is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from safety.gate import LETTER, PEOPLE, SENTENCE, report_on, rules

from sphinx_factcheck.cli import main

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
    "sentence": (
        "By a ruling on appeal what had been Karin Lind's prison term shrank, of 13 years, by some.",
        "13 years",
    ),
    "date": ("Somehow the arrest, twenty-four hours on, of all of 5 March 2019, came to be.", "5 March 2019"),
    "count": ("Twenty-odd and more, or rather 23 lawyers, have known this.", "23 lawyers"),
    "custody": ("Again Karin Lind, whom all know, has as we hear been\ndetained by men.", "been detained"),
    "life": ("Karin Lind was, so they told us, killed, and was murdered.", "was murdered"),
}


@pytest.mark.parametrize(("kind", "sentence", "words"), [(k, *v) for k, v in SEEN.items()], ids=SEEN)
def test_what_no_kind_reads_counts_as_undecided(tmp_path: Path, kind: str, sentence: str, words: str) -> None:
    report = report_on(tmp_path, f"{SENTENCE} {sentence}")
    claims = [c for c in report.claims if " ".join(c.text.split()) == words]
    assert claims, [c.text for c in report.claims]
    assert {c.ruling.verdict for c in claims} == {"unverified"}
    assert all(c.claim.kind == kind for c in claims if c.ruling.unread)


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
    coverage = report_on(tmp_path, QUOTED["term"]).coverage
    assert coverage.unread == 1
    assert coverage.percent == 100 * coverage.decided / coverage.found < 100


def test_the_gate_shuts_under_the_coverage_asked_for(tmp_path: Path, monkeypatch, capsys) -> None:
    settings = {"_config.yml": "title: Tiny\nsphinx: {config: {factcheck_fail_under: 100}}\n"}
    report_on(tmp_path, QUOTED["term"], settings)
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
    from editions import FILES

    whole = report_on(tmp_path / "whole", SENTENCE)
    false = SENTENCE.replace("14", "13")
    report = report_on(tmp_path / "twin", false, {PEOPLE: FILES[PEOPLE] + twin})
    told = rules(report)
    assert "sentence" in told or ("ambiguous" in told and report.coverage.percent < whole.coverage.percent)
