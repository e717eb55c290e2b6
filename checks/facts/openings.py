"""What opens behind a name of the site: content, nothing, or what could not be looked at."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from checks.facts.answers import Reach
from checks.facts.channels import Channel, Reading
from checks.facts.documents import Document
from checks.facts.names import Name
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_DEAD = frozenset({Reach.GONE, Reach.BROKEN, Reach.DEAD})
_UNREAD = frozenset({Reading.DRAWN, Reading.UNREAD})


_FEW_LINKS = 8
"""A home page with fewer links draws its menus by script (our default)."""
_MORE = re.compile(r"[查看]*更多[\W_]*|more[\W_]*|[\W_]+", re.IGNORECASE)
_NOTHING = re.compile(r"暂无|尚无|没有(?:相关|任何)|建设中")


class State(Enum):
    HELD = "有内容"
    BLANK = "栏目空白"
    DEAD = "打不开"
    HOMEWARD = "只跳转回首页"
    HEADING = "只有标题，下面没有读到内容"
    UNREAD = "列表由脚本绘制或没有采集，内容没有读到"
    UNASKED = "没有采集"
    ODD = "应答异常，内容没有读到"


def state_of(site: Site, name: Name) -> State:
    """Of what the name leads to. Another host's page, and a list's entry that was not asked for, are taken for content."""
    assert site.home is not None
    answer = site.answers.of(name.url)
    inside = host_of(name.url) == host_of(site.home.url)
    if answer is None:
        return State.UNASKED if inside and not name.listed else State.HELD
    if answer.reach in _DEAD:
        return State.DEAD
    if answer.reach is not Reach.OK:
        return State.ODD if inside else State.HELD
    if answer.page.url != name.url and answer.page.url == site.home.url:
        return State.HOMEWARD
    document = site.shown.get(name.url) or site.shown.get(answer.page.url)
    channel = site.fact(columns).get(answer.page.url)
    if name.heading and document is not None and not (channel and channel.reading is Reading.EMPTY):
        return State.HELD if _stands_under(document, name.text) else State.HEADING
    return _of_channel(site, channel) if channel else State.HELD


def columns(site: Site) -> dict[str, Channel]:
    """The site's columns by address."""
    return {channel.document.page.url: channel for channel in site.channels}


def _of_channel(site: Site, channel: Channel) -> State:
    if channel.reading is Reading.EMPTY:
        return State.BLANK
    if channel.reading in _UNREAD:
        return State.UNREAD
    leads = bool(channel.items) and all(item.url in site.fact(columns) for item in channel.items)
    if channel.reading is Reading.MENU or leads:
        return _of_menu(site, channel)
    return State.HELD


def _of_menu(site: Site, channel: Channel) -> State:
    """Blank when all that it leads to are blank columns."""
    below = [site.fact(columns).get(url) for url in _below(site, channel)]
    blank = bool(below) and all(one is not None and one.reading is Reading.EMPTY for one in below)
    return State.BLANK if blank else State.HELD


def columns_below(site: Site, channel: Channel) -> list[Channel]:
    """The columns that a menu leads to, sorted by address."""
    known = site.fact(columns)
    return [known[url] for url in sorted(_below(site, channel)) if url in known]


def _below(site: Site, channel: Channel) -> set[str]:
    """Addresses that it links and the home page does not."""
    assert site.home_document is not None
    menu = {link.url for link in site.home_document.links}
    return {link.url for link in channel.document.links} - menu - {channel.document.page.url}


def _stands_under(document: Document, heading: str) -> bool:
    """Is there anything between this heading and the next? Where the heading is no line of its own, it is believed."""
    heads = {"".join(section.split()) for section in document.sections}
    lines = [bare for line in document.lines if (bare := "".join(line.split())) and not _MORE.fullmatch(bare)]
    wanted = "".join(heading.split())
    places = [number for number, line in enumerate(lines) if line == wanted]
    return not places or any(_says_something(lines[number + 1 : number + 2], heads) for number in places)


def _says_something(lines: list[str], heads: set[str]) -> bool:
    return any(line not in heads and len(line) > 1 and not _NOTHING.search(line[:30]) for line in lines)


def may_draw(site: Site, document: Document) -> bool:
    """May a script that the home page does without, or a frame that was not read, show more than was read?"""
    home = site.home_document
    drawing = set(document.draws) - set(home.draws if home else ())
    return bool(drawing) or any(url not in site.documents for url in document.frames)


def menus_drawn(site: Site) -> str:
    """Why what the home page links may not be all that it shows, or ''."""
    home = site.home_document
    if home is None or len(home.links) >= _FEW_LINKS:
        return ""
    drawn = home.scripts or home.inline or home.frames or not home.links
    return f"首页只读到 {len(home.links)} 个链接，导航可能由脚本绘制" if drawn else ""
