"""The home page cannot be had.

A site that does not open fails its visitors before anything else can be asked of it.

Fails          by a week of at least 20 spaced visits a day, of which 5 % or more failed or took 15 s or longer
               (国办秘函〔2019〕19号 单项否决 站点无法访问). One crawl is no such week, so it never fails here.
Unsure         when every spaced attempt of the crawl failed.
Not measured   when a firewall or a script challenge answered: the site stands, this program was not let in.
Blind spots    one vantage point; a failure of the line here looks like one there.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.answers import Reach, failure
from checks.rule import Verdict, not_measured, passed, rule, unsure
from checks.site import Site

_FAILED = {Reach.DEAD, Reach.SILENT, Reach.BROKEN, Reach.GONE}


@rule(
    title="站点无法访问",
    basis="国办秘函〔2019〕19号 单项否决“站点无法访问”；《政府网站发展指引》（国办发〔2017〕47号）",
    fix="查明服务器、域名解析或网络故障并恢复访问；确需停用的按程序申请关停并公告。",
    reads_pages=False,
)
def home_unreachable(site: Site) -> Iterator[Verdict]:
    home = site.home
    if home is None:
        yield not_measured("没有采集到该网站的首页。")
    elif site.home_reach is Reach.OK:
        yield passed(f"本次采集首页可以打开，用时 {home.elapsed:.1f} 秒；可用率须以一周多次访问为准。", home)
    elif site.home_reach in _FAILED:
        tries = len(site.answers.attempts(home.url))
        why = home.detail or failure(home)
        yield unsure(
            f"本次采集间隔访问首页 {tries} 次均失败（{failure(home)}），须以一周多次访问或人工核实为准。",
            home,
            quote=why,
        )
    else:
        yield not_measured(f"首页{site.home_reach.label}（状态码 {home.status or '无'}），不能据此认定无法访问。", home)
