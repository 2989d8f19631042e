"""Small reports made by hand, for every writer."""

import io
from collections.abc import Callable

import pytest
from reports.made import finding, judged, report

from sphinx_factcheck.base.findings import Cited, Finding, Severity, Verdict
from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check import Report
from sphinx_factcheck.check.reports import WRITERS

Write = Callable[..., str]


@pytest.fixture
def write() -> Write:
    """Gives what a writer writes."""

    def written(report: Report, format: str, **options: bool) -> str:
        out = io.StringIO()
        WRITERS[format](report, out, **options)
        return out.getvalue()

    return written


REPOST = "---\ndocument: joint-letter\nsource: blog\ndate: 2021-07-12\n---\nWords.\n"
LAW = Place("facts/documents.yml", 12, 3, 12, 9, 300, 306)


@pytest.fixture
def repost() -> Finding:
    """The finding of the example in the design."""
    return finding(
        REPOST,
        "2021-07-12",
        path="chapters/2023-blinken-repost.md",
        message="the joint letter is dated 2023-06-14",
        subject="joint-letter-2023",
        expected="2023-06-14",
        cited=(Cited("joint-letter-2023", LAW, (("hrw-2023-06-14", "https://example.org/letter"),)),),
        also=("this letter says that someone was sentenced, which happened on 2023-04-10",),
        mend="if the source really has this, acknowledge it: annotations/2023-blinken-repost.md  :::{sic} 2021-07-12",
    )


@pytest.fixture
def mixed(repost: Finding) -> Report:
    """Claims of every verdict, an acknowledged finding, and a finding that is about no claim."""
    source = "He was given 13 years in March 2020 by 42 judges; a Premier then fell by two votes."
    sentence = finding(
        source,
        "13 years",
        rule="sentence",
        kind="sentence",
        acknowledged_by="annotations/letter.md:7:1",
        justification="The printed letter has 13.",
    )
    office = finding(
        source, "Premier", rule="office", kind="office", severity=Severity.WARNING, verdict=Verdict.CONTESTED
    )
    anchor = finding(
        ":::{note-on} lost words\n:::\n",
        "lost words",
        path="annotations/letter.md",
        rule="anchor",
        verdict=None,
        kind="",
        value="",
        message="the words are not in the letter",
        mend="quote the words as they are",
    )
    claims = (
        judged(repost),
        judged(sentence, acknowledged_by="annotations/letter.md:7:1"),
        judged(office, Verdict.CONTESTED),
        judged(finding(source, "42 judges", kind="count"), Verdict.SUPPORTED),
        judged(finding(source, "two votes", kind="vote"), Verdict.UNVERIFIED),
    )
    return report((repost, sentence, office, anchor), claims)


NASTY = (
    "\x1b[31mred\x1b[0m \x00 null",
    "first\nsecond\r\nthird",
    "::error file=x::injected %0A %",
    "אבג \u202egnp.exe\u202c",
    "许志永\u3000被判",
    "]]> <script>&amp; \"quoted\" 'single'",
    "\ud800 lone \uffff",
    "line\u2028separator\x85next",
    "long words " * 1000,
)


@pytest.fixture(params=NASTY, ids=lambda words: ascii(words)[:24])
def nasty(request: pytest.FixtureRequest) -> Report:
    """A finding whose every text is hostile."""
    words: str = request.param
    found = finding(
        f"before {words} after",
        words,
        path="chapters/a, b: ü%.md",
        message=words,
        subject=words,
        value=words,
        expected=words,
        line=f"before {words} after".split("\n")[0],
        cited=(Cited(words, LAW, ((words, words),)),),
        also=(words,),
        mend=words,
        letter=words,
    )
    return report((found,), (judged(found),))
