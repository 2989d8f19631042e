"""The registers by whose numbers others know people and bodies: names, addresses, what a number looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NONE_FOUND = "none found"
"""What stands before the day on which an identifier was looked for in vain."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its name, the address before a number, the pattern of a number and an example of it."""

    name: str
    address: str
    pattern: str
    example: str

    def has(self, number: str) -> bool:
        """Whether this can be a number of the register."""
        return re.fullmatch(self.pattern, number, re.ASCII) is not None


REGISTERS: Mapping[str, Register] = {
    "wikidata": Register("Wikidata", "http://www.wikidata.org/entity/", r"Q[1-9]\d*", "Q42"),
    "viaf": Register("VIAF", "https://viaf.org/viaf/", r"[1-9]\d*", "digits"),
    "gnd": Register("GND", "https://d-nb.info/gnd/", r"\d[\d-]*[\dX]", "118540238"),
}
"""By the key of an entry; the first that is known is the one that exports lead to."""
