"""The ledger of everything that units were told to put right."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands import arguments
from commands.inputs import Refused, needed

if TYPE_CHECKING:
    from scoring.demands import Demand

ABOUT = "整改台账：各单位逐条的状态、剩余天数、逾期、答复和整改前后的证据"


def options(added: argparse.ArgumentParser) -> None:
    added.add_argument("dir", metavar="DIR", type=Path, help="评估目录")
    text = "剩余天数和逾期算到哪一天（默认为有记录的最后一天：采集、下发、答复或复核）"
    added.add_argument("--as-of", type=arguments.day, default="", metavar="YYYY-MM-DD", help=text)


def ledger(args: argparse.Namespace) -> int:
    from reports.rectification_ledger import write_ledger

    path = write_ledger(demands_in(args.dir), args.dir / "reports", args.as_of)
    print(f"整改台账：{path}")
    return 0


def demands_in(folder: Path) -> list[Demand]:
    """What the units of the round were told; refused when nothing was sent."""
    from scoring.demands import DEMANDS, DemandsError, read_demands

    needed(folder / DEMANDS, "rectify")
    try:
        return read_demands(folder)
    except DemandsError as error:
        raise Refused(str(error)) from error
