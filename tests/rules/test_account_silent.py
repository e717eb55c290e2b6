"""新媒体账号间断更新: 14 days between two posts are in time; a feed, a lost line or the space between files prove nothing."""

from pathlib import Path

import pytest
from sites import findings, site

from checks.finding import Finding
from crawler.targets import Kind

RULE = "account_silent"
HEAD = "账号,标题,链接,发布时间,阅读,点赞,评论,转发\n"


def table(*days: str, first: int = 0) -> bytes:
    rows = (f"澄湖发布,第{n}篇推文,https://mp.weixin.qq.com/s/{n},{day},9,1,0,0\n" for n, day in enumerate(days, first))
    return (HEAD + "".join(rows)).encode()


def judge(tmp_path: Path, *files: bytes) -> Finding:
    ledger = [(f"{n}.csv", data) for n, data in enumerate(files)]
    (found,) = findings(RULE, site(tmp_path, kind=Kind.WECHAT, ledger=ledger, account="澄湖发布"))
    return found


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        (("2026-11-15", "2026-11-01"), "pass"),
        (("2026-11-15 00:10", "2026-10-31 23:50"), "fail"),
        (("2026-11-15", "2026-10-31"), "fail"),
        (("2026-09-01", "2026-08-30"), "pass"),
        (("2026-11-15",), "not_measured"),
        ((), "not_measured"),
        (("2025-11-21", "2025-11-01"), "fail"),
        (("2025-11-19", "2025-11-01"), "not_measured"),
    ],
)
def test_both_sides_of_fourteen_days_within_the_year(tmp_path: Path, days: tuple[str, ...], outcome: str) -> None:
    assert judge(tmp_path, table(*days)).outcome == outcome


def test_the_message_names_both_posts_the_days_and_the_file(tmp_path: Path) -> None:
    found = judge(tmp_path, table("2026-11-15", "2026-10-20", "2026-10-01", "2026-09-30"))
    words = ("第0篇推文", "第1篇推文", "2026-11-15", "2026-10-20", "26 天", "2 处", "2026-10-01 至 2026-10-20", "0.csv")
    assert [word for word in words if word not in found.message] == []
    assert found.url == "https://mp.weixin.qq.com/s/0" and not found.certain and found.sha256


def test_no_file_reaches_over_what_lies_between_two_files(tmp_path: Path) -> None:
    files = table("2026-06-20", "2026-06-12"), table("2026-11-18", "2026-11-10", first=9)
    assert judge(tmp_path, *files).outcome == "pass"


def test_a_post_in_another_file_breaks_the_silence(tmp_path: Path) -> None:
    assert judge(tmp_path, table("2026-11-15", "2026-10-20"), table("2026-11-02", first=9)).outcome == "pass"


def test_a_line_that_was_lost_may_have_broken_it(tmp_path: Path) -> None:
    lost = table("2026-11-15", "2026-10-20") + "澄湖发布,甲,https://mp.weixin.qq.com/s/x,某日,1,0,0,0\n".encode()
    assert judge(tmp_path, lost).outcome == "unsure"


def test_posts_after_the_day_of_judgement_do_not_count(tmp_path: Path) -> None:
    assert judge(tmp_path, table("2026-12-20", "2026-11-15", "2026-11-10")).outcome == "pass"
