"""Titles that stand after a name, with the time over which they are said to have been held: "X, president of Y"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.engine.claims.holding.named import LINE_OPENS, Named
from sphinx_factcheck.engine.claims.holding.ties import (
    AND_A,
    OF_THEN,
    UNTIL,
    UNTIL_PAST,
    Tie,
    may_tie,
    tie_at,
)
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.titles import TitleSaid
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.facts.offices import OFFICE_KEYS, Aspect, Period, office_of, title_of
from sphinx_factcheck.letters.text import Span

_LINES_BELOW = 3
"""How many lines with titles can stand below a name."""
_AND_THEN = later(r"[^,.;:()\n]{1,60}?,?\sand\s(?:the\s|a\s|an\s)?")
_LINE_ENDS = later(r"(?:,?\s(?:[A-Z][A-Z.]+|Ph\.?\s?D\.?|Esq\.?|[JS]r\.?))*[ \t]*\n")
_TITLE_ENDS = later(r"\s*(?:$|\n|,|\d|\sof\s|\sfor\s|\sc/o\s)")
_OF_BODY = later(
    r"\s(?:of|at|for|in)\s(?:the|our|its|his|her|their|this|that)\s[a-z-]+(?:\s[a-z-]+){0,3}?"
    r"(?=,?\s\(?(?:from|since|between|until|till)\s|\s\(\d)"
)
_JOINS = later(r",?\s(?:and|&)\s")
_OF = later(r"\s(?:of|for|to|at)\s")


class After:
    """Titles that stand after a name, with the time over which they are said to have been held: "X, president of Y"."""

    def __init__(self, named: Named) -> None:
        self.named, self.text = named, named.text

    def claims(self, mention: Mention) -> Iterator[Claim]:
        """The title in apposition or after a verb, with the time over which it is said to have been held."""
        text, span = self.text, mention.span
        follows = text[span.end : span.end + 1]
        if follows not in {",", "–", "—", "-"} and not follows.isspace():
            return
        if not may_tie(text, span.end):
            return
        end = near_sentence(self.named.reading, span.start).end
        tied = tie_at(text, span.end, end)
        if tied is None or _LINE_ENDS.match(text, span.end):
            yield from self._below(mention)
            return
        yield from self._tied(mention, *tied, end)

    def _tied(self, mention: Mention, tie: Tie, at: int, length: int, end: int) -> Iterator[Claim]:
        text, span = self.text, mention.span
        if text.startswith("elected ", at):
            return  # a clause tells it: "X, elected mayor in 2009"
        title = self.named.title_at(at, end)
        if title is None and (other := _AND_THEN.match(text, at, end)):
            title = self.named.title_at(other.end(), end)
        if title is None or self._leads_to_name(title) or not self.named.is_office(title, mention):
            return
        period = self._period(title, end)
        if period is None and length >= 0 and (lasted := self.named.tenures.length(length, at)):
            period = replace(lasted, end=title.end)
        title = replace(self._of_line(mention, title), aspect=self._aspect(title, tie, period, end))
        stop = max(title.end, period.end if period and period.end > title.end else 0)
        if period and period.end > title.end and (two := self._two(title)):
            first, title = two
            yield self.named.claim(mention, first, Span(span.start, first.end), loosely=True)
            yield self.named.claim(mention, title, Span(title.start, stop), period)
            yield from self.further(mention, title, stop, end)
            return
        yield self.named.claim(mention, title, Span(span.start, stop), period)
        yield from self.further(mention, title, max(stop, title.end), end)

    def _two(self, title: TitleSaid) -> tuple[TitleSaid, TitleSaid] | None:
        """Two offices, each with what it is of, that "and" joins: a time after them is surely that of the second."""
        joined = list(_JOINS.finditer(self.text, title.start, title.end)) if len(title.parts) == 2 else []
        first = self.named.title_at(title.start, joined[-1].start()) if joined else None
        second = self.named.title_at(joined[-1].end(), title.end) if joined else None
        if first is None or second is None or second.end != title.end or not _OF.search(first.words):
            return None
        return replace(first, aspect=title.aspect), replace(second, aspect=title.aspect)

    def _aspect(self, title: TitleSaid, tie: Tie, period: Period | None, end: int) -> Aspect:
        """How a title after a name is said to be held, by what ties it and the words after it."""
        if tie.name == "no longer" and title.aspect is Aspect.NOW:
            return Aspect.FORMER
        left = UNTIL_PAST.match(self.text, title.end, end)
        ended = period is None and not left and UNTIL.match(self.text, title.end, end)
        past = tie.aspect is Aspect.THEN or bool(ended or OF_THEN.match(self.text, title.end, end))
        begun = tie.name in {"apposition", "brackets"} and period is not None and period.goes_on
        if begun and period and (" from " in self.text[title.end : period.end] or self._is_history(title)):
            past = True  # "X, mayor from 2009", "X, mayor since 2009, was dismissed": of its end nothing is told
        if past and title.aspect in {Aspect.NOW, Aspect.ACTING}:
            return Aspect.THEN
        if tie.aspect is Aspect.FORMER and title.aspect is Aspect.NOW:
            return Aspect.FORMER
        body = _OF_BODY.match(self.text, title.end, end)
        told = body.end() if body else title.end
        if title.aspect is Aspect.NOW and period is None and UNTIL_PAST.match(self.text, told, end):
            return Aspect.FORMER
        return title.aspect

    def _is_history(self, title: TitleSaid) -> bool:
        """Whether what is told of the holder of a title happened at some time: "X, mayor since 2009, was dismissed"."""
        prose = self.named.reading.prose
        clauses = prose.sentence(prose.number_at(title.start)).clauses
        own = [c for c in clauses if c.verb and c.subject and c.subject[0].start < title.start < c.verb_start]
        return any(c.passive and c.tense == "past" and c.finite and not c.perfect for c in own[:1])

    def _period(self, title: TitleSaid, end: int) -> Period | None:
        """The time over which an office is said to have been held, right after its title or its body."""
        body = _OF_BODY.match(self.text, title.end, end)
        at = body.end() if body else title.end
        return self.named.tenures.at(at, end)

    def further(self, mention: Mention, title: TitleSaid, at: int, end: int) -> Iterator[Claim]:
        """Further offices, each with an article or a time of its own: "the former mayor and now chair of the union"."""
        for _ in range(6):
            joined = AND_A.match(self.text, at, end)
            second = self.named.title_at(joined.end(), end) if joined else None
            if joined is None or second is None or second.start != joined.end() or self._leads_to_name(second, ", "):
                return
            if not self.named.is_office(second, mention):
                at = second.end
                continue
            time = self._period(second, end)
            past = joined["later"] or (title.aspect is Aspect.THEN and not joined["now"])
            if past and second.aspect is Aspect.NOW:
                second = replace(second, aspect=Aspect.THEN)
            at = time.end if time else second.end
            yield self.named.claim(mention, second, Span(second.start, at), time)

    def _below(self, mention: Mention) -> Iterator[Claim]:
        """The titles on the lines below a name that has a line of its own, as in an address or a signature."""
        text, span = self.text, mention.span
        line_break = _LINE_ENDS.match(text, span.end)
        if line_break is None or not LINE_OPENS.fullmatch(text, text.rfind("\n", 0, span.start) + 1, span.start):
            return
        at = line_break.end()
        for _ in range(_LINES_BELOW):
            stop = text.find("\n", at)
            title = self.named.title_at(at, stop if stop >= 0 else len(text))
            if (
                title is None
                or title.start != at
                or not _TITLE_ENDS.match(text, title.end)
                or self._leads_to_name(title)
            ):
                return
            if self.named.is_office(title, mention):
                period = self._period(title, stop if stop >= 0 else len(text))
                over = period is not None and not period.goes_on and title.aspect is Aspect.NOW
                title = replace(title, aspect=Aspect.THEN) if over else self._of_line(mention, title)
                yield self.named.claim(mention, title, Span(title.start, period.end if period else title.end), period)
            if stop < 0 or text.startswith("\n", stop + 1):
                return
            at = stop + 1

    def _of_line(self, mention: Mention, title: TitleSaid) -> TitleSaid:
        """A title in a signature, of the one body of the letter in which its holder is known to have an office."""
        text, start = self.text, mention.span.start
        alone = text[title.end : title.end + 1] in {"", "\n"} and not title.body and not title_of(title.words).others
        if not alone or not LINE_OPENS.fullmatch(text, text.rfind("\n", 0, start) + 1, start):
            return title
        told = {office_of(f).of for f in self.named.facts.about(mention.entity, *OFFICE_KEYS)}
        named = {body.entity for body in self.named.bodies}
        return replace(title, body=told.pop()) if len(told) == 1 and told <= named else title

    def _leads_to_name(self, title: TitleSaid, gap: str = " ") -> bool:
        """Whether a title belongs to the name after it, with no more than a gap between: "Xi, Minister Wang"."""
        first = bisect_right(self.named.ends, title.start)
        return any(
            m.span.start - title.end <= len(gap) and "\n" not in self.text[title.end : m.span.start]
            for m in self.named.people[first : first + 1]
        )
