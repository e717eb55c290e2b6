"""Which pages a round really read, and what they link: so that silence about a page can be told from not looking."""

from __future__ import annotations

from collections.abc import Collection

from checks.facts.answers import Answers, Reach, reach
from checks.facts.documents import read_document
from crawler.addresses import page_key
from crawler.archive import Archive
from crawler.text import decode, is_html

_WEB = frozenset({"home", "page", "list", "link", "probe"})


def read_pages(archive: Archive, wanted: Collection[str]) -> tuple[set[str], dict[str, set[str]]]:
    """Of the addresses wanted: `page_key` of those that answered with something of their own, and for each that is a
    page the `page_key` of what it links."""
    keys = {page_key(url) for url in wanted}
    answers = Answers(
        [page for page in archive.pages() if page.purpose in _WEB],
        lambda page: decode(archive.body(page), page.content_type)[0],
    )
    read: set[str] = set()
    links: dict[str, set[str]] = {}
    for url in {page.url for page in archive.pages() if page.purpose in _WEB and page_key(page.url) in keys}:
        answer = answers.of(url)
        if answer is None or answer.reach is not Reach.OK:
            continue
        page, body = answer.page, archive.body(answer.page)
        if not is_html(page.content_type, body):
            read.add(page_key(url))
            continue
        text = decode(body, page.content_type)[0]
        if reach(page, text) is Reach.OK:
            read.add(page_key(url))
            links[page_key(url)] = {page_key(link.url) for link in read_document(page, text).links}
    return read, links
