"""The leaders' page as a Word document: the same figures as `briefing_page.py`, on one A4 sheet to be edited further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

from reports.briefing import Briefing, plain_grade
from reports.briefing_charts import grade_spread, issue_shares
from reports.briefing_page import FACTS, lead, points, whole_percent
from reports.heat import LEVEL, Heated, HeatRow
from reports.palette import shade
from reports.paper import CENTRE, HEAD, RIGHT, Cell, Face, Paper
from reports.pictures import pictures
from reports.ranking import Place, Ranking
from reports.statistics import percent, share
from reports.word import stamped
from scoring.result import Veto

SANS = "微软雅黑"
_TITLE, _SECTION, _NOTE, _LEAD = (
    Face(HEAD, 16, colour="16385F"), Face(HEAD, 10, colour="16385F"), Face(SANS, 7, colour="5D6B7A"), Face(SANS, 9.5),
)  # fmt: skip
SIZE, LINE, REASON = 7.5, 11, 28
"""Points of a table's text and line; characters of a reason."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table, or a part of one. `widths` are shares of it, `share` its own of the whole."""

    heads: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str | Cell]]
    share: float = 1


def write_briefing_document(briefing: Briefing, path: Path, blind: str, *, drawn: bool) -> None:
    """`drawn`: with charts as pictures, where this machine can draw them; tables have the same figures."""
    paper = Paper(f"{briefing.title}　领导简报", (11, 13, 10, 13), body=SANS, latin=SANS)
    charts = {}
    if drawn:
        figures = {"grades": grade_spread(briefing.grades)}
        figures |= {"issues": issue_shares(briefing.issues)} if briefing.issues else {}
        charts = pictures(figures)
    _head(paper, briefing)
    _section(paper, "等次分布和最多的问题", "只数已认定的问题；待核实的另列，没有扣分")
    if charts:
        paper.pictures([BytesIO(picture) for picture in charts.values()])
    else:
        _beside(paper, [_grades(briefing), _issues(briefing)])
    if briefing.rankings:
        _section(paper, "排名及较上轮升降" if briefing.compared else "排名", _ranking_note(briefing))
        for number, pair in enumerate(_pairs(briefing.rankings)):
            if number:
                paper.write("", _NOTE, line=4)  # two tables that touch become one
            _beside(paper, [_ranked(one, briefing.compared) for one in pair])
    if briefing.heat:
        _heat(paper, briefing)
    _section(paper, "单项否决、屡查屡犯和IPv6", _last_note(briefing, blind))
    _beside(paper, [_vetoed(briefing), *([_repeated(briefing)] if briefing.compared else []), _levels(briefing)])
    out = BytesIO()
    paper.document.save(out)
    path.write_bytes(stamped(out.getvalue()))


def _head(paper: Paper, briefing: Briefing) -> None:
    paper.write(f"{briefing.title}　领导简报", _TITLE, line=24)
    paper.write("　｜　".join(f"{name}：{value}" for name, value in briefing.run if name in FACTS), _NOTE, line=LINE)
    paper.write("".join(words.text for words in lead(briefing)), _LEAD, line=14)
    if briefing.caution:
        paper.write(f"与上轮比较须留意：{briefing.caution}", _NOTE, line=LINE)
    whole, former = briefing.whole, briefing.former
    before = f"\n上轮 {former.passed} ÷ {former.rated}" if former else ""
    tiles = (
        f"合格率\n{percent(whole.passed, whole.rated)}\n合格 {whole.passed} ÷ 参评 {whole.rated}{before}",
        f"单项否决\n{whole.vetoed}/{whole.listed}\n另有 {briefing.open_vetoes} 个待核实",
        f"有已认定问题的对象\n{briefing.hit}/{whole.listed}\n问题共 {briefing.faults} 处",
        f"待核实\n{briefing.doubts} 处\n机器存疑，没有扣分",
        f"未能评定\n{whole.void}/{whole.listed}\n没有测到，不等于不合格",
    )
    paper.table(
        (), [[Cell(tile, ground="F4F7FA", align=CENTRE) for tile in tiles]], (1,) * 5, size=8.5, line=12, tight=True
    )


def _pairs(rankings: Sequence[Ranking]) -> list[Sequence[Ranking]]:
    """Two by two."""
    return [rankings[start : start + 2] for start in range(0, len(rankings), 2)]


def _section(paper: Paper, title: str, note: str = "") -> None:
    paper.write(title, _SECTION, line=16, kept=True)
    if note:
        paper.write(note, _NOTE, line=10, kept=True)


def _beside(paper: Paper, blocks: Sequence[Block]) -> None:
    """Tables side by side, as one whose rows are theirs together."""
    blanks = [[""] * len(block.heads) for block in blocks]
    rows = [
        [cell for part, blank in zip(parts, blanks, strict=True) for cell in part or blank]
        for parts in zip_longest(*[block.rows for block in blocks])
    ]
    widths = [block.share * width / sum(block.widths) for block in blocks for width in block.widths]
    paper.table([head for block in blocks for head in block.heads], rows, widths, size=SIZE, line=LINE, tight=True)


