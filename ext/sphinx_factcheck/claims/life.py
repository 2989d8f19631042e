"""Whether persons are as they are told of: held where their release is asked for, dead, so many years old."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, rule
from sphinx_factcheck.claims.people.deeds import wished_for
from sphinx_factcheck.claims.people.happenings import done
from sphinx_factcheck.claims.people.helping import VerbGroup
from sphinx_factcheck.claims.people.liberty import Liberty, liberty
from sphinx_factcheck.claims.people.subjects import Cast, persons_in
from sphinx_factcheck.claims.prison.ages import Aged, Dead, ages_in, judge_age, judge_dead
from sphinx_factcheck.claims.triggers import sentences_with
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_TRIGGERS = ("release", "free ", "freed", "let go", "set free", "liberation of", "freedom of", "freedom for")
_CALL = any_of(
    "call calls called calling urge urges urged urging ask asks asked asking demand demands demanded "
    "demanding press presses "
    "pressed pressing appeal appeals appealed appealing seek seeks seeking plead pleads pleaded insist "
    "insists insisted request "
    "requests requested raise secure must should please advocate advocates advocated push pushes pushed "
    "petition we_want"
)
_FREE_WHOM = rf"free(?=\s(?:[A-Z]|{any_of('the all and these those our political')}))"
_FREED = re.compile(
    rf"\b(?:releas(?:e|ing)(?=\s)|set\sfree|{_FREE_WHOM}|(?:liberation|freedom)\s(?:of|for))", re.IGNORECASE
)
_REQUEST = re.compile(rf"\b{_CALL}\b[^.;]{{0,220}}?{_FREED.pattern}", re.IGNORECASE)
_OWN = re.compile(r"(?:’s?|'s?)\s(?:(?:[a-z]+(?:ly)?|and),?\s){0,4}(?:release|freedom|liberation)\b")
_OWN_ASKED = re.compile(
    r"(?:(?:^|\b(?:we|you|to|and|should|must|please|also|again|therefore))\W?\s?(?:[a-z]+ly\s)?"
    r"(?P<verb>(?:call|ask|press|appeal|plead|push|campaign|work|petition)\s(?:[\w’,-]+\s){0,8}?for|insist\son|"
    r"demand|seek|secure|request|urge|advocate))\s[^.;:]{0,120}$",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:not|never|n[’']t|no\slonger|cease[ds]?\sto|stop(?:ped|s)?|without|instead\sof|nor|need\snot)\s"
    r"(?:(?:[a-z]+ly|be|have|having|need|wish|want|mean|intend|to)\s){0,3}$",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\W{0,3}(?:immediately\s|unconditionally\s|please\s){0,2}(?:release|free)(?=\s(?!of\b))", re.IGNORECASE
)
_ASKED = any_of(
    "called urged asked demanded pressed appealed sought pleaded insisted requested raised advocated pushed"
)
_BYGONE = re.compile(rf"{_ASKED}\b")
_GOES_ON = re.compile(r"\b(?:have|has|[’']ve|having|are|is|be|been|were|was)\s(?:[a-z]+\s){0,2}$")
_MUST = any_of("must should ought_to has_to have_to needs_to need_to deserves_to deserve_to")
_LET_GO = re.compile(
    rf"\b(?:(?P<must>{_MUST})\s)?(?:[a-z]+ly\s)?be\s(?:(?:[a-z]+ly|and|at\sonce),?\s){{0,4}}"
    r"(?:released|freed|set\sfree|let\sgo)\b(?!\s(?:on|in|by|next|when|after|from\sthe)\b)"
)
_ASKED_THAT = re.compile(rf"\b{_CALL}\s(?:\w+\s){{0,6}}?that\s[^;]*$", re.IGNORECASE)
_FREE = re.compile(r"\b(?:released|freed|set\sfree)\b(?!\s(?:on|in|by|next|when|after|from\sthe)\b)")
_THINGS = any_of("report reports statement information document* video data list letter water fund* text result* name*")
_NOT_PERSONS = re.compile(
    rf"\s+(?:(?:of\s)?{any_of('the a an its their this that')}\s+)?(?:\w+\s)?{_THINGS}\b", re.IGNORECASE
)
_OTHER = re.compile(
    rf"\b(?:(?<!such\s)as(?!\swell)|{any_of('said says saying according_to signed written told wrote')}"
    rf"|{any_of('like_his family_of families_of lawyer_of lawyers_of lawyer_for lawyers_for on_behalf_of led_by by')}"
    rf"|{any_of('thank* praise* salute* join*')})\b",
    re.IGNORECASE,
)
_LIST_FOLLOWS = re.compile(
    rf"\b{any_of('include_here include including such_as namely among_them among_whom following')}\b[^.]{{0,160}}:",
    re.IGNORECASE,
)
_SLOGAN = re.compile(r"\s(?:[A-Z][\w’'-]+\s?)+(?=,|\n|$)")
_RELEASED = re.compile(
    rf",?\s(?:who\s)?{any_of('has have had was were')}\s(?:{any_of('since already now')}\s)?"
    r"(?:been\s)?(?:released|freed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The data of a claim that somebody is held whose release is asked for; or was, at a `bygone` time."""

    bygone: bool = False


