"""The circular's template as it is shipped: an official paper whose fields a client finds by their Chinese names.

It is made here and not kept as a file, so that it can be read and reviewed; `circular --export-template` writes it
out to be edited in Word, and any edited copy takes its place.
"""

from __future__ import annotations

from io import BytesIO

from reports.paper import BODY, CENTRE, HEAD, LEFT, RIGHT, SUBHEAD, THREE, TITLE, TWO, Cell, Face, Paper
from reports.word import stamped

_HEAD, _SUBHEAD, _BODY = Face(HEAD, THREE), Face(SUBHEAD, THREE), Face(BODY, THREE)
CLASS = (
    "{{ 类.名称 }}：{{ 类.基数名 }} {{ 类.基数 }} 个，完成检查 {{ 类.检查数 }} 个，抽查比例 {{ 类.抽查比例 }}（{{ 类.检查数 }}/{{ 类.基数 }}）。"
    "其中合格 {{ 类.合格数 }} 个，不合格 {{ 类.不合格数 }} 个{% if 类.否决数 %}（被单项否决 {{ 类.否决数 }} 个）{% endif %}，"
    "合格率 {{ 类.合格率 }}（{{ 类.合格数 }}/{{ 类.检查数 }}）{{ 类.与上期比较 }}。"
    "{% if 类.否决待核实数 %}合格的对象中有 {{ 类.否决待核实数 }} 个的单项否决尚待核实。{% endif %}"
    "{% if 类.未能评定数 %}另有 {{ 类.未能评定数 }} 个因没有测到而未能评定（见附件4），不计入合格率，也不作为不合格。{% endif %}"
)
RECHECK = (
    "对上期已认定的问题进行复查，能够复核的 {{ 复查.复查数 }} 处中，已整改 {{ 复查.已整改 }} 处，仍存在 {{ 复查.仍存在 }} 处，"
    "整改复查合格率 {{ 复查.合格率 }}（{{ 复查.已整改 }}/{{ 复查.复查数 }}）。"
    "{% if 复查.未能复核 %}另有 {{ 复查.未能复核 }} 处本期未能复核，不计入。{% endif %}"
    "{% if 复查.下发 %}上期下发整改事项 {{ 复查.下发.条数 }} 条，已销号 {{ 复查.下发.已销号 }} 条，"
    "销号率 {{ 复查.下发.销号率 }}（{{ 复查.下发.已销号 }}/{{ 复查.下发.条数 }}），未答复 {{ 复查.下发.未答复 }} 条。{% endif %}"
)
DEMANDS = (
    "（一）逐项整改。各单位要对照问题清单逐项核实、限期整改，不合格的网站和政务新媒体要查明原因，制定整改措施。",
    "（二）按时反馈。请于{{ 回复期限 }}前将整改情况书面报送；对问题有异议的，请同时说明理由、附上佐证。",
    "（三）举一反三。要健全信息发布、内容更新和日常巡查的责任制，防止同类问题再次发生。复查中仍存在的问题，将再次通报。",
)
STATISTICS = ("类别", "名单数", "检查数", "检查比例", "合格数", "合格率", "不合格数", "单项否决", "未能评定")
SITES = ("序号", "地区/单位", "网站名称", "网站标识码", "突出问题")


def shipped_template() -> bytes:
    """A .docx; the same bytes each time."""
    paper = Paper("通报")
    paper.numbered()
    paper.write("关于{{ 名称 }}情况的通报", Face(TITLE, TWO), align=CENTRE, line=36)
    paper.write("")
    paper.write("各有关单位：", _BODY)
    said = "根据{{ 依据 }}，以{{ 评判日 }}为评判日，对{{ 对象概况 }}进行了检查评估。现将有关情况通报如下。"
    paper.write(said, _BODY, indent=True)
    _overall(paper)
    _problems(paper)
    _rest(paper)
    _annexes(paper)
    out = BytesIO()
    paper.document.save(out)
    return stamped(out.getvalue())


def _overall(paper: Paper) -> None:
    paper.write("一、总体情况", _HEAD, indent=True, kept=True)
    _each(paper, "类 in 各类", CLASS)
    _if(paper, "比较说明", "与上期比较须留意：{{ 比较说明 }}")
    _if(paper, "注意", "须说明的是，{{ 注意 }}。")
    paper.write("分类统计见附件1。{% for 句 in 分列说明 %}{{ 句 }}{% endfor %}", _BODY, indent=True)


