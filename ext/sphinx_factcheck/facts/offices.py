"""Offices and their titles: what a title says, whether it fits an office held, and whether that was held on a day.

A title is held against an office by its noun (“secretary”), by what ranks it lower (“under”, “assistant”) and by all
its other words, among them those of the state or body. A shorter title may be that of a longer office (“Secretary
Bell”) and supports it, but is that of another office until shown otherwise, and so contradicts nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from fractions import Fraction
from functools import lru_cache

from sphinx_factcheck.facts.countries import COUNTRY_OF, COUNTRY_WORDS, shortened
from sphinx_factcheck.facts.dates import Answer, When, day, holds, near
from sphinx_factcheck.facts.model import Entity, Fact, FactBase, Membership, Office, Organization, Person

HEADS = frozenset(
    "president minister premier chancellor secretary undersecretary chair chairman chairwoman chairperson "
    "director ambassador governor mayor senator congressman congresswoman commissioner councilor "
    "councillor counselor counsellor spokesperson spokesman spokeswoman founder cofounder ceo "
    "rapporteur envoy speaker justice judge consul viceroy regent "
    "treasurer dean provost rector coordinator administrator executive representative comptroller".split()
)
"""The nouns that make a title wherever they stand beside a name."""
WIDE_HEADS = frozenset(
    "adviser advisor leader head chief commander prosecutor editor king queen emperor emir "
    "sultan pope prince lawmaker member mp mep ombudsman negotiator marshal attorney solicitor "
    "auditor bishop archbishop cardinal patriarch rabbi moderator professor inspector superintendent manager "
    "captain coach general admiral master principal chaplain conductor curator librarian officer delegate "
    "counsel assistant deputy associate whip steward warden postmaster quartermaster surgeon registrar secy".split()
)
"""The nouns that are an office of some persons, and of others no more than a description."""
SIGNED_HEADS = HEADS | frozenset(
    "head lead leader member officer manager editor executive chief advisor adviser representative fellow organizer "
    "convener convenor counsel trustee delegate general researcher analyst campaigner professor".split()
)
"""The nouns that make a title in a line of a list of signers."""
PLURALS = {{"secretary": "secretaries"}.get(head, f"{head}s"): head for head in (
    "president minister premier chancellor secretary chairman director ambassador governor mayor senator commissioner "
    "rapporteur speaker judge representative congressman chair co-chair cochair leader "
    "spokesperson founder co-founder head"
).split()}  # fmt: skip
RANKS = frozenset(
    "vice deputy under assistant associate junior sub lieutenant first second third fourth fifth principal special "
    "honorary co shadow parliamentary".split()
)
"""What ranks a title lower than, or apart from, the one without it."""
GENERALS = frozenset(
    "inspector attorney director secretary solicitor surgeon governor consul postmaster quartermaster adjutant auditor "
    "master comptroller advocate judge paymaster provost registrar commissary major lieutenant brigadier "
    "rapporteur commissioner chancellor intendant captain procurator prosecutor".split()
)
"""The nouns that “General” belongs to when it stands behind them."""
EXPANDED = {
    "amb": "ambassador", "asst": "assistant", "dep": "deputy", "gov": "governor", "pres": "president",
    "sec": "secretary", "secy": "secretary", "sen": "senator", "rep": "representative", "min": "minister",
    "pm": "prime minister", "vp": "vice president", "vicepresident": "vice president", "gen": "general",
    "capt": "captain", "dir": "director", "fm": "foreign minister", "adm": "admiral", "lt": "lieutenant",
    "dept": "department", "cmdr": "commander", "col": "colonel", "maj": "major", "supt": "superintendent",
}  # fmt: skip
"""What letters write for short in titles."""
_STATE_HEADS = frozenset("president minister premier secretary chancellor governor king queen emperor".split())
_LINKING = frozenset("of for to at on in with the de des du".split())
_EMPTY = frozenset("of the for and to in a an at on & or his her its their our your my".split())
_SAME = COUNTRY_OF | EXPANDED | {
    "premier": "prime minister", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "ceo": "chief executive", "undersecretary": "under secretary", "councillor": "councilor",
    "counsellor": "counselor", "defence": "defense", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "cofounder": "co founder", "labour": "labor", "programme": "program", "congressman": "representative",
    "congresswoman": "representative", "adviser": "advisor", "mp": "member of parliament",
    "mep": "member of the european parliament", "officer": "", "organisation": "organization", "organisations":
    "organizations", "nonproliferation": "non proliferation", "centre": "center", "&": "and",
}  # fmt: skip
_PARTS = re.compile(r"\s+(?:and|&)\s+|\s*/\s*")
_WORD = re.compile(r"[\w.’'&]+")
_WORDS_WITH_DASH = re.compile(r"[\w’'-]+")
_ACTING = re.compile(r"\b(?:acting|interim|ad interim)\b", re.IGNORECASE)
_OF_CROWN = re.compile(
    r"\b(?:of\s)?(?:his|her|your|their)\s(?:[\w’'-]+\s){0,2}(?:majesty|highness|excellency)\b(?:[’']s)?\s?",
    re.IGNORECASE,
)
"""Whose an office is, where that tells no more than its state does: "Her Majesty’s", "of His Sicanian Majesty"."""
_NEAR_DAYS = 4
_GENERATION = 30
"""Years between two who bear a name: nobody whose life or offices lie so far from a letter is meant by a surname."""
_CHILDHOOD = 12
_SOON = 400


class Aspect(StrEnum):
    """How a title is said to be held as of the letter."""

    NOW = "now"
    FORMER = "former"
    THEN = "then"
    ACTING = "acting"
    COMING = "elect"
    LATER = "future"


ASPECTS = {
    "former": Aspect.FORMER, "formerly": Aspect.FORMER, "ex": Aspect.FORMER, "previous": Aspect.FORMER,
    "previously": Aspect.FORMER, "onetime": Aspect.FORMER, "one-time": Aspect.FORMER, "past": Aspect.FORMER,
    "erstwhile": Aspect.FORMER, "sometime": Aspect.FORMER, "retired": Aspect.FORMER,
    "ousted": Aspect.FORMER, "deposed": Aspect.FORMER, "toppled": Aspect.FORMER, "dismissed": Aspect.FORMER,
    "then": Aspect.THEN, "late": Aspect.THEN, "elected": Aspect.THEN,
    "emeritus": Aspect.FORMER, "emerita": Aspect.FORMER,
    "acting": Aspect.ACTING, "interim": Aspect.ACTING, "caretaker": Aspect.ACTING,
    "current": Aspect.NOW, "incumbent": Aspect.NOW, "present": Aspect.NOW, "outgoing": Aspect.NOW,
    "sitting": Aspect.NOW, "new": Aspect.NOW, "newly": Aspect.NOW,
    "incoming": Aspect.COMING, "future": Aspect.LATER, "elect": Aspect.COMING, "designate": Aspect.COMING,
    "nominee": Aspect.COMING,
}  # fmt: skip
"""What says how a title is held, by the word before it or behind it."""


class Fit(Enum):
    """Whether a title is that of an office: whole, as a shorter form of it, or not."""

    WHOLE = "whole"
    SHORT = "short"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Title:
    """A title in its normal form: its noun, what ranks it lower, and all other words, those of state and body too."""

    nouns: frozenset[str]
    ranks: frozenset[str]
    others: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        return self.nouns | self.ranks | self.others

    @property
    def countries(self) -> frozenset[str]:
        """Those of its words that name a country."""
        return self.others & COUNTRY_WORDS


@lru_cache(maxsize=1 << 14)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a title in small letters and one spelling, in order, those that link them among them."""
    words: list[str] = []
    text = text.lower()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for word in _WORD.findall(shortened(text)):
        plain = re.sub(r"[’']s?$", "", word)
        plain = plain if plain in _SAME else plain.replace(".", "")
        words += _SAME.get(plain, plain).split()
    return tuple(words)


