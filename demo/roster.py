"""The roster of the demo county, and the files that exporters left of its accounts."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from crawler.targets import read_roster
from demo.articles import content
from demo.county import home_url
from demo.pages import HERE, Ports
from demo.posts import POSTS, post_path, said

HEADER = ("单位名称", "网址", "账号", "网站名称", "类型", "层级", "地区", "网站标识码", "平台", "数据文件")
SITES = (
    ("澄湖县人民政府办公室", "www.chenghu-demo.gov.cn", "澄湖县人民政府", "门户网站", "县", "3202980001"),
    ("澄湖县教育局", "jyj.chenghu-demo.gov.cn", "澄湖县教育局", "部门网站", "部门", "3202980007"),
    ("澄湖县生态环境局", "sthjj.chenghu-demo.gov.cn", "澄湖县生态环境局", "部门网站", "部门", "3202980012"),
    ("澄湖县公安局", "gaj.chenghu-demo.gov.cn", "澄湖县公安局", "部门网站", "部门", "3202980015"),
    ("澄湖县文体广旅局", "wlj.chenghu-demo.gov.cn", "澄湖县文体广旅局", "部门网站", "部门", "3202980018"),
    ("清湖县水利局", "slj.qinghu-demo.gov.cn", "清湖县水利局", "部门网站", "部门", "3202970012"),
)
ACCOUNTS = (
    ("澄湖县人民政府办公室", "澄湖发布", "微信公众号", "县", "微信", "ledger/澄湖发布.xlsx"),
    ("澄湖县生态环境局", "澄湖生态环境", "微博", "部门", "微博", "ledger/7702698001.csv"),
    ("澄湖县教育局", "澄湖教育", "微信公众号", "部门", "微信", "ledger/MP_WXS_3902698002.rss"),
    ("澄湖县民政局", "澄湖民政", "微信公众号", "部门", "微信", "ledger/澄湖民政.xlsx"),
    ("澄湖县文体广旅局", "澄湖文旅", "微信公众号", "部门", "微信", "ledger/澄湖文旅.xlsx"),
    ("澄湖县交通运输局", "澄湖交通", "微信公众号", "部门", "微信", "ledger/澄湖出行.xlsx"),
)
REGION = "320298"
WECHAT_COLUMNS = (
    *("公众号", "ID", "链接", "标题", "封面", "摘要", "创建时间", "发布时间", "阅读", "点赞", "分享", "喜欢"),
    *("留言", "作者", "是否原创", "文章类型", "所属合集", "文章内容"),
)
MADE = datetime(2026, 11, 20)
"""Written into every workbook, so that the same county gives the same bytes."""


def write_roster(folder: Path, ports: Ports) -> Path:
    """`folder`/名册.xlsx and the accounts' files beside it; returns the roster."""
    ledger = folder / "ledger"
    ledger.mkdir(parents=True, exist_ok=True)
    for name in ("7702698001.csv", "MP_WXS_3902698002.rss"):
        shutil.copyfile(HERE / "ledger" / name, ledger / name)
    for account in content("posts")["account"]:
        _workbook(ledger / f"{account['name']}.xlsx", "Sheet1", [WECHAT_COLUMNS, *_posts(account, ports)])
    rows = [
        (unit, home_url(host, ports), "", name, kind, level, REGION, code, "", "")
        for unit, host, name, kind, level, code in SITES
    ]
    rows += [
        (unit, "", name, "", kind, level, REGION, "", platform, file)
        for unit, name, kind, level, platform, file in ACCOUNTS
    ]
    roster = folder / "名册.xlsx"
    _workbook(roster, "名册", [HEADER, *rows])
    return roster


def write_answers(folder: Path, roster: Path) -> Path:
    """The sheet that the county's reviewers filled in."""
    ids = {target.account: target.id for target in read_roster(roster).targets}
    path, rows = folder / "互动核查.xlsx", content("posts")["task"]
    header = ("编号", "账号", "核查项目", "结果", "核查人", "核查日期")
    answers = [
        (ids[one["account"]], one["account"], one["tried"], one["answer"], "演示员", "2026-11-19") for one in rows
    ]
    _workbook(path, "互动核查", [header, *answers])
    return path


def _posts(account: dict[str, object], ports: Ports) -> list[tuple[str, ...]]:
    """Rows as wechat-article-exporter writes them: every cell text."""
    rows: list[tuple[str, ...]] = []
    posts = account["posts"]
    assert isinstance(posts, list)
    for number, (time, title, reads, *_) in enumerate(posts, 1):
        link = f"http://{POSTS}:{ports.web}{post_path(account, number)}"
        counts = (str(reads), str(reads // 60), str(reads // 90), str(reads // 150), "3")
        row = (
            str(account["name"]),
            str(account["id"]),
            link,
            title,
            "",
            title,
            time,
            time,
            *counts,
            "",
            "否",
            "普通图文",
            "",
            said(title),
        )
        rows.append(row)
    return rows


def _workbook(path: Path, sheet: str, rows: Sequence[Sequence[str]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_numbers": False}) as book:
        book.set_properties({"created": MADE})
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        page.set_column(0, len(rows[0]) - 1, 18)
