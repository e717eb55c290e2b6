"""The sheets that say what the numbers mean: 统计 and 说明."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from checks.finding import Outcome
from reports.cells import plain
from reports.chain import HIT, Chain
from reports.rows import Rows
from reports.sheet import LINE, Book, Column, Formula, Grid, Value, line_count
from reports.statistics import OUTCOMES, by_rule, by_unit, records, standings, unmeasured
from scoring.grade import FAILED, VETO_OPEN, VOID

MEANINGS = {
    Outcome.PASS: "检查过，符合要求。",
    Outcome.FAIL: "检查过，不符合要求，有页面、采集时间和原文为证，按方案扣分。",
    Outcome.UNSURE: "机器只能怀疑，须由人核实；核实前不扣分，列为“待定分”。",
    Outcome.NOT_APPLICABLE: "该对象没有这项业务，按方案规定的统一比例得分。",
    Outcome.NOT_MEASURED: "没有条件检查（原因随附）；不扣分，计入“未测得分值”。",
    Outcome.ERROR: "检查程序自身出错，与被评对象无关；不扣分。",
}
METHODS = (
    ("采集与判定", "先采集、后判定：页面原样存档，判定只依据存档，“今天”指采集当日或指定的评估日。"),
    ("扣分", "已认定的问题先扣，待核实的后列；每项指标扣分以该项分值为限。得分 = 满分 − 扣分。"),
    (
        "计分方式",
        "每项扣分：每处扣固定分。要素扣分：每个要素只扣一次。按比例：扣分 = 分值 × 不符合数 ÷ 判定数。"
        "全部不符扣比例：判定的全部不符合才扣。阶梯：自上而下第一个做到的一级给分，其余扣分按系数计。"
        "封顶：出现该问题时，本项得分不超过分值的这一比例。",
    ),
    ("得分区间", "下限为待核实问题全部属实时的得分；若因此低于加分线，或待核实的否决属实，实际得分还会更低。"),
    ("单项否决", "已认定的问题达到否决数即为不合格，总分记 0，基本分仅供参考。"),
    ("未能评定", "未测得的基本分值超过方案规定的比例时不评等次、不排名：没有测到不等于不合格。"),
    ("排名", "同一类别内排名，同分同名次（1、2、2、4），被否决的列在最后；未能评定和方案没有分值的对象不排名。"),
    (
        "实时重算",
        "改动“指标体系”的浅黄色格、“核实”的核实结论、“人工评分”的得分，各表得分、等级、排名随之重算；"
        "各表可以排序、筛选。“出表时扣分”“出表时待定”是生成本表时各条问题的扣分，不随改动变化。"
        "名单、整改清单、抽取结果和统计中的问题数也以生成本表时为准。",
    ),
    ("读回本轮", "核实结论和人工评分填好后，用 rule 命令读回本表，再评分、出报告。"),
    ("四舍五入", "各步保留两位小数，逢五进一。"),
    ("个人信息", "摘录中的身份证号、手机号已遮盖。"),
)
CLASSES = (
    Column("类别", 14), Column("对象数", 10, "number"), Column("未能评定", 10, "number"),
    Column("参评数（分母）", 10, "number"), Column("合格数（分子）", 10, "number"), Column("合格率", 10, "share"),
    Column("单项否决", 10, "number"), Column("否决待核实", 10, "number"), Column("平均得分", 10, "total"),
)  # fmt: skip
RULES = (
    Column("问题类型", 26, "wrap"), *(Column(title, 10, "number") for title in OUTCOMES),
    Column("涉及对象数", 10, "number"), Column("涉及单位数", 10, "number"),
    Column("参检数（分母）", 10, "number"), Column("符合率", 10, "share"), Column("规则", 26, "code"),
)  # fmt: skip
UNITS = (
    Column("单位", 26, "wrap"), Column("对象数", 10, "number"), Column("单项否决", 10, "number"),
    Column("不符合", 10, "number"), Column("待核实", 10, "number"),
)  # fmt: skip
SECTION = 24
"""Points of height of a section's title."""
NOTES = (Column("事项", 28, "wrap"), Column("说明", 110, "wrap"))


def write_statistics(book: Book, sheet: Any, links: Chain) -> None:
    widths = [30, *[11] * 10, 26]
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    top = 0
    blocks: list[tuple[str, tuple[Column, ...], list[list[Value]]]] = [
        ("合格率", CLASSES, list(_classes(links))),
        ("按问题类型（一条规则一行；待核实的不计入不符合）", RULES, list(_rules(links.rows))),
        ("按单位", UNITS, [list(line) for line in by_unit(links.rows).itertuples(index=False)]),
    ]
    for title, columns, lines in blocks:
        sheet.set_row(top, SECTION)
        sheet.merge_range(top, 0, top, 8, title, book.formats["section"])
        book.block(sheet, Grid("统计", columns, len(lines), top + 1), lines)
        top += len(lines) + 4


