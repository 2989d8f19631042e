"""factcheck sources: check, archive, report, against pages that hold, drift, move, vanish, or are not to be read."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from editions import write_edition
from junitparser import JUnitXml
from pypdf import PdfWriter

from sources.web import Behaviour, Visit, Web, page, redirect, serving
from sphinx_factcheck.cli import main

EXCERPT = "to 14 and 12 years in prison"
STORY = """<!doctype html><html><head><title>The notice</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>The notice of the court</h1>
<p>The court in the capital has sentenced two lawyers, its clerk said on the steps of the building this morning.</p>
<p>They were sentenced <em>to&nbsp;14</em> and 12 years
in prison, the notice says, and may appeal within ten days of today.</p>
<p>Their families were not let in, and heard of it from the radio at home, as they told us by telephone.</p>
</article><aside>Most read: ten recipes for the summer</aside><footer>© The Daily 2023</footer></body></html>"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def run(web: Web | None, *words: str, excerpt: str = EXCERPT, path: str = "/court") -> Result:
        if web is not None:
            told = f"""- id: board-2023
  title: The Board's page
  citation: On paper.
  seen: 2026-11-22

- id: court-2023
  title: The court's notice
  url: {web.url}{path}
  seen: 2026-11-22
  excerpt: "{excerpt}"
"""
            write_edition(tmp_path, {"facts/sources.yml": told})
        return CliRunner().invoke(main, ["sources", *words])

    return run


def state(result: Result) -> dict[str, str]:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return {one["id"]: one["state"] for one in json.loads(result.stdout)["sources"]}


CHECK = ("check", "--allow-private", "--format", "json", "--delay", "0", "--timeout", "2")


@pytest.mark.parametrize(
    ("behaviour", "expected", "code"),
    [
        (page(STORY), "held", 0),
        (page(STORY.replace("12 years", "13 years")), "reworded", 1),
        (page("<html><body><p>This site is for sale. Make an offer today, and it is yours.</p></body></html>"), "lost", 1),
        (lambda visit: visit.send(404), "gone", 1),
        (lambda visit: visit.send(410), "gone", 1),
        (lambda visit: visit.send(403), "closed", 0),
        (lambda visit: visit.send(451), "closed", 0),
        (lambda visit: visit.send(418), "unreachable", 1),
        (page("<html><body><script>fill()</script><div id=app></div></body></html>"), "unreadable", 0),
        (page("\x89PNG\r\n", Content_Type="image/png"), "unreadable", 0),
        (redirect("http://127.0.0.1:1/"), "unreachable", 1),
        (page("<div>" * 150 + "to 14 and 12 years in prison" + "</div>" * 150), "held", 0),
        (page("<div>" * 90000 + "to 14 and 12 years in prison" + "</div>" * 90000), "unreadable", 0),
        (page("The notice: ‘to 14 and\n12 years in prison’.", Content_Type="text/plain"), "held", 0),
        (page('{"text": "to 14 and 12 years in prison"}', Content_Type="application/json"), "held", 0),
        (page("not a PDF at all %PDF", Content_Type="application/pdf"), "unreadable", 0),
        (page("%PDF-1.7 but broken", Content_Type="application/pdf"), "unreadable", 0),
    ],
)  # fmt: skip
def test_every_state_is_told(edition, behaviour: Behaviour, expected: str, code: int) -> None:
    with serving({"/court": behaviour}) as web:
        result = edition(web, *CHECK)
    assert state(result) == {"court-2023": expected, "board-2023": "unaddressed"}
    assert result.exit_code == code


def test_an_encrypted_pdf_is_unreadable_and_one_with_text_is_read(edition) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    kept = io.BytesIO()
    writer.write(kept)

    def locked(visit: Visit) -> None:
        visit.send(200, kept.getvalue(), Content_Type="application/pdf")

    with serving({"/court": locked}) as web:
        result = edition(web, *CHECK)
    assert state(result)["court-2023"] == "unreadable"
    assert "password" in result.stdout


