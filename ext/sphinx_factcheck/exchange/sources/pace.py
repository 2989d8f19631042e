"""How often a host is asked: one after another, with a pause, and not before it wants to be asked again."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


class Pace:
    """When each host may be asked next; safe to share among threads."""

    def __init__(self, sleep: Callable[[float], object] = time.sleep) -> None:
        self._sleep = sleep
        self._next: dict[str, float] = defaultdict(float)
        self._lock = threading.Lock()

    def wait(self, host: str, pause: float) -> None:
        """Wait for a host's turn, and leave a pause (seconds) behind it."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next[host])
            self._next[host] = turn + pause
        if turn > now:
            self._sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Do not ask a host for so many seconds from now."""
        with self._lock:
            self._next[host] = max(self._next[host], time.monotonic() + seconds)


def retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or the time from now to a date; None for neither."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        told = parsedate_to_datetime(value)
    except ValueError:
        return None
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    return max((told - datetime.now(UTC)).total_seconds(), 0.0)
