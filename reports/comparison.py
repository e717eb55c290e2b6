"""对比.xlsx: two rounds beside each other. Every figure stands with what it is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.cells import plain
from reports.sheet import Book, Column, Formula, Grid, Link, Value
from scoring.comparison import Cause, Comparison, Movement, State
from scoring.movement import TargetChange
from scoring.silence import is_confirmed, is_problem

COMPARISON = "对比.xlsx"
TOTALS = (Column("项目", 30, "wrap"), Column("数", 10, "number"), Column("总数", 10, "number"), Column("比率", 10, "share"),
    Column("说明", 70, "wrap"))  # fmt: skip
TARGETS = (
    Column("序号", 5, "number"), Column("单位", 20, "wrap"), Column("网站（账号）", 20, "wrap"),
    Column("上轮得分", 9, "points"), Column("本轮得分", 9, "points"), Column("升降", 9, "points"),
    Column("其中：网站变化", 10, "points"), Column("其中：规则变化", 10, "points"), Column("其中：方案变化", 10, "points"),
    Column("上轮名次", 7, "number"), Column("本轮名次", 7, "number"), Column("名次升降", 7, "number"),
    Column("上轮等次", 12, "centre"), Column("本轮等次", 12, "centre"), Column("已解决", 7, "number"),
    Column("仍存在", 7, "number"), Column("再次出现", 7, "number"), Column("新增", 7, "number"),
    Column("本轮未测得", 7, "number"), Column("备注", 24, "wrap"),
)  # fmt: skip
PROBLEMS = (
    Column("序号", 5, "number"), Column("单位", 18, "wrap"), Column("网站（账号）", 18, "wrap"), Column("变化", 9, "centre"),
    Column("起因", 9, "centre"), Column("性质", 8, "centre"), Column("规则", 20, "wrap"), Column("项目", 12, "wrap"),
    Column("上轮的问题", 36, "wrap"), Column("本轮的结论", 36, "wrap"), Column("页面", 28, "link"), Column("说明", 28, "wrap"),
    Column("编号", 16, "code", hidden=True),
)  # fmt: skip
CHANGES = (Column("类别", 10, "centre"), Column("编号", 24, "wrap"), Column("名称", 34, "wrap"), Column("变化", 60, "wrap"),
    Column("涉及问题", 9, "number"))  # fmt: skip
REPEATS = (
    Column("序号", 5, "number"), Column("单位", 22, "wrap"), Column("本单位条数", 9, "number"), Column("网站（账号）", 20, "wrap"),
    Column("变化", 9, "centre"), Column("规则", 22, "wrap"), Column("问题", 50, "wrap"), Column("页面", 32, "link"),
    Column("编号", 16, "code", hidden=True),
)  # fmt: skip
UP, DOWN = "上升", "下降"
ADVICE = "起因为“规则变化”的，不能说是网站变好或变坏。要分清，请用本版本对上轮的评估目录重新 check、score（不再采集），再做对比。"


def write_comparison(compared: Comparison, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Book(path, "两轮评估对比")
    names = {one.id: plain(one.name) for result in (compared.old, compared.new) for one in result.targets}
    titles = {card.id: plain(card.title) for result in (compared.old, compared.new) for card in result.rules}
    tables: Sequence[tuple[str, tuple[Column, ...], list[Sequence[Value]], str]] = (
        ("总体", TOTALS, list(_totals(compared)), _rounds(compared)),
        ("单位升降", TARGETS, list(_targets(compared)), _NOTES["单位升降"]),
        ("问题变化", PROBLEMS, list(_problems(compared.movements, names, titles)), _NOTES["问题变化"]),
        ("方案与规则变化", CHANGES, list(_changes(compared, titles)), ADVICE),
        ("屡改屡犯", REPEATS, list(_repeats(compared, names, titles)), _NOTES["屡改屡犯"]),
    )
    for name, columns, rows, note in tables:
        sheet, grid = book.sheet(name), Grid(name, columns, len(rows), 2)
        _head(book, sheet, grid, f"两轮评估对比　{name}", note)
        book.table(sheet, grid, _live(name, grid, rows), freeze=3 if name in ("单位升降", "问题变化") else 0)
        if any(column.title == "变化" and column.style == "centre" for column in columns):
            book.mark(sheet, grid, "变化", _STYLES)
    book.close()
    return path


_NOTES = {
    "单位升降": "升降 = 本轮得分 − 上轮得分。方案变化：上轮的结果按本轮方案重新计分的差；规则变化：再把版本不同的规则换成本轮结论的差"
    "（与网站变化不可分）；其余为网站变化。有一轮未能评定、不计分或不在名单的，不比较。",
    "问题变化": "同一规则、对象、项目、页面和位置为同一个问题；只差协议、端口或首页文件名的网址视为同一页面。"
    "本轮没有测到、没有读到的记为“本轮未测得”，不算已解决。",
    "屡改屡犯": "上轮已指出、本轮同一问题仍在或再次出现的；单位按条数从多到少。",
}
_STYLES = (("已解决", "good"), ("仍存在", "bad"), ("再次出现", "bad"), ("新增", "open"), ("未测得", "void"))


def _rounds(compared: Comparison) -> str:
    days = [result.run.get("评判日", "") or "（未记）" for result in (compared.old, compared.new)]
    schemes = [f"{result.scheme.title}（{result.scheme.version}）" for result in (compared.old, compared.new)]
    return plain(f"上轮：评判日 {days[0]}，{schemes[0]}。本轮：评判日 {days[1]}，{schemes[1]}。")


def _head(book: Book, sheet: Any, grid: Grid, title: str, note: str) -> None:
    last = max(number for number, column in enumerate(grid.columns) if column.style != "code")
    for row, (text, style, height) in enumerate([(title, "title", 30), (note, "notice", 36)]):
        sheet.merge_range(row, 0, row, last, "", book.formats[style])
        sheet.write_string(row, 0, text, book.formats[style])
        sheet.set_row(row, height)


def _live(name: str, grid: Grid, rows: list[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """Rates and movements as formulas over the cells that they come from."""
    for number, row in enumerate(rows):
        cells = list(row)
        if name == "总体" and isinstance(cells[3], Decimal):
            cells[3] = Formula(f"={grid.cell('数', number)}/{grid.cell('总数', number)}", cells[3])
        if name == "单位升降" and isinstance(cells[5], Decimal):
            cells[5] = Formula(f"={grid.cell('本轮得分', number)}-{grid.cell('上轮得分', number)}", cells[5])
        yield cells


def _totals(compared: Comparison) -> Iterator[Sequence[Value]]:
    rate = compared.recheck
    told = "上轮已认定的问题中本轮已解决的，占能够复查的（已解决 + 仍存在 + 再次出现）；未测得、规则有变的不计入。"
    yield _share("整改复查合格率", rate.numerator, rate.denominator, told)
    old = [one for one in compared.movements if one.old and is_problem(one.old)]
    yield "上轮问题（含待核实）", len(old), None, None, "以下四种去向合计。"
    for state in (State.FIXED, State.OPEN, State.REOPENED, State.UNMEASURED):
        yield _share(f"　{state.label}", sum(one.state is state for one in old), len(old), _causes(compared, state))
    fresh = [one for one in compared.movements if one.old is None or not is_problem(one.old)]
    yield "本轮新出现的问题", len(fresh), None, None, _causes(compared, State.NEW)
    moved = [one for one in compared.targets if one.moved is not None]
    for title, count in _directions(moved):
        yield _share(f"得分{title}的对象", count, len(moved), "两轮都有得分的对象。")
    came, left = (sum(getattr(one, side) is None for one in compared.targets) for side in ("old", "new"))
    yield "本轮新进名单", came, None, None, ""
    yield "本轮不在名单", left, None, None, "其上轮的问题记为“本轮未测得（名单变化）”。"
    yield "屡改屡犯的单位", len(compared.repeats), None, None, "见“屡改屡犯”。"
    yield "版本不同的规则", len(compared.rules), None, None, ADVICE if compared.rules else "两轮的规则版本相同。"
    yield "有变化的指标", len(compared.indicators), None, None, compared.scheme or "方案的其他规定相同。"


def _share(title: str, numerator: int, denominator: int, told: str) -> Sequence[Value]:
    return title, numerator, denominator, Decimal(numerator) / denominator if denominator else None, told


def _causes(compared: Comparison, state: State) -> str:
    counts = [(cause.label, compared.count(state, cause)) for cause in Cause]
    return "，".join(f"{label} {count} 个" for label, count in counts if count)


def _directions(moved: Iterable[TargetChange]) -> Iterator[tuple[str, int]]:
    points = [one.moved or Decimal(0) for one in moved]
    yield UP, sum(one > 0 for one in points)
    yield DOWN, sum(one < 0 for one in points)
    yield "不变", sum(one == 0 for one in points)


def _targets(compared: Comparison) -> Iterator[Sequence[Value]]:
    """Those that fell most come first, what cannot be compared last."""
    counts: dict[str, dict[State, int]] = {}
    for movement in compared.movements:
        counts.setdefault(movement.told.target, dict.fromkeys(State, 0))[movement.state] += 1
    rows = sorted(compared.targets, key=lambda one: (one.moved is None, one.moved or 0, one.target.id))
    for number, one in enumerate(rows, 1):
        mine = counts.get(one.target.id, dict.fromkeys(State, 0))
        states = (State.FIXED, State.OPEN, State.REOPENED, State.NEW, State.UNMEASURED)
        yield (
            number, plain(one.target.unit), plain(one.target.name), _points(one.old), _points(one.new), one.moved,
            one.sites, one.rules, one.scheme, _rank(one.old), _rank(one.new), one.climbed,
            one.old.grade if one.old else None, one.new.grade if one.new else None,
            *(mine[state] for state in states), _remark(one),
        )  # fmt: skip


def _points(total: Any) -> Decimal | None:
    return total.total if total and total.scored else None


def _rank(total: Any) -> int | None:
    return total.rank or None if total else None


def _remark(one: TargetChange) -> str:
    if one.old is None:
        return "本轮新进名单"
    if one.new is None:
        return "本轮不在名单"
    return "" if one.moved is not None else "有一轮未能评定或不计分，不比较"


def _problems(
    movements: Iterable[Movement], names: dict[str, str], titles: dict[str, str]
) -> Iterator[Sequence[Value]]:
    for number, one in enumerate(movements, 1):
        said = one.told
        yield (
            number, plain(said.unit), names[said.target], one.state.label,
            one.cause.label if one.state is not State.OPEN else None, "不符合" if is_confirmed(said) else "待核实",
            titles[said.rule], plain(said.item), plain(one.old.message) if one.old else None,
            plain(one.new.message) if one.new else None, Link(said.url), plain(one.reason), said.key,
        )  # fmt: skip


def _changes(compared: Comparison, titles: dict[str, str]) -> Iterator[Sequence[Value]]:
    if compared.scheme:
        yield "方案", compared.new.scheme.id, plain(compared.new.scheme.title), plain(compared.scheme), None
    for one in compared.indicators:
        yield "指标", one.id, plain(one.title), plain(one.what), None
    for rule in compared.rules:
        concerned = sum(one.told.rule == rule.rule and one.state is not State.OPEN for one in compared.movements)
        versions = f"（{rule.old or '无'} → {rule.new or '无'}）"
        yield "规则", rule.rule, titles[rule.rule], rule.what + versions, concerned


def _repeats(compared: Comparison, names: dict[str, str], titles: dict[str, str]) -> Iterator[Sequence[Value]]:
    rows = ((repeat, one) for repeat in compared.repeats for one in repeat.movements)
    for number, (repeat, one) in enumerate(rows, 1):
        said = one.told
        yield (
            number, plain(repeat.unit), len(repeat.movements), names[said.target], one.state.label,
            titles[said.rule], plain(said.message), Link(said.url), said.key,
        )  # fmt: skip
