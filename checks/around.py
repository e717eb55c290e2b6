"""What is true of the whole round and not of one target."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checks.facts.availability import Network


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
    lexicon: Path | None = None
    """The round's list of wrong terms; every process reads it once."""
