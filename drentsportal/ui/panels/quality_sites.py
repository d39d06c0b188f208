"""A list of sites that a figure of the monitor is about; each leads to its card and the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.ui.guide.explanations import explanations
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.models.quality_rows import NamedSite
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("site", "municipality", "what")
_NAME_WIDTH: Final = 260
_MUNICIPALITY_WIDTH: Final = 140


class QualitySites(QWidget):
    """Sites by name under a heading.

    Signals: ``site_opened(site_id)`` on a double click, on Enter and by the button.
    """

    site_opened = Signal(str)

    def __init__(self, theme: Theme, language: Language, name: str) -> None:
        """Build the list; ``name`` is its object name."""
        super().__init__()
        self._sites: tuple[NamedSite, ...] = ()
        say = language.text
        self.heading = label("", "strong")
        self.model = TextTableModel(
            [say(f"ui.quality.column.{each}") for each in _COLUMNS],
            explained=explanations(language, "quality", _COLUMNS),
        )
        self._delegate = TextTableDelegate(theme)
        self.view = text_table(self.model, self._delegate, name, say("ui.quality.sites"))
        header = self.view.horizontalHeader()
        header.resizeSection(0, _NAME_WIDTH)
        header.resizeSection(1, _MUNICIPALITY_WIDTH)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.view.activated.connect(lambda at: self._open(at.row()))
        self.open_button = button(say("ui.quality.open_site"), name=f"{name}_open")
        self.open_button.clicked.connect(self._open_current)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        theme.changed.connect(self.view.viewport().update)
        self.setLayout(column(row(self.heading, None, self.open_button), self.view, spacing=8))
        self.show_sites("", ())

    def show_sites(self, heading: str, sites: Sequence[NamedSite]) -> None:
        """Show sites under a heading that says what they have in common."""
        self._sites = tuple(sites)
        self.heading.setText(heading)
        self.model.show_rows(len(self._sites), self._cells)
        self._enable()

    def _cells(self, number: int) -> tuple[TextCell, ...]:
        site = self._sites[number]
        return TextCell(site.name), TextCell(site.municipality, quiet=True), TextCell(site.remark, quiet=True)

    def _enable(self) -> None:
        self.open_button.setEnabled(bool(self.view.selectionModel().selectedRows()))

    def _open_current(self) -> None:
        for at in self.view.selectionModel().selectedRows():
            self._open(at.row())

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._sites):
            self.site_opened.emit(self._sites[number].id)

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        if self._sites:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
