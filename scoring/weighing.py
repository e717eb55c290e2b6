"""From what was heard under one indicator of one target to its score."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checks.finding import Finding, Outcome
from checks.rulings import Verdict
from crawler.targets import Target
from scoring.indicator import Indicator
from scoring.loss import Loss, deductions, undecided
from scoring.result import Deduction, Score, Veto
from scoring.rounding import NOTHING, cents

JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.UNSURE)


def weigh(target: Target, indicator: Indicator, said: Sequence[Finding], not_applicable_share: Decimal) -> Score:
    """`said`: all that was heard under the indicator, sorted; `not_applicable_share`: the scheme's."""
    judged = [finding for finding in said if finding.outcome in JUDGED]
    if not judged and said and all(finding.outcome is Outcome.NOT_APPLICABLE for finding in said):
        own = indicator.not_applicable_share
        return _without_business(target, indicator, said, not_applicable_share if own is None else own)
    if not judged:
        return unmeasured(target, indicator, _reason(indicator, said))
    certain = [finding for finding in judged if _weight(finding) is Outcome.FAIL]
    doubtful = [finding for finding in judged if _weight(finding) is Outcome.UNSURE]
    if indicator.veto_at is not None:
        return _veto(target, indicator, len(certain), len(doubtful), indicator.veto_at)
    if indicator.ladder and (open_rung := undecided(indicator, said, judged, [*certain, *doubtful])):
        return unmeasured(target, indicator, f"未测得：分档所依的“{open_rung}”没有结论，无法定档。")
    lost, charges = deductions(indicator, judged, certain, doubtful)
    note = _note(indicator, judged, certain, len(certain) + len(doubtful))
    return made(target, indicator, lost=lost, deductions=charges, note=note)


def _weight(finding: Finding) -> Outcome:
    """What is judged counts as a pass, a certain failure or a suspicion; a person's ruling goes before all else."""
    if finding.outcome is Outcome.PASS:
        return Outcome.PASS
    if finding.ruling is not None:
        return Outcome.FAIL if finding.ruling.verdict is Verdict.CONFIRMED else Outcome.PASS
    return Outcome.FAIL if finding.outcome is Outcome.FAIL and finding.certain else Outcome.UNSURE


def _note(indicator: Indicator, judged: Sequence[Finding], certain: Sequence[Finding], faults: int) -> str:
    """Why the points are not simply what the faults add up to."""
    if not indicator.ladder and indicator.per_fail is not None and indicator.per_fail * faults > indicator.points:
        return f"不符合和待核实共 {faults} 处，每处 {indicator.per_fail} 分，以本项 {indicator.points} 分为限。"
    if not indicator.ladder and not indicator.caps:
        return ""
    loss = Loss(indicator, judged)
    for fault in certain:
        loss.charge(fault)
    told = []
    if indicator.ladder:
        rung = loss.rung
        step = f"“{rung.reference}”一档，至多 {rung.points} 分" if rung else "各档均未达到，不得分"
        share = f"，其余扣分按 {rung.factor} 折算" if rung and rung.factor != 1 else ""
        told.append(f"定档：{step}{share}。")
    if loss.ceiling < 1:
        told.append(f"封顶：至多得本项的 {(loss.ceiling * 100).normalize():f}%。")
    return "".join(told)


def _veto(target: Target, indicator: Indicator, certain: int, doubtful: int, limit: int) -> Score:
    counted = f"已确认 {certain} 处、待核实 {doubtful} 处，达到 {limit} 处即否决"
    if certain >= limit:
        return made(target, indicator, veto=Veto.HIT, note=f"{counted}：已否决。")
    if certain + doubtful >= limit:
        return made(target, indicator, veto=Veto.OPEN, note=f"{counted}：待核实后定。")
    return made(target, indicator, note=f"{counted}：未否决。")


def _without_business(target: Target, indicator: Indicator, said: Sequence[Finding], share: Decimal) -> Score:
    if indicator.stage == "bonus":
        return made(target, indicator, applicable=False, possible=NOTHING, note="不适用，不加分。")
    lost = cents(indicator.points * (1 - share))
    if not lost or indicator.stage == "malus":
        return made(target, indicator, applicable=False, note="不适用，不扣分。")
    note = f"不适用，按方案统一得本项的 {(share * 100).normalize():f}%。"
    charges = (Deduction(said[0].key, lost, False),)
    return made(target, indicator, applicable=False, lost=lost, deductions=charges, note=note)


def _reason(indicator: Indicator, said: Sequence[Finding]) -> str:
    if not said and (indicator.since or indicator.until):
        return "未测得：规则未述及本指标所列项目，或所述内容都不在规定的时间内。"
    if not said:
        return "未测得：规则未述及本指标所列项目。"
    reason = next((finding.message for finding in said if finding.outcome is Outcome.NOT_MEASURED), "")
    return f"未测得：{reason or '规则运行出错。'}"


def unmeasured(target: Target, indicator: Indicator, note: str) -> Score:
    """Loses nothing; but a bonus that nobody measured is not earned either."""
    possible = NOTHING if indicator.stage == "bonus" else None
    return made(target, indicator, measured=False, possible=possible, note=note)


def made(
    target: Target,
    indicator: Indicator,
    *,
    lost: Decimal = NOTHING,
    deductions: tuple[Deduction, ...] = (),
    veto: Veto = Veto.NONE,
    applicable: bool = True,
    measured: bool = True,
    possible: Decimal | None = None,
    note: str = "",
) -> Score:
    """`possible` is the indicator's points where nothing else is given; of a malus it is nothing."""
    whole = NOTHING if indicator.stage == "malus" else cents(indicator.points)
    return Score(
        target=target.id,
        indicator=indicator.id,
        possible=whole if possible is None else possible,
        lost=lost,
        pending=sum((charge.points for charge in deductions if charge.pending), NOTHING),
        veto=veto,
        applicable=applicable,
        measured=measured,
        deductions=deductions,
        note=note,
    )
