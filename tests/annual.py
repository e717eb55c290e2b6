"""Yearly reports as organs write them: good ones by chance, their tables in many layouts."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from checks.facts.grids import grid
from tests import sites

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
LEAVES = (
    ("", "（一）予以公开"),
    ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("（三）不予公开", "1.属于国家秘密"), ("（三）不予公开", "2.其他法律行政法规禁止公开"),
    ("（三）不予公开", "3.危及“三安全一稳定”"), ("（三）不予公开", "4.保护第三方合法权益"),
    ("（三）不予公开", "5.属于三类内部事务信息"), ("（三）不予公开", "6.属于四类过程性信息"),
    ("（三）不予公开", "7.属于行政执法案卷"), ("（三）不予公开", "8.属于行政查询事项"),
    ("（四）无法提供", "1.本机关不掌握相关政府信息"), ("（四）无法提供", "2.没有现成信息需要另行制作"),
    ("（四）无法提供", "3.补正后申请内容仍不明确"),
    ("（五）不予处理", "1.信访举报投诉类申请"), ("（五）不予处理", "2.重复申请"), ("（五）不予处理", "3.要求提供公开出版物"),
    ("（五）不予处理", "4.无正当理由大量反复申请"), ("（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
    ("（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "3.其他"),
)  # fmt: skip
SECTIONS = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况",
            "存在的主要问题及改进情况", "其他需要报告的事项")  # fmt: skip
TABLE_A = sites.rows(
    ("第二十条第（一）项",), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "0", "0", "0"),
    ("行政规范性文件", "5", "1", "31"), ("第二十条第（五）项",), ("行政许可", "1,286"),
    ("第二十条第（六）项",), ("行政处罚", "214"), ("行政强制", "9"), ("第二十条第（八）项",), ("行政事业性收费", "318.6"),
)  # fmt: skip

Write = Callable[[int], str]


@dataclass
class Figures:
    """`requests`: 25 rows of 7 in the form's order; `disputes`: 3 groups of 5."""

    requests: list[list[int]] = field(default_factory=list)
    disputes: list[list[int]] = field(default_factory=list)


def good(seed: int) -> Figures:
    """Figures that add up."""
    chance = random.Random(seed)

    def row() -> list[int]:
        own = [chance.choice([0, 0, 1, 3, chance.randrange(2000)]) for _ in range(6)]
        return [*own, sum(own)]

    leaves = [row() for _ in LEAVES]
    total = [sum(column) for column in zip(*leaves, strict=True)]
    left = [min(5, one) for one in total[:6]]
    left.append(sum(left))
    brought = [min(2, one) for one in total[:6]]
    brought.append(sum(brought))
    new = [a + b - c for a, b, c in zip(total, left, brought, strict=True)]
    groups = [[chance.randrange(40) for _ in range(4)] for _ in range(3)]
    return Figures([new, brought, *leaves, total, left], [[*one, sum(one)] for one in groups])


def wrong(figures: Figures) -> set[str]:
    """Which sums do not hold: `(kind, place)` as AR1-自然人, AR3-row number, AR4-group number."""
    new, brought, *leaves, total, left = figures.requests
    found = set()
    for place, name in enumerate(COLUMNS):
        if new[place] + brought[place] != total[place] + left[place]:
            found.add(f"AR1-{name}")
        if total[place] != sum(row[place] for row in leaves):
            found.add(f"AR2-{name}")
    found |= {f"AR3-{number}" for number, row in enumerate(figures.requests) if row[6] != sum(row[:6])}
    return found | {f"AR4-{number}" for number, row in enumerate(figures.disputes) if row[4] != sum(row[:4])}


def merged(requests: Sequence[Sequence[int]], write: Write = str, order: Sequence[int] = range(7)) -> str:
    """The official layout: categories in cells of their own that span their rows."""
    names = [COLUMNS[place] for place in order]
    html = '<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>'
    if list(order) == list(range(7)):
        html += '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>'
        html += "<tr>" + "".join(f"<td>{_spread(name)}</td>" for name in COLUMNS[1:6]) + "</tr>"
    else:
        html += "<tr>" + "<td>-</td>" * 7 + "</tr><tr>" + "".join(f"<td>{name}</td>" for name in names) + "</tr>"
    labels = [
        '<td colspan="3">一、本年新收政府信息公开申请数量</td>',
        '<td colspan="3">二、上年结转政府信息公开申请数量</td>',
    ]
    last = None
    for number, (parent, leaf) in enumerate(LEAVES):
        first = '<td rowspan="22">三、本年度办理结果</td>' if number == 0 else ""
        size = sum(one == parent for one, _ in LEAVES)
        if not parent:
            labels.append(f'{first}<td colspan="2">{leaf}</td>')
        else:
            labels.append((f'<td rowspan="{size}">{parent}</td>' if parent != last else "") + f"<td>{leaf}</td>")
        last = parent
    labels += ['<td colspan="2">（七）总计</td>', '<td colspan="3">四、结转下年度继续办理</td>']
    return f"<table>{html}{''.join(_row(label, row, write, order) for label, row in zip(labels, requests, strict=True))}</table>"


def _spread(name: str) -> str:
    """As editors break narrow cells."""
    return f"<p>{name[:2]}</p><p>{name[2:]}</p>" if len(name) > 2 else name


