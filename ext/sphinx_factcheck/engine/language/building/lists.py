"""A noun group after a comma or an "and": one more of a list, more told of the one before, or a new start."""

from __future__ import annotations

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building import ahead
from sphinx_factcheck.engine.language.building.gaps import gapped
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
from sphinx_factcheck.engine.language.building.placing import argument, as_object, as_subject, follows_there
from sphinx_factcheck.engine.language.chunks import Group, Verb
from sphinx_factcheck.engine.language.verbs import TO_THAT

_OWNED = frozenset("the his her their its".split())
_HOLDING = frozenset("his her their the a an".split())
_CALLS = frozenset("mr madam sir excellency excellencies comrade comrades dear".split())
_NOUNS = frozenset({lex.NOUN, lex.ADJ, lex.CAPITAL})
_OFFICES = frozenset(
    "minister president chancellor ambassador secretary senator rector dean governor mayor commissioner "
    "director".split()
)
"""Offices by which one calls those who hold them: "You know, Minister, that"."""
_THOSE = frozenset("those these".split())
_LONG_CALL = 4
_SAID_BEFORE = frozenset("these those the both his her their".split())


def joined(b: Building, i: int, group: Group) -> None:
    """A group after "and"."""
    if _waits_beside(b, group) or (isinstance(ahead.before_and(b.chunks, i), Verb) and b.top.verb is not None):
        b.wait(group)
    elif not _joins_apposition(b, i, group):
        slot = _slot_after_and(b, i, group)
        if slot is not None:
            _join(b, slot, group)
        elif b.top.verb is None and not b.top.subject:
            b.waiting = None
            as_subject(b, group)
        else:
            b.wait(group)


def _waits_beside(b: Building, group: Group) -> bool:
    """Whether a name goes on with one that waits for its verb: "X got ten years, Y and Z seven each"."""
    return b.waiting is not None and b.waiting.is_name and group.is_name


def _joins_apposition(b: Building, i: int, group: Group) -> bool:
    """Whether a group tells more of the same noun: "X, editor of the Star and chair of the club"."""
    if b.placed not in {"apposed", "argument", "presub"} or not isinstance(b.chunks[i - 2], Group):
        return False
    if b.placed != "apposed" and lex.is_plural(group.head.low):
        return False
    told = b.chain if b.placed == "argument" else b.chain[-1:]
    host = next((g for g in b.groups if g.apposed and g.apposed[-1] in told), None)
    if host is None and b.top.verb is None and group.first in {"a", "an"}:  # "X, a citizen since 1998 and a poet,"
        host = next((g for g in reversed(b.groups) if g.apposed and g.is_name), None)
    last = host.apposed[-1] if host else None
    if host is None or last is None or group.is_name != last.is_name or class_of(group) != class_of(last):
        return False
    host.apposed.append(group)
    b.chain = [group]
    return True


def _slot_after_and(b: Building, i: int, group: Group) -> list[Group] | None:
    if b.top.verb is not None and class_of(group) == TIME and isinstance(ahead.follows(b.chunks, i), Group):
        return None  # "was arrested, and the next day the court met"
    slot = b.slot_for(group)
    if slot is not None or not b.slots:
        return slot
    if b.top.verb is None and class_of(group) != AMOUNT:
        return b.slots[-1]
    if class_of(b.slots[-1][-1]) == TIME and class_of(group) == PERSON:
        return None  # "was let out on the 24th, and her husband three days after"
    following = ahead.follows(b.chunks, i)
    return None if isinstance(following, Verb) or is_mark(following, "p,(") else b.slots[-1]


def _join(b: Building, slot: list[Group], group: Group) -> None:
    if b.slots and slot is not b.slots[-1]:
        b.slots.append(slot)
    slot.append(group)
    earlier = [noun for noun in b.groups if noun.start < group.start]
    b.chain = [*(noun for noun in earlier if any(s is slot for _, s in noun.phrases)), group]
    b.placed, b.joined = "joined", group


