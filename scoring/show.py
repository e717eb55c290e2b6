"""Schemes as text, for the terminal."""

from __future__ import annotations

import tomllib
from pathlib import Path

from scoring.scheme import Indicator, Scheme, list_schemes

_STAGES = {"base": "基本分", "bonus": "加分", "malus": "倒扣", "veto": "单项否决"}


def scheme_table() -> str:
    """One line a shipped scheme."""
    rows, width = [], max(map(len, list_schemes())) + 2
    for name in list_schemes():
        table = tomllib.loads((Path(__file__).parent / "schemes" / f"{name}.toml").read_text(encoding="utf-8"))
        rows.append(f"{name:{width}}{table['title']}")
    return "\n".join([*rows, "schemes NAME 查看一个方案的全部指标。"])


def scheme_page(scheme: Scheme) -> str:
    """The whole scheme: what is weighed, by which rules, at how many points, by which clause."""
    lines = [f"{scheme.id}  {scheme.title}（{scheme.version}）", f"依据：{scheme.basis}", f"说明：{scheme.note}"]
    lines.append(f"满分 {scheme.full}，{scheme.pass_mark} 分以下不合格，高于 {scheme.bonus_above} 分进入加分。")
    groups = dict(scheme.groups)
    for indicator in scheme.indicators:
        prefix = indicator.id.rpartition(".")[0]
        if prefix in groups:
            lines.append(f"\n{prefix} {groups.pop(prefix)}")
        lines.append(_line(indicator))
    return "\n".join(lines)


def _line(indicator: Indicator) -> str:
    if indicator.stage == "veto":
        points = f"{indicator.veto_at} 处即否决" if indicator.veto_at else "人工判定"
    else:
        points = f"{indicator.points} 分" + (f"，每处扣 {indicator.per_fail}" if indicator.per_fail else "")
    rules = "、".join(indicator.rules) or "人工指标"
    return f"  {indicator.id} {indicator.title}（{_STAGES[indicator.stage]}，{points}）[{rules}] {indicator.basis}"
