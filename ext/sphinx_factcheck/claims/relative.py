"""Times told from the letter's own day: "your forthcoming trip", "a recent visit", "last month’s summit"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.compare import compare
from sphinx_factcheck.claims.cues import cues_in
from sphinx_factcheck.claims.dated import STRONG, Bound, Stage, nearest
from sphinx_factcheck.claims.grammar.calendar import Lead
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, plain, rule
from sphinx_factcheck.claims.things import roots
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span

_TRIGGERS = ("recent", "forthcoming", "upcoming", "impending", "last ", "next ", "this ", "yesterday", "tomorrow")
_WORD = re.compile(
    r"(?P<past>recent(?:ly)?\b(?!\s(?:months|weeks|years|days|times|past|history)))|(?P<coming>forthcoming|upcoming|impending)\b"
    r"|(?P<unit>(?P<which>last|next|this)\s(?P<what>week|month|year))(?=[’'\s.,;])|(?P<day>yesterday|tomorrow)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s(?:(?:[a-z]+\s)?(?:in|to)|visited|toured)\s((?:[A-Z][\w’-]+)(?:\s[A-Z][\w’-]+){0,2})")
_DID = re.compile(r"\s(?:did|was|went|has|had|has\sbeen)?\s?")
_RECENT, _COMING = 400, 400


@dataclass(frozen=True, slots=True)
class Relative:
    """The data of such a claim: the word in normal form, and the addresses of the dates it is held against."""

    word: str
    facts: tuple[str, ...]
    past: bool


def relative_times(reading: Reading) -> Iterator[Claim]:
    """Each such word that surely speaks of something the fact base dates."""
    stage = Stage.of(reading)
    if not stage.things.all or not own_dates(reading):
        return
    text = reading.letter.text
    scene = stage.scene(Span(0, 0))
    for at in cues_in(text, _TRIGGERS):
        word = _WORD.match(text, at)
        if word is None or (at and text[at - 1].isalnum()):
            continue
        said = " ".join(word[0].lower().split()).removesuffix("ly")
        if at >= scene.sentence.end:
            scene = stage.scene(reading.sentence_at(at))
        bound = [b for b in scene.bind(Span(*word.span())) if b.strong] or _there(stage, word)
        near = [b for b in bound if b.cost <= bound[0].cost + 10]
        if near:
            one = _meant(said, near, own_dates(reading))
            facts = tuple(f.address for f in one.thing.held)
            yield Claim("date", one.thing.entity, said, Span(*word.span()), Relative(said, facts, bool(word["past"])))


def _there(stage: Stage, word: re.Match[str]) -> list[Bound]:
    """What a person took part in at a place: "as the President did recently in Vietnam"."""
    text, reading = word.string, stage.reading
    place = _PLACE.match(text, word.end()) if word[0].lower() == "recently" else None
    persons = reading.mentions_in(max(word.start() - 40, 0), word.start())
    if place is None or not persons or not _DID.fullmatch(text, persons[-1].span.end, word.start()):
        return []
    where = frozenset(roots(place[1]))
    told = (t for t in stage.things.all[: stage.known] if persons[-1].entity in t.participants and where <= t.places)
    return [Bound(thing, STRONG, 0, False, word.start()) for thing in told]


def judge_relative(claim: Claim, said: Relative, reading: Reading) -> Ruling:
    """Supported where the thing lies where it is said to; another that we do not know may always be meant."""
    facts = [f for a in said.facts if (f := reading.facts.fact(a)) and f.statement.when]
    judged = [(f, _fits(said.word, f.statement.when, own_dates(reading))) for f in facts if f.statement.when]
    if not judged or all(answer is not Answer.YES for _, answer in judged):
        return UNDECIDED
    name = reading.facts.entities[claim.subject].name
    when = plain(judged[0][0].statement.when)
    return rule(judged, reading.facts, f"{name} is dated {when}", when)


def _meant(word: str, bound: list[Bound], dates: tuple[When, ...]) -> Bound:
    fitting = [
        b
        for b in bound
        if any(_fits(word, f.statement.when, dates) is Answer.YES for f in b.thing.held if f.statement.when)
    ]
    told = fitting or bound
    return nearest([b for b in told if b.score == told[0].score], dates)


def _fits(word: str, known: When, dates: tuple[When, ...]) -> Answer:
    return compare([time for d in dates if (time := _time(word, d))], Lead.AT, known)


def _time(word: str, ref: When) -> When | None:
    """The time that a word speaks of, told on a day."""
    first, last = ref.earliest, ref.latest
    try:
        match word.split():
            case ["recent"]:
                return _some_day(first - timedelta(days=_RECENT), last)
            case ["forthcoming" | "upcoming" | "impending"]:
                return _some_day(first, last + timedelta(days=_COMING))
            case ["yesterday" | "tomorrow" as day]:
                step = timedelta(days=-1 if day == "yesterday" else 1)
                return _some_day(first + step, last + step)
            case [which, "year"]:
                year = first.year + {"last": -1, "next": 1}.get(which, 0)
                return _some_day(date(year, 1, 1), date(year, 12, 31))
            case [which, "month"]:
                start = _month(first, {"last": -1, "next": 1}.get(which, 0))
                return _some_day(start, _month(start, 1) - timedelta(days=1))
            case [which, "week"]:
                monday = (
                    first - timedelta(days=first.weekday()) + timedelta(weeks={"last": -1, "next": 1}.get(which, 0))
                )
                return _some_day(monday, monday + timedelta(days=6))
    except (OverflowError, ValueError):
        return None
    return None


def _some_day(first: date, last: date) -> When:
    return When(f"{first}/{last}", first, last, first, last)


def _month(day: date, by: int) -> date:
    months = day.year * 12 + day.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)
