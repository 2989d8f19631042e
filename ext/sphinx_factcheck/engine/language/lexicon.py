"""The words of English that a reader has to know one by one, as tables; morphology by rule."""

from __future__ import annotations

from functools import lru_cache

from sphinx_factcheck.engine.language.verbs import BASES, INTRANSITIVE, IRREGULAR

# One character tells what a token is. Closed classes first, then what morphology can tell.
DET, OWN, SUBJ, OBJ, PREP, TO, CONJ, SUB, REL, THAT = "d", "q", "y", "o", "p", "t", "&", "s", "r", "w"
BE, HAVE, DO, MODAL, NOT, ADV, PRESUB = "b", "h", "D", "m", "n", "a", "u"
PARTICIPLE, GERUND, FINITE, BASE, EITHER, EITHER_S = "v", "g", "V", "i", "x", "X"
ADJ, NOUN, CAPITAL, NUMBER, NAME, AMOUNT, DATE, OWNER = "j", "k", "K", "N", "P", "T", "E", "'"

_CLASSES = {
    DET: "the a an this these those some any no every each all both another such many several few most "
    "more fewer less "
    "half either neither much certain enough",
    OWN: "his her their its my our your",
    SUBJ: "i he she we they it you there someone somebody everyone everybody anyone anybody nobody one none",
    OBJ: "him them us me himself herself themselves itself myself ourselves yourself",
    PREP: "of in on at by for with from into under over about against during through within without behind "
    "among amid "
    "amongst upon per despite unlike including besides beside alongside between regarding concerning near outside "
    "inside along across around toward towards beyond above below beneath throughout except via "
    "following onto aged off out "
    "up down away",
    TO: "to",
    CONJ: "and or but nor plus yet &",
    SUB: "because although though while when if unless whether once where why how whereas lest whenever wherever "
    "whilst provided",
    PRESUB: "after before since until till as than like",
    REL: "who whom whose which what",
    THAT: "that",
    BE: "is are was were am be been being ’s 's ’re 're ’m 'm",
    HAVE: "has have had having hath hast ’ve 've ’d 'd",
    DO: "do does did doth didst",
    MODAL: "could may might would should must can will shall cannot ought ’ll 'll",
    NOT: "not never n’t n't hardly scarcely barely",
    ADV: "also later then now still already just only again first finally subsequently reportedly "
    "currently yesterday "
    "today tomorrow recently respectively ago even jointly soon often always sometimes once twice too very so quite "
    "rather almost nearly perhaps maybe therefore thus however meanwhile instead indeed ever else together apart "
    "abroad home here please otherwise nevertheless moreover furthermore earlier long afterwards thereafter tonight "
    "there back forward seldom rarely well "
    "overnight likewise nonetheless altogether thereupon forthwith",
    NUMBER: "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen",
    ADJ: "ill sick free dead alive innocent guilty old young new former late prominent well-known renowned missing "
    "serious severe long harsh fellow good bad great human political public legal medical national international "
    "foreign local senior deputy chief acting prime leading several same other own last next previous early low high "
    "unable able likely unlikely true false untrue clear aware certain sure afraid unfounded baseless possible "
    "impossible incommunicado critical grave poor peaceful Chinese further additional extra initial "
    "first second third "
    "final effective remaining total entire whole double single veteran outspoken independent retired "
    "following ongoing outgoing sitting ruling growing existing upcoming living late present current suspended "
    "unconfirmed incorrect wrong fake safe awake asleep absent present safe well healthy fit",
}
TAGS: dict[str, str] = {word.lower(): tag for tag, words in reversed(_CLASSES.items()) for word in words.split()} | {
    "one": NUMBER,
    "free": "f",
    "both": "e",
    "each": "e",
    "all": "e",
    "following": PREP,
    "there": SUBJ,
    "once": SUB,
    "yet": ADV,
    "well": ADV,
    "late": ADJ,
}
TAGS |= {
    f"{ten}-{one}": NUMBER
    for ten in "twenty thirty forty fifty sixty seventy eighty ninety".split()
    for one in "one two three four five six seven eight nine".split()
}

