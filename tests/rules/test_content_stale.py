"""法定公开内容过期未更新: only items with a term, only where days were read, only what was read to its newest end."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import TODAY, column, entry, fails, findings, outcomes, page, site

from checks.content.catalogue import load_catalogue
from checks.site import Site
from crawler.targets import Kind

RULE = "content_stale"
TERMED = sorted(content.id for content in load_catalogue() if content.months)
FILL = "".join(f"<a href='/f{n}.html'>栏目{n}</a>" for n in range(8))


def portal(
    tmp_path: Path, *items: tuple[str, str], name: str = "财政预决算", level: str = "县", **more: object
) -> Site:
    listed = "".join(entry(title, day, f"/art/{n}.html") for n, (title, day) in enumerate(items))
    pages: dict[str, object] = {f"/f{n}.html": page(f"<p>第{n}栏。</p>") for n in range(8)}
    pages["/ys.html"] = column(name, f"<ul>{listed}</ul>")
    home = page(f"<a href='/ys.html'>{name}</a>{FILL}")
    judged = site(tmp_path, {"/": home} | pages | more)  # type: ignore[arg-type]
    judged.target = replace(judged.target, level=level)
    return judged


def said(judged: Site, item: str = "gk20-07") -> str:
    return next(outcome for outcome, of in outcomes(RULE, judged) if of == item)


def test_only_items_with_a_term_are_judged(tmp_path: Path) -> None:
    found = outcomes(RULE, portal(tmp_path, ("2026年度财政预算公开", "2026-02-10")))
    assert sorted(item for _, item in found) == TERMED == ["gk20-07", "platform-report", "power-list"]


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2026-11-01", "pass"), ("2025-08-20", "pass"), ("2025-08-19", "fail"), ("2019-02-10", "fail")],
)
def test_the_term(tmp_path: Path, day: str, outcome: str) -> None:
    assert said(portal(tmp_path, ("2026年度财政预算公开", day))) == outcome


def test_the_message_gives_the_days_and_the_clause(tmp_path: Path) -> None:
    judged = portal(tmp_path, ("2024年度财政预算公开", "2024-02-10"), ("2023年度财政预算公开", "2023-02-10"))
    (found,) = [one for one in findings(RULE, judged) if one.outcome == "fail"]
    assert all(word in found.message for word in ("2024-02-10", "15 个月", "预算法", "1014 天"))
    assert "2024年度财政预算公开" in found.quote and not found.certain and found.url.endswith("/ys.html")


def test_a_term_of_the_law_is_certain(tmp_path: Path) -> None:
    judged = portal(tmp_path, ("2022年政府信息公开年度报告", "2023-03-10"), name="政府信息公开年报")
    (found,) = [one for one in findings(RULE, judged) if one.outcome == "fail"]
    assert (found.item, found.certain) == ("platform-report", True)


def test_days_after_today_do_not_count(tmp_path: Path) -> None:
    judged = portal(tmp_path, ("2027年度财政预算公开", "2027-02-10"), ("2023年度财政预算公开", "2023-02-10"))
    assert said(judged) == "fail" and TODAY.year == 2026


def test_something_newer_about_it_makes_it_doubtful(tmp_path: Path) -> None:
    news = (
        "<ul>" + entry("县财政局召开2026年部门预算编制工作布置会并提出三点要求", "2026-10-10", "/art/9.html") + "</ul>"
    )
    judged = portal(tmp_path, ("2023年度财政预算公开", "2023-02-10"), **{"/f1.html": page(f"<h2>要闻</h2>{news}")})
    assert said(judged) == "unsure"


@pytest.mark.parametrize(
    "body", ["<p>预决算说明正文，内容很多。</p>", "<p>暂无信息</p>", "<script src='/l.js'></script>"]
)
def test_what_has_no_day_is_not_measured(tmp_path: Path, body: str) -> None:
    assert said(portal(tmp_path, **{"/ys.html": column("财政预决算", body)})) == "not_measured"


def test_an_unread_column_or_another_host_may_hold_the_new_ones(tmp_path: Path) -> None:
    old = ("2023年度财政预算公开", "2023-02-10")
    abroad = page(f"<a href='/ys.html'>财政预决算</a><a href='http://czj.example.gov.cn/ys/'>预决算公开</a>{FILL}")
    assert said(portal(tmp_path, old, **{"/": abroad})) == "not_measured"
    unread = page(f"<a href='/ys.html'>财政预决算</a><a href='/other.html'>部门文件</a>{FILL}")
    assert said(portal(tmp_path, old, **{"/": unread})) == "not_measured"


def test_what_does_not_concern_the_site(tmp_path: Path) -> None:
    judged = portal(tmp_path, ("权责清单（2019年版）", "2019-02-10"), name="权责清单", level="乡镇")
    assert said(judged, "power-list") == "not_applicable" and fails(RULE, judged) == []


def test_a_catalogue_without_terms(tmp_path: Path) -> None:
    judged = portal(tmp_path, ("2023年度财政预算公开", "2023-02-10"))
    plain = tuple(replace(content, months=0, term="") for content in load_catalogue())
    judged.around = replace(judged.around, catalogue=plain)
    assert outcomes(RULE, judged) == [("not_applicable", "")]


def test_a_challenge_is_not_measured(tmp_path: Path) -> None:
    challenged = site(tmp_path, {"/": "<html><script>$_ts={}</script></html>"}, kind=Kind.DEPARTMENT)
    assert {outcome for outcome, _ in outcomes(RULE, challenged)} == {"not_measured"}
