"""Votes: "fell two votes short", "by 17 votes to 19", "17 in favour, 19 against and 11 abstentions"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.bodies import bodies_in, of_another_body
from sphinx_factcheck.claims.dating.described import (
    LEAST,
    SURE,
    Bearer,
    Bearers,
    begun_by,
    near_sentence,
    of_another_time,
    stems,
    told_in,
)
from sphinx_factcheck.claims.grammar import outcomes as outcome
from sphinx_factcheck.claims.grammar.votes import REACH, TRIGGERS, Said, results
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, rule, told_by
from sphinx_factcheck.claims.triggers import stretches
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import FactBase, Vote
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span

_PREPOSITION = re.compile(r"\s(?:on|about|of|for|to|into|over|against)\s")
_PROPOSALS = stems("motion proposal call bid request initiative draft text")
_SURELY = 2
_AGAIN = re.compile(
    r"\b(?:it|this|that|which|the\s(?:bill|motion|resolution|text|proposal|measure|draft|vote|result|tally|ballot|move|"
    r"majority|margin|count)\b(?!\s(?:to|on|for|of|against|in)\b))\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:years?|months?|weeks?|earlier|before|previous(?:ly)?|an?other|second|first|third|next|again|later|separate|ago|"
    r"amendments?|similar|elsewhere|\d{4})\b",
    re.IGNORECASE,
)
_SENTENCES_ON = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says of a vote, and whether it is surely of the vote that the sentences before it tell of."""

    said: Said
    of_the_same: bool = False


@per_fact_base
def _votes(facts: FactBase) -> Bearers:
    return Bearers.of(facts, "result")


class VoteKind:
    """The result of a vote."""

    name = "vote"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every tally or margin of a vote; what has no number only where the event is surely told."""
        text, told, claims = reading.letter.text, list[Span](), list[Claim]()
        for part in stretches(reading, TRIGGERS, REACH):
            for said, span in results(text, part.start, part.end):
                subject = _subject(reading, span, LEAST if said.has_number else SURE)
                before = _of_the_same(reading, claims[-1], span) if claims else ""
                if (subject or before or said.has_number) and asserted(reading, span):
                    told.append(span)
                    same = before != "" and subject in {"", before}
                    claims.append(Claim("vote", subject or before, str(said), span, Told(said, same)))
                    yield claims[-1]
        if _votes(reading.facts).all:
            yield from _outcomes(reading, told)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a vote against the results of the event it speaks of."""
        said: Said = claim.said.said
        known = [f for f in reading.facts.about(claim.subject, "result") if told_by(f.statement.when, reading)]
        known = known if begun_by(claim.subject, reading) else []
        told = [(f, f.statement) for f in known if isinstance(f.statement, Vote)]
        if not told:
            return UNDECIDED
        answers = [(f, said.fits(vote)) for f, vote in told]
        sure = own_dates(reading) and (claim.said.of_the_same or _subject(reading, claim.span, SURE))
        if all(answer is Answer.NO for _, answer in answers) and not sure:
            return UNDECIDED
        vote = told[0][1]
        numbered = said.has_number or said.unanimous or said.share
        expected = worded(vote) if numbered else "adopted" if vote.passed else "rejected"
        message = f"{reading.facts.entities[claim.subject].name}: {expected}"
        return rule(answers, reading.facts, message, expected)


def worded(vote: Vote) -> str:
    """A vote in words."""
    return f"{vote.votes_for} for, {vote.against} against, {vote.abstaining} abstaining, a margin of {vote.margin}"


def _subject(reading: Reading, span: Span, least: int) -> str:
    """The one event with a result that the sentence tells of."""
    bearer = _bearer(reading, span, least)
    return bearer.entity.id if bearer else ""


def _of_the_same(reading: Reading, last: Claim, span: Span) -> str:
    """The vote that a claim before tells of, where this one goes on to speak of "it" or "the motion"."""
    text, sentence = reading.letter.text, near_sentence(reading, span.start)
    between = text[last.span.end : sentence.start]
    if "\n" in between.strip(" ") or sum(between.count(stop) for stop in (". ", "! ", "? ")) > _SENTENCES_ON:
        return ""
    whole = text[sentence.start : sentence.end]
    entity = reading.facts.entities.get(last.subject)
    if entity is None:
        return ""
    goes_on = sentence.start <= last.span.end or _AGAIN.search(whole)
    if (
        not goes_on
        or _OTHERWISE.search(whole)
        or of_another_body(text, sentence, span.start, entity, reading.facts)
        or bodies_in(text, max(sentence.start, last.span.end), sentence.end)
    ):
        return ""
    return last.subject if last.said.of_the_same or _subject(reading, last.span, SURE) else ""


def _bearer(reading: Reading, span: Span, least: int) -> Bearer | None:
    sentence = near_sentence(reading, span.start)

    def meant(bearer: Bearer) -> bool:
        return not (
            of_another_time(reading, sentence, bearer, span)
            or of_another_body(reading.letter.text, sentence, span.start, bearer.entity, reading.facts)
        )

    told = told_in(_votes(reading.facts), reading, sentence, least, meant)
    return told[0] if len(told) == 1 else None


def _outcomes(reading: Reading, told: Sequence[Span]) -> Iterator[Claim]:
    """The outcomes told without a number, of votes of a body named before them on what is surely the same question."""
    text = reading.letter.text
    for part in stretches(reading, outcome.TRIGGERS, outcome.REACH):
        for one in outcome.outcomes(text, part.start, part.end):
            sentence = near_sentence(reading, one.span.start)
            if any(sentence.start <= span.start < sentence.end for span in told[-20:]):
                continue
            if bodies_in(text, sentence.start, one.span.start) and asserted(reading, one.span):
                bearer = _bearer(reading, one.span, SURE)
                if bearer and _on_the_same(one.what, bearer, reading.facts):
                    yield Claim("vote", bearer.entity.id, str(one.said), one.span, Told(one.said))


def _on_the_same(what: str, bearer: Bearer, facts: FactBase) -> bool:
    """Whether the words for what was voted on tell the question of a vote, and not only its field."""
    bodies = {word for one in bearer.taking_part if one in facts.entities for word in stems(facts.entities[one].name)}
    own = {word for alias in bearer.entity.aliases() for word in stems(alias.name)} - bodies
    told = own | (set(stems(bearer.entity.about)) - bodies)
    said = stems(what)
    head = stems(_PREPOSITION.split(what, maxsplit=1)[0])[-1:]
    numbers = {word for word in said if word.isdigit()}
    return (
        bool(own.intersection(said))
        and len(told.intersection(said)) >= _SURELY
        and bool(told.union(_PROPOSALS).intersection(head))
        and (numbers <= told or not any(word.isdigit() for word in told))
    )
