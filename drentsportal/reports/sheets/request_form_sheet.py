"""The request form as a workbook: one question a row, one field to fill in, hidden what reads it back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.reports.sheets.workbook import WORKBOOK_OPTIONS, row_height_pt, string_cell
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.services.request_form import (
    ANSWER_MARK,
    FORM_FORMAT,
    FORM_MARKER,
    FORM_ROWS,
    KEY_MARK,
    FormKind,
    FormPart,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from drentsportal.language import Language
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.request_form import FormRow

_WIDTHS: Final = (34, 40, 52, 14)
_FIRST_ROW: Final = 4
_NUMBER_FORMATS: Final = {
    FormKind.WHOLE: "0",
    FormKind.NUMBER: "General",
    FormKind.NEED: "General",
    FormKind.DAY: "dd-mm-yyyy",
    FormKind.MOMENT: "dd-mm-yyyy hh:mm",
}
_LONGEST_MESSAGE: Final = 255


class RequestFormFile:
    """Writes the empty form in one language."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language = language

    def write_form(self, path: Path, segments: Mapping[str, str], made_at_utc: datetime) -> MadeDocument:
        """Write the form. Raises ``ReportError``."""
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, WORKBOOK_OPTIONS)
        created = made_at_utc.replace(tzinfo=None, microsecond=0)
        book.set_properties({"title": self._say("form.title"), "created": created})
        sheet = book.add_worksheet(self._say("form.sheet"))
        self._heads(book, sheet)
        looks = _looks(book)
        for place, row in enumerate(FORM_ROWS):
            self._row(sheet, _FIRST_ROW + place, row, looks, segments)
        self._dress(sheet)
        marker = book.add_worksheet(FORM_MARKER)
        marker.write_string(0, 0, "format")
        marker.write_string(0, 1, FORM_FORMAT)
        marker.very_hidden()
        book.close()
        return write_finished(path, stream.getvalue(), "request_form")

    def write_text(self, path: Path, text: str, kind: str) -> MadeDocument:
        """Write a text beside the form. Raises ``ReportError``."""
        return write_finished(path, text.encode(), kind)

    def _say(self, message_id: str, **params: object) -> str:
        return self._language.text(message_id, **params)

    def _heads(self, book: Workbook, sheet: Worksheet) -> None:
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEECE9"})
        sheet.write_string(0, 1, ANSWER_MARK)
        sheet.write_string(0, 3, KEY_MARK)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(1, 0, self._say("form.title"), book.add_format({"bold": True, "font_size": 14}))
        sheet.merge_range(
            2, 0, 2, 2, self._say("form.intro"), book.add_format({"text_wrap": True, "valign": "top"})
        )
        sheet.set_row(2, 48)
        for column, name in enumerate(("question", "answer", "explanation")):
            sheet.write_string(3, column, self._say(f"form.column.{name}"), bold)

    def _row(
        self,
        sheet: Worksheet,
        at: int,
        row: FormRow,
        looks: Mapping[str, Format],
        segments: Mapping[str, str],
    ) -> None:
        sheet.write_string(at, 0, string_cell(self._say(row.label_id)), looks["locked"])
        sheet.write_blank(at, 1, None, looks[_NUMBER_FORMATS.get(row.kind, "@")])
        told = (self._say(row.label_id), "", self._explanation(row, segments), "")
        sheet.write_string(at, 2, string_cell(told[2]), looks["small"])
        sheet.set_row(at, row_height_pt(told, _WIDTHS))
        sheet.write_string(at, 3, f"{row.part.value}.{row.key}", looks["hidden"])
        rule = self._rule(row)
        if rule is not None:
            sheet.data_validation(at, 1, at, 1, rule)

    def _explanation(self, row: FormRow, segments: Mapping[str, str]) -> str:
        if row.kind is FormKind.SEGMENTS:
            return self._say("form.explain.segments", names="; ".join(segments.values()))
        if row.part is FormPart.REQUIREMENTS:
            unit = self._say(f"form.unit.{row.key}")
            return self._say(f"form.explain.{row.kind.value}", unit=unit)
        return self._say(f"form.explain.{row.key}")

    def _rule(self, row: FormRow) -> dict[str, Any] | None:
        choices = {
            FormKind.CHOICE: [self._say(f"{row.key}.{each}") for each in row.members],
            FormKind.YES: [self._say("word.yes"), self._say("word.no")],
            FormKind.CATEGORY: list(CATEGORIES),
        }.get(row.kind)
        if choices:
            text = self._say("form.rule.list")
            return {"validate": "list", "source": choices, "error_message": text[:_LONGEST_MESSAGE]}
        if row.kind in {FormKind.WHOLE, FormKind.NUMBER}:
            kind = "integer" if row.kind is FormKind.WHOLE else "decimal"
            text = self._say("form.rule.number")
            return {"validate": kind, "criteria": ">=", "value": 0, "error_message": text[:_LONGEST_MESSAGE]}
        return None

    def _dress(self, sheet: Worksheet) -> None:
        for column, width in enumerate(_WIDTHS):
            hidden = {"hidden": True} if column == len(_WIDTHS) - 1 else {}
            sheet.set_column(column, column, width, None, hidden)
        sheet.freeze_panes(_FIRST_ROW, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"select_locked_cells": True, "select_unlocked_cells": True, "format_rows": True})


def _looks(book: Workbook) -> dict[str, Format]:
    looks = {
        "locked": book.add_format({"text_wrap": True, "valign": "top"}),
        "small": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#55504A"}),
        "hidden": book.add_format({"num_format": "@"}),
    }
    for number_format in {"@", *_NUMBER_FORMATS.values()}:
        looks[number_format] = book.add_format(
            {
                "locked": False,
                "num_format": number_format,
                "text_wrap": True,
                "valign": "top",
                "align": "left",
                "border": 1,
                "border_color": "#CDB9D7",
                "bg_color": "#FBF8FC",
            }
        )
    return looks
