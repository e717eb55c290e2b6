"""Hours of the day over midnight and not, and a crawl that is told without being made."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Site, html, serving, started, target

from crawler.settings import CrawlOptions
from crawler.window import BEIJING, DAY, Window, WindowError, estimate, read_window

DAYTIME = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # noon in Beijing


@pytest.mark.parametrize(
    ("text", "hours", "opened"),
    [("22:00-06:00", 8, False), ("9:30-12:30", 3, True), ("12:01-24:00", 12 - 1 / 60, False), ("", 24, True),
     ("8：00-20：00", 12, True), ("00:00-24:00", 24, True)],
)  # fmt: skip
def test_hours_are_beijing_time(text: str, hours: float, opened: bool) -> None:
    window = read_window(text)
    assert window.minutes == round(hours * 60)
    assert window.is_open(DAYTIME) is opened


@pytest.mark.parametrize("text", ["22-6", "25:00-06:00", "06:00-06:00", "06:00-24:30", "夜里", "٢٢:00-06:00"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(WindowError, match="22:00-06:00"):
        read_window(text)


@given(st.integers(0, DAY - 1), st.integers(0, DAY - 1))
def test_open_as_many_minutes_as_told(opens: int, closes: int) -> None:
    window = Window(opens, closes)
    midnight = datetime(2026, 3, 2, tzinfo=BEIJING)
    assert sum(window.is_open(midnight + timedelta(minutes=minute)) for minute in range(DAY)) == window.minutes


def test_estimate_names_hosts_pages_and_time() -> None:
    sites = [target("http://www.a.gov.cn/"), target("http://www.a.gov.cn/b/"), target("http://c.gov.cn/")]
    lines = list(estimate(sites, CrawlOptions(window="22:00-06:00")))
    assert lines[1] == "www.a.gov.cn：2 个网站，至多 600 页，约 10 分钟"
    assert "共 3 个网站、2 台主机，至多 900 页" in lines[2]
    assert "约需 10 分钟，只在 22:00-06:00（北京时间）采集，历时约 30 分钟" in lines[3]


def test_nothing_is_asked_outside_the_hours(tmp_path: Path) -> None:
    now = datetime.now(BEIJING)
    later = (now + timedelta(hours=3)).hour
    with serving(Site({"/": html("/a"), "/a": html()})) as site:
        process = started({"s": site.url}, tmp_path, CrawlOptions(rate=0, window=f"{later}:00-{later}:59"))
        time.sleep(3)
        process.terminate()
        process.communicate(timeout=20)
    assert site.asked == []
