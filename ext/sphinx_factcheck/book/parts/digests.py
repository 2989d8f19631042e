"""Digests of what is told."""

from __future__ import annotations

import hashlib


def digest_of(told: str) -> str:
    """A digest of text."""
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
