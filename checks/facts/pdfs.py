"""The text of a pdf, line by line, with all work bounded."""

from __future__ import annotations

import io
import logging
import warnings
from typing import Any

from checks.facts.packages import LOCKED, SCANNED, TOO_LARGE, Unreadable

PAGES = 60
"""Pages read at most (our default)."""
_STREAM = 8 * 1024 * 1024
"""Bytes of one unpacked stream at most; a page of text has some tens of thousands (our default)."""
_STEPS = 400_000
"""Operators and operands at most of one content stream (our default)."""
_DRAWING = 1_000_000
"""Operators at most of all pages (our default)."""
_LITTLE = 15
"""Characters a page at most on scanned paper that was stamped with a page number (our default)."""


def read_pdf(body: bytes) -> tuple[list[str], str]:
    """Lines, and why it was not read to its end, in Chinese. Raises Unreadable, and anything at a broken file."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it tells the console of every crooked byte
    with (
        warnings.catch_warnings(),
        apply_configuration(
            zlib_maximum_output_length=_STREAM,
            lzw_maximum_output_length=_STREAM,
            run_length_maximum_output_length=_STREAM,
            array_based_stream_maximum_output_length=_STREAM,
            stream_decoding_work_maximum_length=4 * _STREAM,
            stream_parsing_work_maximum_count=_STEPS,
            zlib_maximum_recovery_input_length=_STREAM // 16,
            page_tree_maximum_entries=20_000,
            page_tree_maximum_page_entries=200_000,
            xform_maximum_invocations_per_extraction=500,
            jbig2dec_binary=None,
        ),
    ):
        warnings.simplefilter("ignore")
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(LOCKED)
        try:
            return _pages(reader)
        except LimitReachedError:
            raise Unreadable(TOO_LARGE) from None


def _pages(reader: Any) -> tuple[list[str], str]:
    drawn, pictures, lines = 0, False, list[str]()

    def count(*_: object) -> None:
        nonlocal drawn
        drawn += 1
        if drawn > _DRAWING:
            raise Unreadable(TOO_LARGE)

    total = len(reader.pages)
    for page in reader.pages[:PAGES]:
        pictures |= _has_picture(page)
        text = page.extract_text(visitor_operand_before=count) or ""
        lines += (line for row in text.splitlines() if (line := " ".join(row.replace("\0", "").split())))
    letters = sum(map(len, lines))
    if total and letters <= _LITTLE * min(total, PAGES) and (pictures or not letters):
        raise Unreadable(SCANNED)
    return lines, TOO_LARGE if total > PAGES else ""


def _has_picture(page: Any) -> bool:
    """Does the page name a picture among its resources?"""
    resources = page.get("/Resources")
    named = resources.get_object().get("/XObject") if resources else None
    some = list(named.get_object().values())[:50] if named else []
    return any(one.get_object().get("/Subtype") == "/Image" for one in some)
