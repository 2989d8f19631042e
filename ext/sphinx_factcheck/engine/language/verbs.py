"""Verbs: their base forms, the irregular ones, which have no object, and what they make of a clause they govern."""

from __future__ import annotations

_ONLY_VERBS = """
accept accuse achieve acquit add admit adopt advise agree allege allow announce apologise apologize appear apply
appoint appreciate argue arrive ascertain ask assassinate assert assume assure avoid awake become beg begin behave
behead believe belong betray bring broadcast build bury carry celebrate choose cite clarify collect come commemorate
commend commit commute compel complain complete comply concede condemn confess confine confirm confiscate congratulate
connect consider consist contain continue convene convict convince create criticise criticize decide declare decline
defeat defend define defy demonstrate denounce deny deprive deserve destroy detain develop die disagree disappear
discover discuss dismiss disown dispute distribute divide draft drown earn educate elect eliminate embrace emerge
emphasise emphasize employ enable encourage endure enforce enjoy ensure enter escape establish evade exclude execute
exist expect expel explain expose express extradite face fail fall find fled flee follow forbid force forget forgive
fulfil gather get give go grant grow guarantee guess happen harass hear hide hire hold honour identify ignore
imagine imply impose imprison incarcerate incite include increase indict inform inherit injure insist install
institute interrogate intimidate introduce invite involve join keep kidnap kill know lack languish learn leave
lengthen let live lose maintain make marry mean meet mention murmur negotiate nominate notify obey object observe
obtain occupy occur oppose organise organize outlaw overturn own pay perform permit persecute persist persuade
pledge portray pray prefer prepare prescribe preside prevent proclaim prohibit promise pronounce propose prosecute
protect prove provide punish pursue quash raid raise reach react read realise realize recall receive recognise
recognize recommend recover refer refuse regret reinstate reject relate remain remember remind remove repeat replace
represent require resign resist resolve respect restore restrict resume retain retire retract reveal revoke ruin
satisfy save say see seek seem seize sell send serve settle shorten sing sit solve speak spend spread stand start
stay steal strip strike submit succeed sue suffer suggest supervise suppose suppress surrender survive suspect
suspend swear take teach tell testify thank think threaten throw torture translate transmit treat understand undergo
undermine uphold urge vanish verify view violate vow wait want warn wear welcome win withdraw witness wonder worry
write reiterate disclose depose oust overthrow rearrest re-arrest resentence re-sentence abduct bail parole pardon
amnesty free lead chair head govern found co-found succeed step convert transfer move lower shoot stab hang beat
poison assault rescue liberate deport repatriate enlist assign inaugurate bestow confer present receive share
collect shortlist name schedule smuggle reschedule
abandon abolish absorb accelerate accommodate accompany accomplish accumulate acknowledge acquire adapt adjourn
administer admire adore affirm afford aggravate alienate alleviate allocate alter amass amend amplify analyse analyze
annihilate annul anticipate appease applaud apprehend arouse arrange ascribe assemble assess assimilate attain attend
attract authorise authorize await belittle bless bombard borrow breathe calculate cancel cease characterise
characterize cherish circulate coerce coincide commence communicate compare compensate compete compile compose
comprehend comprise conceal conceive concentrate conclude condone confront confuse conquer conserve conspire
constitute construct consult consume contemplate contend contradict contravene contribute cooperate cope correspond
corroborate criminalise criminalize cripple crush cultivate curtail dare deceive decimate dedicate deem degrade
deliver demolish deploy derive descend describe desecrate designate despise deteriorate determine devastate devote
dictate differ diminish disappoint disarm discard discredit discriminate dismantle disperse displace disrupt dissolve
distinguish distort distract disturb dominate donate downplay dwell embark embody empower enact enclose endanger
endorse engage enhance enlarge enquire enrich enslave entail entertain entitle entrust enumerate envisage equip
eradicate erase erect escalate evacuate evaluate evict evolve exaggerate examine exceed exert exhort expand explode
explore extend extinguish extort fabricate facilitate falsify fasten foment formulate foster frighten frustrate
glorify grab greet grieve hail hamper harden hasten haunt heal hesitate hinder humiliate illustrate impede implicate
implore impoverish impress improve improvise incline incorporate incur infiltrate inflict infringe inhabit inhibit
initiate inject innovate inquire inspect inspire instigate instruct integrate intend intensify intercede intercept
interfere interpret interrupt intervene invade invent invest invoke irritate isolate jeopardise jeopardize justify
kneel linger lure manage manipulate mediate minimise minimize mislead mobilise mobilize mock modify motivate mourn
mutilate nurture oblige obstruct offend omit operate oppress outnumber overlook overrule oversee participate perceive
perpetrate perpetuate ponder possess postpone pour practise preach precede preclude preserve presume pretend prevail
proceed procure produce profess prolong propagate prosper provoke publicise publicize purport qualify quell ratify
reaffirm reap reassure recant reckon reconcile reconsider reconstruct recount rectify refine reflect refrain refute
regain regulate rehabilitate reinforce rejoice relax relinquish rely remit render renew renounce reopen repay repress
reproduce repudiate resemble resent reside respond restate restrain retaliate retrieve reunite revert revise revive
rob scatter scrutinise scrutinize segregate shatter signify simplify solicit soothe specify speculate starve stifle
stimulate stipulate strengthen strive subdue subscribe substantiate subvert succumb suffice suffocate summarise
summarize summon surpass surround sustain swallow sympathise tackle tarnish tempt tend terminate terrify tighten
tolerate trample transform tremble uncover underline underscore undertake unfold unify unite unveil utilise utter
vacate vanquish vary vindicate weaken weigh widen wield withstand worsen yearn
""".split()
_ALSO_NOUNS = """
abuse act address aid aim answer appeal approach arrest attack attempt award ban bail bar beat blame book bomb
bridge call campaign cause chair challenge change charge claim comment concern conduct control cost cover crack cut
damage dance date deal debate decrease defeat delay demand deserve desire detail direct document doubt drive draw
drop edit end estimate exchange exile experience express fear feel fight file fine fire force form free fund guard
halt hand harm head help hope host house hurt influence interest interview issue jail join judge label land laugh
leak left license limit link list lock look love march mark matter measure murder name need note notice number offer
order own parade pardon parole part pass pen permit phone photograph pick place plan play plead pledge point post
power praise press protest publish push question raid range rank rate record reduce reform release remark repeal
report request rescue research reserve respect rest result return review reward rule run salute seat sentence sign
silence smear sound speed stage state step stop study struggle subject support talk target term test threat time
torture tour trade trial travel trial try turn urge use vet visit voice vote walk want warrant watch wish witness
work worry wound award profile honour honor rise draw witness bribe bet brief torment ruin promise stretch regret lie
owe tie
advance alert annex attribute boast capture chase cheat clash combat comfort command commission compromise contact
contest count counter crash cross curb discharge disguise display disregard dissent drain drift ease echo encounter
escort exhibit exploit export extract favor favour feature flood forfeit function gain grasp handle highlight hunt
implement import insult launch levy lift loot manufacture massacre misuse monitor neglect outline pause plague plunder
practice process profit progress prompt purchase purge quote rally rebuke redress regard register reign remedy repair
reproach resort revolt ridicule sacrifice sanction score shape shelter shield slander slaughter spur stem store stress
substitute supply surprise switch taste touch trace track transport trap trigger triumph trouble trust venture veto
wage whip worship yield
""".split()
_IRREGULAR = """
be was V|be were V|become became V|begin began V begun v|bind bound v|bring brought v|build built v|buy bought v
catch caught v|choose chose V chosen v|come came V|draw drew V drawn v|drive drove V driven v|fall fell V fallen v
feed fed v|feel felt v|fight fought v|find found v|flee fled v|forbid forbade V forbidden v
forget forgot V forgotten v|forgive forgave V forgiven v|get got V gotten v|give gave V given v|go went V gone v
grow grew V grown v|hang hung v|have had h|hear heard v|hide hid V hidden v|hold held v|keep kept v
know knew V known v|lay laid v|lead led v|leave left v|lend lent v|lie lay V|lose lost v|make made v|mean meant v
meet met v|pay paid v|rise rose V risen v|say said v|see saw V seen v|seek sought v|sell sold v|send sent v
shoot shot v|sing sang V sung v|sit sat v|speak spoke V spoken v|spend spent v|stand stood v
steal stole V stolen v|strike struck v|swear swore V sworn v|take took V taken v|teach taught v|tell told v
think thought v|throw threw V thrown v|understand understood v|undergo underwent V undergone v|uphold upheld v
wear wore V worn v|win won v|withdraw withdrew V withdrawn v|write wrote V written v
overthrow overthrew V overthrown v|behold beheld v|break broke V broken v|foresee foresaw V foreseen v
bear bore V born v|bear borne v|show showed V shown v|prove proven v|read read V|free freed v|die died V
die dying g|lie lying g|lie lies X|free freeing g|let let V|put put V|cut cut v|set set v|beat beat V beaten v|hit hit V
hurt hurt v|cost cost V|shut shut v|quit quit V|split split v|cast cast v|put putting g|spread spread v
strip stripped v|agree agreed V|withhold withheld v|rebuild rebuilt v|retell retold v|slay slew V slain v
stick stuck v|tear tore V torn v|wake woke V woken v|bite bit V bitten v|blow blew V blown v|eat ate V eaten v
fly flew V flown v|ride rode V ridden v|shake shook V shaken v|arise arose V arisen v|bet bet V|breed bred v
cling clung v|creep crept v|deal dealt v|dig dug v|freeze froze V frozen v|mistake mistook V mistaken v
overcome overcame V|partake partook V|slide slid v|sweep swept v|swim swam V swum v|weep wept V|wind wound v
undo undid V undone v|sleep slept V|sink sank V sunk v|ring rang V rung v|drink drank V drunk v|burn burnt v
lie lain v|learn learnt v|spell spelt v|disappear disappeared V|vanish vanished V|remain remained V|seem seemed V
appear appeared V|arrive arrived V|happen happened V|occur occurred V|resign resigned V|retire retired v
live lived V|exist existed V|escape escaped V|perish perished V|collapse collapsed V|belong belonged V
languish languished V|believe believes V|do did D|do done v|do doing g|say says V|plead pled V|plead pleaded V
outlive outlived V|continue continued V|insist insisted V|complain complained V|want wanted V|hope hoped V
serve served v|become become v|come come v|run ran V|run run i|indict indicted v|co-found co-founded v
""".replace("\n", "|")
INTRANSITIVE = frozenset(
    "die disappear vanish remain seem appear arrive happen occur resign live exist escape perish collapse belong "
    "languish come go stay sit fall rise work travel walk sleep wait speak talk insist complain continue succeed "
    "emerge suffer testify fled flee retire struggle vote protest march lie weep swim hope want think "
    "worry wonder respond react act campaign lapse expire begin start end stand graduate grow mourn laugh cry".split()
)
_BETTER_VERBS = frozenset("urge want regret permit".split())
BASES: dict[str, str] = dict.fromkeys(_ONLY_VERBS, "i") | {
    word: "x" for word in _ALSO_NOUNS if word not in _BETTER_VERBS
}
"""The base forms of verbs that are known: "i", or "x" where the same word is a noun as well."""
IRREGULAR: dict[str, tuple[str, str]] = {}
for _verb in _IRREGULAR.strip("|").split("|"):
    _base, *_forms = _verb.split()
    for _form, _kind in zip(_forms[::2], _forms[1::2], strict=True):
        IRREGULAR.setdefault(_form, (_base, _kind))
    BASES.setdefault(_base, "i")

