"""One round: the folder that every stage reads and writes, and what was asked for when it began.

DIR/run.json          the round's facts and its targets
DIR/archive/<id>/     the evidence of each target
DIR/workdays.csv      the user's own calendar of working days, where one was given
DIR/content.toml      the catalogue of mandatory content, where the round has one of its own
DIR/ledgers/          data files that several accounts share
DIR/lexicon/          the list of wrong terms that was given, as it was
DIR/cache/<id>/       what an earlier check has read and said; may be deleted
DIR/findings.jsonl    what the rules say of it
DIR/rules.json        the editions of the rules that said it
DIR/columns.jsonl     the columns of its sites
DIR/accounts.jsonl    the measures of its accounts
DIR/reposts.csv       titles that every account had to repost, where a list was given
DIR/reach.jsonl       how each site is reached, in figures
DIR/result.json       what it came to by a scheme
DIR/reports/          what people open
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from crawler.archive import Archive
from crawler.beijing import BEIJING
from crawler.sample import Mode
from crawler.targets import Kind, Target

RUN = "run.json"
ARCHIVES = "archive"
SELFTEST = "selftest.json"
CONTENT = "content.toml"
LEXICON = "lexicon"


CLOCK = 300
"""Seconds that this machine's clock may differ from the sites'. Our default."""


class RoundError(Exception):
    """The folder is not what the stage needs; a Chinese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Round:
    """What was asked for. Kept in the folder, so that the stages after the crawl need nothing else."""

    roster: str
    """File name of the roster."""
    began_at: str
    """UTC, ISO 8601."""
    version: str
    targets: tuple[Target, ...]
    as_of: str = ""
    """YYYY-MM-DD that freshness and deadlines are judged by; empty: the day of capture."""
    scheme: str = ""
    """Name or path of the scheme asked for; empty: the default."""
    nameserver: str = ""
    rate: float = 1.0
    """Requests a second and host."""
    max_pages: int = 300
    """Pages a site at most."""
    mode: str = "full"
    """Value of sample.Mode."""
    seed: int = 0
    """Articles are sampled by it."""
    window: str = ""
    """Hours of the day in which the crawl may ask, Beijing time; empty: all."""
    browser: bool = False
    """Are lists that scripts draw from unknown addresses drawn in a browser?"""
    lexicon: str = ""
    """File name of the list of wrong terms; empty: none was given."""
    lexicon_terms: int = 0
    lexicon_digest: str = ""
    """SHA-256 of the file."""
    post_interval: float = 0.0
    """Seconds at least between two public links of posts asked for at one host; 0: none was asked for."""
    canaries: tuple[str, ...] = ()
    """Hosts that the user knows to be reachable over IPv6."""

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.as_of) if self.as_of else None

    def facts(self, day: date | None, unfinished: Collection[str] = (), cut: Collection[str] = ()) -> dict[str, str]:
        """Chinese label → value, for the reports' first page; `day` is the one that was judged by."""
        sites = sum(target.kind.is_site for target in self.targets)
        lacking = {"注意": f"{len(unfinished)} 个网站的采集没有完成，结果不完整"} if unfinished else {}
        sampled = {"抽样": f"{len(cut)} 个网站的页面多于每站上限，只采集了其中一部分"} if cut else {}
        words = f"{self.lexicon}（{self.lexicon_terms} 条，SHA-256 {self.lexicon_digest[:16]}）"
        told = {"词库": words} if self.lexicon else {}
        return (
            lacking
            | sampled
            | {
                "评判日": day.isoformat() if day else "（无采集）",
                "采集开始": _beijing(self.began_at),
                "名单": self.roster,
                "对象": f"网站 {sites} 个，新媒体账号 {len(self.targets) - sites} 个",
                "采集方式": f"{Mode(self.mode).label}（抽样种子 {self.seed}{'，脚本列表用浏览器绘制' if self.browser else ''}）",
                "每站页数上限": str(self.max_pages),
                "每台主机每秒请求数": f"{self.rate:g}",
                "域名服务器": self.nameserver or "本机设置",
                "程序版本": self.version,
            }
            | told
        )


def clock_told(ahead: float) -> str:
    """By how much this machine's clock is ahead of the sites', in Chinese; '' when it is about right."""
    if abs(ahead) <= CLOCK:
        return ""
    way = "快" if ahead > 0 else "慢"
    return f"本机时钟比各网站{way}约 {abs(ahead) / 60:.0f} 分钟，与时间有关的结论（更新、期限、证书）请校时后重测"


def beijing_time(moment: str) -> str:
    """Of a moment in ISO 8601, to the minute."""
    return f"{datetime.fromisoformat(moment).astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _beijing(moment: str) -> str:
    return f"{beijing_time(moment)}（北京时间）" if moment else ""


def now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def write_round(folder: Path, asked: Round) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(asked), ensure_ascii=False, indent=1)
    part = folder / (RUN + ".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(folder / RUN)


def read_round(folder: Path) -> Round:
    """Raises RoundError when the folder holds no round."""
    path = folder / RUN
    if not path.exists():
        raise RoundError(f"{folder} 不是评估目录（没有 {RUN}）。请先用 run 或 crawl 命令生成。")
    try:
        row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        targets = tuple(_target(target) for target in row.pop("targets"))
        return Round(targets=targets, **row | {"canaries": tuple(row.get("canaries", ()))})
    except (ValueError, TypeError, KeyError) as fault:
        raise RoundError(f"{path} 已损坏或由其他版本生成（{fault}）。请重新运行 run 或 crawl 命令。") from fault


def _target(row: dict[str, Any]) -> Target:
    return Target(**row | {"kind": Kind(row["kind"]), "data_files": tuple(row["data_files"])})


def archive_of(folder: Path, target: Target) -> Archive:
    return Archive(folder / ARCHIVES / target.id)


def keep_lexicon(folder: Path, path: Path) -> None:
    """Copy the list of wrong terms into the round, so that it is judged alike wherever the folder is copied to."""
    data = path.read_bytes()
    (folder / LEXICON).mkdir(parents=True, exist_ok=True)
    (folder / LEXICON / path.name).write_bytes(data)


def lexicon_of(folder: Path, asked: Round) -> Path | None:
    """The round's own copy; None when no list was given. Raises RoundError when it is gone or is another."""
    if not asked.lexicon:
        return None
    path = folder / LEXICON / Path(asked.lexicon).name
    if not path.is_file():
        raise RoundError(f"评估目录中缺少词库 {path}。请用 check --lexicon 重新给出。")
    if hashlib.sha256(path.read_bytes()).hexdigest() != asked.lexicon_digest:
        raise RoundError(f"词库 {path} 与本轮评估开始时不同。请用 check --lexicon 重新给出。")
    return path


def is_crawled(folder: Path) -> bool:
    """Does the folder hold any visit?"""
    return any((folder / ARCHIVES).glob("*/visits.jsonl"))


def unfinished(folder: Path, targets: Iterable[Target]) -> list[str]:
    """Names of sites whose crawl did not come to its end: killed, interrupted, or given up."""
    if not is_crawled(folder):
        return []
    return [target.name for target in targets if target.kind.is_site and not archive_of(folder, target).finished]


def cut_short(folder: Path, targets: Iterable[Target]) -> list[str]:
    """Names of sites that had more pages than were to be asked for."""
    return [target.name for target in targets if target.kind.is_site and archive_of(folder, target).budget_hit]


def read_selftest(folder: Path) -> dict[str, Any]:
    """As kept; of a round without one, that nothing is known against the machine."""
    path = folder / SELFTEST
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {"invents": False, "canaries": []} | kept
