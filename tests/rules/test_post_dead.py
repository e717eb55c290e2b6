"""推文失效: only the platform's own notice is believed, and only where no post stands beside it."""

from pathlib import Path

import pytest
from sites import Answer, failure, findings, redirect, site

from checks.finding import Finding
from checks.site import Site
from crawler.targets import Kind

RULE = "post_dead"
LINK = "https://mp.weixin.qq.com/s/1"
LEDGER = f"账号,标题,链接,发布时间,阅读,点赞,评论,转发\n澄湖发布,供暖安排,{LINK},2026-11-18,9,1,0,0\n".encode()


def notice(words: str) -> Answer:
    return Answer(f'<html><body><div class="weui-msg"><h2>{words}</h2></div></body></html>', purpose="post")


def account(tmp_path: Path, answers: dict[str, Answer | list[Answer]]) -> Site:
    return site(tmp_path, answers, kind=Kind.WECHAT, ledger=("a.csv", LEDGER), account="澄湖发布")


def judge(tmp_path: Path, answer: Answer) -> Finding:
    (found,) = findings(RULE, account(tmp_path, {LINK: [answer]}))
    return found


@pytest.mark.parametrize(
    ("words", "item", "certain"),
    [
        ("该内容已被发布者删除", "deleted", True),
        ("此内容因违规无法查看", "violating", True),
        ("此内容被投诉且经审核涉嫌侵权，无法查看。", "violating", True),
        ("此帐号已被屏蔽, 内容无法查看", "violating", True),
        ("该内容暂时无法查看", "unavailable", False),
        ("此账号已自主注销，内容无法查看", "unavailable", False),
    ],
)
def test_the_platforms_notices(tmp_path: Path, words: str, item: str, certain: bool) -> None:
    found = judge(tmp_path, notice(words))
    assert (found.outcome, found.item, found.certain, found.url) == ("fail", item, certain, LINK)
    assert "《供暖安排》（2026-11-18 发布）" in found.message and words[:8] in found.quote


@pytest.mark.parametrize(
    "answer",
    [
        notice("当前环境异常，完成验证后即可继续访问。"),
        notice("访问过于频繁，请用微信扫描二维码进行访问"),
        notice("链接已过期"),
        notice("参数错误"),
        notice("关于公众号"),
        failure("timeout", purpose="post"),
        failure("robots", purpose="post"),
        Answer("busy", status=503, purpose="post"),
        redirect("https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=1", purpose="post"),
    ],
)
def test_what_says_nothing_of_the_post(tmp_path: Path, answer: Answer) -> None:
    assert judge(tmp_path, answer).outcome == "not_measured"


def test_a_page_that_is_gone_is_a_suspicion(tmp_path: Path) -> None:
    found = judge(tmp_path, Answer("", status=404, purpose="post"))
    assert (found.outcome, found.item, found.certain) == ("fail", "unavailable", False)


def test_a_long_page_about_deletions_is_no_notice(tmp_path: Path) -> None:
    assert judge(tmp_path, notice("该内容已被发布者删除，" + "说明文字" * 120)).outcome == "not_measured"


def test_an_article_that_quotes_a_notice_is_an_article(tmp_path: Path) -> None:
    body = '<h1 id="activity-name">谣言</h1><div id="js_content">常见“该内容已被发布者删除”。</div>'
    assert judge(tmp_path, Answer(body, purpose="post")).outcome == "pass"


def test_redirects_are_followed_to_their_end(tmp_path: Path) -> None:
    onward = "https://mp.weixin.qq.com/s/2"
    end = Answer(notice("该内容已被发布者删除").body, purpose="post", via=LINK)
    (found,) = findings(RULE, account(tmp_path, {LINK: [redirect(onward, purpose="post")], onward: [end]}))
    assert (found.outcome, found.item, found.url) == ("fail", "deleted", LINK)


def test_nothing_was_asked_for(tmp_path: Path) -> None:
    (found,) = findings(RULE, account(tmp_path, {}))
    assert found.outcome == "not_measured" and "--check-posts" in found.message
