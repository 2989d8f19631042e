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
        ("<p>A<note place='foot' n='*)'>One.</note> b<note place='foot' n='*)'>Two.</note></p>", "A b\n\nOne.\n\nTwo."),
        ("<p>A<note place='foot' n='1'>One.</note> b<note place='foot' n='1'>Two.</note></p>", "A b\n\nOne.\n\nTwo."),
    ],
)
def test_the_reading_text(body: str, words: str) -> None:
    (found,) = read_tei(letter(body))
    _, read = read_back(found, "berg", "chapters/berg.md")
    assert not read.problems
    assert read.text == f"To Berg\n\n{words}"


def test_what_opens_and_closes_a_letter_may_stand_around_its_body() -> None:
    front = b"<front><div type='opener'><p>Dear Sir,</p></div><div type='abstract'><p>He agrees.</p></div></front>"
    back = b"<back><closer><signed>Ann</signed></closer><div type='index'><p>Sir: a man.</p></div></back>"
    content = letter("<p>Yes.</p>").replace(b"<body>", front + b"<body>").replace(b"</body>", b"</body>" + back)
    (found,) = read_tei(content)
    assert [block.plain for block in found.blocks] == ["Dear Sir,", "Yes.", "Ann"]


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


TAGGED = {
    "another day": ("On <date when='1841-05-04'>3 May 1841</date> it rained.", "“3 May 1841” is tagged as 1841-05-04"),
    "another month": ("On <date when='1841-06'>3 May 1841</date>.", "“3 May 1841” is tagged as 1841-06"),
    "a day of the letter's year": ("On <date when='1841-03-05'>3 May</date>.", "“3 May” is tagged as 1841-03-05"),
    "a span elsewhere": (
        "<date from='1840-01' to='1840-03'>May 1841</date>.",
        "“May 1841” is tagged as 1840-01/1840-03",
    ),
    "no day at all": ("On <date when='1841-13-45'>3 May 1841</date>.", "a date cannot be held: “1841-13-45”"),
    "the same day": ("On <date when='1841-05-03'>3 May 1841</date>.", ""),
    "less exact": ("In <date when='1841-05-03'>May 1841</date>.", ""),
    "more exact": ("On <date when='1841'>3 May 1841</date>.", ""),
    "the day without its year": ("On <date when='1841-05-03'>the 3d of May</date>.", ""),
    "a range": ("<date notBefore='1841-05-01' notAfter='1841-05-09'>3 May 1841</date>.", ""),
    "the old calendar": ("<date when='1841-05-15' calendar='#julian'>3 May 1841</date>.", ""),
    "words that say no day": ("<date when='1830-01-01'>that day</date>.", ""),
}


@pytest.mark.parametrize(("words", "message"), TAGGED.values(), ids=TAGGED)
def test_a_date_is_held_against_its_tag(words: str, message: str) -> None:
    (found,) = read_tei(letter(f"<p>Yes: {words}</p>"))
    assert len(found.remarks) == bool(message)
    assert all(message in remark.message and remark.line for remark in found.remarks)


def test_the_date_of_sending_is_held_against_its_words() -> None:
    (found,) = read_tei(letter("<p>Yes.</p>", '<date when="1841-05-03">Oslo, 4 May 1841</date>'))
    assert found.date == "1841-05-03"
    assert [remark.message for remark in found.remarks] == ["“Oslo, 4 May 1841” is tagged as 1841-05-03"]


LISTED = """<standOff><listPerson><person xml:id="berg"><persName>Siv Berg</persName></person></listPerson>
<listOrg><org xml:id="court"><orgName>The High Court</orgName></org></listOrg></standOff><text>"""


def test_tagged_names_are_known_links() -> None:
    body = """<p>We saw <persName ref="#berg">the Minister</persName> and <orgName ref="#court">the High Court</orgName>,
    then <persName ref="#berg">Siv Berg</persName> again and <name ref="https://d-nb.info/gnd/118540238">Goethe</name>.</p>"""
    (found,) = read_tei(letter(body).replace(b"<text>", LISTED.encode()))
    assert [(one.id, one.name, one.kind) for one in found.named] == [
        ("berg", "Siv Berg", "person"), ("court", "The High Court", "organization"), ("goethe", "Goethe", "person"),
    ]  # fmt: skip
    assert "gnd: '118540238'" in facts_of(found, "x")["people"]
    _, read = read_back(found, "x", "chapters/x.md")
    notes = read_annotations("a.md", annotations_of(found, read))
    assert notes.problems == ()
    ((placed,), lost) = anchor_all(read, notes)
    assert not lost
    assert (placed.annotation.kind, read.words(placed.span)) == ("mention", "the Minister")
    assert placed.annotation.options["entity"] == "berg"


