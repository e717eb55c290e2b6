"""Over IPv6 another page comes than over IPv4.

A shadow page, an old copy or an error page in IPv6's place is no support of IPv6.

Fails          when the titles differ; when the visible texts are less than 0.9 alike (4-grams, Jaccard; our default);
               when the newest dated item over IPv6 is older. Each only after two copies over IPv4 agreed with each other
               in the same respect.
Not measured   when IPv6 could not be measured from here; when one of the copies could not be had, or a firewall answered;
               when the page differs from itself over IPv4.
Not applicable when the host has no IPv6 address, or nothing comes over it.
Blind spots    pictures, and whatever scripts draw; pages that hold almost no text.
Item           title · text · age
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.copies import Copy, copies
from checks.facts.families import State, families
from checks.facts.likeness import likeness, only_in
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site

ALIKE = 0.9
"""Our default."""
_LITTLE = 40
"""Characters of text at least, for a page to be compared."""


@rule(
    title="IPv6与IPv4内容不一致",
    basis="国家网信办IPv6支持度考核指标“首页内容一致性”；苏政办发〔2020〕65号 四（二）",
    fix="使IPv6与IPv4指向同一网站内容，撤下影子页面和旧副本。",
    reads_pages=False,
)
def ipv6_content_differs(site: Site) -> Iterator[Verdict]:
    measured, held = site.fact(families), site.fact(copies)
    if measured.state is State.NO_ADDRESS or measured.state is State.CLOSED:
        yield not_applicable("网站没有可用的IPv6访问，见相应检查项。", measured.page)
    elif measured.why:
        yield not_measured(measured.why, measured.page or site.home)
    elif not (held.six and held.four and held.control):
        yield not_measured("没有同时取得IPv6、IPv4和对照的首页，不作比较。", measured.page or site.home)
    elif max(len(held.six.text), len(held.four.text)) < _LITTLE:
        yield not_measured("首页文字过少，不作比较。", held.six.page)
    else:
        yield _compare(held.six, held.four, held.control)


def _compare(six: Copy, four: Copy, control: Copy) -> Verdict:
    itself, alike = likeness(four.text, control.text), likeness(six.text, four.text)
    if four.title == control.title and four.title != six.title:
        said = f"首页标题不同：IPv6为“{six.title}”，IPv4为“{four.title}”。"
        return failed(said, six.page, quote=six.title or "（无标题）", item="title")
    if itself < ALIKE:
        return not_measured(f"首页两次通过IPv4取得的文字只有 {itself:.0%} 相同，不能与IPv6比较。", six.page)
    if alike < ALIKE:
        lost, extra = only_in(four.text, six.text), only_in(six.text, four.text)
        where = "；".join(f"只在{name}：“{line[:40]}”" for name, line in (("IPv4", lost), ("IPv6", extra)) if line)
        said = f"首页文字通过IPv6与IPv4只有 {alike:.0%} 相同（两次IPv4之间 {itself:.0%}），{where or '内容缺失'}。"
        return failed(said, six.page, quote=extra or lost, item="text")
    if six.newest and four.newest and control.newest and six.newest < min(four.newest, control.newest):
        said = f"通过IPv6取得的首页最新信息为 {six.newest}，IPv4为 {four.newest}，疑为旧副本。"
        return failed(said, six.page, quote=str(six.newest), item="age")
    return passed(f"首页通过IPv6与IPv4的文字 {alike:.0%} 相同（两次IPv4之间 {itself:.0%}）。", six.page)
