"""The home page lists nothing recent.

A front page that stands still is the first sign of a deserted site.

Fails          when the newest dated item is more than MAX_AGE days older than the day of judgement; where the home
               page is only an entry, when that is so on all second-level pages too.
Unsure         when no date can be read, or so few that a script may draw the lists.
Blind spots    an item's day is taken from the list, else from its own page or address; pictures are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checks.facts.channels import Item
from checks.rule import Verdict, failed, passed, rule, unsure
from checks.site import Site

MAX_AGE = timedelta(days=14)
"""国办秘函〔2019〕19号: no new information on the home page for two weeks."""
_FEW = 5
"""Fewer dated items than this are a banner beside lists that a script draws, where there is one (our default)."""


@rule(
    title="首页不更新",
    basis="国办秘函〔2019〕19号 单项否决“首页不更新”：监测2周，首页无更新",
    fix="首页至少每两周发布一次信息；无力维护的申请关停并迁移至上级平台。",
)
def home_stale(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    items, where = site.items(home), "首页"
    if not items:
        items, where = _second_level(site), "首页及其下一级页面"
    dated = [item for item in items if item.published and item.published.day <= site.today]
    if not dated and any(item.published for item in items):
        yield unsure(f"{where}读到的信息日期都在评判日 {site.today} 之后，须人工核实。", home.page)
        return
    if not dated:
        yield unsure(f"{where}未读到任何信息的发布日期，可能由脚本绘制，须人工核实。", home.page)
        return
    newest = max(dated, key=lambda item: (item.published.day if item.published else site.today, item.title))
    assert newest.published is not None
    age = site.today - newest.published.day
    quote = f"{newest.title} {newest.published.quote}"
    said = f"{where}最新信息《{newest.title}》发布于 {newest.published.day}，距评判日 {site.today} 已 {age.days} 天（限 {MAX_AGE.days} 天）。"
    if age <= MAX_AGE:
        yield passed(said, home.page, quote=quote)
    elif _listed(dated) < _FEW and (home.draws or home.frames):
        yield unsure(said + "读到的信息很少，列表可能由脚本绘制，须人工核实。", home.page, quote=quote)
    else:
        yield failed(said, home.page, quote=quote)


def _listed(dated: list[Item]) -> int:
    """Items that a page gives the day of, not their address alone."""
    return sum(item.published is not None and item.published.quote != item.url for item in dated)


def _second_level(site: Site) -> list[Item]:
    """What the pages behind an entry page list."""
    home = site.home_document
    assert home is not None
    behind = (site.documents.get(link.url) for link in home.links)
    return [item for document in behind if document for item in site.items(document)]
