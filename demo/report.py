"""Annual reports of government openness in the form of 2021: six sections, three tables that add up."""

from __future__ import annotations

from demo.articles import Article
from demo.pages import render

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NEW = "一、本年新收政府信息公开申请数量"
BROUGHT = "二、上年结转政府信息公开申请数量"
TOTAL = "（七）总计"
LEFT = "四、结转下年度继续办理"
OUTCOMES = {
    "（一）予以公开": (14, 3, 0, 0, 1, 0),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (3, 1, 0, 0, 0, 0),
    "（三）不予公开：1.属于国家秘密": (0, 0, 0, 0, 0, 0),
    "2.其他法律行政法规禁止公开": (0, 0, 0, 0, 0, 0),
    "3.危及“三安全一稳定”": (0, 0, 0, 0, 0, 0),
    "4.保护第三方合法权益": (1, 0, 0, 0, 0, 0),
    "5.属于三类内部事务信息": (1, 0, 0, 0, 0, 0),
    "6.属于四类过程性信息": (0, 0, 0, 0, 0, 0),
    "7.属于行政执法案卷": (1, 0, 0, 0, 0, 0),
    "8.属于行政查询事项": (2, 0, 0, 0, 0, 0),
    "（四）无法提供：1.本机关不掌握相关政府信息": (6, 2, 0, 0, 0, 0),
    "2.没有现成信息需要另行制作": (1, 0, 0, 0, 0, 0),
    "3.补正后申请内容仍不明确": (0, 0, 0, 0, 0, 0),
    "（五）不予处理：1.信访举报投诉类申请": (2, 0, 0, 0, 0, 0),
    "2.重复申请": (0, 0, 0, 0, 0, 0),
    "3.要求提供公开出版物": (0, 0, 0, 0, 0, 0),
    "4.无正当理由大量反复申请": (0, 0, 0, 0, 0, 0),
    "5.要求行政机关确认或重新出具已获取信息": (0, 0, 0, 0, 0, 0),
    "（六）其他处理：1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (1, 0, 0, 0, 0, 0),
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": (0, 0, 0, 0, 0, 0),
    "3.其他": (0, 0, 0, 0, 0, 0),
}
BROUGHT_IN = (1, 0, 0, 0, 0, 0)
LEFT_OVER = (1, 0, 0, 0, 0, 0)
"""The same every year, so that what one year leaves is what the next one takes over."""


WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


def report_of(article: Article) -> str:
    """About the year before it was published."""
    return annual_report(article.report, article.published.year - 1, article.slip)


def annual_report(organ: str, year: int, slip: str = "") -> str:
    """`slip`: what is wrong with it, `sum` `section` `form` `task`; or only odd, `hand`: as typed by hand."""
    handled = [sum(column) for column in zip(*OUTCOMES.values(), strict=True)]
    new = [done + left - brought for done, left, brought in zip(handled, LEFT_OVER, BROUGHT_IN, strict=True)]
    rows = [(NEW, new), (BROUGHT, BROUGHT_IN), *OUTCOMES.items(), (TOTAL, handled), (LEFT, LEFT_OVER)]
    table = [(label, [*numbers, sum(numbers)]) for label, numbers in rows]
    if slip == "sum":
        table[0][1][-1] += 2
    write = _by_hand if slip == "hand" else str
    written = [(label, [write(number) for number in numbers]) for label, numbers in table]
    values = {"organ": organ, "year": year, "columns": COLUMNS, "requests": written, "new": sum(new), "slip": slip}
    return render("report.html.j2", **values).decode()


def _by_hand(number: int) -> str:
    """Full-width digits, and a stroke for nothing."""
    return str(number).translate(WIDE) if number else "—"
