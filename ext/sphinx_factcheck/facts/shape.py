"""The shape of an entry: which keys it has and what stands in them. Checked by pydantic, told in plain words."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import count, islice
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from sphinx_factcheck.facts.dates import DateError
from sphinx_factcheck.facts.model import FILE_KINDS, RELATIONS, Entity, Kin, Source, Statement, statements_of
from sphinx_factcheck.facts.nodes import Path

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

Entry = Entity | Source
Told = tuple[tuple[Path, Statement], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry, at a path of keys and numbers into it; with `key`, the last key itself is meant."""

    rule: str
    path: Path
    message: str
    mend: str = ""
    key: bool = False


def shape(data: Any, kind: str) -> Entry | tuple[Fault, ...]:
    """The entry that plain data is, or everything that keeps it from being one. `kind` is a name of FILE_KINDS."""
    from pydantic import ValidationError

    try:
        entry: Entry = adapter(kind).validate_python(data)
    except ValidationError as error:
        return tuple(_faults(error.errors(include_url=False), FILE_KINDS[kind], data))
    return entry


def told_by(entry: Entry, left_out: Iterable[Path] = ()) -> Told:
    """The statements of an entry with their paths, numbered as in the file, where some may have been left out."""
    if isinstance(entry, Source):
        return ()
    gaps = {path[:2] for path in left_out}
    told: list[tuple[Path, Statement]] = []
    for address, statement in statements_of(entry):
        path = path_of(address)
        if gaps and len(path) == 2:
            path = next(islice(((path[0], n) for n in count() if (path[0], n) not in gaps), int(path[1]), None))
        told.append((path, statement))
    return tuple(told)


def path_of(address: str) -> Path:
    """The path to a statement of that address in its entity: `custody/1` is the item 0 of `custody`."""
    key, _, number = address.partition("/")
    return (key, int(number) - 1) if number else (key,)


def without(data: Any, faults: Iterable[Fault]) -> Any:
    """The data without its faulty statements and keys, so that the rest can still be judged."""
    left = {key: [*value] if isinstance(value, list) else value for key, value in data.items()}
    for path in sorted({fault.path[:2] for fault in faults if fault.path}, key=str, reverse=True):
        if isinstance(left.get(path[0]), list) and len(path) > 1:
            left[path[0]][int(path[1])] = None
        else:
            left.pop(path[0], None)
    return {k: [item for item in v if item is not None] if isinstance(v, list) else v for k, v in left.items()}


@cache
def adapter(kind: str) -> TypeAdapter[Any]:
    """What makes entries of one kind out of plain data. Building it takes a moment, so it is put off."""
    from pydantic import TypeAdapter

    return TypeAdapter(FILE_KINDS[kind])


