"""How a letter looks: its page, its styles, and columns of tables; every size is that of a named style."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from drentsportal.reports.typeset.plain_text import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.styles.styles import Styles
    from docx.text.paragraph import Paragraph

    from drentsportal.reports.advice.content import AdvicePage
    from drentsportal.reports.typeset.document_theme import DocumentTheme

CELL: Final = "Portal Cell"
NOTE: Final = "Portal Note"
GAP: Final = "Portal Gap"
QUIET: Final = RGBColor(0x52, 0x60, 0x6B)
COLUMN_GAP_MM: Final = 7.0
_FONT: Final = "Calibri"
"""A letter cannot carry its font; this one is on every office machine, where Source Sans Pro is not."""
_TWIPS_PER_MM: Final = 56.7
_GAP_PT: Final = 3
_FOOT_PT: Final = 7.5


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes of one form in points, margins above and below in millimetres; lines as a share of the font's."""

    text: float
    title: float
    heading: float
    cell: float
    note: float
    after: float
    before_heading: float
    margins_mm: tuple[float, float]
    after_cell: float = 1
    line: float = 1.0


_FULL: Final = _Sizes(10, 19, 12, 9, 8, 8, 12, (24.0, 18.0))
_SHORT: Final = _Sizes(9.5, 15, 11, 8.5, 7.5, 3, 4, (13.0, 12.0), 0, 0.91)
"""Two pages hold what two pages of the PDF hold: Calibri has more white between its lines than its font."""


def prepare(document: Document, page: AdvicePage, made_at_utc: datetime, theme: DocumentTheme) -> None:
    """Set page, styles, properties and footer of a new letter."""
    sizes = _FULL if page.is_letter_apart else _SHORT
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(page.side_mm)
    section.top_margin, section.bottom_margin = map(Mm, sizes.margins_mm)
    section.header_distance = section.footer_distance = Mm(min(sizes.margins_mm) / 2)
    _set_styles(document.styles, sizes, RGBColor.from_string(theme.colours.head[1:]))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), page.locale)
    document.core_properties.title = without_controls(page.heading)[:250]
    document.core_properties.author = without_controls(page.cover.sender[0])
    document.core_properties.language = page.locale
    moment = made_at_utc.replace(tzinfo=None, microsecond=0)
    document.core_properties.created = moment
    document.core_properties.modified = moment
    document.core_properties.last_modified_by = ""
    document.core_properties.comments = ""
    _foot(section, page, text_mm(document))


def _foot(section: Section, page: AdvicePage, width_mm: float) -> None:
    """Set the line below each page: what it is of, and at the right which page of how many."""
    footer = section.footer.paragraphs[0]
    # The style of the template has stops for its own page, which is wider than ours.
    for stop in footer.style.paragraph_format.tab_stops if footer.style else ():
        footer.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(without_controls(page.footer))
    footer.add_run(f"\t{page.frame['page_word']} ")
    _add_field(footer, "PAGE")
    footer.add_run(f" {page.frame['of_word']} ")
    _add_field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(_FOOT_PT), QUIET


def _add_field(paragraph: Paragraph, code: str) -> None:
    """Add a number that the office program fills in, and renews when the letter is edited."""
    for kind in ("begin", "", "separate", "end"):
        run = paragraph.add_run()
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = f" {code} "
        run._r.append(part)  # noqa: SLF001 - python-docx knows no fields
        if kind == "separate":
            paragraph.add_run("1")


def _set_styles(styles: Styles, sizes: _Sizes, head: RGBColor) -> None:
    for name, size in (("Normal", sizes.text), ("Heading 1", sizes.title), ("Heading 2", sizes.heading)):
        style: ParagraphStyle = styles[name]
        style.font.name = _FONT
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:hAnsi"), _FONT)
        _space(style, sizes.after, sizes.after if name == "Normal" else sizes.after / 2, sizes.line)
        if name != "Normal":
            style.font.color.rgb = head
            style.paragraph_format.space_before = Pt(sizes.before_heading)
    styles["Normal"].paragraph_format.space_before = Pt(0)
    for name, size in ((CELL, sizes.cell), (NOTE, sizes.note), (GAP, _GAP_PT)):
        made: ParagraphStyle = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)  # type: ignore[no-untyped-call] # python-docx
        made.base_style = styles["Normal"]
        made.font.size = Pt(size)
        _space(made, 0, {CELL: sizes.after_cell, NOTE: sizes.after}.get(name, 0), sizes.line)
    styles[NOTE].font.color.rgb = QUIET
    styles[NOTE].paragraph_format.keep_together = True


def _space(style: ParagraphStyle, before: float, after: float, line: float) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line


def text_mm(document: Document) -> float:
    """Return the width of the text: that of the page without its margins."""
    page = document.sections[0]
    width_emu = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    return float(Emu(width_emu).mm)


@contextmanager
def columns_beside(document: Document, count: int) -> Iterator[float]:
    """Set what is added meanwhile in columns; gives the width of one in millimetres."""
    _divide(document.add_section(WD_SECTION.CONTINUOUS), count)
    document.paragraphs[-1].style = GAP
    yield (text_mm(document) - (count - 1) * COLUMN_GAP_MM) / count
    _divide(document.add_section(WD_SECTION.CONTINUOUS), 1)
    document.paragraphs[-1].style = GAP


def _divide(section: Section, count: int) -> None:
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001 - python-docx knows no columns of text
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(round(COLUMN_GAP_MM * _TWIPS_PER_MM)))