def after_comma(b: Building, i: int, group: Group) -> None:
    """A group after a comma."""
    top, last = b.top, b.last
    if _is_vocative(group) or names_whom(b, group):
        return
    if b.waiting is not None:
        _beside_waiting(b, group, b.waiting)
    elif _is_fronted(b, top, group):
        _back_to_main(b, group)
    elif top.verb is None and (not top.subject or _is_when_before(top, group)):
        top.args += [("", list(top.subject))] if top.subject else []
        top.subject.clear()
        as_subject(b, group)
    elif _is_told_first(b, i, group):
        _appose_before(b, group)
    elif follows_there(top, group):
        as_object(b, group)
    elif group.is_time and group.head.tag == lex.DATE:
        _date_after_comma(b, i, group)
    elif last is None or _begins_anew(b, i, group):
        b.wait(group, shares=top.verb is not None and ahead.opens_shares(b.chunks, i))
    elif is_apposition(b, i, group, last):
        _appose(b, last, group)
    else:
        slot = b.slot_for(group) or (b.slots[-1] if b.slots else top.subject)
        b.place(slot, group, "listed")
        b.joined = group


def _is_told_first(b: Building, i: int, group: Group) -> bool:
    """Whether what seemed the subject tells who the pronoun after it is: "A cooper by trade, he was jailed"."""
    top = b.top
    if group.head.tag != lex.SUBJ or top.verb is not None or not all(map(_is_role, top.subject)):
        return False
    verb = ahead.follows(b.chunks, i)
    return isinstance(verb, Verb) and not (verb.lemma in TO_THAT and is_mark(ahead.follows(b.chunks, i + 1), ","))


def _appose_before(b: Building, group: Group) -> None:
    """The subject, after what tells more of it."""
    group.apposed += b.top.subject
    b.top.subject.clear()
    b.slots, b.chain = [], []
    b.place(b.top.subject, group, "subject")


def _is_role(group: Group) -> bool:
    """Whether a group can tell what somebody is, and is no name."""
    return not (group.is_pronoun or group.is_name) and (lex.is_human(group.head.low) or group.first in {"a", "an"})


def names_whom(b: Building, group: Group) -> bool:
    """Whether a name after a participle tells whom its noun means, and is put to it: "the poet held there, X, is"."""
    top = b.top
    above = top.governor
    if top.link != "participle" or above is None or above.verb is not None or not top.subject or not group.is_name:
        return False
    noun = top.subject[-1]
    if noun.is_name or not (noun.first in _THOSE or lex.is_human(noun.head.low)) or noun not in above.subject:
        return False
    while b.top is not above:
        b.stack.pop()
    b.slots, b.chain = [above.subject], []
    b.apposed_to(noun, group, "apposed")
    b.last = group
    return True


def _beside_waiting(b: Building, group: Group, waiting: Group) -> None:
    """What one gets who waits for it, one more who waits, or who that is."""
    if class_of(group) == AMOUNT:
        gapped(b, "", group)
    elif _waits_beside(b, group):
        b.wait(group)
    else:
        waiting.apposed.append(group)


def _back_to_main(b: Building, group: Group) -> None:
    """The subject of the main clause, after one that comes before it."""
    root = b.stack[0]
    if root.subject:
        root.args.append(("", list(root.subject)))
        root.subject.clear()
    del b.stack[1:]
    b.slots, b.chain = [], []
    b.place(root.subject, group, "subject")


def _is_vocative(group: Group) -> bool:
    """Whether a group calls those to whom one writes: "Free her, Mr. President"."""
    if group.head.tag == lex.NAME or len(group.words) >= _LONG_CALL:
        return False
    office = len(group.words) == 1 and group.words[0].text[0].isupper() and group.first in _OFFICES
    return office or group.first.rstrip(".") in _CALLS


def _is_fronted(b: Building, top: Open, group: Group) -> bool:
    """Whether a group is the subject of the main clause, after one that comes before it: "When X left, Y".

    Of "two days after it had opened, X" the days are no subject.
    """
    root = b.stack[0]
    if top is root or top.link in {"complement", "relative"} or top.verb is None:
        return False
    return root.verb is None and all(_is_length(g) for g in root.subject) and not group.is_time


