"""Words and marks between groups: what opens a clause, closes one, or breaks into it."""

from __future__ import annotations

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building import ahead
from sphinx_factcheck.engine.language.building.gaps import drop_waiting, take_up
from sphinx_factcheck.engine.language.building.opened import PERSON, Building, Open, class_of, is_mark
from sphinx_factcheck.engine.language.chunks import Chunk, Group, Mark, Verb
from sphinx_factcheck.engine.language.verbs import COPULAR, FALSE, FEELINGS, MAYBE, PHRASAL, THAT_NOUNS, TO_THAT, TRUE

_AFTER_NUMBER = frozenset("ago old earlier later before afterwards hence long".split())
_COUNTED = lex.DATE + lex.NUMBER + lex.AMOUNT + "k"
_TELLING_MORE = frozenset("relative participle subordinate coordinated aside".split())
_ASKING = frozenset("whether if why how when where".split())
_PERSONAL = frozenset("who whom whose".split())
_SECOND_DASH = 30
"""How many chunks on the second of two dashes is looked for."""


def read_mark(b: Building, i: int, mark: Mark) -> None:
    """Put a word or mark, the chunk of number i, into what is open."""
    match mark.kind:
        case "a" | "particle":
            _adverb(b, mark)
        case "n":
            b.ruled_out = True
            b.top.adverbs.append(mark.low)
        case "," | "-" | ")":
            _separate(b, i, mark)
        case "p" if ahead.stands_alone(b.chunks, i, mark):
            _alone(b, mark)
        case ";" | ".":
            drop_waiting(b)
            take_up(b)
            b.open_main()
        case ":" if b.top.verb is not None and not isinstance(ahead.follows(b.chunks, i), Group):
            drop_waiting(b)
            b.open_main()
        case _:
            _open(b, i, mark)
            b.before = mark


def _open(b: Building, i: int, mark: Mark) -> None:
    match mark.kind:
        case "(":
            b.break_off("(")
        case "s":
            _subordinate(b, mark)
        case "r":
            b.push(_relative(b, mark))
        case "w":
            _that(b, i, mark)


def _adverb(b: Building, mark: Mark) -> None:
    last = b.last
    if mark.low in _AFTER_NUMBER and last is not None and b.before is last and last.words[-1].tag in _COUNTED:
        last.words.append(mark.word)
    elif mark.kind == "a":
        b.top.adverbs.append(mark.low)


def _alone(b: Building, preposition: Mark) -> None:
    """A preposition that leads to nothing: an adverb, or the particle of the verb."""
    verb = b.top.verb
    b.top.adverbs.append(preposition.low)
    if verb is not None and (verb.lemma, preposition.low) in PHRASAL and not verb.particle:
        verb.particle = preposition.low


def _separate(b: Building, i: int, mark: Mark) -> None:
    """A comma, a dash or a closing bracket: closes what only told more."""
    if mark.kind == ")":
        b.resume()
        return
    if mark.kind == "-" and _dashes(b, i, mark):
        return
    if mark.kind == "," and _is_greeting(b):
        b.open_main()
        return
    top = b.top
    if len(b.stack) > 1 and top.link == "subordinate" and top.verb is None and not top.subject and top.args:
        b.stack.pop()
        b.slots, b.chain, b.last = [], [], None
    goes_on = mark.kind == "," and ahead.list_of_verbs(b.chunks, i)
    while not goes_on and _ends_with_comma(b):
        _close(b)
    b.before = mark


def _is_greeting(b: Building) -> bool:
    """Whether a letter has only greeted someone: "Dear Mr. President, …"."""
    root = b.stack[0]
    return b.top is root and root.verb is None and len(root.subject) == 1 and root.subject[0].first == "dear"


def _ends_with_comma(b: Building) -> bool:
    top = b.top
    return len(b.stack) > 1 and top.comma and top.verb is not None and top.link in _TELLING_MORE


def _close(b: Building) -> None:
    """Close the innermost clause; what follows goes on with the one around it."""
    b.stack.pop()
    top = b.top
    b.slots = [s for s in (top.subject, *top.objects) if s]
    if top.subject and top.verb is None:
        b.last = top.subject[-1]
    elif b.slots:
        b.last = b.slots[-1][-1]
    b.chain = []


