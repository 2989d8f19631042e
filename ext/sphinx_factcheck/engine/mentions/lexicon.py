"""Closed classes of English words around names: what may stand before one, what makes one part of a longer name."""

from __future__ import annotations

HONORIFICS = frozenset(
    """
    mr mrs ms miss messrs madam doctor generalissimo mister dr drs prof professor sir lord lady dame viscount
    baron baroness count countess earl duke duchess hon honorable honourable excellency majesty highness rev
    reverend father brother sister saint m mm mme mlle monsieur madame mademoiselle herr frau fraulein signor
    signora senor senora don dona dom sheikh shaikh sheik sayyid sayid haji hajji khun nai luang phra tun tunku
    tengku tuan dato datuk bung pak ibu comrade citizen maulana mullah ayatollah imam rabbi pandit shri sri
    begum pasha bey effendi presidente presidenta ministro ministra doctora daw
    """.split()
)
COUPLES = frozenset({"mrs", "mme", "madame", "madam", "frau", "lady", "senora", "begum"})
"""Titles a wife bears with her husband's surname: alone they do not speak of him."""
HE = frozenset("mr mister sir lord messrs monsieur herr signor senor husband father son brother uncle".split())
SHE = COUPLES | frozenset(
    "ms miss dame mlle mademoiselle fraulein signora wife widow mother daughter sister aunt".split()
)
"""Titles and kinship that tell a man from a woman of the same surname."""

RANKS = frozenset(
    """
    general gen lt lieutenant ltg maj major mg bg brig brigadier colonel col ltc captain capt cmdr commander
    commodore admiral adm radm vadm marshal marshall sergeant sgt corporal private ensign air field rear
    """.split()
)
OFFICES = frozenset(
    """
    president pres vice premier prime minister min secretary sec secy under undersecretary deputy dep assistant
    asst ambassador amb chancellor chairman chairwoman chairperson chair senator sen representative rep
    congressman congresswoman governor gov mayor director administrator counselor counsellor commissioner consul
    delegate envoy charge minister king queen prince princess crown emperor empress shah sultan emir amir pope
    cardinal archbishop bishop judge justice attorney solicitor commandant chief speaker leader spokesman
    spokeswoman spokesperson inspector superintendent treasurer comptroller foreign defense defence finance
    interior home justice trade fonmin primin formin defmin fonsec secdef secstate depsec depfonmin pm fm vp dcm
    dci cia amb secgen sygen secretary-general attorney-general director-general governor-general acting former
    ex late then new general staff state treasury permanent high national adviser advisor aide editor author
    journalist lawyer activist publisher scholar professor monk pastor lama rinpoche economist writer poet
    dissident candidate
    """.split()
)
TITLES = HONORIFICS | RANKS | OFFICES
"""What may stand between another name, or the start of a sentence, and a person's name."""

OFFICE_OBJECTS = frozenset(
    """
    affairs intelligence defense defence state treasury commerce labor labour development security relations
    nations staff operations research agriculture interior justice education health welfare transportation
    energy communications information finance trade industry economy economics planning budget council committee
    commission board delegation mission embassy department ministry bureau office navy army force forces police
    parliament assembly senate house congress cabinet government union republic kingdom states party
    administration agency court rights culture tourism science technology environment foreign home war peace
    disarmament organization organisation secretariat personnel
    """.split()
)
"""What an office is of: these close a title of several words, as in "Director of Central Intelligence"."""

STRIPPED_TITLES = (
    HONORIFICS
    | (RANKS - {"private", "marshall", "air", "field", "rear", "lt"})
    | frozenset(
        """
    lt air rear field vice president premier prime minister deputy under secretary of state prince princess king
    """.split()
    )
    | frozenset("queen emperor sultan emir senator ambassador chancellor archbishop bishop cardinal pope the".split())
) - {
    "count",
    "earl",
    "duke",
    "baron",
    "father",
    "sri",
    "don",
    "dom",
    "pak",
    "bey",
    "m",
    "mm",
    "tun",
    "bung",
    "saint",
    "major",
}
"""Titles that can head a name as an editor wrote it without being part of it."""

