"""Formulas as MathML, which browsers show by themselves: no script, and nothing fetched from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

NAME = "factcheck"


def setup_formulas(app: Sphinx) -> None:
    """Register the renderer, and choose it where the edition has chosen none."""
    app.add_html_math_renderer(NAME, (_inline, None), (_block, None))
    app.connect("config-inited", _choose)


def _choose(app: Sphinx, config: Config) -> None:
    for name in ("html_math_renderer", "epub_math_renderer"):
        if name in config and name not in config._raw_config and name not in config.overrides:
            config[name] = NAME


def _inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(f'<span class="math">{rendered(node.astext(), writer, block=False)}</span>')
    raise nodes.SkipNode


def _block(writer: Any, node: nodes.math_block) -> None:
    ids = "".join(f'<span id="{escape(id)}"></span>' for id in node["ids"])
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    writer.body.append(f'<div class="math">{ids}{number}{rendered(node.astext(), writer, block=True)}</div>\n')
    raise nodes.SkipNode


def rendered(tex: str, writer: Any = None, *, block: bool) -> str:
    """A formula as MathML; as it was written, for an e-reader and where it is more than is understood."""
    if writer is None or writer.builder.name != "epub":
        try:
            from docutils.utils.math.latex2mathml import tex2mathml

            return str(tex2mathml(tex, as_block=block))
        except (ImportError, SyntaxError, ValueError, LookupError, RecursionError, AttributeError, TypeError):
            pass
    return f"<code>{escape(tex)}</code>"
