"""Where a letter can tell of deeds at all, and what its sentences tell: each is read once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.lists import in_table, speaks_of_prison
from sphinx_factcheck.engine.claims.frames.table import BEFORE_NOUNS, NOUNS, PREDICATES, VERBS
from sphinx_factcheck.engine.claims.triggers import sentences_with, together
from sphinx_factcheck.engine.language.verbs import IRREGULAR
from sphinx_factcheck.engine.spans.terms import GIVEN, taken_up
from sphinx_factcheck.letters.text import Span

_SHORTLY = 2000
_UNDATED = frozenset({"serving", "served", "changed", "added", "spent", "accused", "tried", "moved"})
_POINTS_BACK = later(
    r"\b(?:he|she|his|her|him|they|their|them|both|these|those|this|my|our|i|me|all\s\w+"
    r"|(?:that|this|the)\s(?:[\w-]+\s)?(?:sentence|term|punishment|penalty|conviction|verdict|judge?ment|ruling|appeal|order|ban)"
    r"|the\s(?:[\w-]+\s){0,3}(?:two|three|four|five|pair|couple|former|latter|monk|nun|man|woman|men|women|poet|priest"
    r"|accused|detainee|convict|\d\d-year-old|student|minister|president"
    r"|first|second|\w+(?:m[ae]n|ers?|ors?|ists?|ians?|ants?)))\b|\beach\b",
    re.IGNORECASE,
)
_OF_AUTHOR = later(r"\b(?:I|me|[Mm]y|myself)\b")
_OF_ADDRESSEE = later(r"\b[Yy]our?\b")
_WITHOUT_SUBJECT = later(
    r"\W*(?:(?:In|On|Since)\s[\w\s]{4,20},?\s)?(?:[A-Za-z][a-z]+ed|[Hh]eld|[Bb]orn|[Tt]aken|[Gg]iven|[Ss]ent|Out)\b"
    r"|\W*(?:(?:Still|Now)\s)?(?:[Ii]n|[Uu]nder|[Bb]ehind|[Oo]n)\s(?:prison|jail|custody|detention|house|bars|bail|remand)\b"
    r"|[^.;]{0,60}[.;]?\s?(?:[A-Z][a-z-]+|\d+)\s(?:and\sa\shalf\s)?(?:years?|months?)\b"
    r"|\W*[A-Z][\w\s-]{2,40},\s\d\d[.;:]"
)
_MAY_GIVE = later(
    r"\b(?:giv|gave\b|g[eo]ts?\b|receiv|handed|drew|draw|earned|imposed|slapped|stretch|put\saway|sent\s|locked|serv(?:ed|ing|es))[^.;]{0,60}?\b(?:year|month|life\b)"
    r"|\b(?:years?|months?|life)\b[^.;]{0,40}?\b(?:imposed|handed\sdown|passed\son|meted)\b"
    r"|\boff\s|\b(?:guilty|tried\b|transport|detain|arrest|custod|committed\b)",
    re.IGNORECASE,
)
_ENTRY = 60
"""Characters that a sentence has at most that is but an entry: "Seven years, for incitement."."""
_TO_DEATH = (" to death", " to be hanged", " to be shot", " to be executed", " to be beheaded", " to hang",
             "eath penalty", "eath sentence", "eath row", "of death", "execution", "gallows")  # fmt: skip
_NEAR = 400
"""How far around a length of time words of prison can stand that make it a term."""
LENGTHS = ("year", "month", " yr", " mos", " mths", "life", "week", "day sentence", "day term", "-day ", " days")
"""What a term of prison is told in."""


def _stems() -> Iterator[str]:
    """What the words of the table begin with, in all their forms."""
    for frame in VERBS:
        for word in () if frame.weak or frame.term else frame.words.split():
            base = word.partition("_")[0]
            if base in _COMMON:
                yield from _forms(_COMMON[base])
                continue
            yield base.rstrip("e") if len(base) > 4 else base
            yield from (form for form, (verb, _) in IRREGULAR.items() if verb == base)
    for frame in PREDICATES:
        yield from (word.replace("_", " ") for word in frame.words.split())
    yield from (
        "gaol",
        " cell",
        "dungeon",
        "house arrest",
        " year in ",
        " year behind",
        " year of ",
        "th year",
        "rd year",
        "th month",
        "th week in",
        "th day",
        "st day",
        "whereabouts",
        "in the hands of",
        "residential surveillance",
        *_COMMON["lie"].split(","),
    )
    yield from BEFORE_NOUNS
    yield from NOUNS
    yield from ("prison", "jail", "custody", "house arrest", "bail", "solitary", "sentenc", "convict")


def _forms(words: str) -> list[str]:
    """The forms in a list; a comma that stands twice is a part of one."""
    return [form.replace("\0", ",") for form in words.replace(",,", "\0,").split(",")]


_COMMON = {
    "be": "whereabouts, fate ",
    "remain": "whereabouts, fate ",
    "strike": "off the ro,from the ro,off the reg,from the reg,struck off",
    "take": "own life,"
    "taken into,taken up,taken away,taken from,taken by,away.,away,,away in,away by,away on,away at,him away,"
    "her away,them away,into custody,men took,police took,soldiers took,officers took,agents took,guards took,"
    "and took,took him from,took her from,took them from",
    "fetch": "fetched from,fetched away",
    "pull": "pulled from,pulled out",
    "confirm": "confirmed his,confirmed her,confirmed the,was confirmed,were confirmed,confirmed this",
    "affirm": "affirmed",
    "dismiss": "dismissed",
    "reject": "rejected",
    "fast": "fasted,fasting,hunger",
    "refuse": "refused food,refuses food,refusing food,refused his,refused her,refused the,was refused",
    "turn": "turned down,turned himself in,turned herself in,turned themselves in",
    "surrender": "surrendered to,surrendered him,surrendered her",
    "remove": "removed to",
    "reverse": "reversed",
    "reduce": "reduced",
    "cut": "was cut,cut his,cut her,cut the,cut that",
    "lower": "lowered",
    "shorten": "shortened",
    "halve": "halved",
    "raise": "raised his,raised her,raised the,was raised",
    "increase": "was increased,increased his,increased her,increased the",
    "extend": "was extended,extended his,extended her",
    "lengthen": "lengthened",
    "lift": "lifted",
    "hold": "held,holding him,holding her",
    "keep": "kept in,kept under,kept behind,kept at,kept him,kept her,kept incommunicado",
    "let": "let go,let out,let him,let her,let them",
    "put": "put in prison,put in jail,put behind,put away,put to death",
    "place": "placed under,placed in",
    "bring": "brought into custody",
    "commit": "committed to",
    "consign": "consigned to",
    "bundle": "bundled into",
    "shove": "shoved into",
    "force": "forced into",
    "fall": "fell into the hands,fallen into the hands",
    "cast": "cast into",
    "fling": "flung into",
    "clap": "clapped in",
    "shut": "shut up in,shut in",
    "move": "moved to,moved him to,moved her to,moved from",
    "discharge": "discharged",
    "return": "to prison",
    "serve": "serving h,serving t,serves h",
    "lead": "led away",
    "send": "to prison,to jail,penal colon,labour camp,labor camp,prison camp,to the camps,sent away,sent down,"
    "sent home",
    "throw": "thrown in,threw him,threw her,thrown out,threw out",
    "give": "given bail,given parole,gave himself up,gave herself up,gave themselves up,gave him ,gave her ,gave them ",
    "grant": "granted bail,granted parole,granted amnesty,granted freedom",
    "leave": "left prison,left jail,left custody,in force,not leave,cannot leave",
    "fail": "appeal",
    "walk": "walked free,walked out,walks free",
    "go": "to prison,to jail,go free,went missing,gone missing,goes free,went free",
    "come": "came for,come for,came out of,come out of prison,came free",
    "get": "got out of",
    "see": "been seen,been heard,has seen,have seen,had seen",
    "hear": "been heard",
    "pass": "passed away",
    "die": "died, dies, dying",
    "bear": "born",
    "set": "at liberty,set free,him free,her free,them free, free., free,, free in, free on, free after,set aside",
    "find": "found dead,found guilty,not guilty",
    "clear": "cleared of",
    "admit": "admitted to bail",
    "shoot": "shot dead",
    "free": "freed",
    "drag": "dragged away,dragged from,dragged out",
    "haul": "hauled",
    "pick": "picked up",
    "lock": "locked up",
    "round": "rounded up",
    "charge": "charged",
    "accuse": "accused of",
    "suspect": "suspected of",
    "face": "charges of,charge of,trial for,trial on,execution,gallows",
    "await": "awaits execution,awaiting execution,awaited execution",
    "allow": "not allowed to",
    "permit": "not permitted to",
    "travel": "not travel,cannot travel",
    "appeal": "in vain",
    "deny": "charges of,charge of,denied his appeal,denied her appeal,denied the appeal",
    "try": "tried for,tried on,tried under",
    "stand": "trial for,trial on",
    "hang": " hanged",
    "kill": "killed",
    "ban": "banned from",
    "bar": "barred from",
    "forbid": "forbidden to,forbidden from",
    "prohibit": "prohibited from",
    "prevent": "prevented from,prevented him,prevented her",
    "stop": "stopped from leav,stopped from trav,stopped from board",
    "block": "blocked from",
    "slap": "travel ban,exit ban",
    "suspend": " licence, license,suspended from pract",
    "revoke": " licence, license",
    "cancel": " licence, license",
    "withdraw": " licence, license",
    "annul": "annulled",
    "fine": " fined, fine ",
    "pay": " fine , fine.",
    "hand": " fine ",
    "impose": " fine ",
    "levy": " fine ",
    "receive": " lashes, strokes",
    "suffer": " lashes, strokes",
    "cane": " caned",
    "lash": "lashed",
    "whip": "whipped",
    "exile": "exiled",
    "seize": "seized",
    "release": "released",
    "nab": "nabbed",
    "perish": "perish",
    "spend": "spent ,spending ",
    "intern": "interned,interning",
    "execute": "executed",
    "capture": "captured",
    "confine": "confined",
    "liberate": "liberated",
    "breathe": "breathed h",
    "breath": "breathed h",
    "depart": "departed this life",
    "stab": "stabbed to death",
    "beat": "beaten to death",
    "torture": "tortured to death",
    "burn": "burned to death,burnt to death",
    "starve": "starved to death",
    "do": "done to death",
    "stone": "stoned to death",
    "hack": "hacked to death",
    "trample": "trampled to death",
    "club": "clubbed to death",
    "bludgeon": "bludgeoned",
    "crush": "crushed to death",
    "kick": "kicked to death",
    "gun": "gunned down",
    "drown": "drowned",
    "expire": "expired",
    "lose": "lost his life,lost her life,lost their lives,lost his appeal,lost her appeal,lost the appeal,"
    "lost his freedom,lost her freedom,lost their freedom,lost his liberty,lost her liberty",
    "win": "won his appeal,won her appeal,won their appeal,won the appeal,won on appeal",
    "retry": "retried,retrial",
    "deprive": "deprived of",
    "regain": "regain",
    "recover": "recovered his freedom,recovered her freedom",
    "restrict": "restricted to",
    "lie": "lies in,lying in,lies at,lay in,lay there,he lay,they lay",
}
"""Of words that stand in every letter, the forms in which they can tell of custody."""
TRIGGERS = tuple(dict.fromkeys(_stems()))
"""What a sentence that tells of deeds has in it."""


def telling(reading: Reading, stems: tuple[str, ...]) -> Iterator[tuple[Span, tuple[Deed, ...]]]:
    """The sentences that hold one of these stems, each with its deeds."""
    for sentence in sentences_with(reading, stems):
        if can_tell(reading, sentence):
            yield sentence, deeds_in(reading, sentence)


def terms_told(reading: Reading) -> Iterator[tuple[Span, tuple[Deed, ...]]]:
    """The sentences that hold a length of time, each with its deeds."""
    text = reading.letter.text
    for sentence in sentences_with(reading, (*LENGTHS, *GIVEN)):
        start, end = sentence.start, sentence.end
        low = text[start:end].lower()
        if not any(length in low for length in LENGTHS) and not any(taken_up(text, start, end)):
            continue
        near = speaks_of_prison(text, max(start - _NEAR, 0), end + _NEAR) or end - start < _ENTRY
        if not (near or _MAY_GIVE.search(text, start, end) or in_table(reading, start)):
            continue
        if can_tell(reading, sentence) or speaks_of_prison(text, start, end) or in_table(reading, start):
            yield sentence, deeds_in(reading, sentence)


def deaths_told(reading: Reading) -> Iterator[Deed]:
    """The sentences of death that are told of persons."""
    for sentence in sentences_with(reading, _TO_DEATH):
        if can_tell(reading, sentence):
            yield from (deed for deed in deeds_in(reading, sentence) if deed.death and deed.told)


def can_tell(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence names persons, or can speak of those named before it."""
    place = sentence.start, sentence.end
    if place not in reading.tells:
        reading.tells[place] = _can_tell(reading, sentence)
    return reading.tells[place]


