"""A change of names, offices, dates, awards, or a new entry: again judged are the letters that it concerns, and no others.

That none is left out is tried on edits at random, here and in tests/book/test_edits.py.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.check import Checker
from sphinx_factcheck.edition.cache.checking import Bench, check_all, store_of
from sphinx_factcheck.edition.cache.depending import MADE_FROM, import_all, values_of
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.consulted import noting
from sphinx_factcheck.facts.load import FactsError
from sphinx_factcheck.facts.remembered import INDEXES

Facts = dict[str, list[dict[str, Any]]]
CASES = Path(__file__).parents[1] / "unseen"
PEOPLE: Facts = {
    "people": [
        {"id": "ada-holm", "name": "Ada Holm", "offices": [
            {"office": "Governor", "of": "Nordland", "valid": "2001-03-01/2005-09-30", "sources": ["court"]}]},
        {"id": "bram-lund", "name": "Bram Lund", "awards": [
            {"award": "Lantern Prize", "year": 2003, "sources": ["court"]}]},
        {"id": "imre-stad", "name": "Imre Stad", "custody": [
            {"event": "sentenced", "on": "2002-04-10", "term": "4 years", "sources": ["court"]}]},
        {"id": "doreen-vik", "name": "Doreen Vik", "offices": [
            {"office": "Governor", "of": "Westland", "valid": "1991-03-01/1995-09-30", "sources": ["court"]}]},
    ],
    "events": [
        {"id": "march", "name": "Harbour March", "type": "march", "dates": [
            {"event": "held", "on": "2006-06-04", "sources": ["court"]}]},
        {"id": "dance", "name": "Lamplight Dance", "type": "dance", "dates": [
            {"event": "held", "on": "1991-06-04", "sources": ["court"]}]},
    ],
    "sources": [{"id": "court", "title": "The court", "url": "https://court.example.org/", "seen": "2024-01-01"}],
}  # fmt: skip
LETTERS = {
    "governor": "Ada Holm was Governor of Nordland in 2003.",
    "prize": "Bram Lund won the Lantern Prize in 2003.",
    "prison": "In 2002 a court sentenced Imre Stad to 4 years in prison.",
    "march": "On June 4, 2006 many came to the Harbour March.",
    "unknown": "Nils Ek was there all winter, and so was the Guild of Printers.",
}


class Edition:
    """An edition whose facts are edited; `judged` are the letters that the last check judged."""

    def __init__(self, folder: Path, facts: Facts, letters: dict[str, str], date: str = "2007-05-01") -> None:
        self.folder, self.facts, self.judged = folder, facts, list[str]()
        for name, text in letters.items():
            self._write(f"chapters/{name}.md", f"---\ntitle: {name}\ndate: {date}\nsource: court\n---\n\n{text}\n")
        self._write("_config.yml", "title: Edited\n")

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    def load(self) -> Project:
        for name, entries in self.facts.items():
            self._write(f"facts/{name}.yml", yaml.dump(entries, Dumper=yaml.CSafeDumper, sort_keys=False))
        project = Project.find(self.folder)
        project.facts()
        return project

    def found(self, *, kept: bool = True) -> list[bytes]:
        project = self.load()
        facts = project.facts()
        store = store_of(project, facts) if kept else None
        chapters = [project.chapter(path) for path in project.chapter_paths()]
        return [one.row for one in check_all(Bench(facts, project, store), chapters)]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Edition]:
    """Opens editions that note which letters are judged."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def open_edition(facts: Facts, letters: dict[str, str]) -> Edition:
        edition, check = Edition(tmp_path / "edition", facts, letters), Checker.check

        def noted(self: Checker, chapter, *rest):
            edition.judged.append(Path(chapter.path).stem)
            return check(self, chapter, *rest)

        monkeypatch.setattr(Checker, "check", noted)
        return edition

    return open_edition


