"""What is said to have been done to persons: detained, arrested, sentenced, released, gone missing, dead; and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.calendar import Lead
from sphinx_factcheck.claims.grammar.dates import DateSaid, find_dates, year_said
from sphinx_factcheck.claims.grammar.deeds import IMPOSED, NOUN, NOUNS, STARTS, TRIGGERS, VERBS, events_of, sort_of
from sphinx_factcheck.claims.grammar.doubts import DISBELIEVED
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.people.helping import HAVE, MODALS, VerbGroup
from sphinx_factcheck.claims.people.subjects import Cast
from sphinx_factcheck.claims.triggers import places_of
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

__all__ = ["TRIGGERS", "Deed", "date_after", "deeds_in", "told_in", "verbs_in", "wished_for"]

_OF_TERMS = {"serving", "served"}
_NEEDS_NO_HELP = re.compile(
    r"(?:receiv(?:ed?|es)|g[eo]ts?|gave|serv(?:es?|ed)|endures?|completed|finished|died|disappeared|vanished|passed|walked"
    r"|came|went|left|in|under|behind)\b",
    re.IGNORECASE,
)
_WITHOUT_OBJECT = {"missing", "died", "born", "serving", "served"}
_RECEIVING = {"sentenced"}
_GETS = re.compile(r"receiv|g[eo]t", re.IGNORECASE)
_BOUND = frozenset("to must will shall".split())
_UNSURE = re.compile(
    r"\b"
    + any_of(
        "could may might would should must can cannot will shall if unless whether never not without fear* risk* "
        "threat* facing against until once anyone those lest nor [Nn]o [Nn]obody [Nn]one [Nn]either"
    )
    + r"\b"
)
_AFTER = re.compile(r"\b(?:after|before|despite|for|without)\s$")
_UNTRUE_AFTER = re.compile(
    r"[^;.]{0,120}\b(?:is|are|was|were|proved|remains?)\s(?:\w+ly\s)?"
    rf"{any_of('false untrue not_true unfounded baseless wrong lies a_lie')}\b"
)
_UNTRUE = re.compile(
    r"\b"
    + any_of("not_true untrue falsely wrongly deny denies denied rumor* rumour* whether claim claims claimed alleg*")
    + r"\b"
)
_WISHED = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish(?:es|ed)?|needs?|to\s(?:see|have|get))\s(?:the\s)?(?:[a-z’-]+\s){0,4}$"
)
_NOT_IN_OBJECT = any_of("for of with by who in on at to from over after while when that as")
_OBJECT = re.compile(rf"\s+(?:(?!{_NOT_IN_OBJECT}\b)[\w’'“”\"-]+,?\s+){{0,9}}")
_HIM = re.compile(
    r"\s+(him|her|them)(?:\sboth|\seach|\sall)?\b(?!\s(?:[\w-]+\s)?(?:colleague|husband|wife|brother|lawyer|son|father))"
)
_THING = re.compile(
    rf"\s+(?!(?:\d+(?:st|nd|rd|th)?\s)?{any_of(' '.join(MONTHS))})"
    rf"(?!(?:an?|\d+|the\s{any_of('following next same previous')})\s{any_of('day night morning week month year')}s?\b)"
    r"(?:an?|the|this|these|his|her|its|their|our|some|many|several|more|us|[A-Z\d][\w’'-]*)\s"
)
_AND_TITLE = re.compile(r"\sand\s(?:(?:the|his|her)\s)?(?:[A-Za-z][\w-]*\.?\s){0,3}")
_NEXT_OBJECT = re.compile(
    r"(?:\s\([^()]{0,60}\))?(?:\s(?:in|at|near|outside)\s[\w\s’'-]{2,40})?(?:,|,?\s+and|;)\s+(?:and\s+)?(?:the\s+)?"
    rf"(?:(?!{any_of('for of with by who to that')}\b)[\w’'-]+\s+){{0,5}}"
)
_FINITE = re.compile(r"\s+(?:said|says|was|were|has|had|will|is|are|[a-z]+ed)\b")
_YEAR_AFTER = re.compile(
    rf"(?:^|[\s(]){any_of('since in from of by until during around after before')}\s+"
    r"(?:early\s|late\s|mid-|the\s\w+\sof\s)?(?P<year>[12]\d{3})\b(?!-)"
)
_YEAR_OF_NAME = re.compile(r"[12]\d{3}\s[A-Z]")  # "the 2022 Lake Prize"
_OF_THIS = re.compile(
    r"\b(?:died|dies|dead|death|passed\saway|years?|months?|weeks?|days?|life|terms?|sentences?)['’]?\s(?:while\s|whilst\s)?(?:still\s)?$"
)
_WHERE = re.compile(r"in\s|behind\s|under\s|out\s", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"[;:]|,\s(?:and|but|was|were|has|have|had|is|won)\s|"
    rf"\b{any_of('after before when while who which')}\b"
    r"(?!\s(?:early\s|late\s)?[\dA-Z]|\s(?:on|in|at|[\w-]+ing)\b)"
)
_HEAD = re.compile(r"(?:It\swas\s(?:only\s)?(?:in|on)|In|On|Since|By|During)\s")
_SINCE = re.compile(r"\b[Ss]ince\s(?:\w+\s){0,3}$")
_OF = re.compile(r"s?\s+of\s+(?:[a-z’'-]+\s+){0,4}")
_REACH, _CLAUSE = 80, 200


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done to persons: its words, the events of custody that it can be, and the date said of it.

    `name` is the verb in normal form; `still` tells that it is said to last; `since` that its date is when it began,
    though it may be over ("had been held since May"); `told` that it is told as a fact, and not feared, asked for or
    denied; `active` that its persons stand after it.
    """

    start: int
    end: int
    name: str
    events: frozenset[str]
    persons: tuple[Mention, ...]
    when: DateSaid | None = None
    still: bool = False
    since: bool = False
    told: bool = True
    active: bool = False


