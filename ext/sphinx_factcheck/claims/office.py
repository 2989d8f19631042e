"""Offices: "former Minister of Foreign Affairs X", "X, president of Y since 2012", and the titles of signers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.described import near_sentence
from sphinx_factcheck.claims.grammar.links import (
    AND_A,
    AS,
    AT_A_TIME,
    IN_OFFICE,
    LINK,
    NOW_ANOTHER,
    OF_THEN,
    UNTIL_PAST,
)
from sphinx_factcheck.claims.grammar.offices import Aspect, heads_of, office_words
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.grammar.tenures import Period, period_at
from sphinx_factcheck.claims.grammar.titles import (
    FARTHEST,
    Title,
    can_end_title,
    leading_title,
    may_hold_noun,
    title_after,
    title_before,
    title_within,
)
from sphinx_factcheck.claims.judging import own_dates
from sphinx_factcheck.claims.people.subjects import Cast
from sphinx_factcheck.claims.tenure import Held, judged, same_office
from sphinx_factcheck.claims.triggers import places_of
from sphinx_factcheck.facts.model import Office
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention
from sphinx_factcheck.mentions.lexicon import HONORIFICS

_REACH, _LONGEST = 110, 20
_STOPS = re.compile(r"[.;:!?](?=\s)|[()\[\]“”\"]|\s[–—-]\s|\n")
_PRONOUNS = ("He ", "He\n", "She ", "She\n")
_PRONOUN = re.compile(
    r"\b(?:He|She)(?=\s(?:became|was|is|has|had|served|serves|took|assumed|resigned|stepped|left|remain))"
)
_HONOURS = HONORIFICS | {"h.e"}
_HONOUR = re.compile(rf"(?:\b(?:{any_of(' '.join(h.capitalize() for h in HONORIFICS))}|H\.E)\.?\s)+$")
_OWNED = re.compile(r"\b(?:his|her|their)\s(?:then\s)?$")
_PIECE = re.compile(r"[^,\n]+")
_AND_THEN = re.compile(r"[^,.;:()\n]{1,60}?\sand\s(?:the\s|a\s|an\s)?")
_LINE_OPENS = re.compile(r"(?:(?:[A-Z][\w.]*|[a-z]{2,3})\s){0,5}")
_LINE_ENDS = re.compile(r"(?:,?\s[A-Z][A-Z.]+)*[ \t]*\n")
_TITLE_ENDS = re.compile(r"\s*(?:$|\n|,|\sof\s|\sfor\s)")
_OF_BODY = re.compile(
    r"\s(?:of|at|for|in)\s(?:the|our|its|his|her|their|this|that)\s[a-z-]+(?:\s[a-z-]+){0,3}?"
    r"(?=,?\s\(?(?:from|since|between|until|till)\s|\s\(\d)"
)
_JOINED = re.compile(r",?\s(?:and\s)?|\sand\s")


class OfficeKind:
    """Which office a person holds."""

    name = "office"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every title that stands before or after a person's name, or beside it in a line of signers."""
        people = [m for m in reading.mentions if not m.span.field and _is(m, "person", reading)]
        signers = reading.letter.signers
        shared: Title | None = None
        for n, mention in enumerate(people):
            if signers and any(mention.span.within(s) for s in signers):
                continue
            before = people[n - 1].span.end if n else -1
            if shared and before >= 0 and _JOINED.fullmatch(reading.letter.text, before, mention.span.start):
                title: Title | None = replace(shared, start=mention.span.start, end=mention.span.start)
            else:
                title = _title_before(mention, reading)
            shared = title if title and title.plural else None
            if title and _is_office(title, mention, reading):
                yield _before(mention, title, reading)
            if told := _as_one(mention, reading):
                yield told
            yield from _after(mention, reading)
        for at in places_of(reading.letter.text, _PRONOUNS) if people else ():
            pronoun, sentence = _PRONOUN.match(reading.letter.text, at), reading.sentence_at(at)
            if pronoun is None or sentence.start != at:
                continue
            cast = Cast.of(reading, sentence)
            for one in cast.referents(at, single=True)[:1]:
                yield from _after(replace(one, span=Span(*pronoun.span())), reading)
        for line in signers:
            yield from _signed(line, reading)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold an office against those the person held, as of the letter's date."""
        return judged(claim.subject, claim.said, claim.span, reading)


