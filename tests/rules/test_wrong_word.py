"""用词表述错误: the user's list and the built-in phrases, each term told once with its pages and its sentence."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import fails, findings, page, site

from checks.site import Site

RULE = "wrong_word"


def listed(tmp_path: Path, lexicon: str, body: str, **pages: str) -> Site:
    path = tmp_path / f"词库{len(list(tmp_path.glob('词库*')))}.csv"
    path.write_text("错误表述,建议,白名单,级别\n" + lexicon, "utf-8")
    judged = site(tmp_path, {"/": page(body), **{f"/{name}.html": page(text) for name, text in pages.items()}})
    return Site(judged.target, judged.archive, replace(judged.around, lexicon=path))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>请再接再励。</p>", ["再接再励"]),
        ("<p>请再接再厉。</p>", []),
        ("<p>再接</p><p>再励</p>", []),
        ("<p>再接<b>再励</b></p>", ["再接再励"]),
        ("<p>“再接再励”应为“再接再厉”。</p>", []),
        ("<p>“再接再励”属错别字。</p><p>望再接再励！</p>", ["再接再励"]),
        ("<p>来信内容：再接再励</p><p>回复内容：好</p>", []),
        ("<p>来信内容：好</p><p>回复内容：再接再励</p>", ["再接再励"]),
    ],
)
def test_built_in(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert fails(RULE, site(tmp_path, {"/": page(body)})) == expected


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    judged = listed(tmp_path, "渡假村,度假村,,一般\n国中,,中国中部,严重\n", "<p>湖畔渡假村开业。</p><p>中国中部</p>")
    (one,) = findings(RULE, judged)
    assert (one.outcome, one.item, one.quote) == ("fail", "渡假村", "湖畔渡假村开业。")
    for part in ("渡假村", "度假村", "一般", "词库0.csv", "1 个页面共 1 处"):
        assert part in one.message


def test_ones_own_entry_goes_before_the_built_in(tmp_path: Path) -> None:
    (one,) = findings(RULE, listed(tmp_path, "截止目前,到目前为止,,\n", "<p>截止目前已完成。</p>"))
    assert "到目前为止" in one.message


def test_one_finding_for_all_pages(tmp_path: Path) -> None:
    foot = "<p>底部：湖畔渡假村</p>"
    judged = listed(
        tmp_path, "渡假村,度假村,,\n", f"<a href='/a.html'>甲</a>{foot}", a=foot, b=foot + "<p>又一渡假村</p>"
    )
    (one,) = findings(RULE, judged)
    assert "3 个页面共 4 处" in one.message and one.url == "http://www.chenghu.gov.cn/" and "/b.html" in one.message


def test_only_the_sentence_is_quoted(tmp_path: Path) -> None:
    (one,) = findings(RULE, listed(tmp_path, "渡假村,度假村,,\n", "<p>前一句。湖畔渡假村开业！后一句。</p>"))
    assert one.quote == "湖畔渡假村开业！"
    (one,) = findings(RULE, listed(tmp_path, "渡假村,度假村,,\n", f"<p>{'长' * 300}渡假村{'长' * 300}</p>"))
    assert "渡假村" in one.quote and len(one.quote) < 100


def test_how_many_terms_were_asked(tmp_path: Path) -> None:
    (one,) = findings(RULE, listed(tmp_path, "渡假村,度假村,,\n", "<p>无</p>"))
    (plain,) = findings(RULE, site(tmp_path, {"/": page("无")}))
    assert one.outcome == plain.outcome == "pass" and one.message != plain.message
