"""Content that must be disclosed is nowhere on the site.

What the law asks to be published is the citizen's to read; the rest of an audit means little where it is not there.

Fails          when no column, link, page, heading or text is called like the item, or the only ones found are blank,
               dead, or lead back to the home page. The message says what was looked for, where, and the nearest thing
               found. Always a suspicion: a person confirms it.
Unsure         when something near is there (a document or headline about the matter, or a heading with nothing read
               below it); when the platform's page may be drawn by a script; when the item is only due by local circumstances (`duty` 视情况 in the catalogue).
Not measured   when the home page shows so few links that its menus are surely drawn by script, or when the crawl ended
               before every address with a column-like name was read; when the column is there but its list could not
               be read; when the disclosure platform is another host; when the item is due at some levels only and the
               roster names none.
Blind spots    names outside the catalogue's synonyms; content inside pictures, scripts and attached files. A link to
               another host is taken for content: what stands there is not read.
Item           the catalogue's id, but for the 26 fields of 基层政务公开: see catalogue_field_missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.content.catalogue import Content
from checks.content.concern import Concern, concern
from checks.content.needles import Likeness
from checks.facts.documents import Document
from checks.facts.holdings import Holding, Sighting, holdings
from checks.facts.names import names
from checks.facts.openings import State, may_draw, menus_drawn
from checks.facts.platforms import elsewhere, platforms
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.archive import Page

_SHOWN = 6
_FIELDS = "grassroots_2019"
"""The set that another rule judges."""
_LACKING = (State.BLANK, State.DEAD, State.HOMEWARD)
_UNSEEN = (State.UNREAD, State.UNASKED, State.ODD)


@rule(
    title="法定公开内容缺失",
    basis="《政府信息公开条例》第二十、二十一条；国办公开办函〔2019〕61号；苏政办发〔2020〕65号",
    fix="在政府信息公开平台设置相应栏目并发布该项内容。",
    certain=False,
)
def content_missing(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    if reason := site.fact(menus_drawn):
        yield not_measured(f"{reason}，不评判内容有无。", home.page)
        return
    judged = [content for content in site.around.catalogue if content.set != _FIELDS]
    if not judged:
        yield not_applicable("内容目录中没有要评判的项目。", home.page)
    for content in judged:
        yield _judge(site, site.fact(holdings)[content.id])


def _judge(site: Site, holding: Holding) -> Verdict:
    content = holding.content
    asked = concern(content, site.target)
    page = site.home_document.page if site.home_document else None
    if asked is Concern.NO:
        return not_applicable(f"“{content.title}”（{content.basis}）不涉及该网站。", page, item=content.id)
    if holding.held:
        return _found(site, holding)
    if said := _said(site, content):
        return said
    if reason := _unmeasured(site, holding, asked):
        return not_measured(f"{reason}，不评判有无“{content.title}”。", page, item=content.id)
    return _absent(site, holding)


def _found(site: Site, holding: Holding) -> Verdict:
    """A column's own name tells more than a document's title; the shortest tells most."""
    content = holding.content
    best = min(holding.held, key=lambda one: (len(one.name.bare), one.name.url, one.name.text))
    said = f"有“{content.title}”：“{best.name.text}”（{best.name.url}）。"
    return passed(said, _page(site, best), quote=best.name.text, item=content.id)


def _said(site: Site, content: Content) -> Verdict | None:
    """Where a page's text has what is enough."""
    spoken = site.fact(_spoken) if content.phrases else {}
    phrase = next((phrase for phrase in content.phrases if phrase in spoken), "")
    if not phrase:
        return None
    document, line = spoken[phrase]
    return passed(f"有“{content.title}”：页面正文写明“{phrase}”。", document.page, quote=line, item=content.id)


def _spoken(site: Site) -> dict[str, tuple[Document, str]]:
    """Of all phrases that are enough, those that a page's text has: the first such page and line. One pass over all."""
    sought = {phrase for content in site.around.catalogue for phrase in content.phrases}
    found: dict[str, tuple[Document, str]] = {}
    for document in site.documents.values():
        text = document.text
        for phrase in [phrase for phrase in sought if phrase in text]:
            if line := next((line for line in document.lines if phrase in line), ""):
                found[phrase] = document, line
                sought.discard(phrase)
    return found


def _unmeasured(site: Site, holding: Holding, asked: Concern) -> str:
    if unseen := holding.among(*_UNSEEN):
        return f"“{unseen[0].name.text}”（{unseen[0].name.url}）{unseen[0].state.value}"
    if asked is Concern.UNKNOWN:
        return f"名册没有写明层级，而该项只涉及{'、'.join(holding.content.levels)}"
    return site.unread or site.fact(elsewhere)


def _absent(site: Site, holding: Holding) -> Verdict:
    content, lacking = holding.content, holding.among(*_LACKING)
    headings, near = holding.among(State.HEADING), holding.near
    sought = "、".join(content.names[:_SHOWN])
    looked = f"在 {len(site.channels)} 个栏目、{len(site.fact(names))} 个链接名称和页面标题中查找“{sought}”等名称"
    begun = f"未见“{content.title}”（{content.basis}）："
    if seen := lacking or headings:
        said = f"{begun}有“{seen[0].name.text}”（{seen[0].name.url}）而{seen[0].state.value}；{looked}"
    else:
        nearest = site.fact(_likeness).nearest(content.names)
        said = f"{begun}{looked}，均无；" + (f"最接近的是“{nearest}”" if nearest else "没有名称相近的")
    page = _page(site, seen[0]) if seen else site.home_document.page if site.home_document else None
    quote = seen[0].name.text if seen else ""
    if near:
        said += f"；另见到《{near[0].text}》（{near[0].url}）"
    doubtful = content.duty != "明确" or near or (headings and not lacking) or (not seen and site.fact(_drawn))
    say = unsure if doubtful else failed
    why = "，须人工核实。" if doubtful else "。"
    return say(said + why, page, quote=quote, item=content.id)


def _drawn(site: Site) -> bool:
    """May the platform's directory be drawn by a script?"""
    return any(one.document is not None and may_draw(site, one.document) for one in site.fact(platforms))


def _page(site: Site, seen: Sighting) -> Page | None:
    """The page that shows it: its own, or the home page where that was not read."""
    document = site.documents.get(seen.name.url)
    return document.page if document else site.home


def _likeness(site: Site) -> Likeness:
    return Likeness(name.text for name in site.fact(names) if len(name.bare) <= 20)
