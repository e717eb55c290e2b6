"""What the indicators come to for every class, kind, level and assessor, beside what they must: live in the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crawler.targets import Kind
from reports.sheet import Book, Column, Formula, Grid, Value
from scoring.asked import concerns
from scoring.scheme import Class, Scheme
from scoring.scheme_titles import BLANK, CLASSES, DRAWS, INDICATOR, JOINT, SCHEME, STAGES, YES
from scoring.sums import OTHER, combinations, named_levels, points_asked

SUMS = "合计"
FITS, NONE = "相符", "不计分"
COLUMNS = (
    Column("类别", 18, "wrap"), Column("适用对象", 14, "centre"), Column("层级", 14, "centre"),
    Column("评估方", 16, "centre"), Column("环节", 9, "centre"), Column("指标合计", 11, "live"),
    Column("应为", 11, "live"), Column("情形", 14, "centre"),
)  # fmt: skip
_FULL = {"base": "full", "bonus": "bonus_full"}


@dataclass(frozen=True, slots=True)
class Sum:
    """One line: the points of a stage that such a target is asked for by such an assessor. `level` None: any."""

    family: Class | None
    kind: Kind
    level: str | None
    assessor: str
    first: bool
    stage: str
    due: Decimal


def write_sums(book: Book, sheet: Any, scheme: Scheme, grids: Mapping[str, Grid]) -> list[Formula]:
    """What each base line comes to, in words, for `sum_line`."""
    lines = list(_lines(scheme))
    grid = Grid(SUMS, COLUMNS, len(lines))
    rows = [_row(line, number, scheme, grids, grid) for number, line in enumerate(lines)]
    book.table(sheet, grid, rows, freeze=2)
    book.mark(sheet, grid, "情形", ((FITS, "good"), (NONE, "void"), ("多", "bad"), ("少", "bad")))
    return [
        _in_words(row, grid, number)
        for number, (line, row) in enumerate(zip(lines, rows, strict=True))
        if line.stage == "base" and _came_to(line, scheme)
    ]


def _in_words(row: Sequence[Value], grid: Grid, number: int) -> Formula:
    label = "·".join(str(part) for part in row[:4] if part)
    total, state = (grid.fixed(title, number) for title in ("指标合计", "情形"))
    now = [row[grid.column(title)] for title in ("指标合计", "情形")]
    came_to, said = (one.value if isinstance(one, Formula) else "" for one in now)
    shown = f"{came_to.normalize():f}" if isinstance(came_to, Decimal) else came_to
    return Formula(f'"{_quoted(label)} "&{total}&" 分（"&{state}&"）"', f"{label} {shown} 分（{said}）")


def sum_line(book: Book, sheet: Any, lines: Sequence[Formula]) -> None:
    """All sums in one cell above the indicators, where they are edited."""
    shown = lines[:12]
    text = '="合计："&' + '&"；"&'.join(line.text for line in shown) if shown else '="合计：没有计分的指标"'
    now = "合计：" + ("；".join(str(line.value) for line in shown) or "没有计分的指标")
    sheet.merge_range(0, 0, 0, 12, "", book.formats["notice"])
    sheet.write_formula(0, 0, text, book.formats["notice"], now)


def _lines(scheme: Scheme) -> Iterator[Sum]:
    assessors = [one.id for one in scheme.assessors] or [""]
    stages = [stage for stage in _FULL if any(row.stage == stage for row in scheme.indicators)]
    named = bool(named_levels(scheme))
    for family, kind, level in combinations(scheme):
        for stage in stages:
            for one in assessors if stage == "base" else [""]:
                due = getattr(family, _FULL[stage])
                own = family if scheme.classes else None
                yield Sum(own, kind, level if named else None, one, one == assessors[0], stage, due)


def _row(line: Sum, number: int, scheme: Scheme, grids: Mapping[str, Grid], grid: Grid) -> Sequence[Value]:
    total, due = grid.cell("指标合计", number), grid.cell("应为", number)
    came_to = _came_to(line, scheme)
    differs = f'IF({total}>{due},"多 "&ROUND({total}-{due},2),"少 "&ROUND({due}-{total},2))'
    gap = abs(came_to - line.due).normalize()
    state = NONE if not came_to else FITS if came_to == line.due else f"{'多' if came_to > line.due else '少'} {gap:f}"
    return (
        line.family.title if line.family else None,
        line.kind.label,
        BLANK if line.level == "" else line.level,
        next((one.title for one in scheme.assessors if one.id == line.assessor), None),
        STAGES[line.stage],
        Formula(f"=ROUND({_total(line, scheme, grids)},2)", came_to),
        Formula(f"={_due(line, scheme, grids)}", line.due),
        Formula(f'=IF({total}=0,"{NONE}",IF({total}={due},"{FITS}",{differs}))', state),
    )


def _due(line: Sum, scheme: Scheme, grids: Mapping[str, Grid]) -> str:
    """The class's own, else the scheme's."""
    key = _FULL[line.stage]
    whole = f"'方案'!$B${list(SCHEME).index(key) + 2}"
    if line.family is None:
        return whole
    own = grids["classes"].fixed(CLASSES[key], scheme.classes.index(line.family))
    return f'IF({own}="",{whole},{own})'


def _total(line: Sum, scheme: Scheme, grids: Mapping[str, Grid]) -> str:
    """All that is asked, less what of a pool is not drawn."""
    span = grids["indicators"].span
    mask = f'({span(INDICATOR["stage"])}="{STAGES[line.stage]}")*({span(line.kind.label)}="{YES}")'
    if line.level is not None:
        levels = span(INDICATOR["levels"])
        told = "" if line.level == OTHER else _quoted(JOINT + (line.level or BLANK) + JOINT)
        named = f'+ISNUMBER(SEARCH("{told}","{JOINT}"&{levels}&"{JOINT}"))' if told else ""
        mask += f'*((({levels}=""){named})>0)'
    if line.stage == "base" and scheme.assessors:
        assessor = span(INDICATOR["assessor"])
        mask += f'*((({assessor}="{_quoted(line.assessor)}")' + (f'+({assessor}="")' if line.first else "") + ")>0)"
    points = span(INDICATOR["points"])
    total = f"SUMPRODUCT({mask}*{points})"
    for number, _ in enumerate(scheme.draws):
        prefix, count = (grids["draws"].fixed(DRAWS[key], number) for key in ("prefix", "count"))
        pool = f'{mask}*(LEFT({span(INDICATOR["id"])},LEN({prefix})+1)={prefix}&".")'
        many = f"SUMPRODUCT({pool}*1)"
        total += f"-IF({many}>{count},({many}-{count})*SUMPRODUCT({pool}*{points})/{many},0)"
    return total


def _came_to(line: Sum, scheme: Scheme) -> Decimal:
    """The formula's value now."""
    level = line.level if line.level is not None else ""
    rows = [row for row in scheme.indicators if concerns(row, line.kind, level)]
    asked = points_asked(rows, scheme, line.stage)
    return asked[line.assessor] if line.stage == "base" else sum(asked.values(), Decimal(0))


def _quoted(text: str) -> str:
    return text.replace('"', '""')
