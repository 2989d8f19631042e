"""Verbs without a tense: base forms, infinitives and gerunds."""

from __future__ import annotations

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.finite import convert_presub, read_finite
from sphinx_factcheck.engine.language.building.opened import AMOUNT, PERSON, THING, Building, Open, class_of, is_mark
from sphinx_factcheck.engine.language.chunks import Group, Mark, Verb
from sphinx_factcheck.engine.language.verbs import COPULAR

_BARE_INFINITIVE = frozenset("let make help see watch hear have".split())
_WRITERS = frozenset({"i", "we"})
_NOW = frozenset("now still currently presently today".split())
_OF_SUBJECT = frozenset("promise vow threaten".split())
"""Verbs whose infinitive is always of their subject: "promised her to leave"."""


def read_base(b: Building, verb: Verb) -> None:
    """A base form: present tense, an order, what is let happen, or what is asked that it be."""
    top, before = b.top, b.before
    if is_mark(before, "p"):
        verb.form = "gerund"
        read_gerund(b, verb)
    elif b.placed == "presub" and isinstance(before, Group):
        verb.form = "finite"
        convert_presub(b, verb)
    elif top.verb is None:
        _first_base(b, verb)
    elif (isinstance(before, Group) and top.verb.lemma in _BARE_INFINITIVE and top.objects) or _is_let(top.verb, verb):
        _let(b, verb, top.verb)
    elif isinstance(before, Group) and top.inverted:
        said = top.verb
        verb.tense, verb.negated, verb.modal, verb.form = said.tense, said.negated, said.modal, "finite"
        b.take_verb(top, verb)
    elif is_mark(before, "&,") and top.verb.form in {"base", "infinitive"}:
        clause = b.sibling(top, list(top.subject))
        clause.imperative = top.imperative
        verb.form = "infinitive" if top.verb.form == "infinitive" else verb.form
        b.take_verb(clause, verb)
    else:
        read_finite(b, verb)


def _first_base(b: Building, verb: Verb) -> None:
    """A base form as the verb of its clause: of its subject, or an order."""
    top = b.top
    if top.subject and b.waiting is None:
        b.take_verb(top, verb)
    elif not top.subject and top.link in {"main", "coordinated"}:
        top.imperative = True
        b.take_verb(top, verb)
    else:
        read_finite(b, verb)


def _is_let(said: Verb, verb: Verb) -> bool:
    """ "was let go"."""
    return said.passive and (said.lemma, verb.lemma) == ("let", "go")


def _let(b: Building, verb: Verb, said: Verb) -> None:
    """What somebody lets another one do."""
    if said.lemma == "let" and verb.lemma == "go":
        verb.form = "infinitive"
        said.particle = "go"
        b.slots, b.chain = [], []
        return
    clause = b.push(Open("small", said.lemma, b.top, subject=list(b.top.objects[0])))
    verb.form = "infinitive"
    b.take_verb(clause, verb)


def read_infinitive(b: Building, verb: Verb) -> None:
    """An infinitive, one more of a list of them, or of whom the verb before speaks."""
    top, before = b.top, b.before
    for clause in reversed(b.stack) if is_mark(before, "&,") else ():
        if clause.link == "infinitive" or (clause.like and clause.like.link == "infinitive"):
            b.take_verb(b.sibling(clause, list(clause.subject)), verb)
            return
    anchor = b.last if isinstance(before, Group) else None
    b.push_verb(Open("infinitive", "to", top, anchor, subject=_of_whom(top, before)), verb)


def _of_whom(top: Open, before: object) -> list[Group]:
    """Whose an infinitive is: of the object of the verb before, "asked X to", "called on X to", else of its subject."""
    verb = top.verb
    if verb is None or verb.lemma in _OF_SUBJECT:
        return list(top.subject)
    people = [s for s in top.objects if s and class_of(s[0]) in (PERSON, THING)]
    if people and not verb.passive and verb.lemma not in COPULAR:
        return list(people[0])
    called = [s for p, s in top.args if p in {"on", "upon", "for", "to"} and class_of(s[0]) != AMOUNT]
    return list(called[-1]) if called and isinstance(before, Group) and called[-1][-1] is before else list(top.subject)


def read_gerund(b: Building, verb: Verb) -> None:
    """A gerund: after a preposition, one more of a list, or a participle that tells more of a noun."""
    top, before = b.top, b.before
    if b.waiting is not None:
        whom, b.waiting = b.waiting, None
        b.push_verb(Open("participle", "", top, whom, subject=[whom]), verb)
    elif isinstance(before, Mark) and before.kind in "pu":
        b.push_verb(_after_preposition(b, before.low), verb)
    elif is_mark(before, "&,") and top.link in {"gerund", "participle"} and top.verb is not None:
        b.take_verb(b.sibling(top, list(top.subject)), verb)
    elif is_mark(before, "s"):
        b.take_verb(top, verb)
    elif isinstance(before, Verb):
        b.push_verb(Open("gerund", "", top, subject=list(top.subject)), verb)
    elif isinstance(before, Group):
        b.push_verb(Open("participle", "", top, before, subject=[before]), verb)
    else:
        subject = _of_subject_or_nearest(b, verb)
        b.push_verb(Open("participle", "", top, comma=before is None or is_mark(before, ","), subject=subject), verb)


def _after_preposition(b: Building, low: str) -> Open:
    top = b.top
    of_object = top.verb is not None and not top.verb.passive and low in {"for", "from", "of"} and bool(top.objects)
    subject = list(top.objects[0] if of_object else top.subject)
    return Open("gerund", low, top, b.chain[-1] if b.chain else None, subject=subject)


def _of_subject_or_nearest(b: Building, verb: Verb) -> list[Group]:
    """Whose a participle after a comma is: the subject, or who was just named: "the case of X, now lying in Y"."""
    top = b.top
    if top.verb is None and b.last is not None and b.last not in top.subject:
        return b.nearest()
    named = [g for g in b.groups if g.head.tag == lex.NAME and top.start <= g.start < verb.start]
    of_writer = any(g.first in _WRITERS for g in top.subject)
    if named and top.verb is not None and (of_writer or not _NOW.isdisjoint((*top.adverbs[-1:], *verb.adverbs))):
        return named[-1:]
    return list(top.subject)
