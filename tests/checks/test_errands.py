from __future__ import annotations

from pathlib import Path

import pytest

from checks import errands
from checks.errands import errand
from checks.finding import Finding, Outcome
from checks.rule import load_rules
from tests import sites

HOME = sites.HOME


def found(rule: str, url: str = HOME, *, place: str = "", message: str = "", item: str = "") -> Finding:
    return Finding("k", rule, "t", "某单位", item, Outcome.FAIL, message, url, place, "", "", "", True)


def test_the_tables_name_rules_that_there_are() -> None:
    named = set().union(
        errands.ROUTES, errands.NAMES, errands.WHOLE, errands.SAMPLED, errands.ALWAYS, errands.BY_CLOCK, errands.ONCE,
        errands.FAULTS_ONLY, errands.KEPT,
    )  # fmt: skip
    assert named <= load_rules().keys()
    assert not errands.FAULTS_ONLY & (errands.ONCE | errands.SAMPLED) - {"account_unlisted"}


def test_a_link_needs_itself_and_all_pages_that_carry_it(tmp_path: Path) -> None:
    dead = "http://www.chenghu.gov.cn/dead.pdf"
    site = sites.site(
        tmp_path,
        {
            HOME: '<a href="/a.html">甲</a><a href="/b.html">乙</a>',
            "/a.html": '<a href="/dead.pdf">表</a>',
            "/b.html": '<a href="/dead.pdf">表</a>',
            "/c.html": "<p>丙</p>",
        },
    )
    wanted = errand(site, [found("link_broken", HOME + "a.html", place=dead)])
    assert wanted.links == (dead,)
    assert set(wanted.pages) == {HOME, HOME + "a.html", HOME + "b.html"}
    assert not (wanted.grows or wanted.searches or wanted.measures)
    assert HOME + "c.html" in wanted.known


def test_pages_that_the_message_names_are_read_again(tmp_path: Path) -> None:
    site = sites.site(tmp_path, {HOME: "<p>首页</p>", "/a.html": "<p>甲</p>", "/b.html": "<p>乙</p>"})
    said = found("record_index_repeated", HOME + "a.html", message=f"同时用于“乙”（{HOME}b.html）。")
    assert set(errand(site, [said]).pages) == {HOME + "a.html", HOME + "b.html"}


def test_pages_that_bear_the_same_word_are_read_again(tmp_path: Path) -> None:
    pages = {"/a.html": "<p>再接再励</p>", "/b.html": "<p>又见再接再励</p>", "/c.html": "<p>丙</p>"}
    site = sites.site(tmp_path, {HOME: "<p>首页</p>"} | pages)
    wanted = errand(site, [found("wrong_word", HOME + "a.html", item="再接再励", place="再接再励")])
    assert set(wanted.pages) == {HOME + "a.html", HOME + "b.html"}


@pytest.mark.parametrize(
    ("rule", "grows", "searches", "measures"),
    [
        ("content_missing", True, False, False),
        ("search_broken", True, True, False),
        ("certificate_invalid", False, False, True),
        ("ipv6_address_missing", False, False, False),
        ("home_unreachable", False, False, False),
    ],
)
def test_what_else_a_rule_needs(tmp_path: Path, rule: str, grows: bool, searches: bool, measures: bool) -> None:
    site = sites.site(tmp_path, {HOME: "<p>首页</p>"})
    wanted = errand(site, [found(rule)])
    assert (wanted.grows, wanted.searches, wanted.measures) == (grows, searches, measures)
