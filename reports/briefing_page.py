"""The leaders' page: one A4 sheet that opens by a double click, offline, and is understood in a minute. No script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.briefing import Briefing, plain_grade
from reports.former import against
from reports.statistics import percent, share
from scoring.grade import FAILED, VOID

FACTS = ("注意", "评判日", "评估日", "对象", "抽样", "名单")
"""Of the round's facts, those that leaders ask for; the others stand in the workbook."""
BLUES = ("#1f4e79", "#4a86b8", "#9cc3e0", "#cfe1ef")
"""Passing grades, best first; told apart by lightness, and by the numbers in them."""
BAD = "#d9662b"
LOW, MIDDLE, HIGH = (240, 160, 112), (250, 243, 228), (127, 172, 212)
"""Of a share: orange and blue are told apart by every eye; the number stands in the cell."""


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    strong: bool = False


def write_briefing(briefing: Briefing, path: Path, blind: str, scorecard: str, workbook: str) -> None:
    """`blind`: that IPv6 could not be measured here, or ''. `scorecard`, `workbook`: names of the files beside it."""
    shelf = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = shelf.get_template("briefing.html.j2").render(
        b=briefing,
        facts=[(name, value) for name, value in briefing.run if name in FACTS],
        lead=list(lead(briefing)),
        paint=_paint(briefing),
        void=VOID,
        blind=blind,
        scorecard=quote(scorecard),
        workbook=quote(workbook),
        percent=percent,
        share=share,
        grade_of=plain_grade,
        shade=shade,
        whole_percent=whole_percent,
        points=points,
        width=lambda part, whole: f"{100 * part / whole:.1f}%" if whole else "0",
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def lead(briefing: Briefing) -> Iterator[Words]:
    """The round in two or three sentences."""
    whole, former = briefing.whole, briefing.former
    yield Words(f"本轮评估 {whole.listed} 个对象，完成评定 {whole.rated} 个，")
    yield Words(f"合格 {whole.passed} 个，合格率 {share(whole.passed, whole.rated)}", strong=True)
    if former and former.rated and whole.rated:
        yield Words(f"，{against(whole, former, "上轮")}")
    if whole.void:
        yield Words(f"；另有 {whole.void} 个因没有测到未能评定，不计入合格率")
    yield Words(f"。{whole.vetoed} 个被单项否决。", strong=bool(whole.vetoed))
    if briefing.issues and briefing.issues[0].hit:
        first = briefing.issues[0]
        yield Words(f"最普遍的问题是“{first.title}”（{first.hit}/{first.judged} 个对象）。")


def _paint(briefing: Briefing) -> dict[str, str]:
    """Grade → style of its part of the bar."""
    names = list(dict.fromkeys(name for grades in briefing.grades for name, _ in grades.parts))
    passing = [name for name in names if name not in (FAILED, VOID)]
    paint = {FAILED: f"background: {BAD}; color: #fff", VOID: ""}
    for number, name in enumerate(passing):
        tone = min(number, len(BLUES) - 1)
        paint[name] = f"background: {BLUES[tone]}; color: {'#fff' if tone < 2 else '#16385f'}"
    return paint


def shade(share_earned: Decimal) -> str:
    """From orange through cream to blue, under dark text."""
    low, high, way = (
        (LOW, MIDDLE, float(share_earned) * 2)
        if share_earned < Decimal("0.5")
        else (MIDDLE, HIGH, float(share_earned) * 2 - 1)
    )
    red, green, blue = (round(a + (b - a) * way) for a, b in zip(low, high, strict=True))
    return f"background: #{red:02x}{green:02x}{blue:02x}"


def whole_percent(share_earned: Decimal) -> str:
    """Rounded half up; 100 and 0 only where nothing or all was lost."""
    rounded = int((share_earned * 100).quantize(Decimal(1), "ROUND_HALF_UP"))
    if share_earned != int(share_earned):
        rounded = min(max(rounded, 1), 99)
    return str(rounded)


def points(amount: Decimal) -> str:
    """`12.5`, `15`, `1,204`: without zeros that say nothing; of thousands, no fractions."""
    if amount >= 1000:
        return f"{amount.quantize(Decimal(1), 'ROUND_HALF_UP'):,}"
    return f"{amount:.2f}".rstrip("0").rstrip(".")


