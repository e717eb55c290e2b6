"""The 政府信息公开指南 of a site: its pages, and which of the slots of 条例 Art. 12 they fill."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from checks.content.needles import bare
from checks.facts.articles import is_article
from checks.facts.channels import Reading
from checks.facts.documents import Document
from checks.facts.holdings import Match, holdings
from checks.facts.openings import columns, may_draw
from crawler.links import host_of, is_attachment

if TYPE_CHECKING:
    from checks.site import Site

_GUIDE = re.compile(r"指南")
_TITLE = re.compile(
    r"指南(?:第?[\d一二三四五]+版|\d*年?(?:\d*月?)(?:修订|更新|修改)?版?|最新版?|试行|全文|文本|pdf|docx?)*$"
)
"""How a guide's own name ends; a notice about guides is none."""
_OTHER = re.compile(r"办事指南|依申请公开指南|申请指南|服务指南|投资指南|公开指南编制")
_TEXT = 120
"""Characters of a guide's own text at least; a page with fewer shows it as a picture or a file (our default)."""
_LABEL, _ROW = 12, 3
"""Characters of a label at most, and labels that make a row of heads (our default)."""
_NOTHING = re.compile(r"[\W_]*$")


@dataclass(frozen=True, slots=True)
class Slot:
    """`label`: the words that open it. `value`: what must stand somewhere behind a label; '' when the words are all."""

    name: str
    label: re.Pattern[str]
    value: re.Pattern[str] | None = None


_NUMBER = re.compile(r"\d{3,4}[\s—–－\-()（）]*\d{3,8}|\d{7,}|\[脚本\]|同上|同办公电话|暂?无|未开通|[见如]")
_CLOCK = r"\d{1,2}\s*[:：时点]\s*\d{0,2}分?\s*[-—–~～至到]"
SLOTS = (
    Slot("机构名称", re.compile(
        r"(?:机构|单位|部门)名称|(?:受理|工作|公开|负责|主管|办理|承办|接收|责任)(?:机构|部门|单位)"
        r"|公开(?:办|科|处|股|领导小组)|办公室"
    )),
    Slot("办公地址", re.compile(r"(?<!网站)(?<!网络)(?<!邮箱)(?<!邮件)(?<!互联网)地\s*址|地\s*点|通信处|位于")),
    Slot("办公时间", re.compile(
        rf"(?:办公|工作|受理|接待|服务|对外|上班|开放|咨询|查阅)[^\n。；]{{0,6}}时\s*间|(?<![\d个])工作日(?!内|以内|之内)|{_CLOCK}"
    )),
    Slot("联系电话", re.compile(r"电\s*话|热\s*线|咨询号码"), _NUMBER),
    Slot("传真号码", re.compile(r"传\s*真|fax", re.IGNORECASE), _NUMBER),
    Slot("互联网联系方式", re.compile(
        r"[邮信]\s*箱|电子邮件|e-?mail|互联网联系|互联网(?:申请|提交|渠道|地址)|网\s*址|网站地址|https?://|www\.|@"
        r"|(?:在线|网上|网络)(?:提交|申请|平台|受理)", re.IGNORECASE
    )),
    Slot("分类", re.compile(r"分\s*类|类别|类目|体裁|(?:按|分为|以)[^。\n]{0,12}(?:主题|类)|公开(?:的)?(?:信息)?(?:范围|内容)")),
    Slot("编排体系", re.compile(r"编\s*排|索引|体系|排列|目录(?:按|依|由|分|以|包括|采用)")),
    Slot("获取方式", re.compile(r"获\s*取|获得|查\s*阅|查询|公开(?:形式|方式|渠道|途径)|发布渠道|浏览")),
)  # fmt: skip
"""条例 Art. 12: 政府信息的分类、编排体系、获取方式 and the six of the working organ. Read with much latitude."""
_LABELS = re.compile(
    r"\s*[（(]?(?:[一二三四五六七八九十\d]+[、.．)）])?\s*(?:(?:联系|咨询|办公|监督|投诉)?电\s*话|传\s*真|电子邮箱|邮\s*箱|邮政编码|邮\s*编|通信地址|通讯地址"
    r"|办公(?:地址|时间)|联系(?:人|地址)|地\s*址|互联网|网\s*址|机构名称)"
)


@dataclass(frozen=True, slots=True)
class DisclosureGuide:
    """`documents`: the column's page and what it leads to, the page with most text first."""

    documents: tuple[Document, ...]
    lines: tuple[str, ...]
    """Of all of them, without what the home page says too: a footer's telephone is not the guide's."""
    legible: bool
    """Is there text enough to be a guide's?"""
    files: tuple[str, ...]
    """Attached files that may be the guide."""
    unread: str
    """Why part of it may not have been read, or ''."""
    drawn: bool
    """A frame or a script may show more of it."""
    pictures: bool
    """It has pictures that the home page has not."""


