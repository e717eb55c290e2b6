"""From bytes to text: content encoding, character set, and whether it is HTML at all. Never by statistics."""

from __future__ import annotations

import codecs
import re
import zlib
from functools import lru_cache

BODY_LIMIT = 20 * 1024 * 1024
"""Bytes of a decoded body at most: a few kilobytes may unfold into gigabytes."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHINESE = re.compile("[\u4e00-\u9fff]")
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# GB 18030 holds both of the older sets, and pages that declare those hold characters only it has.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "iso8859-1": "cp1252", "ascii": "utf-8"}
_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be"})
"""Two bytes a character: markup in it has a zero in every other byte, and a declaration that can be read is not in it."""
_WESTERN = frozenset({"cp1252", "latin-1", "iso8859-1"})
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_VAGUE = ("", "text/plain", "application/octet-stream", "application/x-httpd-php", "unknown/unknown")


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Text and the character set it was read by: BOM, header, meta, strict UTF-8, else GB 18030.

    A declared set that the bytes contradict gives way to the next; what nothing reads gets U+FFFD. Bytes that
    are strict UTF-8 and hold Chinese contradict a declared GB set, though that would read almost anything.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name
    declared = [_charset(match) for match in (_HEADER.search(content_type), _META.search(body[:4096]))]
    names = [name for name in declared if name and (name not in _WIDE or b"\0" in body)]
    if (body[:1] == b"<" and body[1:2] == b"\0") or body[:2] == b"\0<":
        names = [name for name in names if name in _WIDE - {"utf-16"}] or [
            "utf-16-le" if body[:1] == b"<" else "utf-16-be"
        ]
    if len(names) == 2 and names[0] in _WESTERN and names[1] not in _WESTERN:
        names.reverse()  # old servers put Latin-1 on every answer; the page knows better
    if "gb18030" in names and _is_chinese_utf8(body):
        return body.decode(), "utf-8"
    for name in [*names, "utf-8", "gb18030"]:
        try:
            return body.decode(name), name
        except UnicodeDecodeError:
            continue
    best = names[0] if names else _likelier(body)
    return body.decode(best, "replace"), best


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """In lower case. Many readers of one page look for a word in whatever case, so it is kept until the next page."""
    return text.lower()


def is_html(content_type: str, body: bytes) -> bool:
    """By the header, or by the first bytes where the header says nothing useful."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    return kind in _VAGUE and _HTML.match(body[:2048]) is not None


def is_data(content_type: str) -> bool:
    """Does the header let the body be what an endpoint replies to a script? Servers call JSON all sorts of things."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind in _VAGUE or kind.startswith("text/") or kind.endswith(("json", "javascript", "xml"))


def unpack(body: bytes, encoding: str) -> tuple[bytes, str]:
    """The body without its content encoding, and what went wrong (empty when nothing did).

    Never raises: what could be read of a broken body is returned with the reason.
    """
    problem = ""
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name == "identity" or not body:
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            return body, f"未知的内容编码 {name}"
        body, why = _inflate(body, 47 if name != "deflate" or body[:1] == b"\x78" else -15)
        problem = problem or why
    return body[:BODY_LIMIT], problem


def _inflate(body: bytes, wbits: int) -> tuple[bytes, str]:
    reader = zlib.decompressobj(wbits)
    parts, room, rest = [], BODY_LIMIT, body
    try:
        while rest and room > 0:
            part = reader.decompress(rest, min(room, 1 << 20))
            parts.append(part)
            room -= len(part)
            rest = reader.unconsumed_tail
    except zlib.error as error:
        return b"".join(parts), f"内容编码损坏（{error}）"
    if room > 0 and not reader.eof:
        return b"".join(parts) + reader.flush(), "内容编码不完整"
    return b"".join(parts), "" if room > 0 else "解压后超过大小上限"


def declared_charset(text: str, content_type: str = "") -> str:
    """What a browser sends a form of the page in: the set that the header, else the page declares, else UTF-8."""
    meta = _META.search(text[:4096].encode("ascii", "replace"))
    return _charset(_HEADER.search(content_type)) or _charset(meta) or "utf-8"


def _charset(match: re.Match[str] | re.Match[bytes] | None) -> str:
    """A Python codec's name for what was declared; empty when there is none of that name."""
    if match is None:
        return ""
    found = match[1]
    name = found if isinstance(found, str) else found.decode("ascii", "replace")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    return _WIDER.get(known, known)


def _is_chinese_utf8(body: bytes) -> bool:
    try:
        return _CHINESE.search(body.decode()) is not None
    except UnicodeDecodeError:
        return False


def _likelier(body: bytes) -> str:
    """Of the two sets that are left, the one that fails later."""
    ends = {}
    for name in ("utf-8", "gb18030"):
        try:
            body.decode(name)
        except UnicodeDecodeError as error:
            ends[name] = error.start
    return max(ends, key=lambda name: ends[name])
