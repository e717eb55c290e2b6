"""Accounts by weeks, beside the portal's list, in figures: nothing is said of weeks and accounts that nobody knows of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sample import FAIL, PASS, TARGETS, finding, sample

from checks.accounts import Account, monday
from checks.facts.posts import measured
from crawler.beijing import BEIJING
from crawler.ledger import Ledger, Post
from reports.media_charts import MOST, calendar, media_drawn, regions
from reports.media_rows import (
    LISTED,
    NO_REGION,
    NOT_COMPARED,
    SUSPECTED,
    UNLISTED,
    UNREGISTERED,
    MediaRow,
    aligned,
    media_rows,
    places,
    weeks_of,
)
from reports.rows import Rows, lay_out
from reports.workbook import write_workbook

WECHAT, WEIBO, QUIET = "wx-chenghu", "wb-jiaoyu", "wx-shuiwu"
ROWS = lay_out(sample())


def own(target: str, *days: str, until: str = "2026-03-18", misses: str = "", reads: int | None = 9) -> Account:
    posts = [
        Post("通知", "", datetime.fromisoformat(day).replace(tzinfo=BEIJING), reads, False, 1, 1, 1, True, 2)
        for day in sorted(days, reverse=True)
    ]
    return measured(target, Ledger("template", misses, tuple(posts)), date.fromisoformat(until))


ACCOUNTS = [
    own(WECHAT, "2026-02-11", "2026-02-12", "2026-03-16", reads=100_000),
    own(WEIBO, "2026-03-01", misses="会漏采"),
]


def by_id(rows: Rows = ROWS) -> dict[str, MediaRow]:
    return {one.row.id: one for one in media_rows(rows, ACCOUNTS)}


def test_weeks_begin_on_monday_and_count_every_post() -> None:
    one = ACCOUNTS[0]
    assert one.first_week == date(2026, 2, 9) and one.weeks == [2, 0, 0, 0, 0, 1]
    assert one.read_classes == [0, 0, 0, 0, 3]


@pytest.mark.parametrize(("until", "last"), [("2026-03-08", 0), ("2026-03-07", None), ("2026-03-02", None)])
def test_a_week_that_is_cut_and_empty_is_not_known(until: str, last: int | None) -> None:
    one = MediaRow(by_id()[WECHAT].row, by_id()[WECHAT].target, own(WECHAT, "2026-02-24", until=until))
    assert one.weeks == [1, last]


def test_weeks_of_several_accounts_stand_one_below_the_other() -> None:
    media = by_id()
    mondays = weeks_of([media[WECHAT], media[WEIBO], media[QUIET]])
    assert mondays == [date(2026, 2, 9) + timedelta(weeks=n) for n in range(6)]
    assert aligned(media[WECHAT], mondays) == [2, 0, 0, 0, 0, 1]
    assert aligned(media[WEIBO], mondays) == [None, None, 1, 0, 0, None]
    assert aligned(media[QUIET], mondays) == [None] * 6
    assert media[WEIBO].name.endswith("＊") and not media[WECHAT].name.endswith("＊")


def test_monday() -> None:
    assert monday(date(2026, 3, 1)) == date(2026, 2, 23) and monday(date(2026, 3, 2)) == date(2026, 3, 2)


def with_portal(*found: tuple[str, str, bool]) -> Rows:
    """Findings of account_unlisted at the sample's portal: account, place, certain; one region for all."""
    base = finding("home_stale", 0, FAIL, "门户名单与名册不同。")
    more = [
        replace(base, rule="account_unlisted", item=item, place=place, certain=sure) for item, place, sure in found
    ] or [replace(base, rule="account_unlisted", outcome=PASS)]
    targets = tuple(replace(target, region="320999") for target in TARGETS)
    result = ROWS.result
    return replace(ROWS, result=replace(result, targets=targets, findings=(*result.findings, *more)))


def test_the_roster_beside_the_portal_s_list() -> None:
    rows = with_portal(("澄湖图书馆", "unregistered 微信", True), ("chenghufabu", "unlisted 微信", True),
                       ("chenghujiaoyu", "unlisted 微信", True), ("chenghushuiwu", "unlisted 微信", False))  # fmt: skip
    found = {one.account: one for one in places(rows, media_rows(rows, ACCOUNTS))}
    assert {name: one.listed for name, one in found.items()} == {
        "澄湖发布": UNLISTED,
        "澄湖教育": LISTED,
        "澄湖水务": SUSPECTED,
        "澄湖图书馆": UNREGISTERED,
    }
    assert found["澄湖发布"].said == "门户名单与名册不同。" and not found["澄湖教育"].said
    assert {one.dead for one in found.values()} == {None}


