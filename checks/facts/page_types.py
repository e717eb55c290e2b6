"""Pages by the types that the page tags know (国办发〔2017〕47号, annex 网页设计规范), and the tags each must carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.documents import Document
from checks.facts.tags import ARTICLE_TAGS, COLUMN_TAGS, SITE_TAGS

if TYPE_CHECKING:
    from checks.site import Site


@dataclass(frozen=True, slots=True)
class PageType:
    name: str
    tags: tuple[str, ...]
    pages: tuple[Document, ...]
    """Those that are surely of the type, sorted by address."""


def page_types(site: Site) -> tuple[PageType, ...]:
    """Home page, columns, content pages. A page of no clear type is in none."""
    home = (site.home_document,) if site.home_document else ()
    columns = tuple(channel.document for channel in site.channels)
    return (
        PageType("首页", SITE_TAGS, home),
        PageType("栏目页", SITE_TAGS + COLUMN_TAGS, columns),
        PageType("内容页", SITE_TAGS + COLUMN_TAGS + ARTICLE_TAGS, tuple(site.articles)),
    )
