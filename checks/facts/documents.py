"""A page as it can be read: one parse, all that the other facts are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from checks.facts.dates import local_day, only_date
from checks.facts.entries import Entry, asks, read_entries
from checks.facts.grids import Table, read_tables
from checks.facts.hidden import Hidden, mark_written, read_hidden
from checks.facts.links import Link, read_links
from checks.facts.records import Record, line_record, table_record
from checks.facts.scripts import COUNTERS, read_scripts, script
from checks.facts.styles import read_styles
from checks.facts.tags import Tags, read_tags
from crawler.archive import Page
from crawler.forms import Form, read_forms
from crawler.links import absolute, base_url
from crawler.platforms import Listing, is_reply, listing

_BLOCKS = "p,div,li,tr,td,th,h1,h2,h3,h4,h5,h6,dt,dd,br,table,ul,ol,dl,section,footer,header,option,a"
_BREAK, _PICTURE = "\x1e", "\x1f"
_PICTURES = "img, iframe, embed, object, video, canvas, input[type='image']"
PICTURE = "[图]"
"""Stands in `pictured` where a page shows what is no text."""
_HEADS = "h1, ucaptitle, .article-title, #title"
_LITTLE = 80
"""Characters of text at most on a page that only sends its visitor on."""


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Document:
    """What one HTML page shows. Text is visible text; a line is what stands in one block."""

    page: Page
    title: str
    """Of `<title>`."""
    heads: tuple[str, ...]
    """`<h1>` and a CMS's own title elements."""
    sections: tuple[str, ...]
    """Headings below the first rank, and tabs."""
    tags: Tags
    links: tuple[Link, ...]
    hidden: tuple[Hidden, ...]
    """Of these, the ones to strangers' hosts that no visitor sees."""
    lines: tuple[str, ...]
    pictured: tuple[str, ...]
    """The lines, with PICTURE where a picture, a film or a frame stands."""
    entries: tuple[Entry, ...]
    """Entries of the lists of a page that speaks of letters and answers; of another, none."""
    images: tuple[Image, ...]
    scripts: tuple[str, ...]
    """Addresses of external scripts, and the names of the mark-drawing services that inline scripts call."""
    draws: tuple[str, ...]
    """Checksums of inline scripts that may draw a list or other text."""
    moves: bool
    """It sends the visitor on: meta refresh or a script that sets the location, and little else."""
    relates: bool
    """An inline script speaks of related documents: it may draw links to them."""
    boxes: int
    """Fields for a word or two, within a form or not: a script may take them for a search box."""
    forms: tuple[Form, ...]
    tables: tuple[Table, ...]
    """Tables that hold no other table; those that only lay out the page are left out."""
    embeds: int
    """Films, sounds, embedded documents and drawn canvases."""
    inline: tuple[str, ...]
    """Checksums of all inline scripts."""
    frames: tuple[str, ...]
    """Addresses of framed pages."""
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
    """Parse once. `text` is the decoded page; of a list's reply in XML or JSON, its list alone is read."""
    tree = LexborHTMLParser("" if is_reply(text) else text)
    found = listing(text, page.url)
    styles = read_styles(tree)
    mark_written(tree)
    sources, inline = read_scripts(tree)
    said = [script(text) for text in inline]
    tree.strip_tags(["script", "style", "noscript", "template"])
    services = [name for one in said for name in one.services]
    base = base_url(tree, page.url)
    links = [*read_links(tree, base, local_day(page.fetched_at)), *_listed(found)]
    loaded = [source for source in (*sources, *services) if not COUNTERS.search(source)]
    hidden = tuple(read_hidden(tree, base, page.url, styles, inline, loaded))
    tags, record = read_tags(tree), table_record(tree)
    heads, images, refresh = _texts(tree, _HEADS), _images(tree), _refreshes(tree)
    frames, forms, tables = _frames(tree, base), read_forms(tree, base, page.url), read_tables(tree)
    entries = tuple(read_entries(tree, base)) if asks(text) else ()
    lines, pictured = _lines(tree)  # last, because it puts marks into the tree
    return Document(
        page=page,
        title=_title(tree),
        heads=heads,
        sections=_texts(tree, "h2, h3, h4, h5, h6, a[href^='javascript:']"),
        tags=tags,
        links=tuple(links),
        hidden=hidden,
        lines=lines,
        pictured=pictured,
        entries=entries,
        images=images,
        scripts=(*sources, *services),
        draws=() if found else tuple(one.checksum for one in said if one.draws),
        moves=refresh or (any(one.moves for one in said) and sum(map(len, lines)) < _LITTLE),
        relates=any(one.relates for one in said),
        boxes=len(tree.css("input:not([type]), input[type='text' i], input[type='search' i]")),
        forms=forms,
        tables=tables,
        embeds=len(tree.css("video, audio, object, embed, canvas, svg image")),
        inline=tuple(one.checksum for one in said if not one.counts),
        frames=frames,
        listing=found,
        record=record or line_record(lines, heads),
    )


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return " ".join(node.text(strip=True).split()) if node else ""


def _texts(tree: LexborHTMLParser, selector: str) -> tuple[str, ...]:
    found = (node.text(strip=True) for node in tree.css(selector))
    return tuple(text for text in found if text)


def _images(tree: LexborHTMLParser) -> tuple[Image, ...]:
    kept = (image.attributes for image in tree.css("img, [style*='url(']"))
    return tuple(
        Image(image.get("src") or image.get("style") or "", image.get("alt") or image.get("title") or "")
        for image in kept
    )


def _refreshes(tree: LexborHTMLParser) -> bool:
    metas = tree.css("meta[http-equiv='refresh' i]")
    return any("url=" in (meta.attributes.get("content") or "").lower() for meta in metas)


def _frames(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    found = (absolute(base, frame.attributes.get("src") or "") for frame in tree.css("iframe[src], frame[src]"))
    return tuple(address for address in found if address)


def with_framed(document: Document, framed: list[Document]) -> Document:
    """A page as a visitor sees it: what the pages in its frames show is part of it."""
    return replace(
        document,
        links=sum((one.links for one in framed), document.links),
        lines=sum((one.lines for one in framed), document.lines),
        images=sum((one.images for one in framed), document.images),
        scripts=sum((one.scripts for one in framed), document.scripts),
    )


def _listed(found: Listing | None) -> list[Link]:
    """What a visitor sees as links though it stands in a script."""
    return [Link(item.url, item.title, only_date(item.date_text), None) for item in found.items] if found else []


def _lines(tree: LexborHTMLParser) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Visible text by blocks, and the same with PICTURE in it. Both put marks into the tree itself, so nothing else
    may read it after this."""
    if tree.body is None:
        return (), ()
    for block in tree.css(_BLOCKS):
        block.insert_before(_BREAK)
        block.insert_after(_BREAK)
    for picture in tree.css(_PICTURES):
        picture.insert_after(_PICTURE)
    text = tree.body.text()
    plain = tuple(_split(text.replace(_PICTURE, "")))
    return plain, tuple(_split(text.replace(_PICTURE, PICTURE))) if _PICTURE in text else plain


def _split(text: str) -> Iterator[str]:
    return (line for piece in text.split(_BREAK) if (line := " ".join(piece.split())))
