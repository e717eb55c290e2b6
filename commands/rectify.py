"""Rectification sent out: for each unit a return form with deadlines, and a notice."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from commands import arguments
from commands.demanded import demands_in
from commands.inputs import Refused, result_in, round_in, together

if TYPE_CHECKING:
    from datetime import date

    from crawler.rounds import Round
    from reports.rectification import UnitList
    from reports.rows import Rows
    from reports.sendings import Letters
    from scoring.demands import Demand, Severity
    from scoring.result import Result
    from scoring.sending import Sending


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("dir", metavar="DIR", type=Path, nargs="?", help="评估目录")
    command.add_argument(
        "--sent-on", type=arguments.day, default="", metavar="YYYY-MM-DD", help="下发日，期限由此起算（默认今天）"
    )
    command.add_argument(
        "--deadline",
        nargs="+",
        default=[],
        metavar="性质=工作日数",
        help="各类问题的整改期限（默认 单项否决=3 扣分=10 不扣分=10：本程序的默认，并非文件规定）",
    )
    command.add_argument("--units", nargs="+", default=[], metavar="单位", help="只向这些单位下发（默认全部）")
    command.add_argument("--again", action="store_true", help="此前已下发而未销号的，也按这次的下发日重新下发")
    command.add_argument("--from", dest="issuer", default="", metavar="单位", help="整改通知的落款")
    command.add_argument("--template", type=Path, metavar="FILE.docx", help="自备的整改通知模板（需安装 [word] 组件）")
    command.add_argument("--export-template", type=Path, metavar="FILE.docx", help="写出随程序提供的模板，供修改")


def rectify(args: argparse.Namespace) -> int:
    if args.export_template:
        return _template(args.export_template)
    if args.dir is None:
        raise Refused("请给出评估目录 DIR，或用 --export-template FILE.docx 写出整改通知的模板。")
    given = together(
        lambda: round_in(args.dir),
        lambda: result_in(args.dir),
        lambda: demands_in(args.dir),
        lambda: _days(args.deadline),
        lambda: _letters(args.issuer, args.template),
    )
    return _send(args, *given)


def _send(
    args: argparse.Namespace,
    asked: Round,
    result: Result,
    former: list[Demand],
    days: dict[Severity, int],
    letters: Letters | None,
) -> int:
    from checks.facts.workdays import kept_workdays
    from reports.rows import lay_out
    from reports.sendings import archived_targets, unit_lists, write_sendings
    from scoring.deadlines import due_days
    from scoring.demands import write_demands
    from scoring.forms import round_mark

    sent_on, reports = today(args.sent_on), args.dir / "reports"
    due, known = due_days(sent_on, days, kept_workdays(args.dir))
    rows = lay_out(result, archived_targets(reports, (target.id for target in result.targets)))
    sent = _sending(args, rows, former, sent_on, due)
    lists = unit_lists(rows, sent.demands)
    _try_template(rows, lists, letters)
    write_demands(args.dir, sent.demands)
    folders = list(write_sendings(rows, lists, reports, round_mark(asked), letters, args.units))
    _say(sent, sent_on, due, folders, known)
    return 0 if letters else 3


def today(given: str) -> date:
    """The day that was given, else today's in China: a day of sending or receiving is no fact of the archive."""
    from datetime import datetime

    from crawler.beijing import BEIJING

    return datetime.fromisoformat(given).date() if given else datetime.now(BEIJING).date()


def _days(settings: Sequence[str]) -> dict[Severity, int]:
    from scoring.deadlines import DeadlineError, read_deadlines

    try:
        return read_deadlines(settings)
    except DeadlineError as error:
        raise Refused(*error.problems) from error


def _lacking() -> str:
    from reports.word import lacking

    return lacking()


def _letters(issuer: str, template: Path | None) -> Letters | None:
    """None where Word documents cannot be written and nobody asked for them."""
    from reports.notice import TEMPLATE
    from reports.sendings import Letters

    if not (why := _lacking()):
        return Letters(issuer, template or TEMPLATE)
    if template or issuer:
        raise Refused(f"{why}。")
    return None


def _sending(
    args: argparse.Namespace, rows: Rows, former: list[Demand], sent_on: date, due: dict[Severity, date]
) -> Sending:
    """What is demanded now, beside what was before. Refuses units that there are not, and a day before the evidence."""
    from datetime import datetime

    from checks.facts.dates import local_day
    from reports.demanded import demanded
    from scoring.sending import sending

    now = list(demanded(rows, sent_on, due))
    units = {demand.unit for demand in (*now, *former)}
    problems = [_no_unit(unit, units) for unit in args.units if unit not in units]
    sent = sending(former, now, sent_on.isoformat(), args.units, again=args.again)
    last = max((d.seen_at for d in sent.demands if d.sent_on == sent_on.isoformat() and d.seen_at), default="")
    if last and (seen := local_day(datetime.fromisoformat(last))) > sent_on:
        problems.append(f"下发日 {sent_on} 早于问题的采集日 {seen}，请核对 --sent-on。")
    if problems:
        raise Refused(*problems)
    return sent


def _no_unit(unit: str, units: set[str]) -> str:
    near = get_close_matches(unit, sorted(units), n=3, cutoff=0.5)
    return f"没有须整改的单位“{unit}”{'，是不是“' + '”“'.join(near) + '”？' if near else '。'}"


def _try_template(rows: Rows, lists: list[UnitList], letters: Letters | None) -> None:
    from reports.sendings import first_notice
    from reports.word import TemplateError

    try:
        if letters:
            first_notice(rows, lists, letters)
    except TemplateError as error:
        raise Refused(str(error)) from error


def _say(sent: Sending, sent_on: date, due: dict[Severity, date], folders: list[Path], known: bool) -> None:
    from scoring.receiving import SETTLED

    if folders:
        print(f"整改回执表：{folders[0].parent}（{len(folders)} 个单位）")
    open_ = sum(demand.state not in SETTLED for demand in sent.demands)
    days = "，".join(f"{severity.label} {day}" for severity, day in due.items())
    print(f"须整改 {open_} 条：新下发 {sent.new} 条，内容有变或重新下发 {sent.changed} 条，此前已下发 {sent.kept} 条。")
    if sent.new + sent.changed:
        print(f"这次的下发日 {sent_on}，期限：{days}（工作日数为本程序默认或 --deadline 所给，并非文件规定）。")
        if not known:
            print("提示：期限跨入放假安排未知的年份，按周一至周五计；可用 check --workdays 给出安排。", file=sys.stderr)
    if sent.kept:
        print("此前已下发的，下发日和期限不变；要按这次的日期重新下发请加 --again。")
    if sent.withdrawn:
        print(f"撤回 {sent.withdrawn} 条：按现在的结果不再是须整改的问题。")
    if why := _lacking():
        print(f"注意：没有写整改通知（docx）：{why}，再运行本命令。", file=sys.stderr)


def _template(path: Path) -> int:
    from reports.notice import TEMPLATE

    if path.suffix.lower() != ".docx":
        raise Refused(f"“{path}”不是 docx 文件名，请写成 整改通知模板.docx 的形式。")
    if path.exists():
        raise Refused(f"“{path}”已存在，请换一个文件名。")
    if not path.parent.is_dir():
        raise Refused(f"没有文件夹“{path.parent}”，请先建立，或换一个位置。")
    path.write_bytes(TEMPLATE.read_bytes())
    print(f"整改通知模板：{path}。用 Word 或 WPS 改好后以 --template 给出；双花括号和花括号百分号中的标记请保留。")
    return 0
