"""Which class a target is of: with whom it is ranked, out of what, and by which lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from checks.rule import ACCOUNTS, SITES
from crawler.targets import Kind
from scoring.parts import Class

if TYPE_CHECKING:
    from scoring.scheme import Scheme


def classes(scheme: Scheme) -> tuple[Class, ...]:
    """The scheme's own; without any, sites and accounts, each at the scheme's marks."""
    if scheme.classes:
        return scheme.classes
    marks = scheme.full, scheme.pass_mark, scheme.bonus_above, scheme.bonus_full, scheme.grades
    return Class("site", "网站", SITES, *marks), Class("media", "新媒体", ACCOUNTS, *marks)


def classifier(scheme: Scheme) -> Callable[[Kind, str], Class | None]:
    """Kind and level → the first class that takes them in; None when there is no such class."""
    rows = classes(scheme)

    @cache
    def class_of(kind: Kind, level: str) -> Class | None:
        return next((row for row in rows if kind in row.kinds and (not row.levels or level in row.levels)), None)

    return class_of
