"""IPv6 addresses: which of them a visitor can use."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network

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
