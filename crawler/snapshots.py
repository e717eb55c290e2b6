"""Pictures of marked places in documents that are already harmless, drawn in a browser that reaches nothing.

Imported only where pictures are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from crawler.browser import FLAGS, as_root, browser_path

WIDTH, HEIGHT = 1200, 720
"""Of a picture, in pixels. Our default."""
PATIENCE = 10.0
"""Seconds that one picture may take. Our default: a page of a million signs is laid out in two."""
_NOW = "outline: 3px solid #c4392b !important; background: #ffb3a7 !important;"


class Camera:
    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(
            java_script_enabled=False, offline=True, viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN"
        )
        context.route("**/*", lambda route: route.abort())
        self._page = context.new_page()

    def take(self, document: str, key: str, path: Path) -> bool:
        """Draw the first place that is marked for `key` into a PNG; False when it could not be drawn."""
        place, patience = f'mark[data-k~="{key}"]', PATIENCE * 1000
        try:
            self._page.set_content(document, wait_until="domcontentloaded", timeout=patience)
            self._page.locator(place).first.scroll_into_view_if_needed(timeout=patience)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._page.screenshot(path=path, style=f"{place} {{ {_NOW} }}", animations="disabled", timeout=patience)
        except Error:
            return False
        return True


@contextmanager
def camera() -> Iterator[Camera]:
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=browser_path(), args=list(FLAGS), chromium_sandbox=not as_root()
        )
        try:
            yield Camera(browser)
        finally:
            browser.close()
