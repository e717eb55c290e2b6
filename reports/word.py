"""Word documents from a template that the client may replace. Needs the extra [word].

A template may come from anywhere: it is unpacked within bounds, its expressions run in a sandbox, and all that is
filled in is escaped. The same words give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2 import TemplateError as Fault
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

STAMP = (2020, 1, 1, 0, 0, 0)
"""Of every part: the same document gives the same bytes."""
TEMPLATES = Path(__file__).parent / "templates"
UNPACKED = 50_000_000
"""Bytes that a template may hold when unpacked. Our default: letterheads with their pictures stay far below."""
PLACE = 60
"""Characters of the template told about a fault's place."""


class TemplateError(ValueError):
    """The template cannot be filled; a Chinese sentence that names it."""


def lacking() -> str:
    """Why no Word document can be written here, in Chinese; empty when one can."""
    if find_spec("docxtpl"):
        return ""
    return "没有安装写 Word 文档的组件。请先运行：pip install 'gongkai-audit[word]'"


def filled(template: Path | bytes, words: Mapping[str, Any]) -> bytes:
    """The document. Names that the template asks for and `words` lacks are refused. Raises TemplateError."""
    name = f"“{template.name}”" if isinstance(template, Path) else ""
    if isinstance(template, Path) and not template.is_file():
        raise TemplateError(f"找不到模板“{template}”，请核对路径和文件名。")
    try:
        return _filled(template.read_bytes() if isinstance(template, Path) else template, words)
    except TemplateError:
        raise
    except UndefinedError as fault:
        known = "、".join(words)
        raise TemplateError(f"模板{name}用了没有的名称（{fault}{_place(fault)}）。可用的名称：{known}。") from fault
    except SecurityError as fault:
        raise TemplateError(f"模板{name}中有不允许的写法（{fault}）。请只用名称、循环和条件。") from fault
    except Fault as fault:
        advice = "请检查花括号以及 for、if 与 endfor、endif 是否成对，有没有被改成全角"
        raise TemplateError(f"模板{name}中的标记写错了（{fault}{_place(fault)}）。{advice}。") from fault
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as fault:
        raise TemplateError(f"模板{name}不是 Word 文档（docx），或已损坏。请用 Word 或 WPS 另存为 docx。") from fault
    except (TypeError, AttributeError, ArithmeticError) as fault:
        raise TemplateError(f"模板{name}中的算式不成立（{fault}）。请改正标记。") from fault


def _filled(template: bytes, words: Mapping[str, Any]) -> bytes:
    from docxtpl import DocxTemplate

    with zipfile.ZipFile(io.BytesIO(template)) as package:
        if sum(part.file_size for part in package.infolist()) > UNPACKED:
            raise TemplateError(f"模板解开后超过 {UNPACKED // 1_000_000} MB，请换小的图片。")
    out = io.BytesIO()
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(words), SandboxedEnvironment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    document.save(out)
    return stamped(out.getvalue())


def stamped(document: bytes) -> bytes:
    """The same package without the moment of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for part in made.infolist():
            again.writestr(zipfile.ZipInfo(part.filename, STAMP), made.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _place(fault: Fault) -> str:
    """The template's own words about the fault, where docxtpl knows them."""
    lines = [line.strip() for line in getattr(fault, "docx_context", ()) if line.strip()]
    marked = [line for line in lines if re.search(r"[{%}]", line)]
    return f"，在“{marked[0][:PLACE]}”附近" if marked else ""
