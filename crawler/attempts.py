"""Which failures are asked for again."""

from __future__ import annotations

from crawler.archive import Page

_FAILURES = frozenset({"dns", "refused", "reset", "timeout", "tls", "failed"})


def failed(page: Page) -> bool:
    """Is it a failure that a second, later attempt may lift? A refusal by robots.txt, for one, is not."""
    if page.status is None:
        return page.error in _FAILURES
    return page.status in (404, 408, 410, 425, 429) or page.status >= (400 if page.purpose == "home" else 500)
