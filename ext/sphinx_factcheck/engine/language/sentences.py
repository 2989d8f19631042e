"""A sentence read once: its tokens, its clauses with their roles and certainty, its noun groups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.opened import Open, class_of
from sphinx_factcheck.engine.language.building.reading import build
from sphinx_factcheck.engine.language.certainty import Judge
from sphinx_factcheck.engine.language.chunks import AFTER_NUMBER, Group, chunk
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Complement, Noun
from sphinx_factcheck.engine.language.tokens import Span, Token, distinct, tokenise
from sphinx_factcheck.engine.language.verbs import COPULAR

_LONGEST, _JOINT, _NOWHERE = 4000, 7, -1
_THOSE = frozenset({"those", "these", "they", "others"})
_WITHOUT_SUBJECT = frozenset({"participle", "gerund", "infinitive", "small"})


@record(eq=False)
class Sentence:
    """What one sentence is read as. `nouns` are all its noun groups in order, those of no clause too."""

    start: int
    end: int
    tokens: tuple[Token, ...] = ()
    clauses: tuple[Clause, ...] = ()
    nouns: tuple[Noun, ...] = ()
    _of: dict[int, Clause] = field(default_factory=dict, repr=False)
    _hosts: dict[int, tuple[Noun, ...]] = field(default_factory=dict, repr=False)

    def clause_of(self, noun: Noun) -> Clause | None:
        """The clause in which a noun stands, in a role or hanging on another noun."""
        return self._clauses().get(noun.start)

    def noun_at(self, offset: int) -> Noun | None:
        """The noun in whose words an offset lies."""
        last = bisect_right(self.nouns, offset, key=lambda n: n.start) - 1
        return self.nouns[last] if last >= 0 and offset < self.nouns[last].end else None

    def nouns_in(self, start: int, end: int) -> Sequence[Noun]:
        """The nouns with words between two offsets."""
        first = max(bisect_right(self.nouns, start, key=lambda n: n.start) - 1, 0)
        last = bisect_right(self.nouns, end, key=lambda n: n.start)
        return [n for n in self.nouns[first:last] if n.end > start]

    def certainty_at(self, start: int, end: int) -> Certainty:
        """How what stands in a stretch of the text is told: by its noun, by the verb in it, by the clause around it."""
        for noun in self.nouns:
            if noun.start < end and start < noun.end:
                clause = self.clause_of(noun)
                if noun.denied:
                    return Certainty.DENIED
                if clause is not None:
                    return clause.certainty
        told = [c for c in self.clauses if start <= c.verb_start < end]
        if told:
            return told[0].certainty
        around = [c for c in self.clauses if c.verb and c.start <= start < max(c.end, c.verb_end)]
        return max(around, key=lambda c: c.start).certainty if around else Certainty.ASSERTED

    def hosts_of(self, noun: Noun) -> tuple[Noun, ...]:
        """The nouns that another one says more of: in apposition, after "is", or as "those arrested"."""
        if not self._hosts:
            self._hosts.update({_NOWHERE: (), **_hosts(self.nouns, self.clauses)})
        return self._hosts.get(noun.start, ())

    def _clauses(self) -> dict[int, Clause]:
        """By where a noun starts the clause in which it stands; filled when it is first asked for."""
        if not self._of:
            for clause in self.clauses:
                for noun in _all_of(clause):
                    self._of.setdefault(noun.start, clause)
        return self._of


def read(text: str, start: int, end: int, spans: Iterable[Span] = ()) -> Sentence:
    """Read text[start:end] as one sentence, 4,000 characters of it at most; `spans` are the typed stretches in it."""
    end = min(end, start + _LONGEST)
    tokens = tokenise(text, start, end, distinct(spans))
    asked = text[max(end - 8, start) : end].rstrip(" \n”\"')").endswith("?")
    opened = build(chunk(tokens), asked=asked)
    clauses = opened.clauses
    return _Finished(clauses, opened.groups, Judge(clauses, asked=asked), tokens).sentence(start, end)


_BEFORE_SUBJECT = frozenset("sit lie stand come go follow die hang live rest".split())
"""Verbs that stand before their subject behind a phrase."""


def _is_inverted(clause: Open) -> bool:
    """Whether a clause that a phrase opens has its subject behind the verb: "Behind it sits X"."""
    verb = clause.verb
    if verb is None or clause.subject or clause.imperative or clause.link != "main" or len(clause.objects) != 1:
        return False
    fronted = any(groups and groups[0].start < verb.start for _, groups in clause.args)
    done = verb.passive or verb.lemma in _BEFORE_SUBJECT
    return fronted and done and verb.form == "finite" and not _is_when(clause.objects[0][0], clause)


class _Finished:
    """Makes plain data of what was built."""

    def __init__(self, opened: list[Open], groups: Sequence[Group], judge: Judge, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._starts = [token.start for token in tokens]
        self._opened = [c for c in opened if c.verb is not None or c.subject or c.objects or c.args]
        self._numbers = {id(c): n for n, c in enumerate(self._opened)}
        self._groups = groups
        self._judge = judge
        self._nouns: dict[int, Noun] = {}

    def sentence(self, start: int, end: int) -> Sentence:
        tokens = self._tokens
        nouns = tuple([self._noun(g) for g in reversed(self._groups)][::-1])  # what hangs on a noun stands after it
        clauses = [self._clause(c) for c in self._opened]
        if any(t.low == "respectively" for t in tokens):
            clauses = [one for clause in clauses for one in _in_turn(clause)]
        return Sentence(start, end, tuple(tokens), tuple(clauses), nouns)

    def _noun(self, group: Group) -> Noun:
        known = self._nouns.get(id(group))
        if known is not None:
            return known
        words = tuple(group.words)
        if not (group.owners or group.apposed or group.brackets or group.phrases):
            noun = Noun(words, group.head, denied=group.denied)
        else:
            self._nouns[id(group)] = Noun(words, group.head)  # what stands in a circle stays bare
            noun = Noun(
                words,
                group.head,
                self._all(group.owners),
                self._all(group.apposed),
                self._all(group.brackets),
                tuple([(preposition, self._all(slot)) for preposition, slot in group.phrases]),
                group.denied,
            )
        self._nouns[id(group)] = noun
        return noun

    def _all(self, groups: Sequence[Group]) -> tuple[Noun, ...]:
        return tuple([self._noun(g) for g in groups]) if groups else ()

    def _clause(self, clause: Open) -> Clause:
        verb = clause.verb
        if _is_inverted(clause):
            clause.subject = clause.objects.pop(0)
        subject, omitted = self._subject(clause)
        told = clause.objects or self._shared_objects(clause)
        things = [s for s in told if s and not _is_when(s[0], clause)]
        if verb is not None and verb.particle:
            things = [s for s in things if s[0].head.low != verb.particle]
        times = [s for s in clause.objects if s and _is_when(s[0], clause)]
        complements = [Complement(p, self._all(s), self._opens(p, s[0])) for p, s in clause.args if s]
        complements += [Complement("", self._all(s)) for s in times]
        predicate: list[Group] = []
        if verb is not None and verb.lemma in COPULAR and not verb.passive:
            predicate, things = [g for s in things for g in s], []
        elif len(things) > 1 and things[-1][0].head.tag == "j" and class_of(things[0][0]) == "person":
            predicate = things.pop()
        indirect = self._all(things[0]) if len(things) > 1 else ()
        if clause.gap == "object" and clause.anchor is not None and not things:
            objects: tuple[Noun, ...] = (self._noun(clause.anchor),)
        elif clause.link == "relative" and clause.marker == "whom" and clause.anchor is not None and not clause.gap:
            objects = (self._noun(clause.anchor),)
            indirect, things = self._all(things[0]) if things else (), []
            if indirect:
                indirect, objects = objects, indirect
        else:
            objects = self._all(things[-1]) if things else ()
        if clause.gap and clause.gap != "object" and clause.anchor is not None:
            complements.append(Complement(clause.gap, (self._noun(clause.anchor),)))
        start = clause.start if clause.start >= 0 else clause.end
        own = clause.subject and clause.link not in _WITHOUT_SUBJECT
        return Clause(
            start=min([start, *(n.start for n in subject if own)]),
            end=max(clause.end, start),
            verb=verb.lemma if verb else "",
            particle=verb.particle if verb else "",
            verb_start=verb.main.start if verb else -1,
            verb_end=verb.main.end if verb else -1,
            group_start=verb.start if verb else -1,
            passive=bool(verb and verb.passive),
            tense=verb.tense if verb else "",
            perfect=bool(verb and verb.perfect),
            finite=bool(verb and verb.form in {"finite", "base"}),
            modal=verb.modal if verb else "",
            negated=bool(verb and verb.negated) or clause.denied,
            subject=subject,
            object=objects,
            indirect=indirect,
            predicate=self._all(predicate),
            complements=tuple(complements),
            adverbs=frozenset([*clause.adverbs, *(verb.adverbs if verb else ())]),
            link=clause.link,
            marker=clause.marker,
            governor=self._number(clause.governor),
            anchor=self._noun(clause.anchor) if clause.anchor else None,
            certainty=self._judge.certainty(clause),
            omitted=omitted,
            elided=clause.elided,
        )

    def _shared_objects(self, clause: Open) -> list[list[Group]]:
        """The objects of the next verb, where two of one subject are joined before them: "arrested and charged X"."""
        number = self._numbers[id(clause)] + 1
        other = self._opened[number] if number < len(self._opened) else None
        verb = clause.verb
        if (
            other is None
            or verb is None
            or verb.passive
            or other.verb is None
            or other.like is None
            or clause.args[-1:]
        ):
            return []
        joined = other.link == "coordinated" and 0 < other.verb.start - verb.main.end < _JOINT and not other.elided
        return other.objects if joined and other.verb.form == verb.form else []

    def _opens(self, preposition: str, first: Group) -> int:
        """Where the preposition before a group starts."""
        start = min([first.start, *(owner.start for owner in first.owners)])
        at = bisect_left(self._starts, start) - 1
        return self._tokens[at].start if preposition and at >= 0 else start

    def _number(self, clause: Open | None) -> int:
        """The number of a clause, or of the one above it where it says nothing itself."""
        while clause is not None and id(clause) not in self._numbers:
            clause = clause.governor
        return -1 if clause is None else self._numbers[id(clause)]

    def _subject(self, clause: Open) -> tuple[tuple[Noun, ...], bool]:
        """The subject, also where it stands in the clause above; whether it is left out and not found."""
        if clause.subject:
            return self._all(clause.subject), False
        origin = clause.like or clause
        if origin.link == "relative" and origin.anchor is not None and origin.marker != "whom" and not clause.gap:
            return self._all(self._relative_subject(origin)), False
        if clause.like is not None and clause.like.subject:
            return self._all(clause.like.subject), False
        if clause.like is not None and clause.like.link == "participle":
            return self._subject(clause.like)
        above = clause.governor
        seen = 0
        while above is not None and clause.link in _WITHOUT_SUBJECT and seen < 20:
            if above.subject:
                return self._all(above.subject), False
            if above.link == "relative" and above.anchor is not None:
                return (self._noun(above.anchor),), False
            above, seen = above.governor, seen + 1
        return (), clause.verb is None or clause.verb.form != "finite" or not clause.inverted

    def _relative_subject(self, clause: Open) -> list[Group]:
        """Whom "who" means: the noun it follows, or the whole list where its verb speaks of several."""
        anchor = clause.anchor
        assert anchor is not None
        verb = clause.verb
        if verb is not None and verb.words[0].low in {"are", "were", "have"}:
            for other in self._opened:
                for slot in (other.subject, *other.objects, *(s for _, s in other.args)):
                    if anchor in slot and len(slot) > 1 and all(g.is_name == anchor.is_name for g in slot):
                        return slot
        return [anchor]


def _hosts(nouns: Iterable[Noun], clauses: Iterable[Clause]) -> dict[int, tuple[Noun, ...]]:
    """For each noun that says more of others, by where it starts, those others."""
    hosts: dict[int, tuple[Noun, ...]] = {a.start: (noun,) for noun in nouns for a in noun.apposed}
    for clause in clauses:
        if clause.negated:
            continue
        if clause.verb == "include":
            hosts |= {n.start: clause.object for n in clause.subject if n.words[0].low in _THOSE}
        elif clause.verb in {"be", "become", "remain"}:
            named = clause.subject or clause.predicate
            told = clause.predicate if len(clause.subject) == 1 else ()
            told += tuple(n for n in clause.by("among") if n.words[0].low in _THOSE)
            hosts |= {n.start: named for n in told if n.start not in hosts and n not in named}
            if clause.verb == "be" and all(n.kind == "person" for n in told) and told:
                hosts |= {n.start: told for n in clause.subject if n.kind != "person" and n.head.tag == lex.NOUN}
    return {start: host for start, host in hosts.items() if host and host[0].start != start}


def _is_when(group: Group, clause: Open) -> bool:
    """Whether a group without a preposition tells when, and not what: "died last week", but "served two years"."""
    verb = clause.verb
    if not group.is_time or verb is None:
        return group.is_time
    if (
        group.head.tag == lex.DATE
        or group.words[-1].low in AFTER_NUMBER
        or verb.passive
        or lex.is_intransitive(verb.lemma)
    ):
        return True
    return len(clause.objects) > 1 or group.first in {"last", "next", "this", "every"}


def _all_of(clause: Clause) -> Iterator[Noun]:
    """Every noun of a clause, with what hangs on it, to a depth that ordinary prose has."""
    todo = [*clause.subject, *clause.object, *clause.indirect, *clause.predicate]
    todo += [n for c in clause.complements for n in c.nouns]
    for _ in range(4):
        yield from todo
        todo = [
            n for noun in todo
            for n in (*noun.owners, *noun.apposed, *noun.brackets, *(p for _, ps in noun.phrases for p in ps))
        ][:80]  # fmt: skip


def _in_turn(clause: Clause) -> list[Clause]:
    """One clause for each pair where two lists of one length are told "respectively"."""
    slots: list[tuple[str, int, tuple[Noun, ...]]] = [
        ("subject", 0, clause.subject), ("object", 0, clause.object), ("indirect", 0, clause.indirect),
        *(("complements", n, c.nouns) for n, c in enumerate(clause.complements)),
        *(("phrases", n, ps) for n, (_, ps) in enumerate(clause.object[0].phrases if clause.object else ())),
        *(("apart", n, ps) for n, (_, ps) in enumerate(clause.subject[0].phrases if clause.subject else ())),
    ]  # fmt: skip
    names = [s for s in slots if len(s[2]) > 1 and all(_is_whole(n) for n in s[2])]
    amounts = [s for s in slots if len(s[2]) > 1 and all(not _is_whole(n) for n in s[2])]
    pair = next(((n, a) for n in names for a in amounts if len(n[2]) == len(a[2])), None)
    if pair is None:
        return [clause]
    return [_put(_put(clause, pair[0], n), pair[1], n) for n in range(len(pair[0][2]))]


def _is_whole(noun: Noun) -> bool:
    return noun.head.tag not in (lex.AMOUNT, lex.NUMBER, lex.DATE)


def _put(clause: Clause, slot: tuple[str, int, tuple[Noun, ...]], number: int) -> Clause:
    name, at, nouns = slot
    one = nouns[number : number + 1]
    if name == "complements":
        changed = [replace(c, nouns=one) if n == at else c for n, c in enumerate(clause.complements)]
        return replace(clause, complements=tuple(changed))
    if name in {"phrases", "apart"}:
        role = "object" if name == "phrases" else "subject"
        noun: Noun = getattr(clause, role)[0]
        phrases = tuple((p, one if n == at else ps) for n, (p, ps) in enumerate(noun.phrases))
        return _with_role(clause, role, (replace(noun, phrases=phrases),))
    return _with_role(clause, name, one)


def _with_role(clause: Clause, role: str, nouns: tuple[Noun, ...]) -> Clause:
    if role == "subject":
        return replace(clause, subject=nouns)
    return replace(clause, object=nouns) if role == "object" else replace(clause, indirect=nouns)


__all__ = ["Certainty", "Clause", "Complement", "Noun", "Sentence", "read"]
