"""The fault list is true: every place stands, and what it says of the place is so."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin

import chinese_calendar
import pytest

from checks.rule import load_rules
from crawler.media import read_posts
from crawler.targets import Kind, read_roster
from demo.county import HOSTS, county_pages, home_url
from demo.measure import Place, read_places
from demo.pages import AS_OF, Ports
from demo.portal import articles
from demo.posts import POSTS
from demo.report import BROUGHT, LEFT, NEW, OUTCOMES, TOTAL, annual_report
from demo.roster import write_roster
from demo.serve import Served
from tests.demo.conftest import Ask

PLACES = read_places()
PAGES = county_pages(Ports())
SEED = "/art/2020/11/10/art_1010_4965.html"


@pytest.mark.parametrize("place", [p for p in PLACES if p.path], ids=lambda p: f"{p.rule}{p.path}")
def test_every_place_answers(place: Place, county: Served, ask: Ask) -> None:
    web = f"http://{{}}:{county.ports.web}"
    tls = f"https://{place.target}:{county.ports.tls}"
    of_account = place.target not in HOSTS
    base = web.format(POSTS) if of_account else home_url(place.target, county.ports).rstrip("/")
    answer, _ = ask(base.replace(tls, web.format(place.target)) + place.path)
    assert answer.status == (302 if place.path == "/col/col1054/index.html" else 200)


def test_every_rule_has_a_fault_and_a_temptation() -> None:
    faults, tempting = ({p.rule for p in PLACES if p.tempting is kind} for kind in (False, True))
    assert faults == tempting == set(load_rules())


def test_no_place_is_listed_twice() -> None:
    counts = Counter((p.rule, p.target, p.item, p.path) for p in PLACES)
    assert [place for place, count in counts.items() if count > 1] == []


def test_targets_are_those_of_the_roster(tmp_path: Path) -> None:
    targets = read_roster(write_roster(tmp_path, Ports())).targets
    names = {target.account or next(host for host in HOSTS if host in target.url) for target in targets}
    assert {place.target for place in PLACES} <= names
    assert Counter(target.kind for target in targets) == {
        Kind.PORTAL: 1,
        Kind.DEPARTMENT: 5,
        Kind.WECHAT: 5,
        Kind.WEIBO: 1,
    }


def test_the_roster_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    one, two = (write_roster(tmp_path / name, Ports()) for name in ("one", "two"))
    for path in (one, *(one.parent / "ledger").iterdir()):
        assert path.read_bytes() == (two.parent / path.relative_to(one.parent)).read_bytes()


@pytest.mark.parametrize(
    ("account", "days", "complete"),
    [("澄湖发布", 1, True), ("澄湖生态环境", 22, True), ("澄湖教育", 24, False), ("澄湖民政", 14, True)],
)
def test_accounts_are_as_old_as_said(tmp_path: Path, account: str, days: int, complete: bool) -> None:
    target = next(t for t in read_roster(write_roster(tmp_path, Ports())).targets if t.account == account)
    file = Path(target.data_files[0])
    ledger = read_posts(file.name, file.read_bytes())
    newest = max(post.published for post in ledger.posts).date()
    assert ((AS_OF - newest).days, ledger.complete) == (days, complete)


@pytest.mark.parametrize(
    "place", [p for p in PLACES if p.rule == "record_late" and p.path != SEED], ids=lambda p: p.path
)
def test_working_days_by_the_official_calendar(place: Place) -> None:
    page = _text(place)
    made, opened = (
        date.fromisoformat(_field(page, *names)) for names in (("生成日期", "成文日期"), ("公开日期", "发布日期"))
    )
    days = sum(chinese_calendar.is_workday(made + timedelta(n)) for n in range(1, (opened - made).days + 1))
    assert days == (20 if place.tempting else 21)


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/art/2026/9/18/art_1004_20402.html", 404),
        ("/art/2026/9/25/art_1004_20403.html", 404),
        ("/art/2026/9/29/art_1004_20404.html", 200),
        ("/art/2026/10/12/art_1004_20406.html", 403),
        ("/art/2026/10/14/art_1004_20407.html", 200),
        ("/art/2026/10/27/art_1004_20412.html", 200),
    ],
)
def test_links_lead_where_the_list_says(place: str, status: int, county: Served, ask: Ask) -> None:
    home = home_url("www.chenghu-demo.gov.cn", county.ports).rstrip("/")
    zoom = ask(home + place)[1].decode().split("ContentStart")[1].split("ContentEnd")[0]
    (link,) = re.findall(r'href="(/[^"]+)"', zoom)
    assert ask(home + link)[0].status == status


def test_all_other_links_of_the_county_lead_somewhere() -> None:
    """Only the links that are seeded as broken may be."""
    seeded = {place.path for place in PLACES if place.rule == "link_broken" and not place.tempting}
    for (host, path), answer in PAGES.items():
        if answer.content_type.startswith("text/html") and path not in seeded and host in HOSTS:
            text = answer.body.decode("gb18030" if host.startswith("jyj") else "utf-8")
            text = re.sub(r"<!--.*?-->|<script.*?</script>", "", text, flags=re.DOTALL)
            for link in re.findall(r'href="((?!//)[./][^"]*)"', text):
                assert (host, urljoin(path, link)) in PAGES, (host, path, link)


def test_the_seed_page_is_as_it_stood() -> None:
    page = PAGES["www.chenghu-demo.gov.cn", SEED].body.decode()
    assert _field(page, "索引号") == "014046317/2020-04965"
    assert (_field(page, "生成日期"), _field(page, "公开日期")) == ("2020-11-10", "2020-11-10")
    assert "2020年8月8日" in page and 'name="PubDate" content="2020-11-10 09:30"' in page
    assert _field(page, "文件下载") == ""
    assert _field(page, "发布机构") == "澄湖县人民政府网站"
    assert _field(page, "内容概况") in re.findall(r"<h1>(.*?)</h1>", page)
    rules = {place.rule for place in PLACES if place.path == SEED and not place.tempting}
    assert rules == {
        "record_field_missing",
        "record_date_conflict",
        "record_publisher_improper",
        "record_summary_copied",
    }


def test_articles_are_not_from_the_future() -> None:
    assert max(article.published for article in articles()) <= AS_OF


def test_annual_reports_add_up() -> None:
    report = annual_report("澄湖县人民政府", 2025)
    rows = re.findall(r"<tr><td>([^<]*)</td>((?:<td>\d+</td>){7})</tr>", report)
    table = {label: [int(n) for n in re.findall(r"\d+", cells)] for label, cells in rows}
    assert all(numbers[-1] == sum(numbers[:-1]) for numbers in table.values())
    leaves = [table[label] for label in table if label.removeprefix("三、本年度办理结果") in OUTCOMES]
    assert [sum(column) for column in zip(*leaves, strict=True)] == table[TOTAL]
    both = [
        [a + b for a, b in zip(table[one], table[two], strict=True)] for one, two in ((NEW, BROUGHT), (TOTAL, LEFT))
    ]
    assert len(leaves) == 21 and both[0] == both[1]


def _text(place: Place) -> str:
    encoding = "gb18030" if place.target.startswith("jyj") else "utf-8"
    return PAGES[place.target, place.path].body.decode(encoding)


def _field(page: str, *labels: str) -> str:
    found = re.search(rf'<td class="k">(?:{"|".join(map(re.escape, labels))})</td><td[^>]*>(.*?)</td>', page)
    assert found
    return found[1]
