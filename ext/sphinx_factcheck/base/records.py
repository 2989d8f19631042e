"""Data of which a letter makes thousands: nothing may change it, and making it must be cheap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(*, eq: bool = True, order: bool = False) -> Callable[[type[_T]], type[_T]]:
    """A frozen dataclass with slots. The checker of types holds it frozen; to have each one watched while the program
    runs as well would take three times as long as making it.
    """
    return dataclass(slots=True, eq=eq, order=order, unsafe_hash=eq)
