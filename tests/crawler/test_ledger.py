"""Files of one account become one ledger; files of many are shared out; no row is lost on the way."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.beijing import BEIJING
from crawler.extracts import extract_bytes
from crawler.ledger import Counts, Ledger, Post, merged
from crawler.ledgers import keep_ledgers
from crawler.media import MediaError, read_posts
from crawler.targets import RosterError, read_roster

MADE = datetime(2026, 3, 31, tzinfo=UTC)


def text(*lines: str, encoding: str = "utf-8-sig") -> bytes:
    return "\n".join(lines).encode(encoding)


def database(tmp_path: Path, *, log: bool = False, own: str = "") -> bytes:
    path = tmp_path / "a.db"
    base = sqlite3.connect(path)
    if log:
        base.execute("pragma journal_mode=wal")
    base.execute("create table feeds(id text, mp_name text)")
    base.execute(f"create table articles(id text, mp_id text, title text, pic_url text, publish_time int {own})")
    base.execute("insert into feeds values('M1', '甲')")
    base.execute("insert into articles(id, mp_id, title, publish_time) values('a1', 'M1', '通知', 1772674200)")
    base.commit()
    base.execute("pragma wal_checkpoint")
    base.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("log", "own", "source", "url"),
    [
        (False, "", "wewe-rss", "https://mp.weixin.qq.com/s/a1"),
        (True, "", "wewe-rss", "https://mp.weixin.qq.com/s/a1"),
        (False, ", url text default 'http://x/1', content text, description text", "we-mp-rss", "http://x/1"),
    ],
)
def test_databases(tmp_path: Path, log: bool, own: str, source: str, url: str) -> None:
    ledger = read_posts("a.db", database(tmp_path, log=log, own=own))
    assert (ledger.source, ledger.complete, ledger.counts, ledger.accounts) == (source, False, Counts(1), ("甲",))
    assert (ledger.posts[0].url, ledger.posts[0].published) == (url, datetime(2026, 3, 5, 9, 30, tzinfo=BEIJING))


def test_a_broken_database_is_refused(tmp_path: Path) -> None:
    for data in (b"SQLite format 3\0" + b"x" * 500, database(tmp_path)[:3000]):
        with pytest.raises(MediaError, match=r"“b\.db”这个数据库打不开"):
            ledger = read_posts("b.db", data)
            print(ledger)


def test_a_ranking_has_sums_and_no_posts() -> None:
    data = text("排名,公众号,发布篇数,总阅读数,头条阅读,平均阅读,WCI", "1,甲,12,10万+,5万,3,900.1", "2,,1,1,,,",
                encoding="gbk")  # fmt: skip
    ledger = read_posts("榜.csv", data)
    assert (ledger.posts, ledger.complete, ledger.counts) == ((), False, Counts(1, 1))
    [total] = ledger.totals
    assert (total.account, total.posts, total.reads, total.reads_at_least) == ("甲", 12, 100000, True)
    assert ledger.refused == ("第3行：账号是空的，此行未计入。",)


def test_a_header_of_two_rows() -> None:
    data = text("某县新媒体发文,,,,,", "账号,标题,发布时间,互动数据,,", ",,,阅读,点赞,评论", "甲,一,2026-03-05,3,4,5")
    [post] = read_posts("两行.csv", data).posts
    assert (post.title, post.reads, post.likes, post.comments, post.row) == ("一", 3, 4, 5, 4)


def test_what_cannot_be_true_is_refused_and_what_is_no_number_is_told() -> None:
    data = text("标题,发布时间,阅读,心情", "一,2027-03-05,1,好", "二,46086.5,=A1,", "三,2026-03-31 20:00,5,")
    ledger = read_posts("t.csv", data, MADE)
    assert [post.title for post in ledger.posts] == ["三", "二"]
    assert ledger.refused == (
        "第2行 B列（发布时间）：发布时间 2027-03-05 00:00 晚于文件生成的时间 2026-03-31，此行未计入。",
    )
    assert ledger.notes == ("第3行 C列（阅读）：“=A1”不是数，按没有填写处理。",)
    assert ledger.ignored == ("心情",)
    assert ledger.counts.rows == 3


def test_a_post_of_nobody_in_a_file_of_many() -> None:
    ledger = read_posts("m.csv", text("账号,标题,发布时间", "甲,一,2026-03-05", ",二,2026-03-05", "乙,三,2026-03-05"))
    assert ledger.counts == Counts(2, 1)
    assert "账号是空的" in ledger.refused[0]
    own = ledger.of("甲")
    assert (own.counts, own.counts.rows) == (Counts(1, 1, 0, 1), 3)


def test_two_encodings_in_one_file() -> None:
    data = text("标题,发布时间", "一,2026-03-05", "") + text("二,2026-03-06", encoding="gbk")
    with pytest.raises(MediaError, match=r"“t\.csv”混用了两种编码：开头是 UTF-8，第3行起不是"):
        read_posts("t.csv", data)


def ledger_of(*posts: Post, misses: str = "", made: datetime = MADE) -> Ledger:
    return Ledger("template", misses, posts, counts=Counts(len(posts)), collected_at=made)


POST = Post("通知", "http://x/1", datetime(2026, 3, 5, 9, 30, tzinfo=BEIJING), 8, False, None, None, None, None, 2)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("other", "posts"),
    [
        (POST, 1),
        (replace(POST, url="", published=POST.published + timedelta(seconds=20)), 1),
        (replace(POST, title="通知（更正）"), 1),
        (replace(POST, published=POST.published + DAY), 2),
        (replace(POST, title="公告", url="http://x/2"), 2),
        (replace(POST, title="公告", url="http://x/2", id="7"), 2),
    ],
)
def test_files_of_one_account_are_merged(other: Post, posts: int) -> None:
    both = merged([ledger_of(replace(other, reads=None), made=MADE + DAY), ledger_of(POST)])
    assert (len(both.posts), both.counts) == (posts, Counts(posts, 0, 2 - posts))
    assert both.counts.rows == 2
    if posts == 1:
        assert (both.posts[0].title, both.posts[0].reads) == (other.title, 8)


def test_the_complete_file_decides_how_far_silence_is_known() -> None:
    both = merged([ledger_of(POST), ledger_of(POST, misses="会漏采", made=MADE + DAY)])
    assert (both.complete, both.collected_at) == (True, MADE)
    feeds = merged([ledger_of(POST, misses="甲"), ledger_of(POST, misses="乙")])
    assert (feeds.complete, feeds.misses) == (False, "乙；甲")


def test_an_extract_says_what_the_file_said() -> None:
    data = text("账号,标题,发布时间,阅读,心情", "甲,一\u2028行,2026-03-05,10万+,好", "乙,二,2026-03-06,x,", "乙,三,,,")
    whole = read_posts("m.csv", data, MADE)
    for part in (whole, *whole.split().values()):
        assert read_posts("m.csv", extract_bytes(part, "0" * 64)) == part


def roster(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "名册.csv"
    path.write_bytes(text("单位名称,账号,类型,数据文件", *rows))
    return path


def test_a_file_that_accounts_share_is_shared_out(tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_bytes(
        text("账号,标题,发布时间", "甲,一,2026-03-05", "乙,二,2026-03-06", "丙,三,2026-03-07")
    )
    read = read_roster(roster(tmp_path, "甲局,甲,微博,all.csv", "乙局,乙,微博,all.csv"))
    assert read.counted == "数据文件 1 个，共 3 行：采用 3 行，未能采用 0 行，重复 0 行。"
    assert read.warnings == ("“all.csv”里有 1 个账号不在名册中（丙），它们的发文不会使用。",)
    out = tmp_path / "out"
    out.mkdir()
    keep_ledgers(out, out / "archive", read.targets, {})
    keep_ledgers(out, out / "archive", read.targets, {})
    assert [path.read_bytes() for path in (out / "ledgers").iterdir()] == [(tmp_path / "all.csv").read_bytes()]
    for target, title in zip(read.targets, "一二", strict=True):
        archive = Archive(out / "archive" / target.id)
        [page] = archive.pages()
        ledger = read_posts(page.detail, archive.body(page), page.fetched_at)
        assert [post.title for post in ledger.posts] == [title]
        assert ledger.counts == Counts(1, 0, 0, 2)


def test_files_beside_that_nobody_uses_are_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("a.csv", "b.csv", "说明.txt"):
        (tmp_path / "data" / name).write_bytes(text("标题,发布时间", "一,2026-03-05"))
    read = read_roster(roster(tmp_path, "甲局,甲,微博,data/a.csv", "乙局,乙,微博,"))
    assert [line.partition("：")[2] or line for line in read.warnings] == [
        "“乙”没有数据文件，更新情况将记为“未测得”。",
        "数据文件所在的文件夹里有 1 个文件没有账号使用（b.csv），请核对名册。",
    ]


def test_an_account_that_a_shared_file_does_not_name_stops_the_round(tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_bytes(text("账号,标题,发布时间", "甲,一,2026-03-05", "乙,二,2026-03-06"))
    with pytest.raises(RosterError, match="分不清哪些文章属于它"):
        read_roster(roster(tmp_path, "丁局,丁,微博,all.csv"))
