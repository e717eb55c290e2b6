"""The eight element classes of a 办事指南, found in its lines under the names that they go by.

国办秘函〔2019〕19号 单项否决“服务不实用”, with the classes as the census of 2015 names them. A label is a heading, a cell,
a term, or what stands before a colon; its value is what follows up to the next label.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from checks.facts.documents import PICTURE

ELEMENTS = ("事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程")
_BEFORE = (
    r"(?:申请|申办|申报|申领|办理|受理|办事|办证|审批|许可|服务|业务|咨询|监督|投诉|举报|联系|承诺|法定|设定|设立|实施|政策|法律|法规|文件|所需|需要|提交"
    r"|应当|应|须|需|提供|准备|携带|准予|批准|登记|备案|工作|办公|接待|窗口|现场|线下|对外|行政|收件|办结|审查|审核|核准|评审|操作|内部|外部|运行|网上"
    r"|在线|具体|主要|基本|申请人|个人|企业|单位|证明|事项|项目|享受|领取|救助|补贴|资格|责任|牵头|科室|机关|机构|时|您|本){0,4}的?"
)
_LABELS = {
    "事项名称": r"(?:主|子|小)?项名称|(?:实施|办理|服务|许可|审批|申请|政务)?事项(?:名称|信息)?|名称"
    r"|(?:项目|业务|服务|许可|审批|职权|权力|办事)名称|办事项目",
    "设定依据": rf"{_BEFORE}依据(?:条款|文件)?|(?:相关|有关|适用)?(?:法律法规|政策法规|政策文件)",
    "申请条件": rf"{_BEFORE}条件|准入条件|(?:适用|面向|服务|保障)人群|(?:适用|面向|办理|受理|服务|申请|申报|补贴|补助|救助|享受|发放|保障)(?:对象|范围)|{_BEFORE}资格|申请人",
    "办理材料": rf"{_BEFORE}(?:材料|资料|证件|要件)(?:清单|目录|要求|明细|名称)?",
    "办理地点": rf"{_BEFORE}(?:地点|地址|场所|窗口|网点|位置)(?:名称)?|(?:受理|办理)点",
    "办理时间": rf"{_BEFORE}(?:时间|时限|期限|时效|周期|天数)",
    "联系电话": rf"{_BEFORE}(?:电话|热线)(?:号码)?|(?:联系|咨询|监督|投诉|服务|举报){{1,3}}(?:方式|渠道|途径)|(?:咨询|监督|投诉){{2,3}}",
    "办理流程": rf"{_BEFORE}(?:流程|程序|步骤|环节)(?:图|图示|示意图|说明)?|办理方法",
}
_OTHER = re.compile(
    r".{0,6}(?:收费|费用|结果|数量|形式|网址|方式|类型|编码|机构|主体|部门|层级|深度|次数|来源|备注|问题|表格|样表|救济|复议|许可证|证照|渠道|标准|年检|范围|要求)"
    r"(?:名称|标准|依据|样本|情况|下载)?"
)
"""Labels of a guide that belong to none of the classes: an empty element ends at them."""
_CLASSES = {name: re.compile(form) for name, form in _LABELS.items()}
_AND = re.compile(r"[、和及与/／或 ]+")
_BARE = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]|[\s*＊★]+")
_LABEL = 18
"""Characters at most of a label."""
_HAN = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"(?:\[图\]|[\s■●◆★▲►◎※•·*>]|第[{_HAN}]+[部章节条]|[（(]?[{_HAN}\d]{{1,3}}(?:[）)]|[、.．])|[①-⑳])+\s*"
)
_BRACKETED = re.compile(r"[【\[〔「](?!图\])(.{2,14}?)[】\]〕」]\s*[:：]?\s*(.*)", re.DOTALL)
_COLON = re.compile(rf"([^:：，。；;]{{2,{_LABEL}}})[:：]\s*(.*)", re.DOTALL)
_SPACED = re.compile(r"(\S{2,10})\s+(.*)", re.DOTALL)
_INNER = re.compile(rf"(?:(?<=[。；;\s|])|^)((?:[{_HAN}\d]{{1,3}}[、.．])?[^。；;，,:：\s|]{{2,12}})(?=[:：])")
_OPENING = re.compile(
    r"((?:申请|受理|办理|申报)条件|(?:设定|法律|办理|政策)依据|(?:申请|申报|办理|所需)材料|办理(?:地点|时间|流程|程序|时限)"
    r"|(?:承诺|法定)时限|(?:联系|咨询|监督)电话)(?!齐全|不齐|真实|完整|符合|是否|不全|有误|虚假|的)(.+)",
    re.DOTALL,
)
"""A label run into its value, as bold words at the head of a paragraph are."""
_FILLER = re.compile(r"[-—–/\\_.…。\s]*|暂无|待定|待补充|略|空|null|undefined", re.IGNORECASE)
_NONE = frozenset({"联系电话", "办理地点", "办理流程"})
"""Classes in which 无 is no answer."""
_ELSEWHERE = re.compile(r"见(?:附件|附表|附图|下图|下表|链接|网站|窗口|办事|本页)|详见|参见|请见|点击|附件\d*$")
_SHORT = 40
_KIND, _KIND_WORDS = re.compile("(?:服务|办理|申请|受理|适用)对象|申请人$"), 16
_NAVIGATION = 3
"""So many labels in a row with nothing between them are tabs or the head of a table, not empty elements."""
_IMPLIED = {
    "设定依据": r"(?:依据|根据|依照|按照)[^。\n]{0,20}《[^》\n]{2,40}》|《[^》\n]*(?:法|条例|办法|规定|规则|细则)》[^。\n]{0,8}第?[^。\n]{0,8}条",
    "申请条件": r"(?:符合|具备|满足)(?:下列|以下|如下)[^。\n]{0,4}条件|应当具备|凡[^。\n]{2,30}(?:均可|可以?申请|可以?办理)|年满\d+",
    "办理材料": r"身份证|户口[簿本]|营业执照|申请[表书]|复印件|原件|免冠照片",
    "办理地点": rf"(?:路|街|大道|巷|弄)\S{{0,8}}\d+号|[{_HAN}\d]+(?:楼|层|号窗口)",
    "办理时间": r"工作日|(?:周|星期)[一二三四五六日末]|(?<!\d)\d{1,2}[:：]\d{2}|上午|即办|当场办结|随到随办",
    "联系电话": r"(?<!\d)(?:0\d{2,3}[-—－ )）]?\d{7,8}|1[3-9]\d{9}|(?!(?:19|20)\d{6}(?!\d))\d{7,8}|400[-\d]{7,9}|12345)(?!\d)",
    "办理流程": r"→|->|—>|➔|第一步|步骤[一1]|(?:申请|提交)[^。\n]{0,30}(?:受理|审核|审查)[^。\n]{0,30}(?:决定|办结|发证|领取|送达|审批)",
}
_CATCH_ALL = re.compile(
    r"(?:其他|其它)(?:有关|相关|证明|所需|必要|需要[^，。；]{0,6})?的?(?:材料|资料)|(?:有关|相关)(?:证明)?(?:材料|资料)"
)
"""What leaves a visitor to guess what to bring."""


class State(StrEnum):
    GIVEN = "given"
    ELSEWHERE = "elsewhere"
    """Its value only says 见附件, 详见 …"""
    NAMED = "named"
    """A tab or a table's head names it: what stands under it cannot be told."""
    IMPLIED = "implied"
    """No label, but the text says it."""
    EMPTY = "empty"
    """A label with nothing to it."""
    ABSENT = "absent"


