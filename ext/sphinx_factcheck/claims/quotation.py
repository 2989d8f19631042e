"""Quotations: words in quotation marks, held against the texts we hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.described import begun_by, near_sentence
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import cited
from sphinx_factcheck.facts.model import Document, Fact, FactBase, Passage, Status
from sphinx_factcheck.findings import Cited, Ruling, Verdict
from sphinx_factcheck.letters.text import Block, Letter, Span
from sphinx_factcheck.spans.quotes import ANYTHING, ELLIPSIS, Token, quotations, tokens

_ATTRIBUTED = re.compile(
    r"\b(?=[acdeflmnpqrsuw])(?:"
    r"sa(?:id|ys|ying)|stat(?:ed|es|ing|ement)|not(?:ed|es|ing)|wr(?:ote|ites|itten|iting)|read(?:s|ing)?|according|"
    r"report(?:ed|s)?|letter|declar(?:ed|es|ing|ation)|conclud(?:ed|es|ing)|found|emphasi[sz](?:ed|es)|stress(?:ed|es)|"
    r"announc(?:ed|es|ing)|describ(?:ed|es|ing)|warn(?:ed|s|ing)|mention(?:ed|s)|ask(?:ed|s)|urg(?:ed|es)|quot(?:ed|es|ing)|"
    r"resolution|article|readout|reaffirm(?:ed|s)|promis(?:ed|es)|pledg(?:ed|es)|add(?:ed|s))\b",
    re.IGNORECASE,
)
_SAYING = (
    r"(?:sa(?:y|id|ys)|states?d?|writes?|wr(?:ote|itten)|reads?|contains?|claim(?:s|ed)?|mention(?:s|ed)?|promise[sd]?|"
    r"(?:speaks?|spoken?|talk(?:s|ed)?)\sof|refer(?:s|red)?\sto|uses?d?(?:\sthe\s(?:words?|phrase|term))?)"
)
_DENIED = re.compile(
    r"(?:\b(?:never|not|n[’']t)\s(?:\w+\s){0,2}|\b[Nn]owhere\s(?:\w+\s){0,9})"
    rf"{_SAYING},?\s(?:(?:that|what)\s(?:[a-z]+\s){{0,3}})?\W?$"
)
_DENIED_AFTER = re.compile(
    rf"\W{{1,4}}(?:which|as|that)\s[^.;:]{{0,40}}?\b(?:(?:does|did|has|have)\snot|never)\s{_SAYING}\b|"
    rf"\W{{1,4}}(?:is|are|appears?)\snowhere\b"
)
_GOES_ON = re.compile(r"[\s“\"]*(?:It|They|He|She|That|This|The|These|In\sit|Its|Their|His|Her)\s")
_BLOCK_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_FEWEST, _FEWEST_ALONE, _FEWEST_NEAR = 4, 8, 6
_FEWEST_NAMED, _SHORT = 3, 8
_ALIKE, _ALIKE_NAMED = 0.7, 0.55
_STEP = "\x1f"
_EDGE_MARKS = frozenset(".,;:!?-")
_WINDOW, _DENIAL = 40, 100


@dataclass(frozen=True, slots=True)
class Said:
    """How a quotation stands in a text: the passage that holds it, by its address, if a statement does; what differs.

    `whole`: the text goes on to where the quotation ends.
    """

    passage: str = ""
    differences: tuple[tuple[str, str], ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Held:
    """A text we hold, ready for looking up: its words in a row, and where each run of three words stands."""

    text: str
    words: tuple[Token, ...]
    row: str
    triples: dict[tuple[str, str, str], int]
    pairs: dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class _Copy:
    """A text to hold a quotation against: of which document, and by which statement we hold it, if by one."""

    document: str
    held: _Held
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How a quotation lies along a text: matched words, words of the quotation along it, and the differences."""

    copy: _Copy
    matched: int
    length: int
    differences: tuple[tuple[str, str], ...]
    whole: bool

    @property
    def said(self) -> Said:
        return Said(self.copy.fact.address if self.copy.fact else "", self.differences, self.whole)


