"""How cells look."""

from __future__ import annotations

from typing import Any

FONT = "微软雅黑"

BASE = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
CELL = BASE | {"border": 1, "border_color": "#C9D1DB"}
STYLES: dict[str, dict[str, Any]] = {
    "title": BASE | {"font_size": 18, "bold": True, "font_color": "#12355B"},
    "fact": BASE | {"font_color": "#44546A", "text_wrap": True, "valign": "top"},
    "notice": BASE
    | {"bg_color": "#FFF4D6", "font_color": "#7A4B00", "text_wrap": True, "border": 1}
    | {"border_color": "#F0D58A"},
    "section": BASE | {"font_size": 12, "bold": True, "font_color": "#12355B", "bottom": 2, "bottom_color": "#12355B"},
    "head": CELL | {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "align": "center", "text_wrap": True},
    "text": CELL,
    "wrap": CELL | {"text_wrap": True},
    "centre": CELL | {"align": "center", "text_wrap": True},
    "number": CELL | {"align": "center", "num_format": "0"},
    "points": CELL | {"align": "right", "indent": 1, "num_format": "0.00"},
    "live": CELL | {"align": "right", "indent": 1, "num_format": "0.00", "bg_color": "#F3F6FA"},
    "quiet": CELL | {"align": "right", "indent": 1, "num_format": '0.00;-0.00;"—"', "bg_color": "#F3F6FA"},
    "total": CELL | {"align": "right", "indent": 1, "num_format": "0.00", "bold": True, "bg_color": "#E8EEF6"},
    "share": CELL | {"align": "right", "indent": 1, "num_format": "0.0%"},
    "link": CELL | {"font_color": "#0563C1", "underline": 1, "text_wrap": True},
    "code": CELL | {"font_size": 8, "font_color": "#7F7F7F"},
    "input": CELL | {"bg_color": "#FFF9E5", "text_wrap": True, "locked": False},
    "input points": CELL
    | {"bg_color": "#FFF9E5", "align": "right", "indent": 1, "num_format": "0.00", "locked": False},
    "typed": CELL | {"num_format": "@", "text_wrap": True},
    "amount": CELL | {"num_format": "0.##", "align": "center"},
    "input day": CELL | {"bg_color": "#FFF9E5", "align": "center", "num_format": "yyyy-mm-dd", "locked": False},
    "input count": CELL | {"bg_color": "#FFF9E5", "align": "center", "num_format": "0", "locked": False},
    "closed": CELL | {"bg_color": "#E4E7EB"},
    "good": {"bg_color": "#DDF0E2", "font_color": "#1B5E34"},
    "bad": {"bg_color": "#F8D7D4", "font_color": "#9C1C12", "bold": True},
    "open": {"bg_color": "#FFEBC2", "font_color": "#7A4B00"},
    "void": {"bg_color": "#E4E7EB", "font_color": "#5A6472"},
}
