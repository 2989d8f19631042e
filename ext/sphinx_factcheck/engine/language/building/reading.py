"""The chunks of one sentence read from left to right, each put into the clauses that are open."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_factcheck.engine.language.building.ahead import chunk_at, follows
from sphinx_factcheck.engine.language.building.finite import read_finite
from sphinx_factcheck.engine.language.building.gaps import drop_waiting, take_up
from sphinx_factcheck.engine.language.building.groups import read_group
from sphinx_factcheck.engine.language.building.inversion import completes_inversion, with_helper
from sphinx_factcheck.engine.language.building.marks import read_mark
from sphinx_factcheck.engine.language.building.nonfinite import read_base, read_gerund, read_infinitive
from sphinx_factcheck.engine.language.building.opened import AMOUNT, Building, class_of, is_mark
from sphinx_factcheck.engine.language.building.participles import read_bare
from sphinx_factcheck.engine.language.chunks import Chunk, Group, Mark, Verb
from sphinx_factcheck.engine.language.verbs import BARE_THAT, PHRASAL


def build(chunks: Sequence[Chunk], *, asked: bool = False) -> Building:
    """Read the chunks of a sentence; its clauses are told in the order in which they open."""
    b = Building(chunks, asked=asked)
    for i, chunk in enumerate(chunks):
        if isinstance(chunk, Mark):
            read_mark(b, i, chunk)
            continue
        if isinstance(chunk, Group):
            read_group(b, i, chunk)
        else:
            _read_verb(b, i, chunk)
        b.before = chunk
        b.ruled_out = False
        b.top.end = chunk.end
        if b.top.start < 0:
            b.top.start = chunk.start
    drop_waiting(b)
    take_up(b)
    return b


def _read_verb(b: Building, i: int, verb: Verb) -> None:
    _take_particle(b, i, verb)
    if completes_inversion(b, verb):
        with_helper(b, verb)
        return
    if _speaks_after(b, i, verb):
        clause = b.sibling(b.stack[0], [])
        verb.form, clause.inverted, clause.marker = "finite", True, ","
        b.take_verb(clause, verb)
        return
    match verb.form:
        case "bare":
            read_bare(b, i, verb)
        case "infinitive":
            read_infinitive(b, verb)
        case "gerund":
            read_gerund(b, verb)
        case "base":
            read_base(b, verb)
        case _:
            read_finite(b, verb, i)


def _speaks_after(b: Building, i: int, verb: Verb) -> bool:
    """Whether a verb tells who said what stands before it: "…, said Bob Baker"."""
    if not is_mark(b.before, ",-") or verb.helped or verb.form not in {"finite", "bare"}:
        return False
    if verb.lemma not in BARE_THAT or b.stack[0].verb is None:
        return False
    following = follows(b.chunks, i)
    return isinstance(following, Group) and class_of(following) != AMOUNT


def _take_particle(b: Building, i: int, verb: Verb) -> None:
    following = chunk_at(b.chunks, i + 1)
    leads = verb.lemma in {"go", "move"} and isinstance(chunk_at(b.chunks, i + 2), Group)  # went on a hunger strike
    if isinstance(following, Mark) and (verb.lemma, following.low) in PHRASAL and not leads:
        verb.particle = following.low
        following.kind = "particle"
