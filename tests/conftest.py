"""What every test may count on: one hypothesis profile, and a skip with its reason where a tool is absent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import settings

from crawler.doctor import loopback_v6

settings.register_profile("house", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("house")


@cache
def has_chromium() -> bool:
    return any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome")))


@cache
def has_libreoffice() -> bool:
    return any(map(shutil.which, ("soffice", "libreoffice")))


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "chromium": (has_chromium, "no Chromium here (Debian: apt install chromium)"),
    "libreoffice": (has_libreoffice, "no LibreOffice here (Debian: apt install libreoffice-calc)"),
    "ipv6": (loopback_v6, "no IPv6 loopback here"),
}
"""Marker → is it there, and what to say when it is not."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (there, reason) in NEEDS.items():
        if item.get_closest_marker(marker) and not there():
            pytest.skip(reason)
