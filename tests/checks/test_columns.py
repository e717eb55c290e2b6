"""The tree of a site's columns, and the rows it becomes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from sites import HOME, Answer, article, column, entry, listed, news, page, site

from audit import main
from checks.columns import COLUMNS, Column, columns_text, read_columns
from checks.facts.channels import Reading
from checks.facts.columns import columns
from checks.run import observe
from checks.site import Site
from checks.table import write_table


def way(*names: tuple[str, str], own: str) -> str:
    """当前位置, as most builders write it."""
    return "当前位置：" + " > ".join(f'<a href="{href}">{name}</a>' for name, href in names) + f" > {own}"


def rows(judged: Site) -> dict[str, Column]:
    return {one.url.removeprefix(HOME): one for one in judged.fact(columns)}


def menu(*entries: tuple[str, str]) -> str:
    return "".join(f'<a href="{href}">{name}</a>' for name, href in entries)


def test_a_row_says_what_was_seen(tmp_path: Path) -> None:
    top = menu(("政务动态", "/zwdt/"), ("通知公告", "/tzgg/"), ("办事指南", "/bszn/"))
    judged = site(
        tmp_path,
        {
            "/": page(top + news("2026-11-18")),
            "/zwdt/": column("政务动态", news("2026-11-18"), "工作动态"),
            "/tzgg/": page(listed(("关于开展安全检查的通知", "2026-11-02"), ("关于停水的公告", "2026-11-09"))),
            "/bszn/": page("<h2>办事指南</h2><p>暂无信息</p>"),
        },
    )
    found = rows(judged)
    assert list(found) == sorted(found)
    news_, notices, guides = found["zwdt/"], found["tzgg/"], found["bszn/"]
    assert (news_.name, news_.kind, news_.kind_by) == ("政务动态", "工作动态", "标签")
    assert (news_.items, news_.newest, news_.reading, news_.parent) == (6, "2026-11-18", "read", "")
    assert (notices.kind, notices.kind_by, notices.newest) == ("通知公告、政策文件", "推断", "2026-11-09")
    assert (guides.kind, guides.items, guides.newest, guides.reading) == ("其他", 0, "", "empty")


TREE = {
    "/": page(menu(("政务公开", "/zwgk/"), ("通知公告", "/col/col3/index.html"), ("人事任免", "/col/col4/index.html"))),
    "/zwgk/": column(
        "政务公开", menu(("法定内容", "/zwgk/fd/"), ("人事任免", "/col/col4/index.html")) + menu(("年报", "/nb/"))
    ),
    "/zwgk/fd/": column("法定内容", listed(("关于公布本市规章目录的通知", "2026-11-02"))),
}


@pytest.mark.parametrize("own", ["通知公告", '<a href="/col/col3/index.html">通知公告</a>'])
def test_the_way_that_a_page_shows_goes_first(tmp_path: Path, own: str) -> None:
    crumbs = way(("首页", "/"), ("政务公开", "/zwgk/"), ("法定内容", "/zwgk/fd/"), own=own)
    notices = column("通知公告", f"<div>{crumbs}</div>" + listed(("关于开展安全检查的通知", "2026-11-02")))
    found = rows(site(tmp_path, TREE | {"/col/col3/index.html": notices}))
    one = found["col/col3/index.html"]
    assert (one.parent, one.parent_by) == (HOME + "zwgk/fd/", "位置导航")
    assert one.path == "政务公开 > 法定内容 > 通知公告"


@pytest.mark.parametrize("before", ["您现在所在的位置：", "<b>我的位置</b>：", ""])
def test_the_way_is_known_by_any_words_or_by_its_arrows(tmp_path: Path, before: str) -> None:
    steps = '<a href="/">首页</a><i>&gt;</i><a href="/zwgk/">政务公开</a><i>&gt;</i>通知公告'
    notices = column("通知公告", f"<div>{before}{steps}</div>" + listed(("关于开展安全检查的通知", "2026-11-02")))
    found = rows(site(tmp_path, TREE | {"/col/col3/index.html": notices}))
    assert found["col/col3/index.html"].parent == HOME + "zwgk/"


def test_else_the_address_tells_else_the_page_of_entries(tmp_path: Path) -> None:
    people = column("人事任免", listed(("关于张三等同志任职的通知", "2026-11-02")))
    found = rows(site(tmp_path, TREE | {"/col/col4/index.html": people}))
    assert (found["zwgk/fd/"].parent, found["zwgk/fd/"].parent_by) == (HOME + "zwgk/", "网址")
    assert found["zwgk/"].parent == ""
    one = found["col/col4/index.html"]
    assert (one.parent, one.parent_by) in {(HOME + "zwgk/", "链接"), ("", "")}


def test_no_column_stands_below_itself(tmp_path: Path) -> None:
    def below(name: str, other: str, href: str) -> str:
        return column(name, f"<p>{way(('首页', '/'), (other, href), own=name)}</p>" + news("2026-11-18"))

    judged = site(
        tmp_path,
        {
            "/": page(menu(("政务动态", "/a/"), ("部门动态", "/b/"))),
            "/a/": below("政务动态", "部门动态", "/b/"),
            "/b/": below("部门动态", "政务动态", "/a/"),
        },
    )
    paths = sorted(one.path for one in judged.fact(columns))
    assert paths == ["部门动态", "部门动态 > 政务动态"]


def test_long_way_and_odd_marks_break_nothing(tmp_path: Path) -> None:
    odd = column("政务动态", "<p>当前位置：&gt;&gt;&gt; » ＞</p>" + news("2026-11-18"))
    [one] = site(tmp_path, {"/": page(menu(("政务动态", "/a/"))), "/a/": odd}).fact(columns)
    assert one.parent == ""


def test_a_drawn_list_is_told_as_such(tmp_path: Path) -> None:
    top = menu(("意见反馈", "/fk/"), ("政务动态", "/a/"))
    raw = page(top + "<ul id=l></ul><script>$.getJSON('/q')</script>")
    shown = page(top + "<ul>" + entry("关于意见采纳情况的公告", "2026-11-03") + "</ul>")
    pages = {
        "/": page(top),
        "/a/": page(top + news("2026-11-18")),
        "/fk/": [Answer(raw), Answer(shown, purpose="rendered")],
    }
    one = rows(site(tmp_path, pages))["fk/"]
    assert (one.items, one.newest, one.reading, one.drawn, one.partly) == (1, "2026-11-03", "read", True, True)
    pages["/fk/"] = [Answer(raw), Answer(raw, purpose="rendered")]
    again = rows(site(tmp_path, pages))["fk/"]
    assert (again.items, again.drawn) == (0, False)
    assert again.reading != Reading.READ


def test_site_that_cannot_be_read_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert observe(site(tmp_path, {"/": Answer(status=None, error="timeout")})) == []
    judged = site(tmp_path, {"/": page(menu(("政务动态", "/a/"))), "/a/": article("一件事", "2026-11-02")})
    monkeypatch.setattr("checks.run.columns", lambda site: 1 / 0)
    assert observe(judged) == []


ONE = Column(
    "t", "=政务动态", "工作动态", "标签", HOME + "a/", "", "", "政务动态", 3, None, "2026-11-02", "read", False, True
)


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    two = replace(ONE, name="通知，\n公告", total=9)
    (tmp_path / COLUMNS).write_text(columns_text([ONE, two]), encoding="utf-8")
    assert list(read_columns(tmp_path)) == [ONE, two]
    assert list(read_columns(tmp_path / "nowhere")) == []
    out = io.StringIO()
    write_table(Column, [ONE, two], out)
    table = list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"))))
    assert [(row["name"], row["total"], row["items"]) for row in table] == [
        ("'=政务动态", "", "3"),
        ("通知，\n公告", "9", "3"),
    ]


def test_command_needs_the_check_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["columns", str(tmp_path)]) == 2
    assert "请先运行 check" in capsys.readouterr().err
    (tmp_path / COLUMNS).write_text(columns_text([ONE]), encoding="utf-8")
    assert main(["columns", str(tmp_path)]) == 0
    assert capsys.readouterr().out == columns_text([ONE])
