"""read: what the engine reads in a text, before any fact is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sphinx_factcheck.check import Chapter
from sphinx_factcheck.check.reports import rows
from sphinx_factcheck.cli.common import Call, end_listing, fail, find_project, read_date, read_facts
from sphinx_factcheck.cli.letters import OUTPUT, TABLE_FORMAT, each, write_list
from sphinx_factcheck.edition.inputs import Inputs, read_inputs
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.shown import Shown, shown
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.files import whole_characters
from sphinx_factcheck.letters.text import Letter, Span, plain_letter

COLUMNS = ("place", "what", "value", "told", "text")
_ROLES = ("voice", "tense", "certainty", "subject", "indirect", "object", "predicate")


@click.command()
@click.argument("path", required=False, default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--date", callback=read_date, help="The day of the letter (EDTF).")
@click.option("--facts", "facts_folder", type=click.Path(path_type=Path), help="A fact base whose names are known.")
@TABLE_FORMAT
@OUTPUT
def read(path: Path, date: When | None, facts_folder: Path | None, form: str, output: Path | None) -> None:
    """Show what is read in a text: sentences, clauses with their roles, dates, terms, numbers, quotations.

    PATH is a .md, .txt or .jsonl file; without one, or with -, the text comes from standard input.
    """
    facts = read_facts(None, facts_folder) if facts_folder is not None else FactBase()
    call = Call(None, facts, _inputs(path, date))
    names = NameIndex(facts)

    def found(chapter: Chapter) -> list[dict[str, Any]]:
        letter = chapter.letter
        reading = Reading(letter, names.find(letter).found, facts)
        return [_row(one, letter, form) for one in shown(reading)]

    listed: Iterator[dict[str, Any]] = (row for chapter_rows in each(call, found) for row in chapter_rows)
    write_list(call.seen(form).rows(listed), COLUMNS, form, output)
    end_listing(call)


def _inputs(path: Path, date: When | None) -> Inputs:
    if str(path) != "-":
        return read_inputs([path], find_project(path, needed=False), date)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fail(f"standard input is not UTF-8 (byte {error.start}): save the text as UTF-8")
    text = whole_characters(text.replace("\r\n", "\n"))
    return Inputs((Chapter(plain_letter("-", text, date=date)),))


def _row(one: Shown, letter: Letter, form: str) -> dict[str, Any]:
    span = Span(one.start, one.end)
    place = letter.place(span)
    row = rows.placed(place, letter.words(span), letter.id) | {"what": one.what, "value": one.value} | one.more
    if form == "table":
        row["told"] = "; ".join(_told(one))
    return row


def _told(one: Shown) -> Iterator[str]:
    if one.what == "clause":
        for role in _ROLES:
            if told := one.more[role]:
                yield f"{role} {' + '.join(told) if isinstance(told, list) else told}"
        for preposition, nouns in one.more["complements"]:
            yield f"{preposition} {' + '.join(nouns)}".strip()
    elif one.what == "date":
        yield from (" to ".join(dict.fromkeys(days)) for days in one.more["readings"][:4])
