"""Whether a letter asserts what it says: not denied, not supposed, not planned, not left open."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.language.clauses import Certainty
from sphinx_factcheck.letters.text import Span

_HINTS = """
never neither nor nobody none hardly scarcely barely cannot n’t n't without instead rather than false untrue not
no_ no-one would could might may should must shall will ’ll ’d can_ ought if_ unless whether lest provided until
till_ so_that in_order in_case as_though perhaps maybe possibl probabl likely presum alleg suppos purport almost
nearly let_alone claim insist say said tell told report deny denie reject refus fail ask demand urg call request
want wish hope fear plan intend threat promis vow pledg expect belie think thought rumo according seem appear
suggest maintain assert argue doubt accus propos seek sought try tried attempt agree decid prepar need had_
were_ imagin predict warn anyone few_ order avoid prevent stop forbid prohibit ? to_be to_have press myth legend
lie due schedul plann await mean_to imminent forthcoming
""".split()
_CUES = AhoCorasick([hint.replace("_", " ") for hint in _HINTS])


def asserted(reading: Reading, span: Span) -> bool:
    """Whether the clause in which a stretch stands says that it is so."""
    return certainty(reading, span).told


def certainty(reading: Reading, span: Span) -> Certainty:
    """How the clause in which a stretch stands tells it; a sentence without any doubt is not read."""
    sentence = reading.sentence_at(span.start)
    doubtful = reading.doubtful.get(sentence.start)
    if doubtful is None:
        low = reading.letter.text[sentence.start : sentence.end].lower()
        doubtful = reading.doubtful[sentence.start] = bool(_CUES.find_matches_as_indexes(low))
    if not doubtful:
        return Certainty.ASSERTED
    prose = reading.prose
    return prose.sentence(prose.number_at(span.start)).certainty_at(span.start, span.end)
