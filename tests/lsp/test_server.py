"""What an editor shows, over the real protocol."""

from __future__ import annotations

import contextlib

import pytest
from click.testing import CliRunner
from editions import FILES
from lsp.conftest import Editor
from lsprotocol import types

from sphinx_factcheck.cli import main

LETTER, NOTES, PEOPLE = "chapters/2023-berg.md", "annotations/2023-berg.md", "facts/people.yml"
REPOST = "chapters/2023-berg-repost.md"
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_letter_that_agrees_is_quiet(editor: Editor) -> None:
    assert await editor.open(LETTER) == []


async def test_a_contradiction_is_shown_as_one_types_and_goes_again(editor: Editor) -> None:
    await editor.open(LETTER)
    (told,) = await editor.replace(LETTER, "14 years", "13 years")
    assert (told.code, told.severity, told.source) == ("sentence", types.DiagnosticSeverity.Error, "factcheck")
    assert "13 years" in editor.words_in(LETTER, told.range)
    assert "14 years" in told.message
    (fact,) = told.related_information or ()
    assert fact.location.uri == editor.uri(PEOPLE)
    assert await editor.replace(LETTER, "13 years", "14 years") == []


async def test_columns_count_as_the_protocol_does(editor: Editor) -> None:
    await editor.open(LETTER)
    (told,) = await editor.replace(
        LETTER, "The court sentenced Karin Lind to 14", "𝒜 𝒷 許 The court sentenced Karin Lind to 13"
    )
    words = editor.words_in(LETTER, told.range)
    assert words.startswith(("Karin Lind", "13 years")), words


async def test_a_change_of_a_note_is_judged_against_the_letter(editor: Editor) -> None:
    assert await editor.open(NOTES) == []
    (told,) = await editor.replace(NOTES, "Karin Lind to 14 years", "Karin Lund to 14 years")
    assert told.code == "anchor"
    assert editor.words_in(NOTES, told.range) == "Karin Lund to 14 years in prison"


async def test_a_changed_letter_loses_the_anchor_of_its_note(editor: Editor) -> None:
    await editor.open(LETTER)
    told = await editor.replace(LETTER, "14 years in prison", "fourteen years in jail", look=NOTES)
    assert [found.code for found in told] == ["anchor"]


async def test_facts_are_checked_as_one_types(editor: Editor) -> None:
    assert await editor.open(PEOPLE) == []
    (told,) = await editor.replace(PEOPLE, "about: A lawyer.", "abuot: A lawyer.")
    assert editor.words_in(PEOPLE, told.range) == "abuot"
    assert "about" in told.message
    assert await editor.replace(PEOPLE, "abuot", "about") == []


async def test_a_changed_fact_is_held_against_the_open_letter(editor: Editor) -> None:
    await editor.open(LETTER)
    await editor.open(PEOPLE)
    told = await editor.replace(PEOPLE, "term: 14 years", "term: 15 years", look=LETTER)
    assert [found.code for found in told] == ["sentence"]


async def test_an_acknowledged_finding_is_a_hint(editor: Editor) -> None:
    told = await editor.open(REPOST)
    assert {found.severity for found in told} == {types.DiagnosticSeverity.Hint}


async def hover(editor: Editor, name: str, words: str) -> str:
    told = await editor.client.text_document_hover_async(
        types.HoverParams(editor.document(name), editor.at(name, words))
    )
    assert told, f"nothing is known of {words}"
    assert isinstance(told.contents, types.MarkupContent)
    return told.contents.value


async def test_hover_shows_the_card_as_of_the_letters_date(editor: Editor) -> None:
    await editor.open(LETTER)
    await editor.open(REPOST)
    assert "as of 2023-06-14:" in await hover(editor, LETTER, "Karin Lind")
    assert "14 years" in await hover(editor, LETTER, "Karin Lind")
    assert "as of 2021-07-12: nothing" in await hover(editor, REPOST, "Karin Lind")


