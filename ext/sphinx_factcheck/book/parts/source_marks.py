"""Sources, as a short mark in running text and as a line in a list."""

from __future__ import annotations

from textwrap import shorten
from urllib.parse import urlsplit

from docutils import nodes

from sphinx_factcheck.book.parts.nodes import SourceLink, SourceMark
from sphinx_factcheck.book.parts.phrases import when_in_words
from sphinx_factcheck.edition.robust import robust, to_excerpt
from sphinx_factcheck.facts.model import Source
from sphinx_factcheck.facts.origins import is_site

_MARK = 48
"""So many characters of a citation stand in a note; the list below has it whole."""
_WEB = ("http", "https")


def source_mark(source: Source, words: str = "", listed: str | None = None) -> SourceMark:
    """A link to a source that shows `words`, or else who publishes it: `hrw.org`.

    `listed` is the address of the page that lists it, empty for its own: all else is told there, and what is nowhere on
    the web leads there. Where there is none, the title is in the tooltip.
    """
    if listed is not None and not _host(source):
        return listed_mark(source, words, listed)
    mark = SourceMark("", words or _short(source), source=source.id)
    if _host(source):
        mark["refuri"] = source.url
        if listed is None:
            mark["reftitle"] = _tooltip(source)
    return mark


def listed_mark(source: Source, words: str = "", listed: str = "") -> SourceMark:
    """A link to the entry of a source in the list on the page at the address `listed`, empty for its own."""
    place = {"refuri": f"{listed}#{_entry(source)}"} if listed else {"refid": _entry(source)}
    return SourceMark("", words or _short(source), source=source.id, internal=True, **place)


def source_item(source: Source) -> nodes.list_item:
    """A source in the list of those a page rests on."""
    return nodes.list_item("", nodes.paragraph("", "", *source_line(source)), ids=[_entry(source)])


def source_line(source: Source) -> list[nodes.Node]:
    """A source in full: its title as a link, where it is, when it was read, and what was read there."""
    shown = _title(source)
    title: nodes.Node = nodes.inline("", shown)
    if _host(source):
        title = SourceLink("", shown, refuri=to_excerpt(source), internal=False, robust=robust(source))
    told = [
        source.citation if source.citation != source.title else "",
        source.publisher,
        f"copy of a text of {source.copy_of}" if is_site(source.copy_of) else "",
        f"published {when_in_words(source.published)}" if source.published else "",
        f"read on {when_in_words(source.seen)}" if source.seen else "",
        f"at {_host(source)}" if _host(source) else "",
    ]
    line = [title, nodes.Text("".join(f", {part}" for part in told if part))]
    if source.excerpt:
        line.append(nodes.Text(f": “{source.excerpt}”"))
    if urlsplit(source.archived).scheme in _WEB:
        line += [
            nodes.Text(" ("),
            nodes.reference("", "archived", refuri=source.archived, internal=False),
            nodes.Text(")"),
        ]
    return line


def _title(source: Source) -> str:
    """What a source is called; what an editor calls one without a title stands in brackets in the fact base."""
    described = source.title.startswith("(") and source.title.endswith(")") and source.title.count("(") == 1
    return source.title[1:-1] if described else source.title


def _entry(source: Source) -> str:
    return f"fc-source-{source.id}"


def _host(source: Source) -> str:
    """The name of the site; empty where the address is none of the web."""
    parts = urlsplit(source.url)
    return (parts.hostname or "").removeprefix("www.") if parts.scheme in _WEB else ""


def _short(source: Source) -> str:
    """Who speaks there: the publisher, whose text it is a copy of, the site; without these what it is, cut short."""
    if source.publisher:
        return source.publisher
    if is_site(source.copy_of):
        return f"{source.copy_of} (copy)"
    return _host(source) or shorten(source.citation or source.title, _MARK, placeholder=" …")


def _tooltip(source: Source) -> str:
    told = (source.title, f"“{source.excerpt}”" if source.excerpt else "")
    return ": ".join(part for part in told if part)