def _can_tell(reading: Reading, sentence: Span) -> bool:
    if reading.names_person(sentence.start, sentence.end):
        return True
    text, start = reading.letter.text, sentence.start
    if reading.prose.author and _OF_AUTHOR.search(text, start, sentence.end):
        return True
    if reading.prose.addressee and _OF_ADDRESSEE.search(text, start, sentence.end):
        return True
    if not reading.names_person(max(start - _SHORTLY, 0), start):
        return False
    return bool(_POINTS_BACK.search(text, start, sentence.end) or _WITHOUT_SUBJECT.match(text, start))


def deeds_in(reading: Reading, sentence: Span) -> tuple[Deed, ...]:
    """What a sentence, or the stretch of a table, tells of persons; read once."""
    from sphinx_factcheck.engine.claims.frames.interpret import Teller

    found: list[Deed] = []
    prose = reading.prose
    for number in range(prose.number_at(sentence.start), prose.number_at(max(sentence.end - 1, sentence.start)) + 1):
        if number not in reading.deeds:
            reading.deeds[number] = tuple(Teller(reading, number).deeds())
        found += reading.deeds[number]
    return tuple(found)


def dated_in(reading: Reading, sentence: Span) -> tuple[Deed, ...]:
    """What a sentence tells of that has a day: nothing that only goes on, or changes what was passed before."""
    told = deeds_in(reading, sentence) if can_tell(reading, sentence) else ()
    return tuple(d for d in told if d.persons and d.name not in _UNDATED and (d.name != "born" or d.when))


together(TRIGGERS, (*LENGTHS, *GIVEN), _TO_DEATH)
