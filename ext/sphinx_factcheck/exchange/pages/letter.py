"""The letter within what was found: its title, day, addressees and signers; what stands around it is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sphinx_factcheck.exchange.imported import Imported, Remark
from sphinx_factcheck.exchange.pages.days import day_in, is_only_a_day
from sphinx_factcheck.exchange.pages.html import LISTED, Found, told_by
from sphinx_factcheck.exchange.pages.named import named_in
from sphinx_factcheck.exchange.pages.phrases import furniture
from sphinx_factcheck.exchange.pages.signers import addressees, signers
from sphinx_factcheck.letters.drafts import Draft, Words

_SALUTATION = re.compile(
    r"(?:my )?dear\b|your (?:excellenc|majest|holiness|eminence|honou?r)|(?:his|her) excellency|"
    r"excellenc(?:y|ies)\b|to whom it may|"
    r"honou?rable\b|sehr geehrte|liebe[rs]?\b|verehrte|cher(?:s|e|es)?\b|chère|monsieur|madame|mesdames|messieurs|"
    r"estimad[oa]s?\b|querid[oa]s?\b|señor|egregi|gentile|caro\b|cara\b|geachte|kära\b|kjære|szanown|"
    r"уважаем|尊敬的|亲爱的|親愛的|"
    r"致(?!力|使)|an open letter to\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:yours|sincerely|respectfully|with (?:best|kind|warm|deep)|best (?:regards|wishes)|kind regards|"
    r"signed|signatories|signatures|"
    r"signers|co-?signed|undersigned|the undersigned|in solidarity|cordially|faithfully|thank you|"
    r"mit freundlichen|hochachtungsvoll|"
    r"veuillez|cordialement|atentamente|此致|联署|聯署|签名|簽名|endorsed|supported by|organi[sz]ations?:|"
    r"individuals?:|list of)(?!\w).{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_PROSE = 12
_LABEL = 8
_SIGNERS = 3
_SIGNER_WORDS = 22
_SHOWN = 90


def letter_in(found: Found) -> Imported:
    """The letter among the blocks of a page or a file; what was found of it is for an editor to look at."""
    blocks, gone = _without_furniture(found.blocks)
    title, blocks, before = _titled(found.title, blocks)
    blocks, head, printed = _headed(blocks, salutation=_salutation(blocks))
    blocks, tail = _without_foreign_tail(blocks)
    dropped = [*found.dropped, *gone, *before, *head, *tail]
    day, where = _day(found, [*printed, *filter(day_in, [*gone, *before])], blocks)
    blocks, signed = _with_signatories(blocks)
    said = _salutation(blocks)
    remarks = [] if title else [Remark("no title was found: write one, or leave it out")]
    remarks += [] if day else [Remark("no date was found: write the one that the source prints")]
    if day and where:
        remarks.append(Remark(f"the date is from {where}"))
    return Imported(
        title=title,
        date=day.isoformat() if day else "",
        authors=signers(signed),
        addressees=addressees(blocks[said].plain) if said is not None else (),
        named=named_in(blocks),
        blocks=tuple(blocks),
        dropped=tuple(dict.fromkeys(_short(words) for words in dropped)),
        remarks=tuple(remarks),
    )


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN].rsplit(' ', 1)[0]} …"


def _without_furniture(blocks: Sequence[Draft]) -> tuple[list[Draft], list[str]]:
    """The blocks without lines known as furniture; within the letter only whole blocks of it go."""
    kept: list[Draft] = []
    dropped: list[str] = []
    for block in blocks:
        told = told_by(block)
        if block.kind in {"list", "numbered-list"}:
            items = [item for item in block.blocks if not furniture(told_by(item))]
            if len(items) < len(block.blocks) and (not items or len(items) <= len(block.blocks) // 2):
                dropped += [told_by(item) for item in block.blocks]
                continue
        if furniture(told) and not (_SALUTATION.match(told) or _CLOSING.fullmatch(told)):
            dropped.append(told)
            continue
        lines = _lines(block)
        if (
            len(lines) > 1
            and (good := [line for line in lines if not furniture("".join(w.plain for w in line))]) != lines
        ):
            dropped += ["".join(w.plain for w in line) for line in lines if line not in good]
            if good:
                kept.append(Draft(block.kind, _with_breaks(good), block.value))
            continue
        kept.append(block)
    return kept, dropped


def _lines(block: Draft) -> list[tuple[Words, ...]]:
    """The lines of a block that its breaks part."""
    lines: list[list[Words]] = [[]]
    for word in block.words:
        if word.kind == "break":
            lines.append([])
        else:
            lines[-1].append(word)
    return [tuple(line) for line in lines if line]


def _with_breaks(lines: Sequence[tuple[Words, ...]]) -> tuple[Words, ...]:
    told: list[Words] = []
    for line in lines:
        told += [*([Words("", "break")] if told else []), *line]
    return tuple(told)


def _alike(words: str) -> str:
    return " ".join(re.findall(r"\w+", LISTED.sub("", words.strip()).casefold()))


def _titled(title: str, blocks: list[Draft]) -> tuple[str, list[Draft], list[str]]:
    """The title, the blocks behind it, and what stood before it."""
    if title:
        for at, block in enumerate(blocks[:8]):
            if _alike(block.plain) == _alike(title):
                return title, [*blocks[at + 1 :]], [told_by(one) for one in blocks[:at]]
        return title, blocks, []
    said = _salutation(blocks)
    for at, block in enumerate(blocks[: 6 if said is None else min(said, 6)]):
        told = block.plain.strip()
        if block.kind == "heading" or (block.kind == "paragraph" and _is_title(told)):
            return " ".join(told.split()), blocks[at + 1 :], [told_by(one) for one in blocks[:at]]
        if block.kind not in {"paragraph", "heading"} or len(told.split()) > _PROSE:
            break
    return "", blocks, []


def _is_title(told: str) -> bool:
    words = told.split()
    return 3 < len(words) <= 30 and "\n" not in told and told[-1] not in ".,:;" and not is_only_a_day(told)


def _salutation(blocks: Sequence[Draft]) -> int | None:
    """Which block greets the addressees, where one near the beginning does."""
    for at, block in enumerate(blocks[: max(8, len(blocks) // 3)]):
        told = block.plain.strip()
        if block.kind in {"paragraph", "heading"} and len(told.split()) <= 25 and _SALUTATION.match(told):
            if told.lower().startswith(("honorable", "honourable")) and told[-1] not in ",:":
                continue
            return at
    return None


def _headed(blocks: list[Draft], salutation: int | None) -> tuple[list[Draft], list[str], list[str]]:
    """The blocks without labels before the text begins; what went, and the lines there that may say the day."""
    begins = salutation
    if begins is None:
        begins = next((at for at, b in enumerate(blocks) if len(told_by(b).split()) >= _PROSE), len(blocks))
    kept: list[Draft] = []
    dropped: list[str] = []
    printed = [told_by(block) for block in blocks[: begins + 1] if day_in(told_by(block))]
    for block in blocks[:begins]:
        told = told_by(block).strip()
        label = len(told.split()) <= _LABEL and told[-1:] not in {".", ":", ",", "!", "?"}
        if (salutation is None and label and block.kind != "heading") or (
            salutation is not None and not kept and is_only_a_day(told)
        ):
            dropped.append(told)
        else:
            kept.append(block)
    return [*kept, *blocks[begins:]], dropped, printed


def _without_foreign_tail(blocks: list[Draft]) -> tuple[list[Draft], list[str]]:
    """A letter in one script without the blocks of another behind its end: lists of subjects, menus."""
    whole = "".join(map(told_by, blocks))
    dropped: list[str] = []
    if _latin(whole) > 0.7:
        while len(blocks) > 1 and _latin(told_by(blocks[-1])) < 0.4 and any(map(str.isalpha, told_by(blocks[-1]))):
            dropped.insert(0, told_by(blocks.pop()))
    return blocks, dropped


def _latin(text: str) -> float:
    signs = [sign for sign in text if sign.isalpha()]
    if not signs:
        return 1.0
    return sum(unicodedata.name(sign, "").startswith("LATIN") for sign in signs) / len(signs)


def _day(found: Found, printed: Sequence[str], blocks: Sequence[Draft]) -> tuple[date | None, str]:
    """The day of the letter, and where it was found: above the text, in what the page says of itself, be"
    "low the text."""
    for where, lines in (
        ("the lines above the text", printed),
        ("what the page says of itself", found.dates),
        ("the end of the text", [told_by(b) for b in blocks[-6:] if is_only_a_day(told_by(b))]),
    ):
        for line in lines:
            if day := day_in(line):
                return day, where
    return None, ""