async def test_hover_on_a_claim_shows_verdict_fact_and_source(editor: Editor) -> None:
    await editor.open(LETTER)
    told = await hover(editor, LETTER, "12 years")
    assert told.startswith("supported [sentence]")
    assert "fact: ove-dahl/custody/1   source: court-2023 (https://example.org/court)" in told


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        (NOTES, "ove-dahl", "Ove Dahl (person ove-dahl)"),
        (NOTES, "court-2023", "The court's notice"),
        (NOTES, "Karin Lind to", "chapters/2023-berg.md:10:21"),
        (PEOPLE, "court-2023", "The court's notice"),
        (LETTER, "board-2023", "The Board's page"),
    ],
)
async def test_hover_elsewhere(editor: Editor, name: str, words: str, expected: str) -> None:
    await editor.open(name)
    assert expected in await hover(editor, name, words)


async def complete(editor: Editor, name: str, text: str) -> dict[str, types.CompletionItem]:
    """Complete a text at its `|`."""
    editor.texts[name] = text.replace("|", "")
    at = editor.at(name, text[: text.index("|")], len(text[: text.index("|")]))
    await editor.open(name, editor.texts[name])
    told = await editor.client.text_document_completion_async(types.CompletionParams(editor.document(name), at))
    assert isinstance(told, types.CompletionList)
    return {item.label: item for item in told.items}


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        (NOTES, ":::{note-on} Ove Dahl\n{person}`ove|", ["ove-dahl"]),
        (NOTES, ":::{note-on} Ove Dahl\n{person}`the teacher <|", ["karin-lind", "ove-dahl", "siv-berg"]),
        (NOTES, ":::{note-on} Ove Dahl\n{source}`|", ["board-2023", "court-2023"]),
        (NOTES, ":::{n|", ["note-on", "sic", "claim", "mention"]),
        (NOTES, ":::{sic} 2023\n:r|", ["rule: "]),
        (NOTES, ":::{claim} Ove Dahl\n:fact: ove|", ["ove-dahl/custody/1"]),
        (NOTES, ":::{claim} Ove Dahl\n:fact: ove-dahl/custody/1\n:says: |", ["on 2023-04-10", "event sentenced"]),
        (NOTES, ":::{mention} Ove Dahl\n:entity: |", ["karin-lind", "letter-2023"]),
        (NOTES, ":::{note-on} The court sent|", ["The court sentenced"]),
        (PEOPLE, "- id: x\n  name: X\n  sources: [b|", ["board-2023"]),
        (PEOPLE, "- id: x\n  name: X\n  sources:\n    - c|", ["court-2023"]),
        (LETTER, "---\ndocument: l|", ["letter-2023"]),
    ],
)
async def test_completion(editor: Editor, name: str, text: str, first: list[str]) -> None:
    found = await complete(editor, name, text)
    assert set(first) <= set(found), sorted(found)


async def test_completed_words_of_an_anchor_have_their_place(editor: Editor) -> None:
    found = await complete(editor, NOTES, ":::{note-on} Ove Dahl to|\n:::\n")
    item = found["Ove Dahl to 12 years"]
    assert isinstance(item.text_edit, types.TextEdit)
    assert editor.words_in(NOTES, item.text_edit.range) == "Ove Dahl to"
    line = (editor.root / LETTER).read_text("utf-8").split("\n")[9]
    assert item.detail == f"{LETTER}:10:{line.index('Ove Dahl') + 1}"


async def locations(editor: Editor, name: str, words: str, *, references: bool = False) -> list[tuple[str, str]]:
    at = editor.at(name, words)
    if references:
        context = types.ReferenceContext(include_declaration=True)
        told = await editor.client.text_document_references_async(
            types.ReferenceParams(context, editor.document(name), at)
        )
    else:
        told = await editor.client.text_document_definition_async(types.DefinitionParams(editor.document(name), at))
    found = []
    for place in told if told and not isinstance(told, types.Location) else []:
        assert isinstance(place, types.Location)
        file = place.uri.removeprefix(editor.root.as_uri() + "/")
        editor.texts.setdefault(file, (editor.root / file).read_text("utf-8"))
        found.append((file, editor.words_in(file, place.range)))
    return found


