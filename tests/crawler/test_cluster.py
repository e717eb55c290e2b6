"""Many machines: two dask workers on this one crawl and judge a round as one process does, whatever dies."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from loopback import FAST, ROOT, archive, html, visits
from test_workers import PAGES, a_round, counts, meanwhile, whole

from audit import main
from checks.check import check
from commands.cluster import program
from crawler.archive import ArchiveWriter, Page
from crawler.cluster import Cluster, ClusterError, connected, differences
from crawler.machines import check_shared, crawl_clustered, meet, share_count
from crawler.rounds import Round
from crawler.store import Store
from crawler.targets import Kind, Target

pytest.importorskip("distributed", reason="no distributed here (pip install 'gongkai-audit[cluster]')")


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a scheduler whose two workers are started anew when they are killed."""
    place = tmp_path_factory.mktemp("dask")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    keys = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_DEFAULT_REGION": "us-east-1"}
    keys |= {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing"}
    told = place / "scheduler.json"
    where = ["--scheduler-file", str(told), "--no-dashboard", "--host", "127.0.0.1"]
    with pytest.MonkeyPatch.context() as ours, started("distributed.cli.dask_scheduler", *where, "--port", "0"):
        for name, value in keys.items():
            ours.setenv(name, value)
        rest = ["--nworkers", "2", "--nthreads", "1", "--local-directory", str(place)]
        with started("distributed.cli.dask_worker", *where, *rest):
            while not told.exists() or not told.read_text():
                time.sleep(0.05)
            yield json.loads(told.read_text())["address"]


@pytest.fixture
def cluster(scheduler: str) -> Iterator[Cluster]:
    with connected(scheduler, program) as found:
        found.client.wait_for_workers(2, timeout=30)
        yield found


def kept(out: Path, targets: tuple[Target, ...]) -> bool:
    assert all(archive(out, one.id).finished for one in targets)
    return whole(out, targets)


def test_a_killed_worker_s_share_comes_back_elsewhere(cluster: Cluster, tmp_path: Path) -> None:
    with a_round(tmp_path) as (targets, sites):
        home, other = sites["s0"], sites["s1"]
        home.pages["/0.html"], other.pages["/linked"] = html("/", f"{home.url}1.html", f"{other.url}linked"), html()
        check_shared(cluster, tmp_path)

        def kill(over: object) -> None:
            while not all(len(visits(tmp_path, one.id)) > 3 for one in targets):
                time.sleep(0.05)
            for pid in list(cluster.client.run(os.getpid).values())[:1]:
                os.kill(pid, signal.SIGKILL)

        told: list[tuple[int, int]] = []
        with meanwhile(kill):
            options = replace(FAST, rate=5.0)
            crawl_clustered(
                targets, tmp_path, options, cluster, lambda said: told.append((said.sites_done, said.pages))
            )
        assert told[-1] == (2, 2 * (PAGES + 1))
        for one, found in counts(tmp_path, targets).items():
            assert set(found.values()) == {1} and archive(tmp_path, one).finished
            assert sum(purpose in ("home", "page") for purpose, *_ in found) == PAGES + 1
        # What the other share's site has to be asked of in the name of this one comes when it was read itself.
        assert ("link", f"{other.url}linked", 200) in counts(tmp_path, targets)["s0"]
        assert other.asked.index("/linked") > max(other.asked.index(f"/{n}.html") for n in range(PAGES))


def test_findings_are_those_of_one_process(cluster: Cluster, tmp_path: Path) -> None:
    targets = tuple(Target(f"t{n}", f"第{n}站", Kind.DEPARTMENT, "某局", f"http://t{n}.example/") for n in range(3))
    for target in targets:
        with ArchiveWriter(tmp_path / "archive" / target.id, {}) as kept_here:
            at = datetime(2026, 11, 19, tzinfo=UTC)
            kept_here.write(Page(target.url, "home", 0, at, 0.1, status=200, content_type="text/html"), b"<a href=x>x")
    asked = Round("", "", "0", targets)
    alone = check(tmp_path, asked).read_bytes()
    judged = check(
        tmp_path, asked, afresh=True, spread=lambda judge, line: cluster.every(judge, line, str)
    ).read_bytes()
    assert judged == alone and alone.count(b"\n") > 100


def test_machines_that_are_not_alike_are_refused(scheduler: str, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="程序与本机不同"), connected(scheduler, cast(Any, os.getpid)):
        pass
    with connected(scheduler, program) as cluster, pytest.raises(ClusterError, match="找不到评估目录"):
        found = cluster.client
        monkey = Cluster(cast(Any, SimpleNamespace(run=lambda does, mark: found.run(does, mark + "x"))))
        check_shared(monkey, tmp_path / "only-here")
    assert not (tmp_path / "only-here").exists()


def test_shares_are_no_smaller_than_keeps_a_process_busy() -> None:
    assert [share_count(sites, 3) for sites in (1, 700, 1500, 14000)] == [3, 3, 6, 12]


def test_a_clock_that_is_off_and_another_network_are_told() -> None:
    own = ("1", time.time(), True)
    assert differences("w", ("1", time.time() + 30, True), own) == []
    told = differences("w", ("1", time.time() - 3600, False), own)
    assert len(told) == 2 and "慢约 60 分钟" in told[0] and "没有公网 IPv6" in told[1]
    assert "不能运行本程序" in differences("w", ImportError("crawler"), own)[0]


def test_a_scheduler_that_does_not_answer_is_told_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.cluster.ANSWER", 0.3)
    roster = tmp_path / "名单.csv"
    roster.write_text("单位名称,网址\n甲局,http://a.example/\n", encoding="utf-8")
    words = ["run", str(roster), "--out", str(tmp_path / "out"), "--cluster"]
    assert main([*words, "tcp://127.0.0.1:9"]) == 2
    assert "没有应答" in capsys.readouterr().err and not (tmp_path / "out").exists()
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main([*words, "tcp://127.0.0.1:9"]) == 2
    assert "[cluster]" in capsys.readouterr().err
    assert main([*words[:-1], "--store", "memory://a"]) == 2
    assert "--cluster 连用" in capsys.readouterr().err


def test_archives_come_home_from_a_store(cluster: Cluster, tmp_path: Path) -> None:
    """And what one folder's round has kept there is taken up in another."""
    with a_round(tmp_path / "a") as (targets, _), a_store() as url:
        store = Store(url)
        store.try_out()
        crawl_clustered(targets, tmp_path / "a", FAST, cluster, lambda said: None, store)
        assert kept(tmp_path / "a", targets)
        meet(store, tmp_path / "b", targets)
        assert kept(tmp_path / "b", targets)


@contextmanager
def a_store() -> Iterator[str]:
    """An S3 server on this machine."""
    s3fs = pytest.importorskip("s3fs", reason="no s3fs here (pip install s3fs)")
    pytest.importorskip("moto.server", reason="no S3 server here (pip install 'moto[server]')")
    port = os.environ["AWS_ENDPOINT_URL"].rpartition(":")[2]
    with started("moto.server", "-H", "127.0.0.1", "-p", port):
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), 1):
                break
            time.sleep(0.1)
        s3fs.S3FileSystem().mkdir("round")
        yield "s3://round/here"
