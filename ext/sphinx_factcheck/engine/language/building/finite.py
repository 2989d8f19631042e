"""A verb with a tense of its own: whose it is, and which clause it makes or opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.building.ahead import chunk_at, finite_ahead
from sphinx_factcheck.engine.language.building.joints import Joint, go_on, joint_before
from sphinx_factcheck.engine.language.building.opened import THING, TIME, Building, Open, class_of, is_mark
from sphinx_factcheck.engine.language.chunks import Chunk, Group, Mark, Verb
from sphinx_factcheck.engine.language.verbs import BARE_THAT, COPULAR, TO_THAT

_FIRST = frozenset("foremost chief first last prominent notable conspicuous".split())
_WHEN = frozenset("after before since until".split())
HELPERS = "bhDm"
"""Tags of be, have, do and the modals."""


def read_finite(b: Building, verb: Verb, i: int = -1) -> None:
    """Put a finite verb, the chunk of number i, into what is open."""
    top = b.top
    verb.form = "finite"
    if is_aside(b, verb, i):
        return
    if isinstance(b.before, Mark) and b.before.low == "nor" and top.verb is not None and verb.main.tag in HELPERS:
        _nor(b, top, top.verb)
    elif top.inverted and top.denied and not top.subject and top.verb is None:
        b.take_verb(top, verb)
    elif b.waiting is not None:
        whom = b.beside[0] if b.beside and class_of(b.beside[0]) == TIME else b.waiting
        clause = b.begin(b.joinable(), of_times=verb.lemma in COPULAR and not verb.passive)
        clause.marker = b.joint(whom)
        b.take_verb(clause, verb)
    elif (
        top.verb is not None
        and isinstance(b.before, Group)
        and (joint := joint_before(b.chunks, i))
        and not _tells_more(b, joint, verb)
    ):
        b.take_verb(go_on(b, joint, b.joinable() if joint.subject else b.sharer()), verb)
    elif top.verb is None and b.placed == "presub" and isinstance(b.before, Group):
        convert_presub(b, verb)
    elif top.verb is None:
        _first_verb(b, verb, i)
    elif isinstance(b.before, Group) and b.last is not None:
        _after_group(b, verb, b.last, top.verb, i)
    else:
        _shared_subject(b, verb, i)


def _tells_more(b: Building, joint: Joint, verb: Verb) -> bool:
    """Whether a subject and its verb say more of the noun right before: "and in papers the police had seized"."""
    if joint.subject is None or verb.passive or joint.preposition in _WHEN:
        return False
    direct = b.chunks[b.chunks.index(joint.subject) - 1] is joint.last
    return direct and class_of(joint.last) == THING and joint.last.first not in lex.PLACES


def _nor(b: Building, other: Open, said: Verb) -> None:
    """The verb of the clause before, denied of another one: "nor has Y"."""
    clause = b.sibling(other, [])
    clause.inverted = clause.denied = True
    b.take_verb(clause, replace(said, negated=True))


def _told_more_of(b: Building, i: int) -> Group | None:
    """The noun of a phrase that a pronoun and its verb tell more of: "On the day he was freed his wife was jailed"."""
    top = b.top
    subject = top.subject[0] if top.link == "main" and len(top.subject) == 1 else None
    if subject is None or subject is not b.before or not subject.is_pronoun or not top.args:
        return None
    anchor = top.args[-1][1][-1]
    beside = chunk_at(b.chunks, i - 2) is anchor and anchor.head.tag != lex.DATE and anchor.words[0].tag == "d"
    return anchor if beside and _verb_follows(b.chunks, i) else None


def _verb_follows(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a group with a verb of its own follows before any mark that parts: none that "and" joins."""
    for at in range(i + 1, len(chunks)):
        chunk = chunks[at]
        if isinstance(chunk, Verb):
            own = chunks[i]
            helps = isinstance(own, Verb) and own.main.tag in "bh"  # "was on 4 May by the court condemned"
            forms = {"finite"} if helps else {"finite", "bare"}
            return at > i + 1 and isinstance(chunks[at - 1], Group) and chunk.form in forms
        if is_mark(chunk, ",;:.-(&srwu"):
            return False
    return False


def _opens_main(b: Building, i: int) -> bool:
    """Whether a group right after another one is the subject of the main verb: "Sir, in 1998 you were president"."""
    if b.top.link != "main" or len(b.top.objects) != 1:
        return False
    subject = b.top.objects[0][0]
    before = b.groups[b.groups.index(subject) - 1]
    return before.head.tag == lex.DATE or not finite_ahead(b.chunks, i)


