"""A match as a workbook with live formulas: whoever changes a weight sees the ranking follow.

Every formula also carries the value that we computed, for programs that show a file without recalculating.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import xlsxwriter

from drentsportal.domain.match.score_matrix import offer_matrix
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.errors import ReportError
from drentsportal.reports.sheets.ranking_formulas import (
    COMPUTED,
    FIRST_OFFER,
    FIRST_RANKED,
    FIRST_WEIGHT,
    FIXED,
    PLACE,
    WEIGHT_COLUMN,
    RankingFormulas,
)
from drentsportal.reports.sheets.ranking_rows import CandidateLine, candidate_lines, rejection_lines
from drentsportal.reports.sheets.workbook import (
    LINE_PT,
    WORKBOOK_OPTIONS,
    on_paper,
    row_height_pt,
    string_cell,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language

MOST_CANDIDATES: Final = 5_000
"""More qualifiers make the formulas of the order too slow to work with."""

_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""One time for all, that of the parts of the file, so that one match gives one file; when a ranking of a case
was handed out stands in its timeline."""

_POINTS: Final = "0.0"
_WIDTHS: Final = (6, 34, 20, 30, 9, 9, 9)
"""Of the columns of the ranking, in digits of the usual typeface."""

_EXCLUDED_WIDTHS: Final = (34, 20, 60, 60)
_EXPLAINED_WIDTH: Final = 110
_CALCULATION_WIDTH: Final = 16
_NAME_WIDTH: Final = 30

_HEAD_SIGNS: Final = 80
"""Signs of the larger and bolder title that those columns hold, with room to spare."""

_HEAD_PT: Final = 19


def ranking_bytes(
    result: MatchResult, title: str, language: Language, plot_names: Mapping[str, str]
) -> bytes:
    """Return the workbook. Raises ``ReportError`` for more qualifiers than a spreadsheet can order."""
    if result.qualifier_count > MOST_CANDIDATES:
        raise ReportError(
            "error.document.ranking_too_long", qualifiers=result.qualifier_count, most=MOST_CANDIDATES
        )
    return _RankingBook(result, title, language, plot_names).content()


