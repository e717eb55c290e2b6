from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from sample import BLIND, FAIL, NA, PASS, RULES, RUN, SCHEME, TARGETS, UNSURE, finding, findings, sample
from spreadsheet import locate, opened, recalculated, table

from checks.finding import Finding
from checks.rulings import Ruling, Verdict
from reports.rows import lay_out
from reports.workbook import SHEETS, write_workbook
from scoring.result import Result
from scoring.scheme import Indicator
from scoring.score import score


def written(result: Result, path: Path) -> Path:
    write_workbook(lay_out(result), path)
    return path


def totals(book: Workbook) -> dict[object, tuple[object, ...]]:
    titles = ("基本分", "加分", "得分", "待定分", "未测得分值", "等级", "排名")
    rows = table(book, "总览", "排名")
    return {row["编号"]: tuple("" if row[t] is None else row[t] for t in titles) for row in rows}


def expected(result: Result) -> dict[object, tuple[object, ...]]:
    return {
        t.target: (*(map(float, (t.base, t.bonus, t.total, t.pending, t.unmeasured)) if t.scored else [""] * 5),
                   t.grade, t.rank or "")
        for t in result.totals
    }  # fmt: skip


def same(book: Workbook, result: Result) -> None:
    found, wanted = totals(book), expected(result)
    assert found.keys() == wanted.keys()
    for target, values in wanted.items():
        assert found[target] == pytest.approx(values), target


def test_sheets_and_stored_values_are_the_results(tmp_path: Path) -> None:
    path = written(sample(), tmp_path / "评分表.xlsx")
    book = opened(path, values=True)
    assert tuple(book.sheetnames) == SHEETS
    same(book, sample())
    scores = {(row["名称"], row["指标编号"]): row for row in table(book, "指标得分", "单位")}
    names = {target.id: target.name for target in TARGETS}
    for item in sample().scores:
        row = scores[names[item.target], item.indicator]
        if item.indicator.startswith("0."):
            assert (row["否决"] or "") == {"none": "", "open": "否决待核实", "hit": "单项否决"}[item.veto.value]
        else:
            assert [row[t] for t in ("满分", "扣分", "待定", "得分")] == pytest.approx(
                [float(n) for n in (item.possible, item.lost, item.pending, item.earned)]
            )


def test_totals_are_formulas(tmp_path: Path) -> None:
    book = opened(written(sample(), tmp_path / "a.xlsx"))
    for row in table(book, "总览", "排名"):
        for title in ("排名", "得分", "等级", "否决", "待定分", "基本分", "加分", "未测得分值"):
            assert str(row[title]).startswith("="), title
    assert all(
        str(row["扣分"]).startswith("=")
        for row in table(book, "指标得分", "单位")
        if row["环节"] != "单项否决" and not row["情形"]
    )


def test_the_ledger_lists_faults_and_marks_suspicions(tmp_path: Path) -> None:
    book = opened(written(sample(), tmp_path / "a.xlsx"))
    rows = table(book, "整改清单", "序号")
    assert len(rows) == len(lay_out(sample()).issues)
    assert {row["性质"] for row in rows} == {"不符合", "待核实"}
    assert all(row["整改状态"] == ("待整改" if row["性质"] == "不符合" else None) for row in rows)
    assert book["整改清单"].data_validations.dataValidation[0].formula1 == '"待整改,整改中,已整改,申诉"'
    assert sum(cell.hyperlink is not None for cell in book["整改清单"]["H"]) == len(rows)


def test_crawled_text_is_never_a_formula(tmp_path: Path) -> None:
    evil = [replace(f, message="=HYPERLINK(1)", quote="@SUM(1)", item=f.item and f"+{f.item}") for f in findings()]
    evil = [replace(f, item="") if f.rule == "tag_missing" else f for f in evil]
    book = opened(written(score(evil, TARGETS, SCHEME, RULES, RUN), tmp_path / "a.xlsx"))
    for row in table(book, "扣分明细", "序号"):
        assert row["问题描述"] == "'=HYPERLINK(1)"
        assert row["原文摘录"] == "'@SUM(1)"


