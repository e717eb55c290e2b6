"""What proves a finding, gathered from its target's archive: the visits, and the bytes checked again."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from dataclasses import dataclass

from checks.facts.answers import failure
from checks.finding import Finding
from checks.rule import Rule, load_rules
from crawler.archive import Archive, Page
from crawler.visitlog import read_visits

TRIES = 20
"""Visits told of one address at most. Our default."""
_HANDED = {"dns": "域名解析应答", "ledger": "数据文件", "task": "人工核查表"}
"""What was not asked of a web server."""
_ASKED = frozenset({"home", "page", "list", "link", "ipv6", "search", "probe", "post"})
"""Purposes of visits that tell whether an address can be opened."""
_DAMAGED = (OSError, EOFError, ValueError, KeyError, zlib.error)
"""What a file that is gone, cut or written over makes of reading it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding and what there is to show for it."""

    finding: Finding
    rule: Rule | None
    page: Page | None
    """The visit that proves it; None when none did."""
    headers: tuple[tuple[str, str], ...]
    intact: bool | None
    """Do the archived bytes still have the digest that was noted? None when no bytes were kept."""
    clocked: tuple[Page, ...]
    """Of a finding by the clock: all visits, for its sense lies in all of them."""
    tries: tuple[Page, ...]
    """Visits, in order, of the address at fault: a link's target, else the page itself; TRIES at most."""


class Shelf:
    """One target's archive, its index read once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._visits = read_visits(archive.folder)
        self._by_time: dict[str, list[Page]] = defaultdict(list)
        self._by_url: dict[str, list[Page]] = defaultdict(list)
        for page in (*archive.pages(), *self._visits):
            self._by_time[page.fetched_at.isoformat()].append(page)
            if page.purpose in _ASKED:
                self._by_url[page.url].append(page)

    def evidence(self, finding: Finding) -> Evidence:
        page = self._page(finding)
        kept = page if page is not None and page.purpose != "visit" else None
        return Evidence(
            finding=finding,
            rule=load_rules().get(finding.rule),
            page=page,
            headers=self._headers(kept) if kept else (),
            intact=self._is_intact(kept, finding) if kept and kept.sha256 else None,
            clocked=tuple(self._visits) if page is not None and kept is None else (),
            tries=tuple(self._by_url.get(link_of(finding) or finding.url, ())[:TRIES]),
        )

    def _headers(self, page: Page) -> tuple[tuple[str, str], ...]:
        try:
            return tuple(self.archive.headers(page))
        except _DAMAGED:
            return ()

    def _is_intact(self, page: Page, finding: Finding) -> bool:
        try:
            body = self.archive.raw(page)
        except _DAMAGED:
            return False
        return hashlib.sha256(body).hexdigest() == page.sha256 == finding.sha256

    def _page(self, finding: Finding) -> Page | None:
        seen = self._by_time.get(finding.seen_at, [])
        proves = [page for page in seen if finding.sha256 and page.sha256 == finding.sha256]
        named = [page for page in proves or seen if page.url == finding.url]
        return next(iter(named or proves), None)


def link_of(finding: Finding) -> str:
    """The address of the link that the finding speaks of; '' when it speaks of no link."""
    if finding.place.startswith(("http://", "https://")):
        return finding.place
    told = finding.quote.rpartition(" → ")[2].split("（")[0].strip()
    return told if " → " in finding.quote and told.startswith(("http://", "https://")) else ""


def answer_of(page: Page) -> str:
    """What came of one visit, in Chinese: what was handed over, or how the server answered and how long it took."""
    if page.purpose in _HANDED:
        return _HANDED[page.purpose] + ("" if page.purpose == "dns" else f" {page.detail}")
    told = page.detail if page.purpose == "rendered" else f"状态码 {page.status}"
    answer = told if page.answered else f"未应答：{failure(page)}（{page.detail}）"
    return f"用时 {page.elapsed:.2f} 秒，{answer}"