@pytest.mark.parametrize(
    ("name", "words", "file", "there"),
    [
        (LETTER, "Karin Lind", PEOPLE, "karin-lind"),
        (LETTER, "letter-2023", "facts/documents.yml", "letter-2023"),
        (NOTES, "court-2023", "facts/sources.yml", "court-2023"),
        (NOTES, "Karin Lind to", LETTER, "Karin Lind to 14 years in prison"),
        (PEOPLE, "court-2023", "facts/sources.yml", "court-2023"),
    ],
)
async def test_go_to_definition(editor: Editor, name: str, words: str, file: str, there: str) -> None:
    await editor.open(name)
    assert await locations(editor, name, words) == [(file, there)]


async def test_a_claim_leads_to_its_fact(editor: Editor) -> None:
    await editor.open(LETTER)
    ((file, words),) = await locations(editor, LETTER, "12 years")
    assert file == PEOPLE
    assert words.startswith("{event: sentenced, on: 2023-04-10, term: 12 years")


async def test_references_are_found_in_letters_notes_and_facts(editor: Editor) -> None:
    await editor.open(LETTER)
    found = await locations(editor, LETTER, "Ove Dahl", references=True)
    assert found == [(REPOST, "Ove Dahl"), (LETTER, "Ove Dahl"), (NOTES, "ove-dahl"), (PEOPLE, "ove-dahl")]


async def test_outlines(editor: Editor) -> None:
    async def outline(name: str) -> list[str]:
        await editor.open(name)
        told = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(editor.document(name))
        )
        return [symbol.name for symbol in told or []]

    assert await outline(PEOPLE) == ["karin-lind", "ove-dahl", "siv-berg"]
    assert await outline(NOTES) == ["Karin Lind to 14 years in prison"]
    assert "A letter to Minister Berg" in await outline(LETTER)


async def test_the_sic_action_opens_the_gate(editor: Editor) -> None:
    path = editor.root / LETTER
    path.write_text(path.read_text("utf-8").replace("12 years", "11 years"), "utf-8")
    assert check(editor).exit_code == 1
    (finding,) = await editor.open(LETTER)
    offered = await editor.actions(LETTER, "11 years")
    (title,) = [title for title in offered if "{sic}" in title]
    (edit,) = offered[title].edit.changes[editor.uri(NOTES)]
    assert edit.range.start.line < len(FILES[NOTES].splitlines()), "an editor may have no line behind the last break"
    assert editor.apply(offered[title]) == [NOTES]
    result = check(editor)
    assert result.exit_code == 0, result.output
    assert finding.code == "sentence"


async def test_the_sic_action_makes_the_file_of_notes_where_there_is_none(editor: Editor) -> None:
    (editor.root / NOTES).unlink()
    path = editor.root / LETTER
    path.write_text(path.read_text("utf-8").replace("12 years", "11 years"), "utf-8")
    await editor.open(LETTER)
    offered = await editor.actions(LETTER, "11 years")
    (action,) = [action for title, action in offered.items() if "{sic}" in title]
    assert action.edit
    assert any(isinstance(change, types.CreateFile) for change in action.edit.document_changes or ())
    editor.apply(action)
    assert check(editor).exit_code == 0


def check(editor: Editor):
    with contextlib.chdir(editor.root):
        return CliRunner().invoke(main, ["check"])


async def test_a_lost_anchor_is_mended(editor: Editor) -> None:
    await editor.open(LETTER)
    await editor.open(NOTES)
    await editor.replace(LETTER, "14 years in prison", "14 years in a prison", look=NOTES)
    offered = await editor.actions(NOTES, "Karin Lind")
    (title,) = offered
    assert title.startswith("Anchor it to “Karin Lind to 14 years in a prison”")
    editor.apply(offered[title])
    assert ":::{note-on} Karin Lind to 14 years in a prison\n" in (editor.root / NOTES).read_text("utf-8")


