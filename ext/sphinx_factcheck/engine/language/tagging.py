"""Words that can be several things, settled by their neighbours: noun or verb, "her", "that", "to", "-ing"."""

from __future__ import annotations

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.verbs import BARE_THAT, PHRASAL, TO_THAT

_STARTS_NOUN = frozenset("deqPoyTEKN")
_PREPS_OF_CALLS = frozenset(
    tuple(pair.split("_"))
    for pair in (
        "wish_for hope_for lie_in lie_at "
        "call_for call_on call_upon press_for push_for look_into appeal_to appeal_for ask_for lead_to work_for "
        "work_with "
        "stand_with fight_for campaign_for point_to deal_with speak_of live_in plead_for live_with act_on work_as "
        "work_at talk_to note_with note_that serve_as remain_in refer_to rank_among date_from"
    ).split()
)
"""Words that are nouns as well, with the preposition that shows them to be verbs."""


def settle(lows: list[str], raw: list[str], capital: list[bool]) -> list[str]:
    """The tags of the words of a sentence, from what each can be alone. Reads from left to right, one word ahead."""
    tags: list[str] = []
    count = len(lows)
    for i, tag in enumerate(raw):
        first = i == 0 or tags[-1] in ".;:"
        if first and tag == "k" and capital[i] and i + 1 < count and capital[i + 1] and raw[i + 1] in "kK":
            tags.append("k" if lex.is_human(lows[i]) else "K")
            continue
        if lows[i] in HEDGES and _bounds(lows, raw, i):
            tags.append("d")
            continue
        if lows[i] == "most" and lows[i + 1 : i + 2] and lows[i + 1].endswith("ly"):
            tags.append("a")
            continue
        if tag in _SETTLED and not (
            tag in "pm" and capital[i] and i and i + 1 < count and capital[i + 1] and tags[-1] not in ".;:"
        ):
            tags.append(tag)
            continue
        before = tags[i - 1] if i else "^"
        after = raw[i + 1] if i + 1 < count else "$"
        tags.append(_by_next(lows, raw, i, before, capital) or _settled(lows, tags, i, tag, before, after, capital))
    return tags


def _by_next(lows: list[str], raw: list[str], i: int, before: str, capital: list[bool]) -> str:
    """What a word is by the two behind it, where they settle it."""
    low, tag = lows[i], raw[i]
    after, then = [*raw[i + 1 : i + 3], "$", "$"][:2]
    if tag == "v" and before in "^E" and after == "k" and then in "bhmDVv":
        return "j"  # armed men entered
    if tag == "v" and before in "dq" and after == "," and then in "jkNT":
        return "j"  # a closed, one-day trial
    if low == "own" and before == "y":
        return "i"
    if low in _UP_TO and lows[i + 1 : i + 2] == ["then"] and then != "E":
        return "a"  # since then
    if low == "used" and lows[i + 1 : i + 2] == ["to"] and before not in "bh" and then != "P":
        return "D"  # a past of its own: "used to have"
    if tag != "t":
        return ""
    if lows[i - 1 : i] == ["used"] and before == "D":
        return "a"
    if i + 1 < len(capital) and capital[i + 1]:
        return "p"  # to Norway
    return "t" if after == "x" and then == "P" else ""  # to jail Ann Archer


_UP_TO = frozenset("since until till by before from".split())
HEDGES = frozenset("almost nearly barely scarcely hardly".split())
"""What bounds a number behind it, and denies or doubts what is told otherwise."""
_WHOLES = frozenset("all every half everybody everyone".split())


def _bounds(lows: list[str], raw: list[str], i: int) -> bool:
    """Whether a hedge bounds the number or the "all" behind it, and takes nothing back: "nearly a hundred died"."""
    after = [*raw[i + 1 : i + 3], "$", "$"]
    if lows[i] in {"almost", "nearly"} and lows[i + 1 : i + 2] and lows[i + 1] in _WHOLES:
        return True
    return after[0] in "NT" or (lows[i + 1 : i + 2] in (["a"], ["an"]) and after[1] == "N")


_GIVEN_NAMES = frozenset("per will may mark grant".split())
_SETTLED = frozenset("d&sb,;:-().'TPEmhDn")


_AFTER_WHICH = frozenset(
    "case point time year day month event respect way capacity period moment date occasion country city court".split()
)
"""Nouns that "which" can stand before, and not a clause: "in which case", but "in which President X opened"."""


