from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sample import RULES, RUN, SCHEME, TARGETS, findings, sample, wide

from checks.finding import Outcome
from checks.rule import ACCOUNTS, SITES
from commands.inputs import Refused
from commands.parser import parser
from crawler.rounds import Round, write_round
from reports.briefing import brief
from reports.briefing_document import write_briefing_document
from reports.briefing_page import points, whole_percent, write_briefing
from reports.former import against, caution, repeated
from reports.heat import UNIT, group_heat
from reports.palette import grade_colours, shade
from reports.ranking import rankings
from reports.rows import lay_out
from reports.statistics import standing
from scoring.comparison import compare
from scoring.parts import Class
from scoring.result import Result, write_result
from scoring.score import score

OLD, NEW = wide(40), wide(40, later=True)
COMPARED = compare(OLD, NEW)
AMOUNTS = (SCHEME.full, SCHEME.pass_mark, SCHEME.bonus_above, SCHEME.bonus_full)


def page(result: Result, path: Path, comparison: Any = None) -> str:
    write_briefing(brief(lay_out(result), (), comparison), path, "", "记分卡.html", "评分表.xlsx")
    return path.read_text(encoding="utf-8")


def test_every_figure_of_the_head_says_what_it_is_of(tmp_path: Path) -> None:
    text = page(sample(), tmp_path / "a.html")
    for told in ("合格率 66.7%（4/6）", "合格 4 ÷ 参评 6", "2<i> / 6</i>", "没有测到，不等于不合格", "没有扣分"):
        assert told in text


def test_grades_add_up_to_the_class() -> None:
    for grades in brief(lay_out(NEW)).grades:
        assert sum(count for _, count in grades.parts) == grades.listed


def test_suspicions_are_counted_apart_from_problems() -> None:
    told = brief(lay_out(sample()))
    fails = [f for f in findings() if f.outcome is Outcome.FAIL and f.certain]
    doubts = [f for f in findings() if f.outcome is Outcome.UNSURE or (f.outcome is Outcome.FAIL and not f.certain)]
    assert (told.faults, told.doubts) == (len(fails), len(doubts))
    blank = next(one for one in told.issues if one.title == "空白栏目")
    assert (blank.hit, blank.judged, blank.faults, blank.doubts) == (1, 3, 1, 1)


def test_the_commonest_problem_is_the_one_of_most_targets() -> None:
    hits = [(one.hit, one.faults) for one in brief(lay_out(NEW)).issues]
    assert hits == sorted(hits, reverse=True)


def test_the_heat_map_sums_what_was_measured_and_applies() -> None:
    rows = lay_out(NEW)
    earned: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    possible: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    titles = dict(SCHEME.groups)
    units = {target.id: target.unit for target in NEW.targets}
    stages = {row.id: row.stage for row in SCHEME.indicators}
    for one in NEW.scores:
        if stages[one.indicator] != "veto" and one.measured and one.applicable:
            where = units[one.target], titles[one.indicator.partition(".")[0]]
            earned[where] += one.possible - one.lost
            possible[where] += one.possible
    heat = group_heat(rows)
    assert heat and (heat.units, heat.shown) == (40, 8)
    for row in (row for row in heat.rows if row.kind == UNIT):
        for title, cell in zip(heat.groups, row.cells, strict=True):
            assert (cell.earned if cell else 0, cell.possible if cell else 0) == (
                earned[row.title, title], possible[row.title, title],
            )  # fmt: skip
    shares = [row.whole.share for row in heat.rows if row.kind == UNIT and row.whole]
    assert shares == sorted(shares, key=lambda share: share or 0)


def test_a_scheme_without_points_has_neither_heat_map_nor_ranking(tmp_path: Path) -> None:
    scheme = replace(SCHEME, indicators=tuple(row for row in SCHEME.indicators if row.stage == "veto"))
    result = score(findings(), TARGETS, scheme, RULES, RUN)
    told = brief(lay_out(result))
    assert told.heat is None and told.rankings == ()
    assert "单项否决" in page(result, tmp_path / "a.html")


