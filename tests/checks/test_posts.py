"""The measures of an account: what is counted, and what is only a floor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checks.accounts import accounts_text, read_accounts
from checks.facts.posts import measured, reposts
from checks.tasks import TasksError, keep_tasks, kept_tasks, read_tasks
from crawler.beijing import BEIJING
from crawler.exporters import TEMPLATE
from crawler.ledger import Counts, Ledger, Post, Total
from reports.media_template import write_template

TODAY = date(2026, 3, 31)


def post(
    day: str, reads: int | None = None, capped: bool = False, title: str = "通知", likes: int | None = None
) -> Post:
    when = datetime.fromisoformat(day).replace(tzinfo=BEIJING)
    return Post(title, "", when, reads, capped, likes, None, None, None, 2)


def ledger(*posts: Post, **other: object) -> Ledger:
    ordered = tuple(sorted(posts, key=lambda one: one.published, reverse=True))
    return Ledger("template", "", ordered, counts=Counts(len(posts)), **other)  # type: ignore[arg-type]


def test_gaps_and_days_out_of_term() -> None:
    one = measured("t", ledger(post("2026-01-01"), post("2026-01-15"), post("2026-02-05"), post("2026-03-31")), TODAY)
    assert (one.posts, one.since, one.until, one.newest, one.silent) == (4, "2026-01-01", "2026-03-31", "2026-03-31", 0)
    assert (one.longest_gap, one.gap_from, one.gap_to) == (54, "2026-02-05", "2026-03-31")
    assert one.out_of_term == (21 - 14) + (54 - 14)


def test_no_day_is_out_of_term_where_posts_may_be_missing() -> None:
    whole = ledger(post("2026-01-01"))
    assert measured("t", whole, TODAY).out_of_term == 75
    assert measured("t", replace(whole, misses="会漏采"), TODAY).out_of_term is None
    assert measured("t", replace(whole, counts=Counts(1, 1)), TODAY).out_of_term is None


@pytest.mark.parametrize(("days", "watched"), [(9, False), (10, True), (14, True), (15, False)])
def test_who_is_about_to_fall_silent(days: int, watched: bool) -> None:
    one = measured("t", ledger(post((TODAY - timedelta(days=days)).isoformat())), TODAY)
    assert (one.silent, one.watched, one.out_of_term) == (days, watched, max(0, days - 14))


def test_the_period_ends_with_the_file() -> None:
    made = datetime(2026, 3, 10, 12, tzinfo=BEIJING)
    one = measured("t", ledger(post("2026-03-05"), collected_at=made), TODAY)
    assert (one.until, one.silent, one.watched) == ("2026-03-10", 5, False)


@pytest.mark.parametrize(
    ("reads", "size"), [(799_999, ""), (800_000, "接近旗舰"), (999_999, "接近旗舰"), (1_000_000, "旗舰")]
)
def test_flagships(reads: int, size: str) -> None:
    one = measured("t", ledger(post("2026-03-30", reads), post("2024-03-30", 10**7)), TODAY)
    assert (one.reads, one.reads_at_least, one.flagship) == (reads, False, size)


def test_sums_are_floors_when_a_count_is_one_or_is_missing() -> None:
    assert measured("t", ledger(post("2026-03-30", 100000, True)), TODAY).reads_at_least
    partly = measured("t", ledger(post("2026-03-30", 5, likes=3), post("2026-03-29")), TODAY)
    assert (partly.reads, partly.reads_at_least, partly.counted) == (5, True, 1)
    assert (partly.interactions, partly.interactions_at_least) == (3, True)
    unknown = measured("t", ledger(post("2026-03-30")), TODAY)
    assert (unknown.reads, unknown.reads_at_least, unknown.interactions, unknown.flagship) == (None, False, None, "")


def test_a_ranking_alone_gives_sums_and_no_silence() -> None:
    whole = Ledger("ranking", "没有逐篇", (), totals=(Total("甲", 12, 1_200_000, True, None, 2),), counts=Counts(1))
    one = measured("t", whole, TODAY)
    assert (one.posts, one.reads, one.reads_at_least, one.flagship) == (12, 1_200_000, True, "旗舰")
    assert (one.silent, one.longest_gap, one.out_of_term, one.newest, one.complete) == (None, None, None, "", False)


def test_reposts() -> None:
    posts = [
        post("2026-03-02 10:00", title="转发｜国务院办公厅关于 防汛的通知"),
        post("2026-03-01 08:00", title="防汛"),
    ]
    tasks = ("国务院办公厅关于防汛的通知", "防汛", "防", "春耕")
    assert reposts(posts, tasks) == {tasks[0]: "2026-03-02 10:00", "防汛": "2026-03-01 08:00", "防": "", "春耕": ""}


def test_rows_are_read_back(tmp_path: Path) -> None:
    one = measured("t", ledger(post("2026-03-30", 5)), TODAY, ("通知",))
    (tmp_path / "accounts.jsonl").write_text(accounts_text([one]), encoding="utf-8")
    assert list(read_accounts(tmp_path)) == [one]
    assert list(read_accounts(tmp_path / "none")) == []


def test_the_list_of_tasks(tmp_path: Path) -> None:
    path = tmp_path / "任务.csv"
    path.write_text("序号,标题\n1,甲\n2,乙\n3,甲\n", encoding="gbk")
    assert read_tasks(path) == ("甲", "乙")
    keep_tasks(tmp_path, ("甲", "乙"))
    assert kept_tasks(tmp_path) == ("甲", "乙")
    path.write_text("标题\n", encoding="utf-8")
    with pytest.raises(TasksError):
        read_tasks(path)


def test_the_template_is_read_back(tmp_path: Path) -> None:
    from crawler.media import read_posts

    path = tmp_path / "填报.xlsx"
    write_template(path)
    assert read_posts(path.name, path.read_bytes()).counts == Counts()
    book = load_workbook(path)
    sheet = book.worksheets[0]
    top = next(row for row in range(1, 9) if sheet.cell(row, 2).value == "标题")
    for column, value in enumerate(("甲", "一", "http://x/1", "2026-03-05 09:30", "10万+", 1, 2, 3, "转载"), 1):
        sheet.cell(top + 1, column, value)
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == ['"原创,转载"']
    book.save(path)
    [one] = read_posts(path.name, path.read_bytes()).posts
    assert (one.account, one.reads, one.reads_at_least, one.shares, one.original) == ("甲", 100000, True, 3, False)
    assert len(TEMPLATE) == 9


def test_between_two_files_nobody_knows() -> None:
    posts = ledger(post("2025-12-01"), post("2025-12-20"), post("2026-03-10"), post("2026-03-31"))
    one = measured("t", posts, TODAY)
    assert (one.longest_gap, one.out_of_term, one.weeks[3:5]) == (80, 5 + 66 + 7, [0, 0])
    spans = [(date(2025, 12, 1), date(2025, 12, 20)), (date(2026, 3, 10), date(2026, 3, 31))]
    one = measured("t", posts, TODAY, (), spans)
    assert (one.longest_gap, one.gap_from, one.gap_to, one.out_of_term) == (21, "2026-03-10", "2026-03-31", 5 + 7)
    assert one.weeks == [1, 0, 1, *[None] * 11, 1, 0, 0, 1]


def test_after_the_last_post_silence_is_known_to_the_end() -> None:
    one = measured("t", ledger(post("2026-03-02")), TODAY, (), [(date(2026, 3, 2), date(2026, 3, 2))])
    assert (one.longest_gap, one.weeks) == (29, [1, 0, 0, 0, 0])
