"""The fact base as data: entities, their statements, and the sources these rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, get_args, get_type_hints

from pydantic import BeforeValidator, ConfigDict, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.facts.dates import SHAPE as DATE_SHAPE
from sphinx_factcheck.facts.dates import When, parse
from sphinx_factcheck.facts.happenings import Word
from sphinx_factcheck.facts.registers import NONE_FOUND, REGISTERS
from sphinx_factcheck.facts.terms import SHAPE as TERM_SHAPE
from sphinx_factcheck.facts.terms import Term, parse_term

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Title = Annotated[str, StringConstraints(min_length=1)]


def _when(value: Any) -> When:
    return value if isinstance(value, When) else parse(_words(value, "a date, like 2023-06-14"))


def _term(value: Any) -> Term:
    return value if isinstance(value, Term) else parse_term(_words(value, "a term, like 14 years"))


def _suspended(value: Any) -> Term:
    whole = isinstance(value, str) and value.strip() == "wholly"
    return WHOLLY if whole else _term(value)


def _words(value: Any, expected: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{expected}, is expected here")
    return value


WHOLLY = Term(months=-1)
"""What `suspended: wholly` is read as."""


def _told(term: Term) -> str:
    return "wholly" if term == WHOLLY else str(term)


Edtf = Annotated[
    When,
    PlainValidator(_when),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": DATE_SHAPE,
            "description": "An EDTF date or interval: 2023-06-14, 2023-06, 2021/2025, 2025/..",
        }
    ),
]
PrisonTerm = Annotated[
    Term,
    PlainValidator(_term),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": TERM_SHAPE, "description": "life, 14 years, or 4 years 6 months"}),
]
Suspended = Annotated[
    Term,
    PlainValidator(_suspended),
    PlainSerializer(_told),
    WithJsonSchema(
        {
            "type": "string",
            "anyOf": [{"pattern": r"^\s*wholly\s*$"}, {"pattern": TERM_SHAPE}],
            "description": "wholly, or the part that is suspended: 2 years",
        }
    ),
]
Coordinates = Annotated[str, StringConstraints(pattern=r"^-?\d{1,2}(\.\d+)?, ?-?\d{1,3}(\.\d+)?$")]
_CLOSED = ConfigDict(extra="forbid")


class Status(StrEnum):
    """How far a statement can be relied on."""

    CONFIRMED = "confirmed"
    UNVERIFIED = "unverified"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that holds `on` a day or is `valid` over a time, and the ids of the sources that say so."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    id: Id | None = None
    on: Edtf | None = None
    valid: Edtf | None = None
    sources: tuple[Id, ...] = ()
    status: Status = Status.CONFIRMED
    note: str = ""

    @property
    def when(self) -> When | None:
        return self.on or self.valid


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Statement):
    """Another name of an entity, with the time it was in use where that is known."""

    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeDate(Statement):
    """A birth, a founding or a death, its place, and the cause of a death."""

    where: str = ""
    cause: str = ""


CustodyEvent = Literal[
    "detained", "arrested", "charged", "sentenced", "imprisoned", "bailed", "paroled", "released", "missing", "died",
    "convicted", "acquitted", "upheld", "raised", "cut", "commuted", "quashed", "restored", "pardoned", "retrial",
    "confined", "banned", "lifted",
]  # fmt: skip
CustodyForm = Literal[
    "police custody", "remand", "prison", "house arrest", "residential surveillance", "solitary confinement",
    "travel ban", "exit ban", "practice ban", "enforced disappearance",
]  # fmt: skip
Penalty = Literal[
    "prison", "death", "death with reprieve", "exile", "fine", "lashes", "deprivation of rights", "forced labor"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody(Statement):
    """One event of a person's time in custody, before a court or under a ban.

    A court's sentence has a `term` of prison, or another `penalty` that `lasts` or costs an `amount`; several of one
    day have each their `charge`, and the one with `total` is what they come to. `suspended` is `wholly` or the part of
    the term that is, `probation` for how long. What a later court did (upheld, raised, cut, commuted, quashed,
    restored) is `to` the sentence of that id, or to the last before it. `form` is the form of custody or ban.
    """

    event: CustodyEvent
    form: CustodyForm | None = None
    term: PrisonTerm | None = None
    penalty: Penalty = "prison"
    lasts: PrisonTerm | None = None
    amount: str = ""
    suspended: Suspended | None = None
    probation: PrisonTerm | None = None
    total: bool = False
    to: str = ""
    charge: str = ""
    court: str = ""
    where: str = ""

    @property
    def is_suspended(self) -> bool:
        """Whether nobody is held by this sentence: all of its term is suspended."""
        return self.suspended is not None and (self.suspended == WHOLLY or self.suspended == self.term)


Relation = Literal[
    "wife", "husband", "spouse", "partner", "father", "mother", "parent", "son", "daughter", "child", "brother",
    "sister", "sibling", "uncle", "aunt", "nephew", "niece", "cousin", "grandfather", "grandmother", "grandson",
    "granddaughter",
]  # fmt: skip
RELATIONS: tuple[str, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin(Statement):
    """A relative of the person: `wife: xu-yan` says that his wife is Xu Yan, by an id or a name.

    `kin: wife, of: xu-yan` says the same.
    """

    kin: Relation
    of: str


def _relative(value: Any) -> Any:
    """`wife: xu-yan` as `kin: wife, of: xu-yan`."""
    words = [key for key in value if key in RELATIONS] if isinstance(value, dict) else []
    if not words:
        return value
    word, *others = words + [key for key in ("kin", "of") if key in value]
    if others:
        raise ValueError(
            f"“{word}” and “{others[0]}” in one statement: write “{word}: ID”, and each relative by itself"
        )
    if not isinstance(value[word], str) or not value[word].strip():
        raise ValueError(f"“{word}” takes the id of a person, or a name")
    return {**{key: said for key, said in value.items() if key != word}, "kin": word, "of": value[word]}


Relative = Annotated[Kin, BeforeValidator(_relative)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizenship(Statement):
    """A state whose citizen a person is. `only` says that there is no other."""

    country: str
    only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocation(Statement):
    """What a person is by profession or calling: lawyer, monk; `no` says that the person plainly is none."""

    vocation: str
    also: tuple[str, ...] = ()
    no: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence(Statement):
    """Where a person lives: the id of a place, or plain words."""

    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Statement):
    """A body that a person belongs to, by its id or in plain words, and as what."""

    of: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying(Statement):
    """What a place lies in, by its id."""

    place: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Statement):
    """An office or post held. `of` names the state or the body: the id of an organization, or plain words.

    `shared` says that several hold it at once, where its title sounds as if only one could.
    """

    office: str
    of: str = ""
    acting: bool = False
    shared: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Statement):
    """A prize, by `year`, with the part the person had in it; `on` is the day it was made known."""

    award: str
    year: int
    role: Literal["laureate", "finalist"] = "laureate"
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Statement):
    """What else happened to an entity, in a few words: `event: hunger strike`."""

    event: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating(Statement):
    """A date of an event or a document: when it was held, published, adopted, introduced, repealed.

    `event` is one of the words known (`facts/happenings.py`), or a word of one's own with the `verbs` that tell it.
    """

    event: Word = "held"
    verbs: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Statement):
    """The result of a vote."""

    votes_for: int
    against: int
    abstaining: int = 0
    carried: bool | None = None

    @property
    def margin(self) -> int:
        """By how many votes the two sides differ."""
        return abs(self.votes_for - self.against)

    @property
    def passed(self) -> bool:
        """Whether it was carried: as the fact base says, or else by the numbers."""
        return self.votes_for > self.against if self.carried is None else self.carried


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Statement):
    """How many of something: `of: people detained`, `count: 23`. `least` and `most` where only bounds are known.

    `by` is who counts; `role` the part of those counted where one thing counts several: `targets`, `at work`.
    """

    of: str
    count: int | None = None
    least: int | None = None
    most: int | None = None
    members: tuple[str, ...] = ()
    by: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Statement):
    """Words of a document, kept to judge quotations and no longer than these need.

    `by` is whose words they are, where not the document's authors; `judges` what they say in short: `genocide`.
    """

    text: str
    by: str = ""
    judges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(Statement):
    """The rank of a subject in one edition of a ranking: 176 `out_of` 180, or a `standing` where no number is told.

    `tied` are the others that have the same rank.
    """

    subject: str
    rank: int | None = None
    standing: Literal["first", "second", "last", "last but one", "last but two"] | None = None
    out_of: int | None = None
    tied: tuple[str, ...] = ()

    def __str__(self) -> str:
        number = str(self.standing if self.rank is None else self.rank)
        return f"{number} of {self.out_of}" if self.out_of else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Anything that a letter can name."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    kind: ClassVar[str] = "entity"

    id: Id
    name: Name
    also: tuple[Name | Alias, ...] = ()
    native: str = ""
    about: str = ""
    sources: tuple[Id, ...] = ()
    note: str = ""
    wikidata: str = ""
    viaf: str = ""
    gnd: str = ""
    counts: tuple[Count, ...] = ()

    def as_of(self, day: When) -> tuple[Statement, ...]:
        """The statements whose time had begun by `day`, in the order of the fact base."""
        told = (statement for _, statement in statements_of(self))
        return tuple(s for s in told if s.when is None or s.when.earliest <= day.latest)

    @property
    def identifiers(self) -> dict[str, str]:
        """What others know it by, by the register; one that was looked for and not found is none."""
        return {key: id for key, id in self.registered.items() if not id.startswith(NONE_FOUND)}

    @property
    def registered(self) -> dict[str, str]:
        """What is told of its identifiers, by the register: the number, or that none was found."""
        return {key: told for key in REGISTERS if (told := getattr(self, key))}

    def aliases(self) -> tuple[Alias, ...]:
        """The name and all others, as aliases."""
        return (Alias(name=self.name), *(Alias(name=a) if isinstance(a, str) else a for a in self.also))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """A person. `family` and `given` where the name does not split by its order."""

    kind: ClassVar[str] = "person"

    name_order: Literal["given-first", "family-first"] = "given-first"
    family: str = ""
    given: str = ""
    titles: tuple[str, ...] = ()
    country: str = ""
    born: LifeDate | None = None
    died: LifeDate | None = None
    custody: tuple[Custody, ...] = ()
    offices: tuple[Office, ...] = ()
    awards: tuple[Award, ...] = ()
    happenings: tuple[Happening, ...] = ()
    kin: tuple[Relative, ...] = ()
    citizenship: tuple[Citizenship, ...] = ()
    vocations: tuple[Vocation, ...] = ()
    residences: tuple[Residence, ...] = ()
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Entity):
    """A body of people; its renamings are aliases with a validity."""

    kind: ClassVar[str] = "organization"

    country: str = ""
    founded: LifeDate | None = None
    happenings: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entity):
    """Something that happened at a time and, often, a place."""

    kind: ClassVar[str] = "event"

    type: str = ""
    dates: tuple[Dating, ...] = ()
    places: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    result: Vote | None = None
    happenings: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entity):
    """A letter, law, report or statement."""

    kind: ClassVar[str] = "document"

    type: str = ""
    by: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    dates: tuple[Dating, ...] = ()
    passages: tuple[Passage, ...] = ()
    happenings: tuple[Happening, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Entity):
    """One edition of an index that ranks its subjects."""

    kind: ClassVar[str] = "ranking"

    by: str = ""
    edition: str = ""
    dates: tuple[Dating, ...] = ()
    ranks: tuple[Rank, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality(Entity):
    """A place that letters name: `within` what it lies, and its `coordinates` where a source gives them."""

    kind: ClassVar[str] = "place"

    type: str = ""
    within: tuple[Id | Lying, ...] = ()
    coordinates: Coordinates | None = None
    happenings: tuple[Happening, ...] = ()

    def outer(self) -> tuple[Lying, ...]:
        """What the place lies in, each with its time where one is told."""
        return tuple(Lying(place=w) if isinstance(w, str) else w for w in self.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement was read: address, day, and a quoted phrase of at most 15 words.

    `publisher` is who speaks there, to be named where the name of the site does not tell. `copy_of` says whose text it
    is, where it is another's: the id of a source, or the site that the text comes from, like reuters.com.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    id: Id
    title: Title
    url: str = ""
    publisher: str = ""
    copy_of: str = ""
    citation: str = ""
    seen: Edtf | None = None
    published: Edtf | None = None
    excerpt: str = ""
    archived: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement in its place: whose it is, under which key, and where it stands in the YAML.

    `address` names it in annotations: `xu-zhiyong/custody/1`, or `unhrc-debate-2022/result` where a key holds just one.
    """

    address: str
    entity: str
    key: str
    statement: Statement
    place: Place

    def __hash__(self) -> int:
        return hash(self.address)


