"""政府信息公开指南要素不全: nine slots, each missed alone, each found in many words."""

from pathlib import Path

import pytest
from sites import answer, findings, outcomes, page, said, site

from checks.facts.disclosure_guides import SLOTS
from checks.site import Site

RULE = "guide_contact_missing"
TEXT = {
    "分类": "政府信息按主题分类。",
    "编排体系": "编排体系：索引号在前，名称在后。",
    "获取方式": "公众可在县档案馆查阅和获取。",
    "机构名称": "受理机构：澄湖市政务公开科",
    "办公地址": "办公地址：人民路1号",
    "办公时间": "办公时间：周一至周五上午9时",
    "联系电话": "联系电话：0510-80990012",
    "传真号码": "传真号码：0510-80990013",
    "互联网联系方式": "电子邮箱：zwgk@chenghu.gov.cn",
}
PAD = "<p>" + "本机关依法公开有关事项，接受社会监督，欢迎提出意见和建议。" * 6 + "</p>"
FILL = "".join(f"<a href='/f{n}.html'>栏目{n}</a>" for n in range(8))


def portal(tmp_path: Path, guide: str | object, **more: object) -> Site:
    pages: dict[str, object] = {f"/f{n}.html": page(f"<p>第{n}栏。</p>") for n in range(8)}
    home = page(f"<a href='/zn.html'>政府信息公开指南</a>{FILL}")
    body = page(guide + PAD, title="政府信息公开指南") if isinstance(guide, str) else guide
    return site(tmp_path, {"/": home, "/zn.html": body} | pages | more)  # type: ignore[arg-type]


def text(**changed: str | None) -> str:
    return "".join(f"<p>{line}</p>" for line in (TEXT | changed).values() if line is not None)


def missing(judged: Site) -> list[str]:
    return [one.item for one in findings(RULE, judged) if one.outcome == "fail"]


def test_all_nine(tmp_path: Path) -> None:
    assert outcomes(RULE, portal(tmp_path, text())) == sorted(("pass", slot.name) for slot in SLOTS)
    assert [slot.name for slot in SLOTS] == [
        "机构名称", "办公地址", "办公时间", "联系电话", "传真号码", "互联网联系方式", "分类", "编排体系", "获取方式",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(TEXT))
def test_each_is_missed_alone(tmp_path: Path, name: str) -> None:
    (found,) = [one for one in findings(RULE, portal(tmp_path, text(**{name: None}))) if one.outcome == "fail"]
    assert found.item == name and name in found.message and found.url.endswith("/zn.html") and found.quote


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("传真号码", "传　真：80990013"),
        ("传真号码", "Fax: +86-510-80990013"),
        ("传真号码", "电话（传真）：0510-80990012"),
        ("传真号码", "传真号码：无"),
        ("联系电话", "咨询电话 80990012"),
        ("联系电话", "12345热线：0510-12345000"),
        ("办公时间", "受理时间：法定工作时间"),
        ("办公时间", "工作日 8:30—12:00"),
        ("办公地址", "通信地址：人民路1号"),
        ("互联网联系方式", "网址：http://www.chenghu.gov.cn"),
        ("互联网联系方式", "可登录本网站在线申请"),
        ("机构名称", "市政府办公室政务公开办"),
        ("编排体系", "目录按索引号排列。"),
        ("获取方式", "主动公开的形式：公开方式包括网站和公报。"),
    ],
)
def test_many_words(tmp_path: Path, name: str, line: str) -> None:
    assert missing(portal(tmp_path, text(**{name: line}))) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("传真号码", "传真号码："),
        ("传真号码", "传真："),
        ("传真号码", "可以通过信函、传真等方式提交申请。"),
        ("联系电话", "联系电话：</p><p>邮政编码：214000"),
        ("办公时间", "自收到申请之日起20个工作日内答复。"),
        ("办公地址", "办公地址："),
    ],
)
def test_words_with_nothing_behind_them(tmp_path: Path, name: str, line: str) -> None:
    rest = {other: words for other, words in TEXT.items() if other != name} | {name: line}
    assert missing(portal(tmp_path, "".join(f"<p>{words}</p>" for words in rest.values()).replace(
        f"<p>{line}</p>", f"<p>{line}</p><p>邮编：214000</p>"
    ))) == [name]  # fmt: skip


def test_the_guide_stands_in_a_linked_article(tmp_path: Path) -> None:
    listed = page(
        "<ul><li><a href='/zn/1.html'>澄湖市政府信息公开指南（2026年版）</a><span>2026-03-01</span></li></ul>"
    )
    full = portal(tmp_path, listed, **{"/zn/1.html": page(f"<h1>指南</h1>{text()}{PAD}")})
    assert missing(full) == []
    part = portal(tmp_path, listed, **{"/zn/1.html": page(f"<h1>指南</h1>{text(传真号码=None)}{PAD}")})
    assert missing(part) == ["传真号码"]


@pytest.mark.parametrize(
    "guide",
    [
        answer(200, page("<p>详见附件。</p><a href='/zn.pdf'>指南全文.pdf</a>")),
        answer(200, page("<img src='/zn.jpg'>")),
        answer(200, page("<ul><li><a href='/zn/9.html'>澄湖市政府信息公开指南</a></li></ul>")),
        answer(404),
        answer(200, page("<iframe src='/frame.html'></iframe>")),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, guide: object) -> None:
    assert said(RULE, portal(tmp_path, guide)) == {"not_measured"}


def test_what_may_stand_in_a_file_is_not_accused(tmp_path: Path) -> None:
    judged = portal(tmp_path, text(传真号码=None) + "<a href='/lx.doc'>联系方式.doc</a>")
    assert [one for one in outcomes(RULE, judged) if one[0] != "pass"] == [("not_measured", "传真号码")]


def test_a_guide_for_services_is_no_guide(tmp_path: Path) -> None:
    home = page(f"<a href='/bs.html'>办事指南</a>{FILL}")
    assert said(RULE, portal(tmp_path, text(), **{"/": home, "/zn.html": answer(404)})) == {"not_measured"}


def test_several_slots_may_stand_in_a_picture(tmp_path: Path) -> None:
    gone: dict[str, str | None] = {"联系电话": None, "传真号码": None, "办公时间": None}
    assert missing(portal(tmp_path, text(**gone) + "<img src='/lianxi.jpg'>")) == []
    assert len(missing(portal(tmp_path, text(**gone)))) == 3
    assert missing(portal(tmp_path, text(传真号码=None) + "<img src='/share.png'>")) == ["传真号码"]
