"""Which addresses may be visited: those of the public internet, and no machine beside ours."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

#: Translators between IPv6 and IPv4 put the IPv4 address into the last 32 bits.
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("::ffff:0:0/96"), IPv6Network("::/96"))


def look_up(host: str, port: int) -> Sequence[Address]:
    """The addresses of a host, the system's favourite first.

    Raises:
        OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(place[0]) for *_, place in found))


def is_public(address: Address) -> bool:
    """Whether everybody reaches the same machine there: no loopback, private, link-local, reserved or group address."""
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
        if address.is_site_local or address.scope_id:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which packets for an IPv6 address go in the end."""
    if address.teredo:
        return address.teredo[1]
    if address.sixtofour:
        return address.sixtofour
    if any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
