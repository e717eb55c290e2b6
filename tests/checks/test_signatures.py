"""Who signed, and when."""

import pytest
from sites import page, read

from checks.facts.signatures import signatures


def signed(body: str) -> list[tuple[str, str]]:
    return [(one.organ, str(one.dated.day)) for one in signatures(read(page(body)))]


@pytest.mark.parametrize(
    ("body", "organ"),
    [
        ("<p>江苏省人民政府办公厅</p><p>2020年8月8日</p>", "江苏省人民政府办公厅"),
        ("<p>江苏省人民政府办公厅<br>2020年8月8日</p>", "江苏省人民政府办公厅"),
        ("<p>　　　　江苏省人民政府办公厅</p>\n<p>　　　　２０２０年８月８日</p>", "江苏省人民政府办公厅"),
        ("<p>澄湖市公安局</p><p>二〇二〇年八月八日</p>", "澄湖市公安局"),
        ("<p>澄湖市公安局</p><p>二○二○年八月八日</p>", "澄湖市公安局"),
        ("<p>澄湖市公安局</p><p>（2020 年 8 月 8 日）</p>", "澄湖市公安局"),
        ("<p>江苏省人民政府办公厅 2020年8月8日</p>", "江苏省人民政府办公厅"),
        ("<p>省财政厅　省教育厅</p><p>2020年8月8日</p>", "省财政厅 省教育厅"),
        ("<p>澄湖市发展改革委</p><p>2020年8月8日</p>", "澄湖市发展改革委"),
        ("<p>澄湖市教育局（章）</p><p>2020年8月8日</p>", "澄湖市教育局（章）"),
        ("<p>澄湖市防汛抗旱指挥部</p><p>2020年8月8日</p>", "澄湖市防汛抗旱指挥部"),
        (
            "<table><tr><td>澄湖市公安局交通警察大队</td></tr><tr><td>2020年8月8日</td></tr></table>",
            "澄湖市公安局交通警察大队",
        ),
    ],
)
def test_a_signature(body: str, organ: str) -> None:
    assert signed(body) == [(organ, "2020-08-08")]


@pytest.mark.parametrize(
    "body",
    [
        "<p>江苏省人民政府办公厅　　2020年8月10日印发</p>",
        "<p>江苏省人民政府办公厅</p><p>2020年8月10日印发</p>",
        "<p>江苏省人民政府办公厅</p><p>发布日期：2020年8月8日</p>",
        "<p>江苏省人民政府办公厅</p><p>时间:2020年8月8日</p>",
        "<div>澄湖市教育局</div><div>2020-08-08</div>",
        "<p>关于印发方案的通知</p><p>2020年8月8日</p>",
        "<p>2020年8月8日</p>",
        "<p>江苏省人民政府办公厅</p><p>（此件公开发布）</p><p>2020年8月8日</p>",
        "<li><a href='/a'>市领导调研市融媒体中心</a><span>2020年8月8日</span></li>",
        "<p>江苏省人民政府办公厅</p><p>2020年8月</p>",
        "<p>江苏省人民政府办公厅</p><p>2020年13月8日</p>",
    ],
)
def test_none(body: str) -> None:
    assert signed(body) == []


def test_all_in_page_order() -> None:
    body = "<p>澄湖市财政局</p><p>2020年9月1日</p><p>附件</p><p>江苏省财政厅</p><p>2020年8月8日</p>"
    assert signed(body) == [("澄湖市财政局", "2020-09-01"), ("江苏省财政厅", "2020-08-08")]
