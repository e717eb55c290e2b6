"""The sheet of IPv6: words and figures a site, shares that are formulas, and a plain word where this machine was blind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample import BLIND, FAIL, NA, PASS, RULES, RUN, SCHEME, TARGETS, card, finding, findings, sample
from spreadsheet import opened, recalculated, table

from checks.facts.families import BLIND as REASONS
from checks.figures import Figures
from checks.finding import Outcome
from reports.charts import script
from reports.rows import Rows, lay_out
from reports.scorecard import write_scorecard
from reports.support import INDICATORS, blindness, groups, supports
from reports.workbook import write_workbook
from scoring.score import score

GOOD = Figures(
    target=TARGETS[0].id, host="www.chenghu.example", aaaa=["2408::1"], ns=2, ns_6=1, dials_4=3, dials_6=3, open_4=2,
    open_6=2, tries_4=5, tries_6=5, good_4=5, good_6=4, seconds_4=0.2, seconds_6=0.3, connect_4=0.1, connect_6=0.1,
    likeness=0.987, second_good=17, second_of=20, third_good=9, third_of=30, parts=2, parts_bare=["img.example"],
    tls_days=41, clock=0.0, why="", blind=False,
)  # fmt: skip
BARE = replace(
    GOOD, target=TARGETS[1].id, aaaa=[], tries_6=0, good_6=0, seconds_6=None, connect_6=None, likeness=None,
    second_good=0, second_of=0, third_good=0, third_of=0, parts_bare=[], tls_days=None,
)  # fmt: skip
SHUT = replace(BARE, target=TARGETS[2].id, aaaa=["2408::3"], why=REASONS[0], blind=True)
WORDS: tuple[tuple[Outcome, ...], ...] = (
    (PASS, PASS, FAIL, PASS, PASS, PASS, FAIL),
    (FAIL, NA, NA, PASS, NA, NA, NA),
    (PASS, BLIND, BLIND, BLIND, BLIND, BLIND, BLIND),
)


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Rows:
    for _, rule, _ in INDICATORS:
        monkeypatch.setitem(RULES, rule, card(rule, rule, "示例依据", "示例整改"))
    rest = [one for one in findings() if one.rule != "ipv6_unreachable"]
    found = [
        finding(rule, number, outcome, f"{title}。", item=item)
        for number, outcomes in enumerate(WORDS)
        for (title, rule, item), outcome in zip(INDICATORS, outcomes, strict=True)
    ]
    return lay_out(score([*rest, *found], TARGETS, SCHEME, dict(RULES), RUN))


def test_words_and_figures_of_each_site(rows: Rows, tmp_path: Path) -> None:
    write_workbook(rows, tmp_path / "a.xlsx", (), supports(rows, [GOOD, BARE, SHUT]))
    lines = {row["网站名称"]: row for row in table(opened(tmp_path / "a.xlsx", values=True), "IPv6", "单位")[:3]}
    for target, outcomes in zip(TARGETS[:3], WORDS, strict=True):
        assert [lines[target.name][title] for title, _, _ in INDICATORS] == [word.label for word in outcomes]
    good, bare = lines[TARGETS[0].name], lines[TARGETS[1].name]
    assert (good["成功率"], good["二级支持率"], good["三级支持率"]) == pytest.approx((0.8, 0.85, 0.3))
    assert (good["IPv4时延（毫秒）"], good["IPv6时延（毫秒）"], good["证书剩余天数"]) == (200, 300, 41)
    assert good["只有IPv4的外域"] == "img.example" and bare["成功率"] in (None, "")
    assert lines[TARGETS[2].name]["未测得的原因"] == REASONS[0]


def test_shares_are_formulas_with_the_right_values(rows: Rows, tmp_path: Path) -> None:
    write_workbook(rows, tmp_path / "a.xlsx", (), supports(rows, [GOOD, BARE, SHUT]))
    anew = recalculated(tmp_path / "anew", {"same": (tmp_path / "a.xlsx", lambda book: None)})["same"]
    kept, live = (
        {(row["范围"], row["指标"]): row for row in table(book, "IPv6", "范围")}
        for book in (opened(tmp_path / "a.xlsx", values=True), anew)
    )
    assert kept.keys() == live.keys() and len(kept) == 3 * len(INDICATORS)
    for place, row in kept.items():
        assert [value or 0 for value in row.values()] == pytest.approx([value or 0 for value in live[place].values()])
    everything, departments = kept["全部", "首页IPv6可访问"], kept["部门", "首页IPv6可访问"]
    assert (everything["参检数（分母）"], everything["支持率"]) == (2, 0.5)
    assert (departments["网站数"], departments["参检数（分母）"], departments["支持率"]) == (2, 1, 0)
    assert kept["部门", "域名AAAA解析"]["支持率"] == 0.5


def test_without_a_measured_site_there_is_no_sheet(tmp_path: Path) -> None:
    write_workbook(lay_out(sample()), tmp_path / "a.xlsx")
    assert "IPv6" not in opened(tmp_path / "a.xlsx").sheetnames
    write_scorecard(lay_out(sample()), tmp_path / "a.html")
    assert "ipv6-support" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_blind_machine_is_told_on_the_first_page(rows: Rows, tmp_path: Path) -> None:
    seen = supports(rows, [GOOD, BARE, SHUT])
    told = blindness(seen)
    assert "有AAAA记录的 2 个网站中，1 个" in told and "没有到该地址的IPv6路由" in told
    write_workbook(rows, tmp_path / "a.xlsx", (), seen)
    assert opened(tmp_path / "a.xlsx")["总览"]["A6"].value == told
    assert table(opened(tmp_path / "a.xlsx"), "总览", "排名")
    write_scorecard(rows, tmp_path / "a.html", seen)
    page = (tmp_path / "a.html").read_text(encoding="utf-8").replace(script(), "")
    assert told in page and "ipv6-support" in page and "ipv6-latency" in page


def test_without_a_latency_over_both_there_is_no_chart_of_it(rows: Rows, tmp_path: Path) -> None:
    write_scorecard(rows, tmp_path / "a.html", supports(rows, [BARE, SHUT]))
    page = (tmp_path / "a.html").read_text(encoding="utf-8").replace(script(), "")
    assert "ipv6-support" in page and "ipv6-latency" not in page


def test_a_machine_that_saw_most_of_them_is_not_blind(rows: Rows) -> None:
    open_ = replace(GOOD, target=TARGETS[1].id)
    assert blindness(supports(rows, [GOOD, open_, SHUT])) == ""
    assert blindness(supports(rows, [BARE])) == ""
    down = replace(SHUT, why="首页通过IPv4也未能打开，不单独评判IPv6。", blind=False)
    assert blindness(supports(rows, [down])) == ""


def test_groups_are_told_only_where_there_are_several(rows: Rows) -> None:
    seen = supports(rows, [GOOD, BARE, SHUT])
    assert [(group.by, group.name, len(group.sites)) for group in groups(seen)] == [
        ("全部", "全部", 3), ("层级", "县", 1), ("层级", "部门", 2)
    ]  # fmt: skip
    assert [group.name for group in groups(seen[:1])] == ["全部"]


def test_the_order_of_figures_is_no_matter(rows: Rows, tmp_path: Path) -> None:
    for name, given in (("a", [GOOD, BARE, SHUT]), ("b", [SHUT, GOOD, BARE])):
        write_workbook(rows, tmp_path / f"{name}.xlsx", (), supports(rows, given))
        write_scorecard(rows, tmp_path / f"{name}.html", supports(rows, given))
    for kind in ("xlsx", "html"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()