def _row(label: str, numbers: Sequence[int], write: Write, order: Sequence[int] = range(7)) -> str:
    return f"<tr>{label}{''.join(f'<td><p><span>{write(numbers[place])}</span></p></td>' for place in order)}</tr>"


def plain(requests: Sequence[Sequence[int]], write: Write = str) -> str:
    """One label cell a row, the category before the first of its results."""
    head = "<tr><th></th>" + "".join(f"<th>{name}</th>" for name in COLUMNS) + "</tr>"
    return f"<table>{head}{''.join(_row(f'<td>{label}</td>', row, write) for label, row in zip(labels(), requests, strict=True))}</table>"


def labels() -> list[str]:
    """Of the 25 rows, as the plain layout writes them."""
    found, last = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"], None
    for parent, leaf in LEAVES:
        found.append(f"{parent}：{leaf}" if parent and parent != last else leaf)
        last = parent
    found[2] = f"三、本年度办理结果{found[2]}"
    return [*found, "（七）总计", "四、结转下年度继续办理"]


def split(requests: Sequence[Sequence[int]], write: Write = str) -> str:
    """One table that goes on in a second without a header, as after a page break."""
    rows = [_row(f"<td>{label}</td>", row, write) for label, row in zip(labels(), requests, strict=True)]
    head = "<tr><th></th>" + "".join(f"<th>{name}</th>" for name in COLUMNS) + "</tr>"
    return f"<table>{head}{''.join(rows[:11])}</table><p></p><table>{''.join(rows[11:])}</table>"


def disputes(groups: Sequence[Sequence[int]], write: Write = str) -> str:
    """The official layout of 15 columns."""
    five = "<td>结果<br>维持</td><td>结果<br>纠正</td><td>其他<br>结果</td><td>尚未<br>审结</td><td>总计</td>"
    numbers = "".join(f"<td>{write(one)}</td>" for group in groups for one in group)
    return (
        '<table><tr><td colspan="5" rowspan="2">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        '<tr><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
        f"<tr>{five * 3}</tr><tr>{numbers}</tr></table>"
    )


def disputes_apart(groups: Sequence[Sequence[int]], write: Write = str) -> str:
    """Three tables, one a group."""
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    five = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    return "".join(
        f'<table><tr><td colspan="5">{name}</td></tr><tr>{five}</tr><tr>{"".join(f"<td>{write(one)}</td>" for one in group)}</tr></table>'
        for name, group in zip(names, groups, strict=True)
    )


def text(
    figures: Figures | None = None,
    *,
    year: int = 2025,
    requests: str = "",
    disputed: str = "",
    omit: Sequence[str] = (),
    task: str = "本年度政务公开工作要点各项任务已逐项落实。",
    table_a: str = TABLE_A,
) -> str:
    """The report's body. `omit`: sections left out with all that is in them."""
    figures = figures or good(1)
    bodies = {
        SECTIONS[0]: f"<p>（一）主动公开情况。及时发布信息。</p><p>（二）依申请公开情况。按时答复。</p><p>{task}</p>",
        SECTIONS[1]: table_a,
        SECTIONS[2]: requests or merged(figures.requests),
        SECTIONS[3]: disputed or disputes(figures.disputes),
        SECTIONS[4]: "<p>解读形式还不够丰富，下一步将增加图解。</p>",
        SECTIONS[5]: "<p>本机关2025年没有收取费用。</p>",
    }
    numbered = zip("一二三四五六", bodies.items(), strict=True)
    parts = [f"<p><strong>{n}、{name}</strong></p>{body}" for n, (name, body) in numbered if name not in omit]
    return f"<p>本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。</p>" + "".join(parts)


def docx(html: str) -> bytes:
    """The same as a Word document: paragraphs, tables and merged cells."""
    parts = []
    for block in re.findall(r"<table>.*?</table>|<p>.*?</p>", html):
        rows = grid(block) if block.startswith("<table>") else None
        if rows is None:
            parts.append(_paragraph(re.sub("<[^>]+>", "", block)))
        else:
            cells = ["".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in row) for row in rows]
            parts.append(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")
    out = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{''.join(parts)}</w:body></w:document>")
    return out.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def report(body: str = "", *, year: int = 2025, organ: str = "澄湖市人民政府", day: str = "", title: str = "") -> str:
    """A report's whole page."""
    name = title or f"{organ}{year}年政府信息公开工作年度报告"
    return sites.article(name, day or f"{year + 1}-01-20", body or text(year=year))


def portal(*reports: tuple[str, str, str], home: str = "", shown: str = "") -> dict[str, str]:
    """A site with a column of reports: `(address, title, day)`; the pages themselves are added by the caller."""
    entries = "".join(sites.entry(title, day, address) for address, title, day in reports)
    menu = '<a href="/nb/">政府信息公开年报</a><a href="/xw/">政务动态</a>'
    return {
        "": sites.page(menu + home + sites.news("2026-11-18")),
        "/nb/": sites.column("政府信息公开年报", f"<ul>{entries}</ul>{shown}", "信息公开年报"),
        "/xw/": sites.column("政务动态", sites.news("2026-11-18"), "工作动态"),
    }