def test_a_page_that_moved_is_told_with_its_new_address(edition, tmp_path: Path) -> None:
    with serving({"/court": redirect("/archive/court", 301), "/archive/court": page(STORY)}) as web:
        result = edition(web, *CHECK)
        assert state(result)["court-2023"] == "moved"
        assert f"now at {web.url}/archive/court" in result.stdout
    lock = json.loads((tmp_path / "facts/sources.lock.json").read_text("utf-8"))["sources"]["court-2023"]
    assert lock["final"].endswith("/archive/court")
    assert lock["status"] == 200


def test_near_misses_are_shown_word_by_word(edition) -> None:
    with serving({"/court": page(STORY.replace("12 years", "13 years"))}) as web:
        result = edition(web, "check", "--allow-private")
    assert "to 14 and [-12-]{+13+} years in prison" in result.stdout
    assert "facts/sources.yml:6:" in result.stdout


def test_without_leave_a_private_address_is_refused(edition) -> None:
    with serving({"/court": page(STORY)}) as web:
        result = edition(web, "check", "--format", "json")
        assert not web.asked
    assert state(result)["court-2023"] == "refused"
    assert result.exit_code == 1


def test_robots_txt_is_obeyed_and_asked_for_once(edition) -> None:
    pages = {"/robots.txt": page("User-agent: *\nDisallow: /court", Content_Type="text/plain"), "/court": page(STORY)}
    with serving(pages) as web:
        assert state(edition(web, *CHECK))["court-2023"] == "closed"
        assert dict(web.asked) == {"/robots.txt": 1}
        pages["/robots.txt"] = page("User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /court$\nDisallow: /c")
        assert state(edition(web, *CHECK))["court-2023"] == "held"


def test_a_page_that_did_not_change_is_not_sent_again(edition) -> None:
    def tagged(visit: Visit) -> None:
        if visit.headers.get("If-None-Match") == '"1"':
            visit.start(304, {"ETag": '"1"'})
        else:
            visit.send(200, STORY.encode(), ETag='"1"')

    with serving({"/court": tagged}) as web:
        assert state(edition(web, *CHECK))["court-2023"] == "held"
        assert state(edition(web, *CHECK))["court-2023"] == "held"
        lost = edition(web, *CHECK, excerpt="acquitted of everything")
        assert state(lost)["court-2023"] == "lost"  # another excerpt is looked for in the page itself


def test_a_changed_text_is_told_until_it_is_accepted(edition) -> None:
    pages = {"/court": page(STORY)}
    with serving(pages) as web:
        assert edition(web, *CHECK).exit_code == 0
        pages["/court"] = page(STORY.replace("from the radio", "from a neighbour"))
        for _ in range(2):
            result = edition(web, *CHECK)
            assert (state(result)["court-2023"], result.exit_code) == ("changed", 1)
        assert "1 of " in result.stdout
        assert edition(web, *CHECK, "--accept").exit_code == 0
        assert state(edition(web, *CHECK))["court-2023"] == "held"


def test_changed_furniture_is_no_change(edition) -> None:
    other = STORY.replace("ten recipes for the summer", "what to read this autumn").replace(
        "2023</footer>", "2026</footer>"
    )
    other = other.replace('<a href="/news">News</a>', '<a href="/live">Live now: the vote</a>')
    pages = {"/court": page(STORY)}
    with serving(pages) as web:
        edition(web, *CHECK)
        pages["/court"] = page(other)
        assert state(edition(web, *CHECK))["court-2023"] == "held"


def test_a_warc_is_checked_without_a_network(edition, tmp_path: Path) -> None:
    with serving({"/court": redirect("/there"), "/there": page(STORY)}) as web:
        assert state(edition(web, *CHECK, "--warc", "kept.warc.gz"))["court-2023"] == "moved"
    result = edition(None, "check", "--from-warc", "kept.warc.gz", "--format", "json")
    assert state(result)["court-2023"] == "moved"
    assert sorted(path.name for path in tmp_path.glob("*kept*")) == ["kept.warc.gz"]


