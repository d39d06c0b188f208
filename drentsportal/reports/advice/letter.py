"""The advice as an editable letter (DOCX): real headings, real tables, and the language of its words."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from drentsportal.reports.advice.maps import DETAIL_MM
from drentsportal.reports.typeset.plain_text import without_controls

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

    from drentsportal.reports.advice.content import AdvicePage
    from drentsportal.reports.advice.maps import SiteMaps
    from drentsportal.reports.typeset.blocks import Cell, Column, Figure, Table
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.reports.typeset.typesetter import Typesetter

_FONT: Final = "Calibri"
"""A letter cannot carry its font; this one is on every office machine, where Source Sans Pro is not."""
_LONG_ROW: Final = 360
"""Letters in a row from which it may break over pages: kept whole it would leave half a page white."""
_WIDEST_SHARE: Final = 2
_WIDER: Final = 1.15
"""Calibri in cells with a margin of their own needs a little more than the page."""
_SIGN_MM: Final = 2.1
_CELL_MARGINS_MM: Final = 3.8
"""A word of a header needs about this much where another, wider font stands in for Calibri."""
_LEGEND_COLUMNS: Final = 3
_RULES: Final = {"bottom": "52606B", "insideH": "D5DADD"}
_CELL_SIZE: Final = Pt(9)
_LETTER_SCALE: Final = 1.2
"""A letter has its maps below each other, each a little larger."""
_SWATCH_MM: Final = 6.0
_QUIET: Final = RGBColor(0x52, 0x60, 0x6B)
_FIRST_ZIP_YEAR: Final = (1980, 1, 1, 0, 0, 0)
_MARK_SIGNS: Final = {"unknown": "◌ ", "check": "◇ ", "stale": "◷ ", "conflicting": "⧉ "}


def letter_bytes(
    page: AdvicePage, typesetter: Typesetter, made_at_utc: datetime, theme: DocumentTheme
) -> bytes:
    """Return the letter as a DOCX file in a house style; equal input gives equal bytes."""
    document = docx.Document()
    _prepare(document, page, made_at_utc, theme)
    _head(document, page)
    document.add_heading(without_controls(page.heading), level=1)
    for text in page.cover.paragraphs:
        document.add_paragraph(without_controls(text))
    if page.is_letter_apart:
        _closing(document, page)
    request = document.add_heading(page.request_title, level=2)
    request.paragraph_format.page_break_before = page.is_letter_apart
    for table in (each for column in page.request for each in column):
        _table(document, table)
        document.add_paragraph()
    document.add_heading(page.shortlist.title, level=2)
    _table(document, page.shortlist)
    if page.map is not None:
        _picture(document, page.map, typesetter, page.map_mm[0])
    _site_maps(document, page.details, typesetter)
    _sections(document, page)
    if not page.is_letter_apart:
        _closing(document, page)
    document.add_heading(page.sources_title, level=2)
    for item in page.sources:
        document.add_paragraph(without_controls(f"{item['number']}  {item['text']}"))
    stream = io.BytesIO()
    document.save(stream)
    return _same_every_time(stream.getvalue())


def _closing(document: Document, page: AdvicePage) -> None:
    """Greet, name who signs and how to reach it, in one paragraph that stays whole."""
    greeting, name, reach = page.cover.closing
    paragraph = document.add_paragraph(without_controls(greeting))
    paragraph.paragraph_format.keep_together = True
    paragraph.add_run("\n" + without_controls(name)).bold = True
    paragraph.add_run("\n" + without_controls(reach))


def _prepare(document: Document, page: AdvicePage, made_at_utc: datetime, theme: DocumentTheme) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(page.side_mm)
    section.top_margin, section.bottom_margin = Mm(24), Mm(18)
    styles = document.styles
    for name, size in (("Normal", 10), ("Heading 1", 19), ("Heading 2", 12)):
        style = styles[name]
        style.font.name = _FONT
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:hAnsi"), _FONT)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(theme.colours.head[1:])
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), page.locale)
    document.core_properties.title = without_controls(page.heading)[:250]
    document.core_properties.author = without_controls(page.cover.sender[0])
    document.core_properties.language = page.locale
    moment = made_at_utc.replace(tzinfo=None, microsecond=0)
    document.core_properties.created = moment
    document.core_properties.modified = moment
    document.core_properties.last_modified_by = ""
    document.core_properties.comments = ""
    footer = section.footer.paragraphs[0]
    footer.text = without_controls(page.footer)
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(7.5), _QUIET


def _head(document: Document, page: AdvicePage) -> None:
    tag = str(page.frame["tag"])
    if tag:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(tag.upper()).bold = True
    sender = document.add_paragraph()
    sender.add_run(without_controls(page.cover.sender[0])).bold = True
    for line in page.cover.sender[1:]:
        if line:
            sender.add_run("\n" + without_controls(line))
    addressee = document.add_paragraph()
    addressee.add_run(without_controls(page.cover.addressee[0])).bold = True
    for line in page.cover.addressee[1:]:
        addressee.add_run("\n" + without_controls(line))
    facts = document.add_paragraph()
    facts.add_run("\n".join(without_controls(f"{label}: {text}") for label, text in page.cover.facts))


def _table(document: Document, model: Table) -> None:
    if model.intro:
        document.add_paragraph(without_controls(model.intro))
    widths_mm = _widths_mm(model, _text_mm(document))
    table = document.add_table(rows=1, cols=len(model.columns))
    _rule(table, widths_mm)
    for place, column in zip(table.rows[0].cells, model.columns, strict=True):
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(without_controls(column.label))
        run.bold, run.font.size = True, _CELL_SIZE
    _mark_header(table.rows[0])
    for row in model.rows:
        added = table.add_row()
        if sum(len(words.text) for content in row for words in content.lines) < _LONG_ROW:
            _keep_whole(added)
        for place, content, width_mm in zip(added.cells, row, widths_mm, strict=True):
            place.width = Mm(width_mm)
            _fill(place, content)
    if model.note:
        note = document.add_paragraph()
        run = note.add_run(without_controls(model.note))
        run.font.size, run.font.color.rgb = Pt(8), _QUIET


def _text_mm(document: Document) -> float:
    """Return the width of the text: that of the page without its margins."""
    page = document.sections[0]
    width_emu = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    return float(Emu(width_emu).mm)


def _widths_mm(model: Table, text_mm: float) -> list[float]:
    """Return column widths in millimetres: fixed ones as they are, shares of what is left."""
    fixed = sum(_fixed_mm(each) for each in model.columns if each.width > _WIDEST_SHARE)
    shares = sum(each.width or 1 for each in model.columns if each.width <= _WIDEST_SHARE)
    return [
        _fixed_mm(each) if each.width > _WIDEST_SHARE else (each.width or 1) * (text_mm - fixed) / shares
        for each in model.columns
    ]


def _fixed_mm(column: Column) -> float:
    """Return the width of a column of fixed width: never so narrow that a word of its header breaks."""
    longest = max(map(len, column.label.split()), default=0)
    return max(_WIDER * column.width, longest * _SIGN_MM + _CELL_MARGINS_MM)


def _rule(table: DocxTable, widths_mm: list[float]) -> None:
    """Set widths and thin rules between rows; no vertical ones."""
    table.autofit = False
    for column, width_mm in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width_mm)
        for place in column.cells:
            place.width = Mm(width_mm)
    borders = OxmlElement("w:tblBorders")
    for side, colour in _RULES.items():
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - python-docx has no other way


def _fill(place: _Cell, content: Cell) -> None:
    for position, words in enumerate(content.lines):
        paragraph = place.paragraphs[0] if position == 0 else place.add_paragraph()
        badge = f"{content.badge}. " if content.badge and position == 0 else ""
        run = paragraph.add_run(without_controls(f"{badge}{_MARK_SIGNS.get(words.mark, '')}{words.text}"))
        run.font.size = _CELL_SIZE
        run.bold = words.style == "bold"
        run.italic = words.style == "unknown"
        paragraph.paragraph_format.space_after = Pt(1)
        if words.style == "quiet":
            run.font.color.rgb = _QUIET


def _mark_header(row: _Row) -> None:
    """Repeat the row on every page, and tell screen readers that it is a header."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)  # noqa: SLF001 - python-docx has no other way


