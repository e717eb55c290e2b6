"""What to ask of one site next, given what has come of the asking so far. No network and no files here.

A plan is a function of the visits it has learnt of, in their order: a crawl that was killed is resumed by
learning the archive again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.addresses import no_such_page
from crawler.archive import Page
from crawler.attempts import failed
from crawler.links import LINKS_A_PAGE, Found, is_attachment, is_document, links, moves
from crawler.paging import Paging, without_pager
from crawler.platforms import Listing, is_reply, listings
from crawler.sample import ARTICLES_A_COLUMN, ARTICLES_SHARE, Mode, Sample, is_column
from crawler.scope import Scope, Traps
from crawler.searches import Searches
from crawler.shells import DRAWN_A_SITE, Shells
from crawler.targets import Target

ATTEMPTS = {"home": 3, "page": 2, "list": 2, "link": 2, "probe": 1, "search": 2, "rendered": 1}
"""Spaced attempts before a failure stands. Our default: nobody is accused on one failure, least of all the home page."""
MAX_HOPS = 5
"""Redirects followed in a row. Our default."""
DOCUMENTS_KEPT = 20
"""Documents of a site that are kept whole. Our default: enough for a sample, little on the disk."""

_PAGES = frozenset({"home", "page", "list", "rendered"})


class Ask(NamedTuple):
    """One address to be asked for, as light as it can be: a round has hundreds of thousands."""

    site: int
    url: str
    purpose: str
    depth: int = 0
    via: str = ""
    attempt: int = 1
    hops: int = 0
    whole: bool = False
    """A document to be kept whole, up to settings.DOCUMENT_LIMIT."""
    detail: str = ""
    """What the visit is to say of itself beside what came of it."""

    @property
    def host(self) -> str:
        """Whom it is asked of: the host with its port, for another port may be another server."""
        return urlsplit(self.url).netloc


class Plan:
    """The frontier of one site: what was asked for already, and how much may still be."""

    def __init__(
        self,
        site: int,
        target: Target,
        max_pages: int,
        max_links: int,
        mode: Mode = Mode.FULL,
        seed: int = 0,
        neighbours: Iterable[str] = (),
        browser: bool = False,
    ) -> None:
        """`neighbours`: home pages of the round's other targets. `browser`: is there one to draw what scripts draw?"""
        self.site, self.target, self.budget_hit = site, target, False
        self._pages_left, self._links_left = max_pages, max_links
        self._documents_left = DOCUMENTS_KEPT
        self._fresh = mode is Mode.FRESHNESS
        self._articles = Sample(seed, max_pages)
        self._each = ARTICLES_A_COLUMN if self._fresh else max_pages
        self._kept_for_articles = max_pages // ARTICLES_SHARE
        # Pages asked for and not yet learnt of: articles wait until there are none.
        self._under_way = 1
        self._scope, self._traps = Scope(target.url, neighbours), Traps()
        self._shells = Shells(DRAWN_A_SITE if browser else 0)
        self._searches = Searches(self.owns)
        # Hashes, not addresses: eight bytes of identity each are enough for a site's few hundred thousand.
        self._seen: set[int] = set()
        # Lists under way, by the hash of the address that is asked for.
        self._pagings: dict[int, Paging] = {}

    def begin(self) -> list[Ask]:
        self._pages_left -= 1
        self._seen.add(hash(self.target.url))
        return [Ask(self.site, self.target.url, "home")]

    def learn(self, ask: Ask, page: Page, read: Callable[[], str]) -> list[Ask]:
        """What to ask for next. `read` gives the text of the page, "" when it is none to be read."""
        if failed(page) and ask.attempt < ATTEMPTS[ask.purpose]:
            return [ask._replace(attempt=ask.attempt + 1)]
        found = self._learnt(ask, page, read)
        self._under_way += sum(next_.purpose in _PAGES for next_ in found) - (ask.purpose in _PAGES)
        if self._under_way == 0 and ask.purpose in _PAGES:
            found += self._sampled()
        return found

    def _sampled(self) -> list[Ask]:
        """Articles that waited for the columns, as many as the budget has room for, and columns to be drawn."""
        taken = self._articles.take(self._pages_left, self._each)
        self.budget_hit |= self._articles.left_out and not self._fresh
        self._kept_for_articles = 0
        found = [wanted for ask in taken if (wanted := self._wanted(ask, "page"))] + self._shells.take()
        self._under_way = len(found)
        return found

    def _learnt(self, ask: Ask, page: Page, read: Callable[[], str]) -> list[Ask]:
        if page.location:
            return self._redirected(ask, page)
        found = list(self._followed(ask, page, read)) if ask.purpose in _PAGES else []
        if ask.purpose == "home" and not any(next_.purpose == "home" for next_ in found):
            if page.status == 200:
                found.append(Ask(self.site, no_such_page(page.url), "probe"))
        return found

    def _redirected(self, ask: Ask, page: Page) -> list[Ask]:
        further = ask._replace(url=page.location, via=page.url, attempt=1, hops=ask.hops + 1)
        if ask.purpose in ("probe", "search"):
            return [further] if further.hops <= MAX_HOPS else []
        if ask.purpose == "home":
            self._scope.widen(page.location)
        purpose = ask.purpose if ask.purpose in ("home", "list") else ""
        # That a page sends its visitor off the site is on record; where it sends him is not this site's.
        leaves = self.owns(ask.url) and not self.owns(page.location)
        wanted = self._wanted(further, purpose) if further.hops <= MAX_HOPS and not leaves else None
        if paging := self._pagings.pop(hash(ask.url), None):
            if wanted:
                self._pagings[hash(wanted.url)] = paging
                return [wanted]
            paging.learn([], [])
            return self._turned(paging)
        return [wanted] if wanted else []

    def _followed(self, ask: Ask, page: Page, read: Callable[[], str]) -> Iterator[Ask]:
        text = read() if page.status is not None and 200 <= page.status < 300 and not page.error else ""
        found = links(text, page.url) if text and not is_reply(text) else []
        lists = listings(text, page.url) if text else []
        self.budget_hit |= len(found) >= LINKS_A_PAGE
        self._shells.consider(ask, text, found, lists, self._knows)
        onward = moves(found) if ask.purpose == "home" and ask.hops < MAX_HOPS else ()
        for move in onward:
            self._scope.widen(move)
        items = [Found(item.url, "a", item.title, bool(item.date_text)) for one in lists for item in one.items]
        for one in [*without_pager(found, lists, page.url), *items]:
            if wanted := self._stepped(ask, page, one, one.url in onward):
                yield wanted
        if not self._fresh and ask.purpose != "rendered":
            yield from self._paged(ask, page, lists, found)
            yield from self._searched(ask, page, text, found, lists) if not onward else ()

    def _stepped(self, ask: Ask, page: Page, found: Found, moved: bool) -> Ask | None:
        """One link's ask, unless it is known, foreign to a fresh look, a trap, or an article that has to wait."""
        url, how = found.url, found.how
        if hash(url) in self._seen:
            return None
        own = self._scope.owns(url)
        if not own and (how != "a" or (self._fresh and ask.depth)):
            return None
        same = moved or how in ("frame", "refresh")
        step = Ask(self.site, url, "", ask.depth + (not same), page.url, hops=ask.hops + 1 if moved else 0)
        if own and not moved and self._traps.springs(url, page.fetched_at.year):
            return None
        if own and not moved and not is_attachment(url) and self._waits(found):
            self._articles.add(step._replace(purpose="page"))
            return None
        return self._wanted(step, "home" if moved else "")

    def _paged(self, ask: Ask, page: Page, lists: list[Listing], found: list[Found]) -> Iterator[Ask]:
        """The next page of the list that this is a page of, or of each list that begins here."""
        if paging := self._pagings.pop(hash(ask.url), None):
            paging.learn(lists, found)
            yield from self._turned(paging)
        elif ask.purpose != "list":
            for one in lists:
                if one.more and hash(one.more[0]) not in self._seen:
                    yield from self._turned(Paging(page.url, ask.depth + 1, one, found))

    def _searched(self, ask: Ask, page: Page, text: str, found: list[Found], lists: list[Listing]) -> Iterable[Ask]:
        """The site's own search, where the page is one to try it on; outside of every budget, for it is so rare."""
        if text and ask.purpose != "list":
            for one in self._searches.learn(page, text, found, lists):
                if known := self._wanted(Ask(self.site, one.sought, "", ask.depth + 1, page.url), "page"):
                    yield known
                yield Ask(self.site, one.url, "search", ask.depth + 1, one.via, detail=one.detail)

    def _turned(self, paging: Paging) -> list[Ask]:
        while url := paging.next:
            ask = Ask(self.site, url, "", paging.depth, paging.column)
            if self.owns(url) and (wanted := self._wanted(ask, "list")):
                self._pagings[hash(url)] = paging
                return [wanted]
            paging.skip()
        if paging.in_vain:
            self._shells.notice(Ask(self.site, paging.column, "page", paging.depth), "")
        return []

    def _knows(self, url: str) -> bool:
        return hash(url) in self._seen or self._articles.holds(url)

    def _waits(self, found: Found) -> bool:
        return not is_column(found) or 0 < self._pages_left <= self._kept_for_articles

    def _wanted(self, ask: Ask, purpose: str) -> Ask | None:
        """The same with its purpose, if it is new and the budget has room; what is no page is a `link`."""
        if hash(ask.url) in self._seen:
            return None
        if not purpose:
            purpose = "page" if self.owns(ask.url) and not is_attachment(ask.url) else "link"
        if purpose == "link":
            if self._links_left <= 0:
                return None
            self._links_left -= 1
            if self.owns(ask.url) and is_document(ask.url) and self._documents_left > 0:
                self._documents_left -= 1
                ask = ask._replace(whole=True)
        elif self._pages_left <= 0:
            self.budget_hit = True
            return None
        else:
            self._pages_left -= 1
            self._traps.passed(ask.url)
        self._seen.add(hash(ask.url))
        return ask._replace(purpose=purpose)

    def again(self, ask: Ask) -> Ask:
        """A failure that was final is not: ask as if it had never been asked."""
        self._under_way += ask.purpose in _PAGES
        return ask._replace(attempt=1)

    def owns(self, url: str) -> bool:
        """Is the address the site's own?"""
        return self._scope.owns(url)

    def owns_host(self, url: str) -> bool:
        """Is it on one of the site's hosts, be it another target's there?"""
        return self._scope.owns_host(url)
