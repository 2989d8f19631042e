"""A participle without a helper: a past tense, or a passive that tells more of a noun."""

from __future__ import annotations

from dataclasses import replace

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building import ahead
from sphinx_factcheck.engine.language.building.finite import read_finite
from sphinx_factcheck.engine.language.building.inversion import completes, with_helper
from sphinx_factcheck.engine.language.building.joints import joint_before, set_off, take_phrases
from sphinx_factcheck.engine.language.building.opened import AMOUNT, PERSON, TIME, Building, Open, class_of, is_mark
from sphinx_factcheck.engine.language.chunks import Group, Mark, Verb
from sphinx_factcheck.engine.language.verbs import BARE_THAT, PARTICIPLES, SPEAKS, SUFFERED

_SUBJECTS = frozenset("i he she we they".split())
"""Pronouns that only a verb of their own follows."""
_SMALL = frozenset(
    "want like see have get need keep leave hear find order wish prefer love watch hold set let make help".split()
)
"""Verbs whose object can have a participle: "wants X freed"."""
_WITH_OBJECT = frozenset(
    "give send hand award pay grant deny offer teach tell ask show promise spare allow allot assign name elect appoint "
    "declare call make crown create ordain nominate judge find pronounce proclaim consider keep refuse".split()
)
"""Verbs that keep an object as passives: "was tried and given ten years", "elected president"."""


class _Bare:
    """A participle where it stands; `only` one that is no past tense, `acts` one that has an object as a past tense."""

    def __init__(self, b: Building, i: int, verb: Verb) -> None:
        self.b, self.i, self.verb = b, i, verb
        self.top, self.before = b.top, b.before
        self.only = verb.main.low in PARTICIPLES
        self.has_object = ahead.has_object(b.chunks, i, verb)

    @property
    def acts(self) -> bool:
        return self.has_object and not self.only

    @property
    def goes_on_acting(self) -> bool:
        """Whether it is a past tense after another verb: "was arrested, served ten years", "was tried and met X"."""
        return self.acts and self.verb.lemma not in _WITH_OBJECT

    def active(self) -> None:
        """It is a past tense."""
        read_finite(self.b, self.verb, self.i)

    def passive(self, clause: Open) -> None:
        """It tells what was done, in a clause of its own."""
        self.verb.passive = True
        self.b.push_verb(clause, self.verb)

    def telling_more(self, of: list[Group], marker: str = "", *, comma: bool = False) -> None:
        """It tells more of these."""
        self.passive(Open("participle", marker, self.top, comma=comma, subject=of))

    def telling_of(self, noun: Group, subject: list[Group]) -> None:
        """It tells more of a noun, or of the list that this ends."""
        self.passive(Open("participle", "", self.top, noun, subject=subject))


def read_bare(b: Building, i: int, verb: Verb) -> None:
    """Put a participle without a helper, the chunk of number i, into what is open."""
    one = _Bare(b, i, verb)
    if completes(b, b.before):
        with_helper(b, verb)
    elif _goes_on_after_words_between(one):
        one.active()
    elif b.waiting is not None:
        _of_waiting(one, b.waiting)
    elif _goes_on_after(one) and (joint := joint_before(b.chunks, i)):
        _after_phrases(one, joint.end)
    elif (since := set_off(b, i)) is not None and any(c.verb and c.verb.start < since for c in b.stack):
        _after_phrases(one, since)
    elif isinstance(b.before, Mark):
        _after_mark(one, b.before)
    elif isinstance(b.before, Group):
        _after_group(one, b.before)
    elif one.top.verb is None and one.top.link == "relative" and not one.top.subject:
        one.active()
    elif isinstance(b.before, Verb):
        one.telling_more(list(one.top.subject))
    else:
        _apart(one)


