"""Every exporter's file gives the same posts; what cannot be used is told, never guessed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from crawler.exporters import BEIJING, parse_count, parse_time
from crawler.ledger import Counts
from crawler.media import Ledger, MediaError, read_posts

WECHAT = [
    "公众号", "ID", "链接", "标题", "封面", "摘要", "创建时间", "发布时间", "阅读", "点赞", "分享", "喜欢", "留言",
    "作者", "是否原创", "文章类型", "所属合集", "文章内容",
]  # fmt: skip
WEIBO = [
    "id", "bid", "正文", "头条文章url", "原始图片url", "视频url", "Live Photo视频url", "位置", "日期", "工具",
    "点赞数", "评论数", "转发数", "话题", "@用户", "完整日期", "是否编辑过", "编辑次数",
]  # fmt: skip
REPOSTS = ["是否原创", "源用户id", "源用户昵称", *("源微博" + name for name in WEIBO)]


def xlsx(*rows: Sequence[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(out)
    return out.getvalue()


def table(header: list[str], *records: dict[str, object], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode(encoding)


def beijing(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


def problem(name: str, data: bytes) -> str:
    with pytest.raises(MediaError) as caught:
        read_posts(name, data)
    return str(caught.value)


def described(ledger: Ledger) -> tuple[str, bool, int, int]:
    return ledger.source, ledger.complete, len(ledger.posts), len(ledger.refused)


def test_wechat_workbook() -> None:
    row = dict.fromkeys(WECHAT, "") | {
        "公众号": "青川发布", "链接": "https://mp.weixin.qq.com/s/a", "标题": "通知", "创建时间": "2026-03-05 09:00:00",
        "发布时间": "2026-03-05 09:30:00", "阅读": "10万+", "点赞": 12, "分享": 3, "留言": 0, "是否原创": "原创",
    }  # fmt: skip
    older = row | {
        "标题": "旧闻",
        "链接": "https://mp.weixin.qq.com/s/b",
        "发布时间": "2026-03-01 08:00:00",
        "是否原创": "",
    }
    older |= {"阅读": None, "点赞": None}
    for columns in (WECHAT, WECHAT[::-1]):
        cells = [[one[name] for name in columns] for one in (older, row)]
        ledger = read_posts("w.xlsx", xlsx(list(columns), *cells))
        assert described(ledger) == ("wechat-article-exporter", True, 2, 0)
        new, old = ledger.posts
        assert (new.title, new.url, new.published) == (
            "通知",
            "https://mp.weixin.qq.com/s/a",
            beijing(2026, 3, 5, 9, 30),
        )
        assert (new.reads, new.reads_at_least, new.likes, new.comments, new.shares) == (100000, True, 12, 0, 3)
        assert (new.original, new.row, new.quote, new.account) == (True, 3, "2026-03-05 09:30 通知", "青川发布")
        assert (old.reads, old.reads_at_least, old.likes, old.original, old.row) == (None, False, None, False, 2)


def test_wechat_json() -> None:
    item = {"aid": "1_1", "link": "https://mp.weixin.qq.com/s/a", "title": "通知", "update_time": 1772674200,
            "create_time": 1772674100, "digest": "", "appmsg_album_infos": [], "copyright_stat": 1, "readNum": 8,
            "_accountName": "青川发布"}  # fmt: skip
    ledger = read_posts("w.json", json.dumps([item]).encode())
    assert described(ledger) == ("wechat-article-exporter", True, 1, 0)
    post = ledger.posts[0]
    assert (post.published, post.reads, post.original) == (beijing(2026, 3, 5, 9, 30), 8, True)
    assert described(read_posts("w.json", b"[]")) == ("wechat-article-exporter", True, 0, 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("header", [WEIBO, WEIBO[:15], WEIBO + REPOSTS, (WEIBO + REPOSTS)[::-1]])
def test_weibo_csv_in_every_mode(header: list[str], encoding: str) -> None:
    record = {"id": "5123", "bid": "QaB", "正文": "天气\n晴", "日期": "2026-03-05T09:30:00", "点赞数": 5, "评论数": 2,
              "转发数": 1, "完整日期": "2026-03-05 09:30:00", "是否原创": "False", "源微博正文": "别人的",
              "源微博日期": "2020-01-01", "源微博点赞数": 99}  # fmt: skip
    data = table(header, {key: value for key, value in record.items() if key in header}, encoding=encoding)
    ledger = read_posts("5123.csv", data)
    assert described(ledger) == ("weibo-crawler", "是否原创" in header, 1, 0)
    assert ledger.complete or ledger.misses == "导出时可能只选了原创微博，转发的微博不在其中"
    post = ledger.posts[0]
    assert (post.title, post.url) == ("天气 晴", "https://m.weibo.cn/status/QaB")
    assert (post.published, post.likes, post.comments, post.shares) == (beijing(2026, 3, 5, 9, 30), 5, 2, 1)
    assert post.original is (False if "是否原创" in header else None)


def test_weibo_json_and_a_picture_without_words() -> None:
    weibo = {"id": 5123, "bid": "QaB", "text": "", "created_at": "2026-03-05T09:30:00", "attitudes_count": 5,
             "full_created_at": "2026-03-05 09:30:00", "screen_name": "青川发布", "retweet": {"id": 1}}  # fmt: skip
    post = read_posts("w.json", json.dumps({"user": {}, "weibo": [weibo]}).encode()).posts[0]
    assert (post.title, post.likes, post.original, post.account) == ("（无标题）", 5, False, "青川发布")


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title><link>{link}</link>
<generator>{maker}</generator><item><title>通知</title><link>https://mp.weixin.qq.com/s/a</link><pubDate>{date}</pubDate>
</item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<generator>WeWe-RSS</generator><entry><title>通知</title><link href="https://mp.weixin.qq.com/s/a"/>
<updated>2026-03-05T01:30:00.000Z</updated></entry></feed>"""


