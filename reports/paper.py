"""Paper: paragraphs and tables of a Word document as official papers have them (GB/T 9704), built with python-docx.

Fonts are named, not embedded; a machine without them shows its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reports.word import STAMP

TITLE, BODY, HEAD, SUBHEAD, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
TWO, THREE, FOUR, FIVE = 22, 16, 14, 10.5
"""Points of 二号, 三号, 四号, 五号."""
LINE = 28
"""Points between lines of the body."""
CENTRE, RIGHT, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """How a run looks."""

    font: str = BODY
    size: float = THREE
    bold: bool = False
    colour: str = ""
    """RRGGBB; empty: black."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text on a ground."""

    text: str
    ground: str = ""
    """RRGGBB; empty: none."""
    colour: str = ""
    align: Any = LEFT
    bold: bool = False


class Paper:
    """A document being written from top to bottom."""

    def __init__(
        self, title: str, margins: Sequence[float] = (37, 26, 35, 28), *, body: str = BODY, latin: str = LATIN
    ) -> None:
        """`margins`: top, right, bottom, left in millimetres; A4. `body`, `latin`: fonts of Chinese and other letters."""
        self.body, self.latin = body, latin
        self.document = Document()
        _dated(self.document.core_properties, title)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins)
        self.width = section.page_width - section.left_margin - section.right_margin
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = latin, Pt(THREE)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), body)
        style.paragraph_format.space_after = Pt(0)

    def write(
        self,
        text: str,
        face: Face = Face(),
        *,
        align: Any = None,
        indent: bool = False,
        line: float = LINE,
        kept: bool = False,
    ) -> Paragraph:
        """One paragraph; `indent`: two characters, as bodies have it; `kept`: on the page of what follows it."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = kept or None
        return self._set(paragraph, text, face, align=align, indent=indent, line=line)

    def _set(
        self, paragraph: Paragraph, text: str, face: Face, *, align: Any, indent: bool = False, line: float
    ) -> Paragraph:
        shape = paragraph.paragraph_format
        shape.alignment = align
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
        shape.space_before = shape.space_after = Pt(0)
        if indent:
            shape.first_line_indent = Pt(2 * face.size)
        run = paragraph.add_run(text)
        run.font.name, run.font.size, run.font.bold = self.latin, Pt(face.size), face.bold or None
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.font)
        if face.colour:
            run.font.color.rgb = RGBColor.from_string(face.colour)
        return paragraph

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str | Cell]],
        widths: Sequence[float],
        *,
        size: float = FIVE,
        line: float = 16,
        tight: bool = False,
    ) -> Any:
        """A ruled table over the whole width; `widths` are shares. Its header repeats on every page. `tight`: text
        close to the rules."""
        table = self.document.add_table(rows=0, cols=len(widths))
        table.style = self.document.styles["Table Grid"]
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        if tight:
            _tighten(table)
        if heads:
            top = [Cell(head, ground="E8EEF5", align=CENTRE, bold=True) for head in heads]
            self._row(table, top, widths, Face(HEAD, size), line)
            _repeat(table.rows[0])
        for row in rows:
            self._row(table, row, widths, Face(self.body, size), line)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(self.width * width / sum(widths))
        return table

    def _row(self, table: Any, cells: Sequence[str | Cell], widths: Sequence[float], face: Face, line: float) -> None:
        row = table.add_row()
        _unbroken(row)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            told = Cell(cell) if isinstance(cell, str) else cell
            box = row.cells[place]
            box.width = int(self.width * width / sum(widths))
            look = Face(face.font, face.size, told.bold, told.colour)
            self._set(box.paragraphs[0], told.text, look, align=told.align, line=line)
            if told.ground:
                shading = OxmlElement("w:shd")
                for name, value in (("val", "clear"), ("color", "auto"), ("fill", told.ground)):
                    shading.set(qn(f"w:{name}"), value)
                box._element.get_or_add_tcPr().append(shading)

    def pictures(self, images: Sequence[IO[bytes]]) -> None:
        """Side by side over the whole width."""
        table = self.document.add_table(rows=1, cols=len(images))
        for cell, image in zip(table.rows[0].cells, images, strict=True):
            cell.paragraphs[0].add_run().add_picture(image, width=int(self.width * 0.96 / max(len(images), 2)))

    def numbered(self) -> None:
        """`— 1 —` at the foot of every page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        self._set(paragraph, "— ", Face("宋体", FOUR), align=CENTRE, line=LINE)
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            element = OxmlElement("w:instrText" if text else "w:fldChar")
            if text:
                element.text = text
            else:
                element.set(qn("w:fldCharType"), kind)
            run._element.append(element)
        paragraph.add_run(" —")

    def turn(self) -> None:
        """To a new page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _dated(properties: Any, title: str) -> None:
    """The document's own account of itself, without the clock."""
    properties.author, properties.title, properties.comments = "", title, ""
    properties.created = properties.modified = datetime(*STAMP)
    properties.last_modified_by, properties.revision = "", 1


def _tighten(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
