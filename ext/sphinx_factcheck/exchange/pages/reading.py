"""A file of any known form as a letter before it is a chapter. Nothing here asks the web."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from sphinx_factcheck.exchange.imported import Imported
from sphinx_factcheck.exchange.pages.html import Found, blocks_of_page
from sphinx_factcheck.exchange.pages.letter import letter_in
from sphinx_factcheck.exchange.pages.plain import blocks_of_text, pages_joined
from sphinx_factcheck.letters.drafts import drafts_of
from sphinx_factcheck.letters.myst import front_matter_of, read_letter

_HEADERS = re.compile(
    r"\A(?:(?:From|Date|Subject|To|Cc|Reply-To|Message-ID|List-\w+):[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}", re.IGNORECASE
)
_FOOTER = re.compile(r"\n(?:-- ?|_{10,}|-{10,} next part -{5,}.*)\n.*\Z", re.DOTALL)


class NoLetter(ValueError):
    """A file in which there is no letter, and why."""


def read_page(source: str) -> Imported:
    """The letter on a page of HTML. Raises NoLetter."""
    return _told(letter_in(blocks_of_page(source)))


def read_text(text: str) -> Imported:
    """The letter in plain text, a mail with its headers among it. Raises NoLetter."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    headers = _HEADERS.match(text)
    if headers is None:
        return _told(letter_in(Found(tuple(blocks_of_text(text)))))
    told = dict(re.findall(r"^([\w-]+):[ \t]*([^\n]*)", headers[0], re.MULTILINE))
    fields = {name.lower(): value.strip() for name, value in told.items()}
    body = _FOOTER.sub("\n", text[headers.end() :])
    title = re.sub(r"^(?:\[[^\]]*\]\s*|(?:re|fwd?|aw):\s*)+", "", fields.get("subject", ""), flags=re.IGNORECASE)
    found = Found(tuple(blocks_of_text(body)), title, (fields.get("date", ""),), (headers[0].strip(),))
    return _told(letter_in(found))


def read_markdown(text: str) -> Imported:
    """The letter in a Markdown file; title and date of its front matter are taken. Raises NoLetter."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    front, body_at = _front(text)
    letter = read_letter("letter.md", text[body_at:])
    found = Found(
        drafts_of(letter),
        str(front.get("title") or ""),
        (str(front.get("date") or ""),),
        tuple(f"{key}: {value}" for key, value in front.items() if key not in {"title", "date"}),
    )
    return _told(letter_in(found))


def _front(text: str) -> tuple[Mapping[str, Any], int]:
    inner, _, end = front_matter_of(text)
    if inner is None:
        return {}, 0
    try:
        told = yaml.safe_load(inner)
    except (yaml.YAMLError, ValueError, RecursionError):
        told = dict(re.findall(r"^(\w+):\s*(.*)$", inner, re.MULTILINE))
    return (told if isinstance(told, dict) else {}), end


def read_word(content: bytes) -> Imported:
    """The letter in a Word file (.docx). Raises NoLetter."""
    import zipfile

    import mammoth

    try:
        page = mammoth.convert_to_html(
            io.BytesIO(content), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        )
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, AttributeError, SyntaxError) as error:
        raise NoLetter(f"this is no Word file that can be read: {error}") from None
    found = blocks_of_page(f"<html><body>{page.value}</body></html>")
    return _told(letter_in(found))


def read_pdf(content: bytes) -> Imported:
    """The letter in a PDF with text. Raises NoLetter, also for one that is locked or only pictures."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NoLetter("this PDF opens only with a password")
        pages = [page.extract_text() for page in reader.pages]
    except NoLetter:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise NoLetter(f"this is no PDF that can be read: {error}") from None
    if not "".join(pages).strip():
        raise NoLetter("this PDF has no text, only pictures of it: have it read by an OCR program first")
    return _told(letter_in(Found(tuple(blocks_of_text(_unwrapped(pages_joined(pages)))))))


def _unwrapped(text: str) -> str:
    """The text of a PDF with its lines joined to paragraphs, where nothing but the length of lines tells these."""
    lines = text.split("\n")
    longest = sorted(map(len, lines))[int(len(lines) * 0.95)] if lines else 0
    told: list[str] = []
    for line in lines:
        before = told[-1] if told else ""
        full = len(before) + 1 + len(line.strip().partition(" ")[0]) > longest * 0.95
        goes_on = before.strip() and full and line.strip() and not re.match(r"\s*[•·▪–-]\s", line)
        if goes_on and before.rstrip().endswith("-") and line.lstrip()[:1].islower():
            told[-1] = before.rstrip()[:-1] + line.lstrip()
        elif goes_on and not (before.rstrip()[-1:] in ".:!?”" and len(before) < longest * 0.9):
            told[-1] = f"{before.rstrip()} {line.lstrip()}"
            if len(line) < longest * 0.72:
                told.append("")
        else:
            told += ["", line]
    return "\n".join(told)


def _told(found: Imported) -> Imported:
    """A letter that was found. Raises NoLetter where there are no words."""
    if not any(block.plain.strip() or block.blocks for block in found.blocks):
        raise NoLetter("there are no words of a letter in it")
    return replace(found, title=" ".join(found.title.split()))
