"""Quotations: words in quotation marks, held against the texts we hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Cited, Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.dated import addressees
from sphinx_factcheck.engine.claims.held import Asked, Held
from sphinx_factcheck.engine.claims.judging import cited
from sphinx_factcheck.engine.claims.when import begun_by
from sphinx_factcheck.engine.spans.quotes import ANYTHING, ELLIPSIS, Token, in_headline, quotations, respelt, tokens
from sphinx_factcheck.engine.spans.sequences import Sequences, Worded, laid_up, worded
from sphinx_factcheck.engine.subjects.index import index_of
from sphinx_factcheck.engine.subjects.meant import all_meant, near_sentence
from sphinx_factcheck.facts.model import Document, Fact, FactBase, Passage, Status
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Block, Letter, Span

_ATTRIBUTED = later(
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
_DENIED = later(
    r"(?:\b(?:never|not|n[’']t)\s(?:\w+\s){0,2}|\b[Nn]owhere\s(?:\w+\s){0,9})"
    rf"{_SAYING},?\s(?:(?:that|what)\s(?:[a-z]+\s){{0,3}})?\W?$"
)
_DENIED_AFTER = later(
    rf"\W{{1,4}}(?:which|as|that)\s[^.;:]{{0,40}}?\b(?:(?:does|did|has|have)\snot|never)\s{_SAYING}\b|"
    rf"\W{{1,4}}(?:is|are|appears?)\snowhere\b"
)
_YOU_SAID = later(
    r"\b[Yy]ou\s(?:(?:have|had|yourself|then|once|also|rightly)\s){0,3}(?:said|told|wrote|written|declared|promised|assured|called|stated|spoke|"
    r"announced|pledged|asked|answered|replied|put)\b[^“”\"]{0,80}\W$|\b[Yy]our\s(?:own\s)?(?:words|speech|promise|statement)\b[^“”\"]{0,60}\W$"
)
"""What leads to words of those who are written to."""
_GOES_ON = later(r"[\s“\"]*(?:It|They|He|She|That|This|The|These|In\sit|Its|Their|His|Her)\s")
_BLOCK_QUOTE = later(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_FEWEST, _FEWEST_ALONE = 4, 8
"""Words of a quotation to be a claim: in all, and where nobody is told to have said them."""
_FEWEST_NAMED = 3
"""Words that must match where the sentence names the document or its author."""
_FEWEST_VERBATIM, _FEWEST_NEAR, _SHORT = 5, 6, 8
"""Words of a quotation of nobody in particular: to be found verbatim, that must match at least, and that it must have
to be held against a text that it nearly has. Fewer are a turn of phrase that anybody may use."""
_ALIKE, _ALIKE_NAMED, _ALIKE_STRANGE = 0.7, 0.55, 0.75
"""The share of the words that must match; most where the sentence names others, who may have said something alike."""
_FEWEST_STRANGE = 12
_EDGE_MARKS = frozenset(".,;:!?-")
_WINDOW, _DENIAL = 40, 100
_MOST_NAMED = 30
"""Of somebody who has written more, words are looked for by three in a row alone, as of everybody."""
_MOST_TEXTS = 4
"""Of the texts that share most with a quotation so many are looked at closely, apart from those of who is named."""
CAPITALS, PUNCTUATION, SPELLING, WORDS = "capitals", "punctuation", "spelling", "words"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a quotation has, what the text has in its place, and in what they differ: in words, or only in spelling."""

    ours: str
    theirs: str
    of: str = WORDS

    def __str__(self) -> str:
        if self.ours and self.theirs:
            return f"has “{self.ours}” where the document has “{self.theirs}”"
        return f"adds “{self.ours}”" if self.ours else f"leaves out “{self.theirs}” without a mark"


_MARKED = later(r"…|\.\s?\.\s?\.|\[")


