"""Look again at what units were told to put right: just the pages concerned, judged by the same edition of the rules."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import arguments
from commands.demanded import sent_demands
from commands.inputs import check_browser, needed, round_in
from commands.rectification_ledger import ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.finding import Finding
    from crawler.revisit import Errand
    from crawler.rounds import Round
    from scoring.demands import Demand
    from scoring.demands import Recheck as Event

ABOUT = "复核整改：只重新采集有关页面，按同一规则版本评判，逐条定为已销号、仍存在、新变化或未能复核"
FOLDER, ASKED = "recheck", "recheck.json"


def options(added: argparse.ArgumentParser) -> None:
    added.add_argument("dir", metavar="DIR", type=Path, help="评估目录")
    added.add_argument(
        "--nameserver",
        type=arguments.server,
        default="",
        metavar="HOST[:PORT]",
        help="一律向该域名服务器查询（默认同采集时）",
    )
    added.add_argument(
        "--rate", type=arguments.rate, default=None, metavar="N", help="每台主机每秒请求数（默认同采集时）"
    )
    added.add_argument("--browser", action="store_true", help="由脚本绘制的列表，用本机浏览器绘制后再读")
    added.add_argument("--as-of", type=arguments.day, default="", metavar="YYYY-MM-DD", help="评判日（默认为复核当日）")
    added.add_argument(
        "--all", action="store_true", help="连同已销号、申诉中、申请延期、须核对的一并复核（默认只复核其余各条）"
    )
    added.add_argument("--any-version", action="store_true", help="规则版本与评估时不同也评判（默认记为未能复核）")


def recheck(args: argparse.Namespace) -> int:
    from scoring.demands import write_demands
    from scoring.recheck import recorded

    check_browser(args.browser)
    asked, demands = round_in(args.dir), sent_demands(args.dir)
    out, wanted = _begun(args, demands)
    if not wanted:
        print("没有需要复核的问题（已销号、申诉中、申请延期、须核对的默认不复核；加 --all 一并复核）。")
        return 0
    said = _said(args.dir, wanted)
    stale = {} if args.any_version else _other_editions(args.dir, wanted)
    try:
        finished = _visit(args, asked, out, said, [one for one in wanted if one.rule not in stale])
    except KeyboardInterrupt:
        print("\n已中断。已采集的内容完好，重新运行同一条命令即可接着复核。", file=sys.stderr)
        return 3
    events = _judged(args, asked, out, said, wanted, stale)
    write_demands(args.dir, [recorded(one, events[_place(one)]) if _place(one) in events else one for one in demands])
    _write(out, json.loads((out / ASKED).read_text(encoding="utf-8")) | {"ended": True})
    _tell(events.values())
    ledger(argparse.Namespace(dir=args.dir, as_of=""))
    return 0 if finished else 3


def _place(demand: Demand) -> tuple[str, str]:
    return demand.target, demand.key


def _begun(args: argparse.Namespace, demands: list[Demand]) -> tuple[Path, list[Demand]]:
    """The folder of a recheck that was interrupted and what it was to look at, else those of a new one."""
    from crawler.rounds import now
    from scoring.demands import State

    folder = args.dir / FOLDER
    last = max(folder.glob(f"[0-9]*/{ASKED}"), default=None)
    kept: dict[str, Any] = json.loads(last.read_text(encoding="utf-8")) if last else {"ended": True}
    if last and not kept["ended"]:
        print(f"接着上次中断的复核：{last.parent}")
        asked = {(target, key) for target, key in kept["demands"]}
        return last.parent, [one for one in demands if _place(one) in asked]
    aside = {State.CLOSED, State.APPEALED, State.EXTENSION, State.DOUBTED}
    wanted = [one for one in demands if one.state is not State.WITHDRAWN and (args.all or one.state not in aside)]
    out = folder / f"{int(last.parent.name) + 1 if last else 1:03}"
    if wanted:
        out.mkdir(parents=True, exist_ok=True)
        _write(out, {"began_at": now(), "demands": [_place(one) for one in wanted], "ended": False})
    return out, wanted


def _write(out: Path, kept: Mapping[str, Any]) -> None:
    part = out / (ASKED + ".part")
    part.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(out / ASKED)


def _said(folder: Path, wanted: Iterable[Demand]) -> dict[str, list[Finding]]:
    """Target → all that the round says of it."""
    from checks.finding import FINDINGS, read_findings

    targets = {one.target for one in wanted}
    said: dict[str, list[Finding]] = defaultdict(list)
    for finding in read_findings(needed(folder / FINDINGS, "check")):
        if finding.target in targets:
            said[finding.target].append(finding)
    return said


def _other_editions(folder: Path, wanted: Iterable[Demand]) -> dict[str, str]:
    """Rules of which this program has another edition than judged the round → the reason, in Chinese."""
    from checks.versions import read_versions, rule_versions

    kept, own = read_versions(folder), rule_versions(folder)
    reasons = {}
    for rule in sorted({one.rule for one in wanted}):
        if not kept.get(rule):
            reasons[rule] = (
                "本轮评估没有记下规则版本，不能保证按同一版本复核；请重新运行 check、score、rectify，或加 --any-version。"
            )
        elif kept[rule] != own.get(rule):
            reasons[rule] = "规则版本与评估时不同，不予评判；请重新运行 check、score、rectify，或加 --any-version。"
    return reasons


def _errands(
    args: argparse.Namespace, asked: Round, said: Mapping[str, list[Finding]], wanted: Iterable[Demand]
) -> dict[str, Errand]:
    """Target → what to ask of it again."""
    from checks.check import around_of
    from checks.errands import errand
    from checks.site import Site
    from crawler.rounds import archive_of
    from scoring.recheck import unanswerable

    around, errands = around_of(args.dir, asked), {}
    for target in asked.targets:
        told = {finding.key: finding for finding in said.get(target.id, ())}
        mine = [one for one in wanted if one.target == target.id]
        findings = [told[one.key] for one in mine if not unanswerable(one, target, told.get(one.key))]
        if findings:
            errands[target.id] = errand(Site(target, archive_of(args.dir, target), around), findings)
    return errands


def _visit(
    args: argparse.Namespace, asked: Round, out: Path, said: Mapping[str, list[Finding]], wanted: list[Demand]
) -> bool:
    """Fetch what is wanted into the recheck's own archive. Did it come to its end?"""
    from commands.progress import crawling
    from crawler.crawl import crawl
    from crawler.settings import CrawlOptions

    errands = _errands(args, asked, said, wanted)
    if not errands:
        return True
    addresses = sum(1 + len(one.pages) + len(one.links) for one in errands.values())
    print(f"复核 {len(wanted)} 条问题：访问 {len(errands)} 个网站，约 {addresses} 个地址。")
    options = CrawlOptions(
        rate=asked.rate if args.rate is None else args.rate,
        nameserver=args.nameserver or asked.nameserver,
        seed=asked.seed,
        window=asked.window,
        browser=asked.browser or args.browser,
        canaries=asked.canaries,
        reach=any(one.measures for one in errands.values()),
    )
    with crawling() as told:
        summary = crawl(asked.targets, out, options, told, errands)
    return all(site.finished for site in summary.sites)


