"""Clauses that leave out their verb because the one before has it: "X got ten years, Y seven"."""

from __future__ import annotations

from dataclasses import replace

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.ahead import may_be_age
from sphinx_factcheck.engine.language.building.opened import (
    AMOUNT,
    PERSON,
    THING,
    TIME,
    Building,
    Open,
    class_of,
    is_mark,
)
from sphinx_factcheck.engine.language.building.placing import argument, new_object
from sphinx_factcheck.engine.language.chunks import Chunk, Group, Verb


def is_second_gap(b: Building, group: Group, before: Group) -> bool:
    """Whether one of two objects is told anew: "gave X ten years and Y five", "X got ten years and Y five"."""
    if b.joined is not before or class_of(group) != AMOUNT:
        return False
    earlier = any(class_of(g) == AMOUNT and g.start < before.start for s in b.top.objects for g in s)
    slot = b.slot_of(before)
    if not earlier or slot is None or len(slot) < 2:
        return False
    slot.pop()
    b.waiting = before
    return True


def is_noun_gap(b: Building, preposition: str, group: Group) -> bool:
    """Whether a noun's phrases start anew: "the arrests of X on 5 May and Y on 6 May"."""
    joined = b.joined
    if joined is None or b.last is not joined or preposition == "of":
        return False
    host = next((g for g in b.chain if any(p == "of" and s[-1] is joined for p, s in g.phrases)), None)
    if host is None or preposition not in {p for p, _ in host.phrases}:
        return False
    slot = next(s for p, s in host.phrases if p == "of" and s[-1] is joined)
    if len(slot) < 2:
        return False
    slot.pop()
    host.phrases += [("of", [joined]), (preposition, [group])]
    joined.phrases.append((preposition, [group]))
    b.chain, b.joined, b.placed = [host, joined, group], None, "argument"
    return True


def is_gap(b: Building, preposition: str) -> bool:
    """Whether a joined group takes up the verb anew: "X to 14 years and Y, a friend, to 12"."""
    joined = b.joined
    if joined is None or b.last is None or b.top.verb is None or preposition == "of":
        return False
    if class_of(joined) in (AMOUNT, TIME) or (b.last is not joined and b.last not in joined.apposed):
        return False
    used = [slot for p, slot in b.top.args if p == preposition]
    slot = b.slot_of(joined)
    if not used or slot is None or len(slot) < 2 or (used[-1] is not slot and used[-1][0].start < slot[-2].start):
        return False
    slot.pop()
    b.waiting = joined
    return True


def amount_anew(b: Building, preposition: str, group: Group) -> bool:
    """Whether the same verb is told once more of the same one: "to eleven years, and then, in 1994, to four more"."""
    top = b.top
    if top.verb is None or class_of(group) != AMOUNT or any(len(s) > 1 for s in (top.subject, *top.objects)):
        return False
    told = [s for p, s in top.args if p == preposition and class_of(s[-1]) == AMOUNT and s[-1].start > top.verb.start]
    after = told[-1][-1].end if told else group.start
    between = [c for c in b.chunks if after <= c.start < group.start]
    if not any(is_mark(c, "&") for c in between) or any(_is_somebody(c) for c in between):
        return False
    since = [(p, s) for p, s in top.args if s[0].start >= after]
    top.args = [(p, s) for p, s in top.args if s[0].start < after]
    clause = b.sibling(top, list(top.subject))
    clause.verb, clause.elided, clause.start = replace(top.verb), True, since[0][1][0].start if since else group.start
    clause.objects, clause.args = [list(s) for s in top.objects], since
    argument(b, preposition, group)
    return True


