"""Personal numbers stand on a page or in a post in full.

Whoever publishes an identity card or a list of people's telephones hands them to every fraudster; no list of grants
or exam results needs them.

Fails          when a page, or an account's post, shows a full identity card number (GB 11643: province, date and check digit are right; the old
               15 digits only where they are labelled so), a full bank card number (labelled, right by Luhn's formula,
               holder no unit), or at least 3 people's names with full mobile numbers.
Unsure         when an unlabelled number fits an identity card but may be a serial number: its day is of 2005 or later; when
               names with mobile numbers are listed without a word of whose they are.
Not measured   for pages that were not crawled or could not be read; for an account without an exporter's file, or with no
               post in it.
Blind spots    pictures; of posts whose public page was not read (`--check-posts`) all but what the file has; what a
               microblog passes on of others' words; numbers that a script writes; mobile numbers published for an office or trade (on duty, heads of
               grids, shops, doctors, contacts) are let pass, and so are accounts of units and the examples of GB 11643.
               What is shown in the finding is covered.
Item           `identity` · `card` · `mobile`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checks.facts.leaks import Leak, leaks
from checks.facts.numbers import Kind
from checks.facts.post_texts import post_texts
from checks.facts.texts import Text, texts
from checks.rule import ACCOUNTS, SITES, Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

_CALLED = {Kind.IDENTITY: "居民身份证号码", Kind.CARD: "银行卡号", Kind.MOBILE: "个人姓名和手机号码"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A page or a post that says something."""

    text: Text
    name: str
    url: str = ""
    """Of the post."""


@rule(
    title="泄露个人信息",
    basis="《政府信息公开条例》第十五条；《个人信息保护法》第二十八条、第三十四条",
    fix="立即撤下并遮盖身份证号、银行卡号、手机号后重新发布，清除缓存和附件中的完整号码。",
    kinds=SITES + ACCOUNTS,
    certain=False,
)
def privacy_leak(site: Site) -> Iterator[Verdict]:
    if site.target.kind.is_site:
        pages = [_Place(text, "页面") for text in site.fact(texts)]
        clean = f"检查了 {len(pages)} 个页面的文字，未发现完整的身份证号、银行卡号或个人手机号名单。"
        yield from _judge(site, pages, "个页面") or [passed(clean, site.home)]
        return
    said = site.fact(post_texts)
    posts = [_Place(one.text, f"推文{one.listed.post.called}", one.listed.post.url) for one in said]
    count = len({one.listed for one in said})
    clean = f"检查了 {count} 篇发文的文字，未发现完整的身份证号、银行卡号或个人手机号名单。"
    if said:
        yield from _judge(site, posts, "篇推文") or [passed(clean, said[0].text.page, quote=said[0].listed.post.quote)]
    else:
        yield not_measured("没有评判日之前的发文可供检查个人信息。")


def _judge(site: Site, places: Iterable[_Place], unit: str) -> list[Verdict]:
    """Numbers that several places show alike are told once."""
    shown: dict[tuple[Kind, tuple[str, ...]], dict[str, tuple[_Place, Leak]]] = {}
    for place in places:
        for leak in leaks(place.text, site.today):
            digits = tuple(sorted(number.digits for number in leak.numbers))
            shown.setdefault((leak.kind, digits), {}).setdefault(
                place.url or place.name + place.text.page.url, (place, leak)
            )
    return [_said(*next(iter(found.values())), len(found) - 1, unit) for found in shown.values()]


def _said(place: _Place, leak: Leak, others: int, unit: str) -> Verdict:
    first = leak.numbers[0].covered
    count = f"{len(leak.numbers)} 个" if len(leak.numbers) > 1 else "1 个"
    also = f"，另有 {others} {unit}内容相同" if others else ""
    judge = failed if leak.sure else unsure
    if leak.sure:
        message = f"{place.name}公开了 {count}未遮盖的{_CALLED[leak.kind]}（如 {first}）{also}。"
    elif leak.kind is Kind.MOBILE:
        message = (
            f"{place.name}列出了 {count}姓名和未遮盖的手机号码（如 {first}）{also}，可能是工作联系方式，须人工核实。"
        )
    else:
        message = f"{place.name}上有 {count}符合居民身份证编码规则的号码（如 {first}）{also}，但没有标明，可能是编号，须人工核实。"
    verdict = judge(message, place.text.page, quote=leak.where, item=leak.kind.value)
    return replace(verdict, url=place.url)
