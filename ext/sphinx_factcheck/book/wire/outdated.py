"""What must be read or written again: changed files, and pages whose facts have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import sphinx_factcheck
from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.page_names import has_pages
from sphinx_factcheck.book.wire.domain import FactcheckDomain, Taken, Used, domain_of
from sphinx_factcheck.book.wire.edition import Edition, read_and_check
from sphinx_factcheck.book.wire.handing import digests_of
from sphinx_factcheck.check import Checked
from sphinx_factcheck.edition.cache.checking import processors
from sphinx_factcheck.edition.cache.rows import Kept


def take_stock(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    """Read and check every chapter, and tell which pages took something from the fact base that is different now.

    (`env-get-outdated`)
    """
    domain = domain_of(env)
    project = domain.edition.project
    paths = {page: Path(env.doc2path(page)) for page in env.found_docs}
    digests = digests_of(project, paths)
    moved = {page for page in digests if page not in added and domain.page(page).source != digests[page]}
    fresh = added | changed | moved
    letters = {page: path for page, path in paths.items() if path.suffix == ".md" and project.annotations_path(path)}
    others = {page: path for page, path in paths.items() if page not in letters}
    edition = read_and_check(domain.edition, letters, others, processors())
    domain.edition = edition = replace(edition, digests=digests)
    for page in edition.unread:
        for pages in (env.found_docs, added, changed):
            pages.discard(page)
        if page in env.all_docs:
            removed.add(page)
    if edition.facts is None:
        return moved - edition.unread.keys()
    stale = {page for page in domain.pages if page in env.found_docs and page not in fresh and _is_stale(domain, page)}
    return (moved | stale) - edition.unread.keys()


def _is_stale(domain: FactcheckDomain, page: str) -> bool:
    """Whether a page took something that is different now; where only the fact base is, it is looked up again."""
    record, checked = domain.page(page), domain.edition.checked.get(page)
    then = record.taken
    if then is None:
        return False
    if then.found != _found(domain.edition, checked):
        return True
    now = domain.edition.meaning
    if then.facts != now:
        if then.told != _told(domain.edition, checked, record.used):
            return True
        record.taken = replace(then, facts=now)
    return False


def taken(edition: Edition, checked: Checked | None, used: Iterable[Used]) -> Taken:
    """Digests of all that a page takes: verdicts, findings, names found, and what is told of entities and sources."""
    return Taken(_found(edition, checked), _told(edition, checked, used), edition.meaning)


def _found(edition: Edition, checked: Checked | None) -> str:
    if not isinstance(checked, Kept):
        return ""
    return digest_of(f"{checked.digest} {edition.carriers.get(checked.outline.carries)}")


def _told(edition: Edition, checked: Checked | None, used: Iterable[Used]) -> str:
    ids = {one.id.partition("/")[0] for one in used} | (checked.outline.touched if checked else frozenset())
    return digest_of("".join(edition.entry_digest(id) for id in sorted(ids)))


def pages_with_links(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Every page that links to entities, where the page that lists some kind of them has come, gone or moved.

    (`env-updated`)
    """
    domain = domain_of(env)
    now = {kind: domain.page_of(kind) for kinds in domain.entries.values() for kind in kinds}
    before, domain.data["listings"] = domain.data["listings"], now
    linking = [name for name, page in domain.pages.items() if page.letter or page.used]
    return linking if before != now else []


def keep_written(app: Sphinx, exception: Exception | None) -> None:
    """Keep which pages stand as they are to be (`build-finished`)."""
    if exception is None and has_pages(app.builder):
        domain = domain_of(app.env)
        domain.written.save(whole=domain.edition.facts is not None)


def code_version() -> int:
    """A number for the source of this package: what other code has read is read again."""
    told = hashlib.sha256()
    for path in sorted(Path(sphinx_factcheck.__file__).parent.rglob("*.py")):
        told.update(path.read_bytes())
    return int.from_bytes(told.digest()[:4])
