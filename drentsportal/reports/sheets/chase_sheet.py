"""The workbook of a chase list: an explanation, one row per question, and hidden what reads it back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from drentsportal.domain.checks.chase_answers import value_as_typed
from drentsportal.domain.checks.chase_list import unit_id
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES, SiteKind
from drentsportal.reports.sheets.workbook import on_paper, row_height_pt, string_cell
from drentsportal.services.ports.chase import (
    COLUMN_KEYS,
    KEY_PREFIX,
    MARKER_FORMAT,
    MARKER_SHEET,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from drentsportal.domain.checks.chase_list import ChaseQuestion
    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import ValueWords
    from drentsportal.services.ports.chase import ChaseList

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CHOICES_SHEET: Final = "_drents_keuzes"
_SHOWN: Final = (
    ("park", 26),
    ("site", 20),
    ("attribute", 24),
    ("question", 44),
    ("reason", 30),
    ("now", 22),
    ("unit", 12),
    ("source", 26),
    ("now_as_of", 14),
)
_ANSWERS: Final = (("confirmed", 12), ("value", 22), ("as_of", 14), ("filled_by", 22), ("remark", 34))
_HIDDEN: Final = ("site_id", "attribute_id", "sent", "shown")
_KEY_ROW, _HEAD_ROW = 0, 1
_EXPLANATION_WIDTH: Final = 100
_FORMATS: Final = {"ha": "#,##0.00##", "m2": "#,##0", "m": "#,##0.0", "eur": "#,##0.00", "whole": "0"}
_LARGEST: Final = 100_000_000
_LINE, _FIELD = "#CDB9D7", "#FBF8FC"
_MAIN_CATEGORIES: Final = 6
_ALLOWED: Final = {
    "autofilter": True,
    "sort": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


class ChaseSheet:
    """Writes one list; every text is a string cell, so nothing that is delivered becomes a formula."""

    def __init__(self, chase_list: ChaseList, language: Language, words: ValueWords, source: str) -> None:
        """Begin the workbook; ``source`` is what the answers will be said to come from."""
        self._list = chase_list
        self._language = language
        self._words = words
        self._source = source
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, _OPTIONS)
        self._made: dict[str, Format] = {}
        self._ranges: dict[str, str] = {}
        name = MUNICIPALITIES[chase_list.municipality_code]
        created = chase_list.made_at_utc.replace(tzinfo=None, microsecond=0)
        title = language.text("chase.sheet.title", municipality=name)
        self._book.set_properties({"title": title[:255], "created": created})

    def content(self) -> bytes:
        """Return the finished file."""
        explanation = self._explanation()
        sheet = self._book.add_worksheet(self._say("chase.sheet.questions"))
        self._choices()
        self._questions(sheet)
        self._marker()
        sheet.activate()
        explanation.set_first_sheet()
        self._book.close()
        return self._stream.getvalue()

    def _say(self, message_id: str, **params: object) -> str:
        return self._language.text(message_id, **params)

    def _format(self, name: str, **properties: Any) -> Format:  # noqa: ANN401 - xlsxwriter's own properties
        if name not in self._made:
            self._made[name] = self._book.add_format({"valign": "top", "text_wrap": True, **properties})
        return self._made[name]

    def _explanation(self) -> Worksheet:
        sheet = self._book.add_worksheet(self._say("chase.sheet.explanation"))
        sheet.set_column(0, 0, _EXPLANATION_WIDTH)
        on_paper(sheet)
        name = MUNICIPALITIES[self._list.municipality_code]
        heading = self._say("chase.sheet.title", municipality=name)
        sheet.write_string(0, 0, heading, self._format("title", bold=True, font_size=14))
        lines = (
            self._language.text(
                "chase.sheet.intro" if self._list.sender else "chase.sheet.intro_unsigned",
                sender=self._list.sender,
                questions=len(self._list.questions),
                made_on=self._list.made_on,
            ),
            *(self._say(f"chase.sheet.step.{step}") for step in range(1, 8)),
            self._say("chase.sheet.source", source=self._source),
        )
        for row, line in enumerate(lines, start=2):
            sheet.write_string(row, 0, string_cell(line), self._format("line"))
            sheet.set_row(row, row_height_pt((line,), (_EXPLANATION_WIDTH,)))
        sheet.protect("", {"select_locked_cells": True})
        return sheet

    def _questions(self, sheet: Worksheet) -> None:
        columns = [*(name for name, _ in _SHOWN), *(name for name, _ in _ANSWERS), *_HIDDEN]
        self._heads(sheet, columns)
        for row, question in enumerate(self._list.questions, start=_HEAD_ROW + 1):
            self._question(sheet, row, question)
        last = _HEAD_ROW + len(self._list.questions)
        sheet.autofilter(_HEAD_ROW, 0, last, len(columns) - len(_HIDDEN) - 1)
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.protect("", _ALLOWED)

    def _heads(self, sheet: Worksheet, columns: list[str]) -> None:
        widths = {**dict(_SHOWN), **dict(_ANSWERS)}
        answers = {name for name, _ in _ANSWERS}
        for column, name in enumerate(columns):
            hidden = {"hidden": True} if name in _HIDDEN else {}
            sheet.set_column(column, column, widths.get(name, 12), None, hidden)
            if name in COLUMN_KEYS:
                sheet.write_string(_KEY_ROW, column, f"{KEY_PREFIX}{name}")
            colour = "#E9DDF0" if name in answers else "#EEECE9"
            look = self._format(f"head {colour}", bold=True, bottom=1, bg_color=colour)
            sheet.write_string(_HEAD_ROW, column, self._say(f"chase.column.{name}"), look)
        sheet.set_row(_KEY_ROW, None, None, {"hidden": True})

    def _question(self, sheet: Worksheet, row: int, question: ChaseQuestion) -> None:
        spec = ATTRIBUTE_BY_ID[question.attribute_id]
        texts = self._texts(question)
        for column, (name, _) in enumerate(_SHOWN):
            if name == "now" and isinstance(question.value, int | float) and spec.type in _NUMBERS:
                number = self._format(f"now {_form(spec)}", num_format=_FORMATS[_form(spec)], align="left")
                sheet.write_number(row, column, question.value, number)
            else:
                sheet.write_string(row, column, string_cell(texts[name]), self._format("locked"))
        shown = [name for name, _ in _SHOWN]
        sheet.set_row(row, row_height_pt([texts[name] for name in shown], [width for _, width in _SHOWN]))
        first = len(_SHOWN)
        for column, (name, _) in enumerate(_ANSWERS, start=first):
            sheet.write_blank(row, column, None, self._answer_format(name, spec))
        self._validate(sheet, row, question, spec)
        for column, name in enumerate(_HIDDEN, start=first + len(_ANSWERS)):
            sheet.write_string(row, column, string_cell(texts[name]), self._format("hidden", num_format="@"))

    def _texts(self, question: ChaseQuestion) -> Mapping[str, str]:
        unknown = self._say("word.unknown")
        reason = self._say(f"chase_reason.{question.reason.value}")
        if question.detail is not None:
            reason = f"{reason}: {self._language.text(question.detail)}"
        known = question.value is not None
        is_named = question.kind is SiteKind.PARK or question.site_name == question.park_name
        as_of = "" if question.as_of is None else self._language.value(question.as_of)
        return {
            "park": question.park_name,
            "site": "" if is_named else question.site_name,
            "attribute": self._say(f"attribute.{question.attribute_id}"),
            "question": self._say(f"chase_question.{question.attribute_id}"),
            "reason": reason,
            "now": self._words.plain(question.attribute_id, question.value) if known else unknown,
            "unit": self._say(unit_id(question.attribute_id)),
            "source": without_line_references(question.source),
            "now_as_of": as_of,
            "site_id": question.site_id,
            "attribute_id": question.attribute_id,
            "sent": value_as_typed(question.value),
            "shown": question.site_name,
        }

    def _answer_format(self, name: str, spec: AttributeSpec) -> Format:
        number = "@"
        if name == "as_of" or (name == "value" and spec.type is ValueType.DATE):
            number = "dd-mm-yyyy"
        elif name == "value" and spec.type in _NUMBERS:
            number = _FORMATS[_form(spec)]
        return self._format(
            f"answer {number}",
            locked=False,
            num_format=number,
            border=1,
            border_color="#CDB9D7",
            bg_color="#FBF8FC",
        )

    def _validate(self, sheet: Worksheet, row: int, question: ChaseQuestion, spec: AttributeSpec) -> None:
        confirmed, value, as_of = (len(_SHOWN) + place for place in range(3))
        if question.value is not None:
            yes = [self._say("word.yes")]
            sheet.data_validation(row, confirmed, row, confirmed, {"validate": "list", "source": yes})
        else:
            nothing = self._say("chase.sheet.nothing_to_confirm")
            sheet.data_validation(
                row,
                confirmed,
                row,
                confirmed,
                {"validate": "length", "criteria": "==", "value": 0, "error_message": nothing[:255]},
            )
        rule = self._rule(spec)
        if rule is not None:
            sheet.data_validation(row, value, row, value, rule)
        sheet.data_validation(row, as_of, row, as_of, self._date_rule(until_made=True))

    def _rule(self, spec: AttributeSpec) -> dict[str, Any] | None:
        if spec.id in self._ranges:
            kind = "warning" if spec.type is ValueType.TEXT_SET else "stop"
            message = self._say(
                "chase.sheet.set" if spec.type is ValueType.TEXT_SET else "chase.sheet.from_list"
            )
            return {
                "validate": "list",
                "source": self._ranges[spec.id],
                "error_type": kind,
                "error_message": message[:255],
            }
        if spec.type in _NUMBERS:
            whole = spec.type is ValueType.INTEGER
            most = _MAIN_CATEGORIES if spec.id == "category_main_max" else _LARGEST
            message = self._say("chase.sheet.whole" if whole else "chase.sheet.number")
            return {
                "validate": "integer" if whole else "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": most,
                "error_message": message[:255],
            }
        return self._date_rule(until_made=False) if spec.type is ValueType.DATE else None

    def _date_rule(self, *, until_made: bool) -> dict[str, Any]:
        """Return the rule for a day from 1990 on; one for which a value holds lies within the coming year."""
        last = self._list.made_on.replace(year=self._list.made_on.year + (1 if until_made else 50), day=1)
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": last.replace(year=1990),
            "maximum": last,
            "error_type": "warning",
            "error_message": self._say("chase.sheet.date")[:255],
        }

    def _choices(self) -> None:
        """Write the lists to choose from; a list in a rule itself holds 255 signs at most."""
        sheet = self._book.add_worksheet(_CHOICES_SHEET)
        asked = sorted({each.attribute_id for each in self._list.questions})
        column = 0
        for attribute_id in asked:
            words = self._choice_words(ATTRIBUTE_BY_ID[attribute_id])
            for row, word in enumerate(words):
                sheet.write_string(row, column, string_cell(word))
            if words:
                letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
                self._ranges[attribute_id] = f"='{_CHOICES_SHEET}'!{letter}$1:{letter}${len(words)}"
                column += 1
        sheet.very_hidden()

    def _choice_words(self, spec: AttributeSpec) -> list[str]:
        if spec.type is ValueType.BOOLEAN:
            return [self._say("word.yes"), self._say("word.no")]
        if spec.type is ValueType.CATEGORY:
            return list(CATEGORIES)
        if spec.id == "segments":
            return list(self._list.segments.values())
        return [self._say(f"choice.{spec.id}.{code}") for code in spec.choices]

    def _marker(self) -> None:
        sheet = self._book.add_worksheet(MARKER_SHEET)
        values = {
            "format": MARKER_FORMAT,
            "list_id": self._list.list_id,
            "municipality_code": self._list.municipality_code,
            "data_version": str(self._list.data_version),
            "source": self._source,
        }
        for row, (key, value) in enumerate(values.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, string_cell(value))
        sheet.very_hidden()


_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL})


def _form(spec: AttributeSpec) -> str:
    if "_eur" in spec.id:
        return "eur"
    return next((unit for unit in ("ha", "m2", "m") if spec.id.endswith(f"_{unit}")), "whole")
