"""What comes further on in a sentence, before it is read."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.opened import AMOUNT, PERSON, class_of, is_mark
from sphinx_factcheck.engine.language.chunks import Chunk, Group, Mark, Verb
from sphinx_factcheck.engine.language.verbs import PARTICIPLES, SUFFERED, TO_THAT

_ALSO_ADVERBS = frozenset(
    "out up down off away in on over about around across along through under behind inside outside".split()
)
_ADVERBS, _VERB_LIST, _CLAUSE = 4, 12, 40
"""How many chunks on an adverb, a further verb of a list, the verb of a clause is looked for."""
_ADULT = 17
_SHARES = 2


def chunk_at(chunks: Sequence[Chunk], i: int) -> Chunk | None:
    """The chunk of a number, if there is one."""
    return chunks[i] if 0 <= i < len(chunks) else None


def follows(chunks: Sequence[Chunk], i: int) -> Chunk | None:
    """The next chunk that is no adverb."""
    for chunk in chunks[i + 1 : i + _ADVERBS]:
        if not (isinstance(chunk, Mark) and chunk.kind in {"a", "particle"}):
            return chunk
    return None


def before_and(chunks: Sequence[Chunk], i: int) -> Chunk | None:
    """The chunk before the "and" that stands before a chunk."""
    for chunk in reversed(chunks[max(i - 5, 0) : i]):
        if not is_mark(chunk, "&,an"):
            return chunk
    return None


def stands_alone(chunks: Sequence[Chunk], i: int, preposition: Mark) -> bool:
    """Whether a preposition leads to nothing: "took X away in a van", "was let out."."""
    following = chunk_at(chunks, i + 1)
    return (following is None or is_mark(following, ",;.p)&")) and preposition.low in _ALSO_ADVERBS


def last_of_list(chunks: Sequence[Chunk], i: int) -> Group | None:
    """The group after the "and" that ends a list which goes on from here with commas."""
    for at in range(i + 1, len(chunks)):
        chunk = chunks[at]
        if isinstance(chunk, Verb) or is_mark(chunk, ";:.rsw"):
            return None
        if is_mark(chunk, "&"):
            following = chunk_at(chunks, at + 1)
            return following if isinstance(following, Group) else None
    return None


def list_ahead(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the groups from here on go on with commas to an "and" and a last one."""
    return last_of_list(chunks, i) is not None


def has_object(chunks: Sequence[Chunk], i: int, verb: Verb) -> bool:
    """Whether a participle has an object, or one in common with the next: so it is a past tense."""
    following = follows(chunks, i)
    if isinstance(following, Mark):
        if following.kind == "&" and chunks[i + 1] is following:
            joined = chunk_at(chunks, i + 2)
            if isinstance(joined, Verb) and joined.form == "bare" and joined.main.low not in PARTICIPLES:
                return has_object(chunks, i + 2, joined)
        return following.kind == "w" and verb.lemma in TO_THAT
    if not isinstance(following, Group) or following.is_time or following.head.tag == "j":
        return False
    bare = not following.owners and following.words[0].tag not in "dq"
    return not (verb.lemma in SUFFERED and class_of(following) == AMOUNT and bare)


def finite_ahead(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the clause has a finite verb further on, so that a bare participle only tells more of a noun."""
    owned = False
    for at in range(i + 1, min(len(chunks), i + _CLAUSE)):
        chunk = chunks[at]
        if is_mark(chunk, ";.:"):
            return False
        if is_mark(chunk, "srwu"):
            owned = not is_mark(chunk, "u") or _is_clause(chunks, at)
        elif isinstance(chunk, Verb) and chunk.form in {"finite", "base"}:
            if not owned:
                before = chunks[at - 1]
                return not (is_mark(before, "&") or (isinstance(before, Group) and is_mark(chunks[at - 2], "&")))
            owned = False
    return False


def _is_clause(chunks: Sequence[Chunk], at: int) -> bool:
    following = chunks[at + 1 : at + 3]
    return len(following) == 2 and isinstance(following[0], Group) and isinstance(following[1], Verb)


def list_of_verbs(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether an "and" with one more participle follows: "arrested, tried and jailed"."""
    joined = False
    for chunk in chunks[i + 1 : i + _VERB_LIST]:
        if is_mark(chunk, "&"):
            joined = True
        elif isinstance(chunk, Verb):
            if chunk.form != "bare":
                return False
            if joined:
                return True
        elif is_mark(chunk, ";.rw") or (isinstance(chunk, Group) and joined):
            return False
    return False


def opens_shares(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether from a name on each is told with an amount of his own: "X to seven years, Y to four", "X six, Y two"."""
    holders, at = 0, i
    while at < len(chunks) and holders < _SHARES:
        amount = share_of(chunks, at)
        if amount is None:
            return False
        holders += 1
        at = _after_joint(chunks, chunks.index(amount))
    return holders == _SHARES


def share_of(chunks: Sequence[Chunk], at: int) -> Group | None:
    """The amount or date right behind the name of a person, or behind a preposition or comma after it; no age."""
    holder, amount = chunks[at], chunk_at(chunks, at + 1)
    if not isinstance(holder, Group) or class_of(holder) != PERSON:
        return None
    if is_mark(amount, "p,"):
        amount = chunk_at(chunks, at + 2)
    dated = isinstance(amount, Group) and amount.head.tag == lex.DATE and is_mark(chunk_at(chunks, at + 1), "p")
    given = isinstance(amount, Group) and class_of(amount) == AMOUNT and not may_be_age(amount)
    return amount if isinstance(amount, Group) and (given or dated) else None


def may_be_age(group: Group) -> bool:
    """Whether a bare number can be the age of an adult."""
    return group.head.tag == lex.NUMBER and group.head.low.isdigit() and int(group.head.low[:4]) > _ADULT


def _after_joint(chunks: Sequence[Chunk], at: int) -> int:
    """Where after an amount, and its "in prison", a comma or "and" leads to what comes next; else the end."""
    for n in range(at + 1, min(len(chunks), at + _ADVERBS)):
        if is_mark(chunks[n], ",;&"):
            return n + 1 + is_mark(chunk_at(chunks, n + 1), "&")
        if isinstance(chunks[n], Verb):
            break
    return len(chunks)
