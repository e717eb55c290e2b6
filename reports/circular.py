"""What a circular (通报) tells, as the fields of its template: counts with every share beside them, failures by name.

Only what is certain is told. Nobody is named for a suspicion; what could not be measured stands in a list of its own
and fails nobody. The fields have Chinese names, because whoever edits the template reads them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reports.cells import plain
from reports.circular_lists import failing_accounts, failing_sites, main_problems, ungraded
from reports.circular_tables import breakdowns
from reports.former import against, caution, former_standings
from reports.rows import Rows
from reports.statistics import Standing, percent, standings
from scoring.comparison import Comparison, State
from scoring.demands import Demand
from scoring.demands import State as Demanded
from scoring.silence import is_confirmed

BLANK_DAY = "　　　　年　　月　　日"
"""For a day that nobody gave: people fill it in; the program invents no deadline."""


def circular(
    rows: Rows,
    comparison: Comparison | None = None,
    demands: Sequence[Demand] = (),
    return_by: str = "",
    registered: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """`demands`: of the former round. `return_by`: YYYY-MM-DD or ''. `registered`: class → how many there are in all,
    where the roster is a sample of them."""
    tables, left_out = breakdowns(rows)
    problems, more = main_problems(rows)
    return _occasion(rows) | {
        "各类": [_class(row, comparison, registered or {}) for row in standings(rows)],
        "比较说明": caution(comparison, "上期"),
        "分列说明": left_out,
        "统计表": tables,
        "问题数": (faults := sum(not issue.saying.suspicion for issue in rows.issues)),
        "问题对象数": len({issue.saying.target.id for issue in rows.issues if not issue.saying.suspicion}),
        "待核实数": len(rows.issues) - faults,
        "主要问题": problems,
        "其余类型数": more,
        "复查": _recheck(comparison, demands),
        "回复期限": chinese_day(return_by),
        "不合格网站": failing_sites(rows),
        "不合格新媒体": failing_accounts(rows),
        "未能评定": ungraded(rows),
    }


def _occasion(rows: Rows) -> dict[str, Any]:
    scheme, run = rows.result.scheme, rows.result.run
    return {
        "名称": plain(scheme.title),
        "依据": plain(scheme.basis).rstrip("。"),
        "评判日": chinese_day(run.get("评判日") or run.get("评估日", "")),
        "注意": plain(run.get("注意", "")),
        "对象概况": "、".join(f"{row.title} {row.listed} 个" for row in standings(rows)),
    }


def chinese_day(day: str) -> str:
    """`2026年3月5日` of 2026-03-05; a blank to be filled in of ''."""
    if not day:
        return BLANK_DAY
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"


def _class(row: Standing, comparison: Comparison | None, registered: Mapping[str, int]) -> dict[str, Any]:
    """`检查数` are those that could be graded: what was not measured was not checked."""
    base = registered.get(row.title, row.listed)
    return {
        "名称": row.title,
        "基数名": "在册" if row.title in registered else "名单所列",
        "基数": base,
        "名单数": row.listed,
        "检查数": row.rated,
        "抽查比例": percent(row.rated, base),
        "合格数": row.passed,
        "不合格数": row.rated - row.passed,
        "合格率": percent(row.passed, row.rated),
        "否决数": row.vetoed,
        "未能评定数": row.void,
        "否决待核实数": row.doubtful,
        "与上期比较": _against(row, comparison),
    }


def _against(row: Standing, comparison: Comparison | None) -> str:
    if comparison is None or not row.rated:
        return ""
    if comparison.scheme:
        return "；两期的评分方案不同，合格率不作比较"
    former = next((one for one in former_standings(comparison) if one.title == row.title), None)
    if former is None or not former.rated:
        return "；上期没有可比的合格率"
    return f"，{against(row, former, '上期')}"


def _recheck(comparison: Comparison | None, demands: Sequence[Demand]) -> dict[str, Any] | None:
    """What became of the former round's confirmed problems; None when nothing is known of it."""
    if comparison is None:
        return None
    mended, of = comparison.recheck.numerator, comparison.recheck.denominator
    blind = sum(
        one.state is State.UNMEASURED and one.old is not None and is_confirmed(one.old) for one in comparison.movements
    )
    return {
        "复查数": of,
        "已整改": mended,
        "仍存在": of - mended,
        "合格率": percent(mended, of),
        "未能复核": blind,
        "下发": _sent(demands),
    }


def _sent(demands: Sequence[Demand]) -> dict[str, Any] | None:
    counts = Counter(demand.state for demand in demands if demand.state is not Demanded.WITHDRAWN)
    if not (sent := sum(counts.values())):
        return None
    closed = counts[Demanded.CLOSED]
    return {"条数": sent, "已销号": closed, "销号率": percent(closed, sent), "未答复": counts[Demanded.SENT]}