def test_without_a_portal_that_was_compared_nothing_is_said() -> None:
    assert {one.listed for one in places(ROWS, media_rows(ROWS, ACCOUNTS))} == {NOT_COMPARED}
    rows = with_portal()
    assert {one.listed for one in places(rows, media_rows(rows, ACCOUNTS))} == {LISTED}


def test_the_sheets(tmp_path: Path) -> None:
    path = tmp_path / "评分表.xlsx"
    seen = replace(
        ACCOUNTS[0],
        tried=["留言或评论能用——李核，2026-03-15"],
        links={"已删除": 1, "正常": 2},
        reposts={"甲": "", "乙": "x"},
    )
    write_workbook(ROWS, path, accounts=[seen, ACCOUNTS[1]])
    book = load_workbook(path)
    begin = book.sheetnames.index("新媒体")
    assert book.sheetnames[begin : begin + 4] == ["新媒体", "发文日历", "矩阵", "新媒体统计"]
    head, *lines = book["新媒体"].iter_rows(values_only=True)
    rows = {line[1]: dict(zip(head, line, strict=True)) for line in lines}
    told = rows["澄湖发布"]
    assert (told["互动核查"], told["公开链接"]) == ("留言或评论能用——李核，2026-03-15", "已删除 1、正常 2")
    assert (told["原创率"], told["转发任务"], told["未见转发"]) == (1, "1/2", "甲")
    assert rows["澄湖水务"]["数据来源"] == "没有数据文件" and rows["澄湖水务"]["发文数"] is None
    calendar = list(book["发文日历"].iter_rows(values_only=True))
    assert calendar[0][6:] == ("02-09", "02-16", "02-23", "03-02", "03-09", "03-16") and len(calendar) == 3
    assert {line[1]: line[6:] for line in calendar[1:]}["澄湖发布"] == (2, 0, 0, 0, 0, 1)
    assert len(list(book["矩阵"].iter_rows())) == 4
    figures = {line[0]: line[1] for line in book["新媒体统计"].iter_rows(values_only=True) if line[0]}
    assert (figures["10万及以上"], figures["1000—9999"], figures["没有阅读数"]) == (3, 0, 0)
    assert len(book["新媒体统计"]._charts) == 2
    write_workbook(ROWS, tmp_path / "again.xlsx", accounts=[seen, ACCOUNTS[1]])
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def many(count: int) -> list[MediaRow]:
    one = by_id()[WECHAT]
    return [
        MediaRow(replace(one.row, id=f"a{n:04}", name=f"账号<{n}>"), replace(one.target, region=f"{n % 50}"),
                 own(f"a{n:04}", "2026-01-05", f"2026-01-{6 + n % 20:02}"))
        for n in range(count)
    ]  # fmt: skip


def test_charts_of_few_and_of_many_accounts() -> None:
    drawn = media_drawn(media_rows(ROWS, ACCOUNTS))
    assert drawn and (drawn.shown, drawn.of, drawn.unfiled, drawn.listed) == (2, 2, 1, 3)
    assert drawn.calendar and drawn.reads and drawn.regions
    found = calendar(many(300))
    assert found and found[1] == 300 and len(found[0].data[0].y) == MOST
    gaps = [int(text.split("　")[1].removesuffix(" 天")) for text in found[0].layout.yaxis.ticktext]
    assert gaps == sorted(gaps, reverse=True) and "<1" not in "".join(found[0].layout.yaxis.ticktext)
    assert len(regions(many(300)).data[0].y) == 20 and sum(map(sum, _cells(regions(many(300))))) == 300


def _cells(figure: object) -> list[list[int]]:
    return [[number or 0 for number in line] for line in figure.data[0].z]  # type: ignore[attr-defined]


def test_nothing_to_draw() -> None:
    assert media_drawn([]) is None
    media = media_rows(ROWS, [])
    drawn = media_drawn(media)
    assert drawn and (drawn.calendar, drawn.reads, drawn.unfiled) == ("", "", 3)
    assert NO_REGION in regions(media).layout.yaxis.ticktext