@pytest.mark.parametrize(
    ("maker", "date", "source"),
    [
        ("WeWe-RSS", "Thu, 05 Mar 2026 01:30:00 GMT", "wewe-rss"),
        ("Mp-We-Rss", "Thu, 05 Mar 2026 09:30:00 ", "we-mp-rss"),
        ("", "Thu, 05 Mar 2026 09:30:00 +0800", "feed"),
        ("", "Thu, 05 Mar 2026 01:30:00 -0000", "feed"),
    ],
)
def test_rss(maker: str, date: str, source: str) -> None:
    ledger = read_posts("f.xml", RSS.format(maker=maker, date=date, link="http://x/").encode())
    assert described(ledger) == (source, False, 1, 0)
    assert ledger.posts[0].published == beijing(2026, 3, 5, 9, 30)
    assert ledger.posts[0].url == "https://mp.weixin.qq.com/s/a"


def test_atom_and_json_feed() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "title": "WeWe-RSS", "home_page_url": "http://x/feeds/all.json",
            "items": [{"id": "a", "url": "https://mp.weixin.qq.com/s/a", "title": "通知",
                       "date_modified": "2026-03-05T01:30:00.000Z"}]}  # fmt: skip
    for data in (ATOM.encode(), json.dumps(feed).encode()):
        ledger = read_posts("feed", data)
        assert described(ledger) == ("wewe-rss", False, 1, 0)
        assert ledger.posts[0].published == beijing(2026, 3, 5, 9, 30)
        assert ledger.posts[0].title == "通知"


@pytest.mark.parametrize(
    ("extra", "source", "url"),
    [
        ({"url": "https://mp.weixin.qq.com/s/a", "is_export": 0}, "we-mp-rss", "https://mp.weixin.qq.com/s/a"),
        ({}, "wewe-rss", "https://mp.weixin.qq.com/s/a1"),
    ],
)
def test_article_tables(extra: dict[str, object], source: str, url: str) -> None:
    row = {"id": "a1", "mp_id": "MP_WXS_1", "title": "通知", "pic_url": "", "publish_time": 1772674200} | extra
    for data in (json.dumps([row]).encode(), table(list(row), row)):
        ledger = read_posts("articles", data)
        assert described(ledger) == (source, False, 1, 0)
        assert (ledger.posts[0].url, ledger.posts[0].published) == (url, beijing(2026, 3, 5, 9, 30))


def test_template_with_marks_in_its_header() -> None:
    header = ["账号", "标题*", "链接", "发布时间（必填）", "阅读", "点赞", "评论", "转发", "备注"]
    ledger = read_posts("t.xlsx", xlsx(header, ["甲", "一", "", datetime(2026, 3, 5, 9, 30), "1.2万", 1, 2, 3, "x"],
                                       ["乙", "二", "", "2026/3/6", "", "", "", "", ""]))  # fmt: skip
    assert described(ledger) == ("template", True, 2, 0)
    assert [(post.title, post.account, post.reads, post.shares) for post in ledger.posts] == [
        ("二", "乙", None, None),
        ("一", "甲", 12000, 3),
    ]
    assert ledger.accounts == ("乙", "甲")
    assert [post.title for post in ledger.of("甲").posts] == ["一"]