def test_what_people_and_pages_write_never_becomes_a_formula_or_breaks_the_file(tmp_path: Path) -> None:
    by = Ruling("", "", Verdict.DISMISSED, "+某人", "2026-03-20", "=1+1\x00\x0b", "")
    worst = [
        replace(one, message="-" + "长" * 40_000, quote="=" + "\x01" * 40_000, ruling=by)
        if one.outcome is FAIL
        else one
        for one in findings()
    ]
    rows = table(opened(written(score(worst, TARGETS, SCHEME, RULES, RUN), tmp_path / "a.xlsx")), "核实", "序号")
    ruled_on = [row for row in rows if row["核实结论"] == "不成立"]
    assert len(ruled_on) == sum(one.outcome is FAIL for one in findings())
    for row in ruled_on:
        assert (row["核实理由"], row["核实人"]) == ("'=1+1", "'+某人")
        assert len(str(row["问题描述"])) < 32_767


def test_a_table_that_a_sheet_cannot_hold_says_how_much_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.sheet.ROW_LIMIT", 12)
    sheet = opened(written(sample(), tmp_path / "a.xlsx"))["核实"]
    told = len(lay_out(sample()).sayings)
    assert sheet.max_row == 12
    assert sheet["A12"].value == f"本表放不下，还有 {told - 10} 行没有列出；请用 findings 命令导出全部。"


def test_a_dismissed_fault_is_no_longer_told_but_can_be_ruled_on_again(tmp_path: Path) -> None:
    by = Ruling("", "", Verdict.DISMISSED, "某人", "2026-03-20", "误判。", "")
    said = [
        replace(one, ruling=by) if one.rule == "guide_incomplete" and one.outcome is FAIL else one for one in findings()
    ]
    result = score(said, TARGETS, SCHEME, RULES, RUN)
    book = opened(written(result, tmp_path / "a.xlsx"), values=True)
    assert not [row for row in table(book, "整改清单", "序号") if row["问题类型"] == "办事指南要素不全"]
    assert {row["状态"] for row in table(book, "扣分明细", "序号") if row["规则"] == "办事指南要素不全"} == {"不成立"}
    assert {row["核实结论"] for row in table(book, "核实", "序号") if row["规则"] == "办事指南要素不全"} == {"不成立"}
    same(book, result)


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(sample(), tmp_path / "a.xlsx").read_bytes() == written(sample(), tmp_path / "b.xlsx").read_bytes()


def test_every_sheet_prints_across_a4_with_its_header_on_each_page(tmp_path: Path) -> None:
    book = opened(written(sample(), tmp_path / "a.xlsx"))
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
            "landscape",
            9,
            0,
        )
    for name in ("总览", "指标得分", "扣分明细", "整改清单"):
        assert book[name].print_title_rows
        assert book[name].freeze_panes
        assert book[name].auto_filter.ref


def test_links_stop_where_excel_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.sheet.LINK_LIMIT", 3)
    book = opened(written(sample(), tmp_path / "a.xlsx"))
    cells = book["扣分明细"]["I"][1:]
    assert sum(cell.hyperlink is not None for cell in cells) == 3
    assert all(str(cell.value).startswith("https://") for cell in cells)


def weigh(book: Workbook, indicator: str, column: str, value: float) -> None:
    book["指标体系"][locate(book, "指标体系", "编号", {"编号": indicator}, column)] = value


def rule_on(book: Workbook, description: str, verdict: str) -> None:
    book["核实"][locate(book, "核实", "序号", {"问题描述": description}, "核实结论")] = verdict


def reweigh(book: Workbook) -> None:
    weigh(book, "1.1", "满分", 21.35)
    weigh(book, "2.1", "每项扣分", 2.35)
    weigh(book, "3.2", "满分", 18.65)
    weigh(book, "0.2", "否决数", 1)
    book["指标体系"]["E7"] = 88


def dismiss(book: Workbook) -> None:
    rule_on(book, "首页最新信息发布于 2026-01-20，距采集日 55 天，超过 14 天。", "不成立")
    rule_on(book, "栏目“招生考试”的列表可能由脚本生成，未能读到。", "属实")
    rule_on(book, "疑似错字“截止目前”，建议“截至目前”。", "属实")


def reweighed() -> Result:
    changes = {"1.1": {"points": "21.35"}, "2.1": {"per_fail": "2.35"}, "3.2": {"points": "18.65"}}
    rows = [replace(row, **{k: Decimal(v) for k, v in changes.get(row.id, {}).items()}) for row in SCHEME.indicators]
    rows = [replace(row, veto_at=1) if row.id == "0.2" else row for row in rows]
    grades = ((Decimal(88), "优秀"), *SCHEME.grades[1:])
    return score(findings(), TARGETS, replace(SCHEME, indicators=tuple(rows), grades=grades), RULES, RUN)


