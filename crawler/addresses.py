"""Home pages as people type them: cleaned, refused with a reason, compared, and turned into folder names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from ipaddress import IPv4Address, ip_address
from urllib.parse import urljoin, urlsplit, urlunsplit

SLUG_LIMIT = 80
_PORTS = {"http": 80, "https": 443}
_CHINESE_MARKS = "，。；：、！？“”‘’（）《》【】／．－～"
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Names that Windows keeps for devices, whatever follows the dot."""


class AddressError(ValueError):
    """What is wrong with the address and what to do, in Chinese, without a full stop."""


def home_page(text: str) -> str:
    """The address as it will be asked for: scheme (http when none is written), ASCII host, path, no fragment.

    Loopback, ports, IP literals and Chinese domain names are as good as any other. Raises AddressError.
    """
    bare = "".join(char for char in text.strip() if unicodedata.category(char) != "Cf")
    if re.search(r"\s", bare):
        raise AddressError("中间有空格或换行，一行只能写一个网址，请去掉多余的内容")
    if mark := next((char for char in bare if char in _CHINESE_MARKS), ""):
        raise AddressError(f"含有中文标点“{mark}”，请改成英文标点或删掉")
    whole = _with_scheme(bare)
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError as problem:
        raise AddressError("主机名或端口写错了，应形如 http://www.example.gov.cn") from problem
    if parts.scheme not in _PORTS:
        raise AddressError(f"不能采集 {parts.scheme} 地址，只支持 http 和 https")
    if "@" in parts.netloc:
        raise AddressError("带有用户名或密码，请删去“@”及其前面的部分")
    if port == 0 or parts.netloc.endswith(":"):
        raise AddressError("端口写错了，应为 1 到 65535")
    host = _host(parts.hostname or "", dotless=bare != whole and port is None)
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))


def _with_scheme(text: str) -> str:
    if "://" in text.partition("?")[0]:
        return text
    if text.startswith("//"):
        return "http:" + text
    if (head := re.match(r"([a-z][a-z+]*):(?!\d)", text, re.IGNORECASE)) and not text.startswith("["):
        raise AddressError(f"“{head[1]}:”后面应是“//”和域名，应形如 http://www.example.gov.cn")
    return "http://" + text


def _host(name: str, dotless: bool) -> str:
    """The host in ASCII; `dotless` when nothing but a dot can show that the text was meant as an address."""
    if not name:
        raise AddressError("没有域名，应形如 http://www.example.gov.cn")
    try:
        literal = ip_address(name)
        return str(literal) if isinstance(literal, IPv4Address) else f"[{literal}]"
    except ValueError:
        pass
    try:
        ascii_name = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as problem:
        raise AddressError("域名写错了（有空的或过长的一段），请核对") from problem
    labels = ascii_name.split(".")
    if not all(re.fullmatch(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", label) for label in labels) or labels[-1].isdigit():
        raise AddressError("域名或 IP 地址写错了，请核对")
    if dotless and len(labels) == 1 and ascii_name != "localhost":
        raise AddressError("不是网址，应形如 http://www.example.gov.cn；没有网址请留空")
    return ascii_name


def address_key(url: str) -> str:
    """Equal for two spellings of one home page: scheme, a last slash and an index page do not count."""
    parts = urlsplit(url)
    path = re.sub(r"/(index|default)\.(s?html?|jsp|aspx?|php)$", "/", parts.path, flags=re.IGNORECASE).rstrip("/")
    return f"{parts.netloc}{path}?{parts.query}"


@lru_cache(maxsize=1 << 16)
def page_key(url: str) -> str:
    """Equal for addresses that differ by scheme, port, an index page or a last slash."""
    parts = urlsplit(url)
    try:
        host = parts.hostname or ""
    except ValueError:
        host = parts.netloc
    return address_key(f"//{host}{parts.path}" + (f"?{parts.query}" if parts.query else ""))


def address_slug(url: str) -> str:
    """host[_port][_path] in ASCII, at most 80 characters, safe as a folder name anywhere; not yet unique."""
    parts = urlsplit(url)
    text = re.sub(r"\.{2,}", "_", f"{parts.netloc}{parts.path}".lower())
    text = re.sub(r"[^a-z0-9.-]+", "_", text).strip("._-") or "site"
    if _DEVICES.match(text):
        text = f"site_{text}"
    return text if len(text) <= SLUG_LIMIT else f"{text[: SLUG_LIMIT - 9].rstrip('._-')}-{digest(url)}"


def digest(text: str, length: int = 8) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def no_such_page(url: str) -> str:
    """An address on the same host that cannot exist: a site that answers it with 200 says so of every address."""
    name = f"gongkai-audit-{digest(urlsplit(url).netloc, 16)}.html"
    return urljoin(url, f"/{name}")
