"""The ledger: every claim of every letter, with its verdict and the fact it rests on, to filter and to take away."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.base.findings import Coverage
from sphinx_factcheck.book.letter.evidence import PlacedClaim, placed_claims
from sphinx_factcheck.book.parts.nodes import SIGNS, OnlyHtml, shown_verdict
from sphinx_factcheck.book.wire.page_writer import PageWriter, joined, table
from sphinx_factcheck.book.wire.sheets import Sheet, are_many, in_sheets, listed, origin_of, script_path, script_uri
from sphinx_factcheck.check.reports.rows import claim_row, json_text

STEM, LEDGER = "claims", "ledger"
HEADS = ("What the letter says", "Kind", "Verdict", "What the fact base says")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as the ledger shows it: the page it stands on, and its number there."""

    page: str
    placed: PlacedClaim

    @property
    def words(self) -> str:
        return self.placed.words

    @property
    def kind(self) -> str:
        return self.placed.claim.claim.kind

    @property
    def facts(self) -> tuple[str, ...]:
        """The addresses of the statements it rests on."""
        return tuple(dict.fromkeys(cited.address for cited in self.placed.claim.ruling.cited))

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id for cited in self.placed.claim.ruling.cited for id, _ in cited.sources))


def ledger(writer: PageWriter, about: str) -> list[Node]:
    """The ledger as a table, its data for the script, and the two files beside its page; or the list of its sheets."""
    entries = entries_of(writer)
    if not entries:
        return [nodes.paragraph("", "No claim was found in any letter.")]
    if writer.on_paper:
        return _on_paper(writer, entries)
    parts: list[Node] = []
    if writer.for_browser:
        _write_downloads(writer, entries)
        parts.append(_downloads(len(entries)))
    if by_year := _by_year(writer):
        sheets = [_sheet(writer, *one) for one in by_year]
        found = {page: [*some] for page, some in groupby(entries, key=lambda one: one.page)}
        told = [
            _part(sheet.label, script_uri(writer, LEDGER, about, sheet), [e for p in pages for e in found.get(p, ())])
            for sheet, (_, _, pages) in zip(sheets, by_year, strict=True)
        ]
        parts.append(_data({"heads": HEADS, "parts": told}))
        return [*parts, listed(writer, LEDGER, about, sheets, ("Letters of", "Letters", "Claims", "Decided"))]
    parts.append(_table(entries, writer))
    return [*parts, _data({"parts": [ledger_data(writer, entries)]})] if writer.for_browser else parts


def _table(entries: Iterable[Entry], writer: PageWriter) -> nodes.table:
    return table(HEADS, (_row(writer, one) for one in entries), "fc-ledger")


def _data(data: Mapping[str, Any]) -> nodes.raw:
    return nodes.raw("", data_script(data), format="html")


def _by_year(writer: PageWriter) -> list[tuple[str, str, list[str]]]:
    """The letters by their years, where their claims are many: the name of the sheet, its label, the pages."""
    counted = [(page, writer.year(page), one.coverage.found) for page, one in writer.checked.items()]
    return [*in_sheets(counted)] if are_many(writer, sum(count for _, _, count in counted)) else []


def ledger_sheets(writer: PageWriter, about: str) -> list[Sheet]:
    """The claims by the years of their letters, where they are many."""
    return [_sheet(writer, name, label, pages) for name, label, pages in _by_year(writer)]


def _sheet(writer: PageWriter, name: str, label: str, pages: Sequence[str]) -> Sheet:
    coverage = Coverage.sum(writer.checked[page].coverage for page in pages)
    figures = (str(len(pages)), str(coverage.found), str(coverage.decided))
    origin = origin_of(writer, pages)

    def entries(own: PageWriter) -> list[Entry]:
        return _entries(own, pages)

    def content(own: PageWriter) -> list[Node]:
        shown = entries(own)
        src = f"{quote(script_path(own.builder, own.docname).name)}?{origin[:8]}"
        return [_table(shown, own), _data({"parts": [_part(label, src, shown)]})]

    def data(own: PageWriter) -> str:
        return json_text(ledger_data(own, entries(own)), separators=(",", ":"))

    return Sheet(name, label, figures, origin, content, data)


