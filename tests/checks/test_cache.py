"""A second check does again what changed, and nothing else; whatever the cache holds, the findings are the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from sites import ABOUT, header, news, page, record
from test_check_stage import AT, a_round

from checks import check as stage
from checks import site as sites_room
from checks.cache.pages import Pages
from checks.check import CACHE, check
from checks.facts.documents import Document, read_document
from checks.facts.grids import Table
from checks.finding import FINDINGS, read_findings
from crawler.archive import ArchiveWriter, Page
from crawler.rounds import ARCHIVES


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of the pages that were parsed."""
    seen: list[str] = []

    def counted(visit: Page, text: str) -> Document:
        seen.append(visit.url)
        return read_document(visit, text)

    monkeypatch.setattr(sites_room, "read_document", counted)
    return seen


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Rules that were asked, once for each target."""
    heard: list[str] = []
    run: Callable[..., object] = stage.run

    def told(site: object, rules: list[object]) -> object:
        heard.extend(getattr(one, "id", "") for one in rules)
        return run(site, rules)

    monkeypatch.setattr(stage, "run", told)
    return heard


def edited(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    versions = stage.keep_versions
    monkeypatch.setattr(stage, "keep_versions", lambda folder: versions(folder) | {rule: "another edition"})


def test_nothing_changed_nothing_is_done(tmp_path: Path, parsed: list[str], asked: list[str]) -> None:
    of = a_round(tmp_path)
    first = check(tmp_path, of).read_bytes()
    assert len(parsed) == 2 and len(asked) > 20
    parsed.clear(), asked.clear()
    assert check(tmp_path, of).read_bytes() == first and not parsed and not asked


def test_a_changed_rule_alone_is_asked_and_no_page_is_parsed(
    tmp_path: Path, parsed: list[str], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    of = a_round(tmp_path)
    first = check(tmp_path, of).read_bytes()
    parsed.clear(), asked.clear()
    edited(monkeypatch, "home_stale")
    assert check(tmp_path, of).read_bytes() == first
    assert asked == ["home_stale", "home_stale"] and not parsed


def test_another_day_asks_every_rule_and_parses_nothing(tmp_path: Path, parsed: list[str]) -> None:
    of = a_round(tmp_path)
    check(tmp_path, of)
    parsed.clear()
    again = check(tmp_path, replace(of, as_of="2027-03-01")).read_bytes()
    assert not parsed
    assert again == check(tmp_path, replace(of, as_of="2027-03-01"), afresh=True).read_bytes() and len(parsed) == 2


def test_a_page_that_came_is_read(tmp_path: Path, parsed: list[str]) -> None:
    of = a_round(tmp_path)
    first = check(tmp_path, of).read_bytes()
    parsed.clear()
    with ArchiveWriter(tmp_path / ARCHIVES / "t0", ABOUT) as archive:
        came = Page("http://t0.chenghu.gov.cn/a.html", "page", 1, AT, 0.1, status=200, content_type="text/html")
        archive.write(came, page(record(header())).encode(), [("Content-Type", "text/html")])
    second = check(tmp_path, of).read_bytes()
    assert parsed == [came.url] and second != first
    assert second == check(tmp_path, of, afresh=True).read_bytes()


def test_other_code_reads_all_pages_anew(tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    of = a_round(tmp_path)
    check(tmp_path, of)
    parsed.clear()
    edited(monkeypatch, "home_stale")
    monkeypatch.setattr(stage, "reading_version", lambda: "another edition")
    check(tmp_path, of)
    assert len(parsed) == 2


def test_a_rule_that_broke_is_asked_again(tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    of = a_round(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(sites_room, "reach", lambda visit, text: 1 / 0)
        check(tmp_path, of)
    errors = {one.rule for one in read_findings(tmp_path / FINDINGS) if one.outcome == "error"}
    assert errors
    asked.clear()
    check(tmp_path, of)
    assert set(asked) == errors and not any(one.outcome == "error" for one in read_findings(tmp_path / FINDINGS))


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_cache_costs_time_and_nothing_else(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    of, chance = a_round(tmp_path), random.Random(seed)
    first = check(tmp_path, of).read_bytes()
    edited(monkeypatch, "home_stale")
    for path in sorted((tmp_path / CACHE).glob("*/*")):
        data = bytearray(path.read_bytes())
        if chance.random() < 0.5:
            del data[chance.randrange(len(data)) :]
        for _ in range(chance.randrange(4)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
    assert check(tmp_path, of).read_bytes() == first
    assert check(tmp_path, of).read_bytes() == first


def test_a_page_comes_back_as_it_was_read(tmp_path: Path) -> None:
    visit = Page("http://t0.chenghu.gov.cn/a.html", "page", 1, AT, 0.1, status=200, content_type="text/html")
    table = "<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td><a href='/b'>丙</a></td></tr></table>"
    form = "<form action=/so><input name=q placeholder=请输入><textarea name=t></textarea></form>"
    picture = '<img src=a.png alt="二维码"><iframe src=/f></iframe>'
    body = record(header(), body="".join((news("2026-11-19"), table, form, picture)))
    read = read_document(visit, body)
    pages = Pages(tmp_path / "x" / "pages", "1")
    assert pages.get(visit) is None
    pages.keep(read)
    for known in (pages.get(visit), Pages(tmp_path / "x" / "pages", "1").get(visit)):
        assert known is not None and known.record and known.tables and known.forms
        for field in fields(Document):
            before, after = getattr(read, field.name), getattr(known, field.name)
            if field.name == "tables":
                before, after = _laid_out(before), _laid_out(after)
            assert before == after and type(before) is type(after), field.name
    assert pages.get(replace(visit, sha256="0")) is None
    assert Pages(tmp_path / "x" / "pages", "2").get(visit) is None


def _laid_out(tables: tuple[Table, ...]) -> tuple[object, ...]:
    return tuple((table.html, table.grid, table.links) for table in tables)
