"""How far sites support IPv6, by the seven national indicators: per site, and counted by level and region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checks.figures import Figures
from checks.finding import Outcome
from reports.cells import plain
from reports.rows import Rows, weighs_as
from reports.targets import TargetRow

INDICATORS = (
    ("域名AAAA解析", "ipv6_address_missing", ""),
    ("首页IPv6可访问", "ipv6_unreachable", ""),
    ("首页访问成功率", "ipv6_unstable", ""),
    ("域名授权体系", "ipv6_ns_missing", ""),
    ("首页内容一致性", "ipv6_content_differs", ""),
    ("二级内链支持率", "ipv6_link_unsupported", "second"),
    ("三级内链支持率", "ipv6_link_unsupported", "third"),
)
"""Name, rule, item of the rule."""
PASS, FAIL, UNSURE, IDLE, BLIND = (
    outcome.label
    for outcome in (Outcome.PASS, Outcome.FAIL, Outcome.UNSURE, Outcome.NOT_APPLICABLE, Outcome.NOT_MEASURED)
)
WORDS = (PASS, FAIL, UNSURE, IDLE, BLIND)
_WORST = (FAIL, UNSURE, BLIND, Outcome.ERROR.label, PASS, IDLE)
UNTOLD = "（未填）"
ALL = "全部"


@dataclass(frozen=True, slots=True)
class SiteSupport:
    """One measured site; `words`: an outcome's word for each indicator, in order."""

    target: TargetRow
    region: str
    figures: Figures
    words: tuple[str, ...]

    @property
    def level(self) -> str:
        return self.target.level or UNTOLD


@dataclass(frozen=True, slots=True)
class Group:
    """The sites of one level or region, or all. `by`: which of the three."""

    by: str
    name: str
    sites: tuple[SiteSupport, ...]

    def count(self, indicator: int, word: str) -> int:
        return sum(site.words[indicator] == word for site in self.sites)

    def judged(self, indicator: int) -> int:
        """Sites of which it is known: without an address, nothing behind it is supported."""
        return sum(self.count(indicator, word) for word in (PASS, FAIL, IDLE))


def supports(rows: Rows, figures: Sequence[Figures]) -> list[SiteSupport]:
    """Of the sites that were measured, in the rows' order."""
    found = {one.target: one for one in figures}
    regions = {target.id: plain(target.region) or UNTOLD for target in rows.result.targets}
    said: dict[tuple[str, str, str], set[str]] = {}
    for finding in rows.result.findings:
        item = finding.item if finding.rule == "ipv6_link_unsupported" else ""
        said.setdefault((finding.target, finding.rule, item), set()).add(weighs_as(finding).label)
    return [
        SiteSupport(
            row,
            regions[row.id],
            found[row.id],
            tuple(_worst(said.get((row.id, rule, item), set())) for _, rule, item in INDICATORS),
        )
        for row in rows.targets
        if row.is_site and row.id in found
    ]


def groups(sites: Sequence[SiteSupport]) -> list[Group]:
    """All, then each level, then each region where there are several."""
    found = [Group(ALL, ALL, tuple(sites))]
    for by, names in (("层级", [site.level for site in sites]), ("地区", [site.region for site in sites])):
        if len(set(names)) > 1:
            found += [
                Group(by, name, tuple(site for site, own in zip(sites, names, strict=True) if own == name))
                for name in sorted(set(names))
            ]
    return found


def blindness(sites: Sequence[SiteSupport]) -> str:
    """Says that this machine could not measure IPv6, where that holds of half of the sites that have an address."""
    having = [site for site in sites if site.figures.aaaa]
    blind = [site for site in having if site.figures.blind]
    if not blind or len(blind) * 2 < len(having):
        return ""
    why = Counter(site.figures.why for site in blind).most_common(1)[0][0]
    return (
        f"本机未能测量IPv6：有AAAA记录的 {len(having)} 个网站中，{len(blind)} 个的IPv6访问没有测得（{why.rstrip('。')}）。"
        "这些项目记为“未测得”，不扣分，也不能说明网站不支持IPv6；请换一台IPv6可用的机器重测。"
    )


def _worst(words: set[str]) -> str:
    return next((word for word in _WORST if word in words), BLIND)
