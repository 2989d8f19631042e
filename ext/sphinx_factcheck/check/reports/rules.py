"""What each rule is for, in words: the help that reports carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it says in a sentence, and what to do where it speaks."""

    id: str
    says: str
    help: str


_CLAIM_HELP = (
    "Compare the words with the fact and its source. If the letter was copied wrongly, mend the letter; if the fact is "
    "wrong, mend the fact base. If the source really has these words, acknowledge them with a sic note."
)

_CLAIMS: Mapping[str, str] = {
    "anachronism": "A letter must not be dated before something it says has happened.",
    "attribution": "What a letter says that somebody said must be what the documents of that one say.",
    "award": "A prize, its year and its holder must be as the fact base has them.",
    "charge": "What somebody was charged with or sentenced for must be as the fact base has it.",
    "count": "A stated number must fit what is counted.",
    "custody": "What a letter says of a person's custody must hold on the day of the letter.",
    "date": "A date must be that of the event or the document it belongs to.",
    "duration": "A stated duration must fit the dates of the event.",
    "life": "A person must have been alive, and in custody where release is asked for, on the day of the letter.",
    "office": "An office must have been held on the day of the letter, and left where it is called former.",
    "order": "A list must stand in the order that the letter states.",
    "part": "Whoever is said to have signed, met or taken part must have.",
    "person": "A person's citizenship, kin, calling and names must be as the fact base has them.",
    "place": "What is said to be at a place must be there, or at one that lies in it.",
    "quotation": "A quotation must be verbatim, apart from marked omissions and insertions.",
    "ranking": "A rank must be that of the edition of the ranking that is spoken of.",
    "sentence": "A sentence must have the length that the fact base has for that person.",
    "sequence": "What is said to have come before or after something else must have.",
    "vote": "The result of a vote must be as the fact base has it.",
}

_OTHERS: Mapping[str, tuple[str, str]] = {
    "ambiguous": (
        "A name must lead to one entity.",
        "Name the person in full where the letter first does so, or bind the place with a mention in the annotations.",
    ),
    "anchor": (
        "The words of an annotation must stand in its letter exactly once.",
        "Quote the words as the letter has them; settle which place is meant with :prefix:, :suffix: or :occurrence:.",
    ),
    "annotation": (
        "An annotation must be written as the manual says.",
        "Mend the directive or the option that the message names.",
    ),
    "chapter": (
        "A chapter must have front matter that says which document it is, its date and its source.",
        "Mend the key that the message names.",
    ),
    "encoding": ("A file must be text in UTF-8.", "Save the file anew as UTF-8."),
    "file": ("A file must be there and readable.", "Write the file, or take out what asks for it."),
    "hidden": (
        "A letter must show the words that it holds.",
        "Take out the signs that the message names. If the source really has them, acknowledge them with a sic note.",
    ),
    "letter": ("A letter of a collection must have its id, date and text.", "Mend the line that the message names."),
    "link": (
        "A link or picture must stay within the edition, or lead to http, https or mailto.",
        "Put the file into the edition, or give another address.",
    ),
    "markup": (
        "A letter holds only its author's words, with markup for structure; a note or page only what is allowed.",
        "Move notes and roles to the annotations; write what the message names in Markdown.",
    ),
    "mention": (
        "A mention must not hide or move what a letter says of somebody it names.",
        "Take it out, or see that the letter means so; add another bearer of the name to the facts.",
    ),
    "name": (
        "A name must be spelled as the fact base has it.",
        "Mend the name in the letter, add the spelling to the names of the entity, or acknowledge it with a sic note.",
    ),
    "reference": (
        "What an annotation names must be in the fact base.",
        "Mend the id, or add what it names to the facts.",
    ),
    "toc": (
        "Letters stand in the folder of letters, and the table of contents names pages that are there.",
        "Move the letter, or mend the entry.",
    ),
    "stale": (
        "An acknowledgement must match a finding.",
        "The error it explains is gone: take the sic note out, or make it an ordinary note.",
    ),
}


def known() -> tuple[str, ...]:
    """The ids of all rules that have words of their own."""
    return (*_CLAIMS, *_OTHERS)


def rule(id: str) -> Rule:
    """The rule of this id; a kind of claim that others have added gets the general words."""
    if id in _OTHERS:
        return Rule(id, *_OTHERS[id])
    says = _CLAIMS.get(id)
    if says:
        return Rule(id, says, _CLAIM_HELP)
    return Rule(
        id, f"What is written must pass the rule {id}.", "See the message of the finding, which names the mend."
    )
