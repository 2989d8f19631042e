"""Tokens as chunks: noun groups, verb groups, and the words and marks that stand between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.tokens import Headed, Token, Worded
from sphinx_factcheck.engine.language.verbs import IRREGULAR


@dataclass(slots=True, eq=False)
class Group(Headed):
    """A noun group while the sentence is read: its words, its head, its owner, and what is found to hang on it."""

    words: list[Token]
    head: Token
    owners: list[Group] = field(default_factory=list)
    apposed: list[Group] = field(default_factory=list)
    brackets: list[Group] = field(default_factory=list)
    phrases: list[tuple[str, list[Group]]] = field(default_factory=list)
    denied: bool = False
    is_place: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a typed name, or reads as the name of a person unknown here: "the blogger Zed Quill"."""
        words = self.words
        if self.head.tag == lex.NAME:
            return True
        if words[-1].tag != lex.CAPITAL or words[-1].kind or self.is_place:
            return False
        two = len(words) > 1 and words[-2].tag == lex.CAPITAL and not words[-2].kind
        told = any(w.tag == lex.NOUN and lex.is_human(w.low) for w in words)
        return told or (two and len(words) < 5 and words[0].tag == lex.CAPITAL)

    @property
    def is_time(self) -> bool:
        return self.head.tag == lex.DATE or self.head.low in TIMES or self.words[-1].low in AFTER_NUMBER

    @property
    def first(self) -> str:
        return self.words[0].low


AFTER_NUMBER = frozenset("ago earlier later before afterwards hence".split())
TIMES = frozenset(
    "day days week weeks month months year years morning night evening afternoon monday tuesday "
    "wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december weekend "
    "spring summer autumn winter decade century moment hours hour minutes time times".split()
)


@dataclass(slots=True, eq=False)
class Verb(Worded):
    """A verb group: its main verb in base form, and what its helpers say of voice, tense and mood.

    `form` is finite, infinitive, gerund or bare: a participle without helpers, which can be a past tense as well.
    """

    words: list[Token]
    main: Token
    lemma: str
    form: str
    tense: str = ""
    passive: bool = False
    perfect: bool = False
    modal: str = ""
    negated: bool = False
    adverbs: list[str] = field(default_factory=list)
    particle: str = ""
    helped: bool = False


@dataclass(slots=True, eq=False)
class Mark:
    """A word or mark that stands between groups: a preposition, a conjunction, a comma, an adverb, an adjective."""

    kind: str
    word: Token
    low: str

    @property
    def start(self) -> int:
        return self.word.start

    @property
    def end(self) -> int:
        return self.word.end


Chunk = Group | Verb | Mark

_COUNTED = ("following", "same", "next", "previous")
"""What a date with an article starts with that is counted from another: "the following April"."""
_ROUND = frozenset("hundred thousand million score dozen".split())
"""Numbers that go on with "and": "two hundred and thirty"."""
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
"""Of which the following one can be that of the next year, too."""
_NTH = frozenset("first second third fourth other".split())
_IN_GROUP = frozenset("kKjNPTE")
_WITH_PRONOUN = frozenset("all both each myself yourself himself herself ourselves yourselves themselves".split())
_CLOSED = frozenset("the a an this that these those".split())
"""What no article follows within a group: "for this the court gave him"."""
_MOST_OWNERS = 16
"""Owners of owners that hang on one another; a line of nothing but genitives has many more."""
_HELPERS = frozenset("bhmD")
_GETS = frozenset("get gets got getting gotten".split())
_NO_FINITE_HELPER = frozenset("be been being having".split())
_PAST_HELPERS = frozenset("was were had did used ’d".split())
_LEADS_TO_YEAR = frozenset("in since by from until during after before".split())
_PLAIN_PLACES = frozenset("place event document date award".split())
_MORE = frozenset({"more", "less"})
_SETTING = frozenset("in on at near under during without upon".split())
"""What leads to where or when something was, at the head of a clause."""


