"""The second look: whatever a parser reads, only what is allowed acts, and only what is harmless stays on a page.

The check has read every page before (`edition.pages`, `letters.markup`). What it might have passed over ends here: no
role or directive runs that it would have refused, and no HTML, script, foreign picture or address gets through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers import Parser
from docutils.parsers.rst import directives, roles
from myst_parser.parsers.sphinx_ import MystParser
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.book.parts.tree import replace
from sphinx_factcheck.book.wire.domain import FactcheckDomain, domain_of
from sphinx_factcheck.book.wire.handing import REFUSED
from sphinx_factcheck.book.wire.source import NOTES
from sphinx_factcheck.edition.pages import file_problem
from sphinx_factcheck.letters.allowed import Allowed, in_notes, on_pages
from sphinx_factcheck.letters.markdown import BREAK
from sphinx_factcheck.letters.markup import LEADS, scheme_of

_OURS = ("signatories", NOTES, REFUSED)
_SCHEMES = ("", "http:", "https:", "mailto:")
_INSERTING = ("include", "literalinclude", "csv-table")


def guard_parsers(app: Sphinx, config: Config) -> None:
    """Put a guarded parser in the place of every other (`config-inited`, when all of them are known)."""
    for kind, parser in [*app.registry.source_parsers.items()]:
        guarded = type(f"Guarded{parser.__name__}", (_Guarded, parser), {"supported": (kind,)})
        app.add_source_parser(guarded, override=True)


class _Guarded(Parser):
    """A parser that obeys only what is allowed, and reads Markdown as Markdown, whatever a page says of itself."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        settings = document.settings
        domain = domain_of(settings.env)
        allowed = allowed_in(domain, settings.env.docname)
        settings.raw_enabled = "raw" in allowed.more
        settings.file_insertion_enabled = any(name in allowed.more for name in _INSERTING)
        with _only(allowed, _refusing(domain, settings.env)):
            if isinstance(self, MystParser) and not _may_run(domain, settings.env.docname, allowed):
                MystParser.parse(self, inputstring, document)
            else:
                super().parse(inputstring, document)


def allowed_in(domain: FactcheckDomain, docname: str) -> Allowed:
    """What a page may hold: that of a letter what its notes may."""
    more = domain.edition.project.settings.allow
    told = in_notes(more) if docname in domain.edition.checked else on_pages(more)
    return Allowed(told.roles, told.directives | frozenset(_OURS), told.more)


def _may_run(domain: FactcheckDomain, docname: str, allowed: Allowed) -> bool:
    """Whether a page may be a notebook."""
    return "code-cell" in allowed.more and docname not in domain.edition.checked and not domain.edition.faults(docname)


def _refusing(domain: FactcheckDomain, env: BuildEnvironment) -> Callable[[str, str], None]:
    def refuse(kind: str, name: str) -> None:
        mend = f"take it out; an editor can allow a {kind} by name in the setting factcheck_allow"
        refuse_on_page(domain, env.docname, "markup", f"the {kind} {{{name}}} is not allowed here", mend, name)

    return refuse


def refuse_on_page(domain: FactcheckDomain, docname: str, rule: str, message: str, mend: str, words: str) -> None:
    """Keep in mind that something on a page was refused."""
    name = domain.edition.project.name(Path(domain.env.doc2path(docname)))
    problem = Problem(rule, Place(name, 1, 1, 1, 1, 0, 0), message, mend, words)
    record = domain.record(docname)
    record.refused = tuple(dict.fromkeys((*record.refused, problem)))


@contextmanager
def _only(allowed: Allowed, refuse: Callable[[str, str], None]) -> Iterator[None]:
    """Let nobody find another directive or role, as Sphinx itself lets its domains be found."""
    directive, role = directives.directive, roles.role

    def find_directive(name: str, *arguments: Any) -> Any:
        if name.lower() in allowed.directives:
            return directive(name, *arguments)
        refuse("directive", name)
        return None, []

    def find_role(name: str, *arguments: Any) -> Any:
        if name.lower() in allowed.roles:
            return role(name, *arguments)
        refuse("role", name)
        return None, []

    _set(find_directive, find_role)
    try:
        yield
    finally:
        _set(directive, role)


def _set(directive: Any, role: Any) -> None:
    directives.directive, roles.role = directive, role


class Disarm(SphinxTransform):
    """Takes from every page what could run, fetch or lead astray, before pictures and files are collected (880)."""

    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        domain = domain_of(self.env)
        allowed = allowed_in(domain, self.env.docname)
        if "raw" not in allowed.more:
            show_as_text(self.document)
        for meta in list(self.document.findall(nodes.meta)):
            self._refuse("markup", "what is told to browsers about a page", "take it out", "meta")
            meta.parent.remove(meta)
        for image in list(self.document.findall(nodes.image)):
            self._file(image, str(image["uri"]), allowed, picture=True)
        for download in list(self.document.findall(addnodes.download_reference)):
            self._file(download, str(download["reftarget"]), allowed, picture=False)
        for link in list(self.document.findall(nodes.reference)):
            if scheme_of(str(link.get("refuri", ""))) not in _SCHEMES:
                self._refuse("link", f"a link to “{link['refuri'][:60]}”", LEADS, str(link["refuri"]))
                replace(link, link.children)
        for tree in self.document.findall(addnodes.toctree):
            self._contents(tree)

    def _contents(self, tree: Any) -> None:
        kept = [(title, ref) for title, ref in tree["entries"] if scheme_of(str(ref)) in _SCHEMES]
        for _, ref in tree["entries"]:
            if scheme_of(str(ref)) not in _SCHEMES:
                self._refuse("link", f"a link to “{ref[:60]}”", LEADS, str(ref))
        tree["entries"] = kept

    def _file(self, node: nodes.Element, written: str, allowed: Allowed, *, picture: bool) -> None:
        folder = Path(self.env.doc2path(self.env.docname)).parent
        wrong = (
            (f"“{written}” is no file of this edition", "put the file into the edition and give its path")
            if scheme_of(written) or written.startswith("//") or "*" in written
            else file_problem(written, folder, Path(self.env.srcdir), allowed, picture=picture)
        )
        if wrong:
            self._refuse("link", *wrong, written)
            replace(node, [nodes.Text(str(node.get("alt", "")))] if picture else node.children)

    def _refuse(self, rule: str, message: str, mend: str, words: str) -> None:
        refuse_on_page(domain_of(self.env), self.env.docname, rule, message, mend, words)


class LooseRules(SphinxTransform):
    """Takes out the rules (`---`) within quotes, lists and notes: docutils falls over them (at 830)."""

    default_priority = 820

    def apply(self, **kwargs: Any) -> None:
        for rule in list(self.document.findall(nodes.transition)):
            if not isinstance(rule.parent, nodes.document | nodes.section):
                replace(rule, [])


def show_as_text(document: nodes.document) -> None:
    """Show raw HTML as text: nobody who writes a page may run anything on a reader's machine."""
    for node in list(document.findall(nodes.raw)):
        if node.astext().strip() == BREAK:
            continue
        text = [nodes.Text(node.astext())] if "html" in node["format"] else []
        inline = isinstance(node.parent, nodes.TextElement)
        replace(node, text if inline or not text else [nodes.paragraph("", "", *text)])


class HarmlessLinks(SphinxPostTransform):
    """Leaves no link that a browser or an e-reader would run, whoever made it, once all references are resolved."""

    default_priority = 999

    def run(self, **kwargs: Any) -> None:
        for link in list(self.document.findall(nodes.reference)):
            if scheme_of(str(link.get("refuri", ""))) not in _SCHEMES:
                replace(link, link.children)
