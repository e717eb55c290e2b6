"""Home pages on a clock: the plan, the visitor against real servers, the record that survives, the command."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import ROOT, Answer, Site, naming, serving

from crawler.archive import Page
from crawler.settings import USER_AGENT
from crawler.targets import Kind, Target, read_roster
from crawler.visitlog import LOG, VisitError, VisitLog, alone, read_visits
from crawler.visitor import Visitor
from crawler.visits import Clock, Plan, VisitOptions, VisitProgress, VisitSummary, visit

BEGAN = datetime(2026, 11, 13, 1, 30, tzinfo=UTC)
LONG = Answer(("<!doctype html><title>澄湖市人民政府</title>" + "正文内容" * 2000).encode())


def target(url: str, name: str = "s") -> Target:
    return Target(name, name, Kind.PORTAL, "某单位", url)


def seen(url: str, nameserver: str = "", timeout: float = 5.0) -> Page:
    async def once() -> Page:
        async with Visitor(nameserver, timeout) as visitor:
            return await visitor.visit(url, BEGAN)

    return asyncio.run(once())


def recorded(out: Path, name: str = "s") -> list[Page]:
    return read_visits(out / "archive" / name)


def line(at: datetime, url: str = "http://a.example/", **more: object) -> Page:
    return Page(url, "visit", 0, at, 0.2, status=200, **more)  # type: ignore[arg-type]


# --- The plan --------------------------------------------------------------------------------------------------------


@given(st.integers(1, 96), st.integers(1, 8))
def test_a_plan_sweeps_once_in_every_slot_and_spaced(per_day: int, days: int) -> None:
    plan = Plan(BEGAN, per_day, days)
    dues = [plan.due(slot) for slot in range(plan.slots)]
    assert [plan.slot(due) for due in dues] == list(range(per_day * days))
    assert dues[0] == BEGAN
    assert all(later - earlier >= plan.width * 0.79 for earlier, later in pairwise(dues))
    for day in range(days):
        whole = [due for due in dues if BEGAN + timedelta(days=day) <= due < BEGAN + timedelta(days=day + 1)]
        assert len(whole) == per_day


def test_the_plan_depends_on_the_begin_alone() -> None:
    assert [Plan(BEGAN, 24, 7).due(n) for n in range(168)] == [Plan(BEGAN, 24, 7).due(n) for n in range(168)]
    minutes = {Plan(BEGAN, 24, 7).due(n).minute for n in range(168)}
    assert len(minutes) > 8


def test_a_clock_set_back_is_told_and_one_a_little_slow_goes_on_from_the_record() -> None:
    now = datetime.now(UTC)
    with pytest.raises(VisitError, match="请校准本机时间"):
        Clock(not_before=now + timedelta(hours=2))
    assert Clock(not_before=now + timedelta(minutes=1)).now() >= now + timedelta(minutes=1)


# --- One visit -------------------------------------------------------------------------------------------------------


def test_a_visit_tells_the_end_of_the_redirects_and_the_time_of_them_all() -> None:
    with serving(Site({"/x/": LONG, "/robots.txt": Answer(b"", 404)}, delay=0.1)) as far:
        hop = Answer(status=301, headers={"Location": "/b"})
        site = Site({"/": hop, "/b": Answer(status=302, headers={"Location": far.url + "x/"})}, delay=0.1)
        with serving(site):
            page = seen(site.url)
    assert (page.url, page.location, page.status, page.error) == (site.url, far.url + "x/", 200, "")
    assert 0.3 <= page.elapsed < 3
    assert (page.ip, page.family, page.size, page.detail) == ("127.0.0.1", 4, len(LONG.body), "")
    assert site.agents == {USER_AGENT}
    assert site.asked == ["/robots.txt", "/", "/b"]


@pytest.mark.parametrize("sign", ['<meta http-equiv="refresh" content="0;url=/in.html">', "<script>location.href='/in.html'</script>"])  # fmt: skip
def test_a_signpost_is_followed_but_a_page_that_reloads_itself_is_not(sign: str) -> None:
    with serving(Site({"/": Answer(f"<!doctype html>{sign}".encode()), "/in.html": LONG})) as site:
        assert seen(site.url).location == site.url + "in.html"
    with serving(Site({"/": Answer(LONG.body + sign.encode()), "/in.html": LONG})) as site:
        assert seen(site.url).location == ""


def test_a_cookie_that_a_redirect_to_itself_asks_for_is_shown() -> None:
    first = Answer(status=302, headers={"Location": "/", "Set-Cookie": "seen=1; Path=/"})
    with serving(Site({"/": lambda before: LONG if before else first})) as site:
        assert seen(site.url).status == 200


def test_redirects_without_end_end() -> None:
    with serving(Site({"/": Answer(status=302, headers={"Location": "/"})})) as site:
        assert seen(site.url).status == 302
    assert site.asked.count("/") == 6


def test_a_short_answer_is_kept_as_text_for_it_may_be_a_challenge() -> None:
    body = gzip.compress("请完成验证".encode("gb18030"))
    packed = Answer(body, 412, {"Content-Encoding": "gzip"}, "text/html; charset=gbk")
    with serving(Site({"/": packed})) as site:
        page = seen(site.url)
    assert (page.status, page.detail, page.size) == (412, "请完成验证", len(body))


def test_robots_are_obeyed_and_asked_once_a_day() -> None:
    async def twice(url: str) -> list[Page]:
        async with Visitor("", 5.0) as visitor:
            return [await visitor.visit(url, BEGAN) for _ in range(2)]

    with serving(Site({"/": LONG, "/robots.txt": Answer(b"User-agent: *\nDisallow: /")})) as site:
        pages = asyncio.run(twice(site.url))
    assert [(page.status, page.error) for page in pages] == [(None, "robots")] * 2
    assert site.asked == ["/robots.txt"]


@contextmanager
def mute() -> Iterator[str]:
    """Takes connections and says nothing, or not what was asked for."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield f"127.0.0.1:{server.getsockname()[1]}/"


