"""A column that should be kept up has had nothing for a year.

Columns outside of news and notices have rhythms of their own, but a year without anything is none.

Fails          when the newest item of such a column is more than MONTHS old; of columns that fill once a year
               (annual reports, budgets, plans), more than MONTHS_YEARLY. One finding a column; always a suspicion.
Unsure         when only part of a list that is not ordered by day was read.
Not applicable   when the site has no such column.
Not measured   when the column's list, or no day in it, could be read.
Blind spots    what should be kept up is told by the column's name, address and path: closed topics, archives, standing
               information (organs, leaders, guides, law texts) and columns that fill only when there is a case are let be.
               Columns of the 动态要闻 and 通知公告 kinds are left to `channel_stale`.
Item           the column's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.channel_kinds import ChannelKind
from checks.facts.channels import Channel, Reading
from checks.facts.dates import months_before
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

MONTHS, MONTHS_YEARLY = 12, 18
"""Our defaults: no clause in force gives a figure for 应更新但长期未更新."""
_YEARLY = re.compile(r"三公|经费|年报|年度|年鉴|预算|决算|预决算|财政|工作报告|计划|总结|公报|报表|规划|统计|考核|审计")
_TOPIC = re.compile(
    r"专题|专栏|归档|历史|往期|回顾|档案|已结束|已关闭|旧版|(?:19|20)\d\d|第[一二三四五六七八九十\d]+[届次期轮批]|十[一二三四五六]五|个五年"
)
_STANDING = re.compile(
    r"指南|制度|机构|职能|职责|领导(?!活动|讲话|调研)|负责人|班子|简介|概况|概览|介绍|走进|历史|沿革|区划|地理|人口|资源|风光|风情|名胜|景点|特产|文化|荣誉"
    r"|法律|法规|规章|条例|文件(?!解读)|标准|目录|清单|名录|名单|预案|服务|办事|指引|流程|表格|下载|依申请|入口|平台|系统|地图|导航|联系|关于|声明"
    r"|帮助|登录|注册|搜索|检索|链接|友情|信箱|电话|热线|矩阵|新媒体|公众号|投诉|举报|咨询|留言|常见问题|问答|知识(?!产权)|资产|收费|邮箱|门户|旅游|投资(?!动态)|主动公开内容|(?:信息|政务|办事|标准)公开$"
)
_CASES = re.compile(
    r"征地|征收|拆迁|土地|出让|拍卖|听证|灾|预警|事故|换届|选举|项目|工程|招标|中标|采购|处罚|许可|强制|失信|环评|资格|注销|招考|招聘|录用"
    r"|考试|抽查|检查|表彰|奖|救助|慈善|扶贫|议案|提案|建议"
)
_TOPIC_PATH = re.compile(
    r"/(?:zt|ztzl|ztlm|zhuanti|zhuanlan|special|topics?|lszt|wqhg|gd|guidang|archives?)(?:[/_\d-]|$)", re.IGNORECASE
)
_PLACE = re.compile(r"(?:当前|所在|现在|您|你)[^。]{0,6}位置")
_PATH = 10, 40
"""Lines at most of the path of columns above a page, and characters of it where it does not end in the page's name."""
_CLOSED = re.compile(
    r"已归档|^\W*归档\W*$|(?:专题|专栏|栏目)[^。]{0,12}(?:停止|不再|暂停)(?:更新|维护)|(?:专题|专栏|栏目)[^。]{0,4}已(?:结束|关闭|下线|停用)"
)
_LINE = 80
"""Characters at most of a line that says that the column is closed (our default)."""


@rule(
    title="栏目长期不更新",
    basis="国办秘函〔2019〕19号 单项否决“栏目不更新”：应更新但长期未更新的栏目（期限为本程序默认值：一年）",
    fix="恢复栏目更新；已结束的专题标注归档，确无内容的栏目合并或下线。",
    certain=False,
)
def channel_dormant(site: Site) -> Iterator[Verdict]:
    kept = [channel for channel in site.channels if _is_to_be_kept(channel)]
    if not kept:
        yield not_applicable("没有识别出应当定期更新的其他栏目。", site.home)
    for channel in kept:
        yield _judge(site, channel)


def _is_to_be_kept(channel: Channel) -> bool:
    name, document = channel.name, channel.document
    if channel.kind is not ChannelKind.OTHER or channel.reading in (Reading.MENU, Reading.TEXT, Reading.EMPTY):
        return False
    if not name or _TOPIC.search(name) or _STANDING.search(name) or _CASES.search(name):
        return False
    if _TOPIC_PATH.search(document.page.url):
        return False
    if _TOPIC.search(_above(channel)):
        return False
    return not any(_CLOSED.search(line) for line in document.lines if len(line) <= _LINE)


def _above(channel: Channel) -> str:
    """The names of the columns above it, as the page gives its place."""
    lines, (most, short) = channel.document.lines, _PATH
    start = next((n for n, line in enumerate(lines) if _PLACE.search(line)), None)
    if start is None:
        return ""
    path = "".join(lines[start : start + most])
    before, name, _ = path.partition(channel.name)
    return before if name else path[:short]


def _judge(site: Site, channel: Channel) -> Verdict:
    page, name = channel.document.page, channel.name
    if channel.reading is not Reading.READ:
        return not_measured(f"栏目“{name}”没有读到自己的列表，不评判其更新。", page, item=name)
    days = ((item.published.day, item.title, item) for item in channel.items if item.published)
    dated = [row for row in days if row[0] <= site.today]
    if not dated:
        return not_measured(f"栏目“{name}”读到 {len(channel.items)} 条信息，但没有读到日期。", page, item=name)
    day, title, newest = max(dated, key=lambda row: row[:2])
    assert newest.published is not None
    months = MONTHS_YEARLY if _YEARLY.search(name) else MONTHS
    said = f"栏目“{name}”最新信息《{title}》发布于 {day}，距评判日 {site.today} 已 {(site.today - day).days} 天（限 {months} 个月）。"
    quote = f"{title} {newest.published.quote}"
    if day >= months_before(site.today, months):
        return passed(said, page, quote=quote, item=name)
    if channel.partly and not channel.newest_first:
        return unsure(said + "列表未按日期排列且未读完，须人工核实。", page, quote=quote, item=name)
    return failed(said, page, quote=quote, item=name)
