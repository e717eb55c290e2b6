from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from checks.around import Around
from checks.finding import Finding
from checks.rule import load_rules
from checks.run import run
from scoring.demands import Answer, Demand, Recheck, Reply, Severity, State
from scoring.recheck import Looked, recheck, recorded
from scoring.silence import habits, is_problem
from tests import sites

HOME = sites.HOME
LATER = sites.TODAY + timedelta(days=7)
CHALLENGE = sites.answer(412, '<script>var $_ts=window["$_ts"];</script>')
GONE = sites.answer(404, "没有这个页面")


def demand(finding: Finding) -> Demand:
    return Demand(
        finding.key, finding.target, finding.unit, "某网站", finding.rule, finding.item, Severity.DEDUCTION, "", finding.message,
        finding.url, finding.quote, finding.seen_at, finding.sha256, Decimal(0), "", "2026-11-21", "2026-12-01",
    )  # fmt: skip


def looked(
    folder: Path, rule: str, before: dict[str, sites.Given], after: dict[str, sites.Given], *others: str
) -> tuple[Looked, list[Finding]]:
    """A site that was judged, and what of it was read again a week later."""
    for name in ("before", "after"):
        (folder / name).mkdir(parents=True)
    former = sites.site(folder / "before", before)
    again = sites.site(folder / "after", after, seen=LATER)
    said = tuple(run(former, [load_rules()[one] for one in (rule, *others)]))
    around = Around(None, False)
    spoken = habits(said, {"t": HOME})
    return Looked(former.target, former.archive.folder, again.archive.folder, around, said, spoken), list(said)


def event(folder: Path, rule: str, before: dict[str, sites.Given], after: dict[str, sites.Given]) -> Recheck:
    again, said = looked(folder, rule, before, after)
    (problem, *_) = [one for one in said if is_problem(one)]
    ((_, came),) = recheck(again, [demand(problem)])
    return came


def page(body: str) -> str:
    return sites.page(body)


LINKED = {"/": page('<a href="/a.html">水务局关于节水工作的通知</a>')}
WRONG = LINKED | {"/a.html": page("<p>请再接再励。</p>")}
RIGHT = LINKED | {"/a.html": page("<p>请再接再厉。</p>")}
HIDDEN = LINKED | {
    "/a.html": page(
        '<div style="position:absolute;left:-4821px"><a href="http://www.jiazhuang.example/">家装</a></div><p>正文</p>'
    )
}


@pytest.mark.parametrize(
    ("before", "rule", "after", "state", "said"),
    [
        (WRONG, "wrong_word", RIGHT, State.CLOSED, "未"),
        (WRONG, "wrong_word", LINKED | {"/a.html": sites.failure("timeout")}, State.UNVERIFIED, "超时"),
        (WRONG, "wrong_word", LINKED | {"/a.html": CHALLENGE}, State.UNVERIFIED, "脚本验证"),
        (WRONG, "wrong_word", LINKED | {"/a.html": sites.answer(500)}, State.UNVERIFIED, "服务器错误"),
        (WRONG, "wrong_word", LINKED | {"/a.html": sites.failure("robots")}, State.UNVERIFIED, "拒绝"),
        (WRONG, "wrong_word", LINKED | {"/a.html": GONE}, State.CHANGED, "仍有链接"),
        (WRONG, "wrong_word", {"/": page("<p>首页</p>"), "/a.html": GONE}, State.CLOSED, "已撤下"),
        (WRONG, "wrong_word", {"/a.html": GONE}, State.UNVERIFIED, "没有再读取到"),
        (WRONG, "wrong_word", LINKED, State.UNVERIFIED, "没有再访问到该页"),
        (WRONG, "wrong_word", {}, State.UNVERIFIED, ""),
        (WRONG, "wrong_word", {"/": CHALLENGE, "/a.html": CHALLENGE}, State.UNVERIFIED, "脚本验证"),
        (HIDDEN, "hidden_link", LINKED | {"/a.html": page("<p>正文</p>")}, State.CLOSED, "不再有这一链接"),
        (HIDDEN, "hidden_link", HIDDEN, State.OPEN, "看不见"),
    ],
)  # fmt: skip
def test_one_page(
    tmp_path: Path, before: dict[str, sites.Given], rule: str, after: dict[str, sites.Given], state: State, said: str
) -> None:
    came = event(tmp_path, rule, before, after)
    assert came.state is state, came
    assert said in came.message
    assert (state is State.UNVERIFIED or came.sha256) and came.rechecked_on in (LATER.isoformat(), "")


def test_what_only_a_person_confirmed_stands_in_the_same_words(tmp_path: Path) -> None:
    """wrong_word is a suspicion: in the words that a person confirmed it stands, in others a person must look."""
    same = event(tmp_path / "same", "wrong_word", WRONG, WRONG)
    assert same.state is State.OPEN
    other = event(
        tmp_path / "other", "wrong_word", WRONG, LINKED | {"/a.html": page("<p>某某说：再接再励，又一回。</p>")}
    )
    assert other.state is State.UNVERIFIED and "机器不能确定" in other.message and other.sha256


def test_a_page_that_moved_is_judged_where_it_stands_now(tmp_path: Path) -> None:
    moved = LINKED | {"/a.html": sites.redirect(HOME + "b.html", 301)}
    still = event(tmp_path / "still", "wrong_word", WRONG, moved | {"/b.html": page("<p>请再接再励。</p>")})
    assert still.state is not State.CLOSED
    mended = event(tmp_path / "mended", "wrong_word", WRONG, moved | {"/b.html": page("<p>请再接再厉。</p>")})
    assert mended.state is not State.OPEN