def _problems(paper: Paper) -> None:
    paper.write("二、主要问题", _HEAD, indent=True, kept=True)
    counted = (
        "共认定问题 {{ 问题数 }} 处，涉及 {{ 问题对象数 }} 个对象。"
        "{% if 待核实数 %}另有 {{ 待核实数 }} 处须经人工核实，未作认定，本通报不列。{% endif %}"
    )
    paper.write(counted, _BODY, indent=True)
    paper.write("{%p for 类型 in 主要问题 %}")
    paper.write(
        "{{ 类型.序 }}{{ 类型.名称 }}（{{ 类型.对象数 }} 个对象，{{ 类型.处数 }} 处）", _SUBHEAD, indent=True, kept=True
    )
    paper.write("依据：{{ 类型.依据 }}。", _BODY, indent=True, kept=True)
    _table(paper, ("序号", "单位", "网站（账号）名称", "栏目或事项", "问题"),
           "类型.行", ("序号", "单位", "名称", "栏目", "问题"), (8, 16, 18, 18, 40))  # fmt: skip
    _if(paper, "类型.其余", "其余 {{ 类型.其余 }} 个对象见《评分表》。")
    paper.write("{%p endfor %}")
    _if(paper, "其余类型数", "另有 {{ 其余类型数 }} 类问题，见《评分表》和各单位的整改清单。")


def _rest(paper: Paper) -> None:
    paper.write("三、上期整改复查情况", _HEAD, indent=True, kept=True)
    _if(paper, "复查", RECHECK)
    _if(paper, "not 复查", "本次没有给出上期的检查结果，整改复查情况从略。")
    paper.write("四、下一步要求", _HEAD, indent=True, kept=True)
    for said in DEMANDS:
        paper.write(said, _BODY, indent=True)
    paper.write("")
    for number, title in enumerate(
        ("检查情况统计表", "不合格网站名单", "不合格政务新媒体名单", "未能评定的网站和账号名单"), 1
    ):
        paper.write(f"{'附件：' if number == 1 else '　　　'}{number}．{title}", _BODY, indent=True)
    paper.write("")
    paper.write("（发文机关署名）　　", _BODY, align=RIGHT)
    paper.write("　　　　年　　月　　日　　", _BODY, align=RIGHT)


def _annexes(paper: Paper) -> None:
    _annex(paper, 1, "检查情况统计表")
    paper.write("{%p for 表 in 统计表 %}")
    paper.write("{{ 表.标题 }}", _SUBHEAD, kept=True)
    fields = ("类别", "名单数", "检查数", "检查比例", "合格数", "合格率", "不合格数", "否决数", "未能评定数")
    _table(paper, STATISTICS, "表.行", fields, (20, 9, 9, 12, 9, 12, 10, 9, 10))
    paper.write("{%p endfor %}")
    paper.write("检查比例＝检查数÷名单数；合格率＝合格数÷检查数；未能评定的不计入检查数。", Face(BODY, 12), line=20)
    _annex(paper, 2, "不合格网站名单")
    _listed(paper, "不合格网站", SITES, ("序号", "地区单位", "名称", "标识码", "突出问题"), (8, 21, 19, 19, 33))
    _annex(paper, 3, "不合格政务新媒体名单")
    _if(paper, "not 不合格新媒体", "无。")
    paper.write("{%p for 类型 in 不合格新媒体 %}")
    paper.write("{{ 类型.名称 }}（{{ 类型.个数 }} 个）", _SUBHEAD, indent=True, kept=True)
    paper.write("{{ 类型.账号 }}", _BODY, indent=True)
    paper.write("{%p endfor %}")
    _annex(paper, 4, "未能评定的网站和账号名单")
    paper.write("下列对象因没有测到而未能评定，不是不合格。", Face(BODY, 12), line=20)
    _listed(
        paper, "未能评定", ("序号", "单位", "名称", "未能评定的原因"), ("序号", "单位", "名称", "原因"), (8, 24, 24, 44)
    )


def _annex(paper: Paper, number: int, title: str) -> None:
    paper.turn()
    paper.write(f"附件{number}", _HEAD)
    paper.write(title, Face(TITLE, TWO), align=CENTRE, line=36)


def _each(paper: Paper, loop: str, text: str) -> None:
    paper.write(f"{{%p for {loop} %}}")
    paper.write(text, _BODY, indent=True)
    paper.write("{%p endfor %}")


def _if(paper: Paper, condition: str, text: str) -> None:
    paper.write(f"{{%p if {condition} %}}")
    paper.write(text, _BODY, indent=True)
    paper.write("{%p endif %}")


def _listed(
    paper: Paper, name: str, heads: tuple[str, ...], fields: tuple[str, ...], widths: tuple[float, ...]
) -> None:
    """The table, or a word that there is nobody in it."""
    _if(paper, f"not {name}", "无。")
    paper.write(f"{{%p if {name} %}}")
    _table(paper, heads, name, fields, widths)
    paper.write("{%p endif %}")


def _table(paper: Paper, heads: tuple[str, ...], rows: str, fields: tuple[str, ...], widths: tuple[float, ...]) -> None:
    blank = [""] * (len(fields) - 1)
    figures = {"序号", "检查比例", "合格率", *(field for field in fields if field.endswith("数"))}
    lines: list[list[str | Cell]] = [
        [f"{{%tr for 行 in {rows} %}}", *blank],
        [Cell(f"{{{{ 行.{field} }}}}", align=CENTRE if field in figures else LEFT) for field in fields],
        ["{%tr endfor %}", *blank],
    ]
    paper.table(heads, lines, widths)