PARTICLES = frozenset(
    """
    de del della di da das dos du des d la le les van von v vander ter ten der den zu zum zur al el bin ibn ben
    bint af av y e
    """.split()
)
ARTICLES = frozenset({"al", "el"})
"""The Arabic article, written in either way before one and the same name."""
SUFFIXES = frozenset("jr sr ii iii iv v esq phd md mp kc qc usa usn usaf usmc uscg ret roka rok cbe kbe obe".split())
SUFFIX_WORDS = frozenset("jr sr ii iii iv".split())

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those all any both each either every few many more most much neither no none one
    two three some such several various other another same own i he she it we you they me him her us them my his
    its our your their mine who whom whose which what when where why how whether and or but nor so yet for if
    unless until while because since although though as than once after before during by at in on of to from
    with without within into onto upon over under above below between among against about across along around
    behind beside besides beyond despite down except inside like near off out outside past per through
    throughout toward towards up via be is are was were been being am do does did has have had can could may
    might must shall should will would not never only also even just still too very here there now then again
    always often perhaps maybe however moreover furthermore nevertheless meanwhile thus hence therefore
    otherwise instead indeed finally first second third next last later earlier recently today yesterday
    tomorrow tonight soon ago already yes oh dear said says asked asks replied told thinks thought believes
    believed agreed noted added stated felt suggested wondered commented remarked pointed concluded continued
    explained informed reported indicated thanked tell ask see saw met meet let regarding concerning according
    given following including both cc re subject from participants present copy copies signed attached enclosed
    draft drafted approved cleared confidential secret top eyes nodis exdis niact priority immediate message
    telegram memorandum letter note cable
    """.split()
)

LONGER_NAMES = frozenset(
    """
    foundation institute institution university college school academy award awards prize medal center centre
    hospital clinic library museum street avenue square road boulevard lane drive airport station hotel company
    corporation corp inc ltd llc brothers bros co memorial fund trust bank park house building tower bridge
    county city town village river lake mountain mount island islands bay beach base barracks airfield field
    fort camp act amendment plan line council round lecture lectures fellowship motors motor allee strasse
    society association group press publishing journal club church cathedral temple mission hall gallery theater
    theatre stadium prison jail court law bill treaty scholarship chair archive archives collection project dam
    canal highway valley hills heights creek springs peak desk day week cup open dynasty stores store mills oil
    airlines airways laboratories laboratory lab family carrier trail
    """.split()
)
"""What follows a name when the whole is a place, a body or a thing named after somebody."""

OWN_THINGS = frozenset(
    """
    administration government regime cabinet doctrine papers diaries diary files file correspondence
    presidential talks talk conversation conversations letter letters memorandum statement speech visit trip
    proposal proposals note notes message messages subcommittee committee commission report appointment
    daily package series interview remarks testimony office intelligence staff delegation team mission campaign
    brief draft chronological
    """.split()
)
"""What follows a name when it is still the person who is meant: the Nixon Administration, the Harriman Papers."""

PLACES_AFTER_COMMA = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
    missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
    washington wisconsin wyoming ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn
    miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo england scotland wales ireland france germany
    italy canada australia china japan india mexico spain ontario quebec dc
    """.split()
)

