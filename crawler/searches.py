"""A site's own search, tried once with a title that the site itself shows: which box, which title, which address.

Only what a browser would send without a script is sent: a form of method get whose action is the site's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.archive import Page
from crawler.forms import Control, Form, read_forms
from crawler.links import COLUMN_NAME, Found, base_url
from crawler.platforms import Listing
from crawler.text import declared_charset
from crawler.titles import Known, choose, known_titles

LIBRARIES = 3
"""Libraries of documents of a site whose search is tried at most. Our default."""

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
_ARTICLE_TAGS = "meta[name='ArticleTitle' i], meta[name='PubDate' i]"
_COLUMN_TAG = re.compile(r"<meta\b[^>]{0,200}\bColumnName\b[^>]{0,200}>", re.IGNORECASE)
_COLUMN_NAME = "meta[name='ColumnName' i]"


class Search(NamedTuple):
    """One query to be made. `via` carries the form; `detail` is what the visit says of itself, as JSON."""

    url: str
    via: str
    sought: str
    """The article that it should find; whoever judges the search must have read it."""
    detail: str


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
        known = choose(known_titles(tree, base, page, self._owns, lists), page)
        if self._home and known:
            yield _search(*self._home, known)
            self._home = None
        if known and not home and self._left and self._is_library(tree, page):
            if box := self._box(tree, base, page.url, home=False):
                self._left -= 1
                yield _search(page.url, *box, declared_charset(text, page.content_type), known)

    def _may_be_library(self, page: Page, text: str) -> bool:
        """Without parsing: every page of a site may have a box at its head and the library's name in its menu."""
        tag = _COLUMN_TAG.search(text)
        return hash(page.url) in self._libraries or (tag is not None and LIBRARY.search(tag[0]) is not None)

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
