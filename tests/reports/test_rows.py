from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from sample import RULES, RUN, SCHEME, TARGETS, findings, sample

from checks.finding import Outcome
from reports.rows import CONFIRMED, PENDING, lay_out
from reports.statistics import by_rule, by_unit, heat, records, standings, unmeasured, weakest
from scoring.score import score

ROWS = lay_out(sample())


def test_targets_stand_by_class_and_rank() -> None:
    assert [(row.family, row.name, row.total.rank) for row in ROWS.targets] == [
        ("网站", "澄湖市教育局网站", 1),
        ("网站", "澄湖市人民政府门户网站", 2),
        ("网站", "澄湖市水务局网站", 3),
        ("新媒体", "澄湖发布", 1),
        ("新媒体", "澄湖教育", 1),
        ("新媒体", "澄湖水务", 3),
    ]


def test_every_deduction_has_its_row_and_no_other() -> None:
    charged = {
        (s.target, s.indicator, d.finding): d.points for s in ROWS.result.scores if s.applicable for d in s.deductions
    }
    told = {
        (f.saying.target.id, f.indicator.id, f.saying.key): f.lost + f.pending
        for f in ROWS.faults
        if f.indicator.stage != "veto"
    }
    assert told == charged


def test_what_counts_towards_a_veto_is_listed_without_points() -> None:
    veto = [f for f in ROWS.faults if f.indicator.id == "0.2"]
    assert [(f.saying.item, f.saying.state, f.lost + f.pending) for f in veto] == [
        ("校园安全", CONFIRMED, 0),
        ("招生考试", PENDING, 0),
    ]


def test_only_faults_and_doubts_are_issues_and_doubts_cost_nothing() -> None:
    told = [f for f in ROWS.result.findings if f.outcome in (Outcome.FAIL, Outcome.UNSURE)]
    assert sorted(i.saying.key for i in ROWS.issues) == sorted(f.key for f in told)
    assert all(i.points == 0 for i in ROWS.issues if i.saying.suspicion)
    assert sum((i.points for i in ROWS.issues), Decimal(0)) == sum(
        (s.lost for s in ROWS.result.scores if s.applicable), Decimal(0)
    )


def test_personal_numbers_in_quotes_are_masked() -> None:
    quote = next(i.saying.quote for i in ROWS.issues if i.saying.rule.id == "privacy_leak")
    assert quote == "张某某 320999********1234 138****5678"


def test_units_of_one_name_in_two_regions_are_two_units() -> None:
    twins = tuple(replace(t, unit="教育局", region=f"32099{n // 3}") for n, t in enumerate(TARGETS))
    rows = lay_out(score(findings(), twins, SCHEME, RULES, RUN))
    assert {row.unit for row in rows.targets} == {"教育局（320990）", "教育局（320991）"}
    one = tuple(replace(t, unit="教育局", region="320990" if t.kind.is_site else "") for t in TARGETS)
    assert {row.unit for row in lay_out(score(findings(), one, SCHEME, RULES, RUN)).targets} == {"教育局"}


def test_a_rule_is_counted_by_outcome() -> None:
    lines = {line["rule"]: line for line in records(by_rule(ROWS))}
    assert {k: lines["content_missing"][k] for k in ("不符合", "待核实", "符合", "targets", "units")} == {
        "不符合": 0, "待核实": 2, "符合": 8, "targets": 2, "units": 2,
    }  # fmt: skip
    assert lines["ipv6_unreachable"]["未测得"] == 3
    total = sum(int(line[o.label]) for line in lines.values() for o in Outcome)
    assert total == len(ROWS.result.findings)


def test_units_are_counted() -> None:
    counted = {line["unit"]: (line["listed"], line["vetoed"]) for line in records(by_unit(ROWS))}
    assert counted == {"澄湖市教育局": (2, 0), "澄湖市水务局": (2, 2), "澄湖市人民政府办公室": (2, 0)}
    issues = Counter(i.saying.target.unit for i in ROWS.issues)
    assert {u: line["faults"] + line["doubts"] for line in records(by_unit(ROWS)) for u in [line["unit"]]} == issues


def test_standing_shows_numerator_and_denominator() -> None:
    sites, media = standings(ROWS)
    assert (sites.listed, sites.rated, sites.passed, sites.vetoed, sites.doubtful) == (3, 3, 2, 1, 1)
    assert (sites.mean, sites.scored) == (Decimal("93.34"), 2)
    assert (media.mean, media.void) == (Decimal("100.00"), 0)


def test_the_heat_map_keeps_what_was_not_measured_apart_from_nothing_earned() -> None:
    frame = heat(ROWS, "网站")
    assert list(frame.columns) == ["1.1", "1.2", "2.1", "3.1", "3.2", "3.3", "9.1"]
    portal, water = frame.loc["3209990001"], frame.loc["3209990003"]
    assert ROWS.scores[int(portal["2.1"])].share == 0
    assert ROWS.scores[int(portal["3.3"])].share is None
    assert ROWS.scores[int(water["1.2"])].state == "不适用"
    assert heat(ROWS, "新媒体").shape == (3, 1)


def test_what_was_not_measured_is_told_with_its_reason() -> None:
    assert unmeasured(ROWS) == [("IPv6 支持", "未测得：本机没有 IPv6 路由。", 3)]


def test_the_weakest_indicators_come_first() -> None:
    title, share, count = weakest(ROWS)[0]
    assert (title, share, count) == ("办事指南", Decimal("0.5"), 2)
