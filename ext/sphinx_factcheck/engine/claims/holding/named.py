"""Who and what a letter names, and the claims of offices made of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.holding.judged import Held
from sphinx_factcheck.engine.claims.holding.times import OwnTime, own_time, times_before
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.mentions.lexicon import HONORIFICS
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.spans.tenures import Tenures
from sphinx_factcheck.engine.spans.titles import REACH, Body, TitleReader, TitleSaid
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.offices import OFFICE_KEYS, Aspect, Fit, Period, fit, office_of, title_of
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_OWNED = later(r"\b(?:his|her|their)\s(?:then\s)?$")
_THE = later(r"(?:the|our|its|this)\s")
_OF_BODY_ITSELF = later(r"[’'](?:s\s|\s)")
_OF_HEADS = frozenset({"head", "leader", "boss", "chief"})
_OF_THEN = later(r"\bthen[\s-]")
_AT_THAT_TIME = later(r",?\s(?:at|in|on)\s(?:the|that)\s(?:time|day|period|date|moment)\b(?!\sof\b)")
"""What stands behind a title that was held when what was told before came about."""
SURELY = frozenset(
    {"name", "full name", "initials and surname", "name in its own script", "surname after introduction",
     "given name after introduction", "settled by hand"}
)  # fmt: skip
"""Why a mention is one that surely is of this person: not by the surname alone."""

_STYLE = (
    r"(?:(?:[Tt]he|[Hh]is|[Hh]er)\s)?(?:(?:Rt|Right|Most|Very|Highly)\.?\s)?"
    r"(?:Hon|Hono(?:u?rable|ble)|Rev|Reverend|Excellency|Esteemed|Eminence|Grace|Honou?r)"
)
HONOUR = later(rf"(?:\b(?:{any_of(' '.join(h.capitalize() for h in HONORIFICS))}|H\.E|{_STYLE})\.?\s)+$")
"""Honours that stand right before a name."""
LINE_OPENS = later(r"(?:(?:[A-Z][\w.]*|[a-z]{2,3})\s){0,5}")
"""What may stand before a name in a line of its own."""


_HEADLINE = later(r"\b[A-Z]{2}[A-Z’'-]*(?:\.?,? [A-Z][A-Z’'-]*){2,}")
"""Three words or more in capitals: a headline, or the address of a letter."""
_LOWER_THERE = later(r"\b(?:Of|The|And|For|To|At|In|On|From|With|By|As|A|An)\b")
_SMALL_THERE = later(r" (?:OF|THE|AND|FOR|TO|AT|IN|FROM) ")


def without_capitals(text: str) -> str:
    """A text whose lines in capitals are written as other lines are, each sign at its place: "Minister of Labour"."""
    return _HEADLINE.sub(_as_written, text)


def _as_written(found: re.Match[str]) -> str:
    words = re.sub(r"[A-Z]+", lambda word: word[0].capitalize(), found[0])
    told = _SMALL_THERE.search(found[0])
    return _LOWER_THERE.sub(lambda word: word[0].lower(), words) if told else found[0]


@once
def _reader(facts: FactBase) -> TitleReader:
    return TitleReader(facts)


class Named:
    """The persons and bodies that a letter names, with the reader of its titles."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = without_capitals(reading.letter.text)
        self.facts = reading.facts
        self.tenures = Tenures(self.text, reading.dates_in, own_dates(reading))
        self.titles = _reader(reading.facts)
        named = [(m, reading.facts.entities[m.entity].kind) for m in reading.mentions if not m.span.field]
        self.people = [m for m, kind in named if kind == "person"]
        self.bodies = [m for m, kind in named if kind == "organization"]
        self.ends = [m.span.end for m in self.people]
        self.last: dict[str, Held] = {}

    def title_at(self, at: int, end: int) -> TitleSaid | None:
        """The title that begins at an offset, with the body behind its comma ("Professor, Elder Seminary")."""
        if owner := self._owner_at(at):
            title = self.titles.after(self.text, owner[1], end)
            return replace(title, body=owner[0]) if title and title.start == owner[1] and not title.body else title
        title = self.titles.after(self.text, at, end, self.bodies_at(at, min(end, at + REACH)))
        if title and not title.body and self.text.startswith(", ", title.end) and (body := self.body_at(title.end + 2)):
            title = replace(title, body=body.entity)
        return title

    def _owner_at(self, at: int) -> tuple[str, int] | None:
        """The body whose office a title is, and where that begins: "the Archive's director"."""
        article = _THE.match(self.text, at)
        body = self.body_at(article.end() if article else at)
        owned = _OF_BODY_ITSELF.match(self.text, body.span.end) if body else None
        return (body.entity, owned.end()) if body and owned else None

    def is_office(self, title: TitleSaid, mention: Mention) -> bool:
        """Whether a title is an office: of nouns that may only describe, those which fit one that the person had."""
        if not title.wide or self.is_of_head(title) or self.titles.is_known(title.words):
            return True
        if "parliament" in title_of(title.words).others:
            return True
        known = [office_of(f) for f in self.facts.about(mention.entity, *OFFICE_KEYS)]
        return any(fit(part, title.body, one, self.facts) is not Fit.NO for part in title.parts for one in known)

    def is_of_head(self, title: TitleSaid) -> bool:
        """Whether a title tells no more than that its holder leads a body: "head of the Archive"."""
        return bool(title.body) and title_of(title.words).nouns <= _OF_HEADS

    def claim(
        self, mention: Mention, title: TitleSaid, span: Span, period: Period | None = None, *, before: bool = False,
        does: bool = False, loosely: bool = False,
    ) -> Claim:  # fmt: skip
        value = title.words if title.aspect is Aspect.NOW else f"{title.aspect} {title.words}"
        if period:
            value += f" {period}"
        owned = title.start == span.start and _OWNED.search(self.text, max(title.start - 12, 0), title.start)
        around = self.text[max(title.start - 8, 0) : title.end]
        at_that_time = _AT_THAT_TIME.match(self.text, title.end) is not None
        stretch = Span(min(span.start, title.start), max(span.end, mention.span.end))
        time = self._time(title, stretch)
        if at_that_time and not time.dated:
            time = replace(time, dated=times_before(self.reading, stretch.start))
        held = Held(
            titles=title.parts[-1:] if before else title.parts,
            aspect=title.aspect,
            body=title.body,
            thing=title.thing,
            period=period,
            time=time,
            surely=mention.why in SURELY,
            whole=title.whole,
            loosely=loosely or title.plural or bool(owned),
            before=before,
            does=does or self.is_of_head(title),
            of_then=title.aspect is Aspect.THEN and (at_that_time or _OF_THEN.search(around) is not None),
        )
        self.last[mention.entity] = held
        return Claim("office", mention.entity, value, span, held)

    def _time(self, title: TitleSaid, stretch: Span) -> OwnTime:
        """The time of a title's sentence, where the fact base holds such offices at all."""
        nouns = self.titles.nouns_known
        known = bool(nouns) and any(title_of(part).nouns & nouns for part in title.parts)
        return own_time(self.reading, title.start, stretch) if known else OwnTime()

    def bodies_at(self, start: int, end: int) -> list[Body]:
        inside = self.bodies_in(start, end)
        return [(m.span.start, m.span.end, m.entity) for m in inside]

    def bodies_in(self, start: int, end: int) -> Sequence[Mention]:
        """The bodies named between two offsets, in order."""
        if not self.bodies:
            return ()
        first = bisect_left(self.bodies, start, key=lambda m: m.span.start)
        last = bisect_left(self.bodies, end, first, key=lambda m: m.span.start)
        return [m for m in self.bodies[first:last] if m.span.end <= end]

    def body_at(self, at: int) -> Mention | None:
        inside = self.bodies_in(at, at + REACH)
        return next((m for m in inside[:1] if m.span.start == at), None)
