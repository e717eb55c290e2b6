"""The day that stands beside a link, and the link's words."""

from datetime import date

import pytest
from sites import page, read

from checks.facts.links import Link

D = date(2026, 11, 18)


def links(body: str) -> list[Link]:
    return list(read(page(body)).links)


def one(body: str) -> Link:
    return links(body)[0]


@pytest.mark.parametrize(
    "body",
    [
        "<li><a href='/a'>会议召开</a><span>2026-11-18</span></li>",
        "<li><span>2026-11-18</span><a href='/a'>会议召开</a></li>",
        "<li><a href='/a'>会议召开<span>2026-11-18</span></a></li>",
        "<li><a href='/a'>会议召开</a>2026-11-18</li>",
        "<li><a href='/a'>会议召开</a> [2026-11-18]</li>",
        "<li><a href='/a'>会议召开</a>　　2026年11月18日</li>",
        "<tr><td><a href='/a'>会议召开</a></td><td>2026-11-18</td></tr>",
        "<table><tr><td>1</td><td><a href='/a'>会议召开</a></td><td>市政府</td><td>2026/11/18</td></tr></table>",
        "<dl><dt><a href='/a'>会议召开</a></dt><dd>2026-11-18</dd></dl>",
        "<div><h3><a href='/a'>会议召开</a></h3><p>摘要文字</p><i>2026.11.18</i></div>",
        "<div><div><b>18</b><i>2026-11</i></div><div><a href='/a'>会议召开</a></div></div>",
        "<div><span>2026.11</span><em>18</em><a href='/a'>会议召开</a></div>",
        "<li><a href='/a'><img src='/i.png'></a><a href='/a'>会议召开</a><span>2026-11-18</span></li>",
        "<li><a href='/a'>会议召开</a><span>发布时间：2026-11-18 10:22</span></li>",
        "<p><a href='/a'>会议召开</a><b>(2026-11-18)</b></p>",
    ],
)
def test_a_day_beside(body: str) -> None:
    found = one(
        f"<ul>{body}</ul>" if body.startswith("<li") else f"<table>{body}</table>" if body.startswith("<tr") else body
    )
    assert found.dated and found.dated.day == D


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href='/a'>关于2026-11-18停水的公告</a></li></ul>",
        "<ul><li><a href='/a'>会议召开</a></li><li><a href='/b'>另一会议</a><span>2026-11-18</span></li></ul>",
        "<div><a href='/a'>甲栏目</a><a href='/b'>乙栏目</a><span>2026-11-18</span></div>",
        "<a href='/a'>会议召开</a><ul><li><a href='/b'>另一会议</a><span>2026-11-18</span></li></ul>",
        "<div><a href='/a'>统计公报</a><p>截至2026-11-18，全市共有企业1200家。</p></div>",
    ],
)
def test_no_day_of_its_own(body: str) -> None:
    assert one(body).dated is None


def test_each_of_two_entries_has_its_own() -> None:
    first, second = links(
        "<ul><li><a href='/a'>甲会议</a><span>2026-11-18</span></li><li><a href='/b'>乙会议</a><span>2026-11-17</span></li></ul>"
    )
    assert (first.dated.day, second.dated.day) == (D, date(2026, 11, 17))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<a href='/a' title='关于防汛工作的通知'>关于防汛…</a>", "关于防汛工作的通知"),
        ("<a href='/a' title='关于防汛工作的通知'>关于防汛...</a>", "关于防汛工作的通知"),
        ("<a href='/a' title='点击查看'>关于防汛工作的通知</a>", "关于防汛工作的通知"),
        ("<a href='/a' title='政府信息公开'><img src='/i.png'></a>", "政府信息公开"),
        ("<a href='/a'><img src='/i.png' alt='政府信息公开'></a>", "政府信息公开"),
        ("<a href='/a'>  政府\n信息 </a>", "政府 信息"),
        ("<a href='/a'></a>", ""),
        ("<a href='/a' title='会议召开'>2026-11-18</a>", "会议召开"),
    ],
)
def test_words(html: str, text: str) -> None:
    assert one(html).text == text


def test_addresses_are_absolute_and_scripts_left_out() -> None:
    body = "<base href='/lm/'><a href='a.html#x'>甲</a><a href='?p=2'>乙</a><a href='javascript:;'>丙</a><a href='#'>丁</a><a href=''>戊</a><map><area href='/m'></map>"
    assert [link.url for link in links(body)] == [
        "http://www.chenghu.gov.cn/lm/a.html",
        "http://www.chenghu.gov.cn/lm/?p=2",
        "http://www.chenghu.gov.cn/m",
    ]