def _goes_on_after_words_between(one: _Bare) -> bool:
    """Whether it is the past tense of a clause that words between have parted from it: "X, who fled, told us"."""
    waits = one.b.without_verb()
    parted = isinstance(one.before, Verb) or is_mark(one.before, ",")
    return waits is not None and waits is not one.top and parted and one.acts


def _of_waiting(one: _Bare, whom: Group) -> None:
    """Of a group after "and": "X was jailed and Y released"."""
    b, top, verb = one.b, one.top, one.verb
    if one.acts or not (one.only or verb.lemma in SUFFERED):
        one.active()
        return
    if top.verb is not None and top.verb.passive and not one.has_object:
        verb.passive = True
        b.take_verb(b.begin(b.joinable()), verb)
    else:
        b.take_waiting()
        one.telling_of(whom, [whom])


def _after_mark(one: _Bare, mark: Mark) -> None:
    top, verb = one.top, one.verb
    if mark.kind == "&":
        _joined(one)
    elif mark.kind == "r" or (top.verb is None and top.link == "relative" and not top.subject):
        one.active()
    elif mark.kind == "s" and top.verb is None:
        verb.passive = not one.has_object
        one.b.take_verb(top, verb)
    elif mark.kind == "u":
        one.telling_more(list(top.subject), mark.low)
    elif mark.kind == ",":
        _after_comma(one)
    else:
        _apart(one)


def _after_comma(one: _Bare) -> None:
    top, chunks = one.top, one.b.chunks
    acts = one.acts if top.verb is None else one.goes_on_acting and (top.verb.form == "finite" or _of_purpose(one))
    if acts and top.subject and (top.verb is not None or not ahead.finite_ahead(chunks, one.i)):
        one.active()
    elif not one.has_object and top.verb is not None and not top.comma and ahead.list_of_verbs(chunks, one.i):
        _joined(one)
    else:
        _apart(one)


def _of_purpose(one: _Bare) -> bool:
    """Whether an infinitive only tells what for, and the verb goes on with its clause: "came to study, met X"."""
    shared = one.b.sharer().verb
    return one.top.link == "infinitive" and shared is not None and shared.tense == "past"


def _apart(one: _Bare) -> None:
    """After a comma or a dash, or at the start of a sentence: "Jailed in 2009, X"."""
    lemma, before = one.verb.lemma, one.before
    if not one.only and lemma not in SUFFERED and lex.is_intransitive(lemma) and one.top.subject:
        one.active()
    else:
        subject = one.b.nearest() if before is not None else []
        one.telling_more(subject, comma=before is None or is_mark(before, ",-"))


def _joined(one: _Bare) -> None:
    """After "and": one more verb with the subject, and the helpers, of the one before."""
    b, top, verb = one.b, one.top, one.verb
    if top.verb is None:
        if top.subject and one.acts:
            one.active()
        else:
            one.telling_more(b.nearest())
        return
    shared = top if top.verb.form not in {"infinitive", "gerund"} or top.verb.passive else b.sharer()
    helper = shared.verb
    if helper is None:  # a clause that has not come to its verb shares none
        shared, helper = top, top.verb
    passive = _is_passive_like(one, helper)
    clause = b.sibling(shared, list(shared.subject))
    clause.imperative = False
    verb.passive = passive or (one.only and not helper.perfect)
    verb.form, verb.tense, verb.perfect, verb.negated = helper.form, helper.tense, helper.perfect, helper.negated
    verb.modal = helper.modal
    if verb.form in {"base", "infinitive"} and not helper.passive:
        verb.form, verb.tense = "finite", "past"
    b.take_verb(clause, verb)


def _goes_on_after(one: _Bare) -> bool:
    """Whether it is one more verb that phrases part from its "and": "was tried, and in June given five years"."""
    joint = joint_before(one.b.chunks, one.i)
    if joint is None or joint.subject is not None or one.top.verb is None:
        return False
    if class_of(joint.last) in (TIME, AMOUNT):
        return True
    used = {"of", "for", *(p for p, s in one.top.args if s[0].start < joint.end)}
    return joint.preposition not in used and one.verb.lemma in SUFFERED and class_of(joint.last) != PERSON


