"""The tree of a site's columns: which stands below which, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checks.columns import Column
from checks.facts.channel_kinds import ChannelKind
from checks.facts.channels import Channel, Reading
from checks.facts.documents import Document
from checks.facts.frames import CRUMBS, Frame

if TYPE_CHECKING:
    from checks.site import Site

_KINDS = {ChannelKind.NEWS: "动态要闻", ChannelKind.NOTICES: "通知公告、政策文件", ChannelKind.OTHER: "其他"}
_MARKS = " >＞»›·-—/|：:→\xa0"
_ARROWS = frozenset({">", ">>", "＞", "»", "›", "→", "->"})
"""What stands behind 首页 where a way is shown without saying so."""
_STEPS = 8
"""Names at most on the way from the home page to a column (our default)."""

Parents = Mapping[str, tuple[str, str]]
"""Address of a column → that of the column above it, and what told it."""


def columns(site: Site) -> list[Column]:
    """Sorted by address."""
    channels = {channel.document.page.url: channel for channel in site.channels}
    above = _without_circles(_parents(site, channels))
    return [_column(site.target.id, channel, channels, above) for _, channel in sorted(channels.items())]


def _column(target: str, channel: Channel, channels: Mapping[str, Channel], above: Parents) -> Column:
    url = channel.document.page.url
    tag = channel.document.tags.value("ColumnType").strip()
    parent, by = above.get(url, ("", ""))
    days = [item.published.day for item in channel.items if item.published]
    listing = channel.document.listing
    return Column(
        target=target,
        name=channel.name,
        kind=tag or _KINDS[channel.kind],
        kind_by="标签" if tag else "推断",
        url=url,
        parent=parent,
        parent_by=by,
        path=" > ".join(channels[one].name for one in reversed([url, *_ancestors(url, above)])),
        items=len(channel.items),
        total=listing.total if listing else None,
        newest=max(days).isoformat() if days else "",
        reading=channel.reading.value,
        drawn=channel.document.page.purpose == "rendered",
        partly=channel.partly,
    )


def _ancestors(url: str, above: Parents) -> Iterator[str]:
    while url in above:
        url = above[url][0]
        yield url


def _parents(site: Site, channels: Mapping[str, Channel]) -> dict[str, tuple[str, str]]:
    """By the way that the page shows, else by the address, else by the one page of entries that leads there."""
    folders = {folder: url for url in sorted(channels, reverse=True) if (folder := _folder(url))}
    entries = _entries(site, channels)
    found = {}
    for url, channel in channels.items():
        told = (
            (_by_crumbs(channel, channels), "位置导航"),
            (_by_folder(url, folders), "网址"),
            (entries.get(url, ""), "链接"),
        )
        parent, by = next(((one, by) for one, by in told if one and one != url), ("", ""))
        if parent:
            found[url] = parent, by
    return found


def _by_crumbs(channel: Channel, channels: Mapping[str, Channel]) -> str:
    """The last other column that the page names on the way to itself."""
    document, own = channel.document, channel.document.page.url
    addresses = {link.text: link.url for link in reversed(document.links) if link.url in channels and link.url != own}
    way = list(_way(document))
    way = way[: way.index(channel.name)] if channel.name in way else way
    return next((addresses[name] for name in reversed(way) if name in addresses), "")


def _way(document: Document) -> Iterator[str]:
    """The names behind 当前位置, whether they stand in one line or each in its own."""
    lines = document.lines
    told = (n for n, line in enumerate(lines) if any(crumb in line for crumb in CRUMBS))
    bare_way = (n for n, line in enumerate(lines[:-1]) if line.strip() == "首页" and lines[n + 1].strip() in _ARROWS)
    start = next(told, next(bare_way, None))
    if start is None:
        return
    texts = {link.text for link in document.links}
    for number, line in enumerate(lines[start : start + 2 * _STEPS]):
        bare = line.strip(_MARKS)
        if number and bare and bare not in texts:
            yield bare  # the page's own name, which is no link
            return
        for name in bare.replace("＞", ">").replace("»", ">").split(">"):
            if name := name.rpartition("：")[2].strip(_MARKS):
                yield name


def _folder(url: str) -> str:
    """The folder that a column has to itself; '' for a page among others, and for the top of the host."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    is_head = not name or name.partition(".")[0].lower() in ("index", "default", "list")
    return f"{parts.netloc}{folder}/" if folder and is_head and not parts.query else ""


def _by_folder(url: str, folders: Mapping[str, str]) -> str:
    """The column whose folder holds this one's."""
    parts = urlsplit(url)
    here = f"{parts.netloc}{parts.path.rpartition('/')[0]}/"
    if folders.get(here, url) != url:
        return folders[here]
    while here.count("/") > 1:
        here = here.rstrip("/").rpartition("/")[0] + "/"
        if here in folders:
            return folders[here]
    return ""


def _entries(site: Site, channels: Mapping[str, Channel]) -> dict[str, str]:
    """Column → the page of entries that leads to it, where only one does."""
    menus = [channel for channel in channels.values() if channel.reading is Reading.MENU]
    if not menus:
        return {}
    frame = Frame(site.documents.values())
    leads: dict[str, set[str]] = {}
    for menu in menus:
        for link in frame.own_links(menu.document):
            if link.url in channels:
                leads.setdefault(link.url, set()).add(menu.document.page.url)
    return {url: next(iter(ways)) for url, ways in leads.items() if len(ways) == 1}


def _without_circles(above: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """What would make a column stand below itself is no parent."""
    kept: dict[str, tuple[str, str]] = {}
    for url, (parent, by) in sorted(above.items()):
        if url not in (parent, *_ancestors(parent, kept)):
            kept[url] = parent, by
    return kept
