"""How what a clause tells is told: asserted, denied, supposed, asked, reported, planned, possible."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.opened import Open
from sphinx_factcheck.engine.language.chunks import Group, Verb
from sphinx_factcheck.engine.language.clauses import Certainty
from sphinx_factcheck.engine.language.verbs import (
    ASKS_FOR,
    COPULAR,
    FALSE,
    FEARS,
    FEELINGS,
    MAYBE,
    SPEAKS,
    SUFFERED,
    THAT_NOUNS,
    TO_INFINITIVE,
    TO_THAT,
    TRUE,
)

_RANKS = {
    Certainty.ASSERTED: 0, Certainty.REPORTED: 1, Certainty.POSSIBLE: 2, Certainty.SUPPOSED: 3, Certainty.PLANNED: 4,
    Certainty.ASKED: 5, Certainty.DENIED: 6,
}  # fmt: skip
_MODALS = {
    **dict.fromkeys("may might could can".split(), Certainty.POSSIBLE),
    "cannot": Certainty.DENIED,
    **dict.fromkeys(("would", "’d"), Certainty.SUPPOSED),
    **dict.fromkeys("should must ought had_better".split(), Certainty.ASKED),
    **dict.fromkeys(("will", "shall", "’ll", "going to"), Certainty.PLANNED),
}
_ADVERBS = {
    **dict.fromkeys("allegedly supposedly purportedly ostensibly".split(), Certainty.SUPPOSED),
    **dict.fromkeys(
        "perhaps maybe possibly probably likely presumably conceivably nearly almost".split(), Certainty.POSSIBLE
    ),
    **dict.fromkeys("reportedly apparently".split(), Certainty.REPORTED),
    **dict.fromkeys(("no longer", "never", "hardly", "scarcely", "barely", "let alone"), Certainty.DENIED),
}
_PLANS = frozenset("expect schedule plan await project intend".split())
"""What was done to what is to come: "the vote is scheduled for Monday"."""
_DUE = frozenset("due imminent forthcoming overdue pending".split())
_CONDITIONS = frozenset("if unless whether lest provided".split()) | {
    "even if",
    "as if",
    "as though",
    "in case",
    "provided that",
    "as long as",
}
_UNTIL = frozenset({"until", "till", "once", "when", "whenever", "before", "as soon as", "after"})
_PURPOSES = frozenset({"so that", "in order that"})
_NOT_DONE = frozenset({"without", "instead of", "rather than"})
_FACTIVE = frozenset(
    "know regret remember realise realize forget notice understand learn discover recall ignore".split()
)
_SEEMS = frozenset({"seem", "appear"})
_WANTS = frozenset("want like need order wish ask demand prefer love".split())


_INFORMS = frozenset(
            "learn hear know remind note inform tell stress emphasise emphasize recall remember forget regret "
            "see find "
                     "reiterate express understand add discover read point".split())  # fmt: skip
"""Verbs whose that-clause holds even where they are but meant or asked: "we write to remind you that"."""


def _embedding(told: Certainty) -> Certainty:
    """What is left for a clause that only tells more: what is wanted and planned leaves it true."""
    return Certainty.ASSERTED if told in {Certainty.PLANNED, Certainty.ASKED} else told


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The less certain of two."""
    return one if _RANKS[one] >= _RANKS[other] else other


_NTH = frozenset("first last second third one latest only next youngest oldest".split())


