"""What is said to have been done to persons: detained, arrested, sentenced, released, gone missing, dead; and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.dates import DateSaid, find_dates, year_said
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.subjects import after_preposition, group_before, person_before, persons_in
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_TAKEN = "detained arrested charged sentenced imprisoned"
_FREED = "released paroled bailed"
_BAIL = r"(?:medical\s+)?(?:bail|parole)"
_RELEASED = rf"released(?:\s+on\s+{_BAIL})?|granted\s+{_BAIL}|freed|paroled|bailed"
_DETAINED = (
    any_of(
        "detained taken_into_custody taken_into_police_custody taken_away abducted kidnapped held_incommunicado "
        "in_custody in_police_custody in_detention held_in_custody held_in_detention seized"
    )
    + rf"|taken(?=\s{any_of('on from in by')}\s)"
)
_GIVEN = r"(?:given|handed|received)(?=\s[^.;,]{0,40}\b(?:year|month|life|prison|sentence))"
_MISSING = any_of("disappeared gone_missing went_missing missing vanished not_been_seen not_been_heard_from")
_DEEDS = (
    ("formal", r"formally\s+(?:re-?)?arrested", "arrested"),
    ("arrested", r"(?:re-?)?arrested", "arrested detained"),
    ("detained", _DETAINED, _TAKEN),
    ("imprisoned", any_of("imprisoned jailed incarcerated in_prison in_jail behind_bars"), _TAKEN),
    ("sentenced", any_of("sentenced convicted found_guilty") + rf"|{_GIVEN}", "sentenced"),
    ("charged", rf"charged(?=\s+{any_of('with in on under over')}\b)|indicted", "charged"),
    ("released", _RELEASED, _FREED),
    ("missing", _MISSING, "missing"),
    ("died", any_of("died passed_away"), "died"),
)  # fmt: skip
_NOUNS = {"arrest": "arrested", "detention": "detained", "imprisonment": "imprisoned", "sentencing": "sentenced",
          "conviction": "sentenced", "release": "released", "disappearance": "missing", "death": "died"}  # fmt: skip
_VERBS = re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words, _ in _DEEDS) + r")\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b(?:{'|'.join(_NOUNS)})\b", re.IGNORECASE)
_EVENTS = {name: frozenset(events.split()) for name, _, events in _DEEDS}
TRIGGERS = (
    "arrest", "detain", "detention", "custody", "abducted", "kidnapped", "incommunicado", "imprison", "jail", "prison",
    "incarcerated", "behind bars", "sentenc", "convict", "guilty", "charged", "indicted", "released", "freed",
    "paroled", "bailed", "parole", "disappear", "missing", "vanished", "died", "passed away", "taken away",
    "death of", "s death", "s release", "been seen", "been heard", "seized", "taken ",
    "given ", "handed ", "received ",
)  # fmt: skip

_HELPING = any_of(
    "who and was were is are has have had been being got remain remains remained both each all later then "
    "also now first still earlier again already once since just"
)
_AUXILIARY = rf"(?:(?:{_HELPING}|[a-z]{{2,14}}ly)\s+){{0,7}}"
_ASIDE = r"(?:(?:in|on|by|since|last|this)\s[^,;]{1,40}?\s)?"
_GAP = re.compile(
    r"(?:\s*\([^()]{0,80}\)(?:\s[A-Z][\w’-]+){0,2})?(?:,[^;]{0,160}?,)?(?:,[^;,]{0,120}?)?,?\s*\(?"
    rf"{_AUXILIARY}{_ASIDE}(?:[^;,]{{0,100}},?\s(?:and|but)\s{_AUXILIARY})?"
    rf"|(?:,[^;:,]{{0,60}})?\s?(?::|[–—])\s{_AUXILIARY}"
)
_RELATIVES = "colleague* family brother sister wife husband son daughter partner supporter* lawyer_for lawyers_for"
_ANOTHER = re.compile(
    r"['’]s\s|\b"
    + any_of(
        "whose said says told that after before when while where because which if police authorities "
        "officials government court " + _RELATIVES
    )
    + r"\b",
    re.IGNORECASE,
)
_NOT_IN_OBJECT = any_of("for of with by who in on at to from over after while when that as")
_OBJECT = re.compile(rf"\s+(?:(?!{_NOT_IN_OBJECT}\b)[\w’'“”\"-]+,?\s+){{0,9}}")
_NEXT_OBJECT = re.compile(
    r"(?:\s\([^()]{0,60}\))?(?:\s(?:in|at|near|outside)\s[\w\s’'-]{2,40})?(?:,|,?\s+and|;)\s+(?:and\s+)?(?:the\s+)?"
    rf"(?:(?!{any_of('for of with by who to that')}\b)[\w’'-]+\s+){{0,5}}"
)
_FINITE = re.compile(r"\s+(?:said|says|was|were|has|had|will|is|are|[a-z]+ed)\b")
_MODAL = re.compile(
    r"\b"
    + any_of(
        r"to could may(?!\s\d) might would should must can cannot will shall be if unless not never nor without fear* "
        "risk* of_being "
        "for_being against_being until once anyone those"
    )
    + r"\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(r"\b(?:was|were|is|are|been|being|be|got|remains?)\s+(?:\w+\s+){0,2}$")
_STILL = re.compile(r"\b(?:is|are|remains?|still|currently|now)\s+(?:\w+\s+){0,2}$")
_YEAR_AFTER = re.compile(
    rf"(?:^|[\s(]){any_of('since in from of by until during around after before')}\s+"
    r"(?:early\s|late\s|mid-|the\s\w+\sof\s)?(?P<year>[12]\d{3})\b(?!-)"
)
_DEAD = re.compile(r"\b(?:died|dies|dead|death|passed\saway)\s(?:while\s|whilst\s)?(?:still\s)?$")
_GOES_ON = re.compile(rf"[^;:()“”]{{0,110}}?(?:,|\s(?:and|but|then))\s{_AUXILIARY}(?:(?:and|but|then)\s)?{_AUXILIARY}")
_WHERE = re.compile(r"in\s|behind\s", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"[;:]|,\s(?:and|but|was|were|has|have|had|is|won)\s|"
    rf"\b{any_of('after before when while who which')}\b(?!\s(?:early\s|late\s)?[\dA-Z])"
)
_HEAD = re.compile(r"(?:In|On|Since|By|During)\s")
_REACH = 80


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done to persons: its words, the events of custody that it can be, and the date said of it.

    `still` tells that it is said to last; `name` is the verb in normal form.
    """

    start: int
    end: int
    name: str
    events: frozenset[str]
    persons: tuple[Mention, ...]
    when: DateSaid | None = None
    still: bool = False


