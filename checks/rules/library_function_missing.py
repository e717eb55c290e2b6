"""A library of regulations or normative documents cannot be read, searched or downloaded from.

A library in which nothing opens, nothing is found and nothing can be taken along is a shelf behind glass.

Fails          each function really tried, one finding each. `read`: the library is empty, or at most half of its documents
               that were asked for open with a text. `search`: titles of its documents were looked for and none was found,
               or neither its pages nor the home page has anything like a search box. `download`: none of the files that
               its documents offer can be had whole, or no document offers one. Always a suspicion.
Not measured   when the list, the documents, the search or the files were not asked for, were refused, or may be drawn by
               script.
Not applicable when the site has no such column: `content_missing` speaks of that.
Blind spots    search boxes that only a script draws; a text that is one picture counts as not read only where nothing
               else is on the page.
Item           `read` `search` `download`
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.answers import Reach, failure
from checks.facts.channels import Reading
from checks.facts.libraries import (
    Library,
    downloads,
    libraries,
    library_searches,
    may_download,
    may_draw_search,
    may_search,
    without_text,
)
from checks.facts.searches import Result, search_sign
from checks.rule import Verdict, failed, not_found, not_measured, passed, rule
from checks.site import Site

HALF = 0.5
"""Share of the documents tried that must open (our default)."""
_SHUT = {Reach.GONE, Reach.BROKEN, Reach.DEAD}


@rule(
    title="规章库、规范性文件库功能不全",
    basis="《政府信息公开条例》第二十四条：政府信息公开平台应具备检索、查阅、下载等功能；苏政办发〔2020〕65号 三（一）",
    fix="使库中文件可以打开查阅、按标题检索到、下载到完好的文件。",
    certain=False,
)
def library_function_missing(site: Site) -> Iterator[Verdict]:
    found = site.fact(libraries)
    if not found:
        yield not_found("没有读到规章库、规范性文件库一类的栏目。", site.unread, site.home)
    for library in found:
        yield _read(site, library)
        yield _search(site, library)
        yield _download(site, library)


def _read(site: Site, library: Library) -> Verdict:
    page, name = library.channel.document.page, library.name
    if not library.items and library.channel.reading is Reading.EMPTY:
        return failed(f"“{name}”没有任何文件可供查阅。", page, quote=name, item="read")
    if not library.items:
        return not_measured(f"“{name}”的列表没有读到，不评判查阅。", page, item="read")
    answers = [(url, site.answers.of(url)) for url in library.items if url not in site.documents]
    shut = [(url, answer.page) for url, answer in answers if answer and answer.reach in _SHUT]
    blank = without_text(library)
    tried = len(library.documents) + len(shut)
    if not tried:
        return not_measured(f"“{name}”中的文件没有采集，不评判查阅。", page, item="read")
    good = tried - len(shut) - len(blank)
    said = f"“{name}”试开 {tried} 件文件，{good} 件能够打开并读到正文"
    if good > tried * HALF:
        return passed(f"{said}。", page, item="read")
    if shut:
        return failed(f"{said}；如 {shut[0][0]}：{failure(shut[0][1])}。", page, quote=name, item="read")
    if any(one.draws or one.scripts or one.images for one in blank):
        said += f"；如 {blank[0].page.url} 的正文可能是图片或由脚本绘制"
        return not_measured(f"{said}，不评判查阅。", page, item="read")
    return failed(f"{said}；如 {blank[0].page.url} 没有正文。", page, quote=name, item="read")


def _search(site: Site, library: Library) -> Verdict:
    page, name = library.channel.document.page, library.name
    tried = library_searches(site, library)
    hit = next((one for one in tried if one.result is Result.FOUND), None)
    if hit:
        return passed(f"“{name}”的文件“{hit.word}”能够检索到。", hit.page, item="search")
    missed = [one for one in tried if one.result is not Result.UNTOLD]
    if tried and len(missed) == len(tried):
        words, said = "、".join(f"“{one.word}”" for one in missed[:3]), missed[0].quote or missed[0].why
        message = f"在“{name}”检索 {len(missed)} 个标题（{words}）均未找到，检索页（{missed[0].page.url}）：“{said}”。"
        return failed(message, page, quote=name, item="search")
    if tried:
        why = next(one.why for one in tried if one.result is Result.UNTOLD)
        return not_measured(f"“{name}”的检索没有测得：{why}。", page, item="search")
    home = [site.home_document] if site.home_document else []
    if search_sign(site) or may_search([*library.pages, *home]):
        return not_measured(f"“{name}”或首页有检索入口，没有试用，不评判检索。", page, item="search")
    if may_draw_search([*library.pages, *home]):
        return not_measured(f"“{name}”的检索框可能由脚本绘制，不评判检索。", page, item="search")
    return failed(f"“{name}”和首页都没有检索框或检索入口。", page, quote=name, item="search")


def _download(site: Site, library: Library) -> Verdict:
    page, name = library.channel.document.page, library.name
    offered = downloads(site, library)
    whole = [one for one in offered if one[2]]
    if whole:
        message = f"“{name}”的文件能够下载，{len(offered)} 个附件中试得完好 {len(whole)} 个。"
        return passed(message, page, item="download")
    spoilt = [one for one in offered if one[2] is False]
    if offered and len(spoilt) == len(offered):
        _, url, _, fault = spoilt[0]
        message = f"“{name}”的文件提供 {len(offered)} 个附件，均不能下载；如 {url}：{fault}。"
        return failed(message, page, quote=url[:200], item="download")
    if offered:
        return not_measured(f"“{name}”的附件没有测得：{offered[0][3]}。", page, item="download")
    if not library.documents:
        return not_measured(f"“{name}”中的文件没有采集，不评判下载。", page, item="download")
    if may_download((*library.documents, *library.pages)):
        return not_measured(f"“{name}”的页面有“下载”字样而没有文件链接，可能由脚本下载。", page, item="download")
    message = f"“{name}”已读 {len(library.documents)} 件文件的页面，均未提供可下载的文件。"
    return failed(message, page, quote=name, item="download")
