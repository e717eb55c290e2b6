"""How right the rules are, over the demo county, the labelled cases and generated mutations: one account a rule.

An accusation is a fail or an unsure verdict. Right is one that a label or the fault list expects, with the outcome it
expects; a hard negative is a place that looks faulty and is not, so that silence is right. The county and the cases are
made by those who made the rules: the figures say how sure the known is, and nothing of what nobody thought of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checks.facts.shares import wilson
from checks.rule import Rule
from demo.labelled import Verdicts
from demo.measure import Measure

PRECISION = {True: 0.98, False: 0.90}
"""Floor of each rule by whether it is certain; our default, below which a rule must not be shipped."""
RECALL = {True: 0.95, False: 0.0}


@dataclass(slots=True)
class Account:
    """What one rule said, counted. Every count is of places: one place accused twice counts once."""

    rule: Rule
    right: int = 0
    missed: int = 0
    false: int = 0
    negatives: int = 0
    """Places that look faulty and are not."""
    held: int = 0
    """Of these, the ones that it was right about."""
    mutations: int = 0
    noticed: int = 0
    told: list[str] = field(default_factory=list)
    """Every miss and every false word, in Chinese."""

    @property
    def precision(self) -> tuple[int, int]:
        return self.right, self.right + self.false

    @property
    def recall(self) -> tuple[int, int]:
        return self.right, self.right + self.missed

    @property
    def below(self) -> str:
        """Which floor it falls below, in Chinese, or ''."""
        for title, (hits, of), floor in (
            ("查准率", self.precision, PRECISION[self.rule.certain]),
            ("查全率", self.recall, RECALL[self.rule.certain]),
        ):
            if of and hits / of < floor:
                return f"{self.rule.id} 的{title} {hits}/{of} 低于下限 {floor:.0%}"
        if self.rule.certain and self.noticed < self.mutations:
            return f"{self.rule.id} 未发现 {self.mutations - self.noticed} 处生成的差错"
        return ""


def account(
    rules: Mapping[str, Rule], measures: Iterable[Measure], cases: Iterable[Verdicts], mutations: Iterable[Verdicts]
) -> list[Account]:
    """One account a rule, sorted by id."""
    found = {name: Account(rule) for name, rule in sorted(rules.items())}
    for measure in measures:
        _add_measure(found[measure.rule], measure)
    for verdicts in cases:
        _add_case(found, verdicts)
    for verdicts in mutations:
        _add_mutation(found, verdicts)
    return list(found.values())


def _add_measure(one: Account, measure: Measure) -> None:
    one.right += measure.found
    one.missed += len(measure.missed)
    one.false += len(measure.false)
    one.negatives += measure.tempting
    one.held += measure.tempting - len(measure.broken)
    one.told += [f"示范县漏报 {p.target} {p.item} {p.path}：{p.why}" for p in measure.missed]
    one.told += [f"示范县误报 {f.item} {f.url}：{f.message}" for f in measure.false]


def _add_case(found: Mapping[str, Account], verdicts: Verdicts) -> None:
    case, missed, false = verdicts.case, verdicts.missed, verdicts.false
    for label in case.expected:
        one = found[label.rule]
        if not label.accusing:
            one.negatives += 1
            one.held += label not in missed and not any(finding.rule == label.rule for finding in false)
        elif label in missed:
            one.missed += 1
        else:
            one.right += 1
    for rule in case.rules:
        wrong = {(finding.item, finding.url, finding.place) for finding in false if finding.rule == rule}
        found[rule].false += len(wrong)
    for label in missed:
        found[label.rule].told.append(f"标注样例漏报 {case.file}“{case.name}”：{case.why}（应为 {label.outcome}）")
    for finding in false:
        found[finding.rule].told.append(f"标注样例误报 {case.file}“{case.name}”：{finding.message}")


def _add_mutation(found: Mapping[str, Account], verdicts: Verdicts) -> None:
    for label in verdicts.case.expected:
        one = found[label.rule]
        one.mutations += 1
        one.noticed += label not in verdicts.missed
        if label in verdicts.missed:
            one.told.append(f"生成的差错未发现 {verdicts.case.name}：{verdicts.case.why}")
    for finding in verdicts.false:
        found[finding.rule].false += 1
        found[finding.rule].told.append(f"生成的样例误报 {verdicts.case.name}：{finding.message}")


HEAD = (
    "规则",
    "性质",
    "应报",
    "查出",
    "漏报",
    "误报",
    "诱饵",
    "未误判",
    "生成差错",
    "查准率（95% 区间）",
    "查全率（95% 区间）",
)


def rows(accounts: Iterable[Account]) -> list[tuple[str, ...]]:
    """The table's rows, with a total."""
    listed = list(accounts)
    return [*map(_row, listed), _total(listed)]


def _row(one: Account) -> tuple[str, ...]:
    kind = "确定" if one.rule.certain else "疑似"
    return (one.rule.id, kind, *_cells([one]))


def _total(listed: list[Account]) -> tuple[str, ...]:
    return ("合计", "", *_cells(listed))


def _cells(listed: list[Account]) -> tuple[str, ...]:
    right, missed, false = (sum(getattr(one, name) for one in listed) for name in ("right", "missed", "false"))
    negatives, held = sum(one.negatives for one in listed), sum(one.held for one in listed)
    made, noticed = sum(one.mutations for one in listed), sum(one.noticed for one in listed)
    counts = (right + missed, right, missed, false, negatives, held)
    shares = _share(right, right + false), _share(right, right + missed)
    return (*map(str, counts), f"{noticed}/{made}" if made else "—", *shares)


def _share(hits: int, of: int) -> str:
    if not of:
        return "—"
    low, high = wilson(hits, of)
    return f"{hits / of:.1%}（{low:.0%}–{high:.0%}）"


def markdown(accounts: Iterable[Account]) -> str:
    """The table as the README shows it."""
    lines = [HEAD, tuple("---" for _ in HEAD), *rows(accounts)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