@lru_cache(maxsize=4096)
def _held(text: str) -> _Held:
    words = tuple(tokens(text.replace("[", "").replace("]", "")))
    low = [t.word.lower() for t in words]
    triples: dict[tuple[str, str, str], int] = {}
    for n, triple in enumerate(zip(low, low[1:], low[2:], strict=False)):
        triples.setdefault(triple, n)
    pairs: dict[tuple[str, str], int] = {}
    for n, pair in enumerate(pairwise(low)):
        pairs.setdefault(pair, n)
    return _Held(text, words, _row([t.word for t in words]), triples, pairs)


def _is_denied(text: str, start: int, end: int) -> bool:
    """Whether a letter says of words in quotation marks that they were not said."""
    return bool(_DENIED.search(text, max(start - _DENIAL, 0), start) or _DENIED_AFTER.match(text, end, end + 80))


def _is_attributed(text: str, start: int, end: int) -> bool:
    """Whether a word of saying or writing stands near a quotation."""
    return bool(_ATTRIBUTED.search(text, max(start - 100, 0), start) or _ATTRIBUTED.search(text, end, end + 60))


class QuotationKind:
    """Words in quotation marks."""

    name = "quotation"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every quotation that is long, is attributed, or stands in a text we hold."""
        text = reading.letter.text
        for start, end in _quoted(reading):
            words = text[start:end].split()
            if len(words) < _FEWEST - 1 or _is_denied(text, start, end):
                continue
            said = " ".join(words)
            likeness = _best(said, Span(start, end), reading)
            if likeness or len(words) >= _FEWEST_ALONE or _is_attributed(text, start, end):
                subject = likeness.copy.document if likeness else _named(Span(start, end), reading)
                yield Claim("quotation", subject, said, Span(start, end), likeness and likeness.said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a quotation against the texts we hold: word for word, apart from what the writer has marked."""
        if claim.said is None:
            return Ruling(Verdict.UNVERIFIED, "no text we hold has these words")
        return _ruling(claim.subject, claim.said, reading)


