"""The kinds of targets, and the words by which rosters name them."""

from __future__ import annotations

import re
from enum import StrEnum

from crawler.sheets import header_name


class Kind(StrEnum):
    """What sort of thing a target is; decides which rules and indicators concern it."""

    PORTAL = "portal"
    DEPARTMENT = "department"
    WECHAT = "wechat"
    WEIBO = "weibo"
    ACCOUNT = "account"

    @property
    def is_site(self) -> bool:
        return self in (Kind.PORTAL, Kind.DEPARTMENT)

    @property
    def label(self) -> str:
        return _TITLES[self]


_TITLES = {
    Kind.PORTAL: "门户网站",
    Kind.DEPARTMENT: "部门网站",
    Kind.WECHAT: "微信公众号",
    Kind.WEIBO: "微博",
    Kind.ACCOUNT: "其他新媒体",
}


_SITES = {
    Kind.PORTAL: ("门户", "门户网站", "政府门户", "政府门户网站", "portal"),
    Kind.DEPARTMENT: ("部门", "部门网站", "政府部门网站", "专业网站", "department"),
}
_VAGUE = ("", "网站", "政府网站", "政务网站")
_NEW_MEDIA = ("新媒体", "政务新媒体", "其他新媒体", "account")
_PLATFORMS = {
    "微信": ("微信公众号", "公众号", "政务微信", "订阅号", "服务号", "微信订阅号", "微信服务号", "wechat"),
    "微博": ("新浪微博", "政务微博", "weibo"),
    "客户端": ("app", "移动客户端", "政务客户端", "政务app", "手机客户端"),
    "抖音": ("抖音号",), "快手": ("快手号",), "今日头条": ("头条", "头条号"), "视频号": ("微信视频号",),
    "小程序": ("微信小程序", "政务小程序"), "哔哩哔哩": ("b站", "bilibili"), "小红书": (), "人民号": (), "百家号": (),
    "其他": (),
}  # fmt: skip
_ACCOUNTS = {"微信": Kind.WECHAT, "微博": Kind.WEIBO}
_SITE_BY_NAME = {word: kind for kind, words in _SITES.items() for word in words}
_PLATFORM_BY_NAME = {word: name for name, words in _PLATFORMS.items() for word in (name, *words)}


def is_kind_word(text: str) -> bool:
    """Whether a roster's 类型 says something we know; the empty text says nothing, and that is known."""
    return any(header_name(text) in words for words in (_VAGUE, _NEW_MEDIA, _SITE_BY_NAME, _PLATFORM_BY_NAME))


def told_kind(typed: str, platform: str, *, site: bool, account: bool) -> tuple[Kind, str] | None:
    """Kind and platform from the roster's 类型 and 平台; `site`, `account`: whether the row has one.

    None when the row is a site of a kind that nobody wrote down.
    """
    said, via = header_name(typed), header_name(platform)
    if said in _SITE_BY_NAME and (site or not account):
        return _SITE_BY_NAME[said], ""
    says_nothing = via in (*_SITE_BY_NAME, *_VAGUE, *_NEW_MEDIA)
    name = _PLATFORM_BY_NAME.get(said) or ("" if says_nothing else _PLATFORM_BY_NAME.get(via, platform))
    if name or said in _NEW_MEDIA or (account and not site):
        return _ACCOUNTS.get(name, Kind.ACCOUNT), name
    return None


def guessed_kind(level: str, name: str) -> Kind:
    """A government's own site is a portal; at the same level there are its departments too, told by their names."""
    if re.search(r"门户|人民政府(办公[厅室])?(网|网站)?$", name):
        return Kind.PORTAL
    department = r"(局|委|委员会|厅|办|办公室|中心|院|处|队|会|署|部|所|站|大学|学院|公司)(网|网站)?$"
    government = r"省|自治区|直辖市|设区市|地级市|市|州|盟|县|区|旗"
    return Kind.PORTAL if re.match(government, level) and not re.search(department, name) else Kind.DEPARTMENT
