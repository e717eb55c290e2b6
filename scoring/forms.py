"""The form that a unit is sent and sends back: what its columns are called, and what each locked cell says.

Written by reports.return_form, read by scoring.returns: both by these words.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final

from crawler.beijing import BEIJING
from crawler.rounds import Round
from scoring.demands import Answer, Demand

FORM_SHEET, MANIFEST_SHEET = "整改清单", "校验"
KEY = "编号"
ANSWER, NOTE, PROOF, OWNER, DONE_ON = INPUTS = ("整改情况", "说明", "佐证", "责任人", "完成日期")
ANSWERS: Final = tuple(answer.value for answer in Answer if answer)
NAME, SEVERITY, CLAUSE, MESSAGE, PAGE, QUOTE, SEEN, POINTS, FIX, DUE = TOLD = (
    "网站名称", "性质", "指标/依据", "问题", "问题页面", "原文摘录", "采集时间", "扣分", "整改要求", "期限",
)  # fmt: skip
"""Locked; a row whose cells say anything else than was sent is not trusted."""
ROUND, UNIT = "轮次", "单位"
"""Facts at the head of the manifest, above its table of 编号, 对象 and 摘要."""
DIGEST = "摘要"


def told(demand: Demand) -> dict[str, str]:
    """What the demand's row says, by column of TOLD."""
    return {
        NAME: demand.name,
        SEVERITY: demand.severity.label,
        CLAUSE: demand.clause,
        MESSAGE: demand.message,
        PAGE: demand.url,
        QUOTE: demand.quote,
        SEEN: _minute(demand.seen_at),
        POINTS: f"{demand.points:.2f}",
        FIX: demand.fix,
        DUE: demand.due,
    }


def round_mark(asked: Round) -> str:
    """Sixteen hex digits that tell this round from any other, wherever its folder is copied and however it is judged."""
    begun = (asked.roster, asked.began_at, *sorted(target.id for target in asked.targets))
    return hashlib.sha256("\n".join(begun).encode()).hexdigest()[:16]


def _minute(seen_at: str) -> str:
    """In China; empty when nothing was fetched."""
    if not seen_at:
        return ""
    moment = datetime.fromisoformat(seen_at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