@pytest.mark.parametrize("content", [b"", b"nothing of the sort", b"WARC/1.0\r\n\r\n", b"\x1f\x8b\x08broken"])
def test_a_file_that_is_no_warc_is_told(edition, tmp_path: Path, content: bytes) -> None:
    with serving({}) as web:
        edition(web, "report")
    (tmp_path / "kept.warc").write_bytes(content)
    result = edition(None, "check", "--from-warc", "kept.warc")
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_reports_agree_and_need_no_network(edition) -> None:
    with serving({"/court": page(STORY.replace("12 years", "13 years"))}) as web:
        edition(web, *CHECK)
    told = json.loads(edition(None, "report", "--format", "json").stdout)
    assert told["states"] == {"reworded": 1, "unchecked": 1} or told["states"] == {"reworded": 1, "unaddressed": 1}
    junit = edition(None, "report", "--format", "junit")
    assert junit.exit_code == 1
    suites = JUnitXml.fromstring(junit.stdout.encode())
    assert (suites.tests, suites.failures) == (2, 1)
    assert ET.fromstring(junit.stdout.encode()).find(".//failure").get("type") == "reworded"
    text = edition(None, "report").stdout
    assert text.endswith("2 sources: 1 reworded, 1 unaddressed; 0 with an archived copy\n")


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 9, "sources": {}}', '{"version": 1, "sources": {"a": 1}}'])
def test_a_broken_lock_file_is_told_and_left(edition, tmp_path: Path, content: str) -> None:
    with serving({}) as web:
        edition(web, "report")
        (tmp_path / "facts/sources.lock.json").write_text(content, "utf-8")
        result = edition(None, *CHECK)
        assert not web.asked
    assert result.exit_code == 2
    assert "sources.lock.json:1:1" in result.stderr
    assert (tmp_path / "facts/sources.lock.json").read_text("utf-8") == content


def test_an_unknown_id_is_told(edition) -> None:
    with serving({}) as web:
        result = edition(web, "check", "court-2033")
    assert result.exit_code == 2
    assert "no source has the id court-2033" in result.stderr


def wayback(url: str) -> dict[str, Behaviour]:
    def available(visit: Visit) -> None:
        closest = {"available": True, "url": "http://web.archive.org/web/20230411/x", "timestamp": "20230411080000"}
        body = {"archived_snapshots": {"closest": closest} if "court" in visit.handler.path and url else {}}
        visit.send(200, json.dumps(body).encode(), Content_Type="application/json")

    return {"/wayback/available": available}


@pytest.fixture
def archive(edition):
    def run(web: Web, *words: str) -> Result:
        return edition(web, "archive", "--allow-private", "--availability", web.url, "--saving", web.url, *words)

    return run


def test_an_archived_copy_is_found_near_the_day_it_was_read(archive, tmp_path: Path) -> None:
    with serving(wayback("x")) as web:
        result = archive(web)
        assert web.asked["/wayback/available"] == 1
        assert archive(web).stdout.startswith("0 sources without")
    assert result.exit_code == 0
    lock = json.loads((tmp_path / "facts/sources.lock.json").read_text("utf-8"))["sources"]["court-2023"]
    assert lock["archive"] == "https://web.archive.org/web/20230411/x"
    assert lock["archived"] == "2023-04-11"


