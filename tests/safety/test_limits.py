"""Markup that would take the square of its length is refused with its place; the places of the rest stay true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_factcheck.edition import inputs
from sphinx_factcheck.letters.annotations import read_annotations
from sphinx_factcheck.letters.limits import DEFINITIONS, LONGEST, PROBLEMS
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Span

FRONT = "---\ntitle: A\ndocument: d\ndate: 2023-06-14\nsource: s\n---\n\nDear all,\n\n"
MANY = int(DEFINITIONS**0.5) + 1
REFUSED = {
    "definitions": "".join(f"[l{n}]: http://example.org/{n}\n" for n in range(MANY)),
    "the same definition": "[l]: x\n" * MANY,
    "quoted definitions": "> [l]: x\n" * MANY,
    "definitions in a list": "- [l]: x\n" * MANY,
    "definitions before a long text": "[l]: x\n" * 20 + "a b c\n" * DEFINITIONS,
    "one line": "[" * (LONGEST + 1),
    "a paragraph": "a b c\n" * (LONGEST // 5 + 1),
    "a table": "|a|b|\n|-|-|\n" + "|a|b|\n" * (LONGEST // 5),
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_takes_too_long_is_refused_with_its_place(body: str) -> None:
    (problem,) = read_letter("a.md", FRONT + body).problems
    assert (problem.rule, problem.place.line) == ("markup", 10)
    assert problem.mend


@pytest.mark.parametrize("body", list(REFUSED.values())[:4], ids=list(REFUSED)[:4])
def test_notes_are_held_to_the_same(body: str) -> None:
    (problem,) = read_annotations("a.md", f":::{{note-on}} Dear\nx\n:::\n\n{body}").problems
    assert problem.place.line == 5


def test_a_letter_that_is_too_large_is_an_error_and_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "LARGEST", 1000)
    large, small = "word " * 300, "a letter"
    (tmp_path / "large.txt").write_text(large)
    (tmp_path / "small.txt").write_text(small)
    (tmp_path / "two.jsonl").write_text(
        "".join(json.dumps({"id": text[:1], "text": text}) + "\n" for text in (large, small))
    )
    read = inputs.read_inputs([tmp_path], None)
    assert [chapter.letter.text for chapter in read.chapters] == [small, "", small]
    problems = [*read.problems, *(problem for chapter in read.chapters for problem in chapter.letter.problems)]
    assert [Path(problem.place.path).name for problem in problems] == ["large.txt", "two.jsonl"]
    assert all("that a letter may have" in problem.message and problem.mend for problem in problems)


READ = {
    "a few definitions": "[a]: http://example.org\n[b]: http://example.org\n\nWords.",
    "definitions apart": "[l]: http://example.org\n\n" * MANY + "Words.",
    "many footnotes": "Words." + "".join(f"[^{n}]" for n in range(MANY)) + "\n\n"
    + "".join(f"[^{n}]: note\n" for n in range(MANY)),
    "many signers": "Words.\n\n:::{signatories}\n" + "- Ann Archer\n" * 2000 + ":::",
    "a long paragraph": "Words. " * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("body", READ.values(), ids=READ)
def test_what_honest_letters_have_is_read(body: str) -> None:
    letter = read_letter("a.md", FRONT + body + "\n")
    assert letter.problems == ()
    assert "Words." in letter.text


def test_of_very_many_problems_the_first_are_told_and_how_many_more() -> None:
    problems = read_letter("a.md", FRONT + "{a}`b` " * (PROBLEMS + 50)).problems
    assert len(problems) == PROBLEMS + 1
    assert problems[-1].message == "and 50 more places of this kind from here on"


@pytest.mark.parametrize("between", ["[^1]", "{a}`b`", "<b>", "&amp;", "\\*", "*x*"])
def test_words_between_a_thousand_marks_keep_their_places(between: str) -> None:
    source = FRONT + f"word {between} " * 1000 + "last\n\n[^1]: note\n"
    letter = read_letter("a.md", source)
    at = -1
    for _ in range(1000):
        at = letter.text.index("word", at + 1)
        place = letter.place(Span(at, at + 4))
        assert source[place.start : place.end] == "word"
    assert letter.place(Span(letter.text.index("last"), letter.text.index("last") + 4)).start == source.index("last")


def test_a_long_line_without_marks_keeps_its_places() -> None:
    source = FRONT + "".join(f"<{n} " for n in range(5000)) + "\n"
    letter = read_letter("a.md", source)
    for number in (0, 777, 4998):
        at = letter.text.index(f"<{number} ")
        place = letter.place(Span(at, at + len(str(number)) + 1))
        assert source[place.start : place.end] == f"<{number}"
