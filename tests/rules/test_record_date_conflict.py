"""元数据日期矛盾: against the signature, the tag, the address and the index; and what only looks like a contradiction."""

from pathlib import Path

import pytest
from sites import answer, fails, findings, header, outcomes, page, record, rows, said, site

RULE = "record_date_conflict"
SIGNED = "<p>各有关单位：请遵照执行。</p><p>{organ}</p><p>{day}</p>"


def judge(
    tmp_path: Path, head: str, body: str = "", *, url: str = "/a.html", day: str = "2026-11-05"
) -> list[tuple[str, str]]:
    return outcomes(RULE, site(tmp_path, {"/": page(), url: record(head, day=day, body=body)}))


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("2026年11月2日", "pass"),
        ("二〇二六年十一月二日", "pass"),
        ("二○二六年十一月二日", "pass"),
        ("２０２６年１１月２日", "pass"),
        ("2026 年 11 月 2 日", "pass"),
        ("（2026年11月2日）", "pass"),
        ("2026年11月1日", "fail"),
        ("二〇二六年八月八日", "fail"),
        ("２０２６年８月８日", "fail"),
    ],
)
def test_the_signed_day(tmp_path: Path, written: str, outcome: str) -> None:
    body = SIGNED.format(organ="澄湖市人民政府办公室", day=written)
    assert judge(tmp_path, header(), body) == [(outcome, "生成日期" if outcome == "fail" else "")]


def test_the_message_names_both_days_and_the_organ(tmp_path: Path) -> None:
    body = SIGNED.format(organ="澄湖市人民政府办公室", day="2026年8月8日")
    found = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(), body=body)}))
    assert all(word in found[0].message for word in ("2026-11-02", "2026-08-08", "澄湖市人民政府办公室"))
    assert found[0].url.endswith("/a.html") and found[0].sha256 and "落款" in found[0].quote


@pytest.mark.parametrize(
    "body",
    [
        "<p>澄湖市人民政府办公室　　2026年11月10日印发</p>",  # printed, not signed
        "<p>（此件公开发布）</p><p>2026年8月8日</p>",  # nobody signs
        "<p>会议时间：2026年8月8日</p>",
        "<p>澄湖市教育局</p><p>发布日期：2026年8月8日</p>",
        "<ul><li><a href='/b.html'>市领导调研市融媒体中心</a><span>2026年8月8日</span></li></ul>",
        "<div>澄湖市教育局</div><div>2026-08-08</div>",  # the head of an article
        "<p>活动于2026年8月8日由澄湖市教育局</p><p>举办。</p>",
        "<ul><li><a href='/b.html'>市领导调研市融媒体中心</a></li><li>2026-08-08</li></ul>",
    ],
)
def test_what_is_no_signature(tmp_path: Path, body: str) -> None:
    assert judge(tmp_path, header(), body) == [("pass", "")]


def test_one_of_two_signatures_is_enough(tmp_path: Path) -> None:
    """A letter that reposts another document carries both organs' days."""
    body = SIGNED.format(organ="澄湖市人民政府办公室", day="2026年11月2日") + SIGNED.format(
        organ="江苏省人民政府办公厅", day="2026年8月8日"
    )
    assert judge(tmp_path, header(), body) == [("pass", "")]


def test_several_other_days_are_for_a_person(tmp_path: Path) -> None:
    body = SIGNED.format(organ="澄湖市财政局", day="2026年9月2日") + SIGNED.format(
        organ="江苏省财政厅", day="2026年8月8日"
    )
    assert judge(tmp_path, header(), body) == [("unsure", "生成日期")]


@pytest.mark.parametrize(
    "organ",
    [
        "澄湖市财政局　澄湖市教育局",
        "澄湖市财政局 澄湖市教育局 澄湖市民政局",
        "中共澄湖市委办公室",
        "澄湖市教育局（代章）",
        "澄湖市发展改革委",
    ],
)
def test_joint_and_other_organs_sign(tmp_path: Path, organ: str) -> None:
    assert judge(tmp_path, header(), SIGNED.format(organ=organ, day="2026年8月8日")) == [("fail", "生成日期")]


def test_organ_and_day_on_one_line(tmp_path: Path) -> None:
    assert judge(tmp_path, header(), "<p>澄湖市人民政府办公室 2026年8月8日</p>") == [("fail", "生成日期")]


@pytest.mark.parametrize(
    ("opened", "day", "outcome"), [("2026-11-02", "2026-11-02", "pass"), ("2026-11-01", "2026-11-01", "fail")]
)
def test_disclosed_before_it_was_made(tmp_path: Path, opened: str, day: str, outcome: str) -> None:
    (found,) = judge(tmp_path, header(公开日期=opened), day=day)
    assert found[0] == outcome


@pytest.mark.parametrize(
    "opened", ["2026-11-05", "2026年11月5日", "20261105", "2026-11-05 10:22:33", "2026/11/05", "２０２６－１１－０５"]
)
def test_the_same_day_in_another_writing(tmp_path: Path, opened: str) -> None:
    assert judge(tmp_path, header(公开日期=opened)) == [("pass", "")]