OWN_KEY = "custody"
"""The key of the statements that are an entry's own: nothing is made of those of all entries together."""


@dataclass(frozen=True)
class FactBase:
    """All that is known. `places` gives the YAML place of every entity and source by its id."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    digest: str = ""
    warnings: tuple[Problem, ...] = ()
    meaning: str = field(default="", compare=False)
    """A digest of what it says and in what order, wherever in its files; empty where nobody made it."""
    opened: str = field(default="", compare=False)
    """The same without what is an entry's own, of which `own` has the digests by the id (see `facts/consulted.py`)."""
    own: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    noted: Any = field(default=None, compare=False, repr=False)
    """Who notes what is looked up; see `facts/consulted.py`."""

    def entity(self, id: str) -> Entity | None:
        """The entity of an id, or None."""
        return self.entities.get(id)

    def about(self, entity: str, *keys: str) -> tuple[Fact, ...]:
        """The facts of one entity, of these keys where any are given."""
        openly = self.noted and keys and OWN_KEY not in keys
        facts = self.noted.open_facts if openly else self.facts
        return tuple(f for f in facts.get(entity, ()) if not keys or f.key in keys)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all facts."""
        if self.noted:
            self.noted.ids.update(self.own)
            self.noted.own.update(self.own)
        return tuple(fact.address for facts in self.facts.values() for fact in facts)

    def fact(self, address: str) -> Fact | None:
        """The fact at an address, or None.

        Instead of key and number, `entity/key` finds the only statement of a key, `entity/id` the one of that id.
        """
        facts = self.facts.get(address.partition("/")[0], ())
        for fact in facts:
            if fact.address == address or (fact.statement.id and address == f"{fact.entity}/{fact.statement.id}"):
                return fact
        alone = [fact for fact in facts if address == f"{fact.entity}/{fact.key}"]
        return alone[0] if len(alone) == 1 else None


ENTITY_TYPES: Mapping[str, type[Entity]] = {
    "people": Person,
    "organizations": Organization,
    "events": Event,
    "documents": Document,
    "rankings": Ranking,
    "places": Locality,
}


FILE_KINDS: Mapping[str, type[Entity] | type[Source]] = {**ENTITY_TYPES, "sources": Source}


def file_kind(entry: Entity | Source) -> str:
    """The name of the files that hold such entries: `people` for a person."""
    return _FILE_KIND[type(entry)]


def statements_of(entity: Entity) -> tuple[tuple[str, Statement], ...]:
    """Every statement of an entity with its key and number: `("custody/1", …)`, or `("died", …)` for a single one."""
    told: list[tuple[str, Statement]] = []
    for key in _STATEMENT_KEYS[entity.kind]:
        value = getattr(entity, key)
        if isinstance(value, Statement):
            told.append((key, value))
        elif value:
            told += [(f"{key}/{n}", s) for n, s in enumerate(value, 1) if isinstance(s, Statement)]
    return tuple(told)


def _holds_statements(hint: Any) -> bool:
    return (isinstance(hint, type) and issubclass(hint, Statement)) or any(map(_holds_statements, get_args(hint)))


def kind_names() -> dict[str, str]:
    """The file kinds by what an entry is called in words: `person` stands for people."""
    return {getattr(entry, "kind", entry.__name__.lower()): kind for kind, entry in FILE_KINDS.items()}


_FILE_KIND = {entry: kind for kind, entry in FILE_KINDS.items()}
_STATEMENT_KEYS = {
    entity.kind: tuple(key for key, hint in get_type_hints(entity).items() if _holds_statements(hint))
    for entity in ENTITY_TYPES.values()
}