def deeds_in(reading: Reading, sentence: Span) -> Iterator[Deed]:
    """The deeds of a sentence that are told as facts, of persons that the fact base knows."""
    persons = persons_in(reading, sentence.start, sentence.end)
    text = reading.letter.text
    if not persons and not person_before(reading, sentence):
        return
    words = list(_VERBS.finditer(text, sentence.start, sentence.end))
    last: Deed | None = None
    for number, verb in enumerate(words):
        start, end = verb.span()
        if _MODAL.search(text[max(start - 40, sentence.start) : start]):
            continue
        if _DEAD.search(text[max(start - 20, sentence.start) : start]):
            continue
        named = _persons_of(reading, sentence, persons, verb) or _carried_on(text, persons, last, verb)
        named = tuple({m.entity: m for m in named}.values())
        if not named:
            continue
        stop = next((w.start() for w in words[number + 1 :] if not _WHERE.match(w[0])), sentence.end)
        when = _date_after(text, end, stop) or (_date_at_head(text, sentence, start) if number == 0 else None)
        still = bool(_STILL.search(text[max(start - 40, sentence.start) : start])) or _since(text, when)
        name = str(verb.lastgroup)
        last = Deed(start, end, name, _EVENTS[name], named, when, still)
        yield last
    for noun in _NOUN.finditer(text, sentence.start, sentence.end):
        owner = _owner(reading, persons, noun)
        when = _date_after(text, noun.end(), min(sentence.end, noun.end() + 60)) if owner else None
        if owner and when:
            event = _NOUNS[noun[0].lower()]
            name = next(n for n, _, _ in _DEEDS if n == event)
            yield Deed(noun.start(), noun.end(), name, _EVENTS[name], (owner,), when)


