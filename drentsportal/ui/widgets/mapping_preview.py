"""The first rows of a file as they would be stored, with what cannot be read marked and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from drentsportal.ui.models.mapping_words import preview_cell
from drentsportal.ui.widgets.parts import column, label
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.ui.theme import Theme

_WIDTH: Final = 150
_ID_WIDTH: Final = 170


class MappingPreview(QWidget):
    """A table with a column for every linked attribute; its headings follow the draft."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self.count = label(self._say("mapping.preview.busy"), "strong", wrap=True)
        self.rows = TextTableModel([self._say("mapping.preview.id")])
        self._delegate = TextTableDelegate(theme)
        self.view = text_table(self.rows, self._delegate, "preview", self._say("mapping.preview"))
        self.view.setProperty("framed", "true")
        self.view.horizontalHeader().setStretchLastSection(False)
        body = column(self.count, spacing=8, margin=14)
        body.addWidget(self.view, 1)
        self.setLayout(body)

    def show_trial(self, trial: MappingTrial) -> None:
        """Show what all rows became."""
        self.count.setText(
            self._say(
                "mapping.preview.count",
                rows=trial.row_count,
                unreadable=trial.unreadable_rows,
                shown=len(trial.rows),
            )
        )
        headings = [self._say(f"attribute.{each.attribute_id}") for each in trial.columns]
        rows = TextTableModel([self._say("mapping.preview.id"), *headings])
        rows.show_rows(len(trial.rows), lambda at: self._cells(trial, at))
        self.view.setModel(rows)
        # Only now: the view must not hold a model that is gone.
        self.rows = rows
        header = self.view.horizontalHeader()
        header.resizeSection(0, _ID_WIDTH)
        for section in range(1, len(headings) + 1):
            header.resizeSection(section, max(_WIDTH, header.sectionSizeHint(section)))

    def _cells(self, trial: MappingTrial, at: int) -> tuple[TextCell, ...]:
        row_id = trial.ids[at] if at < len(trial.ids) else ""
        cells = zip(trial.columns, trial.rows[at], strict=True)
        return (TextCell(row_id, quiet=True), *(preview_cell(self._language, *each) for each in cells))
