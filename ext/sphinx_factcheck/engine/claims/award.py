"""Awards: "2010 Nobel Peace Prize winner", "Sakharov Prize laureate X", "a finalist for this year's … Award"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.awarded import awarded_in, points_back
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.judging import own_dates, plain, rule
from sphinx_factcheck.engine.claims.persons import clause_of_verb, joined_with, named, persons_in, subject_of_verb
from sphinx_factcheck.engine.claims.prizes import PrizeNames, prize_names
from sphinx_factcheck.engine.claims.taken import Taken
from sphinx_factcheck.engine.claims.triggers import stretches, together
from sphinx_factcheck.engine.language.lexicon import is_human
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.awards import (
    AND_TO,
    ANOTHER,
    DENIED,
    EACH_TO,
    HAS_NOUN,
    PLURAL,
    SAME_AWARD,
    TRIGGERS,
    YEAR_AFTER,
    YEAR_AHEAD,
    YEAR_BEHIND,
    awards_told,
)
from sphinx_factcheck.engine.spans.calendar import Lead, Tense
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.engine.subjects.stems import stem
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Award, Fact, Status
from sphinx_factcheck.letters.text import Span

_JOINED = later(r",?\s(?:and\s)?(?:the\s)?(?:(?!wh)[a-z]+\s){0,3}")
_PLAIN_WORDS = frozenset(
    "prize award medal order fellowship honor honour laureate of for the in and prestigious freedom human right "
    "international".split()
)
_APART = later(r"[,;:]|\b(?:met|and|with|by|to|for|from|who|is|was|has)\b")
_APPOSED = later(r",?\s(?:(?:and|the|Dr\.?|Mr\.?|Ms\.?)\s)*")
_APART_FROM_LIST = later(r"[a-z]{4,}|[.;(]")
_REACH, _NEAR, _GOES_ON = 130, 60, 240


@dataclass(frozen=True, slots=True)
class Said:
    """An award as a letter gives it: its name, the year where one is said, and the part the person had in it."""

    award: str
    year: int | None
    role: str

    def __str__(self) -> str:
        return f"{self.role}, {self.award}" + (f" {self.year}" if self.year else "")


class AwardKind:
    """Which award a person has, or is a finalist for."""

    name = "award"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every award that is given to somebody: by the words around it, else by its clause."""
        found = list(self._beside(reading))
        told = list(awarded_in(reading, [claim.span for claim in found if claim.subject and claim.asserted(Said).year]))
        whose = Taken.by(claim.span for claim in found if claim.subject)
        told = [one for one in told if one.year or not whose.meet(one.span)]
        by_clause = Taken.by(one.span for one in told)
        yield from (one for one in found if (one.subject and one.asserted(Said).year) or not by_clause.meet(one.span))
        for one in told:
            said = Said(one.award, one.year, "laureate")
            yield Claim("award", one.person, str(said), one.span, said)

    def _beside(self, reading: Reading) -> Iterable[Claim]:
        text, names = reading.letter.text, prize_names(reading.facts)
        for part in stretches(reading, TRIGGERS, _REACH, names.places(text)):
            done = part.start
            for match in sorted(awards_told(text, part.start, part.end), key=lambda m: m.start()):
                name = _name(match, names, reading)
                if not name or match.start() < done:
                    continue
                if whole := names.whole_at(text, *match.span("name")):
                    name = text[slice(*whole)]
                yield from _of_same_award(match, name, reading)
                if _of(match, "merely") or _denied(match, reading):
                    continue
                if each := list(_each_with_year(match, name, reading)):
                    yield from each
                    continue
                subjects = _holders(match, near_sentence(reading, match.start()), reading) or _again(match, reading)
                role, told = _role(match), match
                while name:
                    whole = names.whole_at(text, *told.span("name"))
                    if whole and whole[1] > told.end("name"):
                        name, done = text[slice(*whole)], whole[1]
                    else:
                        name, done = (text[slice(*whole)] if whole else name), told.end()
                    said = Said(name, _year(told, done, reading), role)
                    for subject in subjects or (
                        () if _of(match, "given") or _of(match, "gave") or _of(match, "beside") else ("",)
                    ):
                        yield Claim("award", subject, str(said), Span(_start(told, name), done), said)
                    further = ANOTHER.match(text, done, part.end) if _leads(match) else None
                    name, told = (_name(further, names, reading), further) if further else ("", told)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold an award against those the person had been given by the letter's date."""
        said = claim.asserted(Said)
        facts = reading.facts
        person = facts.entities.get(claim.subject)
        told = list(facts.about(claim.subject, "awards"))
        same = [f for f in told if _same_award(said.award, _award(f))]
        if person is None or not same:
            return _by_year(said, told, claim, reading)
        message = "; ".join(f"{person.name} {_given(_award(f))}" for f in same)
        answers = [(f, _fits(said, _award(f), own_dates(reading))) for f in same]
        return rule(answers, facts, message, _worded(_award(same[0])))


