"""Votes: "fell two votes short", "by 17 votes to 19", "17 in favour, 19 against and 11 abstentions"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.asserted import asserted, certainty
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.judging import UNDECIDED, rule
from sphinx_factcheck.engine.claims.triggers import stretches, together
from sphinx_factcheck.engine.claims.when import begun_by, known_by, of_another_time
from sphinx_factcheck.engine.language.clauses import Certainty
from sphinx_factcheck.engine.spans import outcomes as outcome
from sphinx_factcheck.engine.spans.scores import REACH, TRIGGERS, Score, pairs, results
from sphinx_factcheck.engine.subjects.bodies import bodies_in, of_another_body
from sphinx_factcheck.engine.subjects.index import Index, Subject, Tells, bearing
from sphinx_factcheck.engine.subjects.meant import Meant, all_meant, goes_on, near_sentence
from sphinx_factcheck.engine.subjects.scores import LEAST, SURE, Reason
from sphinx_factcheck.engine.subjects.stems import stems
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import FactBase, Vote
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_PREPOSITION = later(r"\s(?:on|about|of|for|to|into|over|against)\s")
_PROPOSALS = frozenset(
    stems("motion proposal call bid request initiative draft text bill resolution amendment measure")
)
_POLLS = frozenset(stems("referendum plebiscite ballot election poll run-off runoff recall"))
_VOTERS = later(
    r"\bof\s(?:the\s|its\s|all\s)?(?:voters|electors|delegates|members|deputies|senators|shareholders|judges|MPs)\b"
)
_OF = later(
    r"\bthe\s(?:bill|motion|resolution|text|proposal|measure|draft|vote|amendment)\s(?:to|on|for|of|against)\s"
    r"(?P<what>(?:the\s|an?\s)?[\w’'-]+(?:\s[\w’'-]+)?)",
    re.IGNORECASE,
)
"""A motion with what it is about, which may be another."""
_WHAT = later(
    r".*?(?:opposed|opposing|supported|backed)\s(?P<what>(?:the|an?|his|her|their|our|its|that|all)\s(?:[\w’'-]+\s?){1,5})",
    re.DOTALL,
)
"""A side told by a verb, with what it is for or against."""
_LONGEST_SIDE, _SHORTLY = 10, 60
_OTHERWISE = later(
    r"\b(?:(?:years?|months?|weeks?)\s(?:ago|later|earlier|before)|earlier|previous(?:ly)?|an?other|second|next|again|separate|"
    r"similar|elsewhere)\b",
    re.IGNORECASE,
)
_STEP = later(
    r"\b(?:(?:first|second|committee|report)\s(?:reading|stage)|cloture|closure|procedural|straw\spoll|amendments?\s(?:to|of|on)|rider|"
    r"to\s(?:table|postpone|adjourn|refer|delay|recommit)|test\svote)\b",
    re.IGNORECASE,
)
"""Steps on the way to a vote, which have votes of their own."""
_SURELY, _TELLING, _LIKELY, _ROUND = 2, 20, 2, 10
_BACK = 1500
"""Characters back to which "the bill" can go."""
_ROUNDED = 8
"""By what part of it a ratio may be off: two to one is said of 41 to 20, and not of 36 to 20."""
_PER_CENT_OFF = 1
"""By how many hundredths a rounded share may be off."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter says of a vote, and whether it is surely of the one that it is taken to be of."""

    score: Score
    sure: bool = False


class VoteKind:
    """The result of a vote."""

    name = "vote"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every tally or margin of a vote; what has no number only where the event is surely told."""
        text, told = reading.letter.text, list[Span]()
        last: Claim | None = None
        index = bearing(reading.facts, "result")
        named = [m.span.start for m in reading.mentions if index.of(m.entity) and not m.span.field]
        for part in stretches(reading, TRIGGERS, REACH, named):
            for score, span in results(text, part.start, part.end):
                meant = _meant(reading, span, LEAST if score.has_number else SURE, last)
                meant = _with_numbers(meant, _by_numbers(score, span, reading))
                if not ((meant or score.has_number) and _is_told(reading, score, span)):
                    continue
                told.append(span)
                subject = index.of(meant[0]) if meant else None
                id, sure = ("", False) if meant is None or _of_another(text, span, subject) else meant
                sure = sure and (score.percent_for is None or _is_poll(id, text[span.start : span.end], reading))
                last = Claim("vote", id, str(score), span, Said(score, sure))
                yield last
            yield from _alone(reading, part, told)
        if bearing(reading.facts, "result").all:
            yield from _outcomes(reading, told)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a vote against the results of the event it speaks of."""
        return decided(claim.asserted(Said), claim.subject, reading.facts, reading.own_dates)


