"""Chunks as clauses: one pass from left to right with a stack of the clauses that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sphinx_factcheck.language import lexicon as lex
from sphinx_factcheck.language.chunks import Chunk, Group, Mark, Verb
from sphinx_factcheck.language.verbs import (
    BARE_THAT,
    COPULAR,
    FALSE,
    FEELINGS,
    MAYBE,
    PARTICIPLES,
    PHRASAL,
    SPEAKS,
    SUFFERED,
    THAT_NOUNS,
    TO_THAT,
    TRUE,
)

_SMALL = frozenset(
    "want like see have get need keep leave hear find order wish prefer love watch hold set let make help".split()
)
_BARE_INFINITIVE = frozenset("let make help see watch hear have".split())
_WITH_QUALITY = frozenset(
    tuple(pair.split("_"))
    for pair in (
        "set_free let_go find_guilty shoot_dead go_missing go_free walk_free find_dead plead_guilty break_free "
        "report_missing declare_dead hold_incommunicado keep_incommunicado pronounce_dead find_innocent leave_dead "
        "come_free fall_ill"
    ).split()
)
_ALSO_ADVERBS = frozenset(
    "out up down off away in on over about around across along through under behind inside outside".split()
)
_PLACING = frozenset("in at near inside outside around across into within throughout".split())
"""Prepositions after which a name that no span tells of is that of a place."""
_DEEPEST = 4
"""How many nouns a phrase after a noun can hang on: "the arrest of X in Oslo on 4 May"."""
_AFTER_NUMBER = frozenset("ago old earlier later before afterwards hence long".split())
_PERSON, _AMOUNT, _TIME, _THING = "person", "amount", "time", "thing"


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


def class_of(group: Group) -> str:
    """What sort of thing a noun group speaks of: a person, an amount, a time or a thing."""
    if group.is_pronoun or group.head.tag == lex.NAME:
        return _PERSON
    if group.head.tag in (lex.AMOUNT, lex.NUMBER):
        return _AMOUNT
    if group.is_time:
        return _TIME
    return _PERSON if lex.is_human(group.head.low) or group.is_name else _THING


def _may_be_age(group: Group) -> bool:
    """Whether a bare number can be the age of an adult."""
    return group.head.tag == lex.NUMBER and group.head.low.isdigit() and int(group.head.low[:4]) > 17


def _is_told(group: Group) -> bool:
    """Whether a plural is of persons known or counted: "these two women", "the three lawyers"."""
    return group.first in {"these", "those", "the", "both", "his", "her", "their"} or group.words[0].tag == lex.NUMBER


def _takes_that(clause: Open, quality: Group) -> bool:
    """Whether what "is" leads to is followed by what is so: "it is true that", "we are glad that"."""
    it = bool(clause.subject) and clause.subject[0].head.low == "it"
    return it or quality.head.low in TRUE | FALSE | MAYBE | FEELINGS


class Builder:
    """Reads the chunks of one sentence."""

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
        self.joined: Group | None = None
        self.passed = False
        self.ruled_out = False
        self.brackets: list[tuple[list[Open], Group | None, list[list[Group]], list[Group], str]] = []
        self.dash = False
        self._root()

    def read(self) -> list[Open]:
        """The clauses of the sentence, in the order in which they open."""
        for i, chunk in enumerate(self.chunks):
            if isinstance(chunk, Group):
                self._group(i, chunk)
            elif isinstance(chunk, Verb):
                self._verb(i, chunk)
            else:
                self._mark(i, chunk)
                continue
            self.before = chunk
            self.ruled_out = False
            top = self.stack[-1]
            top.end = chunk.end
            if top.start < 0:
                top.start = chunk.start
        self._drop_waiting()
        self._take_up()
        return self.clauses

    # Opening and closing

    @property
    def top(self) -> Open:
        return self.stack[-1]

    def _root(self) -> None:
        self.stack = [Open("main")]
        self.clauses.append(self.stack[0])
        self.before = self.last = self.waiting = None
        self.slots, self.chain, self.placed = [], [], ""

    def _push(self, clause: Open) -> Open:
        self.clauses.append(clause)
        self.stack.append(clause)
        self.slots, self.chain = [], []
        return clause

    def _sibling(self, other: Open, subject: list[Group]) -> Open:
        """A clause joined by "and" to another one, in its place on the stack."""
        while len(self.stack) > 1 and self.stack[-1] is not other:
            self.stack.pop()
        clause = Open("coordinated", "and", other.governor, other.anchor, other.like or other, other.comma, subject)
        self.clauses.append(clause)
        self.stack[-1] = clause
        self.slots, self.chain = [], []
        return clause

    def _take_verb(self, clause: Open, verb: Verb) -> None:
        while self.stack[-1] is not clause:
            self.stack.pop()
        clause.verb = verb
        clause.start = clause.start if clause.start >= 0 else verb.start
        self.last, self.chain, self.placed, self.joined, self.slots = None, [], "", None, []

    def _without_verb(self) -> Open | None:
        """The innermost open clause that has a subject and still waits for its verb."""
        for clause in reversed(self.stack):
            if clause.verb is None and (clause.subject or clause.link == "relative"):
                return clause
        return None

    def _follows(self, i: int) -> Chunk | None:
        """The next chunk that is no adverb."""
        for chunk in self.chunks[i + 1 : i + 4]:
            if not (isinstance(chunk, Mark) and chunk.kind in {"a", "particle"}):
                return chunk
        return None

    # Noun groups

    def _group(self, i: int, group: Group) -> None:  # noqa: C901
        group.denied = self.ruled_out or (isinstance(self.before, Mark) and self.before.low == "nor")
        if (first := group.first) in lex.NEGATIVE:
            group.denied = True
            if first != "few" and self.top.verb is None:
                self.top.denied = True
        before = self.before
        if (
            len(group.words) == 1
            and first == "neither"
            and isinstance(self._follows(i), Verb)
            and self.top.verb is None
        ):
            self.top.inverted = True
            return
        if isinstance(before, Mark):
            match before.kind:
                case "p" | "u":
                    self._phrase(group, before)
                case "&":
                    self._joined(i, group)
                case ",":
                    self._after_comma(i, group)
                case "(":
                    self._bracketed(group)
                case ":" | "-":
                    self._after_colon(group)
                case "r":
                    self._in_relative(group, before)
                case _:
                    self._as_subject(group)
        elif isinstance(before, Verb):
            self._as_object(group)
        elif isinstance(before, Group):
            self._adjacent(group, before)
        else:
            self._as_subject(group)
        self.last = group

    def _place(self, slot: list[Group], group: Group, how: str) -> None:
        slot.append(group)
        self.slots.append(slot)
        self.chain = [group]
        self.placed = how

    def _as_subject(self, group: Group) -> None:
        top = self.top
        if top.verb is not None:
            self._as_object(group)
        elif group.is_time and not top.subject:
            self._argument("", group)
        else:
            self._place(top.subject, group, "subject")

    def _as_object(self, group: Group) -> None:
        top = self.top
        if top.inverted and top.verb is not None and not top.subject:
            self._place(top.subject, group, "subject")
            return
        if group.is_time and group.head.tag == lex.DATE:
            self._argument("", group)
            return
        top.objects.append([])
        self._place(top.objects[-1], group, "object")
        quality = top.verb is not None and group.head.tag == "j" and (top.verb.lemma, group.head.low) in _WITH_QUALITY
        if quality and top.verb is not None:
            top.verb.particle = group.head.low

    def _argument(self, preposition: str, group: Group) -> None:
        slot: list[Group] = []
        self.top.args.append((preposition, slot))
        self._place(slot, group, "argument")

    def _adjacent(self, group: Group, before: Group) -> None:
        """A group right after another: a second object, a time, or the subject of a clause without its pronoun."""
        if self.waiting is before and self.waiting is not None:
            self._gapped("", group)
            return
        top = self.top
        if self._is_second_gap(group, before):
            self._gapped("", group)
            return
        if before.head.low in {"them", "whom"} and top.args and top.args[-1][0] in {"among", "including", "of", "with"}:
            slot = top.args.pop()[1]
            host = next((g for g in reversed(self.groups) if any(s is slot for _, s in g.phrases)), None)
            if host is not None:
                host.phrases[-1] = ("including", [group])
                self.slots.append(host.phrases[-1][1])
                self.chain, self.placed = [group], "apposed"
                return
        if top.verb is None:
            if top.subject and not group.is_time:
                if class_of(group) == _AMOUNT:
                    before.apposed.append(group)
                    self.chain, self.placed = [group], "apposed"
                else:
                    top.objects.append([])
                    self._place(top.objects[-1], group, "adjacent")
            else:
                self._as_subject(group)
            return
        self._as_object(group)
        if self.placed == "object":
            self.placed = "adjacent"

    def _is_second_gap(self, group: Group, before: Group) -> bool:
        """Whether one of two objects is told anew: "gave X ten years and Y five"."""
        if self.joined is not before or class_of(group) != _AMOUNT:
            return False
        earlier = any(
            class_of(slot[-1]) == _AMOUNT and slot[-1].start < before.start for slot in self.top.objects if slot
        )
        slot = next((s for s in reversed(self.slots) if s and s[-1] is before), None)
        if not earlier or slot is None or len(slot) < 2:
            return False
        slot.pop()
        self.waiting = before
        return True

    def _phrase(self, group: Group, preposition: Mark) -> None:
        low = preposition.low
        group.is_place = low in _PLACING
        if self.waiting is not None:
            verb = self.top.verb
            if low == "of" or verb is None or (low not in {p for p, _ in self.top.args} and class_of(group) != _AMOUNT):
                self.waiting.phrases.append((low, [group]))
                self.chain, self.placed = [self.waiting, group], "argument"
                return
            self._gapped(low, group)
            return
        if self._is_noun_gap(low, group):
            return
        if self._is_gap(low):
            self._gapped(low, group)
            return
        slot = [group]
        top = self.top
        hangs = bool(self.chain)
        if hangs and low == "of":
            self.chain[-1].phrases.append((low, slot))
        else:
            for noun in self.chain:
                noun.phrases.append((low, slot))
            top.args.append((low, slot))
        self.slots.append(slot)
        self.chain = [*self.chain[-_DEEPEST:], group]
        self.placed = "presub" if preposition.kind == "u" else "argument"

    def _is_noun_gap(self, low: str, group: Group) -> bool:
        """Whether a noun's phrases start anew: "the arrests of X on 5 May and Y on 6 May"."""
        joined = self.joined
        if joined is None or self.last is not joined or low == "of":
            return False
        host = next((g for g in self.chain if any(p == "of" and s[-1] is joined for p, s in g.phrases)), None)
        if host is None or low not in {p for p, _ in host.phrases}:
            return False
        slot = next(s for p, s in host.phrases if p == "of" and s[-1] is joined)
        if len(slot) < 2:
            return False
        slot.pop()
        host.phrases += [("of", [joined]), (low, [group])]
        joined.phrases.append((low, [group]))
        self.chain, self.joined, self.placed = [host, joined, group], None, "argument"
        return True

    def _is_gap(self, low: str) -> bool:
        """Whether a joined group takes up the verb anew: "X to 14 years and Y, a friend, to 12"."""
        top, joined = self.top, self.joined
        if joined is None or self.last is None or top.verb is None or low == "of":
            return False
        if class_of(joined) in (_AMOUNT, _TIME):
            return False
        if self.last is not joined and self.last not in joined.apposed:
            return False
        used = [slot for preposition, slot in top.args if preposition == low]
        slot = next((s for s in reversed(self.slots) if s and s[-1] is joined), None)
        if not used or slot is None or len(slot) < 2 or (used[-1] is not slot and used[-1][0].start < slot[-2].start):
            return False
        slot.pop()
        self.waiting = joined
        return True

    def _gapped(self, preposition: str, group: Group) -> None:
        """A clause that shares the verb of the one before: whom, and what, it says anew."""
        other, whom = self.top, self.waiting
        self.waiting = None
        assert whom is not None
        verb = other.verb
        as_object = (
            bool(other.objects)
            and verb is not None
            and not verb.passive
            and class_of(other.objects[0][0]) == class_of(whom)
        )
        self.joined = None
        clause = self._sibling(other, list(other.subject) if as_object else [whom])
        clause.verb = replace(verb) if verb is not None else None
        clause.elided = True
        clause.adverbs = list(other.adverbs)
        clause.start = whom.start
        if as_object:
            clause.objects.append([whom])
            self.slots.append(clause.objects[0])
        if preposition:
            self._argument(preposition, group)
        else:
            clause.objects.append([])
            self._place(clause.objects[-1], group, "object")

    def _drop_waiting(self) -> None:
        """A group that waited for a verb or a gap and got none is one more of its like."""
        whom, self.waiting = self.waiting, None
        if whom is None:
            return
        slot = self._slot_for(whom)
        if slot is not None:
            slot.append(whom)

    def _take_up(self) -> None:
        """Where a part without a verb goes on like the one before it, it shares that verb: "; Y, five"."""
        root = self.stack[0]
        mains = [c for c in self.clauses if c.link == "main"]
        if root.verb is not None or not root.subject or len(mains) < 2 or mains[-2].verb is None:
            return
        other, whom = mains[-2], root.subject[-1]
        verb = other.verb
        assert verb is not None
        holder = whom.apposed[-1] if whom.apposed and class_of(whom.apposed[-1]) == _PERSON else whom
        amount = holder.apposed[-1] if holder.apposed and class_of(holder.apposed[-1]) == _AMOUNT else None
        same = {p for p, s in other.args if class_of(s[0]) == _AMOUNT} & {p for p, s in root.args}
        objects = any(class_of(s[0]) == _AMOUNT for s in other.objects)
        if (
            amount is not None
            and not _may_be_age(amount)
            and (objects or any(class_of(s[0]) == _AMOUNT for _, s in other.args))
        ):
            holder.apposed.pop()
            preposition = next((p for p, s in other.args if class_of(s[0]) == _AMOUNT), "")
            if objects:
                root.objects.append([amount])
            else:
                root.args.append((preposition, [amount]))
        elif not same:
            return
        root.verb, root.elided, root.adverbs = replace(verb), True, list(other.adverbs)
        if other.objects and not verb.passive and class_of(other.objects[0][0]) == class_of(whom):
            root.objects.insert(0, root.subject)
            root.subject = list(other.subject)

    def _slot_for(self, group: Group) -> list[Group] | None:
        """The nearest list of groups of the same class that a group can be joined to."""
        sort = class_of(group)
        for slot in reversed(self.slots):
            if class_of(slot[-1]) == sort:
                return slot
        subject = self.top.subject
        if self.top.verb is None and subject and class_of(subject[-1]) == sort:
            return subject
        return None

    def _joined(self, i: int, group: Group) -> None:  # noqa: C901
        if isinstance(self._chunk_before_and(i), Verb) and self.top.verb is not None:
            self.waiting, self.placed = group, "waiting"
            return
        if self.placed == "apposed" and self.last is not None and isinstance(self.chunks[i - 2], Group):
            host = next((g for g in self.groups if g.apposed and g.apposed[-1] is self.last), None)
            if host is not None and group.is_name == self.last.is_name and class_of(group) == class_of(self.last):
                host.apposed.append(group)
                self.chain = [group]
                return
        slot = self._slot_for(group)
        if slot is None and self.top.verb is None and self.slots and class_of(group) != _AMOUNT:
            slot = self.slots[-1]
        if slot is None:
            follows = self._follows(i)
            if self.slots and not (isinstance(follows, Verb) or (isinstance(follows, Mark) and follows.kind in "p,(")):
                slot = self.slots[-1]
        if slot is None:
            self.waiting, self.placed = group, "waiting"
            if self.top.verb is None and not self.top.subject:
                self.waiting = None
                self._as_subject(group)
            return
        if self.slots and slot is not self.slots[-1]:
            self.slots.append(slot)
        slot.append(group)
        self.chain = [group]
        for noun in self.groups:
            if noun.start >= group.start:
                break
            if any(s is slot for _, s in noun.phrases):
                self.chain.insert(-1, noun)
        self.placed, self.joined = "joined", group

    def _chunk_before_and(self, i: int) -> Chunk | None:
        for chunk in reversed(self.chunks[max(i - 5, 0) : i]):
            if not (isinstance(chunk, Mark) and chunk.kind in "&,an"):
                return chunk
        return None

    def _after_comma(self, i: int, group: Group) -> None:
        top, last = self.top, self.last
        if self.waiting is not None:
            if class_of(group) == _AMOUNT:
                self._gapped("", group)
            else:
                self.waiting.apposed.append(group)
            return
        root = self.stack[0]
        fronted = top is not root and top.link not in {"complement", "relative"}
        if fronted and root.verb is None and not root.subject and top.verb is not None and not group.is_time:
            del self.stack[1:]
            self.slots, self.chain = [], []
            self._place(root.subject, group, "subject")
            return
        if top.verb is None and not top.subject:
            self._as_subject(group)
        elif group.is_time and group.head.tag == lex.DATE:
            if last is not None and last.head.tag == lex.DATE and self.slots and self._list_ahead(i):
                self.slots[-1].append(group)
            else:
                self._argument("", group)
        elif last is None or (
            top.verb is not None and class_of(last) == _AMOUNT and class_of(group) in (_PERSON, _THING)
        ):
            self.waiting, self.placed = group, "waiting"
        elif self._is_apposition(i, group, last):
            of_time = class_of(group) == _AMOUNT and class_of(last) != _PERSON and bool(self.chain)
            (self.chain[0] if of_time else last).apposed.append(group)
            if lex.is_plural(last.head.low) and group.is_name:
                self.slots.append(last.apposed)
            self.chain = [group]
            self.placed = "apposed"
        else:
            slot = self._slot_for(group) or (self.slots[-1] if self.slots else top.subject)
            slot.append(group)
            self.slots.append(slot)
            self.chain = [group]
            self.placed, self.joined = "listed", group

    def _is_apposition(self, i: int, group: Group, last: Group) -> bool:
        """Whether a group after a comma says who or what the one before is, and is no further item of a list."""
        sort = class_of(group)
        if sort == _AMOUNT:
            return class_of(last) != _AMOUNT
        one_name = last.is_name != group.is_name
        if group.first in {"a", "an"} and last.is_name:
            return True
        if one_name and (
            group.first in {"the", "his", "her", "their", "its"}
            or group.owners
            or last.first in {"his", "her", "their", "the", "a", "an"}
            or last.owners
        ):
            return not (group.is_name and self._list_ahead(i)) or (
                last.first in {"a", "an"} and not self._list_ahead(i)
            )
        if group.is_name and lex.is_plural(last.head.low) and lex.is_human(last.head.low) and _is_told(last):
            return True
        if self._list_ahead(i):
            final = self._last_of_list(i)
            plain = final is not None and not final.is_name and final.words[0].tag not in "dqN"
            return one_name and last.is_name and plain and group.words[0].tag not in "dqN"
        if one_name and last.is_name:
            return True
        if self.joined is last and group.first in {"a", "an"}:
            return True
        return one_name or sort != class_of(last)

    def _list_ahead(self, i: int) -> bool:
        """Whether the groups from here on go on with commas to an "and" and a last one."""
        return self._last_of_list(i) is not None

    def _last_of_list(self, i: int) -> Group | None:
        """The group after the "and" that ends a list which goes on from here."""
        at = i + 1
        while at < len(self.chunks):
            chunk = self.chunks[at]
            if isinstance(chunk, Verb):
                return None
            if isinstance(chunk, Mark):
                if chunk.kind == "&":
                    following = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
                    return following if isinstance(following, Group) else None
                if chunk.kind in ";:.rsw":
                    return None
            at += 1
        return None

    def _bracketed(self, group: Group) -> None:
        anchor = self.top.anchor
        if anchor is not None and self.top.verb is None:
            anchor.brackets.append(group)
            self.chain = [group]
            self.slots.append(anchor.brackets)
            self.placed = "bracketed"
        else:
            self._as_subject(group)

    def _after_colon(self, group: Group) -> None:
        top = self.top
        told = next((g for g in top.subject if lex.is_plural(g.head.low) and lex.is_human(g.head.low)), None)
        if top.verb is not None and group.is_name and told is not None and self.last is not told:
            told.apposed.append(group)
            self.slots.append(told.apposed)
            self.chain, self.placed = [group], "colon"
        elif top.verb is None and (top.subject or top.args):
            self._argument(":", group)
        elif self.last is not None:
            self.last.apposed.append(group)
            self.slots.append(self.last.apposed)
            self.chain = [group]
            self.placed = "colon"
        else:
            self._as_subject(group)

    def _in_relative(self, group: Group, before: Mark) -> None:
        if before.low == "whose" and self.top.anchor is not None:
            group.owners = [self.top.anchor]
        self._place(self.top.subject, group, "subject")

    # Verbs

    def _verb(self, i: int, verb: Verb) -> None:
        self._particle(i, verb)
        if self._completes_inversion(verb):
            self._uninvert(verb)
            return
        if self._speaks_after(i, verb):
            clause = self._sibling(self.stack[0], [])
            verb.form, clause.inverted, clause.marker = "finite", True, ","
            self._take_verb(clause, verb)
            return
        if verb.form == "bare":
            self._bare(i, verb)
        elif verb.form == "infinitive":
            self._infinitive(verb)
        elif verb.form == "gerund":
            self._gerund(verb)
        elif verb.form == "base":
            self._base(verb)
        else:
            self._finite(verb, i)

    def _speaks_after(self, i: int, verb: Verb) -> bool:
        """Whether a verb tells who said what stands before it: "…, said Bob Baker"."""
        comma = isinstance(self.before, Mark) and self.before.kind in ",-"
        if not comma or verb.helped or verb.form not in {"finite", "bare"} or verb.lemma not in BARE_THAT:
            return False
        follows = self._follows(i)
        return self.stack[0].verb is not None and isinstance(follows, Group) and class_of(follows) != _AMOUNT

    def _particle(self, i: int, verb: Verb) -> None:
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if isinstance(following, Mark) and (verb.lemma, following.low) in PHRASAL:
            verb.particle = following.low
            following.kind = "particle"

    def _finite(self, verb: Verb, i: int = -1) -> None:  # noqa: C901
        top = self.top
        verb.form = "finite"
        if self._is_aside(verb, i):
            return
        if (
            isinstance(self.before, Mark)
            and self.before.low == "nor"
            and top.verb is not None
            and verb.main.tag in "bhDm"
        ):
            verb = replace(top.verb, negated=True)
            clause = self._sibling(top, [])
            clause.inverted = clause.denied = True
            self._take_verb(clause, verb)
            return
        if top.inverted and top.denied and not top.subject and top.verb is None:
            self._take_verb(top, verb)
            return
        if self.waiting is not None:
            whom, self.waiting = self.waiting, None
            clause = self._sibling(self._joinable(), [whom])
            clause.marker = self._joint(whom)
            self._take_verb(clause, verb)
            return
        if top.verb is None and (top.subject or top.link != "main" or self.before is None):
            if (
                not top.subject
                and self.before is not None
                and isinstance(self.before, Group)
                and self.placed == "presub"
            ):
                self._convert_presub(verb)
                return
            if self.placed == "presub" and isinstance(self.before, Group):
                self._convert_presub(verb)
                return
            if self.placed == "adjacent" and top.objects:
                self._reduced_relative(verb)
                return
            asks = top.link in {"main", "coordinated"} or (top.governor is self.stack[0] and self.asked)
            top.inverted = not top.subject and asks and verb.main.tag in "bhDm"
            self._take_verb(top, verb)
            return
        if top.verb is None:
            if self.placed == "presub" and isinstance(self.before, Group):
                self._convert_presub(verb)
                return
            if top.args and top.args[-1][0] == "" and top.args[-1][1][-1] is self.before:
                top.subject = top.args.pop()[1]
                self._take_verb(top, verb)
                return
            top.inverted = verb.main.tag in "bhDm"
            self._take_verb(top, verb)
            return
        if isinstance(self.before, Group) and self.last is not None:
            self._after_group(verb, self.last)
            return
        waits = self._without_verb()
        shared = isinstance(self.before, Mark) and self.before.kind == "&" and i >= 0 and self._finite_ahead(i)
        if waits is not None and not shared:
            self._take_verb(waits, verb)
            return
        if self.stack[0].verb is None and not shared:
            self._take_verb(self.stack[0], verb)
            return
        clause = self._sibling(self._sharer(verb), list(self._sharer(verb).subject))
        self._take_verb(clause, verb)

    def _is_aside(self, verb: Verb, i: int) -> bool:
        """Whether a subject and its verb only stand between commas: "was, we are told, released"."""
        following = self.chunks[i + 1] if 0 <= i < len(self.chunks) - 1 else None
        group = self.before
        comma = self.chunks[i - 2] if i > 1 else None
        if not (isinstance(following, Mark) and following.kind == "," and isinstance(group, Group)):
            return False
        if not (isinstance(comma, Mark) and comma.kind == ",") or verb.lemma not in TO_THAT or i < 3:
            return False
        top = self.top
        if top.verb is not None and not (top.verb.main.tag in "bhm" and not top.objects):
            return False
        self.waiting = None if self.waiting is group else self.waiting
        clause = Open("aside", ",", top, subject=self._detach(group), verb=verb)
        clause.start, clause.end = group.start, verb.end
        self.clauses.append(clause)
        self.last = top.subject[-1] if top.subject else None
        self.passed = True
        return True

    def _joint(self, group: Group) -> str:
        """What joins a clause whose subject is a group to the one before it: "and", or but a comma."""
        at = next((n for n, chunk in enumerate(self.chunks) if chunk is group), 0)
        before = self.chunks[at - 1] if at else None
        return "and" if isinstance(before, Mark) and before.kind == "&" else ","

    def _joinable(self) -> Open:
        """The clause that a new one with its own subject is joined to: none that only tells more of a noun."""
        for clause in reversed(self.stack):
            if clause.link in {"main", "coordinated", "complement", "subordinate"} and clause.verb is not None:
                return clause
        return self.stack[0]

    def _sharer(self, verb: Verb) -> Open:
        """The clause whose subject a verb without one of its own shares: the innermost one of its form."""
        for clause in reversed(self.stack):
            if (
                clause.verb is not None
                and clause.verb.form in {"finite", "base"}
                and clause.link not in {"infinitive", "gerund", "small"}
            ):
                return clause
        return self.stack[0]

    def _after_group(self, verb: Verb, last: Group) -> None:
        """A finite verb after a group that was placed in a clause which has its verb already."""
        top = self.top
        assert top.verb is not None
        if last.head.tag == "o":
            self._take_verb(self._without_verb() or self._root_or_sibling(), verb)
            return
        if self.placed == "presub":
            self._convert_presub(verb)
            return
        if self.placed == "adjacent":
            self._reduced_relative(verb)
            return
        direct = self.placed in {"object", "joined", "listed"} and bool(top.objects) and top.objects[-1][-1] is last
        waits = self._without_verb()
        speaks = top.verb.lemma in BARE_THAT or (waits is None and top.verb.lemma in TO_THAT)
        if direct and speaks and not top.verb.passive:
            group = top.objects.pop()
            self._complement(verb, group)
            return
        if waits is not None:
            self._take_verb(waits, verb)
            return
        if self.placed in {"joined", "listed", "apposed", "colon"}:
            subject = self._detach(last)
            colon = self.placed == "colon"
            clause = self._sibling(self.stack[0] if colon else self._joinable(), subject)
            clause.marker = ":" if colon else self._joint(last)
            self._take_verb(clause, verb)
            return
        if direct:
            self._complement(verb, top.objects.pop())
            return
        subject = self._detach(last)
        root = self.stack[0]
        if root.verb is None:
            root.subject = root.subject or subject
            self._take_verb(root, verb)
        else:
            clause = self._sibling(self._joinable(), subject)
            self._take_verb(clause, verb)

    def _root_or_sibling(self) -> Open:
        """The main clause where it waits for its verb, else a clause joined to it that shares its subject."""
        root = self.stack[0]
        if root.verb is None:
            root.inverted = True
            return root
        return self._sibling(root, list(root.subject))

    def _complement(self, verb: Verb, subject: list[Group]) -> None:
        clause = self._push(Open("complement", "", self.top, subject=subject))
        self._take_verb(clause, verb)

    def _detach(self, last: Group) -> list[Group]:
        """The last group, taken out of wherever it was placed."""
        for slot in reversed(self.slots):
            if slot and slot[-1] is last:
                slot.pop()
                if not slot:
                    top = self.top
                    top.objects = [s for s in top.objects if s]
                    top.args = [(p, s) for p, s in top.args if s]
                break
        else:
            for group in self.groups:
                if group.apposed and group.apposed[-1] is last:
                    group.apposed.pop()
        return [last]

    def _convert_presub(self, verb: Verb) -> None:
        """A preposition that opens a clause after all: "after X left"."""
        top = self.top
        marker, subject = top.args.pop()
        for group in self.groups:
            group.phrases = [(p, s) for p, s in group.phrases if s is not subject]
        clause = self._push(Open("subordinate", marker, top, subject=subject, comma=top.verb is None))
        self._take_verb(clause, verb)

    def _reduced_relative(self, verb: Verb) -> None:
        """A relative clause without its pronoun: "the 14 years X was given"."""
        top = self.top
        subject = top.objects.pop() if top.objects else []
        anchor = self.groups[self.groups.index(subject[0]) - 1] if subject else None
        clause = self._push(Open("relative", "", top, anchor, subject=subject, gap="object"))
        self._take_verb(clause, verb)

    def _base(self, verb: Verb) -> None:  # noqa: C901
        """A base form: present tense, an order, what is let happen, or what is asked that it be."""
        top, before = self.top, self.before
        if isinstance(before, Mark) and before.kind == "p":
            verb.form = "gerund"
            self._gerund(verb)
            return
        if self.placed == "presub" and isinstance(before, Group):
            verb.form = "finite"
            self._convert_presub(verb)
            return
        if top.verb is None and top.subject and self.waiting is None:
            self._take_verb(top, verb)
            return
        if isinstance(before, Group) and top.verb is not None and top.verb.lemma in _BARE_INFINITIVE and top.objects:
            clause = self._push(Open("small", top.verb.lemma, top, subject=list(top.objects[0])))
            verb.form = "infinitive"
            if top.verb.lemma == "let" and verb.lemma == "go":
                self.stack.pop()
                self.clauses.pop()
                top.verb.particle = "go"
                return
            self._take_verb(clause, verb)
            return
        if top.inverted and isinstance(before, Group) and top.verb is not None:
            verb.tense, verb.negated, verb.modal, verb.form = top.verb.tense, top.verb.negated, top.verb.modal, "finite"
            self._take_verb(top, verb)
            return
        if top.verb is not None and (isinstance(before, Mark) and before.kind in "&,"):
            if top.verb.form in {"base", "infinitive"}:
                clause = self._sibling(top, list(top.subject))
                clause.imperative = top.imperative
                self._take_verb(clause, verb)
                if top.verb.form == "infinitive":
                    verb.form = "infinitive"
                return
            self._finite(verb)
            return
        if top.verb is None and not top.subject and top.link in {"main", "coordinated"}:
            top.imperative = True
            self._take_verb(top, verb)
            return
        self._finite(verb)

    def _infinitive(self, verb: Verb) -> None:
        top, before = self.top, self.before
        joined = isinstance(before, Mark) and before.kind in "&,"
        for clause in reversed(self.stack) if joined else ():
            if clause.link == "infinitive" or (clause.like and clause.like.link == "infinitive"):
                self._take_verb(self._sibling(clause, list(clause.subject)), verb)
                return
        anchor = self.last if isinstance(before, Group) else None
        subject = list(top.subject)
        if top.verb is not None and top.verb.lemma not in {"promise", "vow", "threaten"}:
            people = [s for s in top.objects if s and class_of(s[0]) in (_PERSON, _THING)]
            if people and not top.verb.passive and top.verb.lemma not in COPULAR:
                subject = list(people[0])
            elif on := [s for p, s in top.args if p in {"on", "upon", "for", "to"} and class_of(s[0]) != _AMOUNT]:
                subject = list(on[-1]) if isinstance(before, Group) and on[-1][-1] is before else subject
        clause = self._push(Open("infinitive", "to", top, anchor, subject=subject))
        self._take_verb(clause, verb)

    def _gerund(self, verb: Verb) -> None:
        top, before = self.top, self.before
        if self.waiting is not None:
            whom, self.waiting = self.waiting, None
            self._take_verb(self._push(Open("participle", "", top, whom, subject=[whom])), verb)
            return
        if isinstance(before, Mark) and before.kind in "pu":
            subject = list(top.subject)
            if top.verb is not None and not top.verb.passive and before.low in {"for", "from", "of"} and top.objects:
                subject = list(top.objects[0])
            self._take_verb(
                self._push(Open("gerund", before.low, top, self.chain[-1] if self.chain else None, subject=subject)),
                verb,
            )
        elif (
            isinstance(before, Mark)
            and before.kind in "&,"
            and top.link in {"gerund", "participle"}
            and top.verb is not None
        ):
            self._take_verb(self._sibling(top, list(top.subject)), verb)
        elif isinstance(before, Mark) and before.kind == "s":
            self._take_verb(top, verb)
        elif isinstance(before, Verb):
            self._take_verb(self._push(Open("gerund", "", top, subject=list(top.subject))), verb)
        elif isinstance(before, Group):
            self._take_verb(self._push(Open("participle", "", top, before, subject=[before])), verb)
        else:
            comma = isinstance(before, Mark) and before.kind == ","
            subject = (
                list(top.subject)
                if top.verb is not None or not self.last or self.last in top.subject
                else self._nearest()
            )
            self._take_verb(
                self._push(Open("participle", "", top, comma=comma or before is None, subject=subject)), verb
            )

    def _nearest(self) -> list[Group]:
        """The subject that a phrase after a comma tells more of."""
        top, last = self.top, self.last
        if top.verb is not None and last is not None and last.is_name and self.placed != "subject":
            return [last]
        if top.subject:
            return [top.subject[-1]] if top.verb is None else list(top.subject)
        return [self.last] if self.last is not None else []

    def _has_object(self, i: int, verb: Verb) -> bool:
        following = self._follows(i)
        if isinstance(following, Mark) and following.kind == "&" and self.chunks[i + 1] is following:
            joined = self.chunks[i + 2] if i + 2 < len(self.chunks) else None
            if isinstance(joined, Verb) and joined.form == "bare" and joined.main.low not in PARTICIPLES:
                return self._has_object(i + 2, joined)
        if isinstance(following, Mark):
            return following.kind == "w" and verb.lemma in TO_THAT
        if not isinstance(following, Group) or following.is_time or following.head.tag == "j":
            return False
        bare = not following.owners and following.words[0].tag not in "dq"
        return not (verb.lemma in SUFFERED and class_of(following) == _AMOUNT and bare)

    def _finite_ahead(self, i: int) -> bool:
        """Whether the clause has a finite verb further on, so that a bare participle only tells more of a noun."""
        owned = False
        for at in range(i + 1, min(len(self.chunks), i + 40)):
            chunk = self.chunks[at]
            if isinstance(chunk, Mark):
                if chunk.kind in ";.:":
                    return False
                if chunk.kind in "srwu":
                    owned = chunk.kind != "u" or self._is_clause(at)
                if (
                    chunk.kind == "&"
                    and at + 1 < len(self.chunks)
                    and not isinstance(self.chunks[at + 1], Group | Verb)
                ):
                    owned = owned
            elif isinstance(chunk, Verb) and chunk.form in {"finite", "base"}:
                if not owned:
                    before = self.chunks[at - 1]
                    joined = (
                        isinstance(before, Group)
                        and isinstance(self.chunks[at - 2], Mark)
                        and self.chunks[at - 2].kind == "&"
                    )
                    and_verb = isinstance(before, Mark) and before.kind == "&"
                    return not (joined or and_verb)
                owned = False
        return False

    def _is_clause(self, at: int) -> bool:
        following = self.chunks[at + 1 : at + 3]
        return len(following) == 2 and isinstance(following[0], Group) and isinstance(following[1], Verb)

    def _bare(self, i: int, verb: Verb) -> None:  # noqa: C901
        """A participle without a helper: a past tense, or a passive that tells more of a noun."""
        top, before = self.top, self.before
        only = verb.main.low in PARTICIPLES
        has_object = self._has_object(i, verb)
        if self._completes(before):
            self._uninvert(verb)
            return
        waits = self._without_verb()
        parted = isinstance(before, Verb) or (isinstance(before, Mark) and before.kind == ",")
        if waits is not None and waits is not top and parted and has_object and not only:
            self._finite(verb)
            return
        if self.waiting is not None:
            whom = self.waiting
            shared = top.verb is not None and top.verb.passive and not has_object
            if (has_object and not only) or not (only or verb.lemma in SUFFERED):
                self._finite(verb)
                return
            self.waiting = None
            verb.passive = True
            clause = (
                self._sibling(self._joinable(), [whom])
                if shared
                else self._push(Open("participle", "", top, whom, subject=[whom]))
            )
            self._take_verb(clause, verb)
            return
        if isinstance(before, Mark) and before.kind == "&":
            self._bare_joined(verb, only=only, has_object=has_object)
        elif isinstance(before, Group):
            self._bare_after_group(i, verb, before, only=only, has_object=has_object)
        elif (isinstance(before, Mark) and before.kind == "r") or (
            top.verb is None and top.link == "relative" and not top.subject
        ):
            self._finite(verb)
        elif isinstance(before, Mark) and before.kind == "s" and top.verb is None:
            verb.passive = not has_object
            self._take_verb(top, verb)
        elif isinstance(before, Mark) and before.kind == "u":
            verb.passive = True
            self._take_verb(self._push(Open("participle", before.low, top, subject=list(top.subject))), verb)
        elif isinstance(before, Verb):
            verb.passive = True
            self._take_verb(self._push(Open("participle", "", top, subject=list(top.subject))), verb)
        elif (
            has_object
            and not only
            and top.subject
            and top.verb is None
            and isinstance(before, Mark)
            and before.kind == ","
            and not self._finite_ahead(i)
        ):
            self._finite(verb)
        elif (
            not has_object
            and top.verb is not None
            and isinstance(before, Mark)
            and before.kind == ","
            and self._list_of_verbs(i)
            and not top.comma
        ):
            self._bare_joined(verb, only=only, has_object=has_object)
        elif not only and verb.lemma not in SUFFERED and lex.is_intransitive(verb.lemma) and top.subject:
            self._finite(verb)
        else:
            verb.passive = True
            subject = self._nearest() if before is not None else []
            comma = before is None or before.kind in ",-"
            self._take_verb(self._push(Open("participle", "", top, comma=comma, subject=subject)), verb)

    def _completes(self, before: Chunk | None) -> bool:
        """Whether a participle belongs to a helper that other words part it from: "was in April sentenced"."""
        top = self.top
        if top.verb is None or top.verb.main.tag not in "bh" or top.objects or self.waiting is not None:
            return False
        if top.inverted:
            return isinstance(before, Group)
        if self.passed and isinstance(before, Mark) and before.kind == ",":
            self.passed = False
            return True
        since = [(p, s) for p, s in top.args if s[0].start > top.verb.start]
        passing = bool(since) and all(s[-1].is_time or p in {"according to", "as"} for p, s in since)
        return passing and (isinstance(before, Group) or (isinstance(before, Mark) and before.kind == ","))

    def _list_of_verbs(self, i: int) -> bool:
        """Whether an "and" with one more participle follows: "arrested, tried and jailed"."""
        seen = 0
        for chunk in self.chunks[i + 1 : i + 12]:
            if isinstance(chunk, Mark) and chunk.kind == "&":
                seen = 1
            elif isinstance(chunk, Verb):
                if chunk.form != "bare":
                    return False
                if seen:
                    return True
            elif (isinstance(chunk, Mark) and chunk.kind in ";.rw") or (isinstance(chunk, Group) and seen):
                return False
        return False

    def _completes_inversion(self, verb: Verb) -> bool:
        """Whether a verb goes with the helper before its subject: "Had X been released", "must X remain"."""
        top = self.top
        if not (top.inverted and isinstance(self.before, Group) and top.verb is not None and not top.objects):
            return False
        helper = top.verb.main
        return {
            "b": verb.form in {"bare", "gerund"} or (helper.low == "were" and verb.form == "infinitive"),
            "h": verb.words[0].low == "been" or verb.form == "bare",
            "m": verb.form == "base",
            "D": verb.form == "base",
        }.get(helper.tag, False)

    def _uninvert(self, verb: Verb) -> None:
        top = self.top
        helper = top.verb
        assert helper is not None
        verb.passive = verb.passive or (helper.main.tag == "b" and verb.form == "bare")
        verb.perfect = helper.main.tag == "h"
        verb.tense, verb.negated, verb.form = helper.tense, helper.negated, "finite"
        verb.modal = helper.modal
        if helper.main.low in {"had", "were", "should"} and top.inverted and not self.asked:
            top.link, top.marker, top.comma = "subordinate", "if", True
        self._take_verb(top, verb)

    def _bare_joined(self, verb: Verb, *, only: bool, has_object: bool) -> None:
        top = self.top
        if top.verb is None:
            if top.subject and has_object and not only:
                self._finite(verb)
                return
            verb.passive = True
            self._take_verb(self._push(Open("participle", "", top, subject=self._nearest())), verb)
            return
        shared = top if top.verb.form not in {"infinitive", "gerund"} or top.verb.passive else self._sharer(verb)
        helper = shared.verb
        if helper is None:  # a clause that has not come to its verb shares none
            shared, helper = top, top.verb
        be = helper.lemma == "be" and not helper.passive
        passive = helper.passive or be
        if has_object and not only and be:
            passive = False
        if lex.is_intransitive(verb.lemma) and verb.lemma not in SUFFERED and not only:
            passive = False
        clause = self._sibling(shared, list(shared.subject))
        clause.imperative = False
        verb.passive = passive or (only and not helper.perfect)
        verb.form, verb.tense, verb.perfect, verb.negated = helper.form, helper.tense, helper.perfect, helper.negated
        verb.modal = helper.modal
        if verb.form in {"base", "infinitive"} and not helper.passive:
            verb.form, verb.tense = "finite", "past"
        self._take_verb(clause, verb)

    def _bare_after_group(self, i: int, verb: Verb, before: Group, *, only: bool, has_object: bool) -> None:
        top = self.top
        subject_here = top.verb is None and (top.subject or self.placed == "presub")
        if subject_here:
            free = top.marker == "what" or (top.link == "relative" and top.marker != "whose")
            whom = free and self.placed != "presub" and bool(top.subject)
            active = (has_object and not only) or (whom and not only)
            if not active and not only:
                ahead = self._finite_ahead(i)
                active = not ahead and (before.is_pronoun or verb.lemma not in SUFFERED)
            if active:
                self._finite(verb)
                return
            verb.passive = True
            noun = top.subject[-1] if top.subject and self.placed != "presub" and before in top.subject else before
            ahead = self._finite_ahead(i)
            if top.link == "main" and not ahead and self.placed == "subject" and top.subject:
                verb.form = "bare"
                self._take_verb(top, verb)
                return
            self._take_verb(self._push(Open("participle", "", top, noun, subject=self._whole(noun, ahead=ahead))), verb)
            return
        assert top.verb is not None or not top.subject
        if has_object and not only:
            self._finite(verb)
            return
        if (
            top.verb is not None
            and top.verb.lemma in _SMALL
            and top.objects
            and top.objects[-1][-1] is before
            and not top.verb.passive
        ):
            verb.passive = True
            self._take_verb(self._push(Open("small", top.verb.lemma, top, subject=list(top.objects[-1]))), verb)
            return
        if not only and verb.lemma in BARE_THAT and self.placed in {"apposed", "listed"}:
            self._finite(verb)
            return
        speaks = top.verb is not None and top.verb.lemma in SPEAKS and self.placed == "object"
        if not only and (speaks or (self.placed == "presub" and verb.lemma not in SUFFERED)):
            self._finite(verb)
            return
        if not only and before.is_pronoun and before.head.tag == "y":
            self._finite(verb)
            return
        verb.passive = True
        self._take_verb(self._push(Open("participle", "", top, before, subject=[before])), verb)

    def _whole(self, noun: Group, *, ahead: bool) -> list[Group]:
        subject = self.top.subject
        return [noun] if ahead or noun not in subject else list(subject)

    # Marks

    def _mark(self, i: int, mark: Mark) -> None:  # noqa: C901
        top = self.top
        match mark.kind:
            case "a" | "particle":
                self._adverb(mark)
                return
            case "n":
                self.ruled_out = True
                top.adverbs.append(mark.low)
                return
            case "," | "-" | ")":
                self._separate(i, mark)
                return
            case "p" if self._stands_alone(i, mark):
                top.adverbs.append(mark.low)
                if top.verb is not None and (top.verb.lemma, mark.low) in PHRASAL and not top.verb.particle:
                    top.verb.particle = mark.low
                return
            case ";" | ".":
                self._drop_waiting()
                self._take_up()
                self._root()
                return
            case "(":
                self.brackets.append((self.stack, self.last, self.slots, self.chain, self.placed))
                self.stack = [*self.stack, Open("aside", "(", top, self.last)]
                self.clauses.append(self.stack[-1])
                self.slots, self.chain = [], []
            case ":":
                if top.verb is not None and not isinstance(self._follows(i), Group):
                    self._drop_waiting()
                    self._root()
                    return
            case "s":
                self._subordinate(mark)
            case "r":
                self._relative(mark)
            case "w":
                self._that(i, mark)
        self.before = mark

    def _stands_alone(self, i: int, mark: Mark) -> bool:
        """Whether a preposition leads to nothing: "took X away in a van", "was let out."."""
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if following is None or (isinstance(following, Mark) and following.kind in ",;.p)&"):
            return mark.low in _ALSO_ADVERBS
        return False

    def _adverb(self, mark: Mark) -> None:
        top = self.top
        if (
            mark.low in _AFTER_NUMBER
            and self.last is not None
            and self.before is self.last
            and self.last.words[-1].tag in "TNE" + "k"
        ):
            self.last.words.append(mark.word)
        elif mark.kind == "a":
            top.adverbs.append(mark.low)

    def _separate(self, i: int, mark: Mark) -> None:
        if mark.kind == ")":
            if self.brackets:
                self.stack, self.last, self.slots, self.chain, self.placed = self.brackets.pop()
                self.before = self.last
            return
        if mark.kind == "-" and self._dashes(i):
            return
        top = self.top
        if len(self.stack) > 1 and top.link == "subordinate" and top.verb is None and not top.subject and top.args:
            self.stack.pop()
            self.slots, self.chain, self.last = [], [], None
            top = self.stack[-1]
        while (
            len(self.stack) > 1
            and top.comma
            and top.verb is not None
            and top.link in {"relative", "participle", "subordinate", "coordinated", "aside"}
        ):
            if mark.kind == "," and self._list_of_verbs(i):
                break
            self.stack.pop()
            top = self.stack[-1]
            self.slots = [s for s in (top.subject, *top.objects) if s]
            if top.subject and top.verb is None:
                self.last = top.subject[-1]
            elif self.slots:
                self.last = self.slots[-1][-1]
            self.chain = []
        self.before = mark

    def _dashes(self, i: int) -> bool:
        """Whether a dash opens or closes words between two dashes."""
        if self.dash:
            self.dash = False
            if self.brackets:
                self.stack, self.last, self.slots, self.chain, self.placed = self.brackets.pop()
                self.before = self.last
            return True
        later = any(isinstance(c, Mark) and c.kind == "-" for c in self.chunks[i + 1 : i + 30])
        if not later or self.last is None:
            return False
        self.dash = True
        self.brackets.append((self.stack, self.last, self.slots, self.chain, self.placed))
        self.stack = [*self.stack, Open("aside", "-", self.top, self.last)]
        self.clauses.append(self.stack[-1])
        self.slots, self.chain = [], []
        self.before = Mark("(", self.chunks[i].word, "-")  # type: ignore[union-attr]
        return True

    def _subordinate(self, mark: Mark) -> None:
        top, before = self.top, self.before
        asks = (
            top.verb is not None
            and top.verb.lemma in TO_THAT
            and (isinstance(before, Verb) or (isinstance(before, Group) and self.placed == "object"))
        )
        link = "complement" if asks and mark.low in {"whether", "if", "why", "how", "when", "where"} else "subordinate"
        if isinstance(before, Verb) and mark.low in {"why", "how", "where"}:
            link = "complement"
        if mark.low == "whether" and top.verb is not None:
            link = "complement"
        self._push(
            Open(
                link,
                mark.low,
                top,
                comma=before is None or (isinstance(before, Mark) and before.kind in ",&"),
                start=mark.start,
            )
        )

    def _relative(self, mark: Mark) -> None:
        top, before = self.top, self.before
        comma = isinstance(before, Mark) and before.kind == ","
        gap = before.low if isinstance(before, Mark) and before.kind == "p" else ""
        if isinstance(before, Mark) and before.kind == "(" and top.anchor is not None:
            self._push(Open("relative", mark.low, top, top.anchor, start=mark.start))
            return
        anchored = isinstance(before, Group) or comma or gap
        if self.waiting is not None and self.last is self.waiting:
            self._push(Open("relative", mark.low, top, self.waiting, comma=comma, start=mark.start))
            return
        if self.last is None or not anchored or mark.low == "what":
            link = "complement" if top.verb is not None else "subordinate"
            self._push(Open(link, mark.low, top, start=mark.start))
            return
        anchor = self.last
        if comma and mark.low in {"who", "whom", "whose"}:
            anchor = next((g for g in self.chain if class_of(g) == _PERSON and not lex.is_plural(g.head.low)), anchor)
        if mark.low in {"who", "whom", "whose"} and class_of(anchor) != _PERSON and anchor.head.tag != lex.CAPITAL:
            anchor = next((g for g in reversed(self.chain) if class_of(g) == _PERSON), anchor)
        self._push(Open("relative", mark.low, top, anchor, comma=comma, gap=gap, start=mark.start))

    def _that(self, i: int, mark: Mark) -> None:
        top, before, follows = self.top, self.before, self._follows(i)
        if isinstance(before, Group) and before is self.last and before.head.tag != "j":
            noun = before.head.low
            if isinstance(follows, Verb) and not (
                top.verb is not None and top.verb.lemma in TO_THAT and not isinstance(follows, Verb)
            ):
                self._push(Open("relative", "that", top, before, start=mark.start))
                return
            told = THAT_NOUNS.get(lex.singular(noun))
            be = top.verb is not None and top.verb.lemma in COPULAR and _takes_that(top, before)
            if told or be or (top.verb is not None and top.verb.lemma in TO_THAT):
                self._push(Open("complement", "that", top, before if told else None, start=mark.start))
            else:
                self._push(Open("relative", "that", top, before, gap="object", start=mark.start))
            return
        if isinstance(before, Mark) and before.kind in ",&":
            for clause in reversed(self.stack):
                if clause.link == "complement" and clause.verb is not None and isinstance(follows, Group):
                    self._sibling(clause, [])
                    return
        self._push(Open("complement", "that", top, self.last if isinstance(before, Group) else None, start=mark.start))
