"""A letter and a witness of it, word by word: what the witness keeps, drops, changes, quotes, copies, or says itself.

Words are compared, not spaces and punctuation marks. Runs of five common words and more are looked up wherever they
stand, so that passages may have changed their order, in a time that grows with the length of the texts; what stands
between two runs is compared again by `difflib`, word by word.
"""

from __future__ import annotations

from sphinx_factcheck.check.collate.comparison import Comparison
from sphinx_factcheck.check.collate.model import CAPITALS, FORGIVABLE, SAME, Collation, Relation, Segment, words_of
from sphinx_factcheck.letters.text import Letter

__all__ = ["FORGIVABLE", "SAME", "Collation", "Relation", "Segment", "collate", "words_of"]


def collate(base: Letter, witness: Letter, forgiving: str = CAPITALS) -> Collation:
    """Compare a witness with its letter; `forgiving` has the words of FORGIVABLE that tell what makes no other word."""
    return Comparison(base, witness, frozenset(forgiving.split())).collation()