def _of_another(text: str, span: Span, subject: Subject | None) -> bool:
    """Whether the words right after a side tell that it is for or against something else: "two opposed the budget"."""
    what = _WHAT.match(text, span.end - _LONGEST_SIDE, span.end + _SHORTLY)
    if subject is None or what is None:
        return False
    return (subject.words.keys() | _PROPOSALS).isdisjoint(stems(what["what"]))


def _is_poll(id: str, said: str, reading: Reading) -> bool:
    """Whether a share in hundredths is of those who voted: they are named, or it was a vote of all the people."""
    if _VOTERS.search(said):
        return True
    entity = reading.facts.entities.get(id)
    return entity is not None and any(not _POLLS.isdisjoint(stems(alias.name)) for alias in entity.aliases())


def _is_told(reading: Reading, score: Score, span: Span) -> bool:
    """Whether a result is told as one; "nobody voted against it" tells it by denying.

    What stands between commas ("the House, by 110 votes to 92, ordered it") is told as the verb after it is.
    """
    told = certainty(reading, span)
    if not told.told and reading.letter.text.startswith(", ", span.end):
        told = certainty(reading, Span(span.end + 2, span.end + 3))
    return told.told or (score.has_none and told is Certainty.DENIED)


def decided(said: Said, subject: str, facts: FactBase, days: Sequence[When]) -> Ruling:
    """Hold what is said of a vote against its result, as of the days of the letter."""
    known = [f for f in facts.about(subject, "result") if known_by(f.statement.when, days)]
    known = known if begun_by(subject, facts, days) else []
    told = [(f, f.statement) for f in known if isinstance(f.statement, Vote)]
    if not told:
        return UNDECIDED
    answers = [(f, fits(said.score, vote)) for f, vote in told]
    if all(answer is Answer.NO for _, answer in answers) and not (said.sure and days):
        return UNDECIDED
    score, vote = said.score, told[0][1]
    numbered = score.has_number or score.unanimous or score.share or score.percent_for is not None
    expected = worded(vote) if numbered else "adopted" if vote.passed else "rejected"
    ended = f"ended with {expected}" if numbered else f"saw the motion {expected}"
    return rule(answers, facts, f"{facts.entities[subject].name} {ended}", expected)


def worded(vote: Vote) -> str:
    """A vote in words."""
    return f"{vote.votes_for} for, {vote.against} against, {vote.abstaining} abstaining, a margin of {vote.margin}"


def fits(score: Score, vote: Vote) -> Answer:
    """Whether this can be said of a vote."""
    if score.carried not in {None, vote.passed}:
        return Answer.NO
    if score.percent_for is not None:
        return _fits_share(score.percent_for, vote)
    if score.special or (score.share is not None and score.margin is not None):
        return Answer.YES if score.share and _short_of(score, vote) else Answer.UNKNOWN
    if score.carried and score.margin is not None and score.margin.fits(vote.votes_for, vote.votes_for) is Answer.YES:
        return Answer.YES  # "carried by 38 votes", which then are all those in favour
    if score.share is not None and vote.votes_for < score.share * (vote.votes_for + vote.against):
        return Answer.NO
    if score.unanimous and vote.votes_for and vote.against:
        return Answer.NO
    if score.is_ratio and min(vote.votes_for, vote.against) > 1:
        return _fits_ratio(score, vote)
    ordered = _fits_numbers(score, vote.votes_for, vote)
    return ordered if score.ordered else max(ordered, _fits_numbers(score, vote.against, vote), key=_GOOD.index)


_GOOD = (Answer.NO, Answer.UNKNOWN, Answer.YES)


