"""Steps in a life or a career that have a date: an office taken or left, a prize given, a body founded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.by_clause import clause_of
from sphinx_factcheck.engine.claims.persons import clause_of_verb, subject_of_verb
from sphinx_factcheck.engine.claims.triggers import together
from sphinx_factcheck.engine.language.clauses import Clause
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.calendar import Lead
from sphinx_factcheck.engine.spans.dates import DateSaid, find_dates, year_said
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.subjects.stems import stems
from sphinx_factcheck.facts.model import Award, Fact, Office
from sphinx_factcheck.letters.text import Span

_TOOK = any_of(
    "took_office assumed_office entered_office sworn_in inaugurated taken_office took_power took_over "
    "assumed_the_office assumed_the_post took_up_office took_up_the_post seized_power ascended_the_throne "
    "acceded_to_the_throne came_to_the_throne mounted_the_throne crowned enthroned "
    "proclaimed_himself proclaimed_herself made_himself made_herself"
)
_CHOSEN = any_of("appointed elected named nominated chosen re-elected")
_LEFT = any_of(
    "left_office resigned stepped_down retired dismissed removed_from_office ousted sacked left_the_post leaves_office "
    "steps_down leave_office step_down served_until"
)
_GIVEN = any_of("awarded received won given accepted honoured honored presented_with")
_FOUNDED = any_of(
    "founded established formed created launched set_up Founded Established Formed Created Launched came_into_being "
    "came_into_existence dates_from dates_back_to goes_back_to has_existed have_existed"
)
_NOUNS = later(
    rf"\b(?:(?P<founded>{any_of('founding foundation establishment formation creation inception')})"
    rf"|(?P<took>{any_of('accession coronation inauguration enthronement investiture')})"
    rf"|(?P<chosen>{any_of('appointment election nomination re-election')})"
    rf"|(?P<left>{any_of('resignation abdication retirement dismissal ouster')}))"
    r"(?P<of>\sof\s(?:the\s|our\s|this\s)?)?(?![a-z])"
)
"""The nouns for steps: "the founding of the Society", "the accession of King X", "her appointment"."""
_ITS = later(r"\b[Ii]ts\s$")
_HIS = later(r"\b(?:his|her)\s$|[’']s?\s$")
_TITLE = later(r"(?:[A-Z][\w.]+\s){0,3}")
_THEN = later(r"(?:\s(?:as|to)\s(?:[\w’-]+\s?){1,6})?,?\s?(?:(?:on|in|of|back\sin)\s)?(?:the\s)?")
"""What leads from the noun for a step, and whose it was, to its date."""
_STEPS = later(
    rf"\b(?:(?P<took>{_TOOK})|(?P<became>became)|(?P<chosen>{_CHOSEN})|(?P<left>{_LEFT})|(?P<given>{_GIVEN})|(?P<founded>{_FOUNDED})|(?P<born>born))\b"
)
STEP_TRIGGERS = (
    "office", "throne", "crowned", "seized power", "proclaimed him", "proclaimed her", "made him", "made her",
    "sworn in", "inaugurated", "became", "took power", "took over", "took up", "assumed the", "appointed",
    "elected", "named", "nominated", "chosen", "resigned", "stepped down", "steps down", "step down", "retired",
    "dismissed", "ousted", "sacked", "left the", "served until", "awarded", "received", "won ", "given", "accepted",
    "honoured", "honored", "presented with", "founded", "established", "formed", "created", "launched", "set up",
    "born ", "came into", "dates from", "dates back", "goes back", "existed since", " founding", " foundation",
    " establishment", " formation", " creation", " inception", "accession", "coronation", "inauguration",
    "enthronement", "investiture", "appointment", "election", "nomination", "resignation", "abdication",
    "retirement", "dismissal", "ouster", "Founded ", "Established ", "Formed ", "Created ", "Launched ",
)  # fmt: skip
_FRONTED = later(r"[^,.;:()]{0,30},\s(?:[Tt]he\s|[Oo]ur\s)?")
"""What stands between the date of a participle in front and its subject: "Founded in 1996, the Center"."""
_JOINING = later(r",?\s\(?(?:which\s|who\s)?")
_LEADS = {
    "became": Lead.START,
    "took": Lead.START,
    "chosen": Lead.START,
    "left": Lead.END,
    "given": Lead.AT,
    "founded": Lead.AT,
    "born": Lead.AT,
}

_YEAR_AFTER = later(
    rf"(?:^|[\s(]){any_of('since in from of by until during around after before')}\s+"
    r"(?:early\s|late\s|mid-|the\s\w+\sof\s)?(?P<year>[12]\d{3})\b(?!-)"
)
_YEAR_OF_NAME = later(r"[12]\d{3}\s[A-Z]")  # "the 2022 Lake Prize"
_NEW_CLAUSE = later(
    r"[;:]|,\s(?:and|but|was|were|has|have|had|is|won)\s|"
    rf"\b{any_of('after before when while who which')}\b"
    r"(?!\s(?:early\s|late\s)?[\dA-Z]|\s(?:on|in|at|[\w-]+ing)\b)"
)
_REACH = 80


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whose it is, the statements it can mean, its date, and whether one that differs is an error."""

    subject: str
    facts: tuple[Fact, ...]
    when: DateSaid
    lead: Lead
    strong: bool = True