def spellings(noun: str) -> Iterator[str]:
    """The noun of a title in its normal form, and the words that stand for it: "executive", "ceo"."""
    yield noun
    yield from (word for word, same in _SAME.items() if noun in same.split())


@lru_cache(maxsize=1 << 14)
def title_of(text: str) -> Title:
    """The normal form of a title's words, without what says how it is held."""
    head, _, tail = _OF_CROWN.sub("", text).partition(",")
    words = [word for word in plain_words(head) if word not in ASPECTS]
    end = next((n for n, word in enumerate(words) if word in _LINKING and n), len(words))
    first, rest = [w for w in words[:end] if w not in _EMPTY], [*words[end:], *plain_words(tail)]
    noun = len(first) - 1
    if noun > 0 and first[noun] == "general" and first[noun - 1] in GENERALS:
        noun -= 1
    told = {*first[:noun], *first[noun + 1 :]} if first else set()
    if first[noun:] == ["secretary"] and rest[:2] == ["of", "state"]:
        told.discard("principal")  # as all of them were in the nineteenth century
    ranks = frozenset(told & RANKS) if noun > 0 else frozenset()
    others = {*(told - ranks), *(w for w in rest if w not in _EMPTY)} - {"affairs"}
    return Title(frozenset(first[noun : noun + 1]), ranks, frozenset(others))


