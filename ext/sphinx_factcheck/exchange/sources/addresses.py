"""Which addresses may be asked: those of the web, and none in a private network unless that is allowed."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urldefrag, urlsplit, urlunsplit

Found = tuple[int, tuple[str, int]]
"""An address family and where to connect."""


class Refused(Exception):
    """An address that is not asked, and why."""


def asked(url: str) -> str:
    """The address as a server is asked for it: without its fragment, with a path. Raises Refused for what is none."""
    try:
        parts = urlsplit(urldefrag(url.strip()).url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(f"{url} is no address: {error}") from None
    if parts.scheme not in {"http", "https"}:
        raise Refused(f"only http and https are asked, not {parts.scheme or 'an address without a scheme'}")
    if not host:
        raise Refused(f"{url} names no host")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def is_private(address: str) -> bool:
    """Whether a numeric address lies in a network of one's own: loopback, link-local, private, shared, reserved."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return not ip.is_global or ip.is_multicast or (inner is not None and not inner.is_global)


def looked_up(host: str, port: int, *, private: bool) -> list[Found]:
    """Where a host is to be reached. Raises Refused where one of its addresses is private, OSError for no answer."""
    found: list[Found] = [
        (family, (str(place[0]), int(place[1])))
        for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ]
    for _, (address, _) in found:
        if not private and is_private(address):
            raise Refused(f"{host} is {address}, in a private network (--allow-private asks it all the same)")
    return found


def is_own(host: str) -> bool:
    """Whether a host is in a private network, as far as its name can be looked up."""
    try:
        return any(is_private(address) for _, (address, _) in looked_up(host, 80, private=True))
    except OSError:
        return False
