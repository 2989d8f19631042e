"""The words for what is done to persons: detained, sentenced, released, gone missing, dead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_factcheck.claims.grammar.patterns import any_of

_TAKEN = "detained arrested charged sentenced imprisoned"
_CAMPS = (
    "sent_to_prison sent_to_jail sent_to_a_penal_colony sent_to_the_penal_colony sent_to_a_labour_camp "
    "sent_to_a_labor_camp sent_to_a_prison_camp sent_to_a_camp sent_to_the_camps"
)
_HELD_WHERE = "incommunicado police pre-trial pretrial administrative military arbitrary secret indefinite solitary"
_TERM_AHEAD = (
    r"(?=\s(?:(?!\b(?:prize|award|medal|honou?r|visit|letter)s?\b)[^.;]){0,60}"
    r"\b(?:(?<!this\s)(?<!last\s)(?<!same\s)(?:years?|months?)|life|prison|sentences?|terms?)\b)"
)
_FOR_TERM_AHEAD = r"(?=\s[^.;,]{0,40}\bfor\s[^.;,]{0,40}\b(?:years?|months?|life)\b)"
_TO_PRISON_AHEAD = (
    r"(?=\s(?!to\s)[^.;,]{1,60}?\sto\s(?:prison|jail|a\s(?:penal\scolony|labou?r\scamp))\b"
    r"[^.;,]{0,30}\bfor\s[^.;,]{0,40}\b(?:years?|months?|life)\b)"
)


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of deed: its verb in normal form, the events of the fact base that it can be, and its words.

    Words are parted by spaces, with `_` for a space in them; one of the words `ahead`, or what `ahead_of` matches, must
    follow. `weak` words alone make no sentence worth reading.
    """

    name: str
    events: frozenset[str]
    words: str
    ahead: str = ""
    ahead_of: str = ""
    weak: bool = False

    @property
    def pattern(self) -> str:
        """A pattern for its words."""
        ahead = rf"(?=\s{any_of(self.ahead)}\s)" if self.ahead else self.ahead_of
        return any_of(self.words) + r"\b" + ahead

    @property
    def starts(self) -> list[str]:
        """What its words begin with, as text."""
        words = [word.replace("_", " ").rstrip("*") for word in self.words.split()]
        return [f"{word} {ahead}" for word in words for ahead in self.ahead.split()] if self.ahead else words


def _sort(name: str, events: str, words: str, ahead: str = "", ahead_of: str = "", *, weak: bool = False) -> Sort:
    return Sort(name, frozenset(events.split()), words, ahead, ahead_of, weak)


_SORTS = (
    _sort("formal", "arrested", "formally_arrested formally_re-arrested formally_rearrested"),
    _sort("arrested", "arrested detained", "arrested re-arrested rearrested"),
    _sort(
        "detained", _TAKEN,
        "detained taken_into_custody taken_into_police_custody taken_away abducted kidnapped held_incommunicado seized "
        "held_in_custody held_in_detention picked_up under_house_arrest in_solitary_confinement remanded locked_up "
        "languished languishes languishing in_custody in_detention "
        + " ".join(f"in_{where}_custody in_{where}_detention" for where in _HELD_WHERE.split()),
    ),
    _sort("detained", _TAKEN, "taken", "on from in by"),
    _sort("detained", _TAKEN, "held confined kept", "in at without since for under to"),
    _sort(
        "sentenced", "sentenced",
        "sentenced sentencing resentenced re-sentenced condemned convicted convicting found_guilty",
    ),
    _sort("sentenced", "sentenced", "sent sends sending", ahead_of=_TO_PRISON_AHEAD, weak=True),
    _sort("sentenced", "sentenced", f"jailed jailing imprisoned imprisoning {_CAMPS}", ahead_of=_FOR_TERM_AHEAD),
    _sort(
        "sentenced", "sentenced",
        "given handed handing received receives receive receiving gets get got gave giving awarded",
        ahead_of=_TERM_AHEAD, weak=True,
    ),
    _sort("serving", "sentenced", "serving serves serve spending endures endure", ahead_of=_TERM_AHEAD, weak=True),
    _sort(
        "served", "sentenced", "served completed completing finished finishing", ahead_of=_TERM_AHEAD, weak=True
    ),
    _sort("imprisoned", _TAKEN, f"imprisoned jailed incarcerated in_prison in_jail behind_bars {_CAMPS}"),
    _sort("charged", "charged", "charged", "with in on under over"),
    _sort("charged", "charged", "indicted"),
    _sort(
        "released", "released paroled bailed",
        "released free_on_bail out_on_bail free_on_parole released_on_bail "
        "released_on_parole released_on_medical_bail released_on_medical_parole freed "
        "paroled bailed granted_bail granted_parole granted_medical_parole set_free let_out let_go left_prison "
        "left_jail left_custody walked_free out_of_prison out_of_jail walked_out_of_prison walked_out_of_jail "
        "came_out_of_prison came_out_of_jail",
    ),
    _sort("released", "released paroled bailed", "out", "since"),
    _sort(
        "missing", "missing",
        "disappeared gone_missing went_missing missing vanished not_been_seen not_been_heard_from",
    ),
    _sort("died", "died", "died passed_away executed killed found_dead murdered"),
    _sort("born", "born", "born", "in on"),
)  # fmt: skip
VERBS = re.compile("|".join(f"(?P<s{n}>{sort.pattern})" for n, sort in enumerate(_SORTS)), re.IGNORECASE)
"""Any verb of these sorts, as a match for `sort_of`."""
STARTS = tuple(dict.fromkeys(start for sort in _SORTS for start in sort.starts))
"""What every verb begins with."""

NOUNS = {"arrest": "arrested", "detention": "detained", "imprisonment": "imprisoned", "sentencing": "sentenced",
         "conviction": "sentenced", "release": "released", "disappearance": "missing", "death": "died",
         "execution": "died", "birth": "born"}  # fmt: skip
"""The nouns of deeds, each with the name of its sort."""
NOUN = re.compile(rf"\b(?:{'|'.join(NOUNS)})s?\b", re.IGNORECASE)
IMPOSED = re.compile(r"\b(?:sentence|term)s?\s(?:(?:that|which)\s(?:was|were)\s)?(?:imposed|handed\sdown|pronounced)\b")
"""Words that tell when a sentence that somebody serves was passed."""
_CUES = (
    "arrest", "detention", "release", "disappearance", "death of", "s death", "execution", "conviction", "prison",
    "jail", "custody", "sentence",
)  # fmt: skip
TRIGGERS = tuple(dict.fromkeys([*(start for sort in _SORTS if not sort.weak for start in sort.starts), *_CUES]))
"""What a sentence that tells of deeds has in it."""


def sort_of(verb: re.Match[str]) -> Sort:
    """The sort of a match of VERBS."""
    return _SORTS[int(str(verb.lastgroup)[1:])]


def events_of(name: str) -> frozenset[str]:
    """The events that a deed of this name can be."""
    return next(sort.events for sort in _SORTS if sort.name == name)