def parts_of(title: str) -> tuple[str, ...]:
    """The titles that “and” joins (“President and Founder”), or the one title."""
    parts = tuple(_PARTS.split(title))
    apart = len(parts) > 1 and all(title_of(p).nouns & (SIGNED_HEADS | WIDE_HEADS) for p in parts)
    return parts if apart else (title,)


@lru_cache(maxsize=1 << 12)
def _initials(name: str) -> tuple[str, ...]:
    """What a body of several words may be called for short, in small letters: "WCC", "wcoc"."""
    words = _WORDS_WITH_DASH.findall(name)
    short = ("".join(w[0] for w in told).lower() for told in (words, [w for w in words if w[0].isupper()]))
    return tuple(initials for initials in short if len(initials) > 1)


def body_words(of: str, facts: FactBase) -> frozenset[str]:
    """The words that can name the state or body that an office is of, its initials among them."""
    entity = facts.entities.get(of)
    names = [a.name for a in entity.aliases()] if entity else [of] if of else []
    if isinstance(entity, Organization) and entity.country:
        names.append(entity.country)
    return frozenset(w for name in names for w in (*plain_words(name), *_initials(name)) if w not in _EMPTY)


def fit(title: str, body: str, office: Office, facts: FactBase) -> Fit:
    """Whether a title can be that of an office; `body` is the id of the body it is said to be of, or empty."""
    if body and office.of in facts.entities and office.of != body:
        return Fit.NO
    best = Fit.NO
    around = body_words(office.of, facts) | (body_words(body, facts) if body else frozenset())
    said = title_of(title)
    for name in (office.office, *office.also):
        for one in dict.fromkeys((name, *parts_of(name))):
            told = _fit(said, title_of(one), around)
            if told is Fit.WHOLE:
                return told
            best = told if told is Fit.SHORT else best
    return best


_POLITY = frozenset(
    "republic people peoples socialist democratic federal federation federative kingdom united state states islamic "
    "sultanate empire principality duchy grand commonwealth confederation union royal arab popular".split()
)
"""What a state calls itself beside its name: "the People’s Republic of Albania"."""


def _fit(said: Title, known: Title, body: frozenset[str]) -> Fit:
    elsewhere = frozenset() if body & COUNTRY_WORDS else said.countries
    if said.nouns != known.nouns or (said.ranks - body) != known.ranks:
        return Fit.NO
    polity = _POLITY if said.others & (body - COUNTRY_WORDS) else frozenset()  # but the Republic of China is another
    if not said.others <= known.others | body | elsewhere | polity:
        return Fit.NO
    missing = known.others - said.others - body
    if not missing or (missing == {"state"} and said.others - body):
        return Fit.NO if "prime" in missing else Fit.WHOLE
    return Fit.NO if "prime" in missing else Fit.SHORT


def bare(title: Title, office: Office) -> bool:
    """Whether a title is kept for life or is of several posts in turn, so that without its place it tells of none."""
    return "ambassador" in title.nouns and not title.others - title.countries and bool(office.of)


