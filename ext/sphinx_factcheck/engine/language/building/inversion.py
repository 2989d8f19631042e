"""A verb that other words part from its helper: "Had X been released", "was in April sentenced"."""

from __future__ import annotations

from sphinx_factcheck.engine.language.building.opened import AMOUNT, Building, class_of, is_mark
from sphinx_factcheck.engine.language.chunks import Chunk, Group, Verb

_ASIDES = frozenset({"according to", "as", "along with", "together with", "alongside", "like", "as well as"})
"""What leads to words that part a helper from its verb."""


def completes(b: Building, before: Chunk | None) -> bool:
    """Whether a participle belongs to a helper that other words part it from: "was in April sentenced"."""
    top = b.top
    if top.verb is None or top.verb.main.tag not in "bh" or top.objects or b.waiting is not None:
        return False
    if top.inverted:
        return isinstance(before, Group)
    if b.passed and is_mark(before, ","):
        b.passed = False
        return True
    since = [(p, s) for p, s in top.args if s[0].start > top.verb.start]
    told = any(p == "by" or (p == "to" and class_of(s[-1]) == AMOUNT) for p, s in since)
    passing = bool(since) and (told or all(s[-1].is_time or p in _ASIDES for p, s in since))
    return passing and (isinstance(before, Group) or is_mark(before, ","))


def completes_inversion(b: Building, verb: Verb) -> bool:
    """Whether a verb goes with the helper before its subject: "Had X been released", "must X remain"."""
    top = b.top
    if not (top.inverted and isinstance(b.before, Group) and top.verb is not None and not top.objects):
        return False
    helper = top.verb.main
    return {
        "b": verb.form in {"bare", "gerund"} or (helper.low == "were" and verb.form == "infinitive"),
        "h": verb.words[0].low == "been"
        or verb.form == "bare"
        or (helper.low == "had" and verb.form == "finite" and verb.tense == "past" and len(verb.words) == 1),
        "m": verb.form == "base" or (verb.perfect and verb.words[0].low == "have"),
        "D": verb.form == "base",
    }.get(helper.tag, False)


def with_helper(b: Building, verb: Verb) -> None:
    """A verb for the clause that has its helper already."""
    top = b.top
    helper = top.verb
    assert helper is not None
    verb.passive = verb.passive or (helper.main.tag == "b" and verb.form == "bare")
    verb.perfect = helper.main.tag == "h" or (verb.perfect and helper.main.tag == "m")
    verb.tense, verb.negated, verb.form = helper.tense, helper.negated, "finite"
    verb.modal = helper.modal
    if helper.main.low in {"had", "were", "should"} and top.inverted and not b.asked:
        top.link, top.marker, top.comma = "subordinate", "if", True
    b.take_verb(top, verb)