def _keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above


def _picture(document: Document, figure: Figure, typesetter: Typesetter, width_mm: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    _draw(paragraph, figure.svg, figure.alt, typesetter, width_mm)
    caption = document.add_paragraph()
    run = caption.add_run(without_controls(figure.caption))
    run.font.size, run.font.color.rgb = Pt(8), _QUIET


def _draw(paragraph: Paragraph, svg: str, alt: str, typesetter: Typesetter, width_mm: float) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(typesetter.png(svg)), width=Mm(width_mm))
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx cannot set alt text
    properties.set("descr", without_controls(alt))


def _site_maps(document: Document, maps: SiteMaps, typesetter: Typesetter) -> None:
    if not maps.figures:
        return
    document.add_heading(without_controls(maps.title), level=2)
    for figure in maps.figures:
        _picture(document, figure, typesetter, DETAIL_MM[0] * _LETTER_SCALE)
    _legend(document, maps, typesetter)


def _legend(document: Document, maps: SiteMaps, typesetter: Typesetter) -> None:
    """Set each swatch with its words in a cell of its own: elsewhere a line may break between them."""
    rows = -(-len(maps.legend) // _LEGEND_COLUMNS)
    table = document.add_table(rows=rows, cols=_LEGEND_COLUMNS)
    table.autofit = False
    for row in table.rows:
        _keep_whole(row)
    for position, item in enumerate(maps.legend):
        place = table.cell(position // _LEGEND_COLUMNS, position % _LEGEND_COLUMNS)
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        _draw(paragraph, maps.swatches[item["swatch"]], item["text"], typesetter, _SWATCH_MM)
        run = paragraph.add_run(f"\N{NO-BREAK SPACE}{without_controls(item['text'])}")
        run.font.size = _CELL_SIZE


def _sections(document: Document, page: AdvicePage) -> None:
    for part in page.sections:
        document.add_heading(without_controls(part.title), level=2)
        for text in part.paragraphs:
            document.add_paragraph(without_controls(text))
        if part.table is not None:
            _table(document, part.table)
        for step in part.steps:
            document.add_paragraph(without_controls(step), style="List Number")
        if part.after:
            document.add_paragraph(without_controls(part.after))


def _same_every_time(content: bytes) -> bytes:
    """Write the archive anew with one fixed time, so that equal letters are equal files."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_YEAR)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
