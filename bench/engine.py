"""How fast names are found and claims judged, in CORPUS, a folder of VOLUME/letters.jsonl and VOLUME/persons.json.

Prints MB of text a second on one core (processor time, the best of three rounds) for each number of people: for the
names alone, and for names, claims and verdicts together, over all volumes and over each; beside them, over the same
text and names, a bare automaton pass and, where it is installed, spaCy's PhraseMatcher.

The people are those of the corpus, filled up with invented ones: given names of the corpus, and surnames in part those
of the corpus, so that what is found changes too. To see what numbers alone cost, the line "same hits" gives the engine
with always the same 100 people of the corpus, filled up with strangers whose surnames stand nowhere in the text. The
last line joins letters to one of each size, to show that time grows with the text and no faster.
"""

from __future__ import annotations

import importlib.util
import json
import random
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import click
from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.check import Chapter, Checker
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.letters.text import Letter, plain_letter
from sphinx_factcheck.mentions import NameIndex

SYLLABLES = "ka mo ri ten bur son wick ber lan gor des ti qua zen phil mar vel dor shi nan".split()
ROUNDS = 3
SAME = 100
LENGTHS = (250_000, 500_000, 1_000_000, 2_000_000)


@click.command(help=__doc__)
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--people", multiple=True, type=int, default=(100, 1_000, 100_000), show_default=True)
def main(corpus: Path, people: tuple[int, ...]) -> None:
    folders = sorted(path.parent for path in corpus.glob("*/letters.jsonl")) if corpus.is_dir() else []
    if not folders:
        raise click.ClickException(f"no corpus at {corpus}: it must hold VOLUME/letters.jsonl and VOLUME/persons.json")
    volumes = {folder.name: list(letters_of(folder)) for folder in folders}
    letters = [letter for volume in volumes.values() for letter in volume]
    known = list({name: about for folder in folders for name, about in persons_of(folder)}.items())
    taken = {word.lower() for letter in letters for word in letter.text.split()}
    click.echo(f"{len(letters)} letters, {size(letters):.1f} MB of text, {len(known)} people")
    for count in people:
        click.echo(f"\n{count:,} people")
        compare(fact_base(known[:count], known, count), volumes)
        few = fact_base(known[:: len(known) // SAME or 1][:SAME], known, count, taken, namesakes=0.0)
        index, checker = NameIndex(few), Checker(few)
        click.echo(
            f"  same hits        {rate(letters, index.find):6.2f} MB/s; engine {rate(letters, checked(checker)):.2f};"
            f" {mentions(index, letters):,} mentions"
        )
    click.echo(f"\none letter, {people[-1]:,} people")
    engine = Checker(fact_base(known, known, people[-1]))
    whole = "\n\n".join(letter.text for letter in letters)
    for length in LENGTHS:
        click.echo(
            f"  of {length / 1e6:.2f} MB {rate([plain_letter('letter', whole[:length])], checked(engine)):9.2f} MB/s"
        )


def compare(facts: FactBase, volumes: dict[str, list[Letter]]) -> None:
    letters = [letter for volume in volumes.values() for letter in volume]
    began = time.process_time()
    index = NameIndex(facts)
    built = time.process_time() - began
    checker = Checker(facts)
    each = ", ".join(f"{name} {rate(volume, checked(checker)):.2f}" for name, volume in volumes.items())
    ours = rate(letters, index.find)
    names = [entity.name for entity in facts.entities.values()]
    automaton = AhoCorasick(names)
    bare = rate(letters, lambda letter: automaton.find_matches_as_indexes(letter.text, overlapping=True))
    click.echo(f"  names            {ours:6.2f} MB/s, {mentions(index, letters):,} mentions, built in {built:.2f} s")
    click.echo(f"  engine           {rate(letters, checked(checker)):6.2f} MB/s: names, claims, verdicts; {each}")
    click.echo(f"  bare automaton   {bare:6.0f} MB/s, {bare / ours:.1f} times names; full names only, as they stand")
    if importlib.util.find_spec("spacy") is None:
        click.echo("  PhraseMatcher    not measured: spaCy is not installed")
    else:
        theirs = phrase_matcher(names, letters)
        click.echo(
            f"  PhraseMatcher    {theirs:6.2f} MB/s; names are {ours / theirs:.1f} times as fast; full names only"
        )


def rate(letters: Sequence[Letter], work: Callable[[Letter], object]) -> float:
    """MB of text a second."""
    return size(letters) / min(timed(letters, work) for _ in range(ROUNDS))


def timed(letters: Sequence[Letter], work: Callable[[Letter], object]) -> float:
    began = time.process_time()
    for letter in letters:
        work(letter)
    return time.process_time() - began


def size(letters: Sequence[Letter]) -> float:
    return sum(len(letter.text) for letter in letters) / 1e6


def checked(checker: Checker) -> Callable[[Letter], object]:
    return lambda letter: checker.check(Chapter(letter))


def mentions(index: NameIndex, letters: Sequence[Letter]) -> int:
    return sum(len(index.find(letter).found) for letter in letters)


def letters_of(volume: Path) -> Iterator[Letter]:
    for line in (volume / "letters.jsonl").read_text(encoding="utf-8").splitlines():
        letter = json.loads(line)
        yield plain_letter(str(volume), letter["text"], id=letter["id"])


def persons_of(volume: Path) -> Iterator[tuple[str, str]]:
    for person in json.loads((volume / "persons.json").read_text(encoding="utf-8")):
        yield person["name"], person["description"] or person["list_form"]


def fact_base(
    people: Sequence[tuple[str, str]],
    known: Sequence[tuple[str, str]],
    count: int,
    taken: Collection[str] = (),
    namesakes: float = 0.3,
) -> FactBase:
    """So many people, always the same: those given, then invented ones, a share of them with known surnames.

    No surname is made that is `taken`.
    """
    chance = random.Random(1)
    given = sorted({name.split()[0] for name, _ in known if len(name.split()) > 1})
    families = sorted({name.split()[-1] for name, _ in known if len(name.split()) > 1})
    told = dict(people)
    while len(told) < count:
        family = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).title()
        if chance.random() < namesakes:
            family = chance.choice(families)
        if family.lower() not in taken:
            told[f"{chance.choice(given)} {chance.choice('ABCDEFGHJKLMPRSTW')}. {family}"] = ""
    return FactBase(
        entities={
            f"p{number}": Person(id=f"p{number}", name=name, about=about)
            for number, (name, about) in enumerate(told.items())
        }
    )


def phrase_matcher(names: list[str], letters: list[Letter]) -> float:
    import spacy  # type: ignore[import-not-found]
    from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found]

    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab)
    matcher.add("NAME", [blank.make_doc(name) for name in names])
    return rate(letters[::12], lambda letter: matcher(blank.make_doc(letter.text)))


if __name__ == "__main__":
    main()
