"""What the scripts of a page tell: where they come from, and what those written in the page itself may do."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from crawler.shells import DRAWS

COUNTERS = re.compile(
    r"hm\.baidu|cnzz|umeng|google-analytics|googletagmanager|51\.la|bdimg\.share|conac|jiucuo|tongji", re.IGNORECASE
)
"""Scripts that count visits or draw marks, never lists."""
_SERVICES = re.compile(r"conac\.cn|_ideConac|jiucuo", re.IGNORECASE)
_RELATES = re.compile(
    r"解读|相关(?:文件|链接|文档|政策|信息)|xgjd|xgwj|xgzc|xgwd|zcjd|jiedu|relat(?:ed|ion)(?:Doc|News|Art|Info|List|File|Link)",
    re.IGNORECASE,
)
"""What inline scripts that draw links to related documents say."""
_MOVES = re.compile(r"(?:window\.|self\.|top\.)?location(?:\.href)?\s*=\s*['\"]|location\.replace\s*\(")
_VALUES = frozenset({"td", "th", "dd", "li", "span", "p"})
_WRITES_ELEMENTS = re.compile(r"script|iframe|conac|<img", re.IGNORECASE)
_WRITTEN = "[脚本]"
"""Stands for words that only a browser knows: a field whose value a script writes is not empty."""
_KEPT = 20_000
"""Characters of a script at most that is remembered: the pages of a site have the same few."""


@dataclass(frozen=True, slots=True)
class Script:
    """One inline script."""

    checksum: str
    services: tuple[str, ...]
    """Names of the mark-drawing services that it calls."""
    draws: bool
    """It may draw a list or other text."""
    moves: bool
    """It sets the page's location."""
    relates: bool
    """It speaks of related documents: it may draw links to them."""
    counts: bool
    """It counts visits, or draws marks."""


def read_scripts(tree: LexborHTMLParser) -> tuple[list[str], list[str]]:
    """Sources of external scripts, and the inline ones' text. Marks where one writes a value."""
    sources, inline = [], []
    for node in tree.css("script"):
        if source := node.attributes.get("src"):
            sources.append(source)
        elif text := node.text():
            inline.append(text)
            writes = "document.write" in text and not _WRITES_ELEMENTS.search(text)
            if writes and node.parent and node.parent.tag in _VALUES:
                node.insert_before(_WRITTEN)
    return sources, inline


def script(text: str) -> Script:
    return _remembered(text) if len(text) <= _KEPT else _script(text)


def _script(text: str) -> Script:
    return Script(
        checksum=str(zlib.crc32(text.encode())),
        services=tuple(_SERVICES.findall(text)),
        draws=DRAWS.search(text) is not None,
        moves=_MOVES.search(text) is not None,
        relates=_RELATES.search(text) is not None,
        counts=COUNTERS.search(text) is not None,
    )


_remembered = lru_cache(maxsize=256)(_script)
