"""Terms of prison that a letter tells as passed, and on whom: after a verb, as a noun, changed, in lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.calendar import Lead
from sphinx_factcheck.claims.grammar.dates import DateSaid, find_dates
from sphinx_factcheck.claims.grammar.lengths import is_feared, is_no_term, is_range
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.grammar.terms import TermSaid, find_terms
from sphinx_factcheck.claims.people.deeds import Deed, date_after, verbs_in
from sphinx_factcheck.claims.people.helping import VerbGroup
from sphinx_factcheck.claims.people.persons import after_preposition
from sphinx_factcheck.claims.people.subjects import Cast
from sphinx_factcheck.claims.prison.entries import is_headed, listed, opens_entry
from sphinx_factcheck.claims.prison.others import (
    ADDED,
    AFTERWARDS,
    CHANGED,
    CHANGED_NOUN,
    DEATH,
    HAD,
    TO_ANOTHER,
    Other,
    other_around,
    other_of,
)
from sphinx_factcheck.claims.prison.unitless import without_unit
from sphinx_factcheck.claims.triggers import places_of
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_CUES = (
    "sentenc", "jail", "prison", "condemned", "behind bars", "year term", "life term", "custodial", "penal colon",
    "labour camp", "labor camp", "serving", "custody", "detain", "arrest", "convict", "guilty", "court", "tried",
    "trial",
)  # fmt: skip
_LENGTHS = ("year", "month", "life", "week", "day sentence", "day term")
_NEAR, _NEXT_ITEM, _REACH = 400, 4, 120

_NOUN = r"(?:sentences?|terms?|imprisonment|jail\stime|prison\stime)\b"
_KIND_OF = any_of("in of suspended prison jail fixed custodial combined total long harsh hard-labor hard-labour")
_AS_NOUN = re.compile(rf"['’]?[\s-](?:{_KIND_OF}\s){{0,3}}{_NOUN}")
_NAMED_SO = re.compile(r"sentence|term|imprisonment", re.IGNORECASE)
_OF_ALL = r"(?:\s(?:of|in|for|from|among|at)\s[^\d,;:.()]{1,40}?)?"
_FARTHEST = any_of("longest heaviest harshest stiffest severest shortest lightest")
_NOUN_BEFORE = re.compile(
    rf"\b(?:(?:(?:prison|jail|custodial|combined|total)\s)?{_NOUN}{_OF_ALL}|{_FARTHEST}{_OF_ALL})"
    r"(?:\s(?:of|was|is|[–—-])|,|(?P<colon>:))\s(?:an?\s|some\s)?$",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(r"(?:\b(?:an?|the|one|this|that|another)\s)?(?:[a-z]{3,16}\s){0,3}$")
_YEAR_OF = re.compile(
    r"\b(?:in\s(?:the|his|her|their)\s[\w-]+\s(?:year|month)\sof|[\w-]+\s(?:years?|months?)\sinto|halfway\sthrough)\s$"
)
_GIVEN_TO = re.compile(
    r",?\s(?:(?:that|which|was|were|is|being|later|recently)\s){0,2}"
    rf"(?:{any_of('handed handed_down given imposed passed meted_out pronounced upheld went reserved')}\s)?"
    r"(?:for|to|on|upon|against|of)\s(?:(?P<him>him|her|them)\b"
    r"|(?P<words>(?:(?:the|a|an|his|her|their|both)\s)?(?:[a-z’'-]+\s){0,6}))"
)
_AND_ONE = re.compile(r"[^;]{0,40}\b(?:and|plus|then|after|following)\s")
_OF_HIS = re.compile(r"\bserved\s[\w\s]{3,40}?\sof\s(?:his|her|their)\s$")
_TO_WHICH = re.compile(r"(?:\s(?:in|of)\s[a-z]+)?\sto\swhich\b")

_FURTHER = (
    r"(?:(?:an?\s(?:further|additional|effective|combined|cumulative|total)|a\stotal\sof|an?|the(?:\sremaining)?|another|his|"
    r"her|their|each)\s)?"
)
_GAPS = {
    "to": re.compile(rf"\bto\s(?:(?:serve|spend)\s)?{_FURTHER}$"),
    "for": re.compile(rf"\bfor\s{_FURTHER}$"),
    "direct": re.compile(
        r"(?:^|\s)(?:the\ssame\s(?:term|sentence|punishment),\s)?"
        rf"(?:(?:him|her|them|each|longest|heaviest|of|just|out|the|both),?\s)*{_FURTHER}$"
    ),
}
_OF_TERMS = {"sentenced", "serving", "served"}
_LEADS_WITH_TO = re.compile(r"(?:re-?)?sentenc|condemn", re.IGNORECASE)
_LEADS_WITH_FOR = re.compile(r"jail|imprison|incarcerat|sent\s", re.IGNORECASE)
_CONVICTED = re.compile(r"convict|found", re.IGNORECASE)
_COLON = re.compile(r"[^,;:.]{0,30}:\s")
_AMONG = re.compile(rf"\b{any_of('among_them among_whom including such_as')}\s(?:[a-z’'-]+\s){{0,3}}$")
_TO_ONE = re.compile(
    r"(?:\s\([^()]{0,60}\))?(?:,[^;,]{0,100},)?(?:,?\s(?:each|also|both|in\sabsentia|again|later))*"
    rf",?\s(?:(?:to|for)\s{_FURTHER})?"
)
_AND_THEN = re.compile(
    r"(?:,?\s(?:in|for|on|at|by|after|under)\s(?:(?!\sand\s)[^;,]){1,60}?)*?(?:,?\s(?:and|plus|then|but)\b|,)\s"
    r"(?:(?:in|on|at|after)\s[^;,]{1,30},?\s|(?:[a-z]+\s){1,3}later,?\s)?(?:then\s|later\s|again\s|also\s)?(?:to\s|for\s)?"
    rf"{_FURTHER}$"
)
_PAST = re.compile(r"\w+ed\b")
_PLUS = re.compile(rf",?\s(?:plus|and)\s{_FURTHER}")
_YEAR = re.compile(r"\b[12]\d{3}\b")


@dataclass(frozen=True, slots=True)
class Passed:
    """A term of prison that persons are said to have been given, and which other one of the case there may be.

    `serving` tells that it is told as still being served; `when` is the date said of it.
    """

    said: TermSaid
    persons: tuple[Mention, ...] = ()
    serving: bool = False
    when: DateSaid | None = None
    other: Other = Other.NONE


def passed_in(reading: Reading) -> Iterator[Passed]:
    """The terms of prison of a letter that are told as passed, in order."""
    text = reading.letter.text
    cues = places_of(text, _CUES)
    done = item_end = -1
    for at in places_of(text, _LENGTHS) if cues else ():
        if at < done:
            continue
        sentence = reading.sentence_at(at)
        done = sentence.end
        follows = 0 <= sentence.start - item_end <= _NEXT_ITEM
        first = bisect_left(cues, sentence.start - _NEAR)
        near = first < len(cues) and cues[first] < sentence.end + _NEAR
        if not (follows or near or is_headed(reading.letter, text, at)):
            continue
        cast = Cast.of(reading, sentence)
        found = _Telling(cast, follows).terms()
        if found and cast.persons and opens_entry(text, sentence.start, cast.persons[0].span.start):
            item_end = sentence.end
        yield from found


@dataclass(slots=True)
class _Telling:
    """A sentence that may tell of terms of prison, and what has been found in it so far.

    `follows` where it follows an entry of a list that gave a term; `turns_end` is where "respectively" stands, or -1.
    """

    cast: Cast
    follows: bool
    turns_end: int = -1
    verbs: list[Deed] = field(default_factory=list)
    found: list[Passed] = field(default_factory=list)

    @property
    def low(self) -> int:
        """Where the part of the sentence starts that nothing has been found in."""
        return self.found[-1].said.end if self.found else self.cast.span.start

    def terms(self) -> list[Passed]:
        """Every term that is told as passed, in order."""
        text, span = self.cast.text, self.cast.span
        written = list(find_terms(text, span.start, span.end))
        if not written:
            return []
        self.turns_end = text.find("respectively", span.start, span.end)
        self.verbs = [v for v in verbs_in(self.cast) if v.name in _OF_TERMS or _LEADS_WITH_FOR.match(text, v.start)]
        every = sorted(
            {
                t.start: t
                for t in [*without_unit(self.cast, self.verbs, written, in_turn=self.turns_end >= 0), *written]
            }.values(),
            key=lambda t: t.start,
        )
        for term, following in zip(every, [*every[1:], None], strict=True):
            number = bisect_right(self.verbs, term.start, key=lambda v: v.end)
            verb = self.verbs[number - 1] if number else None
            if told := self._told(term, verb):
                self.found.append(self._dated(told, verb, following.start if following else span.end))
        return self._turn_by_turn() if self.turns_end >= 0 else self.found

    def _told(self, term: TermSaid, verb: Deed | None) -> Passed | None:
        text, low = self.cast.text, self.low
        if is_no_term(text, term):
            return None
        from_one = bool(self.found) and TO_ANOTHER.fullmatch(text, low, term.start)
        changed_from = self.cast.span.start if from_one else low
        if changed := CHANGED.search(text, max(term.start - _REACH, changed_from), term.start):
            return self._changed(term, changed)
        if term.end > self.turns_end and is_range(text, low, term):
            return None
        by_itself = self._to_which(term) or self._added(term)
        return by_itself or self._as_noun(term, verb) or self._after_verb(term, verb) or self._in_list(term)

    def _changed(self, term: TermSaid, changed: re.Match[str]) -> Passed | None:
        """A term to which another was reduced or extended: of the owner of the sentence, else of the one before."""
        text, low, verb = self.cast.text, self.low, changed.start()
        if changed["by"] or is_feared(text, low, term.start):
            return None
        noun = next(iter(CHANGED_NOUN.finditer(text, max(verb - 60, self.cast.span.start), verb + 50)), None)
        persons = self.cast.owner(noun.start()) if noun else ()
        if noun and not persons:
            persons = tuple(m for m in self.cast.between(noun.end(), verb)[:1] if m.span.start - noun.end() < 12)
        if not persons:
            persons = self.found[-1].persons if self.found else self.cast.referents(verb, single=True)
        return Passed(term, persons, other=Other.NONE if DEATH.search(text, low, term.start) else other_of(changed))

    def _to_which(self, term: TermSaid) -> Passed | None:
        """The term of "the four years to which X was sentenced", "has served two of his seven years"."""
        if _OF_HIS.search(text := self.cast.text, max(term.start - _REACH, self.low), term.start):
            return Passed(term, self.cast.owner(term.start))
        if not _TO_WHICH.match(text, term.end):
            return None
        verb = next((v for v in self.verbs if v.start >= term.end), None)
        return Passed(term, verb.persons) if verb and verb.told else None

    def _added(self, term: TermSaid) -> Passed | None:
        """A further term: "had six years added to her sentence", "six years were added to X’s sentence"."""
        text, cast = self.cast.text, self.cast
        added = ADDED.match(text, term.end, cast.span.end)
        if not added:
            return None
        had = HAD.search(text, max(term.start - _REACH, self.low), term.start)
        group = VerbGroup.before(text, cast.span.start, had.start() if had else term.start, finite=True)
        persons = cast.subject(group) if had else cast.owner(added.start("whose")) if added["whose"] else ()
        return Passed(term, persons, other=Other.ANY) if group.told else None

    def _as_noun(self, term: TermSaid, verb: Deed | None) -> Passed | None:
        """The term of "a 14-year sentence", "a sentence of 14 years", "a life sentence"."""
        text, low = self.cast.text, self.low
        after, before = (
            _AS_NOUN.match(text, term.end),
            _NOUN_BEFORE.search(text, max(term.start - _REACH, low), term.start),
        )
        named = term.term.life and _NAMED_SO.search(text, term.start, term.end)
        if not (after or before or named):
            return None
        start, end = before.start() if before else term.start, after.end() if after else term.end
        phrase = _NOUN_PHRASE.search(text, max(start - 60, low), start)
        opening = phrase.start() if phrase else start
        near = verb if verb and verb.end >= low and ";" not in text[verb.end : opening] else None
        persons = self._given_to(end) or self.cast.owner(opening) or self.cast.owner(start)
        if not persons and near and not near.told:
            return None
        if is_feared(text, max(near.end if near else opening - 80, low), term.start):
            return None
        colon = bool(before and before["colon"])
        persons = persons or self._of_noun(opening, near, colon=colon)
        serving = bool(near and near.name == "serving" and near.still)
        return Passed(term, persons, serving, other=self._other_term(term.start, end))

    def _of_noun(self, opening: int, verb: Deed | None, *, colon: bool) -> tuple[Mention, ...]:
        """Whose the sentence is that neither an owner nor a receiver is named with."""
        text, cast = self.cast.text, self.cast
        if year := _YEAR_OF.search(text, max(opening - _REACH, self.low), opening):
            group = VerbGroup.before(text, cast.span.start, year.start())
            return cast.subject(group) if group.told else ()
        if verb:
            inside = cast.ending(verb.end, opening)
            return (inside,) if inside and inside not in verb.persons else verb.persons
        if colon:
            return cast.referents(opening, single=True)
        if entry := cast.entry(opening):
            return entry
        return self.found[-1].persons if self.found and _AND_ONE.fullmatch(text, self.low, opening) else ()

    def _other_term(self, start: int, end: int) -> Other:
        """Which other term of the case is told of around one."""
        return other_around(self.cast.text, Span(start, end), Span(self.low, self.cast.span.end))

    def _given_to(self, end: int) -> tuple[Mention, ...]:
        """The persons to whom what stands before `end` was given: "handed down to X", "imposed on him"."""
        given = _GIVEN_TO.match(self.cast.text, end)
        if not given:
            return ()
        if given["him"]:
            return self.cast.referents(given.start("him"), single=given["him"].lower() != "them")
        after = self.cast.between(given.start("words"), self.cast.span.end)
        return self.cast.group_from(after[0]) if after and after[0].span.start <= given.end("words") else ()

    def _after_verb(self, term: TermSaid, verb: Deed | None) -> Passed | None:
        """The term that a verb leads to: "sentenced to 14 years and Y to 12 years", "was given ten years"."""
        text = self.cast.text
        if verb is None or verb.name == "served" or not verb.told or _CONVICTED.match(text, verb.start):
            return None
        start = max(verb.end, self.low)
        if is_feared(text, start, term.start):
            return None
        inside = self.cast.between(start, term.start)
        last = inside[-1] if inside else None
        rest = text[last.span.end if last else start : term.start]
        if self.low > verb.end:
            return self._next(term, last, rest)
        gap = text[start : term.start]
        if len(gap) > 200 or not (_COLON.fullmatch(gap) or self._leads(verb, gap, rest, last)):
            return None
        persons = verb.persons
        if last and _AMONG.search(text, max(last.span.start - 40, self.low), last.span.start):
            persons = ()
        elif not last and not persons:
            persons = self._given_to(term.end)
        elif last and last not in verb.persons and not after_preposition(text, last) and _TO_ONE.fullmatch(rest):
            persons = (last,)
        serving = verb.name == "serving" and verb.still
        return Passed(term, persons, serving, other=self._other_term(term.start, term.end))

    def _leads(self, verb: Deed, gap: str, rest: str, last: Mention | None) -> bool:
        """Whether the words between a verb and a term, `rest` of them behind the last name, tie the two together."""
        if _LEADS_WITH_TO.match(self.cast.text, verb.start):
            return bool(_GAPS["to"].search(rest))
        if _LEADS_WITH_FOR.match(self.cast.text, verb.start):
            return bool(_GAPS["for"].search(rest))
        return bool(_GAPS["direct"].search(rest) or not rest.strip()) if last else bool(_GAPS["direct"].fullmatch(gap))

    def _next(self, term: TermSaid, last: Mention | None, rest: str) -> Passed | None:
        """A further term of the same verb: "and Y to 12 years", "and to 20 years in 2026"."""
        other = self._other_term(term.start, term.end)
        if last:
            group = self.cast.group_to(last, self.low)
            hangs = after_preposition(self.cast.text, group[0]) or not _TO_ONE.fullmatch(rest)
            return None if hangs else Passed(term, group, other=other)
        if not _AND_THEN.fullmatch(rest) or _PAST.search(rest):
            return None
        again = {"to", "for"} & set(rest.split())
        persons = self.found[-1].persons or self._given_to(term.end)
        return Passed(term, persons, other=other if again else Other.ANY)

    def _in_list(self, term: TermSaid) -> Passed | None:
        low, in_turn = self.low, term.end <= self.turns_end
        persons = listed(self.cast, term, low, follows=self.follows, in_turn=in_turn)
        if persons:
            return None if is_feared(self.cast.text, low, term.start) else Passed(term, persons)
        if self.found and _PLUS.fullmatch(self.cast.text, low, term.start):
            return Passed(term, self.found[-1].persons, other=Other.ANY)
        return None

    def _turn_by_turn(self) -> list[Passed]:
        """Give each of the terms before "respectively" to its own of the persons that all are told of."""
        told = [one for one in self.found if one.said.end <= self.turns_end]
        persons = told[-1].persons if told else ()
        first = len(told)
        while first and told[first - 1].persons in ((), persons):
            first -= 1
        last = max(persons, key=lambda m: m.span.start, default=None)
        named = self.cast.group_to(last) if last else ()  # each as often as it is named
        turn = next((group for group in (persons, named) if len(group) == len(told) - first), ())
        for number in range(first, len(told)):
            one = turn[number - first : number - first + 1]
            self.found[number] = replace(self.found[number], persons=one, other=Other.NONE)
        return self.found

    def _dated(self, told: Passed, verb: Deed | None, stop: int) -> Passed:
        """The term with the date said of it: one right after it, else one since the last term, or that of its verb."""
        text = self.cast.text
        when = date_after(text, told.said.end, min(stop, told.said.end + 45))
        if when and AFTERWARDS.search(text, told.said.end, when.start):
            return told
        if when is None and self.found:
            between = list(find_dates(text, self.low, told.said.start))
            when = between[0] if len(between) == 1 else None
        elif when is None and verb and len(_YEAR.findall(text, self.cast.span.start, self.cast.span.end)) < 2:
            when = verb.when
        exact = when and (when.first.year or when.first.day) and when.lead is Lead.AT
        return replace(told, when=when) if exact else told
