"""The steps that led to the data as they are, newest first; an import can be taken back as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.ui.guide.explanations import explanations
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.column_choice import ColumnChoice
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.services.ports.ledger import DataStep
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("version", "at", "who", "what", "source", "state")
_WIDTHS: Final = (64, 206, 130, 230, 160, 240)
_DELIVERY: Final = "delivery"


class DataHistoryPanel(QWidget):
    """The data history.

    Signals: ``undo_asked(version)`` for an import that is to be taken back.
    """

    undo_asked = Signal(int)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the panel; it starts empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._steps: tuple[DataStep, ...] = ()
        self.model = TextTableModel(
            [self._say(f"ui.history.column.{name}") for name in _COLUMNS],
            frozenset({0}),
            explanations(language, "history", _COLUMNS),
        )
        self._delegate = TextTableDelegate(theme)
        self.view = text_table(self.model, self._delegate, "data_history", self._say("ui.history.title"))
        self.columns = ColumnChoice(self.view, _COLUMNS)
        self.view.setProperty("framed", "true")
        header = self.view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(_COLUMNS.index("what"), QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._refresh())
        theme.changed.connect(self.view.viewport().update)
        self.undo_button = button(self._say("ui.history.undo"), "", icon("undo", theme), name="undo_import")
        self.undo_button.clicked.connect(lambda: self.undo_asked.emit(self.selected_version()))
        self._about = label("", "small", wrap=True)
        self._empty = label(self._say("ui.history.empty"), "secondary", wrap=True)
        body = column(self._empty, spacing=8)
        body.addWidget(self.view, 1)
        foot = row(self.undo_button, spacing=12)
        foot.addWidget(self._about, 1)
        body.addLayout(foot)
        body.addStretch(0)
        self.setLayout(column(panel(body, (16, 12, 16, 12))))
        self._refresh()

    def show_steps(self, steps: Sequence[DataStep]) -> None:
        """Show the steps, newest first; the selection stays on its step."""
        selected = self.selected_version()
        self._steps = tuple(steps)
        self.model.show_rows(len(steps), lambda at: self._cells(steps[at]))
        versions = [step.version for step in steps]
        if versions:
            self.view.selectRow(versions.index(selected) if selected in versions else 0)
        self._refresh()

    def selected_version(self) -> int:
        """Return the version of the selected step, 0 where there is none."""
        step = self._selected()
        return 0 if step is None else step.version

    def _selected(self) -> DataStep | None:
        chosen = self.view.selectionModel().selectedRows()
        at = chosen[0].row() if chosen else -1
        return self._steps[at] if 0 <= at < len(self._steps) else None

    def _refresh(self) -> None:
        step = self._selected()
        self._empty.setVisible(not self._steps)
        self.view.setVisible(bool(self._steps))
        self.undo_button.setVisible(bool(self._steps))
        can_undo = step is not None and step.kind == _DELIVERY and step.undone_by_version is None
        self.undo_button.setEnabled(can_undo)
        about = "ui.history.can_undo" if can_undo else "ui.history.cannot_undo"
        self._about.setText(self._say(about) if step is not None else "")

    def _cells(self, step: DataStep) -> tuple[TextCell, ...]:
        return (
            TextCell(str(step.version), right=True),
            TextCell(self._language.value(step.at_utc, "moment")),
            TextCell(step.actor.name),
            TextCell(self._what(step), strong=step.kind == _DELIVERY),
            TextCell(step.source, quiet=True),
            self._state(step),
        )

    def _what(self, step: DataStep) -> str:
        if step.what is not None:
            return self._say(step.what)
        if step.undoes_version is not None:
            undone = next((each for each in self._steps if each.version == step.undoes_version), None)
            if undone is None or undone.undoes_version is not None:
                return self._say("ui.history.undid", version=step.undoes_version)
            return self._say("ui.history.undid_what", version=step.undoes_version, what=self._what(undone))
        kind = self._say(f"ui.history.kind.{step.kind}")
        return self._say("ui.history.of_file", what=kind, file=step.file_name) if step.file_name else kind

    def _state(self, step: DataStep) -> TextCell:
        if step.undone_by_version is None:
            return TextCell("")
        text = self._say("ui.history.undone", version=step.undone_by_version)
        return TextCell(text, mark="undo", mark_role="text_tertiary", quiet=True)
