"""内容概述照抄标题: the title again, with or without its stops."""

from pathlib import Path

import pytest
from sites import findings, header, outcomes, page, record, said, site

RULE = "record_summary_copied"
TITLE = "关于做好防汛工作的通知"


def judge(tmp_path: Path, summary: str, *, title: str = TITLE, name: str | None = TITLE) -> str:
    head = header(内容概述=summary, 名称=name)  # type: ignore[arg-type]
    (found,) = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(head, title=title)}))
    return found.outcome.value


@pytest.mark.parametrize(
    "summary",
    [TITLE, TITLE + "。", f"《{TITLE}》", "关于做好 防汛工作的通知", f" {TITLE}！ ", "关于做好防汛工作的通知．"],
)
def test_the_title_again(tmp_path: Path, summary: str) -> None:
    assert judge(tmp_path, summary) == "fail"
    assert judge(tmp_path, summary, name=None) == "fail"


@pytest.mark.parametrize(
    "summary",
    [
        "部署汛期值守。",
        f"{TITLE}，部署汛期值守、巡查和抢险准备。",
        "通知",
        "防汛工作",
        "——",
        "。",
        "澄湖市人民政府",
        "无",
    ],
)
def test_something_else(tmp_path: Path, summary: str) -> None:
    assert judge(tmp_path, summary) == "pass"


def test_the_site_s_name_behind_the_title(tmp_path: Path) -> None:
    html = page(f"{header(内容概述=TITLE, 名称=None)}<div>正文</div>", title=f"{TITLE} - 澄湖市人民政府")  # type: ignore[arg-type]
    assert said(RULE, site(tmp_path, {"/": page(), "/a.html": html})) == {"fail"}


@pytest.mark.parametrize("changed", [{"内容概述": ""}, {"内容概述": None}])
def test_no_summary(tmp_path: Path, changed: dict[str, str]) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(**changed))})) == [
        ("not_applicable", "")
    ]


def test_no_title_at_all(tmp_path: Path) -> None:
    html = page(header(内容概述="——", 名称=None), title="")  # type: ignore[arg-type]
    assert said(RULE, site(tmp_path, {"/": page(), "/a.html": html})) == {"pass"}


ISSUED = "澄湖市人民政府办公室关于印发防汛应急预案的通知"


@pytest.mark.parametrize(
    ("summary", "outcome"),
    [
        ("关于印发防汛应急预案的通知", "fail"),  # all but the organ
        ("澄湖市人民政府办公室关于印发防汛……", "fail"),  # cut off
        ("澄湖市人民政府办公室关于印发防汛...", "fail"),
        ("澄湖市人民政府办公室关于印发防汛", "pass"),  # neither whole nor marked as cut
        ("防汛应急预案的通知", "pass"),
        ("关于防汛的通知", "pass"),
        ("各镇、各街道……", "pass"),
    ],
)
def test_most_of_the_title(tmp_path: Path, summary: str, outcome: str) -> None:
    assert judge(tmp_path, summary, title=ISSUED, name=ISSUED) == outcome
