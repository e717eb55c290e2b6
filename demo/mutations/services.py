"""Mutations of guides, letters and entries: an element taken out, an answer withheld, an entry gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from checks.facts.dates import months_before
from demo.labelled import Case
from demo.mutations.pages import MARKUPS, SITE_TAGS, TODAY, home, made, page, without

GUIDE = {
    "事项名称": "取水许可",
    "设定依据": "《水法》第七条",
    "受理条件": "取水符合水资源规划",
    "申请材料": "申请书、论证报告",
    "办理地点": "水务局一楼",
    "承诺时限": "全年受理，即时办结",
    "咨询电话": "0510-80990071",
    "办理流程": "窗口收件后由水务局核定",
}
CLASSES = dict(
    zip(GUIDE, ("", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程"), strict=True)
)
_NAME = "取水许可办事指南"
_FOOT = "<div><p>联系电话：0510-80990001</p><p>版权所有：澄湖县人民政府　苏ICP备05012345号</p></div>"
_IMPRINT = "<p>发布时间：2026-10-20 09:30　来源：澄湖县水务局　浏览次数：102</p>"
_FORM = '<form method="post">姓名<input name="a">电话<input name="b">内容<textarea name="c"></textarea></form>'


def cases() -> Iterator[Case]:
    for number, markup in enumerate(MARKUPS):
        yield made("guide_element_missing", f"指南齐全，样式 {number}", _guide(markup(GUIDE)), None)
        for label, item in CLASSES.items():
            kept = without(GUIDE, label)
            yield made("guide_element_missing", f"指南删去{label}，样式 {number}", _guide(markup(kept)), item or None)
        empty = {**GUIDE, "咨询电话": ""}
        yield made("guide_element_missing", f"指南电话为空，样式 {number}", _guide(markup(empty)), "联系电话")
        for count in (3, 4, 5):
            kept = dict(list(GUIDE.items())[: len(GUIDE) - count])
            whole = _NAME if count > 3 else None
            yield made("guide_incomplete", f"指南缺 {count} 类，样式 {number}", _guide(markup(kept)), whole)
    yield from _letters()
    yield from _entries()


def _guide(body: str) -> dict[str, str]:
    text = page(f"<h1>{_NAME}</h1>{_IMPRINT}{body}{_FOOT}", SITE_TAGS, f"{_NAME}_澄湖县人民政府")
    return {"/": home(more=_FOOT), "/bszn/1.html": text}


def _letters() -> Iterator[Case]:
    late, early = months_before(TODAY, 3), months_before(TODAY, 12)
    days = ((late, False), (late - timedelta(1), True), (early, True), (early - timedelta(1), False))
    for day, late_ in days:
        for form in ("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"):
            shown = day.strftime(form)
            yield _letter(f"{shown} 的来信在办理中", shown, "办理中", late_)
    for state, undone in (("待回复", True), ("已受理", True), ("未办结", True), ("已办结", False), ("已答复", False)):
        yield _letter(f"五月的来信{state}", "2026-05-06", state, undone)
    for column in ("网上信访", "纪检举报", "在线访谈", "意见征集"):
        yield _letter(f"{column}不在其列", "2026-05-06", "办理中", False, column)


def _letter(name: str, day: str, state: str, undone: bool, column: str = "县长信箱") -> Case:
    rows = (("来信标题", "来信时间", "办理状态"), ("小区停车问题", day, state), ("医保缴费", "2026-11-02", "已答复"))
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    text = page(f"<h2>{column}</h2><table>{table}</table>", SITE_TAGS, f"{column}_澄湖县人民政府")
    return made("message_unanswered", name, {"/xx/": text}, "小区停车问题" if undone else None)


def _entries() -> Iterator[Case]:
    for rule, name, body in (
        ("consultation_missing", "县长信箱", _FORM),
        ("request_channel_missing", "依申请公开", _FORM.replace("内容", "所需信息")),
        ("service_missing", "办事服务", "<p>个人和法人事项由政务服务中心办理。</p>"),
    ):
        own = page(body, SITE_TAGS, name)
        yield made(rule, f"有{name}", _linked(name) | {"/rk/": own}, None)
        yield made(rule, f"{name} 404", _linked(name) | {"/rk/": {"status": 404}}, "")
        yield made(rule, f"{name}超时", _linked(name) | {"/rk/": {"error": "timeout"}}, None)
        yield made(rule, f"没有{name}", _linked("澄湖概况") | {"/rk/": page("<p>概况</p>", SITE_TAGS, "澄湖概况")}, "")


def _linked(name: str) -> dict[str, str | Mapping[str, object]]:
    plain = home(more=f'<p><a href="/rk/">{name}</a></p>')
    return {
        "/": plain,
        "/zwdt/": page("<p>动态</p>", SITE_TAGS, "政务动态"),
        "/wzdt.html": page("", SITE_TAGS, "网站地图"),
    }
