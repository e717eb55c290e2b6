"""Pages as a browser drew them, beside what was received of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from checks.facts.documents import Document
from checks.facts.frames import Frame
from checks.facts.links import Link


@dataclass(frozen=True)
class Drawn:
    documents: dict[str, Document]
    """By address, sorted."""

    def links(self, document: Document) -> list[Link]:
        """What a browser shows on the page beyond what was received of it, and beyond what it shows on most pages."""
        drawn = self.documents.get(document.page.url)
        if drawn is None:
            return []
        known = {link.url for link in document.links}
        return [link for link in self._frame.own_links(drawn) if link.url not in known]

    @cached_property
    def _frame(self) -> Frame:
        return Frame(self.documents.values())
