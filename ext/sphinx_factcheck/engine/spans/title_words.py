"""The words that titles are made of, and a text cut into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.mentions.lexicon import FUNCTION_WORDS
from sphinx_factcheck.facts.countries import COUNTRY_OF, COUNTRY_WORDS
from sphinx_factcheck.facts.offices import ASPECTS, RANKS, plain_words
from sphinx_factcheck.facts.words import MONTHS

LINKS = frozenset("of for to on at in".split())
TIES = LINKS | {"over", "without", "under", "de", "des", "du", "der", "für", "von"}
ARTICLES = frozenset("the a an its their our his her your my this that one".split())
LOWER = RANKS | frozenset(
    "foreign affairs state defense defence interior justice finance treasury security public health trade commerce "
    "education labor labour home prime vice executive general chief special high national international permanent "
    "managing programme program advocacy policy research communications legal party communist central military press "
    "human rights culture environment agriculture founding advisory regional senior advisory board federal provincial "
    "district city county village parliamentary academic scientific artistic technical financial commercial medical "
    "political economic social religious spiritual supreme opposition minority majority campaign government "
    "ministerial cabinet privy crown royal imperial large charge war peace and-a-half".split()
)
NO_MODIFIERS = (FUNCTION_WORDS - RANKS).union(
    "when while as if since but and or nor with by that this these those dear mr mrs ms dr we i he she they it after "
    "before during although though both between to for from in on at not senior honorable honourable hon".split(),
    "urge urging remind reminding thank thanking invite inviting encourage encouraging inform informing request "
    "requesting persuade persuading convince convincing warn warning assure assuring advise advising implore beg "
    "support supporting challenge challenging congratulate congratulating commend commending condemn condemning "
    "welcome welcoming join joining help helping make making call calling contact contacting question summon lobby "
    "lobbying pressure engage engaging follow following quote quoting applaud salute pressing asking telling "
    "meeting tell ask hail address advised met saw told visit see".split(),
)
"""Words that stand with a capital right before a title without belonging to it, verbs at the head of a sentence too."""
PRESS_POSTS = frozenset(
    "secretary officer attache attaché adviser advisor counselor counsellor director spokesman spokeswoman "
    "spokesperson office freedom relations affairs chief aide manager council association editor and".split()
)
"""What "press" is part of, where it is not such a verb."""
DEPUTIES = frozenset("deputy assistant associate principal".split())
TIMES = frozenset(
    "time day moment period date age end beginning start year years month months weeks days decade decades".split()
)
"""What a title is not of: "director at the time", "director for ten years"."""
ORDINALS = frozenset("first second third fourth last".split())
TAILS = frozenset("elect designate emeritus emerita nominee".split())
WITHIN = LOWER.union(
    TIES,
    ARTICLES,
    TAILS,
    ASPECTS,
    "and & is was remains been now still then currently no less other a man than".split(),
)
COUNTRY = COUNTRY_OF.keys() | COUNTRY_WORDS
DATE = later(rf"(?:{'|'.join(MONTHS)})\b|\d|early\b|late\b|mid")
TOKEN = later(r"[\w&](?:[\w’'&]|\.(?=\w|,|\s|$))*")
COMMA = later(r",\s{1,2}")
_OWNER = later(r"(?:[’']s|s[’'])$")
TAIL = later(rf"[\s-](?:{'|'.join(TAILS)})\b", re.IGNORECASE)


class Token(NamedTuple):
    """A word of a text, with what stands before it and with its normal words; a body named there is one word.

    `plain` is the word in small letters, `capital` whether it has a capital.
    """

    start: int
    end: int
    gap: str
    text: str
    plain: str
    capital: bool
    keys: tuple[str, ...]
    body: str = ""


Body = tuple[int, int, str]
"""Where a body is named: start, end, its id."""


def tokens_of(text: str, start: int, end: int, bodies: Sequence[Body] = ()) -> Iterator[Token]:
    """The words between two offsets; a body named among them is one."""
    at = start
    named = iter(sorted(b for b in bodies if start <= b[0] and b[1] <= end))
    body = next(named, None)
    done = start
    for found in TOKEN.finditer(text, start, end):
        if found.start() < done:
            continue
        if body and found.start() >= body[0]:
            name = text[body[0] : body[1]]
            yield Token(body[0], body[1], text[at : body[0]], name, name.lower(), True, plain_words(name), body[2])
            at = done = body[1]
            body = next(named, None)
            if found.start() < done:
                continue
        gap = text[at : found.start()]
        if gap != " " and len(gap) < 4 and gap.isspace() and "\n" not in gap:
            gap = " "
        yield Token(found.start(), found.end(), gap, *_forms(found[0]))
        at = found.end()


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[str, str, bool, tuple[str, ...]]:
    """A word, in small letters, whether it has a capital, its normal words."""
    return word, word.lower().rstrip("."), word[0].isupper(), plain_words(word)


@lru_cache(maxsize=1 << 13)
def owner_of(word: str) -> str | None:
    """Whose a possessive is: "party" of "party's"; None where a word is none."""
    found = _OWNER.search(word)
    return (word[: found.start()] + ("s" if found[0][0] == "s" else "")) if found else None


def within_title(tokens: list[Token]) -> list[Token]:
    """Words without those that no title goes on before: "On Tuesday | Foreign Minister", "under | President"."""
    for at in range(len(tokens) - 2, -1, -1):
        alone = tokens[at].text == "under" and not tokens[at + 1].plain.startswith("sec")
        styled = tokens[at].capital and tokens[at].plain in _WEEKDAYS | _STYLES
        if alone or styled:
            return tokens[at + 1 :]
    return tokens


_STYLES = frozenset("excellency excellencies majesty highness eminence holiness lordship worship".split())
"""Of whom one speaks so, and not of what they hold: "Your Excellency President X"."""
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def is_rank(tokens: Sequence[Token], n: int) -> bool:
    """Whether "under" is that of an under secretary."""
    return tokens[n].plain == "under" and n + 1 < len(tokens) and tokens[n + 1].plain.startswith("secretar")


def is_portfolio(tokens: Sequence[Token], n: int) -> bool:
    """Whether a noun is not the title's own, but what it is of: "Minister of Justice"."""
    return n > 0 and tokens[n].plain in {"justice", "executive"} and tokens[n - 1].plain in {"of", "for"}


def is_chain(after: Sequence[Token]) -> bool:
    """Whether the words between a title's noun and a name are what it is of: "of Foreign Affairs"."""
    if not after:
        return True
    if after[0].plain not in LINKS or after[-1].plain in TIES:
        return False
    for n, token in enumerate(after):
        if COMMA.fullmatch(token.gap):
            listed = any(t.plain == "and" for t in after[n:])
            if not listed or not (token.capital or token.plain == "and"):
                return False
        elif token.gap.strip(" -\n"):
            return False
        plain = token.plain
        if not (token.capital or plain in TIES or plain in LOWER or plain in {"the", "and", "&", "a", "its"}):
            return False
    return True


def closes(token: Token) -> bool:
    return token.text[-1] in ".;:!?)" and len(token.text) > 4