@pytest.mark.parametrize(
    ("headers", "day"),
    [
        ({"Memento-Datetime": "Tue, 11 Apr 2023 08:00:00 GMT"}, "2023-04-11"),
        (
            {"Link": '<http://arc.example/m/1>; rel="first memento"; datetime="Tue, 11 Apr 2023 08:00:00 GMT"'},
            "2023-04-11",
        ),
        ({"Content-Location": "/web/20230411080000/http://x"}, "2023-04-11"),
    ],
)
def test_a_copy_is_made_where_there_is_none(archive, tmp_path: Path, headers: dict[str, str], day: str) -> None:
    with serving(wayback("")) as web:
        web.pages["/save/" + f"{web.url}/court"] = lambda visit: visit.send(
            200, b"saved", **{name.replace("-", "_"): value for name, value in headers.items()}
        )
        without = archive(web)
        assert without.exit_code == 1
        assert "no archived copy: there is none" in without.stderr
        result = archive(web, "--save")
    assert result.exit_code == 0, result.output
    lock = json.loads((tmp_path / "facts/sources.lock.json").read_text("utf-8"))["sources"]["court-2023"]
    assert lock["archived"] == day


def test_the_settings_say_which_archive_is_asked(edition, tmp_path: Path) -> None:
    with serving(wayback("x")) as web:
        edition(web, "report")
        (tmp_path / "_config.yml").write_text(
            f"sphinx:\n  config:\n    factcheck_archive: {web.url}\n    factcheck_archive_saving: {web.url}\n", "utf-8"
        )
        assert CliRunner().invoke(main, ["sources", "archive", "--allow-private"]).exit_code == 0
        assert web.asked["/wayback/available"] == 1
        (tmp_path / "_config.yml").write_text("sphinx:\n  config:\n    factcheck_archive: archive.org\n", "utf-8")
        assert "must be an address" in CliRunner().invoke(main, ["sources", "archive"]).stderr


def test_an_archive_that_talks_nonsense_is_told(archive) -> None:
    with serving({"/wayback/available": page("<html>busy</html>")}) as web:
        result = archive(web)
    assert result.exit_code == 1
    assert "none that is understood" in result.stderr


def test_hosts_are_asked_side_by_side_and_pages_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(visit: Visit) -> None:
        time.sleep(0.2)
        visit.send(200, STORY.encode())

    with serving({f"/{n}": slow for n in range(8)}) as web:
        told = "\n".join(
            f"- {{id: s-{n}-{m}, title: T, url: '{web.url}/{n}', seen: 2026-11-22}}" for n in range(8) for m in range(2)
        )
        write_edition(tmp_path, {"facts/more/sources.yml": told})
        monkeypatch.chdir(tmp_path)
        ids = [f"s-{n}-{m}" for n in range(8) for m in range(2)]
        result = CliRunner().invoke(main, ["sources", *CHECK, *ids])
        assert set(state(result).values()) == {"there"}
        assert all(web.asked[f"/{n}"] == 1 for n in range(8))
        assert web.most >= 3


def test_an_interrupted_check_keeps_what_it_has_seen_and_ends(tmp_path: Path) -> None:
    def hang(visit: Visit) -> None:
        time.sleep(60)

    with serving({"/quick": page(STORY), "/slow": hang}) as web:
        told = (
            f"- {{id: quick, title: T, url: '{web.url}/quick', seen: 2026-11-22}}\n"
            f"- {{id: slow, title: T, url: '{web.url}/slow', seen: 2026-11-22}}\n"
        )
        write_edition(tmp_path, {"facts/more/sources.yml": told})
        command = [sys.executable, "-m", "sphinx_factcheck", "sources", "check", "--allow-private", "quick", "slow"]
        heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what runs in the background may not hear it
        running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, preexec_fn=heard)
        until = time.monotonic() + 20
        while not (web.asked["/quick"] and web.asked["/slow"]) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(3)  # until the first page is read, on a busy machine too
        running.send_signal(signal.SIGINT)
        assert running.wait(25) == 130
    lock = json.loads((tmp_path / "facts/sources.lock.json").read_text("utf-8"))["sources"]
    assert list(lock) == ["quick"]
    assert not [path for path in (tmp_path / "facts").iterdir() if path.name.startswith(".")]
