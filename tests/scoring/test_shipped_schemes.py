"""What the shipped schemes promise: every row of the arrangement has its place, published weights are the published."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest
from scoring_cases import D

from checks.rule import load_rules
from crawler.targets import Kind
from scoring.references import names
from scoring.scheme import Assessor, Class, Draw, Indicator, Scheme, load_scheme

RULES = load_rules()
DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "schemes.md"

MISSION = [
    "epidemic-topic",
    "epidemic-hotline",
    "emergency-plan",
    "health-science",
    "interpretation_missing",
    "direct-funds",
    "wen-employment",
    "wen-finance",
    "wen-foreign-trade",
    "wen-foreign-investment",
    "wen-investment",
    "wen-expectation",
    "bao-employment",
    "bao-livelihood",
    "bao-market",
    "bao-food-energy",
    "bao-supply-chain",
    "bao-grassroots",
    "leader-interpretation",
    "policy-qa",
    "response",
    "message_unanswered",
    "agency-directory",
    "power-list",
    "content_stale",
    "licence-list",
    "reform-licence",
    "reform-commerce",
    "reform-property",
    "reform-construction",
    "reform-proof",
    "supervision-rules",
    "enforcement-duty",
    "enforcement-basis",
    "enforcement-procedure",
    "enforcement-result",
    "risk-warning-food",
    "risk-warning-equipment",
    "risk-warning-chemicals",
    "progress-lookup",
    "one-thing",
    "guide_incomplete",
    "catalogue_field_missing",
    "decision-draft",
    "decision-feedback",
    "consultation_too_short",
    "regulation-library",
    "normative-documents",
    "system-compilation",
    "library_function_missing",
    "validity_missing",
    "platform-guide",
    "platform-system",
    "platform-content",
    "platform-report",
    "platform-request",
    "guide_contact_missing",
    "platform_off_site",
    "request_channel_missing",
    "gk20-01",
    "gk20-02",
    "gk20-03",
    "gk20-04",
    "gk20-05",
    "gk20-06",
    "gk20-07",
    "gk20-08",
    "gk20-09",
    "gk20-10",
    "gk20-11",
    "gk20-12",
    "gk20-13",
    "gk20-14",
    "gk20-15",
    "enterprise-education",
    "enterprise-elderly",
    "enterprise-culture",
    "enterprise-sports",
    "enterprise-health",
    "enterprise-water",
    "enterprise-electricity",
    "enterprise-gas",
    "enterprise-heating",
    "enterprise-environment",
    "enterprise-transport",
    "responsible-leader",
    "platform_unlinked",
    "account_unlisted",
    "https_missing",
    "certificate_invalid",
    "hidden_link",
    "suspect_link",
    "privacy_leak",
    "ipv6_address_missing",
    "ipv6_ns_missing",
    "ipv6_unreachable",
    "ipv6_unstable",
    "ipv6_content_differs",
    "ipv6_link_unsupported",
    "ipv6_part_v4_only",
    "ipv6_claim_false",
    "post_stale",
    "post_dead",
    "post_wrong_word",
    "interaction_missing",
    "account_silent",
    "report_late",
    "report_section_missing",
    "report_sum_wrong",
    "report_omits_task",
    "record_field_missing",
    "record_field_malformed",
    "record_term_unknown",
    "record_date_conflict",
    "record_late",
    "record_index_repeated",
    "record_publisher_improper",
    "record_summary_copied",
]
"""Rules, and items of the catalogue of mandatory content, in the order of the arrangement's clauses."""
BY_PEOPLE = ("培训", "社会评议", "沉浸式", "自查和整改", "纳入绩效考核", "啄木鸟行动", "泄密")


@pytest.fixture(scope="module")
def jiangsu() -> Scheme:
    return load_scheme("jiangsu_2020", RULES)


@pytest.mark.parametrize("row", MISSION)
def test_every_row_of_the_arrangement_has_its_place(jiangsu: Scheme, row: str) -> None:
    rule, item = (row, "") if row in RULES else ("content_missing", row)
    taken = [one.id for one in jiangsu.indicators if any(names(ref, rule, item) for ref in one.references)]
    assert taken, f"{row} has no indicator in jiangsu_2020"


@pytest.mark.parametrize("matter", BY_PEOPLE)
def test_what_only_people_can_judge_has_its_place(jiangsu: Scheme, matter: str) -> None:
    assert any(row.personal and matter in row.title for row in jiangsu.indicators)


def test_opinion_is_a_survey_and_ipv6_is_asked_of_provinces_and_prefectures_alone(jiangsu: Scheme) -> None:
    assert next(row for row in jiangsu.indicators if "社会评议" in row.title).options[0] == ("很满意", D(100))
    charging = [
        row for row in jiangsu.indicators if row.points and any(one.startswith("ipv6") for one in row.references)
    ]
    assert [(row.stage, row.kinds) for row in charging] == [("malus", (Kind.PORTAL,))]
    assert {"省", "设区市"} <= set(charging[0].levels) and not {"", "县", "市"} & set(charging[0].levels)


def test_published_weights_are_the_published() -> None:
    scheme = load_scheme("jiamusi_2018", RULES)
    came_to: Counter[str] = Counter()
    for row in scheme.indicators:
        came_to[row.id.partition(".")[0]] += row.points  # type: ignore[assignment]
    assert [came_to[prefix] for prefix, _ in scheme.groups] == [12, 10, 15, 5, 5, 5, 20, 10, 8, 6, 4]


def test_the_document_has_an_example_of_every_key_and_each_of_them_loads(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    whole, *examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    told = set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE))
    keys = {field.name for kind in (Scheme, Indicator, Class, Draw, Assessor) for field in fields(kind)}
    assert told == keys, "every key is explained, and no other"
    shown = set(re.findall(r"^\[*(\w+)", "".join([whole, *examples]), re.MULTILINE))
    assert told <= shown, "every key has an example"
    for number, block in enumerate([whole, *(_completed(block, whole) for block in examples)]):
        path = tmp_path / f"{number}.toml"
        path.write_text(block, encoding="utf-8")
        load_scheme(str(path), RULES)


def _completed(block: str, whole: str) -> str:
    """A small example in place of the whole scheme's indicators, filled up to the full marks where it alone is not."""
    table = tomllib.loads(block)
    top, mark, rows = block.partition("[[")
    head = whole[: whole.index("[[indicators]]")]
    own = "\n".join(line for line in head.splitlines() if line.partition(" = ")[0] not in table)
    base = sum(row.get("points", 0) for row in table["indicators"] if row.get("stage", "base") == "base")
    filler = f'id = "1.99"\ntitle = "其余"\nbasis = "示例"\nkinds = ["portal"]\npoints = {100 - base}\nnote = "人工"\n'
    alone = base >= 100 or table.keys() & {"assessors", "draws"}
    return f"{top}{own}\n{mark}{rows}" + ("" if alone else f"\n[[indicators]]\n{filler}")
