"""Where those come from whose a document is: "42 organisations from the USA, the UK and Norway sent a letter"."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.judging import UNDECIDED, rule
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.lives import country_of
from sphinx_factcheck.facts.model import Entity, Fact, FactBase, Organization, Person
from sphinx_factcheck.facts.words import joined
from sphinx_factcheck.letters.text import Span

_COUNTRY = r"(?:the\s)?[A-ZÀ-Þ](?:[\w’'-]|\.(?=[A-Z]|,|\s[a-z]))*(?:\s(?:of\s(?:the\s)?)?[A-ZÀ-Þ][\w’'-]*){0,3}"
_FROM = later(
    rf"\s(?:(?:based|active)\sin|from(?:\sacross)?)\s(?P<all>{_COUNTRY}(?:(?:,\s(?:and\s)?|\sand\s){_COUNTRY}){{0,30}})"
    r"(?!\w)(?!’s|'s)"
)
"""What tells, right behind those counted or named by a noun, of the countries that they come from."""
_SHOWN = 8
"""So many names are told."""
_EACH = later(rf"(?:(?<=\sin\s)|(?<=\sfrom\s)|(?<=\sacross\s)|,\s(?:and\s)?|\sand\s)(?P<one>{_COUNTRY})")


def countries_told(reading: Reading, end: int) -> Iterator[tuple[str, Span]]:
    """The countries behind a noun that ends there, each as it is written; nothing where none of them is a country."""
    text = reading.letter.text
    told = _FROM.match(text, end)
    if told is None:
        return
    whole = told.span("all")
    found = [(one["one"], Span(*one.span("one"))) for one in _EACH.finditer(text, *whole)]
    if any(country_of(words) for words, _ in found):
        yield from ((words.removeprefix("the "), _bare(words, place)) for words, place in found)


def _bare(words: str, place: Span) -> Span:
    return Span(place.start + len("the "), place.end) if words.startswith("the ") else place


def come_from(entity: Entity, said: str, known: list[str], complete: bool, stated: Fact, facts: FactBase) -> Ruling:
    """Supported where one of those whose a document is has its seat there; contradicted where all have it elsewhere."""
    country = country_of(said)
    if not country:
        return UNDECIDED
    homes = {id: country_of(_home(id, facts)) for id in known}
    there = [facts.entities[id].name for id, home in homes.items() if home == country]
    answer = Answer.YES if there else Answer.NO if complete and all(homes.values()) else Answer.UNKNOWN
    told = joined(sorted({home.title() for home in homes.values() if home})[:_SHOWN])
    shown = f"{joined(there[:_SHOWN])}, of {country.title()}" if there else told
    return rule([(stated, answer)], facts, f"{entity.name} comes from {shown or 'bodies whose country is not known'}")


def _home(id: str, facts: FactBase) -> str:
    entity = facts.entities.get(id)
    return entity.country if isinstance(entity, Organization | Person) else ""
