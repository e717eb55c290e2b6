"""Weigh the findings of a round: what each indicator came to for each target, and every deduction with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from checks.finding import Finding, Outcome
from checks.rule import Rule
from crawler.targets import Target
from scoring.consistency import names
from scoring.grade import grade
from scoring.result import Deduction, Result, RuleCard, Score, Veto
from scoring.scheme import Indicator, Scheme

JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.UNSURE)
NOTHING = Decimal("0.00")

Heard = Mapping[tuple[str, str], Sequence[Finding]]
"""(target, rule) → what the rule said of the target."""


class ScoringGap(ValueError):
    """The findings do not cover the scheme, so that scoring would guess. `problems` are Chinese sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(f"检查结果与评分方案对不上（{len(problems)} 处），未评分：\n" + "\n".join(problems))
        self.problems = tuple(problems)


def score(
    findings: Iterable[Finding],
    targets: Iterable[Target],
    scheme: Scheme,
    rules: Mapping[str, Rule],
    run: Mapping[str, str],
    versions: Mapping[str, str] | None = None,
) -> Result:
    """The whole result, sorted: targets by id, indicators as the scheme has them. Raises `ScoringGap`.

    `scheme` must have been loaded with the same `rules`; `run` is kept as given, in its order; `versions`: rule → the
    edition that judged (`checks.versions`)."""
    ordered = sorted(findings, key=lambda f: (f.target, f.rule, f.item, f.url, f.place, f.key, f.message))
    listed = sorted(targets, key=lambda target: target.id)
    heard: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in ordered:
        heard[finding.target, finding.rule].append(finding)
    if gaps := [*_strangers(heard, listed, rules), *_silences(heard, listed, scheme, rules)]:
        raise ScoringGap(gaps)
    scores = [
        _weigh(target, indicator, _said(target, indicator, heard), scheme)
        for target in listed
        for indicator in scheme.indicators
        if target.kind in indicator.kinds
    ]
    cards = tuple(
        RuleCard(card.id, card.title, card.basis, card.fix, card.certain, (versions or {}).get(card.id, ""))
        for _, card in sorted(rules.items())
    )
    totals = tuple(grade(scores, listed, scheme))
    return Result(dict(run), scheme, cards, tuple(listed), tuple(ordered), tuple(scores), totals)


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to 0.01, as the workbook's formulas round."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _strangers(heard: Heard, targets: Sequence[Target], rules: Mapping[str, Rule]) -> Iterator[str]:
    for target in sorted({target for target, _ in heard} - {target.id for target in targets}):
        yield f"检查结果中的对象“{target}”不在名单内；请用本轮的名单重新检查。"
    for rule in sorted({rule for _, rule in heard} - set(rules)):
        yield f"检查结果中的规则“{rule}”本版本没有；请重新检查（check）后再评分。"