def nearest(word: str, known: Iterable[str], *, least: float = 70) -> str:
    """The known word that is most like another, or nothing where none is like it."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(
        word, known if isinstance(known, tuple) else tuple(known), scorer=fuzz.ratio, score_cutoff=least
    )
    return best[0] if best else ""


def did_you_mean(word: str, known: Iterable[str], *, least: float = 70) -> str:
    like = nearest(word, known, least=least)
    return f"did you mean “{like}”?" if like else ""


def _meant(word: str, choices: tuple[str, ...]) -> str:
    """Which of a few words is meant: one that is very like it, or one that is like it when no other is."""
    from rapidfuzz import fuzz, process

    ranked = process.extract(word, choices, scorer=fuzz.ratio, limit=2)
    like, score, _ = ranked[0]
    lead = score - (ranked[1][1] if len(ranked) > 1 else 0)
    alone = score >= _LIKE and lead >= _LEAD and like[:_BEGUN] == word[:_BEGUN]
    return f"did you mean “{like}”?" if score >= _TYPO or alone else ""


def _faults(errors: list[ErrorDetails], kind: type[Entry], data: Any) -> Iterator[Fault]:
    for error in errors:
        branch = next((step for step in error["loc"] if step in _BRANCHES), None)
        path = tuple(step for step in error["loc"] if step not in _BRANCHES)
        if branch and isinstance(_value(data, path[:2]), dict) != (branch in {"Alias", "Lying"}):
            continue  # about the other form that a name can have
        yield _fault(error, path, kind)


_ID_MEND = "write letters, digits and - _ . without spaces, like ada-lovelace"
_PATTERNS = {
    "event": ("{said} is no word for what happened", "write it in small letters, with hyphens: in-force"),
    "coordinates": ("{said} are no coordinates", "write latitude and longitude in degrees: 39.9042, 116.4074"),
}
_TYPO = 85
"""So alike is a slip of the pen. Of a few words with a meaning each, one that is less so may say the opposite."""
_LIKE, _LEAD, _BEGUN = 75, 15, 2
"""Less alike is still meant where no other word comes near, and it begins alike: jailed is not bailed."""
_BRANCHES = {"constrained-str", "str", "Alias", "Lying"}


def _value(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


# What pydantic finds wrong, in our words: the message and the mend. A “{last}” is the last key of the path.
_SAID = {
    "missing": ("{last} is missing", "add {last}"),
    "string_type": ("{last} takes words, not {said}", "write them on one line"),
    "string_too_short": ("{last} is empty", "write what belongs there"),
    "string_too_long": ("{last} is longer than {max_length} characters", "shorten it"),
    "tuple_type": ("{last} takes a list, not {said}", "write [one, another], or start each item with “- ”"),
    "int_parsing": ("{last} takes a whole number, not {said}", "write digits"),
    "int_type": ("{last} takes a whole number, not {said}", "write digits"),
    "bool_parsing": ("{last} takes true or false, not {said}", "write true or false"),
    "bool_type": ("{last} takes true or false, not {said}", "write true or false"),
}


_KEY_MENDS = {
    "<<": "write out the keys that are meant",
    "true": "another YAML tool took the key “on” for true and wrote it so: write on: again",
    "True": "another YAML tool took the key “on” for true and wrote it so: write on: again",
}


def _fault(error: ErrorDetails, path: Path, kind: type[Entry]) -> Fault:
    last, said, context = _last(path), _what(error["input"]), error.get("ctx", {})
    match error["type"]:
        case "unexpected_keyword_argument":
            keys = _keys(kind, path[:-1])
            mend = did_you_mean(str(path[-1]), keys) or f"the keys here are {', '.join(keys)}"
            mend = _KEY_MENDS.get(str(path[-1]), mend)
            return Fault("facts-shape", path, f"{last} is no key here", mend, key=True)
        case "literal_error" | "enum":
            choices = context["expected"].replace("'", "").replace(" or ", ", ")
            mend = _meant(said.strip("“”"), tuple(choices.split(", "))) or "write one of them"
            return Fault("facts-shape", path, f"{said} is none of {choices}", mend)
        case "string_pattern_mismatch":
            message, mend = _PATTERNS.get(str(path[-1]), ("{said} is no id", _ID_MEND))
            return Fault("facts-shape", path, message.format(said=said), mend)
        case "value_error":
            rule = "facts-date" if isinstance(context["error"], DateError) else "facts-shape"
            return Fault(rule, path, str(context["error"]))
        case "dataclass_type":
            mend = "write “key: value”" + (f"; the keys here are {', '.join(_keys(kind, path))}" if path else "")
            return Fault("facts-shape", path, f"{last} takes keys and values, not {said}", mend)
        case known if known in _SAID:
            message, mend = (words.format(last=last, said=said, **context) for words in _SAID[known])
            return Fault("facts-shape", path[:-1] if known == "missing" else path, message, mend)
        case _:
            return Fault("facts-shape", path, f"{last}: {error['msg']}")


def _last(path: Path) -> str:
    if not path:
        return "an entry"
    return f"“{path[-1]}”" if isinstance(path[-1], str) else f"item {path[-1] + 1} of “{path[-2]}”"


def _what(value: Any) -> str:
    if isinstance(value, str):
        return f"“{value[:60]}”"
    return "a list" if isinstance(value, list) else "a map" if isinstance(value, dict) else "nothing"


def _keys(kind: type[Any], path: Path) -> list[str]:
    """The keys that a map at a path into an entry may have."""
    for step in path:
        if isinstance(step, str):
            kind = _dataclass_in(get_type_hints(kind)[step]) or kind
    return [*(entry.name for entry in fields(kind)), *(RELATIONS if kind is Kin else ())]


def _dataclass_in(hint: Any) -> type[Any] | None:
    if is_dataclass(hint) and isinstance(hint, type):
        return hint
    if get_origin(hint) in {tuple, Union, types.UnionType, Annotated}:
        return next((found for part in get_args(hint) if (found := _dataclass_in(part))), None)
    return None