def _is_when_before(top: Open, group: Group) -> bool:
    """Whether what seemed the subject tells when, and the subject is what follows: "two days after it, she"."""
    return (group.head.tag == lex.SUBJ or group.is_name) and all(_is_length(g) for g in top.subject)


def _is_length(group: Group) -> bool:
    return group.is_time or class_of(group) == AMOUNT


def _date_after_comma(b: Building, i: int, group: Group) -> None:
    last = b.last
    if last is not None and last.head.tag == lex.DATE and b.slots and ahead.list_ahead(b.chunks, i):
        b.slots[-1].append(group)
    else:
        argument(b, "", group)


def _begins_anew(b: Building, i: int, group: Group) -> bool:
    """Whether a group begins what the clause told, or is to tell, of each: "got ten years, Y", "were jailed, X for"."""
    if b.top.verb is None or b.last is None or class_of(group) not in (PERSON, THING):
        return False
    anew = b.top.elided and ahead.share_of(b.chunks, i) is not None
    return class_of(b.last) == AMOUNT or anew or ahead.opens_shares(b.chunks, i)


def _appose(b: Building, last: Group, group: Group) -> None:
    of_time = class_of(group) == AMOUNT and class_of(last) != PERSON and bool(b.chain)
    (b.chain[0] if of_time else _who_is_named(b, last, group)).apposed.append(group)
    if lex.is_plural(last.head.low) and group.is_name:
        b.slots.append(last.apposed)
    b.chain = [group]
    b.placed = "apposed"


def _who_is_named(b: Building, last: Group, group: Group) -> Group:
    """The one whom a name tells: of "a citizen of Norland, X" the citizen, and not his country."""
    if not group.is_name or last.is_name:
        return last
    if lex.is_human(last.head.low):
        of_another = last.first in {"a", "an"} and b.chain[:1] and lex.is_human(b.chain[0].head.low)
        return b.chain[0] if of_another else last
    told = (g for g in reversed(b.chain) if g.head.tag in _NOUNS and lex.is_human(g.head.low))
    return next(told, last)


def is_apposition(b: Building, i: int, group: Group, last: Group) -> bool:
    """Whether a group after a comma says who or what the one before is, and is no further item of a list."""
    sort = class_of(group)
    if sort == AMOUNT:
        return class_of(last) != AMOUNT
    one_name = last.is_name != group.is_name
    if group.first in {"a", "an"} and (last.is_name or (last.head.tag == lex.CAPITAL)):
        return True
    if last.is_name and _is_bare_role(group):
        return True
    final = ahead.last_of_list(b.chunks, i)
    if one_name and _tells_whose(group, last):
        return final is None or not group.is_name
    if group.is_name and _is_told_plural(last):
        return True
    if final is not None:
        plain = not final.is_name and final.words[0].tag not in "dqN"
        return one_name and last.is_name and plain and group.words[0].tag not in "dqN"
    return one_name or sort != class_of(last) or (b.joined is last and group.first in {"a", "an"})


def _tells_whose(group: Group, last: Group) -> bool:
    """Whether one of two groups is told as somebody's, or as one of a kind: "X, the editor", "her son, X"."""
    return group.first in _OWNED or bool(group.owners) or last.first in _HOLDING or bool(last.owners)


def _is_bare_role(group: Group) -> bool:
    """Whether a group is what somebody is, told without an article: "X, associate professor of history and a poet"."""
    bare = all(w.tag in "jkK" for w in group.words) and group.head.tag == lex.NOUN and not group.owners
    return bare and lex.is_human(group.head.low) and not lex.is_plural(group.head.low)


def _is_told_plural(group: Group) -> bool:
    """Whether a plural is of persons known or counted: "these two women", "the three lawyers"."""
    low = group.head.low
    counted = group.first in _SAID_BEFORE or group.words[0].tag == lex.NUMBER
    return lex.is_plural(low) and lex.is_human(low) and counted
