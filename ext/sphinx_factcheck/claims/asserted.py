"""Whether a letter asserts what it says: not denied, not supposed, not planned, not left open."""

from __future__ import annotations

import re

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.letters.text import Span

_REACH = 240
_CLAUSE = re.compile(
    r"[;:—–()“”]|,\s(?:but|and|while|whereas|although|though|yet|so|who|which|where|when|as)\b"
    r"|\b(?:but|although|though|whereas|because|since)\s"
)
_DENIED = re.compile(
    rf"\b(?:{any_of('[Nn]ever [Nn]either [Nn]or [Nn]obody [Hh]ardly [Ss]carcely cannot without den(?:y|ie[sd]|ying)')}|"
    r"[Nn]ot(?!\s(?:only|just|merely|least|until|less|more|fewer|quite|surprising\w*|known)\b)|"
    r"[Nn]o\slonger|by\sno\smeans|untrue|false|\w+n[’']t)\b"
)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|suppos(?:e|ing)|imagine|in\scase|provided\sthat|lest)\b", re.IGNORECASE)
_TURNED_ROUND = re.compile(r"[\s“\"]*(?:Had|Were|Should)\s(?!no\b)")
_ASKED = re.compile(r"[\s“\"]*(?:Is|Are|Was|Were|Did|Does|Do|Has|Have|Can|Could|Will|Would)\s")
_MODAL = re.compile(rf"\b{any_of('would could might may should must will shall can needs_to need_to')}\b(?!\s\d)")
_WISHED = re.compile(
    rf"\b(?:{any_of('hop* expect* fear* plan* intend* promis* pledg* threaten* want* wish* aim* seek* sought need*')}|"
    rf"{any_of('claim* alleg* pretend* predict* propos* rumo*r* likely suppos* tried try failed')})"
    r"(?:\s[\w’']+){0,3}?\s(?:to|that)\b",
    re.IGNORECASE,
)


def asserted(reading: Reading, span: Span) -> bool:
    """Whether the clause in which a stretch stands says that it is so."""
    text = reading.letter.text
    sentence = reading.sentence_at(span.start)
    first = max(sentence.start, span.start - _REACH)
    before = text[first : span.start]
    breaks = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :]
    if _DENIED.search(clause) or _WISHED.search(clause) or _MODAL.search(clause):
        return False
    if _MODAL.match(text, span.end + 1, span.end + 16):
        return False
    supposed = [m.end() for m in _SUPPOSED.finditer(before)]
    if supposed and "," not in before[supposed[-1] :]:
        return False
    head = text[sentence.start : sentence.start + 12]
    if first == sentence.start and _TURNED_ROUND.match(head) and "," not in before:
        return False
    return not (_ASKED.match(head) and text[sentence.start : sentence.end].rstrip()[-1:] == "?")
