"""How exporters write an account's posts: which columns mean what, how times and counts are spelled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime

from crawler.beijing import BEIJING

TEMPLATE = ("账号", "标题", "链接", "发布时间", "阅读", "点赞", "评论", "转发")


class MediaError(ValueError):
    """The file cannot be used at all; one Chinese sentence that names the file and, where there is one, the column."""


@dataclass(frozen=True, slots=True)
class Format:
    """Which columns mean what, the better one first."""

    source: str
    complete: bool
    title: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    address: str = ""
    """Where no column has the link: what the post's `bid` or `id` is put behind."""
    telling: tuple[str, ...] = ()
    """Further columns that only tell this format from the others."""

    @property
    def columns(self) -> frozenset[str]:
        named = self.title + self.published + self.url + self.account + self.reads + self.likes + self.comments
        return frozenset(named + self.shares + self.original + self.telling)


WEIBO = "https://m.weibo.cn/status/"
FORMATS = (
    Format("template", True, ("标题",), ("发布时间",), ("链接",), ("账号",),
           ("阅读",), ("点赞",), ("评论",), ("转发",)),
    Format("wechat-article-exporter", True, ("标题",), ("发布时间", "创建时间"), ("链接",), ("公众号",),
            ("阅读",), ("点赞",), ("留言",), ("分享",), ("是否原创",), "", ("摘要", "文章类型", "所属合集", "喜欢")),
    Format("wechat-article-exporter", True, ("title",), ("update_time", "create_time"), ("link",), ("_accountName",),
            ("readNum",), ("oldLikeNum",), ("commentNum",), ("shareNum",), ("copyright_stat",), "", ("aid", "digest")),
    Format("weibo-crawler", True, ("正文",), ("完整日期", "日期"), (), (), (),
            ("点赞数",), ("评论数",), ("转发数",), ("是否原创",), WEIBO, ("id", "bid", "头条文章url", "工具")),
    Format("weibo-crawler", True, ("text",), ("full_created_at", "created_at"), (), ("screen_name",), (),
            ("attitudes_count",), ("comments_count",), ("reposts_count",), (), WEIBO, ("id", "bid", "source")),
    Format("wewe-rss", False, ("title",), ("publish_time", "publishTime"), address="https://mp.weixin.qq.com/s/",
           telling=("mp_id", "pic_url", "mpId", "picUrl")),
    Format("we-mp-rss", False, ("title",), ("publish_time",), ("url",), telling=("mp_id", "pic_url", "is_export")),
)  # fmt: skip
FEED = Format("feed", False, ("title", "content_text"), ("date_published", "date_modified"), ("url", "external_url"))
RSS = Format("feed", False, ("title", "summary"), ("published", "updated"), ("link",))

COLUMNS = frozenset(column for shape in FORMATS for column in shape.columns)
_DAY = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)


def recognised(name: str, header: tuple[str, ...]) -> Format:
    """The format that knows most of the columns; it must have a title and a time among them."""
    best = max(FORMATS, key=lambda shape: len(shape.columns & set(header)))
    found = "、".join(column for column in header if column) or "无"
    if len(best.columns & set(header)) < 2:
        raise MediaError(
            f"“{name}”不是认得的导出文件，读到的列有：{found}；请使用支持的导出工具，"
            f"或按模板填写：{'、'.join(TEMPLATE)}。"
        )
    for wanted in (best.title, best.published):
        if not set(wanted) & set(header):
            raise MediaError(f"“{name}”缺少列“{'”或“'.join(wanted)}”，读到的列有：{found}；请重新导出，不要删改表头。")
    return best


def parse_count(text: str) -> tuple[int | None, bool]:
    """`10万+` → (100000, True), `1,234` → (1234, False), anything that is no count → (None, False)."""
    match = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)([万亿w]?)(\+?)", text.strip(), re.ASCII)
    if not match:
        return None, False
    number = Decimal(match[1].replace(",", "")) * {"": 1, "万": 10**4, "w": 10**4, "亿": 10**8}[match[2]]
    return int(number), bool(match[3])


def parse_time(text: str) -> datetime:
    """A day, a day and time, Unix seconds or milliseconds, an Excel serial, or RFC 822 → aware, Beijing time.

    ValueError when it is none of these, or lies outside 2000-2099: no account is older.
    """
    when = _written(text.strip())
    if not 1999 <= when.year <= 2100:  # before the shift of zone, which overflows at the ends of time
        raise ValueError(text)
    when = when.replace(tzinfo=BEIJING) if when.tzinfo is None else when.astimezone(BEIJING)
    if not 2000 <= when.year < 2100:
        raise ValueError(text)
    return when


def _written(text: str) -> datetime:
    if match := _DAY.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        zone = datetime.strptime(match[7], "%z").tzinfo if match[7] else None
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    if re.fullmatch(r"\d{10}|\d{13}", text, re.ASCII):
        return datetime.fromtimestamp(int(text) // (1000 if len(text) == 13 else 1), BEIJING)
    if re.fullmatch(r"\d{5}(\.\d+)?", text, re.ASCII):
        return datetime(1899, 12, 30) + timedelta(seconds=round(float(text) * 86400))
    if not re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        raise ValueError(text)
    when = parsedate_to_datetime(text)
    return when.replace(tzinfo=UTC) if text.endswith("-0000") else when
