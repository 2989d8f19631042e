"""What has read a letter: this package, what it builds on, and the kinds of claim that others registered."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

import sphinx_factcheck

_BUILDS_ON = (
    "ahocorasick-rs", "edtf", "holidays", "markdown-it-py", "mdit-py-plugins", "python-dateutil", "rapidfuzz",
    "snowballstemmer",
)  # fmt: skip
_KINDS = "sphinx_factcheck.claims"


@cache
def engine() -> str:
    """A digest of the code that reads and judges; what other code has found is passed over."""
    digest = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version}".encode())
    for name in _BUILDS_ON:
        digest.update(f" {name} {_version(name)}".encode())
    home = Path(sphinx_factcheck.__file__).parent
    for path in sorted(home.rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(home).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def is_alone() -> bool:
    """Whether all kinds of claim are those of this package: of others nobody knows what they read."""
    return not entry_points(group=_KINDS)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