async def test_a_near_miss_is_spelt_right(editor: Editor) -> None:
    await editor.open(LETTER)
    await editor.open(PEOPLE)
    await editor.replace(PEOPLE, "name: Siv Berg", "name: Siv Bergstrand", look=LETTER)
    (told,) = await editor.replace(LETTER, "Dear Minister Berg", "Dear Siv Bergstrend")
    assert told.code == "name"
    offered = await editor.actions(LETTER, "Siv Bergstrend")
    assert "“Siv Bergstrend” is Siv Bergstrand (siv-berg)" in offered
    editor.apply(offered["Spell it “Siv Bergstrand”, if the source does"])
    assert "Dear Siv Bergstrand," in (editor.root / LETTER).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "words", "title"),
    [
        (NOTES, "ove-dahl", "ove-dal", "ove-dal", "Change it to ove-dahl"),
        (NOTES, "{source}`court-2023`", "{source}`cort-2023`", "cort-2023", "Change it to court-2023"),
        (LETTER, "letter-2023", "leter-2023", "leter-2023", "Change it to letter-2023"),
        (PEOPLE, "about: A lawyer", "abuot: A lawyer", "abuot", "Change it to about"),
        (
            PEOPLE,
            "12 years, sources: [court-2023]",
            "12 years, sources: [cort-2023]",
            "cort-2023",
            "Change it to court-2023",
        ),
    ],
)
async def test_a_wrong_id_is_put_right(editor: Editor, name: str, old: str, new: str, words: str, title: str) -> None:
    text = (editor.root / name).read_text("utf-8").replace(old, new)
    (editor.root / name).write_text(text, "utf-8")
    assert await editor.open(name)
    offered = await editor.actions(name, words)
    assert title in offered, sorted(offered)
    editor.apply(offered[title])
    assert CliRunner().invoke(main, ["facts", "validate", "--facts", str(editor.root / "facts")]).exit_code == 0


async def test_an_unknown_source_gets_a_stub_that_says_what_it_lacks(editor: Editor) -> None:
    await editor.open(NOTES)
    await editor.replace(NOTES, "court-2023", "press-2023")
    offered = await editor.actions(NOTES, "press-2023")
    editor.apply(offered["Add the source press-2023 to facts/sources.yml"])
    text = (editor.root / "facts/sources.yml").read_text("utf-8")
    assert text.endswith("\n\n- id: press-2023\n  title:\n  url:\n  seen:\n")
    told = await editor.open("facts/sources.yml")
    assert any("title" in found.message for found in told)


async def test_an_unknown_name_gets_a_stub(editor: Editor) -> None:
    await editor.open(LETTER)
    await editor.replace(LETTER, "The court", "Maja Öst wrote. The court")
    offered = await editor.actions(LETTER, "Maja Öst")
    editor.apply(offered["Add “Maja Öst” to facts/people.yml"])
    assert (editor.root / PEOPLE).read_text("utf-8").endswith("\n\n- id: maja-ost\n  name: Maja Öst\n")
    assert CliRunner().invoke(main, ["facts", "validate", "--facts", str(editor.root / "facts")]).exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\ndate: [\n---\n",
        "\ufeff\r\n",
        "\x00\x01",
        ":::{sic}\n" * 300,
        "{person}`" * 500,
        "𝒜" * 3000,
        "\ud83d",
    ],
    ids=["empty", "dashes", "broken", "bom", "nul", "sic", "roles", "wide", "surrogate"],
)
@pytest.mark.parametrize("name", [LETTER, NOTES, PEOPLE])
async def test_what_is_not_valid_at_all_is_told_and_outlived(editor: Editor, name: str, text: str) -> None:
    before = (editor.root / name).read_text("utf-8")
    await editor.open(name)
    await editor.change(name, text)
    here = types.Position(0, 0)
    far = types.Position(5000, 5000)
    for at in (here, far):
        await editor.client.text_document_hover_async(types.HoverParams(editor.document(name), at))
        await editor.client.text_document_completion_async(types.CompletionParams(editor.document(name), at))
        await editor.client.text_document_definition_async(types.DefinitionParams(editor.document(name), at))
    whole = types.Range(here, far)
    context = types.CodeActionContext([])
    await editor.client.text_document_code_action_async(types.CodeActionParams(editor.document(name), whole, context))
    await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(editor.document(name)))
    assert await editor.change(name, before) == []


async def test_files_outside_any_edition_are_left_alone(editor: Editor) -> None:
    for uri in ("untitled:Untitled-1", (editor.root.parent / "x.md").as_uri(), "file:///"):
        document = types.TextDocumentItem(uri, "markdown", 0, "Karin Lind")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        told = await editor.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
        )
        assert told is None
    assert await editor.open(LETTER) == []
