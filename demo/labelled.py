"""Labelled cases: small sites with the verdicts that each rule must give, kept as data and judged as a round judges.

A file `<rule>.toml` holds cases:

    [[case]]
    name = "…"            unique in the file
    why = "…"             what it shows, in one sentence
    rules = ["…"]         rules of which every accusation is labelled here; default: the file's own
    kind level region account site_code    as in a roster; default: a portal of a county
    home                  its address; default HOME
    ipv6_proven resolver_invents    what is true of the whole round; default false
    as_of seen            the day to judge by, the day of capture; default 2026-11-20
    finished = false      the crawl did not come to its end
    roster                accounts of the same roster: [{account, platform, unit, region}]
    [case.pages]          address, relative to the home page → HTML, or a table {body, base64, status, error, detail,
                          type, location, purpose, via, depth, elapsed, attempts, headers, ip, family}; `detail` may be a
                          table, kept as JSON. What fails is kept as often as the crawl asks. An array of tables: the
                          address was asked for several purposes, each as often as its `attempts` say, with the
                          body of the first where it tells neither body nor error
    [[case.expect]]       outcome, and where it matters rule (default: the file's own) item url;
                          `outcome = "spoken"` means fail or unsure

A fail or unsure of one of `rules` that no row expects is false.
"""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from checks.around import Around
from checks.finding import Finding, Outcome
from checks.rule import load_rules
from checks.run import run
from checks.site import Site
from crawler.archive import SUMMARY, Archive, ArchiveWriter, Page
from crawler.links import host_of, is_attachment
from crawler.targets import Kind, Target

HOME = "http://www.chenghu.gov.cn/"
DAY = "2026-11-20"
_ACCUSING = (Outcome.FAIL, Outcome.UNSURE)
_NO_PAGES = ("dns", "ledger", "reach", "task")


@dataclass(frozen=True, slots=True)
class Expected:
    """One labelled verdict; '' in `item` or `url` means any."""

    rule: str
    outcome: str
    item: str
    url: str

    @property
    def accusing(self) -> bool:
        return self.outcome in ("fail", "unsure", "spoken")

    def covers(self, finding: Finding) -> bool:
        outcome = finding.outcome in _ACCUSING if self.outcome == "spoken" else finding.outcome == self.outcome
        return (
            outcome and finding.rule == self.rule and self.item in ("", finding.item) and self.url in ("", finding.url)
        )


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    name: str
    why: str
    rules: tuple[str, ...]
    target: Target
    as_of: date
    seen: date
    finished: bool
    pages: Mapping[str, Any]
    expected: tuple[Expected, ...]
    ipv6_proven: bool = False
    resolver_invents: bool = False
    accounts: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What came of one case. `missed`: expected and not said. `false`: accused and not expected."""

    case: Case
    said: tuple[Finding, ...]

    @property
    def missed(self) -> list[Expected]:
        return [one for one in self.case.expected if not any(map(one.covers, self.said))]

    @property
    def false(self) -> list[Finding]:
        expected = [one for one in self.case.expected if one.accusing]
        accusing = [one for one in self.said if one.outcome in _ACCUSING and one.rule in self.case.rules]
        return [one for one in accusing if not any(label.covers(one) for label in expected)]


def read_cases(folder: Path) -> list[Case]:
    """All cases of the folder's files, in order of file and place."""
    files = [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]
    return [_case(name, row) for name, data in files for row in data["case"]]


def _case(file: str, row: dict[str, Any]) -> Case:
    kind = Kind(row.get("kind", "portal"))
    home = row.get("home", HOME) if kind.is_site else ""
    target = Target(
        "t", row.get("site_name", "澄湖县人民政府门户网站"), kind, row.get("unit", "澄湖县人民政府"), url=home,
        level=row.get("level", "县"), region=row.get("region", ""), account=row.get("account", ""),
        site_code=row.get("site_code", ""),
    )  # fmt: skip
    expected = tuple(
        Expected(
            one.get("rule", file),
            one["outcome"],
            one.get("item", ""),
            urljoin(home, one["url"]) if one.get("url") else "",
        )
        for one in row.get("expect", ())
    )
    as_of, seen = (date.fromisoformat(row.get(name, DAY)) for name in ("as_of", "seen"))
    rules = tuple(row.get("rules", [file]))
    accounts = tuple(_account(one) for one in row.get("roster", ()))
    return Case(
        file, row["name"], row["why"], rules, target, as_of, seen, row.get("finished", True), row.get("pages", {}), expected,
        row.get("ipv6_proven", False), row.get("resolver_invents", False), accounts,
    )  # fmt: skip