def _settled(lows: list[str], tags: list[str], i: int, tag: str, before: str, after: str, capital: list[bool]) -> str:  # noqa: C901
    low = lows[i]
    following = lows[i + 1] if i + 1 < len(lows) else ""
    if capital[i] and i and before not in "^;.:" and tag in "kjxXivgVaNKpm":
        return _capital(low, tag, before, after) if tag not in "pm" or low in _GIVEN_NAMES else tag
    match tag:
        case "o" | "q":
            if low in _SELF and before in "^;." and after in "dj":
                return "a"  # "Herself a refugee, she was"
            if low == "me" and capital[i] and after in "PK":
                return "K"  # Me Noor Achour, of the bar
            if low == "her" and after == "T" and lows[i - 1] == "to" and not _GIVEN.isdisjoint(lows[max(i - 4, 0) : i]):
                return "o"  # "they have given to her ten years"
            return _her(before, after, following) if low == "her" else tag
        case "e":
            return "a" if before in "bmhT" or (before == "P" and after in "bhmV") else "d"
        case "t":
            return "t" if after in "vV" and lex.lemma_of(following) == following else _to(after, following)
        case "w":
            if before in "^;." and after in "bhmVD":
                return "y"
            return _that(lows, tags, i, before, after)
        case "x" | "k" | "i":
            return _base(lows, tags, i, tag, before, after)
        case "X":
            return _s_form(lows, tags, i, before, after)
        case "V" | "v":
            if low in {"accused", "deceased"} and before in "dq'j" and after not in "kKjP":
                return "k"
            if before == "d" and lows[i - 1] == "the" and after in "bhmDV" and tag == "v" and low != "said":
                return "k"  # "the condemned were"
            if lex.lemma_of(low) == low and (before in "tmD" or (before in "^;:." and after in "deqPoK")):
                return "i"
            return _past(lows, tags, i, tag, before, after)
        case "a":
            if low == "first" and before in "dq":
                return "j"
            if low in {"earlier", "later", "then", "now", "once", "only"} and before in "dq'" and after in "kKjxXNT":
                return "j"
            if low in {"earlier", "later"} and before in "^.;:" and after in "kX":
                return "j"
            return "k" if before in "dqj" and low in {"home", "back", "alone", "well"} else "a"
        case "g":
            return _gerund(low, before, after, following)
        case "r":
            asks = low == "what" or following in _AFTER_WHICH
            return "d" if low in {"which", "what"} and before == "p" and after == "k" and asks else "r"
        case "f":
            verb = before in "tmD" or (before in "^;:.&," and after in "deqPo") or (before == "a" and after in "deqPoK")
            return "i" if verb else "j"
        case "u":
            if low == "since" and before == "h" and after in "bvan":
                return "a"
            if low == "like" and before == "k" and after in "Kko":
                return "p"  # "people like X"
            return "i" if low == "like" and (before in "mD" or (before in "yr" and after in "deqPto")) else "u"
        case "y":
            if low == "there" and after not in "bmhVvi":
                return "a"
            if low == "the latter" and after in "kx":
                return "q"  # "the latter sentence"
            return "o" if low in {"you", "it", "there"} and before in "pviVg" and after not in "bhmVD" else "y"
        case "j" if low == "last" and before in "b&,h" and after in "vV":
            return "a"  # "and last amended in 1998"
        case "j" if low.endswith("ed") and before in "kPKy" and after in "deqPo":
            return "v"  # "the court suspended the order"
        case "s":
            return "s"
    return tag


_GIVEN = frozenset("give gave given".split())
_SELF = frozenset("himself herself themselves".split())
_CALLS = frozenset("mr mrs ms dr prof sir lady".split())


def _that(lows: list[str], tags: list[str], i: int, before: str, after: str) -> str:
    """ "that" before a noun or before a clause: "cut that term to six years", "said that X was free"."""
    if before == "p" or (before in "^;." and after in "kjNxvX"):
        return "d"
    if before == "^" and lows[i + 1 : i + 3] == ["this", "house"]:
        return "a"  # the motion "That this House notes that"
    if before not in "vVig" or after not in "kxE" or lex.lemma_of(lows[i - 1]) in TO_THAT:
        return "w"
    feels = before == "v" and "b" in tags[max(i - 4, 0) : i]  # "is concerned that"
    following = lows[i + 1]
    return "w" if feels or lex.is_plural(following) or lex.is_human(following) or following in _CALLS else "d"


def _her(before: str, after: str, following: str) -> str:
    """ "her" as an object or a possessive: "gave her ten years", "her sentence"."""
    if before in "vVig" and after in "TEN":
        return "o"
    return "q" if after in "kKjNxXvgEPTi" or following in {"home", "own", "first"} else "o"


def _capital(low: str, tag: str, before: str, after: str) -> str:
    """A word with a capital within a sentence: a part of a name."""
    return "v" if tag == "v" and before in "bhna" and after != "K" else "K"


