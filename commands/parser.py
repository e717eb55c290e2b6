"""The command line, in the reader's language."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from commands import (
    arguments,
    circular,
    cluster,
    compare,
    contents,
    evidence,
    media,
    receive,
    recheck,
    rectification_ledger,
    rectify,
    rulings,
    schemes,
    stages,
    views,
)

_OUTCOMES = ("pass", "fail", "unsure", "not_applicable", "not_measured", "error")


class _Help(argparse.HelpFormatter):
    """Usage lines in the reader's language."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示本帮助")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _ERRORS.items():
            message = message.replace(english, chinese)
        self.print_usage(sys.stderr)
        self.exit(2, f"错误：{message}\n")


_ERRORS = {
    "the following arguments are required:": "缺少必需的参数：",
    "unrecognized arguments:": "不认识的参数：",
    "invalid choice:": "没有这个取值：",
    "(choose from": "（可选：",
    "expected one argument": "后面须有一个值",
    "argument ": "参数 ",
    "invalid ": "取值无效：",
}


def parser() -> argparse.ArgumentParser:
    whole_line = _Parser(
        prog="audit.py",
        description="政务公开审计：采集门户网站和政务新媒体，按规则检查，按方案评分，出具报告和整改清单。",
    )
    commands = whole_line.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)

    def command(name: str, does: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(does=does)
        return added

    def folder(added: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added.add_argument("dir", metavar="DIR", type=Path, help="评估目录")
        return added

    show_demo = command("demo", views.demo, "在本机搭起示范县并完成一次评估，报告准确率和召回率")
    show_demo.add_argument("--out", type=Path, default=Path("demo-out"), help="结果目录（默认 demo-out）")

    counting = command("accuracy", views.accuracy, "在示范县、标注样例和生成的差错上，逐条统计规则的查准率和查全率")
    counting.add_argument("--labelled", type=Path, default=Path("tests/labelled"), metavar="DIR", help="标注样例目录")
    counting.add_argument("--write", type=Path, nargs="*", default=[], metavar="FILE", help="把统计表写入这些说明文件")

    whole = command("run", stages.run, "完成一次评估：采集、检查、评分、出报告")
    whole.add_argument("roster", metavar="ROSTER", type=Path, help="评估名单（xlsx 或 csv）")
    whole.add_argument("--out", type=Path, required=True, metavar="DIR", help="评估目录")
    _crawl_options(whole)
    _post_options(whole)
    _content_option(whole)
    _judge_options(whole)

    crawling = folder(command("crawl", stages.crawl, "只采集（已有评估目录时续采）"))
    crawling.add_argument("--roster", type=Path, help="评估名单；不给则按评估目录中的名单续采")
    _crawl_options(crawling)
    _post_options(crawling)

    visiting = command(
        "visit", stages.visit, "按时访问各网站首页（默认每天 24 次、连续 7 天），测可用率；中断后重新运行即可接着进行"
    )
    visiting.set_defaults(mode="full", seed=0, window="", browser=False, canary=[])
    visiting.add_argument("roster", metavar="ROSTER", type=Path, help="评估名单（xlsx 或 csv）")
    visiting.add_argument("--out", type=Path, required=True, metavar="DIR", help="评估目录，可与采集用同一个")
    visiting.add_argument(
        "--per-day", type=arguments.per_day, default=24, metavar="N", help="每天访问次数（默认 24，规定不少于 20）"
    )
    visiting.add_argument("--days", type=arguments.days, default=7, metavar="N", help="天数（默认 7，规定为一周）")
    visiting.add_argument("--once", action="store_true", help="只访问一轮就退出，供 cron 或 systemd 定时调用")
    visiting.add_argument(
        "--nameserver", type=arguments.server, default="", metavar="HOST[:PORT]", help="一律向该域名服务器查询"
    )

    checking = folder(command("check", stages.check, "只检查：由已采集的内容得出检查结果，不访问网络"))
    checking.add_argument(
        "--as-of", type=arguments.day, default="", metavar="YYYY-MM-DD", help="评判日（默认为采集当日）"
    )
    _workdays(checking)
    _lexicon_option(checking)
    cluster.options(checking)
    checking.add_argument("--afresh", action="store_true", help="不用上次检查留下的缓存，页面全部重读、规则全部重判")
    _content_option(checking)

    scoring = folder(command("score", stages.score, "只评分：按方案计算得分"))
    scoring.add_argument("--scheme", default="", help="评分方案名或文件")
    reporting = folder(command("report", stages.report, "只出报告：领导简报、记分卡、评分表、整改清单、证据页"))
    reporting.add_argument(
        "--previous", type=Path, metavar="OLD", help="上一轮的评估目录，领导简报据以列出升降和屡查屡犯"
    )
    evidence.options(reporting)
    for added in (scoring, reporting):
        added.add_argument("--fail-under", type=float, metavar="分", help="有对象低于此分时退出码为 1")

    listing = folder(command("findings", views.findings, "列出检查结果，每行一条"))
    listing.add_argument("--outcome", default="", choices=_OUTCOMES, help="只列某种结论")
    listing.add_argument("--rule", default="", metavar="ID", help="只列某条规则")
    listing.add_argument("--format", default="jsonl", choices=("jsonl", "csv"), help="格式（默认 jsonl）")

    columns = folder(command("columns", views.columns, "列出各网站的栏目，每行一个"))
    columns.add_argument("--format", default="jsonl", choices=("jsonl", "csv"), help="格式（默认 jsonl）")

    rulings.options(command("rule", rulings.rule, "核实和人工评分：写出待填的表，读回填好的表，或沿用上一轮的结论"))

    proving = folder(command("show", views.show, "显示一条检查结果及其全部证据"))
    proving.add_argument("key", metavar="KEY", help="检查结果编号（可只写开头几位）")
    proving.add_argument("--html", type=Path, metavar="FILE.html", help="写成证据页：存档的页面中标出所指的位置")

    ruling = command("rules", views.rules, "列出全部规则，或一条规则的说明")
    ruling.add_argument("id", nargs="?", default="", metavar="ID")
    ruling.add_argument("--markdown", action="store_true", help="全部规则的说明，写成一份文档（docs/rules.md）")
    schemes.options(command("schemes", schemes.schemes, "列出评分方案；导出为工作簿修改，再读回；比较两个方案"))
    contents.options(command("content", contents.content, "列出必须公开的内容目录；导出为工作簿修改，再读回"))
    media.options(command("media", media.media, "政务新媒体：发文填报表、要求各账号转发的标题、互动核查表"))
    circular.options(command("circular", circular.circular, "生成通报（Word），模板可以换成自己的"))
    compare.options(command("compare", compare.compare, compare.ABOUT))
    recheck.options(command("recheck", recheck.recheck, recheck.ABOUT))
    rectification_ledger.options(command("ledger", rectification_ledger.ledger, rectification_ledger.ABOUT))
    rectify.options(command("rectify", rectify.rectify, "下发整改：为每个单位写整改回执表（xlsx）和整改通知（docx）"))
    receive.options(command("receive", receive.receive, "收回整改回执表：逐行核对，记入 demands.jsonl"))
    examining = command("doctor", views.doctor, "检查本机能测什么：IPv6、域名解析、浏览器、字体")
    examining.add_argument(
        "--nameserver", type=arguments.server, default="", metavar="HOST[:PORT]", help="检查该域名服务器"
    )
    examining.add_argument(
        "--canary", action="append", default=[], metavar="HOST", help="已知可由IPv6访问的主机，实际连接以验证；可重复"
    )
    return whole_line


def _crawl_options(added: argparse.ArgumentParser) -> None:
    added.add_argument("--scheme", default="", help="评分方案名或文件（默认 jiangsu_2020）")
    added.add_argument("--as-of", type=arguments.day, default="", metavar="YYYY-MM-DD", help="评判日（默认为采集当日）")
    added.add_argument(
        "--nameserver", type=arguments.server, default="", metavar="HOST[:PORT]", help="一律向该域名服务器查询"
    )
    added.add_argument(
        "--max-pages", type=arguments.count, default=300, metavar="N", help="每站最多采集页数（默认 300）"
    )
    added.add_argument(
        "--mode", choices=("full", "freshness"), default="full", help="full 全面采集（默认）；freshness 更新巡检"
    )
    added.add_argument("--seed", type=int, default=0, metavar="N", help="抽样种子（默认 0）：同一种子抽到同样的文章")
    added.add_argument("--rate", type=arguments.rate, default=1.0, metavar="N", help="每台主机每秒请求数（默认 1）")
    added.add_argument(
        "--window", type=arguments.window, default="", metavar="22:00-06:00", help="只在该时段采集（北京时间）"
    )
    cluster.options(added, stored=True)
    _machine_options(added)
    added.add_argument("--dry-run", action="store_true", help="只说明将采集什么、约需多久，不访问网络、不写文件")
    added.add_argument("--resume", action="store_true", help="接着上次中断处采集")


def _machine_options(added: argparse.ArgumentParser) -> None:
    """What this machine may use and can be known by."""
    added.add_argument(
        "--browser",
        action="store_true",
        help="由脚本从未知接口绘制的列表，用本机浏览器绘制后再读（需安装 [browser] 组件）",
    )
    added.add_argument(
        "--canary",
        action="append",
        default=[],
        metavar="HOST",
        help="已知可由IPv6访问的主机，用来证明本机IPv6可用；可重复",
    )


def _post_options(added: argparse.ArgumentParser) -> None:
    added.add_argument(
        "--check-posts",
        action="store_true",
        help="打开账号数据文件中推文的公开链接（微信、微博；每账号最新 20 条，同一主机间隔 3 秒以上），查已删除、被屏蔽的",
    )
    added.add_argument(
        "--post-interval",
        type=arguments.seconds,
        default=3.0,
        metavar="秒",
        help="检查推文链接时同一主机的最小间隔（默认 3）",
    )


def _workdays(added: argparse.ArgumentParser) -> None:
    text = "自备的放假和补班安排（xlsx 或 csv，列为“日期”“休/班”），用于尚未公布或与国务院安排不同的日子"
    added.add_argument("--workdays", type=Path, metavar="FILE", help=text)


def _content_option(added: argparse.ArgumentParser) -> None:
    added.add_argument(
        "--content",
        default="",
        metavar="FILE",
        help="必须公开的内容目录（toml，由 content --import 写成），存入评估目录；“默认”恢复为随程序提供的目录",
    )


def _lexicon_option(added: argparse.ArgumentParser) -> None:
    added.add_argument(
        "--lexicon",
        type=Path,
        metavar="FILE",
        help="错误表述词库（xlsx、csv 或 txt），列：错误表述、建议、白名单、级别",
    )


def _judge_options(added: argparse.ArgumentParser) -> None:
    _workdays(added)
    _lexicon_option(added)
    added.add_argument("--fail-under", type=float, metavar="分", help="有对象低于此分时退出码为 1")