def _first_verb(b: Building, verb: Verb, i: int) -> None:
    """The verb of the innermost clause, or of one that tells more of its subject."""
    top = b.top
    if (anchor := _told_more_of(b, i)) is not None:
        subject, top.subject = top.subject, []
        b.push_verb(Open("relative", "", top, anchor, subject=subject, gap="object"), verb)
        return
    if top.subject or top.link != "main" or b.before is None:
        if b.placed == "adjacent" and top.objects and not _opens_main(b, i):
            _reduced_relative(b, verb, i)
            return
        if b.placed == "adjacent" and top.objects:
            top.subject = top.objects.pop()
        elif verb.main.tag == "b" and _is_first_among(top):
            top.objects, top.subject, top.inverted = [top.subject], [], True
            b.take_verb(top, verb)
            return
        asks = top.link in {"main", "coordinated"} or (top.governor is b.stack[0] and b.asked)
        top.inverted = not top.subject and asks and verb.main.tag in HELPERS
    elif top.args and top.args[-1][0] == "" and top.args[-1][1][-1] is b.before:
        top.subject = top.args.pop()[1]
    else:
        top.inverted = verb.main.tag in HELPERS or (verb.passive and bool(top.args))
        top.denied = top.denied or (isinstance(b.before, Mark) and b.before.low == "nor")
    b.take_verb(top, verb)


def _is_first_among(top: Open) -> bool:
    """Whether what stands before "is" is no subject, but tells who is: "Foremost among them was X"."""
    among = any(p in {"among", "amongst", "of"} for p, _ in top.args)
    return among and len(top.subject) == 1 and len(top.subject[0].words) == 1 and top.subject[0].first in _FIRST


def _shared_subject(b: Building, verb: Verb, i: int) -> None:
    """A verb without a subject before it: of a clause that waits for one, or joined to the one before."""
    shared = is_mark(b.before, "&") and i >= 0 and finite_ahead(b.chunks, i)
    waits = None if shared else b.without_verb()
    if waits is not None:
        b.take_verb(waits, verb)
    elif b.stack[0].verb is None and not shared:
        b.stack[0].inverted = b.top.link == "participle" and not b.stack[0].subject and verb.main.tag == "b"
        b.take_verb(b.stack[0], verb)
    else:
        other = b.sharer()
        if _returns(b, other, verb, i):
            other = next(c for c in reversed(b.stack) if c.link in {"main", "coordinated"})
        b.take_verb(b.sibling(other, list(other.subject)), verb)


def _returns(b: Building, other: Open, verb: Verb, i: int) -> bool:
    """Whether a verb goes on with what is told, not with what could be: "so that she could not leave, and fled"."""
    may_be = other.link == "subordinate" and other.verb is not None and bool(other.verb.modal) and not verb.modal
    after_comma = is_mark(b.before, "&") and is_mark(chunk_at(b.chunks, i - 2), ",")
    return may_be and after_comma and b.stack[0].verb is not None and b.stack[0].link in {"main", "coordinated"}


def is_aside(b: Building, verb: Verb, i: int) -> bool:
    """Whether a subject and its verb only stand between commas: "was, we are told, released"."""
    group = b.before
    if not isinstance(group, Group) or i < 3 or verb.lemma not in TO_THAT:
        return False
    following = chunk_at(b.chunks, i + 1)
    end = i + 2 if isinstance(following, Group) and following.is_pronoun else i + 1
    if not (is_mark(chunk_at(b.chunks, end), ",") and is_mark(b.chunks[i - 2], ",")):
        return False
    top = b.top
    if top.verb is not None and not (top.verb.main.tag in "bhm" and not top.objects):
        return False
    b.waiting = None if b.waiting is group else b.waiting
    clause = Open("aside", ",", top, subject=b.detach(group), verb=verb)
    clause.start, clause.end = group.start, verb.end
    b.clauses.append(clause)
    b.last = top.subject[-1] if top.subject else None
    b.passed = True
    return True