PHRASES: dict[str, tuple[tuple[str, str], ...]] = {}
for _tag, _words in {
    PREP: "according_to such_as because_of instead_of rather_than out_of due_to prior_to as_of ahead_of in_front_of "
    "on_behalf_of as_well_as_by in_spite_of along_with together_with up_to as_for as_a_result_of in_favour_of "
    "in_favor_of in_response_to in_exchange_for except_for aside_from apart_from in_addition_to by_way_of thanks_to",
    CONJ: "as_well_as but_also",
    SUB: "as_if as_though so_that even_though even_if in_case now_that as_long_as as_soon_as provided_that "
    "given_that in_order_that except_that the_day_after the_day_before",
    TO: "in_order_to so_as_to",
    ADV: "no_longer at_least at_most as_yet at_all at_last at_once of_course for_example for_instance in_fact so_far "
    "not_only as_well more_than less_than fewer_than each_other one_another long_ago right_now by_now "
    "in_absentia in_full "
    "no_less no_fewer_than no_more_than once_again once_more et_al en_route in_turn at_first as_such a_little a_lot "
    "any_longer any_more all_but in_particular by_then until_now to_date to_this_day such_that as_follows "
    "let_alone once_and_for_all",
    MODAL: "had_better",
    OWN: "his_or_her her_or_his",
    SUBJ: "he_or_she no_one every_one both_of_them the_two_of_them the_former the_latter",
}.items():  # fmt: skip
    for _phrase in _words.split():
        _parts = _phrase.replace("_", " ")
        _first = _parts.partition(" ")[0]
        PHRASES[_first] = tuple(sorted([*PHRASES.get(_first, ()), (_parts, _tag)], key=lambda p: -len(p[0])))

NEGATIVE = frozenset(
    "no neither nor nobody none no_one never not without n’t n't hardly scarcely barely few".split()
) | {
    "no one",
    "no longer",
}
PLURAL = frozenset("police people men women children authorities both they we them these those".split())
PLACES = frozenset(
    "prison jail gaol bail court exile trial school work hospital death life bed sea house power office".split()
)
BEFORE_NOUN = frozenset(
    "leading following existing living remaining acting outgoing sitting ruling missing growing ongoing serving "
    "practising practicing visiting surviving working founding managing presiding sentencing so-called".split()
)
"""The -ing words that stand before a noun as adjectives."""

HUMAN = frozenset(
    "man woman boy girl person citizen lawyer monk nun judge friend colleague brother sister wife "
    "husband son daughter "
    "father mother parent cousin uncle aunt nephew niece partner child guard priest bishop poet chief spouse widow "
    "widower king queen prince princess student scholar pilot spy nurse cook cleric imam rabbi pastor "
    "soldier politician "
    "president minister spokesman spokeswoman chairman chairwoman chair journalist client patient neighbour neighbor "
    "boss head official agent captain general colonel defendant prisoner inmate detainee hostage "
    "grandson heir clerk midwife orphan stepson pope abbot deacon vicar cardinal duke earl baron squire corporal serf "
    "slave attaché cadet delegate candidate pupil apprentice victim martyr hero suspect felon thief dean "
    "provost mechanic farmhand laureate expert advocate national resident native accused condemned co-accused "
    "co-defendant graduate intern monk coach rival comrade relative deceased fiancé fiancée twin baby infant "
    "teenager".split()
)
_HUMAN_ENDS = ("er", "or", "ist", "ian", "ant", "man", "woman", "eer", "yst", "ee", "ographer", "activist")
_NOT_HUMAN = frozenset(
    "letter order number paper newspaper power matter prayer year charter chapter member water border "
    "fear error terror "
    "summer winter december october november september answer center centre offer hunger anger danger corner murder "
    "poster disorder character computer cover dinner shelter river cancer manner buffer computer favor labor honor "
    "color behavior harbor war car bar seminar factor sector motor mirror horror tenor minor major floor door "
    "committee employee-owned fee degree coffee guarantee decree agreement hour doctor's quarter register theater "
    "theatre tower weather whether either other another further later after over under never ever per "
    "her their user's "
    "restaurant warrant covenant grant corridor drawer easter chamber monitor courier longer "
    "shorter larger higher lower greater smaller fewer closer nearer stronger weaker older younger earlier "
    "better rather".split()
)


def is_human(noun: str) -> bool:
    """Whether a noun in its singular or plural form speaks of persons, as far as the word itself tells."""
    word = singular(noun)
    return word in HUMAN or (word.endswith(_HUMAN_ENDS) and word not in _NOT_HUMAN and len(word) > 4)


