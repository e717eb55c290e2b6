"""推文用词表述错误: titles, texts and pages of posts; each term told once, with its newest post."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import Answer, fails, findings, said, site

from checks.site import Site
from crawler.targets import Kind

RULE = "post_wrong_word"
HEAD = "账号,标题,链接,发布时间,阅读,点赞,评论,转发\n"


def account(tmp_path: Path, *titles: str, pages: dict[str, Answer] | None = None) -> Site:
    rows = "".join(
        f"澄湖发布,{title},https://mp.weixin.qq.com/s/{n},2026-11-{18 - n:02},9,1,0,0\n"
        for n, title in enumerate(titles)
    )
    return site(tmp_path, pages or {}, kind=Kind.WECHAT, ledger=("a.csv", (HEAD + rows).encode()), account="澄湖发布")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("请再接再励", ["再接再励"]),
        ("请再接再厉", []),
        ("“再接再励”应为“再接再厉”", []),
        ("转发微博//@山水客:再接再励", []),
        ("再接再励//@山水客:好", ["再接再励"]),
    ],
)
def test_titles(tmp_path: Path, title: str, expected: list[str]) -> None:
    assert fails(RULE, account(tmp_path, title)) == expected


def test_a_term_is_told_once_with_its_newest_post(tmp_path: Path) -> None:
    (found,) = findings(RULE, account(tmp_path, "无事", "请再接再励", "望再接再励"))
    assert found.url == "https://mp.weixin.qq.com/s/1" and found.quote == "请再接再励"
    assert all(word in found.message for word in ("2 篇", "2026-11-17《请再接再励》", "2026-11-16", "/s/2"))


def test_the_body_of_a_page_that_was_read(tmp_path: Path) -> None:
    body = '<h1 id="activity-name">党日</h1><div id="js_content"><p>不忘初心、牢记史命。</p><script>"再接再励"</script></div>'
    judged = account(tmp_path, "党日", pages={"https://mp.weixin.qq.com/s/0": Answer(body, purpose="post")})
    (found,) = findings(RULE, judged)
    (page,) = [page for page in judged.visits if page.purpose == "post"]
    assert (found.item, found.sha256) == ("牢记史命", page.sha256)


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "词库.csv"
    path.write_text("错误表述,建议\n渡假村,度假村\n", "utf-8")
    judged = account(tmp_path, "湖畔渡假村开业")
    judged = Site(judged.target, judged.archive, replace(judged.around, lexicon=path))
    (found,) = findings(RULE, judged)
    assert found.item == "渡假村" and "词库“词库.csv”" in found.message and not found.certain


def test_nothing_to_read(tmp_path: Path) -> None:
    assert said(RULE, account(tmp_path)) == {"not_measured"}
    assert said(RULE, site(tmp_path, kind=Kind.WECHAT, account="澄湖发布")) == {"not_measured"}
