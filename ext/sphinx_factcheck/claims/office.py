"""Offices: "former Minister of Foreign Affairs X", "X, president of Y since 2012", and the titles of signers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.described import near_sentence
from sphinx_factcheck.claims.grammar.offices import Aspect, heads_of, office_words
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

_REACH = 110
_BEGINS = (
    r"became|becomes|(?:was|were)\s(?:sworn\sin|inaugurated)(?:\sas)?|(?:took|has\staken)\s(?:up\s)?office\sas|"
    r"took\sover\sas"
)
_CHOSEN = r"(?:was|were)\s(?:re-?)?(?:elected|appointed|named|chosen|confirmed)(?:\sas)?"
_ENDS = (
    r"resigned\sas|stepped\sdown\sas|left\soffice\sas|retired\sas|(?:was|were)\s(?:ousted|removed|dismissed)\sas|"
    r"ceased\sto\sbe"
)
_LASTS = (
    r"is|was|has\sbeen|had\sbeen|serves\sas|(?:has\s)?served\sas|is\sserving\sas|remains|remained|works\sas|worked\sas"
)
_VERB = (
    rf"(?:,?\swho)?,?\s(?:(?:also|still|now|currently)\s)?"
    rf"(?:(?P<begins>{_BEGINS})|(?P<chosen>{_CHOSEN})|(?P<ends>{_ENDS})|(?P<lasts>{_LASTS}))\s"
    r"(?:(?P<now>now|currently|still|today)\s|(?P<then>then|formerly|previously|once)\s|also\s)?"
)
_COMMA = (
    r",\s+(?:(?:now|currently|today|presently)\s"
    r"|(?:(?:him|her)self\s|until\s)?(?P<was>formerly|once|previously|earlier|recently)\s)?"
)
_LINK = re.compile(rf"{_VERB}|{_COMMA}|\s+\(")
_OFFICE = re.compile(
    r"(?:,?\swho)?,?\s(?:(?P<begins>(?:first\s)?(?:took|assumed|entered)\s(?:up\s)?office|was\s(?:sworn\sin|inaugurated)|"
    r"came\sto\s(?:power|office))|"
    r"(?P<ends>left\soffice|resigned|stepped\sdown|was\s(?:ousted|removed\sfrom\soffice)|fell\sfrom\spower))(?=\s)"
)
_AT_A_TIME = re.compile(
    r"(?:(?P<as>\b[Aa]s|\b[Ww]hile)|\b[Ww]hen\s(?:he|she|they)\s(?:was|were)|\b(?:his|her|their)\s(?:time|term|years)\sas|"
    r"\bpredecessor(?:\sas\s[\w\s]{1,40})?,?|\bpredecessors,?|\bsuccessor,?|\bsucceeded\sby(?:\s(?:his|her|its))?)"
    r"\s+(?:the\s|then\s)?$"
)
_STOPS = re.compile(r"[.;:!?](?=\s)|[()\[\]“”\"]|\s[–—-]\s|\n")
_PRONOUNS = ("He ", "He\n", "She ", "She\n")
_PRONOUN = re.compile(
    r"\b(?:He|She)(?=\s(?:became|was|is|has|had|served|serves|took|assumed|resigned|stepped|left|remain))"
)
_HONOURS = HONORIFICS | {"h.e"}
_HONOUR = re.compile(r"(?:\b(?:" + "|".join(sorted(h.capitalize() for h in HONORIFICS)) + r"|H\.E)\.?\s)+$")
_OWNED = re.compile(r"\b(?:his|her|their)\s(?:then\s)?$")
_PIECE = re.compile(r"[^,\n]+")
_AND_THEN = re.compile(r"[^,.;:()\n]{1,60}?\sand\s(?:the\s|a\s|an\s)?")
_LINE_OPENS = re.compile(r"(?:(?:[A-Z][\w.]*|[a-z]{2,3})\s){0,5}")
_LINE_ENDS = re.compile(r"(?:,?\s[A-Z][A-Z.]+)*[ \t]*\n")
_TITLE_ENDS = re.compile(r"\s*(?:$|\n|,|\sof\s|\sfor\s)")
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
            if any(mention.span.within(s) for s in signers):
                continue
            before = people[n - 1].span.end if n else -1
            if shared and before >= 0 and _JOINED.fullmatch(reading.letter.text, before, mention.span.start):
                title: Title | None = replace(shared, start=mention.span.start, end=mention.span.start)
            else:
                title = _title_before(mention, reading)
            shared = title if title and title.plural else None
            if title and _is_office(title, mention, reading):
                yield _claim(mention, title, Span(title.start, mention.span.end), reading)
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
    at_a_time = _AT_A_TIME.search(text, max(start, title.start - 60), title.start)
    if title.aspect is Aspect.NOW and at_a_time and (not at_a_time["as"] or "," in text[title.end : name]):
        title = replace(title, aspect=Aspect.THEN)
    return title


def _after(mention: Mention, reading: Reading) -> Iterator[Claim]:
    """The title in apposition or after a verb, with the time over which it is said to have been held."""
    text, span = reading.letter.text, mention.span
    end = near_sentence(reading, span.start).end
    letter = own_dates(reading)
    if office := _OFFICE.match(text, span.end, end):
        period = period_at(text, office.end(), end, letter, begins=bool(office["begins"]), ends=bool(office["ends"]))
        alone = len({f.address for f in reading.facts.about(mention.entity, "offices")}) == 1
        if period and alone and asserted(reading, span):
            held = Held((), Aspect.THEN, period=period)
            yield Claim("office", mention.entity, f"office {period}", Span(span.start, period.end), held)
            return
    link = _LINK.match(text, span.end, end)
    if link is None or _LINE_ENDS.match(text, span.end):
        yield from _below(mention, reading)
        return
    title = title_after(text, link.end(), end)
    if title is None and not link["lasts"] and (other := _AND_THEN.match(text, link.end(), end)):
        title = title_after(text, other.end(), end)
    if title is None or _leads_to_name(title, reading) or not _is_office(title, mention, reading):
        return
    begins, ends = bool(link["begins"] or link["chosen"]), bool(link["ends"])
    period = period_at(text, title.end, end, letter, begins=begins, ends=ends)
    if period and link["chosen"]:
        period = replace(period, chosen=True)
    if period and period.held and link["lasts"] in {"is", "serves as"}:
        period = None
    past = (
        begins or ends or bool(link["then"] or link["was"]) or link["lasts"] not in {None, "is", "serves as", "remains"}
    )
    past = past and not link["now"]
    if past and title.aspect is Aspect.NOW:
        title = replace(title, aspect=Aspect.THEN)
    stretch = Span(span.start, period.end if period else title.end)
    if (begins or ends or link["lasts"]) and not asserted(reading, Span(link.start(), link.end())):
        return
    yield _claim(mention, title, stretch, reading, period)


def _below(mention: Mention, reading: Reading) -> Iterator[Claim]:
    """The title on the line below a name that has a line of its own, as in an address or a signature."""
    text, span = reading.letter.text, mention.span
    line_break = _LINE_ENDS.match(text, span.end)
    if line_break is None or not _LINE_OPENS.fullmatch(text, text.rfind("\n", 0, span.start) + 1, span.start):
        return
    stop = text.find("\n", line_break.end())
    title = title_after(text, line_break.end(), stop if stop >= 0 else len(text))
    if title is None or title.start != line_break.end() or not _TITLE_ENDS.match(text, title.end):
        return
    if _is_office(title, mention, reading) and not _leads_to_name(title, reading):
        yield _claim(mention, title, Span(title.start, title.end), reading)


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


def _leads_to_name(title: Title, reading: Reading) -> bool:
    """Whether a title belongs to the name after it: "Xi, Minister Wang"."""
    following = reading.mentions_in(title.start, title.end + 40)
    return any(
        m.span.start - title.end <= 1 or m.span.start < title.end for m in following if _is(m, "person", reading)
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
