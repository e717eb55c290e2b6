"""How exporters write an account's posts: which columns mean what, how times and counts are spelled."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime

from crawler.beijing import BEIJING

TEMPLATE = ("账号", "标题", "链接", "发布时间", "阅读", "点赞", "评论", "转发", "是否原创")


class MediaError(ValueError):
    """The file cannot be used at all; one Chinese sentence that names the file and, where there is one, the column."""


@dataclass(frozen=True, slots=True)
class Format:
    """Which columns mean what, the better one first."""

    source: str
    title: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    """All of those that are there must say yes."""
    id: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    """Further columns of this format, of which nothing is used."""
    address: str = ""
    """Where no column has the link: what the post's `bid` or `id` is put behind."""
    misses: str = ""
    """Which posts the exporter is known to miss, in Chinese."""
    misses_reposts: bool = False
    """Written without the columns that tell original from repost when only originals were asked for."""

    @property
    def used(self) -> frozenset[str]:
        """The columns that mean something here."""
        named = self.title + self.published + self.url + self.account + self.reads + self.likes + self.comments
        return frozenset(named + self.shares + self.original + self.id + self.text)

    @property
    def columns(self) -> frozenset[str]:
        return self.used | frozenset(self.telling)


_REPOSTED = tuple("源微博" + name for name in (
    "id", "bid", "正文", "头条文章url", "原始图片url", "视频url", "LivePhoto视频url", "位置", "日期", "工具", "点赞数",
    "评论数", "转发数", "话题", "@用户", "完整日期", "是否编辑过", "编辑次数"))  # fmt: skip
"""Of the post that was reposted: never to be taken for the account's own."""
WEIBO = "https://m.weibo.cn/status/"
FEEDS_MISS = "订阅源通常只保留最近若干篇，较早的或没有推送的文章不在其中"
WEWE_MISSES = "wewe-rss 采不到没有群发的文章，被限流时也会漏采"
WE_MP_MISSES = "we-mp-rss 只有它运行期间采到的文章"
REPOSTS_MISSED = "导出时可能只选了原创微博，转发的微博不在其中"
RANKING_MISSES = "榜单只有汇总数，没有逐篇发文"
WECHAT = "wechat-article-exporter"
TEMPLATE_FORMAT = Format("template", ("标题",), ("发布时间",), ("链接",), ("账号",), ("阅读",), ("点赞",),
                         ("评论",), ("转发",), ("是否原创",), text=("正文", "摘要"))  # fmt: skip
FORMATS = (
    TEMPLATE_FORMAT,
    Format(WECHAT, ("标题",), ("发布时间", "创建时间"), ("链接",), ("公众号",), ("阅读",), ("点赞",), ("留言",),
           ("分享",), ("是否原创",), ("ID",), ("文章内容", "摘要"), ("封面", "喜欢", "作者", "文章类型", "所属合集")),
    Format(WECHAT, ("title",), ("update_time", "create_time"), ("link",), ("_accountName",), ("readNum",),
           ("oldLikeNum",), ("commentNum",), ("shareNum",), ("copyright_stat", "copyright_type"), ("aid",),
           ("content", "digest"), ("likeNum", "author_name", "item_show_type", "cover", "appmsgid", "itemidx")),
    Format("weibo-crawler", ("正文",), ("完整日期", "日期"), (), (), (), ("点赞数",), ("评论数",), ("转发数",),
           ("是否原创",), ("bid", "id"), ("正文",),
           ("头条文章url", "原始图片url", "视频url", "LivePhoto视频url", "位置", "工具", "话题", "@用户", "是否编辑过",
            "编辑次数", "源用户id", "源用户昵称", *_REPOSTED), WEIBO, misses_reposts=True),
    Format("weibo-crawler", ("text",), ("full_created_at", "created_at"), (), ("screen_name",), (),
           ("attitudes_count",), ("comments_count",), ("reposts_count",), ("是否原创",), ("bid", "id"), ("text",),
           ("user_id", "article_url", "pics", "video_url", "live_photo_url", "location", "source", "topics",
            "at_users", "edited", "edit_count", "retweet"), WEIBO, misses_reposts=True),
    Format("wewe-rss", ("title",), ("publish_time", "publishTime"), account=("mp_name",), id=("id",),
           telling=("mp_id", "pic_url", "mpId", "picUrl", "created_at", "updated_at"),
           address="https://mp.weixin.qq.com/s/", misses=WEWE_MISSES),
    Format("we-mp-rss", ("title",), ("publish_time",), ("url",), ("mp_name",), id=("id",),
           text=("content", "description"), misses=WE_MP_MISSES,
           telling=("mp_id", "pic_url", "is_export", "status", "created_at", "updated_at", "is_read")),
)  # fmt: skip
WECHAT_JSON, WEIBO_JSON = FORMATS[2], FORMATS[4]
FEED = Format("feed", ("title", "content_text"), ("date_published", "date_modified"), ("url", "external_url"),
              id=("id",), text=("content_text", "content_html", "summary"), misses=FEEDS_MISS)  # fmt: skip
RSS = Format("feed", ("title", "summary"), ("published", "updated"), ("link",), id=("id",), text=("content", "summary"),
             misses=FEEDS_MISS)  # fmt: skip
RANKING = {
    "account": ("账号", "公众号", "账号名称", "公众号名称", "名称"),
    "posts": ("发布篇数", "发文数", "发文篇数", "篇数"),
    "reads": ("总阅读数", "总阅读", "阅读总数"),
    "likes": ("总点赞数", "点赞总数", "总点赞"),
}
"""A ranking table's columns, and the other names they go by."""
_RANKING_TELLS = frozenset(RANKING["posts"] + RANKING["reads"] + ("头条阅读", "平均阅读", "WCI"))

COLUMNS = frozenset(column for shape in FORMATS for column in shape.columns) | _RANKING_TELLS


def is_ranking(header: Collection[str]) -> bool:
    """Sums per account instead of posts."""
    known = set(header)
    return len(known & _RANKING_TELLS) > 1 and not known & {"标题", "正文", "title", "text"}


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
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text), False
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
