"""Why a round cannot be scored: what is heard and who is listed do not cover the scheme, so that scoring would guess."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from checks.rule import Rule
from crawler.targets import Target
from scoring.classes import classifier
from scoring.indicator import Indicator
from scoring.scheme import Scheme
from scoring.sums import named_levels, points_asked

Asked = Mapping[str, Sequence[Indicator]]
"""Target → the indicators that are asked of it."""


class ScoringGap(ValueError):
    """The findings do not cover the scheme, so that scoring would guess. `problems` are Chinese sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(f"检查结果与评分方案对不上（{len(problems)} 处），未评分：\n" + "\n".join(problems))
        self.problems = tuple(problems)


def strangers(
    heard: Collection[tuple[str, str]], targets: Sequence[Target], rules: Mapping[str, Rule]
) -> Iterator[str]:
    """`heard`: the pairs of target and rule of which there is any finding."""
    for target in sorted({target for target, _ in heard} - {target.id for target in targets}):
        yield f"检查结果中的对象“{target}”不在名单内；请用本轮的名单重新检查。"
    for rule in sorted({rule for _, rule in heard} - set(rules)):
        yield f"检查结果中的规则“{rule}”本版本没有；请重新检查（check）后再评分。"


def silences(
    heard: Collection[tuple[str, str]],
    targets: Sequence[Target],
    asked: Asked,
    indicators: Iterable[Indicator],
    rules: Mapping[str, Rule],
) -> Iterator[str]:
    """Every rule says at least one thing of every target that it concerns; silence is not a pass."""

    named = {row.id: sorted({one.partition(":")[0] for one in row.references}) for row in indicators}
    for target in targets:
        for indicator in asked[target.id]:
            silent = [
                rule
                for rule in named[indicator.id]
                if target.kind in rules[rule].kinds and (target.id, rule) not in heard
            ]
            if silent:
                yield (
                    f"对象“{target.name}”（{target.id}）的指标 {indicator.id}“{indicator.title}”"
                    f"没有规则 {'、'.join(silent)} 的任何检查结果；请重新检查（check）后再评分。"
                )


def misfits(targets: Sequence[Target], asked: Asked, scheme: Scheme) -> Iterator[str]:
    """Targets of no class, and those of a level that the scheme does not know, whose points do not come to the full."""
    class_of, levels = classifier(scheme), named_levels(scheme)
    for target in targets:
        where = f"对象“{target.name}”（{target.id}，{target.kind.label}，层级“{target.level}”）"
        family = class_of(target.kind, target.level)
        if family is None:
            yield f"{where}不属于方案的任何一个类别；请在名单中改正类型或层级，或在方案中补上这一类。"
            continue
        if not levels or target.level in levels:
            continue
        for came_to in points_asked(asked[target.id], scheme).values():
            if came_to and came_to != family.full:
                yield (
                    f"{where}应答的基本分指标合计 {came_to} 分，不是满分 {family.full} 分：方案没有写到这一层级；"
                    "请在名单中改正层级，或在方案中补上。"
                )
