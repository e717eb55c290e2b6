"""What an account says of its own: each post's words as the file has them, and what its public page adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.listed_posts import Listed, posts
from checks.facts.post_pages import State, post_pages
from checks.facts.texts import Text
from crawler.archive import Page

if TYPE_CHECKING:
    from checks.site import Site

_PASSED_ON = re.compile(r"//\s*@[^\s:：]{1,30}\s*[:：].*", re.DOTALL)
"""What others said stands behind such a mark in a microblog that passes it on."""


@dataclass(frozen=True, slots=True)
class PostText:
    listed: Listed
    text: Text
    """Its page proves it: the file, or the post's public page."""
    links: tuple[tuple[str, str], ...] = ()
    """Address and words of the links of a public page."""


def post_texts(site: Site) -> list[PostText]:
    """Newest post first; of each post the file's words, then what only its public page shows."""
    return list(_texts(site))


def _texts(site: Site) -> Iterator[PostText]:
    pages = site.fact(post_pages)
    for one in site.fact(posts):
        lines = _own_lines(one.post.title, one.post.text)
        yield PostText(one, _text(one, one.page, lines))
        found = pages.get(one.post.url)
        if found and found.state is State.OK:
            further = tuple(line for line in dict.fromkeys(found.lines) if line not in lines)
            if further or found.links:
                yield PostText(one, _text(one, found.page, further), found.links)


def _own_lines(title: str, body: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_PASSED_ON.sub("", line) for line in (title, *body.splitlines())))


def _text(one: Listed, page: Page, lines: tuple[str, ...]) -> Text:
    return Text(page, one.post.title, lines)
