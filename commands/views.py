"""Commands that only look: findings, proofs, rules, schemes, this machine; and the demo county."""

from __future__ import annotations

import argparse
import sys

from commands.inputs import Refused, needed, round_in, scheme_called


def demo(args: argparse.Namespace) -> int:
    from audit import main
    from demo.run import run_demo

    return run_demo(args.out, main)


def findings(args: argparse.Namespace) -> int:
    from checks.check import FINDINGS
    from checks.finding import Finding, read_findings, write_jsonl
    from checks.rule import load_rules
    from checks.table import write_table

    if args.rule and args.rule not in load_rules():
        raise Refused(f"没有规则 {args.rule}。用 rules 命令查看全部规则。")
    found = read_findings(needed(args.dir / FINDINGS, "check"))
    chosen = (f for f in found if args.outcome in ("", f.outcome) and args.rule in ("", f.rule))
    if args.format == "csv":
        write_table(Finding, chosen, sys.stdout)
    else:
        write_jsonl(chosen, sys.stdout)
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
    from checks.check import FINDINGS
    from checks.finding import read_findings
    from checks.proof import proof

    asked = round_in(args.dir)
    found = [f for f in read_findings(needed(args.dir / FINDINGS, "check")) if f.key.startswith(args.key)]
    keys = sorted({finding.key for finding in found})
    if not keys:
        raise Refused(f"没有编号以“{args.key}”开头的检查结果。用 findings 命令查看全部编号（key）。")
    if len(keys) > 1:
        raise Refused(f"编号“{args.key}”对应 {len(keys)} 条检查结果（{'、'.join(keys[:5])}……），请多写几位。")
    print(proof(args.dir, asked, found))
    return 0


def rules(args: argparse.Namespace) -> int:
    from checks.rule import load_rules, rule_page, rule_table

    known = load_rules()
    if args.id and args.id not in known:
        raise Refused(f"没有规则 {args.id}。用 rules 命令查看全部规则。")
    print(rule_page(known[args.id]) if args.id else rule_table(known))
    return 0


def schemes(args: argparse.Namespace) -> int:
    from scoring.show import scheme_page, scheme_table

    print(scheme_page(scheme_called(args.name)) if args.name else scheme_table())
    return 0


def doctor(args: argparse.Namespace) -> int:
    from crawler.doctor import examine

    for line in examine(args.nameserver):
        print(line)
    return 0
