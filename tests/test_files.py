"""What documents say, and that no bytes break the reading of them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from checks.facts.files import CUT, LINES, File, files, read_file
from checks.facts.packages import DAMAGED, LOCKED, SCANNED, TOO_LARGE, UNKNOWN
from crawler.archive import Archive, ArchiveWriter, Page
from crawler.settings import LINK_KEPT
from tests import sites

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(body: bytes, name: str = "a.bin") -> File:
    page = Page(f"{sites.HOME}{name}", "link", 1, datetime(2026, 11, 20, tzinfo=UTC), 0.1, status=200)
    return read_file(page, body)


def package(method: int = zipfile.ZIP_DEFLATED, **parts: str | bytes) -> bytes:
    """A zip of members; `__` in a name stands for `/`, `_` for `.`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def docx(body: str) -> bytes:
    return package(word__document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>")


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def xlsx(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(*streams: bytes, extra: bytes = b"", packed: bool = False, resources: bytes = b"") -> bytes:
    """Pages that draw these streams in Helvetica."""
    count = len(streams)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, stream in enumerate(streams):
        data, how = (zlib.compress(stream), b"/Filter/FlateDecode") if packed else (stream, b"")
        names = b"<</Font<</F1 3 0 R>>%s>>" % resources
        parts.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources%s>>" % (5 + 2 * number, names))
        parts.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), how, data))
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, extra, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + trailer


def words(text: str) -> bytes:
    return f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()


def test_pdf_text() -> None:
    found = read(pdf(words("Budget of 2026"), words("Page two of it"), packed=True))
    assert found == File("pdf", ("Budget of 2026", "Page two of it"))


def test_pdf_whatever_its_name_and_what_stands_before_it() -> None:
    assert read(b"\r\n junk \n" + pdf(words("Hello there")), "a.docx").kind == "pdf"


def test_scanned_pdf() -> None:
    assert read(pdf(b"q Q")).fault == SCANNED
    assert read(pdf(words("Some words that were really written down here"))).fault == ""


def test_pdf_under_lock() -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf(words("secret"))))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert read(out.getvalue()) == File("pdf", fault=LOCKED)


def test_pdf_that_anybody_may_open_is_read() -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf(words("printable only"))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert read(out.getvalue()).lines == ("printable only",)


def test_pdf_of_many_pages_is_read_to_the_limit_and_says_so() -> None:
    found = read(pdf(*(words(f"Page {number}") for number in range(61))))
    assert found.fault == TOO_LARGE and found.lines[0] == "Page 0" and len(found.lines) == 60


def test_pdf_bombs_end() -> None:
    assert read(pdf(b"q Q " * 20_000_000, packed=True)).fault in (TOO_LARGE, DAMAGED)
    assert read(pdf(b"BT /F1 1 Tf (a) Tj ET " * 90_000, packed=True)).fault in (TOO_LARGE, DAMAGED, "")
    loop = pdf(words("x")).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")
    assert read(loop).fault


def test_docx_paragraphs_in_order_and_merged_cells() -> None:
    begun, twice = "<w:vMerge w:val='restart'/>", "<w:gridSpan w:val='2'/>"
    table = (
        f"<w:tbl><w:tr>{cell('项目', begun)}{cell('金额', twice)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('上年')}{cell('本年')}</w:tr></w:tbl>"
    )
    found = read(docx(paragraph("一、总体情况") + table + paragraph("末段")))
    assert found.kind == "docx" and found.fault == ""
    assert found.lines == ("一、总体情况", "项目", "金额", "上年", "本年", "末段")
    assert found.tables == ([["项目", "金额", "金额"], ["项目", "上年", "本年"]],)


def test_docx_text_box_is_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = paragraph("框内")
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    found = read(docx(f"<w:p><w:r><w:t>框外</w:t></w:r><w:r>{both}</w:r></w:p>"))
    assert found.lines == ("框外", "框内")


def test_docx_that_names_a_span_beyond_reason() -> None:
    row = "<w:tr>" + cell("x", "<w:gridSpan w:val='99999999'/>") * 60 + "</w:tr>"
    found = read(docx(f"<w:tbl>{row * 200}</w:tbl>"))
    assert found.fault == TOO_LARGE and sum(len(row) for row in found.tables[0]) < 300_000


def test_xlsx() -> None:
    found = read(xlsx(["项目", "金额"], [None, None], ["合计", 318.6]))
    assert found.kind == "xlsx" and found.tables == ([["项目", "金额"], ["合计", "318.6"]],)
    assert found.lines == ("项目 金额", "合计 318.6")


def test_xlsx_with_a_cell_far_out() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = "z"
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue())
    assert found.fault == TOO_LARGE and found.lines == ("a",)


def test_ofd_by_height_on_the_page() -> None:
    page = (
        '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>'
        '<ofd:TextObject Boundary="60 20 9 4"><ofd:TextCode>局</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject Boundary="20 50 9 4"><ofd:TextCode>正文</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject Boundary="20 20 9 4"><ofd:TextCode>澄湖县教育</ofd:TextCode></ofd:TextObject>'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )
    found = read(package(OFD_xml="<x/>", Doc0__Pages__Page0__Content_xml=page))
    assert found == File("ofd", ("澄湖县教育局", "正文"))


