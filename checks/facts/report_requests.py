"""The table of requests (B) of a yearly report, matched by its labels.

The form is that of 国办公开办函〔2021〕30号. Columns may stand in any order, cells may be merged, a table may go on in
the next one. What is not matched without doubt is left out, and what is left out is not summed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Grid = list[list[str]]

PERSON, TOTAL = "自然人", "总计"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
COLUMNS = (PERSON, *ORGANISATIONS, TOTAL)
NEW, BROUGHT, HANDLED, LEFT = "新收", "上年结转", "办理结果总计", "结转下年度"
LEAVES = {
    "予以公开": r"^予以公开", "部分公开": r"^部分公开", "国家秘密": r"国家秘密", "法律行政法规禁止公开": r"行政法规禁止公开",
    "三安全一稳定": r"三安全一稳定", "第三方合法权益": r"第三方合法权益", "内部事务信息": r"内部事务信息",
    "过程性信息": r"过程性信息", "行政执法案卷": r"行政执法案卷", "行政查询事项": r"行政查询事项",
    "不掌握相关政府信息": r"不掌握相关", "没有现成信息": r"没有现成信息", "补正后仍不明确": r"补正后.{0,8}不明确",
    "信访举报投诉": r"信访.{0,2}举报.{0,2}投诉", "重复申请": r"^重复申请", "公开出版物": r"公开出版物",
    "大量反复申请": r"大量反复申请", "确认或重新出具": r"确认或.{0,2}重新出具", "逾期不补正": r"逾期不补正",
    "逾期不缴费": r"逾期未按.{0,8}缴纳|逾期未按收费", "其他处理的其他": r"^其他$",
}  # fmt: skip
"""The 21 results of 三(一) to (六) → how a row's own label reads without its number."""
_SUMS = {
    NEW: r"新收.{0,10}申请", BROUGHT: r"上年结转|上年度结转", HANDLED: r"^(?:总计|合计)$", LEFT: r"结转下年度|结转下一年度",
}  # fmt: skip
ROWS = {name: re.compile(pattern) for name, pattern in {**_SUMS, **LEAVES}.items()}
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?[件宗条个人次]?")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BLANK = re.compile(r"[/\\—–－-]*|无")
_ORDINAL = re.compile(r"^(?:[(（]?[一二三四五六七八九]{1,2}[)）、.．]|[(（]?\d{1,2}[)）、.．,，])+")
_PARENT = re.compile(r"^(?:本年度办理结果|不予公开|无法提供|不予处理|其他处理)[:：]?")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_STRIPPED = re.compile(r"[\s“”\"'‘’]+")


@dataclass(frozen=True, slots=True)
class Number:
    value: int
    written: str
    """As it stands in the cell; '' or a stroke counts as 0."""

    @property
    def blank(self) -> bool:
        return bool(_BLANK.fullmatch(self.written))


Cells = dict[str, Number]


@dataclass(slots=True)
class Requests:
    """Table B. `rows`: by name of `ROWS`, the cells by name of `COLUMNS`."""

    rows: dict[str, Cells] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    """Rows that stand there more than once; they are not among `rows`."""
    strange: list[str] = field(default_factory=list)
    """Labels of rows of numbers that the form does not have: results of a later form, or sums in between."""

    @property
    def missing(self) -> list[str]:
        return [name for name in ROWS if name not in self.rows]


def number(text: str) -> Number | None:
    """A count; None when the cell holds anything else."""
    bare = "".join(text.translate(_WIDE).split())
    if _BLANK.fullmatch(bare):
        return Number(0, bare)
    found = _NUMBER.fullmatch(bare)
    return Number(int(Decimal(found[1].replace(",", ""))), text.strip()) if found else None


def read_requests(tables: Iterable[Grid], lines: Sequence[str] = ()) -> Requests:
    """`lines`: of a document whose tables lost their cells; they are read where no table holds the rows."""
    found, columns, width = Requests(), {}, 0
    for grid in tables:
        header = _header(grid)
        if header:
            columns, width = header, len(grid[0])
        if columns and grid:
            rows = list(_request_rows(grid, columns, len(grid[0]) - width))
            if any(name in ROWS for name, _ in rows):
                for name, cells in rows:
                    _add(found, name, cells)
    if not found.rows and lines:
        found.rows = _from_lines(lines)
    return found