def test_failures_have_the_archives_words() -> None:
    with mute() as place, serving(Site({"/": lambda _: None, "/robots.txt": Answer(b"", 404)})) as site:
        assert seen(f"http://{place}", timeout=0.3).error == "timeout"
        assert seen(site.url).error == "reset"
        tls = seen(site.url.replace("http:", "https:"))
        assert tls.error == "tls" and "加密连接失败" in tls.detail
    for gone in (site.url, site.url.replace("127.0.0.1", "localhost")):
        refused = seen(gone)
        assert (refused.error, refused.status, refused.ip) == ("refused", None, "")
        assert refused.detail.startswith("连接被拒绝")


def test_the_given_name_server_is_asked_at_every_visit() -> None:
    with naming({("www.a.test", "A"): ["127.0.0.1"]}) as (server, asked), serving(Site({"/": LONG})) as site:
        there = seen(site.url.replace("127.0.0.1", "www.a.test"), server)
        before = len(asked)
        assert seen(site.url.replace("127.0.0.1", "www.a.test"), server).status == 200
        assert len(asked) == 2 * before
        gone = seen("http://www.b.test/", server)
    assert (there.status, there.ip) == (200, "127.0.0.1")
    assert gone.error == "dns" and "www.b.test" in gone.detail


@pytest.mark.ipv6
def test_the_family_that_answered_is_told() -> None:
    with serving(Site({"/": LONG}), "::1") as site:
        page = seen(site.url)
    assert (page.ip, page.family) == ("::1", 6)


# --- The round -------------------------------------------------------------------------------------------------------


class Jumping(Clock):
    """Is at once where it is waited for; each of `slept` hours it oversleeps, one at a wait."""

    slept: ClassVar[list[float]] = []

    def __init__(self, not_before: datetime | None = None) -> None:
        self.at = not_before or BEGAN

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)

    async def until(self, moment: datetime) -> None:
        self.at = max(self.at, moment) + timedelta(hours=self.slept.pop(0) if self.slept else 0)