class Judge:
    """Tells the certainty of the clauses of one sentence; `asked` where it ends with a question mark."""

    def __init__(self, clauses: Sequence[Open], *, asked: bool) -> None:
        self._asked = asked
        self._effects: dict[Open, Certainty] = {}
        self._spoken = self._said_in_passing(clauses)
        self._clauses = clauses

    def certainty(self, clause: Open) -> Certainty:
        """What its own words and those of the clauses above make of a clause."""
        return weaker(self.effect(clause), self.own(clause))

    def own(self, clause: Open) -> Certainty:
        """What the words of a clause alone make of it."""
        verb = clause.verb
        told = Certainty.ASSERTED
        for adverb in (*clause.adverbs, *(verb.adverbs if verb else ())):
            told = weaker(told, _ADVERBS.get(adverb, told))
        if any(p == "according to" for p, _ in clause.args):
            told = weaker(told, Certainty.REPORTED)
        if clause.denied:
            return Certainty.DENIED
        if verb is None:
            return told
        if verb.negated:
            return Certainty.DENIED
        if verb.modal:
            told = weaker(told, _MODALS.get(verb.modal, Certainty.POSSIBLE))
        if (verb.passive and verb.lemma in _PLANS) or (verb.lemma in COPULAR and _quality(clause) in _DUE):
            told = weaker(told, Certainty.PLANNED)
        if (
            clause.imperative
            or (verb.form == "base" and verb.lemma == "be")
            or (verb.form == "base" and verb.words[0].low == "be")
        ):
            told = weaker(told, Certainty.ASKED)
        if self._asked and clause.inverted and clause.marker not in {"why", "how", "when", "where"}:
            told = weaker(told, Certainty.ASKED)
        return told

    def effect(self, clause: Open) -> Certainty:
        """What the clauses above, and the word that opens it, make of a clause."""
        if clause in self._effects:
            return self._effects[clause]
        self._effects[clause] = Certainty.ASSERTED  # against circles
        told = self._effect(clause)
        told = weaker(told, self._spoken.get(clause.like or clause, Certainty.ASSERTED))
        self._effects[clause] = told
        return told

    def _effect(self, clause: Open) -> Certainty:
        if clause.like is not None:
            return self.effect(clause.like)
        above = clause.governor
        if above is None:
            return self._subordinate(clause) if clause.link == "subordinate" else Certainty.ASSERTED
        match clause.link:
            case "complement":
                told = self._complement(clause, above)
                informs = above.verb is not None and above.verb.lemma in _INFORMS
                return weaker(_embedding(self.effect(above)) if informs else self.effect(above), told)
            case "infinitive":
                return weaker(self.effect(above), self._infinitive(clause, above))
            case "gerund":
                reason = clause.marker in {"for", "after", "despite", "since", "while"}
                effect = self.effect(above)
                return weaker(_embedding(effect) if reason else effect, self._gerund(clause, above))
            case "small":
                verb = above.verb
                wanted = verb is not None and verb.lemma in _WANTS
                return Certainty.ASKED if wanted else self.certainty(above)
            case "subordinate":
                return weaker(_embedding(self.effect(above)), self._subordinate(clause))
            case "relative" | "participle":
                return weaker(_embedding(self.effect(above)), self._of_noun(clause))
        return self.effect(above)

    def _of_noun(self, clause: Open) -> Certainty:
        anchor = clause.anchor
        if anchor is not None and anchor.first in {"anyone", "anybody", "whoever", "any"}:
            return Certainty.SUPPOSED
        nobody = anchor is not None and anchor.denied and anchor.first in lex.NEGATIVE and anchor.head.tag != lex.NAME
        if nobody and clause.link == "relative":
            return Certainty.DENIED
        conditional = clause.link == "participle" and clause.marker in {"if", "unless", "until"}
        return Certainty.SUPPOSED if conditional else Certainty.ASSERTED

    def _subordinate(self, clause: Open) -> Certainty:
        verb = clause.verb
        if clause.marker in _CONDITIONS:
            return Certainty.SUPPOSED
        if clause.marker in _PURPOSES:
            return Certainty.PLANNED
        if clause.marker in _UNTIL and verb is not None and verb.tense != "past" and verb.form in {"finite", "base"}:
            never = clause.marker in {"until", "till", "before", "once", "as soon as", "after"}
            above = clause.governor
            to_come = (
                above is not None
                and above.verb is not None
                and (above.verb.modal or above.imperative or above.verb.tense == "future")
            )
            return Certainty.PLANNED if never or to_come else Certainty.ASSERTED
        return Certainty.ASSERTED

    def _complement(self, clause: Open, above: Open) -> Certainty:
        if clause.marker in {"why", "how", "when", "where", "who", "what", "which", "whom", "whose"}:
            return Certainty.ASSERTED
        if clause.marker in {"whether", "if"}:
            return Certainty.SUPPOSED
        if (noun := clause.anchor) is not None and (told := THAT_NOUNS.get(lex.singular(noun.head.low))):
            return self._of_that_noun(noun, Certainty(told), above)
        verb = above.verb
        if verb is None:  # "That X was tried; that he lies in prison": what a petition tells
            return Certainty.SUPPOSED if above.subject or above.anchor else Certainty.ASSERTED
        if verb.lemma in COPULAR and (quality := _quality(above)):
            return self._of_quality(quality, negated=verb.negated or self.own(above) is Certainty.DENIED)
        if verb.lemma in COPULAR:
            return self.own(above)
        told_so = Certainty(TO_THAT.get(verb.lemma, "reported"))
        own = self.own(above)
        if own is Certainty.ASSERTED or verb.lemma in _FACTIVE:
            return told_so
        if own is Certainty.DENIED:
            return Certainty.SUPPOSED
        return weaker(told_so, own)

    def _of_that_noun(self, noun: Group, told: Certainty, above: Open) -> Certainty:
        verb = above.verb
        if verb is not None and verb.lemma in COPULAR and (quality := _quality(above)) and noun in above.subject:
            return self._of_quality(quality, negated=verb.negated)
        if noun.denied or (verb is not None and verb.negated):
            return Certainty.SUPPOSED
        if verb is not None and TO_THAT.get(verb.lemma) == "denied":
            return Certainty.DENIED
        return told

    def _of_quality(self, quality: str, *, negated: bool) -> Certainty:
        if quality in FALSE:
            return Certainty.SUPPOSED if negated else Certainty.DENIED
        if quality in TRUE:
            return Certainty.DENIED if negated else Certainty.ASSERTED
        if quality in MAYBE:
            return Certainty.SUPPOSED
        if told := THAT_NOUNS.get(quality):
            return Certainty(told)
        return Certainty.SUPPOSED if negated else Certainty.ASSERTED

    def _infinitive(self, clause: Open, above: Open) -> Certainty:
        anchor, verb = clause.anchor, above.verb
        if anchor is not None and (anchor.head.tag in "jN" or anchor.words[-1].low in {"one", "last", "only"}):
            ordinal = anchor.head.low in _NTH
            if ordinal and not (verb is not None and verb.lemma in COPULAR and not above.subject):
                return Certainty.ASSERTED
        if anchor is not None and anchor.holds("first", "last", "only", "latest", "youngest", "oldest"):
            return Certainty.ASSERTED
        if verb is None:
            return Certainty.PLANNED
        own = self.own(above)
        if _came_about(above, verb):
            return own
        if verb.lemma in COPULAR and (quality := _quality(above)):
            return Certainty.POSSIBLE if quality in MAYBE | FALSE else Certainty.PLANNED
        told = Certainty(TO_INFINITIVE.get(verb.lemma, "planned"))
        if verb.passive and verb.lemma in {"expect", "suppose", "mean", "intend"}:
            told = Certainty.PLANNED
        if anchor is not None and THAT_NOUNS.get(lex.singular(anchor.head.low)):
            return Certainty.PLANNED
        if told is Certainty.DENIED and own is Certainty.DENIED:
            return Certainty.ASSERTED
        return weaker(told, own) if own is not Certainty.ASSERTED else told

    def _gerund(self, clause: Open, above: Open) -> Certainty:
        verb = above.verb
        if clause.marker in _NOT_DONE:
            return Certainty.DENIED
        if verb is None:
            return Certainty.ASSERTED
        if clause.marker == "" or clause.marker in {"from", "against"}:
            if verb.lemma in FEARS or TO_THAT.get(verb.lemma) == "denied":
                return Certainty.DENIED
            if clause.marker == "" and verb.lemma in ASKS_FOR | {"suggest", "consider", "recommend", "propose", "plan"}:
                return Certainty.PLANNED
        if clause.marker == "of" and clause.anchor is not None and clause.anchor.head.low == "short":
            return Certainty.DENIED
        if clause.marker == "of" and verb.lemma in {"accuse", "suspect", "dream", "speak", "talk", "think"}:
            return Certainty.SUPPOSED
        if clause.marker in {"after", "before", "since", "for", "while", "on", "upon", "despite", "besides"}:
            return Certainty.ASSERTED
        return self.own(above) if verb.lemma not in SUFFERED else Certainty.ASSERTED

    def _said_in_passing(self, clauses: Sequence[Open]) -> dict[Open, Certainty]:
        """What is told with "X said" in its middle or after it."""
        found: dict[Open, Certainty] = {}
        governing = {id(c.governor) for c in clauses if c.link == "complement"}
        for number, clause in enumerate(clauses):
            verb = clause.verb
            if (
                verb is None
                or verb.lemma not in (SPEAKS | _SEEMS if clause.link == "aside" else SPEAKS)
                or clause.objects
                or (verb.passive and clause.link != "aside")
                or number == 0
            ):
                continue
            if id(clause) in governing or clause.link not in {"main", "coordinated", "aside"} or verb.form != "finite":
                continue
            if clause.link == "coordinated" and clause.marker != ",":
                continue
            told = clause.governor if clause.link == "aside" else clause.like or clauses[number - 1]
            if told is None:
                continue
            if told is not clause and clause.subject and not any(g in told.subject for g in clause.subject):
                denied = verb.negated or clause.denied
                found[told] = Certainty.DENIED if denied else _by_speaker(clause, TO_THAT.get(verb.lemma, "reported"))
        return found


def _by_speaker(clause: Open, told: str) -> Certainty:
    """What somebody tells: what some one person said who is not even named is no more than supposed."""
    certainty = Certainty(told)
    speaker = clause.subject[0] if clause.subject else None
    vague = speaker is not None and speaker.first in {"one", "a", "an", "another", "some"} and not speaker.is_name
    return Certainty.SUPPOSED if vague and certainty is Certainty.REPORTED else certainty


def _came_about(clause: Open, verb: Verb) -> bool:
    """Whether what an infinitive tells has come about: "sad to learn", "took five minutes to convict X"."""
    if verb.lemma == "take":
        return any(slot[0].is_time for slot in clause.objects if slot)
    return verb.lemma in FEELINGS or (verb.lemma in COPULAR and _quality(clause) in FEELINGS)


def _quality(clause: Open) -> str:
    """The word that "is" leads to: "It is untrue", "Reports are false"."""
    if clause.objects:
        last = clause.objects[0][-1]
        telling = FALSE | TRUE | MAYBE
        return next((w.low for w in reversed(last.words) if w.low in telling), lex.singular(last.head.low))
    adverbs = [a for a in clause.adverbs if a in MAYBE]
    return adverbs[0] if adverbs else ""
