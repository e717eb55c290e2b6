"""Personal numbers that a page or file shows in full: identity cards, bank cards, lists of people with their mobiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.facts.numbers import (
    IDENTITY_LABEL,
    Kind,
    Number,
    birth,
    cards,
    identities,
    looks_like_identity,
    mobiles,
)
from checks.facts.texts import Text

LISTED = 3
"""Different people with their mobile numbers that make a list (our default)."""
_CELL = 40
"""Characters at most of a cell that is no box of text (our default)."""
_RECENT = 2005
"""Year of birth from which an unlabelled number is rather a region, a day of issue and a serial (our default)."""
_LONG = re.compile(r"\d[ \u00a0\u3000-]?(?:\d[ \u00a0\u3000-]?){9,}[\dXxＸｘ]")
_MARKUP = re.compile(r"<[^>]*>")
_ORGAN = re.compile(r"^.*(?:局|委员会|委|办公室|政府|厅|院|中心|办)关于")
_SERIAL = re.compile(
    r"编号|文号|证书|许可|案号|订单|流水|索引|项目|备案|合同|受理|执法证|单号|序列|条码|批次|登记号|产权证"
)
_SPECIMEN = re.compile(r"示例|样例|例如|样表|填写说明|填表说明|举例|比如|校验码")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦"
    "向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景单包司柏宁柯阮桂闵解强柴华车冉"
    "房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽"
    "井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠桑荆谌银扬明沙伏岑习胥保和蔺"
)
_NAME = re.compile(rf"(?<![一-鿿])[{_SURNAMES}][一-鿿·]{{1,3}}(?![一-鿿])")
_ROLE = re.compile(
    r"职务|职位名称|责任人|负责人|联系人|联络|值班|网格|[河湖林田路街巷楼塘]长|局长|主任|书记|[科站所村队校院组班镇县]长|干部|工作人员|服务人员"
    r"|法定代表人|法人|经营者|店(?:名|铺|长|面)|[门商酒药饭网书]店|商户|企业|公司|机构|医[生师]|护士|律师|法律顾问|公证|调解|辅导员|指导员|技术员|技术人员|专家|教练|导游|民宿"
    r"|农家乐|合作社|家庭农场|经纪|中介|维修|管理员|护林|巡查|安全员|协管|志愿|快递|司机|招商|客服|采购|代理|监督|接种|门诊|摊位|热线|咨询"
    r"|服务电话|经理|老师|先生|女士|包保|驻村|挂钩|办公|师傅|成员单位|采集员|收费员|防汛|消防"
)
"""People whose number is published for their office or trade."""
_DIRECTORY = re.compile(r"联系方式|通讯录|联系电话|服务电话|热线|电话一览|值班|服务(?:机构|网点|站点|人员|团队)")
"""Titles of lists that are published to be called."""
_PRIVATE = re.compile(
    r"考生|准考证|身份证|学生|学员|新生|家长|监护人|低保|特困|补[贴助]|资助|残疾|公租房|保障房|廉租|申请人|户主|获奖|中奖|中签|录取|拟聘"
    r"|面试|笔试|体检|领取人|优抚|退役|失业|孕|患者|密接|信访人|投诉人|举报人|当事人|被执行|拆迁户|报名人|参赛|业主"
)
_NAMED = re.compile(r"姓名|名字|户主|学生|考生|申请人|家长|监护人|业主|患者")


@dataclass(frozen=True, slots=True)
class Leak:
    kind: Kind
    numbers: tuple[Number, ...]
    """Different ones, in order."""
    where: str
    """The words beside the first, its number covered."""
    sure: bool


def leaks(text: Text, today: date) -> list[Leak]:
    """One of each kind at most."""
    if not _LONG.search("\n".join(text.lines)):
        return []
    cells, listed = list(_cells(text)), _listed_in_tables(text)
    in_tables = {number.digits for label, cell in cells for number in identities(label + cell)}
    in_tables |= {number.digits for _, cell in cells if len(cell) <= _CELL for number in mobiles(cell)}
    passages = [*cells, *_passages(text, in_tables)]
    found = [_identities(passages, today), _cards(passages), listed or _listed_in_lines(text, in_tables)]
    return [leak for leak in found if leak]


def _grids(text: Text) -> Iterator[list[list[str]]]:
    yield from text.grids
    for table in text.tables:
        if _LONG.search(_MARKUP.sub("\n", table.html)):  # laying out a table is dear
            yield table.grid


def _cells(text: Text) -> Iterator[tuple[str, str]]:
    """Cells with a long number, each under the label of its column or to its left."""
    for grid in _grids(text):
        head = grid[0] if grid else []
        for row in grid:
            for at, cell in enumerate(row):
                if _LONG.search(cell):
                    left = row[at - 1] if at and not _LONG.search(row[at - 1]) and len(row[at - 1]) <= 12 else ""
                    label = f"{left} {head[at] if row is not head else ''}".strip()
                    yield label + "：", cell


def _passages(text: Text, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Lines with a long number, each behind what the line before it ends with."""
    before = ""
    for line in text.lines:
        if _LONG.search(line) and not any(number.digits in seen for number in identities(before + line)):
            yield before, line
        before = line[-12:] + "："