def chunk(tokens: Sequence[Token]) -> list[Chunk]:
    """The chunks of a sentence, in order."""
    found: list[Chunk] = []
    at, count = 0, len(tokens)
    while at < count:
        tag = tokens[at].tag
        group: Group | Verb | None = None
        stop = at
        if tag in "dqkKjNPTEyoxX" or (tag == "v" and _modifies(tokens, at, found)):
            group, stop = _noun_group(tokens, at)
        elif tag in "bhmDtvVgina":
            group, stop = _verb_group(tokens, at)
        if group is None:
            token = tokens[at]
            found.append(Mark(token.tag, token, token.low))
            at += 1
            continue
        found.append(group)
        at = stop
    return found


def _modifies(tokens: Sequence[Token], at: int, before: list[Chunk]) -> bool:
    """Whether a participle without an article stands before its noun: "against imprisoned editor X"."""
    if at + 1 >= len(tokens) or tokens[at + 1].tag not in "kKjP" or (tokens[at + 1].tag == "P" and not before):
        return False
    last = before[-1] if before else None
    if last is None:
        return _noun_follows(tokens, at + 1)
    if isinstance(last, Mark):
        if last.kind == "&":
            joined = len(before) > 1 and isinstance(before[-2], Verb)
            acts = tokens[at + 1].tag == "P" and any(isinstance(chunk, Verb) for chunk in before)
            return not joined and not acts and _noun_follows(tokens, at + 1)
        return last.kind in "p;-:(u." or (
            last.kind == "," and tokens[at + 1].tag in "kjP" and len(before) > 1 and not isinstance(before[-2], Group)
        )
    return isinstance(last, Verb) and last.main.tag not in "bh"


