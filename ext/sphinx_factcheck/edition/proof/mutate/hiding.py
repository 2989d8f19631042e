"""The gate itself attacked: each change made in every way that could hide it from the check and not from a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from sphinx_factcheck.base.findings import Coverage, Finding, Severity
from sphinx_factcheck.check import Chapter, Checked, Checker
from sphinx_factcheck.edition.proof.mutate.change import Change
from sphinx_factcheck.letters.annotations import read_annotations
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, plain_letter, source_end_of

_CORE = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_RINGED = {str(digit): chr(0x245F + digit) for digit in range(1, 10)} | {"0": "⓪"}
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_BOLD = {str(digit): chr(0x1D7CE + digit) for digit in range(10)}
_CYRILLIC = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_GREEK = dict(zip("aoivABEHIKMNOPTXYZ", "αοινΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))


def _within(sign: str) -> Callable[[str], str]:
    """A sign put behind the first letter of each word or number."""
    return lambda words: re.sub(r"(?<![^\W_])[^\W_]", lambda first: first[0] + sign, words)


def _instead(others: Mapping[str, str]) -> Callable[[str], str]:
    table = str.maketrans(dict(others))
    return lambda words: words.translate(table)


def _around(before: str, after: str) -> Callable[[str], str]:
    return lambda words: f"{before}{words}{after}"


SIGNS: Mapping[str, Callable[[str], str]] = {
    "zero width space": _within("\u200b"),
    "non-joiner": _within("\u200c"),
    "word joiner": _within("\u2060"),
    "byte order mark": _within("\ufeff"),
    "soft hyphen": _within("\xad"),
    "tag": _within("\U000e0031"),
    "filler": _within("\u3164"),
    "grapheme joiner": _within("\u034f"),
    "variation selector": _within("\ufe00"),
    "mark": _within("\u0332"),
    "ringed digits": _instead(_RINGED),
    "wide letters": _instead(_WIDE),
    "bold digits": _instead(_BOLD),
    "Cyrillic letters": _instead(_CYRILLIC),
    "Greek letters": _instead(_GREEK),
    "override": lambda words: f"\u202e{words[::-1]}\u202c",
    "quotation marks": _around("“", "”"),
}
"""Tricks with the signs of the changed words."""

MARKUP: Mapping[str, Callable[[str], str]] = {
    "code span": _around("`", "`"),
    "double code span": _around("`` ", " ``"),
    "element": _around("<span>", "</span>"),
    "comment within": lambda words: f"{words[:1]}<!-- -->{words[1:]}",
    "picture": _around("![", "](x.png)"),
    "role": _around("{sub}`", "`"),
    "link": _around("[", "](https://example.org)"),
    "emphasis": lambda words: f"*{words[:1]}*{words[1:]}",
    "entity": lambda words: "".join(f"&#{ord(sign)};" for sign in words),
}
"""Tricks with markup around the changed words; in letters that are Markdown."""

DECOYS: Mapping[str, Callable[[str, str], str]] = {
    "comment with the true words": lambda true, false: f"<!-- {true} -->{false}",
    "attribute with the true words": lambda true, false: f'<span title="{true}">{false}</span>',
    "true words in the source only": lambda true, false: f"<span hidden>{true}</span>{false}",
}
"""Tricks that leave the true words where only the check might read them."""

FRONT: Mapping[str, Callable[[str, str], str]] = {
    "escapes": lambda _, false: '"' + "".join(f"\\x{ord(sign):02x}" for sign in false if ord(sign) < 0x100) + '"',
    "comment with the true value": lambda true, false: f"{false} # {true}",
    "lines of a block": lambda _, false: f">-\n  {false}",
    "tag of a type": lambda _, false: f"!!str {false}",
    "anchor": lambda _, false: f"&a {false}",
    "true value in a key of its own": lambda true, false: f"{false}\nprinted: {true}",
    "true value in the transcription": lambda true, false: f"{false}\ntranscription: It is of {true}.",
    "true value under the same key": lambda true, false: f"{true}\n{{key}}: {false}",
    "true value after it": lambda true, false: f"{false}\n{{key}}: {true}",
}
"""Tricks in the front matter, where what is read could be another value than what a page shows; `{key}` is its key."""

BLOCKS: Mapping[str, tuple[str, str]] = {
    "fence": ("```\n", "\n```"),
    "HTML block": ("<div>\n", "\n</div>"),
    "raw block": ("```{raw} html\n", "\n```"),
    "admonition": (":::{note}\n", "\n:::"),
    "math": ("$$\n", "\n$$"),
}
"""Tricks that put the whole paragraph into something else."""

PLANTED = ("zero width space", "tag", "ringed digits", "Cyrillic letters", "override", "code span", "fence")
"""The tricks that a self-test plants: after each of them the gate is shut, not only the coverage lower."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A change hidden by a trick: the rules that are new, whether the coverage sank, and whether the gate is shut."""

    change: Change
    trick: str
    reported: tuple[str, ...]
    less_covered: bool
    shut: bool

    @property
    def noticed(self) -> bool:
        return bool(self.reported) or self.less_covered


