"""未提供有效互动功能: only what people found counts, and messages must be among it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sites import ABOUT, findings, site

from checks.facts.tasks import Task, tasks_text
from checks.site import Site
from crawler.archive import ArchiveWriter, Page
from crawler.targets import Kind

RULE = "interaction_missing"
LEDGER = "账号,标题,链接,发布时间,阅读,点赞,评论,转发\n澄湖发布,甲,https://mp.weixin.qq.com/s/1,2026-11-18,9,1,0,0\n"


def task(function: str, answer: str, who: str = "") -> Task:
    return Task("t", function, answer, f"李核{who}", "2026-11-18", screenshot="甲.png")


def tried(tmp_path: Path, tasks: list[Task]) -> Site:
    judged = site(tmp_path, kind=Kind.WECHAT, account="澄湖发布", ledger=("a.csv", LEDGER.encode()))
    if tasks:
        with ArchiveWriter(judged.archive.folder, ABOUT) as archive:
            at = datetime(2026, 11, 20, 5, tzinfo=UTC)
            archive.write(Page("task:表.xlsx", "task", 0, at, 0.0, detail="表.xlsx"), tasks_text(tasks).encode())
    return judged


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        ((), "not_measured"),
        ((("menu", "不能用"),), "not_measured"),
        ((("message", "没有"),), "fail"),
        ((("message", "不能用"), ("menu", "没有"), ("answer", "没有")), "fail"),
        ((("message", "能用"),), "pass"),
        ((("message", "没有"), ("menu", "能用")), "pass"),
        ((("message", "没有"), ("message", "能用")), "unsure"),
        ((("message", "没有"), ("message", "能用"), ("menu", "能用")), "pass"),
    ],
)
def test_what_people_found(tmp_path: Path, found: tuple[tuple[str, str], ...], outcome: str) -> None:
    (said,) = findings(RULE, tried(tmp_path, [task(*one, str(number)) for number, one in enumerate(found)]))
    assert said.outcome == outcome and not said.certain
    assert outcome == "not_measured" or all(word in said.message for word in ("李核", "2026-11-18", "截图 甲.png"))


@pytest.mark.parametrize(("day", "outcome"), [("2026-11-20", "fail"), ("2026-11-21", "not_measured")])
def test_answers_after_the_day_of_judgement_do_not_count(tmp_path: Path, day: str, outcome: str) -> None:
    (said,) = findings(RULE, tried(tmp_path, [replace(task("message", "没有"), day=day)]))
    assert said.outcome == outcome


def test_the_latest_answer_of_one_person_counts(tmp_path: Path) -> None:
    first = replace(task("message", "没有"), day="2026-11-01")
    (said,) = findings(RULE, tried(tmp_path, [task("message", "能用"), first]))
    assert said.outcome == "pass"
