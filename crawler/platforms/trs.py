"""TRS WCM and its kin: the pager is a call or a piece of script, the pages are files beside the first one.

    createPageHTML(nPageCount, nCurrIndex, "index", "html")             page 2 is index_1.html
    createPageHTML('page_div', 10, 1, 'list', 'shtml', 200)             page 2 is list_2.shtml, 200 items in all
    var currentPage=0; var countPage=56; … "index"+"_"+nextPage+"."+"html"

Some builds that call like the first number their files like the second: there `index_1` is missing or is the first
page again. Both are asked for, in order, and what the first page shows once more does not count as a page.
A call with the name of an article pages the article. A call inside a comment draws nothing.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.links import absolute
from crawler.pagers import page_number
from crawler.platforms import MORE_LIMIT, Listing

_ARGUMENT = r"\s*[\"']?([\w./-]+)[\"']?\s*"
_CALL = re.compile(r"createPageHTML\s*\(" + ",".join([_ARGUMENT] * 4) + f"(?:,{_ARGUMENT})?" * 2)
_COUNT = re.compile(r"\bcountPage\s*=\s*(\d+)")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d+)")
_NAME = re.compile(
    r"(\w+)(?:[\"']\s*\+\s*[\"'])?_[\"']\s*\+\s*nextPage\s*\+\s*[\"']\.(?:[\"']\s*\+\s*[\"'])?(s?html?)\b"
)
_ARTICLE = re.compile(r"t\d{8}_\d+$|content|[0-9a-f]{32}$")


def listings(text: str, url: str) -> list[Listing]:
    """One list a pager; its items are ordinary links of the page, and only a first page names the others."""
    if "createPageHTML" not in text and "countPage" not in text:
        return []
    script = _scripts(text)
    found = [one for match in _CALL.finditer(script) if (one := _called(match.groups(), url))]
    count, current, name = _COUNT.search(script), _CURRENT.search(script), _NAME.search(script)
    if not found and count and current and name:
        found.append(_listing(int(count[1]), int(current[1]), name[1], name[2], url))
    return found


def _scripts(text: str) -> str:
    """What runs: a script that is inside a comment does not."""
    from selectolax.lexbor import LexborHTMLParser

    return "\n".join(script.text() for script in LexborHTMLParser(text).css("script:not([src])")) or text


def _called(arguments: tuple[str | None, ...], url: str) -> Listing | None:
    given = [argument or "" for argument in arguments]
    if given[0].isdecimal() and given[1].isdecimal():
        if _ARTICLE.match(given[2]):
            return None
        return _listing(int(given[0]), int(given[1]), given[2], given[3], url)
    if not given[1].isdecimal() or not given[2].isdecimal():
        return None
    pages, total = int(given[1]), int(given[5]) if given[5].isdecimal() else None
    numbers = range(2, min(pages, MORE_LIMIT) + 1) if given[2] == "1" else ()
    more = (absolute(url, f"{given[3]}_{number}.{given[4]}") for number in numbers)
    return Listing((), total, tuple(address for address in more if address), given[0], pages)


def _listing(pages: int, current: int, name: str, ending: str, url: str) -> Listing:
    """Numbers from 1 to the count itself: whichever way it numbers, its pages are among them."""
    own = urlsplit(url).path.rpartition("/")[2]
    first = current == 0 or (current == 1 and (not own or (own.startswith(f"{name}.") and not page_number(url))))
    numbers = range(1, min(pages, MORE_LIMIT) + 1) if first and pages > 1 else ()
    more = (absolute(url, f"{name}_{number}.{ending}") for number in numbers)
    return Listing((), None, tuple(address for address in more if address), "", pages)
