"""Metadata headers of disclosed documents, in the two forms that the county's sites use."""

from __future__ import annotations

from demo.articles import Article
from demo.pages import render

GENRES = ("通知", "公告", "通告", "公示", "意见", "决定", "批复", "方案", "办法", "预案", "规划")

Rows = list[list[tuple[str, str]]]


def genre(title: str) -> str:
    return next((word for word in GENRES if title.endswith(word)), "其他")


def full_record(article: Article, serial: int, link: str) -> bytes:
    """The field set of Jiangsu county portals: 18 fields, short rows ending in merged empty cells."""
    fields = {
        "索引号": f"014029816/{article.published.year}-{serial:05d}",
        "生成日期": article.written.isoformat(),
        "公开日期": article.day,
        "文件编号": f"澄政办发〔{article.written.year}〕{serial}号",
        "公开时限": "长期公开",
        "发布机构": "澄湖县人民政府办公室",
        "公开形式": "网站、政府公报",
        "公开方式": "主动公开",
        "公开范围": "面向社会",
        "效力状况": "有效",
        "公开程序": "部门编制，经办公室审核后公开",
        "主题(一)": "综合政务",
        "主题(二)": "其他",
        "体裁": genre(article.title),
        "关键词": "公开,管理,服务",
        "分类词": "综合",
        "文件下载": f'<a href="{link}">{article.title}.pdf</a>',
        "内容概况": "明确适用范围、责任分工、办理流程和监督措施，自公布之日起施行。",
        **article.record,
    }
    rows = _rows(fields, article, _FULL)
    return render("record.html.j2", rows=rows, width=6)


def short_record(article: Article, serial: int, publisher: str, topic: str, mark: str) -> bytes:
    """The field set of the State Council Office's own pages: six fields."""
    fields = {
        "索引号": f"{mark}/{article.published.year}-{serial:05d}",
        "主题分类": topic,
        "发文机关": publisher,
        "成文日期": article.written.isoformat(),
        "发文字号": "无",
        "发布日期": article.day,
        **article.record,
    }
    return render("record.html.j2", rows=_rows(fields, article, _SHORT), width=4)


_FULL = (
    ("索引号", "生成日期", "公开日期"),
    ("文件编号", "公开时限"),
    ("发布机构", "公开形式"),
    ("公开方式", "公开范围"),
    ("效力状况", "公开程序"),
    ("主题(一)", "主题(二)", "体裁"),
    ("关键词", "分类词"),
    ("文件下载",),
    ("内容概况",),
)
_SHORT = (("索引号", "主题分类"), ("发文机关", "成文日期"), ("发文字号", "发布日期"))


def _rows(fields: dict[str, str], article: Article, layout: tuple[tuple[str, ...], ...]) -> Rows:
    rows = [[(label, fields[label]) for label in row if label not in article.absent] for row in layout]
    return [row for row in rows if row]
