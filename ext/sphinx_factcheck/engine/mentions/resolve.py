"""From what may be named at each place to who is: decides over the whole letter, or says that it cannot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from sphinx_factcheck.engine.mentions.candidates import DOUBLE, WEAK, Hit
from sphinx_factcheck.engine.mentions.context import Scene
from sphinx_factcheck.engine.mentions.given import given_alone
from sphinx_factcheck.engine.mentions.lexicon import GIVEN_NAMES, HE, OFFICES, RANKS, SHE, TITLES
from sphinx_factcheck.engine.mentions.names import INITIALS
from sphinx_factcheck.engine.mentions.near import NearMisses
from sphinx_factcheck.engine.mentions.ordinary import is_never_name, is_ordinary_word
from sphinx_factcheck.engine.mentions.relatives import relatives_alone, sharing_family
from sphinx_factcheck.engine.mentions.roles import Role, plain_words, roles_of, title_fits
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.facts.offices import life_of
from sphinx_factcheck.facts.remembered import once

KEPT = 50_000
_ADDRESSES = frozenset({"he", "she"})

MANY = 40
"""So many bearers of one name are not told apart by their offices: the letter would have to name one in full."""


@dataclass(slots=True)
class Decided:
    """What was decided in one letter: who is meant where and why, and what stays open."""

    settled: list[tuple[Hit, str, str]] = field(default_factory=list)
    doubts: list[tuple[Hit, str]] = field(default_factory=list)
    introduced: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    people: dict[str, set[str]] = field(default_factory=dict)
    given: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    addressed: dict[str, set[str]] = field(default_factory=dict)

    def settle(self, hit: Hit, entity: str, why: str) -> None:
        self.settled.append((hit, entity, why))

    def introduce(self, hit: Hit, entity: str) -> None:
        """From here on the keys of a hit can stand for an entity; "" is somebody the fact base does not know."""
        if entity and hit.said:
            self.given.setdefault(hit.said[0], []).append((hit.start, entity))
        for key in {hit.key, *hit.calls}:
            self.introduced.setdefault(key, []).append((hit.start, entity))
            self.people.setdefault(key, set()).add(entity)

    def nearest(self, hit: Hit, people: Set[str]) -> str:
        """Which of some people was introduced last before a hit; "" where that is nobody the fact base knows."""
        named = self.introduced[hit.key]
        at = bisect_left(named, (hit.start, "")) - 1
        while at >= 0 and named[at][1] not in people:
            at -= 1
        return named[at][1] if at >= 0 else ""


class Resolver:
    """Decides who is meant, letter by letter."""

    def __init__(self, facts: FactBase, is_person: Callable[[str], bool]) -> None:
        self._facts = facts
        self._is_person = is_person
        self._near = NearMisses(facts, is_person)
        self._roles: dict[str, tuple[Role, ...]] = {}
        self._lives: dict[str, tuple[date, date] | None] = {}
        self._fits: dict[tuple[tuple[str, ...], str, str], int] = {}

    def decide(self, scene: Scene, hits: Iterable[Hit], day: When | None) -> Decided:
        """First what stands in full, then what a title settles, then the surnames alone."""
        decided = Decided()
        rest = [hit for hit in longest(hits) if not self._in_full(decided, scene, hit, day)]
        rest = [
            hit for hit in map(partial(self._living, decided, day), rest) if hit.entities or decided.people.get(hit.key)
        ]
        rest = [hit for hit in rest if not self._by_title(decided, scene, hit, day)]
        for named in decided.introduced.values():
            named.sort()
        for hit in rest:
            self._alone(decided, scene, hit, day)
        self._nearly(decided, scene)
        for hit, entity in list(relatives_alone(scene, decided.settled, self._facts)):
            decided.settle(hit, entity, "given name of a relative")
        for hit, entity in list(sharing_family(scene, decided.settled, self._facts)):
            decided.settle(hit, entity, "given name before a family name that is shared")
        for hit, entity in given_alone(scene, decided.settled, self._is_person):
            decided.settle(hit, entity, "given name after introduction")
        return decided

    def _living(self, decided: Decided, day: When | None, hit: Hit) -> Hit:
        """A surname without those whose life, or the offices known of them, lie a generation from the letter's day.

        Those whom the letter names in full stay: it tells of their time.
        """
        if day is None:
            return hit
        named: Set[str] = decided.people.get(hit.key, frozenset())
        living = tuple(who for who in hit.entities if who in named or self._may_live(who, day))
        return hit if len(living) == len(hit.entities) else replace(hit, entities=living)

    def _may_live(self, who: str, day: When) -> bool:
        if who not in self._lives:
            entity = self._facts.entities[who]
            dated = isinstance(entity, Person) and (entity.born or entity.died or entity.offices)
            self._lives[who] = life_of(entity) if dated else None
        life = self._lives[who]
        return life is None or (life[0] <= day.latest and day.earliest <= life[1])

    def _in_full(self, decided: Decided, scene: Scene, hit: Hit, day: When | None) -> bool:
        """Settle a name with its given names; note strangers and near misses of the same surname."""
        if "foreign" in hit.flags:
            if any(word in GIVEN_NAMES or word in _first_names(self._facts) for word in hit.said):
                decided.introduce(hit, "")
            return True
        if "near" in hit.flags:
            decided.introduce(hit, hit.entities[0])
            decided.doubts.append((hit, "name"))
            return True
        if hit.level < INITIALS:
            return False
        entity = hit.entities[0] if len(hit.entities) == 1 else self._holder(scene, hit, day)
        if entity:
            decided.settle(hit, entity, hit.why)
            decided.introduce(hit, entity)
        return bool(entity)

    def _by_title(self, decided: Decided, scene: Scene, hit: Hit, day: When | None) -> bool:
        """Settle a name whose title or office is that of one bearer only."""
        if "unsure" in hit.flags or not hit.entities or (hit.level == WEAK and "titled" not in hit.flags):
            return False
        if len(hit.entities) == 1:
            fits = "titled" in hit.flags and self._title_fits(scene, hit, day)
            entity = hit.entities[0] if fits else ""
        else:
            entity = self._holder(scene, hit, day)
        if entity:
            decided.settle(hit, entity, "title and office")
            decided.introduce(hit, entity)
        return bool(entity)

    def _alone(self, decided: Decided, scene: Scene, hit: Hit, day: When | None) -> None:
        """Settle a surname without any such help by what the letter says elsewhere, or leave it open."""
        if "titled" not in hit.flags and is_never_name(scene, hit):
            return
        people = self._introduced(decided, scene, hit)
        if not people:
            self._unintroduced(decided, scene, hit)
        elif len(people) == 1 and "" not in people:
            decided.settle(hit, next(iter(people)), "surname after introduction")
        elif "unsure" not in hit.flags and people - {""}:
            nearest = decided.nearest(hit, people)
            if nearest and self._may_be(scene, hit, nearest, day):
                decided.settle(hit, nearest, "surname, nearest introduction")
            else:
                decided.doubts.append((hit, "ambiguous"))

    def _unintroduced(self, decided: Decided, scene: Scene, hit: Hit) -> None:
        """Settle a surname whose bearer the letter names nowhere else, or leave it open."""
        titled = "titled" in hit.flags
        word = not titled and (is_ordinary_word(scene, hit) or self._is_title(scene, hit))
        if named := self._by_given_name(decided, hit):
            decided.settle(hit, named, "given name after introduction")
        elif word or "unsure" in hit.flags or hit.level == WEAK or not hit.entities:
            return
        elif len(hit.entities) > 1:
            decided.doubts.append((hit, "ambiguous"))
        elif "wife" not in hit.flags:
            decided.settle(hit, hit.entities[0], "title and surname" if titled else hit.why)

    def _is_title(self, scene: Scene, hit: Hit) -> bool:
        """Whether a title stands alone ("the General"), and no surname like it: Winston Lord’s may do so."""
        if hit.key not in TITLES:
            return False
        names = (alias.name.lower().split() for who in hit.entities for alias in self._facts.entities[who].aliases())
        surname = any(len(name) > 1 and name[-1] == hit.key for name in names)
        return not surname or scene.flat[max(hit.start - 4, 0) : hit.start].lower().endswith("the ")

    def _by_given_name(self, decided: Decided, hit: Hit) -> str:
        """Whom the letter has named in full with a given name before, that is all of somebody else's name."""
        alone = all(" " not in self._facts.entities[who].name for who in hit.entities)
        named = {who for start, who in decided.given.get(hit.key, ()) if start < hit.start}
        return next(iter(named)) if alone and len(named) == 1 and named.isdisjoint(hit.entities) else ""

    def _introduced(self, decided: Decided, scene: Scene, hit: Hit) -> Set[str]:
        """Whom the letter has named elsewhere and can mean by a surname; "" is somebody the fact base does not know."""
        people: Set[str] = decided.people.get(hit.key, frozenset())
        if hit.level >= DOUBLE:
            people = people & {*hit.entities}
        elif len(people) > 1:
            called = people & {*hit.entities}
            people = called | (people & {""}) if called else people
        said = hit.flags & _ADDRESSES
        if said and people:
            people = {who for who in people if not (known := self._addressed(decided, scene, hit, who)) or known & said}
            if len(people) == 1:
                decided.addressed[next(iter(people))] |= said
        return people

    def _addressed(self, decided: Decided, scene: Scene, hit: Hit, who: str) -> Set[str]:
        """Whether the letter or the fact base tells that somebody is a "he" or a "she"."""
        if who not in decided.addressed:
            named = (at for at, one in decided.introduced[hit.key] if one == who)
            told = {word for at in named for word in plain_words(scene.title_before(at))[-1:]}
            entity = self._facts.entity(who)
            told |= {*plain_words(entity.about)[:1]} if entity else set()  # daughter of …
            decided.addressed[who] = {said for said, words in (("he", HE), ("she", SHE)) if told & words}
        return decided.addressed[who]

    def _nearly(self, decided: Decided, scene: Scene) -> None:
        """Note misspelt surnames, where nothing else was found."""
        present = {(hit.key, entity) for hit, entity, _ in decided.settled if hit.key}
        slips = list(self._near.find(scene, present))
        for hit, entity, _ in decided.settled:
            if place := self._near.other_name(scene, hit.end, entity):
                slips.append((*place, entity))
        if not slips:
            return
        found = [hit for hit, _, _ in decided.settled] + [hit for hit, _ in decided.doubts]
        taken = {at for hit in found for at in range(hit.start, hit.end)}
        for start, end, entity in slips:
            if taken.isdisjoint(range(start, end)):
                decided.doubts.append((Hit(start, end, "", INITIALS, (entity,)), "name"))

    def _holder(self, scene: Scene, hit: Hit, day: When | None) -> str:
        """The one of several candidates whose office the words beside the name give."""
        if len(hit.entities) > MANY:
            return ""
        for title in (scene.title_before(hit.start - ("bracketed" in hit.flags)), scene.title_after(hit.end)):
            words = plain_words(title)
            for at in (at for at, word in enumerate(words) if word in TITLES):
                scores = sorted(((self._fit(words[at:], entity, day), entity) for entity in hit.entities), reverse=True)
                if scores[0][0] > scores[1][0]:
                    return scores[0][1]
                if scores[0][0]:
                    break
        return self._described(scene, hit)

    def _described(self, scene: Scene, hit: Hit) -> str:
        """The one of several candidates whose description has the word beside the name: "the hostage Ek"."""
        word = scene.called_before(hit.start)
        told = [who for who in hit.entities if word in plain_words(self._facts.entities[who].about)] if word else []
        return told[0] if len(told) == 1 else ""

    def _title_fits(self, scene: Scene, hit: Hit, day: When | None) -> bool:
        """Whether the title before a name is an office of the only person it can name."""
        words = plain_words(scene.title_before(hit.start))
        return any(self._fit(words[at:], hit.entities[0], day) for at, word in enumerate(words) if word in TITLES)

    def _may_be(self, scene: Scene, hit: Hit, entity: str, day: When | None) -> bool:
        """Whether the title before a surname of several, if it is one of office or rank, is this person's."""
        if "titled" not in hit.flags or len(hit.entities) == 1:
            return True
        words = plain_words(scene.title_before(hit.start))
        offices = [at for at, word in enumerate(words) if word in OFFICES or word in RANKS]
        return not offices or any(self._fit(words[at:], entity, day) for at in offices)

    def _fit(self, title: tuple[str, ...], entity: str, day: When | None) -> int:
        asked = (title, entity, day.text if day else "")
        if asked not in self._fits:
            if len(self._fits) >= KEPT:
                self._fits.clear()
            if entity not in self._roles:
                self._roles[entity] = roles_of(self._facts.entities[entity])
            self._fits[asked] = title_fits(title, self._roles[entity], day)
        return self._fits[asked]


@once
def _first_names(facts: FactBase) -> frozenset[str]:
    people = (entity for entity in facts.entities.values() if isinstance(entity, Person))
    return frozenset(person.name.split(" ", 1)[0].lower() for person in people)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """The longest of the hits that overlap, in the order of the text.

    A known name is not lost to a stranger's that its given name would be the surname of: "Management Richard Kent".
    """
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, -h.level)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
            continue
        last = kept[-1]
        stranger = "foreign" in last.flags and not GIVEN_NAMES.intersection(last.said) and bool(hit.entities)
        stranger = stranger and hit.end > last.end
        if stranger or (hit.end - hit.start, hit.level) > (last.end - last.start, last.level):
            kept[-1] = hit
    return kept
