"""Titles that stand after a name, with the time over which they are said to have been held: "X, president of Y"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.engine.claims.holding.judged import Held
from sphinx_factcheck.engine.claims.holding.named import HONOUR, LINE_OPENS, SURELY, Named
from sphinx_factcheck.engine.claims.holding.ties import (
    AND_A,
    APPOINTED,
    APPOINTED_AS,
    AS,
    CHOSEN,
    IN_OFFICE,
    OF_THEN,
    SUCCEEDED,
    SUCCEEDED_AS,
    UNTIL,
    UNTIL_PAST,
    WAS,
    Tie,
    doing_at,
    may_tie,
    tie_at,
)
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.tenures import period_at, period_before
from sphinx_factcheck.engine.spans.titles import REACH, TitleSaid
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.facts.offices import OFFICE_KEYS, Aspect, Period
from sphinx_factcheck.letters.text import Span

_LINES_BELOW = 3
"""How many lines with titles can stand below a name."""
_AND_THEN = later(r"[^,.;:()\n]{1,60}?\sand\s(?:the\s|a\s|an\s)?")
_LINE_ENDS = later(r"(?:,?\s(?:[A-Z][A-Z.]+|Ph\.?\s?D\.?|Esq\.?|[JS]r\.?))*[ \t]*\n")
_TITLE_ENDS = later(r"\s*(?:$|\n|,|\d|\sof\s|\sfor\s|\sc/o\s)")
_OF_BODY = later(
    r"\s(?:of|at|for|in)\s(?:the|our|its|his|her|their|this|that)\s[a-z-]+(?:\s[a-z-]+){0,3}?"
    r"(?=,?\s\(?(?:from|since|between|until|till)\s|\s\(\d)"
)
_JOINS = later(r",?\s(?:and|&)\s")
_OF = later(r"\s(?:of|for|to|at)\s")
_THAT_POST = later(r"\s(?:that|this|the)\s(?:post|office|position|chair|seat)$")
_ARTICLE = later(r"(?:the|our|its|his|her)\s")
_FRONTED = later(r"(?:In|On|Since)\s[^,;]{0,20}?\d{4}(?=,|\s)")


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
        if not may_tie(text, span.start, span.end):
            return
        end = near_sentence(self.named.reading, span.start).end
        for read in (self._in_office, self._succeeded, self._appointed, self._does):
            if told := read(mention, end):
                yield told
                return
        tied = tie_at(text, span.end, end)
        if tied is None or _LINE_ENDS.match(text, span.end):
            yield from self._below(mention)
            return
        yield from self._tied(mention, *tied, end)

    def may_follow(self, at: int, end: int) -> bool:
        """Whether an office is told after a pronoun that ends at `at`: cheaper than finding whom it means."""
        if IN_OFFICE.match(self.text, at, end) or doing_at(self.text, at, end):
            return True
        tied = tie_at(self.text, at, end)
        return tied is not None and self.named.title_at(tied[1], end) is not None

    def _tied(self, mention: Mention, tie: Tie, at: int, end: int) -> Iterator[Claim]:
        text, span = self.text, mention.span
        if text.startswith("elected ", at):
            return  # a clause tells it: "X, elected mayor in 2009"
        title = self.named.title_at(at, end)
        if title is None and tie.name not in {"is", "was", "goes on"} and (other := _AND_THEN.match(text, at, end)):
            title = self.named.title_at(other.end(), end)
        if title is None or self._leads_to_name(title) or not self.named.is_office(title, mention):
            return
        if tie.verb and not asserted(self.named.reading, Span(span.end, at)):
            return
        period = self._period(title, end, tie) or self._fronted(mention, tie)
        if period and tie.chosen:
            period = replace(period, chosen=True)
        title = replace(title, aspect=self._aspect(title, tie, period, end))
        stop = max(title.end, period.end if period and period.end > title.end else 0)
        if period and period.end > title.end and (two := self._two(title)):
            first, title = two
            yield self.named.claim(mention, first, Span(span.start, first.end), loosely=True)
            yield self.named.claim(mention, title, Span(title.start, stop), period)
            yield from self._further(mention, title, stop, end)
            return
        start = min(span.start, period.end) if period and period.end < span.start else span.start
        yield self.named.claim(mention, title, Span(start, stop), period)
        yield from self._further(mention, title, max(stop, title.end), end)

    def _two(self, title: TitleSaid) -> tuple[TitleSaid, TitleSaid] | None:
        """Two offices, each with what it is of, that "and" joins: a time after them is surely that of the second."""
        joined = list(_JOINS.finditer(self.text, title.start, title.end)) if len(title.parts) == 2 else []
        first = self.named.title_at(title.start, joined[-1].start()) if joined else None
        second = self.named.title_at(joined[-1].end(), title.end) if joined else None
        if first is None or second is None or second.end != title.end or not _OF.search(first.words):
            return None
        return replace(first, aspect=title.aspect), replace(second, aspect=title.aspect)

    def _does(self, mention: Mention, end: int) -> Claim | None:
        """The office told by what its holder does: "X, who chairs B"."""
        doing = doing_at(self.text, mention.span.end, end)
        if doing is None:
            return None
        noun, past, at = doing
        start = _ARTICLE.match(self.text, at)
        body = self.named.body_at(at) or (self.named.body_at(start.end()) if start else None)
        if body is None or not asserted(self.named.reading, Span(mention.span.end, at)):
            return None
        period = period_at(self.text, body.span.end, end, own_dates(self.named.reading), begins=False, ends=False)
        period = period or (self._fronted(mention, WAS) if past else None)
        aspect = Aspect.THEN if past or period else Aspect.NOW
        title = TitleSaid(at, body.span.end, noun, aspect, body=body.entity)
        ends = (period.end,) if period else ()
        span = Span(min((mention.span.start, *ends)), max((body.span.end, *ends)))
        return self.named.claim(mention, title, span, period, does=True)

    def _succeeded(self, mention: Mention, end: int) -> Claim | None:
        """The office of one whom somebody succeeds: "succeeding X as conductor of the Orchestra"."""
        if not SUCCEEDED.search(self.text, max(mention.span.start - 14, 0), mention.span.start):
            return None
        found = SUCCEEDED_AS.match(self.text, mention.span.end, end)
        title = self.named.title_at(found.end(), end) if found else None
        if title is None or not self.named.is_office(title, mention):
            return None
        title = replace(title, aspect=Aspect.THEN)
        return self.named.claim(mention, title, Span(mention.span.start, title.end))

    def _appointed(self, mention: Mention, end: int) -> Claim | None:
        """The office that somebody is given: "In 1990 the Archive named X director"."""
        start = mention.span.start
        verb = APPOINTED.search(self.text, max(start - 12, 0), start)
        found = APPOINTED_AS.match(self.text, mention.span.end, end) if verb else None
        title = self.named.title_at(found.end(), end) if found else None
        if verb is None or title is None or not self.named.is_office(title, mention):
            return None
        if self._leads_to_name(title) or not asserted(self.named.reading, Span(verb.start(), start)):
            return None
        dates = own_dates(self.named.reading)
        period = self._period(title, end, CHOSEN)
        if period is None and (
            times := list(_FRONTED.finditer(self.text, near_sentence(self.named.reading, start).start, verb.start()))
        ):
            period = period_before(self.text, times[-1].start(), times[-1].end(), dates, begins=True, ends=False)
        period = replace(period, chosen=True) if period else None
        title = replace(title, aspect=Aspect.THEN)
        stop = period.end if period and period.end > title.end else title.end
        return self.named.claim(mention, title, Span(start, stop), period)

    def _in_office(self, mention: Mention, end: int) -> Claim | None:
        """When the one office of a person began or ended: "X took office in 2015"."""
        office = IN_OFFICE.match(self.text, mention.span.end, end)
        if office is None:
            return None
        begins, ends = bool(office["begins"]), bool(office["ends"])
        period = period_at(self.text, office.end(), end, own_dates(self.named.reading), begins=begins, ends=ends)
        several = len({f.address for f in self.named.facts.about(mention.entity, *OFFICE_KEYS)}) > 1
        if not (period and asserted(self.named.reading, Span(mention.span.end, office.end()))):
            return None
        last = self.named.last.get(mention.entity) if _THAT_POST.search(office[0]) else None
        held = Held((), Aspect.THEN, period=period, surely=mention.why in SURELY, loosely=several)
        if last and several:
            held = replace(held, titles=last.titles, body=last.body, thing=last.thing, loosely=last.loosely)
        return Claim("office", mention.entity, f"office {period}", Span(mention.span.start, period.end), held)

    def _aspect(self, title: TitleSaid, tie: Tie, period: Period | None, end: int) -> Aspect:
        """How a title after a name is said to be held, by what ties it and the words after it."""
        if tie.name == "no longer" and title.aspect is Aspect.NOW:
            return Aspect.FORMER
        if tie.name == "goes on":
            past = not (period and period.goes_on)
        else:
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

    def _period(self, title: TitleSaid, end: int, tie: Tie | None = None) -> Period | None:
        """The time over which an office is said to have been held, right after its title or its body."""
        body = _OF_BODY.match(self.text, title.end, end)
        begins, ends = bool(tie and tie.begins), bool(tie and tie.ends)
        period = period_at(
            self.text, body.end() if body else title.end, end, own_dates(self.named.reading), begins=begins, ends=ends
        )
        return None if period and period.held and tie and tie.name == "is" else period

    def _fronted(self, mention: Mention, tie: Tie) -> Period | None:
        """The time told before the name of one who was or became something: "In 1993, X became"."""
        if tie.aspect is not Aspect.THEN:
            return None
        sentence = near_sentence(self.named.reading, mention.span.start)
        at = mention.span.start
        if honour := HONOUR.search(self.text, max(sentence.start, at - 20), at):
            at = honour.start()
        return period_before(
            self.text, sentence.start, at, own_dates(self.named.reading), begins=tie.begins, ends=tie.ends
        )

    def _further(self, mention: Mention, title: TitleSaid, at: int, end: int) -> Iterator[Claim]:
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

    def as_one(self, mention: Mention) -> Claim | None:
        """The office of "As president from 2017 to 2021, X"."""
        text, start = self.text, mention.span.start
        if start < 3 or not (text.startswith(", ", start - 2) and text[start - 3].isdigit()):
            return None
        opens = list(AS.finditer(text, max(self.named.reading.sentence_at(start).start, start - REACH), start))
        title = self.named.title_at(opens[-1].end(), start) if opens else None
        time = self._period(title, start) if title and title.start == opens[-1].end() else None
        if title and time and time.end == start - 2:
            title = replace(title, aspect=Aspect.THEN)
            return self.named.claim(mention, title, Span(title.start, mention.span.end), time)
        return None

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
                title = replace(title, aspect=Aspect.THEN) if over else title
                yield self.named.claim(mention, title, Span(title.start, period.end if period else title.end), period)
            if stop < 0 or text.startswith("\n", stop + 1):
                return
            at = stop + 1

    def _leads_to_name(self, title: TitleSaid, gap: str = " ") -> bool:
        """Whether a title belongs to the name after it, with no more than a gap between: "Xi, Minister Wang"."""
        first = bisect_right(self.named.ends, title.start)
        return any(
            m.span.start - title.end <= len(gap) and "\n" not in self.text[title.end : m.span.start]
            for m in self.named.people[first : first + 1]
        )