def years_told(reading: Reading) -> list[Span]:
    """The stretches that say the year of somebody's award, in order."""
    return sorted(c.span for c in reading.claims_of(AwardKind()) if c.subject and c.asserted(Said).year)


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
        message = f"{name} {_given(_award(alike[0]))}"
        return rule([(f, Answer.NO) for f in alike], reading.facts, message, _worded(_award(alike[0])))
    return Ruling(Verdict.UNVERIFIED, "the fact base holds nothing of this award and this person")


def _name(match: re.Match[str], names: PrizeNames, reading: Reading) -> str:
    """The name of an award; empty where it has no noun and is none of those that the fact base knows.

    What stands before a name that the fact base knows is none of it, and no person: "Like Rafto Prize winner".
    """
    words = match["name"].split()
    told = (n for n, word in enumerate(words) if word[0].isupper() and names.has(" ".join(words[n:])))
    first = next(told, None)
    if first is None:
        people = persons_in(reading, *match.span("name"))
        return " ".join(words) if HAS_NOUN.search(match["name"]) and not people else ""
    name = " ".join(words[first:])
    at = match.start("name") + match["name"].rindex(words[first])
    return "" if _of(match, "verb") and persons_in(reading, match.start("name"), at) else name


def _leads(match: re.Match[str]) -> bool:
    """Whether a verb or a part leads to the award, and may lead to a further one: "winner of A and of B"."""
    told = _of(match, "w") or _of(match, "f")
    return bool(_of(match, "verb")) or (bool(told) and match[0].index(told) < match.start("name") - match.start())


def _start(match: re.Match[str], name: str) -> int:
    """Where a claim starts: at a word, a year or the name, but not at a word that is none of the name's."""
    inside = match.start() == match.start("name") or not match[0][0].isalnum()
    return match.start() + max(match[0].find(name.split()[0]), 0) if inside else match.start()


def _same_award(name: str, award: Award) -> bool:
    claimed = _words(name)
    return any(claimed <= known or known <= claimed for known in map(_words, (award.award, *award.also)))


_NO_WORDS = frozenset("of for the in and to prestigiou laureat".split())


def _words(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in re.findall(r"[\w’']+", name)) - _NO_WORDS


def _telling_words(name: str) -> frozenset[str]:
    return _words(name) - {stem(w) for w in _PLAIN_WORDS}


def _denied(match: re.Match[str], reading: Reading) -> bool:
    """Whether the letter does not say that it was given: "never won", "if she won", "is no laureate"."""
    if _of(match, "verb") or _of(match, "given") or _of(match, "gave"):
        return not asserted(reading, Span(match.start(), match.end()))
    return bool(DENIED.search(match.string, max(match.start() - 24, 0), match.start()))


def _of(match: re.Match[str], group: str) -> str:
    """The words of a group that not every pattern has."""
    return match.groupdict().get(group) or ""


