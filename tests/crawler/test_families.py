"""Each family's server, crawled end to end: every item of the list, none twice, and the column read whole."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from builders import CHANNEL, COUNT, FAMILIES, Built, gkmlpt, jcms_records, ucap_json, whole
from loopback import Answer, archive, crawled, serving, target

from checks.facts.channels import Channel, Reading
from checks.site import Around
from checks.site import Site as Facts
from crawler.archive import Page
from crawler.paging import LIST_PAGES, MISSES


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Built], dict[str, list[Page]]]:
    """All of them in one crawl."""
    out = tmp_path_factory.mktemp("families")
    with ExitStack() as stack:
        built = {name: stack.enter_context(serving(make())) for name, make in FAMILIES.items()}
        visits = crawled({name: site.url for name, site in built.items()}, out)
    return out, built, visits  # type: ignore[return-value]


def channel(out: Path, name: str, url: str) -> Channel:
    """The column with the most in it."""
    facts = Facts(target(url), archive(out, name), Around())
    return max((one for one in facts.channels if one.document.listing), key=lambda one: len(one.items))


@pytest.mark.parametrize("name", FAMILIES)
def test_every_item_is_had_and_none_twice(
    name: str, round_: tuple[Path, dict[str, Built], dict[str, list[Page]]]
) -> None:
    _, built, visits = round_
    # A busy machine lets an answer come too late, and then it is asked for again.
    asked = Counter(page.url for page in visits[name] if page.purpose == "page" and page.error != "timeout")
    assert {url: asked[url] for url in built[name].items()} == dict.fromkeys(built[name].items(), 1)
    assert {page.status for page in visits[name] if page.url in built[name].items() and page.answered} == {200}


@pytest.mark.parametrize("name", FAMILIES)
def test_no_more_is_asked_than_the_list_needs(
    name: str, round_: tuple[Path, dict[str, Built], dict[str, list[Page]]]
) -> None:
    _, _, visits = round_
    lists = [page.url for page in visits[name] if page.purpose == "list"]
    answered = [page.url for page in visits[name] if page.purpose == "list" and page.status == 200]
    assert len(answered) == len(set(answered))
    assert 0 < len(set(lists)) <= LIST_PAGES + MISSES
    columns = [page.url for page in visits[name] if page.purpose == "page"]
    assert not set(columns) & set(lists)


@pytest.mark.parametrize("name", FAMILIES)
def test_column_is_read_whole(name: str, round_: tuple[Path, dict[str, Built], dict[str, list[Page]]]) -> None:
    out, built, _ = round_
    one = channel(out, name, built[name].url)
    assert sorted(item.url for item in one.items) == sorted(built[name].items())
    assert (one.reading, one.partly) == (Reading.READ, False)
    assert all(item.published for item in one.items)
    assert all(item.title.startswith("关于做好第") for item in one.items)


def lost(path: str, query: dict[str, str]) -> Answer | None:
    """A front page in the place of whatever does not work."""
    return whole('<a href="/a.html">本市召开全市经济工作会议</a><span>2019-01-01</span>')


@pytest.mark.parametrize("status", [200, 404, 500])
@pytest.mark.parametrize("family", ["jcms", "ucap", "gkmlpt"])
def test_endpoint_that_fails_is_no_empty_column(family: str, status: int, tmp_path: Path) -> None:
    jcms = jcms_records("/module/web/jpage/dataproxy.jsp", literal=False, first=0)
    site = {"jcms": jcms, "ucap": ucap_json("/common/search/"), "gkmlpt": gkmlpt(everything=True)}[family]
    right = site.page

    def page(path: str, query: dict[str, str]) -> Answer | None:
        if "dataproxy" in path or CHANNEL in path or "/api/" in path:
            answer = lost(path, query)
            return answer and Answer(answer.body, status)
        return right(path, query)

    site.page = page
    with serving(site):
        crawled({"s": site.url}, tmp_path)
    one = channel(tmp_path, "s", site.url)
    assert not one.items and one.reading in (Reading.DRAWN, Reading.UNREAD)


def test_a_long_list_is_read_to_the_limit(tmp_path: Path) -> None:
    site = FAMILIES["trs"]()
    right = site.page

    def page(path: str, query: dict[str, str]) -> Answer | None:
        if path.startswith("/tzgg/index_"):
            number = int(urlsplit(path).path.rpartition("_")[2].partition(".")[0])
            return whole(f'<a href="/tzgg/202603/t20260301_{COUNT + number}.html">又一条很早以前的通知</a>')
        first = right(path, query)
        return first and Answer(first.body.replace(b"(5,", b"(60,"))

    site.page = page
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    assert [page.url.rpartition("_")[2] for page in pages if page.purpose == "list"] == [
        f"{number}.html" for number in range(1, LIST_PAGES + 1)
    ]
    assert channel(tmp_path, "s", site.url).partly
