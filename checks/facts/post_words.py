"""What an account says wrong in its posts: titles, texts and, where the public pages were read, bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.listed_posts import Listed
from checks.facts.post_texts import post_texts
from checks.facts.wordings import Wording, wordings_in
from crawler.archive import Page

if TYPE_CHECKING:
    from checks.site import Site


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong term, and the posts that bear it, newest first."""

    wording: Wording
    posts: tuple[Listed, ...]
    page: Page
    """Which proves the first: the file where it has the term, else the public page."""


def slips(site: Site) -> list[Slip]:
    """By term."""
    said = site.fact(post_texts)
    lines: dict[str, list[str]] = {}
    for number, one in enumerate(said):
        for line in one.text.lines:
            lines.setdefault(line, []).append(str(number))
    told = []
    for wording in wordings_in(lines, site.around.lexicon):
        bearing = [said[number] for number in sorted(map(int, wording.pages))]
        listed = dict.fromkeys(one.listed for one in bearing)
        told.append(Slip(wording, tuple(listed), bearing[0].text.page))
    return told
