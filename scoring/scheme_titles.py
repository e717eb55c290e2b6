"""What the keys of a scheme are called where people read and edit it: in the workbook and in a diff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

STAGES: Final[Mapping[str, str]] = {"base": "基本分", "bonus": "加分", "malus": "倒扣", "veto": "单项否决"}

SCHEME: Final[Mapping[str, str]] = {
    "id": "方案编号", "title": "方案名称", "version": "版本", "basis": "依据", "note": "说明", "full": "满分",
    "pass_mark": "合格线", "bonus_above": "加分线", "bonus_full": "加分满分",
    "not_applicable_share": "不适用得分比例", "void_above_share": "未测得上限比例", "own_share": "本级占比",
    "seed": "抽取种子",
}  # fmt: skip
"""Keys of the scheme itself, in the order of the sheet 方案."""
TABLES: Final[Mapping[str, str]] = {
    "grades": "等次", "classes": "类别", "assessors": "评估方", "draws": "抽取", "groups": "分组", "indicators": "指标",
}  # fmt: skip
"""Keys that hold rows; each has a sheet of that name."""
PARTS_SHEET = "细则"

GRADES: Final[Mapping[str, str]] = {"class": "类别", "least": "最低分", "title": "等次"}
CLASSES: Final[Mapping[str, str]] = {
    "id": "类别编号", "title": "类别名称", "kinds": "适用对象", "levels": "层级", "full": "满分", "pass_mark": "合格线",
    "bonus_above": "加分线", "bonus_full": "加分满分",
}  # fmt: skip
ASSESSORS: Final[Mapping[str, str]] = {"id": "评估方编号", "title": "评估方名称", "share": "占比"}
DRAWS: Final[Mapping[str, str]] = {
    "id": "抽取编号", "title": "抽取名称", "prefix": "指标编号开头", "count": "抽取个数",
}  # fmt: skip
GROUPS: Final[Mapping[str, str]] = {"prefix": "组编号", "title": "组名称"}
INDICATOR: Final[Mapping[str, str]] = {
    "id": "编号", "title": "指标", "stage": "环节", "points": "分值", "mode": "扣分方式", "amount": "扣分数值",
    "veto_at": "否决数", "rules": "规则", "kinds": "适用对象", "levels": "层级", "assessor": "评估方",
    "not_applicable_share": "不适用得分比例", "since": "起始日", "until": "截止日", "basis": "依据", "note": "说明",
}  # fmt: skip
"""`mode` and `amount` stand for per_fail, none_loses and elements; each of `kinds` is a column of its own."""
PARTS: Final[Mapping[str, str]] = {
    "indicator": "指标编号", "role": "种类", "of": "规则或选项", "amount": "数值", "factor": "其余扣分折算",
}  # fmt: skip

SHARE, PER_FAIL, NONE_LOSES, ELEMENTS = "按不符合比例", "每处扣分", "全不符合才扣", "按要素扣分"
MODES: Final[tuple[str, ...]] = (SHARE, PER_FAIL, NONE_LOSES, ELEMENTS)
"""How an indicator that rules judge loses points."""
ROLES: Final[Mapping[str, str]] = {
    "elements": "要素扣分", "ladder": "阶梯得分", "caps": "封顶比例", "options": "选项分值",
}  # fmt: skip
LOSSES: Final[Mapping[str, str]] = {
    "per_fail": "每处扣分", "none_loses": "全不符合时扣去的比例", "elements": "要素扣分", "ladder": "阶梯得分",
    "caps": "封顶比例", "options": "选项分值",
}  # fmt: skip
"""Keys of an indicator that have no column of their own."""

PARAMETER, VALUE = "参数", "取值"
YES = "√"
JOINT = "；"
BLANK = "（空）"
"""A level that the roster leaves blank."""
