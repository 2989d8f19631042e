"""What happens to events, documents and bodies: the words for it, and the verbs that tell it. A new one is a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z]*(-[a-z]+)*$", max_length=40)]

VERBS: Mapping[str, frozenset[str]] = {
    word: frozenset(verbs.split())
    for word, verbs in {
        "held": "hold held take took convene convened meet met open opened begin began start started visit visited "
        "sit sat run ran occur occurred happen happened assemble assembled gather gathered commence commenced "
        "erupt erupted strike struck stage staged",
        "dated": "date dated write wrote written",
        "published": "publish published release released issue issued appear appeared print printed come-out "
        "bring-out put-out promulgate promulgated gazette gazetted unveil unveiled",
        "posted": "post posted",
        "adopted": "adopt adopted pass passed approve approved enact enacted endorse endorsed carry carried "
        "agree agreed decree decreed conclude concluded reach reached vote-through",
        "signed": "sign signed seal sealed initial initialled subscribe subscribed conclude concluded reach reached",
        "delivered": "deliver delivered hand handed present presented speak spoke read preach preached broadcast",
        "in-force": "effect force",
        "announced": "announce announced declare declared proclaim proclaimed impose imposed hand-down",
        "submitted": "submit submitted file filed lodge lodged table tabled present presented lay laid",
        "introduced": "introduce introduced propose proposed bring brought bring-in",
        "amended": "amend amended revise revised tighten tightened toughen toughened alter altered extend extended",
        "repealed": "repeal repealed abolish abolished revoke revoked annul annulled rescind rescinded",
        "ratified": "ratify ratified",
        "hearing": "hear heard",
        "postponed": "postpone postponed delay delayed adjourn adjourned move moved reschedule rescheduled put-off",
        "canceled": "cancel canceled cancelled call-off",
        "launched": "launch launched begin began start started set-up",
        "ended": "end ended close closed conclude concluded rise rose",
        "received": "receive received",
        "answered": "answer answered reply replied respond responded",
        "rejected": "reject rejected refuse refused turn-down vote-down throw-out",
        "banned": "ban banned forbid forbade prohibit prohibited outlaw outlawed",
        "vetoed": "veto vetoed",
    }.items()
}
"""By the word of the fact base, the forms of the verbs by which a letter tells it."""
ALL_VERBS = frozenset(verb for verbs in VERBS.values() for verb in verbs if "-" not in verb)

NOUNS: Mapping[str, str] = {
    "publication": "published",
    "appearance": "published",
    "promulgation": "published",
    "passage": "adopted",
    "adoption": "adopted",
    "delivery": "delivered",
    "declaration": "announced",
    "proclamation": "announced",
    "submission": "submitted",
    "repeal": "repealed",
    "abolition": "repealed",
    "revocation": "repealed",
    "ratification": "ratified",
    "closure": "ended",
    "conclusion": "ended",
    "end": "ended",
    "receipt": "received",
    "response": "answered",
    "ban": "banned",
    "veto": "vetoed",
}
"""By a noun whose stem is not that of its verb, the word of the fact base for what it tells."""
