"""The portal's own list of accounts in new media: tables, lists of names, links and pictures with a QR code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checks.facts.account_names import bare_name, is_identifier, platform_in
from checks.facts.articles import is_article
from checks.facts.documents import Document
from checks.facts.grids import Table

if TYPE_CHECKING:
    from checks.site import Site

_MATRIX = re.compile(
    r"^[^\s，。]{0,12}?(?:政务新媒体|新媒体|微[信博]|公众号|两微一端|政务)矩阵(?:建设|展示)?$"
    r"|^[^\s，。]{0,12}?(?:新媒体|微[信博]|公众号|两微一端)(?:账号|帐号)?(?:名录|目录|名单|一览表?|导航|大全|集群)$"
    r"|^[^\s，。]{0,8}?政务新媒体(?:账号|帐号)?$|^(?:政务)?微矩阵$"
)
"""What a list of accounts is called."""
_NAME = re.compile(
    r"^(?:政务新媒体|新媒体|账号|帐号|公众号|微信|微博|抖音|视频号|官方|政务)*(?:账号|帐号|号)?(?:名称|名|昵称)$|^(?:账号|帐号|公众号|新媒体)$"
)
_VAGUE = ("名称", "名")
"""Columns of these names hold accounts only beside one that says the platform."""
_OF_PLATFORM = re.compile(
    r"^(?:官方|政务|新浪)*(?:微信(?:公众号|订阅号|服务号)?|公众号|微博|抖音号?|快手号?|头条号|视频号)(?:账号|帐号|名称)?$"
)
_PLATFORM = re.compile(r"平台|渠道|类型|类别")
_UNIT = re.compile(r"主办|单位|主管|运营|部门|主体")
_CLOSED = re.compile(r"注销|关停|停更|停用|已关闭|已停止|迁移|已撤销")
_HOSTS = re.compile(
    r"(?:^|\.)(?:weibo\.(?:com|cn)|douyin\.com|kuaishou\.com|toutiao\.com|bilibili\.com|xiaohongshu\.com)$"
)
_GENERIC = re.compile(
    r"扫一?扫|扫码|关注|二维码|点击|更多|查看|进入|返回|首页|分享|官方|手机|移动|我们|公众平台|政务新媒体|矩阵|本站|政府网站|未开通|暂无|没有|合计|小计|总计"
)
_SEVERAL = re.compile(r"[、，,;；/\n]")
_LONGEST = 20
"""Characters of an account's name at most (our default); the platforms allow no more than some thirty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One account as the portal lists it."""

    name: str
    platform: str
    """As rosters call it; '' when the list does not say."""
    unit: str
    document: Document
    quote: str
    listed: bool
    """It stands in a table of accounts, which means to name them all; else in a link or a picture."""

    @property
    def bare(self) -> str:
        return bare_name(self.name)


def matrix(site: Site) -> tuple[Entry, ...]:
    """Each name on each platform once: of tables first, then of pictures and links on pages that are such lists."""
    found: dict[tuple[str, str], Entry] = {}
    pages = [document for _, document in sorted(site.documents.items()) if not is_article(document)]
    lists = [document for document in pages if is_matrix(document)]
    for entry in (entry for document in lists for table in document.tables for entry in _rows(document, table)):
        found.setdefault((entry.bare, entry.platform), entry)
    named = {bare for bare, _ in found}
    for entry in (entry for document in lists for entry in _signs(document)):
        if entry.bare not in named:
            found.setdefault((entry.bare, entry.platform), entry)
    return tuple(found.values())


def is_matrix(document: Document) -> bool:
    names = (re.split(r"[-_|—–\s]", document.title)[0], *document.heads)
    return any(_MATRIX.search("".join(name.split())) for name in names)


def _rows(document: Document, table: Table) -> Iterator[Entry]:
    """Of a table whose head says which columns have the names."""
    grid = table.grid
    head = ["".join(cell.split()) for cell in grid[0]] if grid else []
    columns = _name_columns(head)
    platform_at, unit_at = (
        next((index for index, cell in enumerate(head) if index not in columns and words.search(cell)), None)
        for words in (_PLATFORM, _UNIT)
    )
    for row in grid[1:]:
        if _CLOSED.search(" ".join(row)) or len(set(row)) == 1:
            continue
        platform, unit = ("" if at is None else row[at].strip() for at in (platform_at, unit_at))
        for at in columns:
            for name in filter(_is_name, _SEVERAL.split(row[at])):
                told = platform_in(platform) or platform_in(name) or platform_in(head[at])
                yield Entry(name.strip(), told, unit, document, " ".join(dict.fromkeys(row))[:200], listed=True)


def _name_columns(head: list[str]) -> list[int]:
    """One for each platform where the table has such columns, else the one that has the names."""
    by_platform = [index for index, cell in enumerate(head) if _OF_PLATFORM.search(cell)]
    if len(by_platform) > 1:
        return by_platform
    vague = () if any(map(_PLATFORM.search, head)) else _VAGUE
    named = [index for index, cell in enumerate(head) if _NAME.search(cell) and cell not in vague]
    return ([index for index in named if "名" in head[index]] or named or by_platform)[:1]


def _signs(document: Document) -> Iterator[Entry]:
    for image in document.images:
        platform = platform_in(image.alt)
        if (platform or re.search(r"二维码|qr", image.alt + image.src, re.IGNORECASE)) and _is_name(image.alt):
            yield Entry(image.alt, platform, "", document, image.alt, listed=False)
    for link in document.links:
        host = urlsplit(link.url).hostname or ""
        if _HOSTS.search(host) and "share" not in link.url and _is_name(link.text):
            platform = platform_in(link.text) or platform_in(host)
            yield Entry(link.text, platform, "", document, f"{link.text} → {link.url}", listed=False)


def _is_name(text: str) -> bool:
    bare = bare_name(text)
    spoken = not _GENERIC.search(bare) and not _NAME.search(bare) and not is_identifier(text)
    return 2 <= len(bare) <= _LONGEST and spoken
