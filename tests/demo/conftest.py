"""The demo county, served once for all tests of this folder, and a way to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from demo.serve import Served, serve

Ask = Callable[..., tuple[HTTPResponse, bytes]]


@pytest.fixture(scope="session")
def county() -> Iterator[Served]:
    with serve() as served:
        yield served


@pytest.fixture
def ask() -> Ask:
    """ask(url, method, body, address) → the answer and its body, from a county's server at `address`."""

    def asked(
        url: str, method: str = "GET", body: str | None = None, address: str = "127.0.0.1"
    ) -> tuple[HTTPResponse, bytes]:
        parts = urlsplit(url)
        assert parts.port is not None
        connection = HTTPConnection(address, parts.port, timeout=5)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, body, {"Host": parts.netloc})
        answer = connection.getresponse()
        try:
            return answer, answer.read()
        finally:
            connection.close()

    return asked
