"""A scheme as a workbook for an evaluator to edit: a sheet for each kind of row, drop-downs, sums in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from checks.rule import Rule
from crawler.targets import Kind
from reports.scheme_sums import SUMS, sum_line, write_sums
from reports.sheet import Book, Column, Grid, Value
from scoring.indicator import Indicator
from scoring.scheme import Class, Scheme
from scoring.scheme_titles import (
    ASSESSORS,
    BLANK,
    CLASSES,
    DRAWS,
    ELEMENTS,
    GRADES,
    GROUPS,
    INDICATOR,
    JOINT,
    MODES,
    NONE_LOSES,
    PARAMETER,
    PARTS,
    PARTS_SHEET,
    PER_FAIL,
    ROLES,
    SCHEME,
    SHARE,
    STAGES,
    TABLES,
    VALUE,
    YES,
)  # fmt: skip

SPARE = {"grades": 12, "classes": 8, "assessors": 6, "draws": 8, "groups": 20, "indicators": 100, "parts": 100}
"""Empty rows below the last that take new ones, with the same drop-downs."""
TOP = 1
"""Rows of the sheet 指标 above its table: the line of sums."""
_WIDE = {"title": 30, "basis": 40, "note": 40, "rules": 44, "of": 40, "mode": 14, "levels": 16, "role": 12,
         "not_applicable_share": 12, "since": 12, "until": 12, "indicator": 12}  # fmt: skip
_AMOUNTS = frozenset({
    "points", "amount", "veto_at", "least", "full", "pass_mark", "bonus_above", "bonus_full", "share", "count",
    "not_applicable_share", "factor",
})  # fmt: skip
_MEANS = {
    "id": "方案的编号，用作文件名。", "note": "写明分值出自何处：哪一条款，或是本单位的示例。",
    "pass_mark": "低于此分为不合格。", "bonus_above": "基本分高于此分才进入加分。",
    "bonus_full": "各加分指标的分值合计；没有加分指标的填 0。",
    "not_applicable_share": "没有此项业务的单位统一得该项的几成，0 至 1。",
    "void_above_share": "未测得的分值超过满分的这个比例时，等次为未能评定；0 至 1。",
    "own_share": "被其他单位写作上级单位的，自己的得分占这个比例，其余为下级的平均分；空着表示不合成。",
    "seed": "随机抽取指标用的种子，同一种子抽到同样的指标。",
}  # fmt: skip
_NOTES = (
    ("改分值", "在“指标”表改“分值”；“合计”表和“指标”表第一行随之重算，须与满分相符。"),
    ("环节", f"{STAGES['base']}：计入满分；{STAGES['bonus']}：超过加分线后另加；{STAGES['malus']}：在满分之外扣；"
     f"{STAGES['veto']}：不计分，达到“否决数”即不合格。"),
    ("扣分方式", f"{SHARE}：扣去不符合的占比；{PER_FAIL}：每处扣“扣分数值”分；{NONE_LOSES}：全部不符合时扣去"
     f"“扣分数值”这个比例，有一处符合即不扣；{ELEMENTS}：在“细则”表写明每个要素扣几分。人工指标和问卷空着。"),
    ("规则", f"规则编号，或“规则:项目”“规则:项目开头*”；几个的以“{JOINT}”或换行隔开。全部规则见“规则”表。"
     "空着且“细则”也没有的，是人工指标。"),
    ("适用对象", f"适用的填“{YES}”。层级以“{JOINT}”隔开，空着表示不限；名册中层级为空的写“{BLANK}”。"),
    (PARTS_SHEET, f"{ROLES['elements']}：该项目不符合即扣几分，只扣一次；{ROLES['ladder']}：做到的第一级给几分，从高到低，"
     f"“其余扣分折算”为其余扣分计入的比例；{ROLES['caps']}：不符合时最多得本项的几成；{ROLES['options']}：问卷选项折合百分制的分。"),
    ("增删", "删去整行即不再有；在空行里写新的。改好后用 audit.py schemes --import 读回。"),
)  # fmt: skip


def write_scheme(scheme: Scheme, rules: Mapping[str, Rule], path: Path) -> None:
    """`path`: xlsx. The same scheme gives the same bytes."""
    book = Book(path, scheme.title)
    sheets = {key: book.sheet(title) for key, title in {"scheme": "方案", **TABLES, "parts": PARTS_SHEET}.items()}
    sums = book.sheet(SUMS)
    grids = {key: Grid(name, columns, 0, TOP * (key == "indicators")) for key, (name, columns) in _tables().items()}
    grids = {
        key: Grid(one.name, one.columns, len(_rows(scheme, key)) + SPARE[key], one.top) for key, one in grids.items()
    }
    _write_parameters(book, sheets["scheme"], scheme)
    for key, grid in grids.items():
        blank = [[None] * len(grid.columns)] * SPARE[key]
        book.table(sheets[key], grid, [*_rows(scheme, key), *blank], freeze=2 if key == "indicators" else 1)
    rows = write_sums(book, sums, scheme, grids)
    sheets["indicators"].set_row(0, 20)
    sum_line(book, sheets["indicators"], rows)
    _write_rules(book, rules)
    _drop_downs(book, sheets, grids, len(rules))
    notes = book.sheet("填写说明")
    columns = (Column("项目", 18, "wrap"), Column("说明", 110, "wrap"))
    book.table(notes, Grid("填写说明", columns, len(_NOTES)), _NOTES)
    book.close()


def _tables() -> dict[str, tuple[str, tuple[Column, ...]]]:
    titles = {
        "grades": GRADES, "classes": CLASSES, "assessors": ASSESSORS, "draws": DRAWS, "groups": GROUPS,
        "indicators": INDICATOR,
    }  # fmt: skip
    found = {key: (TABLES[key], tuple(_columns(titles[key]))) for key in TABLES}
    return found | {"parts": (PARTS_SHEET, tuple(_columns(PARTS)))}


def _columns(titles: Mapping[str, str]) -> Iterable[Column]:
    for key, title in titles.items():
        if key == "kinds":
            yield from (Column(kind.label, 8, "centre") for kind in Kind)
        else:
            yield Column(title, _WIDE.get(key, 10), "amount" if key in _AMOUNTS else "typed")


def _rows(scheme: Scheme, key: str) -> Sequence[Sequence[Value]]:
    if key == "grades":
        own = [("", scheme.grades), *((one.id, one.grades) for one in scheme.classes if one.grades != scheme.grades)]
        return [(of, least, title) for of, grades in own for least, title in grades]
    if key == "classes":
        return [_class(one, scheme) for one in scheme.classes]
    if key == "assessors":
        return [(one.id, one.title, one.share) for one in scheme.assessors]
    if key == "draws":
        return [(one.id, one.title, one.prefix, one.count) for one in scheme.draws]
    if key == "groups":
        return scheme.groups
    return [_indicator(row) for row in scheme.indicators] if key == "indicators" else _parts(scheme)


def _class(one: Class, scheme: Scheme) -> Sequence[Value]:
    own = [getattr(one, key) for key in ("full", "pass_mark", "bonus_above", "bonus_full")]
    of_all = [getattr(scheme, key) for key in ("full", "pass_mark", "bonus_above", "bonus_full")]
    amounts = [mine if mine != theirs else None for mine, theirs in zip(own, of_all, strict=True)]
    return (one.id, one.title, *_ticks(one.kinds), _levels(one.levels), *amounts)


def _indicator(row: Indicator) -> Sequence[Value]:
    return (
        row.id,
        row.title,
        STAGES[row.stage],
        None if row.stage == "veto" and not row.points else row.points,
        _mode(row),
        row.per_fail if row.per_fail is not None else row.none_loses,
        row.veto_at,
        f"{JOINT}\n".join(row.rules),
        *_ticks(row.kinds),
        _levels(row.levels),
        row.assessor,
        row.not_applicable_share,
        row.since,
        row.until,
        row.basis,
        row.note,
    )


def _mode(row: Indicator) -> str:
    for given, mode in ((row.elements, ELEMENTS), (row.none_loses, NONE_LOSES), (row.per_fail, PER_FAIL)):
        if given is not None and given != ():
            return mode
    return SHARE if row.rules and row.stage != "veto" else ""


def _parts(scheme: Scheme) -> Sequence[Sequence[Value]]:
    rows: list[Sequence[Value]] = []
    for row in scheme.indicators:
        rows += [(row.id, ROLES["elements"], of, cost, None) for of, cost in row.elements]
        rows += [(row.id, ROLES["ladder"], rung.reference, rung.points, rung.factor) for rung in row.ladder]
        rows += [(row.id, ROLES["caps"], of, share, None) for of, share in row.caps]
        rows += [(row.id, ROLES["options"], answer, value, None) for answer, value in row.options]
    return rows


def _ticks(kinds: Sequence[Kind]) -> list[Value]:
    return [YES if kind in kinds else None for kind in Kind]


def _levels(levels: Sequence[str]) -> str:
    return JOINT.join(level or BLANK for level in levels)


def _write_parameters(book: Book, sheet: Any, scheme: Scheme) -> None:
    columns = (Column(PARAMETER, 18, "wrap"), Column(VALUE, 70, "typed"), Column("含义", 60, "wrap"))
    rows: list[Sequence[Value]] = []
    for key, title in SCHEME.items():
        value = getattr(scheme, key)
        rows.append(
            (title, value if value is None or isinstance(value, Decimal | int) else str(value), _MEANS.get(key))
        )
    book.table(sheet, Grid("方案", columns, len(rows)), rows, freeze=1)
    for number, row in enumerate(rows, 1):
        if isinstance(row[1], Decimal | int):
            sheet.write_number(number, 1, float(row[1]), book.formats["amount"])


def _write_rules(book: Book, rules: Mapping[str, Rule]) -> None:
    columns = (Column("规则编号", 30, "text"), Column("规则名称", 40, "wrap"), Column("依据", 70, "wrap"))
    rows = [(card.id, card.title, card.basis) for _, card in sorted(rules.items())]
    book.table(book.sheet("规则"), Grid("规则", columns, len(rows)), rows, freeze=1)


def _drop_downs(book: Book, sheets: Mapping[str, Any], grids: Mapping[str, Grid], rules: int) -> None:
    indicators, parts = grids["indicators"], grids["parts"]
    book.choices(sheets["indicators"], indicators, INDICATOR["stage"], tuple(STAGES.values()))
    book.choices(sheets["indicators"], indicators, INDICATOR["mode"], MODES)
    book.choices(sheets["parts"], parts, PARTS["role"], tuple(ROLES.values()))
    for key in ("indicators", "classes"):
        for kind in Kind:
            book.choices(sheets[key], grids[key], kind.label, (YES,))
    known = f"='规则'!$A$2:$A${rules + 1}"
    _offer(sheets["indicators"], indicators, INDICATOR["rules"], known)
    _offer(sheets["parts"], parts, PARTS["of"], known)
    _offer(sheets["parts"], parts, PARTS["indicator"], f"={indicators.span(INDICATOR['id'])}")
    _offer(sheets["indicators"], indicators, INDICATOR["assessor"], f"={grids['assessors'].span(ASSESSORS['id'])}")
    _offer(sheets["grades"], grids["grades"], GRADES["class"], f"={grids['classes'].span(CLASSES['id'])}")


def _offer(sheet: Any, grid: Grid, title: str, source: str) -> None:
    """A list to choose from that does not forbid anything else: a cell may hold several, or one with an item."""
    column = grid.column(title)
    rule = {"validate": "list", "source": source, "show_error": False}
    sheet.data_validation(grid.top + 1, column, grid.top + grid.count, column, rule)
