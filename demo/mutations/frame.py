"""Mutations of what frames a page: marks at the foot, tags in the head."""

from __future__ import annotations

from collections.abc import Iterator

from demo.labelled import Case
from demo.mutations.pages import (
    ARTICLE_TAGS,
    COLUMN_TAGS,
    FIELDS,
    MARKS,
    SITE_TAGS,
    article,
    column,
    home,
    made,
    table,
    without,
)


def cases() -> Iterator[Case]:
    yield from _marks()
    yield from _tags()


def _marks() -> Iterator[Case]:
    for name in MARKS:
        yield made("mark_missing", f"去掉标识 {name}", {"/": home(marks=without(MARKS, name))}, name, "/")
    yield made("mark_missing", "标识换个次序", {"/": home(marks=dict(reversed(MARKS.items())))}, None)


def _tags() -> Iterator[Case]:
    for name in SITE_TAGS:
        for how, tags in (("去掉", without(SITE_TAGS, name)), ("清空", {**SITE_TAGS, name: ""})):
            yield made("tag_missing", f"首页{how}标签 {name}", {"/": home(tags=tags)}, name)
    for name in COLUMN_TAGS:
        for how, value in (("去掉", "-"), ("清空", "")):
            yield made("tag_missing", f"栏目页{how}标签 {name}", {"/zcwj/": column(**{name: value})}, name)
    for name in ARTICLE_TAGS:
        for how, value in (("去掉", "-"), ("清空", "")):
            changed = article(table(FIELDS), **{name: value})
            yield made("tag_missing", f"内容页{how}标签 {name}", {"/zcwj/1.html": changed}, name)
    for name, other in (
        ("SiteName", "清湖县人民政府"),
        ("SiteIDCode", "3202980002"),
        ("SiteDomain", "www.qinghu.gov.cn"),
    ):
        yield made("tag_conflict", f"一页的 {name} 与全站不同", {"/zcwj/": column(**{name: other})}, name)
    for day in ("2026-11-04 09:30", "2026-11-06 09:30"):
        changed = article(table({**FIELDS, "公开日期": "2026-11-05"}), PubDate=day)
        yield made("tag_conflict", f"PubDate 移动一天（{day[:10]}）", {"/zcwj/1.html": changed}, "PubDate")
    other = article(table(FIELDS), ArticleTitle="关于做好防火工作的紧急通告")
    yield made("tag_conflict", "ArticleTitle 是另一标题", {"/zcwj/1.html": other}, "ArticleTitle")
