"""Bytes to text: what is declared, what is there, and what a body unfolds to."""

import codecs
import gzip
import zlib
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import BODY_LIMIT, decode, is_html, unpack


@pytest.mark.parametrize(
    ("body", "content_type", "text", "charset"),
    [
        ("﻿镕".encode(), "text/html; charset=gbk", "镕", "utf-8"),
        ("镕囧".encode("gbk"), "text/html; charset=gb2312", "镕囧", "gb18030"),
        ('<meta charset="gb2312">㐂'.encode("gb18030"), "text/html", '<meta charset="gb2312">㐂', "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>公".encode("gbk"), "", None, "gb18030"),
        ("公开".encode(), "text/html; charset=gb2312", "公开", "utf-8"),
        ("<meta charset=utf-8>公开".encode("gbk"), "", "<meta charset=utf-8>公开", "gb18030"),
        ("公开".encode("gbk"), "", "公开", "gb18030"),
        ("公報".encode("big5"), "text/html; charset=big5", "公報", "big5"),
        ("公开".encode(), "text/html; charset=nonsense", "公开", "utf-8"),
        ("公开".encode() + b"\xff", "", "公开\ufffd", "utf-8"),
        (b"", "", "", "utf-8"),
        (codecs.BOM_UTF16_LE + "公开".encode("utf-16-le"), "text/html; charset=gbk", "公开", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "公开".encode("utf-16-be"), "", "公开", "utf-16-be"),
        ("<p>公开".encode("utf-16-le"), "", "<p>公开", "utf-16-le"),
        ("<p>公开".encode("utf-16-be"), "text/html; charset=utf-16", "<p>公开", "utf-16-be"),
        ("<meta charset=utf-16>公开!".encode(), "", "<meta charset=utf-16>公开!", "utf-8"),
        ("公开公开".encode("gbk"), "text/html; charset=utf-16", "公开公开", "gb18030"),
        # header before meta, where both can read the bytes
        (b"<meta charset=big5>" + "公開".encode("gbk"), "text/html; charset=GBK", "<meta charset=big5>公開", "gb18030"),
        ("<meta charset=gbk>公開".encode("big5"), "text/html; charset=big5", "<meta charset=gbk>公開", "big5"),
    ],
)
def test_text_is_read_as_declared_unless_the_bytes_say_otherwise(
    body: bytes, content_type: str, text: str | None, charset: str
) -> None:
    assert decode(body, content_type) == (text if text is not None else body.decode("gbk"), charset)


@given(st.binary(max_size=300), st.text(max_size=40))
def test_no_bytes_break_it(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type)[0], str)
    assert isinstance(unpack(body, "gzip")[0], bytes)
    assert isinstance(is_html(content_type, body), bool)


@given(st.binary(max_size=3000))
def test_encodings_come_off(body: bytes) -> None:
    raw = zlib.compress(body, wbits=-15)
    assert unpack(gzip.compress(body), "gzip") == (body, "")
    assert unpack(zlib.compress(body), "deflate") == (body, "")
    assert unpack(gzip.compress(gzip.compress(body)), "x-gzip, GZIP") == (body, "")
    assert unpack(body, "identity") == unpack(body, "") == (body, "")
    # A raw stream whose first byte looks like a zlib header is told apart by that byte alone.
    assert unpack(raw, "deflate") == (body, "") or raw[:1] == b"\x78"


def test_broken_bodies_say_so() -> None:
    whole = gzip.compress(b"x" * 100_000)
    assert unpack(whole[:-20], "gzip")[1] == "内容编码不完整"
    assert unpack(b"plain", "gzip")[1].startswith("内容编码损坏")
    assert unpack(b"plain", "br") == (b"plain", "未知的内容编码 br")


def test_bomb_stays_small() -> None:
    began = process_time()
    body, problem = unpack(gzip.compress(bytes(30 * BODY_LIMIT), 1), "gzip")
    assert (len(body), problem) == (BODY_LIMIT, "解压后超过大小上限")
    assert process_time() - began < 10


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/html; charset=gbk", b"", True),
        ("TEXT/HTML", b"%PDF", True),
        ("application/xhtml+xml", b"", True),
        ("", b"\xef\xbb\xbf\r\n<!DOCTYPE html>", True),
        ("application/octet-stream", b"<!-- a --><html lang=zh>", True),
        ("text/plain", b"notice", False),
        ("application/pdf", b"<html>", False),
        ("", b"%PDF-1.4", False),
    ],
)
def test_html_is_told_by_header_or_first_bytes(content_type: str, body: bytes, expected: bool) -> None:
    assert is_html(content_type, body) is expected
