"""`audit.py media`: the template, people's checks and reposts by the command line; and what the round says of links."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit import main
from checks.accounts import ACCOUNTS, accounts_text
from checks.facts.posts import measured
from checks.tasks import kept_tasks
from commands.accounts import links_told
from crawler.beijing import BEIJING
from crawler.ledger import Ledger
from crawler.media import read_posts
from crawler.rounds import Round, write_round
from crawler.targets import Kind, Target

ASKED = Round("名册.csv", "", "0", (Target("w1", "甲发布", Kind.WECHAT, "甲局", account="甲发布"),), post_interval=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_round(tmp_path / "run", ASKED)
    return tmp_path / "run"


def test_the_template(tmp_path: Path) -> None:
    path = tmp_path / "填报表.xlsx"
    assert main(["media", "--template", str(path)]) == 0
    assert read_posts(path.name, path.read_bytes()).counts.rows == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "请写明要做什么"),
        (["--template", "填报表.xls"], "不是 xlsx 文件名"),
        (["--template", "没有/填报表.xlsx"], "没有文件夹"),
        (["--tasks", "RUN"], "请写明要做什么"),
        (["--tasks", "没有", "--out", "核查.xlsx"], "不是评估目录"),
        (["--reposts", "没有.csv", "RUN"], "找不到文件"),
        (["--reposts", "空.csv", "RUN"], "没有一个标题"),
        (["--reposts", "别的.csv", "RUN"], "缺少必需的列“标题”"),
    ],
)
def test_what_is_refused(
    folder: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("空.csv").write_text("标题,备注\n", encoding="utf-8")
    Path("别的.csv").write_text("单位,日期\n甲,乙\n", encoding="utf-8")
    assert main(["media", *(str(folder) if word == "RUN" else word for word in words)]) == 2
    assert told in capsys.readouterr().err
    assert not list(folder.glob("reposts.csv"))


def test_people_s_checks_there_and_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder.parent / "核查.xlsx"
    assert main(["media", "--tasks", str(folder), "--out", str(path)]) == 0
    book = load_workbook(path)
    page = book.worksheets[0]
    header = [cell.value for cell in page[1]]
    for name, value in (("结果", "能用"), ("核查人", "李核"), ("核查日期", "2026-11-18")):
        page.cell(2, header.index(name) + 1).value = value
    book.save(path)
    assert main(["media", "--tasks", str(folder), "--receive", str(path)]) == 0
    assert "读回 1 项核查结果，2 项没有填写" in capsys.readouterr().out
    page.cell(2, header.index("结果") + 1).value = "大概"
    book.save(path)
    assert main(["media", "--tasks", str(folder), "--receive", str(path)]) == 2
    assert "结果“大概”不认识" in capsys.readouterr().err


def test_reposts(folder: Path) -> None:
    path = folder.parent / "任务.csv"
    path.write_text("标题\n通知一\n通知二\n", encoding="gbk")
    assert main(["media", "--reposts", str(path), str(folder)]) == 0
    assert kept_tasks(folder) == ("通知一", "通知二")


def test_the_round_tells_what_its_links_came_to(tmp_path: Path) -> None:
    assert links_told(tmp_path, ASKED) == {}
    day = datetime(2026, 11, 20, tzinfo=BEIJING)
    plain = measured("w1", Ledger("template", "", (), collected_at=day), day.date())
    first, last = "2026-11-19T16:01:00+00:00", "2026-11-19T16:09:00+00:00"
    rows = [
        replace(plain, links={"平台要求验证": 1, "正常": 3}, links_from=first, links_to=first),
        replace(plain, links={"已删除": 1, "正常": 1}, links_from=last, links_to=last),
        plain,
    ]
    (tmp_path / ACCOUNTS).write_text(accounts_text(rows), encoding="utf-8")
    assert links_told(tmp_path, ASKED) == {
        "推文链接": "检查 6 条（2 个账号，2026-11-20 00:01 至 2026-11-20 00:09，同一平台间隔不少于 3 秒）："
        "正常 4、已删除 1、平台要求验证 1"
    }
