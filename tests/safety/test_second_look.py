"""Were the check blind, the book would still not obey: what it passes over does nothing.

And what it does pass stands on the page word for word: letters of any front matter and any markup, put together by chance.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from book.books import Built, jupyter_book, make_book, sphinx
from bs4 import BeautifulSoup
from safety.hostile import CONF, attacks, lay, leaks, listening

from sphinx_factcheck.letters.markup import Markup
from sphinx_factcheck.letters.myst import read_letter


@pytest.fixture(scope="module")
def blind(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built, Built, list[str]]:
    """All attacks by notes and pages, built by a book whose check reads no markup."""
    rows = [attack for attack in attacks() if {"note", "page"} & set(attack.row) and "front" not in attack.row]
    with listening() as (url, asked), pytest.MonkeyPatch.context() as patch:
        edition = lay(tmp_path_factory.mktemp("blind"), rows, url)
        patch.setattr("sphinx_factcheck.letters.annotations.read_markup", lambda *_: Markup())
        patch.setattr("sphinx_factcheck.edition.project.page_problems", lambda *_: ())
        built = jupyter_book(edition)
        (edition / "conf.py").write_text(CONF)
        return edition, built, sphinx(edition, "-b", "epub"), asked


def test_nothing_runs_is_read_or_asked_for(blind: tuple[Path, Built, Built, list[str]]) -> None:
    edition, built, epub, asked = blind
    assert leaks(edition) == []
    assert asked == []
    assert (built.code, epub.code) == (1, 1)
    assert "Traceback" not in built.said + epub.said


@pytest.mark.parametrize("name", ["include", "literalinclude", "raw", "csv-table", "code-cell", "button-link"])
def test_each_directive_is_told(blind: tuple[Path, Built, Built, list[str]], name: str) -> None:
    _, built, epub, _ = blind
    for one in (built, epub):
        assert f"[markup] the directive {{{name}}} is not allowed here" in one.said


def test_no_link_and_no_picture_gets_through(blind: tuple[Path, Built, Built, list[str]]) -> None:
    _, built, epub, _ = blind
    for path in [*built.pages.rglob("*.html"), *epub.pages.rglob("*.xhtml")]:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for tag in page.select("[href], [src]"):
            led = str(tag.get("href") or tag.get("src") or "").lower()
            if tag.name == "link" and led == "data:,":  # the icon that a page of ours does not have
                continue
            assert not led.startswith(("javascript:", "vbscript:", "data:", "ftp:", "tel:")), (path, led)
            assert led.startswith("#") or "outside" not in led, (path, led)  # a place on the page itself leads nowhere
        assert not [str(t["src"]) for t in page.select("[src]") if str(t["src"]).startswith(("http", "//"))], path
        assert not page.select('meta[http-equiv="refresh"]')


KEYS = """myst mystnb jupytext kernelspec file_format substitutions html_meta thebe-kernel orphan nosearch tocdepth authors
abstract dedication date.x Title my-st title document source transcription witness_of execution_mode
html_theme.sidebar_secondary.remove""".split()
VALUES = [
    "x",
    "[1]",
    "{a: b}",
    "{enable_extensions: [substitution, attrs_inline]}",
    "2023-06-14",
    '"<b>*x*</b>"',
    "",
    "~",
    "3",
]
INLINE = """plain~words *emphasis* **strong** `code` ``a`b`` <b>html</b> <br> <br/> <!--c--> \\*escape &amp; &#35; https://example.org
<https://example.org> [link](https://example.org) [link](x.md) [link](#p1) ![p](x.png) {sub}`x` {{x}} $x$ $$x$$ {note} ~~s~~
[^1] (x)= --- ... "quotes" don't -- :x: @cite [x]{.c} :::: | %c +++ ^x^ ==m== [ref][r] 1. # H@{target=x}""".split()
BLOCKS = [
    "# Heading", "Heading\n===", "---", "***", "- item\n- item", "1. item", "> quoted", "    indented", "```\nfence\n```",
    "~~~py\nfence\n~~~", "```{note}\nbody\n```", ":::{note}\nbody\n:::", "::: div\nbody\n:::", "<div>\nhtml\n</div>",
    "<script>\nx\n</script>", "| a | b |\n|---|---|\n| c | d |", "[^1]: a footnote", "term\n: its definition", "% comment",
    "+++ {\"a\": 1}", "(target)=", ":field: value", "{.class}", "[r]: https://example.org \"t\"", "$$\nx\n$$",
    "\\begin{equation}x\\end{equation}", "```{signatories}\n- A signer\n```", "- [ ] task", "<br />", "<img src=x.png>",
    ":::{signatories}\n- A\n\n  ```\n  x\n  ```\n:::", "```{eval-rst}\nx\n```", "[toc]", "{{ x }}", "```{include} x\n```",
    "---\nmyst: {enable_extensions: [substitution]}\n---", "...", "> ```{raw} html\n> x\n> ```", "```", "&nbsp;", "\\", "<!--",
]  # fmt: skip
ALLOWED = set(
    """a aside b blockquote br code col colgroup dd details dfn div dl dt em figure h1 h2 h3 h4 h5 h6 hr i img kbd li
    ol p section small span strong sub summary sup svg table tbody td th thead tr ul nav cite abbr time""".split()
)


def letter(chance: random.Random) -> str:
    """A letter with a few keys of front matter and a few blocks, some of them in others."""
    front = [f"{chance.choice(KEYS)}: {chance.choice(VALUES)}" for _ in range(chance.choice([0, 0, 0, 0, 1]))]
    blocks = [chance.choice(BLOCKS) if chance.random() < 0.5 else words(chance) for _ in range(chance.randint(1, 3))]
    around = [chance.choice(["", "", "", "> ", "- ", "   "]) for _ in blocks]
    body = "\n\n".join(
        "\n".join((p if n == 0 else p.replace("-", " ")) + line for n, line in enumerate(b.split("\n")))
        for p, b in zip(around, blocks, strict=True)
    )
    head = "\n".join(["title: A *title*", "date: 2023-05-01", "source: board-2023", *front])
    return f"---\n{head}\n---\n\nDear reader,\n\n{body}\n"


def words(chance: random.Random) -> str:
    return " ".join(chance.choice(INLINE).replace("~", " ") for _ in range(chance.randint(1, 5)))


def test_what_the_check_passes_stands_on_the_page_and_all_else_is_refused(tmp_path: Path) -> None:
    chance = random.Random(13)
    letters = {f"chapters/r{number:03}.md": letter(chance) for number in range(240)}
    conf = CONF.replace('"sphinx_design", ', "").replace(
        "nb_execution", "myst_enable_extensions = ['substitution', 'html_image']\nnb_execution"
    )
    book = make_book(tmp_path, {**letters, "conf.py": conf})
    built = sphinx(book)
    assert "Traceback" not in built.said, built.said
    assert "the page shows" not in built.said
    assert "the page ends" not in built.said, built.said
    passed = [name for name, text in letters.items() if not read_letter(name, text).problems]
    assert len(passed) > 60
    assert len(letters) - len(passed) > 60
    for name in letters:
        page = built.page(name.removesuffix(".md"))
        shown = page.select_one(".fc-letter")
        assert (shown is not None) == (name in passed), name
        if shown is not None:
            assert {tag.name for tag in shown.select("*")} <= ALLOWED, (
                name,
                {t.name for t in shown.select("*")} - ALLOWED,
            )
            assert not shown.select("img, [onclick], [style*=url]")
