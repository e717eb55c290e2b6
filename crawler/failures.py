"""From what the HTTP client raised to one of the archive's words for it."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from twisted.internet import error as net
from twisted.python.failure import Failure
from twisted.web.client import ResponseNeverReceived
from twisted.web.http import PotentialDataLoss

TITLES = {
    "dns": "域名无法解析",
    "refused": "连接被拒绝",
    "reset": "连接被中断",
    "timeout": "超时未应答",
    "tls": "加密连接失败",
    "too_large": "超过大小上限",
    "robots": "robots.txt 不允许采集",
    "private": "地址在名单之外的内网，不予访问",
    "failed": "请求失败",
}

_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (IgnoreRequest, "robots"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (DownloadCancelledError, "too_large"),
    (SSL.Error, "tls"),
    (net.SSLError, "tls"),
    (net.DNSLookupError, "dns"),
    (net.ConnectionRefusedError, "refused"),
    (net.TCPTimedOutError, "timeout"),
    (net.TimeoutError, "timeout"),
    (net.ConnectionLost, "reset"),
    (net.ConnectionDone, "reset"),
    (net.ConnectionAborted, "reset"),
    (PotentialDataLoss, "reset"),
    (ResponseNeverReceived, "reset"),
)


def typed(problem: BaseException | None) -> tuple[str, str]:
    """The archive's word for a failure, and a Chinese sentence with the client's own words."""
    causes = list(_causes(problem)) if problem else []
    kinds = [kind for one in causes for known, kind in _KINDS if isinstance(one, known)]
    # A broken handshake also shows as a lost connection; the deeper reason is the truer one.
    kind = "tls" if "tls" in kinds else kinds[0] if kinds else "failed"
    words = " ".join(str(problem).split())[:300]
    return kind, f"{TITLES[kind]}：{words}" if words and kind != "robots" else TITLES[kind]


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """The error and all it was raised from; Twisted packs several reasons into one."""
    line, seen = [problem], set[int]()
    while line:
        one = line.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        reasons = [reason.value for reason in getattr(one, "reasons", None) or () if isinstance(reason, Failure)]
        line += [cause for cause in (*reasons, one.__cause__, one.__context__) if cause is not None]
