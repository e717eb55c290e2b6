"""What the demo county's web servers hold: answers by address, and the page templates they are made with."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 20)
"""The day the county is judged by. All its dates are fixed against this one."""

HTML = "text/html; charset=utf-8"

Address = tuple[str, str]
"""(host name, path without query)."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the county listens. Every absolute link of its pages carries one of these."""

    web: int = 18080
    """Both families, where this machine has them."""
    v4_only: int = 18081
    """Never bound on ::1."""
    tls: int = 18443
    """HTTPS, in both families where this machine has them."""
    dead: int = 18099
    """Taken, but nobody listens: connections are refused."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One stored HTTP answer. `first` is given to the first request alone, `head` to HEAD requests."""

    body: bytes = b""
    status: int = 200
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    first: int = 0
    """Status of the very first answer, when it is not `status`."""
    head: int = 0
    """Status for HEAD, when it is not `status`."""


def moved(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": location})


@cache
def templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, encoding: str = "utf-8", **values: Any) -> bytes:
    return templates().get_template(template).render(**values).encode(encoding)


def stored(name: str, content_type: str) -> Answer:
    """A file of site/ as it stands."""
    return Answer((HERE / "site" / name).read_bytes(), content_type=content_type)


def at(text: str, ports: Ports) -> str:
    """`{web}`, `{v4_only}` and `{dead}` in a stored text become the ports in use."""
    for name in ("web", "v4_only", "tls", "dead"):
        text = text.replace(f"{{{name}}}", str(getattr(ports, name)))
    return text


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + bytes(colour) * width) * height
    chunks = (
        (b"IHDR", struct.pack("!2I5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    parts = (
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf(title: str) -> bytes:
    """A small, valid, one-page PDF; its text is only ASCII, as no font is embedded."""
    text = f"BT /F1 16 Tf 72 720 Td ({title}) Tj ET".encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer
