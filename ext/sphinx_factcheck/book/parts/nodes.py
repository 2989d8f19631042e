"""The nodes of a letter's page, and how each is written in every output."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_factcheck.book.parts.page_names import evidence_uri

Visit = Callable[[Any, Any], None]

SIGNS = {"supported": "✓", "contradicted": "≠", "contested": "≈", "unverified": "?"}
"""The sign of each verdict; an error of the source that a note explains has its own."""
EXPLAINED = "!"
_NAMES = {"explained": "error of the source"}


def verdict_name(verdict: str) -> str:
    """A verdict in words."""
    return _NAMES.get(verdict, verdict)


def shown_verdict(verdict: str) -> str:
    """A verdict as pages show it: `✓ supported`."""
    return f"{SIGNS.get(verdict, EXPLAINED)} {verdict_name(verdict)}"


class AnchoredWords(nodes.General, nodes.Inline, nodes.TextElement):
    """Words of a letter that a note belongs to; `note` is the id of the note, `kind` its kind."""


class NoteNumber(nodes.General, nodes.Inline, nodes.Element):
    """The `number` behind the words of a note; `note` is the id of the note."""


class MarginNote(nodes.General, nodes.Element):
    """A note with its `number` and `kind`; `words` is the id of the words it belongs to."""


class NamedWords(nodes.General, nodes.Inline, nodes.TextElement):
    """Words of a letter that name an `entity`."""


class AssertedWords(nodes.General, nodes.Inline, nodes.TextElement):
    """Words of a letter that assert something, with the `verdict` on it."""


class VerdictSign(nodes.General, nodes.Inline, nodes.Element):
    """The sign behind asserted words; it leads to their `rows` in the list of checked statements."""


class SourceMark(nodes.reference):
    """Words that stand for a `source`, and lead to it where it is on the web or listed."""


class SourceLink(nodes.reference):
    """A link to a source in full; `robust` are the attributes by which readers' programs find a copy of it."""


class ParagraphNumber(nodes.General, nodes.Inline, nodes.Element):
    """The `number` of a paragraph, a link `to` itself."""


class LetterHead(nodes.General, nodes.Element):
    """The head of a letter; its `authors`, how many `others` they are with, and its `date` in EDTF, to be cited by."""


class LetterText(nodes.General, nodes.Element):
    """Holds a letter whose page has no heading."""


class UnplacedNotes(nodes.General, nodes.Element):
    """The notes of a chapter, parsed and not yet in their places."""


class Fold(nodes.General, nodes.Element):
    """A part of a page that a reader opens; its first child is its title. What stands elsewhere is in `script`."""


class FoldTitle(nodes.General, nodes.TextElement):
    """The title of a fold."""


class OnlyHtml(nodes.General, nodes.Element):
    """What makes sense on a page in a browser only."""


class Drawing(nodes.General, nodes.Element):
    """A picture drawn here: `svg` for HTML; `caption` says in words what it shows."""


def _nothing(writer: Any, node: Any) -> None:
    """Only the children are written."""


def _skip(writer: Any, node: Any) -> None:
    raise nodes.SkipNode


def _writing(tag: str) -> Visit:
    def write(writer: Any, node: Any) -> None:
        writer.body.append(tag)

    return write


def _in_epub(writer: Any) -> bool:
    return bool(writer.builder.name == "epub")


def _manner(node: Any) -> str:
    """The class of a note that shows no error but what is otherwise."""
    return f" fc-as-{node['manner']}" if node.get("manner") not in {None, "", "error"} else ""


def _words_html(writer: Any, node: Any) -> None:
    classes = f"fc-words fc-words-{node['kind']}{_manner(node)}"
    writer.body.append(writer.starttag(node, "span", "", CLASS=classes, **{"data-note": node["note"]}))


def _number_html(writer: Any, node: Any) -> None:
    kind = {"epub:type": "noteref"} if _in_epub(writer) else {"role": "doc-noteref"}
    link = {**kind, "href": f"#{node['note']}", "aria-label": f"Note {node['number']}"}
    writer.body.append(writer.starttag(node, "a", "", CLASS="fc-number", **link) + f"{node['number']}</a>")
    raise nodes.SkipNode


def _note_html(writer: Any, node: Any) -> None:
    kind = {"epub:type": "footnote"} if _in_epub(writer) else {"role": "note"}
    aside = {**kind, "aria-label": f"Note {node['number']}", "data-words": node["words"]}
    writer.body.append(writer.starttag(node, "aside", CLASS=f"fc-note fc-note-{node['kind']}{_manner(node)}", **aside))
    back = {"href": f"#{node['words']}", "aria-label": "Back to the words of the letter"}
    writer.body.append(writer.starttag({}, "a", "", CLASS="fc-back", **back) + f"{node['number']}</a>\n")


