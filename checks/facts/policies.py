"""Policy documents of a site: what an organ lays down for the public, apart from appointments, awards, replies and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checks.facts.articles import published
from checks.facts.channels import Channel
from checks.facts.dates import dates, field_date, url_date
from checks.facts.documents import Document
from checks.facts.titles import core, numbers, title_of

if TYPE_CHECKING:
    from checks.site import Site

INTERPRETS = re.compile(
    r"解读|图解|[一多]图|读懂|看懂|问答|答记者问|新闻发布会|吹风会|有问必答|一问一答|政策明白卡|长图|[一二三四五六七八九十\d]+问[一二三四五六七八九十\d]+答"
)
"""Words of pages that explain a document."""
_ORDERS = re.compile(
    r"解读(?:回应)?(?:工作|机制|制度|办法|规定|实施|材料(?:报送|编制)).*(?:通知|意见|办法|方案|制度|规定)$"
)
_COLUMNS = re.compile(
    r"政策文件|规范性文件|政府文件|部门文件|文件公开|最新文件|本级文件|[府委办局]文件|^文件$|规章|政策法规|法规文件|政策措施"
)
_NORMATIVE = re.compile(r"规范性文件")
_OTHER_COLUMNS = re.compile(r"解读|意见|征集|征求|废止|失效|清理|目录$|人事|备案|审查|制定计划")
_LAYS_DOWN = re.compile(
    r"(?:办法|规定|细则|措施|意见|方案|规划|纲要|条例|规则|政策|计划|制度|通告|决定|通知|公告|标准|预案|[一二三四五六七八九十百\d]+条)[》”]?$"
)
"""How the title of such a document ends."""
_OTHER_MATTER = re.compile(
    r"任免|任职|免职|任命|聘任|聘用|辞去|表彰|表扬|奖励|嘉奖|授予|记功|批复|复函|的函$|预算|决算|会议|成立|组成人员|调整.{0,24}(?:成员|小组|指挥部|委员会|分工)"
    r"|公示|名单|征求|征集|招聘|录用|招考|招生|考试|竞赛|评选|评审|年度报告|年报|公报|通报|总结|报告$|答复|提案|值班|放假|讲话|同意|命名|撤销|清理结果"
    r"|废止|失效|督查|督导|检查|抽查|巡查|目录|清单|一览表|指南|职能|职责|补选|认定|保护单位|拍卖|出让|招标|采购|中标|成交|停水|停电|管制|听证"
    r"|征收|征地|拆迁|活动|转发|竞拍|名录|注销|开展.{0,20}培训|立项|下达|分解|备案|人选|举办|召开|组织参加|申报|收购|电话|有效期|修改|责令|情况|进展|成效"
)
_RULES = re.compile(r"(?:办法|规定|细则|条例|规则)$")
"""Whatever such a document is about, it lays down rules: 奖励办法 is no award."""
_NO_RULES = re.compile(r"征求|征集|废止|失效|清理|修改|转发|公示|名单|听证|答复|解读|同意|批复|复函")
_ASKS_PUBLIC = re.compile(
    r"办法|规定|细则|措施|(?:实施|指导|若干)?意见$|方案|规划|纲要|条例|规则|政策|若干|行动计划|[一二三四五六七八九十两\d]年计划|[一二三四五六七八九十百\d]+条$"
    r"|(?:补贴|补助|养老金|待遇|工资|保障|低保|收费|价格|救助|缴费|报销).{0,8}标准"
)
"""国办发〔2016〕80号 asks for interpretation of documents that touch many; a mere call to work is not one (our default)."""
_ABOVE = re.compile(
    r"^(?:国务院|中共中央|中央|国家|全国|[^关市县区]{0,6}省|[^关市县区]{2,12}部(?:办公厅)?(?:关于|等|、|令)|.{0,3}自治区)"
)
_BRACKETS = re.compile(r"[(（【\[][^()（）【】]{1,16}[)）】\]]$")
_HEAD = 25
"""Lines of a page's top among which its own number stands (our default)."""


