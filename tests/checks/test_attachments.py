"""Are the bytes what the name says?"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.attachments import file_fault, is_document
from crawler.archive import Page


def fault(name: str, body: bytes) -> str:
    return file_fault(
        Page(f"http://x.gov.cn/f/{name}", "link", 1, datetime(2026, 11, 20, tzinfo=UTC), 0.1, status=200), body
    )


@pytest.mark.parametrize(("url", "document"), [("http://x/a.pdf", True), ("http://x/a.PDF?v=1", True), ("http://x/a.docx#p", True), ("http://x/a.et", True),
                                               ("http://x/a.html", False), ("http://x/", False), ("http://x/pdf", False), ("http://x/d.jsp?f=a.pdf", False), ("http://x/a.jpg", False)])  # fmt: skip
def test_documents_by_name(url: str, document: bool) -> None:
    assert is_document(url) is document


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.pdf", b"%PDF-1.4"), ("a.pdf", b"\xef\xbb\xbf%PDF-1.4"), ("a.pdf", b" " * 500 + b"%PDF"), ("a.docx", b"PK\x03\x04"), ("a.zip", b"PK\x05\x06"), ("a.doc", b"PK\x03\x04"),
     ("a.xls", b"\xef\xbb\xbf<html xmlns:x='urn:schemas-microsoft-com:office:excel'>"), ("a.wps", b"anything"), ("a.csv", b"a,b"), ("a.txt", b"x")],
)  # fmt: skip
def test_sound(name: str, body: bytes) -> None:
    assert fault(name, body) == ""


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.docx", "a.txt", "a.zip"])
def test_empty(name: str) -> None:
    assert "0 字节" in fault(name, b"")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.pdf", b"<html>404</html>"),
        ("a.docx", b"<!DOCTYPE html><p>404"),
        ("a.doc", b"\r\n<!doctype html><p>404"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0"),
        ("a.rar", b"PK\x03\x04"),
    ],
)
def test_something_else(name: str, body: bytes) -> None:
    assert name.partition(".")[2] in fault(name, body)


@given(st.sampled_from(["a.pdf", "a.doc", "a.docx", "a.bin", ""]), st.binary(max_size=60))
def test_no_bytes_break_it(name: str, body: bytes) -> None:
    assert isinstance(fault(name, body), str)
