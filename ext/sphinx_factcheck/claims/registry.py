"""The kinds of claim: those built in, and those that others register."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from sphinx_factcheck.claims.base import Kind

GROUP = "sphinx_factcheck.claims"
BUILT_IN = (
    "date.DateKind",
    "sentence.SentenceKind",
    "custody.CustodyKind",
    "office.OfficeKind",
    "award.AwardKind",
    "count.CountKind",
    "vote.VoteKind",
    "ranking.RankingKind",
    "quotation.QuotationKind",
    "order.OrderKind",
    "duration.DurationKind",
    "life.LifeKind",
    "anachronism.AnachronismKind",
)


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of claim, the built-in ones first, then those of the entry point group `sphinx_factcheck.claims`.

    An entry point names a kind or a class of kinds. Raises TypeError where it is neither, or a name is there twice.
    """
    told = [_made(_built_in(path), path) for path in BUILT_IN]
    told += [_made(entry.load(), entry.value) for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name)]
    names = [kind.name for kind in told]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise TypeError(f"two kinds of claim are called {', '.join(sorted(twice))}: rename the one from outside")
    return tuple(told)


def _built_in(path: str) -> object:
    module, _, name = path.rpartition(".")
    return getattr(import_module(f"{__package__}.{module}"), name)


def _made(loaded: object, where: str) -> Kind:
    kind = loaded() if isinstance(loaded, type) else loaded
    if not (isinstance(getattr(kind, "name", None), str) and hasattr(kind, "find") and hasattr(kind, "judge")):
        raise TypeError(f"{where} is no kind of claim: it needs a name, find(reading) and judge(claim, reading)")
    return kind  # type: ignore[return-value]
