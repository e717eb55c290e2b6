"""One process of several that crawl a round: its order comes in as one line of JSON, its progress goes out as lines.

    {"folder": …, "targets": [ids], "options": {…}}                                  →
    ← {"sites_total": …, "sites_done": …, "pages": …, "links": …, "seconds": …, "rate": …}   as it goes
    ← {"done": true}                          nothing is left to ask for but of hosts of other processes' sites
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
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from crawler.appending import ArchiveFull
from crawler.crawl import Progress, crawl
from crawler.links import host_of
from crawler.rounds import read_round
from crawler.settings import CrawlOptions
from crawler.shards import Share


def main() -> int:
    order = json.loads(sys.stdin.readline())
    alone = threading.Event()
    threading.Thread(target=_watch, args=(sys.stdin, alone), daemon=True).start()
    ended, detail = "finished", ""
    try:
        _crawl(order, alone)
    except KeyboardInterrupt:
        ended = "interrupted"
    except ArchiveFull as full:
        ended, detail = "full", str(full)
    except Exception:  # told to whoever gave the order, who raises it
        ended, detail = "broken", traceback.format_exc()
    _say({"ended": ended, "detail": detail})
    return 0


def _crawl(order: dict[str, Any], alone: threading.Event) -> None:
    folder, options = Path(order["folder"]), order["options"]
    options = CrawlOptions(**options | {"canaries": tuple(options["canaries"])})
    targets, own = read_round(folder).targets, frozenset(order["targets"])
    hosts = frozenset(host_of(target.url) for target in targets if target.kind.is_site and target.id not in own)
    share = Share(own, hosts, lambda: _say({"done": True}), alone)
    crawl(targets, folder, options, lambda told: _say(asdict(told)), share=share)


def _say(told: dict[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


def _watch(line_in: IO[str], alone: threading.Event) -> None:
    for _ in line_in:
        alone.set()
    os.kill(os.getpid(), signal.SIGINT)


def told(line: bytes) -> Progress | dict[str, Any]:
    """What a line of a worker's says: how far it is, or another word."""
    row: dict[str, Any] = json.loads(line)
    return Progress(**row) if "pages" in row else row


if __name__ == "__main__":
    sys.exit(main())