def hide(chapter: Chapter, checker: Checker, changes: Iterator[Change]) -> Iterator[Attempt]:
    """Try every trick on every change of meaning."""
    checked = checker.check(chapter)
    for change in changes:
        if change.rewording or not any(map(str.isalnum, change.after)):
            continue
        for trick, hidden in hidings(chapter, change, checked):
            yield attempt(change, trick, checked, checker.check(hidden))


def attempt(change: Change, trick: str, before: Checked, after: Checked) -> Attempt:
    """What a check says of a hidden change that it did not say before."""
    new = _told(after.findings) - _told(before.findings)
    rules = tuple(sorted({rule for rule, *_ in new}))
    shut = after.broken or any(severity is Severity.ERROR for _, severity, *_ in new)
    less = Coverage.of(c.ruling for c in after.claims).percent < Coverage.of(c.ruling for c in before.claims).percent
    return Attempt(change, trick, rules, less, shut)


def _told(findings: tuple[Finding, ...]) -> set[tuple[str, Severity, str, str]]:
    open_ones = (f for f in findings if not f.acknowledged_by)
    return {(f.rule, f.severity, f.message, f.text) for f in open_ones if f.severity is not Severity.NOTE}


def hidings(chapter: Chapter, change: Change, checked: Checked) -> Iterator[tuple[str, Chapter]]:
    """The chapter with a change hidden by each trick that fits it."""
    letter = chapter.letter
    head, core, tail = _parts(change.after)
    for trick, hidden in SIGNS.items():
        if hidden(core) != core:
            yield trick, _with(chapter, change, f"{head}{hidden(core)}{tail}")
    if letter.plain:
        return
    if change.place.start < letter.body_at:
        yield from _in_front(chapter, change)
        return
    for trick, hidden in MARKUP.items():
        yield trick, _with(chapter, change, f"{head}{hidden(core)}{tail}")
    for trick, decoy in DECOYS.items():
        yield trick, _with(chapter, change, f"{head}{decoy(change.before.strip(), core)}{tail}")
    yield from _in_blocks(chapter, change)
    yield from _mentioned(chapter, change, checked)


def _in_front(chapter: Chapter, change: Change) -> Iterator[tuple[str, Chapter]]:
    """The changed value written in other ways, or beside the true one; of a value that stands plain on its line."""
    source, at = chapter.letter.source, change.place
    for key, field in chapter.letter.fields.items():
        start, end = field.source, field.source + len(field.value)
        if not (start <= at.start and at.end <= end and source[start:end] == field.value and source[end] == "\n"):
            continue
        false = source[start : at.start] + change.after + source[at.end : end]
        for trick, hidden in FRONT.items():
            after = hidden(field.value, false).replace("{key}", key)
            yield trick, replace(chapter, letter=_read(chapter.letter, source[:start] + after + source[end:]))


def changed(chapter: Chapter, change: Change) -> Chapter:
    """The chapter with a change made where all can see it."""
    return _with(chapter, change, change.after)


def _parts(words: str) -> tuple[str, str, str]:
    found = _CORE.fullmatch(words)
    assert found
    return found[1], found[2], found[3]


def _with(chapter: Chapter, change: Change, after: str) -> Chapter:
    source = replace(change, after=after).applied_to(chapter.letter.source)
    return replace(chapter, letter=_read(chapter.letter, source))


def _read(letter: Letter, source: str) -> Letter:
    if letter.plain:
        return plain_letter(letter.path, source, date=letter.date, id=letter.id)
    return replace(read_letter(letter.path, source), id=letter.id)


def _in_blocks(chapter: Chapter, change: Change) -> Iterator[tuple[str, Chapter]]:
    """The changed paragraph inside of something that is no paragraph, and beside the true one."""
    source = change.applied_to(chapter.letter.source)
    start = source.rfind("\n\n", 0, change.place.start) + 2
    end = source.find("\n\n", change.place.start + len(change.after))
    end = len(source) if end < 0 else end
    true_end = end - len(change.after) + len(change.before)
    for trick, (opening, closing) in BLOCKS.items():
        inside = f"{opening}{source[start:end]}{closing}"
        yield trick, replace(chapter, letter=_read(chapter.letter, f"{source[:start]}{inside}{source[end:]}"))
        beside = f"{chapter.letter.source[:true_end]}\n\n{inside}{source[end:]}"
        yield f"{trick} beside the true words", replace(chapter, letter=_read(chapter.letter, beside))


def _mentioned(chapter: Chapter, change: Change, checked: Checked) -> Iterator[tuple[str, Chapter]]:
    """The last one named before the change, said to be nobody."""
    before = [m for m in checked.mentions if not m.span.field and _ends_before(m.span.end, change, chapter.letter)]
    if not before:
        return
    words = chapter.letter.words(before[-1].span)
    count = sum(chapter.letter.words(m.span) == words for m in before)
    path = chapter.annotations.path or "annotations/hidden.md"
    occurrence = f":occurrence: {count}\n" if chapter.letter.text.count(words) > 1 else ""
    added = read_annotations(path, f":::{{mention}} {' '.join(words.split())}\n:entity:\n{occurrence}:::\n")
    notes = replace(chapter.annotations, path=path, notes=(*chapter.annotations.notes, *added.notes))
    yield "mention of nobody", replace(_with(chapter, change, change.after), annotations=notes)


def _ends_before(end: int, change: Change, letter: Letter) -> bool:
    return source_end_of(letter.runs, end) <= change.place.start