MONTHS = frozenset(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec
    """.split()
)

_NICKNAMES = """
    abe abraham; al alan albert alexander alfred allen; alec alexander; alex alexander; andy andrew; art arthur;
    barney barnard bernard; bart bartholomew; ben benjamin; bert albert herbert hubert robert; bill william;
    billy william; bob robert; bobby robert; brad bradley; charlie charles; chet chester; chip charles; chris
    christian christopher; chuck charles; cy cyrus; dan daniel; dave david; des desmond; dick richard; don
    donald; doug douglas; ed edmund edward edwin; eddie edward; fran francis; frank francis franklin; fred
    alfred frederick; gene eugene; gerry gerald gerard; gus august augustus gustav; hal harold harry; hank
    henry; harry harold henry; herb herbert; hugh hubert; jack john; jake jacob; jeff geoffrey jeffrey; jerry
    gerald gerard jerome; jim james; jimmy james; jock john; joe joseph; josh joshua; kate catherine katherine;
    ken kenneth; kit christopher; larry laurence lawrence; len leonard; les leslie lester; liz elizabeth; lou
    lewis louis; marty martin; matt matthew; max maximilian maxwell; mel melvin; mike michael; mort morton; nat
    nathan nathaniel; nate nathan; ned edmund edward; nick nicholas; pat patricia patrick; pete peter; phil
    philip phillip; ray raymond; rob robert; ron ronald; russ russell; sam samuel; sandy alexander; sid sidney;
    stan stanley; steve stephen steven; stu stuart; sy seymour; ted edward theodore; terry terence; tim timothy;
    tom thomas; tommy thomas; tony anthony antony; vic victor; wally wallace walter; walt walter; will william
"""
NICKNAMES: dict[str, frozenset[str]] = {
    short: frozenset(longs) for short, *longs in (entry.split() for entry in _NICKNAMES.split(";"))
}
"""Short forms of English given names, each with the names it can stand for."""

_GIVEN = """
    adam agnes alan alice amy andrea angela ann anna anne annie anthony arnold arthur austin barbara beatrice
    benedict bernard betty brian bruce carl carlos carol caroline catherine cecil charlotte christina christine
    claire clara clarence claude colin cynthia daisy deborah dennis diana donna doris dorothy douglas duncan
    earl edith edna eleanor elizabeth ellen elsie emily emma eric ernest esther eva evelyn felix florence
    frances franz gary gertrude gladys glen gloria gordon grace graham greta hans harriet heather heinrich helen
    helmut hermann hilda howard hugo ian ida igor ingrid irene ivan jacqueline jane janet jason jean
    jennifer jessica joan joanna johann josephine joyce juan juanita judith judy julia julie karen karl
    kathleen keith kevin laura leo leslie lester lillian linda lisa lois louise lucia lucy luis margaret
    maria marian marie marilyn marion mark marta martha mary maurice mildred miguel monica nancy natalie neil
    nelson nicole nora norman olga oliver olive otto pamela patricia paul paula pauline pedro peggy peter
    philippe phyllis pierre rachel ralph raul rebecca rene roger roland rosa rose roy ruth sally sandra sara
    sarah sean sergei sharon sheila sidney simon sofia sophia sophie stella stuart susan suzanne sylvia teresa
    theresa tina tracy ursula valerie vera veronica victor victoria vincent viola virginia vivian vladimir wendy
    werner wilfred wilhelm willy winifred yvonne
"""
GIVEN_NAMES = (
    frozenset(_GIVEN.split()) | frozenset(NICKNAMES) | frozenset(long for longs in NICKNAMES.values() for long in longs)
)

EASTERN_FAMILIES = frozenset(
    """
    ai an bai bao bian cai cao chai chan chang chao chen cheng cheung chi chiang chiao chien chin ching cho choe
    choi chong chou chow chu chua chung cui dai deng ding dong du duan fan fang fei feng fong fu fung gan gao ge
    geng gong gu guan guo han hao he ho hong hou hsia hsiao hsieh hsu hu hua huang hui hung hwang jia jiang jiao
    jin ju jung kan kang kao kim ko koh kong koo ku kung kuo kwok kwon lai lam lan lau lee lei leung li liang
    liao lim lin ling liu lo long loh lou lu lui luo lyu ma mai mao mei meng miao min mo mok ng ni nie ning niu
    noh o ong ou pae paek pai pak pan pang park peng pi pu qi qian qiao qin qiu qu quan rao ren rhee ro roh ryu
    shang shao shen sheng shi shih shu sim sin siu so son song soong su suh sun sung tai tam tan tang tao teng
    tian tien ting to tong tsai tsang tsao tse tseng tsui tu tung wan wang wei wen weng wong woo wu xi xia xiang
    xiao xie xin xing xiong xu xue yan yang yao ye yeh yeung yi yim yin ying yip yoo yoon you yu yuan yue yuen
    yun zeng zha zhan zhang zhao zheng zhong zhou zhu zhuang zou chae chon chun ch'a ch'ae ch'en ch'i ch'ien
    ch'iao ch'in ch'iu ch'oe ch'u p'eng t'ang t'ao t'an ts'ai ts'ao ngo nguyen tran le pham phan vu vo dang bui
    do duong ly huynh hoang truong dinh trinh lon khieu ieng bae baek byun cha eom gwak gwon heo hyun im jang jeon
    jeong jo joo kwak maeng moon mun nam oh paik pyo ryoo seo seok seol shim shin sohn suk um yeo yeom youn yun
    """.split()
)
VIETNAMESE_FAMILIES = frozenset(
    "ngo nguyen tran le pham phan vu vo dang bui do duong huynh hoang truong dinh trinh ton".split()
)
