"""Pages as light as paper: a page leaves out the scripts and styles that nothing on it uses, and draws its own icons.

The theme loads all it has on every page, over half a megabyte of it for ten icons. What a page uses is told by its own
HTML, so this looks at each page when it is whole. Scripts wait until the page stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.theming import Theme

from sphinx_factcheck.book.parts.page_names import has_pages

_CLASS = r'class="(?:[^"]*\s)?(?:{})'
_CODE, _TABS, _GRIDS = (re.compile(_CLASS.format(one)) for one in ("highlight", "sd-tab", "sd-"))
_FOLDS, _CELLS = (re.compile(_CLASS.format(one)) for one in (r"toggle[\s\"]|admonition[^\"]*\sdropdown", "cell"))
_RESULTS = re.compile(r'id="search-results"|search_as_you_type = true')
_PARTS_OF_BOOTSTRAP = re.compile(r'data-bs-(?:toggle="(?!tooltip")|ride|spy)|id="pst-collapse-sidebar-button"')
USED_BY: Mapping[str, re.Pattern[str]] = {
    "fontawesome.js": re.compile(r"\bfa-custom\b"),
    "bootstrap.js": _PARTS_OF_BOOTSTRAP,
    "clipboard.min.js": _CODE,
    "copybutton.js": _CODE,
    "copybutton.css": _CODE,
    "pygments.css": _CODE,
    "togglebutton.js": _FOLDS,
    "togglebutton.css": _FOLDS,
    "design-tabs.js": _TABS,
    "sphinx-design.min.css": _GRIDS,
    "mystnb.css": _CELLS,
    "searchtools.js": _RESULTS,
    "language_data.js": _RESULTS,
    "searchindex.js": _RESULTS,
}
"""What asks on a page for a file of the theme or of an extension that comes with it."""
_DIGEST = re.compile(r"\.[0-9a-f]{32,}\.")
_ASSET = re.compile(
    r'[ \t]*<(?:script\b[^>]*?\ssrc|link\b[^>]*?\shref)="(?P<path>[^"?]*/)?(?P<name>[^"/?]+\.(?:js|css))(?:\?[^"]*)?"'
    r"[^>]*>(?:</script>)?\n?"
)
_BASIC = re.compile(r'<link href="(?P<path>[^"]*/)styles/theme\.css[^"]*" rel="stylesheet" />')
_TITLED = re.compile(r'(?<!\stitle)\sdata-bs-title="([^"]*)"')
ICONS = "icons.css"
_MODES = (
    ('localStorage.getItem("mode") || ""', 'localStorage.getItem("mode") || "auto"'),
    (
        'localStorage.getItem("theme") || ""',
        'localStorage.getItem("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")',
    ),
)
"""Where the edition names no mode, the theme has no colours until its scripts have come; the reader's system knows."""
_CELLS_OF_THEBE = re.compile(
    r'<script type="text/x-thebe-config">.*?</script>\s*(?:<script>kernelName = [^<]*</script>)?', re.DOTALL
)
_ICON = re.compile(r'<link\b[^>]*\srel="[^"]*icon')
_NO_ICON = '<link rel="icon" href="data:," />\n'
"""What keeps a browser from asking for a picture that the edition does not have."""
_EARLY, _GOES_ON = "documentation_options.js", "DOCUMENTATION_OPTIONS."
"""A script that lines of the page itself may go on with."""
_LINE = re.compile(r"[ \t]*<script>(?:(?!</script>).)*</script>\n?", re.DOTALL)
_STYLE = re.compile(r'<link\b[^>]*\srel="stylesheet"')
_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>\n?', re.DOTALL)
_AHEAD = re.compile(r'[ \t]*<link\b[^>]*\srel="preload"[^>]*\sas="script"[^>]*>\n?')


class LightTemplates(BuiltinTemplateLoader):
    """Sphinx's own templates, with pages made lighter where a builder makes pages for a browser."""

    lightens = False

    def init(self, builder: Builder, theme: Theme | None = None, dirs: list[str] | None = None) -> None:
        super().init(builder, theme, dirs)
        self.lightens = has_pages(builder) and builder.config.factcheck_light is True

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        page = super().render(template, context)
        return lightened(page) if self.lightens else page


def setup_light(app: Sphinx) -> None:
    """Register it."""
    app.connect("config-inited", _take_templates)


def _take_templates(app: Sphinx, config: Config) -> None:
    """Make the pages from these templates, unless the edition brings its own (`config-inited`)."""
    if not config.template_bridge:
        config.template_bridge = f"{__name__}.{LightTemplates.__name__}"


def lightened(page: str) -> str:
    """The HTML of a page without what nothing on it uses."""

    def kept(found: re.Match[str]) -> str:
        name = _DIGEST.sub(".", found["name"])
        asked = USED_BY.get(name)
        if asked is None or asked.search(page):
            return _deferred(found[0], name, page)
        if name == "fontawesome.js":
            return f'<link rel="stylesheet" href="{(found["path"] or "").removesuffix("scripts/")}{ICONS}" />\n'
        return ""

    lighter = _ASSET.sub(kept, page)
    lighter = _BASIC.sub(
        lambda found: f'<link href="{found["path"]}basic.css" rel="preload" as="style" />{found[0]}', lighter
    )
    if "sphinx-thebe" not in lighter:
        lighter = _CELLS_OF_THEBE.sub("", lighter)
    for empty, full in _MODES:
        lighter = lighter.replace(empty, full, 1)
    if not _ICON.search(lighter):
        lighter = lighter.replace("</head>", f"{_NO_ICON}</head>", 1)
    lighter = _unhindered(lighter)
    return lighter if "bootstrap.js" in lighter else _TITLED.sub(r' title="\1"', lighter)


def _unhindered(page: str) -> str:
    """The page with what holds its reading up put where it does not.

    A line of script behind a stylesheet waits for it, and the page for the line: such lines go before the first sheet,
    each once. Data for programs go to the end. Scripts that wait for the page do not race the sheets.
    """
    head, end, body = page.partition("</head>")
    data = "".join(_DATA.findall(head))
    head = _AHEAD.sub("", _DATA.sub("", head))
    sheet = _STYLE.search(head)
    if sheet and _GOES_ON not in head:
        before, after = head[: sheet.start()], head[sheet.start() :]
        head = before + "".join(dict.fromkeys(_LINE.findall(after))) + _LINE.sub("", after)
    if data:
        body = f"{data}</body>".join(body.rsplit("</body>", 1))
    return head + end + body


def _deferred(tag: str, name: str, page: str) -> str:
    """A script that waits for the page; those after it wait in their order."""
    waits = (
        (name == _EARLY and _GOES_ON in page)
        or not tag.lstrip().startswith("<script")
        or re.search(r"\s(?:defer|async)\b", tag)
    )
    return tag if waits else tag.replace("<script ", "<script defer ", 1)
