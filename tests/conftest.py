"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

# CI machines are slow at times; a slow example is not a wrong one.
settings.register_profile("factcheck", deadline=None, max_examples=60)
settings.load_profile("factcheck")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests measured: every property `score` that one recorded."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    scores = sorted(str(value) for r in reports for name, value in r.user_properties if name == "score")
    if scores:
        terminalreporter.section("scores")
        terminalreporter.write_line("\n".join(scores))
