"""The marks that a home page must carry at its foot (国办发〔2017〕47号, annex 网页设计规范)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.facts.documents import Document

NAMES = {
    "party-mark": "党政机关网站标识",
    "site-code": "政府网站标识码",
    "icp": "ICP备案编号",
    "police": "公安机关备案标识",
    "sponsor": "主办单位",
    "contact": "联系方式",
    "error-report": "“我为政府网站找错”监督举报平台入口",
    "sitemap": "站点地图",
}

_TEXT = {
    "party-mark": re.compile(r"党政机关(?:网站)?标识"),
    "site-code": re.compile(
        r"标识码[^0-9a-zA-Z]{0,4}[0-9a-zA-Z]{6,}|网站标识[^0-9a-zA-Z]{0,4}(?:\d{10}|bm\d{8})(?!\d)"
    ),
    "icp": re.compile(r"[\u4e00-\u9fa5]?ICP[备证]\D{0,3}\d+号?(?:-\d+)?", re.IGNORECASE),
    "police": re.compile(r"公网安备[^0-9]{0,4}\d+"),
    "sponsor": re.compile(
        r"主办(?:单位|机关)|主办[:：、，]|(?:网站|本站|政府|办公[厅室]|委员会|[局厅委])主办(?![了的过])"
    ),
    "contact": re.compile(
        r"联系(?:方式|电话|我们|地址|信箱|邮箱)|(?:电话|热线|传真|邮箱|E-?mail)[:：]|(?:热线|电话)\d{5}|QQ[^\n]{0,8}\d{5,12}|(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)",
        re.IGNORECASE,
    ),
    "error-report": re.compile(r"找错"),
    "sitemap": re.compile(r"^[|\s]*(?:网站|站点|本站)(?:地图|导航)[|\s]*$", re.MULTILINE),
}
_PARTY_PICTURE = re.compile(r"党政机关")
"""What the party mark's picture is called, where words alone may be a menu of organs."""
_ADDRESS = {
    "party-mark": re.compile(r"conac\.cn|_ideConac", re.IGNORECASE),
    "police": re.compile(r"beian\.mps\.gov\.cn|beian\.gov\.cn/.*recordcode=\d+", re.IGNORECASE),
    "error-report": re.compile(r"zfwzgl\.www\.gov\.cn|pucha\.kaipuyun\.cn|jiucuo", re.IGNORECASE),
    "sitemap": re.compile(r"sitemap|wzdt|zddt", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark that was found, and the words or the address that show it."""

    name: str
    quote: str


def read_marks(document: Document) -> dict[str, Mark]:
    """Marks of a page by name, wherever in the page they stand: in words, pictures, links or the known scripts."""
    pictures = "\n".join("".join(image.alt.split()) for image in document.images)
    names = "\n".join("".join(link.text.split()) for link in document.links)
    words = "\n".join((document.compact, pictures, names))
    addresses = (
        [link.url for link in document.links] + [image.src for image in document.images] + list(document.scripts)
    )
    found = {}
    for name in NAMES:
        picture = _PARTY_PICTURE.search(pictures) if name == "party-mark" else None
        if match := _TEXT[name].search(words) or picture:
            found[name] = Mark(name, match[0])
        elif name in _ADDRESS:
            if hit := next((address for address in addresses if _ADDRESS[name].search(address)), None):
                found[name] = Mark(name, hit)
    return found
