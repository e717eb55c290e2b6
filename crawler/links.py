"""Addresses: made absolute and comparable; those a page leads to; whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_FILES = """
pdf doc docx xls xlsx ppt pptx et wps ofd csv txt rtf zip rar 7z gz tar exe apk xml json js css
jpg jpeg png gif bmp tif tiff webp svg ico mp3 mp4 wmv avi flv mov swf
"""
ATTACHMENTS = frozenset(_FILES.split())
"""Last parts of addresses that are files to check, not pages to read."""

DOCUMENTS = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "zip"})
"""Of these, those whose text is worth reading later."""

_PORTS = {"http": 80, "https": 443}
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_SESSION_FIELD = re.compile(r"(?:^|&)(?:jsessionid|phpsessid|aspsessionid\w*)=[^&]*", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]")
_CONTROLS = re.compile(r"[\t\r\n\x00]")
_REFRESH = re.compile(r"^\s*\d*(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?\s*(.+?)['\"]?\s*$", re.IGNORECASE)
# A string that more is added to is no address yet, so it must end its argument.
_MOVES = re.compile(
    r"(?:window\.open\s*\(|location\.(?:replace|assign)\s*\(|location(?:\.href)?\s*=)\s*(['\"])([^'\"<>\s]{1,500})\1\s*(?=[),;}\n]|$)"
)
_CALLED = re.compile(r"\w\s*\(\s*(['\"])([^'\"<>\s]{1,500}\.s?html?(?:\?[^'\"<>\s]*)?)\1\s*[,)]")


_DAY = re.compile(r"(?<!\d)(?:20\d\d[-./年])?\d{1,2}[-./月]\d{1,2}(?!\d)")
_LINES = frozenset({"li", "dd", "dt", "td", "p", "h1", "h2", "h3", "h4", "h5"})
COLUMN_NAME = 12
"""Characters of a link's text at most, for it to be a column's name. Our default; titles of articles are longer."""


class Found(NamedTuple):
    """An address that a page leads to, and by which means: `a` `frame` `refresh` `script`."""

    url: str
    how: str
    text: str = ""
    """What the page calls it, as far as it says so in full."""
    dated: bool = False
    """A day stands in its line."""


def absolute(base: str, href: str) -> str | None:
    """The address that `href` on a page at `base` asks for; None when it asks for none (script, mail, fragment).

    Fragment, session id and default port are off, the host is lower case and ASCII, what may not stand in an
    address is percent-encoded. The same address always comes out the same, and comes out of itself.
    """
    if href[:1] == "/" or href[:7].lower() in ("http://", "https:/"):
        # The same on every page of the host, like the menus that every page repeats.
        return _joined(base[: base.find("/", base.find("//") + 2) + 1] or base, href)
    return _joined.__wrapped__(base, href)


@lru_cache(1 << 16)
def _joined(base: str, href: str) -> str | None:
    text = _CONTROLS.sub("", href).strip()
    if not text or text.startswith("#") or text.lower().rstrip("/") in ("http:", "https:"):
        return None
    path, mark, query = text.partition("?")
    text = path.replace("\\", "/") + mark + query
    try:
        parts = urlsplit(urljoin(base, text))
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host.encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    url = urlunsplit((parts.scheme, netloc, _path(parts.path), _query(parts.query), ""))
    return _quoted(url) if _UNSAFE.search(url) else url


def base_url(tree: LexborHTMLParser, url: str) -> str:
    """What relative addresses on the page are relative to."""
    node = tree.css_first("base[href]")
    return (node and absolute(url, node.attributes.get("href") or "")) or url


LINKS_A_PAGE = 10_000
"""Addresses read of one page at most. Our default: no page for visitors has as many, and other sites wait meanwhile."""


def links(text: str, url: str) -> list[Found]:
    """Where a page leads, in page order, each address once, `LINKS_A_PAGE` at most."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    base, seen, found = base_url(tree, url), set[str](), list[Found]()
    for how, href, node in _hrefs(tree):
        if len(found) >= LINKS_A_PAGE:
            break
        address = absolute(base, href)
        if address is not None and address not in seen:
            seen.add(address)
            found.append(Found(address, how, *_called_by(node)) if how == "a" else Found(address, how))
    return found


def _called_by(node: LexborNode) -> tuple[str, bool]:
    """The link's text, or its title where that is longer; whether a day stands in it or beside it in its line."""
    text, line = max("".join(node.text().split()), node.attributes.get("title") or "", key=len), node.parent
    # Beside a longer text, nobody needs to know of a day to see that it is a title.
    look = line is not None and line.tag in _LINES and len(text) <= COLUMN_NAME
    return text, _DAY.search(line.text() if look and line else text) is not None


def _hrefs(tree: LexborHTMLParser) -> Iterator[tuple[str, str, LexborNode]]:
    for node in tree.css("a[href],area[href],iframe[src],frame[src],meta[http-equiv],[onclick],script:not([src])"):
        for how, href in _led_to(node):
            yield how, href, node


def _led_to(node: LexborNode) -> Iterator[tuple[str, str]]:
    kept = node.attributes
    href = kept.get("href") or ""
    if node.tag == "script":
        yield from (("script", match[2]) for match in _MOVES.finditer(node.text()))
    elif node.tag in ("iframe", "frame"):
        yield "frame", kept.get("src") or ""
    elif node.tag == "meta":
        match = (
            _REFRESH.match(kept.get("content") or "") if (kept.get("http-equiv") or "").lower() == "refresh" else None
        )
        # Who sees scripts run does not see what is said to those who do not.
        if match and (node.parent is None or node.parent.tag != "noscript"):
            yield "refresh", match[1]
    elif href[:11].lower() == "javascript:":
        yield from _called(href)
    elif href:
        yield "a", href
    if script := kept.get("onclick"):
        yield from _called(script)


def moves(found: list[Found]) -> tuple[str, ...]:
    """Where a home page without links of its own sends its visitor at once."""
    refresh = [one.url for one in found if one.how == "refresh"]
    if refresh or any(one.how == "a" for one in found):
        return tuple(refresh[:1])
    return tuple(one.url for one in found if one.how == "script")[:1]


def _called(script: str) -> Iterator[tuple[str, str]]:
    for pattern in (_MOVES, _CALLED):
        yield from (("script", match[2]) for match in pattern.finditer(script))


def host_of(url: str) -> str:
    """Whose page it is: the host without `www.`, and its port where that is not the scheme's own."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = parts.port
    return host if port is None or port == _PORTS.get(parts.scheme) else f"{host}:{port}"


def is_attachment(url: str) -> bool:
    """Does the address end like a file's, not a page's?"""
    return _ending(url) in ATTACHMENTS


def is_document(url: str) -> bool:
    return _ending(url) in DOCUMENTS


def _ending(url: str) -> str:
    name = urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _path(path: str) -> str:
    path = _SESSION.sub("", path) if ";" in path else path
    if "/." in path:
        path = urljoin("/", path)
    return path or "/"


def _query(query: str) -> str:
    return _SESSION_FIELD.sub("", query).lstrip("&") if "sess" in query.lower() else query


def _quoted(url: str) -> str:
    from w3lib.url import safe_url_string

    return safe_url_string(url)
