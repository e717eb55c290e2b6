"""A small round with realistic words: three sites, three accounts, and one of everything that a report must tell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checks.finding import Finding, Outcome, finding_key
from checks.rule import ACCOUNTS, SITES, Rule
from crawler.targets import Kind, Target
from scoring.result import Result
from scoring.scheme import Indicator, Scheme
from scoring.score import score

SEEN = "2026-03-16T02:21:00+00:00"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

TARGETS = (
    Target("3209990001", "澄湖市人民政府门户网站", Kind.PORTAL, "澄湖市人民政府办公室", "https://www.chenghu.example/",
           "县", "320999", "3209990001"),
    Target("3209990002", "澄湖市教育局网站", Kind.DEPARTMENT, "澄湖市教育局", "https://jyj.chenghu.example/", "部门",
           "320999", "3209990002"),
    Target("3209990003", "澄湖市水务局网站", Kind.DEPARTMENT, "澄湖市水务局", "https://slj.chenghu.example/", "部门",
           "320999", "3209990003"),
    Target("wx-chenghu", "澄湖发布", Kind.WECHAT, "澄湖市人民政府办公室", account="chenghufabu", platform="微信"),
    Target("wb-jiaoyu", "澄湖教育", Kind.WEIBO, "澄湖市教育局", account="chenghujiaoyu", platform="微博"),
    Target("wx-shuiwu", "澄湖水务", Kind.WECHAT, "澄湖市水务局", account="chenghushuiwu", platform="微信"),
)  # fmt: skip


def card(id: str, title: str, basis: str, fix: str, kinds: tuple[Kind, ...] = SITES, certain: bool = True) -> Rule:
    return Rule(id, title, basis, fix, kinds, certain, True, "doc", lambda site: iter(()))


RULES = {
    rule.id: rule
    for rule in (
        card("home_stale", "首页不更新", "国办秘函〔2019〕19号 单项否决3", "首页至少每两周发布一次信息，或申请关停。"),
        card("channel_blank", "空白栏目", "国办秘函〔2019〕19号 单项否决4", "补充内容，或撤并栏目。"),
        card("link_broken", "链接打不开", "国办发〔2017〕47号", "更正或撤下失效链接。"),
        card("tag_missing", "网页标签缺失", "国办发〔2017〕47号", "在模板中补齐标签。"),
        card("content_missing", "应公开内容未找到", "《条例》第二十条", "设置栏目并发布内容。", certain=False),
        card("interpretation_missing", "政策未配解读", "苏政办发〔2020〕65号 一(二)", "同步发布解读。", certain=False),
        card("ipv6_unreachable", "IPv6 不可访问", "苏政办发〔2020〕65号 四(二)", "开通 IPv6 解析和服务。"),
        card("guide_incomplete", "办事指南要素不全", "苏政办发〔2020〕65号 二(二)", "补齐八类要素。"),
        card("privacy_leak", "泄露个人信息", "《条例》第十五条", "立即撤下并遮盖。", certain=False),
        card("post_stale", "新媒体不更新", "国办秘函〔2019〕19号 单项否决", "两周内至少更新一次。", ACCOUNTS),
        card("post_wrong_word", "错别字", "国办秘函〔2019〕19号", "更正错字。", ACCOUNTS, certain=False),
    )
}

SCHEME = Scheme(
    id="sample",
    title="澄湖市2026年一季度政务公开评估",
    version="2026.1",
    basis="苏政办发〔2020〕65号；国办秘函〔2019〕19号",
    note="各项分值为示例，并非文件规定，请按本地考核办法修改后使用。",
    full=Decimal(100),
    pass_mark=Decimal(60),
    bonus_above=Decimal(80),
    bonus_full=Decimal(5),
    not_applicable_share=Decimal("0.8"),
    grades=((Decimal(90), "优秀"), (Decimal(80), "良好"), (Decimal(60), "合格")),
    groups=(("0", "单项否决"), ("1", "政策发布"), ("2", "运行透明"), ("3", "平台建设"), ("4", "新媒体"), ("9", "加分")),
    indicators=(
        Indicator("0.1", "首页不更新", "19号 单项否决3", SITES, ("home_stale",), "veto", veto_at=1),
        Indicator("0.2", "空白栏目较多", "19号 单项否决4", SITES, ("channel_blank",), "veto", veto_at=2),
        Indicator("0.3", "新媒体不更新", "19号 单项否决", ACCOUNTS, ("post_stale",), "veto", veto_at=1),
        Indicator("1.1", "主动公开内容", "《条例》第二十条", SITES, ("content_missing",), points=Decimal(30)),
        Indicator("1.2", "政策解读", "65号 一(二)", SITES, ("interpretation_missing",), points=Decimal("17.5")),
        Indicator("2.1", "办事指南", "65号 二(二)", SITES, ("guide_incomplete",), points=Decimal(15),
                  per_fail=Decimal(3)),
        Indicator("3.1", "链接可用", "47号", SITES, ("link_broken",), points=Decimal("7.5"), per_fail=Decimal("2.5")),
        Indicator("3.2", "网页标签", "47号", SITES, ("tag_missing",), points=Decimal(10)),
        Indicator("3.3", "IPv6 支持", "65号 四(二)", SITES, ("ipv6_unreachable",), points=Decimal(20)),
        Indicator("4.1", "文字规范", "19号", ACCOUNTS, ("post_wrong_word",), points=Decimal(100), per_fail=Decimal(5)),
        Indicator("9.1", "个人信息保护", "本方案示例", SITES, ("privacy_leak",), "bonus", points=Decimal(5)),
    ),
)  # fmt: skip


def finding(
    rule: str, target: int, outcome: Outcome, message: str, *, item: str = "", quote: str = "", page: str = ""
) -> Finding:
    subject = TARGETS[target]
    url = (subject.url or "https://mp.example/s/") + page
    return Finding(
        key=finding_key(rule, subject.id, item, url, quote),
        rule=rule,
        target=subject.id,
        unit=subject.unit,
        item=item,
        outcome=outcome,
        message=message,
        url=url,
        place="",
        quote=quote,
        seen_at=SEEN,
        sha256=DIGEST,
        certain=RULES[rule].certain,
    )


PASS, FAIL, UNSURE = Outcome.PASS, Outcome.FAIL, Outcome.UNSURE
NA, BLIND = Outcome.NOT_APPLICABLE, Outcome.NOT_MEASURED


def findings() -> list[Finding]:
    return [
        finding("home_stale", 0, PASS, "首页最新信息距采集日 1 天。"),
        finding("home_stale", 1, PASS, "首页最新信息距采集日 6 天。"),
        finding("home_stale", 2, FAIL, "首页最新信息发布于 2026-01-20，距采集日 55 天，超过 14 天。", quote="2026-01-20"),
        finding("channel_blank", 0, PASS, "抽查 22 个栏目均有内容。"),
        finding("channel_blank", 1, FAIL, "栏目“校园安全”没有任何内容。", item="校园安全", page="xyaq/"),
        finding("channel_blank", 1, UNSURE, "栏目“招生考试”的列表可能由脚本生成，未能读到。", item="招生考试", page="zsks/"),
        finding("channel_blank", 2, PASS, "抽查 9 个栏目均有内容。"),
        *(finding("content_missing", 0, PASS, "已公开。", item=f"item-{n}") for n in range(5)),
        finding("content_missing", 0, FAIL, "未找到“公共企事业单位 供热”信息，最接近的是“供水供气”。", item="enterprise-heat"),
        *(finding("content_missing", 1, PASS, "已公开。", item=f"item-{n}") for n in range(2)),
        finding("content_missing", 1, FAIL, "未找到“权责清单”，已查首页、公开目录和站内搜索。", item="power-list"),
        finding("content_missing", 2, PASS, "已公开。", item="power-list"),
        finding("interpretation_missing", 0, PASS, "抽查 10 份文件均有解读。"),
        finding("interpretation_missing", 1, UNSURE, "《教师招聘办法》未见解读。", page="art/1.html"),
        finding("interpretation_missing", 2, NA, "本轮未发文。"),
        *(
            finding("guide_incomplete", 0, FAIL, f"办事指南“{name}”缺少办理时间。", item=name, page=f"bszn/{n}.html")
            for n, name in enumerate(("新生儿入户", "社保转移", "不动产登记", "个体户注册", "老年证", "公租房申请"))
        ),
        finding("guide_incomplete", 1, PASS, "抽查 8 份办事指南要素齐全。"),
        finding("guide_incomplete", 2, NA, "该单位没有办事服务。"),
        finding("link_broken", 0, FAIL, "首页链接“专题专栏”返回 404。", item="home", quote="专题专栏"),
        finding("link_broken", 1, FAIL, "附件“报名表.doc”大小为 0 字节。", item="attachment", quote="=报名表.doc"),
        finding("link_broken", 1, PASS, "抽查 60 个站内链接均可打开。", item="inner"),
        finding("link_broken", 2, PASS, "抽查 40 个链接均可打开。"),
        *(finding("tag_missing", 0, PASS, "标签齐全。", item=name) for name in ("SiteName", "PubDate")),
        finding("tag_missing", 1, FAIL, "文章页缺少标签 ContentSource（12/12 页）。", item="ContentSource"),
        *(finding("tag_missing", 1, PASS, "标签齐全。", item=name) for name in ("SiteName", "PubDate")),
        finding("tag_missing", 2, FAIL, "文章页的标签 PubDate 为空（8/9 页）。", item="PubDate"),
        *(finding("ipv6_unreachable", n, BLIND, "本机没有 IPv6 路由。") for n in range(3)),
        finding("privacy_leak", 0, PASS, "未见身份证号和手机号。"),
        finding("privacy_leak", 1, UNSURE, "附件疑似含完整身份证号和手机号。", page="art/2.html",
                quote="张某某 320999199001011234 13812345678"),
        finding("privacy_leak", 2, PASS, "未见身份证号和手机号。"),
        finding("post_stale", 3, PASS, "最新一条发布于采集日前 1 天。"),
        finding("post_stale", 4, UNSURE, "导出数据可能不全，最新一条距采集日 20 天。"),
        finding("post_stale", 5, FAIL, "最新一条发布于 2026-02-10，距采集日 34 天。", quote="2026-02-10 节水宣传"),
        finding("post_wrong_word", 3, FAIL, "疑似错字“截止目前”，建议“截至目前”。", quote="截止目前，全市共办理"),
        finding("post_wrong_word", 4, PASS, "抽查 50 条未见错字。"),
        finding("post_wrong_word", 5, PASS, "抽查 20 条未见错字。"),
    ]  # fmt: skip


RUN = {
    "评估日": "2026-03-16",
    "采集时间": "2026-03-16 09:00 至 10:40（北京时间）",
    "名单": "名单.xlsx（6 个对象）",
    "程序版本": "0.1.0",
}


def sample() -> Result:
    return score(findings(), TARGETS, SCHEME, RULES, RUN)


CITIES = ("南澄市", "北澄市", "东澄市", "西澄市", "中澄市")
LEVELS = ("设区市", "县", "部门", "乡镇")


def wide(units: int, later: bool = False) -> Result:
    """A round of so many units, a site each and an account for every other one, no two alike in what they lack.

    The later of two such rounds has a third of the problems mended and a few new ones."""
    targets: list[Target] = []
    said: list[Finding] = []
    for number in range(units):
        sort, region = (number * 7 + number // 5) % 3, CITIES[number % len(CITIES)]
        unit = f"{region}第{number + 1}局"
        for kept, template in (("s", TARGETS[sort]), ("a", TARGETS[3 + sort])):
            if kept == "a" and number % 2:
                continue
            name = f"{unit}网站" if kept == "s" else f"{unit}发布"
            told = replace(
                template, id=f"{kept}{number:04}", name=name, unit=unit, level=LEVELS[number % 4], region=region
            )
            targets.append(told)
            said += [
                replace(f, target=told.id, unit=unit, outcome=_turned(f, number, place, later))
                for place, f in enumerate(f for f in findings() if f.target == template.id)
            ]
    return score(said, targets, SCHEME, RULES, RUN | {"名单": f"名单.xlsx（{len(targets)} 个对象）"})


def _turned(f: Finding, number: int, place: int, later: bool) -> Outcome:
    roll = (number * 31 + place * 17) % 23
    if f.outcome is FAIL and (roll < 9 or (later and roll < 14)):
        return PASS
    if f.outcome is BLIND and number % 3:
        return FAIL if roll < 8 else PASS
    return FAIL if later and f.outcome is PASS and roll == 22 else f.outcome
