"""What of the rules and of the scheme is another than in the older round: no site's doing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.indicator import Indicator
from scoring.result import Result


@dataclass(frozen=True, slots=True)
class RuleChange:
    rule: str
    title: str
    old: str
    """Its edition (`RuleCard.version`); empty when the round did not keep it or did not have the rule."""
    new: str
    what: str
    """One sentence in Chinese."""


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    id: str
    title: str
    what: str
    """新增、删去, or which of its terms read how before and now, in Chinese."""


def rule_changes(old: Result, new: Result) -> list[RuleChange]:
    """Editions that differ, and rules that one of the rounds did not have. Of rounds that kept none, nothing is known."""
    then, now = ({card.id: card for card in result.rules} for result in (old, new))
    changes = []
    for rule in sorted(then.keys() | now.keys()):
        versions = (then[rule].version if rule in then else ""), (now[rule].version if rule in now else "")
        if rule not in then:
            what = "本轮新增的规则，上轮没有。"
        elif rule not in now:
            what = "上轮的规则，本轮没有。"
        elif versions[0] == versions[1]:
            continue
        else:
            what = "两轮的规则版本不同。" if all(versions) else "有一轮没有记下规则版本，是否相同无从得知。"
        changes.append(RuleChange(rule, (now.get(rule) or then[rule]).title, *versions, what))
    return changes


_TERMS: Mapping[str, str] = {
    "points": "分值", "per_fail": "每处扣分", "elements": "要素扣分", "ladder": "阶梯", "caps": "封顶",
    "none_loses": "全缺扣分", "veto_at": "否决处数", "stage": "类别", "rules": "规则", "kinds": "对象", "levels": "层级",
    "assessor": "评分方", "since": "起算日", "until": "截止日", "not_applicable_share": "不适用得分比例",
}  # fmt: skip


def indicator_changes(old: Sequence[Indicator], new: Sequence[Indicator]) -> Iterator[IndicatorChange]:
    then, now = {row.id: row for row in old}, {row.id: row for row in new}
    for one in sorted(then.keys() | now.keys()):
        if one not in then:
            yield IndicatorChange(one, now[one].title, f"新增，{now[one].points} 分")
        elif one not in now:
            yield IndicatorChange(one, then[one].title, f"删去，原 {then[one].points} 分")
        elif then[one] != now[one]:
            terms = [
                f"{title}：{_shown(getattr(then[one], name))} → {_shown(getattr(now[one], name))}"
                for name, title in _TERMS.items()
                if getattr(then[one], name) != getattr(now[one], name)
            ]
            yield IndicatorChange(one, now[one].title, "；".join(terms) or "计分方法或说明有变")


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else "无" if value is None else str(value)


def scheme_change(old: Result, new: Result) -> str:
    then, now = old.scheme, new.scheme
    if (then.id, then.version) != (now.id, now.version):
        return f"评分方案由“{then.title}”（{then.version}）改为“{now.title}”（{now.version}）。"
    parts = {"full": "满分", "pass_mark": "及格线", "grades": "等次", "bonus_above": "加分线", "bonus_full": "加分上限"}
    moved = [title for name, title in parts.items() if getattr(then, name) != getattr(now, name)]
    return f"评分方案的{'、'.join(moved)}有变。" if moved else ""