def person(number: int, **told: Any) -> Callable[[Facts], None]:
    return lambda facts: facts["people"][number].update(told)


def new(kind: str, at: int, **told: Any) -> Callable[[Facts], None]:
    return lambda facts: facts.setdefault(kind, []).insert(at, told)


def told(number: int, key: str, **changed: Any) -> Callable[[Facts], None]:
    return lambda facts: facts["people"][number][key][0].update(changed)


@pytest.mark.parametrize(("change", "judged"), [
    (told(0, "offices", valid="2004-03-01/2005-09-30"), ["governor"]),
    (told(0, "offices", of="Southland"), ["governor"]),
    (told(1, "awards", year=2004), ["prize"]),
    (told(2, "custody", term="5 years"), ["prison"]),
    (told(2, "custody", where="Brennholt"), ["prison"]),
    (person(0, name="Ada Holmberg"), ["governor"]),
    (person(1, also=["Nils Ek"]), ["prize", "unknown"]),
    (person(1, also=["Nobody Whom They Name"]), ["prize"]),
    (person(2, about="A painter."), ["prison"]),
    (new("people", 0, id="nils-ek", name="Nils Ek"), ["unknown"]),
    (new("people", 4, id="jorun-mark", name="Jorun Mark"), []),
    (new("organizations", 0, id="guild", name="Guild of Printers"), ["unknown"]),
    (new("organizations", 0, id="other", name="Guild of Bakers"), []),
    (new("sources", 1, id="new", title="A notice", url="https://notice.example.org/", seen="2024-01-01"), []),
    (lambda facts: facts["events"][0]["dates"][0].update(on="2006-06-05"), ["march"]),
    (lambda facts: facts["events"].pop(0), ["march"]),
    (lambda facts: facts["people"].pop(0), ["governor"]),
    (new("events", 0, id="fair", name="Winter Fair", type="fair", dates=[
        {"event": "held", "on": "1999-01-02", "sources": ["court"]}]), []),
])  # fmt: skip
def test_a_change_concerns(
    opened: Callable[..., Edition], change: Callable[[Facts], None], judged: Sequence[str]
) -> None:
    edition = opened(deepcopy(PEOPLE), LETTERS)
    edition.found()
    assert sorted(edition.judged) == sorted(LETTERS)
    change(edition.facts)
    edition.judged.clear()
    after = edition.found()
    assert sorted(edition.judged) == sorted(judged)
    edition.judged.clear()
    assert edition.found() == after
    assert edition.judged == []
    assert edition.found(kept=False) == after


def test_a_change_back_and_forth_and_one_of_many_entries(opened: Callable[..., Edition]) -> None:
    edition = opened(deepcopy(PEOPLE), LETTERS)
    first = edition.found()
    for number in range(60):
        new("people", number, id=f"p-{number}", name=f"Petra Person{number}")(edition.facts)
    edition.judged.clear()
    assert edition.found() == edition.found(kept=False) == first
    edition.facts = deepcopy(PEOPLE)
    assert edition.found() == first
    edition.facts["people"].reverse()
    assert edition.found() == edition.found(kept=False)


def test_all_indexes_are_known_to_a_process_that_has_not_checked_anything() -> None:
    import_all()
    program = "from sphinx_factcheck.edition.cache.depending import *; import_all(); print(*INDEXES)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in INDEXES if name.startswith("sphinx_factcheck.")} <= {*told}


def test_each_index_is_asked_by_keys_or_compared_whole(opened: Callable[..., Edition]) -> None:
    """Of an index that is neither nobody knows whom a change concerns; its letters would all be judged again, always."""
    import_all()
    edition = opened(*_cases(random.Random(4), 25))
    project = edition.load()
    facts = project.facts()
    seen, noted = noting(facts)
    checker = Checker(seen)
    for chapter in map(project.chapter, project.chapter_paths()):
        checker.check(chapter)
    opaque = {name for name in noted.whole if "." not in name.rpartition("|")[2] and name.partition("|")[0] in INDEXES}
    known = values_of(facts, opaque)
    assert {name for name in opaque if name not in known and not noted.asked.get(name)} == set()
    assert known.keys() >= MADE_FROM.keys() & opaque