def deeds_in(reading: Reading, sentence: Span) -> Iterator[Deed]:
    """The deeds of a sentence that are told as facts, of persons that the fact base knows."""
    cast = Cast.of_some(reading, sentence)
    if cast:
        yield from told_in(cast, verbs_in(cast))


def told_in(cast: Cast, verbs: Iterable[Deed]) -> Iterator[Deed]:
    """Of the verbs of a sentence those that tell of deeds of persons; and its nouns that tell of dated ones."""
    verbs = list(verbs)
    for deed in verbs:
        if deed.told and deed.persons and deed.name not in _OF_TERMS and (deed.name != "born" or deed.when):
            yield deed
    yield from _nouns_in(cast)
    for serving in verbs:
        if serving.told and serving.persons and serving.name in _OF_TERMS:
            yield from _imposed_on(cast, serving)


def _imposed_on(cast: Cast, serving: Deed) -> Iterator[Deed]:
    """When the sentence that persons serve was passed: "serving ten years, a sentence imposed in May"."""
    imposed = IMPOSED.search(cast.text, serving.end, min(serving.end + _REACH, cast.span.end))
    when = date_after(cast.text, imposed.end(), cast.span.end) if imposed else None
    if imposed and when:
        yield Deed(*imposed.span(), "sentenced", events_of("sentenced"), serving.persons, when)


def verbs_in(cast: Cast) -> list[Deed]:
    """The verbs of custody of a sentence, whether told as facts or not, and whomever they speak of."""
    text, sentence = cast.text, cast.span
    words = _words_in(text, sentence)
    found: list[Deed] = []
    for number, verb in enumerate(words):
        finite = bool(_NEEDS_NO_HELP.match(verb[0]))
        group = VerbGroup.before(text, sentence.start, verb.start(), finite=finite)
        persons, active = _persons_of(cast, verb, group)
        stop = next((w.start() for w in words[number + 1 :] if not _WHERE.match(w[0])), sentence.end)
        when = date_after(text, verb.end(), stop) or (
            _date_at_head(text, sentence, verb.start(), lasting=group.lasting) if number == 0 else None
        )
        name, events = (sort := sort_of(verb)).name, sort.events
        since = group.lasting or _since(text, when)
        still = since and "had" not in group.words
        if name == "serving":
            still = not group.words & {"was", "were", "had"} and not _AFTER.search(text, sentence.start, group.start)
        told = _is_told(text, cast, group, name) and not wished_for(cast, group)
        found.append(
            Deed(
                *verb.span(), name, events, tuple({m.entity: m for m in persons}.values()),
                when, still, since and _begins(name, when), told, active,
            )
        )  # fmt: skip
    return found


def wished_for(cast: Cast, group: VerbGroup) -> tuple[Mention, ...]:
    """The persons for whom a participle tells what is wanted: "we want X and Y released"."""
    named = cast.ending(cast.span.start, group.start) if group.bare else None
    persons = cast.group_to(named) if named else ()
    first = persons[0].span.start if persons else 0
    return persons if _WISHED.search(cast.text, max(first - _REACH, cast.span.start), first) else ()


def _words_in(text: str, sentence: Span) -> list[re.Match[str]]:
    """The verbs of a sentence, none within another, each where one of their beginnings stands."""
    places = places_of(text, STARTS)
    found: list[re.Match[str]] = []
    done = sentence.start
    for at in places[bisect_left(places, sentence.start) : bisect_left(places, sentence.end)]:
        if at < done or (at and text[at - 1].isalnum()):
            continue
        verb = VERBS.match(text, at, sentence.end)
        if verb:
            done = verb.end()
        if verb and not (_WHERE.match(verb[0]) and _OF_THIS.search(text, max(at - 20, sentence.start), at)):
            found.append(verb)
    return found


