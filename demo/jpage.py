"""The paging endpoint of 大汉 JPAGE: what `/module/web/jpage/dataproxy.jsp` replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demo.pages import Answer, templates

PATH = "/module/web/jpage/dataproxy.jsp"
AT_ONCE = 3
"""Pages a call, as the family's own script asks for them."""


def dataproxy(items: Sequence[object], per_page: int, asked: Mapping[str, str], *, well_formed: bool = True) -> Answer:
    """Records startrecord…endrecord (from 1), or the group of three pages after the `page`-th, the one inline being the first.

    Without an XML declaration, as in life.
    """
    per_page = _number(asked, "perpage", per_page)
    group = _number(asked, "page", 0)
    first = _number(asked, "startrecord", group * AT_ONCE * per_page + 1)
    last = _number(asked, "endrecord", first + AT_ONCE * per_page - 1)
    template = templates().get_template("datastore.xml.j2")
    text = template.render(
        total=len(items),
        pages=-(-len(items) // per_page),
        items=items[max(first, 1) - 1 : last],
        well_formed=well_formed,
    )
    return Answer(text.encode(), content_type="text/xml; charset=utf-8")


def _number(asked: Mapping[str, str], name: str, default: int) -> int:
    value = asked.get(name, "")
    return int(value) if value.isdecimal() and int(value) > 0 else default
