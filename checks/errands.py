"""What has to be read again before anything can be said of a problem: which pages, which links, how much of the site.

The tables name the rules that need more than the page at fault. A rule that is in none of them speaks of that page,
of pages that its message names, and of the addresses in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.finding import Finding
from checks.site import Site
from crawler.revisit import Errand

ROUTES = frozenset({
    "certificate_invalid", "https_missing", "tls_outdated", "ipv6_claim_false", "ipv6_content_differs",
    "ipv6_link_unsupported", "ipv6_part_v4_only", "ipv6_slow", "ipv6_unreachable", "ipv6_unstable",
})  # fmt: skip
"""Speak of how the site is reached: it is measured again."""
NAMES = frozenset({"ipv6_address_missing", "ipv6_ns_missing"})
"""Speak of what the name servers say, which are asked each time."""
WHOLE = frozenset({
    "account_unlisted", "catalogue_field_missing", "channel_blank", "channel_dormant", "channel_stale",
    "consultation_missing", "consultation_too_short", "content_missing", "content_stale", "feedback_missing",
    "guide_contact_missing", "guide_element_missing", "guide_incomplete", "interpretation_missing",
    "interpretation_unlinked", "library_function_missing", "message_unanswered", "platform_off_site",
    "platform_unlinked", "report_late", "report_missing", "report_omits_task", "report_section_missing",
    "request_channel_missing", "search_broken", "service_missing", "validity_missing",
})  # fmt: skip
"""What mends the fault may stand on a page that was not there: columns are read again, and what is new on them."""
SAMPLED = frozenset({"tag_malformed", "tag_missing"})
"""Speak once of all pages of a kind: the pages that were read again are a sample of them, judged by themselves."""
ALWAYS = frozenset({"soft_404"})
"""Speak of what every second visit asks for."""
BY_CLOCK = frozenset({"home_unreachable"})
"""Speak of a week of visits, of which one more visit says nothing."""
ONCE = ROUTES | NAMES | ALWAYS | {
    "account_unlisted", "catalogue_field_missing", "consultation_missing", "content_missing", "content_stale",
    "guide_contact_missing", "home_stale", "library_function_missing", "mark_malformed", "mark_missing",
    "platform_off_site", "platform_unlinked", "report_missing", "request_channel_missing", "search_broken",
    "service_missing",
}  # fmt: skip
"""Speak once of a site, or once of each item of it: their word on the item is the word, on whatever page it stands."""
FAULTS_ONLY = frozenset({
    "account_unlisted", "hidden_link", "link_broken", "privacy_leak", "suspect_link", "tag_conflict", "wrong_word",
})  # fmt: skip
"""Speak of every page, and only of what is wrong on it: of a page that was read, their silence is a word."""
KEPT = frozenset({"message_unanswered"})
"""The same, but that what they speak of must still be there: an enquiry taken away was not answered."""
FORMER_DAY = KEPT | {"report_missing"}
"""What they ask for goes on with the calendar: whether it was put right is asked as of the day that it was told."""
_CARRIERS, _COLUMNS, _ALIKE = 10, 60, 5
"""Pages that carry a link, columns of a site, and pages of one kind that are read again at most. Our defaults."""
_ADDRESS = re.compile(r"https?://[^\s，。；、（）()“”《》<>\"']+")


def errand(site: Site, findings: Iterable[Finding]) -> Errand:
    """All that the findings of one site need, each address once, sorted."""
    wanted = [finding for finding in findings if finding.rule not in BY_CLOCK]
    pages: set[str] = set()
    links: set[str] = set()
    for finding in wanted:
        for url in _concerned(site, finding):
            (pages if url in site.shown or url == finding.url else links).add(url)
    whole = any(finding.rule in WHOLE for finding in wanted)
    if whole:
        pages |= {channel.document.page.url for channel in site.channels[:_COLUMNS]}
    rules = {finding.rule for finding in wanted}
    known = {page.url for page in site.visits} | set(site.carriers)
    return Errand(
        pages=tuple(sorted(url for url in pages if _is_web(url))),
        links=tuple(sorted(url for url in links - pages if _is_web(url))),
        known=frozenset(known),
        grows=whole,
        searches=bool(rules & {"search_broken", "library_function_missing"}),
        measures=bool(rules & ROUTES),
    )


def _concerned(site: Site, finding: Finding) -> Iterator[str]:
    if finding.rule in ROUTES | NAMES | ALWAYS:
        return
    named = [finding.url, *_ADDRESS.findall(f"{finding.message} {finding.quote} {finding.place}")]
    for url in filter(_is_web, named):
        yield url
        # Whoever links the page must be seen again: it may have been taken down, or its link.
        yield from site.carriers.get(url, [])[:_CARRIERS]
    if finding.place and not _is_web(finding.place):
        bearing = (
            url for url, document in site.documents.items() if any(finding.place in line for line in document.lines)
        )
        yield from (url for url, _ in zip(bearing, range(_CARRIERS), strict=False))
    if finding.rule in SAMPLED:
        yield from _alike(site, finding.url)


def _alike(site: Site, url: str) -> list[str]:
    """A few pages of the same kind, spread over the site: columns of a column's, items of an item's."""
    columns = {channel.document.page.url for channel in site.channels}
    own = sorted(one for one in site.documents if (one in columns) == (url in columns))
    return own[:: max(1, len(own) // _ALIKE)][:_ALIKE]


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))
