"""Pictures of marked places: of the right place, reaching nothing."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from checks.facts.exhibits import page_exhibit
from checks.facts.harmless import Wanted

pytestmark = pytest.mark.chromium


def test_the_marked_place_is_drawn_and_nothing_is_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api", reason="no playwright here (pip install playwright)")
    from crawler.snapshots import HEIGHT, WIDTH, camera

    with socket.create_server(("127.0.0.1", 0)) as server, camera() as taking:
        server.settimeout(0.2)
        image = f'<img src="http://127.0.0.1:{server.getsockname()[1]}/a.png">'
        far = page_exhibit("<p>填充</p>" * 900 + "<p>错字在此</p>", "http://a.gov.cn/", [Wanted("k1", "错字在此")]).html
        top = page_exhibit("<p>填充</p>" * 900, "http://a.gov.cn/", []).html.replace(
            "填充", '<mark data-k="k1">填充</mark>', 1
        )
        drawn = [
            taking.take(far + image, "k1", tmp_path / "far.png"),
            taking.take(top, "k1", tmp_path / "a" / "top.png"),
        ]
        assert drawn == [True, True]
        with pytest.raises(TimeoutError):
            server.accept()
    sizes = [(tmp_path / name).read_bytes()[16:24] for name in ("far.png", "a/top.png")]
    assert sizes == [WIDTH.to_bytes(4) + HEIGHT.to_bytes(4)] * 2
    assert (tmp_path / "far.png").read_bytes() != (tmp_path / "a" / "top.png").read_bytes()


def test_what_cannot_be_drawn_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright.sync_api", reason="no playwright here (pip install playwright)")
    from crawler import snapshots

    monkeypatch.setattr(snapshots, "PATIENCE", 0.3)
    with snapshots.camera() as taking:
        assert not taking.take("<p>没有标记</p>", "k1", tmp_path / "none.png")
    assert not (tmp_path / "none.png").exists()
