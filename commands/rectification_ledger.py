"""The ledger of everything that units were told to put right."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import arguments
from commands.demanded import sent_demands

ABOUT = "整改台账：各单位逐条的状态、剩余天数、逾期、答复和整改前后的证据"


def options(added: argparse.ArgumentParser) -> None:
    added.add_argument("dir", metavar="DIR", type=Path, help="评估目录")
    text = "剩余天数和逾期算到哪一天（默认为有记录的最后一天：采集、下发、答复或复核）"
    added.add_argument("--as-of", type=arguments.day, default="", metavar="YYYY-MM-DD", help=text)


def ledger(args: argparse.Namespace) -> int:
    from reports.rectification_ledger import write_ledger

    path = write_ledger(sent_demands(args.dir), args.dir / "reports", args.as_of)
    print(f"整改台账：{path}")
    return 0