def _dashes(b: Building, i: int, mark: Mark) -> bool:
    """Whether a dash opens or closes words between two dashes."""
    if b.dash:
        b.dash = False
        b.resume()
        return True
    if b.last is None or not any(is_mark(c, "-") for c in b.chunks[i + 1 : i + _SECOND_DASH]):
        return False
    b.dash = True
    b.break_off("-")
    b.before = Mark("(", mark.word, "-")
    return True


def _subordinate(b: Building, mark: Mark) -> None:
    """ "When", "because", "if": a clause beside another one, or what is asked in it."""
    before = b.before
    link = "complement" if _is_asked(b, mark.low) else "subordinate"
    comma = before is None or is_mark(before, ",&")
    b.push(Open(link, mark.low, b.top, comma=comma, start=mark.start))


def _is_asked(b: Building, low: str) -> bool:
    """Whether a word opens what somebody asks, knows or tells: "told us why"."""
    verb, before = b.top.verb, b.before
    if low == "whether" and verb is not None:
        return True
    if isinstance(before, Verb) and low in {"why", "how", "where"}:
        return True
    told = verb is not None and verb.lemma in TO_THAT
    direct = isinstance(before, Verb) or (isinstance(before, Group) and b.placed == "object")
    return told and direct and low in _ASKING


def _relative(b: Building, mark: Mark) -> Open:
    """ "Who", "which", "whose": a clause that tells more of a noun."""
    top, before, low = b.top, b.before, mark.low
    if is_mark(before, "(") and top.anchor is not None:
        return Open("relative", low, top, top.anchor, start=mark.start)
    comma = is_mark(before, ",")
    if is_mark(before, "&") and (first := next((c for c in reversed(b.stack) if c.link == "relative"), None)):
        return Open("relative", low, first.governor, first.anchor, comma=first.comma, start=mark.start)
    if b.waiting is not None and b.last is b.waiting:
        return Open("relative", low, top, b.waiting, comma=comma, start=mark.start)
    gap = before.low if isinstance(before, Mark) and before.kind == "p" else ""
    if b.last is None or not (isinstance(before, Group) or comma or gap) or low == "what":
        return Open("complement" if top.verb is not None else "subordinate", low, top, start=mark.start)
    return Open("relative", low, top, _anchor(b, b.last, low, comma=comma), comma=comma, gap=gap, start=mark.start)


def _anchor(b: Building, last: Group, low: str, *, comma: bool) -> Group:
    """The noun that a relative clause tells more of: with "who" a person, after a comma the one at its head."""
    if low not in _PERSONAL:
        return last
    anchor = last
    if comma:
        anchor = next((g for g in b.chain if class_of(g) == PERSON and not lex.is_plural(g.head.low)), anchor)
    if class_of(anchor) != PERSON and anchor.head.tag != lex.CAPITAL:
        anchor = next((g for g in reversed(b.chain) if class_of(g) == PERSON), anchor)
    return anchor


def _that(b: Building, i: int, mark: Mark) -> None:
    """ "That": what is said, or more of a noun."""
    before, following = b.before, ahead.follows(b.chunks, i)
    if isinstance(before, Group) and before is b.last and before.head.tag != "j":
        b.push(_that_after_noun(b, before, mark, following))
        return
    if is_mark(before, ",&") and isinstance(following, Group):
        for clause in reversed(b.stack):
            if clause.link == "complement" and clause.verb is not None:
                b.sibling(clause, [])
                return
    anchor = b.last if isinstance(before, Group) else None
    b.push(Open("complement", "that", b.top, anchor, start=mark.start))


def _that_after_noun(b: Building, noun: Group, mark: Mark, following: Chunk | None) -> Open:
    top = b.top
    if isinstance(following, Verb):
        return Open("relative", "that", top, noun, start=mark.start)
    told = THAT_NOUNS.get(lex.singular(noun.head.low))
    verb = top.verb
    is_so = verb is not None and (verb.lemma in TO_THAT or (verb.lemma in COPULAR and _takes_that(top, noun)))
    if told or is_so:
        return Open("complement", "that", top, noun if told else None, start=mark.start)
    return Open("relative", "that", top, noun, gap="object", start=mark.start)


def _takes_that(clause: Open, quality: Group) -> bool:
    """Whether what "is" leads to is followed by what is so: "it is true that", "we are glad that"."""
    it = bool(clause.subject) and clause.subject[0].head.low == "it"
    return it or quality.head.low in TRUE | FALSE | MAYBE | FEELINGS