def _with_signatories(blocks: list[Draft]) -> tuple[list[Draft], list[str]]:
    """The blocks with the list of signers at their end as a `signatories` block; and what each line of it says."""
    end = len(blocks)
    while end > 0 and _is_aside(blocks[end - 1]):
        end -= 1
    start = end
    while start > 0 and _are_signers(blocks[start - 1]):
        start -= 1
    for first in range(start, end):
        if _CLOSING.fullmatch(blocks[first].plain.strip()) and blocks[first].kind in {"paragraph", "heading"}:
            start = first + 1
    items = [item for block in blocks[start:end] for item in _items(block)]
    if len(items) < _SIGNERS:
        return blocks, []
    signed = Draft("signatories", (), "", (Draft("list", (), "", tuple(items)),))
    return [*blocks[:start], signed, *blocks[end:]], [told_by(item) for item in items]


def _is_aside(block: Draft) -> bool:
    """Whether a block behind the signers is not of them: a copy line, an address for questions."""
    told = told_by(block).strip()
    return bool(
        re.match(
            r"(?:cc|contact|for (?:more|further) information|media contacts?|notes?|ps|p\.s\.)\b", told, re.IGNORECASE
        )
    )


def _are_signers(block: Draft) -> bool:
    if block.kind in {"list", "numbered-list"}:
        return all(_is_signer(told_by(item)) for item in block.blocks)
    lines = ["".join(word.plain for word in line) for line in _lines(block)]
    if block.kind == "heading":
        return len(told_by(block).split()) <= 6
    return block.kind == "paragraph" and bool(lines) and all(map(_is_signer, lines))


def _is_signer(line: str) -> bool:
    told = line.strip()
    words = told.split()
    if not words or len(words) > _SIGNER_WORDS or not (told[0].isupper() or told[0] == "“" or not told[0].isascii()):
        return bool(_CLOSING.fullmatch(told)) or bool(re.match(r"\d+[.)]\s", told))
    return not (told[-1] in ".?!:;" and len(words) > 8)


def _items(block: Draft) -> Iterator[Draft]:
    """The signers of one block: the items of a list; lines that stand for themselves; else the block as one."""
    if block.kind in {"list", "numbered-list"}:
        yield from (replace(item, kind="item") for item in block.blocks)
        return
    lines = _lines(block)
    if len(lines) > 4:
        yield from (Draft("item", line) for line in lines)
    else:
        yield Draft("item", block.words)
