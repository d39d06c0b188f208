"""An assessment as a workbook with live formulas: a changed weight or answer moves the total.

The formulas are the rules of ``domain.fairness.assessment`` and nothing else: weights shared out to 10,000 by
largest remainder, a level as a part of 1,000,000 rounded down, the products added up. All numbers stay below
2**53, so a spreadsheet computes them exactly. Every formula also carries the value that we computed.
"""

from __future__ import annotations

import io
from math import ceil
from typing import TYPE_CHECKING, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.match.criteria import SCALE_TOP, WEIGHT_SUM
from drentsportal.reports.sheets.workbook import WORKBOOK_OPTIONS, string_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from drentsportal.domain.fairness.assessment import AssessmentContribution
    from drentsportal.language import Language
    from drentsportal.services.assessing import AssessmentSubject

_COLUMNS: Final = (
    ("question", 44), ("weight", 10), ("level", 12), ("answer", 34), ("reason", 50), ("points", 11),
    ("points_high", 11), ("share", 11), ("remainder", 11), ("normalised", 12),
)  # fmt: skip
_WIDTHS: Final = dict(_COLUMNS)
_FIGURES: Final = frozenset({"points", "points_high"})
_LINE_PT, _HIGHEST_PT = 15, 400
_A4: Final = 9
_FRAME_WIDTH, _LEVEL_WIDTH, _SOURCE_WIDTH, _TEXT_WIDTH = 30, 24, 46, 110
_FONT_WIDENS: Final = 1.2
"""Another font than Calibri, as where that is not there, takes up to this much more room."""
_AT: Final = {name: place for place, (name, _) in enumerate(_COLUMNS)}
_POINTS_UNIT: Final = WEIGHT_SUM * SCALE_TOP // 100
_POINTS: Final = "0.00"
_THIN: Final = {"bottom": 1, "bottom_color": "#D5DADD"}


def assessment_bytes(subject: AssessmentSubject, language: Language) -> bytes:
    """Return the workbook."""
    return _AssessmentBook(subject, language).content()


def _lines(signs: int, width: int) -> int:
    """Estimate how many lines a text takes in a column, rather one too many."""
    return 1 + int(signs * _FONT_WIDENS) // (width - 2)


