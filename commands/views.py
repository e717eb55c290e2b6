"""Commands that only look: findings, proofs, rules, this machine; and the demo county."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from commands.inputs import Refused, needed, round_in

if TYPE_CHECKING:
    from checks.finding import Finding
    from crawler.rounds import Round


def demo(args: argparse.Namespace) -> int:
    from audit import main
    from demo.run import run_demo

    return run_demo(args.out, main)


def accuracy(args: argparse.Namespace) -> int:
    from audit import main
    from demo.accuracy import HEAD, markdown, rows
    from demo.run import all_accounts
    from demo.tables import text_table

    if not args.labelled.is_dir():
        raise Refused(f"没有标注样例目录 {args.labelled}。请在源码目录中运行，或用 --labelled 指定。")
    accounts = all_accounts(main, args.labelled)
    print(text_table(HEAD, rows(accounts)))
    for one in accounts:
        for line in one.told:
            print(f"{one.rule.id}：{line}")
    for path in args.write:
        _put_table(path, markdown(accounts))
    below = [one.below for one in accounts if one.below]
    for line in below:
        print(f"未达下限：{line}。", file=sys.stderr)
    return 1 if below else 0


def _put_table(path: Path, table: str) -> None:
    """In place of the one that stands between the marks of a README."""
    text = path.read_text(encoding="utf-8")
    head, begin, rest = text.partition("<!-- accuracy: begin -->\n")
    _, end, tail = rest.partition("<!-- accuracy: end -->")
    if not begin or not end:
        raise Refused(f"{path} 中没有 accuracy 标记，不知写在哪里。")
    path.write_text(f"{head}{begin}{table}\n{end}{tail}", encoding="utf-8")


def findings(args: argparse.Namespace) -> int:
    from checks.finding import write_csv, write_jsonl
    from checks.rule import load_rules
    from commands.scoring import ruled_findings

    if args.rule and args.rule not in load_rules():
        raise Refused(f"没有规则 {args.rule}。用 rules 命令查看全部规则。")
    found = ruled_findings(args.dir)
    chosen = (f for f in found if args.outcome in ("", f.outcome) and args.rule in ("", f.rule))
    write = write_csv if args.format == "csv" else write_jsonl
    write(chosen, sys.stdout)
    return 0


def columns(args: argparse.Namespace) -> int:
    from checks.columns import COLUMNS, Column, columns_text, read_columns
    from checks.table import write_table

    needed(args.dir / COLUMNS, "check")
    if args.format == "csv":
        write_table(Column, read_columns(args.dir), sys.stdout)
    else:
        sys.stdout.write(columns_text(read_columns(args.dir)))
    return 0


def show(args: argparse.Namespace) -> int:
    from checks.proof import proof
    from commands.scoring import ruled_findings
    from reports.evidence import evidence_path

    asked = round_in(args.dir)
    found = [finding for finding in ruled_findings(args.dir) if finding.key.startswith(args.key)]
    keys = sorted({finding.key for finding in found})
    if not keys:
        raise Refused(f"没有编号以“{args.key}”开头的检查结果。用 findings 命令查看全部编号（key）。")
    if len(keys) > 1:
        raise Refused(f"编号“{args.key}”对应 {len(keys)} 条检查结果（{'、'.join(keys[:5])}……），请多写几位。")
    if args.html:
        return _show_page(args.dir, asked, found, args.html)
    print(proof(args.dir, asked, found))
    place = evidence_path(found[0].target, found[0].key)
    if (args.dir / "reports" / place.partition("#")[0]).exists():
        print(f"证据页　{args.dir / 'reports' / place}")
    return 0


def _show_page(folder: Path, asked: Round, found: list[Finding], path: Path) -> int:
    from commands.evidence import write_one

    if not path.parent.is_dir():
        raise Refused(f"没有文件夹“{path.parent}”，请先建立，或换一个位置。")
    target = next(target for target in asked.targets if target.id == found[0].target)
    write_one(folder, target, found, path)
    print(f"证据页：{path}")
    return 0


def rules(args: argparse.Namespace) -> int:
    from checks.rule import load_rules, rule_page, rule_table, rules_document

    known = load_rules()
    if args.id and args.id not in known:
        raise Refused(f"没有规则 {args.id}。用 rules 命令查看全部规则。")
    if args.markdown:
        print(rules_document(known))
    else:
        print(rule_page(known[args.id]) if args.id else rule_table(known))
    return 0


def doctor(args: argparse.Namespace) -> int:
    from crawler.doctor import examine

    for line in examine(args.nameserver, args.canary):
        print(line)
    return 0
