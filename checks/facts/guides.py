"""Pages that are surely one service's 办事指南, with the eight element classes as each of them has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from checks.facts.attachments import is_document
from checks.facts.documents import PICTURE, Document
from checks.facts.guide_elements import Element, State, catch_all, element_names, read_elements, read_labels
from checks.facts.scripts import COUNTERS

if TYPE_CHECKING:
    from checks.site import Site

_GUIDE = re.compile(
    r"(?P<what>.*?)(?P<kind>办事指南|办理指南|申办指南|审批指南|服务指南|办事指引|办理指引|办事须知|办理须知)(?:[（(【].*[)）】])?"
)
_LOOSE = frozenset({"服务指南", "办事指引", "办理指引", "办事须知", "办理须知"})
"""Names that leaflets and descriptions go by too."""
_TELLS = re.compile(
    r"推出|上线|发布|公布|印发|出台|发放|修订|更新|汇编|目录|一览|清单|大全|通知|公告|关于|解读|启用|我[县市区局省]|首[个份批]|公开|旅游|投资|考试"
    r"|[！？!?]|已?废止|已?取消|失效|停止办理|系列|常用|全部|便民|群众|企业和|个人和"
)
"""Names of what tells of guides, or holds several of them."""
_OTHER = re.compile(
    r"通知|公告|公示|通告|印发|发布|公布|解读|方案|招聘|招考|招生|简章|征集|关于|公开|办法|规定|细则|条例|意见|决定|规划|计划|总结|报告|新闻|采购|招标"
    r"|竞赛|评选|申报指南|目录|清单|年报|问答|[！？!?，,]|看这里|来了|怎么|如何|一图|图解|制度|职责|职能|简介|概况|机构|中心|大厅"
)
"""Names of papers that also speak of conditions, materials and times."""
_WIDE = frozenset(
    {"", "本", "个人", "企业", "法人", "公民", "业务", "网上", "政务", "在线", "行政审批", "行政许可", "事项", "部门"}
)
_WORDS = ("事项", "依据", "条件", "材料", "时限", "流程", "电话")
_SERVICE = re.compile(r"事项|设定依据|法律依据|办理依据|实施依据|承诺|法定.*[时期]限|受理条件")
"""Labels of service guides and of hardly anything else."""
_BY_FORM, _BY_NAME, _LOOSELY = 5, 1, 3
"""Classes at least that must be labelled: of a page not called a guide, of one so called, of one loosely so called."""
_JUDGED = 5
"""With fewer labels, what pictures, files or scripts may show is waited for (our default)."""
_TABS = 2
"""So many classes that are only tabs' or heads' names leave open what stands under them."""
_LIST = 3
"""So many links of its own make a page without labels a list of guides."""
_FOOT = re.compile(r"版权所有|ICP备|公网安备|标识码|Copyright", re.IGNORECASE)
_NEAR_FOOT = re.compile(r"主办|承办|网站地图|关于我们|联系我们|技术支持|网站声明|隐私|无障碍")
_AFTER = re.compile(
    r"[\[【]?(?:上一[篇条页]|下一[篇条页]|相关(?:文章|阅读|链接|新闻)|打印本?页?|关闭(?:窗口|本页)?|分享到|扫一扫)"
)
_NO_TEXT = re.compile(r"<(?:img|input|textarea|iframe|object|canvas)\b", re.IGNORECASE)
_GUIDE_FILE = re.compile(r"指南|须知|流程|告知|指引|手册|说明")
_IMPRINT = re.compile(
    r"(?:发布|更新|发表|公开)(?:时间|日期)\s*[:：]|(?<![一-龥])(?:信息)?来源\s*[:：]|(?:浏览|点击|阅读)(?:次数|量|数)?\s*[:：]|字[号体]\s*[:：]"
)
"""The line under a title, whose clock time is not the service's."""
_THIN = 60
"""Characters of text at most of a page that holds its guide in a file or picture."""
_PARTS = re.compile(r"[-_|—–]")


