"""A noun group as it is read: where it goes is told by what stands before it."""

from __future__ import annotations

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building import ahead, gaps
from sphinx_factcheck.engine.language.building.lists import after_comma, joined, names_whom
from sphinx_factcheck.engine.language.building.opened import AMOUNT, PERSON, THING, TIME, Building, class_of
from sphinx_factcheck.engine.language.building.placing import argument, as_object, as_subject, new_object
from sphinx_factcheck.engine.language.chunks import Group, Mark, Verb
from sphinx_factcheck.engine.language.tagging import HEDGES

_PLACING = frozenset("in at near inside outside around across into within throughout".split())
"""Prepositions after which a name that no span tells of is that of a place."""
_THEY = frozenset("they we both".split())
_DEEPEST = 4
"""How many nouns a phrase after a noun can hang on: "the arrest of X in Oslo on 4 May"."""


def read_group(b: Building, i: int, group: Group) -> None:
    """Put a noun group, the chunk of number i, into what is open."""
    _deny(b, group)
    if b.top.verb is None and _is_bare_neither(b, i, group):
        b.top.inverted = True
        return
    match b.before:
        case Mark() as mark:
            _after_mark(b, i, group, mark)
        case Verb():
            as_object(b, group)
        case Group() as noun:
            _adjacent(b, group, noun)
        case _:
            as_subject(b, group)
    b.last = group


def _deny(b: Building, group: Group) -> None:
    group.denied = b.ruled_out or (isinstance(b.before, Mark) and b.before.low == "nor")
    if group.first in lex.NEGATIVE and not (group.first in HEDGES and any(w.tag == lex.NUMBER for w in group.words)):
        group.denied = True
        if group.first != "few" and b.top.verb is None:
            b.top.denied = True


def _is_bare_neither(b: Building, i: int, group: Group) -> bool:
    return len(group.words) == 1 and group.first == "neither" and isinstance(ahead.follows(b.chunks, i), Verb)


def _after_mark(b: Building, i: int, group: Group, mark: Mark) -> None:
    match mark.kind:
        case "p" | "u":
            _phrase(b, group, mark)
        case "&":
            joined(b, i, group)
        case ",":
            after_comma(b, i, group)
        case "(":
            _bracketed(b, i, group)
        case ":" | "-":
            _after_colon(b, i, group)
        case "r":
            _in_relative(b, group, mark)
        case _:
            as_subject(b, group)


def _adjacent(b: Building, group: Group, before: Group) -> None:
    """A group right after another: a second object, a time, or the subject of a clause without its pronoun."""
    top = b.top
    if b.waiting is before and class_of(before) == TIME and class_of(group) in (PERSON, THING):
        b.wait(group)  # "and nine days later she": the time of the clause that begins
    elif b.waiting is before or gaps.is_second_gap(b, group, before):
        gaps.gapped(b, "", group)
    elif _is_among(b, group, before):
        return
    elif top.verb is not None:
        as_object(b, group)
        if b.placed == "object":
            b.placed = "adjacent"
    elif not top.subject or group.is_time:
        as_subject(b, group)
    elif class_of(group) == AMOUNT:
        before.apposed.append(group)
        b.chain, b.placed = [group], "apposed"
    else:
        new_object(b, group, "adjacent")


def _is_among(b: Building, group: Group, before: Group) -> bool:
    """Whether a group names some of those before: "five writers, among them X"."""
    top = b.top
    if before.head.low not in {"them", "whom"} or not top.args:
        return False
    if top.args[-1][0] not in {"among", "including", "of", "with"}:
        return False
    slot = top.args.pop()[1]
    host = next((g for g in reversed(b.groups) if any(s is slot for _, s in g.phrases)), None)
    if host is None:
        return False
    host.phrases[-1] = ("including", [group])
    b.slots.append(host.phrases[-1][1])
    b.chain, b.placed = [group], "apposed"
    return True


def _phrase(b: Building, group: Group, preposition: Mark) -> None:
    """A group after a preposition: it hangs on the nouns before it, and on the verb."""
    low = preposition.low
    group.is_place = low in _PLACING
    if b.waiting is not None and _hangs_on_waiting(b, low, group):
        b.waiting.phrases.append((low, [group]))
        b.chain, b.placed = [b.waiting, group], "argument"
    elif b.waiting is not None:
        gaps.gapped(b, low, group)
    elif gaps.is_noun_gap(b, low, group):
        return
    elif gaps.is_gap(b, low):
        gaps.gapped(b, low, group)
    elif gaps.amount_anew(b, low, group):
        return
    else:
        _hang(b, group, preposition)


def _hangs_on_waiting(b: Building, low: str, group: Group) -> bool:
    used = {p for p, _ in b.top.args}
    anew = low in used or class_of(group) == AMOUNT or (b.shares and group.head.tag == lex.DATE)
    return low == "of" or b.top.verb is None or not anew


def _hang(b: Building, group: Group, preposition: Mark) -> None:
    slot, low = [group], preposition.low
    if b.chain and low == "of":
        b.chain[-1].phrases.append((low, slot))
    else:
        for noun in b.chain:
            noun.phrases.append((low, slot))
        b.top.args.append((low, slot))
    b.slots.append(slot)
    b.chain = [*b.chain[-_DEEPEST:], group]
    b.placed = "presub" if preposition.kind == "u" else "argument"


def _bracketed(b: Building, i: int, group: Group) -> None:
    anchor = b.top.anchor
    if b.stack[-2:-1] and b.stack[-2].verb is not None and ahead.opens_shares(b.chunks, i):
        b.stack.pop()
        b.wait(group, shares=True)
        return
    if anchor is not None and b.top.verb is None:
        b.place(anchor.brackets, group, "bracketed")
    else:
        as_subject(b, group)


def _after_colon(b: Building, i: int, group: Group) -> None:
    if names_whom(b, group):
        return
    top = b.top
    if top.verb is not None and ahead.opens_shares(b.chunks, i):
        b.wait(group, shares=True)
        return
    told = next((g for g in top.subject if _is_several(g) or g.first in _THEY), None)
    if top.verb is not None and group.is_name and told is not None and b.last is not told:
        b.apposed_to(told, group, "colon")
    elif top.verb is None and (top.subject or top.args):
        argument(b, ":", group)
    elif b.last is not None:
        b.apposed_to(b.last, group, "colon")
    else:
        as_subject(b, group)


def _is_several(group: Group) -> bool:
    """Whether a group speaks of several persons, also by their number alone: "Eight remain in prison: …"."""
    low = group.head.low
    return (lex.is_plural(low) and lex.is_human(low)) or (len(group.words) == 1 and group.head.tag == lex.NUMBER)


def _in_relative(b: Building, group: Group, before: Mark) -> None:
    if before.low == "whose" and b.top.anchor is not None:
        group.owners = [b.top.anchor]
    b.place(b.top.subject, group, "subject")