def _year(match: re.Match[str], end: int, reading: Reading) -> int | None:
    """The year that is said of the award, at the head of a sentence that tells how it was given, or in its clause."""
    year = _of(match, "y") or _of(match, "y0") or _of(match, "y2") or _of(match, "y3")
    if not year and (behind := YEAR_AFTER.match(match.string, end)):
        year = behind["y2"] or ""
    told_by_verb = _of(match, "verb") or _of(match, "given")
    if not year and (told_by_verb or _IS.search(match.string, max(match.start() - _NEAR, 0), match.start())):
        ahead = YEAR_AHEAD.match(match.string, reading.sentence_at(match.start()).start)
        year = (ahead["y"] or ahead["rel"] or "") if ahead and ahead.end() <= match.start() else ""
    if not year:
        return _year_of_clause(match, reading)
    if year.isdigit():
        return int(year)
    dates = own_dates(reading)
    told = year.lower().split()
    if told[0] in {"that", "same"}:
        return None
    step = {"this": 0, "last": -1, "next": 1}[told[0]] if told[-1].startswith("year") or len(told) == 1 else 0
    return dates[0].latest.year + step if dates else None


def _year_of_clause(match: re.Match[str], reading: Reading) -> int | None:
    """The year of the one date of the clause that tells how an award was given: "went to X … in 1993"."""
    group = next((g for g in ("verb", "given", "gave") if _of(match, g)), "")
    if not group:
        return None
    start, stop = (match.start(group), match.end()) if group != "given" else match.span("given")
    sentence = reading.prose.sentence(reading.prose.number_at(start))
    clause = next((c for c in sentence.clauses if c.verb and start <= c.verb_start <= stop), None)
    dates = [n.value for c in clause.complements for n in c.nouns if n.kind == "date"] if clause else []
    if len(dates) != 1 or dates[0].lead is not Lead.AT or points_back(dates[0], reading):
        return None
    told = dates[0].readings(own_dates(reading), Tense.PAST)
    years = {year for when in told for year in (when.earliest.year, when.latest.year)}
    return years.pop() if len(years) == 1 else None


def _of_same_award(match: re.Match[str], name: str, reading: Reading) -> Iterable[Claim]:
    """Who is told to have got the award just named: "the laureate of that year was X", "that went to X"."""
    text = match.string
    same = SAME_AWARD.search(text, match.end(), match.end() + _GOES_ON)
    people = persons_in(reading, same.end(), same.end() + _NEAR) if same else ()
    if same is None or not people or _APART.search(text, same.end(), people[0].span.start):
        return
    if not asserted(reading, Span(same.start(), people[0].span.end)):
        return
    stop = people[0].span.end
    behind = _BEHIND.match(text, stop, stop + _NEAR)
    year = behind["y"] if behind else same["year"] or ""
    that = _of(match, "y") or _of(match, "y0") or _of(match, "y2")
    told = int(year) if year.isdigit() else int(that) if year and that.isdigit() else None
    said = Said(name, told, "laureate")
    yield Claim("award", people[0].entity, str(said), Span(same.start(), behind.end() if behind else stop), said)


_IS = later(r"\b(?:was|were|became)\s(?:(?:also|jointly)\s)?(?:the\s|an?\s)?(?:\w+\s)?$")
"""What makes a part in an award one of the time at the head of the sentence: "In 2019 X was the winner of"."""
_BEHIND = later(r"(?:,[^,;.]{1,40},)?\s(?:in|for)\s(?P<y>(?:19|20)\d\d)\b")


def _role(match: re.Match[str]) -> str:
    return "finalist" if _of(match, "f") else "laureate"


