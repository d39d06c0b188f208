"""The table of sites: one row per park or vacant premises, sorted by what the person clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.guide.explanations import explanation
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.models.site_rows import SiteRow, SiteTotals, site_rows, totals
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.language import Language

__all__ = ["COLUMNS", "SiteRow", "SiteTableModel", "age_text", "site_rows", "title_text"]

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = ("name", "municipality", "segment", "gross", "available", "category", "age")
_NUMBERS: Final = frozenset({"gross", "available"})
_PARK_ONLY: Final = frozenset({"gross", "available", "category"})
_STALE_DAYS: Final = 730
_DAYS_IN_MONTH: Final = 30.4375
_DAYS_IN_YEAR: Final = 365.25
_MONTH_FROM: Final = 31
_YEAR_FROM: Final = 365


def age_text(language: Language, days: int, form: str = "ui.site.age") -> str:
    """Return an age in days, months or years, cut off to whole ones; ``form`` is the family of messages."""
    if days < _MONTH_FROM:
        return language.text(f"{form}.days", count=days)
    if days < _YEAR_FROM:
        return language.text(f"{form}.months", count=int(days / _DAYS_IN_MONTH))
    return language.text(f"{form}.years", count=max(1, int(days / _DAYS_IN_YEAR)))


def title_text(language: Language, rows: Sequence[SiteRow]) -> str:
    """Return the totals of the rows: sites, hectares, and what is unknown, counted apart."""
    return " · ".join(_title_parts(language, totals(rows)))


def _title_parts(language: Language, total: SiteTotals) -> list[str]:
    say = language.text
    parts = [say("ui.sites.total.parks", count=total.park_count)]
    if total.premises_count:
        parts.append(say("ui.sites.total.premises", count=total.premises_count))
    if total.gross_ha is not None:
        parts.append(say("ui.sites.total.gross", area_ha=total.gross_ha))
    if total.available_now_ha is not None:
        parts.append(say("ui.sites.total.available", area_ha=total.available_now_ha))
    if total.gross_unknown:
        parts.append(say("ui.sites.total.gross_unknown", count=total.gross_unknown))
    if total.available_unknown:
        parts.append(say("ui.sites.total.available_unknown", count=total.available_unknown))
    return parts


class SiteTableModel(QAbstractTableModel):
    """Sites as rows; unknown values stay at the end, whichever way a column is sorted."""

    def __init__(self, language: Language) -> None:
        """Start empty, by name."""
        super().__init__()
        self._language = language
        self._segments: Mapping[str, str] = {}
        self._rows: tuple[SiteRow, ...] = ()
        self._by = "name"
        self._descending = False

    def show_rows(self, rows: Sequence[SiteRow], segments: Mapping[str, str]) -> None:
        """Replace the rows; ``segments`` names each segment id."""
        self.beginResetModel()
        self._segments = segments
        self._rows = self._sorted(rows)
        self.endResetModel()

    def row_of(self, site_id: str) -> int:
        """Return the row of a site, -1 when it is not shown."""
        return next((number for number, row in enumerate(self._rows) if row.id == site_id), -1)

    def site_row(self, row: int) -> SiteRow:
        """Return the site of a row."""
        return self._rows[row]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the selection stays on its site."""
        self._by = COLUMNS[column] if 0 <= column < len(COLUMNS) else "name"
        self._descending = order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        site_ids = [self._rows[index.row()].id for index in before]
        self._rows = self._sorted(self._rows)
        places = {row.id: number for number, row in enumerate(self._rows)}
        after = [
            self.index(places[site_id], index.column())
            for index, site_id in zip(before, site_ids, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of sites."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column, aligned as its cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(f"ui.sites.column.{COLUMNS[section]}")
        if role == Qt.ItemDataRole.WhatsThisRole:
            return explanation(self._language, f"sites.{COLUMNS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section] in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the cell, its text, or the whole row for a screen reader."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                f"{self.headerData(number, Qt.Orientation.Horizontal)} {self.cell(row, column).spoken}"
                for number, column in enumerate(COLUMNS)
            )
        if role == Qt.ItemDataRole.WhatsThisRole:
            return self.headerData(index.column(), Qt.Orientation.Horizontal, role)
        return self.cell(row, COLUMNS[index.column()]).data(role)

    def cell(self, row: SiteRow, column: str) -> TextCell:
        """Return one cell; unknown is a chip, what the kind of site does not have is said in words."""
        if column == "name":
            return TextCell(row.name, strong=True)
        if column in _PARK_ONLY and row.kind is SiteKind.PREMISES:
            words = self._language.text(
                "ui.sites.premises" if column == "gross" else "ui.sites.not_for_premises"
            )
            return TextCell(words, quiet=True, right=column in _NUMBERS)
        text = self._text(row, column)
        if text is None:
            return TextCell(chip=self._language.text("word.unknown"), right=column in _NUMBERS)
        if column == "age":
            stale = row.age_days is not None and row.age_days > _STALE_DAYS
            role = "check_text" if stale else "fits_text"
            shape = "stale" if stale else "fits"
            return TextCell(text, mark=shape, mark_role=role, text_role="check_text" if stale else "")
        return TextCell(text, strong=column == "available", right=column in _NUMBERS)

    def _text(self, row: SiteRow, column: str) -> str | None:
        if column == "municipality":
            return municipality_name(row.municipality_code) if row.municipality_code else None
        if column == "segment":
            return "; ".join(self._segments.get(each, each) for each in row.segments) or None
        if column == "category":
            return None if row.category_main_max is None else str(row.category_main_max)
        if column == "age":
            return None if row.age_days is None else age_text(self._language, row.age_days, "ui.sites.age")
        area_ha = row.gross_ha if column == "gross" else row.available_now_ha
        return None if area_ha is None else self._language.value(area_ha, "dec2")

    def _sorted(self, rows: Sequence[SiteRow]) -> tuple[SiteRow, ...]:
        known = [row for row in rows if self._key(row) is not None]
        unknown = [row for row in rows if self._key(row) is None]
        by_name = sorted(known, key=lambda row: (row.name.casefold(), row.id))
        by_value = sorted(by_name, key=lambda row: self._key(row) or (), reverse=self._descending)
        return (*by_value, *sorted(unknown, key=lambda row: (row.name.casefold(), row.id)))

    def _key(self, row: SiteRow) -> tuple[object, ...] | None:
        numbers = {
            "gross": row.gross_ha,
            "available": row.available_now_ha,
            "category": row.category_main_max,
            "age": row.age_days,
        }
        value = numbers[self._by] if self._by in numbers else self.cell(row, self._by).text.casefold()
        return None if value is None or value == "" else (value,)
