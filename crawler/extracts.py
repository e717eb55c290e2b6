"""One account's part of a file that holds many accounts, as it is kept in that account's archive.

The file itself is kept once for the round; a copy for each of three thousand accounts would be three thousand files.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from crawler.ledger import Counts, Ledger, Post, Total

_FIELDS = tuple(one.name for one in fields(Post))
EXTRACT = b'{"extract": "posts", '


def extract_bytes(ledger: Ledger, sha256: str) -> bytes:
    """One line that says what it is and of which file, then one line a post."""
    about: dict[str, Any] = {"extract": "posts", "file_sha256": sha256}
    about |= {one.name: getattr(ledger, one.name) for one in fields(ledger) if one.name != "posts"}
    about |= {"counts": asdict(ledger.counts), "totals": [asdict(total) for total in ledger.totals]}
    lines = [about, *({name: getattr(post, name) for name in _FIELDS} for post in ledger.posts)]
    return "".join(json.dumps(line, ensure_ascii=False, default=datetime.isoformat) + "\n" for line in lines).encode()


def read_extract(data: bytes) -> Ledger:
    about, *posts = (json.loads(line) for line in data.decode().split("\n") if line)
    del about["extract"], about["file_sha256"]
    for name in ("refused", "ignored", "notes"):
        about[name] = tuple(about[name])
    about["counts"] = Counts(**about["counts"])
    about["totals"] = tuple(Total(**total) for total in about["totals"])
    about["collected_at"] = _time(about["collected_at"])
    return Ledger(posts=tuple(_post(post) for post in posts), **about)


def _post(kept: dict[str, Any]) -> Post:
    kept["published"], kept["collected_at"] = _time(kept["published"]), _time(kept["collected_at"])
    return Post(**kept)


def _time(text: str | None) -> datetime | None:
    from crawler.beijing import BEIJING

    return datetime.fromisoformat(text).astimezone(BEIJING) if text else None
