"""What an edition says of itself as a publication: title, editors, rights, address."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx_factcheck.facts.nodes import NodeError, data, pairs, tree
from sphinx_factcheck.letters.files import Unreadable, read_text


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition as others cite it. `url` ends with a slash where the edition says where it is published."""

    title: str = "Letters"
    editor: str = ""
    rights: str = ""
    url: str = ""
    version: str = ""
    language: str = "en"


def read_publication(config: Path) -> Publication:
    """What `_config.yml` (title, author, copyright, html: baseurl) or conf.py (project, …) says; else the defaults."""
    try:
        text = read_text(config, config.name).removeprefix("\ufeff")
    except Unreadable:
        return Publication()
    told = _in_yaml(text) if config.suffix == ".yml" else _in_python(text)
    known = {key: str(value).strip() for key, value in told.items() if isinstance(value, str | int | float)}
    url = known.pop("url", "")
    known["url"] = f"{url.rstrip('/')}/" if url.startswith(("https://", "http://")) else ""
    return Publication(**{key: value for key, value in known.items() if value})


def _in_yaml(text: str) -> Mapping[str, Any]:
    try:
        top = {key.value: data(value) for key, value in pairs(tree(text))}
    except NodeError:
        return {}
    html, config = _map(top.get("html")), _map(_map(top.get("sphinx")).get("config"))
    return {
        "title": top.get("title"),
        "editor": top.get("author"),
        "rights": top.get("copyright"),
        "url": html.get("baseurl") or config.get("html_baseurl"),
        "version": config.get("release") or config.get("version"),
        "language": config.get("language"),
    }


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _in_python(text: str) -> Mapping[str, Any]:
    """The plain values of conf.py, which is read and never run."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    told: dict[str, Any] = {}
    for line in body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
            told |= {target.id: line.value.value for target in line.targets if isinstance(target, ast.Name)}
    return {
        "title": told.get("html_title") or told.get("project"),
        "editor": told.get("author"),
        "rights": told.get("copyright"),
        "url": told.get("html_baseurl"),
        "version": told.get("release") or told.get("version"),
        "language": told.get("language"),
    }
