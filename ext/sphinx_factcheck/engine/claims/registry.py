"""The kinds of claim: those built in, and those that others register."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from sphinx_factcheck.engine.claims.anachronism import AnachronismKind
from sphinx_factcheck.engine.claims.attribution import AttributionKind
from sphinx_factcheck.engine.claims.award import AwardKind
from sphinx_factcheck.engine.claims.base import Kind
from sphinx_factcheck.engine.claims.charge import ChargeKind
from sphinx_factcheck.engine.claims.count import CountKind
from sphinx_factcheck.engine.claims.custody import CustodyKind
from sphinx_factcheck.engine.claims.date import DateKind
from sphinx_factcheck.engine.claims.duration import DurationKind
from sphinx_factcheck.engine.claims.life import LifeKind
from sphinx_factcheck.engine.claims.office import OfficeKind
from sphinx_factcheck.engine.claims.order import OrderKind
from sphinx_factcheck.engine.claims.part import PartKind
from sphinx_factcheck.engine.claims.person import PersonKind
from sphinx_factcheck.engine.claims.place import PlaceKind
from sphinx_factcheck.engine.claims.quotation import QuotationKind
from sphinx_factcheck.engine.claims.ranking import RankingKind
from sphinx_factcheck.engine.claims.sentence import SentenceKind
from sphinx_factcheck.engine.claims.sequence import SequenceKind
from sphinx_factcheck.engine.claims.vote import VoteKind

GROUP = "sphinx_factcheck.claims"
BUILT_IN: tuple[type[Kind], ...] = (
    DateKind,
    SentenceKind,
    CustodyKind,
    OfficeKind,
    AwardKind,
    CountKind,
    VoteKind,
    RankingKind,
    QuotationKind,
    OrderKind,
    DurationKind,
    LifeKind,
    ChargeKind,
    PersonKind,
    PartKind,
    AttributionKind,
    SequenceKind,
    PlaceKind,
    AnachronismKind,
)


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of claim, the built-in ones first, then those of the entry point group `sphinx_factcheck.claims`.

    An entry point names a kind or a class of kinds. Raises TypeError where it is neither, or a name is there twice.
    """
    told = [kind() for kind in BUILT_IN]
    told += [_made(entry.load(), entry.value) for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name)]
    names = [kind.name for kind in told]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise TypeError(f"two kinds of claim are called {', '.join(sorted(twice))}: rename the one from outside")
    return tuple(told)


def _made(loaded: object, where: str) -> Kind:
    kind = loaded() if isinstance(loaded, type) else loaded
    if not (isinstance(getattr(kind, "name", None), str) and hasattr(kind, "find") and hasattr(kind, "judge")):
        raise TypeError(f"{where} is no kind of claim: it needs a name, find(reading) and judge(claim, reading)")
    return kind  # type: ignore[return-value]
