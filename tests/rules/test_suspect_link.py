"""可疑链接: names, words, redirects and what the linked site says; silent about news, law and public lotteries."""

from pathlib import Path

import pytest
from sites import fails, findings, page, redirect, site

from checks.facts.suspects import host_word, trade_word
from crawler.targets import Kind

RULE = "suspect_link"


@pytest.mark.parametrize(
    "host", ["bet365.com", "m.bet365-vip.net", "casino88.cc", "royal-casino.com", "www.yulecheng.cc", "pornhub.com", "xxx.cc", "sex.com", "poker-cn.com", "188bet.com", "aomenduchang.net"]
)  # fmt: skip
def test_hosts_of_such_trades(host: str) -> None:
    assert host_word(f"http://{host}/")


@pytest.mark.parametrize(
    "host",
    ["tibet.cn", "alphabet.com", "essex.ac.uk", "sussex.com", "duchang.gov.cn", "bocaizhongchang.com", "jswater12345.com", "js12345.com", "kaiyun.com", "qingsenlin.com",
     "better.com", "betterme.cn", "sexagesimal.org", "lottery-research.com", "av.com.cn", "jinshacheng.com", "betta.cn", "chengren-jiaoyu.com", "xx.com", "sdbeta.com"],
)  # fmt: skip
def test_hosts_that_only_share_letters(host: str) -> None:
    assert host_word(f"http://www.{host}/") == ""


@pytest.mark.parametrize("text", ["澳门新葡京", "百家乐在线", "裸聊直播", "皇冠体育投注", "代开发票"])
def test_words_of_such_trades(text: str) -> None:
    assert trade_word(text)


@pytest.mark.parametrize(
    "text",
    ["我县打击网络赌博", "加快三年行动计划", "邮政现金网点查询", "彩票投注站公益金公告", "反赌博宣传", "关于色情案件的解释", "金沙城区改造", "第三级片区规划", "省彩票管理中心",
     "福彩快三开奖", "警惕裸聊诈骗", "招商引资", ""],
)  # fmt: skip
def test_words_that_are_about_something_else(text: str) -> None:
    assert trade_word(text) == ""


def judge(tmp_path: Path, url: str, text: str = "合作单位", **answers: object) -> list[str]:
    pages = {"/": page(f"<a href='{url}'>{text}</a>"), **answers}
    return fails(RULE, site(tmp_path, pages))  # type: ignore[arg-type]


def test_links_to_the_site_itself_and_to_public_bodies(tmp_path: Path) -> None:
    for url in ("/a.html", "http://casino.chenghu.gov.cn/", "http://www.npc.gov.cn/x", "https://www.js-lottery.com/"):
        assert judge(tmp_path, url, "葡京博彩") == []
    assert judge(tmp_path, "http://www.abc-shop.com/", "葡京博彩") == ["trade"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<title>old-fair.com</title>域名出售", ["parked"]),
        ("<title>old-fair.com</title>This domain is for sale", ["parked"]),
        ("<title>域名知识</title>" + "域名出售的注意事项有很多，应当仔细了解。" * 12, []),
        ("<title>域名知识</title>" + "域名出售的注意事项有很多，应当仔细了解。" * 20, []),
        ("<title>湖区博览会</title>欢迎参展", []),
        ("<title>百家乐 老虎机</title>", ["trade"]),
        ("<title>百家乐</title>", []),
        ("<title>打击百家乐、老虎机专项行动</title>", []),
    ],
)
def test_what_the_linked_site_says(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert judge(tmp_path, "http://www.old-fair.com/", **{"http://www.old-fair.com/": body}) == expected


def test_a_redirect(tmp_path: Path) -> None:
    moved = {"http://www.old-fair.com/": redirect("http://bet365.cc/")}
    assert judge(tmp_path, "http://www.old-fair.com/", **moved) == []  # where it leads was not asked: nothing is proven
    assert judge(tmp_path, "http://www.old-fair.com/", **moved, **{"http://bet365.cc/": "x"}) == ["trade"]


def test_posts_of_an_account(tmp_path: Path) -> None:
    rows = (
        "账号,标题,链接,发布时间,正文\n"
        "澄湖发布,旧,https://mp.weixin.qq.com/s/1,2026-11-11,见 http://www.xinpujing66.com/a。\n"
        "澄湖发布,新,https://mp.weixin.qq.com/s/2,2026-11-12,见（http://www.xinpujing66.com/a）和 http://www.bocai.com/\n"
    )
    (found,) = findings(RULE, site(tmp_path, kind=Kind.WECHAT, ledger=("a.csv", rows.encode()), account="澄湖发布"))
    assert (found.outcome, found.item, found.url) == ("fail", "trade", "https://mp.weixin.qq.com/s/2")
    assert "http://www.xinpujing66.com/a 可疑" in found.message and "另有 1 篇推文" in found.message
    clean = rows.replace("xinpujing66", "chenghuren")
    (none,) = findings(RULE, site(tmp_path, kind=Kind.WECHAT, ledger=("a.csv", clean.encode()), account="澄湖发布"))
    assert "2 篇发文中 2 个外部链接" in none.message
