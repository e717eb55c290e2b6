"""Whose document it is: higher levels and other cities are elsewhere; one's own names are not."""

import pytest

from checks.facts.organs import _is_elsewhere


@pytest.mark.parametrize(
    ("organ", "unit"),
    [
        ("国务院办公厅", "澄湖县人民政府"),
        ("江苏省人民政府办公厅", "澄湖县人民政府"),
        ("江苏省人民政府办公厅", "江苏省澄湖县人民政府"),
        ("省政府办公厅", "澄湖县人民政府"),
        ("省教育厅", "澄湖县教育局"),
        ("无锡市人民政府", "宜兴市人民政府"),
        ("无锡市人民政府", "无锡市滨湖区人民政府"),
        ("国家统计局", "江苏省统计局"),
        ("广西壮族自治区人民政府", "南宁市人民政府"),
    ],
)
def test_of_another_place_or_level(organ: str, unit: str) -> None:
    assert _is_elsewhere(organ, unit)


@pytest.mark.parametrize(
    ("organ", "unit"),
    [
        ("澄湖县人民政府办公室", "澄湖县人民政府"),
        ("县政府办公室", "澄湖县人民政府"),
        ("澄湖县教育局", "澄湖县人民政府"),
        ("东湾镇人民政府", "澄湖县人民政府"),
        ("江苏省人民政府办公厅", "江苏省人民政府"),
        ("江苏省财政厅", "江苏省人民政府"),
        ("江苏省澄湖县人民政府", "澄湖县人民政府"),
        ("广西壮族自治区财政厅", "广西壮族自治区人民政府"),
        ("国家税务总局澄湖县税务局", "国家税务总局澄湖县税务局"),
        ("国家税务总局澄湖县税务局", "澄湖县人民政府"),
        ("国务院办公厅", "国务院办公厅"),
        ("无锡市滨湖区人民政府", "无锡市人民政府"),
        ("中共澄湖县委宣传部", "澄湖县人民政府"),
        ("市场监督管理局", "澄湖县市场监督管理局"),
    ],
)
def test_of_here(organ: str, unit: str) -> None:
    assert not _is_elsewhere(organ, unit)