def tenures_told(reading: Reading) -> list[Span]:
    """The stretches that say when an office began, ended or was held, in order."""
    return sorted(claim.span for claim in reading.claims_of(OfficeKind()) if claim.said.period)


def _before(mention: Mention, title: Title, reading: Reading) -> Claim:
    """The claim of a title before a name, with the years behind it: "Prime Minister X (2021–2022)"; no lifetime."""
    text, end = reading.letter.text, mention.span.end
    around = reading.mentions_in(title.start - _REACH, title.end)
    if body := next((m for m in around if _is(m, "organization", reading) and _opens(m.span, title, text)), None):
        title = replace(title, start=body.span.start)
    years = period_at(text, end, end + 40, (), begins=False, ends=False) if text.startswith(" (", end) else None
    if years and years.began and years.ended and years.ended.latest.year - years.began.latest.year <= _LONGEST:
        title = replace(title, aspect=Aspect.THEN) if title.aspect is Aspect.NOW else title
        return _claim(mention, title, Span(title.start, years.end), reading, years)
    link = NOW_ANOTHER.match(text, end) if title.aspect is Aspect.NOW else None
    later = title_after(text, link.end(), link.end() + _REACH) if link else None
    if link and later and later.start == link.end():
        title = replace(title, aspect=Aspect.THEN)
    return _claim(mention, title, Span(title.start, end), reading)


def _opens(body: Span, title: Title, text: str) -> bool:
    """Whether the name of a body leads to a title, or ends in it: "Lakes Congress president", "Marsh Aid’s head"."""
    if body.start >= title.start:
        return False
    return title.start <= body.end + 1 or text[body.end : title.start] in {"’s ", "'s "}


def _title_before(mention: Mention, reading: Reading) -> Title | None:
    """The title right before a name, or within it; "as foreign minister, X" is of some time, not of the letter's."""
    text, span = reading.letter.text, mention.span
    inside = leading_title(text[span.start : span.end])
    name = span.start
    if not inside:
        words = text[max(name - _REACH, 0) : name].rsplit(None, FARTHEST + 1)[-FARTHEST - 1 :]
        if words and words[-1].rstrip(".").lower() in _HONOURS:
            honour = _HONOUR.search(text, max(name - 40, 0), name)
            name = honour.start() if honour else name
        elif not words or (words[-1].isalpha() and not can_end_title(words[-1])):
            return None
        if not any(map(may_hold_noun, words)):
            return None
    start = max(near_sentence(reading, span.start).start, span.start - _REACH)
    for stop in _STOPS.finditer(text, start, name):
        start = stop.end()
    if not inside and not text[start:name].strip():
        return None
    others = reading.mentions_in(start, name)
    start = max([start, *(m.span.end for m in others if _is(m, "person", reading))])
    title = title_before(text, _word_start(text, start), name, inside)
    if title is None:
        return None
    if not inside and " " not in text[span.start : span.end]:
        title = _without_given_name(title, mention, reading)
    at_a_time = AT_A_TIME.search(text, max(start, title.start - 60), title.start)
    if title.aspect is Aspect.NOW and at_a_time and (not at_a_time["as"] or "," in text[title.end : name]):
        title = replace(title, aspect=Aspect.THEN)
    return title


def _after(mention: Mention, reading: Reading) -> Iterator[Claim]:
    """The title in apposition or after a verb, with the time over which it is said to have been held."""
    text, span = reading.letter.text, mention.span
    follows = text[span.end : span.end + 1]
    if follows != "," and not follows.isspace():
        return
    end = near_sentence(reading, span.start).end
    if told := _in_office(mention, end, reading):
        yield told
        return
    link = LINK.match(text, span.end, end)
    if link is None or _LINE_ENDS.match(text, span.end):
        if below := _below(mention, reading):
            yield below
        return
    title = title_after(text, link.end(), end)
    if title is None and not link["lasts"] and (other := _AND_THEN.match(text, link.end(), end)):
        title = title_after(text, other.end(), end)
    if title is None or _leads_to_name(title, reading) or not _is_office(title, mention, reading):
        return
    if link["verb"] and not asserted(reading, Span(link.start(), link.end())):
        return
    period = _period(title, end, reading, link)
    if period and link["chosen"]:
        period = replace(period, chosen=True)
    title = replace(title, aspect=_aspect(title, link, period, text, end))
    yield _claim(mention, title, Span(span.start, period.end if period else title.end), reading, period)
    yield from _further(mention, title, period, end, reading)