def _fits_numbers(score: Score, first: int, vote: Vote) -> Answer:
    """Whether the numbers of a score are those of a vote, `first` being the side that is told first."""
    second = vote.votes_for + vote.against - first
    told = zip((score.votes_for, score.against, score.abstaining, score.margin),
               (first, second, vote.abstaining, vote.margin), strict=True)  # fmt: skip
    return min((said.fits(known, known) for said, known in told if said), key=_GOOD.index, default=Answer.YES)


def _fits_ratio(score: Score, vote: Vote) -> Answer:
    """Whether so many to one can be said of a vote; what is far off may still be of another, and is no error."""
    said = max(int(q.low or 0) for q in (score.votes_for, score.against) if q is not None)
    ratio = Fraction(max(vote.votes_for, vote.against), min(vote.votes_for, vote.against))
    return Answer.YES if abs(ratio - said) <= Fraction(said, _ROUNDED) else Answer.UNKNOWN


def _fits_share(percent: Fraction, vote: Vote) -> Answer:
    """Whether a share of those in favour, which may leave out abstentions or not, is that of a vote."""
    voting = vote.votes_for + vote.against
    shares = [Fraction(100 * vote.votes_for, cast) for cast in (voting, voting + vote.abstaining) if cast]
    off = [abs(share - percent) for share in shares]
    if any(2 * apart <= _PER_CENT_OFF for apart in off):
        return Answer.YES
    return Answer.UNKNOWN if any(apart <= _PER_CENT_OFF for apart in off) or not off else Answer.NO


def _short_of(score: Score, vote: Vote) -> bool:
    """Whether so many votes were missing to a share of the votes cast, or of all with the abstentions."""
    voting = vote.votes_for + vote.against
    wanted = (ceil((score.share or 1) * cast) for cast in (voting, voting + vote.abstaining))
    short = (number - vote.votes_for for number in wanted)
    return score.margin is not None and any(score.margin.fits(n, n) is Answer.YES for n in short)


def _meant(reading: Reading, span: Span, least: int, last: Claim | None = None) -> tuple[str, bool] | None:
    """The one vote that is meant at a place, and whether surely: by its sentence, or by what was told before."""
    index = bearing(reading.facts, "result")
    if not index.all:
        return None
    sentence = near_sentence(reading, span.start)
    text = reading.letter.text

    def told(subject: Subject) -> bool:
        facts = reading.facts.about(subject.id, "result")
        return not (
            of_another_time(reading, sentence, subject, facts, span)
            or of_another_body(text, sentence, span.start, subject.entity, reading.facts)
        )

    for stretch in dict.fromkeys((_part(text, sentence, span), sentence)):
        here = _sole(all_meant(reading, stretch, index, told, least=least, before=False))
        if here and here.sure:
            return here.id, not _is_step(text, sentence, here.subject)
    found = _sole(all_meant(reading, sentence, index, told, least=least))
    if last and last.subject and last.asserted(Said).sure and last.span.start >= sentence.start and not here:
        subject = index.of(last.subject)
        again = subject is not None and told(subject) and not bodies_in(text, last.span.end, sentence.end)
        return (last.subject, True) if again else None
    if found is None or not found.sure:
        found = _told_just_before(reading, sentence, index, told) or found
    if found is None:
        return None
    goes_on = not found.by_story or (
        _goes_on(text, sentence, found.subject) and _is_last(found.id, index, span, reading)
    )
    return found.id, found.sure and goes_on


def _with_numbers(meant: tuple[str, bool] | None, by_numbers: tuple[str, bool] | None) -> tuple[str, bool] | None:
    """Which vote is meant by words and numbers: what the numbers of another are held against is none surely."""
    if not (meant and meant[1]):
        return by_numbers or meant
    return meant if by_numbers is None or by_numbers[0] == meant[0] else (meant[0], False)


