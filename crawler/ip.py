"""Addresses: which IPv6 ones a visitor can use, and which ones this program may connect to."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv6Address, IPv6Network, ip_address

_DOCUMENTATION = (IPv6Network("2001:db8::/32"), IPv6Network("3fff::/20"))


def is_usable(address: str) -> bool:
    """Could a visitor use it? Loopback and private addresses count: an intranet looks like that."""
    ip = IPv6Address(address)
    return not (
        ip.is_unspecified
        or ip.is_link_local
        or ip.is_multicast
        or ip.ipv4_mapped
        or any(ip in net for net in _DOCUMENTATION)
    )


class Guard:
    """Which addresses a crawl may connect to: public ones, and of the private ones those that the roster named.

    A page that leads to a router or a database of the auditor's own network must not make the auditor ask there.
    """

    def __init__(self, named: Iterable[str]) -> None:
        """`named`: all addresses of the roster's own hosts."""
        self._named = frozenset(named)
        self.kept_off: set[str] = set()
        """Hosts that were only at addresses which may not be asked."""

    def lets(self, host: str, addresses: Iterable[str]) -> list[str]:
        """Those of a host's addresses that may be connected to."""
        every = list(addresses)
        found = [one for one in every if ip_address(one).is_global or one in self._named]
        if every and not found:
            self.kept_off.add(host)
        return found
