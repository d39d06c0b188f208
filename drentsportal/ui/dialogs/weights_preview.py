"""What weights would do: the figures that the request gets, and the first five of the ranking with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QRadioButton, QWidget

from drentsportal.domain.match.trial import tried
from drentsportal.errors import InputError
from drentsportal.ui.widgets.elided_label import ElidedLabel
from drentsportal.ui.widgets.parts import column, label, line, scrolled
from drentsportal.ui.widgets.score_bar import Interval, ScoreBar

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.weighing.weight_proposal import WeightProposal
    from drentsportal.ui.dialogs.weights_page import PageParts

TOP: Final = 5
_WIDTH: Final = 332
_WIDEST: Final = "was 10"
"""No wider are the points, nor the place of before."""


class WeightsPreview(QWidget):
    """The right side of the dialog.

    Signals: ``small_chosen(choice)`` with ``keep`` or ``drop`` when a person says what becomes of wishes that
    rounding would bring to 0.
    """

    small_chosen = Signal(str)

    def __init__(self, parts: PageParts, result: MatchResult | None) -> None:
        """Keep the outcome that is on screen; ``None`` before the first match."""
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._say = parts.language.text
        self._figure = parts.share
        self._points = parts.language.figures.specs["points"]
        self._result = result
        self._rows: list[_Candidate] = []
        body = column(spacing=8, margin=16)
        body.addWidget(label(self._say("ui.weights.preview.weights"), "section"))
        body.addLayout(self._build_weights(parts))
        self._rounding = label(self._say("ui.weights.preview.rounding"), "caption", wrap=True)
        body.addWidget(self._rounding)
        body.addWidget(self._build_small())
        body.addWidget(line())
        body.addWidget(label(self._say("ui.weights.preview.top"), "section"))
        self._note = label("", "secondary", wrap=True)
        self._note.setObjectName("preview_note")
        body.addWidget(self._note)
        self._order = label(self._say("ui.weights.preview.order"), "caption", wrap=True)
        body.addWidget(self._order)
        for place in range(TOP):
            self._rows.append(_Candidate(parts, place))
            body.addWidget(self._rows[-1])
        body.addStretch(1)
        holder = QWidget()
        holder.setLayout(body)
        self.setLayout(column(scrolled(holder)))

    def show_proposal(self, proposal: WeightProposal | None, small: str) -> None:
        """Show the figures of weights; ``small`` is what was answered about wishes that would fall to 0."""
        vanishing = proposal.vanishing if proposal is not None else ()
        whole = {} if proposal is None else proposal.whole(keep_small=small == "keep")
        for criterion_id, (exact, shown) in self._figures.items():
            weight = None if proposal is None else proposal.weights[criterion_id]
            exact.setText("" if weight is None else self._figure(weight))
            shown.setText(str(whole[criterion_id]) if whole else self._say("ui.weights.preview.none"))
            fallen = criterion_id in vanishing and not whole[criterion_id]
            shown.setProperty("role", "warning" if fallen else "strong")
            shown.style().polish(shown)
        self._rounding.setVisible(proposal is not None and proposal.given is None)
        self._small.setVisible(bool(vanishing))
        if vanishing:
            names = [self._say(f"criterion.{each}") for each in vanishing]
            self._small_told.setText(self._say("ui.weights.preview.small", names=names, count=len(names)))
        for choice, box in self._small_boxes.items():
            box.setAutoExclusive(False)
            box.setChecked(choice == small)
            box.setAutoExclusive(True)

    def show_request(self, request: LocationRequest | None) -> None:
        """Rank with a changed request; ``None`` while there is none."""
        found = None
        if self._result is not None and request is not None:
            try:
                found = tried(self._result, request)
            except InputError:
                # The page says itself that all weights are 0.
                found = None
        why = "match" if self._result is None else "wait" if request is None else "again"
        if found is not None:
            why = "" if found.qualifier_count else "nobody"
        self._note.setText(self._say(f"ui.weights.preview.{why}") if why else "")
        self._note.setVisible(bool(why))
        self._order.setVisible(not why)
        ids = found.ranking()[:TOP] if found is not None else ()
        for place, shown in enumerate(self._rows):
            shown.setVisible(place < len(ids))
            if found is not None and place < len(ids):
                self._show_candidate(shown, found, ids[place])

    def _show_candidate(self, shown: _Candidate, found: MatchResult, candidate_id: str) -> None:
        before = self._result
        columns = found.map_columns
        row = columns.candidate_ids.index(candidate_id)
        rank = 0
        if before is not None and candidate_id in before.map_columns.candidate_ids:
            old = before.map_columns
            rank = int(old.ranks[old.candidate_ids.index(candidate_id)])
        name = found.inputs.offers.candidates.names[row]
        score = (int(columns.low[row]), int(columns.point[row]), int(columns.high[row]))
        now = int(columns.ranks[row])
        moved = ""
        if rank and rank != now:
            moved = self._say("ui.weights.preview.was", rank=rank)
        shown.show_candidate(name, score, (self._points(score[1]), moved), check=bool(columns.has_check[row]))

    def _build_weights(self, parts: PageParts) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for place, name in enumerate(("share", "request"), start=1):
            heading = label(self._say(f"ui.weights.preview.{name}"), "caption")
            heading.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(heading, 0, place)
        self._figures: dict[str, tuple[QLabel, QLabel]] = {}
        for number, criterion_id in enumerate(parts.weights, start=1):
            exact, shown = label("", "small"), label("", "strong")
            shown.setObjectName(f"whole_{criterion_id}")
            for figure in (exact, shown):
                figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(ElidedLabel(parts.name(criterion_id), fills=True), number, 0)
            grid.addWidget(exact, number, 1)
            grid.addWidget(shown, number, 2)
            self._figures[criterion_id] = (exact, shown)
        return grid

    def _build_small(self) -> QWidget:
        self._small_told = label("", wrap=True)
        self._small_boxes = {
            choice: QRadioButton(self._say(f"ui.weights.preview.{choice}")) for choice in ("keep", "drop")
        }
        for choice, box in self._small_boxes.items():
            box.setObjectName(f"small_{choice}")
            box.clicked.connect(lambda _=False, chosen=choice: self.small_chosen.emit(chosen))
        self._small = QFrame()
        self._small.setObjectName("notice")
        body = column(self._small_told, *self._small_boxes.values(), spacing=4)
        body.setContentsMargins(12, 8, 12, 8)
        self._small.setLayout(body)
        self._small.hide()
        return self._small


class _Candidate(QWidget):
    """Place, name, score bar, points, and the place of before."""

    def __init__(self, parts: PageParts, place: int) -> None:
        """Build it for a place of the ranking, from 0."""
        super().__init__()
        self._name = ElidedLabel("", "strong", fills=True)
        self._name.setObjectName(f"preview_{place + 1}")
        self._moved = label("", "caption")
        self._points = label("", "strong")
        self._points.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = ScoreBar(parts.theme)
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        # Every bar is as long, whether its candidate moved or not.
        grid.setColumnMinimumWidth(2, self._points.fontMetrics().horizontalAdvance(_WIDEST) + 4)
        grid.addWidget(label(f"{place + 1}", "strong"), 0, 0)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._moved, 0, 2)
        grid.addWidget(self._bar, 1, 1)
        grid.addWidget(self._points, 1, 2)
        self.setLayout(grid)

    def show_candidate(
        self, name: str, score: tuple[int, int, int], texts: tuple[str, str], *, check: bool
    ) -> None:
        """Show a candidate; ``texts`` are its points and where it stood before, empty where it stays."""
        points, moved = texts
        self._name.setText(name)
        self._points.setText(points)
        self._moved.setText(moved)
        self._bar.show_interval(Interval.of(*score), check=check, class_low=score[0])
