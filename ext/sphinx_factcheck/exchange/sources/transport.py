"""Connections for `requests` that look a name up once, connect only where that is allowed, and end when time is up."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.poolmanager import PoolManager

from sphinx_factcheck.exchange.sources.addresses import looked_up

_current = threading.local()


class Deadline:
    """The time within which an answer must be whole, however slowly its bytes come."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self.end)
        self._timer.daemon = True

    def watch(self, sock: socket.socket) -> None:
        """Have this connection ended when time is up."""
        self._sockets.append(sock)
        if self.passed:
            self.end()

    def end(self) -> None:
        """End the connections now."""
        self.passed = True
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def running(self) -> Iterator[Deadline]:
        """Time runs within; connections of this thread are watched."""
        _current.deadline = self
        self._timer.start()
        try:
            yield self
        finally:
            _current.deadline = None
            self._timer.cancel()


def _watch(sock: socket.socket | None) -> None:
    deadline = getattr(_current, "deadline", None)
    if deadline is not None and sock is not None:
        deadline.watch(sock)


def _connect(connection: HTTPConnection, *, private: bool) -> socket.socket:
    timeout = connection.timeout if isinstance(connection.timeout, int | float) else None
    host, port = connection.host.strip("[]"), connection.port or connection.default_port
    try:
        places = looked_up(host, port, private=private)
    except socket.gaierror as error:
        raise NameResolutionError(host, connection, error) from error
    last: OSError | None = None
    for family, place in places:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(timeout)
            sock.connect(place)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            sock.close()
            last = error
            continue
        return sock
    if isinstance(last, TimeoutError):
        raise ConnectTimeoutError(connection, f"no connection to {host} within {timeout} s") from last
    raise NewConnectionError(connection, f"no connection to {host}: {last}") from last


def _classes(*, private: bool) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(self, private=private)

        def getresponse(self) -> Any:
            _watch(self.sock)
            return super().getresponse()

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            sock = _connect(self, private=private)
            _watch(sock)
            return sock

        def getresponse(self) -> Any:
            _watch(self.sock)
            return super().getresponse()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class GuardedAdapter(HTTPAdapter):
    """An adapter of `requests` whose connections go where `addresses` allows; a proxy is trusted to do the same."""

    def __init__(self, *, private: bool) -> None:
        self._private = private
        super().__init__(pool_connections=64, pool_maxsize=16, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _classes(private=self._private)
