"""What a comparison has found, in words and figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sphinx_factcheck.check.collate.model import SAME, Collation, Relation, words_of
from sphinx_factcheck.letters.text import Letter, Span

_NUMBERED = frozenset({"paragraph", "cell"})
_LAST_WORDS, _NAMED = 6, 12
_SAID = {
    Relation.QUOTED: "stand in it word for word, in quotation marks",
    Relation.COPIED: "stand in it word for word, without quotation marks",
}


class Paragraphs:
    """The paragraphs of a letter with the numbers they have on its page."""

    def __init__(self, letter: Letter) -> None:
        self._blocks = letter.blocks
        self._starts = [block.start for block in letter.blocks]
        counted = [block for block in letter.blocks if block.kind in _NUMBERED]
        self._numbers = {block.start: number for number, block in enumerate(counted, 1)}

    def number(self, start: int) -> int | None:
        """The number of the paragraph that starts there."""
        return self._numbers.get(start)

    def at(self, offset: int) -> int | None:
        """The number of the paragraph around an offset."""
        block = self._blocks[at] if (at := bisect_right(self._starts, offset) - 1) >= 0 else None
        return self._numbers.get(block.start) if block and offset < block.end else None


def in_a_few_words(found: Collation) -> str:
    """What a witness does with its letter: `copies it word for word up to ¶ 7, where it breaks off`."""
    if not found.words[1]:
        return "has no words"
    if not found.count(*SAME):
        return "has no passage of it"
    if not found.copy:
        shares = {Relation.QUOTED: "quotes {} of it", Relation.COPIED: "copies {} without quotation marks"}
        counts = {relation: found.count(relation) for relation in shares}
        return " and ".join(shares[relation].format(counted(n, "word")) for relation, n in counts.items() if n)
    readings = len(found.variants())
    told = f"copies it with {counted(readings, 'other reading')}" if readings else "copies it word for word"
    if found.cut_at:
        number = Paragraphs(found.base).at(found.cut_at[0].end - 1)
        return f"{told}{f' up to ¶ {number}' if number else ''}, and breaks off"
    return f"{told}, in part" if any(s.relation is Relation.DROPPED and not s.inner for s in found.segments) else told


def points(found: Collation) -> Iterator[str]:
    """How much of the letter is in the witness and how, a sentence for each."""
    ours, theirs = found.words
    yield f"{counted(theirs, 'word')}; the letter has {ours}."
    same = found.count(*SAME)
    if not same:
        yield "No passage of the letter stands in it word for word."
    elif found.copy:
        yield f"It copies the letter: {_share(same, theirs)} of its words stand there word for word."
    else:
        for relation, said in _SAID.items():
            if count := found.count(relation):
                yield f"{counted(count, 'word')} of the letter {said}."
    if inner := found.variants():
        places = Paragraphs(found.base)
        numbers = list(dict.fromkeys(n for one in inner if (n := places.at(one.base.start))))
        where = f" (¶ {', '.join(map(str, numbers))})" if 0 < len(numbers) <= _NAMED else ""
        differ = "reading differs" if len(inner) == 1 else "readings differ"
        yield f"{len(inner)} {differ} within these passages{where}."
    if told := found.count(Relation.PARAPHRASED):
        yield f"{counted(told, 'word')} that seem to tell a sentence of the letter in other words."
    if own := found.count(Relation.OWN):
        yield f"{counted(own, 'word')} of its own."
    if left := found.count(Relation.DROPPED):
        yield f"{counted(left, 'word')} of the letter are not in it{_signers_missing(found)}."


def _signers_missing(found: Collation) -> str:
    signers = found.base.signers
    if not signers:
        return ""
    kept = [s for s in found.segments if s.relation in SAME and any(s.base.overlaps(line) for line in signers)]
    return "" if kept else f", the {len(signers)} lines of its signatories among them"


def ending(found: Collation) -> str:
    """The sign of truncation; empty where there is none."""
    cut = found.cut_at
    if cut is None:
        return ""
    last, behind = cut
    words = " ".join(found.base.text[last.start : last.end].split()[-_LAST_WORDS:])
    where = "in the middle of a sentence" if found.cut_within_sentence else "at the end of a sentence"
    paragraphs = sum(1 for b in found.base.blocks if b.kind in _NUMBERED and b.start >= behind.start)
    left = counted(len(words_of(found.base, behind)), "word")
    follow = f"{left} of the letter follow there, in {counted(paragraphs, 'paragraph')}"
    signers = sum(1 for line in found.base.signers if line.start >= behind.start)
    follow += f" and {counted(signers, 'line')} of signatories" if signers else ""
    return f"A sign of truncation: it breaks off after “… {words}”, {where}. {follow}."


def lemma(letter: Letter, span: Span) -> str:
    """The words of the letter that a reading stands for; of an addition, the word it stands behind."""
    if span.start < span.end:
        return " ".join(letter.text[span.start : span.end].split())
    before = letter.text[: span.start].split()
    return f"after “{before[-1]}”" if before else "at the start"


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 word`, `2 words`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _share(part: int, whole: int) -> str:
    """A share in percent, rounded down: what is not all is never shown as all."""
    return "all" if part == whole else f"{100 * part // max(whole, 1)} %"
