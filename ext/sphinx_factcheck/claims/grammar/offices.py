"""The words that make an office, in one spelling, and which offices go together."""

from __future__ import annotations

import re
from enum import StrEnum

from sphinx_factcheck.claims.grammar.countries import COUNTRY_OF, COUNTRY_WORDS, shortened

HEADS = frozenset(
    "president minister premier chancellor secretary undersecretary chair chairman chairwoman chairperson "
    "director ambassador governor mayor senator congressman congresswoman commissioner councilor "
    "councillor counselor counsellor spokesperson spokesman spokeswoman founder cofounder co-founder ceo "
    "rapporteur envoy speaker justice judge attorney-general secretary-general director-general consul "
    "treasurer dean provost rector editor-in-chief coordinator administrator executive representative".split()
)
"""The nouns that make a title wherever they stand beside a name."""

PLURALS = {{"secretary": "secretaries"}.get(head, f"{head}s"): head for head in (
    "president minister premier chancellor secretary chairman director ambassador governor mayor senator commissioner "
    "rapporteur speaker judge representative congressman"
).split()}  # fmt: skip
WIDE_HEADS = frozenset(
    "adviser advisor leader head chief commander commander-in-chief prosecutor editor king queen emperor emir "
    "sultan pope prince lawmaker member mp mep ombudsman negotiator general-secretary marshal attorney solicitor "
    "auditor bishop archbishop cardinal patriarch rabbi moderator professor".split()
)
"""The nouns that are an office of some persons, and of others no more than a description."""

SIGNED_HEADS = HEADS | frozenset(
    "head lead leader member officer manager editor executive chief advisor adviser representative fellow organizer "
    "convener convenor counsel trustee delegate general researcher analyst campaigner".split()
)
"""The nouns that make a title in a line of a list of signers."""

ASKING = frozenset(
    "urge urging remind reminding thank thanking invite inviting encourage encouraging inform informing request "
    "requesting persuade persuading convince convincing warn warning assure assuring advise advising implore beg "
    "support supporting challenge challenging congratulate congratulating commend commending condemn condemning "
    "welcome welcoming join joining help helping make making call calling contact contacting question summon lobby "
    "lobbying pressure engage engaging follow following quote quoting applaud salute pressing asking telling "
    "meeting".split()
)
"""Verbs that can stand with a capital right before somebody's title: "Urge Foreign Minister X to …"."""

PRESS_POSTS = frozenset(
    "secretary officer attache attaché adviser advisor counselor counsellor director spokesman spokeswoman "
    "spokesperson office freedom relations affairs chief aide manager council association editor and".split()
)
"""What "Press" with a capital is part of, where it is not such a verb."""

LESSER = frozenset("vice deputy under assistant associate junior sub".split())
_EMPTY = frozenset("of the for and to in a an at on & his her its their our".split())
_SAME = COUNTRY_OF | {
    "premier": "prime minister", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "ceo": "chief executive", "undersecretary": "under secretary", "councillor": "councilor",
    "counsellor": "counselor", "defence": "defense", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "cofounder": "co-founder", "labour": "labor", "programme": "program", "congressman": "representative",
    "congresswoman": "representative", "adviser": "advisor", "secretary-general": "secretary general",
    "director-general": "director general", "attorney-general": "attorney general", "vice-president": "vice president",
    "mp": "member parliament", "mep": "member european parliament",
    "vice-chair": "vice chair", "vice-chairman": "vice chair", "officer": "",
}  # fmt: skip


class Aspect(StrEnum):
    """How a title is said to be held as of the letter."""

    NOW = "now"
    FORMER = "former"
    THEN = "then"
    ACTING = "acting"
    COMING = "elect"


ASPECTS = {
    "former": Aspect.FORMER, "ex": Aspect.FORMER, "previous": Aspect.FORMER, "onetime": Aspect.FORMER,
    "one-time": Aspect.FORMER, "past": Aspect.FORMER, "erstwhile": Aspect.FORMER, "then": Aspect.THEN,
    "acting": Aspect.ACTING, "interim": Aspect.ACTING, "current": Aspect.NOW, "incumbent": Aspect.NOW,
    "present": Aspect.NOW, "outgoing": Aspect.NOW, "sitting": Aspect.NOW, "incoming": Aspect.COMING,
    "future": Aspect.COMING, "elect": Aspect.COMING, "designate": Aspect.COMING, "late": Aspect.THEN,
    "new": Aspect.NOW, "ousted": Aspect.FORMER, "deposed": Aspect.FORMER, "toppled": Aspect.FORMER,
}  # fmt: skip
_STANDING = frozenset("prime general chief executive first honorary attorney".split())
_APART = tuple(
    map(frozenset, ({"president"}, {"president", "vice"}, {"minister", "prime"}, {"secretary"}, {"chancellor"}))
)


def office_words(text: str) -> frozenset[str]:
    """The words of an office that tell it from others, in one spelling."""
    words: list[str] = []
    for word in re.findall(r"[\w.’'-]+", shortened(text.lower()).replace("-at-large", "")):
        plain = re.sub(r"[’']s?$", "", word)
        plain = plain if plain in _SAME else plain.strip(".")
        words += _SAME.get(plain, plain).split()
    return frozenset(w for w in words if w not in _EMPTY and w not in ASPECTS and w != "affairs")


def standing(words: frozenset[str]) -> frozenset[str]:
    """What sets an office apart from others with the same noun, whatever it is of: "prime", "general", "chief"."""
    return words & _STANDING


def exclude(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nobody holds both of two offices of one body: a president is not also its secretary or prime minister."""
    first, second = (
        words & {"president", "vice", "minister", "prime", "secretary", "chancellor", "general"}
        for words in (one, other)
    )
    if first == second:
        return False
    if {"minister"} in (first, second):
        return {"president"} in (first, second)
    return first in _APART and second in _APART


def heads_of(words: frozenset[str]) -> frozenset[str]:
    """The nouns of an office, and what ranks below them ("vice", "deputy")."""
    nouns = words & (SIGNED_HEADS | WIDE_HEADS | LESSER)
    return (nouns - _STANDING - {"justice"}) or nouns


def of_countries(words: frozenset[str]) -> frozenset[str]:
    """Those of these words that name a country."""
    return words & COUNTRY_WORDS
