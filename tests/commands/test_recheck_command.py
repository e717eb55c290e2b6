from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

import audit as program
from crawler.archive import Archive
from scoring.demands import Demand, State, read_demands
from tests.commands.mended import audit, faulty, mended, write_roster
from tests.crawler.loopback import Answer, Site, serving

CHALLENGE = Answer(b'<html><script>var $_ts=window["$_ts"];</script></html>', 412)
MENDED, SILENT, SHUT = "某县水务局", "某县林业局", "某县粮食局"


@dataclass(frozen=True)
class Rechecked:
    folder: Path
    demands: list[Demand]
    asked: tuple[set[str], set[str]]
    """Paths that the mended site was asked for by the crawl, and by the recheck."""
    said: str

    def of(self, unit: str) -> list[Demand]:
        return [one for one in self.demands if one.unit == unit]


@pytest.fixture(scope="module")
def rechecked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rechecked]:
    """Three sites were told what is wrong; one mends part of it, one answers nobody any more, one only a browser."""
    folder = tmp_path_factory.mktemp("recheck")
    out = folder / "round"
    with serving(Site(faulty())) as site, serving(Site(faulty())) as shut:
        with serving(Site(faulty())) as silent:
            roster = write_roster(folder / "r.csv", {MENDED: site.url, SILENT: silent.url, SHUT: shut.url})
            audit("crawl", out, "--roster", roster, "--rate", 1000, reach=False)
        for command in ("check", "score", "rectify"):
            assert program.main([command, str(out)]) in (0, 3)
        first = set(site.asked)
        site.asked.clear()
        site.pages = dict(mended())
        shut.pages = dict.fromkeys(shut.pages, CHALLENGE)
        said = audit("recheck", out, "--rate", 1000)
        yield Rechecked(out, read_demands(out), (first, set(site.asked)), said)


def test_every_state_comes_about(rechecked: Rechecked) -> None:
    came = {
        (one.rule, one.item, one.url.partition("/dt/")[2] or one.url.partition("/gg/")[2]): one.state
        for one in rechecked.of(MENDED)
        if one.rule != "tag_missing"
    }
    assert came == {
        ("channel_blank", "政策解读", ""): State.OPEN,
        ("channel_stale", "工作动态", ""): State.CLOSED,
        ("home_stale", "", ""): State.CLOSED,
        ("link_broken", "attachment", "40.html"): State.CLOSED,  # the file is there
        ("link_broken", "attachment", "41.html"): State.CLOSED,  # the link is gone
        ("link_broken", "attachment", "42.html"): State.CLOSED,  # the page is gone, and from its list
        ("link_broken", "attachment", "30.html"): State.OPEN,
        ("link_broken", "attachment", "31.html"): State.CHANGED,  # the page is gone, its list still leads to it
        ("link_broken", "home", ""): State.CLOSED,
        ("mark_missing", "contact", ""): State.CLOSED,
        ("mark_missing", "error-report", ""): State.OPEN,
        ("mark_missing", "icp", ""): State.OPEN,
        ("mark_missing", "party-mark", ""): State.OPEN,
        ("mark_missing", "police", ""): State.OPEN,
        ("mark_missing", "site-code", ""): State.OPEN,
        ("mark_missing", "sitemap", ""): State.OPEN,
        ("request_channel_missing", "", ""): State.OPEN,
    }


def test_tags_that_nobody_wrote_are_missing_still(rechecked: Rechecked) -> None:
    tags = [one for one in rechecked.of(MENDED) if one.rule == "tag_missing"]
    assert tags and {one.state for one in tags} == {State.OPEN}


@pytest.mark.parametrize(("unit", "reason"), [(SILENT, "连接被拒绝"), (SHUT, "脚本验证页")])
def test_a_site_that_lets_nobody_in_is_not_judged(rechecked: Rechecked, unit: str, reason: str) -> None:
    demands = rechecked.of(unit)
    assert demands and {one.state for one in demands} == {State.UNVERIFIED}
    assert any(one.recheck and reason in one.recheck.message for one in demands)