def ruled() -> Result:
    def rule(one: Finding) -> Finding:
        if one.rule == "home_stale" and one.outcome is FAIL:
            return replace(one, outcome=PASS)
        if (one.rule, one.outcome) in {("channel_blank", UNSURE), ("post_wrong_word", FAIL)}:
            return replace(one, outcome=FAIL, certain=True)
        return one

    return score([rule(one) for one in findings()], TARGETS, SCHEME, RULES, RUN)


def nothing(book: Workbook) -> None:
    """Saving alone throws the stored values away."""


@pytest.mark.libreoffice
def test_formulas_follow_every_change_as_the_scoring_does(tmp_path: Path) -> None:
    source = written(sample(), tmp_path / "评分表.xlsx")
    edits: dict[str, Callable[[Workbook], None]] = {
        "nothing": nothing, "reweigh": reweigh, "dismiss": dismiss,
    }  # fmt: skip
    books = recalculated(tmp_path / "work", {name: (source, edit) for name, edit in edits.items()})
    assert tuple(books["nothing"].sheetnames) == SHEETS
    same(books["nothing"], sample())
    all_formulas_agree(source, books["nothing"])
    same(books["reweigh"], reweighed())
    same(books["dismiss"], ruled())


def all_formulas_agree(source: Path, book: Workbook) -> None:
    formulas, stored = opened(source), opened(source, values=True)
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and cell.value.startswith("="):
                was, now = stored[sheet.title][cell.coordinate].value, book[sheet.title][cell.coordinate].value
                told = f"{sheet.title}!{cell.coordinate} {cell.value}"
                assert (was or "") == (pytest.approx(now) if isinstance(now, float) else now or ""), told


def uneven(seed: int) -> Result:
    """Weights and shares whose halves of a cent tell binary fractions from decimal ones."""
    dice = random.Random(seed)
    weights = ("0.35", "1.15", "2.675", "17.35", "8.05", "9.95", "55.15")
    rules = [r for r in RULES.values() if r.id not in ("home_stale", "channel_blank", "post_stale", "post_wrong_word")]
    rows = [
        Indicator(f"{n}.1", rule.title, "例", rule.kinds, (rule.id,), points=Decimal(weights[n % 7]).quantize(Decimal("0.01")),
                  per_fail=Decimal("0.35") if n % 3 == 0 else None)
        for n, rule in enumerate(rules, 1)
    ]  # fmt: skip
    rows.append(Indicator("0.1", "首页不更新", "例", (*rules[0].kinds,), ("home_stale",), "veto", veto_at=2))
    said = []
    for number in range(3):
        for rule in [*rules, RULES["home_stale"]]:
            if dice.random() < 0.15:
                said.append(finding(rule.id, number, dice.choice((NA, BLIND)), "未测。"))
                continue
            outcomes = dice.choices((PASS, FAIL, UNSURE), (5, 3, 2), k=dice.choice((1, 3, 7, 8, 40)))
            said += [finding(rule.id, number, o, "例。", item=f"{n}") for n, o in enumerate(outcomes)]
    scheme = replace(SCHEME, indicators=tuple(rows), bonus_full=Decimal(0), bonus_above=Decimal(20), pass_mark=Decimal(15),
                     grades=((Decimal(30), "良好"), (Decimal(15), "合格")))  # fmt: skip
    return score(said, TARGETS[:3], scheme, RULES, RUN)


@pytest.mark.libreoffice
def test_halves_of_a_cent_round_as_the_scoring_rounds(tmp_path: Path) -> None:
    sources = {str(seed): written(uneven(seed), tmp_path / f"{seed}.xlsx") for seed in range(3)}
    books = recalculated(tmp_path / "work", {seed: (source, nothing) for seed, source in sources.items()})
    for seed, book in books.items():
        same(book, uneven(int(seed)))
        all_formulas_agree(sources[seed], book)


@pytest.mark.libreoffice
def test_a_scheme_of_vetoes_alone_grades_without_points(tmp_path: Path) -> None:
    vetoes = [row for row in SCHEME.indicators if row.stage == "veto"]
    person = Indicator("0.9", "安全事故", "19号", tuple(t.kind for t in TARGETS), (), "veto", veto_at=1)
    scheme = replace(SCHEME, indicators=(*vetoes, person))
    result = score(findings(), TARGETS, scheme, RULES, RUN)
    source = written(result, tmp_path / "a.xlsx")
    same(opened(source, values=True), result)
    same(recalculated(tmp_path / "work", {"a": (source, nothing)})["a"], result)
    assert {total.grade for total in result.totals} == {"不合格", "合格（否决待核实）", "合格（否决项未测全）"}
