"""What a letter tells of persons, as typed data: what was done to whom, when, for how long, and how surely."""

from __future__ import annotations

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.language.clauses import Certainty
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.terms import TermSaid


@record()
class Deed:
    """One thing done to persons: its words, the events of custody that it can be, the date and the term said of it.

    `name` is its sort; `still` tells that it is said to last; `since` that its date is when it began, though it may be
    over ("had been held since May"). `inside` ends the words that say where a time was spent. `total` tells that a time
    spent may be the sum of several, `part` that it may be but a part of one; `untried` that it was one before a
    sentence. `shared`: that its verb is that of another clause; `death`: that it is a sentence of death.
    `doubted`: that its date may be that of another verb.
    """

    start: int
    end: int
    name: str
    events: frozenset[str]
    persons: tuple[Mention, ...] = ()
    when: DateSaid | None = None
    still: bool = False
    since: bool = False
    term: TermSaid | None = None
    certainty: Certainty = Certainty.ASSERTED
    inside: int = -1
    total: bool = False
    part: bool = False
    untried: bool = False
    shared: bool = False
    death: bool = False
    doubted: bool = False

    @property
    def told(self) -> bool:
        """Whether it is told as a fact, and not feared, asked for or denied."""
        return self.certainty.told
