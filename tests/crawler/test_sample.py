"""Columns before articles, a fair and repeatable sample of articles, in little memory."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import target

from crawler.archive import Page
from crawler.links import Found, links
from crawler.plan import Ask, Plan
from crawler.sample import ARTICLES_A_COLUMN, Mode, Sample, is_column

HOME = "http://www.a.gov.cn/"


def ask(column: int, number: int) -> Ask:
    return Ask(0, f"{HOME}{column}/{number}.html", "page", 1, f"{HOME}{column}/")


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30)), max_size=120), st.integers(0, 40), st.integers(1, 9))
def test_sample_is_of_what_was_named_each_once_within_bounds(
    named: list[tuple[int, int]], room: int, each: int
) -> None:
    def taken(seed: int) -> list[Ask]:
        sample = Sample(seed, 20)
        for column, number in named:
            sample.add(ask(column, number))
        found = sample.take(room, each)
        assert sample.left_out or len(found) == len(set(named))
        assert sample.take(99, 99) == []
        return found

    found = taken(7)
    assert len(found) == len(set(found)) <= room
    assert {one.url for one in found} <= {ask(*pair).url for pair in named}
    assert all(sum(one.via == f"{HOME}{column}/" for one in found) <= each for column in range(5))
    assert found == taken(7)


def test_every_column_has_its_share_and_seeds_differ() -> None:
    def taken(seed: int) -> list[Ask]:
        sample = Sample(seed, 300)
        for column, size in enumerate((200, 5, 40)):
            for number in range(size):
                sample.add(ask(column, number))
        return sample.take(30, 300)

    shares = [sum(one.via == f"{HOME}{column}/" for one in taken(0)) for column in range(3)]
    assert (sum(shares), shares[1]) == (30, 5)
    assert abs(shares[0] - shares[2]) <= 1
    assert set(taken(0)) != set(taken(1))


def test_a_million_links_cost_little() -> None:
    sample = Sample(0, 300)
    for number in range(1_000_000 // 10):
        sample.add(ask(number % 10, number))
    assert sum(map(len, sample._columns.values())) <= 300 * 3
    assert len(sample.take(300, 300)) == 300


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('<li><a href="/zwgk/">政务公开</a></li>', True),
        ('<a href="/col/col1/index.html">规划计划</a>', True),
        ('<li><a href="/x/">关于做好二〇二六年政务公开工作的通知</a></li>', False),
        ('<li><a href="/x/" title="关于做好二〇二六年政务公开工作的通知">关于做好..</a></li>', False),
        ('<li><a href="/x/">任免通知</a><span>2026-01-02</span></li>', False),
        ('<li><a href="/x/">任免通知</a>[01-02]</li>', False),
        ('<a href="/zwgk/t20260102_123.html">公告</a>', False),
        ('<a href="/art/2026/1/2/art_1_2.html">公告</a>', False),
        ('<a href="/"><img src="x.png"></a>', True),
        ('<iframe src="/f.html"></iframe>', True),
    ],
)
def test_columns_are_told_from_articles(line: str, column: bool) -> None:
    [found] = links(line, HOME)
    assert is_column(found) is column


def test_found_says_what_a_link_is_called() -> None:
    assert links('<p><a href="/x">政 务\n公开</a> 2026年3月5日</p>', HOME) == [Found(HOME + "x", "a", "政务公开", True)]


def walk(plan: Plan, pages: dict[str, str]) -> list[str]:
    asked, line = [], plan.begin()
    while line:
        one = line.pop(0)
        asked.append(one.url.removeprefix(HOME))
        page = Page(one.url, one.purpose, one.depth, datetime(2026, 3, 2, tzinfo=UTC), 0.1, status=200)
        line += plan.learn(one, page, lambda url=asked[-1]: pages.get(url, ""))  # type: ignore[misc]
    return [url for url in asked if "gongkai-audit" not in url]


def portal(columns: int, articles: int) -> dict[str, str]:
    menu = "".join(f'<a href="/c{n}/">栏目{n}</a>' for n in range(columns))
    lists = {
        f"c{n}/": "".join(
            f'<li><a href="/c{n}/a{m}.html">关于第{m}号文件的通知</a><b>2026-01-02</b></li>' for m in range(articles)
        )
        + '<script>createPageHTML(9, 0, "index", "html");</script>'
        + '<a href="http://far.cn/">x</a>'
        for n in range(columns)
    }
    news = '<li><a href="/news.html">今天的要闻标题很长很长很长</a></li>'
    return {"": news + menu} | lists


def test_columns_come_before_articles_and_leave_room_for_some() -> None:
    asked = walk(Plan(0, target(HOME), 40, 0), portal(10, 20))
    assert asked[1:11] == [f"c{n}/" for n in range(10)]
    plan = Plan(0, target(HOME), 40, 0)
    crowded = walk(plan, portal(100, 2))
    assert len(crowded) == 40
    assert sum(".html" in url for url in crowded) >= 5
    assert plan.budget_hit


def test_small_site_is_read_whole() -> None:
    plan = Plan(0, target(HOME), 400, 0)
    pages = portal(5, 20)
    asked = walk(plan, pages)
    assert len(asked) == len(set(asked)) == 1 + 5 + 5 * 20 + 1 + 5 * 3  # three further pages of each list in vain
    assert not plan.budget_hit


def test_freshness_reads_heads_of_lists_and_a_few_articles() -> None:
    plan = Plan(0, target(HOME), 400, 50, Mode.FRESHNESS, 3)
    asked = walk(plan, portal(5, 20))
    assert not [url for url in asked if url.endswith(("index_1.html", "far.cn/"))]
    assert sum("/a" in url for url in asked) == 5 * ARTICLES_A_COLUMN
    assert "news.html" in asked
    assert not plan.budget_hit
