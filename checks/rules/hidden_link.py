"""A link to a stranger's site stands where no visitor can see it.

Nobody hides a link from readers but for search engines: it is how break-ins sell a government site's good name.

Fails          when a link to a host that is neither the site's own, nor a public body's, nor a usual service's, is moved
               off the screen, has no size, is written in its background's colour, or is not displayed, and nothing on the
               page can bring it into sight.
Unsure         when it is not displayed and only a script of which nothing is known might show it, though it is no menu,
               tab or pop-up by its make.
Not measured   for pages that were not crawled or could not be read.
Blind spots    what stylesheets in their own files say; empty links; links in menus, tabs and pop-ups that a script shows.
               Each address is told once, with the first page that carries it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.facts.hidden import Hidden, Sight
from checks.rule import Verdict, failed, passed, rule, unsure
from checks.site import Site


@rule(
    title="存在隐藏的外部链接（暗链）",
    basis="国办发〔2017〕47号 外部链接审查，不得存在暗链",
    fix="立即删除隐藏链接，排查网站是否被入侵，修补漏洞并更换管理口令。",
    certain=False,
)
def hidden_link(site: Site) -> Iterator[Verdict]:
    found: dict[str, list[tuple[str, Hidden]]] = {}
    for url, document in sorted(site.shown.items()):
        hidden = Counter(link.url for link in document.hidden)
        carried = Counter(link.url for link in document.links)
        first = {link.url: link for link in reversed(document.hidden)}
        for target, times in hidden.items():
            if carried[target] <= times:  # where it is in sight too, nothing is kept back
                found.setdefault(target, []).append((url, first[target]))
    for places in found.values():
        yield _said(site, places)
    if not found:
        yield passed(f"检查了 {len(site.shown)} 个页面，未发现隐藏的外部链接。", site.home)


def _said(site: Site, places: list[tuple[str, Hidden]]) -> Verdict:
    url, link = next((place for place in places if place[1].sight is Sight.NEVER), places[0])
    page = site.shown[url].page
    also = f"，另有 {len(places) - 1} 个页面带有同一隐藏链接" if len(places) > 1 else ""
    message = f"指向外部网站 {link.url} 的链接“{link.text}”访问者看不见：{link.reason}{also}"
    quote = f"{link.markup} … {link.text} → {link.url}"
    if link.sight is Sight.PERHAPS:
        return unsure(f"{message}；脚本是否会显示它无法判断，须人工核实。", page, quote=quote, place=link.url)
    return failed(f"{message}。", page, quote=quote, place=link.url)