def _in_office(mention: Mention, end: int, reading: Reading) -> Claim | None:
    """When the one office of a person began or ended: "X took office in 2015"."""
    text, span = reading.letter.text, mention.span
    office = IN_OFFICE.match(text, span.end, end)
    if office is None:
        return None
    begins, ends = bool(office["begins"]), bool(office["ends"])
    period = period_at(text, office.end(), end, own_dates(reading), begins=begins, ends=ends)
    alone = len({f.address for f in reading.facts.about(mention.entity, "offices")}) == 1
    if not (period and alone and asserted(reading, span)):
        return None
    held = Held((), Aspect.THEN, period=period)
    return Claim("office", mention.entity, f"office {period}", Span(span.start, period.end), held)


def _aspect(title: Title, link: re.Match[str], period: Period | None, text: str, end: int) -> Aspect:
    """How a title after a name is said to be held, by the verb before it and the words after it."""
    past = link["verb"] not in {None, "is", "serves as", "remains"} or bool(link["then"] or link["was"])
    past = past and not (period and period.goes_on and link["verb"] and link["verb"].startswith("has "))
    past = (past and not link["now"]) or bool(OF_THEN.match(text, title.end, end))
    if past and title.aspect in {Aspect.NOW, Aspect.ACTING}:
        return Aspect.THEN
    if title.aspect is Aspect.NOW and period is None and UNTIL_PAST.match(text, title.end, end):
        return Aspect.FORMER
    return title.aspect


def _period(title: Title, end: int, reading: Reading, link: re.Match[str] | None = None) -> Period | None:
    """The time over which an office is said to have been held, right after its title or its body."""
    text = reading.letter.text
    body = _OF_BODY.match(text, title.end, end)
    begins, ends = bool(link and (link["begins"] or link["chosen"])), bool(link and link["ends"])
    at = body.end() if body else title.end
    period = period_at(text, at, end, own_dates(reading), begins=begins, ends=ends)
    return None if period and period.held and link and link["verb"] in {"is", "serves as"} else period


def _further(mention: Mention, title: Title, period: Period | None, end: int, reading: Reading) -> Iterator[Claim]:
    """A further office, with an article or a time of its own: "the former mayor and now chair of the union"."""
    text = reading.letter.text
    joined = AND_A.match(text, period.end if period else title.end, end)
    second = title_after(text, joined.end(), end) if joined else None
    if joined is None or second is None or second.start != joined.end() or _leads_to_name(second, reading, ", "):
        return
    if not _is_office(second, mention, reading):
        return
    time = _period(second, end, reading)
    past = joined["later"] or (title.aspect is Aspect.THEN and not joined["now"])
    if past and second.aspect is Aspect.NOW:
        second = replace(second, aspect=Aspect.THEN)
    yield _claim(mention, second, Span(second.start, time.end if time else second.end), reading, time)


def _as_one(mention: Mention, reading: Reading) -> Claim | None:
    """The office of "As president from 2017 to 2021, X"."""
    text, start = reading.letter.text, mention.span.start
    if start < 3 or not (text.startswith(", ", start - 2) and text[start - 3].isdigit()):
        return None
    opens = list(AS.finditer(text, max(reading.sentence_at(start).start, start - _REACH), start))
    title = title_after(text, opens[-1].end(), start) if opens else None
    time = _period(title, start, reading) if title and title.start == opens[-1].end() else None
    if title and time and time.end == start - 2:
        title = replace(title, aspect=Aspect.THEN)
        return _claim(mention, title, Span(title.start, mention.span.end), reading, time)
    return None


