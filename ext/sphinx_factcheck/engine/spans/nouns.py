"""What a number counts: the plural noun after it, with what narrows it; or the people whom "31 dead" leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later

_WORD = later(r"(?:\s+|(?<=[a-z]),\s(?=[a-z-]+\s))((?:[^\W\d_]\.){2,}|[^\W_][\w’'-]*)")
_OF_THEM = later(r"\s+of\s+(?:the|our|their|its|his|her|my|these|those|all)\b(?=\s)")
_OF_A_BODY = later(
    r"\s+of\s+(?:the|our|their|its|his|her|my|that|this)\s(?:[\w-]+\s){1,4}?"
    r"(?=(?:were|are|was|is|have|had|has|died|perished|fell|drowned|lost|never|did|went|came|would|will|could)\b)"
)
"""A body of which a number is, before its verb: "27 of the night shift died"."""
_OF_ALL = later(r"\s+of\s+(?:them|us|these|those|whom)\b")
_OF_THEM_WHO = later(
    r"\s+of\s+(?:them|these|those|whom\s(?:are|were))\s+(?:[a-z-]*(?:[a-z](?<!ed)(?<!lost)(?<!left)(?<!had))\s+)?"
    r"(?P<noun>[a-z]{3,}s|women|men|children)(?=\s?[.,;:)]|\s(?:and|or)\b|$)"
)
"""What some of many are: "120 were arrested, 45 of them students"."""
_OF = later(r"\s+of\s+(?:(?:the|all|all\sthe|our|their|its|these|those)\s+)?(?=[^\W\d_])")
_STOPS = frozenset(
    "to by with from who whom whose that which and or but as are were was is be been being have has had will would can "
    "could may might must shall should do does did in on at for of since after before under over about against "
    "between during into near per than when where while because if not no nor the a an this its his her their our my "
    "your it they he she we you i there so then including including only also both off out up down".split()
)
_JOINED = later(r"\s+and\s(?=[\w’'-]+\s)")
"""What joins two words that narrow one noun: "57 respected Mongolian and foreign glaciologists"."""
_PLURAL = later(
    r"[^\W\d_](?:[\w’'-]*[^\Wsui_’'])?s|people|(?:[\w-]*(?<!speci)(?<!regi)(?<!abdo)(?<!acu))?men|women|children|"
    r"[a-z]*folk|clergy|police|faculty|personnel|staff"
)
_NO_PLURALS = frozenset(
    "as has was is this his its us yes plus thus always perhaps towards afterwards besides says news headquarters "
    "series politics economics athletics".split()
)
MEASURES = frozenset(
    "seconds minutes hours days weeks months years decades centuries times percent points pages lines kilometres "
    "kilometers miles metres meters feet hectares acres tons tonnes dollars euros pounds francs cents votes seats "
    "places degrees nights".split()
)
"""What is measured rather than counted one by one."""
LEFT_OUT = frozenset(
    "dead wounded injured missing killed detained arrested imprisoned jailed hurt displaced homeless".split()
)
"""What stands for people of whom it is told, after a number: "31 dead and 157 wounded"."""
_MOST_WORDS = 7


_AND_NOUN = later(r"\s(?:and|or|&)\s(?P<noun>[\w’'-]+)(?=\s(?!of\b)|[.,;:)!?]|$)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun that a number counts, at its offsets; empty where it is left out ("31 dead"). `of_them`: a part."""

    noun: str
    start: int
    end: int
    of_them: bool = False


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return bool(_PLURAL.fullmatch(word)) and word.lower() not in _NO_PLURALS


def phrase_after(text: str, stop: int, end: int, *, share: bool = False) -> Phrase | None:
    """The noun that a number which ends at `stop` counts, "them" in "four of them" included; none for measures.

    Of a `share` ("40 per cent of workers") it stands behind "of".
    """
    if being := _OF_THEM_WHO.match(text, stop, end):
        return Phrase(being["noun"], *being.span("noun"))
    if all_of := _OF_ALL.match(text, stop, end):
        word = all_of[0].split()[-1]
        return Phrase(word, all_of.end() - len(word), all_of.end(), of_them=True)
    of = (_OF if share else _OF_THEM).match(text, stop, end)
    start = stop if of is None else len(text[: of.end()].rstrip())
    of_them = of is not None and not share
    if left_out := _left_out(text, start, end):
        return Phrase("", *left_out, of_them=of_them)
    found = _plural_after(text, start, end)
    if found is None and of_them and (body := _OF_A_BODY.match(text, stop, end)):
        return Phrase("", start, len(text[: body.end()].rstrip()), of_them=True)
    if found is None or text[slice(*found)].lower() in MEASURES:
        return None
    return Phrase(text[slice(*found)], *found, of_them=of_them)


def noun_joined(text: str, at: int, end: int) -> tuple[str, int]:
    """The plural that "and" joins to a noun which ends at `at`, and its end: "118 teachers and scholars"."""
    joined = _AND_NOUN.match(text, at, end)
    return (joined["noun"], joined.end()) if joined and is_plural(joined["noun"]) else ("", at)


def _plural_after(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The first plural that no other follows: "lawyers" in "human rights lawyers"."""
    found, first = None, at
    for _ in range(_MOST_WORDS):
        joined = _JOINED.match(text, at, end) if found is None and at > first else None
        word = _WORD.match(text, joined.end() - 1 if joined else at, end)
        if word is None or word[1].lower() in _STOPS or word[1].isdigit():
            break
        if found is not None and word[0][0] == ",":
            break
        if is_plural(word[1]):
            found = word.span(1)
        elif found is not None:
            break
        at = word.end()
    return found


def _left_out(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Where "dead" stands for people: right after the number, and before no noun of its own."""
    word = _WORD.match(text, at, end)
    if word is None or word[1].lower() not in LEFT_OUT:
        return None
    following = _WORD.match(text, word.end(), end)
    return None if following and is_plural(following[1]) else word.span(1)
