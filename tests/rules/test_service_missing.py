"""无办事服务: the names that services go by, what is none, and where the machine cannot tell."""

from pathlib import Path

import pytest
from sites import Given, answer, failure, findings, page, said, site

from crawler.targets import Kind

RULE = "service_missing"


def judged(tmp_path: Path, link: str, kind: Kind = Kind.PORTAL, **pages: Given) -> set[str]:
    whole = {"/": page(f'{link}<a href="/gk/">信息公开</a>'), "/gk/": page("<p>公开</p>", title="信息公开"), **pages}
    return said(RULE, site(tmp_path, whole, kind=kind))


@pytest.mark.parametrize(
    "name",
    [
        "办事服务",
        "政务服务",
        "网上办事",
        "江苏政务服务网",
        "一网通办",
        "办事大厅",
        "在线服务",
        "个人办事",
        "行政审批",
        "政务服务中心",
    ],
)
def test_names_of_services(tmp_path: Path, name: str) -> None:
    text = page("<p>可以办理的事项由窗口受理。</p>", title=name)
    assert judged(tmp_path, f'<a href="/bs/">{name}</a>', **{"/bs/": text}) == {"pass"}
    assert judged(tmp_path, f'<a href="http://p.example.gov.cn/">{name}</a>') == {"pass"}


@pytest.mark.parametrize(
    "name", ["政务服务管理局", "办事服务动态", "县政务服务管理办公室", "志愿者", "优化政务服务条例"]
)
def test_what_is_no_service(tmp_path: Path, name: str) -> None:
    assert "pass" not in judged(tmp_path, f'<a href="/x/">{name}</a>', **{"/x/": page(title=name)})


def test_absence(tmp_path: Path) -> None:
    pages = {"/": page('<a href="/gk/">信息公开</a>'), "/gk/": page(title="信息公开")}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert found.outcome == "fail" and found.certain and "信息公开" in found.quote
    assert said(RULE, site(tmp_path, pages, kind=Kind.DEPARTMENT)) == {"unsure"}


@pytest.mark.parametrize(
    ("given", "outcome"), [(answer(404), "fail"), (failure("timeout"), "pass"), (answer(412), "pass")]
)
def test_what_became_of_the_only_entry(tmp_path: Path, given: Given, outcome: str) -> None:
    assert judged(tmp_path, '<a href="/bs/">办事服务</a>', **{"/bs/": given}) == {outcome}


def test_pictures(tmp_path: Path) -> None:
    assert judged(tmp_path, '<a href="http://www.jszwfw.gov.cn/"><img src="/a.png"></a>') == {"pass"}
    assert judged(tmp_path, '<a href="http://x.example/"><img src="/a.png"></a>') == {"unsure"}


def test_what_cannot_be_told(tmp_path: Path) -> None:
    assert judged(tmp_path, '<a href="javascript:go()">网上办事</a>') == {"not_measured"}
    assert said(RULE, site(tmp_path, {"/": page('<a href="/gk/">信息公开</a>')})) == {"not_measured"}
