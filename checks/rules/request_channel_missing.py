"""There is no way to ask for information that is not published: 依申请公开 has no entry, or it does not open.

To ask for what is not published is everybody's right.

Fails          when no column, link or page is called 依申请公开 or the like, or all that are so called are dead or blank.
Unsure         when the entry opens but shows neither a form, nor a form to download with an address, nor a way to a
               system for it; when the home page leads elsewhere by pictures without a name.
Not measured   when the entry was not asked, did not answer this program (challenge, robots.txt), is opened or drawn by
               script, or the disclosure platform stands on a host that was not crawled.
Blind spots    no application is sent. An entry by mail and counter alone, with an address and the form to download,
               is a channel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.attachments import is_document
from checks.facts.channels import Reading
from checks.facts.documents import Document
from checks.facts.entrances import Entrance, Fate, entrances, has_unnamed, is_called, is_drawn, why_unread
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.links import host_of

_REQUEST = re.compile(r"依申请|申请公开|公开申请|信息申请|^(?:我要|在线|网上)申请(?:公开)?$|申请政府信息")
_ABOUT = re.compile(
    r"统计|通报|情况|工作|年报|报告|目录|案例|查询|条例|办法|规定|动态|通知|新闻|答复|收费|主动公开|流程图|结果|诉讼|复议"
)
_FORM = re.compile(r"申请表|申请书|表格下载|下载")
_BY_POST = re.compile(r"邮寄|信函|当面|现场|通信地址|通讯地址|受理地[址点]|办公地址|联系地址|传真")
_STEP = re.compile(r"申请|须知|流程|表格")
"""Links of an entry to what belongs to it."""
_ONLINE = re.compile(r"(?:在线|网上|我要|网络|点击)(?:提交|填写|进行)?申请|申请(?:平台|系统|入口)|提交申请")
_PLATFORM = frozenset({"政府信息公开", "信息公开", "政务公开", "政府信息公开专栏", "政府信息公开平台"})
_GUIDE = re.compile(r"公开指南|信息公开指南")
_BAD = frozenset({404, 410})


@rule(
    title="依申请公开渠道缺失",
    basis="《政府信息公开条例》第二十七条至第二十九条；国办公开办函〔2019〕61号",
    fix="在政府信息公开平台设置依申请公开入口，提供在线申请，或公布申请表和邮寄、当面提交的地址，并确保能够打开。",
)
def request_channel_missing(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    ways = entrances(site, is_request)
    states = [(_state(site, way), way) for way in ways]
    for wanted, judge in (("good", passed), ("unknown", not_measured), ("bare", unsure)):
        found = next(((why, way) for (state, why), way in states if state == wanted), None)
        if found:
            why, way = found
            yield judge(f"依申请公开入口{way.told}{why}。", (way.document or way.carrier).page)
            return
    if guide := _guide_channel(site):
        yield passed("公开指南载明提交申请的地址并提供申请表。", guide.page)
        return
    if reason := _reason(site, ways):
        yield not_measured(f"{reason}，不评判依申请公开渠道。", home.page)
        return
    yield _missing(site, [(why, way) for (_, why), way in states])


def is_request(name: str) -> bool:
    return bool(_REQUEST.search(name)) and not _ABOUT.search(name)


def _state(site: Site, way: Entrance) -> tuple[str, str]:
    """`good`, `unknown`, `bare` or `dead`, and why, in Chinese."""
    if way.fate is Fate.DEAD:
        assert way.answer is not None
        return "dead", f"打不开（{way.answer.reach.label}）"
    if way.fate is Fate.UNKNOWN:
        return "unknown", f"{way.why_unknown}，不评判"
    document = way.document
    if document is None:
        return "good", "可以打开"
    behind = [site.documents.get(link.url) for link in document.links if _STEP.search(link.text)]
    if way_in := next(filter(None, (_way_in(site, page) for page in (document, *filter(None, behind)))), ""):
        return "good", way_in
    if is_drawn(site, document):
        return "unknown", "的内容可能由脚本绘制或在内嵌页面中，不评判"
    channel = next((one for one in site.channels if one.document is document), None)
    if channel and channel.reading is Reading.EMPTY:
        return "dead", "打开后是空白"
    if channel and channel.reading is Reading.MENU and (unasked := _unasked(site, document)):
        return "unknown", f"下的“{unasked}”没有采集，不评判"
    return "bare", "可以打开，但未见在线申请、申请表或者受理地址，须人工核实"


def _way_in(site: Site, document: Document) -> str:
    """How an application can be made from here, or ''."""
    if any(form.entry for form in document.forms):
        return "有可填写的申请表单"
    for link in document.links:
        answer = site.answers.of(link.url)
        if _ONLINE.search(link.text) and link.url != document.page.url and answer and answer.page.status == 200:
            return f"有可以打开的“{link.text}”"
    files = [link.url for link in document.links if is_document(link.url) or _FORM.search(link.text)]
    if any(not _is_dead(site, url) for url in files) and _BY_POST.search(document.text):
        return "公布了提交地址并可下载申请表"
    return ""


def _is_dead(site: Site, url: str) -> bool:
    answer = site.answers.of(url)
    return answer is not None and answer.page.status in _BAD


def _unasked(site: Site, document: Document) -> str:
    return next((one.text for one in document.links if one.text and site.answers.of(one.url) is None), "")


def _guide_channel(site: Site) -> Document | None:
    for document in site.documents.values():
        if _GUIDE.search(f"{document.title}{document.tags.value('ColumnName')}") and "申请" in document.text:
            if _way_in(site, document):
                return document
    return None


def _reason(site: Site, ways: list[Entrance]) -> str:
    """Why nothing can be said of what is missing, or ''."""
    assert site.home is not None
    if unread := why_unread(site):
        return unread
    if not ways and is_called(site, is_request):
        return "页面上有依申请公开的名称而链接由脚本打开"
    own = host_of(site.home.url)
    away = (link for one in site.shown.values() for link in one.links if link.text in _PLATFORM)
    other = next((link for link in away if host_of(link.url) != own), None) if not ways else None
    return f"“{other.text}”在另一网站（{other.url}），没有采集" if other else ""


def _missing(site: Site, dead: list[tuple[str, Entrance]]) -> Verdict:
    home = site.home_document
    assert home is not None
    if dead:
        why, way = dead[0]
        page = way.document.page if way.document else way.carrier.page
        return failed(f"依申请公开入口{way.told}{why}，此外没有别的入口。", page, quote=way.text)
    said = f"未见依申请公开入口：在 {len(site.documents)} 个页面中没有依申请公开、申请公开一类的栏目或链接"
    quote = " ".join(link.text for link in home.links if link.text)[:200]
    if has_unnamed(site):
        return unsure(f"{said}，但首页有未注明名称的图片链接，须人工核实。", home.page, quote=quote)
    return failed(f"{said}。", home.page, quote=quote)
