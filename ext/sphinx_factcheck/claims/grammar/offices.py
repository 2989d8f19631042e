"""Titles as letters write them: "former Minister of Foreign Affairs", "President and Founder", "acting director"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sphinx_factcheck.mentions.lexicon import FUNCTION_WORDS

HEADS = frozenset(
    "president minister premier chancellor secretary undersecretary chair chairman chairwoman chairperson "
    "director ambassador governor mayor senator congressman congresswoman commissioner councilor "
    "councillor counselor counsellor spokesperson spokesman spokeswoman founder cofounder co-founder ceo "
    "rapporteur envoy speaker justice judge attorney-general secretary-general director-general consul "
    "treasurer dean provost rector editor-in-chief coordinator administrator executive representative".split()
)
"""The nouns that make a title wherever they stand beside a name."""

SIGNED_HEADS = HEADS | frozenset(
    "head lead leader member officer manager editor executive chief advisor adviser representative fellow organizer "
    "convener convenor counsel trustee delegate general".split()
)
"""The nouns that make a title in a line of a list of signers."""

LESSER = frozenset("vice deputy under assistant associate junior sub".split())
_EMPTY = frozenset("of the for and to in a an at on & his her its their our".split())
_LINKS = frozenset("of for to in on at the and & de".split())
_LOWER = frozenset(
    "foreign affairs state defense defence interior justice finance treasury security public health trade commerce "
    "education labor labour home prime vice deputy under assistant associate executive general first chief special "
    "high national international acting interim former permanent managing programme program advocacy policy research "
    "communications legal party communist central military press human rights culture environment agriculture".split()
)
_SAME = {
    "premier": "prime minister", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "ceo": "chief executive", "undersecretary": "under secretary", "councillor": "councilor",
    "counsellor": "counselor", "defence": "defense", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "cofounder": "co-founder", "labour": "labor", "programme": "program", "congressman": "representative",
    "congresswoman": "representative", "adviser": "advisor", "us": "united states", "u.s": "united states",
    "u.s.": "united states", "usa": "united states", "american": "united states", "uk": "united kingdom",
    "u.k.": "united kingdom", "british": "united kingdom", "prc": "china", "chinese": "china", "eu": "european union",
    "un": "united nations", "u.n.": "united nations", "russian": "russia", "french": "france", "german": "germany",
    "japanese": "japan", "canadian": "canada", "australian": "australia", "indian": "india", "swedish": "sweden",
    "italian": "italy", "spanish": "spain", "ukrainian": "ukraine", "turkish": "turkey", "iranian": "iran",
    "israeli": "israel", "korean": "korea", "taiwanese": "taiwan", "dutch": "netherlands", "polish": "poland",
    "brazilian": "brazil", "mexican": "mexico", "soviet": "soviet union", "ussr": "soviet union",
    "secretary-general": "secretary general", "director-general": "director general",
    "attorney-general": "attorney general", "vice-president": "vice president", "vice-chair": "vice chair",
    "vice-chairman": "vice chair", "officer": "",
}  # fmt: skip
_NOT_MODIFIERS = FUNCTION_WORDS | frozenset(
    "when while as if since but and or nor with by that this these those dear mr mrs ms dr we i he she they it after "
    "before during although though under both between to for from in on at not senior".split()
)


class Aspect(StrEnum):
    """How a title is said to be held as of the letter."""

    NOW = "now"
    FORMER = "former"
    THEN = "then"
    ACTING = "acting"
    COMING = "elect"


_ASPECTS = {
    "former": Aspect.FORMER, "ex": Aspect.FORMER, "previous": Aspect.FORMER, "onetime": Aspect.FORMER,
    "one-time": Aspect.FORMER, "past": Aspect.FORMER, "erstwhile": Aspect.FORMER, "then": Aspect.THEN,
    "acting": Aspect.ACTING, "interim": Aspect.ACTING, "current": Aspect.NOW, "incumbent": Aspect.NOW,
    "present": Aspect.NOW, "outgoing": Aspect.NOW, "sitting": Aspect.NOW, "incoming": Aspect.COMING,
    "future": Aspect.COMING, "elect": Aspect.COMING, "designate": Aspect.COMING, "late": Aspect.THEN,
    "new": Aspect.NOW,
}  # fmt: skip
_TOKEN = re.compile(r"[^\s,()\n]+|,")
_SPLIT_PARTS = re.compile(r"\s+(?:and|&)\s+|\s*/\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a text, from `start` to `end`, with its aspect; `words` are its own, without what the aspect says."""

    start: int
    end: int
    words: str
    aspect: Aspect = Aspect.NOW

    @property
    def parts(self) -> tuple[str, ...]:
        """The titles that "and" joins ("President and Founder"), or the one title."""
        parts = tuple(_SPLIT_PARTS.split(self.words))
        return parts if len(parts) > 1 and all(_has_head(p, SIGNED_HEADS) for p in parts) else (self.words,)


