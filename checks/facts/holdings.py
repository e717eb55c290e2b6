"""What a site holds of the mandatory-content catalogue: where each item was found by name, and what is there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from checks.content.catalogue import Catalogue, Content, load_catalogue
from checks.content.needles import Needles, bare
from checks.facts.names import Name, names
from checks.facts.openings import State, state_of

if TYPE_CHECKING:
    from checks.site import Site

_EXTRA, _SHORT_EXTRA = 8, 4
"""Characters that a column's name may have around the item's name, and around one of two or three characters."""
_TITLE_EXTRA = 24
"""Characters that a document's title may have around the item's name."""
_ORGAN = re.compile(r"(?:局|委|委员会|厅|部|办|办公室|中心|院|馆|站|公司|学校|大学|中学|小学|协会|学会|公安|网)$")
"""How the names of organs and of their sites end: 县教育局 is no column about education."""
_DOCUMENT = re.compile(
    r"(?:清单|目录|预案|办法|规定|制度|条例|指南|公报|年报|报告|细则|方案|规划|纲要|名单|结果|一览表|汇总表|汇编|标准|手册|流程图|情况表"
    r"|公示|公告)(?:第?\d+版|\d*年版?|试行|修订版?|\d*年?修订|全文|市级|县级|区级)*$"
)
"""How the titles of documents end; a headline is news about the matter."""


class Match(Enum):
    """How a name of the site stands to an item."""

    NAME = "name"
    TITLE = "title"
    """A document's title that has the item's name in it."""
    NEAR = "near"
    """It only speaks of the matter."""


_BEST = (Match.NAME, Match.TITLE, Match.NEAR)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place that goes by an item's name. Of `NEAR` the state is not looked at."""

    name: Name
    match: Match
    state: State


@dataclass(frozen=True, slots=True)
class Holding:
    """All sightings of one item, in the order of the site's names."""

    content: Content
    sightings: tuple[Sighting, ...]

    @property
    def held(self) -> tuple[Sighting, ...]:
        return self.among(State.HELD)

    @property
    def near(self) -> tuple[Name, ...]:
        """What only speaks of the matter."""
        return tuple(one.name for one in self.sightings if one.match is Match.NEAR)

    def among(self, *states: State) -> tuple[Sighting, ...]:
        return tuple(one for one in self.sightings if one.match is not Match.NEAR and one.state in states)


def holdings(site: Site) -> dict[str, Holding]:
    """Of every item of the round's catalogue, and of the platform's own items whatever the catalogue has; by id."""
    catalogue = {content.id: content for content in (*_platform(), *site.around.catalogue)}
    seekers = _seekers(tuple(catalogue.values()))
    found: dict[str, dict[Name, Match]] = {key: {} for key in catalogue}
    for name in site.fact(names):
        for key, match in seekers.items_called(name):
            found[key][name] = match
    for channel in site.channels:
        column = Name(channel.name, bare(channel.name), channel.document.page.url)
        for key in seekers.by_type.get(channel.document.tags.value("ColumnType"), ()):
            found[key].setdefault(column, Match.NAME)
    return {key: Holding(catalogue[key], _sightings(site, found[key])) for key in sorted(catalogue)}


def _platform() -> Catalogue:
    return tuple(content for content in load_catalogue() if content.set == "platform_2019")


def _sightings(site: Site, found: dict[Name, Match]) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(name, match, State.ODD if match is Match.NEAR else state_of(site, name))
        for name, match in found.items()
    )


class Seekers:
    """A catalogue turned round: word → the items that go by it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._unlike = {content.id: tuple(map(bare, content.unlike)) for content in catalogue}
        self._named, self._near, self.by_type = dict[str, list[str]](), dict[str, list[str]](), dict[str, list[str]]()
        for content in catalogue:
            for found, words in ((self._named, content.names), (self._near, content.near)):
                for word in dict.fromkeys(map(bare, words)):
                    found.setdefault(word, []).append(content.id)
            for kind in content.types:
                self.by_type.setdefault(kind, []).append(content.id)
        self._needles = Needles([*self._named, *self._near])

    def items_called(self, name: Name) -> Iterable[tuple[str, Match]]:
        """Best match of each item that the name may mean."""
        found: dict[str, Match] = {}
        organ = _ORGAN.search(name.bare) is not None
        for word in self._needles.within(name.bare):
            near = () if organ else self._near.get(word, ())
            matches = [(key, Match.NEAR) for key in near]
            if match := _match(word, name):
                named = self._named.get(word, ())
                matches += [(key, match) for key in named if not self._is_other(key, word, name.bare)]
            for key, one in matches:
                found[key] = min(one, found.get(key, one), key=_BEST.index)
        return found.items()

    def _is_other(self, key: str, word: str, text: str) -> bool:
        """Does a word of the name make it something else than the item?"""
        return any(other in text and other not in word for other in self._unlike[key])


@cache
def _seekers(catalogue: Catalogue) -> Seekers:
    return Seekers(catalogue)


def _match(word: str, name: Name) -> Match | None:
    """May what is called `name` be the thing called `word`?"""
    text, extra = name.bare, len(name.bare) - len(word)
    if _ORGAN.search(text) and not text.endswith(word):
        return None
    if extra <= (_EXTRA if len(word) >= 4 else _SHORT_EXTRA):
        return Match.NAME
    return Match.TITLE if len(word) >= 4 and extra <= _TITLE_EXTRA and _DOCUMENT.search(text) else None