PARTICIPLES = frozenset(
    form
    for form, (base, kind) in IRREGULAR.items()
    if kind == "v" and any(b == base and k == "V" and not f.endswith("s") for f, (b, k) in IRREGULAR.items())
)
"""Participles that are no past tense: given, taken, written."""
SUFFERED = frozenset(
    "detain arrest rearrest re-arrest sentence resentence jail imprison incarcerate release free kill "
    "execute murder shoot "
    "hang behead charge indict convict acquit condemn appoint elect award abduct kidnap seize hold "
    "deport exile expel "
    "parole bail pardon torture injure wound bury dismiss sack remove replace assassinate poison ban "
    "fine hand give send "
    "put place take capture confine intern lock accuse suspend nominate name honour honor bear raise "
    "know base entitle "
    "call publish find oust depose evict strip transfer move commute cut reduce extend increase impose mete keep "
    "isolate interrogate beat rescue acquire pick round drag lead remand re-sentence catch bring bar pass".split()
)
"""Verbs whose participle alone is a passive: "Editor jailed for ten years"."""

PHRASAL = frozenset(
    tuple(pair.split("_"))
    for pair in (
        "carry_out hand_down hand_over hand_out pick_up lock_up take_away lead_away drag_away let_out let_off "
        "set_up set_off turn_down turn_in step_down step_aside stand_down stand_trial pass_away give_up "
        "round_up break_up call_off call_up cut_off bring_up bring_in mete_out shut_down close_down "
        "throw_out strike_down "
        "speak_out speak_up go_on go_back go_away come_back come_out walk_out walk_away back_down blow_up "
        "build_up burn_down draw_up end_up find_out gun_down hold_up keep_up knock_down look_up make_up "
        "move_on pay_off "
        "point_out put_down put_off put_away send_down send_away send_back sentence_down set_out set_down "
        "take_over take_up "
        "take_on take_off take_out turn_out turn_over turn_up vote_down vote_out wind_up work_out write_down "
        "serve_out see_out go_out fly_out march_off haul_off haul_away"
    ).split()
)
"""Verbs with the particle that belongs to them."""