@dataclass(frozen=True, slots=True)
class Policy:
    document: Document
    title: str
    core: str
    number: str
    """Its own, as 澄政发〔2026〕12号; '' where none was read."""
    published: date | None
    normative: bool
    """Surely a 行政规范性文件: by its number or its column."""
    interpretable: bool
    """Lays down something for the public, so that an interpretation is due."""
    own: bool
    """Of this organ or its level, not passed on from above."""

    @property
    def url(self) -> str:
        return self.document.page.url


def policies(site: Site) -> list[Policy]:
    """Sorted by address."""
    listed: dict[str, list[Channel]] = {}
    for channel in site.channels:
        for item in channel.items:
            listed.setdefault(item.url, []).append(channel)
    found = []
    for url, document in site.documents.items():
        if document is site.home_document or any(url == channel.document.page.url for channel in listed.get(url, ())):
            continue
        title, names = title_of(document), column_names(document, listed.get(url, []))
        if _is_policy(site, document, title, names):
            found.append(_policy(site, document, title, names))
    return found


def column_names(document: Document, channels: list[Channel]) -> list[str]:
    """The columns that list the page, and its own by its tag."""
    return [name for name in (document.tags.value("ColumnName"), *(channel.name for channel in channels)) if name]


def _is_policy(site: Site, document: Document, title: str, names: list[str]) -> bool:
    bare = _BRACKETS.sub("", title)
    if len(title) < 6 or (INTERPRETS.search(title) and not is_about_interpreting(title)):
        return False
    rules = _RULES.search(core(title)) and not _NO_RULES.search(bare)
    if not rules and (_OTHER_MATTER.search(bare) or not _LAYS_DOWN.search(bare)):
        return False
    within = any(_COLUMNS.search(name) for name in names)
    if any(_OTHER_COLUMNS.search(name) for name in names) and not within:
        return False
    return bool(document.record and (own_number(document) or within)) or within or bool(own_number(document))


def is_about_interpreting(title: str) -> bool:
    """A document that orders interpretation, and does not give it: 关于加强政策解读工作的通知."""
    return bool(_ORDERS.search(title))


def own_number(document: Document) -> str:
    """From the header, or a line at the top that is nothing but a number."""
    if document.record and (found := numbers(document.record.value("number"))):
        return found[0]
    for line in document.lines[:_HEAD]:
        if len(line) <= 40 and "《" not in line and (found := numbers(line)):
            rest = re.sub(r"[\W_\d号]+", "", line).replace(re.sub(r"[\W_\d号]+", "", found[0]), "", 1)
            if rest in ("", "文号", "发文字号", "文件编号", "发布文号"):
                return found[0]
    return ""


def _policy(site: Site, document: Document, title: str, names: list[str]) -> Policy:
    number = own_number(document)
    own = not is_from_above(site, title)
    column = any(_NORMATIVE.search(name) and not _OTHER_COLUMNS.search(name) for name in names)
    subject = core(title)
    asks = _ASKS_PUBLIC.search(_BRACKETS.sub("", subject)) or _ASKS_PUBLIC.search(_BRACKETS.sub("", title))
    return Policy(
        document=document,
        title=title,
        core=subject,
        number=number,
        published=day_of(document),
        normative=column or is_normative_number(number),
        interpretable=own and bool(asks or is_normative_number(number)),
        own=own,
    )


def is_from_above(site: Site, title: str) -> bool:
    """Does a higher organ speak, whose document the site only passes on?"""
    return site.target.level != "省" and "省" not in site.target.unit and bool(_ABOVE.search(title))


def is_normative_number(number: str) -> bool:
    """澄政规〔2026〕1号 and 苏教规; not the planning bureau's 澄规 nor 自然资规 of the bureau of resources and planning."""
    organ = number.partition("〔")[0]
    return bool(re.search(r"规(?:字|发)?$", organ)) and len(organ) > 2 and not organ.endswith(("资规", "资规发"))


def day_of(document: Document) -> date | None:
    """Of publication: by the tag, the header, the page's own words or its address."""
    tag = next(dates(document.tags.value("PubDate")), None)
    field = field_date(document.record.value("opened") or document.record.value("made")) if document.record else None
    dated = tag or field or published(document)
    return dated.day if dated else url_date(document.page.url)
