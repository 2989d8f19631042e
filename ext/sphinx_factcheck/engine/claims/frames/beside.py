"""What must stand beside the words of a frame: "in prison", "on bail", "formally"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sphinx_factcheck.engine.claims.frames.lengths import Lengths
from sphinx_factcheck.engine.claims.frames.table import (
    APPEALS,
    BANS,
    CAPTORS,
    CUSTODIAL,
    FREEDOM,
    HOMES,
    JUDGMENTS,
    KEEPS,
    PRISONS,
    Frame,
)
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.lexicon import CAPITAL, is_human, singular

_INSIDE = ("in", "up in", "behind", "under", "at", "on", "inside")
_NO_HOLDING = frozenset(
    "esteem regard contempt awe mind check place honour honor suspense reserve store respect high".split()
)
_HOLDING = ("in", "at", "since", "for", "without", "under", "behind", "on", "inside", "by")
UNTRIED = frozenset("trial charge charges".split())
_OUT = frozenset("bail parole amnesty clemency freedom release pardon".split())
_ABODES = HOMES | frozenset("bed street office airport station school classroom work train car bus farm field".split())
"""From where somebody is taken by those who come for him."""
_POWERS = frozenset("authorities authority prosecutors prosecutor army law".split())
_SELVES = frozenset("himself herself themselves myself".split())
_COURTS = frozenset("court courts tribunal judge judges bench chamber council committee king president".split())
_CHARGES = frozenset("charge charges count counts accusation accusations allegation allegations".split())
_BESIDE = {
    "bail": ("object", _OUT),
    "freedom": ("object", FREEDOM),
    "prison": ("object", PRISONS),
    "sentence": ("subject", CUSTODIAL),
    "charges": ("object", _CHARGES),
    "fine": ("object", frozenset({"fine"})),
    "fined": ("patient", frozenset({"fine"})),
    "lashes": ("object", frozenset({"lash", "stroke"})),
    "trial": ("object", frozenset({"trial"})),
    "judgment": ("patient", JUDGMENTS),
    "appeal": ("patient", APPEALS),
    "ban": ("patient", BANS),
    "travel ban": ("patient", frozenset({"ban", "restriction"})),
    "licence": ("patient", frozenset({"licence", "license"})),
    "his licence": ("object", frozenset({"licence", "license"})),
}
"""What must be among the heads of a role of the clause, by the `with_` of a frame."""
_FOOD = frozenset("food nourishment meals sustenance".split())
_EVER = (" ever since", " since.", " since,", " to this day")
_ROLLS = frozenset("roll rolls register".split())
_CARS = frozenset("van car vehicle truck lorry minibus bus jeep boat".split())
_LED_BY = {
    "under house": ("under", frozenset({"house", "residential"})), "of freedom": ("of", FREEDOM),
    "at liberty": ("at", FREEDOM), "to death": ("to", frozenset({"death"})), "to bail": ("to", frozenset({"bail"})),
    "on charges": ("on", _CHARGES),
    "in vain": ("in", frozenset({"vain"})),
    "into car": ("into", _CARS),
    "into hands": ("into", frozenset({"hands"})),
    "into exile": ("into", frozenset({"exile", "banishment"})),
}  # fmt: skip
"""What a preposition must lead to, by the `with_` of a frame."""


def _off(clause: Clause) -> tuple[Noun, ...]:
    """From what something is taken, or struck."""
    return clause.by("off", "from") + (clause.object if clause.particle == "off" else ())


def _is_in_time(clause: Clause) -> bool:
    """Whether somebody is told to be serving a sentence of his own, however long."""
    return clause.tense == "present" and any(n.owners and n.head.low in CUSTODIAL for n in clause.object)


def _is_given_up(clause: Clause) -> bool:
    """Whether somebody gives himself into the hands of those who hold him."""
    own = any(n.head.low in _SELVES for n in clause.object)
    away = clause.verb == "surrender" or clause.particle in {"in", "up", "over"}
    return own and (away or any(c.preposition.partition(" ")[0] in {"in", "up", "over"} for c in clause.complements))


def _by_a_court(clause: Clause) -> bool:
    """Whether nobody but a court, or somebody as high, is told to have decided."""
    judges = clause.by("by") if clause.passive else clause.subject
    return not judges or any(w.low in _COURTS for n in judges for w in n.words)


_LANDS = frozenset("country state republic city town island territory region province mainland kingdom home".split())
_KILLING = frozenset("execution hanging gallows scaffold noose guillotine".split())
_MAY = frozenset("may can cannot could might".split())


def _may_not_leave(clause: Clause) -> bool:
    """Whether somebody is told to be kept in the country: "may not leave the country", "cannot travel abroad"."""
    lands = any(n.head.low in _LANDS for n in (*clause.object, *clause.by("from", "to", "out of")))
    return clause.negated and clause.modal in _MAY and (lands or "abroad" in {clause.particle, *clause.adverbs})


_KEPT_FROM = {
    "not allowed": frozenset("travel leave go fly depart".split()),
    "from travel": frozenset("travel leave go board fly depart exit".split()),
    "from practice": frozenset("practise practice work".split()),
}
"""From what somebody is kept, by the `with_` of a frame."""
_TESTS: dict[str, Callable[[Clause], bool]] = {
    "formally": lambda clause: "formally" in {clause.particle, *clause.adverbs},
    "away": lambda clause: "away" in {clause.particle, *clause.adverbs},
    "not": lambda clause: clause.negated and bool(clause.by("since", "for", "in")),
    "from taken": lambda clause: (
        bool(clause.by("from"))
        if clause.passive
        else any(n.head.low in CAPTORS | {"they"} for n in clause.subject)
        and any(w.low in _ABODES for n in clause.by("from") for w in n.words)
    ),
    "alone": lambda clause: clause.passive and not clause.by("by", "with", "into", "from", "of"),
    "captors alone": lambda clause: (
        not clause.passive
        and any(n.head.low in CAPTORS and (n.head.low != "they" or clause.marker == "when") for n in clause.subject)
        and not clause.by("to", "for", "as", "through", "on", "at", "by")
    ),
    "home": lambda clause: (
        "home" in {clause.particle, *clause.adverbs} or any(n.head.low == "home" for n in clause.object)
    ),
    "captors": lambda clause: not clause.passive and any(n.head.low in CAPTORS for n in clause.subject),
    "his time": _is_in_time,
    "death": lambda clause: any(n.holds("death") and n.head.low in CUSTODIAL for n in clause.object),
    "execution": lambda clause: any(n.head.low in _KILLING for n in clause.object),
    "suspended": lambda clause: any(n.holds("suspended") and n.head.low in JUDGMENTS for n in clause.object),
    "food": lambda clause: (
        not clause.passive
        and any(n.head.low in _FOOD and (clause.verb != "take" or n.words[0].low == "no") for n in clause.object)
    ),
    "by himself": lambda clause: not clause.passive and not clause.object,
    "off sentence": lambda clause: any(n.head.low in JUDGMENTS for n in _off(clause)),
    "off roll": lambda clause: any(n.head.low in _ROLLS for n in _off(clause)),
    "of charges": lambda clause: bool(clause.by("of")) and clause.passive,
    "may not": _may_not_leave,
    "life": lambda clause: any(
        n.head.low == "life" and (n.words[0].tag == "q" or n.owners or clause.verb == "depart")
        for n in (*clause.object, *clause.indirect)
    ),
    "last": lambda clause: any(n.head.low in {"last", "breath"} for n in clause.object),
    "nobody": lambda clause: (
        not clause.passive
        and any(n.head.low in {"nobody", "no-one", "one", "none"} for n in clause.subject)
        and any(c.preposition in {"since", "for"} for c in clause.complements)
    ),
    "whereabouts": lambda clause: (
        any(n.head.low in {"whereabouts", "fate"} for n in clause.subject)
        and any(n.head.low == "unknown" for n in (*clause.predicate, *clause.object))
    ),
    "in force": lambda clause: (
        any(n.head.low in JUDGMENTS or singular(n.head.low) in JUDGMENTS for n in (*clause.object, *clause.subject))
        and any(n.head.low in {"force", "place", "effect"} for n in clause.by("in"))
    ),
    "lost appeal": lambda clause: any(n.head.low in APPEALS for n in clause.object),
    "failed appeal": lambda clause: any(n.head.low in APPEALS for n in clause.subject),
    "himself": _is_given_up,
    "to captors": lambda clause: any(n.head.low in CAPTORS | _POWERS for n in clause.by("to")),
    "to gaol": lambda clause: any(n.head.low in PRISONS and n.words[0].tag != "d" for n in clause.by("to")),
    "to keep": lambda clause: any(n.head.low in KEEPS for n in clause.by("to")),
    "must in prison": lambda clause: clause.modal == "must" and any(is_inside([n]) for n in clause.by(*_INSIDE)),
    "to home": lambda clause: not clause.by("by") and any(w.low in HOMES for n in clause.by("to") for w in n.words),
    "tried": lambda clause: bool(clause.object) and clause.object[0].kind == "term",
}
"""What else must be so, by the `with_` of a frame."""


class Beside:
    """Tells whether what a frame asks for stands in a clause."""

    def __init__(self, lengths: Lengths) -> None:
        self.lengths = lengths

    def fits(self, frame: Frame, clause: Clause) -> bool:
        """Whether a clause has what a frame asks for beside its words."""
        with_ = frame.with_
        if not with_ or (clause.elided and with_ not in {"bail", "prison"}):
            return True
        if with_ in _BESIDE:
            role, heads = _BESIDE[with_]
            if with_ == "appeal" and not _by_a_court(clause):
                return False
            done = clause.subject if role == "subject" or (role == "patient" and clause.passive) else clause.object
            return any(singular(n.head.low) in heads for n in done)
        if with_ in _LED_BY:
            preposition, words = _LED_BY[with_]
            return any(w.low in words for n in clause.by(preposition) for w in n.words)
        if with_ in _TESTS:
            return _TESTS[with_](clause)
        if with_ in _KEPT_FROM:
            words = _KEPT_FROM[with_]
            told = any(n.head.low in words for n in clause.by("from", "to"))
            return told or self.kept_from(frame, clause) is not None
        if with_ == "let":
            return self.lengths.text.endswith("let ", 0, clause.group_start)
        if with_ in {"held", "not untried"}:
            return self._is_holding(clause) if with_ == "held" else not self._is_spell(clause)
        prepositions = _INSIDE if with_ == "in prison" else (with_.rpartition(" ")[0],)
        return any(is_inside([n]) for n in self._places(clause, prepositions))

    def kept_from(self, frame: Frame, clause: Clause) -> Clause | None:
        """The clause of what somebody is kept from: the leaving of "was barred from leaving the country"."""
        words = _KEPT_FROM.get(frame.with_)
        if words is None:
            return None
        number = self.lengths.sentence.clauses.index(clause)
        below = (c for c in self.lengths.sentence.clauses if c.governor == number and c.marker in {"from", "to"})
        return next((c for c in below if c.verb in words and (c.verb != "leave" or _leaves_a_place(c))), None)

    def _is_spell(self, clause: Clause) -> bool:
        """Whether "imprisoned for a year" tells of a time in prison so far, and of no sentence."""
        if any(n.head.low in UNTRIED for n in clause.by("without")):
            return True
        lengths = self.lengths.within(clause.by("for"))
        hedged = any(o.term.quantity and not o.term.quantity.is_exact for o in lengths)
        so_far = clause.perfect and clause.tense == "present"
        return so_far and (clause.verb in {"imprison", "incarcerate"} or hedged)

    def _places(self, clause: Clause, prepositions: tuple[str, ...]) -> Iterator[Noun]:
        yield from clause.by(*prepositions)
        for noun in clause.object:
            for preposition, nouns in noun.phrases:
                if preposition in prepositions:
                    yield from nouns

    def _is_holding(self, clause: Clause) -> bool:
        """Whether "held" or "kept" is said of a prisoner."""
        if not (clause.passive or any(map(_is_somebody, clause.object))) or clause.predicate:
            return False
        if clause.particle == "incommunicado" or "incommunicado" in clause.adverbs:
            return True
        told = [c for c in clause.complements if c.preposition in _HOLDING]
        if clause.verb in {"put", "place"} or clause.by("to"):
            told = [c for c in told if is_inside(c.nouns)]
        return bool(
            told or clause.marker == "where" or self.lengths.text.startswith(_EVER, clause.verb_end)
        ) and not any(w.low in _NO_HOLDING for c in told for n in c.nouns for w in n.words)


def _is_somebody(noun: Noun) -> bool:
    return noun.kind == "person" or noun.is_pronoun or noun.head.tag == CAPITAL or is_human(singular(noun.head.low))


def _leaves_a_place(clause: Clause) -> bool:
    return any(n.head.low in _LANDS or (len(n.words) == 1 and n.head.text[:1].isupper()) for n in clause.object)


def is_inside(nouns: Iterable[Noun]) -> bool:
    """Whether these nouns are places where one is held."""
    return any(w.low in PRISONS for noun in nouns for w in noun.words)
