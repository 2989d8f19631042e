"""Whether the words that a claim is bound to by hand tell another value than the note says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from sphinx_factcheck.engine.claims.dating.compare import compare
from sphinx_factcheck.engine.claims.frames.interpret import sort_of_word
from sphinx_factcheck.engine.claims.frames.table import SORTS
from sphinx_factcheck.engine.language.lexicon import singular
from sphinx_factcheck.engine.spans.calendar import Lead
from sphinx_factcheck.engine.spans.dates import find_dates
from sphinx_factcheck.engine.spans.numbers import parse_number
from sphinx_factcheck.engine.spans.terms import find_terms
from sphinx_factcheck.facts.dates import Answer, DateError, parse
from sphinx_factcheck.facts.geography import geography
from sphinx_factcheck.facts.happenings import VERBS
from sphinx_factcheck.facts.lives import BEREFT, OTHER_SIDE, is_calling, same_calling, same_kin
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.offences import find_offences, offences_of
from sphinx_factcheck.facts.terms import parse_term
from sphinx_factcheck.facts.values import values_of

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def told_otherwise(key: str, said: str, words: str, facts: FactBase) -> str:
    """What the words of a letter tell under a key, where that is not what is said of them; empty where they may."""
    if said.isdigit() and key not in _READERS:
        return _number(said, words)
    read = _READERS.get(key)
    return read(said, words, facts) if read else _another(key, said, words, facts)


def _number(said: str, words: str) -> str:
    told = [number for word in re.findall(r"[\w,-]+", words) if (number := parse_number(word.strip(","))) is not None]
    return str(told[0]) if told and int(said) not in told else ""


def _term(said: str, words: str, _: FactBase) -> str:
    try:
        known = parse_term(said)
    except ValueError:
        return ""
    told = list(find_terms(words, 0, len(words)))
    return str(told[0].term) if told and all(one.fits(known) is Answer.NO for one in told) else ""


def _date(said: str, words: str, _: FactBase) -> str:
    try:
        known = parse(said)
    except DateError:
        return ""
    told = [one for one in find_dates(words) if not (one.relative or one.vague or one.wrong)]
    leads = (Lead.AT, Lead.START, Lead.END) if known.lasting else (Lead.AT,)
    fits = [compare(one.readings((known,)), lead, known) for one in told for lead in leads]
    return words[told[0].start : told[0].end] if told and all(fit is Answer.NO for fit in fits) else ""


def _charge(said: str, words: str, _: FactBase) -> str:
    told = list(find_offences(words))
    known = {family for family, _mode in offences_of(said)}
    return words[told[0].start : told[0].end] if told and all(one.family not in known for one in told) else ""


def _place(said: str, words: str, facts: FactBase) -> str:
    known = geography(facts)
    named = [id for id in facts.entities if facts.entities[id].kind == "place"]
    told = {name: id for id in named for a in facts.entities[id].aliases() if _stands(name := a.name, words)}
    told |= {name: name for name in known.names if _stands(name, words)}
    apart = told and all(known.fits(id, said) is Answer.NO for id in told.values())
    return next(iter(told)) if apart else ""


def _first_unlike(same: Callable[[str], bool], words: Iterable[str]) -> str:
    told = list(words)
    return told[0] if told and not any(map(same, told)) else ""


def _kin(said: str, words: str, _: FactBase) -> str:
    told = (BEREFT.get(word, word) for word in _words(words))
    either = {said, *OTHER_SIDE.get(said, ())}
    return _first_unlike(lambda w: any(same_kin(w, one) for one in either), (w for w in told if w in OTHER_SIDE))


def _calling(said: str, words: str, _: FactBase) -> str:
    own = singular(said.lower().split()[-1]) if said.split() else said
    return _first_unlike(lambda word: same_calling(word, own), filter(is_calling, _words(words)))


def _event(said: str, words: str, _: FactBase) -> str:
    told: dict[str, frozenset[str]] = {}
    for word in _WORD.findall(words):
        verbs = frozenset(event for event, forms in VERBS.items() if word.lower() in forms)
        events = verbs if said in VERBS else SORTS[sort].events if (sort := sort_of_word(word)) else frozenset()
        told |= {word: events} if events else {}
    return next(iter(told)) if told and all(said not in events for events in told.values()) else ""


def _another(key: str, said: str, words: str, facts: FactBase) -> str:
    """Another value that the fact base has under this key, and that stands in the words where the one said does not."""
    if _stands(said, words):
        return ""
    known = {value for fs in facts.facts.values() for f in fs if (value := values_of(f).get(key, "")) and value != said}
    return max((value for value in known if len(value) > 2 and _stands(value, words)), key=len, default="")


def _words(words: str) -> list[str]:
    return [singular(word.lower()) for word in _WORD.findall(words)]


def _stands(name: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words, re.IGNORECASE) is not None


_READERS: Mapping[str, Callable[[str, str, FactBase], str]] = {
    **dict.fromkeys(("term", "lasts", "suspended", "probation"), _term),
    **dict.fromkeys(("on", "valid", "start", "end"), _date),
    **dict.fromkeys(("where", "place", "country"), _place),
    "charge": _charge, "kin": _kin, "vocation": _calling, "event": _event,
}  # fmt: skip
"""What reads the value of a key out of words."""
