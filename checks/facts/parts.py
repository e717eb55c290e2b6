"""Whether all pages of a list were read, by what the list says of itself."""

from __future__ import annotations

from checks.facts.documents import Document


def partly(document: Document, further: list[Document], items: int) -> bool:
    """Are there pages of the list that were not read?"""
    lists = [page.listing for page in (document, *further) if page.listing]
    if not lists:
        return False
    total = next((one.total for one in reversed(lists) if one.total is not None), None)
    pages = next((one.pages for one in lists if one.pages is not None), None)
    if total is not None and any(one.items for one in lists):
        return items < total
    if pages is not None:
        shell = lists[0].drawn and not lists[0].items
        return len(further) + (not shell) < pages
    read = {page.page.url for page in further}
    return items < total if total is not None else any(url not in read for url in lists[-1].more)
