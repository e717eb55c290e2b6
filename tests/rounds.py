"""Rounds of one target in a line or two: an archive as the crawl writes it, and findings that its visits prove."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from checks.finding import Finding, Outcome, finding_key
from crawler.archive import ArchiveWriter, Page
from crawler.rounds import ARCHIVES
from crawler.targets import Kind, Target

TARGET = Target("3299990001", "澄湖市人民政府门户网站", Kind.PORTAL, "澄湖市人民政府", "http://www.chenghu.gov.cn/")
AT = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@dataclass
class Seen:
    """`visit` writes one visit and gives it back as kept; `found` makes a finding that it proves."""

    folder: Path
    count: int = field(default=0)

    def visit(self, url: str, body: str | bytes = b"", headers: Sequence[tuple[str, str]] = (), **more: Any) -> Page:
        told = {"status": 200, "content_type": "text/html; charset=utf-8", "ip": "192.0.2.1", "family": 4} | more
        page = Page(url, told.pop("purpose", "page"), 1, AT + timedelta(seconds=self.count), 0.25, **told)
        self.count += 1
        with ArchiveWriter(self.folder / ARCHIVES / TARGET.id, {"software": "tests"}) as archive:
            return archive.write(page, body.encode() if isinstance(body, str) else body, headers)


def found(page: Page | None, quote: str = "", *, rule: str = "wrong_word", place: str = "", **more: Any) -> Finding:
    url = page.url if page else TARGET.url
    return replace(
        Finding(
            key=finding_key(rule, TARGET.id, more.get("item", ""), url, place + quote),
            rule=rule,
            target=TARGET.id,
            unit=TARGET.unit,
            item="",
            outcome=Outcome.FAIL,
            message=f"{quote}有误。",
            url=url,
            place=place,
            quote=quote,
            seen_at=page.fetched_at.isoformat() if page else "",
            sha256=page.sha256 if page else "",
            certain=True,
        ),
        **more,
    )


def unpacked(data: bytes) -> str:
    return gzip.decompress(data).decode()
