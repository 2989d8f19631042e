"""What an earlier build left behind: it is Python's own stored objects, and whoever wrote them runs what they like.

So only what a build on this machine has left is taken up, and nothing that git brought along.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.config import Config

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.edition.inside import leads_out
from sphinx_factcheck.edition.project import BUILT, Project
from sphinx_factcheck.edition.revisions import tracked_below
from sphinx_factcheck.letters.files import problem_at_start, real


def distrust_kept(app: Sphinx, config: Config) -> None:
    """Let the build begin anew where what stands there is not known to be ours (`config-inited`).

    Raises SystemExit of 2 where it would write where a link of the edition leads out of it.
    """
    root, written = Path(app.srcdir), (real(Path(app.outdir)), real(Path(app.doctreedir)))
    for folder in map(root.joinpath, BUILT):
        if leads_out(folder, root) and any(one.is_relative_to(real(folder)) for one in written):
            sys.stderr.write(f"factcheck: {folder.relative_to(root)} leads out of the edition: take that link away\n")
            raise SystemExit(2)  # anything else that is raised here would end as a traceback
    kept = Path(app.doctreedir) / ENV_PICKLE_FILENAME
    known = _mark(app)
    trusted = known is not None and known.is_file() and known.read_bytes() == _digest(kept)
    if not trusted or any(tracked_builds(app)):
        with suppress(OSError):
            kept.unlink(missing_ok=True)


def vouch_for_kept(app: Sphinx, exception: Exception | None) -> None:
    """Keep in mind, outside of the edition, what this build has left (`build-finished`)."""
    known = _mark(app)
    if exception is None and known is not None:
        with suppress(OSError):
            known.parent.mkdir(parents=True, exist_ok=True)
            known.write_bytes(_digest(Path(app.doctreedir) / ENV_PICKLE_FILENAME))


def tracked_builds(app: Sphinx) -> Iterator[Problem]:
    """The problem that git tracks what is built."""
    root = Path(app.srcdir)
    for folder in dict.fromkeys((Path(app.doctreedir), Path(app.outdir))):
        found = tracked_below(root, folder)
        if found:
            mend = "git rm -r --cached it, and add its folder to .gitignore"
            yield problem_at_start(found[0], "git tracks what a build makes, and so a stranger can have made it", mend)


def _mark(app: Sphinx) -> Path | None:
    """Where the digest of what a build has left is kept, one file for each place of that."""
    cache = Project(Path(app.srcdir)).cache
    return cache and cache / f"kept-{hashlib.sha256(str(real(Path(app.doctreedir))).encode()).hexdigest()[:24]}"


def _digest(path: Path) -> bytes:
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest().encode()
    return b"none"