def watched(out: Path, *urls: str, **options: int | bool) -> tuple[VisitSummary, list[VisitProgress]]:
    told: list[VisitProgress] = []
    names = [f"s{number}" for number in range(len(urls))]
    sites = [target(url, name) for url, name in zip(urls, names, strict=True)]
    done = visit(sites, out, VisitOptions(timeout=5.0, **options), told.append, Jumping)  # type: ignore[arg-type]
    return done, told


def test_a_day_of_visits_in_a_second(tmp_path: Path) -> None:
    with serving(Site({"/": LONG})) as one, serving(Site({"/": Answer(b"", 503)})) as two:
        done, told = watched(tmp_path, one.url, two.url, days=1)
        again, _ = watched(tmp_path, one.url, two.url, days=1)
    assert (done.made, done.recorded, done.over) == (48, 48, True)
    assert (again.made, again.recorded, again.over) == (0, 48, True)
    assert (told[0].slot, told[-1].slot, told[-1].next_at, told[-1].visited, told[-1].answered) == (0, 24, None, 2, 2)
    for name in ("s0", "s1"):
        times = [page.fetched_at for page in recorded(tmp_path, name)]
        assert len(times) == 24
        assert all(
            timedelta(minutes=47) < later - earlier < timedelta(minutes=73) for earlier, later in pairwise(times)
        )
    page = recorded(tmp_path, "s0")[0]
    assert (page.purpose, page.status, page.offset, len(page.sha256)) == ("visit", 200, -1, 64)


def test_a_round_goes_on_where_the_record_ends(tmp_path: Path) -> None:
    log = VisitLog("s0", "", tmp_path / "archive/s0")
    for hours in range(20):
        log.keep(line(BEGAN + timedelta(hours=hours, minutes=9)))
    with serving(Site({"/": LONG})) as site:
        done, told = watched(tmp_path, site.url, days=1)
    # The last visit was in slot 19, which is done; its process died before it could say so.
    assert ([one.slot for one in told], done.recorded, done.over) == ([19, 20, 21, 22, 23, 24], 24, True)


def test_a_machine_that_sleeps_makes_up_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Jumping, "slept", [0, 0, 5.5, 0, 0.9])
    with serving(Site({"/": LONG})) as site:
        done, _ = watched(tmp_path, site.url, days=1)
    times = [page.fetched_at for page in recorded(tmp_path, "s0")]
    assert done.over and 16 <= len(times) <= 19
    assert all(later - earlier >= timedelta(minutes=30) for earlier, later in pairwise(times))


def test_once_is_one_sweep_and_never_two_close_together(tmp_path: Path) -> None:
    with serving(Site({"/": LONG})) as site:
        first, told = watched(tmp_path, site.url, once=True)
        second, _ = watched(tmp_path, site.url, once=True)
    assert (first.made, second.made, second.recorded, second.over) == (1, 0, 1, False)
    assert second.ends_at == recorded(tmp_path, "s0")[0].fetched_at + timedelta(days=7)
    assert told == [] and site.asked.count("/") == 1


def test_a_round_that_is_over_is_left_alone(tmp_path: Path) -> None:
    for days in (0, 8):
        VisitLog("s0", "", tmp_path / "archive/s0").keep(line(BEGAN + timedelta(days=days)))
    done, _ = watched(tmp_path, "http://127.0.0.1:1/", once=True)
    assert (done.made, done.over) == (0, True)