def _grades(briefing: Briefing) -> Block:
    names = list(dict.fromkeys(name for one in briefing.grades for name, _ in one.parts))
    rows: list[list[str | Cell]] = [
        [name, *(Cell(share(dict(one.parts).get(name, 0), one.listed), align=RIGHT) for one in briefing.grades)]
        for name in names
    ]
    return Block(
        ["等次", *(one.title for one in briefing.grades)],
        [2, *[3] * len(briefing.grades)],
        rows,
        max(1.0, 0.5 * len(briefing.grades)),
    )


def _issues(briefing: Briefing) -> Block:
    rows: list[list[str | Cell]] = [
        [
            one.title,
            *(Cell(told, align=RIGHT) for told in (f"{one.hit}/{one.judged}", f"{one.faults}", f"{one.doubts}")),
        ]
        for one in briefing.issues
    ]
    return Block(("问题", "有问题/检查过", "处数", "待核实"), (5, 3, 1.6, 1.6), rows)


def _ranking_note(briefing: Briefing) -> str:
    told = "".join(f"{one.title}：{''.join(one.notes)}" for one in briefing.rankings if one.notes)
    return (
        "同分同名次、其后名次顺延；被否决的记 0 分、并列末位；未能评定的不排名；"
        f"括号内为待核实问题全部属实时的得分；※ 否决待核实。{told}"
    )


def _ranked(ranking: Ranking, compared: bool) -> Block:
    heads = ["名次", f"{ranking.title}（{ranking.ranked} 个）", "得分", "等次", *(["升降"] if compared else [])]
    rows = [_place(place, compared) for place in ranking.first]
    if ranking.last:
        rows.append(["⋯", "以下为得分最低的", *[""] * (len(heads) - 2)])
        rows += [_place(place, compared) for place in ranking.last]
    return Block(heads, (1.2, 3.6, 3.4, 2, 1.5) if compared else (1.2, 4, 3.4, 2), rows)


def _place(place: Place, compared: bool) -> list[str | Cell]:
    total = place.row.total
    lowest = f"（{total.total - total.pending:.2f}）" if total.pending else ""
    hit = total.veto is Veto.HIT
    grade = "单项否决" if hit else plain_grade(place.row) + ("※" if total.veto is Veto.OPEN else "")
    line: list[str | Cell]
    line = [Cell(str(total.rank), align=CENTRE), place.row.name, Cell(f"{total.total:.2f}{lowest}", align=RIGHT), grade]
    return [*line, Cell(place.change, align=CENTRE)] if compared else line


def _heat(paper: Paper, briefing: Briefing) -> None:
    heat = briefing.heat
    assert heat
    shown = f"共 {heat.units} 个单位，列出得分率最低的 {heat.shown} 个；" if heat.shown < heat.units else ""
    left_out = f"未列：{'、'.join(heat.left_out)}。" if heat.left_out else ""
    _section(paper, "各单位得分率", f"{shown}格内为得分率（%）和得分/满分，* 有指标未测得，分母不含。{left_out}")
    rows = [[_name(row), *(_warm(cell) for cell in (row.whole, *row.cells))] for row in heat.rows]
    paper.table(
        ["", "合计", *heat.groups],
        rows,
        (2.2, *[1.5] * (len(heat.groups) + 1)),
        size=SIZE - 1,
        line=LINE - 1,
        tight=True,
    )


def _name(row: HeatRow) -> str | Cell:
    title = f"层级：{row.title}" if row.kind == LEVEL else row.title
    return Cell(f"{title}（否决）" if row.vetoed else title)


def _warm(cell: Heated | None) -> str | Cell:
    if cell is None:
        return ""
    if cell.share is None:
        return Cell("未测" if cell.unmeasured else "不适用", ground="E4E7EB", align=CENTRE)
    told = f"{whole_percent(cell.share)} {points(cell.earned)}/{points(cell.possible)}{'*' if cell.unmeasured else ''}"
    return Cell(told, ground=shade(cell.share)[1:].upper(), align=CENTRE)


def _vetoed(briefing: Briefing) -> Block:
    rows = [[row.name, why if len(why) <= REASON else f"{why[: REASON - 1]}…"] for row, why in briefing.vetoed]
    return Block(
        (f"单项否决 {briefing.whole.vetoed}/{briefing.whole.listed}", "原因"), (2, 5), rows or [["无", ""]], 2.2
    )


def _repeated(briefing: Briefing) -> Block:
    rows: list[list[str | Cell]] = [[one.unit, f"{one.still}/{one.of}"] for one in briefing.repeated]
    return Block(("屡查屡犯的单位", "仍在/复查"), (3, 2), rows or [["无", ""]])


def _levels(briefing: Briefing) -> Block:
    rows: list[list[str | Cell]] = [
        [one.name, (share(one.good, one.judged) if one.judged else "") + (f" 未测得 {one.blind}" if one.blind else "")]
        for one in briefing.levels
    ]
    return Block(("IPv6可访问的网站", "可访问/测得"), (2, 3), rows or [["没有测量", ""]])


def _last_note(briefing: Briefing, blind: str) -> str:
    return "".join(_last_words(briefing, blind))


def _last_words(briefing: Briefing, blind: str) -> Iterator[str]:
    if briefing.compared:
        mended, of = briefing.recheck
        yield f"整改复查合格率 {share(mended, of)}：上轮已认定、本轮能够复核的 {of} 处中已整改 {mended} 处。"
    else:
        yield "没有上轮结果可比，不列屡查屡犯。"
    yield blind