def _by_numbers(score: Score, span: Span, reading: Reading) -> tuple[str, bool] | None:
    """The one vote that ended with just these numbers; else the one with just one of them of which the sentence tells.

    Numbers are none that two votes share by chance. Of the second the other number is then surely said.
    """
    sides = _sides_of(score)
    if by_both := _by_score(sides, span, reading):
        return by_both
    index = bearing(reading.facts, "result")
    told = {id for side in sides if side >= _TELLING and side % _ROUND for id in _by_side(reading.facts).get(side, ())}
    if len(sides) != len(_BOTH) or len(told) != 1:
        return None
    sentence = near_sentence(reading, span.start)
    here = all_meant(reading, sentence, index, lambda subject: subject.id in told, least=_LIKELY, before=False)
    text = reading.letter.text
    if len(here) != 1 or here[0].apart or _is_step(text, sentence, here[0].subject):
        return None
    if _BY_NAME.isdisjoint(here[0].why) or _OTHERWISE.search(text, sentence.start, sentence.end):
        return None
    facts = reading.facts.about(here[0].id, "result")
    return None if of_another_time(reading, sentence, here[0].subject, facts, span) else (here[0].id, True)


_BOTH = ("for", "against")
_BY_NAME = frozenset({str(Tells.PROPER), Reason.NAMED.words})


def _sides_of(score: Score) -> list[int]:
    """The two plain numbers of a score, the smaller first."""
    told = (score.votes_for, score.against)
    return sorted(int(q.sure_low) for q in told if q is not None and q.is_plain and q.sure_low is not None)


def _by_score(sides: Sequence[int], span: Span, reading: Reading) -> tuple[str, bool] | None:
    """The one vote that ended with just these numbers, where they are none that two votes share by chance."""
    if len(sides) != len(_BOTH) or sides[-1] < _TELLING:
        return None
    found = _by_sides(reading.facts).get((sides[0], sides[1]), ())
    subject = bearing(reading.facts, "result").of(found[0]) if len(found) == 1 else None
    if subject is None:
        return None
    if sides[0] >= _TELLING:  # two such numbers are hardly those of two votes
        return subject.id, False
    sentence = near_sentence(reading, span.start)
    facts = reading.facts.about(subject.id, "result")
    return None if of_another_time(reading, sentence, subject, facts, span) else (subject.id, False)


def _alone(reading: Reading, part: Span, told: list[Span]) -> Iterator[Claim]:
    """Numbers side by side that are just those of one vote, which nothing else tells to be a result."""
    if not bearing(reading.facts, "result").all:
        return
    for score, span in pairs(reading.letter.text, part.start, part.end):
        meant = (
            None if any(span.overlaps(other) for other in told[-20:]) else _by_score(_sides_of(score), span, reading)
        )
        if meant and _is_told(reading, score, span):
            told.append(span)
            yield Claim("vote", meant[0], str(score), span, Said(score))


@once
def _by_sides(facts: FactBase) -> dict[tuple[int, int], tuple[str, ...]]:
    """The votes by the numbers of their two sides, the smaller first."""
    told: dict[tuple[int, int], tuple[str, ...]] = {}
    for subject in bearing(facts, "result").all:
        for fact in facts.about(subject.id, "result"):
            vote = fact.statement
            if isinstance(vote, Vote):
                sides = (min(vote.votes_for, vote.against), max(vote.votes_for, vote.against))
                told[sides] = (*told.get(sides, ()), subject.id)
    return told


@once
def _by_side(facts: FactBase) -> dict[int, tuple[str, ...]]:
    """The votes by the number of either side."""
    told: dict[int, tuple[str, ...]] = {}
    for sides, ids in _by_sides(facts).items():
        for side in dict.fromkeys(sides):
            told[side] = (*told.get(side, ()), *ids)
    return told


_SAID_OF_IT = later(
    r"\W*(?:(?:(?:only|just|but|no\sfewer\sthan)\s)?(?:[\w-]+\s(?:\w+\s)?){0,2}(?:voted|opposed|dissented|abstained)"
    r"(?:\s(?:against|for|in\sfavou?r|yes|no))?(?:\s(?:it|this))?(?=\s?[.,;:)]|\s(?:and|while|but)\b)|"
    r"(?:it|this)\s(?:was|had|got|won|passed|failed|fell|carried)|the\s(?:final\s)?(?:votes?|tally|result|count|division|ayes|noes|margin)|"
    r"\d+|by\s)",
    re.IGNORECASE,
)
"""How a sentence opens that tells more of the vote told of in the one before."""


