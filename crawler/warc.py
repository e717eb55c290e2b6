"""Records of WARC/1.1 as bytes, one gzip member each, and back again.

Made by hand because a record is all we need and a crawl makes one for every answer: a general writer takes
several times as long. What is written here is read by any WARC tool.
"""

from __future__ import annotations

import hashlib
import uuid
import zlib
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

Headers = Sequence[tuple[str, str]]

# Bodies mostly arrive compressed already; beyond this level only time is spent.
LEVEL = 3
_REASONS = {status.value: status.phrase for status in HTTPStatus}


def record(kind: str, uri: str, when: datetime, block: bytes, content_type: str, extra: Headers = ()) -> bytes:
    """One whole record, compressed. `when` is UTC; `uri` may be empty for a warcinfo."""
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>",
        f"WARC-Date: {when:%Y-%m-%dT%H:%M:%SZ}",
        *([f"WARC-Target-URI: {uri}"] if uri else []),
        *(f"{name}: {_line(value)}" for name, value in extra),
        f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
        "",
        "",
    ]
    return zlib.compress("\r\n".join(lines).encode() + block + b"\r\n\r\n", LEVEL, wbits=31)


def http_block(status: int, headers: Headers, body: bytes) -> bytes:
    """An answer as it is kept: status line, header lines re-serialised, body as received."""
    lines = [f"HTTP/1.1 {status} {_REASONS.get(status, '')}".rstrip(), *(f"{n}: {_line(v)}" for n, v in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def read_record(member: bytes) -> tuple[dict[str, str], bytes]:
    """The named fields (lower case) and the block of one compressed record."""
    data = zlib.decompress(member, wbits=31)
    head, _, rest = data.partition(b"\r\n\r\n")
    fields = dict(_fields(head.decode().split("\r\n")[1:]))
    return {name.lower(): value for name, value in fields.items()}, rest[: int(fields["Content-Length"])]


def split_http(block: bytes) -> tuple[list[tuple[str, str]], bytes]:
    """Header lines and body of an answer."""
    head, _, body = block.partition(b"\r\n\r\n")
    return _fields(head.decode("latin-1").split("\r\n")[1:]), body


def _fields(lines: Sequence[str]) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in lines)
    return [(name, value.strip()) for name, _, value in pairs]


def _line(value: str) -> str:
    """A header value on one line: a line break inside it would forge the next header."""
    return " ".join(value.split())