class _AssessmentBook:
    """One workbook: the answers with their total, the frame with every level, and how to read it."""

    def __init__(self, subject: AssessmentSubject, language: Language) -> None:
        self._subject = subject
        self._outcome = subject.version.outcome
        self._say = language.text
        self._language = language
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, WORKBOOK_OPTIONS)
        title = self._say("doc.assessment.title", title=subject.request.title)
        created = subject.made_at_utc.replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": title[:255], "created": created})
        top = {"valign": "top"}
        self._head = self._book.add_format({"bold": True, "font_size": 14})
        self._bold = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top})
        self._bold_right = self._book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "align": "right", **top}
        )
        self._text = self._book.add_format({"text_wrap": True, "num_format": "@", **top})
        apart = {"text_wrap": True, "num_format": "@", "align": "left", "indent": 1, **_THIN, **top}
        self._apart = self._book.add_format(apart)
        self._apart_head = self._book.add_format({"bold": True, "bottom": 1, "indent": 1, "align": "left"})
        self._plain = self._book.add_format(top)
        self._points = self._book.add_format({"num_format": _POINTS, **top})
        self._sum = self._book.add_format({"bold": True, "top": 1, "num_format": _POINTS, **top})
        self._sum_text = self._book.add_format({"bold": True, "top": 1, **top})
        self._input = self._book.add_format({"bg_color": "#FFF4D6", "border": 1, "align": "center", **top})
        facts = self._facts()
        self._first = len(facts) + 4
        self._last = self._first + len(self._outcome.contributions) - 1
        self._told = facts

    def content(self) -> bytes:
        """Return the finished file."""
        sheet, frame = self._sheet("answers"), self._sheet("frame")
        self._fill_head(sheet)
        for place, each in enumerate(self._outcome.contributions):
            self._fill_row(sheet, self._first + place, each)
        self._fill_sum(sheet)
        self._check_inputs(sheet)
        self._fill_frame(frame)
        self._fill_explained(self._sheet("explained"))
        sheet.activate()
        self._book.close()
        return self._stream.getvalue()

    def _sheet(self, name: str) -> Worksheet:
        """Add a sheet that is printed landscape, one page wide, with its page numbers."""
        sheet = self._book.add_worksheet(self._say(f"doc.assessment.sheet.{name}"))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&R&P / &N")
        return sheet

    def _facts(self) -> list[tuple[str, str]]:
        subject, kept = self._subject, self._subject.version
        frame = kept.assessment.frame
        who = ", ".join(each for each in (kept.actor.name, kept.actor.organisation) if each)
        made_on = subject.made_at_utc.astimezone(DUTCH_TIME).date()
        told = {
            "number": subject.number,
            "version": self._language.value(kept.version, "int"),
            "at": self._language.value(kept.at_utc, "moment"),
            "actor": who,
            "frame": self._say("doc.assessment.frame_version", title=frame.title, version=frame.version),
            "made": self._language.value(made_on, "date"),
            "conclusion": kept.assessment.conclusion or self._say("doc.assessment.no_conclusion"),
        }
        return [(self._say(f"doc.assessment.fact.{key}"), text) for key, text in told.items()]

    # -- the answers and their total ------------------------------------------------------------------

    def _fill_head(self, sheet: Worksheet) -> None:
        title = self._say("doc.assessment.title", title=self._subject.request.title)
        sheet.write_string(0, 0, string_cell(title), self._head)
        for row, (name, text) in enumerate(self._told, start=1):
            self._write(sheet, row, 0, name, self._plain)
            last = _AT["points_high"]
            sheet.merge_range(row, 1, row, last, "", self._text)
            self._write(sheet, row, 1, text, self._text)
            room = sum(width for _, width in _COLUMNS[1 : last + 1])
            sheet.set_row(row, _lines(len(text), room) * _LINE_PT)
        self._write(sheet, len(self._told) + 1, 0, self._say("doc.assessment.sheet.change"), self._plain)
        most = 1
        for name, width in _COLUMNS:
            column = _AT[name]
            sheet.set_column(column, column, width)
            words = self._say(f"doc.assessment.sheet.column.{name}")
            kind = self._bold_right if name in _FIGURES else self._bold
            self._write(sheet, self._first - 1, column, words, kind)
            if column <= _AT["points_high"]:
                most = max(most, ceil(len(words) * _FONT_WIDENS / (width - 1)))
        sheet.set_row(self._first - 1, most * _LINE_PT)
        sheet.freeze_panes(self._first, 1)
        sheet.repeat_rows(self._first - 1)
        sheet.print_area(0, 0, self._last + 3, _AT["points_high"])

    def _fill_row(self, sheet: Worksheet, row: int, each: AssessmentContribution) -> None:
        """Write one question: the cells to change are coloured, all that follows is a formula."""
        level, levels = each.answer.level, each.criterion.levels
        texts = {
            "question": each.criterion.question,
            "answer": self._answer(each),
            "reason": each.answer.reason,
        }
        # Not every program makes a row high enough for its texts by itself.
        most = max(_lines(len(text), _WIDTHS[name]) for name, text in texts.items())
        sheet.set_row(row, min(most * _LINE_PT, _HIGHEST_PT))
        self._write(sheet, row, _AT["question"], each.criterion.question, self._text)
        sheet.write_number(row, _AT["weight"], each.criterion.weight, self._input)
        if level is None:
            sheet.write_blank(row, _AT["level"], None, self._input)
        else:
            sheet.write_number(row, _AT["level"], level, self._input)
        self._formula(sheet, row, "answer", self._answer_formula(row, levels), self._answer(each), self._text)
        self._write(sheet, row, _AT["reason"], each.answer.reason, self._text)
        weight, own_level, norm = (self._cell(row, name) for name in ("weight", "level", "normalised"))
        value = f"QUOTIENT({own_level}*{SCALE_TOP},{len(levels) - 1})"
        for name, empty, computed in (("points", "0", each.low), ("points_high", f"{SCALE_TOP}", each.high)):
            formula = f'=IF({own_level}="",{empty},{value})*{norm}/{_POINTS_UNIT}'
            self._formula(sheet, row, name, formula, computed / _POINTS_UNIT, self._points)
        total = sum(one.criterion.weight for one in self._outcome.contributions)
        share, rest = divmod(each.criterion.weight * WEIGHT_SUM, total)
        for name, function, computed in (("share", "QUOTIENT", share), ("remainder", "MOD", rest)):
            weights = f"SUM({self._range('weight')})"
            formula = f"=IF({weights}=0,0,{function}({weight}*{WEIGHT_SUM},{weights}))"
            self._formula(sheet, row, name, formula, computed, self._plain)
        self._formula(sheet, row, "normalised", self._share_formula(row), each.weight, self._plain)

    def _answer_formula(self, row: int, levels: tuple[str, ...]) -> str:
        frame = self._say("doc.assessment.sheet.frame").replace("'", "''")
        first = xl_rowcol_to_cell(row - self._first + 1, 1, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(row - self._first + 1, len(levels), row_abs=True, col_abs=True)
        own = self._cell(row, "level")
        unknown = self._say("doc.assessment.unknown").replace('"', '""')
        return f'=IF({own}="","{unknown}",INDEX(\'{frame}\'!{first}:{last},1,{own}+1))'

    def _answer(self, each: AssessmentContribution) -> str:
        level = each.answer.level
        return self._say("doc.assessment.unknown") if level is None else each.criterion.levels[level]

    def _share_formula(self, row: int) -> str:
        """Add what rounding left to the largest remainders, the earlier of equal ones first."""
        rest, own = self._range("remainder"), self._cell(row, "remainder")
        top = xl_rowcol_to_cell(self._first, _AT["remainder"], row_abs=True, col_abs=True)
        before = f'COUNTIF({rest},">"&{own})+COUNTIF({top}:{own},{own})'
        left = f"{WEIGHT_SUM}-SUM({self._range('share')})"
        weights = f"SUM({self._range('weight')})"
        return f"=IF({weights}=0,0,{self._cell(row, 'share')}+IF({before}<={left},1,0))"

    def _fill_sum(self, sheet: Worksheet) -> None:
        row, outcome = self._last + 1, self._outcome
        for column in range(len(_COLUMNS)):
            sheet.write_blank(row, column, None, self._sum_text)
        self._write(sheet, row, 0, self._say("doc.assessment.sum"), self._sum_text)
        for name, computed in (("points", outcome.low), ("points_high", outcome.high)):
            formula = f"=SUM({self._range(name)})"
            self._formula(sheet, row, name, formula, computed / _POINTS_UNIT, self._sum)
        low, high = self._cell(row, "points"), self._cell(row, "points_high")
        self._write(sheet, row + 1, 0, self._say("doc.assessment.sheet.middle"), self._plain)
        middle = (outcome.low + outcome.high) / 2 / _POINTS_UNIT
        self._formula(sheet, row + 1, "points", f"=({low}+{high})/2", middle, self._points)
        self._write(sheet, row + 2, 0, self._say("doc.assessment.sheet.open"), self._plain)
        open_formula = f"=COUNTBLANK({self._range('level')})"
        self._formula(sheet, row + 2, "points", open_formula, outcome.open_count, self._plain)

    def _check_inputs(self, sheet: Worksheet) -> None:
        """Take only a whole weight and a level that the question has; an empty level is not known."""
        weight = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100,
                  "error_message": self._say("doc.assessment.sheet.weight_fault")}  # fmt: skip
        sheet.data_validation(self._first, _AT["weight"], self._last, _AT["weight"], weight)
        for place, each in enumerate(self._outcome.contributions):
            highest = len(each.criterion.levels) - 1
            fault = self._say("doc.assessment.sheet.level_fault", highest=highest)
            level = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": highest,
                     "error_message": fault}  # fmt: skip
            row = self._first + place
            sheet.data_validation(row, _AT["level"], row, _AT["level"], level)

    # -- the frame and the reading --------------------------------------------------------------------

    def _fill_frame(self, sheet: Worksheet) -> None:
        """Write every level of every question in words, then where the question comes from."""
        contributions = self._outcome.contributions
        most = max(len(each.criterion.levels) for each in contributions)
        self._write(sheet, 0, 0, self._say("doc.assessment.column.question"), self._apart_head)
        for level in range(most):
            words = self._say("doc.assessment.sheet.level", level=level)
            self._write(sheet, 0, level + 1, words, self._apart_head)
        self._write(sheet, 0, most + 1, self._say("doc.assessment.sheet.source"), self._apart_head)
        widths = (_FRAME_WIDTH, *[_LEVEL_WIDTH] * most, _SOURCE_WIDTH)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_row(0, _LINE_PT + 5)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        for row, each in enumerate(contributions, start=1):
            criterion = each.criterion
            source = self._say("doc.assessment.own_question") if criterion.is_own_choice else criterion.source
            texts = (criterion.question, *criterion.levels, source)
            cells = (*((text, _LEVEL_WIDTH) for text in criterion.levels), (source, _SOURCE_WIDTH))
            cells = ((criterion.question, _FRAME_WIDTH), *cells)
            sheet.set_row(row, max(_lines(len(text), width) for text, width in cells) * _LINE_PT)
            for column, text in enumerate(texts[:-1]):
                self._write(sheet, row, column, text, self._apart)
            self._write(sheet, row, most + 1, source, self._apart)

    def _fill_explained(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, _TEXT_WIDTH)
        subject = self._subject
        told = [
            self._say("doc.assessment.intro"),
            self._say("doc.assessment.note"),
            self._say("doc.assessment.sheet.rule"),
            self._say(subject.area.statement),
            self._say(subject.supra_regional.statement),
            self._say("doc.assessment.own_choice"),
        ]
        for row, text in enumerate(told):
            sheet.set_row(row, _lines(len(text), _TEXT_WIDTH) * _LINE_PT)
            self._write(sheet, row, 0, text, self._text)

    # -- cells ----------------------------------------------------------------------------------------

    def _cell(self, row: int, name: str) -> str:
        return xl_rowcol_to_cell(row, _AT[name])

    def _range(self, name: str) -> str:
        first, last = (
            xl_rowcol_to_cell(row, _AT[name], row_abs=True, col_abs=True) for row in (self._first, self._last)
        )
        return f"{first}:{last}"

    @staticmethod
    def _write(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
        sheet.write_string(row, column, string_cell(text), form)

    @staticmethod
    def _formula(
        sheet: Worksheet, row: int, name: str, formula: str, computed: float | str, form: Format
    ) -> None:
        sheet.write_formula(row, _AT[name], formula, form, computed)
