"""Whom an item of the catalogue concerns, as far as the roster says it."""

from __future__ import annotations

import re
from enum import Enum

from checks.content.catalogue import Content
from crawler.targets import Kind, Target

_LEVELS = (
    ("部门", re.compile(r"部门|直属|派出")),
    ("乡镇", re.compile(r"乡|镇|街道")),
    ("设区市", re.compile(r"设区|地级|地市|市州|州市|盟|自治州|州$|^市级?$|^市[（(]|副省级市")),
    ("县", re.compile(r"县|(?<!开发)(?<!新)(?<!园)(?<!自治)区|旗")),
    ("省", re.compile(r"省|自治区|直辖市")),
)


class Concern(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """The roster does not say the level, and the item concerns only some of them."""


def concern(content: Content, target: Target) -> Concern:
    """Does the item concern this target? A level that is not known is never taken for one that is asked."""
    if content.region and (code := region_code(target)) and not code.startswith(content.region):
        return Concern.NO
    level = level_of(target)
    if level:
        return Concern.YES if level in content.levels else Concern.NO
    governments = {"省", "设区市", "县", "乡镇"}
    asked = governments & set(content.levels)
    if not asked:
        return Concern.NO
    return Concern.YES if asked >= governments - {"乡镇"} else Concern.UNKNOWN


def level_of(target: Target) -> str:
    """One of 省 设区市 县 部门 乡镇, or '' when the roster does not say it."""
    if target.kind is Kind.DEPARTMENT:
        return "部门"
    written = target.level.strip()
    if "部门" not in written and re.match(r"自治区|直辖市|省", written):
        return "省"
    return next((level for level, pattern in _LEVELS if pattern.search(written)), "")


def region_code(target: Target) -> str:
    """Digits of the region, from the roster's 地区 or the site's own code; '' when neither has them."""
    digits = re.match(r"\d{2,}", target.region.strip())
    return digits[0] if digits else target.site_code if target.site_code.isdecimal() else ""
