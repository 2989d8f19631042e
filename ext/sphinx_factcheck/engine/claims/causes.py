"""What somebody died of: "died of cholera", "died from liver cancer", held against the cause that the base tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.judging import UNDECIDED, plain, rule
from sphinx_factcheck.engine.subjects.stems import stems
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Fact, LifeDate
from sphinx_factcheck.letters.text import Span

_LED_BY = ("of", "from")
_VAGUE = frozenset(
    stem
    for word in (
        "illness disease sickness ailment causes cause nature natural injuries injury wounds wound complications age "
        "neglect torture abuse beating beatings ill-treatment mistreatment exhaustion hunger starvation failure attack "
        "condition treatment effects infection hardship"
    ).split()
    for stem in stems(word)
)
"""What may be said of a death beside its cause, or of several of them."""
_NO_CAUSE = frozenset("whatever what which it this that course".split())
_PLAIN = frozenset(
    stem for word in "a an the his her their old long short severe acute advanced".split() for stem in stems(word)
)


@dataclass(frozen=True, slots=True)
class Caused:
    """The data of a claim of what somebody died of, in the letter's words."""

    words: str
    past: bool = True


def causes_told(deeds: Sequence[Deed], reading: Reading) -> Iterator[Claim]:
    """What each of those who are told to have died is said to have died of, where a cause is known of them."""
    text = reading.letter.text
    for deed in deeds:
        known = [p for p in deed.persons if _known(p.entity, reading)] if deed.name == "died" and deed.told else []
        if not known:
            continue
        sentence = reading.prose.sentence(reading.prose.number_at(deed.start))
        clause = next((c for c in sentence.clauses if c.verb_start == deed.start and c.verb == "die"), None)
        nouns = [
            n
            for n in (clause.by(*_LED_BY) if clause else ())
            if not (n.kind or n.is_pronoun or n.denied) and n.start >= deed.end
        ]
        nouns = [n for n in nouns if n.head.low not in _NO_CAUSE]
        for noun in nouns[:1]:
            end = max([noun.end, *(n.end for p, ns in noun.phrases if p == "of" for n in ns)])
            words = " ".join(text[noun.start : end].split())
            for person in known:
                yield Claim("life", person.entity, f"died of {words}", Span(noun.start, end), Caused(words))


def judge_cause(claim: Claim, said: Caused, reading: Reading) -> Ruling:
    """Supported by a cause that has all the words said; contradicted by one that has none of them, both being plain."""
    judged = [(f, _fits(said.words, cause)) for f, cause in _known(claim.subject, reading)]
    if not judged:
        return UNDECIDED
    fact, cause = judged[0][0], _known(claim.subject, reading)[0][1]
    name = reading.facts.entities[claim.subject].name
    return rule(judged, reading.facts, f"{name} died of {cause} ({plain(fact.statement.when)})", cause)


def _known(person: str, reading: Reading) -> list[tuple[Fact, str]]:
    told = ((f, f.statement) for f in reading.facts.about(person, "died"))
    return [(f, one.cause) for f, one in told if isinstance(one, LifeDate) and one.cause]


def _fits(said: str, known: str) -> Answer:
    words, other = frozenset(stems(said)) - _PLAIN, frozenset(stems(known)) - _PLAIN
    if words <= other:
        return Answer.YES
    return Answer.UNKNOWN if words & other or (words | other) & _VAGUE else Answer.NO
