"""The same two posts, as every exporter writes them, are the same two posts when read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime

import pytest

from crawler.beijing import BEIJING
from crawler.media import MediaError, read_posts
from tests.crawler.test_media import REPOSTS, WECHAT, WEIBO, table, xlsx

TIMES = (datetime(2026, 3, 5, 9, 30, tzinfo=BEIJING), datetime(2026, 3, 1, 8, tzinfo=BEIJING))
TITLES = ("关于防汛的通知", "春耕，正当时")
Row = dict[str, object]


def rows(make: Callable[[str, datetime, int], Row]) -> list[Row]:
    return [make(title, when, number) for number, (title, when) in enumerate(zip(TITLES, TIMES, strict=True), 1)]


def wechat(title: str, when: datetime, number: int) -> Row:
    return dict.fromkeys(WECHAT, "") | {
        "公众号": "甲", "ID": f"{number}_1", "链接": f"http://x/{number}", "标题": title,
        "创建时间": f"{when:%Y-%m-%d %H:%M:%S}", "发布时间": f"{when:%Y-%m-%d %H:%M:%S}",
    }  # fmt: skip


def wechat_item(title: str, when: datetime, number: int) -> Row:
    return {"aid": f"{number}_1", "link": f"http://x/{number}", "title": title, "update_time": int(when.timestamp()),
            "create_time": 0, "digest": "", "copyright_stat": 1, "copyright_type": number, "readNum": 100001,
            "_accountName": "甲", "appmsg_album_infos": [], "comments": []}  # fmt: skip


def weibo(title: str, when: datetime, number: int) -> Row:
    return {"id": number, "bid": f"b{number}", "正文": title, "日期": f"{when:%Y-%m-%dT%H:%M:%S}", "是否原创": "True",
            "完整日期": f"{when:%Y-%m-%d %H:%M:%S}", "源微博正文": "别人的", "源微博日期": "2020-01-01"}  # fmt: skip


def weibo_item(title: str, when: datetime, number: int) -> Row:
    return {"id": number, "bid": f"b{number}", "text": title, "created_at": f"{when:%Y-%m-%dT%H:%M:%S}",
            "full_created_at": f"{when:%Y-%m-%d %H:%M:%S}", "screen_name": "甲"}  # fmt: skip


def article(title: str, when: datetime, number: int) -> Row:
    return {"id": f"a{number}", "mp_id": "M", "title": title, "pic_url": "", "publish_time": int(when.timestamp())}


def only(header: Sequence[str], records: list[Row]) -> list[Row]:
    return [{key: value for key, value in record.items() if key in header} for record in records]


def rss() -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>http://x/</link><pubDate>{when:%a, %d %b %Y %H:%M:%S +0800}</pubDate></item>"
        for title, when in zip(TITLES, TIMES, strict=True)
    )
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def atom() -> bytes:
    items = "".join(
        f"<entry><title>{title}</title><updated>{when.isoformat()}</updated></entry>"
        for title, when in zip(TITLES, TIMES, strict=True)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{items}</feed>'.encode()


WEIBO_MODES = (WEIBO, WEIBO[:15], WEIBO + REPOSTS, WEIBO[:15] + REPOSTS)
FILES = {
    "wechat.xlsx": xlsx(WECHAT, *(list(row.values()) for row in rows(wechat))),
    "wechat without bodies.xlsx": xlsx(WECHAT[:17], *(list(row.values())[:17] for row in rows(wechat))),
    "wechat.json": json.dumps(rows(wechat_item)).encode(),
    **{f"weibo {n}.csv": table(mode, *only(mode, rows(weibo))) for n, mode in enumerate(WEIBO_MODES)},
    "weibo excel.csv": table(WEIBO + REPOSTS, *only(WEIBO + REPOSTS, rows(weibo)), encoding="gbk"),
    "weibo.json": json.dumps({"user": {"screen_name": "甲"}, "weibo": rows(weibo_item)}).encode(),
    "wewe.json": json.dumps(rows(article)).encode(),
    "we-mp.json": json.dumps([row | {"url": "http://x/", "is_export": 0} for row in rows(article)]).encode(),
    "feed.rss": rss(),
    "feed.atom": atom(),
    "feed.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [
        {"id": str(n), "title": title, "date_published": when.isoformat()}
        for n, (title, when) in enumerate(zip(TITLES, TIMES, strict=True))]}).encode(),
    "template.xlsx": xlsx(["标题", "发布时间"], *zip(TITLES, (f"{when:%Y/%m/%d %H:%M}" for when in TIMES), strict=True)),
    "serials.csv": table(["标题", "发布时间"], *(
        {"标题": title, "发布时间": (when.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86400}
        for title, when in zip(TITLES, TIMES, strict=True))),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_posts(name: str) -> None:
    ledger = read_posts(name, FILES[name])
    assert [(post.title, post.published) for post in ledger.posts] == list(zip(TITLES, TIMES, strict=True))
    assert (ledger.counts.used, ledger.counts.rows, ledger.refused, ledger.notes) == (2, 2, (), ())
    assert {post.source for post in ledger.posts} == {f"{ledger.source}：{name}"}
    assert set(ledger.ignored) <= {"appmsg_album_infos", "comments"}


def test_what_the_interface_calls_original_and_its_ceiling_of_reads() -> None:
    new, old = read_posts("w.json", FILES["wechat.json"]).posts
    assert (new.original, old.original) == (True, False)
    assert (new.reads, new.reads_at_least) == (100_000, True)


@pytest.mark.parametrize(
    ("lacking", "header"),
    [("标题", WECHAT), ("正文", WEIBO), ("发布时间", ["账号", "标题", "链接", "发布时间", "阅读"]), ("title", list(article("", TIMES[0], 1)))],
)  # fmt: skip
def test_a_missing_column_is_named(lacking: str, header: list[str]) -> None:
    with pytest.raises(MediaError, match=rf"“f\.csv”缺少列“{lacking}"):
        read_posts("f.csv", table([name for name in header if name != lacking]))