def _holders(match: re.Match[str], sentence: Span, reading: Reading) -> tuple[str, ...]:
    """The persons an award belongs to: the subject of its verb, those it went to, the one named beside it."""
    text = reading.letter.text
    people = persons_in(reading, sentence.start, sentence.end)
    after = [m for m in people if m.span.start >= match.end()]
    if _of(match, "gave"):
        return tuple(m.entity for m in people if match.end("gave") + 1 == m.span.start)
    if _of(match, "beside"):
        return tuple(m.entity for m in people if m.span.end == match.start())
    if _of(match, "given"):
        return _together(after, text, match.end())
    verb = clause_of_verb(reading, match.start("verb")) if _of(match, "verb") else None
    if verb and verb.marker == "whose":
        return ()  # "X, whose mother won": it is not X who did
    if _of(match, "verb") and (told := subject_of_verb(reading, match.start("verb"))):
        return tuple(dict.fromkeys(m.entity for m in told))
    clause = max(text.rfind(";", sentence.start, match.start()) + 1, sentence.start)
    close = text.find(";", match.end(), sentence.end)
    after = [m for m in after if close < 0 or m.span.end <= close]
    before = [m for m in people if clause <= m.span.start and m.span.end <= match.start()]
    if after and not _of(match, "verb"):
        between = text[match.end() : after[0].span.start]
        beside = not _APART.search(between) and len(between.split()) <= 6 and "\n" not in between
        if beside or (_APPOSED.fullmatch(between) and not before):
            return _together(after, text, match.end()) if PLURAL.search(match[0]) else (after[0].entity,)
    if not before or text.startswith(("’s ", "'s "), before[-1].span.end):
        return ()
    if PLURAL.search(match[0]):
        return tuple(dict.fromkeys(m.entity for m in joined_with(reading, before[-1])))
    return (before[-1].entity,)


def _again(match: re.Match[str], reading: Reading) -> tuple[str, ...]:
    """Whom a noun means by which somebody named before is called: "The winner of the Prize was arrested"."""
    prose = reading.prose
    nouns = prose.sentence(prose.number_at(match.start())).nouns
    laureates = (n for n in nouns if n.start < match.end() and match.start() < n.end and is_human(n.head.low))
    noun = next(laureates, None)
    return tuple(m.entity for m in named(prose.meant(noun))) if noun is not None else ()


def _each_with_year(match: re.Match[str], name: str, reading: Reading) -> Iterable[Claim]:
    """The laureates that a plural names behind the award, each with the year in brackets."""
    text, at = reading.letter.text, match.end()
    if _of(match, "given"):
        yield from _each_to(match, name, reading)
    if not PLURAL.search(match[0]):
        return
    for person in persons_in(reading, at, reading.sentence_at(at).end):
        year = YEAR_BEHIND.match(text, person.span.end)
        if year is None or _APART_FROM_LIST.search(text, at, person.span.start):
            return
        said, at = Said(name, int(year["y"]), _role(match)), year.end()
        yield Claim("award", person.entity, str(said), Span(person.span.start, at), said)


def _each_to(match: re.Match[str], name: str, reading: Reading) -> Iterable[Claim]:
    """Those to whom an award went in turn, each in a year: "went to X in 2003 and to Y in 2004"."""
    text, start, at, first = reading.letter.text, match.start(), match.end(), True
    for person in persons_in(reading, at, reading.sentence_at(at).end):
        year, before = EACH_TO.match(text, person.span.end), (at, person.span.start)
        goes_on = not _APART.search(text, at + 1, before[1]) if first else bool(AND_TO.fullmatch(text, *before))
        if year is None or not goes_on:
            return
        said, at = Said(name, int(year["y"]), "laureate"), year.end()
        yield Claim("award", person.entity, str(said), Span(start if first else person.span.start, at), said)
        first = False


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


def _given(award: Award) -> str:
    part = "was given the" if award.role == "laureate" else f"was a {award.role} for the"
    return f"{part} {award.award} {award.year}{f' ({plain(award.on)})' if award.on else ''}"


def _award(fact: Fact) -> Award:
    assert isinstance(fact.statement, Award)
    return fact.statement


together(TRIGGERS)
