"""What "is" and its like lead to: "X is in prison", "X, in custody since May, writes", "X is a prisoner"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_factcheck.engine.claims.frames.dated import dates_of
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.table import CAPTORS, CAUSES, CELLS, LYING, NO_MORE, PREDICATES, SORTS, Frame
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Complement, Noun
from sphinx_factcheck.engine.spans.dates import DateSaid

if TYPE_CHECKING:
    from sphinx_factcheck.engine.claims.frames.interpret import Teller

_PARTING = frozenset({", ", " – ", " — ", " (", " - "})


def _place(words: str) -> tuple[str, str]:
    """The preposition and the rest of a place: "in_solitary_confinement", "out_of_prison", "missing"."""
    preposition, _, rest = words.partition("_")
    if rest.startswith("of_"):
        return f"{preposition} of", rest.removeprefix("of_")
    return (preposition, rest) if rest else ("", preposition)


_PLACES = {_place(word): frame for frame in PREDICATES for word in frame.words.split()}


class Places:
    """Tells where the persons of one sentence are said to be."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.text, self.sentence = teller.text, teller.sentence

    def by_predicate(self, clause: Clause) -> list[Deed]:
        """ "is in prison", "remains behind bars"; and without a verb: "X, in custody since May, is ill"."""
        if clause.verb not in LYING and clause.verb and clause.complements == ():
            return []
        copular = clause.verb in LYING or self._is_entry(clause)
        placed = [(self._frame_of_place(c), c.start, c.nouns[-1].end) for c in clause.complements] if copular else []
        placed += (
            [(_PLACES.get(("", n.head.low)), n.head.start, n.head.end) for n in clause.predicate if self._is_state(n)]
            if copular
            else []
        )
        found = [self._predicated(frame, clause, start, end) for frame, start, end in placed if frame]
        return [deed for deed in found if deed.persons]

    def _is_entry(self, clause: Clause) -> bool:
        """Whether a clause without a verb is an entry on somebody: "X, lawyer: in prison since May", "In prison."."""
        if clause.verb or clause.link != "main":
            return False
        return not clause.subject or (len(clause.subject) == 1 and clause.subject[0].kind == "person")

    def _is_state(self, noun: Noun) -> bool:
        """Whether a predicate tells where somebody is: not "free to travel", not "a prisoner of his fame"."""
        if any(word.low in NO_MORE for word in noun.words):
            return False  # "is a former prisoner"
        of = [ns[0].head.low for p, ns in noun.phrases if p == "of" and ns]
        return not self.text.startswith(" to ", noun.end) and all(word in CAUSES for word in of)

    def aside(self, clause: Clause) -> Iterator[Deed]:
        """ "X, in prison since May, writes", "In prison since May, X writes": where somebody is, told beside."""
        dashed = clause.link == "aside" and not clause.verb and clause.anchor is not None
        subject = (clause.anchor,) if dashed and clause.anchor else clause.subject
        if not subject or clause.verb in LYING or not (clause.verb or dashed):
            return
        told = self.sentence.clauses[clause.governor] if dashed and clause.governor >= 0 else clause
        for number, complement in enumerate(clause.complements):
            frame = self._frame_of_place(complement)
            if frame is None:
                continue
            end = complement.nouns[-1].end
            since = [c for c in clause.complements[number + 1 :] if c.preposition == "since" and c.start <= end + 2]
            when = next((n for c in since for n in dates_of(c) if isinstance(n.value, DateSaid)), None)
            between = self.text[subject[-1].end : complement.start] in _PARTING
            fronted = self.text[when.end if when else end : subject[0].start] == ", "
            if not (fronted or (between and (dashed or complement.start < clause.group_start))):
                continue
            date = when.value if when else None
            persons, sort = self.teller.whom.persons(subject, clause), SORTS[frame.sort]
            if persons:
                still = told.tense == "present"
                yield Deed(complement.start, end, sort.name, sort.events, persons, date, still, since=date is not None)

    def _frame_of_place(self, complement: Complement) -> Frame | None:
        noun = complement.nouns[-1]
        head = noun.head.low
        if head == "hands" and not any(n.head.low in CAPTORS for p, ns in noun.phrases if p == "of" for n in ns):
            return None
        whole = "_".join(w.low for w in noun.words if w.tag not in "dq")
        cell = _PLACES[("in", "prison")] if complement.preposition in {"in", "inside"} and head in CELLS else None
        return _PLACES.get((complement.preposition, whole)) or _PLACES.get((complement.preposition, head)) or cell

    def _predicated(self, frame: Frame, clause: Clause, start: int, end: int) -> Deed:
        deed = self.teller.deed(frame, clause, self.teller.whom.persons(clause.subject, clause, including=True))
        if frame.sort == "released" and deed.certainty is Certainty.DENIED and clause.tense == "present":
            held = SORTS["detained"]  # who is no longer free is held
            deed = replace(deed, name=held.name, events=held.events, still=True, certainty=Certainty.ASSERTED)
        if frame.sort == "died":  # "dead since May": that is its date
            deed = replace(deed, since=False, still=False)
        if "on_death_row" in frame.words:
            deed = replace(deed, death="death" in self.text[start : end + len(" of death")], still=True)
        start = self._with_out(start)
        if deed.name == "spent":
            return replace(deed, start=min(start, deed.start) if deed.start > start else start, end=max(end, deed.end))
        return replace(deed, start=start, end=end)

    def _with_out(self, start: int) -> int:
        """Where "out on bail" starts, of which `start` is the preposition."""
        before = next((t for t in reversed(self.sentence.tokens) if t.end <= start), None)
        return before.start if before and before.low in {"out", "free"} else start
