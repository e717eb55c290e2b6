from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample import RULES, RUN, SCHEME, TARGETS, findings, sample

from reports.charts import script
from reports.rows import lay_out
from reports.scorecard import DRAWN, write_scorecard
from reports.statistics import percent
from scoring.result import Result
from scoring.score import score


def page(result: Result, path: Path) -> str:
    write_scorecard(lay_out(result), path)
    return path.read_text(encoding="utf-8").replace(script(), "")


def test_headline_numbers_show_what_they_are_of(tmp_path: Path) -> None:
    text = page(sample(), tmp_path / "a.html")
    assert "合格 4 ÷ 参评 6；其中 2 个否决待核实" in text
    assert "66.7%" in text
    assert "各项分值为示例，并非文件规定" in text
    assert "本机没有 IPv6 路由" in text
    assert re.search(r"首页最新信息发布于 2026-01-20，距采集日 55 天", text)


def test_the_page_names_no_address_of_the_network(tmp_path: Path) -> None:
    assert not re.findall(r"""(?:src|href)=["'](?!data:)""", page(sample(), tmp_path / "a.html"))


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    assert page(sample(), tmp_path / "a.html") == page(sample(), tmp_path / "b.html")


def test_crawled_words_cannot_become_markup(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><b>"
    targets = tuple(replace(target, name=f"{evil}{n}") for n, target in enumerate(TARGETS))
    result = score([replace(f, message=evil) for f in findings()], targets, SCHEME, RULES, RUN)
    text = page(result, tmp_path / "a.html")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_scheme_without_points_has_no_ranking(tmp_path: Path) -> None:
    scheme = replace(SCHEME, indicators=tuple(row for row in SCHEME.indicators if row.stage == "veto"))
    text = page(score(findings(), TARGETS, scheme, RULES, RUN), tmp_path / "a.html")
    assert "ranking-site" not in text
    assert "本方案不计分" in text
    assert "澄湖市教育局网站" in text


def test_shares_are_rounded_half_up() -> None:
    assert (percent(1, 8), percent(1, 3), percent(0, 0), percent(126, 134)) == ("12.5%", "33.3%", "—", "94.0%")


@pytest.mark.chromium
@pytest.mark.parametrize("copies", [1, 34])
def test_it_opens_from_a_stick_without_a_network(tmp_path: Path, browser: Any, copies: int) -> None:
    path = tmp_path / "记分卡.html"
    write_scorecard(lay_out(many(copies)), path)
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(path.as_uri())
    tab.wait_for_selector("#ranking-media .bars path")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    for name in ("issues", "ranking-site", "ranking-media"):
        assert tab.locator(f"#{name} .bars path").count() > 0
    assert tab.locator(".modebar-btn").count() == 0
    assert tab.locator(".heat tbody tr").count() == min(3 * copies, DRAWN)
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it must not scroll sideways"


def many(copies: int) -> Result:
    targets = tuple(replace(t, id=f"{t.id}-{n}", name=f"{t.name}{n}") for n in range(copies) for t in TARGETS)
    said = [replace(f, target=f"{f.target}-{n}", key=f"{f.key}{n}") for n in range(copies) for f in findings()]
    return score(said, targets, SCHEME, RULES, RUN)


def test_a_long_ranking_is_drawn_from_both_ends_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "首尾各" not in page(sample(), tmp_path / "a.html")
    monkeypatch.setattr("reports.scorecard.DRAWN", 2)
    ranked = [row for row in lay_out(sample()).targets if row.total.rank]
    longest = max(sum(row.family == one.family for row in ranked) for one in ranked)
    assert longest > 2
    assert f"图和下表只列首尾各 1 个，中间 {longest - 2} 个" in page(sample(), tmp_path / "b.html")