def _told_just_before(reading: Reading, sentence: Span, index: Index, told: Callable[[Subject], bool]) -> Meant | None:
    """The vote that the sentence before surely tells of, where this one goes on: "The vote was 91 to 4"."""
    text = reading.letter.text
    previous = reading.sentence_at(max(sentence.start - 1, 0))
    if previous.start >= sentence.start or not _SAID_OF_IT.match(text, sentence.start, sentence.end):
        return None
    found = _sole(all_meant(reading, previous, index, told, least=SURE, before=False))
    if not (found and found.sure and _goes_on(text, sentence, found.subject)):
        return None
    return None if _is_step(text, previous, found.subject) else found


def _is_step(text: str, sentence: Span, subject: Subject) -> bool:
    """Whether a sentence tells of a step on the way to a vote: "passed the bill on first reading"."""
    step = _STEP.search(text, sentence.start, sentence.end)
    return step is not None and subject.words.keys().isdisjoint(stems(step[0]))


def _sole(found: Sequence[Meant]) -> Meant | None:
    return found[0] if len(found) == 1 and not found[0].apart else None


def _is_last(id: str, index: Index, span: Span, reading: Reading) -> bool:
    """Whether no other vote is named between a place and where this one was."""
    before = reading.mentions_in(max(span.start - _BACK, 0), span.start)
    return next((m.entity == id for m in reversed(before) if index.of(m.entity)), True)


def _goes_on(text: str, sentence: Span, subject: Subject) -> bool:
    """Whether a sentence goes on to speak of a vote, and names no body that may have held another."""
    if bodies_in(text, sentence.start, sentence.end) or _OTHERWISE.search(text, sentence.start, sentence.end):
        return False
    if any(subject.words.keys().isdisjoint(stems(m["what"])) for m in _OF.finditer(text, sentence.start, sentence.end)):
        return False
    return goes_on(text[sentence.start : sentence.end], subject, _PROPOSALS)


def _part(text: str, sentence: Span, span: Span) -> Span:
    """The part of a sentence between semicolons around a place."""
    start, end = text.rfind(";", sentence.start, span.start) + 1, text.find(";", span.end, sentence.end)
    return Span(max(start, sentence.start), end if end >= 0 else sentence.end)


def _outcomes(reading: Reading, told: Sequence[Span]) -> Iterator[Claim]:
    """The outcomes told without a number, of votes of a body named before them on what is surely the same question."""
    text, index = reading.letter.text, bearing(reading.facts, "result")
    for part in stretches(reading, outcome.TRIGGERS, outcome.REACH):
        for one in outcome.outcomes(text, part.start, part.end):
            sentence = near_sentence(reading, one.span.start)
            if any(sentence.start <= span.start < sentence.end for span in told[-20:]):
                continue
            if not (bodies_in(text, sentence.start, one.span.start) and asserted(reading, one.span)):
                continue
            meant = _meant(reading, one.span, SURE)
            subject = index.of(meant[0]) if meant and meant[1] else None
            if subject and _on_the_same(one.what, subject, reading.facts):
                yield Claim("vote", subject.id, str(one.said), one.span, Said(one.said, sure=True))


def _on_the_same(what: str, subject: Subject, facts: FactBase) -> bool:
    """Whether the words for what was voted on tell the question of a vote, and not only its field."""
    bodies = {word for one in subject.taking_part if one in facts.entities for word in stems(facts.entities[one].name)}
    own = {word for alias in subject.entity.aliases() for word in stems(alias.name)} - bodies
    told = own | (set(stems(subject.entity.about)) - bodies)
    said = stems(what)
    head = stems(_PREPOSITION.split(what, maxsplit=1)[0])[-1:]
    numbers = {word for word in said if word.isdigit()}
    return (
        bool(own.intersection(said))
        and len(told.intersection(said)) >= _SURELY
        and bool(told.union(_PROPOSALS).intersection(head))
        and (numbers <= told or not any(word.isdigit() for word in told))
    )


together(TRIGGERS, outcome.TRIGGERS)
