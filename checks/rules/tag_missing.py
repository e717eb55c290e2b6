"""Pages lack a tag that their type must carry.

Page tags let other systems read a page's site, column, title and time without guessing.

Fails          when pages of a type lack a required tag or leave it empty: site tags on every page, column tags on
               column and content pages, content tags on content pages. One finding a tag and page type, with the share.
Not measured   for a page type of which no page was read.
Blind spots    a page is taken for a column or a content page only on clear signs; others count as neither.
Item           the tag's name.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.page_types import PageType, page_types
from checks.rule import Verdict, failed, not_measured, passed, rule
from checks.site import Site

_EXAMPLES = 3


@rule(
    title="页面标签缺失",
    basis="《政府网站发展指引》（国办发〔2017〕47号）附件 网页设计规范：网页标签；国办秘函〔2019〕19号 扣分指标“页面标签”",
    fix="在页面模板的 <meta> 中补齐该标签并填写规范的值。",
)
def tag_missing(site: Site) -> Iterator[Verdict]:
    for kind in site.fact(page_types):
        yield from _judge(kind, site)


def _judge(kind: PageType, site: Site) -> Iterator[Verdict]:
    pages = kind.pages
    if not pages:
        yield not_measured(f"没有读到{kind.name}，不评判其标签。", site.home, item=kind.name)
        return
    for name in kind.tags:
        lacking = [page for page in pages if not page.tags.value(name)]
        if not lacking:
            yield passed(f"抽查的 {len(pages)} 个{kind.name}都有标签 {name}。", pages[0].page, item=name)
            continue
        blank = sum(page.tags.has(name) for page in lacking)
        detail = f"（其中 {blank} 个有标签而内容为空）" if blank else ""
        examples = "、".join(page.page.url for page in lacking[:_EXAMPLES])
        yield failed(
            f"抽查 {len(pages)} 个{kind.name}，{len(lacking)} 个缺少标签 {name}{detail}，如：{examples}。",
            lacking[0].page,
            quote=f'<meta name="{name}" content="">' if lacking[0].tags.has(name) else f"无 {name} 标签",
            item=name,
            place=kind.name,
        )
