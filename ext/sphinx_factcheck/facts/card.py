"""A card to read: who or what an entity is, what is known of it as of a date, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_factcheck.facts.dates import Answer, When, before, holds
from sphinx_factcheck.facts.model import (
    Alias,
    Award,
    Citizenship,
    Count,
    Custody,
    Dating,
    Document,
    Entity,
    Event,
    Fact,
    FactBase,
    Happening,
    Kin,
    LifeDate,
    Locality,
    Lying,
    Membership,
    Office,
    Passage,
    Person,
    Rank,
    Source,
    Statement,
    Status,
    Vocation,
    Vote,
)
from sphinx_factcheck.facts.shape import did_you_mean
from sphinx_factcheck.facts.words import custody_in_words


def card(facts: FactBase, id: str, as_of: When | None = None) -> str:
    """What the fact base holds on an id, as plain text; with `as_of`, what held or had happened by then.

    Raises KeyError where there is no such id, with the nearest one in its message.
    """
    if entity := facts.entities.get(id):
        return "\n".join(_entity(facts, entity, as_of))
    if source := facts.sources.get(id):
        return "\n".join((*_source(source), f"at: {facts.places[id]}"))
    mend = did_you_mean(id, [*facts.entities, *facts.sources])
    raise KeyError(f"there is no “{id}” in the fact base" + (f": {mend}" if mend else ""))


def _entity(facts: FactBase, entity: Entity, as_of: When | None) -> Iterator[str]:
    yield f"{entity.name} ({entity.kind} {entity.id})"
    yield from (f"  {line}" for line in (entity.native, entity.about) if line)
    names = [alias.name for alias in entity.aliases()[1:] if alias.when is None]
    if names:
        yield f"  also: {'; '.join(names)}"
    yield from _plain(facts, entity)
    told = [f for f in facts.about(entity.id) if _begun(f.statement, as_of) and not _bare(f.statement)]
    if as_of:
        yield f"as of {as_of}:" if told else f"as of {as_of}: nothing"
    yield from _statements(facts, told, as_of)
    used = dict.fromkeys((*entity.sources, *(source for fact in told for source in fact.statement.sources)))
    if used:
        yield "sources:"
    for source in used:
        yield from (f"  {line}" for line in _source(facts.sources[source]))
    yield f"at: {facts.places[entity.id]}"


def _plain(facts: FactBase, entity: Entity) -> Iterator[str]:
    def names(ids: tuple[str, ...]) -> str:
        return "; ".join(_called(facts, id) for id in ids)

    lines: dict[str, str] = {}
    match entity:
        case Person():
            lines = {"titles": "; ".join(entity.titles)}
        case Event():
            lines = {"with": names(entity.participants), "in": "; ".join(entity.places)}
        case Document():
            lines = {"by": names(entity.by), "to": names(entity.addressees), "at": entity.place}
        case Locality():
            within = tuple(one for one in entity.within if isinstance(one, str))
            lines = {"in": names(within), "coordinates": entity.coordinates or ""}
    lines |= {"wikidata": entity.wikidata, "viaf": entity.viaf, "gnd": entity.gnd, "note": entity.note}
    yield from (f"  {key}: {words}" for key, words in lines.items() if words)


def _statements(facts: FactBase, told: list[Fact], as_of: When | None) -> Iterator[str]:
    key = ""
    for fact in told:
        if fact.key != key:
            key = fact.key
            yield f"{'names' if key == 'also' else key}:"
        said = fact.statement
        when = f"{said.when}: " if said.when else ""
        status = "" if said.status is Status.CONFIRMED else f" ({said.status})"
        sources = f" [{', '.join(said.sources)}]" if said.sources else ""
        yield f"  {when}{_words(said, facts)}{_tense(said, as_of)}{status}{sources}"
        if said.note:
            yield f"    {said.note}"


def _called(facts: FactBase, id: str) -> str:
    """The name behind an id; what is no id is words already."""
    return facts.entities[id].name if id in facts.entities else id


def _bare(statement: Statement) -> bool:
    return isinstance(statement, Alias) and statement.when is None


def _begun(statement: Statement, as_of: When | None) -> bool:
    return as_of is None or statement.when is None or before(as_of, statement.when) is not Answer.YES


def _tense(statement: Statement, as_of: When | None) -> str:
    """Whether what lasts held at the date: “then” where it did, “before” where it had ended."""
    if as_of is None or statement.when is None or not statement.when.lasting:
        return ""
    return {Answer.YES: ", then", Answer.NO: ", before", Answer.UNKNOWN: ", then or not: the dates do not tell"}[
        holds(statement.when, as_of)
    ]


def _words_of_lives(statement: Statement, facts: FactBase) -> str:
    match statement:
        case LifeDate():
            told = (statement.where and f"in {statement.where}", statement.cause and f"of {statement.cause}")
            return " ".join(part for part in told if part) or "so recorded"
        case Kin():
            return f"{statement.kin}: {_called(facts, statement.of)}"
        case Citizenship():
            return f"of {statement.country}{', and of no other state' if statement.only else ''}"
        case Vocation():
            return f"{'no ' if statement.no else ''}{statement.vocation}"
        case Membership():
            return " of ".join(part for part in (statement.role, _called(facts, statement.of)) if part)
        case Lying():
            return f"in {_called(facts, statement.place)}"
        case _:
            return str(getattr(statement, "where", ""))


def _words(statement: Statement, facts: FactBase) -> str:
    """What a statement says, in words."""
    match statement:
        case Alias():
            return statement.name
        case Custody():
            return custody_in_words(statement)
        case Office():
            acting = "acting " if statement.acting else ""
            return f"{acting}{statement.office}" + (f", {_called(facts, statement.of)}" if statement.of else "")
        case Award():
            return f"{statement.award} {statement.year}, {statement.role}"
        case Vote():
            carried = {True: ", carried", False: ", not carried", None: ""}[statement.carried]
            return f"{statement.votes_for} for, {statement.against} against, {statement.abstaining} abstaining{carried}"
        case Count():
            bounds = (("", statement.count), ("at least ", statement.least), ("at most ", statement.most))
            numbers = ", ".join(f"{words}{number}" for words, number in bounds if number is not None)
            told = (statement.role and f"as {statement.role}", statement.by and f"by {_called(facts, statement.by)}")
            return " ".join((f"{statement.of}: {numbers}", *(part for part in told if part)))
        case Passage():
            return f"“{statement.text}”"
        case Rank():
            tied = f", tied with {', '.join(_called(facts, one) for one in statement.tied)}" if statement.tied else ""
            return f"{_called(facts, statement.subject)}: {statement}{tied}"
        case Happening() | Dating():
            return " ".join(part for part in (statement.event, statement.where) if part)
        case _:
            return _words_of_lives(statement, facts)


def _source(source: Source) -> Iterator[str]:
    seen = f", read {source.seen}" if source.seen else ""
    yield f"{source.id}: {source.title}{seen}"
    copied = source.copy_of and f"a copy of {source.copy_of}"
    yield from (f"  {line}" for line in (source.url, copied, source.citation, source.archived) if line)
    if source.excerpt:
        yield f"  “{source.excerpt}”"
