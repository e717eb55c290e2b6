"""What this machine can measure, told before a round is begun."""

from __future__ import annotations

import platform
import shutil
import socket
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.util import find_spec

from crawler.beijing import BEIJING
from crawler.browser import browser_path, lacking
from crawler.rounds import CLOCK

_ROOTS_V6 = ("2001:503:ba3e::2:30", "2001:500:2::c")
"""Root name servers a and c: published addresses, used to ask the kernel for a route; nothing is sent."""


def examine(nameserver: str = "", canaries: Sequence[str] = ()) -> Iterator[str]:
    """One Chinese line for each ability."""
    yield f"Python　　{platform.python_version()}（{platform.system()}）"
    yield f"IPv6 本机　{'可用' if loopback_v6() else '不可用：连本机 IPv6 也不能测'}"
    yield "IPv6 公网　" + (
        "有路由（是否真能到达，以评估时的实测为准）"
        if has_public_route()
        else "没有路由：公网网站的 IPv6 可达性将记为“未测得”"
    )
    yield f"域名服务器　{nameserver or _nameservers()}"
    yield from _tried(nameserver, canaries)
    yield f"浏览器　　{browser_path() or '未找到'}（{lacking() or '可用 --browser 绘制由脚本显示的列表'}）"
    yield f"LibreOffice {shutil.which('soffice') or '未找到（只影响重算校验，不影响评估）'}"
    yield f"中文字体　{_fonts()}"
    yield f"工作日历　{_calendar()}"
    yield f"本机时钟　{datetime.now(BEIJING):%Y-%m-%d %H:%M}（北京时间；评判时与各网站的时间相比，差 {CLOCK // 60} 分钟以上会提示）"
    free = shutil.disk_usage(".").free / 1e9
    yield f"磁盘余量　{free:.0f} GB（每千页约需 15 MB）"


def _tried(nameserver: str, canaries: Sequence[str]) -> Iterator[str]:
    """What is really asked of the network: names that cannot exist, and the canaries over IPv6."""
    import asyncio

    from crawler.selftest import tried

    told = asyncio.run(tried(nameserver, canaries))
    yield "解析可信　" + ("否：会给不存在的域名编造地址，域名类指标将记为“未测得”" if told["invents"] else "是")
    for one in told["canaries"]:
        why = "没有IPv6地址" if not one["aaaa"] else "未能连接"
        yield f"参照主机　{one['host']} {'可由IPv6连接：本机IPv6可用' if one['answered'] else why}"


def loopback_v6() -> bool:
    """Can a socket be bound to ::1?"""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as server:
            server.bind(("::1", 0))
    except OSError:
        return False
    return True


def has_route(address: str) -> bool:
    """Does the kernel know a way to an IPv6 address? A datagram socket is connected; nothing is sent."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 53))
    except OSError:
        return False
    return True


def has_public_route() -> bool:
    return any(map(has_route, _ROOTS_V6))


def _nameservers() -> str:
    from dns.resolver import NoResolverConfiguration, Resolver

    try:
        return "、".join(str(server) for server in Resolver().nameservers) or "未设置"
    except NoResolverConfiguration:
        return "未设置：请用 --nameserver 指定"


def _fonts() -> str:
    """Only Linux may lack them."""
    listing = shutil.which("fc-list")
    if listing is None:
        return "由系统提供" if platform.system() != "Linux" else "无法检查（没有 fc-list）"
    import subprocess

    found = subprocess.run([listing, ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    return found[0] or "未找到：图片中的汉字会成为方框，请安装 fonts-noto-cjk"


def _calendar() -> str:
    if find_spec("chinese_calendar") is None:
        return "未安装 chinesecalendar"
    from chinese_calendar import holidays

    return f"{min(holidays).year}–{max(holidays).year} 年（之后的年份按周一至周五推算并注明）"
