"""How fast names are found and claims judged, in CORPUS, a folder of VOLUME/letters.jsonl and VOLUME/persons.json.

Prints MB of text a second on one core (processor time, the best of two rounds) for each number of people: for the
names alone, and for names, claims and verdicts together; beside them, over the same text and names, a bare automaton
pass, how many times that is as fast, and, where it is installed, spaCy's PhraseMatcher. The letters are every so
manieth of the corpus, about --megabytes of them.

The people are those of the corpus, filled up with invented ones: given names of the corpus, and surnames in part those
of the corpus, so that what is found changes too. To see what numbers alone cost, the line "same hits" gives the engine
with always the same 100 people of the corpus, filled up with strangers whose surnames stand nowhere in the text.

Then where the time goes, by stage and by kind of claim, for the letters and for a text that is made of claims alone;
and letters of doubling size of either, to show that time grows with the text and no faster.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import click
from ahocorasick_rs import AhoCorasick

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "claims"))

from test_hostile import hostile_facts

from sphinx_factcheck.base.collecting import collect_seldom
from sphinx_factcheck.check import Chapter, Checker
from sphinx_factcheck.check.unread import unread
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.registry import kinds
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.letters.text import Letter, plain_letter

SYLLABLES = "ka mo ri ten bur son wick ber lan gor des ti qua zen phil mar vel dor shi nan".split()
ROUNDS = 2
SAME = 100
DOUBLINGS = 4
CLAIMS = (
    "Ann Archer was sentenced to 14 years in prison on 1 January 2020. In 2010 Bob Baker won the Lima Prize. "
    "Foreign Minister Ann Archer opened the visit to Lima on June 18, 2023. Peru is ranked 176 out of 180. The motion "
    "was rejected by 19 votes to 17. In Lima three people were killed. We ask you to release Bob Baker.\n\n"
)
"""A paragraph in which every sentence is a claim, for the fact base of the hostile texts."""
BAR = 40


@click.command(help=__doc__)
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--people", multiple=True, type=int, default=(1_000, 100_000), show_default=True)
@click.option("--megabytes", type=float, default=1.0, show_default=True)
def main(corpus: Path, people: tuple[int, ...], megabytes: float) -> None:
    collect_seldom()  # as the command does
    folders = sorted(path.parent for path in corpus.glob("*/letters.jsonl")) if corpus.is_dir() else []
    if not folders:
        raise click.ClickException(f"no corpus at {corpus}: it must hold VOLUME/letters.jsonl and VOLUME/persons.json")
    every = [letter for folder in folders for letter in letters_of(folder)]
    letters = every[:: max(round(size(every) / megabytes), 1)]
    known = list({name: about for folder in folders for name, about in persons_of(folder)}.items())
    taken = {word.lower() for letter in letters for word in letter.text.split()}
    click.echo(f"{len(letters)} letters of {len(every)}, {size(letters):.2f} MB of text, {len(known)} people")
    for count in people:
        click.echo(f"\n{count:,} people")
        compare(fact_base(known[:count], known, count), letters)
        few = fact_base(known[:: len(known) // SAME or 1][:SAME], known, count, taken, namesakes=0.0)
        index, checker = NameIndex(few), Checker(few)
        click.echo(
            f"  same hits        {rate(letters, index.find):6.2f} MB/s; engine {rate(letters, checked(checker)):.2f};"
            f" {mentions(index, letters):,} mentions"
        )
    facts, claimed = fact_base(known[: people[0]], known, people[0]), hostile_facts()
    of_claims = [claims_letter(0.1)]
    click.echo(f"\nwhere the time goes: {size(letters):.2f} MB of letters, {people[0]:,} people")
    picture(facts, letters)
    click.echo(f"\nwhere the time goes: {size(of_claims):.2f} MB of claims")
    picture(claimed, of_claims)
    click.echo("\none letter")
    whole = "\n\n".join(letter.text for letter in letters)
    growth("text", Checker(facts), lambda share: plain_letter("letter", whole[: int(len(whole) * share)]))
    growth("claims", Checker(claimed), lambda share: claims_letter(0.5 * share))


def growth(name: str, checker: Checker, letter: Callable[[float], Letter]) -> None:
    """How long a letter takes that is twice as long each time, and the factor to the one before."""
    before = 0.0
    for n in range(DOUBLINGS):
        one = letter(2.0 ** (n + 1 - DOUBLINGS))
        took = min(timed([one], checked(checker)) for _ in range(ROUNDS))
        factor = f", a factor of {took / before:.1f}" if before else ""
        click.echo(f"  {name:7}{size([one]):6.2f} MB {took:7.2f} s{factor}")
        before = took


def claims_letter(megabytes: float) -> Letter:
    return plain_letter("claims", CLAIMS * max(int(megabytes * 1e6 / len(CLAIMS)), 1), date=parse("2023-06-14"))


def picture(facts: FactBase, letters: Sequence[Letter]) -> None:
    """The share of each stage and kind: of finding claims, without the sentences read for it, and of judging."""
    took: Counter[str] = Counter()
    names, all_kinds = NameIndex(facts), kinds()
    for letter in letters:
        clock = Clock(took)
        found = names.find(letter).found
        clock.tick("names")
        reading = Reading(letter, found, facts, kinds=all_kinds)
        clock.read_by(reading)
        _ = reading.sentences
        clock.tick("parted into sentences")
        _ = reading.dates
        clock.tick("dates")
        told = []
        for kind in all_kinds:
            told += [(claim, kind) for claim in reading.claims_of(kind)]
            clock.tick(f"find {kind.name}")
        for claim, kind in told:
            kind.judge(claim, reading)
            clock.tick(f"judge {kind.name}")
        unread(reading, [claim.span for claim, _ in told])
        clock.tick("seen and not understood")
    whole = sum(took.values())
    for stage, seconds in took.most_common():
        if seconds * 200 >= whole:
            share = seconds / whole
            click.echo(f"  {stage:24}{seconds:7.3f} s {100 * share:5.1f} % {'▇' * round(BAR * share)}")


class Clock:
    """Adds up processor time by stage; that of reading sentences into clauses apart, whoever asks for them."""

    def __init__(self, took: Counter[str]) -> None:
        self._took = took
        self._reading = 0.0
        self._at = time.process_time()

    def read_by(self, reading: Reading) -> None:
        """Have the reading of a letter's sentences counted apart."""
        read = reading.prose.sentence

        def timed_read(number: int) -> object:
            began = time.process_time()
            try:
                return read(number)
            finally:
                self._reading += time.process_time() - began

        vars(reading.prose)["sentence"] = timed_read

    def tick(self, stage: str) -> None:
        now = time.process_time()
        self._took[stage] += now - self._at - self._reading
        self._took["read into clauses"] += self._reading
        self._reading, self._at = 0.0, time.process_time()


def compare(facts: FactBase, letters: Sequence[Letter]) -> None:
    began = time.process_time()
    index = NameIndex(facts)
    built = time.process_time() - began
    checker = Checker(facts)
    ours, engine = rate(letters, index.find), rate(letters, checked(checker))
    names = [entity.name for entity in facts.entities.values()]
    automaton = AhoCorasick(names)
    bare = rate(letters, lambda letter: automaton.find_matches_as_indexes(letter.text, overlapping=True))
    click.echo(f"  names            {ours:6.2f} MB/s, {mentions(index, letters):,} mentions, built in {built:.2f} s")
    click.echo(
        f"  engine           {engine:6.2f} MB/s: names, claims, verdicts; 1/{bare / engine:.0f} of the automaton"
    )
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
