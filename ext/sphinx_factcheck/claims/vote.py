"""Votes: "fell two votes short", "by 17 votes to 19", "17 in favour, 19 against and 11 abstentions"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.described import LEAST, SURE, Bearers, begun_by, near_sentence, told_in
from sphinx_factcheck.claims.grammar.numbers import NUMBER, has_number, parse_number
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, rule, told_by
from sphinx_factcheck.claims.triggers import stretches
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import FactBase, Vote
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span

_TRIGGERS = ("vote", "Vote", "VOTE", "abstain", "abstention", "in favo", "to none")
_N = rf"(?:{NUMBER}|\ba\ssingle|\bnone\b|\bno\b)"
_OR = r"(?:\s*[–—-]\s*|\sto\s|\sagainst\s)"
_FOR = r"(?:votes?\s)?(?:in\sfavou?r|for|yes|ayes?|yeas?|affirmative)\b"
_AGAINST = r"(?:votes?\s)?(?:against|opposed|nays?|noes)\b"
_ABSTAINING = r"(?:abstentions?|abstain(?:ing|ed)?)\b"
_AND = r"(?:\s?[,;]\s?(?:and\s|with\s)?|\sand\s|\swith\s)"
_PEOPLE = r"(?:\s(?:countries|states|members?|delegations|nations|governments|lawmakers|senators|voting|voted|votes?))?"
_TALLY = re.compile(
    rf"(?P<for>{_N}){_PEOPLE}\s{_FOR}(?:\s[^\s,.;]+){{0,4}}?{_AND}(?P<against>{_N}){_PEOPLE}\s{_AGAINST}"
    rf"(?:{_AND}(?P<abstaining>{_N}){_PEOPLE}\s{_ABSTAINING})?",
    re.IGNORECASE,
)
_SCORE = re.compile(
    rf"(?P<one>{_N})(?:\svotes?)?(?:{_OR})(?P<other>{_N})(?:(?:\s*[–—-]\s*|,?\s(?:with|and)\s)(?P<third>{_N})(?:\s{_ABSTAINING})?)?",
    re.IGNORECASE,
)
_MARGINS = (
    re.compile(rf"(?P<margin>{_N})[\s-]votes?\s(?P<result>short|shy)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<result>short|shy)\sby\s(?:just\s|only\s)?(?P<margin>{_N})\svotes?\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<result>lost|failed|defeated|rejected|fell|beaten|passed|carried|won|adopted|approved|prevailed)"
        rf"(?:\s[^\s.,;]+){{0,4}}?\sby\s(?:just\s|only\s|a\smargin\sof\s)?(?P<margin>{_N})\svotes?\b(?!\sto\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"\bmargin\sof\s(?:just\s|only\s)?(?P<margin>{_N})(?:\svotes?)?\b", re.IGNORECASE),
    re.compile(rf"(?P<margin>{_N})[\s-]votes?\s(?:margin|majority|difference)\b", re.IGNORECASE),
)
_PART = re.compile(
    rf"(?P<number>{_N})(?:\s(?:countries|states|members?|delegations|nations|votes?|governments))?\s"
    rf"(?:votes?\s|voted\s|voting\s|were\s)?(?P<side>in\sfavou?r|against|{_ABSTAINING})",
    re.IGNORECASE,
)
_LOST = frozenset("short shy lost failed defeated rejected fell beaten".split())
_VOTING = re.compile(r"\bvot(?:e|es|ed|ing)\b|\bballot|\babst(?:ain|ention)", re.IGNORECASE)
_RESULT_BEFORE = re.compile(
    r"\b(?:votes?\s(?:of|was|were|being)|voted|voting|tally\sof|ballot\sof|(?:adopted|rejected|passed|defeated|approved|carried|lost)\s(?:it\s)?by)(?:\s\w+)?\s$",
    re.IGNORECASE,
)
_RESULT_AFTER = re.compile(r"\s(?:roll-call\s|recorded\s)?(?:vote|division|ballot|tally)\b", re.IGNORECASE)
_REACH = 110


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter says of a vote. `ordered` tells whether votes for and against can be told apart."""

    votes_for: int | None = None
    against: int | None = None
    abstaining: int | None = None
    margin: int | None = None
    carried: bool | None = None
    ordered: bool = True

    def __str__(self) -> str:
        if self.margin is not None:
            return f"margin {self.margin}"
        named = ((self.votes_for, "for"), (self.against, "against"), (self.abstaining, "abstaining"))
        if not self.ordered:
            return f"{self.votes_for} to {self.against}" + (
                f", {self.abstaining} abstaining" if self.abstaining is not None else ""
            )
        return ", ".join(f"{n} {word}" for n, word in named if n is not None)

    def fits(self, vote: Vote) -> bool:
        """Whether this can be said of a vote."""
        margin = abs(vote.votes_for - vote.against)
        carried = vote.votes_for > vote.against if vote.carried is None else vote.carried
        if self.margin not in {None, margin} or self.carried not in {None, carried}:
            return False
        sides = [(vote.votes_for, vote.against)] + ([(vote.against, vote.votes_for)] if not self.ordered else [])
        return self.abstaining in {None, vote.abstaining} and any(
            self.votes_for in {None, yes} and self.against in {None, no} for yes, no in sides
        )


