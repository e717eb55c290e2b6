"""站点无法访问: one crawl never convicts; a firewall is no failure; a week of visits decides."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sites import HOME, answer, failure, findings, page, redirect, said, site, visit, visited

from checks.finding import Finding
from crawler.archive import Page

RULE = "home_unreachable"


def test_a_page_that_opens(tmp_path: Path) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}))
    assert found.outcome == "pass" and "0.2 秒" in found.message


@pytest.mark.parametrize(
    "home",
    [
        failure("timeout"),
        failure("refused"),
        failure("dns"),
        failure("reset"),
        failure("tls"),
        answer(500),
        answer(502),
        answer(404),
    ],
)
def test_three_failures_are_for_a_person(tmp_path: Path, home: object) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": home}))  # type: ignore[dict-item]
    assert found.outcome == "unsure" and "3 次" in found.message


def test_a_second_attempt_that_opens_is_a_pass(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": [failure("timeout"), answer(200, page("欢迎"))]})) == {"pass"}


@pytest.mark.parametrize(
    "home",
    [answer(403), answer(401), answer(429), failure("robots"), answer(412, "x"), answer(521, "x"),
     answer(200, "<html><script>var $_ts={};$_ts.cd='q'</script></html>"), answer(503, "<script>document.cookie='__jsl_clearance=1'</script>"),
     answer(200, "<h1>您的请求已被拦截</h1>网站防火墙"), answer(200, "<script>var arg1='x';setCookie('acw_sc__v2')</script>")],
)  # fmt: skip
def test_a_firewall_or_challenge_proves_nothing(tmp_path: Path, home: object) -> None:
    assert said(RULE, site(tmp_path, {"/": home})) == {"not_measured"}  # type: ignore[dict-item]


def test_a_page_about_a_safety_check_is_no_challenge(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page("人机验证系统上线。" + "正文内容" * 1500)})) == {"pass"}


def test_nothing_captured(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path)) == {"not_measured"}


def test_redirects_are_followed_to_their_end(tmp_path: Path) -> None:
    https = "https://www.chenghu.gov.cn/"
    from sites import home_of

    pages = {"/": redirect(https), https: home_of(page("欢迎"), "/")}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert found.outcome == "pass" and found.url == https


def test_a_loop_of_redirects_ends(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": redirect("/a"), "/a": redirect("/")})) == {"not_measured"}


# --- A week of visits ------------------------------------------------------------------------------------------------

BEGAN = datetime(2026, 11, 13, 1, 30, tzinfo=UTC)
GOOD = visit()
LATE = visit(error="timeout", elapsed=20.0)


def week(bad: Mapping[int, Page] | Callable[[int], Page], days: int = 7, per_day: int = 24) -> list[Page]:
    """Visits hour by hour; `bad` says which of them came out otherwise than well."""
    given = bad if callable(bad) else lambda number: bad.get(number, GOOD)
    gap = timedelta(days=1) / per_day
    return [replace(given(number), fetched_at=BEGAN + gap * number) for number in range(days * per_day)]


def judged(folder: Path, pages: list[Page], others: Mapping[str, list[Page]] | None = None, crawl: Any = ()) -> Finding:
    """The week's finding; unless others are given, another site opened whenever this one was visited."""
    beside = {"other": [replace(GOOD, fetched_at=page.fetched_at) for page in pages]} if others is None else others
    (found,) = findings(RULE, visited(site(folder, dict(crawl)), pages, beside))
    return found


@pytest.mark.parametrize(("failures", "outcome"), [(8, "pass"), (9, "fail"), (0, "pass"), (100, "fail")])
def test_five_per_cent_of_a_week_are_the_limit(tmp_path: Path, failures: int, outcome: str) -> None:
    found = judged(tmp_path, week(dict.fromkeys(range(20, 20 + failures), LATE)))
    assert (found.outcome, found.certain) == (outcome, True)
    assert f"有效访问 168 次，其中 {failures} 次未能在 15 秒内打开，占 {100 * failures / 168:.2f}%" in found.message
    assert found.message.startswith("2026-11-13 09:30 至 2026-11-20 08:30（北京时间）按时访问首页，有 7 个整日")


def test_exactly_five_per_cent_fail(tmp_path: Path) -> None:
    outcomes_ = [judged(tmp_path, week(dict.fromkeys(range(bad), LATE), per_day=20)).outcome.value for bad in (6, 7, 8)]
    assert outcomes_ == ["pass", "fail", "fail"]


def test_the_failing_minutes_are_told_with_their_reasons(tmp_path: Path) -> None:
    bad = dict.fromkeys(range(5, 11), visit(502)) | dict.fromkeys(range(30, 33), LATE) | {40: visit(error="dns")}
    found = judged(tmp_path, week(bad))
    assert found.quote.startswith("状态码 502 11-13 14:30、11-13 15:30、")
    assert "超时未应答 11-14 15:30、11-14 16:30、11-14 17:30；域名无法解析 11-15 01:30" in found.message
    assert (found.url, found.seen_at) == (HOME, (BEGAN + timedelta(hours=40)).isoformat())