ONE_HOLDER = re.compile(
    r"president\b|prime minister|premier\b|chancellor\b|king\b|queen\b|emperor|empress|pope\b|governor\b|mayor\b|"
    r"secretary[ -]general|general secretary|secretary of|attorney general|high commissioner for|speaker of|"
    r"(?:foreign|defen[cs]e|finance|interior|home|justice) minister|minister (?:of(?! state)|for)|"
    r"chair(?:man|woman|person)?\b",
    re.IGNORECASE,
)
"""Offices that a fact base which gives one to two at a time has wrong, by the words their titles start with."""
_OF_ONE = frozenset(
    "speaker leader treasurer secretary rector dean provost archbishop bishop prefect superior president chair "
    "minister mayor ombudsman comptroller registrar".split()
)
_BESIDE = frozenset("vice deputy under assistant associate junior sub first second third fourth fifth".split())


def is_of_one(office: Office) -> bool:
    """Whether one person holds such an office at a time; `shared: true` says otherwise."""
    if office.shared:
        return False
    title = title_of(office.office)
    more = bool(title.others or title.nouns != {"minister"}) and not title.ranks & _BESIDE
    return bool(ONE_HOLDER.match(office.office)) or (more and bool(title.nouns & _OF_ONE))


def rules(office: Office) -> bool:
    """Whether who holds an office is one of those who can be said to be in power in a land."""
    return bool(title_of(office.office).nouns & _STATE_HEADS)


def is_acting(office: Office) -> bool:
    """Whether an office was held for another or for the time being."""
    return office.acting or bool(_ACTING.search(office.office))


def answer(aspect: Aspect, office: Office, days: Iterable[When]) -> Answer:
    """Whether an office was held so on one of these days."""
    when = office.when
    founder = "founder" in office.office.lower() or "founding" in office.office.lower()  # whom one never ceases to be
    if when is None:
        return Answer.YES if founder else Answer.UNKNOWN
    if founder and aspect is Aspect.NOW:
        aspect = Aspect.THEN
    if aspect is Aspect.ACTING and not is_acting(office):
        held = [holds(when, on) for on in days]
        return Answer.NO if when.lasting and Answer.YES in held else Answer.UNKNOWN
    answers = [_answer_on(aspect, when, on) for on in days]
    return next((one for one in (Answer.YES, Answer.UNKNOWN) if one in answers), Answer.NO)


def _answer_on(aspect: Aspect, when: When, on: When) -> Answer:
    begun = Answer.YES if when.start_latest <= on.latest else Answer.NO if when.earliest > on.latest else Answer.UNKNOWN
    match aspect:
        case Aspect.THEN:
            return begun
        case Aspect.LATER:  # as of what is told, be it long ago
            return Answer.UNKNOWN if begun is Answer.UNKNOWN else Answer.YES
        case Aspect.FORMER:
            if when.latest < on.earliest:
                return Answer.YES if when.lasting else Answer.UNKNOWN
            return Answer.NO if begun is Answer.NO or when.end_earliest >= on.earliest else Answer.UNKNOWN
        case Aspect.COMING:
            soon = (when.earliest - on.latest).days <= _SOON
            return Answer.NO if begun is Answer.YES else Answer.YES if begun is Answer.NO and soon else Answer.UNKNOWN
    held = holds(when, on)
    if held is Answer.NO and on.earliest <= when.latest and when.earliest <= on.latest:
        return Answer.UNKNOWN
    return Answer.UNKNOWN if held is Answer.NO and not when.lasting and when.earliest <= on.latest else held


def boundary(offices: Sequence[Office], days: Iterable[When], aspect: Aspect) -> date | None:
    """The start or end of a term that one of the days lies within a few days of, where one of these terms decides."""
    days = tuple(days)
    if aspect is Aspect.THEN or any(
        len({answer(aspect, office, (on,)) for on in _around(days)}) == 1
        for office in offices
        if answer(aspect, office, days) is Answer.YES
    ):
        return None
    lasting = [office.when for office in offices if office.when and office.when.lasting]
    found = (near(when, on.latest, _NEAR_DAYS) for when in lasting for on in days)
    return next((b for b in found if b), None)


