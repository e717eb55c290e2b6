"""基层政务公开标准目录缺失或不全: 26 fields, eight elements, tables as portals really write them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from sites import answer, findings, outcomes, page, site

from checks.content.catalogue import load_catalogue
from checks.facts.field_catalogues import ELEMENTS
from checks.site import Site

RULE = "catalogue_field_missing"
FIELDS = {content.id: content.names[0] for content in load_catalogue() if content.set == "grassroots_2019"}
HEADS = ("公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开方式", "公开渠道和载体", "公开对象")
FILL = "".join(f"<a href='/f{n}.html'>栏目{n}</a>" for n in range(8))


def table(name: str, rows: int = 2, drop: int | None = None, blank: Mapping[int, int] = MappingProxyType({})) -> str:
    """A field's catalogue; `blank`: row → column that is empty."""

    def cells(values: list[str], tag: str) -> str:
        return "".join(f"<{tag}>{value}</{tag}>" for n, value in enumerate(values) if n != drop)

    body = "".join(
        f"<tr>{cells([f'{head}{n}' if blank.get(n) != at else '' for at, head in enumerate(HEADS)], 'td')}</tr>"
        for n in range(rows)
    )
    title = f"<tr><td colspan='{len(HEADS)}'>{name}领域基层政务公开标准目录</td></tr>"
    return f"<table>{title}<tr>{cells(list(HEADS), 'th')}</tr>{body}</table>"


def county(tmp_path: Path, body: str, level: str = "县", **more: object) -> Site:
    pages: dict[str, object] = {f"/f{n}.html": page(f"<p>第{n}栏。</p>") for n in range(8)}
    home = page(f"<a href='/jc.html'>基层政务公开标准目录</a>{FILL}")
    pages |= {"/": home, "/jc.html": page(body, title="基层政务公开标准目录")} | more
    judged = site(tmp_path, pages)  # type: ignore[arg-type]
    judged.target = replace(judged.target, level=level)
    return judged


def all_but(*ids: str) -> str:
    return "".join(table(name) for key, name in FIELDS.items() if key not in ids)


def wrong(judged: Site) -> list[tuple[str, str, str]]:
    return [(o.outcome.value, o.item, o.place) for o in findings(RULE, judged) if o.outcome in ("fail", "unsure")]


def test_there_are_26_fields_and_eight_elements() -> None:
    assert len(FIELDS) == 26 and len(ELEMENTS) == 8


def test_all_fields_are_there(tmp_path: Path) -> None:
    assert outcomes(RULE, county(tmp_path, all_but())) == sorted(("pass", key) for key in FIELDS)


@pytest.mark.parametrize("key", sorted(FIELDS))
def test_each_field_is_missed_alone(tmp_path: Path, key: str) -> None:
    assert wrong(county(tmp_path, all_but(key))) == [("fail", key, "")]


@pytest.mark.parametrize("drop", range(len(HEADS)))
def test_each_element_is_missed_alone(tmp_path: Path, drop: int) -> None:
    body = all_but("jc-tax") + table("税收管理", drop=drop)
    ((outcome, item, element),) = wrong(county(tmp_path, body))
    assert (outcome, item) == ("fail", "jc-tax") and element in HEADS[drop].replace("事项", "名称")


def test_one_blank_cell(tmp_path: Path) -> None:
    body = all_but("jc-tax") + table("税收管理", rows=4, blank={2: 3})
    (found,) = [one for one in findings(RULE, county(tmp_path, body)) if one.outcome == "fail"]
    assert (found.item, found.place, found.certain) == ("jc-tax", "时限", False)
    assert "4 行" in found.message and "1 行" in found.message and "公开事项2" in found.message


def test_a_value_that_stands_for_the_rows_below_it(tmp_path: Path) -> None:
    body = all_but("jc-tax") + table("税收管理", rows=6, blank={1: 3, 2: 3, 3: 3})
    assert wrong(county(tmp_path, body)) == [("unsure", "jc-tax", "时限")]


def test_a_tick_that_is_a_picture(tmp_path: Path) -> None:
    drawn = table("税收管理", blank={1: 7}).replace("公开方式0", "<img src='/t.png'>公开方式0")
    assert wrong(county(tmp_path, all_but("jc-tax") + drawn)) == [("unsure", "jc-tax", "对象")]


def test_files_and_other_hosts_are_not_read(tmp_path: Path) -> None:
    for link in ("<a href='/jc.xlsx'>目录下载</a>", "<a href='http://x.example.gov.cn/'>26个领域标准目录</a>"):
        found = outcomes(RULE, county(tmp_path, f"<p>{link}</p>"))
        assert {outcome for outcome, _ in found} == {"not_measured"} and len(found) == 26


def test_a_link_that_was_not_read(tmp_path: Path) -> None:
    body = all_but("jc-tax") + "<a href='/tax.html'>税收管理</a>"
    assert ("not_measured", "jc-tax") in outcomes(RULE, county(tmp_path, body))
    assert ("not_measured", "jc-tax") in outcomes(RULE, county(tmp_path, body, **{"/tax.html": answer(403)}))


def test_a_column_elsewhere_by_the_field_s_name_is_near(tmp_path: Path) -> None:
    more = {"/f1.html": page("<a href='/tax.html'>税收管理</a>"), "/tax.html": page("<p>办税指引和政策。</p>")}
    assert wrong(county(tmp_path, all_but("jc-tax"), **more)) == [("unsure", "jc-tax", "")]


@pytest.mark.parametrize(
    ("level", "outcome"), [("乡镇", "not_applicable"), ("设区市", "not_applicable"), ("", "not_measured")]
)
def test_only_counties_are_asked(tmp_path: Path, level: str, outcome: str) -> None:
    assert {one for one, _ in outcomes(RULE, county(tmp_path, "", level))} == {outcome}


def test_no_catalogue_at_all(tmp_path: Path) -> None:
    home = page(FILL + "<a href='/f1.html'>走进澄湖</a>")
    assert wrong(county(tmp_path, "", **{"/": home, "/jc.html": answer(404)})) == [
        ("fail", k, "") for k in sorted(FIELDS)
    ]


def test_other_tables_are_no_catalogues(tmp_path: Path) -> None:
    other = "<table><tr><td>税收管理</td><td>主体</td><td>方式</td></tr><tr><td>a</td><td>b</td><td></td></tr></table>"
    assert wrong(county(tmp_path, all_but("jc-tax") + other)) == [("fail", "jc-tax", "")]


def test_menus_that_a_script_draws(tmp_path: Path) -> None:
    home = page("<a href='/f1.html'>进入</a><script src='/menu.js'></script>")
    assert {one for one, _ in outcomes(RULE, county(tmp_path, "", **{"/": home, "/jc.html": answer(404)}))} == {
        "not_measured"
    }