def gapped(b: Building, preposition: str, group: Group) -> None:
    """A clause that shares the verb of the one before: whom, and what, it says anew."""
    other, whom = b.top, b.waiting
    waited = b.take_waiting()
    b.joined = None
    assert whom is not None
    verb = other.verb
    as_object = (
        bool(other.objects) and verb is not None and not verb.passive and _is_whom(other.objects[0], whom, preposition)
    )
    clause = b.sibling(other, list(other.subject) if as_object else waited)
    clause.verb = replace(verb) if verb is not None else None
    clause.elided = True
    clause.adverbs = list(other.adverbs)
    clause.start = whom.start
    if as_object:
        clause.objects.append(waited)
        b.slots.append(clause.objects[0])
    if preposition:
        argument(b, preposition, group)
    else:
        new_object(b, group)


def drop_waiting(b: Building) -> None:
    """A group that waited for a verb or a gap and got none is one more of its like."""
    whom, waited = b.waiting, b.take_waiting()
    slot = b.slot_for(whom) if whom is not None else None
    if slot is not None:
        slot += waited


def take_up(b: Building) -> None:
    """Where a part without a verb goes on like the one before it, it shares that verb: "; Y, five"."""
    root = b.stack[0]
    mains = [c for c in b.clauses if c.link == "main"]
    if root.verb is not None or not root.subject or len(mains) < 2:
        return
    other, whom = mains[-2], root.subject[-1]
    last = b.clauses[b.clauses.index(root) - 1]
    if last.elided and last.link == "coordinated" and last.like is other:
        other = last  # ": X to seven years; Y to four"
    if other.verb is None:
        return
    if _amount_anew(root, other, whom) or _phrase_anew(root, other):
        _share(root, other, other.verb, whom)
    elif _is_listed(root, other, whom):
        root.verb, root.elided, root.inverted = replace(other.verb), True, True
        root.args += [(p, list(s)) for p, s in other.args if s[0].start < other.verb.start]


def _is_listed(root: Open, other: Open, whom: Group) -> bool:
    """Whether one more is named of whom the clause before tells what opens it: "Still in prison are X; Y; and Z"."""
    verb = other.verb
    listing = verb is not None and verb.lemma == "be" and other.inverted and verb.words[0].low in {"are", "were"}
    return listing and not root.args and whom.is_name and len(root.subject) == 1


def _amount_anew(root: Open, other: Open, whom: Group) -> bool:
    """Whether an amount beside the one who is named is his, as the clause before told one: "Y, five"."""
    holder = whom.apposed[-1] if whom.apposed and class_of(whom.apposed[-1]) == PERSON else whom
    amount = holder.apposed[-1] if holder.apposed and class_of(holder.apposed[-1]) == AMOUNT else None
    objects = any(class_of(s[0]) == AMOUNT for s in other.objects)
    prepositions = [p for p, s in other.args if class_of(s[0]) == AMOUNT]
    if amount is None or may_be_age(amount) or not (objects or prepositions):
        return False
    holder.apposed.pop()
    if objects:
        root.objects.append([amount])
    else:
        root.args.append((prepositions[0], [amount]))
    return True


def _phrase_anew(root: Open, other: Open) -> bool:
    return bool({p for p, s in other.args if class_of(s[0]) == AMOUNT} & {p for p, _ in root.args})


def _share(root: Open, other: Open, verb: Verb, whom: Group) -> None:
    root.verb, root.elided, root.adverbs = replace(verb), True, list(other.adverbs)
    if other.objects and not verb.passive and _is_alike(other.objects[0], whom):
        root.objects.insert(0, root.subject)
        root.subject = list(other.subject)


def _is_somebody(chunk: Chunk) -> bool:
    return isinstance(chunk, Group) and class_of(chunk) in (PERSON, THING)


def _is_alike(slot: list[Group], group: Group) -> bool:
    return class_of(slot[0]) == class_of(group)


def _is_whom(slot: list[Group], whom: Group, preposition: str) -> bool:
    """Whether a group can be one more of those to whom something is done: "jailed all three, X for five years"."""
    counted = bool(preposition) and slot[0].head.tag == lex.NUMBER
    return _is_alike(slot, whom) or (counted and class_of(whom) == PERSON)
