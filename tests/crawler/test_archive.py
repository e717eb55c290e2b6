"""The archive gives back what was put in, to us and to any WARC tool, whatever moment it was cut off at."""

import gzip
import resource
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import INDEX, WARC, Archive, ArchiveFull, ArchiveWriter, Page, page_from_json, page_to_json

ABOUT = {"software": "gongkai-audit/0", "http-header-user-agent": "gongkai-audit/0"}
WHEN = datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC)
HTML = "<p>政务公开</p>".encode()


def answer(url: str, status: int | None = 200, **more: object) -> Page:
    return Page(url, "page", 1, WHEN, 0.25, status=status, content_type="text/html", ip="::1", family=6, **more)  # type: ignore[arg-type]


def filled(folder: Path, count: int = 3) -> list[Page]:
    with ArchiveWriter(folder, ABOUT) as archive:
        return [
            archive.write(answer(f"http://a.test/{n}"), HTML * n, [("Content-Type", "text/html")]) for n in range(count)
        ]


def test_visits_come_back_in_order_with_their_bytes(tmp_path: Path) -> None:
    packed = gzip.compress(HTML)
    with ArchiveWriter(tmp_path, ABOUT) as writer:
        written = [
            writer.write(Page("dns:a.test", "dns", 0, WHEN, 0.0, detail='{"a":[]}'), b"a.test. IN A 127.0.0.1\n"),
            writer.write(
                answer("http://a.test/"), packed, [("Content-Encoding", "gzip"), ("X-Odd", "a\r\nb"), ("X-Odd", "c")]
            ),
            writer.write(answer("http://a.test/no", None, error="timeout", detail="超时\n未应答")),
            writer.write(Page("ledger:a.csv", "ledger", 0, WHEN, 0.0), b"a,b\r\n\r\nc"),
            writer.write(answer("http://a.test/part"), HTML, truncated=True),
        ]
    archive = Archive(tmp_path)
    assert list(archive.pages()) == written
    dns, page, failure, ledger, _ = written
    assert (archive.raw(page), archive.body(page), page.size) == (packed, HTML, len(packed))
    assert archive.headers(page) == [("Content-Encoding", "gzip"), ("X-Odd", "a b"), ("X-Odd", "c")]
    assert (archive.body(failure), failure.sha256, archive.headers(failure)) == (b"", "", [])
    assert (archive.body(ledger), archive.body(dns)) == (b"a,b\r\n\r\nc", b"a.test. IN A 127.0.0.1\n")
    assert archive.body(Page("http://never/", "page", 0, WHEN, 0.0)) == b""


def test_any_warc_tool_reads_it(tmp_path: Path) -> None:
    kept = filled(tmp_path)
    with ArchiveWriter(tmp_path, ABOUT) as writer:
        writer.write(answer("http://a.test/no", None, error="dns", detail="无此域名"))
        writer.write(answer("http://a.test/part"), HTML, truncated=True)
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(tmp_path / WARC)], capture_output=True, text=True
    )
    assert checked.returncode == 0
    assert checked.stdout.count("digest pass") == 6
    with (tmp_path / WARC).open("rb") as file:
        records = ArchiveIterator(file)
        found = []
        for record in records:
            found.append(
                (record.rec_type, record.rec_headers, record.content_stream().read(), records.get_record_offset())
            )
    assert [kind for kind, *_ in found] == ["warcinfo", "response", "response", "response", "metadata", "response"]
    assert b"as received" in found[0][2]
    assert b"error: dns\r\ndetail: \xe6\x97\xa0" in found[4][2]
    for page, (_, fields, body, offset) in zip(kept, found[1:4], strict=True):
        assert (fields["WARC-Target-URI"], fields["WARC-IP-Address"], offset) == (page.url, "::1", page.offset)
        assert fields["WARC-Date"] == "2026-03-02T01:02:03Z"
        assert fields["WARC-Payload-Digest"] == f"sha256:{page.sha256}"
        assert body == HTML * int(page.url[-1])
    assert found[5][1]["WARC-Truncated"] == "length"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1 << 20), st.integers(0, 1 << 20))
def test_crash_at_any_byte_leaves_a_true_index(tmp_path_factory: pytest.TempPathFactory, cut: int, short: int) -> None:
    folder = tmp_path_factory.mktemp("cut")
    kept = filled(folder)
    warc, index = (folder / WARC).read_bytes(), (folder / INDEX).read_bytes()
    # A record is whole before its line is begun: the WARC is never behind the index, unless the disk lied.
    lines = cut % (len(index) + 1)
    (folder / INDEX).write_bytes(index[:lines])
    (folder / WARC).write_bytes(warc[: short % (len(warc) + 1)])
    left = index[:lines].count(b"\n")
    with ArchiveWriter(folder, ABOUT) as writer:
        whole = list(Archive(folder).pages())
        assert whole == kept[: len(whole)]
        assert len(whole) <= left
        more = writer.write(answer("http://a.test/more"), HTML)
    archive = Archive(folder)
    assert list(archive.pages()) == [*whole, more]
    assert [archive.body(page) for page in archive.pages()] == [HTML * int(page.url[-1]) for page in whole] + [HTML]
    with (folder / WARC).open("rb") as file:
        assert sum(1 for _ in ArchiveIterator(file, check_digests="raise")) == len(whole) + 2


def test_torn_last_line_is_passed_over_by_the_reader(tmp_path: Path) -> None:
    kept = filled(tmp_path)
    with (tmp_path / INDEX).open("ab") as index:
        index.write(b'{"url":"http://a.t')
    assert list(Archive(tmp_path).pages()) == kept


def test_full_disk_keeps_what_was_written(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, ABOUT)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    body = b"".join(zlib.crc32(b"%d" % n).to_bytes(4) for n in range(500))
    written = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, hard))
    try:
        with pytest.raises(ArchiveFull, match="磁盘空间不足"):
            for n in range(20):
                written.append(writer.write(answer(f"http://a.test/{n}"), body))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert 2 <= len(written) <= 4
    assert list(Archive(tmp_path).pages()) == written
    written.append(writer.write(answer("http://a.test/later"), body))
    assert [Archive(tmp_path).raw(page) for page in written] == [body] * len(written)


def test_same_visit_at_the_same_place(tmp_path: Path) -> None:
    page = answer("http://a.test/", sha256="0" * 64, size=3, offset=7, length=9)
    assert page_from_json(page_to_json(page)) == page
    assert list(Archive(tmp_path / "none").pages()) == []
