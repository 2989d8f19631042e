"""What tells which thing a sentence means, and how much each reason weighs: the one table of scores."""

from __future__ import annotations

from enum import Enum

from sphinx_factcheck.engine.subjects.index import Tells


class Reason(Enum):
    """A reason to take something to be meant, and its weight."""

    NAMED = ("it is named in the sentence", 12)
    NAMED_IN_PARAGRAPH = ("the paragraph has named it before", 5)
    TOLD_JUST_BEFORE = ("the sentence before tells of it", 5)
    TOLD_BEFORE = ("one of the last sentences tells of it", 4)
    OURS = ("it is the body of those who write, told as theirs", 6)
    IN_HEADING = ("the heading above names it", 3)
    TAKES_PART = ("who took part in it is named", 2)
    TOOK_PART_BEFORE = ("who took part in it is named before in the paragraph", 2)
    AUTHORS = ("it is by those who write, or by those they write to", 2)
    SAME_YEAR = ("a year of it is said", 2)
    SAME_DAY = ("it was on a day that is said, and nothing else of its kind was", 3)
    SAME_MONTH = ("it was within a month that is said, and nothing else of its kind was", 2)
    ONLY = ("nothing else is called by such a noun", 1)
    LATEST = ("it is the latest of its series by the day of the letter", 1)

    def __init__(self, words: str, weight: int) -> None:
        self.words, self.weight = words, weight


WEIGHTS = {
    Tells.HEAD: 2, Tells.PROPER: 1, Tells.WORD: 1, Tells.PLACE: 1, Tells.PEOPLE: 1, Tells.ABOUT: 1, Tells.COUNTED: 1,
}  # fmt: skip
"""What one word weighs that tells a thing."""

PROPER_ALONE = 2
"""What a word of its name weighs that is written with a capital here and there, and tells nothing else."""

MOST = {Tells.HEAD: 2, Tells.ABOUT: 1, Tells.PEOPLE: 3, Tells.COUNTED: 2}
"""What all words together weigh that tell a thing in such a way; in other ways there is no limit."""

LEAST, SURE = 3, 4
"""How well a sentence must tell of a thing to be taken to speak of it, and to be in error where it differs."""