def _classes(links: Chain) -> Iterator[list[Value]]:
    """Live, from 总览; a class's row may be sorted there."""
    span = links.totals.span
    for number, row in enumerate(standings(links.rows)):
        line = number + 3
        mine = f"{span('类别')},$A{line}"
        grade = f"COUNTIFS({mine},{span('等级')}"
        mean = f'{span("计分")},"是",{span("等级")},"<>{VOID}",{span("否决")},"<>{HIT}"'
        yield [
            row.title,
            Formula(f"=COUNTIFS({mine})", row.listed),
            Formula(f'={grade},"{VOID}")', row.void),
            Formula(f"=B{line}-C{line}", row.rated),
            Formula(f'=D{line}-{grade},"{FAILED}")', row.passed),
            Formula(f'=IF(D{line}=0,"",E{line}/D{line})', _ratio(row.passed, row.rated)),
            Formula(f'=COUNTIFS({mine},{span("否决")},"{HIT}")', row.vetoed),
            Formula(f'={grade},"*{VETO_OPEN}")', row.doubtful),
            Formula(
                f'=IFERROR(ROUND(AVERAGEIFS({span("得分")},{mine},{mean}),2),"")',
                "" if row.mean is None else row.mean,
            ),
        ]


def _rules(rows: Rows) -> Iterator[list[Value]]:
    """The share is of those that were judged beyond doubt."""
    offset = len(standings(rows)) + 7
    for number, line in enumerate(records(by_rule(rows))):
        row = number + offset
        failed, met = int(line["不符合"]), int(line["符合"])
        yield [
            str(line["title"]),
            *(int(line[title]) for title in OUTCOMES),
            int(line["targets"]),
            int(line["units"]),
            Formula(f"=B{row}+D{row}", failed + met),
            Formula(f'=IF(J{row}=0,"",D{row}/J{row})', _ratio(met, failed + met)),
            str(line["rule"]),
        ]


def _ratio(part: int, whole: int) -> str | Decimal:
    return Decimal(part) / Decimal(whole) if whole else ""


def write_notes(book: Book, sheet: Any, links: Chain) -> None:
    """Two columns, what and its meaning, under section titles."""
    for number, column in enumerate(NOTES):
        sheet.set_column(number, number, column.width)
    top = 0
    for title, lines in _sections(links):
        sheet.set_row(top, SECTION)
        sheet.merge_range(top, 0, top, 1, title, book.formats["section"])
        for number, (what, meaning) in enumerate(lines, top + 1):
            sheet.set_row(number, LINE * line_count(NOTES, (what, meaning)) + 4)
            sheet.write_string(number, 0, what, book.formats["wrap"])
            sheet.write_string(number, 1, meaning, book.formats["wrap"])
        top += len(lines) + 2


def _sections(links: Chain) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    rows, scheme = links.rows, links.scheme
    yield "本轮情况", [*((plain(name), plain(value)) for name, value in rows.result.run.items()), *_followed(links)]
    yield (
        "评分方案",
        [
            ("方案", f"{plain(scheme.title)}（{scheme.id}，版本 {plain(scheme.version)}）"),
            ("依据", plain(scheme.basis)),
            ("分值说明", plain(scheme.note)),
        ],
    )
    yield "参数和等次线", [(line.title, f"{line.amount:f}") for line in links.weights.lines]
    if scheme.draws:
        yield "抽取的指标", [*_drawn(rows)]
    yield "六种结论", [(outcome.label, meaning) for outcome, meaning in MEANINGS.items()]
    yield "计算方法", list(METHODS)
    yield (
        "未测得的指标及原因",
        [(title, f"{count} 个对象：{why}") for title, why, count in unmeasured(rows)] or [("无", "所有指标都已测得。")],
    )
    yield "规则与依据", [*_cards(rows)]
    roster = [(row.name, f"{row.unit}　{row.kind}　{row.level}　{row.url}".rstrip()) for row in rows.targets]
    yield f"评估名单（共 {len(rows.targets)} 个对象）", roster


def _cards(rows: Rows) -> Iterator[tuple[str, str]]:
    for card in rows.result.rules:
        who = "机器可直接认定" if card.certain else "须人核实"
        yield plain(card.title), f"{plain(card.basis)}　〔{card.id}；{who}〕"


def _followed(links: Chain) -> list[tuple[str, str]]:
    """Said only where the sheet cannot follow every change."""
    if links.live:
        return []
    told = f"本轮问题 {len(links.rows.faults)} 条，公式逐条重算过慢：“扣分明细”的状态和“指标得分”的认定数、待核实数按数值写出。"
    return [
        (
            "不随核实重算",
            f"{told}改动分值、参数和人工评分仍随之重算；改动“核实”后请用 rule 命令读回本表，再评分、出报告。",
        )
    ]


def _drawn(rows: Rows) -> Iterator[tuple[str, str]]:
    """By what seed, from which pool, and what each target drew."""
    scheme = rows.result.scheme
    asked: dict[str, list[str]] = defaultdict(list)
    for row in rows.scores:
        asked[row.target.id].append(row.indicator.id)
    for draw in scheme.draws:
        yield (
            plain(draw.title),
            f"编号 {draw.prefix} 下的指标，每个对象抽取 {draw.count} 项；种子 {scheme.seed}，同一种子抽取结果相同。",
        )
        for target in rows.targets:
            if drawn := [one for one in asked[target.id] if one.startswith(f"{draw.prefix}.")]:
                yield target.name, "、".join(drawn)
