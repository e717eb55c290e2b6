"""Sites in a line or two: real archives, written as the crawl writes them and judged as a round judges them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from checks.around import Around
from checks.facts.availability import read_network
from checks.facts.documents import Document, read_document
from checks.finding import Finding
from checks.rule import load_rules
from checks.run import run
from checks.site import Site
from crawler.archive import SUMMARY, Archive, ArchiveWriter, Page
from crawler.links import host_of, is_attachment
from crawler.targets import Kind, Target
from crawler.visitlog import VisitLog, read_visits

HOME = "http://www.chenghu.gov.cn/"
TODAY = date(2026, 11, 20)
ABOUT = {"software": "tests"}

TAGS = {"SiteName": "澄湖市人民政府", "SiteDomain": "www.chenghu.gov.cn", "SiteIDCode": "3299990001"}
COLUMN = {"ColumnName": "政务动态", "ColumnDescription": "动态", "ColumnKeywords": "动态", "ColumnType": "工作动态"}


@dataclass(frozen=True)
class Answer:
    """What one attempt at an address came to."""

    body: str | bytes = ""
    status: int | None = 200
    error: str = ""
    detail: str = ""
    location: str = ""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    purpose: str = ""
    via: str = ""
    elapsed: float = 0.2
    ip: str = "192.0.2.1"
    depth: int = 1


Given = str | bytes | Answer | Sequence[Answer]


def answer(status: int, body: str | bytes = "", **more: Any) -> Answer:
    return Answer(body, status, **more)


def failure(error: str, detail: str = "", **more: Any) -> Answer:
    return Answer(status=None, error=error, detail=detail or f"没有应答：{error}", ip="", **more)


def redirect(to: str, status: int = 302, **more: Any) -> Answer:
    return Answer(status=status, location=to, **more)


def file(body: bytes, content_type: str = "application/octet-stream") -> Answer:
    return Answer(body, content_type=content_type)


def further(body: str, via: str) -> Answer:
    """A further page of the list at `via`."""
    return Answer(body, purpose="list", via=via)


def home_of(body: str, via: str) -> Answer:
    """Where the home page's own script or refresh led."""
    return Answer(body, purpose="home", via=via)


def site(
    folder: Path,
    pages: Mapping[str, Given] = {},
    *,
    as_of: date | None = TODAY,
    seen: date = TODAY,
    kind: Kind = Kind.PORTAL,
    home: str = HOME,
    dns: dict[str, Any] | None = None,
    ipv6: Iterable[Answer] = (),
    ipv4: Iterable[Answer] = (),
    reach: dict[str, Any] | None = None,
    ipv6_proven: bool = False,
    ledger: tuple[str, bytes] | Sequence[tuple[str, bytes]] = (),
    account: str = "",
    finished: bool = True,
) -> Site:
    """Addresses may be relative to the home page. What fails is written as often as the crawl asks: twice, home thrice.

    An answer given as a list is written attempt by attempt, as it stands.
    """
    url = home if kind.is_site else ""
    target = Target("t", "澄湖市人民政府门户网站", kind, "澄湖市人民政府", url=url, account=account)
    at = datetime.combine(seen, time(4, 0), UTC)
    place = folder / f"archive-{len(list(folder.glob('archive-*')))}"
    with ArchiveWriter(place, ABOUT) as archive:
        if dns is not None:
            facts = json.dumps(dns, ensure_ascii=False)
            archive.write(Page(f"dns:{dns['host']}", "dns", 0, at, 0.0, detail=facts), b"zone lines")
        for address, given in pages.items():
            whole = urljoin(home, address)
            for number, one in enumerate(_attempts(given, whole == home)):
                moment = at + timedelta(seconds=number)
                page = _page(whole, one, moment, home)
                archive.write(page, one.body if isinstance(one.body, bytes) else one.body.encode(), one.headers)
        for purpose, answers in (("ipv4", ipv4), ("ipv6", ipv6)):
            for one in answers:
                seen_over = replace(
                    _page(home, one, at, home), purpose=purpose, family=int(purpose[-1]) if one.ip else 0
                )
                archive.write(seen_over, one.body if isinstance(one.body, bytes) else one.body.encode())
        if reach is not None:
            told = json.dumps(reach, ensure_ascii=False)
            archive.write(Page(f"reach:{host_of(home)}", "reach", 0, at, 0.0, detail=told), told.encode())
        for name, data in [ledger] if isinstance(ledger, tuple) and ledger else ledger:  # type: ignore[misc]
            archive.write(Page(f"ledger:{name}", "ledger", 0, at, 0.0, detail=str(name)), data)  # type: ignore[arg-type]
    (place / SUMMARY).write_text(json.dumps({"finished": finished}), encoding="utf-8")
    return Site(target, Archive(place), Around(as_of, ipv6_proven))


