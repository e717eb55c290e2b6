"""The browser that draws what scripts draw: where it is, and how it is started. It is never downloaded."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DRAWN_AT_ONCE = 2
"""Pages drawn side by side in a round, each in a browser context of its own. Our default: a browser is large."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    # What a page may have is handed to it; whatever would go past that finds no host.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)  # fmt: skip


def browser_path() -> str:
    """The program; '' when there is none."""
    found = (shutil.which(name) for name in _NAMES)
    return next(filter(None, [*found, *(place for place in _PLACES if Path(place).exists())]), "")


def lacking(option: str = "--browser") -> str:
    """Why nothing can be drawn here, in Chinese, with what to do; '' when it can. `option`: what asks for it."""
    if find_spec("playwright") is None or find_spec("scrapy_playwright") is None:
        return f"没有安装浏览器组件，不能使用 {option}。请先运行 pip install gongkai-audit[browser]，或去掉 {option}。"
    if not browser_path():
        return f"没有找到 Chromium、Chrome 或 Edge 浏览器，不能使用 {option}。请先安装其中一种，或去掉 {option}。"
    return ""


def as_root() -> bool:
    """Chromium's own sandbox does not start for the superuser."""
    return sys.platform != "win32" and os.geteuid() == 0


def browser_settings(seconds: float) -> dict[str, Any]:
    """For Scrapy; `seconds`: how long one page may take to be drawn."""
    handler = "crawler.drawing.DrawingHandler"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "DOWNLOAD_SLOTS": {"browser": {"concurrency": DRAWN_AT_ONCE, "delay": 0, "jitter": 0}},
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": browser_path(),
            "args": list(FLAGS),
            "chromium_sandbox": not as_root(),
        },
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": seconds * 1000,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 1,
    }
