"""Pictures of marked places: of the right place, reaching nothing."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from checks.facts.exhibits import page_exhibit
from checks.facts.harmless import Wanted

pytestmark = pytest.mark.chromium


def test_marked_places_are_drawn_nothing_is_asked_for_and_what_cannot_be_drawn_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright.sync_api", reason="no playwright here (pip install playwright)")
    from crawler import snapshots

    top, far, none = (tmp_path / name for name in ("top.png", "a/far.png", "none.png"))
    with socket.create_server(("127.0.0.1", 0)) as server, snapshots.camera() as taking:
        server.settimeout(0.2)
        image = f'<img src="http://127.0.0.1:{server.getsockname()[1]}/a.png">'
        text = "<p>开头在此</p>" + "<p>填充</p>" * 900 + "<p>错字在此</p>"
        marked = (
            page_exhibit(text, "http://a.gov.cn/", [Wanted("k1", "开头在此"), Wanted("k2", "错字在此")]).html + image
        )
        assert [taking.take(marked, "k1", top), taking.take(marked, "k2", far)] == [True, True]
        monkeypatch.setattr(snapshots, "PATIENCE", 0.3)
        assert not taking.take(marked, "k3", none)
        with pytest.raises(TimeoutError):
            server.accept()
    assert [path.read_bytes()[16:24] for path in (top, far)] == [
        snapshots.WIDTH.to_bytes(4) + snapshots.HEIGHT.to_bytes(4)
    ] * 2
    assert top.read_bytes() != far.read_bytes()
    assert not none.exists()