def _around(days: Iterable[When]) -> list[When]:
    return [on for when in days for on in (when, day(_moved(when.earliest, -1)), day(_moved(when.latest, 1)))]


def _moved(on: date, way: int) -> date:
    try:
        return on + way * timedelta(_NEAR_DAYS)
    except OverflowError:
        return on


@dataclass(frozen=True, slots=True)
class Length:
    """How long an office was held: in words, the days that surely fit, those outside which none do."""

    words: str
    surely: tuple[Fraction, Fraction]
    never: tuple[Fraction, Fraction]

    def fits(self, first: When, last: When, today: date) -> Answer:
        """Whether what began and ended then lasted so long; of what goes on only how long it had lasted today."""
        goes_on = last.latest > today
        least = (min(last.end_earliest, today) - first.start_latest).days
        most = (min(last.latest, today) - first.earliest).days
        if self.surely[0] <= least and most <= self.surely[1]:
            return Answer.YES
        short, long = most < self.never[0], least > self.never[1]
        return Answer.NO if short or (long and not goes_on) else Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Period:
    """What is said of when an office began, ended, or was held, and how long; `end` is where a text stops saying so.

    `chosen`: that it is a choice which may lie some months before the office itself; `so_far`: that it has lasted so
    long by the day of the letter, and goes on.
    """

    end: int
    began: When | None = None
    ended: When | None = None
    held: When | None = None
    chosen: bool = False
    lasted: Length | None = None
    so_far: bool = False

    def __str__(self) -> str:
        told = (("from", self.began), ("until", self.ended), ("in", self.held))
        times = [f"{word} {when}" for word, when in told if when]
        return " ".join([*times, f"for {self.lasted.words}"] if self.lasted else times)

    @property
    def goes_on(self) -> bool:
        """Whether it tells of no end: "since 2009"."""
        return (self.began is not None and self.ended is None) or self.so_far

    def fits(self, terms: Sequence[When], today: date) -> Answer:
        """Whether an office held over these times began, ended or was held then; `today` is the day of the letter."""
        lasting = sorted((t for t in terms if t.lasting), key=lambda t: t.earliest)
        if not lasting:
            return Answer.UNKNOWN
        runs = [(one, last) for n, one in enumerate(lasting) for last in _goes_on(lasting[n:])]
        fitting = [run for run in runs if self._fits(*run, timedelta(0))]
        if fitting and self.lasted:
            return self._lasts(fitting, lasting, today)
        if fitting:
            return Answer.YES
        if not self.chosen or not any(self._fits(first, last, _SLACK) for first, last in runs):
            return Answer.NO
        return Answer.UNKNOWN  # a choice before the office, of which the base does not tell

    def _lasts(self, runs: Sequence[tuple[When, When]], terms: Sequence[When], today: date) -> Answer:
        """Whether one of the runs lasted so long; what was held several times may be told in sum."""
        assert self.lasted is not None
        last = max(t.latest for t in terms)
        if self.so_far and last <= today:
            return Answer.NO
        answers = {self.lasted.fits(first, last, today) for first, last in runs}
        if Answer.YES in answers:
            return Answer.YES
        return (
            Answer.NO if answers == {Answer.NO} and len({first.earliest for first, _ in runs}) == 1 else Answer.UNKNOWN
        )

    def is_apart(self, terms: Sequence[When]) -> bool:
        """Whether it ended before all these times, or began after them: then it may be that of another office."""
        before = self.ended is not None and all(self.ended.latest < term.earliest for term in terms)
        return before or (self.began is not None and all(term.latest < self.began.earliest for term in terms))

    def _fits(self, first: When, last: When, slack: timedelta) -> bool:
        if self.began and not _meet(self.began, _shifted(first.earliest, -slack), first.start_latest):
            return False
        if self.ended and not _meet(self.ended, last.end_earliest, last.latest):
            return False
        return self.held is None or _meet(self.held, first.earliest, last.latest)


_SLACK = timedelta(130)
_PAUSE = timedelta(31)


