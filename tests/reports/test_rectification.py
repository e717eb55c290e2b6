from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sample import RULES, RUN, SCHEME, TARGETS, findings, sample
from spreadsheet import opened, table

from checks.rulings import Ruling, Verdict, ruled, told_digest
from reports.demanded import demanded, suspected
from reports.rectification import ARCHIVED, UnitList, counted, write_form, write_rectification
from reports.rows import lay_out
from scoring.demands import Demand, Severity
from scoring.forms import INPUTS, told
from scoring.score import score

ROWS = lay_out(sample())
SENT, DUE = date(2026, 3, 18), dict.fromkeys(Severity, date(2026, 4, 1))
DEMANDS = list(demanded(ROWS, SENT, DUE))
UNITS = sorted({demand.unit for demand in DEMANDS})


def of(unit: str) -> UnitList:
    return UnitList(unit, [d for d in DEMANDS if d.unit == unit], suspected(ROWS).get(unit, ()), "澄湖市评估")


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("forms")
    paths = {unit: folder / f"{unit}.xlsx" for unit in UNITS}
    for unit, path in paths.items():
        write_form(path, of(unit), "00ff")
    return paths


def test_each_unit_gets_its_own_rows_and_no_others(forms: dict[str, Path]) -> None:
    for unit, path in forms.items():
        rows = table(opened(path), "整改清单", "序号")
        assert [row["编号"] for row in rows] == [demand.key for demand in DEMANDS if demand.unit == unit]


def test_a_form_says_what_is_demanded(forms: dict[str, Path]) -> None:
    by_key = {demand.key: demand for demand in DEMANDS}
    for path in forms.values():
        for row in table(opened(path), "整改清单", "序号"):
            said = {title: "" if row[title] is None else str(row[title]) for title in told(DEMANDS[0])}
            said["扣分"] = f"{Decimal(said['扣分']):.2f}"
            assert said == told(by_key[str(row["编号"])])


def test_only_the_answers_can_be_written(forms: dict[str, Path]) -> None:
    book = opened(forms[UNITS[0]])
    sheet = book["整改清单"]
    assert sheet.protection.sheet
    heads = {cell.value: cell.column for cell in sheet[5]}
    assert {title for title, column in heads.items() if not sheet.cell(6, column).protection.locked} == set(INPUTS)
    assert sheet.data_validations.dataValidation[0].formula1 == '"已整改,申诉,需延期"'
    assert all(one.protection.sheet for one in book.worksheets if one.title == "供自查")


def test_a_suspicion_is_told_and_not_demanded(forms: dict[str, Path]) -> None:
    suspicions = {issue.saying.key for issue in ROWS.issues if issue.saying.suspicion}
    assert suspicions
    assert not suspicions & {demand.key for demand in DEMANDS}
    books = [book for path in forms.values() if "供自查" in (book := opened(path)).sheetnames]
    assert {row["编号"] for book in books for row in table(book, "供自查", "序号")} == suspicions


@pytest.mark.parametrize(("verdict", "is_demanded"), [(Verdict.CONFIRMED, True), (Verdict.DISMISSED, False)])
def test_a_person_decides_what_is_demanded(verdict: Verdict, is_demanded: bool) -> None:
    told_now = [finding for finding in findings() if finding.outcome in ("fail", "unsure")]
    words = [Ruling(f.key, f.target, verdict, "李四", "2026-03-17", "核实", told_digest(f)) for f in told_now]
    rows = lay_out(score(ruled(findings(), words), TARGETS, SCHEME, RULES, RUN))
    keys = {demand.key for demand in demanded(rows, SENT, DUE)}
    assert keys == ({finding.key for finding in told_now} if is_demanded else set())
    assert not suspected(rows)


def test_severity_is_the_schemes() -> None:
    severities = {demand.rule: demand.severity for demand in DEMANDS}
    assert severities["home_stale"] is Severity.VETO
    assert severities["channel_blank"] is Severity.OTHER, "one of two that a veto needs, and no points"
    assert severities["link_broken"] is Severity.DEDUCTION
    assert [d.severity for d in DEMANDS if d.rule == "guide_incomplete"] == [Severity.DEDUCTION] * 6, "capped ones too"
    for unit in UNITS:
        grave = [list(Severity).index(demand.severity) for demand in DEMANDS if demand.unit == unit]
        assert grave == sorted(grave)


def test_the_hidden_manifest_matches_the_rows(forms: dict[str, Path]) -> None:
    for unit, path in forms.items():
        book = opened(path)
        assert book["校验"].sheet_state == "veryHidden"
        kept = [(line["编号"], line["对象"], line["摘要"]) for line in table(book, "校验", "编号")]
        assert kept == [(d.key, d.target, d.digest) for d in DEMANDS if d.unit == unit]
        assert [book["校验"][cell].value for cell in ("A1", "B1", "A2", "B2")] == ["轮次", "00ff", "单位", unit]


def test_archived_pages_are_linked(tmp_path: Path) -> None:
    demands = of(UNITS[0]).demands
    told_now = replace(of(UNITS[0]), archived={demands[0].key: f"证据/x.html#{demands[0].key}"})
    write_form(tmp_path / "a.xlsx", told_now, "00ff")
    sheet = opened(tmp_path / "a.xlsx")["整改清单"]
    column = next(cell.column for cell in sheet[5] if cell.value == "证据")
    cells = [sheet.cell(row, column) for row in range(6, 6 + len(demands))]
    assert [cell.value for cell in cells] == [ARCHIVED] + [None] * (len(demands) - 1)
    assert cells[0].hyperlink.target.replace("\\", "/") == "证据/x.html"
    assert cells[0].hyperlink.location == demands[0].key


def test_dangerous_words_are_only_words(tmp_path: Path) -> None:
    nasty = replace(DEMANDS[0], quote="字" * 32_000, item="=1+1", message="'=HYPERLINK(1)", name="'@甲")
    write_form(tmp_path / "a.xlsx", UnitList("甲/乙:丙", [nasty], (), ""), "00ff")
    cells = [cell for row in opened(tmp_path / "a.xlsx")["整改清单"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_list_of_the_report_is_to_be_read(tmp_path: Path) -> None:
    paths = write_rectification(ROWS, tmp_path / "整改清单")
    assert [path.stem for path in paths] == sorted({issue.saying.target.unit for issue in ROWS.issues})
    book = opened(paths[0])
    rows = table(book, "整改清单", "序号")
    assert not set(INPUTS) & set(rows[0])
    assert "期限" not in rows[0]
    assert "校验" not in book.sheetnames


def test_units_of_one_name_in_two_regions_are_two() -> None:
    targets = [replace(t, unit="水务局", region=f"32{n}") for n, t in enumerate(TARGETS)]
    renamed = [replace(f, unit="水务局") for f in findings()]
    rows = lay_out(score(renamed, targets, SCHEME, RULES, RUN))
    owners: dict[str, set[str]] = {}
    for demand in demanded(rows, SENT, DUE):
        owners.setdefault(demand.unit, set()).add(demand.target)
    assert len(owners) > 1
    assert all(len(mine) == 1 for mine in owners.values())


def test_counts_add_up() -> None:
    demands: list[Demand] = of(UNITS[0]).demands  # type: ignore[assignment]
    points = sum(demand.points for demand in demands)
    assert counted(demands).startswith(f"共 {len(demands)} 条：")
    assert f"实扣 {points:.2f} 分" in counted(demands)
    assert counted([]) == "共 0 条；实扣 0.00 分（各项封顶之后）。"
