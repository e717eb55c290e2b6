"""A page as it can be read: one parse, all that the other facts are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from checks.facts.dates import local_day, only_date
from checks.facts.links import Link, read_links
from checks.facts.records import Record, line_record, table_record
from checks.facts.tags import Tags, read_tags
from crawler.archive import Page
from crawler.links import base_url
from crawler.platforms import Listing, listing

_BLOCKS = "p,div,li,tr,td,th,h1,h2,h3,h4,h5,h6,dt,dd,br,table,ul,ol,dl,section,footer,header,option,a"
_BREAK = "\x1e"
_DRAWS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|XMLHttpRequest|axios|fetch\s*\(|\.load\s*\(|new Vue|createApp|v-for|\{\{|ng-repeat"
    r"|template\s*\(|innerHTML|\.append\s*\(|\.html\s*\(|document\.write|laypage|jpage|createPageHTML|dataproxy|getList|pageNo",
    re.IGNORECASE,
)
_SERVICES = re.compile(r"conac\.cn|_ideConac|jiucuo", re.IGNORECASE)
_MOVES = re.compile(r"(?:window\.|self\.|top\.)?location(?:\.href)?\s*=\s*['\"]|location\.replace\s*\(")


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Document:
    """What one HTML page shows. Text is visible text; a line is what stands in one block."""

    page: Page
    title: str
    """Of `<title>`."""
    heads: tuple[str, ...]
    """`<h1>` and a CMS's own title elements."""
    tags: Tags
    links: tuple[Link, ...]
    lines: tuple[str, ...]
    images: tuple[Image, ...]
    scripts: tuple[str, ...]
    """Addresses of external scripts, and the names of the mark-drawing services that inline scripts call."""
    draws: bool
    """Its own inline scripts may draw a list or other text."""
    moves: bool
    """It sends the visitor on: meta refresh or a script that sets the location, and little else."""
    forms: int
    frames: int
    listing: Listing | None
    """The list of a content system's column, where one was recognised."""
    record: Record | None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def compact(self) -> str:
        """The lines without any white space in them."""
        return "\n".join("".join(line.split()) for line in self.lines)


def read_document(page: Page, text: str) -> Document:
    """Parse once. `text` is the decoded page."""
    tree = LexborHTMLParser(text)
    found = listing(text, page.url)
    scripts, inline = _scripts(tree)
    tree.strip_tags(["script", "style", "noscript", "template"])
    links = [*read_links(tree, base_url(tree, page.url), local_day(page.fetched_at)), *_listed(found)]
    title = tree.css_first("title")
    heads = tuple(t for node in tree.css("h1, ucaptitle, .article-title, #title") if (t := node.text(strip=True)))
    images = tuple(
        Image(image.attributes.get("src") or "", image.attributes.get("alt") or image.attributes.get("title") or "")
        for image in tree.css("img")
    )
    forms, frames = len(tree.css("form, textarea")), len(tree.css("iframe[src], frame[src]"))
    refresh = any("url=" in (m.attributes.get("content") or "").lower() for m in tree.css("meta[http-equiv='refresh' i]"))
    tags = read_tags(tree)
    record = table_record(tree)
    lines = _lines(tree)
    return Document(
        page=page,
        title=" ".join(title.text(strip=True).split()) if title else "",
        heads=heads,
        tags=tags,
        links=tuple(links),
        lines=lines,
        images=images,
        scripts=scripts,
        draws=bool(_DRAWS.search(inline)) and found is None,
        moves=refresh or (bool(_MOVES.search(inline)) and sum(map(len, lines)) < 80),
        forms=forms,
        frames=frames,
        listing=found,
        record=record or line_record(lines),
    )


def _listed(found: Listing | None) -> list[Link]:
    """What a visitor sees as links though it stands in a script."""
    return [Link(item.url, item.title, only_date(item.date_text), None) for item in found.items] if found else []


def _scripts(tree: LexborHTMLParser) -> tuple[tuple[str, ...], str]:
    sources, inline = [], []
    for script in tree.css("script"):
        if source := script.attributes.get("src"):
            sources.append(source)
        else:
            inline.append(script.text())
    text = "\n".join(inline)
    return (*sources, *_SERVICES.findall(text)), text


def _lines(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Visible text by blocks. Breaks are put into the tree itself, so nothing else may read it after this."""
    if tree.body is None:
        return ()
    for block in tree.css(_BLOCKS):
        block.insert_before(_BREAK)
        block.insert_after(_BREAK)
    pieces = tree.body.text().split(_BREAK)
    return tuple(line for piece in pieces if (line := " ".join(piece.split())))
