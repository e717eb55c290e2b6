"""What was said of a target, by rule: a rule that did not change says the same of an archive that did not."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from msgspec import DecodeError, ValidationError
from msgspec.msgpack import Encoder, decode

from checks.accounts import Account
from checks.around import Around
from checks.columns import Column
from checks.facts.availability import Network
from checks.figures import Figures
from checks.finding import Finding, Outcome
from crawler.archive import INDEX, WARC
from crawler.targets import Target
from crawler.visitlog import LOG

_DIGEST = 32
"""Bytes of SHA-256, with which the file begins."""


@dataclass(frozen=True, slots=True)
class Said:
    """By one rule, in one edition."""

    edition: str
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Judged:
    """All that a check says of one target."""

    rests_on: str = ""
    """Digest of the archive, the target, the round, and the program but for its rules."""
    rules: dict[str, Said] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        return [finding for said in self.rules.values() for finding in said.findings]


def read_judged(path: Path, rests_on: str) -> Judged:
    """As kept; nothing when it rests on anything else, or cannot be read."""
    with suppress(OSError, DecodeError, ValidationError):
        digest, data = (data := path.read_bytes())[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(data).digest() == digest:  # a word may be damaged and still be a word
            kept = decode(data, type=Judged)
            if kept.rests_on == rests_on:
                return kept
    return Judged(rests_on)


def keep_judged(path: Path, judged: Judged) -> None:
    """A rule that broke is asked again the next time."""
    sound = {
        rule: said
        for rule, said in judged.rules.items()
        if not any(finding.outcome is Outcome.ERROR for finding in said.findings)
    }
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        data = Encoder().encode(replace(judged, rules=sound))
        path.write_bytes(hashlib.sha256(data).digest() + data)


def digest_of_round(around: Around, program: str) -> str:
    """Of what all targets have in common. `program`: the edition of all code that is no rule's."""
    lexicon = around.lexicon.read_bytes() if around.lexicon else b""
    network, blank = around.network, replace(around, lexicon=None, network=Network(), workdays={})
    told = sorted(around.workdays.items()), sorted(network.lost), sorted(network.good.items()), network.began
    plain = Encoder(order="deterministic").encode((blank, told))
    return hashlib.sha256(program.encode() + hashlib.sha256(lexicon).digest() + plain).hexdigest()


def digest_of_target(target: Target, archive: Path, common: str) -> str:
    """Of the target and its evidence: the index names every record, and the digest of every body."""
    parts = [common.encode(), Encoder().encode(replace(target, data_files=()))]
    parts += [hashlib.sha256(path.read_bytes()).digest() for name in (INDEX, LOG) if (path := archive / name).exists()]
    parts += [str((archive / WARC).stat().st_size).encode()] if (archive / WARC).exists() else []
    return hashlib.sha256(b"\n".join(parts)).hexdigest()
