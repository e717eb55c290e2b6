"""公众留言超期未答复: three months and a year on both sides; states, shapes, and what does not count."""

from pathlib import Path

import pytest
from sites import column, fails, findings, page, rows, said, site

RULE = "message_unanswered"


def box(body: str, name: str = "县长信箱", **more: str) -> dict[str, str]:
    return {"/": page('<a href="/xx/">信箱</a>'), "/xx/": page(f"<h2>{name}</h2>{body}", title=name), **more}


def table(day: str, state: str, replied: str = "", title: str = "路灯不亮") -> str:
    return rows(("来信标题", "来信时间", "答复时间", "办理状态"), (title, day, replied, state))


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2026-08-20", "pass"), ("2026-08-19", "fail"), ("2025-11-20", "fail"), ("2025-11-19", "pass"), ("2026-11-19", "pass")],
)  # fmt: skip
def test_three_months_and_a_year(tmp_path: Path, day: str, outcome: str) -> None:
    (found,) = findings(RULE, site(tmp_path, box(table(day, "办理中"))))
    assert found.outcome == outcome
    if outcome == "fail":
        assert (
            found.item == "路灯不亮" and day in found.message and "3 个月" in found.message and "办理中" in found.quote
        )


@pytest.mark.parametrize(
    ("state", "outcome"),
    [("办理中", "fail"), ("已受理", "fail"), ("待回复", "fail"), ("未答复", "fail"), ("正在办理", "fail"), ("已签收", "fail"), ("暂无回复", "fail"),
     ("已回复", "pass"), ("已办结", "pass"), ("已受理，已回复", "pass"), ("不予受理", "pass"), ("已转办", "unsure")],
)  # fmt: skip
def test_states(tmp_path: Path, state: str, outcome: str) -> None:
    assert said(RULE, site(tmp_path, box(table("2026-05-06", state)))) == {outcome}


@pytest.mark.parametrize("day", ["2026-05-06", "2026/5/6", "2026年5月6日", "2026.05.06 10:20", "二〇二六年五月六日"])
def test_days_as_sites_write_them(tmp_path: Path, day: str) -> None:
    assert fails(RULE, site(tmp_path, box(table(day, "处理中")))) == ["路灯不亮"]


def test_a_day_of_answer_answers(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, box(table("2026-05-06", "办理中", "2026-09-30")))) == {"pass"}


def test_an_empty_place_for_the_day_of_answer(tmp_path: Path) -> None:
    body = rows(("标题", "留言日期", "回复日期"), ("路灯", "2026-05-06", ""), ("井盖", "2026-05-07", "2026-05-08"))
    assert fails(RULE, site(tmp_path, box(body))) == ["路灯"]
    linked = body.replace("路灯", '<a href="/xx/1.html">路灯</a>')
    assert said(RULE, site(tmp_path, box(linked))) == {"not_measured"}


@pytest.mark.parametrize(
    "entry",
    ["<li><span>【{s}】</span><a href='/xx/{n}.html'>{t}</a><em>{d}</em></li>", "<li><a href='/xx/{n}.html'>{t}</a><em>{d}</em><i>{s}</i></li>",
     "<div><div class=t><a href='/xx/{n}.html'>{t}</a></div><div>来信时间：{d}</div><div>状态：{s}</div></div>",
     "<li><a href='/xx/{n}.html'>{t}（{s}）</a><span>{d}</span></li>", "<tr><td><a href='/xx/{n}.html'>{t}</a></td><td>{d}</td><td>{s}</td></tr>"],
)  # fmt: skip
def test_entries_of_lists(tmp_path: Path, entry: str) -> None:
    letters = [("路灯不亮了没人修", "办理中"), ("公交延误问题", "已回复"), ("垃圾清运问题", "已回复")]
    made = [entry.format(n=n, t=t, s=s, d="2026-05-06") for n, (t, s) in enumerate(letters)]
    body = f"<table>{''.join(made)}</table>" if entry.startswith("<tr") else f"<ul>{''.join(made)}</ul>"
    (item,) = fails(RULE, site(tmp_path, box(body)))
    assert item.startswith("路灯不亮了没人修")


LIST = "<ul><li><a href='/xx/1.html'>路灯不亮了没人修</a><em>2026-05-06</em></li></ul>"
ASKED = "<p>来信时间：2026-05-06</p><p>来信内容：路灯不亮，请尽快答复</p>"


@pytest.mark.parametrize(
    ("more", "outcome"),
    [("<p>答复内容：您好，路灯已于5月8日修复。</p>", "pass"), ("<p>答复时间：2026-05-08</p><div>已修复。</div>", "pass"),
     ("<div>您反映的问题收悉，经核实，路灯已修复。</div>", "pass"), ("<p>答复内容：</p>", "fail"), ("<p>办理状态：办理中</p>", "fail"),
     ("<p>回复内容：暂无回复</p>", "fail"), ("", "fail"), ("<script src='/js/reply.js'></script>", "not_measured"), ("<img src='/r.png'>", "not_measured")],
)  # fmt: skip
def test_the_letters_own_page(tmp_path: Path, more: str, outcome: str) -> None:
    own = page(f"<h1>路灯不亮了没人修</h1>{ASKED}{more}", title="路灯不亮了没人修")
    found = findings(RULE, site(tmp_path, box(LIST, **{"/xx/1.html": own})))
    assert {one.outcome.value for one in found} == {outcome}
    assert all(one.certain for one in found) == bool(more or outcome != "fail")


@pytest.mark.parametrize(
    "name", ["网上信访", "纪检监察举报", "在线访谈", "意见征集", "民意调查", "建议提案办理", "依申请公开"]
)
def test_columns_that_do_not_count(tmp_path: Path, name: str) -> None:
    assert "fail" not in said(RULE, site(tmp_path, box(table("2026-05-06", "办理中"), name)))


def test_side_menus_do_not_name_the_column(tmp_path: Path) -> None:
    body = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/xx/">县长信箱</a></div><ul><li>网上信访</li><li>在线访谈</li></ul>'
    assert fails(RULE, site(tmp_path, box(body + table("2026-05-06", "办理中")))) == ["路灯不亮"]


def test_where_nothing_is_published(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page("<p>无</p>")})) == {"not_applicable"}
    drawn = {"/": page('<a href="/xx/">县长信箱</a>'), "/xx/": column("县长信箱", "<div id=app></div>")}
    assert said(RULE, site(tmp_path, drawn)) == {"not_measured"}


@pytest.mark.parametrize(
    ("day", "certain"), [("<b>06</b><i>2026-05</i>", True), ("<i>05-06</i>", False), ("<i>[05月06日]</i>", False)]
)
def test_days_in_pieces_and_without_a_year(tmp_path: Path, day: str, certain: bool) -> None:
    body = f"<ul><li><a href='/xx/1.html'>路灯不亮了没人修</a>{day}<em>办理中</em></li></ul>"
    (found,) = findings(RULE, site(tmp_path, box(body)))
    assert (found.outcome, found.certain) == ("fail", certain) and "2026-05-06" in found.message


def test_a_letter_under_review_is_not_yet_one(tmp_path: Path) -> None:
    assert "fail" not in said(RULE, site(tmp_path, box(table("2026-05-06", "审核中"))))
