"""Every setting, declared once: its default, its check, and what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

PREFIX = "factcheck_"
EXPORTS = ("tei", "cmif", "annotations", "csl", "bibtex", "ris", "cff", "datapackage", "jsonld")
"""The formats that `factcheck export` writes."""
_NAME = re.compile(r"[A-Za-z][\w:.+-]*")
FORGIVABLE = ("capitals", "punctuation", "spelling")
PASSED_OVER = ("capitals", "hyphens")
_SIGLUM = re.compile(r"\S{1,8}")


class SettingsError(ValueError):
    """A setting that is unknown or has a wrong value; its message names it and the mend, `name` is its own."""

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


def _folder(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError("must be the name of a folder, such as facts")
    path = PurePosixPath(value.replace("\\", "/"))
    if "\0" in value:
        raise SettingsError("must be the name of a folder, and none holds a NUL")
    if path.is_absolute() or ".." in path.parts:
        raise SettingsError("must be a folder inside the project, written from its top")
    return str(path)


def _file(value: Any) -> str:
    if value == "":
        return ""
    try:
        return _folder(value)
    except SettingsError:
        raise SettingsError("must be a file inside the project, written from its top, such as baseline.yml") from None


def _percent(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if isinstance(value, bool) or not 0 <= number <= 100:
        raise SettingsError("must be a number from 0 to 100")
    return number


def _address(value: Any) -> str:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError("must be an address, such as https://web.archive.org")
    return str(value).rstrip("/")


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingsError("must be true or false")
    return value


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and _NAME.fullmatch(one) for one in value):
        raise SettingsError("must be a list of names of roles and directives, such as [dropdown, kbd]")
    return tuple(value)


def _some_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        told = value.replace(",", " ").split() if isinstance(value, str) else ["?"]
        if not all(word in known for word in told):
            raise SettingsError(f"must be some of these words: {', '.join(known)}")
        return " ".join(told)

    return check


def _sigla(value: Any) -> tuple[tuple[str, str], ...]:
    pairs = list(value.items()) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else None
    if pairs is None or not all(isinstance(name, str) and _SIGLUM.fullmatch(str(sign)) for name, sign in pairs):
        raise SettingsError("must give chapters their sigla, of 8 signs at most, such as {2023-berg: A}")
    told = tuple((name, str(sign)) for name, sign in pairs)
    if len({sign for _, sign in told}) < len(told):
        raise SettingsError("must give each chapter a siglum of its own")
    return told


def _exports(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(one in EXPORTS for one in value):
        raise SettingsError(f"must be a list of formats, of {', '.join(EXPORTS)}")
    return tuple(dict.fromkeys(value))


def _setting(default: Any, check: Callable[[Any], Any], help: str) -> Any:
    return field(default=default, metadata={"check": check, "help": help})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of an edition. In `_config.yml` and conf.py each is written with `factcheck_` before its name."""

    facts: str = _setting("facts", _folder, "The folder of the fact base; every .yml below it is read.")
    chapters: str = _setting("chapters", _folder, "The folder of the letters.")
    annotations: str = _setting("annotations", _folder, "The folder of the notes, one file for each chapter.")
    baseline: str = _setting("", _file, "A file of findings that are accepted for now (factcheck baseline writes it).")
    allow: tuple[str, ...] = _setting(
        (), _names, "Roles and directives that notes and pages may hold beside those that only show something."
    )
    exports: tuple[str, ...] = _setting(
        (), _exports, "Formats that the built book holds, too, below export/: those of factcheck export."
    )
    light: bool = _setting(
        True,
        _yes_or_no,
        "Whether pages leave out the scripts, styles and fonts of the theme that nothing on them uses.",
    )
    fail_under: float = _setting(0.0, _percent, "The coverage, in percent, under which the gate fails.")

    quotations_forgive: str = _setting(
        "", _some_of(FORGIVABLE), "In what a quotation may differ from its source: capitals, punctuation, spelling."
    )

    collation_forgive: str = _setting(
        "capitals", _some_of(PASSED_OVER), "What makes no other word where witnesses are compared: capitals, hyphens."
    )
    sigla: tuple[tuple[str, str], ...] = _setting(
        (), _sigla, "The sigla of letters and witnesses, by the names of their chapters: {2023-berg: A}."
    )

    archive: str = _setting(
        "https://archive.org", _address, "The archive that is asked for copies of sources, as the Wayback Machine is."
    )
    archive_saving: str = _setting(
        "https://web.archive.org", _address, "The archive that makes copies (factcheck sources archive --save)."
    )


def declared() -> tuple[Field[Any], ...]:
    """The settings as dataclass fields; `metadata` holds `check` and `help`."""
    return fields(Settings)


def read_settings(values: Mapping[str, Any]) -> Settings:
    """The settings among some configuration values; values without the prefix are passed over.

    Raises SettingsError for the first unknown or wrong one.
    """
    known = {entry.name: entry for entry in declared()}
    given: dict[str, Any] = {}
    for key, value in values.items():
        if not key.startswith(PREFIX):
            continue
        name = key.removeprefix(PREFIX)
        if name not in known:
            near = get_close_matches(name, known, 1)
            mend = f"did you mean {PREFIX}{near[0]}?" if near else f"known are {', '.join(PREFIX + k for k in known)}"
            raise SettingsError(f"unknown setting {key}: {mend}", key)
        try:
            given[name] = known[name].metadata["check"](value)
        except SettingsError as error:
            raise SettingsError(f"{key} {error}; it is {value!r}", key) from None
    return Settings(**given)
