"""www.chenghu-demo.gov.cn: the county's portal, made by a 大汉 JCMS kind of system, UTF-8."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from demo.articles import Article, article_from, content, page_tags
from demo.jpage import dataproxy
from demo.pages import HERE, Address, Answer, Ports, at, moved, pdf, render, stored
from demo.records import full_record
from demo.report import report_of

HOST = "www.chenghu-demo.gov.cn"
NAME = "澄湖县人民政府"
SITE_TAGS = [("SiteName", NAME), ("SiteDomain", HOST), ("SiteIDCode", "3202980001")]
OFFICE = "澄湖县人民政府办公室"
FRONT = ("1001", "1004", "1003", "1010")
"""Columns shown on the home page."""
STATUTORY = "1032"
SEARCH = "/search/index.html"
BROKEN_XML = "1002"
"""The column whose paging endpoint does not reply well-formed XML."""


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    name: str
    type: str
    about: str
    shows: str
    html: str
    children: tuple[str, ...]
    parent: str
    prose: str
    record: bool
    per_page: int
    target: str

    @property
    def path(self) -> str:
        return f"/col/col{self.id}/index.html"

    @property
    def unit(self) -> str:
        return f"2{self.id}"

    @property
    def tags(self) -> list[tuple[str, str]]:
        words = ("ColumnName", self.name), ("ColumnDescription", self.about), ("ColumnKeywords", f"{self.name},澄湖县")
        return [*words, ("ColumnType", self.type)]


def _column(row: Mapping[str, Any], under: list[str]) -> Column:
    statutory = "type" not in row
    children = tuple(str(child) for child in (*row.get("children", ()), *under))
    default_list = "none" if children else "plain"
    return Column(
        id=str(row["id"]),
        name=row["name"],
        type=row.get("type", "信息公开目录"),
        about=row.get("about", f"依法主动公开澄湖县{row['name']}"),
        shows=row.get("list", default_list),
        html=row.get("html", ""),
        children=children,
        parent=str(row.get("under", row.get("parent", STATUTORY if statutory else ""))),
        prose=row.get("prose", "policy"),
        record=row.get("record", statutory),
        per_page=row.get("per_page", 15),
        target=row.get("target", ""),
    )


@cache
def columns() -> dict[str, Column]:
    rows = _rows("column")
    under: dict[str, list[str]] = {}
    for row in rows:
        under.setdefault(str(row.get("under", "")), []).append(str(row["id"]))
    return {str(row["id"]): _column(row, under.get(str(row["id"]), [])) for row in rows}


def _rows(kind: str) -> list[dict[str, Any]]:
    """`column` or `article` rows of all of the portal's content files."""
    names = sorted(path.stem for path in (HERE / "content").glob("portal*.toml"))
    return [row for name in (*names, "platform", "seed") for row in content(name).get(kind, [])]


@cache
def articles() -> tuple[Article, ...]:
    """Newest first."""
    rows: list[dict[str, Any]] = []
    for column in _rows("column"):
        for number, day, title in column.get("articles", []) + column.get("hidden", []):
            rows.append({"id": number, "column": column["id"], "date": day, "title": title})
    rows += _rows("article")
    made = [article_from({**row, **_defaults(row)}) for row in rows]
    return tuple(sorted(made, key=lambda article: (article.pinned, article.day, article.id), reverse=True))


def _defaults(row: Mapping[str, Any]) -> dict[str, str]:
    year, month, day = (int(part) for part in row["date"].split("-"))
    path = f"/art/{year}/{month}/{day}/art_{row['column']}_{row['id']}.html"
    return {"path": path, "prose": columns()[str(row["column"])].prose, "source": row.get("source", OFFICE)}


def items_of(column: str) -> list[Article]:
    return [article for article in articles() if article.column == column]


def pages(ports: Ports) -> Iterator[tuple[Address, Answer]]:
    yield (HOST, "/"), Answer(_home(ports))
    yield (HOST, "/index.html"), moved("/", 301)
    yield (HOST, "/style.css"), stored("style.css", "text/css")
    yield (HOST, "/script/jpage.js"), stored("jpage.js", "application/javascript")
    for column in columns().values():
        answer = moved(column.target) if column.shows == "redirect" else Answer(_column_page(column, ports))
        yield (HOST, column.path), answer
    for serial, article in enumerate(articles(), 1):
        attachment = f"/attach/1/{article.id}.pdf"
        record = b""
        if columns()[article.column].record:
            record = full_record(article, serial, attachment)
            yield (HOST, attachment), Answer(pdf(f"Document {article.id}"), content_type="application/pdf")
        yield (HOST, article.path), Answer(_article_page(article, record.decode(), ports))


def paged(asked: Mapping[str, str]) -> Answer:
    column = columns().get(asked.get("columnid", ""))
    if column is None:
        return Answer(b"<datastore><totalrecord>0</totalrecord></datastore>", content_type="text/xml")
    return dataproxy(items_of(column.id), column.per_page, asked, well_formed=column.id != BROKEN_XML)


def searched(asked: Mapping[str, str]) -> Answer:
    """Titles that hold the words, newest first."""
    words = asked.get("q", "").strip()
    found = [article for article in articles() if words and words in article.title]
    return Answer(render("portal_search.html.j2", words=words, found=found))


def _home(ports: Ports) -> bytes:
    front = [{"name": c.name, "path": c.path, "newest": items_of(c.id)[:6]} for c in map(columns().__getitem__, FRONT)]
    return render("portal_home.html.j2", ports=ports, head="", pairs=SITE_TAGS, page_title=NAME, front=front)


def _column_page(column: Column, ports: Ports) -> bytes:
    parent = columns().get(column.parent)
    return render(
        "portal_column.html.j2",
        ports=ports,
        head="",
        pairs=SITE_TAGS + column.tags,
        page_title=f"{column.name}-{NAME}",
        column=column,
        parent=parent,
        children=[columns()[child] for child in column.children],
        items=items_of(column.id),
        html=column.html,
    )


def _article_page(article: Article, record: str, ports: Ports) -> bytes:
    column = columns()[article.column]
    own = [("ArticleTitle", article.title), ("PubDate", f"{article.day} 09:30"), ("ContentSource", article.source)]
    signed = article.record.get("发布机构", OFFICE)
    default = (signed, f"{article.written.year}年{article.written.month}月{article.written.day}日") if record else ()
    return render(
        "portal_article.html.j2",
        ports=ports,
        head=at(article.head, ports),
        pairs=page_tags(SITE_TAGS + column.tags + own, article),
        page_title=f"{article.title}-{NAME}",
        column=column,
        article=article,
        record=record,
        signature=article.sign or default,
        html=report_of(article) if article.report else at(article.html, ports),
    )
