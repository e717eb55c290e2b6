"""Over IPv6 another page comes than over IPv4.

A shadow page, an old copy or an error page in IPv6's place is no support of IPv6.

Fails          when the title over IPv6 is never one of those over IPv4; when the visible texts are less than 0.9 alike
               (4-grams, Jaccard; our default) and differ by more than a few words; when the page over IPv6 has nothing as
               new as what IPv4 shows that was there two days ago already. Of all copies the closest pair is judged, and
               only after the copies over IPv4 agreed with each other in the same respect.
Not measured   when IPv6 could not be measured from here; when one of the copies could not be had, or a firewall answered;
               when the page differs from itself over IPv4; when a page that holds almost no text is drawn by a script or
               sends its visitor on, as challenges do that nobody recognises.
Not applicable when the host has no IPv6 address, or nothing comes over it.
Blind spots    pictures, and whatever scripts draw; pages that hold almost no text; a cache that is hours late.
Item           title · text · age
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from checks.facts.copies import Copies, Copy, copies
from checks.facts.dates import local_day
from checks.facts.families import State, families
from checks.facts.likeness import likeness, only_in, unlike
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site

ALIKE = 0.9
"""Our default."""
_LITTLE = 40
"""Characters of text at least, for a page to be compared."""
_FEW = 60
"""4-grams that two copies may have apart from each other whatever their length: a line of weather or a place that is
told by the visitor's address. Our default."""
_LATE = timedelta(days=2)
"""A cache may be late by so much. Our default."""


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
    elif not held.sixes or len(held.fours) < 2:
        yield not_measured("没有同时取得IPv6、IPv4和对照的首页，不作比较。", measured.page or site.home)
    elif max(len(one.text) for one in (*held.sixes, *held.fours)) < _LITTLE:
        yield not_measured("首页文字过少，不作比较。", held.sixes[0].page)
    elif any(len(one.text) < _LITTLE and one.scripted for one in (*held.sixes, *held.fours)):
        yield not_measured("取得的页面几乎没有文字而带有脚本，可能是验证页或由脚本绘制，不作比较。", held.sixes[0].page)
    else:
        yield _compare(held)


def _compare(held: Copies) -> Verdict:
    itself = min(likeness(held.fours[0].text, other.text) for other in held.fours[1:])
    six, four = max(product(held.sixes, held.fours), key=lambda pair: likeness(pair[0].text, pair[1].text))
    alike, titles = likeness(six.text, four.text), {one.title for one in held.fours}
    if len(titles) == 1 and not titles & {one.title for one in held.sixes}:
        said = f"首页标题不同：IPv6为“{six.title}”，IPv4为“{four.title}”。"
        return failed(said, six.page, quote=six.title or "（无标题）", item="title")
    if alike < ALIKE and itself < ALIKE:
        return not_measured(f"首页几次通过IPv4取得的文字只有 {itself:.0%} 相同，不能与IPv6比较。", six.page)
    if alike < ALIKE and unlike(six.text, four.text) > _FEW:
        lost, extra = only_in(four.text, six.text), only_in(six.text, four.text)
        where = "；".join(f"只在{name}：“{line[:40]}”" for name, line in (("IPv4", lost), ("IPv6", extra)) if line)
        said = f"首页文字通过IPv6与IPv4只有 {alike:.0%} 相同（几次IPv4之间 {itself:.0%}），{where or '内容缺失'}。"
        return failed(said, six.page, quote=extra or lost, item="text")
    newest = max((day for one in held.sixes for day in one.days), default=None)
    due = min(_settled(one) for one in held.fours)
    if newest and newest < due:
        said = f"通过IPv6取得的首页最新信息为 {newest}，IPv4已有 {due} 的信息，为旧副本。"
        return failed(said, six.page, quote=str(newest), item="age")
    return passed(f"首页通过IPv6与IPv4的文字 {alike:.0%} 相同（几次IPv4之间 {itself:.0%}）。", six.page)


def _settled(copy: Copy) -> date:
    """Its newest day that has been there for some time."""
    return max((day for day in copy.days if day <= local_day(copy.page.fetched_at) - _LATE), default=date.min)