@dataclass(frozen=True, slots=True)
class LifeKind:
    """Persons whose release is asked for, held against custody and death as of the letter."""

    name: str = "life"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Each person of a request for release, once in a letter; ages; and those who are called the late X."""
        yield from ages_in(reading)
        done_with: set[str] = set()
        for sentence in sentences_with(reading, _TRIGGERS):
            for person in (*_asked_for(reading, sentence), *_let_go(reading, sentence)):
                if person.entity not in done_with:
                    done_with.add(person.entity)
                    yield Claim(self.name, person.entity, "held", person.span, Asked(_is_bygone(reading, sentence)))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported where the person surely was in custody, contradicted where surely free or dead, else unverified."""
        if isinstance(claim.said, Aged):
            return judge_age(claim, claim.said, reading)
        if isinstance(claim.said, Dead):
            return judge_dead(claim, reading)
        states = [liberty(claim.subject, day, reading.facts) for day in own_dates(reading)]
        if not states:
            return UNDECIDED
        for state, facts in states:
            if state is Liberty.HELD:
                return rule([(f, Answer.YES) for f in facts], reading.facts, done(claim.subject, facts, reading))
        if claim.said == Asked(bygone=True):
            return UNDECIDED
        if all(state in {Liberty.FREE, Liberty.DEAD} for state, _ in states):
            facts = states[0][1]
            expected = "dead" if states[0][0] is Liberty.DEAD else "free"
            return rule([(f, Answer.NO) for f in facts], reading.facts, done(claim.subject, facts, reading), expected)
        facts = states[0][1]
        return rule([(f, Answer.UNKNOWN) for f in facts], reading.facts, done(claim.subject, facts, reading))


def _asked_for(reading: Reading, sentence: Span) -> Iterator[Mention]:
    text = reading.letter.text
    order = _ORDER.match(text, sentence.start, sentence.end)
    if any(sentence.start < s.end and s.start < sentence.end for s in reading.letter.signers):
        return
    slogan = _SLOGAN.match(text, order.end(), sentence.end) if order else None
    if slogan and not persons_in(reading, *slogan.span()):
        return
    request = order
    if not request and _FREED.search(text, sentence.start, sentence.end):
        request = _REQUEST.search(text, sentence.start, sentence.end)
    if not request or _NOT_PERSONS.match(text, request.end(), sentence.end) or _is_denied(reading, sentence, request):
        return
    if any(m.span.end >= request.end() > m.span.start for m in reading.mentions_in(sentence.start, sentence.end)):
        return
    yield from _listed(reading, request.end(), sentence.end)
    following = reading.sentence_at(sentence.end) if sentence.end < len(text) else sentence
    if following.start > sentence.start and "\n\n" not in text[sentence.end - 2 : following.start]:
        colon = _LIST_FOLLOWS.search(text, following.start, following.end)
        if colon:
            yield from _listed(reading, colon.end(), following.end)


def _is_bygone(reading: Reading, sentence: Span) -> bool:
    """Whether a request is told as one made before: "in 2018 we called for"; not "we have called for"."""
    text = reading.letter.text
    request = _REQUEST.search(text, sentence.start, sentence.end)
    if not request or not _BYGONE.match(text, request.start()):
        return False
    return not _GOES_ON.search(text, max(request.start() - 30, sentence.start), request.start())


def _is_denied(reading: Reading, sentence: Span, request: re.Match[str]) -> bool:
    """Whether a request is told as not made: "we do not ask for", "we no longer need to call for"."""
    start = max(request.start() - 60, sentence.start)
    return bool(_NOT_ASKED.search(reading.letter.text, start, request.start()))


def _let_go(reading: Reading, sentence: Span) -> Iterator[Mention]:
    """The persons of a wish or a request that does not name its release first: "X must be freed", "X’s release"."""
    yield from _to_be_let_go(reading, sentence)
    yield from _wished_free(reading, sentence)
    text = reading.letter.text
    for own in _OWN.finditer(text, sentence.start, sentence.end):
        owners = [m for m in persons_in(reading, sentence.start, own.start()) if m.span.end == own.start()]
        asked = _OWN_ASKED.search(text[sentence.start : owners[0].span.start]) if owners else None
        if asked and not _NOT_ASKED.search(text, sentence.start, sentence.start + asked.start("verb")):
            yield from Cast.of(reading, sentence).group_to(owners[0], sentence.start + asked.start())


def _wished_free(reading: Reading, sentence: Span) -> Iterator[Mention]:
    """The persons whom somebody is said to want free: "we want X and Y released"."""
    text = reading.letter.text
    for verb in _FREE.finditer(text, sentence.start, sentence.end):
        group = VerbGroup.before(text, sentence.start, verb.start())
        yield from wished_for(Cast.of(reading, sentence), group)


def _to_be_let_go(reading: Reading, sentence: Span) -> Iterator[Mention]:
    """The persons of whom it is said that they must be released, or asked that they be released."""
    text = reading.letter.text
    for verb in _LET_GO.finditer(text, sentence.start, sentence.end):
        if verb["must"] or _ASKED_THAT.search(text, sentence.start, verb.start()):
            group = VerbGroup.before(text, sentence.start, verb.start())
            yield from Cast.of(reading, sentence).subject(group)


def _listed(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    """The persons named from `start` on, up to words that speak of someone else."""
    text = reading.letter.text
    persons: Sequence[Mention] = persons_in(reading, start, end)
    at = start
    for person in persons:
        clause = max(text.rfind(";", at, person.span.start), at)
        possessed = text[at : person.span.start].endswith((")", "’s ", "'s "))
        if possessed or _OTHER.search(text, clause, person.span.start):
            at = person.span.end
            continue
        at = person.span.end
        if not (_RELEASED.match(text, at, end) or text.startswith(("’s ", "'s "), at)):
            yield person
