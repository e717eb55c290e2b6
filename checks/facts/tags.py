"""Page tags: what the `<meta name=…>` elements of a page say (国办发〔2017〕47号, annex 网页设计规范)."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")

_NAMES = {name.lower(): name for name in (*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS, "channelId", "Url")}


@dataclass(frozen=True, slots=True)
class Tags:
    """Values of each tag in page order, as written; a tag that stands there without content has the value ''."""

    values: dict[str, tuple[str, ...]]

    def has(self, name: str) -> bool:
        """Does the tag stand in the page, with or without content?"""
        return name in self.values

    def value(self, name: str) -> str:
        """The tag's first value that is not blank, or ''."""
        return next((value for value in self.values.get(name, ()) if value), "")


def read_tags(tree: LexborHTMLParser) -> Tags:
    """Names are taken without regard to case, as browsers and the census tools do."""
    found: dict[str, list[str]] = {}
    for meta in tree.css("meta[name]"):
        name = _NAMES.get((meta.attributes.get("name") or "").strip().lower())
        if name:
            found.setdefault(name, []).append((meta.attributes.get("content") or "").strip())
    return Tags({name: tuple(values) for name, values in found.items()})
