"""The weekly list of the service teams on screen, per gemeente, as in the file but with words of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.reports.quarter_weekly import (
    WEEKLY_COLUMNS,
    team_name,
    weekly_header,
    weekly_row,
    weekly_sentence,
)
from drentsportal.ui.dialogs.report_dialog import ReportDialog
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.models.quality_rows import name_order
from drentsportal.ui.widgets.parts import clear, label
from drentsportal.ui.widgets.report_table import ReportTable
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget

    from drentsportal.domain.desk_figures.weekly import WeeklyCase, WeeklyTeam
    from drentsportal.services.weekly_list import WeeklySubject
    from drentsportal.ui.dialogs.report_dialog import ReportParts


class WeeklyDialog(ReportDialog):
    """The lists of all gemeenten, or of one; ``show_subject`` shows what was listed."""

    def __init__(self, parent: QWidget, parts: ReportParts) -> None:
        """Offer the gemeenten; all of them are chosen."""
        super().__init__(parent, parts, "weekly")
        self._subject: WeeklySubject | None = None
        self.choice.addItem(self._say("ui.reports.weekly.all"), "")
        for code in sorted(MUNICIPALITIES, key=name_order):
            self.choice.addItem(MUNICIPALITIES[code], code)
        self.choice.currentIndexChanged.connect(lambda _: self.count_asked.emit())

    @property
    def municipality_code(self) -> str:
        """The gemeente that is chosen, "" for all."""
        return str(self.choice.currentData())

    @property
    def file_stem(self) -> str:
        """How a file of it is called."""
        day = "" if self._subject is None else self._subject.today.isoformat()
        return self._say("ui.reports.file.weekly", today=day)

    def show_subject(self, subject: WeeklySubject) -> None:
        """Show what was listed."""
        clear(self.figures)
        self._subject, self._has_figures = subject, True
        self.figures.addWidget(label(self._say("weekly.context", today=subject.today), "small"))
        self.figures.addWidget(label(weekly_sentence(subject, self._language), wrap=True))
        for team in subject.teams:
            self.figures.addWidget(self._team(team, subject))
        if subject.idle:
            self.figures.addWidget(self._idle(subject))
        if not subject.teams:
            self.figures.addWidget(label(self._say("ui.reports.weekly.empty"), "secondary", wrap=True))
        self.figures.addWidget(label(self._say("weekly.reading"), "caption", wrap=True))
        self.walk_figures()
        self.end()

    def clear(self) -> None:
        """Take the list away."""
        super().clear()
        self._subject = None

    def _team(self, team: WeeklyTeam, subject: WeeklySubject) -> QFrame:
        name = team_name(team, self._language)
        table = ReportTable(
            self._theme,
            f"table_{team.municipality_code or 'none'}",
            self._say("ui.reports.table", title=name),
        )
        numeric = [column == "tasks" for column in WEEKLY_COLUMNS]
        rows = [self._row(case) for case in team.cases]
        table.show_rows(weekly_header(self._language), numeric, rows)
        overdue = team.overdue_count(subject.today)
        note = label(self._say("weekly.overdue", count=overdue), "warning" if overdue else "small", wrap=True)
        return self.card(name, table, note)

    def _idle(self, subject: WeeklySubject) -> QFrame:
        title = self._say("ui.reports.weekly.idle")
        table = ReportTable(self._theme, "table_idle", self._say("ui.reports.table", title=title))
        header = [self._say(f"ui.reports.weekly.idle.{name}") for name in ("number", "owner", "clock")]
        rows = [
            [
                TextCell(each.number, strong=True),
                TextCell(each.owner or self._say("ui.reports.weekly.idle.nobody")),
                TextCell(clock_text(self._language, each.clock)),
            ]
            for each in subject.idle
        ]
        table.show_rows(header, [False] * len(header), rows)
        return self.card(title, table)

    def _row(self, case: WeeklyCase) -> list[TextCell]:
        texts = dict(zip(WEEKLY_COLUMNS, weekly_row(case, self._language), strict=True))
        # The list on screen is internal and its reading is logged; a file keeps to the discipline.
        texts["next"] = self._say("ui.reports.weekly.next", task=case.next_step.text, told=texts["next"])
        return [
            TextCell(text, right=column == "tasks", strong=column == "number")
            for column, text in texts.items()
        ]
