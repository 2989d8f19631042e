"""The theme's stylesheets, cut to the rules that the pages use, and every page led to these when all are written.

A theme has rules for all that any page may hold, and no page shows a word before it has read them. What an edition
uses is told by its own pages and by the scripts on them: names of tags, of classes and of ids. Rules that ask for any
other are left out. Pages of a build that came to no end keep the whole sheets.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from tinycss2 import parse_rule_list, parse_stylesheet, serialize
from tinycss2.ast import AtRule, Comment, HashToken, IdentToken, LiteralToken, Node, QualifiedRule

from sphinx_factcheck.book.parts.page_names import has_pages

FOLDER = "_static/styles"
"""Where themes have their sheets."""
LEAST = 10_000
"""A sheet of fewer bytes is not worth a cut."""
CUT = ".used.css"
_LINK = re.compile(
    r'(?P<before><link\b[^>]*?\shref="[^"?]*_static/styles/)(?P<name>[^"/?]+?)(?:\.used)?\.css(?:\?[^"]*)?"'
)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)")
_NAMES = re.compile(r"""\b(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_RUN = re.compile(r"<script\b(?![^>]*json)[^>]*>(.*?)</script>", re.DOTALL)
_SCRIPT = re.compile(r'<script\b[^>]*?\ssrc="([^":?]+\.js)[?"]')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_DATA = frozenset({"searchindex.js"})
"""A script that holds the words of the book, and names nothing on its pages."""
_REMEMBERED = 50_000
"""So many tags are remembered from one page to the next."""
_HOLDING_RULES = frozenset({"media", "supports", "layer", "container"})


def setup_stylesheets(app: Sphinx) -> None:
    """Register it, before the builder keeps in mind which pages it has written."""
    app.connect("build-finished", _cut_sheets, priority=440)


def _cut_sheets(app: Sphinx, failed: Exception | None) -> None:
    """Cut the sheets, and lead pages to them; what pages of earlier builds use is kept (`build-finished`)."""
    if failed or not has_pages(app.builder) or app.config.factcheck_light is not True:
        return
    out = Path(app.outdir)
    sheets = {path.stem: path.read_bytes() for path in (out / FOLDER).glob("*.css") if not path.name.endswith(CUT)}
    sheets = {name: sheet for name, sheet in sheets.items() if len(sheet) >= LEAST}
    cutter = Path(__file__).read_bytes()
    whole = {name: _digest(cutter + sheet) for name, sheet in sheets.items()}
    record = Path(app.doctreedir) / f"factcheck-styles-{app.builder.name}.json"
    kept = _kept(record, whole, out)
    since = record.stat().st_mtime_ns if kept else 0
    pages = [page for page in out.rglob("*.html") if "_static" not in page.parts]
    fresh = [page for page in pages if page.stat().st_mtime_ns > since]
    if not fresh or not sheets:
        return
    asked = kept.get("asked") or sorted(frozenset().union(*map(asked_by, sheets.values())))
    before, told_of = frozenset(kept.get("names", ())), frozenset(asked)
    names = before | {name for name in names_on(fresh) if name in told_of or name.endswith("-")}
    versions = kept["versions"] if names == before else _cut(sheets, names, out)
    for page in fresh if versions == kept.get("versions") else pages:
        text = page.read_text("utf-8")
        if (led := lead_to(versions, text)) != text:
            page.write_text(led, "utf-8", newline="")
    told = {"whole": whole, "versions": versions, "asked": asked, "names": sorted(names)}
    record.write_text(json.dumps(told), "utf-8")


def _cut(sheets: Mapping[str, bytes], names: frozenset[str], out: Path) -> dict[str, str]:
    """Write the sheets cut to these names; the version of each."""
    versions: dict[str, str] = {}
    for name, sheet in sheets.items():
        cut = cut_to(sheet.decode("utf-8"), names).encode("utf-8")
        (out / FOLDER / f"{name}{CUT}").write_bytes(cut)
        versions[name] = _digest(cut)
    return versions


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:8]


def _kept(record: Path, whole: Mapping[str, str], out: Path) -> dict[str, Any]:
    """What an earlier build kept of these same sheets; empty where it did not, or what it cut is gone."""
    with suppress(OSError, ValueError, KeyError):
        told = json.loads(record.read_text("utf-8"))
        if (
            told["whole"] == whole
            and told["versions"]
            and told["asked"]
            and all((out / FOLDER / f"{name}{CUT}").exists() for name in whole)
        ):
            return dict(told)
    return {}