def test_a_tagged_name_with_a_space_at_its_end_stands_on_its_words() -> None:
    name = '<persName ref="#berg">the Minister </persName>'
    body = f"<p>We saw {name}there, then {name}left us.</p>"
    (found,) = read_tei(letter(body).replace(b"<text>", LISTED.encode()))
    _, read = read_back(found, "x", "chapters/x.md")
    placed, lost = anchor_all(read, read_annotations("a.md", annotations_of(found, read)))
    assert not lost
    assert [read.text[one.span.start :][:18] for one in placed] == ["the Minister there", "the Minister left "]


LAUGHS = (
    "<!DOCTYPE TEI [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
EXTERNAL = '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">'


def test_a_dtd_elsewhere_is_not_fetched() -> None:
    (found,) = read_tei(EXTERNAL.encode() + letter("<p>Yes.</p>"))
    assert [block.plain for block in found.blocks] == ["Yes."]


def test_what_only_a_dtd_elsewhere_declares_is_told_with_its_line() -> None:
    with pytest.raises(TeiError, match=r"is not expanded|not well formed") as told:
        read_tei(EXTERNAL.encode() + letter("<p>\nA&nbsp;B.</p>"))
    assert told.value.line > 1


def test_a_dtd_beside_the_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "own.dtd").write_text('<!ENTITY leak "words of the dtd">')
    declared = f'<!DOCTYPE TEI SYSTEM "{(tmp_path / "own.dtd").as_uri()}">'.encode()
    with pytest.raises(TeiError, match="is not expanded"):
        read_tei(declared + letter("<p>A &leak; B.</p>"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_are_told_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + LAUGHS + letter("<p>So &j; it is.</p>").decode()
    with pytest.raises(TeiError, match=r"declares entities|is not expanded|not well formed"):
        read_tei(text.encode(encoding))


def test_a_file_from_a_word_processor() -> None:
    body = """<p rend="Standard"><hi rend="bold"><seg rend="DefaultParagraphFont">Dear Mr. </seg></hi><hi>Berg,</hi></p>
    <p rend="List Paragraph"><anchor xml:id="id_GoBack"/>We   write<lb/>to you.<note place="foot" xml:id="ftn1" n="1"><p
    rend="footnote text"><seg rend="footnote reference"/> Twice.</p></note></p><p/><p rend="Standard"><c> </c></p>"""
    (found,) = read_tei(letter(body))
    _, read = read_back(found, "berg", "chapters/berg.md")
    assert not read.problems
    assert read.text == "To Berg\n\nDear Mr. Berg,\n\nWe write to you.\n\nTwice."


ODD = {
    "another namespace": (b'<TEI xmlns="urn:other"><teiHeader/><text><body><p>Yes.</p></body></text></TEI>', "Yes."),
    "a prefix": (
        b'<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:body><t:p>Yes.</t:p></t:body></t:text></t:TEI>', "Yes.",
    ),
    "others within": (letter("<p>Yes <m:math xmlns:m='urn:m'><m:mi>x</m:mi></m:math>.</p>"), "Yes x."),
    "instructions and comments": (letter("<?x y?><p>Y<!-- o -->es<?z?>.</p>"), "Yes."),
    "signs of control": (letter("<p>Yes\u0085\u200b.</p>"), "Yes \u200b."),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), ODD.values(), ids=ODD)
def test_odd_files_are_read(content: bytes, words: str) -> None:
    (found,) = read_tei(content)
    assert "".join(block.plain for block in found.blocks) == words


@pytest.mark.parametrize("odd", [" xml:id='1 x'", ' xml:id="a\'b"'])
def test_an_id_that_is_no_name_or_not_alone_is_read_or_refused_with_its_line(odd: str) -> None:
    try:
        (found,) = read_tei(letter(f"<p{odd}>Yes.</p><p{odd}>No.</p>"))
    except TeiError as error:
        told = error
    else:
        assert found.blocks[0].plain == "Yes."
        return
    assert told.line


def test_a_file_of_more_than_fifty_megabytes_is_refused_at_once() -> None:
    with pytest.raises(TeiError, match="larger than 50 MB"):
        read_tei(letter("<p>Yes.</p>") + b" " * 50_000_000)


def test_a_file_may_be_deep_and_is_refused_where_it_is_too_deep() -> None:
    (found,) = read_tei(letter(f"<p>{'<hi>' * 200}Yes.{'</hi>' * 200}</p>"))
    assert found.blocks[0].plain == "Yes."
    with pytest.raises(TeiError, match="not well formed"):
        read_tei(letter(f"<p>{'<hi>' * 5_000}Yes.{'</hi>' * 5_000}</p>"))


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