@dataclass(frozen=True, slots=True)
class Said:
    """How a quotation stands in a text: the passage that holds it, by its address, if a statement does; what differs.

    `whole`: the text goes on to where the quotation ends. `marked`: it says itself that words are left out or put in.
    """

    passage: str = ""
    differences: tuple[Difference, ...] = ()
    whole: bool = True
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Copy:
    """A text to hold a quotation against: of which document, and by which statement we hold it, if by one."""

    document: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class _Library:
    """All texts held, what finds words in them, and their numbers by their document."""

    copies: tuple[_Copy, ...]
    texts: Callable[[_Copy], str]
    sequences: Sequences
    by_document: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, copies: Iterable[_Copy], texts: Callable[[_Copy], str], laid: Sequence[str]) -> _Library:
        told = tuple(copies)
        numbers: dict[str, tuple[int, ...]] = {}
        for number, copy in enumerate(told):
            numbers[copy.document] = (*numbers.get(copy.document, ()), number)
        return cls(told, texts, Sequences(laid), numbers)

    def text(self, number: int) -> Worded:
        return worded(self.texts(self.copies[number]))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How a quotation lies along a text: matched words, words of the quotation along it, and the differences."""

    copy: _Copy
    matched: int
    length: int
    differences: tuple[Difference, ...]
    whole: bool

    @property
    def said(self) -> Said:
        return Said(self.copy.fact.address if self.copy.fact else "", self.differences, self.whole)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The words of a quotation, ready to be looked up."""

    words: str
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    segments: tuple[tuple[str, ...], ...]
    headline: bool = False

    @property
    def length(self) -> int:
        return sum(1 for t in self.tokens if t.word[0].isalnum())


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
            said, span = " ".join(words), Span(start, end)
            likeness = _best(said, span, reading)
            if likeness or len(words) >= _FEWEST_ALONE or _is_attributed(text, start, end):
                subject = likeness.copy.document if likeness else _named(span, reading)
                marked = _MARKED.search(text, start, end) is not None
                yield Claim("quotation", subject, said, span, likeness and replace(likeness.said, marked=marked))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a quotation against the texts we hold: word for word, apart from what the writer has marked."""
        if claim.said is None:
            return Ruling(Verdict.UNVERIFIED, "no text we hold has these words")
        return decided(claim.subject, claim.asserted(Said), reading.facts, reading.forgiving)


def decided(document: str, said: Said, facts: FactBase, forgiving: frozenset[str] = frozenset()) -> Ruling:
    """Hold a quotation against the text it is from; differences of the kinds in `forgiving` are none."""
    fact = facts.fact(said.passage) if said.passage else None
    status = fact.statement.status if fact else Status.CONFIRMED
    cites = (cited(fact, facts) if fact else Cited(document, facts.places.get(document)),)
    if status is Status.UNVERIFIED:
        return Ruling(Verdict.UNVERIFIED, "the passage is itself unverified", "", cites)
    differences = [one for one in said.differences if one.of not in forgiving]
    if differences:
        verdict = Verdict.CONTESTED if status is Status.CONTESTED else Verdict.CONTRADICTED
        message = "; ".join(map(str, differences))
        return Ruling(verdict, f"the quotation {message}", differences[0].theirs, cites)
    if said.whole:
        entity = facts.entities.get(document)
        exactly = "" if said.differences or said.marked else "word for word "
        message = f"these words stand {exactly}in {entity.name if entity else document}"
        message += ", but for what is marked as left out or put in" if said.marked else ""
        return Ruling(Verdict.SUPPORTED, message, "", cites)
    message = "the document has these words as far as we hold it, which is not to their end"
    return Ruling(Verdict.UNVERIFIED, message, "", cites)


def _is_denied(text: str, start: int, end: int) -> bool:
    """Whether a letter says of words in quotation marks that they were not said."""
    return bool(_DENIED.search(text, max(start - _DENIAL, 0), start) or _DENIED_AFTER.match(text, end, end + 80))


def _is_attributed(text: str, start: int, end: int) -> bool:
    """Whether a word of saying or writing stands near a quotation."""
    return bool(_ATTRIBUTED.search(text, max(start - 100, 0), start) or _ATTRIBUTED.search(text, end, end + 60))


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


def _library(reading: Reading) -> tuple[_Library, ...]:
    """The texts that letters can quote: those of other letters, and the passages of the fact base."""
    assert isinstance(reading.held, Held)
    return _held(reading.held), _passages(reading.facts)


@lru_cache(maxsize=4)
def _held(texts: Held) -> _Library:
    return _Library.of(map(_Copy, texts), lambda copy: texts[copy.document], texts.laid_up())


def ready_for_many(texts: Held) -> None:
    """Make the index of the texts held, for those who will look for many quotations."""
    _held(texts).sequences.index()


@once
def _passages(facts: FactBase) -> _Library:
    told = [_Copy(f.entity, f) for about in facts.facts.values() for f in about if isinstance(f.statement, Passage)]
    return _Library.of(told, _passage, [laid_up(_passage(one)) for one in told])


def _passage(copy: _Copy) -> str:
    statement = copy.fact.statement if copy.fact else None
    return statement.text if isinstance(statement, Passage) else ""


@once
def _written_by(facts: FactBase) -> Mapping[str, tuple[str, ...]]:
    """The documents of each author."""
    told: dict[str, list[str]] = defaultdict(list)
    for entity in facts.entities.values():
        for by in entity.by if isinstance(entity, Document) else ():
            told[by].append(entity.id)
    return {by: tuple(documents) for by, documents in told.items()}


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Who may have said the words: the documents that are meant, and whether the sentence names anybody else."""

    documents: frozenset[str]
    others: bool


