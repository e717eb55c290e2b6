from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sample import RULES, RUN, SCHEME, TARGETS, findings, sample, wide

from checks.finding import Finding, Outcome
from checks.rulings import Ruling, Verdict, told_digest
from commands.inputs import Refused
from commands.parser import parser
from crawler.rounds import Round, write_round
from reports.circular import chinese_day, circular
from reports.circular_template import shipped_template
from reports.paper import Paper
from reports.rows import lay_out
from reports.statistics import percent
from reports.word import TemplateError, filled
from scoring.comparison import compare
from scoring.demands import Demand, Recheck, Severity
from scoring.demands import State as Sent
from scoring.result import Result, write_result
from scoring.score import score

TEMPLATE = shipped_template()
OLD, NEW = wide(40), wide(40, later=True)


def opened(data: bytes) -> Any:
    return Document(BytesIO(data))


def tables(document: Any, first: str) -> list[list[dict[str, str]]]:
    """Those whose header begins with `first`, as rows by header."""
    found = []
    for table in document.tables:
        heads, *lines = [[cell.text for cell in row.cells] for row in table.rows]
        if heads[0] == first:
            found.append([dict(zip(heads, line, strict=True)) for line in lines])
    return found


def text_of(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def whole_text(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([text_of(document), *cells])


def made(result: Result, *given: Any, **named: Any) -> Any:
    return opened(filled(TEMPLATE, circular(lay_out(result), *given, **named)))


@pytest.mark.parametrize("compared", [False, True])
def test_every_percentage_recomputes_from_the_counts_beside_it(compared: bool) -> None:
    document = made(NEW, compare(OLD, NEW) if compared else None, registered={"网站": 97})
    told = re.findall(r"([\d.]+%)（(\d+)/(\d+)）", text_of(document))
    assert len(told) == text_of(document).count("%") >= (7 if compared else 4)
    for share, part, whole in told:
        assert share == percent(int(part), int(whole))
    lines = [line for table in tables(document, "类别") for line in table]
    assert len(lines) > 10
    for line in lines:
        assert line["检查比例"] == percent(int(line["检查数"]), int(line["名单数"]))
        assert line["合格率"] == percent(int(line["合格数"]), int(line["检查数"]))
        assert int(line["检查数"]) == int(line["合格数"]) + int(line["不合格数"])
        assert int(line["名单数"]) == int(line["检查数"]) + int(line["未能评定"])
    elsewhere = [cell.text for table in document.tables for row in table.rows for cell in row.cells if "%" in cell.text]
    assert len(elsewhere) == 2 * len(lines)


def test_parts_of_a_breakdown_add_up_to_the_class() -> None:
    whole, *parts = tables(made(NEW), "类别")
    assert {line["类别"]: int(line["名单数"]) for line in whole} == {"网站": 40, "新媒体": 20}
    for part in parts:
        assert sum(int(line["名单数"]) for line in part) in (40, 20)


def test_failing_sites_are_listed_with_one_line_of_why() -> None:
    failed = {total.target for total in NEW.totals if total.grade == "不合格"}
    names = {target.name: target for target in NEW.targets if target.id in failed}
    (listed,) = [table for table in tables(made(NEW), "序号") if "突出问题" in table[0]]
    assert {line["网站名称"] for line in listed} == {name for name, target in names.items() if target.kind.is_site}
    assert [line["序号"] for line in listed] == [str(number) for number in range(1, len(listed) + 1)]
    for line in listed:
        assert line["突出问题"] and "\n" not in line["突出问题"]
        assert line["网站标识码"] == names[line["网站名称"]].site_code
        assert names[line["网站名称"]].region in line["地区/单位"]


def test_failing_accounts_stand_under_their_problem() -> None:
    document = made(NEW)
    failed = {total.target for total in NEW.totals if total.grade == "不合格"}
    accounts = [target for target in NEW.targets if target.id in failed and not target.kind.is_site]
    assert accounts and f"新媒体不更新（{len(accounts)} 个）" in text_of(document)
    for target in accounts:
        assert f"{target.name}（{target.platform}，{target.unit}）" in text_of(document)


def test_a_score_below_the_mark_is_told_by_where_the_points_went() -> None:
    scheme = replace(SCHEME, pass_mark=Decimal(95))
    document = made(score(findings(), TARGETS, scheme, RULES, RUN))
    (listed,) = [table for table in tables(document, "序号") if "突出问题" in table[0]]
    low = [line["突出问题"] for line in listed if "低于合格线" in line["突出问题"]]
    assert low and all(re.search(r"失分最多的是.+（失 \d+\.\d\d 分）", why) for why in low)


def test_nobody_is_named_for_a_suspicion() -> None:
    told = whole_text(made(sample()))
    for finding in findings():
        doubtful = finding.outcome == "unsure" or (finding.outcome == "fail" and not finding.certain)
        if doubtful:
            assert finding.message not in told
    doubts = sum(issue.saying.suspicion for issue in lay_out(sample()).issues)
    assert f"另有 {doubts} 处须经人工核实，未作认定，本通报不列。" in told
    assert "招生考试" not in told
    assert "个人信息" not in told


def test_what_was_not_measured_fails_nobody() -> None:
    blind = [replace(f, outcome=Outcome.NOT_MEASURED) if f.target == TARGETS[1].id else f for f in findings()]
    document = made(score(blind, TARGETS, SCHEME, RULES, RUN))
    (listed,) = [table for table in tables(document, "序号") if "未能评定的原因" in table[0]]
    assert [line["名称"] for line in listed] == [TARGETS[1].name]
    failing = [line["网站名称"] for table in tables(document, "序号") if "突出问题" in table[0] for line in table]
    assert TARGETS[1].name not in failing
    assert "不计入合格率，也不作为不合格" in text_of(document)


def test_a_roster_without_columns_is_told_and_not_broken_down() -> None:
    bare = tuple(replace(target, region="", level="", platform="") for target in TARGETS)
    document = made(score(findings(), bare, SCHEME, RULES, RUN))
    assert len(tables(document, "类别")) == 1
    for told in ("网站的“地区”", "网站的“层级”", "新媒体的“平台”"):
        assert f"名单没有填写{told}" in text_of(document)


def test_the_return_date_is_what_was_given_and_is_never_invented() -> None:
    assert "请于2026年12月8日前将整改情况" in text_of(made(sample(), return_by="2026-12-08"))
    assert "请于　　　　年　　月　　日前将整改情况" in text_of(made(sample()))
    assert chinese_day("2026-03-05") == "2026年3月5日"


def test_the_last_round_is_told_where_it_is_known() -> None:
    assert "整改复查情况从略" in text_of(made(NEW))
    comparison = compare(OLD, NEW)
    told = text_of(made(NEW, comparison))
    rate = comparison.recheck
    assert f"能够复核的 {rate.denominator} 处中，已整改 {rate.numerator} 处" in told
    assert "上升" in told or "下降" in told or "持平" in told


def test_names_may_hold_anything() -> None:
    name, unit = "=HYPERLINK(1)&<w:p>{{ 名称 }}\x07", "{% if %}<甲>&乙"
    targets = tuple(replace(target, name=name, unit=unit) for target in TARGETS)
    document = made(score(findings(), targets, SCHEME, RULES, RUN))
    told = whole_text(document)
    assert "'=HYPERLINK(1)&<w:p>{{ 名称 }}" in told and unit in told and "\x07" not in told


def test_the_same_round_gives_the_same_bytes() -> None:
    assert shipped_template() == TEMPLATE
    assert filled(TEMPLATE, circular(lay_out(NEW))) == filled(TEMPLATE, circular(lay_out(NEW)))


def template(*lines: str) -> bytes:
    paper = Paper("模板")
    for line in lines:
        paper.write(line)
    out = BytesIO()
    paper.document.save(out)
    return out.getvalue()


def test_a_clients_template_takes_the_place_of_ours() -> None:
    own = template("红头", "{%p for 类 in 各类 %}", "{{ 类.名称 }}合格 {{ 类.合格数 }} 个", "{%p endfor %}")
    assert text_of(opened(filled(own, circular(lay_out(sample()))))) == "红头\n网站合格 2 个\n新媒体合格 2 个"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["{{ 电话 }}"], "没有的名称.*电话.*可用的名称：名称"),
        (["{{ 复查.电话 }}"], "没有的名称"),
        (["头", "{%p for 类 in 各类 %}", "{{ 类.名称 }}"], "标记写错了.*endfor"),
        (["头", "第二段 {{ 名称 }", "{% if %}"], "标记写错了.*在“.*第二段"),
        (["{{ ''.__class__.__mro__ }}"], "不允许的写法"),
        (["{{ 1 / 0 }}"], "算式不成立"),
    ],
)
def test_a_broken_template_is_told_with_its_place(lines: list[str], said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        filled(template(*lines), circular(lay_out(sample())))


def test_a_template_that_unpacks_to_too_much_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(TemplateError, match="超过 50 MB"):
        filled(out.getvalue(), {})


def audit(*words: str) -> int:
    args = parser().parse_args(["circular", *words])
    done: int = args.does(args)
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "round"
    write_round(place, Round("名单.xlsx", "2026-03-16T01:00:00+00:00", "0", TARGETS))
    write_result(replace(sample(), run={**RUN, "评判日": "2026-03-16"}), place / "result.json")
    return place


def test_the_command_writes_it_and_writes_over_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(str(folder), "--return-by", "2026-03-25") == 0
    out = folder / "reports" / "通报.docx"
    assert "2026年3月25日" in text_of(opened(out.read_bytes()))
    assert "请核对" in capsys.readouterr().out
    before = out.read_bytes()
    with pytest.raises(Refused, match="已存在"):
        audit(str(folder))
    assert out.read_bytes() == before


def test_the_shipped_template_is_written_out_and_used_again(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "模板.docx"
    assert audit("--export-template", str(own)) == 0
    assert audit(str(folder), "--template", str(own), "--out", str(tmp_path / "a.docx")) == 0
    assert audit(str(folder), "--out", str(tmp_path / "b.docx")) == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_all_that_is_wrong_is_told_and_nothing_written(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused) as told:
        audit(str(tmp_path / "none"), "--template", str(tmp_path / "x.docx"), "--previous", str(tmp_path / "old"))
    assert len(told.value.problems) >= 3
    bad = tmp_path / "bad.docx"
    bad.write_bytes(template("{{ 电话 }}"))
    with pytest.raises(Refused, match=r"bad.docx.*电话"):
        audit(str(folder), "--template", str(bad))
    for words, said in (
        (["--return-by", "2026-03-16"], "不在评判日"),
        (["--registered", "网站=2"], "少于名单所列的 3 个"),
        (["--registered", "app=9"], "不在本轮"),
        (["--out", str(tmp_path / "a.doc")], "不是 docx 文件名"),
    ):
        with pytest.raises(Refused, match=said):
            audit(str(folder), *words)
    assert not (folder / "reports").exists()


def test_without_the_library_the_command_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.word.find_spec", lambda name: None)
    with pytest.raises(Refused, match=r"gongkai-audit\[word\]"):
        audit(str(folder))


def test_a_person_who_confirms_a_suspicion_has_it_named_and_one_who_dismisses_a_fault_has_it_dropped() -> None:
    def ruled(finding: Finding, verdict: Verdict) -> Finding:
        told = told_digest(finding)
        return replace(finding, ruling=Ruling(finding.key, finding.target, verdict, "王某", "2026-03-20", "核实", told))

    said = [
        ruled(f, Verdict.CONFIRMED) if f.rule == "content_missing" and f.outcome is Outcome.FAIL
        else ruled(f, Verdict.DISMISSED) if f.rule == "home_stale" and f.outcome is Outcome.FAIL
        else f
        for f in findings()
    ]  # fmt: skip
    told = whole_text(made(score(said, TARGETS, SCHEME, RULES, RUN)))
    assert "未找到“权责清单”" in told
    assert "首页最新信息发布于 2026-01-20" not in told


def test_what_was_sent_out_last_time_is_counted_with_what_was_closed() -> None:
    first = Demand(
        "k1", "s0000", "甲局", "甲局网站", "link_broken", "", Severity.DEDUCTION, "", "链接打不开。", "", "", "", "",
        Decimal(1), "", "2026-01-05", "2026-01-20",
    )  # fmt: skip
    closed = first.with_event(Recheck(Sent.CLOSED, "2026-02-01", "已打开。"))
    demands = [
        closed,
        replace(first, key="k2"),
        replace(first, key="k3"),
        replace(first, key="k4", withdrawn_on="2026-01-09"),
    ]
    told = text_of(made(NEW, compare(OLD, NEW), demands))
    assert "上期下发整改事项 3 条，已销号 1 条，销号率 33.3%（1/3），未答复 2 条。" in told


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_percentage_is_the_nearest_tenth(counts: tuple[int, int]) -> None:
    part, whole = counts
    assert abs(Decimal(percent(part, whole)[:-1]) - Decimal(100 * part) / whole) <= Decimal("0.05")
