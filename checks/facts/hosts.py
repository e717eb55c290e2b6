"""Whose host an address names: the site's own, a public body's, a service that government sites use, or a stranger's."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[1] / "words" / "hosts.toml"
_HOST = re.compile(r"\s*(?:https?:)?[/\\]{2}(?:[^/@?#]*@)?([^/\\?#:\s]+)", re.IGNORECASE)
_SECOND = frozenset({"com", "net", "org", "gov", "edu", "ac", "mil"})
"""Names that registries under a country's letters hand out names below of."""


@cache
def _known() -> frozenset[str]:
    kinds: dict[str, list[str]] = tomllib.loads(_FILE.read_text("utf-8"))
    return frozenset(name for names in kinds.values() for name in names)


def domain_of(host: str) -> str:
    """The part of a host that somebody registered, as far as its form tells."""
    parts = host.split(".")
    if parts[-1].isdigit() or len(parts) < 3:
        return host
    count = 3 if len(parts[-1]) == 2 and parts[-2] in _SECOND else 2
    return ".".join(parts[-count:])


def is_expected(host: str) -> bool:
    """A public body's, or a service's that government sites use as a matter of course."""
    parts = host.split(".")
    return any(".".join(parts[at:]) in _known() for at in range(len(parts)))


def is_stranger(url: str, home: str) -> bool:
    """Neither of the site's own domain nor expected; of a bare IP address nobody can tell, so it is none.

    `url` may be a reference as a page has it; what names no host of its own is no stranger's.
    """
    if url[:1] == "/" and url[1:2] not in ("/", "\\"):
        return False
    named, own = _HOST.match(url), _HOST.match(home)
    return named is not None and _is_strange(named[1].lower().rstrip("."), own[1].lower() if own else "")


@lru_cache(maxsize=10_000)
def _is_strange(host: str, home: str) -> bool:
    if host.rpartition(".")[2].isdigit() or "." not in host:
        return False
    return domain_of(host) != domain_of(home) and not is_expected(host)
