"""Many machines through dask.distributed: who they are, whether they are alike, and one task after another for them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import time
from typing import TYPE_CHECKING, Any, TypeVar

from crawler.doctor import has_public_route
from crawler.rounds import CLOCK

if TYPE_CHECKING:
    from distributed import Client, Future

ANSWER = 10
"""Seconds to wait for the scheduler, and for its first worker. Our default."""
RETRIES = 3
"""Times that a task whose process died is given out again; as often a worker may be lost over it. Our default."""
One = TypeVar("One")
Made = TypeVar("Made")


class ClusterError(Exception):
    """The cluster cannot be worked with; Chinese sentences that say what to do."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Lost(RuntimeError):
    """A task was lost with its worker more often than is tried; the name of what it was about."""


class Gone(RuntimeError):
    """The scheduler does not answer any more."""


class Cluster:
    """A scheduler and the workers it has."""

    def __init__(self, client: Client) -> None:
        self.client = client

    @property
    def places(self) -> int:
        """Tasks that the workers do side by side."""
        workers = self.client.scheduler_info(n_workers=-1)["workers"]
        return max(1, sum(int(one["nthreads"]) for one in workers.values()))

    def every(self, does: Callable[[One], Made], things: Iterable[One], name: Callable[[One], str]) -> Iterator[Made]:
        """What each comes to, in order; `does` is sent to every worker once. Raises Lost."""
        from distributed import KilledWorker

        shared = self.client.scatter(does, broadcast=True, hash=False)
        line = [(thing, self.submit(_apply, shared, thing)) for thing in things]
        line.reverse()
        while line:
            thing, future = line.pop()
            try:
                yield future.result()
            except KilledWorker as lost:
                raise Lost(name(thing)) from lost
            future.release()

    def submit(self, does: Callable[..., Made], *given: Any) -> Future:
        return self.client.submit(does, *given, retries=RETRIES, pure=False)


def _apply(does: Callable[[One], Made], thing: One) -> Made:
    return does(thing)


@contextmanager
def connected(address: str, edition: Callable[[], str]) -> Iterator[Cluster]:
    """The cluster of the scheduler at `address` (`tcp://HOST:PORT`), when all its workers are like this machine.

    `edition` names the program; what it says on a worker must be what it says here. Raises ClusterError.
    """
    client = _client(address)
    try:
        try:
            client.wait_for_workers(1, timeout=ANSWER)
        except TimeoutError as nobody:
            raise ClusterError(f"调度器 {address} 没有工作机。请先在各机运行 dask worker {address}。") from nobody
        _compare(client, edition)
        yield Cluster(client)
    finally:
        client.close()


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as absent:
        raise ClusterError("--cluster 需要 [cluster] 组件：请运行 pip install 'gongkai-audit[cluster]'。") from absent
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what matters is told by us, in the user's words
    try:
        return Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as silent:
        raise ClusterError(
            f"调度器 {address} 没有应答。请确认 dask scheduler 已运行、地址写作 tcp://主机:端口、防火墙放行。"
        ) from silent


def told_of_machine(edition: Callable[[], str]) -> tuple[str, float, bool]:
    """The program's edition, the clock (seconds), and whether there is a way to public IPv6 addresses."""
    return edition(), time(), has_public_route()


def _compare(client: Client, edition: Callable[[], str]) -> None:
    """Evidence of one round must not depend on which machine gathered it."""
    own = told_of_machine(edition)
    found = client.run(told_of_machine, edition, on_error="return")
    problems = [problem for worker, told in sorted(found.items()) for problem in differences(worker, told, own)]
    if problems:
        raise ClusterError(*problems)


def differences(worker: str, told: tuple[str, float, bool] | BaseException, own: tuple[str, float, bool]) -> list[str]:
    """Chinese sentences: what of a worker is not as here."""
    if isinstance(told, BaseException):
        return [f"工作机 {worker} 上不能运行本程序（{told}）。请在各机安装同一版本。"]
    problems = []
    if told[0] != own[0]:
        problems.append(
            f"工作机 {worker} 的程序与本机不同（{told[0]}，本机 {own[0]}）。请在各机安装同一版本的程序、组件和 Python"
            f"（本机 {sys.version.split()[0]}），再重启 dask worker。"
        )
    if abs(ahead := told[1] - time()) > CLOCK:
        way = "快" if ahead > 0 else "慢"
        problems.append(f"工作机 {worker} 的时钟比本机{way}约 {abs(ahead) / 60:.0f} 分钟。请先校时。")
    if told[2] != own[2]:
        problems.append(
            f"工作机 {worker} {'有' if told[2] else '没有'}公网 IPv6 路由，本机{'有' if own[2] else '没有'}："
            "IPv6 指标会因机而异。请只用网络条件相同的机器。"
        )
    return problems
