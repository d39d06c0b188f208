"""Earlier versions of an assessment: who kept which when, and two of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.domain.fairness.assessment import printed_shares
from drentsportal.ui.widgets.parts import column, label, row
from drentsportal.ui.widgets.steady_combo import SteadyCombo
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.fairness.assessment import AssessmentContribution
    from drentsportal.language import Language
    from drentsportal.services.assessing import AssessmentVersion
    from drentsportal.ui.theme import Theme

_TO_COMPARE = 2


class AssessmentVersions(QWidget):
    """Two versions beside each other, what differs marked with a word."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, without versions."""
        super().__init__()
        self._language = language
        self._say = say = language.text
        self._versions: tuple[AssessmentVersion, ...] = ()
        self.left = SteadyCombo((), "version_left", say("ui.assess.version_left"))
        self.right = SteadyCombo((), "version_right", say("ui.assess.version_right"))
        self._note = label("", "secondary", wrap=True)
        self._pair = QWidget()
        boxes = row(spacing=12)
        for name, box in (("left", self.left), ("right", self.right)):
            boxes.addLayout(column(label(say(f"ui.assess.version_{name}"), "small"), box, spacing=3), 1)
            box.currentIndexChanged.connect(lambda _: self._compare())
        self._pair.setLayout(boxes)
        headings = (say("ui.assess.column.question"), "", "")
        self.model = TextTableModel(headings)
        self.table = text_table(
            self.model, TextTableDelegate(theme, wraps=True), "assessment_versions", say("ui.assess.table")
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.hide()
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        body = column(self._note, self._pair, spacing=10, margin=16)
        body.addWidget(self.table, 1)
        self.setLayout(body)
        self.show_versions(())

    def show_versions(self, versions: Sequence[AssessmentVersion]) -> None:
        """Offer other versions, the newest beside the one before."""
        self._versions = tuple(versions)
        for box, place in ((self.left, -2), (self.right, -1)):
            with QSignalBlocker(box):
                box.clear()
                for each in versions:
                    box.addItem(self._named(each), each.version)
                box.setCurrentIndex(max(0, len(versions) + place))
        empty = not versions
        note_id = "ui.assess.no_versions" if empty else "ui.assess.one_version"
        self._note.setText(self._say(note_id))
        self._note.setVisible(len(versions) < _TO_COMPARE)
        self._pair.setVisible(not empty)
        self.table.setVisible(not empty)
        self._compare()

    def _named(self, version: AssessmentVersion) -> str:
        return self._say(
            "ui.assess.version", version=version.version, at_utc=version.at_utc, actor=version.actor.name
        )

    def _compare(self) -> None:
        chosen = [self._versions[box.currentIndex()] for box in (self.left, self.right) if box.count()]
        if not chosen:
            self.model.show_rows(0, lambda _: ())
            return
        first, second = chosen
        rows = [self._heading(first, second), *self._ends(first, second), *self._rows(first, second)]
        self.model.show_rows(len(rows), lambda place: rows[place])
        self.table.resizeRowsToContents()

    def _heading(self, first: AssessmentVersion, second: AssessmentVersion) -> tuple[TextCell, ...]:
        named = (self._say("ui.assess.column.version", version=each.version) for each in (first, second))
        return (TextCell(""), *(TextCell(each, strong=True) for each in named))

    def _rows(self, first: AssessmentVersion, second: AssessmentVersion) -> list[tuple[TextCell, ...]]:
        """Return a row per question of either frame, as a frame may have changed between them."""
        asked = {
            each.criterion.id: each.criterion.question
            for version in (second, first)
            for each in version.outcome.contributions
        }
        sides = [
            {each.criterion.id: self._answer(each) for each in printed_shares(version.outcome)}
            for version in (first, second)
        ]
        return [
            self._row(question, *(side.get(criterion_id, "") for side in sides))
            for criterion_id, question in asked.items()
        ]

    def _ends(self, first: AssessmentVersion, second: AssessmentVersion) -> list[tuple[TextCell, ...]]:
        totals, said = [], []
        for each in (first, second):
            totals.append(self.total_text(each))
            said.append(each.assessment.conclusion or self._say("ui.assess.conclusion_none"))
        return [
            self._row(self._say("ui.assess.sum_row"), *totals),
            self._row(self._say("ui.assess.conclusion"), *said),
        ]

    def total_text(self, version: AssessmentVersion) -> str:
        """Return the total of a version, as an interval where questions are open."""
        outcome = version.outcome
        text_id = "ui.assess.total_open" if outcome.open_count else "ui.assess.total"
        return self._say(text_id, low=outcome.low, point=outcome.point, high=outcome.high)

    def _row(self, name: str, first: str, second: str) -> tuple[TextCell, ...]:
        differs = first != second
        mark = TextCell(second, chip=self._say("ui.assess.changed"), tone="info")
        return (TextCell(name), TextCell(first), mark if differs else TextCell(second))

    def _answer(self, share: AssessmentContribution) -> str:
        level, levels = share.answer.level, share.criterion.levels
        if level is None:
            return self._say("ui.assess.unknown")
        answer = self._say("ui.assess.choice", level=level, highest=len(levels) - 1, text=levels[level])
        points = self._language.value(share.point, "fine_points")
        return self._say("ui.assess.cell", answer=answer, points=points, reason=share.answer.reason)
