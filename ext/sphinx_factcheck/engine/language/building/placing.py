"""Where a noun group goes in its clause: subject, object, or what a preposition leads to."""

from __future__ import annotations

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.opened import PERSON, Building, Open, class_of
from sphinx_factcheck.engine.language.chunks import Group, Verb

_WITH_QUALITY = frozenset(
    tuple(pair.split("_"))
    for pair in (
        "set_free let_go find_guilty shoot_dead go_missing go_free walk_free find_dead plead_guilty break_free "
        "report_missing declare_dead hold_incommunicado keep_incommunicado pronounce_dead find_innocent leave_dead "
        "come_free fall_ill"
    ).split()
)
"""Verbs with the adjective that belongs to them."""


def as_subject(b: Building, group: Group) -> None:
    """The subject of the innermost clause; its object where it has its verb."""
    top = b.top
    if top.verb is not None:
        as_object(b, group)
    elif group.is_time and not top.subject:
        argument(b, "", group)
    else:
        b.place(top.subject, group, "subject")


def as_object(b: Building, group: Group) -> None:
    """The object of the innermost clause; its subject where that comes after the verb."""
    top = b.top
    if top.inverted and top.verb is not None and not top.subject and _can_follow(top.verb, group):
        b.place(top.subject, group, "subject")
        return
    helper = top.verb is not None and top.verb.main.tag == "b"
    if group.is_time and (group.head.tag == lex.DATE or (helper and group.holds("same"))):
        argument(b, "", group)  # "was the same night committed"
        return
    if follows_there(top, group):
        top.subject.clear()
        b.place(top.subject, group, "subject")
        return
    new_object(b, group)
    quality = top.verb is not None and group.head.tag == "j" and (top.verb.lemma, group.head.low) in _WITH_QUALITY
    if quality and top.verb is not None:
        top.verb.particle = f"not_{group.head.low}" if b.ruled_out else group.head.low


def follows_there(top: Open, group: Group) -> bool:
    """Whether a group after "there" and its verb is who did it: "There died in May X", but "there is X"."""
    verb = top.verb
    there = verb is not None and [g.first for g in top.subject] == ["there"] and class_of(group) == PERSON
    return there and verb is not None and (verb.passive or verb.lemma not in {"be", "have"})


def _can_follow(verb: Verb, group: Group) -> bool:
    """Whether a group after its verb can be the subject: "was arrested X", but "was given ten years"."""
    return not (verb.passive and verb.main.tag not in "bh") or class_of(group) == PERSON


def new_object(b: Building, group: Group, how: str = "object") -> None:
    """One more object of the innermost clause."""
    b.top.objects.append([])
    b.place(b.top.objects[-1], group, how)


def argument(b: Building, preposition: str, group: Group) -> None:
    """What a preposition leads to from the innermost clause; without one, a time."""
    slot: list[Group] = []
    b.top.args.append((preposition, slot))
    b.place(slot, group, "argument")
