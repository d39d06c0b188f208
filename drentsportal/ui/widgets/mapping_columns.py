"""The page of the wizard on which every column is linked or skipped, one by one or those that are plain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import QHeaderView, QTabWidget, QWidget

from drentsportal.services.mapping_first_draft import candidate_of
from drentsportal.services.mapping_proposal import Certainty
from drentsportal.ui.models.mapping_words import column_cells
from drentsportal.ui.widgets.column_details import ColumnDetails
from drentsportal.ui.widgets.mapping_preview import MappingPreview
from drentsportal.ui.widgets.parts import button, column, name_tabs, row
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import ColumnDecision, MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.text_cell import TextCell

_LIST_WIDTH: Final = 400
_WIDTHS: Final = (138, 108)
_COLUMNS: Final = ("column", "state", "attribute")


class MappingColumns(QWidget):
    """The list of columns, the one that is selected, and the first rows as they would be stored.

    Signals: ``decided(draft)`` whenever the person changed something, ``finished()`` when the last open
    column was settled.
    """

    decided = Signal(object)
    finished = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the page; nothing is shown yet."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self._proposal: MappingProposal | None = None
        self._draft: MappingDraft | None = None
        self._trial: MappingTrial | None = None
        self._tried: MappingDraft | None = None
        self._build()
        self.list.selectionModel().currentRowChanged.connect(self._on_row)

    def show_draft(
        self,
        proposal: MappingProposal,
        draft: MappingDraft,
        trial: MappingTrial | None,
        tried: MappingDraft | None,
    ) -> None:
        """Show what is decided now; ``trial`` is what ``tried``, maybe an earlier draft, made of the rows."""
        self._proposal, self._draft, self._trial, self._tried = proposal, draft, trial, tried
        self._show_list(draft)

    def start(self) -> None:
        """Begin with the first column."""
        self.list.selectRow(0)
        self.list.setFocus()

    def _build(self) -> None:
        self.columns = TextTableModel([self._say(f"mapping.list.{name}") for name in _COLUMNS])
        self._delegate = TextTableDelegate(self._theme)
        self.list = text_table(self.columns, self._delegate, "columns", self._say("mapping.list"))
        self.list.setProperty("framed", "true")
        self.list.setMinimumWidth(_LIST_WIDTH)
        header = self.list.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.details = ColumnDetails(self._theme, self._language)
        self.details.decided.connect(self._on_column)
        self.preview = MappingPreview(self._theme, self._language)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("mapping_tabs")
        self.tabs.addTab(self.details, self._say("mapping.tab.column"))
        self.tabs.addTab(self.preview, self._say("mapping.tab.preview"))
        name_tabs(self.tabs, self._say("mapping.tabs"))
        self.link_all = button(self._say("mapping.link_all", count=0), name="link_all")
        self.link_all.clicked.connect(self._on_link_all)
        self.skip_rest = button(self._say("mapping.skip_rest", count=0), name="skip_rest")
        self.skip_rest.clicked.connect(self._on_skip_rest)
        left = column(spacing=8)
        left.addWidget(self.list, 1)
        left.addLayout(row(self.link_all, self.skip_rest, None))
        both = row(spacing=12)
        both.addLayout(left, 2)
        both.addWidget(self.tabs, 3)
        self.setLayout(both)

    def _on_row(self, current: QModelIndex, _: QModelIndex | None = None) -> None:
        if self._draft is not None and current.isValid():
            self._show_column(self._draft.columns[current.row()].column)

    def _on_column(self, decision: ColumnDecision) -> None:
        if self._draft is None:
            return
        self.decided.emit(self._draft.with_column(decision))
        if decision.is_settled:
            self._go_on_after(decision.column)

    def _go_on_after(self, name: str) -> None:
        """Go to the next column about which something is open, after the one that was settled."""
        if self._draft is None:
            return
        names = [each.column for each in self._draft.columns]
        waiting = {each.column for each in self._draft.open_columns}
        start = names.index(name) + 1
        following = next((each for each in (*names[start:], *names[:start]) if each in waiting), None)
        if following is None:
            self.finished.emit()
            return
        self.list.selectRow(names.index(following))
        self.details.focus_first_open()

    def _on_link_all(self) -> None:
        self._confirm([each.column for each in self._linkable()])

    def _on_skip_rest(self) -> None:
        self._confirm([each.column for each in self._skippable()])

    def _confirm(self, names: list[str]) -> None:
        if self._draft is None or not names:
            return
        draft = self._draft
        for name in names:
            draft = draft.with_column(replace(draft.column(name), is_confirmed=True))
        self.decided.emit(draft)
        self._go_on_after(names[-1])

    def _linkable(self) -> list[ColumnDecision]:
        """Return the columns that are recognised by name, of which nothing else is to be asked."""
        if self._draft is None or self._proposal is None:
            return []
        twice = self._draft.repeated_attributes
        found = [
            each
            for each in self._draft.columns
            if not each.attribute_id and self._draft.role_of(each.column) and not each.is_confirmed
        ]
        for each in self._draft.linked:
            candidate = candidate_of(self._proposal.column(each.column), each.attribute_id, self._draft.kind)
            by_name = candidate is not None and candidate.certainty is Certainty.NAME
            if by_name and not each.is_confirmed and not each.open_topics and each.attribute_id not in twice:
                found.append(each)
        return found

    def _skippable(self) -> list[ColumnDecision]:
        draft = self._draft
        if draft is None:
            return []
        unused = [each for each in draft.columns if not each.attribute_id and not draft.role_of(each.column)]
        return [each for each in unused if not each.is_confirmed]

    def _show_column(self, name: str) -> None:
        if self._proposal is not None and self._draft is not None:
            tried = self._trial.column(name) if self._trial is not None and self._is_fresh(name) else None
            self.details.show_column(self._proposal, self._draft, name, tried)

    def _is_fresh(self, name: str) -> bool:
        """Whether a column was read as it is decided now; a confirmation alone changes no value."""
        if self._tried is None or self._draft is None:
            return False
        now = replace(self._draft.column(name), is_confirmed=False)
        return replace(self._tried.column(name), is_confirmed=False) == now

    def _show_list(self, draft: MappingDraft) -> None:
        current = self.list.currentIndex().row()

        def cells(at: int) -> tuple[TextCell, ...]:
            decision = draft.columns[at]
            tried = self._trial.column(decision.column) if self._trial is not None else None
            return column_cells(self._language, draft, decision, tried)

        # The selection goes with the rows, and comes back without the details being shown twice.
        with QSignalBlocker(self.list.selectionModel()):
            self.columns.show_rows(len(draft.columns), cells)
            if 0 <= current < len(draft.columns):
                self.list.selectRow(current)
        if 0 <= current < len(draft.columns):
            self._show_column(draft.columns[current].column)
        linkable, skippable = len(self._linkable()), len(self._skippable())
        self.link_all.setText(self._say("mapping.link_all", count=linkable))
        self.link_all.setEnabled(bool(linkable))
        self.skip_rest.setText(self._say("mapping.skip_rest", count=skippable))
        self.skip_rest.setEnabled(bool(skippable))
        for each in (self.link_all, self.skip_rest):
            each.setAccessibleName(each.text())
