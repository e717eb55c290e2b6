"""Page tags contradict each other, the site, or the page.

A tag that says two things, or something else than the page does, misleads every system that trusts it.

Fails          when one page carries a tag twice with different values; when SiteName, SiteDomain or SiteIDCode differ
               inside one site; when ArticleTitle is nowhere in the page's title or text; when PubDate is another day
               than the page's labelled date of publication.
Blind spots    pages whose visible title is a picture, or whose date is drawn by a script, cannot contradict.
Item           the tag's name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from checks.facts.articles import released
from checks.facts.dates import dates
from checks.facts.documents import Document
from checks.facts.tags import SITE_TAGS
from checks.rule import Verdict, failed, passed, rule
from checks.site import Site

_PUNCTUATION = re.compile(r"[\W_]+")
_PARTS = re.compile(r"[-_|—–]")
_TELLING = 6
"""Characters at least of a title that cannot stand in another by chance (our default)."""
_SCHEME = re.compile(r"^(?:https?:)?//")
_MARKUP = re.compile(r"<[a-z/][^>]*>", re.IGNORECASE)


@rule(
    title="页面标签矛盾",
    basis="《政府网站发展指引》（国办发〔2017〕47号）附件 网页设计规范：网页标签",
    fix="同一标签只保留一个正确的值，并与网站信息、页面标题和发布时间一致。",
)
def tag_conflict(site: Site) -> Iterator[Verdict]:
    verdicts = [*_repeated(site), *_differing(site), *_titles(site), *_days(site)]
    yield from verdicts or [passed(f"读取的 {len(site.documents)} 个页面标签没有矛盾。", site.home)]


def _repeated(site: Site) -> Iterator[Verdict]:
    """The same fault of a template is told once, with its first page."""
    seen: dict[tuple[str, tuple[str, ...]], list[Document]] = {}
    for document in site.documents.values():
        for name, values in document.tags.values.items():
            different = tuple(sorted({_plain(name, value) for value in values if value}))
            if len(different) > 1:
                seen.setdefault((name, different), []).append(document)
    for (name, values), pages in seen.items():
        said = "”“".join(values)
        yield failed(
            f"标签 {name} 在同一页面出现多个不同的值：“{said}”，共 {len(pages)} 个页面。",
            pages[0].page, quote=f"{name}: {' / '.join(values)}", item=name, place=" / ".join(values),
        )  # fmt: skip


def _differing(site: Site) -> Iterator[Verdict]:
    for name in SITE_TAGS:
        carried: dict[str, list[Document]] = {}
        for document in site.documents.values():
            if len(values := {_plain(name, value) for value in document.tags.values.get(name, ())} - {""}) == 1:
                carried.setdefault(values.pop(), []).append(document)
        if len(carried) < 2:
            continue
        usual = min(carried, key=lambda value: (-len(carried[value]), value))
        for value in sorted(set(carried) - {usual}):
            pages, written = carried[value], carried[value][0].tags.value(name)
            yield failed(
                f"标签 {name} 在本站内不一致：{len(pages)} 个页面写作“{written}”，"
                f"{len(carried[usual])} 个页面写作“{carried[usual][0].tags.value(name)}”。",
                pages[0].page, quote=f"{name}: {written}", item=name, place=value,
            )  # fmt: skip


def _titles(site: Site) -> Iterator[Verdict]:
    for document in site.articles:
        title = document.tags.value("ArticleTitle")
        bare = _bare(title)
        if bare and _visible(document) and not _is_shown(bare, document):
            yield failed(
                f"标签 ArticleTitle 为“{title}”，与页面标题“{_visible(document)}”不符。",
                document.page, quote=f"ArticleTitle: {title}", item="ArticleTitle",
            )  # fmt: skip


def _days(site: Site) -> Iterator[Verdict]:
    for document in site.articles:
        tag = next(dates(document.tags.value("PubDate")), None)
        shown = released(document)
        if tag and shown and tag.day != shown.day:
            yield failed(
                f"标签 PubDate 为 {tag.day}，页面显示的发布日期为 {shown.day}。",
                document.page, quote=f"PubDate: {document.tags.value('PubDate')}；页面：{shown.quote}", item="PubDate",
            )  # fmt: skip


def _is_shown(bare: str, document: Document) -> bool:
    """Does the page show the title, or does the title only add a column's or site's name to the one shown?"""
    if bare in _bare(document.title) or bare in _bare(document.text):
        return True
    shown = (_bare(part) for title in (*document.heads, document.title) for part in _PARTS.split(title))
    return any(len(part) >= max(_TELLING, len(bare) / 2) and part in bare for part in shown)


def _visible(document: Document) -> str:
    """The page's own title, where its text is not drawn by a script."""
    return document.heads[0] if document.heads else "" if document.draws else document.title


def _plain(name: str, written: str) -> str:
    """Two writings of one day, host, code or name are one value; how they are written is for `tag_malformed`."""
    if name == "PubDate":
        found = next(dates(written), None)
        return str(found.day) if found else written
    if name == "SiteDomain":
        return _SCHEME.sub("", written.lower()).rstrip("/")
    return written.lower() if name == "SiteIDCode" else " ".join(written.split())


def _bare(text: str) -> str:
    """Without punctuation and marks of the tag's own; full-width letters and figures as half-width ones."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", _MARKUP.sub("", unescape(text)))).lower()