def visit(status: int = 200, body: str = "", *, error: str = "", elapsed: float = 0.2) -> Page:
    """One visit by the clock, as the record keeps it; without a body a page too long to be kept."""
    at = datetime.combine(TODAY, time(4, 0), UTC)
    known = status if not error else None
    return Page(
        HOME, "visit", 0, at, elapsed, status=known, error=error, detail=body, sha256="" if error else "d1" * 32
    )


def visited(judged: Site, pages: list[Page], others: Mapping[str, list[Page]]) -> Site:
    """The same site with a record of visits, judged beside those of other sites."""
    log = VisitLog(judged.target.id, HOME, judged.archive.folder)
    for one in pages:
        log.keep(one)
    network = read_network({judged.target.id: pages, **others})
    return Site(judged.target, judged.archive, replace(judged.around, network=network))


def _attempts(given: Given, is_home: bool) -> list[Answer]:
    if isinstance(given, str | bytes):
        return [Answer(given)]
    if not isinstance(given, Answer):
        return list(given)
    fails = given.status is None and given.error != "robots"
    fails = fails or (given.status is not None and (given.status in (404, 410) or given.status >= 500))
    return [given] * ((3 if is_home else 2) if fails else 1)


def _page(url: str, one: Answer, moment: datetime, home: str) -> Page:
    inside = host_of(url) == host_of(home) and not is_attachment(url)
    purpose = one.purpose or ("home" if url == home else "page" if inside else "link")
    return Page(
        url=url,
        purpose=purpose,
        depth=0 if purpose == "home" else one.depth,
        fetched_at=moment,
        elapsed=one.elapsed,
        via=urljoin(home, one.via) if one.via else "",
        status=one.status,
        error=one.error,
        detail=one.detail,
        content_type=one.content_type if one.status else "",
        location=urljoin(url, one.location) if one.location else "",
        ip=one.ip,
        family=(6 if ":" in one.ip else 4) if one.ip else 0,
    )


def dns_facts(
    *aaaa: str, status: str = "ok", route: bool = True, host: str = "www.chenghu.gov.cn", **more: Any
) -> dict[str, Any]:
    """What the probe keeps of a host."""
    return {
        "host": host,
        "literal": False,
        "a": ["192.0.2.1"],
        "aaaa": list(aaaa),
        "cname": [],
        "zone": "chenghu.gov.cn",
        "ns": [],
        "status": {"A": "ok", "AAAA": status if aaaa or status != "ok" else "nodata", "NS": "ok"},
        "ipv6_route": dict.fromkeys(aaaa, route),
    } | more


def page(
    body: str = "", *, title: str = "澄湖市人民政府", tags: Mapping[str, str] | None = None, head: str = ""
) -> str:
    metas = "".join(f'<meta name="{name}" content="{value}">' for name, value in (tags or {}).items())
    return f"<!DOCTYPE html><html><head><title>{title}</title>{metas}{head}</head><body>{body}</body></html>"


def entry(title: str, day: str, href: str = "") -> str:
    return f'<li><a href="{href or "/x/" + title + ".html"}">{title}</a><span>{day}</span></li>'


def listed(*entries: tuple[str, str]) -> str:
    """`(title, day)` as a list of dated links."""
    return "<ul>" + "".join(entry(title, day) for title, day in entries) + "</ul>"


