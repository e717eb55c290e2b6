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
from pathlib import Path

import pytest
from loopback import FAST, ROOT, archive, visits
from test_workers import PAGES, a_round, meanwhile, whole

from commands.cluster import program
from crawler.cluster import Cluster, connected
from crawler.machines import check_shared, crawl_clustered
from crawler.rounds import read_round, write_round
from crawler.store import Store
from crawler.targets import Target

pytest.importorskip("distributed", reason="no distributed here (pip install 'gongkai-audit[cluster]')")


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=os.environ | quiet,
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
    with a_round(tmp_path) as (targets, _):
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
        assert kept(tmp_path, targets)
        assert told[-1] == (2, 2 * (PAGES + 1))


@pytest.mark.parametrize("kind", ["file", "s3"])
def test_archives_come_home_from_a_store(cluster: Cluster, tmp_path: Path, kind: str) -> None:
    """And a round that another folder began is taken up from there."""
    with a_round(tmp_path / "a") as (targets, sites), place_of(kind, tmp_path) as url:
        store = Store(url)
        store.try_out()
        crawl_clustered(targets, tmp_path / "a", FAST, cluster, lambda said: None, store)
        assert kept(tmp_path / "a", targets)
        write_round(tmp_path / "b", read_round(tmp_path / "a"))
        asked = [len(sites[one.id].asked) for one in targets]
        crawl_clustered(targets, tmp_path / "b", FAST, cluster, lambda said: None, store)
        assert kept(tmp_path / "b", targets)
        assert [len(sites[one.id].asked) for one in targets] == asked


@contextmanager
def place_of(kind: str, folder: Path) -> Iterator[str]:
    if kind == "file":
        yield (folder / "store").as_uri()
        return
    pytest.importorskip("s3fs", reason="no s3fs here (pip install s3fs)")
    pytest.importorskip("moto.server", reason="no S3 server here (pip install 'moto[server]')")
    import s3fs

    port = os.environ["AWS_ENDPOINT_URL"].rpartition(":")[2]
    with started("moto.server", "-H", "127.0.0.1", "-p", port):
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), 1):
                break
            time.sleep(0.1)
        s3fs.S3FileSystem().mkdir("round")
        yield "s3://round/here"