def _quoted(reading: Reading) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks, and the paragraphs that are set apart as quotations."""
    letter = reading.letter
    if not letter.blocks:
        yield from quotations(letter.text)
    apart = ">" in letter.source and _BLOCK_QUOTE.search(letter.source) is not None
    for block in letter.blocks:
        if apart and (start := _quoted_block(letter, block)) is not None:
            yield start, block.end
        else:
            yield from quotations(letter.text, block.start, block.end)


def _quoted_block(letter: Letter, block: Block) -> int | None:
    """Where the words of a paragraph start that the source marks with ">"; None where it does not."""
    place = letter.place(Span(block.start, block.start + 1))
    mark = _BLOCK_QUOTE.match(letter.source, letter.lines.starts[place.line - 1])
    return None if mark is None else block.start + max(mark.end() - place.start, 0)


def _named(span: Span, reading: Reading) -> str:
    """The document that the sentence around a quotation names."""
    sentence = near_sentence(reading, span.start)
    for mention in reversed(reading.mentions_in(max(sentence.start - 200, 0), span.start)):
        entity = reading.facts.entities.get(mention.entity)
        if isinstance(entity, Document):
            return entity.id
    return reading.letter.witness_of


@per_fact_base
def _passages(facts: FactBase) -> tuple[_Copy, ...]:
    told = (f for about in facts.facts.values() for f in about)
    return tuple(_Copy(f.entity, _held(f.statement.text), f) for f in told if isinstance(f.statement, Passage))


def _copies(reading: Reading) -> Iterator[_Copy]:
    """The texts that a letter can quote: all we hold but its own, and what came out after it."""
    own = reading.letter.document
    for document, text in reading.held.items():
        if document != own and begun_by(document, reading):
            yield _Copy(document, _held(text))
    for copy in _passages(reading.facts):
        if copy.document != own and begun_by(copy.document, reading):
            yield copy


def _attributed(span: Span, reading: Reading) -> frozenset[str]:
    """The entities to one of which the words may be attributed: those that the sentence names, or, where it speaks of
    "it" or "they", the sentence before.
    """
    sentence = near_sentence(reading, span.start)
    start = min(sentence.start, span.start)
    if _GOES_ON.match(reading.letter.text, start):
        start = near_sentence(reading, max(start - 2, 0)).start
    named = {m.entity for m in reading.mentions_in(start, max(sentence.end, span.end))}
    return frozenset({*named, reading.letter.witness_of})


def _best(said: str, span: Span, reading: Reading) -> _Likeness | None:
    """How the words lie along the text in which they stand, or nearly stand."""
    copies = list(_copies(reading))
    if not copies:
        return None
    quoted = _trimmed(tokens(said))
    segments = _segments(quoted)
    if not segments:
        return None
    near: list[_Likeness] = []
    named = _attributed(span, reading)
    low = [t.word.lower() for t in quoted]
    triples = list(zip(low, low[1:], low[2:], strict=False))
    pairs = list(pairwise(low))
    for copy in copies:
        starts = [copy.held.triples[t] - n for n, t in enumerate(triples) if t in copy.held.triples]
        if _stands(segments, copy.held.row) if starts or len(quoted) < _SHORT else False:
            return _Likeness(copy, len(quoted), len(quoted), (), whole=True)
        by_name = _is_named(copy.document, named, reading)
        if not starts and by_name:
            starts = [copy.held.pairs[p] - n for n, p in enumerate(pairs) if p in copy.held.pairs]
        if starts:
            likeness = _likeness(said, quoted, sorted(starts), copy)
            fewest = _FEWEST_NAMED if by_name else min(_FEWEST_NEAR, sum(map(len, segments)) - 1)
            if (
                likeness.matched >= fewest
                and likeness.matched >= (_ALIKE_NAMED if by_name else _ALIKE) * likeness.length
            ):
                near.append(likeness)
    return max(near, key=lambda n: (n.matched, -len(n.differences)), default=None)


def _is_named(document: str, named: frozenset[str], reading: Reading) -> bool:
    entity = reading.facts.entities.get(document)
    return document in named or (isinstance(entity, Document) and not named.isdisjoint(entity.by))


def _ruling(document: str, said: Said, reading: Reading) -> Ruling:
    fact = reading.facts.fact(said.passage) if said.passage else None
    status = fact.statement.status if fact else Status.CONFIRMED
    cites = (cited(fact, reading.facts) if fact else Cited(document, reading.facts.places.get(document)),)
    if status is Status.UNVERIFIED:
        return Ruling(Verdict.UNVERIFIED, "the passage is itself unverified", "", cites)
    if said.differences:
        verdict = Verdict.CONTESTED if status is Status.CONTESTED else Verdict.CONTRADICTED
        message = "; ".join(_worded(ours, theirs) for ours, theirs in said.differences)
        return Ruling(verdict, f"the quotation {message}", said.differences[0][1], cites)
    if said.whole:
        entity = reading.facts.entities.get(document)
        return Ruling(Verdict.SUPPORTED, f"word for word in {entity.name if entity else document}", "", cites)
    message = "the document has these words as far as we hold it, which is not to their end"
    return Ruling(Verdict.UNVERIFIED, message, "", cites)


def _trimmed(quoted: list[Token]) -> list[Token]:
    """The words of a quotation without the marks at its ends, which may be the writer's own."""
    marks = _EDGE_MARKS | {ELLIPSIS, ANYTHING}
    first, last = 0, len(quoted)
    while first < last and quoted[first].word in marks:
        first += 1
    while last > first and quoted[last - 1].word in marks:
        last -= 1
    return quoted[first:last]


