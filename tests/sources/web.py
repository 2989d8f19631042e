"""A real HTTP server on loopback whose pages behave as they are told to, well or badly."""

from __future__ import annotations

import os
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Visit"], None]


class Visit:
    """One request, and how to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, count: int) -> None:
        self.handler = handler
        self.count = count
        self.headers = handler.headers

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """An honest answer."""
        told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.start(status, told)
        self.write(body)

    def start(self, status: int, headers: Mapping[str, str]) -> None:
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()

    def write(self, body: bytes) -> None:
        self.handler.wfile.write(body)
        self.handler.wfile.flush()

    def reset(self) -> None:
        """End the connection with a reset."""
        connection = self.handler.connection
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self.handler.close_connection = True
        os.close(connection.detach())


def page(text: str, **headers: str) -> Behaviour:
    """An ordinary page, or an answer in other forms by its headers."""

    def behave(visit: Visit) -> None:
        visit.send(200, text.encode(), **headers)

    return behave


def redirect(to: str, status: int = 302) -> Behaviour:
    return lambda visit: visit.send(status, Location=to)


class Web:
    """The server: `pages` by path; `asked` counts the requests, `agents` has who asked."""

    def __init__(self, url: str, pages: dict[str, Behaviour]) -> None:
        self.url = url
        self.pages = pages
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        self.agents: set[str] = set()
        self.busy = 0
        self.most = 0
        self._lock = threading.Lock()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.partition("?")[0]
        with self._lock:
            self.asked[path] += 1
            self.times.append(time.monotonic())
            self.agents.add(handler.headers.get("User-Agent", ""))
            self.busy += 1
            self.most = max(self.most, self.busy)
            count = self.asked[path]
        try:
            self.pages.get(path, lambda visit: visit.send(404, b"none"))(Visit(handler, count))
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError, ValueError):
            handler.close_connection = True
        finally:
            with self._lock:
                self.busy -= 1


@contextmanager
def serving(pages: dict[str, Behaviour], *, tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Serve pages while the block runs."""
    held: list[Web] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            held[0].answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

        def handle_error(self, *_: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "https" if tls else "http"
    held.append(Web(f"{scheme}://127.0.0.1:{server.server_address[1]}", pages))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield held[0]
    finally:
        server.shutdown()
        server.server_close()
