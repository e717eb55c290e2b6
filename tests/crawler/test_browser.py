"""Where a browser is asked for and there is none: one sentence, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import main
from crawler import browser
from crawler.browser import browser_settings
from crawler.settings import CrawlOptions, scrapy_settings

ROSTER = "单位名称,网址\n澄湖市人民政府,http://127.0.0.1:9/\n"


@pytest.mark.parametrize(
    ("lacks", "said"), [("extra", "pip install gongkai-audit[browser]"), ("program", "没有找到 Chromium")]
)
def test_what_is_lacking_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lacks: str, said: str
) -> None:
    monkeypatch.setattr(browser, "find_spec", lambda name: None if lacks == "extra" else object())
    monkeypatch.setattr(browser, "browser_path", lambda: "")
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    for command in (["run", str(roster), "--out"], ["crawl", "--roster", str(roster)]):
        assert main([*command, str(tmp_path / "out"), "--browser"]) == 2
        assert said in capsys.readouterr().err
        assert not (tmp_path / "out").exists()
    assert main(["run", str(roster), "--out", str(tmp_path / "out"), "--dry-run"]) == 0


def test_browser_is_started_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [name for name in scrapy_settings(CrawlOptions()) if name.startswith("PLAYWRIGHT")]
    asked = scrapy_settings(CrawlOptions(browser=True))
    assert set(asked["DOWNLOAD_HANDLERS"].values()) == {"crawler.drawing.DrawingHandler"}


@pytest.mark.parametrize("root", [True, False])
def test_browser_keeps_to_itself(root: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    started = browser_settings(30)["PLAYWRIGHT_LAUNCH_OPTIONS"]
    assert started["chromium_sandbox"] is not root
    assert {"--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"} <= set(
        started["args"]
    )
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in started["args"]