def office_words(text: str) -> frozenset[str]:
    """The words of an office that tell it from others, in one spelling."""
    words: list[str] = []
    for word in re.findall(r"[\w.’'-]+", text.lower()):
        plain = re.sub(r"[’']s?$", "", word)
        plain = plain if plain in _SAME else plain.strip(".")
        words += _SAME.get(plain, plain).split()
    return frozenset(w for w in words if w not in _EMPTY and w not in _ASPECTS and w != "affairs")


def standing(words: frozenset[str]) -> frozenset[str]:
    """What sets an office apart from others with the same noun, whatever it is of: "prime", "general", "chief"."""
    return words & _STANDING


_STANDING = frozenset("prime general chief executive first honorary attorney".split())
_COUNTRIES = frozenset(
    "united states kingdom nations european union china russia france germany japan canada australia india sweden "
    "italy spain ukraine turkey iran israel korea taiwan netherlands poland brazil mexico soviet".split()
)
_APART = tuple(
    map(frozenset, ({"president"}, {"president", "vice"}, {"minister", "prime"}, {"secretary"}, {"chancellor"}))
)


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
    nouns = words & (SIGNED_HEADS | LESSER)
    return (nouns - _STANDING) or nouns


def of_countries(words: frozenset[str]) -> frozenset[str]:
    """Those of these words that name a country."""
    return words & _COUNTRIES


def title_before(text: str, start: int, name: int, inside: int = 0) -> Title | None:
    """The title that ends right before the name at `name`, read back to `start` at most.

    `inside` is the length of the title within the name's own stretch ("Secretary" of "Secretary Brown").
    """
    end = name + inside
    tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    while tokens and tokens[-1][1] == ",":
        tokens.pop()
        if inside:
            return None
    last = len(tokens)
    head = next((n for n in range(last - 1, max(last - 9, -1), -1) if _is_head(tokens[n][1])), None)
    if head is None or not _follows(tokens[head + 1 :]):
        return None
    first = _first_modifier(tokens, head)
    return _title(text, tokens[first:], last_end=tokens[last - 1][0] + len(tokens[last - 1][1]))


def title_after(text: str, start: int, end: int) -> Title | None:
    """The title that begins at `start`, after the comma or the verb that follows a name."""
    line_end = text.find("\n", start, end)
    stop_at = min(end if line_end < 0 else line_end, start + 140)
    tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text, start, stop_at)]
    while tokens and tokens[0][1].lower() in {"the", "a", "an", "its", "their", "our", "his", "her"}:
        tokens = tokens[1:]
    head = next((n for n in range(min(len(tokens), 7)) if _is_head(tokens[n][1])), None)
    if head is None or any(not _can_modify(word) for _, word in tokens[:head]):
        return None
    stop = head + 1
    if not _closes(tokens[head][1]):
        while stop < len(tokens) and tokens[stop][1] != "," and _can_follow(tokens, stop):
            stop += 1
            if _closes(tokens[stop - 1][1]):
                break
    while stop - 1 > head and tokens[stop - 1][1].lower() in _LINKS:
        stop -= 1
    last_start, last = tokens[stop - 1]
    return _title(text, tokens[:stop], last_end=last_start + len(last.rstrip(".;:!?")))