def steps_in(reading: Reading, sentence: Span) -> Iterator[Step]:
    """The steps of a sentence that are told with a date, of persons and bodies that the fact base knows."""
    text = reading.letter.text
    yield from _steps_of_nouns(reading, sentence)
    for verb in _STEPS.finditer(text, sentence.start, sentence.end):
        when = _date_after(text, verb.end(), sentence.end) or _date_before(text, sentence, verb.start())
        clause = clause_of_verb(reading, verb.start()) if when else None
        if when is None or (clause and (not clause.certainty.told or _is_of_another(reading, clause, when))):
            continue
        start = clause.group_start if clause else verb.start()
        kind = str(verb.lastgroup)
        if kind not in {"founded", "born"}:
            subject = _person(reading, verb.start())
        elif text[verb.start()].isupper():
            subject = _right_after(reading, when)
        else:
            subject = _right_before(reading, sentence, start)
            subject = "" if clause and _is_but_of(subject, clause) else subject
        told = text[verb.end() : when.start] if when.start >= verb.end() else text[verb.end() : verb.end() + 80]
        facts = tuple(_facts(reading, subject, kind, told)) if subject else ()
        if facts:
            yield Step(subject, facts, when, _LEADS[kind], kind != "chosen")


def _is_but_of(subject: str, clause: Clause) -> bool:
    """Whether a clause is told of what hangs on a body, and not of that: "a branch of the Guild was founded"."""
    if any(n.value == subject for n in clause.subject):
        return False
    return any(one.value == subject for n in clause.subject for _, ns in n.phrases for one in ns)


def _is_of_another(reading: Reading, clause: Clause, when: DateSaid) -> bool:
    """Whether a date is told with another verb than that of a clause: "was born in Kent and left school in 1978"."""
    home, _ = clause_of(reading, when)
    return home is not None and bool(home.verb) and home is not clause and home.link == "coordinated"


def _steps_of_nouns(reading: Reading, sentence: Span) -> Iterator[Step]:
    """The steps that a noun tells: "since the founding of the Society in 1962", "King X's accession, in 2013"."""
    text = reading.letter.text
    for noun in _NOUNS.finditer(text, sentence.start, sentence.end):
        kind = next(name for name in _LEADS if noun.groupdict().get(name))
        named = _whose(reading, sentence, noun, "organization" if kind == "founded" else "person")
        end = max(named[0].span.end, noun.end()) if named else noun.end()
        when = _date_after(text, end, sentence.end) if named else None
        if when is None or not _THEN.fullmatch(text, end, when.start):
            continue
        told = text[end : when.start]
        any_office = kind == "chosen" and not re.search(r"\b[A-Z]", told)
        facts = tuple(_facts(reading, named[0].entity, "took" if any_office else kind, told))
        facts = tuple(f for f in facts if kind != "left" or not (f.statement.when and f.statement.when.open_end))
        if facts:
            yield Step(named[0].entity, facts, when, _LEADS[kind], kind != "chosen")


