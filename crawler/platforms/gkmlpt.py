"""gkmlpt, the disclosure platform of Guangdong: a shell, and everything that is disclosed in JSON.

    window._CONFIG = { …, SID: '756001', TREE: [{"id":5,"name":"…","children":[…]},…] }
    /gkmlpt/api/all/0?page=1&sid=756001
    {"articles":[{"title":…,"url":…,"display_publish_time":…,"created_at":…},…],"total":203}

Category 0 is everything, 100 a page. Where it does not answer, the categories of the tree are asked one by one.
"""

from __future__ import annotations

import re

from crawler.links import absolute
from crawler.pagers import query_value, with_query
from crawler.platforms import MORE_LIMIT, Listing
from crawler.platforms.replies import number, read_items, read_json

_CONFIG = re.compile(r"\b_CONFIG\s*=\s*\{")
_SID = re.compile(r"\bSID[\"']?\s*:\s*[\"']?(\d+)")
_TREE = re.compile(r"\bTREE[\"']?\s*:")
_CATEGORY = re.compile(r"[\"']?\bid[\"']?\s*:\s*[\"']?(\d+)")
_PLACE = re.compile(r"^(.*?/gkmlpt)(?:/|$|\?)")


def listings(text: str, url: str) -> list[Listing]:
    """The one list of the platform's shell, or of a reply."""
    place = _PLACE.match(url)
    if not place:
        return []
    if "/gkmlpt/api/" in url:
        return _reply(text, url)
    config = _CONFIG.search(text)
    sid = _SID.search(text, config.end()) if config else None
    tree = _TREE.search(text, config.end()) if config else None
    if not sid or not tree or "/gkmlpt/content/" in url:
        return []
    categories = dict.fromkeys(["0", *_CATEGORY.findall(text[tree.end() :].partition("</script>")[0])])
    asked = (absolute(url, f"{place[1]}/api/all/{one}?page=1&sid={sid[1]}") for one in [*categories][:MORE_LIMIT])
    return [Listing((), None, tuple(address for address in asked if address), "", drawn=True)]


def _reply(text: str, url: str) -> list[Listing]:
    reply = read_json(text)
    if not isinstance(reply, dict) or "articles" not in reply:
        return []
    days = "display_publish_time first_publish_time publish_time create_time created_at"
    items = read_items(reply["articles"], url, "title", "url post_url", days)
    total = number(reply.get("total"))
    first = query_value(url, "page") == "1"
    pages = -(-total // len(items)) if total is not None and items and first else None
    numbers = range(2, min(pages, MORE_LIMIT) + 1) if pages else ()
    more = tuple(with_query(url, page=str(one)) for one in numbers)
    # A category's count is not that of all there is.
    whole = "/api/all/0?" in url
    return [Listing(items, total if whole else None, more, "", pages if whole else None, drawn=True)]
