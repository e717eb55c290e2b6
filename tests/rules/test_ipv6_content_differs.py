"""IPv6与IPv4内容不一致: another page is told from the same page that moves a little."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from families import CLOSED, HOME, NO_ADDRESS, UNMEASURED, reached
from sites import findings, outcomes, page, said

RULE = "ipv6_content_differs"
OLD = HOME.replace("2026-11-18", "2026-10-18").replace("2026-11-12", "2026-10-12")


def judge(tmp_path: Path, six: str, *fours: str, **more: Any) -> tuple[str, str]:
    (found,) = findings(RULE, reached(tmp_path, (six,) * 3, fours or (HOME,) * 3, **more))
    return found.outcome.value, found.item


def test_the_same_page(tmp_path: Path) -> None:
    assert judge(tmp_path, HOME) == ("pass", "")


@pytest.mark.parametrize(
    "change",
    [
        ("</body>", "<script>var token='a8f7';</script></body>"),
        ("<h1>", "<h1 data-nonce='77'>"),
        ("</body>", "<!-- node 7 --></body>"),
    ],
)
def test_what_moves_is_no_difference(tmp_path: Path, change: tuple[str, str]) -> None:
    assert judge(tmp_path, HOME.replace(*change)) == ("pass", "")


def test_counters_and_clocks_are_no_difference(tmp_path: Path) -> None:
    def counted(number: int, clock: str) -> str:
        return HOME.replace("</body>", f"<p>您是第{number}位访客 现在是2026年11月20日 {clock}</p></body>")

    one, two, three = counted(1234567, "12:00"), counted(1234570, "12:01"), counted(1234599, "12:03")
    assert judge(tmp_path, one, two, three) == ("pass", "")


@pytest.mark.parametrize(
    ("six", "item"),
    [
        (page("<h1>澄湖市人民政府</h1><p>网站正在建设，敬请期待，欢迎届时光临本站浏览政务信息。</p>"), "text"),
        (page("<h1>502 Bad Gateway</h1><hr><center>nginx</center>" * 3), "text"),
        (page(HOME, title="默认站点 Welcome to nginx"), "title"),
        (OLD, "age"),
    ],
)
def test_another_page(tmp_path: Path, six: str, item: str) -> None:
    assert judge(tmp_path, six) == ("fail", item)


def test_a_cache_that_is_a_day_late_is_no_old_copy(tmp_path: Path) -> None:
    fresh = HOME.replace("2026-11-18", "2026-11-19")
    assert judge(tmp_path, HOME, fresh, fresh) == ("pass", "")
    late = HOME.replace("2026-11-18", "2026-11-12")
    assert judge(tmp_path, late, fresh, fresh) == ("pass", "")
    assert judge(tmp_path, late, HOME, HOME) == ("fail", "age")


def test_a_challenge_that_nobody_knows_is_no_other_page(tmp_path: Path) -> None:
    for body in ("<script>document.cookie='k=1';location.href='/'</script>", "请稍候<script src=/x.js></script>"):
        assert judge(tmp_path, f"<html><head></head><body>{body}</body></html>")[0] == "not_measured"
    assert judge(tmp_path, "<html><body><h1>It works!</h1></body></html>") == ("fail", "title")


def test_one_odd_copy_among_good_ones(tmp_path: Path) -> None:
    odd = page("<h1>澄湖市人民政府</h1><p>网站正在发布新版，部分栏目暂时无法浏览，请稍后再来。</p>")
    assert outcomes(RULE, reached(tmp_path, (odd, HOME, HOME))) == [("pass", "")]
    assert outcomes(RULE, reached(tmp_path, (HOME, HOME, HOME), (HOME, odd))) == [("pass", "")]


def test_a_small_page_may_differ_by_a_line(tmp_path: Path) -> None:
    def small(place: str) -> str:
        return page(
            f"<h1>澄湖市人民政府门户网站</h1><p>{place}</p><p>进入网站首页 政务公开 政务服务 互动交流 走进澄湖 繁体版</p>"
        )

    assert (
        judge(tmp_path, small("您所在的城市：未知地区，天气暂缺"), *[small("澄湖今天多云转晴，东南风三级")] * 2)[0]
        == "pass"
    )


def test_a_newer_copy_is_no_old_one(tmp_path: Path) -> None:
    assert judge(tmp_path, HOME, OLD, OLD) == ("pass", "")


def test_a_page_that_differs_from_itself(tmp_path: Path) -> None:
    other = page(f"<h1>澄湖市人民政府</h1><p>{'轮换的另一幅版面，内容与前一幅全然不同，每次刷新都会更换。' * 5}</p>")
    assert judge(tmp_path, other, HOME, other)[0] in ("not_measured", "pass")
    assert (
        judge(tmp_path, page("<p>" + "第三种版面，又是另外一些文字和栏目。" * 8 + "</p>"), HOME, other)[0]
        == "not_measured"
    )


@pytest.mark.parametrize("fours", [(HOME,), (HOME, "timeout")])
def test_without_a_control_nothing_is_said(tmp_path: Path, fours: tuple[str, ...]) -> None:
    (found,) = findings(RULE, reached(tmp_path, (OLD,), fours))
    assert found.outcome == "not_measured"


def test_pages_without_words(tmp_path: Path) -> None:
    assert judge(tmp_path, page("<img src=a.png>"), page("欢迎"), page("欢迎"))[0] == "not_measured"


@pytest.mark.parametrize("given", UNMEASURED)
def test_not_measured(tmp_path: Path, given: dict[str, Any]) -> None:
    assert said(RULE, reached(tmp_path, **given)) <= {"not_measured", "pass"}


def test_without_ipv6_it_does_not_apply(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, **NO_ADDRESS)) == {"not_applicable"}
    assert said(RULE, reached(tmp_path, **CLOSED)) == {"not_applicable"}


WORDS = [
    f"{a}{b}{c}"
    for a in ("推进", "开展", "召开", "部署", "公布", "检查", "落实")
    for b in ("防汛", "教育", "医保", "就业", "住房", "交通", "养老", "粮食")
    for c in ("工作会议", "专项行动", "实施方案", "情况通报", "名单公示")
]


def portal(number: int, kind: str = "", churn: int = 0) -> str:
    """A home page of some forty headlines; `kind` is what became of it, `churn` what moves from visit to visit."""
    draw = Random(f"{number} {kind if kind in ('sister', 'other') else ''}")
    name = f"第{number}县" if kind != "other" else f"外地{number}市"
    items = "".join(
        f"<li><a href='/{draw.randrange(10**6)}.html'>{draw.choice(WORDS)}{draw.choice(WORDS)}</a><span>2026-11-{draw.randrange(1, 20):02}</span></li>"
        for _ in range(40)
    )
    main = {"emptied": "", "gateway": "<h1>502 Bad Gateway</h1><center>nginx</center>"}.get(kind, f"<ul>{items}</ul>")
    menu = "".join(
        f"<a href='/{word}/'>{word}</a> "
        for word in ("首页", "要闻动态", "政务公开", "政务服务", "互动交流", "走进本县", "数据发布")
    )
    foot = f"<p>主办单位：{name}人民政府办公室 网站标识码 32{number:08} 您是第{churn + 88000}位访客</p>"
    script = f"<script>var token='{churn:x}';</script><input type=hidden value='{churn}'>"
    banner = f"<p>{('图说新闻：湖区晨景', '图说新闻：新城夜色', '图说新闻：稻田丰收')[churn % 3]}</p>"
    return page(f"{menu}{banner}{main}{foot}{script}", title=f"{name}人民政府")


def test_a_generated_set_of_pairs(tmp_path: Path) -> None:
    """Unchanged, churned, emptied, 502, another page of the site under the same title, another site: 40 of each."""
    told: dict[str, list[str]] = {}
    for number in range(40):
        for kind in ("", "churned", "emptied", "gateway", "sister", "other"):
            churn = number * 7 if kind == "churned" else 0
            fours = (portal(number, churn=churn + 1), portal(number, churn=churn + 2))
            (found,) = findings(RULE, reached(tmp_path, (portal(number, kind, churn),), fours))
            told.setdefault(kind, []).append(found.outcome.value)
    same, other = told[""] + told["churned"], told["emptied"] + told["gateway"] + told["sister"] + told["other"]
    assert len(same) + len(other) == 240
    assert set(other) == {"fail"}  # never a false "same"
    assert same.count("fail") <= len(same) * 0.02
    assert same.count("pass") == len(same)
