"""What is gathered of a target: each visit once, checked again, and only what may be shown."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from rounds import TARGET, Seen, found, unpacked

from checks.dossier import Dossier, Shown, dossier
from checks.evidence import TRIES
from checks.facts.passages import Match
from checks.finding import Finding
from crawler.archive import WARC
from crawler.rounds import ARCHIVES

HOME = TARGET.url


def shown(folder: Path, *findings: Finding, room: float = 4.0) -> tuple[Dossier, list[Shown]]:
    whole = dossier(folder, TARGET, findings, room)
    return whole, list(whole.shown.values())


def docx(text: str) -> bytes:
    packed = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        file.writestr("word/document.xml", f'<w:document xmlns:w="{space}">{body}</w:document>')
    return packed.getvalue()


def test_a_page_that_proves_several_findings_is_kept_once_with_all_their_marks(tmp_path: Path) -> None:
    page = Seen(tmp_path).visit(HOME, "<p>再接再励，按步就班</p>")
    one, two = found(page, "再接再励"), found(page, "按步就班")
    whole, [kept] = shown(tmp_path, one, two)
    assert kept.matches == {one.key: Match.WHOLE, two.key: Match.WHOLE}
    assert all(f'data-k="{key}"' in unpacked(kept.packed) for key in kept.matches)
    assert [evidence.intact for evidence in whole.evidence] == [True, True]


def test_a_packed_page_in_gbk_is_read(tmp_path: Path) -> None:
    body = gzip.compress("<meta charset=gbk><p>再接再励</p>".encode("gbk"))
    page = Seen(tmp_path).visit(HOME, body, [("Content-Encoding", "gzip")], content_type="text/html")
    assert "再接再励" in unpacked(shown(tmp_path, found(page, "再接再励"))[1][0].packed)


@pytest.mark.parametrize("harm", ["gone", "overwritten", "cut"])
def test_bytes_that_are_not_what_was_noted_are_told_and_not_shown(tmp_path: Path, harm: str) -> None:
    page = Seen(tmp_path).visit(HOME, "<p>再接再励</p>")
    warc = tmp_path / ARCHIVES / TARGET.id / WARC
    data = warc.read_bytes()
    if harm == "gone":
        warc.unlink()
    else:
        warc.write_bytes(data[: page.offset] + (b"\0" * page.length if harm == "overwritten" else b""))
    whole, kept = shown(tmp_path, found(page, "再接再励"))
    assert (whole.evidence[0].intact, kept) == (False, [])


def test_a_failure_has_no_bytes_and_all_its_tries(tmp_path: Path) -> None:
    seen = Seen(tmp_path)
    pages = [seen.visit(HOME, status=None, error="refused", detail="no", ip="", family=0) for _ in range(TRIES + 3)]
    whole, kept = shown(tmp_path, found(pages[0]))
    assert (whole.evidence[0].intact, kept, len(whole.evidence[0].tries)) == (None, [], TRIES)


def test_a_broken_link_is_marked_on_its_page_and_its_targets_answers_are_told(tmp_path: Path) -> None:
    seen, gone = Seen(tmp_path), f"{HOME}gone.html"
    page = seen.visit(HOME, '<a href="/gone.html">坏链接</a>')
    answers = [seen.visit(gone, "没有", status=404, purpose="link") for _ in range(2)]
    one = found(page, f"坏链接 → {gone}", rule="link_broken", place=gone)
    whole, [kept] = shown(tmp_path, one)
    assert kept.matches[one.key] is Match.LINK
    assert [*whole.evidence[0].tries] == answers


def test_a_document_is_shown_as_text_and_handed_on_unless_it_holds_personal_numbers(tmp_path: Path) -> None:
    seen, type = Seen(tmp_path), "application/octet-stream"
    clean = seen.visit(f"{HOME}a.docx", docx("按步就班的通知"), content_type=type)
    leak = seen.visit(f"{HOME}b.docx", docx("身份证号：32010219900307451X"), content_type=type)
    scan = seen.visit(f"{HOME}c.jpg", b"\xff\xd8\xff\xe0", content_type=type)
    _, kept = shown(tmp_path, found(clean, "按步就班"), found(leak, "身份证号"), found(scan))
    assert [one.kind for one in kept] == ["docx", "docx", "image"]
    assert gzip.decompress(kept[0].file) == docx("按步就班的通知")
    assert (kept[1].file, kept[2].file) == (b"", b"")
    assert kept[1].covered and "19900307" not in unpacked(kept[1].packed)
    assert kept[2].fault


@pytest.mark.parametrize(
    ("purpose", "type", "body", "told"),
    [
        ("dns", "", "www.chenghu.gov.cn. IN A 192.0.2.1", "IN A 192.0.2.1"),
        ("robots", "text/plain", "User-agent: *\nDisallow: /<b>", "Disallow: /&lt;b&gt;"),
        ("list", "application/json", '{"title":"\\u518d\\u63a5\\u518d\\u52b1"}', '"title": "再接再励"'),
        ("task", "", '{"answer": "没有"}\n{"answer": "有"}', '{"answer": "有"}'),
        ("ledger", "", "标题,日期\n再接再励,2026-11-01", "再接再励,2026-11-01"),
    ],
)
def test_what_is_no_page_is_shown_as_text(tmp_path: Path, purpose: str, type: str, body: str, told: str) -> None:
    handed = {"status": None} if purpose in ("dns", "task", "ledger") else {}
    page = Seen(tmp_path).visit(HOME, body, purpose=purpose, content_type=type, **handed)
    assert told in unpacked(shown(tmp_path, found(page))[1][0].packed)


def test_what_is_certain_has_room_first_and_the_rest_is_told(tmp_path: Path) -> None:
    seen = Seen(tmp_path)
    pages = [seen.visit(f"{HOME}{n}", f"<p>再接再励{n}</p>") for n in range(3)]
    findings = [replace(found(page, "再接再励"), certain=page is pages[2]) for page in pages]
    size = len(shown(tmp_path, *findings)[1][0].packed)
    whole, kept = shown(tmp_path, *findings, room=1.5 * size / 1024 / 1024)
    assert [(one.page.url, bool(one.packed)) for one in kept] == [
        (f"{HOME}2", True),
        (f"{HOME}0", False),
        (f"{HOME}1", False),
    ]
    assert whole.left_out == 2
