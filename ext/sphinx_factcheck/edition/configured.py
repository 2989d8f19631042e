"""The settings as an edition has them in its `_config.yml`, else in its conf.py, which is read and never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sphinx_factcheck.base.places import LineMap, Problem
from sphinx_factcheck.edition.settings import PREFIX, Settings, SettingsError, read_settings
from sphinx_factcheck.facts.nodes import Node, NodeError, data, pairs, tree
from sphinx_factcheck.letters.files import Unreadable, read_text

_Told = tuple[str, Any, int]
"""A setting's name, its value, and the offset of that in the file."""
_UNREAD = (ValueError, TypeError, SyntaxError, RecursionError, MemoryError)


class _Wrong(Exception):
    """What is wrong with a file, and at which offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def configured(path: Path) -> Settings:
    """The settings in a `_config.yml` or conf.py. Raises SettingsError, its message with the place."""
    try:
        text = read_text(path, path.name).removeprefix("\ufeff")
    except Unreadable as error:
        raise SettingsError(str(error.problem)) from None
    lines = LineMap.of(text)
    try:
        told = list(_in_yaml(text) if path.suffix == ".yml" else _in_python(text, lines))
        try:
            return read_settings({name: value for name, value, _ in told})
        except SettingsError as error:
            raise _Wrong(str(error), next(at for name, _, at in told if name == error.name)) from None
    except _Wrong as error:
        raise SettingsError(f"{lines.place(path.name, error.at, error.at)}: {error}") from None


BOOK_KEYS = frozenset(
    "title author copyright logo description exclude_patterns only_build_toc_files execute parse html latex "
    "launch_buttons repository sphinx bibtex_bibfiles comments_config binder".split()
)
"""What Jupyter Book reads at the top of a `_config.yml`; other keys it passes over without a word."""
SPHINX_KEYS = frozenset({"config", "extra_extensions", "local_extensions", "recursive_update"})
_SLIP = 0.75


def _refuse_slips(found: Node | None) -> None:
    """Raise for a key that is nearly one that is read, and so is not."""
    for key, node in (("", found), ("sphinx", _under(found, "sphinx"))):
        known = SPHINX_KEYS if key else BOOK_KEYS
        for name, _ in pairs(node):
            word = name.value or ""
            if word.startswith(PREFIX):
                message = f"{word} stands where nothing reads it: write it below sphinx: config:"
                raise NodeError(message, name.start, name.end)
            near = get_close_matches(word, known, 1, _SLIP)
            if near and word not in known:
                where = f"in {key}:" if key else "at the top"
                raise NodeError(f"unknown key “{word}” {where}: did you mean “{near[0]}”?", name.start, name.end)


def unread_keys(path: Path) -> Iterator[Problem]:
    """The keys at the top of a `_config.yml` that nothing reads, unless they are slips, for these are refused."""
    try:
        text = read_text(path, path.name).removeprefix("\ufeff")
        lines = LineMap.of(text)
        for name, _ in pairs(tree(text)):
            if name.value and name.value not in BOOK_KEYS:
                place = lines.place(path.name, name.start, name.end)
                mend = "take it out; settings of Sphinx and of factcheck stand below sphinx: config:"
                yield Problem("setting", place, f"nothing reads the key “{name.value}”", mend, name.value)
    except (Unreadable, NodeError):
        return


def _in_yaml(text: str) -> Iterator[_Told]:
    try:
        found: Node | None = tree(text)
        _refuse_slips(found)
        for key in ("sphinx", "config"):
            found = _under(found, key)
        for name, value in pairs(found):
            if name.value and (name.value.startswith(PREFIX) or name.value == "<<"):
                _under(found, name.value)
                yield name.value, data(value), value.start
    except NodeError as error:
        raise _Wrong(f"{error.message}{f' ({error.mend})' if error.mend else ''}", error.start) from None


def _under(node: Node | None, key: str) -> Node | None:
    """What stands in a map under a key, which has to be there once."""
    found = [(name, value) for name, value in pairs(node) if name.value == key]
    if len(found) > 1:
        raise NodeError(f"the key “{key}” stands here twice", found[1][0].start, None, "keep one of them")
    if found and key == "<<":
        raise NodeError("“<<” is not followed here", found[0][0].start, None, "write out the keys that are meant")
    return found[0][1] if found else None


def _in_python(text: str, lines: LineMap) -> Iterator[_Told]:
    """The plain `name = value` lines; a setting that is anything else would not be seen, and so is wrong."""
    try:
        parsed = ast.parse(text)
    except SyntaxError as error:
        at = lines.offset(error.lineno, error.offset or 1) if error.lineno else 0
        raise _Wrong(f"this is no Python: {error.msg}", at) from None
    except _UNREAD as error:
        raise _Wrong(f"this is no Python that can be read: {str(error) or type(error).__name__}", 0) from None
    plain = {target: value for line in parsed.body for target, value in _assigned(line)}
    for node in ast.walk(parsed):
        if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.startswith(PREFIX)):
            continue
        at = lines.offset(node.lineno, 1)
        try:
            yield node.id, ast.literal_eval(plain[node]), at
        except (KeyError, *_UNREAD):
            message = f"{node.id} cannot be read: write a plain value, on a line of its own (conf.py is not run for it)"
            raise _Wrong(message, at) from None


def _assigned(line: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(line, ast.Assign):
        yield from ((target, line.value) for target in line.targets)
    elif isinstance(line, ast.AnnAssign) and line.value:
        yield line.target, line.value