def title_within(text: str, start: int, end: int) -> Title | None:
    """The title that a piece of a signer's line is, where it is one."""
    words = text[start:end]
    if not _has_head(words, SIGNED_HEADS):
        return None
    inset = len(words) - len(words.lstrip())
    tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    return _title(text, tokens, last_end=start + inset + len(words.strip()))


def leading_title(name: str) -> int:
    """The length of the title that a name's own words begin with, and the space after it; 0 where there is none."""
    found = re.match(r"(?:[\w.-]+\s+(?:of\s+)?){1,6}", name)
    words = found[0].split() if found else []
    last = max((n for n, word in enumerate(words) if _is_head(word)), default=None)
    if last is None:
        return 0
    at = 0
    for word in words[: last + 1]:
        at = name.index(word, at) + len(word)
    rest = re.match(
        r"(?:\s+(?:of|the|for)\b|\s+(?:State|Treasury|Defense|Defence|Justice|Foreign|Affairs|Interior|Finance)\b)*\s+",
        name[at:],
    )
    return at + (rest.end() if rest else 0)


def _title(text: str, tokens: list[tuple[int, str]], last_end: int) -> Title | None:
    aspect, first = Aspect.NOW, tokens[0][0]
    while tokens:
        word = tokens[0][1].lower().rstrip(",")
        prefix, dash, rest = word.partition("-")
        if word in _ASPECTS:
            aspect, tokens = _ASPECTS[word] if aspect is Aspect.NOW else aspect, tokens[1:]
        elif dash and prefix in {"ex", "then"} and rest:
            aspect = _ASPECTS[prefix]
            start = tokens[0][0]
            return Title(first, last_end, text[start + len(prefix) + 1 : last_end], aspect)
        else:
            break
    if not tokens:
        return None
    words = text[tokens[0][0] : last_end]
    coming = re.search(r"[\s-](?:elect|designate)$", words)
    if coming:
        words, aspect = words[: coming.start()], Aspect.COMING
    return Title(first, last_end, " ".join(words.split()), aspect)


def _first_modifier(tokens: list[tuple[int, str]], head: int) -> int:
    first = head
    while first and head - first < 7 and _can_modify(tokens[first - 1][1]):
        first -= 1
    return first


def _can_modify(word: str) -> bool:
    plain = word.lower().strip("’'.")
    if plain in _ASPECTS:
        return True
    if word.endswith(("'s", "’s")):
        return False
    if (
        (plain in _NOT_MODIFIERS and not (len(plain) > 1 and plain.upper() == word.strip("’'.")))
        or word[-1] in ',;:!?”"'
        or (word[-1] == "." and len(word) > 5)
    ):
        return False
    return word[0].isupper() or plain in _LOWER or plain in _ASPECTS or plain.partition("-")[0] in {"then", "ex"}


def _follows(after: list[tuple[int, str]]) -> bool:
    """Whether the words between a title's noun and a name belong to the title: "of Foreign Affairs"."""
    if not after:
        return True
    words = [w for _, w in after]
    if words[0].lower() not in {"of", "for", "to", "and", "general"}:
        return False
    return all(w.lower() in _LINKS or w[0].isupper() or w.lower() in _LOWER for w in words)


def _can_follow(tokens: list[tuple[int, str]], n: int) -> bool:
    word = tokens[n][1]
    plain = word.lower().rstrip(".;:!?")
    if plain in {"and", "&"}:
        return n + 1 < len(tokens) and (tokens[n + 1][1][0].isupper() or _is_head(tokens[n + 1][1]))
    if plain in _LINKS:
        return n + 1 < len(tokens)
    return word[0].isupper() or plain in _LOWER or _is_head(word)


def _closes(word: str) -> bool:
    return word[-1] in ".;:!?)" and len(word) > 4


def _is_head(word: str) -> bool:
    plain = word.lower().strip(".,;:!?")
    return plain in HEADS or plain.removesuffix("-elect").removesuffix("-designate") in HEADS or (
        plain.partition("-")[0] in {"ex", "then", "vice", "co", "under", "deputy"} and plain.partition("-")[2] in HEADS
    )  # fmt: skip


def _has_head(words: str, heads: frozenset[str]) -> bool:
    return any(w in heads or w.rpartition("-")[2] in heads for w in re.findall(r"[\w-]+", words.lower()))