COPULAR = frozenset("be become remain seem appear stay prove feel look sound".split())
"""Verbs that lead to a predicate."""

# What a verb makes of the clause that hangs on it.
_EFFECTS = {
    "reported": "say tell report announce state note declare add inform explain write mention indicate reveal "
    "disclose "
    "describe observe remark reply answer testify recount proclaim confess admit acknowledge concede stress "
    "emphasise emphasize reiterate repeat read broadcast publish cite quote post tweet document "
    "conclude estimate rule "
    "warn remind assure recall confide relate underline tell",
    "asserted": "know confirm show prove demonstrate regret remember realise realize learn discover find see hear "
    "verify "
    "establish forget understand recognise recognize notice mourn mean ensure manage continue begin "
    "start go come get "
    "dare happen proceed help cause force compel make let allow enable lead return resume stop cease welcome "
    "celebrate deplore condemn lament criticise criticize protest denounce applaud appreciate thank ignore witness "
    "watch finish keep live",
    "supposed": "believe think suppose imagine suspect fear hope wish expect assume guess hear presume suggest worry "
    "claim allege insist maintain contend assert argue speculate seem appear feel consider anticipate "
    "pray dream pretend figure reckon bet accuse charge doubt rumour rumor",
    "asked": "ask demand urge call request require propose recommend beg plead appeal press insist petition "
    "order seek "
    "invite advise encourage wonder inquire enquire question want need advocate pressure like push "
    "campaign love prefer "
    "lobby instruct implore beseech desire exhort deserve persuade raise",
    "denied": "deny refute dispute disbelieve disprove reject contradict debunk fail refuse decline neglect avoid "
    "prevent forbid prohibit stop escape omit rule_out",
    "planned": "plan intend threaten promise vow decide agree prepare pledge offer arrange mean aim attempt try "
    "seek hope expect "
    "resolve wait swear consider propose schedule wish tend strive choose vote move undertake",
}
TO_THAT: dict[str, str] = {}
"""What a verb makes of a that-clause or of a quoted one."""
TO_INFINITIVE: dict[str, str] = {}
"""What a verb makes of an infinitive."""
for _effect, _verbs in reversed(_EFFECTS.items()):
    for _verb in _verbs.split():
        if _effect != "planned":
            TO_THAT.setdefault(_verb, _effect)
