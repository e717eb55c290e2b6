"""The user's list of wrong terms, read with every problem told at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.columns import find_columns
from crawler.sheets import Row, Sheet, SheetError, decode, read_sheet

_COLUMNS = {
    "错误表述": (
        "错误词",
        "错词",
        "错误",
        "错误写法",
        "错敏词",
        "敏感词",
        "错别字",
        "词条",
        "词语",
        "不规范表述",
        "禁用词",
    ),
    "建议": ("正确表述", "建议表述", "修改建议", "建议修改", "正确词", "正确", "正确写法", "规范表述", "替换为"),
    "白名单": ("语境", "例外", "白名单语境", "白名单词语"),
    "级别": ("等级", "严重程度", "错误级别", "类型"),
}
_ARROW = re.compile(r"\s*(?:→|->|=>|⇒|\t)\s*")
_SEVERAL = re.compile(r"[、；;|，,\n]")
_SHORTEST = 2
"""Characters at least: a single one stands in too many words to be wrong."""


class LexiconError(Exception):
    """Chinese sentences, each with file, row and column."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Entry:
    term: str
    suggestion: str = ""
    allowed: tuple[str, ...] = ()
    """Longer phrases in which the term is right."""
    level: str = ""
    source: str = ""
    """Name of the list it is from."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    name: str
    entries: tuple[Entry, ...]
    digest: str
    """SHA-256 of the file."""
    warnings: tuple[str, ...] = ()


def read_lexicon(path: Path) -> Lexicon:
    """From xlsx or csv with a header, or txt with a term or `wrong→right` a line. Raises LexiconError."""
    try:
        if path.suffix.lower() == ".txt":
            sheet = _from_lines(path)
        else:
            sheet = read_sheet(path, [name for key, others in _COLUMNS.items() for name in (key, *others)])
        columns = find_columns(sheet, _COLUMNS, (("错误表述",),))
        rows = list(_entries(sheet, columns.at)) if "错误表述" in columns.at else []
    except (SheetError, OSError) as problem:
        raise LexiconError([f"词库：{problem}"]) from problem
    problems = [
        *columns.problems,
        *(f"{sheet.file} {where}：{why}" for where, why in _problems(sheet, columns.at, rows)),
    ]
    if not rows and not problems:
        problems = [f"{sheet.file} 中没有任何词条，请至少填写一行。"]
    if problems:
        raise LexiconError(problems)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Lexicon(path.name, tuple(entry for _, entry in rows), digest, columns.warnings)


def _from_lines(path: Path) -> Sheet:
    if not path.is_file():
        raise SheetError(f"找不到文件“{path}”，请核对路径和文件名。")
    data = path.read_bytes()
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SheetError(f"“{path.name}”的内容是工作簿而不是文本，请把扩展名改回 xlsx。")
    lines = enumerate(decode(path.name, data).splitlines(), 1)
    parts = ((number, _ARROW.split(line.strip(), maxsplit=1)) for number, line in lines if line.strip())
    rows = (Row(number, (found[0].strip(), found[1].strip() if len(found) > 1 else "")) for number, found in parts)
    return Sheet(path.name, ("错误表述", "建议"), tuple(rows))


def _entries(sheet: Sheet, columns: Mapping[str, int]) -> Iterator[tuple[Row, Entry]]:
    for row in sheet.rows:
        cells = {name: row.cells[index].strip() for name, index in columns.items()}
        allowed = (phrase.strip() for phrase in _SEVERAL.split(cells.get("白名单", "")))
        yield (
            row,
            Entry(
                cells["错误表述"],
                cells.get("建议", ""),
                tuple(phrase for phrase in allowed if phrase),
                cells.get("级别", ""),
                sheet.file,
            ),
        )


def _problems(sheet: Sheet, columns: Mapping[str, int], rows: list[tuple[Row, Entry]]) -> Iterator[tuple[str, str]]:
    """Place and sentence of each, in order of rows."""
    for (number, index), why in sorted(sheet.broken.items()):
        if index in columns.values():
            yield sheet.place(number, index), f"{why}。"
    first: dict[str, tuple[Row, Entry]] = {}
    for row, entry in rows:
        if (row.number, columns["错误表述"]) in sheet.broken:
            continue
        for name, why in _faults(entry, first.get(entry.term)):
            yield sheet.place(row.number, columns.get(name, columns["错误表述"])), why
        first.setdefault(entry.term, (row, entry))


def _faults(entry: Entry, earlier: tuple[Row, Entry] | None) -> Iterator[tuple[str, str]]:
    """Column and sentence."""
    if not entry.term:
        yield "错误表述", "没有填写错误表述，请补上或删除这一行。"
    elif len(entry.term) < _SHORTEST:
        yield "错误表述", f"“{entry.term}”只有一个字，会把大量正确的词语误报为错误，请写成完整的词语。"
    elif earlier and earlier[1].suggestion != entry.suggestion:
        yield (
            "建议",
            (
                f"“{entry.term}”的建议“{entry.suggestion}”与第{earlier[0].number}行的建议“{earlier[1].suggestion}”不一致，请只留一行。"
            ),
        )
    elif earlier:
        yield "错误表述", f"“{entry.term}”与第{earlier[0].number}行重复，请删除一行。"
    if entry.term and entry.suggestion == entry.term:
        yield "建议", f"建议与错误表述“{entry.term}”相同，请改正。"
    for phrase in entry.allowed if entry.term else ():
        if entry.term not in phrase or phrase == entry.term:
            yield "白名单", f"“{phrase}”不是包含“{entry.term}”的更长词语，不起作用，请改正。"
