"""Whom the words of a letter name: persons and bodies that surely are such, for an editor to look at.

Nothing here knows a name. A run of capitals is a person's where a title stands before it, or where it does or suffers
what only persons do; it is a body's where its noun is that of bodies. All else is left alone: a stub that is none costs
an editor more than one that has to be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sphinx_factcheck.engine.mentions.lexicon import FUNCTION_WORDS, HONORIFICS, MONTHS, OFFICES, RANKS
from sphinx_factcheck.exchange.imported import Agent
from sphinx_factcheck.letters.drafts import Draft

_S = r"[ \n]"
_CAPITAL = r"[^\W\d_a-z](?:[\w-]|[’'](?!s\b))*\w"
_INITIAL = r"[A-Z]\."
_PARTICLE = r"(?:de|da|do|dos|van|von|der|al|bin|el|la|le)"
_RUN = re.compile(
    rf"(?:{_CAPITAL}|{_INITIAL})(?:{_S}(?:(?:of|for)(?:{_S}the)?{_S}|{_PARTICLE}{_S}){{0,2}}(?:{_CAPITAL}|{_INITIAL}))*"
)
_PERSON = re.compile(rf"{_CAPITAL}(?:{_S}(?:{_INITIAL}|{_PARTICLE})){{0,2}}(?:{_S}{_CAPITAL}){{1,2}}")
_BODY = re.compile(
    r"\b(?:Association|Alliance|Assembly|Board|Bureau|Cent(?:er|re)|Coalition|Commission|Committee|Congress|Council|"
    r"Federation|Foundation|Institute|League|Ministry|Movement|Network|Organi[sz]ation|Parliament|Party|Society|"
    r"Syndicate|Union|University|Watch)\b"
)
_BEFORE = re.compile(r"([\w’'-]+)\.?,?[ \n]+\Z")
_CALLINGS = frozenset(
    """
    activist activists advocate artist author blogger brother colleague daughter defender economist editor engineer
    farmer father husband journalist judge lawyer lawyers monk mother nun pastor photographer poet priest prisoner
    professor publisher reporter researcher scholar sister son student teacher wife writer
    """.split()
)
_NO_TITLES = frozenset(
    """
    the a an of general new state foreign home interior trade staff high national former late then ex permanent field
    air rear senior chief private head house citizen st saint m
    """.split()
)
_TITLED = (HONORIFICS | RANKS | OFFICES | _CALLINGS) - FUNCTION_WORDS - _NO_TITLES
_DOES = (
    r"(?:arrest|abduct|acquit|charg|convict|detain|execut|expell|free|harass|imprison|interrogat|jail|kidnapp|murder|"
    r"pardon|prosecut|releas|sentenc|tortur)ed"
)
_WAS = rf"(?:was|were|is|has been|had been|have been|remains|who was){_S}+(?:\w+ly{_S}+)?"
_SUFFERS = re.compile(rf"(?:{_S}+and)?{_S}+(?:{_WAS})?(?:{_DOES}|in prison|in custody)\b")
_OWN = "(?:case|detention|arrest|death|family|freedom|husband|lawyers?|release|sentence|sentencing|trial|wife)"
_OWNS = re.compile(rf"’s{_S}+{_OWN}\b|,?{_S}+(?:who|whose)\b")
_DONE_TO = re.compile(rf"(?:{_DOES}|{_OWN}{_S}+of){_S}+\Z")
_OF_MANY = re.compile(r"(?:ims|ians|ists)\Z")


def named_in(blocks: Iterable[Draft]) -> tuple[Agent, ...]:
    """The persons and bodies that the prose of a letter names, in the order of the words, each once."""
    found = (agent for block in _prose(blocks) for agent in _named(block.plain))
    return tuple(dict.fromkeys(found))


def _prose(blocks: Iterable[Draft]) -> Iterator[Draft]:
    for block in blocks:
        if block.kind in {"list", "numbered-list", "quote", "item"}:
            yield from ([block] if block.words else [])
            yield from _prose(block.blocks)
        elif block.kind == "paragraph":
            yield block


def _named(text: str) -> Iterator[Agent]:
    for run in _RUN.finditer(text):
        if _BODY.search(run[0]):
            body = " ".join(_without(run[0], _small).split())
            if " " in body:
                yield Agent(body, "organization")
            continue
        told = _without(run[0], lambda word: _common(word) or word.lower() in _TITLED)
        start = run.end() - len(told)
        before, after = text[max(start - 60, 0) : start], text[run.end() : run.end() + 60]
        name = " ".join(told.split())
        if not _PERSON.fullmatch(told) or any(map(_common, name.split())) or _OF_MANY.search(name):
            continue
        if _is_persons(before, after):
            yield Agent(name)


def _is_persons(before: str, after: str) -> bool:
    titled = _BEFORE.search(before)
    known = titled is not None and titled[1].lower() in _TITLED
    return bool(known or _SUFFERS.match(after) or _OWNS.match(after) or _DONE_TO.search(before))


def _without(run: str, leaves: Callable[[str], bool]) -> str:
    """A run without the words that it begins with and that are no part of a name."""
    while (first := _FIRST.match(run)) and leaves(first[1]):
        run = run[first.end() :]
    return run


_FIRST = re.compile(r"([\w’'-]+)\.?[ \n]+")


def _small(word: str) -> bool:
    return word.lower() in FUNCTION_WORDS or word.lower() in MONTHS


def _common(word: str) -> bool:
    return _small(word.rstrip(".")) or word.lower().rstrip(".") in _PLAIN


_PLAIN = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday dear open letter article human rights internet street road
    prison province city county republic people’s people's government court church river national day law act chapter
    section constitution covenant declaration convention north south east west new united
    """.split()
)
