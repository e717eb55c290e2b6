"""Where the public may ask and suggest online: by what names such channels go, and which of them work.

网上信访 and 纪检举报 are channels of their own and do not count (国办秘函〔2019〕19号 单项否决“互动回应差”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from checks.facts.documents import Document
from checks.facts.entrances import NAME, PARTS, Entrance, Fate, entrances, is_drawn, menu, own_names
from crawler.forms import Form
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_CHANNEL = re.compile(
    r"信箱|写信|来信|信件|咨询|建言|献策|留言|问政|(?<!\d)12345(?!\d)|我要(?:问|提问|投诉|建议|反映)|在线提问|网上提问|投诉|诉求|民意直通|有话[问说]"
    r"|(?:意见|在线|网上)建议|民声|心声|(?:政民|公众|官民)互动|互动平台"
)
_OTHER = re.compile(
    r"信访|纪检|纪委|监委|监察|巡[视察]|廉政|访谈|调查|征集|征求|问卷|依申请|申请公开|纠错|找错|评议|评价|代表|委员|提案|直播|发布会|12315|12388|12380|消费|旅游|价格"
)
"""Channels and columns of another kind."""
_ABOUT = re.compile(
    r"须知|统计|选登|选编|电话|办法|规定|说明|公告|指引|流程|热点|常见|精选|公示|公司|心理|法律咨询|微博|微信|知识|机构|记录|请|提出|感谢|欢迎|排行|报告|条例|通知"
)
"""What is told about a channel."""
_GATHERING = re.compile(r"互动交流|政民互动|公众参与|互动平台|公众互动|互动")
"""Columns under which channels stand; of another site, the place where they are."""
_ASKS = re.compile(r"咨询|留言|来信|写信|信件|诉求|建议|提问|问题描述")
_REFUSED = re.compile(
    r"信访|举报人|举报内容|被举报|申请公开|所需(?:政府)?信息|错误描述|网页地址|纠错|问卷|登录|征集|调查"
)
_BUTTON = re.compile(
    r"我要(?:写信|留言|咨询|投诉|提问|来信|建言)|(?:在线|立即|马上|点击)(?:写信|提交|留言|咨询|提问)|^写信$"
)
"""What a button says that no link stands behind."""
_MAIL = re.compile(r"[\w.-]+@[\w-]+\.[\w.-]+")
_LOGIN = re.compile(r"password", re.IGNORECASE)


class Working(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    MAIL = "mail"
    """Nothing but an address to mail to."""


@dataclass(frozen=True, slots=True)
class Consultation:
    text: str
    url: str
    carrier: Document
    """The page that proves it."""
    working: Working
    why: str
    """How it works or why it does not, in Chinese."""


def is_consultation(name: str) -> bool:
    """Is it what a channel for asking and suggesting is called?"""
    bare = name.replace(" ", "")
    if not _CHANNEL.search(bare) or _OTHER.search(bare):
        return False
    return "举报" not in bare or re.search(r"咨询|建议|12345", bare) is not None


def is_entry(name: str) -> bool:
    """Is it what a menu calls a channel, or the column of channels?"""
    return (is_consultation(name) or _GATHERING.fullmatch(name) is not None) and not _ABOUT.search(name)


def consultations(site: Site) -> list[Consultation]:
    """Every channel, those that work first."""
    ways = [one for way in entrances(site, is_entry) if (one := _judged(site, way))]
    forms = [
        Consultation(_name(document), url, document, Working.YES, "有可填写的表单")
        for url, document in site.documents.items()
        if any(is_ask_form(document, form) and not _is_dead(site, form) for form in document.forms)
    ]
    order = {Working.YES: 0, Working.UNKNOWN: 1, Working.MAIL: 2, Working.NO: 3}
    return sorted([*forms, *ways], key=lambda one: order[one.working])


def is_ask_form(document: Document, form: Form) -> bool:
    """Is it for asking: by its own words and fields, or by its page's name?"""
    said = " ".join((form.text, *(one.hint for one in form.controls)))
    names = own_names(document)
    whole = " ".join((PARTS.split(document.title)[0], document.tags.value("ColumnName"), *document.heads))
    if not form.entry or _REFUSED.search(said) or _OTHER.search(whole):
        return False
    if "举报" in whole and not any(map(is_consultation, names)):
        return False
    asks = any(one.kind == "textarea" for one in form.controls) or len(form.controls) > 2
    return asks and (bool(_ASKS.search(said)) or any(map(is_consultation, names)))


def _name(document: Document) -> str:
    return next(iter(own_names(document)), document.title)[:NAME]


def _is_dead(site: Site, form: Form) -> bool:
    answer = site.answers.of(form.action) if form.action and form.method == "get" else None
    return answer is not None and answer.page.status in (404, 410)


def _judged(site: Site, way: Entrance) -> Consultation | None:
    """None for a page that is no channel and does not claim to be one."""
    assert site.home is not None
    gathering = not is_consultation(way.text)
    own = host_of(way.answer.page.url if way.answer else way.url) == host_of(site.home.url)
    if way.fate is Fate.DEAD:
        return None if gathering else _said(way, Working.NO, "打不开")
    if way.fate is Fate.UNKNOWN:
        return _said(way, Working.UNKNOWN, way.why_unknown)
    if not own:
        return _said(way, Working.YES, "指向的互动系统可以打开")
    if way.document is None:
        return _said(way, Working.UNKNOWN, "不是可读的网页")
    return _of_page(site, way, gathering)


def _of_page(site: Site, way: Entrance, gathering: bool) -> Consultation | None:
    document = way.document
    assert document is not None
    framed = [site.documents.get(url) for url in document.frames]
    forms = [form for page in (document, *filter(None, framed)) for form in page.forms]
    if not gathering and any(_is_filled_in(form) and not _is_dead(site, form) for form in forms):
        return _said(way, Working.YES, "有可填写的表单")
    if is_drawn(site, document):
        return _said(way, Working.UNKNOWN, "内容可能由脚本绘制或在内嵌页面中")
    if gathering:
        return None
    if any(_BUTTON.search(line) for line in menu(document)):
        return _said(way, Working.UNKNOWN, "的写信入口由脚本打开")
    if _MAIL.search(document.text):
        return _said(way, Working.MAIL, "只有电子邮箱，没有可填写的表单")
    return Consultation(way.text, document.page.url, document, Working.NO, "打开后没有可填写的表单")


def _is_filled_in(form: Form) -> bool:
    """A form to write in, or to log in with before writing."""
    login = any(_LOGIN.search(one.kind) for one in form.controls)
    said = " ".join((form.text, *(one.hint for one in form.controls)))
    return login or (form.entry and not re.search(r"信访|被举报|申请公开|所需政府信息|纠错", said))


def _said(way: Entrance, working: Working, why: str) -> Consultation:
    return Consultation(way.text, way.url, way.carrier, working, why)