def _is_told(text: str, cast: Cast, group: VerbGroup, name: str) -> bool:
    bound = name == "serving" and not group.words & (MODALS - _BOUND)
    if not (group.told or bound):
        return False
    low = max(cast.clause_start(group.start), group.start - _CLAUSE)
    before = text[low : group.start]
    denied = _UNTRUE.search(before) or DISBELIEVED.search(before)
    if denied or (group.start - low < _REACH and _UNTRUE_AFTER.match(text, group.start, cast.span.end)):
        return False
    opening = before.split(maxsplit=1)[:1]
    if opening and opening[0].lower() in {"if", "unless", "until", "whether", "once", "should"}:
        return False
    return not (group.bare and _UNSURE.search(before))


def _persons_of(cast: Cast, verb: re.Match[str], group: VerbGroup) -> tuple[tuple[Mention, ...], bool]:
    """The persons a verb speaks of, and whether they stand after it."""
    name = sort_of(verb).name
    if not (group.passive or name in _WITHOUT_OBJECT or _WHERE.match(verb[0]) or _GETS.match(verb[0])):
        objects = _objects(cast, verb.end())
        if objects:
            return objects, True
        if not group.words and _THING.match(cast.text, verb.end()) and verb[0].islower() and name not in _RECEIVING:
            return (), True
    if verb[0].lower() in {"given", "handed"} and group.words & HAVE and not group.passive:
        return (), True
    if not group.passive and (whom := cast.whom(verb.start())):
        return whom, True
    return cast.subject(group), False


def _objects(cast: Cast, end: int) -> tuple[Mention, ...]:
    """The persons of a list that follows its verb: "detained A in P, the lawyer B, and C"; or "him", "them"."""
    text = cast.text
    him = _HIM.match(text, end)
    if him:
        too = cast.between(him.end(), cast.span.end)[:1]
        joined = cast.group_from(too[0]) if too and _AND_TITLE.fullmatch(text, him.end(), too[0].span.start) else ()
        return (*cast.referents(end, single=him[1].lower() != "them"), *joined)
    after = cast.between(end, cast.span.end)
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
    return after[:count]


def _owns(text: str, mention: Mention) -> bool:
    """Whether a mention is but the owner of what is meant: "X’s colleague"."""
    return text.startswith(("’s ", "'s "), mention.span.end)


def _nouns_in(cast: Cast) -> Iterator[Deed]:
    """What is told as a noun with its date: "X’s arrest in May", "the arrests of X on May 3 and Y on May 5"."""
    text = cast.text
    for noun in NOUN.finditer(text, cast.span.start, cast.span.end):
        name = NOUNS[noun[0].lower().removesuffix("s")]
        if owner := cast.owner(noun.start()):
            when = date_after(text, noun.end(), min(cast.span.end, noun.end() + 60))
            if when:
                yield Deed(*noun.span(), name, events_of(name), owner, when)
            continue
        at = noun.end()
        after = cast.between(at, cast.span.end)
        between = date_after(text, at, after[0].span.start) if after else None
        if between and _OF.fullmatch(text, between.end, after[0].span.start):
            yield Deed(*noun.span(), name, events_of(name), cast.group_from(after[0]), between)
            continue
        for number, person in enumerate(after):
            gap = _OF if at == noun.end() else _NEXT_OBJECT
            if not gap.fullmatch(text, at, person.span.start):
                break
            stop = after[number + 1].span.start if number + 1 < len(after) else cast.span.end
            when = date_after(text, person.span.end, min(stop, person.span.end + 60))
            if when:
                yield Deed(*noun.span(), name, events_of(name), (person,), when)
            at = when.end if when else person.span.end


def date_after(text: str, start: int, stop: int) -> DateSaid | None:
    """The date that follows a verb within its clause."""
    stop = min(stop, start + _REACH)
    start += text.startswith(": ", start)
    said = next((d for d in find_dates(text, start, stop) if not _YEAR_OF_NAME.match(text, d.start)), None)
    year = _YEAR_AFTER.search(text, start, stop)
    if year and (said is None or year.start("year") < said.start):
        said = year_said(text, *year.span("year"))
    return None if said and _NEW_CLAUSE.search(text, start, said.start) else said


def _date_at_head(text: str, sentence: Span, stop: int, *, lasting: bool) -> DateSaid | None:
    """The date that a sentence opens with: "In October 2022, …"; what lasts is only told with "Since …"."""
    head = _HEAD.match(text, sentence.start)
    if not head or (lasting and head[0] != "Since "):
        return None
    said = next((d for d in find_dates(text, sentence.start, min(stop, sentence.start + 50))), None)
    if said is None:
        said = year_said(text, head.end(), head.end() + 4)
    return said if said and text[said.end : said.end + 1] in {",", " "} and said.start <= head.end() + 14 else None


def _since(text: str, when: DateSaid | None) -> bool:
    return bool(when and _SINCE.search(text, max(when.start - 24, 0), when.start))


def _begins(name: str, when: DateSaid | None) -> bool:
    """Whether the date of a deed that lasts tells when it began."""
    return when is not None and when.lead in {Lead.START, Lead.AT} and name != "released"
