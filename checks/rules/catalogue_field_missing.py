"""A county has no standard catalogue for one of the 26 grass-roots fields, or its rows lack what they must tell.

The catalogue says for every matter what is published, on what ground, when, by whom, how and to whom: without it
nobody can hold the office to its word.

Fails          when nothing on the site goes by the field's name as a catalogue; when the field's catalogue is a table
               without a column for one of the eight elements, or with rows in which it is blank. Always a suspicion.
Unsure         when only a column or a document of the field's name is there, without a catalogue that could be read;
               when a tick may be drawn as a picture, or one value stands for several rows.
Not measured   when the catalogue is an attached file or on another host, when columns were not read, or when the
               roster does not say that the site is a county's.
Blind spots    catalogues inside pictures; towns' catalogues, which hold only the fields that concern them.
Item           the field's id in the catalogue of content, jc-*.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.content.catalogue import Content
from checks.content.concern import Concern, concern
from checks.content.needles import bare
from checks.facts.field_catalogues import FieldCatalogue, Hub, field_catalogues, hubs, is_field_name, is_standard
from checks.facts.holdings import Sighting, holdings
from checks.facts.openings import State, menus_drawn
from checks.facts.platforms import elsewhere
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.archive import Page
from crawler.links import is_attachment
from crawler.targets import Kind

FIELDS = "grassroots_2019"
_UNSEEN = (State.UNREAD, State.UNASKED, State.ODD)


@rule(
    title="基层政务公开标准目录缺失或不全",
    basis="国办发〔2019〕54号：编制26个领域基层政务公开标准目录，至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
    fix="编制并公布该领域的基层政务公开标准目录，每项写全八项要素。",
    kinds=(Kind.PORTAL,),
    certain=False,
)
def catalogue_field_missing(site: Site) -> Iterator[Verdict]:
    fields = [content for content in site.around.catalogue if content.set == FIELDS]
    if not fields:
        yield not_applicable("内容目录中没有基层政务公开的领域。", site.home)
    for content in fields:
        yield from _judge(site, content, fields)


def _judge(site: Site, content: Content, fields: list[Content]) -> Iterator[Verdict]:
    asked = concern(content, site.target)
    if asked is Concern.NO:
        yield not_applicable(f"“{content.title}”不涉及该网站。", site.home, item=content.id)
    elif mine := _of_field(site, content, fields):
        for catalogue in mine:
            yield from _rows(content, catalogue)
    elif reason := _unmeasured(site, content, asked):
        yield not_measured(f"{reason}，不评判有无“{content.title}”。", site.home, item=content.id)
    else:
        yield _absent(site, content)


def _of_field(site: Site, content: Content, fields: list[Content]) -> list[FieldCatalogue]:
    """By what the page and the table call themselves; where they name no field, by what the rows are about."""
    mine = []
    for catalogue in site.fact(field_catalogues):
        titled = [field.id for field in fields if _named(field, catalogue.title)]
        mixed = not titled and is_standard(catalogue) and _named(content, catalogue.items)
        if content.id in titled or mixed:
            mine.append(catalogue)
    return mine


def _named(content: Content, text: str) -> bool:
    plain = bare(text)
    return any(bare(name) in plain for name in content.names)


def _rows(content: Content, catalogue: FieldCatalogue) -> Iterator[Verdict]:
    page, head = catalogue.document.page, catalogue.head
    if not catalogue.rows:
        yield unsure(f"“{content.title}”只有表头，没有读到事项，须人工核实。", page, quote=head, item=content.id)
    elif not catalogue.gaps:
        said = f"“{content.title}”共 {catalogue.rows} 行，八项要素齐全。"
        yield passed(said, page, quote=head, item=content.id)
    for gap in catalogue.gaps if catalogue.rows else ():
        if gap.rows:
            said = f"“{content.title}”共 {catalogue.rows} 行，其中 {gap.rows} 行的“{gap.element}”为空，如“{gap.example[:40]}”"
        else:
            said = f"“{content.title}”的表头没有“{gap.element}”一栏"
        place, quote = gap.element, gap.example or head
        if gap.doubtful:
            said += "，可能以图形标注或与上一行合并，须人工核实。"
            yield unsure(said, page, quote=quote, item=content.id, place=place)
        else:
            yield failed(f"{said}。", page, quote=quote, item=content.id, place=place)


def _unmeasured(site: Site, content: Content, asked: Concern) -> str:
    if asked is Concern.UNKNOWN:
        return f"名册没有写明层级，而该项只涉及{'、'.join(content.levels)}"
    for hub in site.fact(hubs):
        if hub.files:
            return f"《{_title(hub)}》的目录在附件里（{hub.files[0]}），没有读取"
        if hub.abroad:
            return f"《{_title(hub)}》链接到另一网站（{hub.abroad[0]}），没有读取"
    for one in _catalogue_like(site, content):
        if is_attachment(one.name.url):
            return f"“{one.name.text}”是附件（{one.name.url}），没有读取"
        if one.state in _UNSEEN:
            return f"“{one.name.text}”（{one.name.url}）{one.state.value}"
        document = site.shown.get(one.name.url)
        files = [link.url for link in document.links if is_attachment(link.url)] if document else []
        if document is None or files:
            return f"“{one.name.text}”（{one.name.url}）的目录在附件里或没有读取"
    return site.unread or site.fact(menus_drawn) or site.fact(elsewhere)


def _catalogue_like(site: Site, content: Content) -> list[Sighting]:
    """What goes by the field's name as a catalogue, or by the bare name on a page about the catalogues."""
    listed = {link.url for hub in site.fact(hubs) for link in hub.document.links}
    sightings = site.fact(holdings)[content.id].among(*State)
    return [one for one in sightings if is_field_name(one.name.bare) or one.name.url in listed]


def _absent(site: Site, content: Content) -> Verdict:
    found = site.fact(hubs)
    page = found[0].document.page if found else site.home
    where = f"《{_title(found[0])}》等页面" if found else "各栏目"
    said = f"{where}没有“{content.title}”（{content.basis}）：查找“{'、'.join(content.names[:4])}”等名称"
    seen = [one for one in _catalogue_like(site, content) if one.state is State.HELD]
    others = site.fact(holdings)[content.id].held
    if best := next(iter((*seen, *others)), None):
        where = f"，有“{best.name.text}”（{best.name.url}）而没有读到目录表，须人工核实。"
        return unsure(said + where, _page(site, best), quote=best.name.text, item=content.id)
    quote = _title(found[0]) if found else ""
    return failed(f"{said}，均无。", page, quote=quote, item=content.id)


def _page(site: Site, seen: Sighting) -> Page | None:
    document = site.documents.get(seen.name.url)
    return document.page if document else site.home


def _title(hub: Hub) -> str:
    document = hub.document
    return document.tags.value("ArticleTitle") or document.tags.value("ColumnName") or document.title
