"""What is true of the whole round and not of one target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checks.content.catalogue import Catalogue, load_catalogue
from checks.facts.availability import Network
from crawler.targets import Target


@dataclass(frozen=True, slots=True)
class Around:
    """Given to every target's site alike."""

    as_of: date | None = None
    """The day to judge by; None: the capture of each page."""
    ipv6_proven: bool = False
    """A public address answered over IPv6 in this round, so this machine has a working route."""
    resolver_invents: bool = False
    """The name servers asked gave addresses to names that cannot exist."""
    network: Network = field(default_factory=Network)
    """What the visits of all sites say of this machine's own line."""
    workdays: Mapping[date, bool] = field(default_factory=dict)
    """The user's own calendar: day → is it a working day?"""
    catalogue: Catalogue = field(default_factory=load_catalogue)
    """What must be disclosed: the round's own catalogue, or the shipped one."""
    accounts: tuple[Target, ...] = ()
    """All accounts of the roster, for the portals that list them."""
    lexicon: Path | None = None
    """The round's list of wrong terms; every process reads it once."""
    tasks: tuple[str, ...] = ()
    """Titles that every account had to repost."""
