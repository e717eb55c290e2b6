"""政策文件没有解读: explained by quote, number, likeness or link; silent where nothing can be concluded."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import Given, article, column, entry, findings, outcomes, page, said, site

from checks.facts.titles import Titles, core, numbers
from crawler.targets import Kind

RULE = "interpretation_missing"
TITLE = "澄湖市人民政府关于印发澄湖市公共停车场管理办法的通知"


def county(
    title: str = TITLE, day: str = "2026-09-15", explained: str = "", told: str = "", body: str = "", home: str = ""
) -> Mapping[str, Given]:
    """A document, and beside an interpretation of something else one that may be its own."""
    entries = [("一图读懂《澄湖市养犬管理规定》", "2026-09-30", "/jd/0.html")]
    if explained:
        entries.append((explained, "2026-09-20", "/jd/1.html"))
    links = "".join(f'<li><a href="{url}">{name}</a><span>{at}</span></li>' for name, at, url in entries)
    pages: dict[str, Given] = {
        "/": page("<a href='/wj/'>政策文件</a><a href='/jd/'>政策解读</a>" + home),
        "/wj/": column("政策文件", f'<ul><li><a href="/wj/1.html">{title}</a><span>{day}</span></li></ul>'),
        "/jd/": column("政策解读", f"<ul>{links}</ul>"),
        "/wj/1.html": article(title, day, body or "<p>澄政规〔2026〕3号</p><p>现印发给你们。</p>"),
        "/jd/0.html": article("一图读懂《澄湖市养犬管理规定》", "2026-09-30"),
    }
    return pages | ({"/jd/1.html": article(explained, "2026-09-20", told)} if explained else {})


@pytest.mark.parametrize(
    ("explained", "told"),
    [
        ("《澄湖市公共停车场管理办法》政策解读", ""),
        ("《澄湖市人民政府关于印发澄湖市公共停车场管理办法的通知》文字解读", ""),
        ("图解：公共停车场管理办法", ""),
        ("“公共停车场管理办法”十问十答", ""),
        ("市城管局负责人解读公共停车场管理办法", ""),
        ("停车新规新闻发布会实录", "《澄湖市公共停车场管理办法》今日发布。"),
        ("停车新规政策问答", "见澄政规[2026]3号。"),
        ("停车新规政策问答", "见<a href='/wj/1.html'>原文</a>。"),
    ],
)
def test_explained(tmp_path: Path, explained: str, told: str) -> None:
    assert said(RULE, site(tmp_path, county(explained=explained, told=told))) == {"pass"}


@pytest.mark.parametrize(
    "explained", ["", "《澄湖市犬类收容办法》解读", "停车新规政策问答", "关于做好政策解读工作的通知"]
)
def test_not_explained(tmp_path: Path, explained: str) -> None:
    (found,) = findings(RULE, site(tmp_path, county(explained=explained)))
    assert found.outcome == "fail" and found.url.endswith("/wj/1.html") and not found.certain
    assert "澄政规〔2026〕3号" in found.message and "2026-09-15" in found.message


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2025-11-20", "fail"),  # 365 days
        ("2025-11-19", "not_applicable"),
        ("2026-11-16", "fail"),  # four working days
        ("2026-11-17", "not_measured"),  # three
    ],
)
def test_both_sides_of_the_window_and_of_grace(tmp_path: Path, day: str, outcome: str) -> None:
    assert said(RULE, site(tmp_path, county(day=day))) == {outcome}


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("澄湖市人民政府关于张某等同志任免职的通知", "not_applicable"),
        ("关于表彰先进集体的决定", "not_applicable"),
        ("关于调整市防汛指挥部成员的通知", "not_applicable"),
        ("关于公布2026年部门预算的通知", "not_applicable"),
        ("省政府办公厅关于印发养老服务办法的通知", "not_applicable"),
        ("澄湖市科学技术奖励办法", "fail"),  # rules about awards are no award
        ("关于支持民营经济发展的若干措施（试行）", "fail"),
        ("澄湖市“十五五”教育发展规划", "fail"),
    ],
)
def test_what_needs_an_interpretation(tmp_path: Path, title: str, outcome: str) -> None:
    assert said(RULE, site(tmp_path, county(title, body="<p>现就有关事项通知如下。</p>"))) == {outcome}


def test_perhaps_its_own_is_for_a_person(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, county(explained="图解：澄湖市公共停车收费管理"))) == {"unsure"}


def test_a_column_that_was_not_followed_forbids_a_word(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, county(home="<a href='/sp/'>视频解读</a>"))) == {"not_measured"}
    assert said(RULE, site(tmp_path, county(), finished=False)) == {"not_measured"}


def test_a_department_is_asked_once(tmp_path: Path) -> None:
    entries = entry(TITLE, "2026-09-15", "/wj/1.html") + entry("澄湖市养犬管理规定", "2026-09-10", "/wj/2.html")
    pages = {
        "/": page("<a href='/wj/'>政策文件</a>"),
        "/wj/": column("政策文件", f"<ul>{entries}</ul>"),
        "/wj/1.html": article(TITLE, "2026-09-15"),
        "/wj/2.html": article("澄湖市养犬管理规定", "2026-09-10"),
    }
    assert outcomes(RULE, site(tmp_path, pages, kind=Kind.DEPARTMENT)) == [("unsure", "")]


def test_the_work_grows_with_the_pages_only() -> None:
    """Looking a title up among many of one make touches no more of them than share a telling piece."""
    few, many = (Titles([f"澄湖市第{n}类{chr(0x4E00 + n)}管理办法" for n in range(count)]) for count in (50, 5000))
    wanted = core("澄湖市第7类" + chr(0x4E07) + "管理办法")
    assert few.near(wanted)[0] == many.near(wanted)[0] == (1.0, 7)
    assert len(many.near(wanted)) <= len(few.near(wanted))


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("县政府办公室关于印发《澄湖县养犬管理规定（试行）》的通知", "澄湖县养犬管理规定"),
        ("县政府办公室印发关于支持小微企业稳岗十条措施的通知", "支持小微企业稳岗十条措施"),
        ("县政府关于加强湖区岸线保护的实施意见", "加强湖区岸线保护"),
        ("澄湖市人民政府令第12号 澄湖市城市照明管理办法", "澄湖市城市照明管理办法"),
    ],
)
def test_what_a_title_is_about(title: str, about: str) -> None:
    assert core(title) == about


def test_numbers_in_all_brackets() -> None:
    assert numbers("澄政办发〔2026〕12号 澄政规[2026]3号 苏政发（2020）065号") == [
        "澄政办发〔2026〕12号", "澄政规〔2026〕3号", "苏政发〔2020〕65号",
    ]  # fmt: skip


def test_a_side_box_called_interpretation_explains_nothing(tmp_path: Path) -> None:
    box = "<div><h3>政策解读</h3><p>更多内容请关注</p></div>"
    pages = dict(county(body="<p>第一条</p>" + box))
    for n in range(2, 6):
        pages[f"/wj/{n}.html"] = article(f"澄湖市第{n}类证照管理办法", "2020-01-02", "<p>澄政规〔2020〕9号</p>" + box)
    assert said(RULE, site(tmp_path, pages)) == {"fail"}
    assert said(RULE, site(tmp_path, county(body="<p>第一条</p><h3>政策解读</h3><p>一、背景</p>"))) == {"pass"}
