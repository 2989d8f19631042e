"""Offices: "former Minister of Foreign Affairs X", "X, president of Y since 2012", and the titles of signers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.described import near_sentence
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.holding.judged import Held, judged
from sphinx_factcheck.claims.holding.ties import (
    AND_A,
    APPOINTED,
    APPOINTED_AS,
    AS,
    AT_A_TIME,
    BEING,
    CHOSEN,
    IN_OFFICE,
    NOW_ANOTHER,
    OF_THEN,
    SUCCEEDED,
    SUCCEEDED_AS,
    UNTIL_PAST,
    Tie,
    doing_at,
    may_tie,
    tie_at,
)
from sphinx_factcheck.claims.holding.times import OwnTime, own_time
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import own_dates
from sphinx_factcheck.claims.persons import topic
from sphinx_factcheck.claims.triggers import places_of
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.offices import Aspect, Fit, Period, fit, office_of, title_of
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention
from sphinx_factcheck.mentions.lexicon import HONORIFICS, RANKS
from sphinx_factcheck.spans.tenures import period_at, period_before, years_before
from sphinx_factcheck.spans.titles import REACH, Body, TitleReader, TitleSaid

_FARTHEST = 16
_LONGEST = 20
_STOPS = re.compile(r"[;:!?](?=\s)|[()\[\]“”\"|]|\s[–—-]\s|[—\n]|--")
_PRONOUNS = ("He ", "He\n", "She ", "She\n")
_PRONOUN = re.compile(
    r"\b(?:He|She)(?=\s(?:became|was|is|has|had|served|serves|took|assumed|resigned|stepped|left|remain|chair|head|led|lead))"
)
_HONOUR = re.compile(rf"(?:\b(?:{any_of(' '.join(h.capitalize() for h in HONORIFICS))}|H\.E)\.?\s)+$")
_HONOURS = HONORIFICS | {"h.e"}
_BETWEEN = RANKS | {"than", "namely", "is", "viz", "i.e"}
_BEING = frozenset("is was been remains now still then currently".split())
_FORCE = re.compile(rf"(?:\b(?:{any_of(' '.join(r.capitalize() for r in RANKS))})\.?\s)+$")
_OWNED = re.compile(r"\b(?:his|her|their)\s(?:then\s)?$")
_PIECE = re.compile(r"[^,\n]+")
_AND_THEN = re.compile(r"[^,.;:()\n]{1,60}?\sand\s(?:the\s|a\s|an\s)?")
_LINE_OPENS = re.compile(r"(?:(?:[A-Z][\w.]*|[a-z]{2,3})\s){0,5}")
_LINE_ENDS = re.compile(r"(?:,?\s[A-Z][A-Z.]+)*[ \t]*\n")
_TITLE_ENDS = re.compile(r"\s*(?:$|\n|,|\sof\s|\sfor\s|\sc/o\s)")
_OF_BODY = re.compile(
    r"\s(?:of|at|for|in)\s(?:the|our|its|his|her|their|this|that)\s[a-z-]+(?:\s[a-z-]+){0,3}?"
    r"(?=,?\s\(?(?:from|since|between|until|till)\s|\s\(\d)"
)
_JOINED = re.compile(r",?\s(?:and\s)?|\sand\s")
_NAMELY = re.compile(r"(?:\s?--?|\s?[—–]|,)\s?(?:no (?:less|other) (?:a \w+ )?than|namely|viz\.?|i\.e\.|that is)\s$")
_LISTED = re.compile(r",?\s(?:and|&)\s(?:the\s)?(?:[A-Z]|M)|,\s(?:[A-Z][\w.’-]*\s){1,4}and\s")
_FRONTED = re.compile(r"(?:In|On|Since)\s[^,;]{0,20}?\d{4}(?=,|\s)")
_SURELY = frozenset(
    {"name", "full name", "initials and surname", "name in its own script", "surname after introduction",
     "given name after introduction", "settled by hand"}
)  # fmt: skip
"""Why a mention is one that surely is of this person: not by the surname alone."""


class OfficeKind:
    """Which office a person holds."""

    name = "office"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every title that stands before or after a person's name, or beside it in a line of signers."""
        return _Finder(reading).claims()

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold an office against those the person held, as of the day that its sentence tells of."""
        return judged(claim.subject, claim.said, reading.facts, own_dates(reading))


def tenures_told(reading: Reading) -> list[Span]:
    """The stretches that say when an office began, ended or was held, in order."""
    return sorted(claim.span for claim in reading.claims_of(OfficeKind()) if claim.said.period)


@per_fact_base
def _reader(facts: FactBase) -> TitleReader:
    return TitleReader(facts)


class _Finder:
    """What a letter says of the offices of those it names."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.letter.text
        self.facts = reading.facts
        self.titles = _reader(reading.facts)
        named = [(m, reading.facts.entities[m.entity].kind) for m in reading.mentions if not m.span.field]
        self.people = [m for m, kind in named if kind == "person"]
        self.bodies = [m for m, kind in named if kind == "organization"]
        self.ends = [m.span.end for m in self.people]

    def claims(self) -> Iterator[Claim]:
        told = list(self._told()) if self.people else []
        holders: dict[tuple[str, ...], set[str]] = {}
        for claim in told:
            holders.setdefault(claim.said.titles, set()).add(claim.subject)
        shared = [claim for claim in told if len(holders[claim.said.titles]) > 1]
        given: dict[tuple[int, tuple[str, ...]], set[str]] = {}
        for claim in shared:
            given.setdefault(self._sentence_and_title(claim), set()).add(claim.subject)
        for claim in told:
            beside = given.get(self._sentence_and_title(claim), {claim.subject}) - {claim.subject} if given else ()
            yield replace(claim, said=replace(claim.said, beside=tuple(sorted(beside)))) if beside else claim

    def _sentence_and_title(self, claim: Claim) -> tuple[int, tuple[str, ...]]:
        return self.reading.sentence_at(claim.span.start).start, claim.said.titles

    def _told(self) -> Iterator[Claim]:
        signers = self.reading.letter.signers
        shared: TitleSaid | None = None
        for n, mention in enumerate(self.people):
            if signers and any(mention.span.within(s) for s in signers):
                continue
            before = self.people[n - 1].span.end if n else -1
            if shared and before >= 0 and _JOINED.fullmatch(self.text, before, mention.span.start):
                title: TitleSaid | None = replace(shared, start=mention.span.start, end=mention.span.start)
            else:
                title = self._before(mention)
            shared = title if title and title.plural else None
            if title:
                yield self._claim_before(mention, title)
            if told := self._as_one(mention):
                yield told
            yield from self._after(mention, n)
        for at in places_of(self.text, _PRONOUNS):
            pronoun, sentence = _PRONOUN.match(self.text, at), self.reading.sentence_at(at)
            if pronoun is None or sentence.start != at:
                continue
            for one in topic(self.reading, at)[:1]:
                yield from self._after(replace(one, span=Span(*pronoun.span())), -1)
        for line in signers:
            yield from self._signed(line)

    # Titles before a name.

    def _before(self, mention: Mention) -> TitleSaid | None:
        """The title right before a name, within it, or on the line above."""
        start = mention.span.start
        if inside := self._title_inside(mention):
            return self._title_to(mention, self._floor(start, REACH), start + inside, inside)
        bracketed = self.text[start - 1 : start] == "(" and self.text.startswith(")", mention.span.end)
        end = start - bracketed
        words = self.text[max(end - REACH, 0) : end].rsplit(None, _FARTHEST + 1)[-_FARTHEST - 1 :]
        count = len(words)
        while words and words[-1].rstrip(".").lower() in _HONOURS and not self.titles.is_noun(words[-1]):
            words.pop()
        named = bool(self._bodies_in(end - REACH, end))  # the name of a body may have any words
        run, honours = self.titles.run_before(words, through=named), count - len(words)
        if not run:
            return self._above(mention)
        ends = [end]
        if honours or words[-1].rstrip(".").lower() in _BETWEEN:
            ends += self._without_honours(max(end - REACH, 0), end)
        floor = self._floor(ends[-1], self._length_of(words[-run - 3 :], end) + 40 * honours)
        told = (self._title_to(mention, floor, at, 0) for at in ends)
        title = next((one for one in told if one), None)
        if title is None and words[-1] in _BEING:
            title = self._title_being(mention, floor, ends[-1])
        return title or self._above(mention)

    def _title_being(self, mention: Mention, floor: int, end: int) -> TitleSaid | None:
        """The title whose holder somebody is said to be: "The director is X"."""
        being = BEING.search(self.text, max(floor, end - 24), end)
        title = self._title_to(mention, floor, being.start(), 0) if being else None
        past = being is not None and bool(being["was"]) and title is not None and title.aspect is Aspect.NOW
        return replace(title, aspect=Aspect.THEN) if title and past else title

    def _title_to(self, mention: Mention, floor: int, end: int, inside: int) -> TitleSaid | None:
        text = self.text
        if end <= floor or not text[floor:end].strip():
            return None
        title = self.titles.before(text, floor, end, self._bodies(floor, end))
        if title is None or not self._is_office(title, mention):
            return None
        gap = text[title.end : mention.span.start]
        if "," in gap and not inside and _LISTED.match(text, mention.span.end):
            return None  # the President, Ann Archer and Bob Baker
        if title.aspect is not Aspect.NOW:
            return title
        at_a_time = AT_A_TIME.search(text, max(title.start - 60, 0), title.start)
        if at_a_time and (not at_a_time["as"] or "," in gap):
            title = replace(title, aspect=Aspect.THEN)
        return title

    def _length_of(self, words: Sequence[str], end: int) -> int:
        """How long the words are that end at an offset, with the spaces between them."""
        at = end
        for word in reversed(words):
            at = self.text.rfind(word, 0, at)
        return end - at

    def _floor(self, end: int, reach: int) -> int:
        """How far before a name its title can begin: not before the sentence, a mark that parts, or another person."""
        low = max(near_sentence(self.reading, end).start, end - reach)
        for stop in _STOPS.finditer(self.text, low, end):
            low = stop.end()
        if last := bisect_right(self.ends, end):
            low = max(low, self.ends[last - 1])
        while 0 < low < end and self.text[low - 1].isalnum() and self.text[low].isalnum():
            low += 1
        return low

    def _without_honours(self, floor: int, end: int) -> Iterator[int]:
        """Where a title ends when honours ("Dr."), or ranks ("General"), stand between it and the name."""
        at = end
        for pattern in (_HONOUR, _NAMELY, _FORCE):
            if found := pattern.search(self.text, max(floor, at - 40), at):
                at = found.start()
                yield at

    def _title_inside(self, mention: Mention) -> int:
        """The length of the title that a name's own stretch begins with, with the space after it, or 0."""
        words = self.text[mention.span.start : mention.span.end]
        if " " not in words:
            return 0
        last, own = 0, self.facts.entities[mention.entity].name
        for found in re.finditer(r"\S+\s+", words):
            word = found[0].strip(" ,\n")
            if self.titles.is_noun(word) and word.lower().rstrip(".") not in HONORIFICS and word not in own:
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
        if line < 2 or not _LINE_OPENS.fullmatch(text, line, start):
            return None
        first = text.rfind("\n", 0, line - 1) + 1
        if first and not text.endswith("\n\n", 0, first):
            return None
        title = self.titles.before(text, first, line - 1, self._bodies(first, line))
        if title is None or text[first : title.start].strip(" the") or not self._is_office(title, mention):
            return None
        return title

    def _claim_before(self, mention: Mention, title: TitleSaid) -> Claim:
        """The claim of a title before a name, with the years behind it: "Prime Minister X (2021–2022)"; no lifetime."""
        text, end = self.text, mention.span.end
        if body := self._body_before(title):
            title = replace(title, start=body.span.start, body=body.entity)
        elif not title.body and (body := self._body_after(mention)):
            title = replace(title, body=body.entity)
        if period := years_before(text, title.start):
            return self._claim(mention, replace(title, aspect=Aspect.THEN), Span(period.end, end), period, before=True)
        years = period_at(text, end, end + 40, (), begins=False, ends=False) if text.startswith(" (", end) else None
        if years and years.began and years.ended and years.ended.latest.year - years.began.latest.year <= _LONGEST:
            title = replace(title, aspect=Aspect.THEN) if title.aspect is Aspect.NOW else title
            return self._claim(mention, title, Span(title.start, years.end), years, before=True)
        link = NOW_ANOTHER.match(text, end) if title.aspect is Aspect.NOW else None
        later = self._title_at(link.end(), link.end() + REACH) if link else None
        if link and later and later.start == link.end():
            title = replace(title, aspect=Aspect.THEN)
        return self._claim(mention, title, Span(title.start, end), before=True)

    def _body_before(self, title: TitleSaid) -> Mention | None:
        """The body whose name leads to a title, or ends in it: "Lakes Congress president", "Marsh Aid’s head"."""
        for body in self._bodies_in(max(title.start - REACH, 0), title.end):
            if body.span.start >= title.start:
                break
            if title.start <= body.span.end + 1 or self.text[body.span.end : title.start] in {"’s ", "'s "}:
                return body
        return None

    def _body_after(self, mention: Mention) -> Mention | None:
        """The body right after a name with its title: "Captain Prowse of H.M.S. Lizard"."""
        found = re.compile(r"\s(?:of|from|at)\s(?:the\s)?").match(self.text, mention.span.end)
        return self._body_at(found.end()) if found else None

    # Titles after a name.

    def _after(self, mention: Mention, n: int) -> Iterator[Claim]:
        """The title in apposition or after a verb, with the time over which it is said to have been held."""
        text, span = self.text, mention.span
        follows = text[span.end : span.end + 1]
        if follows not in {",", "–", "—", "-"} and not follows.isspace():
            return
        if not may_tie(text, span.start, span.end):
            return
        end = near_sentence(self.reading, span.start).end
        for read in (self._in_office, self._succeeded, self._appointed, self._does):
            if told := read(mention, end):
                yield told
                return
        tied = tie_at(text, span.end, end)
        if tied is None or _LINE_ENDS.match(text, span.end):
            if below := self._below(mention, n):
                yield below
            return
        yield from self._tied(mention, *tied, end)

    def _tied(self, mention: Mention, tie: Tie, at: int, end: int) -> Iterator[Claim]:
        text, span = self.text, mention.span
        title = self._title_at(at, end)
        if title is None and tie.name not in {"is", "was", "goes on"} and (other := _AND_THEN.match(text, at, end)):
            title = self._title_at(other.end(), end)
        if title is None or self._leads_to_name(title) or not self._is_office(title, mention):
            return
        if tie.verb and not asserted(self.reading, Span(span.end, at)):
            return
        period = self._period(title, end, tie) or self._fronted(mention, tie)
        if period and tie.chosen:
            period = replace(period, chosen=True)
        title = replace(title, aspect=self._aspect(title, tie, period, end))
        stop = max(title.end, period.end if period and period.end > title.end else 0)
        start = min(span.start, period.end) if period and period.end < span.start else span.start
        yield self._claim(mention, title, Span(start, stop), period)
        yield from self._further(mention, title, max(stop, title.end), end)

    def _title_at(self, at: int, end: int) -> TitleSaid | None:
        """The title that begins at an offset, with the body behind its comma ("Professor, Elder Seminary")."""
        title = self.titles.after(self.text, at, end, self._bodies(at, min(end, at + REACH)))
        if (
            title
            and not title.body
            and self.text.startswith(", ", title.end)
            and (body := self._body_at(title.end + 2))
        ):
            title = replace(title, body=body.entity)
        return title

    def _does(self, mention: Mention, end: int) -> Claim | None:
        """The office told by what its holder does: "X, who chairs B"."""
        doing = doing_at(self.text, mention.span.end, end)
        if doing is None:
            return None
        noun, past, at = doing
        start = re.compile(r"(?:the|our|its|his|her)\s").match(self.text, at)
        body = self._body_at(start.end() if start else at)
        if body is None or not asserted(self.reading, Span(mention.span.end, at)):
            return None
        period = period_at(self.text, body.span.end, end, own_dates(self.reading), begins=False, ends=False)
        aspect = Aspect.THEN if past or period else Aspect.NOW
        title = TitleSaid(at, body.span.end, noun, aspect, body=body.entity)
        stop = period.end if period else body.span.end
        return self._claim(mention, title, Span(mention.span.start, stop), period, does=True)

    def _succeeded(self, mention: Mention, end: int) -> Claim | None:
        """The office of one whom somebody succeeds: "succeeding X as conductor of the Orchestra"."""
        if not SUCCEEDED.search(self.text, max(mention.span.start - 14, 0), mention.span.start):
            return None
        found = SUCCEEDED_AS.match(self.text, mention.span.end, end)
        title = self._title_at(found.end(), end) if found else None
        if title is None or not self._is_office(title, mention):
            return None
        title = replace(title, aspect=Aspect.THEN)
        return self._claim(mention, title, Span(mention.span.start, title.end))

    def _appointed(self, mention: Mention, end: int) -> Claim | None:
        """The office that somebody is given: "In 1990 the Archive named X director"."""
        start = mention.span.start
        verb = APPOINTED.search(self.text, max(start - 12, 0), start)
        found = APPOINTED_AS.match(self.text, mention.span.end, end) if verb else None
        title = self._title_at(found.end(), end) if found else None
        if verb is None or title is None or not self._is_office(title, mention):
            return None
        if self._leads_to_name(title) or not asserted(self.reading, Span(verb.start(), start)):
            return None
        dates = own_dates(self.reading)
        period = self._period(title, end, CHOSEN)
        if period is None and (
            times := list(_FRONTED.finditer(self.text, near_sentence(self.reading, start).start, verb.start()))
        ):
            period = period_before(self.text, times[-1].start(), times[-1].end(), dates, begins=True, ends=False)
        period = replace(period, chosen=True) if period else None
        title = replace(title, aspect=Aspect.THEN)
        stop = period.end if period and period.end > title.end else title.end
        return self._claim(mention, title, Span(start, stop), period)

    def _in_office(self, mention: Mention, end: int) -> Claim | None:
        """When the one office of a person began or ended: "X took office in 2015"."""
        office = IN_OFFICE.match(self.text, mention.span.end, end)
        if office is None:
            return None
        begins, ends = bool(office["begins"]), bool(office["ends"])
        period = period_at(self.text, office.end(), end, own_dates(self.reading), begins=begins, ends=ends)
        alone = len({f.address for f in self.facts.about(mention.entity, "offices")}) == 1
        if not (period and alone and asserted(self.reading, mention.span)):
            return None
        held = Held((), Aspect.THEN, period=period, surely=mention.why in _SURELY)
        return Claim("office", mention.entity, f"office {period}", Span(mention.span.start, period.end), held)

    def _aspect(self, title: TitleSaid, tie: Tie, period: Period | None, end: int) -> Aspect:
        """How a title after a name is said to be held, by what ties it and the words after it."""
        if tie.name == "no longer" and title.aspect is Aspect.NOW:
            return Aspect.FORMER
        if tie.name == "goes on":
            past = not (period and period.goes_on)
        else:
            past = tie.aspect is Aspect.THEN or bool(OF_THEN.match(self.text, title.end, end))
        if past and title.aspect in {Aspect.NOW, Aspect.ACTING}:
            return Aspect.THEN
        if tie.aspect is Aspect.FORMER and title.aspect is Aspect.NOW:
            return Aspect.FORMER
        if title.aspect is Aspect.NOW and period is None and UNTIL_PAST.match(self.text, title.end, end):
            return Aspect.FORMER
        return title.aspect

    def _period(self, title: TitleSaid, end: int, tie: Tie | None = None) -> Period | None:
        """The time over which an office is said to have been held, right after its title or its body."""
        body = _OF_BODY.match(self.text, title.end, end)
        begins, ends = bool(tie and tie.begins), bool(tie and tie.ends)
        period = period_at(
            self.text, body.end() if body else title.end, end, own_dates(self.reading), begins=begins, ends=ends
        )
        return None if period and period.held and tie and tie.name == "is" else period

    def _fronted(self, mention: Mention, tie: Tie) -> Period | None:
        """The time told before the name of one who was or became something: "In 1993, X became"."""
        if tie.aspect is not Aspect.THEN:
            return None
        sentence = near_sentence(self.reading, mention.span.start)
        at = mention.span.start
        if honour := _HONOUR.search(self.text, max(sentence.start, at - 20), at):
            at = honour.start()
        return period_before(self.text, sentence.start, at, own_dates(self.reading), begins=tie.begins, ends=tie.ends)

    def _further(self, mention: Mention, title: TitleSaid, at: int, end: int) -> Iterator[Claim]:
        """Further offices, each with an article or a time of its own: "the former mayor and now chair of the union"."""
        for _ in range(6):
            joined = AND_A.match(self.text, at, end)
            second = self._title_at(joined.end(), end) if joined else None
            if joined is None or second is None or second.start != joined.end() or self._leads_to_name(second, ", "):
                return
            if not self._is_office(second, mention):
                at = second.end
                continue
            time = self._period(second, end)
            past = joined["later"] or (title.aspect is Aspect.THEN and not joined["now"])
            if past and second.aspect is Aspect.NOW:
                second = replace(second, aspect=Aspect.THEN)
            at = time.end if time else second.end
            yield self._claim(mention, second, Span(second.start, at), time)

    def _as_one(self, mention: Mention) -> Claim | None:
        """The office of "As president from 2017 to 2021, X"."""
        text, start = self.text, mention.span.start
        if start < 3 or not (text.startswith(", ", start - 2) and text[start - 3].isdigit()):
            return None
        opens = list(AS.finditer(text, max(self.reading.sentence_at(start).start, start - REACH), start))
        title = self._title_at(opens[-1].end(), start) if opens else None
        time = self._period(title, start) if title and title.start == opens[-1].end() else None
        if title and time and time.end == start - 2:
            title = replace(title, aspect=Aspect.THEN)
            return self._claim(mention, title, Span(title.start, mention.span.end), time)
        return None

    def _below(self, mention: Mention, n: int) -> Claim | None:
        """The title on the line below a name that has a line of its own, as in an address or a signature."""
        text, span = self.text, mention.span
        line_break = _LINE_ENDS.match(text, span.end)
        if line_break is None or not _LINE_OPENS.fullmatch(text, text.rfind("\n", 0, span.start) + 1, span.start):
            return None
        stop = text.find("\n", line_break.end())
        title = self._title_at(line_break.end(), stop if stop >= 0 else len(text))
        if title is None or title.start != line_break.end() or not _TITLE_ENDS.match(text, title.end):
            return None
        if not self._is_office(title, mention) or self._leads_to_name(title):
            return None
        return self._claim(mention, title, Span(title.start, title.end))

    def _is_office(self, title: TitleSaid, mention: Mention) -> bool:
        """Whether a title is an office: of nouns that may only describe, those which fit one that the person had."""
        if not title.wide:
            return True
        known = [office_of(f) for f in self.facts.about(mention.entity, "offices")]
        return any(fit(part, title.body, one, self.facts) is not Fit.NO for part in title.parts for one in known)

    def _leads_to_name(self, title: TitleSaid, gap: str = " ") -> bool:
        """Whether a title belongs to the name after it, with no more than a gap between: "Xi, Minister Wang"."""
        first = bisect_right(self.ends, title.start)
        return any(m.span.start - title.end <= len(gap) for m in self.people[first : first + 1])

    # Lines of signers.

    def _signed(self, line: Span) -> Iterator[Claim]:
        first = bisect_right(self.ends, line.start)
        people = self.people[first : bisect_right(self.ends, line.end)]
        bodies = self._bodies_in(line.start, line.end)
        if len(people) != 1:
            return
        for start, end in self._pieces(line, [*people, *bodies]):
            if title := self.titles.piece(self.text, start, end):
                held = Held(title.parts, title.aspect, bodies[0].entity if bodies else "")
                yield Claim("office", people[0].entity, title.words, Span(title.start, title.end), held)

    def _pieces(self, line: Span, named: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        """The parts of a signer's line, by commas and lines, that name nobody; one without a title ends the last."""
        last: tuple[int, int] | None = None
        for piece in _PIECE.finditer(self.text, line.start, line.end):
            start, end = piece.span()
            if any(m.span.start < end and start < m.span.end for m in named):
                continue
            if last and self.text[last[1] : start] == "," and not self.titles.piece(self.text, start, end):
                last = last[0], end
                continue
            if last:
                yield last
            last = start, end
        if last:
            yield last

    # What a claim is made of.

    def _claim(
        self, mention: Mention, title: TitleSaid, span: Span, period: Period | None = None, *, before: bool = False,
        does: bool = False,
    ) -> Claim:  # fmt: skip
        value = title.words if title.aspect is Aspect.NOW else f"{title.aspect} {title.words}"
        if period:
            value += f" {period}"
        owned = title.start == span.start and _OWNED.search(self.text, max(title.start - 12, 0), title.start)
        stretch = Span(min(span.start, title.start), max(span.end, mention.span.end))
        held = Held(
            titles=title.parts[-1:] if before else title.parts,
            aspect=title.aspect,
            body=title.body,
            thing=title.thing,
            period=period,
            time=self._time(title, stretch),
            surely=mention.why in _SURELY,
            whole=title.whole,
            loosely=title.plural or bool(owned),
            before=before,
            does=does,
        )
        return Claim("office", mention.entity, value, span, held)

    def _time(self, title: TitleSaid, stretch: Span) -> OwnTime:
        """The time of a title's sentence, where the fact base holds such offices at all."""
        nouns = self.titles.nouns_known
        known = bool(nouns) and any(title_of(part).nouns & nouns for part in title.parts)
        return own_time(self.reading, title.start, stretch) if known else OwnTime()

    def _bodies(self, start: int, end: int) -> list[Body]:
        inside = self._bodies_in(start, end)
        return [(m.span.start, m.span.end, m.entity) for m in inside]

    def _bodies_in(self, start: int, end: int) -> Sequence[Mention]:
        """The bodies named between two offsets, in order."""
        if not self.bodies:
            return ()
        first = bisect_left(self.bodies, start, key=lambda m: m.span.start)
        last = bisect_left(self.bodies, end, first, key=lambda m: m.span.start)
        return [m for m in self.bodies[first:last] if m.span.end <= end]

    def _body_at(self, at: int) -> Mention | None:
        inside = self._bodies_in(at, at + REACH)
        return next((m for m in inside[:1] if m.span.start == at), None)
