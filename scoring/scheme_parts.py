"""The sheet 细则 of a scheme's workbook, and how an indicator there says that it loses points."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from checks.filled import Filled
from crawler.sheets import Row
from scoring.scheme_places import Places
from scoring.scheme_titles import (
    ELEMENTS,
    INDICATOR,
    JOINT,
    MODES,
    NONE_LOSES,
    PARTS,
    PARTS_SHEET,
    PER_FAIL,
    ROLES,
)  # fmt: skip

_KEYS = {title: key for key, title in ROLES.items()}
Amounts = list[Decimal | int]


def read_parts(table: Filled, rows: Iterable[Row], known: set[str], places: Places) -> dict[str, dict[str, Any]]:
    """Indicator → its elements, ladder, caps and options, as TOML has them. `known`: the indicators that there are."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        indicator, of = (table.text(row, PARTS[name]) for name in ("indicator", "of"))
        places.part(indicator, of, row)
        key, amounts = _KEYS.get(table.text(row, PARTS["role"]), ""), _amounts(table, row, known)
        if not amounts:
            continue
        own = found.setdefault(indicator, {}).setdefault(key, [] if key == "ladder" else {})
        if key == "ladder":
            own.append([of, *amounts])
        elif of in own:
            table.wrong(row, PARTS["of"], f"“{of}”在指标 {indicator} 中出现了两次，请只留一行")
        else:
            own[of] = amounts[0]
    for own in found.values():  # people sort sheets
        own.get("ladder", []).sort(key=lambda rung: -rung[1])
    return found


def _amounts(table: Filled, row: Row, known: set[str]) -> Amounts:
    """Nothing when anything is wrong with the row, which is told."""
    if table.unreadable(row, PARTS.values()):
        return []
    indicator, role, of = (table.text(row, PARTS[name]) for name in ("indicator", "role", "of"))
    amount, factor = (amount_in(table.text(row, PARTS[name])) for name in ("amount", "factor"))
    wrong = len(table.problems)
    if indicator not in known:
        table.wrong(row, PARTS["indicator"], f"“指标”表没有编号“{indicator}”，请核对，或删去这一行")
    if role not in _KEYS:
        table.wrong(row, PARTS["role"], f"“{role}”不认识，应为：{'、'.join(_KEYS)}")
    if not of:
        table.wrong(row, PARTS["of"], "是空的，请写规则，问卷请写选项")
    if isinstance(amount, str):
        table.wrong(row, PARTS["amount"], f"“{amount}”不是数字" if amount else "是空的，请填数字")
    if factor and (isinstance(factor, str) or role != ROLES["ladder"]):
        table.wrong(row, PARTS["factor"], "只用于阶梯得分，须为数字；请改正或清空")
    if len(table.problems) > wrong:
        return []
    return [one for one in (amount, factor) if not isinstance(one, str)]


def put_loss(table: Filled, row: Row, found: dict[str, Any]) -> None:
    """扣分方式 and 扣分数值 as the keys that they stand for."""
    mode, amount = found.pop("mode", ""), found.pop("amount", None)
    if mode and mode not in MODES:
        table.wrong(row, INDICATOR["mode"], f"“{mode}”不认识，应为：{'、'.join(MODES)}")
    elif mode in (PER_FAIL, NONE_LOSES) and amount is None:
        what = "每处扣几分" if mode == PER_FAIL else "扣去的比例"
        table.wrong(row, INDICATOR["amount"], f"是空的，而扣分方式是“{mode}”，请填{what}")
    elif mode in (PER_FAIL, NONE_LOSES):
        found["per_fail" if mode == PER_FAIL else "none_loses"] = amount
    elif amount is not None:
        said = f"是“{mode}”" if mode else "空着"
        table.wrong(row, INDICATOR["amount"], f"填了 {amount}，而扣分方式{said}，请清空，或改扣分方式")
    if mode == ELEMENTS and "elements" not in found:
        table.wrong(row, INDICATOR["mode"], f"是“{ELEMENTS}”，而“{PARTS_SHEET}”表没有它的要素，请在那里写明")
    elif mode in MODES and mode != ELEMENTS and "elements" in found:
        what = f"“{PARTS_SHEET}”表有它的要素扣分，请改为“{ELEMENTS}”，或删去那几行"
        table.wrong(row, INDICATOR["mode"], f"是“{mode}”，而{what}")


def split(text: str) -> list[str]:
    """A cell's several words."""
    return [one.strip() for one in text.replace(";", JOINT).replace("\n", JOINT).split(JOINT) if one.strip()]


def amount_in(text: str) -> Decimal | int | str:
    """As TOML has it, freed of what binary arithmetic added; what is no number stays text, to be told of."""
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return text
    if not exact.is_finite() or abs(exact) > 10**9:
        return text
    near = exact.quantize(Decimal("0.01"))
    near = near if abs(exact - near) < Decimal("1e-9") else exact
    return int(near) if near == near.to_integral_value() else near