def _to(after: str, following: str) -> str:
    """ "to" before a verb, or the preposition: "to release", "to prison", "to 14 years"."""
    if after in "deqPoyTENK&r,.;$:()w-Vvsp":
        return "p"
    if after in "bhDan":
        return "t"
    if after == "x":
        return "p" if following in lex.PLACES else "t"
    if after in "if":
        return "t"
    return "?"


def _base(lows: list[str], tags: list[str], i: int, tag: str, before: str, after: str) -> str:  # noqa: C901
    """A word that can be the base form of a verb, or a noun."""
    low = lows[i]
    known = tag != "k"
    if before == "?":  # "to" before an unknown word
        verb = after in "deqoPyKa" and not lex.looks_like_noun(low) and not lex.is_plural(low)
        tags[i - 1] = "t" if verb else "p"
        return "i" if verb else "k"
    if before == "t":
        return "i"
    back = i - 1
    while back >= 0 and tags[back] in "an":
        back -= 1
    helper = tags[back] if back >= 0 else "^"
    if helper in "mD" and (known or not lex.looks_like_noun(low)) and before in "mDan":
        return "i"
    if known and helper == "y" and lows[back] not in {"one", "none", "there"} and before in "yan":
        return "i"
    if known and helper == "y" and before in "yan":
        return "i" if after in _STARTS_NOUN else "k"
    if not known:
        return _unknown(lows, tags, i, before, after)
    if before == "r" and lows[i - 1] == "whose":
        return "k"
    if before == "r" and after in "deqPowptNKa":
        return "i"
    adverb_first = before == "a" and (i == 1 or tags[i - 2] in ".;:,&-(")
    if before in "oP" and "let" in lows[max(i - 3, 0) : i - 1 + (before == "o")] and after in "deqPoKp":
        return "i"
    if before in "^.;:-,&s" or adverb_first or lows[i - 1] in {"please", "immediately", "therefore", "not", "and"}:
        return _at_head(lows, tags, i, tag, before, after)
    if before == "d" and lows[i - 1] in {"few", "many", "most", "some"} and tag == "i" and after in "wdeqPoy":
        return "i"
    if before == "p" and lows[i - 1] == "rather than" and after in _STARTS_NOUN:
        return "i"
    if before == "v" and lows[i - 2 : i - 1] in _ONE_ARTICLES:
        return "k"  # a coordinated sweep
    if before == "k" and tag == "i" and tags[i - 2 : i - 1] in (["d"], ["q"], ["j"]) and _is_one(lows, tags, i):
        return "k"  # a lottery win
    if before == "k" and lows[i - 1] == "hunger":
        return "k"  # on hunger strike, a hunger march
    if before in "dqjN'T":
        return "k" if tag == "x" or before in "dq" or (before == "j" and tags[i - 2 : i - 1] in (["d"], ["q"])) else "i"
    if before in "kKP" and (lex.is_plural(lows[i - 1]) or tag == "i" or tags[i - 2 : i - 1] == ["&"]):
        following = lows[i + 1] if i + 1 < len(lows) else ""
        if (
            (after in "deqPoyw" and following != "there")
            or (tag == "i" and after in "ptsKNTEa.,v")
            or (low, following) in _PREPS_OF_CALLS
        ):
            return "i"
    return "i" if tag == "i" and before != "p" else "k"


_ONE_ARTICLES = (["a"], ["an"])


def _is_one(lows: list[str], tags: list[str], i: int) -> bool:
    """Whether the noun before a base form is one alone, and nothing before lets it act: not "that the court free X"."""
    return not (
        lex.is_plural(lows[i - 1])
        or lex.is_human(lows[i - 1])
        or "w" in tags[-8:]
        or not _LETTING.isdisjoint(lows[max(i - 8, 0) : i])
    )


_LETTING = frozenset(
    "let lets make makes made help helps helped see saw seen hear heard watch watched have had did does do can could "
    "will would shall should may might must if lest whether".split()
)
"""Verbs whose object acts, and words behind which a base form stands."""


def _at_head(lows: list[str], tags: list[str], i: int, tag: str, before: str, after: str) -> str:
    """A verb that opens a clause: "Release X", "call on the", "and free X"; or a noun: "Release of prisoners"."""
    low = lows[i]
    following = lows[i + 1] if i + 1 < len(lows) else ""
    if before == "&" and i > 1 and tags[i - 2] in "ixVv" and after in _STARTS_NOUN:
        return "i"
    if before == "&" and i > 1 and tags[i - 2] in "kKP" and tag == "x" and after not in "deqPoyw":
        acts = (
            after == "k"
            and lex.looks_like_noun(following)
            and next((t for t in reversed(tags) if t in "iVv"), "") == "i"
        )
        return "i" if acts else "k"
    if after in "deqPoywg" or (low, following) in _PREPS_OF_CALLS or (low, following) in PHRASAL:
        return "i"
    if tag == "i":
        return "i"
    if before in "^;:." and after in "kj" and following and lex.is_plural(following):
        return "i"
    return "k"


