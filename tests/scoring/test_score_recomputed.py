"""Random rounds, scored a second time by a plain recomputation that shares no code with the first."""

from __future__ import annotations

from fractions import Fraction as F
from math import floor
from random import Random

from hypothesis import given, settings
from random_rounds import RandomRound, rounds
from scoring_cases import RULES

from checks.finding import Finding
from crawler.targets import Target
from scoring.result import Score
from scoring.scheme import Class, Indicator, Scheme
from scoring.score import score


def cents(amount: F) -> F:
    return F(floor(amount * 100 + F(1, 2)), 100)


def under(reference: str, f: Finding) -> bool:
    rule, _, item = reference.partition(":")
    return f.rule == rule and (not item or f.item in ("", item) or (item[-1] == "*" and f.item.startswith(item[:-1])))


def weight(f: Finding) -> str:
    """pass · fail · doubt · or that nothing was judged."""
    if f.outcome not in ("pass", "fail", "unsure"):
        return ""
    if f.outcome == "pass" or (f.ruling and f.ruling.verdict == "dismissed"):
        return "pass"
    return "fail" if f.ruling or (f.outcome == "fail" and f.certain) else "doubt"


def loss(row: Indicator, judged: list[Finding], charged: list[Finding]) -> F:
    points, deduct = F(row.points), [*row.rules, *dict(row.elements)]
    n, x = (sum(any(under(one, f) for one in deduct) for f in some) for some in (judged, charged))
    given, factor = (F(0), F(1)) if row.ladder else (points, F(1))
    for rung in reversed(row.ladder):
        if any(under(rung.reference, f) for f in judged) and not any(under(rung.reference, f) for f in charged):
            given, factor = F(rung.points), F(rung.factor)
    if row.per_fail is not None:
        d = F(row.per_fail) * x
    elif row.elements:
        d = sum((F(cost) for one, cost in row.elements if any(under(one, f) for f in charged)), F(0))
    elif row.none_loses is not None:
        d = F(row.none_loses) * points if 0 < n == x else F(0)
    else:
        d = points * x / n if n else F(0)
    lids = [points - F(share) * points for one, share in row.caps if any(under(one, f) for f in charged)]
    return cents(max([min(points, points - given + factor * d), *lids]))


def weighed(row: Indicator, said: list[Finding], came: Score, default_share: F) -> tuple[F, F, F, bool, str]:
    """Possible, lost, pending, measured, veto. Of `came` only the entry is read."""
    points, entry = F(row.points), came.entry
    whole = F(0) if row.stage == "malus" else points
    references = [*row.rules, *dict(row.elements), *(rung.reference for rung in row.ladder), *dict(row.caps)]
    nothing = (F(0) if row.stage == "bonus" else whole, F(0), F(0), False, "none")
    if not references:
        if entry is None:
            return nothing
        if row.stage == "veto":
            return F(0), F(0), F(0), True, "hit" if entry.vetoed else "none"
        values = sum(F(dict(row.options)[answer]) * count for answer, count in entry.counts)
        got = cents(points * values / sum(c for _, c in entry.counts) / 100) if entry.counts else F(entry.points or 0)
        return whole, got if row.stage == "malus" else points - got, F(0), True, "none"
    mine = [f for f in said if any(under(one, f) for one in references)]
    mine = [f for f in mine if not f.dated or (row.since or f.dated) <= f.dated <= (row.until or f.dated)]
    judged, certain = [f for f in mine if weight(f)], [f for f in mine if weight(f) == "fail"]
    faults = certain + [f for f in mine if weight(f) == "doubt"]
    if not judged and mine and {f.outcome for f in mine} == {"not_applicable"}:
        share = default_share if row.not_applicable_share is None else F(row.not_applicable_share)
        kept = {"bonus": (F(0), F(0)), "malus": (F(0), F(0))}.get(row.stage, (points, cents(points * (1 - share))))
        return *kept, F(0), True, "none"
    if not judged:
        return nothing
    if row.veto_at:
        veto = "hit" if len(certain) >= row.veto_at else "open" if len(faults) >= row.veto_at else "none"
        return F(0), F(0), F(0), True, veto
    if row.ladder and not any(under(rung.reference, f) for rung in row.ladder for f in judged):
        return nothing
    for rung in row.ladder:
        of_rung = [f for f in mine if under(rung.reference, f)]
        if any(f in judged for f in of_rung):
            if not any(f in faults for f in of_rung):
                break
        elif any(f.outcome in ("not_measured", "error") for f in of_rung):
            return nothing
    lost = loss(row, judged, certain)
    return whole, lost, max(F(0), loss(row, judged, faults) - lost), True, "none"


def asked(target: Target, edition: Scheme) -> list[str]:
    fit = [r for r in edition.indicators if target.kind in r.kinds and (not r.levels or target.level in r.levels)]
    ids = [row.id for row in fit]
    for draw in edition.draws:
        pool = sorted(id for id in ids if id.startswith(f"{draw.prefix}."))
        drawn = Random(f"{edition.seed}|{draw.id}|{target.id}").sample(pool, draw.count)
        ids = [id for id in ids if id not in pool or id in drawn]
    return ids


def class_of(target: Target, edition: Scheme) -> Class | Scheme:
    fit = [
        one for one in edition.classes if target.kind in one.kinds and (not one.levels or target.level in one.levels)
    ]
    return fit[0] if fit else edition