def test_a_torn_line_is_cut_off_and_no_visit(tmp_path: Path) -> None:
    log = VisitLog("s", "", tmp_path)
    log.keep(line(BEGAN))
    with (tmp_path / LOG).open("ab") as file:
        file.write(b'{"url":"http://ha')
    assert len(read_visits(tmp_path)) == 1
    VisitLog("s", "", tmp_path).keep(line(BEGAN + timedelta(hours=1)))
    assert [page.fetched_at for page in read_visits(tmp_path)] == [BEGAN, BEGAN + timedelta(hours=1)]


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")
def test_two_processes_do_not_visit_at_once(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(VisitError, match="另一个 visit 进程"), alone(tmp_path):
        pass
    with alone(tmp_path):
        assert (tmp_path / "visits.lock").exists()


# --- The command -----------------------------------------------------------------------------------------------------


def roster(folder: Path, *urls: str) -> Path:
    path = folder / "名单.csv"
    rows = [f"某市政府{number},{url},门户网站" for number, url in enumerate(urls)]
    path.write_text("\n".join(["单位名称,网址,类型", *rows]) + "\n", encoding="utf-8")
    return path


def started(*args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "audit.py", "visit", *map(str, args)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def lines_of(out: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in out.glob(f"archive/*/{LOG}"))


def wait_for(out: Path, lines: int, process: subprocess.Popen[str]) -> None:
    for _ in range(1500):
        if lines_of(out) >= lines:
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    raise AssertionError("no visit was recorded")


def test_a_killed_visitor_is_followed_by_one_that_goes_on(tmp_path: Path) -> None:
    release = threading.Event()

    def slow(before: int) -> Answer:
        release.wait(5)
        return LONG

    with serving(Site({"/": LONG})) as quick, serving(Site({"/": slow})) as other:
        out, names = tmp_path / "out", roster(tmp_path, quick.url, other.url)
        process = started(names, "--out", out)
        wait_for(out, 1, process)
        process.kill()
        process.communicate()
        release.set()
        process = started(names, "--out", out)
        wait_for(out, 2, process)
        process.send_signal(signal.SIGINT)
        said, wrong = process.communicate(timeout=20)
    assert process.returncode == 3
    assert "重新运行同一条命令即可接着进行" in wrong and "Traceback" not in wrong
    assert said.startswith("0/168 轮：尚未访问，下一轮 ")
    # The visit that was under way is made again, the one that was recorded is not.
    assert lines_of(out) == 2 and quick.asked.count("/") == 1
    assert json.loads((out / "run.json").read_text("utf-8"))["targets"][0]["url"] == quick.url


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_a_full_disk_is_told_and_leaves_the_record_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with serving(Site({"/": LONG})) as site:
        names = roster(tmp_path, site.url)
        (only,) = read_roster(names).targets
        log = VisitLog(only.id, site.url, out / "archive" / only.id)
        while lines_of(out) < 10:
            log.keep(line(datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)))
        size = (out / "archive" / only.id / LOG).stat().st_size
        limited = f"import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, ({size + 50},) * 2); import audit; sys.exit(audit.main())"
        given = [sys.executable, "-c", limited, "visit", str(names), "--out", str(out), "--once"]
        done = subprocess.run(given, cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.returncode == 3 and "磁盘空间不足" in done.stderr and "Traceback" not in done.stderr
    assert (out / "archive" / only.id / LOG).stat().st_size == size


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--per-day", "0"), "“0”不是正整数"),
        (("--per-day", "1000"), "每天 1000 次过密"),
        (("--days", "x"), "“x”不是正整数"),
        (("--nameserver", "a b"), "写法不对"),
    ],
)
def test_wrong_options_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], told: str) -> None:  # fmt: skip
    from audit import main

    with pytest.raises(SystemExit) as ended:
        main(["visit", str(roster(tmp_path, "http://127.0.0.1:1/")), "--out", str(tmp_path / "out"), *more])
    assert ended.value.code == 2 and told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_wrong_rosters_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from audit import main

    out = tmp_path / "out"
    accounts = tmp_path / "账号.csv"
    accounts.write_text("单位名称,账号,类型\n某局,某局发布,微信公众号\n", encoding="utf-8")
    assert main(["visit", str(accounts), "--out", str(out)]) == 2
    assert "没有首页可以访问" in capsys.readouterr().err
    assert main(["visit", str(tmp_path / "没有.csv"), "--out", str(out)]) == 2
    assert not out.exists()
    assert main(["visit", str(roster(tmp_path, "http://127.0.0.1:1/")), "--out", str(out), "--once"]) == 0
    assert main(["visit", str(roster(tmp_path, "http://127.0.0.1:2/")), "--out", str(out), "--once"]) == 2
    assert "另一份名单" in capsys.readouterr().err
    assert lines_of(out) == 1
