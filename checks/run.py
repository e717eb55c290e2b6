"""Judge one target: every rule that concerns it, with the only try/except over rules."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from checks.accounts import Account
from checks.columns import Column
from checks.facts.answers import Reach
from checks.facts.articles import publication
from checks.facts.columns import columns
from checks.facts.measured import measured
from checks.facts.numbers import cover
from checks.facts.posts import accounts
from checks.figures import Figures
from checks.finding import QUOTE_LIMIT, Finding, Outcome, finding_key
from checks.rule import Rule, Verdict, not_measured
from checks.site import Site

log = logging.getLogger(__name__)


def run(site: Site, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Findings of one target. Every rule that concerns its kind says at least one thing."""
    for rule in rules:
        if site.target.kind in rule.kinds:
            for verdict in _judge(site, rule):
                yield _finding(site, rule, verdict)


def observe(site: Site) -> list[Column]:
    """The target's columns, for the record; none when reading them broke, which the rules that need them say too."""
    try:
        return site.fact(columns) if site.target.kind.is_site else []
    except Exception:  # as with a rule
        log.exception("columns of %s could not be read", site.target.id)
        return []


def reached(site: Site) -> list[Figures]:
    """How the site is reached, for the record; none when it was not measured, or reading that broke."""
    try:
        found = site.fact(measured) if site.target.kind.is_site else None
        return [found] if found else []
    except Exception:  # as with a rule
        log.exception("how %s is reached could not be read", site.target.id)
        return []


def measure(site: Site) -> list[Account]:
    """The account's measures, for the record; none of a website, without a file, or when reading it broke."""
    try:
        return [] if site.target.kind.is_site else site.fact(accounts)
    except Exception:  # as with a rule
        log.exception("posts of %s could not be measured", site.target.id)
        return []


def _judge(site: Site, rule: Rule) -> list[Verdict]:
    try:
        if reason := _unreadable(site, rule):
            return [not_measured(reason, site.home)]
        verdicts = list(rule.judge(site))
    except Exception as fault:  # a broken rule must not cost the round: it becomes one finding
        log.exception("rule %s broke on %s", rule.id, site.target.id)
        return [Verdict(Outcome.ERROR, f"规则执行出错（{type(fault).__name__}），该项结果无效。", None)]
    return verdicts or [Verdict(Outcome.ERROR, "规则没有给出任何结论，该项结果无效。", None)]


def _unreadable(site: Site, rule: Rule) -> str:
    """Why nothing can be said of a site's pages, or ''."""
    if not (rule.reads_pages and site.target.kind.is_site) or site.home_document is not None:
        return ""
    if site.home is None:
        return "没有采集到该网站的首页，无法评判。"
    if site.home_reach is Reach.OK:
        return "首页应答的内容不是网页，无法评判。"
    return f"首页未能读取（{site.home_reach.label}），无法评判。"


def _finding(site: Site, rule: Rule, verdict: Verdict) -> Finding:
    """Whatever a rule quotes, no finding carries on a person's full numbers."""
    page = verdict.page
    # An answer of a name server or a file handed over proves something, but is no page that could be at fault.
    seen = page.url if page and page.url.startswith(("http:", "https:")) else site.target.url
    place = cover(verdict.place)
    return Finding(
        key=finding_key(rule.id, site.target.id, verdict.item, seen, place),
        rule=rule.id,
        target=site.target.id,
        unit=site.target.unit,
        item=verdict.item,
        outcome=verdict.outcome,
        message=cover(verdict.message),
        url=verdict.url or seen,
        place=place,
        quote=cover(" ".join(verdict.quote.split())[: 2 * QUOTE_LIMIT])[
            :QUOTE_LIMIT
        ],  # cut first: a line may be megabytes
        seen_at=page.fetched_at.isoformat() if page else "",
        sha256=page.sha256 if page else "",
        certain=rule.certain and verdict.certain,
        dated=site.fact(_publications).get(verdict.url or seen, ""),
    )


def _publications(site: Site) -> dict[str, str]:
    """Address of an item's own page → the day on which it says that it was published."""
    try:
        days = ((document.page.url, publication(document)) for document in site.articles)
        return {url: day.isoformat() for url, day in days if day}
    except Exception:  # as with a rule
        log.exception("days of publication of %s could not be read", site.target.id)
        return {}