def test_a_cut_through_equal_ranks_is_told() -> None:
    result = wide(40)
    ranking = rankings(lay_out(result), None)[0]
    ranks = [total.rank for total in result.totals if total.target.startswith("s") and total.rank]
    assert (len(ranking.first), ranking.ranked) == (5, len(ranks))
    edge = ranking.first[-1].row.total.rank
    shown = sum(place.row.total.rank == edge for place in ranking.first)
    if ranks.count(edge) > shown:
        assert f"第 {edge} 名并列 {ranks.count(edge)} 个，此处列出 {shown} 个。" in ranking.notes
    assert not {place.row.id for place in ranking.first} & {place.row.id for place in ranking.last}
    assert all(place.row.total.rank > edge and place.row.total.veto != "hit" for place in ranking.last)


def test_ranks_move_by_what_the_rounds_say() -> None:
    then = {total.target: total.rank for total in OLD.totals}
    places = [place for ranking in rankings(lay_out(NEW), COMPARED) for place in (*ranking.first, *ranking.last)]
    for place in places:
        up = then[place.row.id] - place.row.total.rank
        assert place.change == (f"▲{up}" if up > 0 else f"▼{-up}" if up else "—")
    assert any(place.change.startswith("▲") for place in places)
    assert all(place.change == "" for place in rankings(lay_out(NEW), None)[0].first)


def test_only_problems_confirmed_in_both_rounds_are_repeated() -> None:
    then = {(f.target, f.key) for f in OLD.findings if f.outcome is Outcome.FAIL and f.certain}
    again = [f for f in NEW.findings if f.outcome is Outcome.FAIL and f.certain and (f.target, f.key) in then]
    found = repeated(lay_out(NEW), COMPARED)
    assert sum(one.still for one in found) == len(again) > 0
    assert {one.unit for one in found} == {f.unit for f in again}
    assert all(0 < one.still <= one.of for one in found)


def test_another_edition_of_the_scheme_is_no_progress(tmp_path: Path) -> None:
    other = replace(OLD, scheme=replace(OLD.scheme, version="2025.4"))
    told = compare(other, NEW)
    assert "不全是各单位的变化" in caution(told)
    assert not re.search("[比与]上轮的", page(NEW, tmp_path / "a.html", told))
    assert re.search("[比与]上轮的", page(NEW, tmp_path / "b.html", COMPARED))


def test_a_change_is_between_the_percentages_as_printed() -> None:
    rows = lay_out(NEW).targets
    now, before = standing("", list(rows)), standing("", list(rows)[:30])
    now, before = replace(now, passed=2, rated=3), replace(before, passed=1, rated=7)
    assert against(now, before, "上轮") == "比上轮的 14.3%（1/7）上升 52.4 个百分点"
    assert against(before, before, "上期") == "与上期的 14.3%（1/7）持平"


@pytest.mark.parametrize(
    ("share", "told"),
    [("0", "0"), ("0.001", "1"), ("0.005", "1"), ("0.445", "45"), ("0.999", "99"), ("1", "100")],
)
def test_nothing_and_all_are_only_told_where_they_are_so(share: str, told: str) -> None:
    assert whole_percent(Decimal(share)) == told


def test_points_are_short() -> None:
    assert [points(Decimal(n)) for n in ("12.50", "15.00", "100", "0", "1204.50")] == [
        "12.5",
        "15",
        "100",
        "0",
        "1,205",
    ]


def test_colours_are_told_apart_by_lightness() -> None:
    colours = grade_colours(["优秀", "良好", "合格", "不合格", "未能评定"])
    assert len(set(colours.values())) == 5
    assert shade(Decimal(0)) != shade(Decimal("0.5")) != shade(Decimal(1))


def test_the_page_is_light_asks_no_network_and_comes_out_the_same(tmp_path: Path) -> None:
    text = page(wide(700), tmp_path / "a.html")
    assert len(text.encode()) < 300_000
    assert "<script" not in text
    assert set(re.findall(r"""(?:src|href)=["']([^"']*)""", text)) == {
        "data:,", "%E8%AE%B0%E5%88%86%E5%8D%A1.html", "%E8%AF%84%E5%88%86%E8%A1%A8.xlsx",
    }  # fmt: skip
    assert page(NEW, tmp_path / "b.html", COMPARED) == page(NEW, tmp_path / "c.html", COMPARED)


def test_crawled_words_cannot_become_markup(tmp_path: Path) -> None:
    evil = "</td><script>alert(1)</script>&"
    targets = tuple(replace(target, name=f"{evil}{n}", unit=evil) for n, target in enumerate(TARGETS))
    result = score([replace(f, message=evil) for f in findings()], targets, SCHEME, RULES, RUN)
    assert "<script" not in page(result, tmp_path / "a.html")
    write_briefing_document(brief(lay_out(result)), tmp_path / "a.docx", "", drawn=False)
    assert evil in document_text(tmp_path / "a.docx")


