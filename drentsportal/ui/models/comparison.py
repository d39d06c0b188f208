"""Candidates side by side: one column per site, one row per criterion or attribute."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.values import Known
from drentsportal.figures.dot_strip import StripScale
from drentsportal.reports.comparison.content import wish_ids
from drentsportal.reports.comparison.rows import (
    FULL_WEIGHT,
    POINT,
    contribution_of,
    contribution_words,
    printed_weight,
    unranked,
)
from drentsportal.reports.comparison.said_beside import said_beside
from drentsportal.reports.comparison.scale_words import strip_scale
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.going_words import going_text
from drentsportal.reports.typeset.site_title import site_title
from drentsportal.reports.typeset.value_words import ValueWords
from drentsportal.services.best_words import best_words
from drentsportal.services.compared_sites import Likeness, RowKind
from drentsportal.ui.guide.explanations import explanation
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from drentsportal.domain.match.match_result import Contribution, ScoreCard
    from drentsportal.domain.match.row_marks import BestMark
    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparedCell, ComparedRow, ComparedSite, ComparisonTable

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""The ``ComparisonLine`` of a row heading, for the header that paints it."""

_FULL_SCORE: Final = 100.0
_VERDICT_TONES: Final = {Verdict.FITS: "fits", Verdict.CHECK: "check", Verdict.FAILS: "fails"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a site stands on the scale of a line; ``point`` is the figure within a range, if there is one."""

    low: float
    high: float
    point: float | None = None


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One line of the table: the heading of a group (``row`` is ``None`` and no cells) or a row of cells.

    ``scale`` holds the ``spots`` of all sites, ``None`` for who is unknown; a line of words has none.
    ``wish_id`` is the wish that a line of the scores is about.
    """

    title: str
    row: ComparedRow | None = None
    cells: tuple[TextCell, ...] = ()
    likeness: Likeness | None = None
    scale: StripScale | None = None
    spots: tuple[Spot | None, ...] = ()
    wish_id: str = ""

    @property
    def criterion_id(self) -> str:
        """The criterion that the line is about; "" for a feature of the site and for a total."""
        if self.row is None or self.row.kind is RowKind.ATTRIBUTE:
            return self.wish_id
        return self.row.id

    @property
    def is_group(self) -> bool:
        """Whether the line is a heading over the rows below it."""
        return not self.cells


class ComparisonModel(QAbstractTableModel):
    """Two to five sites; what is unknown says so and is never called equal."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._table: ComparisonTable | None = None
        self._words: ValueWords | None = None
        self._lines: tuple[ComparisonLine, ...] = ()
        self._only_differences = False

    def show_table(self, table: ComparisonTable | None) -> None:
        """Show another comparison."""
        self._table = table
        if table is not None:
            today = table.made_at_utc.astimezone(DUTCH_TIME).date()
            self._words = ValueWords(self._language, table.segments, today)
        self._rebuild()

    def show_only_differences(self, *, only: bool) -> None:
        """Leave out the rows that are equal, or show them again; what cannot be compared always stays."""
        self._only_differences = only
        self._rebuild()

    def line(self, row: int) -> ComparisonLine:
        """Return a line."""
        return self._lines[row]

    def site(self, column: int) -> ComparedSite:
        """Return the site of a column."""
        if self._table is None:
            raise IndexError(column)
        return self._table.sites[column]

    def site_title(self, column: int) -> str:
        """Return the name of the site of a column, with the park of a plot or premises."""
        site = self.site(column)
        return site_title(site.site, site.park, self._language)

    @property
    def table(self) -> ComparisonTable | None:
        """What is shown."""
        return self._table

    def count(self, likeness: Likeness) -> int:
        """Return the number of rows of a likeness, whether they are shown or not."""
        return sum(row.likeness is likeness for row in self._table.rows) if self._table else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of sites."""
        return 0 if parent.isValid() or self._table is None else len(self._table.sites)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the site of a column or the name and likeness of a row."""
        if orientation is Qt.Orientation.Horizontal:
            if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
                return self._site_heading(section)
            return self.site_title(section) if role == Qt.ItemDataRole.ToolTipRole else None
        line = self._lines[section]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line)
        is_explained = role == Qt.ItemDataRole.WhatsThisRole and line.criterion_id
        return explanation(self._language, f"criterion.{line.criterion_id}") if is_explained else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell; for a screen reader with its row, its site and how the row compares."""
        line = self._lines[index.row()]
        if line.is_group:
            return TextCell().data(role)
        cell = line.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._spoken(line)}, {self.site_title(index.column())}: {cell.spoken}"
        return cell.data(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only rows with values be selected."""
        if self._lines[index.row()].is_group:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _spoken(self, line: ComparisonLine) -> str:
        if line.likeness is None:
            return line.title
        return f"{line.title}, {self._say(f'ui.compare.likeness.{line.likeness.value}')}"

    def _site_heading(self, column: int) -> str:
        site, title = self.site(column), self.site_title(column)
        code = site.candidate.municipality_code
        parts = [municipality_name(code) if code else self._say("word.unknown")]
        if site.card is not None:
            parts.append(self._say("ui.compare.rank", rank=site.card.rank))
        return f"{title}\n{' · '.join(parts)}"

    def _rebuild(self) -> None:
        self.beginResetModel()
        lines = self._outcome_lines()
        for kind in RowKind:
            made = [self._make(row) for row in self._rows(kind)]
            if made:
                lines += [ComparisonLine(self._say(f"ui.compare.group.{kind.value}")), *made]
            if kind is RowKind.PREFERENCE:
                lines += self._breakdown_lines()
        self._lines = tuple(lines)
        self.endResetModel()

    def _rows(self, kind: RowKind) -> list[ComparedRow]:
        rows = self._table.rows if self._table else ()
        wanted = [row for row in rows if row.kind is kind]
        return [row for row in wanted if not self._only_differences or row.likeness is not Likeness.EQUAL]

    def _outcome_lines(self) -> list[ComparisonLine]:
        table = self._table
        if table is None or not any(site.card for site in table.sites):
            return []
        marks = table.score_best or (None,) * len(table.sites)
        cells = tuple(self._score(site, mark) for site, mark in zip(table.sites, marks, strict=True))
        title = self._say("ui.compare.score")
        scale = StripScale(0.0, _FULL_SCORE, "0", self._language.value(_FULL_SCORE, "int"))
        spots = tuple(_scored(site.card, POINT) for site in table.sites)
        line = ComparisonLine(title, None, cells, None, scale, spots)
        return [ComparisonLine(self._say("ui.compare.group.outcome")), line]

    def _score(self, site: ComparedSite, mark: BestMark | None) -> TextCell:
        card = site.card
        if card is None:
            return TextCell(self._say(unranked(site)), quiet=True)
        text = self._say("ui.compare.points", point=card.point, low=card.low, high=card.high)
        open_count = sum(each.verdict is Verdict.CHECK for each in card.outcomes)
        still = self._say("doc.advice.open", open_count=open_count) if open_count else ""
        return self._marked(TextCell(text, strong=True), mark, still)

    def _breakdown_lines(self) -> list[ComparisonLine]:
        """Tell what each wish adds to the scores, on the scale of what it can add at most."""
        table = self._table
        wishes = wish_ids(table) if table is not None else ()
        if table is None or not wishes:
            return []
        made = [self._wish(each, table.sites) for each in wishes]
        return [ComparisonLine(self._say("doc.compare.group.breakdown")), *made]

    def _wish(self, criterion_id: str, sites: tuple[ComparedSite, ...]) -> ComparisonLine:
        parts = [contribution_of(each.card, criterion_id) for each in sites]
        weight = printed_weight(criterion_id, sites)
        most = weight * FULL_WEIGHT
        cells = tuple(
            TextCell(self._say(unranked(site)), quiet=True)
            if each is None or site.card is None
            else TextCell(contribution_words(each, site.card, self._language))
            for each, site in zip(parts, sites, strict=True)
        )
        told = self._say(
            "ui.compare.weighed", criterion=self._say(f"criterion.{criterion_id}"), weight=weight
        )
        scale = StripScale(0.0, float(most), "0", self._language.value(most, "points")) if most else None
        spots = tuple(_scored(each, 1) for each in parts)
        return ComparisonLine(told, None, cells, None, scale, spots, criterion_id)

    def _make(self, row: ComparedRow) -> ComparisonLine:
        family = "attribute" if row.kind is RowKind.ATTRIBUTE else "criterion"
        cells = tuple(self._cell(row, cell) for cell in row.cells)
        spots = tuple(None if each.span is None else Spot(*each.span) for each in row.cells)
        title = self._say(f"{family}.{row.id}")
        return ComparisonLine(title, row, cells, row.likeness, strip_scale(row, self._language), spots)

    def _cell(self, row: ComparedRow, cell: ComparedCell) -> TextCell:
        if not cell.applies:
            return TextCell(NOT_APPLICABLE, quiet=True)
        text = self._say(cell.statement) if cell.statement is not None else self._value(row, cell)
        odd = self._say("doc.compare.deviates") if cell.deviates else ""
        unscored = "" if cell.is_scored else self._say("doc.compare.not_scored")
        beside = said_beside(cell, self._language)
        if cell.verdict is not None:
            chip = self._say(f"ui.compare.verdict.{cell.verdict.name.lower()}")
            what = explanation(self._language, f"verdict.{cell.verdict.name.lower()}")
            tone = _VERDICT_TONES[cell.verdict]
            made = TextCell(text, strong=cell.deviates, chip=chip, tone=tone, what=what)
            return self._marked(made, cell.best, odd, row=row)
        if not isinstance(cell.value, Known):
            # A statement about what is unknown says the word itself.
            told = "" if cell.statement is not None else text
            return TextCell(told, quiet=True, chip=self._say("word.unknown"))
        return self._marked(TextCell(text, strong=cell.deviates), cell.best, *beside, odd, unscored, row=row)

    def _marked(
        self, cell: TextCell, mark: BestMark | None, *more: str, row: ComparedRow | None = None
    ) -> TextCell:
        """Add a line of words for what stands out, and the sign of the most favourable."""
        best = "" if mark is None else self._say(best_words(mark, row))
        told = " · ".join(part for part in (best, *more) if part)
        if not told:
            return cell
        sign = "" if mark is None else mark.value
        return replace(cell, text=f"{cell.text}\n{told}", mark=sign, mark_role="accent")

    def _value(self, row: ComparedRow, cell: ComparedCell) -> str:
        if not isinstance(cell.value, Known) or self._words is None:
            return ""
        if cell.going is not None:
            return going_text(cell.going, self._words)
        return self._words.plain(row.id, cell.value.value)


def _scored(part: ScoreCard | Contribution | None, per_unit: int) -> Spot | None:
    if part is None:
        return None
    return Spot(part.low / per_unit, part.high / per_unit, part.point / per_unit)
