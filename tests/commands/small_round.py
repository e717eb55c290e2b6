"""A round of three sites that was checked, with a scheme of rules, people's scores, a survey and a person's veto."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from checks.finding import Finding, Outcome, finding_key, findings_text
from crawler.rounds import Round, write_round
from crawler.targets import Kind, Target

SITES = (
    Target("3202000001", "甲县人民政府", Kind.PORTAL, "甲县政府办", "http://jia.example/", region="甲县"),
    Target("3202000002", "甲县教育局", Kind.DEPARTMENT, "教育局", "http://jy.jia.example/", region="甲县"),
    Target("3202000003", "乙区教育局", Kind.DEPARTMENT, "教育局", "http://jy.yi.example/", region="乙区"),
)
SCHEME = """
id = "small"
title = "小方案"
version = "1"
basis = "例"
note = "示例"
full = 100
pass_mark = 60
bonus_above = 80
bonus_full = 0
not_applicable_share = 1
grades = [[90, "优秀"], [60, "合格"]]
[groups]
0 = "否决"
1 = "检查"
2 = "人工"
[[indicators]]
id = "0.1"
title = "泄密事故"
basis = "例"
kinds = ["portal", "department"]
stage = "veto"
veto_at = 1
note = "人工指标。"
[[indicators]]
id = "1.1"
title = "空白栏目"
basis = "例"
kinds = ["portal", "department"]
rules = ["channel_blank"]
points = 60
per_fail = 10
[[indicators]]
id = "2.1"
title = "机构和培训"
basis = "例"
kinds = ["portal", "department"]
points = 15
note = "人工指标。"
[[indicators]]
id = "2.10"
title = "社会评议"
basis = "例"
kinds = ["portal", "department"]
points = 25
options = {"满意" = 100, "基本满意" = 80, "不满意" = 0}
note = "人工指标。"
"""


def blank(target: Target, column: str, outcome: Outcome = Outcome.UNSURE, message: str = "") -> Finding:
    url = f"{target.url}{column}/"
    key = finding_key("channel_blank", target.id, column, url, "")
    told = message or f"栏目“{column}”疑似空白。"
    return Finding(
        key, "channel_blank", target.id, target.unit, column, outcome, told, url, "", "共 0 条",
        "2026-03-15T02:00:00+00:00", "0" * 64, certain=outcome is not Outcome.UNSURE,
    )  # fmt: skip


FINDINGS = (
    *(blank(SITES[0], name) for name in ("规划", "统计", "=应急")),
    blank(SITES[0], "财政", Outcome.FAIL),
    *(blank(site, "全部", Outcome.PASS) for site in SITES),
    blank(SITES[1], "招生"),
)


def make(folder: Path, findings: Sequence[Finding] = FINDINGS, targets: Sequence[Target] = SITES) -> Path:
    """DIR, with the scheme beside it."""
    scheme = folder.parent / "small.toml"
    scheme.write_text(SCHEME, encoding="utf-8")
    began = "2026-03-15T01:00:00+00:00"
    write_round(folder, Round("名册.xlsx", began, "0", tuple(targets), as_of="2026-03-15", scheme=str(scheme)))
    (folder / "findings.jsonl").write_text(findings_text([*findings]), encoding="utf-8")
    return folder


def fill(path: Path, sheet: str, where: Mapping[str, object], cells: Mapping[str, object]) -> None:
    """Write into the rows of a sheet that have these values, by header."""
    book = load_workbook(path)
    page = book[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    rows = [
        row for row in range(2, page.max_row + 1) if all(page.cell(row, heads[k]).value == v for k, v in where.items())
    ]
    assert rows, where
    for row in rows:
        for title, value in cells.items():
            page.cell(row, heads[title]).value = value
    book.save(path)


def table(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path
