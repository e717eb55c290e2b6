"""Word documents from templates that a client may edit: filled, never half, and the same bytes for the same figures.

A template is a .docx whose text holds fields and loops in braces (docxtpl's). It may come from anywhere, so it is
unpacked within bounds and its expressions run in a sandbox; a fault in it is told in Chinese with its place.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

UNPACKED = 50_000_000
"""Bytes that a template may hold when unpacked. Our default: letterheads with their pictures stay far below."""
MADE = (2020, 1, 1, 0, 0, 0)
"""Not the clock: the same result gives the same bytes."""
PLACE = 60
"""Characters of the template shown around a fault."""


class TemplateFault(ValueError):
    """The template cannot be used; Chinese sentences that say where and what to do."""


def lacking() -> str:
    """Why no Word documents can be made here, in Chinese; '' when they can."""
    if find_spec("docxtpl") is None:
        return "没有安装 [word] 组件，不生成 Word 文件（安装：pip install 'gongkai-audit[word]'）。"
    return ""


def filled(template: bytes, context: Mapping[str, Any]) -> bytes:
    """The template with its fields filled. All text is escaped; a field that does not exist is a fault."""
    from docxtpl import DocxTemplate

    _check_package(template)
    shelf = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(dict(context), shelf, autoescape=True)
        out = BytesIO()
        document.save(out)
    except TemplateError as fault:
        raise TemplateFault(_told(fault)) from fault
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError) as fault:
        raise TemplateFault(f"模板无法使用（{fault}）。请用 --export-template 重新导出一份，在其上修改。") from fault
    return steady(out.getvalue())


def steady(document: bytes) -> bytes:
    """The same package without the moment of its making."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(zipfile.ZipInfo(one.filename, MADE), old.read(one), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def dated(properties: Any, title: str) -> None:
    """A document's own account of itself; `properties` are python-docx's core properties."""
    properties.author, properties.title, properties.comments = "", title, ""
    properties.created = properties.modified = datetime(*MADE)
    properties.last_modified_by, properties.revision = "", 1


def _check_package(template: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(template)) as package:
            names, size = set(package.namelist()), sum(one.file_size for one in package.infolist())
    except zipfile.BadZipFile as fault:
        raise TemplateFault("模板不是 docx 文件。doc、wps 格式请先在 Word 或 WPS 中另存为 docx。") from fault
    if "word/document.xml" not in names:
        raise TemplateFault("模板不是 Word 文档（其中没有正文）。请用 --export-template 导出一份，在其上修改。")
    if size > UNPACKED:
        raise TemplateFault(f"模板解开后有 {size // 1_000_000} MB，超过 {UNPACKED // 1_000_000} MB，请换小的图片。")


def _told(fault: TemplateError) -> str:
    where = _place(fault)
    near = f"位置：“{where}”附近。" if where else ""
    if isinstance(fault, UndefinedError):
        name = re.search(r"'([^']+)' (?:is undefined|has no attribute)|no attribute '([^']+)'", fault.message or "")
        which = f"“{name.group(2) or name.group(1)}”" if name else f"（{fault.message}）"
        return f"模板中的字段{which}不存在。{near}可用的字段见 --export-template 导出的模板。"
    if isinstance(fault, SecurityError):
        return f"模板中有不允许的写法（{fault.message}）。{near}请只用字段和循环。"
    if isinstance(fault, TemplateSyntaxError):
        return f"模板语法有误（{fault.message}）。{near}请检查花括号和 for、if、endfor、endif 是否成对，且没有被 Word 改成全角。"
    return f"模板有误（{fault.message}）。{near}"


def _place(fault: TemplateError) -> str:
    """The template's own words about the fault, where they are known."""
    lines: Iterator[str] = getattr(fault, "docx_context", iter(()))
    text = [line.strip() for line in lines if line.strip()]
    around = next((line for line in text if "{" in line), text[0] if text else "")
    return around[:PLACE]
