"""What is asked of one page by many, seen once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from checks.facts.documents import Document

Seen = TypeVar("Seen")


def remembered(observe: Callable[[Document], Seen]) -> Callable[[Document], Seen]:
    """What `observe` sees of a page, kept as long as the page is."""
    known: WeakKeyDictionary[Document, Seen] = WeakKeyDictionary()

    @wraps(observe)
    def seen(document: Document) -> Seen:
        if document not in known:
            known[document] = observe(document)
        return known[document]

    return seen
