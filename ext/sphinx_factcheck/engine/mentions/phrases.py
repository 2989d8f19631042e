"""Names that count only as they stand: of bodies, events, documents."""

from __future__ import annotations

import re

from sphinx_factcheck.engine.mentions.candidates import WHOLE, Hit
from sphinx_factcheck.engine.mentions.catalogue import Phrase, Phrases
from sphinx_factcheck.engine.mentions.context import Scene, is_aside
from sphinx_factcheck.engine.mentions.lexicon import FUNCTION_WORDS, MONTHS, TITLES
from sphinx_factcheck.facts.dates import Answer, When, holds

_NEXT = re.compile(r"([^A-Za-z0-9]{1,12})([A-Za-z0-9]+)")
_OPEN_GAPS = frozenset({"", "-", "'"})
_SIDE_TITLES = frozenset("ngo ngos group groups organization organisation organizations charity body coalition".split())


def read_phrase(scene: Scene, start: int, end: int, phrases: Phrases, day: When | None) -> Hit | None:
    """The longest name among `phrases` that stands at a place and is no part of a longer name."""
    longest = phrases.sizes[0]
    words, gaps, ends = [scene.flat[start:end]], [""], [end]
    while len(words) < longest:
        found = _NEXT.match(scene.flat, ends[-1])
        if not found or found[1].count("\n") > 1:
            break
        words.append(found[2])
        gaps.append(found[1].strip())
        ends.append(found.end())
    fitting = _fitting(phrases, words, gaps, day)
    if not fitting:
        return None
    entities = tuple(dict.fromkeys(phrase.entity for phrase in fitting))
    begin, stop = _with_edges(scene.flat, start, ends[len(fitting[0].words) - 1], fitting)
    if _part_of_longer(scene, begin, stop):
        return None
    return Hit(begin, stop, words[0].lower(), WHOLE, entities)


def _fitting(phrases: Phrases, words: list[str], gaps: list[str], day: When | None) -> list[Phrase]:
    """The longest names that stand where these words do."""
    low = tuple([word.lower() for word in words])
    for size in phrases.sizes:
        told = phrases.by_words.get(low[:size], ()) if size <= len(low) else ()
        if fitting := [phrase for phrase in told if _stands(phrase, words, gaps) and _current(phrase, day)]:
            return fitting
    return []


def _with_edges(flat: str, start: int, stop: int, phrases: list[Phrase]) -> tuple[int, int]:
    """The stretch with what the name has before its first and after its last word: "The ", ")"."""
    lead = max((len(p.lead) for p in phrases if p.lead and flat.endswith(p.lead, 0, start)), default=0)
    tail = max((len(p.tail) for p in phrases if p.tail and flat.startswith(p.tail, stop)), default=0)
    return start - lead, stop + tail


def _stands(phrase: Phrase, words: list[str], gaps: list[str]) -> bool:
    """Whether a name stands where words do that are its own but for their capitals."""
    for number, known in enumerate(phrase.words):
        word = words[number]
        if word != known and (len(phrase.words) == 1 and known.isupper() and not word.isupper()):
            return False  # Who is not WHO
        if word != known and known[0].isupper() and not word[0].isupper():
            return False
        if number and gaps[number] not in _OPEN_GAPS and gaps[number] != phrase.gaps[number - 1]:
            return False
    return True


def _current(phrase: Phrase, day: When | None) -> bool:
    return phrase.valid is None or day is None or holds(phrase.valid, day) is not Answer.NO


def _part_of_longer(scene: Scene, start: int, stop: int) -> bool:
    before = scene.words_before(start)[:1]
    after = scene.words_after(stop)[:1]
    for word in after:
        if word.capital and (word.gap == "-" or ("\n" not in word.gap and not _apart(word.key))):
            return True
    for word in before:
        if word.gap == "-" and word.capital:
            return True
        if word.capital and "\n" not in word.gap and not _apart(word.key) and not is_aside(scene, word):
            return True
    return False


def _apart(key: str) -> bool:
    return key in FUNCTION_WORDS or key in TITLES or key in MONTHS or key in _SIDE_TITLES
