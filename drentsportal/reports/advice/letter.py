"""The advice as an editable letter (DOCX): real headings, real tables, and the language of its words."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from drentsportal.reports.advice.letter_style import (
    CELL,
    GAP,
    NOTE,
    QUIET,
    columns_beside,
    prepare,
    text_mm,
)
from drentsportal.reports.advice.maps import DETAIL_MM
from drentsportal.reports.typeset.mark_signs import MARK_SIGNS
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

_LONG_ROW: Final = 360
"""Letters in a row from which it may break over pages: kept whole it would leave half a page white."""
_WIDEST_SHARE: Final = 2
_WIDER: Final = 1.05
"""Calibri in cells with a margin of their own needs a little more than the page."""
_SIGN_MM: Final = 2.1
_LETTER_MM: Final = 1.75
"""About the width of a letter of an address, a little more than it is."""
_CELL_MARGINS_MM: Final = 3.8
"""A word of a header needs about this much where another, wider font stands in for Calibri."""
_LEGEND_COLUMNS: Final = 3
_RULES: Final = {"bottom": "52606B", "insideH": "D5DADD"}
_MAPS_BESIDE: Final = 2
"""As many maps of sites stand beside each other as on the page."""
_SWATCH_MM: Final = 6.0
_FIRST_ZIP_YEAR: Final = (1980, 1, 1, 0, 0, 0)


def letter_bytes(
    page: AdvicePage, typesetter: Typesetter, made_at_utc: datetime, theme: DocumentTheme
) -> bytes:
    """Return the letter as a DOCX file in a house style; equal input gives equal bytes."""
    document = docx.Document()
    prepare(document, page, made_at_utc, theme)
    _head(document, page)
    document.add_heading(without_controls(page.heading), level=1)
    for text in page.cover.paragraphs:
        document.add_paragraph(without_controls(text))
    if page.is_letter_apart:
        _closing(document, page)
    request = document.add_heading(page.request_title, level=2)
    request.paragraph_format.page_break_before = page.is_letter_apart
    _request(document, page)
    document.add_heading(page.shortlist.title, level=2)
    _table(document, page.shortlist, text_mm(document))
    if page.map is not None:
        _picture(document, page.map, typesetter, page.map_mm[0])
    _site_maps(document, page.details, typesetter)
    _sections(document, page)
    if not page.is_letter_apart:
        _closing(document, page)
    document.add_heading(page.sources_title, level=2)
    for item in page.sources:
        row = document.add_paragraph(without_controls(f"{item['number']}  {item['text']}"), style=NOTE)
        row.paragraph_format.space_after = Pt(1)
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


def _head(document: Document, page: AdvicePage) -> None:
    """Name sender, addressee and facts: each in lines of their own, or in one where two pages hold it all."""
    tag = str(page.frame["tag"]).upper()
    if tag and page.is_letter_apart:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(tag).bold = True
    between = "\n" if page.is_letter_apart else " · "
    for first, *rest in (page.cover.sender, page.cover.addressee):
        paragraph = document.add_paragraph()
        paragraph.add_run(without_controls(first)).bold = True
        for line in filter(None, rest):
            paragraph.add_run(between + without_controls(line))
        if tag and not page.is_letter_apart:
            _at_the_right(paragraph, tag, text_mm(document))
            tag = ""
    facts = (without_controls(f"{label}: {text}") for label, text in page.cover.facts)
    document.add_paragraph(between.join(facts))


def _at_the_right(paragraph: Paragraph, tag: str, width_mm: float) -> None:
    """End a line with a tag, where a line of its own would be one too many."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"\t{tag}").bold = True


def _request(document: Document, page: AdvicePage) -> None:
    """Set the tables of the request below each other, or in the columns of the PDF where it is short."""
    if page.is_letter_apart or len(page.request) == 1:
        for table in (each for column in page.request for each in column):
            _table(document, table, text_mm(document))
            document.add_paragraph(style=GAP)
        return
    with columns_beside(document, len(page.request)) as width_mm:
        for place, column in enumerate(page.request):
            start = document.add_paragraph(style=GAP)
            if place:
                start.add_run().add_break(WD_BREAK.COLUMN)
            for table in column:
                _table(document, table, width_mm)
                document.add_paragraph(style=GAP)


