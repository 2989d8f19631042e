"""How often a lost anchor is found again: words of a letter are changed at random, then every anchor is looked for.

python bench/mends.py [SHARE]     (one word in ten without it; run in the folder of the edition)
"""

from __future__ import annotations

import random
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.edition.mending import propose, settled
from sphinx_factcheck.letters.annotations import Annotation
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, Span

EDITION = Path(__file__).parent.parent
ANCHORS = 60
_WORD = re.compile(r"\S+")


def changed(letter: Letter, share: float, dice: random.Random) -> tuple[Letter, list[int]]:
    """The letter with that share of its words changed, and for every old offset the new one."""
    parts: list[str] = []
    offsets: list[int] = []
    at = length = 0
    vocabulary = [word[0] for word in _WORD.finditer(letter.text)]
    for word in _WORD.finditer(letter.text):
        new = word[0]
        if dice.random() < share:
            new = dice.choice(["", dice.choice(vocabulary), f"{new} {dice.choice(vocabulary)}"])
        parts += [letter.text[at : word.start()], new]
        offsets += range(length, length + word.start() - at)
        length += word.start() - at
        offsets += [length + min(n, len(new)) for n in range(word.end() - word.start())]
        length += len(new)
        at = word.end()
    return replace(letter, text="".join(parts)), [*offsets, length]


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 0.1
    dice = random.Random(7)
    place = Place("", 1, 1, 1, 1, 0, 0)
    lost = found = proposed = 0
    spent = 0.0
    for path in sorted((EDITION / "chapters").glob("*.md")):
        letter = read_letter(path.name, path.read_text("utf-8"))
        words = [word.span() for word in _WORD.finditer(letter.text)]
        for _ in range(ANCHORS):
            first = dice.randrange(len(words) - 8)
            span = Span(words[first][0], words[first + dice.randint(2, 7)][1])
            if "\n\n" in letter.words(span):
                continue
            note = Annotation("note-on", settled(letter, span), {}, "", place)
            after, offsets = changed(letter, share, dice)
            if letter.words(span) in after.text:
                continue
            lost += 1
            begun = time.perf_counter()
            mend = propose(after, note, letter)
            spent += time.perf_counter() - begun
            proposed += mend is not None
            wanted = Span(offsets[span.start], offsets[span.end - 1] + 1)
            found += mend is not None and mend.span.overlaps(wanted)
    sys.stdout.write(f"{share:.0%} of the words changed: {lost} anchors lost, {proposed} mends proposed, ")
    sys.stdout.write(f"{found} at the right place ({found / lost:.1%}); {1000 * spent / lost:.1f} ms each\n")


if __name__ == "__main__":
    main()