def _goes_on(terms: Sequence[When]) -> list[When]:
    """The terms that follow the first without a pause, itself included."""
    run = [terms[0]]
    for term in terms[1:]:
        if term.earliest > _shifted(run[-1].latest, _PAUSE):
            break
        run.append(term)
    return run


def _meet(said: When, first: date, last: date) -> bool:
    return said.earliest <= last and first <= said.latest


def _shifted(on: date, by: timedelta) -> date:
    try:
        return on + by
    except OverflowError:
        return date.max if by > timedelta(0) else date.min


_APART = tuple(
    map(frozenset, ({"president"}, {"president", "vice"}, {"minister", "prime"}, {"secretary"}, {"chancellor"}))
)


def exclude(one: Title, other: Title) -> bool:
    """Whether nobody holds both of two offices of one body: a president is not also its secretary or prime minister."""
    first, second = (
        title.words & {"president", "vice", "minister", "prime", "secretary", "chancellor", "general"}
        for title in (one, other)
    )
    if first == second:
        return False
    if {"minister"} in (first, second):
        return {"president"} in (first, second)
    return first in _APART and second in _APART


def lowered(said: Title, known: Title, body: frozenset[str]) -> bool:
    """Whether a title is that of the one who stands below the known office: its deputy is not also its holder."""
    below = said.ranks - known.ranks
    same = said.nouns == known.nouns and said.others - body == known.others - body
    return same and known.ranks < said.ranks and bool(below & {"vice", "deputy", "under", "assistant"})


PORTFOLIOS = frozenset(
    "state treasury defense war navy army interior justice agriculture commerce labor health education energy "
    "transportation foreign finance home press culture trade transport environment".split()
)
"""What the secretaries and ministers of most states are of, in one word."""


def another_portfolio(said: Title, known: Title, body: frozenset[str]) -> bool:
    """Whether two titles are those of two departments of a state, which one person does not head at a time."""
    if said.nouns != known.nouns or not said.nouns <= {"secretary", "minister"} or said.ranks or known.ranks:
        return False
    mine, theirs = said.others - body, known.others - body
    return len(mine) == 1 and mine <= PORTFOLIOS and bool(theirs) and not mine & theirs and "prime" not in known.others


def another_state(said: Title, known: Title, body: frozenset[str]) -> bool:
    """Whether two titles are the same but for the state they are of."""
    if said.nouns != known.nouns or said.ranks != known.ranks or not body & COUNTRY_WORDS:
        return False
    own = known.others - body
    return bool(said.countries - body - own) and said.others - said.countries == own and bool(said.nouns & _STATE_HEADS)


def life_of(entity: Entity) -> tuple[date, date]:
    """The first and the last day on which somebody can be meant by the surname: of a life, or of the offices known."""
    if not isinstance(entity, Person):
        return date.min, date.max
    born = entity.born.when.earliest if entity.born and entity.born.when else None
    died = entity.died.when.latest if entity.died and entity.died.when else None
    held = [when for office in entity.offices if (when := office.when)]
    first = (
        _later(born, _CHILDHOOD) if born else _later(min((w.earliest for w in held), default=date.min), -_GENERATION)
    )
    last = died or max((w.latest for w in held), default=date.max)
    return first, _later(last, _GENERATION)


def _later(on: date, years: int) -> date:
    if on in {date.min, date.max} or not 1 <= on.year + years <= 9999:
        return date.min if years < 0 or on == date.min else date.max
    return on.replace(year=on.year + years, day=min(on.day, 28))


OFFICE_KEYS = ("offices", "memberships")
"""The keys under which the fact base tells what a person is in a body."""


def office_of(fact: Fact) -> Office:
    """The office that a fact is; who belongs to a body is a member of it, and whatever else its `role` says."""
    assert isinstance(fact.statement, Office | Membership)
    return fact.statement if isinstance(fact.statement, Office) else post_of(fact.statement)


@lru_cache(maxsize=1 << 10)
def post_of(told: Membership) -> Office:
    """A membership as an office that many can hold."""
    title, also = (told.role, ("member",)) if told.role else ("member", ())
    return Office(
        office=title, also=also, of=told.of, shared=True, on=told.on, valid=told.valid, sources=told.sources,
        status=told.status,
    )  # fmt: skip