def _after_group(b: Building, verb: Verb, last: Group, said: Verb, i: int) -> None:
    """A finite verb after a group that was placed in a clause which has its verb, `said`, already."""
    top = b.top
    if last.head.tag == "o":
        b.take_verb(b.without_verb() or _root_or_sibling(b), verb)
        return
    if b.without_verb() is None and (host := _hosting(b, last)) is not None:
        b.last = last = host
    if b.placed == "presub":
        convert_presub(b, verb)
        return
    if b.placed == "adjacent":
        _reduced_relative(b, verb, i)
        return
    root = b.stack[0]
    if top.link == "relative" and not top.comma and root.verb is None and not root.subject and root.args:
        _main_subject(b, verb, last)
        return
    direct = b.placed in {"object", "joined", "listed"} and bool(top.objects) and top.objects[-1][-1] is last
    waits = b.without_verb()
    speaks = said.lemma in BARE_THAT or (waits is None and said.lemma in TO_THAT)
    if direct and speaks and not said.passive:
        _complement(b, verb)
    elif waits is not None:
        b.take_verb(waits, verb)
    elif b.placed in {"joined", "listed", "apposed", "colon"}:
        _own_subject(b, verb, last)
    elif direct:
        _complement(b, verb)
    else:
        _main_subject(b, verb, last)


def _hosting(b: Building, last: Group) -> Group | None:
    """The object on which the last phrase hangs, a subject after all: "He said the office in Oslo closed"."""
    top = b.top
    host = top.objects[-1][-1] if top.objects and b.placed == "argument" else None
    if host is None or not any(groups[-1] is last for _, groups in host.phrases):
        return None
    at = next(n for n, chunk in enumerate(b.chunks) if chunk is host)
    if chunk_at(b.chunks, at + 2) is not last:
        return None
    b.placed = "adjacent" if isinstance(chunk_at(b.chunks, at - 1), Group) else "object"
    hung = {id(groups) for _, groups in host.phrases}
    top.args = [(p, groups) for p, groups in top.args if id(groups) not in hung]
    return host


def _own_subject(b: Building, verb: Verb, last: Group) -> None:
    """A clause whose subject was taken for more of a list: "X was freed, and Y got ten years"."""
    colon = b.placed == "colon"
    subject = b.detach(last)
    clause = b.sibling(b.stack[0] if colon else b.joinable(), subject)
    clause.marker = ":" if colon else b.joint(last)
    b.take_verb(clause, verb)


def _main_subject(b: Building, verb: Verb, last: Group) -> None:
    """The verb of the main clause, or of one beside it, with the last group as its subject."""
    root = b.stack[0]
    opens = b.top.link == "participle" and root.verb is None and not root.subject
    if opens and verb.main.tag == "b" and _is_led_to(b, last):
        root.inverted = True
        b.take_verb(root, verb)
        return
    subject = b.detach(last)
    if root.verb is None:
        root.subject = root.subject or subject
        b.take_verb(root, verb)
    else:
        b.take_verb(b.sibling(b.joinable(), subject), verb)


def _is_led_to(b: Building, last: Group) -> bool:
    """Whether a preposition leads to the last group, so that it is no subject: "Arrested on that day was X"."""
    return b.placed == "argument" and is_mark(chunk_at(b.chunks, b.chunks.index(last) - 1), "p")


def _root_or_sibling(b: Building) -> Open:
    """The main clause where it waits for its verb, else a clause joined to it that shares its subject."""
    root = b.stack[0]
    if root.verb is None:
        root.inverted = True
        return root
    return b.sibling(root, list(root.subject))


def _complement(b: Building, verb: Verb) -> None:
    """What is said, without "that": its subject was taken for an object."""
    subject = b.top.objects.pop()
    b.push_verb(Open("complement", "", b.top, subject=subject), verb)


def convert_presub(b: Building, verb: Verb) -> None:
    """A preposition that opens a clause after all: "after X left"."""
    top = b.top
    marker, subject = top.args.pop() if top.args else ("", [])
    for group in b.groups:
        group.phrases = [(p, s) for p, s in group.phrases if s is not subject]
    b.push_verb(Open("subordinate", marker, top, subject=subject, comma=top.verb is None), verb)


def _reduced_relative(b: Building, verb: Verb, i: int) -> None:
    """A relative clause without its pronoun: "the 14 years X was given"."""
    top = b.top
    subject = top.objects.pop() if top.objects else []
    anchor = b.groups[b.groups.index(subject[0]) - 1] if subject else None
    root = b.stack[0]
    opens = not root.subject and (
        bool(root.args) if top.link in {"participle", "relative"} else not _verb_follows(b.chunks, i)
    )
    if top.link in {"participle", "relative", "subordinate", "gerund"} and root.verb is None and opens:
        root.subject = subject  # "In the index published this May it is ranked"
        b.take_verb(root, verb)
        return
    b.push_verb(Open("relative", "", top, anchor, subject=subject, gap="object"), verb)
