"""From a round's archives to its findings, and from a finding back to the bytes that prove it."""

import csv
import io
import json
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from sites import ABOUT, HOME, header, news, page, record

from audit import main
from checks.cache.judged import Judged
from checks.check import Judge, _judged, check, day_of, ipv6_proven
from checks.finding import FINDINGS, Finding, findings_text, read_findings, write_csv, write_jsonl
from checks.proof import proof
from crawler.archive import SUMMARY, ArchiveWriter, Page
from crawler.rounds import ARCHIVES, Round, write_round
from crawler.targets import Kind, Target

AT = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)  # 20 November in China


def a_round(
    folder: Path, *, as_of: str = "", ip: str = "", days: tuple[str, ...] = ("2026-11-19", "2026-10-01")
) -> Round:
    targets = tuple(
        Target(f"t{n}", f"第{n}站", Kind.DEPARTMENT, "某局", url=HOME.replace("www", f"t{n}"))
        for n in reversed(range(len(days)))
    )
    for target, day in zip(targets, reversed(days), strict=True):
        with ArchiveWriter(folder / ARCHIVES / target.id, ABOUT) as archive:
            body = page(news(day)).encode()
            home = Page(target.url, "home", 0, AT, 0.1, status=200, content_type="text/html", ip="192.0.2.1", family=4)
            archive.write(home, body, [("Content-Type", "text/html"), ("Server", "demo")])
            if ip:
                archive.write(Page(target.url, "ipv6", 0, AT, 0.1, status=200, ip=ip, family=6), b"")
        (folder / ARCHIVES / target.id / SUMMARY).write_text('{"finished": true}', encoding="utf-8")
    return Round("名单.xlsx", "2026-11-19T17:00:00+00:00", "0", targets, as_of=as_of)


def test_findings_are_sorted_and_the_same_again(tmp_path: Path) -> None:
    asked = a_round(tmp_path)
    heard: list[int] = []
    first = check(tmp_path, asked, said=heard.append).read_bytes()
    assert heard == [1, 2] and check(tmp_path, asked, workers=2, afresh=True).read_bytes() == first
    rows = [json.loads(line) for line in first.decode().splitlines()]
    assert [row["target"] for row in rows] == sorted(row["target"] for row in rows)
    assert {"rule", "item", "target", "unit", "outcome", "message", "url", "quote", "seen_at", "sha256", "key"} <= rows[
        0
    ].keys()


