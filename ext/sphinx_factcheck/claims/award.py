"""Awards: "2010 Nobel Peace Prize winner", "Sakharov Prize laureate X", "a finalist for this year's … Award"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.described import near_sentence, stem
from sphinx_factcheck.claims.judging import own_dates, plain, rule
from sphinx_factcheck.claims.people.helping import VerbGroup
from sphinx_factcheck.claims.people.subjects import Cast, persons_in
from sphinx_factcheck.claims.triggers import stretches
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Award, Fact, Status
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_TRIGGERS = (
    "Prize", "Award", "Medal", "Nobel", "Order of", "Fellowship", "laureate", "Laureate", "Honor", "Honour",
)  # fmt: skip
_NOUN = r"(?:Prize|Award|Medal|Laureate|Order|Fellowship|Honou?rs?)"
_PART = r"(?:[A-Z][\w.’'-]*|of|for|the|in|to|de|du|des|and|&)"
_FIELD = r"(?:\s(?:for|in|of)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of|and|the|&|[A-Z][\w’'-]*)){0,4})?"
_NAME = rf"(?:[A-Z][\w.’'-]*(?:\s{_PART}){{0,8}}?\s{_NOUN}\b{_FIELD}|Nobel(?:\sPeace)?)"
_YEAR = r"(?P<y>(?:19|20)\d\d|(?i:this|last|next|that|same)\s(?:year|month|week)[’']s)"
_YEAR_AFTER = rf"(?:(?:,?\s(?:in|of|for)\s(?:(?:{'|'.join(MONTHS)})\s)?|\s\()(?P<y2>(?:19|20)\d\d)\b)?"
_WINNER = r"(?i:winner|laureate|recipient|awardee|honou?ree|winning|winners|laureates|recipients|medalist|medallist)"
_FINALIST = r"(?i:finalist|finalists|nominee|nominees|shortlisted|short-listed|runner-up|nominated)"
_ROLE = rf"(?i:co-)?(?:(?P<w>{_WINNER})|(?P<f>{_FINALIST}))"
_WON = (
    r"(?i:won|wins|winning|holds|held|has|received|receiving|receives|awarded|shared|shares|"
    r"given|granted|earned|accepted|honou?red\swith|presented\swith|bestowed|conferred|laureate)"
)
_FILL = r"(?:[a-z][\w-]*\s){0,3}"
_THE = r"(?:(?:the|a|an|its|their|his|her)\s)?"
_CLAIMS = (
    re.compile(rf"(?:{_YEAR}\s(?:prestigious\s)?)?(?P<name>{_NAME})[\s-]{_ROLE}\b{_YEAR_AFTER}"),
    re.compile(rf"\b{_ROLE}\s(?:of|for|in)\s{_THE}(?:{_YEAR}\s)?{_FILL}(?P<name>{_NAME}){_YEAR_AFTER}"),
    re.compile(rf"\b(?P<verb>{_WON})\s(?:with\s)?{_THE}(?:{_YEAR}\s)?{_FILL}(?P<name>{_NAME}){_YEAR_AFTER}"),
    re.compile(
        rf"\b(?P<gave>(?i:gave|awarded|granted|presented|honou?red))\s(?:[\w.’'-]+\s){{1,4}}(?:with\s)?(?:its|the|their)\s"
        rf"(?:{_YEAR}\s)?{_FILL}(?P<name>{_NAME}){_YEAR_AFTER}"
    ),
    re.compile(
        rf"(?:{_YEAR}\s)?(?P<name>{_NAME}){_YEAR_AFTER}(?P<given>\s(?:has\s|had\s)?(?:(?:was|were|been)\s(?:\w+ly\s)?"
        r"(?:awarded|given|presented|conferred|granted)(?:\s\w+ly)?\s(?:to|on|upon)|went\s(?:\w+ly\s)?to|goes\s(?:\w+ly\s)?to|"
        r"(?:was|were)\s(?:won|shared|received)\sby))\b"
    ),
)  # fmt: skip
_YEAR_AHEAD = re.compile(rf"\W*(?:In\s(?:(?:{'|'.join(MONTHS)})\s)?(?P<y>(?:19|20)\d\d)|(?P<rel>This|Last)\syear)\b")
_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|n[’']t)\s(?:\w+\s){0,2}$")
_JOINED = re.compile(r",?\s(?:and\s)?(?:the\s)?(?:(?!wh)[a-z]+\s){0,3}")
_PLAIN_WORDS = frozenset(
    "prize award medal order fellowship honor honour laureate of for the in and prestigious freedom human right "
    "international".split()
)
_APART = re.compile(r"[,;:]|\b(?:met|and|with|by|to|for|from|who|is|was|has)\b")
_APPOSED = re.compile(r",?\s(?:(?:and|the|Dr\.?|Mr\.?|Ms\.?)\s)*")
_PLURAL = re.compile(r"(?:winners|laureates|recipients|finalists|nominees)\b", re.IGNORECASE)
_REACH, _NEAR = 130, 60


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
                if match.start() < done or _denied(match, reading):
                    continue
                done = match.end()
                said = Said(" ".join(match["name"].split()), _year(match, reading), _role(match))
                value = f"{said.role}, {said.award}" + (f" {said.year}" if said.year else "")
                subjects = _holders(match, near_sentence(reading, match.start()), reading)
                for subject in subjects or (() if _of(match, "given") or _of(match, "gave") else ("",)):
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


def _denied(match: re.Match[str], reading: Reading) -> bool:
    """Whether the letter does not say that it was given: "never won", "if she won", "is no laureate"."""
    if _of(match, "verb") or _of(match, "given") or _of(match, "gave"):
        return not asserted(reading, Span(match.start(), match.end()))
    return bool(_DENIED.search(match.string, max(match.start() - 24, 0), match.start()))


def _of(match: re.Match[str], group: str) -> str:
    """The words of a group that not every pattern has."""
    return match.groupdict().get(group) or ""


def _year(match: re.Match[str], reading: Reading) -> int | None:
    """The year that is said of the award, or at the head of a sentence that tells how it was given."""
    year = _of(match, "y") or _of(match, "y2")
    if not year and (_of(match, "verb") or _of(match, "given")):
        ahead = _YEAR_AHEAD.match(match.string, reading.sentence_at(match.start()).start)
        year = (ahead["y"] or ahead["rel"] or "") if ahead and ahead.end() <= match.start() else ""
    if not year or year.isdigit():
        return int(year) if year else None
    dates = own_dates(reading)
    told = year.lower().split()
    if told[0] in {"that", "same"}:
        return None
    step = {"this": 0, "last": -1, "next": 1}[told[0]] if told[-1].startswith("year") or len(told) == 1 else 0
    return dates[0].latest.year + step if dates else None


def _role(match: re.Match[str]) -> str:
    return "finalist" if _of(match, "f") else "laureate"


def _holders(match: re.Match[str], sentence: Span, reading: Reading) -> tuple[str, ...]:
    """The persons an award belongs to: the subject of its verb, those it went to, the one named beside it."""
    text = reading.letter.text
    people = persons_in(reading, sentence.start, sentence.end)
    after = [m for m in people if m.span.start >= match.end()]
    if _of(match, "gave"):
        return tuple(m.entity for m in people if match.end("gave") + 1 == m.span.start)
    if _of(match, "given"):
        return _together(after, text, match.end())
    if _of(match, "verb"):
        group = VerbGroup.before(text, sentence.start, match.start("verb"))
        if told := Cast.of(reading, sentence).subject(group):
            return tuple(dict.fromkeys(m.entity for m in told))
    clause = max(text.rfind(";", sentence.start, match.start()) + 1, sentence.start)
    close = text.find(";", match.end(), sentence.end)
    after = [m for m in after if close < 0 or m.span.end <= close]
    before = [m for m in people if clause <= m.span.start and m.span.end <= match.start()]
    if after and not _of(match, "verb"):
        between = text[match.end() : after[0].span.start]
        beside = not _APART.search(between) and len(between.split()) <= 6
        if beside or (_APPOSED.fullmatch(between) and not before):
            return _together(after, text, match.end()) if _PLURAL.search(match[0]) else (after[0].entity,)
    return (before[-1].entity,) if before else ()


def _together(people: Sequence[Mention], text: str, at: int) -> tuple[str, ...]:
    """The persons that "and" joins to the first of these, where that one stands near."""
    if not people or people[0].span.start - at > _NEAR or _APART.search(text, at + 1, people[0].span.start):
        return ()
    told = [people[0]]
    for other in people[1:]:
        if not _JOINED.fullmatch(text, told[-1].span.end, other.span.start):
            break
        told.append(other)
    return tuple(dict.fromkeys(m.entity for m in told))


def _worded(award: Award) -> str:
    on = f", made known {plain(award.on)}" if award.on else ""
    return f"{award.role}, {award.award} {award.year}{on}"


def _award(fact: Fact) -> Award:
    assert isinstance(fact.statement, Award)
    return fact.statement
