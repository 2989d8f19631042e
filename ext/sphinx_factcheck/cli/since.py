"""`--changed-since`: only the letters that a change can touch."""

from __future__ import annotations

from dataclasses import replace

from sphinx_factcheck.cli.common import Call, fail, remark


def narrowed(call: Call, since: str) -> Call:
    """The call with only the letters whose check could come out otherwise than at a revision.

    Where git cannot tell, all letters stay: a gate must rather check too much.
    """
    from sphinx_factcheck.edition.changed import changes_since
    from sphinx_factcheck.edition.revisions import NoHistory, Revision, UnknownRevision

    if call.project is None:
        fail("--changed-since needs an edition: no _config.yml or conf.py in this folder or above it")
    try:
        changes = changes_since(call.project, Revision.find(call.project.root, since))
    except NoHistory as error:
        remark(f"factcheck: all letters are checked, for git cannot tell what changed: {error}")
        return call
    except UnknownRevision as error:
        fail(str(error))
    chapters = call.inputs.chapters
    touched = tuple(chapter for chapter in chapters if changes.touch(chapter))
    remark(f"{len(touched)} of {len(chapters)} letters rest on what changed since {since}")
    apart = tuple(chapter for chapter in chapters if chapter not in touched)
    return replace(call, inputs=replace(call.inputs, chapters=touched), apart=apart)
