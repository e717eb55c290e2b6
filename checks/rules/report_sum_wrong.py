"""Numbers in the yearly report's tables do not add up.

The form prints the sums it must satisfy; a report that does not shows that nobody checked it.

Fails          when one of these does not hold in a report about 2021 or later, with all of its numbers read:
               AR1 in each column of the table of requests, 新收 + 上年结转 = 办理结果总计 + 结转下年度;
               AR2 in each column, 办理结果总计 = the sum of the 21 results;
               AR3 in each row, 总计 = 自然人 + the five kinds of 法人或其他组织;
               AR4 in the table of disputes, 总计 = 维持 + 纠正 + 其他 + 尚未审结, three times.
               AR5, what one year left over is what the next took over in each column, is always only a suspicion.
Unsure         when a cell of the sum is blank or a stroke, and reading it as 0 does not make the sum right.
Not applicable when the site has no report about 2021 or later.
Not measured   when a table is a picture, or its rows and columns were not all matched; the message names them.
Blind spots    tables are matched by their labels; of a pdf the numbers are read from running text, so all that is said
               of it is a suspicion. Numbers in the narrative are not compared.
Item           the sum and the column, row or group: AR1-自然人.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.facts.report_disputes import GROUPS, RESULTS
from checks.facts.report_requests import BROUGHT, COLUMNS, HANDLED, LEAVES, LEFT, NEW, ROWS, TOTAL, Number, Requests
from checks.facts.reports import Report, reports
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

FORM = 2021
"""国办公开办函〔2021〕30号 holds for the reports about 2021 and later."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Two sides that must be equal."""

    item: str
    left: tuple[Number, ...]
    right: tuple[Number, ...]
    says: str
    """The equation in words, with `{}` for each side's value."""

    @property
    def values(self) -> tuple[int, int]:
        return sum(one.value for one in self.left), sum(one.value for one in self.right)

    @property
    def blank(self) -> bool:
        return any(one.blank for one in (*self.left, *self.right))

    @property
    def quote(self) -> str:
        return f"{' + '.join(map(_written, self.left))} ≠ {' + '.join(map(_written, self.right))}"


def _written(one: Number) -> str:
    return one.written or "（空）"


@rule(
    title="政府信息公开年报数据不勾稽",
    basis="国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》表内勾稽关系（第一项加第二项之和等于第三项加第四项之和等）",
    fix="核对原始台账，更正年度报告表格中的数据并重新公布。",
)
def report_sum_wrong(site: Site) -> Iterator[Verdict]:
    judged = [report for report in site.fact(reports) if report.year >= FORM]
    if not judged:
        yield not_applicable(f"没有读到 {FORM} 年度及以后的年度报告。", site.home)
    for report in judged:
        yield from _judge(report)
    for before, after in _neighbours(judged):
        yield from _taken_over(before, after)


def _judge(report: Report) -> Iterator[Verdict]:
    if report.unread:
        yield not_measured(f"《{report.title}》{report.unread}，不核对数据。", report.page)
        return
    sums = [*_requests(report.requests), *_disputes(report)]
    wrong = [one for one in sums if one.values[0] != one.values[1]]
    yield from (_wrong(report, one) for one in wrong)
    missed = list(_missed(report))
    if missed:
        yield not_measured(f"《{report.title}》{'；'.join(missed)}，有关等式没有核对。", report.page)
    elif not wrong:
        yield passed(f"《{report.title}》的 {len(sums)} 个等式全部成立。", report.page)


def _wrong(report: Report, one: _Sum) -> Verdict:
    said = f"《{report.title}》{one.says.format(*one.values)}"
    if one.blank:
        return unsure(f"{said}，其中有空白单元格，须人工核实。", report.page, quote=one.quote, item=one.item)
    return failed(f"{said}。", report.page, quote=one.quote, item=one.item, certain=not report.flat)


def _requests(table: Requests) -> Iterator[_Sum]:
    rows = table.rows
    for column in COLUMNS:
        taken = [_cell(table, row, column) for row in (NEW, BROUGHT)]
        given = [_cell(table, row, column) for row in (HANDLED, LEFT)]
        says = f"表三“{column}”列：第一项加第二项之和为 {{}}，第三项总计加第四项之和为 {{}}，两者应相等"
        yield from _sum(f"AR1-{column}", taken, given, says)
        leaves = [_cell(table, row, column) for row in LEAVES]
        says = f"表三“{column}”列：办理结果总计为 {{}}，二十一种办理结果之和为 {{}}，两者应相等"
        if not table.strange:
            yield from _sum(f"AR2-{column}", given[:1], leaves, says)
    for row in ROWS:
        if row in rows:
            parts = [_cell(table, row, column) for column in COLUMNS if column != TOTAL]
            says = f"表三“{row}”行：总计为 {{}}，自然人与五类法人或其他组织之和为 {{}}，两者应相等"
            yield from _sum(f"AR3-{row}", [_cell(table, row, TOTAL)], parts, says)


def _cell(table: Requests, row: str, column: str) -> Number | None:
    return table.rows.get(row, {}).get(column)


def _sum(item: str, left: Sequence[Number | None], right: Sequence[Number | None], says: str) -> Iterator[_Sum]:
    """The sum, when every number of it was read."""
    known_left = tuple(one for one in left if one is not None)
    known_right = tuple(one for one in right if one is not None)
    if len(known_left) == len(left) and len(known_right) == len(right):
        yield _Sum(item, known_left, known_right, says)


def _disputes(report: Report) -> Iterator[_Sum]:
    for group, cells in report.disputes.items():
        parts = [cells[result] for result in RESULTS if result != TOTAL]
        says = f"表四“{group}”：总计为 {{}}，维持、纠正、其他、尚未审结之和为 {{}}，两者应相等"
        yield _Sum(f"AR4-{group}", (cells[TOTAL],), tuple(parts), says)


def _missed(report: Report) -> Iterator[str]:
    table = report.requests
    unread = [f"{row}·{column}" for row, cells in table.rows.items() for column in COLUMNS if column not in cells]
    if not table.rows:
        yield "没有读出申请情况表（可能是图片或版式特殊）"
    elif table.missing or unread:
        yield f"申请情况表没有对上的行或单元格：{'、'.join([*table.missing, *unread][:5])}"
    if table.strange:
        yield f"申请情况表有格式之外的行：{'、'.join(table.strange[:5])}"
    if absent := [group for group in GROUPS if group not in report.disputes]:
        yield f"复议诉讼表没有读出：{'、'.join(absent)}"


def _neighbours(judged: list[Report]) -> Iterator[tuple[Report, Report]]:
    """Reports of one organ about two years running, where there is but one of each."""
    by_year: dict[tuple[str, int], list[Report]] = {}
    for report in judged:
        by_year.setdefault(("" if report.own else report.organ, report.year), []).append(report)
    for (organ, year), before in sorted(by_year.items()):
        after = by_year.get((organ, year + 1), [])
        if len(before) == len(after) == 1:
            yield before[0], after[0]


def _taken_over(before: Report, after: Report) -> Iterator[Verdict]:
    for column in COLUMNS:
        left, brought = _cell(before.requests, LEFT, column), _cell(after.requests, BROUGHT, column)
        if left is None or brought is None or left.value == brought.value or left.blank or brought.blank:
            continue
        said = f"《{after.title}》“{column}”列上年结转为 {brought.value}，{before.year} 年度报告的结转下年度为 {left.value}，两者应相等。"
        quote = f"{BROUGHT} {brought.written} ≠ {LEFT} {left.written}"
        yield failed(said, after.page, quote=quote, item=f"AR5-{column}", certain=False)
