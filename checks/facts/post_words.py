"""What an account says in its posts: titles, texts and, where the public pages were read, bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.listed_posts import Listed, posts
from checks.facts.post_pages import State, post_pages
from checks.facts.wordings import Wording, wordings_in
from crawler.archive import Page

if TYPE_CHECKING:
    from checks.site import Site

_PASSED_ON = re.compile(r"//\s*@[^\s:：]{1,30}\s*[:：].*", re.DOTALL)
"""What others said stands behind such a mark in a microblog that passes it on."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong term, and the posts that bear it, newest first."""

    wording: Wording
    posts: tuple[Listed, ...]
    page: Page
    """Which proves the first."""


def slips(site: Site) -> list[Slip]:
    """By term."""
    listed, pages = site.fact(posts), site.fact(post_pages)
    lines: dict[str, list[str]] = {}
    for number, one in enumerate(listed):
        found = pages.get(one.post.url)
        body = found.lines if found and found.state is State.OK else ()
        written = (one.post.title, *one.post.text.splitlines())
        for line in dict.fromkeys((*(_PASSED_ON.sub("", text) for text in written), *body)):
            lines.setdefault(line, []).append(str(number))
    told = []
    for wording in wordings_in(lines, site.around.lexicon):
        bearing = [listed[number] for number in sorted(map(int, wording.pages))]
        told.append(Slip(wording, tuple(bearing), _proof(wording, bearing[0], site)))
    return told


def _proof(wording: Wording, first: Listed, site: Site) -> Page:
    """The file where the title has the term, else the public page."""
    found = site.fact(post_pages).get(first.post.url)
    listed = wording.entry.term in first.post.title + first.post.text
    return first.page if listed or not found else found.page
