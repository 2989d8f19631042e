"""What charges mean: families of offences by how they are worded, and how a person had part in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sphinx_factcheck.base.compiling import later

_ROWS = (
    ("subversion", r"subver(?:sion|ting|t)\b(?:\sof)?(?:\s(?:the\s)?(?:state\spower|state|government))?"),
    ("secession", r"separatism|seceding|secession|splittism|splitting\s(?:the\s)?(?:country|state|nation)"),
    ("picking quarrels", r"(?:picking|pick)\squarrels(?:\sand\s(?:provoking|stirring\sup)\strouble)?"),
    (
        "disturbing order",
        r"(?:(?:gathering|assembling)\s(?:a\s)?crowds?\sto\s)?dis(?:turb|rupt)(?:ing|ance)?(?:\s(?:of|the|public))*\sorder(?:\sin\sa\spublic\splace)?",
    ),
    ("illegal business", r"(?:running\san\s)?illegal\sbusiness(?:\s(?:operations?|activit(?:y|ies)))?"),
    (
        "state secrets",
        r"(?:leak|divulg|disclos|reveal|steal|pass|possess|obtain)ing\s(?:of\s)?(?:state|official)\ssecrets",
    ),
    ("intelligence", r"(?:illegally\s)?(?:providing|supplying|passing)\s(?:state\s)?intelligence"),
    ("collusion", r"collu(?:sion|de|ding)\swith\s(?:a\s)?foreign\s(?:forces?|countr(?:y|ies)|powers?|elements)"),
    ("sedition", r"sedition|(?:publish(?:ing)?\s)?seditious\s(?:matter|publications?|libel|words)"),
    ("assembly", r"(?:holding\s)?(?:an?\s)?(?:unauthorized|unlawful|illegal)\s(?:assembl(?:y|ies)|gatherings?)"),
    ("espionage", r"espionage|spying"),
    ("endangering security", r"endangering\s(?:the\s)?(?:state|national)(?:\ssecurity)?"),
    ("terrorism", r"terrorism|terrorist\sacts"),
    ("fraud", r"fraud"),
    ("contempt", r"contempt\sof\s(?:court|congress|parliament)"),
    ("treason", r"(?:high\s)?treason"),
    ("libel", r"(?:criminal\s)?libel|defamation|slander"),
    ("blasphemy", r"blasphemy"),
    ("murder", r"murder(?!\scase)"),
    ("manslaughter", r"manslaughter"),
    ("theft", r"theft|larceny|stealing"),
    ("tax evasion", r"tax\s(?:evasion|fraud)|evading\stax(?:es)?"),
    ("extortion", r"extortion|blackmail"),
    ("bribery", r"bribery|taking\sbribes|bribing"),
    ("corruption", r"corruption|graft"),
    ("embezzlement", r"embezzlement|embezzling"),
    ("arson", r"arson"),
    ("perjury", r"perjury"),
    ("riot", r"riot(?:ing)?"),
    ("smuggling", r"smuggling"),
    ("money laundering", r"money\slaundering|laundering\smoney"),
    ("extremism", r"extremism"),
    ("false news", r"(?:spreading|publishing)\s(?:false|fake)\s(?:news|information|rumou?rs)|spreading\srumou?rs"),
    ("desertion", r"desertion"),
    ("mutiny", r"mutiny"),
    ("kidnapping", r"kidnapping|abduction"),
    ("robbery", r"(?:armed\s)?robbery"),
    ("sabotage", r"sabotage"),
    (
        "insult",
        r"insulting\s(?:the\s)?(?:president|head\sof\sstate|king|queen|monarchy?|crown|state|army|religion)|l[eè]se[\s-]majest[eéy]+",
    ),
    ("vandalism", r"vandalism|criminal\sdamage"),
    ("trespass", r"trespass(?:ing)?"),
    ("hooliganism", r"hooliganism"),
    ("rebellion", r"(?:armed\s)?rebellion"),
    ("forgery", r"forgery"),
    (
        "propaganda",
        r"(?:anti-?state|hostile|enemy|seditious)\spropaganda|propaganda\sagainst\sthe\s(?:state|system|regime)",
    ),
    (
        "membership",
        r"(?:membership\s(?:of|in)|belonging\sto)\s(?:an?\s)?(?:illegal|banned|terrorist|armed|unlawful|outlawed)\s(?:\w+)",
    ),
    ("abuse of office", r"abus(?:e|ing)\s(?:of\s)?(?:power|office|authority)"),
    ("drugs", r"drugs?\s(?:trafficking|dealing|possession)|possession\sof\s(?:drugs|narcotics)|trafficking\sin\sdrugs"),
    ("arms", r"(?:illegal\s|unlawful\s)?possession\sof\s(?:arms|weapons|firearms|explosives)"),
    ("obstruction", r"obstruct(?:ing|ion\sof)\s(?:justice|the\spolice|a\spublic\sofficer|public\sofficials|traffic)"),
    ("assault", r"assault(?:ing\sa\spolice\sofficer)?"),
    ("heresy", r"heresy|apostasy"),
)
"""The families: a name, and the words by which a charge of the family is known."""
_MODES = (
    ("inciting", r"incit(?:ing|ement|e)(?:\s(?:of|to|others\sto))?(?:\sand\staking\spart\sin)?"),
    ("conspiring", r"conspir(?:acy|ing|e)\s(?:to(?:\s(?:commit|engage\sin))?)"),
    ("attempting", r"attempt(?:ed|ing|s)?(?:\s(?:to(?:\scommit)?|at))?"),
    ("aiding", r"aiding(?:\sand\sabetting)?|abetting|assisting(?:\sin)?"),
    ("organizing", r"organizing|leading"),
    ("taking part", r"taking\spart\sin|participat(?:ing|ion)\sin|attending|joining"),
)
_PATTERN = later(
    rf"(?<![\w-])(?:(?:{'|'.join(f'(?P<m{n}>{words})' for n, (_, words) in enumerate(_MODES))})\s(?:the\s)?)?"
    rf"(?:{'|'.join(f'(?P<f{n}>{words})' for n, (_, words) in enumerate(_ROWS))})(?![\w-])",
    re.IGNORECASE,
)
STEMS = tuple(
    "subver secess separatis seced splitt quarrel disturb disrupt illegal secrets intelligence collu seditio "
    "unauthori unlawful espionage spying endanger terroris fraud contempt treason libel defam slander blasphem murder "
    "manslaughter theft larceny stealing tax extort blackmail brib corrupt graft embezzl arson perjury riot smuggl "
    "launder extremis rumo false fake desertion mutiny kidnap abduct robbery propaganda membership belonging abus "
    "drug traffick possess obstruct assault heresy apostasy sabotage insult majest vandal damage trespass hooligan "
    "rebellion forgery".split()
)
"""What the words of every family hold, in small letters."""


@dataclass(frozen=True, slots=True)
class Offence:
    """A charge as worded: its family, and the part in it, empty where it is the deed itself."""

    start: int
    end: int
    family: str
    mode: str = ""

    @property
    def value(self) -> str:
        return f"{self.mode} {self.family}".strip()


_IS = re.compile(r"(?<=[a-z])is(?=(?:e[ds]?|ing|ation)\b)")


def find_offences(text: str, start: int = 0, end: int | None = None) -> Iterator[Offence]:
    """The charges that words tell of, in order; -ise and -ize are one."""
    stop = len(text) if end is None else end
    folded = _IS.sub("iz", text[start:stop])
    for found in _PATTERN.finditer(folded):
        family = next(name for n, (name, _) in enumerate(_ROWS) if found[f"f{n}"])
        mode = next((name for n, (name, _) in enumerate(_MODES) if found[f"m{n}"]), "")
        yield Offence(start + found.start(), start + found.end(), family, mode)


def find_charges(text: str, start: int, end: int, charges: Iterable[str]) -> Iterator[Offence]:
    """The charges that words tell of, those of no family too where they stand in the words of one of `charges`."""
    found = list(find_offences(text, start, end))
    for charge in charges:
        for match in re.finditer(rf"(?<![\w-]){re.escape(charge)}(?![\w-])", text[start:end], re.IGNORECASE):
            first, last = start + match.start(), start + match.end()
            if not any(one.start < last and first < one.end for one in found):
                found.append(Offence(first, last, charge.lower()))
    yield from sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=1 << 12)
def in_own_words(charge: str) -> bool:
    """Whether a charge of the fact base is of no family, and known by its words alone."""
    return next(find_offences(charge), None) is None


@lru_cache(maxsize=1 << 12)
def offences_of(charge: str) -> frozenset[tuple[str, str]]:
    """The families, each with the part in it, that a charge of the fact base names."""
    return frozenset((one.family, one.mode) for one in find_offences(charge)) or frozenset({(charge.lower(), "")})
