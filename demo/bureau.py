"""Sites of departments: lists in plain HTML, files by month as TRS writes them, each site in its own encoding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demo.articles import Article, article_from, content, page_tags
from demo.pages import Address, Answer, Ports, at, pdf, render, stored
from demo.records import short_record
from demo.report import report_of


@dataclass(frozen=True, slots=True)
class Section:
    """One column. `paths` are its list pages, first to last."""

    key: str
    name: str
    type: str
    about: str
    html: str
    parent: str
    prose: str
    record: bool
    nav: bool
    lists: bool
    per_page: int

    @property
    def path(self) -> str:
        return f"/{self.key}/"

    @property
    def tags(self) -> list[tuple[str, str]]:
        words = ("ColumnName", self.name), ("ColumnDescription", self.about), ("ColumnKeywords", self.name)
        return [*words, ("ColumnType", self.type)]


@dataclass(frozen=True, slots=True)
class Bureau:
    """One department's site, as its content file has it."""

    host: str
    name: str
    code: str
    organ: str
    charset: str
    encoding: str
    record_topic: str
    record_mark: str
    footer: str
    banner: str
    """Words under the name of the site."""
    search: str
    """Its search box."""
    front: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    columns: Mapping[str, Section]
    articles: tuple[Article, ...]

    def items_of(self, column: str) -> list[Article]:
        return [article for article in self.articles if article.column == column]


def read_bureau(name: str) -> Bureau:
    data = content(name)
    site = data["site"]
    columns = {row["key"]: _section(row) for row in data["column"] + _topics(site)}
    rows: list[dict[str, Any]] = list(data.get("article", ()))
    for row in data["column"]:
        rows += [
            {"id": n, "column": row["key"], "date": day, "title": title} for n, day, title in row.get("articles", ())
        ]
    made = [article_from({**row, **_defaults(row, columns, site["organ"])}) for row in rows]
    tags = [("SiteName", site["name"]), ("SiteDomain", site["host"]), ("SiteIDCode", site["code"])]
    missing = site.get("tags_missing", ())
    return Bureau(
        host=site["host"],
        name=site["name"],
        code=site["code"],
        organ=site["organ"],
        charset=site["charset"],
        encoding=site["encoding"],
        record_topic=site["record_topic"],
        record_mark=site["record_mark"],
        footer=site["footer"],
        banner=site.get("banner", ""),
        search=site.get("search", ""),
        front=tuple(site["front"]),
        tags=tuple(pair for pair in tags if pair[0] not in missing),
        columns=columns,
        articles=tuple(sorted(made, key=lambda article: (article.day, article.id), reverse=True)),
    )


def _topics(site: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One page of text for each topic of 条例 Art. 20, under 法定主动公开内容."""
    return [
        {
            "key": f"fdzdgknr/gk{number:02d}",
            "name": topic,
            "type": "信息公开目录",
            "about": f"主动公开{topic}" if site["columns_described"] else "",
            "parent": "fdzdgknr",
            "lists": False,
            "html": f"<p>{topic}由{site['organ']}按照职责范围依法主动公开，现行内容见本局政策文件和机构概况；"
            f"{site['organ']}目前没有需要另行公布的{topic}，如有变动将在二十个工作日内更新。</p>",
        }
        for number, topic in enumerate(site["topics"], 1)
    ]


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        key=row["key"],
        name=row["name"],
        type=row["type"],
        about=row.get("about", ""),
        html=row.get("html", ""),
        parent=row.get("parent", ""),
        prose=row.get("prose", "policy"),
        record=row.get("record", False),
        nav=row.get("nav", False),
        lists=row.get("lists", True),
        per_page=row.get("per_page", 15),
    )


def _defaults(row: Mapping[str, Any], columns: Mapping[str, Section], organ: str) -> dict[str, str]:
    day = row["date"].replace("-", "")
    path = f"/{row['column']}/{day[:6]}/t{day}_{row['id']}.html"
    return {"path": path, "prose": columns[row["column"]].prose, "source": row.get("source", organ)}


def pages(site: Bureau, ports: Ports) -> Iterator[tuple[Address, Answer]]:
    front = [
        {"name": c.name, "path": c.path, "newest": site.items_of(c.key)[:6]}
        for c in map(site.columns.__getitem__, site.front)
    ]
    home = _page(site, "bureau_home.html.j2", list(site.tags), site.name, ports, front=front)
    yield (site.host, "/"), home
    yield (site.host, "/index.html"), home
    yield (site.host, "/style.css"), stored("style.css", "text/css")
    yield (site.host, "/script/pager.js"), stored("pager.js", "application/javascript")
    for column in site.columns.values():
        yield from _column_pages(site, column, ports)
    for serial, article in enumerate(site.articles, 1):
        yield (site.host, article.path), _article_page(site, article, serial, ports)
    yield (site.host, "/fujian/biaoge.pdf"), Answer(pdf("Form"), content_type="application/pdf")


def _column_pages(site: Bureau, column: Section, ports: Ports) -> Iterator[tuple[Address, Answer]]:
    """Page 1 is index.html, page 2 index_1.html, and so on."""
    items = site.items_of(column.key)
    count = max(1, -(-len(items) // column.per_page))
    children = [child for child in site.columns.values() if child.parent == column.key]
    for number in range(count):
        answer = _page(
            site,
            "bureau_column.html.j2",
            [*site.tags, *column.tags],
            f"{column.name}-{site.name}",
            ports,
            column=column,
            parent=site.columns.get(column.parent),
            children=children,
            items=[_beside(a, column) for a in items[number * column.per_page : (number + 1) * column.per_page]],
            pages=count,
            number=number,
        )
        yield (site.host, column.path + (f"index_{number}.html" if number else "index.html")), answer
        if number == 0:
            yield (site.host, column.path), answer


def _beside(article: Article, column: Section) -> dict[str, str]:
    """A list entry with its address relative to the list, as TRS writes it."""
    return {"title": article.title, "day": article.day, "path": "./" + article.path.removeprefix(column.path)}


def _article_page(site: Bureau, article: Article, serial: int, ports: Ports) -> Answer:
    column = site.columns[article.column]
    own = [("ArticleTitle", article.title), ("PubDate", f"{article.day} 15:20"), ("ContentSource", article.source)]
    record, signature = "", article.sign
    if column.record:
        record = short_record(article, serial, site.organ, site.record_topic, site.record_mark).decode()
        written = article.written
        signature = article.sign or (site.organ, f"{written.year}年{written.month}月{written.day}日")
    return _page(
        site,
        "bureau_article.html.j2",
        page_tags([*site.tags, *column.tags, *own], article),
        f"{article.title}_{site.name}",
        ports,
        head=at(article.head, ports),
        column=column,
        article=article,
        record=record,
        signature=signature,
        html=report_of(article) if article.report else at(article.html, ports),
    )


def _page(site: Bureau, template: str, tags: list[tuple[str, str]], title: str, ports: Ports, **values: Any) -> Answer:
    values.setdefault("head", "")
    values["footer"] = at(site.footer, ports)
    body = render(template, site.encoding, site=site, pairs=tags, page_title=title, ports=ports, **values)
    return Answer(body, content_type="text/html")
