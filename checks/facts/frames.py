"""A site's frame: the menus, foot and side boxes that most of its pages share. What is left is a page's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from checks.facts.documents import Document
from checks.facts.links import Link
from checks.facts.scripts import COUNTERS

_FEWEST = 5
_OFTEN = 0.5
"""What stands on so many pages, and on this share of them, is the frame (our default)."""
_NEARLY_ALL = 0.8
"""Share of pages on which a side box stands (our default)."""
_HEADLINE = 12
"""Characters at least of a text that is an item's and no menu's."""
CRUMBS = ("当前位置", "现在的位置", "所在位置", "所在的位置", "您的位置", "我的位置")
"""What stands before the way from the home page to a page."""
_PAGER = re.compile(
    r"共\s*\d*\s*[条页篇]|第?\s*\d+\s*/\s*\d+\s*页?|[第每]\s*\d*\s*[页条]|首\s*页|[上下]一?\s*页|[尾末]页|转到|跳转|页次|\bGO\b",
    re.IGNORECASE,
)
"""What pagers say, of an empty list too."""
_FOOT = re.compile(r"主办|承办|版权所有|ICP备|公网安备|标识码|技术支持|建议使用|无障碍")
_LIST_HEADS = re.compile(
    r"(?:序号|标题|名称|文件|信息|公开|成文|发布|日期|时间|来源|机构|单位|文号|索引号|操作|状态|点击|浏览|次数)+"
)
_PARTS = re.compile(r"[-_|—–]")


def _is_frame(line: str, named: set[str]) -> bool:
    bare = line.strip("> ·|：:")
    if bare in named or _LIST_HEADS.fullmatch(bare) or _FOOT.search(line) or any(crumb in line for crumb in CRUMBS):
        return True
    return bool(_PAGER.search(line)) and not re.sub(r"[\d\s,，./|]+", "", _PAGER.sub("", line))


class Frame:
    def __init__(self, documents: Iterable[Document]) -> None:
        links: Counter[str] = Counter()
        lines: Counter[str] = Counter()
        self._scripts: Counter[str] = Counter()
        self._images: Counter[str] = Counter()
        self._fewest: dict[str, int] = {}
        pages = 0
        for document in documents:
            pages += 1
            shown = Counter(link.url for link in document.links)
            links.update(shown.keys())
            for url, times in shown.items():
                self._fewest[url] = min(times, self._fewest.get(url, times))
            lines.update(set(document.lines))
            self._scripts.update({*document.scripts, *document.inline})
            self._images.update({image.src for image in document.images})
        self._often = max(_FEWEST, pages * _OFTEN)
        self._everywhere = max(_FEWEST, pages * _NEARLY_ALL)
        self._shown = links
        self._links = frozenset(url for url, count in links.items() if count >= self._often)
        self._lines = frozenset(line for line, count in lines.items() if count >= self._often)

    def own_links(self, document: Document) -> Iterator[Link]:
        """Without the frame's, and without the path of columns above the page.

        An item that side boxes show everywhere is shown once more by the list that it stands in.
        """
        here = document.page.url
        shown = Counter(link.url for link in document.links)
        for link in document.links:
            item = link.dated is not None or len(link.text) >= _HEADLINE
            own = link.url not in self._links or (item and self._is_listed(link.url, shown[link.url]))
            above = link.url.endswith("/") and here.startswith(link.url)
            if own and link.url != here and not above:
                yield link

    def _is_listed(self, url: str, times: int) -> bool:
        """Does an item of the frame stand here more often than anywhere, or not on nearly all pages as a box would?"""
        return times > self._fewest[url] or self._shown[url] < self._everywhere

    def repeats(self, document: Document) -> int:
        """How many links of the frame stand on this page once more than anywhere: a page of entries repeats them."""
        shown = Counter(link.url for link in document.links)
        return sum(times > self._fewest[url] for url, times in shown.items() if url in self._links)

    def own_text(self, document: Document, names: Iterable[str]) -> int:
        """Characters of text that is neither the frame's, nor a link's, a name's or a pager's, nor the way here."""
        named = {link.text for link in document.links} | {document.title, *document.heads, *names}
        named |= {
            part.strip()
            for name in (*named, *document.tags.values.get("ColumnName", ()))
            for part in _PARTS.split(name)
        }
        return sum(len(line) for line in document.lines if line not in self._lines and not _is_frame(line, named))

    def own_scripts(self, document: Document) -> list[str]:
        """External and inline scripts that most pages do without, counters of visits left out."""
        own = (one for one in (*document.scripts, *document.inline) if self._scripts[one] < self._often)
        return [one for one in own if not COUNTERS.search(one)]

    def own_images(self, document: Document) -> list[str]:
        """Pictures that hardly another page shows."""
        return [image.src for image in document.images if image.src and self._images[image.src] < 3]
