"""A place outside of all machines: an archive that goes there comes back as it was, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import SUMMARY, Archive, ArchiveWriter, Page
from crawler.cluster import ClusterError
from crawler.store import Store, packed

pytest.importorskip("fsspec", reason="no fsspec here (pip install 'gongkai-audit[cluster]')")
AT = datetime(2026, 11, 19, tzinfo=UTC)


def written(folder: Path, count: int) -> list[Page]:
    with ArchiveWriter(folder / "archive" / "s", {}) as writer:
        for n in range(count):
            writer.write(Page(f"http://a.example/{n}", "page", 1, AT, 0.1, status=200), b"x" * 700)
    return list(Archive(folder / "archive" / "s").pages())


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_an_archive_comes_back_as_it_was(tmp_path: Path, kind: str) -> None:
    store = Store(f"memory://{tmp_path.name}" if kind == "memory" else (tmp_path / "存储").as_uri())
    store.try_out()
    assert store.sizes() == {}
    written(tmp_path / "a", 3)
    store.keep(tmp_path / "a", "s")
    pages = written(tmp_path / "a", 2)
    (tmp_path / "a" / "archive" / "s" / SUMMARY).write_text('{"finished": true}')
    store.keep(tmp_path / "a", "s")
    assert store.sizes() == {"s": packed(tmp_path / "a", "s")}
    written(tmp_path / "b", 1)
    store.bring(tmp_path / "b", "s")
    found = Archive(tmp_path / "b" / "archive" / "s")
    assert list(found.pages()) == pages and found.finished and found.body(pages[-1]) == b"x" * 700
    assert [path.name for path in (tmp_path / "b" / "archive").iterdir()] == ["s"]


def test_what_is_packed_while_it_grows_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is read before the records: those that come in between are lost, and none is without its bytes."""
    store = Store((tmp_path / "store").as_uri())
    store.try_out()
    written(tmp_path / "a", 2)
    packing = [written]
    monkeypatch.setattr(
        "crawler.store._plain", lambda member: (packing and packing.pop()(tmp_path / "a", 3), member)[1]
    )
    store.keep(tmp_path / "a", "s")
    store.bring(tmp_path / "b", "s")
    found = Archive(tmp_path / "b" / "archive" / "s")
    assert [found.body(page) for page in found.pages()] == [b"x" * 700] * 2
    assert len(written(tmp_path / "b", 1)) == 3


def test_a_place_that_cannot_be_written_or_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ClusterError, match="不能写入"):
        Store((tmp_path / "file" / "x").as_uri()).try_out()
    with pytest.raises(ClusterError, match="打不开存储"):
        Store("nothing-like-it://x")