@dataclass(frozen=True, slots=True)
class Guide:
    document: Document
    name: str
    elements: tuple[Element, ...]
    unclear: str
    """Why it cannot be judged, in Chinese, or ''."""

    @property
    def lacking(self) -> list[Element]:
        return [one for one in self.elements if one.lacking]

    @property
    def labelled(self) -> int:
        return sum(one.labelled for one in self.elements)

    @property
    def remarks(self) -> str:
        """What is there but leaves a visitor guessing; a clause to go into a sentence, or ''."""
        empty = "、".join(one.name for one in self.elements if one.state is State.EMPTY)
        away = "、".join(one.name for one in self.elements if one.state is State.ELSEWHERE)
        open_ = catch_all(self.elements)
        said = [f"{empty}有标题而无内容"] if empty else []
        said += [f"{away}只写见附件或详见他处"] if away else []
        said += [f"办理材料中有“{open_}”一类兜底表述"] if open_ else []
        return "；" + "；".join(said) if said else ""


def guides(site: Site) -> list[Guide]:
    """Sorted by address; a page that stands at two addresses counts once."""
    home = site.home_document
    common = frozenset(home.lines) if home else frozenset()
    pages = [one for one in site.documents.values() if one is not home and not one.moves and one.listing is None]
    named = [(one, guide_name(one)) for one in pages]
    candidates = [(one, name) for one, name in named if _may_be(one, name)]
    apart = {one.page.url for one, _ in candidates}
    others = [one for url, one in site.documents.items() if url not in apart]
    frame = frozenset(script for one in others for script in (*one.scripts, *one.draws))
    found: dict[str, Guide] = {}
    for document, name in candidates:
        own = (script for script in (*document.scripts, *document.draws) if script not in frame)
        drawn = bool(document.frames) or any(not COUNTERS.search(script) for script in own)
        if guide := _guide(document, name, common, drawn):
            found.setdefault(document.page.sha256 or document.page.url, guide)
    return list(found.values())


def _may_be(document: Document, name: str) -> bool:
    called = _GUIDE.fullmatch(name) is not None
    return not (_TELLS if called else _OTHER).search(name) and (called or _speaks(document))


def _guide(document: Document, name: str, common: frozenset[str], drawn: bool) -> Guide | None:
    """`drawn`: a script that no page of another kind has may show what the text does not."""
    called = _GUIDE.fullmatch(name)
    what = called["what"].strip(" “”\"'《》") if called else ""
    lines = own_lines(document, name, common)
    service = "" if what in _WIDE and called else name
    elements = read_elements(lines, service)
    if any(one.state is State.NAMED for one in elements):
        elements = read_elements(lines, service, _blank(document))
    labelled = sum(one.labelled for one in elements)
    if _is_table_of_guides(document) or (labelled < _BY_FORM and _own_links(document, common) >= _LIST):
        return None
    if called and what not in _WIDE:
        if labelled < (_LOOSELY if called["kind"] in _LOOSE else _BY_NAME):
            why = _elsewhere(document, lines, drawn)
            return Guide(document, name, elements, why) if why else None
    elif labelled < _BY_FORM or not any(_SERVICE.search(one.label) for one in elements):
        return None
    return Guide(document, name, elements, _unclear(document, lines, labelled, drawn, elements))


def _speaks(document: Document) -> bool:
    """Do its words allow it to be a guide at all?"""
    text = document.text
    return sum(word in text for word in _WORDS) >= _BY_FORM - 2


def guide_name(document: Document) -> str:
    """The page's own title: its tag's, its heading's, the window's; first the one that calls it a guide."""
    window = _PARTS.split(document.title)[0].strip() if document.title else ""
    heads = [head for head in (*document.heads, *document.sections) if _GUIDE.fullmatch(head)]
    names = [document.tags.value("ArticleTitle"), *document.heads[:1], window, *heads[:1]]
    names = [" ".join(name.split()) for name in names if name.strip()]
    return next((name for name in names if _GUIDE.fullmatch(name)), next(iter(names), ""))


