"""What single characters look like and what they hide: invisible signs, other forms of letters and digits, look-alikes.

The tables hold what Unicode's own data (names, categories, decompositions) does not tell; look-alikes follow the spirit
of Unicode Technical Standard 39 (https://www.unicode.org/reports/tr39/), for readers of Latin script.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sphinx_factcheck.base.compiling import later

SOFT_HYPHEN = "\xad"
JOINERS = "\u200c\u200d"
"""Non-joiner and joiner: scripts that join their letters, and emoji, need them; Latin words do not."""
MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
OVERRIDES = "\u202d\u202e"
"""What forces an order of letters upon the eye, whatever script they are of."""
TURNED = "\u202b\u2067"
"""What lays out a stretch from right to left."""
PAGE_BREAKING = "\u200b\u2060\ufeff\u200c\u200d\u200e"
"""Invisible signs that pages and word processors leave behind, at places where a line may or may not break."""
TAGS = "\U000e0000-\U000e007f"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
FILLERS = "\u115f\u1160\u3164\uffa0\u17b4\u17b5\u180b-\u180f\u2800"
DIRECTING = f"{MARKS_OF_DIRECTION}{OVERRIDES}\u202a-\u202c\u2066-\u2069"
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"

INVISIBLE = re.compile(
    f"[{CONTROLS}{SOFT_HYPHEN}\u034f{DIRECTING}{FILLERS}\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffb"
    f"{SELECTORS}{TAGS}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
)
"""What has no shape of its own; a page shows the signs around it as if it were not there."""

SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
OVERLAYS = re.compile("[\u0334-\u0338\u0488\u0489\u20d2\u20d3\u20d8-\u20da\u20dd-\u20e0\u20e2\u20e4-\u20ef]")
"""Marks that strike through a sign or ring it."""
MISTYPED = later(
    r"(?<![\w.-])(?=[lIO]*\d)(?=\d*[lIO])(?:[12lI][\dlIO]{3}(?![\w-])|[\dlIO]{2,3}(?=[ -](?:years?|months?|days?)\b))"
)
"""A year or a number of years, some of whose digits are letters: 2O23, l3 years."""
MIXED = re.compile(r"\d(?:[lIO]|(?<=[lIO]\d))")
"""What every such number has in it; it begins with a sign that few words have, which is looked for much faster."""
ELEMENTS = frozenset(
    """
    a abbr address article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col
    colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form
    frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map
    mark marquee math menu meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt
    ruby s samp script search section select slot small source span strike strong style sub summary sup svg table tbody
    td template textarea tfoot th thead time title tr track tt u ul var video wbr
    """.split()
)
"""The elements of HTML, as its standard and its history name them."""
KEYCAP = "\u20e3"

_ALIKE = {
    "a": "аαɑᴀ⍺", "b": "ьƄЬᏏᖯʙ", "c": "сϲᴄ", "d": "ԁᴅժ", "e": "еҽєεɛᴇ℮", "f": "ϝꜰք", "g": "ɡցɢ", "h": "һհнʜᏂ",
    "i": "іιɪıᎥ⍳", "j": "јϳᴊ", "k": "кκᴋ", "l": "ӏʟƖǀ", "m": "мᴍ", "n": "пոռηɴ", "o": "оοօᴏσ", "p": "рρᴘ", "q": "ԛգզ",
    "r": "гʀꭇᴦ", "s": "ѕꜱƽ", "t": "тτᴛ", "u": "υսᴜʋ", "v": "νѵᴠ", "w": "ѡԝաωɯᴡ", "x": "хχҳ", "y": "уγʏүყ", "z": "ᴢ",
    "A": "АΑᎪꓮ", "B": "ВΒᏴꓐв", "C": "СϹᏟꓚ", "D": "Ꭰꓓ", "E": "ЕΕᎬꓰ", "F": "Ϝꓝ", "G": "ԌᏀꓖ", "H": "НΗᎻꓧ", "I": "ІΙӀꓲ",
    "J": "ЈᎫͿꓙ", "K": "КΚᏦꓗ", "L": "Ꮮꓡ", "M": "МΜϺᎷ", "N": "Νꓠ", "O": "ОΟՕꓳ", "P": "РΡᏢꓑ", "Q": "Ԛ", "R": "ᎡᏒꓣ",
    "S": "ЅՏᏚꓢ", "T": "ТΤᎢꓔ", "U": "Սꓴ", "V": "ѴᏙꓦ", "W": "ԜᎳꓪ", "X": "ХΧꓫ", "Y": "УΥҮꓬ", "Z": "ΖᏃꓜ",
}  # fmt: skip
_ALIKE_DIGIT = {"0": "ОоΟοՕօ", "1": "ІіӀӏΙι", "3": "Ззʒ", "4": "Ч", "6": "б", "9": "Ꝯ"}
_RESEMBLING = frozenset("ьᏏᖯҽєεᴦнһռηտпгткκмвγσωχҳყ")
"""Letters that only resemble a Latin one; all others of the table are the same to the eye."""
_LOOKS = {sign: letter for letter, signs in _ALIKE.items() for sign in signs}
_LOOKS_DIGIT = {sign: digit for digit, signs in _ALIKE_DIGIT.items() for sign in signs}
_APOSTROPHES = dict.fromkeys("ʼʻʹˈ＇", "’") | dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-")
_SIGNS_OF_TRADE = "™℠"
_RINGED_LETTER = re.compile(r"(?:NEGATIVE |CROSSED )?(?:CIRCLED|SQUARED|PARENTHESIZED) LATIN CAPITAL LETTER ([A-Z])")


@lru_cache(maxsize=4096)
def name_of(sign: str) -> str:
    """A sign as messages tell it: "U+200B ZERO WIDTH SPACE"."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}"


