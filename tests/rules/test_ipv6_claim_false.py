"""IPv6支持标识不实: a claim on the page against what was measured; news of IPv6 is no claim."""

from pathlib import Path

import pytest
from families import CLOSED, HOME, NO_ADDRESS, reached
from sites import dns_facts, findings, said

RULE = "ipv6_claim_false"
CLAIMS = [
    "本网站支持IPv6",
    "本站已全面支持 IPv6",
    "您访问的网站已支持IPv6网络",
    "IPv6 Enabled",
    "本网站已支持IPv6",
    "主办：澄湖市人民政府办公室　地址：澄湖市人民路一号政府大楼　本网站支持IPv6",
]


def claiming(words: str) -> str:
    return HOME.replace("</body>", f"<p>{words}</p></body>")


@pytest.mark.parametrize("words", [*CLAIMS, "<img src='v6.png' alt='本网站支持IPv6'>"])
def test_claims(tmp_path: Path, words: str) -> None:
    assert said(RULE, reached(tmp_path, home=claiming(words))) == {"pass"}
    for given in (NO_ADDRESS, CLOSED):
        (found,) = findings(RULE, reached(tmp_path, home=claiming(words), **given))
        assert found.outcome == "fail" and "IPv6" in found.quote


def test_a_claim_that_could_not_be_tested(tmp_path: Path) -> None:
    given = {"dns": dns_facts("2408:8000::1", route=False), "sixes": ()}
    assert said(RULE, reached(tmp_path, home=claiming(CLAIMS[0]), **given)) == {"not_measured"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "IPv6支持率持续提升",
        "<a href='/a.html'>我市加快推进政府网站全面支持IPv6改造工作取得阶段性成效并通过省级验收评估</a>",
        "市大数据局召开会议，要求各部门网站年底前全面支持IPv6，并按时上报改造进展情况。",
        "<li><a href='/b.html'>各单位网站支持IPv6工作部署会召开</a><span>2026-11-01</span></li>",
    ],
)
def test_news_is_no_claim(tmp_path: Path, words: str) -> None:
    assert said(RULE, reached(tmp_path, home=claiming(words), **NO_ADDRESS)) == {"not_applicable"}