def test_rows_that_cannot_be_used_are_told() -> None:
    data = table(
        ["标题", "链接", "发布时间"],
        {"标题": "一", "发布时间": "上周三"},
        {"标题": "二"},
        {"发布时间": "2026-03-05"},
        {"标题": "三", "链接": "http://x/3", "发布时间": "2026-03-05"},
        {"标题": "三", "链接": "http://x/3", "发布时间": "2026-03-05"},
        {"标题": "天气", "发布时间": "2026-03-05"},
        {"标题": "天气", "发布时间": "2026-03-05"},
    )
    ledger = read_posts("t.csv", data)
    assert ledger.refused == (
        "第2行 C列（发布时间）：时间“上周三”读不懂，应形如 2026-03-05 09:30，此行未计入。",
        "第3行 C列（发布时间）：没有发布时间，此行未计入。",
        "第4行 A列（标题）：标题和链接都是空的，此行未计入。",
    )
    assert ledger.counts == Counts(used=3, refused=3, repeated=1)
    assert [post.row for post in ledger.posts] == [6, 7, 8]


@pytest.mark.parametrize(
    "data",
    [table(WECHAT), table(WEIBO), xlsx(list(WECHAT)), b'<rss version="2.0"><channel><title>t</title></channel></rss>'],
)
def test_empty_but_valid(data: bytes) -> None:
    ledger = read_posts("e", data)
    assert (ledger.posts, ledger.refused) == ((), ())


def test_files_that_cannot_be_used() -> None:
    assert problem("w.csv", table([one for one in WEIBO if "日期" not in one])).startswith(
        "“w.csv”缺少列“完整日期”或“日期”，读到的列有：id、bid、正文、"
    )
    assert problem("t.csv", table(["标题", "链接", "阅读"])) == (
        "“t.csv”缺少列“发布时间”，读到的列有：标题、链接、阅读；请重新导出，不要删改表头。"
    )
    assert problem("u.csv", table(["昵称", "粉丝数"])) == (
        "“u.csv”不是认得的导出文件，读到的列有：昵称、粉丝数；请使用支持的导出工具，"
        "或按模板填写：账号、标题、链接、发布时间、阅读、点赞、评论、转发、是否原创。"
    )
    assert problem("x.json", b'{"a":') == "“x.json”不是完好的 JSON，请重新导出。"
    assert problem("x.json", b'{"a": 1}') == "“x.json”不是认得的导出文件：JSON 里没有文章列表。"
    assert problem("x.xml", b"<html><body>502</body></html>") == (
        "“x.xml”不是认得的导出文件：既不是 RSS，也不是 Atom，可能是一张网页，请重新导出。"
    )
    assert problem("x.csv", b"") == "“x.csv”是空文件，请检查是否保存成功。"


@given(st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)))
def test_times_in_every_spelling(when: datetime) -> None:
    second, minute = when.replace(microsecond=0), when.replace(microsecond=0, second=0)
    aware = second.replace(tzinfo=BEIJING)
    assert parse_time(f"{second:%Y-%m-%d %H:%M:%S}") == aware
    assert parse_time(f"{second:%Y-%m-%dT%H:%M:%S}") == aware
    assert parse_time(f"{minute:%Y-%m-%d %H:%M}") == minute.replace(tzinfo=BEIJING)
    assert parse_time(f"{when:%Y-%m-%d}") == beijing(when.year, when.month, when.day)
    assert parse_time(aware.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")) == aware
    serial = (second - datetime(1899, 12, 30)) / timedelta(days=1)
    assert parse_time(repr(serial)) == aware
    if aware.timestamp() >= 10**9:
        assert parse_time(str(int(aware.timestamp()))) == aware
        assert parse_time(str(int(aware.timestamp() * 1000))) == aware


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,15}(\.[0-9]+)?") | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*"))
def test_any_text_is_a_time_or_a_value_error(text: str) -> None:
    try:
        when = parse_time(text)
    except ValueError:
        return
    assert 2000 <= when.year < 2100
    assert when.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "text", ["", "9999-12-31 23:59 -12:00", "1969-01-01", "2026-02-30", "2026-13-01", "20260305", "昨天"]
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [("10万+", (100000, True)), ("100000+", (100000, True)), ("1,234", (1234, False)), ("1.2万", (12000, False)),
     ("0", (0, False)), ("", (None, False)), ("-1", (None, False)), ("赞", (None, False))],
)  # fmt: skip
def test_counts(text: str, count: tuple[int | None, bool]) -> None:
    assert parse_count(text) == count


@given(st.binary(max_size=200))
def test_any_bytes_are_a_ledger_or_a_media_error(data: bytes) -> None:
    try:
        ledger = read_posts("x.csv", data)
    except MediaError as told:
        assert "x.csv" in str(told)
    else:
        assert ledger.posts == ()
