"""The catalogue is whole, and refused with every mistake named when it is not."""

from pathlib import Path

import pytest

from checks.content.catalogue import CatalogueError, load_catalogue, read_catalogue

HEAD = 'basis = "某办法"\nset = "local"\nlevels = ["县"]\nduty = "明确"\n'
GOOD = '[[item]]\nid = "{0}"\ntitle = "甲"\nclause = "第一项"\nnames = ["甲项"]\n'


def test_the_fifteen_of_article_20_and_the_platform_s() -> None:
    ids = [content.id for content in load_catalogue()]
    assert [one for one in ids if one.startswith("gk20-")] == [f"gk20-{n:02}" for n in range(1, 16)]
    assert {"platform-guide", "platform-system", "platform-content", "platform-report"} <= set(ids)
    assert ids == sorted(ids)
    assert all((content.title and "〔" in content.basis) or "条例" in content.basis for content in load_catalogue())


def test_no_name_is_written_twice_in_one_item() -> None:
    for content in load_catalogue():
        assert len(set(content.names)) == len(content.names), content.id


def folder(tmp_path: Path, *texts: str) -> Path:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.toml").write_text(HEAD + text, encoding="utf-8")
    return tmp_path


def test_a_new_file_is_found(tmp_path: Path) -> None:
    (content,) = read_catalogue(folder(tmp_path, GOOD.format("x-1")))
    assert (content.id, content.basis, content.names) == ("x-1", "某办法第一项", ("甲项",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[item]]\nid = "x"\n', ["缺少 title", "缺少 clause", "缺少 names"]),
        (GOOD.format("x") + GOOD.format("x"), ["第2项", "重复"]),
        (GOOD.format("x").replace('["甲项"]', '["甲"]'), ["names"]),
        (GOOD.format("x").replace('["甲项"]', "[3]"), ["names"]),
        (GOOD.format("x").replace('["甲项"]', '"甲项目"'), ["names"]),
    ],
)
def test_every_mistake_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder(tmp_path, text))
    assert all(any(word in problem for problem in refused.value.problems) for word in words)
    assert all("0.toml" in problem for problem in refused.value.problems)


def test_mistakes_of_all_files_at_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder(tmp_path, '[[item]]\nid = "x"\n', '[[item]]\nid = "y"\n'))
    assert {problem[:6] for problem in refused.value.problems} == {"0.toml", "1.toml"}


@pytest.mark.parametrize(
    ("text", "word"),
    [("[[item", "TOML"), (GOOD.format("x"), "basis"), ('basis = "甲"\n[[item]]\nid = "x\udcff"', "TOML")],
)
def test_a_file_that_is_no_catalogue(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "0.toml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(CatalogueError, match=word):
        read_catalogue(tmp_path)


IDS = {
    "arrangement_2020": 44, "enterprise_2020": 11, "grassroots_2019": 26, "platform_2019": 5, "regulation_20": 15, "regulation_21": 15,
}  # fmt: skip


def test_every_undertaking_is_whole() -> None:
    sets = [content.set for content in load_catalogue()]
    assert {name: sets.count(name) for name in set(sets)} == IDS


def test_every_id_of_the_arrangement() -> None:
    ids = {content.id for content in load_catalogue()}
    asked = """epidemic-topic epidemic-hotline emergency-plan health-science wen-employment wen-finance wen-foreign-trade
    wen-foreign-investment wen-investment wen-expectation bao-employment bao-livelihood bao-market bao-food-energy
    bao-supply-chain bao-grassroots direct-funds leader-interpretation policy-qa response agency-directory power-list
    licence-list supervision-rules enforcement-duty enforcement-basis enforcement-procedure enforcement-result
    risk-warning-food risk-warning-equipment risk-warning-chemicals progress-lookup one-thing decision-draft
    decision-feedback regulation-library normative-documents system-compilation platform-guide platform-system
    platform-content platform-report platform-request responsible-leader"""
    assert set(asked.split()) <= ids
    assert sum(one.startswith("reform-") for one in ids) == 5


def test_a_term_has_its_clause() -> None:
    assert all(bool(content.months) == bool(content.term) for content in load_catalogue())


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('levels = ["村"]', "“村”不认识"),
        ('duty = "一定"', "“一定”不认识"),
        ("months = -1", "整数"),
        ("months = true", "整数"),
        ("months = 6", "期限的依据"),
        ('term = "某条"', "月数"),
        ('region = "江苏"', "数字"),
        ('colour = "红"', "不认识 colour"),
        ('near = ["甲"]', "near"),
        ("title = 3", "一行文字"),
        ('id = "X_1"', "小写"),
        ('names = ["甲项", "甲项"]', "重复"),
    ],
)
def test_each_mistake_of_a_row(tmp_path: Path, line: str, word: str) -> None:
    row = "\n".join(one for one in GOOD.format("x-1").splitlines() if one.split(" =")[0] != line.split(" =")[0])
    with pytest.raises(CatalogueError, match=word):
        read_catalogue(folder(tmp_path, row + "\n" + line))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="找不到"):
        read_catalogue(tmp_path / "none.toml")
