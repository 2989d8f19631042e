"""Whom a verb or a possessive of a sentence speaks of.

A sentence is read as segments between its commas, dashes and brackets. What stands between a subject and its verb (an
apposition, a relative clause, a phrase of time) fills segments of its own, so that the way back skips them one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.people.helping import VerbGroup, is_verb
from sphinx_factcheck.claims.people.persons import Persons, after_preposition, persons_in, points_back
from sphinx_factcheck.claims.people.segments import RELATIVE, Segment, SegmentKind, segments_of
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

__all__ = ["Cast", "persons_in"]

_CONJUNCTION = re.compile(r"\W*(?:(?:and|but|or|then|yet)\s+)?", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w’'-]+$")
_LONGEST_WORD = 60
_SELF = frozenset("himself herself themselves".split())
_OBJECTS = frozenset("him her them".split())
_BEFORE_PARTICIPLE = frozenset("after before since while upon by when although though".split())
_COORDINATING = frozenset("and but or then yet".split())
_LEADING = re.compile(
    r"\W*(?:(?:and|but|then|while|meanwhile|yet|so)\s)?"
    r"(?:(?:In|On|Since|By|During|Last|This|Yesterday|Today)\s(?:[^,;]{1,25}?\s)?)?"
    r"(?:[A-Z][a-z]*\.?\s){0,2}(?:[\w’'-]+\s){0,6}?(?:[A-Z][a-z]*\.?\s){0,2}"
)
_THAT = re.compile(r"\b(?:that|because|although|while|when|since|after)\s")
_PRONOUN_FIRST = re.compile(
    r"\W*(?:(?:and|but|then)\s)?(?:(?:In|On|Since|By|Later)\s[^,;]{1,25}?\s)?(he|she|they)\b", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"(?:\b(?P<his>his|her|their|whose)|['’]s?)\s+(?:[a-z][\w-]*\s+){0,3}$", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*(?:now\s)?(?:an?|the)\s(?:[a-z-]+\s){0,4}")
_NOUN_ALONE = re.compile(
    r"\s*(?:now\s)?(?:an?|the|both|two|three|four|five|six)\s"
    rf"(?:(?!{any_of('of for with by or in on at to from whose')}\b"
    rf"|and\s(?:{any_of('the an a his her two three four five some other several')}\b|[A-Z]))[\w’-]+\s){{1,6}}"
)
_IS_A = re.compile(r"(\s(?:is|was)\s)(?:an?|the)\s(?:[a-z-]+\s){0,2}$")
_DATE_HEAD = re.compile(r"\W*(?:In|On|Since|By)\s[\w\s,]{4,25}")
_OPENS_ENTRY = re.compile(r"(?:\s\([^()]{0,60}\)|,[^,;:]{0,60}){0,2}\s?(?::|[–—-]\s)")
_NO_ROLE = any_of("of the in at for with and to by from on a an near von de van")
_SOMEONE_ELSE = re.compile(rf"\b(?!{_NO_ROLE}\b)[a-z]{{3,}}\s(?:[A-Z][\w’'-]*\s?)+$")
_AND = re.compile(r"\W*and\s(?:(?:the|his|her)\s)?(?:[A-Za-z]+\.?\s){0,3}")
_HE_AND = re.compile(r"\b(?:he|she)\sand\s$", re.IGNORECASE)
_TIME_ASIDE = re.compile(r"\s(?:in|on|last|this|by|at)\s(?:[\w’-]+[\s,]*){1,4}$")
_LEADS_ON = re.compile(r"\b(?:who|him|her|them|he|she|they|both)$")
_WITHOUT_SUBJECT = re.compile(
    r"\W*(?:(?:In|On|Since)\s[\w\s]{4,20},?\s)?(?:[A-Za-z][a-z]+ed|[Hh]eld|[Bb]orn|[Tt]aken|[Gg]iven|[Ss]ent|Out)\b"
)
_WHO = re.compile(r"\W*(?:who|whom|whose|which)\b")
_RELATIVE_OPEN = re.compile(r"\s(?:who|which|that)\s(?P<words>(?:[a-z’'-]+\s)+(?:[A-Z]\w*\.?\s)?)$")
_WHOM = re.compile(r"\W*whom\b")
_FARTHEST, _ASIDE, _PHRASE, _SHORTLY = 16, 40, 60, 1000


@dataclass(frozen=True, slots=True)
class Cast(Persons):
    """A sentence with the persons named in it, as segments: tells whom its verbs and possessives speak of."""

    segments: tuple[Segment, ...]

    @classmethod
    def of_some(cls, reading: Reading, sentence: Span) -> Cast | None:
        """The cast of a sentence that names persons, or can speak of those named before it; else None."""
        text, start = reading.letter.text, sentence.start
        if not persons_in(reading, start, sentence.end):
            if not persons_in(reading, max(start - _SHORTLY, 0), start):
                return None
            if not (points_back(text, sentence) or _WITHOUT_SUBJECT.match(text, start)):
                return None
        return cls.of(reading, sentence)

    @classmethod
    def of(cls, reading: Reading, sentence: Span) -> Cast:
        persons = persons_in(reading, sentence.start, sentence.end)
        return cls(reading, sentence, persons, tuple(segments_of(reading.letter.text, sentence)))

    def clause_start(self, at: int) -> int:
        """Where the segment around an offset starts."""
        return self.segments[self._number(at)].start

    def subject(self, group: VerbGroup) -> tuple[Mention, ...]:
        """The persons that a verb is said of, told by where its group starts and whether that speaks of one."""
        number = self._number(group.start)
        low, at = self.segments[number].start, self._without_aside(group.start)
        if named := self.ending(low, at):
            told = self._subjects(named, group.single)
            goes_on = not group.single and number and _AND.fullmatch(self.text, low, named.span.start)
            return (*self._inherited(number, False), *told) if goes_on and told else told
        head = self.text[low:at].rstrip()
        if not _CONJUNCTION.sub("", head + " ", count=1).strip():
            return self._inherited(number, group.single) or self._of_elsewhere(number, at, group)
        if "having" in group.words:
            return self._first(number, at, group.single)
        if group.bare and number == 0 and _DATE_HEAD.fullmatch(head):
            return self._left_out(number, at)
        return self._after_word(number, low, head, group)

    def _of_elsewhere(self, number: int, at: int, group: VerbGroup) -> tuple[Mention, ...]:
        """The subject of a verb that opens a clause, which no segment before it gives: "both", or one left out."""
        if group.words & {"both", "all"} and not group.bare:
            return self.referents(at, single=False, count=2 if "both" in group.words else None)
        return self._left_out(number, at) if group.bare else ()

    def _without_aside(self, at: int) -> int:
        """Where the words before `at` end that are no phrase of time: "who on 28 January was …"."""
        low = self.clause_start(at)
        aside = _TIME_ASIDE.search(self.text, max(at - _ASIDE, low), at)
        if aside and (self.ending(low, aside.start()) or _LEADS_ON.search(self.text, low, aside.start())):
            return aside.start()
        return at

    def _after_word(self, number: int, low: int, head: str, group: VerbGroup) -> tuple[Mention, ...]:
        """The subject of a verb that no name stands before, told by the last word that does."""
        last = _LAST_WORD.search(head, max(len(head) - _LONGEST_WORD, 0))
        word, before = (last[0].lower(), low + last.start()) if last else ("", low)
        if word in RELATIVE or word in _SELF:
            if named := self.ending(low, before):
                return (named,) if group.single or word in _SELF else self.group_to(named)
            told = _CONJUNCTION.sub("", self.text[low:before], count=1)
            noun = _NOUN_ALONE.fullmatch(self.text, low, before) if number else None
            return self._antecedent(number, group.single) if noun or not told.strip() else ()
        if word in _COORDINATING or (group.bare and word in _BEFORE_PARTICIPLE):
            return self._first(number, before, group.single)
        if word in _OBJECTS:
            return self.referents(before, single=word != "them")
        meant = self.meant_before(low, low + len(head))
        if meant is not None:
            return meant
        apposed = group.bare and self._kind(number) is SegmentKind.NOUN and head.lstrip()[:1].islower()
        return self._antecedent(number, group.single) if apposed and not self.between(low, group.start) else ()

    def owner(self, at: int) -> tuple[Mention, ...]:
        """The persons of a possessive right before `at`: "X’s", "his", "whose"."""
        start = max(at - _PHRASE, self.span.start)
        found = _POSSESSIVE.search(self.text[start:at])
        if not found:
            return ()
        word, place = (found["his"] or "").lower(), start + found.start()
        if word in {"", "whose"}:
            low = self.clause_start(place) if word else self.span.start
            named = self.ending(low, place)
            return (named,) if named else self._antecedent(self._number(place), True) if word else ()
        return self.referents(place, single=word != "their")

    def described(self, at: int) -> tuple[Mention, ...]:
        """The one whom a noun phrase around `at` describes: "X, the old publisher", "X is an old publisher"."""
        low = self.clause_start(at)
        head = self.text[low:at]
        if _ARTICLE.fullmatch(head):
            return self._antecedent(self._number(at), True)
        is_a = _IS_A.search(head)
        return self.subject(VerbGroup.before(self.text, self.span.start, low + is_a.end(1))) if is_a else ()

    def entry(self, at: int) -> tuple[Mention, ...]:
        """The persons of an entry of a list, whose names it opens with: none but these are named in it before `at`."""
        before = self.between(self.span.start, at)
        if not before or not _LEADING.fullmatch(self.text, self.span.start, before[0].span.start):
            return ()
        group = self.group_from(before[0])
        opens = _OPENS_ENTRY.match(self.text, group[-1].span.end, at) if len(group) == len(before) else None
        return group if opens else ()

    def _number(self, at: int) -> int:
        return max(bisect_right(self.segments, at, key=lambda s: s.start) - 1, 0)

    def _kind(self, number: int) -> SegmentKind:
        return self.segments[number].kind(self.text, self.span)

    def _subjects(self, named: Mention, single: bool) -> tuple[Mention, ...]:
        """The subject that ends with a name; none where the name but hangs on another noun."""
        group = (named,) if single else self.group_to(named)
        first = group[0].span.start
        if any(map(is_verb, self._within_relative(first))):
            return ()
        if too := _HE_AND.search(self.text, max(first - 12, self.span.start), first):
            return (*self.referents(too.start(), single=True), *group)
        while group and after_preposition(self.text, group[0]):
            stop = group[1].span.start if len(group) > 1 else self.span.end
            group = () if "and" in self.text[group[0].span.end : stop].split() else group[1:]
        return group

    def _within_relative(self, at: int) -> list[str]:
        """The words between "who" or "that" and an offset in its segment: with a verb, what follows is its object."""
        relative = _RELATIVE_OPEN.search(self.text, max(self.clause_start(at), at - _PHRASE), at)
        return relative["words"].split() if relative else []

    def whom(self, at: int) -> tuple[Mention, ...]:
        """Whom "whom" at the head of the segment around an offset means."""
        number = self._number(at)
        opens = _WHOM.match(self.text, self.segments[number].start, at)
        return self._antecedent(number, True) if opens else ()

    def _back_from(self, number: int) -> list[int]:
        """The segments before one that stand no deeper in brackets, the nearest first."""
        depth, found = self.segments[number].depth, []
        for n in range(number - 1, max(number - _FARTHEST, 0) - 1, -1):
            segment = self.segments[n]
            if segment.depth <= depth and self.text[segment.start : segment.end].strip():
                found.append(n)
            depth = min(depth, segment.depth)
        return found

    def _inherited(self, number: int, single: bool) -> tuple[Mention, ...]:
        """The subject of a verb that opens a segment: that of the segments before it, past what stands between."""
        for n in self._back_from(number):
            segment, mark = self.segments[n], self.segments[n + 1].mark
            if any(self.segments[between].mark == ";" for between in range(n + 1, number + 1)):
                return ()
            named = self.ending(segment.start, segment.end)
            aside = n and named and (after_preposition(self.text, named) or self._tells_more(segment))
            if named and not aside:
                return self._subjects(named, single)
            if mark == ":":
                return ()
            kind = self._kind(n)
            if n == 0 and (meant := self.meant_before(segment.start, segment.end)):
                return meant
            if (
                kind in {SegmentKind.NOUN, SegmentKind.ADVERBIAL}
                and not named
                and (told := self._first(n, segment.end, single))
            ):
                return told
            if kind is SegmentKind.NOUN and not named and (n == 0 or not self._may_be_apposition(segment)):
                return ()
        return ()

    def _tells_more(self, segment: Segment) -> bool:
        """Whether a segment is a clause on somebody named before it: "X, who opposed Y, was …"."""
        return bool(_WHO.match(self.text, segment.start, segment.end))

    def _may_be_apposition(self, segment: Segment) -> bool:
        """Whether a segment can but say more of a person named before it, and brings in nobody else."""
        start = _CONJUNCTION.match(self.text, segment.start).end()  # type: ignore[union-attr]
        last = self.text[start : segment.end].rpartition(" ")[2]
        lower = any(word[:1].islower() or word[:1].isdigit() for word in (self.text[start : start + 1], last))
        return lower and not _SOMEONE_ELSE.search(self.text, segment.start, segment.end)

    def _antecedent(self, number: int, single: bool) -> tuple[Mention, ...]:
        """Whom "who" at the head of a segment means: the name right before it, or the one that an apposition is of."""
        for n in self._back_from(number):
            segment = self.segments[n]
            if named := self.ending(segment.start, segment.end):
                return (named,) if single else self.group_to(named)
            if n == 0 or segment.mark in {";", ":"} or not self._may_be_apposition(segment):
                return ()
            if self._kind(n) is SegmentKind.NOUN and self.between(segment.start, segment.end):
                return ()
        return ()

    def _first(self, number: int, stop: int, single: bool) -> tuple[Mention, ...]:
        """The subject of the first verb of a segment, which a later verb in it shares."""
        segment = self.segments[number]
        if pronoun := _PRONOUN_FIRST.match(self.text, segment.start, stop):
            return self.referents(pronoun.start(1), single=pronoun[1].lower() != "they")
        if told := self._leading(segment.start, stop):
            return told
        match self._kind(number):
            case SegmentKind.RELATIVE:
                return self._antecedent(number, single)
            case SegmentKind.PREDICATE:
                return self._inherited(number, single) or self._left_out(number, segment.start)
        return ()

    def _leading(self, start: int, stop: int) -> tuple[Mention, ...]:
        """The persons that a stretch opens with as the subject of what follows."""
        inside = self.between(start, stop)
        if not inside:
            return ()
        first = inside[0]
        for that in _THAT.finditer(self.text, start, first.span.start):
            start = that.end()
        words = {w.lower() for w in self.text[start : first.span.start].split()}
        if not _LEADING.fullmatch(self.text, start, first.span.start) or after_preposition(self.text, first):
            return ()
        if words & RELATIVE or any(map(is_verb, words)) or self.text.startswith(("’s ", "'s "), first.span.end):
            return ()
        return tuple(m for m in self.group_from(first) if m.span.end <= stop)

    def _left_out(self, number: int, at: int) -> tuple[Mention, ...]:
        """The subject of a participle that has none: who follows, or whom the entry is on, or who was named before."""
        if number:
            told = {m.entity: m for m in self.between(self.span.start, at)}
            alone = len(told) == 1 and self.segments[number].mark == ";"
            return self._leading(self.span.start, next(iter(told.values())).span.end) if alone else ()
        for n, segment in enumerate(self.segments[1:_FARTHEST], 1):
            if told_later := self._leading(segment.start, segment.end):
                return told_later
            words = self.text[segment.start : segment.end].lower().split()
            if self._kind(n) is SegmentKind.NOUN and any(map(is_verb, words)):
                return ()
        return self.referents(at, single=True, same_block=True)
