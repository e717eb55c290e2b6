"""What is wrong with a scheme's classes, draws and assessors, one Chinese sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crawler.targets import Kind
from scoring.asked import concerns
from scoring.draws import pool
from scoring.parts import Assessor, Class, Draw
from scoring.references import nearest
from scoring.sums import OTHER, named_levels

if TYPE_CHECKING:
    from scoring.scheme import Scheme


def part_problems(scheme: Scheme) -> Iterator[str]:
    yield from _repeated("类别", scheme.classes)
    yield from _repeated("抽取", scheme.draws)
    yield from _repeated("评分主体", scheme.assessors)
    yield from _hidden(scheme.classes)
    yield from _assessors(scheme)
    for number, draw in enumerate(scheme.draws):
        yield from _nested(draw, scheme.draws[:number])
        yield from (f"抽取 {draw.id}：{problem}" for problem in _draw(draw, scheme))


def _repeated(what: str, rows: Sequence[Class | Draw | Assessor]) -> Iterator[str]:
    for one, count in Counter(row.id for row in rows if row.id).items():
        if count > 1:
            yield f"{what} {one}：编号出现了 {count} 次；请用不同的编号。"


def _hidden(rows: Sequence[Class]) -> Iterator[str]:
    """A class all of whose targets go to those before it takes in nobody."""
    for number, row in enumerate(rows):
        before = rows[:number]
        wanted = [(kind, level) for kind in row.kinds for level in row.levels or (OTHER,)]
        if wanted and all(any(_takes(one, kind, level) for one in before) for kind, level in wanted):
            yield f"类别 {row.id}“{row.title}”：它的对象都已归入前面的类别；请调整次序，或改 kinds、levels。"


def _takes(row: Class, kind: Kind, level: str) -> bool:
    return kind in row.kinds and (not row.levels or level in row.levels)


def _assessors(scheme: Scheme) -> Iterator[str]:
    ids = [one.id for one in scheme.assessors]
    for one in scheme.assessors:
        if not 0 < one.share <= 1:
            yield f"评分主体 {one.id}：share 为 {one.share}，须大于 0、不超过 1。"
    whole = sum(one.share for one in scheme.assessors)
    if scheme.assessors and whole != 1:
        yield f"方案：各评分主体的 share 合计 {whole}，须为 1；请调整。"
    for row in scheme.indicators:
        if row.assessor and row.assessor not in ids:
            known = f"；可写：{'、'.join(ids)}" if ids else "；方案没有 [[assessors]]"
            yield f"指标 {row.id}：评分主体“{row.assessor}”不存在{nearest(row.assessor, ids)}{known}。"


def _nested(draw: Draw, before: Sequence[Draw]) -> Iterator[str]:
    for other in before:
        if f"{draw.prefix}.".startswith(f"{other.prefix}.") or f"{other.prefix}.".startswith(f"{draw.prefix}."):
            yield f"抽取 {draw.id}：范围 {draw.prefix} 与抽取 {other.id} 的 {other.prefix} 重叠；请分开。"


def _draw(draw: Draw, scheme: Scheme) -> Iterator[str]:
    rows = pool(draw, scheme.indicators)
    if not rows:
        yield f"编号 {draw.prefix}. 之下没有指标；请改正 prefix。"
        return
    if len({row.points for row in rows}) > 1:
        yield f"{draw.prefix} 之下各指标分值不同；抽取的指标须分值相等。"
    if len({(row.stage, row.assessor) for row in rows}) > 1 or rows[0].stage == "veto":
        yield f"{draw.prefix} 之下的指标须同属一个阶段和一个评分主体，且不是否决指标。"
    for kind in Kind:
        for level in (*named_levels(scheme), OTHER):
            there = sum(concerns(row, kind, level) for row in rows)
            if 0 < there < draw.count:
                where = kind.label if level == OTHER else f"{kind.label}（{level or '层级空白'}）"
                yield f"对{where}只有 {there} 个指标可抽，不足 {draw.count} 个；请改 count 或补指标。"