def graded(total: F, passing: F, unmeasured: F, veto: str, lines: Class | Scheme, edition: Scheme) -> str:
    if veto == "hit":
        return "不合格"
    if unmeasured > F(edition.void_above_share) * F(lines.full):
        return "未能评定"
    title = next((title for least, title in lines.grades if total >= least), "")
    if passing < lines.pass_mark or not title:
        return "不合格"
    return title + ("（否决待核实）" if veto == "open" else "")


def shares(edition: Scheme) -> dict[str, F]:
    return {one.id: F(one.share) for one in edition.assessors} or {"": F(1)}


def own(
    rows: list[tuple[Indicator, tuple[F, F, F, bool, str]]], edition: Scheme, lines: Class | Scheme
) -> dict[str, F | str]:
    """One target before the roll-up."""
    part = shares(edition)
    base = [(part[row.assessor or next(iter(part))], came) for row, came in rows if row.stage == "base"]
    bonus, malus = ([came for row, came in rows if row.stage == stage] for stage in ("bonus", "malus"))
    vetoes = [came for row, came in rows if row.stage == "veto"]
    veto = next((word for word in ("hit", "open") if any(came[4] == word for came in vetoes)), "none")
    scored = any(came[0] for _, came in base)
    earned = cents(sum((share * (came[0] - came[1]) for share, came in base), F(0))) if scored else F(lines.full)
    unmeasured = cents(sum((share * came[0] for share, came in base if not came[3]), F(0)))
    opened = scored and veto != "hit" and earned > lines.bonus_above
    extra = sum((came[0] - came[1] for came in bonus), F(0)) if opened else F(0)
    off = sum((came[1] for came in malus), F(0)) if scored and veto != "hit" else F(0)
    total = F(0) if veto == "hit" else max(F(0), earned + extra - off)
    open_ = cents(sum((share * came[2] for share, came in base), F(0))) + sum((came[2] for came in malus), F(0))
    open_ = min(total, open_ + (sum((came[2] for came in bonus), F(0)) if opened else F(0)))
    if scored:
        grade = graded(total, earned, unmeasured, veto, lines, edition)
    elif veto == "hit" or not any(came[3] for came in vetoes):
        grade = "不合格" if veto == "hit" else "未能评定"
    else:
        whole = "" if all(came[3] for came in vetoes) else "（否决项未测全）"
        grade = lines.grades[-1][1] + ("（否决待核实）" if veto == "open" else whole)
    return {"base": earned, "bonus": extra, "malus": off, "total": total, "pending": open_, "unmeasured": unmeasured,
            "veto": veto, "grade": grade, "scored": F(scored)}  # fmt: skip


def rolled(
    mine: dict[str, F | str], theirs: list[dict[str, F | str]], edition: Scheme, lines: Class | Scheme
) -> dict[str, F | str]:
    theirs = [one for one in theirs if one["scored"] and one["grade"] != "未能评定"]
    if edition.own_share is None or not theirs or not mine["scored"]:
        return mine
    share, barred = F(edition.own_share), mine["veto"] == "hit"
    new = {
        key: F(0) if barred else cents(share * mine[key] + (1 - share) * sum(one[key] for one in theirs) / len(theirs))  # type: ignore[operator, misc]
        for key in ("total", "pending")
    }
    grade = graded(new["total"], new["total"], mine["unmeasured"], str(mine["veto"]), lines, edition)  # type: ignore[arg-type]
    return mine | new | {"grade": grade}


@settings(max_examples=1000, deadline=None)
@given(rounds())
def test_scores_agree_with_a_plain_recomputation(case: RandomRound) -> None:
    edition = case.scheme
    result = score(case.findings, case.targets, edition, RULES, {}, case.entries)
    entered = {(one.target, one.indicator) for one in case.entries}
    rows = {row.id: row for row in edition.indicators}
    came_to = {}
    for target in case.targets:
        mine = [one for one in result.scores if one.target == target.id]
        assert [one.indicator for one in mine] == asked(target, edition)
        said = [f for f in case.findings if f.target == target.id]
        again = []
        for one in mine:
            assert bool(one.entry) == ((target.id, one.indicator) in entered)
            row = rows[one.indicator]
            due = weighed(row, said, one, F(edition.not_applicable_share))
            assert (one.possible, one.lost, one.pending, one.measured, one.veto) == due
            again.append((row, due))
        came_to[target.id] = own(again, edition, class_of(target, edition))
    for target, total in zip(sorted(case.targets, key=lambda one: one.id), result.totals, strict=True):
        theirs = [came_to[one.id] for one in case.targets if one is not target and one.superior == target.unit]
        due = rolled(came_to[target.id], theirs, edition, class_of(target, edition))
        assert {key: getattr(total, key) for key in due} == due
    ranked = [t for t in result.totals if t.rank]
    for came in ranked:
        rivals = [t for t in ranked if t.family == came.family]
        ahead = [t for t in rivals if (t.veto == "hit", -t.total) < (came.veto == "hit", -came.total)]
        assert came.rank == len(ahead) + 1
    assert all(bool(t.rank) == (t.scored and t.grade != "未能评定") for t in result.totals)


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_charges_add_up(case: RandomRound) -> None:
    result = score(case.findings, case.targets, case.scheme, RULES, {}, case.entries)
    for part in result.scores:
        row = result.indicator(part.indicator)
        certain = sum(charge.points for charge in part.deductions if not charge.pending)
        assert part.pending == sum(charge.points for charge in part.deductions if charge.pending)
        assert all(charge.points >= 0 for charge in part.deductions)
        assert certain == part.lost or part.entry or (row.ladder and certain < part.lost)
        assert part.lost >= 0 and part.lost + part.pending <= row.points
    for total in result.totals:
        assert 0 <= total.pending <= total.total