def _persons_of(
    reading: Reading, sentence: Span, persons: Sequence[Mention], verb: re.Match[str]
) -> tuple[Mention, ...]:
    text, (start, end) = reading.letter.text, verb.span()
    before = [m for m in persons if m.span.end <= start]
    for last in range(len(before) - 1, -1, -1):
        gap = (before[last].span.end, start)
        if gap[1] - gap[0] > 320 or not _GAP.fullmatch(text, *gap) or _ANOTHER.search(text, *gap):
            break
        if after_preposition(text, before[last]) and ", who" not in text[gap[0] : gap[0] + 6]:
            continue
        if verb.lastgroup not in {"missing", "died"} and text[slice(*gap)].strip() in {"", "and"}:
            break
        alone = text.find(" was ", *gap) >= 0 or text.find(" has ", *gap) >= 0 or text.find(" is ", *gap) >= 0
        return (before[last],) if alone else group_before(reading, before, last)
    if _PASSIVE_BEFORE.search(text[max(start - 30, sentence.start) : start]):
        if before:
            return ()
        referent = person_before(reading, sentence)
        return (referent,) if referent else ()
    return _objects(text, [m for m in persons if m.span.start >= end], end)


def _carried_on(text: str, persons: Sequence[Mention], last: Deed | None, verb: re.Match[str]) -> tuple[Mention, ...]:
    """The persons of the deed before, where a verb goes on from it: "was detained in May, arrested in June"."""
    if last is None or any(last.start <= m.span.start < verb.start() for m in persons):
        return ()
    if last.persons[-1].span.start > last.start or not _GOES_ON.fullmatch(text, last.end, verb.start()):
        return ()
    return () if _ANOTHER.search(text, last.end, verb.start()) else last.persons


def _objects(text: str, after: Sequence[Mention], end: int) -> tuple[Mention, ...]:
    """The persons of a list that follows its verb: "detained A in P, the lawyer B, and C"."""
    if not after or not _OBJECT.fullmatch(text, end, after[0].span.start) or _owns(text, after[0]):
        return ()
    count = 1
    while (
        count < len(after)
        and not _owns(text, after[count])
        and _NEXT_OBJECT.fullmatch(text, after[count - 1].span.end, after[count].span.start)
        and not _FINITE.match(text, after[count].span.end)
    ):
        count += 1
    return tuple(after[:count])


def _owns(text: str, mention: Mention) -> bool:
    """Whether a mention is but the owner of what is meant: "X’s colleague"."""
    return text.startswith(("’s ", "'s "), mention.span.end)


def _owner(reading: Reading, persons: Sequence[Mention], noun: re.Match[str]) -> Mention | None:
    """The person whose arrest it is: "X’s arrest", "the arrest of X"; "his arrest" where just one is named before."""
    text = reading.letter.text
    for m in persons:
        if re.fullmatch(r"['’]s?\s+(?:[a-z]+\s+){0,2}", text[m.span.end : noun.start()]):
            return m
        if re.fullmatch(r"\s+of\s+(?:[a-z]+\s+){0,4}", text[noun.end() : m.span.start]):
            return m
    before = {m.entity: m for m in persons if m.span.end <= noun.start()}
    if len(before) == 1 and re.search(r"\b(?:his|her)\s(?:[a-z]+\s)?$", text[max(noun.start() - 20, 0) : noun.start()]):
        return next(iter(before.values()))
    return None


def _date_after(text: str, start: int, stop: int) -> DateSaid | None:
    stop = min(stop, start + _REACH)
    said = next((d for d in find_dates(text, start, stop)), None)
    year = _YEAR_AFTER.search(text, start, stop)
    if year and (said is None or year.start("year") < said.start):
        said = year_said(text, *year.span("year"))
    return None if said and _NEW_CLAUSE.search(text, start, said.start) else said


def _date_at_head(text: str, sentence: Span, stop: int) -> DateSaid | None:
    """The date that a sentence opens with: "In October 2022, …"."""
    head = _HEAD.match(text, sentence.start)
    if not head:
        return None
    said = next((d for d in find_dates(text, sentence.start, min(stop, sentence.start + 50))), None)
    if said is None:
        said = year_said(text, head.end(), head.end() + 4)
    return said if said and text[said.end : said.end + 1] in {",", " "} and said.start <= head.end() + 14 else None


def _since(text: str, when: DateSaid | None) -> bool:
    return bool(when and re.search(r"\bsince\s(?:\w+\s){0,3}$", text[max(when.start - 24, 0) : when.start]))
