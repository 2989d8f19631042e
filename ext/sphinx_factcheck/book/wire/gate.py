"""The gate: what every build ends with, whatever it had to do, and whatever warnings are hidden."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.book.wire.domain import NAME, FactcheckDomain, domain_of, entity_id
from sphinx_factcheck.check import Report, warned
from sphinx_factcheck.check.binding import nearest
from sphinx_factcheck.check.reports import lines, text

logger = logging.getLogger(__name__)


def close_gate(app: Sphinx, exception: Exception | None) -> None:
    """Print all findings, and fail the build where the gate is shut (`build-finished`).

    Raises SystemExit of 2 where a page could not be written.
    """
    if isinstance(exception, OSError):
        sys.stderr.write(f"\nfactcheck: {exception.filename or 'a page'} cannot be written: {exception.strerror}\n")
        raise SystemExit(2)  # anything else that is raised here would end as a traceback
    if exception is not None:
        return
    domain = domain_of(app.env)
    report = report_of(app.env)
    under = domain.edition.project.settings.fail_under
    unexplained = [finding for finding in report.findings if not finding.acknowledged_by]
    if domain.edition.facts is not None:
        unexplained = [*map(warned, domain.edition.facts.warnings), *unexplained]
    if unexplained:
        sys.stderr.write("\n")
        text.write_findings(unexplained, sys.stderr, colour=sys.stderr.isatty() and "NO_COLOR" not in os.environ)
    logger.info("factcheck: %s", lines.summary(report))
    if not report.broken and report.coverage.percent < under:
        told = f"coverage {report.coverage.percent:.1f} % is under factcheck_fail_under, which is {under:g}"
        sys.stderr.write(f"factcheck: {told}\n")
    if report.exit_code(under):
        app.statuscode = 1


def tell_unlisted(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn of letters that `_toc.yml` lacks, for such a build does not judge them, and of keys that nothing reads.

    On `env-before-read-docs`. A build of a single page has no table of contents but that page.
    """
    listed = getattr(env.config, "external_site_map", None) or ()
    for problem in domain_of(env).edition.project.warnings() if len(listed) > 1 else ():
        logger.warning(
            problem.message, location=f"{problem.place.path}:{problem.place.line}", type=NAME, subtype=problem.rule
        )


def report_of(env: BuildEnvironment) -> Report:
    """All findings of this build."""
    domain = domain_of(env)
    read = [page for _, page in sorted(domain.pages.items(), key=itemgetter(0))]
    made = [problem for page in read for problem in (*page.problems, *page.refused)]
    return domain.edition.report([*_missing_pages(env), *_broken_references(env, domain), *made])


def _missing_pages(env: BuildEnvironment) -> Iterator[Problem]:
    """Entries of `_toc.yml` that name no file; Sphinx itself tells of those in toctree directives."""
    if len(getattr(env.config, "external_site_map", None) or ()) > 1:
        yield from domain_of(env).edition.project.missing_pages()


def _broken_references(env: BuildEnvironment, domain: FactcheckDomain) -> Iterator[Problem]:
    """Roles outside of annotations that name nothing; those in annotations are findings of the check."""
    facts = domain.edition.facts
    if facts is None:
        return
    for page, record in sorted(domain.pages.items(), key=itemgetter(0)):
        path = Path(env.doc2path(page))
        for one in record.used:
            known = one.id in facts.sources if one.kind == "source" else entity_id(facts, one.kind, one.id)
            if not known and Path(one.place.path) == path:
                ids = facts.sources if one.kind == "source" else facts.entities
                where = Place(domain.edition.project.name(path), one.place.line, 1, one.place.line, 1, 0, 0)
                yield Problem(
                    "reference", where, f"no {one.kind} has the id “{one.id}”", nearest(one.id, ids, one.kind), one.id
                )
