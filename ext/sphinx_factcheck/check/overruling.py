"""Where a `{mention}` says otherwise than the letter: it takes away who is named, or moves the words to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.mentions.lexicon import FUNCTION_WORDS
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import Anchored, Annotation
from sphinx_factcheck.letters.text import Letter

RULE = "mention"
_IN_FULL = frozenset({"name", "full name", "name in its own script"})
_PRONOUNS = frozenset(
    "i me my mine we us our ours you your yours he him his she her hers they them their theirs it its who whom whose "
    "himself herself themselves both".split()
)


def overruling(
    anchored: Iterable[Anchored], overruled: Sequence[Mention], letter: Letter, facts: FactBase
) -> Iterator[Finding]:
    """The findings on every `{mention}` that is not only a help: claims may have moved or gone with it."""
    for one in anchored:
        if one.annotation.kind != "mention":
            continue
        id = one.annotation.options.get("entity", "")
        entity = id if id in facts.entities else ""
        for mention in overruled:
            if mention.span.overlaps(one.span):
                yield _overruled(one.annotation, mention, entity, letter, facts)
        if entity and not _can_name(letter.words(one.span)):
            message = f"“{one.annotation.selector.exact}” names nobody, and is said to be {facts.entities[entity].name}"
            yield Finding(
                RULE, Severity.WARNING, one.annotation.place, one.annotation.selector.exact, message,
                mend="quote the words that name somebody, or take the {mention} out",
            )  # fmt: skip


def _can_name(words: str) -> bool:
    """Whether words can stand for somebody: more than numbers and small words that are no pronouns."""
    said = re.findall(r"[^\W\d_]+", words)
    return any(word.lower() not in FUNCTION_WORDS or word.lower() in _PRONOUNS for word in said)


def _overruled(note: Annotation, mention: Mention, entity: str, letter: Letter, facts: FactBase) -> Finding:
    words, known = letter.words(mention.span), facts.entities[mention.entity]
    in_full = mention.why in _IN_FULL
    hides = in_full and not entity
    named = "names in full" if in_full else "would be taken for"
    says = f"{facts.entities[entity].name} ({entity})" if entity else "nobody"
    mend = "see that the letter means so: what it says of them here is judged of another, or not at all"
    if hides:
        mend = "take it out; if the letter means another of that name, add them to the facts and say so with :entity:"
    return Finding(
        RULE, Severity.ERROR if hides else Severity.WARNING, note.place, note.selector.exact,
        f"“{words}” {named} {known.name} ({known.id}), and here it is said to be {says}", mend=mend,
    )  # fmt: skip
