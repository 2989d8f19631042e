"""The client against a real server that behaves badly in every way a server can."""

from __future__ import annotations

import gzip
import ssl
import time

import pytest
import trustme

from sources.web import Behaviour, Visit, page, redirect, serving
from sphinx_factcheck.exchange.sources import addresses
from sphinx_factcheck.exchange.sources.answers import Unanswered, decoded
from sphinx_factcheck.exchange.sources.client import Client, Limits
from sphinx_factcheck.exchange.sources.pace import retry_after

QUICK = Limits(delay=0, connect=1, silence=1.5, total=2.5, largest=100_000, back_off=0.01, patience=2)


def hang(visit: Visit) -> None:
    time.sleep(4)


def drip(visit: Visit) -> None:
    visit.start(200, {"Content-Type": "text/html", "Content-Length": "1000"})
    for _ in range(40):
        visit.write(b"x")
        time.sleep(0.1)


def drip_headers(visit: Visit) -> None:
    visit.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(40):
        visit.write(f"X-{number}: y\r\n".encode())
        time.sleep(0.1)


def endless(visit: Visit) -> None:
    visit.start(200, {"Content-Type": "text/html", "Connection": "close"})
    for _ in range(100):
        visit.write(b"x" * 10_000_000)


def says_a_gigabyte(visit: Visit) -> None:
    visit.start(200, {"Content-Type": "text/html", "Content-Length": "1000000000"})


BOMB = gzip.compress(b"x" * 20_000_000)


def bomb(visit: Visit) -> None:
    visit.send(200, BOMB, Content_Encoding="gzip")


def shorter_than_said(visit: Visit) -> None:
    visit.start(200, {"Content-Type": "text/html", "Content-Length": "1000", "Connection": "close"})
    visit.write(b"<p>half")
    visit.handler.close_connection = True


def test_what_is_behind_the_length_that_was_said_is_not_read() -> None:
    def longer_than_said(visit: Visit) -> None:
        visit.start(200, {"Content-Type": "text/html", "Content-Length": "5", "Connection": "close"})
        visit.write(b"there and more")
        visit.handler.close_connection = True

    with serving({"/page": longer_than_said}) as web:
        assert Client(QUICK, private=True).get(f"{web.url}/page").body == b"there"


def resets(visit: Visit) -> None:
    visit.start(200, {"Content-Type": "text/html", "Content-Length": "1000"})
    visit.write(b"<p>half")
    visit.reset()


def nonsense(visit: Visit) -> None:
    visit.write(b"\x00\x01\x02 nothing of HTTP\r\n\r\n")
    visit.handler.close_connection = True


@pytest.mark.parametrize(
    ("behaviour", "state", "told"),
    [
        (hang, "unreachable", "silent for 1.5 s"),
        (drip, "unreachable", "no whole answer within 2.5 s"),
        (drip_headers, "unreachable", "no whole answer within 2.5 s"),
        (endless, "unreadable", "larger than 0.1 MB"),
        (says_a_gigabyte, "unreadable", "larger than 0.1 MB"),
        (bomb, "unreadable", "larger than 0.1 MB"),
        (shorter_than_said, "unreachable", "broke off"),
        (resets, "unreachable", "broke off"),
        (nonsense, "unreachable", "broke off"),
        (redirect("/page"), "unreachable", "redirects go round"),
        (redirect("ftp://host/file"), "refused", "only http and https"),
        (redirect("file:///etc/passwd"), "refused", "only http and https"),
        (redirect("http://[::"), "refused", "is no address"),
    ],
)
def test_a_bad_server_is_given_up_in_time(behaviour: Behaviour, state: str, told: str) -> None:
    with serving({"/page": behaviour}) as web:
        started = time.monotonic()
        with pytest.raises(Unanswered) as caught:
            Client(QUICK, private=True).get(f"{web.url}/page")
        assert time.monotonic() - started < 8
    assert caught.value.state == state
    assert told in str(caught.value)


