"""Every rule says something of every target; a broken one costs a finding and not the round."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sites import COLUMN, TAGS, answer, article, column, dns_facts, failure, header, news, page, record, site

from checks.finding import Outcome
from checks.rule import Verdict, load_rules, rule_page, rule_table
from checks.run import run
from checks.site import Site
from crawler.targets import Kind

RULES = load_rules()
HOMES = [page(news("2026-11-19"), tags=TAGS), "", answer(403), answer(404), answer(412, "x"), answer(200, b"\xff\xfe\x00", content_type="image/png"),
         failure("timeout"), failure("robots"), answer(200, "<frameset><frame src='/a'></frameset>"), answer(204)]  # fmt: skip


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("kind", [Kind.PORTAL, Kind.DEPARTMENT])
def test_silence_is_no_pass(tmp_path: Path, home: object, kind: Kind) -> None:
    found = list(run(site(tmp_path, {"/": home}, kind=kind), RULES.values()))  # type: ignore[dict-item]
    assert {one.rule for one in found} == {rule.id for rule in RULES.values() if kind in rule.kinds}
    assert all(one.outcome != "error" for one in found)


@pytest.mark.parametrize("kind", [Kind.WECHAT, Kind.WEIBO, Kind.ACCOUNT])
def test_accounts_are_asked_what_concerns_them(tmp_path: Path, kind: Kind) -> None:
    found = list(run(site(tmp_path, kind=kind, account="澄湖发布"), RULES.values()))
    assert {one.rule for one in found} == {rule.id for rule in RULES.values() if kind in rule.kinds}


@pytest.mark.parametrize("home", [answer(403), answer(412, "x"), failure("robots"), failure("timeout"), answer(500)])
def test_a_site_that_let_nobody_in_is_accused_of_nothing(tmp_path: Path, home: object) -> None:
    found = list(run(site(tmp_path, {"/": home}), RULES.values()))  # type: ignore[dict-item]
    assert {one.outcome for one in found} <= {"not_measured", "not_applicable", "unsure"}


def test_an_archive_without_a_visit(tmp_path: Path) -> None:
    assert {one.outcome for one in run(site(tmp_path), RULES.values())} <= {"not_measured", "not_applicable"}


def test_keys_tell_findings_apart(tmp_path: Path) -> None:
    pages = {"/": page("<a href='/lm/'>动态</a><a href='/x'>链接</a><a href='/y.pdf'>附件</a>" + news("2026-10-01")), "/lm/": column("动态", news("2026-10-01")),
             "/x": answer(404), "/y.pdf": answer(404), "/a.html": article("通知", "2026-11-01", tags={"PubDate": "2026-11-03"}),
             "/b.html": record(header(公开日期="2026-11-01", 索引号="1/2020-00001", 文号="", 主题分类="")), "/c/": page(tags=TAGS | COLUMN | {"SiteName": "甲"}),
             "/d/": page(tags=TAGS | {"SiteName": "乙"})}  # fmt: skip
    found = list(run(site(tmp_path, pages, dns=dns_facts()), RULES.values()))
    assert len({one.key for one in found}) == len(found) > 60
    again = list(run(site(tmp_path, pages, dns=dns_facts()), RULES.values()))
    assert [one.key for one in again] == [one.key for one in found]


def broken(site: Site) -> Iterator[Verdict]:
    raise ValueError("boom")
    yield


def silent(site: Site) -> Iterator[Verdict]:
    return
    yield


@pytest.mark.parametrize("judge", [broken, silent])
def test_a_rule_that_breaks_or_keeps_silent_is_an_error_of_ours(
    tmp_path: Path, judge: object, caplog: pytest.LogCaptureFixture
) -> None:
    odd = replace(RULES["home_stale"], judge=judge)  # type: ignore[arg-type]
    found = list(run(site(tmp_path, {"/": page(news("2026-11-19"))}), [odd, RULES["home_stale"]]))
    assert [one.outcome for one in found] == [Outcome.ERROR, Outcome.PASS]
    assert "boom" not in found[0].message


def test_quotes_are_short_and_on_one_line(tmp_path: Path) -> None:
    title = "澄湖市\n" + "召开会议" * 100
    (found,) = run(
        site(tmp_path, {"/": page(f"<li><a href='/a'>{title}</a><i>2026-11-19</i></li>")}), [RULES["home_stale"]]
    )
    assert len(found.quote) <= 200 and "\n" not in found.quote


def test_every_card_is_whole() -> None:
    for one in RULES.values():
        assert one.title and one.basis and one.fix.endswith("。") and "Blind spots" in one.doc
        assert one.title in rule_page(one) and one.doc in rule_page(one)
        assert one.id in rule_table(RULES)
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize("seen", ["home_stale", "channel_stale", "post_stale"])
def test_thresholds_carry_their_clause(seen: str) -> None:
    assert "19号" in RULES[seen].basis


def test_a_finding_has_the_day_that_its_own_page_gives_and_no_other(tmp_path: Path) -> None:
    pages = {
        "/": page(news("2026-11-19"), tags=TAGS),
        "/a.html": article("关于甲的通知", "2017-11-01"),
        "/b.html": page("<h1>关于乙的通知</h1><p>发布时间：2018-02-03</p><p>正文</p>", tags=TAGS),
        "/t20190304_1.html": page("<h1>关于丙的通知</h1><p>更新时间：2019-03-05</p>", tags=TAGS),
        "/lm/": column("动态", news("2026-10-01")),
    }

    def everywhere(site: Site) -> Iterator[Verdict]:
        return (Verdict(Outcome.FAIL, "坏。", document.page) for document in site.documents.values())

    found = list(run(site(tmp_path, pages), [replace(RULES["link_broken"], judge=everywhere)]))
    days = {one.url.rpartition("/")[2]: one.dated for one in found if one.dated}
    assert days == {"a.html": "2017-11-01", "b.html": "2018-02-03"} and len(found) == len(pages)