BOX = {"/": page('<a href="/xx/">县长信箱</a>')}


def box(*rows: tuple[str, str]) -> dict[str, sites.Given]:
    table = sites.rows(("来信标题", "来信时间", "办理状态"), *[(title, "2026-05-06", state) for title, state in rows])
    return BOX | {"/xx/": sites.page(f"<h2>县长信箱</h2>{table}", title="县长信箱")}


def test_an_enquiry_is_answered_on_its_list_not_by_taking_it_away(tmp_path: Path) -> None:
    before = box(("路灯不亮", "办理中"), ("井盖丢失", "已回复"))
    answered = event(tmp_path / "a", "message_unanswered", before, box(("路灯不亮", "已回复"), ("井盖丢失", "已回复")))
    assert answered.state is State.CLOSED
    gone = event(tmp_path / "b", "message_unanswered", before, box(("井盖丢失", "已回复")))
    assert gone.state is State.UNVERIFIED and "不见" in gone.message
    waits = event(tmp_path / "c", "message_unanswered", before, before)
    assert waits.state is State.OPEN


def test_an_enquiry_does_not_grow_too_old_to_be_unanswered(tmp_path: Path) -> None:
    """Asked almost a year before the round, it is older than a year when it is looked at again."""
    old = {
        title: page.replace("2026-05-06", "2025-11-22")
        for title, page in box(("路灯不亮", "办理中")).items()
        if isinstance(page, str)
    }
    assert event(tmp_path, "message_unanswered", dict(old), dict(old)).state is State.OPEN


def test_a_yearly_report_is_asked_for_as_it_was_told(tmp_path: Path) -> None:
    """In January nobody asks for the report of the year before last any more; it is still not there."""
    columns = {"/": page('<a href="/nb/">政府信息公开年报</a>'), "/nb/": page("<h2>政府信息公开年报</h2>" + sites.listed(
        ("澄湖市人民政府2023年政府信息公开工作年度报告", "2024-03-01"), ("澄湖市人民政府2022年政府信息公开工作年度报告", "2023-03-01"),
    ))}  # fmt: skip
    former = sites.site(_made(tmp_path / "a"), columns)
    again = sites.site(_made(tmp_path / "b"), columns, seen=sites.TODAY.replace(year=2027, month=1, day=10))
    said = tuple(run(former, [load_rules()["report_missing"]]))
    (problem,) = [one for one in said if is_problem(one)]
    place = former.archive.folder, again.archive.folder
    ((_, came),) = recheck(
        Looked(former.target, *place, Around(None, False), said, habits(said, {"t": HOME})), [demand(problem)]
    )
    assert came.state is State.OPEN, came


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_the_rest_of_the_site_is_remembered(tmp_path: Path) -> None:
    """What most headers of a site show is known from the round: one page read again is judged by it."""

    links = "".join(f'<a href="/{n}.html">文件第{n}号关于工作的通知</a>' for n in range(6))
    before: dict[str, sites.Given] = {"/": page(links)} | {f"/{n}.html": sites.record(sites.header()) for n in range(6)}
    full = before["/0.html"]
    before["/0.html"] = sites.record(sites.header(发布机构=""))
    _, said = looked(tmp_path / "x", "record_field_missing", before, {})
    problems = [one for one in said if is_problem(one)]
    assert problems, [one.message for one in said]
    kept = event(tmp_path / "kept", "record_field_missing", before, {"/": before["/"], "/0.html": before["/0.html"]})
    assert kept.state is State.OPEN
    mended = event(tmp_path / "mended", "record_field_missing", before, {"/": before["/"], "/0.html": full})
    assert mended.state is State.CLOSED


def test_a_finding_that_the_round_does_not_make_any_more_is_not_judged(tmp_path: Path) -> None:
    again, said = looked(tmp_path, "wrong_word", WRONG, WRONG)
    strange = replace(demand(said[0]), key="0" * 16)
    ((_, came),) = recheck(again, [strange])
    assert came.state is State.UNVERIFIED and "rectify" in came.message


@pytest.mark.parametrize(
    ("known", "seen", "state"),
    [
        (None, State.UNVERIFIED, State.UNVERIFIED),
        (Answer.DONE, State.UNVERIFIED, State.UNVERIFIED),
        (Answer.APPEAL, State.UNVERIFIED, State.APPEALED),
        (Answer.APPEAL, State.OPEN, State.APPEALED),
        (Answer.APPEAL, State.CLOSED, State.CLOSED),
        (Answer.EXTENSION, State.UNVERIFIED, State.EXTENSION),
        (State.OPEN, State.UNVERIFIED, State.OPEN),
        (State.CLOSED, State.UNVERIFIED, State.CLOSED),
        (State.CLOSED, State.OPEN, State.OPEN),
        (State.OPEN, State.CLOSED, State.CLOSED),
    ],
)
def test_what_could_not_be_told_takes_nothing_back(
    tmp_path: Path, known: Answer | State | None, seen: State, state: State
) -> None:
    _, said = looked(tmp_path, "wrong_word", WRONG, {})
    told = demand(said[0])
    if isinstance(known, Answer):
        told = told.with_event(Reply(known, "", "", "", "", "2026-11-26", "", ""))
    elif known:
        told = told.with_event(Recheck(known, "2026-11-26", ""))
    assert recorded(told, Recheck(seen, "2026-11-27", "")).state is state
