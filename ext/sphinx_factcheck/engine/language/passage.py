"""A text read sentence by sentence as it is asked for, each once; and who writes it to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.people import Circle, is_fragment
from sphinx_factcheck.engine.language.sentences import Sentence, read
from sphinx_factcheck.engine.language.tokens import Span

BACK = 3
"""How many sentences back one is looked for by name."""
WINDOW = 60
"""How many sentences back one is looked for who is called so throughout: "the appellant", "my father"."""
_NUMERAL = 5
"""Characters that a number before a paragraph has at most, with its blanks."""
_FRAGMENTS = 10
"""How many sentences back those without a subject of their own do not count: "Lawyer. Arrested in May."."""
_CHAIN = 24
"""Sentences of a paragraph over which a pronoun can mean what the one before means."""


class Passage:
    """A text as sentences.

    `sentences` are (start, end) in order; `spans` gives the typed stretches between two offsets.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        spans: Callable[[int, int], Iterable[Span]],
        circle: Circle = Circle(),  # noqa: B008
    ) -> None:
        self.text = text
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._spans = spans
        self._circle = circle
        self._read: dict[int, Sentence] = {}
        self._meant: dict[tuple[int, int], tuple[Noun, ...]] = {}
        self._whole: set[int] = set()

    @property
    def author(self) -> object:
        """The one person who writes, if there is one."""
        return self._circle.author

    @property
    def addressee(self) -> object:
        """The one person to whom it is written, if there is one."""
        return self._circle.addressee

    def number_at(self, offset: int) -> int:
        """The number of the sentence around an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence(self, number: int) -> Sentence:
        """What a sentence is read as; each is read once."""
        if number not in self._read:
            start, end = self._sentences[number]
            self._read[number] = read(self.text, start, end, self._spans(start, end))
        return self._read[number]

    def _chain_start(self, number: int) -> int:
        """From which sentence on a pronoun can mean what the one before means: the first of the paragraph, if near."""
        start = number - number % _CHAIN
        blank = self.text.rfind("\n\n", self._starts[start], self._starts[number] + 1)
        return start if blank < 0 else min(self.number_at(blank) + 1, number)

    def _window_start(self, number: int) -> int:
        """The offset from which on a pronoun of an earlier paragraph can go on in the one of a sentence."""
        return self._starts[number - number % _CHAIN]

    def _back(self, at: int, most: int = BACK) -> Iterator[tuple[Sentence, int]]:
        number = n = self.number_at(at)
        while n >= 0 and most >= 0:
            start, end = self._sentences[n]
            sentence = self.sentence(n)
            yield sentence, at if n == number else end
            most -= end - start > _NUMERAL and not (is_fragment(sentence) and number - n < _FRAGMENTS)
            n -= 1

    def _is_quoted(self, at: int) -> bool:
        """Whether an offset stands within quotation marks that open in its paragraph."""
        start = self.text.rfind("\n\n", 0, at) + 1
        straight = self.text.count('"', start, at) % 2 == 1
        return straight or self.text.rfind("“", start, at) > self.text.rfind("”", start, at)
