"""One reading of the words: what a reader sees is what is matched, and every place leads back to the file."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.plain import plain_letter_of, plain_text
from sphinx_factcheck.letters.text import Span

READ = {
    "zero width space": ("1\u200b3 ye\u200bars", "13 years"),
    "joiners": ("1\u200c3 ye\u200dars", "13 years"),
    "word joiner": ("1\u20603 years\u2060", "13 years"),
    "byte order mark": ("\ufeff13 ye\ufeffars", "13 years"),
    "soft hyphen in a number": ("1\xad3 years", "13 years"),
    "soft hyphen in a word": ("sen\xadtenced", "sentenced"),
    "soft hyphen for a hyphen": ("a 14\xadyear term", "a 14-year term"),
    "tags": ("1\U000e00343 years", "13 years"),
    "fillers": ("1\u115f3 ye\u3164ars", "13 years"),
    "a filler for a blank": ("13\u3164years", "13 years"),
    "grapheme joiner": ("1\u034f3", "13"),
    "variation selectors": ("1\ufe0f3 y\U000e0101ears", "13 years"),
    "invisible operators": ("1\u20633", "13"),
    "a control": ("1\x083 years", "13 years"),
    "marks on digits": ("1\u03083\u0332 years", "13 years"),
    "marks on letters": ("y\u0335ears ye\u0301ars", "years years"),
    "accents of ordinary words": ("sentencéd thírteen", "sentenced thirteen"),
    "accents of months": ("Júne 18, Áugust", "June 18, August"),
    "accents of names stay": ("Peña Nieto, Séan, Vaclav Ha\u0301jek", "Peña Nieto, Séan, Vaclav Hájek"),
    "ringed number": ("⑬ years, ⓭ years, ❼ years", "13 years, 13 years, 7 years"),
    "wide digits": ("１３ ｙｅａｒｓ", "13 years"),
    "mathematical letters": ("𝟏𝟑 𝐲𝐞𝐚𝐫𝐬 𝓲𝓷 𝙥𝙧𝙞𝙨𝙤𝙣", "13 years in prison"),
    "ringed letters": ("Ⓜⓐⓨ 🅜🅐🅨 🄼🄰🅈", "May MAY MAY"),
    "digits of another script": ("١٣ years, १३ years", "13 years, 13 years"),
    "keycaps": ("1\ufe0f\u20e33\ufe0f\u20e3 years", "13 years"),
    "ligatures": ("ﬁve to ﬂee", "five to flee"),
    "Roman numerals": ("Ⅻ years", "XII years"),
    "fractions stay": ("10½ years", "10½ years"),
    "footnote marks": ("14 years¹ of 2008²", "14 years of 2008"),
    "a number set high": ("¹³ years, ₁₃ years", "13 years, 13 years"),
    "Cyrillic letters in a word": ("13 yеаrs, Маy", "13 years, May"),
    "Greek letters in a word": ("sentenϲed, Αpril", "sentenced, April"),
    "Armenian and Cherokee letters": ("seոteոced, Ꭻune", "sentenced, June"),
    "small capitals": ("ʏᴇᴀʀs", "years"),
    "a word of look-alikes": ("the соре of it", "the cope of it"),
    "letters for digits": ("1З years, 2О23", "13 years, 2023"),
    "spaces": ("14\xa0years\u202fin\u3000prison", "14 years in prison"),
    "hyphens": ("14\u2011year", "14-year"),
    "quotation marks and dashes stay": ("“a” – ‘b’ — c…", "“a” – ‘b’ — c…"),
    "Russian stays": ("Он сказал: а потом они ушли", "Он сказал: а потом они ушли"),
    "a Russian title in English stays": ("the paper Новая газета wrote", "the paper Новая газета wrote"),
    "Greek stays": ("την Αθήνα", "την Αθήνα"),
    "Persian keeps its non-joiner": ("می\u200cخواهم", "می\u200cخواهم"),
    "Hebrew and Arabic keep their marks": ("שָׁלוֹם مُحَمَّد", "שָׁלוֹם مُحَمَّد"),
    "Hindi keeps its joiner": ("क्\u200dष", "क्\u200dष"),
    "Chinese stays": ("许志永被判14年", "许志永被判14年"),
    "Japanese with Latin stays": ("NPO法人のTシャツ", "NPO法人のTシャツ"),
    "units stay": ("Δt of 3 Ω", "Δt of 3 Ω"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "read"), READ.values(), ids=READ)
def test_words_are_read_as_they_are_seen(written: str, read: str) -> None:
    assert plain_text(written).text == read


def test_a_place_leads_back_to_all_signs_behind_the_words() -> None:
    written = "to 1\u200b3 ye\u0301ars, ﬁve and ⑭ more"
    plain = plain_text(written)
    for words, behind in {"13": "1\u200b3", "years": "ye\u0301ars", "five": "ﬁve", "14": "⑭", "more": "more"}.items():
        at = plain.text.index(words)
        assert written[slice(*plain.back(at, at + len(words)))] == behind
        assert plain.offset(written.index(behind)) == at


def test_places_in_the_file_stay_true_through_markup_and_escapes() -> None:
    source = "---\ntitle: A\n---\n\nHe got *1*&#8203;**3** ye\\\n\u0430rs &amp; more &ZeroWidthSpace;words.\n"
    letter = read_letter("a.md", source)
    plain = plain_letter_of(letter).letter
    at = plain.text.index("13")
    place = plain.place(Span(at, at + 2))
    assert source[place.start : place.end] == "1*&#8203;**3"
    at = plain.text.index("words")
    place = plain.place(Span(at, at + 5))
    assert source[place.start : place.end] == "words"


def test_blocks_and_signers_move_with_the_words() -> None:
    source = "---\ntitle: A\n---\n\nO\u200bne.\n\n:::{signatories}\n- Ann\u200b Archer\n- Bob\u200b Baker\n:::\n"
    there = plain_letter_of(read_letter("a.md", source))
    assert [there.letter.words(s) for s in there.letter.signers] == ["Ann Archer", "Bob Baker"]
    assert [there.letter.text[b.start : b.end] for b in there.letter.blocks] == ["A", "One.", "Ann Archer", "Bob Baker"]
    assert [there.back(s) for s in there.letter.signers] == list(read_letter("a.md", source).signers)


SIGNS = "a1 З\u200b\u0301\xadеﬁ⑬é许\u202e\U000e0061\ufe0f\u20e3\n.³ıѕ"


@given(st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=["Cs"])), max_size=60))
def test_every_stretch_has_its_way_there_and_back(text: str) -> None:
    plain = plain_text(text)
    ends = [plain.back(at, at + 1) for at in range(len(plain.text))]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(one[0] <= two[0] and one[1] <= two[1] for one, two in pairwise(ends))
    offsets = [plain.offset(at) for at in range(len(text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(plain.text)