@lru_cache(maxsize=8192)
def is_latin(sign: str) -> bool:
    """Whether a sign is a letter of the Latin script."""
    return sign.isalpha() and (sign.isascii() or "LATIN" in unicodedata.name(sign, ""))


@lru_cache(maxsize=8192)
def is_foreign(sign: str) -> bool:
    """Whether a sign is a letter of another script that a reader could take for Latin: one with two cases, or alike."""
    return sign.isalpha() and not is_latin(sign) and (sign in _LOOKS or sign.lower() != sign.upper())


@lru_cache(maxsize=8192)
def latin_like(sign: str) -> str:
    """The Latin letters that a letter of another script looks like; empty where it looks like none."""
    spread = unicodedata.normalize("NFD", sign)
    looks = _LOOKS.get(spread[0], "")
    return unicodedata.normalize("NFC", looks + spread[1:]) if looks else ""


def is_twin(sign: str) -> bool:
    """Whether a letter of another script is to the eye the same as a Latin one."""
    return sign in _LOOKS and sign not in _RESEMBLING


@lru_cache(maxsize=1024)
def digit_like(sign: str) -> str:
    """The digit that a letter looks like among digits, or nothing."""
    return _LOOKS_DIGIT.get(sign, "")


@lru_cache(maxsize=8192)
def is_raised(sign: str) -> bool:
    """Whether a sign is a digit set high, as the marks of footnotes are."""
    return unicodedata.category(sign) == "No" and unicodedata.decomposition(sign).startswith("<super>")


@lru_cache(maxsize=8192)
def usual_form(sign: str) -> str:
    """The ordinary form of a letter or digit that stands in another: wide, ringed, mathematical, joined; else itself.

    Fractions and letters with marks stay as they are.
    """
    if sign in _APOSTROPHES:
        return _APOSTROPHES[sign]
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    if is_latin(sign) and sign in _LOOKS:
        return _LOOKS[sign]
    folded = sign if sign in _SIGNS_OF_TRADE else unicodedata.normalize("NFKC", sign)
    if folded != sign and folded.isascii() and any(letter.isalnum() for letter in folded):
        return folded
    if unicodedata.category(sign) == "No" and (value := unicodedata.numeric(sign, 0.5)).is_integer():
        return str(int(value))
    ringed = _RINGED_LETTER.fullmatch(unicodedata.name(sign, ""))
    return ringed[1] if ringed else sign


@lru_cache(maxsize=8192)
def without_marks(sign: str) -> str:
    """A Latin letter without the marks above and below it."""
    kept = "".join(s for s in unicodedata.normalize("NFD", sign) if not unicodedata.combining(s))
    return kept if kept.isascii() else sign
