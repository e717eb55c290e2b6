"""A link leads to gambling, porn or the like, or to a domain that is up for sale.

A domain that a unit gave up is bought by others; the link that stays behind makes the government recommend them.

Fails          when the host's name, or that of where it redirects, or the link's own words are of gambling, porn or the
               like; when the linked site calls itself so in its title; or when its page says that the domain is for sale.
               Of an account: by the names and words of the links in its posts alone.
Not measured   for what a linked site says, where it was not asked or did not answer; names and words are judged anyway.
               For an account without an exporter's file, or with no post in it.
Blind spots    harmless names and words with a bad site behind them that the archive does not hold; words inside pictures;
               of posts, where short links (t.cn) lead, and pages that were not read (`--check-posts`).
               Headlines about such trades, laws, and the public lotteries are let pass, and so is all of gov.cn.
               Each address is told once, with the first page that carries it.
Item           `trade` · `parked`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.facts.hosts import is_stranger
from checks.facts.post_suspects import Carried, carried
from checks.facts.post_texts import post_texts
from checks.facts.suspects import Suspect, suspects
from checks.rule import ACCOUNTS, SITES, Verdict, failed, not_measured, passed, rule
from checks.site import Site


@rule(
    title="链接指向可疑网站",
    basis="国办秘函〔2019〕19号 单项否决“安全、泄密事故等严重问题”（链接反动、暴力、色情等内容）；国办发〔2017〕47号 外部链接审查",
    fix="立即删除该链接，核查同批链接，建立外部链接定期巡查制度。",
    kinds=SITES + ACCOUNTS,
    certain=False,
)
def suspect_link(site: Site) -> Iterator[Verdict]:
    yield from _on_pages(site) if site.target.kind.is_site else _in_posts(site)


def _on_pages(site: Site) -> Iterator[Verdict]:
    found = site.fact(suspects)
    for url, suspect in found.items():
        yield _said(site, site.carriers[url], suspect)
    if not found:
        home = site.home.url if site.home else site.target.url
        strangers = [url for url in site.carriers if is_stranger(url, home)]
        read = sum(url in site.answers for url in strangers)
        message = f"检查了 {len(strangers)} 个外部链接的域名和文字（其中 {read} 个有应答记录），未发现可疑网站。"
        yield passed(message if strangers else "没有指向其他单位网站的链接。", site.home)


def _in_posts(site: Site) -> Iterator[Verdict]:
    said, links = site.fact(post_texts), site.fact(carried)
    bad = [link for link in links if link.why]
    if not said:
        yield not_measured("没有评判日之前的发文可供检查链接。")
    elif not bad:
        posts, first = len({one.listed for one in said}), said[0]
        message = f"检查了 {posts} 篇发文中 {len(links)} 个外部链接的域名和文字，未发现可疑网站（短链接所指不在其内）。"
        yield passed(message, first.text.page, quote=first.listed.post.quote)
    for link in bad:
        yield _posted(link)


def _posted(link: Carried) -> Verdict:
    first = link.posts[0]
    also = f"，另有 {len(link.posts) - 1} 篇推文带有同一链接" if len(link.posts) > 1 else ""
    shown = f"链接“{link.words}”（{link.url}）" if link.words else f"网址 {link.url} "
    message = f"推文{first.listed.post.called}中的{shown}可疑：{link.why}{also}。"
    quote = f"{first.listed.post.quote}　{link.words} → {link.url}"
    verdict = failed(message, first.text.page, quote=quote, item="trade", place=link.url)
    return replace(verdict, url=first.listed.post.url)


def _said(site: Site, carriers: list[str], suspect: Suspect) -> Verdict:
    first = site.home.url if site.home and site.home.url in carriers else carriers[0]
    also = f"，另有 {len(carriers) - 1} 个页面带有同一链接" if len(carriers) > 1 else ""
    message = f"链接“{suspect.text or suspect.url}”（{suspect.url}）可疑：{suspect.why}{also}。"
    quote = f"{suspect.text} → {suspect.url}" + (f"（对方页面：{suspect.words}）" if suspect.proof else "")
    item = "parked" if suspect.proof and "待售" in suspect.why else "trade"
    return failed(message, site.shown[first].page, quote=quote, item=item, place=suspect.url)