def _whose(reading: Reading, sentence: Span, noun: re.Match[str], kind: str) -> Sequence[Mention]:
    """Whose step a noun tells, as it is named: behind "of", as its owner, or as the one of the sentence so far."""
    text, entities = reading.letter.text, reading.facts.entities
    if noun["of"]:
        named = reading.mentions_in(noun.start("of"), min(noun.end() + _REACH, sentence.end))[:1]
        return named if named and _TITLE.fullmatch(text, noun.end(), max(named[0].span.start, noun.end())) else ()
    own = (_HIS if kind == "person" else _ITS).search(text, max(noun.start() - 4, sentence.start), noun.start())
    before = reading.mentions_in(sentence.start, noun.start()) if own else ()
    alike = [m for m in before if m.entity in entities and entities[m.entity].kind == kind]
    return alike[-1:] if len({m.entity for m in alike}) == 1 else ()


def _date_after(text: str, start: int, stop: int) -> DateSaid | None:
    """The date that follows a verb within its clause."""
    stop = min(stop, start + _REACH)
    start += text.startswith(": ", start)
    said = next((d for d in find_dates(text, start, stop) if not _YEAR_OF_NAME.match(text, d.start)), None)
    year = _YEAR_AFTER.search(text, start, stop)
    if year and (said is None or year.start("year") < said.start):
        said = year_said(text, *year.span("year"))
    return None if said and _NEW_CLAUSE.search(text, start, said.start) else said


def _date_before(text: str, sentence: Span, at: int) -> DateSaid | None:
    """The date that the sentence opens with, where nothing but its subject stands between."""
    start = sentence.start
    if not re.match(r"(?:On|In|Since|By)\s", text[start : start + 6]):
        return None
    when = next(find_dates(text, start, min(at, start + 60)), None)
    return when if when and at - when.end < 60 and text[when.end : when.end + 1] in {",", " "} else None


def _right_before(reading: Reading, sentence: Span, at: int) -> str:
    """Whose name ends right before a verb; or the one body that "It" can mean."""
    text, start = reading.letter.text, sentence.start
    named = reading.mentions_in(max(at - 80, start), at)
    if named:
        return named[-1].entity if _JOINING.fullmatch(text, named[-1].span.end, at) else ""
    if text[start:at].strip(' \n“"') != "It" or start == 0:
        return ""
    before = reading.sentence_at(start - 1)
    bodies = {
        m.entity
        for m in reading.mentions_in(before.start, before.end)
        if reading.facts.entities[m.entity].kind == "organization"
    }
    return bodies.pop() if len(bodies) == 1 and "\n\n" not in text[before.start : start] else ""


def _right_after(reading: Reading, when: DateSaid) -> str:
    """Whose name follows a participle in front and its date."""
    led = _FRONTED.match(reading.letter.text, when.end)
    named = reading.mentions_in(led.end(), led.end() + 80) if led else ()
    return named[0].entity if led and named and named[0].span.start == led.end() else ""


def _person(reading: Reading, verb: int) -> str:
    persons = subject_of_verb(reading, verb)
    return persons[0].entity if len(persons) == 1 else ""


def _facts(reading: Reading, subject: str, kind: str, told: str) -> Sequence[Fact]:
    match kind:
        case "founded" | "born":
            return [f for f in reading.facts.about(subject, kind) if f.statement.when]
        case "given":
            said = frozenset(stems(told))
            known = [f for f in reading.facts.about(subject, "awards") if f.statement.when]
            return [f for f in known if isinstance(f.statement, Award) and _names(said, f.statement.award)]
    offices = [
        f for f in reading.facts.about(subject, "offices")
        if isinstance(f.statement, Office) and f.statement.when and f.statement.when.lasting
    ]  # fmt: skip
    titled = re.search(r"\b[A-Z]", told) or kind in {"chosen", "became"}
    said = frozenset(stems(told))
    return [f for f in offices if not titled or _names(said, f.statement.office)]  # type: ignore[attr-defined]


def _names(said: frozenset[str], title: str) -> bool:
    """Whether words name a title or prize: most of its own are among them."""
    own = frozenset(stems(title))
    return bool(own) and 2 * len(own & said) > len(own)


together(STEP_TRIGGERS)