def test_a_page_that_is_back_at_the_second_try_is_read() -> None:
    def twice(visit: Visit) -> None:
        visit.send(500 if visit.count == 1 else 200, b"there")

    with serving({"/page": twice}) as web:
        answer = Client(QUICK, private=True).get(f"{web.url}/page")
        assert (answer.status, answer.body, web.asked["/page"]) == (200, b"there", 2)


def test_a_page_that_stays_broken_is_asked_for_three_times_with_growing_pauses() -> None:
    with serving({"/page": lambda visit: visit.send(503)}) as web:
        answer = Client(Limits(delay=0, back_off=0.1), private=True).get(f"{web.url}/page")
        assert (answer.status, web.asked["/page"]) == (503, 3)
        first, second, third = web.times
    assert second - first >= 0.1
    assert third - second >= 0.2


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed(status: int) -> None:
    def busy(visit: Visit) -> None:
        visit.send(status if visit.count == 1 else 200, b"there", Retry_After="1")

    with serving({"/page": busy}) as web:
        assert Client(QUICK, private=True).get(f"{web.url}/page").status == 200
        assert web.times[1] - web.times[0] >= 1


def test_a_host_that_wants_long_patience_is_left_alone() -> None:
    with serving({"/page": lambda visit: visit.send(503, Retry_After="3600")}) as web:
        with pytest.raises(Unanswered, match="come back in 3600 s"):
            Client(QUICK, private=True).get(f"{web.url}/page")
        assert web.asked["/page"] == 1


def test_retry_after_may_be_a_date_or_nonsense() -> None:
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert (retry_after("soon"), retry_after(None), retry_after("7")) == (None, None, 7)


def test_pages_of_a_host_are_asked_for_with_a_pause() -> None:
    with serving({"/a": page("a"), "/b": page("b"), "/c": page("c")}) as web:
        client = Client(Limits(delay=0), private=True)
        client.set_delay(web.url.removeprefix("http://"), 0.3)
        for name in "abc":
            client.get(f"{web.url}/{name}")
    assert web.times[-1] - web.times[0] >= 0.4  # two pauses, less what the first request was late on a busy machine
    assert all(agent.startswith("factcheck/") for agent in web.agents)


def test_redirects_are_followed_and_shown() -> None:
    with serving({"/a": redirect("/b", 301), "/b": redirect("/c"), "/c": page("here")}) as web:
        answer = Client(QUICK, private=True).get(f"{web.url}/a#part")
        assert answer.hops == (f"{web.url}/a", f"{web.url}/b")
        assert (answer.url, answer.body) == (f"{web.url}/c", b"here")


def test_more_than_ten_redirects_are_not_followed() -> None:
    with (
        serving({f"/{n}": redirect(f"/{n + 1}") for n in range(30)}) as web,
        pytest.raises(Unanswered, match="more than 10"),
    ):
        Client(QUICK, private=True).get(f"{web.url}/0")


def test_an_address_of_ones_own_is_refused_before_anybody_is_asked() -> None:
    with serving({"/page": page("secret")}) as web:
        with pytest.raises(Unanswered) as caught:
            Client(QUICK).get(f"{web.url}/page")
        assert not web.asked
    assert caught.value.state == "refused"
    assert "private network" in str(caught.value)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "169.254.169.254", "10.0.0.7", "192.168.1.1", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "0.0.0.0",
     "2130706433", "0x7f.1", "100.64.0.1", "localhost", "[2002:7f00:1::]"],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_asked(host: str) -> None:
    with pytest.raises(Unanswered) as caught:
        Client(QUICK).get(f"http://{host}/")
    assert caught.value.state in {"refused", "gone"}


