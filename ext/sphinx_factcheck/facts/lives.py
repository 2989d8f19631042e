"""What words for people mean: the callings that are one, kin and its other side, and the people of a country."""

from __future__ import annotations

from sphinx_factcheck.facts.countries import COUNTRY_OF

VOCATIONS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.replace("_", " ") for row in words.split())
    for words in (
        "lawyer attorney barrister solicitor advocate",
        "activist campaigner defender dissident advocate",
        "writer author novelist essayist",
        "journalist reporter correspondent",
        "publisher bookseller",
        "economist", "monk", "nun", "priest", "pastor", "bishop", "imam", "rabbi", "philosopher", "poet",
        "historian", "doctor physician surgeon", "nurse", "teacher", "professor", "scholar academic", "student",
        "artist painter", "filmmaker film-maker", "photographer", "singer", "musician", "composer", "actor actress",
        "engineer", "chemist", "physicist", "biologist", "farmer", "merchant trader", "businessman businesswoman",
        "soldier", "sailor", "diplomat", "judge", "politician", "blogger", "translator", "printer", "editor",
        "athlete", "architect", "banker", "carpenter", "blacksmith", "miner", "cook", "tailor", "scientist", "linguist",
    )
)  # fmt: skip
"""Callings by the nouns for them; those of one row can stand for each other."""
_ROWS_OF: dict[str, list[frozenset[str]]] = {}
for _row in VOCATIONS:
    for _word in _row:
        _ROWS_OF.setdefault(_word, []).append(_row)

OTHER_SIDE = {
    "wife": {"husband", "spouse", "partner"},
    "husband": {"wife", "spouse", "partner"},
    "spouse": {"wife", "husband", "spouse", "partner"},
    "partner": {"wife", "husband", "spouse", "partner"},
    "father": {"son", "daughter", "child"},
    "mother": {"son", "daughter", "child"},
    "parent": {"son", "daughter", "child"},
    "son": {"father", "mother", "parent"},
    "daughter": {"father", "mother", "parent"},
    "child": {"father", "mother", "parent"},
    "brother": {"brother", "sister", "sibling"},
    "sister": {"brother", "sister", "sibling"},
    "sibling": {"brother", "sister", "sibling"},
    "uncle": {"nephew", "niece"},
    "aunt": {"nephew", "niece"},
    "nephew": {"uncle", "aunt"},
    "niece": {"uncle", "aunt"},
    "cousin": {"cousin"},
    "grandfather": {"grandson", "granddaughter"},
    "grandmother": {"grandson", "granddaughter"},
    "grandson": {"grandfather", "grandmother"},
    "granddaughter": {"grandfather", "grandmother"},
}
KIN_GENDER = dict.fromkeys("husband father son brother uncle nephew grandfather grandson".split(), "m") | dict.fromkeys(
    "wife mother daughter sister aunt niece grandmother granddaughter".split(), "f"
)
"""Which words for a relative tell a man, m, or a woman, f."""
TITLE_GENDER = dict.fromkeys(
    "mr mister sir lord father fr brother don signor herr monsieur baron count duke sheikh king prince "
    "marquis earl viscount emperor canon abbé".split(), "m"
) | dict.fromkeys(
    "mrs ms miss mme madame madam lady dame sister mother sra signora frau queen princess baroness countess duchess "
    "marchioness viscountess empress".split(), "f"
)  # fmt: skip
"""The same of the words before a name."""
BEREFT = {"widow": "wife", "widower": "husband"}
"""What those are still called whom another has left by dying."""
"""By what one is to another, what the other can be to the one."""
_ALIKE = ({"wife", "husband", "spouse", "partner"}, {"father", "parent"}, {"mother", "parent"}, {"son", "child"},
          {"daughter", "child"}, {"brother", "sibling"}, {"sister", "sibling"})  # fmt: skip


def is_calling(word: str) -> bool:
    """Whether a noun, in the singular, is known as a calling."""
    return word in _ROWS_OF


def same_calling(said: str, known: str) -> bool:
    """Whether one noun can stand for the other: a barrister is a lawyer."""
    return said == known or any(known in row for row in _ROWS_OF.get(said, ()))


def other_callings(calling: str) -> frozenset[str]:
    """The other nouns for a calling: physician and surgeon for a doctor."""
    return frozenset(word for row in _ROWS_OF.get(calling.lower(), ()) for word in row) - {calling.lower()}


def same_kin(said: str, known: str) -> bool:
    """Whether one word for a relative can stand for another: a wife is a partner, and no sister."""
    both = {said, known}
    clash = both in ({"wife", "husband"}, {"father", "mother"}, {"son", "daughter"}, {"brother", "sister"})
    return said == known or (not clash and any(both <= alike for alike in _ALIKE))


def country_of(word: str) -> str:
    """The country of an adjective or a name: Swedish, Sweden; empty where it is none that is known."""
    low = " ".join(word.lower().split()).removeprefix("the ")
    return COUNTRY_OF.get(low, low if low in _COUNTRIES else "")


_COUNTRIES = frozenset(COUNTRY_OF.values()) | {"hong kong", "great britain", "macau"}
