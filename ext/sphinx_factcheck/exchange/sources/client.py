"""A polite client: asks one address, follows it where it leads, and gives up in time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError as PoolError

from sphinx_factcheck import __version__
from sphinx_factcheck.exchange.sources.addresses import Refused, asked, is_own, is_private
from sphinx_factcheck.exchange.sources.answers import Answer, Unanswered
from sphinx_factcheck.exchange.sources.pace import Pace, retry_after
from sphinx_factcheck.exchange.sources.transport import Deadline, GuardedAdapter

AGENT = "factcheck"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_PASSING = frozenset({500, 502, 504})
_CHUNK = 65_536
Kept = Callable[[Answer], None]
"""What is told of every answer, redirects among them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much, how often: seconds, bytes, times."""

    delay: float = 1.0
    connect: float = 10.0
    silence: float = 20.0
    total: float = 60.0
    largest: int = 20_000_000
    redirects: int = 10
    tries: int = 3
    back_off: float = 1.0
    patience: float = 60.0
    """The longest Retry-After that is waited for."""


class Client:
    """Asks for addresses; safe to share among threads. `private` allows networks of one's own."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        private: bool = False,
        kept: Kept | None = None,
        verify: str | bool = True,
    ) -> None:
        self.limits = limits or Limits()
        self._private = private
        self._kept = kept or (lambda answer: None)
        self._verify = verify
        self._stopped = threading.Event()
        self._running: set[Deadline] = set()
        self._pace = Pace(self._stopped.wait)
        self._local = threading.local()
        self._delays: dict[str, float] = {}

    def get(self, url: str, *, etag: str = "", modified: str = "", accept: str = "*/*") -> Answer:
        """The answer for an address, whatever its status. Raises Unanswered.

        `etag` and `modified` ask only for what has changed: the status is then 304 where nothing has.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        hops: list[str] = []
        try:
            here = asked(url)
            while True:
                answer = self._persisting(here, headers)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    return Answer(answer.url, answer.status, answer.headers, answer.body, tuple(hops))
                hops.append(here)
                here = asked(_led(here, answer.headers["location"]))
                if here in hops:
                    raise Unanswered("unreachable", f"redirects go round: {' → '.join([*hops, here])}")
                if len(hops) > self.limits.redirects:
                    raise Unanswered("unreachable", f"more than {self.limits.redirects} redirects")
        except Refused as refusal:
            way = f" (redirected from {hops[-1]})" if hops else ""
            raise Unanswered("refused", f"{refusal}{way}") from None

    def set_delay(self, host: str, seconds: float) -> None:
        """Leave longer pauses at a host than usual, because it asks for them."""
        self._delays[host] = max(seconds, self._pause(host))

    def is_own(self, host: str) -> bool:
        """Whether a host is one's own, so that no pauses are due to it."""
        return self._private and is_own(host)

    def stop(self) -> None:
        """End what is being asked for, and ask for nothing more."""
        self._stopped.set()
        for deadline in tuple(self._running):
            deadline.end()

    def _pause(self, host: str) -> float:
        if host not in self._delays:
            self._delays[host] = 0.0 if self.is_own(urlsplit(f"//{host}").hostname or "") else self.limits.delay
        return self._delays[host]

    def _persisting(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask, and ask again later where that may help."""
        host = urlsplit(url).netloc
        for left in range(self.limits.tries - 1, -1, -1):
            self._pace.wait(host, self._pause(host))
            back_off = self.limits.back_off * 2 ** (self.limits.tries - 1 - left)
            try:
                answer = self._once(url, headers)
            except Unanswered as error:
                if not left or error.state != "broken":
                    raise Unanswered("unreachable" if error.state == "broken" else error.state, str(error)) from None
                self._stopped.wait(back_off)
                continue
            wait = retry_after(answer.headers.get("retry-after")) if answer.status in _BUSY else None
            if answer.status not in _BUSY | _PASSING or not left:
                return answer
            wait = back_off if wait is None else wait
            if wait > self.limits.patience:
                raise Unanswered("unreachable", f"answers {answer.status} and asks to come back in {wait:.0f} s")
            self._pace.hold(host, wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, url: str, headers: Mapping[str, str]) -> Answer:
        limits = self.limits
        if self._stopped.is_set():
            raise Unanswered("unreachable", "not asked: the check was ended")
        self._refuse_private(url)
        deadline = Deadline(limits.total)
        self._running.add(deadline)
        slow = f"no whole answer within {limits.total:g} s"
        try:
            with (
                deadline.running(),
                self._session().get(
                    url,
                    headers=dict(headers),
                    stream=True,
                    allow_redirects=False,
                    timeout=(limits.connect, limits.silence),
                    verify=self._verify,
                ) as response,
            ):
                body = b"".join(self._body(response))
                if deadline.passed:
                    raise Unanswered("unreachable", slow)
                answer = Answer(url, response.status_code, _lower(response.headers), body)
        except Refused:
            raise
        except (requests.RequestException, PoolError, OSError, ValueError) as error:
            if deadline.passed:
                raise Unanswered("unreachable", slow) from None
            raise _why(error, limits) from None
        finally:
            self._running.discard(deadline)
        self._kept(answer)
        return answer

    def _body(self, response: requests.Response) -> Iterator[bytes]:
        """The body bit by bit. Raises Unanswered where it is larger than is read."""
        size = 0
        too_large = Unanswered("unreadable", f"larger than {self.limits.largest / 1e6:g} MB")
        if int(response.headers.get("content-length") or 0) > self.limits.largest:
            raise too_large
        for chunk in response.iter_content(_CHUNK):
            size += len(chunk)
            if size > self.limits.largest:
                raise too_large
            yield chunk

    def _refuse_private(self, url: str) -> None:
        """A name that a proxy will look up is looked at here as far as that goes; connections look for themselves."""
        host = urlsplit(url).hostname or ""
        numeric = host.replace(".", "").isdigit() or ":" in host
        if not self._private and ((numeric and is_private(host)) or (self._proxied(url) and is_own(host))):
            raise Refused(f"{host} is in a private network (--allow-private asks it all the same)")

    def _proxied(self, url: str) -> bool:
        return bool(requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url)))

    def _session(self) -> requests.Session:
        """The session of this thread; it keeps no cookies, so that no page depends on what was asked before."""
        if not hasattr(self._local, "session"):
            session = _Session()
            session.headers["User-Agent"] = f"{AGENT}/{__version__} (sphinx-factcheck; checks citations)"
            session.cookies.set_policy(_NoCookies())
            for scheme in ("http://", "https://"):
                session.mount(scheme, GuardedAdapter(private=self._private))
            self._local.session = session
        session = self._local.session
        assert isinstance(session, requests.Session)
        return session


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """None: redirects are followed here, each looked at first."""
        return None


class _NoCookies(requests.cookies.cookielib.DefaultCookiePolicy):  # type: ignore[name-defined,misc]
    def set_ok(self, cookie: object, request: object) -> bool:
        return False


def _led(here: str, to: str) -> str:
    """Where a redirect leads. Raises Refused for what is no address."""
    try:
        return urljoin(here, to)
    except ValueError as error:
        raise Refused(f"{to} is no address: {error}") from None


def _lower(headers: CaseInsensitiveDict[str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _why(error: Exception, limits: Limits) -> Unanswered:
    """What went wrong, in words, and whether asking again may help (`broken`)."""
    words = str(error)
    if isinstance(error, requests.exceptions.SSLError) or "CERTIFICATE_VERIFY" in words:
        return Unanswered("unreachable", f"its certificate does not hold: {_short(words)}")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Unanswered("unreachable", f"no connection within {limits.connect:g} s")
    if isinstance(error, requests.exceptions.Timeout) or "timed out" in words:
        return Unanswered("unreachable", f"silent for {limits.silence:g} s")
    if "Temporary failure" in words:
        return Unanswered("broken", "its name could not be looked up")
    if "NameResolution" in words or "Failed to resolve" in words:
        return Unanswered("gone", "its host has no address any more")
    if "refused" in words.lower():
        return Unanswered("unreachable", "its host takes no connection")
    return Unanswered("broken", f"the answer broke off: {_short(words)}")


def _short(words: str) -> str:
    """The last part of a long message of the libraries below, without memory addresses."""
    inner = words.rsplit("Caused by ", 1)[-1].rsplit(">: ", 1)[-1].rstrip(")")
    return " ".join(inner.split())[:160]
