"""账号名称与名册不一致: what files and pages call the account, with the ways of writing one name left out."""

from pathlib import Path

import pytest
from sites import Answer, findings, site

from checks.facts.account_names import bare_name, is_identifier, platform_in
from checks.finding import Finding
from crawler.targets import Kind

RULE = "account_renamed"
HEAD = "账号,标题,链接,发布时间,阅读,点赞,评论,转发\n"


def judge(tmp_path: Path, roster: str, file: str, *pages: str) -> Finding:
    rows = "".join(f"{file},推文{n},https://mp.weixin.qq.com/s/{n},2026-11-1{n},9,1,0,0\n" for n in range(3))
    shown = {
        f"https://mp.weixin.qq.com/s/{n}": Answer(
            f'<h1 id="activity-name">推文{n}</h1><a id="js_name"> {name} </a><div id="js_content">文</div>',
            purpose="post",
        )
        for n, name in enumerate(pages)
    }
    judged = site(tmp_path, shown, kind=Kind.WECHAT, ledger=("a.csv", (HEAD + rows).encode()), account=roster)
    (found,) = findings(RULE, judged)
    return found


@pytest.mark.parametrize(
    ("roster", "file", "pages", "outcome"),
    [
        ("澄湖发布", "澄湖发布", (), "pass"),
        ("澄湖发布（微信公众号）", "澄湖发布", (), "pass"),
        ("澄湖发布", "今日澄湖", (), "fail"),
        ("澄湖发布", "", (), "not_measured"),
        ("gh_1f2e3d4c5b6a", "今日澄湖", (), "not_measured"),
        ("澄湖发布", "", ("今日澄湖",), "unsure"),
        ("澄湖发布", "", ("今日澄湖", "今日澄湖"), "fail"),
        ("澄湖发布", "", ("今日澄湖", "省发布"), "unsure"),
        ("澄湖发布", "", ("今日澄湖", "澄湖发布"), "pass"),
        ("澄湖发布", "澄湖发布", ("省发布",), "pass"),
        ("澄湖发布", "澄湖发布", ("今日澄湖", "今日澄湖"), "fail"),
    ],
)
def test_names(tmp_path: Path, roster: str, file: str, pages: tuple[str, ...], outcome: str) -> None:
    assert judge(tmp_path, roster, file, *pages).outcome == outcome


def test_the_message_names_the_post(tmp_path: Path) -> None:
    found = judge(tmp_path, "澄湖发布", "今日澄湖")
    assert found.url == "https://mp.weixin.qq.com/s/2" and "2026-11-12《推文2》" in found.message and not found.certain


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("澄湖发布", "澄湖发布"),
        ("“澄湖发布”微信公众号", "澄湖发布"),
        ("澄湖发布官方微博", "澄湖发布"),
        ("微信公众号：澄湖发布", "澄湖发布"),
        ("@澄湖发布【微博】", "澄湖发布"),
        ("微信公众号二维码", ""),
        ("微观澄湖", "微观澄湖"),
        ("ＣＨ发布", "ch发布"),
    ],
)
def test_bare_names(written: str, bare: str) -> None:
    assert bare_name(written) == bare


def test_identifiers_and_platforms() -> None:
    assert is_identifier("gh_1f2e3d4c5b6a") and is_identifier("7702698001") and not is_identifier("chenghu")
    assert [platform_in(text) for text in ("微信公众号", "新浪微博", "抖音号", "网站")] == ["微信", "微博", "抖音", ""]
