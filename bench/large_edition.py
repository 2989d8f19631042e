"""Makes an edition of many letters from word lists of its own: `python bench/large_edition.py DIR [--letters 1000]`.

Everybody in it is made up. Letters of about 600 words stand nested by year; some say something false of somebody, and
`planted.json` lists all of these with the words. Every fifth letter quotes another, and some of these wrongly.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click
import yaml

GIVEN = "Ada Bram Cilla Doreen Egil Fenna Goran Hulda Imre Jorun Kasper Linnea Maud Njord Odile Petra Runa Sven".split()
SYLLABLES = "bal cor den fal gor hal kes lun mor nar pel ros sel tor val wen".split()
ENDINGS = "berg dahl feld gaard holm lund mark rud stad vik".split()
CITIES = "Arlesund Brennholt Cassavik Dunmere Eskeby Fjellhavn Granmark Hollenby".split()
OFFICES = ("Mayor", "Governor", "Chief Justice")
CHARGES = ("subversion", "theft of timber", "unlawful assembly", "slander of the state")
PRIZES = ("Lantern Prize", "Harbour Medal", "Open Window Award")
NOUNS = (
    "harbour lamp orchard ledger meadow kettle lantern quarry weaver bridge winter granary ferry chapel willow saddle "
    "market barley candle stable garden cellar mirror ribbon anchor basket copper feather"
).split()
VERBS = "carried mended painted borrowed counted lowered polished covered gathered wrapped folded measured".split()
QUALITIES = "quiet broad early narrow patient silver crooked gentle heavy bright distant ordinary".split()
WORDS = 600
FIRST, LAST = 1981, 2020


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody made up, with what is true of them."""

    id: str
    name: str
    sentenced: date | None = None
    years: int = 0
    charge: str = ""
    office: str = ""
    land: str = ""
    held: tuple[int, int] = (0, 0)
    prize: str = ""
    won: int = 0


@dataclass(frozen=True, slots=True)
class Planted:
    """A falsehood: the file, the words that are false, and the kind of claim."""

    path: str
    words: str
    kind: str


def write_edition(folder: Path, letters: int = 1000, people: int = 1000, seed: int = 17) -> list[Planted]:
    """Write the edition, and give what is false in it."""
    chance = random.Random(seed)
    known = list(_people(people, chance))
    days = sorted(date(FIRST, 1, 1) + timedelta(days=chance.randrange(365 * (LAST - FIRST))) for _ in range(letters))
    paths = [f"chapters/{day.year}/letter-{number:05}.md" for number, day in enumerate(days)]
    planted: list[Planted] = []
    documents, sources, sent = [], [], []
    for number, (day, path) in enumerate(zip(days, paths, strict=True)):
        told, lies = _letter(number, day, known, sent, chance)
        sent.append(told)
        head = f"---\ntitle: Letter {number} to {CITIES[number % len(CITIES)]}\ndocument: letter-{number:05}\n"
        _write(folder / path, f"{head}date: {day}\nsource: copy-{number % 40}\n---\n\n" + "\n\n".join(told) + "\n")
        planted += [Planted(path, words, kind) for words, kind in lies]
        dated = [{"event": "dated", "on": str(day), "sources": [f"copy-{number % 40}"]}]
        both = {"by": [known[number % 12].id], "addressees": [known[12 + number % 55].id]} if people > 100 else {}
        named = {"id": f"letter-{number:05}", "name": f"Letter {number}", "type": "letter"}
        documents.append({**named, **both, "dates": dated})
    for number in range(40):
        url = f"https://example.org/copies/{number}"
        sources.append({"id": f"copy-{number}", "title": f"Copybook {number}", "url": url, "seen": "2024-01-10"})
    _facts(folder, "people", [_person(one) for one in known])
    _facts(folder, "documents", documents)
    _facts(folder, "sources", sources)
    _frame(folder, paths)
    _write(folder / "planted.json", json.dumps([[p.path, p.words, p.kind] for p in planted], indent=1))
    return planted


def _people(number: int, chance: random.Random) -> Iterator[Known]:
    taken: set[str] = set()
    for n in range(number):
        name = ""
        while not name or name in taken:
            surname = "".join(chance.sample(SYLLABLES, 1 + (number > 2000))) + chance.choice(ENDINGS)
            if number > 500:
                surname = chance.choice(SYLLABLES) + surname
            name = f"{chance.choice(GIVEN)} {surname.capitalize()}"
        taken.add(name)
        id = f"{name.lower().replace(' ', '-')}"
        year = chance.randrange(FIRST - 20, LAST - 5)
        if n % 3 == 0:
            on = date(year, chance.randrange(1, 13), chance.randrange(1, 29))
            yield Known(id, name, sentenced=on, years=chance.randrange(2, 18), charge=chance.choice(CHARGES))
        elif n % 3 == 1:
            span = year, year + chance.randrange(2, 9)
            yield Known(id, name, office=chance.choice(OFFICES), land=_place(n), held=span)
        else:
            yield Known(id, name, prize=chance.choice(PRIZES), won=year)


def _place(number: int) -> str:
    """A place that nobody else governs."""
    name, rest = "", number
    for _ in range(3):
        rest, at = divmod(rest, len(SYLLABLES))
        name += SYLLABLES[at]
    return f"{name.capitalize()}land" + (f" {rest}" if rest else "")


