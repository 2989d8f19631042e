"""Awards: "2010 Nobel Peace Prize winner", "Sakharov Prize laureate X", "a finalist for this year's … Award"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.described import near_sentence, stem
from sphinx_factcheck.claims.judging import own_dates, plain, rule
from sphinx_factcheck.claims.triggers import stretches
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Award, Fact, Status
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_TRIGGERS = (
    "Prize",
    "Award",
    "Medal",
    "Nobel",
    "Order of",
    "Fellowship",
    "laureate",
    "Laureate",
    "Honor",
    "Honour",
    " Press Freedom ",
)
_NOUN = r"(?:Prize|Award|Medal|Laureate|Order|Fellowship|Honou?rs?)"
_PART = r"(?:[A-Z][\w.’'-]*|of|for|the|in|de|du|des|and|&)"
_FIELD = r"(?:\s(?:for|in|of)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of|and|the|&|[A-Z][\w’'-]*)){0,4})?"
_NAME = rf"(?:[A-Z][\w.’'-]*(?:\s{_PART}){{0,8}}?\s{_NOUN}{_FIELD}|Nobel)"
_YEAR = r"(?P<{0}>(?:19|20)\d\d|this\syear[’']s|last\syear[’']s|next\syear[’']s)"
_WINNER = r"(?i:winner|laureate|recipient|awardee|honou?ree|winning|winners|laureates|recipients|medalist|medallist)"
_FINALIST = r"(?i:finalist|finalists|nominee|nominees|shortlisted|short-listed|runner-up|nominated)"
_ROLE = rf"(?i:co-)?(?:(?P<{{0}}w>{_WINNER})|(?P<{{0}}f>{_FINALIST}))"
_WON = (
    r"(?i:won|wins|winning|received|receiving|receives|awarded|"
    r"given|granted|earned|accepted|honou?red\swith|presented\swith|bestowed|conferred|laureate)"
)
_CLAIMS = (
    re.compile(rf"(?:{_YEAR.format('y')}\s(?:prestigious\s)?)?(?P<name>{_NAME})[\s-]{_ROLE.format('a')}\b(?:\s(?:in|of|for)\s(?P<y2>(?:19|20)\d\d)\b)?"),
    re.compile(rf"\b{_ROLE.format('a')}\s(?:of|for|in)\s(?:the\s|a\s|an\s)?(?:{_YEAR.format('y')}\s)?(?:[a-z][\w-]*\s){{0,3}}(?P<name>{_NAME})(?:,?\s(?:in|of|for)\s(?P<y2>(?:19|20)\d\d)\b)?"),
    re.compile(rf"\b(?P<verb>{_WON})\s(?:with\s)?(?:the\s|a\s|an\s|its\s|their\s)?(?:{_YEAR.format('y')}\s)?(?:[a-z][\w-]*\s){{0,3}}(?P<name>{_NAME})(?:,?\s(?:in|of|for)\s(?P<y2>(?:19|20)\d\d)\b)?"),
)  # fmt: skip
_PLAIN_WORDS = frozenset(
    "prize award medal order fellowship honor honour laureate of for the in and prestigious freedom human right "
    "international".split()
)
_REACH = 130


@dataclass(frozen=True, slots=True)
class Said:
    """An award as a letter gives it: its name, the year where one is said, and the part the person had in it."""

    award: str
    year: int | None
    role: str


class AwardKind:
    """Which award a person has, or is a finalist for."""

    name = "award"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every award that is given to somebody."""
        text = reading.letter.text
        for part in stretches(reading, _TRIGGERS, _REACH):
            done = part.start
            found = (m for pattern in _CLAIMS for m in pattern.finditer(text, part.start, part.end))
            for match in sorted(found, key=lambda m: m.start()):
                if match.start() < done:
                    continue
                done = match.end()
                said = Said(" ".join(match["name"].split()), _year(match, reading), _role(match))
                subject = _holder(match, near_sentence(reading, match.start()), reading)
                value = f"{said.role}, {said.award}" + (f" {said.year}" if said.year else "")
                yield Claim("award", subject, value, Span(match.start(), match.end()), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold an award against those the person had been given by the letter's date."""
        said: Said = claim.said
        facts = reading.facts
        person = facts.entities.get(claim.subject)
        told = list(facts.about(claim.subject, "awards"))
        same = [f for f in told if _same_award(said.award, _award(f))]
        if person is None or not same:
            return _by_year(said, told, claim, reading)
        message = "; ".join(f"{person.name}: {_worded(_award(f))}" for f in same)
        answers = [(f, _fits(said, _award(f), own_dates(reading))) for f in same]
        return rule(answers, facts, message, _worded(_award(same[0])))


def _fits(said: Said, award: Award, dates: tuple[When, ...]) -> Answer:
    if said.year is not None and said.year != award.year:
        return Answer.NO
    if said.role == "laureate" and award.role != "laureate":
        return Answer.NO
    given = award.on or award.valid
    if given is None:
        years = [d.latest.year for d in dates]
        if not years or award.year < max(years):
            given_yet = Answer.YES
        else:
            given_yet = Answer.UNKNOWN if award.year == max(years) else Answer.NO
    elif not dates or any(given.latest <= d.latest for d in dates):
        given_yet = Answer.YES
    else:
        given_yet = Answer.NO if all(given.earliest > d.latest for d in dates) else Answer.UNKNOWN
    if said.role == "finalist" and award.role == "laureate":
        return Answer.UNKNOWN
    return given_yet


def _by_year(said: Said, told: list[Fact], claim: Claim, reading: Reading) -> Ruling:
    """An award of that year whose name is much like the one given, where the person has no other by this name."""
    claimed = _telling_words(said.award)
    sure = [f for f in told if f.statement.status is Status.CONFIRMED and said.year == _award(f).year]
    alike = [f for f in sure if claimed & _telling_words(_award(f).award)]
    if alike:
        name = reading.facts.entities[claim.subject].name
        message = f"{name}: {_worded(_award(alike[0]))}"
        return rule([(f, Answer.NO) for f in alike], reading.facts, message, _worded(_award(alike[0])))
    return Ruling(Verdict.UNVERIFIED, "the fact base holds nothing of this award and this person")


def _same_award(name: str, award: Award) -> bool:
    claimed = _words(name)
    return any(claimed <= known or known <= claimed for known in map(_words, (award.award, *award.also)))


def _words(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in re.findall(r"[\w’']+", name)) - {
        "of",
        "for",
        "the",
        "in",
        "and",
        "to",
        "prestigiou",
        "laureat",
    }


def _telling_words(name: str) -> frozenset[str]:
    return _words(name) - {stem(w) for w in _PLAIN_WORDS}


def _year(match: re.Match[str], reading: Reading) -> int | None:
    groups = match.groupdict()
    year = groups.get("y") or groups.get("y2")
    if not year:
        return None
    if year.isdigit():
        return int(year)
    dates = own_dates(reading)
    if not dates:
        return None
    return dates[0].latest.year + {"this": 0, "last": -1, "next": 1}[year[:4].lower()]


def _role(match: re.Match[str]) -> str:
    return "finalist" if match.groupdict().get("af") else "laureate"


def _holder(match: re.Match[str], sentence: Span, reading: Reading) -> str:
    """The person an award belongs to: the one named right after it, or in whose clause it stands."""
    text = reading.letter.text
    clause = max(text.rfind(";", sentence.start, match.start()) + 1, sentence.start)
    close = text.find(";", match.end(), sentence.end)
    people = [m for m in reading.mentions_in(clause, close if close >= 0 else sentence.end) if _is_person(m, reading)]
    after = [m for m in people if m.span.start >= match.end()]
    before = [m for m in people if m.span.end <= match.start()]
    verb = match.groupdict().get("verb")
    if after and not verb:
        between = text[match.end() : after[0].span.start]
        if (
            not re.search(r"[,;:]|\b(?:met|and|with|by|to|for|from|who|is|was|has)\b", between)
            and len(between.split()) <= 6
        ):
            return after[0].entity
        if re.fullmatch(r",?\s(?:(?:and|the|Dr\.?|Mr\.?|Ms\.?)\s)*", between) and not before:
            return after[0].entity
    if before:
        return before[-1].entity
    return ""


def _is_person(mention: Mention, reading: Reading) -> bool:
    entity = reading.facts.entities.get(mention.entity)
    return entity is not None and entity.kind == "person"


def _worded(award: Award) -> str:
    on = f", made known {plain(award.on)}" if award.on else ""
    return f"{award.role}, {award.award} {award.year}{on}"


def _award(fact: Fact) -> Award:
    assert isinstance(fact.statement, Award)
    return fact.statement
