"""Where a clause begins anew with phrases before its subject or verb: "… in May, and in June the court freed him"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.ahead import chunk_at
from sphinx_factcheck.engine.language.building.opened import Building, Open, is_mark
from sphinx_factcheck.engine.language.chunks import Chunk, Group

_LONGEST = 30
"""Chunks that may stand between a joint and its verb."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Where an "and", or a comma before a date, ends; the subject after its phrases, and the last of these."""

    end: int
    subject: Group | None
    last: Group
    preposition: str


def joint_before(chunks: Sequence[Chunk], i: int) -> Joint | None:
    """The joint that only phrases, and a subject, part from the chunk of number i."""
    at, subject, phrases = i - 1, None, list[tuple[str, Group]]()
    while at >= 0:
        chunk = chunks[at]
        if isinstance(chunk, Group):
            before = chunk_at(chunks, at - 1)
            if is_mark(before, "pu"):
                assert before is not None
                phrases.append((str(getattr(before, "low", "")), chunk))
                at -= 1
            elif chunk.is_time and (subject is not None or not phrases):
                phrases.append(("", chunk))
            elif subject is None:
                subject = chunk
            elif not any(isinstance(c, Group) and chunk in c.apposed for c in chunks[:at]):
                return None
        elif not is_mark(chunk, "a") and not (is_mark(chunk, ",") and not _is_joint(chunks, at, phrases)):
            break
        at -= 1
    before_subject = [p for p in phrases if subject is None or p[1].start < subject.start]
    if at < 0 or not before_subject or not _is_joint(chunks, at, before_subject):
        return None
    return Joint(chunks[at].end, subject, before_subject[0][1], before_subject[0][0])


def _is_joint(chunks: Sequence[Chunk], at: int, phrases: list[tuple[str, Group]]) -> bool:
    if is_mark(chunks[at], "&"):
        return True
    dated = bool(phrases) and all(p and g.head.tag == lex.DATE for p, g in phrases)
    return is_mark(chunks[at], ",") and dated and not is_mark(chunk_at(chunks, at - 1), "&")


def set_off(b: Building, i: int) -> int | None:
    """Where an "and" with a comma right after it ends whose words set off end here: "and, after a trial that …,"."""
    if not is_mark(chunk_at(b.chunks, i - 1), ","):
        return None
    for at in range(i - 2, max(i - _LONGEST, 0), -1):
        if is_mark(b.chunks[at], "&") and is_mark(b.chunks[at + 1], ","):
            return b.chunks[at].end
        if is_mark(b.chunks[at], ";:"):
            return None
    return None


def take_phrases(b: Building, since: int, subject: Group | None = None) -> list[tuple[str, list[Group]]]:
    """The phrases after an offset, taken out of the clauses and nouns that they were put to; the subject as well."""
    taken: list[tuple[str, list[Group]]] = []
    for clause in b.stack:
        slots = [*clause.args, *(("", s) for s in clause.objects)]
        for preposition, slot in slots:
            late = [g for g in slot if g.start >= since and g is not subject]
            if late:
                taken.append((preposition if late[0] is slot[0] else "", late))
        clause.args = [(p, kept) for p, s in clause.args if (kept := [g for g in s if g.start < since])]
        clause.objects = [kept for s in clause.objects if (kept := [g for g in s if g.start < since])]
    for noun in b.groups:
        if noun.start < since:
            noun.phrases = [(p, s) for p, s in noun.phrases if not s or s[0].start < since]
        if subject in noun.apposed:
            noun.apposed.remove(subject)
    return taken


def go_on(b: Building, joint: Joint, other: Open) -> Open:
    """A clause joined to another one, with the phrases after a joint, and its own subject where it has one."""
    args = take_phrases(b, joint.end, joint.subject)
    clause = b.sibling(other, [joint.subject] if joint.subject else list(other.subject))
    clause.args = args
    return clause
