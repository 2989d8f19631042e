"""The sense of one entry: what its statements say must hold together. One function for each rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from typing import Any

from sphinx_factcheck.facts.chains import BANS, CHANGED, meant
from sphinx_factcheck.facts.courses import bans_are_bans, changes_go_their_way, persons_are_one, steps_are_in_order
from sphinx_factcheck.facts.custody import AFTER_DEATH, FREED, TAKEN
from sphinx_factcheck.facts.dates import Answer, DateError, When, before, fits, parse
from sphinx_factcheck.facts.happenings import VERBS
from sphinx_factcheck.facts.model import (
    Alias,
    Award,
    Count,
    Custody,
    Dating,
    Entity,
    LifeDate,
    Locality,
    Lying,
    Office,
    Organization,
    Person,
    Rank,
    Source,
    Statement,
    Status,
    Vote,
)
from sphinx_factcheck.facts.nodes import Path
from sphinx_factcheck.facts.registers import NONE_FOUND, REGISTERS
from sphinx_factcheck.facts.shape import Entry, Fault, Told, nearest
from sphinx_factcheck.facts.terms import Term

MAX_EXCERPT = 15
YEARS = range(1000, 2201)
HAS_TERM = frozenset({"sentenced", "imprisoned", "upheld", "raised", "cut", "commuted", "restored"})

Faults = Iterator[Fault]


def sense(entry: Entry, told: Told) -> Faults:
    """Everything in an entry that does not hold together; `told` are its statements with their paths."""
    if isinstance(entry, Source):
        yield from source_is_complete(entry)
        yield from excerpt_is_short(entry)
        return
    for rule in RULES:
        yield from rule(entry, told)


ADDRESS = r"^https?://[^\s/]+\S*$"
"""The pattern of an address on the web."""


def source_is_complete(source: Source) -> Faults:
    if not source.url and not source.citation:
        message = f"the source “{source.id}” says not where to find it"
        yield Fault("facts-source", ("url",), message, "add its “url” or a “citation”")
    if source.seen is None:
        yield Fault(
            "facts-source", ("seen",), f"the source “{source.id}” says not when it was read", "add “seen: 2026-01-31”"
        )
    for key, address in (("url", source.url), ("archived", source.archived)):
        if address and not re.match(ADDRESS, address):
            yield Fault("facts-source", (key,), f"“{address}” is no address", "write it in full, with https://")
    if source.seen and source.published and before(source.seen, source.published) is Answer.YES:
        message = f"read on {source.seen}, before it was published ({source.published})"
        yield Fault("facts-order", ("seen",), message, "mend one of the dates")


def excerpt_is_short(source: Source) -> Faults:
    words = count_words(source.excerpt)
    if words > MAX_EXCERPT:
        message = f"the excerpt has {words} words; {MAX_EXCERPT} is the most"
        yield Fault("facts-excerpt", ("excerpt",), message, "keep the phrase that matters")


def count_words(text: str) -> int:
    """Words as spaces part them; of Chinese and Japanese, which put none, two characters make a word."""
    characters = (len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]", word)) for word in text.split())
    return sum(max(1, (number + 1) // 2) for number in characters)


def every_statement_has_a_source(_: Entity, told: Told) -> Faults:
    for path, statement in told:
        bare_name = isinstance(statement, Alias | Lying) and statement.when is None
        if not statement.sources and statement.status is not Status.UNVERIFIED and not bare_name:
            mend = "add “sources: [id]”, or say “status: unverified”"
            yield Fault("facts-unsourced", path, f"{_name(path)} names no source", mend)


def identifiers_have_a_source(entity: Entity, _: Told) -> Faults:
    for key, value in entity.registered.items():
        if value.startswith(NONE_FOUND):
            if not _is_day(value.removeprefix(NONE_FOUND).strip()):
                mend = f"write “{NONE_FOUND} 2026-11-30” with the day on which it was looked for"
                yield Fault("facts-shape", (key,), f"“{value}” has no day", mend)
        elif not REGISTERS[key].has(value):
            mend = f"write {REGISTERS[key].example}, or “{NONE_FOUND} 2026-11-30”"
            yield Fault("facts-shape", (key,), f"“{value}” is no {key} identifier", mend)
        elif not entity.sources:
            mend = "add “sources: [id]” to the entry, where the identifier was looked up"
            yield Fault("facts-unsourced", (key,), f"the {key} identifier names no source", mend)


def _is_day(words: str) -> bool:
    try:
        return parse(words).precision == "day"
    except DateError:
        return False


def one_time_each(_: Entity, told: Told) -> Faults:
    for path, statement in told:
        if statement.on and statement.valid:
            yield Fault(
                "facts-date",
                path,
                f"{_name(path)} has both “on” and “valid”",
                "keep “on” for a day, “valid” for a time that lasts",
            )
        if isinstance(statement, LifeDate) and statement.cause and path[0] != "died":
            yield Fault("facts-life", (*path, "cause"), f"{_name(path)} has a cause", "a cause belongs to “died”")
        if isinstance(statement, LifeDate) and not statement.when:
            yield Fault("facts-date", path, f"{_name(path)} has no date", "add “on”, or take it out")


def statement_ids_are_unique(entity: Entity, told: Told) -> Faults:
    seen: set[str] = set()
    for path, statement in told:
        if statement.id and statement.id in seen:
            message = f"“{entity.id}” has two statements with the id “{statement.id}”"
            yield Fault("facts-id", (*path, "id"), message, "give one of them another id")
        seen.add(statement.id or "")


def numbers_make_sense(entity: Entity, told: Told) -> Faults:
    for path, statement in told:
        if wrong := _wrong_number(statement):
            yield Fault("facts-number", path, f"{_name(path)}: {wrong[0]}", wrong[1])


def _wrong_number(statement: Statement) -> tuple[str, str] | None:
    match statement:
        case Award(year=year) if year not in YEARS:
            return f"{year} is no likely year", "write four digits"
        case Rank(rank=None, standing=None):
            return "a rank without a number", "add “rank”, or “standing: last”"
        case Rank(rank=int(rank), out_of=out_of) if rank < 1 or (out_of is not None and rank > out_of):
            return f"rank {rank} out of {out_of}", "a rank is between 1 and “out_of”"
        case Vote(votes_for=ayes, against=noes, abstaining=others) if min(ayes, noes, others) < 0:
            return "a number of votes below 0", "mend it"
        case Count(count=None, least=None, most=None):
            return "a count without a number", "add “count”, or “least” or “most”"
        case Count(least=least, count=count, most=most):
            known = [number for number in (least, count, most) if number is not None]
            if known != sorted(known) or known[0] < 0:
                return "its numbers do not fit each other", "least ≤ count ≤ most"
    return None


def life_holds_all(entity: Entity, told: Told) -> Faults:
    """Nothing before birth or founding, no custody or office after death; honours and pardons may follow it."""
    born, died = _life(entity)
    for path, statement in told:
        when = statement.when
        if when is None or statement in (born, died) or statement.status is Status.CONTESTED:
            continue
        if born and born.when and before(when, born.when) is Answer.YES:
            which = "was founded" if isinstance(entity, Organization) else "was born"
            yield Fault(
                "facts-life", path, f"{_name(path)} ({when}) is before {entity.name} {which} ({born.when})", _MEND_DATE
            )
        if died and died.when and _needs_life(statement) and _reaches_past(when, died.when):
            mend = "end it with the death" if when.lasting else _MEND_DATE
            yield Fault("facts-life", path, f"{_name(path)} ({when}) is after {entity.name} died ({died.when})", mend)
    if born and died and born.when and died.when and before(died.when, born.when) is Answer.YES:
        yield Fault(
            "facts-life", ("died",), f"{entity.name} died ({died.when}) before being born ({born.when})", _MEND_DATE
        )


_MEND_DATE = "mend one of the dates"


def _needs_life(statement: Statement) -> bool:
    return isinstance(statement, Office) or (isinstance(statement, Custody) and statement.event not in AFTER_DEATH)


def deaths_agree(entity: Entity, told: Told) -> Faults:
    _, died = _life(entity)
    for path, statement in told:
        if not (isinstance(statement, Custody) and statement.event == "died" and died and died.when and statement.when):
            continue
        if statement.status is not Status.CONTESTED and fits(statement.when, died.when) is Answer.NO:
            message = f"{entity.name} died on {statement.when} here and on {died.when} under “died”"
            yield Fault("facts-life", path, message, _MEND_DATE)


def _life(entity: Entity) -> tuple[LifeDate | None, LifeDate | None]:
    match entity:
        case Person():
            return entity.born, entity.died
        case Organization():
            return entity.founded, None
        case _:
            return None, None


def _reaches_past(when: When, end: When) -> bool:
    """Whether a time surely goes on after an end, be it that it is open."""
    return when.end_earliest > end.latest if when.lasting else when.earliest > end.latest


def custody_is_in_order(entity: Entity, told: Told) -> Faults:
    custody = [(path, s) for path, s in told if isinstance(s, Custody)]
    taken = [s.when for _, s in custody if s.event in TAKEN | {"missing"} and s.when]
    for path, statement in custody:
        when = statement.when
        if statement.term and statement.event not in HAS_TERM:
            message = f"a term of {statement.term} with “{statement.event}”"
            yield Fault("facts-order", (*path, "term"), message, "a term belongs to “event: sentenced”")
        if statement.event in FREED and when and taken and all(before(when, t) is Answer.YES for t in taken):
            first = min(taken, key=lambda t: t.earliest)
            message = f"{entity.name} was {statement.event} on {when}, before being taken ({first})"
            yield Fault("facts-order", path, message, _MEND_DATE)


def penalties_are_whole(_: Entity, told: Told) -> Faults:
    """What a court gave is told by the keys that fit it."""
    for path, s in told:
        if isinstance(s, Custody) and (wrong := _wrong_penalty(s)):
            yield Fault("facts-chain", (*path, wrong[0]), f"{_name(path)}: {wrong[1]}", wrong[2])


def _wrong_penalty(s: Custody) -> tuple[str, str, str] | None:
    if s.term and s.penalty != "prison":
        return "term", f"a term of prison with “penalty: {s.penalty}”", "say how long it lasts with “lasts”"
    if s.lasts and s.penalty == "prison":
        return "lasts", "“lasts” without another penalty than prison", "write “term” for a term of prison"
    if s.suspended is not None and s.term is None:
        return "suspended", "nothing is there to be suspended", "add the “term” that is"
    if s.suspended is not None and s.term and not s.term.life and s.suspended > s.term:
        return "suspended", f"{s.suspended} of {s.term} cannot be suspended", "write wholly, or less than the term"
    if s.probation and s.suspended is None:
        return "probation", "a probation without “suspended”", "add “suspended: wholly”, or the part that is"
    if (s.event in {"banned", "lifted"}) and s.form is None:
        return "event", f"“{s.event}” does not say which ban", f"add “form”: {', '.join(sorted(BANS))}"
    if s.event == "confined" and s.form is None:
        return "event", "“confined” does not say how", "add “form: house arrest”, or what it was"
    return None


def chains_hold(entity: Entity, told: Told) -> Faults:
    """What later courts did follows a sentence, and what ends follows what began."""
    custody = [(path, s) for path, s in told if isinstance(s, Custody)]
    passed = [s for _, s in custody if s.event in {"sentenced", "convicted"}]
    for path, s in custody:
        if s.event in CHANGED:
            yield from _change_follows(entity, path, s, passed)
        elif s.to:
            yield Fault("facts-chain", (*path, "to"), f"“to” with “{s.event}”", f"it belongs to {_listed(CHANGED)}")
    for form in sorted({s.form for _, s in custody if s.form and s.event == "lifted"}):
        yield from _ends_once(entity, form, [(p, s) for p, s in custody if s.form == form])


def _change_follows(entity: Entity, path: Path, s: Custody, passed: list[Custody]) -> Faults:
    if s.to and all(one.id != s.to for one in passed):
        like = nearest(s.to, [one.id for one in passed if one.id])
        mend = f"did you mean “{like}”?" if like else "give that sentence its “id”"
        yield Fault("facts-chain", (*path, "to"), f"{entity.name} has no sentence “{s.to}”", mend)
        return
    when = s.when
    at = meant([one for one in passed if not _is_after(one, s)] if not s.to else passed, s)
    if at is None and s.event not in {"retrial", "pardoned"}:
        message = f"{entity.name} had a sentence {s.event}{f' on {when}' if when else ''}, before any was passed"
        yield Fault("facts-chain", path, message, "mend one of the dates, or add the sentence")
    elif at is not None and s.to and _is_after(passed[at], s):
        message = f"{entity.name} had a sentence {s.event} on {when}, before it was passed ({passed[at].when})"
        yield Fault("facts-chain", path, message, _MEND_DATE)


def _is_after(one: Custody, other: Custody) -> bool:
    return bool(one.when and other.when and before(other.when, one.when) is Answer.YES)


def _ends_once(entity: Entity, form: str, told: list[tuple[Path, Custody]]) -> Faults:
    """Every end of a ban or a confinement after a beginning of its own."""
    begun = False
    for path, s in sorted(told, key=lambda one: one[1].when.earliest if one[1].when else date.max):
        if s.event != "lifted":
            begun = True
        elif not begun:
            message = f"the {form} of {entity.name} ends on {s.when}, and had not begun"
            yield Fault("facts-chain", path, message, "add when it began, or take one of two ends out")
        else:
            begun = False


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def events_are_known(_: Entity, told: Told) -> Faults:
    """What happened to an event or a document is told by a word that has its verbs."""
    for path, s in told:
        if isinstance(s, Dating) and s.event not in VERBS and not s.verbs:
            like = nearest(s.event, tuple(VERBS), least=75)
            mend = f"did you mean “{like}”? " if like else ""
            mend += "a word of your own takes the verbs that tell it: verbs: [convoke, convoked]"
            yield Fault("facts-shape", (*path, "event"), f"“{s.event}” is no event that is known", mend)


def coordinates_have_a_source(entity: Entity, _: Told) -> Faults:
    coordinates = entity.coordinates if isinstance(entity, Locality) else None
    if coordinates is None:
        return
    latitude, longitude = (abs(float(part)) for part in coordinates.split(","))
    if latitude > 90 or longitude > 180:
        mend = "write latitude (at most 90) and longitude (at most 180), in this order"
        yield Fault("facts-number", ("coordinates",), f"{coordinates} lies nowhere on Earth", mend)
    if not entity.sources:
        mend = "add “sources: [id]” to the entry, where they were read"
        yield Fault("facts-unsourced", ("coordinates",), "the coordinates name no source", mend)


def one_truth_at_a_time(_: Entity, told: Told) -> Faults:
    """Two statements that cannot both be so, and neither says that it is contested."""
    first: dict[tuple[str, ...], tuple[Path, Statement]] = {}
    for path, statement in told:
        slot = _slot(statement)
        if slot and statement.status is Status.CONFIRMED:
            one_path, one = first.setdefault(slot, (path, statement))
            if clash := _clash(one, statement):
                message = f"{_name(one_path)} and {_name(path)} cannot both be so: {clash}"
                yield Fault("facts-contested", path, message, "mend one, or give both “status: contested”")


def _slot(statement: Statement) -> tuple[str, ...]:
    """What there can be only one truth about: statements with one slot must agree. Empty where there can be many."""
    match statement:
        case Custody(event="sentenced", on=When(is_day=True) as on, term=Term(), total=total):
            return "sentenced", on.text, statement.court, statement.charge.casefold(), str(total)
        case Dating(event="dated" | "adopted" as event):
            return "date", event
        case Rank(subject=subject, when=when, rank=int()):
            return "rank", subject, str(when)
        case _:
            return ()


def _clash(one: Statement, other: Statement) -> str:
    match one, other:
        case Custody(), Custody() if one.term != other.term:
            return f"{one.term} and {other.term} on {one.on}"
        case Dating(), Dating() if one.when and other.when and fits(one.when, other.when) is Answer.NO:
            return f"{one.event} {one.when} and {other.when}"
        case Rank(), Rank() if one.rank != other.rank:
            return f"rank {one.rank} and {other.rank}"
        case _:
            return ""


def contested_has_two_sides(_: Entity, told: Told) -> Faults:
    sides: defaultdict[tuple[str | int, str], list[tuple[Path, Statement]]] = defaultdict(list)
    for path, statement in told:
        if statement.status is Status.CONTESTED:
            sides[path[0], _topic(statement)].append((path, statement))
    for side in sides.values():
        contents = {_content(statement) for _, statement in side}
        for path, _statement in side if len(contents) < 2 else ():
            if len(path) == 1:
                said, mend = "nothing here can say otherwise", "say “status: unverified”, and the rest in a note"
            elif len(side) == 1:
                said, mend = (
                    "nothing here says otherwise",
                    "add the other side, with sources and “status: contested”",
                )
            else:
                said, mend = "the other says the same", "say what differs, or make it one statement that is confirmed"
            yield Fault("facts-contested", path, f"{_name(path)} is contested, but {said}", mend)


def _topic(statement: Statement) -> str:
    """What a statement is about, so that two on the same can contest each other."""
    match statement:
        case Custody() | Dating():
            return statement.event
        case Office():
            return f"{statement.office}/{statement.of}"
        case Award():
            return statement.award
        case Count():
            return statement.of
        case Rank():
            return statement.subject
        case _:
            return ""


def _content(statement: Statement) -> Statement:
    return replace(statement, id=None, sources=(), note="")


def words_are_there(entity: Entity, told: Told) -> Faults:
    """What an entry cannot do without is not blank."""
    entries: tuple[tuple[Path, Entity | Statement], ...] = (((), entity), *told)
    for path, entry in entries:
        kind: Any = type(entry)
        for key in _required(kind):
            value = getattr(entry, key)
            if isinstance(value, str) and not value.strip():
                yield Fault("facts-shape", (*path, key), f"“{key}” is empty", "write what belongs there")


@cache
def _required(kind: type[Any]) -> tuple[str, ...]:
    """The keys that every entry of a kind has."""
    return tuple(field.name for field in fields(kind) if field.default is field.default_factory is MISSING)


RULES: tuple[Callable[[Entity, Told], Faults], ...] = (
    words_are_there,
    every_statement_has_a_source,
    identifiers_have_a_source,
    one_time_each,
    statement_ids_are_unique,
    numbers_make_sense,
    life_holds_all,
    deaths_agree,
    custody_is_in_order,
    penalties_are_whole,
    chains_hold,
    changes_go_their_way,
    bans_are_bans,
    steps_are_in_order,
    persons_are_one,
    events_are_known,
    coordinates_have_a_source,
    one_truth_at_a_time,
    contested_has_two_sides,
)


def _name(path: Path) -> str:
    return f"“{path[0]}/{int(path[1]) + 1}”" if len(path) > 1 else f"“{path[0]}”"
