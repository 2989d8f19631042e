"""Terms of prison in the roles of a clause, and in the nouns of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.lists import in_table, persons_of_entry, speaks_of_prison, topic_of_entry
from sphinx_factcheck.engine.claims.frames.no_terms import is_feared, is_no_term, is_range
from sphinx_factcheck.engine.claims.frames.table import FREEDOM, PRISONS, SENTENCE_NOUNS, Frame
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.lexicon import singular
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.numbers import HEDGE, NUMBER
from sphinx_factcheck.engine.spans.terms import HALF, TermSaid, term_without_unit

_NOT_PRISON = frozenset(
    "probation deprivation supervision suspension exile ban parole travel house freedom liberty".split()
)
_BARE = later(
    rf"(?P<said>(?:(?P<hedge>{HEDGE})\s)?(?P<n>{NUMBER})(?P<half>{HALF})?)(?:\s(?:more|further|each|apiece))?",
    re.IGNORECASE,
)
_HALF = later(HALF, re.IGNORECASE)
_LED_TO = later(r"\b(?:to|for|on|upon)\s(?:(?:the|his|her|our|their)\s)?(?:[\w-]+\s){0,4}$")
_LED_REACH = 48
_AMOUNTS = frozenset("year one two three half maximum minimum space period".split())
"""What a term can be told of as an amount: "the maximum of ten years"."""
_OF_COURT = later(
    r"\b(?:tried|trial|court|assizes|tribunal|judges?|magistrates?|convict\w+|sentenc\w+|prison|gaol|jail)\b",
    re.IGNORECASE,
)
_BRIEFLY = later(r"\s*(?:$|[.,;)]|(?:for|and)\b)")


@record()
class Length:
    """A term in a sentence: the noun it stands in, whether that says that it is one of prison, where that ends.

    `own` is its very own noun, within that.
    """

    term: TermSaid
    noun: Noun
    is_sentence: bool = False
    feared: bool = False
    inside: int = -1
    own: Noun | None = None


class Lengths:
    """The terms of one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.text = reading.letter.text
        self.sentence = sentence
        self.terms = [t for t in sentence.tokens if t.kind == "term"]

    def of(self, clause: Clause, frame: Frame) -> list[Length]:
        """The terms that stand where a frame looks for one."""
        if not self.terms:
            return []
        for where in frame.term.split():
            if where == "subject":
                nouns = clause.subject if clause.passive or frame.who == "to" else ()
            else:
                terms = tuple(n for n in clause.indirect if n.kind == "term")
                roles = {"object": terms + clause.object, "predicate": clause.predicate}
                nouns = roles[where] if where in roles else clause.by(where)
            if where == "subject" and clause.link == "small":
                nouns = clause.subject
            found = self.within(nouns)
            if found and (not frame.weak or any(self._may_be_prison(one, clause) for one in found)):
                return found
        return []

    def within(self, nouns: Iterable[Noun]) -> list[Length]:
        """The terms in nouns, those without a unit taking it from the one that follows in the list."""
        found: list[Length] = []
        for noun in nouns:
            found += self._in_noun(noun, noun, 0)
        return found

    def of_nouns(self) -> Iterator[Length]:
        """The terms that any noun of the sentence holds, each once, in its largest noun."""
        done: set[int] = set()
        for noun in self.sentence.nouns if self.terms else ():
            if noun.kind == "term" and noun.start in done:
                continue
            for one in self._in_noun(noun, noun, 0, units=False):
                if one.term.start not in done:
                    done.add(one.term.start)
                    yield one

    def paired(self, clause: Clause) -> list[tuple[Length, Noun]]:
        """The terms that go to several persons in turn: "nine years to X and seven to Y", "to X nine years, to Y two".

        None where persons and terms do not alternate, each pair with "to" or "for" before its person.
        """
        if len(self.terms) < 1 or not clause.verb or self.text.count(" to ", clause.verb_end, self.sentence.end) < 2:
            return []
        others = [c for c in self.sentence.clauses if c.finite and c.link in {"main", "coordinated"}]
        stop = min((c.verb_start for c in others if c.verb_start > clause.verb_end), default=self.sentence.end)
        after = [n for n in self.sentence.nouns if clause.verb_end <= n.start < stop]
        items = [n for n in after if n.kind in {"person", "term"} or (n.kind == "" and n.head.tag == "N")]
        pairs = list(zip(items[::2], items[1::2], strict=False))
        if len(pairs) < 2 or len(items) % 2:
            return []
        found: list[tuple[Length, Noun]] = []
        for one, other in pairs:
            person, amount = (one, other) if one.kind == "person" else (other, one)
            term = amount.value if amount.kind == "term" else self._without_unit(amount)
            led = _LED_TO.search(self.text, max(person.start - _LED_REACH, 0), person.start)
            if person.kind != "person" or not isinstance(term, TermSaid) or not led or is_no_term(self.text, term):
                return []
            found.append((Length(term, amount, own=amount), person))
        return found

    def numbers_for(self) -> Iterator[Length]:
        """Numbers that go on with the terms of a list: the five of "fifteen years for X, five for Y"."""
        for noun in self.sentence.nouns if self.terms else ():
            whom = any(p == "for" and ns and ns[0].kind == "person" for p, ns in noun.phrases)
            if whom and noun.head.tag == "N" and len(noun.words) == 1 and (said := self._without_unit(noun)):
                yield Length(said, noun)

    def _in_noun(self, noun: Noun, outer: Noun, depth: int, *, units: bool = True) -> list[Length]:
        if noun.denied or depth > 3:
            return []
        head = singular(noun.head.low)
        if noun.kind == "term":
            return self._length(noun.value, outer, noun, units=units)
        if inner := next((w for w in noun.words if w.kind == "term"), None):
            prison = any(singular(w.low) in SENTENCE_NOUNS for w in noun.words)
            barred = any(w.low in _NOT_PRISON for w in noun.words)
            return self._length(inner.value, outer, noun, units=units, sentence=prison) if prison and not barred else []
        owned = [o for o in noun.owners if o.kind == "term"]
        if owned:
            unfree = head == "deprivation" and any(
                n.head.low in FREEDOM for p, ns in noun.phrases if p == "of" for n in ns
            )
            barred = head not in SENTENCE_NOUNS and not unfree
            return [] if barred else self._length(owned[0].value, outer, noun, units=units, sentence=True)
        plain = all(p in {"for", "in", "on"} for p, _ in noun.phrases)
        if units and _is_number(noun) and plain and (said := self._without_unit(noun)):
            return [Length(said, outer)]
        if head in SENTENCE_NOUNS | _AMOUNTS or noun.head.tag == "N":
            leads = {"of", "for"} if head in SENTENCE_NOUNS else {"of"}  # "imprisonment for life"
            inside = [n for p, ns in noun.phrases if p in leads for n in ns] + list(noun.apposed)
            told = [one for n in inside for one in self._in_noun(n, outer, depth + 1, units=units)]
            return [
                Length(one.term, outer, head in SENTENCE_NOUNS or one.is_sentence, one.feared, one.inside, one.own)
                for one in told
            ]
        return []

    def _length(self, said: object, outer: Noun, noun: Noun, *, units: bool, sentence: bool = False) -> list[Length]:
        if not isinstance(said, TermSaid) or is_no_term(self.text, said):
            return []
        if noun.words[-1].low in {"ago", "earlier", "later", "old", "before"}:
            return []
        prison = next(
            (n for p, ns in noun.phrases if p in {"in", "behind", "of", "under", "at"} for n in ns if _is_prison(n)),
            None,
        )
        named = said.term.life and any(
            word in self.text[said.start : said.end].lower() for word in ("sentence", "term", "imprison", "prison")
        )
        low = max(self.sentence.start, said.start - 100)
        fears = is_feared(self.text, low, said.start) and (not units or self._clause_fears(said))
        in_turn = any(t.low == "respectively" for t in self.sentence.tokens)
        feared = fears or (not in_turn and is_range(self.text, self.sentence.start, said))
        inside = prison.end if prison else -1
        return [Length(said, outer, sentence or prison is not None or named, feared, inside, noun)]

    def _clause_fears(self, said: TermSaid) -> bool:
        words = self.text[max(said.start - 24, self.sentence.start) : said.start].lower()
        return any(w in words for w in ("up to ", "a maximum", "a minimum", "between ", "possible ", "potential"))

    def _may_be_prison(self, length: Length, clause: Clause) -> bool:
        """Whether the bare term of a verb that gives much else than prison can be one: nothing says what it is of."""
        noun = length.noun
        if length.is_sentence and clause.verb not in {"serve", "do"}:
            return True
        if not length.is_sentence and (
            (noun.kind != "term" and not _is_number(noun)) or any(p in {"of", "as", "to"} for p, _ in noun.phrases)
        ):
            return False
        if any(c.governor >= 0 and c.link == "infinitive" and c.anchor is noun for c in self.sentence.clauses):
            return False
        if clause.verb in {"serve", "do", "complete", "finish"}:
            if length.own is None and (clause.tense == "past" or clause.perfect):
                return False
            over = clause.tense == "past" or clause.perfect
            if over and noun.kind == "term" and length.inside > 0 and noun.words[0].tag not in "dq":
                return False
            return length.is_sentence or (not clause.by("as", "on", "at", "with") and self._speaks_of_prison())
        if clause.verb == "have":
            plain = clause.tense == "past" and not clause.perfect and _BRIEFLY.match(self.text, length.term.end)
            start, end = max(self.sentence.start - 400, 0), self.sentence.end
            return bool(plain) and bool(_OF_COURT.search(self.text, start, end))
        return length.term.unit in {"year", "month"} or length.term.term.life

    def _speaks_of_prison(self) -> bool:
        return speaks_of_prison(self.text, max(self.sentence.start - 400, 0), self.sentence.end + 200)

    def _without_unit(self, noun: Noun) -> TermSaid | None:
        """The term of a number that takes its unit from the next term before it, or after it in its list."""
        near = [t for t in self.terms if t.start < noun.start] or self.terms[:1]
        other = near[-1].value if near else None
        half = _HALF.match(self.text, noun.end)
        said = _BARE.fullmatch(self.text, noun.start, half.end() if half else noun.end)
        if not said or not isinstance(other, TermSaid) or other.term.life:
            return None
        unit = "year" if "year" in self.text[other.start : other.end].lower() else other.unit
        return term_without_unit(said, unit)

    def entry(self, length: Length) -> tuple[Noun, ...]:
        """Whom an entry of a list gives a term: "X (14 years)", "X – 14 years", "X, a baker: 14 years"."""
        at = length.term.start
        if (table := in_table(self.reading, at)) is not None:
            row, heads = table
            prose = self.reading.prose
            first, last = prose.number_at(row.start), prose.number_at(row.end - 1)
            nouns = [n for s in range(first, last + 1) for n in prose.sentence(s).nouns if n.kind == "person"]
            return tuple(nouns[:1]) if heads else ()
        named = persons_of_entry(self.reading, self.sentence, length.term)
        return named or topic_of_entry(self.reading, self.sentence, length.noun)


def _is_number(noun: Noun) -> bool:
    """Whether a noun is but a number, or so many more."""
    return noun.head.tag == "N" or (noun.head.low in {"more", "further", "each", "apiece"} and noun.words[0].tag == "N")


def _is_prison(noun: Noun) -> bool:
    return (
        any(w.low in PRISONS or singular(w.low) in SENTENCE_NOUNS for w in noun.words) and noun.head.low not in FREEDOM
    )
