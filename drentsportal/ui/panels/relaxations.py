"""What if: one requirement moved at a time, and the few that help together; who comes in, and adopting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.domain.match.joint_what_if import JointProposal
from drentsportal.domain.match.step_curve import step_curve
from drentsportal.ui.fonts import font
from drentsportal.ui.guide.explanations import explanations
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.requirement_slider import chart_words, sensible_range
from drentsportal.ui.widgets.step_chart import StepChart
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.wording import limit_text, plain_limit, with_way

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.what_if import Proposal
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("requirement", "change", "gain")
_COUNT_WIDTH: Final = 64
_CELL_PADDING: Final = 8
_NAMES_SHOWN: Final = 3
_CHART_HEIGHT: Final = 120
_ROOM_FOR_BOTH: Final = 600
"""Width from which the first chart, or what to do, stands beside the changes before one is chosen."""

_WITH_CHART: Final = (58, 42)
_WITHOUT_CHART: Final = (66, 34)
"""Shares of the width of the changes, and of what is told of the chosen one."""


class RelaxationPanel(QWidget):
    """The best change of each requirement, most locations first, and below them those that help together.

    Signals: ``trial_changed(proposal)`` with the selected ``Proposal`` or ``JointProposal``, or ``None`` when
    the trial ends; ``adoption_asked(proposal)`` when the person wants it in the request.
    """

    trial_changed = Signal(object)
    adoption_asked = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the rows; they follow with ``show_proposals``."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._outcome: MatchResult | None = None
        self._proposals: tuple[Proposal | JointProposal, ...] = ()
        columns = [self._say(f"ui.relax.column.{each}") for each in _COLUMNS]
        self._model = TextTableModel(columns, frozenset({2}), explanations(language, "relax", _COLUMNS))
        self._build_view(theme)
        self._clear = button(self._say("ui.relax.clear"), "", name="clear_trial")
        self._clear.clicked.connect(self.end_trial)
        self._adopt = button(self._say("ui.relax.adopt"), "main", name="adopt_relaxation")
        self._adopt.clicked.connect(self._on_adopt)
        self._foot = panel(row(None, self._clear, self._adopt), (16, 6, 16, 8), "panel_footer")
        self._none = panel(
            column(label(self._say("ui.relax.none"), "small", wrap=True), None), (16, 8, 16, 6)
        )
        left = column(self._none, self._view, self._foot, spacing=0)
        left.setStretchFactor(self._view, 1)
        self._body = row(spacing=0)
        self._body.addLayout(left)
        self._body.addWidget(self._build_chart(theme))
        self.setLayout(column(panel(self._body), spacing=0))
        self.show_proposals(None, ())

    def show_proposals(
        self, outcome: MatchResult | None, proposals: tuple[Proposal | JointProposal, ...]
    ) -> None:
        """Show the proposals that belong to what is asked; a trial on older ones is over."""
        blocked = QSignalBlocker(self._view.selectionModel())
        self._view.clearSelection()
        self._outcome = outcome
        self._proposals = tuple(
            each for each in proposals if isinstance(each, JointProposal) or each.needed is not None
        )
        self._model.show_rows(len(self._proposals), self._cells)
        self._view.horizontalHeader().resizeSection(2, self._gain_width())
        del blocked
        has_any = bool(self._proposals)
        self._view.setVisible(has_any)
        self._foot.setVisible(has_any)
        self._none.setVisible(all(isinstance(each, JointProposal) for each in self._proposals))
        self._show_trial()

    def trial(self) -> Proposal | JointProposal | None:
        """Return the proposal on trial, ``None`` for none."""
        chosen = self._view.selectionModel().selectedRows()
        return self._proposals[chosen[0].row()] if chosen else None

    def end_trial(self) -> None:
        """Take the trial away; nothing was stored."""
        self._view.clearSelection()
        self._view.selectionModel().setCurrentIndex(
            self._model.index(-1, -1), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def forget_trial(self) -> None:
        """Take the mark of a trial away that ended elsewhere, without telling it."""
        blocked = QSignalBlocker(self._view.selectionModel())
        self._view.clearSelection()
        del blocked
        self._view.viewport().update()
        self._show_trial()

    def _build_view(self, theme: Theme) -> None:
        delegate = TextTableDelegate(theme, wraps=True, first_padding=16)
        self._view = text_table(self._model, delegate, "relaxations", self._say("ui.relax.title"))
        self._delegate = delegate
        header = self._view.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(2, _COUNT_WIDTH)
        # A change is read whole: what does not fit beside the chart goes on below. Qt asks for heights before
        # the columns have the width of now, and each of them tells of its width by itself: all are measured
        # once, when the last has told.
        self._heights = QTimer(self)
        self._heights.setSingleShot(True)
        self._heights.setInterval(0)
        self._heights.timeout.connect(self._view.resizeRowsToContents)
        header.sectionResized.connect(lambda *_: self._heights.start())
        self._model.modelReset.connect(self._heights.start)
        self._view.selectionModel().selectionChanged.connect(self._on_selection)
        self._view.activated.connect(lambda _: self._on_adopt())

    def _build_chart(self, theme: Theme) -> QWidget:
        self._trial = label("", "", wrap=True)
        self._subline = label("", "small", wrap=True)
        self._chart = StepChart(theme, _CHART_HEIGHT)
        self._chart.setObjectName("step_chart")
        body = column(self._trial, self._subline, spacing=2)
        body.addWidget(self._chart, 1)
        body.addStretch(1)
        body.setStretch(2, 3)
        self._beside = panel(body, (14, 8, 12, 8), "relaxation_chart")
        return self._beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave all the room to the changes where there is little and none of them is chosen."""
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        is_wanted = self.trial() is not None or not self._proposals
        self._beside.setVisible(is_wanted or self.width() >= _ROOM_FOR_BOTH)

    def _cells(self, number: int) -> tuple[TextCell, ...]:
        proposal = self._proposals[number]
        return (
            TextCell(self._name_of(proposal), strong=True),
            TextCell(self._change_of(proposal)),
            TextCell(self._gain_of(proposal), strong=True, right=True),
        )

    def _gain_of(self, proposal: Proposal | JointProposal) -> str:
        count = len(proposal.gained)
        if not proposal.to_check:
            return self._say("ui.relax.gain", count=count)
        return self._say("ui.relax.gain_to_check", count=count, asked=proposal.to_check)

    def _gain_width(self) -> int:
        """Return the width that holds what comes in, and no more: the changes need the rest."""
        metrics = QFontMetrics(font(13, QFont.Weight.DemiBold))
        lines = (line for each in self._proposals for line in self._gain_of(each).splitlines())
        widest = max(map(metrics.horizontalAdvance, lines), default=0)
        return max(_COUNT_WIDTH, widest + 2 * _CELL_PADDING + 2)

    def _name_of(self, proposal: Proposal | JointProposal) -> str:
        moves = proposal.moves if isinstance(proposal, JointProposal) else (proposal,)
        return " + ".join(self._say(f"criterion.{each.criterion_id}") for each in moves)

    def _change_of(self, proposal: Proposal | JointProposal) -> str:
        if isinstance(proposal, JointProposal):
            return " · ".join(
                self._change(each.criterion_id, each.asked, each.needed) for each in proposal.moves
            )
        return (
            ""
            if proposal.needed is None
            else self._change(proposal.criterion_id, proposal.asked, proposal.needed)
        )

    def _change(self, criterion_id: str, asked: Limit, needed: Limit) -> str:
        if criterion_id == "housing":
            words = [self._say(f"housing.{each}") for each in (asked, needed)]
            return self._say("ui.relax.change", asked=words[0], needed=words[1])
        if needed is False:
            return self._say("ui.relax.dropped")
        if isinstance(needed, tuple) and isinstance(asked, tuple):
            added = tuple(each for each in needed if each not in asked)
            return self._say("ui.relax.added", added=limit_text(self._language, criterion_id, added))
        texts = [limit_text(self._language, criterion_id, each) for each in (asked, needed)]
        if self._outcome is not None:
            texts[1] = with_way(self._language, self._outcome.request, criterion_id, texts[1])
        return self._say("ui.relax.change", asked=texts[0], needed=texts[1])

    def _show_trial(self) -> None:
        proposal = self.trial()
        self._clear.setEnabled(proposal is not None)
        self._adopt.setEnabled(proposal is not None)
        self._show_chart(proposal)
        self._divide()
        if proposal is None or self._outcome is None:
            self._trial.setText(self._say("ui.relax.hint") if self._proposals else "")
            return
        outcome = self._outcome
        names = [outcome.candidate(each).name for each in proposal.gained[:_NAMES_SHOWN]]
        more = len(proposal.gained) - len(names)
        listed = ", ".join(names) + (self._say("ui.relax.more", count=more) if more else "")
        self._trial.setText(self._say("ui.relax.trial", change=self._say(proposal.statement), names=listed))

    def _show_chart(self, proposal: Proposal | JointProposal | None) -> None:
        """Draw the steps of the one requirement that is tried, else of the first that can be drawn."""
        shown = proposal or next(
            (each for each in self._proposals if not isinstance(each, JointProposal)), None
        )
        curve = None
        if self._outcome is not None and shown is not None and not isinstance(shown, JointProposal):
            curve = step_curve(self._outcome, shown.criterion_id)
        self._chart.setVisible(curve is not None)
        # Words alone leave the room to the changes, of which some name several requirements.
        for part, share in enumerate(_WITH_CHART if curve is not None else _WITHOUT_CHART):
            self._body.setStretch(part, share)
        if curve is None or shown is None or isinstance(shown, JointProposal):
            self._subline.setText(self._say("ui.relax.no_chart") if proposal is not None else "")
            return
        criterion_id = shown.criterion_id
        name = self._say(f"criterion.{criterion_id}")
        self._subline.setText(self._say(chart_words(curve, name)))
        first, last = sensible_range(curve)
        needed = shown.needed if isinstance(shown.needed, int) else curve.asked
        self._chart.show_curve(
            curve,
            (min(first, needed), max(last, needed)),
            lambda limit: plain_limit(self._language, criterion_id, limit),
            self._subline.text(),
        )
        self._chart.show_tried(needed if proposal is not None else None)

    def _on_selection(self) -> None:
        self._show_trial()
        self.trial_changed.emit(self.trial())

    def _on_adopt(self) -> None:
        proposal = self.trial()
        if proposal is not None:
            self.adoption_asked.emit(proposal)