def _judged(
    args: argparse.Namespace,
    asked: Round,
    out: Path,
    said: Mapping[str, list[Finding]],
    wanted: list[Demand],
    stale: Mapping[str, str],
) -> dict[tuple[str, str], Event]:
    """(target, key) → what is so now, of every demand wanted."""
    from dataclasses import replace

    from checks.check import around_of
    from commands.progress import counting
    from crawler.rounds import SELFTEST, archive_of
    from scoring.recheck import Looked, recheck
    from scoring.silence import habits

    targets = {target.id: target for target in asked.targets}
    day = _today(out)
    events, waiting = _undecided(wanted, stale, set(targets), day)
    around = around_of(args.dir, replace(asked, as_of=args.as_of), out if (out / SELFTEST).exists() else None)
    spoken = habits((one for rows in said.values() for one in rows), {one.id: one.url for one in asked.targets})
    with counting("复核", len(waiting), "个对象") as done:
        for number, (name, demands) in enumerate(sorted(waiting.items()), 1):
            archives = archive_of(args.dir, targets[name]).folder, archive_of(out, targets[name]).folder
            looked = Looked(targets[name], *archives, around, tuple(said.get(name, ())), spoken, asked.day)
            for one, event in recheck(looked, demands):
                events[_place(one)] = replace(event, rechecked_on=event.rechecked_on or day)
            done(number)
    return events


def _undecided(
    wanted: Iterable[Demand], stale: Mapping[str, str], targets: set[str], day: str
) -> tuple[dict[tuple[str, str], Event], dict[str, list[Demand]]]:
    """What nobody need look at again with the reason, and target → what is to be judged."""
    from scoring.demands import Recheck, State

    events: dict[tuple[str, str], Event] = {}
    waiting: dict[str, list[Demand]] = defaultdict(list)
    for one in wanted:
        reason = stale.get(one.rule, "") if one.target in targets else "评估名单中没有这个对象。"
        if reason:
            events[_place(one)] = Recheck(State.UNVERIFIED, day, reason)
        else:
            waiting[one.target].append(one)
    return events, waiting


def _today(out: Path) -> str:
    """When the recheck began, in China: nothing may have been fetched by it."""
    from datetime import datetime

    from checks.facts.dates import local_day

    began = json.loads((out / ASKED).read_text(encoding="utf-8"))["began_at"]
    return local_day(datetime.fromisoformat(began)).isoformat()


def _tell(events: Iterable[Event]) -> None:
    from scoring.demands import State

    counts = Counter(event.state for event in events)
    states = (State.CLOSED, State.OPEN, State.CHANGED, State.UNVERIFIED)
    print(
        f"复核 {sum(counts.values())} 条：" + "，".join(f"{state.label} {counts[state]} 条" for state in states) + "。"
    )
