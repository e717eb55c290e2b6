"""Any builder: a pager of ordinary links to `?page=N`, `index_N.html` or `list_N.html`.

    <a href="index.html">首页</a> <span>1</span> <a href="index_1.html">2</a> … <a href="index_55.html">尾页</a>

What an address counts from is told by the numbers that the links themselves show, else by where 下一页 leads. A link
is a pager's only if it says so: neighbours of an article (上一篇, 下一篇) have such addresses too.
"""

from __future__ import annotations

import re

from crawler.links import absolute, base_url
from crawler.pagers import at_page, page_number, same_list
from crawler.platforms import MORE_LIMIT, Listing

_WORDS = ("一页", "下页", "后页", "尾页", "末页")
_ENDS = re.compile("</[aA]")
_BLANKS = 40
"""Characters of white space at most between a number and the end of its link."""
_NEXT = re.compile(r"^(?:下一?页|后一?页)\W*$")
_LAST = re.compile(r"^(?:[尾末]页|最后一?页)\W*$")


def listings(text: str, url: str) -> list[Listing]:
    """The one list that the pager pages; a later page names only what follows."""
    if not _hints(text):
        return []
    shown, onward, last = _pager(text, url)
    here = page_number(url)
    pattern = onward or next(iter(shown.values()), "")
    offsets = {page_number(address) - number for number, address in shown.items() if number > 1}
    if not pattern or len(offsets) > 1:
        return []
    offset = offsets.pop() if offsets else (page_number(pattern) - 2 if not here else 0)
    if offset not in (0, -1):
        return []
    begin = max(here - offset, 1) + 1
    final = max([*shown, page_number(last) - offset if last else 0, page_number(onward) - offset if onward else 0])
    more = tuple(at_page(pattern, number + offset) for number in range(begin, min(final, begin + MORE_LIMIT - 1) + 1))
    return [Listing((), None, more, "", final if last else None)] if final > 1 else []


def _hints(text: str) -> bool:
    """May there be a pager? Asked of every page, so it looks for no more than words, and numbers that end a link."""
    ends = (text[max(0, match.start() - _BLANKS) : match.start()].rstrip()[-1:] for match in _ENDS.finditer(text))
    return any(end.isdecimal() for end in ends) or any(word in text for word in _WORDS)


def _pager(text: str, url: str) -> tuple[dict[int, str], str, str]:
    """Addresses by the number that stands on them, that of the next page, and that of the last."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    base, shown, onward, last = base_url(tree, url), dict[int, str](), "", ""
    for link in tree.css("a[href]"):
        said = " ".join(link.text().split())
        if not (said.isdecimal() and len(said) < 5) and not _NEXT.match(said) and not _LAST.match(said):
            continue
        address = absolute(base, link.attributes.get("href") or "")
        if not address or not page_number(address) or not same_list(address, url):
            continue
        if said.isdecimal():
            shown.setdefault(int(said), address)
        elif _NEXT.match(said):
            onward = onward or address
        else:
            last = address
    return shown, onward, last