def _silences(heard: Heard, targets: Sequence[Target], scheme: Scheme, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Every rule says at least one thing of every target that it concerns; silence is not a pass."""
    for target in targets:
        for indicator in scheme.indicators:
            if target.kind not in indicator.kinds:
                continue
            silent = [
                rule
                for rule in _rule_ids(indicator)
                if target.kind in rules[rule].kinds and (target.id, rule) not in heard
            ]
            if silent:
                yield (
                    f"对象“{target.name}”（{target.id}）的指标 {indicator.id}“{indicator.title}”"
                    f"没有规则 {'、'.join(silent)} 的任何检查结果；请重新检查（check）后再评分。"
                )


def _rule_ids(indicator: Indicator) -> list[str]:
    return sorted({reference.partition(":")[0] for reference in indicator.rules})


def _said(target: Target, indicator: Indicator, heard: Heard) -> list[Finding]:
    """Findings of the target that fall under the indicator, each once, sorted."""
    return [
        finding
        for rule in _rule_ids(indicator)
        for finding in heard.get((target.id, rule), ())
        if any(names(reference, rule, finding.item) for reference in indicator.rules)
    ]


def _weigh(target: Target, indicator: Indicator, said: Sequence[Finding], scheme: Scheme) -> Score:
    judged = [finding for finding in said if finding.outcome in JUDGED]
    if not judged and said and all(finding.outcome is Outcome.NOT_APPLICABLE for finding in said):
        return _without_business(target, indicator, said, scheme.not_applicable_share)
    if not judged:
        return _unmeasured(target, indicator, said)
    faults = [finding for finding in judged if finding.outcome is not Outcome.PASS]
    certain = [finding for finding in faults if finding.outcome is Outcome.FAIL and finding.certain]
    doubtful = [finding for finding in faults if finding.outcome is Outcome.UNSURE or not finding.certain]
    if indicator.veto_at is not None:
        return _veto(target, indicator, len(certain), len(doubtful), indicator.veto_at)
    deductions = _deductions(indicator, certain, doubtful, len(judged))
    note = ""
    if indicator.per_fail is not None and indicator.per_fail * len(faults) > indicator.points:
        note = f"不符合和待核实共 {len(faults)} 处，每处 {indicator.per_fail} 分，以本项 {indicator.points} 分为限。"
    return _score(target, indicator, deductions=deductions, note=note)


def _deductions(
    indicator: Indicator, certain: Sequence[Finding], doubtful: Sequence[Finding], judged: int
) -> tuple[Deduction, ...]:
    """What is certain is charged first; each finding costs what it adds to the sum so far, so that sums are exact."""

    def lost(charged: int) -> Decimal:
        if indicator.per_fail is None:
            return cents(indicator.points * charged / judged)
        return cents(min(indicator.points, indicator.per_fail * charged))

    charges = [(finding, False) for finding in certain] + [(finding, True) for finding in doubtful]
    return tuple(
        Deduction(finding.key, lost(number) - lost(number - 1), pending)
        for number, (finding, pending) in enumerate(charges, 1)
    )


def _veto(target: Target, indicator: Indicator, certain: int, doubtful: int, limit: int) -> Score:
    counted = f"已确认 {certain} 处、待核实 {doubtful} 处，达到 {limit} 处即否决"
    if certain >= limit:
        return _score(target, indicator, veto=Veto.HIT, note=f"{counted}：已否决。")
    if certain + doubtful >= limit:
        return _score(target, indicator, veto=Veto.OPEN, note=f"{counted}：待核实后定。")
    return _score(target, indicator, note=f"{counted}：未否决。")


def _without_business(target: Target, indicator: Indicator, said: Sequence[Finding], share: Decimal) -> Score:
    if indicator.stage == "bonus":
        return _score(target, indicator, applicable=False, possible=NOTHING, note="不适用，不加分。")
    lost = cents(indicator.points * (1 - share))
    if not lost:
        return _score(target, indicator, applicable=False, note="不适用，不扣分。")
    note = f"不适用，按方案统一得本项的 {(share * 100).normalize():f}%。"
    return _score(target, indicator, applicable=False, deductions=(Deduction(said[0].key, lost, False),), note=note)


def _unmeasured(target: Target, indicator: Indicator, said: Sequence[Finding]) -> Score:
    """Loses nothing; but a bonus that nobody measured is not earned either."""
    reason = next((finding.message for finding in said if finding.outcome is Outcome.NOT_MEASURED), "")
    if not indicator.rules:
        note = "人工指标，尚未录入。"
    elif not said:
        note = "未测得：规则未述及本指标所列项目。"
    else:
        note = f"未测得：{reason or '规则运行出错。'}"
    possible = NOTHING if indicator.stage == "bonus" else None
    return _score(target, indicator, measured=False, possible=possible, note=note)


def _score(
    target: Target,
    indicator: Indicator,
    *,
    deductions: tuple[Deduction, ...] = (),
    veto: Veto = Veto.NONE,
    applicable: bool = True,
    measured: bool = True,
    possible: Decimal | None = None,
    note: str = "",
) -> Score:
    """`lost` and `pending` are always what the deductions add up to."""
    return Score(
        target=target.id,
        indicator=indicator.id,
        possible=cents(indicator.points) if possible is None else possible,
        lost=sum((d.points for d in deductions if not d.pending), NOTHING),
        pending=sum((d.points for d in deductions if d.pending), NOTHING),
        veto=veto,
        applicable=applicable,
        measured=measured,
        deductions=deductions,
        note=note,
    )