def _part(label: str, src: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """What the script needs of a sheet before it loads the claims: how many of each kind and verdict there are."""
    counts = Counter((one.kind, one.placed.sign) for one in entries)
    told = [(kind, sign, shown_verdict(sign), count) for (kind, sign), count in counts.items()]
    return {"label": label, "src": src, "counts": told}


def _on_paper(writer: PageWriter, entries: Sequence[Entry]) -> list[Node]:
    """How many claims of each letter have which verdict; the claims themselves are printed below their letter."""
    verdicts = [sign for sign in (*SIGNS, "explained") if any(one.placed.sign == sign for one in entries)]
    rows: list[list[list[Node]]] = []
    for page, group in groupby(entries, key=lambda one: one.page):
        claims = [one.placed for one in group]
        counts = Counter(placed.sign for placed in claims)
        shown = [counts.total(), *(counts[verdict] for verdict in verdicts)]
        figures: list[list[Node]] = [[nodes.Text(str(count) if count else "–")] for count in shown]
        rows.append([[writer.link(page, claims[0].row, writer.title(page))], *figures])
    heads = ("Letter", "Claims", *map(shown_verdict, verdicts))
    told = "On paper the claims stand below their letters; here they are counted."
    return [nodes.paragraph("", told), table(heads, rows, "fc-counts")]


def entries_of(writer: PageWriter) -> list[Entry]:
    """Every claim, in the order of the letters."""
    return _entries(writer, writer.checked)


def _entries(writer: PageWriter, pages: Iterable[str]) -> list[Entry]:
    known = ((page, placed_claims(writer.checked[page], writer.domain.page(page))) for page in pages)
    return [Entry(page, placed) for page, claims in known for placed in claims]


def _row(writer: PageWriter, one: Entry) -> list[Sequence[Node]]:
    words = [
        nodes.paragraph("", "", writer.link(one.page, one.placed.fragment, f"“{one.words}”")),
        nodes.paragraph("", writer.title(one.page), classes=["fc-where"]),
    ]
    verdict = one.placed.sign
    shown = nodes.inline("", shown_verdict(verdict), classes=["fc-verdict", f"fc-{verdict}"])
    addresses = writer.facts_named(one.facts)
    shown_fact = writer.fact(addresses[0], one.placed.told) if addresses else nodes.Text(one.placed.told)
    told: list[Node] = [nodes.paragraph("", "", shown_fact)]
    if addresses[1:]:
        others = joined([writer.fact(address)] for address in addresses[1:])
        told.append(nodes.paragraph("", "", nodes.Text("See also "), *others, classes=["fc-where"]))
    return [words, [nodes.Text(one.kind)], [shown], told]


# -- For the script


def ledger_data(writer: PageWriter, entries: Iterable[Entry]) -> dict[str, Any]:
    """What the script needs: a list for each column that repeats itself, and the rows as numbers into these."""
    letters: dict[str, int] = {}
    kinds: dict[str, int] = {}
    verdicts: dict[str, int] = {}
    facts: dict[str, int] = {}
    rows = [
        (
            letters.setdefault(one.page, len(letters)),
            one.placed.fragment,
            one.words,
            kinds.setdefault(one.kind, len(kinds)),
            verdicts.setdefault(one.placed.sign, len(verdicts)),
            one.placed.told,
            [facts.setdefault(address, len(facts)) for address in writer.facts_named(one.facts)],
        )
        for one in entries
    ]
    return {
        "letters": [(writer.title(page), writer.uri(page)) for page in letters],
        "kinds": list(kinds),
        "verdicts": [(verdict, shown_verdict(verdict)) for verdict in verdicts],
        "facts": [(writer.fact_name(address), _fact_uri(writer, address)) for address in facts],
        "rows": rows,
    }


def _fact_uri(writer: PageWriter, address: str) -> str:
    place = writer.place(address)
    return writer.uri(*place) if place else ""


def data_script(data: Mapping[str, Any]) -> str:
    """The data as an element of the page, which nothing in it can end."""
    text = json_text(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="fc-ledger-data">{text}</script>\n'


# -- To take away


def _downloads(count: int) -> OnlyHtml:
    noun = "claim" if count == 1 else "claims"
    line = nodes.paragraph("", f"All {count} {noun} to take away: ", classes=["fc-downloads"])
    for form, note in (("csv", "for a spreadsheet"), ("json", "for programs")):
        link = nodes.reference("", form.upper(), refuri=f"{STEM}.{form}", internal=False)
        line += [link, nodes.Text(f" ({note}){', ' if form == 'csv' else '.'}")]
    return OnlyHtml("", line)


def download_rows(writer: PageWriter, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The rows of `factcheck claims --format jsonl`, and where on which page the words stand."""
    return [
        claim_row(one.placed.claim)
        | {
            "message": one.placed.claim.ruling.message,
            "acknowledged_by": one.placed.claim.acknowledged_by or None,
            "page": writer.uri(one.page, one.placed.fragment),
        }
        for one in entries
    ]


def _write_downloads(writer: PageWriter, entries: Sequence[Entry]) -> None:
    for_programs, for_sheets = download_paths(writer)
    for_programs.parent.mkdir(parents=True, exist_ok=True)
    rows = download_rows(writer, entries)
    for_programs.write_text(json_text(rows, indent=1) + "\n", encoding="utf-8")
    for_sheets.write_text(as_csv(rows), encoding="utf-8-sig", errors="replace", newline="")


def download_paths(writer: PageWriter) -> tuple[Path, Path]:
    """Where the two files of a ledger stand."""
    folder = Path(writer.builder.get_outfilename(writer.docname)).parent  # type: ignore[attr-defined]
    return folder / f"{STEM}.json", folder / f"{STEM}.csv"


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows with a line of heads; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    heads = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_cell_text(row.get(head)) for head in heads] for row in rows)
    return out.getvalue()


def _cell_text(value: Any) -> str | int:
    if value is None or isinstance(value, int):
        return "" if value is None else value
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
