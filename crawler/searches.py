"""A site's own search, tried once with a title that the site itself shows: which box, which title, which address.

Only what a browser would send without a script is sent: a form of method get whose action is the site's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.archive import Page
from crawler.beijing import BEIJING
from crawler.forms import Control, Form, read_forms
from crawler.links import COLUMN_NAME, Found, absolute, base_url, is_attachment
from crawler.platforms import Listing
from crawler.text import declared_charset

LIBRARIES = 3
"""Libraries of documents of a site whose search is tried at most. Our default."""
SHORTEST, LONGEST = 8, 30
"""Characters of a title that is looked for (our default): shorter ones are no one document's, longer ones are cut short."""
INDEXED = timedelta(days=3)
"""What was published so lately may not be in the index yet (our default)."""

LIBRARY = re.compile(r"规章库|规范性文件|政策文件库|文件库|法规库")
_LOOKUP = re.compile(
    r"查询[码号]|密码|编号|办件|信件|受理|流水|进度|身份证|手机|电话|姓名|证书|证件|快递|天气|公交|航班|车次|违章|成绩|邮编"
)
"""What is asked of who looks up a case of his own: no search for documents."""
_LABELS = 40
"""Characters of a form's text at most that are the names of its fields (our default)."""
_TITLE_FIELD = re.compile(
    r"标题|名称|关键|搜索|检索|全文|title|key|word|search|query|sousuo|^q\b|^s\b|^wd\b", re.IGNORECASE
)
_DAY = re.compile(r"(?<!\d)(?:(20\d\d)[-./年])?(\d{1,2})[-./月](\d{1,2})(?!\d)")
_CUT = ("…", "...")
_ABOVE, _ENTRY = 4, 240
"""Elements around a link, and characters of them, that are still one entry of a list."""
_ARTICLE_TAGS = "meta[name='ArticleTitle' i], meta[name='PubDate' i]"
_COLUMN_NAME = "meta[name='ColumnName' i]"


class Search(NamedTuple):
    """One query to be made. `via` carries the form; `detail` is what the visit says of itself, as JSON."""

    url: str
    via: str
    sought: str
    """The article that it should find; whoever judges the search must have read it."""
    detail: str


class Known(NamedTuple):
    """An article that the site shows, and the day beside it."""

    title: str
    url: str
    day: date | None


class Searches:
    """Which searches of one site are still to be tried. Learns its pages in their order."""

    def __init__(self, owns: Callable[[str], bool]) -> None:
        """`owns`: is the address the site's own?"""
        self._owns = owns
        self._home: tuple[str, Form, Control, str] | None = None
        """The home page's box, while no page has shown a title to look for."""
        self._sitewide = ""
        """Where the home page's box leads: the same box on another page is no library's own."""
        self._libraries: set[int] = set()
        self._left = LIBRARIES

    def learn(self, page: Page, text: str, found: Sequence[Found], lists: Sequence[Listing]) -> Iterator[Search]:
        """What to try now that this page is known; `found`: its links, by whose names a library can be told later."""
        if self._left:
            named = (one.url for one in found if len(one.text) <= COLUMN_NAME and LIBRARY.search(one.text))
            self._libraries.update(map(hash, named))
        home = page.purpose == "home"
        if not (home or self._home or (self._left and self._may_be_library(page, text))):
            return
        tree = LexborHTMLParser(text)
        base = base_url(tree, page.url)
        if home and (box := self._box(tree, base, page.url, home=True)):
            self._home = (page.url, *box, declared_charset(text, page.content_type))
            self._sitewide = _address(box[0])
        known = _choose(_known(tree, base, page, self._owns, lists), page)
        if self._home and known:
            yield _search(*self._home, known)
            self._home = None
        if known and not home and self._left and self._is_library(tree, page):
            if box := self._box(tree, base, page.url, home=False):
                self._left -= 1
                yield _search(page.url, *box, declared_charset(text, page.content_type), known)

    def _may_be_library(self, page: Page, text: str) -> bool:
        return "<form" in text.lower() and (hash(page.url) in self._libraries or LIBRARY.search(text) is not None)

    def _is_library(self, tree: LexborHTMLParser, page: Page) -> bool:
        if tree.css_first(_ARTICLE_TAGS) is not None:
            return False
        tag = tree.css_first(_COLUMN_NAME)
        named = tag is not None and LIBRARY.search(tag.attributes.get("content") or "")
        return bool(named) or hash(page.url) in self._libraries

    def _box(self, tree: LexborHTMLParser, base: str, url: str, *, home: bool) -> tuple[Form, Control] | None:
        """The box to try, one that no script has a hand in if there is one; no box of the home page elsewhere."""
        found: list[tuple[Form, Control]] = []
        for form in read_forms(tree, base, url):
            word, address = _word(form), _address(form)
            if word is None or form.method != "get" or not self._is_within(form.action):
                continue
            itself = address == _bare(url)
            if not (itself and (home or form.scripted)) and (home or address != self._sitewide):
                found.append((form, word))
        return min(found, key=lambda box: box[0].scripted, default=None)

    def _is_within(self, action: str) -> bool:
        """Is it the site's own address, or on a host below one of its own?"""
        if not action or self._owns(action):
            return bool(action)
        parts = urlsplit(action)
        labels = (parts.hostname or "").split(".")
        above = [".".join(labels[n:]) for n in range(1, len(labels) - 1)]
        return any(self._owns(urlunsplit((parts.scheme, host, "/", "", ""))) for host in above)