def _table(document: Document, model: Table, width_mm: float) -> None:
    if model.intro:
        document.add_paragraph(without_controls(model.intro))
    widths_mm = _widths_mm(model, width_mm)
    table = document.add_table(rows=1, cols=len(model.columns))
    _rule(table, widths_mm)
    for place, column in zip(table.rows[0].cells, model.columns, strict=True):
        place.paragraphs[0].style = CELL
        place.paragraphs[0].add_run(without_controls(column.label)).bold = True
    _mark_header(table.rows[0])
    for row in model.rows:
        added = table.add_row()
        if sum(len(words.text) for content in row for words in content.lines) < _LONG_ROW:
            _keep_whole(added)
        for place, content, cell_mm in zip(added.cells, row, widths_mm, strict=True):
            place.width = Mm(cell_mm)
            _fill(place, content, cell_mm)
    if model.note:
        document.add_paragraph(without_controls(model.note), style=NOTE)


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


def _fill(place: _Cell, content: Cell, cell_mm: float) -> None:
    for position, words in enumerate(content.lines):
        paragraph = place.paragraphs[0] if position == 0 else place.add_paragraph()
        badge = f"{content.badge}. " if content.badge and position == 0 else ""
        sign = f"{MARK_SIGNS[words.mark]} " if words.mark in MARK_SIGNS else ""
        text = _fitted(without_controls(words.text), cell_mm - _CELL_MARGINS_MM)
        run = paragraph.add_run(without_controls(f"{badge}{sign}") + text)
        paragraph.style = CELL
        run.bold = words.style == "bold"
        run.italic = words.style == "unknown"
        if words.style == "quiet":
            run.font.color.rgb = QUIET


def _fitted(text: str, room_mm: float) -> str:
    """Break an address that is wider than its column behind its @: Word and LibreOffice break it anywhere."""
    user, at, host = text.partition("@")
    is_address = bool(at) and " " not in text
    return f"{user}{at}\n{host}" if is_address and len(text) * _LETTER_MM > room_mm else text


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
    document.add_paragraph(without_controls(figure.caption), style=NOTE)


def _draw(paragraph: Paragraph, svg: str, alt: str, typesetter: Typesetter, width_mm: float) -> None:
    # Lines closer together than the font has them would cut off the top of a picture.
    paragraph.paragraph_format.line_spacing = 1.0
    shape = paragraph.add_run().add_picture(io.BytesIO(typesetter.png(svg)), width=Mm(width_mm))
    inline = shape._inline  # noqa: SLF001 - python-docx cannot set alt text and distances
    inline.docPr.set("descr", without_controls(alt))
    # Unsaid, LibreOffice takes an eighth of an inch around a picture, which then leaves the text.
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")


def _site_maps(document: Document, maps: SiteMaps, typesetter: Typesetter) -> None:
    if not maps.figures:
        return
    document.add_heading(without_controls(maps.title), level=2)
    room_mm = text_mm(document) / _MAPS_BESIDE
    width_mm = min(DETAIL_MM[0], room_mm - _CELL_MARGINS_MM)
    places = _grid(document, len(maps.figures), _MAPS_BESIDE)
    for place in places:
        place.width = Mm(room_mm)
    for place, figure in zip(places, maps.figures, strict=False):
        drawn = place.paragraphs[0]
        drawn.paragraph_format.keep_with_next = True
        _draw(drawn, figure.svg, figure.alt, typesetter, width_mm)
        place.add_paragraph(without_controls(figure.caption), style=NOTE)
    # Two tables with nothing between them are one to Word.
    document.add_paragraph(style=GAP)
    _legend(document, maps, typesetter)


def _grid(document: Document, count: int, columns: int) -> list[_Cell]:
    """Add a table without rules whose rows stay whole, for as many things; returns its cells in order."""
    table = document.add_table(rows=-(-count // columns), cols=columns)
    table.autofit = False
    for row in table.rows:
        _keep_whole(row)
    return [place for row in table.rows for place in row.cells]


def _legend(document: Document, maps: SiteMaps, typesetter: Typesetter) -> None:
    """Set each swatch with its words in a cell of its own: elsewhere a line may break between them."""
    places = _grid(document, len(maps.legend), _LEGEND_COLUMNS)
    for place, item in zip(places, maps.legend, strict=False):
        paragraph = place.paragraphs[0]
        paragraph.style = CELL
        _draw(paragraph, maps.swatches[item["swatch"]], item["text"], typesetter, _SWATCH_MM)
        paragraph.add_run(f"\N{NO-BREAK SPACE}{without_controls(item['text'])}")


def _sections(document: Document, page: AdvicePage) -> None:
    for part in page.sections:
        document.add_heading(without_controls(part.title), level=2)
        for text in part.paragraphs:
            told = document.add_paragraph(without_controls(text))
            told.paragraph_format.keep_with_next = part.table is not None
        if part.table is not None:
            _table(document, part.table, text_mm(document))
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