def _speakers(span: Span, reading: Reading) -> _Speakers:
    """Who may have said the words: who is named in the sentence, or, where it speaks of "it" or "they", in the one
    before; and the document that it surely means.
    """
    sentence = near_sentence(reading, span.start)
    start = min(sentence.start, span.start)
    if _GOES_ON.match(reading.letter.text, start):
        start = near_sentence(reading, max(start - 2, 0)).start
    outside = [m for m in reading.mentions_in(start, max(sentence.end, span.end)) if not m.span.within(span)]
    yours = addressees(reading) if _YOU_SAID.search(reading.letter.text, start, span.start) else ()
    named = frozenset({*(m.entity for m in outside), *yours, reading.letter.witness_of})
    meant = all_meant(reading, sentence, index_of(reading.facts), lambda s: isinstance(s.entity, Document))
    sure = frozenset(m.id for m in meant if len(meant) == 1 and m.sure)
    kinds = {reading.facts.entities[id].kind for id in named if id in reading.facts.entities}
    written = _written_by(reading.facts)
    theirs = frozenset(document for id in named for document in written.get(id, ()))
    return _Speakers(named | sure | theirs, bool(kinds & {"person", "organization", "document"}))


def _best(words: str, span: Span, reading: Reading) -> _Likeness | None:
    """How words lie along the text in which they stand, or nearly stand."""
    if not (reading.held or _passages(reading.facts).copies):
        return None
    quoted = _read(words, span, reading.letter.text)
    if not quoted.segments:
        return None
    speakers = _speakers(span, reading)
    near: list[_Likeness] = []
    for library in _library(reading):
        for number, places in _candidates(library, quoted, speakers, reading).items():
            copy, text = library.copies[number], library.text(number)
            by_name = copy.document in speakers.documents
            likeness = _stands(quoted, text, places, copy) or _likeness(quoted, places, text, copy)
            if _is_enough(likeness, quoted, by_name=by_name, others=speakers.others):
                near.append(likeness)
    return max(near, key=lambda n: (n.whole and not n.differences, n.matched, -len(n.differences)), default=None)


def _candidates(
    library: _Library, quoted: _Quoted, speakers: _Speakers, reading: Reading
) -> Mapping[int, Sequence[int]]:
    """The texts that may have the words, each with where these would start; those of the letter itself and later ones
    are left out.
    """
    found: dict[int, list[int]] = defaultdict(list)
    shared: Counter[int] = Counter()
    for place, threes in library.sequences.places(quoted.low).items():
        found[place.text].append(place.start)
        shared[place.text] += threes
    most = sorted(found, key=lambda number: (-shared[number], number))[:_MOST_TEXTS]
    if library is _library(reading)[0]:
        least = shared[most[-1]] if len(most) == _MOST_TEXTS else 0
        looked = frozenset(library.copies[number].document for number in most)
        counts = library.sequences.counts(quoted.low)
        reading.asked.append(Asked(quoted.low, speakers.documents, looked, least, counts))
    named = [n for document in sorted(speakers.documents) for n in library.by_document.get(document, ())]
    for number in named if len(named) <= _MOST_NAMED else ():
        if number not in found:
            found[number] = [place.start for place in library.sequences.pairs(number, quoted.low)]
    told = dict.fromkeys((*(n for n in named if n in found), *most))
    return {n: sorted(found[n]) for n in told if found[n] and _can_quote(library.copies[n], reading)}


def _can_quote(copy: _Copy, reading: Reading) -> bool:
    own = copy.document == reading.letter.document
    return not own and begun_by(copy.document, reading.facts, reading.own_dates)


def _is_enough(likeness: _Likeness, quoted: _Quoted, *, by_name: bool, others: bool) -> bool:
    """Whether words lie along a text so well that they are from there."""
    matched, length = likeness.matched, likeness.length
    if by_name:
        return matched >= _FEWEST_NAMED and matched >= (_ALIKE if length < _SHORT else _ALIKE_NAMED) * length
    if likeness.whole and not likeness.differences:
        return matched >= _FEWEST_VERBATIM
    if others:
        return matched >= _FEWEST_STRANGE and matched >= _ALIKE_STRANGE * length
    return quoted.length >= _SHORT and matched >= _FEWEST_NEAR and matched >= _ALIKE * length