def _own_lines(site: Site, document: Document) -> list[str]:
    """A line that stands here once more than on the home page is the page's own."""
    frame = Counter(site.home_document.lines if site.home_document else ())
    own = []
    for line in document.lines:
        frame[line] -= 1
        if frame[line] < 0:
            own.append(line)
    return own


def _below_heads(document: Document) -> Iterator[str]:
    """Tables with the labels in a row on top, as lines of label and value."""
    for table in document.tables:
        for row, below in pairwise(table.grid if "传" in table.html or "电" in table.html else []):
            labels = [
                at for at, cell in enumerate(row) if len(cell) < _LABEL and any(s.label.search(cell) for s in SLOTS)
            ]
            if len(labels) >= _ROW:
                yield from (f"{row[at]}：{below[at]}" for at in labels)


def _weight(site: Site, document: Document) -> int:
    """Characters of its own text outside of links, in lines that say something."""
    linked = {link.text for link in document.links}
    return sum(len(line) for line in _own_lines(site, document) if line not in linked and len(line) > 3)


def disclosure_guide(site: Site) -> DisclosureGuide | None:
    """None when nothing on the site goes by its name."""
    seen = [one for one in site.fact(holdings)["platform-guide"].sightings if one.match is not Match.NEAR]
    urls = dict.fromkeys(_end(site, one.name.url) for one in seen if _is_guide(one.name.bare))
    if not urls:
        return None
    documents: dict[str, Document] = {}
    files: dict[str, None] = {}
    missing = ""
    for url in urls:
        if is_attachment(url):
            files[url] = None
        elif document := site.shown.get(url):
            documents[url] = document
            for link in _onward(site, document):
                if is_attachment(link):
                    files[link] = None
                elif link in site.shown:
                    documents[link] = site.shown[link]
                else:
                    missing = missing or f"指南链接的页面（{link}）没有读到"
        else:
            missing = missing or f"指南页面（{url}）没有读到"
    ordered = sorted(documents.values(), key=lambda one: (-_weight(site, one), one.page.url))
    lines = tuple(line for document in ordered for line in (*_own_lines(site, document), *_below_heads(document)))
    legible = any(_weight(site, document) >= _TEXT for document in ordered)
    drawn = any(may_draw(site, document) for document in ordered)
    home = {image.src for image in site.home_document.images} if site.home_document else set()
    pictures = any(image.src not in home for document in ordered for image in document.images)
    return DisclosureGuide(tuple(ordered), lines, legible, tuple(files), missing, drawn, pictures)


def _is_guide(name: str) -> bool:
    """A column that is known by its tag alone is a guide whatever it is called."""
    return not _GUIDE.search(name) or (_TITLE.search(name) is not None and not _OTHER.search(name))


def _end(site: Site, url: str) -> str:
    answer = site.answers.of(url)
    return answer.page.url if answer and url not in site.shown else url


def _onward(site: Site, document: Document) -> dict[str, None]:
    """What a guide's column leads to: its items, further guides by name, and files."""
    channel = site.fact(columns).get(document.page.url)
    listed = [item.url for item in channel.items] if channel and channel.reading is Reading.READ else []
    named = [link.url for link in document.links if _GUIDE.search(link.text) and _is_guide(bare(link.text))]
    attached = [link.url for link in document.links if is_attachment(link.url)]
    here = host_of(document.page.url)
    onward = [url for url in listed if not is_article(document)] + [url for url in named if host_of(url) == here]
    return dict.fromkeys(url for url in (*onward, *attached) if url != document.page.url)


def lacking(guide: DisclosureGuide) -> dict[str, str]:
    """Slots that are not filled → 没有 or 为空."""
    lines = list(guide.lines)
    found: dict[str, str] = {}
    for slot in SLOTS:
        said = [(number, match) for number, line in enumerate(lines) for match in slot.label.finditer(line)]
        if not said:
            found[slot.name] = "没有"
        elif not any(_filled(slot, lines, number, match.end()) for number, match in said):
            found[slot.name] = "为空"
    return found


def _filled(slot: Slot, lines: list[str], number: int, end: int) -> bool:
    """Is there a value behind the label: in its line or, in a table or list, in the next? Doubt counts as filled."""
    behind, following = lines[number][end:], lines[number + 1] if number + 1 < len(lines) else ""
    if slot.value and slot.value.search(behind[:60]):
        return True
    marked = re.match(r"[^\w\s]*(?:号码)?\s*[:：]\s*(.*)", behind)
    if marked and marked[1]:
        return not _LABELS.match(marked[1]) and not _NOTHING.match(marked[1])
    alone = marked is not None or not behind.strip("号码 （）()")
    if alone:
        blank = not following or _LABELS.match(following)
        return not blank and (slot.value is None or slot.value.search(following[:40]) is not None)
    return slot.value is None


def excerpt(guide: DisclosureGuide) -> str:
    """Words of the guide's main page that show what it has of the working organ."""
    lines = guide.lines
    for first, second in pairwise(lines):
        if SLOTS[3].label.search(first) or SLOTS[1].label.search(first):
            return f"{first} {second}"
    return next((line for line in lines if len(line) > 20), guide.documents[0].title)
