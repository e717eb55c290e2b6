"""Parts of the home page stand on hosts that have no IPv6 address.

A visitor with IPv6 alone sees holes (天窗) where pictures, styles or scripts should be.

Fails          when a host that the home page loads pictures, styles, scripts or frames from is known to the name servers
               and has no usable AAAA record. One finding, with all hosts and the number of parts on each. Scripts that
               count visits leave no hole and are let pass.
Not measured   when the home page's parts were not looked up, or the name servers did not answer for them.
Not applicable when the site itself has no IPv6 address.
Blind spots    parts that scripts and style sheets load in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.families import State, families
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site
from crawler.ip import is_usable

_COUNTS = re.compile(r"hm\.baidu|cnzz|umeng|google-analytics|googletagmanager|51\.la|tongji", re.IGNORECASE)


@rule(
    title="页面元素只有IPv4（天窗）",
    basis="《推进互联网协议第六版（IPv6）规模部署行动计划》（2017）；苏政办发〔2020〕65号 四（二）",
    fix="把页面引用的外域图片、样式和脚本移到支持IPv6的域名。",
    reads_pages=False,
)
def ipv6_part_v4_only(site: Site) -> Iterator[Verdict]:
    measured = site.fact(families)
    parts = measured.record.get("parts")
    if measured.state is State.NO_ADDRESS:
        yield not_applicable("网站本身没有IPv6地址，见“域名没有IPv6地址”。", measured.page)
    elif parts is None or site.home is None:
        yield not_measured("没有检查首页元素所在的域名。", site.home)
    else:
        bare = [one for one in parts if one["status"] in ("ok", "nodata") and not any(map(is_usable, one["aaaa"]))]
        bare = [one for one in bare if not _COUNTS.search(one["example"])]
        unknown = [one for one in parts if one["status"] not in ("ok", "nodata", "none", "nxdomain")]
        if bare:
            told = "、".join(f"{one['host']}（{one['urls']} 个）" for one in bare)
            share = f"{len(bare)}/{len(parts)}"
            yield failed(f"首页引用的外域中 {share} 没有IPv6地址：{told}。", site.home, quote=bare[0]["example"])
        elif unknown:
            yield not_measured(f"未能查得 {unknown[0]['host']} 等外域有无IPv6地址。", measured.page)
        else:
            yield passed(f"首页引用的 {len(parts)} 个外域都有IPv6地址。", measured.page)