def lead_to(versions: Mapping[str, str], page: str) -> str:
    """The HTML of a page with its links led to the cut sheets, each with its version (name of a sheet to digest)."""

    def led(found: re.Match[str]) -> str:
        name = found["name"]
        return f'{found["before"]}{name}{CUT}?v={versions[name]}"' if name in versions else found[0]

    return _LINK.sub(led, page)


def names_on(pages: Iterable[Path]) -> frozenset[str]:
    """The names of tags, classes and ids on pages, with all words of the scripts that they run.

    Raises OSError where a page cannot be read; a script that is not there adds nothing.
    """
    found: set[str] = set()
    scripts: set[tuple[Path, str]] = set()
    seen: set[str] = set()
    for page in pages:
        text = page.read_text("utf-8")
        tags = set(text.split("<")) - seen
        seen = tags if len(seen) > _REMEMBERED else seen
        seen.update(tags)
        told = "<".join(("", *tags))  # what stands around all pages is looked through once
        found.update(name.lower() for name in _TAG.findall(told))
        found.update(*(value.split() for values in _NAMES.findall(told) for value in values))
        found.update(*(_WORD.findall(script) for script in _RUN.findall(text)))
        scripts.update((page.parent, address) for address in _SCRIPT.findall(text))
    for script in {(folder / address).resolve() for folder, address in scripts}:
        if script.name not in _DATA and script.is_file():
            found.update(_WORD.findall(script.read_text("utf-8", "replace")))
    return frozenset(found)


def cut_to(sheet: str, names: Iterable[str]) -> str:
    """A stylesheet without the rules that ask for a tag, class or id that none of these names is.

    A name that ends in a hyphen is what a script makes longer ones of: those that begin with it stay.
    """
    whole = frozenset(names)
    beginnings = tuple(name for name in whole if name.endswith("-") and len(name) > len("x-"))

    def used(selector: Sequence[Node]) -> bool:
        return all(name in whole or name.startswith(beginnings) for name in _asked_for(selector))

    return "".join(_rules(_parsed(sheet), used))


def asked_by(sheet: bytes) -> frozenset[str]:
    """All names that any rule of a sheet asks for."""
    found: set[str] = set()

    def used(selector: Sequence[Node]) -> bool:
        found.update(_asked_for(selector))
        return False

    deque(_rules(_parsed(sheet.decode("utf-8")), used), maxlen=0)
    return frozenset(found)


@lru_cache(maxsize=8)
def _parsed(sheet: str) -> Sequence[Node]:
    return parse_stylesheet(sheet, skip_whitespace=True)


def _rules(nodes: Iterable[Node], used: Callable[[Sequence[Node]], bool]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            if selectors := [serialize(one).strip() for one in _selectors(node.prelude) if used(one)]:
                yield f"{','.join(selectors)}{{{serialize(node.content)}}}"
        elif isinstance(node, AtRule) and node.lower_at_keyword in _HOLDING_RULES and node.content is not None:
            if within := "".join(_rules(parse_rule_list(node.content, skip_whitespace=True), used)):
                yield f"@{node.at_keyword}{serialize(node.prelude)}{{{within}}}"
        elif not isinstance(node, Comment) or node.value.startswith("!"):
            yield node.serialize()


def _selectors(prelude: Iterable[Node]) -> Iterator[Sequence[Node]]:
    """The parts between the commas that stand in no brackets."""
    part: list[Node] = []
    for node in prelude:
        if isinstance(node, LiteralToken) and node.value == ",":
            yield part
            part = []
        else:
            part.append(node)
    yield part


def _asked_for(selector: Iterable[Node]) -> Iterator[str]:
    """The tags, classes and ids that must be on a page for a selector to choose anything.

    What stands within `:not()` or `:is()` need not be, and the value of an attribute can come with a script.
    """
    before = ""
    for node in selector:
        if isinstance(node, HashToken) or (isinstance(node, IdentToken) and before == "."):
            yield node.value
        elif isinstance(node, IdentToken) and before != ":":
            yield node.lower_value
        before = node.value if isinstance(node, LiteralToken) else ""
