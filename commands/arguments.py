"""What an option's value must look like; what is wrong with it is told in Chinese."""

from __future__ import annotations

import argparse
from datetime import date


def day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-20 的形式") from error


def count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def per_day(text: str) -> int:
    if (number := count(text)) > 288:
        raise argparse.ArgumentTypeError(f"每天 {text} 次过密，最多 288 次（每 5 分钟一次）")
    return number


def days(text: str) -> int:
    if (number := count(text)) > 366:
        raise argparse.ArgumentTypeError(f"{text} 天过长，最多 366 天")
    return number


def rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 1000:
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0、不超过 1000 的数")
    return rate


def seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 3600:
        raise argparse.ArgumentTypeError(f"“{text}”不是 0 到 3600 之间的秒数")
    return found


def window(text: str) -> str:
    from crawler.window import WindowError, read_window

    try:
        read_window(text)
    except WindowError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def server(text: str) -> str:
    from crawler.nameserver import NameserverError, nameserver

    try:
        if text:
            nameserver(text)
    except NameserverError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def registered(text: str) -> tuple[str, int]:
    """`网站=908`: a class and how many of it there are in all."""
    title, mark, number = text.partition("=")
    if not mark or not title.strip():
        raise argparse.ArgumentTypeError(f"“{text}”请写成 网站=908 的形式")
    return title.strip(), count(number.strip())
