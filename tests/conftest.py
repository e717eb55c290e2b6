"""What every test may count on: one hypothesis profile, and a skip with its reason where a tool is absent."""

from __future__ import annotations

import os
import shutil
import subprocess
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


@cache
def has_namespaces() -> bool:
    """Root alone may make network namespaces, and not in every container."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("ip"):
        return False
    return subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "chromium": (has_chromium, "no Chromium here (Debian: apt install chromium)"),
    "libreoffice": (has_libreoffice, "no LibreOffice here (Debian: apt install libreoffice-calc)"),
    "netns": (has_namespaces, "no network namespaces here (needs root and Debian's iproute2)"),
    "ipv6": (loopback_v6, "no IPv6 loopback here"),
}
"""Marker → is it there, and what to say when it is not."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (there, reason) in NEEDS.items():
        if item.get_closest_marker(marker) and not there():
            pytest.skip(reason)
