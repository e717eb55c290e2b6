"""Whether the way from here to other hosts can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_SEVERAL = 3
"""Other hosts that must all be silent before this machine's own line is doubted (our default)."""


def is_cut_off(site: Site, own: str) -> bool:
    """Did none of several other hosts answer? Then this machine may be inside a closed network."""
    others = {host_of(page.url): False for page in site.visits if page.purpose == "link" and host_of(page.url) != own}
    others |= {host_of(page.url): True for page in site.visits if page.answered and host_of(page.url) in others}
    return len(others) >= _SEVERAL and not any(others.values())
