"""How long something lasted: "a four-day trip" against the dates of the event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.again import things_of_noun
from sphinx_factcheck.engine.claims.dating.chosen import in_tense, nearest
from sphinx_factcheck.engine.claims.dating.compare import compare
from sphinx_factcheck.engine.claims.dating.dated import STRONG, Bound, Scene, Stage
from sphinx_factcheck.engine.claims.judging import UNDECIDED, own_dates, plain, rule
from sphinx_factcheck.engine.claims.triggers import places_of, together
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.numbers import HEDGE, NUMBER, Quantity, exactly, has_number, hedged
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.letters.text import Span

_TRIGGERS = ("day", "week", "month", "year")
_MOST_DATES = 8
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_GAP = r"(?:\s|-|‑|\xad){1,2}"
_GAPS = frozenset(" \n\t\u00a0-‑\xad")
_UNIT = later(rf"(day|week|month|year)(s?)(?=\b(?:{_GAP}long\b)?)", re.IGNORECASE)
_COUNTED = later(rf"(?P<number>{NUMBER})(?P<half>½|{_GAP}and{_GAP}a{_GAP}half)?{_GAP}$", re.IGNORECASE)
_LONG = later(r"(?:day|week|month|year)(?:-|‑|\s)?long\b", re.IGNORECASE)
_BEFORE_LONG = later(r"(?:^|[^\w-])$")
_HEDGED = later(rf"\b{HEDGE}\s$", re.IGNORECASE)
_NUMBER_REACH, _HEDGE_REACH = 40, 24
_LASTING = later(
    r"\b(?:for|of|lasts?|lasted|lasting|over|during|took|takes|taking)\s(?:the\s|a\stotal\sof\s)?$", re.IGNORECASE
)
_ENDURING = later(
    r"\b(?:last|rage|drag|went\son|goes\son)[a-z]*\s(?:on\s)?(?:for\s)?(?:the\s|a\stotal\sof\s)?$", re.IGNORECASE
)
"""What years follow that are no age and no term: "the war lasted sixteen years"."""
_OF_THING = later(r"(?:\s|-)(?:of\s)?(?:the\s)?(?:[\w’-]+\s){0,2}")
"""What leads from a length to what lasted so long: "sixteen years of civil war", "a ten-year war"."""
_POINTING = later(r"\b(?:[Tt]h(?:is|at|ese|ose)\s[\w-]+|[Ii]t)\s[^.;:,]{0,60}$")
"""What speaks of a thing told before, and never of one that is named later in its sentence."""
_LASTS = frozenset("last sit continue go rage drag run endure stretch occupy span persist burn".split())
_ENDS = frozenset("end close finish conclude collapse be call break".split())
"""What is done "after nine days" with what lasted so long."""
_OVER = frozenset({"over", "off", "up"})
_MAY_LAST = later(
    r"\b(?:last|sat\b|sit|contin|went|go[ei]|rag|drag|ran\b|runn|endur|stretch|occup|span|persist|burn|end|clos|over\b|off\b|finish|conclu|collaps)"
)
"""What a clause holds that tells how long its subject lasted."""
_COMPARED = later(r"\s(?:longer|more|less|shorter|too)\b")
_LESS = later(r"\b(?:less|minus|but|first|last|next|every|another)\s(?:an?\s)?$", re.IGNORECASE)
_NOT_LENGTH = later(
    r"\s*(?:ago|later|earlier|before|after|old|since|from\s(?:now|today|then)|to\sgo|away|left|hence|into|short|"
    r"in\s(?:prison|jail)|a\sweek|notice|deadline|period\sof)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """The data of a claim of this kind: the length said, and the addresses of the dates it is held against.

    `half` tells that it is half a unit more, `sure` that it is told as a fact, `going_on` that it goes on, or did then.
    """

    days: Quantity
    unit: str
    facts: tuple[str, ...] = ()
    half: bool = False
    sure: bool = True
    going_on: bool = False


@dataclass(frozen=True, slots=True)
class DurationKind:
    """Lengths of events, both days of the dates included."""

    name: str = "duration"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every length of time said of an event that the fact base dates."""
        stage = Stage.of(reading)
        if not stage.things.all:
            return
        scene = stage.scene(Span(0, 0))
        told: Sequence[DateSaid] = ()
        for span, days, unit, half, lasting in _lengths(reading.letter.text):
            if span.start >= scene.sentence.end:
                scene = stage.scene(reading.sentence_at(span.start))
                told = reading.dates_in(scene.sentence.start, scene.sentence.end) if scene.occurrences else ()
            beside = _likeliest(reading, scene, span, told) if lasting else None
            one = _of_clause(reading, scene, span) or beside
            if one:
                sure = (one.sure or one.facts == (beside and beside.facts)) and (
                    asserted(reading, span) or not _is_over(one.facts, reading)
                )
                said = Lasting(days, unit, tuple(f.address for f in one.facts), half, sure, one.going_on)
                count = f"{days}{'½' if half else ''} {unit}{'' if str(days) == '1' and not half else 's'}"
                yield Claim(self.name, one.entity, count, span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """The days said against those from the first to the last; a single day decides only "one day"."""
        said = claim.asserted(Lasting)
        facts = [f for a in said.facts if (f := reading.facts.fact(a)) and f.statement.when]
        if not facts:
            return UNDECIDED
        judged = [(f, _fits(said, f.statement.when)) for f in facts if f.statement.when]
        told = " or ".join(
            f"{_days(w)} ({plain(w)})" if _is_sure(w) else plain(w) for f in facts if (w := f.statement.when)
        )
        expected = " or ".join(dict.fromkeys(_days(w) for f in facts if (w := f.statement.when) and _is_sure(w)))
        lasted = f"{reading.facts.entities[claim.subject].name} lasted {told}"
        ruling = rule(judged, reading.facts, lasted, expected)
        if ruling.verdict is not Verdict.CONTRADICTED:
            return ruling
        going_on = said.going_on and all(not _is_longer(said, f.statement.when) for f in facts if f.statement.when)
        return ruling if said.sure and not going_on else UNDECIDED


def _lengths(text: str) -> Iterator[tuple[Span, Quantity, str, bool, bool]]:
    """The lengths of time in a text that something can last: where, how long, in which unit, and whether half more.

    The last tells whether the words beside it tell that something lasted; where they do not, a verb may.
    """
    for at in places_of(text, _TRIGGERS):
        if text[at - 1 : at] not in _GAPS:
            continue
        low = max(at - _NUMBER_REACH, 0)
        unit = _UNIT.match(text, at)
        counted = _COUNTED.search(text, low, at) if unit and has_number(text, low, at) else None
        if unit and counted is None and (long := _LONG.match(text, at)) and _BEFORE_LONG.search(text, at - 1, at):
            yield Span(at, long.end()), exactly(1), unit[1].lower(), False, True
        if unit is None or counted is None or _NOT_LENGTH.match(text, unit.end()):
            continue
        start = counted.start()
        hedge = _HEDGED.search(text, max(start - _HEDGE_REACH, 0), start)
        start = hedge.start() if hedge else start
        before = text[max(start - 20, 0) : start]
        if _LESS.search(before) or _COMPARED.match(text, unit.end()):
            continue
        days = hedged(hedge[0] if hedge else "", counted["number"])
        if days is not None:
            lasting = not unit[2] or text[at - 1] == "-" or _can_last(text, before, unit)
            yield Span(start, unit.end()), days, unit[1].lower(), bool(counted["half"]), lasting


@dataclass(frozen=True, slots=True)
class _Lasted:
    """What is told to have lasted, by its dates; `going_on` where it went on then."""

    entity: str
    facts: tuple[Fact, ...]
    sure: bool = True
    going_on: bool = False


def _of_clause(reading: Reading, scene: Scene, span: Span) -> _Lasted | None:
    """What the verb of a length tells to have lasted so long: "it lasted", "which sat", "ended after"."""
    text, sentence = reading.letter.text, scene.sentence
    if not _MAY_LAST.search(text, sentence.start, sentence.end):
        return None
    read = reading.prose.sentence(reading.prose.number_at(span.start))
    noun = next((n for n in read.nouns if n.start < span.end and span.start < n.end), None)
    clause = read.clause_of(noun) if noun else None
    if clause is None or noun is None or not clause.certainty.told or clause.negated or not _lasts(text, clause, noun):
        return None
    told = [one for n in clause.subject for one in things_of_noun(reading, read, n)]
    if len(told) != 1:
        return None
    entity, sure = told[0]
    facts, alone = (
        _held(reading, entity),
        sum(n.kind == noun.kind for n in (*clause.object, *clause.indirect)) < 2 and not clause.elided,
    )
    return _Lasted(entity, facts, sure and alone, clause.perfect) if facts else None


def _held(reading: Reading, entity: str) -> tuple[Fact, ...]:
    """The dates at which a thing took place, or all of them where none is called that."""
    dated = tuple(f for f in reading.facts.about(entity, "dates") if f.statement.when)
    return tuple(f for f in dated if getattr(f.statement, "event", "held") == "held") or dated


def _lasts(text: str, clause: Clause, noun: Noun) -> bool:
    """Whether the subject of a clause lasted as long as a noun in it tells."""
    plain = noun in clause.object or any(
        noun in c.nouns and c.preposition in {"", "for", "over"} for c in clause.complements
    )
    if clause.verb in _LASTS and not clause.passive and plain:
        return True
    after = not noun.phrases and any(noun in c.nouns and c.preposition == "after" for c in clause.complements)
    between = text[min(clause.verb_end, noun.start) : noun.start].split()
    over = clause.verb not in {"be", "call", "break"} or clause.particle in _OVER or not _OVER.isdisjoint(between)
    return clause.verb in _ENDS and after and over


def _can_last(text: str, before: str, unit: re.Match[str]) -> bool:
    """Whether the words around a number of units tell that something lasted so long."""
    return text.startswith(" of ", unit.end()) or bool(_LASTING.search(before))


def _is_of(text: str, span: Span, one: Bound) -> bool:
    """Whether a length stands right before what lasted so long, or behind a verb for it."""
    if one.start >= span.end:
        return bool(_OF_THING.fullmatch(text, span.end, one.start))
    return bool(_ENDURING.search(text, max(span.start - 30, one.end), span.start))


def _likeliest(reading: Reading, scene: Scene, span: Span, told_dates: Sequence[DateSaid]) -> _Lasted | None:
    """The thing that a date of the sentence fits, else the one nearest to the letter in the direction of the tense."""
    text = scene.text
    narrow = text.startswith(" of ", span.end) or "year" in text[span.start : span.end].lower()
    likely = [b for b in scene.bind(span) if b.likely]
    if _POINTING.search(text, max(span.start - 80, scene.sentence.start), span.start):
        ahead = {m.entity for m in reading.mentions_in(span.end, scene.sentence.end)}
        ahead -= {m.entity for m in reading.mentions_in(0, span.start)}
        likely = [b for b in likely if b.thing.entity not in ahead]
    bound = [b for b in likely if (b.near and not narrow) or (narrow and _is_of(text, span, b))]
    if not bound:
        return None
    dates = own_dates(reading)
    tense = scene.tense(span)
    for said in told_dates[:_MOST_DATES]:
        readings = said.readings(dates, tense)
        for one in bound:
            whens = [f.statement.when for f in one.thing.held if f.statement.when]
            if any(compare(readings, said.lead, when) is Answer.YES for when in whens):
                return _lasted(one)
    told = in_tense([b for b in bound if b.strong or b.named or (narrow and b.score >= STRONG)], tense, dates)
    return _lasted(nearest([b for b in told if b.score == told[0].score], dates)) if told else None


def _lasted(one: Bound) -> _Lasted:
    return _Lasted(one.thing.entity, one.thing.held)


_COUNTED_ONE_BY_ONE = 14
"""Days up to which a length is that of all the days that something touched; beyond, it may be the difference."""


def _fits(said: Lasting, known: When) -> Answer:
    if known.open_end or known.latest == date.max:
        return Answer.UNKNOWN
    least, most = max((known.end_earliest - known.start_latest).days + 1, 1), (known.latest - known.earliest).days + 1
    if said.unit == "day":
        answer = Answer.UNKNOWN if said.half else said.days.fits(least, most)
        if answer is Answer.NO and said.days.is_exact and least > _COUNTED_ONE_BY_ONE:
            answer = said.days.fits(least - 1, most - 1)
        return answer if known.lasting or answer is Answer.YES else Answer.UNKNOWN
    if not known.lasting:
        return Answer.UNKNOWN
    size = _DAYS[said.unit]
    if not said.days.is_exact:
        answers = {said.days.fits(units, units) for units in range(least // size, -(-most // size) + 1)}
        return Answer.YES if Answer.YES in answers else Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN
    days = (int(str(said.days)) + said.half / 2) * size
    off = max(least - days, days - most, 0)
    slack = 2 if said.unit == "year" else 1  # few count the months
    if off <= slack * size * (0.15 if said.half else 0.3):
        return Answer.YES
    return Answer.NO if off > slack * size * 0.6 else Answer.UNKNOWN


def _is_longer(said: Lasting, known: When) -> bool:
    """Whether a length is more than all of a time."""
    return (
        int(str(said.days)) * _DAYS[said.unit] > (known.latest - known.earliest).days + 1
        if said.days.is_exact
        else False
    )


def _is_over(facts: Sequence[Fact], reading: Reading) -> bool:
    """Whether something was over when the letter was written: what is planned then is another of its kind."""
    whens = [f.statement.when for f in facts if f.statement.when]
    return any(w.latest < day.earliest for w in whens for day in own_dates(reading))


def _is_sure(when: When) -> bool:
    """Whether both the first and the last day are known."""
    return when.lasting and when.earliest == when.start_latest and when.end_earliest == when.latest


def _days(when: When) -> str:
    count = (when.latest - when.earliest).days + 1
    return f"{count} day{'' if count == 1 else 's'}"


together(_TRIGGERS)
