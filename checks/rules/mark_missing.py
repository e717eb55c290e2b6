"""A mark that must stand at the foot of the home page is absent.

The marks say whose site it is, that it is registered, and where to complain.

Fails          when one of the eight marks stands nowhere in the home page: not in words, pictures, links or the
               known mark-drawing scripts. One finding a mark. As a suspicion, when the page names its owner or who runs
               it (版权所有, 承办) but nobody as 主办.
Unsure         when none of the marks that only a foot holds was found and scripts may draw the whole foot.
Blind spots    a mark that is only a picture without alternative text.
Item           party-mark · site-code · icp · police · sponsor · contact · error-report · sitemap
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.marks import NAMES
from checks.rule import Verdict, failed, passed, rule, unsure
from checks.site import Site

_OWNER = re.compile(r"(?:版权所有|版权归|承办|管理单位|建设单位|制作单位)[^\n]{0,30}")
"""Words that may be meant for the sponsor's."""
_FOOT = {"party-mark", "site-code", "icp", "police", "sponsor"}


@rule(
    title="页脚标识缺失",
    basis="《政府网站发展指引》（国办发〔2017〕47号）附件 网页设计规范：底部功能区；国办秘函〔2019〕19号 扣分指标“网站标识”",
    fix="在首页底部补齐缺失的标识，并链接到规定地址。",
)
def mark_missing(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    foot = _FOOT & site.marks.keys()
    drawn = not foot and bool(home.draws or home.scripts or home.frames)
    for name, title in NAMES.items():
        if name in site.marks:
            yield passed(f"首页有{title}。", home.page, quote=site.marks[name].quote, item=name)
        elif drawn:
            yield unsure(f"首页未读到{title}，页脚可能由脚本绘制，须人工核实。", home.page, item=name)
        elif name == "sponsor" and (owner := _OWNER.search(home.compact)):
            said = f"首页未写明主办单位，只见“{owner[0]}”，是否即主办单位须人工核实。"
            yield failed(said, home.page, quote=owner[0], item=name, certain=False)
        else:
            yield failed(f"首页未见{title}。", home.page, quote=home.lines[-1] if home.lines else "", item=name)
