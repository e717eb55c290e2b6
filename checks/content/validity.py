"""What a row of the mandatory-content catalogue must be, whether a file or a workbook gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

LEVELS = ("省", "设区市", "县", "部门", "乡镇")
DUTIES = ("明确", "视情况")
REQUIRED = ("id", "title", "set", "basis", "clause", "levels", "names", "duty")
TEXTS = ("id", "title", "set", "basis", "clause", "duty", "region", "term")
LISTS = ("levels", "names", "types", "unlike", "near", "phrases")
KEYS = (*REQUIRED, "region", "types", "unlike", "near", "phrases", "months", "term")
DEFAULTS = ("set", "basis", "levels", "region", "duty")
"""Keys that a file may give for all its rows."""
MOST_MONTHS = 120
"""A longer term is a slip of the pen (our default)."""
_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def faults(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """`(key, what is wrong and what to do)`, in Chinese, without a full stop."""
    yield from ((key, f"缺少 {key}，请补上") for key in REQUIRED if row.get(key) in (None, "", []))
    yield from ((key, f"不认识 {key}，可用：{'、'.join(KEYS)}") for key in sorted(set(row) - set(KEYS)))
    for key in TEXTS:
        if key in row and (not isinstance(row[key], str) or _CONTROL.search(row[key])):
            yield key, f"{key} 须为一行文字"
    for key in LISTS:
        yield from ((key, what) for what in _list_faults(key, row.get(key, [])))
    yield from _meaning(row)


def _list_faults(key: str, given: Any) -> Iterator[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) and len(_bare(one)) >= 2 for one in given):
        if key != "levels" or not isinstance(given, list):
            yield f"{key} 须为至少两个字的词语列表"
            return
    if len(set(given)) < len(given):
        repeated = next(one for one in given if given.count(one) > 1)
        yield f"{key} 中“{repeated}”重复，请删去一个"
    if any(_CONTROL.search(str(one)) for one in given):
        yield f"{key} 中不得有换行等控制字符"
    if key == "levels" and (strange := [one for one in given if one not in LEVELS]):
        yield f"levels 中“{strange[0]}”不认识，可用：{'、'.join(LEVELS)}"


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _meaning(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known, duty, region = row.get("id"), row.get("duty"), row.get("region", "")
    if isinstance(known, str) and known and not _ID.fullmatch(known):
        yield "id", f"编号“{known}”须为小写字母、数字，以连字符相连"
    if isinstance(duty, str) and duty and duty not in DUTIES:
        yield "duty", f"duty“{duty}”不认识，可用：{'、'.join(DUTIES)}"
    if isinstance(region, str) and region and not region.isdecimal():
        yield "region", f"region“{region}”须为行政区划代码的开头几位数字"
    months = row.get("months", 0)
    if not isinstance(months, int) or isinstance(months, bool) or not 0 <= months <= MOST_MONTHS:
        yield "months", f"months 须为 0（没有期限）至 {MOST_MONTHS} 的整数"
    elif months and not row.get("term"):
        yield "term", "有期限而没有 term，请写明期限的依据，或写明是本评估自定"
    elif not months and row.get("term"):
        yield "months", "有期限依据而没有 months，请填写月数或删去 term"