def _named_html(writer: Any, node: Any) -> None:
    writer.body.append(writer.starttag(node, "span", "", CLASS="fc-named", **{"data-entity": node["entity"]}))


def _named_latex(writer: Any, node: Any) -> None:
    if not writer.in_title:
        writer.body += [writer.hypertarget(id) for id in node["ids"]]


def _leads_on(node: Any) -> bool:
    return "refuri" in node or "refid" in node


def _alike_before(mark: SourceMark) -> int:
    """How many marks that show the same words stand before this one in a row."""
    found = 0
    siblings = mark.parent.children
    at = next(n for n, one in enumerate(siblings) if one is mark)
    for before in reversed(siblings[:at]):
        if isinstance(before, SourceMark) and before.astext() == mark.astext():
            found += 1
        elif before.astext().strip():
            break
    return found


def _source_html(writer: Any, node: Any) -> None:
    """Of several that show the same words in a row, the first shows them and the others are counted: `(2)`."""
    link = {"href": node.get("refuri") or f"#{node['refid']}"} if _leads_on(node) else {}
    title = {"title": node["reftitle"]} if "reftitle" in node else {}
    number = _alike_before(node) + 1
    spoken = {"aria-label": f"{node.astext()} ({number})"} if link and number > 1 else {}
    told = {**link, **title, **spoken, "data-source": node["source"]}
    writer.body.append(writer.starttag(node, "a" if link else "span", "", CLASS="fc-source", **told))
    if number > 1:
        writer.body.append(f"({number})")
        _end_source_html(writer, node)
        raise nodes.SkipNode


def _link_html(writer: Any, node: Any) -> None:
    writer.body.append(
        writer.starttag(node, "a", "", CLASS="reference external", href=node["refuri"], **node.get("robust", {}))
    )


def _link(writer: Any, node: Any) -> None:
    writer.visit_reference(node)


def _end_link(writer: Any, node: Any) -> None:
    writer.depart_reference(node)


def _end_source_html(writer: Any, node: Any) -> None:
    writer.body.append("</a>" if _leads_on(node) else "</span>")


def _source(writer: Any, node: Any) -> None:
    if _leads_on(node):
        writer.visit_reference(node)


def _end_source(writer: Any, node: Any) -> None:
    if _leads_on(node):
        writer.depart_reference(node)


def _asserted_html(writer: Any, node: Any) -> None:
    writer.body.append(writer.starttag(node, "span", "", CLASS=f"fc-asserted fc-{node['verdict']}"))


def _sign_html(writer: Any, node: Any) -> None:
    rows = node["rows"]
    first, *others = rows.split()
    rest_on = evidence_uri(writer.builder, writer.builder.current_docname)
    link = {"href": f"{rest_on}#{first}", "aria-label": f"Checked: {verdict_name(node['verdict'])}"}
    if others:
        link["data-rows"] = rows
    opening = writer.starttag(node, "a", "", CLASS=f"fc-sign fc-{node['verdict']}", **link)
    writer.body.append(f"{opening}{SIGNS.get(node['verdict'], EXPLAINED)}</a>")
    raise nodes.SkipNode


def _paragraph_html(writer: Any, node: Any) -> None:
    link = {"href": f"#{node['to']}", "aria-label": f"Paragraph {node['number']}"}
    writer.body.append(writer.starttag(node, "a", "", CLASS="fc-paragraph", **link) + f"{node['number']}</a>")
    raise nodes.SkipNode


def _head_html(writer: Any, node: Any) -> None:
    config = writer.builder.config
    others = {"data-others": str(node["others"])} if node["others"] else {}
    cited = {"data-authors": json.dumps(node["authors"]), "data-date": node["date"], **others}
    writer.body.append(writer.starttag(node, "div", **cited, **{"data-book": config.html_title or config.project}))


def _letter_html(writer: Any, node: Any) -> None:
    writer.body.append(writer.starttag(node, "div"))


def _fold_html(writer: Any, node: Any) -> None:
    elsewhere = {"data-script": node["script"]} if node.get("script") else {}
    writer.body.append(writer.starttag(node, "details", **elsewhere))


def _title_html(writer: Any, node: Any) -> None:
    writer.body.append(writer.starttag(node, "summary", ""))


