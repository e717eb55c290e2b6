"""People's words on a round: a sheet to fill in, and what was filled in read back."""

from __future__ import annotations

import argparse
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from commands import arguments
from commands.inputs import Refused, round_in, scheme_called

if TYPE_CHECKING:
    from datetime import date

    from checks.rulings import Entry, Ruling
    from crawler.rounds import Round
    from scoring.people import Open, Words


def options(added: argparse.ArgumentParser) -> None:
    added.add_argument("dir", metavar="DIR", type=Path, help="评估目录")
    added.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="*",
        help="填好的评分表（“核实”“人工评分”两表）、同样列名的 xlsx 或 csv、社会评议的票数表，或上一轮的评估目录",
    )
    added.add_argument("--template", type=Path, metavar="FILE.xlsx", help="只写出“核实”“人工评分”两表，交人填写")
    added.add_argument("--score", action="store_true", help="读回后接着评分并出报告")
    added.add_argument("--by", default="", metavar="姓名", help="票数表没有“评分人”一列时，由谁提供")
    added.add_argument("--on", type=arguments.day, default="", metavar="YYYY-MM-DD", help="票数表的日期，同上")
    added.add_argument(
        "--ceiling",
        type=float,
        default=95,
        metavar="百分数",
        help="调查中最好一项占比达到多少时提示没有差别（默认 95）",
    )


def rule(args: argparse.Namespace) -> int:
    if bool(args.template) is bool(args.files):
        raise Refused("请写明要做什么：rule DIR FILE… 读回填好的表，或 rule DIR --template FILE.xlsx 写出待填的表。")
    if args.template:
        return _template(args.dir, args.template)
    if not 0 < args.ceiling <= 100:
        raise Refused(f"--ceiling {args.ceiling:g} 须大于 0、不超过 100。")
    return _take(args)


def _template(folder: Path, path: Path) -> int:
    from commands.scoring import weighed
    from reports.review_sheets import write_review_sheets
    from scoring.score import ScoringGap

    if path.suffix.lower() != ".xlsx" or not path.parent.is_dir():
        raise Refused(f"“{path}”不能写入：须为已有文件夹中的 xlsx 文件名，如 核实.xlsx。")
    asked = round_in(folder)
    try:
        result = weighed(folder, asked, scheme_called(asked.scheme))
    except ScoringGap as gap:
        raise Refused(*gap.problems) from gap
    findings, entries = write_review_sheets(result, path)
    print(f"待填的表：{path}（核实 {findings} 条，人工评分 {entries} 项）。填好后用 rule {folder} {path} 读回。")
    return 0


def _take(args: argparse.Namespace) -> int:
    from checks.rulings import write_entries, write_rulings
    from scoring.people import PeopleError, read_people

    asked = round_in(args.dir)
    round_ = _open(args, asked)
    try:
        words = read_people(args.files, round_)
    except PeopleError as error:
        raise Refused(*error.problems) from error
    for warning in words.warnings:
        print(f"提示：{warning}", file=sys.stderr)
    if words.rulings.kept != round_.rulings:
        write_rulings(args.dir, words.rulings.kept)
    if words.entries.kept != round_.entries:
        write_entries(args.dir, words.entries.kept)
    _tell(words, round_, Decimal(str(args.ceiling)) / 100)
    if not args.score:
        if words.ruled or words.entered or words.withdrawn or words.taken.rulings:
            print(f"用 score、report 命令重新评分并出报告：{args.dir}")
        return 0
    from commands import stages

    rest = argparse.Namespace(dir=args.dir, scheme="", fail_under=None)
    return max(stages.score(rest), stages.report(rest))


def _open(args: argparse.Namespace, asked: Round) -> Open:
    from datetime import datetime

    from checks.review import rulable
    from checks.rulings import read_entries, read_rulings
    from commands.scoring import ruled_findings
    from crawler.beijing import BEIJING
    from scoring.entry_sheet import Signed
    from scoring.people import Open

    today = datetime.now(BEIJING).date()
    if args.on > today.isoformat():
        raise Refused(f"--on {args.on} 还没有到（今天是 {today}），请核对。")
    return Open(
        folder=args.dir,
        found=rulable(ruled_findings(args.dir)),
        rulings=tuple(read_rulings(args.dir)),
        entries=tuple(read_entries(args.dir)),
        targets=asked.targets,
        scheme=scheme_called(asked.scheme),
        since=_day(asked.began_at),
        today=today,
        signed=Signed(args.by, args.on),
    )


def _day(moment: str) -> date | None:
    from datetime import datetime

    from crawler.beijing import BEIJING

    return datetime.fromisoformat(moment).astimezone(BEIJING).date() if moment else None


def _tell(words: Words, round_: Open, ceiling: Decimal) -> None:
    from checks.rulings import counted
    from scoring.people import still_open
    from scoring.survey import told

    spoken = len(words.ruled) + words.withdrawn
    kept = len(words.rulings.kept) - len(words.ruled)
    print(f"{counted(words.ruled)}，未填 {words.blank} 条，沿用 {kept} 条；人工评分 {len(words.entered)} 项。")
    if words.half:
        print(f"提示：有 {words.half} 行填了核实人或日期而没有结论，按未填计。", file=sys.stderr)
    if words.withdrawn:
        print(f"撤回 {words.withdrawn} 项。")
    _tell_changes(words, round_)
    if words.taken.rulings or words.taken.changed or words.taken.gone:
        print(f"上一轮的核实结论：沿用 {len(words.taken.rulings)} 条，本轮已没有这些问题 {words.taken.gone} 条。")
    for ruling, finding in words.taken.changed:
        print(
            f"须重新核实（上一轮为{ruling.verdict.label}，内容已变）：{finding.key} {finding.unit}：{finding.message}"
        )
    for line in told(words.entered, round_.scheme, ceiling):
        print(line)
    left = still_open(round_.found, words.rulings.kept)
    print(f"尚待核实 {len(left)} 条。" if left or not spoken else "待核实的已全部有了结论。")


def _tell_changes(words: Words, round_: Open) -> None:
    names = {target.id: target.name for target in round_.targets}
    for old, new in words.rulings.changed:
        finding = next(iter(round_.found.get(old.key, {}).values()), None)
        said = f"：{finding.message}" if finding else ""
        print(f"结论改变 {old.key} {names.get(old.target, old.target)}{said}　{_ruling(old)} → {_ruling(new)}")
    for before, after in words.entries.changed:
        name = names.get(before.target, before.target)
        print(f"评分改变 {name} 指标 {before.indicator}　{_entry(before)} → {_entry(after)}")


def _ruling(ruling: Ruling | None) -> str:
    return f"{ruling.verdict.label}（{ruling.by}，{ruling.on}）" if ruling else "撤回"


def _entry(entry: Entry | None) -> str:
    if entry is None:
        return "撤回"
    veto = "否决" if entry.vetoed else "不否决"
    counts = "、".join(f"{answer} {count}" for answer, count in entry.counts)
    given = f"{entry.points} 分" if entry.points is not None else counts or veto
    return f"{given}（{entry.by}，{entry.on}）"
