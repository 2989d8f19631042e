"""Whether a letter asserts what it says: not denied, not supposed, not planned, not left open."""

from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.doubts import DENYING, DISBELIEVING, MODALS, SUPPOSING, TURNED_ROUND, WISHING
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.letters.text import Span

_REACH = 240
_CLAUSE = re.compile(
    r"[;:—–()“”]|,\s(?:but|and|while|whereas|although|though|yet|so|who|which|where|when|as)\b"
    r"|\b(?:but|although|though|whereas|because|since)\s"
)
_DENIED = re.compile(
    rf"\b(?:(?i:{any_of(f'{DENYING} {DISBELIEVING} nobody hardly scarcely')})|cannot|without|untrue|false|"
    r"[Nn]ot(?!\s(?:only|just|merely|least|until|less|more|fewer|quite|surprising\w*|known)\b)|"
    r"[Nn]o\slonger|by\sno\smeans|\w+n[’']t)\b"
)
_SUPPOSED = re.compile(rf"\b{any_of(f'{SUPPOSING} in_case provided_that lest')}\b", re.IGNORECASE)
_TURNED_ROUND = re.compile(rf"[\s“\"]*{any_of(TURNED_ROUND)}\s(?!no\b)")
_ASKED = re.compile(r"[\s“\"]*(?:Is|Are|Was|Were|Did|Does|Do|Has|Have|Can|Could|Will|Would)\s")
_MODAL = re.compile(rf"\b{any_of(f'{MODALS} will shall needs_to need_to')}\b(?!\s\d)")
_WISHED = re.compile(
    rf"\b(?:{any_of(f'{WISHING} expect* fear* intend* pledg* aim* seek* sought need*')}|"
    rf"{any_of('claim* alleg* pretend* predict* propos* rumo*r* likely suppos* tried try failed')})"
    r"(?:\s[\w’']+){0,3}?\s(?:to|that)\b",
    re.IGNORECASE,
)
_SOMEBODY = r"(?:one|an?|another|some)(?:\s[\w’']+){0,2}?"
_ONLY_SAID = re.compile(
    rf"[^.;:\n]{{0,120}}?,\s(?:or\sso\s)?(?:the\s|its\s|his\s|her\s|their\s)?(?:[\w’']+\s){{0,4}}?"
    rf"{any_of('claim* alleg* pretend* insist*')}\s?[.,;)]|"
    rf"[^.;:\n]{{0,120}}?,\s(?:and\s)?(?:{_SOMEBODY}\s(?:says?|said)|(?:says?|said)\s{_SOMEBODY})\b"
)
_SAYING = (" claim", " alleg", " pretend", " insist", " said", " say")
_HINTS = {
    _DENIED: "never neither nor nobody hardly scarcely cannot without deny denie not longer means untrue false n't n’t",
    _WISHED: (
        "hop expect fear plan intend promis pledg threaten want wish aim seek sought need claim alleg pretend predict "
        "propos rumo likely suppos tried try failed"
    ),
    _MODAL: "would could might may should must will shall can need",
    _SUPPOSED: "if unless whether suppos imagine case provided lest",
}
"""Of each pattern the stems of which one must be there before it is worth a look."""
_HINTED = [(hint, pattern) for pattern, hints in _HINTS.items() for hint in hints.split()]
_AUTOMATON = AhoCorasick([hint for hint, _ in _HINTED])


def asserted(reading: Reading, span: Span) -> bool:
    """Whether the clause in which a stretch stands says that it is so."""
    text = reading.letter.text
    sentence = reading.sentence_at(span.start)
    first = max(sentence.start, span.start - _REACH)
    before = text[first : span.start]
    hinted = {_HINTED[hit][1] for hit, _, _ in _AUTOMATON.find_matches_as_indexes(before.lower(), overlapping=True)}
    if doubts := [doubt for doubt in hinted if doubt is not _SUPPOSED and doubt.search(before)]:
        breaks = [m.end() for m in _CLAUSE.finditer(before)]
        clause = before[breaks[-1] if breaks else 0 :]
        if any(doubt.search(clause) for doubt in doubts):
            return False
    if _MODAL.match(text, span.end + 1, span.end + 16):
        return False
    after = text[span.end : min(sentence.end, span.end + _REACH)]
    if any(hint in after for hint in _SAYING) and _ONLY_SAID.match(after):
        return False
    supposed = [m.end() for m in _SUPPOSED.finditer(before)] if _SUPPOSED in hinted else []
    if supposed and "," not in before[supposed[-1] :]:
        return False
    head = text[sentence.start : sentence.start + 12]
    if first == sentence.start and _TURNED_ROUND.match(head) and "," not in before:
        return False
    return not (_ASKED.match(head) and text[sentence.start : sentence.end].rstrip()[-1:] == "?")
