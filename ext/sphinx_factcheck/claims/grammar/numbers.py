"""Numbers as English writes them, for those who still look for them here."""

from sphinx_factcheck.spans.numbers import (
    HEDGE,
    NUMBER,
    ORDINAL,
    Quantity,
    exactly,
    has_number,
    hedged,
    parse_number,
    parse_ordinal,
    quantities,
)

__all__ = [
    "HEDGE",
    "NUMBER",
    "ORDINAL",
    "Quantity",
    "exactly",
    "has_number",
    "hedged",
    "parse_number",
    "parse_ordinal",
    "quantities",
]
