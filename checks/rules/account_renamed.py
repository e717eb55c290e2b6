"""An account goes by another name than the roster has.

A change of name has to be put on record; who looks for the registered name finds nothing, or somebody else.

Fails          when the account's own file, or at least two public pages of its posts, all give one other name than the
               roster's.
Unsure         when they give several other names and never the roster's, or when all there is is one page, which may be
               of another account that was passed on.
Not measured   when neither file nor page names the account, or the roster has an identifier and no name.
Blind spots    platform words, remarks in brackets, quotation marks, blanks and case are no difference. A file of several
               accounts is read only by the roster's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.facts.account_names import bare_name, is_identifier
from checks.facts.listed_posts import posts
from checks.facts.post_pages import State, post_pages
from checks.rule import ACCOUNTS, Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.archive import Page

_PAGES = 2
"""Public pages that prove a name against the file's (our default)."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One place that names the account."""

    name: str
    page: Page
    url: str
    what: str


@rule(
    title="账号名称与名册不一致",
    basis="国办发〔2018〕123号 政务新媒体名称规范、开设变更注销分级备案",
    fix="名称变更的按程序备案并更新名册；名册有误的更正名册。",
    kinds=ACCOUNTS,
    certain=False,
    reads_pages=False,
)
def account_renamed(site: Site) -> Iterator[Verdict]:
    account = site.target.account
    pages, rows = list(_pages(site)), list(_rows(site))
    # A page shows the name of today, a file the name of the day it was made.
    signs = pages if len(pages) >= _PAGES and not _same(account, pages) else rows + pages
    if is_identifier(account) or not bare_name(account):
        yield not_measured(f"名册所填“{account}”是编号而不是名称，无从比较。")
    elif not signs:
        yield not_measured("数据文件和推文页面都没有写明账号名称，无从比较。")
    elif same := _same(account, signs):
        yield passed(f"账号名称“{same.name}”与名册一致。", same.page, quote=same.what)
    else:
        yield replace(_said(account, signs, alone=not rows and len(pages) < _PAGES), url=signs[0].url)


def _same(account: str, signs: list[_Sign]) -> _Sign | None:
    return next((sign for sign in signs if bare_name(sign.name) == bare_name(account)), None)


def _said(account: str, signs: list[_Sign], *, alone: bool) -> Verdict:
    names, first = list(dict.fromkeys(sign.name for sign in signs)), signs[0]
    said = f"名册所填的账号名称是“{account}”，{first.what}"
    if len({bare_name(name) for name in names}) > 1:
        others = "、".join(f"“{name}”" for name in names[:4])
        return unsure(f"{said}；先后见到 {len(names)} 个名称（{others}），须人工核实是否同一账号。", first.page)
    if alone:
        return unsure(f"{said}；只有这一篇，可能是转发其他账号的文章，须人工核实。", first.page, quote=first.what)
    return failed(f"{said}，疑似已更名。", first.page, quote=first.what, place=first.name)


def _rows(site: Site) -> Iterator[_Sign]:
    """Of the posts whose file names the account, newest first."""
    for listed in site.fact(posts):
        post = listed.post
        if post.account:
            day, file = post.published.date(), listed.page.detail
            what = f"数据文件“{file}”中 {day}《{post.title[:40]}》{post.url} 的账号是“{post.account}”"
            yield _Sign(post.account, listed.page, post.url, what)


def _pages(site: Site) -> Iterator[_Sign]:
    for url, found in site.fact(post_pages).items():
        if found.state is State.OK and found.account:
            what = f"推文《{found.title[:40]}》{url} 显示的账号是“{found.account}”"
            yield _Sign(found.account, found.page, url, what)
