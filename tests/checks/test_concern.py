"""Whom an item concerns: by the roster's level and region, and never more than the roster says."""

import pytest

from checks.content.catalogue import Content
from checks.content.concern import Concern, concern, level_of
from crawler.targets import Kind, Target


def target(level: str, kind: Kind = Kind.PORTAL, region: str = "", code: str = "") -> Target:
    return Target("t", "网站", kind, "单位", "http://x.gov.cn/", level, region, code)


def item(*levels: str, region: str = "") -> Content:
    return Content("x", "事项", "s", "某法", "第一条", levels, ("名称",), "明确", region)


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("省", "省"), ("省级", "省"), ("自治区", "省"), ("直辖市", "省"), ("省级门户", "省"), ("设区市", "设区市"), ("地级市", "设区市"),
        ("市", "设区市"), ("市级", "设区市"), ("自治州", "设区市"), ("盟", "设区市"), ("县", "县"), ("县级", "县"), ("区", "县"), ("县级市", "县"),
        ("县（市、区）", "县"), ("区县", "县"), ("旗", "县"), ("市辖区", "县"), ("乡镇", "乡镇"), ("镇", "乡镇"), ("街道", "乡镇"), ("", ""), ("其他", ""),
        ("乡镇（街道）", "乡镇"), ("市（州）", "设区市"), ("市州", "设区市"),
    ],
)  # fmt: skip
def test_levels_as_rosters_write_them(written: str, level: str) -> None:
    assert level_of(target(written)) == level


def test_a_department_is_a_department_at_any_level() -> None:
    assert level_of(target("县", Kind.DEPARTMENT)) == level_of(target("", Kind.DEPARTMENT)) == "部门"


@pytest.mark.parametrize(
    ("levels", "level", "expected"),
    [
        (("县",), "县", Concern.YES),
        (("县",), "省", Concern.NO),
        (("县",), "", Concern.UNKNOWN),
        (("乡镇",), "", Concern.UNKNOWN),
        (("部门",), "", Concern.NO),
        (("省", "设区市", "县"), "", Concern.YES),
        (("省", "设区市"), "", Concern.UNKNOWN),
    ],
)
def test_whom_it_concerns(levels: tuple[str, ...], level: str, expected: Concern) -> None:
    assert concern(item(*levels), target(level)) is expected


@pytest.mark.parametrize(
    ("region", "code", "expected"),
    [
        ("320298", "", Concern.YES), ("330100", "", Concern.NO), ("", "3202980001", Concern.YES), ("", "3301000001", Concern.NO),
        ("", "", Concern.YES), ("江苏省无锡市", "", Concern.YES), ("", "bm01000001", Concern.YES),
    ],
)  # fmt: skip
def test_a_province_s_own_items(region: str, code: str, expected: Concern) -> None:
    assert concern(item("县", region="32"), target("县", region=region, code=code)) is expected
