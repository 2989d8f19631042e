"""How fast names are found and claims judged, in CORPUS, a folder of VOLUME/letters.jsonl and VOLUME/persons.json.

Prints, for 100, 1,000 and 100,000 people, the time to build the index and the MB of text a second on one core
(processor time, the best of three rounds), with a bare automaton pass over the same names and, where it is
installed, spaCy's PhraseMatcher over them. The people beyond those of the corpus are invented: given names of the
corpus; surnames in part those of the corpus, in part made of syllables.
"""

from __future__ import annotations

import importlib.util
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.check import Chapter, Checker
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.letters.text import Letter, plain_letter
from sphinx_factcheck.mentions import NameIndex

SYLLABLES = "ka mo ri ten bur son wick ber lan gor des ti qua zen phil mar vel dor shi nan".split()
ROUNDS = 3


@click.command(help=__doc__)
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--people", multiple=True, type=int, default=(100, 1_000, 100_000), show_default=True)
def main(corpus: Path, people: tuple[int, ...]) -> None:
    volumes = sorted(path.parent for path in corpus.glob("*/letters.jsonl")) if corpus.is_dir() else []
    if not volumes:
        raise click.ClickException(f"no corpus at {corpus}: it must hold VOLUME/letters.jsonl and VOLUME/persons.json")
    letters = [letter for volume in volumes for letter in letters_of(volume)]
    size = sum(len(letter.text) for letter in letters) / 1e6
    known = list({name: about for volume in volumes for name, about in persons_of(volume)}.items())
    click.echo(f"{len(letters)} letters, {size:.1f} MB of text")
    for count in people:
        click.echo(f"\n{count:,} people")
        compare(fact_base(known, count), letters, size)


def compare(facts: FactBase, letters: list[Letter], size: float) -> None:
    names = [entity.name for entity in facts.entities.values()]
    began = time.process_time()
    index = NameIndex(facts)
    click.echo(f"  built in {time.process_time() - began:.2f} s")
    found = sum(len(index.find(letter).found) for letter in letters)
    click.echo(f"  NameIndex.find {rate(size, lambda: [index.find(x) for x in letters])}, {found} mentions")
    checker = Checker(facts)
    click.echo(f"  names, claims, verdicts {rate(size, lambda: [checker.check(Chapter(x)) for x in letters])}")
    automaton = AhoCorasick(names)
    bare = rate(size, lambda: [automaton.find_matches_as_indexes(x.text, overlapping=True) for x in letters])
    click.echo(f"  bare automaton {bare}, full names only, without a look at what stands around them")
    click.echo(f"  PhraseMatcher  {phrase_matcher(names, letters)}")


def rate(size: float, work: Callable[[], object]) -> str:
    best = min(timed(work) for _ in range(ROUNDS))
    return f"{size / best:7.1f} MB/s"


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def letters_of(volume: Path) -> Iterator[Letter]:
    for line in (volume / "letters.jsonl").read_text(encoding="utf-8").splitlines():
        letter = json.loads(line)
        yield plain_letter(str(volume), letter["text"], id=letter["id"])


def persons_of(volume: Path) -> Iterator[tuple[str, str]]:
    for person in json.loads((volume / "persons.json").read_text(encoding="utf-8")):
        yield person["name"], person["description"] or person["list_form"]


def fact_base(known: list[tuple[str, str]], count: int) -> FactBase:
    """So many people: those of the corpus, then invented ones, always the same."""
    chance = random.Random(1)
    given = sorted({name.split()[0] for name, _ in known if len(name.split()) > 1})
    families = sorted({name.split()[-1] for name, _ in known if len(name.split()) > 1})
    people = dict(known[:count])
    while len(people) < count:
        coined = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).title()
        family = coined if chance.random() < 0.7 else chance.choice(families)
        people[f"{chance.choice(given)} {chance.choice('ABCDEFGHJKLMPRSTW')}. {family}"] = ""
    return FactBase(
        entities={
            f"p{number}": Person(id=f"p{number}", name=name, about=about)
            for number, (name, about) in enumerate(people.items())
        }
    )


def phrase_matcher(names: list[str], letters: list[Letter]) -> str:
    if importlib.util.find_spec("spacy") is None:
        return "not measured: spaCy is not installed"
    import spacy  # type: ignore[import-not-found]
    from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found]

    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab)
    matcher.add("NAME", [blank.make_doc(name) for name in names])
    some = letters[:100]
    return rate(sum(len(x.text) for x in some) / 1e6, lambda: [matcher(blank.make_doc(x.text)) for x in some])


if __name__ == "__main__":
    main()