def _below(mention: Mention, reading: Reading) -> Claim | None:
    """The title on the line below a name that has a line of its own, as in an address or a signature."""
    text, span = reading.letter.text, mention.span
    line_break = _LINE_ENDS.match(text, span.end)
    if line_break is None or not _LINE_OPENS.fullmatch(text, text.rfind("\n", 0, span.start) + 1, span.start):
        return None
    stop = text.find("\n", line_break.end())
    title = title_after(text, line_break.end(), stop if stop >= 0 else len(text))
    if title is None or title.start != line_break.end() or not _TITLE_ENDS.match(text, title.end):
        return None
    if not _is_office(title, mention, reading) or _leads_to_name(title, reading):
        return None
    return _claim(mention, title, Span(title.start, title.end), reading)


def _is_office(title: Title, mention: Mention, reading: Reading) -> bool:
    """Whether a title is an office: of nouns that may only describe, those which the person is known to have had."""
    if not title.is_wide:
        return True
    known = (f.statement for f in reading.facts.about(mention.entity, "offices"))
    heads = heads_of(office_words(title.words))
    return any(heads == heads_of(office_words(s.office)) for s in known if isinstance(s, Office))


def _without_given_name(title: Title, mention: Mention, reading: Reading) -> Title:
    """The title without a given name that the mention of a surname leaves before it: "Secretary of State Jon Brown"."""
    told = [f for f in reading.facts.about(mention.entity, "offices") if isinstance(f.statement, Office)]
    if not told:
        return title
    words = title.words.split()
    for kept in (len(words), len(words) - 1, len(words) - 2):
        part = replace(title, words=" ".join(words[:kept]))
        if kept > 0 and any(
            same_office(one, f, Held((), part.aspect), reading.facts) for one in part.parts for f in told
        ):
            return part
    return title


def _leads_to_name(title: Title, reading: Reading, gap: str = " ") -> bool:
    """Whether a title belongs to the name after it, with no more than a gap between: "Xi, Minister Wang"."""
    following = reading.mentions_in(title.start, title.end + 40)
    return any(
        m.span.start - title.end <= len(gap) or m.span.start < title.end for m in following if _is(m, "person", reading)
    )


def _signed(line: Span, reading: Reading) -> Iterator[Claim]:
    text = reading.letter.text
    inside = reading.mentions_in(line.start, line.end)
    people = [m for m in inside if _is(m, "person", reading)]
    bodies = [m for m in inside if _is(m, "organization", reading)]
    if len(people) != 1:
        return
    for start, end in _pieces(text, line, [*people, *bodies]):
        if title := title_within(text, start, end):
            held = Held(title.parts, title.aspect, bodies[0].entity if bodies else "")
            yield Claim("office", people[0].entity, title.words, Span(title.start, title.end), held)


def _pieces(text: str, line: Span, named: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The parts of a signer's line, by commas and line ends, that name nobody; one without a title ends the last."""
    last: tuple[int, int] | None = None
    for piece in _PIECE.finditer(text, line.start, line.end):
        start, end = piece.span()
        if any(m.span.start < end and start < m.span.end for m in named):
            continue
        if last and text[last[1] : start] == "," and not title_within(text, start, end):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _claim(mention: Mention, title: Title, span: Span, reading: Reading, period: Period | None = None) -> Claim:
    within = reading.mentions_in(title.start, title.end)
    body = next((m.entity for m in within if _is(m, "organization", reading)), "")
    value = title.words if title.aspect is Aspect.NOW else f"{title.aspect} {title.words}"
    if period:
        value += f" {period}"
    owned = title.start == span.start and _OWNED.search(reading.letter.text, max(title.start - 12, 0), title.start)
    return Claim(
        "office",
        mention.entity,
        value,
        span,
        Held(title.parts, title.aspect, body, period, title.plural or bool(owned)),
    )


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at


def _is(mention: Mention, kind: str, reading: Reading) -> bool:
    entity = reading.facts.entities.get(mention.entity)
    return entity is not None and entity.kind == kind
