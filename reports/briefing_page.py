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
from reports.palette import DARK, grade_colours, shade
from reports.statistics import percent, share
from scoring.grade import VOID

FACTS = ("注意", "评判日", "评估日", "对象", "抽样", "名单")
"""Of the round's facts, those that leaders ask for; the others stand in the workbook."""


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
        shade=lambda earned: f"background: {shade(earned)}",
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
        yield Words(f"，{against(whole, former, '上轮')}")
    if whole.void:
        yield Words(f"；另有 {whole.void} 个因没有测到未能评定，不计入合格率")
    yield Words(f"。{whole.vetoed} 个被单项否决。", strong=bool(whole.vetoed))
    if briefing.issues and briefing.issues[0].hit:
        first = briefing.issues[0]
        yield Words(f"最普遍的问题是“{first.title}”（{first.hit}/{first.judged} 个对象）。")


def _paint(briefing: Briefing) -> dict[str, str]:
    """Grade → style of its part of the bar."""
    colours = grade_colours(name for grades in briefing.grades for name, _ in grades.parts)
    return {
        name: f"background: {colour}; color: {'#fff' if colour in DARK else '#16385f'}" if name != VOID else ""
        for name, colour in colours.items()
    }


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
