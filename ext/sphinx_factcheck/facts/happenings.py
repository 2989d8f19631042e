"""What happens to events, documents and bodies: the words for it, and the verbs that tell it. A new one is a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z]*(-[a-z]+)*$", max_length=40)]

VERBS: Mapping[str, frozenset[str]] = {
    word: frozenset(verbs.split())
    for word, verbs in {
        "held": "hold held take took convene convened meet met open opened begin began start started visit visited",
        "dated": "date dated write wrote written",
        "published": "publish published release released issue issued appear appeared",
        "posted": "post posted",
        "adopted": "adopt adopted pass passed approve approved enact enacted endorse endorsed",
        "signed": "sign signed",
        "delivered": "deliver delivered hand handed present presented speak spoke",
        "in-force": "effect force",
        "announced": "announce announced declare declared",
        "submitted": "submit submitted file filed lodge lodged table tabled present presented",
        "introduced": "introduce introduced propose proposed bring brought",
        "amended": "amend amended revise revised",
        "repealed": "repeal repealed abolish abolished revoke revoked annul annulled",
        "ratified": "ratify ratified",
        "hearing": "hear heard",
        "postponed": "postpone postponed delay delayed adjourn adjourned",
        "canceled": "cancel canceled cancelled call-off",
        "launched": "launch launched",
        "ended": "end ended close closed conclude concluded",
        "received": "receive received",
        "answered": "answer answered reply replied respond responded",
        "rejected": "reject rejected refuse refused",
        "banned": "ban banned forbid forbade prohibit prohibited outlaw outlawed",
        "vetoed": "veto vetoed",
    }.items()
}
"""By the word of the fact base, the forms of the verbs by which a letter tells it."""