def test_what_is_said_is_proven_by_what_was_read_again(rechecked: Rechecked) -> None:
    bodies = set()
    for folder in (rechecked.folder / "recheck" / "001" / "archive").iterdir():
        archive = Archive(folder)
        bodies |= {
            (page.fetched_at.isoformat(), hashlib.sha256(archive.raw(page)).hexdigest()) for page in archive.pages()
        }
    settled = [one.recheck for one in rechecked.of(MENDED) if one.recheck]
    assert all((event.seen_at, event.sha256) in bodies for event in settled)
    assert all(event.seen_at >= one.seen_at for one in rechecked.of(MENDED) if (event := one.recheck))


def test_only_what_is_concerned_is_asked_for(rechecked: Rechecked) -> None:
    crawled, again = rechecked.asked
    assert "/dt/40.html" in again and "/files/notice.pdf" in again and "/robots.txt" in again
    plain = {path for path in crawled if path.startswith("/jd/") and path != "/jd/"}
    assert len(plain) == 12 and len(plain & again) <= 5  # a sample of them for the tags


def test_the_ledger_has_it_all(rechecked: Rechecked) -> None:
    book = openpyxl.load_workbook(rechecked.folder / "reports" / "整改台账.xlsx", data_only=True)
    heads, total, *units = list(book["单位汇总"].iter_rows(min_row=5, values_only=True))
    sums = dict(zip(heads, total, strict=True))
    states = Counter(one.state for one in rechecked.demands)
    assert [row[1] for row in units] == sorted([MENDED, SILENT, SHUT])
    assert sums["应整改"] == len(rechecked.demands)
    assert {state.label: sums[state.label] for state in states} == {state.label: states[state] for state in states}
    assert sums["复查合格率"] == pytest.approx(
        states[State.CLOSED] / (states[State.CLOSED] + states[State.OPEN] + states[State.CHANGED])
    )
    assert f"已销号 {states[State.CLOSED]} 条" in rechecked.said


def test_another_edition_of_a_rule_judges_nothing(
    rechecked: Rechecked, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("run.json", "findings.jsonl", "demands.jsonl"):
        (tmp_path / name).write_bytes((rechecked.folder / name).read_bytes())
    versions = json.loads((rechecked.folder / "rules.json").read_text())
    (tmp_path / "rules.json").write_text(json.dumps(dict.fromkeys(versions, "0")))
    before = {one.key: one for one in read_demands(tmp_path)}
    assert program.main(["recheck", str(tmp_path)]) == 0
    after = read_demands(tmp_path)
    untold = [one for one in after if before[one.key].state is State.UNVERIFIED]
    assert untold and all(one.recheck and "规则版本" in one.recheck.message for one in untold)
    known = [one for one in after if before[one.key].state is not State.UNVERIFIED]
    assert known and all(one == before[one.key] for one in known)
    assert "未能复核" in capsys.readouterr().out


def test_a_recheck_that_was_interrupted_is_taken_up(rechecked: Rechecked, tmp_path: Path) -> None:
    for name in ("run.json", "findings.jsonl", "demands.jsonl"):
        (tmp_path / name).write_bytes((rechecked.folder / name).read_bytes())
    first = next(one for one in read_demands(tmp_path) if one.state is State.UNVERIFIED)
    begun = tmp_path / "recheck" / "004"
    begun.mkdir(parents=True)
    kept = {"began_at": "2026-11-20T01:00:00+00:00", "demands": [[first.target, first.key]], "ended": False}
    (begun / "recheck.json").write_text(json.dumps(kept))
    assert program.main(["recheck", str(tmp_path)]) == 0
    grown = [one for one in read_demands(tmp_path) if len(one.history) > 1]
    assert [one.key for one in grown] == [first.key]
    assert json.loads((begun / "recheck.json").read_text())["ended"]
    assert sorted(path.name for path in (tmp_path / "recheck").iterdir()) == ["004"]


def test_nothing_sent_is_refused(rechecked: Rechecked, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run.json").write_bytes((rechecked.folder / "run.json").read_bytes())
    assert program.main(["recheck", str(tmp_path)]) == 2
    assert program.main(["ledger", str(tmp_path)]) == 2
    assert "rectify" in capsys.readouterr().err