def read_detail(detail: str) -> tuple[str, str]:
    """The title that a search looked for and the address of its article; ('', '') when it says neither."""
    try:
        said = json.loads(detail)
        return str(said["word"]), str(said["url"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def failed_detail(detail: str, words: str) -> str:
    """The same, with the failure in the client's own words."""
    return json.dumps(json.loads(detail) | {"failure": words}, ensure_ascii=False) if words else detail


def _search(via: str, form: Form, word: Control, encoding: str, known: Known) -> Search:
    fields = [(one.name, known.title if one is word else one.value) for one in form.controls if one.sent]
    query = urlencode(fields, encoding=encoding, errors="xmlcharrefreplace")
    detail = json.dumps({"word": known.title, "url": known.url}, ensure_ascii=False)
    return Search(f"{_address(form)}?{query}", via, known.url, detail)


def _word(form: Form) -> Control | None:
    """The field for the title, where the form is a search for documents and it is plain which field that is."""
    labels = form.text if len(form.text) <= _LABELS else ""  # a longer text holds what others looked for
    said = " ".join((labels, *(f"{one.hint} {one.value}" for one in form.controls)))
    if form.word is None or _LOOKUP.search(said) or any(one.kind == "password" for one in form.controls):
        return None
    texts = [one for one in form.controls if one.kind in ("text", "search", "") and one.sent]
    told = [one for one in texts if _TITLE_FIELD.search(f"{one.name} {one.hint} {one.value}")]
    return next(iter(told), None) or (texts[0] if len(texts) == 1 else None)


def _address(form: Form) -> str:
    return _bare(form.action)


def _bare(url: str) -> str:
    """Without its query, which what is filled in takes the place of."""
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))


def _choose(known: list[Known], page: Page) -> Known | None:
    """The newest that the index must have; where no day is shown, the one in the middle. The longer title goes first."""
    titles = [one.title for one in known]
    single = [one for one in known if titles.count(one.title) == 1]
    latest = page.fetched_at.astimezone(BEIJING).date() - INDEXED
    old = [one for one in single if one.day and one.day <= latest]
    if old:
        return max(old, key=lambda one: (one.day or latest, len(one.title), one.title))
    undated = [one for one in single if one.day is None and len(one.title) > COLUMN_NAME]
    return undated[len(undated) // 2] if undated else None


def _known(
    tree: LexborHTMLParser, base: str, page: Page, owns: Callable[[str], bool], lists: Sequence[Listing]
) -> list[Known]:
    """Articles that the page shows with a title to look for, each address once."""
    seen = page.fetched_at.astimezone(BEIJING).date()
    shown = [
        Known(_title(node), absolute(base, node.attributes.get("href") or "") or "", _beside(node, seen))
        for node in tree.css("a[href]")
    ]
    shown += [
        Known(" ".join(item.title.split()), item.url, _day(item.date_text, seen)) for one in lists for item in one.items
    ]
    found: dict[str, Known] = {}
    for one in shown:
        if one.url and owns(one.url) and not is_attachment(one.url) and one.url != page.url and _is_telling(one.title):
            found.setdefault(one.url, one)
    return list(found.values())


def _title(node: LexborNode) -> str:
    text = " ".join(node.text().split())
    said = " ".join((node.attributes.get("title") or "").split())
    return said if said and (text.endswith(_CUT) or _DAY.search(text)) else text


def _is_telling(title: str) -> bool:
    """Is it one document's own title, whole and with nothing else around it?"""
    whole = SHORTEST <= len(title) <= LONGEST and " " not in title and not title.endswith(_CUT)
    return whole and not _DAY.search(title) and not re.search(r"[:：]|更多|^[\[【(（·•>]", title)


def _beside(node: LexborNode, seen: date) -> date | None:
    """The day in the link's entry: in itself, or in what encloses it and no other link."""
    here: LexborNode | None = node
    for _ in range(_ABOVE):
        if here is None or here.tag == "body" or len(here.css("a[href]")) > 1:
            return None
        text = here.text(separator=" ")
        if len(text) > _ENTRY:
            return None
        if day := _day(text, seen):
            return day
        here = here.parent
    return None


def _day(text: str, seen: date) -> date | None:
    """The last day written in a text; without its year, the latest such day."""
    found = [day for match in _DAY.finditer(text) if (day := _read(match, seen))]
    return found[-1] if found else None


def _read(match: re.Match[str], seen: date) -> date | None:
    for year in [int(match[1])] if match[1] else [seen.year, seen.year - 1]:
        try:
            day = date(year, int(match[2]), int(match[3]))
        except ValueError:
            continue
        if day <= seen:
            return day
    return None
