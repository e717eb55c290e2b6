"""Names of accounts made comparable: how rosters, portals and exporters write one and the same."""

from __future__ import annotations

import re
import unicodedata

from crawler.targets import Target

_KIND = (
    r"(?:官方|政务|新浪|腾讯)?(?:微信)?(?:公众(?:平台|号)|订阅号|服务号|微信|微博|视频号|抖音号?|快手号?|头条号|今日头条|客户端|APP|小程序)"
    r"(?:账号|帐号|二维码|号)?"
)
_REMARK = re.compile(r"[（(【\[][^（()）【】\[\]]*[）)】\]]$")
_LAST = re.compile(rf"(?:的|[-—_:：·|\s])*{_KIND}$", re.IGNORECASE)
_FIRST = re.compile(rf"^{_KIND}\s*[-—_:：|]\s*", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?:微信号|ID)?[:：]?\s*[A-Za-z][\w-]{4,}$")
"""The platform's own number behind the name."""
_MARKS = re.compile(r"[\s“”\"'‘’《》@＠]+")
_PLATFORMS = (
    ("微信", re.compile(r"微信公众|公众(?:号|平台)|订阅号|服务号|微信(?!视频)|wechat|weixin", re.IGNORECASE)),
    ("微博", re.compile(r"微博|weibo", re.IGNORECASE)),
    ("视频号", re.compile(r"视频号")),
    ("抖音", re.compile(r"抖音|douyin", re.IGNORECASE)),
    ("快手", re.compile(r"快手|kuaishou", re.IGNORECASE)),
    ("今日头条", re.compile(r"头条|toutiao", re.IGNORECASE)),
    ("客户端", re.compile(r"客户端|\bAPP\b", re.IGNORECASE)),
    ("小程序", re.compile(r"小程序")),
    ("哔哩哔哩", re.compile(r"哔哩|bilibili", re.IGNORECASE)),
    ("小红书", re.compile(r"小红书|xiaohongshu", re.IGNORECASE)),
)


def bare_name(text: str) -> str:
    """The name alone: without remarks, the platform's own word, quotation marks, blanks and case; '' of no name."""
    name = unicodedata.normalize("NFKC", text).strip()
    name = _IDENTIFIER.sub("", name)
    for pattern in (_REMARK, _FIRST, _LAST):
        name = pattern.sub("", name).strip()
    return _MARKS.sub("", name).strip("-—_:：|·.,，。").casefold()


def is_identifier(text: str) -> bool:
    """A number or an address's part, which no reader takes for a name."""
    return bool(re.fullmatch(r"(?:gh_)?[0-9a-z_\-=]{6,}", text.strip(), re.IGNORECASE | re.ASCII)) and (
        text.startswith("gh_") or any(letter.isdigit() for letter in text)
    )


def platform_in(text: str) -> str:
    """The platform that the words name, as rosters call it; '' of none."""
    return next((name for name, words in _PLATFORMS if words.search(text)), "")


def beside(portal: Target, account: Target) -> bool:
    """Are the two of one region or, where the roster tells none, of one unit?"""
    if portal.region or account.region:
        return portal.region == account.region
    return portal.unit == account.unit