class _RankingBook:
    """One workbook: the ranking with its weights, the excluded, the calculation, and how to read it."""

    def __init__(
        self, result: MatchResult, title: str, language: Language, plot_names: Mapping[str, str]
    ) -> None:
        self._result = result
        self._text = language.text
        self._language = language
        self._title = title
        self._matrix = offer_matrix(result)
        self._is_direct_first = result.inputs.direct_first
        self._formulas = RankingFormulas(
            calculation_sheet=self._name("calculation"),
            ranking_sheet=self._name("ranking"),
            criterion_count=len(self._matrix.criterion_ids),
            offer_count=len(self._matrix.offer_rows),
            is_direct_first=self._is_direct_first,
        )
        self._lines = candidate_lines(result, language, plot_names)
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, WORKBOOK_OPTIONS)
        self._book.set_properties({"title": title[:255], "created": _CREATED})
        self._bold = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._head = self._book.add_format(
            {"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}
        )
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._plain = self._book.add_format({"valign": "top"})
        self._points = self._book.add_format({"valign": "top", "num_format": _POINTS})
        self._input = self._book.add_format({"bg_color": "#FFF4D6", "border": 1, "valign": "top"})

    def content(self) -> bytes:
        """Return the finished file."""
        ranking = self._sheet("ranking")
        excluded = self._sheet("excluded")
        calculation = self._sheet("calculation")
        explained = self._sheet("explained")
        self._fill_weights(ranking)
        self._fill_calculation(calculation)
        self._fill_ranking(ranking)
        self._fill_excluded(excluded)
        self._fill_explained(explained)
        ranking.activate()
        self._book.close()
        return self._stream.getvalue()

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(self._name(name))
        on_paper(sheet)
        return sheet

    def _name(self, name: str) -> str:
        return self._text(f"doc.ranking.sheet.{name}")

    # -- the weights, beside the ranking so that the eye sees both --------------------------------------

    def _fill_weights(self, sheet: Worksheet) -> None:
        """Write a line per wish: the weight to change, its share rounded down, what is left, its weight."""
        first, column = FIRST_WEIGHT, WEIGHT_COLUMN
        given = self._matrix.weights.tolist()
        for place, name in enumerate(("wish", "weight", "share", "remainder", "normalised")):
            self._write(
                sheet, first - 1, column + place, self._text(f"doc.ranking.weight.{name}"), self._bold
            )
        normalised = normalised_weights(given)
        total = sum(given)
        for place, weight in enumerate(given):
            row = first + place
            criterion = self._text(f"criterion.{self._matrix.criterion_ids[place]}")
            self._write(sheet, row, column, criterion, self._wrapped)
            sheet.write_number(row, column + 1, weight, self._input)
            share, rest = divmod(weight * 10_000, total) if total else (0, 0)
            for offset, formula, value in (
                (2, self._formulas.share(row), share),
                (3, self._formulas.remainder(row), rest),
                (4, self._formulas.weight(row), normalised[place]),
            ):
                sheet.write_formula(row, column + offset, formula, self._plain, value)
        sheet.data_validation(
            first, column + 1, first + max(len(given), 1) - 1, column + 1,
            {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100,
             "error_message": self._text("doc.ranking.weight.fault")},
        )  # fmt: skip

    # -- the calculation: a row per offer --------------------------------------------------------------

    def _fill_calculation(self, sheet: Worksheet) -> None:
        matrix, count = self._matrix, len(self._matrix.criterion_ids)
        sheet.freeze_panes(FIRST_OFFER, 3)
        sheet.set_column(0, self._formulas.column(COMPUTED[-1]), _CALCULATION_WIDTH)
        for name in ("offer", "name", "municipality"):
            sheet.set_column(PLACE[name], PLACE[name], _NAME_WIDTH)
        sheet.set_row(FIRST_OFFER - 1, 5 * LINE_PT)
        for name, column in PLACE.items():
            told = "ties" if name == "precedence" and not self._is_direct_first else name
            self._write(sheet, FIRST_OFFER - 1, column, self._text(f"doc.ranking.calc.{told}"), self._bold)
        normalised = normalised_weights(matrix.weights.tolist())
        for side, bound in enumerate(("low", "high")):
            for place, criterion_id in enumerate(matrix.criterion_ids):
                column = len(FIXED) + side * count + place
                criterion = self._text(f"criterion.{criterion_id}")
                told = self._text(f"doc.ranking.calc.{bound}_of", criterion=criterion)
                self._write(sheet, FIRST_OFFER - 1, column, told, self._bold)
                weight = self._formulas.weight_of(place)
                sheet.write_formula(FIRST_OFFER - 2, column, weight, self._plain, normalised[place])
        for name in COMPUTED:
            column = self._formulas.column(name)
            self._write(sheet, FIRST_OFFER - 1, column, self._text(f"doc.ranking.calc.{name}"), self._bold)
        for place in range(len(matrix.offer_rows)):
            self._fill_offer(sheet, place)

    def _fill_offer(self, sheet: Worksheet, place: int) -> None:
        matrix, row, count = self._matrix, FIRST_OFFER + place, len(self._matrix.criterion_ids)
        line = self._lines[int(matrix.candidate_rows[place])]
        self._write(sheet, row, PLACE["offer"], line.offers[int(matrix.offer_rows[place])], self._wrapped)
        self._write(sheet, row, PLACE["candidate"], line.id, self._wrapped)
        self._write(sheet, row, PLACE["name"], line.name, self._wrapped)
        self._write(sheet, row, PLACE["municipality"], line.municipality, self._wrapped)
        for name, number in (
            ("precedence", (matrix.precedences if self._is_direct_first else matrix.ties)[place]),
            ("checks", matrix.check_counts[place]),
            ("name_order", line.name_order),
        ):
            sheet.write_number(row, PLACE[name], int(number), self._plain)
        for side, worths in enumerate((matrix.low, matrix.high)):
            for at, worth in enumerate(worths[place].tolist()):
                sheet.write_number(row, len(FIXED) + side * count + at, worth, self._plain)
        scores = self._result.scores
        offer = int(matrix.offer_rows[place])
        for side, (name, value) in enumerate((("low", scores.low[offer]), ("high", scores.high[offer]))):
            sheet.write_formula(
                row, self._formulas.column(name), self._formulas.total(row, side), self._plain, int(value)
            )
        self._fill_place(sheet, row, line, offer)

    def _fill_place(self, sheet: Worksheet, row: int, line: CandidateLine, offer: int) -> None:
        """Write whether the offer stands for its candidate, and then which place the candidate takes."""
        stands = offer == line.shown_offer
        better, stand, rank = (self._formulas.column(name) for name in ("better", "stands", "rank"))
        for_better = self._formulas.better(row, line.block)
        sheet.write_formula(row, better, for_better, self._plain, line.better[offer])
        sheet.write_formula(row, stand, self._formulas.stands(row), self._plain, int(stands))
        value: int | str = line.rank if stands else ""
        sheet.write_formula(row, rank, self._formulas.rank(row), self._plain, value)

    # -- the ranking, the excluded, the explanation ----------------------------------------------------

    def _fill_ranking(self, sheet: Worksheet) -> None:
        self._across(sheet, 0, self._title, self._head)
        self._across(sheet, 1, self._text("doc.ranking.how"), self._wrapped)
        self._across(sheet, 2, self._text(self._result.rule), self._wrapped)
        for column, name in enumerate(("rank", "name", "municipality", "offer", "low", "high", "checks")):
            self._write(sheet, FIRST_RANKED - 1, column, self._text(f"doc.ranking.{name}"), self._bold)
        sheet.freeze_panes(FIRST_RANKED, 2)
        sheet.set_row(FIRST_RANKED - 1, 3 * LINE_PT)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(WEIGHT_COLUMN, WEIGHT_COLUMN, 32)
        sheet.set_column(WEIGHT_COLUMN + 1, WEIGHT_COLUMN + 4, 11)
        for line in (each for each in self._lines.values() if each.rank):
            self._fill_ranked(sheet, line)
        if not self._result.qualifier_count:
            self._write(sheet, FIRST_RANKED, 0, self._text("doc.ranking.none"), self._plain)

    def _fill_ranked(self, sheet: Worksheet, line: CandidateLine) -> None:
        row = FIRST_RANKED + line.rank - 1
        sheet.write_number(row, 0, line.rank, self._plain)
        scores, shown = self._result.scores, line.shown_offer
        columns: list[tuple[int, str, str | float]] = [
            (PLACE["name"], "", line.name),
            (PLACE["municipality"], "", line.municipality),
            (PLACE["offer"], "", line.offers[shown]),
            (self._formulas.column("low"), "/100000000", int(scores.low[shown]) / 10**8),
            (self._formulas.column("high"), "/100000000", int(scores.high[shown]) / 10**8),
            (PLACE["checks"], "", line.check_counts[shown]),
        ]
        for place, (column, scale, value) in enumerate(columns, start=1):
            shape: Format = (
                self._points if scale else self._wrapped if isinstance(value, str) else self._plain
            )
            formula = self._formulas.ranked(row, column)
            sheet.write_formula(row, place, f"{formula}{scale}", shape, value)

    def _fill_excluded(self, sheet: Worksheet) -> None:
        for column, name in enumerate(("name", "municipality", "reason", "change")):
            self._write(sheet, 0, column, self._text(f"doc.ranking.{name}"), self._bold)
        sheet.freeze_panes(1, 1)
        for column, width in enumerate(_EXCLUDED_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.repeat_rows(0)
        for row, cells in enumerate(rejection_lines(self._result, self._language), start=1):
            sheet.set_row(row, row_height_pt(cells, _EXCLUDED_WIDTHS))
            for column, text in enumerate(cells):
                self._write(sheet, row, column, text, self._wrapped)

    def _fill_explained(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, _EXPLAINED_WIDTH)
        profile = self._result.profile
        notes = [
            self._text("doc.ranking.how"),
            self._text("doc.ranking.explained.weights"),
            self._text(f"doc.ranking.explained.offers{'' if self._is_direct_first else '_by_score'}"),
            self._text(self._result.rule),
            self._text("doc.ranking.explained.excluded"),
            self._text("match.bounds"),
            self._text(
                "doc.ranking.explained.inputs",
                profile=profile.id,
                profile_version=profile.version,
                data_version=self._result.data_version,
            ),
        ]
        for row, note in enumerate(notes):
            sheet.set_row(row, row_height_pt((note,), (_EXPLAINED_WIDTH,)))
            self._write(sheet, row, 0, note, self._wrapped)

    def _across(self, sheet: Worksheet, row: int, text: str, shape: Format) -> None:
        """Write over all columns of the ranking, as high as its lines: no spreadsheet works that out."""
        is_head = shape is self._head
        signs, line_pt = (_HEAD_SIGNS, _HEAD_PT) if is_head else (sum(_WIDTHS), LINE_PT)
        lines = -(-len(text) // signs)
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", shape)
        # What a range is merged with would be read as a formula where it looks like one.
        self._write(sheet, row, 0, text, shape)
        sheet.set_row(row, line_pt * max(1, lines))

    @staticmethod
    def _write(sheet: Worksheet, row: int, column: int, text: str, shape: Format) -> None:
        sheet.write_string(row, column, string_cell(text), shape)
