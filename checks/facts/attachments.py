"""Files behind links: which addresses are files, and whether the bytes are what the name says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from crawler.archive import Page

_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), (b"\xd0\xcf\x11\xe0",)
_STARTS = {
    ".pdf": (b"%PDF",),
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".pptx": _ZIP,
    ".zip": _ZIP,
    ".ofd": _ZIP,
    ".rar": (b"Rar!",),
    ".7z": (b"7z\xbc\xaf",),
    ".doc": (),
    ".xls": (),
    ".ppt": (),
    ".wps": (),
    ".et": (),
    ".csv": (),
    ".txt": (),
}
"""How a file of that name begins. Empty: old Office names are also given to RTF and HTML that Office opens."""
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head)\b", re.IGNORECASE)
_EXPORTED = re.compile(rb"<table\b|schemas-microsoft-com", re.IGNORECASE)
"""What an HTML page has that some program saved as a document."""


def is_document(url: str) -> bool:
    return _suffix(url) in _STARTS


def file_fault(page: Page, body: bytes) -> str:
    """What is wrong with a file that was delivered, in Chinese, or ''."""
    if not body:
        return "文件为空（0 字节）"
    starts = _STARTS.get(_suffix(page.url), ())
    if starts and not body[:1024].lstrip().startswith(starts) and b"%PDF" not in body[:1024]:
        return f"内容不是 {_suffix(page.url)[1:]} 文件"
    if not starts and _HTML.match(body) and not _EXPORTED.search(body):
        return f"内容是网页，不是 {_suffix(page.url)[1:]} 文件"
    return ""


def _suffix(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).suffix.lower()
