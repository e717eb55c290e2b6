"""Word documents from a template that the client may replace. Needs the extra [word]."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

STAMP = (2020, 1, 1, 0, 0, 0)
"""Of every part: the same document gives the same bytes."""
TEMPLATES = Path(__file__).parent / "templates"


class TemplateError(ValueError):
    """The template cannot be filled; a Chinese sentence that names it."""


def lacking() -> str:
    """Why no Word document can be written here, in Chinese; empty when one can."""
    if find_spec("docxtpl"):
        return ""
    return "没有安装写 Word 文档的组件。请先运行：pip install 'gongkai-audit[word]'"


def filled(template: Path, words: Mapping[str, Any]) -> bytes:
    """The document. Names that the template asks for and `words` lacks are refused. Raises TemplateError."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, UndefinedError
    from jinja2 import TemplateError as Fault
    from jinja2.sandbox import SandboxedEnvironment

    if not template.is_file():
        raise TemplateError(f"找不到模板“{template}”，请核对路径和文件名。")
    out = io.BytesIO()
    try:
        document = DocxTemplate(template)
        document.render(words, SandboxedEnvironment(undefined=StrictUndefined, autoescape=True))
        document.save(out)
    except UndefinedError as fault:
        known = "、".join(words)
        raise TemplateError(f"模板“{template.name}”用了没有的名称（{fault}）。可用的名称：{known}。") from fault
    except Fault as fault:
        raise TemplateError(f"模板“{template.name}”中的标记写错了（{fault}）。请改正标记。") from fault
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as fault:
        raise TemplateError(
            f"模板“{template.name}”不是 Word 文档（docx），或已损坏。请用 Word 或 WPS 另存为 docx。"
        ) from fault
    return _stamped(out.getvalue())


def _stamped(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for part in made.infolist():
            again.writestr(zipfile.ZipInfo(part.filename, STAMP), made.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
