"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# CI machines are slow at times; a slow example is not a wrong one.
settings.register_profile("factcheck", deadline=None, max_examples=60)
settings.load_profile("factcheck")
