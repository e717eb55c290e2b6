"""Mutations of a yearly report: a number changed, a section, a day or the report itself taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from checks.facts.report_disputes import GROUPS
from checks.facts.report_requests import BROUGHT, COLUMNS, HANDLED, LEAVES, LEFT, NEW
from checks.facts.reports import SECTIONS
from demo.labelled import HOME, Case, Expected
from demo.mutations.pages import SITE_TAGS, column, home, listed, made, page
from demo.report import WIDE, annual_report

ADDRESS = "/nb/1.html"
TITLE = "澄湖县人民政府2025年政府信息公开工作年度报告"
DEADLINE = date(2026, 3, 31)
_REST = {
    "/zwdt/": column(
        "政务动态", "工作动态", listed(("/zwdt/t1.html", "县政府召开第四季度重点工作推进会", "2026-11-19"))
    ),
    "/wzdt.html": page("<h1>网站地图</h1><p>全站栏目一览</p>", SITE_TAGS, "网站地图"),
}
"""What else the home page links to: absence is only sure where all was read."""
_ROWS = (NEW, BROUGHT, *LEAVES, HANDLED, LEFT)
_REQUESTS = re.compile(r"(<tr><td>[^<]*</td>)((?:<td>\d+</td>){7})(</tr>)")
_DISPUTES = re.compile(r"<tr>(?:<td>\d+</td>){15}</tr>")
_NUMBER = re.compile(r"(?<=<td>)\d+(?=</td>)")


def cases() -> Iterator[Case]:
    yield from _numbers()
    yield from _harmless()
    yield from _parts()
    for days, item in ((0, None), (1, "")):
        day = str(DEADLINE + timedelta(days))
        yield made("report_late", f"年报发布于 {day}", _site(day=day), item, ADDRESS)
    older = _site(title=TITLE.replace("2025", "2024")) | _REST
    yield made("report_missing", "年报换成上一年度的", older, "", "/nb/")
    empty = {"/": older["/"], "/nb/": _column("")} | _REST
    yield made("report_missing", "年报栏目清空", empty, "", "/nb/")
    yield made("report_missing", "年报在栏目里", _site(), None)


@cache
def _good() -> str:
    return annual_report("澄湖县人民政府", 2025)


def _column(body: str) -> str:
    return column("政府信息公开年报", "信息公开年报", body or "<p>暂无相关信息</p>")


def _site(body: str = "", *, title: str = TITLE, day: str = "2026-03-20") -> dict[str, str]:
    own = {"ArticleTitle": title, "PubDate": f"{day} 09:30", "ContentSource": "澄湖县人民政府办公室"}
    shown = f"<h1>{title}</h1><p>发布时间：{day}</p>{body or _good()}"
    return {
        "/": home(more='<a href="/nb/">政府信息公开年报</a>'),
        "/nb/": _column(listed((ADDRESS, title, day))),
        ADDRESS: page(shown, SITE_TAGS | own, title),
    }


def _numbers() -> Iterator[Case]:
    """Each number of the first and the last column, and each of one column in between by turns; each of table four."""
    for at, row in enumerate(_ROWS):
        for place in sorted({0, 1 + at % 5, 6}):
            kinds = ["AR1"] * (row in (NEW, BROUGHT, HANDLED, LEFT)) + ["AR2"] * (row in (*LEAVES, HANDLED))
            items = [f"AR3-{row}", *(f"{kind}-{COLUMNS[place]}" for kind in kinds)]
            yield _wrong(f"表三“{row}·{COLUMNS[place]}”多 1", _changed(_REQUESTS, at, place), items)
    for place in range(15):
        group = GROUPS[place // 5]
        yield _wrong(f"表四“{group}”第 {place % 5 + 1} 格多 1", _changed(_DISPUTES, 0, place), [f"AR4-{group}"])


def _changed(rows: re.Pattern[str], at: int, place: int) -> str:
    """The good report with one more in one cell."""
    row = list(rows.finditer(_good()))[at]
    cell = list(_NUMBER.finditer(_good(), row.start(), row.end()))[place]
    return f"{_good()[: cell.start()]}{int(cell[0]) + 1}{_good()[cell.end() :]}"


def _wrong(name: str, body: str, items: list[str]) -> Case:
    expected = tuple(Expected("report_sum_wrong", "fail", item, HOME + ADDRESS[1:]) for item in items)
    return replace(made("report_sum_wrong", name, _site(body), items[0]), expected=expected)


def _harmless() -> Iterator[Case]:
    writings: list[tuple[str, Callable[[str], str]]] = [
        ("数字全角", lambda text: text.translate(WIDE)),
        ("零留空", lambda text: "" if text == "0" else text),
        ("零写短横", lambda text: "-" if text == "0" else text),
        ("数字带“件”", lambda text: f"{text}件"),
        ("数字两边有空格", lambda text: f" {text}&nbsp;"),
        ("数字在段落里", lambda text: f"<p><span>{text}</span></p>"),
    ]
    for name, write in writings:
        body = _NUMBER.sub(lambda found, write=write: write(found[0]), _good())  # type: ignore[misc]
        yield made("report_sum_wrong", name, _site(body), None)
    yield made("report_form_outdated", "新格式", _site(), None)
    yield made("report_section_missing", "六个部分齐全", _site(), None)
    yield made("report_omits_task", "写了重点工作安排", _site(), None)


def _parts() -> Iterator[Case]:
    pieces = re.split(r"(?=<h3>)", _good())
    for number in (3, 4, 5):  # the words of the others stand in the text besides
        body = "".join(piece for place, piece in enumerate(pieces) if place - 1 != number)
        yield made("report_section_missing", f"去掉第 {number + 1} 部分", _site(body), list(SECTIONS)[number], ADDRESS)
    old = annual_report("澄湖县人民政府", 2025, "form")
    yield made("report_form_outdated", "加上第（九）项", _site(old), "", ADDRESS)
    yield made(
        "report_omits_task", "去掉重点工作一句", _site(annual_report("澄湖县人民政府", 2025, "task")), "", ADDRESS
    )
