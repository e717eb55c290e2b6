"""The home page does not come reliably over IPv6.

A site that opens now and then is worse than one that says it is closed.

Fails          when less than 95 % (our default) of the visits over IPv6 brought the page, and the 95 % interval of that
               share lies below it too, while visits over IPv4 made in turns with them did better.
Unsure         when the share is below and its interval is not: too few visits to be sure.
Not measured   when IPv6 could not be measured from here, or a firewall answered.
Not applicable when the host has no IPv6 address, or nothing at all came over IPv6 (see ipv6_unreachable).
Blind spots    a few visits within minutes from one place.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.families import State, families, is_good, turns_away
from checks.facts.shares import wilson
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

RATE = 0.95
"""Share of visits that must succeed. Our default: the national test gives none (regulations: 首页访问成功率)."""


@rule(
    title="IPv6访问不稳定",
    basis="国家网信办IPv6支持度考核指标“首页访问成功率”；苏政办发〔2020〕65号 四（二）",
    fix="检查IPv6线路和各台服务器，保证首页通过IPv6稳定打开。",
    reads_pages=False,
)
def ipv6_unstable(site: Site) -> Iterator[Verdict]:
    measured = site.fact(families)
    if measured.state is State.NO_ADDRESS or measured.state is State.CLOSED:
        yield not_applicable("网站没有可用的IPv6访问，见相应检查项。", measured.page)
    elif measured.state is State.UNKNOWN or measured.why:
        yield not_measured(measured.why or "IPv6访问情况未能测得。", measured.page or site.home)
    else:
        yield _judge(site)


def _judge(site: Site) -> Verdict:
    measured = site.fact(families)
    sixes = [one for one in measured.sixes if not turns_away(site, one)]
    good, all_, fours = sum(map(is_good, sixes)), len(sixes), measured.good(measured.fours)
    low, high = wilson(good, all_)
    told = f"通过IPv6访问首页 {all_} 次，成功 {good} 次（{good / all_:.0%}，95%区间 {low:.0%}–{high:.0%}）"
    beside = f"同时段IPv4成功 {len(fours)}/{len(measured.fours)} 次"
    last = next((one for one in reversed(sixes) if not is_good(one)), sixes[-1])
    if good / all_ >= RATE:
        return passed(f"{told}。", last)
    if len(fours) * all_ <= good * len(measured.fours):
        return not_measured(f"{told}，{beside}，不能归因于IPv6。", last)
    if high >= RATE:
        return unsure(f"{told}，{beside}；次数较少，须再测。", last, quote=last.detail)
    return failed(f"{told}，{beside}，低于 {RATE:.0%}。", last, quote=last.detail or str(last.status))
