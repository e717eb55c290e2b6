"""One process of several that crawl a round: its order comes in as one line of JSON, its progress goes out as lines.

    {"folder": …, "targets": [ids], "options": {…}, "named": [addresses], "elsewhere": …}  →
    ← {"sites_total": …, "sites_done": …, "pages": …, "links": …, "seconds": …, "rate": …}   as it goes
    ← {"left": …}                so many asks are left, all of hosts of other processes' sites
    alone                                                                            →  all are so far: go on
    ← {"ended": "finished" | "interrupted" | "full" | "broken", "detail": …}          at the end

A process that ends without the last line was killed; its archives can be taken up by another. When the line in is
closed, whoever gave the order is gone, and the crawl is interrupted.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from crawler.appending import ArchiveFull
from crawler.crawl import Progress, crawl
from crawler.links import host_of
from crawler.rounds import read_round
from crawler.settings import CrawlOptions
from crawler.shards import Share

WAIT, LEAVE, ASK = "wait", "leave", "ask"
"""Links to hosts of other processes' sites: asked for when all are so far; left to a later crawl; asked for at once."""
_ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    given = json.loads(sys.stdin.readline())
    alone = threading.Event()
    threading.Thread(target=_watch, args=(sys.stdin, alone), daemon=True).start()
    ended, detail = "finished", ""
    try:
        _crawl(given, alone)
    except KeyboardInterrupt:
        ended = "interrupted"
    except ArchiveFull as full:
        ended, detail = "full", str(full)
    except Exception:  # told to whoever gave the order, who raises it
        ended, detail = "broken", traceback.format_exc()
    _say({"ended": ended, "detail": detail})
    return 0


def _crawl(given: dict[str, Any], alone: threading.Event) -> None:
    folder, options, elsewhere = Path(given["folder"]), given["options"], given["elsewhere"]
    options = CrawlOptions(**options | {"canaries": tuple(options["canaries"])})
    targets, own = read_round(folder).targets, frozenset(given["targets"])
    others = (target for target in targets if target.kind.is_site and target.id not in own)
    hosts = frozenset(host_of(target.url) for target in others if elsewhere != ASK)
    named, leaves = frozenset(given["named"]), elsewhere == LEAVE
    share = Share(own, hosts, named, lambda left: _say({"left": left}), alone, leaves)
    crawl(targets, folder, options, lambda told: _say(asdict(told)), share=share)


def _say(told: dict[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


def _watch(line_in: IO[str], alone: threading.Event) -> None:
    for _ in line_in:
        alone.set()
    os.kill(os.getpid(), signal.SIGINT)


def command() -> tuple[list[str], dict[str, str]]:
    """What starts such a process, and its environment."""
    path = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])
    return [sys.executable, "-m", "crawler.worker"], os.environ | {"PYTHONPATH": path}


def order(
    folder: Path, targets: Sequence[str], options: CrawlOptions, named: Iterable[str], elsewhere: str
) -> dict[str, Any]:
    """What such a process is told first. `named`: addresses of all hosts of the round's sites."""
    rest = {"options": asdict(options), "named": sorted(named), "elsewhere": elsewhere}
    return {"folder": str(folder.resolve()), "targets": list(targets)} | rest


def told(line: bytes) -> Progress | dict[str, Any]:
    """What a line of a worker's says: how far it is, or another word."""
    row: dict[str, Any] = json.loads(line)
    return Progress(**row) if "pages" in row else row


if __name__ == "__main__":
    sys.exit(main())
