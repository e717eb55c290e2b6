"""Until when a demand must be met: working days by severity, counted from the day after it is sent.

No document was found that sets the days by severity, so all of them are our default and can be given. What is
published is near them: 3 working days to answer a 找错 message (Zhejiang 2017, Liaoning 管理办法), about 8 days or 10 working
days for a whole list (Lianyungang 2023; a county). "24 hours" is for reposting, not for putting right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from checks.facts.workdays import NOT_KNOWN, workday_after
from scoring.demands import Severity

WORKDAYS: Mapping[Severity, int] = {Severity.VETO: 3, Severity.DEDUCTION: 10, Severity.OTHER: 10}
"""Our default."""
MOST = 250
"""Working days of a year; more is taken for a slip."""


class DeadlineError(ValueError):
    """`problems`: every one of them, each a Chinese sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_deadlines(settings: Iterable[str]) -> dict[Severity, int]:
    """Working days by severity from `单项否决=3` or `veto=3`; what is not named keeps the default. Raises DeadlineError."""
    names = {name: one for one in Severity for name in (one.value, one.label)}
    days, problems = dict(WORKDAYS), []
    for setting in settings:
        name, _, number = (part.strip() for part in setting.replace("＝", "=").partition("="))
        if name not in names:
            known = "、".join(one.label for one in Severity)
            problems.append(f"期限“{setting}”：没有“{name}”这一类问题，请写成 扣分=10 的形式，类别有：{known}。")
        elif not (number.isdecimal() and 1 <= int(number) <= MOST):
            problems.append(f"期限“{setting}”：“{number}”应为 1 到 {MOST} 之间的工作日数。")
        else:
            days[names[name]] = int(number)
    if problems:
        raise DeadlineError(problems)
    return days


def due_days(
    sent: date, days: Mapping[Severity, int], told: Mapping[date, bool] = NOT_KNOWN
) -> tuple[dict[Severity, date], bool]:
    """The last day for each severity, and whether a calendar knew all the years that were counted."""
    counted = {severity: workday_after(sent, count, told) for severity, count in days.items()}
    return {severity: day for severity, (day, _) in counted.items()}, all(known for _, known in counted.values())
