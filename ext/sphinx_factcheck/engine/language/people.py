"""Nouns that speak of persons: of which gender, of one or several, whom one calls again by what he is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions.lexicon import LONGER_NAMES

ONE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
"""Pronouns of one person, with the gender that they tell."""
MANY = frozenset({"they", "them", "their", "themselves", "both", "the two", "the two of them", "both of them", "all"})
MALE = frozenset(
    "man brother husband son father uncle nephew king prince boy mr sir grandfather grandson widower monk lord".split()
)
FEMALE = frozenset(
    "woman sister wife daughter mother aunt niece queen princess girl ms mrs miss madam grandmother "
    "granddaughter widow nun lady".split()
)
_OF_MEN = ("sman", "eman")
"""How words for men end: "spokesman", "policeman"; not so "woman", "chairman" and "German"."""
PAIRS = frozenset("two pair couple both duo".split())
NTH = {
    **{w: n for n, w in enumerate("first second third fourth fifth sixth".split())},
    **{w: n for n, w in enumerate("1st 2nd 3rd 4th 5th 6th".split())},
}
GROUPS = frozenset("people men women colleagues pair couple duo activists".split())
COMPANY = frozenset(
    "man woman writer journalist activist prisoner detainee defendant blogger poet student monk editor".split()
)
"""Those of whom two were just named are meant by "the writers"; not so "the judges"."""
EPITHETS = COMPANY | frozenset(
    "novelist author reporter dissident scholar artist painter singer photographer publisher appellant accused convict "
    "captive hostage scientist researcher engineer astronomer historian economist nun priest bookseller cartoonist "
    "filmmaker film-maker musician playwright deceased".split()
)
"""What one calls again a person just named; "the judge" and "the minister" are others."""
BEFORE_COURT = frozenset(
    "accused condemned defendant prisoner detainee appellant convict captive hostage deceased".split()
)
"""Those of whom prosecutors, judges and guards are none."""
OURS = frozenset("client member colleague friend".split())
"""Whom those who write just named, and call theirs; a son or a wife is another one unless said before."""
PARTIES = frozenset("client petitioner applicant appellant complainant claimant plaintiff".split())
"""Who a person is called throughout a letter that is written on his behalf."""
_PARENTS, _CHILDREN = frozenset("mother father parent family".split()), frozenset("child son daughter family".split())
_SIBLINGS, _COUNSEL = frozenset("brother sister sibling family".split()), frozenset("lawyer counsel advocate".split())
RELATED = {
    "husband": frozenset({"wife"}),
    "wife": frozenset({"husband"}),
    **dict.fromkeys(("son", "daughter"), _PARENTS),
    **dict.fromkeys(("father", "mother"), _CHILDREN),
    **dict.fromkeys(("brother", "sister"), _SIBLINGS),
    "client": _COUNSEL,
}
"""Who someone is to those who call him so: "my husband", said by "the wife of X"."""


KIN = frozenset(
    "brother husband son father uncle nephew grandfather grandson sister wife daughter mother aunt niece grandmother "
    "granddaughter cousin partner spouse fiancé fiancée twin".split()
)
"""Relatives: whom one goes on to speak of, where a lawyer or doctor is told in passing."""
ANOTHER = frozenset("other another second next new defence defense".split())
"""Words before a noun that bring in somebody else: "the other lawyer"."""
_DETERMINERS, _ROLES = frozenset("dq"), frozenset({lex.NOUN, lex.CAPITAL, lex.ADJ})
_THINGS = LONGER_NAMES | frozenset(
    "gaol union party league congress parliament senate assembly ministry department agency committee commission "
    "federation confederation alliance front movement province district region state states republic kingdom empire "
    "army police times post news gazette herald tribune star radio television network watch sea ocean strait coast "
    "north south east west constitution charter code decree summit festival championship games war battle".split()
)
"""The last words of the names of places, bodies and things."""
_HEAD = 15
"""Characters that stand beside the name in a line that is a head: a number, marks, an age."""
AUTHORS = frozenset({"my", "our"})
_OF_THE_STATE = frozenset(
    "prosecutor judge officer guard spokesman spokeswoman spokesperson interrogator investigator governor magistrate "
    "policeman official jailer gaoler coroner".split()
)
_ONLY_PERSONS = frozenset("arrest detain imprison jail sentence convict acquit parole behead".split())
"""What is done to nobody but persons: whoever "was arrested" is one, however called."""
_WHERE = frozenset("in at near outside inside across around throughout".split())
_PLACES = frozenset("city town village port district province region county state island prison camp airport".split())
_LIKENING = frozenset({"than", "like", "as", "unlike"})
"""What leads to one with whom somebody is but compared."""
_CALLING = frozenset("call name declare elect appoint make consider label brand term proclaim dub deem".split())
_IN_NAMES = frozenset({"of", "for", "on", "against", "to"})
_NOBODY = frozenset("any every no each nobody such".split())
"""What begins a noun that means no one person: "any other writer"."""


WRITER = frozenset({"i", "me", "my", "myself"})
READER = frozenset({"you", "your", "yourself"})
_STYLES = frozenset(
    "lordship ladyship excellency majesty highness eminence holiness grace honour honor worship magnificence".split()
)


def is_reader(noun: Noun) -> bool:
    """Whether a noun calls the one to whom a letter is written by his style: "your Lordship"."""
    return noun.head.low in _STYLES and noun.words[0].low == "your"


def _unknown(_: object) -> str:
    return ""


def _nobody(_: object, __: str) -> tuple[object, ...]:
    return ()


def _nothing(_: object) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Circle:
    """What is known of persons beside the words: the gender of one, "m" or "f", his relatives by "wife", who writes.

    `called` are the words by which one is known, "human", "rights", "lawyer", `named` those of his name; `addressee` is
    the one person to whom it is written.
    """

    gender: Callable[[object], str] = _unknown
    relatives: Callable[[object, str], tuple[object, ...]] = _nobody
    author: object = None
    called: Callable[[object], frozenset[str]] = _nothing
    named: Callable[[object], frozenset[str]] = _nothing
    addressee: object = None


def as_person(noun: Noun, person: object) -> Noun:
    """A noun as the name of a person whom it means."""
    head = noun.head._replace(kind="person", value=person)
    return replace(noun, head=head)


def distinct(nouns: Iterable[Noun]) -> tuple[Noun, ...]:
    """Each person once, where he is first named."""
    found: dict[object, Noun] = {}
    for noun in nouns:
        found.setdefault(noun.value, noun)
    return tuple(found.values())


def gender_told(noun: Noun) -> str:
    """The gender that the words of a noun, and of what stands beside it, tell: "m", "f" or nothing."""
    words = {lex.singular(w.low).rstrip(".") for one in (noun, *noun.apposed) for w in one.words}
    if words & MALE:
        return "m"
    head = noun.head.low if noun.head.tag == lex.NOUN else ""
    return "f" if words & FEMALE or head.endswith("woman") else "m" if head.endswith(_OF_MEN) else ""


def clashes(noun: Noun, gender: str) -> bool:
    """Whether a noun tells the other gender."""
    return bool(gender) and gender_told(noun) not in {"", gender}


def is_other(sentence: Sentence, noun: Noun, gender: str) -> bool:
    """Whether a noun brings in a single person whom no span tells of."""
    if noun.kind == "person" or noun.is_pronoun or noun.words[0].low in _NOBODY or clashes(noun, gender):
        return False
    if sentence.hosts_of(noun) or any(one.kind == "person" for one in noun.apposed):
        return False
    clause = sentence.clause_of(noun)
    if clause is not None and clause.certainty is Certainty.DENIED and noun not in clause.subject:
        return False
    if clause is not None and (_is_likened(sentence, clause, noun) or _is_called(clause, noun)):
        return False
    head = noun.head
    held = clause is not None and clause.passive and clause.verb in _ONLY_PERSONS and noun in clause.subject
    named = all(w.text[0].isupper() and w.tag in "kK" for w in noun.words) and not lex.is_plural(head.low)
    if held and named and not head.kind:
        return True
    if head.tag == lex.CAPITAL and not head.kind:
        return _tells_human(noun) or (_is_name(noun) and not _is_of_thing(sentence, noun))
    return head.tag == lex.NOUN and lex.is_human(head.low) and not lex.is_plural(head.low)


def _is_likened(sentence: Sentence, clause: Clause, noun: Noun) -> bool:
    """Whether somebody is but compared with a noun: "earns more than a doctor", "as a doctor"."""
    before = next((t for t in reversed(sentence.tokens) if t.end <= noun.start), None)
    than = before is not None and before.low.endswith("than")
    return than or any(noun in c.nouns and c.preposition in _LIKENING for c in clause.complements)


def _is_called(clause: Clause, noun: Noun) -> bool:
    """Whether a noun is what somebody is told to be called or made: "was declared the winner", "calls X a thief"."""
    return noun in clause.object and clause.verb in _CALLING and (clause.passive or bool(clause.indirect))


def _is_within_name(sentence: Sentence, noun: Noun) -> bool:
    """Whether a name goes on with that of a body or prize: "the Group on Arbitrary Detention"."""
    before = [t for t in sentence.tokens if t.end <= noun.start][-2:]
    return len(before) == 2 and before[1].low in _IN_NAMES and before[0].text[0].isupper() and before[0].tag == "K"


def _is_place(sentence: Sentence, noun: Noun) -> bool:
    """Whether a name tells where something is: "a court in Port Lume", "at the port of Bandar Khor"."""
    clause = sentence.clause_of(noun)
    if clause is not None and any(noun in c.nouns and c.preposition in _WHERE for c in clause.complements):
        return True
    for other in sentence.nouns:
        for preposition, nouns in other.phrases:
            if noun in nouns:
                hails = preposition == "from" and (other.kind == "person" or lex.is_human(other.head.low))
                return hails or preposition in _WHERE or (preposition == "of" and other.head.low in _PLACES)
    return False


def is_of_the_state(noun: Noun) -> bool:
    """Whether a noun is an unnamed office of the law, of whom a letter says no more than what he did: "the judge"."""
    return noun.words[0].low == "the" and noun.head.low in _OF_THE_STATE and not noun.phrases


def is_stranger(sentence: Sentence, noun: Noun) -> bool:
    """Whether a noun is the name of a person whom no span tells of, and not what he is."""
    return _is_name(noun) and not _tells_human(noun) and not _is_of_thing(sentence, noun)


def _tells_human(noun: Noun) -> bool:
    return any(w.tag == lex.NOUN and lex.is_human(w.low) for w in noun.words)


def _is_name(noun: Noun) -> bool:
    """Whether a noun looks like the name of a person: two capitals, and nothing that it is of."""
    capitals = sum(w.tag == lex.CAPITAL and not w.kind for w in noun.words)
    return capitals > 1 and noun.words[0].tag == lex.CAPITAL and not noun.holds("of", "for")


def _is_of_thing(sentence: Sentence, noun: Noun) -> bool:
    """Whether a name is that of a place or body: by its last word, "Stone Gaol", or by its place in the sentence."""
    return noun.words[-1].low in _THINGS or _is_place(sentence, noun) or _is_within_name(sentence, noun)


def is_entry(sentence: Sentence, noun: Noun) -> bool:
    """Whether a sentence that is no more than a noun tells what the one is of whom an entry is: "X. Cameraman, 31."."""
    clause = sentence.clause_of(noun)
    if clause is None or clause.verb or clause.link != "main" or noun.words[0].tag in _DETERMINERS:
        return False
    role = noun.head.tag in _ROLES and lex.is_human(noun.head.low) and not lex.is_plural(noun.head.low)
    return role and noun in clause.subject[:1] and noun is sentence.nouns[0]


def is_head(sentence: Sentence) -> bool:
    """Whether a sentence is no more than somebody's name, over or before what is told of him."""
    names = [n for n in sentence.nouns if n.kind == "person"]
    plain = not any(c.verb for c in sentence.clauses) and len(names) == 1
    return plain and sentence.end - sentence.start - (names[0].end - names[0].start) < _HEAD


