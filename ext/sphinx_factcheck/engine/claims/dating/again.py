"""What a noun means among what is dated: named, told more of, "it", "the treaty", or described by its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.dated import tells_of_another
from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.subjects.index import Subject, Tells, bearing, index_of
from sphinx_factcheck.engine.subjects.meant import all_meant, near_sentence, story_of
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.remembered import once

_AGAIN = frozenset({"it", "this", "which", "that", "they", "these", "both"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_PERSONS = frozenset({"he", "she", "i", "we", "you", "who"})
_THEIRS = frozenset({"its", "their", "his", "her"})
BACK = 3
"""Sentences back to which "it" can go."""


def things_of_noun(reading: Reading, sentence: Sentence, noun: Noun) -> Iterator[tuple[str, bool]]:
    """What a noun can stand for, and whether surely."""
    if noun.kind and noun.kind != "person":
        if isinstance(noun.value, str):
            yield noun.value, True
        return
    for host in (*sentence.hosts_of(noun), *noun.apposed, *_named_before(reading, sentence, noun)):
        if host.kind not in {"", "person"} and isinstance(host.value, str):
            yield host.value, True
            return
    if noun.words[0].low in _AGAIN and len(noun.words) == 1:
        one, sure = _meant_again(reading, sentence, noun)
        if one:
            yield one, sure
    elif noun.head.tag != lex.NAME:
        yield from list(_called(reading, noun)) or _described(reading, noun)


def _named_before(reading: Reading, sentence: Sentence, noun: Noun) -> Iterator[Noun]:
    """What is named right before a noun that tells what it is: "the Lamp, a paper founded in 1987"."""
    if noun.words[0].low in {"a", "an"} and reading.letter.text.endswith(", ", 0, noun.start):
        yield from (n for n in sentence.nouns if n.kind and n.end == noun.start - 2)


def _meant_again(reading: Reading, sentence: Sentence, noun: Noun) -> tuple[str, bool]:
    """The one thing that "it" means, and whether surely: what this sentence named before, or the one before was on."""
    index, prose = index_of(reading.facts), reading.prose
    here = {m.entity for m in reading.mentions_in(sentence.start, noun.start)}
    named = {id for id in here if index.of(id) or _founded(reading.facts, id)}
    if named:
        return (named.pop(), True) if len(named) == 1 else ("", False)
    number = prose.number_at(sentence.start)
    for n in range(number - 1, max(number - 1 - BACK, -1), -1):
        before = prose.sentence(n)
        if "\n\n" in reading.letter.text[before.end : sentence.start]:
            return "", False
        told = [id for id in story_of(reading).told(n) if is_dated(reading.facts, id)]
        if told:
            one = told[0] if len(told) == 1 and not _is_on_another(before, told[0]) else ""
            return one, not tells_of_another(before)
        if not _goes_on(before):
            return "", False
    return "", False


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence is itself on what "it" means there, or on somebody, with nothing that "it" could mean."""
    main = next((c for c in sentence.clauses if c.link == "main" and c.verb), None)
    if main is None or any(n.words[0].low in {"it", "its"} for n in (*main.subject, *main.object)):
        return True
    others = (*main.object, *main.predicate, *(n for c in main.complements for n in c.nouns))
    return bool(main.subject) and all(map(_is_somebody, main.subject)) and all(map(_is_no_thing, others))


def _is_somebody(noun: Noun) -> bool:
    return noun.kind == "person" or noun.words[0].low in _PERSONS


def _is_no_thing(noun: Noun) -> bool:
    return bool(noun.kind) or noun.is_pronoun or noun.head.tag not in {lex.NOUN, lex.CAPITAL}


def _is_on_another(sentence: Sentence, entity: str) -> bool:
    """Whether a sentence is on something else than what it names: "A decree amends the Press Act. It was …"."""
    main = next((c for c in sentence.clauses if c.link == "main" and c.verb), None)
    for noun in main.subject if main else ():
        if noun.value == entity or noun.is_pronoun or noun.kind:
            continue
        low = noun.head.low
        if noun.head.tag != lex.CAPITAL and not lex.is_human(low) and not lex.is_plural(low):
            return True
    return False


def _called(reading: Reading, noun: Noun) -> Iterator[tuple[str, bool]]:
    """What is called by a common noun: "the treaty", of the one treaty that the letter has named."""
    if noun.words[0].low not in _POINTING or noun.owners:
        return
    head, index = stem(noun.head.low), index_of(reading.facts)
    words = {s for w in noun.words[1:-1] for s in stems(w.low)}
    words |= {s for p, nouns in noun.phrases if p in {"of", "on", "for"} for n in nouns for s in stems(n.head.low)}
    called = [index.all[n] for n, how in index.by_word.get(head, ()) if how is Tells.HEAD]
    last = {s.id: _last_named(reading, s.id, noun.start) for s in called if _explains(s, words)}
    before = sorted((s for s in called if last.get(s.id, -1) >= 0), key=lambda s: -last[s.id])
    if len(before) == 1:
        yield before[0].id, True
    elif before:
        yield before[0].id, False


def _last_named(reading: Reading, id: str, at: int) -> int:
    """Where a thing is named last before an offset; -1 where it is not."""
    ends = _ends_of_names(reading).get(id, ())
    before = bisect_right(ends, at)
    return ends[before - 1] if before else -1


@once
def _ends_of_names(reading: Reading) -> Mapping[str, Sequence[int]]:
    """Where the names in a letter end, in order, by what they name."""
    ends: dict[str, list[int]] = {}
    for mention in reading.mentions_in(0, len(reading.letter.text)):
        ends.setdefault(mention.entity, []).append(mention.span.end)
    return ends


def _explains(subject: Subject, words: Iterable[str]) -> bool:
    return all(word in subject.words for word in words)


def _founded(facts: FactBase, id: str) -> bool:
    return bool(facts.about(id, "founded"))


def is_dated(facts: FactBase, id: str) -> bool:
    return bool(facts.about(id, "dates") or facts.about(id, "founded"))


def _described(reading: Reading, noun: Noun) -> Iterator[tuple[str, bool]]:
    """What a noun and the words around it, and before it, describe: "the trial", where one alone can be meant."""
    head, index = stem(noun.head.low), bearing(reading.facts, "dates")
    if not any(how is Tells.HEAD for _, how in index.by_word.get(head, ())):
        return
    first, own = noun.words[0], noun.words[0].low in _THEIRS
    if first.low not in _POINTING and not own and (len(noun.words) == 1 or first.tag in "dqNo"):
        return
    found = all_meant(reading, near_sentence(reading, noun.start), index, lambda s: head in s.heads)
    if len(found) == 1 and not found[0].apart and _explains(found[0].subject, _words_on(noun)):
        sentence = reading.sentence_at(noun.start)
        named = {m.entity for m in reading.mentions_in(sentence.start, sentence.end)} if own else frozenset()
        yield found[0].id, found[0].sure and (not own or not named.isdisjoint(found[0].subject.taking_part))


def _words_on(noun: Noun) -> Iterator[str]:
    """The words of a noun that tell which one it is: its own, and those of the names that hang on it."""
    yield from (s for w in noun.words[:-1] if w.low not in _THEIRS and w.tag not in "dq" for s in stems(w.text))
    hung = [*noun.owners, *(n for p, ns in noun.phrases if p in {"of", "on", "for", "against"} for n in ns)]
    yield from (
        s for n in hung if n.head.tag == lex.CAPITAL or n.kind in {"person", "body"} for s in stems(n.head.text)
    )
