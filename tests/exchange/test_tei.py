"""TEI out and in: what goes out comes back code point for code point, and letters of others come in by a stated rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_factcheck.check import Chapter, check
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.edition.publication import Publication
from sphinx_factcheck.exchange.imported import annotations_of, facts_of, read_back
from sphinx_factcheck.exchange.published import published
from sphinx_factcheck.exchange.tei.reading import TeiError, read_tei
from sphinx_factcheck.exchange.tei.writing import tei
from sphinx_factcheck.letters.annotations import anchor_all, read_annotations

ROOT = Path(__file__).parents[2]
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>To Berg</title></titleStmt>'
SENT = """<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName ref="#ann">Ann Archer</persName><placeName>Oslo</placeName>{date}</correspAction>
<correspAction type="received"><orgName>The Board</orgName></correspAction></correspDesc></profileDesc></teiHeader>"""


def letter(body: str, date: str = '<date when="1841-05-03"/>') -> bytes:
    return f"{HEAD}{SENT.format(date=date)}<text><body><div>{body}</div></body></text></TEI>".encode()


@pytest.fixture(scope="module")
def exported() -> dict[str, tuple[Chapter, str]]:
    project = Project(ROOT)
    chapters = [project.chapter(path) for path in project.chapter_paths()]
    facts = project.facts()
    edition = published(
        Publication("Letters", url="https://letters.example.org/"), facts, check(chapters, facts).checked
    )
    files = {file.name: file.text for file in tei(edition)}
    by_key = {one.key: one.checked.chapter for one in edition.letters}
    return {key: (chapter, files[f"tei/{key}.xml"]) for key, chapter in by_key.items()}


@pytest.mark.parametrize("key", [path.stem for path in sorted((ROOT / "chapters").glob("*.md"))])
def test_a_letter_comes_back_with_every_word_and_every_note_on_its_own(
    exported: dict[str, tuple[Chapter, str]], key: str
) -> None:
    chapter, file = exported[key]
    (found,) = read_tei(file.encode())
    _, again = read_back(found, key, f"chapters/{key}.md")
    assert not again.problems
    assert again.text == chapter.letter.text
    assert [block.kind for block in again.blocks] == [block.kind for block in chapter.letter.blocks]
    assert [again.words(span) for span in again.signers] == [
        chapter.letter.words(span) for span in chapter.letter.signers
    ]
    assert found.date == "2023-06-14" or not key.startswith("2023")
    before, lost = anchor_all(chapter.letter, chapter.annotations)
    notes = read_annotations("a.md", annotations_of(found, again))
    after, lost_now = anchor_all(again, notes)
    assert (lost, lost_now, notes.problems) == ((), (), ())
    told = {(a.annotation.kind, a.span, a.annotation.body) for a in before if not a.span.field}
    kept = {(a.annotation.kind, a.span, a.annotation.body) for a in after}
    assert {one for one in told if one[0] in {"note-on", "sic"}} == kept


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>One   two\n three.</p>", "One two three."),
        ("<p>He <del>hates</del><add>loves</add> it.</p>", "He loves it."),
        ("<p>He <choice><sic>recieved</sic><corr>received</corr></choice> it.</p>", "He recieved it."),
        ("<p><choice><abbr>Govt</abbr><expan>Government</expan></choice> men</p>", "Govt men"),
        ("<p>a <unclear>word</unclear> <supplied>more</supplied> <gap reason='hole'/> end</p>", "a word more […] end"),
        ("<p>on the<lb/>next page<pb n='2'/>go on</p>", "on the next page go on"),
        ("<p>un<lb break='no'/>broken</p>", "unbroken"),
        (
            "<opener><dateline>Oslo, 3 May</dateline><salute>Dear Sir,</salute></opener><p>Yes.</p>",
            "Oslo, 3 May\n\nDear Sir,\n\nYes.",
        ),
        ("<p>A star * and _this_ and [that].</p>", "A star * and _this_ and [that]."),
        ("<p># no heading</p><p>1. no list</p>", "# no heading\n\n1. no list"),
        ("<list><item>one</item><item>two</item></list>", "one\n\ntwo"),
        ("<p>Words<note place='foot' n='1'>My own.</note> go on.</p>", "Words go on.\n\nMy own."),
    ],
)
def test_the_reading_text(body: str, words: str) -> None:
    (found,) = read_tei(letter(body))
    _, read = read_back(found, "berg", "chapters/berg.md")
    assert not read.problems
    assert read.text == f"To Berg\n\n{words}"


def test_who_wrote_to_whom_and_when() -> None:
    (found,) = read_tei(letter("<p>Yes.</p>"))
    assert [agent.name for agent in found.authors] == ["Ann Archer"]
    assert [(agent.name, agent.kind) for agent in found.addressees] == [("The Board", "organization")]
    assert (found.date, found.place) == ("1841-05-03", "Oslo")
    facts = facts_of(found, "berg")
    assert "by: [ann]" in facts["documents"]
    assert "name: Ann Archer" in facts["people"]
    assert "name: The Board" in facts["organizations"]


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ('<date notBefore="1841-05" notAfter="1841-07"/>', "1841-05/1841-07"),
        ('<date when="1841" cert="low"/>', "1841~"),
        ('<date from="1841-05-01" to="1841-05-03"/>', "1841-05-01/1841-05-03"),
        ("<date>3 May</date>", ""),
        ('<date when="--05-03"/>', ""),
    ],
)
def test_dates_as_edtf(date: str, edtf: str) -> None:
    (found,) = read_tei(letter("<p>Yes.</p>", date))
    assert found.date == edtf


def test_an_editors_note_stands_on_the_word_before_it() -> None:
    (found,) = read_tei(letter("<p>He saw Berg<note resp='#ed'>A minister.</note> again.</p>"))
    _, read = read_back(found, "berg", "chapters/berg.md")
    notes = read_annotations("a.md", annotations_of(found, read))
    ((placed,), lost) = anchor_all(read, notes)
    assert not lost
    assert read.words(placed.span) == "Berg"
    assert placed.annotation.body == "A minister."


def test_a_day_tagged_otherwise_than_it_is_written_is_told() -> None:
    (found,) = read_tei(letter("<p>On <date when='1842-05-03'>3 May 1841</date> it rained.</p>"))
    (remark,) = found.remarks
    assert remark.message == "“3 May 1841” is tagged as 1842-05-03"
    assert remark.line > 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<TEI><p></TEI>", "not well formed"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "declares entities"),
        (b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI>&x;</TEI>', "declares entities"),
        (b"<html><body/></html>", "is no TEI"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "<body> is missing"),
        (letter("<p> </p>"), "has no words"),
        (b"", "not well formed"),
        (b"\xff\xfe\x00", "not well formed"),
    ],
)
def test_what_is_no_letter_is_told(content: bytes, message: str) -> None:
    with pytest.raises(TeiError, match=message):
        read_tei(content)


def test_p4_and_a_corpus_of_letters() -> None:
    old = b"<TEI.2><teiHeader><fileDesc><titleStmt><title>Old</title></titleStmt></fileDesc></teiHeader>"
    old += b"<text><body><p>Words of old.</p></body></text></TEI.2>"
    (found,) = read_tei(old)
    assert found.title == "Old"
    both = read_tei(
        b"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>" + letter("<p>A.</p>") + letter("<p>B.</p>") + b"</teiCorpus>"
    )
    assert [one.blocks[0].plain for one in both] == ["A.", "B."]