@per_fact_base
def _votes(facts: FactBase) -> Bearers:
    return Bearers.of(facts, "result")


class VoteKind:
    """The result of a vote."""

    name = "vote"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every tally or margin of a vote."""
        text = reading.letter.text
        for part in stretches(reading, _TRIGGERS, _REACH):
            if has_number(text, part.start, part.end):
                for said, span in sorted(_read(text, part.start, part.end), key=lambda told: told[1]):
                    yield Claim("vote", _subject(reading, span), str(said), span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a vote against the results of the event it speaks of."""
        known = [f for f in reading.facts.about(claim.subject, "result") if told_by(f.statement.when, reading)]
        known = known if begun_by(claim.subject, reading) else []
        results = [(f, f.statement) for f in known if isinstance(f.statement, Vote)]
        if not results:
            return UNDECIDED
        answers = [(f, Answer.YES if claim.said.fits(vote) else Answer.NO) for f, vote in results]
        sure = own_dates(reading) and _subject(reading, claim.span, SURE)
        if all(answer is Answer.NO for _, answer in answers) and not sure:
            return UNDECIDED
        message = f"{reading.facts.entities[claim.subject].name}: {worded(results[0][1])}"
        return rule(answers, reading.facts, message, worded(results[0][1]))


def worded(vote: Vote) -> str:
    """A vote in words."""
    margin = abs(vote.votes_for - vote.against)
    return f"{vote.votes_for} for, {vote.against} against, {vote.abstaining} abstaining, a margin of {margin}"


def _subject(reading: Reading, span: Span, least: int = LEAST) -> str:
    sentence = near_sentence(reading, span.start)
    told = told_in(_votes(reading.facts), reading, sentence, least)
    return told[0].entity.id if len(told) == 1 else ""


def _read(text: str, start: int, end: int) -> list[tuple[Said, Span]]:
    """What is said of votes between two offsets: whole tallies first, then what is left of them."""
    found: list[tuple[Said, Span]] = []
    for told in (_tallies, _margins, _scores, _parts):
        for said, span in told(text, start, end):
            if not any(span.overlaps(other) for _, other in found[-40:]):
                found.append((said, span))
    return found


def _tallies(text: str, start: int, end: int) -> Iterator[tuple[Said, Span]]:
    for tally in _TALLY.finditer(text, start, end):
        votes_for, against, abstaining = (_number(tally[name]) for name in ("for", "against", "abstaining"))
        yield Said(votes_for, against, abstaining), _span(tally)


def _margins(text: str, start: int, end: int) -> Iterator[tuple[Said, Span]]:
    for pattern in _MARGINS:
        for found in pattern.finditer(text, start, end):
            if (margin := _number(found["margin"])) is not None:
                yield Said(margin=margin, carried=_carried(found)), _span(found)


def _scores(text: str, start: int, end: int) -> Iterator[tuple[Said, Span]]:
    for score in _SCORE.finditer(text, start, end):
        one, other = _number(score["one"]), _number(score["other"])
        if one is not None and other is not None and _is_tally(text, score, start, end):
            third = _number(score["third"]) if score["third"] else None
            yield Said(one, other, third, ordered=False), _span(score)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[Said, Span]]:
    for part in _PART.finditer(text, start, end):
        number, side = _number(part["number"]), part["side"].lower()
        if number is None or not _VOTING.search(text, max(part.start() - _REACH, start), min(part.end() + _REACH, end)):
            continue
        if side.startswith("in"):
            yield Said(votes_for=number), _span(part)
        elif side == "against":
            yield Said(against=number), _span(part)
        else:
            yield Said(abstaining=number), _span(part)


def _is_tally(text: str, score: re.Match[str], start: int, end: int) -> bool:
    """Whether two numbers are a result: "by 17 votes to 19", "a 19-17 vote"; not "8 to 10 votes"."""
    before, after = text[max(score.start() - 40, start) : score.start()], text[score.end() : min(score.end() + 12, end)]
    if " votes " in score[0] or " vote " in score[0]:
        return True
    if _RESULT_AFTER.match(after):
        return True
    return bool(_RESULT_BEFORE.search(before)) and not re.match(r"\svotes\b", after)


def _carried(found: re.Match[str]) -> bool | None:
    result = found.groupdict().get("result")
    return None if result is None else result.lower() not in _LOST


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    word = words.strip().lower()
    return {"a single": 1, "none": 0, "no": 0}.get(word, parse_number(word))


def _span(found: re.Match[str]) -> Span:
    return Span(found.start(), found.end())