def test_zip_names_its_members_and_reads_the_documents_among_them() -> None:
    inner = package(a_txt="x")
    found = read(
        package(zipfile.ZIP_STORED, 预算表_xlsx=xlsx(["收入", 5]), 说明_docx=docx(paragraph("说明")), in_zip=inner)
    )
    assert found.kind == "zip" and found.lines == ("预算表.xlsx", "收入 5", "说明.docx", "说明", "in.zip")


def test_zip_names_in_gb18030() -> None:
    body = package(xx="x").replace(b"xx", "图".encode("gb18030"))
    assert read(body).lines == ("图",)


def test_zip_bombs() -> None:
    assert read(package(big=b"\0" * (65 * 1024 * 1024))).fault == TOO_LARGE
    assert read(package(zipfile.ZIP_BZIP2, word__document_xml="<x/>")).fault == UNKNOWN
    lol = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
    assert read(package(word__document_xml=lol)).lines == ()
    many = package(**{f"m{number}": "" for number in range(2001)})
    assert read(many).fault == TOO_LARGE


def test_zip_under_lock() -> None:
    body = bytearray(package(word__document_xml="<x/>"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", body, body.index(mark) + place, 1)
    assert read(bytes(body)) == File("docx", fault=LOCKED)


def test_old_office_and_its_lock() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert read(ole) == File("doc", fault=UNKNOWN)
    assert read(ole + "EncryptedPackage".encode("utf-16-le")).fault == LOCKED


def test_html_and_text_that_call_themselves_documents() -> None:
    found = read("<html><body><p>甲</p><table><tr><td>乙<td>1</table></body></html>".encode("gb18030"), "a.doc")
    assert found.kind == "html" and found.lines == ("甲", "乙", "1") and found.tables == ([["乙", "1"]],)
    assert read("一行\r\n\r\n 二 行 ".encode(), "a.txt") == File("txt", ("一行", "二 行"))
    assert read("项目,金额\n差旅费,3\n".encode("gb18030")).tables == ([["项目", "金额"], ["差旅费", "3"]],)
    assert read("我们，你们。\n逗号,在此\n没有逗号".encode()).kind == "txt"


def test_nothing_and_noise() -> None:
    assert read(b"") == File("", fault=DAMAGED)
    assert read(b"\0\1\2\3" * 9) == File("", fault=UNKNOWN)
    assert read(b"\x89PNG\r\n").fault == UNKNOWN
    assert read(b"PK\x03\x04broken").fault == DAMAGED
    assert read(b"%PDF-1.7 and no more").fault == DAMAGED
    assert read(b"x\n" * (LINES + 5)).fault == TOO_LARGE


GOOD = (
    pdf(words("Budget of 2026"), packed=True),
    docx(paragraph("甲") + f"<w:tbl><w:tr>{cell('a')}</w:tr></w:tbl>"),
    xlsx(["a", 1], ["b", 2]),
    package(OFD_xml="<x/>", D__Pages__P__Content_xml="<p><TextObject Boundary='1 2 3'><TextCode>x</TextCode></TextObject></p>"),
    package(a_txt="x"),
    b"<html><table><tr><td rowspan=2>x</table>",
    "a,b\n1,2\n".encode("utf-16"),
)  # fmt: skip


@given(
    some.binary(max_size=300), some.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>"])
)
def test_no_bytes_break_it(noise: bytes, start: bytes) -> None:
    assert isinstance(read(start + noise), File)


@pytest.mark.parametrize("good", GOOD, ids=lambda body: read(body).kind)
def test_no_mutation_breaks_it(good: bytes) -> None:
    chance = random.Random(len(good))
    for _ in range(150):
        body = bytearray(good)
        for _ in range(chance.choice([1, 2, 8])):
            place = chance.randrange(len(body))
            if chance.random() < 0.2:
                del body[place : place + chance.randrange(1, 40)]
                body = body or bytearray(b"x")
            else:
                body[place] = chance.randrange(256)
        assert isinstance(read(bytes(body)), File)


def test_files_of_a_site(tmp_path: Path) -> None:
    judged = sites.site(
        tmp_path, {"": sites.page("x"), "/a.pdf": sites.file(pdf(words("Here it is"))), "/b.jpg": sites.file(b"x")}
    )
    found = judged.fact(files)
    assert list(found) == [f"{sites.HOME}a.pdf"] and found[f"{sites.HOME}a.pdf"].lines == ("Here it is",)


def test_what_was_not_downloaded_whole_is_not_read(tmp_path: Path) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    text = b"word " * (LINK_KEPT // 5 + 1)
    with ArchiveWriter(tmp_path / "a", sites.ABOUT) as archive:
        for name, truncated in (("cut.txt", True), ("whole.txt", False)):
            archive.write(
                Page(sites.HOME + name, "link", 1, at, 0.1, status=200, content_type="application/octet-stream"),
                text,
                truncated=truncated,
            )
    judged = sites.site(tmp_path)
    judged.archive = Archive(tmp_path / "a")
    found = judged.fact(files)
    assert found[f"{sites.HOME}cut.txt"] == File("txt", fault=CUT)
    assert found[f"{sites.HOME}whole.txt"].fault == ""
