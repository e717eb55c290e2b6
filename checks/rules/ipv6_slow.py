"""The home page comes much slower over IPv6 than over IPv4.

Browsers then leave IPv6 aside, and the support is there on paper only.

Fails          when the median time of the home page over IPv6 exceeds that over IPv4, asked for in turns, by more than
               20 % (our default) and by more than a tenth of a second. Always a suspicion: the line here has its part.
Not measured   when fewer than three visits of each family brought the page itself (a redirect comes sooner than a page),
               or IPv6 could not be measured from here.
Not applicable when the host has no IPv6 address, or nothing comes over it.
Blind spots    one vantage point, a few minutes.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.families import State, families, seconds
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site

WORSE = 0.2
"""Of (IPv6 − IPv4) / IPv4 (工信部“性能劣化比”); the limit is our default."""
NOTICED = 0.1
"""Seconds of difference that a visitor may notice; below, the ratio is not judged (our default)."""
_FEWEST = 3


@rule(
    title="IPv6访问缓慢",
    basis="工业和信息化部IPv6改造相关指标“性能劣化比”；苏政办发〔2020〕65号 四（二）",
    fix="优化IPv6线路和CDN节点，使访问时延与IPv4相当。",
    certain=False,
    reads_pages=False,
)
def ipv6_slow(site: Site) -> Iterator[Verdict]:
    measured = site.fact(families)
    sixes, fours = ([page for page in pages if page.status == 200] for pages in (measured.sixes, measured.fours))
    if measured.state is State.NO_ADDRESS or measured.state is State.CLOSED:
        yield not_applicable("网站没有可用的IPv6访问，见相应检查项。", measured.page)
    elif measured.why or min(len(sixes), len(fours)) < _FEWEST:
        yield not_measured(measured.why or "成功的访问次数不足，不比较快慢。", measured.page or site.home)
    else:
        six, four = seconds(sixes), seconds(fours)
        worse = (six - four) / four if four else 0.0
        told = f"首页用时中位数：IPv6 {six:.2f} 秒，IPv4 {four:.2f} 秒（各 {len(sixes)}、{len(fours)} 次）"
        if worse > WORSE and six - four > NOTICED:
            yield failed(f"{told}，慢 {worse:.0%}。", sixes[-1], quote=f"{six:.2f} s / {four:.2f} s")
        else:
            yield passed(f"{told}。", sixes[-1])
