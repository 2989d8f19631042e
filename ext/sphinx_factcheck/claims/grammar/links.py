"""How letters tie an office to the name before it: "X, president of", "X became president", "X, who resigned as"."""

from __future__ import annotations

import re

_BEGINS = (
    r"became|becomes|(?:was|were)\s(?:sworn\sin|inaugurated)(?:\sas)?|(?:took|has\staken)\s(?:up\s)?office\sas|"
    r"took\sover\sas|(?:succeeded|replaced|followed)\s(?:[A-Z][\w’'.-]*\s){1,4}as"
)
_CHOSEN = r"(?:was|were)\s(?:re-?)?(?:elected|appointed|named|chosen|confirmed)(?:\sas)?"
_ENDS = (
    r"(?:resigned|stepped\sdown|left\soffice|retired)\sas|ceased\sto\sbe|"
    r"(?:was|were)\s(?:ousted|removed|dismissed|replaced|succeeded)\sas"
)
_LASTS = (
    r"is|was|has\sbeen|had\sbeen|serves\sas|(?:has\s)?served\sas|is\sserving\sas|remains|remained|works\sas|worked\sas|"
    r"(?:ha[sd]\s)?(?:led|headed|run|ran|served|represented|steered|guided)\s"
    r"(?:the|our|its|this|that|his|her)\s(?:[\w’'-]+\s){1,5}?as"
)
_VERB = (
    rf"(?:,?\swho)?,?\s(?:(?:also|still|now|currently)\s)?"
    rf"(?P<verb>(?P<begins>{_BEGINS})|(?P<chosen>{_CHOSEN})|(?P<ends>{_ENDS})|(?P<lasts>{_LASTS}))\s"
    r"(?:(?P<now>now|currently|still|today)\s|(?P<then>then|formerly|previously|once)\s|also\s)?"
)
_LETTERS = r"(?:\s(?:MPs?|MEP|MSP|MLA|KC|QC|SC|CBE|OBE|CMG|Ph\.?D))?"
_COMMA = (
    rf"{_LETTERS},\s+"
    r"(?:(?:him|her)self\s)?(?:(?:now|currently|today|presently)\s"
    r"|(?:until\s)?(?P<was>formerly|once|previously|earlier|recently)\s)?"
)
LINK = re.compile(rf"{_VERB}|{_COMMA}|\s+\(")
"""What stands between a name and an office: a `verb`, which is one of `begins`, `chosen`, `ends`, `lasts`; `was`,
`then`, `now` are words of time."""
IN_OFFICE = re.compile(
    r"(?:,?\swho)?,?\s(?:(?P<begins>(?:first\s)?(?:took|assumed|entered)\s(?:up\s)?office|was\s(?:sworn\sin|inaugurated)|"
    r"came\sto\s(?:power|office))|"
    r"(?P<ends>left\soffice|resigned|stepped\sdown|was\s(?:ousted|removed\sfrom\soffice)|fell\sfrom\spower))(?=\s)"
)
"""Verbs that tell when any office of a person began or ended."""
AT_A_TIME = re.compile(
    r"\b(?:(?P<as>[Aa]s|[Ww]hile)|[Ww]hen\s(?:he|she|they)\s(?:was|were)|(?:his|her|their)\s(?:time|term|years)\sas|"
    r"predecessor(?:\sas\s[\w\s]{1,40})?,?|predecessors,?|successor,?|succeeded\sby(?:\s(?:his|her|its))?)"
    r"\s+(?:the\s|then\s)?$"
)
"""What stands before a title that was held at the time spoken of, whenever the letter was written."""
OF_THEN = re.compile(
    r",?\s(?:at|in|during)\s(?:the|that)\s(?:time|period|era)\b(?!\sof\swriting)|\sback\sthen\b|\sunder\s"
)
"""What stands after such a title."""
UNTIL_PAST = re.compile(
    r",?\s(?:until|till)\s(?:last|recently|earlier\sthis|(?:the|this)\spast|the\s(?:end|start|beginning|middle)\sof\slast)\b"
)
"""What stands after a title that is held no longer."""
AND_A = re.compile(
    r",?\s(?:and|&)\s(?:as\s)?(?:(?P<now>now|currently|today)\s|(?P<later>later|then|once)\s|also\s)?(?:(?:the|an?)\s)?"
)
"""What stands between an office and a further one of the same person."""
AS = re.compile(r"\b[Aa]s\s(?:(?:the|an?)\s)?")
"""What opens "As president from 2017 to 2021, X"."""
NOW_ANOTHER = re.compile(r",\s(?:who\sis\s)?(?:now|currently|today|later|subsequently)\s(?:the\s|an?\s)?")
"""What leads from a title before a name to a later one behind it: "Senator X, now Secretary of State"."""