def _unknown(lows: list[str], tags: list[str], i: int, before: str, after: str) -> str:
    """A word that no table knows: a verb where only a verb can stand."""
    low = lows[i]
    if not low[0].isalpha() or lex.looks_like_noun(low):
        return "k"
    if low.endswith("s") and not low.endswith("ss") and len(low) > 3:
        if before in "yr" and lows[i - 1] not in {"they", "we", "you", "i", "which", "what", "one"}:
            return "V"
        if before in "PK" and not lex.is_human(low) and after in "deqPoyw" and i and lows[i - 1] != "’s":
            return "V"
        return "k"
    if before == "y" and lows[i - 1] in {"they", "we", "you", "i", "he", "she"} and after in "deqPoywptKN,.;$":
        return "i" if after not in ",.;$" or not (lex.is_human(low) or lex.is_plural(low)) else "k"
    return "k"


def _s_form(lows: list[str], tags: list[str], i: int, before: str, after: str) -> str:
    """A word in -s that can be a verb or a plural: "Amnesty calls on", "two charges"."""
    low, following = lows[i], lows[i + 1] if i + 1 < len(lows) else ""
    if before in "yr" or (lows[i - 1] == "further" and following == "that"):
        return "V"
    if before in "^.;:dqjN'Tpgi":
        return "k"
    pair = (lex.lemma_of(low), following)
    if after in ".$,;" and pair[0] in BARE_THAT and "," in tags[-6:]:
        return "V"  # "…, the harbour master claims."
    leads = after in "deqPoyw" or pair in _PREPS_OF_CALLS or pair in PHRASAL
    if before == "P":
        return "V" if leads or after in "tpaNTEKgk" else "k"
    if before in "kK":
        return "V" if after in "NT" or (leads and not lex.is_plural(lows[i - 1])) else "k"
    if before in "an":
        return "k" if lows[i - 1] == "long" or tags[i - 2 : i - 1] in (["v"], ["V"]) else "V"  # "got long terms"
    return "V" if before in ",)&-" and leads else "k"


def _past(lows: list[str], tags: list[str], i: int, tag: str, before: str, after: str) -> str:
    """A form that can be the past of a verb and its participle: "was let go", "the continued stay"."""
    low = lows[i]
    if low == "let" and before in "^;:.,&a" and after in "deqPoK":
        return "i"
    if tag == "v":
        return tag
    helper = tags[i - 2] if before in "an" and i > 1 else before
    if helper == "b" and (low in _UNCHANGED or low.endswith("ed")):
        return "v"
    return "j" if before in "dq" and low.endswith("ed") and after in "kKjP" else _finite(low, before, after)


_UNCHANGED = frozenset("let put cut set beat hit read shut hurt cast split spread".split())


def _finite(low: str, before: str, after: str) -> str:
    """A form that is a finite verb alone: "gave", "demands"; a noun still after an article."""
    if before in "dqjN'" and low not in {"died", "gave", "took", "went", "came"}:
        return "k" if low.endswith("s") else "V"
    if before == "p" and low.endswith("s"):
        return "k"  # a speech of thanks
    return "V"


_OF_ITSELF = frozenset(
    "dying speaking thinking consisting complaining hearing knowing dreaming talking writing approving disposing "
    "despairing boasting repenting smelling tiring warning learning reading telling".split()
)
"""Verbs in -ing that lead to "of" by themselves."""


_NOUNS_IN_ING = frozenset(
    "meeting hearing ruling sentencing killing shooting bombing uprising gathering sitting opening building training "
    "reading".split()
)


def _gerund(low: str, before: str, after: str, following: str) -> str:
    """A word in -ing: a noun or an adjective where it stands before or as a noun, else a verb."""
    if following == "of" and before == "&" and low not in _OF_ITSELF:
        return "k"  # "the conviction and sentencing of X"
    if following == "of" and before == "E" and low not in _OF_ITSELF:
        return "k"  # the April 17 sentencing of X
    if low in _NOUNS_IN_ING and before in "kKE" and after not in "deqPoKkw":
        return "k"  # its annual general meeting
    if before in "dq'":
        return "k" if after not in "kKPj" or low not in lex.BEFORE_NOUN else "j"
    if before in "ban":
        return "g"
    if low in lex.BEFORE_NOUN and after in "kKjP" and before in "^&,pvVi":
        return "j" if after != "P" else "g"
    if before in "jN":
        return "k"
    return "g"
