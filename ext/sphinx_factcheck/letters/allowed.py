"""The roles and directives that notes and pages may hold: what shows something, nothing that reads, fetches or runs.

An edition allows more by name in its setting `factcheck_allow`; no chapter can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

OWN_ROLES = "person org organization event document ranking source fact number-of".split()
NOTE_ROLES = """
    abbr abbreviation emphasis strong sub subscript sup superscript title-reference title
    doc ref numref eq math term cite cite:p cite:t footcite footcite:p footcite:t
""".split()
ADMONITIONS = "admonition attention caution danger error hint important note seealso tip warning".split()
NOTE_DIRECTIVES = [
    *ADMONITIONS,
    *"figure image table list-table math".split(),
    *"container epigraph highlights pull-quote rubric topic footbibliography".split(),
]
OWN_DIRECTIVES = """
    ledger timeline signatories-matrix collation letters citations followed-claim
    people organizations events documents rankings places
""".split()
PAGE_DIRECTIVES = [*OWN_DIRECTIVES, *"signatories toctree tableofcontents bibliography glossary contents".split()]

PICTURES = frozenset({"figure", "image"})
UNREAD = frozenset({"math", "toctree", "tableofcontents", "bibliography", "footbibliography", *OWN_DIRECTIVES})
"""The directives whose content is no Markdown."""
OPTIONS = frozenset(
    """
    class name alt height width scale align target figwidth figclass header-rows stub-columns widths label nowrap
    caption maxdepth titlesonly glob hidden numbered includehidden reversed filter style list all cited notcited
    local depth backlinks sorted
    """.split()
)
"""What a directive may be told; of these only `target` leads anywhere."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Names of roles and directives, in lower case, as Sphinx itself compares them."""

    roles: frozenset[str]
    directives: frozenset[str]
    more: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, roles: Iterable[str], directives: Iterable[str], more: Iterable[str] = ()) -> Allowed:
        told = frozenset(name.lower() for name in more)
        return cls(frozenset(roles) | told, frozenset(directives) | told, told)

    def options(self, directive: str) -> frozenset[str] | None:
        """The options a directive may have; None where the edition itself has allowed it, with all it can."""
        return None if directive.lower() in self.more else OPTIONS


def in_notes(more: Iterable[str] = ()) -> Allowed:
    """What the notes of an edition may hold; `more` is what its settings add."""
    return Allowed.of([*OWN_ROLES, *NOTE_ROLES], NOTE_DIRECTIVES, more)


def on_pages(more: Iterable[str] = ()) -> Allowed:
    """What the pages around the letters may hold."""
    return Allowed.of([*OWN_ROLES, *NOTE_ROLES], [*NOTE_DIRECTIVES, *PAGE_DIRECTIVES], more)


MEANT: Mapping[str, str] = {
    "include": "write the words themselves",
    "literalinclude": "write the words themselves",
    "raw": "write Markdown; what it shows is text",
    "csv-table": "write a {table} or a {list-table}",
    "download": "link to the file: [words](file.pdf)",
}
"""What to do instead, for some that are not allowed."""
