"""Text made to be slow: how long a letter of each form takes, and one of twice the length.

Run `python bench/hostile.py [MEGABYTES] [WORDS]`: forms of markup and of signs are read and checked as whole letters of
so many MB (4 by default), kinds of claim on 100 kB; WORDS choose the forms with these in their names. The time should
grow with the length and no faster: a factor of about 2, at most 2.3. What is refused is told as such.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "claims"))

from test_hostile import UNITS, hostile_facts

from sphinx_factcheck.base.collecting import collect_seldom
from sphinx_factcheck.check import Chapter, Checker
from sphinx_factcheck.engine.claims.base import Kind, Reading
from sphinx_factcheck.engine.claims.registry import kinds
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, plain_letter

SIZE, ROUNDS, SHORT = 50_000, 3, 1.0
FRONT = "---\ntitle: A\ndocument: d\ndate: 2023-06-14\nsource: s\n---\n\n"
SAID = "In 2020 Ann Archer was sentenced to 14 years. "
Form = Callable[[int], str]


def _repeated(unit: str) -> Form:
    return lambda size: unit * (size // len(unit))


def _numbered(unit: str) -> Form:
    return lambda size: "".join(unit.format(n=n) for n in range(size // len(unit)))


MARKUP: dict[str, Form] = {
    "link definitions": _numbered("[l{n}]: http://example.org/{n}\n"),
    "link definitions apart": _numbered("[l{n}]: http://example.org/{n}\n\n"),
    "footnotes": _numbered("a[^{n}]\n\n[^{n}]: note {n}\n\n"),
    "footnotes together": _numbered("[^{n}]: note {n}\n"),
    "one footnote": lambda size: "a[^1] " * (size // 6) + "\n\n[^1]: note\n",
    "signers": lambda size: ":::{signatories}\n" + "- Ann Archer\n" * (size // 13) + ":::\n",
    "lists of signers": _repeated(":::{signatories}\n- Ann Archer\n:::\n\n"),
    "signers apart": lambda size: ":::{signatories}\n" + "- Ann Archer\n\n" * (size // 14) + ":::\n",
    "open brackets": _repeated("["),
    "open brackets in paragraphs": _repeated("[[[[[[[[ a\n\n"),
    "nested brackets": lambda size: "[" * (size // 2) + "a" + "]" * (size // 2),
    "nested emphasis": lambda size: "*" * (size // 2) + "a" + "*" * (size // 2),
    "emphasis": _repeated("*a _b **c\n\n"),
    "nested lists": lambda size: "".join("  " * (n % 60) + "- a\n" for n in range(size // 62)),
    "tables": _repeated("|a|b|\n|-|-|\n|c|d|\n\n"),
    "a table": lambda size: "|a|b|\n|-|-|\n" + "|a|b|\n" * (size // 6),
    "quotes": _repeated("> > a\n\n"),
    "entities": _repeated("&amp;&shy;\n\n"),
    "roles": _repeated("{a}`b`\n\n"),
    "tags": _repeated("<a <b>\n\n"),
    "paragraphs": _repeated(f"{SAID}\n\n"),
    "one paragraph": _repeated(SAID),
}
"""Forms of Markdown, read as chapters."""

SIGNS: dict[str, Form] = {
    "invisible signs": _repeated("1\u200b4 ye\u200bars "),
    "one word of invisible signs": _repeated("ye\u200b"),
    "look-alikes": _repeated("14 yеars "),
    "another script": _repeated("Он сказал потом они ушли "),
    "marks": _repeated("e\u0301\u0302\u0303"),
    "tags of Unicode": _repeated("\U000e0041"),
    "overrides": _repeated("\u202ea\n"),
    "marks of direction": _repeated("a\u200f1 "),
    "quoted numbers": _repeated("“14” years, "),
    "numbers and deeds": _repeated("Ann Archer was sentenced, 13 years, 1 May, 12 lawyers, "),
    "names": _repeated("Ann Archer "),
}
"""Forms of words, read as plain text."""


def seconds(kind: Kind, text: str, facts: FactBase, names: NameIndex) -> float:
    letter = plain_letter("letter.txt", text, date=parse("2023-06-14"))
    reading = Reading(letter, names.find(letter).found, facts)
    gc.collect()
    began = time.process_time()
    for claim in kind.find(reading):
        kind.judge(claim, reading)
    return time.process_time() - began


def by_kind(facts: FactBase) -> Iterator[str]:
    names = NameIndex(facts)
    for kind in kinds():
        slow = max(UNITS, key=lambda unit: seconds(kind, unit * (2 * SIZE // len(unit)), facts, names))
        half, whole = (
            min(seconds(kind, slow * (size // len(slow)), facts, names) for _ in range(ROUNDS))
            for size in (SIZE, 2 * SIZE)
        )
        yield _told(kind.name, 2 * SIZE, whole, half, repr(slow[:40]))


def by_form(facts: FactBase, most: int, words: str) -> Iterator[str]:
    checker = Checker(facts)
    for forms, read in ((MARKUP, _chapter), (SIGNS, _plain)):
        for name, form in forms.items():
            if words in name:
                half, whole = (_checked(checker, read, form(size)) for size in (most // 2, most))
                yield _told(name, most, whole[0], half[0], whole[1])


def _chapter(text: str) -> Letter:
    return read_letter("chapters/a.md", FRONT + text)


def _plain(text: str) -> Letter:
    return plain_letter("a.txt", text, date=parse("2023-06-14"))


def _checked(checker: Checker, read: Callable[[str], Letter], text: str) -> tuple[float, str]:
    """How long a letter takes to be read and checked, at best where that is short, and whether it was refused."""
    took: list[float] = []
    while not took or (len(took) < ROUNDS and sum(took) < SHORT):
        gc.collect()
        began = time.process_time()
        letter = read(text)
        checker.check(Chapter(letter))
        took.append(time.process_time() - began)
    return min(took), f"refused: {letter.problems[0].message}" if letter.problems else ""


def _told(name: str, size: int, whole: float, half: float, more: str) -> str:
    factor = whole / half if half else 0.0
    return f"{name:28} {size / 1000:.0f} kB in {whole:.2f} s, a factor of {factor:.1f}  {more[:80]}\n"


def main() -> None:
    collect_seldom()  # as the command does
    most = int(1_000_000 * float(sys.argv[1] if len(sys.argv) > 1 else 4))
    words = sys.argv[2] if len(sys.argv) > 2 else ""
    facts = hostile_facts()
    for line in chain(() if words else by_kind(facts), by_form(facts, most, words)):
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
