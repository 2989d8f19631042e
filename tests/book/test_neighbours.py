"""A letter leads to the letters before and after it between the same correspondents."""

from __future__ import annotations

from pathlib import Path

from book.books import change, make_book, sphinx
from editions import FILES

HEAD = "---\ntitle: Letter {n}\ndocument: letter-{n}\ndate: 2022-0{n}-01\nsource: board-2023\n---\n\nNothing new.\n"
DOCUMENT = "- id: letter-{n}\n  name: letter {n}\n  type: letter\n  by: [{by}]\n  addressees: [{to}]\n"
PEOPLE = ("karin-lind", "ove-dahl"), ("ove-dahl", "karin-lind"), ("karin-lind", "siv-berg"), ("karin-lind", "ove-dahl")
EXTRA = {
    **{f"chapters/2022-{n}.md": HEAD.format(n=n) for n in range(1, 5)},
    "facts/documents.yml": FILES["facts/documents.yml"]
    + "".join(DOCUMENT.format(n=n, by=by, to=to) for n, (by, to) in enumerate(PEOPLE, 1)),
}


def between(folder: Path, n: int) -> list[str]:
    page = sphinx(folder).page(f"chapters/2022-{n}")
    fields = [dt.find_next_sibling("dd") for dt in page.select("dl.field-list dt") if "Between" in dt.get_text()]
    return [link["href"] for field in fields for link in field.select("a")]


def test_an_answer_belongs_to_what_it_answers(tmp_path: Path) -> None:
    folder = make_book(tmp_path / "book", EXTRA)
    assert between(folder, 1) == ["2022-2.html"]
    assert between(folder, 2) == ["2022-1.html", "2022-4.html"]
    assert between(folder, 3) == []
    change(folder, "facts/documents.yml", "id: letter-2\n  name: letter 2", "id: letter-2\n  name: the answer")
    change(folder, "chapters/2022-2.md", "2022-02-01", "2022-05-01")
    assert between(folder, 1) == ["2022-4.html"]
    assert between(folder, 4) == ["2022-1.html", "2022-2.html"]
