"""The frames: what is done to persons, told by which words, to whom by which role, for how long by which preposition.

A new construction is one more row with its example, which a test reads: `X` stands for a person, and after `=>` stand
what is told of X and, where there is one, the term.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_factcheck.facts.custody import FREED, TAKEN


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of deed: its name in claims, and the events of the fact base that it can be."""

    name: str
    events: frozenset[str]


SORTS = {
    sort.name: sort
    for sort in (
        Sort("sentenced", frozenset({"sentenced"})),
        Sort("serving", frozenset({"sentenced"})),
        Sort("served", frozenset({"sentenced"})),
        Sort("changed", frozenset({"sentenced"})),
        Sort("cut by", frozenset({"commuted", "cut", "pardoned"})),
        Sort("raised by", frozenset({"raised"})),
        Sort("added", frozenset({"sentenced"})),
        Sort("fined", frozenset({"fined"})),
        Sort("flogged", frozenset({"flogged"})),
        Sort("exiled", frozenset({"exiled"})),
        Sort("banned from travel", frozenset({"banned travel"})),
        Sort("banned from practice", frozenset({"banned practice"})),
        Sort("formal", frozenset({"arrested"})),
        Sort("arrested", frozenset({"arrested", "detained"})),
        Sort("detained", TAKEN),
        Sort("imprisoned", TAKEN),
        Sort("moved", TAKEN),
        Sort("confined", TAKEN | {"confined"}),
        Sort("spent", TAKEN),
        Sort("charged", frozenset({"charged"})),
        Sort("accused", frozenset()),
        Sort("tried", frozenset()),
        Sort("released", FREED),
        Sort("convicted", frozenset({"convicted", "sentenced"})),
        Sort("retried", frozenset({"retrial"})),
        Sort("pardoned", frozenset({"pardoned"})),
        Sort("acquitted", frozenset({"acquitted"})),
        Sort("upheld", frozenset({"upheld"})),
        Sort("quashed", frozenset({"quashed"})),
        Sort("commuted", frozenset({"commuted", "cut", "pardoned"})),
        Sort("raised", frozenset({"raised"})),
        Sort("lifted", frozenset({"lifted"})),
        Sort("missing", frozenset({"missing"})),
        Sort("fasted", frozenset({"hunger strike", "fast", "hunger-strike"})),
        Sort("died", frozenset({"died"})),
        Sort("born", frozenset({"born"})),
    )
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: what these words tell of whom.

    `words` are base forms parted by spaces, with `_` before a particle. `who` is the role of the person: patient (the
    object, or the subject of a passive), agent (the subject), recipient (of what is given, or "on", "to"), owner (of
    the sentence that is changed). `term` are where a term stands: object, subject, or prepositions; a row with one is
    read only where there is one. `with_` is what must stand beside: a place ("in prison"), or words.
    """

    sort: str
    words: str
    who: str
    example: str
    term: str = ""
    with_: str = ""
    weak: bool = False


VERBS = (
    Frame(
        "sentenced",
        "sentence resentence re-sentence condemn adjudge doom judge",
        "patient",
        "X was sentenced to ten years => sentenced 10 years",
        term="to",
    ),
    Frame(
        "sentenced",
        "convict find_guilty",
        "patient",
        "A court convicted X to ten years in prison => sentenced 10 years",
        term="to",
    ),
    Frame(
        "sentenced",
        "jail imprison incarcerate",
        "patient",
        "X was jailed for ten years => sentenced 10 years",
        term="for object",
        with_="not untried",
    ),
    Frame(
        "sentenced",
        "go go_down go_away",
        "agent",
        "X went to prison for ten years => sentenced 10 years",
        term="for",
        with_="to gaol",
    ),
    Frame("sentenced", "transport", "patient", "X was transported for ten years => sentenced 10 years", term="for"),
    Frame(
        "sentenced",
        "commit consign",
        "patient",
        "X was committed to the Castle for ten years => sentenced 10 years",
        term="for",
        with_="to keep",
    ),
    Frame(
        "sentenced", "commit", "patient", "X was committed to ten months => sentenced 10 months", term="to", weak=True
    ),
    Frame(
        "serving",
        "spend pass",
        "agent",
        "X must spend ten years in prison => serving 10 years",
        term="object",
        with_="must in prison",
    ),
    Frame(
        "sentenced",
        "send send_away send_down",
        "patient",
        "They sent X to prison for ten years => sentenced 10 years",
        term="for",
        with_="to prison",
    ),
    Frame(
        "sentenced",
        "put put_away",
        "patient",
        "They put X in prison for ten years => sentenced 10 years",
        term="for",
        with_="in prison",
    ),
    Frame(
        "sentenced",
        "put_away lock_away send_down send_away",
        "patient",
        "X was put away for ten years => sentenced 10 years",
        term="for",
    ),
    Frame(
        "sentenced",
        "condemn sentence",
        "patient",
        "X is condemned for ten years of jail => sentenced 10 years",
        term="for",
        weak=True,
    ),
    Frame(
        "sentenced",
        "give hand hand_down hand_out award deal deal_out mete_out",
        "recipient",
        "The court gave X ten years => sentenced 10 years",
        term="object subject",
        weak=True,
    ),
    Frame(
        "sentenced",
        "impose pronounce pass hand_down mete_out reserve slap",
        "recipient",
        "A sentence of ten years was imposed on X => sentenced 10 years",
        term="object subject",
    ),
    Frame(
        "sentenced",
        "punish",
        "patient",
        "X was punished with ten years in prison => sentenced 10 years",
        term="with by",
    ),
    Frame(
        "sentenced",
        "receive get earn draw land collect",
        "agent",
        "X received ten years => sentenced 10 years",
        term="object",
        weak=True,
    ),
    Frame(
        "sentenced",
        "have",
        "agent",
        "The baker X, tried in May, had ten years => sentenced 10 years",
        term="object",
        with_="tried",
        weak=True,
    ),
    Frame(
        "sentenced",
        "be total",
        "owner",
        "X’s sentence was ten years => sentenced 10 years",
        term="predicate object",
        with_="sentence",
    ),
    Frame("sentenced", "go", "to", "The longest sentence, ten years, went to X => sentenced 10 years", term="subject"),
    Frame(
        "serving",
        "serve endure do undergo suffer",
        "agent",
        "X is serving ten years => serving 10 years",
        term="object",
        weak=True,
    ),
    Frame(
        "served",
        "complete finish",
        "agent",
        "X has completed a ten-year sentence => served 10 years",
        term="object",
        weak=True,
    ),
    Frame(
        "served",
        "uphold confirm affirm quash overturn annul",
        "owner",
        "The court upheld the ten-year sentence against X => served 10 years",
        term="object subject",
        weak=True,
    ),
    Frame(
        "changed",
        "reduce cut commute lower shorten halve increase raise extend lengthen double change convert turn",
        "owner",
        "X’s sentence was cut to ten years => changed 10 years",
        term="to into",
    ),
    Frame(
        "cut by",
        "reduce cut lower shorten commute",
        "owner",
        "X’s sentence was cut by ten years => cut by 10 years",
        term="by",
    ),
    Frame(
        "raised by",
        "increase raise extend lengthen",
        "owner",
        "X’s sentence was raised by ten years => raised by 10 years",
        term="by",
    ),
    Frame(
        "cut by",
        "take take_off knock knock_off shave strike cut",
        "owner",
        "The court took ten years off X’s sentence => cut by 10 years",
        term="object subject",
        with_="off sentence",
    ),
    Frame(
        "changed",
        "replace",
        "owner",
        "X’s sentence was replaced by ten years in prison => changed 10 years",
        term="by with",
    ),
    Frame("added", "add", "owner", "Ten years were added to X’s sentence => added 10 years", term="object subject"),
    Frame(
        "sentenced",
        "sentence resentence re-sentence condemn",
        "patient",
        "X was sentenced in May => sentenced",
    ),
    Frame("convicted", "convict find_guilty", "patient", "X was convicted of fraud in May => convicted"),
    Frame("retried", "retry", "patient", "X was retried in May => retried"),
    Frame("sentenced", "receive get", "agent", "X received the death penalty => sentenced", with_="death"),
    Frame("sentenced", "give hand", "recipient", "X was given the death sentence => sentenced", with_="death"),
    Frame("sentenced", "face await", "agent", "X faces execution => sentenced", with_="execution"),
    Frame("sentenced", "receive get", "agent", "X received a suspended sentence => sentenced", with_="suspended"),
    Frame("sentenced", "give hand", "recipient", "X was given a suspended term => sentenced", with_="suspended"),
    Frame("fined", "fine", "patient", "X was fined in May => fined"),
    Frame("fined", "pay receive get", "agent", "X paid a fine of ten pounds => fined", with_="fine"),
    Frame("fined", "give hand", "recipient", "X was given a fine of ten pounds => fined", with_="fine"),
    Frame("fined", "impose levy", "on", "A fine was imposed on X => fined", with_="fined"),
    Frame("flogged", "flog lash whip cane", "patient", "X was flogged in May => flogged"),
    Frame("flogged", "receive get suffer", "agent", "X received fifty lashes => flogged", with_="lashes"),
    Frame("flogged", "give", "recipient", "X was given fifty lashes => flogged", with_="lashes"),
    Frame("exiled", "exile banish", "patient", "X was exiled in May => exiled"),
    Frame("exiled", "send drive force", "patient", "X was sent into exile in May => exiled", with_="into exile"),
    Frame(
        "banned from travel",
        "ban bar forbid prohibit prevent stop block restrict",
        "patient",
        "X was banned from leaving the country => banned from travel",
        with_="from travel",
    ),
    Frame(
        "banned from travel",
        "impose place slap put",
        "on",
        "A travel ban was imposed on X => banned from travel",
        with_="travel ban",
    ),
    Frame(
        "banned from travel",
        "leave travel",
        "agent",
        "X may not leave the country => banned from travel",
        with_="may not",
    ),
    Frame(
        "banned from travel",
        "allow permit",
        "patient",
        "X is not allowed to travel abroad => banned from travel",
        with_="not allowed",
    ),
    Frame(
        "banned from practice",
        "strike",
        "patient",
        "X was struck off the roll => banned from practice",
        with_="off roll",
    ),
    Frame("banned from practice", "disbar", "patient", "X was disbarred in May => banned from practice"),
    Frame(
        "banned from practice",
        "ban bar forbid prohibit suspend",
        "patient",
        "X was barred from practising => banned from practice",
        with_="from practice",
    ),
    Frame(
        "banned from practice",
        "revoke cancel withdraw annul suspend",
        "owner",
        "X’s licence was revoked in May => banned from practice",
        with_="licence",
    ),
    Frame("banned from practice", "lose", "agent", "X lost her licence => banned from practice", with_="his licence"),
    Frame("formal", "arrest rearrest re-arrest", "patient", "X was formally arrested => formal", with_="formally"),
    Frame("arrested", "arrest rearrest re-arrest", "patient", "Police arrested X => arrested"),
    Frame(
        "detained",
        "detain abduct kidnap seize capture round_up pick_up lock_up remand apprehend intern nab "
        "take_away lead_away drag_away haul_away haul_off",
        "patient",
        "X was picked up at home => detained",
    ),
    Frame(
        "detained", "take bring lead remand", "patient", "X was taken into custody => detained", with_="into custody"
    ),
    Frame("detained", "take_up", "patient", "X was taken up in May => detained", with_="alone"),
    Frame("detained", "bundle drag shove force", "patient", "X was bundled into a van => detained", with_="into car"),
    Frame("detained", "come", "for", "The police came for X => detained", with_="captors"),
    Frame("detained", "fall", "agent", "X fell into the hands of the police => detained", with_="into hands"),
    Frame("detained", "take", "patient", "Police took X away => detained", with_="away"),
    Frame("detained", "take fetch drag pull", "patient", "X was taken from his home => detained", with_="from taken"),
    Frame("detained", "take", "patient", "Soldiers came and took X => detained", with_="captors alone"),
    Frame(
        "confined", "place put keep hold", "patient", "X was placed under house arrest => confined", with_="under house"
    ),
    Frame("confined", "confine restrict", "patient", "X is confined to her home => confined", with_="to home"),
    Frame("detained", "deprive", "patient", "X was deprived of her liberty => detained", with_="of freedom"),
    Frame("detained", "lose", "agent", "X lost her freedom in May => detained", with_="freedom"),
    Frame("detained", "hold keep confine put place", "patient", "X was held in a camp => detained", with_="held"),
    Frame("imprisoned", "jail imprison incarcerate", "patient", "X was jailed => imprisoned"),
    Frame(
        "imprisoned", "shut shut_up lock immure", "patient", "X was shut up in a cell => imprisoned", with_="in prison"
    ),
    Frame("imprisoned", "send throw put return", "patient", "X was sent to prison => imprisoned", with_="to prison"),
    Frame("imprisoned", "commit consign", "patient", "X was committed to gaol => imprisoned", with_="to gaol"),
    Frame(
        "imprisoned",
        "throw cast fling clap lock shut put",
        "patient",
        "X was thrown into prison => imprisoned",
        with_="into prison",
    ),
    Frame(
        "detained",
        "turn_in turn hand_over give_up give surrender",
        "agent",
        "X turned himself in in May => detained",
        with_="himself",
    ),
    Frame("detained", "surrender", "agent", "X surrendered to the police in May => detained", with_="to captors"),
    Frame(
        "moved",
        "move transfer relocate remove take bring",
        "patient",
        "X was transferred to a prison in the north => moved",
        with_="to prison",
    ),
    Frame("imprisoned", "go", "agent", "X went to prison in May => imprisoned", with_="to gaol"),
    Frame("imprisoned", "serve", "agent", "X is serving his sentence in May => imprisoned", with_="his time"),
    Frame("detained", "languish", "agent", "X languishes in a cell => detained"),
    Frame("charged", "charge indict", "patient", "X was charged with fraud => charged"),
    Frame("accused", "accuse suspect", "patient", "X was accused of fraud => accused"),
    Frame("accused", "face deny", "agent", "X faces charges of fraud => accused", with_="charges"),
    Frame("accused", "face await", "agent", "X faces trial for fraud => accused", with_="trial"),
    Frame("accused", "face", "agent", "X faces ten years on charges of fraud => accused", with_="on charges"),
    Frame("tried", "try", "patient", "X was tried for fraud => tried"),
    Frame("tried", "stand", "agent", "X stands trial for fraud => tried", with_="trial"),
    Frame(
        "released",
        "release free parole bail set_free let_go let_out let_off liberate",
        "patient",
        "They set X free => released",
    ),
    Frame("released", "discharge", "patient", "X was discharged in May => released", with_="alone"),
    Frame("released", "discharge", "patient", "X was discharged from prison => released", with_="from prison"),
    Frame("released", "admit", "patient", "X was admitted to bail => released", with_="to bail"),
    Frame("commuted", "reprieve respite", "patient", "X was reprieved in May => commuted"),
    Frame("released", "set", "patient", "X was set at liberty => released", with_="at liberty"),
    Frame("pardoned", "pardon", "patient", "X was pardoned in May => pardoned"),
    Frame("acquitted", "acquit exonerate find_not_guilty", "patient", "X was acquitted in May => acquitted"),
    Frame("acquitted", "clear", "patient", "X was cleared of all charges in May => acquitted", with_="of charges"),
    Frame("quashed", "win", "agent", "X won her appeal in May => quashed", with_="lost appeal"),
    Frame("upheld", "uphold confirm affirm", "owner", "The court upheld X’s conviction => upheld", with_="judgment"),
    Frame("upheld", "leave", "owner", "A court left X’s sentence in force => upheld", with_="in force"),
    Frame("upheld", "lose", "agent", "X lost her appeal in May => upheld", with_="lost appeal"),
    Frame("upheld", "appeal", "agent", "X appealed in vain => upheld", with_="in vain"),
    Frame("upheld", "fail", "owner", "X’s appeal failed in May => upheld", with_="failed appeal"),
    Frame(
        "upheld",
        "dismiss reject refuse deny turn_down throw_out",
        "owner",
        "X’s appeal was dismissed in May => upheld",
        with_="appeal",
    ),
    Frame(
        "quashed",
        "quash overturn annul reverse overrule set_aside",
        "owner",
        "A court quashed X’s conviction => quashed",
        with_="judgment",
    ),
    Frame(
        "commuted",
        "commute reduce cut lower shorten halve",
        "owner",
        "X’s sentence was commuted in May => commuted",
        with_="judgment",
    ),
    Frame(
        "raised",
        "raise increase lengthen extend",
        "owner",
        "X’s sentence was raised in May => raised",
        with_="judgment",
    ),
    Frame("lifted", "lift", "owner", "X’s travel ban was lifted in May => lifted", with_="ban"),
    Frame("released", "send", "patient", "X was sent home in May => released", with_="home"),
    Frame("released", "grant give", "recipient", "X was granted bail => released", with_="bail"),
    Frame("released", "regain recover", "agent", "X regained her freedom in May => released", with_="freedom"),
    Frame("released", "leave", "agent", "X left prison in May => released", with_="prison"),
    Frame("released", "walk_free go_free come_free walk_out", "agent", "X walked free in May => released"),
    Frame(
        "released",
        "come walk get come_out walk_out get_out",
        "agent",
        "X walked out of prison => released",
        with_="out of prison",
    ),
    Frame("released", "go", "agent", "X was arrested and let go in May => released", with_="let"),
    Frame("missing", "disappear vanish go_missing", "agent", "X disappeared in May => missing"),
    Frame("missing", "see hear", "patient", "X has not been seen since May => missing", with_="not"),
    Frame("missing", "see hear", "patient", "Nobody has seen X since May => missing", with_="nobody"),
    Frame("missing", "be remain", "owner", "X’s whereabouts are unknown => missing", with_="whereabouts"),
    Frame("died", "die pass_away perish expire succumb drown", "agent", "X died in May => died"),
    Frame("died", "lose take depart give", "agent", "X lost her life in May => died", with_="life"),
    Frame("died", "breathe breath", "agent", "X breathed her last in May => died", with_="last"),
    Frame(
        "died",
        "stab beat torture burn starve put do stone hack trample club bludgeon crush kick",
        "patient",
        "X was beaten to death in May => died",
        with_="to death",
    ),
    Frame(
        "died",
        "kill execute murder assassinate hang behead shoot_dead find_dead gun_down lynch slay massacre strangle",
        "patient",
        "X was killed in May => died",
    ),
    Frame("fasted", "refuse take reject", "agent", "X refused food in May => fasted", with_="food"),
    Frame("fasted", "fast hunger-strike starve", "agent", "X fasted in May => fasted", with_="by himself"),
    Frame("born", "bear", "patient", "X was born in May => born"),
    Frame(
        "spent",
        "spend pass serve do lie sit languish rot",
        "agent",
        "X has spent ten years in prison => spent 10 years",
        term="object",
        with_="in prison",
    ),
)

VERB_WORDS = frozenset(word for frame in VERBS for word in frame.words.split())

PREDICATES = (
    Frame("sentenced", "on_death_row under_sentence", "agent", "X is on death row => sentenced"),
    Frame(
        "detained",
        "in_custody in_detention under_arrest in_solitary_confinement in_solitary "
        "incommunicado in_captivity in_remand on_remand under_detention",
        "agent",
        "X is in custody => detained",
    ),
    Frame(
        "confined", "under_house_arrest under_residential_surveillance", "agent", "X is under house arrest => confined"
    ),
    Frame(
        "banned from travel",
        "under_travel_ban under_exit_ban under_travel_restriction to_travel_ban to_exit_ban",
        "agent",
        "X is under a travel ban => banned from travel",
    ),
    Frame("imprisoned", "in_prison in_jail behind_bars in_gaol", "agent", "X remains behind bars => imprisoned"),
    Frame("detained", "in_hands", "agent", "X has been in the hands of the police since May => detained"),
    Frame(
        "released", "on_bail on_parole out_of_prison out_of_jail at_liberty", "agent", "X is out on bail => released"
    ),
    Frame("released", "free at_large", "agent", "X is free again => released"),
    Frame("missing", "missing", "agent", "X has been missing since May => missing"),
    Frame("died", "dead", "agent", "X has been dead since May => died"),
    Frame("tried", "on_trial", "agent", "X is on trial for fraud => tried"),
    Frame(
        "imprisoned",
        "prisoner captive inmate detainee hostage",
        "agent",
        "X is a prisoner => imprisoned",
    ),
)

CAPTIVES = frozenset("prisoner captive inmate detainee hostage prisoners captives inmates detainees hostages".split())
"""What those are called who are held: "the political prisoner X"."""

BEFORE_NOUNS = {
    "imprisoned": "imprisoned", "jailed": "imprisoned", "incarcerated": "imprisoned", "detained": "detained",
    "abducted": "detained", "kidnapped": "detained", "missing": "missing", "disappeared": "missing",
    "interned": "detained",
}  # fmt: skip
"""Words before a noun that tell of whom it names: "the imprisoned editor X"."""

NOUNS = {
    "arrest": "arrested", "rearrest": "arrested", "detention": "detained", "imprisonment": "imprisoned",
    "sentencing": "sentenced", "conviction": "convicted", "retrial": "retried", "release": "released",
    "disappearance": "missing",
    "assassination": "died", "lynching": "died", "suicide": "died", "demise": "died",
    "death": "died", "execution": "died", "murder": "died", "killing": "died", "birth": "born", "abduction": "detained",
    "kidnapping": "detained", "captivity": "detained", "confinement": "detained", "custody": "detained",
    "sentence": "sentenced", "incarceration": "imprisoned",
}  # fmt: skip
"""Nouns of deeds: "the arrest of X on 4 May"."""

TRIALS = frozenset("trial retrial prosecution indictment conviction sentencing".split())
"""Nouns that lead to a charge: "X’s trial for treason"."""

NO_MORE = frozenset("former formerly once ex released freed".split())
"""Words with which nobody is any more what he is called."""
CAUSES = frozenset("conscience war state opinion".split())
"""What prisoners are of who are prisoners indeed."""

SENTENCE_NOUNS = frozenset(
    "sentence term imprisonment jail prison gaol stretch incarceration custody detention labour labor "
    "time punishment servitude "
    "spell bars penalty total regime camp colony fortress irons chains galleys hulks transportation "
    "workhouse reformatory".split()
)
"""What a length of time can be of, and is a term of prison then."""
PRISONS = frozenset(
    "prison prisons jail jails gaol custody detention bars cell cells camp camps colony remand isolation confinement "
    "captivity solitary dungeon penitentiary arrest imprisonment incarceration irons fetters".split()
)
"""Where those are who are not free."""
CUSTODIAL = frozenset("sentence punishment penalty stretch".split())
"""What is said to be so and so long where somebody was sentenced: "the sentence was ten years"."""
JUDGMENTS = CUSTODIAL | frozenset("term verdict conviction judgment judgement ruling".split())
"""What a higher court upholds, quashes or changes."""
APPEALS = frozenset({"appeal", "petition", "plea"})
BANS = frozenset("ban order restriction arrest".split())
"""What is lifted from somebody."""
CELLS = frozenset("cell cells dungeon camp penitentiary prison jail gaol fortress".split())
"""Where those who lie or sit are prisoners."""
KEEPS = frozenset(
    "castle tower fortress bridewell hulks house workhouse penitentiary guardroom barracks stockade dungeon "
    "lock-up lockup prison jail gaol reformatory citadel".split()
)
"""Where one is committed to who is locked up there; so may one be to other places."""
CAPTORS = frozenset(
    "police policeman policemen soldier soldiers officer officers agent agents gunman gunmen troops guard guards they "
    "gendarmes militia militiamen security men".split()
)
"""Who comes for somebody to take him away."""
HOMES = frozenset("home house apartment flat village residence room".split())
LYING = frozenset("be remain stay lie sit rot languish pine linger".split())
"""Verbs that tell where somebody is: "lies in gaol"."""
KILLS = frozenset("kill execute murder hang shoot behead assassinate guillotine".split())
"""What is done to whoever dies by others."""
GOING_ON = frozenset("remain stay continue keep".split())
"""Verbs that tell that something lasts: "remains imprisoned"."""
FREEDOM = frozenset("release freedom liberation liberty".split())
"""What is asked for whoever is held."""