@pytest.mark.parametrize(("elapsed", "outcome"), [(14.99, "pass"), (15.0, "fail")])
def test_fifteen_seconds_are_too_long(tmp_path: Path, elapsed: float, outcome: str) -> None:
    found = judged(tmp_path, week(lambda _: replace(GOOD, elapsed=elapsed) if _ % 5 else GOOD))
    assert found.outcome == outcome
    assert ("用时 15 秒及以上" in found.message) is (outcome == "fail")


@pytest.mark.parametrize(
    "aside",
    [visit(412), visit(521), visit(403), visit(200, "<script>document.cookie='__jsl_clearance=1'</script>"), visit(error="robots"),
     visit(error="tls"), visit(error="failed"), visit(error="too_large"), visit(503, "网站防火墙：您的请求已被拦截"), visit(302)],
)  # fmt: skip
def test_what_is_no_word_on_the_site_is_left_out(tmp_path: Path, aside: Page) -> None:
    some = judged(tmp_path, week(lambda number: aside if number % 24 in (1, 2, 3) else GOOD))
    assert some.outcome == "pass"
    assert "有效访问 147 次" in some.message and "另有 21 次返回验证页、拒绝本程序访问或无法识读" in some.message
    found = judged(tmp_path, week(lambda number: aside))
    assert found.outcome == "not_measured" and "有效访问 0 次，其中 0 次" in found.message


def test_too_little_accuses_nobody_and_says_what_is_missing(tmp_path: Path) -> None:
    good = judged(tmp_path, week({}, days=6))
    assert good.outcome == "not_measured" and "现有 6 个，还差 1 个" in good.message
    bad = judged(tmp_path, week(dict.fromkeys(range(40), LATE), days=6))
    assert bad.outcome == "unsure" and "其中 40 次" in bad.message and "还差 1 个" in bad.message
    thin = judged(tmp_path, week(lambda _: LATE if _ % 3 else GOOD, per_day=18))
    assert thin.outcome == "unsure" and "现有 0 个，还差 7 个" in thin.message


def test_visits_crowded_together_make_no_day(tmp_path: Path) -> None:
    pages = [
        replace(LATE if n % 2 else GOOD, fetched_at=BEGAN + timedelta(days=day, minutes=5 * n))
        for day in range(7)
        for n in range(48)
    ]
    assert judged(tmp_path, pages).outcome == "unsure"


def test_a_day_that_is_not_full_counts_neither_way(tmp_path: Path) -> None:
    """The machine was off for half a day, then the round went on."""
    pages = [
        page for number, page in enumerate(week(dict.fromkeys(range(24, 34), LATE), days=8)) if not 34 <= number < 46
    ]
    found = judged(tmp_path, pages)
    assert found.outcome == "pass" and "有 7 个整日" in found.message and "有效访问 168 次，其中 0 次" in found.message


def test_when_nobody_answers_it_is_our_own_line(tmp_path: Path) -> None:
    down = dict.fromkeys(range(10, 22), LATE)
    pages = week(down, days=8)
    later = [replace(page, fetched_at=page.fetched_at + timedelta(seconds=70)) for page in week(down, days=8)]
    found = judged(tmp_path, pages, {"other": pages, "third": later})
    assert found.outcome == "pass"
    assert "另有 12 次因同一时刻名单中的网站全都打不开，认定为本机网络故障，未计入" in found.message
    assert "有 7 个整日" in found.message
    short = judged(tmp_path, pages[:168], {"other": pages, "third": later})
    assert short.outcome == "not_measured"


def test_sites_that_fall_at_a_minutes_end_are_seen_together(tmp_path: Path) -> None:
    pages = [replace(page, fetched_at=page.fetched_at + timedelta(seconds=59)) for page in week({3: LATE})]
    other = [replace(page, fetched_at=page.fetched_at + timedelta(seconds=1)) for page in pages]
    assert "另有 1 次因同一时刻" in judged(tmp_path, pages, {"other": other}).message


def test_an_error_of_the_server_is_its_own_word(tmp_path: Path) -> None:
    pages = week(dict.fromkeys(range(10), visit(500)))
    found = judged(tmp_path, pages, {"other": pages})
    assert (found.outcome, found.certain) == ("fail", True)


def test_a_failure_that_no_other_site_disproves_is_a_suspicion(tmp_path: Path) -> None:
    found = judged(tmp_path, week(dict.fromkeys(range(10), LATE)), {})
    assert (found.outcome, found.certain) == ("fail", False) and "不能排除本机网络故障" in found.message


def test_a_site_that_never_opened_may_shut_us_out(tmp_path: Path) -> None:
    found = judged(tmp_path, week(lambda _: visit(error="reset")))
    assert (found.outcome, found.certain) == ("fail", False) and "可能是网站不接受本机访问" in found.message


def test_the_week_outweighs_the_crawl(tmp_path: Path) -> None:
    assert judged(tmp_path, week({}), crawl={"/": failure("timeout")}).outcome == "pass"
    assert judged(tmp_path, week(dict.fromkeys(range(9), LATE)), crawl={"/": page("欢迎")}).outcome == "fail"


def test_many_failures_are_told_in_part(tmp_path: Path) -> None:
    found = judged(tmp_path, week(dict.fromkeys(range(60), LATE)))
    assert found.message.count("、11-") == 29 and "等 60 次" in found.message
