"""TRS WCM and its kin: the pager is a call, the pages are files beside the first one.

    createPageHTML(nPageCount, nCurrIndex, "index", "html")             page 2 is index_1.html
    createPageHTML('page_div', 10, 1, 'list', 'shtml', 200)             page 2 is list_2.shtml, 200 items in all

Some builds that call like the first number their files like the second, so an address named here may not exist.
"""

from __future__ import annotations

import re

from crawler.links import absolute
from crawler.platforms import Listing

MORE_LIMIT = 20

_ARGUMENT = r"\s*[\"']?([\w./-]+)[\"']?\s*"
_CALL = re.compile(r"createPageHTML\s*\(" + ",".join([_ARGUMENT] * 4) + f"(?:,{_ARGUMENT})?" * 2)


def listings(text: str, url: str) -> list[Listing]:
    """One list a pager; its items are ordinary links of the page, and only a first page names the others."""
    return [found for match in _CALL.finditer(text) if (found := _listing(match.groups(), url))]


def _listing(arguments: tuple[str | None, ...], url: str) -> Listing | None:
    given = [argument or "" for argument in arguments]
    if given[0].isdigit() and given[1].isdigit():
        container, total, first = "", None, 0
        pages, current, name, ending = int(given[0]), int(given[1]), given[2], given[3]
    elif given[1].isdigit() and given[2].isdigit():
        container, total, first = given[0], int(given[5]) if given[5].isdigit() else None, 1
        pages, current, name, ending = int(given[1]), int(given[2]), given[3], given[4]
    else:
        return None
    numbers = range(first + 1, min(first + pages, first + 1 + MORE_LIMIT)) if current == first else ()
    more = (absolute(url, f"{name}_{number}.{ending}") for number in numbers)
    return Listing((), total, tuple(address for address in more if address), container)