def _person(one: Known) -> dict[str, object]:
    told: dict[str, object] = {"id": one.id, "name": one.name}
    source = [f"copy-{sum(one.name.encode()) % 40}"]
    if one.sentenced:
        event = {"event": "sentenced", "on": str(one.sentenced), "term": f"{one.years} years", "charge": one.charge}
        told["custody"] = [event | {"sources": source}]
    elif one.office:
        valid = f"{one.held[0]}-03-01/{one.held[1]}-09-30"
        told["offices"] = [{"office": one.office, "of": one.land, "valid": valid, "sources": source}]
    else:
        told["awards"] = [{"award": one.prize, "year": one.won, "sources": source}]
    return told


def _letter(
    number: int, day: date, known: list[Known], sent: list[list[str]], chance: random.Random
) -> tuple[list[str], list[tuple[str, str]]]:
    """The paragraphs of a letter, and what is false in it."""
    lies: list[tuple[str, str]] = []
    about = [one for one in chance.sample(known, min(14, len(known))) if _past(one) < day.year]
    told = [_said(one, chance, lies if chance.random() < 0.04 else None) for one in about[:8]]
    if number % 5 == 0 and sent:
        told.append(_quotation(chance.choice(sent), chance, lies if number % 50 == 0 else None))
    words = sum(len(one.split()) for one in told)
    while words < WORDS:
        told.append(_filler(chance))
        words += len(told[-1].split())
    chance.shuffle(told)
    size = 6
    paragraphs = [" ".join(told[at : at + size]) for at in range(0, len(told), size)]
    return [f"Dear friends in {CITIES[number % len(CITIES)]},", *paragraphs], lies


def _past(one: Known) -> int:
    return one.sentenced.year if one.sentenced else one.held[1] or one.won


def _said(one: Known, chance: random.Random, lies: list[tuple[str, str]] | None) -> str:
    """A sentence about somebody; a false one where there is a list for what is false."""
    if one.sentenced:
        years = one.years + (3 if lies is not None else 0)
        if lies is not None:
            lies.append((f"{years} years", "sentence"))
        return f"In {one.sentenced.year} a court sentenced {one.name} to {years} years in prison for {one.charge}."
    if one.office:
        year = one.held[0] + 1 if lies is None else one.held[0] - 12
        if lies is not None:
            lies.append((one.office, "office"))
        return f"{one.name} was {one.office} of {one.land} in {year}."
    year = one.won if lies is None else one.won - 7
    if lies is not None:
        lies.append((one.prize, "award"))
    return f"{one.name} won the {one.prize} in {year}."


def _quotation(letter: list[str], chance: random.Random, lies: list[tuple[str, str]] | None) -> str:
    sentence = chance.choice([one for one in chance.choice(letter[1:]).split(". ") if len(one.split()) > 7])
    words = sentence.rstrip(".").split()[:14]
    if lies is not None:
        words[len(words) // 2] = "umbrella"
        lies.append((" ".join(words), "quotation"))
    return f"As an earlier letter said, “{' '.join(words)}”."


def _filler(chance: random.Random) -> str:
    def thing() -> str:
        return f"the {chance.choice(QUALITIES)} {chance.choice(NOUNS)}"

    return (
        f"We {chance.choice(VERBS)} {thing()} beside {thing()} while {thing()} and {thing()} stayed near {thing()}, and"
        f" {thing()} was {chance.choice(VERBS)} with {thing()}."
    )


def _facts(folder: Path, kind: str, entries: list[dict[str, object]]) -> None:
    dumped = yaml.dump(entries, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    _write(folder / "facts" / f"{kind}.yml", dumped)


def _frame(folder: Path, paths: list[str]) -> None:
    """The settings, the table of contents by year, and the pages around the letters."""
    years: dict[str, list[str]] = {}
    for path in paths:
        years.setdefault(path.split("/")[1], []).append(path.removesuffix(".md"))
    for year in years:
        _write(folder / "years" / f"{year}.md", f"# Letters of {year}\n\nAll that we have of that year.\n")
    listed = [
        {"file": f"years/{year}", "sections": [{"file": one} for one in letters]} for year, letters in years.items()
    ]
    pages = {"people": "# People\n\n```{people}\n```\n", "ledger": "# Ledger\n\n```{ledger}\n```\n"}
    pages |= {"timeline": "# Timeline\n\n```{timeline}\n```\n", "letters": "# Letters\n\n```{letters}\n```\n"}
    for name, text in pages.items():
        _write(folder / "reference" / f"{name}.md", text)
    listed += [{"file": f"reference/{name}"} for name in pages]
    toc = {"format": "jb-book", "root": "index", "chapters": listed}
    _write(folder / "_toc.yml", yaml.dump(toc, sort_keys=False))
    _write(folder / "index.md", "# Letters from a made-up north\n\nEverybody here is invented.\n")
    _write(folder / "_config.yml", yaml.dump(config(extension=True), sort_keys=False))


def config(*, extension: bool) -> dict[str, object]:
    """The settings of the book, with the extension or without."""
    sphinx = {
        "extra_extensions": ["sphinx_factcheck"] if extension else [],
        "config": {
            "myst_title_to_header": True,
            "smartquotes": False,
            "html_theme_options": {"collapse_navbar": True},
        },
    }
    return {
        "title": "Letters from a made-up north",
        "author": "nobody",
        "copyright": "2024",
        "only_build_toc_files": True,
        "exclude_patterns": ["_build", ".*"],
        "execute": {"execute_notebooks": "off"},
        "parse": {"myst_enable_extensions": ["colon_fence", "deflist"]},
        "sphinx": sphinx,
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--letters", default=1000, show_default=True)
@click.option("--people", default=1000, show_default=True)
def main(folder: Path, letters: int, people: int) -> None:
    planted = write_edition(folder, letters, people)
    click.echo(f"{letters} letters, {people} people, {len(planted)} falsehoods in {folder}")


if __name__ == "__main__":
    main()
