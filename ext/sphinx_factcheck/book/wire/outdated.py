"""What must be read or written again: changed files, and pages whose facts have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

import sphinx_factcheck
from sphinx_factcheck.book.wire.domain import FactcheckDomain, Used, domain_of
from sphinx_factcheck.book.wire.edition import Edition, read_and_check
from sphinx_factcheck.book.wire.handing import digests_of
from sphinx_factcheck.check import Checked
from sphinx_factcheck.facts.model import Document, FactBase, Office


def take_stock(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    """Read and check every chapter, and tell which pages took something from the fact base that is different now.

    (`env-get-outdated`)
    """
    domain = domain_of(env)
    project = domain.edition.project
    paths = {page: Path(env.doc2path(page)) for page in env.found_docs}
    digests = digests_of(project, paths)
    moved = {page for page in digests if page not in added and domain.sources.get(page) != digests[page]}
    fresh = added | changed | moved
    letters = {page: path for page, path in paths.items() if path.suffix == ".md" and project.annotations_path(path)}
    known = {page: chapter for page, chapter in domain.chapters.items() if page in letters and page not in fresh}
    to_read = {page: path for page, path in letters.items() if page not in known}
    others = {page: path for page, path in paths.items() if page not in letters}
    edition = read_and_check(domain.edition, known, to_read, others)
    domain.edition = edition = replace(edition, digests=digests)
    for page in edition.unread:
        for pages in (env.found_docs, added, changed):
            pages.discard(page)
    if edition.facts is None:
        return moved
    stale = {
        page for page in domain.digests if page in env.found_docs and page not in fresh and _is_stale(domain, page)
    }
    return moved | stale


def _is_stale(domain: FactcheckDomain, page: str) -> bool:
    now = page_digest(domain.edition, domain.edition.checked.get(page), domain.used.get(page, ()))
    return domain.digests[page] != now


def page_digest(edition: Edition, checked: Checked | None, used: Iterable[Used]) -> str:
    """A digest of all that a page takes from the fact base: verdicts, findings, names found, entities, sources."""
    ids = {one.id.partition("/")[0] for one in used}
    told: list[object] = []
    if checked:
        letter = checked.chapter.letter
        told += [checked.mentions, checked.findings, edition.carriers.get(letter.carries)]
        told += [(c.claim.kind, c.claim.value, c.claim.span, c.ruling, c.acknowledged_by) for c in checked.claims]
        ids |= {m.entity for m in checked.mentions} | {c.claim.subject for c in checked.claims}
        ids |= {source for c in checked.claims for cited in c.ruling.cited for source, _ in cited.sources}
        ids |= {letter.carries, *(field.value for key, field in letter.fields.items() if key == "source")}
    told += [_known(edition.known, id) for id in sorted(ids)]
    return digest_of(repr(told))


def _known(facts: FactBase, id: str) -> object:
    """What the fact base holds under an id, with the names of what that refers to."""
    entity = facts.entities.get(id)
    named: tuple[str, ...] = ()
    if isinstance(entity, Document):
        named = (*entity.by, *entity.addressees)
    elif entity:
        named = tuple(f.statement.of for f in facts.about(id) if isinstance(f.statement, Office))
    cited = {source for fact in facts.about(id) for source in fact.statement.sources}
    return (
        entity,
        [facts.entities[n].name for n in named if n in facts.entities],
        [facts.sources.get(source) for source in sorted({id, *cited})],
    )


def pages_with_links(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Every page that links to entities, where the page that lists some kind of them has come, gone or moved.

    (`env-updated`)
    """
    domain = domain_of(env)
    now = {kind: domain.page_of(kind) for kinds in domain.entries.values() for kind in kinds}
    before, domain.data["listings"] = domain.data["listings"], now
    return list({**domain.chapters, **domain.used}) if before != now else []


def digest_of(told: str) -> str:
    """A digest of text."""
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def code_version() -> int:
    """A number for the source of this package: what other code has read is read again."""
    told = hashlib.sha256()
    for path in sorted(Path(sphinx_factcheck.__file__).parent.rglob("*.py")):
        told.update(path.read_bytes())
    return int.from_bytes(told.digest()[:4])


def seal(digest: str) -> str:
    """What a page ends with that was made from the whole edition: a digest of what it shows."""
    return f"<!-- {digest} -->"


def bears(builder: Builder, page: str, digest: str) -> bool:
    """Whether a page stands there with this digest; what an interrupted build left is so written by the next."""
    path = Path(builder.get_outfilename(page))  # type: ignore[attr-defined]
    return path.is_file() and seal(digest) in path.read_text(encoding="utf-8", errors="replace")
