"""发布机构不规范: a website is no organ; a centre, an office or a committee is."""

from pathlib import Path

import pytest
from sites import TAGS, findings, header, outcomes, page, record, said, site

RULE = "record_publisher_improper"


def judge(tmp_path: Path, publisher: str) -> str:
    (found,) = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(发布机构=publisher))}))
    return found.outcome.value


@pytest.mark.parametrize(
    "name",
    ["宜兴市人民政府网站", "中国澄湖政府门户网站", "澄湖市人民政府门户网", "澄湖政务网", "本站", "本站原创", "转载", "admin", "澄湖发布公众号",
     "澄湖市政府信息公开网", "系统管理员", "澄湖 市人民 政府网站"],
)  # fmt: skip
def test_a_website_is_no_organ(tmp_path: Path, name: str) -> None:
    assert judge(tmp_path, name) == "fail"


@pytest.mark.parametrize(
    "name",
    ["澄湖市人民政府", "江苏省人民政府办公厅", "市委网信办", "澄湖市融媒体中心", "澄湖市互联网信息办公室", "市大数据局（市政务服务网管理中心）", "信息中心",
     "国家计算机网络应急技术处理协调中心", "澄湖市电子政务网络管理中心", "市公共资源交易平台管理委员会", "澄湖街道", "国网澄湖供电公司"],
)  # fmt: skip
def test_an_organ_whatever_its_work(tmp_path: Path, name: str) -> None:
    assert judge(tmp_path, name) == "pass"


def test_the_message_names_it(tmp_path: Path) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(发布机构="宜兴市人民政府网站"))}))
    assert "宜兴市人民政府网站" in found.message and found.item == "发布机构" and found.sha256


def test_an_empty_publisher_is_another_rule_s_matter(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(发布机构=""))})) == {"not_applicable"}
    pages = {"/": page(), "/a.html": record(header(发布机构="")), "/b.html": record(header())}
    assert outcomes(RULE, site(tmp_path, pages)) == [("pass", "发布机构")]


@pytest.mark.parametrize("value", ["<script>document.write(x)</script>", "<img src='/organ.png'>"])
def test_a_name_that_cannot_be_read(tmp_path: Path, value: str) -> None:
    assert judge(tmp_path, value) == "unsure"


@pytest.mark.parametrize(
    "name", ["澄湖市残疾人联合会", "澄湖市中级人民法院", "澄湖市图书馆", "澄湖市气象站", "国网澄湖供电公司"]
)
def test_an_organ_whose_site_bears_its_name(tmp_path: Path, name: str) -> None:
    html = record(header(发布机构=name)).replace(TAGS["SiteName"], name)
    assert outcomes(RULE, site(tmp_path, {"/": page(), "/a.html": html})) == [("pass", "发布机构")]


def test_a_site_s_own_name_is_no_organ(tmp_path: Path) -> None:
    html = record(header(发布机构="魅力澄湖")).replace(TAGS["SiteName"], "魅力澄湖")
    assert outcomes(RULE, site(tmp_path, {"/": page(), "/a.html": html})) == [("fail", "发布机构")]
