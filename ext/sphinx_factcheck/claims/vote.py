"""Votes: "fell two votes short", "by 17 votes to 19", "17 in favour, 19 against and 11 abstentions"."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.described import (
    LEAST,
    SURE,
    Bearer,
    Bearers,
    begun_by,
    near_sentence,
    of_another_time,
    told_in,
)
from sphinx_factcheck.claims.grammar.votes import REACH, TRIGGERS, Said, results
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, rule, told_by
from sphinx_factcheck.claims.triggers import stretches
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import FactBase, Vote
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span


@per_fact_base
def _votes(facts: FactBase) -> Bearers:
    return Bearers.of(facts, "result")


class VoteKind:
    """The result of a vote."""

    name = "vote"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every tally or margin of a vote; what has no number only where the event is surely told."""
        text = reading.letter.text
        for part in stretches(reading, TRIGGERS, REACH):
            for said, span in results(text, part.start, part.end):
                subject = _subject(reading, span, LEAST if said.has_number else SURE)
                if (subject or said.has_number) and asserted(reading, span):
                    yield Claim("vote", subject, str(said), span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a vote against the results of the event it speaks of."""
        said: Said = claim.said
        known = [f for f in reading.facts.about(claim.subject, "result") if told_by(f.statement.when, reading)]
        known = known if begun_by(claim.subject, reading) else []
        told = [(f, f.statement) for f in known if isinstance(f.statement, Vote)]
        if not told:
            return UNDECIDED
        answers = [(f, Answer.YES if said.fits(vote) else Answer.NO) for f, vote in told]
        sure = own_dates(reading) and _subject(reading, claim.span, SURE)
        if all(answer is Answer.NO for _, answer in answers) and not sure:
            return UNDECIDED
        message = f"{reading.facts.entities[claim.subject].name}: {worded(told[0][1])}"
        return rule(answers, reading.facts, message, worded(told[0][1]))


def worded(vote: Vote) -> str:
    """A vote in words."""
    return f"{vote.votes_for} for, {vote.against} against, {vote.abstaining} abstaining, a margin of {vote.margin}"


def _subject(reading: Reading, span: Span, least: int) -> str:
    """The one event with a result that the sentence tells of."""
    sentence = near_sentence(reading, span.start)

    def meant(bearer: Bearer) -> bool:
        return not of_another_time(reading, sentence, bearer, span)

    told = told_in(_votes(reading.facts), reading, sentence, least, meant)
    return told[0].entity.id if len(told) == 1 else ""
