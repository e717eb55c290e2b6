"""The home page cannot be had.

A site that does not open fails its visitors before anything else can be asked of it.

Fails          by a week of at least 20 spaced visits a day, of which 5 % or more did not open within 15 s
               (国办秘函〔2019〕19号 单项否决 站点无法访问). One crawl is no such week, so it never fails by that.
               A suspicion, no more, when the site never opened at all (it may shut out this machine), or when 5 %
               are reached only by failures at times when no other site was seen to open (the line here may be it).
Unsure         when every spaced attempt of the crawl failed, or 5 % or more of the visits of less than a week.
Not measured   when a firewall or a script challenge answered: the site stands, this program was not let in; when
               the visits are no week yet and do not look bad.
Left out       of the count are challenges, refusals, answers this program cannot read, encryption it cannot speak,
               and visits at minutes in which no site of the round opened: that was the line here.
Days           are 24 hours from the round's first visit; one with fewer than 20 visits that count, half an hour or more
               apart, is not full, and its visits are not counted.
Blind spots    one vantage point: a fault between two networks looks like one of the site.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.answers import Reach, failure
from checks.facts.availability import DAYS, LIMIT, PER_DAY, Availability, Came, Visit
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.beijing import BEIJING

SHARE = 5
"""Per cent of the visits."""
SHOWN = 30
"""Failing minutes told one by one. Our default; `show` has them all."""
_FAILED = {Reach.DEAD, Reach.SILENT, Reach.BROKEN, Reach.GONE}


@rule(
    title="站点无法访问",
    basis="国办秘函〔2019〕19号 单项否决“站点无法访问”；《政府网站发展指引》（国办发〔2017〕47号）",
    fix="查明服务器、域名解析或网络故障并恢复访问；确需停用的按程序申请关停并公告。",
    reads_pages=False,
)
def home_unreachable(site: Site) -> Iterator[Verdict]:
    watched = site.availability
    if watched is None:
        yield _by_crawl(site)
    elif watched.is_week:
        yield _by_week(watched)
    else:
        yield _by_less(watched)


def _by_crawl(site: Site) -> Verdict:
    home = site.home
    if home is None:
        return not_measured("没有采集到该网站的首页。")
    if site.home_reach is Reach.OK:
        return passed(f"本次采集首页可以打开，用时 {home.elapsed:.1f} 秒；可用率须以一周多次访问为准。", home)
    if site.home_reach in _FAILED:
        tries = len(site.answers.attempts(home.url))
        why = home.detail or failure(home)
        return unsure(
            f"本次采集间隔访问首页 {tries} 次均失败（{failure(home)}），须以一周多次访问或人工核实为准。",
            home,
            quote=why,
        )
    return not_measured(f"首页{site.home_reach.label}（状态码 {home.status or '无'}），不能据此认定无法访问。", home)


def _by_week(watched: Availability) -> Verdict:
    failures = watched.failures
    told = f"{_span(watched)}按时访问首页，有 {watched.days} 个整日每日不少于 {PER_DAY} 次；{_count(watched)}"
    if not _reaches(len(failures), watched):
        end = next(visit for visit in reversed(watched.counted) if visit.came is Came.OPENED)
        return passed(f"{told}，未达到 {SHARE}%。{_left_out(watched)}", end.page, quote=_minutes(failures))
    doubt = ""
    if not watched.number(Came.OPENED):
        doubt = "一次也没有打开过，可能是网站不接受本机访问，须换一个网络人工核实。"
    elif not _reaches(sum(visit.proven for visit in failures), watched):
        doubt = "失败时没有名单中的其他网站同时打开作为对照，不能排除本机网络故障，须人工核实。"
    told = f"{told}，达到 {SHARE}%。{_when(failures)}{_left_out(watched)}{doubt}"
    return failed(told, failures[-1].page, quote=_minutes(failures), certain=not doubt)


def _by_less(watched: Availability) -> Verdict:
    failures = watched.failures
    told = f"{_span(watched)}访问首页 {len(watched.visits)} 次，{_count(watched)}"
    lack = (
        f"每日有效访问不少于 {PER_DAY} 次的整日须有 {DAYS} 个，现有 {watched.days} 个，"
        f"还差 {DAYS - watched.days} 个，不足以认定。"
    )
    if failures and _reaches(len(failures), watched):
        page, minutes = failures[-1].page, _minutes(failures)
        return unsure(f"{told}。{_when(failures)}{_left_out(watched)}{lack}", page, quote=minutes)
    return not_measured(f"{told}。{_left_out(watched)}{lack}", watched.visits[-1].page)


def _reaches(number: int, watched: Availability) -> bool:
    """In whole numbers: no rounding decides a veto."""
    return number * 100 >= SHARE * len(watched.counted)


def _span(watched: Availability) -> str:
    first, last = (f"{_local(watched.visits[at], '%Y-%m-%d %H:%M')}" for at in (0, -1))
    return f"{first} 至 {last}（北京时间）"


def _count(watched: Availability) -> str:
    number, of = len(watched.failures), len(watched.counted)
    share = f"，占 {100 * number / of:.2f}%" if of else ""
    return f"有效访问 {of} 次，其中 {number} 次未能在 {LIMIT:.0f} 秒内打开{share}"


def _left_out(watched: Availability) -> str:
    aside, own = watched.number(Came.SET_ASIDE), watched.number(Came.OWN)
    told = f"另有 {aside} 次返回验证页、拒绝本程序访问或无法识读，既不算成功也不算失败。" if aside else ""
    return told + (f"另有 {own} 次因同一时刻名单中的网站全都打不开，认定为本机网络故障，未计入。" if own else "")


def _when(failures: tuple[Visit, ...]) -> str:
    more = f"等 {len(failures)} 次" if len(failures) > SHOWN else ""
    return f"未打开的时刻：{_minutes(failures[:SHOWN])}{more}。"


def _minutes(failures: tuple[Visit, ...]) -> str:
    """By reason, the most frequent first: `超时未应答 11-14 03:12、04:07；状态码 502 11-15 09:10`."""
    found: dict[str, list[str]] = {}
    for visit in failures:
        found.setdefault(visit.reason, []).append(_local(visit, "%m-%d %H:%M"))
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return "；".join(f"{reason} {'、'.join(minutes)}" for reason, minutes in ordered)


def _local(visit: Visit, form: str) -> str:
    return visit.page.fetched_at.astimezone(BEIJING).strftime(form)
