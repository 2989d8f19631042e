"""Which verbs tell that somebody holds, takes or leaves an office, and in which of their roles the office stands.

Each row has an example in which X is the holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sphinx_factcheck.engine.language.clauses import Clause
from sphinx_factcheck.facts.offices import spellings


@dataclass(frozen=True, slots=True)
class Post:
    """One row: verbs in base form (`_` before a particle), and the roles in which a title can stand after them.

    `office`: the role in which a noun stands that can mean any office ("took office"), or "alone" where the verb tells
    enough. `begins`, `ends`: what a bare "in 2015" beside it dates; `chosen`: that this may lie months before the
    office; `passive`: that the verb has its holder as subject only in the passive, and as object else.
    """

    words: str
    where: str
    example: str
    office: str = ""
    begins: bool = False
    ends: bool = False
    chosen: bool = False
    passive: bool = False


POSTS = (
    Post("be remain stay", "predicate", "X had been, since 2009, the director of the Archive"),
    Post("become", "predicate object", "X in May 2009 became director of the Archive", begins=True),
    Post(
        "appoint elect re-elect reelect name choose confirm install designate make proclaim",
        "object predicate as to",
        "X was in 2009 appointed director of the Archive",
        office="to",
        begins=True,
        chosen=True,
        passive=True,
    ),
    Post("swear swear_in inaugurate", "as", "X was on 3 May sworn in as director", "alone", begins=True, passive=True),
    Post("serve act work continue officiate", "as", "X served from 2009 to 2016 as director of the Archive"),
    Post("spend pass", "as", "X spent seven years as director of the Archive"),
    Post("lead head run represent steer guide", "as", "X led it from 2009 to 2016 as director of the Archive"),
    Post("lead head run direct", "", "X, director of the Archive, led the office until 2016", "object"),
    Post("take take_over take_up enter begin assume succeed follow replace", "as post",
         "X took the oath as director in 2009", "object", begins=True),
    Post("succeed follow replace", "as", "Bob Baker succeeded X as director in 2016", ends=True, passive=True),
    Post("come rise return", "", "X, director of the Archive, came to power in 2009", "to", begins=True),
    Post("resign retire step_down stand_down step_aside leave quit", "as", "X stepped down in 2016 as director",
         "alone", ends=True),
    Post("oust remove dismiss", "as", "X was in 2016 removed as director of the Archive", "from", ends=True,
         passive=True),
    Post("oust topple depose overthrow", "", "X, director of the Archive, was ousted in 2016", "alone", ends=True,
         passive=True),
    Post("leave quit resign relinquish", "post", "X left the post of director of the Archive in 2016", "object",
         ends=True),
    Post("hold occupy fill have", "post", "X, it is said, held the post of director until 2016", "object"),
    Post("be remain stay", "", "X, director of the Archive, has been in power since 2009", "in"),
    Post("rule govern reign", "", "X, director of the Archive, has ruled since 2009", "alone"),
)  # fmt: skip
_POSTS = {word: tuple(p for p in POSTS if word in p.words.split()) for post in POSTS for word in post.words.split()}
DOING = {
    "chair": "chair", "co-chair": "chair", "head": "head", "lead": "leader", "direct": "director", "edit": "editor",
    "coach": "coach", "manage": "manager", "captain": "captain", "command": "commander", "preside": "president",
    "govern": "governor", "represent": "representative", "run": "principal",
}  # fmt: skip
"""The noun of an office by the verb that tells what its holder does."""
ANY_OFFICE = frozenset("post position office job role seat chair rank power duty seal function".split())
"""What can stand for an office told before: "the post", "that office"; in the singular."""
_TIE = (
    r"(?:as|is|am|are|was|were|be|been|became|becomes?|remain\w*|stay\w*|of|elect\w*|appoint\w*|nam\w+|chose\w*|made|"
    r"confirm\w*|install\w*|designat\w*|proclaim\w*)"
)
_WORDS = r"(?:[\w’'-]+[\s,]+){0,7}?"


def posts_of(clause: Clause) -> Iterator[Post]:
    """The rows of a clause's verb, those with its particle first."""
    if clause.particle:
        yield from _POSTS.get(f"{clause.verb}_{clause.particle}", ())
    yield from _POSTS.get(clause.verb, ())


@lru_cache(maxsize=64)
def may_tell(nouns: frozenset[str]) -> re.Pattern[str]:
    """Where a noun of these can be the title that a verb gives somebody, or a verb tells what a holder does."""
    told = "|".join(sorted(re.escape(word) for noun in nouns for word in spellings(noun)))
    doing = "|".join(sorted(f"{base.rstrip('e')}" for base in DOING)) + "|led|ran"
    helm = r"at\sthe\s(?:head|helm)\sof"
    office = r"(?:office|power|(?:that|this|the|his|her)\s(?:post|position|office|job|role|seat|chair|seals|duties))"
    alone = r"resigned|stepped\sdown|ousted|toppled|deposed|overthrown|rul(?:es|ed)|reign(?:s|ed)|sworn|inaugurated"
    return re.compile(
        rf"\b{_TIE},?\s{_WORDS}(?:[\w’']+-)?(?:{told})\b|\b(?:{doing})\w{{0,3}}\s|\b(?:{helm}|{office}|{alone})\b",
        re.IGNORECASE,
    )
