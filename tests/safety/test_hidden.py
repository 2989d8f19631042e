"""What a page does not show is told; what honest texts have is not. And the claim behind it is judged all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from safety.gate import NOTES, report_on, rules

from sphinx_factcheck.base.findings import Severity
from sphinx_factcheck.letters.hidden import hidden

GRAVE = {
    "zero width space in a number": "to 1\u200b3 years",
    "soft hyphen in a number": "to 1\xad3 years",
    "joiner in a number": "in 20\u200d23",
    "selector in a number": "1\ufe0f3 years",
    "override": "to \u202e31\u202c years",
    "override to the right": "to \u202d31\u202c years",
    "turned where nothing is": "to \u206713\u2069 years",
    "embedded where nothing is": "to \u202b13-14\u202c years",
    "a mark of direction at a number": "to \u200f13-14 years",
    "tags with words of their own": "years\U000e0031\U000e0034 in prison",
    "many selectors": "years\ufe01\ufe02\ufe03",
    "filler in a word": "ye\u3164ars",
    "operator in a word": "ye\u2063ars",
    "grapheme joiner in a word": "ye\u034fars",
    "a control": "ye\x08ars",
    "Cyrillic in a word": "13 yеars",
    "Greek in a word": "sentenϲed",
    "a word of look-alikes": "the соре of it",
    "a letter for a digit": "in 2О23 it was",
    "a digit struck out": "1\u03363\u0336 14 years",
    "a tag within a sentence": "she was <b>sentenced</b> to",
    "a comment within a number": "to <!-- 14 --> 13 years",
    "an end of an element": "to 13</i> years",
    "a capital letter for a nought": "in 2O23 it was",
    "a small letter for a one": "to l3 years",
    "a capital letter for a one": "a 1I-month term",
}
LIGHT = {
    "zero width space in a word": "ye\u200bars",
    "byte order mark in a word": "ye\ufeffars",
    "non-joiner in a word": "Auf\u200clage",
    "a mark of direction at a word": "the \u200fword here",
    "a letter that looks like none": "13 yeaбs",
    "a name of look-alikes": "to her (Сара) it was",
    "letters struck out": "a w\u0336ord",
    "a placeholder like a tag": "the <redacted> one",
}
HONEST = {
    "soft hyphens of a capture": "the sen\xadtence of hu\xadman rights",
    "spaces at the ends of words": "\ufeffDear \u200bMinister\u200b, \u200e we",
    "no-break spaces": "14\xa0years in prison",
    "emoji of several": "👨\u200d👩\u200d👧\u200d👦 and ❤\ufe0f and ☎\ufe0f and 👩🏽\u200d⚖\ufe0f",
    "flags": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 🇨🇳",
    "keycaps": "1\ufe0f\u20e3 first, #\ufe0f\u20e3 second",
    "Persian": "می\u200cخواهم و نمی\u200cدانم",
    "Arabic with its marks": "مُحَمَّد \u200f(Muhammad)\u200f",
    "Hebrew with isolates and numbers": "\u2067שָׁלוֹם 14\u2069 he said",
    "Hindi": "क्\u200dष और हिन्दी",
    "Russian": "Он сказал: а потом они ушли в 2023 году",
    "Ukrainian among English": "the word перемога means victory",
    "Greek": "το 2023 στην Αθήνα",
    "Chinese with a selector": "志\U000e0100永 and 许志永",
    "Japanese with Latin": "NPO法人のTシャツ",
    "an isolate around a name": "by \u2068Ann Archer\u2069 and \u2066others\u2069",
    "accents composed and not": "Vaclav Ha\u0301jek, Nguye\u0302\u0303n, Peña",
    "ringed and mathematical": "⑬ years, 𝗙𝗿𝗲𝗲",
    "units": "Δt of 3 μm",
    "footnote marks": "14 years¹ of 2008²",
    "small capitals": "ᴀᴅ 2023",
    "Roman numerals": "Part II, years I and III, 100 days, Henry VIII",
    "names of letters and digits": "the O2 arena, I5, H2O, B12 years ago, 12-I",
    "an address in angles": "write to <ann@example.org>, for 3 < 5 and 7 > 2",
}


@pytest.mark.parametrize("text", GRAVE.values(), ids=GRAVE)
def test_what_a_reader_could_see_otherwise_shuts_the_gate(text: str) -> None:
    found = hidden(text)
    assert found
    assert any(one.grave for one in found)


@pytest.mark.parametrize("text", LIGHT.values(), ids=LIGHT)
def test_what_captures_leave_within_words_is_told(text: str) -> None:
    found = hidden(text)
    assert found
    assert not any(one.grave for one in found)


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_honest_text_is_left_alone(text: str) -> None:
    assert hidden(text) == ()


def test_the_message_names_the_sign_and_what_is_read() -> None:
    (found,) = hidden("to 1\u200b\u20603 years")
    assert found.message == (
        "2 signs without a shape within a number: U+200B ZERO WIDTH SPACE, U+2060 WORD JOINER; read as “13”"
    )
    assert found.mend == "delete them; if the source really has it, acknowledge it with {sic} and :rule: hidden"


FALSE = {
    "zero width space": "1\u200b3 years",
    "tag": "1\U000e00313 years",
    "filler": "1\uffa03 years",
    "marks": "1\u03013 years",
    "soft hyphen in the unit": "13 ye\xadars",
    "ringed": "⑬ years",
    "wide": "１３ years",
    "mathematical": "𝟙𝟛 years",
    "Arabic digits": "١٣ years",
    "Cyrillic unit": "13 yеars",
    "Greek unit": "13 yeαrs",
    "accented unit": "13 yéars",
    "number in words": "thirt\u200been years",
    "number in words with a look-alike": "thirtееn years",
    "entity": "1&#8203;3 years",
    "named entity": "1&shy;3 years",
    "between emphasis": "*1*\u200b*3* years",
}


@pytest.mark.parametrize("term", FALSE.values(), ids=FALSE)
def test_a_false_term_is_contradicted_however_it_is_written(tmp_path: Path, term: str) -> None:
    report = report_on(tmp_path, f"The court sentenced Karin Lind to {term} in prison and Ove Dahl to 12 years.")
    assert "sentence" in rules(report)
    (claim,) = [c for c in report.claims if c.claim.value == "13 years"]
    source = report.checked[0].chapter.letter.source
    assert source[claim.place.start : claim.place.end].startswith(claim.text[:1])
    assert report.exit_code() == 1


FALSE_ELSEWHERE = {
    "verb": "The court sen\u200btenced Karin Lind to 13 years in prison.",
    "Cyrillic verb": "The court sеntenced Karin Lind to 13 years in prison.",
    "name": "The court sentenced Karin Li\u2060nd to 13 years in prison.",
    "Cyrillic name": "The court sentenced Kаrin Lind to 13 years in prison.",
    "wide name": "The court sentenced Ｋarin Lind to 13 years in prison.",
    "ligature": "The court sentenced Karin Lind to ﬁfteen years in prison.",
}


@pytest.mark.parametrize("sentence", FALSE_ELSEWHERE.values(), ids=FALSE_ELSEWHERE)
def test_neither_a_verb_nor_a_name_hides_a_false_term(tmp_path: Path, sentence: str) -> None:
    assert "sentence" in rules(report_on(tmp_path, sentence))


@pytest.mark.parametrize("number", ["1\u200b4", "1\xad4", "⑭", "１４", "1\u03014"])
def test_a_true_term_is_supported_however_it_is_written(tmp_path: Path, number: str) -> None:
    report = report_on(tmp_path, f"The court sentenced Karin Lind to {number} years in prison.")
    assert [c.ruling.verdict for c in report.claims if c.claim.kind == "sentence"] == ["supported"]


def test_what_the_source_really_has_can_be_acknowledged(tmp_path: Path) -> None:
    sic = ":::{sic} 14 years in prison\n:rule: hidden\nThe page has a joiner here. {source}`board-2023`\n:::\n"
    sentence = "The court sentenced Karin Lind to 1\u20604 years in prison and Ove Dahl to 12 years."
    report = report_on(tmp_path, sentence, {NOTES: sic})
    (finding,) = [f for f in report.findings if f.rule == "hidden"]
    assert finding.severity is Severity.ERROR
    assert finding.acknowledged_by.startswith(NOTES)
    assert report.exit_code() == 0