def _noun_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether from here on a noun group goes on to a verb, or to a name: "Jailed lawyer X said"."""
    while at < len(tokens) and tokens[at].tag in _IN_GROUP:
        at += 1
    return at < len(tokens) and tokens[at].tag in "bhmDVvarw,'&"


def _noun_group(tokens: Sequence[Token], at: int) -> tuple[Group, int]:  # noqa: C901
    """The noun group that starts here, and where it ends."""
    words: list[Token] = []
    owners: list[Group] = []
    start, count, owned = at, len(tokens), 0
    while at < count:
        token = tokens[at]
        tag = token.tag
        last = words[-1].tag if words else ""
        if tag in "yo":
            if words:
                break
            words.append(token)
            at += 1
            if at < count and tokens[at].low in _WITH_PRONOUN and token.low != "it":
                words.append(tokens[at])
                at += 1
            return Group(words, words[0]), at
        if tag == "'":
            if not words or last not in "kKPNTEj":
                break
            owners = [Group(words, _head(words), owners if owned % _MOST_OWNERS else [])]
            owned += 1
            words = []
            at += 1
            continue
        if not _goes_on(tokens, at, words, last, bool(owners)):
            break
        words.append(token)
        at += 1
    if not words and owners:
        return owners[0], at
    if not words:
        words = [tokens[start]]
        at = start + 1
    if words[0].tag == "q" and len(words) > 1:
        owners = [Group([words[0]], words[0])]
    return Group(words, _head(words), owners), at


def _head(words: list[Token]) -> Token:
    last = words[-1]
    if last.tag != "a" and last.low not in _MORE:
        return last
    if last.low in _MORE and len(words) > 1 and words[-2].tag == lex.NUMBER:
        return words[-2]
    return next((word for word in reversed(words) if word.tag != "a"), last)


def _is_told_of(words: list[Token], after: str) -> bool:
    """Whether a participle after a capital belongs to a noun: "the Oslo based writer", but "the UN asked X"."""
    return words[0].tag in "dq" and after in "kjv" and not words[-1].low.endswith("s")


def _goes_on(tokens: Sequence[Token], at: int, words: list[Token], last: str, owned: bool) -> bool:  # noqa: C901
    """Whether a token belongs to the noun group of these words."""
    tag = tokens[at].tag
    after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    if tag in "dq":
        closed = {"the", "a", "an"} if tokens[at].low not in {"the", "a", "an"} else _CLOSED
        return not words or (all(w.tag in "dN" for w in words) and words[-1].low not in closed)
    if tag == "v":
        return (
            after in "kKjPNv" and after != "" and last in "dqjNv'Ka&" and (last != "K" or _is_told_of(words, after))
        ) or (not words and owned and after != "" and after in "kKjP")
    if tag == "a":
        return last in "dqj" and last != "" and after in "jvN" and after != ""
    if (tag == "&" and after == lex.NUMBER and words and words[-1].low in _ROUND) or (
        tag == lex.NUMBER and last == "&"
    ):
        return True
    if tag in "&,":
        far = tokens[at + 2].tag if at + 2 < len(tokens) else ""
        both = last != "" and last in "jk" and after != "" and after in "jk" and far != "" and far in "kKj"
        if not both or (tag == "," and (last, after) != ("j", "j")):
            return False
        return all(t.tag == "j" or lex.looks_like_adjective(t.low) for t in (words[-1], tokens[at + 1]))
    if tag not in _IN_GROUP:
        return False
    if tag == "P":
        apart = (last == "K" and words[-1].kind in _PLAIN_PLACES) or _is_setting(tokens, at, words)
        return last not in ("P", "E", "T") and not apart and not (words and words[-1].low in TIMES)
    if last == "P":
        return (
            tag in "kK" and len(words) > 1 and words[-2].tag == "d" and tag == "k" and not tokens[at].low.endswith("s")
        )
    if tag == "T":
        return last in "dqjvN'" if words else True
    if tag == "E":
        relative = tokens[at].low.startswith(_COUNTED) and not tokens[at].low.endswith(_SEASONS)
        near = last == "d" and words[-1].low in {"that", "this", "the same"}
        return (last in "dqj" and ((after != "" and after in "kKj") or relative or near)) if words else True
    if last == "E":
        year = (
            words[-1].low.isdigit()
            and tag == "K"
            and tokens[at - 2 : at - 1]
            and tokens[at - 2].low not in _LEADS_TO_YEAR
        )
        return len(words) > 1 or owned or bool(year)
    if last == "N" and tag == "N":
        return True
    if tag == "N" and words and words[-1].low in _NTH and after not in set("kKjPNTE"):
        return False  # "the first got ten years, the second nine"
    if tag == "N":
        return not words or (last != "" and last in ("dqj'KN" if tokens[at].low.isdigit() else "dqj'N"))
    return True


def _is_setting(tokens: Sequence[Token], at: int, words: list[Token]) -> bool:
    """Whether the words before a name at the head of a clause tell where or when: "On appeal X's term was cut"."""
    first = at - len(words)
    if not words or first < 1 or tokens[first - 1].low not in _SETTING:
        return False
    if first > 1 and tokens[first - 2].tag not in ".;:,&-w":
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    acts = after is not None and (after.tag in "bhmDVvan" or (after.tag == "'" and words[-1].tag == "k"))
    return acts and all(w.tag in "jkKgx" and not lex.is_human(w.low) for w in words)


def _verb_group(tokens: Sequence[Token], at: int) -> tuple[Verb | None, int]:  # noqa: C901
    """The verb group that starts here, and where it ends; none where it is no verb after all."""
    start, count = at, len(tokens)
    helpers: list[Token] = []
    loose: list[Token] = []
    infinitive = False
    while at < count:
        token = tokens[at]
        if token.tag in _HELPERS or (token.low in _GETS and at + 1 < count and tokens[at + 1].tag == "v"):
            helpers.append(token)
        elif token.tag == "t":
            if helpers and helpers[-1].tag not in "hmb":
                break
            if helpers and helpers[-1].tag == "b" and not (at + 1 < count and tokens[at + 1].tag in "bhi"):
                break
            infinitive = infinitive or not helpers
            if helpers:
                helpers.append(token)
        elif token.low == "going" and helpers and at + 1 < count and tokens[at + 1].tag == "t":
            helpers.append(token)
        elif token.tag in "an" or (
            token.tag == "&" and loose and at + 1 < count and tokens[at + 1].tag == "a" and helpers
        ):
            loose.append(token)
        else:
            break
        at += 1
    main = (
        tokens[at] if at < count and tokens[at].tag in "vVgi" and _fits(helpers, infinitive, tokens[at].tag) else None
    )
    if main is None and not any(h.tag in _HELPERS for h in helpers):
        return None, start
    if main is None:
        while at > start and tokens[at - 1].tag in "an" and tokens[at - 1] is not helpers[-1]:
            if tokens[at - 1].tag == "n" or tokens[at - 1].low == "no longer":
                break
            at -= 1
        return _as_verb(list(tokens[start:at]), helpers[:-1], helpers[-1], infinitive), at
    if not helpers and not infinitive and loose and main.tag == "g" and tokens[start].tag == "n":
        pass
    return _as_verb(list(tokens[start : at + 1]), helpers, main, infinitive), at + 1


def _fits(helpers: list[Token], infinitive: bool, tag: str) -> bool:
    last = next((h for h in reversed(helpers) if h.tag != "a"), None)
    if last is None:
        return tag == "i" if infinitive else True
    if last.tag == "b" or last.low in _GETS:
        return tag in "vg"
    if last.tag == "h":
        return tag == "v" or (tag == "V")
    return tag == "i"


def _as_verb(words: list[Token], helpers: list[Token], main: Token, infinitive: bool) -> Verb:
    lows = [h.low for h in helpers]
    lemma = (
        "be" if main.tag == "b" else "have" if main.tag == "h" else "do" if main.tag == "D" else lex.lemma_of(main.low)
    )
    verb = Verb(words, main, lemma, "finite", helped=bool(helpers))
    verb.negated = any(w.tag == "n" for w in words)
    verb.adverbs = [w.low for w in words if w.tag == "a"]
    verb.passive = (
        main.tag == "v" and any(h.tag == "b" or h.low in _GETS for h in helpers) and not _is_over(main, lemma)
    )
    has = next((h for h in helpers if h.tag == "h"), None)
    verb.perfect = "been" in lows or (
        has is not None and (main.tag in "vV" or (main.tag == "b" and main.low == "been") or "been" in lows)
    )
    verb.modal = next((h.low for h in helpers if h.tag == "m"), "")
    did = "had" in lows and not verb.negated  # who had to leave has left
    if any(h.tag == "t" for h in helpers) and not verb.modal and not did:
        verb.modal = "going to" if "going" in lows else "must"
    if main.tag == "m":
        verb.modal = main.low
    finite = [h for h in helpers if h.low not in _NO_FINITE_HELPER]
    first = helpers[0] if helpers else main
    if infinitive:
        verb.form, verb.tense = "infinitive", ""
    elif first.low in {"being", "having"} or (not finite and main.tag == "g"):
        verb.form = "gerund"
    elif not helpers and main.tag == "v":
        verb.form, verb.tense = "bare", "past"
    elif not helpers and main.tag == "b" and main.low in _NO_FINITE_HELPER:
        verb.form = "gerund" if main.low == "being" else "base"
    elif first.low == "be":
        verb.form = "base"
    elif main.tag == "i" and not helpers:
        verb.form, verb.tense = "base", "present"
    if verb.form == "finite":
        verb.tense = _tense(verb, first, main)
    return verb


def _is_over(main: Token, lemma: str) -> bool:
    return lex.is_intransitive(lemma) and lemma in {"go", "come", "fall", "arrive", "disappear", "die", "vanish"}


def _tense(verb: Verb, first: Token, main: Token) -> str:
    if verb.modal in {"will", "shall", "’ll", "going to"}:
        return "future"
    if verb.modal:
        return "present"
    if first.low in _PAST_HELPERS or first.low == "got":
        return "past"
    if first.tag in "bhD":
        return "present"
    if main.tag == "V":
        known = IRREGULAR.get(main.low)
        past = (known is not None and known[1] == "V" and not main.low.endswith("s")) or main.low.endswith("ed")
        return "past" if past else "present"
    return "past" if main.tag == "v" else "present"
