"""The parts of pages that are made from all letters at once: ledger, timeline, matrix, collation, and live figures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from sphinx_factcheck.book.collation import collations
from sphinx_factcheck.book.desk import Desk
from sphinx_factcheck.book.domain import FactcheckDomain, domain_of
from sphinx_factcheck.book.figures import number_of
from sphinx_factcheck.book.followed import followed_claim, letters_table
from sphinx_factcheck.book.ledger import ledger
from sphinx_factcheck.book.marking import replace
from sphinx_factcheck.book.matrix import signatories_matrix
from sphinx_factcheck.book.timeline import timeline

Maker = Callable[[Desk, str], list[Node]]

PARTS: Mapping[str, Maker] = {
    "ledger": ledger,
    "timeline": timeline,
    "signatories-matrix": signatories_matrix,
    "collation": collations,
    "letters": letters_table,
    "followed-claim": followed_claim,
}
ROLES: Mapping[str, Maker] = {"number-of": number_of}
ASSETS: Mapping[str, tuple[str, ...]] = {"ledger": ("ledger.js",)}
_STYLE = "around.css"


class Part(nodes.General, nodes.Element):
    """Where a part of this `kind` will stand; `about` is what it was asked for."""


class LivePart(nodes.General, nodes.Inline, nodes.Element):
    """The same within a line."""


class PartDirective(SphinxDirective):
    """``{ledger}``, ``{timeline}``, ``{letters}``, ``{collation}`` with the id of a document, and so on (`PARTS`)."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        kind = self.name.rpartition(":")[2]
        _note(self.env, kind)
        part = Part(kind=kind, about=self.arguments[0].strip() if self.arguments else "")
        part.source, part.line = self.get_source_info()
        return [part]


class LiveRole(SphinxRole):
    """``{number-of}`letters` ``: a figure that the engine counts."""

    def run(self) -> tuple[list[Node], list[nodes.system_message]]:
        kind = self.name.rpartition(":")[2]
        _note(self.env, kind)
        part = LivePart(kind=kind, about=self.text)
        part.source, part.line = self.get_source_info()
        return [part], []


def _note(env: BuildEnvironment, kind: str) -> None:
    generated = domain_of(env).generated
    generated[env.docname] = tuple(sorted({*generated.get(env.docname, ()), kind}))


def setup_around(app: Sphinx) -> None:
    """Register all of it."""
    for node in (Part, LivePart):
        app.add_node(node)
    for name in PARTS:
        app.add_directive(name, PartDirective)
    for name in ROLES:
        app.add_role(name, LiveRole())
    app.connect("env-updated", pages_to_write)
    app.connect("doctree-resolved", fill_parts)
    app.connect("html-page-context", _add_assets, priority=400)  # before others replace the lists of files


def fill_parts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make the parts where they were asked for (`doctree-resolved`)."""
    desk = Desk(app.builder, app.env, docname)
    places: list[Element] = [*doctree.findall(Part), *doctree.findall(LivePart)]
    for place in places:
        makers = PARTS if isinstance(place, Part) else ROLES
        replace(place, makers[place["kind"]](desk, place["about"]))


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages whose parts are no longer what they were written from (`env-updated`)."""
    domain = domain_of(env)
    if not domain.generated:
        return []
    now = _digest(domain)
    changed = [page for page in domain.generated if domain.generated_from.get(page) != now]
    domain.generated_from.update(dict.fromkeys(changed, now))
    return changed


def _digest(domain: FactcheckDomain) -> str:
    """A digest of all that parts are made from: facts, letters, notes, and the names of pages."""
    told: list[object] = [domain.edition.known.digest, sorted(domain.entries.items())]
    for page, checked in sorted(domain.edition.checked.items()):
        told += [page, checked.chapter.letter.source, checked.chapter.annotations.notes]
    told += [(page, str(title)) for page, title in sorted(domain.env.titles.items())]
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Load styles and scripts on the pages that have such parts, and on no other (`html-page-context`)."""
    kinds = domain_of(app.env).generated.get(pagename, ())
    if kinds:
        app.add_css_file(_STYLE)
        for kind in kinds:
            for name in ASSETS.get(kind, ()):
                app.add_js_file(name)
