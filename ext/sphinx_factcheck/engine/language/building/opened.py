"""The clauses of a sentence that are open while it is read, and how groups and verbs are put into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.chunks import Chunk, Group, Mark, Verb

_SUCH = frozenset("such as,like,including".split(","))
PERSON, AMOUNT, TIME, THING = "person", "amount", "time", "thing"


@dataclass(slots=True, eq=False)
class Open:
    """A clause while the sentence is read. `like` is the clause that it is joined to and shares its place with."""

    link: str
    marker: str = ""
    governor: Open | None = None
    anchor: Group | None = None
    like: Open | None = None
    comma: bool = False
    subject: list[Group] = field(default_factory=list)
    verb: Verb | None = None
    objects: list[list[Group]] = field(default_factory=list)
    args: list[tuple[str, list[Group]]] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)
    inverted: bool = False
    imperative: bool = False
    denied: bool = False
    gap: str = ""
    elided: bool = False
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a sentence stood when a bracket or a dash broke into it."""

    stack: list[Open]
    last: Group | None
    slots: list[list[Group]]
    chain: list[Group]
    placed: str


def class_of(group: Group) -> str:
    """What sort of thing a noun group speaks of: a person, an amount, a time or a thing."""
    if group.is_pronoun or group.head.tag == lex.NAME:
        return PERSON
    if group.head.tag in (lex.AMOUNT, lex.NUMBER) or (group.owners and group.owners[-1].head.tag == lex.AMOUNT):
        return AMOUNT
    if group.is_time:
        return TIME
    return PERSON if lex.is_human(group.head.low) or group.is_name else THING


def is_mark(chunk: Chunk | None, kinds: str) -> bool:
    """Whether a chunk is a mark of one of these kinds, each told by a letter."""
    return isinstance(chunk, Mark) and chunk.kind in kinds