def _after_phrases(one: _Bare, since: int) -> None:
    """One more verb, with the phrases between it and the "and"."""
    b = one.b
    own = take_phrases(b, since)
    top = b.top
    if top.elided and top.start >= since and top.verb is not None:  # "to five years, and to nine sentenced"
        top.verb, top.elided = replace(one.verb, passive=top.verb.passive, form=top.verb.form), False
        top.args += own
        return
    while len(b.stack) > 1 and top.verb is not None and top.verb.start >= since:
        b.stack.pop()
        top = b.top
    _joined(_Bare(b, one.i, one.verb))
    b.top.args += own


def _is_passive_like(one: _Bare, helper: Verb) -> bool:
    """Whether the voice of the verb before is that of one joined to it: "was tried and jailed"."""
    lemma = one.verb.lemma
    if lex.is_intransitive(lemma) and lemma not in SUFFERED and not one.only:
        return False
    return (helper.passive and not one.goes_on_acting) or (helper.lemma == "be" and not one.acts)


def _after_group(one: _Bare, before: Group) -> None:
    top = one.top
    if before.head.low in _SUBJECTS and not one.only:
        one.active()
    elif top.verb is None and (top.subject or one.b.placed == "presub"):
        _after_subject(one, before)
    elif _is_told_of(one, before) or one.acts:
        one.active()
    elif _is_small(one, before):
        assert top.verb is not None
        one.passive(Open("small", top.verb.lemma, top, subject=list(top.objects[-1])))
    elif top.subject and len(before.words) == 1 and before.first in lex.PLACES:
        one.telling_more(list(top.subject))
    else:
        one.telling_of(before, [before])


def _after_subject(one: _Bare, before: Group) -> None:
    """After a group that is, or can be, the subject of a clause without a verb yet."""
    b, top = one.b, one.top
    more = ahead.finite_ahead(b.chunks, one.i)
    if _is_past_tense(one, before, more=more):
        one.active()
        return
    if top.link == "main" and not more and b.placed == "subject" and top.subject:
        one.verb.passive, one.verb.form = True, "bare"
        b.take_verb(top, one.verb)
        return
    noun = top.subject[-1] if b.placed != "presub" and before in top.subject else before
    one.telling_of(noun, [noun] if more or noun not in top.subject else list(top.subject))


def _is_past_tense(one: _Bare, before: Group, *, more: bool) -> bool:
    """Whether it is what the subject did; `more`: a further verb comes that has this subject."""
    if one.only:
        return False
    b, top = one.b, one.top
    free = top.marker == "what" or (top.link == "relative" and top.marker != "whose")
    if b.placed == "apposed" and before.first in {"a", "an"} and not one.has_object:
        return False  # "editor of the Lamp, a paper founded in 1987"
    whom = free and b.placed != "presub" and bool(top.subject)
    return one.has_object or whom or (not more and (before.is_pronoun or one.verb.lemma not in SUFFERED))


def _is_small(one: _Bare, before: Group) -> bool:
    """Whether it is what is wanted or seen of an object: "wants X freed"."""
    verb, objects = one.top.verb, one.top.objects
    if verb is None or verb.passive or not objects:
        return False
    return verb.lemma in _SMALL and objects[-1][-1] is before


def _is_told_of(one: _Bare, before: Group) -> bool:
    """Whether it is the past tense of what is told: "X said Y agreed"."""
    b, lemma = one.b, one.verb.lemma
    if one.only or _is_small(one, before):
        return False
    if lemma in BARE_THAT and b.placed in {"apposed", "listed"}:
        return True
    verb = one.top.verb
    speaks = verb is not None and verb.lemma in SPEAKS and b.placed == "object"
    return speaks or (b.placed == "presub" and lemma not in SUFFERED) or before.head.tag == "y"
