"""A letter and a witness of it, word by word: what the witness keeps, drops, changes, quotes, copies, or says itself.

Words are compared, not spaces and punctuation marks. Runs of common words are found by `difflib` over triples of words,
so that words every text has do not tie unrelated passages together; what stands between two runs is compared again,
word by word. Passages may stand in another order than in the letter.
"""

from __future__ import annotations

from sphinx_factcheck.collate.bench import Bench
from sphinx_factcheck.collate.model import SAME, Collation, Relation, Segment, words_of
from sphinx_factcheck.letters.text import Letter

__all__ = ["SAME", "Collation", "Relation", "Segment", "collate", "words_of"]


def collate(base: Letter, witness: Letter) -> Collation:
    """Compare a witness with its letter."""
    return Bench(base, witness).collation()