def public(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    """Let some names be looked up to these addresses, one after another."""
    real = addresses.socket.getaddrinfo

    def looked_up(host: str, port: int, *words: object, **more: object) -> object:
        if host not in names:
            return real(host, port, *words, **more)
        told = names[host]
        return real(told.pop(0) if len(told) > 1 else told[0], port, *words, **more)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", looked_up)


@pytest.mark.parametrize("inside", ["127.0.0.1", "169.254.169.254", "10.1.2.3"])
def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    public(monkeypatch, {"outside.example": [inside]})
    with pytest.raises(Unanswered) as caught:
        Client(QUICK).get("http://outside.example/")
    assert caught.value.state == "refused"
    assert inside in str(caught.value)


@pytest.mark.parametrize("inside", ["http://127.0.0.1:{port}/secret", "http://169.254.169.254/latest/meta-data"])
def test_a_redirect_inside_is_refused(monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    """The first host counts as outside, though it is served here; where it leads to is inside."""
    with serving({"/secret": page("secret")}) as web:
        port = web.url.rpartition(":")[2]
        web.pages["/start"] = redirect(inside.format(port=port))
        real = addresses.looked_up

        def first_is_outside(host: str, port: int, *, private: bool) -> list[addresses.Found]:
            return (
                real("127.0.0.1", port, private=True)
                if host == "outside.example"
                else real(host, port, private=private)
            )

        monkeypatch.setattr("sphinx_factcheck.exchange.sources.transport.looked_up", first_is_outside)
        with pytest.raises(Unanswered) as caught:
            Client(QUICK).get(f"http://outside.example:{port}/start")
        assert web.asked["/start"] == 1
        assert not web.asked["/secret"]
    assert caught.value.state == "refused"
    assert "redirected from" in str(caught.value)


def test_a_name_that_changes_between_look_up_and_connection_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is connected to is what was looked at: there is no second look-up."""
    public(monkeypatch, {"rebinding.example": ["127.0.0.1"]})
    with serving({"/": page("secret")}) as web:
        port = int(web.url.rpartition(":")[2])
        with pytest.raises(Unanswered):
            Client(QUICK).get(f"http://rebinding.example:{port}/")
        assert not web.asked


def test_a_bad_certificate_is_told_and_a_good_one_holds(tmp_path) -> None:
    ca = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with serving({"/": page("there")}, tls=context) as web:
        with pytest.raises(Unanswered) as caught:
            Client(QUICK, private=True).get(f"{web.url}/")
        assert caught.value.state == "unreachable"
        assert "certificate does not hold" in str(caught.value)
        assert Client(QUICK, private=True, verify=str(tmp_path / "ca.pem")).get(f"{web.url}/").body == b"there"


def test_no_cookie_is_kept() -> None:
    seen: list[str | None] = []

    def remembers(visit: Visit) -> None:
        seen.append(visit.headers.get("Cookie"))
        visit.send(200, b"x", Set_Cookie="who=you; Path=/")

    with serving({"/": remembers}) as web:
        client = Client(QUICK, private=True)
        client.get(f"{web.url}/")
        client.get(f"{web.url}/")
    assert seen == [None, None]


def test_an_ended_client_asks_nobody() -> None:
    with serving({"/": page("x")}) as web:
        client = Client(QUICK, private=True)
        client.stop()
        with pytest.raises(Unanswered, match="was ended"):
            client.get(f"{web.url}/")
        assert not web.asked


@pytest.mark.parametrize(
    ("body", "said", "text"),
    [
        ("Café “tea”".encode(), "text/html; charset=iso-8859-1", "Café “tea”"),
        ("Café “tea”".encode("cp1252"), "text/html; charset=utf-8", "Café “tea”"),
        ("Café “tea”".encode("cp1252"), "text/html; charset=iso-8859-1", "Café “tea”"),
        ("公开信".encode("gb18030"), "text/html; charset=gb2312", "公开信"),
        ('<meta charset="big5">公開信'.encode("big5"), "text/html", '<meta charset="big5">公開信'),
        ("\ufeffCafé".encode("utf-16"), "text/html; charset=utf-8", "\ufeffCafé"),
        ("Café".encode(), "text/html; charset=no-such-thing", "Café"),
        (b"", "text/html", ""),
    ],
)  # fmt: skip
def test_lies_about_the_encoding_are_seen_through(body: bytes, said: str, text: str) -> None:
    assert decoded(body, said).removeprefix("\ufeff") == text.removeprefix("\ufeff")