def test_the_tag_says_another_day(tmp_path: Path) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(), day="2026-11-12")}))
    assert found.outcome == "fail" and found.item == "公开日期" and found.place == "PubDate"
    assert "2026-11-05" in found.message and "2026-11-12" in found.message


@pytest.mark.parametrize(
    ("url", "outcome"),
    [("/art/2026/11/5/art_1_2.html", "pass"), ("/art/2026/11/9/art_1_2.html", "fail"), ("/202611/t20261105_1.html", "pass"),
     ("/202611/36796cdc82d04268.shtml", "pass"), ("/col/art_2.html", "pass")],
)  # fmt: skip
def test_the_address_says_another_day(tmp_path: Path, url: str, outcome: str) -> None:
    assert judge(tmp_path, header(), url=url)[0][0] == outcome


@pytest.mark.parametrize(
    ("index", "outcome"),
    [("014046317/2026-00012", "pass"), ("014046317/2025-00012", "fail"), ("11341702486344515H/202611-00013", "pass"),
     ("113708280043326001/2025-02411", "fail"), ("CH0100-0202-2025-0012", "pass"), ("", "pass")],
)  # fmt: skip
def test_the_year_of_the_index(tmp_path: Path, index: str, outcome: str) -> None:
    assert judge(tmp_path, header(索引号=index))[0][0] == outcome


def test_an_index_of_the_next_year_s_disclosure(tmp_path: Path) -> None:
    head = header(索引号="014046317/2027-00001", 生成日期="2026-12-30", 公开日期="2027-01-04")
    assert judge(tmp_path, head, day="2027-01-04") == [("pass", "")]


@pytest.mark.parametrize("changed", [{"生成日期": ""}, {"公开日期": "长期公开"}, {"生成日期": "见正文"}])
def test_what_is_no_day_cannot_contradict(tmp_path: Path, changed: dict[str, str]) -> None:
    assert judge(tmp_path, header(**changed)) == [("pass", "")]


def test_no_header_no_judgement(tmp_path: Path) -> None:
    listing = rows(
        ["索引号", "标题", "发布机构", "发布日期"], ["1/2026-1", "<a href='/a.html'>通知</a>", "市政府", "2026-11-01"]
    )
    assert said(RULE, site(tmp_path, {"/": page(), "/l.html": page(listing)})) == {"not_applicable"}
    assert said(RULE, site(tmp_path, {"/": answer(403)})) == {"not_measured"}


def test_each_document_is_told(tmp_path: Path) -> None:
    pages = {"/": page(), "/a.html": record(header(), day="2026-11-12"), "/b.html": record(header())}
    assert outcomes(RULE, site(tmp_path, pages)) == [("fail", "公开日期"), ("pass", "")]
    assert fails(RULE, site(tmp_path, pages)) == ["公开日期"]


def moved(days: list[str], shown: str, url: str = "/{}.html") -> dict[str, str]:
    return {
        url.format(n): record(header(生成日期=day, 公开日期=day, 索引号=f"014046317/{day[:4]}-0001{n}"), day=shown)
        for n, day in enumerate(days)
    }


def test_a_site_moved_in_bulk_is_one_question(tmp_path: Path) -> None:
    days = ["2024-03-04", "2025-05-06", "2026-07-08"]
    judged = site(tmp_path, {"/": page()} | moved(days, "2026-10-12"))
    assert outcomes(RULE, judged) == [("unsure", "公开日期")]
    assert "3 份" in findings(RULE, judged)[0].message and "2026-10-12" in findings(RULE, judged)[0].message
    two = site(tmp_path, {"/": page()} | moved(days[:2], "2026-10-12"))
    assert outcomes(RULE, two) == [("fail", "公开日期")] * 2


def test_one_day_of_one_day_is_no_move(tmp_path: Path) -> None:
    """Three documents of one day that all show one other day: three faults, as far as anyone can see."""
    judged = site(tmp_path, {"/": page()} | moved(["2026-10-10"] * 3, "2026-10-12"))
    assert outcomes(RULE, judged) == [("fail", "公开日期")] * 3


def test_what_a_move_leaves_is_still_judged(tmp_path: Path) -> None:
    pages = moved(["2024-03-04", "2025-05-06", "2026-07-08"], "2026-10-12")
    pages["/x.html"] = record(header(公开日期="2026-11-01"), day="2026-11-01")
    assert outcomes(RULE, site(tmp_path, {"/": page()} | pages)) == [("fail", "公开日期"), ("unsure", "公开日期")]


def test_the_day_of_issue_is_told_by_what_stands_beside_it(tmp_path: Path) -> None:
    body = SIGNED.format(organ="澄湖市人民政府办公室", day="2026年11月2日")
    beside = header(公开日期=None, 发文日期="2026-11-05")  # type: ignore[arg-type]
    assert judge(tmp_path, beside, body) == [("pass", "")]
    assert judge(tmp_path, beside, body, day="2026-11-09") == [("fail", "发文日期")]
    alone = header(生成日期=None, 公开日期=None, 发文日期="2026-11-05")  # type: ignore[arg-type]
    assert judge(tmp_path, alone, body) == [("pass", "")]