def _account(row: Mapping[str, str]) -> Target:
    platform = row.get("platform", "微信")
    kind = {"微信": Kind.WECHAT, "微博": Kind.WEIBO}.get(platform, Kind.ACCOUNT)
    unit, region = row.get("unit", "澄湖县人民政府"), row.get("region", "")
    return Target(f"{platform}-{row['account']}", row["account"], kind, unit, region=region, account=row["account"],
                  platform=platform)  # fmt: skip


def judge(case: Case, folder: Path) -> Verdicts:
    """Write the case's archive into `folder` as a crawl would, and hear its rules and those it expects."""
    site = case_site(case, folder)
    wanted = sorted({*case.rules, *(one.rule for one in case.expected)})
    return Verdicts(case, tuple(run(site, [load_rules()[name] for name in wanted])))


def case_site(case: Case, folder: Path) -> Site:
    at = datetime.combine(case.seen, time(4, 0), UTC)
    home = case.target.url or HOME
    with ArchiveWriter(folder, {"software": "labelled"}) as archive:
        for address, given in case.pages.items():
            url = address if ":" in address.partition("/")[0] and "//" not in address else urljoin(home, address)
            for second, answer in enumerate(_answers(given, url == home)):
                page = _page(url, answer, at + timedelta(seconds=second), home)
                archive.write(page, _body(answer), tuple(map(tuple, answer.get("headers", ()))))
    (folder / SUMMARY).write_text(json.dumps({"finished": case.finished}), encoding="utf-8")
    around = Around(case.as_of, case.ipv6_proven, case.resolver_invents, accounts=case.accounts)
    return Site(case.target, Archive(folder), around)


def _answers(given: Any, is_home: bool) -> list[Mapping[str, Any]]:
    """Every attempt at one address, in order."""
    if isinstance(given, list):
        full = [answer if "error" in answer else {"body": given[0].get("body", ""), **answer} for answer in given]
        return [answer for answer in full for _ in range(answer.get("attempts", 1))]
    answer = {"body": given} if isinstance(given, str) else given
    return [answer] * _attempts(answer, is_home)


def _body(answer: Mapping[str, Any]) -> bytes:
    if "base64" in answer:
        return base64.b64decode(answer["base64"])
    return str(answer.get("body", "")).encode()


def _attempts(answer: Mapping[str, Any], is_home: bool) -> int:
    """As often as the crawl asks: what fails is asked again."""
    status = answer.get("status", 200)
    fails = bool(answer.get("error")) or status in (404, 410) or status >= 500
    return int(answer.get("attempts", (3 if is_home else 2) if fails and answer.get("error") != "robots" else 1))


def _page(url: str, answer: Mapping[str, Any], moment: datetime, home: str) -> Page:
    inside = host_of(url) == host_of(home) and not is_attachment(url)
    purpose = answer.get("purpose") or ("home" if url == home else "page" if inside else "link")
    error, detail = answer.get("error", ""), answer.get("detail", "")
    return Page(
        url=url,
        purpose=purpose,
        depth=answer.get("depth", 0 if purpose == "home" else 1),
        fetched_at=moment,
        elapsed=answer.get("elapsed", 0.2),
        via=urljoin(home, answer["via"]) if answer.get("via") else "",
        status=None if error or purpose in _NO_PAGES else answer.get("status", 200),
        error=error,
        detail=detail if isinstance(detail, str) else json.dumps(detail, ensure_ascii=False),
        content_type="" if error else answer.get("type", "text/html; charset=utf-8"),
        location=urljoin(url, answer["location"]) if answer.get("location") else "",
        ip=answer.get("ip", "" if error else "192.0.2.1"),
        family=0 if error else answer.get("family", 4),
    )


def judge_all(cases: Sequence[Case], folder: Path) -> Iterator[Verdicts]:
    for number, case in enumerate(cases):
        yield judge(case, folder / str(number))
