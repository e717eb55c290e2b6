"""Mutations of a document's metadata header: a field dropped, emptied, moved to another markup, a date shifted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo.labelled import Case
from demo.mutations.pages import FIELDS, MARKUPS, article, column, lines, listed, made, table, turned, without

_AT = "/zcwj/1.html"
_MAY_BE_ABSENT = {"名称"}
"""The title stands above the text too."""


def cases() -> Iterator[Case]:
    for number, header in enumerate(turned(FIELDS)):
        for rule in (
            "record_field_missing",
            "record_date_conflict",
            "record_late",
            "record_publisher_improper",
            "record_summary_copied",
            "record_field_malformed",
            "record_term_unknown",
            "record_index_repeated",
        ):
            yield made(rule, f"完好的表头，写法 {number + 1}", {_AT: article(header)}, None)
    yield from _fields()
    yield from _dates()
    yield from _words()
    yield from _forms()
    yield from _repeated()


def _fields() -> Iterator[Case]:
    for label in (label for label in FIELDS if label not in _MAY_BE_ABSENT):
        for number, markup in enumerate(MARKUPS):
            emptied = article(markup({**FIELDS, label: ""}))
            yield made("record_field_missing", f"清空“{label}”，写法 {number + 1}", {_AT: emptied}, label, _AT)
            if label == "公开日期" and markup is lines:
                continue  # the line under the title, 发布时间：…, is then the last of the header's lines
            yield made(
                "record_field_missing",
                f"去掉“{label}”，写法 {number + 1}",
                _fourth(markup(without(FIELDS, label))),
                label,
            )


def _fourth(header: str) -> dict[str, str]:
    """Four documents, of which one lacks a field that the others have."""
    rows = [(f"/zcwj/{n}.html", f"关于做好防汛工作的通知{'一二三四'[n - 1]}", "2026-11-05") for n in range(1, 5)]
    pages = {"/zcwj/": column(body=listed(*rows))}
    for number in range(1, 5):
        fields = {**FIELDS, "索引号": f"014046317/2026-0001{number}"}
        pages[f"/zcwj/{number}.html"] = article(header if number == 4 else table(fields))
    return pages


def _dates() -> Iterator[Case]:
    made_on, opened = date(2026, 11, 2), date(2026, 11, 5)
    for number, markup in enumerate(MARKUPS):
        for days in (-1, 1):
            moved = {**FIELDS, "生成日期": str(made_on + timedelta(days))}
            name = f"生成日期与落款差 {days} 天，写法 {number + 1}"
            yield made("record_date_conflict", name, {_AT: article(markup(moved))}, "生成日期", _AT)
            moved = {**FIELDS, "公开日期": str(opened + timedelta(days))}
            name = f"公开日期与 PubDate 差 {days} 天，写法 {number + 1}"
            yield made("record_date_conflict", name, {_AT: article(markup(moved))}, "公开日期", _AT)
        # 2026-10-09 is the 20th and 2026-10-08 the 21st working day before 2026-11-05, make-up days counted.
        for day, item in ((date(2026, 10, 9), None), (date(2026, 10, 8), "")):
            late = article(markup({**FIELDS, "生成日期": str(day)}), signed=f"{day.year}年{day.month}月{day.day}日")
            yield made("record_late", f"{day} 生成，写法 {number + 1}", {_AT: late}, item)


def _words() -> Iterator[Case]:
    for number, markup in enumerate(MARKUPS):
        copied = article(markup({**FIELDS, "内容概述": FIELDS["名称"]}))
        yield made("record_summary_copied", f"概述照抄标题，写法 {number + 1}", {_AT: copied}, "", _AT)
        improper = article(markup({**FIELDS, "发布机构": "澄湖县人民政府门户网站"}))
        yield made("record_publisher_improper", f"发布机构是网站，写法 {number + 1}", {_AT: improper}, "", _AT)


def _forms() -> Iterator[Case]:
    wrong = {
        "索引号": ["014046318/2026-00012", "014046371/2026-00012"],
        "文号": ["澄政办发[2026]12号", "澄政办发（2026）12号", "澄政办发〔2026〕012号"],
        "生成日期": ["2026-13-40", "2026年2月30日", "二〇二六年十一月三十一日"],
    }
    right = {
        "索引号": ["０１４０４６３１７/2026-00012", "11320298014029816X/202611-00012", "2026-00012"],
        "文号": ["无", "澄湖县人民政府令第9号", "澄政办发〔２０２６〕12号"],
        "生成日期": ["二〇二六年十一月二日", "２０２６年１１月２日", "20261102"],
    }
    for number, markup in enumerate(MARKUPS):
        for values, is_wrong in ((wrong, True), (right, False)):
            for label, value in ((one, value) for one in values for value in values[one]):
                name, changed = f"{label}写作 {value}，写法 {number + 1}", article(markup({**FIELDS, label: value}))
                yield made("record_field_malformed", name, {_AT: changed}, label if is_wrong else None, _AT)
        for value, outcome in (("默认栏目", "fail"), ("城乡建设", "unsure"), ("科技、教育/科技", "")):
            name, changed = f"主题写作 {value}，写法 {number + 1}", article(markup({**FIELDS, "主题分类": value}))
            item = "主题分类" if outcome else None
            yield made("record_term_unknown", name, {_AT: changed}, item, _AT, outcome or "fail")


def _repeated() -> Iterator[Case]:
    other = "关于做好秋粮收购工作的意见"
    for number, markup in enumerate(MARKUPS):
        for title, item in ((other, "索引号"), (FIELDS["名称"], None)):
            text = "各单位要落实秋粮收购资金和仓容，做到应收尽收、优粮优价，维护售粮农民的利益。"
            second = article(markup({**FIELDS, "名称": title}), text=text, ArticleTitle=title)
            pages = {_AT: article(table(FIELDS)), "/zcwj/2.html": second}
            name = f"{'另一' if item else '同一'}文件用同一索引号，写法 {number + 1}"
            yield made("record_index_repeated", name, pages, item)
