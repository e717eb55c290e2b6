"""新媒体账号不更新: 14 days are in time; a feed or an old file proves no silence."""

from datetime import date
from pathlib import Path

import pytest
from sites import findings, said, site

from crawler.targets import Kind

RULE = "post_stale"
HEAD = "账号,标题,链接,发布时间,阅读,点赞,评论,转发\n"


def table(*days: str, account: str = "澄湖发布") -> bytes:
    rows = "".join(
        f"{account},第{n}篇推文,https://mp.weixin.qq.com/s/{n},{day},100,1,0,0\n" for n, day in enumerate(days)
    )
    return (HEAD + rows).encode()


def feed(*days: str) -> bytes:
    items = "".join(
        f"<item><title>第{n}篇推文</title><link>https://mp.weixin.qq.com/s/{n}</link><pubDate>{date.fromisoformat(day):%a, %d %b %Y} 01:00:00 GMT</pubDate></item>"
        for n, day in enumerate(days)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>澄湖发布</title>{items}</channel></rss>".encode()


def judge(tmp_path: Path, data: bytes, name: str = "a.csv", **more: object) -> str:
    account = site(tmp_path, kind=Kind.WECHAT, ledger=(name, data), account="澄湖发布", **more)  # type: ignore[arg-type]
    (found,) = findings(RULE, account)
    return found.outcome.value


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2026-11-20 08:00", "pass"), ("2026-11-06 23:59", "pass"), ("2026-11-05 23:59", "fail"), ("2020-01-01", "fail")],
)
def test_both_sides_of_fourteen_days(tmp_path: Path, day: str, outcome: str) -> None:
    assert judge(tmp_path, table(day, "2019-01-01")) == outcome


def test_the_message_names_post_days_and_file(tmp_path: Path) -> None:
    account = site(tmp_path, kind=Kind.WEIBO, ledger=("a.csv", table("2026-11-01")), account="澄湖发布")
    (found,) = findings(RULE, account)
    assert all(word in found.message for word in ("第0篇推文", "2026-11-01", "2026-11-20", "19 天"))
    assert (
        found.url == "https://mp.weixin.qq.com/s/0"
        and found.place == "a.csv"
        and found.sha256
        and "2026-11-01" in found.quote
    )


def test_beijing_s_day_counts(tmp_path: Path) -> None:
    """16:30 of the day before in UTC is the next day in China."""
    assert judge(tmp_path, table("2026-11-05T16:30:00Z")) == "pass"


@pytest.mark.parametrize(("day", "outcome"), [("2026-11-19", "pass"), ("2026-10-01", "unsure")])
def test_a_feed_may_miss_posts(tmp_path: Path, day: str, outcome: str) -> None:
    assert judge(tmp_path, feed(day), "a.xml") == outcome


def test_posts_after_the_day_of_judgement_do_not_count(tmp_path: Path) -> None:
    assert judge(tmp_path, table("2026-12-01", "2026-10-01"), seen=date(2026, 12, 2)) == "fail"
    assert judge(tmp_path, table("2026-12-01"), seen=date(2026, 12, 2)) == "unsure"


def test_a_file_made_long_before_the_day_of_judgement_proves_no_silence(tmp_path: Path) -> None:
    assert judge(tmp_path, table("2026-09-28"), seen=date(2026, 10, 1)) == "unsure"
    assert judge(tmp_path, table("2026-08-28"), seen=date(2026, 10, 1)) == "fail"  # stale already when it was made


def test_without_a_day_asked_for_the_file_s_own_is_today(tmp_path: Path) -> None:
    assert judge(tmp_path, table("2026-09-28"), seen=date(2026, 10, 1), as_of=None) == "pass"


def test_posts_of_other_accounts_in_one_file(tmp_path: Path) -> None:
    both = table("2026-10-01") + table("2026-11-19", account="邻县发布")[len(HEAD.encode()) :]
    assert judge(tmp_path, both) == "fail"


def test_an_empty_file(tmp_path: Path) -> None:
    assert judge(tmp_path, HEAD.encode()) == "unsure"


def test_two_files_are_read_together(tmp_path: Path) -> None:
    files = [("a.csv", table("2026-09-01")), ("b.csv", table("2026-11-19"))]
    account = site(tmp_path, kind=Kind.WECHAT, ledger=files, account="澄湖发布")
    assert said(RULE, account) == {"pass"}


def test_no_file(tmp_path: Path) -> None:
    account = site(tmp_path, kind=Kind.WECHAT, account="澄湖发布")
    (found,) = findings(RULE, account)
    assert found.outcome == "not_measured" and found.url == "" and found.sha256 == ""


def test_sites_are_not_asked(tmp_path: Path) -> None:
    assert findings(RULE, site(tmp_path, {"/": "x"})) == []
