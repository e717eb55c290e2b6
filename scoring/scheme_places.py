"""Where in a scheme's workbook stands what the scheme's own checks tell of: their words with the sheets' titles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from checks.filled import Filled
from crawler.sheets import Row
from scoring.scheme_titles import (
    ASSESSORS,
    CLASSES,
    DRAWS,
    GROUPS,
    INDICATOR,
    SCHEME,
    STAGES,
    TABLES,
    VALUE,
)  # fmt: skip

_TITLES: Mapping[str, Mapping[str, str]] = {
    "方案": SCHEME, "类别": CLASSES, "评分主体": ASSESSORS, "抽取": DRAWS, "组": GROUPS,
    "指标": {**INDICATOR, "per_fail": INDICATOR["amount"], "none_loses": INDICATOR["amount"]},
}  # fmt: skip
"""A check's first word → the titles of the keys that it speaks of."""
_SPOKEN = {
    key: title for titles in reversed([*_TITLES.values()]) for key, title in titles.items()
} | {"grades": TABLES["grades"], "groups": TABLES["groups"], "per_fail": "每处扣分", "none_loses": "全不符合才扣的比例",
     "elements": "要素扣分", "ladder": "阶梯得分", "caps": "封顶比例", "options": "选项分值", "classes": "类别",
     "draws": "抽取", "assessors": "评估方", "indicators": "指标", "prefix": "编号开头"}  # fmt: skip
_KEYS = re.compile(
    rf"\[{{0,2}}(?<![\w:*.\-])({'|'.join(sorted([*_SPOKEN, *STAGES], key=len, reverse=True))})(?![\w:*\-])\]{{0,2}}"
)


class Places:
    """Which row each thing that is called by an id stands in."""

    def __init__(self, tables: Mapping[str, Filled]) -> None:
        self.tables = tables
        self.rows: dict[tuple[str, str], tuple[str, Row]] = {}
        self.parts: dict[tuple[str, str], Row] = {}

    def put(self, label: str, name: str, table: str, row: Row) -> None:
        self.rows.setdefault((label, name), (table, row))

    def part(self, indicator: str, of: str, row: Row) -> None:
        self.parts.setdefault((indicator, of), row)

    def told(self, problem: str) -> str:
        """The problem, with where it stands in front and the columns' titles in place of the keys."""
        head, colon, body = problem.partition("：")
        label, name = self._subject(head)
        if not colon or not label:
            return f"{self._file()}：{_in_chinese(problem)}"
        keys = [key for key in _KEYS.findall(body) if key in _TITLES[label]]
        return f"{self._place(label, name, keys, body)}：{_in_chinese(body)}"

    def _file(self) -> str:
        return self.tables["scheme"].sheet.file.partition("“")[0]

    def _subject(self, head: str) -> tuple[str, str]:
        """`指标 1.2` → 指标 and 1.2, `第 3 个指标` → 指标 and #3, `方案` → 方案 and nothing."""
        if match := re.fullmatch(r"第 (\d+) 个(\S+)", head):
            return (match[2], f"#{match[1]}") if match[2] in _TITLES else ("", "")
        label, _, name = head.partition(" ")
        return (label, name) if label in _TITLES else ("", "")

    def _place(self, label: str, name: str, keys: list[str], body: str) -> str:
        quoted = re.findall(r"“([^”]+)”", body)
        if label == "指标" and (part := next((one for one in quoted if (name, one) in self.parts), None)):
            return self.tables["parts"].place(self.parts[name, part])
        if label == "方案":
            name = next((key for key in keys if ("方案", key) in self.rows), "")
        table, found = self.rows.get((label, name.partition("“")[0]), ("", None))
        if found is None:
            return f"{self._file()}“{TABLES.get(label, label)}”表{f'（{name}）' if name else ''}"
        if label == "方案":
            return self.tables[table].place(found, VALUE)
        title = next((_TITLES[label][key] for key in keys), "")
        if (
            not title
            and label == "指标"
            and any(one in self.tables[table].text(found, INDICATOR["rules"]) for one in quoted)
        ):
            title = INDICATOR["rules"]
        return self.tables[table].place(found, title)


def _in_chinese(body: str) -> str:
    body = re.sub(r"Decimal\('([^']*)'\)", r"\1", body.replace("，不加引号", "").replace("，加引号", ""))
    body = re.sub(r"缺少键“(\w+)”；请补上", r"\1 是空的；请填写", body)
    body = _KEYS.sub(lambda match: f"“{STAGES.get(match[1]) or _SPOKEN[match[1]]}”", body)
    return re.sub(r"(?<=[\u4e00-\u9fff；，：]) (?=“)|(?<=”) (?=[\u4e00-\u9fff])|(?<=“)“|”(?=”)", "", body)