def _identities(passages: list[tuple[str, str]], today: date) -> Leak | None:
    found: dict[str, tuple[Number, str, bool]] = {}
    serial = proven = 0
    for label, words in passages:
        whole = label + words
        serial += looks_like_identity(whole)
        specimen = _SPECIMEN.search(whole)
        for number in identities(whole):
            proven += len(number.digits) == 18
            born, near = birth(number.digits), whole[max(0, number.start - 24) : number.start]
            labelled = bool(IDENTITY_LABEL.search(near))
            if born is None or born > today or specimen or (_SERIAL.search(near) and not labelled):
                continue
            sure = labelled or born.year < _RECENT
            found.setdefault(number.digits, (number, _around(whole, number), sure))
    if not found or (
        serial >= 2 * proven and not any(IDENTITY_LABEL.search(label + words) for label, words in passages)
    ):
        return None  # most numbers of that shape fail the check digit: they are serial numbers
    numbers = tuple(number for number, _, _ in found.values())
    where = next((where for _, where, sure in found.values() if sure), next(iter(found.values()))[1])
    return Leak(Kind.IDENTITY, numbers, where, any(sure for _, _, sure in found.values()))


def _cards(passages: list[tuple[str, str]]) -> Leak | None:
    found: dict[str, tuple[Number, str]] = {}
    for label, words in passages:
        for number in () if _SPECIMEN.search(words) else cards(words, label):
            found.setdefault(number.digits, (number, label + _around(words, number)))
    if not found:
        return None
    numbers = tuple(number for number, _ in found.values())
    return Leak(Kind.CARD, numbers, next(iter(found.values()))[1], True)


def _listed_in_tables(text: Text) -> Leak | None:
    """A table whose rows give people's names and mobile numbers, and no office or trade of theirs."""
    for grid in _grids(text):
        head = " ".join(dict.fromkeys(cell for row in grid[:2] for cell in row if not _LONG.search(cell)))
        if _ROLE.search(head) or _is_official(text.title, head):
            continue
        if not _NAMED.search(head) and not _PRIVATE.search(text.title):
            continue
        rows: dict[str, tuple[Number, str]] = {}
        for row in grid:
            numbers = [number for cell in row for number in mobiles(cell)]
            if numbers and any(_NAME.fullmatch(cell.replace(" ", "")) for cell in row):
                rows.setdefault(numbers[0].digits, (numbers[0], " ".join(dict.fromkeys(row))))
        if len(rows) >= LISTED:
            return _list(rows, True)
    return None


def _listed_in_lines(text: Text, seen: set[str]) -> Leak | None:
    """Names and mobile numbers line by line, or with the name in the line before."""
    rows: dict[str, tuple[Number, str]] = {}
    lines = list(text.lines)
    for at, line in enumerate(lines):
        near = " ".join(lines[max(0, at - 1) : at + 1])
        for number in mobiles(line):
            end = len(near) - len(line) + number.start
            if number.digits not in seen and _NAME.search(near[max(0, end - 24) : end]):
                above = " ".join(lines[max(0, at - 3) : at + 1])
                if not _ROLE.search(above):
                    rows.setdefault(number.digits, (number, near))
    if len(rows) < LISTED or _is_official(text.title, ""):
        return None
    said = text.title + " ".join(words for _, words in rows.values())
    return _list(rows, bool(_PRIVATE.search(said) or _NAMED.search(said)))


def _is_official(title: str, head: str) -> bool:
    title = _ORGAN.sub("", title)
    if _DIRECTORY.search(title):
        return True
    return bool(_ROLE.search(title)) and not _PRIVATE.search(title + head)


def _list(rows: dict[str, tuple[Number, str]], sure: bool) -> Leak:
    _, first = next(iter(rows.values()))
    return Leak(Kind.MOBILE, tuple(number for number, _ in rows.values()), _covered(first), sure)


def _around(words: str, number: Number) -> str:
    return words[max(0, number.start - 20) : number.start] + number.covered


def _covered(words: str) -> str:
    for number in sorted((*mobiles(words), *identities(words), *cards(words, "账号")), key=lambda one: -one.start):
        words = words[: number.start] + number.covered + words[number.end :]
    return words
