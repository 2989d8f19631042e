"""The page that tells editors every key of the fact base, made from the model; as a module it writes docs/facts.md."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints

from sphinx_factcheck.facts.happenings import NOUNS, VERBS
from sphinx_factcheck.facts.model import (
    ENTITY_TYPES,
    FILE_KINDS,
    Coordinates,
    Edtf,
    Entity,
    Id,
    Name,
    PrisonTerm,
    Source,
    Statement,
    Suspended,
    Title,
)

EXAMPLES = {
    "people": """\
- id: ann-archer
  name: Ann Archer
  name_order: given-first          # or family-first: Wang Yu
  family: Archer                   # where the name does not split by its order
  given: Ann
  also:
    - Nan Archer
    - {name: Ann Bow, valid: 1831/.., sources: [gazette], note: Her name by marriage.}
  native: Анна Арчер
  titles: [Lady]
  country: England
  about: Printer in York.
  sources: [gazette]               # for about, country, wikidata, viaf, gnd
  wikidata: Q42
  viaf: "113230702"
  gnd: none found 2026-11-30       # looked for on that day, in vain
  note: Not the painter of that name.
  born: {on: 1810-02-03, where: york, sources: [gazette]}
  died: {on: 1871, where: Leeds, cause: a fever, sources: [gazette]}
  citizenship:
    - {country: Great Britain, only: true, sources: [gazette]}
  vocations:
    - {vocation: printer, also: [typographer], valid: 1830/.., sources: [gazette]}
    - {vocation: lawyer, no: true, sources: [gazette]}
  residences:
    - {where: york, valid: 1810/1852, sources: [gazette]}
  memberships:
    - {of: printers-union, role: treasurer, valid: 1840/1850, sources: [gazette]}
  kin:
    - {husband: ben-bow, valid: 1831/.., sources: [gazette]}
    - {kin: uncle, of: Tom Archer, sources: [gazette]}
  offices:
    - {id: mayor, office: Mayor, of: York, valid: 1848/1849, acting: true, also: [Lady Mayor], sources: [gazette]}
    - {office: Chair, of: printers-union, shared: true, on: 1849, sources: [gazette]}
  awards:
    - {award: Caslon Medal, year: 1847, role: laureate, on: 1847-05-01, also: [Medal of Caslon], sources: [gazette]}
  custody:
    - {event: detained, form: police custody, on: 1850-01-05, where: york, status: contested, sources: [gazette]}
    - {event: detained, form: remand, on: 1850-01-06, where: york, status: contested, sources: [almanac]}
    - id: verdict
      event: sentenced
      on: 1850-05-01
      term: 4 years
      suspended: 2 years
      probation: 3 years
      charge: libel
      court: York Assizes
      sources: [gazette]
    - {event: sentenced, on: 1850-05-01, term: 6 years, charge: fraud, sources: [gazette]}
    - {event: sentenced, on: 1850-05-01, term: 8 years, total: true, sources: [gazette]}
    - {event: sentenced, on: 1850-05-01, penalty: fine, amount: 20 pounds, charge: libel, sources: [gazette]}
    - {event: sentenced, on: 1850-05-01, penalty: deprivation of rights, lasts: 2 years, sources: [gazette]}
    - {event: quashed, to: verdict, on: 1851-03-01, court: Queen's Bench, sources: [gazette]}
    - {event: banned, form: travel ban, on: 1852, sources: [gazette]}
    - {event: lifted, form: travel ban, on: 1853, sources: [gazette]}
  happenings:
    - {event: hunger strike, where: York Castle, valid: 1850-06/1850-07, sources: [gazette]}
  counts:
    - {of: books printed, least: 40, most: 60, on: 1850, sources: [gazette]}
- id: ben-bow
  name: Ben Bow
""",
    "organizations": """\
- id: printers-union
  name: Printers' Union
  also: [{name: Society of Printers, valid: 1820/1840, sources: [gazette]}]
  native: Союз
  about: A union in York.
  country: England
  wikidata: Q43
  viaf: "1"
  gnd: none found 2026-11-30
  note: Not that of London.
  sources: [gazette]
  founded: {on: "1820-01-05 (Julian)", where: york, sources: [gazette]}
  happenings:
    - {event: strike, where: York, on: 1842, sources: [gazette]}
  counts:
    - {id: members, of: members, count: 180, by: ann-archer, role: paying, on: 1842, sources: [gazette]}
""",
    "events": """\
- id: fair
  name: Great Fair
  also: [Exhibition]
  native: Ярмарка
  type: exhibition
  about: The fair of 1851.
  places: [Hyde Park, London]
  participants: [ann-archer]
  wikidata: Q44
  viaf: "2"
  gnd: none found 2026-11-30
  note: The first of its kind.
  sources: [gazette]
  dates:
    - {id: held, event: held, valid: 1851-05-01/1851-10-15, where: London, sources: [gazette]}
    - {event: mooted, verbs: [moot, mooted], on: 1849, sources: [gazette]}
  result: {votes_for: 19, against: 17, abstaining: 11, carried: true, on: 1850-04-01, sources: [gazette]}
  happenings:
    - {event: fire in the hall, where: Hyde Park, on: 1851-06, sources: [gazette]}
  counts:
    - {of: visitors, count: 6000000, members: [ann-archer], sources: [gazette]}
""",
    "documents": """\
- id: petition
  name: Petition of the Printers
  also: [Printers' Petition]
  native: Прошение
  type: petition
  about: For a free press.
  by: [printers-union]
  addressees: [The Queen]
  place: york
  wikidata: Q45
  viaf: "3"
  gnd: none found 2026-11-30
  note: Two copies are known.
  sources: [gazette]
  dates:
    - {event: submitted, on: "[1848-03..]", sources: [gazette]}
    - {event: dated, on: 184X, sources: [gazette]}
  passages:
    - {id: opening, text: We humbly pray, by: ann-archer, judges: [tyranny], sources: [gazette]}
  happenings:
    - {event: read in the House, where: London, on: 1848-05-02, sources: [gazette]}
  counts:
    - {of: signatures, least: 900, sources: [gazette]}
""",
    "rankings": """\
- id: presses-1850
  name: Table of Presses
  also: [Table]
  native: Таблица
  about: Of the freedom of presses.
  by: printers-union
  edition: 1850
  wikidata: Q46
  viaf: "4"
  gnd: none found 2026-11-30
  note: The only one.
  sources: [gazette]
  dates:
    - {event: published, on: 1850-12, sources: [gazette]}
  ranks:
    - {subject: York, rank: 3, out_of: 40, tied: [Leeds], sources: [gazette]}
    - {subject: Hull, standing: last but one, sources: [gazette]}
  counts:
    - {of: presses, count: 40, sources: [gazette]}
""",
    "places": """\
- id: york
  name: York
  also: [{name: Eboracum, valid: ../0400, sources: [gazette]}]
  native: Йорк
  type: city
  about: A city in the north of England.
  within: [yorkshire, {place: northumbria, valid: 0650/0954, sources: [gazette]}]
  coordinates: "53.96, -1.08"
  wikidata: Q47
  viaf: "5"
  gnd: none found 2026-11-30
  note: Not New York.
  sources: [gazette]
  happenings:
    - {event: siege, on: 1644, sources: [gazette]}
  counts:
    - {of: inhabitants, count: 36000, on: 1851, sources: [gazette]}
- {id: yorkshire, name: Yorkshire}
- {id: northumbria, name: Northumbria}
""",
    "sources": """\
- id: gazette
  title: York Gazette
  url: https://example.org/gazette
  publisher: William Hargrove
  published: 1850-05-02
  seen: 2026-01-31
  excerpt: was this day sentenced
  archived: https://example.org/archive/gazette
  note: The second edition.
- id: almanac
  title: Almanac
  citation: Almanac for 1851, p. 12
  copy_of: gazette
  seen: 2026-01-31
""",
}
"""One file of each kind; together they use every key and load as one fact base."""

_TAKES: dict[Any, str] = {
    Edtf: "a date or a time (EDTF)",
    PrisonTerm: "a term: 4 years 6 months, life",
    Suspended: "wholly, or a term",
    Coordinates: "latitude, longitude in degrees",
    Id: "an id",
    Title: "words",
    Name: "words",
    str: "words",
    int: "a whole number",
    bool: "true or false",
}
_HEAD = """\
# The keys of the fact base

<!-- Made from the model by `python -m sphinx_factcheck.facts.handbook`; what is written here by hand is lost. -->

The files below `facts/` are lists of entries, one kind of entry a file: `people.yml`, or `people-of-york.yml`, or any
file in a folder `people/`. Whatever it looks like, a value is text: `no` is no boolean here, and `on` is a key. Other
YAML tools read the key `on` as *true*, and write `true:` where they save a file; put it in quotes for them.

A statement holds `on` a day or is `valid` over a time. It names its `sources`, or says `status: unverified`; where
sources disagree, each side is a statement with `status: contested`. By its `id` it can be named in notes.

| written | means |
|---|---|
| `2023-06-14`, `2023-06`, `2023`, `2023-21` | a day, month, year, or season (21 is spring), of which it is some day |
| `2021-01/2023`, `2021/..`, `../2021` | a time that lasts from one to the other, and goes on, or always was |
| `1850~`, `1850?`, `1850%` | about then; uncertain; both |
| `184X`, `18XX` | a decade, a century |
| `[1850-05..]`, `[..1850-05]` | some day, not before, not after |
| `[1773-10-25..1774-10-24]` | some day between two: a year of reign (14 George III), a time between two letters |
| `1649-01-30 (Julian)`, `1648/49-01-30 (Julian)` | a day of the old calendar, also with both years |
"""


def handbook() -> str:
    """The page, as Markdown."""
    return "\n".join((_HEAD, *_kinds(), _words(), ""))


def _kinds() -> Iterator[str]:
    told: set[type[Any]] = set()
    yield "## Every statement\n"
    yield from _table(Statement, ())
    common = {f.name for f in fields(Statement)}
    for kind, entry in FILE_KINDS.items():
        yield f"## {kind}.yml\n\n{_doc(entry)}\n"
        yield from _table(entry, ())
        for key, statement in statement_types(entry).items():
            if statement not in told:
                told.add(statement)
                yield f"### `{key}`\n\n{_doc(statement)}\n"
                yield from _table(statement, common)
        yield f"```yaml\n{EXAMPLES[kind]}```\n"


def statement_types(entry: type[Entity] | type[Source]) -> dict[str, type[Statement]]:
    """The statements that an entry has, by their keys."""
    found = {}
    for key, hint in get_type_hints(entry).items():
        kind = _statement_in(hint)
        if kind is not None and key != "kind":
            found[key] = kind
    return found


def _statement_in(hint: Any) -> type[Statement] | None:
    if isinstance(hint, type) and is_dataclass(hint) and issubclass(hint, Statement):
        return hint
    return next((found for part in get_args(hint) if (found := _statement_in(part))), None)


def _table(kind: type[Any], but: Any) -> Iterator[str]:
    hints = get_type_hints(kind, include_extras=True)
    rows = [f"| `{f.name}` | {_takes(hints[f.name])}{_must(f)} |" for f in fields(kind) if f.name not in but]
    if rows:
        yield "\n".join(("| key | takes |", "|---|---|", *rows, ""))


def _must(field: Any) -> str:
    return ", always" if field.default is field.default_factory is MISSING else ""


def _takes(hint: Any) -> str:
    """What a key takes, in words."""
    if hint in _TAKES or hasattr(hint, "__metadata__"):
        return _TAKES.get(hint, "words in small letters")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return ", ".join(f"`{one}`" for one in hint)
    parts = [part for part in get_args(hint) if part not in (type(None), ...)]
    if not parts:
        return "a statement"
    if get_origin(hint) is tuple:
        return f"a list: {_takes(parts[0])}"
    if get_origin(hint) is Literal:
        return ", ".join(f"`{part}`" for part in parts)
    return " or ".join(dict.fromkeys(_takes(part) for part in parts))


def _doc(kind: type[Any]) -> str:
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", re.sub(r"(?<!\n)\n(?!\n) *", " ", inspect.getdoc(kind) or ""))


def _words() -> str:
    nouns = {word: sorted(noun for noun, told in NOUNS.items() if told == word) for word in VERBS}
    rows = "\n".join(
        f"| `{word}` | {', '.join(sorted(verbs))} | {', '.join(nouns[word])} |" for word, verbs in VERBS.items()
    )
    head = "| `event` | told by the verbs | and by nouns that are not of these |\n|---|---|---|"
    return f"## What happens to events and documents\n\n{head}\n{rows}"


def keys_of(kind: type[Any]) -> frozenset[str]:
    """The keys that an entry or a statement can have."""
    return frozenset(f.name for f in fields(kind))


if __name__ == "__main__":
    from pathlib import Path

    assert set(EXAMPLES) == set(FILE_KINDS) >= set(ENTITY_TYPES)
    Path("docs/facts.md").write_text(handbook(), encoding="utf-8")