@dataclass(frozen=True)
class Deadly:
    """Judges as it should, but the process that meets a target is killed so many times."""

    judge: Judge
    deaths: Path
    times: int

    def __call__(self, target: Target) -> Judged:
        if target.id == "t1" and len(list(self.deaths.iterdir())) < self.times:
            (self.deaths / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.judge(target)


def test_a_killed_process_costs_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "round"
    write_round(folder, asked := a_round(folder, days=("2026-11-19",) * 3))
    first = check(folder, asked, workers=3).read_bytes()
    for times in (1, 9):
        (deaths := tmp_path / str(times)).mkdir()
        monkeypatch.setattr("checks.check._judged", partial(_deadly, deaths, times))
        if times == 1:
            assert check(folder, asked, workers=2, afresh=True).read_bytes() == first
        else:
            assert main(["check", str(folder), "--workers", "2", "--afresh"]) == 3
            assert "一再被系统终止" in capsys.readouterr().err
        assert (folder / FINDINGS).read_bytes() == first


def _deadly(deaths: Path, times: int, judge: Judge, targets: list[Target], workers: int) -> Iterator[Judged]:
    return _judged(cast(Judge, Deadly(judge, deaths, times)), targets, workers)


def outcome(folder: Path, target: str) -> str:
    return next(
        one.outcome.value
        for one in read_findings(folder / FINDINGS)
        if (one.rule, one.target) == ("home_stale", target)
    )


def test_the_day_decides(tmp_path: Path) -> None:
    check(tmp_path, a_round(tmp_path))
    assert (outcome(tmp_path, "t0"), outcome(tmp_path, "t1")) == ("pass", "fail")
    check(tmp_path, Round("", "", "0", a_round(tmp_path / "x").targets, as_of="2026-10-10"))
    assert outcome(tmp_path, "t1") == "pass"


def test_the_day_that_was_judged_by(tmp_path: Path) -> None:
    asked = a_round(tmp_path)
    found = list(read_findings(check(tmp_path, asked)))
    assert day_of(asked, found) == date(2026, 11, 20)  # as the rules take it, not the day in UTC
    assert day_of(Round("", "", "0", (), as_of="2026-10-10"), found) == date(2026, 10, 10)
    assert day_of(asked, []) is None


def test_one_public_answer_proves_the_route(tmp_path: Path) -> None:
    for name, ip, proven in (("a", "2408:8000::1", True), ("b", "::1", False), ("c", "", False)):
        a_round(tmp_path / name, ip=ip)
        assert ipv6_proven(tmp_path / name) is proven


def test_a_finding_is_proven_from_the_archive(tmp_path: Path) -> None:
    asked = a_round(tmp_path)
    found = next(
        one for one in read_findings(check(tmp_path, asked)) if one.rule == "home_stale" and one.outcome == "fail"
    )
    text = proof(tmp_path, asked, [found])
    for word in (
        found.key,
        "第1站",
        "某局",
        "home_stale",
        "首页不更新",
        "国办秘函〔2019〕19号",
        "不符合",
        found.message,
        found.url,
        found.sha256,
        "与存档一致",
        "Server: demo",
    ):
        assert word in text


def test_bytes_that_were_changed_are_told(tmp_path: Path) -> None:
    asked = a_round(tmp_path)
    path = check(tmp_path, asked)
    found = next(one for one in read_findings(path) if one.rule == "home_stale" and one.outcome == "fail")
    assert "不一致" in proof(tmp_path, asked, [replace(found, sha256="0" * 64)])


def test_a_finding_without_a_visit(tmp_path: Path) -> None:
    account = Target("t9", "澄湖发布", Kind.WECHAT, "某局", account="澄湖发布")
    asked = Round("", "", "0", (account,))
    found = list(read_findings(check(tmp_path, asked)))
    assert {one.outcome for one in found} == {"not_measured"}
    assert all("没有对应的采集记录" in proof(tmp_path, asked, [one]) for one in found)


def test_written_and_read_again(tmp_path: Path) -> None:
    found = list(read_findings(check(tmp_path, a_round(tmp_path))))
    lines, table = io.StringIO(), io.StringIO()
    write_jsonl(found, lines)
    write_csv(found, table)
    (tmp_path / "again.jsonl").write_text(lines.getvalue(), encoding="utf-8")
    assert list(read_findings(tmp_path / "again.jsonl")) == found
    assert findings_text(list(reversed(found))) == findings_text(found)
    assert table.getvalue().startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table.getvalue()[1:])))
    assert [row["message"] for row in rows] == [one.message for one in found] and isinstance(found[0], Finding)


def late(folder: Path) -> str:
    return next(one.outcome.value for one in read_findings(folder / FINDINGS) if one.rule == "record_late")


def test_a_copy_of_a_round_with_its_own_calendar_is_judged_alike(tmp_path: Path) -> None:
    """From 2090-01-02 to 2090-01-31 there are 21 weekdays; the calendar takes one out."""
    folder, copy = tmp_path / "round", tmp_path / "copy"
    asked = a_round(folder, days=("2026-11-19",))
    target = asked.targets[0]
    body = record(header(生成日期="2090-01-02", 公开日期="2090-01-31"), day="2090-01-31").encode()
    with ArchiveWriter(folder / ARCHIVES / target.id, ABOUT) as archive:
        archive.write(Page(f"{target.url}a.html", "page", 1, AT, 0.1, status=200, content_type="text/html"), body)
    write_round(folder, asked)
    calendar = tmp_path / "2090.csv"
    calendar.write_text("日期,休/班\n2090-01-03,休\n", encoding="utf-8")
    assert main(["check", str(folder)]) == 0 and late(folder) == "unsure"
    assert main(["check", str(folder), "--workdays", str(calendar)]) == 0 and late(folder) == "pass"
    first = (folder / FINDINGS).read_bytes()
    calendar.unlink()
    shutil.copytree(folder, copy)
    assert main(["check", str(copy)]) == 0
    assert (copy / FINDINGS).read_bytes() == first


def test_a_calendar_that_is_none_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_round(tmp_path, a_round(tmp_path, days=("2026-11-19",)))
    calendar = tmp_path / "坏.csv"
    calendar.write_text("日期,休/班\n2090-02-30,休\n2090-01-04,?\n", encoding="utf-8")
    assert main(["check", str(tmp_path), "--workdays", str(calendar)]) == 2
    assert "第2行" in (told := capsys.readouterr().err) and "第3行" in told
    assert not (tmp_path / FINDINGS).exists() and not (tmp_path / "workdays.csv").exists()
