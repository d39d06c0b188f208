"""What if: one requirement moved at a time, how many locations that brings, and taking it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import ROW_HEIGHT, TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.wording import limit_text

if TYPE_CHECKING:
    from drentsportal.domain.matching import MatchResult
    from drentsportal.domain.what_if import Proposal
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_SHOWN_ROWS: Final = 3
_COUNT_WIDTH: Final = 64
_NAMES_SHOWN: Final = 3


class RelaxationPanel(QWidget):
    """The best change of each requirement, most locations first; one of them is on trial.

    Signals: ``trial_changed(proposal)`` with the selected ``Proposal``, or ``None`` when the trial ends;
    ``adoption_asked(proposal)`` when the person wants it in the request.
    """

    trial_changed = Signal(object)
    adoption_asked = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the rows; they follow with ``show_result``."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._result: MatchResult | None = None
        self._proposals: tuple[Proposal, ...] = ()
        columns = [self._say(f"ui.relax.column.{each}") for each in ("requirement", "change", "gain")]
        self._model = TextTableModel(columns, frozenset({2}))
        self._build_view(theme)
        self._trial = label("", "small", wrap=True)
        self._clear = button(self._say("ui.relax.clear"), "", name="clear_trial")
        self._clear.clicked.connect(self.end_trial)
        self._adopt = button(self._say("ui.relax.adopt"), "main", name="adopt_relaxation")
        self._adopt.clicked.connect(self._on_adopt)
        heading = row(label(self._say("ui.relax.title"), "group"), None)
        heading.setContentsMargins(16, 8, 16, 4)
        self._foot = panel(
            column(self._trial, row(None, self._clear, self._adopt), spacing=6), (16, 6, 16, 8)
        )
        none = label(self._say("ui.relax.none"), "small", wrap=True)
        self._none = panel(column(none), (16, 2, 16, 6))
        self.setLayout(column(panel(column(heading, self._none, self._view, self._foot, spacing=0))))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show_trial()

    def show_result(self, result: MatchResult | None, proposals: tuple[Proposal, ...]) -> None:
        """Show the proposals that belong to a result."""
        if self.trial() is not None:
            self.end_trial()
        self._result = result
        self._proposals = tuple(each for each in proposals if each.needed is not None)
        self._model.show_rows(len(self._proposals), self._cells)
        rows = min(max(len(self._proposals), 1), _SHOWN_ROWS)
        self._view.setFixedHeight(self._view.horizontalHeader().sizeHint().height() + rows * ROW_HEIGHT)
        has_any = bool(self._proposals)
        self._view.setVisible(has_any)
        self._foot.setVisible(has_any)
        self._none.setVisible(not has_any)
        self.setVisible(result is not None and bool(result.rejection_count))
        self._show_trial()

    def trial(self) -> Proposal | None:
        """Return the proposal on trial, ``None`` for none."""
        chosen = self._view.selectionModel().selectedRows()
        return self._proposals[chosen[0].row()] if chosen else None

    def end_trial(self) -> None:
        """Take the trial away; nothing was stored."""
        self._view.clearSelection()

    def _build_view(self, theme: Theme) -> None:
        delegate = TextTableDelegate(theme, first_padding=16)
        self._view = text_table(self._model, delegate, "relaxations", self._say("ui.relax.title"))
        self._delegate = delegate
        header = self._view.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(2, _COUNT_WIDTH)
        self._view.selectionModel().selectionChanged.connect(self._on_selection)
        self._view.activated.connect(lambda _: self._on_adopt())

    def _cells(self, number: int) -> tuple[TextCell, ...]:
        proposal = self._proposals[number]
        gained = len(proposal.gained)
        return (
            TextCell(self._say(f"criterion.{proposal.criterion_id}"), strong=True),
            TextCell(self._change(proposal)),
            TextCell(self._say("ui.relax.gain", count=gained), strong=True, right=True),
        )

    def _change(self, proposal: Proposal) -> str:
        if proposal.criterion_id == "housing":
            words = [self._say(f"housing.{each}") for each in (proposal.asked, proposal.needed)]
            return self._say("ui.relax.change", asked=words[0], needed=words[1])
        if proposal.needed is False:
            return self._say("ui.relax.dropped")
        if isinstance(proposal.needed, tuple) and isinstance(proposal.asked, tuple):
            added = tuple(each for each in proposal.needed if each not in proposal.asked)
            return self._say("ui.relax.added", added=limit_text(self._language, proposal.criterion_id, added))
        asked, needed = (
            limit_text(self._language, proposal.criterion_id, each)
            for each in (proposal.asked, proposal.needed)
            if each is not None
        )
        return self._say("ui.relax.change", asked=asked, needed=needed)

    def _show_trial(self) -> None:
        proposal = self.trial()
        self._clear.setEnabled(proposal is not None)
        self._adopt.setEnabled(proposal is not None)
        if proposal is None or self._result is None:
            self._trial.setText(self._say("ui.relax.hint"))
            return
        result = self._result
        names = [result.candidate(each).name for each in proposal.gained[:_NAMES_SHOWN]]
        more = len(proposal.gained) - len(names)
        listed = ", ".join(names) + (self._say("ui.relax.more", count=more) if more else "")
        self._trial.setText(self._say("ui.relax.trial", change=self._say(proposal.statement), names=listed))

    def _on_selection(self) -> None:
        self._show_trial()
        self.trial_changed.emit(self.trial())

    def _on_adopt(self) -> None:
        proposal = self.trial()
        if proposal is not None:
            self.adoption_asked.emit(proposal)