def _add(found: Requests, name: str, cells: Cells) -> None:
    if name not in ROWS:
        found.strange.append(name)
    elif name in found.twice or (name in found.rows and found.rows[name] != cells):
        found.twice.add(name)
        found.rows.pop(name, None)
    else:
        found.rows[name] = cells


def plain(text: str) -> str:
    """Without white space and quotation marks."""
    return _STRIPPED.sub("", text)


def _header(grid: Grid) -> dict[int, str]:
    """Place → column's name, where all seven are named; otherwise none."""
    found: dict[int, str] = {}
    for row in grid:
        texts = [plain(text) for text in row]
        if sum(text in COLUMNS or text == "合计" for text in texts) < 2:
            continue
        if any(text.isdecimal() for text in texts):
            continue
        for place, text in enumerate(texts):
            if text in COLUMNS or text == "合计":
                found[place] = TOTAL if text == "合计" else text
    above = [any("法人" in row[place] for row in grid[:6]) for place, name in found.items() if name in ORGANISATIONS]
    placed = all(above) or not any(above)  # else a span was lost, and the names stand over wrong columns
    return found if set(found.values()) == set(COLUMNS) and placed else {}


def _request_rows(grid: Grid, columns: dict[int, str], shift: int) -> Iterator[tuple[str, Cells]]:
    """Rows of numbers by name, or by label where the form has none such.

    `shift`: columns more than in the table that named them.
    """
    places = {place + shift: name for place, name in columns.items()}
    first = min(places)
    for row in grid:
        if first < 1 or len(row) <= max(places):
            continue
        label = next((text for text in map(plain, row[first - 1 :: -1]) if text), "")
        stray = any(text for place, text in enumerate(row) if place > first and place not in places)
        cells = _cells(row, places)
        if stray or _short(row, places) or not cells:
            continue
        if name := _row_name(label):
            yield name, cells
        elif any(cell.value for cell in cells.values()):
            yield label, cells


def _short(row: list[str], places: dict[int, str]) -> bool:
    """Is a cell wanting, so that the others stand in wrong columns? The total at the end is then empty."""
    last = max(places)
    return places[last] == TOTAL and not row[last] and any(number(row[place]) != Number(0, "") for place in places)


def _cells(row: list[str], places: dict[int, str]) -> Cells:
    """Those of the seven columns that hold a number; a merged cell's places must agree."""
    found: Cells = {}
    bad = set[str]()
    for place, name in places.items():
        read = number(row[place])
        if read is None or (name in found and found[name].value != read.value):
            bad.add(name)
        else:
            found[name] = read
    return {name: read for name, read in found.items() if name not in bad}


def _row_name(label: str) -> str:
    label = plain(label).translate(_WIDE)
    before = ""
    while before != label:
        before = label
        label = _PARENT.sub("", _ORDINAL.sub("", label))
    bare = _ASIDE.sub("", label)
    found = [name for name, pattern in ROWS.items() if pattern.search(bare)]
    return found[0] if len(found) == 1 else ""


def _from_lines(lines: Sequence[str]) -> dict[str, Cells]:
    """Rows of running text, in the order of the form: each label followed by its seven numbers. All 25, or none."""
    found: dict[str, Cells] = {}
    label = ""
    for line in lines:
        words = line.translate(_WIDE).split()
        numbers: list[str] = []
        while words and number(words[-1]) is not None and not _BLANK.fullmatch(words[-1]):
            numbers.insert(0, words.pop())
        label += "".join(words)
        if len(numbers) != len(COLUMNS):
            label = label[-200:] if not numbers else ""
            continue
        name, label = _last_name(label), ""
        if not name or name in found:
            return {}
        read = [one for text in numbers if (one := number(text))]
        found[name] = dict(zip(COLUMNS, read, strict=True))
    return found if list(found) and set(found) == set(ROWS) else {}


def _last_name(label: str) -> str:
    """The row that a label names, though headings and the names of columns stand before it."""
    for piece in reversed(
        re.split(r"(?<=[：:计式])|(?=[(（][一二三四五六七][)）])|(?=[一二四]、)|(?=\d[.．、])", label)
    ):
        if name := _row_name(piece):
            return name
    return ""
