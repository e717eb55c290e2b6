"""What the commands are given: rosters, schemes and run folders, refused with every mistake named."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from checks.content.catalogue import Catalogue
    from checks.lexicon import Lexicon
    from crawler.rounds import Round
    from scoring.result import Result
    from scoring.scheme import Scheme


DEFAULT_SCHEME = "jiangsu_2020"
SHIPPED = "默认"
"""What `--content` is given to go back to the shipped catalogue."""


class Refused(Exception):
    """Wrong usage or input: Chinese sentences, told all at once before anything is written."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Stopped(Exception):
    """A stage that came to no end through no fault of its input: a Chinese sentence on what to do."""


def together(*reads: Callable[[], Any]) -> list[Any]:
    """What each of them gives; when any refuses, the problems of all at once."""
    given: list[Any] = []
    problems: list[str] = []
    for read in reads:
        try:
            given.append(read())
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    return given


def asked_round(args: argparse.Namespace) -> Round:
    """The roster and the options as a round, every problem told at once."""
    from crawler import VERSION
    from crawler.rounds import Round, now
    from crawler.targets import RosterError, read_roster

    try:
        roster = read_roster(args.roster)
    except RosterError as error:
        raise Refused(*error.problems) from error
    for warning in roster.warnings:
        print(f"提示：{warning}", file=sys.stderr)
    if roster.counted:
        print(roster.counted)
    return Round(
        roster=args.roster.name,
        began_at=now(),
        version=VERSION,
        targets=roster.targets,
        as_of=args.as_of,
        scheme=args.scheme,
        nameserver=args.nameserver,
        rate=args.rate,
        max_pages=args.max_pages,
        mode=args.mode,
        seed=args.seed,
        window=args.window,
        browser=args.browser,
        canaries=tuple(args.canary),
    )


def check_browser(wanted: bool) -> None:
    from crawler.browser import lacking

    if wanted and (reason := lacking()):
        raise Refused(reason)


def with_lexicon(asked: Round, lexicon: Lexicon | None) -> Round:
    from dataclasses import replace

    if lexicon is None:
        return asked
    return replace(asked, lexicon=lexicon.name, lexicon_terms=len(lexicon.entries), lexicon_digest=lexicon.digest)


def asked_lexicon(path: Path | None) -> Lexicon | None:
    """The list of wrong terms, every problem told at once."""
    from checks.lexicon import LexiconError, read_lexicon

    if path is None:
        return None
    try:
        lexicon = read_lexicon(path)
    except LexiconError as error:
        raise Refused(*error.problems) from error
    for warning in lexicon.warnings:
        print(f"提示：{warning}", file=sys.stderr)
    return lexicon


def judged_round(folder: Path, lexicon: Lexicon | None) -> Round:
    """The folder's round, with the list that is given now or the copy that it holds."""
    from crawler.rounds import RoundError, lexicon_of

    asked = with_lexicon(round_in(folder), lexicon)
    try:
        if lexicon is None:
            lexicon_of(folder, asked)
    except RoundError as error:
        raise Refused(str(error)) from error
    return asked


def visited_round(args: argparse.Namespace) -> Round:
    """The round whose home pages are to be visited: the folder's own, or one that is begun there by the visits."""
    from dataclasses import replace

    from crawler.rounds import RUN, write_round

    check_folder(args.out, resume=True)
    begun = {"as_of": "", "scheme": "", "rate": 1.0, "max_pages": 300}
    asked = asked_round(argparse.Namespace(**{**begun, **vars(args)}))
    sites = {target.id: target for target in asked.targets if target.kind.is_site}
    if not sites:
        raise Refused(f"{args.roster} 中没有网站（“网址”一列），只有账号，没有首页可以访问。")
    if not (args.out / RUN).exists():
        write_round(args.out, asked)
        return asked
    kept = round_in(args.out)
    strange = sorted(sites[one].name for one in sites.keys() - {target.id for target in kept.targets})
    if strange:
        names = "、".join(f"“{name}”" for name in strange[:5])
        raise Refused(
            f"{args.out} 是另一份名单的评估目录，其中没有{names}等 {len(strange)} 个网站。"
            "请用同一份名单，或换一个 --out 目录。"
        )
    return replace(asked, nameserver=asked.nameserver or kept.nameserver)


def check_folder(folder: Path, resume: bool) -> None:
    from crawler.rounds import is_crawled

    if is_crawled(folder) and not resume:
        raise Refused(f"{folder} 中已有采集结果。要接着采集请加 --resume；要重新评估请换一个 --out 目录。")
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} 是文件，不是目录。请换一个 --out。")


def round_in(folder: Path) -> Round:
    from crawler.rounds import RoundError, read_round

    try:
        return read_round(folder)
    except RoundError as error:
        raise Refused(str(error)) from error


def result_in(folder: Path) -> Result:
    from scoring.result import read_result

    return read_result(needed(folder / "result.json", "score"))


def needed(path: Path, stage: str) -> Path:
    if not path.exists():
        raise Refused(f"没有 {path}。请先运行 {stage} 命令。")
    return path


def scheme_called(name: str) -> Scheme:
    from checks.rule import load_rules
    from scoring.scheme import SchemeError, load_scheme

    try:
        return load_scheme(name or DEFAULT_SCHEME, load_rules())
    except SchemeError as error:
        raise Refused(*error.problems) from error


def workdays_told(path: Path | None) -> Mapping[date, bool]:
    """The user's own calendar; empty when none was given."""
    from checks.facts.workdays import WorkdaysError, read_workdays

    try:
        return read_workdays(path) if path else {}
    except WorkdaysError as error:
        raise Refused(*error.problems) from error


def catalogue_at(name: str) -> Catalogue:
    """The catalogue of mandatory content in a TOML file; '' and the word 默认 mean the shipped one."""
    from checks.content.catalogue import CatalogueError, load_catalogue, read_catalogue

    try:
        return load_catalogue() if name in ("", SHIPPED) else read_catalogue(Path(name))
    except CatalogueError as error:
        raise Refused(*error.problems) from error


def keep_catalogue(folder: Path, name: str) -> None:
    """Give the round its own copy of the catalogue asked for, so that it is judged alike wherever it is copied."""
    from checks.content.workbook import as_toml
    from crawler.rounds import CONTENT

    if name == SHIPPED:
        (folder / CONTENT).unlink(missing_ok=True)
    elif name:
        (folder / CONTENT).write_text(as_toml(catalogue_at(name)), encoding="utf-8")


def disk_is_full(problem: OSError) -> bool:
    from crawler.appending import FULL

    return problem.errno in FULL
