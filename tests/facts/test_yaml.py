"""What YAML files can do to a reader that no table can show: encodings, line ends, links, sizes, values that look like others."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.facts.load import FactsError, load_facts
from sphinx_factcheck.facts.nodes import MAX_SCALAR, Branch, Node, NodeError, Scalar, at, data, entries


def problems(folder: Path, root: Path | None = None) -> tuple[Problem, ...]:
    with pytest.raises(FactsError) as caught:
        load_facts(folder, root=root or folder)
    return caught.value.problems


def write(folder: Path, text: str | bytes, name: str = "people.yml") -> Path:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize(
    "written", ["no", "off", "Yes", "2023-06-14", "12:30", "0o17", "1e3", "1_000", ".inf", "NULL", "Null"]
)
def test_every_value_is_the_text_it_is_written_as(written: str, tmp_path: Path) -> None:
    facts = load_facts(write(tmp_path, f"- {{id: ada, name: {written}, also: [{written}]}}"))
    assert facts.entities["ada"].name == written
    assert facts.entities["ada"].also == (written,)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_a_key_with_nothing_is_as_if_it_were_not_there(nothing: str, tmp_path: Path) -> None:
    facts = load_facts(write(tmp_path, f"- id: ada\n  name: Ada\n  native: {nothing}\n  died: {nothing}\n"))
    assert facts.entities["ada"] == load_facts(write(tmp_path, "- {id: ada, name: Ada}")).entities["ada"]


@pytest.mark.parametrize("quoted", ['"null"', "'~'", "'2023'"])
def test_what_is_quoted_is_text(quoted: str, tmp_path: Path) -> None:
    assert load_facts(write(tmp_path, f"- {{id: ada, name: {quoted}}}")).entities["ada"].name == quoted[1:-1]


def test_byte_order_mark_and_line_ends_change_no_place(tmp_path: Path) -> None:
    text = "- id: ada\n  name: Ada\n  about: |\n    One.\n    Two.\n  nam: x\n"
    (plain,) = problems(write(tmp_path, text))
    (windows,) = problems(write(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))
    assert str(windows) == str(plain) == "people.yml:6:3: “nam” is no key here (did you mean “name”?)"


def test_columns_count_characters_and_not_bytes(tmp_path: Path) -> None:
    text = "- {name: 许志永 𝒜̈, id: a, nam: x}"
    (problem,) = problems(write(tmp_path, text))
    assert problem.place.column == problem.place.start + 1 == text.index("nam:") + 1


def test_bytes_that_are_no_utf8_are_named_with_their_place(tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path, "- id: ada\n  name: Zoë\n".encode("latin-1")))
    assert str(problem) == "people.yml:2:11: this is not UTF-8 (save the file in UTF-8)"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ufffe"])
def test_characters_that_yaml_forbids_are_named_with_their_place(character: str, tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path, f"- id: ada\n  name: A{character}da\n"))
    assert str(problem) == f"people.yml:2:10: the character #{ord(character):04x} is not allowed in YAML (take it out)"


def test_json_is_yaml(tmp_path: Path) -> None:
    people: list[dict[str, Any]] = [
        {"id": "p_ATC1", "name": "𝒜da \\ “x” \U0001f600", "about": "tab\tand\nline", "native": None},
        {"id": "Q.7-b", "name": "B"},
    ]
    for text in (json.dumps(people), json.dumps(people, indent=2), json.dumps(people, ensure_ascii=False)):
        facts = load_facts(write(tmp_path, text))
        assert [(e.id, e.name, e.about) for e in facts.entities.values()] == [
            ("p_ATC1", people[0]["name"], people[0]["about"]),
            ("Q.7-b", "B", ""),
        ]
        assert text[facts.places["Q.7-b"].start : facts.places["Q.7-b"].end] == '"Q.7-b"'


def test_a_file_that_unfolds_without_bound_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["- &a0 {id: x, name: lol}"]
    lines += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    began = time.monotonic()
    said = problems(write(tmp_path, "\n".join(lines)))
    assert time.monotonic() - began < 2
    assert any("unfold to too much" in problem.message for problem in said)


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path, "- " + "[" * 100_000))
    assert problem.message == "more than 20 levels, one in another"


def test_a_text_of_a_megabyte_is_refused_with_its_place(tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path, f"- id: ada\n  name: Ada\n  about: {'x' * 1_000_000}\n"))
    assert (problem.place.line, problem.place.column) == (3, 10)
    assert f"{MAX_SCALAR:,}" in problem.mend


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    outside, facts = tmp_path / "outside.yml", tmp_path / "edition" / "facts"
    facts.mkdir(parents=True)
    outside.write_text("- {id: ada, name: Ada}")
    (facts / "people.yml").symlink_to(outside)
    (problem,) = problems(facts, facts.parent)
    assert (
        str(problem) == "facts/people.yml:1:1: cannot be read: this link leaves the project (put the file itself here)"
    )


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    (tmp_path / "ours.yml").write_text("- {id: ada, name: Ada}")
    (facts / "people.yml").symlink_to(tmp_path / "ours.yml")
    assert [*load_facts(facts, root=tmp_path).entities] == ["ada"]


def test_links_to_nothing_to_themselves_and_to_folders_are_told(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    (tmp_path / "more").mkdir()
    (facts / "people-lost.yml").symlink_to(tmp_path / "lost.yml")
    (facts / "people-round.yml").symlink_to(facts / "people-round.yml")
    (facts / "people-more").symlink_to(tmp_path / "more")
    os.mkfifo(facts / "people-pipe.yml")
    assert [p.place.path for p in problems(facts, tmp_path)] == [
        "facts/people-lost.yml",
        "facts/people-more",
        "facts/people-pipe.yml",
        "facts/people-round.yml",
    ]


def test_a_folder_that_is_not_there_is_one_clear_problem(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "facts", tmp_path)
    assert str(problem) == "facts:1:1: there is no such folder (make it, or name another with --facts)"


MANGLED = st.text(st.sampled_from(list("-:{}[],&*!|>'\"%@`#?\\ \n\t\r~ab1\x00\u0085\u2028é𝒜\ufeff")), max_size=80)
ENTRY = "- id: ada\n  name: Ada\n  born: {on: 1815-12-10, sources: [s]}\n  custody:\n    - {event: missing, on: 1840, status: unverified}\n"


@given(st.lists(st.tuples(st.integers(0, len(ENTRY)), st.integers(0, 6), MANGLED), max_size=4))
def test_mangled_files_never_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int, str]]
) -> None:
    text = ENTRY
    for start, length, put in cuts:
        text = text[:start] + put + text[start + length :]
    folder = tmp_path_factory.mktemp("facts")
    write(folder, "- {id: s, title: T, citation: C, seen: 2026}", "sources.yml")
    try:
        load_facts(write(folder, text), root=folder)
    except FactsError as error:
        for problem in error.problems:
            assert min(problem.place.line, problem.place.column) >= 1
            assert problem.message


@given(st.binary(max_size=60))
def test_bytes_never_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    with suppress(FactsError):
        load_facts(write(tmp_path_factory.mktemp("facts"), content))


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, min_size=1),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=4), st.booleans(), st.sampled_from([None, 1]))
def test_json_is_read_as_json_reads_it_and_every_node_knows_its_place(
    value: list[object], ascii: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii, indent=indent)
    read = list(entries(text))
    assert [data(node) for node in read] == value
    for node in read:
        for inner in leaves(node):
            assert json.loads(text[inner.start : inner.end]) == inner.value


def leaves(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    return [leaf for item in node.items for leaf in leaves(item)]


def test_a_node_is_found_by_its_path_or_as_near_as_there_is_one() -> None:
    text = "- a:\n    - b: one\n    - b: >\n        two\n\n  c: three\n"
    (entry,) = entries(text)
    found = at(entry, ("a", 1, "b"))
    assert text[found.start : found.end] == ">\n        two"
    assert text[(key := at(entry, ("a", 0, "b"), key=True)).start : key.end] == "b"
    lost = at(entry, ("a", 7, "b"))
    assert isinstance(lost, Branch)
    assert text[lost.start : lost.end] == "- b: one\n    - b: >\n        two"


def test_a_list_ends_where_its_file_does() -> None:
    with pytest.raises(NodeError, match="second document"):
        list(entries("[]\n---\n[]"))
