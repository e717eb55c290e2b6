"""What a site says in words: the pages it shows, and each distinct line of them with the pages that bear it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.documents import Document
from checks.facts.files import files
from checks.facts.grids import Table
from crawler.archive import Page

if TYPE_CHECKING:
    from checks.site import Site

_ASKED = re.compile(r"(?:来信|留言|咨询|信件|问题|诉求|提问|投诉|求助)(?:内容|描述|正文|详情|标题|主题)(?:\s*[：:]|$)")
_ANSWERED = re.compile(
    r"(?:回复|答复|办理|处理|回应|受理|反馈)(?:内容|结果|单位|情况|意见|时间|部门|日期|状态)(?:\s*[：:]|$)"
)

_NAMES = re.compile(r"[_|—–]|\s-|-\s")
"""Between a page's title and the site's name."""


@dataclass(frozen=True, slots=True)
class Text:
    """What one page or file says. `title` is what it calls itself, without the site's name."""

    page: Page
    title: str
    lines: Sequence[str]
    tables: Sequence[Table] = ()
    grids: Sequence[list[list[str]]] = ()
    """Tables of a file, laid out."""


def texts(site: Site) -> list[Text]:
    """Of every page that a visitor comes upon, then of every document that was kept whole; each sorted by address."""
    pages = [
        Text(document.page, _title(document), document.lines, document.tables)
        for _, document in sorted(site.shown.items())
    ]
    held = site.fact(files)
    called = {link.url: link.text for document in site.shown.values() for link in document.links if link.url in held}
    read = ((url, held[url]) for url in held)
    return pages + [
        Text(held.page(url), called.get(url, ""), file.lines, (), file.tables) for url, file in read if file.lines
    ]


def _title(document: Document) -> str:
    return " ".join((_NAMES.split(document.title)[0], *document.heads))


def own_lines(site: Site) -> dict[str, list[str]]:
    """Each line that the site itself says, with the addresses of the pages that bear it; first seen first.

    What a citizen wrote in a letter that the site answers is the citizen's.
    """
    found: dict[str, list[str]] = {}
    for url, document in sorted(site.shown.items()):
        for line in dict.fromkeys(_own(document)):
            found.setdefault(line, []).append(url)
    return found


def _own(document: Document) -> Iterator[str]:
    asked = False
    for line in document.lines:
        if _ANSWERED.match(line):
            asked = False
        elif _ASKED.match(line):
            asked = True
        if not asked:
            yield line
