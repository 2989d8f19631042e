"""Titles that stand before a name, within it, or on the line above: "former Secretary X"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.engine.claims.holding.named import HONOUR, LINE_OPENS, Named
from sphinx_factcheck.engine.claims.holding.ties import (
    AT_A_TIME,
    BEING,
    NOW_ANOTHER,
)
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.mentions.lexicon import HONORIFICS, RANKS
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.spans.tenures import years_before
from sphinx_factcheck.engine.spans.titles import REACH, TitleSaid
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.facts.offices import Aspect, Period
from sphinx_factcheck.letters.text import Span

_ARTICLE = later(r"\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir)\s$")
_IN_YEAR = later(r"\s(?:in|during)\s(?:1[5-9]|20)\d\d$")
_FARTHEST = 16
_LONGEST = 20
_STOPS = later(r"[;:!?](?=\s)|[()\[\]“”\"|]|\s[–—-]\s|[—\n]|--")
_HONOURS = HONORIFICS | {"h.e"}
_BETWEEN = RANKS | {"than", "namely", "is", "viz", "i.e"}
_BEING = frozenset("is was been remains now still then currently".split())
_FORCE = later(rf"(?:\b(?:{any_of(' '.join(r.capitalize() for r in RANKS))})\.?\s)+$")
_NAMELY = later(r"(?:\s?--?|\s?[—–]|,)\s?(?:no (?:less|other) (?:a \w+ )?than|namely|viz\.?|i\.e\.|that is)\s$")
_COURTESY = later(r"(?<=[\s,])(?P<word>[A-Z][a-z]{2,14})\.?\s$")
_COURTESIES = frozenset(
    "professor alderman councillor counsellor judge senator justice bishop canon brother sister".split()
)
_LISTED = later(r"\s(?:and|&)\s(?:the\s)?[A-Z]|,\s(?:and|&)\s[A-Z]|,\s(?:[A-Z][\w.’-]*\s){1,4}and\s")


class Before:
    """Titles that stand before a name, within it, or on the line above: "former Secretary X"."""

    def __init__(self, named: Named) -> None:
        self.named, self.text = named, named.text

    def title(self, mention: Mention) -> TitleSaid | None:
        """The title right before a name, within it, or on the line above."""
        start = mention.span.start
        inside = self._title_inside(mention)
        if inside and (own := self._title_to(mention, self._floor(start, REACH), start + inside, inside)):
            return own
        bracketed = self.text[start - 1 : start] == "(" and self.text.startswith(")", mention.span.end)
        end = start - bracketed
        return self._title_at(mention, end) or self._before_courtesy(mention, end) or self._above(mention)

    def _before_courtesy(self, mention: Mention, end: int) -> TitleSaid | None:
        """The title before a courtesy that is no office: "the rector, Professor X", "Mayor, Alderman X"."""
        courtesy = _COURTESY.search(self.text, max(end - _LONGEST, 0), end)
        if courtesy is None:
            return None
        low = courtesy["word"].lower()
        entity = self.named.facts.entities[mention.entity]
        own = {word.lower() for title in getattr(entity, "titles", ()) for word in title.split()}
        known = low in _HONOURS or low in own or low in _COURTESIES
        return self._title_at(mention, courtesy.start()) if known else None

    def _title_at(self, mention: Mention, end: int) -> TitleSaid | None:
        words = self.text[max(end - REACH, 0) : end].rsplit(None, _FARTHEST + 1)[-_FARTHEST - 1 :]
        count = len(words)
        while words and words[-1].rstrip(".").lower() in _HONOURS and not self.named.titles.is_noun(words[-1]):
            words.pop()
        named = bool(self.named.bodies_in(end - REACH, end))  # the name of a body may have any words
        run, honours = self.named.titles.run_before(words, through=named), count - len(words)
        if not run:
            return None
        ends = [end]
        if honours or words[-1].rstrip(".").lower() in _BETWEEN:
            ends += self._without_honours(max(end - REACH, 0), end)
        floor = self._floor(ends[-1], self._length_of(words[-run - 3 :], end) + 40 * honours)
        told = (self._title_to(mention, floor, at, 0) for at in ends)
        title = next((one for one in told if one), None)
        if title is None and words[-1] in _BEING:
            title = self._title_being(mention, floor, ends[-1])
        return title

    def _title_being(self, mention: Mention, floor: int, end: int) -> TitleSaid | None:
        """The title whose holder somebody is said to be: "The director is X"."""
        being = BEING.search(self.text, max(floor, end - 24), end)
        dated = _IN_YEAR.search(self.text, floor, being.start()) if being else None
        title = self._title_to(mention, floor, (dated or being).start(), 0) if being else None
        past = being is not None and bool(being["was"]) and title is not None and title.aspect is Aspect.NOW
        return replace(title, aspect=Aspect.THEN) if title and past else title

    def _title_to(self, mention: Mention, floor: int, end: int, inside: int) -> TitleSaid | None:
        text = self.text
        if end <= floor or not text[floor:end].strip():
            return None
        title = self.named.titles.before(text, floor, end, self.named.bodies_at(floor, end))
        if title is None or not self.named.is_office(title, mention):
            return None
        gap = text[title.end : mention.span.start]
        if "," in gap and not inside and _LISTED.match(text, mention.span.end):
            return None  # the President, Ann Archer and Bob Baker
        if title.aspect is not Aspect.NOW:
            return title
        at_a_time = AT_A_TIME.search(text, max(title.start - 60, 0), title.start)
        if at_a_time and (not at_a_time["as"] or "," in gap) and not self._acts_now(mention, title):
            title = replace(title, aspect=Aspect.THEN)
        return title

    def _acts_now(self, mention: Mention, title: TitleSaid) -> bool:
        """Whether it is as the holder of an office that somebody does something now: "As director, X knows this"."""
        at_a_time = AT_A_TIME.search(self.text, max(title.start - 60, 0), title.start)
        if at_a_time is None or not at_a_time["as"]:
            return False
        prose = self.named.reading.prose
        clauses = prose.sentence(prose.number_at(mention.span.start)).clauses
        own = [c for c in clauses if any(n.start <= mention.span.start < n.end for n in c.subject)]
        return any(c.tense == "present" and not c.perfect for c in own)

    def _length_of(self, words: Sequence[str], end: int) -> int:
        """How long the words are that end at an offset, with the spaces between them."""
        at = end
        for word in reversed(words):
            at = self.text.rfind(word, 0, at)
        return end - at

    def _floor(self, end: int, reach: int) -> int:
        """How far before a name its title can begin: not before the sentence, a mark that parts, or another person."""
        low = max(near_sentence(self.named.reading, end).start, end - reach)
        for stop in _STOPS.finditer(self.text, low, end):
            low = stop.end()
        if last := bisect_right(self.named.ends, end):
            low = max(low, self.named.ends[last - 1])
        while 0 < low < end and self.text[low - 1].isalnum() and self.text[low].isalnum():
            low += 1
        return low

    def _without_honours(self, floor: int, end: int) -> Iterator[int]:
        """Where a title ends when honours ("Dr."), or ranks ("General"), stand between it and the name."""
        at = end
        for pattern in (HONOUR, _NAMELY, _FORCE):
            if found := pattern.search(self.text, max(floor, at - 40), at):
                at = found.start()
                yield at

    def _title_inside(self, mention: Mention) -> int:
        """The length of the title that a name's own stretch begins with, with the space after it, or 0."""
        words = self.text[mention.span.start : mention.span.end]
        if " " not in words:
            return 0
        last, own = 0, self.named.facts.entities[mention.entity].name
        for found in re.finditer(r"\S+\s+", words):
            word = found[0].strip(" ,\n")
            if self.named.titles.is_noun(word) and word.lower().rstrip(".") not in HONORIFICS and word not in own:
                last = found.end()
        if last and words[last:].startswith(("of ", "for ")):
            return 0
        return last

    def _above(self, mention: Mention) -> TitleSaid | None:
        """The title on the line above a name, where both have lines of their own and a block begins so."""
        text, start = self.text, mention.span.start
        if text[mention.span.end : mention.span.end + 1] not in {"\n", ","}:
            return None
        line = text.rfind("\n", 0, start) + 1
        if line < 2 or not LINE_OPENS.fullmatch(text, line, start):
            return None
        first = text.rfind("\n", 0, line - 1) + 1
        if first and not text.endswith("\n\n", 0, first):
            return None
        title = self.named.titles.before(text, first, line - 1, self.named.bodies_at(first, line))
        led = text[first : title.start].removeprefix("To ") if title else ""
        if title is None or led.strip(" the") or not self.named.is_office(title, mention):
            return None
        return title

    def claim(self, mention: Mention, title: TitleSaid) -> Claim:
        """The claim of a title before a name, with the years behind it: "Prime Minister X (2021–2022)"; no lifetime."""
        text, end = self.text, mention.span.end
        if body := self._body_before(title):
            title = replace(title, start=body.span.start, body=body.entity)
        elif not title.body and (body := self._body_after(mention)):
            title = replace(title, body=body.entity)
        if period := years_before(text, title.start):
            return self.named.claim(
                mention, replace(title, aspect=Aspect.THEN), Span(period.end, end), period, before=True
            )
        years = self.named.tenures.at(end, end + 40) if text.startswith(" (", end) else None
        if years and years.began and years.ended and years.ended.latest.year - years.began.latest.year <= _LONGEST:
            title = replace(title, aspect=Aspect.THEN) if title.aspect is Aspect.NOW else title
            return self.named.claim(mention, title, Span(title.start, years.end), years, before=True)
        if period := self._when_being(mention, title):
            span = Span(min(period.end, title.start), end)
            return self.named.claim(mention, replace(title, aspect=Aspect.THEN), span, period, before=True)
        link = NOW_ANOTHER.match(text, end) if title.aspect is Aspect.NOW else None
        later = self.named.title_at(link.end(), link.end() + REACH) if link else None
        if link and later and later.start == link.end():
            title = replace(title, aspect=Aspect.THEN)
        loosely = title.aspect is Aspect.NOW and self._acts_now(mention, title)
        return self.named.claim(mention, title, Span(title.start, end), before=True, loosely=loosely)

    def _when_being(self, mention: Mention, title: TitleSaid) -> Period | None:
        """When somebody is said to have been its holder: "In 1992 the director of the Archive was X"."""
        being = BEING.search(self.text, title.end, mention.span.start)
        if being is None or not being["was"]:
            return None
        if behind := self.named.tenures.at(title.end, being.start()):
            return replace(behind, end=title.end)
        start = near_sentence(self.named.reading, title.start).start
        article = _ARTICLE.search(self.text, max(start, title.start - len("their ")), title.start)
        at = article.start() if article else title.start
        return self.named.tenures.before(start, at)

    def _body_before(self, title: TitleSaid) -> Mention | None:
        """The body whose name leads to a title, or ends in it: "Lakes Congress president", "Marsh Aid’s head"."""
        for body in self.named.bodies_in(max(title.start - REACH, 0), title.end):
            if body.span.start >= title.start:
                break
            if title.start <= body.span.end + 1 or self.text[body.span.end : title.start] in {"’s ", "'s "}:
                return body
        return None

    def _body_after(self, mention: Mention) -> Mention | None:
        """The body right after a name with its title: "Captain Prowse of H.M.S. Lizard"."""
        found = re.compile(r"\s(?:of|from|at)\s(?:the\s)?").match(self.text, mention.span.end)
        return self.named.body_at(found.end()) if found else None