def _read(words: str, span: Span, text: str) -> _Quoted:
    told = _trimmed(tokens(words))
    segments = tuple(tuple(segment) for segment in _segments(told))
    headline = in_headline(words) or (len(words.split()) < _SHORT and in_headline(_line_around(text, span)))
    return _Quoted(words, tuple(told), tuple(t.word.lower() for t in told), segments, headline)


def _line_around(text: str, span: Span) -> str:
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return text[start : end if end >= 0 else len(text)][:400]


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


def _stands(quoted: _Quoted, text: Worded, places: Sequence[int], copy: _Copy) -> _Likeness | None:
    """The words where they stand in a text as they are, their segments one after the other.

    The case of the first letter of each is free; in a headline all are.
    """
    at = max(min(places) - 1, 0)
    for words in quoted.segments:
        found = _find(words, text, at, free=quoted.headline)
        if found is None:
            return None
        at = found + 1
    return _Likeness(copy, quoted.length, quoted.length, (), whole=True)


def _find(words: Sequence[str], text: Worded, at: int, *, free: bool) -> int | None:
    """The first place from `at` on where words stand in a row."""
    first, low, length = words[0].lower(), tuple(word.lower() for word in words), len(words)
    while True:
        try:
            at = text.low.index(first, at)
        except ValueError:
            return None
        if text.low[at : at + length] == low:
            theirs = [token.word for token in text.words[at : at + length]]
            if free or (theirs[1:] == list(words[1:]) and theirs[0][1:] == words[0][1:]):
                return at
        at += 1


def _likeness(quoted: _Quoted, starts: Sequence[int], text: Worded, copy: _Copy) -> _Likeness:
    """Lay a quotation along the part of a text where most of its words seem to start."""
    told, said = quoted.tokens, quoted.words
    middle = starts[len(starts) // 2]
    begin = max(middle - _WINDOW, 0)
    reach = _WINDOW * (4 if any(t.word == ELLIPSIS for t in told) else 1)
    window = text.words[begin : max(middle, 0) + len(told) + reach]
    a, b = list(quoted.low), [t.word.lower() for t in window]
    blocks = [block for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if block.size]
    matched = sum(1 for block in blocks for n in range(block.size) if a[block.a + n][0].isalnum())
    if not blocks:
        return _Likeness(copy, 0, 1, (), False)
    differences: list[Difference] = []
    first, last = blocks[0], blocks[-1]
    start, end = first.a, last.a + last.size
    if start and first.b >= start:
        differences += _difference(said, told[:start], text.text, window[first.b - start : first.b])
        start = 0
    for one, two in pairwise(blocks):
        differences += _difference(said, told[one.a + one.size : two.a], text.text, window[one.b + one.size : two.b])
    left, theirs = len(told) - end, window[last.b + last.size :]
    if left and any(t.word[0].isalnum() for t in theirs):
        differences += _difference(said, told[end:], text.text, theirs[:left])
        end = len(told)
    if not quoted.headline:
        differences += _case_differences(told, window, blocks)
    length = sum(1 for t in told[start:end] if t.word[0].isalnum())
    return _Likeness(copy, matched, max(length, 1), tuple(differences), start == 0 and end == len(told))


def _case_differences(told: Sequence[Token], window: Sequence[Token], blocks: Sequence[Match]) -> Iterator[Difference]:
    for block in blocks:
        for n in range(block.size):
            ours, theirs = told[block.a + n].word, window[block.b + n].word
            begins = block.a + n == 0 or told[block.a + n - 1].word in {ELLIPSIS, ANYTHING}
            if ours != theirs and not (begins and ours[1:] == theirs[1:]):
                yield Difference(ours, theirs, CAPITALS)


def _difference(said: str, ours: Sequence[Token], text: str, theirs: Sequence[Token]) -> list[Difference]:
    """What the quotation has and what the text has in its place, unless the writer has marked the change."""
    if any(t.word in {ELLIPSIS, ANYTHING} for t in ours):
        ours = [t for t in ours if t.word not in {ELLIPSIS, ANYTHING} and t.word[0].isalnum()]
        if not ours:
            return []
    if not ours and not theirs:
        return []
    has = said[ours[0].start : ours[-1].end] if ours else ""
    had = " ".join(text[theirs[0].start : theirs[-1].end].split()) if theirs else ""
    return [Difference(has, had, _kind_of(ours, theirs))]


def _kind_of(ours: Sequence[Token], theirs: Sequence[Token]) -> str:
    """In what two stretches differ: in their marks alone, in spelling, or in words."""
    left, right = ([t.word.lower() for t in told if t.word[0].isalnum()] for told in (ours, theirs))
    if left == right:
        return PUNCTUATION
    joined = ["".join(map(respelt, words)) for words in (left, right)]
    return SPELLING if joined[0] == joined[1] else WORDS
