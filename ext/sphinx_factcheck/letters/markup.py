"""What markup would do: the roles, directives and links of a note or a page, held against what is allowed.

It reads as the book's own parser does, so that what it passes over is nothing the book obeys: the bodies of directives,
and their first lines, are read in turn. HTML does nothing: the book shows it as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from sphinx_factcheck.letters.allowed import MEANT, PICTURES, UNREAD, Allowed
from sphinx_factcheck.letters.markdown import Directive, directive, parser, roles

_NAME = re.compile(r"\{[A-Za-z][\w:.+-]*\}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PATH = re.compile(r"[\w./#?&=%+~@()\[\],;’' -]*")
_DEEP = 12
SAFE = ("http://", "https://", "mailto:")
LEADS = "a link leads to http, https, mailto or a page of this edition"


@dataclass(frozen=True, slots=True)
class Misuse:
    """Markup that is not allowed: the line (from 0) on which it stands, its words there, what is wrong, the mend."""

    line: int
    words: str
    message: str
    mend: str
    rule: str = "markup"


@dataclass(frozen=True, slots=True)
class Target:
    """A file or page of the edition that a link leads to or a picture is, as it is written, and the line of that."""

    path: str
    line: int
    picture: bool


@dataclass(frozen=True, slots=True)
class Markup:
    """What a text's markup would do: what is not allowed, and the files it asks for."""

    misuses: tuple[Misuse, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(slots=True)
class _Reader:
    allowed: Allowed
    links: Mapping[str, Any]
    misuses: list[Misuse] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def wrong(self, line: int, words: str, message: str, mend: str, rule: str = "markup") -> None:
        self.misuses.append(Misuse(line, words, message, mend, rule))

    def read(self, lines: Sequence[str], first: int, depth: int = 0) -> None:
        """Read some lines of Markdown, of which the first has this number in the file."""
        if depth > _DEEP:
            self.wrong(first, "", f"this is nested more than {_DEEP} deep", "write it flat")
            return
        for token in parser().parse("\n".join(lines), {"references": dict(self.links)}):
            line = first + (token.map[0] if token.map else 0)
            if token.type == "inline":
                self._inline(token, line)
            elif token.type in {"fence", "colon_fence"}:
                self._fence(token, first, lines, depth)

    def _inline(self, token: Token, first: int) -> None:
        for name, at in roles(token):
            if name.lower() not in self.allowed.roles:
                line = first + token.content.count("\n", 0, at)
                self.wrong(line, f"{{{name}}}", f"the role {{{name}}} is not allowed here", _instead(name, "role"))
        for child in token.children or ():
            if child.type == "link_open":
                self.link(first, str(child.attrGet("href") or ""))
            elif child.type == "image":
                self.picture(first, str(child.attrGet("src") or ""))

    def _fence(self, token: Token, first: int, lines: Sequence[str], depth: int) -> None:
        assert token.map
        start = first + token.map[0]
        head = token.info.strip().split(maxsplit=1)[:1]
        if not head or not head[0].startswith("{"):
            if token.type == "colon_fence":
                self.read(token.content.split("\n"), start + 1, depth + 1)
            return
        found = directive(token, [*lines], first)
        if not _NAME.fullmatch(head[0]) or found is None:
            self.wrong(start, head[0], f"{head[0]} is no name of a directive", "write it as {name}")
        elif found.name.lower() not in self.allowed.directives:
            message = f"the directive {head[0]} is not allowed here"
            self.wrong(start, head[0], message, _instead(found.name, "directive"))
        else:
            self._directive(found, token, depth)

    def _directive(self, found: Directive, token: Token, depth: int) -> None:
        name = found.name.lower()
        if token.content.lstrip().startswith("---"):
            self.wrong(found.line + 1, "---", f"options of {{{name}}} in a block of YAML", "write them as :key: value")
        known = self.allowed.options(name)
        for key, value in found.options.items():
            line = found.option_lines[key]
            if known is not None and key.lower() not in known:
                self.wrong(line, f":{key}:", f"the option :{key}: is not allowed here", "leave it out")
            elif key.lower() == "target":
                self.link(line, value)
        if name in PICTURES:
            self.picture(found.line, found.argument)
        elif found.argument and name not in UNREAD:
            self.read([found.argument], found.line, depth + 1)
        if name not in UNREAD:
            self.read(found.body.split("\n"), found.body_line, depth + 1)

    def link(self, line: int, url: str) -> None:
        url = unquote(url)
        if _SCHEME.match(url) or url.startswith("//"):
            if not is_safe(url):
                self.wrong(line, url, f"a link to {_shown(url)}", LEADS, "link")
        elif not _PATH.fullmatch(url):
            self.wrong(line, url, f"a link to {_shown(url)}", LEADS, "link")
        elif path := url.partition("#")[0].partition("?")[0]:
            self.targets.append(Target(path, line, picture=False))

    def picture(self, line: int, path: str) -> None:
        path = unquote(path)
        if _SCHEME.match(path) or path.startswith("//") or not _PATH.fullmatch(path):
            mend = "put the file into the edition and give its path"
            self.wrong(line, path, f"a picture from {_shown(path)}", mend, "link")
        else:
            self.targets.append(Target(path, line, picture=True))


def read_markup(lines: Sequence[str], first: int, allowed: Allowed, links: Mapping[str, Any]) -> Markup:
    """What some lines of Markdown would do; `first` is the number (from 0) of their first, `links` those defined for
    them elsewhere, as markdown-it keeps them."""
    reader = _Reader(allowed, links)
    reader.read(lines, first)
    return Markup(tuple(dict.fromkeys(reader.misuses)), tuple(dict.fromkeys(reader.targets)))


def joined(parts: Iterable[Markup]) -> Markup:
    """What several texts would do."""
    told = tuple(parts)
    return Markup(tuple(m for one in told for m in one.misuses), tuple(t for one in told for t in one.targets))


def is_safe(url: str) -> bool:
    """Whether an address that a browser follows leads to a page or a letter box, and runs nothing."""
    return url.lower().startswith(SAFE)


def scheme_of(url: str) -> str:
    """The scheme of an address as a browser sees it, which passes over white space and control characters."""
    found = _SCHEME.match("".join(c for c in url if c > " " and c != "\x7f"))
    return found[0].lower() if found else ""


def _instead(name: str, kind: str) -> str:
    return MEANT.get(name.lower(), f"take it out; an editor can allow a {kind} by name in the setting factcheck_allow")


def _shown(url: str) -> str:
    return f"“{url[:60]}{'…' if len(url) > 60 else ''}”"