def news(day: str, count: int = 6) -> str:
    """A list whose newest item is of that day; lists of different days share no item."""
    days = [date.fromisoformat(day) - timedelta(days=30 * n) for n in range(count)]
    return listed(*((f"澄湖市召开{one:%y%m%d}号重点工作推进会议", one.isoformat()) for one in days))


def column(name: str, body: str, kind: str = "其他", *, title: str = "") -> str:
    """A column's page with all its tags."""
    return page(
        body, title=title or f"{name}_澄湖市人民政府", tags=TAGS | COLUMN | {"ColumnName": name, "ColumnType": kind}
    )


def article(title: str, day: str, body: str = "", *, tags: Mapping[str, str] | None = None) -> str:
    """A content page with all its tags; `tags` replaces some."""
    own = {"ArticleTitle": title, "PubDate": f"{day} 09:30", "ContentSource": "澄湖市人民政府办公室"}
    text = f"<h1>{title}</h1><p>发布时间：{day} 09:30　来源：澄湖市人民政府办公室</p><div>{body or '正文内容。' * 30}</div>"
    return page(text, title=f"{title}_澄湖市人民政府", tags=TAGS | COLUMN | own | dict(tags or {}))


def rows(*cells: Sequence[str]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
        + "</table>"
    )


def header(**changed: str) -> str:
    """A metadata header without a fault, of a kind that few fields make; fields by name of `FIELDS`, None takes one out."""
    fields = {
        "索引号": "014046317/2026-00012",
        "名称": "关于做好防汛工作的通知",
        "发布机构": "澄湖市人民政府办公室",
        "生成日期": "2026-11-02",
        "公开日期": "2026-11-05",
        "文号": "澄政办发〔2026〕12号",
        "主题分类": "综合政务",
        "内容概述": "部署汛期值守、巡查和抢险准备。",
    } | changed
    return rows(*[(label, value) for label, value in fields.items() if value is not None])


def record(header_: str, *, day: str = "2026-11-05", title: str = "关于做好防汛工作的通知", body: str = "") -> str:
    """A disclosed document's page."""
    text = f"{header_}<h1>{title}</h1><div>{body}</div>"
    own = {"ArticleTitle": title, "PubDate": f"{day} 09:30", "ContentSource": "澄湖市人民政府办公室"}
    return page(text, title=f"{title}_澄湖市人民政府", tags=TAGS | COLUMN | own)


def read(html: str, url: str = HOME, seen: date = TODAY) -> Document:
    """One page as the facts read it, without an archive."""
    return read_document(Page(url, "page", 1, datetime.combine(seen, time(4, 0), UTC), 0.1, status=200), html)


def findings(rule_id: str, judged: Site) -> list[Finding]:
    """All findings of one rule, each checked against the archive that proves it."""
    found = list(run(judged, [load_rules()[rule_id]]))
    kept: dict[str, set[str]] = {}
    for seen in judged.visits:
        digest = hashlib.sha256(judged.archive.raw(seen)).hexdigest() if seen.sha256 else ""
        kept.setdefault(seen.fetched_at.isoformat(), set()).add(digest)
    for seen in read_visits(judged.archive.folder):
        kept.setdefault(seen.fetched_at.isoformat(), set()).add(seen.sha256)
    for one in found:
        assert one.message.endswith("。"), one.message
        assert len(one.quote) <= 200
        if one.seen_at:
            assert one.sha256 in kept[one.seen_at]
        if one.outcome == "fail":
            assert one.url and one.seen_at, one
    return found


def outcomes(rule_id: str, judged: Site) -> list[tuple[str, str]]:
    """Sorted `(outcome, item)` of one rule."""
    return sorted((one.outcome.value, one.item) for one in findings(rule_id, judged))


def fails(rule_id: str, judged: Site) -> list[str]:
    """Items of the fails."""
    return sorted(one.item for one in findings(rule_id, judged) if one.outcome == "fail")


def said(rule_id: str, judged: Site) -> set[str]:
    """The outcomes, without repetition."""
    return {one.outcome.value for one in findings(rule_id, judged)}