# -- At random

LETTER_FILES = ("letters-d", "letters-e", "letters-f")


def _cases(chance: random.Random, number: int) -> tuple[Facts, dict[str, str]]:
    """Letters of judges with the facts of all, each with ids of its own."""
    from unseen.run import SOURCE, _sourced, read_yaml

    raws = [raw for name in LETTER_FILES for raw in read_yaml(CASES / f"{name}.yml")]
    facts: Facts = {"sources": [dict(SOURCE, id="court"), dict(SOURCE)]}
    letters: dict[str, str] = {}
    for n, raw in enumerate(chance.sample(raws, min(number, len(raws)))):
        own = raw["facts"] or {}
        ids = {entry["id"] for entries in own.values() for entry in entries}
        for kind, entries in _sourced(_renamed(own, ids, n)).items():
            facts.setdefault(kind, []).extend(entries)
        letters[f"letter-{n:02}"] = raw["text"]
    return facts, letters


def _renamed(told: Any, ids: set[str], number: int) -> Any:
    if isinstance(told, dict):
        return {(f"{key}-{number}" if key in ids else key): _renamed(one, ids, number) for key, one in told.items()}
    if isinstance(told, list):
        return [_renamed(one, ids, number) for one in told]
    return f"{told}-{number}" if isinstance(told, str) and told in ids else told


def _change(facts: Facts, chance: random.Random) -> None:
    """Change a date, a word of a name, what an office or award is, or put in an entry, or leave one out."""
    kind = chance.choice([kind for kind, entries in facts.items() if entries and kind not in {"sources", "places"}])
    entries = facts[kind]
    entry = chance.choice(entries)
    move = chance.choice(["date", "date", "name", "statement", "statement", "new", "gone"])
    if move == "new":
        entries.insert(chance.randrange(len(entries) + 1), deepcopy(entry) | {"id": f"new-{chance.randrange(10**6)}"})
    elif move == "gone":
        entries.remove(entry)
    elif move == "name":
        words = entry["name"].split()
        words[chance.randrange(len(words))] = chance.choice(chance.choice(facts["people"])["name"].split())
        entry["name"] = " ".join(words)
    elif statements := [
        (key, one) for key in ("offices", "awards", "custody", "happenings", "dates") for one in entry.get(key, ())
    ]:
        key, one = chance.choice(statements)
        if move == "statement" and chance.random() < 0.5:
            entry[key].remove(one)
            entry.update({} if entry[key] else {"about": "A painter."})
            entry.pop(key) if not entry[key] else None
        elif move == "statement" and key in {"offices", "awards"}:
            others = [o for p in facts["people"] for o in p.get(key, ())]
            word = key.removesuffix("s")
            one.update({word: chance.choice(others)[word]} if word in one else {})
        elif key in {"custody", "happenings"} and chance.random() < 0.5:
            one["where"] = chance.choice(["Brennholt", "Brennholt, Cassavik", "Lima", "Dunmere Prison, Lima"])
        elif "on" in one:
            one["on"] = f"{chance.randrange(1950, 2024)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"


@pytest.mark.parametrize("seed", range(2))
def test_no_letter_that_a_change_concerns_is_left_out(opened: Callable[..., Edition], seed: int) -> None:
    chance = random.Random(seed)
    edition = opened(*_cases(chance, 8))
    edition.found()
    done = 0
    while done < 6:
        before = deepcopy(edition.facts)
        for _ in range(chance.choice([1, 1, 2])):
            _change(edition.facts, chance)
        try:
            edition.load()
        except FactsError:  # the rules for facts refuse it
            edition.facts = before
            continue
        done += 1
        assert edition.found() == edition.found(kept=False)