def document_text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_word_page_has_the_same_figures(tmp_path: Path) -> None:
    told = brief(lay_out(NEW), (), COMPARED)
    for name in ("a.docx", "b.docx"):
        write_briefing_document(told, tmp_path / name, "", drawn=False)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    text = document_text(tmp_path / "a.docx")
    for grades in told.grades:
        for _, count in grades.parts:
            assert f"（{count}/{grades.listed}）" in text
    for issue in told.issues:
        assert f"{issue.hit}/{issue.judged}" in text
    for one in told.repeated:
        assert one.unit in text and f"{one.still}/{one.of}" in text


@pytest.mark.chromium
@pytest.mark.parametrize("units", [5, 100])
def test_it_prints_on_one_sheet_and_fits_a_phone(tmp_path: Path, browser: Any, units: int) -> None:
    from pypdf import PdfReader

    path = tmp_path / "领导简报.html"
    old, new = wide(units), wide(units, later=True)
    page(new, path, compare(old, new))
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it must not scroll sideways"
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    tab.pdf(path=str(tmp_path / "a.pdf"), prefer_css_page_size=True, print_background=True)
    assert len(PdfReader(tmp_path / "a.pdf").pages) == 1
    tab.close()


@pytest.mark.chromium
def test_charts_are_drawn_for_word_where_a_browser_is(tmp_path: Path) -> None:
    pytest.importorskip("kaleido", reason="no kaleido here (pip install kaleido)")
    write_briefing_document(brief(lay_out(sample())), tmp_path / "a.docx", "", drawn=True)
    assert len(Document(str(tmp_path / "a.docx")).inline_shapes) == 2


def round_in(folder: Path, result: Result, day: str) -> Path:
    write_round(folder, Round("名单.xlsx", "2026-03-16T01:00:00+00:00", "0", result.targets))
    write_result(replace(result, run={**RUN, "评判日": day}), folder / "result.json")
    return folder


def test_the_report_is_set_against_a_former_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reports.pictures.can_draw", lambda: False)
    new, old = (
        round_in(tmp_path / "new", wide(6, True), "2026-03-16"),
        round_in(tmp_path / "old", wide(6), "2025-12-16"),
    )
    args = parser().parse_args(["report", str(new), "--previous", str(old), "--evidence", "none"])
    args.does(args)
    assert "排名及较上轮升降" in (new / "reports" / "领导简报.html").read_text(encoding="utf-8")
    assert "领导简报.docx" in capsys.readouterr().out
    args = parser().parse_args(["report", str(new), "--previous", str(new)])
    with pytest.raises(Refused, match="同一个评估目录"):
        args.does(args)


def test_without_the_library_the_report_says_so_and_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reports.word.find_spec", lambda name: None)
    args = parser().parse_args(["report", str(round_in(tmp_path, sample(), "2026-03-16")), "--evidence", "none"])
    args.does(args)
    assert "gongkai-audit[word]" in capsys.readouterr().err
    assert sorted(path.suffix for path in (tmp_path / "reports").glob("领导简报.*")) == [".html"]


def test_several_classes_share_the_room_of_a_page(tmp_path: Path) -> None:
    classes = tuple(
        Class(f"c{n}", title, kinds, *AMOUNTS, SCHEME.grades, levels)
        for n, (title, kinds, levels) in enumerate(
            (
                ("市级网站", SITES, ("设区市",)),
                ("县级网站", SITES, ("县",)),
                ("其他网站", SITES, ()),
                ("新媒体", ACCOUNTS, ()),
            )
        )
    )
    round_ = wide(120)
    result = score(list(round_.findings), round_.targets, replace(SCHEME, classes=classes), RULES, RUN)
    told = brief(lay_out(result))
    assert [one.title for one in told.rankings] == [one.title for one in classes]
    assert all(len(one.first) + len(one.last) <= 4 for one in told.rankings)
    write_briefing_document(told, tmp_path / "a.docx", "", drawn=False)
    for one in told.rankings:
        assert f"{one.title}（{one.ranked} 个）" in document_text(tmp_path / "a.docx")
    page(result, tmp_path / "a.html")
