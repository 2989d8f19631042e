"""The words by which English denies, supposes and leaves open; told once for all who judge what a letter asserts."""

from __future__ import annotations

from sphinx_factcheck.compiling import later
from sphinx_factcheck.spans.patterns import any_of

DENYING = "never neither nor"
"""Words that deny what they stand by, apart from "not" and "n't"."""
DISBELIEVING = "deny denies denied denying"
"""Words that tell of something said that it is not so."""
DISBELIEVED = later(
    r"\b(?:(?i:nobody|no\sone|few|not|n[’']t|cannot)\s(?:believes?|thinks?|claims?|says?)|"
    rf"{any_of(DISBELIEVING)}|falsely|wrongly|(?:myth|rumou?rs?|claim|legend|lie|impression)\sthat)\b[^;:]*$"
)
"""What stands before something that is said not to be so."""
SUPPOSING = "if unless whether suppose supposing imagine"
"""Words that open what is only supposed."""
TURNED_ROUND = "Had Were Should"
"""Verbs that open what is only supposed where they stand before their subject."""
MODALS = "would could might may should must can"
"""Verbs by which something may, but need not, be so."""
WISHING = "hop* plan* promis* threaten* want* wish*"
"""Verbs of what somebody would have, and may not get."""
