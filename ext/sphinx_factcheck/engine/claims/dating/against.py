"""Whether the fact base agrees with a date in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.compare import compare, moved
from sphinx_factcheck.engine.claims.dating.meant import Dated
from sphinx_factcheck.engine.claims.happenings import done
from sphinx_factcheck.engine.claims.judging import UNDECIDED, cited, own_dates, plain, rule
from sphinx_factcheck.engine.spans.calendar import SEASONS, Lead, Tense, Which, distance
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.periods import MonthDay
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Award, Dating, Fact, Happening, Office

_FAR, _SLIP = 800, 10
_NEW_STYLE, _OLD_STYLE = 1753, (timedelta(days=10), timedelta(days=11))
"""Until when many dated by the old calendar, and by how many days it was behind."""
_SURELY_NEAR, _HALF_A_YEAR = timedelta(days=150), timedelta(days=183)


def judge_dated(claim: Claim, dated: Dated, reading: Reading) -> Ruling:
    """Contradicted where no reading of the date fits any date known; a doubtful binding never contradicts."""
    if dated.said.wrong:
        return Ruling(Verdict.CONTRADICTED, dated.said.wrong)
    if not dated.facts and dated.said.weekday is None and dated.tense is not Tense.FUTURE:
        return UNDECIDED
    dates, readings = own_dates(reading), dated.times
    if wrong := _wrong_weekday(dated.said, reading):
        return Ruling(Verdict.CONTRADICTED, wrong)
    if gone := _gone(dated, reading):
        return gone
    facts = [f for a in dated.facts if (f := reading.facts.fact(a)) and f.statement.when]
    if not facts or not readings:
        return UNDECIDED
    judged = [(f, compare(readings, _lead(dated, f), f.statement.when)) for f in facts if f.statement.when]
    fitting = [f for f, answer in judged if answer is Answer.YES] or _nearest_first(facts, readings)
    ruling = rule(judged, reading.facts, _told(claim.subject, fitting, reading), _expected(fitting[0], dated.said.lead))
    if ruling.verdict is Verdict.SUPPORTED and _by_another_season(dated.said, readings, facts):
        return UNDECIDED
    if ruling.verdict is not Verdict.CONTRADICTED:
        return ruling
    doubtful = not dated.strong or dated.said.vague or _may_be_another(dated, readings, facts, dates)
    doubtful = doubtful or _is_near(dated.said, readings, facts)
    return UNDECIDED if doubtful or dated.quoted else ruling


def _lead(dated: Dated, fact: Fact) -> Lead:
    """How a date is tied to a statement: the end of a thing is no last day of its end, but that day itself."""
    told = isinstance(fact.statement, Dating) and fact.statement.event == "ended"
    return Lead.AT if told and dated.said.lead is Lead.END else dated.said.lead


def _by_another_season(said: DateSaid, readings: Sequence[When], facts: Sequence[Fact]) -> bool:
    """Whether "last winter" fits only where another one is meant than the last before the letter."""
    if said.first.which is not Which.LAST or said.first.part not in SEASONS:
        return False
    known = [f.statement.when for f in facts if f.statement.when]
    return not any(compare(readings[:1], said.lead, when) is Answer.YES for when in known)


def _wrong_weekday(said: DateSaid, reading: Reading) -> str:
    """What is wrong with the weekday of a day without its year, in whichever year that day can be meant."""
    dates = own_dates(reading)
    if said.weekday is None or said.first.year or not dates:
        return ""
    times = said.on_any_weekday().readings(dates)
    years = (said.story.earliest.year, said.story.latest.year) if said.story else ()
    likely = [w for w in times if w.earliest.year in years or min(distance(w, d) for d in dates) <= _SURELY_NEAR]
    return said.off_weekday(likely or times)


def _nearest_first(facts: Sequence[Fact], readings: Sequence[When]) -> Sequence[Fact]:
    def far(fact: Fact) -> tuple[bool, timedelta]:
        when = fact.statement.when
        if when is None:
            return True, timedelta.max
        slip = any(_only_the_year_differs(said, [when]) for said in readings)
        return not slip, min((distance(when, said) for said in readings), default=timedelta.max)

    return sorted(facts, key=far)


def _gone(dated: Dated, reading: Reading) -> Ruling | None:
    """The contradiction of a day with its year that is told as still to come and lies before the letter."""
    own = own_dates(reading)
    if (
        not own
        or not dated.said.first.year
        or dated.said.lead not in {Lead.AT, Lead.START}
        or dated.tense is not Tense.FUTURE
    ):
        return None
    letter = min(d.earliest for d in own)
    if not dated.times or any(when.latest >= letter for when in dated.times) or not dated.to_come:
        return None
    said = f"this is told as still to come, but the letter is dated {plain(own[0])}"
    facts = [f for a in dated.facts if (f := reading.facts.fact(a))]
    expected = plain(facts[0].statement.when) if facts else ""
    said += f"; {reading.facts.entities[facts[0].entity].name} is dated {expected}" if facts else ""
    return Ruling(Verdict.CONTRADICTED, said, expected, tuple(cited(f, reading.facts) for f in facts[:1]))


def _may_be_another(dated: Dated, readings: Sequence[When], facts: Sequence[Fact], letter: Sequence[When]) -> bool:
    """Whether the date said may be that of another thing of the same kind, which the fact base does not hold."""
    whens = [f.statement.when for f in facts if f.statement.when]
    told = [when for when in readings if when.earliest.year in dated.said.years_told]
    if not dated.said.first.year and any(_only_the_year_differs(said, whens) for said in told or readings):
        return True
    if dated.tense is Tense.FUTURE and letter and _is_over(whens, letter) and not _is_over(readings, letter):
        return True
    if _is_of_the_month_told(dated.said, readings):
        readings = readings[:1]
    else:
        readings = told or (readings[:1] if dated.past and dated.said.first.day else readings)
    for said in readings:
        known = min(whens, key=lambda when: distance(when, said))
        apart = distance(known, said).days
        if dated.said.first.year and (dated.past or said.is_day or said.lasting) and _is_slip(said, whens):
            return False
        if apart <= dated.near or not letter:
            continue
        own = min(letter, key=lambda when: distance(when, said))
        against_tense = dated.tense is (Tense.PAST if said.earliest > own.latest else Tense.FUTURE)
        nearer = distance(said, own) < distance(known, own) and not against_tense
        if dated.apart or nearer or apart > _FAR:
            return True
    return False


def _is_of_the_month_told(said: DateSaid, readings: Sequence[When]) -> bool:
    """Whether "the 19th" is most likely of the month to which the story has come."""
    if not isinstance(said.said, MonthDay) or said.story is None or not readings:
        return False
    day, month = readings[0].earliest, said.story.latest
    return (day.year, day.month) == (month.year, month.month)


def _is_over(whens: Sequence[When], letter: Sequence[When]) -> bool:
    """Whether all of these times were over when the letter was written."""
    return all(when.latest < min(day.earliest for day in letter) for when in whens)


def _is_near(said: DateSaid, readings: Sequence[When], facts: Sequence[Fact]) -> bool:
    """Whether a date fits by the days it may be off, or a season that of the south, half a year later or earlier."""
    slack, known = timedelta(days=said.slack), [f.statement.when for f in facts if f.statement.when]
    others = [_moved(when, -slack, slack) for when in readings] if slack else []
    others += [_moved(when, *_OLD_STYLE) for when in readings if when.latest.year < _NEW_STYLE]
    if said.first.part in SEASONS:
        others += [_moved(when, turn, turn) for when in readings for turn in (_HALF_A_YEAR, -_HALF_A_YEAR)]
    return any(compare([when], said.lead, one) is not Answer.NO for when in others for one in known)


def _moved(when: When, first: timedelta, last: timedelta) -> When:
    earliest, latest = moved(when.earliest, first), moved(when.latest, last)
    return replace(when, earliest=earliest, start_latest=latest, end_earliest=earliest, latest=latest, lasting=False)


def _is_slip(said: When, whens: Sequence[When]) -> bool:
    """Whether a day is a known one but for its year, its month or its day: nobody is arrested twice so."""
    return _only_the_year_differs(said, whens) or (said.is_day and any(
        known.is_day and said.earliest.year == known.earliest.year
        and (said.earliest.day == known.earliest.day or said.earliest.month == known.earliest.month)
        for known in whens
    ))  # fmt: skip


def _only_the_year_differs(said: When, whens: Sequence[When]) -> bool:
    """Whether a day or a span of days is a known one but for its year; or a month, where no more than one is known."""
    first, last = said.earliest, said.latest
    if said.lasting:
        return any(known.lasting and _same_days(said, known) for known in whens)
    for known in whens:
        same = (first.month, first.day) == (known.earliest.month, known.earliest.day)
        if same and first == last and known.earliest == known.start_latest:
            return abs(first.year - known.earliest.year) <= _SLIP
        a_month = first.month == last.month and first.day == 1 and first != last
        if a_month and first.month == known.earliest.month == known.latest.month:
            return abs(first.year - known.earliest.year) == 1
    return False


def _same_days(one: When, other: When) -> bool:
    """Whether two spans begin and end on the same days of the month, within a few years of each other."""
    edges = ((one.earliest, other.earliest), (one.latest, other.latest))
    same = all((mine.month, mine.day) == (theirs.month, theirs.day) for mine, theirs in edges)
    return same and abs(one.earliest.year - other.earliest.year) <= _SLIP


def _told(subject: str, facts: Sequence[Fact], reading: Reading) -> str:
    fact, name = facts[0], reading.facts.entities[subject].name
    when = plain(fact.statement.when)
    match fact.key, fact.statement:
        case (("custody" | "died"), _):
            return done(subject, facts, reading)
        case "offices", Office() as office:
            return f"{name} was {office.office} ({when})"
        case "awards", Award() as award:
            return f"{name} was given the {award.award} on {when}"
        case (("born" | "founded"), _):
            return f"{name} was {fact.key} on {when}"
        case "happenings", Happening() as happening:
            return f"{name} had this happen: {happening.event} ({when})"
    event = fact.statement.event if isinstance(fact.statement, Dating) else "held"
    verb = {"held": "is dated", "dated": "is dated", "in-force": "came into force on"}.get(event, f"was {event} on")
    return f"{name} {verb} {when}"


def _expected(fact: Fact, lead: Lead) -> str:
    """What would be right; of an office only the day that is spoken of."""
    when = fact.statement.when
    if fact.key != "offices" or when is None:
        return plain(when)
    begin, _, end = when.text.partition("/")
    return end if lead is Lead.END else begin