def is_fragment(sentence: Sentence) -> bool:
    """Whether a sentence is no more than an entry on somebody: "Lawyer.", "Arrested in May."."""
    return all(
        not c.verb or (c.omitted and not c.subject) or c.link in {"relative", "participle"} for c in sentence.clauses
    )


def named_by(sentence: Sentence) -> tuple[Noun, ...]:
    """The persons of whom an entry is: those named in it, but for whose and of whom something is."""
    aside = {owner.start for n in sentence.nouns for owner in n.owners}
    aside |= {one.start for n in sentence.nouns for _, nouns in n.phrases for one in nouns}
    return distinct(n for n in sentence.nouns if n.kind == "person" and n.start not in aside)


def is_acting(sentence: Sentence, noun: Noun) -> bool:
    """Whether a noun is the subject of what a sentence tells: "his lawyer is held too"."""
    return any(c.finite and c.link in {"main", "coordinated"} and noun in c.subject for c in sentence.clauses)


def is_crowd(sentence: Sentence, noun: Noun) -> bool:
    """Whether a noun brings in several persons whom no span tells of."""
    head = noun.head
    several = head.tag == lex.NOUN and lex.is_human(head.low) and lex.is_plural(head.low)
    return several and not sentence.hosts_of(noun)


def role_of(noun: Noun) -> str:
    """What a noun says that somebody is: its head, or the relative before a given name, "our father Daniel"."""
    if noun.head.tag == lex.CAPITAL and not noun.kind and len(noun.words) > 1:
        before = lex.singular(noun.words[-2].low)
        return before if before in KIN else noun.head.low
    return lex.singular(noun.head.low)


def going_on(noun: Noun) -> tuple[Noun, ...]:
    """The words of a noun that go on with somebody: "he", "his" before what is his and who is his, "the poet"."""
    if noun.is_pronoun:
        return (noun,) if noun.words[0].low in ONE else ()
    low = role_of(noun)
    single = lex.is_human(low) and not lex.is_plural(noun.head.low)
    owner = noun.owners[0] if noun.owners else None
    if owner is not None and owner.head.tag == lex.OWN and owner.words[0].low in ONE:
        return (owner, noun) if single else (owner,)
    first = noun.words[0].low
    if single and (first in AUTHORS or first == "this" or (first == "the" and low in EPITHETS | PARTIES)):
        return (noun,)
    return ()
