"""A letter that ends the process that checks it, as one that takes all the memory would."""

from __future__ import annotations

import os
import signal

from sphinx_factcheck.check import Chapter, Checked, Checker
from sphinx_factcheck.exchange.corpus.step import CheckPart

_check = Checker.check


def _deadly(self: Checker, chapter: Chapter) -> Checked:
    if "DEADLY" in chapter.letter.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "FAILING" in chapter.letter.text:
        raise RecursionError("maximum recursion depth exceeded")
    return _check(self, chapter)


class Deadly(CheckPart):
    """Checks as ever, apart from such letters."""

    def __call__(self, data: object, rank: int, world_size: int) -> None:
        Checker.check = _deadly  # type: ignore[method-assign]
        CheckPart.__call__(self, data, rank, world_size)
