"""What a column's name says of how often it must be kept up (国办秘函〔2019〕19号 单项否决 栏目不更新)."""

from __future__ import annotations

import re
from enum import StrEnum

_NEWS = re.compile(r"要闻|动态|新闻|快讯|今日|工作进展")
_NOTICES = re.compile(r"通知|公告|公示|通告|政策文件|规范性文件|政府文件|部门文件|文件公开|最新文件")
_OWN_RHYTHM = re.compile(
    r"专题|专栏|历史|归档|往期|解读|回应|图解|访谈|征集|调查|人事|任免|招考|招聘|考试|规划|年报|指南|制度|领导|机构|概况|发布会|直播"
    r"|采购|招标|中标|土地|征地|征收|拆迁|拍卖|出让|听证|处罚|许可|环评|拟|失信|注销|资格|预算|决算|价格|工程|项目|新媒体"
)
"""Columns that fill when there is a case, or are closed."""


class ChannelKind(StrEnum):
    NEWS = "news"
    """动态要闻类"""
    NOTICES = "notices"
    """通知公告、政策文件类"""
    OTHER = "other"


_TYPES = {"工作动态": ChannelKind.NEWS, "政务动态": ChannelKind.NEWS, "政策文件": ChannelKind.NOTICES}
"""ColumnType values (国办发〔2017〕47号 annex) that settle the kind, unless the name is one of the longer term."""


def channel_kind(name: str, column_type: str = "") -> ChannelKind:
    """By name and tag, as the census does; columns with rhythms of their own are `other`."""
    if _OWN_RHYTHM.search(name):
        return ChannelKind.OTHER
    if _NOTICES.search(name):
        return ChannelKind.NOTICES
    if column_type in _TYPES:
        return _TYPES[column_type]
    return ChannelKind.NEWS if _NEWS.search(name) else ChannelKind.OTHER
