"""The stages, each alone and all in a row."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from commands.accounts import check_post_links, tell_rows
from commands.cluster import check_cluster, crawler_of, judges_of
from commands.inputs import (
    Refused,
    asked_lexicon,
    asked_round,
    catalogue_at,
    check_browser,
    check_folder,
    judged_round,
    keep_catalogue,
    result_in,
    round_in,
    scheme_called,
    together,
    visited_round,
    with_lexicon,
    workdays_told,
)
from commands.notices import reports_told, warned
from commands.scoring import score as score
from commands.scoring import status

if TYPE_CHECKING:
    from crawler.rounds import Round
    from crawler.settings import CrawlOptions


def run(args: argparse.Namespace) -> int:
    from crawler.rounds import keep_lexicon

    plain, lexicon, *_ = together(
        lambda: asked_round(args),
        lambda: asked_lexicon(args.lexicon),
        lambda: catalogue_at(args.content),
        lambda: scheme_called(args.scheme),
        lambda: workdays_told(args.workdays),
        lambda: check_folder(args.out, args.resume or args.dry_run),
        lambda: check_browser(args.browser),
        lambda: check_cluster(args, args.out),
    )
    asked = with_lexicon(plain, lexicon)
    if args.dry_run:
        return _tell(asked)
    args.out.mkdir(parents=True, exist_ok=True)
    keep_catalogue(args.out, args.content)
    if lexicon:
        keep_lexicon(args.out, args.lexicon)
    return max(_crawl(args.out, asked, args), _judge(args.out, asked, args))


def crawl(args: argparse.Namespace) -> int:
    from dataclasses import replace

    together(lambda: check_browser(args.browser), lambda: check_cluster(args, args.dir))
    asked = asked_round(args) if args.roster else round_in(args.dir)
    asked = replace(asked, browser=asked.browser or args.browser)
    if args.dry_run:
        return _tell(asked)
    if args.roster:
        check_folder(args.dir, args.resume)
    else:
        tell_rows(asked)
    return _crawl(args.dir, asked, args)


def visit(args: argparse.Namespace) -> int:
    from commands.progress import local, visiting
    from crawler.visitlog import VisitError
    from crawler.visits import VisitOptions, visit

    asked = visited_round(args)
    options = VisitOptions(args.per_day, args.days, asked.nameserver, args.once)
    try:
        with visiting() as said:
            done = visit(asked.targets, args.out, options, said)
    except VisitError as error:
        raise Refused(str(error)) from error
    except KeyboardInterrupt:
        print("\n已停止访问。此前各次访问的记录完好，重新运行同一条命令即可接着进行。", file=sys.stderr)
        return 3
    state = f"本轮访问到 {local(done.ends_at)} 为止" if done.ends_at and not done.over else "本轮访问已满期"
    print(f"本次访问 {done.made} 次，累计记录 {done.recorded} 次；{state}。用 check 命令评判：{args.out}")
    return 0


def check(args: argparse.Namespace) -> int:
    from dataclasses import replace

    from checks.check import check as judge
    from checks.facts.workdays import keep_workdays
    from commands.progress import counting
    from crawler.rounds import CONTENT, keep_lexicon, write_round

    lexicon, told, _ = together(
        lambda: asked_lexicon(args.lexicon), lambda: workdays_told(args.workdays), lambda: catalogue_at(args.content)
    )
    asked = judged_round(args.dir, lexicon)
    keep_catalogue(args.dir, args.content)
    if args.lexicon:
        keep_lexicon(args.dir, args.lexicon)
    if args.as_of:
        asked = replace(asked, as_of=args.as_of)
    if args.as_of or args.lexicon:
        write_round(args.dir, asked)
    if told:
        keep_workdays(args.dir, told)
    catalogue_at(str(args.dir / CONTENT) if (args.dir / CONTENT).exists() else "")
    with judges_of(args, args.dir) as spread, counting("评判", len(asked.targets), "个对象") as said:
        path = judge(args.dir, asked, args.workers, said, afresh=args.afresh, spread=spread)
    print(f"检查结果：{path}")
    broken = '"outcome": "error"' in path.read_text(encoding="utf-8")
    return 3 if warned(args.dir, asked) or broken else 0


def report(args: argparse.Namespace) -> int:
    from checks.accounts import read_accounts
    from checks.columns import read_columns
    from checks.figures import read_figures
    from commands.compare import compared
    from commands.evidence import write_pages
    from crawler.rounds import unfinished
    from reports.edited import set_aside
    from reports.write import WORKBOOK, write_reports

    result = result_in(args.dir)
    former = compared(args.previous, args.dir) if args.previous else None
    if aside := set_aside(args.dir / "reports" / WORKBOOK):
        print(
            f"提示：{WORKBOOK}有人改过，已移到 {aside}；其中还没有读回的核实结论和评分，请用 rule 命令读回。",
            file=sys.stderr,
        )
    evidenced = write_pages(args.dir, result, args)
    beside = read_columns(args.dir), read_figures(args.dir), read_accounts(args.dir)
    reports_told(write_reports(result, args.dir / "reports", *beside, evidenced, former, drawn=True))
    return 3 if unfinished(args.dir, round_in(args.dir).targets) else status(result, args.fail_under)


def _crawl(folder: Path, asked: Round, args: argparse.Namespace) -> int:
    from commands.progress import crawling
    from crawler.breaker import TITLES
    from crawler.crawl import ABOUT
    from crawler.ledgers import keep_ledgers
    from crawler.rounds import ARCHIVES, write_round

    write_round(folder, asked)
    keep_ledgers(folder, folder / ARCHIVES, asked.targets, ABOUT)
    with crawler_of(args, folder) as crawl_all, crawling() as said:
        summary = crawl_all(asked.targets, folder, _options(asked), said)
    for site in (site for site in summary.sites if site.budget_hit):
        print(
            f"提示：{site.target} 的页面多于 {asked.max_pages} 页，只采集了其中一部分（--max-pages 可调）。",
            file=sys.stderr,
        )
    for site in summary.sites:
        for host in site.given_up:
            print(
                f"提示：{site.target} 采集中，{host.host} {TITLES[host.why]}，间隔重试后放弃，"
                f"尚有 {host.unasked} 个地址没有采集（不计为问题；加 --resume 可再试）。",
                file=sys.stderr,
            )
    check_post_links(folder, asked, args)
    print(f"采集结果：{folder / 'archive'}（{sum(site.pages for site in summary.sites)} 页）")
    return 0 if all(site.finished for site in summary.sites) else 3


def _options(asked: Round) -> CrawlOptions:
    from crawler.settings import CrawlOptions

    return CrawlOptions(
        asked.max_pages,
        asked.rate,
        asked.nameserver,
        mode=asked.mode,
        seed=asked.seed,
        window=asked.window,
        browser=asked.browser,
        canaries=asked.canaries,
    )


def _tell(asked: Round) -> int:
    from crawler.window import estimate

    for line in estimate(asked.targets, _options(asked)):
        print(line)
    return 0


def _judge(folder: Path, asked: Round, args: argparse.Namespace) -> int:
    """The three stages after the crawl."""
    rest = argparse.Namespace(
        dir=folder,
        afresh=False,
        as_of="",
        content="",
        lexicon=None,
        workers=args.workers,
        cluster="" if args.store else args.cluster,
        workdays=args.workdays,
        scheme=asked.scheme,
        fail_under=args.fail_under,
        previous=None,
    )
    return max(check(rest), score(rest), report(rest))
