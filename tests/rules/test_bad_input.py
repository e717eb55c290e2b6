"""What no portal should serve, judged by every rule: no rule breaks, and none takes the square of the size."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from checks.facts.documents import read_document
from checks.facts.numbers import cover
from checks.finding import Finding, Outcome
from checks.rule import load_rules
from checks.run import observe, run
from crawler.archive import Page
from tests.sites import HOME, Answer, file, site

HEAD = (
    '<html><head><title>通知公告</title><meta name="ArticleTitle" content="关于印发方案的通知">'
    '<meta name="PubDate" content="2026-13-40 25:61"></head><body><h1>关于印发方案的通知</h1>'
)


def _bomb(name: str) -> bytes:
    """A package whose only part is a thousand times its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, b"<w:t>" + b" " * 30_000_000)
    return packed.getvalue()


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480
PAGES: dict[str, str | bytes] = {
    "no body": "<html><head><title>x</title></head></html>",
    "nothing": "",
    "binary as a page": bytes(range(256)) * 40,
    "broken bytes": HEAD.encode() + b"\xff\xfe\xed\xa0\x80" * 200,
    "nul": HEAD + "\0" * 2000,
    "no such day": HEAD + "<p>2026-13-40 2026年2月30日 0000-00-00 9999-99-99</p>" * 100,
    "nested tables": HEAD + "<table><tr><td>索引号" * 60 + "x",
    "nested blocks": HEAD + "<div><p><ul><li>" * 300,
    "wide spans": HEAD + "<table>" + "<tr><td rowspan=65534 colspan=99999>事项</td></tr>" * 50 + "</table>",
    "header of many rows": HEAD
    + "<table>"
    + "".join(f"<tr><td>索引号：</td><td>{n}</td><td>生成日期</td><td>2026-13-40</td></tr>" for n in range(800))
    + "</table>",
    "never ended": HEAD + "<!-- " * 400 + "<script>document.write('<div " * 100 + "<style>a{" * 100,
    "many links": HEAD + "".join(f'<a href="/p/{n}.html">通知{n}</a>' for n in range(1000)),
    "hidden links": HEAD
    + '<div style="display:none">'
    + "".join(f'<a href="http://h{n}.com">x</a>' for n in range(200)),
    "broken list": HEAD + '<script type="text/xml"><datastore><recordset>' + "<record><![CDATA[" * 300,
    "one long line": HEAD + "<p>" + "联系电话：13861234567 2026年11月1日 " * 600 + "</p>",
    "odd addresses": HEAD
    + '<a href="http://[::1">x</a><a href="//">x</a><a href="http://a:b@c:999999/">x</a><a href="\\\\x">x</a>',
}
FILES = {
    "no.pdf": b"no pdf at all",
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>",
    "empty.docx": b"",
    "locked.docx": ENCRYPTED,
    "locked.xlsx": ENCRYPTED,
    "bomb.docx": _bomb("word/document.xml"),
    "bomb.xlsx": _bomb("xl/worksheets/sheet1.xml"),
    "cut.xlsx": _bomb("xl/workbook.xml")[:300],
    "no.zip": b"PK\x03\x04" + b"\xff" * 200,
}


def _judged(folder: Path, page: str | bytes) -> list[Finding]:
    """The page as home page, as a column and as an article; beside it a list of files that are none."""
    links = "".join(f'<a href="/f/{name}">{name} 政府信息公开工作年度报告</a>' for name in FILES)
    files = {f"/f/{name}": file(body) for name, body in FILES.items()}
    pages = {"/p/1.html": Answer(page, via=HOME), "/zt/": Answer(page, via=HOME), "/p/2.html": HEAD + links}
    judged = site(folder, {"": page, **pages, **files})
    observe(judged)
    return list(run(judged, load_rules().values()))


@pytest.mark.parametrize("name", PAGES)
def test_no_rule_breaks(tmp_path: Path, name: str) -> None:
    broken = [one for one in _judged(tmp_path, PAGES[name]) if one.outcome is Outcome.ERROR]
    assert not broken


def test_files_under_a_sound_home_page(tmp_path: Path) -> None:
    menu = "".join(f'<a href="/f/{name}">{name} 2025年政府信息公开工作年度报告</a>' for name in FILES)
    judged = site(tmp_path, {"": HEAD + menu, **{f"/f/{name}": file(body) for name, body in FILES.items()}})
    assert not [one for one in run(judged, load_rules().values()) if one.outcome is Outcome.ERROR]


GROWING = {
    "nested tables": lambda n: "<table><tr><td>" * n,
    "unended comments": lambda n: "<!-- " * n,
    "unended writes": lambda n: "<script>" + "document.write('<div" * n + "</script>",
    "hidden links": lambda n: (
        '<div style="display:none">' + "".join(f'<a href="http://h{i}.com">x</a>' for i in range(n))
    ),
    "unended records": lambda n: '<script type="text/xml"><datastore>' + "<record><![CDATA[" * n + "</script>",
    "figures": lambda n: "<p>" + "2026-13-40 " * n + "</p>",
}


@pytest.mark.parametrize("name", GROWING)
def test_the_work_of_reading_grows_with_the_page(name: str) -> None:
    """Eight times the page takes nowhere near 64 times the work: the least of three readings, told as a ratio."""
    small, large = (HEAD + GROWING[name](n) for n in (500, 4000))
    assert _reading(large) < 30 * max(_reading(small), 0.002)


def _reading(text: str) -> float:
    page = Page(HOME, "home", 0, datetime(2026, 11, 20, tzinfo=UTC), 0.1, status=200)
    times = []
    for _ in range(3):
        began = process_time()
        read_document(page, text)
        cover(text)
        times.append(process_time() - began)
    return min(times)
