"""The user's list of wrong terms: read in three forms, refused with every mistake named, searched longest first."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from checks.lexicon import Entry, LexiconError, read_lexicon
from checks.terms import Terms, phrases


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        read_lexicon(path)
    return caught.value.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_in_any_encoding_under_other_names(tmp_path: Path, encoding: str) -> None:
    text = "级别,错误词,正确表述,白名单（语境）\n严重,国中,,中国中部、国中学\n,截止目前,截至目前,\n"
    lexicon = read_lexicon(written(tmp_path, "词库.csv", text, encoding))
    assert lexicon.entries == (
        Entry("国中", "", ("中国中部", "国中学"), "严重", "词库.csv"),
        Entry("截止目前", "截至目前", (), "", "词库.csv"),
    )
    assert lexicon.name == "词库.csv" and len(lexicon.digest) == 64


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in [("错误表述", "建议"), ("渡假村", "度假村")]:
        book.active.append(row)
    book.save(tmp_path / "w.xlsx")
    assert [(one.term, one.suggestion) for one in read_lexicon(tmp_path / "w.xlsx").entries] == [("渡假村", "度假村")]


def test_a_term_a_line(tmp_path: Path) -> None:
    lexicon = read_lexicon(written(tmp_path, "w.txt", "渡假村→度假村\n\n帐户 -> 账户\n禁用词语\n", "gb18030"))
    assert [(one.term, one.suggestion) for one in lexicon.entries] == [
        ("渡假村", "度假村"),
        ("帐户", "账户"),
        ("禁用词语", ""),
    ]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        "错误表述,建议,白名单",
        ",空白,",
        "的,地,",
        "渡假村,度假村,",
        "渡假村,度假村,",
        "渡假村,度假区,",
        "同样,同样,",
        "国中,,中部",
    ]
    found = problems(written(tmp_path, "词库.csv", "\n".join(rows)))
    places = [
        (one.split("：")[0], part)
        for one, part in zip(found, ["没有填写", "只有一个字", "重复", "不一致", "相同", "不起作用"], strict=True)
    ]
    assert [place for place, _ in places] == [
        "词库.csv 第2行 A列（错误表述）", "词库.csv 第3行 A列（错误表述）", "词库.csv 第5行 A列（错误表述）", "词库.csv 第6行 B列（建议）",
        "词库.csv 第7行 B列（建议）", "词库.csv 第8行 C列（白名单）",
    ]  # fmt: skip
    assert all(part in one for one, (_, part) in zip(found, places, strict=True))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.csv", b"", "空文件"),
        ("a.txt", b"", "没有任何词条"),
        ("a.txt", b"PK\x03\x04xx", "工作簿"),
        ("a.xlsx", b"abc", "不是 Excel"),
        ("a.xls", b"\xd0\xcf\x11\xe0abc", "xls"),
        ("a.csv", "姓名,电话\n张三,1\n".encode(), "错误表述"),
        ("a.csv", "错误表述,建议\n".encode(), "没有任何词条"),
        ("a.txt", b"\xff\xff\xff\x80\x81", "编码"),
    ],
)
def test_wrong_files(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert any(why in one for one in problems(tmp_path / name))
    assert any("找不到" in one for one in problems(tmp_path / "none.csv"))


def found(text: str, *entries: Entry) -> list[str]:
    return [text[hit.start : hit.end] for hit in Terms(entries).find(text)]


def test_the_longest_of_those_that_overlap() -> None:
    assert found("人民政俯办公室", Entry("政俯"), Entry("人民政俯"), Entry("俯办公")) == ["人民政俯"]
    assert found("甲乙丙丁", Entry("甲乙"), Entry("乙丙丁")) == ["乙丙丁"]
    assert found("甲乙甲乙", Entry("甲乙")) == ["甲乙", "甲乙"]


def test_longer_phrases_that_make_it_right() -> None:
    entry = Entry("国中", allowed=("中国中部",))
    assert found("中国中部", entry) == [] and found("国中", entry) == ["国中"]
    assert found("中国中部和国中", entry) == ["国中"]
    assert found("中国中部", entry, Entry("中国中")) == ["中国中"]
    assert found("党的二十届三中全会", Entry("二十届三中", "二十届三中全会")) == []


def test_latin_terms_are_whole_words() -> None:
    assert found("WTO和WTOS、aWTO WTO", Entry("WTO")) == ["WTO", "WTO"]


@given(
    st.lists(st.text("甲乙丙丁", min_size=2, max_size=4), min_size=1, max_size=6), st.text("甲乙丙丁，", max_size=40)
)
def test_as_a_plain_search_would(terms: list[str], text: str) -> None:
    hits = Terms([Entry(term) for term in terms]).find(text)
    assert all(text[hit.start : hit.end] == hit.entry.term for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert bool(hits) == any(term in text for term in terms)


def test_built_in_phrases_are_sound() -> None:
    built = list(phrases())
    assert len(built) == len({one.term for one in built}) > 100
    assert all(one.suggestion and one.suggestion != one.term and len(one.term) >= 2 for one in built)
    everything = Terms(built)
    right = (
        "\n".join(one.suggestion for one in built) + "\n" + "\n".join(phrase for one in built for phrase in one.allowed)
    )
    assert everything.find(right) == [], "a phrase written right must not be called wrong"