for _effect in ("planned", "denied", "asked", "asserted"):
    for _verb in _EFFECTS[_effect].split():
        TO_INFINITIVE.setdefault(_verb, _effect)
TO_THAT |= dict.fromkeys("plan intend threaten promise vow decide agree pledge swear resolve".split(), "planned")
TO_THAT |= {
    "insist": "supposed", "mean": "asserted", "see": "asserted", "hear": "reported", "fail": "denied",
    "propose": "asked", "ensure": "asked", "expect": "supposed", "hope": "supposed", "stop": "denied",
}  # fmt: skip
TO_INFINITIVE |= dict.fromkeys("say report know understand reveal find".split(), "reported")
TO_INFINITIVE |= dict.fromkeys(
    "claim allege believe appear seem fear suppose hear rumour rumor think suspect".split(), "supposed"
)
TO_INFINITIVE |= dict.fromkeys("happen come help live use survive continue".split(), "asserted")
TO_INFINITIVE |= {"stop": "denied", "mean": "planned", "tell": "asked", "remain": "planned"}
SPEAKS = frozenset(_EFFECTS["reported"].split()) | frozenset(
    "claim allege insist believe think argue maintain ask fear hope suspect assert".split()
)
"""Verbs after which a clause can stand without "that", or which stand in the middle of what is told."""
BARE_THAT = frozenset(
    "say claim believe think know allege fear hope insist argue suspect assert maintain suppose hear "
    "feel announce admit "
    "deny wish guess imagine state note add explain complain warn".split()
)
"""Verbs that a clause without "that" often follows."""
ASKS_FOR = frozenset(
    "call ask demand urge press appeal plead push campaign seek insist request advocate petition "
    "lobby secure pray beg want "
    "hope wait argue fight work support need wish".split()
)
"""Verbs whose noun, as object or after "for", is wanted and has not come about: "call for the release of X"."""
FEARS = frozenset(
    "fear risk face threaten prevent avoid oppose escape block stop halt deny prohibit await expect dread".split()
)
"""Verbs whose noun has not come about."""

