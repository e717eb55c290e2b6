"""Many words in many texts: all that is there is found, and the work grows with the texts alone."""

from checks.content.needles import Likeness, Needles, bare


def test_every_word_is_found_wherever_it_stands() -> None:
    needles = Needles(["规划", "规划计划", "计划", "财政预决算"])
    assert sorted(needles.within("发展规划计划")) == ["规划", "规划计划", "计划"]
    assert list(needles.within("财政预算")) == []
    assert list(needles.within("规划和规划")) == ["规划", "规划"]
    assert list(needles.within("")) == list(needles.within("规")) == []


def test_names_are_compared_without_marks() -> None:
    assert bare("【 规 章 】>>") == "规章" and bare("·预算/决算（县级）") == "预算决算县级"


class Counted(str):
    """A text that counts how often a word is tried on it."""

    tried = 0

    def startswith(self, *asked: object) -> bool:  # type: ignore[override]
        Counted.tried += 1
        return super().startswith(*asked)  # type: ignore[arg-type]


def test_words_that_are_not_there_cost_nothing() -> None:
    texts = [Counted(f"县政府第{n}次常务会议研究防汛抗旱工作") for n in range(200)]
    few, many = (Needles([f"{chr(0x9000 + n)}{chr(0x8000 + n)}栏目" for n in range(count)]) for count in (10, 2000))
    for needles in (few, many):
        Counted.tried = 0
        assert [word for text in texts for word in needles.within(text)] == []
        assert Counted.tried == 0


def test_the_nearest_shares_the_rarest_pair() -> None:
    likeness = Likeness(["财政收入", "政府信息公开", "领导信息", "公告", "统计信息"])
    assert likeness.nearest(["财政预决算", "预决算公开"]) == "财政收入"
    assert likeness.nearest(["水利"]) == ""
    assert Likeness([]).nearest(["规划"]) == ""
