# SPDX-License-Identifier: EUPL-1.2
"""Putting together a DOCX template in the house style, so that no binary file is kept with the source."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

INK, ACCENT, GREY = RGBColor(0x13, 0x26, 0x2E), RGBColor(0x0B, 0x53, 0x65), RGBColor(0x4F, 0x63, 0x6D)
FONT = "Calibri"
HEADINGS = {"Title": 26, "Heading 1": 17, "Heading 2": 13, "Heading 3": 11}


class Builder:
    """A template that is being written: paragraphs in named styles, tables with a row that repeats."""

    def __init__(self, language: str) -> None:
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(24)
        self._style(language)

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        """Add a paragraph."""
        return self.document.add_paragraph(text, style=style)

    def repeat(self, loop: str) -> None:
        """Add a line that steers (``for``, ``if``, ``endfor``) and leaves no trace in the document."""
        self.document.add_paragraph(f"{{%p {loop} %}}")

    def table(self, headings: tuple[str, ...], loop: str, cells: tuple[str, ...]) -> Table:
        """Add a table with a heading row and one row for each of a list."""
        table = self.document.add_table(rows=1, cols=len(headings), style="Light List Accent 1")
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            cell.text = text
        _repeat_on_every_page(table)
        for texts in ((f"{{%tr for {loop} %}}",), cells, ("{%tr endfor %}",)):
            row = table.add_row().cells
            for cell, text in zip(row, texts, strict=False):
                cell.text = text
        return table

    def page_break(self) -> None:
        """Begin a new page."""
        self.document.add_page_break()

    def footer(self, text: str) -> None:
        """Put a text and the page number at the foot of every page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.style = self.document.styles["Footer"]
        paragraph.add_run(f"{text}\t\t")
        for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = paragraph.add_run()
            element = OxmlElement("w:instrText" if instruction else "w:fldChar")
            if instruction:
                element.text = instruction
            else:
                element.set(qn("w:fldCharType"), kind)
            run._r.append(element)

    def content(self) -> bytes:
        """Return the template."""
        written = BytesIO()
        self.document.save(written)
        return written.getvalue()

    def _style(self, language: str) -> None:
        styles = self.document.styles
        _paint(styles["Normal"], 10.5, INK)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for name, size in HEADINGS.items():
            _paint(styles[name], size, ACCENT)
            styles[name].paragraph_format.keep_with_next = True
        note = styles.add_style("Open question", WD_STYLE_TYPE.PARAGRAPH)
        note.base_style = styles["Normal"]
        _paint(note, 10.5, GREY)
        note.font.italic = True
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        defaults.find(qn("w:lang")).set(qn("w:val"), {"nl": "nl-NL", "en": "en-GB"}.get(language, language))


def _paint(style: ParagraphStyle, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _repeat_on_every_page(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    properties.append(header)