FEELINGS = frozenset(
    "dismay shock sadden please delight disappoint alarm trouble horrify outrage concern appal appall "
    "relieve astonish "
    "surprise disturb sorry glad happy sad proud relieved pleased ashamed lucky fortunate unhappy".split()
)
"""Feelings about what has come about: "dismayed to learn"."""
FALSE = frozenset(
    "false untrue unfounded baseless incorrect wrong unconfirmed unproven unsubstantiated fake lie lies myth fiction "
    "legend nonsense fabricated invented mistaken fabrication unsupported unlikely impossible rumour "
    "rumor misleading "
    "inaccurate erroneous hoax".split()
)
TRUE = frozenset(
    "true known clear certain sure aware obvious evident undisputed right correct fact undeniable "
    "proud glad sorry happy saddened pleased".split()
)
MAYBE = frozenset(
    "possible probable likely conceivable unclear doubtful uncertain alleged rumoured rumored feared "
    "hoped thinkable plausible afraid worried hopeful confident unaware essential vital important "
    "imperative crucial necessary time".split()
)
THAT_NOUNS = {
    **dict.fromkeys(
        "claim rumour rumor allegation legend myth accusation assertion suggestion suspicion belief fear "
        "hope "
        "possibility risk danger likelihood chance doubt idea theory notion lie wish expectation charge "
        "speculation pretence pretense hypothesis threat prospect".split(),
        "supposed",
    ),
    **dict.fromkeys(
        "report statement news announcement information word message testimony reminder".split(), "reported"
    ),
    **dict.fromkeys(
        "fact knowledge proof evidence confirmation realisation realization truth regret day time".split(), "asserted"
    ),
    **dict.fromkeys("demand request call appeal proposal recommendation insistence order plea".split(), "asked"),
    **dict.fromkeys("plan promise pledge threat decision agreement vow".split(), "planned"),
    **dict.fromkeys("denial".split(), "denied"),
}
"""Nouns that a that-clause or an infinitive hangs on, with what they make of it."""