class Building:
    """Where the reading of one sentence stands.

    `stack` are the clauses that are open, `before` the chunk just read that is no adverb, `last` the group just placed
    and `placed` how; `slots` the lists that a further group can join, `chain` the nouns that a phrase can hang on;
    `waiting` a group after "and" of which it is not known yet what it begins, `joined` one that a list has taken;
    `shares` whether each of several is told with an amount or date of his own.
    """

    def __init__(self, chunks: Sequence[Chunk], *, asked: bool = False) -> None:
        self.chunks = chunks
        self.asked = asked
        self.clauses: list[Open] = []
        self.groups: list[Group] = [c for c in chunks if isinstance(c, Group)]
        self.stack: list[Open] = []
        self.before: Chunk | None = None
        self.last: Group | None = None
        self.slots: list[list[Group]] = []
        self.chain: list[Group] = []
        self.placed = ""
        self.waiting: Group | None = None
        self.beside: list[Group] = []
        self.joined: Group | None = None
        self.shares = False
        self.passed = False
        self.ruled_out = False
        self.broken: list[Broken] = []
        self.dash = False
        self.open_main()

    @property
    def top(self) -> Open:
        """The innermost open clause."""
        return self.stack[-1]

    def open_main(self) -> None:
        """A new main clause, all others closed."""
        self.stack = [Open("main")]
        self.clauses.append(self.stack[0])
        self.before = self.last = self.waiting = None
        self.shares = False
        self.slots, self.chain, self.placed = [], [], ""

    def push(self, clause: Open) -> Open:
        """A new clause within the innermost one."""
        self.clauses.append(clause)
        self.stack.append(clause)
        self.slots, self.chain = [], []
        return clause

    def sibling(self, other: Open, subject: list[Group]) -> Open:
        """A clause joined by "and" to another one, in its place on the stack."""
        while len(self.stack) > 1 and self.stack[-1] is not other:
            self.stack.pop()
        clause = Open("coordinated", "and", other.governor, other.anchor, other.like or other, other.comma, subject)
        self.clauses.append(clause)
        self.stack[-1] = clause
        self.slots, self.chain = [], []
        return clause

    def take_verb(self, clause: Open, verb: Verb) -> None:
        """A verb for an open clause; what was opened after it is closed."""
        while self.stack[-1] is not clause:
            self.stack.pop()
        clause.verb = verb
        clause.start = clause.start if clause.start >= 0 else verb.start
        self.last, self.chain, self.placed, self.joined, self.slots = None, [], "", None, []

    def push_verb(self, clause: Open, verb: Verb) -> None:
        """A new clause within the innermost one, and its verb."""
        self.take_verb(self.push(clause), verb)

    def break_off(self, marker: str) -> None:
        """Open what a bracket or a dash puts between; `resume` goes on with what it breaks."""
        self.broken.append(Broken(self.stack, self.last, self.slots, self.chain, self.placed))
        self.stack = [*self.stack, Open("aside", marker, self.top, self.last)]
        self.clauses.append(self.stack[-1])
        self.slots, self.chain = [], []

    def resume(self) -> None:
        """Go on where a bracket or a dash broke in."""
        if self.broken:
            was = self.broken.pop()
            self.stack, self.last, self.slots, self.chain, self.placed = (
                was.stack, was.last, was.slots, was.chain, was.placed
            )  # fmt: skip
            self.before = self.last

    def place(self, slot: list[Group], group: Group, how: str) -> None:
        """Put a group into a list of its clause or of a noun."""
        slot.append(group)
        self.slots.append(slot)
        self.chain = [group]
        self.placed = how

    def apposed_to(self, noun: Group, group: Group, how: str) -> None:
        """Put a group beside a noun of which it tells more; further ones can join it."""
        noun.apposed.append(group)
        self.slots.append(noun.apposed)
        self.chain, self.placed = [group], how

    def detach(self, last: Group) -> list[Group]:
        """The last group, taken out of wherever it was placed."""
        slot = next((s for s in reversed(self.slots) if s and s[-1] is last), None)
        if slot is None:
            for group in self.groups:
                if group.apposed and group.apposed[-1] is last:
                    group.apposed.pop()
            return [last]
        slot.pop()
        if not slot:
            top = self.top
            top.objects = [s for s in top.objects if s]
            top.args = [(p, s) for p, s in top.args if s]
        return [last]

    def wait(self, group: Group, *, shares: bool = False) -> None:
        """Leave open what a group begins, which may be told with others that wait: "X and Y to twelve each".

        With `shares` each of several is told with what is his.
        """
        self.shares = self.shares or shares
        self.beside = [*self.beside, self.waiting] if self.waiting is not None else []
        self.waiting, self.placed = group, "waiting"

    def take_waiting(self) -> list[Group]:
        """The groups that waited, which do so no longer."""
        waited = [*self.beside, self.waiting] if self.waiting is not None else []
        self.waiting, self.beside = None, []
        return waited

    def begin(self, other: Open, *, of_times: bool = False) -> Open:
        """A clause beside another, with what waited as its subject; times tell when, unless its verb is `of_times`."""
        waited = self.take_waiting()
        times = [group for group in waited if class_of(group) == TIME]
        times = [] if of_times and len(times) == len(waited) else times
        whom = [group for group in waited if group not in times]
        clause = self.sibling(other, whom if whom or other.verb is None else list(other.subject))
        clause.args += [("", [time]) for time in times]
        return clause

    # What is looked for among what is open

    def without_verb(self) -> Open | None:
        """The innermost open clause that has a subject and still waits for its verb."""
        for clause in reversed(self.stack):
            if clause.verb is None and (clause.subject or clause.link == "relative"):
                return clause
        return None

    def slot_for(self, group: Group) -> list[Group] | None:
        """The nearest list of groups of the same class that a group can be joined to."""
        sort = class_of(group)
        alike = [slot for slot in reversed(self.slots) if slot and class_of(slot[-1]) == sort]
        if sort == PERSON and not group.is_name and group.words[0].tag in "kj":
            alike.sort(key=lambda slot: slot[-1].is_name)  # "the editor of Harbour Light and winner of"
        if alike:
            return alike[0]
        subject = self.top.subject
        if self.top.verb is None and subject and class_of(subject[-1]) == sort:
            return subject
        return None

    def slot_of(self, group: Group) -> list[Group] | None:
        """The nearest list that ends with a group."""
        return next((s for s in reversed(self.slots) if s and s[-1] is group), None)

    def nearest(self) -> list[Group]:
        """The subject that a phrase after a comma tells more of."""
        top, last = self.top, self.last
        of_verb = top.verb is not None or any(p in _SUCH and s == [last] for p, s in top.args)
        if of_verb and last is not None and last.is_name and self.placed != "subject":
            return [last]
        if of_verb and last is not None and self.placed == "object" and lex.is_human(last.head.low):
            return [last]
        if top.subject:
            in_turn = any(is_mark(c, "a") and getattr(c, "low", "") == "respectively" for c in self.chunks)
            return [top.subject[-1]] if top.verb is None and not in_turn else list(top.subject)
        opens = any(c.link == "participle" and top in (c, c.governor) and not c.subject for c in self.clauses)
        return [last] if last is not None and not opens else []

    def joint(self, group: Group) -> str:
        """What joins a clause whose subject is a group to the one before it: "and", or but a comma."""
        at = next((n for n, chunk in enumerate(self.chunks) if chunk is group), 0)
        return "and" if at and is_mark(self.chunks[at - 1], "&") else ","

    def joinable(self) -> Open:
        """The clause that a new one with its own subject is joined to: none that only tells more of a noun."""
        for clause in reversed(self.stack):
            if clause.link in {"main", "coordinated", "complement", "subordinate"} and clause.verb is not None:
                return clause
        return self.stack[0]

    def sharer(self) -> Open:
        """The clause whose subject a verb without one of its own shares: the innermost with a form of its own."""
        for clause in reversed(self.stack):
            if (
                clause.verb is not None
                and clause.verb.form in {"finite", "base"}
                and clause.link not in {"infinitive", "gerund", "small"}
            ):
                return clause
        return self.stack[0]