def own_lines(document: Document, name: str, common: frozenset[str]) -> list[str]:
    """The lines of a page from its title to its foot; `common`: those of the home page."""
    lines = list(document.pictured)
    start = _start([line.replace(PICTURE, "") for line in lines], {name, *document.heads}, common)
    end = next((place for place in range(start, len(lines)) if _FOOT.search(lines[place])), len(lines))
    end = next((place for place in range(start + 1, end) if _AFTER.match(lines[place])), end)
    while end > start and (lines[end - 1].replace(PICTURE, "") in common or _NEAR_FOOT.search(lines[end - 1])):
        end -= 1
    return [line for line in lines[start:end] if not _IMPRINT.search(line)]


def _start(lines: Sequence[str], titles: set[str], common: frozenset[str]) -> int:
    """After the last title in the upper half; else after the first, where no label stands before it; else below the frame."""
    places = [place for place, line in enumerate(lines) if line in titles]
    own = [line for line in lines[: min(places, default=0)] if line not in common]
    if upper := [place for place in places if place < len(lines) / 2]:
        return max(upper) + 1
    if places and not any(element_names(one.label) for one in read_labels(own)):
        return places[0] + 1
    return next((place for place, line in enumerate(lines) if line and line not in common), 0)


def _elsewhere(document: Document, lines: Sequence[str], drawn: bool) -> str:
    """Why a page called a guide shows none of its elements, where it shows that they stand elsewhere; else ''."""
    text = "".join(lines)
    if any(is_document(link.url) for link in document.links) and len(text) < _THIN * 4:
        return "指南以附件提供"
    if PICTURE in text and len(text) < _THIN * 4:
        return "指南以图片或内嵌页面提供"
    return "指南由脚本绘制" if drawn and len(text) < _THIN * 2 else ""


def _unclear(document: Document, lines: Sequence[str], labelled: int, drawn: bool, elements: Sequence[Element]) -> str:
    if any("{{" in line and "}}" in line for line in lines):
        return "指南由脚本绘制"
    repeated = Counter(one.label for one in read_labels(lines) if one.value)
    if sum(count > 1 for label, count in repeated.items() if element_names(label)) > 1:
        return "一个页面载有多份指南"
    if sum(one.state is State.NAMED for one in elements) >= _TABS:
        return "指南以页签分列，各项内容不能一一对应"
    text = "".join(lines)
    if labelled < _JUDGED:
        if any(is_document(link.url) and _GUIDE_FILE.search(link.text) for link in document.links):
            return "指南的其余内容在附件中"
        if PICTURE in text:
            return "指南的部分内容是图片或内嵌页面"
    if (labelled < _JUDGED or any(one.state is State.EMPTY for one in elements)) and drawn:
        return "指南的部分内容可能由脚本绘制"
    return ""


def _own_links(document: Document, common: frozenset[str]) -> int:
    own = {link.url for link in document.links if len(link.text) > 4 and link.text not in common}
    return sum(not is_document(url) for url in own)


def _blank(document: Document) -> frozenset[str]:
    """Labels of tables with an empty cell beside them, in tables of text alone."""
    plain = (table for table in document.tables if not _NO_TEXT.search(table.html))
    rows = (row for table in plain for row in table.grid)
    return frozenset(cell for row in rows for cell, value in pairwise(row) if not value and element_names(cell))


def _is_table_of_guides(document: Document) -> bool:
    """A head row of classes over several rows: a list of services."""
    for table in document.tables:
        if table.html.count("<tr") <= 2:
            continue
        rows = [row for row in table.grid if any(row)]
        for place, row in enumerate(rows[:2]):
            if len(rows) - place > 2 and _adjacent(row) >= 2:
                return True
    return False


def _adjacent(row: Sequence[str]) -> int:
    """Pairs of neighbouring cells that are labels of different classes."""
    names = [element_names(cell) for cell in row]
    return sum(bool(one and other and one != other) for one, other in pairwise(names))
