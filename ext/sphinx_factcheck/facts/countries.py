"""Countries by the words that letters call them: "Hungarian", "U.S.", "Ankara's" stays a place."""

from __future__ import annotations

import re

from sphinx_factcheck.base.compiling import later

_TOLD = """
    afghan: afghanistan; albanian: albania; algerian: algeria; american, us, u.s, u.s., usa, u.s.a: united states;
    angolan: angola; argentine, argentinian: argentina; armenian: armenia; australian: australia; austrian: austria;
    azerbaijani, azeri: azerbaijan; bahraini: bahrain; bangladeshi: bangladesh; belarusian, belarussian: belarus;
    belgian: belgium; bolivian: bolivia; bosnian: bosnia; brazilian: brazil; british, uk, u.k, u.k., britain:
    united kingdom; bulgarian: bulgaria; burmese, burma: myanmar; burundian: burundi; cambodian: cambodia; cameroonian:
    cameroon; canadian: canada; chadian: chad; chilean: chile; chinese, prc: china; colombian: colombia; congolese:
    congo; croatian: croatia; cuban: cuba; cypriot: cyprus; czech: czechia; danish: denmark; dutch: netherlands;
    ecuadorian, ecuadorean: ecuador; egyptian: egypt; english: england; eritrean: eritrea; estonian: estonia;
    ethiopian: ethiopia; eu: european union; fijian: fiji; filipino, philippine: philippines; finnish: finland; french:
    france; gambian: gambia; georgian: georgia; german: germany; ghanaian: ghana; greek: greece; guatemalan: guatemala;
    guinean: guinea; haitian: haiti; honduran: honduras; hungarian: hungary; icelandic: iceland; indian: india;
    indonesian: indonesia; iranian: iran; iraqi: iraq; irish: ireland; israeli: israel; italian: italy; ivorian:
    ivory coast; jamaican: jamaica; japanese: japan; jordanian: jordan; kazakh, kazakhstani: kazakhstan; kenyan: kenya;
    korean: korea; kosovar: kosovo; kuwaiti: kuwait; kyrgyz: kyrgyzstan; lao, laotian: laos; latvian: latvia; lebanese:
    lebanon; liberian: liberia; libyan: libya; lithuanian: lithuania; luxembourgish: luxembourg; macedonian: macedonia;
    malawian: malawi; malaysian: malaysia; maldivian: maldives; malian: mali; maltese: malta; mauritanian: mauritania;
    mexican: mexico; moldovan: moldova; mongolian: mongolia; montenegrin: montenegro; moroccan: morocco; mozambican:
    mozambique; namibian: namibia; nepali, nepalese: nepal; nicaraguan: nicaragua; nigerian: nigeria; nigerien: niger;
    norwegian: norway; omani: oman; pakistani: pakistan; palestinian: palestine; panamanian: panama; paraguayan:
    paraguay; peruvian: peru; polish: poland; portuguese: portugal; qatari: qatar; romanian: romania; russian: russia;
    rwandan: rwanda; salvadoran: el salvador; saudi: saudi arabia; scottish: scotland; senegalese: senegal; serbian:
    serbia; singaporean: singapore; slovak: slovakia; slovenian, slovene: slovenia; somali: somalia; soviet, ussr:
    soviet union; spanish: spain; sudanese: sudan; swedish: sweden; swiss: switzerland; syrian: syria; taiwanese:
    taiwan; tajik: tajikistan; tanzanian: tanzania; thai: thailand; tibetan: tibet; togolese: togo; tunisian: tunisia;
    turkish, türkiye: turkey; turkmen: turkmenistan; ugandan: uganda; ukrainian: ukraine; emirati, uae:
    united arab emirates; un, u.n, u.n.: united nations; uruguayan: uruguay; uzbek: uzbekistan; venezuelan: venezuela;
    vietnamese, viet nam: vietnam; welsh: wales; yemeni: yemen; yugoslav: yugoslavia; zambian: zambia; zimbabwean:
    zimbabwe; south african: south africa; north korean, dprk: north korea; south korean, rok: south korea; sri lankan:
    sri lanka; new zealander: new zealand; costa rican: costa rica; puerto rican: puerto rico; papua new guinean:
    papua new guinea; burkinabe: burkina faso; saudi arabian: saudi arabia; east german: east germany; west german:
    west germany; swede: sweden; dane: denmark; finn: finland; spaniard: spain; briton: united kingdom; turk: turkey;
    frenchman, frenchwoman: france; englishman, englishwoman: england; irishman, irishwoman: ireland; scot, scotsman:
    scotland; welshman: wales; dutchman, dutchwoman: netherlands; pole: poland; serb: serbia; croat: croatia
"""

COUNTRY_OF = {
    word.strip(): " ".join(country.split())
    for words, _, country in (entry.partition(":") for entry in _TOLD.split(";"))
    for word in words.split(",")
}
"""The name of a country, in small letters, by each word that stands for it."""

COUNTRY_WORDS = frozenset(word for country in COUNTRY_OF.values() for word in re.findall(r"\w+", country)) | frozenset(
    "bhutan brunei benin gabon lesotho botswana new zealand sri lanka south north west east".split()
)
"""The words of the names of countries."""

_LONG = later(
    r"\bpeople[’']s republic of (?=china\b)"
    r"|\b(?:(?:federal|islamic|socialist|federative|bolivarian|united) )?(?:republic|kingdom) of (?:the )?"
    r"(?!china\b|korea\b|congo\b|ireland\b)(?=[a-z])"
    r"|(?<=\brussian) federation\b"
)


_OF_WORDS = {words: country for words, country in COUNTRY_OF.items() if " " in words}
_SEVERAL = later(rf"\b(?:{'|'.join(_OF_WORDS)})\b")


_ENDINGS = frozenset("n an ian i ese ish ic ean nian er lander ite".split())
"""What makes a word for the people of a country of its name, or of the beginning of it."""


def is_of(word: str, country: str) -> bool:
    """Whether a word in lower case is made of the name of a country by its form alone: Transvalian, of Transvalia."""
    stem = country.rstrip("aeiouy") or country
    begun = next((start for start in (country, stem) if word.startswith(start)), "")
    return len(stem) > 3 and bool(begun) and word[len(begun) :] in _ENDINGS


def shortened(text: str) -> str:
    """A text in small letters with the long names of states in their short form: "federal republic of germany".

    A name that two states share but for those words is left as it stands. What is of a state of several words is told
    by its name: "south african".
    """
    text = _SEVERAL.sub(lambda found: _OF_WORDS[found[0]], text) if "an" in text else text
    return _LONG.sub("", text) if "republic" in text or "kingdom of" in text or "federation" in text else text