def _segments(quoted: list[Token]) -> list[list[str]]:
    """The stretches of a quotation that claim to be unbroken, parted by what its writer marks as changed."""
    segments: list[list[str]] = [[]]
    for token in quoted:
        if token.word in {ELLIPSIS, ANYTHING}:
            segments.append([])
        else:
            segments[-1].append(token.word)
    return [s for s in (_without_edge_marks(s) for s in segments) if s]


def _without_edge_marks(words: list[str]) -> list[str]:
    while words and words[0] in _EDGE_MARKS:
        words = words[1:]
    while words and words[-1] in _EDGE_MARKS:
        words = words[:-1]
    return words


def _stands(segments: list[list[str]], row: str) -> bool:
    """Whether all segments stand in a text, one after the other; the case of the first letter of each is free."""
    at = 0
    for words in segments:
        first, *rest = words
        places = [row.find(_row([f, *rest]), at) for f in {first, first[0].swapcase() + first[1:]}]
        found = [p for p in places if p >= 0]
        if not found:
            return False
        at = min(found) + 1
    return True


def _row(words: list[str]) -> str:
    return _STEP + _STEP.join(words) + _STEP


def _likeness(said: str, quoted: list[Token], starts: list[int], copy: _Copy) -> _Likeness:
    """Lay a quotation along the part of a text where most of its words seem to start."""
    held = copy.held
    middle = starts[len(starts) // 2]
    begin = max(middle - _WINDOW, 0)
    window = held.words[begin : middle + len(quoted) + _WINDOW * (4 if any(t.word == ELLIPSIS for t in quoted) else 1)]
    a, b = [t.word.lower() for t in quoted], [t.word.lower() for t in window]
    blocks = [block for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if block.size]
    matched = sum(1 for block in blocks for n in range(block.size) if a[block.a + n][0].isalnum())
    if not blocks:
        return _Likeness(copy, 0, 1, (), False)
    differences: list[tuple[str, str]] = []
    first, last = blocks[0], blocks[-1]
    start, end = first.a, last.a + last.size
    if start and first.b >= start:
        differences += _difference(said, quoted[:start], held.text, window[first.b - start : first.b])
        start = 0
    for one, two in pairwise(blocks):
        differences += _difference(said, quoted[one.a + one.size : two.a], held.text, window[one.b + one.size : two.b])
    left, theirs = len(quoted) - end, window[last.b + last.size :]
    if left and any(t.word[0].isalnum() for t in theirs):
        differences += _difference(said, quoted[end:], held.text, theirs[:left])
        end = len(quoted)
    differences += _case_differences(quoted, window, blocks)
    length = sum(1 for t in quoted[start:end] if t.word[0].isalnum())
    return _Likeness(copy, matched, max(length, 1), tuple(differences), start == 0 and end == len(quoted))


def _case_differences(
    quoted: list[Token], window: tuple[Token, ...], blocks: Sequence[Match]
) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for n in range(block.size):
            ours, theirs = quoted[block.a + n].word, window[block.b + n].word
            begins = block.a + n == 0 or quoted[block.a + n - 1].word in {ELLIPSIS, ANYTHING}
            if ours != theirs and not (begins and ours[1:] == theirs[1:]):
                yield ours, theirs


def _difference(said: str, ours: list[Token], text: str, theirs: tuple[Token, ...]) -> list[tuple[str, str]]:
    """What the quotation has and what the text has in its place, unless the writer has marked the change."""
    if any(t.word in {ELLIPSIS, ANYTHING} for t in ours):
        ours = [t for t in ours if t.word not in {ELLIPSIS, ANYTHING} and t.word[0].isalnum()]
        if not ours:
            return []
    if not ours and not theirs:
        return []
    has = said[ours[0].start : ours[-1].end] if ours else ""
    had = " ".join(text[theirs[0].start : theirs[-1].end].split()) if theirs else ""
    return [(has, had)]


def _worded(ours: str, theirs: str) -> str:
    if ours and theirs:
        return f"has “{ours}” where the document has “{theirs}”"
    return f"adds “{ours}”" if ours else f"leaves out “{theirs}” without a mark"
