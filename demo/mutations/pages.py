"""A small site without a fault, piece by piece: what the mutations change one thing of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from crawler.targets import Kind, Target
from demo.labelled import DAY, HOME, Case, Expected

TODAY = date.fromisoformat(DAY)
SITE_TAGS = {"SiteName": "澄湖县人民政府", "SiteDomain": "www.chenghu.gov.cn", "SiteIDCode": "3202980001"}
COLUMN_TAGS = {
    "ColumnName": "政策文件",
    "ColumnDescription": "发布县政府文件",
    "ColumnKeywords": "政策文件,澄湖县",
    "ColumnType": "政策文件",
}
ARTICLE_TAGS = {
    "ArticleTitle": "关于做好防汛工作的通知",
    "PubDate": "2026-11-05 09:30",
    "ContentSource": "澄湖县人民政府办公室",
}
MARKS = {
    "sponsor": "主办单位：澄湖县人民政府办公室",
    "contact": "联系电话：0510-80990001",
    "site-code": "网站标识码：3202980001",
    "icp": '<a href="https://beian.miit.gov.cn/">苏ICP备05012345号-1</a>',
    "police": '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=32029802000123">苏公网安备 32029802000123号</a>',
    "party-mark": '<a href="https://bszs.conac.cn/sitename?method=show&id=08D2"><img alt="党政机关" src="/red.png"></a>',
    "error-report": '<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html">政府网站找错</a>',
    "sitemap": '<a href="/wzdt.html">网站地图</a>',
}
FIELDS = {
    "索引号": "014046317/2026-00012",
    "名称": "关于做好防汛工作的通知",
    "发布机构": "澄湖县人民政府办公室",
    "生成日期": "2026-11-02",
    "公开日期": "2026-11-05",
    "文号": "澄政办发〔2026〕12号",
    "主题分类": "综合政务",
    "内容概述": "部署汛期值守、巡查和抢险准备。",
}
"""A header that no rule minds, of the core metadata's fields."""
TEXT = "各镇人民政府、各街道办事处，县各委办局：为做好汛期值守、巡查和抢险准备，现将有关事项通知如下。" * 3


def table(fields: Mapping[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in fields.items()) + "</table>"


def paired(fields: Mapping[str, str]) -> str:
    """Two fields a row, headed by `th`, with a colon."""
    cells = [f"<th>{k}：</th><td>{v}</td>" for k, v in fields.items()]
    return "<table>" + "".join(f"<tr>{''.join(cells[n : n + 2])}</tr>" for n in range(0, len(cells), 2)) + "</table>"


def definitions(fields: Mapping[str, str]) -> str:
    return "<dl>" + "".join(f"<dt>{k}：</dt><dd>{v}</dd>" for k, v in fields.items()) + "</dl>"


def spans(fields: Mapping[str, str]) -> str:
    return "<ul>" + "".join(f"<li><b>{k}：</b><span>{v}</span></li>" for k, v in fields.items()) + "</ul>"


def lines(fields: Mapping[str, str]) -> str:
    return "<div>" + "".join(f"<p>{k}：{v}</p>" for k, v in fields.items()) + "</div>"


MARKUPS: tuple[Callable[[Mapping[str, str]], str], ...] = (table, paired, definitions, spans, lines)
"""Ways in which sites show label and value."""


def page(body: str, tags: Mapping[str, str], title: str = "澄湖县人民政府", more: str = "") -> str:
    metas = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
    return f"<!DOCTYPE html><html><head><title>{title}</title>{metas}{more}</head><body>{body}</body></html>"


def listed(*rows: tuple[str, str, str]) -> str:
    """`(address, title, day)` each."""
    return (
        "<ul>" + "".join(f'<li><a href="{at}">{title}</a><span>{day}</span></li>' for at, title, day in rows) + "</ul>"
    )


def home(
    *, news: str = "2026-11-19", marks: Mapping[str, str] = MARKS, tags: Mapping[str, str] = SITE_TAGS, more: str = ""
) -> str:
    menu = '<div><a href="/zcwj/">政策文件</a> <a href="/zwdt/">政务动态</a></div>'
    first = listed(("/zwdt/t1.html", "县政府召开第四季度重点工作推进会", news))
    return page(f"{menu}{first}{more}<div>{' '.join(marks.values())}</div>", tags)


def column(name: str = "政策文件", kind: str = "政策文件", body: str = "", **changed: str) -> str:
    tags = {**SITE_TAGS, **COLUMN_TAGS, "ColumnName": name, "ColumnType": kind, **changed}
    own = body or listed(("/zcwj/1.html", "关于做好防汛工作的通知", "2026-11-05"))
    return page(f"<h2>{name}</h2>{own}", {k: v for k, v in tags.items() if v != "-"}, f"{name}_澄湖县人民政府")


def article(header: str = "", *, text: str = TEXT, signed: str = "2026年11月2日", **changed: str) -> str:
    """A document's page. A tag whose value is `-` is left out."""
    tags = {**SITE_TAGS, **COLUMN_TAGS, **ARTICLE_TAGS, **changed}
    foot = f"<p>澄湖县人民政府办公室</p><p>{signed}</p>" if signed else ""
    body = (
        f"{header}<h1>{ARTICLE_TAGS['ArticleTitle']}</h1><p>发布时间：2026-11-05 09:30　来源：澄湖县人民政府办公室</p>"
        f"<div><p>{FIELDS['文号']}</p><p>{text}</p>{foot}</div>"
    )
    return page(body, {k: v for k, v in tags.items() if v != "-"}, "关于做好防汛工作的通知_澄湖县人民政府")


GOOD: dict[str, Any] = {"/": home(), "/zcwj/": column(), "/zcwj/1.html": article(table(FIELDS))}


def made(
    rule: str, name: str, pages: Mapping[str, Any], item: str | None, url: str = "", outcome: str = "fail"
) -> Case:
    """A mutation of the good site that `rule` must notice at `item`; with None, one at which it must stay silent."""
    expected = (Expected(rule, outcome, item, f"{HOME}{url.lstrip('/')}" if url else ""),) if item is not None else ()
    why = f"{name}：应指出{item or '一处'}" if item is not None else f"{name}：不是差错"
    target = Target(
        "t", "澄湖县人民政府门户网站", Kind.PORTAL, "澄湖县人民政府", url=HOME, level="县", site_code="3202980001"
    )
    return Case(rule, name, why, (rule,), target, TODAY, TODAY, True, {**GOOD, **pages}, expected)


def without(values: Mapping[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if key != name}


def turned(fields: Mapping[str, str]) -> Sequence[str]:
    """The same header in every markup."""
    return [markup(fields) for markup in MARKUPS]
