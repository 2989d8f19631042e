"""The one entrance: all names of a fact base, ready to be looked for in any number of letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.engine.mentions.candidates import WHOLE, Hit, read_hit
from sphinx_factcheck.engine.mentions.catalogue import Catalogue
from sphinx_factcheck.engine.mentions.context import Scene
from sphinx_factcheck.engine.mentions.folding import Folded, fold
from sphinx_factcheck.engine.mentions.model import Doubt, Mention, Mentions
from sphinx_factcheck.engine.mentions.phrases import read_phrase
from sphinx_factcheck.engine.mentions.resolve import Resolver
from sphinx_factcheck.facts.model import Entity, FactBase
from sphinx_factcheck.letters.text import Letter, Span

SHOWN = 5
"""So many candidates of an ambiguous name are listed by name."""


class NameIndex:
    """All names of a fact base, ready to be looked for. Building it once serves any number of letters."""

    def __init__(self, facts: FactBase) -> None:
        self._facts = facts
        self._catalogue = Catalogue(facts)
        self._resolver = Resolver(facts, self._catalogue.is_person)

    def __reduce__(self) -> tuple[type[NameIndex], tuple[FactBase]]:
        return NameIndex, (self._facts,)

    def find(self, letter: Letter, bound: Sequence[tuple[Span, str]] = ()) -> Mentions:
        """Every mention in the letter's text, the title of its front matter included.

        `bound` settles places by hand: a span with the id of the entity it names, or "" where it names none.
        """
        folded = fold(letter.text)
        scene = Scene(folded)
        decided = self._resolver.decide(scene, self._hits(letter, folded, scene), letter.date)
        found = [Mention(Span(*folded.span(hit.start, hit.end)), who, why) for hit, who, why in decided.settled]
        doubts = [Doubt(Span(*folded.span(hit.start, hit.end)), rule, hit.entities) for hit, rule in decided.doubts]
        overruled: list[Mention] = []
        if bound:
            overruled = [m for m in found if any(m.span.overlaps(place) and m.entity != who for place, who in bound)]
            found = [m for m in found if not any(m.span.overlaps(place) for place, _ in bound)]
            doubts = [d for d in doubts if not any(d.span.overlaps(place) for place, _ in bound)]
            found += [Mention(place, entity, "settled by hand") for place, entity in bound if entity]
        found.sort(key=_by_place)
        doubts.sort(key=_by_place)
        return Mentions(tuple(found), tuple(self._told(letter, doubts)), tuple(doubts), tuple(overruled))

    def _told(self, letter: Letter, doubts: Sequence[Doubt]) -> Iterator[tuple[Problem, Doubt]]:
        """What is told of doubts: of an ambiguous name once, at its first place; of near misses each."""
        named = Counter((doubt.candidates, letter.words(doubt.span)) for doubt in doubts if doubt.rule == "ambiguous")
        for doubt in doubts:
            if doubt.rule != "ambiguous":
                yield self._problem(letter, doubt), doubt
            elif places := named.pop((doubt.candidates, letter.words(doubt.span)), 0):
                yield self._problem(letter, doubt, places), doubt

    def _hits(self, letter: Letter, folded: Folded, scene: Scene) -> Iterator[Hit]:
        catalogue, day, own = self._catalogue, letter.date, letter.carries
        for start, end, key in catalogue.hits(folded):
            phrases = catalogue.phrases(key)
            if phrases:
                hit = read_phrase(scene, start, end, phrases, day)
                if hit and hit.entities != (own,):  # the title of a letter does not speak of the letter
                    yield hit
            owners = catalogue.owners(key, day)
            if owners:
                hit = read_hit(scene, start, end, owners, catalogue.is_person)
                if hit:
                    yield hit
        for start, end, entities in catalogue.native_hits(letter.text):
            yield Hit(folded.offset(start), folded.offset(end), "", WHOLE, entities, script=True)

    def _problem(self, letter: Letter, doubt: Doubt, places: int = 1) -> Problem:
        words, place = letter.words(doubt.span), letter.place(doubt.span)
        candidates = [self._facts.entities[entity] for entity in doubt.candidates[:SHOWN]]
        if doubt.rule == "name":
            return near_miss(place, words, candidates[0])
        return ambiguous(place, words, candidates, len(doubt.candidates), places)


def _by_place(told: Mention | Doubt) -> tuple[int, int]:
    return told.span.start, told.span.end


def ambiguous(place: Place, words: str, candidates: Sequence[Entity], count: int, places: int = 1) -> Problem:
    """A name that several can bear and nothing in the letter settles, at so many places of it."""
    names = "; ".join(f"{entity.name} ({entity.id})" for entity in candidates)
    more = f"; and {count - len(candidates)} more" if count > len(candidates) else ""
    mend = "say which with {mention} in the annotations, or that it is none of them"
    more += f"; it stands at {places} places of this letter" if places > 1 else ""
    return Problem("ambiguous", place, f"“{words}” can mean {names}{more}", mend, words)


def near_miss(place: Place, words: str, entity: Entity) -> Problem:
    """A name that nearly is a known one; it is not linked."""
    meant = f"{entity.name} ({entity.id}) is meant"
    mend = f"acknowledge it with {{sic}} if the letter really has it, or say with {{mention}} that {meant}"
    nearest = max((alias.name for alias in entity.aliases()), key=lambda name: OSA.normalized_similarity(name, words))
    known = "the name" if nearest == entity.name else f"“{nearest}”, a name"
    return Problem("name", place, f"“{words}” is nearly {known} of {entity.name}", mend, words)
