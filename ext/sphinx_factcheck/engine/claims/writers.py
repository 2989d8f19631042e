"""Who writes a letter, and to whom: the persons behind "I" and "you"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.facts.dates import Answer, holds
from sphinx_factcheck.facts.model import Document, FactBase, Office, Person
from sphinx_factcheck.facts.remembered import once

if TYPE_CHECKING:
    from sphinx_factcheck.engine.claims.base import Reading

_HEAD = 1500
"""Characters from the start of a letter in which it calls those to whom it is written."""
_LETTER = (
    r"(?:(?:(?:[Tt]he|[Aa]n?)\s)?(?:[\w-]+\s)?"
    r"(?:[Ll]etter|[Mm]emorial|[Pp]etition|[Aa]ddress|[Aa]ppeal)\s)"
)
_GREETING = later(
    r"^(?:(?:My\s)?(?:Dear|Dearest|Esteemed|Honou?r(?:ed|able)|Respected|Most\s\w+|Highly\s\w+|Your\s[A-Z]\w+)\s"
    r"(?:[^\n.;]|\b(?:M[rs]s?|Dr|Hon|Rev|Prof)\.){2,60}?\s?[,:!—–-]?"
    r"|(?:(?:Mr|Mrs|Ms|Mme|Madame?)\.?\s)?(?:[A-Z]\w{2,20}\s){0,3}[A-Z]\w{2,20}\s?[,:!—–-])[ \t]*$"
    r"|^(?:Sir|SIR|Madam|MADAM|My\sLord|MY\sLORD|(?:Mr|Madame?)\.?\s[A-Z][\w’' -]{2,40}|Your\s[A-Z]\w+)[,:!—–-]",
    re.MULTILINE,
)
"""The line that greets those to whom it is written; one with a name stands alone."""
_TO = later(rf"^{_LETTER}?[Tt]o:?\s[^\n]{{3,120}}$", re.MULTILINE)
_STYLE = later(
    r"^(?:(?:[Tt]o|[Mm]y|[Mm]ost|[Rr]espected|[Dd]ear|[Ee]steemed|[Hh]onou?r(?:ed|able)|[Hh]on\.|(?:[Tt]he\s)?[Rr](?:igh)?t"
    rf"|[Tt]he|[Ss]ir|[Mm](?:r|rs|s|me)\.?|[Mm]adame?|[Yy]our|[Hh]is|[Hh]er|[Ee]xcellency|{_LETTER}to):?,?\s)+"
)
"""What a salutation or an address has before a title."""
_ALONE = frozenset({"minister", "secretary", "commissioner", "president", "ambassador", "mayor", "governor"})
"""What one may be called alone whose title goes on: "Dear Minister"."""
_ADDRESS = 3
"""Lines above a salutation in which it can stand to whom a letter is sent."""
_LINE = later(r"^[^\n]*\S[^\n]*$", re.MULTILINE)
_FROM = later(r"^\W*(?:[Ff]rom|FROM|[Bb]y|[Rr]e|RE|[Ss]ubject)\b|\b(?:case|release|matter)\sof\b|^\W*Free\b"
             r"|\b(?:was|were|is|are|has|have|had|must)\b")  # fmt: skip
"""What shows that a line above a salutation tells who writes, or of what."""
_SEVERAL = later(r"\band\s(?:[A-Z]|all\b|the\b|members?\b|colleagues?\b)|;")
"""What shows that others are written to as well: "Dear Mr X and Ms Y"."""
_MY_NAME = later(r"[IM](?<!\w.)(?:(?<=M)y\sname\sis|(?<=I),|(?<=I)\sam\scalled)\s")
"""It begins with a set of signs, which is looked for many times faster than the boundary of a word."""
_OF_MY_NAME = ("name", "I,", "called")
"""One of these stands in every such sentence; letters without them are the most."""
_GENITIVES = ("’s", "'s")
_ITEM = later(r"^\W|\d|:", re.MULTILINE)
"""What a line has that is an item of a list, and no signature."""
_SIGNATURE = 80
"""Characters that a line with the name of who writes has at most, with a title or two."""


def author(reading: Reading) -> str:
    """The one person who writes: told with it, of the document, called so ("My name is X"), or alone at the end."""
    letter, entities = reading.letter, reading.facts.entities
    if letter.authors:
        return _one_person(letter.authors, reading.facts)
    document = entities.get(letter.carries)
    if isinstance(document, Document):
        return _one_person(document.by, reading.facts)
    called_so = any(map(letter.text.__contains__, _OF_MY_NAME))
    if called_so and (calls := _MY_NAME.search(letter.text)):
        own = reading.mentions_in(calls.end(), calls.end() + _SIGNATURE)
        named_so = own and own[0].span.start == calls.end() and isinstance(entities.get(own[0].entity), Person)
        return own[0].entity if named_so and not letter.text.startswith(_GENITIVES, own[0].span.end) else ""
    end = len(letter.text.rstrip())
    line = letter.text.rfind("\n", 0, end) + 1
    named = reading.mentions_in(line, end)
    signed = (
        len(named) == 1
        and end - line < _SIGNATURE
        and not _ITEM.search(letter.text, line, end)
        and isinstance(entities.get(named[0].entity), Person)
    )
    return named[0].entity if signed else ""


def addressee(reading: Reading) -> str:
    """The one person to whom it is written: told with it, of the document, the salutation, or the line "To X"."""
    letter, entities = reading.letter, reading.facts.entities
    if letter.addressees:
        return _one_person(letter.addressees, reading.facts)
    document = entities.get(letter.carries)
    if isinstance(document, Document) and document.addressees:
        return _one_person(document.addressees, reading.facts)
    greeting = _GREETING.search(letter.text, 0, _HEAD)
    if greeting is None:
        return ""
    lines = [greeting, *(line for line in _TO.finditer(letter.text, 0, greeting.start()))]
    for line in lines:
        named = reading.mentions_in(*line.span())
        if named:
            persons = {m.entity for m in named if isinstance(entities.get(m.entity), Person)}
            return persons.pop() if len(persons) == 1 and not _SEVERAL.search(line[0]) else ""
    return _by_office(reading, greeting) or _in_address(reading, greeting)


def _in_address(reading: Reading, greeting: re.Match[str]) -> str:
    """The one person whom the lines above a salutation name, where they are to whom a letter is sent."""
    lines = list(_LINE.finditer(reading.letter.text, 0, greeting.start()))[-_ADDRESS:]
    if not lines or any(len(line[0]) > _SIGNATURE or _FROM.search(line[0]) for line in lines):
        return ""
    named = reading.mentions_in(lines[0].start(), greeting.start())
    persons = {m.entity for m in named if isinstance(reading.facts.entities.get(m.entity), Person)}
    return persons.pop() if len(persons) == 1 else ""


def _by_office(reading: Reading, greeting: re.Match[str]) -> str:
    """The one who holds the office by which a letter calls its reader, or is sent to, and whom it names nowhere."""
    text, holders = reading.letter.text, _holders(reading.facts)
    if not holders:
        return ""
    head = [line for line in text[: greeting.start()].split("\n") if line.strip()][-_ADDRESS:]
    for line in (greeting[0], *head):
        title = _STYLE.sub("", line.strip(" ,:!—–-\n")).split(",")[0].casefold()
        known = [person for person in holders.get(title, ()) if _holds(person, title, reading)]
        if known:
            named = {m.entity for m in reading.mentions_in(0, len(text))}
            return known[0] if len(known) == 1 and known[0] not in named else ""
    return ""


def _holds(person: str, title: str, reading: Reading) -> bool:
    told = (fact.statement for fact in reading.facts.about(person, "offices"))
    offices = [one for one in told if isinstance(one, Office) and title in _titles(one)]
    return any(holds(one.when, day) is Answer.YES for one in offices if one.when for day in reading.own_dates)


def _titles(office: Office) -> Iterator[str]:
    """An office as a letter can call it, with that of which it is and without."""
    for title in (office.office, *office.also):
        yield title.casefold()
        yield f"{title} of {office.of}".casefold()
        yield f"{title} of the {office.of}".casefold()
        yield from _ALONE.intersection(title.casefold().split()[:1])


@once
def _holders(facts: FactBase) -> Mapping[str, tuple[str, ...]]:
    """Who holds or held an office, by its title."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in facts.entities.values():
        for office in entity.offices if isinstance(entity, Person) else ():
            for title in _titles(office):
                if entity.id not in found.get(title, ()):
                    found[title] = *found.get(title, ()), entity.id
    return found


def known_as(agent: str, facts: FactBase) -> str:
    """The id of an entity that is told by its id or by a name of its own; empty where no one has it, or several do."""
    return agent if agent in facts.entities else _by_name(facts).get(agent.casefold(), "")


def _one_person(agents: Sequence[str], facts: FactBase) -> str:
    id = known_as(agents[0], facts) if len(agents) == 1 else ""
    return id if isinstance(facts.entities.get(id), Person) else ""


@once
def _by_name(facts: FactBase) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for id, entity in facts.entities.items():
        for alias in entity.aliases():
            name = alias.name.casefold()
            found[name] = id if found.get(name, id) == id else ""
    return found