def singular(noun: str) -> str:
    """The singular of a noun: "men" is "man", "bodies" is "body"."""
    if noun in _IRREGULAR_NOUNS:
        return _IRREGULAR_NOUNS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun


def is_plural(noun: str) -> bool:
    """Whether a noun is a plural, as far as the word itself tells."""
    return noun in PLURAL or noun in _IRREGULAR_NOUNS or singular(noun) != noun


_IRREGULAR_NOUNS = {
    "news": "news", "men": "man", "women": "woman", "children": "child", "people": "person", "wives": "wife",
    "lives": "life", "policemen": "policeman", "chairmen": "chairman", "spokesmen": "spokesman",
    "businessmen": "businessman", "grandchildren": "grandchild", "statesmen": "statesman", "fishermen": "fisherman",
}  # fmt: skip

_NOUN_ENDS = (
    "tion", "sion", "ment", "ness", "ity", "ism", "ship", "ance", "ence", "ery", "age", "hood", "dom", "ure",
)  # fmt: skip
_NO_PARTICIPLE = frozenset(
    "hundred hatred indeed need speed seed bed red deed feed weed bleed naked wicked sacred kindred breed shed "
    "co-accused".split()
)
_NO_GERUND = frozenset(
    "king thing nothing something anything everything spring morning evening string ring wing ceiling "
    "during building "
    "wedding beijing sibling being".split()
)
_NO_ADVERB = frozenset(
            "family reply ally bully assembly supply fly italy july only early daily monthly weekly holy ugly "
            ""

            "friendly elderly lonely likely deadly july apply comply imply multiply rely".split())  # fmt: skip


@lru_cache(maxsize=1 << 14)
def tag_of(low: str) -> str:
    """What a word in lower case can be, told by the word alone."""
    if low in TAGS:
        return TAGS[low]
    if low in IRREGULAR:
        return IRREGULAR[low][1]
    if low in BASES:
        return BASES[low]
    if low[0].isdigit():
        return NUMBER
    return _by_ending(low)


def _by_ending(low: str) -> str:
    if low.endswith("ed") and (len(low) > 4 or low[:-1] in BASES) and low not in _NO_PARTICIPLE:
        return PARTICIPLE
    if low.endswith("ing") and len(low) > 4 and low not in _NO_GERUND:
        return GERUND
    if low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERB:
        return ADV
    if low.endswith("s") and not low.endswith("ss"):
        base = _base_of_s(low)
        if base in BASES:
            return FINITE if BASES[base] == BASE else EITHER_S
    return NOUN


def _base_of_s(low: str) -> str:
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("oes", "o")):
        if low.endswith(ending):
            return low[: -len(ending)] + instead
    return low[:-1]


@lru_cache(maxsize=1 << 14)
def lemma_of(low: str) -> str:
    """The base form of a verb: "carried" is "carry", "sentenced" is "sentence", "held" is "hold"."""
    if low in IRREGULAR:
        return IRREGULAR[low][0]
    if low in BASES:
        return low
    if low.endswith("ed") and low[:-1] in BASES:
        return low[:-1]
    for ending in ("ied", "ed", "ing", "s"):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return _base_of_s(low) if ending == "s" else _restored(low[: -len(ending)], ending)
    return low


_SOFT = tuple("rib mir pir quir tir hir at iz is us as os uc ac ic lud trud rs enc anc v g dl bl tl ur".split())


def _restored(stem: str, ending: str) -> str:
    if ending == "ied":
        return stem + "y"
    for base in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
        if base in BASES:
            return base
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    soft = stem.endswith(_SOFT)
    return stem + "e" if soft and not stem.endswith(("ng", "ss", "eat", "oat")) else stem


def is_intransitive(lemma: str) -> bool:
    """Whether a verb has no object, so that its bare past form is no passive."""
    return lemma in INTRANSITIVE


def looks_like_adjective(low: str) -> bool:
    """Whether the ending of a word may make it an adjective."""
    return low.endswith(
        ("ate", "al", "ous", "ive", "ful", "less", "ic", "able", "ible", "ary", "ent", "ant", "ful", "ed")
    )


def looks_like_noun(low: str) -> bool:
    """Whether the ending of a word makes it a noun."""
    return low.endswith(_NOUN_ENDS)
