"""Too few links of the site open over IPv6.

IPv6 that ends at the home page is for the examiner, not for the visitor.

Fails          when less than 85 % (our default) of the second-level or third-level links that open over IPv4 open over
               IPv6. What fails over both counts for neither; where links were sampled, the interval of the share must
               lie below too.
Unsure         when the share of a sample is below and its interval is not; when it is below only because, from some moment
               on, nothing came over IPv6 any more: the site may have shut this machine out.
Not measured   when IPv6 could not be measured from here, or no link of the level was asked for or answered to.
Not applicable when the host has no IPv6 address, or the home page itself does not come over it.
Blind spots    a firewall's answer counts for neither side; links drawn by scripts.
Item           second · third
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.answers import failure
from checks.facts.families import LinkTry, State, counted, families
from checks.facts.shares import wilson
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

SHARE = 0.85
"""Our default."""
_LEVELS = {"second": "二级", "third": "三级"}
_SHOWN = 5


@rule(
    title="内链不支持IPv6",
    basis="国家网信办IPv6支持度考核指标“二级内链支持率”“三级内链支持率”；苏政办发〔2020〕65号 四（二）",
    fix="使栏目页和内容页与首页一样可由IPv6访问。",
    reads_pages=False,
)
def ipv6_link_unsupported(site: Site) -> Iterator[Verdict]:
    measured = site.fact(families)
    for level in _LEVELS:
        if measured.state is State.NO_ADDRESS or measured.state is State.CLOSED:
            yield not_applicable("网站没有可用的IPv6访问，见相应检查项。", measured.page, item=level)
        elif measured.why or not measured.record.get("links"):
            yield not_measured(measured.why or "没有通过IPv6检查内链。", measured.page or site.home, item=level)
        else:
            yield _judge(site, level)


def _judge(site: Site, level: str) -> Verdict:
    page, counts = site.fact(families).page, site.fact(families).record["links"][level]
    name = _LEVELS[level]
    opened, shut = counted(site, level)
    of = len(opened) + len(shut)
    if not of:
        return not_measured(f"没有可供比较的{name}内链。", page, item=level)
    low, high = wilson(len(opened), of)
    sampled = counts["asked"] < counts["all"]
    how = f"共 {counts['all']} 个，抽查 {counts['asked']} 个" if sampled else f"共 {counts['all']} 个，全部检查"
    told = f"{name}内链{how}，IPv4可以打开的 {of} 个中通过IPv6打开 {len(opened)} 个（{len(opened) / of:.1%}）"
    if len(opened) / of >= SHARE:
        return passed(f"{told}。", page, item=level)
    examples = "、".join(f"{one.url}（{failure(one.six)}）" for one in shut[:_SHOWN])
    if sampled and high >= SHARE:
        return unsure(
            f"{told}，抽样区间 {low:.0%}–{high:.0%}，须再测；未打开的如：{examples}。", shut[0].six, item=level
        )
    if len(opened) >= SHARE * (of - len(_hushed(site, shut))):
        said = f"{told}，但此后IPv6一直没有应答，可能是网站限制本机访问，须再测；未打开的如：{examples}。"
        return unsure(said, shut[0].six, item=level)
    return failed(
        f"{told}，低于 {SHARE:.0%}；未打开的如：{examples}。", shut[0].six, quote=shut[0].six.detail, item=level
    )


def _hushed(site: Site, shut: list[LinkTry]) -> list[LinkTry]:
    """Those among the last links that were asked for, after which nothing was heard over IPv6 any more."""
    asked = list(site.fact(families).links)
    while asked and not asked[-1].six.answered:
        asked.pop()
    return [one for one in shut if one not in asked]
