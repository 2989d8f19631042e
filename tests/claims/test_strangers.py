"""Titles in a fact base's very words, with nouns that nobody listed, in the forms that letters give them."""

from __future__ import annotations

import json

import pytest
from claims.test_tables import fact_base, together

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.office import OfficeKind
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.letters.text import plain_letter

TITLES = (
    "Head coach", "Captain", "Count", "Bishop", "Editor-in-chief", "CEO", "Master-General of the Ordnance",
    "Astronomer Royal", "First Sea Lord", "Assistant manager", "Solicitor General", "Ship's surgeon",
    "Minister for Trade, Investment and Tourism", "Under-Secretary of State for Air", "Deputy Chief of Naval Operations",
    "Minister without portfolio", "Rear admiral", "Member", "Chargé d'affaires",
)  # fmt: skip
BODIES = ("Norwick Rovers", "the Museum für Neue Kunst")
HOLDS = (
    "We ask {T} Per Larsson to act.",
    "Per Larsson, {t} of {B}, wrote to us.",
    "Per Larsson is the {t} of {B}.",
    "Per Larsson remains {t} of {B}.",
    "We ask the {t} of {B}, Per Larsson, to act.",
    "We ask Per Larsson, as {t} of {B}, to act.",
    "Per Larsson (the {t} of {B}) wrote to us.",
    "Per Larsson – {t} of {B} – wrote to us.",
    "The new {t} of {B} is Per Larsson.",
    "We ask {T} Per Larsson of {B} to act.",
)
HELD = (
    "We ask former {T} Per Larsson to act.",
    "Per Larsson, former {t} of {B}, wrote to us.",
    "Per Larsson, formerly {t} of {B}, wrote to us.",
    "Per Larsson is no longer {t} of {B}.",
    "The former {t} of {B}, Per Larsson, wrote to us.",
)
TIMES = {
    "Per Larsson was {t} of {B} from 1990 to 2001.": "supported",
    "Per Larsson was {t} of {B} from 1993 to 2001.": "contradicted",
    "Per Larsson became {t} of {B} in 1990.": "supported",
    "Per Larsson took over as {t} of {B} in 1996.": "contradicted",
    "Per Larsson resigned as {t} of {B} in 1998.": "contradicted",
    "In 1995, Per Larsson was {t} of {B}.": "supported",
    "In 2005, Per Larsson was {t} of {B}.": "contradicted",
    "In 1995 {T} Per Larsson met us.": "supported",
    "Per Larsson held the post of {t} of {B} from 1990 to 2001.": "supported",
    "In 1996 the council named Per Larsson {t} of {B}.": "contradicted",
    "As {t} of {B}, Per Larsson met us in 1995.": "supported",
}
DURING, AFTER = "1995-05-05", "2015-05-05"
CASES = [
    *((form, DURING, "supported") for form in HOLDS),
    *((form, AFTER, "contradicted") for form in HOLDS),
    *((form, DURING, "contradicted") for form in HELD),
    *((form, AFTER, "supported") for form in HELD),
    *((form, AFTER, verdict) for form, verdict in TIMES.items()),
]


def verdicts(title: str, body: str, text: str, day: str) -> set[str]:
    office = {"office": title, "of": "body", "valid": "1990/2001", "sources": ["s"]}
    people = [{"id": "larsson", "name": "Per Larsson", "offices": [office]}]
    bodies = [{"id": "body", "name": body.removeprefix("the ")}]
    facts = fact_base(json.dumps(together({"people": people, "organizations": bodies})))
    letter = plain_letter("letter.txt", text, date=parse(day))
    reading, kind = Reading(letter, NameIndex(facts).find(letter).found, facts), OfficeKind()
    return {str(kind.judge(claim, reading).verdict) for claim in kind.find(reading)}


@pytest.mark.parametrize(("form", "day", "verdict"), CASES)
@pytest.mark.parametrize("title", TITLES)
def test_strangers(title: str, form: str, day: str, verdict: str) -> None:
    lower = title if title.isupper() else title[0].lower() + title[1:]
    for body in BODIES:
        text = form.format(T=title, t=lower, B=body)
        assert verdicts(title, body, text, day) == {verdict}, text