def _title_text(writer: Any, node: Any) -> None:
    writer.new_state(0)


def _end_title_text(writer: Any, node: Any) -> None:
    writer.end_state()


def _number_latex(writer: Any, node: Any) -> None:
    mark = rf"\footnotemark[{node['number']}]"
    writer.body.append(rf"\texorpdfstring{{\protect{mark}}}{{}}" if writer.in_title else f"{mark}{{}}")
    raise nodes.SkipNode


def _note_latex(writer: Any, node: Any) -> None:
    writer.body.append(f"\n\\footnotetext[{node['number']}]{{")


def _number_text(writer: Any, node: Any) -> None:
    writer.add_text(f"[{node['number']}]")
    raise nodes.SkipNode


def _note_text(writer: Any, node: Any) -> None:
    writer.new_state(4)


def _end_note_text(writer: Any, node: Any) -> None:
    writer.end_state(first=f"[{node['number']}] ")


def _number_man(writer: Any, node: Any) -> None:
    writer.body.append(f"[{node['number']}]")
    raise nodes.SkipNode


def _note_man(writer: Any, node: Any) -> None:
    writer.body.append(f"\n.IP [{node['number']}]\n")


def _note_texinfo(writer: Any, node: Any) -> None:
    writer.body.append(f"\n\n[{node['number']}] ")


def _drawing_html(writer: Any, node: Any) -> None:
    writer.body.append(writer.starttag(node, "figure", CLASS="fc-drawing") + node["svg"] + "</figure>\n")
    raise nodes.SkipNode


_OUTPUTS = ("html", "latex", "text", "man", "texinfo")
_PLAIN: dict[str, tuple[Visit, Visit]] = dict.fromkeys(_OUTPUTS, (_nothing, _nothing))
_DROPPED: dict[str, tuple[Visit, Visit]] = dict.fromkeys(_OUTPUTS, (_skip, _nothing))

# EPUB is written by the handlers for HTML: handlers under its own name would shut out those of all other extensions.
WRITERS: dict[type[nodes.Element], dict[str, tuple[Visit, Visit]]] = {
    AnchoredWords: {**_PLAIN, "html": (_words_html, _writing("</span>"))},
    NoteNumber: {
        "html": (_number_html, _nothing),
        "latex": (_number_latex, _nothing),
        "text": (_number_text, _nothing),
        "man": (_number_man, _nothing),
        "texinfo": (_number_man, _nothing),
    },
    MarginNote: {
        "html": (_note_html, _writing("</aside>\n")),
        "latex": (_note_latex, _writing("}\n")),
        "text": (_note_text, _end_note_text),
        "man": (_note_man, _writing("\n.PP\n")),
        "texinfo": (_note_texinfo, _writing("\n\n")),
    },
    NamedWords: {**_PLAIN, "html": (_named_html, _writing("</span>")), "latex": (_named_latex, _nothing)},
    AssertedWords: {**_PLAIN, "html": (_asserted_html, _writing("</span>"))},
    SourceMark: {**dict.fromkeys(_OUTPUTS, (_source, _end_source)), "html": (_source_html, _end_source_html)},
    SourceLink: {**dict.fromkeys(_OUTPUTS, (_link, _end_link)), "html": (_link_html, _writing("</a>"))},
    VerdictSign: {**_DROPPED, "html": (_sign_html, _nothing)},
    ParagraphNumber: {**_DROPPED, "html": (_paragraph_html, _nothing)},
    LetterHead: {**_PLAIN, "html": (_head_html, _writing("</div>\n"))},
    LetterText: {**_PLAIN, "html": (_letter_html, _writing("</div>\n"))},
    UnplacedNotes: _PLAIN,
    Fold: {**_PLAIN, "html": (_fold_html, _writing("</details>\n"))},
    FoldTitle: {
        "html": (_title_html, _writing("</summary>\n")),
        "latex": (_writing("\n\n\\paragraph*{"), _writing("}\n\n")),
        "text": (_title_text, _end_title_text),
        "man": (_writing("\n.SS "), _writing("\n")),
        "texinfo": (_writing("\n\n@subheading "), _writing("\n\n")),
    },
    OnlyHtml: {**_DROPPED, "html": (_nothing, _nothing)},
    Drawing: {**_DROPPED, "html": (_drawing_html, _nothing)},
}


def add_nodes(app: Sphinx) -> None:
    """Register every node with its writers."""
    for node, writers in WRITERS.items():
        app.add_node(node, override=False, **writers)
