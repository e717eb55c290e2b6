"""The page that began it: 苏政办发〔2020〕65号 as 宜兴 published it, its header exactly as it stands there."""

from pathlib import Path

import pytest
from sites import findings, outcomes, page, site

TITLE = "省政府办公厅关于印发当前政务公开重点工作安排的通知"
HEADER = f"""<table border="1" width="100%">
<tr><td>索引号</td><td>014046317/2020-04965</td><td>生成日期</td><td>2020-11-10</td><td>公开日期</td><td>2020-11-10</td></tr>
<tr><td>文件编号</td><td>苏政办发〔2020〕65号</td><td>公开时限</td><td colspan="2">长期公开</td><td></td></tr>
<tr><td>发布机构</td><td>宜兴市人民政府网站</td><td>公开形式</td><td colspan="2">网站</td><td></td></tr>
<tr><td>公开方式</td><td>主动公开</td><td>公开范围</td><td colspan="2">面向社会</td><td></td></tr>
<tr><td>效力状况</td><td>有效</td><td>公开程序</td><td colspan="2">部门编制,经办公室审核后公开</td><td></td></tr>
<tr><td>主题(一)</td><td>综合政务</td><td>主题(二)</td><td>电子政务</td><td>体裁</td><td>通知</td></tr>
<tr><td>关键词</td><td>文件,公开,电子政务</td><td>分类词</td><td colspan="2">文秘工作,综合</td><td></td></tr>
<tr><td>文件下载</td><td colspan="4"></td><td></td></tr>
<tr><td>内容概况</td><td colspan="5">{TITLE}</td></tr></table>"""
BODY = """<p>各市、县(市、区)人民政府,省各委办厅局,省各直属单位:</p>
<p>《当前政务公开重点工作安排》已经省人民政府同意,现印发给你们,请结合实际认真贯彻落实。</p>
<p>江苏省人民政府办公厅</p><p>2020年8月8日</p><p>当前政务公开重点工作安排</p>
<p>省司法行政工作主管部门在2020年底前集中统一对外公开现行有效政府规章,2020年底前省级和设区市政府门户网站全部支持互联网协议第6版。</p>"""
SEED = page(f"{HEADER}<div>{TITLE}</div>{BODY}", title=TITLE)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("record_field_missing", [("fail", "文件下载")]),
        ("record_date_conflict", [("fail", "生成日期")]),
        ("record_publisher_improper", [("fail", "发布机构")]),
        ("record_summary_copied", [("fail", "内容概况")]),
        ("record_late", [("pass", "公开日期")]),
    ],
)
def test_what_is_wrong_with_it(tmp_path: Path, rule: str, expected: list[tuple[str, str]]) -> None:
    assert outcomes(rule, site(tmp_path, {"/": page(), "/seed.html": SEED})) == expected


def test_the_contradiction_is_told_with_both_days(tmp_path: Path) -> None:
    (found,) = findings("record_date_conflict", site(tmp_path, {"/": page(), "/seed.html": SEED}))
    assert "2020-11-10" in found.message and "2020-08-08" in found.message and "江苏省人民政府办公厅" in found.message
    assert found.certain


def test_it_is_so_too_where_the_seed_is_the_only_page(tmp_path: Path) -> None:
    assert outcomes("record_field_missing", site(tmp_path, {"/": SEED})) == [("fail", "文件下载")]