_BEST = (State.GIVEN, State.ELSEWHERE, State.EMPTY, State.NAMED)


@dataclass(frozen=True, slots=True)
class Element:
    name: str
    state: State
    label: str
    """As the page writes it; '' where there is none."""
    value: str

    @property
    def labelled(self) -> bool:
        return self.state in _BEST

    @property
    def lacking(self) -> bool:
        return self.state in (State.EMPTY, State.ABSENT)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label of a page and what follows it."""

    label: str
    names: frozenset[str]
    value: str
    alone: bool
    """It is all that stands in its line, without a colon, as a heading or a tab is."""


def element_names(label: str) -> frozenset[str]:
    """Which classes a label names: 办理地点和时间 names two; none when it is no label of a guide."""
    bare = _BARE.sub("", label).strip(":： 图")
    if not 2 <= len(bare) <= _LABEL:
        return frozenset()
    parts = [part for part in _AND.split(bare) if part]
    found = {name for name, form in _CLASSES.items() if form.fullmatch(bare)}
    if len(parts) > 1:
        found |= {name for part in parts for name, form in _CLASSES.items() if form.fullmatch(part)}
        found -= {"事项名称"}
    return frozenset(found)


def read_labels(lines: Sequence[str]) -> list[Labelled]:
    found: list[Labelled] = []
    for piece in (piece for line in lines for piece in _pieces(line)):
        label, value, alone = _label(piece)
        if label or (found and (label := _other(piece))):
            found.append(Labelled(label, element_names(label), value or piece[len(label) :], alone))
        elif found:
            last = found[-1]
            found[-1] = replace(last, value=f"{last.value} {piece}".strip())
    return found


def _other(piece: str) -> str:
    """The label of no class that a piece begins with before a colon, as written, or ''."""
    head, colon, _ = piece.replace("：", ":", 1).partition(":")
    bare = _NUMBERED.sub("", head, count=1)
    return piece[: len(head)] if colon and len(bare) <= _LABEL - 6 and _OTHER.fullmatch(bare) else ""


def read_elements(lines: Sequence[str], name: str, blank: Collection[str] = ()) -> tuple[Element, ...]:
    """The eight classes in their order. `name` is the guide's own, where it names the service; `blank` are labels
    beside which a table surely has an empty cell."""
    text = "\n".join(lines)
    labels = [
        (one, State.EMPTY if one.label in blank and not one.value else state)
        for one, state in _stated(read_labels(lines))
    ]
    return tuple(_element(one, labels, text, name) for one in ELEMENTS)


def catch_all(elements: Sequence[Element]) -> str:
    """The words by which the materials leave something open, or ''."""
    found = next((_CATCH_ALL.search(one.value) for one in elements if one.name == "办理材料"), None)
    return found[0] if found else ""


def _element(name: str, labels: list[tuple[Labelled, State]], text: str, title: str) -> Element:
    own = [(one, state) for one, state in labels if name in one.names and not _is_kind(one)]
    if own:
        one, state = min(own, key=lambda pair: _BEST.index(pair[1]))
        if state is State.EMPTY and _is_implied(name, text):
            state = State.IMPLIED if name in ("联系电话", "办理地点") else state
        return Element(name, state, one.label, one.value)
    said = title if name == "事项名称" else "图" if name == "办理流程" and PICTURE in text else ""
    return Element(name, State.IMPLIED if said or _is_implied(name, text) else State.ABSENT, "", said)


def _is_kind(one: Labelled) -> bool:
    """服务对象：自然人 is a kind of applicant, no condition."""
    return _KIND.search(one.label) is not None and len(one.value) <= _KIND_WORDS


def _is_implied(name: str, text: str) -> bool:
    """Do the words say it without a label? One paper that is named is not yet a list of papers."""
    form = _IMPLIED.get(name)
    if form is None:
        return False
    found = {match[0] for match in re.finditer(form, text)}
    return len(found) > 1 if name == "办理材料" else bool(found)


def _stated(labels: list[Labelled]) -> Iterator[tuple[Labelled, State]]:
    bare = [one.alone and not one.value for one in labels]
    for place, one in enumerate(labels):
        state = _state(one)
        if state is State.EMPTY and bare[place]:
            first = last = place
            while first and bare[first - 1]:
                first -= 1
            while last + 1 < len(bare) and bare[last]:
                last += 1
            if last - first + 1 >= _NAVIGATION and labels[last].alone:
                state = State.NAMED
            elif place + 1 < len(labels) and one.names & labels[place + 1].names:
                state = State.GIVEN  # a heading over its parts: 办理时间, then 法定时限
        yield one, state


def _state(one: Labelled) -> State:
    value = one.value.strip(" :：")
    if _FILLER.fullmatch(value) or (value == "无" and one.names <= _NONE):
        return State.EMPTY
    if len(value) <= _SHORT and _ELSEWHERE.search(value):
        return State.ELSEWHERE
    return State.GIVEN


def _pieces(line: str) -> Iterator[str]:
    """A line cut before each label that stands inside of it."""
    cuts = [match.start() for match in _INNER.finditer(line) if element_names(_NUMBERED.sub("", match[1], count=1))]
    for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        if piece := line[start:end].strip():
            yield piece


def _label(piece: str) -> tuple[str, str, bool]:
    """Label, value, and whether it stands alone, of a piece that begins with a label; label '' of another."""
    numbered = _NUMBERED.match(piece)
    text = piece[numbered.end() :] if numbered else piece
    if len(text) <= _LABEL and element_names(text) and not _COLON.fullmatch(text):
        return text, PICTURE if text.endswith(PICTURE) else "", True
    for form in (_BRACKETED, _COLON, _SPACED, _OPENING):
        match = form.fullmatch(text)
        if match and element_names(match[1]):
            return match[1].strip(), match[2].strip(), False
    return "", "", False
