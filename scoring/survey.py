"""What survey counts amount to: how many answered, the mean, the spread, and whether the result can tell units apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from checks.rulings import Entry
from scoring.scheme import Indicator, Scheme

CEILING = Decimal("0.95")
"""Share of the best answer from which a result is near the ceiling. Our default."""


def mean(indicator: Indicator, entry: Entry) -> Decimal:
    """Out of 100; some must have answered."""
    value = dict(indicator.options)
    return sum((value[answer] * count for answer, count in entry.counts), Decimal(0)) / asked_of(entry)


def spread(indicator: Indicator, entry: Entry) -> Decimal:
    """Standard deviation of the single answers' values."""
    value, middle = dict(indicator.options), mean(indicator, entry)
    squares = sum(((value[answer] - middle) ** 2 * count for answer, count in entry.counts), Decimal(0))
    return (squares / asked_of(entry)).sqrt()


def asked_of(entry: Entry) -> int:
    """How many answered."""
    return sum(count for _, count in entry.counts)


def told(entries: Iterable[Entry], scheme: Scheme, ceiling: Decimal = CEILING) -> Iterator[str]:
    """A Chinese sentence on each survey, and one on results that tell nobody apart."""
    by_indicator: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.counts:
            by_indicator[entry.indicator].append(entry)
    for indicator in scheme.indicators:
        if found := by_indicator[indicator.id]:
            yield _summary(indicator, found)
            yield from _near_ceiling(indicator, found, ceiling)


def _summary(indicator: Indicator, found: list[Entry]) -> str:
    sizes = [asked_of(entry) for entry in found]
    means = [mean(indicator, entry) for entry in found]
    many = f"（每个对象 {min(sizes)}～{max(sizes)} 份）" if len(found) > 1 else ""
    middle = sum(means, Decimal(0)) / len(means)
    differ = (sum(((one - middle) ** 2 for one in means), Decimal(0)) / len(means)).sqrt()
    apart = f"，对象之间的标准差 {differ:.2f}" if len(found) > 1 else f"，标准差 {spread(indicator, found[0]):.2f}"
    return f"调查 {indicator.id}“{indicator.title}”：{len(found)} 个对象，共 {sum(sizes)} 份{many}，平均 {middle:.2f} 分{apart}。"


def _near_ceiling(indicator: Indicator, found: list[Entry], ceiling: Decimal) -> Iterator[str]:
    best, _ = max(indicator.options, key=lambda option: option[1])
    near = [entry for entry in found if Decimal(dict(entry.counts)[best]) >= ceiling * asked_of(entry)]
    if near:
        yield (
            f"注意：调查 {indicator.id} 有 {len(near)}/{len(found)} 个对象的“{best}”占 {ceiling * 100:.0f}% 以上，"
            "接近满分而没有差别，难以分出高低；请核对样本是怎样选取的。"
        )
