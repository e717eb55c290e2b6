"""The workbook of a scheme read back: every cell checked, every problem told with sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from checks.filled import Filled, filled
from checks.rule import Rule
from crawler.sheets import Row, Sheet, SheetError, read_tables
from crawler.targets import Kind
from scoring import scheme_titles as titles
from scoring.scheme import Scheme, SchemeError, scheme_from
from scoring.scheme_parts import amount_in, put_loss, read_parts, split
from scoring.scheme_places import Places

_TITLES: Mapping[str, Mapping[str, str]] = {
    "grades": titles.GRADES, "classes": titles.CLASSES, "assessors": titles.ASSESSORS, "draws": titles.DRAWS, "groups": titles.GROUPS,
    "indicators": titles.INDICATOR, "parts": titles.PARTS,
}  # fmt: skip
_SHEETS = {key: titles.TABLES.get(key, titles.PARTS_SHEET) for key in _TITLES}
_NUMBERS = frozenset({
    "points", "amount", "veto_at", "full", "pass_mark", "bonus_above", "bonus_full", "share", "count", "seed",
    "not_applicable_share", "void_above_share", "own_share", "factor", "least",
})  # fmt: skip
_TICKS = frozenset({titles.YES, "✓", "✔", "是", "1", "x", "X", "y", "Y", "TRUE"})


def read_scheme_workbook(path: Path, rules: Mapping[str, Rule]) -> Scheme:
    """Raises SchemeError with all problems at once."""
    tables, problems = _tables(path)
    if problems:
        raise SchemeError(problems)
    reading = _Reading(tables)
    table = reading.table()
    told = [problem for one in tables.values() for problem in one.problems]
    try:
        scheme = scheme_from(table, rules)
    except SchemeError as error:
        told += [place for problem in error.problems if (place := reading.places.told(problem)) not in told]
        raise SchemeError(told) from None
    if told:
        raise SchemeError(told)
    return scheme


def _tables(path: Path) -> tuple[dict[str, Filled], list[str]]:
    """The sheets by key, and what keeps them from being read at all."""
    names = [titles.PARAMETER, *(title for columns in _TITLES.values() for title in columns.values())]
    try:
        sheets = read_tables(path, names)
    except SheetError as problem:
        return {}, [str(problem)]
    problems = [
        f"{path.name}：缺少“{title}”表；请用 schemes --export 重新导出后修改，勿改动工作表的名称。"
        for title in ("方案", *_SHEETS.values())
        if title not in sheets
    ]
    if problems:
        return {}, problems
    found = {
        "scheme": filled(
            sheets["方案"], {titles.PARAMETER: (), titles.VALUE: ()}, ((titles.PARAMETER,), (titles.VALUE,))
        )
    }
    found |= {key: _filled(sheets[_SHEETS[key]], columns) for key, columns in _TITLES.items()}
    return found, [problem for one in found.values() for problem in one.problems]


def _filled(sheet: Sheet, columns: Mapping[str, str]) -> Filled:
    names = [title for key, title in columns.items() if key != "kinds"]
    names += [kind.label for kind in Kind] if "kinds" in columns else []
    return filled(sheet, dict.fromkeys(names, ()), tuple((name,) for name in names))


class _Reading:
    """One pass over the sheets, into a table as TOML gives it; cells that cannot be read are left to the scheme's
    own reading to tell of, or told of here where it could not know."""

    def __init__(self, tables: Mapping[str, Filled]) -> None:
        self.tables, self.places = tables, Places(tables)

    def table(self) -> dict[str, Any]:
        table = self.parameters()
        grades = self.grades()
        table["grades"] = grades.pop("", [])
        table["groups"] = self.groups()
        for key, label in (("classes", "类别"), ("assessors", "评分主体"), ("draws", "抽取")):
            if rows := self.plain_rows(key, label):
                table[key] = rows
        for one in table.get("classes", []):
            if one.get("id") in grades:
                one["grades"] = grades.pop(one["id"])
        for row in (row for row in self.rows("grades") if self.text("grades", row, "class") in grades):
            self.tables["grades"].wrong(
                row, titles.GRADES["class"], f"没有类别“{self.text('grades', row, 'class')}”，空着是全体的等次"
            )
        table["indicators"] = self.indicators()
        return {key: value for key, value in table.items() if value != {} or key == "groups"}

    def rows(self, key: str) -> Iterable[Row]:
        """Those with anything in them; sums and marks of the workbook's own do not count."""
        table = self.tables[key]
        return [
            row
            for row in table.sheet.rows
            if any(row.cells[at].strip() or at in row.broken for at in table.at.values())
        ]

    def text(self, key: str, row: Row, name: str) -> str:
        return self.tables[key].text(row, _TITLES[key][name])

    def parameters(self) -> dict[str, Any]:
        table, keys = self.tables["scheme"], {title: key for key, title in titles.SCHEME.items()}
        found: dict[str, Any] = {}
        for row in self.rows("scheme"):
            title, value = table.text(row, titles.PARAMETER), table.text(row, titles.VALUE)
            if table.unreadable(row, (titles.PARAMETER, titles.VALUE)):
                continue
            if title not in keys:
                table.wrong(row, titles.PARAMETER, f"“{title}”不认识，应为：{'、'.join(keys)}")
                continue
            key = keys[title]
            self.places.put("方案", key, "scheme", row)
            if key in found:
                table.wrong(row, titles.PARAMETER, f"“{title}”出现了两次，请只留一行")
            elif value:
                found[key] = amount_in(value) if key in _NUMBERS else value
        return found

    def grades(self) -> dict[str, list[list[Any]]]:
        """By class; '' is the scheme's own."""
        found: dict[str, list[list[Any]]] = {"": []}
        table = self.tables["grades"]
        for row in self.rows("grades"):
            least, title = amount_in(self.text("grades", row, "least")), self.text("grades", row, "title")
            self.places.put("等次", title, "grades", row)
            if table.unreadable(row, titles.GRADES.values()):
                continue
            if not isinstance(least, Decimal | int):
                table.wrong(row, titles.GRADES["least"], f"“{least}”不是数字")
            elif not title:
                table.wrong(row, titles.GRADES["title"], "是空的，请写等次的名称")
            else:
                found.setdefault(self.text("grades", row, "class"), []).append([least, title])
        return found

    def groups(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in self.rows("groups"):
            prefix, title = (self.text("groups", row, name) for name in ("prefix", "title"))
            self.places.put("组", prefix, "groups", row)
            if not prefix or not title or prefix in found:
                self.tables["groups"].wrong(row, titles.GROUPS["prefix"], "编号和名称都须填写，编号不得重复")
            found[prefix] = title
        return found

    def plain_rows(self, key: str, label: str) -> list[dict[str, Any]]:
        return [self.row(key, label, row, number) for number, row in enumerate(self.rows(key), 1)]

    def row(self, key: str, label: str, row: Row, number: int) -> dict[str, Any]:
        """A row's cells by key, empty ones left out."""
        table, columns = self.tables[key], _TITLES[key]
        table.unreadable(row, [title for name, title in columns.items() if name != "kinds"])
        self.places.put(label, self.text(key, row, "id") or f"#{number}", key, row)
        found: dict[str, Any] = {}
        for name in columns:
            if name == "kinds":
                if kinds := self.kinds(table, row):
                    found["kinds"] = kinds
            elif text := self.text(key, row, name):
                found[name] = amount_in(text) if name in _NUMBERS else text
        if "levels" in found:
            found["levels"] = ["" if level == titles.BLANK else level for level in split(found["levels"])]
        return found

    def kinds(self, table: Filled, row: Row) -> list[str]:
        for kind in Kind:
            if (text := table.text(row, kind.label)) and text not in _TICKS:
                table.wrong(row, kind.label, f"“{text}”不认识，适用的填“{titles.YES}”，不适用的空着")
        return [kind.value for kind in Kind if table.text(row, kind.label)]

    def indicators(self) -> list[dict[str, Any]]:
        rows = [
            (row, self.row("indicators", "指标", row, number)) for number, row in enumerate(self.rows("indicators"), 1)
        ]
        known = {found.get("id", "") for _, found in rows}
        parts = read_parts(self.tables["parts"], self.rows("parts"), known, self.places)
        by_title = {title: stage for stage, title in titles.STAGES.items()}
        for row, found in rows:
            found["rules"] = split(found.get("rules", ""))
            found["stage"] = by_title.get(found.get("stage", ""), found.get("stage", "base"))
            found |= parts.get(found.get("id", ""), {})
            put_loss(self.tables["indicators"], row, found)
        return [found for _, found in rows]
