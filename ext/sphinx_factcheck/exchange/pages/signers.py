"""Whom a line of signers and a salutation name: persons and bodies, as far as their words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_factcheck.exchange.imported import Agent

_BODY = re.compile(
    r"\b(?:association|academy|action|aid|alliance|amnesty|article|asia|assembly|bar|board|bureau|"
    r"campaign|cent(?:er|re)|chapter|church|"
    r"club|coalition|college|comité|commission|committee|community|congress|council|defenders|democracy|"
    r"department|dialogue|federation|for|"
    r"forum|foundation|freedom|friends|front|fund|group|house|human|initiative|institut(?:e|ion)?|"
    r"international|journalists|justice|"
    r"lawyers|league|liberty|library|ministry|movement|network|ngo|office|organi[sz]ation|parliament|"
    r"party|pen|press|project|"
    r"reporters|rights|school|secretariat|service|society|solidarity|stands?|students|support|syndicate|"
    r"team|tibet|trust|union|united|"
    r"university|verein|watch|wom[ae]n|workers|world|youth)\b|e\.V\.|\b(?-i:[A-Z]{3,})\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:president|director|chair(?:man|woman|person)?|secretary|head|founder|co-?founder|executive|"
    r"manager|officer|advocate|advisor|"
    r"adviser|professor|lecturer|lawyer|attorney|journalist|editor|writer|poet|member|minister|ambassador|"
    r"coordinator|lead|fellow|"
    r"researcher|representative|spokesperson|treasurer|student|teacher|mp|mep|senator|deputy|former|"
    r"interim|vice|program(?:me)?|policy)\b",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"^(?:(?:the )?(?:right )?(?:hon(?:ou?rable|\.)?|his excellency|her excellency|h\.e\.|dr|"
    r"prof(?:essor)?|mr|mrs|ms|sir|dame|lord|lady|"
    r"rev(?:erend)?|fr|herr|frau|monsieur|madame|señor|señora)\b\.?\s*)+",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:[^\W\d_a-z][\w’'.-]*\.?\s+){1,3}(?:(?:de|da|van|von|der|al|el|bin|ben|la|le)\s+)?[^\W\d_a-z][\w’'-]+"
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_GREETING = re.compile(
    r"^(?:my dear|dear|an open letter to|to|sehr geehrte[rs]?|liebe[rs]?|cher(?:s|e|es)?|chère|"
    r"estimad[oa]s?|querid[oa]s?|尊敬的|亲爱的|致)\s*",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:prime|foreign|u\.?s\.?|vice|deputy|high|attorney|federal|secretary[- ]general|secretary|"
    r"president|minister|chancellor|"
    r"senators?|representatives?|congress(?:man|woman)|ambassador|commissioner|premier|governor|mayor|"
    r"general|speaker|chair(?:man|woman)?|"
    r"director|judge|justice|king|queen|pope|of state|madam|mr|mrs|ms|herr|frau|bundeskanzler|monsieur le|"
    r"madame la|ministre)\b\.?\s*)+",
    re.IGNORECASE,
)


def signer(line: str) -> Iterator[Agent]:
    """The person and the body of one signer's line, `Freedom House, Annie Boyajian, Vice President` or `"
    "T. Kumar\\nAmnesty`."""
    for part in re.split(r"\n|,\s+|\s+[–—|]\s+|;\s+", line.strip()):
        told = _HONORIFIC.sub("", re.sub(r"^\d+[.)]\s*", "", part.strip())).strip(" .,*•")
        if not _LETTERS.search(told) or len(told) > 120:
            continue
        if _POST.fullmatch(told.split()[-1]):
            continue
        if _BODY.search(told) and not (_POST.search(told) and not _BODY.sub("", told).strip()):
            if not _POST.match(told) and not (_POST.search(told) and len(told.split()) < 7 and " for " in told):
                yield Agent(told.partition(" (")[0] or told, "organization")
        elif _PERSON.fullmatch(told) and not _POST.search(told):
            yield Agent(told)


def signers(lines: Sequence[str]) -> tuple[Agent, ...]:
    """Whom all lines name. Where most are bodies, a line of a single name that could be a person's is a body's, too."""
    told = [tuple(signer(line)) for line in lines]
    bodies = sum(bool(agents) and agents[0].kind == "organization" for agents in told)
    if bodies * 2 > len(told):
        told = [
            (Agent(agents[0].name, "organization"), *agents[1:]) if agents and _alone(line) else agents
            for line, agents in zip(lines, told, strict=True)
        ]
    return tuple(dict.fromkeys(agent for agents in told for agent in agents))


def _alone(line: str) -> bool:
    return not re.search(r"\n|,|–|\||;", line.strip()) and _HONORIFIC.match(line.strip()) is None


def addressees(salutation: str) -> tuple[Agent, ...]:
    """Whom a salutation greets: `Dear Secretary Kerry and Secretary Lew,`. Greetings without a name give none."""
    told = _GREETING.sub("", " ".join(salutation.split())).rstrip(" ,:;!.")
    found = []
    for part in re.split(r"\s+(?:and|und|et|y|&)\s+|,\s+(?:and\s+)?", told):
        name = _TITLES.sub("", _HONORIFIC.sub("", part.strip())).strip(" .,")
        if re.fullmatch(r"[^\W\d_a-z][\w’'-]*(?:\s+[^\W\d_a-z][\w’'.-]*){0,3}", name) and not _NOBODY & {
            name.lower(),
            name.split()[0].lower(),
        }:
            found.append(Agent(name))
    return tuple(dict.fromkeys(found))


_NOBODY = frozenset(
    "sir sirs madam madams sir/madam friends friend colleagues colleague excellency excellencies members "
    "member all leaders leader "
    "your editor bundeskanzler bundeskanzlerin minister president secretary chancellor prime "
    "senators ministers damen herren mesdames messieurs".split()
)
