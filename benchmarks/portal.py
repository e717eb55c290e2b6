"""A generated portal of any size, the same bytes every time: what the speed benchmarks crawl and judge.

Pages are as portals have them (performance of a parser depends on it): 15 to 60 KB, some 60 links, a menu, a
breadcrumb, columns whose lists have days beside them and go on over several pages, articles with ColumnName and
PubDate tags, every third with a metadata header, tables, inline scripts and styles; every twelfth in GB18030.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

COLUMNS = ("政务动态", "通知公告", "政策文件", "政策解读", "财政预决算", "规划计划", "人事信息", "建议提案办理", "重大建设项目",
           "公共资源配置", "社会救助", "食品药品监管", "生态环境", "教育", "医疗卫生", "统计数据", "应急管理", "行政执法公示",
           "政府采购", "招考招聘")  # fmt: skip
PER_LIST = 20
"""Items of one page of a list."""
TODAY = date(2026, 11, 20)
_WORDS = ("依法", "公开", "办理", "群众", "企业", "服务", "项目", "工作", "实施", "意见", "方案", "会议", "研究", "部署", "推进",
          "落实", "保障", "安全", "发展", "建设", "管理", "监督", "检查", "评估", "信息", "政府", "单位", "部门", "全市", "各县区",
          "加强", "完善", "制度", "措施", "责任", "期限", "公告", "通知", "有关", "规定")  # fmt: skip
SCRIPT = (
    "<script>function go(u){window.open(u)}\n"
    + "var nav=[" + ",".join(f"'n{n}'" for n in range(160)) + "];\n" * 9 + "</script>"
)  # fmt: skip
STYLE = "<style>" + "\n".join(f".c{n}{{margin:0 {n}px;color:#33{n:04d}}}" for n in range(90)) + "</style>"


def pages(count: int) -> Iterator[tuple[str, bytes]]:
    """Path and body of each page, the home page first; `count` of them."""
    lists = max(1, (count - 1) // (PER_LIST + 1) // len(COLUMNS))
    yield "/", _encoded(0, _home(lists))
    made = 1
    for column in range(len(COLUMNS)):
        for leaf in range(lists):
            if made < count:
                yield list_path(column, leaf), _encoded(made, _list(column, leaf, lists))
                made += 1
    for number in range(count - made):
        yield article_path(number, lists), _encoded(number, _article(number, lists))


def list_path(column: int, leaf: int) -> str:
    return f"/col/c{column}/" + (f"index_{leaf}.html" if leaf else "index.html")


def article_path(number: int, lists: int) -> str:
    day = _day(number)
    return f"/col/c{_column(number, lists)}/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"


def _column(number: int, lists: int) -> int:
    return (number // (PER_LIST * lists)) % len(COLUMNS)


def _day(number: int) -> date:
    return TODAY - timedelta(days=number % 700)


def _encoded(number: int, text: str) -> bytes:
    if number % 12 == 5:
        return text.replace("charset=utf-8", "charset=gb2312").encode("gb18030")
    return text.encode()


def sentence(chance: random.Random, words: int) -> str:
    return "".join(chance.choices(_WORDS, k=words))


@cache
def _menu() -> str:
    items = "".join(
        f'<li class="nav-item"><a href="/col/c{n}/index.html">{name}</a></li>' for n, name in enumerate(COLUMNS)
    )
    return f'<div class="header"><ul class="nav">{items}</ul></div>'


@cache
def foot() -> str:
    return (
        '<div class="footer"><p>主办单位：某某市人民政府 承办：市政府办公室</p><p>网站标识码：3202000001 某ICP备05000001号 '
        '<a href="http://bszs.conac.cn/sitename?method=show&amp;id=1"><img src="/i/red.png" alt="党政机关"></a></p>'
        '<a href="/map.html">网站地图</a><a href="/contact.html">联系我们</a></div>'
    )


def _page(title: str, head: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset=utf-8><title>{title}-某某市人民政府</title>\n'
        f'<meta name="SiteName" content="某某市人民政府"><meta name="SiteDomain" content="www.example.gov.cn">\n{head}'
        f'<link rel="stylesheet" href="/css/main.css">{STYLE}{SCRIPT}</head>\n<body>{_menu()}\n{body}\n{foot()}</body></html>'
    )


def _home(lists: int) -> str:
    blocks = []
    for column, name in enumerate(COLUMNS):
        first = column * lists * PER_LIST
        rows = "".join(_row(number, lists) for number in range(first, first + 4))
        blocks.append(
            f'<div class="box"><h3><a href="{list_path(column, 0)}">{name}</a></h3><ul class="list">{rows}</ul></div>'
        )
    return _page("首页", "", "".join(blocks))


def _row(number: int, lists: int) -> str:
    return (
        f'<li><a href="{article_path(number, lists)}" title="{_title(number)}" target="_blank">{_title(number)}</a>'
        f'<span class="date">{_day(number):%Y-%m-%d}</span></li>\n'
    )


def _title(number: int) -> str:
    return f"关于{sentence(random.Random(number), 6)}的通知（第{number}号）"


def _list(column: int, leaf: int, lists: int) -> str:
    first = (column * lists + leaf) * PER_LIST
    rows = "".join(_row(number, lists) for number in range(first, first + PER_LIST))
    pager = "".join(f'<a href="{list_path(column, other)}">{other + 1}</a>' for other in range(min(lists, 10)))
    crumb = f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="{list_path(column, 0)}">{COLUMNS[column]}</a></div>'
    head = f'<meta name="ColumnName" content="{COLUMNS[column]}"><meta name="ColumnType" content="{COLUMNS[column]}">\n'
    return _page(COLUMNS[column], head, f'{crumb}<ul class="list">{rows}</ul><div class="page">{pager}</div>')


def _article(number: int, lists: int) -> str:
    chance, day, column = random.Random(number), _day(number), _column(number, lists)
    crumb = f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="{list_path(column, 0)}">{COLUMNS[column]}</a></div>'
    head = (
        f'<meta name="ColumnName" content="{COLUMNS[column]}"><meta name="ArticleTitle" content="{_title(number)}">'
        f'<meta name="PubDate" content="{day:%Y-%m-%d} 09:30"><meta name="ContentSource" content="市政府办公室">\n'
    )
    text = "".join(
        f'<p style="text-indent:2em;line-height:2"><span style="font-family:宋体">{sentence(chance, chance.randint(40, 160))}。</span></p>\n'
        for _ in range(chance.randint(10, 50))
    )
    near = "".join(_row((number + step) % (lists * PER_LIST * len(COLUMNS)), lists) for step in range(1, 36))
    record = _record(number, day) if number % 3 == 0 else ""
    body = f'<h1>{_title(number)}</h1><div class="info">发布日期：{day:%Y-%m-%d}　来源：市政府办公室　浏览次数：<span id="hits"></span></div>{record}'
    table = _table(chance) if number % 4 == 0 else ""
    return _page(
        _title(number),
        head,
        f'{crumb}<div class="main">{body}<div class="TRS_Editor">{text}{table}</div></div><ul class="near">{near}</ul>',
    )


def _record(number: int, day: date) -> str:
    cells = (("索引号", f"014000000/{day.year}-{number:05d}"), ("主题分类", "综合政务/政务公开"), ("发布机构", "某某市人民政府办公室"),
             ("成文日期", f"{day:%Y-%m-%d}"), ("文号", f"某政办发〔{day.year}〕{number % 90 + 1}号"), ("公开日期", f"{day:%Y-%m-%d}"),
             ("公开方式", "主动公开"), ("公开范围", "面向社会"), ("有效性", "有效"), ("体裁", "通知"))  # fmt: skip
    rows = "".join(
        f"<tr><td>{a}：</td><td>{b}</td><td>{c}：</td><td>{d}</td></tr>"
        for (a, b), (c, d) in zip(cells[::2], cells[1::2], strict=True)
    )
    return f'<table class="xxgk" width="100%">{rows}</table>'


def _table(chance: random.Random) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{chance.randint(1, 90000)}</td>' for _ in range(5))}</tr>"
        for _ in range(chance.randint(5, 25))
    )
    return f'<table border="1"><tr><th rowspan="2">项目</th><th colspan="4">金额（万元）</th></tr><tr><td>年初</td><td>调整</td><td>决算</td><td>占比</td></tr>{rows}</table>'
